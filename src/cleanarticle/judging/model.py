"""The line model: from the lines of a text to the probability that each is the article's.

A table of what each line is (`line_table.py`) and a small net over it (`net.py`), which sees the lines
nearby and the text as a whole. `training/train.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .decision import calibrated, sigmoid
from .features import Floats
from .line_table import LINE_COLUMNS, Phrases, line_table
from .lines import Line
from .net import Net, net_in

__all__ = ["Model", "confidence", "judge", "load", "use"]


@dataclass(frozen=True, slots=True)
class Model:
    """The net, the scores of phrases, and how sure a result is."""

    phrases: Phrases
    net: Net
    calibration: NDArray[np.float64]  # weights of `decision.SIGNS`, then the bias


_WEIGHTS = "weights.npz"
_path: Path | None = None


def use(path: Path | None) -> None:
    """Judge by the weights in a file from now on; `None` for those of the package."""
    global _path  # noqa: PLW0603 - for benchmarks and training alone
    _path = path


@cache
def load(path: Path | None = None) -> Model:
    """Read the weights, once, without pickle.

    Raises `ValueError` for a file that was made for other features than these.
    """
    with (path or files(__package__) / _WEIGHTS).open("rb") as file:
        data: Mapping[str, Any] = np.load(file, allow_pickle=False)
        if str(data["columns"]).split("\n") != list(LINE_COLUMNS):
            raise ValueError(f"{path or _WEIGHTS} was trained on other features; train it again")
        scores = data["phrase_scores"].astype(np.float32) * data["scale"]
        return Model(
            Phrases(data["phrases"], scores),
            net_in(data),
            data["calibration"].astype(np.float64),
        )


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
    model = load(_path)
    table, counts = line_table(lines, title, model.phrases)
    return sigmoid(model.net.logits(table)[:, 0]), counts


def confidence(signs: Floats) -> float:
    """Give the calibrated probability that the result's word F1 is .9 or more."""
    return calibrated(signs, load(_path).calibration)
