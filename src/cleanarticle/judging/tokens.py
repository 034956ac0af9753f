"""What is seen of the tokens of a text that has no lines: a table of numbers, a row a token.

A token is what stands between spaces, cut where a dump glued words (`readShare`); in Chinese and
Japanese, which write no spaces, a word with the marks around it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from ..model import HAN_KANA
from ..patterns import lazy
from ..vocabulary import fold, fold_all, line_phrases
from .features import FAMILY_GROUPS, Floats, numbered
from .unspaced import phrase_groups, word_starts

__all__ = ["COLUMNS", "Tokens", "are_whole_phrases", "tokens_of"]

_SHAPES = (
    "log characters", "begins large", "all large", "a digit", "no letter", "ends a sentence", "comma", "colon",
    "opens", "closes", "begins small", "no case", "no letter or digit", "an address", "one letter", "dots",
)  # fmt: skip
#: The columns, in order; the model's file names the same ones.
COLUMNS = (
    *_SHAPES,
    "glued", "wide gap", "times", "pair repeats", "four repeat", "tokens", "place",
    "phrase", "phrase begins", "phrase ends", "phrase of one word",
    *(f"says {families[0]}" for families in FAMILY_GROUPS),
)  # fmt: skip
_GROUP_OF = {family: i for i, families in enumerate(FAMILY_GROUPS) for family in families}

#: Longest phrase that is looked for, in tokens.
MAX_PHRASE = 8

#: A phrase without spaces, which is one token, counts as one of several words from so many characters on.
MIN_WHOLE_PHRASE = 4

_WIDE_OPENING, _WIDE_CLOSING = "「『（【《〈", "」』）】》〉"
_OPENING, _CLOSING = "\"'“‘„«»‚([{" + _WIDE_OPENING, "\"'”’“«»)]}" + _WIDE_CLOSING
_MARKS = (
    "\"'“”‘’„«».,;:!?…()[]{}|·•–—-»›/\\*#。！？、，：；・" + _WIDE_OPENING + _WIDE_CLOSING
)  # around a word
_WIDE_STOPS = "。！？।॥؟۔։።။៕"  # of scripts without capitals: the next word may stand right behind
_STOPS = ".!?…" + _WIDE_STOPS
_ADDRESS = lazy(r"https?:|www\.|\w@\w|\w\.(?:com|org|net|de|fr)\b")


@dataclass(frozen=True, slots=True)
class Tokens:
    """`starts` and `ends` are offsets into the text; `words` hashes; `table` tokens × `COLUMNS`."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: NDArray[np.uint32]
    table: Floats


def tokens_of(text: str) -> Tokens:
    """Read the tokens of a text.

    >>> tokens_of("5 min readShare it").starts.tolist()
    [0, 2, 6, 10, 16]
    """
    if "፡፡" in text:  # as Amharic types its full stop
        text = text.replace("፡፡", "።።")
    starts, ends = _bounds(text)
    said = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    kinds = list(dict.fromkeys(said))
    number = {word: i for i, word in enumerate(kinds)}
    owner = np.array([number[word] for word in said], np.int64)
    shapes = np.array([_shape(word) for word in kinds], np.float32).reshape(-1, len(_SHAPES))
    words = np.array([_hash(word) for word in kinds], np.uint32)[owner]
    gap = starts - np.append(-1, ends)[:-1]
    n = len(said)
    around = (
        gap == 0,
        _wide(gap, shapes[owner]),
        np.log(_times(words.astype(np.uint64))),
        _repeat(words, 2),
        _repeat(words, 4),
        np.full(n, np.log(max(n, 1))),
        np.arange(n) / max(n, 1),
    )
    table = np.concatenate([shapes[owner], np.stack(around, axis=1), _phrases(words)], axis=1)
    return Tokens(starts, ends, words, table.astype(np.float32))


#: Most tokens of a name between two gaps, as a link leaves them around itself.
MAX_LINK = 6


