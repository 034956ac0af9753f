"""How many pages a second one core cleans, and how much memory the worker that does it takes.

`python benchmarks/throughput.py [--pages N]` prints pages a second of processor time, the largest
resident size and the seconds to the first page, for scraped text and for HTML, each in a fresh
process that holds one page at a time as a worker does; the same through `clean_arrow` with every
column; and the core-hours that a billion such pages take. Pages are those of `wcxb-dev`, of all
kinds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

Raw = str | bytes

BATCH_PAGES = 32
BILLION = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What one worker did."""

    pages: int
    characters: int
    seconds: float
    first_seconds: float
    megabytes: float

    def row(self, name: str) -> str:
        """Give the row of the table."""
        rate = self.pages / self.seconds
        hours = BILLION / rate / 3600
        return (
            f"| {name} | {self.characters / self.pages:,.0f} | {rate:.1f} | {1000 / rate:.1f} "
            f"| {self.first_seconds:.1f} | {self.megabytes:.0f} | {hours:,.0f} |"
        )


# The worker's side: `corpus` and what it needs are imported by the parent alone, not to be measured.


def clean_pages(kind: Any, raws: Sequence[Raw]) -> float:
    """Clean pages one by one and give the processor time that took."""
    begun = process_time()
    from cleanarticle import clean

    for raw in raws:
        clean(raw, kind=kind)
    return process_time() - begun


def clean_batch(kind: Any, raws: Sequence[Raw]) -> float:
    """Clean pages as one Arrow batch and give the processor time that took."""
    begun = process_time()
    import pyarrow

    from cleanarticle.batch.tables import clean_arrow

    clean_arrow(pyarrow.record_batch({"page": pyarrow.array(raws)}), "page", kind=kind)
    return process_time() - begun


def largest_megabytes() -> float:
    """Give this process's largest resident size so far.

    Not `ru_maxrss` where there is another: under Linux it counts the parent's memory, too, from
    the moment between fork and exec.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # macOS counts bytes


def measure(work: Callable[[Sequence[Raw]], float], raws: Sequence[Raw], size: int) -> Measured:
    """Send the pages to a fresh process, so many at a time, and give what it took."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn) as worker:
        first = worker.submit(work, raws[:1]).result()  # with it comes what is loaded on first use
        seconds = sum(worker.submit(work, part).result() for part in parts(raws, size))
        megabytes = worker.submit(largest_megabytes).result()
    return Measured(len(raws), sum(map(len, raws)), seconds, first, megabytes)


def parts(raws: Sequence[Raw], size: int) -> Iterator[Sequence[Raw]]:
    """Give the pages, so many at a time."""
    for start in range(0, len(raws), size):
        yield raws[start : start + size]


def sample(pages: int) -> tuple[list[str], list[str]]:
    """Give one dump and the HTML of each of so many pages, of dumpers in turn."""
    import random

    import corpus

    dumps = corpus.dumps("wcxb-dev")
    every = corpus.load("wcxb-dev")
    chosen = random.Random(1).sample(every, min(pages, len(every)))
    names = list(corpus.DUMPERS)
    texts = [dumps[page.id][names[n % len(names)]] for n, page in enumerate(chosen)]
    return texts, [page.html for page in chosen]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=300)
    texts, pages = sample(parser.parse_args().pages)
    print(
        "| | characters a page | pages/s a core | ms a page | s to start | MB a worker | core-hours a billion |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    print(measure(partial(clean_pages, "text"), texts, 1).row("scraped text"))
    print(measure(partial(clean_batch, "text"), texts, BATCH_PAGES).row("scraped text, Arrow"))
    print(measure(partial(clean_pages, "html"), pages, 1).row("HTML"))
    print(measure(partial(clean_batch, "html"), pages, BATCH_PAGES).row("HTML, Arrow"))


if __name__ == "__main__":
    main()
