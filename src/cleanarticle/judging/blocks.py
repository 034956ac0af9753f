"""What the block model sees of a page: for each piece its text, its elements, its neighbours.

All pieces are read at once, in numpy; what their texts look like comes from the same table as in
scraped text (`features.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..reading.tree import Page
from .features import FEATURES, Floats, features
from .lines import Line
from .model import places_of

__all__ = [
    "BLOCK_FEATURES",
    "CONTEXT_FEATURES",
    "Hints",
    "Scores",
    "Table",
    "block_features",
    "context_features",
    "name_tokens",
]

#: Columns of the text's table that say nothing on a page: what rules cut, and its vocabulary.
_TEXT = tuple(
    i for i, name in enumerate(FEATURES) if not name.startswith(("says ", "cut", "title"))
)

#: Words from which on a piece that ends a sentence is taken for a paragraph.
PARAGRAPH_WORDS = 15

#: Ancestors of which the model is told, the innermost first.
LEVELS = 5
#: Ancestors that are looked through for the least and the greatest score.
MAX_LEVELS = 24

_TAGS = (
    ("p",), ("li",), ("h1",), ("h2",), ("h3", "h4", "h5", "h6"), ("td", "th", "table", "tr"),
    ("div",), ("span", "a"), ("blockquote",), ("pre",), ("figcaption", "figure"), ("dt", "dd"),
    ("button", "label", "form", "summary"), ("section", "article", "main"),
    ("nav", "footer", "header", "aside"),
)  # fmt: skip
_TAG_OF = {tag: i for i, tags in enumerate(_TAGS) for tag in tags}
_AROUND = (
    ("article",), ("main",), ("aside",), ("nav",), ("footer",), ("header",), ("form",), ("ul", "ol"),
    ("table",), ("figure",), ("blockquote",), ("section",), ("details",),
)  # fmt: skip
_AROUND_OF = {tag: i for i, tags in enumerate(_AROUND) for tag in tags}

_TOKEN = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}|\d+")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the head of the page says of the article in it."""

    title: str = ""
    description: str = ""
    body: str = ""  # the article's text in structured data
    types: tuple[str, ...] = ()  # schema.org types and og:type, in lower case
    path: str = ""  # of the canonical address


@dataclass(frozen=True, slots=True)
class Scores:
    """How much words and class names speak for an article: log-odds, 0 for what says nothing.

    `words` are hashes in ascending order, `word_scores` theirs; `names` scores tokens of class
    names and tags.
    """

    words: NDArray[np.uint32]
    word_scores: Floats
    names: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Table:
    """`values` is float32, pieces × `BLOCK_FEATURES`; `counts` are words a piece."""

    values: Floats
    counts: NDArray[np.int64]
    elements: _Elements

    @property
    def paragraphs(self) -> NDArray[np.bool_]:
        """Which pieces are prose or items of a list: a sentence of some words, few links."""
        closes = self.values[:, BLOCK_FEATURES.index("ends a sentence")] > 0
        linked = self.values[:, BLOCK_FEATURES.index("linked")] >= 0.5
        items = self.values[:, BLOCK_FEATURES.index("list_item")] > 0
        prose = (self.counts >= PARAGRAPH_WORDS) & closes
        return np.asarray((prose | (items & (self.counts > 0))) & ~linked)

    @property
    def alike(self) -> NDArray[np.int64]:
        """The group of each piece: written alike, in the same element."""
        at = self.elements.of_piece
        both = np.stack([self.elements.parent[at], self.elements.alike[at]])
        return np.asarray(np.unique(both, axis=1, return_inverse=True)[1].reshape(-1), np.int64)


