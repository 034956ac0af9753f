"""Who began a thread of a forum, as its page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from ...patterns import lazy
from ...reading.page import Page, lines_with
from ..beside import is_button
from .dates import MAX_DATED_LINE, ReadLine
from .names import MAX_SIGNATURE, is_signature

__all__ = ["begun_at", "has_members", "is_overview", "member", "starter"]

#: Links to members' pages that make a page a thread, words of a member's name at most, and pieces
#: at the page's top that may say who began it.
MIN_MEMBERS, MAX_MEMBER_WORDS, MAX_LINES = 3, 3, 150
#: How many times one of two members follows the other, where no third writes.
MIN_TURNS = 2

#: A member's name in an address: where one signs in or up is nobody's.
_OWN = (
    r"(?!(?:log|sign)[-_]?(?:in|on|up|out|off)\b|regist|(?:lost|forgot|reset)?[-_]?password|account\b|new\b|edit\b"
    r"|create\b|settings\b|connect\b|auth|[^/?#]*\.(?:php|jsp|aspx?)\b)[^/?#]+"
)
#: Addresses of a member's own page in a forum.
_MEMBER_SIGNS = (
    "/member", "/u/", "/user", "/profile/", "/~", "member.php", "memberlist.php", "action=profile", "viewprofile",
    "user?id=",
)  # fmt: skip
_MEMBER_PAGE = lazy(
    rf"/members?/{_OWN}/?$|(?<!youtube\.com)/(?:u|user|users|profile)/{_OWN}(?:/[^/?#]+)?/?$|/user-\d+\.html|/~[\w-]+$"
    r"|member(?:list)?\.php\?|action=profile|viewprofile|(?:^|/)user\?id=",
    re.IGNORECASE,
)


#: Addresses of a forum's first page, and of lists of its threads.
_OVERVIEW = lazy(
    r"(?:(?:^|://[^/?#]+)/?|/(?:index|forums?|default)\.\w+)(?:\?(?:s|sid|lang)=[^&]*)?$"
    r"|viewforum|forumdisplay|/(?:forums?|boards?)/?$",
    re.IGNORECASE,
)


def is_overview(page: Page, address: str | None) -> bool:
    """Whether a page lists a forum's threads, each with its last writer, and is nobody's.

    >>> bool(_OVERVIEW.search("https://harbour.example/forum/viewforum.php?f=3"))
    True
    >>> bool(_OVERVIEW.search("https://harbour.example/?topic=12"))
    False
    """
    return bool(address and _OVERVIEW.search(address)) and has_members(page)


def member(page: Page, places: Iterable[int]) -> tuple[str, ...]:
    """Give the name in the first link to a member's page: who began the thread."""
    for at in places:
        piece = page.pieces[at]
        for kind, start, end, href in piece.marks:
            name = piece.text[start:end]
            is_member = kind == "link" and href is not None and _MEMBER_PAGE.search(href)
            fits = 2 < len(name) <= MAX_SIGNATURE and len(name.split()) <= MAX_MEMBER_WORDS
            if is_member and fits and is_signature(name) and not is_button(name):
                return (name,)
    return ()


#: What forums write before the name of who began a thread.
_STARTER = lazy(
    r"(?i)(?:.*\b)?(?:thread starter|topic starter|started by|asked by|posted by|erstellt von|gestartet von"
    r"|démarr[ée]e? par|iniciado por)\s*:?\s+([^\s,·|•]{2,30}(?: [^\s,·|•]{2,20})?)(?:\s*[,·|•].*|\s+on\s.*)?"
)
#: A word that each of them has.
_STARTER_SIGN = lazy(r"(?i)start|asked|posted|erstellt|démarr|iniciado")


def starter(page: Page) -> tuple[str, ...]:
    """Give who began a thread, where the page says so in so many words."""
    found = next(_starters(page), None)
    return (found[1],) if found and is_signature(found[1]) else ()


def _starters(page: Page) -> Iterator[re.Match[str]]:
    for piece in page.pieces[:MAX_LINES]:
        may_be = len(piece.text) <= MAX_DATED_LINE and _STARTER_SIGN.search(piece.text)
        if may_be and (found := _STARTER.fullmatch(piece.text)):
            yield found


def begun_at(page: Page, read: ReadLine) -> datetime | None:
    """Give when a thread was begun, where the line that says who began it says when."""
    found = next(_starters(page), None)
    line = read(found[0]) if found else None
    return line.published if line else None


def has_members(page: Page) -> bool:
    """Whether several pieces link to members' pages, as the posts of a thread do: two at least, in turn."""
    hrefs = [href for piece in page.pieces for _, _, _, href in piece.marks if href]
    distinct = {*hrefs}
    signed = lines_with("\n".join(distinct).lower(), _MEMBER_SIGNS)
    members = {href for href in distinct if href.lower() in signed and _MEMBER_PAGE.search(href)}
    if len(members) != MIN_MEMBERS - 1:
        return len(members) >= MIN_MEMBERS
    turns = [href for href in hrefs if href in members]
    return sum(href != before for href, before in zip(turns[1:], turns, strict=False)) >= MIN_TURNS
