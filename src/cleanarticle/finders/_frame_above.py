"""Headlines below a line of the page's frame: a part of the site, its motto, a button."""

from __future__ import annotations

from ..cleaners.boilerplate import is_day
from ..model import Block, Document, Reason
from ..shapes import ends_sentence, is_prose, words
from ..vocabulary import folded
from ._article_start import article_start, is_paragraph
from ._frame_lines import is_dated_frame
from ._headline_signs import PARAGRAPHS_READ
from ._long_words import long_words
from ._title_form import has_title_form
from ._title_lines import told_words
from .person_names import person_name

__all__ = ["below_label", "said_twice"]

#: Longest line of the frame, in characters and words, and longest headline below it; fewest words of that.
MAX_LABEL, MAX_LABEL_WORDS, MAX_HEADLINE, MIN_WORDS = 32, 4, 110, 3
#: Of the headline's longer words the fewest that the article says, and the share of them; what share of the label's it
#: may say, and how many fewer than of the headline's; lines between the headline and the article at most.
MIN_TOLD, MIN_SHARE, MAX_OF_LABEL, MORE_TOLD, MAX_BETWEEN = 2, 0.33, 0.5, 2, 3
#: Figures of a day with its year, or with the time.
MIN_FIGURES = 6


def below_label(document: Document, first: Block | None) -> Block | None:
    """Give the headline below a short first line of whose words the article says few, and the headline none.

    The article says the words of the line below, so that this is what it is about; a day may stand between the two.
    Only where something of a page was cut, or the day stands there: else it may be a headline that plays with words,
    and its standfirst.
    """
    blocks = document.blocks
    if first is None or first is not blocks[0] or first.level or len(first.text) > MAX_LABEL:
        return None
    if words(first) > MAX_LABEL_WORDS or first.text[-1] in "?!.…" or len(blocks) < MAX_BETWEEN:
        return None
    start = article_start(document)
    place = 2 if _tells_day(blocks[1]) else 1
    if place == 1 and not any(map(_tells_of_page, document.cuts)):
        return None
    if not place < start <= place + 1 + MAX_BETWEEN or start >= len(blocks):
        return None
    line = blocks[place]
    if words(line) < MIN_WORDS or len(line.text) > MAX_HEADLINE or ends_sentence(line.text):
        return None
    told = {word for block in blocks[start : start + PARAGRAPHS_READ] for word in long_words(block)}
    own, of_label = long_words(line), long_words(first)
    told_of_label = len(of_label & told)
    if not own or own & of_label or told_of_label > MAX_OF_LABEL * len(of_label):
        return None
    if len(own & told) < max(MIN_TOLD, MIN_SHARE * len(own), told_of_label + MORE_TOLD):
        return None
    return line if has_title_form(line, blocks[place + 1 :], told_words(document)) else None


def _tells_day(block: Block) -> bool:
    """Whether a line tells a day, in any language."""
    if is_day(block) or is_dated_frame(block.text):
        return True
    return sum(map(str.isdigit, block.text)) >= MIN_FIGURES and len(block.text) <= 2 * MAX_LABEL


def _tells_of_page(reason: Reason) -> bool:
    """Whether what was cut for a reason stood in a page around the text."""
    return not (reason.is_repair or reason is Reason.MARKUP)


#: With what a sentence ends in most scripts.
FULL_STOPS = ".。।۔։።"
#: Lines above the article among which the headline stands twice, and its fewest words and characters.
TWIN_REACH, MIN_TWIN_WORDS, MIN_TWIN = 12, 2, 12


def said_twice(document: Document) -> Block | None:
    """Give the only line that is said twice above the article and nowhere below it: the later one.

    Pages set their headline above the picture and again above the text, or in a line for machines.
    """
    blocks, start = document.blocks, article_start(document)
    if start >= len(blocks):
        return None
    first = max(0, start - TWIN_REACH)
    last: dict[str, int] = {}
    twins: dict[str, int] = {}
    for place in range(first, min(len(blocks), start + 1 + MAX_BETWEEN)):
        block = blocks[place]
        if is_prose(block) or is_paragraph(block):
            last.clear()  # nothing of the text stands between the two
        if len(block.text) < MIN_TWIN or words(block) < MIN_TWIN_WORDS or is_paragraph(block):
            continue
        line = folded(block)
        if line in last:
            twins[line] = place
        last[line] = place
    if len(twins) != 1:
        return None
    place = next(iter(twins.values()))
    line = blocks[place]
    if line.text[-1] in FULL_STOPS:
        return None
    told, own = told_words(document), long_words(line)
    if not own & told or (words(line) == MIN_TWIN_WORDS and person_name(line.text, labelled=False)):
        return None  # a button, or who wrote
    return line if has_title_form(line, blocks[place + 1 :], told) else None
