"""`df.article.clean("raw")`: polars.

    import cleanarticle.integrations.polars

registers the namespace `article` on data frames and on lazy frames.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Unpack

from ..batch.extras import needed
from ..batch.many import Options
from ..batch.pool import check_workers
from ..batch.tables import ColumnCleaner, Progress, column_cleaner

if TYPE_CHECKING:
    import polars
else:
    polars = needed("polars", "polars")
    needed("pyarrow", "polars")

__all__ = ["FrameArticles", "LazyFrameArticles"]


@polars.api.register_dataframe_namespace("article")
class FrameArticles:
    """The namespace `article` of a data frame."""

    def __init__(self, frame: polars.DataFrame) -> None:
        self._frame = frame

    def clean(
        self,
        column: str,
        *,
        columns: Iterable[str] | None = None,
        prefix: str = "",
        url_column: str | None = None,
        workers: int | None = 1,
        progress: Progress = "auto",
        **options: Unpack[Options],
    ) -> polars.DataFrame:
        """Give the frame with the articles' columns added; the options are those of `clean_arrow`.

        >>> import polars
        >>> frame = polars.DataFrame({"raw": ["It rained.\\n\\nAdvertisement"]})
        >>> frame.article.clean("raw", columns=["text"])["text"].to_list()
        ['It rained.']
        """
        check_workers(workers)
        cleaner = column_cleaner(
            column, columns=columns, prefix=prefix, url_column=url_column, **options
        )
        cleaner.check(self._frame.columns)
        return _cleaned(self._frame, cleaner, workers, progress)


@polars.api.register_lazyframe_namespace("article")
class LazyFrameArticles:
    """The namespace `article` of a lazy frame."""

    def __init__(self, frame: polars.LazyFrame) -> None:
        self._frame = frame

    def clean(
        self,
        column: str,
        *,
        columns: Iterable[str] | None = None,
        prefix: str = "",
        url_column: str | None = None,
        workers: int | None = 1,
        **options: Unpack[Options],
    ) -> polars.LazyFrame:
        """Give the lazy frame with the articles' columns added, once it is collected or written."""
        check_workers(workers)
        cleaner = column_cleaner(
            column, columns=columns, prefix=prefix, url_column=url_column, **options
        )
        given = self._frame.collect_schema()
        cleaner.check(given.names())
        made = polars.DataFrame(cleaner.schema.empty_table()).schema
        return self._frame.map_batches(
            lambda frame: _cleaned(frame, cleaner, workers, False),
            # A filter on a new column cannot go before it, and the cells must be read.
            predicate_pushdown=False,
            projection_pushdown=False,
            schema=polars.Schema({**given, **made}),
            streamable=True,
        )


def _cleaned(
    frame: polars.DataFrame, cleaner: ColumnCleaner, workers: int | None, progress: Progress
) -> polars.DataFrame:
    urls = None if cleaner.url_column is None else frame[cleaner.url_column].to_list()
    cells = frame[cleaner.column].to_list()
    table = cleaner.added(cells, urls, workers=workers, progress=progress)
    return frame.hstack(polars.DataFrame(table))
