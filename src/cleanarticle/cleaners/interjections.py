"""What a site says between two sentences of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..actions import Split
from ..model import Block, Document
from ..shapes import holds_code, once, words
from ..sieve import Sieve
from ..vocabulary import bare, fold, line_phrases

__all__ = ["split_interjections"]

#: Families whose lines say nothing of what stands behind them. A label ("Read also", "Trending now") does: to
#: part it from its teaser would leave that.
_FAMILIES = frozenset(
    ("ad", "comment_form", "comments", "consent", "counter", "embed", "legal", "paywall", "promo", "share")
)  # fmt: skip
#: Fewest words of a paragraph: a shorter line that a phrase stands in is judged as a whole.
MIN_WORDS = 30
#: Fewest words of a phrase, and of one with a full stop of its own, which a sentence may be.
MIN_PHRASE, MIN_PHRASE_WITH_STOP = 2, 5
#: How often a label of advertising that is one word stands between sentences: „Reklama Apple“ begins one.
MIN_TIMES = 2
#: Longest row of words that is looked at, in characters.
MAX_PHRASE = 200

_SIEVE = Sieve(("[.!?…]", r"[\s\"”’»)\]]", r"[^\W\d_a-z]|[\s\"”’»)\]]"))
_STOP = re.compile(r"[.!?…][\"”’»)\]]{0,2}\s{1,3}(?=[^\W\d_a-z])")
_WORD = re.compile(r"\S+")
#: With what a sentence goes on behind a phrase.
_BEGINS = re.compile(r"\s+(?:[“\"«„‘'¿¡(\[]?[^\W\d_]|[“\"«„‘']?\d)")


@dataclass(frozen=True, slots=True)
class _Said:
    """A phrase between two sentences, and the offsets at which it begins and ends."""

    phrase: str
    start: int
    end: int
    is_sure: bool


def split_interjections(document: Document) -> Iterator[Split]:
    """Split a paragraph around what a site says between two of its sentences, to be judged as a line.

    "It rained. Story continues below advertisement The ferry sailed." What is a whole line elsewhere, and has
    no end of a sentence, stands behind one and before a capital: no prose goes on so. Leaves labels,
    behind which a teaser stands, short lines, which are judged as a whole, and scripts without capitals.

    >>> from cleanarticle.model import blocks
    >>> list(split_interjections(blocks("The advertisement ran for two weeks. Advertisement paid.")))
    []
    """
    for block in _SIEVE.among(document):
        if block.kind != "paragraph" or words(block) <= MIN_WORDS or holds_code(block):
            continue
        if at := once(block, "interjections", _places):
            yield Split(block, at)


def _places(block: Block) -> tuple[int, ...]:
    """Give the offsets at which a site begins and ceases to speak."""
    text = block.text
    found = list(_said_between(text))
    times = Counter(one.phrase for one in found)
    places = {
        place
        for one in found
        if one.is_sure or times[one.phrase] >= MIN_TIMES
        for place in (one.start, one.end)
    }
    return tuple(sorted(place for place in places if 0 < place < len(text)))


def _said_between(text: str) -> Iterator[_Said]:
    starts = [0] if text[:1].isupper() else []
    starts += [found.end() for found in _STOP.finditer(text) if text[found.end()].isupper()]
    openings = _openings()
    for start in starts:
        first = _WORD.match(text, start)
        by_size = openings.get(bare(fold(first[0]))) if first else None
        if by_size and (one := _said_at(text, start, by_size)):
            yield one


def _said_at(text: str, start: int, by_size: Mapping[int, frozenset[str]]) -> _Said | None:
    """Give the longest phrase that begins there, if a sentence or nothing stands behind it."""
    ends = [word.end() for word in _WORD.finditer(text, start, start + MAX_PHRASE)]
    for size, phrases in by_size.items():
        if size > len(ends):
            continue
        end = ends[size - 1]
        said = text[start:end]
        if (phrase := bare(fold(said))) not in phrases:
            continue
        has_stop = said[-1] in ".!?…"
        if size < (MIN_PHRASE_WITH_STOP if has_stop else 1) or not (
            has_stop or said[-1].isalnum() or said[-1] == ")"
        ):
            return None
        behind = _BEGINS.match(text, end)
        if not behind and text[end:].strip():
            return None
        if behind and behind[0][-1].islower():
            return None
        return _Said(
            phrase,
            start,
            behind.end() - len(behind[0].lstrip()) if behind else len(text),
            size >= MIN_PHRASE or said.isupper(),
        )
    return None


@cache
def _openings() -> dict[str, dict[int, frozenset[str]]]:
    """Give the phrases by their first word and by how many they have, the longest first.

    Of those of one word only labels of advertising.
    """
    found: dict[str, dict[int, set[str]]] = {}
    for phrase, family in line_phrases():
        said = phrase.split(" ")
        if family in _FAMILIES and (len(said) >= MIN_PHRASE or family == "ad"):
            found.setdefault(said[0], {}).setdefault(len(said), set()).add(phrase)
    return {
        first: {size: frozenset(sized[size]) for size in sorted(sized, reverse=True)}
        for first, sized in found.items()
    }
