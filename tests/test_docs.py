"""The documentation's made pages and tables say what the code says."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from cleanarticle import DEFAULT, Reason

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("made", DOCS / "made.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("cleaner", DEFAULT, ids=lambda cleaner: cleaner.__name__)
def test_every_cleaner_says_what_it_does(cleaner: object, made: ModuleType) -> None:
    assert cleaner.__doc__, "a cleaner's page is its docstring"
    first = cleaner.__doc__.strip().splitlines()[0]
    section = made.cleaners().partition(f"{{ #{cleaner.__name__} }}")[2]  # type: ignore[attr-defined]
    assert first in section.partition("\n## ")[0]


def test_doctests_stand_in_fences(made: ModuleType) -> None:
    text = 'One.\n\n>>> print(\n...     "a"\n... )\na\n\nTwo: `b`.\n\n>>> 1\n1'
    assert made.fenced(text) == (
        'One.\n\n```pycon\n>>> print(\n...     "a"\n... )\na\n```\n\nTwo: `b`.\n\n```pycon\n>>> 1\n1\n```'
    )
    assert made.fenced("One.") == "One."


def test_every_reason_is_told(made: ModuleType) -> None:
    page = made.filled((DOCS / "reasons.md").read_text("utf-8"))
    for reason in Reason:
        assert f"| `{reason}` | {reason.explanation} |" in page


def test_every_flag_is_told() -> None:
    page = (DOCS / "reasons.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    set_ = re.findall(
        r'Flag\("(\w+)"\)|flags\.add\("(\w+)"\)|flags=(?:frozenset\()?\{"(\w+)"', source
    )
    assert told == {name for names in set_ for name in names if name}


def test_every_dependency_is_explained() -> None:
    page = (DOCS / "dependencies.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    core = {re.split(r"[<>=\[]", package)[0] for package in project["dependencies"]}
    told, extras = page.split("What else there is")
    assert set(re.findall(r"^\| `([\w-]+)` \|", told, re.MULTILINE)) == core
    assert set(re.findall(r"^\| `\[(\w+)\]` \|", extras, re.MULTILINE)) == set(
        project["optional-dependencies"]
    )


def test_every_page_is_in_the_navigation(made: ModuleType) -> None:
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2]
    pages = {path.name for path in DOCS.glob("*.md")} | set(made.MADE)
    assert set(re.findall(r": (\S+\.md)$", navigation, re.MULTILINE)) == pages


def test_the_site_builds_and_fetches_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 12
    for page in pages:
        html = page.read_text("utf-8")
        fetched = re.findall(
            r'<(?:script|img|link|iframe)[^>]*(?:src|href)="(?:https?:)?//[^"]+"', html
        )
        assert [tag for tag in fetched if 'rel="canonical"' not in tag] == []
    assert "struck through" in (tmp_path / "tutorial.html").read_text("utf-8")
    assert "&gt;&gt;&gt; " in (tmp_path / "api.html").read_text("utf-8")
