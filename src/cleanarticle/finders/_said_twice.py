"""The headline that stands twice above the article."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Document, Reason
from ..shapes import is_prose, words
from ..vocabulary import folded, said
from ._article_start import article_start, is_paragraph
from ._long_words import long_words
from ._title_form import FULL_STOPS, has_title_form
from ._title_lines import told_words
from .person_names import person_name

__all__ = ["ends_path_below_notice", "said_twice"]

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


#: Lines at the top among which a path ends in the headline, lines of a path, those to the text, and fewest words.
TOP, PATH, TO_TEXT, MIN_HEADLINE_WORDS = 150, 5, 4, 4


def ends_path_below_notice(document: Document) -> Block | None:
    """Give the headline that a path ends in, right below which it stands: below a notice that looks like the text.

    >>> from cleanarticle.model import blocks
    >>> prose = "The gauges of the old harbour stood through many a storm, and a few of the gauges did not."
    >>> notice = "The office moves its data to a new house this month, and some pages may be slow until then."
    >>> page = blocks(notice, "Home", "Gauges", *["Gauges of the harbour"] * 2, "Storms", prose)
    >>> ends_path_below_notice(page).start == page.blocks[4].start
    True
    """
    blocks = document.blocks[: TOP + TO_TEXT]
    pairs = [
        place
        for place in range(2, len(blocks) - 1)
        if blocks[place].text == blocks[place - 1].text
        and words(blocks[place]) >= MIN_HEADLINE_WORDS
        and not is_prose(blocks[place])
    ]
    if len(pairs) != 1:
        return None
    line, below = blocks[pairs[0]], blocks[pairs[0] + 1 :][:TO_TEXT]
    path = blocks[max(0, pairs[0] - PATH) : pairs[0] - 1]
    is_path = any(said(block).get("home") for block in path) or any(
        reason in _OF_PATHS and line.start - MAX_HOME < end <= line.start
        for _, end, reason in document.gone
    )
    if not is_path:
        return None
    return line if any(map(is_prose, below)) and has_title_form(line, below, set()) else None


#: Characters above the headline among which the path's first item stood, where it was cut, and for what.
MAX_HOME, _OF_PATHS = 240, frozenset({Reason.MENU, Reason.BREADCRUMB})


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
