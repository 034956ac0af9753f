"""What the data that a framework ships with a page (Next.js, Nuxt, Arc XP, Gatsby, Remix) says of its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...reading.head import Head
from ...reading.states import data_of
from .values import letters

__all__ = ["stated_object"]

#: Objects and lists that are looked at, and letters of a title from which on it is no other's.
MAX_LOOKED_AT, MIN_TITLE_LETTERS = 20_000, 12

_TITLES = ("title", "headline", "headlines", "name", "heading")
_AUTHORS = ("authors", "author", "bylines", "byline", "creator", "writers", "writer")
_DATES = (
    "datePublished", "publishedAt", "published_at", "firstPublishedAt", "first_published_at", "publishedDate",
    "published_date", "first_publish_date", "display_date", "publishDate", "publish_date",
    "publicationDate", "publication_date", "date_published",
    "pubDate", "displayDate", "published", "date",
)  # fmt: skip
#: When the object was made: a draft, days before it was published, if nothing else tells.
_CREATED = ("createdAt", "created_at")
#: Keys under which a text, or whoever wrote, stands one level deeper.
_INNER = ("rendered", "text", "value", "basic")
_PEOPLE = (
    "name", "displayName", "display_name", "fullName", "full_name", "fields", "node", "nodes", "edges",
    "attributes", "data", "title",
)  # fmt: skip


def stated_object(head: Head, titles: Iterable[str | None]) -> Mapping[str, Any]:
    """Give the object that is titled as the page is, with `author`, `datePublished` and `dateCreated` as it tells them.

    Leaves objects of other articles, of which such data is full, and those that tell none of them.
    """
    own = {
        folded
        for title in titles
        if title and _weight(folded := letters(title)) >= MIN_TITLE_LETTERS
    }
    for script in head.states if own else ():
        waiting: list[Any] = [data_of(script)]
        for _ in range(MAX_LOOKED_AT):
            if not waiting:
                break
            one = waiting.pop()
            if isinstance(one, dict):
                if (found := _of_article(one, own)) is not None:
                    return found
                waiting += [v for v in one.values() if isinstance(v, dict | list)]
            elif isinstance(one, list):
                waiting += [v for v in one if isinstance(v, dict | list)]
    return {}


def _weight(letters_of_title: str) -> int:
    """Count letters, those of Han, Kana and Hangul twice, as each says more."""
    return sum(2 if letter >= "\u1100" else 1 for letter in letters_of_title)


def _of_article(thing: Mapping[str, Any], own: set[str]) -> Mapping[str, Any] | None:
    titles = (text for key in _TITLES if key in thing and (text := _text(thing[key])))
    if not any(letters(title) in own for title in titles):
        return None
    names = next((names for key in _AUTHORS if (names := _names(thing.get(key), 4))), [])
    if not names and isinstance(credits_ := thing.get("credits"), dict):  # as Arc XP has them
        names = _names(credits_.get("by"), 4)
    dates = [thing[key] for key in _DATES if isinstance(thing.get(key), str | int)]
    created = [thing[key] for key in _CREATED if isinstance(thing.get(key), str | int)]
    if not names and not dates and not created:
        return None
    return {"author": names, "datePublished": dates, "dateCreated": created}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in _INNER if key in value), "")
    return value if isinstance(value, str) else ""


def _names(value: Any, depth: int) -> list[str]:
    """Give the names in what stands for an author: a text, an object, what it wraps, a list."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list) and depth:
        return [name for one in value for name in _names(one, depth - 1)]
    if isinstance(value, dict) and depth:
        first, last = (
            next((value[key] for key in keys if isinstance(value.get(key), str)), "")
            for keys in (("firstName", "first_name"), ("lastName", "last_name"))
        )
        if first and last:
            return [f"{first} {last}"]
        return next((n for key in _PEOPLE if (n := _names(value.get(key), depth - 1))), [])
    return []
