"""Files out: JSON Lines or Parquet, appended to in pieces that are whole, put in place at the end.

What is written goes to a *spool* first. Each piece that is appended can be read by itself (lines,
a gzip member, a zstd frame, an Arrow stream), so a spool that is cut back to the end of a piece is
as good as one that was never longer. JSON Lines are their own spool. A Parquet file is written from its spool
at the end, as a Parquet file cannot be taken up again.
"""

from __future__ import annotations

import gzip
import json
import os
import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Literal

from .arrow import COLUMNS, check_columns, known_columns, schema
from .extras import needed

__all__ = ["BATCH_COLUMNS", "Spool", "encoder", "format_of", "to_parquet", "wanted_columns"]

Format = Literal["jsonl", "parquet"]

#: `error` is not among them: what failed goes to a file of its own.
BATCH_COLUMNS = ("id", *(name for name in known_columns() if name != "error"))
#: Rows, and bytes in memory, after which a group of rows of a Parquet file is written.
GROUP_ROWS, GROUP_BYTES = 8_192, 64_000_000
GZIP_LEVEL, ZSTD_LEVEL = 6, 3
_LENGTH = struct.Struct("<Q")


def format_of(path: Path, wanted: str | None = None) -> Format:
    """Give the format: as wanted, else by the ending.

    Raises `ValueError` for an ending that is not known.
    """
    name = path.name.lower().removesuffix(".gz").removesuffix(".zst")
    if wanted == "parquet" or (wanted is None and name.endswith(".parquet")):
        if name != path.name.lower():
            raise ValueError(f"{path.name!r}: Parquet packs by itself; leave the last ending off")
        return "parquet"
    if wanted == "jsonl" or name.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    raise ValueError(
        f"cannot tell by its ending what {path.name!r} is to be: give it .jsonl, .jsonl.gz, "
        ".jsonl.zst or .parquet, or say --format"
    )


def wanted_columns(names: str | None) -> tuple[str, ...]:
    """Give the columns of a list with commas; raises `ValueError` as `check_columns`."""
    if names is None:
        return BATCH_COLUMNS
    wanted = dict.fromkeys(name.strip() for name in names.split(",") if name.strip())
    if not wanted:
        raise ValueError(f"--columns names no column; known are: {', '.join(('id', *COLUMNS))}")
    check_columns(wanted, ("id", *COLUMNS))
    return tuple(wanted)


def encoder(path: Path, form: Format, columns: Sequence[str]) -> Callable[[Sequence[Any]], bytes]:
    """Give the function that makes a piece of the spool of what the task gives for records."""
    if form == "parquet":
        return _Frames(columns)
    name = path.name.lower()
    if name.endswith(".gz"):
        return lambda lines: gzip.compress(b"".join(lines), GZIP_LEVEL, mtime=0)
    if name.endswith(".zst"):
        pack = needed("zstandard").ZstdCompressor(level=ZSTD_LEVEL)
        return lambda lines: bytes(pack.compress(b"".join(lines)))
    return b"".join


def to_line(row: dict[str, Any]) -> bytes:
    """Give a row as a line of JSON, in UTF-8."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"


def batch_schema(columns: Sequence[str]) -> Any:
    """Give the Arrow schema of a batch's columns."""
    arrow = needed("pyarrow")
    fields = {field.name: field for field in schema(c for c in columns if c != "id")}
    return arrow.schema([fields.get(name) or arrow.field("id", arrow.string()) for name in columns])


class _Frames:
    """Makes Arrow streams with their length in front."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.arrow, self.ipc = needed("pyarrow"), needed("pyarrow.ipc")
        self.schema = batch_schema(columns)

    def __call__(self, rows: Sequence[dict[str, Any]]) -> bytes:
        batch = self.arrow.RecordBatch.from_pylist(list(rows), schema=self.schema)
        sink = self.arrow.BufferOutputStream()
        options = self.ipc.IpcWriteOptions(compression="zstd")
        with self.ipc.new_stream(sink, self.schema, options=options) as stream:
            stream.write_batch(batch)
        data: bytes = sink.getvalue().to_pybytes()
        return _LENGTH.pack(len(data)) + data


def to_parquet(spool: Path, out: Path, columns: Sequence[str]) -> None:
    """Write a Parquet file from its spool, a group of rows in memory at a time."""
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    form = batch_schema(columns)
    with parquet.ParquetWriter(out, form, compression="zstd") as writer:
        held = form.empty_table()
        for table in _tables(spool):
            held = arrow.concat_tables([held, table])
            if held.num_rows >= GROUP_ROWS or held.nbytes >= GROUP_BYTES:
                writer.write_table(held, row_group_size=held.num_rows)
                held = form.empty_table()
        if held.num_rows:
            writer.write_table(held, row_group_size=held.num_rows)


def _tables(spool: Path) -> Iterator[Any]:
    ipc = needed("pyarrow.ipc")
    with spool.open("rb") as file:
        while head := file.read(_LENGTH.size):
            yield ipc.open_stream(file.read(_LENGTH.unpack(head)[0])).read_all()


class Spool:
    """A file that is only ever appended to, and cut back to a known size when taken up again."""

    def __init__(self, path: Path, size: int) -> None:
        if size and (not path.exists() or path.stat().st_size < size):
            raise ValueError(f"{str(path)!r} is shorter than its journal says")
        self.file: IO[bytes] = path.open("r+b" if path.exists() else "w+b")
        self.file.truncate(size)
        self.file.seek(size)
        self.size = size

    def append(self, piece: bytes) -> None:
        """Write a piece, and see that it is on the disk."""
        if piece:
            self.file.write(piece)
            self.file.flush()
            os.fsync(self.file.fileno())
            self.size += len(piece)

    def close(self) -> None:
        """Close the file; what was appended stays."""
        self.file.close()
