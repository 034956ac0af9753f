"""The net in JAX: a bag of words and a row of numbers a line, dilated convolutions over lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from cleanarticle.judging.model import DILATIONS, GLOBAL_AFTER

__all__ = [
    "BATCH_LINES",
    "WIDTH",
    "bucket",
    "init",
    "logits",
    "loss",
    "make_step",
    "stack",
]

WIDTH = 48
WORD_WIDTH = 24
#: Lines of a batch, padding included.
BATCH_LINES = 8192

Params = dict[str, Any]
Batch = dict[str, Any]


def init(key: jax.Array, columns: int, vocabulary: int) -> Params:
    """Give fresh weights; `vocabulary` 0 makes the net that sees no words."""
    keys = iter(jax.random.split(key, 64))

    def dense(n: int, m: int, scale: float = 1.0) -> Params:
        return {
            "w": jax.random.normal(next(keys), (n, m)) * scale * (2 / n) ** 0.5,
            "b": jnp.zeros(m),
        }

    inputs = columns + (WORD_WIDTH + 1 if vocabulary else 0)
    params: Params = {
        "in": dense(inputs, WIDTH),
        "blocks": [
            {
                "conv": jax.random.normal(next(keys), (3, WIDTH, WIDTH)) * (2 / (3 * WIDTH)) ** 0.5,
                "b": jnp.zeros(WIDTH),
                "out": dense(WIDTH, WIDTH, 0.3),
            }
            for _ in DILATIONS
        ],
        "page": dense(2 * WIDTH, WIDTH, 0.3),
        "hidden": dense(WIDTH, WIDTH),
        "out": dense(WIDTH, 1, 0.3),
    }
    if vocabulary:
        params["words"] = jax.random.normal(next(keys), (vocabulary, WORD_WIDTH)) * 0.1
    return params


def _apply(layer: Params, x: jax.Array) -> jax.Array:
    return x @ layer["w"] + layer["b"]


def _shift(h: jax.Array, by: int) -> jax.Array:
    """Move the lines by so many places, zeros coming in."""
    if abs(by) >= h.shape[1]:
        return jnp.zeros_like(h)
    if by > 0:
        return jnp.pad(h[:, :-by], ((0, 0), (by, 0), (0, 0)))
    return jnp.pad(h[:, -by:], ((0, 0), (0, -by), (0, 0)))


def logits(params: Params, batch: Batch, key: jax.Array | None = None) -> jax.Array:
    """Give the logit of each line, pages × lines; `key` switches dropout on."""
    x, mask = batch["table"], batch["mask"][..., None]
    pages, lines = x.shape[:2]
    keys = jax.random.split(key, 8) if key is not None else None
    if "words" in params:
        ids, line_of = batch["ids"], batch["line_of"]
        use = (ids >= 0).astype(x.dtype)
        if keys is not None:
            use = use * jax.random.bernoulli(keys[0], 0.75, ids.shape)
        vectors = params["words"][jnp.maximum(ids, 0)] * use[:, None]
        bag = jax.ops.segment_sum(vectors, line_of, pages * lines + 1)[:-1]
        known = jax.ops.segment_sum(use, line_of, pages * lines + 1)[:-1]
        bag = bag / jnp.maximum(known, 1)[:, None]
        share = known / jnp.maximum(batch["count"].reshape(-1), 1)
        words = jnp.concatenate([bag, share[:, None]], 1)
        x = jnp.concatenate([x, words.reshape(pages, lines, -1)], -1)
    if keys is not None:  # whole columns of a page, so that none is leant upon
        x = x * jax.random.bernoulli(keys[1], 0.95, (pages, 1, x.shape[-1]))
    h = jax.nn.relu(_apply(params["in"], x)) * mask
    for i, (block, dilation) in enumerate(zip(params["blocks"], DILATIONS, strict=True)):
        conv = block["conv"]
        inner = (
            _shift(h, dilation) @ conv[0] + h @ conv[1] + _shift(h, -dilation) @ conv[2]
        ) + block["b"]
        inner = jax.nn.relu(inner)
        if keys is not None:
            inner = inner * jax.random.bernoulli(keys[2 + i % 5], 0.9, inner.shape) / 0.9
        h = (h + _apply(block["out"], inner)) * mask
        if i == GLOBAL_AFTER:
            mean = h.sum(1) / jnp.maximum(mask.sum(1), 1)
            top = jnp.where(mask > 0, h, -1e9).max(1)
            h = (h + _apply(params["page"], jnp.concatenate([mean, top], -1))[:, None]) * mask
    h = jax.nn.relu(_apply(params["hidden"], jax.nn.relu(h)))
    return _apply(params["out"], h)[..., 0]


def loss(params: Params, batch: Batch, key: jax.Array) -> jax.Array:
    """Give the mean cross-entropy of pages, lines weighted by `weight`."""
    z = logits(params, batch, key)
    each = optax.sigmoid_binary_cross_entropy(z, batch["label"]) * batch["weight"]
    return each.sum() / batch["weight"].sum()


def make_step(optimizer: optax.GradientTransformation) -> Any:
    @partial(jax.jit, donate_argnums=(0, 1))
    def step(params: Params, state: Any, average: Params, batch: Batch, key: jax.Array) -> Any:
        value, gradient = jax.value_and_grad(loss)(params, batch, key)
        updates, state = optimizer.update(gradient, state, params)
        params = optax.apply_updates(params, updates)
        average = jax.tree.map(lambda a, p: 0.998 * a + 0.002 * p, average, params)
        return params, state, average, value

    return step


def stack(samples: Sequence[Any], ids: Sequence[NDArray[np.int32]], mean: Any, scale: Any) -> Batch:
    """Make a batch of pages, padded to common sizes so that few shapes are compiled."""
    lines = bucket(max(len(s.label) for s in samples))
    columns = samples[0].table.shape[1]
    n = max(1, BATCH_LINES // lines)
    table = np.zeros((n, lines, columns), np.float32)
    mask = np.zeros((n, lines), np.float32)
    label = np.zeros((n, lines), np.float32)
    weight = np.zeros((n, lines), np.float32)
    count = np.zeros((n, lines), np.float32)
    all_ids, all_lines = [], []
    for i, (s, known) in enumerate(zip(samples, ids, strict=True)):
        size = len(s.label)
        table[i, :size] = (s.table - mean) / scale
        mask[i, :size] = 1
        count[i, :size] = s.count
        label[i, :size] = np.maximum(s.label, 0)
        w = np.where((s.label < 0) | s.cut, 0, (np.minimum(s.count, 150) + 2.0) ** 0.7)
        weight[i, :size] = w / max(w.sum(), 1)
        keep = known >= 0
        all_ids.append(known[keep])
        all_lines.append(s.line_of[keep] + i * lines)
    flat, where = np.concatenate(all_ids), np.concatenate(all_lines)
    size = bucket(len(flat), 32768)
    padded = np.full(size, -1, np.int32)
    padded[: len(flat)] = flat
    place = np.full(size, n * lines, np.int32)
    place[: len(where)] = where
    return {
        "table": table, "mask": mask, "label": label, "weight": weight, "count": count,
        "ids": padded, "line_of": place,
    }  # fmt: skip


def bucket(size: int, least: int = 32) -> int:
    """Give the power of two that many, or `least`, fit into."""
    while least < size:
        least *= 2
    return least
