"""The licence that Project Gutenberg sets around a book, and the head that names it.

Source: the texts of gutenberg.org, between "*** START OF THE PROJECT GUTENBERG EBOOK … ***" and "*** END OF …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..actions import Action, Drop, Edit, Found, Label
from ..finders.bylines import parse_names
from ..model import Block, Document, Reason
from ..patterns import lazy

__all__ = ["drop_book_licence"]

_MARK = lazy(
    r"\*{3}\s?(START|END) OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)\b[^\n]{0,400}",
    re.IGNORECASE,
)
_ENTRY = lazy(r"(Title|Author|Editor|Translator):\s{1,4}(\S[^\n]{0,300})")
#: Lines beside the marks that older books have.
_BESIDE = lazy(
    r"(?:Produced by|E-?text prepared by|End of (?:the |this )?Project Gutenberg(?:['’]s)?)\s[^\n]{0,600}",
    re.IGNORECASE,
)
#: How many blocks beside the marks they stand in.
REACH = 3


def drop_book_licence(document: Document) -> Iterator[Action]:
    """Drop what Project Gutenberg sets above a book and below it; take up its title and its author.

    Leaves the book, what speaks of the licence in it, and a text in which none of the two marks is a line.

    >>> from cleanarticle.model import blocks
    >>> lines = ("Author: Jo Pell", "*** START OF THE PROJECT GUTENBERG EBOOK RAIN ***", "It rained.")
    >>> [type(action).__name__ for action in drop_book_licence(blocks(*lines))]
    ['Drop', 'Found', 'Drop']
    """
    if document.kind == "html" or "***" not in document.raw:
        return
    marks = {
        found[1].upper(): place
        for place, block in enumerate(document.blocks)
        if block.text[0] == "*" and (found := _MARK.match(block.text))
    }
    if not marks:
        return
    first, last = marks.get("START", -1), marks.get("END", len(document))
    if first > last:
        return
    yield from _head(document[:first] if first > 0 else (), document.language)
    beside = (
        *document[first + 1 : first + 1 + REACH],
        *document[max(first + 1, last - REACH) : last],
    )
    aside = {b.start: b for b in beside if first >= 0 and _BESIDE.fullmatch(b.text)}
    for block in (*document[max(first, 0) : first + 1], *aside.values(), *document[last:]):
        yield Drop(block, Reason.BOILERPLATE)


def _head(head: Sequence[Block], language: str | None) -> Iterator[Action]:
    """Take up the title and the author; the rest of the head goes."""
    for block in head:
        found = _ENTRY.fullmatch(block.text)
        if found and found[1] == "Title":
            yield Edit(block, 0, found.start(2), "", Reason.MARKUP)
            yield Label(block, "heading", 1)
            continue
        yield Drop(block, Reason.BOILERPLATE)
        if found and found[1] == "Author" and (names := parse_names(found[2], language)):
            yield Found("authors", names, block)
