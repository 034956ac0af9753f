"""From the corpora to the weights of the line model.

python training/train.py WEIGHTS     # the folds, all pages, the calibration: half an hour
python training/train.py --fold 0    # one fold alone, to try something
"""

from __future__ import annotations

import argparse
import multiprocessing
import pickle
import random
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

import calibrate
import dataset
import net
from cleanarticle.judging.features import Floats, features, places_of
from cleanarticle.judging.line_table import LINE_COLUMNS, Phrases, line_table, phrases_of
from cleanarticle.judging.lines import Line, are_sentences
from cleanarticle.judging.net import net_in
from corpus import FOLDS, fold_of
from dataset import GOLD, READ, Sample, f1

PROCESSES = 2
#: Sites are dealt into so many lots: a page is told of phrases that were learnt from the other lot.
LOTS = 2
#: Dumpers of which each page shows one, by turns.
BY_TURNS = ("html2text", "text_content")
#: Of the net's weights, of the order of the texts and of what is hidden.
SEED = 0
NO_PHRASES = Phrases(np.zeros(0, np.uint32), np.zeros(0, np.float32))
#: Steps of a score in the weights' file.
SCORE_STEP = 1 / 48


def lot_of(site: str) -> int:
    """Give the lot of a site; another deal than the folds'."""
    return zlib.crc32(b"lot " + site.encode()) % LOTS


# ---------------------------------------------------------------- texts to learn from


@dataclass(slots=True)
class Text:
    """A text to learn from."""

    site: str
    title: str | None
    lines: Sequence[Line]
    label: NDArray[np.float32]
    weight: float = 1.0  # against other texts of its page
    told: bool = True  # of phrases


def text_of(sample: Sample) -> Text:
    return Text(sample.site, sample.title, sample.lines, sample.label)


def texts_of(samples: Sequence[Sample]) -> Iterator[Text]:
    """Give the texts to learn from: some dumps of each page, its gold, and a made one."""
    pages: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        pages[sample.page].append(sample)
    full = [s for s in samples if s.dumper == "html_text"]
    for i, (page, dumps) in enumerate(pages.items()):
        rng = random.Random(page)
        for sample in dumps:
            if sample.dumper not in BY_TURNS or sample.dumper == BY_TURNS[i % len(BY_TURNS)]:
                yield text_of(sample)
        whole = [s for s in dumps if s.dumper not in ("readability", GOLD)]
        if clean := [s for s in dumps if s.dumper in ("readability", GOLD)]:
            yield mute(rng.choice(clean), rng)
        if whole:
            made = rng.choice(whole)
            yield spliced(made, rng.choice(full), rng) if rng.random() < 0.5 else again(made, rng)
            yield mute(rng.choice(whole), rng)
            for _ in range(SHORT if made.lang in ("", "en") else SHORT_FOREIGN):
                if (text := short(rng.choice(whole), rng)) is not None:
                    yield text


#: Shares of what the vocabulary says and the rules cut that are left in a text made mute; the shares
#: of such texts that have no capitals, as most scripts, and whose sentences end without a mark, as in
#: Thai.
KNOWN, UNCASED, UNMARKED = (0.0, 0.0, 0.1, 0.4), 0.4, 0.15
_MARKS = ' .!?…。！？。"”»'


def mute(sample: Sample, rng: random.Random) -> Text:
    """Give the text as if it were in a language that vocabulary, rules and phrases hardly know."""
    share = rng.choice(KNOWN)
    lines: Sequence[Line] = [
        line if rng.random() < share else unknown(line) for line in sample.lines
    ]
    if rng.random() < UNCASED:
        lines = [line._replace(text=line.text.lower()) for line in lines]
    if rng.random() < UNMARKED:
        lines = [line._replace(text=line.text.rstrip(_MARKS) or line.text) for line in lines]
    return Text(sample.site, None, lines, label_of_mute(sample), 0.7, told=False)


def unknown(line: Line) -> Line:
    """Give a line of which rules and vocabulary know nothing."""
    return line._replace(cut=None, said=())


def label_of_mute(sample: Sample) -> NDArray[np.float32]:
    """Give the share of each line that is gold; the headline, which finders may miss, is to stay."""
    label = sample.label.copy()
    label[[line.cut == "title" for line in sample.lines]] = 1
    return label


