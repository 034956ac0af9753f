"""An article as a record of JSON: what a site's own interface answers, and what crawlers write down.

Sources: WordPress's REST API (developer.wordpress.org/rest-api/reference/posts), JSON Feed 1.1
(jsonfeed.org), Ghost's content API, Schema.org's `articleBody`.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import count_words

__all__ = ["Record", "markup_of", "records_in"]

#: The keys of an article's text, and of what is told about it, the most telling first.
_BODY = (
    "content", "content_html", "html", "body", "body_html", "articleBody", "content_text", "text", "full_text",
    "maintext",
)  # fmt: skip
_TITLE = ("title", "headline")
_TOLD = {
    "pubDate": (
        "date", "date_published", "published_at", "datePublished", "published", "publish_date", "date_publish",
        "pubDate",
    ),
    "updated": ("modified", "date_modified", "updated_at", "dateModified", "date_modify"),
    "link": ("url", "link", "canonical_url"),
    "language": ("language", "lang", "inLanguage"),
}  # fmt: skip
_AUTHORS = ("authors", "author", "primary_author", "byline", "creator")
#: The keys under which such records stand, and how deep.
_HOLDERS = (
    "items",
    "posts",
    "articles",
    "results",
    "data",
    "article",
    "post",
    "response",
    "result",
)
MAX_DEPTH = 4

#: Words from which on a text without markup is an article's, and the share of all that a record without a title
#: says from which on it is one.
MIN_WORDS, MIN_SHARE = 40, 0.6


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says, by the names that feeds have for it, and the article's text as it is written."""

    said: Mapping[str, str]
    body: str


def records_in(data: Any) -> tuple[Mapping[str, str], Sequence[Record]]:
    """Give what is told about all records of an answer, and the records; each has a text, most a title.

    None where one of a list has no text: it is a list of something else.

    >>> said, records = records_in({"title": {"rendered": "Rain"}, "content": {"rendered": "<p>It fell.</p>"}})
    >>> records[0].said["title"], records[0].body
    ('Rain', '<p>It fell.</p>')
    >>> records_in({"title": "Rain", "content": "It fell."})[1]
    []
    """
    around: dict[str, str] = {}
    for depth in range(MAX_DEPTH):
        if isinstance(data, list):
            found = [_record(thing, around) for thing in data if isinstance(thing, dict)]
            records = [record for record in found if record is not None]
            if len(records) == len(data):
                return around, records
            data = data[0] if len(data) == 1 else None
        if not isinstance(data, dict):
            break
        if record := _record(data, around, alone=True):
            return around, [record]
        if depth == 0:
            around = dict(_told(data))
            if title := _string(data, _TITLE):
                around["title"] = title
        held = [data[key] for key in _HOLDERS if isinstance(data.get(key), dict | list)]
        data = held[0] if len(held) == 1 else None
    return {}, []


def _record(
    data: Mapping[str, Any], around: Mapping[str, str], *, alone: bool = False
) -> Record | None:
    title, body = _string(data, _TITLE), _string(data, _BODY)
    if ("<" not in body and count_words(body) < MIN_WORDS) or not (
        title or (alone and _is_all(body, data))
    ):
        return None
    said = {"title": title, **dict(_told(data))}
    if language := around.get("language"):
        said.setdefault("language", language)
    if site := around.get("title"):
        said["site"] = site
    if names := list(_names(data)):
        said["creator"] = ", ".join(dict.fromkeys(names))
    return Record(said, body)


def _is_all(body: str, data: Mapping[str, Any]) -> bool:
    """Whether a plain text is most of what a record says: such a one needs no title."""
    said = sum(len(value) for value in data.values() if isinstance(value, str))
    return "<" not in body and len(body) >= MIN_SHARE * said


def _string(data: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Give the first of the values that is a text, by itself or as WordPress renders it."""
    for key in keys:
        value = data.get(key)
        if isinstance(value, dict):
            value = value.get("rendered")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _told(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, keys in _TOLD.items():
        if value := _string(data, keys):
            yield name, value


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    """Give the authors' names; WordPress has numbers for them, and the names where it embeds them."""
    beside = (data.get(key) for key in ("_embedded", "yoast_head_json"))
    holders = [data, *(holder for holder in beside if isinstance(holder, dict))]
    for value in (holder[key] for holder in holders for key in _AUTHORS if key in holder):
        for person in value if isinstance(value, list) else [value]:
            name = person.get("name") if isinstance(person, dict) else person
            if isinstance(name, str) and name.strip():
                yield name.strip()


def markup_of(text: str) -> str:
    """Give the markup of a text that has none: its paragraphs and lines.

    >>> markup_of("It rained.\\n\\nAt two < three it fell\\non us.")
    '<p>It rained.</p><p>At two &lt; three it fell<br>on us.</p>'
    """
    parts = text.split("\n\n") if "\n\n" in text else text.split("\n")
    lines = [html.escape(part.strip("\n")).replace("\n", "<br>") for part in parts if part.strip()]
    return "".join(f"<p>{line}</p>" for line in lines)
