"""The day that a scraper or a corpus wrote above a text, behind the name of its field: "date 2026-03-12"."""

from __future__ import annotations

from datetime import datetime

from ..model import Document
from ..patterns import lazy
from .date_lines import parse_date

__all__ = ["IN_FRONT", "scraped_day", "scraped_on"]

#: In front of the headline: "date 2024-03-12 Ferry crews walk out".
IN_FRONT = lazy(r"date (?P<day>(?:19|20)\d\d-\d\d(?:-\d\d)?) (?=[^\sa-z])")
#: On a line with nothing else but the part of the paper that stood beside it.
_ON_A_LINE = lazy(r"date (\d{4}-\d\d-\d\d)(?: [^\s.!?:]{1,30}){0,6}")


def scraped_day(text: str) -> datetime | None:
    """Give the day of a line that a scraper set above the text.

    >>> scraped_day("date 2026-03-12 Local news"), scraped_day("date 2026-13-45")
    (datetime.datetime(2026, 3, 12, 0, 0), None)
    """
    found = _ON_A_LINE.fullmatch(text) if text.startswith("date ") else None
    try:
        return datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def scraped_on(document: Document) -> datetime | None:
    """Give the day that a corpus wrote in front of the text, where that tells none itself."""
    head = IN_FRONT.match(document.raw.lstrip()[:40])
    return parse_date(head["day"]) if head else None
