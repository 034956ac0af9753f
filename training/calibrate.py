"""How sure a result is: fitted to the folds' own results, and put into the weights.

`write` reads what `train.py` wrote for each fold, prints the expected calibration error of folds
that the fit did not see, by tenths, and writes the fit of all folds into the weights.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import dataset
from cleanarticle.judging.decision import SIGNS, decide
from cleanarticle.judging.features import FEATURES
from corpus import FOLDS, fold_of
from dataset import MADE, f1

#: What counts as a good result.
GOOD = 0.9
BINS = 10
_FIELDS = [FEATURES.index(f"cut as {name}") for name in ("title", "byline")]


def results(folds: Path) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the signs of every dump, whether its word F1 was good, and its fold."""
    logits = {
        (page, dumper): z
        for fold in range(FOLDS)
        for page, dumper, z in pickle.loads((folds / f"fold-{fold}.pickle").read_bytes())
    }
    signs, good, fold = [], [], []
    for s in dataset.load():
        if s.dumper in MADE or (s.page, s.dumper) not in logits:
            continue
        chances = 1 / (1 + np.exp(-logits[s.page, s.dumper]))
        dropped = s.cut & (s.table[:, _FIELDS].sum(1) == 0)
        decision = decide(chances.astype(np.float32), s.count, ~s.cut, dropped)
        signs.append(decision.signs)
        good.append(f1(s, decision.keep) >= GOOD)
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


def write(folds: Path, weights: Path) -> None:
    """Put into the weights how sure a result is, from the folds' own results."""
    fitted = checked(*results(folds))
    with np.load(weights, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    arrays["calibration"] = fitted.astype(np.float32)
    np.savez_compressed(weights, **arrays)  # type: ignore[arg-type]
