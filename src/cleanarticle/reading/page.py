"""A page as it was read: the pieces of its visible text and the elements around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..model import BlockKind

__all__ = ["MarkKind", "Marked", "Opened", "Page", "Picture", "Piece", "lines_with"]

MarkKind = Literal["link", "emphasis", "strong", "code"]
Opened = tuple[MarkKind, str | None]  # with its address
Marked = tuple[MarkKind, int, int, str | None]  # with its start and end


@dataclass(slots=True)
class Piece:
    """A stretch of text between two boundaries of blocks.

    `marks` are (kind, start, end, href) with offsets into `text`; `element` is the innermost
    element of a block around it, an index into the page's lists.
    """

    text: str
    kind: BlockKind
    level: int | None
    marks: list[Marked]
    element: int
    ordinal: str | None = None  # of an item of an ordered list, at its first piece


@dataclass(slots=True)
class Picture:
    """A picture: what its tag says, and the piece that it stands before, in an element."""

    tag: str
    before: int
    element: int


@dataclass(slots=True)
class Page:
    """The pieces of a page and its elements of blocks, both in document order.

    An element's pieces are `pieces[first[e]:behind[e]]`, its descendants the elements up to
    `last[e]`; element 0 is the body, its own parent.
    """

    pieces: list[Piece] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # class, id and role, as they stand
    parents: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    _words: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)
    _small: tuple[frozenset[str], str] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    @property
    def words_of_names(self) -> frozenset[str]:
        """The classes, ids and roles of all elements, as they stand; to be asked once the page is read."""
        if self._words is None:
            self._words = frozenset(" ".join(set(self.names)).split())
        return self._words

    def called(self, pattern: re.Pattern[str], signs: Sequence[str]) -> list[int]:
        """Give the elements whose class, id or role, in small letters, matches.

        One of the `signs` stands in all that match; most names, and most pages, hold none of them. To be asked
        once the page is read.
        """
        if self._small is None:
            distinct = frozenset(self.names)
            self._small = distinct, "\n".join(distinct).lower()
        distinct, everything = self._small
        lines = lines_with(everything, signs)
        small = {line for line in lines if pattern.search(line)}
        if not small:
            return []
        found = {names for names in distinct if names.lower() in small}
        return [e for e, names in enumerate(self.names) if names in found]

    def named(self, wanted: frozenset[str]) -> list[int]:
        """Give the elements with one of these classes, ids or roles, as they stand."""
        if wanted.isdisjoint(self.words_of_names):
            return []
        found = {names for names in set(self.names) if not wanted.isdisjoint(names.split())}
        return [e for e, names in enumerate(self.names) if names in found]

    def tagged(self, tag: str) -> list[int]:
        """Give the elements with a tag."""
        return [element for element, own in enumerate(self.tags) if own == tag]

    def inside(self, elements: Iterable[int]) -> NDArray[np.bool_]:
        """Tell the pieces of elements."""
        pieces = np.zeros(len(self.pieces), bool)
        for element in elements:
            pieces[self.first[element] : self.behind[element]] = True
        return pieces


def lines_with(everything: str, signs: Iterable[str]) -> set[str]:
    """Give the lines in which one of the signs stands."""
    found: set[str] = set()
    for sign in signs:
        at = everything.find(sign)
        while at >= 0:
            end = everything.find("\n", at)
            end = len(everything) if end < 0 else end
            found.add(everything[everything.rfind("\n", 0, at) + 1 : end])
            at = everything.find(sign, end)
    return found