@lru_cache(maxsize=4096)
def name_tokens(tag: str, names: str) -> tuple[str, ...]:
    """Give what an element's tag and names say, in tokens.

    >>> name_tokens("div", "entry-content relatedPosts")
    ('<div>', 'entry', 'content', 'related', 'posts', 'entry-content', 'relatedposts')
    """
    found = [token.lower() for token in _TOKEN.findall(names) if not token.isdigit()]
    whole = [name.lower() for name in names.split() if len(name) < 40]
    return tuple(dict.fromkeys([f"<{tag}>", *found, *whole]))


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
    re.compile(r"forum|thread|topic|viewtopic|discussion|questions?/|/t/|comments?/|community"),
    re.compile(r"/product|/shop|/p/|/dp/|/item|\bbuy\b|/store"),
    re.compile(r"/doc|/guide|/manual|/reference|/api|/wiki|/help|/learn|/tutorial|readthedocs"),
    re.compile(r"/category|/tag/|/collections?|/archive|/topics?/|/search"),
    re.compile(r"/service|/solution|/about|/pricing|/contact"),
    re.compile(r"/blog|/news|/article|/stor(?:y|ies)/|/20\d\d/|/post"),
)

_STRUCTURE = (
    *(f"tag {tags[0]}" for tags in _TAGS),
    *(f"in {tags[0]}" for tags in _AROUND),
    "depth", "list depth", "linked", "links", "strong", "first in element", "last in element",
)  # fmt: skip
_OF_ELEMENT = (
    "words", "share of words", "linked", "pieces", "prose", "share of prose", "words a piece", "score",
    "like it", "words of the like", "linked of the like", "prose of the like",
)  # fmt: skip
_CHAIN = ("least score", "greatest score", "sum of scores", "steps to half the prose", "steps to a twentieth",
          "words where half the prose is", "within the main element")  # fmt: skip
_WORDS = ("word score", "least word score", "greatest word score", "known words", "heading's word score",
          "pieces since the heading", "level of the heading", "least of the headings")  # fmt: skip
_NEARBY = (
    "words", "linked", "closes", "word score", "element's score", "heading", "list item",
)  # fmt: skip
_OFFSETS = (-2, -1, 1, 2)
_WIDE = ("words nearby", "prose nearby", "linked nearby", "score nearby", "word score nearby")
_HEAD = ("in the description", "in the body", "is the title", "from the title", "below the title",
         "has a title", "has a body")  # fmt: skip
_PAGE = ("page pieces", "page words", "page prose", "page linked", "page words a piece", "page paragraphs",
         "page items", "page headings", "page tables", "page forms", "page articles", "page least depth",
         "page word score", "page score", "page times", "page longest", "page questions",
         *(f"type {types[0]}" for types in _TYPES),
         *(f"path {i}" for i in range(len(_PATHS))), "path depth", "path hyphens", "path digits",
         "is the root")  # fmt: skip

#: Ancestors, levels of likeness, neighbours and chances that the second look is told of.
CONTEXT_LEVELS, LIKE_LEVELS = 6, 4
_CONTEXT_OFFSETS, _CONTEXT_REACHES, _LIKELY = (-1, 1, -2, 2, -3, 3), (3, 8, 20), (0.5, 0.8)

#: The columns, in order; the model's file names the same ones.
BLOCK_FEATURES = (
    *(FEATURES[i] for i in _TEXT),
    *_STRUCTURE,
    *(f"{name} {level}" for level in range(LEVELS) for name in _OF_ELEMENT),
    *_CHAIN, *_WORDS,
    *(f"{name} at {offset:+}" for offset in _OFFSETS for name in _NEARBY),
    *(f"{name} {reach}" for reach in (3, 8) for name in _WIDE),
    *_HEAD, *_PAGE,
)  # fmt: skip


#: What the second look is told of the first, of pieces nearby and of those alike.
CONTEXT_FEATURES = (
    "logit",
    *(f"chance of element {level}" for level in range(CONTEXT_LEVELS)),
    *(f"chance of the like {level}" for level in range(LIKE_LEVELS)), "chance of those written alike",
    *(f"chance at {offset:+}" for offset in _CONTEXT_OFFSETS),
    *(f"chance nearby {reach}" for reach in _CONTEXT_REACHES),
    "gold before", "gold of the page", "share of gold", "doubt", "greatest chance",
    *(f"{side} likely {at}" for at in _LIKELY for side in ("before", "behind")),
    "chance of the heading", "chance of the section", "rank",
)  # fmt: skip


