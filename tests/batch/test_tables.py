"""A column of pages in an Arrow table, cleaned."""

from __future__ import annotations

import os
import pickle
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from cleanarticle import DEFAULT, Block, Drop
from cleanarticle.batch.arrow import schema
from cleanarticle.batch.tables import BATCH_ROWS, clean_arrow, column_cleaner

RAW = "The ferry sailed at noon.\n\nAdvertisement"
TEXT = "The ferry sailed at noon."
PAGE = "<html><body><p>It rained on the quay.</p></body></html>"


def fail_on(word: str) -> Callable[[Sequence[Block]], Iterator[Drop]]:
    def fail(blocks: Sequence[Block]) -> Iterator[Drop]:
        if any(word in block.text for block in blocks):
            raise LookupError(f"no {word} here")
        yield from ()

    return fail


def texts(table: Any) -> list[str | None]:
    return list(table.column("text").to_pylist())


def test_the_new_columns_have_the_stated_types_and_the_others_stay() -> None:
    given = pa.table({"id": [7, 8], "raw": [RAW, PAGE], "seen": [[1], []]})
    given = given.replace_schema_metadata({"made by": "hand"})
    made = clean_arrow(given, "raw", prefix="article_")
    assert made.select(given.column_names).equals(given)
    assert made.schema.metadata == given.schema.metadata
    stated = schema()
    assert made.column_names[3:] == [f"article_{name}" for name in stated.names]
    assert [field.type for field in made.schema][3:] == stated.types
    first, second = made.to_pylist()
    assert first["article_text"] == TEXT
    assert [change["reason"] for change in first["article_changes"]] == ["ad"]
    assert second["article_text"] == "It rained on the quay."


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.binary(),
        pa.large_binary(),
        pa.binary_view(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.int32(), pa.large_binary()),
    ],
    ids=str,
)
def test_every_type_that_holds_text(kind: pa.DataType) -> None:
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    raws = [raw.encode() if "binary" in str(value) else raw for raw in (RAW, "Rain.")]
    cells = pa.array([raws[0], None, raws[1]], value)
    if pa.types.is_dictionary(kind):
        cells = cells.dictionary_encode().cast(kind)
    made = clean_arrow(pa.table({"raw": cells}), "raw", columns=["text"])
    assert texts(made) == [TEXT, None, "Rain."]
    assert made.schema.field("raw").type == kind


def test_chunks_come_out_in_order_whatever_their_sizes() -> None:
    raws = [f"Ferry number {n} sailed at noon." for n in range(BATCH_ROWS + 40)]
    chunks = pa.chunked_array([raws[:1], [], raws[1 : BATCH_ROWS + 20], raws[BATCH_ROWS + 20 :]])
    ids = pa.chunked_array([range(100), range(100, len(raws))])
    made = clean_arrow(pa.table({"raw": chunks, "id": ids}), "raw", columns=["text"])
    assert texts(made) == raws
    assert made.column("id").to_pylist() == [*range(len(raws))]


def test_a_null_gives_nulls() -> None:
    made = clean_arrow(pa.table({"raw": pa.array([None, None], pa.null())}), "raw")
    rows = made.to_pylist()
    assert len(rows) == 2
    assert all(value is None for row in rows for value in row.values())


def test_a_cell_that_fails_has_its_error_and_loses_no_other() -> None:
    given = pa.table({"raw": [RAW, "Storm over the pier.", RAW]})
    pipeline = DEFAULT.after("fix_wraps", fail_on("Storm"))
    made = clean_arrow(given, "raw", columns=["text", "flags"], pipeline=pipeline)
    assert made.column_names == ["raw", "text", "flags", "error"]
    assert texts(made) == [TEXT, "", TEXT]
    assert made["error"].to_pylist() == [
        None,
        "LookupError: no Storm here: raised by the cleaner 'fail'",
        None,
    ]
    assert made["flags"].to_pylist()[1] == ["failed"]


def test_a_string_that_is_not_utf8_is_read_as_bytes() -> None:
    broken = pa.array([RAW.encode(), "Grüße aus Köln, schöne Tage.".encode("latin-1")], pa.binary())
    cells = pa.Array.from_buffers(pa.string(), 2, broken.buffers())
    made = clean_arrow(pa.table({"raw": cells}).select(["raw"]), "raw", columns=["text"])
    assert texts(made) == [TEXT, "Grüße aus Köln, schöne Tage."]


def test_a_batch_gives_a_batch() -> None:
    batch = pa.record_batch({"raw": [RAW] * 3, "id": [1, 2, 3]})
    made = clean_arrow(batch, "raw", columns=["text"])
    assert isinstance(made, pa.RecordBatch)
    assert texts(made) == [TEXT] * 3
    none = clean_arrow(batch.slice(0, 0), "raw", columns=["text"])
    assert isinstance(none, pa.RecordBatch)
    assert (none.num_rows, none.schema) == (0, made.schema)


