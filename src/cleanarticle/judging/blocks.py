"""What the block model sees of a page: for each piece its text, its elements, its neighbours.

All pieces are read at once, in numpy; what their texts look like comes from the same table as in
scraped text (`features.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..finders.page.values import letters
from ..reading.page import Page, Piece
from .features import FEATURES, Floats, changes_of, numbered, places_of, text_features, words_of

__all__ = [
    "BLOCK_FEATURES",
    "CONTEXT_FEATURES",
    "Hints",
    "Scores",
    "Table",
    "block_features",
    "context_features",
    "name_tokens",
    "paths_of",
]

#: Columns of the text's table that say nothing on a page: what rules cut, and its vocabulary.
_TEXT = tuple(
    i for i, name in enumerate(FEATURES) if not name.startswith(("says ", "cut", "title"))
)

_TEXT_COLUMNS = np.array(_TEXT)

#: Words from which on a piece that ends a sentence is taken for a paragraph.
PARAGRAPH_WORDS = 15
#: Fewest words of what counts as a sentence, and of prose that no full stop ends.
SENTENCE_WORDS, LONG_WORDS = 4, 25

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

_TOKEN = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
#: Characters from which on a name is not one token of its own.
MAX_NAME = 40


@dataclass(frozen=True, slots=True)
class Hints:
    """What the head of the page says of the article in it."""

    title: str = ""
    description: str = ""
    body: str = ""  # the article's text in structured data
    types: tuple[str, ...] = ()  # schema.org types and og:type, in lower case
    path: str = ""  # of the canonical address


@dataclass(frozen=True, slots=True, eq=False)
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
    """`values` is float32, pieces × `BLOCK_FEATURES`, by columns; `counts` are words a piece."""

    values: Floats
    counts: NDArray[np.int64]
    elements: _Elements

    @property
    def paragraphs(self) -> NDArray[np.bool_]:
        """Which pieces are prose or items of a list: a sentence of some words, few links."""
        prose = self.sentences & (self.counts >= PARAGRAPH_WORDS)
        return np.asarray(prose | (self.items & (self.counts > 0) & (self.linked < 0.5)))

    @property
    def items(self) -> NDArray[np.bool_]:
        """Which pieces are items of a list."""
        return np.asarray(self.values[:, BLOCK_FEATURES.index("list_item")] > 0)

    @property
    def sentences(self) -> NDArray[np.bool_]:
        """Which pieces end as a sentence does, of some words, few of them in links."""
        return np.asarray(self.closing & (self.counts >= SENTENCE_WORDS))

    @property
    def closing(self) -> NDArray[np.bool_]:
        """Which pieces end as a sentence does, however short, few of their words in links."""
        return np.asarray(self.ending & (self.linked < 0.5))

    @property
    def ending(self) -> NDArray[np.bool_]:
        """Which pieces end as a sentence does."""
        return np.asarray(self.values[:, BLOCK_FEATURES.index("ends a sentence")] > 0)

    @property
    def prose(self) -> NDArray[np.bool_]:
        """Which pieces are sentences, or so long that they are prose without a full stop."""
        return np.asarray(self.sentences | ((self.counts >= LONG_WORDS) & (self.linked < 0.5)))

    @property
    def linked(self) -> Floats:
        """The share of each piece that is link."""
        return self.values[:, BLOCK_FEATURES.index("linked")]

    @property
    def alike(self) -> NDArray[np.int64]:
        """The group of each piece: written alike, in the same element."""
        at = self.elements.of_piece
        alike = self.elements.alike
        both = self.elements.parent[at] * (int(alike.max()) + 1) + alike[at]
        return numbered(both)[1]

    @property
    def paths(self) -> NDArray[np.int64]:
        """The group of each piece: written alike, as are all elements around it."""
        return self.elements.signature[self.elements.of_piece]


def name_tokens(tag: str, names: str) -> tuple[str, ...]:
    """Give what an element's tag and names say, in tokens.

    >>> name_tokens("div", "entry-content relatedPosts")
    ('<div>', 'entry', 'content', 'related', 'posts', 'entry-content', 'relatedposts')
    """
    found = [f"<{tag}>"]
    words = names.split()
    for word in words:
        found += _parts_of(word)
    found += [word.lower() for word in words if len(word) < MAX_NAME]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def _parts_of(word: str) -> tuple[str, ...]:
    return tuple([token.lower() for token in _TOKEN.findall(word)])


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

#: Sizes above which the model is told no more than these, of a page with so much prose, a share of its words:
#: it knows few articles that are longer, and would take a book for what else is so long, threads and lists.
MAX_WORDS, MAX_PIECES, MIN_PROSE_SHARE = 6_000, 200, 0.8
_SIZES = {
    "words": MAX_WORDS,
    "words of the like": MAX_WORDS,
    "pieces": MAX_PIECES,
    "like it": MAX_PIECES,
}
_CAPS = {
    **{f"{name} {level}": most for name, most in _SIZES.items() for level in range(LEVELS)},
    "words where half the prose is": MAX_WORDS, "page words": MAX_WORDS, "page pieces": MAX_PIECES,
}  # fmt: skip

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
#: The columns of sizes, and the most that each tells.
_CAPPED = np.array([BLOCK_FEATURES.index(name) for name in _CAPS])
_MOST = np.log1p(np.array([*_CAPS.values()], np.float32))

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
        np.full(n, np.log1p(min(total, MAX_WORDS))),
        np.full(n, total / everything),
        np.full(n, float((gold * (1 - chance)).sum()) / everything),
        np.full(n, chance.max()),
    ]
    for least in _LIKELY:
        where = np.flatnonzero((chance >= least) & (table.counts >= 8))
        columns += _distances(where, index, n)
    heading = np.array([piece.kind == "heading" for piece in page.pieces])
    where = np.flatnonzero(heading)
    section = np.searchsorted(where, index, "right")
    above = np.append(0.5, chance[where])[section]
    columns += [above, _mean_by(section, gold, weight)]
    order = np.argsort(-chance, kind="stable")
    rank = np.empty(n)
    rank[order] = np.cumsum(weight[order]) / everything
    columns.append(rank)
    return _table(columns, n)


def _table(columns: Sequence[Any], n: int) -> Floats:
    """Give a table of n rows that lies in memory column by column, as the trees ask for it."""
    table = np.empty((len(columns), n), np.float32)
    for i, column in enumerate(columns):
        table[i] = column
    return table.T


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
    text = text_features([p.text for p in pieces], [p.kind for p in pieces], hints.title or None)
    named = {name: i for i, name in enumerate(FEATURES)}
    counts = text.counts
    words = counts.astype(np.float32)
    linked, strong, links = _marked(pieces)
    closes = text.table[:, named["ends a sentence"]]
    elements = _elements(page)
    element = elements.of_piece
    prose = words * (linked < 0.5) * ((closes > 0) | (words >= LONG_WORDS)) * (words >= 8)
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
    total_prose = max(float(sums["prose"][-1]), 1.0)
    name_score = np.array(
        [_name_score(tag, words, scores) for tag, words in elements.written], np.float32
    )[elements.alike]

    columns: list[Any] = list(np.ascontiguousarray(text.table.T)[_TEXT_COLUMNS])
    # ---- its own element and those around it
    tag = elements.tag[element]
    columns += [tag == i for i in range(len(_TAGS))]
    columns += list(elements.around[:, element])
    columns += [
        np.minimum(elements.depth[element], 40) / 20,
        np.fromiter((p.level or 0 if p.kind == "list_item" else 0 for p in pieces), np.float32, n),
        linked,
        np.log1p(links),
        np.minimum(strong, 1),
        elements.first[element] == np.arange(n),
        elements.behind[element] == np.arange(n) + 1,
    ]
    above = _above(elements)
    columns += _around(above[:LEVELS], elements, inside, name_score, words, linked, prose)
    columns += _chain(above, elements, name_score, inside, total_prose)
    # ---- its words
    word_score, word_columns = _word_scores(text.words, text.line_of, n, counts, scores)
    is_heading = np.array([p.kind == "heading" for p in pieces])
    columns += word_columns + _headings(is_heading, word_score, pieces)
    # ---- its neighbours
    own_score = name_score[element]
    is_item = np.array([p.kind == "list_item" for p in pieces], np.float32)
    near = np.stack(
        [np.log1p(words), linked, closes, word_score, own_score, is_heading, is_item], axis=1
    ).astype(np.float32)
    for offset in _OFFSETS:
        columns += list(_moved(near, offset, -1).T)
    logs = np.log1p(words)
    rows = np.stack([logs, prose > 0, words * linked, words, own_score, word_score * logs])
    for reach in (3, 8):
        size, of_prose, of_links, number, score, said = _window(rows, reach)
        columns += [
            size, of_prose, of_links / np.maximum(number, 0.1), score, said / np.maximum(size, 0.1)
        ]  # fmt: skip
    columns += _head(hints, pieces, text.words, text.line_of, words, is_heading)
    # ---- the page
    given = (words, prose, linked, word_score, own_score, is_heading, is_item)
    whole = _page(page, hints, elements, *given)
    table = _table([*columns, *whole], n)
    if total_prose >= MIN_PROSE_SHARE * float(sums["words"][-1]):
        table[:, _CAPPED] = np.minimum(table[:, _CAPPED], _MOST)
    return Table(table, counts, elements)


def _marked(pieces: Sequence[Piece]) -> tuple[Floats, Floats, Floats]:
    """Give the share of each piece's characters in links and in strong type, and its links."""
    in_links, in_strong, links = ([0] * len(pieces) for _ in range(3))
    for i, piece in enumerate(pieces):
        for kind, start, end, _ in piece.marks:
            if kind == "link":
                in_links[i] += end - start
                links[i] += 1
            elif kind == "strong":
                in_strong[i] += end - start
    sizes = np.array([max(len(piece.text), 1) for piece in pieces], np.float32)
    table = np.array([in_links, in_strong, links], np.float32)
    return np.minimum(table[0] / sizes, 1), table[1] / sizes, table[2]


