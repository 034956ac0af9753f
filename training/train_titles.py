"""From raw text with known headlines to the weights of `finders/_headlines.py`.

    PYTHONPATH=benchmarks python training/train_titles.py [--pages N] [--dumps N]

prints the share of dumps whose headline is found by weights that were fitted without the page's
site, then the weights fitted on all: a table to put in place of `WEIGHTS`. Each page is read in some
of its dumps, the dumpers in turn. A line that shares six of ten words with the gold title counts as
the headline: the gold is often the page's `<title>`, where the line shown differs.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

import corpus
import softmax
from cleanarticle import DEFAULT
from cleanarticle.finders._headline_signs import signs
from cleanarticle.finders._headlines import WEIGHTS
from cleanarticle.finders._title_lines import candidates, is_page
from cleanarticle.finders.title import first_line
from cleanarticle.model import Document
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply

MAX_CHARACTERS = 150_000
MIN_SHARED_WORDS = 0.6
NAMES = tuple(name for name in WEIGHTS if name != "none")


@dataclass(frozen=True, slots=True)
class Sample:
    """The lines of a dump that may be its headline: a row of signs each, and which one is.

    `first` is what becomes of a dump in which nothing but the first line is looked at.
    """

    corpus: str
    site: str
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    first: str | None


def samples(name: str, pages: int, several: int) -> list[Sample]:
    """Read pages of a corpus through some dumpers each, dumpers in turn."""
    before = DEFAULT.cleaners[: DEFAULT.names.index("find_title")]
    chosen = [p for p in corpus.load(name) if p.title and p.kind in ("article", "")]
    chosen = random.Random(3).sample(chosen, min(pages, len(chosen)))
    dumps = corpus.dumps(name)
    dumpers = [dumper for dumper in corpus.DUMPERS if dumper != "readability"]
    made = []
    for i, page in enumerate(chosen):
        step = 1 + i // len(dumpers) if several == 2 else 1
        for dumper in dict.fromkeys(dumpers[(i + n * step) % len(dumpers)] for n in range(several)):
            raw = dumps[page.id][dumper]
            if not raw.strip() or len(raw) > MAX_CHARACTERS:
                continue
            work = Work(raw, read_lines(raw), Settings())
            apply(work, before)
            document = work.document()
            if len(document):
                made.append(sample(name, page, document))
    return made


def sample(name: str, page: corpus.Page, document: Document) -> Sample:
    """Give the lines of a dump that may be its headline."""
    first = None
    if not is_page(document):
        line = first_line(document)
        first = "none" if line is None else told(is_title(line.text, page.title))
    seen = signs(document, candidates(document))
    rows = np.array([[s.signs[name] for name in NAMES] for s in seen], np.float64)
    right = np.array([is_title(s.block.text, page.title) for s in seen], bool)
    return Sample(name, page.site, rows.reshape(len(seen), len(NAMES)), right, first)


def told(right: bool) -> str:
    """Name what became of a dump whose title was found."""
    return "right" if right else "wrong"


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


def fit(samples: Sequence[Sample]) -> NDArray[np.float64]:
    """Fit the weights of a softmax over the lines and "none", the last of them."""
    samples = [sample for sample in samples if len(sample.rows) and sample.first is None]
    samples += [evened(sample) for sample in samples]
    return softmax.fit([(sample.rows, sample.right) for sample in samples], len(NAMES))


def evened(sample: Sample) -> Sample:
    """Give a sample as if no gap between lines were wider than another, as in many scrapers' texts."""
    rows = sample.rows.copy()
    rows[:, [NAMES.index("gap_above"), NAMES.index("gap_below")]] = 0
    rows[:, NAMES.index("even_gaps")] = 1
    return replace(sample, rows=rows)


def outcome(sample: Sample, weights: NDArray[np.float64]) -> str:
    """Tell what the weights make of a dump: `right`, `wrong` or `none`."""
    if sample.first is not None:
        return sample.first
    scores = sample.rows @ weights[:-1]
    if not len(scores) or scores.max() <= weights[-1]:
        return "none"
    return told(bool(sample.right[scores.argmax()]))


def main() -> None:
    """Print the figures out of fold, then the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000, help="of each corpus, at most")
    parser.add_argument("--dumps", type=int, default=6, help="of each page, at most 6")
    options = parser.parse_args()
    made = [s for name in corpus.CORPORA for s in samples(name, options.pages, options.dumps)]
    outcomes: dict[str, list[str]] = {name: [] for name in corpus.CORPORA}
    for sample, weights in softmax.out_of_fold(made, fit):
        outcomes[sample.corpus].append(outcome(sample, weights))
    for name, seen in outcomes.items():
        shares = " ".join(
            f"{kind} {seen.count(kind) / len(seen):.3f}" for kind in ("right", "wrong", "none")
        )
        print(f"{name}: {len(seen)} dumps, {shares}")
    for name, weight in zip([*NAMES, "none"], fit(made), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
