"""When an article was published and changed: the lines of their own in which dates stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from functools import cache
from itertools import pairwise

from ..actions import Drop, Edit, Found
from ..cleaners.releases import is_release
from ..model import Block, Document, Reason, count_words
from ..shapes import is_caseless, is_prose, last_prose, once
from ..vocabulary import fold, folded, said
from ._top_line import scraped_day
from .date_lines import (
    FIRST_YEAR,
    SCRAPED,
    DateLine,
    dates_of,
    may_be_labelled,
    parse_date,
    placed_day,
    read_dates,
)
from .date_words import tokens_of, words_of_all
from .labels import found_in_labels

__all__ = ["find_dates", "header", "is_masthead_day"]

#: How far below the top or the title dates and bylines are looked for, in blocks, how
#: far above the title, and the paragraph of prose before which the search ends.
HEADER_REACH, HEADER_ABOVE, HEADER_PROSE = 25, 3, 3

#: Lines with different dates and no label from which on they are a list, not the date.
MIN_DATE_LIST = 3


def header(document: Document) -> list[Block]:
    """Give the blocks among which a date line or a byline can stand: around the headline.

    >>> from cleanarticle.model import blocks
    >>> prose = "A sentence of prose that is long enough to count as such, he said."
    >>> len(header(blocks(*[prose] * 9)))
    2
    """
    return once(document, "header", _header)


def _header(document: Document) -> list[Block]:
    blocks = list(document)
    if document.title is None:
        return _until_prose(blocks[:HEADER_REACH])
    below = sum(block.start < document.title.start for block in blocks)
    zone = _around(blocks, below)
    again = _shown_again(blocks, below, fold(document.title.text))
    if again is None:
        return zone
    shown = _around(blocks, again)
    return shown if again - below > HEADER_ABOVE else list(dict.fromkeys((*zone, *shown)))


def _around(blocks: Sequence[Block], title: int) -> list[Block]:
    """Give the blocks around the place of a title; the prose above it is no part of the article."""
    first = max(0, title - HEADER_ABOVE)
    above = list(blocks[first:title])
    return above + _until_prose(blocks[title : first + HEADER_REACH])


def _until_prose(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks before the paragraph of prose at which the search ends."""
    zone: list[Block] = []
    prose = 0
    for block in blocks:
        prose += is_prose(block)
        if prose == HEADER_PROSE:
            break
        zone.append(block)
    return zone


def _shown_again(blocks: Sequence[Block], first: int, title: str) -> int | None:
    """Give the last line above the text that says the title again, with or without the site's name.

    A dump begins with the title of the page's head; the headline and the byline stand below the menu.
    """
    last, prose = None, 0
    for place in range(first, len(blocks)):
        block = blocks[place]
        prose += is_prose(block)
        if prose == HEADER_PROSE:
            break
        if len(block.text) < MIN_HEADLINE or len(block.text) > len(title) + 8:
            continue
        said = folded(block)
        if title.startswith(said) and not title[len(said) :].lstrip()[:1].isalnum():
            last = place
    return last


