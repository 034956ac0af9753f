"""The jobs of docs/scaling.md, run as they stand there on a few pages."""

from __future__ import annotations

import gzip
import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import cleanarticle

pytestmark = pytest.mark.engines

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scaling.md"
FILE = re.compile(r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)

STORY = (
    "<html><body><h1>Ferry {n}</h1><p>The ferry to the islands sailed at noon on Tuesday, and "
    "nobody on the quay had seen it come in the night before.</p></body></html>"
)
TEXT = "The ferry to the islands sailed at noon on Tuesday, and nobody on the quay had seen it come"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the page's files, six pages in two Parquet files, and the command."""
    for name, body in FILE.findall(PAGE.read_text("utf-8")):
        (tmp_path / name).write_text(body, "utf-8")
    (tmp_path / "pages").mkdir()
    for part in range(2):
        numbers = range(3 * part, 3 * part + 3)
        table = pa.table(
            {
                "url": [f"https://a.example/{n}" for n in numbers],
                "html": [STORY.format(n=n) for n in numbers],
            }
        )
        pq.write_table(table, tmp_path / "pages" / f"{part}.parquet")
    command = tmp_path / "bin" / "cleanarticle"
    command.parent.mkdir()
    command.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cleanarticle "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    return tmp_path


def run(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a script in this process, where the engine is that the fixtures have started."""
    given, out = str(folder / "pages"), str(folder / "out")
    monkeypatch.setattr(sys, "argv", [script, given, out])
    runpy.run_path(str(folder / script), run_name="__main__")


def check(table: pa.Table, prefix: str = "article_") -> None:
    rows = sorted(table.to_pylist(), key=lambda row: str(row["url"]))
    assert [row["url"] for row in rows] == [f"https://a.example/{n}" for n in range(6)]
    assert all(row[f"{prefix}text"].startswith(TEXT) for row in rows)
    assert all("html" not in row for row in rows)


@pytest.mark.skipif(not shutil.which("xargs"), reason="there is no xargs on this machine")
def test_one_process_a_file(folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-e", "clean_files.sh"],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(Path(cleanarticle.__file__).parents[1]),
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    check(pq.read_table(folder / "articles").drop_columns(["id"]), prefix="")


@pytest.mark.usefixtures("spark")
def test_spark(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, "clean_spark.py", monkeypatch)
    check(pq.read_table(folder / "out"))


@pytest.mark.usefixtures("ray_on_two_cpus")
def test_ray(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, "clean_ray.py", monkeypatch)
    check(pq.read_table(folder / "out"))


def test_datatrove(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, "clean_corpus.py", monkeypatch)
    documents = [
        json.loads(line)
        for file in (folder / "out" / "articles").glob("*.gz")
        for line in gzip.decompress(file.read_bytes()).splitlines()
    ]
    assert len(documents) == 6
    assert all(document["text"].startswith(TEXT) for document in documents)
    assert {document["metadata"]["url"] for document in documents} == {
        f"https://a.example/{n}" for n in range(6)
    }
