"""Days of other calendars, in today's."""

from __future__ import annotations

from datetime import datetime, timedelta

from .date_words import ETHIOPIAN, NEPALI, SOLAR

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
#: The days beyond 29 of the months of Nepal's calendar, the Bikram Sambat, from the year 2047 on, and the first
#: of these days: they follow the sun and are published year by year. Of 2062 the tables differ. Source: the
#: packages `nepali` and `nepali-datetime`, up to where they agree.
_NEPALI_MONTHS = (
    "222322101011 223222101011 232321110011 232321110102 222322101011 223222101011 232321110011 232321110102 "
    "223222101011 223231101011 232321110012 132321110102 223222101011 223321101011 232321110012 222322010102 "
    "223222101011 223321101011 232321110012 222322011002 223222101011 223321101011 232321110012 222322011011 "
    "223222101011 232321101011 232321110012 222322101011 223222101011 232321110011 232321110102 222322101011 "
    "223222101011 232321110011 232321110102 223222101011 223222101011"
).split()
_NEPALI_FIRST, _NEPALI_IN_DOUBT = 2047, 2062
_NEPALI_START = datetime(1990, 4, 14)


def of_today(year: int, month: int, day: int, language: str | None) -> datetime:
    """Give a date in today's calendar. Raises `ValueError` for one that cannot be.

    A year of Iran's calendar is one beside the name of its month, or in a Persian text; a year
    of Nepal's is one beside the name of its month in a Nepali text: elsewhere it looks like one of the future.

    >>> of_today(1403, 102, 23, "fa"), of_today(2567, 5, 12, "th")
    (datetime.datetime(2024, 5, 12, 0, 0), datetime.datetime(2024, 5, 12, 0, 0))
    >>> of_today(2016, 209, 4, "am")
    datetime.datetime(2024, 5, 12, 0, 0)
    >>> of_today(2081, 301, 30, "ne")
    datetime.datetime(2024, 5, 12, 0, 0)
    """
    if month > NEPALI:
        if language != "ne":
            raise ValueError("the month of another calendar")
        return _of_nepali(year, month - NEPALI, day)
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


def _of_nepali(year: int, month: int, day: int) -> datetime:
    place = year - _NEPALI_FIRST
    if not 0 <= place < len(_NEPALI_MONTHS) or year == _NEPALI_IN_DOUBT:
        raise ValueError("no year of Nepal's calendar that is known")
    months = "".join(_NEPALI_MONTHS[: place + 1])
    before = months[: 12 * place + month - 1]
    if not 1 <= day <= 29 + int(months[len(before)]):
        raise ValueError("no date of Nepal's calendar")
    return _NEPALI_START + timedelta(days=29 * len(before) + sum(map(int, before)) + day - 1)