#: Shortest headline that is looked for again, in characters.
MIN_HEADLINE = 16


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
    zone = header(document)
    if stamped := next(filter(None, map(_first_stamp, zone)), None):
        yield from _taken(*stamped)
        return
    lines = [_line(block, document.language) for block in zone]
    lines = [None if line and _is_of_history(line) else line for line in lines]
    told = _told_otherwise(document, zone[0], lines[0]) if zone else set()
    for place in _of_visit(document, zone, lines):
        yield Drop(zone[place], Reason.DATE)
        lines[place] = None
    for block in (*_lone_clock(document), *_listed_with_day(document, zone, lines)):
        yield Drop(block, Reason.DATE, 0.9)
    loose = {line.published for line in lines if line and line.only and not line.labelled}
    listed = len(loose - {None}) >= MIN_DATE_LIST or _recurs(zone, lines)
    found: dict[str, datetime] = {}
    for action in _found_in(zone, lines, document.language, listed=listed):
        yield action
        if isinstance(action, Found):
            found[action.field] = action.value
            if action.block is not None:
                yield from found_in_labels(action.block, document.fields)
    for block, line in _foot(document, zone):
        values = {"published": line.published, "modified": line.modified}
        known = {**document.fields, **found}
        fresh = {field: value for field, value in values.items() if field not in known and value}
        yield from _taken(block, fresh)
        found |= fresh
    if len(document) and (day := scraped_day(document[0].text)):
        if "published" in {**document.fields, **found}:
            yield Drop(document[0], Reason.DATE)
        else:
            found["published"] = day
            yield Found("published", day, document[0])
    if zone and found.keys() == {"modified"} and "published" not in document.fields:
        yield from _first_published(document, zone[-1], found["modified"])
    if not found and "published" not in document.fields and document.kind == "text":
        first = next((block.text for block in zone if is_prose(block)), "")
        day = _dateline(first, document.language, anywhere=is_release(document))
        day = day or _day_of_place(document, zone)
        if day is None and len(told) == 1:
            day = told.pop()
        if day is not None:
            yield Found("published", day)
        elif signed := _signed_with_day(document, zone):
            yield from _taken(signed[0], {"published": signed[1].published})
        elif (day := _printed(document) or _scraped(document)) is not None:
            yield Found("published", day)
        elif dated := _dated_beside(document, zone, lines):
            yield from _taken(dated[0], {"published": dated[1].published})
        elif begun := _BEGUN.match(first):
            begins = parse_date(begun[0], document.language)
            block = next(block for block in zone if is_prose(block))
            if begins is not None and begins.year >= FIRST_YEAR:
                yield Edit(block, 0, begun.end(), "", Reason.DATE)
                yield Found("published", begins)


#: A time of day and nothing else.
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?Uhr|\s?h)?")


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


#: The line below an article in which a paper claims it, with the day on which it was printed.
_PRINTED = re.compile(r"©\s?[^\n©]{3,60}?, (?P<day>[^\W\d_]{5,12}, \d{1,2}\.\d{1,2}\.\d{4})\s*\Z")


def _printed(document: Document) -> datetime | None:
    """Give the day of a paper's line of copyright that was cut: "© Linna Post, Freitag, 01.03.2024"."""
    for start, end, reason in document.gone:
        text = (
            document.raw[start:end] if reason == Reason.LEGAL and end - start < MAX_PRINTED else ""
        )
        if (found := _PRINTED.search(text)) and _begins_with_weekday(found["day"]):
            return parse_date(found["day"], document.language)
    return None


#: Longest such line, in characters.
MAX_PRINTED = 110


def _scraped(document: Document) -> datetime | None:
    """Give the day that a corpus wrote before the text, where that tells none itself."""
    head = SCRAPED.match(document.raw.lstrip()[:40])
    return parse_date(head["day"]) if head else None


#: Below a question on the sites of Stack Exchange, below its answers, and behind the comments.
_ASKED = re.compile(r"(asked|answered|edited|)\s?([A-Z][a-z]{2} \d{1,2}, \d{4} at \d{1,2}:\d\d)")


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
_FIRST_SHOWN = re.compile(rf"(?<!已)于 (?P<first>{_STAMP}) (?:首次)?发布")
_LAST_CHANGED = re.compile(rf"已于 (?P<last>{_STAMP}) 修改")
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


#: A day in numbers and nothing else, as a page's clock shows it.
_CLOCK_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
#: The weather beside the day, and whose name day it is.
_WEATHER = re.compile(r"-?\d{1,2}\s?°")
_NAME_DAY = re.compile(
    r"svátek (?:má|slaví)|svátek:|meniny má|meniny:|imieniny|névnap|namnsdag|vardadien|vārda dien",
    re.IGNORECASE,
)
#: Lines above and below the day among which the weather stands.
WEATHER_REACH = 2


