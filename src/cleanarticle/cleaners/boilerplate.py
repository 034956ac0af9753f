"""What is boilerplate by its place and by what stands around it: judged, not named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from ..actions import Drop, Found
from ..finders._last_headline import last_headline
from ..finders.byline_labels import label_of
from ..finders.bylines import read_byline
from ..finders.date_lines import DateLine, dates_of
from ..languages import primary
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, is_prose, is_technical, words
from ..vocabulary import folded
from ..vocabulary import said as said_of
from ._page_signs import MAX_PART_WORDS, count_chrome, is_day, is_dump, is_label
from ._recipes import recipe_blocks
from ._spared_lines import spared_lines, stays_by_itself
from .board_frame import is_of_frame

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = ["drop_boilerplate", "drop_head"]


def drop_head(document: Document) -> Iterator[Drop]:
    """Drop the short lines that stand above the title: menus, tickers, section names.

    And between the two, where the page's own title stands on top and the headline says it again. Where no
    chrome was cut, so that the text may be an article alone, only the names of the site's parts and the label
    of a release for the press, unless the site's name stands behind the page's own title. A paragraph or
    sentence above the title stays, a standfirst without its full stop too, and the day, where it stands right
    above and none below. So does all where several times of day stand above: what was taken for the title may
    be the heading of a live blog's entry.
    """
    title = document.title
    if title is None:
        first = document[:2]
        if len(first) == 2 and folded(first[0]) in _MEDIA and is_prose(first[1]):
            yield Drop(first[0], Reason.MENU, 0.9)
        yield from _untitled_head(document)
        return
    above: Sequence[Block] = [block for block in document if block.start < title.start]
    start, is_page = title.start, False
    if not above and (above := _below_page_title(document, title)):
        start, is_page = above[-1].end, _SUFFIX.match(document.raw, title.end) is not None
    if not is_page and not is_dump(document, before=start):
        names = [block.text for block in above]
        if len(names) > 1 and len({*names}) == 1 and words(above[0]) <= MAX_PART_WORDS:
            yield from (Drop(block, Reason.MENU, 0.9) for block in above)  # the site's name
            return
        if above and is_label(above[0], document.language):
            for block in above:
                if is_label(block, document.language) or (words(block) == 1 and not is_day(block)):
                    yield Drop(block, Reason.MENU, 0.9)
        return
    if sum(_ENTRY.match(block.text) is not None for block in above) >= MIN_ENTRIES:
        return
    below = document[len(above) : len(above) + DAY_REACH]
    below = list(takewhile(lambda block: "related" not in said_of(block), below))
    recipes = recipe_blocks(document)
    banners = _banners(above)
    own = set() if any(map(is_day, below)) else _own_days(above)
    own |= _signed_above(document, above)
    if not own and not any(map(is_day, below)):
        own = _timed_above(document, above, title)
    for block in above:
        said = ends_sentence(block.text) and words(block) >= MIN_SENTENCE_WORDS
        said = said or block.start in recipes  # what was taken for the title stands below its list
        if block.start in banners:
            yield Drop(block, Reason.MENU, 0.85)
        elif (
            block.start not in own
            and not said
            and not is_prose(block)
            and not _is_standfirst(block)
        ):
            yield Drop(block, Reason.MENU, 0.85)


#: Shortest line that another says again behind its button, in characters, and the longest button.
MIN_BANNER, MAX_BUTTON = 24, 40


def _banners(above: Sequence[Block]) -> set[int]:
    """Give where the lines begin that say the same, one of them behind a button: for two widths of a screen."""
    found: set[int] = set()
    for block, other in pairwise(above):
        short, long = sorted((block, other), key=lambda one: len(one.text))
        extra = len(long.text) - len(short.text)
        if len(short.text) >= MIN_BANNER and 0 < extra <= MAX_BUTTON and short.text in long.text:
            found.update((block.start, other.start))
    return found


#: A time of day on a line of its own.
_CLOCK = lazy(r"\d{1,2}[:.]\d\d(?:\sh|\sUhr)?")


#: A line of a form above the title: "Category: Harbour".
_FORM_LINE = lazy(r"\W{0,4}[^\W\d_][^\n:：]{1,24}[:：]\s?[^\s/].{0,50}")


def _own_days(above: Sequence[Block]) -> set[int]:
    """Give where the days begin right above the title, or the only one above, with its time, the lead or lines of a
    form right below it.
    """
    near = [block for block in above[-DAY_ABOVE:] if is_day(block)]
    if len(near) == DAY_ABOVE and is_labelled_day(near[0]) != is_labelled_day(near[1]):
        return {block.start for block in near}  # of publication and of the last change
    if near:
        return {near[-1].start}
    days = [place for place, block in enumerate(above) if is_day(block)]
    if len(days) != 1:
        return set()
    day, below = above[days[0]], above[days[0] + 1 :]
    own = any(is_prose(b) or _CLOCK.fullmatch(b.text) for b in below[:1])
    own = own or all(_FORM_LINE.fullmatch(b.text) for b in below)
    return {day.start} if own else set()


#: Most lines between a day and the title below it, and most words of one: readers, the section, the letters' size.
MAX_BELOW_DAY, MAX_WORDS_BELOW_DAY = 4, 3


def _timed_above(document: Document, above: Sequence[Block], title: Block) -> set[int]:
    """Give where the only day above the title begins, with its time and a few short lines below it, none of them cut.

    A page's clock stands above its menu, which was.
    """
    days = [place for place, block in enumerate(above) if is_day(block)]
    if len(days) != 1:
        return set()
    day = above[days[0]]
    below = [block for block in above[days[0] + 1 :] if block.text != title.text]
    if len(below) > MAX_BELOW_DAY or any(words(b) > MAX_WORDS_BELOW_DAY for b in below):
        return set()
    line = dates_of(day, document.language)
    if line is None or line.published is None or line.published.time() == time():
        return set()
    cut = any(day.end <= start < title.start for start, _, _ in document.gone)
    return set() if cut else {day.start}


#: Lines above the title among which the byline can stand, most words of a line between the two, and longest byline.
SIGNED_ABOVE, MAX_WORDS_BETWEEN, MAX_SIGNED = 8, 4, 120


def _signed_above(document: Document, above: Sequence[Block]) -> set[int]:
    """Give where the labelled byline begins that stands above the title with its day, with buttons between.

    What stands above a line of more words is another article's.
    """
    signed: list[Block] = []
    days: list[Block] = []
    dated = False
    for block in reversed(above[-SIGNED_ABOVE:]):
        if len(block.text) > MAX_SIGNED:
            break
        line = dates_of(block, document.language)
        if line and line.only and line.labelled:
            days.append(block)
        elif _names_writer(block, line, document.language):
            signed.append(block)
            dated = line is not None and line.published is not None
        elif words(block) > MAX_WORDS_BETWEEN:
            break
    own = len(signed) == 1 and len(days) + dated == 1
    return {block.start for block in (*signed, *days)} if own else set()


def _names_writer(block: Block, line: DateLine | None, language: str | None) -> bool:
    """Whether a line begins with a byline's label, says who wrote, and nothing else but the day."""
    said = (line.rest if line else block.text).strip(" |")
    if label_of(said, language) is None:
        return False
    byline = read_byline(said, language)
    weak = byline.weak and not (line and line.published)
    return byline.labelled and byline.whole and bool(byline.names) and not weak


