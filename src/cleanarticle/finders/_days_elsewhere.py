"""Days that no line around the title tells alone: in the first sentence, beside a name, at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import pairwise

from ..actions import Found
from ..cleaners.releases import is_release
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_caseless, is_prose, last_prose, once
from ..vocabulary import said
from ._other_days import begins_with_weekday, is_in_form, is_of_history
from .date_lines import (
    FIRST_YEAR,
    MAX_DATE_LINE,
    DateLine,
    begins_with_label,
    may_be_labelled,
    parse_date,
    placed_day,
    read_dates,
)
from .header import date_line

__all__ = [
    "dated_beside",
    "day_above",
    "day_below",
    "day_of_dateline",
    "day_of_place",
    "days_at_foot",
    "first_published",
    "printed_on",
    "signed_with_day",
]

#: The line below an article in which a paper claims it, with the day on which it was printed.
_PRINTED = lazy(r"©\s?[^\n©]{3,60}?, (?P<day>[^\W\d_]{5,12}, \d{1,2}\.\d{1,2}\.\d{4})\s*\Z")


#: The day in brackets before the claim of the rights: "(20 maggio 2012) © Riproduzione riservata".
_BEFORE_RIGHTS = lazy(
    r"\((?P<day>\d{1,2}\.? [^\W\d_]{3,12} (?:19|20)\d\d)\)\s?(?:©|\([cC]\)|Copyright)\s[^\d\n]{4,40}"
)


def printed_on(document: Document) -> datetime | None:
    """Give the day of a paper's line of copyright that was cut: "© Linna Post, Freitag, 01.03.2024"."""
    for start, end, reason in document.gone:
        text = (
            document.raw[start:end] if reason == Reason.LEGAL and end - start < MAX_PRINTED else ""
        )
        if (found := _PRINTED.search(text)) and begins_with_weekday(found["day"]):
            return parse_date(found["day"], document.language)
        if text.startswith("(") and (found := _BEFORE_RIGHTS.fullmatch(text.strip())):
            return parse_date(found["day"], document.language)
    return None


#: Longest such line, in characters.
MAX_PRINTED = 110


#: How far below the last paragraph a labelled date is looked for, in blocks.
FOOT_REACH = 5


def days_at_foot(document: Document, zone: Sequence[Block]) -> list[tuple[Block, DateLine]]:
    """Give the line right below the text that is nothing but a labelled date, or the two of both labels.

    The label may be the line above it.
    """
    blocks = list(document)
    last = last_prose(blocks)
    if last < 0:
        return []
    seen = {block.start for block in zone}
    below = [b for b in blocks[last + 1 : last + 1 + FOOT_REACH] if b.start not in seen]
    if not any(may_be_labelled(block.text) for block in below if len(block.text) <= MAX_DATE_LINE):
        return []
    told = [(block, date_line(block, document.language)) for block in below]
    told = list(_with_labels(told))
    dated = [(block, line) for block, line in told if line and line.only]
    if not all(line.labelled and (line.published or line.modified) for _, line in dated):
        return []
    if len(dated) == 2:
        (_, first), (_, second) = dated
        if bool(first.published) == bool(second.published) or bool(first.modified) == bool(
            second.modified
        ):
            return []
    if len(dated) > 2 or any(is_in_form(below, below.index(block)) for block, _ in dated):
        return []
    return dated


def _with_labels(
    told: Sequence[tuple[Block, DateLine | None]],
) -> Iterator[tuple[Block, DateLine | None]]:
    """Give lines with their dates, a day whose label is the line above it with that label: "Published On:"."""
    label: str | None = None
    for block, line in told:
        own = line
        if line and line.only and line.published and label and not line.labelled:
            day, is_first = line.published, label == "published"
            first, last = (day, None) if is_first else (None, day)
            own = replace(line, published=first, modified=last, labelled=True)
        label = line.label if line else None
        yield block, own


def _may_be_labelled(block: Block) -> bool:
    return once(block, "may be labelled", _may_hold_labelled_day)


