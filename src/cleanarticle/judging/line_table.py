"""What the line model sees of a text: each line, what it says, and what stands around it.

All lines are read at once, in numpy: the table of `features.py`, and beside it phrases, how far the
cuts of the rules and the title are, and lines that look alike. The net sees the lines nearby by
itself. Lines are columns while the table is made, so that each number's row is one stretch of memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..patterns import lazy
from .features import FEATURES, REASON_GROUPS, Features, Floats, changes_of, features
from .lines import Line

__all__ = [
    "LINE_COLUMNS",
    "Phrases",
    "line_table",
    "phrases_of",
]

Indices = NDArray[np.int64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Phrases:
    """How much words, pairs of words and whole lines speak for an article: log-odds.

    `hashes` ascend, `scores` are theirs; `starts` tells where those with the same upper half begin.
    """

    hashes: NDArray[np.uint32]
    scores: Floats
    starts: Indices = field(init=False)
    padded: NDArray[np.uint32] = field(init=False)
    most: int = field(init=False)  # hashes with the same upper half

    def __post_init__(self) -> None:
        halves = np.arange(1 << 16, dtype=np.uint32) << np.uint32(16)
        starts = np.searchsorted(self.hashes, halves)
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "padded", np.append(self.hashes, np.uint32(0xFFFFFFFF)))
        object.__setattr__(self, "most", int(np.diff(starts, append=len(self.hashes)).max()))

    def places(self, hashes: NDArray[np.uint32]) -> Indices:
        """Give the place of each phrase, -1 for strangers: some steps from where its half begins."""
        padded = self.padded
        places = self.starts.take(hashes >> np.uint32(16))
        for _ in range(self.most):
            places += padded.take(places) < hashes
        known = (padded.take(places) == hashes) & (places < len(self.hashes))
        return np.where(known, places, -1)


#: Lines of prose with at most so many others between them are one cluster.
_MAIN_GAP = 6
#: Lines among which one of the same look, or that begins with the same word, is looked for.
_ALIKE_REACH, _TWIN_REACH = 4, 5

#: The columns, in order; the model's file names the same ones.
LINE_COLUMNS = (
    *FEATURES,
    "year", "clock", "digits a word", "ends in a digit", "list mark", "unfinished",
    "phrases", "least phrase", "greatest phrase", "known phrases", "sum of phrases",
    "prose words before", "prose words behind", "share of prose before", "words before", "words behind",
    *(f"{side} cut as {reasons[0]}" for side in ("since", "until") for reasons in REASON_GROUPS),
    "from the title", "has a title", "is like the title", "from what is like the title",
    "alike", "words of the alike", "prose of the alike", "phrases of the alike", "alike nearby",
    "same first word", "same last word", "same first word nearby",
    "words of the main cluster", "words of it alone", "rarity",
)  # fmt: skip

_AT = {name: i for i, name in enumerate(FEATURES)}
#: Distance to what there is none of.
_FAR = 9.0
#: Share of a line's telling words that the title has, from which on it may be the title again.
_LIKE_TITLE = 0.6

# A search for a first character is many times as fast as one for what stands before it, so that
# the first digit comes before the look back.
YEAR = lazy(r"\d(?<!\d\d)(?:(?:(?<=1)9|(?<=2)0)\d\d(?!\d)|\d?[./-]\d{1,2}[./-]\d\d)")
CLOCK = lazy(r"\d(?<!\d\d)\d?[:.h]\d\d(?!\d)")
LIST_MARKS = ("•", "*", "- ", "– ", "— ", "·", "▪", "►", ">")
UNFINISHED = ("…", "...", "[…]", "[...]")


def line_table(
    lines: Sequence[Line], title: str | None, phrases: Phrases
) -> tuple[Floats, Indices]:
    """Read the lines of a text. There must be one, and none without text.

    Gives float32, lines × `LINE_COLUMNS`, and the words of each line.
    """
    n = len(lines)
    seen = features(lines, title)
    base = np.ascontiguousarray(seen.table.T)
    counts = seen.counts
    words = counts.astype(np.float32)
    index = np.arange(n)
    prose = base[_AT["prose"]] > 0
    own = _own([line.text for line in lines], base, words)
    scores = _phrase_scores(seen, phrases, n)
    reasons = _rows(base, "cut as", REASON_GROUPS)
    alike = _looks(base, words, own[0])
    first, last = _edges(seen, n)
    rows: list[NDArray[Any]] = [
        base,
        own,
        scores,
        _running(words, words * prose),
        _since(reasons, index),
        _until(reasons, index),
        _from_title(reasons[-1], base[_AT["words in title"]] * (words >= 3), index),
        _of_the_alike(alike, np.log1p(words), prose, scores[0]),
        np.log1p(np.array([_others(first), _others(last)])),
        _twins(first)[None],
        _shared_with(seen, _main_cluster(prose, words), words),
    ]
    values = np.empty((len(LINE_COLUMNS), n), np.float32)
    np.concatenate(rows, out=values, casting="unsafe")
    return values.T, counts


def _where(marks: NDArray[Any]) -> Indices:
    """Give the places of the marks: what `numpy.flatnonzero` does, without its overhead."""
    return marks.nonzero()[0]


def _rows(base: Floats, name: str, groups: Sequence[Sequence[str]]) -> Marks:
    """Give the rows of some groups of reasons or families, as marks."""
    begin = _AT[f"{name} {groups[0][0]}"]
    return base[begin : begin + len(groups)] > 0


def _own(texts: Sequence[str], base: Floats, words: Floats) -> Floats:
    """Look for dates, times, list marks and dots in each line."""
    n = len(texts)
    size = np.maximum(np.expm1(base[_AT["log characters"]]), 1)
    digits = base[_AT["digits"]]
    years, clocks = np.zeros((2, n), np.float32)
    for i in _where(digits).tolist():
        years[i] = YEAR.search(texts[i]) is not None
        clocks[i] = CLOCK.search(texts[i]) is not None
    return np.array(
        [
            years,
            clocks,
            digits * size / np.maximum(words, 1),
            [t[-1].isdigit() for t in texts],
            [t.startswith(LIST_MARKS) for t in texts],
            [t.endswith(UNFINISHED) for t in texts],
        ],
        np.float32,
    )


# ---------------------------------------------------------------- phrases

#: Odd numbers by which the hashes of words become those of pairs, edges and lines.
_PAIR = np.uint64(0x9E3779B97F4A7C15)
_BEGINS, _ENDS, _WHOLE = np.uint64(0x1234567), np.uint64(0x89ABCDE1), np.uint64(0x55)
#: Words up to which a line is one phrase.
_LINE_WORDS = 6


def phrases_of(seen: Features) -> tuple[NDArray[np.uint32], Indices]:
    """Give the hashes of words, pairs of words, edges and short lines, and the line of each."""
    words, line_of = seen.words.astype(np.uint64), seen.line_of
    if not len(words):
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    together = line_of[1:] == line_of[:-1]
    first = changes_of(line_of)
    behind = np.append(first[1:], len(words))
    owner, size = line_of[first], behind - first
    place = (np.arange(len(words)) - np.repeat(first, size)).astype(np.uint64)
    sums = np.add.reduceat(words * (place * np.uint64(2) + np.uint64(1)) * _PAIR, first)
    short = size <= _LINE_WORDS
    hashes = [
        seen.words,
        _mixed(words[:-1][together] * _PAIR ^ words[1:][together]),
        _mixed(words[first] + _BEGINS),
        _mixed(words[behind - 1] + _ENDS),
        _mixed(sums[short] + _WHOLE),
    ]
    owners = [line_of, line_of[:-1][together], owner, owner, owner[short]]
    return np.concatenate(hashes), np.concatenate(owners)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint32]:
    values = values ^ (values >> np.uint64(29))
    values = values * np.uint64(0xBF58476D1CE4E5B9)
    return (values >> np.uint64(32)).astype(np.uint32)


def _phrase_scores(seen: Features, phrases: Phrases, n: int) -> Floats:
    """Give for each line the score of its phrases: by their root, least, greatest, known, all."""
    out = np.zeros((5, n), np.float32)
    hashes, owner = phrases_of(seen)
    if not len(phrases.hashes) or not len(hashes):
        return out
    place = phrases.places(hashes)
    known = place >= 0
    own, value = owner[known], phrases.scores[place[known]]
    total = np.bincount(own, weights=value, minlength=n)
    number = np.maximum(np.bincount(owner, minlength=n), 1)
    out[0] = total / np.sqrt(number)
    order = np.argsort(own, kind="stable")
    own, value = own[order], value[order]
    first = changes_of(own) if len(own) else own
    if len(first):
        out[1, own[first]] = np.minimum(np.minimum.reduceat(value, first), 0)
        out[2, own[first]] = np.maximum(np.maximum.reduceat(value, first), 0)
    out[3] = np.bincount(own, minlength=n) / number
    out[4] = np.clip(total, -30, 30)
    return out


# ---------------------------------------------------------------- what stands around


def _signed(distance: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(np.sign(distance) * np.log1p(np.abs(distance)))


def _main_cluster(prose: Marks, words: Floats) -> Marks:
    """Tell the lines of prose of the largest cluster."""
    inside = np.zeros(len(prose), bool)
    where = _where(prose)
    if not len(where):
        return inside
    breaks = _where(np.diff(where) > _MAIN_GAP + 1) + 1
    first = np.concatenate(([0], breaks))
    best = int(np.argmax(np.add.reduceat(words[where], first)))
    last = np.append(breaks, len(where))[best] - 1
    inside[where[first[best]] : where[last] + 1] = True
    return inside & prose


def _running(words: Floats, prose: Floats) -> NDArray[Any]:
    """Give the words of prose before and behind each line, and all words."""
    sums = np.zeros((2, len(words) + 1))
    np.cumsum(np.array([words, prose]), axis=1, out=sums[:, 1:])
    said, prosed = sums
    return np.array(
        [
            np.log1p(prosed[:-1]), np.log1p(prosed[-1] - prosed[1:]), prosed[:-1] / max(prosed[-1], 1.0),
            np.log1p(said[:-1]), np.log1p(said[-1] - said[1:]),
        ]
    )  # fmt: skip


def _since(marks: Marks, index: Indices) -> NDArray[Any]:
    """Give the distance to the last mark of each kind at or before each line."""
    last = np.maximum.accumulate(np.where(marks, index, -1), axis=1)
    return np.where(last >= 0, np.log1p(index - last), _FAR)


def _until(marks: Marks, index: Indices) -> NDArray[Any]:
    return _since(marks[:, ::-1], index)[:, ::-1]


def _from_title(taken: Marks, like: Floats, index: Indices) -> NDArray[Any]:
    n = len(index)
    at = _where(taken)
    best = int(np.argmax(like))
    far = np.full(n, -_FAR)
    return np.array(
        [
            _signed(index - at[0]) if len(at) else far,
            np.full(n, float(len(at) > 0)),
            like,
            _signed(index - best) if like[best] > _LIKE_TITLE else far,
        ]
    )


# ---------------------------------------------------------------- what is alike


def _looks(base: Floats, words: Floats, year: Floats) -> Indices:
    """Number the looks of lines: their length, their ends, their capitals."""
    code = np.minimum(np.log2(words + 1).astype(np.int64), 6)
    for part in (
        base[_AT["ends a sentence"]] > 0,
        year > 0,
        base[_AT["begins with a digit"]] > 0,
        base[_AT["begins with a mark"]] > 0,
        base[_AT["capitalised words"]] > 0.6,
        base[_AT["ends in dots"]] > 0,
    ):
        code = code * 2 + part
    return code


def _of_the_alike(alike: Indices, logs: Floats, prose: Marks, score: Floats) -> NDArray[Any]:
    number = np.bincount(alike)[alike]
    means = [np.bincount(alike, weights=row)[alike] / number for row in (logs, prose, score)]
    nearby = np.zeros(len(alike))
    for step in range(1, min(_ALIKE_REACH, len(alike) - 1) + 1):
        equal = alike[step:] == alike[:-step]
        nearby[step:] += equal
        nearby[:-step] += equal
    return np.array([np.log1p(number), *means, nearby])


def _edges(seen: Features, n: int) -> tuple[Indices, Indices]:
    """Give the first and the last word of each line by their numbers from 1 on, 0 for none."""
    first, last = np.zeros(n, np.int64), np.zeros(n, np.int64)
    if len(seen.words):
        begin = changes_of(seen.line_of)
        first[seen.line_of[begin]] = seen.number[begin] + 1
        end = np.append(begin[1:], len(seen.words)) - 1
        last[seen.line_of[end]] = seen.number[end] + 1
    return first, last


def _others(words: Indices) -> NDArray[Any]:
    """Give how many other lines have the same word there."""
    return (np.bincount(words)[words] - 1) * (words > 0)


def _twins(first: Indices) -> NDArray[Any]:
    """Give how many lines nearby begin with the same word."""
    out = np.zeros(len(first))
    for step in range(1, min(_TWIN_REACH, len(first) - 1) + 1):
        equal = (first[step:] == first[:-step]) & (first[step:] > 0)
        out[step:] += equal
        out[:-step] += equal
    return out


def _shared_with(seen: Features, main: Marks, words: Floats) -> NDArray[Any]:
    """Give the share of a line's words, the rare ones weighing more, that the main cluster has."""
    n = len(words)
    if not len(seen.words):
        return np.zeros((3, n))
    line_of, number = seen.line_of, seen.number
    times = np.bincount(number)[number]
    mine = main[line_of]
    theirs = np.bincount(number[mine], minlength=len(seen.distinct))[number]
    shared = theirs > mine
    alone = shared & (times - theirs <= ~mine)
    rarity = 1 / np.sqrt(times)
    some = np.maximum(np.bincount(line_of, weights=rarity, minlength=n), 0.1)
    share = np.bincount(line_of, weights=rarity * shared, minlength=n) / some
    share_alone = np.bincount(line_of, weights=rarity * alone, minlength=n) / some
    return np.array([share, share_alone, some / np.maximum(words, 1)])
