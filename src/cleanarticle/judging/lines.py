"""A document as the model sees it: the lines still in and those that the rules cut, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, product
from operator import itemgetter
from typing import NamedTuple, TypedDict

import numpy as np
from numpy.typing import NDArray

from ..model import Block, Document, Reason
from ..shapes import MIN_SENTENCE_LETTERS, ends_sentence, is_cut_off, is_long_without_stop
from ..vocabulary import families, match

__all__ = [
    "Line",
    "are_asides",
    "are_items",
    "are_sentences",
    "are_stamps",
    "kinds_of",
    "lines_of",
    "parts_of",
    "tables_of",
]


class Line(NamedTuple):
    """A line of the page: a block still in, or one cut by a rule for the reason `cut`."""

    text: str
    kind: str = "paragraph"
    cut: str | None = None
    #: (family, whole line or a part of it) for each phrase of the vocabulary in it.
    said: tuple[tuple[str, bool], ...] = ()
    block: Block | None = None


def lines_of(document: Document) -> Sequence[Line]:
    """Give the lines of a document, those that are gone among the others.

    >>> from cleanarticle.model import blocks
    >>> [(line.text, line.said) for line in lines_of(blocks("The ferry sailed.", "Leave a Reply"))]
    [('The ferry sailed.', ()), ('Leave a Reply', (('comment_form', True),))]
    """
    placed: list[tuple[int, Line]] = []
    for start, end, reason in document.gone:
        text = document.raw[start:end].strip()
        if text:
            placed.append((start, Line(text, cut=reason.value)))
    for block in document:
        placed.append((block.start, Line(block.text, block.kind, None, families(block), block)))
    placed.sort(key=itemgetter(0))
    return [line for _, line in placed]


#: Words from which on a line that ends as a sentence does is one, and characters where each Han
#: or Kana is a word.
SENTENCE_WORDS, SENTENCE_CHARACTERS = 3, 12
#: What signs a sentence behind its full stop: a desk or an agency in brackets, or behind a stroke or
#: dash. More words in brackets are a photographer's name, below a picture.
_SIGNATURE = re.compile(
    r"[.!?…。！？؟።।۔｡]['\"”’»)\]）」』]{0,3}\s{0,3}"
    r"(?:[(\[（【]([^\s()\[\]（）【】]{1,30}(?:\s?/\s?[^\s()\[\]（）【】]{1,30})?)[)\]）】]\.?"
    r"|/\s?([\w.-]{1,12})/?"
    r"|[–—-]{1,2}\s?(\w[\w./-]{1,20}(?: \w[\w./-]{1,20}){0,2}))$"
)
#: Characters at the end of a line in which such a signature stands.
MAX_SIGNATURE = 90
_HAN = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def are_sentences(lines: Sequence[Line], counts: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell the lines of some words that end as a sentence does; a teaser cut short is none.

    Thai and Lao end none by a mark: a line of a short paragraph's length is one there.

    >>> texts = ("The ferry sailed at noon, and nobody saw it.", "It sailed.", "The ferry sailed at noon and nobody…")
    >>> are_sentences([Line(text) for text in texts], np.array([9, 2, 7])).tolist()
    [True, False, False]
    """
    return np.array(
        [
            count >= SENTENCE_WORDS
            and not is_cut_off(line.text)
            and (
                ends_sentence(line.text)
                or is_long_without_stop(line.text, MIN_SENTENCE_LETTERS)
                or _is_signed(line.text)
            )
            and (count >= SENTENCE_CHARACTERS or not _HAN.search(line.text))
            for line, count in zip(lines, counts.tolist(), strict=True)
        ],
        bool,
    )


def _is_signed(text: str) -> bool:
    """Whether a line ends in a sentence and who signs it; a prompt to read on or a credit is no signature.

    >>> _is_signed("Nobody saw it leave, she said. (E-3)"), _is_signed("It sailed at noon. – AFP")
    (True, True)
    >>> _is_signed("The harbour at noon. (Ann Lee)"), _is_signed("It sailed. (Read more)")
    (False, False)
    """
    signature = _SIGNATURE.search(text[-MAX_SIGNATURE:])
    if signature is None:
        return False
    code = next(group for group in signature.groups() if group is not None)
    return not any(
        found.family == "continue" or (found.family == "credit" and found.how == "start")
        for found in match(code)
    )


#: What is cut between two paragraphs and does not part them: the prose goes on behind it.
ASIDES = frozenset(
    {
        Reason.AD, Reason.READ_ALSO, Reason.PROMO, Reason.SHARE, Reason.EMBED, Reason.SCRIPT, Reason.STYLE,
        Reason.MARKUP, Reason.COUNTER, Reason.CREDIT, Reason.REPEAT, Reason.BYLINE, Reason.DATE, Reason.TITLE,
    }
)  # fmt: skip


