"""The net by hand: what a line is told of the lines around it, and of the whole text."""

from __future__ import annotations

import numpy as np
import pytest

from cleanarticle.judging.features import Floats
from cleanarticle.judging.net import OF_LINES, Net

ABOVE, OWN, BELOW = range(3)


def net(layer: int | None = None, place: int = OWN, pool: tuple[float, float] = (0, 0)) -> Net:
    """Give a net of one column and one channel in which one layer looks at one place."""

    def pair(*weights: float, bias: float = 0.0) -> tuple[Floats, Floats]:
        return np.array([[w] for w in weights], np.float32), np.array([bias], np.float32)

    layers = []
    for i in range(len(OF_LINES.reaches)):
        weights = [0.0, 0.0, 0.0]
        weights[place] = 1.0 if i == layer else 0.0
        layers.append(pair(*weights))
    one = np.ones(1, np.float32)
    return Net(OF_LINES, one * 0, one, pair(1), tuple(layers), pair(*pool), pair(10, bias=-1.0))


def column(*values: float) -> Floats:
    return np.array([[v] for v in values], np.float32)


def test_a_line_by_itself() -> None:
    # Columns stop at four standard deviations; what is below zero says nothing.
    assert net().logits(column(1, 2, 9, -3))[:, 0].tolist() == [9, 19, 39, -1]


@pytest.mark.parametrize(("layer", "reach"), list(enumerate(OF_LINES.reaches)))
def test_a_layer_looks_so_many_lines_away(layer: int, reach: int) -> None:
    rows = np.zeros((100, 1), np.float32)
    rows[50] = 1
    above, below = (net(layer, place).logits(rows)[:, 0] for place in (ABOVE, BELOW))
    assert np.flatnonzero(above > 0).tolist() == [50, 50 + reach]
    assert np.flatnonzero(below > 0).tolist() == [50 - reach, 50]


def test_outside_the_text_is_nothing() -> None:
    for layer in range(len(OF_LINES.reaches)):
        for place in (ABOVE, BELOW):
            assert net(layer, place).logits(column(2))[:, 0].tolist() == [19]


def test_every_line_is_told_the_mean_and_the_greatest() -> None:
    assert net(pool=(1, 0)).logits(column(0, 1, 2))[:, 0].tolist() == [9, 19, 29]
    assert net(pool=(0, 1)).logits(column(0, 1, 2))[:, 0].tolist() == [19, 29, 39]


def test_more_lines_change_none_far_away() -> None:
    rng = np.random.default_rng(1)
    rows = rng.random((200, 1)).astype(np.float32)
    sees = net(0, ABOVE)
    assert np.allclose(sees.logits(rows)[:90], sees.logits(rows[:90]), atol=1e-6)
