"""Who wrote a page, as it shows: links to authors' pages, and bylines of many forms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model import Document
from ...reading.tree import Page, Piece
from ...vocabulary import says
from ..authors import parse_names
from ..dates import read_dates
from ..source import after_phrase
from .dates import MAX_DATED_LINE
from .names import is_signature, names_in

__all__ = ["bare_names", "linked_authors", "named_authors", "signature"]

#: Characters of the longest name, and pieces within which a second author stands.
MAX_NAME, NEXT_AUTHOR = 60, 1
#: Longest text of an element that is called the author's, and levels on which it may be called so.
MAX_BYLINE, AUTHOR_LEVELS = 120, 3
#: Most words of a line that holds nothing but names, or one word behind its label.
MAX_SIGNED_WORDS = 14
_DIGIT = re.compile(r"\d")
#: Addresses of an author's own page.
_AUTHOR_PAGE = re.compile(
    r"/(?:[\w-]{0,12}[-_])?(?:authors?|autor(?:en|es|a|i|zy)?|auteurs?|contributors?|columnists?"
    r"|journalists?|writers?|reporters?|redakt(?:eur|or)(?:in|en)?|giornalist[ai])/[^/?#]{3,}/?(?:[?#].*)?$",
    re.IGNORECASE,
)


#: Those who edited, checked or pictured what others wrote.
_OTHER_HAND = re.compile(
    r"edit|review|check|verif|translat|photo|illustr|redig|lektor|korrig|fotograf|übersetz|relu|révis|tradu",
    re.IGNORECASE,
)


def linked_authors(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the names in links to authors' own pages, those of the first such piece and the next."""
    names: list[str] = []
    last = -1
    for at in places:
        piece = page.pieces[at]
        own = [
            name
            for kind, start, end, href in piece.marks
            if kind == "link" and end - start <= MAX_NAME and _AUTHOR_PAGE.search(href or "")
            if not _OTHER_HAND.search(piece.text, 0, end)
            for name in names_in(piece.text[start:end], language)
            if not name.endswith((" By", " by"))  # a label in a link of its own
        ]
        if own and names and at > last + NEXT_AUTHOR:
            break
        if own:
            names += own
            last = at
    return tuple(dict.fromkeys(names))


#: Names by which pages call what holds the author's, and those of whoever else is named so.
_AUTHOR_NAME = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:authors?|by-?lines?|writt?ers?|contributors?|redakt(?:eur|or)|autore?s?)"
    r"(?=$|[\s_-]|[A-Z])",
    re.ASCII,
)
_NO_AUTHOR_NAME = re.compile(
    r"comment|related|more|reviewer|editor|checker|avatar|date", re.IGNORECASE
)


def named_authors(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the names in elements that the page calls the author's, those of the first and beside it."""
    names: list[str] = []
    last, first_called = -1, ""
    for at in places:
        piece = page.pieces[at]
        if len(piece.text) > MAX_BYLINE or (names and at > last + NEXT_AUTHOR):
            continue
        called = _called_author(page, piece)
        if not called or _OTHER_HAND.search(piece.text):
            continue
        own = names_in(piece.text, language)
        if own and first_called in ("", called):
            names, last, first_called = names + own, at, called
    return tuple(dict.fromkeys(names))


def _called_author(page: Page, piece: Piece) -> str:
    """Give what the page calls the author's element that a piece stands in, `""` where in none."""
    element = piece.element
    for _ in range(AUTHOR_LEVELS):
        called = page.names[element]
        if called and _NO_AUTHOR_NAME.search(called):
            return ""
        if called and _AUTHOR_NAME.search(called):
            return called
        element = page.parents[element]
    return ""


def bare_names(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the names that stand alone below the title, of people whom the page tells of elsewhere.

    "Jane Roe", and below the text "Jane Roe is a reporter of the Harbour Post". Two words of a
    section ("Web Design") look the same: the page says them in small letters, too, or of nobody.
    """
    for at in places:
        text = page.pieces[at].text
        if not 3 < len(text) <= MAX_NAME or text.isupper() or len(text.split()) > MAX_SIGNED_WORDS:
            continue
        if _DIGIT.search(text) and (line := read_dates(text, language)) is not None:
            text = line.rest.strip(" |-–—•·,")
        names = parse_names(text, language)
        if not names or sum(len(name.split()) for name in names) < len(_NAME_WORD.findall(text)):
            continue
        others = [
            p.text for place, p in enumerate(page.pieces) if place != at and names[0] in p.text
        ]
        told = [other for other in others if _tells_of(names[0], other)]
        if told and not any(name.lower() in p.text for name in names for p in page.pieces):
            return names
    return ()


_NAME_WORD = re.compile(r"[^\W\d_]{4,}")
_TELLS = re.compile(
    r"\s(?:is|was|has|writes|works|ist|schreibt|arbeitet|est|écrit|es|è|scrive|é|är|er|on|jest|je)\s"
)


def _tells_of(name: str, text: str) -> bool:
    """Whether a text says who somebody is, or who wrote."""
    at = text.find(name)
    before, behind = text[:at].strip(" :").lower(), text[at + len(name) : at + len(name) + 12]
    return (at == 0 and _TELLS.match(behind) is not None) or before in (
        "by", "written by", "about", "author", "about the author", "more from", "von", "par", "por", "di",
    )  # fmt: skip


#: What ends the name in a line that begins with its label.
_BEHIND_NAME = re.compile(r"\s*(?:[|•·⋅,]|\s[–—-]\s|\bon\b|\bin\b|\d|[\u00a0]{2}).*")


def signature(document: Document, language: str | None) -> tuple[str, ...]:
    """Give the one word, the house or the team that a labelled byline names: "By Ferrygirl | 2 May"."""
    for block in document:
        line = read_dates(block.text, language)
        rest = (line.rest if line else block.text).strip(" |-–—•·,")
        found = says(block, "byline")
        if len(rest) > MAX_DATED_LINE or found is None or found.how != "start":
            continue
        name = after_phrase(rest, found.phrase)
        name = _BEHIND_NAME.sub("", name.strip(" :")) if name else ""
        if not is_signature(name) or found.language not in ("en", language):
            continue
        is_one = " " not in name and len(block.text.split()) <= MAX_SIGNED_WORDS
        if _SIGNATURE.fullmatch(name) and (is_one or name.removeprefix("the ")[0].isupper()):
            return (name.removeprefix("the "),)
    return ()


#: One to five words.
_SIGNATURE = re.compile(r"(?:the )?[^\W_][\w.'’&-]{1,24}(?: [\w.'’&()-]{1,20}){0,4}")
