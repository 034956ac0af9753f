"""What a page of HTML says of its article: each field from the best source that has it.

Structured data (JSON-LD) comes first, then microdata, meta tags (Open Graph, Dublin Core and what
publishing systems write), then what the page shows. Sources: https://schema.org/Article,
https://ogp.me, https://www.dublincore.org, the HTML specification.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..reading.head import Head, types_of
from ..vocabulary import match
from .authors import parse_names
from .dates import parse_date

__all__ = [
    "agencies", "article_object", "card_name", "find_metadata", "headline", "is_pen_name",
    "is_thread", "names_in", "pen_names",
]  # fmt: skip

_ARTICLES = ("article", "posting", "review", "recipe", "report", "howto", "podcastepisode")
_OTHERS = frozenset(
    {
        "product", "qapage", "discussionforumposting", "webpage", "faqpage", "course", "event",
        "softwareapplication", "videoobject", "itempage", "aboutpage", "medicalwebpage",
    }
)  # fmt: skip


def find_metadata(head: Head, headings: Sequence[str], lines: Sequence[str] = ()) -> dict[str, Any]:
    """Give the fields that the page's head tells.

    `headings` are the texts of its `<h1>`, `lines` short lines of its first part: one of them
    may be the headline of a page without such a heading.
    """
    thing = article_object(head)
    language = head.language
    url = _address(head, thing)
    site = _site(head, thing, headings, lines)
    published, modified = _dates(head, thing, head.locale or language, url)
    found: dict[str, Any] = {
        "title": headline(head, thing, headings, lines, site),
        "authors": _authors(head, thing, language, site),
        "published": published,
        "modified": modified,
        "site": site,
        "url": url,
        "language": language or _text(thing.get("inLanguage")),
        "description": _without_tags(
            head.meta("og:description", "description", "twitter:description")
            or _text(thing.get("description"))
            or ""
        ),
        "image": _image(head, thing, url),
        "tags": _tags(head, thing),
        "breadcrumbs": _breadcrumbs(head, thing),
    }
    found["breadcrumbs"] = _above(found["breadcrumbs"], [found["title"], head.meta("og:title")])
    if found["language"]:
        found["language"] = re.split("[-_]", found["language"])[0].lower()
    return {name: value for name, value in found.items() if value}


def article_object(head: Head) -> Mapping[str, Any]:
    """Give the object of the structured data that is the page's own subject, or an empty one.

    An article comes before another kind of page, one that names this page's address or title
    before others, an earlier one before a later one.
    """
    canonical = _path(head.links.get("canonical") or head.meta("og:url") or "")
    titles = {_fold(t) for t in (head.meta("og:title"), head.title) if t}
    best: Mapping[str, Any] = {}
    best_score = 0.0
    for thing in head.objects:
        kinds = types_of(thing)
        score = 0.0
        if any(kind.endswith(_ARTICLES) for kind in kinds):
            score = 4.0
        elif kinds & _OTHERS:
            score = 1.0
        if not score:
            continue
        named = _fold(_text(thing.get("headline")) or _text(thing.get("name")) or "")
        if named and any(named in title or title in named for title in titles):
            score += 2.0
        own = _text(thing.get("url")) or _reference(thing.get("mainEntityOfPage"))
        if canonical and own and _path(own) == canonical:
            score += 1.0
        score += 0.5 * ("datePublished" in thing) + 0.5 * ("author" in thing)
        if score > best_score:
            best, best_score = thing, score
    return best


# ---------------------------------------------------------------- the title

_SEPARATOR = re.compile(r"\s+(?:[–—·•»«/]|-|::|>)\s+|\s*[|｜ㅣ]\s*|:\s+(?=[^\s:]{3,30}$)")
_FOLD = re.compile(r"[\W_]+")
#: What headings have before the headline: a date, a label with its colon or an element of its own.
_PREFIX = re.compile(
    r"(?:[^\W\d_]{2,12}:|.{2,25}\xa0"
    r"|(?:[^\W\d_]{3,12}\.? \d{1,2},?|\d{1,2}\.? [^\W\d_]{3,12},?) \d{4}|\d{4}([-/.])\d\d\1\d\d)\s*"
)
#: What stands behind it: the address it links to, the number of comments.
_BEHIND_HEADLINE = re.compile(r"\s*(?:\([^\s()]{2,60}\.[a-z]{2,8}\))?\s*\d{0,6}")
#: What ends a title without white space before it, and may part a section from it.
_LAST = re.compile(r"\s?[-–—|｜]\s?([^-–—|｜]{2,24})$")
_HOST = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|info|[a-z]{2})")
#: Most words of a site's name, and characters of a headline.
MAX_SITE_WORDS, MAX_HEADLINE = 4, 300


def headline(
    head: Head,
    thing: Mapping[str, Any],
    headings: Sequence[str],
    lines: Sequence[str] = (),
    site: str | None = None,
) -> str | None:
    """Give the headline as the page shows it, without the site's name.

    A heading that the structured data or the meta tags repeat is the headline; else their own,
    with the site's name taken off; else the only heading, or the line that ends the title.
    """
    stated, shared = _text(thing.get("headline")), head.meta("og:title")
    named = [
        stated,
        shared,
        head.meta("twitter:title"),
        head.meta("title", "dc.title", "citation_title", "parsely-title", "sailthru.title"),
        _text(thing.get("name")),
        head.title,
    ]
    names = [_clean(name) for name in named if name and not _is_home(name)]
    names = _whole([name for name in names if len(name) <= MAX_HEADLINE])
    sites = _sites(head, site)
    alone = len(headings) == 1
    if not _is_root(head) and any(_fold(name) not in sites for name in names):
        names = [name for name in names if _fold(name) not in sites]
        headings = [heading for heading in headings if _fold(heading) not in sites]
    headings = [heading for heading in headings if not _is_home(heading)]
    agreed = _clean(stated) if stated and shared and _fold(stated) == _fold(shared) else ""
    for heading in headings:
        own = _fold(heading)
        if own and any(own == _fold(name) for name in names):
            in_thread = types_of(thing) & _THREADS
            if in_thread and stated and _has_label(heading, _clean(stated), names):
                return _clean(stated)
            return _agreed(heading, agreed) or _without_end(heading, sites)
    if agreed and (found := next(filter(None, (_agreed(h, agreed) for h in headings)), None)):
        return found
    stripped = [_without_section(_without_site(name, sites)) for name in names]
    stripped = [name for name in stripped if not _is_home(name)]
    parts = {_fold(part) for name in names for part in _parts(name)} - sites
    ends = {_fold(_SEPARATOR.split(name)[-1]) for name in names} - parts
    for heading in headings:
        if len(own := _fold(heading)) > 3 and own in parts:
            return heading
    for heading in headings:
        own = _fold(heading)
        if len(own) > 3 and any(own == _fold(name) for name in stripped):
            return heading
    for heading in headings:
        for name in stripped:
            if len(name) > 12 and _has_around(_clean(heading), name):
                return name
    for heading in headings:
        own = _fold(heading)
        if len(own) > 12 and any(
            _fold(name).startswith(own) and 2 * len(own) > len(_fold(name)) for name in names
        ):
            return heading
    if alone and headings and len(own := _fold(headings[0])) > 3 and own not in ends:
        # Before a colon may stand the site's name, where no other is known.
        named_so = not site and any(
            n.startswith(f"{headings[0]}: ") and 2 * len(own) < len(_fold(n)) for n in names
        )
        if _is_told_of(headings[0], names) and not named_so:
            return headings[0]
    for line in lines:
        own = _fold(line)
        if len(own) > 12 and any(
            name.endswith(f": {line}") and 2 * len(own) > len(_fold(name)) for name in names
        ):
            return line
    if stripped:
        return stripped[0]
    return headings[0] if headings else None


def _has_label(heading: str, stated: str, names: Sequence[str]) -> bool:
    """Whether a heading is the headline with a label before it, which other names set apart.

    >>> _has_label("News Ferries idle", "Ferries idle", ["News - Ferries idle"])
    True
    """
    label = heading[: -len(stated)].rstrip()
    return (
        bool(label)
        and heading.endswith(stated)
        and any(_fold(_SEPARATOR.split(n)[0]) == _fold(label) for n in names if n != heading)
    )


def _has_around(heading: str, name: str) -> bool:
    """Whether a heading is a name with a date or label before it, or an address behind it."""
    at = heading.find(name)
    before, behind = heading[: max(at, 0)], heading[at + len(name) :]
    return at >= 0 and (
        (not behind and _PREFIX.fullmatch(before) is not None)
        or (not before and _BEHIND_HEADLINE.fullmatch(behind) is not None)
    )


def _whole(names: Sequence[str]) -> list[str]:
    """Leave out names that another has in full: cut at some length, or with dots at the end."""

    def is_cut(name: str) -> bool:
        start = name.removesuffix("…").removesuffix("...").rstrip()
        if len(start) < 20:
            return False
        longer = [o for o in names if len(o) > len(name) and o.startswith(start)]
        return any(
            start != name or o[len(start)].isalnum() or not _parted(o, start) for o in longer
        )

    return [name for name in names if not is_cut(name)]


def _parted(name: str, start: str) -> bool:
    """Whether a name goes on with a mark behind its start, as before the name of a site."""
    return bool(_SEPARATOR.match(name, len(start))) or not name[len(start) :].strip()[:1].isalnum()


def _agreed(heading: str, agreed: str) -> str | None:
    """Give the headline that two sources agree on, where it is the heading and a bit more or less.

    >>> _agreed("Ferries idle", "Strike: Ferries idle"), _agreed("Trade Ferries idle", "Ferries idle")
    ('Strike: Ferries idle', 'Ferries idle')
    """
    longer, shorter = sorted((agreed, heading), key=len, reverse=True)
    ends = longer.endswith(shorter) and not longer[-len(shorter) - 1 :][:1].isalnum()
    return agreed if agreed and ends and 3 * len(shorter) >= len(longer) else None


def _parts(name: str) -> list[str]:
    """Give the parts of a title, but not a short last one, which the site's name is likely to be."""
    parts = _SEPARATOR.split(name)
    if len(parts) > 1:
        first, last = parts[0].split(), parts[-1].split()
        if len(last) <= MAX_SITE_WORDS <= len(first):
            parts.pop()
    return parts


