"""Pages to lines with labels: what the model sees of each dump, aligned with the gold text.

samples = load()      # from the cache, filled if need be
"""

from __future__ import annotations

import lzma
import multiprocessing
import pickle
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

import corpus
from cleanarticle.judging.features import features
from cleanarticle.judging.lines import Line, lines_of
from cleanarticle.model import Document
from cleanarticle.pipeline import DEFAULT
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply

T = TypeVar("T")

PROCESSES = 2
MAX_CHARACTERS = 400_000
VERSION = 5  # raise it when the rules or this file change the lines

#: Dumpers whose texts are learned from, and how many of the benchmark's seven each stands for:
#: html_text is much like inscriptis and resiliparse, text_content like BeautifulSoup.
READ = {"html_text": 3, "html2text": 1, "text_content": 2, "readability": 1}

#: The name of the gold text among the dumpers.
GOLD = "gold"

WORD = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\w+")


@dataclass(slots=True)
class Sample:
    """One text of one page: its lines, and the share of each that is gold."""

    page: str
    corpus: str
    site: str
    kind: str
    lang: str
    dumper: str
    title: str | None
    lines: list[Line]
    label: NDArray[np.float32]  # -1 where the line has no word
    words: NDArray[np.uint32]
    line_of: NDArray[np.int32]
    gold: NDArray[np.uint32]  # hashes of the gold text's words

    @property
    def counts(self) -> NDArray[np.int64]:
        """The words of each line."""
        return np.bincount(self.line_of, minlength=len(self.lines))

    @property
    def cut(self) -> NDArray[np.bool_]:
        """Which lines a rule cut, or took up into a field."""
        return np.array([line.cut is not None for line in self.lines])


def tokens(text: str) -> list[str]:
    return WORD.findall(text.lower())


class Worded(Protocol):
    """A text in lines, or a page in pieces: the words of each, and those of the gold."""

    words: NDArray[np.uint32]
    line_of: NDArray[np.int32]
    gold: NDArray[np.uint32]


def f1(sample: Worded, keep: NDArray[np.bool_]) -> float:
    """Give the word F1 of the lines kept against the gold."""
    got = sample.words[keep[sample.line_of]]
    a, n = np.unique(got, return_counts=True)
    b, m = np.unique(sample.gold, return_counts=True)
    _, i, j = np.intersect1d(a, b, assume_unique=True, return_indices=True)
    total = len(got) + len(sample.gold)
    return 2 * float(np.minimum(n[i], m[j]).sum()) / total if total else 1.0


def seen_by_model(raw: str) -> tuple[Sequence[Line], str | None]:
    """Give the lines of a text as `drop_boilerplate` sees them, and the title."""
    caught: list[Document] = []

    def catch(document: Document) -> list[Any]:
        caught.append(document)
        return []

    names = DEFAULT.names
    cleaners = [*list(DEFAULT)[: names.index("find_truncation") + 1], catch]
    apply(Work(raw, read_lines(raw), Settings()), cleaners)
    title = caught[0].title
    return lines_of(caught[0]), title.text if title else None


def labels(lines: Sequence[Line], gold: str) -> NDArray[np.float32]:
    """Give the share of each line that stands in the gold text.

    A line of few words counts only where it is a line of the gold, and only as often as
    there; of more twins those between the first and the last paragraph count first.
    """
    whole = Counter(" ".join(tokens(line)) for line in gold.split("\n"))
    whole.pop("", None)
    words = tokens(gold)
    trigrams = set(zip(words, words[1:], words[2:], strict=False))
    label = np.zeros(len(lines), np.float32)
    twins: dict[str, list[int]] = {}
    sizes = []
    for i, line in enumerate(lines):
        said = tokens(line.text)
        sizes.append(len(said))
        key = " ".join(said)
        if not said:
            label[i] = -1
        elif key in whole:
            label[i] = 1
        elif len(said) >= 3:
            share = sum(t in trigrams for t in zip(said, said[1:], said[2:], strict=False))
            share /= len(said) - 2
            label[i] = share if len(said) >= 6 or share == 1 else 0
        if label[i] >= 0.5 and len(said) < 8:
            twins.setdefault(key, []).append(i)
    long = [i for i, size in enumerate(sizes) if label[i] >= 0.5 and size >= 12]
    first, last = (min(long) - 4, max(long) + 4) if long else (0, len(lines))
    for key, places in twins.items():
        limit = max(1, whole[key])
        if len(places) > limit:
            inside = [place for place in places if first <= place <= last]
            for place in set(places) - set((inside or places)[:limit]):
                label[place] = 0
    return label


