"""What stays with what it belongs to, which the block model judges by itself.

It sees most of an article's prose for what it is, and is less sure of what stands in it in few words
or another shape: a term, the author of a quotation, an item, a heading, a caption.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..judging.blocks import PARAGRAPH_WORDS, Table
from .scripted_blocks import SENTENCE
from .tree import Page

__all__ = ["keep_with_their_own"]

Flags = NDArray[np.bool_]
Chances = NDArray[np.floating]

#: Probability from which on a few words stay with what they belong to: a term with what is said of
#: it, a quotation's author with the quotation; and a short sentence between two paragraphs that stay.
LEAST_OWN, LEAST_SIBLING = 0.1, 0.3
#: The same for an item of a list of which so large a share stays; for those of a list that goes as a
#: whole from directly below what stays, each and on the average, and from below a heading; for a
#: paragraph directly below one; and for a heading between what stays and a text that surely does. Out
#: of fold they keep three pieces of articles for each other one, and no set of pages loses word F1.
LEAST_ITEM, MIN_ITEMS_SHARE = 0.4, 1 / 3
LEAST_BELOW, LEAST_HEADED = (0.3, 0.4), (0.2, 0.3)
LEAST_NEXT = 0.4
LEAST_HEADING, SURE_BELOW = 0.3, 0.7
#: The same of both where they are all, or the first, that an element holds; and the headings of the
#: first level from which on they head the parts of a text.
LIKELY_PART, MIN_TOPS = 0.45, 3
#: The same where up to so many pieces that go, captions or of a few words, stand above the heading.
LIKELY_HEADING, SURER_BELOW, MAX_GONE_ABOVE, MAX_ASIDE_WORDS = 0.5, 0.8, 2, 12
#: The same for a paragraph of an item beside what stays, for code beside it, and for a table below it.
LEAST_ITEM_PARAGRAPH, LEAST_CODE, LEAST_TABLE = 0.4, 0.2, 0.3
#: The greatest probability of a page of which the model is sure of nothing, as in a language that it
#: hardly knows, and the share of that from which on a paragraph stays there.
SURE, LEAST_SHARE = 0.7, 0.4
#: The same of one on which it takes nothing for likely: there that share is enough for the rest, too.
UNSURE = 0.5
#: Probability from which on the captions of a page of pictures stay: so many at least are sentences of
#: so many words, and they have more of them than all that stays.
LEAST_CAPTION, LEAST_LONG_CAPTION, MIN_CAPTIONS, MIN_CAPTION_WORDS = 0.1, 0.05, 3, 8
#: What a heading may head, besides paragraphs and items.
_HEADED = frozenset({"quote", "table", "code"})
#: Probability from which on a list, a quotation, a table or code between two texts that stay, in one
#: element with them, stays: each of its pieces, and on the average.
LEAST_INSIDE = (0.15, 0.2)
#: Probability from which on what a list of terms says of them stays, where it is prose.
LEAST_DEFINITION = 0.15
#: The same for the rest of a sentence, and for a sentence directly above what stays.
LEAST_REST, LEAST_ABOVE = 0.1, 0.4
#: Fewest words of a line whose sentence goes on in the next.
MIN_BROKEN_WORDS = 5
#: Probability from which on a heading stays that is written as others are, the share of them that
#: must stay, and the least of a table below it.
LEAST_ALIKE, MIN_ALIKE_SHARE, LEAST_TABLE_BELOW = 0.25, 1 / 3, 0.2
#: Probability from which on the labels of a page's texts stay, as of who speaks, each and on the average;
#: how many there are at least, the words of one, the share that is above a text that stays, and of
#: texts that differ.
LEAST_LABEL, MIN_LABELS, MAX_LABEL_WORDS = (0.2, 0.25), 3, 8
MIN_ABOVE_SHARE, MIN_DISTINCT_SHARE = 0.75, 0.25
_LABELS = (":", "：", "?", "？", "؟")
#: Elements around a piece by which it is told from others.
MAX_TAGS_AROUND = 30
#: Blocks that may stand between, and the elements that one reaches over.
_BLOCKS = frozenset({"list_item", "quote", "table", "code"})
_AROUND = frozenset({"li", "ul", "ol", "blockquote"})
#: Elements within a quotation that say whose it is.
_ATTRIBUTIONS = frozenset({"footer", "cite", "figcaption"})


def keep_with_their_own(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep terms, authors of quotations, items, paragraphs, code, captions, headings with their own."""
    unlinked = table.linked < 0.5
    most = float(chances.max(initial=0.0))
    share = LEAST_SHARE * most if most < UNSURE else 1.0  # what is much on such a page
    paragraphs = table.paragraphs
    prose = ~keep & paragraphs & ~table.items
    if most < SURE:
        keep |= prose & (chances >= LEAST_SHARE * most)
    least = min(LEAST_SIBLING, share)
    short = ~keep & table.closing & (table.counts < PARAGRAPH_WORDS) & (chances >= least)
    if short.any():
        _keep_between_siblings(page, keep, short, table.alike)
    _keep_prose_alike(page, keep, table, chances)
    _keep_rests(page, keep, unlinked & (chances >= LEAST_REST), table)
    above = ~keep & table.sentences & ~table.items & (chances >= LEAST_ABOVE)
    for at in reversed(np.flatnonzero(above).tolist()):
        keep[at] = _is_above_what_stays(page, keep, at)
    defined = paragraphs & table.prose & (chances >= min(LEAST_DEFINITION, share))
    for of_terms in dict.fromkeys(
        filter(None, (_terms_around(page, at) for at in np.flatnonzero(~keep & defined).tolist()))
    ):
        _keep_definitions(page, keep, of_terms, defined, table)
    out = np.flatnonzero(~keep & unlinked & (chances >= LEAST_OWN)).tolist()
    _keep_terms_and_authors(page, keep, out)
    waiting = np.flatnonzero(~keep & table.items & unlinked & (chances >= LEAST_HEADED[0])).tolist()
    for of_items in filter(None, dict.fromkeys(_list_around(page, at) for at in waiting)):
        _keep_items(page, keep, of_items, unlinked, chances)
    for at in np.flatnonzero(~keep & prose & (chances >= LEAST_NEXT)).tolist():
        keep[at] = at > 0 and bool(keep[at - 1] and _are_paragraphs_of_one(page, at - 1, at))
    if page.tags.count("figcaption") >= MIN_CAPTIONS:
        _keep_captions(page, keep, table, chances)
    _keep_beside(page, keep, unlinked, chances)
    _keep_between_texts(page, keep, unlinked, chances, share)
    tops = sum(piece.kind == "heading" and piece.level == 1 for piece in page.pieces)
    first = 1 if tops >= MIN_TOPS else 2  # the level of a text's parts
    for at in np.flatnonzero(~keep & (chances >= min(LEAST_HEADING, share))).tolist():
        if (unlinked[at] or _links_to_itself(page, at)) and _is_heading(page, at, first):
            keep[at] = _heads_what_stays(page, keep, table, chances, at, share)
    _keep_headings_alike(page, keep, table, chances, unlinked)
    _keep_labels(page, keep, table, chances)


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
        while (
            above >= max(0, at - MAX_GONE_ABOVE)
            and not keep[above]
            and _is_aside(page, table, above)
        ):
            above -= 1
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
        and page.parents[_block_of(page, at + 1)] == around
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


