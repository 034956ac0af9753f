"""Markup that was handed over in a wrapping: in JSON, in a literal, as entities, in a feed, a mail.

What programs make of a page on its way is undone, so that the page is read as the site wrote it.
A text that only quotes markup is no wrapping and is left alone: what is taken out must be HTML by
itself, and nearly all there is.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..finders.front_matter import MIN_KEYS, values_in
from ..patterns import lazy
from .literals import STRING, items_of, undo, value_of
from .mails import HEADERS, is_mail, parts_of_mail, unquoted
from .records import Record, markup_of, records_in
from .sniffing import is_html, without_unseen

__all__ = ["unwrap"]

#: Wrappings in wrappings that are taken off.
MAX_WRAPPINGS = 4

#: Share of the text in JSON that the page must make up, the share of the page's length from which on
#: another beside it must be an excerpt of it, and the first characters by which one is told.
MIN_SHARE, MIN_OTHER, MAX_PROBE = 0.5, 0.25, 80

#: Attributes from which on a page without others is in quoted-printable.
MIN_QUOTED = 2
#: Escaped tags, or quotes, for each one that is not, in a page that was escaped as a whole.
MIN_TIMES_ESCAPED = 8

_WHOLE_PAGE = lazy(r"\s*<(?:!doctype|html|head)\b", re.IGNORECASE)
#: The end of a line that is written as an escape, behind a tag that only a page has.
_WRITTEN_BREAK = lazy(r"<(?:!doctype|html|/?head|body)\b[^<>]*>(?:\\r)?\\n", re.IGNORECASE)
#: One between two tags, and how many make a piece of a page.
_BREAK_BETWEEN_TAGS = lazy(r">(?:\\[rt])?\\n(?:\s|\\[nrt]){0,40}<")
MIN_BREAKS_BETWEEN_TAGS = 2
#: "<" as programs write it in a script.
_ESCAPED_ANGLES = ("\\u003c", "\\u003C", "\\x3c", "\\x3C")
_NUMBERED = lazy(r"\s*(\d{1,7})(?:$|[ \t:.|]?)([\s\S]*)")
_ESCAPED_TAG = lazy(r"&(?:amp;)*(?:lt|#60|#x3c);[/!a-z]", re.IGNORECASE)
_TAG = lazy(r"<[/!]?[A-Za-z]")
_BRACKETED = lazy(r"<[^<>]*>")
#: A file of text as a browser shows it.
_TEXT_VIEW = lazy(
    r"<html>\s*(?:<head>(?:<(?:meta|link)\b[^<>]*>)*</head>)?\s*<body[^<>]*>\s*<pre\b[^<>]*>([^<]*)</pre>"
    r"\s*(?:<div class=\"json-formatter-container\"></div>)?\s*</body>\s*</html>",
    re.IGNORECASE,
)
_FEED = lazy(r"(?:<\?xml[^<>]*>\s*)?(?:<!--[^<>]*-->\s*)?<(?:rss|feed|rdf:RDF|item|entry)\b")
_FRONT_MATTER = lazy(r"(?:---|\+\+\+)[ \t]*\r?\n((?:[^\n]*\n){1,40}?)(?:---|\+\+\+)[ \t]*\r?\n")
_BODY = lazy(r"<body\b[^<>]*>", re.IGNORECASE)
#: XHTML whose elements have a prefix, as XML allows.
_PREFIXED = lazy(r"(?:<\?xml[^<>]*>\s*)?(?:<!DOCTYPE[^<>]*>\s*)?<([A-Za-z]\w{0,20}):html\b")
_HAS_TITLE = lazy(r"<title\b[^<>]*>\s*[^\s<]", re.IGNORECASE)
_RESPONSE = lazy(r"^(?:HTTP/\d|Content-Type\s*:)", re.IGNORECASE | re.MULTILINE)


def unwrap(raw: str) -> str:
    """Give the markup that stands in a wrapping; what stands in none as it is.

    >>> unwrap('{"url": "/a", "html": "<p>One.</p><p>Two.</p>"}')
    '<p>One.</p><p>Two.</p>'
    >>> unwrap(str("<p>It’s one.</p>".encode()))
    '<p>It’s one.</p>'
    >>> unwrap("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;")
    '<p>One &amp; two.</p>'
    >>> unwrap("A paragraph begins with &lt;p&gt; and ends with &lt;/p&gt;.")
    'A paragraph begins with &lt;p&gt; and ends with &lt;/p&gt;.'
    """
    for _ in range(MAX_WRAPPINGS):
        inner = _inside(raw)
        if inner is None:
            break
        raw = inner
    return raw


def _inside(raw: str) -> str | None:
    """Take one wrapping off; `None` where there is none."""
    text = raw.strip("\ufeff \t\r\n")
    first = text[:1]
    found: str | None = None
    if first == "<":
        if text.startswith("<![CDATA["):
            found = text.removeprefix("<![CDATA[").removesuffix("]]>")
        elif _FEED.match(text):
            found = _in_feed(text)
        elif _is_escaped_source(text):
            found = undo(text)
        elif prefixed := _PREFIXED.match(text):
            found = re.sub(rf"(</?){prefixed[1]}:(?=[A-Za-z])", r"\1", text)
        elif view := _TEXT_VIEW.fullmatch(text):
            found = _in_text_view(html.unescape(view[1]).strip())
        elif text.count('=3D"') >= MIN_QUOTED and '="' not in text:
            found = unquoted(text)
        elif "&lt;/html" in text or "&lt;/HTML" in text:
            found = _in_source_view(text)
    elif first in ("{", "[", "("):
        found = _in_json(text) or _in_list(text)
    elif text.startswith(_ESCAPED_ANGLES):
        found = _if_html(undo(text))
    elif first in ('"', "'", "b", "u"):
        found = _in_string(text)
    elif first == "1":
        found = _without_numbers(text)
    elif first in ("-", "+"):
        found = _below_front_matter(text)
    if found is None and first != "<":
        found = _in_entities(text) or _behind_headers(text)
    return found


# ---------------------------------------------------------------- strings of programs


def _in_json(text: str) -> str | None:
    """Give the page that an object or a list of JSON holds, where it is the only one in it.

    Or one made of the articles that it holds as records.
    """
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    around, records = records_in(data)
    if records and not any(_WHOLE_PAGE.match(record.body) for record in records):
        return _of_records(around, records)
    strings = sorted(_strings(data), key=len, reverse=True)
    if not strings or len(strings[0]) < MIN_SHARE * sum(map(len, strings)):
        return None
    page = strings[0]
    if not is_html(_in_entities(page) or page):
        return None
    shown = _plain(page)
    others = (s for s in strings[1:] if len(s) >= MIN_OTHER * len(page))
    if any(is_html(other) and _plain(other)[:MAX_PROBE] not in shown for other in others):
        return None
    return page


def _of_records(around: Mapping[str, str], records: Sequence[Record]) -> str:
    """Make a page of articles that are records, one or several."""
    texts = [_in_entities(record.body) or record.body for record in records]
    bodies = [text if "</" in text or "<br" in text else markup_of(text) for text in texts]
    if len(records) == 1:
        return _page(records[0].said, bodies[0])
    parts = [_part(record.said, body) for record, body in zip(records, bodies, strict=True)]
    return _page(around, "".join(parts))


def _plain(markup: str) -> str:
    """Give what markup says, roughly: enough to tell an excerpt from another page."""
    return " ".join(_BRACKETED.sub(" ", markup).split())


def _strings(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, str):
            yield thing
        elif isinstance(thing, dict):
            waiting += thing.values()
        elif isinstance(thing, list):
            waiting += thing


def _in_string(text: str) -> str | None:
    """Give the page that a string literal of JSON, JavaScript or Python holds, of bytes too."""
    found = STRING.fullmatch(text)
    if found is None or not (found["one"] or found["two"]):
        return None
    return _if_html(value_of(found))


def _in_list(text: str) -> str | None:
    """Give the page whose pieces a list of strings holds, as Scrapy's `getall()` gives them."""
    items = items_of(text)
    return _if_html("\n".join(items)) if items else None


