"""The site's name and the page's address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...patterns import lazy
from ...reading.head import Head, types_of
from ...shapes import claims_copyright
from .title_parts import MAX_SITE_WORDS, SEPARATOR, site_in_brackets
from .values import letters, names_of, one_line, parts_of, path_of, reference_of, text_of

__all__ = ["find_address", "find_site"]

#: Characters from which on a heading is told from a part of a title.
MIN_HEADING = 8
#: What parts the headline from what stands behind it in a title, and before it.
_BEHIND = lazy(r"\s+(?:[–—·•»«/-]|//)\s+|\s?(?:::|[|:])\s+|\s?｜\s?")
_BEFORE = lazy(r"(?:\s(?:[–—·•»«/-]|//)\s|\s?(?:::|[|｜:])\s)$")


def find_address(head: Head, thing: Mapping[str, Any]) -> str | None:
    """Give the address that the page names as its own."""
    told = (
        head.links.get("canonical"),
        head.meta("og:url"),
        text_of(thing.get("url")),
        reference_of(thing.get("mainEntityOfPage")),
    )
    urls = [url for url in told if url and url.startswith(("http://", "https://"))]
    if len(urls) > 1 and not path_of(urls[0]) and path_of(urls[1]) and _is_within(urls[1], urls[0]):
        return urls[1]  # a canonical address that is the first page's on every page
    return next(iter(urls), None)


def _is_within(url: str, home: str) -> bool:
    """Whether an address is of the same host as another."""
    return parts_of(url).hostname == parts_of(home).hostname


def find_site(
    head: Head,
    thing: Mapping[str, Any],
    headings: Sequence[str],
    lines: Sequence[str],
    logos: Sequence[str] = (),
    foot: Sequence[str] = (),
) -> str | None:
    """Give the site's name: its own word for it, the publisher, or a part of the `<title>`.

    `logos` are the texts that link to the site's first page, `foot` its last lines. What any site may be
    called ("Official Website") only where there is nothing else.
    """
    first = None
    for site in _told_sites(head, thing, headings, lines, logos, foot):
        name = _DATED.sub("", one_line(site or ""))
        if name and not _ANY_SITE.fullmatch(name):
            return name
        first = first or name or None
    return first


def _told_sites(
    head: Head,
    thing: Mapping[str, Any],
    headings: Sequence[str],
    lines: Sequence[str],
    logos: Sequence[str],
    foot: Sequence[str],
) -> Iterator[str | None]:
    """Give what names the site, the surest first."""
    yield head.meta("og:site_name")
    yield _publisher(head, thing)
    yield _website(head)
    yield head.publisher
    yield head.meta("dc.publisher", "dcterms.publisher")
    yield head.meta("application-name", "apple-mobile-web-app-title")
    yield _linked_part(head.title, logos)
    yield _owner(head.title, foot)
    yield _in_brackets(head.title, [*headings, *lines])
    yield _beside_title(head.title, headings, lines)
    yield _beside_title(one_line(head.meta("og:title") or ""), headings, lines)


#: The day that an agency's titles have behind its name.
_DATED = lazy(r",\s\d{1,2}\.\d{1,2}\.\d{4}$")
#: What templates and owners call a site that has a name of its own elsewhere.
_ANY_SITE = lazy(
    r"(?i)(?:(?:the |our )?(?:official )?(?:web ?site|web ?page|home ?page|site|portal)|my (?:web ?site|site|blog)"
    r"|site officiel|site web|(?:sitio|página) (?:web )?oficial|sitio web|página (?:web|inicial|principal)"
    r"|sito (?:web )?ufficiale|sito web|offizielle (?:webseite|website|homepage)|webseite|startseite"
    r"|offici[eë]le website|site oficial|oficjalna strona|strona główna|официальный сайт|resmi (?:web )?sitesi"
    r"|公式サイト|オフィシャルサイト|官方网站|官網|공식 ?홈페이지|공식 ?사이트)"
)


def _publisher(head: Head, thing: Mapping[str, Any]) -> str | None:
    publisher = thing.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    names = names_of(head, publisher) if publisher else []
    return names[0] if names else None


def _website(head: Head) -> str | None:
    sites = (t for t in head.objects if "website" in types_of(t) and t.get("name"))
    return next((text_of(site.get("name")) for site in sites), None)


def _linked_part(whole: str, logos: Sequence[str]) -> str | None:
    """Give the part of the page's title in its head that links to the site's first page."""
    parts = {letters(part) for part in SEPARATOR.split(whole)} if logos else ()
    return next((logo for logo in logos if letters(logo) in parts), None)


#: Fewest letters of a name that is looked for in a copyright line.
MIN_OWNER = 4


def _owner(whole: str, foot: Sequence[str]) -> str | None:
    """Give the last or the first part of the page's title, if a copyright line at its end has that name."""
    parts = SEPARATOR.split(whole)
    if len(parts) < 2:
        return None
    owned = [_spaced_words(line) for line in foot if claims_copyright(line)]
    for part in (parts[-1], parts[0]):
        name = _spaced_words(part)
        if len(letters(part)) >= MIN_OWNER and any(name in line for line in owned):
            return str(part)
    return None


