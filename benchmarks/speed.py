"""How fast `clean()` is, as a ratio to a peer on the same texts or pages in the same run.

`python benchmarks/speed.py [--pages N]` prints milliseconds a dump for `clean()` with and without
the model and for `ftfy.fix_text`, and their ratio; with `--html` milliseconds a page for `clean()`,
trafilatura's fast mode with metadata and a bare lxml parse. `--cleaners` prints what each cleaner takes of a
text or a page instead, all passes together: what has grown is found so. One process, processor time, each
text's best of some rounds, in which all take turns: so much else that a machine does is left out.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from time import process_time
from typing import Any, TypeVar

import ftfy

import corpus
from cleanarticle import DEFAULT, Pipeline, clean
from extraction import bare_parse, trafilatura_fast

RULES = DEFAULT.without("drop_boilerplate")
ROUNDS = 3
T = TypeVar("T")

TEXTS: dict[str, Callable[[str], object]] = {
    "clean(): all": lambda raw: clean(raw, kind="text"),
    "clean(): without the model": lambda raw: clean(raw, kind="text", pipeline=RULES),
    "ftfy.fix_text": ftfy.fix_text,
}


def clean_page(page: corpus.Page, pipeline: Pipeline = DEFAULT) -> object:
    """Clean a page, its address told."""
    return clean(page.html, kind="html", url=page.url, pipeline=pipeline)


PAGES: dict[str, Callable[[corpus.Page], object]] = {
    "clean()": clean_page,
    "trafilatura, fast, with metadata": trafilatura_fast,
    "bare lxml parse": bare_parse,
}


def sample(pages: int) -> list[str]:
    """Give one dump each of so many articles, of dumpers in turn."""
    dumps = corpus.dumps("wcxb-dev")
    names = list(corpus.DUMPERS)
    raws = [dumps[page.id][names[i % len(names)]] for i, page in enumerate(sample_pages(pages))]
    return [raw for raw in raws if raw.strip()]


def sample_pages(pages: int) -> list[corpus.Page]:
    """Give so many articles as pages."""
    articles = [page for page in corpus.load("wcxb-dev") if page.kind == "article"]
    return random.Random(1).sample(articles, min(pages, len(articles)))


def milliseconds(
    systems: Mapping[str, Callable[[T], object]], raws: Sequence[T]
) -> dict[str, float]:
    """Time functions over all texts or pages and give the mean of each one's best times."""
    best = {name: [float("inf")] * len(raws) for name in systems}
    for run in systems.values():
        run(raws[0])  # what is loaded on first use
    for _ in range(ROUNDS):
        for i, raw in enumerate(raws):  # all in turn, as a machine may be slow for a minute
            for name, run in systems.items():
                begun = process_time()
                run(raw)
                best[name][i] = min(best[name][i], process_time() - begun)
    return {name: sum(times) / len(raws) * 1000 for name, times in best.items()}


def by_cleaner(run: Callable[[T, Pipeline], object], raws: Sequence[T]) -> list[tuple[str, float]]:
    """Time each cleaner over all texts or pages; give the means of their best times, the longest first."""
    spent: Counter[str] = Counter()

    def timed(cleaner: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(cleaner)  # with what the runner knows it by
        def inner(document: Any) -> list[Any]:
            begun = process_time()
            actions = list(cleaner(document))
            spent[cleaner.__name__] += process_time() - begun
            return actions

        return inner

    pipeline = Pipeline(*map(timed, DEFAULT.cleaners))
    run(raws[0], pipeline)  # what is loaded on first use
    total: Counter[str] = Counter()
    for raw in raws:
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            spent.clear()
            begun = process_time()
            run(raw, pipeline)
            spent["all"] = process_time() - begun
            best = {name: min(each, best.get(name, each)) for name, each in spent.items()}
        total.update(best)
    return [(name, each / len(raws) * 1000) for name, each in total.most_common()]


def table(spent: Mapping[str, float], base: str) -> None:
    """Print the times and their ratios to one of them."""
    print("| | ms | ratio |\n|---|---:|---:|")
    for name, each in spent.items():
        print(f"| {name} | {each:.1f} | {each / spent[base]:.1f} |")


def shares(spent: Sequence[tuple[str, float]]) -> None:
    """Print the times of cleaners that take a hundredth of the whole."""
    print("| | ms |\n|---|---:|")
    for name, each in spent:
        if each >= spent[0][1] / 100:
            print(f"| {name} | {each:.2f} |")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, help="how many: 140 dumps, or 40 pages")
    parser.add_argument("--html", action="store_true", help="pages of HTML")
    parser.add_argument("--cleaners", action="store_true", help="what each cleaner takes")
    options = parser.parse_args()
    if options.html:
        pages = sample_pages(options.pages or 40)
        print(
            f"{len(pages)} pages of {sum(len(p.html) for p in pages) / len(pages):,.0f} characters\n"
        )
        if options.cleaners:
            shares(by_cleaner(clean_page, pages))
        else:
            table(milliseconds(PAGES, pages), "bare lxml parse")
        return
    raws = sample(options.pages or 140)
    print(f"{len(raws)} dumps of {sum(map(len, raws)) / len(raws):,.0f} characters\n")
    if options.cleaners:
        shares(by_cleaner(lambda raw, cleaners: clean(raw, kind="text", pipeline=cleaners), raws))
    else:
        table(milliseconds(TEXTS, raws), "ftfy.fix_text")


if __name__ == "__main__":
    main()
