"""Where on a page of one line no element begins, whatever the model says: in the midst of a sentence.

What a comma parts from words in small letters, what stands between two small words of prose, the groups
of a telephone number, and a day that a sentence tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..finders.date_words import tokens_of as date_words_of
from ..judging.run_on import Elements, are
from ..judging.tokens import Tokens
from ..model import HAN_KANA, SOUTHEAST_ASIAN
from ..patterns import lazy
from ..shapes import is_caseless
from ..vocabulary import match, text_says

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["day_inside", "inside_sentences", "is_labelled"]

#: Probability to stay from which on two words in small letters are one sentence's, and that an element
#: begins with the second below which they are.
SMALL_STAYS, BEGINS_SMALL = 0.4, 0.4
#: A group of a telephone number, what stands before its first one, and its fewest digits.
_GROUP = lazy(r"\+?\(?\+?\d{2,8}\)?[.,;)]?")
_BEFORE_NUMBER = frozenset(
    "p puh tel tlf tfn tf ph mob gsm fax tél teléf τηλ тел nr no num núm vol art kl ca s pp str p.o ext".split()
)
MIN_NUMBER = 7
_YEAR_ALONE = lazy(r"(?:19|20)\d\d[.,;]?")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page on one line, where its elements may begin, and what is asked of each token, found out once."""

    text: str
    found: Elements
    starts: set[int]
    small: NDArray[np.bool_]  # begins with a small letter
    ends: NDArray[np.bool_]  # ends a sentence
    colon: NDArray[np.bool_]

    @property
    def tokens(self) -> Tokens:
        return self.found.tokens


def inside_sentences(text: str, found: Elements, starts: Iterable[int]) -> set[int]:
    """Give those of the tokens with which no element can begin: a sentence goes on with them."""
    tokens, begins, stays = found.tokens, found.begins, found.stays
    small, ends = are(tokens, "begins small"), are(tokens, "ends a sentence")
    colon, comma = are(tokens, "colon"), are(tokens, "comma")
    page = _Page(text, found, {0, *starts}, small, ends, colon)
    inside = set[int]()
    for at in page.starts:
        if not 0 < at < len(begins):
            continue
        before = at - 1
        if small[at]:
            in_prose = min(stays[before], stays[at]) >= SMALL_STAYS
            goes_on = small[before] and begins[at] < BEGINS_SMALL and in_prose
            if comma[before] or (goes_on and not ends[before] and not colon[before]):
                inside.add(at)
        elif _is_in_number(text, tokens, at) or _is_handle(text, tokens, at, ends[before]):
            inside.add(at)
        elif small[before] and not ends[before] and _goes_on(page, at):
            inside.add(at)
        elif not (ends[before] or colon[before]) and (
            _parts_name(page, at) or _is_in_agency(page, at) or _is_in_credit(page, at)
        ):
            inside.add(at)
        elif _ends_caseless(page, at):
            inside.add(at)
    inside.update(_around_words(page))
    return inside


#: Most tokens of what a sentence says in the words of sites, and what the sentence has to stay on a page.
MAX_SAID, SAID_STAYS = 6, 0.2


def _around_words(page: _Page) -> Iterator[int]:
    """Give the starts around what a sentence says in the words of sites: "He said that the latest news on ...".

    In scripts without capitals, and before a small word: the words before it have no end and begin
    behind a sentence's, and it goes on with words that have one.
    """
    text, tokens, stays, ends = page.text, page.tokens, page.found.stays, page.ends
    for before, first, rest, stop in _fours(sorted(page.starts), len(ends)):
        if rest - first > MAX_SAID or ends[first - 1] or ends[rest - 1] or page.colon[first - 1]:
            continue
        if any(map(str.isdecimal, text[tokens.starts[first] : tokens.ends[rest - 1]])):
            continue
        around = text[tokens.starts[first - 1]], text[tokens.starts[rest]]
        goes_on = page.small[first - 1] and page.small[rest]
        if not (goes_on or all(map(_is_unmarked, around))):
            continue
        closed, behind = ends[before : first - 1].nonzero()[0], ends[rest:stop].nonzero()[0]
        opens = before and ends[before - 1] and first - before <= MAX_SAID
        if not (len(closed) or opens) or not len(behind):
            continue
        opening = before + int(closed[-1]) + 1 if len(closed) else before
        close = rest + int(behind[0]) + 1
        least = min(stays[opening:first].mean(), stays[rest:close].mean())
        if least >= SAID_STAYS or not page.found.is_page:
            yield from (first, rest)


