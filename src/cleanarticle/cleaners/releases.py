"""What stands around a release for the press: its label, whom to ask, the mark of its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..actions import Drop
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, is_prose, last_prose, once, words
from ..vocabulary import bare, fold, folded
from ..vocabulary.entries import entries_of

__all__ = ["drop_press_notes", "is_release", "is_release_label"]

#: Longest label or heading, in characters; longest line that says how to reach somebody, in characters
#: behind a heading, in words below it.
MAX_LABEL, MAX_CONTACT, MAX_CONTACT_WORDS = 40, 200, 16
#: Lines below a heading that can say whom to ask, and lines at the top among which the label stands.
CONTACT_REACH, LABEL_REACH = 8, 3
#: Longest line that says who asks whom, in words.
MAX_WHOM_WORDS = 3
#: How much of the top is read for it, in characters.
READ_TOP = 1_000

#: An address of mail, or a number to call.
_REACHED = lazy(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}|\+?\(?\d[\d\s()/.–-]{5,24}\d")
_COLON = lazy("[:：]")
#: The plain word before whom to ask, which is another's elsewhere.
_CONTACT = lazy(
    r"(?:contacts?|kontakt|contacto|contatto|contato|контакты|(?:for )?more information|further information"
    r"|lisätietoja|lisätiedot|(?:för )?mer information|weitere informationen|rückfragen|renseignements)\s?[:：]",
    re.IGNORECASE,
)
#: The mark that printers set below the last line.
_END_MARK = lazy(r"(?:#\s?){3,5}|[-–—]{1,2}\s?(?:30|(?i:ends?|ende))\s?[-–—]{1,2}|ENDS")


@cache
def _said(how: str) -> frozenset[str]:
    return frozenset(bare(fold(phrase)) for _, key, phrase in entries_of("releases") if key == how)


@cache
def _starts() -> tuple[str, ...]:
    return tuple(sorted(_said("start")))


#: Letters by which a line is told at a glance that may head whom to ask.
_BEGINNING = 3


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(phrase[:_BEGINNING] for phrase in _said("heading"))


def is_release_label(block: Block) -> bool:
    """Whether a line says that what follows is a release for the press, and nothing else.

    >>> is_release_label(Block("paragraph", "FOR IMMEDIATE RELEASE"))
    True
    >>> is_release_label(Block("paragraph", "The press release was late"))
    False
    """
    return once(block, "release label", _is_label)


def _is_label(block: Block) -> bool:
    if len(block.text) > 2 * MAX_LABEL:
        return False
    said = bare(folded(block))
    return said.startswith(_starts()) or (len(block.text) <= MAX_LABEL and said in _said("line"))


#: How agencies that spread releases sign the dateline, and how much of the top is read for it, in characters.
_WIRE = lazy(
    r"\((?:BUSINESS WIRE|GLOBE NEWSWIRE|ACCESSWIRE|Marketwired|EZ Newswire)\)\s{0,2}[-–—]"
    r"|/(?:PRNewswire|CNW|PR Newswire)[^/\n]{0,40}/\s{0,2}[-–—]"
)
READ_DATELINE = 4_000
#: What a wire sends ahead of the release in one line each, and the moment that it sets below.
_FLASH = lazy(r"(?<!\d)\d{1,2}:\d\d E[SD]?T \*\w")
_MOMENT = lazy(r"[A-Z][a-z]{2,8} \d{1,2}, \d{4} \d{1,2}:\d\d E[SD]?T \(\d{1,2}:\d\d GMT\)")


def is_release(document: Document) -> bool:
    """Whether one of the first lines says that the text is a release for the press."""
    return once(document, "release", _is_release)


def _is_release(document: Document) -> bool:
    top = [line for line in document.raw[:READ_TOP].splitlines() if line.strip()]
    if any(_says(line, "line") for line in top[:LABEL_REACH]):
        return True
    return _WIRE.search(document.raw, 0, READ_DATELINE) is not None


def _says(text: str, how: str) -> bool:
    return len(text) <= MAX_LABEL and bare(fold(text)) in _said(how)


def drop_press_notes(document: Document) -> Iterator[Drop]:
    """Drop whom the press may ask, with the heading above it, and the mark of a release's end.

    "Contact:" alone counts only in a text that says at its top that it is a release, or of which agency, or that
    has the mark of its end, behind the last paragraph; what a wire sends ahead of it in the first two. Leaves an
    address that the text gives its readers, and a mark between paragraphs.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("It opened in May.", "Media contact:", "Ann Lee", "ann@quay.example")
    >>> [drop.block.text for drop in drop_press_notes(lines)]
    ['Media contact:', 'Ann Lee', 'ann@quay.example']
    """
    if document.kind == "html":
        return
    blocks = document.blocks
    released = is_release(document)
    last = last_prose(blocks)
    marked = last >= 0 and any(map(_is_end_mark, blocks[last + 1 :]))
    at = 0
    while at < len(blocks):
        end = _contacts(blocks, at, plain=released or (marked and at > last))
        for block in blocks[at:end]:
            yield Drop(block, Reason.BOILERPLATE, 0.9)
        if end == at and released and _is_of_wire(blocks[at], below=at > last):
            yield Drop(blocks[at], Reason.BOILERPLATE, 0.9)
        elif end == at and at and (at > last >= 0 or released) and _is_end_mark(blocks[at]):
            yield Drop(blocks[at], Reason.BOILERPLATE, 0.9)
        at = max(end, at + 1)


def _is_of_wire(block: Block, *, below: bool) -> bool:
    """Whether a line is what a wire sends ahead of a release, or the moment `below` it."""
    if len(block.text) > 2 * MAX_CONTACT:
        return False
    return _FLASH.search(block.text) is not None or (
        below and _MOMENT.fullmatch(block.text) is not None
    )


def _is_end_mark(block: Block) -> bool:
    return len(block.text) <= MAX_LABEL and _END_MARK.fullmatch(block.text.strip()) is not None


def _contacts(blocks: Sequence[Block], at: int, *, plain: bool) -> int:
    """Give where the lines end that say whom the press may ask, `at` where they do not begin there."""
    head = blocks[at].text
    if len(head) > MAX_CONTACT or not (plain or head[:_BEGINNING].lower() in _beginnings()):
        return at
    label, *others = _COLON.split(head, maxsplit=1)
    if not (_says(label, "heading") or (plain and _CONTACT.match(head))):
        return at
    rest = "".join(others)
    end = at + 1 if _REACHED.search(rest) else at
    for place in range(at + 1, min(at + 1 + CONTACT_REACH, len(blocks))):
        block = blocks[place]
        reached = words(block) <= MAX_CONTACT_WORDS and _REACHED.search(block.text) is not None
        if reached:
            end = place + 1
        elif block.text.endswith(":") and words(block) <= MAX_WHOM_WORDS:  # "Investors:"
            continue
        elif is_prose(block) or words(block) > MAX_CONTACT_WORDS or ends_sentence(block.text):
            break
    return end
