"""Headings and labels that stay with the text below them."""

from __future__ import annotations

import numpy as np

from ..judging.blocks import Table
from .page import Page
from .together_places import Chances, Flags, block_of, by_tags, tags_around

__all__ = ["keep_headings", "keep_headings_alike", "keep_labels"]

#: Probability from which on a heading between what stays and a text that surely does stays.
LEAST_HEADING, SURE_BELOW = 0.3, 0.7
#: The same of both where they are all, or the first, that an element holds; and the headings of the
#: first level from which on they head the parts of a text.
LIKELY_PART, MIN_TOPS = 0.45, 3
#: The same where asides that go, captions or up to so many words, stand above the heading; and how many
#: of them one steps over, there and below a heading that is written as others are.
LIKELY_HEADING, SURER_BELOW, MAX_ASIDE_WORDS, MAX_ASIDES = 0.5, 0.8, 12, 2
#: What a heading may head, besides paragraphs and items.
_HEADED = frozenset({"quote", "table", "code"})
#: Probability from which on a heading stays that is written as others are, the share of them that
#: must stay, and the least of a table below it.
LEAST_ALIKE, MIN_ALIKE_SHARE, LEAST_TABLE_BELOW = 0.25, 1 / 3, 0.2
#: The first of these where there are at least so many, as in a reference, of which such a share stays.
LEAST_OF_MANY, MIN_MANY, MIN_MANY_SHARE = 0.1, 10, 0.8
#: Probability from which on the labels of a page's texts stay, as of who speaks, each and on the average;
#: how many there are at least, the words of one, the share that is above a text that stays, and of
#: texts that differ.
LEAST_LABEL, MIN_LABELS, MAX_LABEL_WORDS = (0.2, 0.25), 3, 8
MIN_ABOVE_SHARE, MIN_DISTINCT_SHARE = 0.75, 0.25
_LABELS = (":", "：", "?", "？", "؟")


def keep_headings(page: Page, keep: Flags, table: Table, chances: Chances, share: float) -> None:
    """Keep headings between what stays and a text that surely does."""
    tops = sum(piece.kind == "heading" and piece.level == 1 for piece in page.pieces)
    first = 1 if tops >= MIN_TOPS else 2  # the level of a text's parts
    unlinked = table.linked < 0.5
    for at in np.flatnonzero(~keep & (chances >= min(LEAST_HEADING, share))).tolist():
        if (unlinked[at] or _links_to_itself(page, at)) and _is_heading(page, at, first):
            keep[at] = _heads_what_stays(page, keep, table, chances, at, share)


def _heads_what_stays(
    page: Page, keep: Flags, table: Table, chances: Chances, at: int, share: float
) -> bool:
    """Whether a piece is a heading between what stays and a text that surely does.

    One that is likely itself may have a caption or a label of advertising, which go, above it.
    """
    if at + 1 >= len(keep) or not keep[at + 1]:
        return False
    if _begins_part(page, at) and min(chances[at], chances[at + 1]) >= LIKELY_PART:
        return True
    if chances[at + 1] < min(SURE_BELOW, share):
        return False
    text = table.paragraphs[at + 1] or table.closing[at + 1]
    if not (text or page.pieces[at + 1].kind in _HEADED):
        return False
    above = at - 1
    if chances[at] >= LIKELY_HEADING and chances[at + 1] >= SURER_BELOW:
        above = _past_asides(page, keep, table, above, -1)
    return above >= 0 and bool(keep[above])


def _links_to_itself(page: Page, at: int) -> bool:
    """Whether the links of a piece lead to a place on the page, as the heading of a part does to itself."""
    links = [href for kind, _, _, href in page.pieces[at].marks if kind == "link"]
    return bool(links) and all(href and href[0] == "#" for href in links)


def _begins_part(page: Page, at: int) -> bool:
    """Whether a heading is the first in an element that holds what is below it, too."""
    piece = page.pieces[at]
    around = page.parents[piece.element]
    return (
        piece.kind == "heading"
        and around > 0
        and page.first[around] == at
        and page.parents[block_of(page, at + 1)] == around
    )


def _is_heading(page: Page, at: int, first: int) -> bool:
    """Whether a piece heads a part of a text: by its element, or as a short line all of it strong."""
    piece = page.pieces[at]
    if piece.kind == "heading":
        return (piece.level or 0) >= first
    if page.tags[piece.element] == "summary":
        return True
    return (
        piece.kind == "paragraph"
        and piece.text.count(" ") < MAX_ASIDE_WORDS
        and any(
            kind == "strong" and end - start == len(piece.text)
            for kind, start, end, _ in piece.marks
        )
    )


def _past_asides(page: Page, keep: Flags, table: Table, at: int, step: int) -> int:
    """Give the first place from `at` on, up or down, that is no aside that goes; they are few."""
    for _ in range(MAX_ASIDES):
        if not 0 <= at < len(keep) or keep[at] or not _is_aside(page, table, at):
            break
        at += step
    return at


def _is_aside(page: Page, table: Table, at: int) -> bool:
    """Whether a piece is a caption, or a few words that are no heading and no item."""
    kind = page.pieces[at].kind
    few = kind == "paragraph" and table.counts[at] <= MAX_ASIDE_WORDS
    return bool(kind == "caption" or few)


def keep_headings_alike(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep headings that are written as others are that stay, above a text or a table."""
    heads = [
        at for at, piece in enumerate(page.pieces) if piece.kind == "heading" and piece.level != 1
    ]
    fit = ~keep & (table.linked < 0.5) & (chances >= LEAST_OF_MANY)
    out = [at for at in heads if fit[at]]
    if not out:
        return
    groups = by_tags(page, heads)
    told = {tags: (len(alike), int(keep[alike].sum())) for tags, alike in groups.items()}
    for at in out:
        size, staying = told[tags_around(page, at)]
        is_of_many = size >= MIN_MANY and staying >= MIN_MANY_SHARE * size
        if not is_of_many and (
            chances[at] < LEAST_ALIKE or staying < max(1, MIN_ALIKE_SHARE * size)
        ):
            continue
        below = _past_asides(page, keep, table, at + 1, 1)
        if below >= len(keep):
            continue
        if keep[below]:
            keep[at] = bool(table.paragraphs[below] or table.sentences[below])
        elif below == at + 1 and _is_table_in(page, below, page.parents[page.pieces[at].element]):
            keep[at : at + 2] = bool(chances[below] >= LEAST_TABLE_BELOW)


def _is_table_in(page: Page, at: int, around: int) -> bool:
    piece = page.pieces[at]
    return piece.kind == "table" and page.parents[piece.element] == around


def keep_labels(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep what is above each text of a page and leads to it: who speaks, what is asked."""
    few = ~keep & (table.counts <= MAX_LABEL_WORDS) & (chances >= LEAST_LABEL[0])
    places = [
        at
        for at in np.flatnonzero(few[:-1]).tolist()
        if page.pieces[at].kind == "paragraph" and page.pieces[at].text.endswith(_LABELS)
    ]
    for labels in by_tags(page, places).values():
        if len(labels) < MIN_LABELS or chances[labels].mean() < LEAST_LABEL[1]:
            continue
        above = [at for at in labels if keep[at + 1] and table.closing[at + 1]]
        texts = {page.pieces[at].text for at in labels}
        if len(above) >= MIN_ABOVE_SHARE * len(labels) and (
            len(texts) > max(1, MIN_DISTINCT_SHARE * len(labels))
        ):
            keep[above] = True