def _fours(starts: list[int], end: int) -> Iterator[tuple[int, int, int, int]]:
    """Give each element with where the one before begins, and where the one behind ends."""
    bounds = [*starts, end]
    return zip(bounds, bounds[1:], bounds[2:], bounds[3:], strict=False)


def _is_unmarked(char: str) -> bool:
    """Whether a letter is of a script that has spaces and no capitals."""
    return is_caseless(char) and not _UNSPACED.match(char)


_UNSPACED = lazy(f"[{HAN_KANA}{SOUTHEAST_ASIAN}]")


def _goes_on(page: _Page, at: int) -> bool:
    """Whether a name, or a number, goes on what stands before it in small letters."""
    return _begins_sentence(page, at) or _is_named_below(page, at) or _is_ordinal(page, at)


#: A number with its full stop, and the tokens behind it among which a year or a time of day makes it a line's own day.
_ORDINAL = lazy(r"\d{1,2}\.")
DAY_REACH = 4
_YEAR_OR_CLOCK = lazy(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[:.]\d\d)(?!\d)")


def _is_ordinal(page: _Page, at: int) -> bool:
    """Whether a number with a full stop is no list's: "on the 6. of May", "klo 18." at a sentence's end.

    What goes on in small letters or with a month, or stands behind a preposition; without a year or a time of
    day, which lines of their own have.
    """
    text, tokens = page.text, page.tokens
    if at + 1 >= len(page.small) or not _ORDINAL.fullmatch(_word(text, tokens, at)):
        return False
    last = min(at + DAY_REACH, len(page.small) - 1)
    if _YEAR_OR_CLOCK.search(text, int(tokens.starts[at + 1]), int(tokens.ends[last])):
        return False
    word = _word(text, tokens, at - 1)
    if not word.isalpha():
        return False
    before = date_words_of(word)
    if before and before[0].letter == "f" and not _word(text, tokens, at - 2)[0].isdigit():
        return True
    behind = date_words_of(text[tokens.starts[at] : tokens.ends[at + 1]])
    return text[tokens.starts[at + 1]].islower() or behind[-1].letter == "M"


#: Most tokens before a surname that begin its sentence, and its fewest letters; what an element has to begin with it
#: less than, and the sentence to stay.
MAX_FORENAMES, MIN_SURNAME, BEGINS_SURNAME, NAMED_STAYS = 3, 4, 0.7, 0.3


def _parts_name(page: _Page, at: int) -> bool:
    """Whether a name's last part would be torn from what begins its sentence: "Chairwoman Marit | Solheim said".

    It is known by the sentences below, which call the person by that part alone, and never write it small; or
    which say the whole name, where a small word leads to it: "People in Mill | Lane woke".
    """
    text, tokens = page.text, page.tokens
    if page.found.begins[at] >= BEGINS_SURNAME or at + 1 >= len(page.small):
        return False
    name = _word(text, tokens, at)
    if len(name) < MIN_SURNAME or not (name.isalpha() and name[0].isupper() and name[1].islower()):
        return False
    near = range(at - 1, max(at - MAX_FORENAMES, 0) - 1, -1)
    first = next((i for i in near if i in page.starts), None)
    if first is None or not page.small[at + 1]:
        return False
    forename = _word(text, tokens, at - 1)
    if not (forename.isalpha() and forename[0].isupper() and forename[1:].islower()):
        return False
    if match(text[tokens.starts[first] : tokens.ends[at - 1]]):
        return False
    ends = page.ends[at : at + 80].nonzero()[0]
    stop = at + int(ends[0]) + 1 if len(ends) else 0
    if stop - at < MIN_SENTENCE or page.found.stays[at:stop].mean() < NAMED_STAYS:
        return False
    if first < at - 1 and page.small[at - 2] and text.count(f" {forename} {name}") > 1:
        return True
    if f" {name.lower()}" in text:
        return False
    return _is_called_alone(page, name, forename, int(tokens.ends[stop - 1]))


#: Words of an agency's name behind the one that a stroke parts.
MAX_BEHIND_STROKE = 3


