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
from ..patterns import lazy
from ..sieve import compiled
from ._scraped_days import IN_FRONT
from .bylines import parse_names
from .date_lines import dates_of, may_be_labelled
from .east_asian_names import NO_NAME
from .roles import is_office, is_role

__all__ = ["MIN_KEYS", "find_front_matter", "values_in"]

_RULE = lazy(r"-{3,}|\+{3,}")
_ENTRY = lazy(r"([A-Za-z_][\w -]{0,30}?)\s{0,3}[:=](?:\s{1,5}|$)(.*)", re.DOTALL)
#: An item of a list, and of one of persons, who have a name.
_ITEM = lazy(r"-\s{1,5}(?:name:\s{1,5})?(.{1,200})")
#: In place of a value that stands on the lines below.
_BLOCK_VALUE = lazy(r"[>|][+-]?")
_ADDRESS = lazy(r"https?://[^\s<>\"']{3,2000}")

#: The field that a key names.
_FIELD_OF = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("author", "authors", "byline", "creator"), "authors"),
    **dict.fromkeys(
        ("date", "published", "published time", "pubdate", "publish_date"), "published"
    ),
    **dict.fromkeys(("modified", "updated", "lastmod", "last_modified_at"), "modified"),
    **dict.fromkeys(("url", "source", "url source", "source_url", "link", "canonical"), "url"),
    **dict.fromkeys(("sitename", "site_name", "site", "publisher"), "site"),
    **dict.fromkeys(("description", "excerpt", "summary"), "description"),
    **dict.fromkeys(("tags", "keywords"), "tags"),
}
#: The same of a mail that was exported, which has both.
_MAIL_FIELD_OF = {"subject": "title", "from": "authors"}
#: Keys of mails and of scrapers that name no field.
_OTHER_KEYS = frozenset(("message_id", "thread_id", "scraped_at", "fetched", "fetch_date"))
_REASON_OF = {"authors": Reason.BYLINE, "published": Reason.DATE, "modified": Reason.DATE}

#: Lines that a head may have, and keys of those above that it must.
MAX_LINES, MIN_KEYS = 40, 2
_READER_ENDS = "markdown content:"


def find_front_matter(document: Document) -> Iterator[Drop | Edit | Found | Label]:
    """Take up what stands above the text as keys and values: title, authors, dates, address, tags.

    Leaves a text that begins with a rule, or with a line that has a colon, and names no two of
    the keys that tools write. The day that a corpus wrote in front of the text goes; of a head's title only
    the key goes, unless the text says it again.

    >>> from cleanarticle.model import blocks
    >>> head = blocks("---", "title: Rain", "author: Jo Pell", "---", "It rained.")
    >>> [(found.field, found.value) for found in find_front_matter(head) if isinstance(found, Found)]
    [('authors', ('Jo Pell',))]
    >>> list(find_front_matter(blocks("---", "Rain: it fell.", "---", "It rained.")))
    []
    """
    first = document[0].text if len(document) else ""
    if scraped := IN_FRONT.match(first):
        yield Edit(document[0], 0, scraped.end(), "", Reason.DATE)
        return
    if _RULE.fullmatch(first):
        head = _between_rules(document)
    elif first.startswith("Title:"):
        head = _of_reader(document)
    else:
        return
    entries = [_entry(block.text) for block in head]
    keys = {key for key, _ in entries}
    fields = _FIELD_OF
    is_mail = any(key == "from" and "@" in value for key, value in entries)
    if is_mail and "subject" in keys and "title" not in keys:
        fields = _FIELD_OF | _MAIL_FIELD_OF
    if not keys & fields.keys() or len(keys & (fields.keys() | _OTHER_KEYS)) < MIN_KEYS:
        return
    below = [block.text.lstrip("# ") for block in document[len(head) :]]
    if "title" not in map(fields.get, keys) and dict(entries).get("name") in below:
        fields = fields | {"name": "title"}  # of a file or a person, unless the text says it
    values: dict[str, list[tuple[str, Block]]] = {}
    told_by: dict[str, str] = {}  # the first key of several that name a field
    head_of_list = ""  # the last key whose value stands below it
    for block, (named, value) in zip(head, entries, strict=True):
        if named and not value:
            head_of_list = named
        key = named or (head_of_list if value else "")
        field = fields.get(key, "")
        again = _said_below(value, below) if field == "title" and value else None
        if field == "title" and value and again is None:
            begin = block.text.index(value)
            yield Edit(block, 0, begin, "", Reason.MARKUP)
            yield Edit(block, begin + len(value), len(block.text), "", Reason.MARKUP)
            yield Label(block, "heading", 1)
            continue
        yield Drop(block, _REASON_OF.get(field, Reason.MARKUP), 0.95)
        if again and not _is_headed_beside_others(again, document):
            yield Found("title", again)  # the line below that says it is taken up later
        if key == "date" and _is_of_export(value, document[len(head) :], document.language):
            continue
        if value and told_by.setdefault(field, key) == key:
            values.setdefault(field, []).append((value, block))
    for field, said in values.items():
        if (read := _read(field, [value for value, _ in said], document.language)) is not None:
            for _, block in said:  # each of them gave it
                yield Found(field, read, block)


