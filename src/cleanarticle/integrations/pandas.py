"""`df.article.clean("raw")`: pandas.

    import cleanarticle.integrations.pandas

registers the accessor `article` on data frames and on series.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Unpack

from ..batch.extras import needed
from ..batch.many import Options
from ..batch.pool import check_workers
from ..batch.tables import ColumnCleaner, Progress, column_cleaner

pandas = needed("pandas", "pandas")
arrow = needed("pyarrow", "pandas")

__all__ = ["FrameArticles", "SeriesArticles"]


@pandas.api.extensions.register_dataframe_accessor("article")
class FrameArticles:
    """The accessor `article` of a data frame."""

    def __init__(self, frame: Any) -> None:
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
    ) -> Any:
        """Give the frame with the articles' columns added; its index and its columns stay.

        The options are those of `clean_arrow`. Text is of the type `string`, `word_count` of
        `Int64`, what is nested of lists and dictionaries. A missing cell gives a missing row; one
        that is neither `str` nor `bytes` gives a row whose `error` says so.

        >>> import pandas
        >>> frame = pandas.DataFrame({"raw": ["It rained.\\n\\nAdvertisement"]}, index=["a"])
        >>> frame.article.clean("raw", columns=["text"]).loc["a", "text"]
        'It rained.'
        """
        cleaner = column_cleaner(
            column, columns=columns, prefix=prefix, url_column=url_column, **options
        )
        cleaner.check(list(self._frame.columns))
        urls = None if url_column is None else self._frame[url_column].tolist()
        made = _articles(self._frame[column], cleaner, urls, workers, progress)
        return pandas.concat([self._frame, made], axis="columns")


@pandas.api.extensions.register_series_accessor("article")
class SeriesArticles:
    """The accessor `article` of a series."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def clean(
        self,
        *,
        columns: Iterable[str] | None = None,
        prefix: str = "",
        workers: int | None = 1,
        progress: Progress = "auto",
        **options: Unpack[Options],
    ) -> Any:
        """Give the articles as a frame of their own, with the index of the series.

        >>> import pandas
        >>> pandas.Series(["It rained.\\n\\nAdvertisement"]).article.clean().word_count.tolist()
        [2]
        """
        cleaner = column_cleaner("", columns=columns, prefix=prefix, **options)
        return _articles(self._series, cleaner, None, workers, progress)


def _articles(
    series: Any,
    cleaner: ColumnCleaner,
    urls: list[object] | None,
    workers: int | None,
    progress: Progress,
) -> Any:
    check_workers(workers)
    cells = [
        None if missing else cell
        for cell, missing in zip(series.tolist(), series.isna(), strict=True)
    ]
    table = cleaner.added(cells, urls, workers=workers, progress=progress)
    return pandas.DataFrame(
        {name: _series(table[name], series.index) for name in table.column_names},
        index=series.index,
    )


def _series(column: Any, index: Any) -> Any:
    """Give an Arrow column as a series of the type that `FrameArticles.clean` states."""
    types = {arrow.string(): "string", arrow.int64(): "Int64", arrow.float64(): "float64"}
    values = column.to_pylist()
    return pandas.Series(values, index=index, dtype=types.get(column.type, "object"))
