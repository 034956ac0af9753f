"""Navigation: its own words, the runs of short lines they stand in, and the rules between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import Drop, Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, has_han_kana, is_prose, is_technical, once, words
from ..vocabulary import is_glued_menu, said, saying, says
from ._contents import glued_contents
from ._page_signs import is_day, is_dump

__all__ = ["drop_menus", "drop_rule_lines"]

_RULE = lazy(r"[|/•·»›>→←▼▲►◄★☆✕✖×\s]{1,40}|[\s*_=~]{3,200}|- [\s-]{3,80}")


#: What is left between two paragraphs of something that was taken out.
_DASHES = frozenset({"- -", "– –", "— —", "-- --"})
MIN_BESIDE_DASHES = 12


#: Lines of nothing but a table's bars or a button's arrows, which no writer sets; a bar behind a last sentence.
_BARS = lazy(r"[|¦►▶◄◀▸◂\s]{1,40}")
_BAR_BEHIND = lazy(r"(?<=[.!?…\"”’»)])\s{1,3}[|¦]\Z")
#: A picture of a face, a hand or a thing on a line of its own, and how many in a row are a list to pick one from.
_PICTOGRAM = lazy(
    r"(?:[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]{0,2}\s?){1,3}"
)
MIN_PICTOGRAMS = 4


def drop_rule_lines(document: Document) -> Iterator[Drop | Edit]:
    """Drop lines of nothing but a rule, arrows, or separators, in a page's dump.

    And in any text a table's bars, on lines of their own or behind a sentence beside such a line, a button's
    arrows, and pictograms to pick one from. Leaves brackets and dashes of code and verse, and the stars between the
    parts of a text in which no chrome was cut.
    """
    bars = list(_bars(document))
    yield from bars
    yield from _pictograms(document)
    for above, block, below in zip(document, document[1:], document[2:], strict=False):
        if block.text in _DASHES and min(words(above), words(below)) >= MIN_BESIDE_DASHES:
            yield Drop(block, Reason.MENU, 0.9)
    if not is_dump(document, before=0):
        return
    for block in document:
        if block.text[:1].isalnum() or block.kind in ("code", "table"):
            continue
        if _RULE.fullmatch(block.text) and not any(bar.block is block for bar in bars):
            yield Drop(block, Reason.MENU, 0.9)


def _bars(document: Document) -> Iterator[Drop | Edit]:
    """Drop lines of bars and arrows, and where there are some cut the bars behind sentences."""
    found = [
        block
        for block in document
        if len(block.text) <= MAX_BARS
        and not block.text[0].isalnum()
        and _BARS.fullmatch(block.text)
    ]
    found = [block for block in found if block.kind not in ("code", "table")]
    if found and is_technical(document):
        return  # a drawing
    yield from (Drop(block, Reason.MENU, 0.9) for block in found)
    if not any("|" in block.text or "¦" in block.text for block in found):
        return
    for block in document:
        if words(block) < MIN_BEFORE_BAR or block.kind in ("code", "table"):
            continue
        behind = _BAR_BEHIND.search(block.text, max(0, len(block.text) - MAX_BARS))
        if behind:
            yield Edit(block, *behind.span(), "", Reason.MENU, 0.9)


def _pictograms(document: Document) -> Iterator[Drop]:
    """Drop rows of lines that are pictograms and nothing else."""
    run: list[Block] = []
    for block in (*document, None):
        if (
            block is not None
            and len(block.text) <= MAX_PICTOGRAMS
            and _PICTOGRAM.fullmatch(block.text)
        ):
            run.append(block)
            continue
        if len(run) >= MIN_PICTOGRAMS:
            yield from (Drop(one, Reason.MENU, 0.9) for one in run)
        run = []


#: Longest such lines, in characters, and fewest words of a paragraph with a bar behind it: a menu's line has fewer.
MAX_BARS, MAX_PICTOGRAMS, MIN_BEFORE_BAR = 40, 12, 12

#: Short lines in a row from which on they are a menu, where they hold menu words.
MIN_MENU_RUN = 4
#: Most lines of a run from the article's day on: readers, the section, the size of the letters, the headline twice.
MAX_BELOW_DAY = 8
#: Longest line of a menu, in words; where each Han or Kana is a word, in characters.
MAX_MENU_WORDS, MAX_MENU_CHARACTERS = 6, 12


def drop_menus(document: Document) -> Iterator[Drop]:
    """Drop navigation: its own words, and the runs of short lines they stand in.

    And the entries of a table of contents that ran together. A section's name alone between paragraphs stays: it
    may be a heading. So do the lines of a run behind the last of the menu's own words: a headline, its byline, a
    list; the first two also where they stand above it; and the only heading of the first level, which heads the
    page.
    """
    for block in document:
        if once(block, "glued menu", _is_glued_menu):
            yield Drop(block, Reason.MENU, 0.9)
    if document.kind != "html":
        for place in glued_contents([block.text for block in document]):
            yield Drop(document[place], Reason.MENU, 0.9)
    if not any(saying(document, family) for family in ("menu", "section", "home")):
        return
    blocks = document.blocks
    known = [_menu_word(block, document.language) for block in blocks]
    own = _own_heading(blocks)
    for start, end in _runs(blocks, document.language, known):
        hits = sum(known[start:end])
        several = sum(map(bool, known[start:end])) > 1  # one word may be a list's own
        if end - start >= MIN_MENU_RUN and several and hits * 2 >= end - start:
            last = max(i for i in range(start, end) if known[i]) + 1
            signed = _signed(blocks, start, last, document.language)
            for i in range(start, last):
                if known[i] or (i != own and i not in signed):
                    yield Drop(blocks[i], Reason.MENU, 0.9)
        else:
            for i in range(start, end):
                if known[i] == 2 and (end - start > 1 or words(blocks[i]) > 1):
                    yield Drop(blocks[i], Reason.MENU, 0.9)


def _signed(blocks: Sequence[Block], start: int, end: int, language: str | None) -> frozenset[int]:
    """Give the places of a headline and the name behind its label, at the beginning of a run."""
    byline = says(blocks[start + 1], "byline", language=language) if end > start + 1 else None
    is_label_and_name = byline is not None and byline.how == "start"
    return frozenset((start, start + 1)) if is_label_and_name else frozenset()


def _own_heading(blocks: Sequence[Block]) -> int | None:
    """Give the place of the only heading of the first level, which is the page's title, not a menu's."""
    first = [place for place, block in enumerate(blocks) if block.level == 1]
    return first[0] if len(first) == 1 else None


def _is_glued_menu(block: Block) -> bool:
    return block.kind != "code" and is_glued_menu(block.text)


def _menu_word(block: Block, language: str | None) -> int:
    """2 for a navigation phrase, 1 for a section's name, 0 for any other line."""
    if not said(block):
        return 0
    if says(block, "menu", language=language):
        return 2
    return 1 if says(block, "section", "line", language=language) or says(block, "home") else 0


