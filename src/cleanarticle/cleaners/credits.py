"""Credits of photos and videos."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Drop, Label
from ..model import Document, Reason
from ..shapes import words
from ..vocabulary import says

__all__ = ["drop_credits"]

#: Longest line that is a credit and nothing else, in words.
MAX_CREDIT_WORDS = 10

#: Longest caption, in words.
MAX_CAPTION_WORDS = 60


def drop_credits(document: Document) -> Iterator[Drop | Label]:
    """Drop lines that only credit a photo; a caption that ends in a credit stays, as a caption.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("Photo: Ann Lee", "Her photo: a cat asleep on a wall in Bern.")
    >>> [action.block.text for action in drop_credits(lines)]
    ['Photo: Ann Lee']
    """
    for block in document:
        found = says(block, "credit", language=document.language)
        if found is None:
            continue
        if found.how in ("line", "heading") or (
            found.how == "start" and words(block) <= MAX_CREDIT_WORDS
        ):
            yield Drop(block, Reason.CREDIT)
        elif words(block) <= MAX_CAPTION_WORDS and found.how in ("end", "within"):
            yield Label(block, "caption")
