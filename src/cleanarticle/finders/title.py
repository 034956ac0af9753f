"""The headline: which line of a text it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..actions import Drop, Found
from ..cleaners._page_signs import is_day, is_label
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_prose, words
from ..vocabulary import fold, folded
from ._frame_lines import is_dated_frame, is_in_capitals, is_signed_by_house
from ._headlines import headline, weightier
from ._said_twice import ends_path_below_notice, said_twice
from ._scraped_days import scraped_day
from ._site_titles import (
    above_row,
    below_latin_name,
    below_name,
    below_word,
    of_blogger,
    of_forem,
    of_publication,
    of_thread,
    of_wiki,
)
from ._title_form import FULL_STOPS, TITLE_BELOW, has_title_form, is_description, is_stamp
from ._title_lines import candidates, is_page, told_words
from ._top_line import name_on_top
from .date_lines import placed_day
from .title_ends import parts_behind
from .title_splits import below_ticker

__all__ = ["find_title", "first_line"]

#: Blocks at the top of a page among which the title that the page names is looked for.
TITLE_REACH = 400


def find_title(document: Document) -> Iterator[Found | Drop]:
    """Find the headline above the first paragraphs.

    Where no chrome was cut, the first line is the title if it has the form of one, or a line below it if
    the first is the site's name, which the page says again at its end, or if much more tells for the
    other. In a page's dump the line that is said twice, that a heading's mark sets off, or whose words the
    article says again is the title.
    """
    if document.title is not None or not len(document):
        return
    wanted = document.fields.get("title")
    if wanted:
        named = fold(wanted)
        for block in document[:TITLE_REACH]:
            if folded(block).lstrip("# ") == named:
                yield Found("title", block.text, block)
                return
        if document.kind == "html" or _cut_with_menu(document, wanted):
            return  # the page names its title; a line that reads like one is another
    own = next(filter(None, (find(document) for find in _OF_SYSTEMS)), None)
    if own:
        yield from own
        return
    if (ticker := below_ticker(document)) is not None:
        yield Drop(ticker[0], Reason.MENU, 0.9)
        yield Found("title", ticker[1].text, ticker[1])
        return
    if not is_page(document):
        line = first_line(document)
        below = None if line is None else below_name(document, line)
        if below is None and line is not None:
            below = below_latin_name(document, line)
        if line is not None and below is not None:
            yield Drop(line, Reason.MENU, 0.85)
            line = below
        if name_on_top(document):
            return
        others = [block for block in candidates(document) if not _may_be_lead(document, block)]
        line = (
            weightier(document, line, others)
            or below_word(document, line)
            or line
            or said_twice(document)
        )
        if line is None and scraped_day(document[0].text):
            line = _second_line(document)
        if line is not None:
            if is_stamp(document[0].text) and not is_day(document[0]):
                yield Drop(document[0], Reason.MENU, 0.9)
            elif line is not document[0] and is_signed_by_house(document[0]):
                yield Drop(document[0], Reason.BYLINE, 0.9)
            yield from _titled(document, line)
        return
    best = headline(document, candidates(document))
    best = best or below_word(document, first_line(document)) or _named_by_page(document)
    best = best or said_twice(document) or ends_path_below_notice(document)
    if best is not None:
        yield from _titled(document, best)


#: How the pages of some systems show their title.
_OF_SYSTEMS: tuple[Callable[[Document], Sequence[Found | Drop]], ...] = (
    of_publication, of_blogger, of_wiki, of_forem, of_thread, above_row,
)  # fmt: skip
#: Fewest letters of a headline behind a path, and lines below it that are looked at.
MIN_BEHIND_PATH, PATH_REACH = 20, 3
_DASHES = lazy("[–—―]")


def _titled(document: Document, line: Block) -> Iterator[Found | Drop]:
    """Take a line up as the title; what it ends in, where a path ran into that and a line below says it.

    "HomeNewsFerry crews walk out" above "Ferry crews walk out".
    """
    place = document.blocks.index(line)
    path = _DASHES.sub("-", folded(line))
    for block in document[place + 1 : place + 1 + PATH_REACH]:
        own = _DASHES.sub("-", folded(block))
        behind = path.removesuffix(own)
        if len(own) >= MIN_BEHIND_PATH and behind != path and behind[-1:].isalpha():
            yield Drop(line, Reason.BREADCRUMB, 0.9)
            line = block
            break
    yield Found("title", line.text, line)


def _cut_with_menu(document: Document, wanted: str) -> bool:
    """Whether the line that says the title which the front matter names went with what stands beside it."""
    cut = (document.raw[start:end].strip("# ") for start, end, _ in document.gone)
    return any(text == wanted for text in cut)


def _named_by_page(document: Document) -> Block | None:
    """Give the first line if it is the page's own title, where no line tells the headline."""
    first = document[0]
    if document.raw[: first.start].strip() or not has_title_form(first, document[1:], set()):
        return None
    return first if parts_behind(document, first.text) else None


