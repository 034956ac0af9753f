"""HTML entities left in the text, characters that nobody sees, and spaces of other kinds."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Callable, Iterator

from .characters import paragraph
from .model import LETTER, PLAIN_SPACE, UNSEGMENTED, WORD, Site, Sites, Variant, edits, in_text
from .wraps import syllables

_NAMES = html.entities.codepoint2name
_BARE_NAMES = frozenset(name for name in html.entities.html5 if not name.endswith(";"))


def _entities(write: Callable[[str], str]) -> Sites:
    """Write a quotation mark, an ampersand or a character beyond ASCII as an entity."""

    def find(text: str) -> Iterator[Site]:
        for at, char in enumerate(text):
            escaped = char in "\"&'" or not (char.isascii() or char.isspace())
            if escaped and (written := write(char)):
                yield Site(at, at + 1, written)

    return in_text(find)


def _named(char: str) -> str:
    name = _NAMES.get(ord(char))
    return f"&{name};" if name else ""


def _all_named(text: str) -> str:
    return "".join((char not in "<>" and _named(char)) or char for char in text)


def _without_semicolon(text: str) -> Iterator[Site]:
    """Lose the semicolon: before a letter only of names that HTML knows without one."""
    for at, char in enumerate(text):
        name = None if char.isspace() or char in "<>" else _NAMES.get(ord(char))
        if name and (name in _BARE_NAMES or not text[at + 1 : at + 2].isalnum()):
            yield Site(at, at + 1, f"&{name}")


def _without_ampersand(text: str) -> Iterator[Site]:
    """Lose the ampersand: `amp;` and `quot;` are left."""
    for at, char in enumerate(text):
        if char in '&"“”„«»’–—…' and not (char == "&" and text[at - 1 : at].isalnum()):
            yield Site(at, at + 1, f"{_NAMES[ord(char)]};")


def _soft_hyphens(text: str) -> Iterator[Site]:
    """Put a soft hyphen where a word may be divided."""
    for word in re.finditer(rf"{LETTER}+", text):
        for at in syllables(word[0]):
            yield Site(word.start() + at, word.start() + at, "\u00ad")


def _soft_hyphens_throughout(text: str) -> Iterator[Site]:
    """Put soft hyphens wherever words may be divided."""
    damaged = text
    for site in reversed(list(_soft_hyphens(text))):
        damaged = damaged[: site.start] + site.after + damaged[site.start :]
    if damaged != text:
        yield Site(0, len(text), damaged)


_IN_WORD = rf"(?<={LETTER}{{2}})(?P<x>)(?={WORD})"
_ENTITIES: dict[str, Sites] = {
    "named": _entities(_named),
    "decimal": _entities(lambda char: f"&#{ord(char)};"),
    "hexadecimal": _entities(lambda char: f"&#x{ord(char):x};"),
    "named, doubled": _entities(lambda char: _named(char).replace("&", "&amp;")),
    "cut: no semicolon": in_text(_without_semicolon),
    "cut: no ampersand": in_text(_without_ampersand),
    "named, the whole paragraph": paragraph(_all_named),
}
_SPACE_ENTITIES = ("&nbsp;", "&#160;", "&amp;nbsp;", "&nbsp", "&#xA0;")
_IN_WORDS: dict[str, Sites] = {
    "zero-width space": edits(_IN_WORD, "\u200b"),
    "zero-width joiner or non-joiner": edits(_IN_WORD, "\u200c", "\u200d"),
    "direction mark": edits(_IN_WORD, "\u200e", "\u200f", "\u202a", "\u2068"),
    "byte order mark or word joiner": edits(_IN_WORD, "\ufeff", "\u2060"),
    "zero-width space beside a space": edits(PLAIN_SPACE, "\u200b ", " \u200b"),
    "C0 control": edits(_IN_WORD, "\x00", "\x02", "\x08", "\x1b", "\x7f"),
    "C1 control": edits(_IN_WORD, "\x81", "\x8d", "\x8f", "\x90", "\x9d"),
}
_SEGMENTED: dict[str, Sites] = {
    "soft hyphen": in_text(_soft_hyphens),
    "soft hyphens, the whole paragraph": in_text(_soft_hyphens_throughout),
    "no-break space for a space": edits(PLAIN_SPACE, "\u00a0"),
    "narrow or thin space for a space": edits(PLAIN_SPACE, "\u202f", "\u2009", "\u200a"),
    "wide space for a space": edits(PLAIN_SPACE, "\u2002", "\u2003", "\u3000"),
}
VARIANTS = (
    *(Variant("entities", name, sites) for name, sites in _ENTITIES.items()),
    Variant(
        "entities",
        "no-break space for a space",
        edits(PLAIN_SPACE, *_SPACE_ENTITIES),
        never=UNSEGMENTED,
    ),
    *(Variant("invisible", name, sites) for name, sites in _IN_WORDS.items()),
    *(Variant("invisible", name, sites, never=UNSEGMENTED) for name, sites in _SEGMENTED.items()),
)
