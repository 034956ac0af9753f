"""What a repair reads of a document, so that it is not asked twice about the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from ..model import Block, BlockKind, Document

__all__ = ["reader_of", "reads"]

Cleaner = TypeVar("Cleaner", bound=Callable[..., Any])
Reader = Callable[[Document], tuple[Any, ...]]


def reads(
    *kinds: BlockKind, where: Callable[[Block], bool] = lambda block: True
) -> Callable[[Cleaner], Cleaner]:
    """Mark a repair whose answer hangs on texts alone.

    On the language, the texts of the title and the blocks, and which of the blocks are of these
    kinds, if `where` holds for them. One that had nothing to say about them is not asked about the
    same ones again, from pass to pass.

    >>> @reads("code")
    ... def fix_nothing(document):
    ...     return ()
    >>> from cleanarticle.model import blocks
    >>> read = reader_of(fix_nothing)
    >>> read(blocks("Rain.")) == read(blocks("Rain.")), read(blocks("Rain.")) == read(blocks("Sun."))
    (True, False)
    """

    def read(document: Document) -> tuple[Any, ...]:
        title = document.title
        seen = document.blocks if title is None else (title, *document.blocks)
        marked = [
            (i, block.kind) for i, block in enumerate(seen) if block.kind in kinds and where(block)
        ]
        return document.language, title is None, marked, [block.text for block in seen]

    def mark(cleaner: Cleaner) -> Cleaner:
        cast(Any, cleaner).reader = read
        return cleaner

    return mark


def reader_of(cleaner: Callable[..., Any]) -> Reader | None:
    """Give what reads all that a repair reads; `None` for a cleaner that may read anything."""
    return getattr(cleaner, "reader", None)
