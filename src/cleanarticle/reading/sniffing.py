"""Is it text or HTML? Text into which markup leaked is still text."""

from __future__ import annotations

import re

from ..patterns import lazy

__all__ = ["is_html", "without_unseen"]

#: Where a page holds what is none of its text, and where that ends.
_UNSEEN = lazy(r"<(?:(script|style)\b|!--)", re.IGNORECASE)
_SEEN = {
    "script": lazy(r"</script\b", re.IGNORECASE),
    "style": lazy(r"</style\b", re.IGNORECASE),
    "": lazy("-->"),
}
_BEFORE = lazy(r"\s*(?:<\?xml[^<>]*>|<!--)?")
_START = lazy(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_TAG = lazy(
    r"<(/?)(main|article|section|header|footer|nav|aside|div|p|h[1-6]|ul|ol|li|dl|dt|dd"
    r"|table|thead|tbody|tr|td|th|blockquote|pre|figure|figcaption|span|a|b|i|em|strong|form)\b([^<>]*)>",
    re.IGNORECASE,
)  # fmt: skip

_PAGE = lazy(r"<(?:!doctype\s+html|html)\b[^<>]*>\s*<", re.IGNORECASE)
_PART = lazy(r"<(?:head|body|meta|title)\b", re.IGNORECASE)
_END = lazy(r"</html\s*>", re.IGNORECASE)

#: Characters before a page in which servers, caches and logs say something of their own, and the
#: share of the whole that may stand before it and behind it.
PAGE_REACH, MAX_SHARE_OUTSIDE = 8_000, 0.2

#: Share of the letters that must stand inside closed elements for a text to be HTML.
MIN_SHARE_INSIDE = 0.5


def is_html(text: str) -> bool:
    """Tell a page, or a fragment of one, from text into which tags leaked.

    A document type or `<html>` at the start decides, or behind what servers, caches and logs
    set before it. Otherwise most of the text must stand inside elements that are opened and closed.

    >>> is_html("<p>One.</p><p>Two.</p>"), is_html('He left. <div class="x" data-y="z">')
    (True, False)
    """
    text = text.lstrip("\ufeff")
    start = _start(text)
    if _START.match(text, start):
        return True
    if "</" not in text:
        return False
    if _holds_page(text[start:]):
        return True
    return _share_inside(without_unseen(text)) > MIN_SHARE_INSIDE


def _start(text: str) -> int:
    """Give where a text begins behind a declaration of XML and comments."""
    at = 0
    while (before := _BEFORE.match(text, at)) and before.end() > at:
        at = before.end()
        if before[0].endswith("<!--"):
            end = text.find("-->", at)
            if end < 0:
                return at
            at = end + 3
    return at


def _holds_page(text: str) -> bool:
    """Whether a whole page is nearly all of a text."""
    page = _PAGE.search(text, 0, PAGE_REACH)
    if page is None or not _PART.search(text, page.end(), page.end() + PAGE_REACH):
        return False
    end = max((found.end() for found in _END.finditer(text, page.end())), default=len(text))
    return page.start() + len(text) - end <= MAX_SHARE_OUTSIDE * len(text)


def without_unseen(text: str) -> str:
    """Leave out scripts, styles and comments, which can be most of a page's body."""
    parts, at = [], 0
    while unseen := _UNSEEN.search(text, at):
        end = _SEEN[(unseen[1] or "").lower()].search(text, unseen.end())
        if end is None:
            break
        parts.append(text[at : unseen.start()])
        at = end.end()
    return "".join([*parts, text[at:]]) if parts else text


def _share_inside(text: str) -> float:
    """Give the share of the characters outside tags that stand inside a closed element."""
    stack: list[tuple[str, int]] = []
    spans: list[tuple[int, int]] = []
    tags = 0
    last_open: dict[str, int] = {}
    for found in _TAG.finditer(text):
        tags += len(found[0])
        name = found[2].lower()
        if not found[1]:
            last_open[name] = last_open.get(name, 0) + 1
            stack.append((name, found.end()))
        elif last_open.get(name):
            while stack:
                opened, start = stack.pop()
                last_open[opened] -= 1
                if opened == name:
                    spans.append((start, found.end()))
                    break
    inside, reach = 0, 0
    for start, end in sorted(spans):
        inside += max(0, end - max(start, reach))
        reach = max(reach, end)
    return inside / max(1, len(text.strip()) - tags // 4)