def test_a_table_without_rows_has_the_columns() -> None:
    made = clean_arrow(pa.table({"raw": pa.array([], pa.string())}), "raw", columns=["text"])
    assert (made.num_rows, made.column_names) == (0, ["raw", "text", "error"])


def test_a_reader_is_read_as_the_result_is() -> None:
    given = pa.schema({"raw": pa.string()})
    taken: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(5):
            taken.append(number)
            yield pa.record_batch({"raw": [f"Ferry {number} sailed at noon."]}, schema=given)

    reader = pa.RecordBatchReader.from_batches(given, batches())
    made = clean_arrow(reader, "raw", columns=["text"])
    assert (type(made), taken) == (pa.RecordBatchReader, [])
    assert texts(made.read_next_batch()) == ["Ferry 0 sailed at noon."]
    assert len(taken) < 4
    assert texts(made.read_all()) == [f"Ferry {n} sailed at noon." for n in range(1, 5)]


def test_names_that_are_there_already_need_a_prefix() -> None:
    given = pa.table({"raw": [RAW], "text": ["mine"], "url": ["https://a.example/"]})
    with pytest.raises(ValueError, match=r"called 'text', 'url' already.*prefix="):
        clean_arrow(given, "raw")
    made = clean_arrow(given, "raw", columns=["text", "url"], prefix="article_")
    assert made.column("text").to_pylist() == ["mine"]
    assert made.column("article_text").to_pylist() == [TEXT]


def test_a_column_that_is_there_twice_is_told() -> None:
    given = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["raw", "raw"])
    with pytest.raises(ValueError, match="several columns are called 'raw'"):
        clean_arrow(given, "raw")


def test_each_row_may_have_its_own_url() -> None:
    urls = ["https://a.example/1", None, "https://b.example/2"]
    given = pa.table({"page": [PAGE] * 3, "at": urls})
    made = clean_arrow(given, "page", columns=["url"], url_column="at")
    assert made.column("url").to_pylist() == urls


def test_what_is_wrong_is_told_before_anything_is_cleaned() -> None:
    given = pa.table({"raw": [RAW], "id": [1]})
    with pytest.raises(KeyError, match="no column is called 'html'; the columns are: raw, id"):
        clean_arrow(given, "html")
    with pytest.raises(TypeError, match="column 'id' holds int64, not text"):
        clean_arrow(given, "id")
    with pytest.raises(ValueError, match="no column is called 'titel'"):
        clean_arrow(given, "raw", columns=["titel"])
    with pytest.raises(ValueError, match="favor is one of"):
        clean_arrow(given, "raw", favor="speed")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not dict"):
        clean_arrow({"raw": [RAW]}, "raw")


def test_the_cleaner_can_be_sent_to_other_processes() -> None:
    cleaner = column_cleaner("raw", columns=["text"], extra=re.compile("Tide: .*"))
    batch = pa.record_batch({"raw": ["Rain.\n\nTide: high"]})
    (made,) = pickle.loads(pickle.dumps(cleaner)).stream([batch])
    assert texts(made) == ["Rain."]


def test_a_worker_that_is_killed_loses_no_row(tmp_path: Path) -> None:
    marker = tmp_path / "killed"

    def kill_once(blocks: Sequence[Block]) -> Iterator[Drop]:
        if any("Storm" in block.text for block in blocks) and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield from ()

    raws = [f"Ferry {n} sailed at noon." for n in range(30)]
    raws[11] = "Storm over the pier."
    made = clean_arrow(
        pa.table({"raw": raws}),
        "raw",
        columns=["text"],
        workers=2,
        pipeline=DEFAULT.after("fix_wraps", kill_once),
    )
    assert marker.exists()
    assert texts(made) == raws
    assert made["error"].null_count == 30


@pytest.mark.parametrize("columns", ["text", b"text", 5])
def test_columns_are_a_list(columns: Any) -> None:
    with pytest.raises(
        TypeError, match=r'columns is a list of names, as in \["title", "text"\], not'
    ):
        column_cleaner("raw", columns=columns)


@pytest.mark.parametrize("kind", [pa.Table, pa.RecordBatch, pa.RecordBatchReader])
def test_workers_are_looked_at_before_anything_is_read(kind: Any) -> None:
    table = pa.table({"raw": [RAW]})
    data = {
        pa.Table: table,
        pa.RecordBatch: table.to_batches()[0],
        pa.RecordBatchReader: table.to_reader(),
    }[kind]
    with pytest.raises(TypeError, match="workers is a number of processes"):
        clean_arrow(data, "raw", workers="2")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="workers is 0 or more, not -1"):
        clean_arrow(data, "raw", workers=-1)
