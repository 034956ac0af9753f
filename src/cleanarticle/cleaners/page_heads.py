"""Running heads and feet of printed pages, with their numbers: of PDF, of print views, of papers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..actions import Drop
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, is_prose, once

__all__ = ["drop_page_heads"]

#: Longest head, in characters.
MAX_HEAD = 160
#: Pages that must have it; how far the numbers of two may be apart, where none says of how many: left and
#: right pages have other heads, and one may have none.
MIN_PAGES, MAX_STEP = 2, 3
#: Share of the heads that must stand inside a sentence or at a form feed.
MIN_INSIDE = 0.34

_OF = r"(?:of|von|de|sur|di|van|av|af|z|ze|из|з|от|din|iš|/)"
_PAGE = (
    r"(?:pages?|seite|página|pág\.|pagina|pag\.|strona|str\.|страница|стр\.|сторінка|стор\.|sida|side|sivu|strana"
    r"|strán|oldal|sayfa|σελίδα|halaman|trang|p\.|s\.)"
)
#: "Page 1 of 3", "https://… 1/3", "第1页 共3页": the page, and of how many.
_OF_ALL = lazy(
    rf"(?:(?P<before>\S.*?)\s+)?(?:{_PAGE}\s?(?P<a>\d{{1,4}})\s?{_OF}\s?(?P<b>\d{{1,4}})|(?<![\d/])(?P<c>\d{{1,4}})/(?P<d>\d{{1,4}})(?![\d/])"
    r"|第\s?(?P<e>\d{1,4})\s?[页頁](?:\s?[,，/]?\s?共\s?(?P<f>\d{1,4})\s?[页頁])?)(?:\s+(?P<behind>\S.*))?",
    re.IGNORECASE,
)
#: A number parted from the head by much space; one alone, between dashes, behind "Page".
_AT_EDGE = lazy(
    r"(?P<n>\d{1,4})(?:\s{3,}|\t\s*)(?P<text>\D.*)|(?P<left>\S.*?)(?:\s{3,}|\t\s*)(?P<m>\d{1,4})"
)
_ALONE = lazy(rf"(?:[-–—\[(|]\s?|{_PAGE}\s?)?(\d{{1,4}})(?:\s?[-–—\])|])?", re.IGNORECASE)
#: Longest line that is a number and its word, in characters.
MAX_ALONE = 20
#: Without which, or a stroke, no line says of how many; and without which none is parted by much space.
_COUNTED = lazy(rf"(?<!\S){_PAGE}\s?\d|第", re.IGNORECASE)
_WIDE = lazy(r"\s{3}|\t")
_DIGIT = lazy(r"\d")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line that may be a page's head: where it stands, its page, of how many, and what else it says."""

    place: int
    page: int
    of: int
    text: str


def drop_page_heads(document: Document) -> Iterator[Drop]:
    """Drop the heads and feet of pages that recur with a number which grows from page to page.

    Lines beside them that recur with them go too. A number that does not say of how many counts only where
    the head breaks a sentence in two, or a form feed stands there. Leaves numbered headings, rows of a table,
    and what stands on one page alone.

    >>> from cleanarticle.model import blocks
    >>> lines = ("Rain - Page 1 of 2", "It rained in May.", "Rain - Page 2 of 2", "It rained in June.")
    >>> [drop.block.text for drop in drop_page_heads(blocks(*lines))]
    ['Rain - Page 1 of 2', 'Rain - Page 2 of 2']
    """
    if document.kind == "html":
        return
    blocks = document.blocks
    numbered = [
        _Numbered(place, *found)
        for place, block in enumerate(blocks)
        if (found := once(block, "page number", _read)) is not None
    ]
    if len(numbered) < MIN_PAGES:
        return
    groups: dict[tuple[str, int], list[_Numbered]] = defaultdict(list)
    for one in numbered:
        groups[one.text, one.of].append(one)
    heads: set[int] = set()
    for (text, of), lines in groups.items():
        pages = _ascending(lines)
        if len(pages) < MIN_PAGES:
            continue
        places = [one.place for one in pages]
        if of:
            heads.update(places)
        elif text and _break_sentences(document, places):
            heads.update(places)
        elif not text:
            heads.update(_with_heads(document, pages))
    if heads:
        heads |= _headings(blocks, heads)
        for _ in range(MAX_LINES_OF_HEAD):
            heads |= _beside(blocks, heads)
        heads |= _file(blocks, heads)
        for place in sorted(heads):
            yield Drop(blocks[place], Reason.BOILERPLATE, 0.9)


