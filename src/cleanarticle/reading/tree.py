"""A page's markup to pieces of visible text and the elements around them.

lxml repairs the markup; the tree is then written out again, well-formed, and cut at its tags in
one go, which is several times as fast as walking it from Python. Nothing here judges.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any, Literal

import lxml.html
from lxml import etree

from ..model import BlockKind

__all__ = ["Page", "Piece", "parse", "read_fragment", "read_tree"]

MarkKind = Literal["link", "emphasis", "strong", "code"]
Opened = tuple[MarkKind, str | None]  # with its address
Marked = tuple[MarkKind, int, int, str | None]  # with its start and end

#: Elements without text of the page's own.
_SKIPPED = (
    "script", "style", "template", "svg", "math", "iframe", "object", "embed", "canvas",
    "select", "option", "input", "textarea", "audio", "video", "map", "datalist", "frameset", "title",
)  # fmt: skip
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
_VOID = frozenset("img source track area col param link meta base".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(_HEADINGS, "heading"),
    "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote", "pre": "code",
    "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_MARKS: dict[str, MarkKind] = {
    "a": "link",
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
}

_TAG = re.compile(r"<([^>]*)>")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
#: What stands in every tag that hides something; most tags hold none of it.
_MAY_HIDE = (
    "button",
    "hidden",
    "isplay",
    "ISPLAY",
    "isibility",
    "sr",
    "screen",
    "invisible",
    "dialog",
    "noscript",
    "headerlink",
    "editsection",
    "anchor",
    "hash-link",
)
_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Classes by which frameworks hide text from the eye: Bootstrap, WordPress, Drupal, Foundation.
_HIDING = frozenset(
    {
        "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible",
        # Links to a heading and to its editor, which are the system's: Sphinx, MediaWiki, Docusaurus.
        "headerlink", "mw-editsection", "header-anchor", "heading-anchor", "hash-link", "anchorjs-link",
        "screen-reader-only", "screenreader-only", "show-for-sr", "a11y-hidden", "u-visually-hidden",
    }
)  # fmt: skip
_OPENERS = frozenset(
    {"aria-controls", "aria-expanded", "data-bs-toggle", "data-toggle", "data-bs-target"}
)
_CAPTION = re.compile(r"(?:^|[\s_-]|thumb)caption(?:-text)?(?:$|\s)")
#: lxml refuses these in a parsed string.
_UNPARSABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Tags that pages leave open by the thousand, and that can do without.
_NESTING = re.compile(
    r"</?(?:div|span|font|center|section|b|i|u|em|strong|small|big|a|ul|ol|li|dl|dd|table|tbody|tr|td"
    r"|th|blockquote|form|article|main)\b[^<>]*>",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")
#: Pages glued together hold more than one, and a parser stops at the first.
_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)

#: What stands in a piece's text, until it is finished, where a mark opens and closes and a line
#: breaks: characters that no parsed page holds.
_OPEN, _CLOSE, _BREAK = "\x01", "\x02", "\x03"
_SIGNS = (_OPEN, _CLOSE)
_SIGN = re.compile(f"([{_OPEN}{_CLOSE}])")


@dataclass(slots=True)
class Piece:
    """A stretch of text between two boundaries of blocks.

    `marks` are (kind, start, end, href) with offsets into `text`; `element` is the innermost
    element of a block around it, an index into the page's lists.
    """

    text: str
    kind: BlockKind
    level: int | None
    marks: list[Marked]
    element: int
    ordinal: int | None = None  # of an item of an ordered list, at its first piece


@dataclass(slots=True)
class Page:
    """The pieces of a page and its elements of blocks, both in document order.

    An element's pieces are `pieces[first[e]:behind[e]]`, its descendants the elements up to
    `last[e]`; element 0 is the body, its own parent.
    """

    pieces: list[Piece] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # class, id and role, as they stand
    parents: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)


def parse(markup: str) -> Any | None:
    """Parse a page; `None` where there is nothing in it. Broken markup never raises."""
    markup = _END.sub("", _XML_DECLARATION.sub("", _UNPARSABLE.sub(" ", markup)))
    if not markup.strip():
        return None
    tree, is_too_deep = _parse(markup)
    if is_too_deep:  # the rest of the page is lost: take out what is nested
        tree, _ = _parse(_NESTING.sub("<br><br>", markup))
    return tree


def _parse(markup: str) -> tuple[Any | None, bool]:
    """Give the tree, and whether the parser gave up where it became too deep (2,048)."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    errors: Any = parser.error_log
    last = errors.last_error
    return tree, last is not None and last.type_name == "ERR_RESOURCE_LIMIT"


