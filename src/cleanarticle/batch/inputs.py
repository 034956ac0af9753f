"""The records in a file: of a document, JSON Lines, CSV, Parquet or WARC, compressed or not.

What is read is streamed: a record at a time, whatever the size of its file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ..reading.decoding import decode
from .arrow import holds_text, values
from .delimited import Ragged, read_table
from .extras import needed
from .fields import Fields, in_words
from .files import Kind, Source
from .packing import UpToBreak, is_utf16, read_as_far, unpacked
from .worker import told

__all__ = ["Record", "Unreadable", "Written", "records"]

#: Rows of a Parquet file held at a time.
BATCH_ROWS = 128
#: What the records of a WARC file are read for; others, such as pictures and requests, are not.
WARC_RECORDS = ("response", "resource", "conversion")
WARC_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Record:
    """One document; `placed` where it has no id of its own, and `id` is where it stands."""

    id: str
    raw: str | bytes
    url: str | None = None
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in place of a record that cannot be read; `raw` as far as there is one."""

    id: str
    error: str
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """An article that a batch wrote: its row, where that is wanted as it is."""

    id: str
    row: Mapping[str, Any]


Found = Record | Written | Unreadable


def records(source: Source, fields: Fields, skip: int = 0) -> Iterator[tuple[Found, int]]:
    """Give a source's records behind the first `skip`, each with the bytes read by then.

    What cannot be read is given in its place. Where a file is broken in the middle, that is the
    last that is given of it.
    """
    read = _READERS[source.kind]
    number = skip
    try:
        for number, found in enumerate(read(source, fields, skip), skip + 1):  # noqa: B007
            yield found
    except ModuleNotFoundError:
        raise
    except Exception as error:
        name = source.name if source.kind == "document" else f"{source.name}:{number + 1}"
        yield Unreadable(name, f"cannot be read from here on: {told(error)}"), source.size


@contextmanager
def _opened(source: Source) -> Iterator[tuple[io.BufferedReader, Callable[[], int]]]:
    """Open a file, unpacked, and give how many of its bytes have been read."""
    with Path(source.path).open("rb") as file:
        yield unpacked(file), file.tell


def _document(source: Source, fields: Fields, skip: int) -> Iterator[tuple[Found, int]]:
    if skip:
        return
    with _opened(source) as (stream, _):
        data, wrong = read_as_far(stream)
    if wrong is None:
        yield Record(source.name, data), source.size
    else:
        error = f"cannot be read to its end: {told(wrong)}"
        yield Unreadable(source.name, error, decode(data) if data else None), source.size


def _lines(source: Source, fields: Fields, skip: int) -> Iterator[tuple[Found, int]]:
    with _opened(source) as (stream, read):
        numbered = ((number, line) for number, line in enumerate(_in_utf8(stream), 1))
        filled = ((number, line) for number, line in numbered if line.strip())
        for number, line in islice(filled, skip, None):
            yield _of_line(line, f"{source.name}:{number}", fields), read()


def _in_utf8(stream: io.BufferedReader) -> Iterable[bytes]:
    """Give the lines of a file; those of UTF-16, which shells of Windows write, in UTF-8."""
    if not is_utf16(stream):
        return stream
    text = io.TextIOWrapper(stream, "utf-16", errors="replace", newline="\n")
    return (line.encode() for line in text)


def _of_line(line: bytes, place: str, fields: Fields) -> Found:
    try:
        value = _json(line)
    except (ValueError, RecursionError) as error:
        return _unreadable(line, place, f"not JSON: {error}")
    if isinstance(value, str):
        return Record(place, value, placed=True)
    if not isinstance(value, dict):
        hint = "; one record a line is read" if isinstance(value, list) else ""
        return _unreadable(line, place, f"not a record but {in_words(value)}{hint}")
    own = _id(value, fields)
    if fields.are_written(value):
        return Written(own or place, value)
    found = fields.found(value)
    if found is None:
        return _unreadable(line, place, fields.missing(value))
    return Record(own or place, value[found], _url(value), placed=own is None)


def _json(line: bytes) -> Any:
    """Read a line of JSON, which ought to be in UTF-8."""
    try:
        return json.loads(line)
    except UnicodeDecodeError:
        return json.loads(decode(line))


def _unreadable(line: bytes, place: str, error: str) -> Unreadable:
    return Unreadable(place, error, decode(line).strip())


def _id(record: Mapping[str, Any], fields: Fields) -> str | None:
    """Give the record's own id, if it has one."""
    own = record.get(fields.id)
    is_one = isinstance(own, str | int) and not isinstance(own, bool) and own != ""
    return str(own) if is_one else None