def is_labelled_day(block: Block) -> bool:
    """Whether a line that is a day says which of the two it is."""
    line = dates_of(block, None)
    return line is not None and line.labelled


#: The label of a player, which a dump leaves alone above the first paragraph.
_MEDIA = frozenset(("video", "vidéo", "vídeo", "videos", "audio", "▶ video"))
#: Lines below the page's own title among which the headline says it again.
TWIN_REACH = 30
#: The site's name behind a page's own title.
_SUFFIX = lazy(r"\s{0,3}[|–—·»-]\s")


def _below_page_title(document: Document, title: Block) -> Sequence[Block]:
    """Give the lines between the page's own title, which stands on top, and the headline, which says the same."""
    own = folded(title)
    head = document[:TWIN_REACH]
    twin = next((i for i, block in enumerate(head) if folded(block) == own), 0)
    return () if any(map(is_prose, head[:twin])) else head[:twin]


#: A time of day, as the entries of a live blog begin, and how many make one.
_ENTRY = lazy(r"\(?\d{1,2}[:.h]\d\d(?![\d.:/])")
MIN_ENTRIES = 2
#: Fewest words of a sentence that stays above the title.
MIN_SENTENCE_WORDS = 5
#: Lines right above the title of which one can be the day, and below it that are looked at first.
DAY_ABOVE, DAY_REACH = 2, 8
#: Fewest words of a standfirst, and the share of them that begin with a small letter.
MIN_STANDFIRST_WORDS = 15
MIN_SMALL_WORDS = 0.6