#: Words below which the visible part of a page may be a shell; what is hidden counts if it is
#: so many times as much.
SHELL_WORDS, SHELL_TIMES = 250, 2


def read_tree(tree: Any) -> Page:
    """Give the visible text of a parsed page.

    Elements that hold no text for readers (scripts, styles, forms' fields) are taken out of
    the tree. Where next to nothing is visible, what is hidden until a script runs is read too.
    """
    body = tree.find("body")
    root = tree if body is None else body
    _put_in_place(root)
    etree.strip_elements(root, *_SKIPPED, with_tail=False)
    parts = _TAG.split(etree.tostring(root, encoding="unicode", with_tail=False))
    page = _walk(parts, hidden=False)
    size = _words(page)
    if size < SHELL_WORDS:
        whole = _walk(parts, hidden=True)
        if _words(whole) > SHELL_TIMES * size:
            return whole
    return page


def read_fragment(markup: str) -> Page:
    """Read a text, or a piece of markup, that stood in a script."""
    tree = parse(markup if "<" in markup else html.escape(markup).replace("\n", "<br><br>"))
    return Page() if tree is None else read_tree(tree)


def _walk(parts: list[str], *, hidden: bool) -> Page:
    walk = _Walk(hidden=hidden)
    walk.read(parts)
    _join_tables(walk.page)
    return walk.page


def _words(page: Page) -> int:
    return sum(piece.text.count(" ") + 1 for piece in page.pieces)


def _put_in_place(root: Any) -> None:
    """Move what React streams behind the page to where its script would put it.

    A part comes as `<div hidden id="S:0">`, for the `<template id="B:0">` (or `P:0`) further up.
    """
    streamed = root.xpath(".//div[@hidden][starts-with(@id, 'S:')]")
    if not streamed:
        return
    places = {t.get("id"): t for t in root.iter("template") if t.get("id")}
    for part in streamed:
        del part.attrib["hidden"]
        name = part.get("id")[2:]
        place = places.get(f"B:{name}")
        if place is None:
            place = places.get(f"P:{name}")
        if place is not None and part not in place.iterancestors():
            place.addnext(part)


@dataclass(slots=True)
class _Tag:
    """What an opening tag says, read once for all tags that are written alike."""

    name: str
    kind: Literal["block", "inline", "mark", "break", "void"]
    names: str
    is_hidden: bool
    href: str | None


def _tag(written: str) -> _Tag:
    name, _, rest = written.rstrip("/").partition(" ")
    attributes: dict[str, str] = dict(_ATTRIBUTE.findall(rest)) if rest else {}
    href = attributes.get("href")
    names = " ".join(
        attributes[key] for key in ("class", "id", "role", "itemprop") if key in attributes
    )
    hidden = any(sign in written for sign in _MAY_HIDE) and _is_hidden(name, attributes)
    kind: Literal["block", "inline", "mark", "break", "void"]
    if name in _MARKS:
        kind = "mark"
    elif name == "br":
        kind = "break"
    elif name in _INLINE:
        kind = "inline"
    else:
        kind = "void" if name in _VOID else "block"
    return _Tag(name, kind, names, hidden, html.unescape(href) if href is not None else None)


