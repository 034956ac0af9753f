"""Lists, terms, quotations, tables and code that stay with the text they stand in."""

from __future__ import annotations

import numpy as np

from ..judging.blocks import Table
from .page import Page
from .together_places import Chances, Flags, block_of, is_text_in

__all__ = [
    "keep_between_texts",
    "keep_code_and_tables",
    "keep_definitions",
    "keep_items",
    "keep_terms_and_authors",
]

#: Probability from which on a few words stay with what they belong to: a term with what is said of
#: it, a quotation's author with the quotation.
LEAST_OWN = 0.1
#: The same for what a list of terms says of them, where it is prose.
LEAST_DEFINITION = 0.15
#: The same for an item of a list of which so large a share stays; for those of a list that goes as a
#: whole from directly below what stays, each and on the average, and from below a heading. Out
#: of fold they keep three pieces of articles for each other one, and no set of pages loses word F1.
LEAST_ITEM, MIN_ITEMS_SHARE = 0.4, 1 / 3
LEAST_BELOW, LEAST_HEADED = (0.3, 0.4), (0.2, 0.3)
#: The same for a paragraph of an item beside what stays, for code beside it, and for a table below it.
LEAST_ITEM_PARAGRAPH, LEAST_CODE, LEAST_TABLE = 0.4, 0.2, 0.3
#: The same for a list, a quotation, a table or code between two texts that stay, in one element with
#: them: of each of its pieces, and on the average.
LEAST_INSIDE = (0.15, 0.2)
#: Blocks that may stand between.
_BLOCKS = frozenset({"list_item", "quote", "table", "code"})
#: Elements within a quotation that say whose it is.
_ATTRIBUTIONS = frozenset({"footer", "cite", "figcaption"})


def keep_definitions(page: Page, keep: Flags, table: Table, chances: Chances, share: float) -> None:
    """Keep what lists of terms say of them, some of which stays or which is directly below what stays."""
    defined = table.paragraphs & table.prose & (chances >= min(LEAST_DEFINITION, share))
    waiting = np.flatnonzero(~keep & defined).tolist()
    for terms in filter(None, dict.fromkeys(_terms_around(page, at) for at in waiting)):
        _keep_definitions(page, keep, terms, defined, table)


def _terms_around(page: Page, at: int) -> int:
    """Give the list of terms in which a piece says what one means, 0 where there is none."""
    element = page.pieces[at].element
    if page.tags[element] == "p":
        element = page.parents[element]
    around = page.parents[element]
    return around if page.tags[element] == "dd" and page.tags[around] == "dl" else 0


def _keep_definitions(page: Page, keep: Flags, terms: int, defined: Flags, table: Table) -> None:
    """Keep the prose of a list of terms, some of which stays or which is directly below what stays."""
    first, behind = page.first[terms], page.behind[terms]
    here = slice(first, behind)
    below = first > 0 and keep[first - 1] and is_text_in(page, first - 1, page.parents[terms])
    words = table.counts[here]
    if (below or (keep & defined)[here].any()) and 2 * words[defined[here]].sum() >= words.sum():
        keep[here] |= defined[here]


