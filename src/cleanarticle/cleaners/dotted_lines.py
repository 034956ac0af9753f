"""Lines joined into one, each with a full stop set behind it, as some corpora of news keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Edit, Split
from ..model import Document, Reason

__all__ = ["split_dotted_lines"]

#: How the head of such a text begins, within so many characters: the byline, the days.
_HEAD = re.compile(r"(?:\A|\s)(?:By|PUBLISHED:|UPDATED:|CREATED:|Last updated at)\s\.\s")
HEAD_REACH = 300
#: A full stop set behind a line that had none, and the bar between two days.
_SET = re.compile(r"(?<=[^\s.!?…])\s\.(?:\s\|\s\.)?(?=\s|\Z)")


def split_dotted_lines(document: Document) -> Iterator[Edit | Split]:
    """Split a text whose lines were joined, those without a full stop by one between spaces.

    "By . Maud Ferrier . PUBLISHED: . 10:42 EST, 12 August 2013 . | . The council voted ..." Only below such
    a head: where every sentence ends so (words and marks parted by spaces) there is none.

    >>> from cleanarticle.model import blocks
    >>> len(list(split_dotted_lines(blocks("By . Maud Ferrier . It rained . It rains ."))))
    5
    """
    for block in document:
        text = block.text
        if " ." not in text or block.kind != "paragraph" or not _HEAD.search(text[:HEAD_REACH]):
            continue
        cut = 0
        places = []
        for found in _SET.finditer(text):
            yield Edit(block, found.start(), found.end(), "", Reason.SPACING)
            cut += found.end() - found.start()
            if found.end() < len(text):
                places.append(found.end() - cut)
        if places:
            yield Split(block, tuple(places))