def _of_visit(
    document: Document, zone: Sequence[Block], lines: Sequence[DateLine | None]
) -> list[int]:
    """Give the places above the title of days that are of the visit: of a masthead, or of a page's clock."""
    title = document.title.start if document.title else len(document.raw)
    above = [
        place
        for place, (block, line) in enumerate(zip(zone, lines, strict=True))
        if line and line.published and not line.labelled and block.start < title
    ]
    found = [place for place in above if is_masthead_day(zone, place)]
    if above[:1] != [0] or found or zone[0] is not document[0]:
        return found
    is_clock = _is_on_top(zone, lines) or _is_above_path(document, zone[0])
    return [0] if is_clock or _told_otherwise(document, zone[0], lines[0]) else []


def _told_otherwise(document: Document, first: Block, line: DateLine | None) -> set[datetime]:
    """Give the days of lines that were cut between a day in numbers on top and the title, other than that."""
    title = document.title
    if title is None or line is None or not line.published or not _CLOCK_DAY.fullmatch(first.text):
        return set()
    cuts = [(start, end) for start, end, _ in document.gone if first.end <= start < title.start]
    told = [read_dates(document.raw[start:end], document.language) for start, end in cuts]
    days = {day.published for day in told if day and day.published}
    return {day for day in days if day.date() != line.published.date()}


def _is_above_path(document: Document, first: Block) -> bool:
    """Whether the path of sections, which was cut, stands between a line with a day and the title."""
    end = document.title.start if document.title else 0
    return any(
        reason == Reason.BREADCRUMB and first.end <= start < end
        for start, _, reason in document.gone
    )


def _is_on_top(zone: Sequence[Block], lines: Sequence[DateLine | None]) -> bool:
    """Whether the first line tells the day of the visit: with a headline right below that is not dated,
    a week-day; where a line below tells another day, numbers alone.
    """
    line, first = lines[0], zone[0].text
    if line is None or line.published is None or not line.only or line.published.time() != time():
        return False
    if _CLOCK_DAY.fullmatch(first):
        below = lines[1 : CLOCK_REACH + 1]
        days = {other.published.date() for other in below if other and other.published}
        return bool(days - {line.published.date()})
    below_it = zone[1:2]
    return (
        _begins_with_weekday(first)
        and bool(below_it)
        and not is_prose(below_it[0])
        and count_words(below_it[0].text) >= MIN_HEADLINE_WORDS
        and lines[1] is None
    )


#: Lines below a page's clock among which the day of the text stands; words of a headline.
CLOCK_REACH, MIN_HEADLINE_WORDS = 3, 4


