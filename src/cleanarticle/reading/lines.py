"""Scraped text to nodes: a line is a block, unless lines show that they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Reason
from ..running import Node
from ..tracing import RawEdit, Trace

__all__ = ["read_lines"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FENCE = re.compile(r"(`{3,}|~{3,})[\w+-]*\s*")
_ROW_RULE = re.compile(r"\|?[ :]*-{3,}[ :]*(?:\|[ :]*-{3,}[ :]*)*\|?")
_OWN_LINE = re.compile(
    r"(?:[•●▪■◦‣∙·*+–—-]|\d{1,3}[.)]|#{1,6}|>|\|)\s|[*_-](?:\s?[*_-]){2,}$|\[\d+\]:"
)
_SENTENCE_END = re.compile(r"[.!?…:;。！？؟।]['\"”’»›)\]*_]*$")
_TIGHT_MARKDOWN = re.compile(r"\]\(\S|^#{1,6} |^[ \t]{0,20}\* ", re.MULTILINE)
_WORD_HYPHEN = re.compile(r"[^\W\d_]-$")

#: Narrowest and widest right margin of hard-wrapped text, in characters.
MIN_MARGIN, MAX_MARGIN = 40, 120

#: Share of the line breaks that must be forced by the margin.
MIN_FORCED = 0.8


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    hard: bool  # ends in the two spaces by which Markdown says "break here"


def read_lines(raw: str) -> list[Node]:
    """Make a node of every line; join what was wrapped, keep code and tables whole."""
    nodes: list[Node] = []
    markdown = len(_TIGHT_MARKDOWN.findall(raw, 0, 200_000)) >= 3 and "](" in raw
    for group in _groups(raw):
        nodes.extend(_read_group(raw, group, markdown=markdown))
    return nodes


def _groups(raw: str) -> Iterator[list[_Line]]:
    """Give the runs of lines between blank lines; a code fence is one run."""
    group: list[_Line] = []
    last_end = 0
    fence: str | None = None
    for found in _LINE.finditer(raw):
        text = found[0].strip()
        if not text:
            continue
        start = found.start() + found[0].index(text[0])
        gap = raw[last_end:start]
        if group and fence is None and len(_BREAK.findall(gap)) > 1:
            yield group
            group = []
        mark = _FENCE.fullmatch(text)
        if mark and fence is None:
            if group:
                yield group
            group, fence = [], mark[1]
        elif fence is not None and mark and mark[1].startswith(fence):
            fence = None
        end = start + len(text)
        group.append(_Line(start, end, text, raw[end : found.end()].startswith("  ")))
        last_end = end
    if group:
        yield group


def _read_group(raw: str, group: list[_Line], *, markdown: bool) -> Iterator[Node]:
    if len(group) > 1 and _FENCE.fullmatch(group[0].text):
        if group[-1].text.startswith(group[0].text[:3]):
            yield _whole(raw, group, "code")
            return
    elif _is_table(group):
        yield _whole(raw, group, "table")
        return
    for paragraph in _unwrap(group, markdown=markdown):
        yield _joined(raw, paragraph)


def _is_table(group: Sequence[_Line]) -> bool:
    """Whether the lines are rows: a rule among the first, or as many cells in each."""
    if len(group) > 2 and any(_ROW_RULE.fullmatch(x.text) and "|" in x.text for x in group[:3]):
        return True
    cells = {line.text.count(" | ") for line in group}
    return len(group) > 1 and len(cells) == 1 and cells != {0}


def _whole(raw: str, group: Sequence[_Line], kind: str) -> Node:
    node = Node(Trace(raw, group[0].start, group[-1].end))
    node.kind = "code" if kind == "code" else "table"
    return node


def _joined(raw: str, lines: Sequence[_Line]) -> Node:
    edits = []
    for left, right in zip(lines, lines[1:], strict=False):
        glue = " "
        if _WORD_HYPHEN.search(left.text) and right.text[0].islower():
            glue = ""
        if raw[left.end : right.start] != glue:
            edits.append(RawEdit(left.end, right.start, glue, Reason.WRAP, ("join_wraps",)))
    return Node(Trace(raw, lines[0].start, lines[-1].end, edits))


def _unwrap(group: list[_Line], *, markdown: bool) -> Iterator[list[_Line]]:
    """Give the paragraphs of a run of lines; a line by itself where nothing was wrapped."""
    margin = _margin(group, markdown=markdown)
    paragraph: list[_Line] = []
    for line in group:
        if paragraph and not (margin and _continues(paragraph[-1], line, margin, markdown)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _margin(group: Sequence[_Line], *, markdown: bool) -> int | None:
    """Give the right margin the lines share, or `None` where they were not wrapped."""
    if len(group) < 2:
        return None
    if markdown:
        return 78  # what html2text wraps at unless told otherwise
    widths = [len(line.text) for line in group]
    margin = max(widths)
    if not MIN_MARGIN <= margin <= MAX_MARGIN:
        return None
    pairs = list(zip(group, group[1:], strict=False))
    forced = [pair for pair in pairs if _is_forced(*pair, margin)]
    if len(group) == 2:
        return margin if margin >= 60 and _is_open(*pairs[0]) and forced else None
    if len(forced) < MIN_FORCED * len(pairs):
        return None
    open_breaks = sum(not _SENTENCE_END.search(left.text) for left, _ in forced)
    lower = sum(_is_open(*pair) for pair in forced)
    return margin if open_breaks > 0.6 * len(forced) and lower >= 0.4 * len(forced) else None


def _is_forced(left: _Line, right: _Line, margin: int) -> bool:
    """Whether the next line's first word had no room before the margin."""
    return len(left.text) + 1 + len(right.text.split(maxsplit=1)[0]) > margin


def _is_open(left: _Line, right: _Line) -> bool:
    """Whether the break falls inside a sentence."""
    return not _SENTENCE_END.search(left.text) and (
        right.text[0].islower() or right.text[0] in "([“«„"
    )


def _continues(left: _Line, right: _Line, margin: int, markdown: bool) -> bool:
    if _OWN_LINE.match(right.text) or left.hard:
        return False
    if markdown and (left.text.startswith("#") or " | " in right.text):
        return False
    return _is_forced(left, right, margin)