def _is_told_of(heading: str, names: Sequence[str]) -> bool:
    """Whether a page's only heading may be its headline.

    A name has half its words, it has all of a name's, or none has any.
    """
    words = set(_WORDS.findall(heading.casefold()))
    known = [set(_WORDS.findall(name.casefold())) for name in names]
    told = [len(words & name) for name in known]
    if not names or max(told) >= 0.5 * len(words) or any(len(n) > 1 and n <= words for n in known):
        return True
    return len(names) == 1 and not any(told) and len(words) >= MAX_SITE_WORDS


#: Words, the one-letter ones of scripts with letters aside.
_WORDS = re.compile(r"[^\W_]{2,}|[\u3041-\u9fff\uac00-\ud7a3]|\d")


def _is_home(text: str) -> bool:
    """Whether a "title" is what sites call their first page."""
    return any(found.family == "home" for found in match(text))


def _sites(head: Head, site: str | None) -> frozenset[str]:
    """Give the names by which the site may call itself, folded: its own and its address's."""
    urls = (head.links.get("canonical"), head.meta("og:url"))
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in urls if url]
    names = {site or "", *hosts, *(part for host in hosts for part in host.split(".")[:-1])}
    return frozenset(map(_fold, names)) - {"", "www"}


def _is_root(head: Head) -> bool:
    """Whether the page is the site's first one, which may well be called like the site."""
    url = head.links.get("canonical") or head.meta("og:url")
    return bool(url) and not _path(str(url))


