"""What Reddit sets around posts: who wrote the first, and the heads of the answers below."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Action, Drop, Found
from ..model import Block, Document, Reason
from ..patterns import lazy

__all__ = ["drop_reddit_frame"]

_FORUM = lazy(r"r/\w{2,30}")
_AGE = lazy(r"(?:•\s{0,3})?\d{1,3}\s?(?:min|m|h|hr|d|w|mo|y|yr)\.? ago")
_USER = lazy(r"(?:u/)?([\w-]{3,22})")
_ASIDE = lazy(r"•|https?://\S{1,300}")
_ANSWERS = "Comments Section"
#: Lines below the forum's name among which the age of the post and its writer stand.
HEAD_REACH = 6


def drop_reddit_frame(document: Document) -> Iterator[Action]:
    """Take up who wrote a post of Reddit; drop the heads of the answers below, which stay.

    Only below the forum's name, the age of the post and its writer, in lines of their own, as a browser copies.

    >>> from cleanarticle.model import blocks
    >>> head, answers = ("r/knots", "•", "8mo ago", "wet_rope"), ("Comments Section", "gull", "•", "8mo ago", "Dry it.")
    >>> page = blocks(*head, "It leaks.", *answers)
    >>> [action.value for action in drop_reddit_frame(page) if isinstance(action, Found)]
    [('wet_rope',)]
    >>> [drop.block.text for drop in drop_reddit_frame(page) if isinstance(drop, Drop)]
    ['Comments Section', 'gull', '•', '8mo ago']
    """
    blocks = document.blocks
    heads = (at for at, block in enumerate(blocks) if block.text[:2] == "r/")
    for at in heads:
        if _FORUM.fullmatch(blocks[at].text) and (writer := _writer(blocks[at + 1 :][:HEAD_REACH])):
            name = _USER.fullmatch(writer.text)
            if name:
                yield Found("authors", (name[1],), writer)
            break
    else:
        return
    first = next((i for i in range(at, len(blocks)) if blocks[i].text == _ANSWERS), len(blocks))
    for block in blocks[first : first + 1]:
        yield Drop(block, Reason.COMMENTS, 0.9)
    for author, bullet, age in zip(
        blocks[first:], blocks[first + 1 :], blocks[first + 2 :], strict=False
    ):
        if bullet.text == "•" and _AGE.fullmatch(age.text) and _USER.fullmatch(author.text):
            for line in (author, bullet, age):
                yield Drop(line, Reason.BYLINE, 0.9)


def _writer(below: tuple[Block, ...]) -> Block | None:
    """Give the line with the writer's name, right below the age of the post."""
    lines = [block for block in below if not _ASIDE.fullmatch(block.text)]
    if len(lines) < 2 or not _AGE.fullmatch(lines[0].text) or not _USER.fullmatch(lines[1].text):
        return None
    return lines[1]
