"""An article as CommonMark with GFM tables."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from ..model import Article, Block, Mark
from ..patterns import lazy
from .html import (
    MAX_DEPTH,
    fenced_code,
    image_href,
    is_shown,
    rows,
    split_marker,
    with_images,
)
from .marks import Span, spans

__all__ = ["to_markdown"]

_Place = Literal["block", "heading", "cell", "label"]

_RUN = lazy(r"\*+|_+|~+|`+")
_SIGNIFICANT = lazy(r"\\(?=[!-/:-@\[-`{-~\n]|\Z)|<(?=[A-Za-z/!?])|&(?=#?[A-Za-z0-9]+;)|\](?=\()")
_LINE_START = lazy(
    r"(?m)^(?:\d{1,9}(?=[.)](?:[ \t]|$))|(?=#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|`{3}|~{3}"
    r"|([-*_])[ \t]*(?:\1[ \t]*){2,}$|=+[ \t]*$|[|:-][|: \t-]*$))",
    re.ASCII,
)
_BLOCK_START = lazy(r"\[(?:[^\]\\]|\\.)*\]:|\[[ xX]\](?=\s|\Z)", re.DOTALL)
_CLOSING_HASHES = lazy(r"(?:^|(?<=[ \t]))#+\Z")
_BALANCED = lazy(r"[^()]*(?:\([^()]*\)[^()]*)*")
_UNSAFE_IN_URL = lazy(r"[\x00-\x20\x7f-\xa0<>\"`\\\u2028\u2029]")


def to_markdown(article: Article) -> str:
    """Give the title and the blocks as CommonMark with GFM tables.

    A character is escaped only where a parser would take it for markup, so that
    prose stays readable: `snake_case`, `5 * 3` and `[sic]` are left alone.

    >>> to_markdown(Article(title="Storm", blocks=(Block("list_item", "• 5 * 3"),)))
    '# Storm\\n\\n- 5 * 3'
    """
    parts = [_heading(article.title, (), 1)] if article.title and article.title.strip() else []
    shown = filter(is_shown, with_images(article))
    for kind, run in groupby(shown, key=lambda block: block.kind):
        if kind == "list_item":
            parts.append(_list(run))
        elif kind == "quote":
            parts.append("\n>\n".join(_prefixed(_paragraph(block), "> ") for block in run))
        else:
            parts.extend(map(_block, run))
    return "\n\n".join(filter(None, parts))


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            return _heading(block.text, block.marks, min(max(block.level or 2, 1), 6))
        case "code":
            return _fenced(block.text)
        case "table":
            return _table(block)
        case "caption":
            return _caption(block)
        case "image":
            return _image(block)
        case _:
            return _paragraph(block)


def _paragraph(block: Block, start: int = 0) -> str:
    return _inline(_tidy(block.text), block.marks, start, place="block")


def _caption(block: Block) -> str:
    marks = (*block.marks, Mark("emphasis", 0, len(block.text)))
    return _inline(_tidy(block.text), marks, place="block")


def _image(block: Block) -> str:
    if href := image_href(block):
        alt = _inline(_tidy(block.text).replace("\n", " "), (), place="label")
        return f"![{alt}]({_destination(href)})"
    return _caption(block)


def _heading(text: str, marks: Sequence[Mark], level: int) -> str:
    line = _tidy(text).replace("\n", " ")
    return f"{'#' * level} {_inline(line, marks, place='heading')}"


def _fenced(text: str) -> str:
    text, language = fenced_code(text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{_tidy(text).strip(chr(10))}\n{fence}"


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join(prefix + line for line in text.split("\n"))


def _table(block: Block) -> str:
    text = _tidy(block.text)
    table = [
        [_inline(text, block.marks, start, end).replace("|", "\\|") for start, end in row]
        for row in rows(text)
    ]
    width = max(map(len, table))
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in table]
    lines.insert(1, f"|{' --- |' * width}")
    return "\n".join(lines)


def _list(run: Iterator[Block]) -> str:
    lines: list[str] = []
    open_items: list[tuple[int, int | None, str]] = []  # column of the content, number, delimiter
    for block in run:
        number, delimiter, start = split_marker(block.text)
        depth = min(max(block.level or 1, 1), len(open_items) + 1, MAX_DEPTH)
        last = open_items[depth - 1][1:] if len(open_items) >= depth else None
        del open_items[depth - 1 :]
        indent = open_items[-1][0] if open_items else 0
        if number is not None and last and last[0] is not None:
            # A list that does not count on is a new list, and only another delimiter says so.
            delimiter = last[1] if number == last[0] + 1 else ")" if last[1] == "." else "."
        marker = "- " if number is None else f"{number}{delimiter} "
        if open_items and last is None and number not in (None, 1):
            lines.append("")  # only "1." may follow upon a paragraph's line
        open_items.append((indent + len(marker), number, delimiter))
        content = _prefixed(_paragraph(block, start), " " * open_items[-1][0])
        lines.append(" " * indent + marker + content[open_items[-1][0] :])
    return "\n".join(lines)


def _destination(href: str) -> str:
    url = _UNSAFE_IN_URL.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href
    )
    if not _BALANCED.fullmatch(url):
        url = url.replace("(", "%28").replace(")", "%29")
    return re.sub(r"&(?=#?[A-Za-z0-9]+;)", "&amp;", url)


def _tidy(text: str) -> str:
    """Give the text with Markdown's own line ends, every offset as it was."""
    return text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")