def _wide(gap: NDArray[np.int64], shapes: Floats) -> NDArray[np.bool_]:
    """Tell the tokens behind more than one space, but for two within a sentence, where a link stood.

    Those stand behind a comma, between words in small letters, and around what such words frame:
    "said  Silvia Ayuela  from Bergen".
    """
    wide = gap > 1
    if not wide.any():
        return wide
    of = _SHAPES.index
    small, comma = shapes[:, of("begins small")] > 0, shapes[:, of("comma")] > 0
    ends = (shapes[:, of("ends a sentence")] > 0) | (shapes[:, of("colon")] > 0)
    double = gap == 2
    behind_small = np.append(False, (small & ~ends)[:-1])
    number = np.append(False, (shapes[:, of("no letter")] > 0)[:-1] & ~ends[:-1])
    behind_comma = np.append(False, comma[:-1])
    mere = double & (behind_comma | ((behind_small | number) & small))
    opens = double & (behind_small | behind_comma) & ~small
    last = -1  # where a gap opened before a capital
    closed = np.append(False, ends[:-1])
    for at in np.flatnonzero(wide).tolist():
        if last >= 0 and double[at] and small[at] and not closed[at] and at - last <= MAX_LINK:
            mere[last] = mere[at] = True
        last = at if opens[at] else -1
    apart: NDArray[np.bool_] = wide & ~mere
    return apart


SPACE, UPPER, LOWER, DIGIT, STOP, WIDE_STOP, OPENS, CLOSES = (1 << i for i in range(8))
UNCASED, UNSPACED, WIDE_OPENS, WIDE_MARK, COUNTS = (1 << i for i in range(8, 13))

#: Behind one of these, of Chinese and Japanese, the next token stands.
_WIDE_MARKS = "、，；：" + _WIDE_CLOSING

#: What stands behind a number and belongs to it, in Chinese and Japanese.
_COUNTERS = (
    "年月日號号時时分秒歲岁歳才人名位円元圓億亿兆万萬千百回次件個个本台度点點代階层條条章週周割倍"
)


@cache
def _classes() -> NDArray[np.uint16]:
    """Give the class of each character of the basic plane."""
    out = np.zeros(0x10000, np.uint16)
    for code in range(0x10000):
        char = chr(code)
        kind = SPACE if char.isspace() else UPPER if char.isupper() else 0
        kind |= LOWER if char.islower() else DIGIT if char.isdigit() else 0
        kind |= UNCASED if char.isalpha() and char.title() == char and not char.isupper() else 0
        out[code] = kind
    for marks, kind in (
        (".!?…", STOP),
        (_WIDE_STOPS, WIDE_STOP),
        (_OPENING, OPENS),
        (_CLOSING, CLOSES),
        (_WIDE_OPENING + "“‘([{", WIDE_OPENS),
        (_WIDE_MARKS, WIDE_MARK),
        (_COUNTERS, COUNTS),
    ):
        for mark in marks:
            out[ord(mark)] |= kind
    for char in re.findall(f"[{HAN_KANA}]", "".join(map(chr, range(0x10000)))):
        out[ord(char)] |= UNSPACED
    return out


