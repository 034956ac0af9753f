"""Oblivious trees by CatBoost, and their arrays for the weights' files."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import catboost
import numpy as np
from numpy.typing import NDArray

from cleanarticle.judging.features import Floats

#: Trees of each look and questions of each tree; deeper or more learn the sites by heart.
TREES, DEPTH = 200, 5


def fit(rows: Floats, label: NDArray[Any], weight: NDArray[Any], seed: int) -> Any:
    """Fit one look to the share of each row that is gold."""
    model = catboost.CatBoostClassifier(
        iterations=TREES, depth=DEPTH, learning_rate=0.08, loss_function="CrossEntropy",
        random_seed=seed, thread_count=2, border_count=64, rsm=0.3, l2_leaf_reg=5,
        bootstrap_type="Bernoulli", subsample=0.7, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(catboost.Pool(rows, label, weight=weight))
    return model


def logits(model: Any, rows: Floats) -> Floats:
    return np.asarray(model.predict(rows, prediction_type="RawFormulaVal"), np.float32)


def exported(model: Any, look: str) -> dict[str, Any]:
    """Give a model's trees in arrays. A level that a tree lacks is a question nobody passes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.json")
        model.save_model(str(path), format="json")
        data = json.loads(path.read_text())
    trees = data["oblivious_trees"]
    column = np.zeros((len(trees), DEPTH), np.int16)
    border = np.full((len(trees), DEPTH), np.inf, np.float32)
    leaf = np.zeros((len(trees), 2**DEPTH), np.float32)
    for t, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            column[t, level] = split["float_feature_index"]
            border[t, level] = split["border"]
        leaf[t, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, bias = data["scale_and_bias"]
    return {
        f"{look}/column": column,
        f"{look}/border": border,
        f"{look}/leaf": (leaf * scale).astype(np.float16),
        f"{look}/bias": np.float32(bias[0] if isinstance(bias, list) else bias),
    }
