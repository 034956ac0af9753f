"""From raw text with known headlines to the weights of `finders/_headlines.py`.

    PYTHONPATH=benchmarks python training/train_titles.py [--pages N]

prints the share of dumps whose headline is found by weights that were fitted without the page's
site, then the weights fitted on all: a table to put in place of `WEIGHTS`. Each page is read in two
dumps. A line that shares six of ten words with the gold title counts as the headline: the gold is
often the page's `<title>`, where the line shown differs.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import corpus
from cleanarticle import DEFAULT
from cleanarticle.finders._headlines import WEIGHTS, signs
from cleanarticle.finders.title import candidates
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply
from corpus import FOLDS, fold_of

MAX_CHARACTERS = 150_000
MIN_SHARED_WORDS = 0.6
DECAY = 0.0005
NAMES = tuple(name for name in WEIGHTS if name != "none")


@dataclass(frozen=True, slots=True)
class Sample:
    """The lines of a dump that may be its headline: a row of signs each, and which one is."""

    corpus: str
    site: str
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]


def samples(name: str, pages: int) -> list[Sample]:
    """Read pages of a corpus through two dumpers each, dumpers in turn."""
    before = DEFAULT.cleaners[: DEFAULT.names.index("find_title")]
    chosen = [p for p in corpus.load(name) if p.title and p.kind in ("article", "")]
    chosen = random.Random(3).sample(chosen, min(pages, len(chosen)))
    dumps = corpus.dumps(name)
    dumpers = [dumper for dumper in corpus.DUMPERS if dumper != "readability"]
    made = []
    for i, page in enumerate(chosen):
        for dumper in (
            dumpers[i % len(dumpers)],
            dumpers[(i + 1 + i // len(dumpers)) % len(dumpers)],
        ):
            raw = dumps[page.id][dumper]
            if not raw.strip() or len(raw) > MAX_CHARACTERS:
                continue
            work = Work(raw, read_lines(raw), Settings())
            apply(work, before)
            document = work.document()
            seen = signs(document, candidates(document))
            rows = np.array([s.signs for s in seen], np.float64).reshape(len(seen), len(NAMES))
            right = np.array([is_title(s.block.text, page.title) for s in seen], bool)
            made.append(Sample(name, page.site, rows, right))
    return made


def is_title(line: str, gold: str) -> bool:
    """Whether a line says the gold title, or most of it.

    >>> is_title("Ferry crews walk out", "Ferry Crews Walk Out | Harbour Post")
    True
    """
    plain, wanted = (re.sub(r"[\W_]+", "", text.casefold()) for text in (line, gold))
    if plain == wanted or (len(plain) > 12 and wanted.startswith(plain)):
        return True
    said, told = (set(re.findall(r"\w+", text.lower())) for text in (line, gold))
    return len(said & told) / max(1, len(said | told)) >= MIN_SHARED_WORDS


def fit(rows: Sequence[Sample]) -> NDArray[np.float64]:
    """Fit the weights of a softmax over the lines and "none", the last of them."""
    size = len(NAMES) + 1

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.0, np.zeros(size)
        for sample in rows:
            scores = np.append(sample.rows @ weights[:-1], weights[-1])
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            target = np.append(sample.right, not sample.right.any()).astype(float)
            hit = float((chances * target).sum()) + 1e-12
            total -= np.log(hit)
            error = chances - chances * target / hit
            slope[:-1] += sample.rows.T @ error[:-1]
            slope[-1] += error[-1]
        n = len(rows)
        decay = DECAY * float(weights @ weights)
        return total / n + decay, slope / n + 2 * DECAY * weights

    fitted: NDArray[np.float64] = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x
    return fitted


def outcome(sample: Sample, weights: NDArray[np.float64]) -> str:
    """Tell what the weights make of a dump: `right`, `wrong` or `none`."""
    scores = sample.rows @ weights[:-1]
    if not len(scores) or scores.max() <= weights[-1]:
        return "none"
    return "right" if sample.right[scores.argmax()] else "wrong"


def main() -> None:
    """Print the figures out of fold, then the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=400)
    pages = parser.parse_args().pages
    made = [sample for name in corpus.CORPORA for sample in samples(name, pages)]
    told: dict[str, list[str]] = {name: [] for name in corpus.CORPORA}
    for fold in range(FOLDS):
        weights = fit([s for s in made if fold_of(s.site) != fold and len(s.rows)])
        for sample in made:
            if fold_of(sample.site) == fold:
                told[sample.corpus].append(outcome(sample, weights))
    for name, seen in told.items():
        shares = " ".join(
            f"{kind} {seen.count(kind) / len(seen):.3f}" for kind in ("right", "wrong", "none")
        )
        print(f"{name}: {len(seen)} dumps, {shares}")
    for name, weight in zip([*NAMES, "none"], fit([s for s in made if len(s.rows)]), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
