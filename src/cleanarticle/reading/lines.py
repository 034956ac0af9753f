"""Scraped text to nodes: a line is a block; code and tables are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..running import Node
from ..tracing import Trace

__all__ = ["read_lines"]

#: U+0085 within UTF-8 that was read as Latin-1: there it is a byte, for `fix_encoding` to mend.
_BYTE_85 = (
    r"(?:(?<=[\xc2-\xdf])|(?<=[\xe0-\xef][\x80-\xbf])|(?<=[\xe0-\xef])(?=\x85[\x80-\xbf]))\x85"
)
_BREAKS = r"\n\r\x0b\x0c\x1c-\x1e\u2028\u2029"
_LINE = re.compile(rf"(?:[^{_BREAKS}\x85]|{_BYTE_85})+")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]|(?!{_BYTE_85})\x85")
_FENCE = re.compile(r"(`{3,}|~{3,})[\w+-]*\s*")
_ROW_RULE = re.compile(r"\|?[ :]*-{3,}[ :]*(?:\|[ :]*-{3,}[ :]*)*\|?")


#: Between two cells, or beside an empty one at a row's edge.
_BAR = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def read_lines(raw: str) -> list[Node]:
    """Make a node of every line, and one of every table and fence of code.

    Lines that a margin broke stay apart here: `fix_wraps` joins them.
    """
    nodes: list[Node] = []
    for group in _groups(raw):
        nodes.extend(_read_group(raw, group))
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
        group.append(_Line(start, end, text))
        last_end = end
    if group:
        yield group


def _read_group(raw: str, group: list[_Line]) -> Iterator[Node]:
    if len(group) > 1 and _FENCE.fullmatch(group[0].text):
        if group[-1].text.startswith(group[0].text[:3]):
            yield _whole(raw, group, "code")
            return
    elif _is_table(group):
        yield _whole(raw, group, "table")
        return
    for line in group:
        yield Node(Trace(raw, line.start, line.end, text=line.text))


def _is_table(group: Sequence[_Line]) -> bool:
    """Whether the lines are rows: a rule among the first, or as many cells in each."""
    if len(group) > 2 and any(_ROW_RULE.fullmatch(x.text) and "|" in x.text for x in group[:3]):
        return True
    cells = {len(_BAR.findall(line.text)) for line in group}
    return len(group) > 1 and len(cells) == 1 and cells != {0}


def _whole(raw: str, group: Sequence[_Line], kind: str) -> Node:
    node = Node(Trace(raw, group[0].start, group[-1].end))
    node.kind = "code" if kind == "code" else "table"
    return node
