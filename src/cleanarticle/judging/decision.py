"""What a choice of lines or pieces is, how sure it is, and the threshold of the best word F1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .features import Floats

__all__ = ["SIGNS", "Decision", "Favor", "best_threshold", "calibrated", "sigmoid", "signs"]

Favor = Literal["precision", "balanced", "recall"]

#: What tells how sure a result is, in order; the weights' file names the same.
SIGNS = ("expected F1", "doubt", "words kept", "share kept", "share cut by rules", "prose kept")


@dataclass(frozen=True, slots=True)
class Decision:
    """`keep` has one entry a line; lines the rules cut are not judged, and are `False`."""

    keep: NDArray[np.bool_]
    signs: Floats


def best_threshold(chances: Floats, weight: NDArray[np.float64], caution: float) -> float:
    """Give the probability from which on the lines that stay promise the best word F1.

    `weight` are their words; the fewer words the article is taken to have (`caution` for one that the
    model expects), the less is kept.
    """
    order = np.argsort(-chances, kind="stable")
    kept = np.cumsum(weight[order])
    right = np.cumsum((weight * chances)[order])
    scores = 2 * right / np.maximum(kept + caution * right[-1], 1.0)
    return float(chances[order[int(np.argmax(scores))]])


def signs(
    chances: Floats,
    weight: NDArray[np.float64],
    keep: NDArray[np.bool_],
    dropped: NDArray[np.bool_],
) -> Floats:
    """Give what tells how sure a result is, in the order of `SIGNS`."""
    total = max(weight.sum(), 1.0)
    kept = weight * keep
    right = float((kept * chances).sum())
    expected = 2 * right / max(kept.sum() + float((weight * chances).sum()), 1.0)
    doubt = float((weight * chances * (1 - chances)).sum()) / total
    prose = float(kept[weight >= 15].sum()) / max(kept.sum(), 1.0)
    return np.array(
        [expected, doubt, np.log1p(kept.sum()) / 8, kept.sum() / total, dropped.mean(), prose],
        np.float32,
    )


def calibrated(signs: Floats, weights: NDArray[np.floating]) -> float:
    """Give the probability that the word F1 is .9 or more; the bias is the last weight."""
    return round(float(sigmoid(signs @ weights[:-1] + weights[-1])), 3)


def sigmoid(x: NDArray[np.floating]) -> Floats:
    """Give the probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), np.float32)
