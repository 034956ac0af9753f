"""Tables told cell by cell: what a dump with a line for each element leaves of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..patterns import lazy

if TYPE_CHECKING:
    from .lines import Line

__all__ = ["cells_of", "is_dated"]

#: Most characters of a cell, cells of a row, and fewest rows of a table.
MAX_CELL, MAX_COLUMNS, MIN_ROWS = 40, 10, 3

#: What parts the cells of a row that is told on one line, and the longest such line, in characters.
_GAP = lazy(r" {2,}|\t+")
MAX_LINE_OF_CELLS = 200

#: A day or a clock, as teasers have them: no cell by itself tells of a table.
_DATED = lazy(r"\d[./-]\d{1,2}[./-]\d|\d:\d|[^\W\d_]{3}\D{0,3}\d{4}\b|\b\d{4}[年년]")
#: A figure, with a sign or currency before it and a unit behind it.
_FIGURE = lazy(
    r"[^\w\s(\[]{0,2}(?:[A-Z]{1,3}|[^\w\s(\[])?\s?\d[\d.,'\u00a0\u202f/–-]*\s?[^\W\d_]{0,6}[^\w\s]{0,3}"
)
#: A bare count, which stands beside names in lists of sections, tags and networks, too.
_COUNT = lazy(r"[(\[+]?\d{1,4}[)\]+]?")
_SENTENCE_END = (".", "?", "!", "。", "？", "！", "।", "؟", "።", "፡፡")


def cells_of(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the lines that are cells of a table, its head's among them.

    In three rows and more the same columns hold figures, and the same others names. Names with bare
    counts, or with days, are lists of sections or of other articles, and a column that says the same in
    each row ("Add to cart") is of a list of products.

    >>> from cleanarticle.judging.lines import Line
    >>> table = ["Crossing", "Fare", "Time", "Skelby", "4 €", "20 min", "Thorn", "6 €", "35 min", "Aln", "3 €", "9 min"]
    >>> cells_of([Line(text) for text in ["The fares of this summer.", *table, "Dogs sail free."]]).tolist()
    [False, True, True, True, True, True, True, True, True, True, True, True, True, False]
    >>> cells_of([Line(text) for text in ("Boats", "12", "Harbours", "8", "Rain", "31")]).tolist()
    [False, False, False, False, False, False]

    So are a table told in one block and rows told a line each, with as many cells in three lines and more.

    >>> rows = ["Line    From    To", "North   Skelby  Thorn", "South   Mill    School"]
    >>> cells_of([Line("They sail."), *map(Line, rows), Line("Dogs  sail")]).tolist()
    [False, True, True, True, False]
    """
    out = _are_rows(lines)
    for first, last in _short_rows(lines):
        texts = [line.text for line in lines[first:last]]
        for start, end in _tables(texts):
            out[first + start : first + end] = True
    return out


def _are_rows(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the tables in one block, and the rows of those that are told a row a line."""
    sizes = [_cells_in(line) if line.cut is None else 0 for line in lines]
    out = np.array([line.kind == "table" and line.cut is None for line in lines], bool)
    at = 0
    for size, alike in groupby(sizes):
        rows = sum(1 for _ in alike)
        out[at : at + rows] |= size > 1 and rows >= MIN_ROWS
        at += rows
    return out


def _cells_in(line: Line) -> int:
    """Count the cells of a row that wide gaps part, 0 for any other line."""
    text = line.text
    if len(text) > MAX_LINE_OF_CELLS or ("  " not in text and "\t" not in text):
        return 0
    return len(_GAP.split(text))


def _short_rows(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Give where lines stand in a row, all short and still in, that are enough for a table."""
    first = 0
    for i in range(len(lines) + 1):
        if i < len(lines) and _may_be_cell(lines[i]):
            continue
        if i - first >= 2 * MIN_ROWS:
            yield first, i
        first = i + 1


def _may_be_cell(line: Line) -> bool:
    text = line.text
    return line.cut is None and len(text) <= MAX_CELL and not text.endswith(_SENTENCE_END)


def is_dated(text: str) -> bool:
    """Whether a line tells a day or a clock.

    >>> is_dated("2024-05-12"), is_dated("5 boats")
    (True, False)
    """
    return any(map(str.isdigit, text)) and _DATED.search(text) is not None


def _form(text: str) -> str:
    """Tell a figure (`9`), a day (`d`) and anything else (`w`).

    >>> [_form(text) for text in ("$2.50–7", "12 %", "31", "12 May 2024", "Skelby", "12 comments")]
    ['9', '9', '9', 'd', 'w', 'w']
    """
    if not any(map(str.isdigit, text)):
        return "w"
    if _DATED.search(text):
        return "d"
    return "9" if _FIGURE.fullmatch(text) else "w"


def _tables(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the ranges of cells, the head's row before them, of short lines in a row."""
    forms = "".join(map(_form, texts))
    at = done = 0
    while (figure := forms.find("9", at)) >= 0:
        at = max(at, figure - MAX_COLUMNS + 1)  # no row without a figure begins a table
        length, columns = max(
            (_rows_from(forms, at, columns) for columns in range(2, MAX_COLUMNS + 1)),
            key=lambda found: found[0],  # of rows as long the shortest
        )
        if length and not _is_list(texts[at : at + length], forms[at : at + columns]):
            start = max(done, at - columns)
            yield (start if set(forms[start:at]) <= {"w"} else at), at + length
            done = at + length
        at += length or 1


def _rows_from(forms: str, at: int, columns: int) -> tuple[int, int]:
    """Give how many cells from a place on repeat its row's forms, if they are a table, and the row's length."""
    row = forms[at : at + columns]
    if row[0] != "w" or "9" not in row:
        return 0, columns
    end = at + columns
    while forms.startswith(row, end):
        end += columns
    return (end - at if end - at >= MIN_ROWS * columns else 0), columns


def _is_list(cells: Sequence[str], row: str) -> bool:
    """Whether a column of words says the same in each row, the names of the rows recur, or all figures are counts."""
    columns = [set(cells[at :: len(row)]) for at, form in enumerate(row) if form == "w"]
    rows = len(cells) // len(row)
    same = any(len(column) == 1 for column in columns) or 2 * len(columns[0]) <= rows
    return same or (len(row) == 2 and all(map(_COUNT.fullmatch, cells[1::2])))
