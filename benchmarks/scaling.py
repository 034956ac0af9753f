"""How much faster `clean_many` is with more workers, and what it costs to send articles about.

`python benchmarks/scaling.py [--pages N] [--workers N] [--rounds N]` cleans dumps and pages in this
process, in as many processes as workers that share nothing and send nothing, and in a pool of
`clean_many`, all of them warm, and prints articles a second and how often faster than this process.

Processes that share nothing still share the machine: its caches, its memory, and whatever else it
does. The ratio of theirs is the most that a pool could reach, and the last column is the pool's
share of that. Each figure is the best of the rounds, whose kinds take turns. Processor time is read
where Linux tells it; the ratio by it, a core for each worker, is what remains to be judged by while
the machine has other work.
"""

from __future__ import annotations

import argparse
import multiprocessing
import pickle
from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time

import corpus
from cleanarticle import clean, clean_many
from cleanarticle.batch.pool import available_workers
from cleanarticle.batch.worker import warm
from speed import sample

Spent = tuple[float, float, float]  # an article, in seconds: wall, this process, its workers


def alone(raws: Sequence[str]) -> Spent:
    """Clean all texts in this process."""
    wall, own = perf_counter(), process_time()
    for raw in raws:
        clean(raw)
    return (perf_counter() - wall) / len(raws), (process_time() - own) / len(raws), 0.0


def apart(raws: Sequence[str], workers: int) -> Spent:
    """Clean all texts in each of some processes that know nothing of each other."""
    spawn = multiprocessing.get_context("spawn")
    pipes = []
    for number in range(workers):
        ours, theirs = spawn.Pipe()
        # each begins elsewhere, as the workers of a pool have different texts in hand
        shift = number * len(raws) // workers
        mine = [*raws[shift:], *raws[:shift]]
        spawn.Process(target=_clean_when_told, args=(theirs, mine), daemon=True).start()
        pipes.append(ours)
    for pipe in pipes:
        pipe.recv()
    for pipe in pipes:
        pipe.send("now")
    spent = [pipe.recv() for pipe in pipes]
    walls, owns, _ = zip(*spent, strict=True)
    return max(walls) / workers, 0.0, sum(owns) / workers


def _clean_when_told(pipe: Connection, raws: list[str]) -> None:
    warm()
    clean(raws[0])
    pipe.send("ready")
    pipe.recv()
    pipe.send(alone(raws))


def pooled(raws: Sequence[str], workers: int) -> Spent:
    """Clean all texts in a pool that has been at work for a while, and goes on behind them."""
    articles = clean_many(cycle(raws), workers=workers, progress=False)
    for _ in islice(articles, len(raws) // 2):
        pass
    pids = [child.pid for child in multiprocessing.active_children()]
    wall, own, theirs = perf_counter(), process_time(), _seconds_of(pids)
    for _ in islice(articles, len(raws)):
        pass
    spent = perf_counter() - wall, process_time() - own, _seconds_of(pids) - theirs
    articles.close()  # type: ignore[attr-defined]
    return spent[0] / len(raws), spent[1] / len(raws), spent[2] / len(raws)


def _seconds_of(pids: Iterable[int | None]) -> float:
    """Give the processor time of some processes, as far as the system tells it."""
    files = [Path(f"/proc/{pid}/schedstat") for pid in pids]
    return sum(int(f.read_text().split()[0]) for f in files if f.exists()) / 1e9


def pickling(raws: Sequence[str]) -> str:
    """Say what it takes to send an article."""
    articles = [clean(raw) for raw in raws]
    begun = process_time()
    sent = [pickle.dumps(article, pickle.HIGHEST_PROTOCOL) for article in articles]
    packed = process_time()
    for data in sent:
        pickle.loads(data)
    there, back = packed - begun, process_time() - packed
    size = sum(map(len, sent)) / len(sent) / 1000
    ms = [seconds / len(raws) * 1000 for seconds in (there, back)]
    return f"an article is {size:.0f} kB pickled: {ms[0]:.2f} ms there, {ms[1]:.2f} ms back"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=140)
    parser.add_argument("--workers", type=int, default=max(2, available_workers()))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    raws = sample(options.pages // 2)
    raws += [page.html for page in islice(corpus.load("wcxb-dev"), options.pages // 2)]
    half = len(raws) // 2
    raws = [raw for pair in zip(raws[:half], raws[half : 2 * half], strict=True) for raw in pair]
    print(f"{len(raws)} texts and pages of {sum(map(len, raws)) / len(raws):,.0f} characters\n")
    warm()
    clean(raws[0]), clean(raws[-1])
    many = options.workers
    kinds = {
        "this process": lambda: alone(raws),
        f"{many} processes that share nothing": lambda: apart(raws, many),
        f"clean_many, {many} workers": lambda: pooled(raws, many),
    }
    rounds = [{name: work() for name, work in kinds.items()} for _ in range(options.rounds)]
    best = {name: [min(s) for s in zip(*(r[name] for r in rounds), strict=True)] for name in kinds}
    print(
        "| | articles a second | ratio | of what is possible | ms an article: workers | parent "
        "| ratio by processor time |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    (base, one, _), (most, *_) = (best[name] for name in [*kinds][:2])
    for name, (wall, own, theirs) in best.items():
        share = "" if name == "this process" else f"{most / wall:.0%}"
        times = (many if theirs else 1) * one / (own + theirs)
        print(
            f"| {name} | {1 / wall:.1f} | {base / wall:.2f} | {share} | {theirs * 1000:.2f} "
            f"| {own * 1000:.2f} | {times:.2f} |"
        )
    print(f"\n{pickling(raws)}")


if __name__ == "__main__":
    main()