def _is_section(text: str) -> bool:
    """Whether a part of a title is what sites call a section: "Opinion"."""
    return any(found.family == "section" and found.how == "line" for found in match(text))


def _without_section(title: str) -> str:
    """Take a section's name off the end of a title: "Ferries idle for weeks | Opinion"."""
    found = _LAST.search(title)
    if found and (len(title[: found.start()].split()) > 3 or not title.isascii()):
        parted = found[0][0].isspace() or not title.isascii()
        if parted and found.start() > 10 and _is_section(found[1]):
            return title[: found.start()]
    return title


def _without_end(heading: str, sites: frozenset[str]) -> str:
    """Take the site's name off the end of a heading, where it is exactly that, or a section's."""
    if "|" in heading:
        heading = _without_section(heading)
    parts = _SEPARATOR.split(heading)
    if len(parts) > 1 and _fold(parts[-1]) in sites:
        return heading[: heading.rfind(parts[-1])].rstrip(" |–—·•»«/-:") or heading
    return heading


def _without_site(title: str, sites: frozenset[str]) -> str:
    """Take the site's name off either end of a title, and a section behind a bar."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title

    def is_site(part: str) -> bool:
        own = _fold(part)
        return (
            own in sites
            or _HOST.fullmatch(part.lower()) is not None
            or any(
                len(name) > 3 and (name in own or own in name) and len(own) > 3 for name in sites
            )
        )

    at = title.rfind(parts[-1])
    section = "|" in title[:at] and len(parts[-1].split()) <= 4 and len(title[:at].split()) >= 4
    if section or is_site(parts[-1]):
        return _SEPARATOR.sub(lambda m: m[0] if m.end() < at else "", title[:at]).strip() or title
    if is_site(parts[0]):
        return title[len(parts[0]) :].lstrip(" |–—·•»«/->:") or title
    return title


# ---------------------------------------------------------------- people

_BY = re.compile(
    r"^(?:(?:posted |written |published |created )?by|von|par|por|di|da|door|av|af)\s*:?\s+",
    re.IGNORECASE,
)
_AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author",
    "citation_author", "citation_authors", "byl", "cxenseparse:author", "og:author", "articleauthor",
    "article_author", "article.author", "author_name", "article:byline", "dcsext.author",
)  # fmt: skip
#: Kinds of page whose author is who began them, under whatever name.
_THREADS = frozenset({"discussionforumposting", "qapage", "question"})
#: What systems write where nobody is named.
_NOBODY = frozenset(
    "admin administrator administrador adminn webmaster editor editors redaktion redaction redacción "
    "staff wpadmin wordpress user root superuser guest author autor anonymous unknown none name "
    "sponsored nachrichten noticias select page undefined null".split()
)
#: Words of a team's name that tell nothing of whose team it is.
_ANY_TEAM = frozenset(
    "the our team editorial marketing content social media web news blog contributor".split()
)
#: Metas that put a person's last name first.
_LAST_FIRST = frozenset(("citation_author", "citation_authors", "dc.creator", "dcterms.creator"))


def _authors(
    head: Head, thing: Mapping[str, Any], language: str | None, site: str | None
) -> tuple[str, ...]:
    """Give the people that the best source names; an agency or a house only where nobody is."""
    houses = {_fold(name) for name in (*_houses(head, thing), site or "")}
    in_thread = bool(types_of(thing) & _THREADS)
    sources = (
        [
            name
            for name in _people(head, thing.get("author")) or _people(head, thing.get("creator"))
            if _fold(name) not in houses
        ],
        [] if in_thread else head.people,
        [
            _first_last(value) if name in _LAST_FIRST else value
            for name in _AUTHOR_METAS
            for value in head.metas.get(name, ())
        ],
    )
    for source in sources:
        names = [name for one in source for name in names_in(one, language)]
        if names:
            others = [name for name in names if _fold(name) not in houses]
            return tuple(dict.fromkeys(others or names))
        if in_thread and (pen_names := agencies(head)):
            return pen_names
    return ()


_ONE_COMMA = re.compile(r"([^,;]+),\s*([^,;]+)")


def _first_last(name: str) -> str:
    """Put a first name first: libraries and journals write "Roe, Jane".

    >>> _first_last("van der Berg, J. K."), _first_last("Jane Roe, Ola Berg")
    ('J. K. van der Berg', 'Jane Roe, Ola Berg')
    """
    found = _ONE_COMMA.fullmatch(name.strip())
    if found is None:
        return name
    last, first = found[1].strip(), found[2].strip()
    capitals = [word for word in last.split() if word[:1].isupper()]
    is_first = len(capitals) == 1 or all(len(word.strip(".")) == 1 for word in first.split())
    return f"{first} {last}" if is_first and len(first.split()) <= 3 else name


def _houses(head: Head, thing: Mapping[str, Any]) -> Iterator[str]:
    """Give the names that structured data gives to organisations."""
    yield from _people(head, thing.get("publisher"))
    for other in head.objects:
        kinds = types_of(other)
        if (
            any("organization" in kind or kind == "website" for kind in kinds)
            and "person" not in kinds
        ):
            yield from _people(head, other.get("name"))


def agencies(head: Head) -> tuple[str, ...]:
    """Give what stands for an author where no person is named: an agency, a house, a pen name."""
    thing = article_object(head)
    return _first_signed(
        [*_people(head, thing.get("author")), *head.metas.get("author", ()), *_signed(head)]
    )


def pen_names(head: Head, *, in_thread: bool = False) -> tuple[str, ...]:
    """Give the one name, no person's and no house's, that signs: `boatswain`, `Ferry Team`."""
    thing = article_object(head)
    houses = {_fold(name) for name in _houses(head, thing)}
    begun = next((t["author"] for t in head.objects if _begins_thread(t)), None)
    signed = [part for one in _signed(head) for part in _card_parts(one)[:1]] if in_thread else []
    told = (
        *_people(head, thing.get("author")),
        *_people(head, begun),
        *head.metas.get("author", ()),
    )
    return _first_signed(name for name in (*told, *signed) if _fold(name) not in houses)


def _signed(head: Head) -> list[str]:
    """Give the text of the first byline, where it is nothing but a name or a user's card."""
    if "product" in types_of(article_object(head)):
        return []
    return [one for one in head.people[:1] if "|" in one or _PEN_NAME.fullmatch(one)]


