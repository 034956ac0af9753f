"""What a tool wrote above the text: keys and values between rules, or a reader's head.

Sources: Jekyll's front matter (jekyllrb.com/docs/front-matter), which static sites, note takers and
extractors write above Markdown; the head of Jina Reader's answers (`Title:`, `URL Source:`,
`Published Time:`, `Markdown Content:`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from ..actions import Drop, Edit, Found, Label
from ..model import Block, Document, Reason
from .bylines import parse_names

__all__ = ["MIN_KEYS", "find_front_matter", "values_in"]

_RULE = re.compile(r"-{3,}|\+{3,}")
_ENTRY = re.compile(r"([A-Za-z_][\w -]{0,30}?)\s{0,3}[:=](?:\s{1,5}|$)(.*)", re.DOTALL)
#: An item of a list, and of one of persons, who have a name.
_ITEM = re.compile(r"-\s{1,5}(?:name:\s{1,5})?(.{1,200})")
#: In place of a value that stands on the lines below.
_BLOCK_VALUE = re.compile(r"[>|][+-]?")
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}")

#: The field that a key names.
_FIELD_OF = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("author", "authors", "byline", "creator"), "authors"),
    **dict.fromkeys(
        ("date", "published", "published time", "pubdate", "publish_date"), "published"
    ),
    **dict.fromkeys(("modified", "updated", "lastmod", "last_modified_at"), "modified"),
    **dict.fromkeys(("url", "url source", "source_url", "link", "canonical"), "url"),
    **dict.fromkeys(("sitename", "site_name", "site", "publisher"), "site"),
    **dict.fromkeys(("description", "excerpt", "summary"), "description"),
    **dict.fromkeys(("tags", "keywords"), "tags"),
}
_REASON_OF = {"authors": Reason.BYLINE, "published": Reason.DATE, "modified": Reason.DATE}

#: Lines that a head may have, and keys of those above that it must.
MAX_LINES, MIN_KEYS = 40, 2
_READER_ENDS = "markdown content:"


def find_front_matter(document: Document) -> Iterator[Drop | Edit | Found | Label]:
    """Take up what stands above the text as keys and values: title, authors, dates, address, tags.

    Leaves a text that begins with a rule, or with a line that has a colon, and names no two of
    the keys that tools write; of a head's title only the key goes, unless the text says it again.

    >>> from cleanarticle.model import blocks
    >>> head = blocks("---", "title: Rain", "author: Jo Pell", "---", "It rained.")
    >>> [(found.field, found.value) for found in find_front_matter(head) if isinstance(found, Found)]
    [('authors', ('Jo Pell',))]
    >>> list(find_front_matter(blocks("---", "Rain: it fell.", "---", "It rained.")))
    []
    """
    first = document[0].text if len(document) else ""
    if _RULE.fullmatch(first):
        head = _between_rules(document)
    elif first.startswith("Title:"):
        head = _of_reader(document)
    else:
        return
    entries = [_entry(block.text) for block in head]
    if len({key for key, _ in entries} & _FIELD_OF.keys()) < MIN_KEYS:
        return
    below = [block.text.lstrip("# ") for block in document[len(head) :]]
    values: dict[str, list[tuple[str, Block]]] = {}
    told_by: dict[str, str] = {}  # the first key of several that name a field
    head_of_list = ""  # the last key whose value stands below it
    for block, (named, value) in zip(head, entries, strict=True):
        if named and not value:
            head_of_list = named
        key = named or (head_of_list if value else "")
        field = _FIELD_OF.get(key, "")
        if field == "title" and value and not _is_said(value, below):
            begin = block.text.index(value)
            yield Edit(block, 0, begin, "", Reason.MARKUP)
            yield Edit(block, begin + len(value), len(block.text), "", Reason.MARKUP)
            yield Label(block, "heading", 1)
            continue
        yield Drop(block, _REASON_OF.get(field, Reason.MARKUP), 0.95)
        if value and told_by.setdefault(field, key) == key:
            values.setdefault(field, []).append((value, block))
    for field, said in values.items():
        if (read := _read(field, [value for value, _ in said], document.language)) is not None:
            for _, block in said:  # each of them gave it
                yield Found(field, read, block)


#: Letters from which on a line that a title begins with is the same title, without the site's name.
MIN_TITLE = 12


def _is_said(title: str, below: Sequence[str]) -> bool:
    return any(
        text == title or (len(text) >= MIN_TITLE and title.startswith(text)) for text in below
    )


def _between_rules(document: Document) -> Sequence[Block]:
    """Give the blocks from the first rule to the second, nothing where others stand among them."""
    goes_on = False  # a value on lines of its own
    for i, block in enumerate(islice(document, 1, MAX_LINES), 1):
        if _RULE.fullmatch(block.text):
            return document[: i + 1]
        if found := _ENTRY.fullmatch(block.text):
            goes_on = _BLOCK_VALUE.fullmatch(found[2].strip()) is not None
        elif not goes_on and not _ITEM.fullmatch(block.text):
            break
    return ()


def _of_reader(document: Document) -> Sequence[Block]:
    """Give the blocks down to the line that announces the text."""
    for i, block in enumerate(islice(document, MAX_LINES)):
        if block.text.casefold() == _READER_ENDS:
            return document[: i + 1]
        if i and not _ENTRY.fullmatch(block.text):
            break
    return ()


def _entry(text: str) -> tuple[str, str]:
    """Give a line's key, in small letters, and its value without quotation marks; a list's item has
    no key, nor a line that goes on.

    >>> _entry('Title: "Rain, at last"'), _entry("- ferry"), _entry("---")
    (('title', 'Rain, at last'), ('', 'ferry'), ('', ''))
    >>> _entry("excerpt: >"), _entry("It rained.")
    (('excerpt', ''), ('', 'It rained.'))
    """
    if found := _ENTRY.fullmatch(text):
        key, value = found[1].strip().casefold(), found[2].strip()
    elif found := _ITEM.fullmatch(text):
        key, value = "", found[1].strip()
    else:
        return "", "" if _RULE.fullmatch(text) else text
    if _BLOCK_VALUE.fullmatch(value):
        return key, ""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip()
    return key, value


def values_in(lines: Iterable[str]) -> dict[str, str]:
    """Give the values of such a head by the fields that they name, as they are written.

    >>> values_in(["title: Rain", "layout: post", "author: Jo Pell"])
    {'title': 'Rain', 'authors': 'Jo Pell'}
    """
    values: dict[str, str] = {}
    for key, value in (_entry(line.strip()) for line in lines):
        if value and (field := _FIELD_OF.get(key)):
            values.setdefault(field, value)
    return values


def _read(
    field: str, said: Sequence[str], language: str | None
) -> str | datetime | tuple[str, ...] | None:
    """Give a field's value, `None` where there is none, or the field is the title or unknown."""
    if field == "authors":
        return (
            parse_names(" and ".join(part for value in said for part in _listed(value)), language)
            or None
        )
    if field == "tags":
        return tuple(part for value in said for part in _listed(value)) or None
    if field in ("published", "modified"):
        from .page.dates import read_stamp  # with it comes lxml

        return read_stamp(said[0], language)
    if field == "url":
        return said[0] if _ADDRESS.fullmatch(said[0]) else None
    return " ".join(said) if field in ("site", "description") else None


def _listed(value: str) -> list[str]:
    """Give the parts of a list as YAML writes it on one line, or of one with semicolons.

    >>> _listed("['ferry', \\"Enys\\"]"), _listed("Jo Pell; Ana Moyle")
    (['ferry', 'Enys'], ['Jo Pell', 'Ana Moyle'])
    """
    parts = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else value.split(";")
    return [part for part in (part.strip().strip("\"'").strip() for part in parts) if part]