def context_features(page: Page, table: Table, logits: Floats) -> Floats:
    """Give pieces × `CONTEXT_FEATURES`: how the first look judged what stands around each."""
    elements = table.elements
    n = len(logits)
    chance = 1 / (1 + np.exp(-logits.astype(np.float64)))
    weight = table.counts + 0.5
    gold = weight * chance
    gold_sums = np.concatenate(([0.0], np.cumsum(gold)))
    sums = np.concatenate(([0.0], np.cumsum(weight)))
    inside = (gold_sums[elements.behind] - gold_sums[elements.first]) / np.maximum(
        sums[elements.behind] - sums[elements.first], 0.5
    )
    columns: list[Any] = [logits]
    at = elements.of_piece
    for _ in range(CONTEXT_LEVELS):
        columns.append(inside[at])
        at = elements.parent[at]
    at = elements.of_piece
    for _ in range(LIKE_LEVELS):
        columns.append(_mean_by(elements.signature[at], gold, weight))
        at = elements.parent[at]
    columns.append(_mean_by(elements.alike[elements.of_piece], gold, weight))
    columns += [_moved(chance, offset, 0) for offset in _CONTEXT_OFFSETS]
    index = np.arange(n)
    for reach in _CONTEXT_REACHES:
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
        columns.append((gold_sums[high] - gold_sums[low]) / (sums[high] - sums[low]))
    total = max(float(gold_sums[-1]), 1.0)
    everything = float(sums[-1])
    columns += [
        gold_sums[1:] / total,
        np.full(n, np.log1p(total)),
        np.full(n, total / everything),
        np.full(n, float((gold * (1 - chance)).sum()) / everything),
        np.full(n, chance.max()),
    ]
    for least in _LIKELY:
        where = np.flatnonzero((chance >= least) & (table.counts >= 8))
        columns += _distances(where, index, n)
    heading = np.fromiter((piece.kind == "heading" for piece in page.pieces), bool, n)
    where = np.flatnonzero(heading)
    section = np.searchsorted(where, index, "right")
    above = np.append(0.5, chance[where])[section]
    columns += [above, _mean_by(section, gold, weight)]
    order = np.argsort(-chance, kind="stable")
    rank = np.empty(n)
    rank[order] = np.cumsum(weight[order]) / everything
    columns.append(rank)
    return np.stack(columns, axis=1).astype(np.float32)


def _moved(rows: NDArray[Any], offset: int, outside: float) -> NDArray[Any]:
    """Give for each row the one so many places on, or back."""
    moved = np.full_like(rows, outside)
    if offset < 0:
        moved[-offset:] = rows[:offset]
    else:
        moved[:-offset] = rows[offset:]
    return moved


def _mean_by(kind: NDArray[np.int64], gold: NDArray[Any], weight: NDArray[Any]) -> NDArray[Any]:
    means = np.bincount(kind, weights=gold) / np.maximum(np.bincount(kind, weights=weight), 0.1)
    return np.asarray(means[kind])


def _distances(where: NDArray[np.int64], index: NDArray[np.int64], n: int) -> list[NDArray[Any]]:
    """Give the distance to the last of some places, and to the next, as logarithms."""
    if not len(where):
        return [np.full(n, 9.0), np.full(n, 9.0)]
    left = np.searchsorted(where, index, "right") - 1
    right = np.searchsorted(where, index, "left")
    before = np.where(left >= 0, index - where[np.maximum(left, 0)], n)
    behind = np.where(right < len(where), where[np.minimum(right, len(where) - 1)] - index, n)
    return [np.log1p(before), np.log1p(behind)]


