"""Days of other calendars, in today's."""

from __future__ import annotations

from datetime import datetime, timedelta

from .date_words import ETHIOPIAN, SOLAR

__all__ = ["of_today"]

#: How many years Thailand's count is ahead.
BUDDHIST_YEARS = 543
#: Days of the months of the Solar Hijri calendar before each of them.
_SOLAR_DAYS = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)
#: The years, by their rest of 33, that are leap years: right for those that are read.
_SOLAR_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
#: The first day of 1343.
_SOLAR_START = datetime(1964, 3, 21)
#: Years of Ethiopia's calendar that are read, and the first day of the first of them.
_ETHIOPIAN_YEARS = range(1956, 2100)
_ETHIOPIAN_START = datetime(1963, 9, 12)


def of_today(year: int, month: int, day: int, language: str | None) -> datetime:
    """Give a date in today's calendar. Raises `ValueError` for one that cannot be.

    A year of Iran's calendar is one beside the name of its month, or in a Persian text; a year
    of Nepal's looks like one of the future, and is none.

    >>> of_today(1403, 102, 23, "fa"), of_today(2567, 5, 12, "th")
    (datetime.datetime(2024, 5, 12, 0, 0), datetime.datetime(2024, 5, 12, 0, 0))
    >>> of_today(2016, 209, 4, "am")
    datetime.datetime(2024, 5, 12, 0, 0)
    """
    if month > ETHIOPIAN:
        return _of_ethiopian(year, month - ETHIOPIAN, day)
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


def _of_ethiopian(year: int, month: int, day: int) -> datetime:
    """Give a day of the calendar of twelve months of 30 days and one of 5, before a leap year of 6."""
    longest = 30 if month < 13 else 6 if year % 4 == 3 else 5
    if year not in _ETHIOPIAN_YEARS or not 1 <= day <= longest:
        raise ValueError("no date of Ethiopia's calendar")
    first = _ETHIOPIAN_YEARS.start
    days = 365 * (year - first) + year // 4 - first // 4 + 30 * (month - 1) + day - 1
    return _ETHIOPIAN_START + timedelta(days=days)
