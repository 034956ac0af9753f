"""Credits of photos and videos."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..actions import Drop, Label
from ..model import Document, Reason
from ..shapes import is_prose, words
from ..vocabulary import match, said, says

__all__ = ["drop_credits"]

#: Longest line that is a credit and nothing else, in words.
MAX_CREDIT_WORDS = 10

#: A label without a name from this many on heads what stays below it: the items of a list.
MIN_LABELS = 3

#: Longest caption, in words.
MAX_CAPTION_WORDS = 60

_IN_BRACKETS = re.compile(r"\S\s{0,3}[(\[]([^()\[\]]{3,80})[)\]]\.?$")


def _credits(text: str) -> bool:
    return any(found.family == "credit" for found in match(text))


def drop_credits(document: Document) -> Iterator[Drop | Label]:
    """Drop lines that only credit a photo; a caption that ends in a credit stays, as a caption.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("Photo: Ann Lee", "Her photo: a cat asleep on a wall in Bern.")
    >>> [action.block.text for action in drop_credits(lines)]
    ['Photo: Ann Lee']
    """
    bare = Counter(block.text for block in document if block.text.endswith(":"))
    for block in document:
        ends_in_bracket = ")" in block.text[-2:] or "]" in block.text[-2:]
        if not ends_in_bracket and "credit" not in said(block):
            continue
        ending = _IN_BRACKETS.search(block.text) if ends_in_bracket else None
        if ending and _credits(ending[1]):
            if words(block) <= MAX_CAPTION_WORDS and not is_prose(block):
                yield Label(block, "caption")
            continue
        found = says(block, "credit", language=document.language)
        if found is None or bare[block.text] >= MIN_LABELS:
            continue
        if found.how in ("line", "heading") or (
            found.how == "start" and words(block) <= MAX_CREDIT_WORDS
        ):
            yield Drop(block, Reason.CREDIT)
        elif words(block) <= MAX_CAPTION_WORDS and found.how in ("end", "within"):
            yield Label(block, "caption")
