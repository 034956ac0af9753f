"""What the line model sees of a text: each line, what it says, and what stands around it.

All lines are read at once, in numpy: the table of `features.py`, and beside it phrases, neighbours,
windows, clusters of prose, cuts of the rules nearby, lines that look alike and the page as a
whole. Lines are columns while the table is made, so that each number's row is one stretch of memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import FEATURES, REASON_GROUPS, Features, Floats, features
from .lines import Line

__all__ = [
    "LINE_COLUMNS",
    "LINE_CONTEXT",
    "LineTable",
    "Phrases",
    "line_context",
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


@dataclass(frozen=True, slots=True)
class LineTable:
    """`values` is float32, lines × `LINE_COLUMNS`; lines that look alike share a number in `alike`."""

    values: Floats
    seen: Features
    alike: Indices
    first_words: Indices  # numbered from 1 on, 0 for a line without one

    @property
    def counts(self) -> Indices:
        """The words of each line."""
        return self.seen.counts


_OFFSETS = (-2, -1, 1, 2)
_NEAR = ("words", "closes", "phrases", "capitals")
#: Windows of so many lines before and behind; `None` leaves that side and the line itself out.
_WINDOWS: tuple[tuple[int | None, int | None], ...] = (
    (2, 2), (6, 6), (20, 20), (None, 6), (20, None), (None, 20), (60, None), (None, 60),
)  # fmt: skip
_WIDE = ("words", "prose", "closes", "cut", "short", "phrases", "capitals", "says", "questions")
#: Lines of prose with at most so many others between them are one cluster.
_GAPS = (2, 6, 15)
_MAIN_GAP = 6
_CLUSTER = (
    "words", "share", "the largest", "from its start", "from its end", "from the largest's start",
    "from the largest's end", "lines",
)  # fmt: skip
#: Lines among which one of the same look, or that begins with the same word, is looked for.
_ALIKE_REACH, _TWIN_REACH = 4, 5

#: Of what a line is by itself all but why a rule cut it: only lines that are still in are judged.
_OWN = tuple(
    i for i, name in enumerate(FEATURES) if not name.startswith("cut") or name == "cut of the page"
)

#: The columns, in order; the model's file names the same ones.
LINE_COLUMNS = (
    *(FEATURES[i] for i in _OWN),
    "year", "clock", "digits a word", "ends in a digit", "list mark", "unfinished",
    "phrases", "least phrase", "greatest phrase", "known phrases", "sum of phrases",
    *(f"{name} at {offset:+}" for offset in _OFFSETS for name in _NEAR),
    *(f"{name} in {before} {behind}" for before, behind in _WINDOWS for name in _WIDE),
    *(f"{name} of cluster {gap}" for gap in _GAPS for name in _CLUSTER),
    "prose words before", "prose words behind", "share of prose before", "words before", "words behind",
    "long before", "long behind", "phrases of long before", "phrases of long behind",
    *(f"{side} cut as {reasons[0]}" for side in ("since", "until") for reasons in REASON_GROUPS),
    "from the title", "has a title", "is like the title", "from what is like the title",
    "alike", "words of the alike", "prose of the alike", "phrases of the alike", "alike nearby",
    "same first word", "same last word", "same first word nearby",
    "words of the main cluster", "words of it alone", "rarity",
    *(f"page cut as {reasons[0]}" for reasons in REASON_GROUPS),
    "page words", "page phrases", "page closes", "page short", "page years", "page clusters",
    "page main share", "page longest", "page items", "page questions", "page capitals",
    "page persons", "page prose lines", "page repeats", "page separators",
)  # fmt: skip

_AT = {name: i for i, name in enumerate(FEATURES)}
#: Distance to what there is none of.
_FAR = 9.0
#: Words from which on a line is long, up to which it is short.
_LONG_WORDS, _SHORT_WORDS = 8, 4
#: Share of a line's telling words that the title has, from which on it may be the title again.
_LIKE_TITLE = 0.6

# A search for a first character is many times as fast as one for what stands before it, so that
# the first digit comes before the look back.
YEAR = re.compile(
    r"\d(?<!\d\d)(?:(?:(?<=1)9|(?<=2)0)\d\d(?!\d)|\d?[./-]\d{1,2}[./-]\d\d)"
)
CLOCK = re.compile(r"\d(?<!\d\d)\d?[:.h]\d\d(?!\d)")
LIST_MARKS = ("•", "*", "- ", "– ", "— ", "·", "▪", "►", ">")
UNFINISHED = ("…", "...", "[…]", "[...]")


def line_table(lines: Sequence[Line], title: str | None, phrases: Phrases) -> LineTable:
    """Read the lines of a text. There must be one, and none without text."""
    n = len(lines)
    seen = features(lines, title)
    base = np.ascontiguousarray(seen.table.T)
    words = seen.counts.astype(np.float32)
    logs = np.log1p(words)
    index = np.arange(n)
    prose = base[_AT["prose"]] > 0
    cut, closes = base[_AT["cut"]], base[_AT["ends a sentence"]]
    says, capitals = base[_AT["says anything"]], base[_AT["capitalised words"]]
    own = _own([line.text for line in lines], base, words)
    year = own[0]
    scores = _phrase_scores(seen, phrases, n)
    score = scores[0]
    near = np.array([logs, closes, score, capitals])
    short = words <= _SHORT_WORDS
    question = base[_AT["question"]]
    summed = np.array(
        [words, words * prose, logs, score * logs, closes, cut, short, capitals, says, question]
    )  # fmt: skip
    sums = np.zeros((len(summed), n + 1))
    np.cumsum(summed, axis=1, out=sums[:, 1:])
    where = _where(prose)
    clusters = {gap: _Clusters.of(where, words[where], gap, n) for gap in _GAPS}
    main = clusters[_MAIN_GAP]
    in_main = main.inside_largest(n) & prose
    reasons = _rows(base, "cut as", REASON_GROUPS)
    alike = _looks(base, words, year)
    first, last = _edges(seen, n)
    rows: list[NDArray[Any]] = [
        base[list(_OWN)],
        own,
        scores,
        *(_moved(near, offset, -1.0) for offset in _OFFSETS),
        *(_window_means(sums, index, before, behind) for before, behind in _WINDOWS),
        *(clusters[gap].columns(index, words[where]) for gap in _GAPS),
        _running(sums),
        _long_lines(words, score, index),
        _since(reasons, index),
        _until(reasons, index),
        _from_title(reasons[-1], base[_AT["words in title"]] * (words >= 3), index),
        _of_the_alike(alike, logs, prose, score),
        np.log1p(np.array([_others(first), _others(last)])),
        _twins(first)[None],
        _shared_with(seen, in_main, words),
    ]
    page = np.array(
        [
            *reasons.mean(1),
            np.log1p(sums[0, -1]), sums[3, -1] / max(sums[2, -1], 1.0), closes.mean(), short.mean(), year.mean(),
            np.log1p(len(main.start)), float(words[in_main].sum()) / max(float(sums[1, -1]), 1.0),
            np.log1p(words.max()), base[_AT["list_item"]].mean(), question.mean(), capitals.mean(),
            base[_AT["first or second person"]].mean(), np.log1p(len(where)),
            base[_AT["line repeats"]].mean(), base[_AT["separators"]].mean(),
        ],
        np.float32,
    )  # fmt: skip
    values = np.empty((len(LINE_COLUMNS), n), np.float32)
    np.concatenate(rows, out=values[: -len(page)], casting="unsafe")
    values[-len(page) :] = page[:, None]
    return LineTable(values.T, seen, alike, first)


def _where(marks: NDArray[Any]) -> Indices:
    """Give the places of the marks: what `numpy.flatnonzero` does, without its overhead."""
    return marks.nonzero()[0]


def _changes(numbers: Indices) -> Indices:
    """Give the places where another number stands than one before, the first among them."""
    return _where(np.concatenate(([True], numbers[1:] != numbers[:-1])))


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
    first = _changes(line_of)
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
    first = _changes(own) if len(own) else own
    if len(first):
        out[1, own[first]] = np.minimum(np.minimum.reduceat(value, first), 0)
        out[2, own[first]] = np.maximum(np.maximum.reduceat(value, first), 0)
    out[3] = np.bincount(own, minlength=n) / number
    out[4] = np.clip(total, -30, 30)
    return out


# ---------------------------------------------------------------- what stands around


def _moved(rows: NDArray[Any], offset: int, outside: float) -> NDArray[Any]:
    """Give for each line what the one so many places on, or back, has."""
    moved = np.full_like(rows, outside)
    if offset < 0:
        moved[:, -offset:] = rows[:, :offset]
    else:
        moved[:, :-offset] = rows[:, offset:]
    return moved


def _reach(index: Indices, before: int | None, behind: int | None) -> tuple[Indices, Indices]:
    n = len(index)
    low = index + 1 if before is None else np.maximum(index - before, 0)
    high = index if behind is None else np.minimum(index + behind + 1, n)
    return np.minimum(low, high), high


def _window_means(
    sums: NDArray[Any], index: Indices, before: int | None, behind: int | None
) -> NDArray[Any]:
    """Give the means of a window: words, share of prose, the rest a line, phrases by words."""
    low, high = _reach(index, before, behind)
    part = sums[:, high] - sums[:, low]
    size = np.maximum(high - low, 1)
    a_line = part[4:] / size
    return np.concatenate(
        [
            np.array([part[2] / size, part[1] / np.maximum(part[0], 1)]),
            a_line[:3],
            (part[3] / np.maximum(part[2], 0.1))[None],
            a_line[3:],
        ]
    )


def _signed(distance: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(np.sign(distance) * np.log1p(np.abs(distance)))


@dataclass(frozen=True, slots=True)
class _Clusters:
    """Lines that stand close together, in runs: the first and last line of each, and its size."""

    start: Indices
    end: Indices
    size: NDArray[np.float64]

    @classmethod
    def of(cls, where: Indices, weight: NDArray[Any], gap: int, n: int) -> _Clusters:
        breaks = _where(np.diff(where) > gap + 1) + 1
        first = np.concatenate(([0], breaks)) if len(where) else where
        last = np.append(breaks, len(where))[: len(first)] - 1
        size = np.add.reduceat(weight, first) if len(where) else np.zeros(0)
        return cls(where[first], where[last], size.astype(np.float64))

    def inside_largest(self, n: int) -> Marks:
        inside = np.zeros(n, bool)
        if len(self.start):
            best = int(np.argmax(self.size))
            inside[self.start[best] : self.end[best] + 1] = True
        return inside

    def nearest(self, index: Indices) -> Indices:
        """Give the cluster that each line is in, or next to."""
        left = np.maximum(np.searchsorted(self.start, index, "right") - 1, 0)
        right = np.minimum(left + 1, len(self.start) - 1)
        to_left = np.maximum(np.maximum(index - self.end[left], self.start[left] - index), 0)
        return np.where(to_left <= np.abs(self.start[right] - index), left, right)

    def columns(self, index: Indices, weight: NDArray[Any]) -> NDArray[Any]:
        n = len(index)
        if not len(self.start):
            out = np.zeros((len(_CLUSTER), n))
            out[3:7] = -_FAR
            return out
        near = self.nearest(index)
        best = int(np.argmax(self.size))
        return np.array(
            [
                np.log1p(self.size[near]),
                self.size[near] / max(float(self.size.sum()), 1.0),
                near == best,
                _signed(index - self.start[near]),
                _signed(index - self.end[near]),
                _signed(index - self.start[best]),
                _signed(index - self.end[best]),
                np.log1p(self.end[near] - self.start[near] + 1),
            ]
        )


def _running(sums: NDArray[Any]) -> NDArray[Any]:
    words, prose = sums[0], sums[1]
    return np.array(
        [
            np.log1p(prose[:-1]), np.log1p(prose[-1] - prose[1:]), prose[:-1] / max(prose[-1], 1.0),
            np.log1p(words[:-1]), np.log1p(words[-1] - words[1:]),
        ]
    )  # fmt: skip


def _distances(where: Indices, index: Indices) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give how far the last and the next of some lines are, each line itself aside."""
    left, right = _beside(where, index)
    before = np.where(left >= 0, np.log1p(index - left), _FAR)
    behind = np.where(right >= 0, np.log1p(np.maximum(right - index, 0)), _FAR)
    return before, behind


