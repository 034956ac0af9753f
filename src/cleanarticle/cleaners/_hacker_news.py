"""What Hacker News sets around posts: the line below a title, and the heads of the comments."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Drop
from ..model import Document, Reason
from ..patterns import lazy

__all__ = ["drop_hacker_news_heads"]

_WHEN = r"(?:\d{1,2} [a-z]{3,7} ago|on [A-Z][a-z]{2} \d{1,2}, \d{4})"
#: "54 points by gull 3 hours ago | hide | past | favorite | 49 comments"
_BELOW_TITLE = lazy(
    rf"\d{{1,5}} points? by [\w-]{{2,15}} {_WHEN} \| (?:[a-z]{{3,10}} \| ){{0,5}}(?:favorite|hide|past)"
    r"(?: \| (?:\d{1,5}\s?comments?|discuss))?"
)
#: "gull 3 hours ago | root | parent | prev | next [–]"
_HEAD = lazy(
    rf"[\w-]{{2,15}} {_WHEN} \| (?:(?:root|parent|prev|next|context|on: [^|\n]{{1,100}}) \| ){{0,5}}"
    r"(?:root|parent|prev|next|context|favorite|on: [^|\n]{1,100})(?: \[[–-]\]| \[\d{1,4} more\])?"
)
#: One of these stands in every page of the site.
_SIGNS = ("| favorite", "| next [", "| prev [")


def drop_hacker_news_heads(document: Document) -> Iterator[Drop]:
    """Drop the line below a title of Hacker News, and those above its comments, which stay.

    >>> from cleanarticle.model import blocks
    >>> texts = ("54 points by gull 3 hours ago | hide | past | favorite | 2 comments", "It leaks.")
    >>> page = blocks(*texts, "tern 2 hours ago | prev | next [–]", "Dry it.")
    >>> [drop.block.text[:7] for drop in drop_hacker_news_heads(page)]
    ['54 poin', 'tern 2 ']
    """
    if not any(sign in document.raw for sign in _SIGNS):
        return
    for block in document:
        if " | " in block.text and (
            _HEAD.fullmatch(block.text) or _BELOW_TITLE.fullmatch(block.text)
        ):
            yield Drop(block, Reason.BYLINE, 0.9)
