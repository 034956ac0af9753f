"""From raw text with known authors to the weights of `finders/_signed.py`.

    PYTHONPATH=benchmarks python training/train_authors.py [--pages N] [--dumps N]

prints how well the writers are found by weights that were fitted without the page's site, beside the
rules of `find_authors` and where these find none, then the weights fitted on all: a table to put in
place of `WEIGHTS`. Each page is read in some of its dumps, the dumpers in turn. A line is right whose
names are half of the gold's or more; gold that names a desk has no right line.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import corpus
import softmax
from cleanarticle import DEFAULT
from cleanarticle.cleaners.boilerplate import is_dump
from cleanarticle.finders._signed import MIN_CHANCE, WEIGHTS, Signed, likeliest, signs
from cleanarticle.finders.authors import by_rules
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply
from corpus import FOLDS, fold_of
from extraction import author_f1

MAX_CHARACTERS = 150_000
MIN_F1 = 0.5
NAMES = tuple(name for name in WEIGHTS if name != "none")


@dataclass(frozen=True, slots=True)
class Sample:
    """The lines of a dump that can be its byline: a row of signs each, and their F1 over the gold.

    `rules` is the F1 of what the rules find, `None` where that is nothing.
    """

    corpus: str
    site: str
    seen: tuple[Signed, ...]
    rows: NDArray[np.float64]
    scores: NDArray[np.float64]
    rules: float | None
    dump: bool

    @property
    def right(self) -> NDArray[np.bool_]:
        return self.scores >= MIN_F1


def samples(name: str, pages: int, several: int) -> list[Sample]:
    """Read pages of a corpus through some dumpers each, dumpers in turn."""
    chosen = [p for p in corpus.load(name) if p.authors and p.kind in ("article", "")]
    chosen = random.Random(3).sample(chosen, min(pages, len(chosen)))
    dumps = corpus.dumps(name)
    dumpers = [dumper for dumper in corpus.DUMPERS if dumper != "readability"]
    step = max(1, len(dumpers) // several)
    jobs = []
    for i, page in enumerate(chosen):
        for n in range(several):
            raw = dumps[page.id][dumpers[(i + n * step) % len(dumpers)]]
            if raw.strip() and len(raw) <= MAX_CHARACTERS:
                jobs.append((name, page, raw))
    with multiprocessing.Pool(corpus.PROCESSES) as pool:
        return pool.map(sample, jobs, chunksize=8)


def sample(job: tuple[str, corpus.Page, str]) -> Sample:
    """Give the lines of a dump that can be its byline."""
    name, page, raw = job
    work = Work(raw, read_lines(raw), Settings())
    apply(work, DEFAULT.cleaners[: DEFAULT.names.index("find_authors")])
    document = work.document()
    seen = tuple(signs(document))
    rows = np.array([[line.signs[sign] for sign in NAMES] for line in seen], np.float64)
    scores = np.array([author_f1(line.names, page.authors) for line in seen], np.float64)
    ruled = next((f.value for f in by_rules(document) if getattr(f, "field", "") == "authors"), ())
    return Sample(
        name,
        page.site,
        seen,
        rows.reshape(len(seen), len(NAMES)),
        scores,
        author_f1(ruled, page.authors) if ruled else None,
        is_dump(document, before=document.title.start if document.title else 0),
    )


def fit(samples: list[Sample]) -> NDArray[np.float64]:
    """Fit the weights."""
    return softmax.fit([(s.rows, s.right) for s in samples], len(NAMES))


def outcome(sample: Sample, weights: NDArray[np.float64]) -> float | None:
    """Give the F1 of what the weights find, `None` where that is nothing."""
    scores = (sample.rows @ weights[:-1]).tolist()
    place, chance = likeliest(sample.seen, scores, float(weights[-1]))
    return float(sample.scores[place]) if chance >= MIN_CHANCE else None


def figures(found: list[float | None]) -> str:
    """Give the F1 over all, of those that got any, and how many got any."""
    given = [f1 for f1 in found if f1 is not None]
    return f"{sum(given) / len(found):.3f} | {sum(given) / max(1, len(given)):.3f} | {len(given) / len(found):.3f}"


def main() -> None:
    """Print the figures out of fold, then the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000, help="of each corpus, at most")
    parser.add_argument("--dumps", type=int, default=6, help="of each page, at most 6")
    options = parser.parse_args()
    made = [s for name in corpus.CORPORA for s in samples(name, options.pages, options.dumps)]
    weighed: list[tuple[Sample, float | None]] = []
    for fold in range(FOLDS):
        weights = fit([s for s in made if fold_of(s.site) != fold])
        weighed += [(s, outcome(s, weights)) for s in made if fold_of(s.site) == fold]
    print("| set | dumps | by | authors | of those given | given |\n|---|---:|---|---:|---:|---:|")
    for name in corpus.CORPORA:
        here = [(s, f1) for s, f1 in weighed if s.corpus == name]
        rules = [s.rules for s, _ in here]
        alone = [f1 for _, f1 in here]
        both = [f1 if s.rules is None and s.dump else s.rules for s, f1 in here]
        best = [float(s.scores.max(initial=0)) for s, _ in here]
        for by, found in (("rules", rules), ("weights", alone), ("both", both), ("best", best)):
            print(f"| {name} | {len(here)} | {by} | {figures(list(found))} |")
    for name, weight in zip([*NAMES, "none"], fit(made), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
