"""Tables of data: one piece each, a line a row, the cells parted by bars."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from .page import Marked, Page, Piece
from .tags import HEADINGS, Tag

__all__ = ["join_tables"]

#: What a table of data does not hold in its cells; one that does lays the page out.
_NOT_IN_CELLS = frozenset({"table", "ul", "ol", "pre", "blockquote", "form", *HEADINGS})
#: Words a cell of a table of data has at most, and on the average.
MAX_CELL_WORDS, MEAN_CELL_WORDS = 60, 15
#: How many times its cells a table that is filled up may hold; one with more is a layout's, or made to be one.
MAX_FILLED = 20

_Cell = range  # of its pieces
_EMPTY: _Cell = range(0)


def join_tables(page: Page, entered: Sequence[Tag]) -> None:
    """Make one piece of each table of data: a line a row, cells parted by a bar."""
    gone: list[int] = []
    for table in page.tagged("table"):
        if cells := _cells(page, table, entered):
            pieces = [i for row in cells for cell in row for i in cell]
            page.pieces[pieces[0]] = _as_table(page, table, cells)
            gone += pieces[1:]
    if gone:
        page.first = [at - bisect_left(gone, at) for at in page.first]
        page.behind = [at - bisect_left(gone, at) for at in page.behind]
        for picture in page.pictures:
            picture.before -= bisect_left(gone, picture.before)
        absorbed = set(gone)
        page.pieces = [piece for at, piece in enumerate(page.pieces) if at not in absorbed]


def _cells(page: Page, table: int, entered: Sequence[Tag]) -> list[list[_Cell]] | None:
    """Give the pieces of each cell of each row; `None` for a table that is none of data."""
    rows: list[list[tuple[_Cell, tuple[int, int]]]] = []
    sizes: list[int] = []
    for element in range(table + 1, page.last[table]):
        tag = page.tags[element]
        if tag in _NOT_IN_CELLS:
            return None
        if tag == "tr":
            rows.append([])
        elif tag in ("td", "th"):
            if not rows:
                return None
            cell = range(page.first[element], page.behind[element])
            rows[-1].append((cell, entered[element].span))
            sizes.append(sum(page.pieces[i].text.count(" ") + 1 for i in cell))
    filled = [row for row in rows if any(cell for cell, _ in row)]
    if len(filled) < 2 or max(map(len, filled)) < 2:
        return None
    if max(sizes) > MAX_CELL_WORDS or sum(sizes) > MEAN_CELL_WORDS * len(sizes):
        return None
    held = [i for row in filled for cell, _ in row for i in cell]
    if held != list(range(held[0], held[-1] + 1)):
        return None
    if any(page.pieces[i].text == "|" for i in held):  # a row of links
        return None
    return _filled_up(rows)


def _filled_up(rows: Sequence[Sequence[tuple[_Cell, tuple[int, int]]]]) -> list[list[_Cell]] | None:
    """Give each row as many cells, empty ones where another reaches over columns or rows."""
    cells = [spans for row in rows for _, spans in row]
    if sum(columns * high for columns, high in cells) > MAX_FILLED * len(cells):
        return None
    placed: list[dict[int, _Cell]] = []
    taken: dict[int, int] = {}  # rows for which a cell from above still takes a column
    for row in rows:
        own: dict[int, _Cell] = {}
        at = 0
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell, (columns, high) in row:
            while at in taken:
                at += 1
            own[at] = cell
            if high > 1:
                below.update(dict.fromkeys(range(at, at + columns), high - 1))
            at += columns
        placed.append(own)
        taken = below
    placed = [own for own in placed if any(own.values())]
    width = max(max(own) for own in placed) + 1
    if width * len(placed) > MAX_FILLED * len(cells):
        return None
    return [[own.get(column, _EMPTY) for column in range(width)] for own in placed]


def _as_table(page: Page, table: int, rows: Sequence[Sequence[_Cell]]) -> Piece:
    lines: list[str] = []
    marks: list[Marked] = []
    size = 0
    for row in rows:
        line = ""
        for at, cell in enumerate(row):
            if at:
                line += "| " if line[-1:] in ("", " ") else " | "
            for i in cell:
                text, inside = _of_a_cell(page.pieces[i])
                line += " " if i > cell[0] else ""
                start = size + len(line)
                marks += [(k, start + low, start + high, h) for k, low, high, h in inside]
                line += text
        lines.append(line.rstrip())
        size += len(lines[-1]) + 1
    return Piece("\n".join(lines), "table", None, marks, table)


def _of_a_cell(piece: Piece) -> tuple[str, Sequence[Marked]]:
    """Give a piece's text and marks for a row, in which a bar between spaces parts cells: "a|b"."""
    text = piece.text.replace("\n", " ")
    if "|" not in text:
        return text, piece.marks
    parts: list[str] = []
    cuts: list[int] = []  # places of the spaces that go
    for at, character in enumerate(text):
        if character.isspace() and "|" in (text[at - 1 : at], text[at + 1 : at + 2]):
            cuts.append(at)
        else:
            parts.append(character)
    return "".join(parts), [
        (kind, low - bisect_left(cuts, low), high - bisect_left(cuts, high), href)
        for kind, low, high, href in piece.marks
    ]
