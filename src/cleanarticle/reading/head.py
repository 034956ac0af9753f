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

from ..patterns import lazy
from .loose_json import read_loosely, without_lone_halves
from .states import may_state, stamp_of_wechat

__all__ = ["Head", "read_head", "types_of"]

_SPACE = lazy(r"\s+")
#: A comma before a closing bracket, which writers of JSON by hand leave and JSON does not know.
_TRAILING_COMMA = lazy(r",(\s*[\]}])")
_OPENERS = ("<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/")
_CLOSERS = ("-->", "//]]>", "]]>", "/*]]>*/", ";")

#: Objects of structured data that are read at most, and how deep.
MAX_OBJECTS, MAX_DEPTH = 2000, 12


@dataclass(slots=True)
class Head:
    """`objects` are those of the JSON-LD, outer ones first; `metas` the values by name."""

    title: str = ""  # of the <title> element
    language: str | None = None
    locale: str | None = None  # the language with its country, where the page tells it: "en-US"
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # rel -> href, the first
    base: str = ""  # what the page's addresses are relative to, where it is not the page's own
    people: list[str] = field(default_factory=list)  # texts of elements marked as the author's
    posters: list[str] = field(default_factory=list)  # who wrote the posts of a forum, in order
    times: list[str] = field(default_factory=list)  # of <time>, in document order
    tags: list[str] = field(default_factory=list)  # links that say they lead to a tag
    crumbs: list[str] = field(default_factory=list)  # of a breadcrumb in microdata
    publisher: str = ""  # in microdata
    properties: dict[str, list[str]] = field(default_factory=dict)  # microdata, by itemprop
    objects: list[Mapping[str, Any]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)  # data from which a framework builds the page

    @property
    def address(self) -> str:
        """The address that the page gives as its own, empty where it gives none."""
        return self.links.get("canonical") or self.meta("og:url") or ""

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
    """Read what a parsed page says outside its text, before anything is taken out of it."""
    head = Head()
    for element in tree.iter("title", "meta", "link", "script", "base"):
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
            kind = (element.get("type") or "").lower()
            if kind == "application/json" and element.text:
                head.states.append(element.text)
            elif "ld+json" in kind and element.text:
                room = MAX_OBJECTS - len(head.objects)
                for found in _objects(_load(element.text)):
                    if room <= 0:
                        break
                    head.objects.append(found)
                    room -= 1
            elif element.text and may_state(element.text):
                head.states.append(element.text)
            elif element.text and (stamp := stamp_of_wechat(element.text)):
                head.metas.setdefault("publish_time", []).append(stamp)
        elif tag == "base":
            head.base = head.base or (element.get("href") or "").strip()
        elif not head.title:
            parent = element.getparent()
            if parent is None or parent.tag != "svg":
                head.title = _SPACE.sub(" ", "".join(element.itertext())).strip()
    language = tree.get("lang") or tree.get("xml:lang") or head.meta("og:locale", "language")
    if language and (code := re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", language.strip())):
        head.language = code[0].lower()
        tells = (language, tree.get("lang"), tree.get("xml:lang"), head.meta("og:locale"))
        places = filter(None, (_LOCALE.match(tell.strip()) for tell in tells if tell))
        if place := next((p for p in places if p[1].lower() == head.language), None):
            head.locale = f"{head.language}-{place[2].upper()}"
    return head


_LOCALE = lazy(r"([A-Za-z]{2,3})[-_]([A-Za-z]{2})(?![A-Za-z])")


def _load(text: str) -> Any:
    """Read JSON as pages hold it: wrapped, escaped, with line breaks in strings, or broken."""
    text = text.strip().lstrip("\ufeff")
    for opener in _OPENERS:
        text = text.removeprefix(opener).lstrip()
    for closer in _CLOSERS:
        text = text.removesuffix(closer).rstrip()
    text = without_lone_halves(text)
    for mend in (None, _without_commas, html.unescape):
        try:
            return json.loads(mend(text) if mend else text, strict=False)
        except (ValueError, RecursionError):
            continue
    try:  # two documents in one element, or rubbish behind the first
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return read_loosely(text)


def _without_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", text)


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
