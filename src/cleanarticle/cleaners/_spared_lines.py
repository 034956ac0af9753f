"""Lines that stay for what they say or stand beside, whatever the model of lines makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from ..finders._long_words import stems_in
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ..shapes import ends_sentence, holds_code, is_prose, is_technical, words
from ._ad_boxes import behind_boxes
from ._below_insets import headings_below, posts_below
from ._contents import sections_named
from ._decks import decks
from ._labelled_headlines import is_labelled_headline
from ._listings import is_code, listing_lines
from ._own_headings import dated_rows, heads_summary, marked_headings, own_headings, thanks
from ._recipes import recipe_blocks
from ._spans import join
from .markup import shown_elements
from .site_frames import is_foot_of_entry

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = ["spared_lines", "stays_by_itself"]


def spared_lines(document: Document, lines: Sequence[Line], kept: Sequence[bool]) -> set[int]:
    """Give the lines that stay for what stands around them, whatever the model says."""
    starts = recipe_blocks(document) | _sentences_on_one_line(document)
    by_place = (at for at, line in enumerate(lines) if line.block and line.block.start in starts)
    listings = listing_lines(lines, kept, document.raw) if is_technical(document) else ()
    return {
        *by_place,
        *listings,
        *_named(lines, kept),
        *_announced(lines, kept),
        *_summed_up(lines, kept),
        *_points_above(lines, kept),
        *own_headings(lines, kept),
        *marked_headings(lines, kept),
        *thanks(lines, kept),
        *dated_rows(lines, kept),
        *behind_boxes(lines, kept),
        *headings_below(lines, kept),
        *posts_below(lines, kept),
        *_labelled(document, lines),
        *_above_feet(lines),
        *decks(lines, kept),
        *_of_elements(document, lines),
        *_barred_cells(lines, kept),
    }


#: Fewest cells of a table whose bars stand on lines of their own, and most lines between it and the text above.
MIN_BARRED, BARRED_REACH = 4, 3


def _barred_cells(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the cells of a table amid the text that stand each between two bars, with the row that names its columns.

    >>> from cleanarticle.judging.lines import Line
    >>> texts = ("It sailed.", "|Boat|Year|", "|", "Gull", "|", "1951", "|", "|", "Tern", "|", "1962", "|", "It sank.")
    >>> lines = [Line(text, block=Block("paragraph", text)) for text in texts]
    >>> kept = [True, *[False] * (len(lines) - 2), True]
    >>> list(_barred_cells(lines, kept)), list(_barred_cells(lines[1:], kept[1:]))
    ([3, 5, 8, 10, 1], [])
    """
    bars = [at for at, line in enumerate(lines) if line.text == "|"]
    if len(bars) <= MIN_BARRED:
        return
    last = max((at for at, kept in enumerate(keep) if kept), default=-1)
    breaks = [i for i, (a, b) in enumerate(pairwise(bars), 1) if b - a > 2]
    for first, stop in pairwise([0, *breaks, len(bars)]):
        start, end = bars[first], bars[stop - 1]
        cells = [at for at in range(start, end) if lines[at].block and lines[at].text != "|"]
        if len(cells) < MIN_BARRED or any(lines[at].said for at in cells):
            continue
        above = range(max(0, start - BARRED_REACH), start)
        if any(keep[at] for at in above) and end <= last:
            yield from cells
            if start and lines[start - 1].block and lines[start - 1].text.startswith("|"):
                yield start - 1


def _of_elements(document: Document, lines: Sequence[Line]) -> Iterator[int]:
    """Give the lines of the elements that a text about markup in code shows."""
    if "</" not in document.raw:
        return
    elements = shown_elements(document)
    if not elements:
        return
    joined = join(document)
    starts = {
        block.start
        for at, block in zip(joined.starts, joined.blocks, strict=True)
        if any(first <= at < last for first, last in elements)
    }
    yield from (at for at, line in enumerate(lines) if line.block and line.block.start in starts)


