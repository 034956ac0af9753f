"""Days around a title that are not the article's: of the visit, of the paper, of what it tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from functools import cache

from ..cleaners._page_signs import is_of_blogger
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ..shapes import is_prose
from ..vocabulary import said
from .date_lines import (
    FIRST_YEAR,
    DateLine,
    read_dates,
)
from .date_words import tokens_of, words_of_all

__all__ = [
    "begins_with_weekday",
    "is_in_form",
    "is_masthead_day",
    "is_of_history",
    "of_visit",
    "recurs",
    "told_otherwise",
]

#: A day in numbers and nothing else, as a page's clock shows it.
_CLOCK_DAY = lazy(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
#: The weather beside the day, and whose name day it is.
_WEATHER = lazy(r"-?\d{1,2}\s?°")
_NAME_DAY = lazy(
    r"svátek (?:má|slaví)|svátek:|meniny má|meniny:|imieniny|névnap|namnsdag|vardadien|vārda dien",
    re.IGNORECASE,
)
#: Lines above and below the day among which the weather stands.
WEATHER_REACH = 2


def of_visit(
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
    if len(above) == 1 and not found:
        line = lines[above[0]]
        if _is_told_below(document, zone, lines, line):
            return above
        if line and line.only and line.published and line.published.time() == time():
            found = above if _is_far_above(document, zone, above[0]) else []
    if above[:1] != [0] or found or zone[0] is not document[0]:
        return found
    if all(block.start >= title for block in zone[1:2]) and is_of_blogger(document):
        return []  # it sets the day of a post right above its title
    is_clock = _is_on_top(zone, lines) or _is_above_path(document, zone[0])
    return [0] if is_clock or told_otherwise(document, zone[0], lines[0]) else []


def told_otherwise(document: Document, first: Block, line: DateLine | None) -> set[datetime]:
    """Give the days of lines that were cut between a day in numbers on top and the title, other than that."""
    title = document.title
    if title is None or line is None or not line.published or not _CLOCK_DAY.fullmatch(first.text):
        return set()
    cuts = [(start, end) for start, end, _ in document.gone if first.end <= start < title.start]
    told = [read_dates(document.raw[start:end], document.language) for start, end in cuts]
    days = {day.published for day in told if day and day.published}
    return {day for day in days if day.date() != line.published.date()}


def _is_told_below(
    document: Document,
    zone: Sequence[Block],
    lines: Sequence[DateLine | None],
    clock: DateLine | None,
) -> bool:
    """Whether another day stands alone between the title and the text: behind its label, or with its time, below a
    day without one.
    """
    title = document.title
    if title is None or clock is None or not clock.only or not clock.published:
        return False
    told: list[DateLine] = []
    for block, line in zip(zone, lines, strict=True):
        if block.start > title.start and line and line.only and line.published:
            told.append(line)
        if is_prose(block) and told:
            break
    told = [line for line in told if line.labelled] or told
    days = {line.published.date() for line in told if line.published}
    if len(days) != 1 or clock.published.date() in days:
        return False
    timed = all(line.published and line.published.time() != time() for line in told)
    return told[0].labelled or (timed and clock.published.time() == time())


def _is_far_above(document: Document, zone: Sequence[Block], place: int) -> bool:
    """Whether lines stand between a week-day with its date and the title below it: the page's clock."""
    title = document.title
    between = [b for b in zone[place + 1 :] if title and b.start < title.start]
    return (
        len(between) >= MIN_BETWEEN
        and not any(map(is_prose, between))
        and begins_with_weekday(zone[place].text)
    )


#: Fewest lines between a page's clock and the title.
MIN_BETWEEN = 2


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
        begins_with_weekday(first)
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


def begins_with_weekday(text: str) -> bool:
    """Whether a line begins with the full name of a week-day, behind "today" or without it.

    >>> [begins_with_weekday(text) for text in ("Subota , 23. Novembra 2024.", "23. Novembra 2024.")]
    [True, False]
    """
    first = [token for token in tokens_of(text[:MAX_WEEKDAY])[:2] if token.letter != "R"][:1]
    return bool(first) and first[0].letter == "W" and len(first[0].text) >= MIN_WEEKDAY


#: Longest name of a week-day that is read, and letters from which on it is no short form.
MAX_WEEKDAY, MIN_WEEKDAY = 30, 5
#: A line of a form, as beside the day of a meeting or a concert.
_FORM_LINE = lazy(r"[^\W\d_][^\n:：]{1,24}[:：] ?[^\s/].{0,80}")


def is_in_form(zone: Sequence[Block], place: int) -> bool:
    """Whether a day with a bare label is a line of a form: of the time and the place of what it tells of.

    >>> day = Block("paragraph", "Date: 14 September")
    >>> [is_in_form([day, Block("paragraph", f"{line}: Linna")], 0) for line in ("Venue", "Author")]
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


def is_of_history(line: DateLine) -> bool:
    day = line.published
    return day is not None and not line.labelled and day.year < FIRST_YEAR


def recurs(zone: Sequence[Block], lines: Sequence[DateLine | None]) -> bool:
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