def _if_html(text: str) -> str | None:
    return text if is_html(_in_entities(text) or text) else None


def _is_escaped_source(text: str) -> bool:
    """Whether markup is a string's source without the quotes around it."""
    escaped = text.count('=\\"')
    if escaped and escaped > MIN_TIMES_ESCAPED * text.count('="'):
        return True
    if "\n" in text or "\\n" not in text:
        return False
    if _WRITTEN_BREAK.match(text):
        return True
    return len(_BREAK_BETWEEN_TAGS.findall(without_unseen(text))) >= MIN_BREAKS_BETWEEN_TAGS


def _without_numbers(text: str) -> str | None:
    """Give the page whose lines a viewer numbered, from 1 without a gap."""
    lines = [_NUMBERED.match(line) for line in text.split("\n")]
    if all(found and int(found[1]) == at for at, found in enumerate(lines, 1)):
        inside = "\n".join(found[2] for found in lines if found)
        return inside if is_html(inside) else None
    return None


# ---------------------------------------------------------------- markup as text


def _in_entities(text: str) -> str | None:
    """Give the markup whose every angle bracket was escaped, once or twice."""
    escaped = len(_ESCAPED_TAG.findall(text)) if "&" in text else 0
    if not escaped or escaped < MIN_TIMES_ESCAPED * len(_TAG.findall(text)):
        return None
    for _ in range(3):
        text = html.unescape(text)
        if _TAG.search(text):
            return text if is_html(text) else None
    return None


