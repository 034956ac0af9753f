"""How well the line model judges pages in a language of which nothing is known.

    PYTHONPATH=benchmarks python training/unknown_language.py [--folds DIR] [--step N]

The dumps of the corpora as they would be in such a language: the rules have cut nothing, the
vocabulary says nothing, no phrase has a score, and there is no title. Each page is judged by
weights that were trained without its site. Prints by set the word F1 of the dumps as they are, of what
is kept and of the best that lines allow, how many dumps were judged, and the sentences lost.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import dataset
from cleanarticle.judging.decision import sigmoid
from cleanarticle.judging.line_choice import choose_lines
from cleanarticle.judging.line_table import line_table
from cleanarticle.judging.lines import kinds_of
from cleanarticle.judging.model import load
from corpus import FOLDS, fold_of
from dataset import GOLD, READ, Sample, f1
from train import NO_PHRASES, label_of_mute, unknown


@dataclass(frozen=True, slots=True)
class Result:
    """One text: word F1s, whether anything of it was cut, and sentences lost of how many."""

    raw: float
    kept: float
    best: float
    judged: bool
    lost: int
    sentences: int


def judged(sample: Sample, weights: Path) -> Result:
    """Judge a text by some weights as if nothing were known of its language."""
    lines = [unknown(line) for line in sample.lines]
    table, counts = line_table(lines, None, NO_PHRASES)
    live, none = np.ones(len(lines), bool), np.zeros(len(lines), bool)
    kinds = kinds_of(lines, counts)
    chances = sigmoid(load(weights).net.logits(table)[:, 0])
    keep = choose_lines(chances, counts, live, none, kinds).keep
    gold: NDArray[np.bool_] = label_of_mute(sample) >= 0.5
    told = gold & kinds.sentences
    return Result(
        f1(sample, live),
        f1(sample, keep),
        f1(sample, gold),
        not keep.all(),
        int((told & ~keep).sum()),
        int(told.sum()),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folds", type=Path, default=Path("~/.cache/cleanarticle-bench/folds"))
    parser.add_argument("--step", type=int, default=1, help="only every Nth page")
    options = parser.parse_args()
    folder = options.folds.expanduser()
    weights = [folder / f"fold-{fold}.npz" for fold in range(FOLDS)]
    samples = dataset.load()
    pages = set(sorted({sample.page for sample in samples})[:: options.step])
    sets: dict[str, dict[str, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for sample in samples:
        if sample.page in pages:
            kind = "articles" if sample.kind == "article" else "other kinds"
            clean = " the article alone" if sample.dumper == GOLD else ""
            name = f"{sample.corpus}, {kind}{clean}"
            sets[name][sample.dumper].append(judged(sample, weights[fold_of(sample.site)]))
    print("| set | raw | kept | best | judged | sentences lost |\n|---|---:|---:|---:|---:|---:|")
    for name, dumps in sorted(sets.items()):
        weight = [READ.get(dumper, 1) for dumper in dumps]
        rows = [[(r.raw, r.kept, r.best, r.judged) for r in found] for found in dumps.values()]
        means = np.average([np.mean(row, axis=0) for row in rows], axis=0, weights=weight)
        lost = sum(r.lost for found in dumps.values() for r in found)
        total = sum(r.sentences for found in dumps.values() for r in found)
        cells = " | ".join(f"{mean:.3f}" for mean in means)
        print(f"| {name} | {cells} | {lost} of {total:,} |")


if __name__ == "__main__":
    main()
