"""The wheel and the sdist build, hold what they must, and run where they are installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from cleanarticle import __version__

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command without this run's own paths; fail with what it says."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give the wheel, built from the sdist, and the sdist."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return wheel, sdist


def test_the_wheel_holds_the_library_and_nothing_else(built: tuple[Path, Path]) -> None:
    names = set(zipfile.ZipFile(built[0]).namelist())
    source = ROOT / "src"
    ours = {
        path.relative_to(source).as_posix()
        for path in (source / "cleanarticle").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in ours} == {".py", ".toml", ".npz", ".typed"}
    about = f"cleanarticle-{__version__}.dist-info/"
    assert {name for name in names if not name.startswith(about)} == ours
    assert f"{about}licenses/LICENSE" in names


def test_the_sdist_holds_the_tests_too(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in (
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "mkdocs.yml",
        "docs/tutorial.ipynb",
        "fixtures/texts/harbour/input.txt",
        "src/cleanarticle/judging/weights.npz",
        "tests/test_package.py",
    ):
        assert name in names
    assert not [name for name in names if name.startswith((".venv", "build/", "dist/"))]


def test_the_wheel_runs_where_it_is_installed(built: tuple[Path, Path], tmp_path: Path) -> None:
    """In an environment of its own, whose dependencies are those of this one: nothing is fetched."""
    venv.create(tmp_path / "env", with_pip=False, symlinks=os.name != "nt")
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", f"--python={python}"]
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", built[0], cwd=tmp_path)
    (packages,) = (tmp_path / "env").rglob("site-packages")
    import numpy

    (packages / "here.pth").write_text(str(Path(numpy.__file__).parents[1]), "utf-8")
    raw = "Advertisement\n\nThe ferry sailed at noon.\n\nLeave a Reply"
    (tmp_path / "raw.txt").write_text(raw, "utf-8")
    shown = run(python, "-c", "import cleanarticle; print(cleanarticle.__file__)", cwd=tmp_path)
    assert Path(shown.strip()).is_relative_to(tmp_path / "env")
    command = python.with_name(f"cleanarticle{python.suffix}")
    assert run(command, "raw.txt", cwd=tmp_path) == "The ferry sailed at noon.\n"
    page = "clean('<html><body><p>' + 'The ferry sailed at noon. ' * 9 + '</p></body></html>').text"
    assert "ferry" in run(
        python, "-c", f"from cleanarticle import clean; print({page})", cwd=tmp_path
    )
