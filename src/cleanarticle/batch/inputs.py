"""Files in: folders and globs of documents, JSON Lines, Parquet and WARC, compressed or not.

What is read is streamed: a record at a time, whatever the size of its file. The order is
always the same: arguments as given, folders and globs by name.
"""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

from ..reading.decoding import decode
from .extras import needed
from .worker import told

__all__ = ["FIELDS", "Fields", "Record", "Source", "Unreadable", "Written", "records", "sources"]

Kind = Literal["document", "lines", "parquet", "warc"]

#: Where the document of a record stands: the first of these that holds text. Pages before texts,
#: as they hold more; `raw` before `text`, so that what this library wrote is read from the start.
FIELDS = (
    "html",
    "raw_html",
    "raw",
    "raw_text",
    "raw_content",
    "text",
    "content",
    "body",
    "article",
)
KINDS: Mapping[str, Kind] = {
    ".txt": "document",
    ".html": "document",
    ".htm": "document",
    ".xhtml": "document",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
PACKED = (".gz", ".zst")
#: Rows of a Parquet file held at a time.
BATCH_ROWS = 128
#: What the records of a WARC file are read for; others, such as pictures and requests, are not.
WARC_RECORDS = ("response", "resource", "conversion")
WARC_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; `size` in bytes, `changed` in nanoseconds."""

    path: str
    kind: Kind
    size: int
    changed: int

    @property
    def name(self) -> str:
        """The path as it is written on every system."""
        return self.path.replace(os.sep, "/")


@dataclass(frozen=True, slots=True)
class Record:
    """One document."""

    id: str
    raw: str | bytes
    url: str | None = None


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


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of a record's fields: of the document (`None`: found out), and of its id.

    With `written` a record that holds an article and its ledger is given as that.
    """

    document: str | None = None
    id: str = "id"
    written: bool = False

    def are_written(self, names: Iterable[str]) -> bool:
        """Whether these are the fields of an article that is wanted as it is."""
        return self.written and self.document is None and {"blocks", "changes"} <= set(names)

    def found(self, names: Iterable[str]) -> str | None:
        """Give the field of the document among those that hold text."""
        names = set(names)
        wanted = FIELDS if self.document is None else (self.document,)
        return next((name for name in wanted if name in names), None)

    def missing(self, names: Iterable[str]) -> str:
        """Say what was looked for, and what there is."""
        wanted = "none of " + ", ".join(FIELDS) if self.document is None else repr(self.document)
        there = ", ".join(map(str, names)) or "nothing"
        return f"no field with text: looked for {wanted}; there is {there}"


Found = Record | Written | Unreadable


def sources(arguments: Iterable[str], leave_out: Iterable[Path] = ()) -> Iterator[Source]:
    """Give the files that are named: themselves, in folders, or by globs.

    Of a folder the files with a known ending are taken; hidden ones are not.

    Raises `FileNotFoundError` for what names nothing, and `ValueError` for a file named by
    itself whose ending is not known.
    """
    out = {path.resolve() for path in leave_out}
    for argument in arguments:
        for path in _expanded(argument):
            if Path(path).is_dir():
                yield from _folder(path, out)
            elif Path(path).resolve() not in out:
                kind = kind_of(path)
                if kind is None:
                    raise ValueError(
                        f"cannot tell by its ending what {path!r} is; known are "
                        f"{', '.join(KINDS)}, each also with {' or '.join(PACKED)} behind it"
                    )
                yield _source(path, kind)


def _expanded(argument: str) -> list[str]:
    if os.path.lexists(argument):
        return [argument]
    found = sorted(glob(argument, recursive=True)) if has_magic(argument) else []  # noqa: PTH207
    if not found:
        raise FileNotFoundError(f"there is no {argument!r}")
    return found


def _folder(path: str, leave_out: set[Path]) -> Iterator[Source]:
    for folder, inside, files in os.walk(path):
        inside[:] = sorted(
            name
            for name in inside
            if not name.startswith(".") and Path(folder, name).resolve() not in leave_out
        )
        for name in sorted(files):
            file = str(Path(folder, name))
            kind = None if name.startswith(".") else kind_of(name)
            if kind is not None and Path(file).resolve() not in leave_out:
                yield _source(file, kind)


def _source(path: str, kind: Kind) -> Source:
    stat = Path(path).stat()
    return Source(path, kind, stat.st_size, stat.st_mtime_ns)


def kind_of(name: str) -> Kind | None:
    """Tell by its ending what a file holds.

    >>> kind_of("pages/a.HTML.gz"), kind_of("crawl.warc"), kind_of("photo.jpg")
    ('document', 'warc', None)
    """
    path = Path(name.lower())
    if path.suffix in PACKED:
        path = path.with_suffix("")
    return KINDS.get(path.suffix)


def records(source: Source, fields: Fields, skip: int = 0) -> Iterator[tuple[Found, int]]:
    """Give a source's records behind the first `skip`, each with the bytes read by then.

    What cannot be read is given in its place. Where a file is broken in the middle, that is the
    last that is given of it.
    """
    read: Callable[[Source, Fields, int], Iterator[tuple[Found, int]]]
    read = {"document": _document, "lines": _lines, "parquet": _parquet, "warc": _warc}[source.kind]
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
def _opened(
    source: Source, unpack: Sequence[str] = PACKED
) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """Open a file, unpacked where it ends so, and give how many of its bytes have been read."""
    ending = Path(source.path.lower()).suffix
    with Path(source.path).open("rb") as file:
        stream: Any = file
        if ending == ".gz" and ending in unpack:
            stream = gzip.GzipFile(fileobj=file)
        elif ending == ".zst" and ending in unpack:
            unpacker = needed("zstandard").ZstdDecompressor(max_window_size=2**31)
            stream = io.BufferedReader(unpacker.stream_reader(file, read_across_frames=True))
        yield stream, file.tell


def _document(source: Source, fields: Fields, skip: int) -> Iterator[tuple[Record, int]]:
    if not skip:
        with _opened(source) as (stream, _):
            yield Record(source.name, stream.read()), source.size


def _lines(source: Source, fields: Fields, skip: int) -> Iterator[tuple[Found, int]]:
    with _opened(source) as (stream, read):
        numbered = ((number, line) for number, line in enumerate(stream, 1) if line.strip())
        for number, line in islice(numbered, skip, None):
            yield _of_line(line, f"{source.name}:{number}", fields), read()


def _of_line(line: bytes, place: str, fields: Fields) -> Found:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _unreadable(line, place, f"not JSON: {error}")
    if isinstance(value, str):
        return Record(place, value)
    if not isinstance(value, dict):
        return _unreadable(line, place, f"not a record but a {type(value).__name__}")
    if fields.are_written(value):
        return Written(_id(value, fields, place), value)
    found = fields.found(name for name, inside in value.items() if isinstance(inside, str))
    if found is None:
        return _unreadable(line, place, fields.missing(value))
    return Record(_id(value, fields, place), value[found], _url(value))


def _unreadable(line: bytes, place: str, error: str) -> Unreadable:
    return Unreadable(place, error, line.decode("utf-8", "replace").strip())


def _id(record: Mapping[str, Any], fields: Fields, place: str) -> str:
    """Give the record's own id, else where it stands."""
    own = record.get(fields.id)
    return str(own) if isinstance(own, str | int) and own != "" else place


def _url(record: Mapping[str, Any]) -> str | None:
    url = record.get("url")
    return url if isinstance(url, str) and url else None


def _parquet(source: Source, fields: Fields, skip: int) -> Iterator[tuple[Found, int]]:
    with needed("pyarrow.parquet").ParquetFile(source.path) as file:
        types = {column.name: column.type for column in file.schema_arrow}
        found = fields.found(name for name, kind in types.items() if _holds_text(kind))
        written = fields.are_written(types)
        if found is None and not written:
            yield Unreadable(source.name, fields.missing(types)), source.size
            return
        wanted = types if written else (found, fields.id, "url")
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
        for row in (row for batch in batches for row in batch.to_pylist()):
            number += 1
            if number > skip:
                place = f"{source.name}:{number}"
                made: Found = Unreadable(place, f"no text: {found!r} is null")
                if written:
                    made = Written(_id(row, fields, place), row)
                elif row[found] is not None:
                    made = Record(_id(row, fields, place), row[found], _url(row))
                yield made, round(number * every)


def _holds_text(kind: Any) -> bool:
    types = needed("pyarrow").types
    if types.is_dictionary(kind):
        kind = kind.value_type
    text = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
    return bool(text or types.is_binary(kind) or types.is_large_binary(kind))


def _warc(source: Source, _: Fields, skip: int) -> Iterator[tuple[Found, int]]:
    iterator = needed("warcio.archiveiterator").ArchiveIterator
    with _opened(source, unpack=(".zst",)) as (stream, read):  # gzip it reads by itself
        pages = (record for record in iterator(stream) if _is_page(record))
        for record in islice(pages, skip, None):
            headers = record.rec_headers
            place = headers.get_header("WARC-Record-ID", "").strip("<>") or source.name
            url = headers.get_header("WARC-Target-URI")
            try:
                raw = _body(record)
            except Exception as error:
                yield Unreadable(place, told(error)), read()
                continue
            yield Record(place, raw, url.strip("<>") if url else None), read()


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
    data: bytes = record.content_stream().read()
    record.raw_stream.read()
    if record.raw_stream.limit > 0:
        raise EOFError("the file ends in the middle of this record")
    _, told_of, label = _content_type(record).lower().partition("charset=")
    return decode(data, label.strip(" \"';").partition(";")[0]) if told_of else data
