"""The gold articles of the corpora, as they are and set in other quotation marks."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import corpus
from cleanarticle.finders.language import detect_language

from .model import LETTER, Article, Pair
from .quotations import SINGLE, STRAIGHT, main_pair, restyle

MAX_CHARACTERS = 12_000  # of an article: a longer one takes long and shows nothing more
MIN_PARAGRAPHS = 3

#: What to set an article in that has straight marks, so that every pair is seen; with the
#: language's own first. English stands in for the languages that the corpora lack.
_RESTYLES: Mapping[str, tuple[Pair, ...]] = {
    "en": (
        *(("“", "”"), ("“", "”"), SINGLE, ("«\u00a0", "\u00a0»"), ("«", "»"), ("„", "“")),
        *(("„", "”"), ("”", "”"), ("»", "«")),
    ),
    "de": (("„", "“"), ("»", "«"), ("«", "»")),
    "no": (("«", "»"), ("”", "”"), ("“", "”")),
    "tr": (("“", "”"), ("«", "»")),
    "ko": (("“", "”"),),
    "": (("«", "»"), ("“", "”"), ("„", "”")),
}


@cache
def pages() -> tuple[tuple[str, corpus.Page], ...]:
    """Give the corpora's articles, each with the name of its corpus."""
    return tuple(
        (name, replace(page, html=""))
        for name in corpus.CORPORA
        for page in corpus.load(name)
        if page.kind == "article"
    )


@cache
def vocabulary() -> frozenset[str]:
    """Give every word of the corpora's articles, in lower case."""
    texts = (page.text.lower() for _, page in pages())
    return frozenset(word for text in texts for word in re.findall(rf"{LETTER}+", text))


def paragraphs_of(page: corpus.Page) -> tuple[str, ...]:
    """Give the paragraphs of a page's gold text."""
    return tuple(text for line in page.text.split("\n") if (text := line.strip()))


def articles(seed: int) -> list[Article]:
    """Give the short gold articles of the corpora, and the straight-quoted ones restyled too."""
    pool = [
        _article(f"{name}/{page.id}", page)
        for name, page in pages()
        if len(page.text) <= MAX_CHARACTERS and len(paragraphs_of(page)) >= MIN_PARAGRAPHS
    ]
    restyled = (_restyled(article, seed) for article in pool if article.pair == STRAIGHT)
    return [*pool, *filter(None, restyled)]


def _article(name: str, page: corpus.Page) -> Article:
    paragraphs = paragraphs_of(page)
    language = detect_language(page.text) or page.lang or "en"
    language = "no" if language in ("nb", "nn") else language
    return Article(name, language, paragraphs, main_pair(paragraphs))


def _restyled(article: Article, seed: int) -> Article | None:
    styles = _RESTYLES.get(article.language, _RESTYLES[""])
    return restyle(article, random.Random(f"{seed}-{article.page}").choice(styles))
