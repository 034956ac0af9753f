"""What Pandoc writes for the boxes and classes of a page: `::: {.post}` and `[text]{.small}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..model import Block, Document
from ..patterns import lazy
from ._spans import Span

__all__ = ["is_pandoc", "pandoc_paragraphs", "pandoc_spans"]

#: A fence around a box, on its own line, in an item of a list, too; and how many show that Pandoc wrote.
_ITEM = r"(?:(?:-|\d{1,3}[.)])[ \t]{1,4})?"
_FENCE = lazy(
    rf"^[ \t]{{0,12}}{_ITEM}:{{3,9}}(?:[ \t]?\{{[^{{}}\n]{{0,300}}\}})?[ \t]{{0,4}}$", re.M
)
_OPENS = lazy(rf"^[ \t]{{0,12}}{_ITEM}:{{3,9}}[ \t]?\{{[#.][^{{}}\n]{{0,300}}\}}", re.M)
MIN_FENCES = 2
#: The classes, name and properties of what stands before them, and the brackets of that.
_SIGNS = lazy(
    r"\[|\]\{(?:[#.]|\w{2,12}=\")[^{}\n]{0,300}\}|\]|\)\{(?:[#.]|\w{2,12}=\")[^{}\n]{0,300}\}"
)
#: Longest text between such brackets, in characters.
MAX_BETWEEN = 4000
#: The name and classes behind a heading.
_HEADING_SIGNS = lazy(r"(?<=\S)(?<!:::)[ \t]{1,4}\{[#.][^{}\n]{1,300}\}[ \t]{0,4}$", re.M)
#: The empty comment that parts two lists, and the backslash before a mark that it would set otherwise.
_RAW = lazy(r"^[ \t]{0,12}```\{=html\}\n(?:\s{0,12}<!-- -->\n)?\s{0,12}```$", re.M)
_ESCAPED_QUOTE = lazy(r"\\(?=[\"'])")

#: How a line begins that stands alone, and one that others may go on with: an item, a footnote.
_ALONE = lazy(r":{3,9}(?:\s|$)|#{1,6}\s|[|>]|\+[-=:+]|```|~~~|<!--")
_ITEM_START = lazy(
    r"(?:[-*+]|\(?\w{1,3}[.)]|\(?#[.)])[ \t]{1,4}|\[\^[^\[\]\n]{1,30}\]:|:[ \t]{1,4}(?=\S)"
)
#: An underline of a heading, a rule, or the columns of a table; and the cells of one.
_RULE = lazy(r"(?:=[ =]{2,500}|-[ -]{2,500}|\*[ *]{2,80})$")
_CELLS = lazy(r"\w {3,80}\w")
#: Lines that begin so far right are code unless they belong to an item.
CODE_INDENT = 4


def is_pandoc(text: str) -> bool:
    """Whether Pandoc wrote a text, by the fences around its boxes.

    >>> is_pandoc("::: {.post}\\n::: {#a}\\nIt rained."), is_pandoc("::: note\\nIt rained.\\n:::")
    (True, False)
    """
    if ":::" not in text:
        return False
    return len(list(islice(_OPENS.finditer(text), MIN_FENCES))) == MIN_FENCES


def pandoc_paragraphs(document: Document) -> Iterator[list[Block]]:
    """Give the lines of each paragraph of a text by Pandoc, which wraps lines at spaces alone.

    Where it was told to break one it writes a backslash. Leaves code, verse, tables and quotations alone.
    """
    in_item = False
    for group in _groups(document):
        first, indent = group[0]
        is_code = indent >= CODE_INDENT and not in_item and not _ITEM_START.match(first.text)
        whole = not (is_code or any(_RULE.match(b.text) or _CELLS.search(b.text) for b, _ in group))
        lines: list[Block] = []
        for block, indent in group:
            starts = _ITEM_START.match(block.text) is not None
            alone = _ALONE.match(block.text) is not None
            in_item = starts or (in_item and indent > 0)
            if starts or alone:
                yield from _several(lines)
                lines = []
            if whole and not alone:
                lines.append(block)
            if block.text.endswith("\\"):
                yield from _several(lines)
                lines = []
        yield from _several(lines)


def _several(lines: list[Block]) -> Iterator[list[Block]]:
    if len(lines) > 1:
        yield lines


def _groups(document: Document) -> Iterator[list[tuple[Block, int]]]:
    """Give the lines between blank ones, each with its indent."""
    group: list[tuple[Block, int]] = []
    last = 0
    for block in document:
        gap, last = document.raw[last : block.start], block.end
        if group and (block.kind != "paragraph" or gap.count("\n") != 1 or gap.strip()):
            yield group
            group = []
        if block.kind == "paragraph":
            indent = gap.rpartition("\n")[2]
            group.append((block, len(indent.expandtabs(CODE_INDENT)) if indent.isspace() else 0))
    if group:
        yield group


def pandoc_spans(text: str) -> Iterator[Span]:
    """Give the spans of a text that are Pandoc's fences and attributes, with the brackets that these belong to.

    >>> text = "::: {.post}\\n::: {#a}\\n[The [boat]{.s1} sailed]{.s2}\\n:::\\n:::"
    >>> gone = sorted(pandoc_spans(text), reverse=True)
    >>> for start, end in gone:
    ...     text = text[:start] + text[end:]
    >>> text.strip()
    'The boat sailed'
    """
    if not is_pandoc(text):
        return
    for pattern in (_HEADING_SIGNS, _RAW, _ESCAPED_QUOTE):
        for found in pattern.finditer(text):
            yield found.span()
    for fence in _FENCE.finditer(text):
        yield fence.span()
    opened: list[int] = []
    for sign in _SIGNS.finditer(text):
        start, end = sign.span()
        if sign[0] == "[":
            opened.append(start)
            continue
        if sign[0][0] == ")":
            yield start + 1, end
            continue
        at = opened.pop() if opened else None
        if sign[0] == "]" or at is None:
            continue
        if start - at <= MAX_BETWEEN:
            yield at, at + 1
            yield start, end
