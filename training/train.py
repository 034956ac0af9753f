"""From the corpora to weights.

python training/train.py WEIGHTS     # the folds, all pages, the calibration: an hour
python training/train.py --fold 0    # one fold alone, to try something
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jax
import numpy as np
import optax
from numpy.typing import NDArray

import calibrate
import dataset
import network
from cleanarticle.judging.model import places_of
from corpus import FOLDS, fold_of
from dataset import MADE, Sample, f1

VOCABULARY = 4096
MIN_SITES = 12


def vocabulary(samples: Sequence[Sample], size: int) -> NDArray[np.uint32]:
    """Give the hashes of the words that stand on most sites, sorted."""
    sites: dict[str, list[NDArray[np.uint32]]] = defaultdict(list)
    for s in samples:
        if s.dumper == "html_text":
            sites[s.site].append(np.unique(s.words))
    counts: Counter[int] = Counter()
    for words in sites.values():
        counts.update(np.unique(np.concatenate(words)).tolist())
    common = [(n, w) for w, n in counts.items() if n >= MIN_SITES]
    common.sort(reverse=True)
    return np.array(sorted(w for _, w in common[:size]), np.uint32)


def batches(samples: Sequence[Sample], rng: np.random.Generator | None) -> Iterator[list[int]]:
    """Give the indices of pages of like length, some thousand lines at a time."""
    order = np.argsort([len(s.label) for s in samples], kind="stable")
    groups: list[list[int]] = [[]]
    for i in order:
        longest = network.bucket(len(samples[i].label))
        full = groups[-1] and (len(groups[-1]) + 1) * longest > network.BATCH_LINES
        if full:
            groups.append([])
        groups[-1].append(int(i))
    if rng is not None:
        rng.shuffle(groups)  # type: ignore[arg-type]
    yield from groups


def fit(
    samples: Sequence[Sample], *, words: bool, seed: int, epochs: int, dumps: int = 4, log: str = ""
) -> dict[str, Any]:
    """Train one net; every epoch sees `dumps` dumps of every page."""
    rng = np.random.default_rng(seed)
    vocab = vocabulary(samples, VOCABULARY) if words else np.zeros(0, np.uint32)
    ids = [places_of(s.words, vocab) for s in samples]
    rows = np.concatenate([s.table for s in samples[::7]]).astype(np.float32)
    mean, scale = rows.mean(0), rows.std(0) + 0.05
    pages: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(samples):
        if len(s.label) <= 4096:
            pages[s.page].append(i)
    params = network.init(jax.random.PRNGKey(seed), rows.shape[1], len(vocab))
    per_epoch = sum(min(dumps, len(p)) for p in pages.values())
    mean_lines = np.mean([network.bucket(len(s.label)) for s in samples])
    steps = int(per_epoch * mean_lines / network.BATCH_LINES * epochs * 1.1)
    rate = optax.warmup_cosine_decay_schedule(0, 4e-3, steps // 20 + 1, steps, 1e-4)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=0.02))
    state = optimizer.init(params)
    average = jax.tree.map(lambda p: p + 0, params)
    step = network.make_step(optimizer)
    key = jax.random.PRNGKey(seed + 1)
    begun, done = time.time(), 0
    for epoch in range(epochs):
        chosen = [i for p in pages.values() for i in rng.permutation(p)[:dumps].tolist()]
        part = [samples[i] for i in chosen]
        total, n = 0.0, 0
        for group in batches(part, rng):
            batch = network.stack(
                [part[i] for i in group], [ids[chosen[i]] for i in group], mean, scale
            )
            key, sub = jax.random.split(key)
            params, state, average, value = step(params, state, average, batch, sub)
            total, n, done = total + float(value), n + 1, done + 1
        if log:
            print(
                f"{log} epoch {epoch} loss {total / n:.4f} steps {done}/{steps} {time.time() - begun:.0f} s",
                flush=True,
            )
    return {
        "params": jax.tree.map(np.asarray, average),
        "vocab": vocab,
        "mean": mean,
        "scale": scale,
    }


def judge(model: dict[str, Any], samples: Sequence[Sample]) -> list[NDArray[np.float32]]:
    """Give the logits of every sample's lines."""
    run = jax.jit(network.logits)
    out: list[Any] = [None] * len(samples)
    for group in batches(samples, None):
        part = [samples[i] for i in group]
        ids = [places_of(s.words, model["vocab"]) for s in part]
        z = np.asarray(
            run(model["params"], network.stack(part, ids, model["mean"], model["scale"]))
        )
        for row, i in enumerate(group):
            out[i] = z[row, : len(samples[i].label)]
    return out