_WORDS = lazy(r"\w+")


def _spaced_words(text: str) -> str:
    """Give the words of a text with a space before and behind each, so that one is found whole."""
    return f" {' '.join(_WORDS.findall(text))} ".casefold()


def _in_brackets(whole: str, lines: Sequence[str]) -> str | None:
    """Give what a title has in brackets at its end, as DokuWiki has the wiki's name, where the page says it."""
    site = site_in_brackets(whole)
    return site if site and letters(site) in map(letters, lines) else None


def _beside_title(whole: str, headings: Sequence[str], lines: Sequence[str]) -> str | None:
    """Give the site's name as the page's title in its head has it, behind or before what it shows.

    A heading is the better sign: a line may say the site's name, and what stands beside it in the
    title is then the headline.
    """
    titled, shown = set(map(letters, headings)), list(map(letters, lines))
    orders = []
    if len(parts := SEPARATOR.split(whole)) == 2:
        orders = [(parts[0], parts[1]), (parts[1], parts[0])]
        if letters(parts[0]) in titled:
            return str(parts[1])
        if letters(parts[1]) in titled and _stands_above(
            letters(parts[0]), letters(parts[1]), shown
        ):
            return str(parts[0])
    elif len(parts := whole.split(": ")) == 2:
        orders = [(parts[1], parts[0])]
    for title, site in orders:
        is_short = len(site.split()) <= max(len(title.split()), MAX_SITE_WORDS)
        if is_short and letters(title) in (*titled, *shown):
            return str(site)
    return _around_heading(whole, headings)


def _stands_above(name: str, heading: str, shown: Sequence[str]) -> bool:
    """Whether the one is shown above the other, as a site's name is above the headline."""
    return name in shown and heading in shown and shown.index(name) < shown.index(heading)


def _around_heading(title: str, headings: Sequence[str]) -> str | None:
    """Give the outermost part of a title that has a heading at its end or its beginning.

    Leaves one that is longer than the heading: that may be the site's name.

    >>> _around_heading("Harbour Post - Boats - A ferry: idle", ["A ferry: idle"])
    'Harbour Post'
    >>> _around_heading("A ferry: idle: Harbour Post", ["A ferry: idle"])
    'Harbour Post'
    """
    for heading in filter(lambda text: len(text) >= MIN_HEADING, headings):
        if title.startswith(heading) and (edge := _BEHIND.match(title, len(heading))):
            site = SEPARATOR.split(title[edge.end() :])[-1]
        elif title.endswith(heading) and (edge := _BEFORE.search(title[: -len(heading)])):
            site = SEPARATOR.split(title[: edge.start()])[0]
        else:
            continue
        if 0 < len(site.split()) <= MAX_SITE_WORDS and len(site) < len(heading):
            return str(site).strip()
    return None
