"""The fields of scraped text: title, authors and day, from lines and from a page on one line.

    python benchmarks/text_fields.py [--folds DIR] [--step N]

Articles' pages, each judged by weights that were trained without its site. Prints by corpus and form how
many titles are exact by letters and digits, the F1 over authors, of all pages and of those that got
any, how many got them, and how many days are right and wrong. Many a dump does not show them: the same
fields of the page of HTML, with its metadata, are printed by `quality.py html`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import warnings
from collections import defaultdict
from pathlib import Path

import numpy as np

from cleanarticle import clean
from corpus import CORPORA, PROCESSES, Page, dumps, load, use_weights
from extraction import author_f1, letters_of
from rough_dumps import FORMS

#: The forms of a page: lines of a dump, and two that have none.
ONE_LINE = ('BeautifulSoup, get_text(" ", strip=True)', "html_text's lines, joined by spaces")
LINES = "html_text's lines"


def judged(job: tuple[Page, str, Path | None]) -> dict[str, list[float]]:
    """Give for each form: title, authors, whether any were given, day right, day wrong; nan where
    the gold has none.
    """
    warnings.simplefilter("ignore")
    page, lines, folds = job
    use_weights(folds, page.site)
    texts = {LINES: lines} | {form: FORMS[form](page, lines) for form in ONE_LINE}
    return {form: _figures(page, text) for form, text in texts.items()}


def _figures(page: Page, text: str) -> list[float]:
    article = clean(text, kind="text")
    day = article.published.date().isoformat() if article.published else None
    gold = page.date[:10] if page.date else None
    return [
        letters_of(article.title) == letters_of(page.title) if page.title else np.nan,
        author_f1(article.authors, page.authors) if page.authors else np.nan,
        bool(article.authors) if page.authors else np.nan,
        day == gold if gold else np.nan,
        day not in (gold, None) if gold else np.nan,
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folds", type=Path, help="folder of the weights of each fold")
    parser.add_argument("--step", type=int, default=1, help="only every Nth page")
    options = parser.parse_args()
    folds = options.folds.expanduser() if options.folds else None
    print("| corpus | form | pages | title | authors | of those given | given | day | wrong |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
    for name in CORPORA:
        raws = dumps(name)
        pages = [page for page in load(name) if page.kind in ("", "article")][:: options.step]
        jobs = [(page, raws[page.id]["html_text"], folds) for page in pages]
        found: dict[str, list[list[float]]] = defaultdict(list)
        with multiprocessing.Pool(PROCESSES) as pool:
            for figures in pool.imap(judged, jobs, chunksize=4):
                for form, row in figures.items():
                    found[form].append(row)
        for form, rows in found.items():
            table = np.array(rows, float)
            title, authors, given, right, wrong = np.nanmean(table, axis=0)
            cells = [title, authors, authors / max(given, 1e-9), given, right, wrong]
            row = " | ".join(f"{cell:.3f}" for cell in cells)
            print(f"| {name} | {form} | {len(rows)} | {row} |", flush=True)


if __name__ == "__main__":
    main()
