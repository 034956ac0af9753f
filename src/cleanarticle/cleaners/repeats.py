"""What was said before in the same text."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Drop
from ..model import Document, Reason
from ..shapes import words
from ..vocabulary import fold

__all__ = ["drop_repeats"]

#: Shortest block, in words, that goes when it stands twice. Short lines may well
#: repeat: a chorus, "Yes." in an interview, a table's cells.
MIN_REPEAT_WORDS = 12

#: Blocks after the title among which the title repeated goes.
TITLE_REACH = 6


def drop_repeats(document: Document) -> Iterator[Drop]:
    """Drop a paragraph pasted twice (the first stays) and the title repeated below itself.

    Leaves short lines that recur: choruses, answers, cells.
    """
    seen: set[str] = set()
    title = fold(document.title.text) if document.title else None
    for place, block in enumerate(document):
        if block.kind in ("code", "table"):
            continue
        folded = fold(block.text) if place < TITLE_REACH else ""
        if title and folded == title:
            yield Drop(block, Reason.REPEAT)
        elif words(block) >= MIN_REPEAT_WORDS:
            if block.text in seen:
                yield Drop(block, Reason.REPEAT)
            seen.add(block.text)
