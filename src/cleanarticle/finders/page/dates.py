"""When a page was published and changed: what its head tells, then what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from ...patterns import lazy
from ...reading.head import Head, types_of
from ...reading.page import Page
from ...shapes import ends_sentence
from ..date_lines import FIRST_YEAR, DateLine, may_be_labelled, parse_date
from .subject import is_event, is_thread, is_titled, is_ware
from .values import parts_of, text_of

__all__ = [
    "MAX_DATED_LINE", "ReadLine", "changed_in", "dates_told_of", "first_stamp", "in_address", "is_member_since",
    "is_one_stamp", "only_labelled_date", "read_stamp", "shown_change", "shown_date", "told_dates",
]  # fmt: skip

#: Gives the dates of a line; `None` where it has none.
ReadLine = Callable[[str], DateLine | None]

#: Metas with the day of publication; the first of them are as good as structured data.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dc.created",
    "citation_publication_date", "citation_online_date", "cxenseparse:recs:publishtime", "ptime",
    "article.published", "published_time", "originalpublicationdate", "article_date_original", "date",
    "last-publish-date", "timestamp", "created", "release_date", "displaydate", "published-date",
    "w-published-date", "publication_date", "publication-date", "article.created", "datecreated",
    "published", "pub_date", "publish_time", "publishtime", "article:published", "article-published",
    "dc.date.published", "dcterms.date", "creation_date", "date_published", "article:publish_date",
)  # fmt: skip
_SURE = 4
#: What stands on a page and is not published with it.
_ANSWERS = frozenset({"review", "comment", "answer", "imageobject"})
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "lastmod", "last-modified", "modified", "revised", "article.updated", "utime",
    "modified-date", "updated", "last_updated",
)  # fmt: skip
_IN_PATH = lazy(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


def told_dates(
    head: Head, thing: Mapping[str, Any], language: str | None, url: str | None
) -> tuple[datetime | None, datetime | None]:
    """Give when the head says that the page was published and changed."""
    shown, sure = list(_properties(head, "datepublished")), _SURE
    if is_thread(head) or len(set(shown)) > 1:  # of several posts or teasers: the first is enough
        shown = [*list(_properties(head, "datecreated"))[:1], *shown[:1]]
        sure = len(_PUBLISHED)
    sources = (
        [thing.get("datePublished"), *_metas(head, _PUBLISHED[:sure]), *shown],
        _less_sure(head, thing),
        in_address(url),
        [
            other.get("datePublished")
            for other in head.objects
            if other is not thing and not types_of(other) & _ANSWERS
        ],
        # of an advertisement for a job, a house
        [other.get("datePosted") for other in head.objects],
    )
    published = next(filter(None, (first_stamp(s, language) for s in sources)), None)
    if published is not None:
        published = _in_own_zone(published, [*head.times, *shown, thing.get("datePublished")])
    changed = [thing.get("dateModified"), *_metas(head, _MODIFIED)]
    modified = first_stamp([*changed, *_properties(head, "datemodified")], language)
    return published, modified


def _less_sure(head: Head, thing: Mapping[str, Any]) -> list[Any]:
    """Give what may tell the day of publication, and may as well tell another."""
    created = [thing.get("dateCreated"), *_properties(head, "datecreated")]
    # What a ware's page and an event's show are the days of reviews, and of the event.
    times = () if head.times and (is_ware(head, thing) or is_event(head, thing)) else head.times
    uploaded = thing.get("uploadDate") if is_titled(head, thing) else None  # no video's in the text
    return [*_metas(head, _PUBLISHED[_SURE:]), *created, uploaded, *times]


def in_address(url: str | None) -> list[str]:
    """Give the day that stands in the path of the page's address."""
    found = _IN_PATH.search(parts_of(url).path) if url else None
    return ["-".join(found.groups())] if found else []


def _in_own_zone(date: datetime, others: Sequence[Any]) -> datetime:
    """Give a moment as another place of the page writes it, where that has the local time.

    >>> utc = read_stamp("2025-05-03T02:10:00Z")
    >>> _in_own_zone(utc, ["2025-05-02T22:10:00-04:00"]).isoformat()
    '2025-05-02T22:10:00-04:00'
    """
    if date.utcoffset() != timedelta(0):
        return date
    for other in filter(None, map(text_of, others)):
        found = read_stamp(other) if _ISO.fullmatch(other) else None
        if found is not None and found.utcoffset() and abs(found - date) < timedelta(minutes=1):
            return found
    return date


