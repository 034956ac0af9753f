"""When an article was published and changed: dates as they stand in lines of their own.

A line is read as a row of known words, one letter each (`n` a number, `Y` a year, `M`
a month, …), and the forms of dates and times are patterns over that row. A line with
one unknown word is no date line, which is what keeps sentences out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import pairwise

from ..actions import Drop, Found
from ..model import Block, Document, Reason
from ..shapes import is_prose, once
from .date_words import (
    AMERICAN,
    SHORT_YEARS,
    SOLAR,
    Token,
    ago_words,
    may_tell,
    own_months,
    tokens_of,
)

__all__ = [
    "READING_TIME",
    "DateLine",
    "find_dates",
    "header",
    "is_only_date",
    "parse_date",
    "read_dates",
]

#: Longest line that is read for a date, in characters.
MAX_DATE_LINE = 250

#: How far below the top or the title dates and bylines are looked for, in blocks, how
#: far above the title, and the paragraph of prose before which the search ends.
HEADER_REACH, HEADER_ABOVE, HEADER_PROSE = 25, 3, 3

#: Locales whose dates in numbers go month, day, year.
MONTH_FIRST = frozenset(("en-US", "en-PH", "en-PR"))

#: Lines with different dates and no label from which on they are a list, not the date.
MIN_DATE_LIST = 3


_DATES = (
    re.compile(r"(?P<d>n)[o.\-/]{0,2}f*(?P<m>[MV])(?:/[MV])?[.,\-/]{0,2}(?:[fy]\.?)*(?P<y>Y)"),
    re.compile(r"(?P<m>[MV])[.\-]?f*(?P<d>n)[o.\-]?,?f*(?P<y>Y)"),
    re.compile(r"(?P<y>Y)[.\-]?[yf]*\.?f*(?P<m>[MV])[.,\-]?(?P<d>n)"),
    re.compile(r"(?P<y>Y)\.?y\.?(?P<d>n)\.?(?P<m>[MV])"),
    re.compile(r"(?P<y>Y)y(?P<m>n)(?:-?f)?m(?P<d>n)D?"),
    re.compile(r"(?P<y>Y)y(?P<m>M)(?P<d>n)D?"),
    re.compile(r"(?<!n[.:/\-])(?P<d>n)(?P<sep>[./\-])(?P<m>n)(?P=sep)(?P<y>Y)"),
    re.compile(r"(?<!n[.:/\-])(?P<y>Y)(?P<sep>[./\-])(?P<m>n)(?P=sep)(?P<d>n)"),
    re.compile(r"(?<!n[.:/\-])(?P<d>n)(?P<sep>[./])(?P<m>n)(?P=sep)(?P<y>n)(?![./:][nYd])"),
)
_TIME = re.compile(
    r"(?<!n[.:/])(?P<b>A)?(?P<h>n)(?:(?P<dot>[:.])(?P<i>n)(?:[:.](?P<s>n)(?:[.,][ndY])?)?H?"
    r"|H(?:(?P<j>n)I?(?:nS)?)?|(?=A))(?:(?P<a>A)\.?)?(?P<zone>[,s]?Z(?:[+\-](?:n(?::n)?|d))?s?|s?[+\-](?:n:n|n|d)s?)?"
)
_PARTIAL = re.compile(r"n[o.\-/]?f*[MV]|[MV][.,]?f*(?:no?|Y)|nmnD?|n\.n\.")
_GAP = re.compile(r"[fsWVLRmD.,:\-/]*")
_REST = re.compile(r"[LURWVfsmD.,:\-/#@%]*")
_RUN = re.compile(r"[LURWVfsmD.,:\-/#@]+")


#: Where a date is run together with the name beside it: "Jane RoeMay 3, 2024", "May 3, 2024Jane Roe".
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d"
    r"|(?:Updated|Published|Posted)(?:[ :]|on ))|(?<=(?:19|20)\d\d)(?=[^\W\d_a-z][^\W\d_A-Z]+\s)"
)

_MINUTES = r"(?:min(?:utes?|utos|uti|uten|utter|uter|uty|ut)?|мин(?:уты?|ут)?|хв(?:илини?|илин)?|dk|dakika)"
#: How long the article takes to read, which many sites show beside the day.
READING_TIME = re.compile(
    rf"(?i)(?<!\w)(?:\d{{1,3}} ?[-‑]?{_MINUTES}\.?"
    r" (?:read|reading time|de lecture|lesezeit|de lectura|de leitura|di lettura|leestijd|lezen|lästid|lesetid|læsetid"
    r"|czytania|čtení|čítania|чтения|читання|okuma(?: süresi)?)"
    r"|(?:reading time|read time|temps de lecture|lecture|lesezeit|lesedauer|tiempo de lectura|lectura|tempo de leitura"
    r"|leitura|tempo di lettura|lettura|leestijd|lästid|lesetid|læsetid|czas czytania|doba čtení|время чтения"
    rf"|час читання|okuma süresi) ?:? ?(?:ca\.? ?)?\d{{1,3}} ?{_MINUTES}\b)\.?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says about dates.

    `only` tells that it says nothing else, `label` that it is a label that waits for a
    date ("Published:"), `labelled` that a label stands before a date; `rest` is the line
    with its dates replaced by " | ".
    """

    published: datetime | None
    modified: datetime | None
    only: bool
    labelled: bool
    label: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class _Day:
    at: int
    year: int
    month: int
    day: int
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class _Hour:
    start: int
    end: int
    clock: tuple[int, int, int]
    zone: timezone | None
    american: bool | None