def _is_standfirst(block: Block) -> bool:
    """Whether a line reads as a sentence, though no full stop ends it."""
    if words(block) < MIN_STANDFIRST_WORDS:
        return False
    said = block.text.split()
    small = sum(word[0].islower() for word in said)
    return small >= MIN_SMALL_WORDS * len(said)


#: Cuts of chrome that make a text without a title a page's dump beyond doubt.
MANY_CHROME = 6
#: Short lines above the first paragraph from which on they are a menu, and how many
#: of the last of them stay: a title, a lead and a byline may be among them.
MIN_HEAD_LINES = 10
LINES_KEPT = 4


def _untitled_head(document: Document) -> Iterator[Drop]:
    if count_chrome(document) < MANY_CHROME:
        return
    head: list[Block] = []
    for block in document:
        if is_prose(block) and words(block) >= 20:
            break
        head.append(block)
    else:
        return
    if len(head) >= MIN_HEAD_LINES:
        days = [block for block in head if is_day(block)]
        own = days[0] if len(days) == 1 else None  # several are those of other articles
        for block in head[:-LINES_KEPT]:
            if words(block) <= 6 and not ends_sentence(block.text) and block is not own:
                yield Drop(block, Reason.MENU, 0.75)


#: Reasons that do not tell a text from a page's dump: what is taken up into a field.
_FIELDS = frozenset(
    {Reason.TITLE.value, Reason.BYLINE.value, Reason.DATE.value, Reason.SOURCE.value}
)
#: Languages of which the rules know many phrases and the model few words: a page's dump in one says some of
#: them nearly always, so that a text that says none is clean, however little the model makes of it.
_OF_RULES = frozenset(
    "ar cs da el es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sr sv th tr uk vi zh".split()
)
#: Words below which a text is too short to be a page's dump.
MIN_WORDS = 60


