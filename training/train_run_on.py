"""From the corpora to the weights of the model of pages on one line.

PYTHONPATH=benchmarks python training/train_run_on.py WEIGHTS   # the folds, then all pages
PYTHONPATH=benchmarks python training/train_run_on.py --fold 0  # one fold alone
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

import corpus
from cleanarticle.judging.features import Floats, places_of
from cleanarticle.judging.lines import Line
from cleanarticle.judging.net import CLIP
from cleanarticle.judging.run_on import OF_TOKENS
from cleanarticle.judging.tokens import COLUMNS, tokens_of
from cleanarticle.vocabulary.entries import entries
from corpus import FOLDS, fold_of
from dataset import labels, placed, tokens
from net import Layers, exported, half

#: Dumpers whose lines are elements; each page is shown by one of them.
READ = ("html_text", "resiliparse")
#: Chances that lines are run together by nothing here and there, and by wide gaps; else by a space.
GLUED, GAPPED = 0.25, 0.15
#: Texts made of each page that have little of it.
SHORT = 2
MAX_CHARACTERS = 200_000
#: Of an article with something amid it: its fewest lines; the chances that a line has something behind it, of
#: which one is drawn; the chance that this is the page's own, at most so many words a line; lines around it.
MIN_INTERRUPTED, INTERRUPTIONS, OWN_LINES, MAX_INTERJECTED = 3, (0.05, 0.15, 0.3), 0.6, 16
AROUND = (0, 0, 1, 3)
#: Fewest phrases of a language that are drawn from.
MIN_SAID = 100

CHANNELS, WORD_CHANNELS, EPOCHS, RATE, DECAY = 40, 8, 7, 4e-3, 0.05
HIDDEN = 0.1
#: Chances that a text shows no known word, no phrase, no capital; and that a word is unknown.
WORDLESS, PHRASELESS, UNCASED, UNKNOWN = 0.25, 0.25, 0.2, 0.1
#: Chance that a text is shown as if in a script without spaces, whose words have fewer characters: the
#: logarithm of how many times.
UNSPACED, SHORTER = 0.2, 0.9
#: Words stand on so many sites at least, and are at most so many.
MIN_SITES, MAX_WORDS = 6, 12_000
#: Tokens of a text that are shown at once, and of all texts that are shown together.
STRETCH, BATCH = 1200, 12_000
PROCESSES = 2
SEED = 0

_CASE = [COLUMNS.index(name) for name in ("begins large", "all large", "begins small")]
_NO_CASE = COLUMNS.index("no case")
_GLUED, _WIDE_GAP = COLUMNS.index("glued"), COLUMNS.index("wide gap")
_SIZE, _ONE_LETTER = COLUMNS.index("log characters"), COLUMNS.index("one letter")
_PHRASES = slice(COLUMNS.index("phrase"), len(COLUMNS))


@dataclass(slots=True)
class Example:
    """A text on one line: its tokens, whether each is gold, and where elements begin."""

    site: str
    table: NDArray[np.float16]
    words: NDArray[np.uint32]
    keep: NDArray[np.float32]
    begins: NDArray[np.float32]


def run_on(lines: Sequence[str], rng: random.Random) -> tuple[str, NDArray[np.int64]]:
    """Run lines together; give the text and where each line begins."""
    way = rng.random()
    share = rng.choice((0.1, 0.5, 1.0)) if way < GLUED else 0.0
    widest = 3 if GLUED <= way < GLUED + GAPPED else 1
    starts, parts, at = [], [], 0
    for line in lines:
        gap = "" if rng.random() < share else " " * rng.randint(1, widest)
        starts.append(at + len(gap))
        parts += (gap, line)
        at += len(gap) + len(line)
    return "".join(parts), np.array(starts, np.int64)


def example(lines: Sequence[str], label: NDArray[np.float32], site: str, seed: str) -> Example:
    """Give a text to learn from."""
    text, starts = run_on(lines, random.Random(seed))
    found = tokens_of(text)
    line_of = np.searchsorted(starts, found.starts, "right") - 1
    begins = np.diff(line_of, prepend=-1) > 0
    return Example(
        site,
        found.table.astype(np.float16),
        found.words,
        (label[np.maximum(line_of, 0)] >= 0.5).astype(np.float32),
        begins.astype(np.float32),
    )


def short(label: NDArray[np.float32], sizes: Sequence[int], rng: random.Random) -> list[int]:
    """Choose lines for a page as small sites have them: little around some paragraphs."""
    gold = [i for i, y in enumerate(label) if y >= 0.5]
    prose = [i for i in gold if sizes[i] >= 8]
    if len(prose) < 2:
        return []
    begin = rng.choice((0, rng.randint(0, len(prose) - 1)))
    first, last = prose[begin], prose[min(begin + rng.randint(1, 8), len(prose)) - 1]
    inside = [i for i in range(first, last + 1) if label[i] >= 0.5 or rng.random() < 0.3]
    above = [i for i in range(gold[0]) if label[i] < 0.5]
    titles = [i for i in gold if i < first and sizes[i] <= 20][:1]
    below = [i for i in range(gold[-1] + 1, len(label)) if label[i] < 0.5]
    head, tail = rng.randint(0, 12), rng.randint(0, 25)
    return (
        [*sorted({*above[-head:], *titles}), *inside, *below[:tail]]
        if head
        else inside + below[:tail]
    )


def interrupted(
    lines: Sequence[str], label: NDArray[np.float32], said: Sequence[str], rng: random.Random
) -> tuple[list[str], NDArray[np.float32]]:
    """Give the article as many scrapers bring it: what stands amid it, and little around.

    Between some of its lines besides others of the page, its teasers and buttons, or phrases of sites.
    """
    gold = [i for i, y in enumerate(label) if y >= 0.5]
    if len(gold) < MIN_INTERRUPTED:
        return [], label[:0]
    others = [line for line, y in zip(lines, label, strict=True) if 0 <= y < 0.5]
    others = [line for line in others if line.count(" ") < MAX_INTERJECTED]
    share = rng.choice(INTERRUPTIONS)
    texts: list[str] = []
    kept: list[float] = []
    first, last = gold[0] - rng.choice(AROUND), gold[-1] + rng.choice(AROUND)
    for i in range(max(0, first), min(last, len(lines) - 1) + 1):
        texts.append(lines[i])
        kept.append(label[i])
        if gold[0] <= i < gold[-1] and rng.random() < share:
            own = rng.random() < OWN_LINES and len(others) > MIN_INTERRUPTED
            at = rng.randrange(len(others)) if own else 0
            more = others[at : at + rng.randint(1, 4)] if own else [rng.choice(said)]
            texts += more
            kept += [0.0] * len(more)
    return texts, np.array(kept, np.float32)


def _lines(raw: str) -> list[str]:
    return [" ".join(line.split()) for line in raw.splitlines() if line.strip()]


@cache
def _said_by_sites(language: str) -> list[str]:
    """Give the lines that sites show, in a language of which there are some, else in English."""
    said = [(spoken, phrase) for _, spoken, key, phrase in entries() if key == "line"]
    own = [phrase for spoken, phrase in said if spoken == language[:2]]
    some = own if len(own) >= MIN_SAID else [phrase for spoken, phrase in said if spoken == "en"]
    return [phrase.replace("#", "5") for phrase in some if "*" not in phrase]


def _job(job: tuple[str, corpus.Page, dict[str, str], int]) -> list[Example]:
    """Give the texts of a page: one dump by turns, the same cut short, and the article alone."""
    page, raws, turn = job[1:]
    made = []
    raw = raws[READ[turn % len(READ)]]
    if (lines := _lines(raw)) and len(raw) <= MAX_CHARACTERS:
        label = placed(lines, page.text, labels([Line(line) for line in lines], page.text))
        title = tokens(page.title)
        said = [tokens(line) for line in lines]
        label[[bool(title) and words == title for words in said]] = 1
        made.append(example(lines, label, page.site, f"{page.id} whole"))
        for i in range(SHORT):
            rng = random.Random(f"{page.id} short {i}")
            chosen = short(label, [len(words) for words in said], rng)
            if chosen:
                few = [lines[i] for i in chosen]
                made.append(example(few, label[chosen], page.site, f"{page.id} short {i}"))
        rng = random.Random(f"{page.id} interrupted")
        texts, kept = interrupted(lines, label, _said_by_sites(page.lang), rng)
        if texts:
            made.append(example(texts, kept, page.site, f"{page.id} interrupted"))
    if turn % 2 and (gold := _lines(page.text)):
        made.append(example(gold, np.ones(len(gold), np.float32), page.site, f"{page.id} gold"))
    return made


def load() -> list[Example]:
    """Give all texts to learn from."""
    jobs = []
    for name in corpus.CORPORA:
        raws = corpus.dumps(name)
        jobs += [(name, page, raws[page.id], i) for i, page in enumerate(corpus.load(name))]
    with multiprocessing.Pool(PROCESSES) as pool:
        return [e for made in pool.imap(_job, jobs, chunksize=8) for e in made]


def known_words(examples: Sequence[Example]) -> NDArray[np.uint32]:
    """Give the words that stand on some sites, the most common ones, ascending."""
    sites: dict[str, set[int]] = defaultdict(set)
    for e in examples:
        sites[e.site].update(np.unique(e.words).tolist())
    seen = Counter(word for own in sites.values() for word in own)
    common = [word for word, n in seen.most_common(MAX_WORDS) if n >= MIN_SITES]
    return np.array(sorted(common), np.uint32)


def fit(examples: Sequence[Example], seed: int, log: str) -> dict[str, Any]:
    """Fit a net, and the numbers of the words it knows; give the arrays of the weights' file."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # two folds are trained side by side
    rng = np.random.default_rng(seed)
    begun = time.time()
    known = known_words(examples)
    some = np.concatenate([e.table[:: max(1, len(e.table) // 60)] for e in examples])
    mean, spread = some.astype(np.float32).mean(0), some.astype(np.float32).std(0) + 1e-2
    numbers = nn.Embedding(len(known) + 1, WORD_CHANNELS, padding_idx=0)
    nn.init.normal_(numbers.weight, std=0.05)
    layers = Layers(OF_TOKENS, len(mean) + WORD_CHANNELS, CHANNELS, 2)
    every = [*numbers.parameters(), *layers.parameters()]
    optimizer = torch.optim.AdamW(every, weight_decay=DECAY)
    dealt = [_batches(examples, rng) for _ in range(EPOCHS)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=sum(map(len, dealt)) + 1
    )
    layers.train()
    for epoch, batches in enumerate(dealt):
        total = []
        for batch in batches:
            shown = [_shown(examples[i], known, at, size, rng) for i, at, size in batch]
            rows, words, there, keep, begins = _stacked(shown)
            rows = np.clip((rows - mean) / spread, -CLIP, CLIP) * there[..., None]
            rows *= rng.random((len(batch), 1, rows.shape[2])) > HIDDEN
            seen = torch.cat([torch.from_numpy(rows), numbers(torch.from_numpy(words))], 2)
            mask = torch.from_numpy(there)
            out = layers(seen, mask)
            wanted = torch.from_numpy(np.stack([keep, begins], 2))
            loss = 2 * functional.binary_cross_entropy_with_logits(
                out, wanted, mask[..., None].expand_as(out)
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(every, 1.0)
            optimizer.step()
            schedule.step()
            total.append(loss.item())
        print(
            f"{log}: epoch {epoch}, {np.mean(total):.4f}, {time.time() - begun:.0f} s", flush=True
        )
    return {
        "known": known,
        "words": half(numbers.weight),
        "mean": mean,
        "spread": spread,
        **exported(layers),
    }


#: A stretch of a text: its number, the first token and how many.
Stretch = tuple[int, int, int]


def _batches(examples: Sequence[Example], rng: np.random.Generator) -> list[list[Stretch]]:
    """Deal a stretch of each text into batches of about the same length, in any order."""
    stretches: list[Stretch] = []
    for i, e in enumerate(examples):
        size = min(len(e.table), STRETCH)
        stretches.append((i, int(rng.integers(0, len(e.table) - size + 1)), size))
    stretches.sort(key=lambda stretch: stretch[2] + rng.random() * 40)
    batches: list[list[Stretch]] = [[]]
    for stretch in stretches:
        if batches[-1] and stretch[2] * (len(batches[-1]) + 1) > BATCH:
            batches.append([])
        batches[-1].append(stretch)
    rng.shuffle(batches)  # type: ignore[arg-type] # lists are shuffled too
    return batches


#: What is shown of a stretch: rows, places of words, which tokens are gold, which begin elements.
Shown = tuple[Floats, NDArray[np.int64], Floats, Floats]


def _shown(
    e: Example, known: NDArray[np.uint32], at: int, size: int, rng: np.random.Generator
) -> Shown:
    """Show a stretch; of some no spaces, no capitals, no phrases, no words, and of the words only some."""
    table = e.table[at : at + size].astype(np.float32)
    unspaced = rng.random() < UNSPACED
    if unspaced:
        table[:, _GLUED], table[:, _WIDE_GAP] = 1, 0
        table[:, _SIZE] = np.maximum(table[:, _SIZE] - SHORTER, 0)
        table[:, _ONE_LETTER] = table[:, _SIZE] == 0
    if unspaced or rng.random() < UNCASED:
        cased = table[:, _CASE].any(1)
        table[:, _CASE] = 0
        table[cased, _NO_CASE] = 1
    if rng.random() < PHRASELESS:
        table[:, _PHRASES] = 0
    words = np.zeros(size, np.int64)
    if not unspaced and rng.random() >= WORDLESS:
        words += places_of(e.words[at : at + size], known) + 1
        words[rng.random(size) < UNKNOWN] = 0
    return table, words, e.keep[at : at + size], e.begins[at : at + size]


def _stacked(
    shown: Sequence[Shown],
) -> tuple[Floats, NDArray[np.int64], Floats, Floats, Floats]:
    """Give stretches side by side: rows, words, where there is a token, and what is wanted of it."""
    n = max(len(words) for _, words, _, _ in shown)
    rows = np.zeros((len(shown), n, len(COLUMNS)), np.float32)
    words = np.zeros((len(shown), n), np.int64)
    there, keep, begins = np.zeros((3, len(shown), n), np.float32)
    for k, (table, places, kept, begun) in enumerate(shown):
        size = len(places)
        rows[k, :size], words[k, :size] = table, places
        there[k, :size], keep[k, :size], begins[k, :size] = 1, kept, begun
    return rows, words, there, keep, begins


_EXAMPLES: list[Example] = []


def train_fold(job: tuple[int | None, Path]) -> None:
    """Train without the sites of a fold, or with all; write the weights."""
    fold, folder = job
    inside = [e for e in _EXAMPLES if fold is None or fold_of(e.site) != fold]
    name = "all" if fold is None else f"{fold}"
    weights = {"columns": np.array("\n".join(COLUMNS)), **fit(inside, SEED, name)}
    with (folder / f"run-on-{name}.npz").open("wb") as out:
        np.savez_compressed(out, **weights)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("weights", nargs="?", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--out", type=Path, default=Path("~/.cache/cleanarticle-bench/folds"))
    options = parser.parse_args()
    folder = options.out.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    _EXAMPLES.extend(load())
    print(len(_EXAMPLES), "texts", sum(len(e.table) for e in _EXAMPLES), "tokens", flush=True)
    if options.fold is not None:
        train_fold((options.fold, folder))
        return
    jobs: list[tuple[int | None, Path]] = [(fold, folder) for fold in (None, *range(FOLDS))]
    with multiprocessing.Pool(PROCESSES) as pool:
        pool.map(train_fold, jobs, chunksize=1)
    if options.weights:
        shutil.copyfile(folder / "run-on-all.npz", options.weights)


if __name__ == "__main__":
    main()
