"""The numbers that a highlighter sets beside lines of code, told above the code by a dump."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Drop
from ..model import Document, Reason
from ..shapes import holds_code

__all__ = ["drop_line_numbers"]

#: Fewest such numbers, and the lines behind them among which code must be.
MIN_NUMBERS, MAX_BEFORE_CODE = 3, 3
#: Where they stand below their code, and the fewest of them there.
_BELOW = "blog.csdn.net"
MIN_BELOW = 2


def drop_line_numbers(document: Document) -> Iterator[Drop]:
    """Drop the numbers of lines that stand above the code that they belong to, each on its own line.

    Hexo, Hugo and Pygments write a table with a column of numbers and one of code, and a dump tells the
    numbers first. They count up from the first line's, and code follows. Leaves numbers that code prints,
    which follow upon it, and those behind which no code stands; but on CSDN as many as the lines above them,
    which tells the code first.

    >>> from cleanarticle.model import blocks
    >>> listing = blocks("The gauge reads:", "1", "2", "3", "import csv", "print(level(3))", "It rained.")
    >>> [drop.block.text for drop in drop_line_numbers(listing)]
    ['1', '2', '3']
    """
    if document.kind == "html":
        return
    shown = document.blocks
    below = _BELOW in document.raw
    at = 0
    while at < len(shown):
        stop = at
        while stop < len(shown) and _is_number(shown[stop].text, stop - at, shown[at].text):
            stop += 1
        if (below and _counts_above(document, at, stop)) or (
            stop - at >= MIN_NUMBERS
            and not (at and holds_code(shown[at - 1]))
            and any(holds_code(block) for block in shown[stop : stop + MAX_BEFORE_CODE])
        ):
            for block in shown[at:stop]:
                yield Drop(block, Reason.MARKUP)
        at = max(stop, at + 1)


def _counts_above(document: Document, at: int, stop: int) -> bool:
    """Whether numbers from 1 on, no blank line among them, are as many as the lines right above, blank ones too."""
    if not at or stop - at < MIN_BELOW or document.blocks[at].text != "1":
        return False
    if "\n\n" in document.raw[document.blocks[at].start : document.blocks[stop - 1].end]:
        return False
    lines = document.raw[: document.blocks[at - 1].end].splitlines()
    first = len(lines) - (stop - at)
    return first > 0 and bool(lines[first].strip()) and not lines[first - 1].strip()


def _is_number(text: str, nth: int, first: str) -> bool:
    return (
        len(text) <= 4
        and text.isascii()
        and text.isdecimal()
        and first.isdecimal()
        and int(text) == int(first) + nth
    )