def drop_boilerplate(document: Document) -> Iterator[Drop | Found]:
    """Drop the lines that the model judges not to belong to the article.

    What the rules left: teasers, comments, archives, product lists, notices of the house. The
    probability below which a line goes is the one that promises the best word F1 for this
    text, or as `favor` asks. Leaves a text that is clean already or of a few words, a sentence
    beside those that stay unless it is quite unlikely, a lead below the title, a line between that and
    the byline, headings between paragraphs that stay, those that the page's table of contents names, with what
    stands between them and a paragraph, a critic's mark ("Rating: 4/5"), code in a text about it, the other lines
    of its listing, the line above it and a manual's note of a version, and always the likeliest line.

    >>> from cleanarticle.model import blocks
    >>> list(drop_boilerplate(blocks("The ferry sailed at noon, and nobody saw it leave.")))
    []
    """
    if document.kind == "html" or sum(map(words, document)) < MIN_WORDS:
        return
    import numpy as np

    from ..judging.line_choice import MAX_LEFTOVERS, choose_lines
    from ..judging.lines import kinds_of, lines_of
    from ..judging.model import confidence, judge

    lines = lines_of(document)
    dropped = np.array(
        [
            line.cut is not None and line.cut not in _FIELDS and not is_of_frame(line.text)
            for line in lines
        ]
    )
    leftovers = len({line.text for line, cut in zip(lines, dropped, strict=True) if cut})
    trusted = primary(document.language) in _OF_RULES
    if trusted and not leftovers and "confidence" in document.fields:
        return  # all stays, whatever the model says, and how sure that is, is known
    chances, counts = judge(lines, document.title.text if document.title else None)
    live = np.array([line.block is not None for line in lines])
    decision = choose_lines(
        chances,
        counts,
        live,
        dropped,
        lambda: kinds_of(lines, counts),
        document.favor,
        lead=_lead(document, lines),
        leftovers=leftovers,
        trusted=trusted,
    )
    yield Found("confidence", confidence(decision.signs))
    if decision.keep[live].all():
        return
    kept: list[bool] = decision.keep.tolist()
    technical = is_technical(document)
    standfirst = _standfirst(lines, document.fields.get("authors", ()))
    likely_title = _first_line(document, lines) if 0 < leftovers <= MAX_LEFTOVERS else None
    spared = spared_lines(document, lines, kept) if document.favor != "precision" else set()
    going: list[tuple[Block, float]] = []
    for at, (line, chance, keep) in enumerate(zip(lines, chances, kept, strict=True)):
        if (
            line.block is None
            or keep
            or at in spared
            or stays_by_itself(line.block, technical=technical)
        ):
            continue
        if line is not standfirst and line is not likely_title:
            going.append((line.block, round(1 - float(chance), 3)))
    title = last_headline(document, {block.start for block, _ in going})
    for block, unlikely in going:
        if block is title:
            yield Found("title", block.text, block)
        else:
            yield Drop(block, Reason.BOILERPLATE, unlikely)


def _first_line(document: Document, lines: Sequence[Line]) -> Line | None:
    """Give the first line of all, which may be the title of a text that no other was found for."""
    first = lines[0]
    return first if document.title is None and first.block is not None and not first.said else None


def _title_place(lines: Sequence[Line]) -> int | None:
    """Give the place of the line that was taken up as the title."""
    return next((at for at, line in enumerate(lines) if line.cut == Reason.TITLE), None)


#: Lines below the title among which the lead stands, and its fewest words.
LEAD_REACH, MIN_LEAD_WORDS = 4, 12


def _lead(document: Document, lines: Sequence[Line]) -> int | None:
    """Give the line that may be the lead: the first sentence of some length below the title."""
    title = _title_place(lines)
    if document.title is None or title is None:
        return None
    for i in range(title + 1, min(title + 1 + LEAD_REACH, len(lines))):
        block = lines[i].block
        if block is not None and words(block) >= MIN_LEAD_WORDS and ends_sentence(block.text):
            return i
    return None


#: Fewest words of a line between the title and the byline that is a standfirst, and the share of them
#: that begin with a small letter.
MIN_BELOW_TITLE, MIN_SMALL_BELOW_TITLE = 5, 0.5
_BYLINES = frozenset({Reason.BYLINE, Reason.DATE})


def _standfirst(lines: Sequence[Line], authors: Sequence[str]) -> Line | None:
    """Give the line right between the title and the byline or the day, if it may be the standfirst."""
    at = _title_place(lines)
    if at is None or at + 2 >= len(lines):
        return None
    if lines[at + 2].cut not in _BYLINES and lines[at + 2].text not in authors:
        return None
    block = lines[at + 1].block
    if block is None or words(block) < MIN_BELOW_TITLE or lines[at + 1].said:
        return None
    if any(map(str.isdigit, block.text)):
        return None
    small = sum(not word[0].isupper() for word in block.text.split())
    return lines[at + 1] if small >= MIN_SMALL_BELOW_TITLE * len(block.text.split()) else None