def _in_text_view(shown: str) -> str | None:
    """Give the page in what a browser shows of an interface's answer."""
    return shown if shown[:1] in ("{", "[", '"') and _inside(shown) is not None else _if_html(shown)


def _in_source_view(text: str) -> str | None:
    """Give the page whose source is all that a page shows, as browsers show and save it.

    Leaves a page that quotes one among other text.
    """
    body = _BODY.search(text)
    shown = html.unescape(_BRACKETED.sub("", text[body.end() :] if body else text)).strip()
    return shown if _WHOLE_PAGE.match(shown) and shown.lower().endswith("</html>") else None


def _in_feed(text: str) -> str | None:
    """Give a page of what a piece of RSS or Atom holds: one article below its head, or each below its title."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        tree: Any = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if tree is None:
        return None
    items = [e for e in tree.iter() if _name(e) in ("item", "entry")]
    told = [_told(item) for item in items]
    if len(told) == 1:
        said, body = told[0]
        return None if body is None else _page(said, body)
    parts = [_part(said, body) for said, body in told if body is not None]
    if not parts or len(parts) < len(told):
        return None
    return _page(_values(items[0].getparent()), "".join(parts))


#: The name that an item of a feed has for a field.
_NAME_OF = {
    "authors": "creator",
    "published": "pubDate",
    "modified": "updated",
    "url": "link",
}


def _below_front_matter(text: str) -> str | None:
    """Give a page of the markup below a head of keys and values, as static sites have it."""
    head = _FRONT_MATTER.match(text)
    if head is None or not is_html(text[head.end() :]):
        return None
    values = values_in(head[1].split("\n"))
    if len(values) < MIN_KEYS:
        return None
    said = {_NAME_OF.get(field, field): value for field, value in values.items()}
    return _page(said, text[head.end() :])


def _told(item: Any) -> tuple[dict[str, str], str | None]:
    """Give what an item of a feed says, by name, and its text as markup."""
    said = _values(item)
    bodies = (said.get(name) for name in ("encoded", "content", "description", "summary"))
    body = next((body for body in bodies if body), None)
    return said, None if body is None else _in_entities(body) or body


def _values(parent: Any) -> dict[str, str]:
    """Give the values of an element's children by their names, those of items aside."""
    said: dict[str, str] = {}
    for element in () if parent is None else parent:
        if _name(element) in ("item", "entry"):
            continue
        # Atom's author is a person with a name, an address and a page.
        names = [child for child in element if _name(child) == "name"]
        value = (element.text or "") + "".join(_markup(child) for child in names or element)
        if value.strip():
            said.setdefault(_name(element), value.strip())
    return said


def _page(said: Mapping[str, str], body: str) -> str:
    """Make a page of a text and of what is told about it."""
    head = f"<title>{html.escape(html.unescape(said.get('title', '')))}</title>"
    for name, keys in _FIELDS.items():
        if value := next((said[key] for key in keys if key in said), ""):
            head += f'<meta name="{name}" content="{html.escape(_BRACKETED.sub("", value))}">'
    if _ADDRESS.fullmatch(said.get("link", "")):
        head += f'<link rel="canonical" href="{html.escape(said["link"])}">'
    language = said.get("language", "")
    root = f'<html lang="{language}">' if _LANGUAGE.fullmatch(language) else "<html>"
    return f"<!doctype html>{root}<head>{head}</head><body>{body}</body>"


def _part(said: Mapping[str, str], body: str) -> str:
    """Make a part of a page of one of several items: its title and its text."""
    title = html.escape(html.unescape(_BRACKETED.sub("", said.get("title", ""))))
    text = body if "<" in body else f"<p>{body}</p>"
    return f"<article><h2>{title}</h2>{text}</article>"


#: What of an item goes into which tag of a head.
_FIELDS = {
    "author": ("creator", "author"),
    "article:published_time": ("pubDate", "published", "date"),
    "article:modified_time": ("updated",),
    "og:site_name": ("site",),
}
_ADDRESS = lazy(r"https?://[^\s<>\"']{3,2000}")
_LANGUAGE = lazy(r"[A-Za-z]{2,3}(?:[-_]\w{2,8}){0,3}")


def _markup(element: Any) -> str:
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode"))


def _name(element: Any) -> str:
    """Give an element's name without its namespace, `""` for a comment."""
    tag = element.tag
    return re.split("[}:]", tag)[-1] if isinstance(tag, str) else ""


def _behind_headers(text: str) -> str | None:
    """Give the page behind the headers of a response, or in a mail or a web archive."""
    headers = HEADERS.match(text) if text[:1].isalpha() else None
    if headers is None:
        return None
    if not is_mail(headers[0]):
        body = text[headers.end() :]
        return body if _RESPONSE.search(headers[0]) and is_html(body) else None
    said, parts = parts_of_mail(text)
    for kind, payload in parts:
        if kind == "text/html":
            return payload if _HAS_TITLE.search(payload) else _page(said, payload)
    return None