def table(
    samples: Sequence[Sample], z: Sequence[NDArray[np.float32]], at: float
) -> dict[str, float]:
    """Give the mean word F1 by set: dump, rules alone, model with rules, best possible."""
    cells: dict[tuple[str, str], list[float]] = defaultdict(list)
    for s, logit in zip(samples, z, strict=True):
        if s.dumper in MADE and s.dumper != "gold":
            continue
        kept = ~s.cut
        p = 1 / (1 + np.exp(-logit))
        scores = {
            "raw": f1(s, np.ones(len(s.label), bool)),
            "rules": f1(s, kept),
            "both": f1(s, kept & ((p >= at) | (s.label < 0))),
            "best": f1(s, kept & (np.abs(s.label) >= 0.5)),
        }
        name = s.dumper if s.dumper in ("readability", "gold") else s.corpus
        sets = [f"{name}-{'article' if s.kind == 'article' else 'other'}"]
        if s.dumper != "gold":
            sets += [f"{s.corpus}-{s.kind}" if s.kind != "article" else f"{s.corpus}-article*"]
            if s.corpus == "wcxb-dev":
                sets += ["wcxb-dev-all*"]
            if s.lang in ("ja", "zh"):
                sets += ["ja-zh*"]
        for one in sets:
            for column, value in scores.items():
                cells[one, column].append(value)
    return {f"{a} {b}": float(np.mean(v)) for (a, b), v in cells.items()}


def show(figures: dict[str, float]) -> None:
    """Print the table."""
    rows = sorted({name.split()[0] for name in figures})
    for row in rows:
        print(
            f"{row:28}",
            *(f"{c} {figures[f'{row} {c}']:.4f}" for c in ("raw", "rules", "both", "best")),
        )


def export(models: Sequence[dict[str, Any]], path: Path) -> None:
    """Write the nets that are averaged: matrices as int8 with a scale a column, no pickle.

    All see the same numbers and words; those that see no words have no `words` of theirs.
    """
    arrays: dict[str, NDArray[Any]] = {
        "vocabulary": next(m["vocab"] for m in models if len(m["vocab"])),
        "mean": models[0]["mean"].astype(np.float32),
        "scale": models[0]["scale"].astype(np.float32),
    }
    for i, model in enumerate(models):
        for name, value in _named(model["params"]):
            if value.ndim == 1:
                arrays[f"{i}/{name}"] = value.astype(np.float16)
                continue
            axes = tuple(range(value.ndim - 1))
            scale = np.maximum(np.abs(value).max(axes), 1e-8) / 127
            arrays[f"{i}/{name}"] = np.round(value / scale).astype(np.int8)
            arrays[f"{i}/{name}|scale"] = scale.astype(np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _named(tree: Any, prefix: str = "") -> Iterator[tuple[str, NDArray[Any]]]:
    if isinstance(tree, dict | list):
        items = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for key, value in items:
            yield from _named(value, f"{prefix}/{key}" if prefix else str(key))
    else:
        yield prefix, np.asarray(tree)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("weights", type=Path, nargs="?", help="where to write the weights")
    parser.add_argument("--fold", type=int, action="append", help="only these folds")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seeds", type=int, default=2, help="nets that know words, for all pages")
    parser.add_argument("--out", type=Path, default=Path("~/.cache/cleanarticle-bench/folds"))
    options = parser.parse_args()
    out = options.out.expanduser()
    out.mkdir(parents=True, exist_ok=True)
    jax.config.update("jax_compilation_cache_dir", str(out / "compiled"))
    samples = dataset.load()
    for fold in options.fold or range(FOLDS):
        train_fold(fold, samples, options.epochs, out)
    if options.weights:
        export(fit_all(samples, options.epochs, options.seeds, "all"), options.weights)
        calibrate.write(out, options.weights)


def train_fold(fold: int, samples: Sequence[Sample], epochs: int, out: Path) -> None:
    """Train without the sites of a fold; write the weights, and the logits of its dumps."""
    inside = [s for s in samples if fold_of(s.site) != fold]
    outside = [s for s in samples if fold_of(s.site) == fold]
    models = fit_all(inside, epochs, 1, f"fold {fold}")
    export(models, out / f"fold-{fold}.npz")
    z = [judge(model, outside) for model in models]
    both = [np.mean(each, 0) for each in zip(*z, strict=True)]
    for name, logit in [*((f"net {i}", one) for i, one in enumerate(z)), ("all", both)]:
        print("fold", fold, name)
        show(table(outside, logit, 0.4))
    kept = [(s.page, s.dumper, one) for s, one in zip(outside, both, strict=True)]
    (out / f"fold-{fold}.pickle").write_bytes(pickle.dumps(kept))


def fit_all(samples: Sequence[Sample], epochs: int, seeds: int, log: str) -> list[dict[str, Any]]:
    """Train the nets that are averaged: `seeds` that know words, and one that knows none."""
    sees = [*((seed, True) for seed in range(seeds)), (0, False)]
    return [
        fit(samples, words=words, seed=seed, epochs=epochs, log=f"{log} words {words}")
        for seed, words in sees
    ]


if __name__ == "__main__":
    main()
