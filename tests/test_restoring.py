"""Restoring a line that was taken up: the fields that have their value from it, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle import Article, Document, Drop, Found, Pipeline, Split, clean
from cleanarticle.batch.arrow import to_article, to_row

FERRY = "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail again."
COUNCIL = "The council met in the old hall after the meeting of the mayors, and nobody asked the operator why he came."
MAY, JUNE = datetime(2024, 5, 1), datetime(2024, 6, 3)
FIELDS = ("title", "authors", "published", "modified", "source", "tags", "breadcrumbs", "url")


def emptied(article: Article, before: str) -> set[str]:
    """Name the fields that restoring the change of this text empties; see that no other changes."""
    [change] = [change for change in article.changes if change.before == before]
    restored = article.restore(change)
    assert before in restored.text
    other = {name for name in FIELDS if getattr(restored, name) != getattr(article, name)}
    assert all(getattr(restored, name) == getattr(Article(), name) for name in other)
    return other


RAW = f"""Home > News > Europe

Ferry crews walk out

By Ola Berg, 1 May 2024

{FERRY}

{COUNCIL}

Updated 3 June 2024

Tags: ferry, strike

Source: The Harbour Post"""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Home > News > Europe", {"breadcrumbs"}),
        ("Ferry crews walk out", {"title"}),
        ("By Ola Berg, 1 May 2024", {"authors", "published"}),
        ("Updated 3 June 2024", {"modified"}),
        ("Tags: ferry, strike", {"tags"}),
        ("Source: The Harbour Post", {"source"}),
    ],
)
def test_a_line_empties_what_it_gave(line: str, names: set[str]) -> None:
    article = clean(RAW)
    assert (article.published, article.modified) == (MAY, JUNE)
    assert emptied(article, line) == names
    [change] = [change for change in article.changes if change.before == line]
    assert set(change.fields) == names


@pytest.mark.parametrize("line", ["Published", "---", "ferry"])
def test_a_line_that_gave_nothing_empties_nothing(line: str) -> None:
    head = f"---\ntitle: Ferry crews walk out\ndate: 2024-05-01\n---\n\n{FERRY}"
    parted = f"Ferry crews walk out\n\nPublished\n\n1 May 2024\n\n{FERRY}\n\n{COUNCIL}\n\nTags\n\nferry\n\nstrike"
    article = clean(head if line == "---" else parted)
    assert article.published == MAY
    change = next(change for change in article.changes if change.before == line)
    assert change.fields == ()
    restored = article.restore(change)
    assert [getattr(restored, name) for name in FIELDS] == [getattr(article, n) for n in FIELDS]


def test_one_line_with_both_days() -> None:
    line = "Published 1 May 2024 Updated 3 June 2024"
    article = clean(f"Ferry crews walk out\n\n{line}\n\n{FERRY}\n\n{COUNCIL}")
    assert (article.published, article.modified) == (MAY, JUNE)
    assert emptied(article, line) == {"published", "modified"}


def test_the_lines_of_a_head_give_their_own_fields() -> None:
    raw = f"---\ntitle: Ferry crews walk out\nauthor: Ola Berg\ndate: 2024-05-01\nurl: https://a.example/x\ntags: [a, b]\n---\n\n{FERRY}\n\n{COUNCIL}"
    article = clean(raw)
    assert (article.authors, article.url) == (("Ola Berg",), "https://a.example/x")
    assert emptied(article, "author: Ola Berg") == {"authors"}
    assert emptied(article, "date: 2024-05-01") == {"published"}
    assert emptied(article, "url: https://a.example/x") == {"url"}
    assert emptied(article, "tags: [a, b]") == {"tags"}


def test_what_another_line_says_too_stays() -> None:
    credit = "Source: The Harbour Post"
    article = clean(f"{FERRY}\n\n{COUNCIL}\n\n{credit}\n\nSource : The Harbour Post")
    first, second = article.changes
    once = article.restore(first)
    assert once.source == article.restore(second).source == "The Harbour Post"
    assert once.restore(second).source is None


# ---------------------------------------------------------------- pages

TOLD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry crews walk out", '
    '"author": {"@type": "Person", "name": "Ola Berg"}, "datePublished": "2024-05-01", '
    '"dateModified": "2024-06-03"}</script>'
)


def page(head: str) -> str:
    return (
        f'<html lang="en"><head><title>Ferry crews walk out | Harbour Post</title>{head}</head><body>'
        "<article><h1>Ferry crews walk out</h1><p>By Ola Berg</p><p>May 1, 2024</p>"
        f"<p>{FERRY}</p><p>{COUNCIL}</p></article></body></html>"
    )


def test_what_the_page_itself_tells_stays() -> None:
    article = clean(page(TOLD))
    assert (article.authors, article.published, article.modified) == (("Ola Berg",), MAY, JUNE)
    assert emptied(article, "By Ola Berg") == set()
    assert emptied(article, "May 1, 2024") == set()
    assert emptied(article, "Ferry crews walk out") == {"title"}


def test_what_only_a_line_of_the_page_tells_goes() -> None:
    article = clean(page(""))
    assert (article.authors, article.published) == (("Ola Berg",), MAY)
    assert emptied(article, "By Ola Berg") == {"authors"}
    assert emptied(article, "May 1, 2024") == {"published"}


# ---------------------------------------------------------------- kept, sent, written


@pytest.mark.parametrize("raw", [RAW, page(TOLD), page("")])
def test_it_is_written_down(raw: str) -> None:
    article = clean(raw)
    columns = [field.name for field in fields(Article)]
    again = [Article.from_json(article.to_json()), to_article(to_row(article, columns))]
    for read in again:
        assert read == article
        for change in article.changes:
            assert read.restore(change) == article.restore(change)


def test_a_ledger_written_without_them_is_read() -> None:
    data: dict[str, Any] = clean(RAW).to_dict()
    for change in data["changes"]:
        del change["fields"]
    read = Article.from_dict(data)
    assert all(read.restore(change).authors == ("Ola Berg",) for change in read.changes)


# ---------------------------------------------------------------- cleaners of the caller's own


def find_stamp(blocks: Document) -> Iterator[Found | Drop]:
    for block in blocks:
        if block.text.startswith("#"):
            yield Drop(block, "stamp")
            yield Found("tags", ("ferry",), block)
            yield Found("site", "The Post", block)
        elif block.text.startswith("@"):
            yield Drop(block, "stamp")
            yield Found("description", "Of ferries.")


def test_a_line_can_give_several_fields() -> None:
    article = clean(f"# ferry, The Post\n\n@ x\n\n{FERRY}", pipeline=Pipeline(find_stamp))
    assert (article.tags, article.site, article.description) == (
        ("ferry",),
        "The Post",
        "Of ferries.",
    )
    stamp, other = article.changes
    assert (stamp.fields, other.fields) == (("tags", "site"), ())
    restored = article.restore(stamp)
    assert (restored.tags, restored.site, restored.description) == ((), None, "Of ferries.")


ONE_LINE = (
    "The ferry to the islands sailed at noon, and nobody on the quay had seen it come in. "
    "Advertisement "
    "The harbour master said that the quay would stay open for the whole of the summer. "
    "The council met in the evening, and the mayor read the letter of the owners aloud."
)


def test_blocks_that_were_apart_stay_apart() -> None:
    """Of a page on one line only what stood next to a cut becomes one with it."""

    def part(blocks: Document) -> Iterator[Any]:
        places = [blocks[0].text.find(begin) for begin in ("Advertisement", "The harb", "The coun")]
        if -1 not in places:
            yield Split(blocks[0], tuple(places))

    def cut(blocks: Document) -> Iterator[Drop]:
        yield from (Drop(block, "ad") for block in blocks if block.text == "Advertisement")

    article = clean(ONE_LINE, pipeline=Pipeline(part, cut))
    assert len(article.blocks) == 3
    [ad] = article.changes
    restored = article.restore(ad)
    assert restored.paragraphs[-1] == article.paragraphs[-1]
    assert "".join(restored.text.split()) == "".join(ONE_LINE.split())
    assert Article.from_json(restored.to_json()) == restored


def pieces() -> st.SearchStrategy[str]:
    """Give lines of every kind, parted by all that parts them, or by nothing."""
    lines = [
        *ONE_LINE.split(". "), "By Ola Berg", "3 May 2024", "Share this article", "Source: The Post",
        "\u201cNone of this is good for us\u201c, she said.", "Read also: The ferry", "Tags: sea, quay",
        "It was full.It sailed.", "&amp;amp;", "<div class='x'>", "[a](b) **c**", "\u200b", "\ud800",
        "# Ferry", "- one", "1. two", "More from Author", "wait-\ning", "e\u0301", "\u65b0\u805e\u3002",
    ]  # fmt: skip
    part = st.sampled_from(["\n\n", "\n", " ", "", "\r\n", "\u2028", "\t"])
    return st.lists(st.tuples(st.sampled_from(lines), part), max_size=12).map(
        lambda told: "".join(map("".join, told))
    )


@given(raw=pieces(), order=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_in_whatever_order_changes_are_undone_nothing_is_lost(raw: str, order: Any) -> None:
    article = clean(raw)
    changes = list(article.changes)
    order.shuffle(changes)
    for change in changes:
        article = article.restore(change)
        replayed, at = "", 0
        for left in article.changes:
            assert article.raw[left.start : left.end] == left.before
            replayed, at = replayed + article.raw[at : left.start] + left.after, left.end
        assert "".join((replayed + article.raw[at:]).split()) == "".join(article.text.split())
        starts = [block.start for block in article.blocks]
        assert starts == sorted(starts)
        assert all(
            0 <= mark.start < mark.end <= len(block.text)
            for block in article.blocks
            for mark in block.marks
        )
    assert (article.changes, article.title) == ((), None)
    assert "".join(article.text.split()) == "".join(article.raw.split())
    assert Article.from_json(article.to_json()) == article