def _first_signed(names: Iterable[str]) -> tuple[str, ...]:
    for one in names:
        name = _BY.sub("", _clean(one))
        if is_pen_name(name) and "|" not in name:
            return (name,)
    return ()


_NO_NAME_PART = re.compile(
    r"(?i)(?:off|on)line|(?:post(?:ed)?|written|started)?(?: ?by)?:?|via|op|reply|re|#?\d+|.*\d{4}.*|.|.*\bago"
)


def _card_parts(text: str) -> list[str]:
    """Give the parts of a user's card that may be the name."""
    return [part for part in text.split(" | ") if not _NO_NAME_PART.fullmatch(part)]


def is_pen_name(text: str) -> bool:
    """Whether a text may sign an article: no address, nobody's name, and no team of nowhere."""
    words = text.casefold().split()
    return (
        _is_name_like(text)
        and len(words) <= MAX_PEN_NAME_WORDS
        and _NOBODY.isdisjoint(words)
        and not _ANY_TEAM.issuperset(words)
        and not (len(words) > 1 and _GLUED.search(text))
        and words[-1] not in ("ago", "by")
    )


#: Most words of a house's name, and two things run together: "Jane RoeNovember", "Jane Roe11 hours".
MAX_PEN_NAME_WORDS = 7
_GLUED = re.compile(
    r"[^\W\d_A-Z](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Updat|Publish|Founder|Editor|Staff|Senior)"
    r"|[^\W\d_]\d"
)