def _is_headed_beside_others(title: str, document: Document) -> bool:
    """Whether one of several headings of the first level says the title: it may be the site's name.

    An indented one is a comment in code.
    """
    headings = [
        block.text
        for block in document
        if block.text.startswith("# ") and not document.raw.endswith("    ", 0, block.start)
    ]
    return len(headings) > 1 and sum(text.lstrip("# ") == title for text in headings) == 1


#: A moment as scripts write it: to the part of a second.
_OF_CLOCK = lazy(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d{1,9}\S{0,6}")


def _is_of_export(value: str, below: Sequence[Block], language: str | None) -> bool:
    """Whether a bare `date` is the moment of the export: the page below labels an earlier day.

    >>> page = [Block("paragraph", "Published: May 5, 2023")]
    >>> [_is_of_export(f"{day}T09:00:01.430Z", page, "en") for day in ("2024-01-09", "2023-05-05")]
    [True, False]
    """
    if not _OF_CLOCK.fullmatch(value):
        return False
    for block in below:
        if len(block.text) <= MAX_DATED and may_be_labelled(block.text):
            line = dates_of(block, language)
            if line and line.only and line.labelled and line.published:
                return line.published.date().isoformat() < value[:10]
    return False


#: Longest line of the page that tells its day, in characters.
MAX_DATED = 80

#: Letters from which on a line that a title begins with is the same title, without the site's name.
MIN_TITLE = 12


def _said_below(title: str, below: Sequence[str]) -> str | None:
    """Give the line of the text that says the title, or all of it but the site's name."""
    said = (text for text in below if len(text) >= MIN_TITLE and title.startswith(text))
    return title if title in below else next(said, None)


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
        parts = [part for value in said for part in _listed(_unlinked(value))]
        names = parse_names(" and ".join(_ADDRESSED.sub("", part) for part in parts), language)
        return names or tuple(filter(_is_bare_author, parts)) or None
    if field == "tags":
        return tuple(part for value in said for part in _listed(value)) or None
    if field in ("published", "modified"):
        from .page.dates import read_stamp  # with it comes lxml

        return read_stamp(said[0], language)
    if field == "url":  # of "source", which may name the site
        return said[0] if _ADDRESS.fullmatch(said[0]) else None
    return " ".join(said) if field in ("site", "description") else None


#: An address behind the name, as mails have it.
_ADDRESSED = lazy(r"\s?<[^<>\s]{3,100}@[^<>\s]{3,100}>")
#: A name in a script without capitals, and one of one word.
_BARE_AUTHOR = (
    r"(?:[\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{2,10}[ ・·\u3000]?){1,2}"
    r"|[^\W\d_a-z][^\W\d_A-Z]{1,20}"
)
#: What tools write where nobody is known.
_NOBODY = frozenset(
    "admin administrator anonymous anonym author editor guest none null redacción redaktion staff team "
    "undefined unknown user webmaster 佚名 本站 匿名 未知 管理员 編集部 管理人 관리자 편집부".split()
)


def _is_bare_author(part: str) -> bool:
    """Whether the value of a key for the author is a name that a line could not be known by.

    >>> [_is_bare_author(part) for part in ("林晓月", "佐伯 真理", "Ola", "Reuters", "admin")]
    [True, True, True, False, False]
    """
    if not compiled(_BARE_AUTHOR).fullmatch(part) or part.casefold() in _NOBODY:
        return False
    return not (is_role(part) or is_office(part) or NO_NAME.search(part))


def _unlinked(value: str) -> str:
    """Give a value without the brackets by which note takers link it: "[[Jo Pell]]"."""
    return value[2:-2] if value[:2] == "[[" and value[-2:] == "]]" else value


def _listed(value: str) -> list[str]:
    """Give the parts of a list as YAML writes it on one line, or of one with semicolons.

    >>> _listed("['ferry', \\"Enys\\"]"), _listed("Jo Pell; Ana Moyle")
    (['ferry', 'Enys'], ['Jo Pell', 'Ana Moyle'])
    """
    parts = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else value.split(";")
    return [part for part in (part.strip().strip("\"'").strip() for part in parts) if part]
