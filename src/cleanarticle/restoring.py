"""Undoing a change: the article as it would be, had that one not been made."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import Any

from .model import Article, Block, Change, Mark, Reason
from .tracing import RawEdit, Trace

__all__ = ["restore"]

#: The fields of an article, which know what they hold where nothing was found.
_EMPTY = Article.__dataclass_fields__


def restore(article: Article, change: Change) -> Article:
    """Undo one change. What was cut stands in the text again, as it stood in `raw`.

    A line that was taken up goes back to the text, and the fields that have their value from it
    are emptied. A field stays that the page's own data gave, another line, or a line that is
    still out and says the same.
    """
    if change not in article.changes:
        raise ValueError("this change is not one of the article's changes")
    left = tuple(c for c in article.changes if c != change)
    spans = _merge_touching(_spans(article, change), left)
    restored = [_block(article, kind, level, start, end, left) for kind, level, start, end in spans]
    others = {name for other in left for name in other.fields}
    empty: dict[str, Any] = {
        name: _EMPTY[name].default for name in change.fields if name not in others
    }
    flags = article.flags - {"no_article"} if restored else article.flags
    return replace(
        article,
        blocks=tuple(block for block in restored if block.text),
        changes=left,
        flags=flags,
        **empty,
    )


def _spans(article: Article, change: Change) -> list[tuple[str, int | None, int, int]]:
    """Give kind, level and raw span of every block once the change is undone."""
    spans = [(b.kind, b.level, b.start, b.end) for b in article.blocks]
    if any(start <= change.start and change.end <= end for _, _, start, end in spans):
        return list(spans)
    raw = article.raw
    start, end = change.start, change.end
    merged: tuple[str, int | None] = ("paragraph", None)
    at = bisect_right(spans, start, key=lambda span: span[3])
    left, right = spans[:at], spans[at:]  # only the next on either side: others were apart before
    if left and _touch(raw, left[-1][3], start, article, change):
        kind, level, start, _ = left.pop()
        merged = kind, level
    if right and end <= right[0][2] and _touch(raw, end, right[0][2], article, change):
        kind, level, _, end = right.pop(0)
        merged = merged if start < change.start else (kind, level)
    restored = [(*merged, start, end)] if raw[start:end].strip() else []
    return sorted([*left, *restored, *right], key=lambda span: span[2])


def _merge_touching(
    spans: list[tuple[str, int | None, int, int]], left: tuple[Change, ...]
) -> list[tuple[str, int | None, int, int]]:
    """Make one block of two that nothing parts any more, the first one's kind."""
    apart = {change.start for change in left if change.after.isspace()}
    out: list[tuple[str, int | None, int, int]] = []
    for span in spans:
        if out and out[-1][3] == span[2] and span[2] not in apart:
            out[-1] = (*out[-1][:3], span[3])
        else:
            out.append(span)
    return out


def _touch(raw: str, low: int, high: int, article: Article, change: Change) -> bool:
    """Whether block and change stood on one line, with at most spaces and cuts between."""
    if change.reason in (Reason.TITLE, Reason.BREADCRUMB) or low > high:
        return False
    rest, at = [], low
    for other in article.changes:
        if low <= other.start and other.end <= high and other is not change:
            if other.after:
                return False
            rest.append(raw[at : other.start])
            at = other.end
    gap = "".join([*rest, raw[at:high]])
    return not gap.strip() and len(gap.splitlines()) <= 1 and not gap.endswith(("\n", "\r"))


def _block(
    article: Article, kind: str, level: int | None, start: int, end: int, left: tuple[Change, ...]
) -> Block:
    edits = [
        RawEdit(c.start, c.end, c.after, c.reason, c.steps, c.confidence)
        for c in left
        if start <= c.start
        and c.end <= end
        and not (c.start == c.end and c.start in (start, end) and not c.after.strip())
    ]
    trace = Trace(article.raw, start, end, edits)
    marks = []
    for block in article.blocks:
        if start <= block.start and block.end <= end and block.marks:
            shift = Trace(article.raw, block.start, block.end, [
                RawEdit(c.start, c.end, c.after, c.reason, c.steps)
                for c in article.changes if block.start <= c.start and c.end <= block.end
            ])  # fmt: skip
            for mark in block.marks:
                low = trace.text_offset(shift.raw_offset(mark.start))
                high = trace.text_offset(shift.raw_offset(mark.end - 1) + 1)
                marks.append(Mark(mark.kind, low, high, mark.href))
    return Block(kind, trace.text, level, tuple(marks), start, end)  # type: ignore[arg-type]
