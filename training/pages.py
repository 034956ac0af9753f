"""Pages of HTML to pieces with labels, and to the tables that the block model learns from.

samples = load()                      # parsed and labelled, from the cache, filled if need be
scores = Counts(samples)              # how words and class names stand to the gold, by site
"""

from __future__ import annotations

import multiprocessing
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import corpus
from cleanarticle.judging.blocks import Scores, name_tokens
from cleanarticle.judging.features import features
from cleanarticle.judging.lines import Line
from cleanarticle.judging.page_columns import Hints
from cleanarticle.reading.html import read_page
from cleanarticle.reading.page import Page
from dataset import cached, labels, placed

PROCESSES = 2
VERSION = 8  # raise it when reading a page changes

#: Sites are dealt into so many lots; the scores that a page is given leave its lot out.
LOTS = 10


@dataclass(slots=True)
class Sample:
    """One page: its pieces, the share of each that is gold, and the words of both."""

    page: str
    corpus: str
    site: str
    kind: str
    lang: str
    read: Page
    hints: Hints
    label: NDArray[np.float32]
    told: NDArray[np.bool_]  # given by structured data alone
    words: NDArray[np.uint32]
    line_of: NDArray[np.int32]
    gold: NDArray[np.uint32]


def lot_of(site: str) -> int:
    """Give the lot of a site; another deal than the folds'."""
    return zlib.crc32(b"lot " + site.encode()) % LOTS


def _sample(job: tuple[str, corpus.Page]) -> Sample | None:
    name, page = job
    reading = read_page(page.html)
    if reading is None or not reading.page.pieces:
        return None
    read = reading.page
    lines = [Line(piece.text, piece.kind) for piece in read.pieces]
    found = features(lines)
    told = np.zeros(len(lines), bool)
    told[len(lines) - reading.told :] = True
    return Sample(
        f"{name}/{page.id}",
        name,
        page.site,
        page.kind if name == "wcxb-dev" else "article",
        page.lang,
        read,
        reading.hints,
        placed([line.text for line in lines], page.text, labels(lines, page.text)),
        told,
        found.words,
        found.line_of.astype(np.int32),
        features([Line(page.text)]).words,
    )


def load() -> list[Sample]:
    """Give the pages of both corpora, from the cache, filled if need be."""
    return cached(corpus.cache_folder() / f"pages-{VERSION}.pickle.xz", _samples)


def _samples() -> list[Sample]:
    jobs = [(name, page) for name in corpus.CORPORA for page in corpus.load(name)]
    with multiprocessing.Pool(PROCESSES) as pool:
        return [s for s in pool.imap(_sample, jobs, chunksize=8) if s is not None]


#: How many sites a word or name must stand on to be scored, and how many it is taken to have
#: stood on besides, with the average share of gold.
MIN_SITES, PRIOR_SITES = 6, 3.0


class Counts:
    """For words and names: on how many sites of each lot, and the sum of their shares of gold."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        words: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        names: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        for s in samples:
            label = np.maximum(s.label, 0)
            of_words = words[s.site]
            pairs = np.unique(
                np.stack([s.line_of.astype(np.int64), s.words.astype(np.int64)]), axis=1
            )
            for line, word in pairs.T.tolist():
                entry = of_words[word]
                entry[0] += label[line]
                entry[1] += 1
            size = np.bincount(s.line_of, minlength=len(label))
            gold = np.concatenate(([0], np.cumsum(size * label)))
            all_words = np.concatenate(([0], np.cumsum(size)))
            of_names = names[s.site]
            read = s.read
            for tag, written, low, high in zip(
                read.tags, read.names, read.first, read.behind, strict=True
            ):
                weight = all_words[high] - all_words[low]
                if weight:
                    for token in name_tokens(tag, written):
                        entry = of_names[token]
                        entry[0] += gold[high] - gold[low]
                        entry[1] += weight
        self.words = _Lots(words)
        self.names = _Lots(names)

    def scores(self, without: int | None = None) -> Scores:
        """Give the scores of all lots, or of all but one."""
        words = self.words.scores(without)
        order = sorted(words)
        return Scores(
            np.array(order, np.uint32),
            np.array([words[w] for w in order], np.float32),
            self.names.scores(without),
        )


class _Lots:
    def __init__(self, sites: dict[str, dict]) -> None:  # type: ignore[type-arg]
        on: dict = defaultdict(int)  # type: ignore[type-arg]
        for found in sites.values():
            for token in found:
                on[token] += 1
        self.tokens = sorted(token for token, n in on.items() if n >= MIN_SITES)
        place = {token: i for i, token in enumerate(self.tokens)}
        self.share = np.zeros((LOTS, len(place)))
        self.number = np.zeros((LOTS, len(place)))
        for site, found in sites.items():
            lot = lot_of(site)
            for token, (good, total) in found.items():
                if (i := place.get(token)) is not None:
                    self.share[lot, i] += good / total
                    self.number[lot, i] += 1

    def scores(self, without: int | None) -> dict:  # type: ignore[type-arg]
        rows = [lot for lot in range(LOTS) if lot != without]
        share, number = self.share[rows].sum(0), self.number[rows].sum(0)
        base = share.sum() / number.sum()
        chance = (share + PRIOR_SITES * base) / (number + PRIOR_SITES)
        odds = np.log(chance / (1 - chance)) - np.log(base / (1 - base))
        return {
            token: float(score)
            for token, score, n in zip(self.tokens, odds, number, strict=True)
            if n >= MIN_SITES - 1
        }
