"""What stays with what it belongs to, which the block model judges by itself.

It sees most of an article's prose for what it is, and is less sure of what stands in it in few words
or another shape: a term, the author of a quotation, an item, a heading, a caption. The order of the
rules stands here, they themselves in the modules beside: text, blocks, headings.
"""

from __future__ import annotations

from ..judging.blocks import Table
from .page import Page
from .together_blocks import (
    keep_between_texts,
    keep_code_and_tables,
    keep_definitions,
    keep_items,
    keep_terms_and_authors,
)
from .together_headings import keep_headings, keep_headings_alike, keep_labels
from .together_main import keep_within_main
from .together_places import Chances, Flags
from .together_text import (
    keep_above_text,
    keep_between_siblings,
    keep_captions,
    keep_footnotes,
    keep_introductions,
    keep_next_of_one,
    keep_prose_alike,
    keep_rests,
)

__all__ = ["keep_with_their_own"]

#: The greatest probability of a page of which the model is sure of nothing, as in a language that it
#: hardly knows, and the share of that from which on a paragraph stays there.
SURE, LEAST_SHARE = 0.7, 0.4
#: The same of one on which it takes nothing for likely: there that share is enough for the rest, too.
UNSURE = 0.5


def keep_with_their_own(page: Page, keep: Flags, table: Table, chances: Chances) -> None:
    """Keep terms, authors of quotations, items, paragraphs, code, captions, notes, headings with their own."""
    most = float(chances.max(initial=0.0))
    share = LEAST_SHARE * most if most < UNSURE else 1.0  # what is much on such a page
    if most < SURE:
        keep |= table.paragraphs & ~table.items & (chances >= LEAST_SHARE * most)
    keep_between_siblings(page, keep, table, chances, share)
    keep_prose_alike(page, keep, table, chances)
    keep_rests(page, keep, table, chances)
    keep_above_text(page, keep, table, chances)
    keep_introductions(page, keep, table, chances)
    keep_definitions(page, keep, table, chances, share)
    keep_terms_and_authors(page, keep, table, chances)
    keep_items(page, keep, table, chances)
    keep_next_of_one(page, keep, table, chances)
    keep_captions(page, keep, table, chances)
    keep_code_and_tables(page, keep, table, chances)
    keep_footnotes(page, keep, table, chances)
    keep_between_texts(page, keep, table, chances, share)
    keep_within_main(page, keep, table, chances)
    keep_headings(page, keep, table, chances, share)  # last: what stands below them must be final
    keep_headings_alike(page, keep, table, chances)
    keep_labels(page, keep, table, chances)
