"""Does a paragraph go on in the next line? For dumps with a line for each text node of the page.

A link or a word in italics stands there on a line of its own, and the paragraph around it in pieces. Two
looks of oblivious trees judge each break: by the lines on both sides of it, by the space that the dump has
there, and by the page as a whole; then by what the first look said of the breaks around. The truth comes
from the pages' elements; `training/train_joins.py` makes the weights.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..patterns import lazy
from ..shapes import QUOTES, closes_in_front, is_caseless, opens_at_end
from ..words import any_function_words
from .decision import sigmoid
from .features import FEATURES, Features, Floats, hash_word, moved, table_of, text_features
from .oblivious import Trees, trees_in
from .weights import Weights

__all__ = [
    "CONTEXT_OF_BREAKS",
    "JOIN_FEATURES",
    "break_features",
    "context_of_breaks",
    "judge_breaks",
    "use_joins",
]

#: What the line model sees of a line's text, as far as it is no matter of the line's place.
_OF_TEXT = FEATURES[: FEATURES.index("question") + 1]
_SHARED = ("line repeats", "words in prose")
_OF_PAGE = ("lines of the page", "prose of the page", "words a line of the page")
_NUMBERS = [FEATURES.index(name) for name in (*_OF_TEXT, *_SHARED)]
_PAGE_NUMBERS = [FEATURES.index(name) for name in _OF_PAGE]

#: Classes of the character at a line's edge, and the characters of those that have a list.
_EDGES = (
    "stop", "pause", "comma", "dash", "opening", "closing", "quote alone",
    "small", "capital", "caseless", "digit", "other",
)  # fmt: skip
_LISTED = (".!?…。！？؟।۔", ":;：；؛", ",、，،", "-–—/", "([{¿¡（「『【", ")]}%）」』】")
_OF_WORDS = (
    "last word within lines", "last word's share within", "last word's size",
    "first word within lines", "first word's share within", "first word's size",
    "last word binds", "first word binds",
)  # fmt: skip
_OF_MARKS = ("open brackets", "open quotes", "odd quote", "marks of code")
_OF_GAP = ("breaks", "space before", "space behind", "size", "space at one break")

_LINE = (
    *_OF_TEXT, *_SHARED, *(f"ends in {name}" for name in _EDGES), *(f"begins with {name}" for name in _EDGES),
    "begins with a mark before space", *_OF_WORDS, *_OF_MARKS,
)  # fmt: skip
#: The lines around a break, and the gaps.
_LINES = ("line before", "left", "right", "line behind")
_GAPS = ("gap before", "gap", "gap behind")

#: The columns, in order; the weights' file names the same ones.
JOIN_FEATURES = (
    *(f"{line}: {name}" for line in _LINES for name in _LINE),
    *(f"{gap}: {name}" for gap in _GAPS for name in _OF_GAP),
    *_OF_PAGE, "marks before space", "small beginnings", "spaces at one break", "stops",
)  # fmt: skip

#: Breaks whose log-odds the second look is told, by their distance.
_AROUND = (-3, -2, -1, 1, 2, 3)
CONTEXT_OF_BREAKS = (*(f"log-odds {place:+}" for place in _AROUND), "log-odds", "share joined")

_NUMBER_OF = {name: number for number, name in enumerate(_EDGES)}
#: Marks that stand before a space or at the end where a piece of a paragraph begins with them.
_BEFORE_SPACE = frozenset({"stop", "pause", "comma", "closing"})

#: Stands for what is beyond the first and the last line.
_NOWHERE = -9.0
_CODE = lazy(r"[_={}<>\\;#$@()]")


@dataclass(frozen=True, slots=True)
class JoinModel:
    """Two looks of trees."""

    first: Trees
    second: Trees


def _model_in(data: Mapping[str, Any]) -> JoinModel:
    return JoinModel(trees_in(data, "first"), trees_in(data, "second"))


_WEIGHTS = Weights("joins.npz", (*JOIN_FEATURES, *CONTEXT_OF_BREAKS), _model_in)
use_joins = _WEIGHTS.use


def judge_breaks(texts: Sequence[str], gaps: Sequence[str]) -> Floats:
    """Give for each break between two lines the probability that a paragraph goes on there.

    `gaps` has what stands between the texts, one less than there are texts. Of these there must be two, and
    none may be empty.
    """
    model = _WEIGHTS.model()
    rows = break_features(texts, gaps)
    context = context_of_breaks(model.first.logits(rows))
    return sigmoid(model.second.logits(np.concatenate([rows, context], axis=1)))


def break_features(texts: Sequence[str], gaps: Sequence[str]) -> Floats:
    """Give a row for each break, of the columns `JOIN_FEATURES`."""
    found = text_features(texts, ["paragraph"] * len(texts))
    lines = np.concatenate(
        [found.table[:, _NUMBERS], _edges(texts), _of_words(found), _of_marks(texts)],
        axis=1,
        dtype=np.float32,
    )
    between = np.array([_of_gap(gap) for gap in gaps], np.float32)
    small = lines[:, _LINE.index("begins with small")]
    marks = lines[:, _LINE.index("begins with a mark before space")]
    page = [
        *found.table[0, _PAGE_NUMBERS],
        np.log1p(marks.sum()),
        small.mean(),
        between[:, _OF_GAP.index("space at one break")].mean(),
        lines[:, _LINE.index("ends in stop")].mean(),
    ]
    breaks = len(gaps)
    nothing = np.zeros((1, lines.shape[1]), np.float32)
    lines = np.concatenate([nothing, lines, nothing])
    beyond = np.full((1, between.shape[1]), _NOWHERE, np.float32)
    between = np.concatenate([beyond, between, beyond])
    return np.concatenate(
        [
            *(lines[at : at + breaks] for at in range(len(_LINES))),
            *(between[at : at + breaks] for at in range(len(_GAPS))),
            np.repeat(np.array([page], np.float32), breaks, axis=0),
        ],
        axis=1,
    )


def context_of_breaks(logits: Floats) -> Floats:
    """Give for each break what the first look said of it and of those around it."""
    around = [moved(logits, place, _NOWHERE) for place in _AROUND]
    share = np.full(len(logits), sigmoid(logits).mean(), np.float32)
    return table_of([*around, logits, share], len(logits))


@cache
def _edge(char: str) -> str:
    for name, chars in zip(_EDGES, _LISTED, strict=False):
        if char in chars:
            return name
    vowel_sign = char >= "\u0590" and unicodedata.category(char).startswith("M")
    if is_caseless(char) or vowel_sign:
        return "caseless"
    if char.islower():
        return "small"
    if char.isupper() or char.istitle():
        return "capital"
    return "digit" if char.isdigit() else "other"


def _first_edge(text: str) -> str:
    """Name the class of a line's first character."""
    if text[0] not in QUOTES:
        return _edge(text[0])
    return "quote alone" if len(text) == 1 else "closing" if closes_in_front(text) else "opening"


