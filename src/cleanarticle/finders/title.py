"""The headline: found, parted from what ran into it, and rid of the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..actions import Drop, Edit, Found, Split
from ..cleaners.boilerplate import MIN_CHROME, count_chrome, is_day, is_dump, is_label
from ..cleaners.structure import GLUE_SIEVE, glue_places
from ..model import Block, Document, Reason, count_words
from ..shapes import claims_copyright, holds_code, is_prose, is_technical, once, words
from ..vocabulary import fold, folded, said
from ._article_start import article_start, reach
from ._headlines import SUFFIX, headline, weightier
from ._long_words import long_words
from ._title_form import TITLE_BELOW, has_title_form, overlap
from ._top_line import name_on_top, scraped_day
from .date_lines import placed_day
from .date_words import MONTHS

__all__ = ["find_title", "fix_title", "split_title"]

#: Lines of so few words above the article of which as many show a page, where chrome was cut too.
SHORT, MIN_SHORT_ABOVE = 4, 4
#: Blocks at the top of a page among which the title that the page names is looked for.
TITLE_REACH = 400

#: What a site's name behind the title was parted by, where a dump broke the line there.
_OPEN_END = re.compile(r"\s{1,3}[|»•·]$")

#: Places in one line where words run together from which on it is a row of elements.
MIN_RUN_TOGETHER = 3
#: Shortest line whose beginning parts another line, in characters.
MIN_BEGINNING = 12
#: How much of the article's first paragraph is looked at, in characters.
HEAD_OF_PARAGRAPH = 250

#: A byline or a day run into what stands before it, a number into a word: "TipsBy Jane Roe",
#: "Harbour newsMay 3, 2024", "Sailing7 knots to know".
_RUN_INTO = re.compile(
    r"(?<=[^\sA-Z])(?=By [^\W\d_a-z][^\W\d_A-Z])"
    rf"|(?<=[^\W\d_A-Z])(?=(?:{MONTHS})[a-z]{{0,6}}\.? \d{{1,2}}, \d{{4}}"
    r"|(?:Published|Updated)(?:[ :]|on )|(?:Published|Updated|Publiziert)\d)"
)
_NUMBER_RUN_INTO = re.compile(r"(?<=[^\W\d_A-Z]{3})(?=\d{1,3} [^\W\d_a-z])")


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
    if not any(at for _, at, _ in runs) or not is_page(document) or is_technical(document):
        return
    lines = [folded(document[place]) for place in range(min(len(document), start + 60))]
    beginnings = {line[:MIN_BEGINNING] for line in lines if len(line) >= MIN_BEGINNING}
    for block, at, is_first in runs:
        if not at or holds_code(block):
            continue
        text = block.text
        sure = {m.start() for m in _RUN_INTO.finditer(text)}
        if sure:
            sure |= {m.start() for m in _NUMBER_RUN_INTO.finditer(text)}
        many = len(at) >= MIN_RUN_TOGETHER and not is_first
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


def find_title(document: Document) -> Iterator[Found | Drop]:
    """Find the headline above the first paragraphs.

    Where no chrome was cut, the first line is the title if it has the form of one, or a line below it if
    the first is the site's name, which the page says again at its end, or if much more tells for the
    other. In a page's dump the line that is said twice, that a heading's mark sets off, or whose words the
    article says again is the title.
    """
    if document.title is not None or not len(document):
        return
    wanted = document.fields.get("title")
    if wanted:
        for block in document[:TITLE_REACH]:
            if folded(block) == fold(wanted):
                yield Found("title", block.text, block)
                return
        if document.kind == "html":
            return  # the page names its title; a line that reads like one is another
    if not is_page(document):
        line = first_line(document)
        if line is not None and (below := _below_name(document, line)) is not None:
            yield Drop(line, Reason.MENU, 0.85)
            line = below
        if name_on_top(document):
            return
        others = [block for block in candidates(document) if not _may_be_lead(document, block)]
        line = weightier(document, line, others) or line
        if line is None and scraped_day(document[0].text):
            line = _second_line(document)
        if line is not None:
            yield Found("title", line.text, line)
        return
    best = headline(document, candidates(document)) or _named_by_page(document)
    if best is not None:
        yield Found("title", best.text, best)


#: The part of the site and its name behind the page's own title, and fewest words of that.
_PARTS_BEHIND = re.compile(r"\s\|\s(?P<part>[^|\n]{2,30})\s\|\s[^|\n]{2,30}\Z")
MIN_PAGE_TITLE = 5
#: Characters at the top among whose lines one names the part.
PART_REACH = 10_000


def _parts_behind(document: Document, text: str) -> re.Match[str] | None:
    """Find the part of the site and its name behind a title, where a line is that part's name."""
    found = _PARTS_BEHIND.search(text) if "|" in text else None
    if found is None or count_words(text[: found.start()]) < MIN_PAGE_TITLE:
        return None
    part = found["part"].strip()
    lines = document.raw[:PART_REACH].split("\n")
    return found if any(line.strip() == part for line in lines) else None


