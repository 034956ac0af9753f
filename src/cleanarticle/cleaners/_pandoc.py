"""What Pandoc writes for the boxes and classes of a page: `::: {.post}` and `[text]{.small}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ._spans import Span

__all__ = ["pandoc_spans"]

#: A fence around a box, on its own line, in an item of a list, too; and how many show that Pandoc wrote.
_FENCE = re.compile(
    r"^[ \t]{0,12}(?:-[ \t]{1,4})?:{3,9}(?:[ \t]?\{[^{}\n]{0,300}\})?[ \t]{0,4}$", re.M
)
_OPENS = re.compile(r"^[ \t]{0,12}(?:-[ \t]{1,4})?:{3,9}[ \t]?\{[#.][^{}\n]{0,300}\}", re.M)
MIN_FENCES = 2
#: The classes, name and properties of what stands before them, and the brackets of that.
_SIGNS = re.compile(
    r"\[|\]\{(?:[#.]|\w{2,12}=\")[^{}\n]{0,300}\}|\]|\)\{(?:[#.]|\w{2,12}=\")[^{}\n]{0,300}\}"
)
#: Longest text between such brackets, in characters.
MAX_BETWEEN = 4000


def pandoc_spans(text: str) -> Iterator[Span]:
    """Give the spans of a text that are Pandoc's fences and attributes, with the brackets that these belong to.

    >>> text = "::: {.post}\\n::: {#a}\\n[The [boat]{.s1} sailed]{.s2}\\n:::\\n:::"
    >>> gone = sorted(pandoc_spans(text), reverse=True)
    >>> for start, end in gone:
    ...     text = text[:start] + text[end:]
    >>> text.strip()
    'The boat sailed'
    """
    if sum(1 for _ in _OPENS.finditer(text)) < MIN_FENCES:
        return
    for fence in _FENCE.finditer(text):
        yield fence.span()
    opened: list[int] = []
    for sign in _SIGNS.finditer(text):
        start, end = sign.span()
        if sign[0] == "[":
            opened.append(start)
            continue
        if sign[0][0] == ")":
            yield start + 1, end
            continue
        at = opened.pop() if opened else None
        if sign[0] == "]" or at is None:
            continue
        if start - at <= MAX_BETWEEN:
            yield at, at + 1
            yield start, end