def is_thread(head: Head) -> bool:
    """Whether the page says that it is a thread of a forum."""
    return any(types_of(thing) & _THREADS for thing in head.objects)


def _begins_thread(thing: Mapping[str, Any]) -> bool:
    return "author" in thing and bool(types_of(thing) & _THREADS)


#: A name of three words at most, and no date or label.
_PEN_NAME = re.compile(r"[^\W\d_][\w.'’-]{1,24}(?: [\w.'’()-]{1,20}){0,2}")


def _people(head: Head, value: Any) -> list[str]:
    """Give the names in an author of the structured data: text, an object, a reference, a list."""
    if isinstance(value, list):
        return [name for one in value for name in _people(head, one)]
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        name = value.get("name")
        if name is None and "@id" in value:
            wanted = value["@id"]
            for thing in head.objects:
                if thing.get("@id") == wanted and "name" in thing and "author" not in thing:
                    return _people(head, thing["name"])
        return _people(head, name) if name is not None else []
    return []


def _is_name_like(text: str) -> bool:
    return 1 < len(text) <= 60 and "://" not in text and "@" not in text and "/" not in text


#: "By", with what stands before it ("Written", "Text"), and what ends a byline.
_BYLINE = re.compile(r"(?i)(?:^|.*?[\s|])by:?[\s|]+(.*)")
_BEHIND = re.compile(
    r"(?i)\s+(?:on|in|updated|published|posted|last)\s.*|\s*[•·(\[].*|\s*,?\s*\d.*"
)
_BETWEEN = re.compile(r"\s*(?:[,;&]|\band\b|\bund\b|\bet\b|\by\b)\s*")
#: What joins two names; a comma alone may stand before a title or an office.
_JOINED = re.compile(r"[;&]|\b(?:and|und|et|y)\b|,.*,")


#: A picture's credit, and what stands before or behind who wrote a comment.
_PICTURED = re.compile(
    r"(?i)\b(?:images?|photos?|photograph(?:y|er|s)?|pictures?|fotos?|bild(?:er)?|illustrations?|credits?)"
    r"\s*(?:\|\s*)?(?:by\b|:)|©|\bgetty\b"
)
_COMMENTED = re.compile(r"(?i)\bsays:?$")
_COUNT = re.compile(r"[\d.,]*\d[\d.,]*\d[km]?|\d+k")


