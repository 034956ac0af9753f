"""Scraped text to nodes: a line is a block; code and tables are whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from ..patterns import lazy
from ..running import Node
from ..tracing import Trace

__all__ = ["read_lines"]

#: U+0085 within UTF-8 that was read as Latin-1: there it is a byte, for `fix_encoding` to mend.
_BYTE_85 = (
    r"(?:(?<=[\xc2-\xdf])|(?<=[\xe0-\xef][\x80-\xbf])|(?<=[\xe0-\xef])(?=\x85[\x80-\xbf]))\x85"
)
_BREAKS = r"\n\r\x0b\x0c\x1c-\x1e\u2028\u2029"
_BREAK = rf"(?:\r\n|[{_BREAKS}]|(?!{_BYTE_85})\x85)"
#: A line and what ends it, as `str.splitlines` gives them but for the byte.
_WITH_END = lazy(rf"(?:[^{_BREAKS}\x85]|{_BYTE_85})*+(?:{_BREAK}|\Z)")
_FENCE = lazy(r"(`{3,}|~{3,})[\w+-]*\s*")
_ROW_RULE = lazy(r"\|?[ :]*-{3,}[ :]*(?:\|[ :]*-{3,}[ :]*)*\|?")


#: Between two cells, or beside an empty one at a row's edge.
_BAR = lazy(r"(?:^|(?<=\s))\|(?=\s|$)")


#: Where a line starts and ends, and its text.
_Line = tuple[int, int, str]


def read_lines(raw: str) -> list[Node]:
    """Make a node of every line, and one of every table and fence of code.

    Lines that a margin broke stay apart here: `fix_wraps` joins them.
    """
    nodes: list[Node] = []
    for group in _groups(raw):
        kind = _kind(group) if len(group) > 1 else None
        if kind is None:
            nodes += [Node(Trace(raw, start, end, (), text)) for start, end, text in group]
        else:
            nodes.append(Node(Trace(raw, group[0][0], group[-1][1]), kind))
    return nodes


def _groups(raw: str) -> Iterator[list[_Line]]:
    """Give the runs of lines between blank lines; a code fence is one run."""
    group: list[_Line] = []
    fence: str | None = None
    parted = False  # by a blank line from the group
    at = 0
    for line in _with_ends(raw):
        text = line.strip()
        begin, at = at, at + len(line)
        if not text:
            parted = True
            continue
        if parted and group and fence is None:
            yield group
            group = []
        parted = False
        mark = _FENCE.fullmatch(text) if text[0] in "`~" else None
        if mark and fence is None:
            if group:
                yield group
            group, fence = [], mark[1]
        elif fence is not None and mark and mark[1].startswith(fence):
            fence = None
        start = begin + line.index(text[0])
        group.append((start, start + len(text), text))
    if group:
        yield group


def _with_ends(raw: str) -> Iterable[str]:
    """Give the lines, each with what ends it."""
    return _WITH_END.findall(raw) if "\x85" in raw else raw.splitlines(keepends=True)


def _kind(group: Sequence[_Line]) -> Literal["code", "table"] | None:
    """Give what the lines are together, `None` where each is a block by itself."""
    texts = [text for _, _, text in group]
    if _FENCE.fullmatch(texts[0]):
        return "code" if texts[-1].startswith(texts[0][:3]) else None
    return "table" if _is_table(texts) else None


def _is_table(texts: Sequence[str]) -> bool:
    """Whether the lines are rows: a rule among the first, or as many cells in each."""
    barred = ["|" in text for text in texts]
    if len(texts) > 2 and any(
        bar and _ROW_RULE.fullmatch(text) for bar, text in zip(barred[:3], texts, strict=False)
    ):
        return True
    if not all(barred):
        return False
    cells = {len(_BAR.findall(text)) for text in texts}
    return len(cells) == 1 and 0 not in cells
