"""Text that remembers where it came from.

A `Trace` is a stretch of `raw` with the edits made to it so far. Edits arrive in
the coordinates of the current text; the trace turns them into coordinates of
`raw`, merges those that touch the same characters, and keeps each as small as it
can be. Nothing is approximated: `raw` with the edits applied is the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .model import Reason
from .patterns import lazy

__all__ = ["RawEdit", "TextEdit", "Trace"]

_LEADING = lazy(r"\s*")


class TextEdit(NamedTuple):
    """Replace `text[start:end]` of a trace's current text by `after`."""

    start: int
    end: int
    after: str
    reason: Reason
    confidence: float = 1.0


class RawEdit(NamedTuple):
    """`raw[start:end]` became `after`; `steps` are the cleaners that had a hand in it."""

    start: int
    end: int
    after: str
    reason: Reason
    steps: tuple[str, ...]
    confidence: float = 1.0


_Table = tuple[list[tuple[RawEdit, int, int]], list[int], list[int]]
_Known = tuple[list[RawEdit], _Table]


class Trace:
    """A stretch of `raw`, `raw[start:end]`, with the edits made to it.

    >>> trace = Trace("He  said “no“.", 0, 14)
    >>> _ = trace.apply([TextEdit(2, 4, " ", Reason.SPACING)], "fix_spacing")
    >>> _ = trace.apply([TextEdit(11, 12, "”", Reason.QUOTE)], "fix_quotes")
    >>> trace.text
    'He said “no”.'
    >>> [(e.start, e.end, e.after) for e in trace.edits]
    [(3, 4, ''), (12, 13, '”')]
    """

    __slots__ = ("_known", "edits", "end", "raw", "start", "text")

    def __init__(
        self, raw: str, start: int, end: int, edits: Sequence[RawEdit] = (), text: str | None = None
    ) -> None:
        self.raw = raw
        self.start = start
        self.end = end
        self.edits = list(edits)
        self._known: _Known | None = None
        self.text = self._replay() if text is None else text

    def _replay(self) -> str:
        parts, at = [], self.start
        for edit in self.edits:
            parts.append(self.raw[at : edit.start])
            parts.append(edit.after)
            at = edit.end
        parts.append(self.raw[at : self.end])
        return "".join(parts)

    def raw_offset(self, at: int) -> int:
        """Give the raw offset of the text offset `at`; inside an edit, that edit's start."""
        placed, stops, _ = self._table()
        index = bisect_right(stops, at)
        if index < len(placed) and placed[index][1] <= at:
            return placed[index][0].start
        if not index:
            return at + self.start
        edit, _, stop = placed[index - 1]
        return at - stop + edit.end

    def text_offset(self, at: int) -> int:
        """Give the text offset of the raw offset `at`; inside an edit, the edit's end in text."""
        placed, _, starts = self._table()
        index = bisect_left(starts, at)
        if not index:
            return min(max(at - self.start, 0), len(self.text))
        edit, _, stop = placed[index - 1]
        return min(stop + max(at - edit.end, 0), len(self.text))

    def _table(self) -> _Table:
        """Give the edits placed in the text, where each stops there, and starts in raw."""
        if self._known is None or self._known[0] is not self.edits:
            placed = self._placed()
            stops = [stop for _, _, stop in placed]
            self._known = self.edits, (placed, stops, [edit.start for edit, _, _ in placed])
        return self._known[1]

    def apply(self, edits: Iterable[TextEdit], cleaner: str) -> bool:
        """Apply edits of one cleaner; where two of them overlap, the first one wins.

        Returns whether the text changed. Raises `ValueError` for offsets outside the text.
        """
        fresh = self._in_order(edits, cleaner)
        if not fresh:
            return False
        placed = self._placed()
        done: list[RawEdit] = []
        drift = self.start  # raw offset minus text offset, behind the last edit passed
        old = 0
        index = 0
        while index < len(fresh):
            begin, end = fresh[index].start, fresh[index].end
            while old < len(placed) and _precedes(placed[old], begin, end):
                edit, _, stop = placed[old]
                done.append(edit)
                drift = edit.end - stop
                old += 1
            group, touched = [fresh[index]], []
            index += 1
            last_drift = drift
            grew = True
            while grew:
                grew = False
                while old < len(placed) and _touches(placed[old], begin, end):
                    edit, first, stop = placed[old]
                    begin, end = min(begin, first), max(end, stop)
                    last_drift = edit.end - stop
                    touched.append(edit)
                    old += 1
                    grew = True
                while index < len(fresh) and fresh[index].start < end:
                    group.append(fresh[index])
                    end = max(end, fresh[index].end)
                    index += 1
                    grew = True
            merged = self._merge(
                begin, end, begin + drift, end + last_drift, group, touched, cleaner
            )
            if merged is not None:
                done.append(merged)
            drift = last_drift
        done.extend(edit for edit, _, _ in placed[old:])
        self.edits = _join_insertions(done)
        self.text = self._replay()
        return True

    def _in_order(self, edits: Iterable[TextEdit], cleaner: str) -> list[TextEdit]:
        fresh: list[TextEdit] = []
        reach = 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if not 0 <= edit.start <= edit.end <= len(self.text):
                raise ValueError(
                    f"{cleaner}: edit {edit.start}:{edit.end} lies outside the block's text, "
                    f"which has {len(self.text)} characters"
                )
            if edit.start < reach or self.text[edit.start : edit.end] == edit.after:
                continue
            fresh.append(edit)
            reach = edit.end
        return fresh

    def _placed(self) -> list[tuple[RawEdit, int, int]]:
        placed, shift = [], self.start
        for edit in self.edits:
            begin = edit.start - shift
            placed.append((edit, begin, begin + len(edit.after)))
            shift += (edit.end - edit.start) - len(edit.after)
        return placed

    def _merge(
        self,
        begin: int,
        end: int,
        raw_begin: int,
        raw_end: int,
        group: Sequence[TextEdit],
        touched: Sequence[RawEdit],
        cleaner: str,
    ) -> RawEdit | None:
        parts, at = [], begin
        for edit in group:
            parts.append(self.text[at : edit.start])
            parts.append(edit.after)
            at = edit.end
        parts.append(self.text[at:end])
        after = "".join(parts)
        before = self.raw[raw_begin:raw_end]
        head = 0
        limit = min(len(before), len(after))
        while head < limit and before[head] == after[head]:
            head += 1
        tail = 0
        limit -= head
        while tail < limit and before[-1 - tail] == after[-1 - tail]:
            tail += 1
        if head == len(before) == len(after):
            return None
        steps = tuple(dict.fromkeys([s for e in touched for s in e.steps] + [cleaner]))
        return RawEdit(
            raw_begin + head,
            raw_end - tail,
            after[head : len(after) - tail],
            group[-1].reason,
            steps,
            min([e.confidence for e in group] + [e.confidence for e in touched]),
        )

    def split(self, places: Iterable[int]) -> list[Trace]:
        """Split at offsets into the text; an edit that spans one stays on the left, whole."""
        parts: list[Trace] = []
        cut, shift, used, passed = self.start, self.start, 0, 0
        for at in sorted(places):
            while passed < len(self.edits) and self.edits[passed].start - shift < at:
                edit = self.edits[passed]
                shift += (edit.end - edit.start) - len(edit.after)
                passed += 1
            end = max(at + shift, self.edits[passed - 1].end if passed else self.start)
            parts.append(Trace(self.raw, cut, end, self.edits[used:passed]))
            cut, used = end, passed
        return [*parts, Trace(self.raw, cut, self.end, self.edits[used:])]

    @staticmethod
    def join(
        traces: Sequence[Trace], glue: str | Sequence[str], reason: Reason, cleaner: str
    ) -> Trace:
        """Make one trace of neighbours, what stands between them (white space) becoming `glue`.

        `glue` is one for all gaps, or one for each. What the cleaner cut beside a gap
        goes with it, in one edit.
        """
        first, last = traces[0], traces[-1]
        glues = [glue] * (len(traces) - 1) if isinstance(glue, str) else glue
        edits = list(first.edits)
        for left, right, between in zip(traces[:-1], traces[1:], glues, strict=True):
            start, end, rest = left.end, right.start, right.edits
            if edits and edits[-1].end == start and _cuts_for(edits[-1], reason, cleaner):
                start = edits.pop().start
            if rest and rest[0].start == end and _cuts_for(rest[0], reason, cleaner):
                end, rest = rest[0].end, rest[1:]
            if left.raw[start:end] != between:
                edits.append(RawEdit(start, end, between, reason, (cleaner,)))
            edits.extend(rest)
        return Trace(first.raw, first.start, last.end, _join_insertions(edits))

    def trim(self) -> list[RawEdit]:
        """Take white space and cuts at either end out of the stretch; give the cuts taken out.

        A cut at a block's edge lies beside the block, not in it.
        """
        if self.text and not self.text[0].isspace() and not self.text[-1].isspace():
            if not self.edits:
                return []
            if self.edits[0].start > self.start and self.edits[-1].end < self.end:
                return []
        self.edits = list(self.edits)  # a new list: what was worked out for the old one is gone
        out: list[RawEdit] = []
        while True:
            space = _LEADING.match(
                self.raw, self.start, self.edits[0].start if self.edits else self.end
            )
            self.start = space.end() if space else self.start
            if not (self.edits and self.edits[0].start == self.start):
                break
            edit = self.edits[0]
            after = edit.after.lstrip()
            if after:
                self.edits[0] = _with_after(edit, after)
                break
            if edit.end > edit.start:
                out.append(_with_after(edit, ""))
            self.edits.pop(0)
            self.start = edit.end
        while True:
            low = self.edits[-1].end if self.edits else self.start
            while self.end > low and self.raw[self.end - 1].isspace():
                self.end -= 1
            if not (self.edits and self.edits[-1].end == self.end):
                break
            edit = self.edits[-1]
            after = edit.after.rstrip()
            if after:
                self.edits[-1] = _with_after(edit, after)
                break
            if edit.end > edit.start:
                out.append(_with_after(edit, ""))
            self.edits.pop()
            self.end = edit.start
        self.text = self._replay()
        return [edit for edit in out if not self.raw[edit.start : edit.end].isspace()]


