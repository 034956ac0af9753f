"""The fields of a page of HTML: from its head, then from what stands around its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from urllib.parse import urljoin, urlsplit

from ..actions import Found
from ..model import Document
from ..reading.head import Head
from ..reading.tree import Page, Piece
from ..running import Work
from ..vocabulary import says
from .authors import find_authors, parse_names
from .dates import DateLine, find_dates, read_dates
from .metadata import agencies, find_metadata, is_pen_name, is_thread, names_in, pen_names
from .source import after_phrase

__all__ = ["take_fields"]

#: Headings of the first level that are weighed as the title.
MAX_HEADINGS = 8
#: Pieces, and characters of each, among which a page without such a heading has its title.
MAX_LINES, MAX_TITLE_LINE = 150, 200

_CRUMBS = re.compile(r"breadcrumb|(?:^|[\s_-])(?:bread-)?crumbs?(?:$|[\s_-])|migalhas|ariane")
_BETWEEN_CRUMBS = re.compile(r"\s*(?:[>›»/→⟩❯|]|::)\s*")
#: Most crumbs of a path, and words of each.
MAX_CRUMBS, MAX_CRUMB_WORDS = 8, 6


def _crumbs(page: Page, title: str | None) -> tuple[str, ...]:
    """Give the path that the page shows in what it calls its breadcrumb, without the page itself."""
    for element in page.called(_CRUMBS, ("crumb", "migalhas", "ariane")):
        pieces = page.pieces[page.first[element] : page.behind[element]]
        crumbs: list[str] = []
        for piece in pieces[: 2 * MAX_CRUMBS]:
            links = [piece.text[s:e] for kind, s, e, _ in piece.marks if kind == "link"]
            rest = piece.text[piece.marks[-1][2] :] if links else piece.text
            crumbs += [*links, rest]
        found = [c for crumb in crumbs for c in _BETWEEN_CRUMBS.split(crumb) if c.strip()]
        if found and title and (title.startswith(found[-1].strip(" .…")) or found[-1] in title):
            found.pop()
        if 1 < len(found) <= MAX_CRUMBS and all(len(c.split()) <= MAX_CRUMB_WORDS for c in found):
            return tuple(dict.fromkeys(c.strip() for c in found))
    return ()


_AUTHOR_LINK = re.compile(
    r"author|autor|auteur|contributor|people|person|profile|staff|team|writer|/by/|/user|/@|redak",
    re.IGNORECASE,
)


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


def _linked_authors(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
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


def _named_authors(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the names in elements that the page calls the author's, those of the first and beside it."""
    names: list[str] = []
    last, first_called = -1, ""
    for at in places:
        piece = page.pieces[at]
        if len(piece.text) > MAX_BYLINE or (names and at > last + NEXT_AUTHOR):
            continue
        element = piece.element
        for _ in range(AUTHOR_LEVELS):
            called = page.names[element]
            if called and _NO_AUTHOR_NAME.search(called):
                break
            if called and _AUTHOR_NAME.search(called):
                own = [] if _OTHER_HAND.search(piece.text) else names_in(piece.text, language)
                if own and first_called in ("", called):
                    names, last, first_called = names + own, at, called
                break
            element = page.parents[element]
    return tuple(dict.fromkeys(names))


#: Longest text of an element that is called the author's, and levels on which it may be called so.
MAX_BYLINE, AUTHOR_LEVELS = 120, 3

#: Addresses of a member's own page in a forum.
_MEMBER_PAGE = re.compile(
    r"/members?/[^/?#]+/?$|/(?:u|user|users|profile)/[^/?#]+(?:/[^/?#]+)?/?$|/user-\d+\.html|/~[\w-]+$"
    r"|member(?:list)?\.php\?|action=profile|viewprofile",
    re.IGNORECASE,
)


def _member(page: Page, places: Iterable[int]) -> tuple[str, ...]:
    """Give the name in the first link to a member's page: who began the thread."""
    for at in places:
        piece = page.pieces[at]
        for kind, start, end, href in piece.marks:
            name = piece.text[start:end]
            is_member = kind == "link" and href is not None and _MEMBER_PAGE.search(href)
            fits = 2 < len(name) <= MAX_NAME and len(name.split()) <= MAX_MEMBER_WORDS
            if is_member and fits and is_pen_name(name):
                return (name,)
    return ()


#: What forums write before the name of who began a thread.
_STARTER = re.compile(
    r"(?i)(?:.*\b)?(?:thread starter|topic starter|started by|asked by|posted by|erstellt von|gestartet von"
    r"|démarr[ée]e? par|iniciado por)\s*:?\s+([^\s,·|•]{2,30}(?: [^\s,·|•]{2,20})?)(?:\s*[,·|•].*|\s+on\s.*)?"
)


