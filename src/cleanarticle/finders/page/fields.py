"""The fields of a page of HTML: from its head, then from what stands around its title.

Structured data (JSON-LD) comes first, then microdata, meta tags (Open Graph, Dublin Core and what
publishing systems write), then what the page shows. Sources: https://schema.org/Article,
https://ogp.me, https://www.dublincore.org, the HTML specification.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from ...actions import Found
from ...cleaners._contents import is_contents_label
from ...languages import code_of, primary
from ...model import Document
from ...patterns import lazy
from ...reading.head import Head
from ...reading.marked import MIN_LINK
from ...reading.page import Page, Piece
from ...running import Work
from ...sieve import look
from ...vocabulary import says
from .._name_evidence import says_small
from ..authors import find_authors
from ..bylines import parse_names
from ..date_lines import read_dates
from ..dates import find_dates
from .apart import pieces_apart
from .authors import people_in, told_agencies, told_authors, told_pen_names
from .bylines import (
    MAX_BYLINE,
    bare_names,
    labelled_names,
    linked_authors,
    linked_signature,
    mailed_name,
    named_authors,
    signature,
    wider_byline,
)
from .dates import (
    MAX_DATED_LINE,
    ReadLine,
    changed_in,
    dates_told_of,
    first_stamp,
    in_address,
    is_member_since,
    is_one_stamp,
    only_labelled_date,
    shown_change,
    shown_date,
    told_dates,
)
from .language import own_language
from .names import is_signature
from .site import find_address, find_site
from .state import stated_object
from .subject import article_object, is_event, is_subject_told, is_thread, is_ware
from .summary import find_description, find_image
from .threads import begun_at, has_members, is_overview, member, starter
from .title import find_headline
from .topics import find_breadcrumbs, find_tags, shown_breadcrumbs, shown_tags
from .values import letters, parts_of, resolved, text_of

__all__ = ["take_fields", "told_fields"]

#: Headings of the first level that are weighed as the title.
MAX_HEADINGS = 8
#: Pieces, and characters of each, among which a page without such a heading has its title.
MAX_LINES, MAX_TITLE_LINE = 150, 200
#: Characters from which on a piece that was kept is taken for the text's first.
MIN_TEXT = 80
#: Characters from which on one may tell the text's language.
MIN_PROSE = 40
#: Pieces in which the byline and the date are looked for: above the article's first, below it,
#: and above the title.
ABOVE_TEXT, BELOW_TEXT, ABOVE_TITLE = 24, 5, 3
#: Pieces above a thread's first post in which its author stands: rank, number of posts and the like.
ABOVE_POST = 12
#: Pieces from the article's first on among which a name may stand with nothing beside it.
BARE_BELOW = 3
#: Pieces below the text in which its author and date are looked for.
BEHIND_TEXT = 13
#: Pieces at the page's end in which the date of the last change and the site's owner are looked for.
FOOT = 15


def take_fields(page: Page, head: Head, work: Work) -> None:
    """Fill the fields: from the head, then from the lines between the title and the text."""
    headings, named = _top_headings(page)
    short = (p.text for p in page.pieces[:MAX_LINES] if len(p.text) <= MAX_TITLE_LINE)
    lines = [text for text in short if text not in named]
    fields = work.fields
    logos = [p.text for p in page.pieces[:MAX_LINES] if _is_logo(p)]
    foot = [p.text for p in page.pieces[-FOOT:]]
    told = told_fields(head, headings[:MAX_HEADINGS], lines, logos, foot)
    fields.update(told)
    if (image := fields.get("image")) and work.settings.url:
        fields["image"] = resolved(work.settings.url, image)
    canonical = head.links.get("canonical")
    if canonical and "url" not in fields and work.settings.url:
        fields["url"] = resolved(resolved(work.settings.url, head.base), canonical)
    if len(fields.get("breadcrumbs", ())) < 2:
        crumbs = shown_breadcrumbs(page, fields.get("title"))
        fields.update({"breadcrumbs": crumbs} if crumbs else {})
    last = max((i for i, node in enumerate(work.nodes) if node.fate is None), default=0)
    _fill(work, "tags", lambda: shown_tags(page, last + 1))
    if fields.get("language") == "en" and not work.settings.language:
        kept = (n.trace.text for n in work.nodes if n.fate is None and n.kind != "code")
        fields["language"] = own_language([t for t in kept if len(t) > MIN_PROSE]) or "en"
    work.told = frozenset(told)
    thing = article_object(head)
    if is_ware(head, thing):  # who and when stand beside its reviews, for the cleaners too
        fields.setdefault("authors", ())
        fields.setdefault("published", None)
        return
    shown = _shown(page, head, work)
    _choose_authors(head, thing, work, shown)
    _fill(work, "authors", lambda: signature(shown.document, shown.language, dated=True))
    # Links to authors' pages come before bylines: they are no one else's.
    _fill(work, "authors", lambda: linked_authors(page, shown.around, shown.language))
    _fill(work, "authors", lambda: mailed_name(page, shown.below_title, shown.language))
    if event := is_event(head, thing):  # the days it shows are the event's
        fields.setdefault("published", None)
    _take_lines(page, work, shown)
    if not event:
        _take_dates(page, head, work, shown)
    _fill(work, "authors", lambda: _signatures(page, head, work, shown))
    _fill(work, "published", lambda: _created(head, work))
    if shown.told_of:  # nor is a cleaner to take one of them
        fields.setdefault("published", None)
    work.told = frozenset(name for name in told if fields[name] == told[name])


def _created(head: Head, work: Work) -> datetime | None:
    """Give when the article was made, by the data of a framework, where nothing else tells its day."""
    titles = (work.fields.get("title"), head.meta("og:title"))
    stated = stated_object(head, titles) if head.states else {}
    return first_stamp(stated.get("dateCreated", ()), head.language)


def _fill(work: Work, field: str, find: Callable[[], Any]) -> None:
    """Give a field that is empty what `find` gives."""
    if field not in work.fields and (found := find()):
        work.fields[field] = found


def told_fields(
    head: Head,
    headings: Sequence[str],
    lines: Sequence[str] = (),
    logos: Sequence[str] = (),
    foot: Sequence[str] = (),
) -> dict[str, Any]:
    """Give the fields that the page's head tells.

    `headings` are the texts of its `<h1>`, `lines` short lines of its first part: one of them
    may be the headline of a page without such a heading; `logos` link to the site's first page, and
    `foot` are the page's last lines.
    """
    thing = article_object(head)
    language = head.language
    url = find_address(head, thing)
    site = find_site(head, thing, headings, lines, logos, foot)
    published, modified = told_dates(head, thing, head.locale or language, url)
    title = find_headline(head, thing, headings, lines, site)
    authors = next(told_authors(head, thing, language, site), ())
    if head.states and not (authors and published):
        stated = stated_object(head, (title, head.meta("og:title"), *headings))
        authors = authors or people_in(stated.get("author", ()), language, site)
        published = published or first_stamp(stated.get("datePublished", ()), language)
    found: dict[str, Any] = {
        "title": title,
        "authors": authors,
        "published": published,
        "modified": modified,
        "site": site,
        "url": url,
        "language": _code(language or text_of(thing.get("inLanguage"))),
        "description": find_description(head, thing),
        "image": find_image(head, thing, url),
        "tags": find_tags(head, thing),
        "breadcrumbs": find_breadcrumbs(head, thing, [title, head.meta("og:title")]),
    }
    return {name: value for name, value in found.items() if value}


def _code(language: str | None) -> str | None:
    """Give a language's code without the country behind it."""
    return primary(code_of(language or "")) or None


