"""The net in numpy: from the lines of a page to the probability that each is the article's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import Features, Floats, features
from .lines import Line

__all__ = ["probabilities"]

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
class _Model:
    vocabulary: NDArray[np.uint32]
    mean: Floats
    scale: Floats
    nets: tuple[_Net, ...]


@cache
def _model() -> _Model:
    """Read the weights, once: int8 with a scale for each column, no pickle."""
    path: Any = files(__package__) / "weights.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    nets: dict[str, dict[str, Floats]] = {}
    for name, array in arrays.items():
        net, _, part = name.partition("/")
        if part and not part.endswith("|scale"):
            scale = arrays.get(f"{name}|scale")
            value = array.astype(np.float32)
            nets.setdefault(net, {})[part] = value if scale is None else value * scale
    return _Model(
        arrays["vocabulary"],
        arrays["mean"],
        arrays["scale"],
        tuple(_Net(w, w.pop("words", np.zeros((0, 0), np.float32))) for w in nets.values()),
    )


def probabilities(lines: Sequence[Line], title: str | None = None) -> Floats:
    """Give for each line of a page the probability that it belongs to the article.

    >>> from cleanarticle.model import blocks
    >>> from cleanarticle.judging.lines import lines_of
    >>> probabilities(lines_of(blocks("The ferry sailed at noon.", "Sports"))).shape
    (2,)
    """
    if not lines:
        return np.zeros(0, np.float32)
    model = _model()
    found = features(lines, title)
    table = (found.table - model.mean) / model.scale
    logits = np.mean([_logits(net, model, table, found) for net in model.nets], 0)
    chances: Floats = 1 / (1 + np.exp(-logits))
    return chances


def _logits(net: _Net, model: _Model, table: Floats, found: Features) -> Floats:
    w = net.weights
    x = np.concatenate([table, _bag(net.words, model, found)], 1) if net.words.size else table
    h = _relu(x @ w["in/w"] + w["in/b"])
    n, width = h.shape
    for i, dilation in enumerate(DILATIONS):
        padded = np.zeros((n + 2 * dilation, width), np.float32)
        padded[dilation : dilation + n] = h
        conv = w[f"blocks/{i}/conv"]
        inner = padded[:n] @ conv[0] + h @ conv[1] + padded[2 * dilation :] @ conv[2]
        inner = _relu(inner + w[f"blocks/{i}/b"])
        h = h + inner @ w[f"blocks/{i}/out/w"] + w[f"blocks/{i}/out/b"]
        if i == GLOBAL_AFTER:
            h = h + (np.concatenate([h.mean(0), h.max(0)]) @ w["page/w"] + w["page/b"])
    h = _relu(_relu(h) @ w["hidden/w"] + w["hidden/b"])
    logits: Floats = (h @ w["out/w"] + w["out/b"])[:, 0]
    return logits


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0)


def _bag(words: Floats, model: _Model, found: Features) -> Floats:
    """Give for each line the mean vector of the words it knows, and their share."""
    n = len(found.table)
    place = np.minimum(np.searchsorted(model.vocabulary, found.words), len(model.vocabulary) - 1)
    is_known = model.vocabulary[place] == found.words
    line_of = found.line_of[is_known]
    bag = np.zeros((n, words.shape[1] + 1), np.float32)
    if len(line_of):
        known = np.bincount(line_of, minlength=n)
        count = np.maximum(np.bincount(found.line_of, minlength=n), 1)
        first = np.flatnonzero(np.concatenate(([True], line_of[1:] != line_of[:-1])))
        some = line_of[first]
        sums = np.add.reduceat(words[place[is_known]], first, axis=0)
        bag[some, :-1] = sums / known[some, None]
        bag[:, -1] = known / count
    return bag