def parse_date(text: str, language: str | None = None) -> datetime | None:
    """Read the first full date of a short line, with its time and zone where it has them.

    `None` for a date without a year, one that cannot be, and "3 hours ago". Numbers go
    day, month, year; in English, 05/04/2023 is the fifth day or month depending on the
    country, so it is `None` unless a time zone tells which, or `language` ("en-GB", "en-US").

    >>> parse_date("April 5, 2023 at 4:15 pm EDT").isoformat()
    '2023-04-05T16:15:00-04:00'
    >>> parse_date("5 квітня 2023, 16:15"), parse_date("April 5"), parse_date("5/4/2023", "en")
    (datetime.datetime(2023, 4, 5, 16, 15), None, None)
    """
    line = read_dates(text, language)
    return (line.published or line.modified) if line else None


def is_only_date(text: str, language: str | None = None) -> bool:
    """Whether a line is nothing but dates, times, their labels and relative dates.

    A bare year, month or time of day is none: it may be a heading.

    >>> is_only_date("Updated 2 hours ago"), is_only_date("Paris, April 5, 2023")
    (True, False)
    """
    line = read_dates(text, language)
    return bool(line and line.only)


def read_dates(text: str, language: str | None = None) -> DateLine | None:
    """Read what a line says about dates; `None` where it says nothing of the kind.

    >>> read_dates("By Jane Roe, 5 April 2023").rest
    'By Jane Roe | '
    """
    if len(text) > MAX_DATE_LINE or (len(text) > 60 and not any(map(str.isdigit, text))):
        return None
    text = _GLUED.sub(" ", unicodedata.normalize("NFC", text))
    if not may_tell(text):
        return None
    text = READING_TIME.sub(lambda found: " " * len(found[0]), text)
    tokens = tokens_of(text)
    shape = "".join(token.letter for token in tokens)
    if not re.search("[nLUR]", shape):
        return None
    shape, days = _find_days(shape, tokens, language)
    shape, hours = _find_hours(shape, tokens, dated=bool(days))
    values, one_each = _values(shape, days, hours)
    if not days:
        shape = (
            _PARTIAL.sub(lambda m: "%" * len(m[0]), shape) if re.search("[LU@]", shape) else shape
        )
    labels = re.findall("[LU]", shape)
    waits = re.fullmatch("[LUfs:.]*", shape) and len(set(labels)) == 1
    only = bool(_REST.fullmatch(shape)) and one_each and _says_when(shape, tokens)
    runs = [m for m in _RUN.finditer(shape) if "#" in m[0] or "R" in m[0]]
    spans = [(m.start(), m.start() + len(m[0].rstrip("fLU"))) for m in runs]
    label = {"L": "published", "U": "modified"}[labels[0]] if waits else None
    return DateLine(
        values.get("L", values.get("")), values.get("U"), only, bool(labels), label,
        _without(text, [(tokens[a].start, tokens[b - 1].end) for a, b in spans]),
    )  # fmt: skip


