"""A document as the model sees it: the lines still in and those that the rules cut, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Block, Document
from ..vocabulary import families

__all__ = ["Line", "lines_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: a block still in, or one cut by a rule for the reason `cut`."""

    text: str
    kind: str = "paragraph"
    cut: str | None = None
    #: (family, whole line or a part of it) for each phrase of the vocabulary in it.
    said: tuple[tuple[str, bool], ...] = ()
    block: Block | None = None


def lines_of(document: Document) -> Sequence[Line]:
    """Give the lines of a document, those that are gone among the others.

    >>> from cleanarticle.model import blocks
    >>> [(line.text, line.said) for line in lines_of(blocks("The ferry sailed.", "Leave a Reply"))]
    [('The ferry sailed.', ()), ('Leave a Reply', (('comment_form', True),))]
    """
    placed: list[tuple[int, Line]] = []
    for start, end, reason in document.gone:
        text = document.raw[start:end].strip()
        if text:
            placed.append((start, Line(text, cut=reason.value)))
    for block in document:
        placed.append((block.start, Line(block.text, block.kind, None, families(block), block)))
    placed.sort(key=lambda entry: entry[0])
    return [line for _, line in placed]