def _is_hidden(name: str, attributes: dict[str, str]) -> bool:
    if name == "noscript" or ("hidden" in attributes and attributes["hidden"] != "until-found"):
        return True
    if attributes.get("aria-hidden") == "true" or (name == "dialog" and "open" not in attributes):
        return True
    if name == "button" and _OPENERS.isdisjoint(attributes):
        return True  # a control, where it opens no part of the page
    if _STYLED_AWAY.search(attributes.get("style", "")):
        return True
    return not _HIDING.isdisjoint(attributes.get("class", "").lower().split())


class _Walk:
    """One pass over the tags and texts of a page."""

    def __init__(self, *, hidden: bool) -> None:
        self.page = Page()
        self._show_hidden = hidden
        self._buffer: list[str] = []
        self._opened: list[Opened] = []  # in the buffer, in order
        self._open: list[Opened] = []  # not yet closed
        self._kinds: list[tuple[BlockKind, int | None]] = [("paragraph", None)]
        self._elements: list[int] = [0]
        self._counters: list[int | None] = []  # items so far of the lists around, `None` unordered
        self._in_code = 0  # how many elements deep
        self._numbered = -1  # the last item whose number is given away

    def read(self, parts: list[str]) -> None:
        """Read texts and tags by turns, beginning and ending with a text."""
        known: dict[str, _Tag] = {}
        buffer = self._buffer
        skipping = 0
        for at in range(1, len(parts), 2):
            written, text = parts[at], parts[at + 1]
            closing = written[0] == "/"
            if skipping:
                if closing:
                    skipping -= 1
                elif written[-1] != "/":
                    skipping += 1
                if not skipping and text:
                    buffer.append(text)
                continue
            if closing:
                name = written[1:]
                if name in _MARKS:
                    if self._open:
                        buffer.append(_CLOSE)
                        self._open.pop()
                elif name not in _INLINE and name not in _VOID:
                    if self._in_code and name != "pre":
                        self._end_line()
                    else:
                        self._leave(name)
            else:
                tag = known.get(written)
                if tag is None:
                    tag = known[written] = _tag(written)
                if (
                    tag.is_hidden
                    and self.page.tags
                    and not self._show_hidden
                    and not (tag.name == "button" and self._kinds[-1][0] == "heading")
                ):
                    if tag.kind == "block":
                        self._flush()
                    if written[-1] != "/":
                        skipping = 1
                    elif text:
                        buffer.append(text)
                    continue
                if tag.kind == "block" and self._in_code and tag.name != "pre":
                    pass  # a line of code in an element of its own
                elif tag.kind == "block":
                    self._enter(tag)
                    if written[-1] == "/":
                        self._leave(tag.name)
                elif tag.kind == "mark":
                    if written[-1] != "/":
                        mark = (_MARKS[tag.name], tag.href)
                        if tag.name == "a" and buffer and buffer[-1] == _CLOSE:
                            buffer.append(" ")  # links side by side, parted by the style sheet
                        buffer.append(_OPEN)
                        self._opened.append(mark)
                        self._open.append(mark)
                elif tag.kind == "break":
                    buffer.append("\n" if self._kinds[-1][0] == "code" else _BREAK)
            if text:
                buffer.append(text)
        self._flush()

    def _enter(self, tag: _Tag) -> None:
        self._flush()
        page = self.page
        page.parents.append(self._elements[-1])
        self._elements.append(len(page.tags))
        page.tags.append(tag.name)
        page.names.append(tag.names)
        page.first.append(len(page.pieces))
        page.behind.append(0)
        page.last.append(0)
        name = tag.name
        self._in_code += name == "pre"
        kind = self._kinds[-1]
        if name in _KINDS:
            kind = _KINDS[name], self._level(name)
        elif name in ("ul", "ol"):
            self._counters.append(0 if name == "ol" else None)
        elif name in ("p", "div") and tag.names and _CAPTION.search(tag.names):
            kind = "caption", None
        self._kinds.append(kind)

    def _level(self, name: str) -> int | None:
        if name not in ("li", "dt", "dd"):
            return _HEADINGS.get(name)
        if name == "li" and self._counters and self._counters[-1] is not None:
            self._counters[-1] += 1
        return max(1, len(self._counters))

    def _leave(self, name: str) -> None:
        self._flush()
        if len(self._elements) == 1:
            return
        page = self.page
        element = self._elements.pop()
        page.behind[element] = len(page.pieces)
        page.last[element] = len(page.tags)
        self._in_code -= name == "pre"
        self._kinds.pop()
        if name in ("ul", "ol"):
            self._counters.pop()

    def _end_line(self) -> None:
        """End a line of code, unless it is ended."""
        text = next((part for part in reversed(self._buffer) if part not in _SIGNS), "\n")
        if not text.endswith("\n"):
            self._buffer.append("\n")

    def _flush(self) -> None:
        """Finish the text since the last boundary."""
        if not self._buffer:
            return
        joined = "".join(self._buffer)
        self._buffer.clear()
        opened = self._opened
        self._opened = list(self._open)
        self._buffer.extend(_OPEN for _ in self._open)
        kind, level = self._kinds[-1]
        if "&" in joined:
            joined = html.unescape(joined)
        if kind == "code":
            code = joined.strip("\n").rstrip()
            self._add(code if "\n" in code else code.strip(), opened, kind, level)
            return
        joined = _SPACE.sub(" ", joined)
        if _BREAK in joined:
            still = 0
            for line in _lines(joined):
                opened, still = self._add(_OPEN * still + line, opened, kind, level)
        else:
            self._add(joined, opened, kind, level)

    def _add(
        self,
        text: str,
        opened: list[Opened],
        kind: BlockKind,
        level: int | None,
    ) -> tuple[list[Opened], int]:
        """Add a piece; give the marks from those open behind it on, and how many are open."""
        marks: list[Marked] = []
        rest: list[Opened] = []
        still = 0
        if _OPEN in text or _CLOSE in text or opened:
            text, marks, rest, still = _marked(text, opened, keep_spaces="\n" in text)
        else:
            text = text.strip()
        if text and not text.isspace():
            element = self._elements[-1]
            ordinal = None
            item = element
            while item and self.page.tags[item] != "li":
                item = self.page.parents[item]
            if kind == "list_item" and self._counters and item != self._numbered:
                ordinal, self._numbered = self._counters[-1], item
            self.page.pieces.append(Piece(text, kind, level, marks, element, ordinal))
        return rest, still


