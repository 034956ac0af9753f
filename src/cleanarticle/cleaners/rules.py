"""The caller's own phrases and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Drop, Edit
from ..model import Document, Reason
from ._spans import cut

__all__ = ["as_pattern", "drop_extra"]


def as_pattern(rule: str | re.Pattern[str]) -> re.Pattern[str]:
    """Give a phrase as a pattern: letter case and the width of white space do not matter.

    Raises `TypeError` for anything but a string or a compiled pattern of strings.
    """
    if isinstance(rule, str):
        return re.compile(r"\s+".join(re.escape(word) for word in rule.split()), re.IGNORECASE)
    if isinstance(rule, re.Pattern) and isinstance(rule.pattern, str):
        return rule
    raise TypeError(f"extra and keep take strings and compiled patterns, not {type(rule).__name__}")


def drop_extra(document: Document) -> Iterator[Drop | Edit]:
    """Cut what the caller's `extra` phrases and patterns match; a block that is all match goes whole."""
    patterns = [as_pattern(rule) for rule in document.extra]
    for block in document if patterns else ():
        spans = [m.span() for pattern in patterns for m in pattern.finditer(block.text) if m[0]]
        rest = block.text
        for start, end in sorted(spans, reverse=True):
            rest = rest[:start] + rest[end:]
        if spans and not any(char.isalnum() for char in rest):
            yield Drop(block, Reason.RULE)
        else:
            for start, end in spans:
                yield cut(block, start, end, Reason.RULE)
