"""How common a word is in its language, and which words bind others: lists, read once.

Source of the frequencies: the lists of wordfreq (R. Speer, 2022), one a language, counted
over subtitles, news, books and the web. Its own functions are not used: they look up
other forms of a word, and load more than the words that are looked for here.
"""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

__all__ = [
    "COMPOUNDING", "FULL", "HIGHEST", "LISTED", "FunctionWords", "any_function_words", "frequency",
    "function_words", "known", "simplified", "unknown", "unspaced_words",
]  # fmt: skip

#: Languages whose list holds nearly every word in use, and that write spaces between words.
FULL = frozenset("ca cs de en es fr it nl no pl pt ru sv uk".split())

#: Those that have a list; the lists of the others lack the rarer words.
LISTED = FULL | {"id"}

#: Languages that write compounds as one word: two known parts are no proof of two words.
COMPOUNDING = frozenset("de nl da sv no nb nn fi et hu is af lb fo".split())

#: Occurrences per thousand million words, as a logarithm (base 10), below which a word is left
#: out: among those are the typing errors of the web.
MIN_FREQUENCY = 1.5


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The words of a language that bind others, by the side on which they can be told apart.

    Each with the fewest letters of the other word: with fewer, some words of the language
    begin with one of `heads` and a second word, or end with one of `tails` behind a first.
    `begins` and `ends` are words of any kind with which compounds begin or end, as if they were
    prefixes and suffixes.
    """

    heads: Mapping[str, int]
    tails: Mapping[str, int]
    begins: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        return word in self.heads or word in self.tails


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, FunctionWords]:
    tables = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return {
        language: FunctionWords(
            _least(table["heads"]),
            _least(table["tails"]),
            frozenset(table.get("begins", "").split()),
            frozenset(table.get("ends", "").split()),
        )
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


@lru_cache(maxsize=1)
def any_function_words() -> frozenset[str]:
    """Give the function words of all languages, for a text whose own is not known yet.

    >>> {"the", "für", "они"} <= any_function_words()
    True
    """
    return frozenset(
        word for own in _tables().values() for side in (own.heads, own.tails) for word in side
    )


@lru_cache(maxsize=len(LISTED))
def _list(language: str) -> Mapping[str, int]:
    """Give the words of a language, each with its frequency in hundredths below the highest."""
    if language not in LISTED:
        return {}
    size = "large" if language in FULL else "small"
    return _read(f"{size}_{'nb' if language == 'no' else language}.msgpack.gz")


def unspaced_words(language: str) -> Mapping[str, int]:
    """Give the words of "ja", "zh" and "ko", parted as they stand in no text, as `_list` gives others.

    Those of Chinese in simplified characters. Read anew each time.
    """
    return _read(f"small_{language}.msgpack.gz")


def simplified(text: str) -> str:
    """Give Chinese text in the simplified characters in which `unspaced_words` has its words.

    As many as there were: traditional ones are mapped one by one.

    >>> simplified("臺灣新聞")
    '台湾新闻'
    """
    return text.translate(_simpler())


@lru_cache(maxsize=1)
def _simpler() -> Mapping[int, str]:
    from msgpack import unpackb

    path = _data("_chinese_mapping.msgpack.gz")
    if path is None:
        return {}
    found: dict[int, str] = unpackb(gzip.decompress(path.read_bytes()), strict_map_key=False)
    return {code: char for code, char in found.items() if len(char) == 1}


def _data(name: str) -> Path | None:
    """Give where one of wordfreq's files is; `None` without the package."""
    spec = find_spec("wordfreq")
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0], "data", name) if folders else None


def _read(name: str) -> Mapping[str, int]:
    path = _data(name)
    if path is None:
        return {}
    from msgpack import Unpacker

    words: dict[str, int] = {}
    with gzip.open(path) as packed:
        bins = Unpacker(packed, raw=False)
        count = bins.read_array_header()
        bins.skip()  # says which format it is
        # The words of each frequency, a hundredth below the one before.
        for below in range(min(count - 1, round(100 * (HIGHEST - MIN_FREQUENCY)))):
            words.update(dict.fromkeys(bins.unpack(), below))
    return MappingProxyType(words)


#: The frequency of a word that is every word.
HIGHEST = 9.0


def frequency(word: str, language: str) -> float:
    """Give the logarithm (base 10) of occurrences per thousand million words, 0 if unknown.

    >>> frequency("the", "en") > frequency("harbour", "en") >= frequency("harbourr", "en")
    True
    """
    below = _list(language).get(word)
    return 0.0 if below is None else HIGHEST - below / 100


def unknown(words: Iterable[str], language: str) -> set[str]:
    """Give those of the words, in lower case, that are not in their language's list.

    >>> unknown(["border", "borderwith"], "en")
    {'borderwith'}
    """
    listed = _list(language)  # asked word by word: a set's difference would go through the list
    return {word for word in words if word not in listed}


def known(word: str, language: str) -> bool | None:
    """Whether the word, in lower case, is in its language's list; `None` if there is no list.

    >>> known("border", "en"), known("borderwith", "en"), known("border", "tlh")
    (True, False, None)
    """
    return word in _list(language) if language in LISTED else None