def _lines(joined: str) -> list[str]:
    """Give the lines that stand for themselves; others are broken only for the eye.

    Two breaks part, and one behind the end of a sentence or between short lines.
    """
    lines: list[str] = []
    last, signs, parted = "", "", True
    for line in joined.split(_BREAK):
        bare = _SIGN.sub("", line).strip()
        if not bare:
            signs += "".join(_SIGN.findall(line))
            parted = True
            continue
        if parted or _parts(last, bare):
            lines.append(signs + line)
        else:
            lines[-1] += " " + signs + line
        last, signs, parted = bare, "", False
    if lines:
        lines[-1] += signs
    return lines


#: Characters up to which a line before a break is one of verse, an address, a list.
SHORT_LINE = 60


def _parts(before: str, behind: str) -> bool:
    if before[-1] in '.!?…:;”»"。！？':
        return True
    return len(before) <= SHORT_LINE and len(behind) <= SHORT_LINE


def _marked(
    text: str, opened: list[Opened], *, keep_spaces: bool
) -> tuple[str, list[Marked], list[Opened], int]:
    """Take the signs of marks out of a text; give it stripped, its marks, and what is left open."""
    parts: list[str] = []
    size = 0
    stack: list[tuple[tuple[MarkKind, str | None], int]] = []
    marks: list[Marked] = []
    used = 0
    for part in _SIGN.split(text):
        if part == _OPEN:
            if used < len(opened):
                stack.append((opened[used], size))
                used += 1
        elif part == _CLOSE:
            if stack:
                (kind, href), start = stack.pop()
                if size > start:
                    marks.append((kind, start, size, href))
        elif part:
            doubled = not keep_spaces and part[0] == " " and (not size or parts[-1][-1] == " ")
            if kept_part := part[1:] if doubled else part:
                parts.append(kept_part)
                size += len(kept_part)
    for (kind, href), start in stack:
        if size > start:
            marks.append((kind, start, size, href))
    joined = "".join(parts)
    keep_spaces = keep_spaces and "\n" in joined.strip()
    stripped = joined.rstrip() if keep_spaces else joined.strip()
    lead = 0 if keep_spaces else len(joined) - len(joined.lstrip())
    end = len(stripped)
    kept = []
    for kind, start, stop, href in marks:
        low, high = max(0, start - lead), min(end, stop - lead)
        while low < high and stripped[low] == " ":
            low += 1
        while low < high and stripped[high - 1] == " ":
            high -= 1
        if high > low:
            kept.append((kind, low, high, href))
    return stripped, kept, [mark for mark, _ in stack] + opened[used:], len(stack)


