"""Cutting spans that may run over several lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from ..actions import Drop, Edit
from ..model import SOUTHEAST_ASIAN, Block, Document, Reason
from ..patterns import lazy
from ..shapes import once

__all__ = [
    "UNSPACED",
    "Joined",
    "Span",
    "Spans",
    "cut",
    "is_in_backticks",
    "join",
    "whole",
    "without",
]

#: Characters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, Kana, Han.
UNSPACED = lazy(rf"[{SOUTHEAST_ASIAN}\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Joined:
    """The blocks as one string, a newline between them, and the way back."""

    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    def cut(
        self, spans: Iterable[tuple[int, int, Reason]], confidence: float = 1.0
    ) -> Iterator[Edit]:
        """Cut spans of `text`, each from the blocks it runs over; not what is shown in backticks."""
        shown = "`" in self.text
        for start, end, reason in spans:
            if shown and is_in_backticks(self.text, start, end):
                continue
            first = bisect_right(self.starts, start) - 1
            for place in range(first, len(self.blocks)):
                at, block = self.starts[place], self.blocks[place]
                if at >= end:
                    break
                low, high = max(start - at, 0), min(end - at, len(block.text))
                if low < high:
                    yield cut(block, low, high, reason, confidence)


#: How far from a span the backticks around it stand at most, in characters.
MAX_BESIDE_CODE = 80
_OPENS_CODE = lazy(r"(?:\A|(?<=[^\w`]))`(?!`)[^`\n]*\Z")
_CLOSES_CODE = lazy(r"[^`\n]*`(?![\w`])")


def is_in_backticks(text: str, start: int, end: int) -> bool:
    """Whether a span stands between two backticks on its line, where writers show code.

    >>> is_in_backticks("Write `<br>` here.", 7, 11), is_in_backticks("It`s <br> don`t.", 5, 9)
    (True, False)
    """
    before = text[max(0, start - MAX_BESIDE_CODE) : start]
    behind = text[end : end + MAX_BESIDE_CODE]
    within = "\n" not in text[start:end] and _OPENS_CODE.search(before)
    return bool(within and _CLOSES_CODE.match(behind))


def cut(block: Block, start: int, end: int, reason: Reason, confidence: float = 1.0) -> Edit:
    """Cut `text[start:end]`, leaving one space where words would meet or two spaces stand.

    No space comes between characters of a script that writes none.
    """
    text = block.text
    left, right = text[max(0, start - 1) : start], text[end : end + 1]
    if left.isspace() and (right.isspace() or right in ",.;:!?)"):
        start -= 1
    elif left.isalnum() and right.isalnum():
        if UNSPACED.match(left) and UNSPACED.match(right):
            return Edit(block, start, end, "", reason, confidence)
        return Edit(block, start, end, " ", reason, confidence)
    return Edit(block, start, end, "", reason, confidence)


def without(block: Block, start: int, end: int, reason: Reason) -> Drop | Edit:
    """Cut `text[start:end]`; the whole block where but spaces and dashes would be left.

    >>> block = Block("paragraph", "- Embed")
    >>> [type(without(block, start, 7, Reason.EMBED)).__name__ for start in (2, 4)]
    ['Drop', 'Edit']
    """
    rest = block.text[:start] + block.text[end:]
    return Edit(block, start, end, "", reason) if rest.strip(" -") else Drop(block, reason)


def whole(document: Document) -> str:
    """Give the text of all blocks, a newline between them: where a sign is not, nobody need look."""
    return once(document, "whole", lambda blocks: "\n".join([b.text for b in blocks]))


def join(document: Document) -> Joined:
    """Join the blocks of a document, code aside."""
    return once(document, "joined", _join)


def _join(document: Document) -> Joined:
    blocks = tuple(b for b in document if b.kind != "code")
    starts, at = [], 0
    for block in blocks:
        starts.append(at)
        at += len(block.text) + 1
    return Joined("\n".join(b.text for b in blocks), blocks, tuple(starts))


Span = tuple[int, int]


class Spans:
    """Spans of a text, in any order; asked about as often as there are signs in a line.

    >>> Spans([(2, 9), (4, 6)]).hold(8), Spans([]).hold(8)
    (True, False)
    """

    __slots__ = ("_reach", "_same", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._same = frozenset(ordered)
        self._starts = [start for start, _ in ordered]
        self._reach = [0, *accumulate((end for _, end in ordered), max)]

    def reach(self, at: int) -> int:
        """Give where the longest ends of the spans that begin before `at`."""
        return self._reach[bisect_left(self._starts, at)]

    def hold(self, at: int) -> bool:
        """Whether a character stands in one of them."""
        return self.reach(at + 1) > at

    def cross(self, start: int, end: int) -> bool:
        """Whether one of them holds a part of this span, or all, and does not stand inside it.

        >>> [Spans([(2, 5)]).cross(*span) for span in ((0, 3), (4, 9), (2, 5), (0, 9), (5, 9))]
        [True, True, True, False, False]
        """
        return self.reach(start) > start or self.reach(end) > end or (start, end) in self._same
