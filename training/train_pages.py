"""From the corpora's pages to the weights of the block model.

python training/train_pages.py WEIGHTS     # the folds, all pages, the calibration: ten minutes
python training/train_pages.py --fold 0    # one fold alone, to try something
"""

from __future__ import annotations

import argparse
import multiprocessing
import pickle
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import boosting
import calibrate
import pages
from boosting import exported, logits
from cleanarticle.judging.blocks import BLOCK_FEATURES, Scores, Table, block_features
from cleanarticle.judging.context import CONTEXT_FEATURES, context_features
from cleanarticle.judging.features import Floats
from cleanarticle.judging.piece_choice import choose_pieces
from cleanarticle.reading.choosing import TOLD
from corpus import FOLDS, fold_of
from dataset import f1
from pages import LOTS, Counts, Sample, lot_of

#: Sites are dealt into so many parts for the first look's opinion of pages that it did not see.
PARTS = 4
#: Steps of a score in the weights' file.
SCORE_STEP = 1 / 24

#: For what needs no scores.
NO_SCORES = Scores(np.zeros(0, np.uint32), np.zeros(0, np.float32), {})

_SAMPLES: list[Sample] = []
_SCORES: list[Scores] = []


def _table(job: tuple[int, int]) -> Table:
    sample, scores = _SAMPLES[job[0]], _SCORES[job[1]]
    return block_features(sample.read, sample.hints, scores)


def tables(samples: list[Sample], train: Sequence[int]) -> tuple[list[Table], Scores]:
    """Give the table of every page, and the scores of all training pages.

    A page that is trained on is given scores that leave its lot of sites out.
    """
    counts = Counts([samples[i] for i in train])
    _SAMPLES[:] = samples
    _SCORES[:] = [_rounded(counts.scores(lot)) for lot in [*range(LOTS), None]]
    trained = set(train)
    jobs = [(i, lot_of(s.site) if i in trained else LOTS) for i, s in enumerate(samples)]
    with multiprocessing.get_context("fork").Pool(pages.PROCESSES) as pool:
        return pool.map(_table, jobs, chunksize=20), _SCORES[LOTS]


def _rounded(scores: Scores) -> Scores:
    """Give the scores as the weights' file holds them; what says next to nothing is left out."""
    words = np.clip(np.round(scores.word_scores / SCORE_STEP), -127, 127)
    names = {n: round(max(-127, min(127, s / SCORE_STEP))) for n, s in scores.names.items()}
    return Scores(
        scores.words[words != 0],
        (words[words != 0] * SCORE_STEP).astype(np.float32),
        {name: score * SCORE_STEP for name, score in names.items() if score},
    )


def weights_of(sample: Sample) -> NDArray[np.float64]:
    """Weigh pieces by the root of their words, and long pages less than by their length."""
    words = np.bincount(sample.line_of, minlength=len(sample.label))
    weights = np.sqrt(np.minimum(words, 150)) + 0.5
    return np.asarray(weights / np.sqrt(weights.sum()) * 5)


def fit(samples: Sequence[Sample], rows: Sequence[Floats], seed: int) -> Any:
    """Fit one look to the share of each piece that is gold."""
    label = np.concatenate([np.maximum(s.label, 0) for s in samples])
    weight = np.concatenate([weights_of(s) for s in samples])
    return boosting.fit(np.concatenate(rows), label, weight, seed)