def _above(elements: _Elements) -> NDArray[np.int64]:
    """Give the element of each piece and those around it, one row a level, the innermost first."""
    rows = [elements.of_piece]
    highest = int(elements.depth[elements.of_piece].max())
    for _ in range(max(LEVELS - 1, min(MAX_LEVELS, highest))):
        rows.append(elements.parent[rows[-1]])
    return np.stack(rows)


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
    around: NDArray[np.bool_]  # what stands around each, a row a sort
    written: tuple[tuple[str, str], ...]  # tag and names, by the number in `alike`


def paths_of(written: Sequence[Hashable], parents: Sequence[int]) -> list[int]:
    """Number elements by how they and all around them are written; the outermost is 0.

    >>> paths_of(["body", "ul", "li", "li", "li"], [0, 0, 1, 1, 0])
    [0, 1, 2, 2, 3]
    """
    numbers: defaultdict[tuple[Hashable, int], int] = defaultdict(count(1).__next__)
    paths = [0]
    for own, parent in zip(written[1:], parents[1:], strict=True):
        paths.append(numbers[own, paths[parent]])
    return paths


def _elements(page: Page) -> _Elements:
    size = len(page.tags)
    # What is new gets the next number.
    written: defaultdict[tuple[str, str], int] = defaultdict(count().__next__)
    alike = list(map(written.__getitem__, zip(page.tags, page.names, strict=True)))
    signature = paths_of(alike, page.parents)
    number = np.array(alike, np.int64)
    kind = np.array([_TAG_OF.get(tag, len(_TAGS)) for tag, _ in written])
    around = np.array([_AROUND_OF.get(tag, -1) for tag, _ in written])[number]
    # Elements that are open, of each sort, at the start of each: what opened less what closed.
    last = np.array(page.last, np.int64)
    moves = np.zeros((len(_AROUND) + 1, size + 1), np.int64)
    moves[-1, :-1] = 1
    moves[-1] -= np.bincount(last, minlength=size + 1)
    for sort in np.unique(around[around >= 0]):
        moves[sort, :-1] = around == sort
        moves[sort] -= np.bincount(last[around == sort], minlength=size + 1)
    still_open = np.cumsum(moves[:, :-1], axis=1)
    return _Elements(
        np.array([p.element for p in page.pieces], np.int64),
        np.array(page.parents, np.int64),
        np.array(signature, np.int64),
        number,
        np.array(page.first, np.int64),
        np.array(page.behind, np.int64),
        still_open[-1] - 1,
        kind[number],
        still_open[:-1] > 0,
        tuple(written),
    )


