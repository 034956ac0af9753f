"""What titles are made of beside the headline: the site's name, a section, a label, a date."""

from __future__ import annotations

from collections.abc import Sequence

from ...patterns import lazy
from ...reading.head import Head
from ...vocabulary import match
from .values import letters, parts_of, path_of

__all__ = [
    "MAX_SITE_WORDS", "SEPARATOR", "has_around", "has_label", "is_root", "site_in_brackets",
    "sites_of", "title_parts", "whole_names", "without_end", "without_named_site", "without_section",
    "without_site",
]  # fmt: skip

SEPARATOR = lazy(r"\s+(?:[–—·•»«/]|//|-|::|>)\s+|\s*[|｜ㅣ]\s*|:\s+(?=[^\s:]{3,30}$)")
#: What headings have before the headline: a date, a label with its colon or an element of its own.
_PREFIX = lazy(
    r"(?:[^\W\d_]{2,12}:|.{2,25}\xa0"
    r"|(?:[^\W\d_]{3,12}\.? \d{1,2},?|\d{1,2}\.? [^\W\d_]{3,12},?) \d{4}|\d{4}([-/.])\d\d\1\d\d)\s*"
)
#: What stands behind it: the address it links to, the number of comments.
_BEHIND_HEADLINE = lazy(r"\s*(?:\([^\s()]{2,60}\.[a-z]{2,8}\))?\s*\d{0,6}")
#: What ends a title without white space before it, and may part a section from it.
_LAST = lazy(r"\s?[-–—|｜]\s?([^-–—|｜]{2,24})$")
_HOST = lazy(r"(?:[\w-]+\.)+(?:com|org|net|info|[a-z]{2})")
#: Most words of a site's name.
MAX_SITE_WORDS = 4


def is_root(head: Head) -> bool:
    """Whether the page is the site's first one, which may well be called like the site."""
    return bool(head.address) and not path_of(head.address)


def sites_of(head: Head, site: str | None) -> frozenset[str]:
    """Give the names by which the site may call itself, folded: its own and its address's."""
    urls = (head.links.get("canonical"), head.meta("og:url"))
    hosts = [(parts_of(url).hostname or "").removeprefix("www.") for url in urls if url]
    names = {site or "", *hosts, *(part for host in hosts for part in host.split(".")[:-1])}
    return frozenset(map(letters, names)) - {"", "www"}


def whole_names(names: Sequence[str]) -> list[str]:
    """Leave out names that another has in full: cut at some length, or with dots at the end."""

    def is_cut(name: str) -> bool:
        start = name.removesuffix("…").removesuffix("...").rstrip()
        if len(start) < 20:
            return False
        longer = [o for o in names if len(o) > len(name) and o.startswith(start)]
        return any(
            start != name or o[len(start)].isalnum() or not _is_parted(o, start) for o in longer
        )

    return [name for name in names if not is_cut(name)]


def _is_parted(name: str, start: str) -> bool:
    """Whether a name goes on with a mark behind its start, as before the name of a site."""
    return bool(SEPARATOR.match(name, len(start))) or not name[len(start) :].strip()[:1].isalnum()


def title_parts(name: str) -> list[str]:
    """Give the parts of a title, but not a short last one, which the site's name is likely to be.

    >>> title_parts("No ferry sails for weeks - Harbour Post"), title_parts("Knots - Ropes")
    (['No ferry sails for weeks'], ['Knots', 'Ropes'])
    """
    parts = SEPARATOR.split(name)
    if len(parts) > 1:
        first, last = parts[0].split(), parts[-1].split()
        if len(last) <= MAX_SITE_WORDS <= len(first):
            parts.pop()
    return parts


def has_label(heading: str, headline: str, names: Sequence[str]) -> bool:
    """Whether a heading is the headline with a label before it, which other names set apart.

    >>> has_label("News Ferries idle", "Ferries idle", ["News - Ferries idle"])
    True
    """
    label = heading[: -len(headline)].rstrip()
    return (
        bool(label)
        and heading.endswith(headline)
        and any(letters(SEPARATOR.split(n)[0]) == letters(label) for n in names if n != heading)
    )