def _may_hold_labelled_day(block: Block) -> bool:
    """Whether a block may hold a day and a label of it: a paragraph is too long, most lines have no digit."""
    text = block.text
    return len(text) <= MAX_DATE_LINE and any(map(str.isdigit, text)) and may_be_labelled(text)


def first_published(document: Document, last: Block, changed: datetime) -> Iterator[Found]:
    """Find the one line below that is labelled as the day of publication, no later than the change."""
    below = [b for b in document if b.start > last.start and _may_be_labelled(b)]
    days = [(block, date_line(block, document.language)) for block in below]
    told = {day.published: block for block, day in days if day and day.only and day.labelled}
    told.pop(None, None)
    if len(told) == 1:
        (first, block) = told.popitem()
        if first is not None and first.date() <= changed.date():
            yield Found("published", first, block)


#: The start of a report: the place, the day, the agency, a dash. A place of several words is set in
#: capitals, or an agency follows: others begin a sentence.
_DATELINE = lazy(
    r"(?P<place>[^\W\d_][^,\d\n]{1,40}(?:, [^\W\d_][^,\d\n]{1,30})?), (?P<day>[^\n()/–—]{6,40}?)\s{0,2}"
    r"(?P<agency>/[^/\n]{2,40}/|\([^()\n]{2,40}\)|[A-Z]{3,10}(?=\s{1,2}[-–—]))?\s{0,2}(?:--?|[–—]|\.-)\s{0,2}(?=\S)"
)


#: The same without a comma, the agency in brackets, or alone on its line: "Žilina 29. septembra 2016 (HSP/Foto: …)".
_PLACE_AND_AGENCY = lazy(
    r"[^\W\d_a-z][^\W\d_]{1,20}(?:[ -][^\W\d_a-z][^\W\d_]{1,20}){0,2},? "
    r"(?P<day>\d{1,2}\. ?[^\W\d_]{3,12} (?:19|20)\d\d) \([A-ZÀ-Ž]{2,6}(?:/[^()\n]{2,30})?\)(?: ?[-–—]\s|\Z)"
)
#: The sign of a Chinese paper's wire before the first sentence: "【大紀元2020年08月26日訊】".
_WIRED = lazy(
    r"[【（(][\u4e00-\u9fff]{2,8}(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:[讯訊电電]|讯息|報導)[】）)]"
)


def day_of_dateline(text: str, language: str | None, *, anywhere: bool = False) -> datetime | None:
    """Give the day that a report begins with, behind its place: of a release a place of any form.

    >>> day_of_dateline("PORT LINNA, Oct. 1, 2024 /Wire/ -- The ferry sailed.", "en").day
    1
    >>> day_of_dateline("In Linna, May 2024 was warm - too warm.", "en")
    """
    for form in (_PLACE_AND_AGENCY, _WIRED):
        if found := form.match(text):
            return parse_date(found["day"], language)
    start = _DATELINE.match(text)
    if start is None:
        return None
    place = start["place"].rstrip()
    plain = place[0].isupper() and (anywhere or " " not in place)
    if not (start["agency"] or place.isupper() or plain):
        return None
    line = read_dates(start["day"], language)
    if line is None or not line.only or is_of_history(line):
        return None
    return line.published


def day_of_place(document: Document, zone: Sequence[Block]) -> datetime | None:
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


#: A day in numbers, the time of day, and a house's sign before the day of its paper.
_IN_NUMBERS = lazy(
    r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}([./-])\d{1,2}\2\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)(?!\d)"
)
#: Most words beside such a day: of a part of the site, a paper, a channel.
MAX_BESIDE = 3
#: A word of such a name; of a program's version it is none: "26f3e2f#master @".
_NAME = lazy(r"[©]?[^\W\d_a-z][\w.'’&/-]*|[–—|&-]")


