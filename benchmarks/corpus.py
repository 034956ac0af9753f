"""The corpora, the raw text scrapers make of them, and the score.

    pages = load("news-multilingual")      # the pages, gold text beside each
    raw = dumps("news-multilingual")       # page id -> dumper -> raw text
    word_f1(raw[pages[0].id]["html2text"], pages[0].text)

The pages are other people's and stand outside the repository: in the folder that
``CLEANARTICLE_SHARED`` names, else in ``../shared`` beside it. Dumps are cached under
``CLEANARTICLE_CACHE``, else ``~/.cache/cleanarticle-bench``; run this file to fill the cache.
"""

import hashlib
import json
import logging
import lzma
import multiprocessing
import os
import re
import signal
import sys
import warnings
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html2text
import html_text
import inscriptis  # type: ignore[import-untyped]
import lxml.etree
import lxml.html
import readability
from bs4 import BeautifulSoup
from resiliparse.extract.html2text import extract_plain_text

from cleanarticle.judging import model as line_model
from cleanarticle.judging import run_on
from cleanarticle.judging.joins import use_joins

CORPORA = ("wcxb-dev", "news-multilingual")
PROCESSES = 2
DUMP_SECONDS = 60.0  # for one dumper on one page; the slowest pages are 5 MB of HTML


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its gold. What the corpus does not give is ``""``, ``()`` or ``None``."""

    id: str
    url: str
    html: str
    text: str  # the gold main content
    title: str
    authors: tuple[str, ...]  # one whole byline, not split, where the corpus has a string
    date: str | None
    kind: str
    lang: str  # "de"; what the page itself declares, see `declared_language`
    with_: tuple[str, ...]  # snippets that must stand in the result
    without: tuple[str, ...]  # snippets that must not
    site: str  # for folds, see `site_of`


def load(name: str) -> list[Page]:
    """Read a corpus, in file order. Raises ``FileNotFoundError`` where it is absent."""
    with lzma.open(_corpus_file(name), "rt", encoding="utf-8") as lines:
        return [_page(json.loads(line)) for line in lines]


def _corpus_file(name: str) -> Path:
    folder = os.environ.get("CLEANARTICLE_SHARED") or Path(__file__).resolve().parents[2] / "shared"
    return Path(folder, "corpora", f"{name}.jsonl.xz")


def _page(row: dict[str, Any]) -> Page:
    url, html, author = row["url"], row["html"], row.get("author") or ()
    return Page(
        id=str(row["id"]),
        url=url,
        html=html,
        text=row["text"],
        title=row.get("title") or "",
        authors=(author,) if isinstance(author, str) else tuple(author),
        date=row.get("date") or None,
        kind=row.get("kind") or "",
        lang=declared_language(html),
        with_=tuple(row.get("with") or ()),
        without=tuple(row.get("without") or ()),
        site=site_of(url),
    )


_LANGUAGE = re.compile(
    r"""(?i)(?:<html\b[^>]{0,2000}?\slang\s*=\s*["']?|["']og:locale["']\s+content=["'])"""
    r"""([a-z]{2,3})(?![a-z])"""
)


def declared_language(html: str) -> str:
    """Give the language code a page declares, without the region; ``""`` if it declares none.

    The news corpus's own ``lang`` is left alone: it is a country ("uk" is Britain, "at" Austria).

    >>> declared_language('<!doctype html><html class="a" lang="de-AT">')
    'de'
    """
    return found[1].lower() if (found := _LANGUAGE.search(html)) else ""


_SITE = re.compile(
    r"[^.]+\.(?:ac|co|com|edu|go|gob|gouv|gov|gv|ne|net|nom|or|org)\.[a-z]{2}$|[^.]+\.[^.]+$"
)


def site_of(url: str) -> str:
    """Give the host up to its registered domain, by rule of thumb.

    Blogs of one host (``a.medium.com``, ``b.medium.com``) are one site: they share templates.

    >>> [site_of(f"https://{h}/x") for h in ("roma.repubblica.it", "home.tarkett.co.uk", "t.co")]
    ['repubblica.it', 'tarkett.co.uk', 't.co']
    """
    host = urlsplit(url).hostname or ""
    return found[0] if (found := _SITE.search(host)) else host


FOLDS = 5


def fold_of(site: str) -> int:
    """Give the fold of a site, 0 to `FOLDS` - 1, the same in every run."""
    return zlib.crc32(site.encode()) % FOLDS


def weights_of(folds: Path | None, site: str, model: str = "fold") -> Path | None:
    """Give the weights that were trained without a site, in the folder that the training wrote.

    `model` is how their files' names begin: "fold" for lines of text, "run-on" for text on one line,
    "joins" for torn paragraphs, "pages" for pages of HTML. Raises `FileNotFoundError` where the training
    has not written them: a page judged without them would count as one that the cleaner failed on.
    """
    if folds is None:
        return None
    path = folds / f"{model}-{fold_of(site)}.npz"
    if not path.exists():
        raise FileNotFoundError(f"no weights {path}: the folder lacks the folds of a training")
    return path


def use_weights(folds: Path | None, site: str) -> None:
    """Judge text by the weights that were trained without a site; without folds by the package's."""
    line_model.use(weights_of(folds, site))
    run_on.use(weights_of(folds, site, "run-on"))
    use_joins(weights_of(folds, site, "joins"))


def _text_content(html: str) -> str:
    parser = lxml.html.HTMLParser(encoding="utf-8")  # a str may declare another and be refused
    root: Any = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    lxml.etree.strip_elements(root, "script", "style", "noscript", with_tail=False)
    return str(next(root.iter("body"), root).text_content())


def _readability(html: str) -> str:
    summary: Any = lxml.html.fromstring(readability.Document(html).summary())
    return str(summary.text_content())


def _surviving(dump: Callable[[str], str]) -> Callable[[str], str]:
    def surviving(html: str) -> str:
        try:
            return dump(html)
        except Exception:  # any page must pass, and a dump that failed is an empty one
            return ""

    return surviving


DUMPERS: dict[str, Callable[[str], str]] = {
    "beautifulsoup": _surviving(lambda html: BeautifulSoup(html, "lxml").get_text()),
    "html2text": _surviving(html2text.html2text),
    "inscriptis": _surviving(inscriptis.get_text),
    "html_text": _surviving(html_text.extract_text),
    "resiliparse": _surviving(lambda html: extract_plain_text(html, main_content=False)),
    "text_content": _surviving(_text_content),
    "readability": _surviving(_readability),
}
_PACKAGES = "beautifulsoup4 html2text inscriptis html-text resiliparse lxml readability-lxml"
_DUMPS_VERSION = 1  # raise it when a dumper above changes


def dumps(name: str) -> dict[str, dict[str, str]]:
    """Give every page's dumps, page id -> dumper -> text, from the cache, filled if need be.

    The file's name has a digest of the corpus and the dumpers' versions, so that none goes stale.
    """
    cache = _cache_file(name)
    if not cache.exists():
        _fill(cache, load(name))
    with lzma.open(cache, "rt", encoding="utf-8") as lines:
        return {row["id"]: row["dumps"] for row in map(json.loads, lines)}


def cache_folder() -> Path:
    """Give the folder of what takes long to make."""
    folder = os.environ.get("CLEANARTICLE_CACHE") or "~/.cache/cleanarticle-bench"
    return Path(folder).expanduser()


def _cache_file(name: str) -> Path:
    digest = hashlib.sha256(_corpus_file(name).read_bytes())
    digest.update(repr([_DUMPS_VERSION, *map(version, _PACKAGES.split())]).encode())
    return cache_folder() / f"{name}-{digest.hexdigest()[:12]}.jsonl.xz"


def _fill(cache: Path, pages: list[Page]) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    unfinished = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    with multiprocessing.Pool(PROCESSES) as pool, lzma.open(unfinished, "wt", preset=1) as out:
        for page_id, texts in pool.imap(_dump_page, pages):
            # ASCII, as a dump may hold lone surrogates, which UTF-8 cannot.
            print(json.dumps({"id": page_id, "dumps": texts}), file=out)
    unfinished.replace(cache)


def _dump_page(page: Page) -> tuple[str, dict[str, str]]:
    logging.disable()  # readability logs what it cannot parse
    warnings.simplefilter("ignore")  # BeautifulSoup suspects XML
    texts = dict.fromkeys(DUMPERS, "")
    for dumper, dump in DUMPERS.items():
        try:
            with time_limit(DUMP_SECONDS):
                texts[dumper] = dump(page.html)
        except OutOfTime:
            print(f"{dumper} ran out of time on page {page.id}", file=sys.stderr)
    return page.id, texts


class OutOfTime(BaseException):
    """The time limit passed. No ``Exception``, so that a library's catch-all lets it by."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` when the block runs longer. Only for the main thread, on Unix."""

    def stop(*_: object) -> None:
        raise OutOfTime

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


_KANA = r"\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"(?=\w)[{_KANA}{_HAN}]|[^\W{_KANA}{_HAN}]+")


def words(text: str) -> Counter[str]:
    """Count the words, in lower case; a Han or Kana character is a word by itself.

    >>> words("Le Figaro, le 東京タ5G")
    Counter({'le': 2, 'figaro': 1, '東': 1, '京': 1, 'タ': 1, '5g': 1})
    """
    return Counter(_WORD.findall(text.lower()))


def word_f1(got: str, gold: str) -> float:
    """Give the harmonic mean of precision and recall over the two multisets of words.

    >>> word_f1("a b", "b a"), word_f1("a b b c", "b c"), word_f1("", ""), word_f1("a", "")
    (1.0, 0.6666666666666666, 1.0, 0.0)
    """
    got_words, gold_words = words(got), words(gold)
    total = got_words.total() + gold_words.total()
    return 2 * (got_words & gold_words).total() / total if total else 1.0


if __name__ == "__main__":
    for corpus in CORPORA:
        print(corpus, len(dumps(corpus)), "pages", _cache_file(corpus))
