"""From the corpora's pages to the weights of the model of torn paragraphs.

PYTHONPATH=benchmarks python training/train_joins.py WEIGHTS   # halves of the sites, then all

A page's text nodes are written a line each, as they stand or stripped; the elements say which breaks are
inside a paragraph. Each page is shown once more in part, as short pages have little around them, and some in
scripts without capitals or spaces. Dumps by tools that join what stands in a line, and gold texts, show what
is to stay. Prints of each form the breaks, those that are joined and of how many rightly, as learnt from the
other half of the sites.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import warnings
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from bs4 import BeautifulSoup, CData, NavigableString
from bs4.element import Comment, Doctype, PreformattedString
from numpy.typing import NDArray

import boosting
import corpus
from cleanarticle.cleaners.torn_lines import MIN_JOINED
from cleanarticle.judging.decision import sigmoid
from cleanarticle.judging.features import Floats
from cleanarticle.judging.joins import (
    CONTEXT_OF_BREAKS,
    JOIN_FEATURES,
    break_features,
    context_of_breaks,
)
from corpus import FOLDS, fold_of

#: Elements that part no line, those of them that only change how a word looks, and those without text.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span"
    " strike strong sub sup time tt u var wbr".split()
)
SOFT = frozenset("b em font i mark small span strong u".split())
SILENT = frozenset(
    "iframe img input link meta noscript picture script source style svg template".split()
)
#: Words that an element must have, and have outside links and the like, to be a paragraph that can be torn;
#: words from which on those in a span count as outside.
MIN_WORDS, MIN_BARE, MIN_SPAN = 7, 4, 6
#: Each page is shown in one of two forms, every third with the text of its scripts, too, and in one of the
#: dumps in which nothing is torn.
FORMS = ("as it stands", "stripped")
WHOLE = ("html_text", "inscriptis", "resiliparse", "gold")
SCRIPTS_EVERY = 3
MAX_CHARACTERS = 400_000
#: Lines of a part.
PART = (12, 90)
#: Share of the breaks between paragraphs that are learnt from: most look alike.
SHOWN = 0.4
PROCESSES = 2
SEED = 0

_CUT_WORD = re.compile(r"[a-z,.;:)]")
_ENDED = re.compile(r"[.!?…。！？؟।۔]['\"”’»)\]]{0,3}$")


@dataclass(slots=True)
class Node:
    """A text node: the block it stands in, the elements between, and whether its lines stay."""

    text: str
    block: int
    inline: tuple[str, ...]
    fixed: bool


@dataclass(slots=True)
class Walk:
    """The text nodes of a page."""

    scripts: bool
    nodes: list[Node] = field(default_factory=list)
    block: int = 0

    def go(self, element: Any, inline: tuple[str, ...] = (), fixed: bool = False) -> None:
        for child in element.children:
            if isinstance(child, NavigableString):
                if type(child) in (NavigableString, CData) or (
                    self.scripts and not isinstance(child, (Comment, Doctype, PreformattedString))
                ):
                    self.nodes.append(Node(str(child), self.block, inline, fixed))
            elif child.name == "br":
                self.block += 1
            elif child.name in INLINE or "-" in child.name:
                self.go(child, (*inline, child.name), fixed)
            elif child.name not in SILENT or self.scripts:
                self.block += 1
                self.go(child, (), fixed or child.name in {"pre", "textarea", *SILENT})
                self.block += 1


@dataclass(slots=True)
class Example:
    """The breaks of one text: a row each, whether a paragraph goes on (-1: not told), and the text's form."""

    site: str
    form: str
    rows: Floats
    label: NDArray[np.int8]


def dump(nodes: Sequence[Node], *, strip: bool) -> tuple[str, list[int], list[Node]]:
    """Give a text with a line for each node, where each begins, and the nodes that are there."""
    parts, starts, there, at = [], [], [], 0
    for node in nodes:
        text = node.text.strip() if strip else node.text
        if text or not strip:
            starts.append(at)
            there.append(node)
            parts.append(text)
            at += len(text) + 1
    return "\n".join(parts), starts, there


def lines_of(raw: str) -> tuple[list[str], list[int], list[str]]:
    """Give the lines of a text, where each begins, and what stands between them."""
    found = [m for m in re.finditer(r"[^\n\r]+", raw) if not m[0].isspace()]
    texts = [m[0].strip() for m in found]
    starts = [m.start() + m[0].index(text[0]) for m, text in zip(found, texts, strict=True)]
    ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
    return texts, starts, [raw[a:b] for a, b in zip(ends, starts[1:], strict=False)]


