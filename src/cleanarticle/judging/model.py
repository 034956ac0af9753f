"""The line model: from the lines of a text to the probability that each is the article's.

A table of what each line is (`line_table.py`) and a small net over it (`net.py`), which sees the lines
nearby and the text as a whole. `training/train.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .decision import calibrated, sigmoid
from .features import Floats
from .line_table import LINE_COLUMNS, Phrases, line_table
from .lines import Line
from .net import Net, net_in
from .weights import Weights

__all__ = ["Model", "confidence", "judge", "load", "use"]


@dataclass(frozen=True, slots=True)
class Model:
    """The net, the scores of phrases, and how sure a result is."""

    phrases: Phrases
    net: Net
    calibration: NDArray[np.float64]  # weights of `decision.SIGNS`, then the bias


def _model_in(data: Mapping[str, Any]) -> Model:
    scores = data["phrase_scores"].astype(np.float32) * data["scale"]
    return Model(
        Phrases(data["phrases"], scores), net_in(data), data["calibration"].astype(np.float64)
    )


_WEIGHTS = Weights("weights.npz", LINE_COLUMNS, _model_in)
use, load = _WEIGHTS.use, _WEIGHTS.load


def judge(lines: Sequence[Line], title: str | None = None) -> tuple[Floats, NDArray[np.int64]]:
    """Give for each line of a text the probability that it is the article's, and its words.

    >>> from cleanarticle.model import blocks
    >>> from cleanarticle.judging.lines import lines_of
    >>> chances, counts = judge(lines_of(blocks("The ferry sailed at noon.", "Sports")))
    >>> chances.shape, counts.tolist()
    ((2,), [5, 1])
    """
    if not lines:
        return np.zeros(0, np.float32), np.zeros(0, np.int64)
    model = _WEIGHTS.model()
    table, counts = line_table(lines, title, model.phrases)
    return sigmoid(model.net.logits(table)[:, 0]), counts


def confidence(signs: Floats) -> float:
    """Give the calibrated probability that the result's word F1 is .9 or more."""
    return calibrated(signs, _WEIGHTS.model().calibration)
