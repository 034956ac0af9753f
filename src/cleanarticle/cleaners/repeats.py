"""What was said before in the same text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..actions import Drop
from ..model import Document, Reason
from ..shapes import holds_code, words
from ..vocabulary import folded

__all__ = ["drop_repeats"]

#: Shortest block, in words, that goes when it stands twice. Short lines may well
#: repeat: a chorus, "Yes." in an interview, a table's cells.
MIN_REPEAT_WORDS = 20

#: Blocks below the title among which the title repeated goes.
TITLE_REACH = 6


def drop_repeats(document: Document) -> Iterator[Drop]:
    """Drop a paragraph pasted twice (the first stays) and the title repeated below itself.

    Leaves short lines that recur (choruses, answers, cells), and what stands there
    three times and more: a plan's step, a form's note.
    """
    times = Counter([b.text for b in document if words(b) >= MIN_REPEAT_WORDS])
    seen: set[str] = set()
    title = folded(document.title) if document.title else None
    twice = any(count == 2 for count in times.values())
    place = 0
    for block in document:
        if not twice and (title is None or place >= TITLE_REACH):
            return
        if block.kind == "table" or holds_code(block):
            continue
        if title and place < TITLE_REACH and folded(block) == title:
            yield Drop(block, Reason.REPEAT)
            continue
        place += 1
        if words(block) >= MIN_REPEAT_WORDS:
            if block.text in seen and times[block.text] == 2:
                yield Drop(block, Reason.REPEAT)
            seen.add(block.text)
