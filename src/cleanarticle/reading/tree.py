"""A page's markup to pieces of visible text and the elements around them. Nothing here judges."""

from __future__ import annotations

import html
from typing import Any

from ..model import HAN_KANA, SOUTHEAST_ASIAN
from ..patterns import lazy
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
    page, concealed = _walk(parts, tags)
    size = _words(page)
    if size < SHELL_WORDS:
        if any(tag.is_veiled for tag in tags.values()):
            # What waits for its style sheet, without the boxes that wait for a click.
            unveiled, _ = _walk(parts, tags, veiled=True)
            if _words(unveiled) > SHELL_TIMES * size:
                return unveiled
        whole, _ = _walk(parts, tags, veiled=True, hidden=True)
        if _words(whole) > SHELL_TIMES * size:
            return whole
    elif concealed >= MIN_CONCEALED and concealed >= CONCEALED_TIMES * _prose(page):
        return _walk(parts, tags, veiled=True, hidden=True)[0]
    return page


def read_fragment(markup: str) -> Page:
    """Read a text, or a piece of markup, that stood in a script."""
    tree = parse(markup if "<" in markup else html.escape(markup).replace("\n", "<br><br>"))
    return Page() if tree is None else read_tree(tree)


def _walk(
    parts: Parts, tags: Tags, *, veiled: bool = False, hidden: bool = False
) -> tuple[Page, int]:
    """Give the page, and how many characters of prose it has that are hidden.

    It has what is `hidden` too, or only what is `veiled`, where these are true.
    """
    walk = Walk(veiled=veiled, hidden=hidden)
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


#: Characters of scripts that set no spaces between words, each a word as `count_words` has it, and letters
#: of Thai and its neighbours, of which so many are one.
_UNSPACED = lazy(f"[{HAN_KANA}]")
_UNSPACED_LETTERS, LETTERS_A_WORD = lazy(f"[{SOUTHEAST_ASIAN}]"), 5


def _words(page: Page) -> int:
    """Count the words; those of scripts without spaces only where there are few by the spaces."""
    words = sum(piece.text.count(" ") + 1 for piece in page.pieces)
    if words < SHELL_WORDS:
        for piece in page.pieces:
            if not piece.text.isascii():
                words += len(_UNSPACED.findall(piece.text))
                words += len(_UNSPACED_LETTERS.findall(piece.text)) // LETTERS_A_WORD
    return words
