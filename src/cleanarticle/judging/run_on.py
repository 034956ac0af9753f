"""The model of run-on text: of a page on one line, where its elements begin and which stay.

A table of what each token is (`tokens.py`), with a few numbers for each word that is known, and a
small net over it (`net.py`). `training/train_run_on.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .decision import sigmoid
from .features import Floats, places_of
from .net import Net, Shape, net_in
from .tokens import COLUMNS, Tokens, are_whole_phrases, tokens_of
from .weights import Weights

__all__ = ["OF_TOKENS", "Elements", "are", "are_phrases", "elements_of", "judge_tokens", "use"]

#: The net over a text's tokens.
OF_TOKENS = Shape((1, 2, 4, 8, 16, 32, 1), 3)

#: Tokens that are judged at once: memory stays small, however long a text is.
STRETCH = 20_000


@dataclass(frozen=True, slots=True)
class Model:
    """The net, and the words that it knows: hashes, ascending, and words + 1 × numbers."""

    known: NDArray[np.uint32]
    numbers: Floats
    net: Net


def _model_in(data: Mapping[str, Any]) -> Model:
    numbers = data["words"].astype(np.float32)
    size = numbers.shape[1]
    mean = np.concatenate([data["mean"], np.zeros(size)])
    spread = np.concatenate([data["spread"], np.ones(size)])
    return Model(
        data["known"], numbers, net_in({**data, "mean": mean, "spread": spread}, OF_TOKENS)
    )


_WEIGHTS = Weights("run_on.npz", COLUMNS, _model_in)
use = _WEIGHTS.use


def judge_tokens(tokens: Tokens) -> tuple[Floats, Floats]:
    """Give for each token the probability that it stays, and that an element begins with it."""
    model = _WEIGHTS.model()
    words = model.numbers[places_of(tokens.words, model.known) + 1]
    table = np.concatenate([tokens.table, words], axis=1)
    parts = [
        model.net.logits(table[at : at + STRETCH]) for at in range(0, len(table), STRETCH)
    ] or [np.zeros((0, 2), np.float32)]
    chances = sigmoid(np.concatenate(parts))
    return chances[:, 0], chances[:, 1]


#: Tokens that surely go, of a probability below this to stay, from which on a text is a page's: so many, and so large
#: a share. (Forty-nine clean articles of fifty have fewer.)
GOES, MIN_GOING, MIN_GOING_SHARE = 0.1, 6, 0.002
#: The same of a paragraph amid others, and of code, of which the model has seen little.
MIN_GOING_AMID, MIN_GOING_SHARE_AMID = 12, 0.01
#: Probabilities from which on an element begins among others that go: anywhere, and behind the end of
#: a sentence, where a wrong one does least harm.
BEGINS, BEGINS_BEHIND_STOP = 0.4, 0.25
#: The same in a text most of whose words have no case: no capital tells there.
UNCASED_BEGINS, UNCASED_BEHIND_STOP = 0.18, 0.12
#: Probability from which on one begins among elements that surely stay.
BEGINS_IN_PROSE = 0.85
#: Probability from which on a sentence of so many tokens begins behind at most so many of a label.
BEGINS_BEHIND_LABEL, MIN_SENTENCE, MAX_LABEL = 0.1, 6, 20
#: A phrase without spaces is an element of its own where it is less likely than this to stay.
PHRASE_STAYS = 0.6
#: So many of those show a page, too.
MIN_PHRASES = 2
#: Tokens at the start of an element among which a phrase tells that it may be a label.
LABEL_REACH = 4


@dataclass(frozen=True, slots=True)
class Elements:
    """A text's tokens, the probabilities of each, and those with which its elements begin.

    It is no page where it is all article, or as good as; no elements are looked for in a clean text.
    """

    tokens: Tokens
    stays: Floats
    begins: Floats
    starts: NDArray[np.int64]
    is_page: bool = True


def elements_of(text: str, *, alone: bool = True) -> Elements:
    """Find the elements of a page that stands on one line; not `alone` is a line amid others, or of code."""
    tokens = tokens_of(text)
    stays, begins = judge_tokens(tokens)
    number, share = (
        (MIN_GOING, MIN_GOING_SHARE) if alone else (MIN_GOING_AMID, MIN_GOING_SHARE_AMID)
    )
    goes = (stays < GOES).sum() >= max(number, share * len(stays))
    if not goes and _phrases_alone(tokens, stays) < MIN_PHRASES:
        return Elements(tokens, stays, begins, np.zeros(0, np.int64), is_page=False)
    at = _likely(tokens, stays, begins)
    at = np.union1d(at, _around_phrases(tokens, stays))
    behind = np.array(_behind_labels(tokens, begins, at), np.int64)
    return Elements(tokens, stays, begins, np.union1d(at, behind))


def are(tokens: Tokens, *names: str) -> NDArray[np.bool_]:
    """Whether a token is one of these."""
    asked = tokens.table[:, [COLUMNS.index(name) for name in names]] > 0
    found: NDArray[np.bool_] = np.logical_or.reduce(asked, axis=1)
    return found


def are_phrases(tokens: Tokens, stays: Floats) -> NDArray[np.bool_]:
    """Whether a token is a phrase of sites, in a script without spaces, that may well go."""
    found: NDArray[np.bool_] = are_whole_phrases(tokens.words) & (stays < PHRASE_STAYS)
    return found


def _phrases_alone(tokens: Tokens, stays: Floats) -> int:
    """Count those that stand between spaces, or beside each other: no sentence has them so."""
    known = are_phrases(tokens, stays)
    if not known.any():
        return 0
    apart = np.append(True, tokens.starts[1:] > tokens.ends[:-1])
    before = apart | np.append(True, known[:-1])
    behind = np.append(apart[1:], True) | np.append(known[1:], True)
    return int((known & before & behind).sum())


def _likely(tokens: Tokens, stays: Floats, begins: Floats) -> NDArray[np.int64]:
    """Give the tokens with which elements begin, the surer the more prose is parted there."""
    uncased = 2 * are(tokens, "no case").sum() > len(begins)
    anywhere, behind = (
        (UNCASED_BEGINS, UNCASED_BEHIND_STOP) if uncased else (BEGINS, BEGINS_BEHIND_STOP)
    )
    least = np.where(are(tokens, "ends a sentence")[:-1], behind, anywhere)
    at = np.flatnonzero(begins[1:] >= least) + 1
    bounds = np.concatenate([[0], at])
    means = np.add.reduceat(stays, bounds) / np.diff(np.append(bounds, len(stays)))
    least = least[at - 1]
    least = least + (BEGINS_IN_PROSE - least) * np.minimum(means[:-1], means[1:])
    return at[begins[at] >= least]


def _around_phrases(tokens: Tokens, stays: Floats) -> NDArray[np.int64]:
    """Give the tokens with which phrases without spaces begin, and those behind them."""
    at = np.flatnonzero(are_phrases(tokens, stays))
    edges = np.union1d(at, at + 1)
    return edges[(edges > 0) & (edges < len(stays))]


def _behind_labels(tokens: Tokens, begins: Floats, at: NDArray[np.int64]) -> list[int]:
    """Give the tokens with which a sentence begins that a label of sites ran into.

    The rules would cut it with the label: "Read also: Ten islands for the summer The council paid ...".
    """
    ends = np.flatnonzero(are(tokens, "ends a sentence"))
    small = are(tokens, "begins small")
    known = are(tokens, "phrase") | (are(tokens, "phrase of one word") & ~small)
    colon = are(tokens, "colon")
    found = []
    starts = [0, *at.tolist()]
    for start, stop in zip(starts, [*starts[1:], len(begins)], strict=True):
        nth = int(np.searchsorted(ends, start))
        if nth == len(ends) or ends[nth] >= stop:
            continue
        first = start + 1
        last = min(int(ends[nth]) - MIN_SENTENCE + 2, first + MAX_LABEL)
        labelled = known[start : start + LABEL_REACH].any() or (start > 0 and colon[start - 1])
        if last <= first or not labelled:
            continue
        chances = np.where(small[first:last], 0, begins[first:last])
        best = int(chances.argmax())
        if chances[best] >= BEGINS_BEHIND_LABEL:
            found.append(first + best)
    return found
