"""What comes out of rougher dumps than the seven: on one line, with scripts, with addresses, as literals.

    python benchmarks/rough_dumps.py [--folds DIR] [--step N]

Articles' pages in such forms, and the article alone on one line, which is to stay as it is. Each
page is judged by weights that were trained without its site. Prints by corpus and form the mean word
F1 of the text as it is and cleaned, and cleaned where its lines are left to it; the gold's sentences
of six words and more that are cut or parted, and those that stand in the text.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import html_text
from bs4 import BeautifulSoup
from resiliparse.extract.html2text import extract_plain_text
from w3lib.html import remove_tags, remove_tags_with_content, replace_escape_chars

from cleanarticle import clean
from corpus import (
    CORPORA,
    PROCESSES,
    OutOfTime,
    Page,
    dumps,
    fold_of,
    load,
    time_limit,
    use_weights,
    word_f1,
)

SECONDS = 60.0
SENTENCE = re.compile(r"[^.!?。！？\n]{20,}[.!?。！？]")
MIN_SENTENCE = 6

Form = Callable[[Page, str], str]


def _strings(page: Page, lines: str) -> str:
    return BeautifulSoup(page.html, "lxml").get_text(" ", strip=True)


def _barred(page: Page, lines: str) -> str:
    soup = BeautifulSoup(page.html, "lxml")
    for element in soup(["script", "style", "noscript", "template"]):
        element.decompose()
    return soup.get_text("|", strip=True)


def _joined(page: Page, lines: str) -> str:
    return " ".join(lines.split())


def _untagged(page: Page, lines: str) -> str:
    return replace_escape_chars(
        remove_tags(remove_tags_with_content(page.html, ("script", "style")))
    )


def _glued(page: Page, lines: str) -> str:
    return "".join(" ".join(line.split()) for line in lines.splitlines())


def _with_scripts(page: Page, lines: str) -> str:
    root: Any = BeautifulSoup(page.html, "lxml").body
    return " ".join(map(str, root.find_all(string=True))) if root else ""


def _resiliparse(page: Page, lines: str) -> str:
    return str(extract_plain_text(page.html, main_content=False, links=True, list_bullets=True))


def _with_addresses(opening: str, closing: str, *, one_line: bool = False) -> Form:
    """Give what writes each link's address in brackets behind it, in lines or on one."""

    def form(page: Page, lines: str) -> str:
        soup = BeautifulSoup(page.html, "lxml")
        for link in soup.find_all("a", href=True):
            link.append(f"{opening}{urljoin(page.url, str(link['href']))}{closing}")
        text = str(html_text.extract_text(str(soup)))
        return " ".join(text.split()) if one_line else text

    return form


def _list(page: Page, lines: str) -> str:
    return repr([line for line in lines.splitlines() if line.strip()])


def _json(page: Page, lines: str) -> str:
    return json.dumps(lines)[1:-1]


def _bytes(page: Page, lines: str) -> str:
    return repr(lines.encode())


def _alone(page: Page, lines: str) -> str:
    return " ".join(page.text.split())


#: What sites say amid articles, with invented titles.
INTERJECTIONS = (
    "Story continues below advertisement",
    "Read more: Storm shuts the northern pier for a week",
    "Advertisement",
    "Sign up for our daily newsletter",
    "Related stories Ferry fares to rise by a tenth from June School board picks a new chair",
    "Share this article on Facebook",
    "Trending Now The singer who moved to an island and regrets it",
    "Photo: Getty Images",
)
#: Behind every so many paragraphs of an article, of so many words at least, one of these stands.
INTERVAL, MIN_PARAGRAPH = 3, 12


