"""Marks in whose place a conversion set a replacement: `It�s`, `�Nobody,� said`, `wouldn?t`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import holds_code
from ._quote_style import apostrophe_written, pair_of
from ._spans import whole

__all__ = ["fix_replaced"]

#: The replacement character: one for the mark, or one for each of its bytes.
_REPLACED = "\ufffd{1,3}"
_APOSTROPHE = apostrophe_written(_REPLACED)
#: A question mark there: of an address it is followed by a value.
_ASKED_APOSTROPHE = lazy(
    r"(?<![^\s(\"'“‘?-])(?:[A-Za-z]{2,20}(?=\?(?:s|re|ve|ll)(?![\w=/?]))|[A-Za-z]{1,20}n(?=\?t(?![\w=/])))\?"
)
#: What such a one is followed by: looked for first, as few texts have it.
_ASKED_END = lazy(r"\?(?:s|t|re|ve|ll)(?![\w=/?])")
#: Around a quotation: at the beginning of a word, and behind a word or the mark that ends one.
_OPENING = lazy(rf"(?<![^\s(\[–—-]){_REPLACED}(?=[^\W\d_])")
_CLOSING = lazy(rf"(?<=[\w.,!?…;:%)]){_REPLACED}(?![\w\ufffd])")
_ASKED_OPENING = lazy(r"(?<![^\s(])\?(?=[A-Z])")
_ASKED_CLOSING = lazy(r"(?<=[.,!?])\?(?!\S)")
_DASH = lazy(rf"(?<=[\w,.!?;:)] ){_REPLACED}(?= \w)")

#: A letter that was lost within a word.
_IN_WORD = lazy(rf"(?<=[^\W\d_]){_REPLACED}(?=[^\W\d_])")
#: Languages in which a letter that may be lost is a word by itself: è, à, é, å, ő.
_ONE_LETTER_WORDS = frozenset("it pt gl ca oc es no nb nn sv da hu is fo ga cs sk vi".split())
#: Marks that end a word without one that begins one, from which on they were letters.
MIN_LOST_LETTERS = 1

#: Languages whose quotation marks have a space inside them.
_SPACED = frozenset(("fr", "oc", "br"))


def fix_replaced(document: Document) -> Iterator[Edit]:
    """Put the apostrophe, the quotation marks or the dash in place of what a conversion set there.

    Within a word, around a quotation whose both ends are in the paragraph, between spaces. So too for question
    marks in English, of quotation marks where an apostrophe was one. Leaves letters that were lost, and all
    else: in a text that lost some, a lone one may be a word, too (`il lago � bello`).

    >>> from cleanarticle.model import blocks
    >>> edits = fix_replaced(blocks("�It�s late,� she said � and left Z�rich."))
    >>> [edit.after for edit in sorted(edits, key=lambda edit: edit.start)]
    ['“', '’', '”', '–']
    """
    text = whole(document)
    replaced = "\ufffd" in text
    english = document.language in (None, "en")
    asked = english and _ASKED_END.search(text) and _ASKED_APOSTROPHE.search(text)
    if not (replaced or asked) or document.kind == "html":
        return
    dashes = not (document.language in _ONE_LETTER_WORDS and _are_letters_lost(text))
    for block in document:
        if holds_code(block):
            continue
        if "\ufffd" in block.text:
            yield from _of_replacements(block, document.language, dashes=dashes)
        if asked and "?" in block.text:
            for found in _ASKED_APOSTROPHE.finditer(block.text):
                yield Edit(block, found.end() - 1, found.end(), "’", Reason.QUOTE, 0.9)
            yield from _quotations(block, _ASKED_OPENING, _ASKED_CLOSING, ("“", "”"))


def _are_letters_lost(text: str) -> bool:
    """Whether letters were lost, too: `Z�rich`, and at words' ends, where quotation marks stand, `citt�`."""
    marks = len(_APOSTROPHE.findall(text))
    if len(_IN_WORD.findall(text)) - marks >= MIN_LOST_LETTERS:
        return True
    return len(_CLOSING.findall(text)) - len(_OPENING.findall(text)) >= MIN_LOST_LETTERS


def _of_replacements(block: Block, language: str | None, *, dashes: bool) -> Iterator[Edit]:
    for found in _APOSTROPHE.finditer(block.text):
        yield Edit(block, *found.span(), "’", Reason.QUOTE, 0.95)
    if language in _SPACED:
        return
    yield from _quotations(block, _OPENING, _CLOSING, pair_of(language))
    for found in _DASH.finditer(block.text) if dashes else ():
        yield Edit(block, *found.span(), "–", Reason.ENCODING, 0.9)


def _quotations(
    block: Block, opening: re.Pattern[str], closing: re.Pattern[str], marks: tuple[str, str]
) -> Iterator[Edit]:
    """Give the marks of a block's quotations, if they open and close in turn."""
    places = sorted(
        (found.span(), which)
        for which, pattern in enumerate((opening, closing))
        for found in pattern.finditer(block.text)
    )
    turns = [which for _, which in places]
    if turns and turns == [0, 1] * (len(turns) // 2):
        for span, which in places:
            yield Edit(block, *span, marks[which], Reason.QUOTE, 0.9)
