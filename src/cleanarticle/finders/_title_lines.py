"""Where a text is a page's dump, and which of its lines can be its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..cleaners._own_headings import heads_summary
from ..cleaners._page_signs import MIN_CHROME, count_chrome, is_dump
from ..model import Block, Document
from ..shapes import is_prose, words
from ..vocabulary import said
from ._article_start import article_start, reach
from ._long_words import long_words
from ._title_form import LIST_MARKS, TITLE_BELOW, has_title_form

__all__ = ["candidates", "first_paragraph", "is_page", "told_words"]

#: Lines of so few words above the article of which as many show a page, where chrome was cut too.
SHORT, MIN_SHORT_ABOVE = 4, 4


def is_page(document: Document) -> bool:
    """Whether a text is a page's dump, in which the title may stand anywhere above the article.

    What has been cleaned is none, so that the title on top of it is found again.
    """
    first = first_paragraph(document.blocks)
    if first and is_dump(document, before=document[first - 1].start):
        return True
    chrome = count_chrome(document)
    if chrome >= MIN_CHROME:
        return True
    above = document[: article_start(document)]
    return bool(chrome) and sum(words(block) <= SHORT for block in above) >= MIN_SHORT_ABOVE


def candidates(document: Document) -> Iterator[Block]:
    """Give the lines of a dump that have the form of a title and stand where one can."""
    blocks = document.blocks
    vocabulary = told_words(document)
    for place in reach(document):
        block = blocks[place]
        if heads_summary(block.text):
            return
        if place and (_waits(blocks[place - 1]) or _ends_list(block, blocks[place - 1])):
            continue
        if (words(block) >= 2 or block.level == 1) and has_title_form(
            block, blocks[place + 1 : place + 1 + TITLE_BELOW], vocabulary
        ):
            yield block


def _waits(block: Block) -> bool:
    """Whether a line is a label whose name or place is the next line: "Published in", "Written by"."""
    return words(block) <= 2 and not said(block).keys().isdisjoint(("published", "byline"))


def _ends_list(block: Block, above: Block) -> bool:
    """Whether a line begins with the mark of a list, as the line above does."""
    mark = block.text[0]
    return mark in LIST_MARKS and above.text[0] == mark


def first_paragraph(blocks: Sequence[Block]) -> int:
    return next((i for i, b in enumerate(blocks) if is_prose(b) and words(b) >= 20), len(blocks))


def told_words(document: Document) -> set[str]:
    """Give the longer words of the first paragraphs."""
    first = first_paragraph(document)
    return {word for block in document[first : first + 8] for word in long_words(block)}
