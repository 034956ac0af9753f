"""Where a piece of a page stands: what is around it, and what is written like it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .page import Page

__all__ = ["FURNITURE", "Chances", "Flags", "block_of", "by_tags", "is_text_in", "tags_around"]

Flags = NDArray[np.bool_]
Chances = NDArray[np.floating]

#: Elements of a page around an article.
FURNITURE = frozenset({"nav", "header", "footer", "aside", "form"})

#: Elements around a piece by which it is told from others.
MAX_TAGS_AROUND = 30
#: Elements that a list or a quotation is made of.
_AROUND = frozenset({"li", "ul", "ol", "blockquote"})


def block_of(page: Page, at: int) -> int:
    """Give the outermost list or quotation around a piece, or the element that is its own."""
    element = page.pieces[at].element
    while page.tags[page.parents[element]] in _AROUND:
        element = page.parents[element]
    return element


def is_text_in(page: Page, at: int, around: int) -> bool:
    """Whether a piece is a text, no headline and no caption, in an element itself."""
    piece = page.pieces[at]
    if piece.kind == "caption" or (piece.kind == "heading" and piece.level == 1):
        return False
    return around in (piece.element, page.parents[block_of(page, at)])


def by_tags(page: Page, places: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """Give the pieces at some places by the tags around them."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for at in places:
        groups.setdefault(tags_around(page, at), []).append(at)
    return groups


def tags_around(page: Page, at: int) -> tuple[str, ...]:
    """Give the nearest tags from a piece's element up; names differ from one part of a text to the next."""
    tags: list[str] = []
    element = page.pieces[at].element
    while element and len(tags) < MAX_TAGS_AROUND:
        tags.append(page.tags[element])
        element = page.parents[element]
    return tuple(tags)
