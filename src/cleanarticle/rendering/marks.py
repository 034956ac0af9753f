"""Inline marks, which may nest and overlap, as a tree that only nests; safe addresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from ..model import Mark
from ..patterns import lazy

__all__ = ["Span", "safe_href", "spans"]

_RANK = {"link": 0, "strong": 1, "emphasis": 2, "code": 3}
_SCHEME = lazy(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a block's text under one mark, or (`mark` is `None`) under no more."""

    start: int
    end: int
    mark: Mark | None = None
    children: tuple[Span, ...] = ()


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
