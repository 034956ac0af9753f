"""An article that a script carries as a list of blocks, from which a browser builds the page.

Editors and content systems store text so: Contentful, Sanity, ProseMirror, Lexical, Slate, Draft.js,
Editor.js, Arc XP. Each block is an object that says what it is and holds its text, in one piece, as
HTML or in runs of one format.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..patterns import lazy

__all__ = ["SENTENCE", "block_list", "is_prose", "is_without_stops"]

#: Characters from which on a block's text is taken for a paragraph, and how many a list must have.
MIN_PARAGRAPH, MIN_PARAGRAPHS = 40, 3
#: Objects and lists that are looked at in one script.
MAX_LOOKED_AT = 200_000

#: What assigns a page's data to a variable, up to the data.
_ASSIGNED = lazy(r"[\w.$\]\"']\s{0,3}=\s{0,3}(?=[{\[])")
SENTENCE = lazy(r"[^\W\d_][.!?…][\"”’»)]?(?:\s|$|<)|[。！？।॥؟۔։።]|፡፡")
#: Thai and Lao end no sentence by a mark.
_STOPLESS = lazy(r"[\u0e01-\u0e30\u0e81-\u0eb0]")
_NO_TEXT = lazy(r"\s*(?:https?:|data:|/|[#.@]\w|\{\{|function\b)")

#: Keys under which blocks hold their text or the parts it is made of, the likelier first.
_ORDER = (
    "html",
    "text",
    "children",
    "content",
    "value",
    "rendered",
    "body",
    "data",
    "items",
    "fields",
)
_PARTS = frozenset(_ORDER)
_KIND_KEYS = ("type", "nodeType", "_type", "style", "tag", "name", "__typename", "listItem")
_LEVEL = lazy(r"(?:heading|header|h)[-_]?([1-6])\b", re.IGNORECASE)
_KIND = lazy(
    r"^(?:p|text|block|html|normal|unstyled|body)$|paragraph|richtext|rich_text|^h[1-6]$|head|quote"
    r"|list|bullet|number|^(?:code|pre)|image|figure|picture|embed",
    re.IGNORECASE,
)
_KINDS = (
    (lazy(r"head", re.IGNORECASE), "h2"),
    (lazy(r"quote", re.IGNORECASE), "blockquote"),
    (lazy(r"^(?:code|pre)", re.IGNORECASE), "pre"),
    (lazy(r"list|bullet|number", re.IGNORECASE), "li"),
)


def is_prose(text: str) -> bool:
    """Whether a string is a sentence or more, in whatever script.

    >>> is_prose("The boat sails at noon."), is_prose("नाव दोपहर को चलती है।"), is_prose("btn btn-primary")
    (True, True, False)
    """
    return bool(SENTENCE.search(text)) or is_without_stops(text)


def is_without_stops(text: str) -> bool:
    """Whether a string is of a script that ends no sentence by a mark: Thai, Lao."""
    return len(_STOPLESS.findall(text)) >= MIN_PARAGRAPH


def block_list(scripts: Iterable[str]) -> tuple[str, bool]:
    """Give the list of blocks that holds most prose, as HTML, and whether its blocks say what they are.

    Where they do not, they may be anything: the words of a menu in all languages, a shop's notices.
    """
    best: list[Any] = []
    most = 0
    for script in scripts:
        for value in _lists(_data(script)):
            size = _prose_in(value)
            if size > most:
                best, most = value, size
    told = sum(map(_says_what_it_is, best))
    return "\n".join(filter(None, map(_as_html, best))), bool(best) and 2 * told > len(best)


def _says_what_it_is(block: Any) -> bool:
    said = (block.get(key) for key in _KIND_KEYS) if isinstance(block, dict) else ()
    return any(isinstance(kind, str) and _KIND.search(kind) for kind in said)


def _data(script: str) -> Any:
    """Read a script's data: all of it, or what it assigns; `None` where there is none to read."""
    text = script.strip()
    if not text.startswith(("{", "[")):
        found = _ASSIGNED.search(text[:2000])
        if found is None:
            return None
        text = text[found.end() :]
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _lists(data: Any) -> Iterator[list[Any]]:
    """Give all lists in the data, in strings of JSON too."""
    waiting = [data]
    looked_at = 0
    while waiting and looked_at < MAX_LOOKED_AT:
        one = waiting.pop()
        looked_at += 1
        if isinstance(one, str):
            inner = _data(one) if one[:1] in ("{", "[") and len(one) >= MIN_PARAGRAPH else None
            if inner is not None:
                waiting.append(inner)
        elif isinstance(one, list):
            yield one
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()