def words_in(text: str) -> int:
    """Count words, two Han characters as one."""
    return len(text.split()) + sum(char > "\u2e80" for char in text) // 2


def labels(nodes: Sequence[Node]) -> list[int]:
    """Tell of each two nodes in a row whether they are of one paragraph."""
    words: dict[int, int] = defaultdict(int)
    bare: dict[int, int] = defaultdict(int)
    loose: dict[int, int] = defaultdict(int)
    for node in nodes:
        count = words_in(node.text)
        words[node.block] += count
        bare[node.block] += 0 if node.inline else count
        soft = SOFT.issuperset(node.inline) and count >= MIN_SPAN
        loose[node.block] += count if soft or not node.inline else 0
    out = []
    for left, right in zip(nodes, nodes[1:], strict=False):
        block = left.block
        if left.fixed or right.fixed or block != right.block:
            out.append(0)
        elif loose[block] >= MIN_BARE and words[block] >= MIN_WORDS:
            out.append(1)
        else:
            out.append(-1 if bare[block] else 0)
    return out


def torn(page: corpus.Page, form: str) -> Iterator[Example]:
    """Give a page with a line for each text node, and a part of it."""
    walk = Walk(scripts=form == "with scripts")
    walk.go(BeautifulSoup(page.html, "lxml"))
    raw, starts, nodes = dump(walk.nodes, strip=form == "stripped")
    texts, places, gaps = lines_of(raw)
    if len(texts) < 3 or len(raw) > MAX_CHARACTERS:
        return
    label = np.array(labels([nodes[bisect_right(starts, place) - 1] for place in places]), np.int8)
    yield Example(page.site, form, break_features(texts, gaps), label)
    inside = np.flatnonzero(label == 1).tolist()
    if form == "with scripts" or not inside:
        return
    for way, rewritten in WAYS.items():
        rng = random.Random(f"{page.id} {way}")
        size = rng.randint(*PART)
        first = max(0, rng.choice(inside) - rng.randint(0, size))
        lines = [rewritten(text) for text in texts[first : first + size]]
        between = gaps[first : first + len(lines) - 1]
        if len(lines) >= 3:
            part = label[first : first + len(between)]
            yield Example(page.site, f"{form}, {way}", break_features(lines, between), part)


#: Letters of Devanagari, as a script without capitals; marks of Chinese.
_CASELESS = [chr(code) for code in range(0x0915, 0x093A)]
_WORD = re.compile(r"[^\W\d_]+")
_WIDE_MARKS = str.maketrans(",.;:?!()", "，。；：？！（）")


def caseless(text: str) -> str:
    """Write a text in a script without capitals."""
    return "".join(
        _CASELESS[ord(c.lower()[0]) % len(_CASELESS)] if c.isalpha() else c for c in text
    )


