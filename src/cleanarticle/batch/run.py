"""One batch, from files to a file: read, clean in workers, write, remember how far it has come."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ..cleaning import clean
from ..model import Article
from ..reading.decoding import decode
from ..sites import Sites
from .arrow import known_columns, to_row, whole
from .fields import Fields
from .files import KINDS, PACKED, Source, real, sources
from .inputs import Record, Unreadable, Written, records
from .journal import Folder, Journal, Place, Tally, seen
from .many import ITEM_WEIGHT
from .outputs import Spool, encoder, format_of, to_line, to_parquet
from .pool import run
from .progress import Bar, bar
from .worker import Failure

__all__ = ["Batch", "Outcome", "nothing_in", "run_batch", "see_the_folder"]

#: Records, and characters read, after which what is done is put on the disk.
CHECKPOINT_RECORDS = 256
CHECKPOINT_CHARACTERS = 4_000_000


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be done. `options` are those of `clean`."""

    inputs: Sequence[str]
    out: Path
    columns: Sequence[str]
    form: str | None = None
    fields: Fields = field(default_factory=Fields)
    options: dict[str, Any] = field(default_factory=dict)
    sites: Sites = field(default_factory=lambda: Sites({}))
    workers: int | None = None
    restart: bool = False
    progress: bool | Literal["auto"] = "auto"

    def settings(self) -> dict[str, Any]:
        """Give what the output depends on beside the input."""
        from .. import __version__

        return {
            "cleanarticle": __version__,
            "--format": format_of(self.out, self.form),
            "--columns": ",".join(self.columns),
            "--field": self.fields.document,
            "--id": self.fields.id,
            **{f"--{name}": value for name, value in self.options.items()},
            **({"--sites": repr(self.sites)} if self.sites else {}),
        }


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker does with a record: give its row, or line, and what there is to count."""

    columns: Sequence[str]
    as_line: bool
    options: dict[str, Any]
    sites: Sites

    def __call__(self, record: Record) -> tuple[bytes | dict[str, Any], Tally]:
        """Clean a record."""
        told = self.sites.for_page(record.url, self.options)
        article = clean(record.raw, url=record.url, **told)
        row = to_row(article, known_columns(name for name in self.columns if name != "id"))
        row = {name: whole(record.id) if name == "id" else row[name] for name in self.columns}
        return to_line(row) if self.as_line else row, _counted(article)


def _counted(article: Article) -> Tally:
    none = "no_article" in article.flags
    made = Tally(
        records=1,
        articles=int(not none),
        no_article=int(none),
        read=len(article.raw),
        kept=len(article.text) + len(article.title or ""),
    )
    for change in article.changes:
        if change.reason.is_repair:
            made.repairs[change.reason.value] = made.repairs.get(change.reason.value, 0) + 1
        else:
            cut = change.end - change.start
            made.cut[change.reason.value] = made.cut.get(change.reason.value, 0) + cut
    return made


class Outcome(NamedTuple):
    """What was counted from a batch's beginning, and how many records had been done before.

    `left` says what in its folders was not read.
    """

    tally: Tally
    before: int
    left: str


def run_batch(batch: Batch) -> Outcome:
    """Do the batch, or what is left of it.

    Raises `FileExistsError` where `out` is there already, `BlockingIOError` where another process
    writes it, `ValueError` and `OSError` for input or output that cannot be used.
    """
    see_the_folder(batch.out)
    _see_a_file(batch.out)
    form = format_of(batch.out, batch.form)
    folder = Folder(batch.out)
    ours = (batch.out, folder.path, folder.errors_out)
    _see_others(batch.inputs, ours)
    if batch.out.exists() and not batch.restart and not folder.journal.exists():
        raise FileExistsError(f"{str(batch.out)!r} is there already; --restart writes it anew")
    found = partial(sources, batch.inputs, ours, fields=batch.fields)
    left: Counter[str] = Counter()
    # What is wrong with the names is told first.
    sizes = [source.size for source in found(left=left)]
    if not sizes:
        raise FileNotFoundError(nothing_in(batch.inputs, left))
    made = encoder(batch.out, form, batch.columns)
    with folder.held():
        if batch.restart:
            folder.clear()
        journal = folder.read(batch.settings())
        before = journal.tally.records
        if not journal.finishing:
            _work(batch, folder, journal, found, made, sum(sizes))
            journal.finishing = True
            folder.write(journal)
        _put_in_place(batch, folder, journal, form)
    folder.remove()
    return Outcome(journal.tally, before, _left_out(left))


def _see_a_file(out: Path) -> None:
    """Raise where `out` cannot be a file that is put in place when all is done."""
    if str(out) == "-" or (out.exists() and not out.is_file()):
        raise ValueError(
            f"{str(out)!r} is no file: a batch writes one that it can take up again, such as "
            "-o articles.jsonl"
        )


def _see_others(inputs: Sequence[str], ours: Sequence[Path]) -> None:
    """Raise for an input named by itself that would be replaced; in folders it is left out."""
    written = set(map(real, ours))
    for name in inputs:
        if real(name) in written:
            raise ValueError(
                f"{name!r} is what this batch writes, and would be replaced: give -o another name"
            )


def see_the_folder(out: Path) -> None:
    """Raise `OSError` where `out` is a folder itself, or there is none to write it in."""
    if out.is_dir():
        raise IsADirectoryError(f"{str(out)!r} is a folder; name a file in it")
    if not out.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {str(out.parent)!r} to write {out.name!r} in")


def nothing_in(inputs: Sequence[str], left: Counter[str]) -> str:
    """Say that no file was found, what is looked for, and what there is."""
    there = _left_out(left)
    return (
        f"there is nothing to read in {', '.join(inputs)}: in folders files are taken that end in "
        f"{', '.join(KINDS)}, each also with {' or '.join(PACKED)} behind it"
        + (f"; there is {there}" if there else "")
    )


def _left_out(left: Counter[str]) -> str:
    """Say what in folders was not read.

    >>> _left_out(Counter({".csv": 2, "links to folders": 1, ".md": 0}))
    '.csv (2), links to folders (1)'
    """
    ranked = sorted(left.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{what} ({number:,})" for what, number in ranked if number)


@dataclass(slots=True)
class Reader:
    """Reads the records behind a place, and keeps each until its result has come."""

    fields: Fields
    place: Place
    done: int = 0  # bytes of the sources that are read through
    #: Of each record on its way: itself, the place behind it, and the bytes read by then.
    waiting: deque[tuple[Record | Unreadable, Place, int]] = field(default_factory=deque)

    def jobs(self, found: Iterator[Source]) -> Iterator[Record | Failure]:
        """Give the records behind the place."""
        for number, source, digest in seen(found):
            if number >= self.place.source:
                skip = self.place.records if number == self.place.source else 0
                for record, read in records(source, self.fields, skip):
                    if isinstance(record, Written):  # not asked for
                        continue
                    skip += 1
                    here = Place(number, skip, digest)
                    self.waiting.append((record, here, self.done + read))
                    yield Failure(record.error) if isinstance(record, Unreadable) else record
            self.done += source.size


class Writer:
    """Gathers what comes of records, and puts it on the disk with the journal."""

    def __init__(self, folder: Folder, journal: Journal, encode: Callable[[Any], bytes]) -> None:
        self.folder, self.journal, self.encode = folder, journal, encode
        self.spool = Spool(folder.spool, journal.out_bytes)
        self.errors = Spool(folder.errors, journal.error_bytes)
        self.place = journal.place
        self._begin()

    def _begin(self) -> None:
        self.rows: list[Any] = []
        self.failures: list[bytes] = []
        self.since = Tally()

    def add(self, record: Record | Unreadable, place: Place, result: Any) -> None:
        """Take what the task gave for a record."""
        self.place = place
        if isinstance(result, Failure):
            self.since.add(Tally(records=1, failed=1, first_error=result.error))
            self.failures.append(_error_line(record, result.error))
        else:
            row, counted = result
            self.since.add(counted)
            self.since.placed += isinstance(record, Record) and record.placed
            self.rows.append(row)
        if self.since.records >= CHECKPOINT_RECORDS or self.since.read >= CHECKPOINT_CHARACTERS:
            self.checkpoint()

    def checkpoint(self) -> None:
        """Put what was gathered on the disk: the pieces first, then the journal that counts them."""
        self.spool.append(self.encode(self.rows) if self.rows else b"")
        self.errors.append(b"".join(self.failures))
        journal = self.journal
        journal.place = self.place
        journal.tally.add(self.since)
        journal.out_bytes, journal.error_bytes = self.spool.size, self.errors.size
        self.folder.write(journal)
        self._begin()

    def close(self) -> None:
        """Close the files; what is not on the disk is given up."""
        self.spool.close()
        self.errors.close()


def _work(
    batch: Batch,
    folder: Folder,
    journal: Journal,
    found: Callable[[], Iterator[Source]],
    encode: Callable[[Any], bytes],
    total: int,
) -> None:
    """Clean what is left."""
    if journal.place.digest:
        _see_the_same(journal.place, found())
    reader = Reader(batch.fields, journal.place)
    as_line = format_of(batch.out, batch.form) == "jsonl"
    task = Task(batch.columns, as_line, batch.options, batch.sites)
    results = run(task, reader.jobs(found()), workers=batch.workers, weigh=_weight)
    with (
        closing(Writer(folder, journal, encode)) as writer,
        closing(Shown(bar(batch.progress, total, "B"))) as shown,
        closing(results),  # type: ignore[type-var]  # a generator
    ):
        for result in results:
            record, place, read = reader.waiting.popleft()
            writer.add(record, place, result)
            shown.come_to(read)
        writer.checkpoint()
        shown.come_to(total)


@dataclass(slots=True)
class Shown:
    """The bar, told where the work is instead of how much was added."""

    bar: Bar | None
    at: int = 0

    def come_to(self, read: int) -> None:
        """Say how many bytes of the input have been read through."""
        if self.bar is not None and read > self.at:
            self.bar.update(read - self.at)
            self.at = read

    def close(self) -> None:
        """Leave the bar as it is."""
        if self.bar is not None:
            self.bar.close()


def _see_the_same(place: Place, found: Iterator[Source]) -> None:
    for number, _, digest in seen(found):
        if number == place.source and digest == place.digest:
            return
    raise ValueError("the input has changed since it was begun; --restart starts over")


def _weight(record: Record) -> int:
    return len(record.raw) + ITEM_WEIGHT


def _error_line(record: Record | Unreadable, error: str) -> bytes:
    """Give a failed record as a line that this command can read again."""
    raw, url = record.raw, record.url if isinstance(record, Record) else None
    if isinstance(raw, bytes):
        raw = decode(raw)
    told = {"id": record.id, "error": error, "url": url, "raw": raw}
    text = json.dumps({name: value for name, value in told.items() if value is not None})
    return text.encode("ascii") + b"\n"


def _put_in_place(batch: Batch, folder: Folder, journal: Journal, form: str) -> None:
    """Give the files their names. Done again after a kill, it comes to the same."""
    if journal.error_bytes:
        with suppress(FileNotFoundError):  # it is in its place
            folder.errors.replace(folder.errors_out)
    else:
        folder.errors_out.unlink(missing_ok=True)
    if form == "parquet":
        to_parquet(folder.spool, folder.whole, batch.columns)
        folder.whole.replace(batch.out)
    else:
        with suppress(FileNotFoundError):
            folder.spool.replace(batch.out)
