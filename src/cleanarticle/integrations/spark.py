"""`clean_spark(df, "raw")`: Apache Spark, through `mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Unpack

from ..batch.extras import needed
from ..batch.many import Options
from ..batch.tables import ColumnCleaner, column_cleaner

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["clean_spark", "spark_schema"]


def clean_spark(
    frame: DataFrame,
    column: str,
    *,
    columns: Iterable[str] | None = None,
    prefix: str = "",
    url_column: str | None = None,
    **options: Unpack[Options],
) -> DataFrame:
    """Give the frame with the articles' columns added, cleaned where its partitions are.

    The options are those of `clean_arrow`; the types of the new columns are those of
    `spark_schema`. Nothing runs before an action does. A worker that dies is Spark's to start
    again: it repeats the task, as often as `spark.task.maxFailures` says.

    Raises as `clean_arrow` does; names that differ only in case are the same to Spark.
    """
    types = needed("pyspark.sql.types", "spark")
    cleaner = column_cleaner(
        column, columns=columns, prefix=prefix, url_column=url_column, **options
    )
    _check_names(cleaner, frame.columns)
    kind = frame.schema[column].dataType
    texts = (types.StringType, types.BinaryType, types.CharType, types.VarcharType, types.NullType)
    if not isinstance(kind, texts):
        raise TypeError(f"column {column!r} holds {kind.simpleString()}, not text or binary data")
    made = types.StructType([*frame.schema.fields, *_spark_schema(cleaner).fields])
    return frame.mapInArrow(cleaner.stream, made)


def spark_schema(columns: Iterable[str] | None = None, prefix: str = "") -> StructType:
    """Give the Spark schema of the columns that `clean_spark` adds."""
    return _spark_schema(column_cleaner("", columns=columns, prefix=prefix))


def _spark_schema(cleaner: ColumnCleaner) -> StructType:
    made: StructType = needed("pyspark.sql.pandas.types", "spark").from_arrow_schema(cleaner.schema)
    return made


def _check_names(cleaner: ColumnCleaner, names: list[str]) -> None:
    lower = {name.lower() for name in names}
    cleaner.check([*names, *(name for name in cleaner.names if name.lower() in lower)])
