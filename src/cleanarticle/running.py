"""The one loop that applies what cleaners ask for and records it.

Cleaners decide, the runner acts: it holds the blocks as traces over `raw`, applies
each cleaner's actions and keeps what they did. `settling.py` repeats it to a fixed
point, `ledger.py` writes down what the traces remember.
"""

from __future__ import annotations

import difflib
import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import is_
from types import MappingProxyType
from typing import Any, Literal

from .actions import Action, Drop, Edit, Flag, Found, Join, Label, MarkUp, Split
from .checking import check_kind, check_parting, field_value, name_of_type, node_of
from .cleaners._reads import reader_of
from .cleaners.rules import is_kept
from .model import Block, BlockKind, Document, Image, Line, Mark, Reason
from .sieve import look
from .tracing import RawEdit, TextEdit, Trace

__all__ = ["Node", "Settings", "Work", "apply", "split"]

#: With `favor="recall"`, what is cut with less confidence stays.
MIN_RECALL_CONFIDENCE = 0.9

_PARTING = (Split, Join)

FIELD_REASONS = {
    "title": Reason.TITLE,
    "authors": Reason.BYLINE,
    "published": Reason.DATE,
    "modified": Reason.DATE,
    "source": Reason.SOURCE,
    "breadcrumbs": Reason.BREADCRUMB,
    "tags": Reason.MENU,
}

