"""What a page tells those who hear it about a link: that it opens another tab, or leads away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..actions import Drop, Edit
from ..model import Document, Reason
from ..vocabulary import load
from ._spans import cut

__all__ = ["drop_link_hints"]

#: One of which each hint has.
_SIGNS = ("(", "（", "[", ", opens")


def drop_link_hints(document: Document) -> Iterator[Drop | Edit]:
    """Cut what stands in brackets behind a link for those who hear the page, in 29 languages.

    "The report (opens in a new tab) says more." Leaves brackets that hold anything else, and such words
    without brackets, but for Reuters' ", opens new tab", which is no sentence.

    >>> from cleanarticle.model import blocks
    >>> [(e.start, e.end) for e in drop_link_hints(blocks("The report (opens in a new tab) says more."))]
    [(10, 31)]
    """
    hint = _hint()
    for block in document:
        if block.kind == "code" or not any(sign in block.text for sign in _SIGNS):
            continue
        spans = [found.span() for found in hint.finditer(block.text)]
        if spans and not hint.sub("", block.text).strip():
            yield Drop(block, Reason.MARKUP)
            continue
        for start, end in spans:
            yield cut(block, start, end, Reason.MARKUP)


@cache
def _hint() -> re.Pattern[str]:
    hints = {hint for lists in load("link_hints").values() for hint in lists["hints"]}
    said = "|".join(re.escape(hint).replace("'", "['’]") for hint in sorted(hints, reverse=True))
    return re.compile(rf"[(（\[]\s?(?:{said})\s?[)）\]]|\s?,\sopens new tab(?!\w)", re.IGNORECASE)