def is_masthead_day(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line with a day says whose name day it is, or the weather stands beside it.

    >>> from cleanarticle.model import blocks
    >>> [is_masthead_day(blocks(above, "Čtvrtek 30. března 2023"), 1) for above in ("7 °C", "Krátce")]
    [True, False]
    """
    if len(blocks[place].text) <= MAX_MASTHEAD and _NAME_DAY.search(blocks[place].text):
        return True
    near = blocks[max(0, place - WEATHER_REACH) : place + WEATHER_REACH + 1]
    return any(len(b.text) <= MAX_MASTHEAD and _WEATHER.search(b.text) for b in near)


#: Longest line of a masthead, in characters.
MAX_MASTHEAD = 60


def _begins_with_weekday(text: str) -> bool:
    """Whether a line begins with the full name of a week-day, behind "today" or without it.

    >>> [_begins_with_weekday(text) for text in ("Subota , 23. Novembra 2024.", "23. Novembra 2024.")]
    [True, False]
    """
    first = [token for token in tokens_of(text[:MAX_WEEKDAY])[:2] if token.letter != "R"][:1]
    return bool(first) and first[0].letter == "W" and len(first[0].text) >= MIN_WEEKDAY


#: Longest name of a week-day that is read, and letters from which on it is no short form.
MAX_WEEKDAY, MIN_WEEKDAY = 30, 5


#: How far below the last paragraph a labelled date is looked for, in blocks.
FOOT_REACH = 5


def _foot(document: Document, zone: Sequence[Block]) -> list[tuple[Block, DateLine]]:
    """Give the line right below the text that is nothing but a labelled date, or the two of both labels."""
    blocks = list(document)
    last = last_prose(blocks)
    if last < 0:
        return []
    seen = {block.start for block in zone}
    below = [b for b in blocks[last + 1 : last + 1 + FOOT_REACH] if b.start not in seen]
    if not any(may_be_labelled(block.text) for block in below):
        return []
    told = [(block, _line(block, document.language)) for block in below]
    dated = [(block, line) for block, line in told if line and line.only]
    if not all(line.labelled and (line.published or line.modified) for _, line in dated):
        return []
    if len(dated) == 2:
        (_, first), (_, second) = dated
        if bool(first.published) == bool(second.published) or bool(first.modified) == bool(
            second.modified
        ):
            return []
    if len(dated) > 2 or any(_is_in_form(below, below.index(block)) for block, _ in dated):
        return []
    return dated


def _first_published(document: Document, last: Block, changed: datetime) -> Iterator[Found]:
    """Find the one line below that is labelled as the day of publication, no later than the change."""
    below = [b for b in document if b.start > last.start and may_be_labelled(b.text)]
    days = [(block, _line(block, document.language)) for block in below]
    told = {day.published: block for block, day in days if day and day.only and day.labelled}
    told.pop(None, None)
    if len(told) == 1:
        (first, block) = told.popitem()
        if first is not None and first.date() <= changed.date():
            yield Found("published", first, block)


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
            if not _is_in_form(zone, place):
                yield from _taken(block, {"published": line.published, "modified": line.modified})
        elif line.only and not listed and block.kind != "heading":
            first = first or line.published
            if line.published in (first, None):
                clock = _clock_below(zone, place, line, language)
                if clock:
                    yield Drop(zone[place + 1], Reason.DATE)
                yield from _taken(block, {"published": clock or line.published})


#: A line of a form, as beside the day of a meeting or a concert.
_FORM_LINE = re.compile(r"[^\W\d_][^\n:：]{1,24}[:：] ?[^\s/].{0,80}")


def _is_in_form(zone: Sequence[Block], place: int) -> bool:
    """Whether a day with a bare label is a line of a form: of the time and the place of what it tells of.

    >>> day = Block("paragraph", "Date: 14 September")
    >>> [_is_in_form([day, Block("paragraph", f"{line}: Linna")], 0) for line in ("Venue", "Author")]
    [True, False]
    """
    if not _bare_label().match(zone[place].text):
        return False
    beside = [zone[i] for i in (place - 1, place + 1) if 0 <= i < len(zone)]
    beside = [block for block in beside if _FORM_LINE.fullmatch(block.text)]
    return bool(beside) and not any(map(said, beside))


@cache
def _bare_label() -> re.Pattern[str]:
    labels = "|".join(sorted(words_of_all("labels")))
    return re.compile(rf"(?:{labels})\s?[:：]", re.IGNORECASE)


#: The start of a report: the place, the day, the agency, a dash. A place of several words is set in
#: capitals, or an agency follows: others begin a sentence.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^,\d\n]{1,40}(?:, [^\W\d_][^,\d\n]{1,30})?), (?P<day>[^\n()/–—]{6,40}?)\s{0,2}"
    r"(?P<agency>/[^/\n]{2,40}/|\([^()\n]{2,40}\)|[A-Z]{3,10}(?=\s{1,2}[-–—]))?\s{0,2}(?:--?|[–—]|\.-)\s{0,2}(?=\S)"
)


def _dateline(text: str, language: str | None, *, anywhere: bool = False) -> datetime | None:
    """Give the day that a report begins with, behind its place: of a release a place of any form.

    >>> _dateline("PORT LINNA, Oct. 1, 2024 /Wire/ -- The ferry sailed.", "en").day
    1
    >>> _dateline("In Linna, May 2024 was warm - too warm.", "en")
    """
    start = _DATELINE.match(text)
    if start is None:
        return None
    place = start["place"].rstrip()
    plain = place[0].isupper() and (anywhere or " " not in place)
    if not (start["agency"] or place.isupper() or plain):
        return None
    line = read_dates(start["day"], language)
    if line is None or not line.only or _is_of_history(line):
        return None
    return line.published


def _day_of_place(document: Document, zone: Sequence[Block]) -> datetime | None:
    """Give the day of a release's line that says its place and its day: the only one, by the title."""
    if not is_release(document):
        return None
    days = [(place, placed_day(block.text, document.language)) for place, block in enumerate(zone)]
    placed = [(place, day) for place, day in days if day is not None]
    if len(placed) != 1:
        return None
    place, day = placed[0]
    title = document.title
    above = sum(block.start < title.start for block in zone) if title else 0
    return day if above - 1 <= place <= above else None


#: A day that lost its line to the first sentence: "24 Jul, 2025 The ferry sailed."
_BEGUN = re.compile(r"\d{1,2} [^\W\d_]{3,5}\.?, (?:19|20)\d\d (?=[¿¡“\"]?[^\W\d_a-z][^\W\d_A-Z])")
#: A day in numbers, the time of day, and a house's sign before the day of its paper.
_IN_NUMBERS = re.compile(
    r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}([./-])\d{1,2}\2\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)(?!\d)"
)
#: Most words beside such a day: of a part of the site, a paper, a channel.
MAX_BESIDE = 3
#: A word of such a name; of a program's version it is none: "26f3e2f#master @".
_NAME = re.compile(r"[©]?[^\W\d_a-z][\w.'’&/-]*|[–—|&-]")


