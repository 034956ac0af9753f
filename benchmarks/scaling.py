"""How much faster `clean_many` is with more workers, and what it costs to send articles about.

`python benchmarks/scaling.py [--pages N] [--workers N] [--rounds N]` cleans dumps and pages in this
process and in workers, and prints articles a second and their ratio. A run over the texts once
is taken off a run over them three times, so that starting and warming up do not count.

The wall clock's is the best of the rounds, and means little while the machine has other work. "By
processor time" is what an idle machine would give, a core for each worker: the
workers' processor time an article and the parent's, shared by as many cores.
"""

from __future__ import annotations

import argparse
import os
import pickle
from itertools import islice
from time import perf_counter, process_time

import corpus
from cleanarticle import clean, clean_many
from cleanarticle.batch.pool import available_workers
from speed import sample

Spent = tuple[float, float, float]  # seconds: wall, this process, its workers


def once(raws: list[str], workers: int) -> Spent:
    """Clean all texts and give what it took."""
    wall, own, before = perf_counter(), process_time(), os.times()
    for _ in clean_many(raws, workers=workers, progress=False):
        pass
    after = os.times()
    theirs = after.children_user + after.children_system
    theirs -= before.children_user + before.children_system
    return perf_counter() - wall, process_time() - own, theirs


def each(raws: list[str], workers: int) -> Spent:
    """Give what an article takes once the workers are warm."""
    short, long = once(raws, workers), once(raws * 3, workers)
    wall, own, theirs = ((b - a) / (2 * len(raws)) for a, b in zip(short, long, strict=True))
    return wall, own, theirs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=140)
    parser.add_argument("--workers", type=int, default=max(2, available_workers()))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    raws = sample(options.pages // 2)
    raws += [page.html for page in islice(corpus.load("wcxb-dev"), options.pages // 2)]
    print(f"{len(raws)} texts and pages of {sum(map(len, raws)) / len(raws):,.0f} characters\n")
    print(
        "| workers | articles a second | ratio | ms an article: workers | parent | ratio by processor time |"
    )
    print("|---:|---:|---:|---:|---:|---:|")
    clean(raws[0]), clean(raws[-1])
    base: Spent | None = None
    for workers in (1, options.workers):
        rounds = [each(raws, workers) for _ in range(options.rounds)]
        wall, own, theirs = (min(column) for column in zip(*rounds, strict=True))
        base = base or (wall, own, theirs)
        ratio = workers * base[1] / (own + theirs)
        print(
            f"| {workers} | {1 / wall:.1f} | {base[0] / wall:.2f} | {theirs * 1000:.2f} "
            f"| {own * 1000:.2f} | {ratio:.2f} |"
        )
    articles = [clean(raw) for raw in raws]
    begun = process_time()
    sent = [pickle.dumps(article, pickle.HIGHEST_PROTOCOL) for article in articles]
    packed = process_time()
    for data in sent:
        pickle.loads(data)
    ms = [(b - a) / len(raws) * 1000 for a, b in ((begun, packed), (packed, process_time()))]
    size = sum(map(len, sent)) / len(sent) / 1000
    print(f"\nan article is {size:.0f} kB pickled: {ms[0]:.2f} ms there, {ms[1]:.2f} ms back")


if __name__ == "__main__":
    main()
