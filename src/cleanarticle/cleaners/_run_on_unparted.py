"""A page on one line in Thai, Lao, Khmer or Burmese, where spaces part elements and clauses alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finders.date_lines import read_dates
from ..patterns import lazy
from ..vocabulary import match

__all__ = ["unparted_starts"]

#: How much of a text is its page's head, in words between spaces; the most of a day with its time.
HEAD_REACH, MAX_DAY = 40, 7
#: Characters at the end of a page in which it points to others: nothing of the article is behind.
TAIL_REACH = 200
_CLOCK = lazy(r"\d{1,2}[:.]\d\d")
_WORD = lazy(r"\S+")
_FAMILIES = frozenset(("home", "menu", "section", "share"))
#: Fewest of a site's words beside a day that show a page.
MIN_SAID = 1


def unparted_starts(text: str) -> tuple[int, ...]:
    """Give where the elements of a page's head begin, and what points to other articles below.

    Only where the head tells its day with the time, as no clause does, and says what sites say: a text that
    is all article has none. Words of sites are whole between spaces.
    """
    words = list(_WORD.finditer(text))
    head = words[:HEAD_REACH]
    day = _day_in(text, head)
    if day is None:
        return ()
    said = [word for word in head if _is_said(word[0])]
    if len(said) < MIN_SAID:
        return ()
    starts = {day[0], day[1], *(place for word in said for place in (word.start(), word.end()))}
    tail = (word for word in words[HEAD_REACH:] if len(text) - word.start() <= TAIL_REACH)
    starts.update(word.start() for word in tail if _points(word[0]))
    return tuple(sorted({_next_word(text, at) for at in starts} - {0, len(text)}))


def _next_word(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _is_said(word: str) -> bool:
    if any(map(str.isdecimal, word)):
        return False
    return any(one.how == "line" and one.family in _FAMILIES for one in match(word))


def _points(word: str) -> bool:
    """Whether a word is the label of a list of other articles."""
    return any(
        one.family in ("read_also", "related") and len(one.phrase) == len(word)
        for one in match(word)
    )


def _day_in(text: str, head: list[re.Match[str]]) -> tuple[int, int] | None:
    """Give where the head's day begins and ends, with its time."""
    for clock, found in enumerate(head):
        if not _CLOCK.match(found[0]):
            continue
        for start, stop in _windows(clock, len(head)):
            line = read_dates(text[head[start].start() : head[stop - 1].end()])
            if line and line.only and line.published:
                return head[start].start(), head[stop - 1].end()
    return None


def _windows(clock: int, size: int) -> Iterator[tuple[int, int]]:
    """Give the rows of words around a time of day, the longest first."""
    rows = [
        (start, stop)
        for start in range(max(0, clock - MAX_DAY + 1), clock)
        for stop in range(clock + 1, min(clock + 3, size) + 1)
    ]
    yield from sorted(rows, key=lambda row: row[0] - row[1])
