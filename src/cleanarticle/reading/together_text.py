"""Paragraphs that stay with the text they stand in, and captions on a page of pictures."""

from __future__ import annotations

import numpy as np

from ..judging.blocks import PARAGRAPH_WORDS, Table
from ..patterns import lazy
from .page import Page
from .scripted_blocks import SENTENCE
from .together_places import Chances, Flags, by_tags, is_text_in

__all__ = [
    "keep_above_text",
    "keep_between_siblings",
    "keep_captions",
    "keep_footnotes",
    "keep_introductions",
    "keep_next_of_one",
    "keep_prose_alike",
    "keep_rests",
]

#: Probability from which on a short sentence between two paragraphs that stay stays with them.
LEAST_SIBLING = 0.3
#: The same for a paragraph directly below one, or in the same elements as most that stay.
LEAST_NEXT = 0.4
#: The same for the rest of a sentence, and for a sentence directly above what stays.
LEAST_REST, LEAST_ABOVE = 0.1, 0.4
#: The same for a paragraph of an introduction, and how many long ones make one.
LEAST_INTRODUCTION, MIN_INTRODUCTION = 0.1, 3
#: Fewest words of a line whose sentence goes on in the next.
MIN_BROKEN_WORDS = 5
#: Probability from which on the captions of a page of pictures stay: so many at least are sentences of
#: so many words, and they have more of them than all that stays.
LEAST_CAPTION, LEAST_LONG_CAPTION, MIN_CAPTIONS, MIN_CAPTION_WORDS = 0.1, 0.05, 3, 8


def keep_between_siblings(
    page: Page, keep: Flags, table: Table, chances: Chances, share: float
) -> None:
    """Keep short sentences that stand, in one element, between two paragraphs that stay."""
    least = min(LEAST_SIBLING, share)
    short = ~keep & table.closing & (table.counts < PARAGRAPH_WORDS) & (chances >= least)
    if not short.any():
        return
    group = table.alike
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


def keep_prose_alike(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep paragraphs in the same elements as most that stay, whatever these are called: of an answer."""
    prose = table.sentences & (table.counts >= PARAGRAPH_WORDS)
    out = ~keep & prose & (chances >= LEAST_NEXT)
    if not out.any():
        return
    for alike in by_tags(page, np.flatnonzero(prose).tolist()).values():
        words = table.counts[alike]
        if 2 * words[keep[alike]].sum() >= words.sum():
            keep[alike] |= out[alike]


def keep_rests(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep the rest of a sentence that is broken into elements written alike, as converters of PDF do."""
    group = table.alike
    broken = ~table.ending & ~table.items & (table.counts >= MIN_BROKEN_WORDS)
    fit = (table.linked < 0.5) & (chances >= LEAST_REST)
    rests = fit & ~keep & (np.roll(group, 1) == group) & np.roll(broken, 1)
    for at in np.flatnonzero(rests[1:] & keep[:-1] | rests[1:] & rests[:-1]).tolist():
        keep[at + 1] = bool(keep[at]) and page.pieces[at + 1].text[:1].islower()


def keep_above_text(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep sentences directly above a text that stays, in one element with it."""
    above = ~keep & table.sentences & ~table.items & (chances >= LEAST_ABOVE)
    for at in reversed(np.flatnonzero(above).tolist()):
        keep[at] = _is_above_what_stays(page, keep, at)


def _is_above_what_stays(page: Page, keep: Flags, at: int) -> bool:
    """Whether a piece is a paragraph directly above a text that stays, in one element with it."""
    piece = page.pieces[at]
    if (
        piece.kind != "paragraph"
        or page.tags[piece.element] != "p"
        or not keep[at + 1 : at + 2].any()
    ):
        return False
    return is_text_in(page, at + 1, page.parents[piece.element])


def keep_introductions(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep the paragraphs side by side in a `<header>`: a preamble; a site says less there, and in boxes."""
    fit = ~table.items & (table.linked < 0.5) & (chances >= LEAST_INTRODUCTION)
    for header in page.tagged("header"):
        own = [piece.element for piece in page.pieces[page.first[header] : page.behind[header]]]
        group = [
            at
            for at, element in enumerate(own, page.first[header])
            if fit[at] and page.tags[element] == "p" and page.parents[element] == header
        ]
        if (table.counts[group] >= PARAGRAPH_WORDS).sum() >= MIN_INTRODUCTION:
            keep[group] = True


def keep_next_of_one(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep paragraphs directly below one that stays, in one element with it."""
    prose = ~keep & table.paragraphs & ~table.items
    for at in np.flatnonzero(prose & (chances >= LEAST_NEXT)).tolist():
        keep[at] = at > 0 and bool(keep[at - 1] and _are_paragraphs_of_one(page, at - 1, at))


def _are_paragraphs_of_one(page: Page, *places: int) -> bool:
    """Whether the pieces are paragraphs side by side in one element."""
    pieces = [page.pieces[at] for at in places]
    plain = all(p.kind == "paragraph" and page.tags[p.element] == "p" for p in pieces)
    return plain and len({page.parents[p.element] for p in pieces}) == 1


def keep_captions(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep the sentences below pictures where they are most of what there is to read."""
    if page.tags.count("figcaption") < MIN_CAPTIONS:
        return
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


#: What Markdown's converters call a note at the end of a text, and the place of all of them. "Footnotes"
#: alone is what publishers call lists of references, too.
_NOTES = lazy(
    r"(?<![\w-])(?:doc-endnotes|footnotes-end-of-document|(?:user-content-fn-|fn:)\d{1,3})(?![\w-])"
)
_NOTE_SIGNS = ("doc-endnotes", "footnotes-end", "user-content-fn", "fn:")
#: Probability from which on a note stays, and the share of the text's words that all have at most.
LEAST_NOTE, MAX_NOTE_SHARE = 0.02, 0.25


def keep_footnotes(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep the notes of a text that stays: Hugo, kramdown, Pandoc and GitHub set them below it.

    Leaves those that are as much as a quarter of the text: references, which the model judges.
    """
    notes = page.inside(page.called(_NOTES, _NOTE_SIGNS))
    text = keep & ~notes
    if text[: int(notes.argmax())].any() and (
        table.counts[notes].sum() <= MAX_NOTE_SHARE * table.counts[text].sum()
    ):
        keep |= notes & (chances >= LEAST_NOTE)