def unspaced(text: str) -> str:
    """Write a text in Han characters without spaces, two a word at most."""

    def han(found: re.Match[str]) -> str:
        code = zlib.crc32(found[0].lower().encode())
        few = chr(0x4E00 + code % 400)
        return few if len(found[0]) <= 3 else few + chr(0x4E00 + code // 400 % 6000)

    return _WORD.sub(han, text).translate(_WIDE_MARKS).replace(" ", "") or text


def whole(page: corpus.Page, form: str, raw: str) -> Example | None:
    """Give a text in which nothing is torn; breaks that look so may be of the page's own."""
    texts, _, gaps = lines_of(raw)
    if len(texts) < 3 or len(raw) > MAX_CHARACTERS:
        return None
    pairs = zip(texts, texts[1:], strict=False)
    label = [-1 if _CUT_WORD.match(b) and not _ENDED.search(a[-6:]) else 0 for a, b in pairs]
    return Example(page.site, form, break_features(texts, gaps), np.array(label, np.int8))


#: How each part of a page is written.
WAYS: dict[str, Callable[[str], str]] = {
    "part": str,
    "part without capitals": caseless,
    "part without spaces": unspaced,
}


def _job(job: tuple[corpus.Page, dict[str, str], int]) -> list[Example]:
    warnings.simplefilter("ignore")
    page, raws, turn = job
    forms = [FORMS[turn % 2], *(["with scripts"] if turn % SCRIPTS_EVERY == 0 else [])]
    made: list[Example | None] = []
    for form in forms:
        try:
            made += torn(page, form)
        except RecursionError:  # no dump of such a page either
            continue
    name = WHOLE[turn % len(WHOLE)]
    made.append(whole(page, name, page.text if name == "gold" else raws[name]))
    return [example for example in made if example is not None]


def load() -> list[Example]:
    """Give all texts to learn from."""
    jobs = []
    for name in corpus.CORPORA:
        raws = corpus.dumps(name)
        jobs += [(page, raws[page.id], turn) for turn, page in enumerate(corpus.load(name))]
    with multiprocessing.Pool(PROCESSES) as pool:
        return [e for made in pool.imap(_job, jobs, chunksize=8) for e in made]


def _weight(example: Example) -> Floats:
    """Weigh a page by the root of its breaks, and those shown for the others."""
    costs = np.where(example.label == 1, 1.0, 1 / SHOWN)
    return np.asarray(costs / np.sqrt(len(costs)), np.float32)


def fit(examples: Sequence[Example], logits: Sequence[Floats] | None, seed: int) -> Any:
    """Fit one look; `logits` are the first look's."""
    rng = np.random.default_rng(seed)
    rows, label, weight = [], [], []
    for number, e in enumerate(examples):
        at = np.flatnonzero((e.label == 1) | ((e.label == 0) & (rng.random(len(e.label)) < SHOWN)))
        rows.append(e.rows[at] if logits is None else _told(e, logits[number])[at])
        label.append(e.label[at])
        weight.append(_weight(e)[at])
    return boosting.fit(*map(np.concatenate, (rows, label, weight)), seed)


def _told(example: Example, logits: Floats) -> Floats:
    return np.concatenate([example.rows, context_of_breaks(logits)], axis=1)


def both_looks(examples: Sequence[Example]) -> tuple[Any, Any]:
    """Fit both looks: the second to what a first says of sites that it has not seen."""
    half = [fold_of(e.site + " half") % 2 for e in examples]
    logits: list[Floats] = [np.zeros(0, np.float32)] * len(examples)
    for which in range(2):
        model = fit([e for e, h in zip(examples, half, strict=True) if h != which], None, SEED)
        for number, e in enumerate(examples):
            if half[number] == which:
                logits[number] = boosting.logits(model, e.rows)
    return fit(examples, None, SEED), fit(examples, logits, SEED)


def judged(models: tuple[Any, Any], example: Example) -> Floats:
    logits = boosting.logits(models[0], example.rows)
    return sigmoid(boosting.logits(models[1], _told(example, logits)))


def exported(models: tuple[Any, Any]) -> dict[str, Any]:
    """Give the arrays of the weights' file."""
    first, second = (
        boosting.exported(m, look) for m, look in zip(models, ("first", "second"), strict=True)
    )
    columns = np.array("\n".join((*JOIN_FEATURES, *CONTEXT_OF_BREAKS)))
    return {"columns": columns, **first, **second}


def table(examples: Sequence[Example], folder: Path) -> Iterator[str]:
    """Give the lines of the table: each page by what was learnt from the other half of the sites.

    The weights of each half are those of the folds that it has not seen, in files of the folder.
    """
    found: dict[str, list[tuple[Floats, NDArray[np.int8]]]] = defaultdict(list)
    for half in range(2):
        models = both_looks([e for e in examples if fold_of(e.site) % 2 != half])
        for e in examples:
            if fold_of(e.site) % 2 == half:
                found[e.form].append((judged(models, e), e.label))
        for fold in range(half, FOLDS, 2):
            np.savez_compressed(folder / f"joins-{fold}.npz", **exported(models))
    yield "| form | breaks | inside a paragraph | joined | of these rightly | found |"
    yield "|---|---:|---:|---:|---:|---:|"
    for form, parts in found.items():
        p, label = (np.concatenate(column) for column in zip(*parts, strict=True))
        p, label = p[label >= 0], label[label >= 0]
        joined, inside = p >= MIN_JOINED, label == 1
        right = (joined & inside).sum()
        shares = (
            f"{right / max(1, joined.sum()):.3f} | {right / inside.sum():.3f}"
            if inside.any()
            else " | "
        )
        yield f"| {form} | {len(p):,} | {inside.sum():,} | {joined.sum():,} | {shares} |"


def main() -> None:
    """Print the table of both halves; write the weights of all pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("weights", type=Path, help="where to write the weights")
    parser.add_argument("--out", type=Path, default=Path("~/.cache/cleanarticle-bench/folds"))
    parser.add_argument("--no-table", action="store_true", help="only the weights")
    options = parser.parse_args()
    examples = load()
    if not options.no_table:
        folder = options.out.expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        for line in table(examples, folder):
            print(line, flush=True)
    np.savez_compressed(options.weights, **exported(both_looks(examples)))


if __name__ == "__main__":
    main()