def _starter(page: Page) -> tuple[str, ...]:
    """Give who began a thread, where the page says so in so many words."""
    for piece in page.pieces[:MAX_LINES]:
        if len(piece.text) <= MAX_DATED_LINE and (found := _STARTER.fullmatch(piece.text)):
            return (found[1],) if is_pen_name(found[1]) else ()
    return ()


def _has_members(page: Page) -> bool:
    """Whether several pieces link to members' pages, as the posts of a thread do."""
    hrefs = {href for piece in page.pieces for _, _, _, href in piece.marks if href}
    return len(list(filter(_MEMBER_PAGE.search, hrefs))) >= MIN_MEMBERS


#: Links to members' pages that make a page a thread, and words of a member's name at most.
MIN_MEMBERS, MAX_MEMBER_WORDS = 3, 3

#: Pieces from the article's first on among which a name may stand with nothing beside it.
BARE_BELOW = 3


def _bare_names(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
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


_SIGNED = re.compile(r"\s*(?:[|•·⋅,]|\s[–—-]\s|\bon\b|\bin\b|\d|[\u00a0]{2}).*")


def _pen_name(document: Document, language: str | None) -> tuple[str, ...]:
    """Give the one word, the house or the team that a labelled byline names: "By Ferrygirl | 2 May"."""
    for block in document:
        line = read_dates(block.text, language)
        rest = (line.rest if line else block.text).strip(" |-–—•·,")
        found = says(block, "byline")
        if len(rest) > MAX_DATED_LINE or found is None or found.how != "start":
            continue
        name = after_phrase(rest, found.phrase)
        name = _SIGNED.sub("", name.strip(" :")) if name else ""
        if not is_pen_name(name) or found.language not in ("en", language):
            continue
        is_one = " " not in name and len(block.text.split()) <= MAX_SIGNED_WORDS
        if _PEN_NAME.fullmatch(name) and (is_one or name.removeprefix("the ")[0].isupper()):
            return (name.removeprefix("the "),)
    return ()


#: Most words of a line that names one word alone, and one to five words.
MAX_SIGNED_WORDS = 14
_PEN_NAME = re.compile(r"(?:the )?[^\W_][\w.'’&-]{1,24}(?: [\w.'’&()-]{1,20}){0,4}")


def _is_logo(piece: Piece) -> bool:
    """Whether a heading is nothing but a link to the site's first page."""
    return any(
        kind == "link" and start == 0 and end == len(piece.text) and href is not None
        and not urlsplit(href).path.strip("/") and not urlsplit(href).fragment
        for kind, start, end, href in piece.marks
    )  # fmt: skip


#: Names by which pages call what shows their date.
_DATE_NAME = re.compile(
    r"(?:^|[\s_-])(?:date|dates|pub-?date|published|publish-?date|post(?:ed)?-?(?:on|date)|entry-?date|datetime)"
    r"(?:$|[\s_-])"
)


def _shown_date(
    page: Page, places: Iterable[int], read: Callable[[str], DateLine | None]
) -> datetime | None:
    """Give the day of publication in a line that says so, or that the page calls a date."""
    for at in places:
        piece = page.pieces[at]
        if len(piece.text) > 2 * MAX_DATED_LINE or not _DIGIT.search(piece.text):
            continue
        line = read(piece.text)
        if line is None or line.published is None:
            continue
        if len(piece.text) > MAX_DATED_LINE and not line.labelled:
            continue
        before = page.pieces[at - 1].text if at else ""
        label = read(before) if len(before) <= MAX_NAME else None
        if (
            line.labelled
            or (label is not None and label.label == "published")
            or (line.only and _DATE_NAME.search(page.names[piece.element].lower()))
        ):
            return line.published
    return None


_DIGIT = re.compile(r"\d")
#: Characters of the longest name, and pieces within which a second author stands.
MAX_NAME, NEXT_AUTHOR = 60, 1
#: Pieces below the text in which its author and date are looked for.
BEHIND_TEXT = 12


def _is_stamped(work: Work) -> bool:
    """Whether the page was published and changed within a day: a stamp of the last time it was built.

    The date that such a page shows its readers is then the better one, where it is earlier.
    """
    published, modified = work.fields.get("published"), work.fields.get("modified")
    if published is None or modified is None:
        return False
    return bool(abs((published.date() - modified.date()).days) <= MAX_STAMP_DAYS)


#: Days between the publication and the last change that tell of one stamp for both.
MAX_STAMP_DAYS = 2


def _is_button(found: Found, work: Work, page: Page) -> bool:
    """Whether a "name" is what a button says, or a link that leads to no author."""
    if found.field != "authors" or found.block is None:
        return False
    at = next(i for i, node in enumerate(work.nodes) if node.block is found.block)
    if page.tags[page.pieces[at].element] in ("button", "nav", "label", "form"):
        return True
    links = [href or "" for kind, _, _, href in work.nodes[at].marks if kind == "link"]
    label = says(found.block, "byline")
    return bool(links) and not label and not any(_AUTHOR_LINK.search(href) for href in links)


#: Pieces in which the byline and the date are looked for: above the article's first, below it,
#: and above the title.
ABOVE_TEXT, BELOW_TEXT, ABOVE_TITLE = 24, 5, 3
#: Longest line, in characters, that may say more than its date ("8 June 2023 • 11 min read").
MAX_DATED_LINE = 70
#: Pieces at the page's end in which the date of the last change is looked for.
FOOT = 15


def take_fields(page: Page, head: Head, work: Work) -> None:
    """Fill the fields: from the head, then from the lines between the title and the text."""
    nodes = work.nodes
    headings = [
        p.text for p in page.pieces if p.kind == "heading" and p.level == 1 and not _is_logo(p)
    ]
    lines = [p.text for p in page.pieces[:MAX_LINES] if len(p.text) <= MAX_TITLE_LINE]
    work.fields.update(find_metadata(head, headings[:MAX_HEADINGS], lines))
    title = work.fields.get("title")
    if (image := work.fields.get("image")) and work.settings.url:
        work.fields["image"] = urljoin(work.settings.url, image)
    if len(work.fields.get("breadcrumbs", ())) < 2 and (crumbs := _crumbs(page, title)):
        work.fields["breadcrumbs"] = crumbs
    first = next((i for i, n in enumerate(nodes) if n.fate is None and len(n.trace.text) > 80), 0)
    named = [i for i, n in enumerate(nodes[: first + 1]) if n.trace.text == title]
    top = [i for i, n in enumerate(nodes[: first + 1]) if n.kind == "heading" and n.level == 1]
    anchor = named[-1] if named else top[-1] if top else None
    low = max(0, first - ABOVE_TEXT if anchor is None else anchor - ABOVE_TITLE)
    high = min(len(nodes), max(first + BELOW_TEXT, low + ABOVE_TEXT))
    zone = [nodes[i] for i in range(low, high) if i != anchor and "\n" not in nodes[i].trace.text]
    zone_places = range(low if anchor is None else anchor + 1, min(high, first + BARE_BELOW))
    language = work.settings.language or work.fields.get("language")
    locale = head.locale if head.locale and head.language == language else language
    last = max((i for i, n in enumerate(nodes) if n.fate is None), default=high)
    around = [*range(low, high), *range(max(high, last), min(len(nodes), last + BEHIND_TEXT))]
    if "authors" not in work.fields and (linked := _linked_authors(page, around, language)):
        work.fields["authors"] = linked
    document = Document(
        tuple(n.view(work.memos) for n in zone),
        language=language,
        title=nodes[anchor].view(work.memos) if anchor is not None else None,
    )
    is_known = {"authors", "published", "modified"} <= work.fields.keys()
    for find in () if is_known else (find_dates, find_authors):
        for found in find(document):
            if isinstance(found, Found) and not _is_button(found, work, page):
                work.fields.setdefault(found.field, found.value)
    foot = [n.trace.text for n in nodes[-FOOT:] if len(n.trace.text) <= 2 * MAX_DATED_LINE]
    shown = [block.text for block in document if len(block.text) <= MAX_DATED_LINE]
    read = cache(lambda text: read_dates(text, locale))  # some lines are asked about twice
    for field, texts in (("published", shown), ("modified", foot)):
        if field not in work.fields:
            dates = (getattr(line, field) for line in map(read, texts) if line is not None)
            if date := next(filter(None, dates), None):
                work.fields[field] = date
    if "published" not in work.fields or _is_stamped(work):
        date = _shown_date(page, around, read)
        told = work.fields.get("published")
        if date and (told is None or date.date() < told.date()):
            work.fields["published"] = date
    if "authors" not in work.fields:
        in_thread = is_thread(head) or _has_members(page)
        is_dated = not {"published", "modified"}.isdisjoint(work.fields)
        is_dated |= head.meta("og:type") == "article"
        names = (
            (_starter(page) if in_thread else ())
            or pen_names(head, in_thread=in_thread)
            or (_member(page, around) if in_thread else ())
            or (_named_authors(page, around, language) if is_dated and not in_thread else ())
            or (_bare_names(page, zone_places, language) if is_dated and not in_thread else ())
            or (_pen_name(document, document.language) if is_dated else ())
            or agencies(head)
        )
        if names:
            work.fields["authors"] = names
