"""The headline that stands twice above the article."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Document
from ..shapes import is_prose, words
from ..vocabulary import folded
from ._article_start import article_start, is_paragraph
from ._long_words import long_words
from ._title_form import FULL_STOPS, has_title_form
from ._title_lines import told_words
from .person_names import person_name

__all__ = ["said_twice"]

#: Lines above the article among which the headline stands twice, and into it, where a lead counts as its beginning.
ABOVE, INTO = 12, 4
#: Fewest words and characters of the headline.
MIN_TWIN_WORDS, MIN_TWIN = 2, 12


def said_twice(document: Document) -> Block | None:
    """Give the only line that is said twice above the article: the later one.

    Pages set their headline above the picture and again above the text, or in a line for machines. A button, the
    name of who wrote and the first heading below a table of contents stand twice there, too.
    """
    blocks, start = document.blocks, article_start(document)
    if start >= len(blocks):
        return None
    twins = _twins(blocks[max(0, start - ABOVE) : start + INTO])
    if len(twins) != 1:
        return None
    first, line = twins[0]
    place = blocks.index(line)
    if line.text[-1] in FULL_STOPS or _lists_contents(blocks, blocks.index(first), place):
        return None
    told = told_words(document)
    if long_words(line).isdisjoint(told):
        return None
    if words(line) == MIN_TWIN_WORDS and person_name(line.text, labelled=False):
        return None
    return line if has_title_form(line, blocks[place + 1 :], told) else None


def _twins(near: Sequence[Block]) -> list[tuple[Block, Block]]:
    """Give the lines that are said twice with nothing of the text between the two, the last two of each."""
    last: dict[str, Block] = {}
    twins: dict[str, tuple[Block, Block]] = {}
    for block in near:
        if is_prose(block) or is_paragraph(block):
            last.clear()
        elif len(block.text) >= MIN_TWIN and words(block) >= MIN_TWIN_WORDS:
            line = folded(block)
            if line in last:
                twins[line] = (last[line], block)
            last[line] = block
    return list(twins.values())


def _lists_contents(blocks: Sequence[Block], first: int, second: int) -> bool:
    """Whether a line between two places is said again below: the headings of the article are listed there."""
    between = {folded(block) for block in blocks[first + 1 : second]}
    return bool(between) and any(folded(block) in between for block in blocks[second + 1 :])
