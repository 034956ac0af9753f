"""What stands beside an article in lists of articles: its description and its picture."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from ...patterns import lazy
from ...reading.head import Head
from .values import one_line, resolved, text_of

__all__ = ["find_description", "find_image"]

_TAG = lazy(r"</?[a-zA-Z][^<>]{0,200}>")
#: Names of Dublin Core and of journals, whose pages give the abstract so.
_ABSTRACT_METAS = (
    "dc.description", "dcterms.description", "dcterms.abstract", "citation_abstract",
)  # fmt: skip


def find_description(head: Head, thing: Mapping[str, Any]) -> str:
    """Give the description without markup: systems cut it from the text as it is stored."""
    text = head.meta("og:description", "description", "twitter:description")
    text = text or text_of(thing.get("description")) or head.meta(*_ABSTRACT_METAS)
    text = one_line(text or "")
    return " ".join(_TAG.sub(" ", text).split())


#: The last part of the address of a picture that shows nothing of the article.
_NO_PICTURE = lazy(
    r"(?:^|[^a-zA-Z])(?:logos?|favicon|icons?|sprite|pixel|spacer|blank|placeholder)(?![a-zA-Z])|Logo|^apple-touch"
    r"|^1x1|1x1\.(?:gif|png)$"  # a picture's square copy is called "ferry-1x1.jpg"
)
#: Where the faces of users are kept.
_FACES = lazy(r"//(?:[\w-]{1,30}\.)?gravatar\.com/")
_IMAGE_METAS = (
    "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image",
)  # fmt: skip


def find_image(head: Head, thing: Mapping[str, Any], url: str | None) -> str | None:
    """Give the address of the lead picture; no logo, and nothing that is there to be counted."""
    told = [value for name in _IMAGE_METAS for value in head.metas.get(name, ())]
    for value in (*told, thing.get("image"), head.links.get("image_src")):
        address = html.unescape(_address(head, value) or "")
        if _FACES.search(address):
            continue
        if address and not _NO_PICTURE.search(address.split("?")[0].rstrip("/").rsplit("/", 1)[-1]):
            return resolved(url, address)
    return None


def _address(head: Head, value: Any, depth: int = 3) -> str | None:
    """Give the address in a picture of the structured data: text, an object, a reference, a list."""
    if isinstance(value, list) and value and depth:
        return _address(head, value[0], depth - 1)
    if isinstance(value, dict) and depth:
        told = value.get("url") or value.get("contentUrl") or _referred(head, value)
        return _address(head, told, depth - 1)
    if isinstance(value, str) and not value.startswith("data:"):
        return value.strip() or None
    return None


def _referred(head: Head, value: Mapping[str, Any]) -> Any:
    """Give the address that another object of the same name has, or the name, if it is an address."""
    name = value.get("@id")
    same = (t for t in head.objects if name is not None and t.get("@id") == name)
    found = next((t.get("url") or t.get("contentUrl") for t in same if t is not value), None)
    return found or (name if isinstance(name, str) and "#" not in name else None)
