"""A parsed page, written out and cut at its tags.

lxml repairs the markup; the tree is then written out again, well-formed, and cut at its tags in
one go, which is several times as fast as walking it from Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ..patterns import lazy
from .boxes import open_boxes
from .inline import write_inline, write_markers
from .item_numbers import may_write_numbers, write_numbers
from .list_numbers import may_count_backwards, number_backwards
from .listings import may_hold_listing, write_listings
from .page import lines_with

__all__ = ["Parts", "cut"]

#: Elements without text of the page's own.
_SKIPPED = (
    "script", "style", "svg", "math", "iframe", "object", "embed", "canvas",
    "select", "option", "input", "textarea", "audio", "video", "map", "datalist", "frameset", "title",
)  # fmt: skip
_TAG = lazy(r"<([^>]*)>")
#: A link to a place on the page of which no more is shown than a sign, beside a heading for the most part
#: (Node.js, MkDocs, GitBook). A paragraph's or section's sign may be a footnote's, but not at a heading's end,
#: where RDoc has an arrow to the page's top besides, nor in a link that is called an anchor, as rustdoc's is.
_PERMALINK_ENDS = (">#</a>", ">\N{LINK SYMBOL}</a>", ">¶</a>", ">§</a>")
_PERMALINK = lazy(
    r"<a (?=[^<>]*\bhref=\"#)(?:[^<>]*>(?:[#\N{LINK SYMBOL}]</a>"
    r"|[¶§↑]</a>(?=(?:</span>|\s|<a href=\"#top\">↑</a>)*</h[1-6]>))"
    r"|(?=[^<>]*\bclass=\"(?:doc-)?anchor\")[^<>]*>§</a>)"
)
#: Between a number and the fraction behind it, which smaller figures part: 14<sup>1</sup>/<sub>2</sub>.
_BEFORE_FRACTION = lazy(r"(?<=\d)(?=<sup>\d{1,3}</sup>[/\u2044]<sub>\d)")
_FRACTIONS = ("</sup>/<sub>", "</sup>\u2044<sub>")
_STREAMED = ' id="S:'


@dataclass(frozen=True, slots=True)
class Parts:
    """The texts and the tags of a page's body, `by_turns`, a text first and last.

    A tag stands without its angle brackets. `tags` has each once, behind a line break: a look at one
    text is many times as fast as one at each of some hundreds.
    """

    by_turns: list[str]
    tags: str

    def with_any(self, signs: Iterable[str]) -> set[str]:
        """Give the tags in which one of the signs stands."""
        return lines_with(self.tags, signs)


def cut(tree: Any) -> Parts:
    """Give the texts and the tags of a parsed page's body.

    Elements that hold no text for readers (scripts, styles, forms' fields) are taken out of the
    tree.
    """
    body = tree.find("body")
    root = tree if body is None else body
    open_boxes(root)  # before what frames hold is taken out
    write_inline(tree, root)
    etree.strip_elements(root, *_SKIPPED, with_tail=False)
    written = etree.tostring(root, encoding="unicode", with_tail=False)
    parts = _parts_of(written)
    mends = [mend for is_needed, mend in _MENDS if is_needed(parts.tags)]
    if may_write_numbers(written):
        mends.append(write_numbers)
    if mends:
        for mend in mends:
            mend(root)
        parts = _parts_of(etree.tostring(root, encoding="unicode", with_tail=False))
    return parts


def _parts_of(written: str) -> Parts:
    if any(sign in written for sign in _PERMALINK_ENDS):
        written = _PERMALINK.sub("", written)
    if any(sign in written for sign in _FRACTIONS):
        written = _BEFORE_FRACTION.sub(" ", written)
    by_turns = _TAG.split(written)
    return Parts(by_turns, "\n".join(["", *set(by_turns[1::2])]))


def _put_in_place(root: Any) -> None:
    """Move what React streams behind the page to where its script would put it.

    A part comes as `<div hidden id="S:0">`, for the `<template id="B:0">` (or `P:0`) further up.
    """
    streamed = root.xpath(".//div[@hidden][starts-with(@id, 'S:')]")
    places = {t.get("id"): t for t in root.iter("template") if t.get("id")}
    for part in streamed:
        del part.attrib["hidden"]
        name = part.get("id")[2:]
        place = places.get(f"B:{name}")
        if place is None:
            place = places.get(f"P:{name}")
        if place is not None and part not in place.iterancestors():
            place.addnext(part)


#: What few pages need, and how such a page is told by its tags.
_MENDS: tuple[tuple[Callable[[str], bool], Callable[[Any], None]], ...] = (
    (lambda tags: _STREAMED in tags, _put_in_place),
    (may_count_backwards, number_backwards),
    (lambda tags: "mso-list" in tags, write_markers),
    (may_hold_listing, write_listings),
)
