"""The net in numpy: from the lines of a page to the probability that each is the article's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .decision import SIGNS, calibrated, sigmoid
from .features import Features, Floats, features
from .lines import Line

__all__ = ["DILATIONS", "GLOBAL_AFTER", "Model", "confidence", "judge", "load", "places_of", "use"]

#: Places between the lines that a block of the net looks at.
DILATIONS = (1, 2, 4, 8, 16)

#: The block behind which every line is told what the page holds.
GLOBAL_AFTER = 2


@dataclass(frozen=True, slots=True)
class _Net:
    """One net; `words` is empty in the one that judges without vocabulary."""

    weights: dict[str, Floats]
    words: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """The nets whose logits are averaged, and what they all see."""

    vocabulary: NDArray[np.uint32]
    mean: Floats
    scale: Floats
    nets: tuple[_Net, ...]
    #: A weight for each of `decision.SIGNS`, and the bias.
    calibration: Floats


def use(path: Path | None) -> None:
    """Judge by the weights in a file from now on; `None` for those of the package."""
    global _path  # noqa: PLW0603
    _path = path


_path: Path | None = None


@cache
def load(path: Path | None = None) -> Model:
    """Read the weights, once: int8 with a scale for each column, no pickle."""
    source: Any = path or files(__package__) / "weights.npz"
    with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    nets: dict[str, dict[str, Floats]] = {}
    for name, array in arrays.items():
        net, _, part = name.partition("/")
        if part and not part.endswith("|scale"):
            scale = arrays.get(f"{name}|scale")
            value = array.astype(np.float32)
            nets.setdefault(net, {})[part] = value if scale is None else value * scale
    return Model(
        arrays["vocabulary"],
        arrays["mean"],
        arrays["scale"],
        tuple(_Net(w, w.pop("words", np.zeros((0, 0), np.float32))) for w in nets.values()),
        arrays.get("calibration", np.zeros(len(SIGNS) + 1, np.float32)),
    )


def judge(lines: Sequence[Line], title: str | None = None) -> tuple[Floats, NDArray[np.int64]]:
    """Give for each line of a page the probability that it is the article's, and its words.

    >>> from cleanarticle.model import blocks
    >>> from cleanarticle.judging.lines import lines_of
    >>> chances, counts = judge(lines_of(blocks("The ferry sailed at noon.", "Sports")))
    >>> chances.shape, counts.tolist()
    ((2,), [5, 1])
    """
    if not lines:
        return np.zeros(0, np.float32), np.zeros(0, np.int64)
    model = load(_path)
    found = features(lines, title)
    table = (found.table - model.mean) / model.scale
    places = places_of(found.words, model.vocabulary)
    logits = np.mean([_logits(net, table, found, places) for net in model.nets], 0)
    return sigmoid(logits), found.counts


def confidence(signs: Floats) -> float:
    """Give the calibrated probability that the result's word F1 is .9 or more."""
    return calibrated(signs, load(_path).calibration)


def _logits(net: _Net, table: Floats, found: Features, places: NDArray[np.int32]) -> Floats:
    w = net.weights
    x = np.concatenate([table, _bag(net.words, found, places)], 1) if net.words.size else table
    h = _relu(_times(x, w["in/w"]) + w["in/b"])
    n, width = h.shape
    for i, dilation in enumerate(DILATIONS):
        padded = np.zeros((n + 2 * dilation, width), np.float32)
        padded[dilation : dilation + n] = h
        before, here, behind = w[f"blocks/{i}/conv"]
        inner = (
            _times(padded[:n], before) + _times(h, here) + _times(padded[2 * dilation :], behind)
        )
        inner = _relu(inner + w[f"blocks/{i}/b"])
        h = h + _times(inner, w[f"blocks/{i}/out/w"]) + w[f"blocks/{i}/out/b"]
        if i == GLOBAL_AFTER:
            h = h + (np.concatenate([h.mean(0), h.max(0)]) @ w["page/w"] + w["page/b"])
    h = _relu(_times(_relu(h), w["hidden/w"]) + w["hidden/b"])
    logits: Floats = (_times(h, w["out/w"]) + w["out/b"])[:, 0]
    return logits


#: Multiplications up to which linear algebra libraries stay in one thread. Waking others costs
#: more than it gains here, and the sums would hang on how many there are.
ONE_THREAD = 250_000


def _times(x: Floats, w: Floats) -> Floats:
    """Multiply matrices, some rows at a time."""
    rows = max(1, ONE_THREAD // w.size)
    if len(x) <= rows:
        return x @ w
    out = np.empty((len(x), w.shape[1]), np.float32)
    for start in range(0, len(x), rows):
        np.matmul(x[start : start + rows], w, out=out[start : start + rows])
    return out


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0)


def places_of(words: NDArray[np.uint32], vocabulary: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Give the place of each word in the sorted vocabulary, -1 for strangers."""
    if not len(vocabulary):
        return np.full(len(words), -1, np.int32)
    places = np.minimum(np.searchsorted(vocabulary, words), len(vocabulary) - 1)
    return np.where(vocabulary[places] == words, places, -1).astype(np.int32)


def _bag(words: Floats, found: Features, places: NDArray[np.int32]) -> Floats:
    """Give for each line the mean vector of the words it knows, and their share."""
    n = len(found.table)
    is_known = places >= 0
    line_of = found.line_of[is_known]
    bag = np.zeros((n, words.shape[1] + 1), np.float32)
    if len(line_of):
        count = np.bincount(line_of, minlength=n)
        first = np.flatnonzero(np.concatenate(([True], line_of[1:] != line_of[:-1])))
        some = line_of[first]
        sums = np.add.reduceat(words[places[is_known]], first, axis=0)
        bag[some, :-1] = sums / count[some, None]
        bag[:, -1] = count / np.maximum(found.counts, 1)
    return bag
