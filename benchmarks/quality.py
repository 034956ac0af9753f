"""How near raw text comes to the true article once it is cleaned, side by side with peers.

    python benchmarks/quality.py text [--peers] [--folds DIR] [--set NAME] [--kinds KINDS] [--limit N]
    python benchmarks/quality.py html [--peers] [--folds DIR] [--set NAME] [--limit N]

The second is told of in `extraction.py`. The first prints one Markdown table a corpus: a row a
system, a column a dumper (`corpus.DUMPERS`), in each cell the mean over pages of word F1 against
the gold text. With `--folds` each page is judged by the weights that `training/train.py` made
without its site.
"""

import argparse
import html
import importlib
import logging
import multiprocessing
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from cleanarticle import DEFAULT, Pipeline, clean
from corpus import (
    CORPORA,
    DUMPERS,
    PROCESSES,
    OutOfTime,
    Page,
    dumps,
    load,
    time_limit,
    use_weights,
    word_f1,
)

SECONDS = 20.0  # for one system on one dump; what takes longer counts as an empty answer

System = Callable[[str, str], str]  # raw text and its language ("" if unknown) -> clean text


def raw_dump(raw: str, _language: str) -> str:
    """Leave the dump as it is: what a scraper has without cleaning."""
    return raw


TERMINAL = tuple(".!?。！？…”»\"'")


def line_filter(raw: str, _language: str) -> str:
    """Keep the lines that end like a sentence: the filter everyone writes first.

    >>> line_filter("Menu\\nIt rained.\\n「雨だ。\\nRead more", "")
    'It rained.\\n「雨だ。'
    """
    lines = (line.strip() for line in raw.splitlines())
    return "\n".join(line for line in lines if line.endswith(TERMINAL))


def as_html(raw: str) -> str:
    """Wrap each line in a paragraph, for the peers that read only HTML."""
    lines = (line.strip() for line in raw.splitlines())
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title></title></head>\n'
        f"<body>\n{paragraphs}\n</body></html>"
    )