def _cuts_for(edit: RawEdit, reason: Reason, cleaner: str) -> bool:
    return (
        edit.end > edit.start
        and not edit.after
        and (edit.reason, edit.steps) == (reason, (cleaner,))
    )


def _with_after(edit: RawEdit, after: str) -> RawEdit:
    if after == edit.after:
        return edit
    return RawEdit(edit.start, edit.end, after, edit.reason, edit.steps, edit.confidence)


def _precedes(placed: tuple[RawEdit, int, int], begin: int, end: int) -> bool:
    _, _, stop = placed
    return stop <= begin and not _touches(placed, begin, end)


def _touches(placed: tuple[RawEdit, int, int], begin: int, end: int) -> bool:
    """Whether an edit placed in the text shares characters with `begin:end`.

    An insertion touches an insertion or a cut that stands at the same point.
    """
    edit, first, stop = placed
    if begin == end:
        if first == stop:
            return first == begin
        if edit.start == edit.end:
            return first <= begin <= stop
        return first < begin < stop
    if first == stop:
        return begin < first < end
    return first < end and stop > begin


def _join_insertions(edits: Sequence[RawEdit]) -> list[RawEdit]:
    """Merge insertions that stand at the same point of `raw`."""
    out: list[RawEdit] = []
    for edit in edits:
        last = out[-1] if out else None
        if last and last.start == last.end == edit.start == edit.end:
            steps = tuple(dict.fromkeys(last.steps + edit.steps))
            confidence = min(last.confidence, edit.confidence)
            out[-1] = RawEdit(
                last.start, edit.end, last.after + edit.after, edit.reason, steps, confidence
            )
        else:
            out.append(edit)
    return out