def block_features(page: Page, hints: Hints, scores: Scores) -> Table:
    """Read the pieces of a page. There must be one, and none without text."""
    pieces = page.pieces
    n = len(pieces)
    text = features([Line(piece.text, piece.kind) for piece in pieces], hints.title or None)
    named = {name: i for i, name in enumerate(FEATURES)}
    counts = text.counts
    words = counts.astype(np.float32)
    sizes = np.fromiter((len(p.text) for p in pieces), np.float32, n)
    linked = np.fromiter(
        (sum(end - start for kind, start, end, _ in p.marks if kind == "link") for p in pieces),
        np.float32,
        n,
    )
    linked = np.minimum(linked / np.maximum(sizes, 1), 1)
    strong = np.fromiter(
        (sum(end - start for kind, start, end, _ in p.marks if kind == "strong") for p in pieces),
        np.float32,
        n,
    ) / np.maximum(sizes, 1)
    links = np.fromiter(
        (sum(kind == "link" for kind, _, _, _ in p.marks) for p in pieces), np.float32, n
    )
    closes = text.table[:, named["ends a sentence"]]
    elements = _elements(page)
    element = elements.of_piece
    prose = words * (linked < 0.5) * ((closes > 0) | (words >= 25)) * (words >= 8)
    sums = {
        name: np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
        for name, values in (
            ("words", words), ("linked", words * linked), ("prose", prose), ("pieces", np.ones(n)),
        )
    }  # fmt: skip
    inside = {
        name: (total[elements.behind] - total[elements.first]).astype(np.float32)
        for name, total in sums.items()
    }
    total_words = max(float(sums["words"][-1]), 1.0)
    total_prose = max(float(sums["prose"][-1]), 1.0)
    name_score = np.fromiter(_name_scores(page, scores.names), np.float32, len(page.tags))

    columns: list[Any] = [text.table[:, i] for i in _TEXT]
    # ---- its own element and those around it
    tag = elements.tag[element]
    columns += [tag == i for i in range(len(_TAGS))]
    columns += list(elements.around[element].T)
    columns += [
        np.minimum(elements.depth[element], 40) / 20,
        np.fromiter((p.level or 0 if p.kind == "list_item" else 0 for p in pieces), np.float32, n),
        linked,
        np.log1p(links),
        np.minimum(strong, 1),
        elements.first[element] == np.arange(n),
        elements.behind[element] == np.arange(n) + 1,
    ]
    like = _likes(elements, words, linked, prose)
    at = element
    for level in range(LEVELS):
        w = inside["words"][at]
        columns += [
            np.log1p(w),
            w / total_words,
            inside["linked"][at] / np.maximum(w, 1),
            np.log1p(inside["pieces"][at]),
            inside["prose"][at] / np.maximum(w, 1),
            inside["prose"][at] / total_prose,
            np.log1p(w / np.maximum(inside["pieces"][at], 1)),
            name_score[at],
            *like[level],
        ]
        at = elements.parent[at]
    columns += _chain(element, elements, name_score, inside, total_prose)
    # ---- its words
    word_score, word_columns = _word_scores(text.words, text.line_of, n, counts, scores)
    is_heading = np.fromiter((p.kind == "heading" for p in pieces), bool, n)
    columns += word_columns + _headings(is_heading, word_score, pieces)
    # ---- its neighbours
    own_score = name_score[element]
    is_item = np.fromiter((p.kind == "list_item" for p in pieces), np.float32, n)
    near = np.stack(
        [np.log1p(words), linked, closes, word_score, own_score, is_heading, is_item], axis=1
    ).astype(np.float32)
    for offset in _OFFSETS:
        columns += list(_moved(near, offset, -1).T)
    for reach in (3, 8):
        columns += [
            _window(np.log1p(words), reach),
            _window(prose > 0, reach),
            _window(words * linked, reach) / np.maximum(_window(words, reach), 0.1),
            _window(own_score, reach),
            _window(word_score * np.log1p(words), reach)
            / np.maximum(_window(np.log1p(words), reach), 0.1),
        ]
    columns += _head(hints, pieces, text.words, text.line_of, words, is_heading)
    # ---- the page
    whole = _page(page, hints, words, prose, linked, word_score, own_score, is_heading, is_item)
    table = np.empty((n, len(BLOCK_FEATURES)), np.float32)
    for i, column in enumerate(columns):
        table[:, i] = column
    table[:, len(columns) :] = whole
    return Table(table, counts, elements)


@dataclass(frozen=True, slots=True)
class _Elements:
    """The elements of a page in arrays; elements with one `signature` are written alike."""

    of_piece: NDArray[np.int64]
    parent: NDArray[np.int64]
    signature: NDArray[np.int64]
    alike: NDArray[np.int64]  # the same without their ancestors
    first: NDArray[np.int64]
    behind: NDArray[np.int64]
    depth: NDArray[np.int64]
    tag: NDArray[np.int64]
    around: NDArray[np.bool_]