def _last_edge(text: str) -> str:
    """Name the class of a line's last character."""
    if text[-1] not in QUOTES:
        return _edge(text[-1])
    return "quote alone" if len(text) == 1 else "opening" if opens_at_end(text) else "closing"


def _edges(texts: Sequence[str]) -> Floats:
    """Say in which class the last and the first character of each line are."""
    out = np.zeros((len(texts), 2 * len(_EDGES) + 1), np.float32)
    for row, text in zip(out, texts, strict=True):
        first = _first_edge(text)
        row[_NUMBER_OF[_last_edge(text)]] = 1
        row[len(_EDGES) + _NUMBER_OF[first]] = 1
        row[-1] = first in _BEFORE_SPACE and not text[1:2].isalnum()
    return out


def _of_words(found: Features) -> Floats:
    """Tell how often the words at a line's edges stand within the lines of the text.

    "the", "of" and "to" do nearly always, in any language.
    """
    number, line_of, n = found.number, found.line_of, len(found.table)
    out = np.zeros((n, len(_OF_WORDS)), np.float32)
    if not len(number):
        return out
    begins = np.diff(line_of, prepend=-1) > 0
    ends = np.append(begins[1:], True)
    everywhere = np.bincount(number)
    sizes = found.table[:, FEATURES.index("word length")]
    for at, edge in ((0, ends), (3, begins)):
        there = number[edge]
        within = everywhere - np.bincount(there, minlength=len(everywhere))
        rows = line_of[edge]
        out[rows, at] = np.log1p(within[there])
        out[rows, at + 1] = within[there] / (everywhere[there] + 1)
        out[rows, at + 2] = sizes[rows]
    binding = _function_words()
    for at, edge in ((6, ends), (7, begins)):
        out[line_of[edge], at] = np.isin(found.words[edge], binding)
    return out


@cache
def _function_words() -> NDArray[np.uint32]:
    return np.array(sorted(map(hash_word, any_function_words())), np.uint32)


def _of_marks(texts: Sequence[str]) -> Floats:
    return np.array([_marks_of(text) for text in texts], np.float32)


def _marks_of(text: str) -> tuple[float, float, float, float]:
    count = text.count
    return (
        count("(") - count(")"),
        count("“") + count("«") + count("„") - count("”") - count("»"),
        count('"') % 2,
        len(_CODE.findall(text, 0, 200)) / (1 + count(" ")),
    )


def _of_gap(gap: str) -> tuple[float, float, float, float, float]:
    breaks, before, behind = gap.count("\n"), gap[:1] in " \u00a0", gap[-1:] in " \u00a0"
    return min(breaks, 4), before, behind, min(len(gap), 40), breaks == 1 and (before or behind)
