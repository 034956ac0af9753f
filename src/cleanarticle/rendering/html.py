"""An article as HTML, and what HTML and Markdown share: the tree of marks, safe addresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from html import escape
from itertools import groupby

from ..model import Article, Block, Mark
from .explanation import show

__all__ = [
    "Span",
    "image_href",
    "rows",
    "safe_href",
    "spans",
    "split_marker",
    "to_html",
    "to_notebook",
    "without_fences",
]

MAX_DEPTH = 9  # of lists in lists
_RANK = {"link": 0, "strong": 1, "emphasis": 2, "code": 3}
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}
_MARKER = re.compile(
    r"\s*(?:[-*+–—]\s+|[•‣⁃◦▪▫●○■□►▶▸·∙]\s*|([0-9]{1,9})(?:([.)])\s+|[、．]\s*))(?=\S)"
)
_CELL = re.compile(r"(?:^|(?<=[ \t]))\|(?=[ \t]|$)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def to_html(article: Article) -> str:
    """Give the title and the blocks as an HTML `<article>`, all text escaped.

    Links keep http, https, mailto and relative addresses; of others the text stays.

    >>> to_html(Article(title="Storm", blocks=(Block("paragraph", "1 < 2"),)))
    '<article>\\n<h1>Storm</h1>\\n<p>1 &lt; 2</p>\\n</article>'
    """
    language = f' lang="{escape(article.language)}"' if article.language else ""
    title = f"<h1>{_breaks(article.title)}</h1>\n" if article.title else ""
    return f"<article{language}>\n{title}{_body(article.blocks)}\n</article>"


def to_notebook(article: Article) -> str:
    """Give the article as a notebook shows it: cuts struck through, repairs marked."""
    return show(article, _body(article.blocks))


def _body(blocks: Iterable[Block]) -> str:
    parts: list[str] = []
    shown = (b for b in blocks if b.text.strip() or (b.kind == "image" and b.marks))
    for kind, run in groupby(shown, key=_group):
        if kind == "list_item":
            parts.append(_list(run))
        elif kind == "quote":
            quoted = "\n".join(f"<p>{_inline(block)}</p>" for block in run)
            parts.append(f"<blockquote>\n{quoted}\n</blockquote>")
        elif kind == "figure":
            parts.extend(_figures(run))
        else:
            parts.extend(map(_block, run))
    return "\n".join(parts)


def _group(block: Block) -> str:
    return "figure" if block.kind in ("image", "caption") else block.kind


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            level = min(max(block.level or 2, 1), 6)
            return f"<h{level}>{_inline(block)}</h{level}>"
        case "code":
            return f"<pre><code>{escape(without_fences(block.text))}</code></pre>"
        case "table":
            return _table(block)
        case _:
            return f"<p>{_inline(block)}</p>"


def _figures(run: Iterator[Block]) -> Iterator[str]:
    """Give figures: an image and the captions behind it, or captions alone."""
    inside: list[str] = []
    for block in run:
        if block.kind == "image" and inside:
            yield f"<figure>{''.join(inside)}</figure>"
            inside = []
        inside.append(_image(block) if block.kind == "image" else _caption(_inline(block)))
    yield f"<figure>{''.join(inside)}</figure>"


def _image(block: Block) -> str:
    if href := image_href(block):
        return f'<img src="{escape(href)}" alt="{escape(block.text)}">'
    return _caption(_inline(block))


def _caption(inner: str) -> str:
    return f"<figcaption>{inner}</figcaption>"


def _table(block: Block) -> str:
    lines = []
    for number, row in enumerate(rows(block.text)):
        tag = "td" if number else "th"
        cells = "".join(f"<{tag}>{_inline(block, *cell).strip()}</{tag}>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join(["<table>", f"<thead>{lines[0]}</thead>", *lines[1:], "</table>"])


def _list(run: Iterable[Block]) -> str:
    parts: list[str] = []
    opened: list[tuple[str, int]] = []  # tag, number
    for block in run:
        number, _, start = split_marker(block.text)
        tag = "ul" if number is None else "ol"
        depth = min(max(block.level or 1, 1), len(opened) + 1, MAX_DEPTH)
        while len(opened) > depth or (len(opened) == depth and opened[-1][0] != tag):
            parts.append(f"</li></{opened.pop()[0]}>")
        if len(opened) == depth:
            expected = opened.pop()[1] + 1
            parts.append("</li>\n")
        else:
            expected = 1
            parts.append(f"\n<{tag}>\n")
        value = f' value="{number}"' if number not in (None, expected) else ""
        parts.append(f"<li{value}>{_inline(block, start)}")
        opened.append((tag, number or 0))
    parts.extend(f"</li>\n</{tag}>" for tag, _ in reversed(opened))
    return "".join(parts).lstrip("\n")


def _inline(block: Block, start: int = 0, end: int | None = None) -> str:
    return _tagged(block.text, spans(block.text, block.marks, start, end))


def _tagged(text: str, tree: Sequence[Span]) -> str:
    parts = []
    for span in tree:
        inner = _tagged(text, span.children) if span.mark else _breaks(text[span.start : span.end])
        if span.mark and span.mark.kind == "link":
            parts.append(f'<a href="{escape(safe_href(span.mark.href) or "")}">{inner}</a>')
        elif span.mark:
            parts.append(f"<{_TAGS[span.mark.kind]}>{inner}</{_TAGS[span.mark.kind]}>")
        else:
            parts.append(inner)
    return "".join(parts)


def _breaks(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a block's text under one mark, or (`mark` is `None`) under no more."""

    start: int
    end: int
    mark: Mark | None = None
    children: tuple[Span, ...] = ()


