"""Lines joined into one, as some corpora of news keep them.

Each with a full stop set behind it, by bare commas, or with the two wide spaces that begin paragraphs in Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..actions import Edit, Split
from ..model import Document, Reason
from ..patterns import lazy
from ._spans import whole

__all__ = ["split_dotted_lines"]

#: How the head of such a text begins, within so many characters: the byline, the days.
_HEAD = lazy(r"(?:\A|\s)(?:By|PUBLISHED:|UPDATED:|CREATED:|Last updated at)\s\.\s")
HEAD_REACH = 300
#: A full stop set behind a line that had none, and the bar between two days.
_SET = lazy(r"(?<=[^\s.!?…])\s\.(?:\s\|\s\.)?(?=\s|\Z)")

#: A comma without a space between two paragraphs in Thai and Lao, which write no full stop.
_BARE_COMMA = lazy(r",(?<=[^\s,],)(?=[\"“‘(]{0,2}[\u0e01-\u0eff])")
#: The wide spaces that a paragraph in Chinese begins with, behind the end of the one before.
_INDENT = lazy(r"(?<=[。！？…”」』）])[\u3000]{2,4}(?=[^\s\u3000])")
#: How many commas part a text, fewest characters between any two, and of the mean paragraph: what lists
#: name is shorter, and so are most clauses.
MIN_COMMAS, MIN_BETWEEN, MIN_MEAN = 2, 40, 80


def split_dotted_lines(document: Document) -> Iterator[Edit | Split]:
    """Split a text whose lines were joined, those without a full stop by one between spaces; in Thai by a comma.

    And in Chinese where the two wide spaces stand that begin a paragraph.

    "By . Maud Ferrier . PUBLISHED: . 10:42 EST, 12 August 2013 . | . The council voted ..." Only below such
    a head: where every sentence ends so (words and marks parted by spaces) there is none.

    >>> from cleanarticle.model import blocks
    >>> len(list(split_dotted_lines(blocks("By . Maud Ferrier . It rained . It rains ."))))
    5
    """
    text = whole(document)
    may_be_unspaced = not text.isascii() and ("\u3000\u3000" in text or _BARE_COMMA.search(text))
    if not may_be_unspaced and (" ." not in text or not _HEAD.search(text)):
        return
    for block in document:
        text = block.text
        if "," in text and block.kind == "paragraph" and (commas := _bare_commas(text)):
            for at in commas:
                yield Edit(block, at, at + 1, "", Reason.SPACING)
            yield Split(block, tuple(at - cut for cut, at in enumerate(commas)))
            continue
        if "\u3000\u3000" in text and block.kind == "paragraph":
            cut, places = 0, []
            for found in _INDENT.finditer(text):
                yield Edit(block, found.start(), found.end(), "", Reason.SPACING)
                places.append(found.start() - cut)
                cut += found.end() - found.start()
            if places:
                yield Split(block, tuple(places))
                continue
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


def _bare_commas(text: str) -> list[int]:
    """Give the places of the commas by which paragraphs were joined; none where they are a sentence's own."""
    places = [found.start() for found in _BARE_COMMA.finditer(text)]
    if len(places) < MIN_COMMAS or len(text) < MIN_MEAN * (len(places) + 1):
        return []
    ends = pairwise((-1, *places, len(text)))
    return [] if any(end - start <= MIN_BETWEEN for start, end in ends) else places
