r"""Characters that stand as the escapes of programs: `It\u2019s`, `at\xa0noon`, `It\'s`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain

from ..actions import Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..reading.literals import as_utf8, undo
from ..shapes import holds_code, is_technical
from ._spans import whole

__all__ = ["fix_escapes"]

#: By what a text that may have some is told at a glance.
_SIGNS = ("\\u", "\\x", "\\'", "\\\n")
_UNICODE = lazy(r"\\u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?")
_BYTES = lazy(r"\\x[c-fC-F][0-9a-fA-F](?:\\x[89abAB][0-9a-fA-F]){1,3}")
#: Spaces and marks that are not seen, which Python shows so and nothing else of a text.
_UNSEEN = lazy(r"\\xa0|\\xad|\\u(?:200[0-9a-f]|202f|2060|3000|feff)")
_QUOTE = lazy(r"\\['\"]")
_ESCAPED_APOSTROPHE = lazy(r"(?<=\w)\\'(?=\w)")
_APOSTROPHE = lazy(r"(?<=\w)'(?=\w)")

#: Escapes of a kind from which on they are a text's own, and the share of them that must stand right beside a
#: letter, as those in words and around them do; those that a text speaks of stand alone or in quotation marks.
MIN_UNICODE, MIN_BYTES, MIN_UNSEEN, MIN_APOSTROPHES = 3, 2, 2, 3
MIN_GLUED_SHARE = 0.8

#: Of what a text speaks that shows escapes.
_TEACHES = lazy(
    r"\b(?i:unicode|ascii|utf-?8|json|escap(?:e|ed|es|ing)|regex|regular expression|backslash|code ?points?"
    r"|string literals?|javascript|python)\b"
)


def fix_escapes(document: Document) -> Iterator[Edit]:
    r"""Put characters in place of the escapes of programs that stand in prose: `It\u2019s`, `caf\xc3\xa9`.

    Where a text has several, most right beside a letter; `\'` where it has no apostrophe without. The backslash
    goes with which nearly every line of an RTF file's text ends. Leaves code, and text that speaks of such
    escapes. A text that is a literal as a whole is read as what it says before.

    >>> from cleanarticle.model import blocks
    >>> lines = r"It\u2019s noon.", r"\u201cIt\u2019s not,\u201d said the master."
    >>> [edit.after for edit in fix_escapes(blocks(*lines))]
    ['’', '“', '’', '”']
    """
    text = whole(document)
    if not any(sign in text for sign in _SIGNS) or document.kind == "html":
        return
    if is_technical(document) or _TEACHES.search(text):
        return
    held = [block for block in document if "\\" in block.text and not holds_code(block)]
    edits = chain(
        _of_letters(held, _UNICODE, MIN_UNICODE),
        _of_letters(held, _BYTES, MIN_BYTES),
        _of_unseen(held),
        _of_quotes(held, text),
        _of_line_ends(held, len(document)),
    )
    yield from {(edit.block.start, edit.start): edit for edit in edits}.values()


def _of_letters(blocks: Sequence[Block], escape: re.Pattern[str], least: int) -> list[Edit]:
    """Give the edits of a kind of escapes, if there are so many, most of them beside a letter."""
    found = [(block, place) for block in blocks for place in escape.finditer(block.text)]
    glued = sum(_is_glued(block.text, *place.span()) for block, place in found)
    if len(found) < least or glued < MIN_GLUED_SHARE * len(found):
        return []
    return [
        Edit(block, place.start(), place.end(), after, Reason.ENCODING)
        for block, place in found
        if (after := _character(place[0])) is not None
    ]


def _is_glued(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return before.isalnum() or after.isalnum() or (before in ".,!?;:" and after in "\\ ")


def _character(escape: str) -> str | None:
    """Give what an escape says, if that is a character of texts."""
    said = as_utf8(undo(escape)) if escape[1] == "x" else undo(escape)
    if said is None or said == "\ufffd" or unicodedata.category(said[0]) in _NO_TEXT:
        return None
    return said


#: Controls, halves of characters, and what stands for nothing.
_NO_TEXT = frozenset(("Cc", "Cs", "Cn", "Co"))


def _of_unseen(blocks: Sequence[Block]) -> list[Edit]:
    """Give the edits of spaces and marks that are not seen, if several stand between letters or marks."""
    found = [(block, place) for block in blocks for place in _UNSEEN.finditer(block.text)]
    inside = sum(
        not block.text[max(0, place.start() - 1) : place.start()].isspace()
        and block.text[place.end() : place.end() + 1] not in "'\"`"
        for block, place in found
    )
    if inside < MIN_UNSEEN or inside < MIN_GLUED_SHARE * len(found):
        return []
    return [Edit(block, *place.span(), undo(place[0]), Reason.ENCODING) for block, place in found]


def _of_quotes(blocks: Sequence[Block], text: str) -> list[Edit]:
    """Give the edits of quotation marks behind a backslash, if no apostrophe in a word stands without."""
    if len(_ESCAPED_APOSTROPHE.findall(text)) < MIN_APOSTROPHES or _APOSTROPHE.search(text):
        return []
    return [
        Edit(block, place.start(), place.start() + 1, "", Reason.ENCODING)
        for block in blocks
        for place in _QUOTE.finditer(block.text)
    ]


#: Lines that end in a backslash from which on a file has ended them all so, and their share.
MIN_LINE_ENDS, MIN_LINE_END_SHARE = 5, 0.8


def _of_line_ends(blocks: Sequence[Block], lines: int) -> list[Edit]:
    """Give the edits of the backslashes that end nearly every line, as in the text of an RTF file."""
    ended = [block for block in blocks if block.text.endswith("\\")]
    if len(ended) < max(MIN_LINE_ENDS, MIN_LINE_END_SHARE * lines):
        return []
    return [
        Edit(block, len(block.text.rstrip("\\ ")), len(block.text), "", Reason.MARKUP)
        for block in ended
        if block.text.rstrip("\\ ")
    ]