def _inline(
    text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None, place: _Place = "cell"
) -> str:
    """Write a stretch of a block's text; `place` says what has a meaning around it."""
    cut = text[start:end]
    start += len(cut) - len(cut.lstrip())
    text = cut.strip()
    moved = [replace(mark, start=mark.start - start, end=mark.end - start) for mark in marks]
    tree = spans(text, moved)
    written = _write(text, tree, _escapes(text, tree, place), "\n", "\n")
    # Code in a link cannot be escaped; the tag keeps it from being read as a definition.
    return f"<wbr>{written}" if place == "block" and _BLOCK_START.match(written) else written


def _escapes(text: str, tree: Sequence[Span], place: _Place) -> set[int]:
    """Give the offsets of the characters that a parser would take for markup."""
    marked = list(_marked(tree))
    edges = {at for span in marked for at in (span.start, span.end)}
    found = {match.start() for match in _SIGNIFICANT.finditer(text)} | _runs(text, marked, edges)
    found |= {at - 1 for at in edges if text[at - 1 : at] == "\\"}
    for span in marked:
        if span.mark and span.mark.kind == "link":
            found |= {at for at in range(span.start, span.end) if text[at] in "[]"}
            found |= {span.start - 1} if text[span.start - 1 : span.start] == "!" else set()
    if place == "label":
        found |= {at for at, char in enumerate(text) if char in "[]"}
    elif place == "heading" and (hashes := _CLOSING_HASHES.search(text)):
        found.add(hashes.start())
    elif place == "block":
        starts = {match.end() for match in _LINE_START.finditer(text)}
        starts |= {0} if _BLOCK_START.match(text) else set()
        found |= starts - {span.start for span in marked}
    return found


def _runs(text: str, marked: Sequence[Span], edges: set[int]) -> set[int]:
    """Give the offsets of asterisks and the like that could pair up with others.

    Between spaces none opens or closes anything, nor does an underscore within a
    word, and one alone in its block finds no partner.
    """
    kinds = {span.mark.kind for span in marked if span.mark}
    paired = ("`" if "code" in kinds else "") + ("*_" if kinds & {"strong", "emphasis"} else "")
    text = re.sub(r"\n[ \t]", "\n;", text)  # an entity is written
    code = [span for span in marked if span.mark and span.mark.kind == "code"]
    if hidden := {at for span in code for at in range(span.start, span.end)}:
        text = "".join("x" if at in hidden else char for at, char in enumerate(text))
    runs: defaultdict[str, list[range]] = defaultdict(list)
    for match in _RUN.finditer(text):
        start, end = match.span()
        touched = not edges.isdisjoint(range(start, end + 1))
        paired += match[0][0] if touched else ""
        ahead, behind = text[start - 1 : start] or "\n", text[end : end + 1] or " "
        around = ahead, "\\" if behind == "\n" else behind  # a hard break is written
        whole = ahead != "\n" or end - start == 1  # else its first alone may be escaped
        free = match[0][0] != "`" and whole and not touched
        within_word = match[0][0] == "_" and all(map(str.isalnum, around))
        if not (free and (within_word or all(map(_is_space, around)))):
            runs[match[0][0]].append(range(start, end))
    paired += "".join(char for char, found in runs.items() if len(found) > 1)
    return {at for char, found in runs.items() if char in paired for run in found for at in run}


