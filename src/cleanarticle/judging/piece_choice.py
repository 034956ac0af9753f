"""Which pieces of a page of HTML stay: those that promise the best word F1, and their like."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .decision import Decision, Favor, best_threshold, signs
from .features import Floats
from .neighbours import PROSE_WORDS, Marks, are_between, are_headings, are_inside

__all__ = ["choose_pieces"]

#: How many words the article is taken to have, for one that the model expects, and bounds of the probability
#: below which a piece goes. Markup tells more than text does: they are other than those of lines.
PAGE_CAUTION = {"precision": 0.4, "balanced": 0.6, "recall": 1.6}
PAGE_LEAST = {"precision": (0.4, 0.85), "balanced": (0.1, 0.6), "recall": (0.0, 0.1)}

#: A paragraph or item among at least so many that are written alike, of whose words at least the
#: share stays, stays with them, unless it is less likely than the last number.
MIN_ALIKE, MIN_ALIKE_SHARE, LEAST_ALIKE = 3, 0.5, 0.05

#: The same for those that stand alike, but in elements of their own, each a section or a card: at
#: least so many words, and no less likely than this.
MIN_PATH_WORDS, LEAST_PATH = 8, 0.1

#: Short lines and sentences stay among what is written alike in one element, where at least so many
#: paragraphs stay and such a share of all its words: a reference of many short sections is one text. Those
#: of at least so many words, and no less likely than this. Of the corpora's it saves 46 and keeps 13 others.
MIN_NEARLY_ALL, MIN_NEARLY_ALL_SHARE, NEARLY_ALL_WORDS, LEAST_OF_NEARLY_ALL = 10, 0.8, 2, 0.1

#: Probability from which on prose stays on a page that is little else: an item of a feed, what a
#: reader's view made, an article's own element. The model, which knows whole pages, is not sure of
#: the first paragraph where no heading stands above it.
LEAST_BARE = 0.02


def choose_pieces(
    chances: Floats,
    counts: NDArray[np.integer],
    paragraphs: Marks,
    alike: NDArray[np.int64],
    favor: Favor = "balanced",
    paths: NDArray[np.int64] | None = None,
    prose: Marks | None = None,
    linked: Marks | None = None,
    posts: NDArray[np.int64] | None = None,
) -> Decision:
    """Choose the pieces of a page that promise the best word F1, paragraphs with their like.

    `counts` are words a piece, `paragraphs` tells those of prose and of lists, `alike` numbers the
    groups of pieces that are written alike side by side, `paths` those that are anywhere on the page,
    the elements around them too. `prose` tells the sentences of a page that is little else: long ones stay
    unless they are quite unlikely, as paragraphs do; others, and a short piece, only between those. `linked`
    tells what is link for the most part; the rest stays among its like where nearly all of that does.
    `posts` numbers the sentences of a forum's thread by where they stand in its posts: a short answer stays
    with the others.

    >>> chances = np.array([0.1, 0.9, 0.2, 0.8, 0.9], np.float32)
    >>> prose, alike = np.array([False, True, True, True, True]), np.array([0, 1, 1, 1, 2])
    >>> choose_pieces(chances, np.array([3, 50, 20, 40, 30]), prose, alike).keep.tolist()
    [False, True, True, True, True]
    """
    weight = counts.astype(np.float64)
    low, high = PAGE_LEAST[favor]
    at = min(max(best_threshold(chances, weight, PAGE_CAUTION[favor]), low), high)
    at = min(at, float(chances.max(initial=0.0)))  # the likeliest piece always stays
    keep: Marks = (chances >= at) & (counts > 0)
    told = signs(chances, weight, keep, np.zeros(len(keep), bool))
    if favor != "precision":
        keep |= _are_like_kept(keep, paragraphs, alike, weight) & (chances >= LEAST_ALIKE)
        if paths is not None:
            full = paragraphs & (counts >= MIN_PATH_WORDS)
            keep |= _are_like_kept(keep, full, paths, weight) & (chances >= LEAST_PATH)
        if posts is not None:
            keep |= _are_like_kept(keep, posts > 0, posts, weight) & (chances >= LEAST_PATH)
        if prose is not None:
            likely = chances >= LEAST_BARE
            keep |= (paragraphs | (prose & (counts >= PROSE_WORDS))) & likely
            keep |= prose & are_inside(keep) & likely
            short = are_headings(keep & (paragraphs | prose), counts) & likely
            keep |= short if linked is None else short & ~linked
        if linked is not None:
            worded = ~linked & (counts >= NEARLY_ALL_WORDS) & (chances >= LEAST_OF_NEARLY_ALL)
            keep |= worded & _are_among_kept(keep, paragraphs, alike, weight)
    keep |= (counts == 0) & are_between(keep, counts)
    return Decision(keep, told)


def _are_like_kept(
    keep: Marks,
    paragraphs: Marks,
    group: NDArray[np.int64],
    weight: NDArray[np.float64],
) -> Marks:
    """Tell the paragraphs of the groups most of whose paragraphs stay, by their words."""
    many = np.bincount(group, weights=paragraphs) >= MIN_ALIKE
    mostly = _stay(keep, group, weight * paragraphs, MIN_ALIKE_SHARE)
    return np.asarray(paragraphs & (many & mostly)[group])


def _are_among_kept(
    keep: Marks,
    paragraphs: Marks,
    group: NDArray[np.int64],
    weight: NDArray[np.float64],
) -> Marks:
    """Tell the pieces of the groups that stay nearly whole, many paragraphs among them, by their words."""
    many = np.bincount(group, weights=paragraphs & keep) >= MIN_NEARLY_ALL
    return np.asarray((many & _stay(keep, group, weight, MIN_NEARLY_ALL_SHARE))[group])


def _stay(
    keep: Marks, group: NDArray[np.int64], weight: NDArray[np.float64], share: float
) -> Marks:
    """Tell the groups, by number, of whose weight at least the share stays."""
    staying = np.bincount(group, weights=weight * keep)
    return np.asarray(staying >= share * np.bincount(group, weights=weight))
