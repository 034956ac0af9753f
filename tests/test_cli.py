"""The command as a user runs it: a process of its own, real files, real pipes."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

import cleanarticle
from cleanarticle import Article, clean, cli, load_sites

SOURCE = str(Path(cleanarticle.__file__).parents[1])
RAW = "Rain at last — again\n\nAdvertisement\n\nIt rained on Tuesday, and the “old” river rose.\n"
PAGE = "<!DOCTYPE html><html><body><p>It rained on Tuesday, and the river rose.</p></body></html>"
COMMAND = (sys.executable, "-m", "cleanarticle")


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": SOURCE, **more}


def run(
    *arguments: str | Path, stdin: bytes = b"", variables: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=environment(**variables),
        check=False,
        timeout=60,
    )


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "rain.txt"
    path.write_bytes(RAW.encode())
    return path


def one_line(stderr: bytes) -> str:
    text = stderr.decode()
    assert re.fullmatch(r"cleanarticle: .+\n", text.replace("\r", "")), text
    return text


def test_a_file_is_printed_as_text(document: Path) -> None:
    done = run(document)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"{clean(RAW)}\n"
    assert "Advertisement" not in done.stdout.decode()


def test_a_dash_reads_standard_input(document: Path) -> None:
    assert run("-", stdin=RAW.encode()).stdout == run(document).stdout


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_formats(document: Path, form: str) -> None:
    article = clean(RAW)
    expected = {
        "text": str(article),
        "markdown": article.to_markdown(),
        "json": article.to_json(indent=2),
        "html": article.to_html(),
    }
    done = run(document, "--format", form)
    assert (done.returncode, done.stdout.decode()) == (0, expected[form] + "\n")


def test_json_reads_back(document: Path) -> None:
    assert Article.from_json(run(document, "--format", "json").stdout) == clean(RAW)


def test_explain_prints_the_ledger_instead_of_the_article(document: Path) -> None:
    assert run(document, "--explain").stdout.decode() == clean(RAW).explain() + "\n"


def test_explain_and_format_exclude_each_other(document: Path) -> None:
    done = run(document, "--explain", "--format", "json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"not allowed with" in done.stderr


def test_options_reach_clean(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text(PAGE, encoding="utf-8")
    address = "https://example.org/rain"
    options = ("--kind", "text", "--favor", "recall", "--language", "nl", "--url", address)
    done = run(path, *options, "--format", "json")
    wanted = clean(PAGE.encode(), kind="text", favor="recall", language="nl", url=address)
    assert json.loads(done.stdout) == json.loads(wanted.to_json())


SITES = """
["example.org"]
extra = [{line = "It rained on Tuesday, and the # river rose."}, "own report"]
keep = ["Advertisement"]
favor = "recall"
"""


def test_phrases_to_cut_and_to_keep(document: Path) -> None:
    done = run(document, "--extra", "at last", "--extra", "again", "--keep", "advertisement")
    assert (
        done.stdout.decode() == f"{clean(RAW, extra=['at last', 'again'], keep='advertisement')}\n"
    )
    assert "at last" not in done.stdout.decode() and "Advertisement" in done.stdout.decode()


def test_an_empty_phrase_is_none(document: Path) -> None:
    assert run(document, "--extra", "", "--keep", "").stdout == run(document).stdout


def test_the_extractor_reaches_clean(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    done = run(path, "--extractor", "readability", "--format", "json")
    assert done.stdout.decode() == clean(PAGE, extractor="readability").to_json(indent=2) + "\n"
    assert run(path, "--extractor", "lxml").returncode == 2


def test_rules_of_sites_go_by_the_address(document: Path, tmp_path: Path) -> None:
    sites = tmp_path / "sites.toml"
    sites.write_text(SITES, encoding="utf-8")
    address = "https://www.example.org/rain"
    done = run(document, "--sites", sites, "--url", address)
    wanted = clean(RAW, url=address, **load_sites(sites).for_url(address))
    assert (done.returncode, done.stdout.decode()) == (0, f"{wanted}\n")
    assert "Advertisement" in done.stdout.decode()
    other = run(document, "--sites", sites, "--url", "https://example.com/rain")
    assert other.stdout == run(document).stdout
    more = run(document, "--sites", sites, "--url", address, "--extra", "at last", "--keep", "old")
    told = more.stdout.decode()  # what is told is added to the site's rules
    assert "at last" not in told and "Advertisement" in told


def test_rules_of_sites_need_an_address(document: Path, tmp_path: Path) -> None:
    done = run(document, "--sites", tmp_path / "sites.toml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--sites needs --url" in done.stderr


@pytest.mark.parametrize(
    ("text", "complaint"),
    [(None, "cannot read .*sites.toml"), ("extra = 5", "sites.toml:1: .*outside a site")],
)
def test_rules_of_sites_that_cannot_be_read(
    document: Path, tmp_path: Path, text: str | None, complaint: str
) -> None:
    sites = tmp_path / "sites.toml"
    if text is not None:
        sites.write_text(text, encoding="utf-8")
    done = run(document, "--sites", sites, "--url", "example.org")
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.search(complaint, one_line(done.stderr))


@pytest.mark.parametrize("command", [(), ("batch", "-o", "o.jsonl"), ("report", "-o", "o.html")])
def test_a_language_that_is_none_is_wrong_usage(document: Path, command: tuple[str, ...]) -> None:
    done = run(*command, document, "--language", "English")
    assert (done.returncode, done.stdout) == (2, b"")
    told = 'argument --language: language is the code of one, such as "en", "de" or "pt-BR"'
    assert f"{told}, not 'English'" in done.stderr.decode()


def test_bytes_are_decoded_by_the_library(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes(RAW.encode("utf-16"))
    assert run(path).stdout.decode() == f"{clean(RAW)}\n"


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_output_is_utf_8_in_every_locale(document: Path, locale: dict[str, str]) -> None:
    done = run(document, variables={"PYTHONUTF8": "0", **locale})
    assert "“old” river" in done.stdout.decode("utf-8")


def test_a_lone_surrogate_is_escaped(
    document: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setitem(cli.FORMATS, "text", lambda _: "high \ud800 tide")
    assert cli.main([str(document)]) == 0
    assert capfdbinary.readouterr().out == b"high \\ud800 tide\n"


def test_output_goes_to_a_file(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    done = run(document, "--format", "markdown", "-o", out)
    assert (done.returncode, done.stdout) == (0, b"")
    assert out.read_bytes().decode() == clean(RAW).to_markdown() + "\n"


def test_no_article_is_exit_code_1() -> None:
    done = run("-")
    assert (done.returncode, done.stdout.strip()) == (1, b"")
    assert one_line(done.stderr).endswith("no article found in standard input\n")


def test_no_article_still_prints_what_there_is() -> None:
    done = run("-", "--format", "json", stdin=b"Advertisement")
    assert done.returncode == 1
    assert "no_article" in json.loads(done.stdout)["flags"]


def test_a_missing_file(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "nowhere.txt': No such file or directory" in one_line(done.stderr)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "cannot read" in one_line(done.stderr)


def test_a_packed_document_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "rain.gz"
    path.write_bytes(gzip.compress(RAW.encode()))
    assert run(path).stdout.decode() == f"{clean(RAW)}\n"
    assert run("-", stdin=path.read_bytes()).stdout.decode() == f"{clean(RAW)}\n"
    path.write_bytes(path.read_bytes()[:-9])
    done = run(path)
    assert done.returncode == 2
    assert "the file is cut off" in one_line(done.stderr)


def test_two_documents_are_for_batch(document: Path) -> None:
    done = run(document, "other.txt")
    assert done.returncode == 2
    assert b"'other.txt' is another: cleanarticle batch reads many" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize(
    ("closed", "told"), [("<&-", "read standard in"), (">&-", "write standard out")]
)
def test_a_closed_stream_is_told(closed: str, told: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m cleanarticle - {closed}",
        shell=True,
        input=None if "<" in closed else b"It rained.",
        capture_output=True,
        env=environment(),
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert f"cannot {told}put: it is closed" in one_line(done.stderr)


def test_a_report_goes_to_standard_output(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("report", document, "-o", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"<!doctype html>")
    assert not Path("-").exists()


def test_an_address_is_not_fetched() -> None:
    done = run("https://example.org/rain")
    assert done.returncode == 2
    assert "not fetched" in one_line(done.stderr)


def test_an_output_that_cannot_be_written(document: Path, tmp_path: Path) -> None:
    done = run(document, "-o", tmp_path / "no" / "such" / "folder")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "cannot write" in one_line(done.stderr)


@pytest.mark.parametrize("arguments", [(), ("--format", "pdf", "-"), ("--colour", "-")])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"usage: cleanarticle" in done.stderr


def test_version_and_help() -> None:
    assert run("--version").stdout.decode().split() == ["cleanarticle", cleanarticle.__version__]
    assert b"--explain" in run("--help").stdout


@pytest.mark.skipif(os.name == "nt", reason="no POSIX pipes")
def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("".join(f"It rained on day {n} again.\n\n" for n in range(5000)), "utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, str(path)],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="no POSIX signals")
def test_an_interrupt_is_quiet() -> None:
    waiting = (
        "import signal, sys; from cleanarticle.cli import main; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # ignored in a background job
        "print(1, flush=True); sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", waiting, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.5)  # let it get from the print to the read
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (130, b"")