def _is_aside(page: Page, table: Table, at: int) -> bool:
    """Whether a piece is a caption, or a few words that are no heading and no item."""
    kind = page.pieces[at].kind
    few = kind == "paragraph" and table.counts[at] <= MAX_ASIDE_WORDS
    return bool(kind == "caption" or few)


def _keep_beside(page: Page, keep: Flags, unlinked: Flags, chances: Chances) -> None:
    """Keep code and the paragraphs of items beside what stays, and tables below it, captions aside."""
    places = np.flatnonzero(~keep & unlinked & (chances >= LEAST_CODE)).tolist()
    both = [at for at in places if _is_code_or_item(page, at, chances)]
    below = {at for at in places if page.pieces[at].kind == "table" and chances[at] >= LEAST_TABLE}
    for at in sorted({*both, *below}):
        above = at - 1
        while (
            at in below and above > 0 and not keep[above] and page.pieces[above].kind == "caption"
        ):
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


def _keep_terms_and_authors(page: Page, keep: Flags, out: list[int]) -> None:
    """Keep those pieces that are a term of what stays, or say whose a quotation is that does."""
    places = [page.pieces[at].element for at in out]
    for at, element in zip(reversed(out), reversed(places), strict=True):
        if page.tags[element] == "dt" and _is_kept_item(page, keep, at + 1):
            keep[at] = True
    for at, element in zip(out, places, strict=True):
        if page.pieces[at].kind == "quote" and at and keep[at - 1]:
            around = {page.tags[element], page.tags[page.parents[element]]}
            keep[at] = page.pieces[at - 1].kind == "quote" and not _ATTRIBUTIONS.isdisjoint(around)