def _named_by_page(document: Document) -> Block | None:
    """Give the first line if it is the page's own title, where no line tells the headline."""
    first = document[0]
    if document.raw[: first.start].strip() or not has_title_form(first, document[1:], set()):
        return None
    return first if _parts_behind(document, first.text) else None


def _second_line(document: Document) -> Block | None:
    """Give the line below the first, if it has the form of a title."""
    rest = document[1:]
    return rest[0] if rest and has_title_form(rest[0], rest[1:], _told(document)) else None


def is_page(document: Document) -> bool:
    """Whether a text is a page's dump, in which the title may stand anywhere above the article.

    What has been cleaned is none, so that the title on top of it is found again.
    """
    first = _first_paragraph(document.blocks)
    if first and is_dump(document, before=document[first - 1].start):
        return True
    chrome = count_chrome(document)
    if chrome >= MIN_CHROME:
        return True
    above = document[: article_start(document)]
    return bool(chrome) and sum(words(block) <= SHORT for block in above) >= MIN_SHORT_ABOVE


def first_line(document: Document) -> Block | None:
    """Give the first line, if it has the form of a title: in a text that is no page's dump.

    Above it may stand the names of the site's parts and the label of a release for the press, and
    below these the day or another word, which is a part's name as well; then prose must follow soon.
    """
    blocks = document.blocks
    if not is_label(blocks[0], document.language):
        heads = has_title_form(blocks[0], blocks[1:], _told(document))
        return blocks[0] if heads and not _may_be_lead(document, blocks[0]) else None
    for place, block in enumerate(blocks[: LABELS_ABOVE + 1]):
        text = block.text
        if (
            is_label(block, document.language)
            or is_day(block)
            or placed_day(text, document.language)
        ):
            continue
        below = blocks[place + 1 :]
        heads = words(block) >= 2 and any(map(is_prose, below[:PROSE_BELOW]))
        return block if heads and has_title_form(block, below, _told(document)) else None
    return None


#: With what a sentence ends in most scripts; what asks or calls out may be a headline.
FULL_STOPS = ".。।۔։።"
#: Words up to which a sentence with one may be a headline, too.
MAX_TITLE_WITH_STOP = 8
_SUBJECT = re.compile(r"[^\W\d_]\S*(?: [\w'’-]{1,30}){0,2}[.:] (?=\w)")
_INITIALS = re.compile(r"\b[^\W\d_]\.[^\W\d_]\.\Z")  # "in the U.S."


def _may_be_lead(document: Document, block: Block) -> bool:
    """Whether a line on top is a whole sentence with its full stop: scrapers mostly leave the headline out.

    Few words, capitals as headlines have them, a heading's mark, a subject in front ("Ferry strike. The
    islands ..."), or another line that says the same, make a headline of it.
    """
    text = block.text
    if words(block) <= MAX_TITLE_WITH_STOP or _SUBJECT.match(text) or _is_in_capitals(text):
        return False
    if block.level or text[-1] not in FULL_STOPS or _INITIALS.search(text):
        return False
    return [folded(other) for other in document.blocks[:TITLE_BELOW]].count(folded(block)) < 2


