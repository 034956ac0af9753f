"""The public API, written down by hand: what users rely on does not change unseen.

Where one of these fails, a promise is about to be broken. The expectations come from the
contract, never from the code.
"""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
import textwrap
import typing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import cleanarticle
from cleanarticle import DEFAULT, Article, Block, Change, Mark, Pipeline, Reason, clean, clean_many

SOURCE = Path(cleanarticle.__file__).parent

FERRY = "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail again this week."
RAW = f"Ferry crews walk out\n\nBy Ola Berg\n\n{FERRY}\n\nAdvertisement\n\nSource: The Harbour Post"


def parameters(function: Any) -> list[tuple[str, str, Any]]:
    """Give name, kind and default of every parameter."""
    kinds: dict[Any, str] = {
        inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional",
        inspect.Parameter.KEYWORD_ONLY: "keyword",
        inspect.Parameter.VAR_KEYWORD: "**",
    }
    found = inspect.signature(function).parameters.values()
    return [(p.name, kinds[p.kind], None if p.default is p.empty else p.default) for p in found]


def fields(kind: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(kind) if field.repr]


def test_the_names() -> None:
    promised = {
        "clean", "clean_many", "DEFAULT", "Article", "Block", "Change", "Mark", "Reason", "Document",
        "Pipeline", "Drop", "Edit", "Split", "Join", "Label", "MarkUp", "Found", "Flag",
        "Line", "SiteRules", "Sites", "load_sites", "learn_site", "show",
    }  # fmt: skip
    assert promised <= set(cleanarticle.__all__)
    assert promised <= set(dir(cleanarticle))
    for name in cleanarticle.__all__:
        assert getattr(cleanarticle, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'cleanly'"):
        cleanarticle.cleanly  # type: ignore[attr-defined]  # noqa: B018


# ---------------------------------------------------------------- one door


def test_the_signature_of_clean() -> None:
    assert parameters(clean) == [
        ("raw", "positional", None),
        ("kind", "keyword", "auto"),
        ("url", "keyword", None),
        ("language", "keyword", None),
        ("favor", "keyword", "balanced"),
        ("extractor", "keyword", "model"),
        ("extra", "keyword", None),
        ("keep", "keyword", None),
        ("pipeline", "keyword", DEFAULT),
    ]
    hints = typing.get_type_hints(clean)
    assert hints["return"] is Article
    assert hints["raw"] == str | bytes
    assert typing.get_args(hints["kind"]) == ("auto", "text", "html")
    assert typing.get_args(hints["favor"]) == ("precision", "balanced", "recall")
    assert typing.get_args(hints["extractor"]) == ("model", "readability")


def test_the_signature_of_clean_many() -> None:
    assert parameters(clean_many)[:3] == [
        ("items", "positional", None),
        ("workers", "keyword", None),
        ("progress", "keyword", "auto"),
    ]


@pytest.mark.parametrize("thing", [None, 3, ["text"], Path("page.html")])
def test_what_is_neither_str_nor_bytes_is_told_what_to_do(thing: Any) -> None:
    with pytest.raises(TypeError) as caught:
        clean(thing)
    assert str(caught.value) == (
        "clean() takes the page or text itself, as str or bytes, not "
        f"{type(thing).__name__}; read a file with Path.read_bytes(), a response with .content"
    )


def test_many_come_in_order() -> None:
    items: list[str | bytes] = [FERRY, b"", RAW]
    found = clean_many(iter(items), workers=1, progress=False)
    assert iter(found) is found
    assert [article.text for article in found] == [FERRY, "", FERRY]


# ---------------------------------------------------------------- the article


def test_the_fields_of_an_article() -> None:
    promised = [
        "title", "blocks", "authors", "published", "modified", "source", "site", "url", "language",
        "description", "image", "tags", "breadcrumbs", "changes", "flags", "confidence", "raw",
    ]  # fmt: skip
    assert set(promised) <= set(fields(Article))
    for name in ("text", "paragraphs", "word_count"):
        assert isinstance(inspect.getattr_static(Article, name), property) or hasattr(
            inspect.getattr_static(Article, name), "func"
        )


def test_an_empty_article() -> None:
    article = Article()
    for name in ("title", "published", "modified", "source", "site", "url", "language"):
        assert getattr(article, name) is None
    for name in ("description", "image"):
        assert getattr(article, name) is None
    for name in ("blocks", "authors", "tags", "breadcrumbs", "changes", "paragraphs"):
        assert getattr(article, name) == ()
    assert article.flags == frozenset()
    assert (article.text, article.word_count, article.confidence) == ("", 0, 0.0)


@pytest.mark.parametrize("raw", [RAW, "", f"<html><body><p>{FERRY}</p></body></html>"])
def test_the_types_of_what_comes_out(raw: str) -> None:
    article = clean(raw)
    for name in ("title", "source", "site", "url", "language", "description", "image"):
        assert isinstance(getattr(article, name), str | None)
    for name in ("authors", "tags", "breadcrumbs"):
        value = getattr(article, name)
        assert isinstance(value, tuple) and all(isinstance(part, str) for part in value)
    for name in ("published", "modified"):
        assert isinstance(getattr(article, name), datetime | None)
    assert all(isinstance(block, Block) for block in article.blocks)
    assert all(isinstance(change, Change) for change in article.changes)
    assert isinstance(article.flags, frozenset)
    assert isinstance(article.confidence, float) and 0 <= article.confidence <= 1
    assert article.text == "\n\n".join(block.text for block in article.blocks)


def test_an_article_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        clean(RAW).title = "x"  # type: ignore[misc]


def test_blocks_and_marks() -> None:
    assert {"kind", "text", "level", "marks"} <= set(fields(Block))
    kinds = typing.get_args(typing.get_type_hints(Block)["kind"])
    assert set(kinds) == {
        "paragraph", "heading", "list_item", "quote", "code", "table", "caption", "image",
    }  # fmt: skip
    assert fields(Mark) == ["kind", "start", "end", "href"]
    assert set(typing.get_args(typing.get_type_hints(Mark)["kind"])) == {
        "link",
        "emphasis",
        "strong",
        "code",
    }


def test_the_ways_out_of_an_article() -> None:
    article = clean(RAW)
    assert Article.from_dict(article.to_dict()) == article
    assert Article.from_json(article.to_json()) == article
    assert isinstance(article.to_markdown(), str)
    assert article.to_html().startswith("<article")
    assert "byline" in article.explain()
    assert article._repr_html_().startswith("<div")


@pytest.mark.parametrize(
    ("written", "error", "said"),
    [
        ("[]", TypeError, "dict of to_dict"),
        ('{"headline": "Ferry"}', ValueError, "headline"),
        ('{"blocks": [{"text": "It sank."}]}', ValueError, "as to_dict writes it.*kind"),
        ('{"published": "tomorrow"}', ValueError, "as to_dict writes it.*tomorrow"),
        ('{"changes": [{"reason": "whim"}]}', ValueError, "as to_dict writes it.*whim"),
    ],
)
def test_what_is_no_article_is_told(written: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        Article.from_json(written)


@pytest.mark.parametrize("raw", ["", RAW, f"<h1>Ferry</h1><p>{FERRY} <a href='/x'>More</a>.</p>"])
def test_an_article_can_be_pickled_and_copied(raw: str) -> None:
    article = clean(raw)
    assert article.text == pickle.loads(pickle.dumps(article)).text
    for made in (pickle.loads(pickle.dumps(article)), copy.copy(article), copy.deepcopy(article)):
        assert made == article
        assert vars(made)["changes"] == article.changes
    odd = Article(blocks=(Block("quote", "a", 1, (Mark("link", 0, 1, "/b"),), 2, 3),), raw="")
    assert pickle.loads(pickle.dumps(odd)) == odd


def test_words_are_counted() -> None:
    assert Article(blocks=(Block("paragraph", "It rained. 雨が降った。"),)).word_count == 7


# ---------------------------------------------------------------- the ledger


def test_the_fields_of_a_change() -> None:
    assert set(fields(Change)) == {
        "cleaner", "steps", "reason", "start", "end", "before", "after", "confidence",
    }  # fmt: skip


def test_the_reasons() -> None:
    assert [str(reason) for reason in Reason] == [
        "title", "byline", "date", "source", "breadcrumb", "markup", "style", "script", "embed",
        "menu", "ad", "share", "promo", "read_also", "comment_form", "comments", "related",
        "consent", "paywall", "legal", "counter", "credit", "repeat", "boilerplate", "rule",
        "encoding", "entity", "invisible", "quote", "glue", "wrap", "spacing",
    ]  # fmt: skip
    for reason in Reason:
        assert reason.explanation.endswith(".") and len(reason.explanation) > 20


def test_the_ledger_is_over_raw() -> None:
    article = clean(RAW)
    assert article.raw == RAW
    assert {str(change.reason) for change in article.changes} == {
        "title", "byline", "ad", "source",
    }  # fmt: skip
    at = 0
    for change in article.changes:
        assert at <= change.start <= change.end
        assert change.before == RAW[change.start : change.end]
        assert change.cleaner == change.steps[-1]
        at = change.end


def test_restore_undoes_one_change() -> None:
    article = clean(RAW)
    ad = next(change for change in article.changes if change.reason is Reason.AD)
    restored = article.restore(ad)
    assert restored.text == f"{FERRY}\n\nAdvertisement"
    assert ad not in restored.changes and ad in article.changes
    with pytest.raises(ValueError):
        restored.restore(ad)


# ---------------------------------------------------------------- the pipeline


def test_a_pipeline_is_a_value() -> None:
    assert isinstance(DEFAULT, Pipeline)
    names = list(DEFAULT.names)
    assert [cleaner.__name__ for cleaner in DEFAULT] == names
    for name in ("drop_comment_forms", "fix_quotes", "drop_ads", "find_title"):
        assert name in DEFAULT

    def my_cleaner(text: str) -> str:
        return text

    changed = DEFAULT.without("drop_comment_forms").after("fix_quotes", my_cleaner)
    assert list(DEFAULT.names) == names
    at = changed.names.index("fix_quotes")
    assert changed.names[at + 1] == "my_cleaner"
    assert "drop_comment_forms" not in changed
    assert DEFAULT.before("fix_quotes", my_cleaner).names[names.index("fix_quotes")] == "my_cleaner"


@pytest.mark.parametrize("method", ["without", "before", "after"])
def test_an_unknown_name_is_a_key_error_that_lists_the_known(method: str) -> None:
    with pytest.raises(KeyError) as caught:
        getattr(DEFAULT, method)("fix_everything")
    assert all(name in str(caught.value) for name in ("fix_everything", *DEFAULT.names))


# ---------------------------------------------------------------- types, for those who check them

CONSUMER = """
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import assert_type

from cleanarticle import (
    DEFAULT, Article, Block, Change, Drop, Line, Pipeline, Reason, SiteRules, clean, clean_many,
    learn_site, load_sites, show,
)


def drop_tides(blocks: Sequence[Block]) -> Iterator[Drop]:
    for block in blocks:
        if block.text.startswith("Tide"):
            yield Drop(block, "tide")


article = clean(b"It rained.", kind="text", extra=["x", re.compile("y"), Line("#")], keep="z")
assert_type(article, Article)
assert_type(article.title, str | None)
assert_type(article.published, datetime | None)
assert_type(article.changes, tuple[Change, ...])
assert_type(article.changes[0].reason, Reason)
assert_type(article.restore(article.changes[0]), Article)
assert_type(DEFAULT.without("drop_ads").after("fix_quotes", drop_tides), Pipeline)
for found in clean_many(["It rained."], workers=1, progress=False, favor="recall"):
    assert_type(found, Article)
sites = load_sites("sites.toml")
clean("It rained.", url="https://a.example", **sites.for_url("https://a.example"))
rules = learn_site([article, "It rained.", b"It rained."], site="a.example")
assert_type(rules, SiteRules)
clean("It rained.", **rules.options)
assert_type(len(show([article])), int)
"""

MISUSE = """
from cleanarticle import clean, cleen

clean(3)
clean("x", favor="high")
clean("x", "text")
clean("x").title.upper()
clean("x").title = "y"
"""


def checked(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Check code as a user's strict mypy would, with the package as it would be installed."""
    (folder / "consumer.py").write_text(textwrap.dedent(code), "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--follow-imports=silent",
        "--no-error-summary",
    ]
    return subprocess.run(
        [*command, "--config-file", "", "--cache-dir", str(folder / "cache"), "consumer.py"],
        cwd=folder,
        env={"MYPYPATH": str(SOURCE.parent), "PATH": "", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_types_are_there_for_a_strict_user(tmp_path: Path) -> None:
    assert (SOURCE / "py.typed").exists()
    done = checked(CONSUMER, tmp_path)
    assert (done.stdout, done.returncode) == ("", 0)
    done = checked(MISUSE, tmp_path)
    lines = [line.split(":")[1] for line in done.stdout.splitlines() if ": error:" in line]
    assert lines == ["2", "4", "5", "6", "7", "8"]


# ---------------------------------------------------------------- a quick import

#: What is imported only when it is used: parsers, models, and everything of the extras.
HEAVY = (
    "lxml", "numpy", "pandas", "polars", "pyarrow", "readability", "charset_normalizer",
    "py3langid", "wordfreq", "msgpack", "tqdm", "multiprocessing", "IPython", "scrapy", "pyspark", "ray",
)  # fmt: skip


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(SOURCE.parent), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("name", ["clean", "clean_many", "learn_site", "load_sites", "show"])
def test_no_import_brings_anything_heavy(name: str) -> None:
    code = f"from cleanarticle import {name}; import sys"
    assert run(f"{code}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))") == ""


def test_the_import_is_quick() -> None:
    timed = "import time; start = time.process_time(); import cleanarticle; "
    times = [float(run(f"{timed} print(time.process_time() - start)")) for _ in range(5)]
    assert min(times) < 0.15


def test_names_can_be_imported_by_a_star() -> None:
    assert run("from cleanarticle import *; print(clean('It rained.').text, DEFAULT.names[0])") == (
        "It rained. fix_code_tokens"
    )
