"""BBCode, the markup of forums' posts: marks become marks, not characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Edit, Label, MarkUp
from ..model import Block, Document, MarkKind, Reason
from ..patterns import lazy
from ._spans import Spans, whole

__all__ = ["read_bbcode"]

_NAMES = (
    "b|i|u|s|strike|sub|sup|size|color|colour|font|center|left|right|justify|align|indent|list|ul|ol|li|url|email"
    "|img|quote|code|php|spoiler|hide|hr|youtube|video|media|attach|attachment|highlight|user|mention|table|tr|td|th"
)
_TAG = lazy(
    rf"\[(?P<end>/?)(?P<name>{_NAMES}|h[1-6])(?:[= ](?P<value>[^\[\]\n]{{1,400}}))?\](?!\()"
    r"|(?P<item>\[\*\])[ \t]{0,4}",
    re.IGNORECASE,
)
#: A line that opens or closes a listing, as html2text writes one.
_LISTING = lazy(r"\[(/?)(?:code|php)\]", re.IGNORECASE)
#: What shows no text of its own: what stands inside goes too.
_SHOWN = lazy(
    r"\[(img|youtube|video|media|attach|attachment)(?:[= ][^\[\]\n]{1,400})?\][^\[\]\n]{0,500}\[/\1\]",
    re.IGNORECASE,
)
_MARKS: dict[str, MarkKind] = {"b": "strong", "i": "emphasis", "code": "code", "url": "link"}
_TEACHES = lazy(r"\b(?:bb ?codes?|forum markup)\b", re.IGNORECASE)
#: A link to a group or a person on the walls of VK: "[club1234|The harbour's club]".
_VK = lazy(r"\[(?:club|public|event|id)\d{1,12}\|(?P<said>[^\[\]|\n]{1,300})\]")
#: By what a text that may have some is told at a glance.
_SIGNS = ("[/", "[*]")

#: Elements that are closed from which on a text is written so.
MIN_CLOSED = 2


def read_bbcode(document: Document) -> Iterator[Edit | MarkUp | Label]:
    """Take bold, italic, code and links of BBCode as what they mean; cut its other tags, pictures and players.

    And the frame of links as VK's walls write them. The lines between `[code]` and `[/code]` on lines of their
    own are a listing's. The rest only in a text that closes several elements as they were opened. Leaves text
    about BBCode and code.

    >>> from cleanarticle.model import blocks
    >>> post = blocks("It [b]sailed[/b] at [url=http://a]noon[/url].")
    >>> [(m.kind, m.href) for m in read_bbcode(post) if isinstance(m, MarkUp)]
    [('strong', None), ('link', 'http://a')]
    """
    text = whole(document)
    if document.kind != "html" and "|" in text and _VK.search(text):
        for block in document:
            for link in _VK.finditer(block.text) if block.kind != "code" else ():
                yield Edit(block, link.start(), link.start("said"), "", Reason.MARKUP)
                yield Edit(block, link.end("said"), link.end(), "", Reason.MARKUP)
    if document.kind == "html" or not any(sign in text for sign in _SIGNS) or _TEACHES.search(text):
        return
    tags = [tag for tag in _TAG.finditer(text) if not tag["item"]]
    opened = {tag["name"].lower() for tag in tags if not tag["end"]}
    if sum(bool(tag["end"]) and tag["name"].lower() in opened for tag in tags) < MIN_CLOSED:
        return
    listed = _listed(document)
    for block in document:
        if block.start in listed:
            yield Label(block, "code")
        elif "[" in block.text and block.kind != "code":
            yield from _read(block)


def _listed(document: Document) -> set[int]:
    """Give where the lines begin that stand between one that opens a listing and one that closes it."""
    found: set[int] = set()
    within: list[int] | None = None
    for block in document:
        tag = _LISTING.fullmatch(block.text) if block.text.startswith("[") else None
        if tag is None:
            if within is not None:
                within.append(block.start)
        elif tag[1]:
            found.update(within or ())
            within = None
        else:
            within = []
    return found


def _read(block: Block) -> Iterator[Edit | MarkUp]:
    text = block.text
    shown = [found.span() for found in _SHOWN.finditer(text)]
    for start, end in shown:
        yield Edit(block, start, end, "", Reason.MARKUP)
    cut = Spans(shown)
    waiting: dict[str, re.Match[str]] = {}
    for tag in _TAG.finditer(text):
        if cut.hold(tag.start()):
            continue
        yield Edit(block, *tag.span(), "• " if tag["item"] else "", Reason.MARKUP)
        name = (tag["name"] or "").lower()
        if name not in _MARKS:
            continue
        if not tag["end"]:
            waiting[name] = tag
        elif (start_tag := waiting.pop(name, None)) and start_tag.end() < tag.start():
            inside = start_tag.end(), tag.start()
            href = (start_tag["value"] or text[slice(*inside)]).strip("\"'")
            yield MarkUp(block, *inside, _MARKS[name], href if name == "url" else None)