def _is_in_capitals(text: str) -> bool:
    """Whether most longer words begin with a capital: "Things to Know Before Sailing to the Islands."."""
    longer = [word[0].isupper() for word in text.split() if len(word) >= MIN_LONGER]
    return bool(longer) and sum(longer) >= MIN_CAPITALS * len(longer)


#: Letters of a longer word, and the share of these that have a capital.
MIN_LONGER, MIN_CAPITALS = 4, 0.75


#: Lines above the title that can name parts of the site; lines below it of which one is prose then.
LABELS_ABOVE, PROSE_BELOW = 6, 6


#: Longest name of a site, and fewest words of a headline below it; lines of the page's end that are
#: looked at, each no longer than so many characters.
MAX_NAME_WORDS, MIN_BELOW_NAME, END_LINES, MAX_END_LINE = 6, 3, 40, 200


def _below_name(document: Document, first: Block) -> Block | None:
    """Give the headline between a site's name on the first line and the article, if it is one.

    A name stands at the page's end again, alone or in its copyright. What the article says more of than
    of the line below it is no name.
    """
    blocks, start = document.blocks, _first_paragraph(document)
    if first is not blocks[0] or words(first) > MAX_NAME_WORDS or not 1 < start < len(blocks):
        return None
    end = document.raw[max(block.end for block in blocks if is_prose(block)) :].split("\n")
    name = folded(first)
    last = [line for line in end if line and not line.isspace()][-END_LINES:]
    if not any(
        line == name or (name in line and claims_copyright(line))
        for line in map(fold, last)
        if len(line) <= MAX_END_LINE
    ):
        return None
    prose = filter(is_prose, blocks[start : start + TITLE_BELOW])
    told = {word for block in prose for word in long_words(block)}
    below = [
        block
        for block in candidates(document)
        if first.end < block.start < blocks[start].start
        and words(block) >= MIN_BELOW_NAME
        and folded(block) != name
        and overlap(block, told) >= overlap(first, told)
    ]
    return max(below, key=lambda block: overlap(block, told), default=None)


def candidates(document: Document) -> Iterator[Block]:
    """Give the lines of a dump that have the form of a title and stand where one can."""
    blocks = document.blocks
    vocabulary = _told(document)
    for place in reach(document):
        block = blocks[place]
        if place and _waits(blocks[place - 1]):
            continue
        if (words(block) >= 2 or block.level == 1) and has_title_form(
            block, blocks[place + 1 : place + 1 + TITLE_BELOW], vocabulary
        ):
            yield block


def _waits(block: Block) -> bool:
    """Whether a line is a label whose name or place is the next line: "Published in", "Written by"."""
    return words(block) <= 2 and not said(block).keys().isdisjoint(("published", "byline"))


def _first_paragraph(blocks: Sequence[Block]) -> int:
    return next((i for i, b in enumerate(blocks) if is_prose(b) and words(b) >= 20), len(blocks))


def _told(document: Document) -> set[str]:
    """Give the longer words of the first paragraphs."""
    first = _first_paragraph(document)
    return {word for block in document[first : first + 8] for word in long_words(block)}


def fix_title(document: Document) -> Iterator[Edit]:
    """Cut the site's name off the end of the title, where another line shows the title without it.

    Or where a part of the site stands before the name, which another line names. Without such a line the
    title stays as it is: " - " may be the headline's own. A bar that the name was parted by goes where a dump
    broke the line behind it.
    """
    title = document.title
    if title is None:
        return
    if (open_end := _OPEN_END.search(title.text)) and document.kind == "text":
        yield Edit(title, open_end.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    if document.kind == "text" and (parts := _parts_behind(document, title.text)):
        yield Edit(title, parts.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    lines: set[str] = set()
    for found in SUFFIX.finditer(title.text):
        lines = lines or set(map(folded, document[:30]))
        if fold(title.text[: found.start()]) in lines:
            yield Edit(title, found.start(), len(title.text), "", Reason.BREADCRUMB)
            return
