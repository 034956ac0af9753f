"""Lines on top of a text that look like headlines and are none: bylines of a house, days, leads, ends of sentences."""

from __future__ import annotations

from ..model import Block
from ..patterns import lazy
from ..shapes import ends_sentence, words
from ..vocabulary import said
from .bylines import read_byline
from .date_lines import is_only_date, read_dates
from .person_names import PARTICLES

__all__ = [
    "ends_a_sentence",
    "is_dated_frame",
    "is_in_capitals",
    "is_signed_by_house",
    "several_sentences",
]


def ends_a_sentence(text: str) -> bool:
    """Whether a line is the end of a sentence that was torn: it begins small, and has a full stop.

    >>> ends_a_sentence("this Friday at noon in Torsund."), ends_a_sentence("iPhones sell."), ends_a_sentence("a boat")
    (True, False, False)
    """
    if not text[0].islower() or text[-1] not in ".。।" or text.endswith(("..", "...")):
        return False
    first = text[: text.find(" ")]
    return first.isalpha() and first.islower() and ends_sentence(text)  # not "e-bikes"


#: Fewest words of several sentences that are a lead, and of the first of them; what ends one.
MIN_LEAD, MIN_FIRST = 20, 6
_STOP = lazy(r"(?<=[^\W\d_]{3})\.['\"”’»]?\s+(?=[^\W\d_a-z])")
#: What somebody said, which may be several sentences in a headline.
_QUOTED = lazy(r"[\"“”„«»「『][^\"“”„«»「」『』]{1,250}[\"“”«»」』]")


def several_sentences(text: str) -> bool:
    """Whether a line is a lead: two sentences or more of some length, the first of them no headline's subject.

    >>> several_sentences("The ferry sailed at noon, and nobody saw it leave. The mayor said it would be back by May, "
    ...     "or by June")
    True
    >>> several_sentences("Ferry strike. The islands are uneasy about the ferry and its timetable, and about the "
    ...     "harbour office all summer long")
    False
    """
    if len(text.split()) < MIN_LEAD or is_in_capitals(text):
        return False
    found = _STOP.search(_QUOTED.sub("", text))
    return found is not None and len(found.string[: found.start()].split()) >= MIN_FIRST


#: Letters of a longer word, and the share of these that have a capital in a headline.
MIN_LONGER, MIN_CAPITALS = 4, 0.75


def is_in_capitals(text: str) -> bool:
    """Whether most longer words begin with a capital: "Things to Know Before Sailing to the Islands."."""
    longer = [word[0].isupper() for word in text.split() if len(word) >= MIN_LONGER]
    return bool(longer) and sum(longer) >= MIN_CAPITALS * len(longer)


#: Most words of a house's byline, of the house, and most letters of each word where all are capitals.
MAX_BYLINE, MAX_HOUSE, MAX_SHORT = 6, 5, 4
_HOUSE = lazy(r"[^\W\d_]*[A-ZÀ-Þ][\w.]*|(?:e|y|et|and|und|&|/|-)")


def is_signed_by_house(block: Block) -> bool:
    """Whether a line is the byline of a desk, a paper or an agency: "By Staff Reporter", "Por G1 SP".

    >>> is_signed_by_house(Block("paragraph", "Por Redacción")), is_signed_by_house(Block("paragraph", "By Night"))
    (True, False)
    """
    if words(block) > MAX_BYLINE:
        return False
    for one in said(block).get("byline", ()):
        if one.how != "start":
            continue
        byline = read_byline(block.text.lstrip("-–— "), one.language)
        if byline.labelled and byline.whole and not byline.names:
            return True
        if one.phrase not in PARTICLES and _is_house(block.text[len(one.phrase) :]):
            return True
    return False


def _is_house(name: str) -> bool:
    """Whether a name has capitals or figures in it as those of papers and agencies have: "G1 SP", "TV Globo"."""
    parts = name.strip(" :").split()
    if not 1 <= len(parts) <= MAX_HOUSE or not all(map(_HOUSE.fullmatch, parts)):
        return False
    if not any(part.isupper() and len(part) > 1 for part in parts):
        return False
    return not name.isupper() or max(map(len, parts)) <= MAX_SHORT


#: What parts a place or a section from the day beside it, its most words, and most letters beside a day alone ("Día").
_PARTED = lazy(r"\s[/•·]\s")
MAX_PLACE, MAX_BESIDE, MAX_DATED = 2, 3, 90
#: A day and its year, or a year and then the day, with the time at the end, in any language, and the line's most words.
_MOMENT = lazy(
    r"(?<!\d)(?:\d{1,2}\D{1,20}20\d\d|20\d\d\D{1,4}\d{1,2}(?!\d|:\d\d))\D.{0,40}(?<!\d)\d{1,2}:\d\d\Z"
)
MAX_MOMENT = 9


def is_dated_frame(text: str) -> bool:
    """Whether a line tells a day and nothing else but a place, a section, the time or a span, as a page's frame does.

    >>> is_dated_frame("Ecuador / Sunday, 8 February 2026"), is_dated_frame("Town hall / the vote of 8 February 2026")
    (True, False)
    >>> is_dated_frame("Interview • 14 November 2024"), is_dated_frame("Harbour • the storm of 14 November 2024")
    (True, False)
    >>> is_dated_frame("2024, 28 Mart, Bakı vaxtı 17:56"), is_dated_frame("Boat race 2024: live from 17:56")
    (True, False)
    """
    if len(text) > MAX_DATED or not any(map(str.isdigit, text)):
        return False
    if text[-3:-2] == ":" and len(text.split()) <= MAX_MOMENT and _MOMENT.search(text):
        return True
    place, *day = _PARTED.split(text, maxsplit=1)
    if day and len(place.split()) <= MAX_PLACE:
        return is_only_date(day[0])
    line = read_dates(text)
    return bool(line and line.published and sum(map(str.isalpha, line.rest)) <= MAX_BESIDE)
