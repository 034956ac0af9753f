"""What stands below an article and has names and dates of its own: comments, other articles."""

from __future__ import annotations

from collections.abc import Iterator

from ...patterns import lazy
from ...reading.marked import APART_SIGNS, COMMENTS, RELATED, WHOSE
from ...reading.page import Page

__all__ = ["pieces_apart"]

_APART = lazy(rf"(?:^|[\s_]){WHOSE}(?:{COMMENTS}|{RELATED})(?:$|[\s_])")


def pieces_apart(page: Page, first: int) -> set[int]:
    """Give the pieces of what the page calls its comments or other articles, below the text's `first`.

    What has such a name and holds the text, too, is no box of its own: a theme's wrapper.
    """
    apart: set[int] = set()
    for element in (*page.called(_APART, APART_SIGNS), *_headed_asides(page)):
        if page.first[element] > first:
            apart.update(range(page.first[element], page.behind[element]))
    return apart


def _headed_asides(page: Page) -> Iterator[int]:
    """Give the asides of several headings; one of a single heading may be about the author."""
    for element in page.tagged("aside"):
        pieces = page.pieces[page.first[element] : page.behind[element]]
        if sum(piece.kind == "heading" for piece in pieces) > 1:
            yield element
