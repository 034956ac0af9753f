"""Characters: mojibake, entities, invisible and control characters."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator

from ..actions import Edit
from ..model import Block, Document, Reason

__all__ = ["fix_encoding", "fix_entities", "fix_invisible"]


def texts(document: Document) -> Iterator[Block]:
    """Give the title, if any, and the blocks: what repairs run over."""
    if document.title is not None:
        yield document.title
    for block in document:
        if block.kind != "code":
            yield block


#: Letters by which most mojibake begins; text without them is not looked at further.
_SUSPECT = re.compile("[\u0080-\u009fÂÃÄÅâãðÐÑÎÏØÙïСРГ√¬‚Ë]")


def fix_encoding(document: Document) -> Iterator[Edit]:
    """Mend mojibake with ftfy, one or several layers. Leaves everything else as it is.

    >>> from cleanarticle.model import blocks
    >>> [edit.after for edit in fix_encoding(blocks("The cafÃ© was full."))]
    ['é']
    """
    for block in texts(document):
        if not _SUSPECT.search(block.text):
            continue
        import ftfy
        from ftfy.badness import is_bad

        if not is_bad(block.text):
            continue
        mended = ftfy.fix_encoding(block.text)
        if mended != block.text:
            yield from _changed(block, mended, Reason.ENCODING)


def _changed(block: Block, after: str, reason: Reason) -> Iterator[Edit]:
    if len(block.text) > 20_000:
        yield Edit(block, 0, len(block.text), after, reason)
        return
    matcher = difflib.SequenceMatcher(None, block.text, after, autojunk=False)
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag != "equal":
            yield Edit(block, start, end, after[low:high], reason)


_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def fix_entities(document: Document) -> Iterator[Edit]:
    """Replace HTML entities by their characters, doubled ones (`&amp;amp;`) too.

    Leaves a lone `&` and what is no entity alone ("R&D; next"). `&lt;` and `&gt;`
    become brackets only where no tag would arise.

    >>> from cleanarticle.model import blocks
    >>> [edit.after for edit in fix_entities(blocks("Smith &amp;amp; Sons, R&D; more"))]
    ['&']
    """
    for block in texts(document):
        if "&" not in block.text:
            continue
        for found in _ENTITY.finditer(block.text):
            after = found[0]
            for _ in range(4):
                again = html.unescape(after)
                if again == after:
                    break
                after = again
            if after != found[0] and after not in "<>" and after.isprintable() | after.isspace():
                yield Edit(block, found.start(), found.end(), after, Reason.ENTITY)


_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u0080-\u0084\u0086-\u009f\ud800-\udfff\ufeff\u2060\u00ad\u200b\ufffe\uffff"
    "\U000e0001\u180e\u2061-\u2064\u206a-\u206f\ufff9-\ufffb]+"
)
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_JOINER = re.compile("[\u200c\u200d]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NEEDS_JOINER = re.compile(
    "[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1820-\u18aa]"
)


def fix_invisible(document: Document) -> Iterator[Edit]:
    """Cut invisible characters without meaning: control characters, soft hyphens, zero-width spaces.

    Leaves joiners where the script or an emoji needs them, direction marks in text
    that holds right-to-left letters, and all white space.
    """
    for block in texts(document):
        text = block.text
        if text.isascii() and text.isprintable():
            continue
        spans = [m.span() for m in _CONTROL.finditer(text)]
        if _DIRECTION.search(text) and not _RIGHT_TO_LEFT.search(text):
            spans += [m.span() for m in _DIRECTION.finditer(text)]
        for found in _JOINER.finditer(text):
            left, right = (
                text[found.start() - 1 : found.start()],
                text[found.end() : found.end() + 1],
            )
            if not (left and right and (_NEEDS_JOINER.match(left) or _joins_emoji(left, right))):
                spans.append(found.span())
        for start, end in spans:
            yield Edit(block, start, end, "", Reason.INVISIBLE)


def _joins_emoji(left: str, right: str) -> bool:
    return (left > "\u2000" and right > "\u2000") and not (left.isalnum() or right.isalnum())