def card_name(text: str) -> str | None:
    """Give the name on a user's card in a forum, which tells ranks and counts behind it.

    >>> card_name("boatswain | Member | Joined | Mar 9, 2012 | Posts | 165"), card_name("Ola Berg | 1 | , | Jo Roe")
    ('boatswain', None)
    """
    parts = [
        part for part in text.split(" | ") if len(part) > 1 or part in ",;&" or part.isdecimal()
    ]
    counted = any(_COUNT.fullmatch(part) for part in parts[1:])
    if len(parts) < 3 or any(part in ",;&" for part in parts) or not counted:
        return None
    return next((part for part in parts if len(part) > 1), None)


def names_in(text: str, language: str | None) -> list[str]:
    """Read one author as a source writes it; `|` parts what stands in elements of its own."""
    text = _clean(text)
    if not text or len(text) > 200 or "://" in text or text.startswith(("www.", "@", "/")):
        return []
    if _PICTURED.search(text) or _COMMENTED.search(text):
        return []
    text = card_name(text) or text
    if found := _BYLINE.fullmatch(text):
        text = _BEHIND.sub("", found[1])
        language = "en"
    names = parse_names(text, language) or parse_names("By " + _BY.sub("", text), "en")
    if len(names) < 2 and _JOINED.search(text):
        parts = [part for part in _BETWEEN.split(text) if part.count(" ") >= 1]
        if len(parts) > 1:
            apart = [name for part in parts for name in parse_names("By " + part, "en")]
            names = tuple(apart) if len(apart) > len(names) else names
    return [name for name in names if not _GLUED.search(name)]


# ---------------------------------------------------------------- dates

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dc.created",
    "citation_publication_date", "citation_online_date", "cxenseparse:recs:publishtime", "ptime",
    "article.published", "published_time", "originalpublicationdate", "article_date_original", "date",
    "last-publish-date", "timestamp", "created", "release_date", "displaydate", "published-date",
    "w-published-date", "publication_date", "publication-date", "article.created", "datecreated",
    "published", "pub_date", "publish_time", "publishtime", "article:published", "article-published",
    "dc.date.published", "dcterms.date", "creation_date", "date_published", "article:publish_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "lastmod", "last-modified", "modified", "revised", "article.updated", "utime",
    "modified-date", "updated", "last_updated",
)  # fmt: skip
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


def _dates(
    head: Head, thing: Mapping[str, Any], language: str | None, url: str | None
) -> tuple[datetime | None, datetime | None]:
    shown = list(_props(head, "datepublished"))
    created = list(_props(head, "datecreated"))
    if is_thread(head) or len(set(shown)) > 1:  # of several posts or teasers: the first is enough
        metas, shown = list(_metas(head, _PUBLISHED)), [*created[:1], *shown[:1]]
    else:
        metas = list(_metas(head, _PUBLISHED[:4]))
    published = _first_date([thing.get("datePublished"), *metas, *shown], language)
    if published is None:
        published = _first_date(
            [
                *_metas(head, _PUBLISHED[4:]),
                thing.get("dateCreated"),
                *created,
                thing.get("uploadDate"),
                *head.times,
            ],
            language,
        )
    if published is None and url and (found := _IN_PATH.search(urlsplit(url).path)):
        published = _first_date(["-".join(found.groups())], language)
    if published is None:
        everything = [t.get("datePublished") for t in head.objects if t is not thing]
        published = _first_date(everything, language)
    if published is not None:
        published = _in_own_zone(published, [*head.times, *shown, thing.get("datePublished")])
    modified = _first_date(
        [thing.get("dateModified"), *_metas(head, _MODIFIED), *_props(head, "datemodified")],
        language,
    )
    return published, modified


def _in_own_zone(date: datetime, others: Sequence[Any]) -> datetime:
    """Give a moment as another place of the page writes it, where that has the local time.

    >>> utc = read_date("2025-05-03T02:10:00Z")
    >>> _in_own_zone(utc, ["2025-05-02T22:10:00-04:00"]).isoformat()
    '2025-05-02T22:10:00-04:00'
    """
    if date.utcoffset() != timedelta(0):
        return date
    for other in filter(None, map(_text, others)):
        found = read_date(other) if _ISO.fullmatch(other) else None
        if found is not None and found.utcoffset() and abs(found - date) < timedelta(minutes=1):
            return found
    return date


