"""Text in two bytes a character of which some pairs were read as UTF-8, which they could be, and the rest as Latin-1.

So reads a program that goes on with Latin-1 wherever UTF-8 ends: in `ä³Î` the first letter is a pair of
bytes, the others are a byte each. A letter up to U+00FF can be either; the likeliest row of characters tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, partial
from math import log10
from typing import Any

from ..sieve import compiled
from ..words import unspaced_words
from .detecting import frequent, is_varied

__all__ = ["half_read"]

#: What stands for bytes, one of a Latin letter's at least.
_ROW = "[\u0800-\U0010ffff]{0,40}[\u0080-\u07ff][\u0080-\U0010ffff]*"
#: What a character costs is how rare it is: the logarithm (base 10) of one in so many. A sign costs this, and one that
#: is in no listed word, whether the encoding puts it among the frequent ones or not; a letter up to U+00FF that stands
#: for two bytes costs more.
SIGN, UNLISTED, UNKNOWN, DOUBLE = 2.5, 6.0, 8.0, 0.2
#: What the characters of a row may cost, one with another.
MAX_MEAN = 5.6
#: Fewest frequent characters that tell, the share of them, and how many characters are looked at.
MIN_HITS, MIN_FREQUENT, SAMPLE = 40, 0.85, 4_000

_SIGNS = frozenset("\u3000、。，．；：？！·…—～“”‘’「」『』《》〈〉（）【】ㆍ△▲▶■□◆◇○●★☆※①②③")
_LANGUAGES = {"cp949": "ko", "gb18030": "zh"}

#: What is read on a way through a row, the last piece first: (what is before it, the piece).
_Read = tuple[Any, str]


def half_read(text: str) -> str:
    """Give a text with its rows of bytes as characters, where nearly all are frequent ones; else as it is."""
    rows = _some(compiled(_ROW).findall(text))
    for encoding in _LANGUAGES:
        read = "".join([_likeliest(row, encoding) or row for row in rows])
        letters = [char for char in read if char > "\x7f"]
        hits = sum(char in frequent()[encoding] for char in letters)
        signs = sum(map(_SIGNS.__contains__, letters))
        if is_varied(letters) and hits >= max(MIN_HITS, MIN_FREQUENT * (len(letters) - signs)):
            return compiled(_ROW).sub(partial(_spelt, encoding=encoding), text)
    return text


def _spelt(row: re.Match[str], encoding: str) -> str:
    """Give what a row spells; the one letter of a foreign name (`Jäger`) is itself."""
    text, start, end = row.string, row.start(), row.end()
    beside = text[start - 1 : start] + text[end : end + 1]
    if end - start == 1 and any(char.isascii() and char.isalpha() for char in beside):
        return row[0]
    return _likeliest(row[0], encoding) or row[0]


def _some(rows: list[str]) -> list[str]:
    """Give the first rows, up to the size that is looked at."""
    size, taken = 0, []
    for row in rows:
        taken.append(row)
        size += len(row)
        if size > SAMPLE:
            break
    return taken


def _likeliest(row: str, encoding: str) -> str | None:
    """Give the likeliest characters that a row's bytes spell, `None` where they spell none that are likely."""
    pairs = _pairs(encoding)
    # By the byte that waits for its second, 0 for none.
    ways: dict[int, tuple[float, _Read | None]] = {0: (0.0, None)}
    for char in row:
        after: dict[int, tuple[float, _Read | None]] = {}
        for first, (cost, read) in ways.items():
            for data in _bytes_of(char):
                way = _go_on(first, data, pairs)
                if way is not None:
                    last, spelt, more = way
                    whole = cost + more + DOUBLE * (char <= "\u00ff" and len(data) == 2)
                    if last not in after or whole < after[last][0]:
                        after[last] = whole, (read, spelt)
        ways = after
    cost, read = ways.get(0, (0.0, None))
    spells = _whole(read)
    return spells if cost <= MAX_MEAN * len(spells) else None


def _whole(read: _Read | None) -> str:
    pieces = []
    while read is not None:
        read, piece = read
        pieces.append(piece)
    return "".join(reversed(pieces))


def _bytes_of(char: str) -> tuple[bytes, ...]:
    double = char.encode("utf-8", "surrogatepass")
    return (double,) if char > "\u00ff" else (bytes([ord(char)]), double)


def _go_on(
    first: int, data: bytes, pairs: Mapping[int, tuple[str, float]]
) -> tuple[int, str, float] | None:
    """Give the byte that waits, what is spelt, and what it costs, when these bytes come."""
    spelt, cost = "", 0.0
    for value in data:
        if not first:
            first = value
            continue
        pair = pairs.get(first << 8 | value)
        if pair is None:
            return None
        spelt += pair[0]
        cost += pair[1]
        first = 0
    return first, spelt, cost


@cache
def _pairs(encoding: str) -> Mapping[int, tuple[str, float]]:
    """Give the characters of two bytes beyond ASCII, and what each costs."""
    costs = dict.fromkeys(frequent()[encoding], UNLISTED) | dict.fromkeys(_SIGNS, SIGN)
    costs |= _costs(_LANGUAGES[encoding])
    found: dict[int, tuple[str, float]] = {}
    for first in range(0x81, 0xFF):
        for second in range(0x80, 0xFF):
            char = bytes((first, second)).decode(encoding, "ignore")
            if len(char) == 1:
                found[first << 8 | second] = char, costs.get(char, UNKNOWN)
    return found


@cache
def _costs(language: str) -> Mapping[str, float]:
    """Give how rare each character of a language's words is."""
    shares: defaultdict[str, float] = defaultdict(float)
    for word, below in unspaced_words(language).items():
        for char in word:
            shares[char] += 10 ** (-below / 100)
    whole = sum(shares.values())
    return {char: log10(whole / share) for char, share in shares.items()}