def _marked(tree: Sequence[Span]) -> Iterator[Span]:
    for span in tree:
        if span.mark:
            yield span
            yield from _marked(span.children)


def _write(text: str, tree: Sequence[Span], escaped: set[int], before: str, after: str) -> str:
    """Write spans between the characters `before` and `after`."""
    parts: list[str] = []
    for number, span in enumerate(tree, 1):
        behind = _first(text, tree[number]) if number < len(tree) else after
        behind = "\\" if span.end in escaped else behind
        if span.mark is None:
            parts.append(_literal(text, span, escaped))
        else:
            parts.append(_write_marked(text, span, span.mark, escaped, before, behind))
        before = parts[-1][-1]
    return "".join(parts)


def _write_marked(
    text: str, span: Span, mark: Mark, escaped: set[int], before: str, after: str
) -> str:
    if mark.kind == "code":
        return _code_span(text[span.start : span.end])
    if mark.kind == "link":
        inner = _write(text, span.children, escaped, "[", "]")
        return f"[{inner}]({_destination(mark.href or '')})"
    first, last = _first(text, span.children[0]), _first(text, span.children[-1], -1)
    opener, closer = _delimiters(mark.kind, before, first, last, after)
    inner = _write(text, span.children, escaped, opener[-1], closer[0])
    return f"{opener}{inner}{closer}"


def _delimiters(kind: str, before: str, first: str, last: str, after: str) -> tuple[str, str]:
    """Choose what CommonMark takes for emphasis between these characters, else HTML tags.

    Source: the rules for left- and right-flanking delimiter runs in the CommonMark spec.
    """
    open_before, open_after = _is_loose(before), _is_loose(after)
    if kind == "emphasis" and open_before and open_after:
        return "_", "_"
    flanked = (open_before or _is_wordy(first)) and (open_after or _is_wordy(last))
    stars = before + after + (first + last if kind == "emphasis" else "")
    if flanked and "*" not in stars:
        return ("*", "*") if kind == "emphasis" else ("**", "**")
    return ("<em>", "</em>") if kind == "emphasis" else ("<strong>", "</strong>")


def _first(text: str, span: Span, side: int = 1) -> str:
    """Give the character that a span's Markdown begins with (or ends, for side -1)."""
    if span.mark is None:
        return text[span.start] if side == 1 else text[span.end - 1]
    return "*" if span.mark.kind in ("strong", "emphasis") else "["


def _is_space(char: str) -> bool:
    return char in "\t\n\f\r" or unicodedata.category(char) == "Zs"


def _is_loose(char: str) -> bool:
    return _is_space(char) or char in string.punctuation or unicodedata.category(char)[0] == "P"


def _is_wordy(char: str) -> bool:
    return not _is_space(char) and unicodedata.category(char)[0] not in "PS"


def _literal(text: str, span: Span, escaped: set[int]) -> str:
    parts = []
    for at in range(span.start, span.end):
        if text[at] == "\n":
            parts.append("\\\n")
        elif text[at] in " \t" and text[at - 1 : at] == "\n":
            parts.append(f"&#{ord(text[at])};")  # or the parser would eat the indent
        else:
            parts.append("\\" + text[at] if at in escaped else text[at])
    return "".join(parts)


def _code_span(text: str) -> str:
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text[0] + text[-1] else ""
    return f"{fence}{pad}{text.replace(chr(10), ' ')}{pad}{fence}"
