"""Which of two lines that stand close is the headline: above a lead or standfirst, below a menu, said twice."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import words
from ..vocabulary import folded
from ._article_start import is_paragraph
from ._headline_signs import SUFFIX, Cuts, Sighted, is_plain, is_signed

__all__ = ["above_lead", "above_standfirst", "below_menu", "first_of_twins"]

#: By how much a sentence with its full stop may outweigh the headline above it whose lead it is, and the fewest words
#: of that.
MARGIN_OF_LEAD, MIN_ABOVE_LEAD = 1.0, 5


def above_lead(best: int, seen: Sequence[Sighted], scores: Sequence[float]) -> int:
    """Give the place of the line above a sentence with its full stop that is nearly as likely a headline.

    That of the sentence, where there is none.
    """
    if not seen[best].signs["full_stop"]:
        return best
    above = [
        (scores[place], place)
        for place, sighted in enumerate(seen[:best])
        if is_plain(sighted)
        and scores[place] > scores[best] - MARGIN_OF_LEAD
        and words(sighted.block) >= MIN_ABOVE_LEAD
    ]
    return max(above)[1] if above else best


#: By how much a standfirst may outweigh the headline right above it, how many words more it has, and their fewest.
MARGIN_OF_STANDFIRST, MORE_WORDS, MIN_STANDFIRST = 0.9, 1.2, 9
#: Signs that a line is the headline, whatever stands above it.
_HEADLINES_OWN = ("level_1", "once_again", "ends_another", "before_suffix")


def above_standfirst(
    document: Document, best: int, seen: Sequence[Sighted], scores: Sequence[float]
) -> int:
    """Give the place of the shorter line right above a longer one, its standfirst, that is nearly as likely a headline.

    The article says a word of the shorter one, and neither a heading's mark nor another line tells of the longer
    one that it is the headline.
    """
    if not best or _is_told_elsewhere(seen[best]):
        return best
    above, standfirst = seen[best - 1], seen[best].block
    size, place = words(above.block), document.blocks.index(standfirst)
    if (
        above.block is document.blocks[place - 1]
        and words(standfirst) >= max(MIN_STANDFIRST, MORE_WORDS * size)
        and size >= MIN_ABOVE_LEAD
        and scores[best - 1] > scores[best] - MARGIN_OF_STANDFIRST
        and is_plain(above)
        and above.signs["words_told"]
        and not above.signs["phrase"]
        and SUFFIX.search(above.block.text) is None
    ):
        return best - 1
    return best


def _is_told_elsewhere(sighted: Sighted) -> bool:
    return any(sighted.signs[sign] for sign in _HEADLINES_OWN)


#: Of the longer words of a headline below a menu the share that the article says, at least, and of the line above
#: that, at most; the headline's fewest words.
TOLD_BELOW_MENU, TOLD_ABOVE_MENU, MIN_BELOW_MENU = 0.3, 0.2, 4


def below_menu(document: Document, best: Sighted, seen: Sequence[Sighted]) -> Sighted:
    """Give the line below the menu, where the first line of all stands above it and the article hardly says its words.

    The first is the motto of the site, or a row of buttons; nothing else tells that it is the headline.
    """
    if best.block is not document.blocks[0] or best.signs["told"] > TOLD_ABOVE_MENU:
        return best
    if _is_told_elsewhere(best) or len(seen) < 2 or seen[1].block is not document.blocks[1]:
        return best
    below = seen[1]
    if Reason.MENU not in Cuts(document).between(best.block.end, below.block.start):
        return best
    if not is_plain(below) or below.signs["phrase"] or words(below.block) < MIN_BELOW_MENU:
        return best
    return below if below.signs["told"] >= TOLD_BELOW_MENU else best


#: Lines below the title among which a box on the licence tells the page's address.
ADDRESS_REACH = 2
_ADDRESS = lazy(r"https?://\S+")


def first_of_twins(document: Document, best: Sighted, seen: Sequence[Sighted]) -> Block:
    """Give the line above that says the same and heads the article, else the line itself.

    Blogs say the title again in a box on the licence below the article, the page's address with it. Sites
    say it beside their buttons to share it: its twin has the day or byline below it, and no paragraph stands
    between the two.
    """
    blocks, title = document.blocks, folded(best.block)
    place = blocks.index(best.block)
    below = blocks[place + 1 : place + 1 + ADDRESS_REACH]
    if any(_ADDRESS.fullmatch(block.text) for block in below):
        for block in blocks[:place]:
            if folded(block) == title:
                return block
    if is_signed(best):
        return best.block
    for sighted in seen:
        block = sighted.block
        if block.start < best.block.start and folded(block) == title and is_signed(sighted):
            between = blocks[blocks.index(block) : place]
            if not any(map(is_paragraph, between)):
                return block
    return best.block
