"""The tutorial notebook is run: what it shows is what a reader gets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import cleanarticle

TUTORIAL = Path(__file__).resolve().parents[1] / "docs" / "tutorial.ipynb"

#: How sure a model is differs from training to training.
SURE = re.compile(r"confidence (?:<i>)?[\d.]+\d|\d+% sure|\d+%(?=[)<])")


def read() -> Any:
    return nbformat.read(TUTORIAL, as_version=4)  # type: ignore[no-untyped-call]


def shown(cell: Any) -> list[str]:
    """Give what a cell prints and shows, as plain text and as HTML.

    What it prints may come in any number of parts.
    """
    texts = ["".join(output.get("text", "") for output in cell.outputs)]
    for output in cell.outputs:
        data = output.get("data", {})
        texts += [data[kind] for kind in ("text/plain", "text/html") if kind in data]
        assert output.output_type != "error", output.get("traceback")
    return [SURE.sub("…", text) for text in texts]


@pytest.fixture(scope="module")
def again() -> Any:
    """The tutorial, run now with the library under test."""
    notebook = read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(cleanarticle.__file__).parents[1]))
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


def test_outputs_are_what_runs(again: Any) -> None:
    for before, after in zip(read().cells, again.cells, strict=True):
        if before.cell_type == "code":
            assert shown(before) == shown(after), (
                f"the cell {before.id} shows something else now; where that is right, run "
                "jupyter execute --inplace docs/tutorial.ipynb"
            )


def test_every_cell_was_run_in_order() -> None:
    counts = [cell.execution_count for cell in read().cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert 10 <= len(counts) <= 15


def test_articles_show_themselves(again: Any) -> None:
    html = [text for cell in again.cells if cell.cell_type == "code" for text in shown(cell)]
    assert sum('class="cleanarticle"' in text for text in html) == 2
