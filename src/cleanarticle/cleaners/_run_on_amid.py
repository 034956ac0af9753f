"""What a site says amid an article on one line: labels, prompts, pointers to other articles.

The model of run-on text sees where they begin and end, and is in doubt whether they stay, as most of the text
around them does; phrases of sites tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..judging.run_on import Elements, are
from ..model import count_words
from ..sieve import compiled
from ..vocabulary import match, text_says
from ..words import any_function_words
from .read_also import pointer_label

__all__ = ["with_amid"]

#: Probability that an element begins with what a site says, and with what stands behind that; its fewest tokens and
#: most; what it has to stay from which on a sentence is the article's, unless a phrase of so many words tells.
AMID_EDGE, MIN_AMID, MAX_AMID, SENTENCE_STAYS, MIN_OF_SENTENCE = 0.4, 2, 30, 0.3, 5
#: Families of which rows of tables have words, too, and how phrases count.
_OF_ARTICLES = frozenset(
    "byline counter home menu published role section source tags updated".split()
)
_WHOLE = frozenset(("line", "heading", "start"))

#: Probability that an element begins with a label of advertising that is one word, or behind it.
BESIDE_LABEL = 0.2

#: Probability that an element begins with a pointer to another article; with the first word behind its headline, if
#: that is surely one; with the likeliest, if that is so many times as likely as any other.
BEGINS_POINTER, BEGINS_BEHIND, BEGINS_LIKELIEST, LIKELIEST = 0.5, 0.08, 0.03, 2.0
#: Characters of a pointer that are looked at, and its most tokens.
POINTER_REACH, MAX_POINTER = 120, 24


def with_amid(text: str, found: Elements, starts: set[int]) -> list[int]:
    """Give the tokens with which elements begin, in order: those found, and with what a site says amid the article.

    None inside a pointer: its label goes with its headline; nor in the sentence behind it, unless one surely does.
    """
    closes = are(found.tokens, "ends a sentence")
    starts = starts | set(_said_amid(text, found, closes)) | set(_labels(text, found, closes))
    ends = closes.nonzero()[0]
    for first, stop in _pointers(text, found, closes):
        nth = int(ends.searchsorted(stop))
        sentence = int(ends[nth]) if nth < len(ends) else stop
        weak = (at for at in range(stop + 1, sentence + 1) if found.begins[at] < AMID_EDGE)
        starts.difference_update(range(first + 1, stop), weak)
        starts.update((first, stop))
    for at, owner in _owned(text, found, starts):
        starts.discard(at)
        starts.add(owner)
    for first, stop in _credits(text, found):
        starts.difference_update(range(first + 1, stop))
        starts.update((first, stop))
    return sorted(at for at in starts if 0 < at < len(found.begins))


def _said_amid(text: str, found: Elements, closes: NDArray[np.bool_]) -> Iterator[int]:
    """Give the tokens with which elements begin that a phrase of sites tells, and those behind them."""
    tokens = found.tokens
    likely = (found.begins >= AMID_EDGE).nonzero()[0].tolist()
    for first, stop in pairwise(sorted({0, *likely, len(found.begins)})):
        if not MIN_AMID <= stop - first <= MAX_AMID:
            continue
        stays = closes[stop - 1] and found.stays[first:stop].mean() > SENTENCE_STAYS
        least = MIN_OF_SENTENCE if stays else 1
        if any(
            one.how in _WHOLE
            and one.family not in _OF_ARTICLES
            and count_words(one.phrase) >= least
            for one in match(text[tokens.starts[first] : tokens.ends[stop - 1]])
        ):
            yield from (first, stop)


def _labels(text: str, found: Elements, closes: NDArray[np.bool_]) -> Iterator[int]:
    """Give the labels of advertising that are one word between two sentences, and the tokens behind them."""
    tokens, begins = found.tokens, found.begins
    large = are(tokens, "begins large")
    known = are(tokens, "phrase of one word") & large & ~closes
    for at in (known[1:-1] & closes[:-2] & large[2:]).nonzero()[0].tolist():
        label = at + 1
        if max(begins[label], begins[label + 1]) >= BESIDE_LABEL and any(
            one.family == "ad" and one.how == "line"
            for one in match(text[tokens.starts[label] : tokens.ends[label]])
        ):
            yield from (label, label + 1)


def _pointers(text: str, found: Elements, closes: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Give the first tokens of pointers to other articles, and those behind their headlines.

    "Read more: Storm shuts the northern pier The council ..." A headline has no sentence's end.
    """
    starts, begins = found.tokens.starts, found.begins
    small = are(found.tokens, "begins small")
    for at in (begins >= BEGINS_POINTER).nonzero()[0].tolist():
        first = int(starts[at])
        label = pointer_label(text[first : first + POINTER_REACH])
        if not label:
            continue
        headline = int(starts.searchsorted(first + label))
        stop = min(headline + MAX_POINTER, len(begins))
        ends = closes[headline:stop].nonzero()[0]
        stop = min(stop, headline + int(ends[0]) + 1) if len(ends) else stop
        chances = begins[headline + 1 : stop] * ~small[headline + 1 : stop]
        surely = (chances >= BEGINS_BEHIND).nonzero()[0]
        if len(surely):
            yield at, headline + 1 + _sentence_among(text, found, headline + 1, surely, chances)
            continue
        if not len(chances):
            continue
        best = int(chances.argmax())
        others = max(chances[:best].max(initial=0), chances[best + 1 :].max(initial=0))
        if chances[best] >= max(BEGINS_LIKELIEST, LIKELIEST * others):
            yield at, headline + 1 + best


