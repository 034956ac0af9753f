"""Lines on top of a text that look like headlines and are none: bylines of a desk, spans of days, ends of sentences."""

from __future__ import annotations

import re

from ..model import Block
from ..shapes import ends_sentence
from ..vocabulary import said
from .bylines import read_byline
from .date_lines import is_only_date, read_dates
from .person_names import PARTICLES
from .roles import is_office

__all__ = [
    "begins_twice",
    "ends_a_sentence",
    "is_dated_frame",
    "is_signed_by_house",
    "several_sentences",
]

#: Words with which a line begins twice, as a button and its label do, at least and at most.
MIN_TWICE, MAX_TWICE = 2, 6


def begins_twice(text: str) -> bool:
    """Whether a line begins with the same words twice, as a button and the label that it has for machines.

    >>> begins_twice("Hear the story Hear the story in your browser"), begins_twice("Boats, boats and more boats")
    (True, False)
    """
    words = text.split(maxsplit=2 * MAX_TWICE)
    most = min(MAX_TWICE, len(words) // 2)
    return any(words[:size] == words[size : 2 * size] for size in range(MIN_TWICE, most + 1))


def ends_a_sentence(text: str) -> bool:
    """Whether a line is the end of a sentence that was torn: it begins small, and has a full stop.

    >>> ends_a_sentence("this Friday at noon in Torsund."), ends_a_sentence("iPhones sell."), ends_a_sentence("a boat")
    (True, False, False)
    """
    if not text[0].islower() or text[-1] not in ".。。।" or text.endswith(("..", "...")):
        return False
    return text[: text.find(" ")].islower() and ends_sentence(text)


#: Fewest words of several sentences that are a lead, and of the first of them; what ends one.
MIN_LEAD, MIN_FIRST = 16, 6
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?؟]['\"”’»]?\s+(?=[^\W\d_a-z])")

#: What somebody said, which may be several sentences in a headline.
_QUOTED = re.compile(r"[\"“”„«»「『][^\"“”„«»「」『』]{1,250}[\"“”«»」』]")


def several_sentences(text: str) -> bool:
    """Whether a line is a lead: two sentences or more of some length, the first of them no headline's subject.

    >>> several_sentences("The ferry sailed at noon, and nobody saw it leave. The mayor said it would be back by May")
    True
    >>> several_sentences("Ferry strike. The islands are uneasy about the ferry and its timetable all summer long")
    False
    """
    if text.isupper() or len(text.split()) < MIN_LEAD:
        return False
    found = _STOP.search(_QUOTED.sub("", text))
    return found is not None and len(found.string[: found.start()].split()) >= MIN_FIRST


#: Most words of a house behind its label, and most letters of each where all are capitals.
MAX_HOUSE, MAX_SHORT = 5, 4
_HOUSE = re.compile(r"[^\W\d_]*[A-ZÀ-Þ][\w.]*|(?:e|y|et|and|und|&|/|-)")


def is_signed_by_house(block: Block) -> bool:
    """Whether a line is the byline of a desk, a paper or an agency: "By Staff Reporter", "Por Redacción".

    >>> is_signed_by_house(Block("paragraph", "Por Redacción")), is_signed_by_house(Block("paragraph", "By Night"))
    (True, False)
    """
    found = [one for one in said(block).get("byline", ()) if one.how == "start"]
    for one in found:
        byline = read_byline(block.text.lstrip("-–— "), one.language)
        if byline.labelled and byline.whole and not byline.names:
            return True
        if one.phrase not in PARTICLES and _is_house(block.text[len(one.phrase) :]):
            return True
    return is_office(block.text.split(maxsplit=1)[0]) and _is_house(block.text)


def _is_house(name: str) -> bool:
    """Whether a name has capitals or figures in it as those of papers and agencies have: "G1 SP", "TV Globo"."""
    words = name.strip(" :").split()
    if not 1 <= len(words) <= MAX_HOUSE or not all(map(_HOUSE.fullmatch, words)):
        return False
    if not any(word.isupper() and len(word) > 1 for word in words):
        return False
    return not name.isupper() or max(map(len, words)) <= MAX_SHORT


#: What parts a place from the day beside it, the most words of that, and most letters beside a day alone ("Día").
_PARTED = re.compile(r"\s[/|–—-]\s")
MAX_PLACE, MAX_BESIDE, MAX_DATED = 2, 3, 90
#: A year and the time of day at the end, in any language, in a line of so many words at most.
_YEAR, _AT_END = re.compile(r"(?<!\d)20\d\d(?!\d)"), re.compile(r"\s\d{1,2}:\d\d\Z")
MAX_MOMENT = 9


def is_dated_frame(text: str) -> bool:
    """Whether a line tells a day and nothing else but a place or a span, as the frame of a page does.

    >>> is_dated_frame("Ecuador / Sunday, 8 February 2026"), is_dated_frame("Town hall - the vote of 8 February 2026")
    (True, False)
    """
    if len(text) > MAX_DATED or not any(map(str.isdigit, text)):
        return False
    if len(text.split()) <= MAX_MOMENT and _YEAR.search(text) and _AT_END.search(text):
        return True
    place, *rest = _PARTED.split(text, maxsplit=1)
    if rest and "/" in text[len(place) : -len(rest[0])] and len(place.split()) <= MAX_PLACE:
        return is_only_date(rest[0])
    line = read_dates(text)
    return bool(line and line.published and sum(map(str.isalpha, line.rest)) <= MAX_BESIDE)
