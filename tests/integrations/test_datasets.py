"""Hugging Face datasets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleanarticle import Pipeline
from cleanarticle.batch.arrow import DEFAULT_COLUMNS
from cleanarticle.integrations.datasets import clean_batch

datasets = pytest.importorskip("datasets")
pytestmark = pytest.mark.engines

RAW = "The ferry sailed at noon.\n\nAdvertisement"
TEXT = "The ferry sailed at noon."

FINGERPRINT = """
import re
from datasets.fingerprint import Hasher
from cleanarticle import DEFAULT
from cleanarticle.integrations.datasets import clean_batch
print(Hasher.hash(clean_batch("raw", extra=[re.compile("Tide: .*"), "Ferry times"], favor="recall",
                              pipeline=DEFAULT.without("drop_ads"))))
"""


@pytest.fixture(autouse=True)
def _quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    datasets.disable_progress_bars()


def saved(folder: Path, **columns: list[Any]) -> Any:
    """Give a dataset that stands on the disk, as a user's does: its `map` has a cache."""
    datasets.Dataset.from_dict(columns).save_to_disk(str(folder))
    return datasets.load_from_disk(str(folder))


def test_map_keeps_the_columns_and_their_features() -> None:
    label = datasets.ClassLabel(names=["sea", "land"])
    given = datasets.Dataset.from_dict(
        {"raw": [RAW, None], "kind": ["sea", "land"]},
        features=datasets.Features({"raw": datasets.Value("string"), "kind": label}),
    )
    made = given.map(clean_batch("raw"), batched=True)
    assert made.column_names == ["raw", "kind", *DEFAULT_COLUMNS]
    assert made.features["kind"] == label
    assert made[0]["text"] == TEXT
    assert [change["reason"] for change in made[0]["changes"]] == ["ad"]
    assert made[1]["text"] is None
    assert made.remove_columns("raw").column_names[0] == "kind"


def test_a_column_that_is_empty_throughout_a_batch_keeps_its_type() -> None:
    raws = ["Rain.", "Snow.", "Source: The Harbour Post\n\nThe ferry sailed at noon."]
    given = datasets.Dataset.from_dict({"raw": raws})
    made = given.map(clean_batch("raw"), batched=True, batch_size=1)
    assert made["source"][:] == [None, None, "The Harbour Post"]
    assert made.features["error"] == datasets.Value("string")


@pytest.mark.parametrize("form", ["arrow", "numpy"])
def test_a_dataset_with_a_format(form: str) -> None:
    given = datasets.Dataset.from_dict({"raw": [RAW, "Rain."]}).with_format(form)
    made = given.map(clean_batch("raw", columns=["text"]), batched=True)
    assert made.with_format(None)["text"][:] == [TEXT, "Rain."]


def test_a_stream() -> None:
    given = datasets.Dataset.from_dict({"raw": [RAW, None], "at": ["https://a.example/1", None]})
    function = clean_batch("raw", columns=["text", "url"], url_column="at")
    made = given.to_iterable_dataset().map(function, batched=True, remove_columns=["raw"])
    assert list(made) == [
        {"at": "https://a.example/1", "text": TEXT, "url": "https://a.example/1", "error": None},
        {"at": None, "text": None, "url": None, "error": None},
    ]


def test_what_is_wrong_is_told() -> None:
    given = datasets.Dataset.from_dict({"raw": [RAW], "text": ["mine"]})
    with pytest.raises(ValueError, match="'text' already"):
        given.map(clean_batch("raw"), batched=True)
    with pytest.raises(TypeError, match="batched=True"):
        list(given.to_iterable_dataset().map(clean_batch("raw", prefix="a_")))
    with pytest.raises(ValueError, match="favor is one of"):
        clean_batch("raw", favor="speed")  # type: ignore[arg-type]


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    def fingerprint(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", FINGERPRINT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout.strip()

    first = fingerprint("1")
    assert re.fullmatch(r"[0-9a-f]{16}", first)
    assert fingerprint("2") == first


def test_the_cache_is_found_again(tmp_path: Path) -> None:
    given = saved(tmp_path / "given", raw=[RAW, "Rain."])
    first = given.map(clean_batch("raw", extra="Rain."), batched=True)
    again = given.map(clean_batch("raw", extra="Rain."), batched=True)
    other = given.map(clean_batch("raw", extra="Snow."), batched=True)
    assert first.cache_files == again.cache_files
    assert first.cache_files != other.cache_files


def test_a_process_that_is_killed_and_a_cell_that_fails_lose_nothing(
    tmp_path: Path, killing: Callable[[Path], Pipeline], failing: Pipeline
) -> None:
    raws = [f"Ferry {n} sailed at noon." for n in range(20)]
    raws[7] = "Storm over the pier."
    given = saved(tmp_path / "given", raw=raws)
    function = clean_batch("raw", columns=["text"], pipeline=killing(tmp_path / "killed"))
    with pytest.raises(RuntimeError, match="died"):
        given.map(function, batched=True, num_proc=2)
    made = given.map(function, batched=True, num_proc=2)
    assert made["text"][:] == raws
    made = given.map(clean_batch("raw", columns=["text"], pipeline=failing), batched=True)
    assert [error is not None for error in made["error"]] == [n == 7 for n in range(20)]
    assert made["raw"][:] == raws
