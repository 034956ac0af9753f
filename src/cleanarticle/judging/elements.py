"""The elements of a page in arrays: what stands in each, around each, and which are written alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..reading.page import Page
from .features import Floats

__all__ = [
    "AROUND",
    "AROUND_COLUMNS",
    "CHAIN_COLUMNS",
    "LEVELS",
    "TAGS",
    "ElementArrays",
    "columns_around",
    "columns_of_chain",
    "elements_above",
    "elements_of",
    "paths_of",
]

#: Ancestors of which the model is told, the innermost first.
LEVELS = 5
#: Ancestors that are looked through for the least and the greatest score.
MAX_LEVELS = 24

TAGS = (
    ("p",), ("li",), ("h1",), ("h2",), ("h3", "h4", "h5", "h6"), ("td", "th", "table", "tr"),
    ("div",), ("span", "a"), ("blockquote",), ("pre",), ("figcaption", "figure"), ("dt", "dd"),
    ("button", "label", "form", "summary"), ("section", "article", "main"),
    ("nav", "footer", "header", "aside"),
)  # fmt: skip
_TAG_OF = {tag: i for i, tags in enumerate(TAGS) for tag in tags}
AROUND = (
    ("article",), ("main",), ("aside",), ("nav",), ("footer",), ("header",), ("form",), ("ul", "ol"),
    ("table",), ("figure",), ("blockquote",), ("section",), ("details",),
)  # fmt: skip
_AROUND_OF = {tag: i for i, tags in enumerate(AROUND) for tag in tags}


@dataclass(frozen=True, slots=True)
class ElementArrays:
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


def elements_of(page: Page) -> ElementArrays:
    size = len(page.tags)
    # What is new gets the next number.
    written: defaultdict[tuple[str, str], int] = defaultdict(count().__next__)
    alike = list(map(written.__getitem__, zip(page.tags, page.names, strict=True)))
    signature = paths_of(alike, page.parents)
    number = np.array(alike, np.int64)
    kind = np.array([_TAG_OF.get(tag, len(TAGS)) for tag, _ in written])
    around = np.array([_AROUND_OF.get(tag, -1) for tag, _ in written])[number]
    # ElementArrays that are open, of each sort, at the start of each: what opened less what closed.
    last = np.array(page.last, np.int64)
    moves = np.zeros((len(AROUND) + 1, size + 1), np.int64)
    moves[-1, :-1] = 1
    moves[-1] -= np.bincount(last, minlength=size + 1)
    for sort in np.unique(around[around >= 0]):
        moves[sort, :-1] = around == sort
        moves[sort] -= np.bincount(last[around == sort], minlength=size + 1)
    still_open = np.cumsum(moves[:, :-1], axis=1)
    return ElementArrays(
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


def elements_above(elements: ElementArrays) -> NDArray[np.int64]:
    """Give the element of each piece and those around it, one row a level, the innermost first."""
    rows = [elements.of_piece]
    highest = int(elements.depth[elements.of_piece].max())
    for _ in range(max(LEVELS - 1, min(MAX_LEVELS, highest))):
        rows.append(elements.parent[rows[-1]])
    return np.stack(rows)


#: What `columns_around` tells of each level.
AROUND_COLUMNS = (
    "words", "share of words", "linked", "pieces", "prose", "share of prose", "words a piece", "score",
    "like it", "words of the like", "linked of the like", "prose of the like",
)  # fmt: skip


def columns_around(
    above: NDArray[np.int64],
    elements: ElementArrays,
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


#: What `columns_of_chain` tells.
CHAIN_COLUMNS = ("least score", "greatest score", "sum of scores", "steps to half the prose", "steps to a twentieth",
          "words where half the prose is", "within the main element")  # fmt: skip


def columns_of_chain(
    above: NDArray[np.int64],
    elements: ElementArrays,
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
