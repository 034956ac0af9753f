"""Whole pages: what a careful reader would write of each, and what they would note about it.

A page is `fixtures/pages/<slug>/`: `page.html`, `expected.md` (the article) and `expected.json`
(the fields the page tells of). The expectations were written by hand before the code was run.
Pictures stand in them where the page has them, without their captions.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cleanarticle import Article, clean

PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
SLUGS = sorted(path.parent.name for path in PAGES.glob("*/page.html"))


#: What a reader would write otherwise, and why we do not yet. Strict: who mends one is told.
KNOWN = {
    "cards-film-review": "an invitation to become a member, whose box says nothing in its class",
    "docs-tideline-config": "a heading that is also the heading of teasers, above prose",
    "ghost-slow-walk": "verse: each line stands for itself",
    "hugo-quiet-backups": "the second paragraph of a list item becomes an item",
    "react-bridge-closure": "a newsletter box that only an attribute for testers names",
}


def _case(*names: str) -> Any:
    reason = KNOWN.get(" ".join(names))
    marks = (pytest.mark.xfail(strict=True, reason=reason),) if reason else ()
    return pytest.param(*names, marks=marks, id="-".join(names))


@cache
def _article(slug: str) -> Article:
    return clean((PAGES / slug / "page.html").read_text("utf-8"))


def _expected(slug: str) -> dict[str, Any]:
    return dict(json.loads((PAGES / slug / "expected.json").read_text("utf-8")))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def test_there_are_pages() -> None:
    assert SLUGS


@pytest.mark.parametrize("slug", [_case(slug) for slug in SLUGS])
def test_the_article(slug: str) -> None:
    expected = (PAGES / slug / "expected.md").read_text("utf-8")
    assert _article(slug).to_markdown().rstrip("\n") == expected.rstrip("\n")


@pytest.mark.parametrize(
    ("slug", "field"), [_case(slug, field) for slug in SLUGS for field in _expected(slug)]
)
def test_the_fields(slug: str, field: str) -> None:
    assert _plain(getattr(_article(slug), field)) == _expected(slug)[field]