def _runs(
    blocks: Sequence[Block], language: str | None, known: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Give the runs of short lines; one ends above a headline, told by the byline below it.

    The article's day, with no menu below it, is in none: the name of its section is no menu.
    """
    for start, end in _parts(blocks, language):
        last = range(end - 1, max(start, end - MAX_BELOW_DAY) - 1, -1)
        day = next((i for i in last if is_day(blocks[i])), None)
        if day is not None and day < end - MIN_MENU_RUN:
            names = [i for i in range(day, end) if known[i] and not blocks[i].text.isdigit()]
            day = day if len(names) <= 1 else None
        if day is None:
            yield start, end
        else:
            yield start, day
            yield day + 1, end


def _parts(blocks: Sequence[Block], language: str | None) -> Iterator[tuple[int, int]]:
    for start, end in _short_runs(blocks):
        byline = next(
            (i for i in range(start + 1, end) if says(blocks[i], "byline", language=language)), None
        )
        if byline is None:
            yield start, end
        else:
            yield start, byline - 1
            yield byline - 1, end


def _short_runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    start = None
    for i, block in enumerate(blocks):
        count = words(block)
        fits = count <= MAX_MENU_WORDS or (
            count <= MAX_MENU_CHARACTERS and has_han_kana(block.text[:12])
        )
        short = fits and not ends_sentence(block.text) and not is_prose(block)
        if short and start is None:
            start = i
        elif not short and start is not None:
            yield start, i
            start = None
    if start is not None:
        yield start, len(blocks)
