"""How fast text mode is, as a ratio to `ftfy.fix_text` on the same dumps in the same run.

`python benchmarks/speed.py [--pages N]` prints milliseconds a dump for `clean()` with and without
the model and for ftfy, and their ratio. One process, processor time; each is run once before.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from time import process_time

import ftfy

import corpus
from cleanarticle import DEFAULT, clean

RULES = DEFAULT.without("drop_boilerplate")


def sample(pages: int) -> list[str]:
    """Give one dump each of so many articles, of dumpers in turn."""
    rng = random.Random(1)
    dumps = corpus.dumps("wcxb-dev")
    articles = [page for page in corpus.load("wcxb-dev") if page.kind == "article"]
    chosen = rng.sample(articles, min(pages, len(articles)))
    names = list(corpus.DUMPERS)
    raws = [dumps[page.id][names[i % len(names)]] for i, page in enumerate(chosen)]
    return [raw for raw in raws if raw.strip()]


def milliseconds(run: Callable[[str], object], raws: Sequence[str]) -> float:
    """Time a function over all texts and give the mean."""
    run(raws[0])  # what is loaded on first use
    begun = process_time()
    for raw in raws:
        run(raw)
    return (process_time() - begun) / len(raws) * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=140)
    raws = sample(parser.parse_args().pages)
    size = sum(map(len, raws)) / len(raws)
    base = milliseconds(ftfy.fix_text, raws)
    print(f"{len(raws)} dumps of {size:,.0f} characters\n")
    print("| | ms a dump | ratio |\n|---|---:|---:|")
    rows: dict[str, Callable[[str], object]] = {
        "clean(): all": lambda raw: clean(raw, kind="text"),
        "clean(): without the model": lambda raw: clean(raw, kind="text", pipeline=RULES),
    }
    for name, run in rows.items():
        spent = milliseconds(run, raws)
        print(f"| {name} | {spent:.1f} | {spent / base:.1f} |")
    print(f"| ftfy.fix_text | {base:.1f} | 1.0 |")


if __name__ == "__main__":
    main()
