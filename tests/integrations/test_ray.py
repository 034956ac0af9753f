"""Ray Data, on two CPUs of this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from cleanarticle import DEFAULT, Pipeline
from cleanarticle.integrations.ray import clean_ray

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("ray_on_two_cpus")]

RAW = "The ferry sailed at noon.\n\nAdvertisement"
TEXT = "The ferry sailed at noon."


def test_the_dataset_keeps_its_columns() -> None:
    import ray

    given = pa.table({"n": [1, 2], "raw": [RAW, None], "url": ["https://a.example/1", None]})
    made = clean_ray(
        ray.data.from_arrow(given), "raw", columns=["text", "url"], prefix="a_", url_column="url"
    )
    assert made.sort("n").take_all() == [
        {
            "n": 1,
            "raw": RAW,
            "url": "https://a.example/1",
            "a_text": TEXT,
            "a_url": "https://a.example/1",
            "a_error": None,
        },
        {"n": 2, "raw": None, "url": None, "a_text": None, "a_url": None, "a_error": None},
    ]


def test_what_is_wrong_is_told() -> None:
    import ray

    given = ray.data.from_items([{"raw": RAW, "text": "mine"}])
    with pytest.raises(ValueError, match="no column is called 'titel'"):
        clean_ray(given, "raw", columns=["titel"])
    with pytest.raises(Exception, match="columns called 'text' already"):
        clean_ray(given, "raw").take_all()


def test_a_cleaner_that_cannot_be_sent_says_so() -> None:
    import ray

    lock = threading.Lock()

    def locked(blocks: object) -> tuple[()]:
        with lock:
            return ()

    given = ray.data.from_items([{"raw": RAW}])
    with pytest.raises(TypeError, match=r"cannot pickle '_thread\.lock'"):
        clean_ray(given, "raw", pipeline=DEFAULT.after("fix_wraps", locked)).take_all()


def test_a_worker_that_is_killed_and_a_cell_that_fails_lose_nothing(
    tmp_path: Path, killing: Callable[[Path], Pipeline], failing: Pipeline
) -> None:
    import ray

    raws = [f"Ferry {n} sailed at noon." for n in range(100)]
    raws[70] = "Storm over the pier."
    given = ray.data.from_items([{"n": n, "raw": raw} for n, raw in enumerate(raws)])
    marker = tmp_path / "killed"
    settings = {"batch_size": 20}
    made = clean_ray(given, "raw", columns=["text"], ray_options=settings, pipeline=killing(marker))
    rows = made.sort("n").take_all()
    assert marker.exists()
    assert [(row["n"], row["text"], row["error"]) for row in rows] == [
        (n, raw, None) for n, raw in enumerate(raws)
    ]
    made = clean_ray(given, "raw", columns=["text"], ray_options=settings, pipeline=failing)
    rows = made.sort("n").take_all()
    assert [row["n"] for row in rows if row["error"] is not None] == [70]
    assert [row["text"] for row in rows if row["n"] != 70] == raws[:70] + raws[71:]