def _is_kept_item(page: Page, keep: Flags, at: int) -> bool:
    return at < len(keep) and bool(keep[at]) and page.tags[page.pieces[at].element] in ("dt", "dd")


def _keep_between_siblings(page: Page, keep: Flags, short: Flags, group: NDArray[np.int64]) -> None:
    """Keep those of some pieces that stand, in one element, between two paragraphs that stay."""
    waiting: dict[int, list[int]] = {}  # behind one that stays, by their element
    for at, piece in enumerate(page.pieces):
        if piece.kind != "paragraph":
            continue
        own = int(group[at])
        if keep[at]:
            keep[waiting.get(own, [])] = True
            waiting[own] = []
        elif short[at] and own in waiting:
            waiting[own].append(at)


def _keep_between_texts(
    page: Page, keep: Flags, unlinked: Flags, chances: Chances, share: float
) -> None:
    """Keep lists, quotations, tables and code that stand, in one element, between texts that stay."""
    least, mean = (min(number, share) for number in LEAST_INSIDE)
    fit = unlinked & (chances >= least)
    places = [at for at in np.flatnonzero(~keep & fit).tolist() if page.pieces[at].kind in _BLOCKS]
    runs: list[list[int]] = []  # first piece, the one behind the last, the element around
    for block in dict.fromkeys(_block_of(page, at) for at in places):
        first, behind, around = page.first[block], page.behind[block], page.parents[block]
        if not fit[first:behind].all() or chances[first:behind].mean() < mean:
            continue
        if runs and runs[-1][1:] == [first, around]:
            runs[-1][1] = behind
        else:
            runs.append([first, behind, around])
    for first, behind, around in runs:
        edges = [at for at in (first - 1, behind) if 0 <= at < len(keep) and keep[at]]
        if len(edges) == 2 and all(_is_text_in(page, at, around) for at in edges):
            keep[first:behind] = True


def _block_of(page: Page, at: int) -> int:
    """Give the outermost list or quotation around a piece, or the element that is its own."""
    element = page.pieces[at].element
    while page.tags[page.parents[element]] in _AROUND:
        element = page.parents[element]
    return element


def _is_text_in(page: Page, at: int, around: int) -> bool:
    """Whether a piece is a text, no headline and no caption, in an element itself."""
    piece = page.pieces[at]
    if piece.kind == "caption" or (piece.kind == "heading" and piece.level == 1):
        return False
    return around in (piece.element, page.parents[_block_of(page, at)])


def _keep_headings_alike(
    page: Page, keep: Flags, table: Table, chances: Chances, unlinked: Flags
) -> None:
    """Keep headings that are written as others are that stay, above a text or a table."""
    heads = [
        at for at, piece in enumerate(page.pieces) if piece.kind == "heading" and piece.level != 1
    ]
    out = [at for at in heads if not keep[at] and unlinked[at] and chances[at] >= LEAST_ALIKE]
    if not out:
        return
    groups = _by_tags(page, heads)
    told = {tags: (len(alike), int(keep[alike].sum())) for tags, alike in groups.items()}
    for at in out:
        size, staying = told[_tags_around(page, at)]
        if staying < max(1, MIN_ALIKE_SHARE * size):
            continue
        below = at + 1
        while below < min(len(keep), at + 1 + MAX_GONE_ABOVE) and (
            not keep[below] and _is_aside(page, table, below)
        ):
            below += 1
        if below >= len(keep):
            continue
        if keep[below]:
            keep[at] = bool(table.paragraphs[below])
        elif below == at + 1 and _is_table_in(page, below, page.parents[page.pieces[at].element]):
            keep[at : at + 2] = bool(chances[below] >= LEAST_TABLE_BELOW)