def dates_of(block: Block, language: str | None) -> DateLine | None:
    """Give what a block says about dates, found out once."""
    return once(block, f"dates {language}", lambda block: read_dates(block.text, language))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start].rstrip()} | {text[end:].lstrip()}"
    return text


def _says_when(shape: str, tokens: Sequence[Token]) -> bool:
    """Whether a line of nothing but date words says enough to be a date line."""
    label = re.search("[LU]", shape)
    if "#" in shape or (label and re.search("[@%R]", shape)) or ("@" in shape and "%" in shape):
        return True
    relative = [token for letter, token in zip(shape, tokens, strict=True) if letter == "R"]
    return any("@" in shape or ago_words().intersection(t.text.split()) for t in relative)


def _find_days(shape: str, tokens: Sequence[Token], language: str | None) -> tuple[str, list[_Day]]:
    """Find the dates that can be, and put `#` where they stood."""
    days: list[_Day] = []
    for number, pattern in enumerate(_DATES):
        for found in pattern.finditer(shape):
            day = _day(found, tokens, language, short=number == len(_DATES) - 1)
            if day:
                days.append(day)
                width = found.end() - found.start()
                shape = shape[: found.start()] + "#" * width + shape[found.end() :]
    return shape, sorted(days, key=lambda day: day.at)


def _day(
    found: re.Match[str], tokens: Sequence[Token], language: str | None, *, short: bool
) -> _Day | None:
    year, month, day = (int(tokens[found.start(part)].value or 0) for part in "ymd")
    month = own_months(language or "").get(tokens[found.start("m")].text, month)
    if short:
        texts = [tokens[found.start(part)].text for part in "ymd"]
        if language not in SHORT_YEARS or any(len(text) != 2 for text in texts):
            return None
        year += 2000 if year < 69 else 1900
    separator = found.groupdict().get("sep")
    day_first = separator in ("/", "-") and found.start("d") < found.start("m")
    if day_first and month > 12 >= day:
        day, month = month, day
    undecided = day_first and month <= 12 and day <= 12 and day != month
    if undecided and language in MONTH_FIRST:
        day, month = month, day
    ambiguous = undecided and language == "en"
    try:
        date = _of_today(year, month, day, language)
    except ValueError:
        return None
    return _Day(found.start(), date.year, date.month, date.day, ambiguous)


#: How many years Thailand's count is ahead.
BUDDHIST_YEARS = 543
#: Days of the months of the Solar Hijri calendar before each of them.
_SOLAR_DAYS = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)
#: The years, by their rest of 33, that are leap years: right for those that are read.
_SOLAR_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
#: The first day of 1343.
_SOLAR_START = datetime(1964, 3, 21)


def _of_today(year: int, month: int, day: int, language: str | None) -> datetime:
    """Give a date in today's calendar. Raises `ValueError` for one that cannot be.

    A year of Iran's calendar is one beside the name of its month, or in a Persian text; a year
    of Nepal's looks like one of the future, and is none.

    >>> _of_today(1403, 102, 23, "fa"), _of_today(2567, 5, 12, "th")
    (datetime.datetime(2024, 5, 12, 0, 0), datetime.datetime(2024, 5, 12, 0, 0))
    """
    if year < 1900 or month > SOLAR:
        if month <= SOLAR and language != "fa":
            raise ValueError("no year of today")
        return _of_solar(year, month % SOLAR, day)
    if year > 2400:
        year -= BUDDHIST_YEARS
    if language == "ne" and year > 2060:
        raise ValueError("a year of Nepal's")
    return datetime(year, month, day)