def _read(block: Block) -> tuple[int, int, str] | None:
    """Read a line as a page's head, if it can be one: its page, of how many, and what else it says."""
    text = block.text
    if len(text) > MAX_HEAD or not _DIGIT.search(text):
        return None
    if len(text) <= MAX_ALONE and (found := _ALONE.fullmatch(text)) is not None:
        return int(found[1]), 0, ""
    if "/" in text or " " in text:
        may_count = "/" in text or _COUNTED.search(text) is not None
        if may_count and (found := _OF_ALL.fullmatch(text)) is not None:
            page = found["a"] or found["c"] or found["e"]
            of = found["b"] or found["d"] or found["f"] or "0"
            return int(page), int(of), _key(f"{found['before'] or ''} {found['behind'] or ''}")
        if _WIDE.search(text) and (found := _AT_EDGE.fullmatch(text)) is not None:
            return int(found["n"] or found["m"]), 0, _key(found["text"] or found["left"])
    return None


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _ascending(found: Sequence[_Numbered]) -> list[_Numbered]:
    """Give the longest run of lines whose pages follow each other."""
    best: list[_Numbered] = []
    run: list[_Numbered] = []
    for one in found:
        follows = bool(run) and 0 < one.page - run[-1].page <= (1 if one.of else MAX_STEP)
        if follows and one.place > run[-1].place + 1:
            run.append(one)
        else:
            best = max(best, run, key=len)
            run = [one]
    return max(best, run, key=len)


def _with_heads(document: Document, pages: Sequence[_Numbered]) -> set[int]:
    """Give the numbers alone that stand beside the same head, with the heads; nothing where too few do."""
    blocks = document.blocks
    beside: dict[str, list[tuple[_Numbered, int]]] = defaultdict(list)
    for one in pages:
        for other in (one.place - 1, one.place + 1):
            if 0 <= other < len(blocks) and _may_head(blocks[other]):
                beside[_key(blocks[other].text)].append((one, other))
    heads: set[int] = set()
    for text, pairs in beside.items():
        own = {place for one, other in pairs for place in (one.place, other)}
        if len(pairs) < MIN_PAGES:
            continue
        if _break_sentences(document, sorted(own)) or _runs(blocks, text, pairs):
            heads |= own
    return heads


def _runs(blocks: Sequence[Block], text: str, pairs: Sequence[tuple[_Numbered, int]]) -> bool:
    """Whether a line of several words stands beside the numbers of pages one by one, from the second page on.

    The first page of a text, or a chapter, has no head; the parts of a text ("Step", "1") are counted from one,
    and below the number of a card stands what it is called.
    """
    numbers = [one.page for one, _ in pairs]
    if len(numbers) < MIN_RUNNING_PAGES or len(text) < MIN_RUNNING or " " not in text:
        return False
    follow = all(after == before + 1 for before, after in pairwise(numbers))
    below = (max(one.place, other) + 1 for one, other in pairs)
    parted = all(len(blocks[at].text) >= MIN_BODY for at in below if at < len(blocks))
    return follow and parted and numbers[0] > 1 and numbers[-1] < FIRST_YEAR


