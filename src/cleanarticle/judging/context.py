"""What the second look of the block model is told: how the first judged what stands around each piece."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..reading.page import Page
from .blocks import MAX_WORDS, Table
from .features import Floats, moved, table_of

__all__ = ["CONTEXT_FEATURES", "context_features"]

#: Ancestors, levels of likeness, neighbours and chances that the second look is told of.
CONTEXT_LEVELS, LIKE_LEVELS = 6, 4
_CONTEXT_OFFSETS, _CONTEXT_REACHES, _LIKELY = (-1, 1, -2, 2, -3, 3), (3, 8, 20), (0.5, 0.8)

#: What the second look is told of the first, of pieces nearby and of those alike.
CONTEXT_FEATURES = (
    "logit",
    *(f"chance of element {level}" for level in range(CONTEXT_LEVELS)),
    *(f"chance of the like {level}" for level in range(LIKE_LEVELS)), "chance of those written alike",
    *(f"chance at {offset:+}" for offset in _CONTEXT_OFFSETS),
    *(f"chance nearby {reach}" for reach in _CONTEXT_REACHES),
    "gold before", "gold of the page", "share of gold", "doubt", "greatest chance",
    *(f"{side} likely {at}" for at in _LIKELY for side in ("before", "behind")),
    "chance of the heading", "chance of the section", "rank",
)  # fmt: skip


def context_features(page: Page, table: Table, logits: Floats) -> Floats:
    """Give pieces × `CONTEXT_FEATURES`: how the first look judged what stands around each."""
    elements = table.elements
    n = len(logits)
    chance = 1 / (1 + np.exp(-logits.astype(np.float64)))
    weight = table.counts + 0.5
    gold = weight * chance
    gold_sums = np.concatenate(([0.0], np.cumsum(gold)))
    sums = np.concatenate(([0.0], np.cumsum(weight)))
    inside = (gold_sums[elements.behind] - gold_sums[elements.first]) / np.maximum(
        sums[elements.behind] - sums[elements.first], 0.5
    )
    columns: list[Any] = [logits]
    at = elements.of_piece
    for _ in range(CONTEXT_LEVELS):
        columns.append(inside[at])
        at = elements.parent[at]
    at = elements.of_piece
    for _ in range(LIKE_LEVELS):
        columns.append(_mean_by(elements.signature[at], gold, weight))
        at = elements.parent[at]
    columns.append(_mean_by(elements.alike[elements.of_piece], gold, weight))
    columns += [moved(chance, offset, 0) for offset in _CONTEXT_OFFSETS]
    index = np.arange(n)
    for reach in _CONTEXT_REACHES:
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
        columns.append((gold_sums[high] - gold_sums[low]) / (sums[high] - sums[low]))
    total = max(float(gold_sums[-1]), 1.0)
    everything = float(sums[-1])
    columns += [
        gold_sums[1:] / total,
        np.full(n, np.log1p(min(total, MAX_WORDS))),
        np.full(n, total / everything),
        np.full(n, float((gold * (1 - chance)).sum()) / everything),
        np.full(n, chance.max()),
    ]
    for least in _LIKELY:
        where = np.flatnonzero((chance >= least) & (table.counts >= 8))
        columns += _distances(where, index, n)
    heading = np.array([piece.kind == "heading" for piece in page.pieces])
    where = np.flatnonzero(heading)
    section = np.searchsorted(where, index, "right")
    above = np.append(0.5, chance[where])[section]
    columns += [above, _mean_by(section, gold, weight)]
    order = np.argsort(-chance, kind="stable")
    rank = np.empty(n)
    rank[order] = np.cumsum(weight[order]) / everything
    columns.append(rank)
    return table_of(columns, n)


def _mean_by(kind: NDArray[np.int64], gold: NDArray[Any], weight: NDArray[Any]) -> NDArray[Any]:
    means = np.bincount(kind, weights=gold) / np.maximum(np.bincount(kind, weights=weight), 0.1)
    return np.asarray(means[kind])


def _distances(where: NDArray[np.int64], index: NDArray[np.int64], n: int) -> list[NDArray[Any]]:
    """Give the distance to the last of some places, and to the next, as logarithms."""
    if not len(where):
        return [np.full(n, 9.0), np.full(n, 9.0)]
    left = np.searchsorted(where, index, "right") - 1
    right = np.searchsorted(where, index, "left")
    before = np.where(left >= 0, index - where[np.maximum(left, 0)], n)
    behind = np.where(right < len(where), where[np.minimum(right, len(where) - 1)] - index, n)
    return [np.log1p(before), np.log1p(behind)]
