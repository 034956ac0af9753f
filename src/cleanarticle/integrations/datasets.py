"""`ds.map(clean_batch("raw"), batched=True)`: Hugging Face datasets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from ..batch.extras import needed
from ..batch.many import Options
from ..batch.tables import ColumnCleaner, column_cleaner

needed("datasets", "datasets")
arrow = needed("pyarrow", "datasets")

__all__ = ["clean_batch"]


def clean_batch(
    column: str,
    *,
    columns: Iterable[str] | None = None,
    prefix: str = "",
    url_column: str | None = None,
    **options: Unpack[Options],
) -> Callable[[Any], Any]:
    """Give a function for `Dataset.map` and `IterableDataset.map`, to be used with `batched=True`.

    The options are those of `clean_arrow`. A `Dataset` gets whole typed tables, so that a column
    that is empty throughout a batch keeps its type; of these `map` takes no columns away: instead
    of its `remove_columns` use `Dataset.remove_columns` behind it. The same options
    give the same fingerprint in every process, so that the cache of `map` is found again.
    """
    return BatchCleaner(
        column_cleaner(column, columns=columns, prefix=prefix, url_column=url_column, **options)
    )


@dataclass(frozen=True, slots=True)
class BatchCleaner:
    """Takes what `map` hands to a function with `batched=True`, and gives what it takes back."""

    cleaner: ColumnCleaner

    def __call__(self, batch: Any) -> Any:
        """Give a table with the new columns for a table, the new columns alone for a stream's."""
        if isinstance(batch, arrow.Table):
            return self.cleaner.table(batch)
        table = getattr(batch, "pa_table", None)
        if isinstance(table, arrow.Table):  # of a Dataset without a format
            return self.cleaner.table(table)
        return self._columns(batch)

    def _columns(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        self.cleaner.check(list(batch))
        cells = batch[self.cleaner.column]
        if cells is None or isinstance(cells, str | bytes):
            raise TypeError("clean_batch() works on batches: use map(..., batched=True)")
        url_column = self.cleaner.url_column
        urls = None if url_column is None else batch[url_column]
        made: dict[str, list[Any]] = self.cleaner.added(cells, urls).to_pydict()
        return made
