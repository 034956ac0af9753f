"""The namespace `article` of polars."""

from __future__ import annotations

import io

import polars as pl
import pytest

import cleanarticle.integrations.polars  # noqa: F401
from cleanarticle.batch.arrow import DEFAULT_COLUMNS, schema

RAW = "The ferry sailed at noon.\n\nAdvertisement"
TEXT = "The ferry sailed at noon."


def cleaned(frame: pl.DataFrame, *arguments: object, **options: object) -> pl.DataFrame:
    made = frame.article.clean(*arguments, **options)  # type: ignore[attr-defined]
    assert isinstance(made, pl.DataFrame)
    return made


def test_the_frame_keeps_its_columns() -> None:
    frame = pl.DataFrame({"n": [1, 2], "raw": [RAW, None]})
    made = cleaned(frame, "raw")
    assert made.select("n", "raw").equals(frame)
    assert made.columns == ["n", "raw", *DEFAULT_COLUMNS]
    assert made["text"].to_list() == [TEXT, None]
    assert made["changes"][0][0]["reason"] == "ad"
    assert made.select(DEFAULT_COLUMNS).schema == pl.DataFrame(schema().empty_table()).schema


@pytest.mark.parametrize("kind", [pl.String, pl.Binary, pl.Categorical, pl.Object], ids=str)
def test_every_type_that_holds_text(kind: type[pl.DataType]) -> None:
    cells: list[object] = [RAW, None]
    if kind == pl.Binary:
        cells = [RAW.encode(), None]
    made = cleaned(pl.DataFrame({"raw": pl.Series(cells, dtype=kind)}), "raw", columns=["text"])
    assert made["text"].to_list() == [TEXT, None]


def test_a_cell_that_is_no_text_loses_no_other() -> None:
    frame = pl.DataFrame({"raw": pl.Series([RAW, 4, RAW], dtype=pl.Object)})
    made = cleaned(frame, "raw", columns=["text"])
    assert made["text"].to_list() == [TEXT, "", TEXT]
    assert made["error"][1].startswith("TypeError: clean() takes")


def test_rows_have_their_own_urls_and_names_a_prefix() -> None:
    frame = pl.DataFrame({"raw": [RAW, RAW], "url": ["https://a.example/1", None]})
    with pytest.raises(ValueError, match=r"'url'.*already"):
        cleaned(frame, "raw")
    made = cleaned(frame, "raw", columns=["url"], prefix="a_", url_column="url")
    assert made["a_url"].to_list() == ["https://a.example/1", None]


def test_a_lazy_frame_is_cleaned_when_it_is_collected() -> None:
    frame = pl.DataFrame({"raw": [RAW, "Rain.", "Snow on the pier."], "n": [1, 2, 3]})
    lazy = frame.lazy().article.clean("raw", columns=["text", "word_count"])  # type: ignore[attr-defined]
    assert lazy.collect_schema().names() == ["raw", "n", "text", "word_count", "error"]
    short = lazy.filter(pl.col("word_count") < 5).select("n", "text")
    assert short.collect().rows() == [(2, "Rain."), (3, "Snow on the pier.")]
    assert lazy.head(1).collect()["text"].to_list() == [TEXT]
    with pytest.raises(KeyError, match="no column is called 'html'"):
        frame.lazy().article.clean("html")  # type: ignore[attr-defined]


def test_a_lazy_frame_streams_to_a_file() -> None:
    frame = pl.DataFrame({"raw": [f"Ferry {n} sailed at noon." for n in range(50)]})
    lazy = frame.lazy().article.clean("raw", columns=["text"])  # type: ignore[attr-defined]
    out = io.BytesIO()
    lazy.sink_parquet(out, engine="streaming")
    out.seek(0)
    assert pl.read_parquet(out)["text"].to_list() == frame["raw"].to_list()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": "text"}, "columns is a list of names"),
        ({"workers": "2"}, "workers is a number of processes"),
        ({"extra": b"Home"}, "extra takes a phrase"),
    ],
)
def test_options_that_are_wrong(options: dict[str, object], message: str) -> None:
    frame = pl.DataFrame({"raw": [RAW]})
    with pytest.raises(TypeError, match=message):
        cleaned(frame, "raw", **options)
    with pytest.raises(TypeError, match=message):  # at once, not when it is collected
        frame.lazy().article.clean("raw", **options)  # type: ignore[attr-defined]
