"""The accessor `article` of pandas."""

from __future__ import annotations

import threading

import pandas as pd
import pytest

import cleanarticle.integrations.pandas  # noqa: F401
from cleanarticle import DEFAULT

RAW = "The ferry sailed at noon.\n\nAdvertisement"
TEXT = "The ferry sailed at noon."


def test_the_frame_keeps_its_index_and_columns() -> None:
    frame = pd.DataFrame(
        {"raw": [RAW, "Rain."], "n": [1, 2]},
        index=pd.MultiIndex.from_tuples([("b", 2), ("a", 1)], names=["site", "day"]),
    )
    made = frame.article.clean("raw")
    pd.testing.assert_frame_equal(made[["raw", "n"]], frame)
    assert made.loc[("b", 2), "text"] == TEXT
    assert made.loc[("b", 2), "changes"][0]["reason"] == "ad"
    assert (made["text"].dtype, made["word_count"].dtype) == ("string", "Int64")
    assert (made["confidence"].dtype, made["flags"].dtype) == ("float64", "object")


@pytest.mark.parametrize("kind", ["object", "string", "category", "str"])
def test_every_type_that_holds_text(kind: str) -> None:
    series = pd.Series([RAW, None, "Rain."], index=[5, 5, 6]).astype(kind)
    made = series.article.clean(columns=["text", "word_count"])
    assert made.index.tolist() == [5, 5, 6]
    assert made["text"].tolist() == [TEXT, pd.NA, "Rain."]
    assert made["word_count"].isna().tolist() == [False, True, False]


def test_cells_of_any_kind_lose_no_other() -> None:
    cells = [RAW, 4, float("nan"), RAW.encode(), ["Rain."], b"\xff\xfe"]
    made = pd.DataFrame({"raw": pd.Series(cells, dtype="object")}).article.clean("raw")
    assert made["text"].tolist()[:2] == [TEXT, ""]
    assert made["text"].tolist()[3] == TEXT
    told = [error.partition(",")[0] if isinstance(error, str) else None for error in made["error"]]
    refused = "TypeError: clean() takes the page or text itself"
    assert told == [None, refused, None, None, refused, None]
    assert made.loc[2, "text"] is pd.NA


def test_rows_have_their_own_urls_and_names_a_prefix() -> None:
    frame = pd.DataFrame({"text": [RAW, RAW], "url": ["https://a.example/1", None]})
    with pytest.raises(ValueError, match=r"'text'.*already"):
        frame.article.clean("text", columns=["text"])
    made = frame.article.clean("text", columns=["text", "url"], prefix="a_", url_column="url")
    assert made["a_url"].tolist() == ["https://a.example/1", pd.NA]
    assert made["a_text"].tolist() == [TEXT, TEXT]


def test_a_frame_without_rows() -> None:
    made = pd.DataFrame({"raw": pd.Series([], dtype="string")}).article.clean("raw")
    assert (len(made), made["text"].dtype) == (0, "string")


def test_workers_give_the_same_frame() -> None:
    frame = pd.DataFrame({"raw": [f"Ferry {n} sailed.\n\nAdvertisement" for n in range(40)]})
    pd.testing.assert_frame_equal(frame.article.clean("raw", workers=2), frame.article.clean("raw"))


def test_a_cleaner_that_cannot_be_sent_to_workers_says_so() -> None:
    lock = threading.Lock()

    def locked(blocks: object) -> tuple[()]:
        with lock:
            return ()

    frame = pd.DataFrame({"raw": [RAW]})
    pipeline = DEFAULT.after("fix_wraps", locked)
    assert frame.article.clean("raw", pipeline=pipeline)["text"].tolist() == [TEXT]
    with pytest.raises(TypeError, match=r"cannot be sent to other processes.*workers=1"):
        frame.article.clean("raw", pipeline=pipeline, workers=2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": "text"}, "columns is a list of names"),
        ({"workers": "2"}, "workers is a number of processes"),
        ({"extra": b"Home"}, "extra takes a phrase"),
    ],
)
def test_options_that_are_wrong(options: dict[str, object], message: str) -> None:
    frame = pd.DataFrame({"raw": [RAW]})
    with pytest.raises(TypeError, match=message):
        frame.article.clean("raw", **options)
    with pytest.raises(TypeError, match=message):
        frame["raw"].article.clean(**options)