def _elements(page: Page) -> _Elements:
    parents = page.parents
    depth = [0] * len(parents)
    bits = [0] * len(parents)
    kind = [len(_TAGS)] * len(parents)
    paths: dict[tuple[int, int], int] = {}
    written: dict[tuple[str, str], int] = {}
    signature = [0] * len(parents)
    alike = [0] * len(parents)
    for e, tag in enumerate(page.tags):
        parent = parents[e]
        own = alike[e] = written.setdefault((tag, page.names[e]), len(written))
        signature[e] = paths.setdefault((own, signature[parent] if e else -1), len(paths))
        if e:
            depth[e] = depth[parent] + 1
            bits[e] = bits[parent]
        if (around := _AROUND_OF.get(tag)) is not None:
            bits[e] |= 1 << around
        kind[e] = _TAG_OF.get(tag, len(_TAGS))
    around_bits = np.array(bits, np.int64)[:, None] >> np.arange(len(_AROUND)) & 1
    return _Elements(
        np.fromiter((p.element for p in page.pieces), np.int64, len(page.pieces)),
        np.array(parents, np.int64),
        np.array(signature, np.int64),
        np.array(alike, np.int64),
        np.array(page.first, np.int64),
        np.array(page.behind, np.int64),
        np.array(depth, np.int64),
        np.array(kind, np.int64),
        around_bits.astype(bool),
    )


def _name_scores(page: Page, names: Mapping[str, float]) -> list[float]:
    known: dict[tuple[str, str], float] = {}
    out = []
    for key in zip(page.tags, page.names, strict=True):
        score = known.get(key)
        if score is None:
            found = [names[t] for t in name_tokens(*key) if t in names]
            score = sum(sorted(found, key=abs)[-3:]) if found else 0.0
            known[key] = score = max(-6.0, min(6.0, score))
        out.append(score)
    return out


def _likes(elements: _Elements, words: Floats, linked: Floats, prose: Floats) -> list[list[Floats]]:
    """For each level, what the pieces are like whose ancestor there is written alike."""
    out = []
    at = elements.of_piece
    for _ in range(LEVELS):
        kind = elements.signature[at]
        number = np.bincount(kind)
        total = np.bincount(kind, weights=words)
        links = np.bincount(kind, weights=words * linked)
        proses = np.bincount(kind, weights=prose > 0)
        count = number[kind]
        columns = (
            np.log1p(count),
            np.log1p(total[kind] / count),
            links[kind] / np.maximum(total[kind], 1),
            proses[kind] / count,
        )
        out.append([column.astype(np.float32) for column in columns])
        at = elements.parent[at]
    return out


def _chain(
    element: NDArray[np.int64],
    elements: _Elements,
    score: Floats,
    inside: Mapping[str, Floats],
    total_prose: float,
) -> list[Any]:
    """Look up along all ancestors: their scores, and how far up the page's prose is."""
    at = element
    least, greatest, sums = score[at].copy(), score[at].copy(), score[at].copy()
    half = np.full(len(at), MAX_LEVELS, np.float32)
    some = half.copy()
    holder = np.zeros(len(at), np.int64)
    share = inside["prose"] / total_prose
    for step in range(MAX_LEVELS):
        reached = (share[at] >= 0.5) & (half == MAX_LEVELS)
        half[reached] = step
        holder[reached] = at[reached]
        some[(share[at] >= 0.05) & (some == MAX_LEVELS)] = step
        up = elements.parent[at]
        moved = up != at
        if not moved.any():
            break
        at = up
        least = np.minimum(least, score[at])
        greatest = np.maximum(greatest, score[at])
        sums += np.where(moved, score[at], 0)
    deepest = holder[int(np.argmax(elements.depth[holder]))] if len(holder) else 0
    return [
        least, greatest, np.clip(sums, -12, 12), half, some, np.log1p(inside["words"][holder]),
        holder == deepest,
    ]  # fmt: skip


