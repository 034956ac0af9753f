"""Values as structured data and meta tags write them: texts, names, references, addresses."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from ...patterns import lazy
from ...reading.head import Head, types_of

__all__ = [
    "letters", "names_of", "one_line", "parts_of", "path_of", "reference_of", "resolved", "text_of",
    "without_houses", "without_organizations",
]  # fmt: skip

_NO_LETTERS = lazy(r"[\W_]+")


def letters(text: str) -> str:
    """Give the letters and digits of a text, case folded: what two sources write alike.

    >>> letters("Ferries Idle – Day 3"), letters("ferries idle: day 3")
    ('ferriesidleday3', 'ferriesidleday3')
    """
    return _NO_LETTERS.sub("", text.casefold())


def one_line(text: str) -> str:
    """Give a value without escapes that were escaped twice, and its white space single.

    >>> one_line("Tom &amp;amp;  Ann ")
    'Tom & Ann'
    """
    return " ".join(html.unescape(html.unescape(text)).split())


def text_of(value: Any) -> str | None:
    """Give the text of a value that may be a list or an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value.strip() or None if isinstance(value, str) else None


def reference_of(value: Any) -> str | None:
    """Give the address that a value is or refers to."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def names_of(head: Head, value: Any) -> list[str]:
    """Give the names in an author or publisher: text, an object, a reference, a list of them."""
    if isinstance(value, list):
        return [name for one in value for name in names_of(head, one)]
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        name = value.get("name") or value.get("@value") or _whole_name(value)
        if name is None and "@id" in value:
            name = _name_of_same(head, value["@id"])
        return names_of(head, name) if name is not None else []
    return []


def _whole_name(value: Mapping[str, Any]) -> str | None:
    """Give the name of a person whose first and last name stand apart."""
    first, last = (text_of(value.get(key)) for key in ("givenName", "familyName"))
    return f"{first} {last}" if first and last else None


def without_houses(head: Head, value: Any, houses: set[str]) -> Any:
    """Leave out of an author what is an organisation by its own word, and one of the page's own.

    `houses` are its names' letters. An agency, which is none of them, stays.
    """
    if isinstance(value, list):
        return [one for one in value if not _is_house(head, one, houses)]
    return None if _is_house(head, value, houses) else value


def without_organizations(head: Head, value: Any) -> Any:
    """Leave out of an author all that is an organisation by its own word, the page's own or another."""
    if isinstance(value, list):
        return [one for one in value if not _is_organization(head, one)]
    return None if _is_organization(head, value) else value


def _is_house(head: Head, value: Any, houses: set[str]) -> bool:
    if not _is_organization(head, value):
        return False
    names = [letters(name) for name in names_of(head, value)]
    return any(name.startswith(h) or h.startswith(name) for name in names for h in houses if name)


def _is_organization(head: Head, value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    kinds = types_of(value)
    if not kinds and "@id" in value:
        same = (types_of(t) for t in head.objects if t.get("@id") == value["@id"])
        kinds = frozenset().union(*same)
    return "person" not in kinds and any("organization" in k or k in _HOUSES for k in kinds)


_HOUSES = frozenset(("website", "corporation"))


def _name_of_same(head: Head, wanted: Any) -> Any:
    """Give the name of the object that a reference names; articles have an author of their own."""

    def is_named(thing: Mapping[str, Any]) -> bool:
        return thing.get("@id") == wanted and "name" in thing and "author" not in thing

    return next((thing["name"] for thing in head.objects if is_named(thing)), None)


def path_of(url: str) -> str:
    """Give the path of an address without the slash at its end."""
    return parts_of(url).path.rstrip("/")


def parts_of(url: str) -> SplitResult:
    """Split an address; what is none, such as a template's `http://[host]/`, is all path.

    >>> parts_of("https://post.example/a?b").path, parts_of("http://[host]/a").path
    ('/a', 'http://[host]/a')
    """
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def resolved(url: str | None, href: str) -> str:
    """Give an address as one of the page's own; as it is written where one of the two is none."""
    try:
        return urljoin(url or "", href)
    except ValueError:
        return href