#: Lines of fewer words are labelled by where they stand, for their words stand everywhere.
SHORT = 6


def placed(texts: Sequence[str], gold: str, label: NDArray[np.float32]) -> NDArray[np.float32]:
    """Label short lines by the longest common subsequence of the text and the gold.

    A long line that is none of the gold takes no part in it.
    """
    wanted = tokens(gold)
    number = {word: i for i, word in enumerate(dict.fromkeys(wanted))}
    sizes = []
    shown: list[int] = []
    owner: list[int] = []
    for i, text in enumerate(texts):
        words = tokens(text)
        sizes.append(len(words))
        if len(words) < SHORT or label[i] >= 0.5:
            known = [number[word] for word in words if word in number]
            shown += known
            owner += [i] * len(known)
    places: dict[int, list[int]] = defaultdict(list)
    for block in LCSseq.opcodes(shown, [number[word] for word in wanted]):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                places[owner[block.src_start + step]].append(block.dest_start + step)
    out = label.copy()
    for i, size in enumerate(sizes):
        if 0 < size < SHORT:
            found = places.get(i, [])
            if len(found) == size and found[-1] - found[0] == size - 1:
                out[i] = 1
            elif label[i] < 1:
                out[i] = 0
    return out


def _sample(page: corpus.Page, name: str, dumper: str, raw: str) -> Sample | None:
    if not raw.strip() or len(raw) > MAX_CHARACTERS:
        return None
    lines, title = seen_by_model(raw)
    if not lines:
        return None
    lines = [line._replace(block=None) for line in lines]
    found = features(lines, title)
    return Sample(
        f"{name}/{page.id}",
        name,
        page.site,
        page.kind if name == "wcxb-dev" else "article",
        page.lang,
        dumper,
        title,
        lines,
        placed([line.text for line in lines], page.text, labels(lines, page.text)),
        found.words,
        found.line_of.astype(np.int32),
        features([Line(page.text)], None).words,
    )


def _variants(page: corpus.Page, raws: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give the texts to learn from: the dumps, and the gold text itself."""
    for dumper in READ:
        yield dumper, raws[dumper]
    gap = random.Random(page.id).choice(("\n", "\n\n"))
    yield GOLD, gap.join([page.title, page.text.replace("\n", gap)])


def _job(job: tuple[str, corpus.Page, dict[str, str]]) -> list[Sample]:
    name, page, raws = job
    made = (_sample(page, name, dumper, raw) for dumper, raw in _variants(page, raws))
    return [sample for sample in made if sample is not None]


def _jobs() -> Iterator[Any]:
    for name in corpus.CORPORA:
        raws = corpus.dumps(name)
        for page in corpus.load(name):
            yield name, page, raws[page.id]


def cache_file() -> Path:
    return corpus.cache_folder() / f"lines-{VERSION}.pickle.xz"


def load() -> list[Sample]:
    """Give every sample, from the cache, filled if need be (half an hour)."""
    return cached(cache_file(), _samples)


def cached(path: Path, make: Callable[[], list[T]]) -> list[T]:
    """Give what a file of the cache holds, made and written there if need be."""
    if not path.exists():
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with lzma.open(part, "wb", preset=0) as out:
            pickle.dump(made, out)
        part.rename(path)
    with lzma.open(path, "rb") as file:
        found: list[T] = pickle.load(file)
    return found


def _samples() -> list[Sample]:
    samples: list[Sample] = []
    with multiprocessing.Pool(PROCESSES) as pool:
        for i, made in enumerate(pool.imap(_job, _jobs(), chunksize=4)):
            samples += made
            if i % 100 == 0:
                print(i, "pages", file=sys.stderr, flush=True)
    return samples


if __name__ == "__main__":
    import dataset  # by its name, as that is what the pickle refers to

    print(len(dataset.load()), "samples", cache_file())