def _metas(head: Head, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from head.metas.get(name, ())


def _props(head: Head, name: str) -> Iterator[str]:
    yield from head.properties.get(name, ())


def _first_date(values: Sequence[Any], language: str | None) -> datetime | None:
    for value in values:
        text = _text(value)
        if text and (date := read_date(text, language)):
            return date
    return None


_COMPACT = re.compile(r"(?:19|20)\d{6}(?:T?\d{4,6})?")
_TIMESTAMP = re.compile(r"1\d{9}(?:\d{3})?")
_ISO = re.compile(
    r"(\d{4}-\d\d?-\d\d?)(?:[T ](\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d(?!\d))?)?.*",
    re.DOTALL,
)


def read_date(text: str, language: str | None = None) -> datetime | None:
    """Read a date as machines and people write it; `None` where it has no day or cannot be.

    >>> read_date("2025-11-06T20:00:00.000+0100").isoformat(), read_date("5 April 2023")
    ('2025-11-06T20:00:00+01:00', datetime.datetime(2023, 4, 5, 0, 0))
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        day, clock, zone = found.groups()
        day = "-".join(part.zfill(2) for part in day.split("-"))
        clock = clock.zfill(5 if clock.count(":") == 1 else 8) if clock else ""
        zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone or ""
        try:
            date = datetime.fromisoformat(f"{day}T{clock}{zone}" if clock else day)
        except ValueError:
            return None
        return date if _is_sane(date) else None
    if _TIMESTAMP.fullmatch(text):
        date = datetime.fromisoformat("1970-01-01T00:00:00+00:00") + timedelta(
            seconds=int(text[:10])
        )
        return date if _is_sane(date) else None
    if _COMPACT.fullmatch(text):
        try:
            return datetime.fromisoformat(text[:8])
        except ValueError:
            return None
    date_read = parse_date(text, language)
    if date_read is None and not (language or "").startswith("en"):
        date_read = parse_date(text)
    return date_read if date_read and _is_sane(date_read) else None


def _is_sane(date: datetime) -> bool:
    """Whether the date is none that stands for "unknown"."""
    return 1700 <= date.year <= 2100 and (date.year, date.month, date.day) != (1970, 1, 1)


# ---------------------------------------------------------------- the rest


def _address(head: Head, thing: Mapping[str, Any]) -> str | None:
    for url in (
        head.links.get("canonical"),
        head.meta("og:url"),
        _text(thing.get("url")),
        _reference(thing.get("mainEntityOfPage")),
    ):
        if url and url.startswith(("http://", "https://")):
            return url
    return None


def _site(
    head: Head, thing: Mapping[str, Any], headings: Sequence[str], lines: Sequence[str]
) -> str | None:
    site = head.meta("og:site_name")
    if not site:
        publisher = thing.get("publisher")
        if isinstance(publisher, list) and publisher:
            publisher = publisher[0]
        names = _people(head, publisher) if publisher else []
        site = names[0] if names else None
    if not site:
        site = next(
            (
                _text(t.get("name"))
                for t in head.objects
                if "website" in types_of(t) and t.get("name")
            ),
            None,
        )
    site = site or head.publisher or head.meta("application-name", "apple-mobile-web-app-title")
    return _clean(site or _suffix(head, headings, lines) or "") or None


def _suffix(head: Head, headings: Sequence[str], lines: Sequence[str]) -> str | None:
    """Give the site's name as the page's `<title>` has it, behind or before what the page shows.

    A heading is the better sign: a line may say the site's name, and what stands beside it in the
    title is then the headline.
    """
    titled, shown = ({_fold(text) for text in texts} for texts in (headings, lines))
    orders = []
    if len(parts := _SEPARATOR.split(head.title)) == 2:
        orders = [(parts[0], parts[1]), (parts[1], parts[0])]
        if _fold(parts[0]) in titled:
            return str(parts[1])
    elif len(parts := head.title.split(": ")) == 2:
        orders = [(parts[1], parts[0])]
    for title, site in orders:
        is_short = len(site.split()) <= max(len(title.split()), MAX_SITE_WORDS)
        if is_short and _fold(title) in titled | shown:
            return str(site)
    return None


_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def _without_tags(text: str) -> str:
    """Give a description without markup: systems cut it from the text as it is stored."""
    return " ".join(_TAG.sub(" ", _clean(text)).split())


#: The last part of the address of a picture that shows nothing of the article.
_NO_PICTURE = re.compile(
    r"(?:^|[^a-zA-Z])(?:logos?|favicon|icons?|sprite|pixel|spacer|blank|placeholder|1x1)(?![a-zA-Z])|Logo|^apple-touch"
)


def _image(head: Head, thing: Mapping[str, Any], url: str | None) -> str | None:
    """Give the address of the lead picture; no logo, and nothing that is there to be counted."""
    names = (
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
    )
    told = [value for name in (*names, "image") for value in head.metas.get(name, ())]
    for value in (*told, thing.get("image"), head.links.get("image_src")):
        address = _picture(head, value)
        if address and not _NO_PICTURE.search(address.split("?")[0].rstrip("/").rsplit("/", 1)[-1]):
            return urljoin(url or "", address)
    return None


def _picture(head: Head, value: Any, depth: int = 3) -> str | None:
    """Give the address in a picture of the structured data: text, an object, a reference, a list."""
    if isinstance(value, list) and value and depth:
        return _picture(head, value[0], depth - 1)
    if isinstance(value, dict) and depth:
        told = value.get("url") or value.get("contentUrl") or _referred(head, value)
        return _picture(head, told, depth - 1)
    if isinstance(value, str) and not value.startswith("data:"):
        return value.strip() or None
    return None


def _referred(head: Head, value: Mapping[str, Any]) -> Any:
    """Give the address that another object of the same name has, or the name, if it is an address."""
    name = value.get("@id")
    same = (t for t in head.objects if name is not None and t.get("@id") == name)
    found = next((t.get("url") or t.get("contentUrl") for t in same if t is not value), None)
    return found or (name if isinstance(name, str) and "#" not in name else None)


MAX_TAGS = 50
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+")


def _tags(head: Head, thing: Mapping[str, Any]) -> tuple[str, ...]:
    found: list[str] = list(head.metas.get("article:tag", ()))
    if not found:
        value = thing.get("keywords")
        found = [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
        found = found or ([value] if isinstance(value, str) else [])
    if not found:
        found = [
            v
            for name in ("news_keywords", "parsely-tags", "keywords")
            for v in head.metas.get(name, ())
        ][:1]
    found = found or head.tags
    if len(found) == 1:
        found = re.split(r"\s*[,;،、]\s*", found[0])
    names = [name for name in map(_clean, found) if name and not _IDENTIFIER.fullmatch(name)]
    own: dict[str, str] = {}
    for name in names:
        own.setdefault(name.casefold(), name)
    return tuple(own.values())[:MAX_TAGS]


def _above(crumbs: tuple[str, ...], titles: Sequence[str | None]) -> tuple[str, ...]:
    """Give a path without the page itself at its end."""
    own = {_fold(title) for title in titles if title}
    last = _fold(crumbs[-1].rstrip(" .…")) if crumbs else ""
    cut = len(last) > MIN_CUT_CRUMB and any(title.startswith(last) for title in own)
    return crumbs[:-1] if last and (last in own or cut) else crumbs


#: Letters from which on a crumb may be a title that was cut short.
MIN_CUT_CRUMB = 20


def _breadcrumbs(head: Head, thing: Mapping[str, Any]) -> tuple[str, ...]:
    for crumbs in head.objects:
        if "breadcrumblist" not in types_of(crumbs):
            continue
        items = crumbs.get("itemListElement")
        if not isinstance(items, list):
            continue
        names: list[tuple[float, str]] = []
        for place, item in enumerate(items):
            if not isinstance(item, dict):
                continue
            inner = item.get("item")
            name = _text(item.get("name")) or (
                _text(inner.get("name")) if isinstance(inner, dict) else None
            )
            position = item.get("position")
            if name:
                at = float(position) if isinstance(position, int | float) else float(place)
                names.append((at, _clean(name)))
        if names:
            return tuple(name for _, name in sorted(names, key=lambda pair: pair[0]) if name)
    if len(head.crumbs) > 1:
        return tuple(map(_clean, head.crumbs))
    section = head.meta("article:section") or _text(thing.get("articleSection"))
    return (_clean(section),) if section else ()


def _text(value: Any) -> str | None:
    """Give the text of a value that may be a list or an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value.strip() or None if isinstance(value, str) else None


def _reference(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _clean(text: str) -> str:
    """Give a value without escapes that were escaped twice, and its white space single."""
    return " ".join(html.unescape(html.unescape(text)).split())


def _fold(text: str) -> str:
    return _FOLD.sub("", text.casefold())