def _second_line(document: Document) -> Block | None:
    """Give the line below the first, if it has the form of a title."""
    rest = document[1:]
    return rest[0] if rest and has_title_form(rest[0], rest[1:], told_words(document)) else None


def first_line(document: Document) -> Block | None:
    """Give the first line, if it has the form of a title: in a text that is no page's dump.

    Above it may stand the names of the site's parts and the label of a release for the press, and
    below these the day or another word, which is a part's name as well; then prose must follow soon.
    """
    blocks = document.blocks
    described = is_description(blocks[0], blocks[1:])
    if not (
        described
        or is_label(blocks[0], document.language)
        or is_stamp(blocks[0].text)
        or _is_of_frame(blocks[0])
    ):
        heads = has_title_form(blocks[0], blocks[1:], told_words(document))
        return blocks[0] if heads and not _may_be_lead(document, blocks[0]) else None
    for place, block in enumerate(blocks[: LABELS_ABOVE + 1]):
        text = block.text
        if (
            (described and not place)
            or is_label(block, document.language)
            or is_day(block)
            or is_stamp(text)
            or placed_day(text, document.language)
            or _is_of_frame(block)
        ):
            continue
        below = blocks[place + 1 :]
        heads = words(block) >= 2 and any(map(is_prose, below[:PROSE_BELOW]))
        return block if heads and has_title_form(block, below, told_words(document)) else None
    return None


def _is_of_frame(block: Block) -> bool:
    """Whether a line is the byline of a house, or a day beside which a place or a span stands."""
    return is_signed_by_house(block) or (is_dated_frame(block.text) and not is_day(block))


#: Words up to which a sentence with a full stop may be a headline, too.
MAX_TITLE_WITH_STOP = 8
_SUBJECT = lazy(r"[^\W\d_]\S*(?: [\w'’-]{1,30}){0,2}[.:] (?=\w)")
_INITIALS = lazy(r"\b[^\W\d_]\.[^\W\d_]\.\Z")  # "in the U.S."


def _may_be_lead(document: Document, block: Block) -> bool:
    """Whether a line on top is a whole sentence with its full stop: scrapers mostly leave the headline out.

    Few words, capitals as headlines have them, a heading's mark, a subject in front ("Ferry strike. The
    islands ..."), or another line that says the same, make a headline of it.
    """
    text = block.text
    if words(block) <= MAX_TITLE_WITH_STOP or _SUBJECT.match(text) or is_in_capitals(text):
        return False
    if block.level or text[-1] not in FULL_STOPS or _INITIALS.search(text):
        return False
    return [folded(other) for other in document.blocks[:TITLE_BELOW]].count(folded(block)) < 2


#: Lines above the title that can name parts of the site; lines below it of which one is prose then.
LABELS_ABOVE, PROSE_BELOW = 6, 6