def _choose_authors(head: Head, thing: Mapping[str, Any], work: Work, shown: _Shown) -> None:
    """Choose among the sources of the head the one whose names the page shows, and widen it.

    A byline's names come before them where it has them all and more.
    """
    names = work.fields.get("authors")
    if names is None:
        return
    texts = [block.text for block in shown.document if len(block.text) <= MAX_BYLINE]
    if not _are_shown(names, texts):
        told = told_authors(head, thing, head.language, work.fields.get("site"))
        others = (other for other in islice(told, 1, None) if set(other).isdisjoint(names))
        names = next((other for other in others if _are_shown(other, texts)), names)
    bylines = [*head.people, *(block.text for block in shown.document)]
    work.fields["authors"] = wider_byline(bylines, names, shown.language) or names


def _are_shown(names: Sequence[str], texts: Sequence[str]) -> bool:
    return any(name in text for name in names for text in texts)


#: Classes and ids of headings that name the site, on all of its pages: WordPress, mdBook, Bootstrap.
_SITE_NAME = lazy(
    r"(?:^|\s)(?:site|menu|navbar)[-_]*(?:header[-_]*)?(?:title|name|logo|brand)(?:$|\s)",
    re.IGNORECASE,
)


def _top_headings(page: Page) -> tuple[list[str], set[str]]:
    """Give the headings of the first level, and those beside them that name the site."""
    top = [p for p in page.pieces if p.kind == "heading" and p.level == 1]
    top = [p for p in top if not (_is_logo(p) or is_contents_label(p.text))]
    own = [p.text for p in top if not _SITE_NAME.search(page.names[p.element])]
    texts = [p.text for p in top] or _named_title(page)
    return (own, set(texts) - set(own)) if own else (texts, set())


