"""`clean_arrow()`: a column of pages in a table, cleaned; the core under every data frame.

What is added to a table has the types of `arrow.schema`. Each cell is a job of its own:

- a null gives a row of nulls;
- a cell that cannot be cleaned gives a row whose `error` says why, and loses no other;
- `error` is therefore among the columns whether it is asked for or not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Unpack, cast

from ..cleaning import clean
from ..options import plain
from .arrow import holds_text, known_columns, schema, to_row, values
from .extras import needed
from .many import ITEM_WEIGHT, Options, failed, job_of, settled
from .pool import check_workers, run
from .progress import bar
from .worker import Failure

if TYPE_CHECKING:
    import pyarrow

__all__ = ["ColumnCleaner", "clean_arrow", "column_cleaner"]

#: Rows in a batch that comes out: 256 pages of 8 MB still fit a string column, which holds 2 GB.
BATCH_ROWS = 256

#: Stands for a null among the jobs; the pool hands it through.
NULL = Failure("null")

Progress = bool | Literal["auto"]
#: A `pyarrow.Table`, `RecordBatch` or `RecordBatchReader`.
Data = TypeVar("Data")


def clean_arrow(
    data: Data,
    column: str,
    *,
    columns: Iterable[str] | None = None,
    prefix: str = "",
    url_column: str | None = None,
    workers: int | None = 1,
    progress: Progress = False,
    **options: Unpack[Options],
) -> Data:
    """Clean a column of texts or pages; give the table with the articles' columns added.

    A `Table` gives a `Table`, a `RecordBatch` a `RecordBatch`; a `RecordBatchReader` gives one
    that reads and cleans as it is read. The column holds strings or binary data, large or not,
    encoded as a dictionary or not. Other columns, the order of rows and the metadata stay.

    `columns` are names out of `arrow.COLUMNS`; `error` always comes with them. `prefix` stands
    before each new name, and is needed where the table already has one of them.
    `url_column` names the column that holds each row's own URL. `workers` and
    `progress` are those of `clean_many`, but all runs in this process if not told otherwise;
    the other options are those of `clean`.

    Raises `KeyError` for a column that is not there, `TypeError` for one that holds no text,
    `ValueError` for a name that is there already, and what `clean` raises for its options.

    >>> import pyarrow
    >>> table = pyarrow.table({"raw": ["It rained.\\n\\nAdvertisement", None], "id": [1, 2]})
    >>> clean_arrow(table, "raw", columns=["text"]).drop_columns("raw").to_pylist()
    [{'id': 1, 'text': 'It rained.', 'error': None}, {'id': 2, 'text': None, 'error': None}]
    """
    check_workers(workers)
    cleaner = column_cleaner(
        column, columns=columns, prefix=prefix, url_column=url_column, **options
    )
    return cast("Data", _cleaned(cleaner, data, workers, progress))


def _cleaned(cleaner: ColumnCleaner, data: Any, workers: int | None, progress: Progress) -> Any:
    arrow = needed("pyarrow", "arrow")
    if isinstance(data, arrow.Table):
        return cleaner.table(data, workers=workers, progress=progress)
    rows = partial(cleaner.stream, workers=workers, progress=progress)
    if isinstance(data, arrow.RecordBatch):
        parts = arrow.Table.from_batches(rows([data]), cleaner.schema_of(data.schema))
        whole = parts.combine_chunks().to_batches()
        if len(whole) > 1:
            raise ValueError("what comes out is too large for one batch: pass a Table")
        return whole[0] if whole else arrow.RecordBatch.from_pylist([], parts.schema)
    if isinstance(data, arrow.RecordBatchReader):
        return arrow.RecordBatchReader.from_batches(cleaner.schema_of(data.schema), rows(data))
    raise TypeError(
        f"clean_arrow() takes a Table, RecordBatch or RecordBatchReader, not {type(data).__name__}"
    )


def column_cleaner(
    column: str,
    *,
    columns: Iterable[str] | None = None,
    prefix: str = "",
    url_column: str | None = None,
    **options: Unpack[Options],
) -> ColumnCleaner:
    """Give the cleaner of a column; raises for wrong names and options before any data is seen."""
    names = tuple(dict.fromkeys((*known_columns(columns), "error")))
    return ColumnCleaner(column, names, prefix, url_column, settled(options))


@dataclass(frozen=True, slots=True)
class ColumnCleaner:
    """Which column is cleaned, how, and which columns come of it.

    Plain data: it can be sent to worker processes, and its pickle is the same in all of them.
    """

    column: str
    columns: tuple[str, ...]
    prefix: str
    url_column: str | None
    options: Mapping[str, Any]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that come out."""
        return tuple(self.prefix + name for name in self.columns)

    @property
    def schema(self) -> pyarrow.Schema:
        """The schema of the columns that come out."""
        fields = zip(self.names, schema(self.columns), strict=True)
        return needed("pyarrow", "arrow").schema([field.with_name(name) for name, field in fields])

    def schema_of(self, given: pyarrow.Schema) -> pyarrow.Schema:
        """Give a table's schema with the new columns; raises as `clean_arrow`."""
        self.check(given.names)
        kind = given.field(self.column).type
        if not holds_text(kind):
            raise TypeError(f"column {self.column!r} holds {kind}, not text or binary data")
        return needed("pyarrow", "arrow").schema([*given, *self.schema], given.metadata)

    def check(self, given: Sequence[str]) -> None:
        """Raise `KeyError` for a column that is not there, `ValueError` for a new one that is.

        `ValueError` too for a column that is there twice.
        """
        for name in (self.column, self.url_column):
            if name is not None and name not in given:
                known = ", ".join(map(str, given)) or "none"
                raise KeyError(f"no column is called {name!r}; the columns are: {known}")
            if name is not None and list(given).count(name) > 1:
                raise ValueError(f"several columns are called {name!r}: rename all but one")
        if twice := [name for name in self.names if name in given]:
            raise ValueError(
                f"there are columns called {', '.join(map(repr, twice))} already: choose others "
                "with columns=, or names of their own with prefix='article_'"
            )

    def table(
        self, given: pyarrow.Table, *, workers: int | None = 1, progress: Progress = False
    ) -> pyarrow.Table:
        """Give the table with the new columns."""
        total = given.num_rows
        batches = self.stream(given.to_batches(), workers=workers, progress=progress, total=total)
        made = self.schema_of(given.schema)
        return needed("pyarrow", "arrow").Table.from_batches(batches, made)

    def stream(
        self,
        batches: Iterable[pyarrow.RecordBatch],
        *,
        workers: int | None = 1,
        progress: Progress = False,
        total: int | None = None,
    ) -> Iterator[pyarrow.RecordBatch]:
        """Give the batches with the new columns, in order and in batches of their own size."""
        ahead: deque[pyarrow.RecordBatch] = deque()

        def jobs() -> Iterator[tuple[object, object]]:
            for batch in batches:
                for start in range(0, batch.num_rows, BATCH_ROWS):
                    ahead.append(part := batch.slice(start, BATCH_ROWS))
                    yield from zip(self._cells(part), self._urls(part), strict=True)

        rows: list[dict[str, Any]] = []
        for row in self.rows(jobs(), workers=workers, progress=progress, total=total):
            rows.append(row)
            if len(rows) == ahead[0].num_rows:
                yield self._joined(ahead.popleft(), rows)
                rows = []

    def rows(
        self,
        cells: Iterable[tuple[object, object]],
        *,
        workers: int | None = 1,
        progress: Progress = False,
        total: int | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Give a row of the new columns for every cell and its URL, in order."""
        task = partial(_row, columns=self.columns, options=self.options)
        nothing = dict.fromkeys(self.columns)
        shown = bar(progress, total)
        results = run(task, map(_job, cells), workers=workers, weigh=_weight)
        try:
            for result in results:
                if shown is not None:
                    shown.update()
                if result is NULL:
                    yield nothing
                elif isinstance(result, Failure):
                    yield to_row(failed(result.error), self.columns)
                else:
                    yield result
        finally:
            results.close()  # type: ignore[attr-defined]
            if shown is not None:
                shown.close()

    def added(
        self,
        cells: Sequence[object],
        urls: Iterable[object] | None = None,
        *,
        workers: int | None = 1,
        progress: Progress = False,
    ) -> pyarrow.Table:
        """Give the new columns alone, for the cells of a frame that is not Arrow's."""
        jobs = zip(cells, repeat(None) if urls is None else urls, strict=urls is not None)
        made = self.rows(jobs, workers=workers, progress=progress, total=len(cells))
        return needed("pyarrow", "arrow").Table.from_batches(
            map(self._batch, _in_parts(made)), self.schema
        )

    def _cells(self, batch: pyarrow.RecordBatch) -> list[object]:
        return values(batch.column(batch.schema.get_field_index(self.column)))

    def _urls(self, batch: pyarrow.RecordBatch) -> Iterable[object]:
        if self.url_column is None:
            return repeat(None, batch.num_rows)
        return values(batch.column(batch.schema.get_field_index(self.url_column)))

    def _batch(self, rows: Sequence[Mapping[str, Any]]) -> pyarrow.RecordBatch:
        arrow = needed("pyarrow", "arrow")
        fields = zip(self.columns, self.schema, strict=True)
        arrays = [arrow.array([row[name] for row in rows], field.type) for name, field in fields]
        return arrow.RecordBatch.from_arrays(arrays, schema=self.schema)

    def _joined(
        self, batch: pyarrow.RecordBatch, rows: Sequence[Mapping[str, Any]]
    ) -> pyarrow.RecordBatch:
        return needed("pyarrow", "arrow").RecordBatch.from_arrays(
            [*batch.columns, *self._batch(rows).columns], schema=self.schema_of(batch.schema)
        )


def _row(
    job: tuple[str | bytes, str | None], columns: tuple[str, ...], options: Mapping[str, Any]
) -> dict[str, Any]:
    """Clean one cell in a worker; only the columns that are asked for go back."""
    raw, url = job
    return to_row(clean(raw, **(options if url is None else {**options, "url": url})), columns)


def _job(cell: tuple[object, object]) -> object:
    """Give what is sent to a worker for a cell, or its failure."""
    raw, url = cell
    if raw is None:
        return NULL
    job = job_of(raw)
    return job if isinstance(job, Failure) else (job, plain(url) if isinstance(url, str) else None)


def _weight(job: tuple[str | bytes, str | None]) -> int:
    return len(job[0]) + ITEM_WEIGHT


def _in_parts(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == BATCH_ROWS:
            yield part
            part = []
    if part:
        yield part