def has_around(heading: str, name: str) -> bool:
    """Whether a heading is a name with a date or label before it, or an address behind it."""
    at = heading.find(name)
    before, behind = heading[: max(at, 0)], heading[at + len(name) :]
    return at >= 0 and (
        (not behind and _PREFIX.fullmatch(before) is not None)
        or (not before and _BEHIND_HEADLINE.fullmatch(behind) is not None)
    )


def without_section(title: str) -> str:
    """Take a section's name off the end of a title: "Ferries idle for weeks | Opinion"."""
    found = _LAST.search(title)
    if found and (len(title[: found.start()].split()) > 3 or not title.isascii()):
        parted = found[0][0].isspace() or not title.isascii()
        if parted and found.start() > 10 and _is_section(found[1]):
            return title[: found.start()]
    return title


def _is_section(text: str) -> bool:
    """Whether a part of a title is what sites call a section: "Opinion"."""
    return any(found.family == "section" and found.how == "line" for found in match(text))


def without_end(heading: str, sites: frozenset[str]) -> str:
    """Take the site's name off the end of a heading, where it is exactly that, or a section's."""
    if "|" in heading:
        heading = without_section(heading)
    parts = SEPARATOR.split(heading)
    if len(parts) > 1 and letters(parts[-1]) in sites:
        return heading[: heading.rfind(parts[-1])].rstrip(" |–—·•»«/-:") or heading
    return heading


_IN_BRACKETS = lazy(r"\s+\[([^\[\]]{2,60})\]$")


def site_in_brackets(title: str) -> str:
    """Give what a title has in brackets at its end.

    >>> site_in_brackets("ferry_fares [Harbour Wiki]"), site_in_brackets("Ferry fares")
    ('Harbour Wiki', '')
    """
    found = _IN_BRACKETS.search(title)
    return found[1] if found else ""


#: What parts a site's name from the headline before it, and from the one behind it.
_BEFORE_SITE = lazy(r"\s*(?:[-–—|｜:：~_/·•«»>]|::)\s*$")
#: A colon stands there only in scripts that set it wide: "Figma: a tool to draw with" is all one name.
_BEHIND_SITE = lazy(r"(?:\s*[|｜：~_·•»]|\s[-–—/])\s*(?=[^\W_a-z])")
#: Letters of the shortest headline, and of a site's name, that are told apart so.
MIN_HEADLINE, MIN_NAMED_SITE = 10, 3


def without_named_site(title: str, site: str) -> str:
    """Take the site's name, as the page gives it, off either end of a title, whatever mark parts the two.

    >>> without_named_site("Ferries idle for weeks_Harbour Post", "Harbour Post")
    'Ferries idle for weeks'
    >>> without_named_site("Harbour Post | Ferries idle for weeks", "Harbour Post")
    'Ferries idle for weeks'
    >>> without_named_site("The history of the Harbour Post", "Harbour Post")
    'The history of the Harbour Post'
    """
    if len(site) < MIN_NAMED_SITE or site not in title:
        return title
    bare = title
    if title.endswith(f"({site})"):
        bare = title.removesuffix(f"({site})").rstrip()
    elif title.endswith(site):
        found = _BEFORE_SITE.search(title, 0, len(title) - len(site))
        bare = title[: found.start()] if found else title
    elif title.startswith(site):
        found = _BEHIND_SITE.match(title, len(site))
        bare = title[found.end() :] if found else title
    return bare if len(letters(bare)) >= MIN_HEADLINE else title


def without_site(title: str, sites: frozenset[str]) -> str:
    """Take the site's name off either end of a title, and a section behind a bar."""
    if letters(site_in_brackets(title)) in sites:
        return _IN_BRACKETS.sub("", title) or title
    parts = SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    at = title.rfind(parts[-1])
    section = "|" in title[:at] and len(parts[-1].split()) <= 4 and len(title[:at].split()) >= 4
    if section or _names_site(parts[-1], sites):
        return SEPARATOR.sub(lambda m: m[0] if m.end() < at else "", title[:at]).strip() or title
    if _names_site(parts[0], sites):
        return title[len(parts[0]) :].lstrip(" |–—·•»«/->:") or title
    return title


def _names_site(part: str, sites: frozenset[str]) -> bool:
    """Whether a part of a title is one of the site's names, has one in it, or is an address."""
    own = letters(part)
    if own in sites or _HOST.fullmatch(part.lower()):
        return True
    return len(own) > 3 and any(len(site) > 3 and (site in own or own in site) for site in sites)
