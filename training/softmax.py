"""A softmax over the lines of a text, beside "none of them": which one is what is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from corpus import FOLDS, fold_of

__all__ = ["fit", "out_of_fold"]

DECAY = 0.0002


class OfSite(Protocol):
    """A sample that tells the site of its page."""

    @property
    def site(self) -> str: ...


Sample = TypeVar("Sample", bound=OfSite)


def out_of_fold(
    made: Sequence[Sample], fit: Callable[[list[Sample]], NDArray[np.float64]]
) -> Iterator[tuple[Sample, NDArray[np.float64]]]:
    """Give each sample with weights that were fitted without its site."""
    for fold in range(FOLDS):
        weights = fit([sample for sample in made if fold_of(sample.site) != fold])
        yield from ((sample, weights) for sample in made if fold_of(sample.site) == fold)


def fit(
    samples: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]], width: int
) -> NDArray[np.float64]:
    """Fit the weights of `width` signs and that of "none", the last.

    A sample is the lines of one text, a row of signs each, and which of them are right: several
    may be, or none.
    """
    samples = [(rows, right) for rows, right in samples if len(rows)]
    rows = np.concatenate([rows for rows, _ in samples])
    right = np.concatenate([right for _, right in samples])
    sizes = [len(rows) for rows, _ in samples]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(samples)), sizes)
    found = np.array([right.any() for _, right in samples])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores, none = rows @ weights[:-1], weights[-1]
        most = np.maximum(np.maximum.reduceat(scores, starts), none)
        chances, no_chances = np.exp(scores - most[of]), np.exp(none - most)
        total = np.add.reduceat(chances, starts) + no_chances
        hit = np.where(found, np.add.reduceat(chances * right, starts), no_chances)
        error = chances / total[of] - np.where(right, chances / hit[of], 0)
        no_error = (no_chances / total - ~found).sum()
        slope = np.append(rows.T @ error, no_error) / len(samples) + 2 * DECAY * weights
        return float(-np.log(hit / total + 1e-12).mean() + DECAY * weights @ weights), slope

    fitted: NDArray[np.float64] = minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B").x
    return fitted
