"""Which files are read: those that are named, in folders or by globs, and what they hold by their endings.

The order is always the same: arguments as given, folders and globs by name.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import Literal

from .delimited import read_table
from .fields import ANY_FIELD, Fields
from .packing import unpacked

__all__ = ["KINDS", "PACKED", "Kind", "Source", "real", "sources"]

Kind = Literal["document", "lines", "table", "parquet", "warc"]
KINDS: Mapping[str, Kind] = {
    ".txt": "document",
    ".html": "document",
    ".htm": "document",
    ".xhtml": "document",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
PACKED = (".gz", ".zst")
#: Other forms of records, and what makes of them one that is read.
INSTEAD: Mapping[str, str] = {
    ".json": "for a list of records, jq -c '.[]' IN.json > IN.jsonl writes one a line",
    ".xlsx": "a spreadsheet's program saves it as CSV",
}


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


def sources(
    arguments: Iterable[str],
    leave_out: Iterable[Path] = (),
    left: Counter[str] | None = None,
    fields: Fields = ANY_FIELD,
) -> Iterator[Source]:
    """Give the files that are named: themselves, in folders, or by globs.

    Of a folder the files with a known ending are taken, a table in CSV only where its head names one of the
    `fields`; hidden ones are not. What else is in it `left` counts, by what it is.

    Raises `FileNotFoundError` for what names nothing, and `ValueError` for a file named by
    itself whose ending is not known.
    """
    out = set(map(real, leave_out))
    left = Counter() if left is None else left
    for argument in arguments:
        for path in _expanded(argument):
            if Path(path).is_dir():
                yield from _folder(path, out, left, fields)
            elif real(path) not in out:
                kind = kind_of(path)
                if kind is None:
                    raise ValueError(_unknown(path))
                yield _source(path, kind)


def real(path: str | Path) -> Path:
    """Give the path behind all links; `Path.resolve` raises where links go round in a circle."""
    return Path(os.path.realpath(path))


def _expanded(argument: str) -> list[str]:
    if os.path.lexists(argument):
        return [argument]
    found = sorted(glob(argument, recursive=True)) if has_magic(argument) else []  # noqa: PTH207
    if not found and argument == "-":
        raise FileNotFoundError(
            "standard input cannot be read again where a batch stopped: save it to a file first; "
            "one document is read by cleanarticle -"
        )
    if not found:
        raise FileNotFoundError(f"there is no {argument!r}")
    return found


def _unknown(path: str) -> str:
    """Say that a file is of no known kind, and what to do."""
    known = f"known are {', '.join(KINDS)}, each also with {' or '.join(PACKED)} behind it"
    hint = INSTEAD.get(Path(path.lower()).suffix)
    return f"cannot tell by its ending what {path!r} is; {known}" + (f"; {hint}" if hint else "")


def _folder(
    path: str, leave_out: set[Path], left: Counter[str], fields: Fields
) -> Iterator[Source]:
    shut: list[str] = []
    for folder, inside, files in os.walk(path, onerror=lambda e: shut.append(str(e.filename))):
        inside[:] = sorted(
            name
            for name in inside
            if not name.startswith(".") and real(Path(folder, name)) not in leave_out
        )
        left["links to folders"] += sum(Path(folder, name).is_symlink() for name in inside)
        for name in sorted(files):
            file = Path(folder, name)
            if name.startswith(".") or real(file) in leave_out:
                continue
            kind = kind_of(name)
            if kind is None or (kind == "table" and not _holds_documents(file, fields)):
                left[file.suffix.lower() or "without an ending"] += 1
            elif file.exists() and not file.is_file():  # who reads a pipe may wait for ever
                left["pipes or devices"] += 1
            else:
                yield _source(str(file), kind)
    for name in shut:  # reading it tells why
        yield Source(name, "document", 0, 0)


def _holds_documents(table: Path, fields: Fields) -> bool:
    """Whether a table in a folder has a column of documents, and is no list of what else is there."""
    if not table.is_file():
        return True  # reading it tells
    try:
        with table.open("rb") as file:
            head, _ = read_table(unpacked(file))
    except Exception:
        return True
    return any(name in head for name in fields.wanted)


def _source(path: str, kind: Kind) -> Source:
    try:
        stat = Path(path).stat()
    except OSError:  # a link to nothing, or a file that is gone: reading it tells
        return Source(path, kind, 0, 0)
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