#: Classes and ids of an article's headline that is no heading, as in themes of blogs.
_TITLE_NAME = lazy(
    r"(?:^|[\s_])(?:post|entry|article|story|news|blog)[-_]?(?:main|header)?[-_]?(?:title|headline)(?![a-z])"
)


def _named_title(page: Page) -> list[str]:
    """Give the headline that only its element's name tells, where the page has no other of that name."""
    called = set(page.called(_TITLE_NAME, ("title", "headline")))
    texts = {p.text for p in page.pieces if p.element in called}
    return list(texts) if len(texts) == 1 else []


def _is_logo(piece: Piece) -> bool:
    """Whether a text is nothing but a link to the site's first page."""
    return any(
        kind == "link" and start == 0 and end == len(piece.text) and href is not None
        and not href.startswith("#")  # which is this page
        and not parts_of(href).path.strip("/") and not parts_of(href).fragment
        for kind, start, end, href in piece.marks
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shown:
    """Where on the page its byline and its date are looked for, as places of pieces."""

    document: Document  # the lines around the title
    around: Sequence[int]  # those lines, and the ones below the text
    below_title: range
    in_thread: range  # in which a thread's first member stands: beside the first post, too
    language: str | None
    locale: str | None  # the language with its country, where the page tells it
    dated: Document  # the lines of `document` without those of which the text tells
    told_of: frozenset[int]  # pieces whose dates are what the text tells of, or a comment's
    read: ReadLine  # remembers: lines are asked about again and again


def _shown(page: Page, head: Head, work: Work) -> _Shown:
    nodes = work.nodes
    is_first = (n.fate is None and len(n.trace.text) > MIN_TEXT for n in nodes)
    first = next((i for i, is_it in enumerate(is_first) if is_it), 0)
    anchor = _anchor(work, first)
    low = max(0, first - ABOVE_TEXT if anchor is None else anchor - ABOVE_TITLE)
    high = min(len(nodes), max(first + BELOW_TEXT, low + ABOVE_TEXT))
    apart = pieces_apart(page, first)
    if anchor is not None:
        apart.update(i for i in range(low, anchor) if _is_teaser(page.pieces[i]))
    zone = [
        i
        for i in range(low, high)
        if i not in apart and i != anchor and "\n" not in nodes[i].trace.text
    ]
    last = max((i for i, n in enumerate(nodes) if n.fate is None), default=high)
    language = work.settings.language or work.fields.get("language")
    title = nodes[anchor].view(work.memos) if anchor is not None else None
    locale = head.locale if head.locale and head.language == language else language
    read = cache(lambda text: read_dates(text, locale))
    look([nodes[i].view(work.memos) for i in zone])  # at all of them in one go
    kept = [i for i, node in enumerate(nodes) if node.fate is None]
    told_of = frozenset(
        dates_told_of(page, kept, read) | apart.intersection(kept) | changed_in(page, read)
    )
    views, dated = (
        tuple([nodes[i].view(work.memos) for i in zone if i not in out]) for out in ((), told_of)
    )
    behind = range(max(high, last), min(len(nodes), last + BEHIND_TEXT))
    return _Shown(
        document=Document(views, language=language, title=title),
        dated=Document(dated, language=language, title=title),
        told_of=told_of,
        read=read,
        around=[i for i in (*range(low, high), *behind) if i not in apart],
        below_title=range(low if anchor is None else anchor + 1, min(high, first + BARE_BELOW)),
        in_thread=range(min(low, max(0, first - ABOVE_POST)), high),
        language=language,
        locale=locale,
    )


def _is_teaser(piece: Piece) -> bool:
    """Whether an item of a list is another article's headline, with its day or author behind it."""
    links = [end - start for kind, start, end, _ in piece.marks if kind == "link"]
    return piece.kind == "list_item" and bool(links) and MIN_LINK <= max(links) < len(piece.text)


def _anchor(work: Work, first: int) -> int | None:
    """Give the place of the title above the text, else of the last heading of the first level."""
    above = list(enumerate(work.nodes[: first + 1]))
    named = [i for i, n in above if n.trace.text == work.fields.get("title")]
    top = [i for i, n in above if n.kind == "heading" and n.level == 1]
    return next(reversed(named or top), None)


def _take_lines(page: Page, work: Work, shown: _Shown) -> None:
    """Take what the cleaners of text find in the lines around the title."""
    if {"authors", "published", "modified"} <= work.fields.keys():
        return
    for find in (find_dates, find_authors):
        for found in find(shown.dated if find is find_dates else shown.document):
            if isinstance(found, Found) and not _is_no_name(found, work, page):
                work.fields.setdefault(found.field, found.value)


_AUTHOR_LINK = lazy(
    r"author|autor|auteur|contributor|people|person|profile|staff|team|writer|/by/|/user|/@|redak",
    re.IGNORECASE,
)


def _is_no_name(found: Found, work: Work, page: Page) -> bool:
    """Whether a "name" is what a button says, a link that leads to no author, or plain words."""
    if found.field != "authors" or found.block is None:
        return False
    at = next(i for i, node in enumerate(work.nodes) if node.block is found.block)
    if page.tags[page.pieces[at].element] in ("button", "nav", "label", "form"):
        return True
    links = [href or "" for kind, _, _, href in work.nodes[at].marks if kind == "link"]
    if says(found.block, "byline"):
        return False
    leads_on = bool(links) and not any(_AUTHOR_LINK.search(href) for href in links)
    return leads_on or says_small("\n".join(piece.text for piece in page.pieces), found.value)


def _take_dates(page: Page, head: Head, work: Work, shown: _Shown) -> None:
    """Take the dates in short lines around the title and at the page's foot, then in labelled ones."""
    read = shown.read
    top = [block.text for block in shown.dated if len(block.text) <= MAX_DATED_LINE]
    foot = [n.trace.text for n in work.nodes[-FOOT:] if len(n.trace.text) <= 2 * MAX_DATED_LINE]
    _fill(work, "published", lambda: _first_date(top, "published", read))
    _fill(work, "modified", lambda: _first_date(foot, "modified", read))
    _fill(work, "modified", lambda: shown_change(page, read))
    told = work.fields.get("published")
    authors = work.fields.get("authors", ())
    if told is None or is_one_stamp(told, work.fields.get("modified")):
        below, names = shown.below_title, () if told else authors
        places = [at for at in shown.around if at not in shown.told_of]
        date = shown_date(page, places, below, names, read)
        if date and (told is None or date.date() < told.date()):
            work.fields["published"] = date
    _fill(work, "published", lambda: only_labelled_date(page, read))
    if not work.fields.get("url"):  # the caller's, where the page names none
        _fill(work, "published", lambda: first_stamp(in_address(work.settings.url), None))
    begun = begun_at(page, read)
    if begun and (is_thread(head) or has_members(page)):
        work.fields["published"] = begun


def _first_date(texts: Iterable[str], field: str, read: ReadLine) -> Any:
    lines = (read(text) for text in texts if not is_member_since(text))
    return next(filter(None, (getattr(line, field) for line in lines if line is not None)), None)


def _signatures(page: Page, head: Head, work: Work, shown: _Shown) -> tuple[str, ...]:
    """Give who signs a page on which no person was found, the surest sign first.

    What looks like a byline on a page without a date may be a menu's.
    """
    in_thread = is_thread(head) or bool(head.posters)
    in_thread |= has_members(page) and not is_subject_told(head)
    is_dated = not {"published", "modified"}.isdisjoint(work.fields)
    is_dated |= head.meta("og:type") == "article"
    places, language = shown.around, shown.language
    if in_thread and is_overview(page, work.fields.get("url") or work.settings.url):
        return told_pen_names(head)
    if in_thread:
        posters = tuple(filter(is_signature, head.posters[:1]))
        names = starter(page) or told_pen_names(head, in_thread=True)
        names = names or posters or member(page, shown.in_thread)
    else:
        names = told_pen_names(head)
    if not names and is_dated and not in_thread:
        names = named_authors(page, places, language)
        names = names or bare_names(page, shown.below_title, language)
    if not names and not (is_thread(head) or head.posters):
        names = labelled_names(page, places, language) or linked_signature(page, places)
    if not names:
        names = signature(shown.document, language)
        house = letters(work.fields.get("site", ""))
        names = names if is_dated or (house and house in letters("".join(names))) else ()
    return names or told_agencies(head) or _owner(work)


def _owner(work: Work) -> tuple[str, ...]:
    """Give the person that a site is called after, where its text says "I" again and again.

    Names of papers and shops look the same: the page says their words in small letters, too.
    """
    site = work.fields.get("site", "")
    names = parse_names(site) if len(site.split()) == OWNER_WORDS else ()
    if not names or "published" not in work.fields:
        return ()
    text = " ".join(node.trace.text for node in work.live())
    personal = len(_FIRST_PERSON.findall(text)) >= MIN_FIRST_PERSON
    said_small = any(
        re.search(rf"\b{re.escape(word)}\b", node.trace.text)
        for word in site.lower().split()
        for node in work.nodes
    )
    return names if personal and names == (site,) and not said_small else ()


#: Words of a person's name, those of who writes about themselves, and how often a text has them
#: that one person wrote.
OWNER_WORDS = 2
_FIRST_PERSON = lazy(
    r"\b(?:I|I['’](?:m|ve|d|ll)|my|My|ich|mein|meine|je|j['’]ai|mon|mes|yo|mis|jag|jeg)\b"
)
MIN_FIRST_PERSON = 8