def _by_tags(page: Page, places: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """Give the pieces at some places by the tags around them."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for at in places:
        groups.setdefault(_tags_around(page, at), []).append(at)
    return groups


def _keep_labels(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep what is above each text of a page and leads to it: who speaks, what is asked."""
    few = ~keep & (table.counts <= MAX_LABEL_WORDS) & (chances >= LEAST_LABEL[0])
    places = [
        at
        for at in np.flatnonzero(few[:-1]).tolist()
        if page.pieces[at].kind == "paragraph" and page.pieces[at].text.endswith(_LABELS)
    ]
    for labels in _by_tags(page, places).values():
        if len(labels) < MIN_LABELS or chances[labels].mean() < LEAST_LABEL[1]:
            continue
        above = [at for at in labels if keep[at + 1] and table.closing[at + 1]]
        texts = {page.pieces[at].text for at in labels}
        if len(above) >= MIN_ABOVE_SHARE * len(labels) and (
            len(texts) > max(1, MIN_DISTINCT_SHARE * len(labels))
        ):
            keep[above] = True


def _tags_around(page: Page, at: int) -> tuple[str, ...]:
    """Give the nearest tags from a piece's element up; names differ from one part of a text to the next."""
    tags: list[str] = []
    element = page.pieces[at].element
    while element and len(tags) < MAX_TAGS_AROUND:
        tags.append(page.tags[element])
        element = page.parents[element]
    return tuple(tags)


def _is_table_in(page: Page, at: int, around: int) -> bool:
    piece = page.pieces[at]
    return piece.kind == "table" and page.parents[piece.element] == around


def _keep_prose_alike(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep paragraphs in the same elements as most that stay, whatever these are called: of an answer."""
    prose = table.sentences & (table.counts >= PARAGRAPH_WORDS)
    out = ~keep & prose & (chances >= LEAST_NEXT)
    if not out.any():
        return
    for alike in _by_tags(page, np.flatnonzero(prose).tolist()).values():
        words = table.counts[alike]
        if 2 * words[keep[alike]].sum() >= words.sum():
            keep[alike] |= out[alike]


def _keep_rests(page: Page, keep: Flags, fit: Flags, table: Table) -> None:
    """Keep the rest of a sentence that is broken into elements written alike, as converters of PDF do."""
    group = table.alike
    broken = ~table.ending & ~table.items & (table.counts >= MIN_BROKEN_WORDS)
    rests = fit & ~keep & (np.roll(group, 1) == group) & np.roll(broken, 1)
    for at in np.flatnonzero(rests[1:] & keep[:-1] | rests[1:] & rests[:-1]).tolist():
        keep[at + 1] = bool(keep[at]) and page.pieces[at + 1].text[:1].islower()


def _is_above_what_stays(page: Page, keep: Flags, at: int) -> bool:
    """Whether a piece is a paragraph directly above a text that stays, in one element with it."""
    piece = page.pieces[at]
    if (
        piece.kind != "paragraph"
        or page.tags[piece.element] != "p"
        or not keep[at + 1 : at + 2].any()
    ):
        return False
    return _is_text_in(page, at + 1, page.parents[piece.element])


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
    below = first > 0 and keep[first - 1] and _is_text_in(page, first - 1, page.parents[terms])
    words = table.counts[here]
    if (below or (keep & defined)[here].any()) and 2 * words[defined[here]].sum() >= words.sum():
        keep[here] |= defined[here]


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


def _are_paragraphs_of_one(page: Page, *places: int) -> bool:
    """Whether the pieces are paragraphs side by side in one element."""
    pieces = [page.pieces[at] for at in places]
    plain = all(p.kind == "paragraph" and page.tags[p.element] == "p" for p in pieces)
    return plain and len({page.parents[p.element] for p in pieces}) == 1


def _keep_captions(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep the sentences below pictures where they are most of what there is to read."""
    captions = np.array([piece.kind == "caption" for piece in page.pieces])
    told = np.zeros(len(keep), bool)  # whose credit stands behind the sentence
    for at in np.flatnonzero(captions & (table.counts >= MIN_CAPTION_WORDS)).tolist():
        told[at] = SENTENCE.search(page.pieces[at].text) is not None
    long = captions & (table.sentences | told) & (table.counts >= MIN_CAPTION_WORDS)
    staying = table.counts[keep & ~long].sum()
    if long.sum() >= MIN_CAPTIONS and table.counts[long].sum() > staying:
        keep |= (captions & table.closing & (chances >= LEAST_CAPTION)) | (
            long & (chances >= LEAST_LONG_CAPTION)
        )
