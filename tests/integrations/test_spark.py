"""Spark, in local mode."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from cleanarticle import DEFAULT, Pipeline
from cleanarticle.batch.arrow import DEFAULT_COLUMNS, schema
from cleanarticle.integrations.spark import clean_spark, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.engines

RAW = "The ferry sailed at noon.\n\nAdvertisement"
TEXT = "The ferry sailed at noon."


def test_the_frame_keeps_its_columns(spark: SparkSession) -> None:
    frame = spark.createDataFrame(
        [(1, RAW, [3]), (2, None, None)], "n int, raw string, seen array<int>"
    )
    made = clean_spark(frame, "raw")
    assert made.columns == ["n", "raw", "seen", *DEFAULT_COLUMNS]
    assert made.schema.fields[3:] == spark_schema().fields
    first, second = sorted(made.collect(), key=lambda row: row.n)
    assert (first.n, first.raw, first.seen, first.text) == (1, RAW, [3], TEXT)
    assert [change.reason for change in first.changes] == ["ad"]
    assert (second.raw, second.text, second.error) == (None, None, None)


def test_the_types_are_those_of_the_arrow_schema() -> None:
    from pyspark.sql.pandas.types import to_arrow_schema

    stated = schema(["text", "authors", "word_count", "confidence"])
    made = to_arrow_schema(spark_schema(stated.names))
    assert made.names == [*stated.names, "error"]
    assert [field.type for field in made][:-1] == [
        pa.string(),
        pa.list_(pa.field("element", pa.string())),
        pa.int64(),
        pa.float64(),
    ]


def test_binary_cells_urls_and_a_prefix(spark: SparkSession) -> None:
    page = bytearray(RAW.encode("utf-16"))
    frame = spark.createDataFrame([(page, "https://a.example/1")], "text binary, url string")
    made = clean_spark(frame, "text", columns=["text", "url"], prefix="a_", url_column="url")
    (row,) = made.collect()
    assert (row.a_text, row.a_url, row.a_error) == (TEXT, "https://a.example/1", None)


def test_what_is_wrong_is_told_before_a_task_starts(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(1, RAW)], "Title int, raw string")
    with pytest.raises(ValueError, match=r"'title'.*already"):
        clean_spark(frame, "raw")
    with pytest.raises(TypeError, match="column 'Title' holds int, not text"):
        clean_spark(frame, "Title", columns=["text"])
    with pytest.raises(KeyError, match="no column is called 'html'"):
        clean_spark(frame, "html")


def test_a_cleaner_that_cannot_be_sent_says_so(spark: SparkSession) -> None:
    lock = threading.Lock()

    def locked(blocks: object) -> tuple[()]:
        with lock:
            return ()

    frame = spark.createDataFrame([(RAW,)], "raw string")
    with pytest.raises(Exception, match=r"cannot pickle '_thread\.lock'"):
        clean_spark(frame, "raw", pipeline=DEFAULT.after("fix_wraps", locked)).collect()


def test_a_worker_that_is_killed_and_a_cell_that_fails_lose_nothing(
    spark: SparkSession, tmp_path: Path, killing: Callable[[Path], Pipeline], failing: Pipeline
) -> None:
    raws = [f"Ferry {n} sailed at noon." for n in range(200)]
    raws[70] = "Storm over the pier."
    frame = spark.createDataFrame(list(enumerate(raws)), "n int, raw string").repartition(4)
    marker = tmp_path / "killed"

    def cleaned(pipeline: Pipeline) -> list[Any]:
        made = clean_spark(frame, "raw", columns=["text"], pipeline=pipeline)
        return sorted(made.collect(), key=lambda row: int(row.n))

    rows = cleaned(killing(marker))
    assert marker.exists()
    assert [(row.n, row.text, row.error) for row in rows] == [
        (n, raw, None) for n, raw in enumerate(raws)
    ]
    rows = cleaned(failing)
    assert [row.n for row in rows if row.error is not None] == [70]
    assert rows[70].error.startswith("LookupError: no storms here")
    assert [row.text for row in rows if row.n != 70] == raws[:70] + raws[71:]