#: What a table of data does not hold in its cells; one that does lays the page out.
_NOT_IN_CELLS = frozenset({"table", "ul", "ol", "pre", "blockquote", "form", *_HEADINGS})
#: Words a cell of a table of data has at most, and on the average.
MAX_CELL_WORDS, MEAN_CELL_WORDS = 60, 15


def _join_tables(page: Page) -> None:
    """Make one piece of each table of data: a line a row, cells parted by a bar."""
    gone: list[int] = []
    for table in [e for e, tag in enumerate(page.tags) if tag == "table"]:
        if cells := _cells(page, table):
            pieces = [i for row in cells for cell in row for i in cell]
            page.pieces[pieces[0]] = _as_table(page, table, cells)
            gone += pieces[1:]
    if gone:
        page.first = [at - bisect_left(gone, at) for at in page.first]
        page.behind = [at - bisect_left(gone, at) for at in page.behind]
        absorbed = set(gone)
        page.pieces = [piece for at, piece in enumerate(page.pieces) if at not in absorbed]


def _cells(page: Page, table: int) -> list[list[range]] | None:
    """Give the pieces of each cell of each row; `None` for a table that is none of data."""
    rows: list[list[range]] = []
    sizes: list[int] = []
    for element in range(table + 1, page.last[table]):
        tag = page.tags[element]
        if tag in _NOT_IN_CELLS:
            return None
        if tag == "tr":
            rows.append([])
        elif tag in ("td", "th"):
            if not rows:
                return None
            cell = range(page.first[element], page.behind[element])
            rows[-1].append(cell)
            sizes.append(sum(page.pieces[i].text.count(" ") + 1 for i in cell))
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if max(sizes) > MAX_CELL_WORDS or sum(sizes) > MEAN_CELL_WORDS * len(sizes):
        return None
    held = [i for row in rows for cell in row for i in cell]
    return rows if held == list(range(held[0], held[-1] + 1)) else None


def _as_table(page: Page, table: int, rows: list[list[range]]) -> Piece:
    lines: list[str] = []
    marks: list[Marked] = []
    size = 0
    for row in rows:
        line = ""
        for at, cell in enumerate(row):
            line += (" | " if line else "| ") if at else ""
            for i in cell:
                piece = page.pieces[i]
                line += " " if i > cell[0] else ""
                start = size + len(line)
                marks += [(k, start + low, start + high, h) for k, low, high, h in piece.marks]
                line += piece.text.replace("\n", " ")
        lines.append(line.rstrip())
        size += len(lines[-1]) + 1
    return Piece("\n".join(lines), "table", None, marks, table)
