"""Boxes of advertising networks amid an article: their labels, and the offers below these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, words

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = ["ad_boxes", "behind_boxes", "sponsored_boxes"]

#: The name of the network, and the labels beside it.
_NETWORK = lazy(
    r"(?:(?:ads?|recommended|powered|sponsored) )?by (?:taboola|outbrain)", re.IGNORECASE
)
#: Longest line that is the name, in characters.
MAX_NETWORK = 40
_LABEL = lazy(
    r"(?:sponsored|promoted|paid) (?:links?|content|stories)|you may (?:also )?like|(?:from|around) the web",
    re.IGNORECASE,
)
#: What an offer names: its price, or a share of it.
_PRICED = lazy(r"[₹$€£¥]\s?\d|\d\s?[₹€£¥%]")
#: Lines of a box below its labels at most, words of an offer, lines below one (who makes it, the button), and
#: the words of such a line.
MAX_LINES, MAX_OFFER_WORDS, MAX_BELOW_OFFER, MAX_BUTTON_WORDS = 12, 24, 2, 5


def ad_boxes(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the lines of boxes of advertising networks: the article may go on behind one.

    >>> texts = ("by Taboola", "Sponsored Links", "A boat for £9 a day", "Boats Ltd", "Get quote", "It sailed at noon.")
    >>> [block.text for block in ad_boxes([Block("paragraph", text) for text in texts])][-1]
    'Get quote'
    """
    for first, block in enumerate(blocks):
        if not _names_network(block.text):
            continue
        end = first + 1
        while end < len(blocks) and _LABEL.fullmatch(blocks[end].text[:60]):
            end += 1
        if end == first + 1:
            continue
        left = 0
        for below in blocks[end : end + MAX_LINES]:
            if _PRICED.search(below.text[:200]) and words(below) <= MAX_OFFER_WORDS:
                left = MAX_BELOW_OFFER
            elif left and words(below) <= MAX_BUTTON_WORDS and not ends_sentence(below.text):
                left -= 1
            else:
                break
            end += 1
        yield from blocks[first:end]


#: A heading that says who pays for what stands below it, a rule between two blocks, and lines of such a box at most.
_SPONSORED = lazy(r".{3,150}(?:\s[-–—|]\s?|\s[(\[])(?:sponsor|sponsored)[)\]]?", re.IGNORECASE)
_RULE = lazy(r"^[ \t]{0,4}(?:(?:\* ?){3,12}|(?:- ?){3,12}|(?:_ ?){3,12})[ \t]{0,4}$", re.MULTILINE)
MAX_SPONSORED = 12


def sponsored_boxes(document: Document) -> Iterator[Block]:
    """Give the lines between two rules below a heading that says who pays for them, as letters have them."""
    blocks = document.blocks
    for first, block in enumerate(blocks):
        if block.kind != "heading" or not _SPONSORED.fullmatch(block.text):
            continue
        if not first or not _is_ruled(document, first):
            continue
        ends = range(first + 1, min(first + 1 + MAX_SPONSORED, len(blocks)))
        end = next((at for at in ends if _is_ruled(document, at)), first)
        yield from blocks[first:end]


def _is_ruled(document: Document, at: int) -> bool:
    """Whether a rule stands above the block at a place."""
    above, block = document[at - 1], document[at]
    return _RULE.search(document.raw, above.end, block.start) is not None


def behind_boxes(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the paragraphs right below such a box that stands below one that stays: the box stands amid the article.

    >>> from cleanarticle.judging.lines import Line
    >>> said = "It sailed at noon, and nobody on the quay saw it leave that day."
    >>> prose = Line(said, block=Block("paragraph", said))
    >>> list(behind_boxes([prose, Line("by Taboola", cut="ad"), prose], [True, False, False]))
    [2]
    """
    for first, line in enumerate(lines):
        if line.cut != Reason.AD or not first or not keep[first - 1]:
            continue
        if not _names_network(line.text):
            continue
        at = first
        while at < len(lines) and lines[at].cut == Reason.AD:
            at += 1
        while at < len(lines) and _is_paragraph(lines[at]):
            yield at
            at += 1


def _names_network(text: str) -> bool:
    return len(text) <= MAX_NETWORK and _NETWORK.fullmatch(text) is not None


def _is_paragraph(line: Line) -> bool:
    return line.is_prose and not line.said
