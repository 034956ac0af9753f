"""Heads of posts on forums of Discourse: who wrote it, when, and the post's number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Action, Drop, Found
from ..finders.date_lines import read_dates
from ..model import Block, Document, Reason
from ..patterns import lazy

__all__ = ["drop_discourse_heads"]

_WHEN = r"(?P<when>[A-Z][a-z]{2,8} \d{1,2}, \d{4}), {1,2}\d{1,2}:\d\d ?[ap]m"
_BY = r"(?:\[(?P<linked>[\w.-]{2,40})\]\([^\s()]{1,300}/u/[^\s()]{1,80}\)|(?P<by>[\w.-]{2,40}))"
_HEAD = lazy(rf"(?:{_BY}\s{{1,6}}(?:Closed\s{{1,4}})?)?{_WHEN}")
_NAME = lazy(_BY)
_NUMBER = lazy(r"\d{1,5}")
#: Heads that a topic has at least, and the number of its first post.
MIN_HEADS, FIRST = 2, "1"


def drop_discourse_heads(document: Document) -> Iterator[Action]:
    """Drop the heads of a topic's posts with their numbers; take up who wrote the first, and when.

    Only where several stand there, numbered one after the other: "gull   May 3, 2023, 6:29am", and "2" below.

    >>> from cleanarticle.model import blocks
    >>> topic = blocks("gull May 3, 2023, 6:29am", "1", "It leaks.", "tern May 3, 2023, 7:04am", "2", "Dry it.")
    >>> [action.value for action in drop_discourse_heads(topic) if isinstance(action, Found)][0]
    ('gull',)
    >>> [drop.block.text for drop in drop_discourse_heads(topic) if isinstance(drop, Drop)]
    ['gull May 3, 2023, 6:29am', '1', 'tern May 3, 2023, 7:04am', '2']
    """
    blocks = document.blocks
    heads: list[tuple[str, re.Match[str], list[Block]]] = []
    for at, block in enumerate(blocks[:-1]):
        if not block.text.endswith("m") or not _NUMBER.fullmatch(blocks[at + 1].text):
            continue
        if (head := _HEAD.fullmatch(block.text)) is None:
            continue
        lines = [block, blocks[at + 1]]
        by = head["linked"] or head["by"]
        if by is None:
            name = _NAME.fullmatch(blocks[at - 1].text) if at else None
            if name is None:
                continue
            by = name["linked"] or name["by"]
            lines.insert(0, blocks[at - 1])
        heads.append((by, head, lines))
    numbers = [int(lines[-1].text) for _, _, lines in heads]
    if len(heads) < MIN_HEADS or numbers != sorted(set(numbers)):
        return
    for by, head, lines in heads:
        if lines[-1].text == FIRST:
            yield Found("authors", (by,))
            day = read_dates(head["when"], "en")
            if day and day.published:
                yield Found("published", day.published)
        for line in lines:
            yield Drop(line, Reason.BYLINE, 0.9)
