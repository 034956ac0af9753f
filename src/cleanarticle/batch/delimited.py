"""Tables of delimited values (CSV), as spreadsheets and scrapers write them: rows, with the head's names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ..reading.decoding import decode
from .packing import is_utf16

__all__ = ["Ragged", "read_table"]

#: What parts the cells: the one of these of which the head has most. A spreadsheet in a language that
#: writes 1,5 for 1.5 parts them by semicolons.
DELIMITERS = ",;\t|"
#: Longest cell, in characters: the standard library's bound of 131,072 is less than many a page.
MAX_CELL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row of more cells than the head names, so that no cell can be told from the next."""

    error: str
    raw: str


def read_table(
    stream: io.BufferedReader,
) -> tuple[list[str], Iterator[Mapping[str, str] | Ragged]]:
    """Give the names in the head of a table, and its rows under them.

    A row that has too many cells comes as what it is, cells that one lacks at its end are not in it, and empty
    rows are no rows. In UTF-8, UTF-16 with its mark, or in any encoding that can be told from a cell's bytes.

    >>> table = b'id;text\\n1;"Fog; rain.\\nIt cleared."\\n\\n2;Sun.;much;more\\n'
    >>> head, rows = read_table(io.BufferedReader(io.BytesIO(table)))
    >>> head, [row if isinstance(row, dict) else row.raw for row in rows]
    (['id', 'text'], [{'id': '1', 'text': 'Fog; rain.\\nIt cleared.'}, '2\\tSun.\\tmuch\\tmore'])
    """
    wide, narrow = ("utf-16", "replace"), ("utf-8-sig", "surrogateescape")
    encoding, errors = wide if is_utf16(stream) else narrow
    lines = io.TextIOWrapper(stream, encoding, errors=errors, newline="")
    first = next((line for line in lines if line.strip()), "")
    csv.field_size_limit(MAX_CELL)  # of the process: there is no other
    cells = csv.reader(chain([first], lines), delimiter=max(DELIMITERS, key=first.count))
    head = [_text(name).strip() for name in next(cells, [])]
    return head, (_row(head, list(map(_text, row))) for row in cells if any(row))


def _row(head: Sequence[str], cells: Sequence[str]) -> Mapping[str, str] | Ragged:
    if any(cells[len(head) :]):
        told = f"{len(cells)} cells, where the head names {len(head)}: is a quotation mark missing?"
        return Ragged(told, "\t".join(cells))
    return dict(zip(head, cells, strict=False))


def _text(cell: str) -> str:
    """Read a cell that is not in UTF-8 as any bytes are read."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return decode(cell.encode("utf-8", "surrogateescape"))
    return cell
