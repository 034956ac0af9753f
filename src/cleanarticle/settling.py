"""To a fixed point: the pipeline over its own result until nothing changes.

What a later pass does to the title and text is done to the work itself, in the
coordinates of `raw`, so that the ledger stays whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from .running import Node, Work, apply, split
from .tracing import RawEdit, TextEdit

__all__ = ["run"]

#: Passes over the result until nothing changes. Two serve nearly always; the bound
#: is for texts made to keep a cleaner busy.
MAX_PASSES = 8


def run(work: Work, cleaners: Sequence[Callable[..., Any]], reread: Callable[[str], Work]) -> Work:
    """Run the pipeline, then over its own result until nothing changes; `reread` reads text."""
    apply(work, cleaners)
    for _ in range(MAX_PASSES - 1):
        title, text = work.texts()
        if title and not text:  # a title without a text is the text
            _give_up_title(work)
            title, text = work.texts()
        if not text:
            break
        whole = _whole(title, text)
        again = reread(whole)
        again_title, again_text = _run_again(work, again, cleaners)
        if again_text == text and again_title == title:
            break
        if again_text == text and work.kind == "html":
            # The title's line was mended, or cut as a button is: below it another may be taken for the title.
            below = reread(_whole(again_title, text))
            if _run_again(work, below, cleaners) == (again_title, text):
                break
            _give_up_title(work)
            continue
        if work.kind == "html" and title and again_title != title:
            told = _told(work, reread(whole), title, cleaners)
            if told.texts() != (title, text) and _compose(work, told, has_title=True):
                continue
        changed = _compose(work, again, has_title=bool(title))
        if work.title is None and work.fields.get("title") and again_title != title:
            # A page's title of which no line of its text is the twin: mended with the text, or
            # none that a reader of the text would take for one.
            taken = again.title
            if taken is not None and taken.trace.start == 0 and again_title:
                work.fields["title"] = again_title
            else:
                del work.fields["title"]
        elif not changed:
            break
    return work


def _whole(title: str | None, text: str) -> str:
    return f"{title}\n\n{text}" if title else text


def _give_up_title(work: Work) -> None:
    """Make the title a line of the text again, where it is one."""
    work.fields.pop("title", None)
    if (node := work.title) is not None:
        node.fate, node.taken, node.gave = None, None, ()


def _run_again(
    work: Work, again: Work, cleaners: Sequence[Callable[..., Any]]
) -> tuple[str | None, str]:
    """Run the pipeline over a result, with what is known of it; give its title and text."""
    again.memos, again.quiet = work.memos, work.quiet
    if "confidence" in work.fields:  # which need not be judged again
        again.fields["confidence"] = work.fields["confidence"]
    apply(again, cleaners)
    return again.texts()


def _told(work: Work, again: Work, title: str, cleaners: Sequence[Callable[..., Any]]) -> Work:
    """Run the pipeline over a page's result with the page's title told.

    As long as there is something to cut or mend besides, a reader of the text alone may take another
    line for the title, or none; that is no reason to give up what the page says.
    """
    again.memos, again.fields["title"] = work.memos, title
    apply(again, cleaners)
    return again


def _compose(work: Work, again: Work, *, has_title: bool) -> bool:
    """Do to `work` what was done to `again`, whose raw is the title and text of `work`."""
    at = 0
    changed = False
    title = work.title
    heads: list[Node | None] = [title] if has_title else []
    starts = [n.trace.start for n in again.nodes]
    beside = sorted(again.beside, key=lambda e: e.start)
    cut_starts = [e.start for e in beside]
    replaced: dict[int, list[Node]] = {}
    for part in [*heads, *work.live()]:
        start, end = at, at + len(part.trace.text if part else work.fields["title"])
        at = end + 2
        if part is None:
            continue
        inside = again.nodes[bisect_left(starts, start) : bisect_left(starts, end)]
        cuts = beside[bisect_left(cut_starts, start) : bisect_left(cut_starts, end)]
        pieces = _compose_part(work, part, inside, cuts, start)
        if pieces is not None:
            replaced[id(part)] = pieces
            changed = True
    work.nodes = [n for node in work.nodes for n in replaced.get(id(node), (node,))]
    for name, value in again.fields.items():
        if name not in ("language", "title"):
            work.fields.setdefault(name, value)
    work.flags |= again.flags
    return changed


def _compose_part(
    work: Work, part: Node, inside: Sequence[Node], cuts: Sequence[RawEdit], start: int
) -> list[Node] | None:
    """Give what `part` becomes, or `None` where nothing happened to it."""
    changed = False
    bounds = [n.trace.start - start for n in inside[1:]]
    end = start + len(part.trace.text)
    edits = [
        e
        for n in inside
        if n.fate is None or n.taken == "title"
        for e in n.trace.edits
        if e.end <= end  # a join over the part's edge: what was cut there keeps the two apart
    ]
    # From the right, so that offsets to the left stay true.
    for edit in sorted([*edits, *cuts], key=lambda e: (e.start, e.end), reverse=True):
        begin, stop, growth = edit.start - start, edit.end - start, len(edit.after)
        bounds = [b + growth - (stop - begin) if b >= stop else b for b in bounds]
        for step in edit.steps:
            local = TextEdit(begin, stop, edit.after, edit.reason, edit.confidence)
            changed |= part.trace.apply([local], step)
            stop = begin + growth
    pieces = split(work, part, bounds) if changed or bounds else [part]
    if len(pieces) != len(inside):
        return pieces if changed or bounds else None
    for node, twin in zip(pieces, inside, strict=True):
        if twin.taken == "title" and node.taken != "title":
            changed = True
            node.fate, node.taken, node.gave = twin.fate, twin.taken, twin.gave
        elif twin.taken != "title" and (twin.fate is not None or node.taken == "title"):
            changed = True
            node.fate, node.taken, node.gave = twin.fate, twin.taken, twin.gave
    return pieces if changed or bounds else None
