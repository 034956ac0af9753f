"""How sure a result is: fitted to the folds' own results.

`checked` prints the expected calibration error of folds that the fit did not see, by tenths, and
gives the fit of all folds, which `train.py` puts into the weights.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanarticle.judging.decision import SIGNS, Decision, sigmoid
from cleanarticle.judging.line_choice import choose_lines
from cleanarticle.judging.lines import kinds_of
from corpus import FOLDS, fold_of
from dataset import GOLD, Sample, f1

#: What counts as a good result.
MIN_F1 = 0.9
BINS = 10


def logits_in(folder: Path, folds: Iterable[int]) -> dict[tuple[str, str], Any]:
    """Give what the folds' models said of the texts they did not see, by page and dumper."""
    return {
        (page, dumper): z
        for fold in folds
        for page, dumper, z in pickle.loads((folder / f"fold-{fold}.pickle").read_bytes())
    }


def decided(sample: Sample, logits: NDArray[Any]) -> Decision:
    """Decide as `drop_boilerplate` does."""
    fields = ("title", "byline", "date", "source")
    dropped = np.array([line.cut is not None and line.cut not in fields for line in sample.lines])
    counts = sample.counts
    kinds = kinds_of(sample.lines, counts)
    return choose_lines(sigmoid(logits), counts, ~sample.cut, dropped, kinds)


def results(
    samples: Iterable[Sample], folder: Path
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the signs of every dump, whether its word F1 was good, and its fold."""
    logits = logits_in(folder, range(FOLDS))
    signs, good, fold = [], [], []
    for s in samples:
        if s.dumper == GOLD:
            continue
        decision = decided(s, logits[s.page, s.dumper])
        signs.append(decision.signs)
        good.append(f1(s, decision.keep) >= MIN_F1)
        fold.append(fold_of(s.site))
    return np.array(signs), np.array(good, float), np.array(fold)


def fit(signs: NDArray[Any], good: NDArray[Any], rounds: int = 50) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's method; the bias comes last."""
    x = np.column_stack([signs, np.ones(len(signs))]).astype(float)
    weights = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (good - p) - 1e-2 * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-2 * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, gradient)
    return weights


def predict(weights: NDArray[Any], signs: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(1 / (1 + np.exp(-(signs @ weights[:-1] + weights[-1]))))


def report(chances: NDArray[Any], good: NDArray[Any]) -> None:
    """Print the table of tenths and the expected calibration error."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    print("| confidence | results | said | true | |\n|---|---:|---:|---:|---|")
    error = 0.0
    for i in range(BINS):
        inside = bins == i
        if inside.any():
            said, true = chances[inside].mean(), good[inside].mean()
            error += inside.mean() * abs(said - true)
            bar = "█" * round(20 * true)
            print(f"| {i / BINS:.1f} | {inside.sum()} | {said:.3f} | {true:.3f} | {bar} |")
    print(f"\nexpected calibration error {error:.4f}, {len(good)} dumps, {good.mean():.3f} good")


def checked(signs: NDArray[Any], good: NDArray[Any], fold: NDArray[Any]) -> NDArray[np.float64]:
    """Print how true the confidence of unseen folds is; give the fit of all."""
    chances = np.zeros(len(good))
    for one in np.unique(fold):
        fitted = fit(signs[fold != one], good[fold != one])
        chances[fold == one] = predict(fitted, signs[fold == one])
    report(chances, good)
    fitted = fit(signs, good)
    print("\n".join(f"{w:+.3f} {name}" for name, w in zip((*SIGNS, "bias"), fitted, strict=True)))
    return fitted
