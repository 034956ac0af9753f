"""What the block model sees of a page: for each piece its text, its elements, its neighbours.

All pieces are read at once, in numpy; what their texts look like comes from the same table as in
scraped text (`features.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..patterns import lazy
from ..reading.page import Page, Piece
from .elements import (
    AROUND,
    AROUND_COLUMNS,
    CHAIN_COLUMNS,
    LEVELS,
    TAGS,
    ElementArrays,
    columns_around,
    columns_of_chain,
    elements_above,
    elements_of,
)
from .features import (
    FEATURES,
    Floats,
    changes_of,
    moved,
    numbered,
    places_of,
    table_of,
    text_features,
)
from .page_columns import (
    HEAD_COLUMNS,
    PAGE_COLUMNS,
    Hints,
    Measures,
    columns_of_head,
    columns_of_page,
)

__all__ = [
    "BLOCK_FEATURES",
    "MAX_WORDS",
    "PARAGRAPH_WORDS",
    "Scores",
    "Table",
    "block_features",
    "name_tokens",
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
    elements: ElementArrays

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


_STRUCTURE = (
    *(f"tag {tags[0]}" for tags in TAGS),
    *(f"in {tags[0]}" for tags in AROUND),
    "depth", "list depth", "linked", "links", "strong", "first in element", "last in element",
)  # fmt: skip
_WORDS = ("word score", "least word score", "greatest word score", "known words", "heading's word score",
          "pieces since the heading", "level of the heading", "least of the headings")  # fmt: skip
_NEARBY = (
    "words", "linked", "closes", "word score", "element's score", "heading", "list item",
)  # fmt: skip
_OFFSETS, _REACHES = (-2, -1, 1, 2), (3, 8)
_WIDE = ("words nearby", "prose nearby", "linked nearby", "score nearby", "word score nearby")
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

#: The columns, in order; the model's file names the same ones.
BLOCK_FEATURES = (
    *(FEATURES[i] for i in _TEXT),
    *_STRUCTURE,
    *(f"{name} {level}" for level in range(LEVELS) for name in AROUND_COLUMNS),
    *CHAIN_COLUMNS, *_WORDS,
    *(f"{name} at {offset:+}" for offset in _OFFSETS for name in _NEARBY),
    *(f"{name} {reach}" for reach in _REACHES for name in _WIDE),
    *HEAD_COLUMNS, *PAGE_COLUMNS,
)  # fmt: skip
#: The columns of sizes, and the most that each tells.
_CAPPED = np.array([BLOCK_FEATURES.index(name) for name in _CAPS])
_MOST = np.log1p(np.array([*_CAPS.values()], np.float32))


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
    elements = elements_of(page)
    element = elements.of_piece
    prose = words * (linked < 0.5) * ((closes > 0) | (words >= LONG_WORDS)) * (words >= 8)
    inside = _held(elements, words, linked, prose)
    total_prose = max(float(prose.sum(dtype=np.float64)), 1.0)
    name_score = np.array(
        [_name_score(tag, words, scores) for tag, words in elements.written], np.float32
    )[elements.alike]

    columns: list[Any] = list(np.ascontiguousarray(text.table.T)[_TEXT_COLUMNS])
    # ---- its own element and those around it
    tag = elements.tag[element]
    columns += [tag == i for i in range(len(TAGS))]
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
    above = elements_above(elements)
    columns += columns_around(above[:LEVELS], elements, inside, name_score, words, linked, prose)
    columns += columns_of_chain(above, elements, name_score, inside, total_prose)
    # ---- its words
    word_score, word_columns = _word_scores(text.words, text.line_of, n, counts, scores)
    is_heading = np.array([p.kind == "heading" for p in pieces])
    columns += word_columns + _headings(is_heading, word_score, pieces)
    # ---- its neighbours
    own_score = name_score[element]
    is_item = np.array([p.kind == "list_item" for p in pieces], np.float32)
    of = Measures(words, prose, linked, closes, word_score, own_score, is_heading, is_item)
    columns += _beside(of)
    columns += columns_of_head(hints, pieces, text.words, text.line_of, words, is_heading)
    # ---- the page
    columns += columns_of_page(page, hints, elements, of)
    table = table_of(columns, n)
    if total_prose >= MIN_PROSE_SHARE * float(words.sum(dtype=np.float64)):
        table[:, _CAPPED] = np.minimum(table[:, _CAPPED], _MOST)
    return Table(table, counts, elements)


def _held(
    elements: ElementArrays, words: Floats, linked: Floats, prose: Floats
) -> dict[str, Floats]:
    """Sum up what the pieces in each element are."""
    sums = {
        "words": words, "linked": words * linked, "prose": prose, "pieces": np.ones(len(words)),
    }  # fmt: skip
    inside = {}
    for name, values in sums.items():
        total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
        inside[name] = (total[elements.behind] - total[elements.first]).astype(np.float32)
    return inside


def _beside(of: Measures) -> list[Any]:
    """Tell each piece what the ones beside it are, and those nearby on the whole."""
    columns: list[Any] = []
    logs = np.log1p(of.words)
    each = [logs, of.linked, of.closes, of.word_score, of.own_score, of.is_heading, of.is_item]
    near = np.stack(each, axis=1).astype(np.float32)
    for offset in _OFFSETS:
        columns += list(moved(near, offset, -1).T)
    linked, scored = of.words * of.linked, of.word_score * logs
    rows = np.stack([logs, of.prose > 0, linked, of.words, of.own_score, scored])
    for reach in _REACHES:
        size, of_prose, of_links, number, score, said = _window(rows, reach)
        columns += [
            size, of_prose, of_links / np.maximum(number, 0.1), score, said / np.maximum(size, 0.1)
        ]  # fmt: skip
    return columns


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


_TOKEN = lazy(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
#: Characters from which on a name is not one token of its own.
MAX_NAME = 40


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


@lru_cache(maxsize=8192)  # the pages of a site are written alike
def _name_score(tag: str, words: str, scores: Scores) -> float:
    """Give how much a tag and its names speak for an article: the three tokens that say most."""
    names = scores.names
    known = [names[token] for token in name_tokens(tag, words) if token in names]
    score = sum(sorted(known, key=abs)[-3:])
    return max(-6.0, min(6.0, score))


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