#: Reasons of lines that are taken up.
_TAKEN_UP = frozenset(FIELD_REASONS.values()) - {Reason.MENU}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the caller asked for."""

    language: str | None = None
    favor: Literal["precision", "balanced", "recall"] = "balanced"
    url: str | None = None
    extra: tuple[str | re.Pattern[str] | Line, ...] = ()
    keep: tuple[str | re.Pattern[str] | Line, ...] = ()


@dataclass(slots=True, eq=False)
class Node:
    """A block on its way through the pipeline."""

    trace: Trace
    kind: BlockKind = "paragraph"
    level: int | None = None
    #: (kind, raw start, raw end, href)
    marks: list[tuple[Any, int, int, str | None]] = field(default_factory=list)
    #: Why and by whom it was cut or taken up; `None` while it is in.
    fate: tuple[Reason, str, float] | None = None
    taken: str | None = None
    #: The fields that its text gave, with the values.
    gave: tuple[tuple[str, Any], ...] = ()
    block: Block | None = None

    def view(self, memos: dict[tuple[str, str], dict[str, Any]]) -> Block:
        """Give the block as cleaners see it; like blocks share what is known of their text.

        Of its marks they see one: that all of it is strong.
        """
        if self.block is None:
            trace = self.trace
            text = trace.text
            marks = (Mark("strong", 0, len(text)),) if self.marks and self._is_strong() else ()
            self.block = Block(self.kind, text, self.level, marks, trace.start, trace.end)
            memo = memos.setdefault((self.kind, text), self.block.memo)
            object.__setattr__(self.block, "memo", memo)
        return self.block

    def _is_strong(self) -> bool:
        begin, end = self.trace.start, self.trace.end
        return any(m[0] == "strong" and m[1] <= begin and m[2] >= end for m in self.marks)


@dataclass(slots=True)
class Work:
    """A document in the making."""

    raw: str
    nodes: list[Node]
    settings: Settings
    kind: Literal["text", "html"] = "text"
    fields: dict[str, Any] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    #: Fields whose value the page's head gave, not one of its lines.
    told: frozenset[str] = frozenset()
    #: Cuts at the edge of a block: beside blocks, not in them.
    beside: list[RawEdit] = field(default_factory=list)
    #: What has been worked out about a block, by its kind and text; kept from pass to pass.
    memos: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    #: The pictures among what was kept when a page was read.
    images: list[Image] = field(default_factory=list)
    #: What the last cleaner saw.
    shown: Document | None = None
    #: What a cleaner had nothing to say about, by its name; kept from pass to pass.
    quiet: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    @property
    def title(self) -> Node | None:
        """The node taken up as the title."""
        titles = [n for n in self.nodes if n.taken == "title"]
        return titles[0] if titles else None

    def live(self) -> list[Node]:
        """The nodes that are still in."""
        return [n for n in self.nodes if n.fate is None]

    def texts(self) -> tuple[str | None, str]:
        """The title and the text as they stand."""
        title = self.title
        name = title.trace.text if title else self.fields.get("title")
        return name, "\n\n".join(n.trace.text for n in self.live())

    def document(self) -> Document:
        """What the next cleaner sees."""
        live: list[Node] = []
        gone: list[tuple[int, int, Reason]] = []
        title: Node | None = None
        for node in self.nodes:
            if node.fate is None:
                live.append(node)
            else:
                gone.append((node.trace.start, node.trace.end, node.fate[0]))
                if node.taken == "title" and title is None:
                    title = node
        look([node.view(self.memos) for node in live if node.block is None])
        cuts = Counter([reason for _, _, reason in gone])
        cuts.update([edit.reason for edit in self.beside])
        document = Document(
            tuple([node.block or node.view(self.memos) for node in live]),
            raw=self.raw,
            kind=self.kind,
            language=self.settings.language or self.fields.get("language"),
            title=title.view(self.memos) if title else None,
            fields=MappingProxyType(self.fields),  # the runner's own: to be read
            cuts=MappingProxyType(cuts),
            favor=self.settings.favor,
            url=self.settings.url,
            extra=self.settings.extra,
            gone=tuple(gone),
        )
        if self.shown is not None and _shows_same(document, self.shown):
            object.__setattr__(document, "memo", self.shown.memo)
        self.shown = document
        return document


def _shows_same(document: Document, before: Document) -> bool:
    """Whether two documents have the same blocks and title, the very same objects."""
    return (
        document.title is before.title
        and len(document.blocks) == len(before.blocks)
        and all(map(is_, document.blocks, before.blocks))
    )


# ---------------------------------------------------------------- one cleaner at a time


def apply(work: Work, cleaners: Iterable[Callable[..., Any]]) -> None:
    """Run the cleaners in order over the work."""
    document = work.document()
    for cleaner in cleaners:
        name = cleaner.__name__
        reader = reader_of(cleaner)
        read = reader(document) if reader is not None else None
        if read is not None and work.quiet.get(name) == read:
            continue
        try:
            actions = _ask(cleaner, document)
            changed = bool(actions) and _act(work, actions, name)
        except Exception as error:
            error.add_note(f"raised by the cleaner {name!r}")
            raise
        if changed:
            document = work.document()
        elif read is not None and not actions:
            work.quiet[name] = read


def _ask(cleaner: Callable[..., Any], document: Document) -> list[Action]:
    if not _maps_text(cleaner):
        return _listed(cleaner(document), cleaner.__name__)
    actions: list[Action] = []
    for block in document:
        after = cleaner(block.text)
        if after is None or (isinstance(after, str) and not after.strip()):
            actions.append(Drop(block, Reason.RULE))
        elif not isinstance(after, str):
            raise TypeError(
                f"{cleaner.__name__} was given a block's text and returned "
                f"{type(after).__name__}; return the new text, or None to cut the block"
            )
        elif after != block.text:
            actions.extend(_difference(block, after))
    return actions


def _listed(given: Any, cleaner: str) -> list[Action]:
    """Give the actions of a cleaner, which are many, few or none."""
    if given is None:
        return []
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise TypeError(
            f"{cleaner} returned {name_of_type(given)}; a cleaner over blocks yields actions, or returns "
            "a list of them: yield Drop(block, ...), or return [Drop(block, ...)]"
        )
    return list(given)


@lru_cache(maxsize=256)
def _maps_text(cleaner: Callable[..., Any]) -> bool:
    """Whether a cleaner maps the text of one block, told by its first parameter.

    >>> _maps_text(lambda text: text), _maps_text(lambda blocks: ())
    (True, False)
    """
    try:
        first = next(iter(inspect.signature(cleaner).parameters.values()), None)
    except (TypeError, ValueError):
        return False
    return first is not None and (first.name == "text" or first.annotation in (str, "str"))


def _difference(block: Block, after: str) -> Iterable[Edit]:
    matcher = difflib.SequenceMatcher(None, block.text, after, autojunk=False)
    if len(block.text) * len(after) > 4_000_000:  # quadratic at worst: one edit serves
        yield Edit(block, 0, len(block.text), after, Reason.RULE)
        return
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag != "equal":
            yield Edit(block, start, end, after[low:high], Reason.RULE)


def _act(work: Work, actions: Sequence[Action], cleaner: str) -> bool:
    nodes = {n.trace.start: n for n in work.nodes if n.fate is None or n.taken == "title"}
    edits: dict[int, list[TextEdit]] = {}
    changed = False
    parting: list[Split | Join] = []
    last: Node | None = None  # the line that was cut or taken up last
    for action in actions:  # the most common first
        if isinstance(action, Drop):
            node = node_of(nodes, action.block, cleaner)
            sure = work.settings.favor != "recall" or action.confidence >= MIN_RECALL_CONFIDENCE
            if node.fate is None and sure and not _kept(work, node.trace.text):
                node.fate = (_reason(action.reason), cleaner, action.confidence)
                changed, last = True, node
        elif isinstance(action, Edit):
            node = node_of(nodes, action.block, cleaner)
            if not isinstance(action.after, str):
                raise TypeError(
                    f"{cleaner}: what an Edit puts in is a str, an empty one to cut, "
                    f"not {action.after!r}"
                )
            cut = action.block.text[action.start : action.end]
            if not (cut and not action.after.strip() and _kept(work, cut)):
                reason = _reason(action.reason)
                edit = TextEdit(action.start, action.end, action.after, reason, action.confidence)
                edits.setdefault(node.trace.start, []).append(edit)
        elif isinstance(action, MarkUp):
            node = node_of(nodes, action.block, cleaner)
            check_kind(action, cleaner)
            start = node.trace.raw_offset(action.start)
            end = node.trace.raw_offset(action.end - 1) + 1 if action.end > action.start else start
            node.marks.append((action.kind, start, end, action.href))
        elif isinstance(action, Label):
            node = node_of(nodes, action.block, cleaner)
            check_kind(action, cleaner)
            if (node.kind, node.level) != (action.kind, action.level):
                node.kind, node.level, node.block = action.kind, action.level, None
                changed = True
        elif isinstance(action, Found):
            value = field_value(action, cleaner)
            if action.block is not None:
                node = node_of(nodes, action.block, cleaner)
                if not _take_up(work, node, action, cleaner):
                    continue
                last = node
            _give(work, action, value, last)
            changed = True
        elif isinstance(action, Flag):
            if not isinstance(action.name, str):
                raise TypeError(f"{cleaner}: a flag is a word, not {name_of_type(action.name)}")
            work.flags.add(action.name)
        elif isinstance(action, _PARTING):
            parting.append(action)
        else:
            raise TypeError(
                f"{cleaner} yielded {name_of_type(action)}; a cleaner yields Drop, Edit, Split, "
                "Join, Label, MarkUp, Found or Flag"
            )
    check_parting(work, nodes, parting, cleaner)
    joined = {b.start for action in parting if isinstance(action, Join) for b in action.blocks}
    for start, batch in edits.items():
        changed |= _edit(work, nodes[start], batch, cleaner, trim=start not in joined)
    replaced: dict[int, list[Node]] = {}
    absorbed: dict[int, Node] = {}  # a block that ends one join may begin the next
    for action in parting:
        if isinstance(action, Split):
            node = node_of(nodes, action.block, cleaner)
            replaced[id(node)] = split(work, node, action.at)
        else:
            named = [node_of(nodes, b, cleaner) for b in action.blocks]
            members = list(dict.fromkeys(absorbed.get(id(n), n) for n in named))
            if any(map(_is_text_between, members, members[1:])):
                continue  # what was cut there has its own change
            glue = action.glue
            if not isinstance(glue, str):
                glue = glue[len(named) - len(members) :]
            _join(work, members, glue, action.reason, cleaner)
            replaced.update((id(n), []) for n in members[1:])
            absorbed.update((id(n), members[0]) for n in members[1:])
    if replaced:
        work.nodes = [n for node in work.nodes for n in replaced.get(id(node), (node,))]
    if replaced or edits:
        work.nodes = [n for n in work.nodes if n.trace.text]
    return changed or bool(replaced)


def _reason(reason: str) -> Reason:
    if isinstance(reason, Reason):
        return reason
    try:
        return Reason(reason)
    except ValueError:
        return Reason.RULE


def _kept(work: Work, text: str) -> bool:
    return bool(work.settings.keep) and is_kept(text, work.settings.keep)


def _edit(
    work: Work, node: Node, edits: Sequence[TextEdit], cleaner: str, *, trim: bool = True
) -> bool:
    if not node.trace.apply(edits, cleaner):
        return False
    if trim:  # not where a join makes an edge the inside of a block
        work.beside.extend(node.trace.trim())
    node.block = None
    return True


def _take_up(work: Work, node: Node, found: Found, cleaner: str) -> bool:
    """Take a line up into a field; one that the cleaner has just cut or taken up may give another."""
    if node.fate is not None:
        return found.field != "title" and node.fate[1] == cleaner
    if _kept(work, node.trace.text):
        return False
    node.fate = (FIELD_REASONS.get(found.field, Reason.RULE), cleaner, found.confidence)
    node.taken = found.field
    return True


def _give(work: Work, found: Found, value: Any, last: Node | None) -> None:
    """Give a field its value, unless it has one, and remember which line it stood on.

    Without a block of its own that is the line that was taken up right before: a byline has a date.
    """
    if found.field != "title" or found.block is None:
        work.fields.setdefault(found.field, value)
    if last is not None and (found.block is not None or _is_taken_up(last)):
        last.gave += ((found.field, value),)


def _is_taken_up(node: Node) -> bool:
    return node.taken is not None or (node.fate is not None and node.fate[0] in _TAKEN_UP)


def split(work: Work, node: Node, at: Sequence[int]) -> list[Node]:
    """Divide a node at offsets into its text; give the pieces that hold text."""
    places = {offset for offset in at if 0 < offset < len(node.trace.text)}
    pieces = [
        replace(node, trace=trace, block=None, marks=list(node.marks))
        for trace in node.trace.split(places)
    ]
    for piece in pieces:
        work.beside.extend(piece.trace.trim())
    return [piece for piece in pieces if piece.trace.text]


def _is_text_between(left: Node, right: Node) -> bool:
    return bool(left.trace.raw[left.trace.end : right.trace.start].strip())


def _join(
    work: Work,
    members: Sequence[Node],
    glue: str | Sequence[str],
    reason: Reason,
    cleaner: str,
) -> None:
    first = members[0]
    traces = [n.trace for n in members]
    first.trace = Trace.join(traces, glue, reason, cleaner)
    work.beside.extend(first.trace.trim())
    first.marks = [mark for n in members for mark in n.marks]
    first.block = None
