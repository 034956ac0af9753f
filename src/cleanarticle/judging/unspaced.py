"""Where words begin in scripts that write none apart: Chinese and Japanese.

The likeliest row of words, each by how common it is (a unigram language model and Viterbi's
search). A phrase that sites show is a word here: what stands around it is parted from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..model import HAN_KANA
from ..patterns import lazy
from ..vocabulary import unspaced_phrases
from ..words import HIGHEST, simplified, unspaced_words

__all__ = ["phrase_groups", "word_starts"]

_RUN = lazy(f"[{HAN_KANA}]+")
_KANA = lazy(r"[\u3041-\u30ff]")

#: Share of the characters that are Kana from which on a text is Japanese: its news has 0.3 to 0.6.
MIN_KANA = 0.05

#: Longest word that is looked for, in characters.
MAX_WORD = 12

#: What a word costs is how rare it is: the logarithm (base 10) of one in so many. A character that is no
#: word costs this, and each one more of a row of Kana that is none: names from abroad.
UNKNOWN, UNKNOWN_MORE = 9.5, 0.8

#: What a phrase of sites costs, of so many characters at least.
PHRASE, MIN_LETTERS = 3.0, 2

_KATAKANA = lazy(r"[\u30a1-\u30fa\u30fc-\u30fe]+")


def word_starts(text: str) -> list[int]:
    """Give the offsets at which words begin in rows of Han and Kana.

    >>> word_starts("会員限定記事検索")  # two phrases of sites
    [0, 4]
    """
    runs = list(_RUN.finditer(text))
    if not runs:
        return []
    size = sum(run.end() - run.start() for run in runs)
    is_japanese = len(_KANA.findall(text)) >= MIN_KANA * size
    language = "ja" if is_japanese else "zh"
    costs, lengths = _costs(language), _lengths(language)
    starts = []
    for run in runs:
        row = run[0] if is_japanese else simplified(run[0])
        starts += [run.start() + at for at in _likeliest(row, costs, lengths)]
    return starts


#: Of a character that begins no word of more; and of one in a row of Katakana, which may all be one word.
_ALONE, _EVERY = (1,), tuple(range(1, MAX_WORD + 1))


def _likeliest(
    row: str, costs: Mapping[str, float], lengths: Mapping[str, tuple[int, ...]]
) -> list[int]:
    """Give where the words of the likeliest row of them begin."""
    size = len(row)
    katakana = {run.start(): run.end() for run in _KATAKANA.finditer(row)}
    best = [0.0] + [1e9] * size
    came = [0] * (size + 1)
    until = 0  # where the row of Katakana ends that goes on here
    for at in range(size):
        own = best[at]
        if at in katakana:
            until = katakana[at]
        likely = _EVERY if until > at + 1 else lengths.get(row[at : at + 2], _ALONE)
        for length in likely:
            stop = at + length
            if stop > size:
                break
            cost = costs.get(row[at:stop])
            if cost is None:
                if length > 1 and stop > until:
                    continue
                cost = UNKNOWN + UNKNOWN_MORE * (stop - at - 1)
            if own + cost < best[stop]:
                best[stop], came[stop] = own + cost, at
    starts = []
    while size:
        size = came[size]
        starts.append(size)
    return starts[::-1]


@cache
def _costs(language: str) -> Mapping[str, float]:
    """Give what each word of a language costs, phrases of sites among them."""
    costs = {word: below / 100 for word, below in unspaced_words(language).items()}
    for phrase in phrase_groups():
        word = phrase if language == "ja" else simplified(phrase)
        costs[word] = min(PHRASE, costs.get(word, HIGHEST))
    return costs


@cache
def _lengths(language: str) -> Mapping[str, tuple[int, ...]]:
    """Give how long the words are that begin with two characters, ascending, with 1 before them."""
    found: dict[str, tuple[int, ...]] = {}
    for word in sorted(_costs(language), key=len):
        own = found.get(word[:2], _ALONE)
        if own[-1] < len(word) <= MAX_WORD:
            found[word[:2]] = (*own, len(word))
    return found


@cache
def phrase_groups() -> Mapping[str, str]:
    """Give the phrases of Han and Kana alone, with the family of each."""
    return {
        phrase: family
        for phrase, family in unspaced_phrases()
        if MIN_LETTERS <= len(phrase) <= MAX_WORD and _RUN.fullmatch(phrase)
    }
