"""Marks in whose place a conversion set a replacement: `It�s`, `�Nobody,� said`, `wouldn?t`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Edit
from ..model import Block, Document, Reason
from ..shapes import holds_code
from ._quote_style import apostrophe_written, pair_of
from ._spans import whole

__all__ = ["fix_replaced"]

#: The replacement character: one for the mark, or one for each of its bytes.
_REPLACED = "\ufffd{1,3}"
_APOSTROPHE = apostrophe_written(_REPLACED)
#: A question mark there: of an address it is followed by a value.
_ASKED_APOSTROPHE = re.compile(
    r"(?<![^\s(\"'“‘?-])(?:[A-Za-z]{2,20}(?=\?(?:s|re|ve|ll)(?![\w=/?]))|[A-Za-z]{1,20}n(?=\?t(?![\w=/])))\?"
)
#: What such a one is followed by: looked for first, as few texts have it.
_ASKED_END = re.compile(r"\?(?:s|t|re|ve|ll)(?![\w=/?])")
#: Around a quotation: at the beginning of a word, and behind a word or the mark that ends one.
_OPENING = re.compile(rf"(?<![^\s(\[–—-]){_REPLACED}(?=[^\W\d_])")
_CLOSING = re.compile(rf"(?<=[\w.,!?…;:%)]){_REPLACED}(?![\w\ufffd])")
_ASKED_OPENING = re.compile(r"(?<![^\s(])\?(?=[A-Z])")
_ASKED_CLOSING = re.compile(r"(?<=[.,!?])\?(?!\S)")
_DASH = re.compile(rf"(?<=[\w,.!?;:)] ){_REPLACED}(?= \w)")

#: Languages whose quotation marks have a space inside them.
_SPACED = frozenset(("fr", "oc", "br"))


def fix_replaced(document: Document) -> Iterator[Edit]:
    """Put the apostrophe, the quotation marks or the dash in place of what a conversion set there.

    Within a word, around a quotation whose both ends are in the paragraph, between spaces. So too for question
    marks in English, of quotation marks where an apostrophe was one. Leaves letters that were lost, and all else.

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
    for block in document:
        if holds_code(block):
            continue
        if "\ufffd" in block.text:
            yield from _of_replacements(block, document.language)
        if asked and "?" in block.text:
            for found in _ASKED_APOSTROPHE.finditer(block.text):
                yield Edit(block, found.end() - 1, found.end(), "’", Reason.QUOTE, 0.9)
            yield from _quotations(block, _ASKED_OPENING, _ASKED_CLOSING, ("“", "”"))


def _of_replacements(block: Block, language: str | None) -> Iterator[Edit]:
    for found in _APOSTROPHE.finditer(block.text):
        yield Edit(block, *found.span(), "’", Reason.QUOTE, 0.95)
    if language in _SPACED:
        return
    yield from _quotations(block, _OPENING, _CLOSING, pair_of(language))
    for found in _DASH.finditer(block.text):
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