def keep_terms_and_authors(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep the terms of what stays, and what says whose a quotation is that does."""
    out = np.flatnonzero(~keep & (table.linked < 0.5) & (chances >= LEAST_OWN)).tolist()
    places = [page.pieces[at].element for at in out]
    for at, element in zip(reversed(out), reversed(places), strict=True):
        if page.tags[element] == "dt" and _is_kept_item(page, keep, at + 1):
            keep[at] = True
    for at, element in zip(out, places, strict=True):
        if page.pieces[at].kind == "quote" and at and keep[at - 1]:
            around = {page.tags[element], page.tags[page.parents[element]]}
            keep[at] = page.pieces[at - 1].kind == "quote" and not _ATTRIBUTIONS.isdisjoint(around)


def _is_kept_item(page: Page, keep: Flags, at: int) -> bool:
    """Whether a piece stays that is a term, or what one means, or the first paragraph of that."""
    if at >= len(keep) or not keep[at]:
        return False
    element = page.pieces[at].element
    if page.tags[element] == "p":
        element = page.parents[element]
    return page.tags[element] in ("dt", "dd")


def keep_items(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep the items of lists many of which stay, or all of one directly below what stays."""
    unlinked = table.linked < 0.5
    waiting = np.flatnonzero(~keep & table.items & unlinked & (chances >= LEAST_HEADED[0])).tolist()
    for of_items in filter(None, dict.fromkeys(_list_around(page, at) for at in waiting)):
        _keep_items(page, keep, of_items, unlinked, chances)


def _list_around(page: Page, at: int) -> int:
    """Give the list that a piece is an item of, 0 where there is none and where items are cards."""
    element = page.pieces[at].element
    around = page.parents[element]
    if page.tags[element] == "p" and page.tags[around] == "li":
        element, around = around, page.parents[around]
    return around if page.tags[element] == "li" and page.tags[around] in ("ul", "ol") else 0


def _keep_items(page: Page, keep: Flags, of_items: int, unlinked: Flags, chances: Chances) -> None:
    """Keep the items of a list many of which stay, or all of one directly below what stays."""
    first = page.first[of_items]
    here = slice(first, page.behind[of_items])
    items = unlinked[here] & [
        _list_around(page, at) == of_items for at in range(first, page.behind[of_items])
    ]
    staying = int((keep[here] & items).sum())
    if staying:
        if staying >= MIN_ITEMS_SHARE * items.sum():
            keep[here] |= items & (chances[here] >= LEAST_ITEM)
    elif first and keep[first - 1] and not keep[here].any() and items.all():
        around = page.parents[page.pieces[first - 1].element]
        least, mean = LEAST_HEADED if page.pieces[first - 1].kind == "heading" else LEAST_BELOW
        likely = chances[here].min() >= least and chances[here].mean() >= mean
        if around == page.parents[of_items] and likely:
            keep[here] = True


def keep_code_and_tables(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep code and the paragraphs of items beside what stays, and tables below it, captions aside."""
    places = np.flatnonzero(~keep & (table.linked < 0.5) & (chances >= LEAST_CODE)).tolist()
    both = [at for at in places if _is_code_or_item(page, at, chances)]
    below = {at for at in places if page.pieces[at].kind == "table" and chances[at] >= LEAST_TABLE}
    for at in sorted({*both, *below}):
        above = at - 1
        captioned = page.pieces[at].kind in ("table", "code")  # by a file's name, too
        while captioned and above > 0 and not keep[above] and page.pieces[above].kind == "caption":
            above -= 1
        keep[at] = above >= 0 and bool(keep[above])
    for at in reversed(both):
        keep[at] |= bool(keep[at + 1 : at + 2].any())


def _is_code_or_item(page: Page, at: int, chances: Chances) -> bool:
    piece = page.pieces[at]
    if piece.kind == "code":
        return True
    is_item = piece.kind == "list_item" and page.tags[piece.element] == "p"
    return is_item and bool(chances[at] >= LEAST_ITEM_PARAGRAPH)


def keep_between_texts(
    page: Page, keep: Flags, table: Table, chances: Chances, share: float
) -> None:
    """Keep lists, quotations, tables and code that stand, in one element, between texts that stay."""
    least, mean = (min(number, share) for number in LEAST_INSIDE)
    fit = (table.linked < 0.5) & (chances >= least)
    places = [at for at in np.flatnonzero(~keep & fit).tolist() if page.pieces[at].kind in _BLOCKS]
    runs: list[list[int]] = []  # first piece, the one behind the last, the element around
    for block in dict.fromkeys(block_of(page, at) for at in places):
        first, behind, around = page.first[block], page.behind[block], page.parents[block]
        if not fit[first:behind].all() or chances[first:behind].mean() < mean:
            continue
        if runs and runs[-1][1:] == [first, around]:
            runs[-1][1] = behind
        else:
            runs.append([first, behind, around])
    for first, behind, around in runs:
        edges = [at for at in (first - 1, behind) if 0 <= at < len(keep) and keep[at]]
        if len(edges) == 2 and all(is_text_in(page, at, around) for at in edges):
            keep[first:behind] = True
