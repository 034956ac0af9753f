"""White space inside a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Edit
from ..model import Document, Reason
from ..shapes import ends_sentence, holds_code
from .encoding import texts

__all__ = ["fix_spacing"]

_BREAKS = "\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_LONG_SPACE = re.compile(rf"[ \t{_BREAKS}]{{3,}}|[ \t]?[{_BREAKS}][ \t{_BREAKS}]?|\t\t")


def fix_spacing(document: Document) -> Iterator[Edit]:
    """Make one space of three and more, of line ends and of runs of tabs.

    Leaves two spaces alone (some set them between sentences), a single tab (it parts
    cells), no-break and thin spaces, code, tables, and lines that are no sentences:
    their spaces may set columns.

    >>> from cleanarticle.model import blocks
    >>> [edit.start for edit in fix_spacing(blocks("One.  Two.    Three."))]
    [10]
    """
    for block in texts(document):
        if block.kind == "table" or not ends_sentence(block.text) or holds_code(block):
            continue
        for found in _LONG_SPACE.finditer(block.text):
            yield Edit(block, found.start(), found.end(), " ", Reason.SPACING)