def _sentence_among(
    text: str, found: Elements, first: int, surely: NDArray[np.int64], chances: NDArray[np.float32]
) -> int:
    """Give the likeliest of those that begins as sentences do and no headline's name does: "He", "The"; else the first.

    "Read also: Rain cuts off Boki communities He added that ..."
    """
    starts, ends, small = found.tokens.starts, found.tokens.ends, are(found.tokens, "begins small")
    functional = any_function_words()
    if (title := _title_cased(found, first, chances)) is not None:
        return title
    plain = [
        at
        for at in surely.tolist()
        if text[starts[first + at] : ends[first + at]].lower().strip("“\"'‘«„") in functional
        and first + at + 1 < len(small)
        and small[first + at + 1]
    ]
    return max(plain, key=lambda at: float(chances[at])) if plain else int(surely[0])


#: Fewest words of a headline all of whose words have capitals.
MIN_CAPITALS = 3


def _title_cased(found: Elements, first: int, chances: NDArray[np.float32]) -> int | None:
    """Give where the sentence begins behind a headline in capitals: its first word, or a name's, before small ones.

    "Lihat juga: Pedagang Ikan Minta Pasar Malam Dibuka Lagi Pekerjaan dilakukan pada ..." One small word alone,
    such as "and", stands in headlines, too.
    """
    large, small = are(found.tokens, "begins large"), are(found.tokens, "begins small")
    last = first
    while last < len(small) and large[last]:
        last += 1
    at = last - first - 1
    if not small[last : last + 2].all() or last + 2 > len(small):
        return None
    if not MIN_CAPITALS <= at < len(chances):
        return None
    while at > MIN_CAPITALS and chances[at - 1] > chances[at]:
        at -= 1
    return at if chances[at] >= BEGINS_BEHIND else None


#: What an element begins with less than behind an owner, and that it begins with the owner, or a word before that.
BEGINS_OWNED, BEGINS_OWNER, MAX_OWNER = 0.8, 0.1, 3


def _owned(text: str, found: Elements, starts: set[int]) -> Iterator[tuple[int, int]]:
    """Give the starts behind a word that tells whose what follows is, and where that element begins instead.

    No element ends so: "Join ST's | Telegram channel", "Make it yourself Your garden's | Best kept secret".
    """
    if "'s " not in text and "’s " not in text:
        return
    tokens, begins = found.tokens, found.begins
    large, closes = are(tokens, "begins large"), are(tokens, "ends a sentence")
    for at in sorted(starts):
        if not 0 < at < len(begins) or begins[at] >= BEGINS_OWNED:
            continue
        if not text[tokens.starts[at - 1] : tokens.ends[at - 1]].endswith(("'s", "’s")):
            continue
        near = range(at - 1, max(at - MAX_OWNER, 1) - 1, -1)
        first = next((i for i in near if i in starts or closes[i - 1]), None)
        if first is None:
            likely = [i for i in near if large[i] and begins[i] >= BEGINS_OWNER]
            first = max(likely, key=lambda i: float(begins[i]), default=None)
        yield at, at if first is None else first


#: A credit that names a photographer and an agency, parted by a stroke: "Photo: Ann Lee / Harbour Press".
_PHOTOGRAPHER = (
    r"(?<!\S)[^\W\d_]{4,12}(?:\sby|\s?:)\s(?:[^\W\d_a-z][\w.’'-]{0,20}\s){1,4}[/|]\s(?=[^\W\d_a-z])"
)
#: Most words of an agency, probability that an element begins behind it, and with the credit, if another one does
#: between its words.
MAX_AGENCY, BEGINS_BEHIND_AGENCY, BEGINS_CREDIT = 4, 0.4, 0.2


def _credits(text: str, found: Elements) -> Iterator[tuple[int, int]]:
    """Give the first tokens of credits with a photographer and an agency, and those behind the agency's name.

    All its words have capitals, as the first of the sentence behind it has: the likeliest begins that. Credits of
    the same photographer have the same agency.
    """
    if " / " not in text and " | " not in text:
        return
    tokens, begins = found.tokens, found.begins
    large = are(tokens, "begins large")
    credited = [
        one
        for one in compiled(_PHOTOGRAPHER).finditer(text)
        if text_says(one[0], "credit") or one[0].startswith("Image by ")
    ]
    behind: dict[str, list[int]] = {}
    for one in credited:
        behind.setdefault(one[0], []).append(int(tokens.starts.searchsorted(one.end())))
    shared = {said: _shared(found, places) for said, places in behind.items()}
    for one in credited:
        first, agency = tokens.starts.searchsorted((one.start(), one.end())).tolist()
        if first and begins[first] < BEGINS_CREDIT:
            continue
        last = agency
        while last < min(agency + MAX_AGENCY + 1, len(begins)) and large[last]:
            last += 1
        if last > agency + 1 and (size := shared[one[0]]):
            yield first, agency + size
            continue
        chances = begins[agency + 1 : min(last, agency + MAX_AGENCY + 1)]
        if len(chances) and chances.max() >= BEGINS_BEHIND_AGENCY:
            yield first, agency + 1 + int(chances.argmax())


def _shared(found: Elements, places: list[int]) -> int:
    """Give how many words stand behind all of several places, none for one or if they are too many."""
    words = found.tokens.words
    size = 0
    if len(places) > 1:
        while places[-1] + size < len(words) and len({int(words[at + size]) for at in places}) == 1:
            size += 1
    return size if size <= MAX_AGENCY else 0
