"""Text that a page carries in its scripts, for pages whose visible part is a shell.

Structured data repeats the article for machines; frameworks (Next.js, Nuxt and others) ship it
as JSON strings from which a browser builds the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..patterns import lazy
from .head import Head, types_of
from .loose_json import without_lone_halves
from .scripted_blocks import SENTENCE, block_list, is_without_stops

__all__ = ["body_of", "fragments_of", "scripted_texts"]

#: Characters from which on a string in a script is taken for a text, and the most that are read.
MIN_TEXT, MAX_TEXTS = 200, 200

#: A string, or the open rest of a line; possessive, so that no character is read twice.
_STRING = lazy(r'"((?:[^"\\\n]|\\.)*+)("?)')
_NO_PROSE = lazy(r"^\s*(?:[\[{(]|data:|https?:|/|@|\.|#|function|!function|var\b|import\b|M\d)")


def body_of(head: Head) -> str:
    """Give the article's text as structured data has it: the longest body, or a thread's posts."""
    best = ""
    for thing in head.objects:
        text = thing.get("articleBody")
        if not isinstance(text, str):
            text = ""
        if not text and types_of(thing) & {"discussionforumposting", "question", "qapage"}:
            text = "\n".join(_posts(thing))
        if len(text) > len(best):
            best = text
    return best


def _posts(thing: Mapping[str, Any]) -> Iterator[str]:
    waiting: list[Any] = [thing]
    seen = 0
    while waiting and seen < 500:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting[:0] = one
        elif isinstance(one, dict):
            if isinstance(text := one.get("text") or one.get("articleBody"), str):
                yield text
            waiting[:0] = [
                one[key]
                for key in ("mainEntity", "acceptedAnswer", "suggestedAnswer", "comment")
                if key in one
            ]


def scripted_texts(scripts: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Give the texts that scripts carry, and whether these say of themselves that they are one text.

    A list of blocks, or the strings of prose where these are more.
    """
    strings = list(_strings(scripts))
    blocks, told = block_list(scripts)
    if len(blocks) > sum(map(len, strings)):
        return [blocks], told
    return strings, False


_HOLDERS = ("noframes", "iframe", "textarea", "template", "script")
#: What stands in a template where a script puts something in.
_HOLES = ("{{", "<%", "${", "x-text=", "v-text=", "*ngIf", "data-bind=")
#: Scripts that are no scripts, but markup for one: of Underscore, Handlebars, Vue and others.
_TEMPLATE_TYPE = lazy(r"text/(?:html|template|(?:x-)?[a-z-]*(?:template|tmpl)[a-z-]*)")


def fragments_of(page: Any) -> Iterator[tuple[str, str]]:
    """Give the markup that a page holds for its scripts, its frames or to be copied, with a name for each.

    That of a shadow root is shown, and so read with the page. Leaves templates with holes that a script
    fills: a cart's, a comment's.
    """
    for name, fragment in _fragments(page):
        if name != "template" or not any(sign in fragment for sign in _HOLES):
            yield name, fragment


def _fragments(page: Any) -> Iterator[tuple[str, str]]:
    for element in page.iter(*_HOLDERS):
        name = element.tag
        if "shadowrootmode" in element.attrib or any(
            True for _ in element.iterancestors(*_HOLDERS)
        ):
            continue
        if name == "iframe":
            yield name, element.get("srcdoc") or ""
        elif name != "script":
            yield name, (element.text or "") + "".join(map(_written, element))
        elif _TEMPLATE_TYPE.fullmatch(element.get("type", "").lower()):
            yield "template", element.text or ""


def _written(element: Any) -> str:
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode"))


def _strings(scripts: Iterable[str]) -> Iterator[str]:
    """Give the strings of prose in scripts, the longest of twins once, in order."""
    seen: set[str] = set()
    for script in scripts:
        for found in _STRING.finditer(script):
            written, closed = found[1], found[2]
            if len(written) < MIN_TEXT or not closed or _NO_PROSE.match(written):
                continue
            try:
                text = json.loads(f'"{without_lone_halves(written)}"', strict=False)
            except ValueError:
                continue
            if len(SENTENCE.findall(text[:4000])) < 2 and not is_without_stops(text[:4000]):
                continue
            if text in seen or (text.count(" ") < len(text) / 40 and text.isascii()):
                continue
            seen.add(text)
            yield text
            if len(seen) >= MAX_TEXTS:
                return
