"""Pages to lines with labels: what the model sees of every dump, aligned with the gold text.

documents = load()      # from the cache, filled if need be
"""

from __future__ import annotations

import lzma
import multiprocessing
import os
import pickle
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

import corpus
from cleanarticle.judging.features import features
from cleanarticle.judging.lines import Line, lines_of
from cleanarticle.model import Document
from cleanarticle.pipeline import DEFAULT
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply

PROCESSES = 2
MAX_CHARACTERS = 400_000
VERSION = 1  # raise it when the rules, the features or this file change the lines

#: Texts made for training, beside the dumps that scrapers make.
MADE = ("gold", "spliced", "again")

WORD = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\w+")


@dataclass(slots=True)
class Sample:
    """One dump of one page: its lines as features, the share of each that is gold."""

    page: str
    corpus: str
    site: str
    kind: str
    lang: str
    dumper: str
    table: NDArray[np.float16]
    words: NDArray[np.uint32]
    line_of: NDArray[np.int32]
    label: NDArray[np.float32]  # share of the line that is gold; -1 where it has no word
    count: NDArray[np.int32]  # words of the line
    cut: NDArray[np.bool_]  # cut by a rule
    gold: NDArray[np.uint32]  # hashes of the gold text's words


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


def _sample(page: corpus.Page, name: str, dumper: str, raw: str) -> tuple[Sample, Any] | None:
    if not raw.strip() or len(raw) > MAX_CHARACTERS:
        return None
    lines, title = seen_by_model(raw)
    if not lines:
        return None
    found = features(lines, title)
    label = labels(lines, page.text)
    gold = features([Line(page.text)], None).words
    sample = Sample(
        f"{name}/{page.id}",
        name,
        page.site,
        page.kind if name == "wcxb-dev" else "article",
        page.lang,
        dumper,
        found.table.astype(np.float16),
        found.words,
        found.line_of.astype(np.int32),
        label,
        found.counts.astype(np.int32),
        np.array([line.cut is not None for line in lines]),
        gold,
    )
    return sample, lines


def _variants(page: corpus.Page, raws: dict[str, str], other: Sequence[str]) -> Iterator[Any]:
    """Give the texts to learn from: the dumps, the gold, and made ones."""
    rng = random.Random(page.id)
    yield from raws.items()
    gap = rng.choice(("\n", "\n\n"))
    yield "gold", gap.join([page.title, page.text.replace("\n", gap)])
    full = [raw for dumper, raw in raws.items() if dumper != "readability" and raw.strip()]
    if full and other:
        lines = rng.choice(full).split("\n")
        for _ in range(rng.randint(1, 3)):
            chunk = rng.choice(other).split("\n")
            size = rng.randint(2, max(3, min(40, len(chunk) // 6)))
            gold = set(page.text.split("\n"))
            begin = rng.choice((0, max(0, len(chunk) - size)))
            at = rng.randint(0, len(lines))
            lines[at:at] = [line for line in chunk[begin : begin + size] if line not in gold]
        yield "spliced", "\n".join(lines)


def _again(page: corpus.Page, lines: Sequence[Line], label: NDArray[np.float32]) -> str:
    """Give the text as a first pass leaves it: the article, some of the rest."""
    rng = random.Random(page.id)
    share = rng.choice((0.0, 0.05, 0.15))
    left = [
        line.text
        for line, y in zip(lines, label, strict=True)
        if line.cut is None and (y >= 0.5 or rng.random() < share)
    ]
    return "\n\n".join([page.title, *left])


def _job(job: tuple[str, corpus.Page, dict[str, str], Sequence[str]]) -> list[Sample]:
    name, page, raws, other = job
    samples = []
    seen: list[tuple[Any, Any]] = []
    for dumper, raw in _variants(page, raws, other):
        made = _sample(page, name, dumper, raw)
        if made is not None:
            samples.append(made[0])
            if dumper not in ("gold", "spliced"):
                seen.append((made[1], made[0].label))
    if seen:
        lines, label = random.Random(page.id).choice(seen)
        made = _sample(page, name, "again", _again(page, lines, label))
        if made is not None:
            samples.append(made[0])
    return samples


def _jobs() -> Iterator[Any]:
    pages = [(name, page) for name in corpus.CORPORA for page in corpus.load(name)]
    raws = {name: corpus.dumps(name) for name in corpus.CORPORA}
    rng = random.Random(0)
    foreign = [raws[n][p.id]["html_text"] for n, p in pages if n == "news-multilingual"]
    own = [raws[n][p.id]["html_text"] for n, p in rng.sample(pages, 200)]
    for name, page in pages:
        yield name, page, raws[name][page.id], rng.sample(foreign, 2) + rng.sample(own, 2)


def cache_file() -> Path:
    folder = os.environ.get("CLEANARTICLE_CACHE") or "~/.cache/cleanarticle-bench"
    return Path(folder).expanduser() / f"lines-{VERSION}.pickle.xz"


def load() -> list[Sample]:
    """Give every sample, from the cache, filled if need be (half an hour)."""
    path = cache_file()
    if not path.exists():
        samples: list[Sample] = []
        with multiprocessing.Pool(PROCESSES) as pool:
            for i, made in enumerate(pool.imap(_job, _jobs(), chunksize=2)):
                samples += made
                if i % 100 == 0:
                    print(i, "pages", file=sys.stderr, flush=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        with lzma.open(path, "wb", preset=0) as out:
            pickle.dump(samples, out)
    with lzma.open(path, "rb") as file:
        return pickle.load(file)


if __name__ == "__main__":
    import dataset  # by its name, as that is what the pickle refers to

    print(len(dataset.load()), "samples", cache_file())
