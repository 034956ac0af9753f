"""Prose in elements that hold none as a rule: a document written into a frame, text on a button."""

from __future__ import annotations

from typing import Any

from ..shapes import ends_sentence
from .parsing import parse

__all__ = ["open_boxes"]

#: Characters from which on a text on a button is prose; one in a frame is told by its length alone.
MIN_PROSE = 100


def open_boxes(root: Any) -> None:
    """Put what frames and buttons show as prose in their places. Leaves players, embeds and labels.

    >>> from lxml import html
    >>> said = "The ferry sailed at noon on Tuesday, and nobody in the harbour saw it leave for the islands that day."
    >>> page = html.fromstring(f"<div><button>Reply</button><button>{said}</button></div>")
    >>> open_boxes(page)
    >>> [element.tag for element in page]
    ['button', 'div']
    """
    for box in list(root.iter("iframe", "button")):
        if box.tag == "button":
            if _is_prose(" ".join("".join(box.itertext()).split())):
                box.tag = "div"
        elif len(written := box.get("srcdoc") or "") >= MIN_PROSE:
            tree = parse(written)
            body = None if tree is None else tree.find("body")
            if body is not None and any(map(_is_prose, _texts(body))):
                box.clear(keep_tail=True)
                box.tag, box.text = "div", body.text
                box.extend(body)


def _texts(body: Any) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in body.iter("p", "div")]


def _is_prose(text: str) -> bool:
    return len(text) >= MIN_PROSE and ends_sentence(text)
