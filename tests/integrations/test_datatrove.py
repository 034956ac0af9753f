"""A step in a datatrove pipeline, under its local executor."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from datatrove.data import Document
from datatrove.pipeline.writers import JsonlWriter

from cleanarticle import Pipeline
from cleanarticle.integrations.datatrove import ArticleCleaner

pytestmark = pytest.mark.engines

RAW = "The ferry sailed at noon.\n\nAdvertisement\n\nShare this article"
TEXT = "The ferry sailed at noon."
NONE = "Advertisement\n\nShare this article"

#: What the jobs have in common. They are scripts of their own, as processes are forked there, and a test
#: runner has threads by now.
SCRIPT = """
import json, os, signal, sys
from pathlib import Path
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from cleanarticle import DEFAULT
from cleanarticle.integrations.datatrove import ArticleCleaner

folder = Path(sys.argv[1])

def run(cleaner, **options):
    steps = [
        JsonlReader(str(folder / "in")),
        ArticleCleaner(pipeline=DEFAULT.after("fix_wraps", cleaner)),
        JsonlWriter(str(folder / "out"), output_filename="${rank}.jsonl", compression=None),
    ]
    return LocalPipelineExecutor(steps, logging_dir=str(folder / "logs"), **options).run()
"""

#: What a job on a cluster runs, and what dies with the node; it is started once more.
JOB = f"""{SCRIPT}
def kill_once(blocks):
    if any("Storm" in block.text for block in blocks) and not (folder / "killed").exists():
        (folder / "killed").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return ()

run(kill_once, tasks=3, workers=1)
"""


def documents(*texts: str, **metadata: Any) -> list[Document]:
    return [Document(text, str(n), metadata={**metadata}) for n, text in enumerate(texts)]


def counts(step: ArticleCleaner) -> dict[str, int]:
    return {name: int(stat.total) for name, stat in step.stats.stats.items() if "_" in name}


def test_the_text_is_the_article_and_the_rest_goes_to_the_metadata() -> None:
    step = ArticleCleaner(columns=["title", "flags", "confidence", "url"])
    given = documents(RAW, url="https://a.example/1", date="2025-03-02")
    (made,) = step.run(given)
    assert (made.id, made.text) == ("0", TEXT)
    confidence = made.metadata.pop("article_confidence")
    assert 0 < confidence <= 1
    assert made.metadata == {
        "url": "https://a.example/1",
        "date": "2025-03-02",
        "article_title": None,
        "article_flags": [],
        "article_url": "https://a.example/1",
    }


def test_a_document_without_an_article_is_dropped_and_counted() -> None:
    step = ArticleCleaner()
    assert [made.text for made in step.run(documents(NONE, RAW))] == [TEXT]
    counted = counts(step)
    assert counted["dropped_no_article"] == 1
    assert counted["flag_no_article"] == 1
    assert counted["cut_ad"] == 2 * len("Advertisement")
    assert counted["cut_share"] == 2 * len("Share this article")


def test_a_document_without_an_article_is_marked_where_none_is_dropped() -> None:
    step = ArticleCleaner(drop=False)
    empty, full = step.run(documents(NONE, RAW))
    assert "no_article" in empty.metadata["article_flags"]
    assert full.text == TEXT


def test_a_document_that_fails_is_kept_as_it_was(tmp_path: Path, failing: Pipeline) -> None:
    texts = (RAW, "Storm over the pier.", RAW)
    excluded = JsonlWriter(str(tmp_path), output_filename="${rank}.jsonl", compression=None)
    step = ArticleCleaner(pipeline=failing, exclusion_writer=excluded)
    assert [made.id for made in step.run(documents(*texts))] == ["0", "2"]
    (line,) = (tmp_path / "00000.jsonl").read_text("utf-8").splitlines()
    told = json.loads(line)
    assert told["text"] == "Storm over the pier."
    assert told["metadata"]["filter_reason"] == "failed"
    assert "no storms here" in told["metadata"]["article_error"]
    _, marked, _ = ArticleCleaner(pipeline=failing, drop=False).run(documents(*texts))
    assert marked.text == "Storm over the pier."
    assert marked.metadata["article_flags"] == ["failed"]
    assert "no storms here" in marked.metadata["article_error"]


def test_wrong_options_are_told_before_a_job_starts() -> None:
    with pytest.raises(ValueError, match="no column is called 'titel'"):
        ArticleCleaner(columns=["titel"])
    with pytest.raises(ValueError, match="favor is one of"):
        ArticleCleaner(favor="speed")  # type: ignore[arg-type]


def lines(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]


def write(folder: Path, texts: list[str]) -> None:
    folder.mkdir()
    for part in range(3):
        with gzip.open(folder / f"{part}.jsonl.gz", "wt", encoding="utf-8") as out:
            for n in range(part, len(texts), 3):
                out.write(json.dumps({"id": str(n), "text": texts[n]}) + "\n")


IN_PROCESSES = f"""{SCRIPT}
def fail_on_storms(blocks):
    if any("Storm" in block.text for block in blocks):
        raise ValueError("a storm")
    return ()

stats = run(fail_on_storms, tasks=2, workers=2)
step = next(step for step in stats.stats if "cleanarticle" in step.name)
counts = {{name: count.total for name, count in step.stats.items()}}
(folder / "counts.json").write_text(json.dumps(counts))
"""


def test_the_local_executor_runs_it_in_processes(tmp_path: Path) -> None:
    write(tmp_path / "in", [RAW, NONE, "Storm over the pier."] * 4)
    assert run_job(tmp_path, IN_PROCESSES) == 0
    assert [made["text"] for made in lines(tmp_path / "out")] == [TEXT] * 4
    counts = json.loads((tmp_path / "counts.json").read_text())
    assert (counts["dropped_no_article"], counts["dropped_failed"]) == (4, 4)


def run_job(folder: Path, job: str = JOB) -> int:
    """Run the job and give how it ended; with it goes what it leaves, as on a cluster's node."""
    running = subprocess.Popen(
        [sys.executable, "-c", job, str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    ended = running.wait(120)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    return ended


def test_a_job_that_is_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    texts = [f"Ferry {n} sailed at noon." for n in range(12)]
    texts[4] = "Storm over the pier."
    write(tmp_path / "in", texts)
    assert run_job(tmp_path) == -signal.SIGKILL
    assert len(lines(tmp_path / "out")) < 12
    assert run_job(tmp_path) == 0
    made = {int(line["id"]): line["text"] for line in lines(tmp_path / "out")}
    assert made == dict(enumerate(texts))
    assert len(lines(tmp_path / "out")) == 12