def _dated_beside(
    document: Document, zone: Sequence[Block], lines: Sequence[DateLine | None]
) -> tuple[Block, DateLine] | None:
    """Give the line right below the title, or the one below the text, that tells a day beside a part's name.

    Events are announced so, too: their days stand behind their place, and begin at the full hour or the half.
    """
    title = document.title.start if document.title else -1
    below = [(block, line) for block, line in zip(zone, lines, strict=True) if block.start > title]
    near = below[:1] if document.title else below[:2]
    blocks = list(document)
    for (above, _), (block, line) in pairwise(zip(zone, lines, strict=True)):
        if line and line.published and _is_of_house(line.rest, above.text):
            return block, line
    last = last_prose(blocks)
    foot = blocks[last + 1 :] if last >= 0 else []
    ends = [(block, _line(block, document.language)) for block in foot[:MAX_FOOT]]
    ends = [(block, line) for block, line in ends if line and line.published]
    if len(foot) > MAX_FOOT or len(ends) > 1:
        ends = []
    for block, line in (*near, *ends):
        if line and not is_prose(block) and _is_stamped(block, line):
            return block, line
    for block, line in below[:CASELESS_REACH]:
        if is_prose(block):
            break
        if line and _is_behind_name(block, line):
            return block, line
    return None


#: Lines below the title among which a name and a day stand in a script without capitals.
CASELESS_REACH = 3


def _is_behind_name(block: Block, line: DateLine) -> bool:
    """Whether a line is a few words without capitals and behind them the day in Latin letters, as a form sets it.

    In the text's own letters it may be of an event, behind its place.

    >>> lines = "وحید انجم December 29, 2017", "December 29, 2017 وحید انجم", "وحید انجم 29 دسمبر 2017"
    >>> [_is_behind_name(Block("paragraph", said), read_dates(said, "ur")) for said in lines]
    [True, False, False]
    """
    if not any("A" <= char <= "Z" for char in block.text):
        return False
    if line.published is None or line.labelled or line.modified or _IN_NUMBERS.search(block.text):
        return False
    name, _, behind = line.rest.partition(" |")
    names = name.split()
    return (
        not behind.strip()
        and 0 < len(names) <= MAX_BESIDE
        and line.published.year >= FIRST_YEAR
        and all(char.isspace() or is_caseless(char) for char in name)
    )


