"""The lines around a text's title, among which its writer, day and source stand."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Document
from ..shapes import is_prose, once
from ..vocabulary import fold, folded
from .date_lines import (
    DateLine,
    dates_of,
)

__all__ = ["HEADER_REACH", "MIN_HEADLINE", "date_line", "header"]

#: How far below the top or the title dates and bylines are looked for, in blocks, how
#: far above the title, and the paragraph of prose before which the search ends.
HEADER_REACH, HEADER_ABOVE, HEADER_PROSE = 25, 3, 3


def header(document: Document) -> list[Block]:
    """Give the blocks among which a date line or a byline can stand: around the headline.

    >>> from cleanarticle.model import blocks
    >>> prose = "A sentence of prose that is long enough to count as such, he said."
    >>> len(header(blocks(*[prose] * 9)))
    2
    """
    return once(document, "header", _header)


def _header(document: Document) -> list[Block]:
    blocks = list(document)
    if document.title is None:
        return _until_prose(blocks[:HEADER_REACH])
    below = sum(block.start < document.title.start for block in blocks)
    zone = _around(blocks, below)
    again = _shown_again(blocks, below, fold(document.title.text))
    if again is None:
        return zone
    shown = _around(blocks, again)
    return shown if again - below > HEADER_ABOVE else list(dict.fromkeys((*zone, *shown)))


def _around(blocks: Sequence[Block], title: int) -> list[Block]:
    """Give the blocks around the place of a title; the prose above it is no part of the article."""
    first = max(0, title - HEADER_ABOVE)
    above = list(blocks[first:title])
    return above + _until_prose(blocks[title : first + HEADER_REACH])


def _until_prose(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks before the paragraph of prose at which the search ends."""
    zone: list[Block] = []
    prose = 0
    for block in blocks:
        prose += is_prose(block)
        if prose == HEADER_PROSE:
            break
        zone.append(block)
    return zone


def _shown_again(blocks: Sequence[Block], first: int, title: str) -> int | None:
    """Give the last line above the text that says the title again, with or without the site's name.

    A dump begins with the title of the page's head; the headline and the byline stand below the menu.
    """
    last, prose = None, 0
    for place in range(first, len(blocks)):
        block = blocks[place]
        prose += is_prose(block)
        if prose == HEADER_PROSE:
            break
        if len(block.text) < MIN_HEADLINE or len(block.text) > len(title) + 8:
            continue
        said = folded(block)
        if title.startswith(said) and not title[len(said) :].lstrip()[:1].isalnum():
            last = place
    return last


#: Shortest headline that is looked for again, in characters.
MIN_HEADLINE = 16


def date_line(block: Block, language: str | None) -> DateLine | None:
    return None if block.kind in ("code", "table", "image") else dates_of(block, language)