@lru_cache(maxsize=8192)  # the pages of a site are written alike
def _name_score(tag: str, words: str, scores: Scores) -> float:
    """Give how much a tag and its names speak for an article: the three tokens that say most."""
    names = scores.names
    known = [names[token] for token in name_tokens(tag, words) if token in names]
    score = sum(sorted(known, key=abs)[-3:])
    return max(-6.0, min(6.0, score))


def _around(
    above: NDArray[np.int64],
    elements: _Elements,
    inside: Mapping[str, Floats],
    score: Floats,
    words: Floats,
    linked: Floats,
    prose: Floats,
) -> list[Floats]:
    """For each level above a piece, what its element holds and what those written alike do."""
    levels = len(above)
    w, number = inside["words"][above], inside["pieces"][above]
    prose_in = inside["prose"][above]
    kind = elements.signature[above]
    kind += np.arange(levels)[:, None] * (int(elements.signature.max()) + 1)
    flat = kind.ravel()
    times = np.bincount(flat)[kind]
    total = np.bincount(flat, weights=np.tile(words, levels))[kind]
    links = np.bincount(flat, weights=np.tile(words * linked, levels))[kind]
    proses = np.bincount(flat, weights=np.tile(prose > 0, levels))[kind]
    columns = (
        np.log1p(w),
        w / max(float(words.sum(dtype=np.float64)), 1.0),
        inside["linked"][above] / np.maximum(w, 1),
        np.log1p(number),
        prose_in / np.maximum(w, 1),
        prose_in / max(float(prose.sum(dtype=np.float64)), 1.0),
        np.log1p(w / np.maximum(number, 1)),
        score[above],
        np.log1p(times),
        np.log1p(total / times),
        links / np.maximum(total, 1),
        proses / times,
    )
    return [column[level] for level in range(levels) for column in columns]


