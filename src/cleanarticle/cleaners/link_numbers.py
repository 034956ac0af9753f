"""The numbers that browsers of a terminal set before links, and the list of addresses below the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import Drop, Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..vocabulary import folded

__all__ = ["drop_link_numbers"]

#: An address behind its number: `12. https://…`, with some browsers `[12] https://…`.
_ADDRESS = lazy(r"(?:(\d{1,4})\.|\[(\d{1,4})\])\s{1,8}[a-z][a-z+.-]{1,20}:\S{1,8000}")
_NUMBER = lazy(r"\[(\d{1,4})\]")
_BEGINS = lazy(r"[\w\[(\"'“„«]")

#: The links of a page's head, which lynx shows in its first lines: "#[1]Quay News RSS [2]next".
_OF_HEAD = lazy(r"#\[\d{1,4}\]")
LINES_OF_HEAD = 2

#: What stands above the addresses.
_HEADINGS = frozenset(
    "references|references:|visible links|visible links:|hidden links|hidden links:|links|referenzen|verweise|"
    "sichtbare links|références|liens visibles|referencias|enlaces visibles|riferimenti|referências|"
    "verwijzingen|referenser|ссылки|видимые ссылки|odkazy|odnośniki|hivatkozások".split("|")
)

#: Fewest addresses, and the share of their numbers that must stand right before a word.
MIN_ADDRESSES, MIN_SHARE = 3, 0.5


def drop_link_numbers(document: Document) -> Iterator[Drop | Edit]:
    """Drop the numbers that lynx, links and w3m set before links, and the addresses below the text.

    Only where a numbered list of nothing but addresses ends the text, and its numbers stand before
    words in order. Leaves the footnotes of an article, which stand behind a word.

    >>> from cleanarticle.model import blocks
    >>> lines = ("[1]Home [2]Boats", "It sailed from [3]Oban.", "References", "1. http://a", "2. http://b", "3. ftp://c")
    >>> [(e.start, e.end) for e in drop_link_numbers(blocks(*lines)) if isinstance(e, Edit)]
    [(0, 3), (8, 11), (15, 18)]
    """
    first, count = _addresses(document)
    if count < MIN_ADDRESSES:
        return
    numbers = list(_numbers(document[:first], count))
    before_word = sum(_BEGINS.match(block.text, end) is not None for block, _, end in numbers)
    if before_word < MIN_SHARE * count:
        return
    for block in document[_above(document, first) :]:
        yield Drop(block, Reason.MARKUP)
    for block in document[:LINES_OF_HEAD]:
        if _OF_HEAD.match(block.text):
            yield Drop(block, Reason.MARKUP)
    for block, start, end in numbers:
        if _OF_HEAD.match(block.text):
            continue
        yield Edit(block, start, end, "", Reason.MARKUP)


def _addresses(document: Sequence[Block]) -> tuple[int, int]:
    """Give where the list of addresses begins that ends the text, and its last number."""
    first, last, wanted = len(document), 0, None
    for place in range(len(document) - 1, -1, -1):
        text = document[place].text
        found = _ADDRESS.fullmatch(text)
        if found is None:
            if wanted is not None and folded(document[place]) in _HEADINGS:
                continue  # those that are seen, and below them those that are not
            break
        number = int(found[1] or found[2])
        if wanted is not None and number != wanted:
            break
        last, wanted, first = last or number, number - 1, place
    return (first, last) if wanted == 0 else (len(document), 0)


def _above(document: Sequence[Block], first: int) -> int:
    """Give where the headings of the list begin."""
    while first and folded(document[first - 1]) in _HEADINGS:
        first -= 1
    return first


def _numbers(blocks: Sequence[Block], count: int) -> Iterator[tuple[Block, int, int]]:
    """Give the places of the links' numbers: each is greater than the one before."""
    last = 0
    for block in blocks:
        if "[" in block.text:
            for found in _NUMBER.finditer(block.text):
                if last < int(found[1]) <= count:
                    last = int(found[1])
                    yield block, found.start(), found.end()