def _of_solar(year: int, month: int, day: int) -> datetime:
    leap = year % 33 in _SOLAR_LEAP
    longest = 31 if month <= 6 else 30 if month < 12 or leap else 29
    if not (1340 <= year < 1450 and 1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError("no date of Iran's calendar")
    leaps = sum(y % 33 in _SOLAR_LEAP for y in range(1343, year))
    leaps -= sum(y % 33 in _SOLAR_LEAP for y in range(year, 1343))
    days = 365 * (year - 1343) + leaps + _SOLAR_DAYS[month - 1] + day - 1
    return _SOLAR_START + timedelta(days=days)


def _find_hours(shape: str, tokens: Sequence[Token], *, dated: bool) -> tuple[str, list[_Hour]]:
    """Find the times of day that can be, and put `@` where they stood."""
    hours: list[_Hour] = []
    for found in _TIME.finditer(shape):
        if found["dot"] == "." and not dated and "A" not in found[0] and "Z" not in found[0]:
            continue
        hour = _hour(found, tokens)
        if hour:
            hours.append(hour)
            shape = shape[: hour.start] + "@" * (hour.end - hour.start) + shape[hour.end :]
    # What is left of "am" is German.
    return "".join(
        "f" if s == "A" and t.text == "am" else s for s, t in zip(shape, tokens, strict=True)
    ), hours


def _hour(found: re.Match[str], tokens: Sequence[Token]) -> _Hour | None:
    minute_at = max(found.start("i"), found.start("j"))
    if minute_at >= 0 and len(tokens[minute_at].text) != 2:
        return None
    parts = [
        int(tokens[at].value or 0) if at >= 0 else 0
        for at in (found.start("h"), minute_at, found.start("s"))
    ]
    half = (
        tokens[max(found.start("a"), found.start("b"))].value if found["a"] or found["b"] else None
    )
    if half is not None and parts[0] <= 12:
        parts[0] = parts[0] % 12 + int(half)
    if parts[0] > 23 or parts[1] > 59 or parts[2] > 60:
        return None
    start, end = found.span()
    zone, american = None, None
    if found["zone"]:
        try:
            precise = found["s"] is not None or (start > 0 and tokens[start - 1].text == "t")
            zone, american = _zone(tokens[found.start("zone") : end], precise=precise)
        except ValueError:
            end = found.start("zone")
    return _Hour(start, end, (parts[0], parts[1], min(parts[2], 59)), zone, american)


def _zone(tokens: Sequence[Token], *, precise: bool) -> tuple[timezone | None, bool | None]:
    """Read a zone's name, its offset, or both. Raises `ValueError` for the end of a span."""
    name = next((token for token in tokens if token.letter == "Z"), None)
    american = name.text in AMERICAN if name else None
    sign = next((at for at, token in enumerate(tokens) if token.letter in "+-"), None)
    if sign is None:
        hours = name.value if name else None
        return (None if hours is None else timezone(timedelta(hours=hours))), american
    digits = "".join(token.text for token in tokens[sign + 1 :] if token.letter in "nd")
    apart = tokens[sign].end != tokens[sign + 1].start
    whole_number = any(token.letter == "d" for token in tokens)
    bare = tokens[sign].text == "-" and not (name or precise or whole_number)
    if apart or bare or len(digits) > 4:
        raise ValueError("no offset")
    whole, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if whole > 14 or minutes > 59:
        raise ValueError("no offset")
    offset = timedelta(hours=whole, minutes=minutes)
    return timezone(-offset if tokens[sign].text == "-" else offset), american


def _values(
    shape: str, days: Sequence[_Day], hours: Sequence[_Hour]
) -> tuple[dict[str, datetime | None], bool]:
    """Give the date after each label, and whether none has two that differ."""
    bounds = [0, *(m.start() for m in re.finditer("[LU]", shape)), len(shape)]
    values: dict[str, datetime | None] = {}
    one_each = True
    for start, end in pairwise(bounds):
        own = [day for day in days if start <= day.at < end]
        if not own:
            continue
        one_each &= len({(day.year, day.month, day.day) for day in own}) == 1
        role = shape[start] if shape[start] in "LU" else ""
        values.setdefault(role, _moment(own[0], _nearest(shape, own[0], hours, start, end)))
    if len(values) == 1 and "" in values and len(bounds) == 3 and "@" not in shape[bounds[1] :]:
        tail = shape[bounds[1] :]
        if "R" not in tail and "%" not in tail:
            values = {tail[0]: values[""]}  # the label stands after its date
    return values, one_each


def _nearest(shape: str, day: _Day, hours: Sequence[_Hour], start: int, end: int) -> _Hour | None:
    after = len(shape) - len(shape[day.at :].lstrip("#"))
    for hour in hours:
        if after <= hour.start < end and _GAP.fullmatch(shape, after, hour.start):
            return hour
    for hour in reversed(hours):
        if start <= hour.start < day.at and _GAP.fullmatch(shape, hour.end, day.at):
            return hour
    return None


def _moment(day: _Day, hour: _Hour | None) -> datetime | None:
    month, number = day.month, day.day
    if day.ambiguous:
        if hour is None or hour.american is None:
            return None
        if hour.american:
            month, number = number, month
    clock = hour.clock if hour else (0, 0, 0)
    return datetime(day.year, month, number, *clock, tzinfo=hour.zone if hour else None)


def header(document: Document) -> list[Block]:
    """Give the blocks among which a date line or a byline can stand.

    >>> from cleanarticle.model import blocks
    >>> prose = "A sentence of prose that is long enough to count as such, he said."
    >>> len(header(blocks(*[prose] * 9)))
    2
    """
    blocks = list(document)
    first = 0
    if document.title is not None:
        below = sum(block.start < document.title.start for block in blocks)
        first = max(0, below - HEADER_ABOVE)
    zone: list[Block] = []
    prose = 0
    for block in blocks[first : first + HEADER_REACH]:
        prose += is_prose(block)
        if prose == HEADER_PROSE:
            break
        zone.append(block)
    return zone


def find_dates(document: Document) -> Iterator[Found | Drop]:
    """Find the lines above the text that are nothing but the article's dates.

    Drops the ones that give no date: "3 hours ago", "Updated 4:15 pm". Leaves bare years
    and months, places with dates, and lists of dates, which head their own sections.

    >>> from cleanarticle.model import blocks
    >>> line = "Published 5 May 2023 | Updated 6 May 2023"
    >>> [(found.field, found.value.day) for found in find_dates(blocks(line))]
    [('published', 5), ('modified', 6)]
    """
    zone = header(document)
    lines = [_line(block, document.language) for block in zone]
    loose = {line.published for line in lines if line and line.only and not line.labelled}
    listed = len(loose - {None}) >= MIN_DATE_LIST or _recurs(zone, lines)
    first: datetime | None = None
    waiting: tuple[Block, str] | None = None
    for block, line in zip(zone, lines, strict=True):
        label, waiting = waiting, None
        if line is None:
            continue
        if line.label:
            waiting = block, line.label
        elif line.only and label and not line.labelled:
            yield Drop(label[0], Reason.DATE)
            yield from _taken(block, {label[1]: line.published})
        elif line.only and line.labelled:
            yield from _taken(block, {"published": line.published, "modified": line.modified})
        elif line.only and not listed and block.kind != "heading":
            first = first or line.published
            if line.published == first or line.published is None:
                yield from _taken(block, {"published": line.published})


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


def _taken(block: Block, values: dict[str, datetime | None]) -> Iterator[Found | Drop]:
    """Take the block up into its first value, or drop it where it has none."""
    given = [(field, value) for field, value in values.items() if value is not None]
    if not given:
        yield Drop(block, Reason.DATE)
    for place, (field, value) in enumerate(given):
        yield Found(field, value, None if place else block)
