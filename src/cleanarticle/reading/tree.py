"""A page's markup to pieces of visible text and the elements around them. Nothing here judges."""

from __future__ import annotations

import html
from typing import Any

from .cutting import Parts, cut
from .data_tables import join_tables
from .page import Page
from .parsing import parse
from .tags import Tags
from .walking import PROSE_CHARACTERS, Walk

__all__ = ["read_fragment", "read_parts", "read_tree"]

#: Words below which the visible part of a page may be a shell; what is hidden counts if it is
#: so many times as much.
SHELL_WORDS, SHELL_TIMES = 250, 2
#: Characters of prose from which on what is hidden is the page, if it is so many times what is visible.
MIN_CONCEALED, CONCEALED_TIMES = 1500, 3


def read_tree(tree: Any) -> Page:
    """Give the visible text of a parsed page."""
    return read_parts(cut(tree))


def read_parts(parts: Parts) -> Page:
    """Give the visible text of a page that was cut at its tags.

    Where next to nothing is visible, what is hidden until a script runs is read too; so it is where
    most of the page's prose is hidden, as behind an open dialog.
    """
    tags = Tags(parts)
    page, concealed = _walk(parts, tags, hidden=False)
    size = _words(page)
    if size < SHELL_WORDS:
        whole, _ = _walk(parts, tags, hidden=True)
        if _words(whole) > SHELL_TIMES * size:
            return whole
    elif concealed >= MIN_CONCEALED and concealed >= CONCEALED_TIMES * _prose(page):
        return _walk(parts, tags, hidden=True)[0]
    return page


def read_fragment(markup: str) -> Page:
    """Read a text, or a piece of markup, that stood in a script."""
    tree = parse(markup if "<" in markup else html.escape(markup).replace("\n", "<br><br>"))
    return Page() if tree is None else read_tree(tree)


def _walk(parts: Parts, tags: Tags, *, hidden: bool) -> tuple[Page, int]:
    """Give the page, and how many characters of prose it has that are hidden."""
    walk = Walk(hidden=hidden)
    walk.read(parts.by_turns, tags)
    join_tables(walk.page, walk.entered)
    return walk.page, walk.concealed


def _prose(page: Page) -> int:
    """Count the characters of the pieces that are prose, and not cut off as teasers are."""
    return sum(
        len(piece.text)
        for piece in page.pieces
        if len(piece.text) >= PROSE_CHARACTERS and not piece.text.endswith(("…", "..."))
    )


def _words(page: Page) -> int:
    return sum(piece.text.count(" ") + 1 for piece in page.pieces)