STOPLISTS = {
    **{"ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "en": "English"},
    **{"es": "Spanish", "fi": "Finnish", "fr": "French", "hu": "Hungarian", "id": "Indonesian"},
    **{"it": "Italian", "ko": "Korean", "lt": "Lithuanian", "nb": "Norwegian_Bokmal"},
    **{"nl": "Dutch", "nn": "Norwegian_Nynorsk", "no": "Norwegian_Bokmal", "pl": "Polish"},
    **{"pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish"},
    **{"uk": "Ukrainian", "vi": "Vietnamese"},
}


def justext(raw: str, language: str) -> str:
    """Run jusText at its defaults, with the page language's stoplist, English where it has none."""
    peer = importlib.import_module("justext")
    stoplist = peer.get_stoplist(STOPLISTS.get(language, "English"))
    found = peer.justext(as_html(raw), stoplist)
    return "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)


def boilerpy3(raw: str, _language: str) -> str:
    """Run boilerpy3's ``ArticleExtractor``."""
    peer = importlib.import_module("boilerpy3.extractors")
    return str(peer.ArticleExtractor().get_content(as_html(raw)))


def trafilatura(raw: str, _language: str) -> str:
    """Run ``trafilatura.extract`` at its defaults; ``None`` is an empty answer."""
    return importlib.import_module("trafilatura").extract(as_html(raw)) or ""


def cleanarticle(raw: str, _language: str) -> str:
    """Run this library, which like its users is not told the language."""
    return clean(raw, kind="text").text


RULES = DEFAULT.without("drop_boilerplate", "split_run_on")
MODEL = Pipeline(
    *(c for c in DEFAULT if not c.__name__.startswith("drop_") or c.__name__ == "drop_boilerplate")
)


def by_rules(raw: str, _language: str) -> str:
    """Run this library without its model."""
    return clean(raw, kind="text", pipeline=RULES).text


def by_model(raw: str, _language: str) -> str:
    """Run this library without the rules that drop."""
    return clean(raw, kind="text", pipeline=MODEL).text


OURS: dict[str, System] = {
    "cleanarticle, rules": by_rules,
    "cleanarticle, model": by_model,
    "cleanarticle": cleanarticle,
}
BASELINES: dict[str, System] = {"raw dump": raw_dump, "line filter": line_filter}
PEERS: dict[str, System] = {
    "jusText": justext,
    "boilerpy3": boilerpy3,
    "trafilatura": trafilatura,
}
SYSTEMS = BASELINES | PEERS | OURS


@dataclass(frozen=True, slots=True)
class Job:
    """One page's dumps, and the systems to run on each."""

    systems: tuple[str, ...]
    language: str
    gold: str
    raw: dict[str, str]
    site: str
    folds: Path | None  # of the weights that did not see the page's site


@dataclass(slots=True)
class Scores:
    """Word F1s by system and dumper, and how often a system gave up."""

    f1: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: Counter[tuple[str, str]] = field(default_factory=Counter)


def judge(job: Job) -> list[tuple[str, str, float, str]]:
    """Run every system on every dump of a page: system, dumper, word F1, failure or ``""``."""
    logging.disable()
    use_weights(job.folds, job.site)
    return [
        (system, dumper, *run(SYSTEMS[system], raw, job))
        for dumper, raw in job.raw.items()
        for system in job.systems
    ]


def run(system: System, raw: str, job: Job) -> tuple[float, str]:
    """Give the word F1 of one answer; a crash or a timeout is an empty answer and is named."""
    text, failure = "", ""
    try:
        with time_limit(SECONDS):
            text = system(raw, job.language)
    except OutOfTime:
        failure = f"more than {SECONDS:.0f} s"
    except Exception as error:  # a peer's crash must not end the run
        failure = type(error).__name__
    return word_f1(text, job.gold), failure


def score(
    systems: Iterable[str],
    pages: list[Page],
    raw: dict[str, dict[str, str]],
    folds: Path | None = None,
) -> Scores:
    """Judge every page, in `PROCESSES` processes."""
    names = tuple(systems)
    jobs = (
        Job(
            names,
            page.lang,
            page.text,
            raw[page.id],
            page.site,
            folds,
        )
        for page in pages
    )
    scores = Scores()
    with multiprocessing.Pool(PROCESSES) as pool:
        for done, results in enumerate(pool.imap_unordered(judge, jobs), 1):
            for system, dumper, f1, failure in results:
                scores.f1[system, dumper].append(f1)
                if failure:
                    scores.failures[system, failure] += 1
            if done % 100 == 0:
                print(f"{done} of {len(pages)} pages judged", file=sys.stderr)
    return scores


def table(systems: Iterable[str], scores: Scores) -> str:
    """Lay the means out in Markdown, failures listed below."""
    rows = ["| " + " | ".join(["system", *DUMPERS, "mean"]) + " |"]
    rows.append("|---" + "|---:" * (len(DUMPERS) + 1) + "|")
    for system in systems:
        means = [fmean(scores.f1[system, dumper]) for dumper in DUMPERS]
        cells = [f"{mean:.3f}" for mean in [*means, fmean(means)]]
        rows.append("| " + " | ".join([system, *cells]) + " |")
    rows.append("")
    for (system, failure), times in sorted(scores.failures.items()):
        rows.append(f"- {system}: {failure}, {times} times; counted as empty answers")
    return "\n".join(rows).rstrip() + "\n"


def text_command(options: argparse.Namespace) -> None:
    """Print a table for each corpus asked for."""
    systems = dict(BASELINES)
    if options.peers:
        systems |= PEERS
    systems |= OURS
    for name in options.sets or CORPORA:
        pages = [page for page in load(name) if options.kinds in ("all", page.kind)]
        pages = pages[: options.limit]
        if not pages:
            print(f"{name} has no pages of kind {options.kinds}", file=sys.stderr)
            continue
        scores = score(systems, pages, dumps(name), options.folds)
        print(f"### {name}: word F1, {len(pages)} pages, kinds: {options.kinds}\n")
        print(table(systems, scores), flush=True)


def html_command(options: argparse.Namespace) -> None:
    """Judge pages of HTML: `extraction.py`."""
    importlib.import_module("extraction").command(options)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(required=True)
    text = commands.add_parser("text", help="raw text in")
    text.add_argument("--peers", action="store_true", help="run the peers too")
    text.add_argument("--folds", type=Path, help="folder of the weights of each fold")
    text.add_argument("--set", dest="sets", action="append", choices=CORPORA, metavar="NAME")
    text.add_argument("--kinds", default="article", help='a kind of page, or "all" (article)')
    text.add_argument("--limit", type=int, help="only the first N pages of each corpus")
    text.set_defaults(run=text_command)
    pages = commands.add_parser("html", help="pages of HTML in")
    pages.add_argument("--peers", action="store_true", help="run the peers too")
    pages.add_argument("--folds", type=Path, help="folder of the weights of each fold")
    pages.add_argument("--set", dest="sets", action="append", choices=CORPORA, metavar="NAME")
    pages.add_argument("--limit", type=int, help="only the first N pages of each corpus")
    pages.set_defaults(run=html_command)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