def _signed_with_day(document: Document, zone: Sequence[Block]) -> tuple[Block, DateLine] | None:
    """Give the last line of all, where it is a week-day with its date and nothing else, below an article.

    A shorter text may be an invitation.
    """
    blocks = document.blocks
    if len(blocks) < 2 or blocks[-1] in zone or not is_prose(blocks[-2]):
        return None
    if sum(map(is_prose, blocks)) < MIN_SIGNED:
        return None
    line = _line(blocks[-1], document.language)
    if line is None or not line.only or line.labelled or line.published is None:
        return None
    if line.published.year < FIRST_YEAR or line.published.time() != time():
        return None
    return (blocks[-1], line) if _begins_with_weekday(blocks[-1].text) else None


#: Fewest paragraphs above such a line.
MIN_SIGNED = 4


#: What leads to whom a page is by, behind its day.
_BY = re.compile(r"(?:por|by|par|von|da|di|de|door|av|af) ", re.IGNORECASE)


def _is_of_house(rest: str, above: str) -> bool:
    """Whether what stands beside a day is the house that the line above names: "by Harbour Minute".

    >>> _is_of_house(" | por Minuto do Porto", "Minuto do Porto"), _is_of_house(" | by boat", "by boat")
    (True, False)
    """
    rest = rest.strip(" |")
    found = _BY.match(rest)
    return found is not None and rest[found.end() :] == above and above[0].isupper()


#: Lines below the text among which one with a day may be the article's.
MAX_FOOT = 12


def _is_stamped(block: Block, line: DateLine) -> bool:
    """Whether a line is a day as sites stamp it, and a short name.

    >>> lines = "РТС 09.02.2021", "Kultura - 05-12-2025 15:34", "Town Hall 05-12-2025 19:30", "Roe, 5.12.2025"
    >>> [_is_stamped(Block("paragraph", said), read_dates(said, "sr")) for said in lines]
    [True, True, False, False]
    >>> _is_stamped(Block("paragraph", line := "1f3e#main @ 2025-12-05T15:34:10Z"), read_dates(line, "en"))
    False
    """
    published = line.published
    rest = line.rest.strip(" |-–—•·,")
    if published is None or line.labelled or line.modified or published.year < FIRST_YEAR:
        return False
    names = rest.split()
    if not 0 < len(names) <= MAX_BESIDE or not all(map(_NAME.fullmatch, names)):
        return False
    if line.rest.lstrip().startswith("©"):
        return True
    if not _IN_NUMBERS.search(block.text) or _PLACED_BEFORE.match(block.text):
        return False
    if len(names) > 1:  # somebody's name
        return False
    if published.time() == time():
        return rest.isupper() and len(rest) > 1
    return published.minute % 15 != 0 or published.second != 0


#: A name and a comma before the day, as places stand.
_PLACED_BEFORE = re.compile(r"[^\d\n]{2,60},\s{0,2}\d")


def _is_of_history(line: DateLine) -> bool:
    day = line.published
    return day is not None and not line.labelled and day.year < FIRST_YEAR


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


def _recurs(zone: Sequence[Block], lines: Sequence[DateLine | None]) -> bool:
    """Whether a date stands alone above and again below a paragraph: each heads its own item."""
    above: set[datetime] = set()
    fresh: set[datetime] = set()
    for block, line in zip(zone, lines, strict=True):
        if is_prose(block):
            above |= fresh
        elif line and line.only and not line.labelled and line.published:
            if line.published in above:
                return True
            fresh.add(line.published)
    return False


def _line(block: Block, language: str | None) -> DateLine | None:
    return None if block.kind in ("code", "table", "image") else dates_of(block, language)


def _taken(block: Block, values: Mapping[str, datetime | None]) -> Iterator[Found | Drop]:
    """Take the block up into its first value, or drop it where it has none."""
    given = [(field, value) for field, value in values.items() if value is not None]
    if not given:
        yield Drop(block, Reason.DATE)
    for place, (field, value) in enumerate(given):
        yield Found(field, value, None if place else block)
