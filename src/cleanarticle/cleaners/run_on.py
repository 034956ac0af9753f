"""A page that stands on one line."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Split
from ..model import Document
from ..shapes import words

__all__ = ["split_run_on"]

#: Fewest words of a line that can be a page where a text has more than so many lines, and else.
MIN_WORDS, FEW_LINES, MIN_WORDS_OF_FEW = 250, 3, 60
#: Share of a text's words that such lines must hold.
MIN_SHARE = 0.4


def split_run_on(document: Document) -> Iterator[Split]:
    """Split a page that stands on one line where its elements begin, as a small model sees them.

    So that they are judged as the lines of any dump: `get_text(" ", strip=True)` leaves none. Prose
    is parted only where an element surely begins, and a line that is all article is left whole.

    >>> from cleanarticle.model import blocks
    >>> list(split_run_on(blocks("The ferry sailed at noon, and nobody saw it leave.")))
    []
    """
    if document.kind == "html":
        return
    least = MIN_WORDS_OF_FEW if len(document) <= FEW_LINES else MIN_WORDS
    long = [block for block in document if block.kind == "paragraph" and words(block) >= least]
    if not long or sum(map(words, long)) < MIN_SHARE * sum(map(words, document)):
        return
    from ..judging.run_on import element_starts  # numpy, for the few texts that need it

    for block in long:
        if at := element_starts(block.text):
            yield Split(block, at)
