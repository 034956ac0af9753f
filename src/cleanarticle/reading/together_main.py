"""What stays within the element that holds the text, where the block model doubts all of it alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..judging.blocks import Table
from ..judging.features import PROSE_WORDS
from ..model import BlockKind
from .page import Page
from .together_places import FURNITURE, Chances, Flags

__all__ = ["keep_within_main"]

#: Share of all words that stay which the main element holds, and share of its own words that stay
#: in it, from which on it is taken for the text's.
MIN_HELD, MIN_STAYING = 0.9, 0.5
#: Fewest pieces that stay in it.
MIN_PIECES = 5
#: Mean probability of the words that stay, below which the model is taken to be in doubt of the page, and the share
#: of them in pieces of a paragraph's length, from which on that is a text: a shop's or a product's page is not.
IN_DOUBT, MIN_PROSE = 0.6, 0.6
#: Probability from which on a table stays there between what stays, and on a text in doubt an item, code, and a
#: paragraph of so many words. Out of fold tables keep eight words of the gold for each other one; of texts in
#: doubt there is no article, and the other kinds gain up to .0018 of word F1.
LEAST, MIN_WORDS = 0.1, 10
#: The same for code on a page that the model is not in doubt of.
LEAST_SURE_CODE = 0.15
#: Blocks that few pages have outside of texts, however short.
_BLOCKS = frozenset({"list_item", "table", "code"})


def keep_within_main(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep tables and code between what stays in the main element, and on a page in doubt the rest, too.

    Where the model knows neither words nor names of a page it gives the text a middling probability from the
    first line to the last and all around it a low one: a threshold that serves other pages cuts every third line there.
    """
    counts = table.counts
    likely = ~keep & (table.linked < 0.5) & (counts > 0) & (chances >= LEAST)
    doubted = _is_doubted(keep, counts, chances)
    places = [
        at
        for at in np.flatnonzero(likely).tolist()
        if _may_stay(page.pieces[at].kind, counts[at], chances[at], doubted=doubted)
    ]
    if not places:  # as on most pages
        return
    here = _main_part(page, keep, counts)
    staying = np.flatnonzero(here & keep)
    if len(staying) < MIN_PIECES or counts[staying].sum() < MIN_STAYING * counts[here].sum():
        return
    for at in places:
        keep[at] |= here[at] and staying[0] < at < staying[-1]


def _may_stay(kind: BlockKind, words: int, chance: float, *, doubted: bool) -> bool:
    """Whether a piece is of what stays there."""
    if doubted:
        return words >= MIN_WORDS or kind in _BLOCKS
    return kind == "table" or (kind == "code" and chance >= LEAST_SURE_CODE)


def _is_doubted(keep: Flags, counts: NDArray[np.integer], chances: Chances) -> bool:
    """Whether a page is a text of which the model is not sure."""
    words = counts * keep
    prose = words[counts >= PROSE_WORDS].sum() >= MIN_PROSE * words.sum()
    return bool(prose and (words * chances).sum() < IN_DOUBT * words.sum())


def _main_part(page: Page, keep: Flags, counts: NDArray[np.integer]) -> Flags:
    """Tell the pieces of the innermost element that holds nearly all of what stays, without its asides."""
    staying = np.concatenate(([0], np.cumsum(counts * keep))).tolist()
    least = MIN_HELD * staying[-1]
    main = 0
    child = 1
    while child < page.last[main]:
        if staying[page.behind[child]] - staying[page.first[child]] >= least:
            main, child = child, child + 1
        else:
            child = page.last[child]
    asides = (e for e in range(main + 1, page.last[main]) if page.tags[e] in FURNITURE)
    return page.inside([main]) & ~page.inside(asides)