def _metas(head: Head, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from head.metas.get(name, ())


def _properties(head: Head, name: str) -> Iterator[str]:
    yield from head.properties.get(name, ())


def first_stamp(values: Sequence[Any], language: str | None) -> datetime | None:
    """Give the first of some values, as machines or people write them, that is a date."""
    for value in values:
        text = text_of(value)
        if text and (date := read_stamp(text, language)):
            return date
    return None


_COMPACT = lazy(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_TIMESTAMP = lazy(r"1\d{9}(?:\d{3})?")
_ISO = lazy(
    r"(\d{4}-\d\d?-\d\d?)(?:[T ](\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d(?!\d))?)?.*",
    re.DOTALL,
)


def read_stamp(text: str, language: str | None = None) -> datetime | None:
    """Read a date as machines or people write it; `None` where it has no day or cannot be.

    >>> read_stamp("2025-11-06T20:00:00.000+0100").isoformat(), read_stamp("5 April 2023")
    ('2025-11-06T20:00:00+01:00', datetime.datetime(2023, 4, 5, 0, 0))
    >>> read_stamp("20251106T2000+0100").isoformat(), read_stamp("20251106")
    ('2025-11-06T20:00:00+01:00', datetime.datetime(2025, 11, 6, 0, 0))
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        date = _iso_date(*found.groups())
    elif _TIMESTAMP.fullmatch(text):
        seconds = timedelta(seconds=int(text[:10]))
        date = datetime.fromisoformat("1970-01-01T00:00:00+00:00") + seconds
    elif found := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        clock = f"{hour}:{minute}:{second or '00'}" if hour else None
        date = _iso_date(f"{year}-{month}-{day}", clock, zone)
    else:
        date = parse_date(text, language)
        if date is None and not (language or "").startswith("en"):
            date = parse_date(text)
    return date if date and _is_sane(date) else None


def _iso_date(day: str, clock: str | None, zone: str | None) -> datetime | None:
    day = "-".join(part.zfill(2) for part in day.split("-"))
    if not clock:
        return _from_iso(day)
    clock = clock.zfill(5 if clock.count(":") == 1 else 8)
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone or ""
    return _from_iso(f"{day}T{clock}{zone}")


def _from_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_sane(date: datetime) -> bool:
    """Whether the date is none that stands for "unknown"."""
    return 1700 <= date.year <= 2100 and (date.year, date.month, date.day) != (1970, 1, 1)


#: Days between the publication and the last change that tell of one stamp for both.
MAX_STAMP_DAYS = 2


def is_one_stamp(published: datetime | None, modified: datetime | None) -> bool:
    """Whether a page was published and changed within a day: a stamp of the last time it was built.

    The date that such a page shows its readers is then the better one, where it is earlier.
    """
    if published is None or modified is None:
        return False
    return abs((published.date() - modified.date()).days) <= MAX_STAMP_DAYS


#: Longest line, in characters, that may say more than its date ("8 June 2023 • 11 min read"), and
#: longest line above one that may be its label.
MAX_DATED_LINE, MAX_LABEL = 70, 60
_DIGIT = lazy(r"\d")
#: Names by which pages call what shows their date.
_DATE_NAME = lazy(
    r"(?:^|[\s_-])(?:date|dates|pub-?date|published|publish-?date|post(?:ed)?-?(?:on|date)|entry-?date|datetime)"
    r"(?:$|[\s_-])"
)


#: Words from which on what stands between two dates is an entry of a diary.
ENTRY_WORDS = 8


def dates_told_of(page: Page, kept: Sequence[int], read: ReadLine) -> set[int]:
    """Give the kept pieces whose dates are what the text tells of, not the day it was published.

    The dates of a diary or a timeline, which are written alike and have text between them, and a day
    before there were pages. Leaves what has a label.
    """
    told: set[int] = set()
    last: dict[tuple[str, str, str], tuple[int, datetime]] = {}
    words = 0  # of the text so far
    words_at: dict[int, int] = {}
    for at in kept:
        piece = page.pieces[at]
        dated = len(piece.text) <= MAX_DATED_LINE and _DIGIT.search(piece.text) is not None
        line = read(piece.text) if dated else None
        if line is None or line.published is None or line.labelled or _is_labelled(page, at, read):
            words += piece.text.count(" ") + 1
            continue
        if line.published.year < FIRST_YEAR:
            told.add(at)
        if line.only:
            alike = piece.kind, page.tags[piece.element], page.names[piece.element]
            above, day = last.get(alike, (at, line.published))
            words_at[at] = words
            if day.date() != line.published.date() and words - words_at[above] >= ENTRY_WORDS:
                told |= {above, at}
            last[alike] = at, line.published
    return told


#: How pages call what shows when they were changed last: Material for MkDocs, GitBook, themes of wikis.
_CHANGE_NAME = lazy(
    r"(?:^|[\s_-])(?:md-source-file|(?:git-)?revision-date|last-?(?:update|edit|modifi|revis)[a-z]*|modified-?(?:date|on)?)"
    r"(?:$|[\s_-])"
)
_CHANGE_SIGNS = ("source-file", "revision-date", "last", "modified")


def changed_in(page: Page, read: ReadLine) -> set[int]:
    """Give the pieces that the page calls the day of its last change; leaves what says that it was published."""
    found: set[int] = set()
    for element in filter(None, page.called(_CHANGE_NAME, _CHANGE_SIGNS)):
        for at in range(page.first[element], page.behind[element]):
            text = page.pieces[at].text
            if len(text) <= MAX_DATED_LINE and _DIGIT.search(text):
                line = read(text)
                if (
                    line is not None
                    and line.published is not None
                    and line.only
                    and not line.labelled
                ):
                    found.add(at)
    return found


def shown_change(page: Page, read: ReadLine) -> datetime | None:
    """Give the day of the last change that the page calls so, where it calls one so."""
    lines = (read(page.pieces[at].text) for at in sorted(changed_in(page, read)))
    days = [line.published for line in lines if line is not None and line.published is not None]
    return days[0] if len(days) == 1 else None


def shown_date(
    page: Page,
    places: Iterable[int],
    below_title: range,
    authors: Sequence[str],
    read: ReadLine,
) -> datetime | None:
    """Give the day of publication in a line that says so, or that the page calls a date.

    A line that says nothing else will do between the title and the text (`below_title`), and beside
    an author's name. `read` gives the dates of a line.
    """
    for at in places:
        piece = page.pieces[at]
        if len(piece.text) > 2 * MAX_DATED_LINE or not _DIGIT.search(piece.text):
            continue
        line = read(piece.text)
        if line is None or line.published is None:
            continue
        signed = at in below_title and _is_signed(piece.text, authors)
        if len(piece.text) > MAX_DATED_LINE and not line.labelled and not signed:
            continue
        called = line.only and _DATE_NAME.search(page.names[piece.element].lower())
        if is_member_since(piece.text):
            continue
        placed = line.only and (at in below_title or _is_beside(page, at, authors))
        if line.labelled or called or placed or signed or _is_labelled(page, at, read):
            return line.published
    return None


def _is_signed(text: str, authors: Sequence[str]) -> bool:
    """Whether a line is the author's byline, and no sentence about them."""
    return any(name in text for name in authors) and not ends_sentence(text)


#: What forums show beside a member's name.
_MEMBER_SINCE = lazy(
    r"(?i)\W*(?:join(?:ed|\sdate)|registered|member\ssince|registriert|dabei\sseit|mitglied\sseit|beigetreten"
    r"|inscrit|membre\sdepuis|registrado|miembro\sdesde|iscritto|lid\ssinds|geregistreerd|dołączył)\b"
)


def is_member_since(text: str) -> bool:
    """Whether a line tells since when somebody has been a member: "Joined: Mar 9, 2012"."""
    return _MEMBER_SINCE.match(text) is not None


def only_labelled_date(page: Page, read: ReadLine) -> datetime | None:
    """Give the day of publication that the page names as such somewhere, where it names no other."""
    found: dict[str, datetime] = {}
    for at, piece in enumerate(page.pieces):
        if len(piece.text) > MAX_DATED_LINE or not _DIGIT.search(piece.text):
            continue
        above = page.pieces[at - 1].text if at else ""
        if not may_be_labelled(piece.text) and not may_be_labelled(above[: MAX_LABEL + 1]):
            continue
        line = read(piece.text)
        if line is None or line.published is None or not line.only:
            continue
        if line.labelled or _is_labelled(page, at, read):
            found.setdefault(line.published.date().isoformat(), line.published)
    return next(iter(found.values())) if len(found) == 1 else None


def _is_beside(page: Page, at: int, authors: Sequence[str]) -> bool:
    """Whether the piece above or below is an author's name, and little else."""
    beside = [page.pieces[i].text for i in (at - 1, at + 1) if 0 <= i < len(page.pieces)]
    return any(name in text and len(text) <= MAX_LABEL for text in beside for name in authors)


def _is_labelled(page: Page, at: int, read: ReadLine) -> bool:
    """Whether the piece above is a label: "Published:"."""
    above = page.pieces[at - 1].text if at else ""
    label = read(above) if len(above) <= MAX_LABEL else None
    return label is not None and label.label == "published"