#: Pages that a head must stand on where it breaks no sentence, its characters, those of the line below it, and
#: what may be a year.
MIN_RUNNING_PAGES, MIN_RUNNING, MIN_BODY, FIRST_YEAR = 3, 12, 50, 1500


def _may_head(block: Block) -> bool:
    return len(block.text) <= MAX_HEAD and not is_prose(block) and any(map(str.isalpha, block.text))


def _break_sentences(document: Document, places: Sequence[int]) -> bool:
    """Whether enough of the heads stand inside a sentence, or at a form feed."""
    own = set(places)
    tops = [place for place in places if place - 1 not in own]
    inside = sum(_is_inside(document, top, own) for top in tops)
    return inside >= max(1, MIN_INSIDE * len(tops))


def _is_inside(document: Document, top: int, own: set[int]) -> bool:
    blocks, below = document.blocks, top
    while below in own:
        below += 1
    if not 0 < top <= below < len(blocks):
        return False
    left, right = blocks[top - 1], blocks[below]
    if "\x0c" in document.raw[left.end : right.start]:
        return True
    if ends_sentence(left.text) or len(left.text) < MIN_LINE or not right.text[0].isalpha():
        return False
    return right.text[0].islower() or (left.text[-1] in "-,‐" and len(right.text) >= MIN_LINE)


#: Shortest line that a page can end with inside a sentence, in characters.
MIN_LINE = 28
#: Lines below the first that can say the title that a running head has, too, and its fewest characters.
TITLE_REACH, MIN_TITLE = 5, 8


#: Lines that stand beside a head and recur with it, at most, on either side.
MAX_LINES_OF_HEAD = 2
#: The heading that a converter gives a page, and the line above all in which it names its file.
_HEADING = lazy(rf"#{{0,6}}\s{{0,3}}{_PAGE}\s?(\d{{1,4}})", re.IGNORECASE)
_FILE = lazy(r"(?:source(?: file)?|file(?: ?name)?)\s?:\s.{0,200}\.pdf`?", re.IGNORECASE)
#: Lines on top of which one names the file.
FILE_REACH = 3


def _headings(blocks: Sequence[Block], heads: set[int]) -> set[int]:
    """Give the headings of pages, "## Page 3", where most of them stand beside their heads."""
    found = {place for place, block in enumerate(blocks) if _HEADING.fullmatch(block.text[:40])}
    near = sum(not heads.isdisjoint((place - 1, place + 1)) for place in found)
    return found if near >= max(MIN_PAGES, MIN_BESIDE * len(found)) else set()


#: Share of the headings of pages that stand beside a head.
MIN_BESIDE = 0.6


def _file(blocks: Sequence[Block], heads: set[int]) -> set[int]:
    """Give the line on top that names the file that the pages are of."""
    top = range(min(FILE_REACH, len(blocks)))
    return {place for place in top if _FILE.fullmatch(blocks[place].text[:MAX_HEAD])} - heads


def _beside(blocks: Sequence[Block], heads: set[int]) -> set[int]:
    """Give the lines beside heads that recur with them, the first of a text too if it says a title below."""
    beside: dict[str, set[int]] = defaultdict(set)
    for place in heads:
        for other in (place - 1, place + 1):
            if 0 <= other < len(blocks) and other not in heads and _may_head(blocks[other]):
                beside[_key(blocks[other].text)].add(other)
    top = _key(blocks[0].text)
    if top in beside:
        beside[top].add(0)
    again = {place for same in beside.values() if len(same) >= MIN_PAGES for place in same}
    return again if 0 in again and _says_title(blocks, again | heads) else again - {0}


def _says_title(blocks: Sequence[Block], heads: set[int]) -> bool:
    """Whether one of the next lines is the title that the first line has among other things."""
    top = _key(blocks[0].text)
    below = (
        _key(blocks[place].text)
        for place in range(1, min(len(blocks), TITLE_REACH))
        if place not in heads
    )
    return any(len(text) >= MIN_TITLE and text in top for text in below)