def _above_feet(lines: Sequence[Line]) -> Iterator[int]:
    """Give the paragraph right above what stands below the entry of a journal."""
    for at, (line, below) in enumerate(pairwise(lines)):
        if line.block and is_foot_of_entry(below.text) and words(line.block) >= MIN_IN_LINE:
            yield at


def _labelled(document: Document, lines: Sequence[Line]) -> Iterator[int]:
    """Give the line that is the text's own headline with a label in front, where no other was found."""
    if document.title is None:
        for at, line in enumerate(lines):
            if line.said and line.block and is_labelled_headline(document, line.block):
                yield at


def stays_by_itself(block: Block, *, technical: bool) -> bool:
    """Whether a line stays for what it says: code and the note of a version, a formula, a critic's mark."""
    if technical and (holds_code(block) or _VERSION_NOTE.match(block.text)):
        return True
    return _is_of_writer(block.text) or _VERDICT.fullmatch(block.text) is not None


#: How many of the points that sum a text up are looked at.
MAX_POINTS = 6


def _summed_up(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the heading "TL;DR" and the lines between it and the next that stays: they say what the text says."""
    for at, line in enumerate(lines):
        if line.block is None or not heads_summary(line.text):
            continue
        below = range(at + 1, min(at + 1 + MAX_POINTS, len(lines)))
        end = next((i for i in below if keep[i]), at)
        row = range(at, end)
        if not any(lines[i].block is None or lines[i].said for i in row):
            yield from row


#: Fewest and most of the points between the headline and the first paragraph, the fewest and most words of one, and
#: the share of their longer words that the article says.
MIN_ABOVE, MAX_ABOVE, POINT_WORDS, MIN_TOLD = 2, 8, range(2, 26), 0.5
#: For what the line above them, and one between them and the paragraph, may have been cut.
_BESIDE_POINTS = frozenset({Reason.AD, Reason.BYLINE, Reason.DATE, Reason.TITLE})
_BULLETS = ("• ", "- ", "– ", "* ", "▪ ", "■ ")


def _points_above(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the items of a list right above the first paragraph that says their words again: its points.

    A list of links tells of something else, a table of contents says the article's headings.
    """
    first = next((at for at, line in enumerate(lines) if keep[at] and line.is_prose), 0)
    last = first - 1
    while last > 0 and lines[last].block is None and lines[last].cut in _BESIDE_POINTS:
        last -= 1
    row = list(takewhile(lambda at: _is_point(lines[at]), range(last, -1, -1)))
    if not MIN_ABOVE <= len(row) <= MAX_ABOVE or row[-1] == 0:
        return
    texts = {line.text.strip("# ") for line in lines}
    if any(lines[at].text[2:].strip() in texts for at in row):
        return
    above = lines[row[-1] - 1]
    if (above.block is None and above.cut not in _BESIDE_POINTS) or above.said:
        return
    told = {stem for at, line in enumerate(lines) if keep[at] for stem in stems_in(line.text)}
    own = [stems_in(lines[at].text) for at in row]
    said = [sum(stem in told for stem in stems) for stems in own]
    if all(said) and sum(said) >= MIN_TOLD * sum(map(len, own)):
        yield from row


def _is_point(line: Line) -> bool:
    """Whether a line is an item of a list that says something, and no phrase of sites."""
    return (
        line.block is not None
        and not line.said
        and line.text.startswith(_BULLETS)
        and words(line.block) in POINT_WORDS
    )


#: Share of the words of a text on one line that is left from which on little was cut, and the fewest of a sentence.
MIN_LEFT, MIN_IN_LINE = 0.9, 6
_AROUND = frozenset(
    {Reason.BREADCRUMB, Reason.COMMENTS, Reason.COMMENT_FORM, Reason.CONSENT, Reason.MENU}
)


def _sentences_on_one_line(document: Document) -> set[int]:
    """Give where sentences start of a text that stands on one line, of which little was cut.

    Such a text is an article; what a rule cut amid it makes no page of it, unless it is what pages have
    around their articles.
    """
    raw = document.raw.strip()
    size = sum(map(words, document))
    if "\n" in raw or len(document) < 2 or size < MIN_LEFT * count_words(raw):
        return set()
    if any(reason in _AROUND for _, _, reason in document.gone):
        return set()
    return {
        block.start
        for block in document
        if words(block) >= MIN_IN_LINE and ends_sentence(block.text)
    }


#: Fewest words of a sentence that announces a numbered list, and its most items.
MIN_ANNOUNCING, MAX_ANNOUNCED = 4, 20
_NUMBERED = lazy(r"(\d{1,2})[.)]\s")
_ANNOUNCES = lazy(r"[\w)\]\"'”’»]\s?[:：]$")


def _announced(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the items of a list, numbered from one, below the sentence that stays and announces it with a colon."""
    live = [at for at, line in enumerate(lines) if line.block is not None]
    for place, at in enumerate(live):
        block = lines[at].block
        if not keep[at] or block is None or not _ANNOUNCES.search(block.text[-8:]):
            continue
        if words(block) < MIN_ANNOUNCING:
            continue
        for number, item in enumerate(live[place + 1 : place + 1 + MAX_ANNOUNCED], 1):
            found = _NUMBERED.match(lines[item].text)
            if found is None or int(found[1]) != number or lines[item].said:
                break
            yield item


#: Most lines of a list or a table that stay as a table of contents tells: a row of more is a forum's, or a shop's.
MAX_IN_SECTION = 24
#: What an encyclopedia sets behind a heading: "[ edit]".
_BUTTON = lazy(r"\[\s?[^\W\d_][^\[\]\n]{1,50}\]")


def _named(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the headings that a table of contents names, and the short lines between each and what stays.

    Not a row in which a rule cut something, or that says a phrase of sites: chrome stands there. Nor one with
    prose: of that the model knows more than a table of contents tells.
    """
    for start, end in sections_named([line.text for line in lines]):
        kept = [at for at in range(start + 1, end) if keep[at] or is_code(lines[at])]
        if kept and not lines[start].said:
            yield start
        for first, last in pairwise([start, *kept]):
            row = range(first + 1, last)
            if len(row) <= MAX_IN_SECTION and not any(_tells_otherwise(lines[at]) for at in row):
                yield from (at for at in row if not _BUTTON.fullmatch(lines[at].text[:60]))


def _tells_otherwise(line: Line) -> bool:
    """Whether a line is told to be chrome, or is prose; a figure may be a cell's, though it may be a counter's, too."""
    if line.cut is not None or line.block is None:
        return True
    return (bool(line.said) and any(map(str.isalpha, line.text))) or is_prose(line.block)


#: A formula of TeX that stands by itself, and a command behind a shell's prompt: no site writes such lines.
_FORMULA = lazy(r"(?:\$\$|\\\[|\\begin\{).{0,40}?(?:\\[A-Za-z]{2}|[_^]\{)")
_COMMAND = lazy(r"\$ [a-z][\w.+-]{0,30} (?=.{0,200}[|/=.~-])\S")


def _is_of_writer(text: str) -> bool:
    """Whether a line is a formula or a command.

    >>> _is_of_writer("$$a_{1} = \\\\sqrt{2}$$"), _is_of_writer("$ cat log.txt | sort"), _is_of_writer("$ 30 a year")
    (True, True, False)
    """
    if text[0] not in "$\\":
        return False
    return _FORMULA.match(text) is not None or _COMMAND.match(text) is not None


#: What a manual says of the version since which something is there.
_VERSION_NOTE = lazy(
    r"(?:New|Added|Changed|Deprecated|Removed)(?: in| since)(?: version)? \d{1,4}(?:\.\d{1,4}){1,3}\b"
)
#: A critic's mark, with its word or alone.
_VERDICT = lazy(
    r"(?:(?:our |final |overall )?(?:rating|score|verdict)|(?:gesamt)?wertung|bewertung|note|nota|voto|valoración"
    r"|puntuación|betyg|karakter|terningkast|arvosana|ocena|hodnocení|оценка|оцінка|puan|评分|評分|評価|평점)"
    r"\s?[:：]?\s?\d{1,3}(?:[.,]\d)?\s?(?:/|out of|von|sur|de|su|av|z|из|з)\s?\d{1,3}",
    re.IGNORECASE,
)
