"""Which lines stand between, beside or below marked ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "HEADING_WORDS",
    "PROSE_WORDS",
    "Marks",
    "are_beside",
    "are_between",
    "are_enclosed",
    "are_headings",
    "are_inside",
    "runs_from",
]

#: One mark a line of a text, or a piece of a page.
Marks = NDArray[np.bool_]

#: A line of at most so many words between two kept ones of more, or two sentences, is a heading of
#: theirs: it stays where its own probability is no less than this. In a short text any two that stay
#: have one.
HEADING_WORDS, PROSE_WORDS = 12, 20


def runs_from(marks: Marks, fit: Marks) -> Marks:
    """Tell the lines that a run of fit ones leads to from a mark above."""
    index = np.arange(len(marks))
    mark = np.maximum.accumulate(np.where(marks, index, -1))
    unfit = np.maximum.accumulate(np.where(fit, -1, index))
    return np.asarray(mark > unfit)


def are_headings(prose: Marks, counts: NDArray[np.integer]) -> Marks:
    """Tell the short lines that stand between two of prose."""
    edges = np.concatenate(([False], prose, [False]))
    return edges[:-2] & edges[2:] & (counts <= HEADING_WORDS)


def are_beside(marks: Marks) -> Marks:
    """Tell the lines right above and below the marked ones."""
    edges = np.concatenate(([False], marks, [False]))
    return np.asarray((edges[:-2] | edges[2:]) & ~marks)


def are_enclosed(marks: Marks, keep: Marks, asides: Marks) -> Marks:
    """Tell the marked lines in a row that stand between two others that stay, asides aside.

    >>> keep = np.array([True, False, False, True, False, False])
    >>> are_enclosed(np.array([False, True, True, False, False, True]), keep, np.zeros(6, bool)).tolist()
    [False, True, True, False, False, False]
    """
    ends = keep & ~marks
    fit = ends | marks | asides
    return np.asarray(marks & runs_from(ends, fit) & runs_from(ends[::-1], fit[::-1])[::-1])


def are_inside(keep: Marks) -> Marks:
    """Tell the lines from the first that is kept to the last."""
    forth, back = np.logical_or.accumulate(keep), np.logical_or.accumulate(keep[::-1])
    return np.asarray(forth & back[::-1])


def are_between(keep: Marks, counts: NDArray[np.integer]) -> Marks:
    """Tell the lines without words whose neighbours with words are both kept (`* * *`)."""
    worded = np.flatnonzero(counts > 0)
    if not len(worded):
        return np.zeros(len(keep), bool)
    after = np.searchsorted(worded, np.arange(len(keep)))
    left = worded[np.maximum(after - 1, 0)]
    right = worded[np.minimum(after, len(worded) - 1)]
    return keep[left] & keep[right]
