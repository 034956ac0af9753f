"""Pages of HTML: word F1, snippets and metadata, side by side with other extractors.

    python benchmarks/quality.py html [--peers] [--folds DIR] [--set NAME] [--limit N]

prints a table a corpus: word F1 of articles and of all kinds of page, snippets that must and
must not stand in the text, the title, authors and day of publication, milliseconds a page. With
`--folds` each page is judged by the weights that `training/train_pages.py` made without its site.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import multiprocessing
import re
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from time import process_time
from typing import Any

import lxml.html

from cleanarticle import clean
from cleanarticle.judging import trees
from corpus import CORPORA, PROCESSES, OutOfTime, Page, load, time_limit, weights_of, word_f1
from quality import STOPLISTS

SECONDS = 30.0  # for one system on one page; what takes longer counts as an empty answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system makes of a page; a field it does not give is empty."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None  # year, month and day


System = Callable[[Page], Answer]


def cleanarticle(page: Page) -> Answer:
    """Run this library at its defaults."""
    article = clean(page.html, kind="html")
    day = article.published.date().isoformat() if article.published else None
    return Answer(article.text, article.title, article.authors, day)


def trafilatura(page: Page) -> Answer:
    """Run trafilatura with its metadata, at its defaults."""
    return _trafilatura(page, fast=False)


def trafilatura_fast(page: Page) -> Answer:
    """Run trafilatura without its fallbacks, with its metadata."""
    return _trafilatura(page, fast=True)


def _trafilatura(page: Page, *, fast: bool) -> Answer:
    peer = importlib.import_module("trafilatura")
    found = peer.bare_extraction(page.html, with_metadata=True, fast=fast)
    if found is None:
        return Answer()
    fields = found.as_dict()
    authors = tuple(name for name in re.split(r"\s*;\s*", fields.get("author") or "") if name)
    return Answer(fields.get("text") or "", fields.get("title"), authors, fields.get("date"))


def readability(page: Page) -> Answer:
    """Run readability-lxml and take the text of its summary."""
    document = importlib.import_module("readability").Document(page.html)
    summary: Any = lxml.html.fromstring(document.summary())
    return Answer(str(summary.text_content()), document.short_title())


def resiliparse(page: Page) -> Answer:
    """Run resiliparse's choice of the main content."""
    peer = importlib.import_module("resiliparse.extract.html2text")
    return Answer(peer.extract_plain_text(page.html, main_content=True))


def justext(page: Page) -> Answer:
    """Run jusText with the page language's stoplist, English where it has none."""
    peer = importlib.import_module("justext")
    found = peer.justext(page.html, peer.get_stoplist(STOPLISTS.get(page.lang, "English")))
    return Answer("\n".join(p.text for p in found if not p.is_boilerplate))


def goose3(page: Page) -> Answer:
    """Run goose3 without fetching anything."""
    peer = importlib.import_module("goose3")
    with peer.Goose({"enable_image_fetching": False}) as goose:
        article = goose.extract(raw_html=page.html)
    day = article.publish_datetime_utc
    return Answer(
        article.cleaned_text or "",
        article.title if isinstance(article.title, str) else None,
        tuple(name for name in article.authors or () if isinstance(name, str)),
        day.date().isoformat() if day else None,
    )


def bare_parse(page: Page) -> Answer:
    """Parse with lxml and give nothing: what any extractor on lxml must spend."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    lxml.html.document_fromstring(page.html.encode("utf-8", "replace"), parser=parser)
    return Answer()


OURS: dict[str, System] = {"cleanarticle": cleanarticle}
SYSTEMS: dict[str, System] = {
    "trafilatura": trafilatura,
    "trafilatura, fast": trafilatura_fast,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "jusText": justext,
    "goose3": goose3,
    "bare lxml parse": bare_parse,
    **OURS,
}


def letters_of(text: str | None) -> str:
    """Give the letters and digits of a title or name, case folded."""
    return re.sub(r"[\W_]+", "", (text or "").casefold())


_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b)\s*")


def author_f1(got: Sequence[str], gold: Sequence[str]) -> float:
    """Give the F1 over names; a gold that is one string of several names is split.

    >>> author_f1(["Jane Roe"], ["Jane Roe and J. Doe"])
    0.6666666666666666
    """
    if len(gold) == 1:
        gold = [name for name in _AND.split(gold[0]) if name]
    ours, theirs = {letters_of(name) for name in got}, {letters_of(name) for name in gold}
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


@dataclass(slots=True)
class Judged:
    """One system on one page: figures by name, and the reason where it failed."""

    system: str
    figures: dict[str, float] = field(default_factory=dict)
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One page, the systems to run on it, and the weights that did not see its site."""

    page: Page
    systems: tuple[str, ...]
    weights: Path | None