def _chain(
    above: NDArray[np.int64],
    elements: _Elements,
    score: Floats,
    inside: Mapping[str, Floats],
    total_prose: float,
) -> list[Any]:
    """Look up along all ancestors: their scores, and how far up the page's prose is."""
    scores = score[above]
    parted = np.ones(above.shape, bool)
    parted[1:] = above[1:] != above[:-1]
    sums = np.where(parted, scores, 0).sum(axis=0)
    share = (inside["prose"] / total_prose)[above[:MAX_LEVELS]]
    half, some = (_first_row(share >= least, MAX_LEVELS) for least in (0.5, 0.05))
    rows = np.minimum(half, len(above) - 1)
    holder = np.where(half < MAX_LEVELS, above[rows, np.arange(above.shape[1])], 0)
    deepest = holder[int(np.argmax(elements.depth[holder]))]
    return [
        scores.min(axis=0), scores.max(axis=0), np.clip(sums, -12, 12), half, some,
        np.log1p(inside["words"][holder]), holder == deepest,
    ]  # fmt: skip


def _first_row(mask: NDArray[np.bool_], none: int) -> NDArray[np.int64]:
    """Give the first row in which each column is true, `none` where it is in none."""
    return np.where(mask.any(axis=0), mask.argmax(axis=0), none)


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
        first = changes_of(line_of)
        some = line_of[first]
        least[some] = np.minimum.reduceat(value, first)
        greatest[some] = np.maximum.reduceat(value, first)
    return mean, [mean, least, greatest, known_share]


def _headings(is_heading: NDArray[np.bool_], score: Floats, pieces: Sequence[Piece]) -> list[Any]:
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


def _window(rows: NDArray[Any], reach: int) -> Floats:
    """Mean over the neighbours up to `reach` places away, the piece itself among them, row by row."""
    number, n = rows.shape
    sums = np.zeros((number, n + 1))
    np.cumsum(rows, axis=1, dtype=np.float64, out=sums[:, 1:])
    index = np.arange(n)
    low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
    return np.asarray((sums[:, high] - sums[:, low]) / (high - low), np.float32)


_FIRST_WORD = re.compile(r"[\W_]*([^\W_]+)")


def _head(
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


def _page(
    page: Page,
    hints: Hints,
    elements: _Elements,
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
    comments = np.array(["comment" in names.lower() for _, names in elements.written])
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
