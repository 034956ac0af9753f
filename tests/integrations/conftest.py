"""What the tests of engines share: cleaners that fail or kill, and a server of pages."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleanarticle import DEFAULT, Block, Pipeline

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: What a page's text must hold for `killing` to act on it.
STORM = "Storm over the pier"

Killing = Callable[[Path], Pipeline]


@pytest.fixture
def killing() -> Killing:
    """Give a pipeline that kills its process on the first page with `STORM`, once for a marker.

    It is a function inside a function, as users write them: it goes to workers by value.
    """

    def pipeline(marker: Path) -> Pipeline:
        name = str(marker)

        def kill_once(blocks: Sequence[Block]) -> Iterable[Any]:
            import os
            import signal

            if any("Storm over the pier" in block.text for block in blocks):
                try:
                    os.close(os.open(name, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    return ()
                os.kill(os.getpid(), signal.SIGKILL)
            return ()

        return DEFAULT.after("fix_wraps", kill_once)

    return pipeline


@pytest.fixture
def failing() -> Pipeline:
    """Give a pipeline that fails on every page with `STORM`."""

    def fail(blocks: Sequence[Block]) -> Iterable[Any]:
        if any("Storm over the pier" in block.text for block in blocks):
            raise LookupError("no storms here")
        return ()

    return DEFAULT.after("fix_wraps", fail)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing; `.latin` is HTML that only HTTP says the charset of."""

    extensions_map = {  # noqa: RUF012
        ".html": "text/html",
        ".latin": "text/html; charset=iso-8859-1",
        ".txt": "text/plain",
        ".png": "image/png",
    }

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[dict[str, str | bytes]], str]]:
    """Give a function that serves pages by name on this machine and gives the address."""
    folder = tmp_path / "served"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def serving(pages: dict[str, str | bytes]) -> str:
        for name, page in pages.items():
            (folder / name).write_bytes(page.encode() if isinstance(page, str) else page)
        return f"http://127.0.0.1:{server.server_port}"

    yield serving
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Give Spark in local mode, with two workers and four tries a task."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs a Java, and there is none on this machine")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings: dict[str, Any] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.log.level": "ERROR",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
    }
    session = SparkSession.builder.master("local[2, 4]").config(map=settings).getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def ray_on_two_cpus() -> Iterator[None]:
    """Start Ray on two CPUs of this machine, for all that uses Ray from here on."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_raylet_start_wait_time_s", "180")  # machines can be busy
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()
