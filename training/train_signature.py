"""From raw text with known authors and days to the weights of `finders/signature.py`.

    PYTHONPATH=benchmarks python training/train_signature.py [--pages N] [--dumps N]

prints how well the writers and the days are found by the rules, by weights that were fitted without the
page's site, by both, and by the best of the lines that are weighed; then the weights fitted on all: two
tables to put in place of `AUTHOR_WEIGHTS` and `DAY_WEIGHTS`. Each page is read in some of its dumps,
the dumpers in turn. A line is right whose names are half of the gold's or more; gold that names a desk
has no right line.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import corpus
import softmax
from cleanarticle import DEFAULT
from cleanarticle.cleaners._page_signs import is_dump
from cleanarticle.finders._signature_signs import Dated, Lines, Signed
from cleanarticle.finders.signature import (
    AUTHOR_WEIGHTS,
    DAY_WEIGHTS,
    MIN_AUTHOR_CHANCE,
    MIN_DAY_CHANCE,
    likeliest,
)
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply
from extraction import author_f1

MAX_CHARACTERS = 150_000
MIN_F1 = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """What lines say, a row of signs each, and how right each is, 0 to 1."""

    said: Sequence[Hashable]
    rows: NDArray[np.float64]
    figures: NDArray[np.float64]

    def found_by(self, weights: NDArray[np.float64], least: float) -> float | None:
        """Give the figure of what the weights find, `None` where that is nothing."""
        scores = (self.rows @ weights[:-1]).tolist()
        place, chance = likeliest(self.said, scores, float(weights[-1]))
        return float(self.figures[place]) if chance >= least else None


@dataclass(frozen=True, slots=True)
class Sample:
    """The lines of a dump that can tell a field, before the rules took any up, and those they leave.

    `rules` is the figure of what the rules find, `None` where that is nothing; `settled` tells that
    the weights are not asked.
    """

    corpus: str
    site: str
    all: Seen
    left: Seen
    rules: float | None
    settled: bool


def samples(name: str, pages: int, several: int) -> list[tuple[Sample | None, Sample | None]]:
    """Read pages of a corpus through some dumpers each, dumpers in turn."""
    chosen = [p for p in corpus.load(name) if p.kind in ("article", "") and (p.authors or p.date)]
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
        return pool.map(read, jobs, chunksize=8)


def read(job: tuple[str, corpus.Page, str]) -> tuple[Sample | None, Sample | None]:
    """Give the lines of a dump that can name its writer, and those that can tell its day."""
    name, page, raw = job
    work = Work(raw, read_lines(raw), Settings())
    places = [DEFAULT.names.index(cleaner) for cleaner in ("find_dates", "find_signature")]
    apply(work, DEFAULT.cleaners[: places[0]])
    before = Lines(work.document())
    apply(work, DEFAULT.cleaners[places[0] : places[1]])
    document = work.document()
    after, fields = Lines(document), work.fields
    no_dump = not is_dump(document, before=document.title.start if document.title else 0)
    found, published = fields.get("authors"), fields.get("published")
    authors = day = None
    if page.authors:
        authors = Sample(
            name,
            page.site,
            *(signed(list(lines.signed()), page.authors) for lines in (before, after)),
            rules=author_f1(found, page.authors) if found else None,
            settled=no_dump or bool(found),
        )
    if page.date:
        told = page.date[:10]
        day = Sample(
            name,
            page.site,
            *(dated(list(lines.dated()), told) for lines in (before, after)),
            rules=float(published.date().isoformat() == told) if published else None,
            settled=no_dump or bool(published) or "modified" in fields,
        )
    return authors, day


def signed(lines: Sequence[Signed], gold: Sequence[str]) -> Seen:
    """Give lines that can name the writers of a page."""
    return seen(lines, [author_f1(line.said, gold) for line in lines], AUTHOR_WEIGHTS)


def dated(lines: Sequence[Dated], gold: str) -> Seen:
    """Give lines that can tell the day of a page."""
    return seen(lines, [float(line.said.isoformat() == gold) for line in lines], DAY_WEIGHTS)


def seen(
    lines: Sequence[Signed] | Sequence[Dated],
    figures: Sequence[float],
    weights: Mapping[str, float],
) -> Seen:
    """Give lines as rows of signs, in the order of the weights."""
    names = [name for name in weights if name != "none"]
    rows = np.array([[line.signs[name] for name in names] for line in lines], np.float64)
    rows = rows.reshape(len(lines), len(names))
    return Seen([line.said for line in lines], rows, np.array(figures, np.float64))


def fit(samples: Sequence[Sample], width: int) -> NDArray[np.float64]:
    """Fit the weights."""
    return softmax.fit([(s.all.rows, s.all.figures >= MIN_F1) for s in samples], width)


def row(found: Sequence[float | None]) -> str:
    """Give the mean over all, over those that got any, and how many got any."""
    given = [figure for figure in found if figure is not None]
    size = max(1, len(given))
    return (
        f"{sum(given) / len(found):.3f} | {sum(given) / size:.3f} | {len(given) / len(found):.3f}"
    )


def report(field: str, made: Sequence[Sample], weights: Mapping[str, float], least: float) -> None:
    """Print the figures out of fold, then the weights."""
    names = [name for name in weights if name != "none"]
    weighed = [
        (s, s.all.found_by(fitted, least), s.left.found_by(fitted, least))
        for s, fitted in softmax.out_of_fold(made, lambda some: fit(some, len(names)))
    ]
    for name in corpus.CORPORA:
        here = [one for one in weighed if one[0].corpus == name]
        by: dict[str, list[float | None]] = {
            "rules": [s.rules for s, _, _ in here],
            "weights": [figure for _, figure, _ in here],
            "both": [s.rules if s.settled else figure for s, _, figure in here],
            "best": [max([*s.all.figures.tolist(), s.rules or 0.0]) for s, _, _ in here],
        }
        for who, found in by.items():
            print(f"| {field} | {name} | {len(here)} | {who} | {row(found)} |")
    print()
    for sign, weight in zip([*names, "none"], fit(made, len(names)), strict=True):
        print(f'    "{sign}": {weight:.2f},')
    print()


def main() -> None:
    """Read the dumps and report on both fields."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000, help="of each corpus, at most")
    parser.add_argument("--dumps", type=int, default=6, help="of each page, at most 6")
    options = parser.parse_args()
    made = [s for name in corpus.CORPORA for s in samples(name, options.pages, options.dumps)]
    print("| field | set | dumps | by | right | of those given | given |")
    print("|---|---|---:|---|---:|---:|---:|")
    authors = [sample for sample, _ in made if sample]
    report("authors", authors, AUTHOR_WEIGHTS, MIN_AUTHOR_CHANCE)
    report("day", [day for _, day in made if day], DAY_WEIGHTS, MIN_DAY_CHANCE)


if __name__ == "__main__":
    main()