def split_marker(text: str) -> tuple[int | None, str, int]:
    """Give a list item's number (if any), the delimiter behind it and where its text starts.

    >>> split_marker("2) Salt"), split_marker("• Salt"), split_marker("1.5 litres")
    ((2, ')', 3), (None, '.', 2), (None, '.', 0))
    """
    match = _MARKER.match(text)
    if match is None:
        return None, ".", 0
    return (int(match[1]) if match[1] else None), match[2] or ".", match.end()


def rows(text: str) -> list[list[tuple[int, int]]]:
    """Give the offsets of every cell of every row of a table's text."""
    table, at = [], 0
    for line in text.split("\n"):
        bars = [at + bar.start() for bar in _CELL.finditer(line)]
        if line.strip():
            starts, ends = [at, *(bar + 1 for bar in bars)], [*bars, at + len(line)]
            table.append(list(zip(starts, ends, strict=True)))
        at += len(line) + 1
    return table


_FENCED = re.compile(r"(`{3,}|~{3,})[^\n`]*\n(.*)\n\1[ \t]*", re.DOTALL)


def without_fences(text: str) -> str:
    """Give the code between the fences that a block of code stands in, if it does.

    >>> without_fences("```\\na = 1\\n```"), without_fences("a = 1")
    ('a = 1', 'a = 1')
    """
    match = _FENCED.fullmatch(text)
    return match[2] if match else text


def safe_href(href: str | None) -> str | None:
    """Give the address if it is http, https, mailto or relative, else `None`.

    White space and control characters are looked through, as browsers do.

    >>> safe_href("/a?b=c"), safe_href(" java\\tscript:alert(1)")
    ('/a?b=c', None)
    """
    seen = re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029]", "", href or "")
    scheme = _SCHEME.match(seen)
    if not seen or (scheme and scheme[1].lower() not in ("http", "https", "mailto")):
        return None
    return (href or "").strip()


def image_href(block: Block) -> str | None:
    """Give the address of an image block: the first safe one among its marks."""
    return next(filter(None, (safe_href(mark.href) for mark in block.marks)), None)


def spans(
    text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None
) -> tuple[Span, ...]:
    """Turn marks that may nest and overlap into a tree of spans that only nest.

    Code is always innermost, white space at a mark's ends is left out of it, links
    to unsafe addresses are left out, and so are marks inside one of their own kind.
    """
    kinds: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if mark.kind != "link" or safe_href(mark.href):
            _join(kinds[mark.kind], mark)
    code = kinds.pop("code", [])
    outer = [mark for kind in kinds.values() for mark in kind]
    return tuple(_nest(text, outer, code, start, len(text) if end is None else end))


def _join(marks: list[Mark], mark: Mark) -> None:
    """Add a mark behind those of its kind, joined to the last if it touches it."""
    start = mark.start
    if marks and start <= marks[-1].end:
        last = marks[-1]
        if last.href == mark.href:
            marks[-1] = Mark(mark.kind, last.start, max(last.end, mark.end), mark.href)
            return
        start = last.end
    if start < mark.end:
        marks.append(Mark(mark.kind, start, mark.end, mark.href))


def _nest(
    text: str, marks: Sequence[Mark], code: Sequence[Mark], start: int, end: int
) -> Iterator[Span]:
    heap: list[tuple[int, int, int, int, Mark]] = []

    def push(key: int, mark: Mark, low: int, high: int) -> None:
        low, high = _trim(text, max(mark.start, low), min(mark.end, high))
        if low < high:
            heappush(heap, (low, -high, _RANK[mark.kind], key, mark))

    for key, mark in enumerate(marks):
        push(key, mark, start, end)
    at = start
    while heap:
        low, high, _, _, mark = heappop(heap)
        high = -high
        inner: list[Mark] = []
        while heap and heap[0][0] < high:
            _, reach, _, key, other = heappop(heap)
            inner.append(other)
            push(key, other, high, -reach)
        inner = [other for other in inner if other.kind != mark.kind]
        yield from _plain(text, code, at, low)
        yield Span(low, high, mark, tuple(_nest(text, inner, code, low, high)))
        at = high
    yield from _plain(text, code, at, end)


def _plain(text: str, code: Sequence[Mark], start: int, end: int) -> Iterator[Span]:
    at = start
    for mark in code[bisect_left(code, start + 1, key=lambda mark: mark.end) :]:
        if mark.start >= end:
            break
        low, high = _trim(text, max(mark.start, start), min(mark.end, end))
        if low < high:
            if at < low:
                yield Span(at, low)
            yield Span(low, high, mark, (Span(low, high),))
            at = high
    if at < end:
        yield Span(at, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end] if start < end else ""
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())