def _is_in_agency(page: _Page, at: int) -> bool:
    """Whether a word in capitals belongs to two agencies' names behind a sentence: "THE STAR/ASIA NEWS NETWORK"."""
    text, tokens = page.text, page.tokens
    if not _word(text, tokens, at).isupper():
        return False
    for before in range(at - 1, max(at - 1 - MAX_BEHIND_STROKE, 0), -1):
        word = _word(text, tokens, before)
        if not word.isupper():
            return False
        if _TWO_AGENCIES.fullmatch(word):
            return True
    return False


#: Most tokens of a credit before the stroke: "Photo by Ann Lee /Harbour Post".
MAX_CREDIT = 5


def _is_in_credit(page: _Page, at: int) -> bool:
    """Whether a house with a stroke in front belongs to the credit that the element is."""
    text, tokens = page.text, page.tokens
    word = _word(text, tokens, at)
    if word[0] != "/" or not word[1:2].isupper():
        return False
    near = range(at - 1, max(at - MAX_CREDIT, 0) - 1, -1)
    first = next((i for i in near if i in page.starts), None)
    if first is None:
        return False
    said = text[tokens.starts[first] : tokens.ends[at - 1]]
    return text_says(said, "credit")


_TWO_AGENCIES = lazy(r"[^\W\d_a-z]{2,20}/[^\W\d_a-z]{2,20}")


def _ends_caseless(page: _Page, at: int) -> bool:
    """Whether a word or two are the last of a sentence in a script without capitals, which begins before them."""
    ends = page.ends
    if ends[at - 1] or page.colon[at - 1] or page.found.begins[at] > BEGINS_SMALL:
        return False
    stop = next((i for i in range(at, min(at + 2, len(ends))) if ends[i]), None)
    if stop is None or (stop + 1 < len(ends) and stop + 1 not in page.starts):
        return False
    around = page.text[page.tokens.starts[at - 1]], page.text[page.tokens.starts[at]]
    return all(map(_is_unmarked, around))


def _is_called_alone(page: _Page, name: str, forename: str, place: int) -> bool:
    """Whether sentences below have a name without the forename before it."""
    text, tokens = page.text, page.tokens
    for _ in range(MAX_NAMED):
        place = text.find(f" {name}", place) + 1
        if not place:
            return False
        word = int(tokens.starts.searchsorted(place))
        before = _word(text, tokens, word - 1)
        alone = page.small[word - 1] or page.ends[word - 1]
        if alone and before != forename and not text[place + len(name)].isupper():
            return True
        place += len(name)
    return False


#: Tokens of a page among which its title ends with a name, most tokens of that, and fewest of the title before it.
TITLE_WITHIN, MAX_NAME, MIN_BEFORE_NAME = 40, 4, 4


def _is_named_below(page: _Page, at: int) -> bool:
    """Whether a name ends the title, as the article names it in its sentences; its author it names nowhere."""
    text, tokens, starts = page.text, page.tokens, page.starts
    if at > TITLE_WITHIN or not starts.isdisjoint(range(at - MIN_BEFORE_NAME + 1, at)):
        return False
    stop = next((i for i in range(at + 2, at + MAX_NAME + 1) if i in starts), None)
    if stop is None:
        return False
    name = text[tokens.starts[at] : tokens.ends[stop - 1]]
    if not name[-1].isalpha() or match(name):
        return False
    place = text.find(name, int(tokens.ends[stop - 1]))
    for _ in range(MAX_NAMED):
        if place < 0:
            return False
        word = int(tokens.starts.searchsorted(place))
        told = page.small[word - 1] and not (page.ends[word - 1] or page.colon[word - 1])
        if told and not text[place + len(name) : place + len(name) + 1].isalnum():
            return True
        place = text.find(name, place + len(name))
    return False


#: How often at most a name is looked for.
MAX_NAMED = 8


def _is_handle(text: str, tokens: Tokens, at: int, ended: bool) -> bool:
    """Whether a token is an account's name behind words that lead to it: "Follow us on X @harbour"."""
    return not ended and text[tokens.starts[at]] == "@" and tokens.ends[at] - tokens.starts[at] > 1


#: With what a sentence begins that a name goes on with, most words before the name, and the fewest of the sentence
#: and what it has to stay.
_ARTICLES = frozenset(
    "the a an der die das el la los las un una le les une il lo gli o os as um uma de het den det".split()
)
MAX_OPENING, MIN_SENTENCE, SENTENCE_STAYS = 3, 10, 0.5


