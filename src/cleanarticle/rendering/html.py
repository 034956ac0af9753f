"""An article as HTML, and what HTML and Markdown share: list markers, tables, fences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter

from ..model import Article, Block, Mark
from ..patterns import lazy
from .marks import Span, safe_href, spans
from .overlay import lang_of

__all__ = [
    "body_of",
    "fenced_code",
    "image_href",
    "is_shown",
    "rows",
    "split_marker",
    "to_html",
    "with_images",
]

MAX_DEPTH = 9  # of lists in lists
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}
_MARKER = lazy(r"\s*(?:[-*+–—]\s+|[•‣⁃◦▪▫●○■□►▶▸·∙]\s*|([0-9]{1,9})(?:([.)])\s+|[、．]\s*))(?=\S)")
_EDGED = lazy(r"[ \t]*\|[ \t].*[ \t]\|[ \t]*")
_CELL = lazy(r"(?:^|(?<=[ \t]))\|(?=[ \t]|$)")


def to_html(article: Article) -> str:
    """Give the title and the blocks as an HTML `<article>`, all text escaped.

    Links keep http, https, mailto and relative addresses; of others the text stays.

    >>> to_html(Article(title="Storm", blocks=(Block("paragraph", "1 < 2"),)))
    '<article>\\n<h1>Storm</h1>\\n<p>1 &lt; 2</p>\\n</article>'
    """
    title = f"<h1>{_breaks(article.title)}</h1>\n" if article.title else ""
    return f"<article{lang_of(article)}>\n{title}{body_of(with_images(article))}\n</article>"


def with_images(article: Article) -> Sequence[Block]:
    """Give the blocks, and the pictures as blocks of their own where they stood."""
    if not article.images:
        return article.blocks
    images = [
        Block("image", i.alt, marks=(Mark("link", 0, len(i.alt), i.href),), start=i.start)
        for i in article.images
    ]
    return sorted((*images, *article.blocks), key=attrgetter("start"))


def body_of(blocks: Iterable[Block]) -> str:
    """Give the blocks as HTML, neighbours of a kind in one list or quotation."""
    parts: list[str] = []
    for kind, run in groupby(filter(is_shown, blocks), key=_group):
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


def is_shown(block: Block) -> bool:
    """Whether a block holds anything: text, or the address of a picture."""
    return bool(block.text.strip()) or (block.kind == "image" and bool(block.marks))


def _group(block: Block) -> str:
    return "figure" if block.kind in ("image", "caption") else block.kind


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            level = min(max(block.level or 2, 1), 6)
            return f"<h{level}>{_inline(block)}</h{level}>"
        case "code":
            return _code(block)
        case "table":
            return _table(block)
        case _:
            return f"<p>{_inline(block)}</p>"


def _code(block: Block) -> str:
    code, language = fenced_code(block.text)
    named = f' class="language-{language}"' if language else ""
    return f"<pre><code{named}>{escape(code)}</code></pre>"


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
    """Give the offsets of every cell of every row of a table's text.

    Bars at both ends of all rows, as in Markdown, are the table's edges.

    >>> [text[a:b].strip() for text in ("| Rope | Tucks |",) for a, b in rows(text)[0]]
    ['Rope', 'Tucks']
    """
    table, at = [], 0
    lines = text.split("\n")
    edged = all(_EDGED.fullmatch(line) for line in lines if line.strip())
    for line in lines:
        bars = [at + bar.start() for bar in _CELL.finditer(line)]
        if line.strip():
            starts, ends = [at, *(bar + 1 for bar in bars)], [*bars, at + len(line)]
            cells = list(zip(starts, ends, strict=True))
            table.append(cells[1:-1] if edged else cells)
        at += len(line) + 1
    return table


_FENCED = lazy(r"(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^\n`]*\n(.*)\n\1[ \t]*", re.DOTALL)


def fenced_code(text: str) -> tuple[str, str]:
    """Give the code between the fences that a block of code stands in, and the language they name.

    >>> fenced_code("```python\\na = 1\\n```"), fenced_code("a = 1")
    (('a = 1', 'python'), ('a = 1', ''))
    """
    match = _FENCED.fullmatch(text)
    return (match[3], match[2]) if match else (text, "")


def image_href(block: Block) -> str | None:
    """Give the address of an image block: the first safe one among its marks."""
    return next(filter(None, (safe_href(mark.href) for mark in block.marks)), None)