def again(sample: Sample, rng: random.Random) -> Text:
    """Give the text as a first pass leaves it: the article, and some of the rest."""
    share = rng.choice((0.0, 0.05, 0.15))
    stays = [
        line.cut is None and (y >= 0.5 or rng.random() < share)
        for line, y in zip(sample.lines, sample.label, strict=True)
    ]
    if not any(stays):
        return text_of(sample)
    lines = [line for line, stay in zip(sample.lines, stays, strict=True) if stay]
    return Text(sample.site, None, lines, sample.label[np.array(stays)], 0.5)


def spliced(sample: Sample, other: Sample, rng: random.Random) -> Text:
    """Give the text with a stretch of another page's boilerplate in it."""
    foreign = [
        line
        for line, y in zip(other.lines, other.label, strict=True)
        if y < 0.5 and line.cut != "title" and other.page != sample.page
    ]
    size = rng.randint(2, max(3, min(40, len(foreign) // 2)))
    begin = rng.randint(0, max(0, len(foreign) - size))
    chunk = foreign[begin : begin + size]
    at = rng.randint(0, len(sample.lines))
    lines = [*sample.lines[:at], *chunk, *sample.lines[at:]]
    label = np.concatenate([sample.label[:at], np.zeros(len(chunk)), sample.label[at:]])
    return Text(sample.site, sample.title, lines, label.astype(np.float32), weight=0.5)


#: Short texts made of each page; more where a language has few pages.
SHORT, SHORT_FOREIGN = 2, 6
#: Why a rule cut what it may leave in a shorter text.
_BY_PLACE = frozenset({"menu", "related", "repeat", "breadcrumb", "counter", "credit"})


def short(sample: Sample, rng: random.Random) -> Text | None:
    """Give a few paragraphs of the article in a little of its page, as small sites' pages are.

    Of lines that rules cut by what stands around them some are in again.
    """
    gold = np.flatnonzero((sample.label >= 0.5) & ~sample.cut)
    prose = gold[sample.counts[gold] >= 8]
    if len(prose) < 2:
        return None
    size = rng.randint(2, 8)
    begin = rng.choice((0, rng.randint(0, max(0, len(prose) - size))))
    first, last = prose[begin], prose[min(begin + size, len(prose)) - 1]
    inside = [i for i in range(first, last + 1) if sample.label[i] >= 0.5 or rng.random() < 0.3]
    rest = np.flatnonzero((sample.label < 0.5) | sample.cut)
    above, below = rest[rest < gold[0]], rest[rest > gold[-1]]
    head = _some(above, rng.randint(0, 8), rng, from_end=True)
    titles = [i for i in above if sample.lines[i].cut == "title" and i not in head]
    chosen = [*sorted([*titles, *head]), *inside]
    chosen += _some(below, rng.randint(0, 14), rng, from_end=False)
    lines = [sample.lines[i] for i in chosen]
    lines = [
        line._replace(cut=None) if line.cut in _BY_PLACE and rng.random() < 0.4 else line
        for line in lines
    ]
    return Text(sample.site, sample.title, lines, sample.label[chosen], 0.7)


def _some(
    where: NDArray[np.int64], size: int, rng: random.Random, *, from_end: bool
) -> list[np.int64]:
    """Choose some lines: those nearest to the article, or any."""
    if rng.random() < 0.5:
        return list(where[len(where) - min(size, len(where)) :] if from_end else where[:size])
    return sorted(rng.sample(list(where), min(size, len(where))))


def example(text: Text, phrases: Phrases) -> net.Example:
    """Give what the net learns of a text."""
    table, words = line_table(text.lines, text.title, phrases if text.told else NO_PHRASES)
    return net.Example(table.astype(np.float16), text.label, line_weights(text, words))


def line_weights(text: Text, words: NDArray[np.int64]) -> NDArray[np.float32]:
    """Weigh lines by their words, and long texts less than by their length; cut lines not."""
    judged = np.array([line.cut is None for line in text.lines]) & (text.label >= 0)
    weights = np.where(judged, (np.minimum(words, 150) + 2.0) ** 0.6, 0)
    return (weights / max(np.sqrt(weights.sum()), 1) * text.weight).astype(np.float32)


# ---------------------------------------------------------------- phrases

MIN_SITES, MAX_PHRASES = 4, 30_000


#: A sample's phrases and the line of each.
Found = tuple[NDArray[np.uint32], NDArray[np.int64]]


def fit_phrases(samples: Sequence[Sample], found: Sequence[Found]) -> Phrases:
    """Fit a logistic regression to the phrases that stand on some sites; the strongest stay."""
    sites: dict[str, list[NDArray[np.uint32]]] = defaultdict(list)
    texts_of_site = Counter(s.site for s in samples)
    for s, (hashes, _) in zip(samples, found, strict=True):
        sites[s.site].append(np.unique(hashes))
    on = np.concatenate([np.unique(np.concatenate(own)) for own in sites.values()])
    known, times = np.unique(on, return_counts=True)
    known = known[times >= MIN_SITES]
    rows, columns, values, weights, begin = [], [], [], [], 0
    for s, (hashes, owner) in zip(samples, found, strict=True):
        place = places_of(hashes, known)
        inside = place >= 0
        size = np.maximum(np.bincount(owner, minlength=len(s.lines)), 1)
        rows.append(owner[inside] + begin)
        columns.append(place[inside])
        values.append(1 / np.sqrt(size[owner[inside]]))
        w = np.where(s.label < 0, 0, np.sqrt(np.minimum(s.counts, 100) + 1))
        weights.append(w / max(np.sqrt(w.sum()), 1) / np.sqrt(texts_of_site[s.site]))
        begin += len(s.lines)
    shape = (begin, len(known))
    where = (np.concatenate(rows), np.concatenate(columns))
    x = sparse.csr_matrix((np.concatenate(values), where), shape=shape)
    label = np.concatenate([np.maximum(s.label, 0) for s in samples])
    weight = np.concatenate(weights)
    scores = _regression(x, label, weight / weight.mean())
    strongest = np.sort(np.argsort(-np.abs(scores), kind="stable")[:MAX_PHRASES])
    rounded = np.clip(np.round(scores[strongest] / SCORE_STEP), -127, 127)
    told = rounded != 0
    return Phrases(known[strongest][told], (rounded[told] * SCORE_STEP).astype(np.float32))


def _regression(x: Any, label: NDArray[Any], weight: NDArray[Any], decay: float = 3.0) -> Any:
    turned = x.T.tocsr()

    def loss(at: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        z = x @ at[:-1] + at[-1]
        value = float((weight * (np.logaddexp(0, z) - label * z)).sum())
        slope = weight * (1 / (1 + np.exp(-z)) - label)
        gradient = np.append(turned @ slope + decay * at[:-1], slope.sum())
        return value + decay / 2 * float((at[:-1] ** 2).sum()), gradient

    start = np.zeros(x.shape[1] + 1)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 40})
    return found.x[:-1]


# ---------------------------------------------------------------- the net


def train(
    samples: Sequence[Sample], judge: Sequence[Sample], log: str
) -> tuple[dict[str, Any], list[Floats]]:
    """Train the net; give the weights, and the logits of the samples to judge."""
    begun = time.time()

    def tell(what: object) -> None:
        print(f"{log}: {what}, {time.time() - begun:.0f} s", flush=True)

    shown = [s for s in samples if s.dumper == "html_text"]
    found = [phrases_of(features(s.lines)) for s in shown]
    lots = []
    for lot in range(LOTS):
        rest = [i for i, s in enumerate(shown) if lot_of(s.site) != lot]
        lots.append(fit_phrases([shown[i] for i in rest], [found[i] for i in rest]))
    phrases = fit_phrases(shown, found)
    tell(f"{len(phrases.hashes)} phrases")
    examples = [example(text, lots[lot_of(text.site)]) for text in texts_of(samples)]
    tell(f"{len(examples)} texts")
    arrays = net.fit(examples, SEED)
    tell("the net")
    fitted = net_in(arrays)
    logits = [fitted.logits(line_table(s.lines, s.title, phrases)[0])[:, 0] for s in judge]
    weights = {
        "columns": np.array("\n".join(LINE_COLUMNS)),
        "phrases": phrases.hashes,
        "phrase_scores": np.round(phrases.scores / SCORE_STEP).astype(np.int8),
        "scale": np.float32(SCORE_STEP),
        **arrays,
    }
    return weights, logits


# ---------------------------------------------------------------- the folds

_SAMPLES: list[Sample] = []


def train_fold(job: tuple[int | None, Path]) -> None:
    """Train without the sites of a fold; write the weights, and the logits of its texts."""
    fold, folder = job
    inside = [s for s in _SAMPLES if fold is None or fold_of(s.site) != fold]
    outside = [s for s in _SAMPLES if fold is not None and fold_of(s.site) == fold]
    name = "all" if fold is None else f"fold-{fold}"
    weights, logits = train(inside, outside, name)
    (folder / f"{name}.raw").write_bytes(pickle.dumps(weights))
    judged = [(s.page, s.dumper, z) for s, z in zip(outside, logits, strict=True)]
    (folder / f"{name}.pickle").write_bytes(pickle.dumps(judged))


def report(folder: Path, folds: Sequence[int]) -> None:
    """Print by set, mean over the dumpers, the word F1 of the rules alone, of both, and the best
    that lines allow; then by dumper; then the share of the paragraphs that the model cut.
    """
    logits = calibrate.logits_in(folder, folds)
    cells: dict[str, dict[str, list[tuple[float, float, float]]]] = {}
    paragraphs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for s in _SAMPLES:
        z = logits.get((s.page, s.dumper))
        if z is None:
            continue
        live, keep = ~s.cut, calibrate.decided(s, z).keep
        kind = "article" if s.kind == "article" else "other"
        gold = live & (s.label >= 0.5) & are_sentences(s.lines, s.counts)
        lost = int((gold & ~keep).sum()), int(gold.sum())
        paragraphs[f"{GOLD if s.dumper == GOLD else s.corpus} {kind}"].append(lost)
        if s.dumper != GOLD:
            row = f1(s, live), f1(s, keep), f1(s, live & (np.abs(s.label) >= 0.5))
            for name in {f"{s.corpus} {kind}", f"{s.corpus} {s.kind}", f"{s.corpus} all"}:
                cells.setdefault(name, defaultdict(list))[s.dumper].append(row)
    print(f"{'':40s} rules   both    best")
    for name, dumps in sorted(cells.items()):
        means = {dumper: np.mean(rows, axis=0) for dumper, rows in dumps.items()}
        whole = np.average(list(means.values()), axis=0, weights=[READ[d] for d in means])
        for label, mean in {name: whole, **{f"  {d}": m for d, m in means.items()}}.items():
            print(f"{label:40s} " + "  ".join(f"{value:.4f}" for value in mean), flush=True)
    for name, counts in sorted(paragraphs.items()):
        lost, number = np.sum(counts, axis=0)
        print(f"{name:40s} {lost} of {number} paragraphs lost, {lost / max(number, 1):.2%}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("weights", type=Path, nargs="?", help="where to write the weights")
    parser.add_argument("--fold", type=int, action="append", help="only these folds")
    parser.add_argument("--out", type=Path, default=Path("~/.cache/cleanarticle-bench/folds"))
    options = parser.parse_args()
    folder = options.out.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    _SAMPLES[:] = dataset.load()
    folds = options.fold or list(range(FOLDS))
    jobs = [*folds, None] if options.weights else folds
    with multiprocessing.get_context("fork").Pool(PROCESSES, maxtasksperchild=1) as pool:
        pool.map(train_fold, [(fold, folder) for fold in jobs], chunksize=1)
    report(folder, folds)
    if options.fold:
        return
    calibration = calibrate.checked(*calibrate.results(_SAMPLES, folder)).astype(np.float32)
    for name in [*(f"fold-{fold}" for fold in folds), *(["all"] if options.weights else [])]:
        path = options.weights if name == "all" else folder / f"{name}.npz"
        arrays = pickle.loads((folder / f"{name}.raw").read_bytes())
        np.savez_compressed(path, **arrays, calibration=calibration)
    if options.weights:
        print(f"{options.weights}: {options.weights.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
