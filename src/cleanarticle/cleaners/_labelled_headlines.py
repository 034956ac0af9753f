"""Headlines that begin with a label of other articles or of pictures: "Video: Storm shuts the pier"."""

from __future__ import annotations

from ..finders._long_words import long_words, stems_in
from ..model import Block, Document
from ..patterns import lazy
from ..shapes import ends_sentence, is_prose, once

__all__ = ["is_labelled_headline"]

#: A label of one word, and how a headline goes on behind it.
_LABEL = lazy(r"[^\W\d_]{3,10}\s?[:：|]\s?(?=\S)")
#: Words behind the label; how many of the longer ones the first paragraphs say again, and what share, which need
#: not be if there are so many.
MIN_WORDS, MAX_WORDS = 5, 25
MIN_AGAIN, MIN_SHARE, MANY_AGAIN = 2, 1 / 3, 3
#: Lines at the top among which it stands, paragraphs that are looked at, and the fewest words of another headline.
REACH, PARAGRAPHS, MIN_RIVAL_WORDS = 30, 6, 4


def is_labelled_headline(document: Document, block: Block) -> bool:
    """Whether a line with a label in front is the text's own headline.

    The first paragraphs say its words again, and those of no line above it, which would be the headline then.

    >>> from cleanarticle.model import blocks
    >>> told = "The storm that shut the pier on Sunday took two boats with it, and the harbour is closed to all others."
    >>> lines = blocks("Video: Sunday's storm shuts the pier to boats", told)
    >>> is_labelled_headline(lines, lines[0])
    True
    >>> lines = blocks("Storm takes two boats", "Video: Sunday's storm shuts the pier to boats", told)
    >>> is_labelled_headline(lines, lines[1])
    False
    """
    label = _LABEL.match(block.text)
    if label is None or ends_sentence(block.text.rstrip("?!…")):
        return False
    said = block.text[label.end() :]
    if not MIN_WORDS <= len(said.split()) <= MAX_WORDS:
        return False
    first, told = once(document, "first paragraphs", _first_paragraphs)
    if first == len(document) or block.start >= document[first].start or not _is_told(said, told):
        return False
    above = [line.text for line in document[:first] if line.start < block.start]
    return not any(len(text.split()) >= MIN_RIVAL_WORDS and _is_told(text, told) for text in above)


def _first_paragraphs(document: Document) -> tuple[int, frozenset[str]]:
    """Give the place of the first paragraph at the top, and the longer words of it and of those below it."""
    head = document[:REACH]
    first = next((i for i, block in enumerate(head) if is_prose(block)), len(document))
    told = (long_words(block) for block in document[first : first + PARAGRAPHS])
    return first, frozenset().union(*told)


def _is_told(text: str, told: frozenset[str]) -> bool:
    said = set(stems_in(text))
    again = len(said & told)
    return again >= MANY_AGAIN or (again >= MIN_AGAIN and again >= MIN_SHARE * len(said))
