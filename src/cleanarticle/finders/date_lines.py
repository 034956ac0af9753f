"""What a line says about dates.

A line is read as a row of known words, one letter each (`n` a number, `Y` a year, `M`
a month, …), and the forms of dates and times are patterns over that row. A line with
one unknown word is no date line, which is what keeps sentences out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import pairwise

from ..model import Block, Mark
from ..patterns import lazy
from ..shapes import composed, once
from ..sieve import compiled
from ..vocabulary import match
from ._forum_days import is_of_member
from .beside import without_buttons
from .calendars import of_today
from .date_words import (
    AMERICAN,
    MONTHS,
    SHORT_YEARS,
    Token,
    ago_words,
    may_hold_label,
    may_tell,
    own_months,
    tokens_of,
)
from .labels import is_labelled

__all__ = [
    "MINUTES",
    "READING_TIME",
    "DateLine",
    "begins_with_label",
    "dates_of",
    "is_only_date",
    "may_be_labelled",
    "parse_date",
    "placed_day",
    "read_dates",
]

#: The first year of which a day without a label can be of publication: the web is no older.
FIRST_YEAR = 1990

#: Longest line that is read for a date, in characters.
MAX_DATE_LINE = 250

#: Locales whose dates in numbers go month, day, year.
MONTH_FIRST = frozenset(("en-US", "en-PH", "en-PR"))


_DATES = (
    lazy(r"(?P<d>n)[o.\-/]{0,2}f*(?P<m>[MV])(?:/[MV]|s[MV]s)?[.,\-/]{0,2}(?:[fy]\.?)*(?P<y>Y)"),
    lazy(r"(?P<m>[MV])[.\-]?f*(?P<d>n)[o.\-/]?,?f*(?P<y>Y)"),
    lazy(r"(?P<y>Y)[.\-]?[yf]*\.?f*(?P<m>[MV])(?:f\.)?[.,\-]?f*(?P<d>n)"),
    lazy(r"(?P<y>Y)(?:\.?y\.?|W,?)(?P<d>n)\.?(?P<m>[MV])"),
    lazy(r"(?P<y>Y)y(?P<m>n)(?:-?f)?m(?P<d>n)D?"),
    lazy(r"(?P<y>Y)y(?P<m>M)(?P<d>n)D?"),
    lazy(r"(?<!n[.:/\-])(?P<d>n)(?P<sep>[./\-])(?P<m>n)(?P=sep)(?P<y>Y)"),
    lazy(r"(?<!n[.:/\-])(?P<y>Y)(?P<sep>[./\-])(?P<m>n)(?P=sep)(?P<d>n)"),
)
#: With two digits for the year, in languages that go day, month, year; a clock's hour is no year.
_SHORT_DATES = (
    lazy(r"(?<!n[.:/\-])(?P<d>n)(?P<sep>[./\-])(?P<m>n)(?P=sep)(?P<y>n)(?![./:\-][nYd])"),
    lazy(
        r"(?<!n[.:/\-])(?P<d>n)[.\-/]?f*(?P<m>[MV])[.,\-/]?(?P<y>n)(?!n(?![.:]n)|[MVHAd]|[.:/\-]n)"
    ),
)
_TIME = lazy(
    r"(?<!n[.:/])(?P<b>A)?(?P<h>n)(?:(?P<dot>[:.])(?P<i>n)(?:[:.](?P<s>n)(?:[.,](?P<part>[ndY]))?)?H?"
    r"|H(?:(?P<j>n)I?(?:nS)?)?|(?=A))(?:(?P<a>A)\.?)?(?P<zone>[,s]?Z(?:[+\-](?:n(?::n)?|d))?s?|s?[+\-](?:n:n|n|d)s?)?"
)
#: The same day by a calendar that none is read in, beside one that is: "5 Ramadan 1445 AH".
_DAY_BESIDE = lazy(r"n[o.]?f*J[,.]?f*[Yd]f*")
_PARTIAL = lazy(r"n[o.\-/]?f*[MV]|[MV][.,]?f*(?:no?|Y)|nmnD?|n\.n\.")
_GAP = lazy(r"[fsWVLRmD.,:\-/]*")
#: A heading with the number of its section: "2.1. Data", "3.4.2. Published".
_NUMBERED_HEADING = lazy(r"n\.(?:n\.)+[LU]+")
_REST = lazy(r"[LURWVfsmD.,:\-/#@%]*")
_RUN = lazy(r"[LURWVfsmD.,:\-/#@%]+")


#: Where a date is run together with the name beside it: "Jane RoeMay 3, 2024", "May 3, 2024Jane Roe".
_GLUED = lazy(
    rf"(?<=[^\W\d_A-Z])(?=(?:{MONTHS})[a-z]{{0,6}}\.? \d|\d{{1,2}} (?:{MONTHS})[a-z]{{0,6}}\.? (?:19|20)\d\d"
    r"|\d{1,3} min read\b|(?:Updated|Published|Posted)(?:[ :]|on ))|(?<=(?:19|20)\d\d)(?=[^\W\d_a-z][^\W\d_A-Z]+\s)"
    r"|(?<=\d [AP]M)(?=\d{1,3} min)|(?<=, (?:19|20)\d\d)(?=\d{1,2} min read)|(?<=min read)(?=[A-Z])"
)
#: A letter or number with what may be a capital behind it, or a number behind a letter, or behind a year: without one
#: there is no such place.
_RUN_TOGETHER = lazy(r"[^\W\d_a-z](?<=[^\W_A-Z].)|\d(?<=[^\W\d_].)|\d(?<=, (?:19|20)\d\d\d)")

#: The year behind the time, as C and `date` write it: "Tue Mar 12 08:15:00 UTC 2024".
_YEAR_LAST = lazy(
    rf"\b((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:{MONTHS}) {{1,2}}\d{{1,2}})"
    r"( \d\d:\d\d(?::\d\d)?(?: (?:[A-Z]{2,5}|[+-]\d{4}))?)( (?:19|20)\d\d)\b"
)

#: A stroke between the time of day and the day: "14:20 / 03.01.2023".
_CLOCK_FIRST = lazy(r"(?<=\d:\d\d) ?/ ?(?=\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d))")
#: A change whose year is that of the day before it: "2025/7/29 16:20（7/29 18:05 更新）".
_CHANGED_SOON = lazy(
    r"(?P<before>(?<!\d)(?P<year>(?:19|20)\d\d)/(?P<first>\d{1,2}/\d{1,2}) \d{1,2}:\d\d\s?[（(]\s?)"
    r"(?P<last>\d{1,2}/\d{1,2})(?= \d{1,2}:\d\d\s?更新)"
)

_MINUTE = r"(?:min(?:s|utes?|utos|uti|uten|utter|uter|uty|ut)?|мин(?:уты?|ут)?|хв(?:илини?|илин)?|dk|dakika)"
#: A number of minutes beside a name and a day, which are the time to read.
MINUTES = lazy(rf"(?i)\d{{1,3}} ?{_MINUTE}\.?")
#: How long the article takes to read, which many sites show beside the day.
READING_TIME = lazy(
    rf"(?i)(?<!\w)(?:\d{{1,3}} ?[-‑]?{_MINUTE}\.?"
    r" (?:read|to read|reading time|de lecture|lesezeit|de lectura|de leitura|di lettura|leestijd|lezen|lästid"
    r"|lesetid|læsetid|czytania|čtení|čítania|чтения|читання|okuma(?: süresi)?)"
    r"|(?:reading time|read time|temps de lecture|lecture|lesezeit|lesedauer|tiempo de lectura|lectura|tempo de leitura"
    r"|leitura|tempo di lettura|lettura|leestijd|lästid|lesetid|læsetid|czas czytania|doba čtení|время чтения"
    rf"|час читання|okuma süresi) ?:? ?(?:ca\.? ?)?\d{{1,3}} ?{_MINUTE}\b)\.?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says about dates.

    `only` tells that it says nothing else but whose agency or desk reports, `label` that it is a label that waits for a
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


#: A place and a day: "Linna, 5 March 2024"; one of several names, where a word leads to the day.
_PLACED = lazy(
    r"[^\W\d_a-z][^\W\d_]*(?:-[^\W\d_]+)*(?:(?: [^\W\d_a-z][^\W\d_]*){0,2}, (?:le|den|dne|dnia)|,) (?P<day>.{6,40})"
)


def placed_day(text: str, language: str | None = None) -> datetime | None:
    """Give the day of a line that says a place and a day and nothing else, as releases and letters begin.

    >>> placed_day("Porto Linna, le 5 mars 2024", "fr").day, placed_day("Town Hall, 5 March 2024", "en")
    (5, None)
    """
    if len(text) > MAX_DATE_LINE or not any(map(str.isdigit, text)):
        return None
    found = _PLACED.fullmatch(text)
    line = read_dates(found["day"], language) if found else None
    if line is None or not line.only or line.labelled or line.published is None:
        return None
    return line.published if line.published.year >= FIRST_YEAR else None


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
    text = _parted(text)
    if not may_tell(text) or _TAKEN_IN.search(text):
        return None
    text = READING_TIME.sub(lambda found: " " * len(found[0]), text)
    if not text.isascii():
        text = compiled(_FROM_WHERE).sub(lambda found: " " * len(found[0]), text)
    tokens = tokens_of(text)
    shape = "".join(token.letter for token in tokens)
    if not re.search("[nLUR]", shape) or _NUMBERED_HEADING.fullmatch(shape):
        return None
    shape, days = _find_days(shape, tokens, language)
    if days and is_of_member(text):
        return None
    shape, hours = _find_hours(shape, tokens, dated=bool(days))
    values, one_each = _values(shape, days, hours)
    if re.search("[LU]" if days else "[LU@]", shape):
        shape = _PARTIAL.sub(lambda m: "%" * len(m[0]), shape)
    labels = re.findall("[LU]", shape)
    waits = re.fullmatch("[LUfs:.]*", shape) and len(set(labels)) == 1
    only = bool(_REST.fullmatch(shape)) and one_each and _says_when(shape, tokens)
    runs = [m for m in _RUN.finditer(shape) if "#" in m[0] or "R" in m[0]]
    spans = [(m.start(), m.start() + len(m[0].rstrip("fLU"))) for m in runs]
    label = {"L": "published", "U": "modified"}[labels[0]] if waits else None
    rest = _without(text, [(tokens[a].start, tokens[b - 1].end) for a, b in spans])
    only = only or (bool(days) and one_each and not any(map(str.isalnum, without_buttons(rest))))
    only = only or (bool(days) and one_each and (_is_counted(rest) or is_labelled(rest)))
    only = only or (
        bool(days) and bool(labels) and one_each and _SECTION.fullmatch(rest) is not None
    )
    zoned = any(hour.zone for hour in hours)
    only = only or (bool(days) and one_each and _signs_house(rest, zoned=zoned))
    published, modified = values.get("L", values.get("")), values.get("U")
    return DateLine(published, modified, only, bool(labels), label, rest)


#: The day on which somebody took the page in, which is no day of its own: "Processed Date: …".
_TAKEN_IN = lazy(
    r"\b(?:processed|scraped|fetched|crawled|retrieved|accessed|downloaded|exported|ingested|imported|clipped)"
    r"[ _-](?:at|on|date|time)\b|(?:抓取|采集|採集|处理)(?:时间|日期)|取得日|閲覧日|アクセス日",
    re.IGNORECASE,
)

#: Behind the time, the province that a Chinese network tells: "2023-11-14 07:30 发表于福建".
_FROM_WHERE = (
    r"(?<=\d)\s{0,3}(?:[发發](?:表|布|佈)[于於]|(?:[・·]\s?)?IP\s?属地[:：]?|[・·])\s?[\u4e00-\u9fff]{2,4}\s{0,3}$"
    r"|(?<=\d)\s{0,3}\|\s?অনলাইন সংস্করণ\s{0,3}$"
)


def _parted(text: str) -> str:
    """Part a date from a name it is run into, and set the year beside its day.

    >>> _parted("Jane RoeMay 3, 2024"), _parted("May 3, 2024Élise Roe"), _parted("Roe, May 3, 2024")
    ('Jane Roe May 3, 2024', 'May 3, 2024 Élise Roe', 'Roe, May 3, 2024')
    >>> _parted("May 3, 202415 min read")
    'May 3, 2024 15 min read'
    """
    text = composed(text)
    if _RUN_TOGETHER.search(text):
        text = _GLUED.sub(" ", text)
    if ":" not in text:
        return text
    if "/" in text:
        text = _CLOCK_FIRST.sub(" | ", text)
        text = _CHANGED_SOON.sub(_with_year, text) if "更新" in text else text
    return _YEAR_LAST.sub(r"\1\3\2", text)


def _with_year(found: re.Match[str]) -> str:
    """Set the year before a change that is told without it: the year of the day before it, or the next one."""
    first, last = (tuple(map(int, found[day].split("/"))) for day in ("first", "last"))
    year = int(found["year"]) + (last < first)
    return f"{found['before']}{year}/{found['last']}"


def may_be_labelled(text: str) -> bool:
    """Whether a line may hold a label of a date: most do not, and need not be read for one.

    >>> may_be_labelled("Published 5 April 2023"), may_be_labelled("Kiel, 5 April 2023")
    (True, False)
    """
    return may_hold_label(_parted(text))


def begins_with_label(text: str) -> bool:
    """Whether a line begins with the label of a day of publication.

    >>> begins_with_label("Published in The Post on 5 May 2023"), begins_with_label("He published it in 2023")
    (True, False)
    """
    first = tokens_of(_parted(text))[:1]
    return bool(first) and first[0].letter == "L"


def dates_of(block: Block, language: str | None) -> DateLine | None:
    """Give what a block says about dates, found out once."""
    return once(block, f"dates {language}", lambda block: _dates_of(block, language))


def _dates_of(block: Block, language: str | None) -> DateLine | None:
    line = read_dates(block.text, language)
    return None if line and any(map(_leads_to_comment, block.marks)) else line


#: Where the day of a reader's comment leads: to the comment.
_COMMENT = lazy(r"#(?:[a-z]{1,4}-)?comment-?\d")


def _leads_to_comment(mark: Mark) -> bool:
    return bool(mark.href) and "#" in str(mark.href) and _COMMENT.search(str(mark.href)) is not None


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start].rstrip()} | {text[end:].lstrip()}"
    return text


#: What parts a house from a date and from another house.
_BETWEEN_HOUSES = lazy(r"[|/•·()\[\]（）,;–—-]")
#: Longest text beside a date that may be nobody's name, in characters.
MAX_HOUSES = 60


def _signs_house(rest: str, *, zoned: bool = False) -> bool:
    """Whether what stands beside a date is an agency or a desk, with a town or without.

    A town alone counts beside a time with its zone: a stage and the evening of a concert look
    the same otherwise.

    >>> [_signs_house(rest) for rest in (" | CBS", "Kiel (dpa) | ", " | Paris", "Jane Roe, CBS | ")]
    [True, True, False, False]
    """
    if len(rest) > MAX_HOUSES:
        return False
    parts = [part for part in map(str.strip, _BETWEEN_HOUSES.split(rest)) if part.strip(" .:")]
    towns = [part for part in parts if not _is_house(part)]
    if len(towns) > 1 or (len(towns) == len(parts) and not zoned):
        return False
    if towns and towns[0].startswith("The ") and zoned:  # a paper
        return len(towns[0].split()) <= MAX_PAPER_WORDS
    return not towns or (towns[0].isalpha() and towns[0][0].isupper())


#: The part of the site, labelled beside a labelled day.
_SECTION = lazy(
    r"[ |]*(?:Bölmə|Kateqoriya|Kategori|Kategorija|Kategoria|Rubrika|Category|Section|Рубрика|Категория|Раздел)"
    r":\s?[^\s:]{2,20}(?: [^\s:]{1,20}){0,2}[ |]*"
)
#: How often the article was read, beside its day.
_COUNTED = lazy(r"[ |·•]*(?:\d{3,7}[ |·•]*){1,2}")


def _is_counted(rest: str) -> bool:
    """Whether what stands beside a date is a bare number of readers, and the time to read.

    >>> _is_counted(" | 22161   17 min."), _is_counted(" | 12 "), _is_counted("Room 405 | ")
    (True, False, False)
    """
    return rest.strip(" |")[:1].isdigit() and bool(_COUNTED.fullmatch(MINUTES.sub("", rest)))


#: Longest name of a paper beside a time with its zone, in words: "The Harbour Post".
MAX_PAPER_WORDS = 4


#: A paper's own people: "Team Samachar", "Redacción MarXa".
_TEAM = lazy(
    r"(?:Team|Redacción|Redacció|Redação|Redacção|Redazione|Redacția|Rédaction|Redaktion) [^\W\d_a-z]\w{2,20}"
)


def _is_house(part: str) -> bool:
    """Whether a text is an agency's or a desk's, or says after a label whose it is."""
    return _TEAM.fullmatch(part) is not None or any(
        (found.family, found.how) in (("role", "line"), ("source", "start"))
        for found in match(part)
    )


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
    if "J" in shape:
        shape = _DAY_BESIDE.sub(lambda found: "s" * len(found[0]), shape)
    patterns = (
        *(_DATES if "Y" in shape else ()),
        *(_SHORT_DATES if shape.count("n") > 1 else ()),
    )
    for pattern in patterns:
        for found in pattern.finditer(shape):
            day = _day(found, tokens, language, short=pattern in _SHORT_DATES)
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
        named = "sep" not in found.groupdict()
        texts = [tokens[found.start(part)].text for part in ("y" if named else "ymd")]
        if any(len(text) != 2 for text in texts) or not (named or language in SHORT_YEARS):
            return None
        year = _full_year(year, language)
    separator = found.groupdict().get("sep")
    day_first = separator in ("/", "-") and found.start("d") < found.start("m")
    if day_first and month > 12 >= day:
        day, month = month, day
    undecided = day_first and month <= 12 and day <= 12 and day != month
    if undecided and language in MONTH_FIRST:
        day, month = month, day
    ambiguous = undecided and language == "en"
    try:
        date = of_today(year, month, day, language)
    except ValueError:
        return None
    return _Day(found.start(), date.year, date.month, date.day, ambiguous)


def _full_year(year: int, language: str | None) -> int:
    """Give the year of two digits: of this century where that has begun; in Thailand by its count."""
    if language == "th":
        return BUDDHIST_CENTURY + year
    return year + (2000 if year < FIRST_OF_LAST_CENTURY else 1900)


#: The century of Thailand's calendar, and the years of two digits from which on the last is meant.
BUDDHIST_CENTURY, FIRST_OF_LAST_CENTURY = 2500, 69


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
    # What is left of "am" is German, of "ore" and "gio" Italian: they stand before a date or time. Behind
    # a year the Arabic letter of the afternoon is the one of our era.
    shape = re.sub("H(?=f*@)", "f", shape)
    return "".join(
        "f" if s in "AH" and t.text in _BEFORE_TIMES else s
        for s, t in zip(shape, tokens, strict=True)
    ), hours


_BEFORE_TIMES = frozenset(("am", "ore", "gio", "heures", "horas", "م"))


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
    behind = found.start("part")
    if behind >= 0 and tokens[behind].start > tokens[behind - 1].end:
        end = behind - 1  # no part of a second: "13:22:05, 1874 views"
    elif found["zone"]:
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
    """Give the date of each label, and whether none has two that differ."""
    values: dict[str, datetime | None] = {}
    one_each = True
    for label, own, start, end in _labelled(shape, days):
        one_each &= len({(day.year, day.month, day.day) for day in own}) == 1
        values.setdefault(label, _moment(own[0], _nearest(shape, own[0], hours, start, end)))
    return values, one_each


def _labelled(shape: str, days: Sequence[_Day]) -> Iterator[tuple[str, list[_Day], int, int]]:
    """Give the days of each label, and where it reigns: behind it; where it is the last word, before it.

    "2024/3/12 15:15 (2024/3/13 8:02 更新)": a label behind its date has the last one before it.
    """
    bounds = [0, *(m.start() for m in re.finditer("[LU]", shape)), len(shape)]
    parts = [(s, e, [d for d in days if s <= d.at < e]) for s, e in pairwise(bounds)]
    last = shape[bounds[-2] :]
    is_behind = len(bounds) > 2 and bool(parts[0][2]) and not re.search("[#@R%]", last)
    if not is_behind or any(not own for _, _, own in parts[:-1]):
        for start, end, own in parts:
            if own:
                yield (shape[start] if shape[start] in "LU" else ""), own, start, end
        return
    for start, end, own in parts[:-1]:
        *others, latest = own
        same = [
            day
            for day in others
            if (day.year, day.month, day.day) == (latest.year, latest.month, latest.day)
        ]
        timed = bool(others) and all(
            "@" in shape[a:z] for a, z in ((others[0].at, latest.at), (latest.at, end))
        )
        apart = bool(others) and (timed or not same)
        if apart:
            yield "", others, start, latest.at
        yield shape[end], [latest], (latest.at if apart else start), end


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
