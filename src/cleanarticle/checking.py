"""Mistakes of a cleaner in what it asks for: each is told by the cleaner's name, with what is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, get_args

from .actions import Found, Join, Label, MarkUp, Split
from .model import Block, BlockKind, MarkKind

if TYPE_CHECKING:
    from .running import Node, Work

__all__ = ["check_kind", "check_parting", "field_value", "name_of_type", "node_of"]

_BLOCK_KINDS = get_args(BlockKind)
_MARK_KINDS = get_args(MarkKind)


def node_of(nodes: Mapping[int, Node], block: Block, cleaner: str) -> Node:
    """Give the node of a block. Raises, naming the cleaner, for what is no block of the document."""
    try:
        node = nodes.get(block.start)
    except AttributeError:
        raise TypeError(
            f"{cleaner} names {name_of_type(block)} where a block of the document is wanted: "
            "for block in blocks: yield Drop(block, ...)"
        ) from None
    if node is None or _is_other(node, block):
        raise ValueError(
            f"{cleaner} names a block that is not in the document: {block.text[:60]!r}"
        )
    return node


def _is_other(node: Node, block: Block) -> bool:
    """Whether a block was not read at the node's place: one that a cleaner made begins at 0, too."""
    seen = node.block  # `None` once the same cleaner has changed it
    return seen is not None and seen is not block and seen.text != block.text


#: The fields of an article that a cleaner can give, and the types of their values.
_FIELD_TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    **dict.fromkeys(
        ("title", "source", "site", "url", "language", "description", "image"), (str, "a str")
    ),
    **dict.fromkeys(("authors", "tags", "breadcrumbs"), (tuple, "a tuple of str")),
    **dict.fromkeys(("published", "modified"), (datetime, "a datetime")),
    "confidence": ((float, int), "a float from 0 to 1"),
}


def field_value(found: Found, cleaner: str) -> Any:
    """Give what a cleaner found. Raises, naming the cleaner, for what cannot be a field's value.

    Strings in a list are as good as in a tuple.
    """
    if found.field not in _FIELD_TYPES:
        raise ValueError(
            f"{cleaner}: an article has no field {found.field!r} that can be found; there are "
            f"{', '.join(_FIELD_TYPES)}"
        )
    value = tuple(found.value) if isinstance(found.value, list) else found.value
    kind, wanted = _FIELD_TYPES[found.field]
    if not isinstance(value, kind) or (
        isinstance(value, tuple) and not all(isinstance(part, str) for part in value)
    ):
        raise TypeError(
            f"{cleaner}: Found({found.field!r}, ...) takes {wanted}, not {found.value!r}"
        )
    return value


def check_parting(
    work: Work, nodes: Mapping[int, Node], parting: Sequence[Split | Join], cleaner: str
) -> None:
    """Raise, naming the cleaner, for a `Split` without offsets and a `Join` of no neighbours."""
    places: dict[int, int] = {}
    for action in parting:
        if isinstance(action, Split):
            at = action.at
            if not isinstance(at, Sequence) or not all(isinstance(offset, int) for offset in at):
                raise TypeError(
                    f"{cleaner}: a Split names offsets into the block's text, as in "
                    f"Split(block, (3,)), not {at!r}"
                )
            continue
        if not isinstance(action.blocks, Sequence) or len(action.blocks) < 2:
            raise ValueError(
                f"{cleaner}: a Join names two blocks or more, as in Join((left, right)), "
                f"not {action.blocks!r}"
            )
        gaps = len(action.blocks) - 1
        if not isinstance(action.glue, str) and len(action.glue) != gaps:
            raise ValueError(
                f"{cleaner}: the glue of a Join is one text for all gaps or one for each: "
                f"there are {gaps}, not {len(action.glue)}"
            )
        places = places or {id(node): i for i, node in enumerate(work.live())}
        named = [places.get(id(node_of(nodes, block, cleaner)), -1) for block in action.blocks]
        if named[0] < 0 or named != [*range(named[0], named[0] + len(named))]:
            raise ValueError(
                f"{cleaner}: a Join names neighbours, in the order of the document; these are not: "
                + ", ".join(repr(block.text[:30]) for block in action.blocks)
            )


def check_kind(action: Label | MarkUp, cleaner: str) -> None:
    """Raise for a kind that no block and no mark has."""
    known = _BLOCK_KINDS if isinstance(action, Label) else _MARK_KINDS
    if action.kind not in known:
        raise ValueError(
            f"{cleaner}: the kind of a {type(action).__name__} is one of {', '.join(known)}, "
            f"not {action.kind!r}"
        )


def name_of_type(thing: object) -> str:
    """Name a thing by its type, in an error: `str`, but "the class Drop" for `Drop` itself."""
    return f"the class {thing.__name__}" if isinstance(thing, type) else type(thing).__name__