def _prose_in(blocks: list[Any]) -> int:
    """Count the characters of the prose that a list's own blocks hold; 0 where these are few."""
    sizes = [len(text) for text in map(_text_of, blocks) if len(text) >= MIN_PARAGRAPH]
    return sum(sizes) if len(sizes) >= MIN_PARAGRAPHS else 0


#: How deep parts are looked for in a block: a list, its item, the item's paragraph, its runs.
MAX_DEPTH = 6


def _text_of(block: Any) -> str:
    """Give the text of a block, formats aside; nothing for an address, code or what has none."""
    return "".join(_runs(block, MAX_DEPTH))


def _runs(block: Any, depth: int) -> Iterator[str]:
    if isinstance(block, str):
        if block and not _NO_TEXT.match(block) and (is_prose(block) or "</" in block):
            yield block
    elif isinstance(block, list) and depth:
        for part in block:
            yield from _runs_of_part(part, depth - 1)
    elif isinstance(block, dict) and depth:
        yield from _runs_of_part(block, depth)


def _runs_of_part(part: Any, depth: int) -> Iterator[str]:
    """Give the strings under the keys for text; of the first of them that holds one."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list) and depth:
        for one in part:
            yield from _runs_of_part(one, depth - 1)
    elif isinstance(part, dict) and depth:
        for key in sorted(_PARTS & part.keys(), key=_ORDER.index):
            runs = list(_runs_of_part(part[key], depth - 1))
            if any(run.strip() for run in runs):
                yield from (run for run in runs if not _NO_TEXT.match(run))
                return


def _as_html(block: Any) -> str:
    """Write a block as HTML: a heading, an item or a quotation where it says so."""
    if isinstance(block, list):
        return ""
    if isinstance(block, str):
        text = _text_of(block)
        return text if "</" in text else f"<p>{html.escape(text)}</p>" if text else ""
    items = _items(block)
    if items:
        return "".join(f"<li>{_escaped(text)}</li>" for text in items)
    text = _text_of(block).strip()
    if not text:
        return ""
    tag = _tag(block)
    if "</" in text and (
        tag == "p" or text.startswith(("<h", "<li", "<block", "<pre", "<ul", "<ol"))
    ):
        return text
    return f"<{tag}>{_escaped(text)}</{tag}>"


def _escaped(text: str) -> str:
    return text if "</" in text else html.escape(text)


def _items(block: Any) -> list[str]:
    """Give the texts of the items of a list that is one block."""
    if not isinstance(block, dict) or _tag(block) != "li":
        return []
    for key in ("items", "children", "content", "data"):
        parts, says_items = block.get(key), key == "items"
        if isinstance(parts, dict):
            parts, says_items = parts.get("items"), True
        if isinstance(parts, list) and (
            says_items or all(_tag(part) == "li" or isinstance(part, str) for part in parts)
        ):
            return [text for part in parts for text in _item_texts(part, MAX_DEPTH)]
    return []


def _item_texts(part: Any, depth: int) -> Iterator[str]:
    """Give the text of an item, then those of the items of the list in it."""
    inner = part.get("items") if isinstance(part, dict) else None
    if isinstance(inner, list) and depth:
        part = {key: value for key, value in part.items() if key != "items"}
    if text := "".join(_runs_of_part(part, MAX_DEPTH)).strip():
        yield text
    if isinstance(inner, list) and depth:
        for one in inner:
            yield from _item_texts(one, depth - 1)


def _tag(block: Any) -> str:
    """Give the element of HTML that a block's own words for what it is come to."""
    if not isinstance(block, dict):
        return "p"
    for key in _KIND_KEYS:
        said = block.get(key)
        if not isinstance(said, str) or len(said) > 40:
            continue
        level = _LEVEL.fullmatch(said)
        if level:
            return f"h{level[1]}"
        tag = next((tag for pattern, tag in _KINDS if pattern.search(said)), "")
        if tag:
            return _with_level(block) if tag == "h2" else tag
    return "p"


def _with_level(block: Mapping[str, Any]) -> str:
    """Give the element of a heading, which may tell its level in one place or another."""
    for holder in (block, block.get("attrs"), block.get("data")):
        level = holder.get("level") if isinstance(holder, Mapping) else None
        if level in (1, 2, 3, 4, 5, 6):
            return f"h{level}"
    return "h2"