def judge(job: Job) -> list[Judged]:
    """Run every system on a page, each alone, and compare with the gold."""
    logging.disable()
    warnings.simplefilter("ignore")
    trees.use_blocks(job.weights)
    return [_judge(name, SYSTEMS[name], job.page) for name in job.systems]


def _judge(name: str, system: System, page: Page) -> Judged:
    judged = Judged(name)
    answer = Answer()
    begun = process_time()
    try:
        with time_limit(SECONDS):
            answer = system(page)
    except OutOfTime:
        judged.failure = f"more than {SECONDS:.0f} s"
    except Exception as error:  # a peer's crash must not end the run
        judged.failure = type(error).__name__
    figures = judged.figures
    figures["ms"] = (process_time() - begun) * 1000
    figures["all kinds"] = word_f1(answer.text, page.text)
    if page.kind in ("", "article"):
        figures["articles"] = figures["all kinds"]
    shown = letters_of(answer.text)
    for kind, snippets, wanted in (("with", page.with_, True), ("without", page.without, False)):
        if snippets:
            figures[kind] = fmean((letters_of(snippet) in shown) is wanted for snippet in snippets)
    figures["title"] = float(letters_of(answer.title) == letters_of(page.title))
    if page.authors:
        figures["authors"] = author_f1(answer.authors, page.authors)
    if page.date:
        figures["day"] = float(answer.published == str(page.date)[:10])
    return judged


COLUMNS = ("articles", "all kinds", "with", "without", "title", "authors", "day", "ms")


def table(systems: Iterable[str], judged: Iterable[Judged]) -> str:
    """Lay the means out in Markdown, failures below."""
    figures: dict[tuple[str, str], list[float]] = defaultdict(list)
    failures: dict[tuple[str, str], int] = defaultdict(int)
    for one in judged:
        for name, value in one.figures.items():
            figures[one.system, name].append(value)
        if one.failure:
            failures[one.system, one.failure] += 1
    columns = [c for c in COLUMNS if any((system, c) in figures for system in systems)]
    rows = ["| system | " + " | ".join(columns) + " |", "|---" + "|---:" * len(columns) + "|"]
    for system in systems:
        cells = [
            f"{fmean(figures[system, c]):.{1 if c == 'ms' else 3}f}" if figures[system, c] else ""
            for c in columns
        ]
        rows.append(f"| {system} | " + " | ".join(cells) + " |")
    rows.append("")
    for (system, failure), times in sorted(failures.items()):
        rows.append(f"- {system}: {failure}, {times} times; counted as empty answers")
    return "\n".join(rows).rstrip() + "\n"


def command(options: argparse.Namespace) -> None:
    """Print a table for each corpus asked for."""
    systems = tuple(SYSTEMS if options.peers else OURS)
    for name in options.sets or CORPORA:
        pages = load(name)[: options.limit]
        jobs = [Job(page, systems, weights_of(options.folds, page.site, "pages")) for page in pages]
        judged: list[Judged] = []
        with multiprocessing.Pool(PROCESSES) as pool:
            for done, found in enumerate(pool.imap_unordered(judge, jobs, chunksize=4), 1):
                judged += found
                if done % 200 == 0:
                    print(f"{done} of {len(pages)} pages judged", file=sys.stderr)
        print(f"### {name}: {len(pages)} pages\n")
        print(table(systems, judged), flush=True)