def dated_beside(
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
    ends = [(block, date_line(block, document.language)) for block in foot[:MAX_FOOT]]
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


def signed_with_day(document: Document, zone: Sequence[Block]) -> tuple[Block, DateLine] | None:
    """Give the last line of all, where it is a week-day with its date and nothing else, below an article.

    A shorter text may be an invitation.
    """
    blocks = document.blocks
    if len(blocks) < 2 or blocks[-1] in zone or not is_prose(blocks[-2]):
        return None
    if sum(map(is_prose, blocks)) < MIN_SIGNED:
        return None
    line = date_line(blocks[-1], document.language)
    if line is None or not line.only or line.labelled or line.published is None:
        return None
    if line.published.year < FIRST_YEAR or line.published.time() != time():
        return None
    return (blocks[-1], line) if begins_with_weekday(blocks[-1].text) else None


#: Fewest paragraphs above such a line.
MIN_SIGNED = 4
#: What leads to whom a page is by, behind its day.
_BY = lazy(r"(?:por|by|par|von|da|di|de|door|av|af) ", re.IGNORECASE)


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
_PLACED_BEFORE = lazy(r"[^\d\n]{2,60},\s{0,2}\d")


#: A stamp to the minute and a bar before the part of a blog: "2022-09-14 06:29:50 | 【…】".
_STAMP_AND_PART = lazy(
    r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2} \d{1,2}:\d\d(?::\d\d)?\s?[|｜]\s?[^|｜\n]{1,60}"
)
#: A day that the name of a part has run into: "Opinion Article21 January 2019".
_RUN_INTO = lazy(r"[^\W\d_a-z][^\d\n|]{1,30}[^\W\d_]\d{1,2}\.? [^\W\d_]{3,12} (?:19|20)\d\d")
#: Longest line that is read so, in characters.
MAX_ABOVE = 120


def day_above(
    document: Document, zone: Sequence[Block], lines: Sequence[DateLine | None]
) -> datetime | None:
    """Give the one day that the lines before the first paragraph tell behind its label, or as sites stamp it.

    >>> from cleanarticle.model import blocks
    >>> lines = "Publié dans La Gazette le 14 - 11 - 2008", "Opinion Article21 January 2019", "Town Hall, 12 March 2024"
    >>> for said in lines:
    ...     text = blocks("A title of some words", said)
    ...     print(day_above(text, list(text), [date_line(block, "fr") for block in text]))
    2008-11-14 00:00:00
    2019-01-21 00:00:00
    None
    """
    title = document.title.start if document.title else -1
    told: set[datetime] = set()
    above_text = True
    for place, (block, line) in enumerate(zip(zone, lines, strict=True)):
        above_text = above_text and not is_prose(block)
        if line is None or line.published is None or block.start < title:
            continue
        if len(block.text) > MAX_ABOVE or is_of_history(line):
            continue
        labelled = above_text and line.labelled and begins_with_label(block.text)
        ends = line.rest.rstrip().endswith("|")
        labelled = labelled and ends and not is_in_form(zone, place)
        run_into = above_text and _RUN_INTO.fullmatch(block.text)
        if labelled or run_into or _STAMP_AND_PART.fullmatch(block.text):
            told.add(line.published)
    return told.pop() if len(told) == 1 else None


def day_below(document: Document, zone: Sequence[Block]) -> tuple[Block, DateLine] | None:
    """Give the one line below the first paragraph that is nothing but a labelled day of publication.

    Nothing where other articles are announced above it, which have days of their own.
    """
    blocks = list(document)
    first = next((place for place, block in enumerate(blocks) if is_prose(block)), len(blocks))
    seen = {block.start for block in zone}
    told: list[tuple[Block, DateLine]] = []
    for block in blocks[first + 1 :]:
        if "related" in said(block):
            break
        if block.start in seen or not _may_be_labelled(block):
            continue
        line = date_line(block, document.language)
        if line and line.only and line.labelled and line.published:
            told.append((block, line))
    if len(told) != 1 or is_in_form(blocks, blocks.index(told[0][0])):
        return None
    return told[0] if told[0][1].published else None