def _beside(where: Indices, index: Indices) -> tuple[Indices, Indices]:
    """Give the last and the next of some lines, each line itself aside; -1 for none."""
    padded = np.concatenate(([-1], where, [-1]))
    left = padded[np.searchsorted(where, index, "left")]
    return left, padded[np.searchsorted(where, index, "right") + 1]


def _long_lines(words: Floats, score: Floats, index: Indices) -> NDArray[Any]:
    where = _where(words >= _LONG_WORDS)
    left, right = _beside(where, index)
    return np.array(
        [
            *_distances(where, index),
            np.where(left >= 0, score[left], 0),
            np.where(right >= 0, score[right], 0),
        ]
    )


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
    return np.asarray(np.unique(code, return_inverse=True)[1].reshape(-1), np.int64)


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
        begin = _changes(seen.line_of)
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


# ---------------------------------------------------------------- the second look

_CHANCE_OFFSETS = (-3, -2, -1, 1, 2, 3)
_CHANCE_WINDOWS: tuple[tuple[int | None, int | None], ...] = (
    (3, 3), (8, 8), (20, 20), (5, None), (15, None), (None, 15), (None, 40),
)  # fmt: skip
_LIKELY = (0.5, 0.8)
#: Likely lines with at most so many others between them are one cluster.
_LIKELY_GAP = 7
_LOOKS_REACH = 6
#: Times a word may stand in a text to tell of its topic.
_TOPIC_TIMES = 12

