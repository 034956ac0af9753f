"""Paragraphs whole again: dumps with a line for each text node of the page.

    python benchmarks/torn_lines.py [--folds DIR] [--step N]

Pages through `get_text("\\n")` of Beautiful Soup, as it is and with `strip=True`, cleaned without
`fix_torn_lines` and with it. Of the gold's sentences of six words and more whose words stand in the dump in
this order: how many come out to the letter in one block, how many only parted or with other spaces, and how
many not at all. And the mean word F1. With `--folds` each page is judged by weights that have not seen its site.
"""

from __future__ import annotations

import argparse
import multiprocessing
import unicodedata
import warnings
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from cleanarticle import DEFAULT, Article, Pipeline, clean
from corpus import CORPORA, PROCESSES, OutOfTime, Page, load, time_limit, use_weights, word_f1
from rough_dumps import SECONDS, sentences_of

FORMS = {
    'get_text("\\n")': False,
    'get_text("\\n", strip=True)': True,
}
PIPELINES = {"without": DEFAULT.without("fix_torn_lines"), "with": DEFAULT}


@dataclass(frozen=True, slots=True)
class Result:
    """Word F1, and sentences: whole, parted, and how many the dump has."""

    f1: float
    whole: int
    parted: int
    sentences: int


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def judged(page: Page, raw: str, pipeline: Pipeline) -> Result:
    """Clean a page's dump."""
    article = clean(raw, kind="text", pipeline=pipeline)
    blocks = _blocks(article)
    squeezed, there = _squeezed(raw), sentences_of(unicodedata.normalize("NFC", page.text))
    there = [one for one in there if _squeezed(one) in squeezed]
    whole = [one for one in there if any(one in block for block in blocks)]
    together = _squeezed("".join(blocks))
    kept = sum(_squeezed(one) in together for one in there)
    f1 = word_f1(article.text, page.text)
    return Result(f1, len(whole), kept - len(whole), len(there))


def _blocks(article: Article) -> list[str]:
    parts = [article.title or "", *(block.text for block in article.blocks)]
    return [" ".join(unicodedata.normalize("NFC", part).split()) for part in parts]


def _job(job: tuple[str, Page, Path | None]) -> tuple[str, dict[tuple[str, str], Result]]:
    warnings.simplefilter("ignore")
    name, page, folds = job
    use_weights(folds, page.site)
    results = {}
    try:
        with time_limit(SECONDS):
            soup = BeautifulSoup(page.html, "lxml")
            for form, strip in FORMS.items():
                raw = soup.get_text("\n", strip=strip)
                for which, pipeline in PIPELINES.items():
                    results[form, which] = judged(page, raw, pipeline)
    except (OutOfTime, ValueError, RecursionError):  # a page that a tool can't read
        return name, {}
    return name, results


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--step", type=int, default=1, help="only every Nth page")
    parser.add_argument("--folds", type=Path, help="folder of the weights of each fold")
    options = parser.parse_args()
    folds = options.folds.expanduser() if options.folds else None
    jobs = [(name, page, folds) for name in CORPORA for page in load(name)[:: options.step]]
    found = defaultdict(list)
    with multiprocessing.Pool(PROCESSES) as pool:
        for name, results in pool.imap(_job, jobs, chunksize=4):
            for (form, which), result in results.items():
                found[name, form, which].append(result)
    print("| corpus | form | cleaned | pages | F1 | whole | parted | lost | sentences |")
    print("|---|---|---|---:|---:|---:|---:|---:|---:|")
    for (name, form, which), all_of in found.items():
        sentences = sum(one.sentences for one in all_of)
        whole, parted = sum(one.whole for one in all_of), sum(one.parted for one in all_of)
        f1 = sum(one.f1 for one in all_of) / len(all_of)
        print(
            f"| {name} | {form} | {which} | {len(all_of)} | {f1:.4f} | {whole:,} | {parted:,}"
            f" | {sentences - whole - parted:,} | {sentences:,} |"
        )


if __name__ == "__main__":
    main()
