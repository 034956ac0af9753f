"""How common a word is in its language, and which words bind others: lists, read once.

Source of the counts: the word lists of pyspellchecker, one a language. They hold base forms
and the more common inflected ones, so what is not in them may still be a word.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from math import log10
from pathlib import Path
from types import MappingProxyType

__all__ = ["COMPOUNDING", "FULL", "LISTED", "FunctionWords", "frequency", "function_words", "is_inflected", "known"]

#: Languages that have a list, write spaces between words and do not build words of many parts.
LISTED = frozenset({"de", "en", "es", "fr", "it", "nl", "pt", "ru"})

#: Those whose list holds nearly every word in use; the others lack most inflected forms.
FULL = LISTED - {"es", "ru"}

#: Languages that write compounds as one word: two known parts are no proof of two words.
COMPOUNDING = frozenset("de nl da sv no nb nn fi et hu is af lb fo".split())


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The words of a language that bind others, by the side on which they can be told apart.

    Each with the fewest letters of the other word: with fewer, some words of the language
    begin with one of `heads` and a second word, or end with one of `tails` behind a first.
    """

    heads: Mapping[str, int]
    tails: Mapping[str, int]

    def __contains__(self, word: str) -> bool:
        return word in self.heads or word in self.tails


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, FunctionWords]:
    tables = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return {
        language: FunctionWords(_least(table["heads"]), _least(table["tails"]))
        for language, table in tables.items()
    }


def _least(words: Mapping[str, str]) -> Mapping[str, int]:
    return MappingProxyType({w: int(least) for least, text in words.items() for w in text.split()})


def function_words(language: str) -> FunctionWords | None:
    """Give the function words of a language, `None` where none are known.

    >>> "with" in function_words("en").tails
    True
    """
    return _tables().get(language)


@lru_cache(maxsize=len(LISTED))
def _list(language: str) -> Mapping[str, int]:
    # The resource itself, as the package's own class copies every word into a counter.
    spec = find_spec("spellchecker")
    folders = spec.submodule_search_locations if spec else None
    if language not in LISTED or not folders:
        return {}
    packed = Path(folders[0], "resources", f"{language}.json.gz")
    return MappingProxyType(json.loads(gzip.decompress(packed.read_bytes())))


#: Letters of a stem, and of the endings behind it that inflection changes.
MIN_STEM, MAX_ENDING = 4, 3


@lru_cache(maxsize=len(LISTED))
def _stems(language: str) -> frozenset[str]:
    """Give what is left of the words of a list without their endings."""
    return frozenset(
        word[:-cut]
        for word in _list(language)
        for cut in range(1, MAX_ENDING + 1)
        if len(word) - cut >= MIN_STEM
    )


def is_inflected(word: str, language: str) -> bool:
    """Whether a word may be a form, itself in no list, of one that is in a list that lacks forms.

    >>> is_inflected("конституцию", "ru"), is_inflected("конституциюили", "ru")
    (True, False)
    """
    if language not in LISTED - FULL:
        return False
    stems = _stems(language)
    cuts = range(1, MAX_ENDING + 1)
    return any(word[:-cut] in stems for cut in cuts if len(word) - cut >= MIN_STEM)


@lru_cache(maxsize=len(LISTED))
def _scale(language: str) -> float:
    """Give what is added to the logarithm of a count for occurrences per thousand million."""
    return 9 - log10(sum(_list(language).values()) or 1)


def frequency(word: str, language: str) -> float:
    """Give the logarithm (base 10) of occurrences per thousand million words, 0 if unknown.

    >>> frequency("the", "en") > frequency("harbour", "en") >= frequency("harbourr", "en")
    True
    """
    count = _list(language).get(word)
    return log10(count) + _scale(language) if count else 0.0


def known(word: str, language: str) -> bool | None:
    """Whether the word, in lower case, is in its language's list; `None` if there is no list.

    >>> known("border", "en"), known("borderwith", "en"), known("border", "tlh")
    (True, False, None)
    """
    return word in _list(language) if language in LISTED else None