def _word_scores(
    hashes: NDArray[np.uint32],
    line_of: NDArray[np.int64],
    n: int,
    counts: NDArray[np.int64],
    scores: Scores,
) -> tuple[Floats, list[Any]]:
    mean, least, greatest = (np.zeros(n, np.float32) for _ in range(3))
    known_share = np.zeros(n, np.float32)
    if len(scores.words) and len(hashes):
        place = places_of(hashes, scores.words)
        known = place >= 0
        value = np.where(known, scores.word_scores[place], 0).astype(np.float32)
        number = np.bincount(line_of, weights=known, minlength=n)
        mean = (np.bincount(line_of, weights=value, minlength=n) / (number + 1)).astype(np.float32)
        known_share = (number / np.maximum(counts, 1)).astype(np.float32)
        first = np.flatnonzero(np.concatenate(([True], line_of[1:] != line_of[:-1])))
        some = line_of[first]
        least[some] = np.minimum.reduceat(value, first)
        greatest[some] = np.maximum.reduceat(value, first)
    return mean, [mean, least, greatest, known_share]


def _headings(is_heading: NDArray[np.bool_], score: Floats, pieces: Sequence[Any]) -> list[Any]:
    """What the headings above a piece say."""
    n = len(is_heading)
    index = np.arange(n)
    where = np.flatnonzero(is_heading)
    if not len(where):
        zero = np.zeros(n, np.float32)
        return [zero, np.full(n, 9.0, np.float32), zero, zero]
    last = np.searchsorted(where, index, "right") - 1
    known = last >= 0
    heading = where[np.maximum(last, 0)]
    levels = np.array([p.level or 0 for p in pieces], np.float32)
    least = np.where(known, score[heading], 0)
    for back in (1, 2):
        earlier = where[np.maximum(last - back, 0)]
        least = np.minimum(least, np.where(last >= back, score[earlier], 0))
    return [
        np.where(known, score[heading], 0),
        np.where(known, np.log1p(np.maximum(index - heading, 0)), 9.0),
        np.where(known, levels[heading], 0),
        least,
    ]


def _window(values: NDArray[Any], reach: int) -> Floats:
    """Mean over the neighbours up to `reach` places away, the piece itself among them."""
    n = len(values)
    sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    index = np.arange(n)
    low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
    return np.asarray((sums[high] - sums[low]) / (high - low), np.float32)


def _fold(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _head(
    hints: Hints,
    pieces: Sequence[Any],
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
        theirs = features([Line(text)]).words
        if len(theirs) < 3:
            return np.zeros(n, np.float32)
        found = np.isin(_trigrams(hashes), _trigrams(theirs))
        found &= line_of[2:] == line_of[:-2]
        hits = np.bincount(line_of[:-2], weights=found, minlength=n)
        return np.asarray(hits / np.maximum(some - 2, 1), np.float32)

    title = _fold(hints.title)
    is_title = np.zeros(n, bool)
    if len(title) > 5:
        for i, piece in enumerate(pieces):
            if len(piece.text) < 400 and (is_heading[i] or len(piece.text) < 200):
                own = _fold(piece.text)
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


def _page(
    page: Page,
    hints: Hints,
    words: Floats,
    prose: Floats,
    linked: Floats,
    word_score: Floats,
    own_score: Floats,
    is_heading: NDArray[np.bool_],
    is_item: Floats,
) -> list[float]:
    n = len(words)
    total = max(float(words.sum()), 1.0)
    tags = page.tags
    paragraph = [tags[p.element] == "p" for p in page.pieces]
    path = hints.path.lower()
    segments = [s for s in path.split("/") if s]
    return [
        float(np.log1p(n)),
        float(np.log1p(total)),
        float(prose.sum()) / total,
        float((words * linked).sum()) / total,
        float(np.log1p(total / n)),
        float((words * paragraph).sum()) / total,
        float((words * is_item).sum()) / total,
        float(np.mean(is_heading)),
        float(np.log1p(tags.count("table"))),
        float(np.log1p(tags.count("form"))),
        float(np.log1p(tags.count("article"))),
        float("main" in tags),
        float((word_score * words).sum()) / total,
        float((own_score * words).sum()) / total,
        float(np.log1p(sum("comment" in names.lower() for names in page.names))),
        float(np.log1p(words.max(initial=0))),
        float(np.mean([p.text.endswith("?") for p in page.pieces])),
        *(float(any(t in hints.types for t in types)) for types in _TYPES),
        *(float(bool(pattern.search(path))) for pattern in _PATHS),
        min(len(segments), 8.0),
        float(np.log1p(path.count("-"))),
        float(np.log1p(sum(c.isdigit() for c in path))),
        float(not segments),
    ]
