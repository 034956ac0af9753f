"""Quotation marks, put right in the article's own style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Edit
from ..model import Document, Reason
from .encoding import texts

__all__ = ["fix_quotes"]

_MARK = re.compile("[“”]")


def fix_quotes(document: Document) -> Iterator[Edit]:
    """Turn a closing mark written as an opening one, and the reverse, in text that quotes “so”.

    Only where the other mark of the pair and the letters beside it agree. Leaves
    „German“ and ”Swedish” quotations, straight marks and apostrophes alone.

    >>> from cleanarticle.model import blocks
    >>> [edit.after for edit in fix_quotes(blocks("“All this is grave“, he said."))]
    ['”']
    """
    known = list(texts(document))
    if any("„" in block.text for block in known):
        return
    opening = sum(block.text.count("“") for block in known)
    closing = sum(block.text.count("”") for block in known)
    if not opening or (closing and not any(_opens_word(b.text) for b in known)):
        return
    for block in known:
        if "“" not in block.text:
            continue
        text = block.text
        is_open = False
        for found in _MARK.finditer(text):
            at = found.start()
            before, behind = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
            if found[0] == "“" and is_open and _closes(before, behind):
                yield Edit(block, at, at + 1, "”", Reason.QUOTE, 0.95)
                is_open = False
            elif found[0] == "”" and not is_open and before in " (\u00a0" and behind.isalnum():
                yield Edit(block, at, at + 1, "“", Reason.QUOTE, 0.95)
                is_open = True
            else:
                is_open = found[0] == "“"


def _opens_word(text: str) -> bool:
    return any(text[m.end() : m.end() + 1].isalnum() for m in re.finditer("“", text))


def _closes(before: str, behind: str) -> bool:
    return (
        not before.isspace()
        and before not in "([—–"
        and not behind.isalnum()
        and behind not in "“‘"
    )
