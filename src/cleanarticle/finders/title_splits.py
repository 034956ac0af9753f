"""The title parted from what a dump ran it together with: menus, the path, the byline, the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..actions import Split
from ..cleaners.structure import GLUE_SIEVE, glue_places
from ..model import Block, Document
from ..patterns import lazy
from ..shapes import holds_code, is_technical, once
from ..vocabulary import fold, folded
from ._article_start import article_start, reach
from ._title_form import share_label_end
from ._title_lines import is_page
from .date_words import MONTHS

__all__ = ["below_ticker", "split_title"]

#: Places in one line where words run together from which on it is a row of elements.
MIN_RUN_TOGETHER = 3
#: Shortest line whose beginning parts another line, in characters.
MIN_BEGINNING = 12
#: How much of the article's first paragraph is looked at, in characters.
HEAD_OF_PARAGRAPH = 250
#: A byline or a day run into what stands before it, a number into a word: "TipsBy Jane Roe",
#: "Harbour newsMay 3, 2024", "Sailing7 knots to know".
_RUN_INTO = lazy(
    r"(?<=[^\sA-Z])(?=By [^\W\d_a-z][^\W\d_A-Z])"
    rf"|(?<=[^\W\d_A-Z])(?=(?:{MONTHS})[a-z]{{0,6}}\.? \d{{1,2}}, \d{{4}}"
    r"|(?:Published|Updated)(?:[ :]|on )|(?:Published|Updated|Publiziert)\d)"
)
_NUMBER_RUN_INTO = lazy(r"(?<=[^\W\d_A-Z]{3})(?=\d{1,3} [^\W\d_a-z])")


def split_title(document: Document) -> Iterator[Split]:
    """Split the lines above the article in which a dump ran the title together with what is beside it.

    Menus, the path, the byline, the day. Only in a page's dump, in lines that run together several
    times, or where what begins there is a byline, a day, or said by another line. Leaves names with a
    capital inside, and the article below its first line.

    >>> from cleanarticle.model import blocks
    >>> line = "RegisterSubscribeContactSearchFerry crews walk out"
    >>> list(split_title(blocks(line, "The ferry sailed at noon, and nobody saw it leave.")))
    []
    """
    if document.kind == "html" or document.title is not None or not len(document):
        return
    start = article_start(document)
    runs = [
        (block, once(block, "runs together", _run_together), place == start)
        for place in reach(document)
        if place <= start and (block := document[place]).kind == "paragraph"
    ]
    if (ticker := _ticker(document)) is not None:
        yield Split(document[ticker[0]], (ticker[1],))
        return
    shared = {block: end for block, _, _ in runs if (end := share_label_end(block.text))}
    if not (shared or any(at for _, at, _ in runs)) or is_technical(document):
        return
    labels = [
        place
        for place in range(min(len(document), 6))
        if _LABEL_RUN_INTO.match(document[place].text)
    ]
    if not labels and not is_page(document):
        return
    for block, end in shared.items():
        yield Split(block, (end,))
    lines = [folded(document[place]) for place in range(min(len(document), start + 60))]
    beginnings = {line[:MIN_BEGINNING] for line in lines if len(line) >= MIN_BEGINNING}
    for block, at, is_first in runs:
        if not at or block in shared or holds_code(block):
            continue
        text = block.text
        sure = {m.start() for m in _RUN_INTO.finditer(text)}
        if sure:
            sure |= {m.start() for m in _NUMBER_RUN_INTO.finditer(text)}
        many = len(at) >= MIN_RUN_TOGETHER and not is_first
        many = many or (len(at) == 1 and not is_first and block in _below(document, labels))
        taken = [
            place
            for place in at
            if (place < HEAD_OF_PARAGRAPH or not is_first)
            and (
                many
                or place in sure
                or fold(text[place : place + 40])[:MIN_BEGINNING] in beginnings
            )
        ]
        if taken:
            yield Split(block, tuple(taken))


#: A label that the day ran into, which shows what else is run together on the line below it.
_LABEL_RUN_INTO = lazy(r"(?:Published|Updated|Publiziert|Aktualisiert)\d{1,2}[. ]")


def _below(document: Document, places: Sequence[int]) -> list[Block]:
    return [document[place + 1] for place in places if place + 1 < len(document)]


#: A ticker's name with the headline run into it: "+++ Harbour news on Monday +++Boats sail again".
_TICKER = lazy(r"\+\+\+ [^+\n]{3,80} \+\+\+")
#: Lines on top among which it stands.
TICKER_REACH = 6


def _ticker(document: Document) -> tuple[int, int] | None:
    """Give the place of a line on top that begins with a ticker's name, and where the headline begins in it."""
    for place in range(min(len(document), TICKER_REACH)):
        block = document[place]
        if block.text.startswith("+++") and (name := _TICKER.match(block.text)):
            return (place, name.end()) if block.text[name.end() :][:1].isalpha() else None
    return None


def below_ticker(document: Document) -> tuple[Block, Block] | None:
    """Give a ticker's name and the headline that it was parted from: nothing stands between the two."""
    for name, line in pairwise(document[:TICKER_REACH]):
        if name.end == line.start and _TICKER.fullmatch(name.text):
            return name, line
    return None


def _run_together(block: Block) -> tuple[int, ...]:
    """Give the places where a line runs together: inside words, behind a number and before one."""
    if not GLUE_SIEVE.may_be_in(block) and not _NUMBER_RUN_INTO.search(
        block.text[:HEAD_OF_PARAGRAPH]
    ):
        return ()
    inside, between = glue_places(block)
    at = {*(place for _, place in inside), *between}
    at.update(m.start() for m in _RUN_INTO.finditer(block.text))
    at.update(m.start() for m in _NUMBER_RUN_INTO.finditer(block.text))
    return tuple(sorted(at))