def _interrupted(page: Page, lines: str) -> str:
    """Give the article on one line with something between its paragraphs."""
    texts = [line.strip() for line in page.text.splitlines() if line.strip()]
    parts, paragraphs = texts[:1], 0
    for above, line in pairwise(texts):
        if min(above.count(" "), line.count(" ")) >= MIN_PARAGRAPH - 1 and above.endswith("."):
            if paragraphs % INTERVAL == 1:
                parts.append(INTERJECTIONS[paragraphs // INTERVAL % len(INTERJECTIONS)])
            paragraphs += 1
        parts.append(line)
    return " ".join(" ".join(parts).split())


def _amid(page: Page, lines: str) -> str:
    """Give the dump's lines from the article's first paragraph to its last, on one line."""
    texts = [" ".join(line.split()) for line in lines.splitlines()]
    gold = " ".join(page.text.split())
    its = [i for i, text in enumerate(texts) if text.count(" ") >= MIN_SENTENCE and text in gold]
    return " ".join(texts[its[0] : its[-1] + 1]) if its else ""


FORMS: dict[str, Form] = {
    "html_text's lines from the article's first to its last, joined by spaces": _amid,
    "the article alone, with what sites say between every few paragraphs": _interrupted,
    'BeautifulSoup, get_text(" ", strip=True)': _strings,
    'BeautifulSoup, get_text("|", strip=True)': _barred,
    "html_text's lines, joined by spaces": _joined,
    "html_text's lines, joined by nothing": _glued,
    "w3lib's remove_tags, line breaks removed": _untagged,
    "all text nodes, scripts and styles too, joined by spaces": _with_scripts,
    "Resiliparse, links=True: text (/path)": _resiliparse,
    "html_text's lines, addresses behind links: text [https://…]": _with_addresses(" [", "]"),
    "html_text's lines, addresses behind links: text<https://…>": _with_addresses("<", ">"),
    "html_text's lines joined, addresses behind links: text (https://…)": _with_addresses(
        " (", ")", one_line=True
    ),
    "html_text's lines as a list, by repr: ['…', '…']": _list,
    "html_text's text as JSON without its quotes: …\\n…\\u2019…": _json,
    "html_text's text as bytes, by repr: b'…\\n…\\xe2\\x80\\x99…'": _bytes,
    "the article alone": _alone,
}


@dataclass(frozen=True, slots=True)
class Result:
    """Word F1s, and sentences: cut, parted, and how many the text has."""

    raw: float
    kept: float
    in_lines: float
    lost: int
    parted: int
    sentences: int


def sentences_of(text: str) -> list[str]:
    """Give the sentences of six words and more, white space folded."""
    found = (" ".join(one.split()) for one in SENTENCE.findall(text))
    return [one for one in found if one.count(" ") >= MIN_SENTENCE - 1]


def judged(job: tuple[Page, str, Path | None, str]) -> dict[str, Result]:
    """Clean a page in every form."""
    warnings.simplefilter("ignore")
    page, lines, folds, named = job
    use_weights(folds, page.site)
    results = {}
    try:
        with time_limit(SECONDS):
            in_lines = word_f1(clean(lines, kind="text").text, page.text)
            for form, make in FORMS.items():
                if named not in form:
                    continue
                results[form] = _judged(make(page, lines), page.text, in_lines)
    except (OutOfTime, ValueError):  # a page that a tool can't read
        return {}
    return results


def _judged(raw: str, gold: str, in_lines: float) -> Result:
    article = clean(raw, kind="text")
    gold = unicodedata.normalize("NFC", gold)
    whole = " ".join(unicodedata.normalize("NFC", raw).split())
    there = [one for one in sentences_of(gold) if one in whole]
    title = f"{article.title}\n\n" if article.title else ""
    blocks = [" ".join(block.split()) for block in f"{title}{article.text}".split("\n\n")]
    parts, text = "\n".join(blocks), " ".join(blocks)
    lost = sum(one not in text for one in there)
    parted = sum(one not in parts for one in there) - lost
    return Result(
        word_f1(raw, gold), word_f1(article.text, gold), in_lines, lost, parted, len(there)
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folds", type=Path, help="folder of the weights of each fold")
    parser.add_argument("--fold", type=int, help="only the pages of this fold")
    parser.add_argument("--form", help="only the forms whose names hold this")
    parser.add_argument("--step", type=int, default=1, help="only every Nth page")
    options = parser.parse_args()
    print("| corpus | form | pages | raw | cleaned | in lines | cut | parted | sentences |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
    for name in CORPORA:
        raws = dumps(name)
        pages = [page for page in load(name) if page.kind in ("", "article")]
        if options.fold is not None:
            pages = [page for page in pages if fold_of(page.site) == options.fold]
        folds = options.folds.expanduser() if options.folds else None
        jobs = [
            (page, raws[page.id]["html_text"], folds, options.form or "")
            for page in pages[:: options.step]
        ]
        found: dict[str, list[Result]] = defaultdict(list)
        with multiprocessing.Pool(PROCESSES) as pool:
            for results in pool.imap(judged, jobs, chunksize=4):
                for form, result in results.items():
                    found[form].append(result)
        for form, rows in found.items():
            n = len(rows)
            means = [sum(getattr(r, key) for r in rows) / n for key in ("raw", "kept", "in_lines")]
            sums = [sum(getattr(r, key) for r in rows) for key in ("lost", "parted", "sentences")]
            cells = [f"{mean:.3f}" for mean in means] + [f"{total:,}" for total in sums]
            print(f"| {name} | {form} | {n} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