#: What the second look is told of the first.
LINE_CONTEXT = (
    "logit",
    *(f"chance at {offset:+}" for offset in _CHANCE_OFFSETS),
    *(f"chance in {before} {behind}" for before, behind in _CHANCE_WINDOWS),
    "gold before", "gold of the page", "share of gold", "doubt", "greatest chance",
    *(f"{side} likely {at}" for at in _LIKELY for side in ("before", "behind")),
    "rank", "chance of the alike", "chance of the alike nearby",
    "topic", "topic of rare words", "topic against the rest",
    "gold of the cluster", "share of the cluster", "from the likeliest's start", "from the likeliest's end",
    "chance of the cluster", "chance of the same first word", "chance before the cuts",
)  # fmt: skip


def line_context(table: LineTable, logits: Floats, live: Marks) -> Floats:
    """Give lines × `LINE_CONTEXT`: how the first look judged what stands around each.

    Lines that are not `live` count as unlikely.
    """
    n = len(logits)
    index = np.arange(n)
    chance = np.where(live, 1 / (1 + np.exp(-logits.astype(np.float64))), 0)
    weight = np.where(live, table.counts + 0.5, 0.1)
    gold = weight * chance
    sums = np.zeros((2, n + 1))
    np.cumsum(np.array([gold, weight]), axis=1, out=sums[:, 1:])
    total, everything = max(float(sums[0, -1]), 1.0), max(float(sums[1, -1]), 1.0)
    rows: list[Any] = [logits]
    rows += [_moved(chance[None], offset, 0)[0] for offset in _CHANCE_OFFSETS]
    for before, behind in _CHANCE_WINDOWS:
        low, high = _reach(index, before, behind)
        part = sums[:, high] - sums[:, low]
        rows.append(part[0] / np.maximum(part[1], 0.1))
    doubt = float((gold * (1 - chance)).sum()) / everything
    whole = (np.log1p(total), total / everything, doubt, chance.max())
    rows += [sums[0, 1:] / total, *(np.full(n, value) for value in whole)]
    long = table.counts >= _LONG_WORDS
    for least in _LIKELY:
        rows += _distances(_where((chance >= least) & long), index)
    order = np.argsort(-chance, kind="stable")
    rank = np.empty(n)
    rank[order] = np.cumsum(weight[order]) / everything
    rows += [rank, *_chance_of_the_alike(table.alike, chance, gold, weight), *_topic(table, chance)]
    rows += _likely_clusters(_where((chance >= 0.5) & long), sums, gold, index)
    first = table.first_words
    others = np.bincount(first)[first] - 1
    theirs = np.bincount(first, weights=chance)[first] - chance
    some = (others > 0) & (first > 0)
    rows.append(np.where(some, theirs / np.maximum(others, 1), -1))
    last = np.maximum.accumulate(np.concatenate(([-1], np.where(live, index, -1)[:-1])))
    rows.append(np.where(last >= 0, chance[last], -1))
    return np.array(rows).astype(np.float32).T


