"""The finished work as an article, and its ledger."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from .model import Article, Block, Change, Image, Mark, Reason
from .running import Node, Work
from .tracing import RawEdit

__all__ = ["to_article"]


def to_article(work: Work, confidence: Callable[[Work], float]) -> Article:
    """Write the article and its ledger from the finished work."""
    live = sorted(work.live(), key=attrgetter("trace.start"))
    made = tuple(_finish(node) for node in live)
    title, text = work.texts()
    fields = {
        k: v for k, v in work.fields.items() if k not in ("title", "confidence") and v is not None
    }
    cut = len(work.raw) - len(text) - len(title or "")
    if not made:
        work.flags.add("no_article")
    elif cut > len(text) and len(work.raw) > 400:
        work.flags.add("heavy_cut")
    fields.setdefault("language", work.settings.language)
    fields.setdefault("url", work.settings.url)
    return Article(
        title=title or None,
        blocks=made,
        images=_images(work, live),
        changes=_ledger(work, live),
        flags=frozenset(work.flags),
        confidence=confidence(work),
        raw=work.raw,
        **fields,
    )


#: What mostly stands below a picture of its own.
_PICTURED = frozenset(
    {Reason.AD, Reason.COMMENTS, Reason.EMBED, Reason.PROMO, Reason.READ_ALSO, Reason.RELATED}
)


def _images(work: Work, live: Sequence[Node]) -> tuple[Image, ...]:
    """Give the pictures up to the end of the article, without those of boxes cut from it."""
    if not work.images or not live:
        return ()
    nodes = sorted(work.nodes, key=attrgetter("trace.start"))
    starts = [node.trace.start for node in nodes]
    images = []
    for image in work.images:
        at = bisect_left(starts, image.start)
        behind = nodes[at].fate if at < len(nodes) else None
        boxed = behind is not None and behind[0] in _PICTURED
        if not boxed and image.start <= live[-1].trace.end + 1:
            images.append(image)
    return tuple(images)


def _finish(node: Node) -> Block:
    trace = node.trace
    marks = []
    for kind, start, end, href in node.marks:
        if end > trace.start and start < trace.end:
            low, high = trace.text_offset(start), trace.text_offset(end)
            if high > low:
                marks.append(Mark(kind, low, high, href))
    marks.sort(key=lambda m: (m.start, -m.end))
    return Block(node.kind, trace.text, node.level, tuple(marks), trace.start, trace.end)


def _ledger(work: Work, live: Sequence[Node]) -> tuple[Change, ...]:
    raw = work.raw
    edits = list(work.beside)
    for node in work.nodes:
        if node.fate is None:
            edits.extend(node.trace.edits)
        else:
            reason, cleaner, confidence = node.fate
            steps = [s for e in node.trace.edits for s in e.steps] + [cleaner]
            edits.append(
                RawEdit(
                    node.trace.start, node.trace.end, "", reason,
                    tuple(dict.fromkeys(steps)), confidence,
                )
            )  # fmt: skip
    edits.sort(key=attrgetter("start", "end"))
    merged: list[RawEdit] = []
    for edit in edits:
        last = merged[-1] if merged else None
        if last and last.end == edit.start and _same_cut(last, edit):
            hands = tuple(dict.fromkeys(last.steps + edit.steps))
            sure = min(last.confidence, edit.confidence)
            merged[-1] = RawEdit(last.start, edit.end, "", edit.reason, hands, sure)
        else:
            merged.append(edit)
    merged = _keep_blocks_apart(merged, raw, live)
    gave = _gave(work, [e.start for e in merged])
    return tuple(
        Change(
            cleaner=e.steps[-1],
            reason=e.reason,
            start=e.start,
            end=e.end,
            before=raw[e.start : e.end],
            after=e.after,
            steps=e.steps,
            confidence=e.confidence,
            fields=gave.get(i, ()),
        )
        for i, e in enumerate(merged)
    )


def _gave(work: Work, starts: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Give the fields that have their value from a line that was taken up, by its edit's place.

    A field that the page's head told has it from there, whatever a line says.
    """
    gave: dict[int, tuple[str, ...]] = {}
    for node in work.nodes:
        if node.gave and node.fate is not None:
            names = [name for name, value in node.gave if _has_from(work, name, value)]
            place = bisect_right(starts, node.trace.start) - 1
            gave[place] = tuple(dict.fromkeys([*gave.get(place, ()), *names]))
    return gave


def _has_from(work: Work, name: str, value: object) -> bool:
    return name == "title" or (name not in work.told and work.fields.get(name) == value)


def _same_cut(left: RawEdit, right: RawEdit) -> bool:
    return (
        left.reason == right.reason
        and not left.after
        and not right.after
        and left.end > left.start
        and right.end > right.start
    )


def _keep_blocks_apart(edits: Sequence[RawEdit], raw: str, live: Sequence[Node]) -> list[RawEdit]:
    """See that the replay holds white space between blocks that touched in `raw`."""
    out = list(edits)
    starts = [e.start for e in edits]
    added: list[RawEdit] = []
    leading: set[int] = set()  # what the right one of two blocks that touch begins with
    for left, right in zip(live, live[1:], strict=False):
        start, end = left.trace.end, right.trace.start
        at, remains, between = start, "", []
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            if edits[i].end > edits[i].start:
                remains += raw[at : edits[i].start]
                at = edits[i].end
                between.append(i)
        remains += raw[at:end]
        if remains:
            continue
        if between:
            out[between[0]] = out[between[0]]._replace(after="\n\n")
        else:
            added.append(RawEdit(start, start, "\n\n", Reason.GLUE, ("split_glued",)))
            leading.update(id(e) for e in right.trace.edits if e.start == e.end == start)
    if not added:
        return out
    behind = {id(e): 1 for e in added} | dict.fromkeys(leading, 2)
    return sorted([*out, *added], key=lambda e: (e.start, e.end, behind.get(id(e), 0)))