def are_asides(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the lines that were cut, or taken up, and do not part the paragraphs beside them.

    >>> are_asides([Line("ADVERTISEMENT", cut="ad"), Line("Comments", cut="comments"), Line("Rain.")]).tolist()
    [True, False, False]
    """
    return np.array([line.cut is not None and line.cut in ASIDES for line in lines], bool)


_STAMP = re.compile(
    r"\(?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s{0,2}(?:[ap]\.?m\.?|uhr|h)?\)?:?", re.IGNORECASE
)


def are_stamps(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the lines that say only a time, as the entries of a live blog begin.

    >>> are_stamps([Line("18:40"), Line("6.40 p.m."), Line("18:40 Update")]).tolist()
    [True, True, False]
    """
    return np.array([_STAMP.fullmatch(line.text[:16]) is not None for line in lines], bool)


_MARKER = re.compile(r"(?:([•*·▪►◦‣–—-])|(\d{1,3})[.)])\s")


def are_items(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the lines that are the next item of a list: the same mark as the line above, or the next number.

    >>> are_items([Line("- Boats"), Line("- Fares"), Line("1. Oars"), Line("2. Sails")]).tolist()
    [False, True, False, True]
    """
    out = np.zeros(len(lines), bool)
    above: tuple[str | None, int] | None = None
    for i, line in enumerate(lines):
        found = _MARKER.match(line.text)
        own = (found[1], int(found[2] or 0)) if found else None
        if own and above:
            out[i] = own[0] == above[0] and (own[0] is not None or own[1] == above[1] + 1)
        above = own
    return out


_PLACE_IN_LIST = re.compile(r"#?(\d{1,3})[.)]?")
#: Lines of one part of a list whose numbers stand on lines of their own, at most.
MAX_PART = 12
#: Parts from which on they are a list.
MIN_PARTS = 3


def parts_of(lines: Sequence[Line]) -> NDArray[np.int64]:
    """Number the lists whose items are headed by 1, 2, 3 on lines of their own, 0 for any other line.

    They count up or down. The last item is no longer than the longest of the others.

    >>> texts = ("Walks", "1", "The weir", "2", "The woods", "Wet.", "3", "The hill", "Dry.", "Shop")
    >>> parts_of([Line(text) for text in texts]).tolist()
    [0, 1, 1, 1, 1, 1, 1, 1, 1, 0]
    """
    out = np.zeros(len(lines), np.int64)
    found = [(i, _PLACE_IN_LIST.fullmatch(line.text[:8])) for i, line in enumerate(lines)]
    numbers = [(i, int(match[1])) for i, match in found if match]
    lists = 0
    first = 0
    while first < len(numbers):
        last, step = first, 0
        while last + 1 < len(numbers):
            (here, number), (there, other) = numbers[last], numbers[last + 1]
            if not 1 < there - here <= MAX_PART or (step or other - number) != other - number:
                break
            step = other - number
            if abs(step) != 1:
                break
            last += 1
        if last - first + 1 >= MIN_PARTS:
            lists += 1
            starts = [i for i, _ in numbers[first : last + 1]]
            longest = max(b - a for a, b in pairwise(starts))
            out[starts[0] : starts[-1] + longest] = lists
        first = max(last, first + 1)
    return out


#: A cell of a table that holds a number: a price, a size with its unit, a share. Days, times of day and
#: years have dates beside headlines as their like, and are none.
_NUMBER_CELL = re.compile(
    r"[(~≈±+−–-]{0,2}(?:[$€£¥₹₽₺]|[A-Z]{3}\s)?\s?\d[\d.,'\u00a0\u202f ]{0,12}"
    r"(?:\s?(?:[^\W\d]|[%‰°$€£¥₹₽₺])\S{0,11})?\)?"
)
_DAY_CELL = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d|\d{1,2}:\d\d")
#: Bounds of a table whose cells stand on lines of their own: columns, rows below its head, words and
#: characters of a cell, and lines that can be its heading or the next one's, on each side.
MAX_COLUMNS, MIN_ROWS, MAX_CELL_WORDS, MAX_CELL, MAX_BESIDE = 6, 3, 6, 60, 1
#: The share of cells, one at least, that may be words among numbers ("free") or numbers among words.
MAX_ODD_SHARE = 1 / 8


def tables_of(
    lines: Sequence[Line], counts: NDArray[np.integer], sentences: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Number the tables of which a dump made a line of each cell, 0 for any other line.

    Told by columns of numbers beside columns of words, in rows of one length; above them may stand
    their head. Only whole runs of short lines between two sentences, of which no rule cut one and no
    phrase says one, with at most a heading above and one below. Places on a list are no numbers.

    >>> cells = ("Boat", "Price", "Tern", "£4", "Gull", "£7.50", "Petrel", "free", "Auk", "£3")
    >>> texts = ("The boats sail at noon.", *cells, "All of them are old.")
    >>> prose = np.array([True, *[False] * 10, True])
    >>> tables_of([Line(text) for text in texts], np.array([5, *[1] * 10, 5]), prose).tolist()
    [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]
    """
    out = np.zeros(len(lines), np.int64)
    fit = [
        not (line.cut or sentence)
        and count <= MAX_CELL_WORDS
        and len(line.text) <= MAX_CELL
        and (not line.said or _is_number(line.text))
        for line, count, sentence in zip(lines, counts.tolist(), sentences.tolist(), strict=True)
    ]
    found = 0
    for run in _runs(fit):
        if len(run) < 2 * MIN_ROWS or run.start == 0 or run.stop == len(lines):
            continue
        if any(lines[at].cut for at in (run.start - 1, run.stop)):
            continue
        if table := _table_in([lines[at].text for at in run]):
            found += 1
            out[run.start + table.start : run.start + table.stop] = found
    return out


def _runs(marks: Sequence[bool]) -> list[range]:
    """Give the rows of marks that stand side by side.

    >>> _runs([True, True, False, True])
    [range(0, 2), range(3, 4)]
    """
    edges = [0, *(at for at in range(1, len(marks)) if marks[at] != marks[at - 1]), len(marks)]
    return [range(a, b) for a, b in pairwise(edges) if a < b and marks[a]]


def _table_in(cells: Sequence[str]) -> range | None:
    """Give the part of a run of short lines that is a table with its head, all but a heading on each side."""
    numbers = [_is_number(cell) for cell in cells]
    if sum(numbers) < MIN_ROWS - 1 or all(numbers):
        return None
    for columns, above, head in product(range(2, MAX_COLUMNS + 1), range(MAX_BESIDE + 1), (1, 0)):
        rows, below = divmod(len(cells) - above, columns)
        if below > MAX_BESIDE or rows - head < MIN_ROWS:
            continue
        body = slice(above + head * columns, len(cells) - below)
        if _are_rows(cells[body], numbers[body], columns) and not any(numbers[above : body.start]):
            return range(above, body.stop)
    return None


def _are_rows(cells: Sequence[str], numbers: Sequence[bool], columns: int) -> bool:
    """Whether cells, row after row, have words in some columns and numbers in others.

    >>> cells = ("Tern", "£4", "Gull", "£7.50", "Petrel", "free")
    >>> _are_rows(cells, list(map(_is_number, cells)), 2), _are_rows(cells, list(map(_is_number, cells)), 3)
    (True, False)
    """
    rows = len(numbers) // columns
    have = [sum(numbers[at::columns]) for at in range(columns)]
    odd = sum(min(number, rows - number) for number in have)
    of_numbers = [2 * number > rows for number in have]
    if odd > max(1, MAX_ODD_SHARE * len(numbers)) or not any(of_numbers) or all(of_numbers):
        return False
    return not any(_counts(cells[at::columns]) for at in range(columns) if of_numbers[at])


def _counts(cells: Sequence[str]) -> bool:
    """Whether a column says 1, 2, 3, as places on a list do."""
    return all(cell.strip(".)#") == str(at) for at, cell in enumerate(cells, 1))


def _is_number(cell: str) -> bool:
    return _NUMBER_CELL.fullmatch(cell) is not None and not _DAY_CELL.fullmatch(cell)


class Kinds(TypedDict):
    """What `decision.decide` asks of lines besides their probability, a mark a line."""

    sentences: NDArray[np.bool_]
    asides: NDArray[np.bool_]
    stamps: NDArray[np.bool_]
    items: NDArray[np.bool_]
    parts: NDArray[np.int64]
    tables: NDArray[np.int64]


def kinds_of(lines: Sequence[Line], counts: NDArray[np.integer]) -> Kinds:
    """Tell which lines are sentences, asides, times, items, parts of lists and cells; `counts` are their words."""
    sentences = are_sentences(lines, counts)
    return Kinds(
        sentences=sentences,
        asides=are_asides(lines),
        stamps=are_stamps(lines),
        items=are_items(lines),
        parts=parts_of(lines),
        tables=tables_of(lines, counts, sentences),
    )
