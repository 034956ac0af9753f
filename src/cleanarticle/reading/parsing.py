"""A page's markup to a tree, however broken, huge or deep it is."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from ..patterns import lazy
from .decoding import decode

__all__ = ["parse"]

#: Bytes that lxml refuses, as spaces, but for a null, which browsers leave out; so it does two
#: characters, in UTF-8.
_PARSABLE = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))
_UNPARSABLE = ("\ufffe", "\uffff")
#: Tags that pages leave open by the thousand, and that can do without.
_NESTING = re.compile(
    rb"</?(?:div|span|font|center|section|b|i|u|em|strong|small|big|a|ul|ol|li|dl|dd|table|tbody|tr|td"
    rb"|th|blockquote|form|article|main)\b[^<>]*>",
    re.IGNORECASE,
)
_HALF = lazy("[\ud800-\udfff]")
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^<>]*\?>")
#: Pages glued together hold more than one, and a parser stops at the first.
_END = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)


def parse(markup: str) -> Any | None:
    """Parse a page; `None` where there is nothing in it. Broken markup never raises."""
    if not markup.strip():
        return None
    try:
        written = _encoded(markup)
    except UnicodeEncodeError:  # half a character, or a byte that a decoder passed through
        try:
            written = _encoded(decode(markup.encode("utf-8", "surrogateescape")))
        except UnicodeEncodeError:
            written = _encoded(_HALF.sub(" ", markup))
    written = written.translate(_PARSABLE, delete=b"\0")
    written = _END.sub(b"", _XML_DECLARATION.sub(b"", written))
    tree, is_too_deep = _parse(written)
    if is_too_deep:  # the rest of the page is lost: take out what is nested
        tree, _ = _parse(_NESTING.sub(b"<br><br>", written))
    return tree


def _encoded(markup: str) -> bytes:
    """Give the bytes of a text, with a space for what no parser takes."""
    for character in _UNPARSABLE:
        markup = markup.replace(character, " ")
    return markup.encode("utf-8")


def _parse(written: bytes) -> tuple[Any | None, bool]:
    """Give the tree, and whether the parser gave up where it became too deep (2,048)."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(written, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    errors: Any = parser.error_log
    last = errors.last_error
    return tree, last is not None and last.type_name == "ERR_RESOURCE_LIMIT"
