"""Mojibake, and letters in a wrong form or of another script."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from .model import LETTER, Article, Damage, Site, Sites, Variant, Whole, in_text

#: The code page of a language's old pages and programs.
_CODE_PAGES = {"ru": "cp1251", "cs": "cp1250", "pl": "cp1250", "tr": "cp1254", "lt": "cp1257"}


def misread(text: str, encoding: str) -> str:
    """Read UTF-8 by the wrong table, as browsers do: what it lacks becomes a C1 control.

    >>> misread("é”", "cp1252")
    'Ã©â€\\x9d'
    """
    return "".join(_character(byte, encoding) for byte in text.encode("utf-8", "ignore"))


@cache
def _character(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def not_ascii(text: str) -> Iterator[int]:
    """Give the places of letters and marks beyond ASCII."""
    return (i for i, c in enumerate(text) if not c.isascii() and not c.isspace())


def paragraph(damage: Callable[[str], str]) -> Sites:
    """Damage a whole paragraph, if there is anything in it beyond ASCII."""

    def find(text: str) -> Iterator[Site]:
        if any(not_ascii(text)) and (damaged := damage(text)) != text:
            yield Site(0, len(text), damaged)

    return in_text(find)


def _throughout(damage: Callable[[str], str]) -> Whole:
    """Damage every paragraph of an article."""

    def whole(article: Article, _: random.Random) -> Damage | None:
        damaged = tuple(map(damage, article.paragraphs))
        both = enumerate(zip(damaged, article.paragraphs, strict=True))
        hurt = tuple(place for place, (now, before) in both if now != before)
        return Damage(damaged, hurt) if hurt else None

    return whole


def _one_misread(encoding: str) -> Sites:
    """Misread one character."""

    def find(text: str) -> Iterator[Site]:
        for at in not_ascii(text):
            yield Site(at, at + 1, misread(text[at], encoding))

    return in_text(find)


def _own_code_page(article: Article, place: int) -> Iterator[Site]:
    """Misread a paragraph by its language's old code page."""
    text = article.paragraphs[place]
    if any(not_ascii(text)):
        yield Site(0, len(text), misread(text, _CODE_PAGES[article.language]))


def _cp1252(text: str) -> str:
    return misread(text, "cp1252")


def _cp1252_and_spaces(text: str) -> str:
    """Misread, then take the no-break space in a misread `à` for a space."""
    return _cp1252(text).replace("\u00a0", " ") if "à" in text else text


def _c1_marks(text: str) -> Iterator[Site]:
    """Read a mark's byte of cp1252 as Latin-1: `’` becomes U+0092."""
    for at in not_ascii(text):
        byte = text[at].encode("cp1252", "ignore")
        if byte and 0x80 <= byte[0] < 0xA0:
            yield Site(at, at + 1, chr(byte[0]))


def _decomposed(text: str) -> Iterator[Site]:
    """Take one letter and its accent apart."""
    for at in not_ascii(text):
        if (apart := unicodedata.normalize("NFD", text[at])) != text[at]:
            yield Site(at, at + 1, apart)


_LOOKALIKES = dict(zip("aeopcxyiAEOPCXKMTBH", "аеорсхуіАЕОРСХКМТВН", strict=True))
_LOOKALIKES |= {cyrillic: latin for latin, cyrillic in _LOOKALIKES.items()}
_LONG_WORD = re.compile(rf"(?<!\w){LETTER}{{5,}}(?!\w)")


def _lookalikes(text: str) -> Iterator[Site]:
    """Put a Cyrillic letter into a Latin word, or the other way round."""
    for word in _LONG_WORD.finditer(text):
        for at in range(*word.span()):
            if text[at] in _LOOKALIKES:
                yield Site(at, at + 1, _LOOKALIKES[text[at]])


_MOJIBAKE: dict[str, Sites] = {
    "one character, cp1252": _one_misread("cp1252"),
    "one character, Latin-1": _one_misread("latin-1"),
    "paragraph, cp1252": paragraph(_cp1252),
    "paragraph, Latin-1": paragraph(lambda text: misread(text, "latin-1")),
    "paragraph, Mac Roman": paragraph(lambda text: misread(text, "mac_roman")),
    "paragraph, cp1252 twice": paragraph(lambda text: _cp1252(_cp1252(text))),
    "paragraph, cp1252, A0 become a space": paragraph(_cp1252_and_spaces),
}
_FORMS: dict[str, Sites] = {
    "C1 control for a mark of cp1252": in_text(_c1_marks),
    "decomposed letter": in_text(_decomposed),
    "decomposed, the whole paragraph": paragraph(lambda text: unicodedata.normalize("NFD", text)),
    "letter of another script": in_text(_lookalikes),
}
VARIANTS = (
    *(Variant("mojibake", name, sites) for name, sites in _MOJIBAKE.items()),
    Variant("mojibake", "article, cp1252", whole=_throughout(_cp1252)),
    Variant(
        "mojibake",
        "paragraph, the language's own table",
        _own_code_page,
        languages=frozenset(_CODE_PAGES),
    ),
    *(Variant("forms", name, sites) for name, sites in _FORMS.items()),
)