def _chance_of_the_alike(
    alike: Indices, chance: NDArray[Any], gold: NDArray[Any], weight: NDArray[Any]
) -> list[NDArray[Any]]:
    means = np.bincount(alike, weights=gold) / np.bincount(alike, weights=weight)
    near, number = np.zeros(len(alike)), np.zeros(len(alike))
    for step in range(1, min(_LOOKS_REACH, len(alike) - 1) + 1):
        equal = alike[step:] == alike[:-step]
        near[step:] += equal * chance[:-step]
        near[:-step] += equal * chance[step:]
        number[step:] += equal
        number[:-step] += equal
    return [means[alike], np.where(number > 0, near / np.maximum(number, 1), -1)]


def _topic(table: LineTable, chance: NDArray[Any]) -> list[NDArray[Any]]:
    """Give how much of a line's telling words stand in other likely lines too."""
    n, seen = len(chance), table.seen
    if not len(seen.words):
        return [np.zeros(n)] * 3
    line_of = seen.line_of
    number = seen.number
    times = np.bincount(number)[number]
    own = chance[line_of]
    likely = np.bincount(number, weights=own)[number] - own
    unlikely = np.clip(times - 1 - likely, 0, 1)
    likely = np.minimum(likely, 1)
    rarity, rare = 1 / np.sqrt(times), times <= _TOPIC_TIMES
    some = np.maximum(np.bincount(line_of, weights=rarity, minlength=n), 0.1)
    topic = np.bincount(line_of, weights=rarity * likely, minlength=n) / some
    against = np.bincount(line_of, weights=rarity * unlikely, minlength=n) / some
    some_rare = np.maximum(np.bincount(line_of, weights=rare, minlength=n), 1)
    of_rare = np.bincount(line_of, weights=rare * likely, minlength=n) / some_rare
    return [topic, of_rare, topic - against]


def _likely_clusters(
    where: Indices, sums: NDArray[Any], gold: NDArray[Any], index: Indices
) -> list[NDArray[Any]]:
    n = len(index)
    if not len(where):
        return [np.zeros(n), np.zeros(n), np.full(n, -_FAR), np.full(n, -_FAR), np.zeros(n)]
    clusters = _Clusters.of(where, gold[where], _LIKELY_GAP, n)
    inside = sums[:, clusters.end + 1] - sums[:, clusters.start]
    near = clusters.nearest(index)
    best = int(np.argmax(inside[0]))
    return [
        np.log1p(inside[0][near]),
        inside[0][near] / max(float(inside[0].sum()), 1.0),
        _signed(index - clusters.start[best]),
        _signed(index - clusters.end[best]),
        (inside[0] / np.maximum(inside[1], 0.1))[near],
    ]