def _url(record: Mapping[str, Any]) -> str | None:
    url = record.get("url")
    return url if isinstance(url, str) and url else None


def _table(source: Source, fields: Fields, skip: int) -> Iterator[tuple[Found, int]]:
    with _opened(source) as (stream, read):
        head, rows = read_table(stream)
        if not any(name in head for name in fields.wanted):
            yield Unreadable(source.name, fields.missing(dict.fromkeys(head))), source.size
            return
        for number, row in islice(enumerate(rows, 1), skip, None):
            place = f"{source.name}:{number}"
            if isinstance(row, Ragged):
                yield Unreadable(place, row.error, row.raw), read()
            else:
                yield _of_row(row, place, fields, written=False), read()


def _parquet(source: Source, fields: Fields, skip: int) -> Iterator[tuple[Found, int]]:
    with needed("pyarrow.parquet").ParquetFile(source.path) as file:
        types = {column.name: column.type for column in file.schema_arrow}
        there = [name for name in fields.wanted if name in types and holds_text(types[name])]
        written = fields.are_written(types)
        if not there and not written:
            yield Unreadable(source.name, fields.missing(types)), source.size
            return
        wanted = types if written else (*there, fields.id, "url")
        columns = [name for name in dict.fromkeys(wanted) if name in types]
        groups: list[int] = []
        number = 0
        for group in range(file.num_row_groups):  # those that were done are not read again
            rows = file.metadata.row_group(group).num_rows
            if groups or number + rows > skip:
                groups.append(group)
            else:
                number += rows
        every = source.size / max(1, file.metadata.num_rows)
        batches = file.iter_batches(BATCH_ROWS, row_groups=groups, columns=columns)
        for row in (row for batch in batches for row in _rows(batch)):
            number += 1
            if number > skip:
                place = f"{source.name}:{number}"
                yield _of_row(row, place, fields, written), round(number * every)


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    names = batch.schema.names
    for row in zip(*map(values, batch.columns), strict=True):
        yield dict(zip(names, row, strict=True))


def _of_row(row: Mapping[str, Any], place: str, fields: Fields, written: bool) -> Found:
    own = _id(row, fields)
    if written:
        return Written(own or place, row)
    found = fields.found(row)
    if found is None:
        return Unreadable(place, fields.missing(row))
    return Record(own or place, row[found], _url(row), placed=own is None)


def _warc(source: Source, _: Fields, skip: int) -> Iterator[tuple[Found, int]]:
    iterator = needed("warcio.archiveiterator").ArchiveIterator
    with _opened(source) as (opened, read):
        stream, told_of = UpToBreak(opened), False
        pages = (record for record in iterator(stream) if _is_page(record))
        for record in islice(pages, skip, None):
            headers = record.rec_headers
            place = headers.get_header("WARC-Record-ID", "").strip("<>") or source.name
            url = headers.get_header("WARC-Target-URI")
            try:
                raw = _body(record)
            except Exception as error:
                told_of = stream.wrong is not None
                yield Unreadable(place, told(error)), read()
                continue
            yield Record(place, raw, url.strip("<>") if url else None), read()
        if stream.wrong is not None and not told_of:
            raise stream.wrong


def _is_page(record: Any) -> bool:
    if record.format != "warc":  # whatever else is taken for ARC, an older format
        raise ValueError("this is not a WARC record")
    if record.rec_type not in WARC_RECORDS:
        return False
    if record.http_headers is not None and not record.http_headers.get_statuscode().startswith("2"):
        return False
    return _content_type(record).partition(";")[0].strip().lower() in WARC_TYPES


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _body(record: Any) -> str | bytes:
    """Give the page: decoded where the server told an encoding, else as it came."""
    headers = record.http_headers
    is_brotli = headers is not None and headers.get_header("Content-Encoding", "").lower() == "br"
    if is_brotli:  # which warcio unpacks with no brotli that is newer than itself
        headers.remove_header("Content-Encoding")
    data: bytes = record.content_stream().read()
    record.raw_stream.read()
    if record.raw_stream.limit > 0:
        raise EOFError("the file ends in the middle of this record")
    if is_brotli:
        brotli = needed("brotli")
        with suppress(brotli.error):  # some servers only say so
            data = brotli.decompress(data)
    _, told_of, label = _content_type(record).lower().partition("charset=")
    return decode(data, label.strip(" \"';").partition(";")[0]) if told_of else data


_READERS: Mapping[Kind, Callable[[Source, Fields, int], Iterator[tuple[Found, int]]]] = {
    "document": _document,
    "lines": _lines,
    "table": _table,
    "parquet": _parquet,
    "warc": _warc,
}