def train(
    samples: list[Sample], train_on: Sequence[int], judge: Sequence[int]
) -> tuple[dict[str, Any], dict[int, Floats]]:
    """Train both looks; give the weights, and the logits of the pages to judge."""
    found, scores = tables(samples, train_on)
    first_opinion: dict[int, Floats] = {}
    for part in range(PARTS):
        seen = [i for i in train_on if lot_of(samples[i].site) % PARTS != part]
        model = fit([samples[i] for i in seen], [found[i].values for i in seen], part)
        for i in set(train_on) - set(seen):
            first_opinion[i] = logits(model, found[i].values)
    first = fit([samples[i] for i in train_on], [found[i].values for i in train_on], 0)
    for i in set(judge) - set(train_on):
        first_opinion[i] = logits(first, found[i].values)

    def both(i: int) -> Floats:
        context = context_features(samples[i].read, found[i], first_opinion[i])
        return np.concatenate([found[i].values, context], axis=1)

    second = fit([samples[i] for i in train_on], [both(i) for i in train_on], 0)
    weights = {
        "columns": np.array("\n".join([*BLOCK_FEATURES, *CONTEXT_FEATURES])),
        "words": scores.words,
        "word_scores": np.round(scores.word_scores / SCORE_STEP).astype(np.int8),
        "names": np.array("\n".join(scores.names)),
        "name_scores": np.array([round(s / SCORE_STEP) for s in scores.names.values()], np.int8),
        "scale": np.float32(SCORE_STEP),
        **exported(first, "first"),
        **exported(second, "second"),
    }
    return weights, {i: logits(second, both(i)) for i in judge if i in first_opinion}


def chosen(sample: Sample, z: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Give what stays of a page, and the signs of how sure that is."""
    chances = (1 / (1 + np.exp(-z))).astype(np.float32)
    chances[sample.told] = np.maximum(chances[sample.told], TOLD)
    words = np.bincount(sample.line_of, minlength=len(z))
    table = block_features(sample.read, sample.hints, NO_SCORES)
    decision = choose_pieces(
        chances, words, table.paragraphs, table.alike, paths=table.paths, linked=table.linked >= 0.5
    )
    return decision.keep, decision.signs


#: What stays of each page, and the signs of how sure that is.
Results = dict[int, tuple[NDArray[np.bool_], Floats]]


def report(samples: Sequence[Sample], results: Results) -> None:
    """Print the mean word F1 by set, what is chosen and the best that pieces allow."""
    cells: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for i, (keep, _) in results.items():
        s = samples[i]
        score = f1(s, keep), f1(s, s.label >= 0.5)
        for name in (f"{s.corpus} {s.kind}", f"{s.corpus} all"):
            cells[name].append(score)
    for name, scores in sorted(cells.items()):
        model, best = np.mean(scores, axis=0)
        print(f"{name:32s} {len(scores):5d} pages  model {model:.4f}  best {best:.4f}", flush=True)


def calibration(samples: Sequence[Sample], results: Results) -> NDArray[np.float64]:
    """Fit how sure a result is to the folds' own; print the error on folds the fit did not see."""
    order = sorted(results)
    signs = np.array([results[i][1] for i in order])
    good = np.array([f1(samples[i], results[i][0]) >= calibrate.MIN_F1 for i in order], float)
    fold = np.array([fold_of(samples[i].site) for i in order])
    return calibrate.checked(signs, good, fold)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("weights", type=Path, nargs="?", help="where to write the weights")
    parser.add_argument("--fold", type=int, help="train and judge one fold alone")
    parser.add_argument("--folds", type=Path, default=Path("~/.cache/cleanarticle-bench/folds"))
    options = parser.parse_args()
    folder = options.folds.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    samples = pages.load()
    judged: dict[int, Floats] = {}
    parts: list[dict[str, Any]] = []
    for fold in range(FOLDS) if options.fold is None else [options.fold]:
        seen = [i for i, s in enumerate(samples) if fold_of(s.site) != fold]
        rest = [i for i, s in enumerate(samples) if fold_of(s.site) == fold]
        weights, own = train(samples, seen, rest)
        parts.append(weights)
        judged |= own
        if options.fold is not None:
            report(samples, {i: chosen(samples[i], z) for i, z in own.items()})
    if options.fold is not None:
        return
    results = {i: chosen(samples[i], z) for i, z in judged.items()}
    report(samples, results)
    (folder / "pages.pickle").write_bytes(
        pickle.dumps({samples[i].page: z for i, z in judged.items()})
    )
    confidence = calibration(samples, results)
    for fold, weights in enumerate(parts):
        np.savez_compressed(folder / f"pages-{fold}.npz", **weights, confidence=confidence)
    if options.weights:
        everything = list(range(len(samples)))
        weights, _ = train(samples, everything, ())
        np.savez_compressed(options.weights, **weights, confidence=confidence)
        print(f"{options.weights}: {options.weights.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
