"""What a page says about itself to machines: structured data, meta tags, links.

Sources: the JSON-LD 1.1 and HTML specifications, https://ogp.me, https://schema.org/Article.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

__all__ = ["Head", "read_head", "types_of"]

_SPACE = re.compile(r"\s+")
#: A comma before a closing bracket, which writers of JSON by hand leave and JSON does not know.
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")
_OPENERS = ("<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/")
_CLOSERS = ("-->", "//]]>", "]]>", "/*]]>*/", ";")

#: Objects of structured data that are read at most, and how deep.
MAX_OBJECTS, MAX_DEPTH = 2000, 12


@dataclass(slots=True)
class Head:
    """`objects` are those of the JSON-LD, outer ones first; `metas` the values by name."""

    title: str = ""  # of the <title> element
    language: str | None = None
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # rel -> href, the first
    people: list[str] = field(default_factory=list)  # texts of elements marked as the author's
    times: list[str] = field(default_factory=list)  # of <time>, in document order
    tags: list[str] = field(default_factory=list)  # links that say they lead to a tag
    crumbs: list[str] = field(default_factory=list)  # of a breadcrumb in microdata
    publisher: str = ""  # in microdata
    properties: dict[str, list[str]] = field(default_factory=dict)  # microdata, by itemprop
    objects: list[Mapping[str, Any]] = field(default_factory=list)

    def meta(self, *names: str) -> str | None:
        """Give the first value of the first of these names that has one."""
        for name in names:
            for value in self.metas.get(name, ()):
                return value
        return None


def types_of(thing: Mapping[str, Any]) -> frozenset[str]:
    """Give the schema.org types of an object, in lower case, without their address."""
    found = thing.get("@type")
    names = found if isinstance(found, list) else [found]
    return frozenset(
        n.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for n in names if isinstance(n, str)
    )


def read_head(tree: Any) -> Head:
    """Read a parsed page, before anything is taken out of it."""
    head = Head()
    for element in tree.iter("title", "meta", "link", "script"):
        tag = element.tag
        if tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = element.get("content")
            if name and content and (value := _SPACE.sub(" ", content).strip()):
                head.metas.setdefault(name.strip().lower(), []).append(value)
        elif tag == "link":
            rel, href = element.get("rel"), element.get("href")
            if rel and href:
                head.links.setdefault(rel.strip().lower(), href.strip())
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text:
                room = MAX_OBJECTS - len(head.objects)
                for found in _objects(_load(element.text)):
                    if room <= 0:
                        break
                    head.objects.append(found)
                    room -= 1
        elif not head.title:
            parent = element.getparent()
            if parent is None or parent.tag != "svg":
                head.title = _SPACE.sub(" ", element.text_content()).strip()
    _read_marked(tree, head)
    language = tree.get("lang") or tree.get("xml:lang") or head.meta("og:locale", "language")
    if language and (code := re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", language.strip())):
        head.language = code[0].lower()
    return head


_MARKED = etree.XPath(
    "//*[@itemprop or @rel='author' or self::time or contains(@class, 'uthor') or "
    "contains(@class, 'yline') or contains(@rel, 'tag') or contains(@itemtype, 'BreadcrumbList')]"
)
_NAMES: Any = etree.XPath(".//*[@itemprop='name']")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|contributor)(?:s?|-?names?|-?links?)(?:$|\s)", re.IGNORECASE
)
#: Longest text of an element that is taken for an author's name or a property, in characters.
MAX_VALUE = 200
MAX_TAG = 60
#: People that one byline names at most; what is marked elsewhere on the page signs comments.
MAX_PEOPLE = 12


def _read_marked(tree: Any, head: Head) -> None:
    """Read elements that say what they are: times, authors, microdata."""
    bylines: list[str] = []
    group: Any = None
    found: Any = _MARKED(tree)
    for element in found:
        prop = (element.get("itemprop") or "").lower()
        if element.tag == "time" or prop.startswith("date"):
            value = element.get("datetime") or element.get("content") or element.get("title")
            value = value or " ".join(element.text_content().split())[:MAX_VALUE]
            if value and element.tag == "time":
                head.times.append(value)
            if value and prop:
                head.properties.setdefault(prop, []).append(value)
            continue
        if "BreadcrumbList" in (element.get("itemtype") or ""):
            names = [" ".join(n.text_content().split()) for n in _NAMES(element)]
            head.crumbs = head.crumbs or [name for name in names if name]
            continue
        if prop == "publisher" and not head.publisher:
            for name in _NAMES(element):
                head.publisher = (name.get("content") or name.text_content()).strip()
                break
            continue
        if element.tag in ("meta", "link"):
            continue
        if "tag" in (element.get("rel") or "").split():
            if 1 < len(text := " ".join(element.text_content().split())) <= MAX_TAG:
                head.tags.append(text)
            continue
        if element.get("rel") == "author" or prop in ("author", "creator"):
            around = element.getparent()
            around = around.getparent() if around is not None else None
            if not head.people:
                group = around
            elif around is not group or len(head.people) >= MAX_PEOPLE:
                continue
            into = head.people
        elif not bylines and _BYLINE.search(element.get("class") or ""):
            into = bylines
        else:
            continue
        text = " | ".join(filter(None, (" ".join(t.split()) for t in element.itertext())))
        if 2 < len(text) <= MAX_VALUE:
            into.append(text)
    head.people = head.people or bylines


def _load(text: str) -> Any:
    """Read JSON as pages hold it: wrapped, escaped, with line breaks in strings, or broken."""
    text = text.strip()
    for opener in _OPENERS:
        text = text.removeprefix(opener).lstrip()
    for closer in _CLOSERS:
        text = text.removesuffix(closer).rstrip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    try:  # two documents in one element, or rubbish behind the first
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """Give all objects that have a type, outer ones first."""
    waiting: list[tuple[Any, int]] = [(data, 0)]
    at = 0
    while at < len(waiting) and at < MAX_OBJECTS:
        thing, depth = waiting[at]
        at += 1
        if isinstance(thing, dict):
            if "@type" in thing:
                yield thing
            inner: Any = thing.values()
        elif isinstance(thing, list):
            inner = thing
        else:
            continue
        if depth < MAX_DEPTH:
            waiting.extend((x, depth + 1) for x in inner if isinstance(x, dict | list))
