"""`clean_ray(ds, "raw")`: Ray Data, through `map_batches`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from ..batch.extras import needed
from ..batch.many import Options
from ..batch.tables import BATCH_ROWS, column_cleaner

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["clean_ray"]


def clean_ray(
    dataset: Dataset,
    column: str,
    *,
    columns: Iterable[str] | None = None,
    prefix: str = "",
    url_column: str | None = None,
    ray_options: Mapping[str, Any] | None = None,
    **options: Unpack[Options],
) -> Dataset:
    """Give the dataset with the articles' columns added, as it is consumed.

    The options are those of `clean_arrow`, `ray_options` those of `Dataset.map_batches`. The work
    runs in tasks, not actors: what is loaded on first use belongs to the module, so a
    worker process keeps it from one task to the next, and a worker that dies costs one task,
    which Ray repeats.

    Names and options that are wrong raise here; columns that are not there, or there already,
    raise `KeyError` or `ValueError` in the task, as the dataset may not be known before.
    """
    needed("ray.data", "ray")
    cleaner = column_cleaner(
        column, columns=columns, prefix=prefix, url_column=url_column, **options
    )
    settings = {"batch_size": BATCH_ROWS, "zero_copy_batch": True, **(ray_options or {})}
    return dataset.map_batches(cleaner.table, batch_format="pyarrow", **settings)
