"""What a cleaner may ask for. The runner in `running.py` does it and records it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .model import Block, BlockKind, Document, MarkKind, Reason

__all__ = ["Action", "Cleaner", "Drop", "Edit", "Flag", "Found", "Join", "Label", "MarkUp", "Split"]


@dataclass(frozen=True, slots=True)
class Drop:
    """The whole block goes. A reason of the caller's own words counts as `Reason.RULE`."""

    block: Block
    reason: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Edit:
    """`block.text[start:end]` becomes `after`; an empty `after` cuts."""

    block: Block
    start: int
    end: int
    after: str
    reason: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Split:
    """The block becomes two (or more), divided at these offsets into its text."""

    block: Block
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Neighbouring blocks become one, `glue` between them: one for all, or one for each gap.

    Blocks between which something was cut stay apart: that has a change of its own.
    What an `Edit` of the same cleaner cuts at an inner edge (a hyphen) goes with the gap.
    """

    blocks: tuple[Block, ...]
    glue: str | tuple[str, ...] = " "
    reason: Reason = Reason.WRAP


@dataclass(frozen=True, slots=True)
class Label:
    """The block is of this kind."""

    block: Block
    kind: BlockKind
    level: int | None = None


@dataclass(frozen=True, slots=True)
class MarkUp:
    """`block.text[start:end]` is a link, emphasis, strong or code."""

    block: Block
    start: int
    end: int
    kind: MarkKind
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A field of the article has this value; `block`, if given, is taken up into it.

    `field` is `title`, `authors`, `published`, `modified`, `source`, `site`, `url`, `language`,
    `description`, `image`, `tags`, `breadcrumbs` or `confidence`, `value` of its type in `Article`.
    The first value counts. A block can give several fields; without a block a field is
    that of the line taken up right before, if one was.
    """

    field: str
    value: Any
    block: Block | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a caller should know: one of the article's flags."""

    name: str


Action = Drop | Edit | Split | Join | Label | MarkUp | Found | Flag
Cleaner = Callable[[Document], Iterable[Action]]
