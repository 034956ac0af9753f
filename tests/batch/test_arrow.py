"""The table's schema: every article is a row of it, and comes back from the row."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleanarticle import Article, clean
from cleanarticle.batch.arrow import (
    COLUMNS,
    DEFAULT_COLUMNS,
    schema,
    to_article,
    to_row,
    with_raw,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
INPUTS = sorted(
    path
    for pattern in ("texts/*/input.txt", "pages/*/page.html", "dumps/*.txt")
    for path in FIXTURES.glob(pattern)
)
#: White space, of which the ledger does not hold the kind.
BLANK = {code: " " for code in range(sys.maxunicode) if chr(code).isspace()}

PAGE = """<!doctype html><html lang="en"><head><title>Splicing rope | Deckhand</title>
<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Splicing rope",
"author": {"@type": "Person", "name": "Ola Berg"}, "datePublished": "2025-03-02T08:00:00+01:00"}
</script></head><body><nav><a href="/">Home</a> <a href="/knots">Knots</a></nav>
<article><h1>Splicing rope</h1>
<p>A splice holds where a <a href="/knot">knot</a> would cut the rope in half. It takes ten minutes
to learn, and nobody who has learnt it ties a knot in a mooring line again.</p>
<ol><li>Unlay three turns and <b>tape</b> each strand.</li><li>Tuck every strand.</li></ol>
</article></body></html>"""
TEXT = "Rain at last\n\nAdvertisement\n\nIt rained on Tuesday , and the river rose.\n"


def test_a_row_holds_the_article() -> None:
    article = clean(PAGE)
    row = to_row(article)
    assert tuple(row) == DEFAULT_COLUMNS == tuple(schema().names)
    assert "raw" not in row
    assert row["title"] == "Splicing rope"
    assert row["authors"] == ["Ola Berg"]
    assert row["published"] == "2025-03-02T08:00:00+01:00"
    assert row["word_count"] == article.word_count
    assert {mark["kind"] for block in row["blocks"] for mark in block["marks"]} >= {"link"}


@pytest.mark.parametrize("raw", [PAGE, TEXT, "", "Advertisement"])
def test_an_article_comes_back_from_parquet(raw: str, tmp_path: Path) -> None:
    article = clean(raw)
    table = pa.Table.from_pylist([to_row(article, COLUMNS)], schema=schema(COLUMNS))
    pq.write_table(table, tmp_path / "one.parquet")
    assert pq.read_schema(tmp_path / "one.parquet").names == list(COLUMNS)
    [row] = pq.read_table(tmp_path / "one.parquet").to_pylist()
    assert to_article(row) == article


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_read_can_be_made_again_of_the_ledger(path: Path) -> None:
    article = clean(path.read_bytes())
    made = with_raw(to_article(to_row(article)))
    assert replace(made, raw="") == replace(article, raw="")
    tail = article.raw[len(made.raw) :]
    assert (made.raw + tail).translate(BLANK) == article.raw.translate(BLANK)
    assert not tail.strip()
    assert with_raw(article) is article


def test_columns_in_the_order_asked_for() -> None:
    assert schema(["text", "title"]).names == ["text", "title"]
    assert list(to_row(Article(), ["text", "title"])) == ["text", "title"]


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(ValueError, match=r"'headline'.*title"):
        schema(["headline"])


def test_half_a_surrogate_pair_is_one_character() -> None:
    raw = "High \ud800 tide on Tuesday, and the river rose.\n\nAdvertisement"
    article = clean(raw)
    row = to_row(article, COLUMNS)
    pa.Table.from_pylist([row], schema=schema(COLUMNS))
    assert len(row["raw"]) == len(article.raw)
    for change in row["changes"]:
        assert row["raw"][change["start"] : change["end"]] == change["before"]


def test_a_failure_keeps_its_error() -> None:
    failed = Article(flags=frozenset({"failed"}), error="ValueError: no tide")
    assert to_row(failed, ["error", "flags"]) == {
        "error": "ValueError: no tide",
        "flags": ["failed"],
    }
    assert Article.from_json(failed.to_json()) == failed