def _bounds(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give where tokens start and end: at spaces, and where a dump glued words.

    There a capital stands behind a small letter, a digit or a stop; in a script without capitals a
    letter behind a stop. In one without spaces words begin where they are likeliest to, and letters and
    numbers of others beside them.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = np.zeros(len(codes) + 4, np.uint16)  # two places of nothing on either side
    kinds[2:-2] = _classes()[np.minimum(codes, 0xFFFF)]
    n = len(codes)
    before2, before, own, behind, behind2 = (kinds[at : at + n] for at in range(5))
    name = ((own & UPPER) > 0) & ((behind & LOWER) > 0)
    glued = name & (((before & LOWER) > 0) | (((before & DIGIT) > 0) & ((behind2 & LOWER) > 0)))
    begins = ((own & UPPER) > 0) | (((own & OPENS) > 0) & ((behind & UPPER) > 0))
    glued |= ((before2 & LOWER) > 0) & ((before & STOP) > 0) & begins
    uncased = ((before2 & UNCASED) > 0) & ((own & (UNCASED | OPENS)) > 0)
    glued |= uncased & ((before & STOP) > 0)
    glued |= ((before & WIDE_STOP) > 0) & ((own & (WIDE_STOP | CLOSES)) == 0)
    if (own & UNSPACED).any():
        word = np.zeros(n, np.bool_)
        word[word_starts(text)] = True
        counted = ((before & DIGIT) > 0) & ((own & COUNTS) > 0)
        glued |= word & ((before & WIDE_OPENS) == 0) & ~counted
        other = (own & (UPPER | LOWER | DIGIT | WIDE_OPENS)) > 0
        glued |= other & ((before & (UNSPACED | WIDE_MARK)) > 0)
    space = (own & SPACE) > 0
    first = np.zeros(n, np.bool_)
    first[:1], first[1:] = True, space[:-1]
    starts = np.flatnonzero(~space & (first | glued))
    spaces = np.append(np.flatnonzero(space), n)
    ends = np.minimum(spaces[np.searchsorted(spaces, starts)], np.append(starts[1:], n))
    return starts, ends


def _times(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    _, number = numbered(values)
    return np.bincount(number)[number]


def _grams(words: NDArray[np.uint32], size: int) -> NDArray[np.uint64]:
    """Give a hash of each `size` words beside each other, as many as there are."""
    number = max(0, len(words) - size + 1)
    return _gram([words[i : i + number] for i in range(size)])


def _gram(columns: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint64]:
    """Give a hash of each row of words."""
    out = np.zeros(len(columns[0]), np.uint64)
    for words in columns:
        out *= np.uint64(0x9E3779B97F4A7C15)
        out += words.astype(np.uint64) + np.uint64(1)
    return out


def _repeat(words: NDArray[np.uint32], size: int) -> Floats:
    """Whether a token is in a run of `size` that stands elsewhere too."""
    out = np.zeros(len(words), np.float32)
    grams = _grams(words, size)
    if len(grams):
        again = _times(grams) > 1
        for i in range(size):
            out[i : i + len(grams)][again] = 1
    return out


def _phrases(words: NDArray[np.uint32]) -> Floats:
    """Tell the tokens of phrases that sites show."""
    out = np.zeros((len(words), 4 + len(FAMILY_GROUPS)), np.float32)
    whole = are_whole_phrases(words)
    for size, (known, groups) in _known_phrases().items():
        grams = _grams(words, size)
        if not len(grams):
            continue
        place = np.minimum(np.searchsorted(known, grams), len(known) - 1)
        for start in np.flatnonzero(known[place] == grams):
            stop = start + size
            if size == 1 and not whole[start]:
                out[start, 3] = 1
            else:
                out[start:stop, 0] = 1
                out[start, 1] = 1
                out[stop - 1, 2] = 1
            out[start:stop, 4 + groups[place[start]]] = 1
    return out


def are_whole_phrases(words: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether a token is a phrase of sites by itself, in a script without spaces."""
    return np.isin(words, _whole_phrases())


@cache
def _whole_phrases() -> NDArray[np.uint32]:
    long = [phrase for phrase in phrase_groups() if len(phrase) >= MIN_WHOLE_PHRASE]
    return np.array(list(map(_hash_folded, long, fold_all(long))), np.uint32)


@cache
def _known_phrases() -> dict[int, tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """Give the phrases that are whole lines, by their number of tokens: hashes, ascending, and groups."""
    named = [*phrase_groups().items(), *line_phrases()]
    phrases = [(phrase.split(), _GROUP_OF[family]) for phrase, family in named]
    words = list({word for phrase, _ in phrases for word in phrase})
    number = dict(zip(words, map(_hash_folded, words, fold_all(words)), strict=True))
    out = {}
    for size in range(1, MAX_PHRASE + 1):
        some = [(phrase, group) for phrase, group in phrases if len(phrase) == size]
        if not some:
            continue
        hashes = np.array([[number[word] for word in phrase] for phrase, _ in some], np.uint32)
        grams = _gram(list(hashes.T))
        groups = dict(zip(grams.tolist(), [group for _, group in some], strict=True))
        known = sorted(groups)
        out[size] = np.array(known, np.uint64), np.array([groups[g] for g in known], np.int64)
    return out


@lru_cache(maxsize=1 << 15)
def _hash(word: str) -> int:
    """Give a word's hash: case, marks around it and the value of numbers aside."""
    return _hash_folded(word, fold(word))


def _hash_folded(word: str, folded: str) -> int:
    core = folded.strip(_MARKS) or word
    return zlib.crc32(core.encode("utf-8", "replace"))


@lru_cache(maxsize=1 << 15)
def _shape(word: str) -> Sequence[float]:
    letters = [char for char in word if char.isalpha()]
    core = word.rstrip(_CLOSING)
    first = letters[0] if letters else ""
    upper = sum(char.isupper() for char in letters)
    cased = any(char.isupper() or char.islower() for char in letters)
    return (
        float(np.log(len(word))),
        first.isupper(),
        upper == len(letters) > 1,
        any(char.isdigit() for char in word),
        not letters,
        core.endswith(tuple(_STOPS)),
        core.endswith((",", ";", "、", "，", "،")),
        core.endswith((":", "：")),
        word[0] in _OPENING,
        word[-1] in _CLOSING,
        first.islower(),
        bool(letters) and not cased,
        not any(char.isalnum() for char in word),
        bool(_ADDRESS.search(word)),
        len(word) == 1,
        core.endswith(("...", "…")),
    )
