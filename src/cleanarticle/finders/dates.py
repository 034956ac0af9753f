"""When an article was published and changed: the lines of their own in which dates stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime, time

from ..actions import Drop, Edit, Found
from ..cleaners.releases import is_release
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ..shapes import is_prose
from ._days_elsewhere import (
    dated_beside,
    day_above,
    day_below,
    day_of_dateline,
    day_of_place,
    days_at_foot,
    first_published,
    printed_on,
    signed_with_day,
)
from ._forum_days import is_joined_label, post_day
from ._other_days import is_in_form, is_of_history, of_visit, recurs, told_otherwise
from ._scraped_days import scraped_day, scraped_on
from .date_lines import (
    FIRST_YEAR,
    DateLine,
    parse_date,
    read_dates,
)
from .header import HEADER_REACH, date_line, header
from .labels import found_in_labels

__all__ = ["find_dates"]

#: Lines with different dates and no label from which on they are a list, not the date.
MIN_DATE_LIST = 3


def find_dates(document: Document) -> Iterator[Found | Drop | Edit]:
    """Find the lines above the text that are nothing but the article's dates.

    And the one right below it that a label marks as such ("Last updated: 6 May 2023"). Where there is none,
    the day of a dateline with its year ("PORT LINNA, Oct. 1, 2024 /Wire/ --") is read, or of the line of a
    release for the press that says its place and its day; both stay where they stand. Drops the ones that
    give no date: "3 hours ago", "Updated 4:15 pm". Leaves bare years and months, other places with dates,
    lists of dates, which head their own sections, and days before there were pages, unless a label says that
    they are of publication.

    >>> from cleanarticle.model import blocks
    >>> line = "Published 5 May 2023 | Updated 6 May 2023"
    >>> [(found.field, found.value.day) for found in find_dates(blocks(line))]
    [('published', 5), ('modified', 6)]
    """
    if asked := _asked(document):
        (question, asked_on), *others = asked
        yield Found("published", asked_on, question)
        for block, _ in others:
            yield Drop(block, Reason.DATE)
        return
    if posts := _posts(document):
        (first, written_on), *others = posts
        yield Found("published", written_on, first)
        for block, _ in others:
            yield Drop(block, Reason.DATE)
        return
    zone = header(document)
    if stamped := next(filter(None, map(_first_stamp, zone)), None):
        yield from _taken(*stamped)
        return
    lines = [date_line(block, document.language) for block in zone]
    lines = [None if line and is_of_history(line) else line for line in lines]
    for place, (above, line) in enumerate(zip(zone, lines[1:], strict=False), 1):
        if line and is_joined_label(above.text):
            lines[place] = None
    told = told_otherwise(document, zone[0], lines[0]) if zone else set()
    for place in of_visit(document, zone, lines):
        yield Drop(zone[place], Reason.DATE)
        lines[place] = None
    for block in (*_lone_clock(document), *_listed_with_day(document, zone, lines)):
        yield Drop(block, Reason.DATE, 0.9)
    loose = {line.published for line in lines if line and line.only and not line.labelled}
    listed = len(loose - {None}) >= MIN_DATE_LIST or recurs(zone, lines)
    found: dict[str, datetime] = {}
    for action in _found_in(zone, lines, document.language, listed=listed):
        yield action
        if isinstance(action, Found):
            found[action.field] = action.value
            if action.block is not None:
                yield from found_in_labels(action.block, document.fields)
    for block, line in days_at_foot(document, zone):
        values = {"published": line.published, "modified": line.modified}
        known = {**document.fields, **found}
        fresh = {field: value for field, value in values.items() if field not in known and value}
        yield from _taken(block, fresh)
        yield from _label_above(document, block)
        found |= fresh
    if len(document) and (day := scraped_day(document[0].text)):
        if "published" in {**document.fields, **found}:
            yield Drop(document[0], Reason.DATE)
        else:
            found["published"] = day
            yield Found("published", day, document[0])
    if zone and found.keys() == {"modified"} and "published" not in document.fields:
        yield from first_published(document, zone[-1], found["modified"])
    if not found and "published" not in document.fields and document.kind == "text":
        yield from _elsewhere(document, zone, lines, told)


def _label_above(document: Document, day: Block) -> Iterator[Drop]:
    """Drop the line above a day at the foot that is its label and nothing else."""
    place = document.blocks.index(day)
    above = document[place - 1 : place]
    line = date_line(above[0], document.language) if above else None
    if line and line.label:
        yield Drop(above[0], Reason.DATE)


def _elsewhere(
    document: Document,
    zone: Sequence[Block],
    lines: Sequence[DateLine | None],
    told: Set[datetime],
) -> Iterator[Found | Drop | Edit]:
    """Find the day of publication where no line around the title tells it alone."""
    first = next((block.text for block in zone if is_prose(block)), "")
    day = day_of_dateline(first, document.language, anywhere=is_release(document))
    day = day or next(filter(None, (_placed_for(block, document.language) for block in zone)), None)
    day = day or day_of_place(document, zone)
    if day is None and len(told) == 1:
        (day,) = told
    if day is not None:
        yield Found("published", day)
    elif signed := signed_with_day(document, zone):
        yield from _taken(signed[0], {"published": signed[1].published})
    elif (day := printed_on(document) or scraped_on(document)) is not None:
        yield Found("published", day)
    elif dated := dated_beside(document, zone, lines):
        yield from _taken(dated[0], {"published": dated[1].published})
    elif (day := day_above(document, zone, lines)) is not None:
        yield Found("published", day)
    elif below := day_below(document, zone):
        yield from _taken(below[0], {"published": below[1].published})
    elif begun := _BEGUN.match(first):
        begins = parse_date(begun[0], document.language)
        block = next(block for block in zone if is_prose(block))
        if begins is not None and begins.year >= FIRST_YEAR:
            yield Edit(block, 0, begun.end(), "", Reason.DATE)
            yield Found("published", begins)


def _placed_for(block: Block, language: str | None) -> datetime | None:
    """Give the day of a line that is a dateline and nothing else."""
    text = block.text
    alone = text[-1:] in ")】" and not is_prose(block) and any(map(str.isdigit, text))
    return day_of_dateline(text, language) if alone else None


#: Lines at the beginning of a board's page among which the first post stands.
POST_REACH = 60


def _posts(document: Document) -> list[tuple[Block, datetime]]:
    """Give the lines of a board that tell when a post was written, and its day; none if the first stands low."""
    found: list[tuple[Block, datetime]] = []
    for place, block in enumerate(document):
        if place >= POST_REACH and not found:
            break
        told = post_day(block.text)
        day = parse_date(told, document.language) if told else None
        if day is not None:
            found.append((block, day))
    return found


#: A time of day and nothing else.
_CLOCK = lazy(r"\d{1,2}[:.]\d\d(?:\s?Uhr|\s?h)?")


def _lone_clock(document: Document) -> list[Block]:
    """Give the time of day that stands alone between the title and the text, and nowhere else: live blogs have many."""
    title = document.title
    if title is None or document.kind == "html":
        return []
    below = [block for block in document[:HEADER_REACH] if block.start > title.start][:2]
    if len(below) < 2 or not _CLOCK.fullmatch(below[0].text) or not is_prose(below[1]):
        return []
    return below[:1] if sum(bool(_CLOCK.match(block.text)) for block in document) == 1 else []


#: Marks of a list's items, and most words of one that stands beside the day.
_ITEMS, MAX_ITEM_WORDS = ("- ", "• ", "* "), 3


def _listed_with_day(
    document: Document, zone: Sequence[Block], lines: Sequence[DateLine | None]
) -> list[Block]:
    """Give the items beside the day in a list between the title and the text: the part of the site, its name."""
    title = document.title
    if title is None or document.kind == "html":
        return []
    first = next((i for i, block in enumerate(zone) if is_prose(block)), None)
    head = [i for i in range(first or 0) if zone[i].start > title.start]
    marked = [i for i in head if zone[i].text.startswith(_ITEMS)]
    if len(marked) < 2 or marked != head:
        return []
    days = [i for i in marked if (line := lines[i]) and line.only and line.published]
    others = [i for i in marked if i not in days and not lines[i]]
    if len(days) != 1 or any(count_words(zone[i].text) > MAX_ITEM_WORDS for i in others):
        return []
    return [zone[i] for i in others]


#: Below a question on the sites of Stack Exchange, below its answers, and behind the comments.
_ASKED = lazy(r"(asked|answered|edited|)\s?([A-Z][a-z]{2} \d{1,2}, \d{4} at \d{1,2}:\d\d)")


def _asked(document: Document) -> list[tuple[Block, datetime]]:
    """Give the line that tells when the question was asked, and those of answers and comments.

    Nothing where there is no such line.
    """
    days: list[tuple[Block, datetime]] = []
    question: list[tuple[Block, datetime]] = []
    for block in document:
        if len(block.text) > MAX_ASKED or " at " not in block.text:
            continue
        found = _ASKED.fullmatch(block.text)
        day = parse_date(found[2]) if found else None
        if found and day:
            first = found[1] == "asked" and not question
            (question if first else days).append((block, day))
    return question + days if question else []


#: Longest such line, in characters.
MAX_ASKED = 40
#: When an article was first shown and last changed, to the second, as CSDN tells it amid its counters and licence.
_STAMP = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_FIRST_SHOWN = lazy(rf"(?<!已)于 (?P<first>{_STAMP}) (?:首次)?发布")
_LAST_CHANGED = lazy(rf"已于 (?P<last>{_STAMP}) 修改")
#: Longest such line, in characters.
MAX_STAMPED = 400


def _first_stamp(block: Block) -> tuple[Block, dict[str, datetime | None]] | None:
    """Give the days that a line stamps so.

    >>> line = "原创 已于 2024-03-12 20:50:51 修改 · 1.5k 阅读 · 于 2024-03-01 12:01:01 首次发布"
    >>> {field: day.day for field, day in _first_stamp(Block("paragraph", line))[1].items()}
    {'published': 1, 'modified': 12}
    """
    text = block.text
    if "发布" not in text or len(text) > MAX_STAMPED or not (first := _FIRST_SHOWN.search(text)):
        return None
    last = _LAST_CHANGED.search(text)
    days = {"published": parse_date(first["first"])}
    return block, days | ({"modified": parse_date(last["last"])} if last else {})


def _found_in(
    zone: Sequence[Block],
    lines: Sequence[DateLine | None],
    language: str | None,
    *,
    listed: bool,
) -> Iterator[Found | Drop]:
    first: datetime | None = None
    waiting: tuple[Block, str] | None = None
    for place, (block, line) in enumerate(zip(zone, lines, strict=True)):
        label, waiting = waiting, None
        if line is None:
            continue
        if line.label:
            if label and place and zone[place - 1] is label[0]:  # two labels that lost their days
                yield Drop(label[0], Reason.DATE)
                yield Drop(block, Reason.DATE)
                continue
            waiting = block, line.label
        elif line.only and label and not line.labelled:
            yield Drop(label[0], Reason.DATE)
            yield from _taken(block, {label[1]: line.published})
        elif line.only and line.labelled:
            if not is_in_form(zone, place):
                yield from _taken(block, {"published": line.published, "modified": line.modified})
        elif line.only and not listed and block.kind != "heading":
            first = first or line.published
            if line.published in (first, None):
                clock = _clock_below(zone, place, line, language)
                if clock:
                    yield Drop(zone[place + 1], Reason.DATE)
                yield from _taken(block, {"published": clock or line.published})


#: A day that lost its line to the first sentence: "24 Jul, 2025 The ferry sailed."
_BEGUN = lazy(r"\d{1,2} [^\W\d_]{3,5}\.?, (?:19|20)\d\d (?=[¿¡“\"]?[^\W\d_a-z][^\W\d_A-Z])")
#: Longest line that is the time of a day and nothing else, in characters: "kl. 15:15 (MESZ)".
MAX_CLOCK = 20


def _clock_below(
    zone: Sequence[Block], place: int, line: DateLine, language: str | None
) -> datetime | None:
    """Give the moment of a day whose time of day is the next line, where it is nothing else."""
    if line.published is None or line.published.time() != time() or place + 1 == len(zone):
        return None
    below = zone[place + 1].text
    if len(below) > MAX_CLOCK or not any(map(str.isdigit, below)):
        return None
    both = read_dates(f"{zone[place].text} | {below}", language)
    if both is None or not both.only or both.published is None:
        return None
    is_more = both.published.time() != time() and both.published.date() == line.published.date()
    return both.published if is_more else None


def _taken(block: Block, values: Mapping[str, datetime | None]) -> Iterator[Found | Drop]:
    """Take the block up into its first value, or drop it where it has none."""
    given = [(field, value) for field, value in values.items() if value is not None]
    if not given:
        yield Drop(block, Reason.DATE)
    for place, (field, value) in enumerate(given):
        yield Found(field, value, None if place else block)
