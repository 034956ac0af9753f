"""A page of HTML to nodes: visible text, one block a line, with the main part named.

readability-lxml chooses the main part; what it leaves out stands in `raw` all the
same and is cut, with the reason in the ledger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml import etree

from ..model import BlockKind, Reason
from ..running import Node, Settings, Work
from ..tracing import Trace

__all__ = ["read_html"]

_SKIPPED = frozenset(
    "script style noscript template head svg math iframe object embed canvas select option button "
    "input textarea audio video map datalist".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote",
    "pre": "code", "figcaption": "caption", "caption": "caption",
    "td": "table", "th": "table",
}  # fmt: skip
_MARKS = {
    "a": "link",
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
}
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: lxml refuses these in a parsed string.
_UNPARSABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")


@dataclass(slots=True)
class _Piece:
    text: str
    kind: BlockKind
    level: int | None
    marks: list[tuple[str, int, int, str | None]]


def read_html(html: str, settings: Settings, *, whole: bool = False) -> Work:
    """Read a page: nodes for all visible blocks, those outside the main part cut.

    With `whole`, nothing is cut yet. Broken markup never raises: what lxml cannot
    parse is an empty page.
    """
    html = _XML_DECLARATION.sub("", _UNPARSABLE.sub(" ", html))
    tree = _parse(html)
    if tree is None:
        return Work("", [], settings, "html", flags={"no_article"})
    pieces = list(_pieces(tree))
    main = Counter() if whole else _main_part(html)
    raw, nodes = _lay_out(pieces)
    work = Work(raw, nodes, settings, "html")
    work.fields.update(_head_fields(tree))
    if main and sum(main.values()) > 0:
        for node in nodes:
            key = node.trace.text
            if main[key] <= 0 and key != work.fields.get("title"):
                node.fate = (Reason.BOILERPLATE, "read_html", 0.8)
            main[key] -= 1
    return work


def _parse(html: str) -> Any | None:
    if not html.strip():
        return None
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _lay_out(pieces: list[_Piece]) -> tuple[str, list[Node]]:
    raw = "\n".join(piece.text for piece in pieces)
    nodes, at = [], 0
    for piece in pieces:
        node = Node(Trace(raw, at, at + len(piece.text), text=piece.text))
        node.kind, node.level = piece.kind, piece.level
        node.marks = [(kind, at + start, at + end, href) for kind, start, end, href in piece.marks]
        nodes.append(node)
        at += len(piece.text) + 1
    return raw, nodes


def _pieces(tree: Any) -> Iterator[_Piece]:
    """Walk the tree without recursion and give its blocks of text."""
    buffer: list[str] = []
    marks: list[tuple[str, int, int, str | None]] = []
    size = 0
    kinds: list[tuple[BlockKind, int | None]] = [("paragraph", None)]
    opened: list[tuple[Any, int]] = []
    skipping = 0

    def add(text: str | None) -> None:
        nonlocal size
        if not text:
            return
        if kinds[-1][0] != "code":
            text = _SPACE.sub(" ", text)
            if text.startswith(" ") and (not size or buffer[-1].endswith((" ", "\n"))):
                text = text[1:]
        if text:
            buffer.append(text)
            size += len(text)

    def flush() -> Iterator[_Piece]:
        nonlocal size
        text = "".join(buffer)
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if text:
            kind, level = kinds[-1]
            kept = [
                (k, max(0, s - lead), min(len(text), e - lead), h)
                for k, s, e, h in marks
                if min(len(text), e - lead) > max(0, s - lead)
            ]
            yield _Piece(text, kind, level, kept)
        buffer.clear()
        marks.clear()
        size = 0

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event in ("comment", "pi") or not isinstance(tag, str):
            if event in ("comment", "pi") and not skipping:
                add(element.tail)
            continue
        if event == "start":
            if skipping or tag in _SKIPPED or _is_hidden(element):
                skipping += 1
                continue
            if tag in _HEADINGS or tag in _KINDS:
                yield from flush()
                kinds.append(
                    ("heading", _HEADINGS[tag]) if tag in _HEADINGS else (_KINDS[tag], None)
                )
            elif tag == "br":
                if kinds[-1][0] == "code":
                    add("\n")
                else:
                    yield from flush()
            elif tag not in _INLINE:
                yield from flush()
            if tag in _MARKS:
                opened.append((element, size))
            add(element.text)
            continue
        if skipping:
            skipping -= 1
            if not skipping:
                if tag not in _INLINE and tag not in ("script", "style", "noscript"):
                    yield from flush()
                add(element.tail)
            continue
        if tag in _MARKS and opened and opened[-1][0] is element:
            start = opened.pop()[1]
            if size > start:
                marks.append((_MARKS[tag], start, size, element.get("href")))
        if tag in _HEADINGS or tag in _KINDS:
            yield from flush()
            kinds.pop()
        elif tag not in _INLINE:
            yield from flush()
        add(element.tail)
    yield from flush()


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _main_part(html: str) -> Counter[str]:
    from readability import Document as Readability

    try:
        summary = Readability(html).summary()
        tree = _parse(summary)
    except Exception:  # readability raises whatever its parser raises; a page never fails for it
        return Counter()
    if tree is None:
        return Counter()
    return Counter(piece.text for piece in _pieces(tree))


def _head_fields(tree: Any) -> dict[str, Any]:
    """Read what the head says plainly; structured data has its own module."""
    found: dict[str, Any] = {}

    def meta(*names: str) -> str | None:
        for name in names:
            for key in ("property", "name"):
                for value in tree.xpath(f"//meta[@{key}=$name]/@content", name=name):
                    if value.strip():
                        return _SPACE.sub(" ", str(value)).strip()
        return None

    found["site"] = meta("og:site_name", "application-name")
    found["description"] = meta("og:description", "description")
    found["image"] = meta("og:image", "twitter:image")
    title = meta("og:title", "twitter:title")
    if not title:
        title = next(
            (_SPACE.sub(" ", t).strip() for t in tree.xpath("//title/text()") if t.strip()), None
        )
    heads = [_SPACE.sub(" ", h.text_content()).strip() for h in tree.xpath("//h1")[:20]]
    heads = [head for head in heads if head]
    if title:  # a heading that begins the title is the title without the site's name
        title = next((h for h in heads if len(h) > 8 and title.startswith(h)), title)
    elif len(heads) == 1:
        title = heads[0]
    found["title"] = title
    links = tree.xpath("//link[@rel='canonical']/@href")
    found["url"] = str(links[0]).strip() if links else meta("og:url")
    language = tree.get("lang") or tree.get("xml:lang")
    if language:
        found["language"] = language.split("-")[0].split("_")[0].lower()
    return {name: value for name, value in found.items() if value}
