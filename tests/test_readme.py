"""README.md and the pages of docs/ are executed: what they show is what a reader gets.

A fence below `<!-- file: NAME -->` is written to the working folder; ```` ```python ````
fences run in order in one namespace. A fence below `<!-- output -->` holds what the
fence before it prints, a shell one included; other shell fences are not run. One below
`<!-- needs: NAME -->` runs where that module or program is installed; the page's test is
skipped in the end where it is not.
"""

from __future__ import annotations

import io
import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import cleanarticle

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
MADE = {  # when the site is built, see docs/made.py
    *(
        "changelog.md",
        "cleaners.md",
        "contributing.md",
        "figures.md",
        "model-card.md",
        "tutorial.md",
    )
}
TWIN = ROOT / "fixtures" / "texts" / "harbour" / "input.txt"

FENCE = re.compile(
    r"^(?:<!-- (file: \S+|needs: \S+|output) -->\n)?(`{3,})(\w*)\n(.*?)^\2$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block; `role` is what the comment above it says, `line` where it starts."""

    line: int
    role: str
    language: str
    body: str


def fences(page: Path) -> list[Fence]:
    text = page.read_text("utf-8")
    return [
        Fence(text.count("\n", 0, found.start()) + 1, found[1] or "", found[3], found[4])
        for found in FENCE.finditer(text)
    ]


def examples(page: Path) -> Iterator[tuple[Fence, str | None]]:
    """Give every fence but the outputs, with the output that is promised for it."""
    shown = fences(page)
    for fence, after in zip(shown, [*shown[1:], None][: len(shown)], strict=True):
        if fence.role != "output":
            promised = after is not None and after.role == "output"
            yield fence, after.body if after and promised else None


def run_python(page: Path, fence: Fence, names: dict[str, Any]) -> str:
    code = compile("\n" * fence.line + fence.body, str(page), "exec")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(code, names)
    return printed.getvalue()


def run_shell(fence: Fence, folder: Path) -> str:
    """Run the fence with a `cleanarticle` on the path that is the one under test."""
    command = folder / "bin" / "cleanarticle"
    command.parent.mkdir(exist_ok=True)
    command.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cleanarticle "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    source = str(Path(cleanarticle.__file__).parents[1])
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-ec", fence.body],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": source},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode("utf-8")


every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@every_page
def test_every_example_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "readme"}
    missing = set()
    for fence, promised in examples(page):
        where = f"{page.name}:{fence.line}"
        needed = fence.role.removeprefix("needs: ")
        if needed != fence.role and not (find_spec(needed) or shutil.which(needed)):
            missing.add(needed)
        elif fence.role.startswith("file: "):
            Path(fence.role.removeprefix("file: ")).write_text(fence.body, "utf-8")
        elif fence.language == "python":
            assert (where, run_python(page, fence, names)) == (where, promised or "")
        elif fence.language == "sh" and promised is not None and os.name != "nt":
            assert (where, run_shell(fence, tmp_path)) == (where, promised)
    if missing:
        pytest.skip(f"all ran but what needs {', '.join(sorted(missing))}")


@every_page
def test_every_output_belongs_to_an_example(page: Path) -> None:
    shown = fences(page)
    assert not shown or shown[0].role != "output"
    pairs = itertools.pairwise(shown)
    runnable = {before.language for before, after in pairs if after.role == "output"}
    assert runnable <= {"python", "sh"}
    assert runnable or page != README


def test_the_raw_lines_stand_in_the_fixture() -> None:
    raw = next(fence.body for fence in fences(README) if fence.role == "file: raw.txt")
    lines = [line for line in raw.splitlines() if line]
    assert len(lines) == 10
    assert set(lines) <= set(TWIN.read_text("utf-8").splitlines())


@every_page
def test_links_lead_to_files(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert page == README or set(missing) <= MADE
    assert page != README or missing == []
