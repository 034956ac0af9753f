"""What a text says of a name, which may be its writer's or of someone it tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..model import Document
from ..patterns import lazy
from ..shapes import is_prose, once
from ..vocabulary import fold, words_of_sites
from .bylines import Byline
from .date_words import words_of_all
from .east_asian_names import HAN

__all__ = [
    "MIN_PARAGRAPHS",
    "greets",
    "is_of_sites",
    "is_said",
    "said_small",
    "salutation",
    "says_small",
]


@cache
def salutation() -> re.Pattern[str]:
    """Give how letters begin, for those whose writer sets no comma behind the name.

    Words that are given names too (Cara, Caro, Beste, Lieve, Драга) are told by the comma alone.
    """
    words = sorted(map(re.escape, words_of_all("dear")))
    return re.compile(rf"(?:{'|'.join(words)})\s", re.IGNORECASE)


def greets(names: Sequence[str]) -> bool:
    """Whether one of the "names" is how a letter begins.

    >>> greets(["Liebe Leser"]), greets(["Petra Lieb"])
    (True, False)
    """
    return any(salutation().match(name) for name in names)


def is_said(document: Document, byline: Byline, *, but_for: str = "") -> bool:
    """Whether the text or the title says a word of the names, whole or with another ending.

    But for the last paragraph, if it begins with one of the names, which it never says as plain words: it
    tells of the writer. And but for a paragraph that the line `but_for` ran into, which says it as a whole,
    and a picture's credit, in which a stroke leads to the name: "ANTARA/Ruth Kanafi".
    """
    title = document.title.text.lower() if document.title else ""
    prose = _prose(document)
    about = once(document, "last prose", _last_prose)
    plain = any(
        name.islower() or (name != name.lower() and name.lower() in about) for name in byline.names
    )
    if about and about.lstrip('"“*_').startswith(byline.names) and not plain:
        prose = prose.removesuffix(about)
    if but_for and but_for in prose:
        prose = prose.replace(but_for, "")
    for name in byline.names:
        if f"/{name}" in prose:
            prose = prose.replace(f"/{name}", "")
    for name in byline.names:
        if (turn := f"{name.split()[-1]}:") in prose and _asks(document, turn):
            prose = prose.replace(turn, "")
    said = f"{prose.lower()} {title}"
    return any(
        (_says(said, word.lower()) if len(word) < MIN_STEM else word.lower()[:MIN_STEM] in said)
        for word in _long_words(byline.names)
    ) or any(
        len(word) >= MIN_BARE and re.search(rf"(?<!\S){re.escape(word)}(?!\w)", said)
        for name in byline.names
        if name.lower() == name.upper() and not HAN.search(name)
        for word in name.split()
    )


def _asks(document: Document, turn: str) -> bool:
    """Whether lines begin with a surname as the turns of who asks in a talk do: "Lind: Why do no boats sail?"."""
    turns = [block for block in document if block.text.startswith(turn)]
    return len(turns) >= MIN_TURNS and all(
        block.text.endswith(("?", ".", "…", "!")) for block in turns
    )


#: Turns of a talk from which on a name is of who asks.
MIN_TURNS = 2


def is_of_sites(names: Sequence[str], language: str | None) -> bool:
    """Whether "names" are made of what sites call their pages and buttons: "New Customers".

    >>> is_of_sites(["New Customers"], "en"), is_of_sites(["Jane Post"], "en")
    (True, False)
    """
    words = _WORD.findall(fold(" ".join(names)))
    return bool(words) and words_of_sites(language).issuperset(words)


#: Letters from which on a word is one of those of sites.
_WORD = lazy(r"[^\W\d_]{3,}")
#: Letters from which on a word in a script without capitals is looked for in the text.
MIN_BARE = 3
#: Letters by which a word with another ending is known.
MIN_STEM = 8


def said_small(document: Document, names: Sequence[str]) -> bool:
    """Whether the text says each word of the "name" as a plain word: "By Royal Decree"."""
    return says_small(_prose(document), names)


def says_small(text: str, names: Sequence[str]) -> bool:
    """Whether a text says each long word of the "names" in small letters: "Customer Reviews"."""
    words = [word.lower() for word in _long_words(names)]
    return bool(words) and all(_says(text, word) for word in words)


def _prose(document: Document) -> str:
    return once(document, "prose", lambda blocks: " ".join(b.text for b in blocks if is_prose(b)))


#: Paragraphs from which on the last of a text may tell of its writer.
MIN_PARAGRAPHS = 3


def _last_prose(document: Document) -> str:
    """Give the last paragraph, where there are several above it."""
    prose = [block.text for block in document if is_prose(block)]
    return prose[-1] if len(prose) >= MIN_PARAGRAPHS else ""


def _says(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", text))


def _long_words(names: Sequence[str]) -> list[str]:
    cased = [word for name in names for word in re.findall(r"[^\W\d_]{4,}", name)]
    return [word for word in cased if word.lower() != word]
