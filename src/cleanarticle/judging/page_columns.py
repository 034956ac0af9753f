"""What the head of a page, its address and all of it at once tell of each piece: columns of the block model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..finders.page.values import letters
from ..patterns import lazy
from ..reading.page import Page, Piece
from .elements import ElementArrays
from .features import Floats, words_of

__all__ = [
    "HEAD_COLUMNS",
    "PAGE_COLUMNS",
    "Hints",
    "Measures",
    "columns_of_head",
    "columns_of_page",
]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the head of the page says of the article in it."""

    title: str = ""
    description: str = ""
    body: str = ""  # the article's text in structured data
    types: tuple[str, ...] = ()  # schema.org types and og:type, in lower case
    path: str = ""  # of the canonical address


@dataclass(frozen=True, slots=True)
class Measures:
    """What the pieces of a page are, a number a piece."""

    words: Floats
    prose: Floats  # their words where they are prose, else 0
    linked: Floats  # the share that is link
    closes: Floats  # whether they end as a sentence does
    word_score: Floats
    own_score: Floats  # of their element's name
    is_heading: NDArray[np.bool_]
    is_item: Floats


#: Schema.org types and the kinds of page they tell.
_TYPES = (
    ("article", "newsarticle", "blogposting", "reportagenewsarticle", "techarticle", "opinionnewsarticle"),
    ("product", "offer", "productgroup", "aggregateoffer", "product.item", "og:product"),
    ("discussionforumposting", "qapage", "question"),
    ("collectionpage", "itemlist", "searchresultspage", "category"),
    ("service", "localbusiness", "professionalservice", "faqpage"),
    ("website",),
)  # fmt: skip
_PATHS = (
    lazy(r"forum|thread|topic|viewtopic|discussion|questions?/|/t/|comments?/|community"),
    lazy(r"/product|/shop|/p/|/dp/|/item|\bbuy\b|/store"),
    lazy(r"/doc|/guide|/manual|/reference|/api|/wiki|/help|/learn|/tutorial|readthedocs"),
    lazy(r"/category|/tag/|/collections?|/archive|/topics?/|/search"),
    lazy(r"/service|/solution|/about|/pricing|/contact"),
    lazy(r"/blog|/news|/article|/stor(?:y|ies)/|/20\d\d/|/post"),
)

HEAD_COLUMNS = ("in the description", "in the body", "is the title", "from the title", "below the title",
         "has a title", "has a body")  # fmt: skip
PAGE_COLUMNS = ("page pieces", "page words", "page prose", "page linked", "page words a piece", "page paragraphs",
         "page items", "page headings", "page tables", "page forms", "page articles", "page least depth",
         "page word score", "page score", "page times", "page longest", "page questions",
         *(f"type {types[0]}" for types in _TYPES),
         *(f"path {i}" for i in range(len(_PATHS))), "path depth", "path hyphens", "path digits",
         "is the root")  # fmt: skip

_FIRST_WORD = lazy(r"[\W_]*([^\W_]+)")


def columns_of_head(
    hints: Hints,
    pieces: Sequence[Piece],
    hashes: NDArray[np.uint32],
    line_of: NDArray[np.int64],
    words: Floats,
    is_heading: NDArray[np.bool_],
) -> list[Any]:
    n = len(pieces)
    some = np.maximum(words, 1)

    def share(text: str) -> Floats:
        if not text or len(hashes) < 3:
            return np.zeros(n, np.float32)
        theirs = words_of(text)
        if len(theirs) < 3:
            return np.zeros(n, np.float32)
        known, own = np.sort(_trigrams(theirs)), _trigrams(hashes)
        found = known[np.minimum(np.searchsorted(known, own), len(known) - 1)] == own
        found &= line_of[2:] == line_of[:-2]
        hits = np.bincount(line_of[:-2], weights=found, minlength=n)
        return np.asarray(hits / np.maximum(some - 2, 1), np.float32)

    title = letters(hints.title)
    is_title = np.zeros(n, bool)
    if len(title) > 5:
        for i, piece in enumerate(pieces):
            if len(piece.text) < 200 or (is_heading[i] and len(piece.text) < 400):
                head = piece.text[:3]
                if head.isascii() and head.isalnum() and head.lower() not in title:
                    continue  # most are told by this
                first = _FIRST_WORD.match(piece.text)
                if first is None or letters(first[1]) not in title:
                    continue
                own = letters(piece.text)
                is_title[i] = len(own) > 5 and (own == title or (len(own) > 15 and own in title))
    where = np.flatnonzero(is_title & is_heading)
    if not len(where):
        where = np.flatnonzero(is_title)
    if not len(where):
        where = np.flatnonzero(
            np.fromiter((p.kind == "heading" and p.level == 1 for p in pieces), bool, n)
        )
    index = np.arange(n)
    distance = index - int(where[0]) if len(where) else np.full(n, -999)
    return [
        share(hints.description),
        share(hints.body),
        is_title,
        np.sign(distance) * np.log1p(np.abs(distance)),
        distance > 0,
        float(bool(len(where))),
        float(bool(hints.body)),
    ]


def _trigrams(hashes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    a = hashes.astype(np.uint64)
    mixed: NDArray[np.uint64] = (
        a[:-2] * np.uint64(0x9E3779B97F4A7C15) ^ a[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F) ^ a[2:]
    )
    return mixed


def columns_of_page(
    page: Page,
    hints: Hints,
    elements: ElementArrays,
    pieces: Measures,
) -> list[float]:
    words = pieces.words
    n = len(words)
    total = max(float(words.sum()), 1.0)
    tags = page.tags
    paragraph = [tags[p.element] == "p" for p in page.pieces]
    comments = np.array(["comment" in names.lower() for _, names in elements.written])
    path = hints.path.lower()
    segments = [s for s in path.split("/") if s]
    return [
        float(np.log1p(n)),
        float(np.log1p(total)),
        float(pieces.prose.sum()) / total,
        float((words * pieces.linked).sum()) / total,
        float(np.log1p(total / n)),
        float((words * paragraph).sum()) / total,
        float((words * pieces.is_item).sum()) / total,
        float(np.mean(pieces.is_heading)),
        float(np.log1p(tags.count("table"))),
        float(np.log1p(tags.count("form"))),
        float(np.log1p(tags.count("article"))),
        float("main" in tags),
        float((pieces.word_score * words).sum()) / total,
        float((pieces.own_score * words).sum()) / total,
        float(np.log1p(comments[elements.alike].sum())),
        float(np.log1p(words.max(initial=0))),
        sum([p.text.endswith("?") for p in page.pieces]) / n,
        *(float(any(t in hints.types for t in types)) for types in _TYPES),
        *(float(bool(pattern.search(path))) for pattern in _PATHS),
        min(len(segments), 8.0),
        float(np.log1p(path.count("-"))),
        float(np.log1p(sum(c.isdigit() for c in path))),
        float(not segments),
    ]