def _begins_sentence(page: _Page, at: int) -> bool:
    """Whether an article and a word or two before a name begin its sentence: "El llamado Grupo de Contacto"."""
    text, tokens = page.text, page.tokens
    near = range(at - 1, max(at - MAX_OPENING, 0) - 1, -1)
    first = next((i for i in near if i in page.starts), None)
    if first is None or first == at - 1:
        return False
    word = _word(text, tokens, first)
    if not (word[0].isupper() and word.casefold() in _ARTICLES):
        return False
    if not page.small[first + 1 : at].all():
        return False
    if match(text[tokens.starts[first] : tokens.ends[at - 1]]):
        return False
    ends = page.ends[at : at + 80].nonzero()[0]
    stop = at + int(ends[0]) + 1 if len(ends) else 0
    if stop - at < MIN_SENTENCE:
        return False
    return float(page.found.stays[at:stop].mean()) >= SENTENCE_STAYS


def _is_in_number(text: str, tokens: Tokens, at: int) -> bool:
    """Whether a token is a further group of a telephone number, or the first behind "tel."."""
    word, before = _word(text, tokens, at), _word(text, tokens, at - 1)
    if not word[0].isdigit():
        return False
    if before[-1] in ".:" and before.rstrip(".:").casefold() in _BEFORE_NUMBER:
        return True
    if not (_GROUP.fullmatch(word) and _GROUP.fullmatch(before) and before[-1] not in ".,;"):
        return False
    if _YEAR_ALONE.fullmatch(word) or _YEAR_ALONE.fullmatch(before):
        return False
    first, last = at - 1, at
    while first and at - first < 6 and _GROUP.fullmatch(_word(text, tokens, first - 1)):
        first -= 1
    while last + 1 < len(tokens.starts) and last - at < 6:
        if not _GROUP.fullmatch(_word(text, tokens, last + 1)):
            break
        last += 1
    row = text[tokens.starts[first] : tokens.ends[last]]
    return sum(map(str.isdecimal, row)) >= MIN_NUMBER


def _word(text: str, tokens: Tokens, at: int) -> str:
    return text[tokens.starts[at] : tokens.ends[at]]


#: Labels of a day, changed or published, and a time of day: a line of its own.
_LABELS = frozenset("LU")


def is_labelled(said: str) -> bool:
    """Whether a day has a label: "Published on", "Updated"."""
    return any(word.letter in _LABELS for word in date_words_of(said))


def _is_preposition(text: str, tokens: Tokens, at: int) -> bool:
    """Whether a word with a capital stands before days in sentences: "On", "Am", "El"."""
    word = _word(text, tokens, at)
    if not (word.isalpha() and word[0].isupper()) or word.isupper():
        return False
    return date_words_of(word)[0].letter in "fA"


def day_inside(text: str, tokens: Tokens, start: int, stop: int) -> set[int]:
    """Give the tokens around a day with which no element begins, as a sentence tells it; none for a line of its own.

    "On April 15, 2026, Fire Chief Dieck ..." goes on behind its comma, "... that day, 10 June 1974." began
    before the day, and "Wednesday (14/8/2024)." did, too.
    """
    said = text[tokens.starts[start] : tokens.ends[stop - 1]]
    row = date_words_of(said)
    if not row or row[0].letter in _LABELS or row[0].letter == "x":
        return set()
    if start > 1 and _is_preposition(text, tokens, start - 1):  # "Am", a time of day, too
        opens = bool(are(tokens, "ends a sentence")[start - 2])
        return {start, stop} if opens else set()
    small, ends = are(tokens, "begins small"), are(tokens, "ends a sentence")
    goes_on_before = bool(start) and not ends[start - 1] and bool(small[start - 1])
    if said[-1] in ",;":
        if row[0].letter in "fA":  # "On", "Am"
            return {start, stop} if goes_on_before else {stop}
        return {stop} if start and ends[start - 1] else set()
    if said[0] == "(" and said.endswith((").", "),")) and start and not ends[start - 1]:
        return {start, stop} if said[-1] == "," else {start}
    if said[-1] == "." and said[-2].isdigit() and goes_on_before and start > 1 and small[start - 2]:
        return {start}
    if row[0].letter == "f" and said[0].isupper() and start and ends[start - 1]:
        return {stop}
    return set()
