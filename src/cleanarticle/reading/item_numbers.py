"""Numbers that a page writes itself before the items of a list, as recipes and instructions do.

They stand in an element of their own, for the style sheet to draw a circle around: a browser shows
none beside them, though the list may be an ordered one. Each is set before its item's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from ..patterns import lazy

__all__ = ["may_write_numbers", "write_numbers"]

#: Possessive throughout, for what one part takes no other could: a page has hundreds of items.
_NUMBERED = lazy(
    r"<li(?: [^<>]*+)?+>\s*+(?:<[a-z][^<>]*+(?<!/)>\s*+){0,6}+1[.)]?\s*[<\w]|<li[^<>]*+>\s*+1[.)]\s"
)
_NUMBER = lazy(r"\s*(\d{1,3})[.)]?\s*")
_WRITTEN = lazy(r"\s*(\d{1,3})[.)]\s")

_Slot = tuple[Any, Literal["text", "tail"]]  # where a text stands


def may_write_numbers(written: str) -> bool:
    """Whether a page's markup has an item that begins with the first number."""
    return "<li" in written and _NUMBERED.search(written) is not None


def write_numbers(root: Any) -> None:
    """Set the numbers that a list's items begin with before their texts, and leave out the list's own."""
    for items_of in root.iter("ol", "ul"):
        items = items_of.findall("li")
        if len(items) < 2:
            continue
        found = [_numbered(item) for item in items]
        numbers = [number for number, _ in found]
        if None in numbers or numbers != list(range(1, len(numbers) + 1)):
            continue
        for number, slots in found:
            if len(slots) == 2:
                _write(slots[0], "")
                _write(slots[1], f"{number}. {_read(slots[1]).lstrip()}")
        if items_of.tag == "ol":
            items_of.tag = "ul"  # the items have their numbers


def _numbered(item: Any) -> tuple[int | None, list[_Slot]]:
    """Give the number that an item begins with, and where it and the text behind it stand.

    One place where it stands in its text.
    """
    slots = _texts(item)
    first = next(slots, None)
    if first is None:
        return None, []
    if written := _WRITTEN.match(_read(first)):
        return int(written[1]), [first]
    number, second = _NUMBER.fullmatch(_read(first)), next(slots, None)
    if number is None or second is None or first == (item, "text"):
        return None, []
    return int(number[1]), [first, second]


def _texts(item: Any) -> Iterator[_Slot]:
    """Give where the texts of an item stand, in order."""
    waiting: list[_Slot] = [(item, "text")]
    while waiting:
        element, place = waiting.pop()
        if (_read((element, place))).strip():
            yield element, place
        if place == "text":
            for child in reversed(element):
                waiting += [(child, "tail"), (child, "text")]


def _read(slot: _Slot) -> str:
    return str(getattr(*slot) or "")


def _write(slot: _Slot, text: str) -> None:
    setattr(*slot, text)
