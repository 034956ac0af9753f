"""`cleanarticle batch` on invented files: every kind in, both kinds out, and killed half-way."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import cleanarticle
from cleanarticle import clean, cli
from cleanarticle.batch import fields, files, inputs, journal, outputs, run
from cleanarticle.batch.arrow import to_article, to_row
from cleanarticle.batch.extras import needed
from cleanarticle.batch.outputs import BATCH_COLUMNS

COMMAND = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a background job
from cleanarticle.cli import main
sys.exit(main())
"""
SOURCE = str(Path(cleanarticle.__file__).parents[1])
PAGE = """<!doctype html><html lang="en"><head><title>Rain at last | Post</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>Rain at last</h1><p>It rained on <b>Tuesday</b>, and the
old river rose over the road to the mill.</p></article></body></html>"""
RUSSIAN = "<html><body><p>Во вторник пошёл дождь, и река поднялась выше дороги.</p></body></html>"


def text(number: int) -> str:
    return f"Rain, day {number}\n\nAdvertisement\n\nIt rained on day {number} , and the river rose."


def batch(*arguments: str | Path, workers: int = 1) -> int:
    return cli.main(["batch", *map(str, arguments), "--workers", str(workers)])


def rows(path: Path) -> list[dict[str, Any]]:
    """Read what was written, by packages that know nothing of this one."""
    if path.suffix == ".parquet":
        read: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return read
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    elif path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
    return [json.loads(line) for line in data.splitlines()]


def expected(id: str, raw: str | bytes, **options: Any) -> dict[str, Any]:
    row = to_row(clean(raw, **options))
    del row["error"]
    return {"id": id, **row}


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ------------------------------------------------------------------ out


@pytest.mark.parametrize("name", ["o.jsonl", "o.ndjson", "o.jsonl.gz", "o.jsonl.zst", "o.parquet"])
def test_every_form_out(name: str, folder: Path) -> None:
    lines(folder / "in.jsonl", {"id": "a", "text": text(1), "url": "https://e.example/1"}, PAGE)
    assert batch("in.jsonl", "-o", name) == 0
    made = rows(folder / name)
    assert made == [
        expected("a", text(1), url="https://e.example/1"),
        expected("in.jsonl:2", PAGE),
    ]
    assert tuple(made[0]) == BATCH_COLUMNS
    assert sorted(path.name for path in folder.iterdir()) == sorted(["in.jsonl", name])


def test_columns_and_options(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(folder / "in.jsonl", {"id": 7, "body": PAGE, "text": "none of this"})
    options = ("--field", "body", "--columns", "raw,id,title,changes,blocks", "--language", "nl")
    assert batch("in.jsonl", "-o", "o.parquet", *options, "--kind", "text", "--quiet") == 0
    [row] = rows(folder / "o.parquet")
    assert list(row) == ["raw", "id", "title", "changes", "blocks"]
    article = clean(PAGE, kind="text", language="nl")
    assert to_article(row).changes == article.changes
    assert (row["id"], row["raw"]) == ("7", PAGE)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


def test_rules_of_ones_own(folder: Path) -> None:
    (folder / "sites.toml").write_text('["e.example"]\nkeep = ["Advertisement"]\n', "utf-8")
    told = "It rained on the first day, and the river rose over the road to the mill."
    raw = f"{told}\n\nAdvertisement\n\nTide table: 04:12"
    lines(
        folder / "in.jsonl",
        {"id": "a", "text": raw, "url": "https://e.example/1"},
        {"id": "b", "text": raw, "url": "https://other.example/1"},
    )
    rules = ("--sites", "sites.toml", "--extra", "Tide table: 04:12", "--keep", "nothing here")
    assert batch("in.jsonl", "-o", "o.jsonl", "--columns", "id,text", *rules) == 0
    assert [row["text"] for row in rows(folder / "o.jsonl")] == [f"{told}\n\nAdvertisement", told]
    assert cli.main(["report", "in.jsonl", "-o", "o.html", *rules]) == 0
    shown = (folder / "o.html").read_text("utf-8")
    assert shown.count("Tide table: 04:12</del>") == 2
    assert shown.count("Advertisement</del>") == 1
    assert batch("in.jsonl", "-o", "p.jsonl", "--sites", "nowhere.toml") == 2


def test_an_unknown_column_is_told_with_all_that_are_known(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(folder / "in.jsonl", text(1))
    assert batch("in.jsonl", "-o", "o.jsonl", "--columns", "id,headline") == 2
    told = capsys.readouterr().err
    assert "no column is called 'headline'; known are: id, title, text" in told


def test_a_parquet_file_is_written_in_groups(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "CHECKPOINT_RECORDS", 3)
    monkeypatch.setattr(outputs, "GROUP_ROWS", 5)
    lines(folder / "in.jsonl", *({"id": n, "text": text(n)} for n in range(14)))
    assert batch("in.jsonl", "-o", "o.parquet") == 0
    file = pq.ParquetFile(folder / "o.parquet")
    groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert groups == [6, 6, 2]
    assert rows(folder / "o.parquet") == [expected(str(n), text(n)) for n in range(14)]


def test_the_form_can_be_told(folder: Path) -> None:
    lines(folder / "in.jsonl", text(1))
    assert batch("in.jsonl", "-o", "o", "--format", "parquet") == 0
    assert pq.read_table(folder / "o").num_rows == 1


def test_half_a_surrogate_pair_stops_nothing(folder: Path) -> None:
    lines(folder / "in.jsonl", {"id": "\ud800", "text": text(1) + " \udfff"}, text(2))
    for name in ("o.jsonl", "o.parquet"):
        assert batch("in.jsonl", "-o", name) == 0
        assert [row["id"] for row in rows(folder / name)] == ["\ufffd", "in.jsonl:2"]


def test_a_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(folder / "in.jsonl", text(1), "Advertisement", {"text": None}, text(2))
    assert batch("in.jsonl", "-o", "o.jsonl") == 1
    told = capsys.readouterr().err.splitlines()
    assert told[:4] == [
        "4 records: 2 articles in o.jsonl",
        "  1 without an article, flagged no_article",
        "  1 failed, in o.jsonl.errors.jsonl",
        "    the first: no text: 'text' is null",
    ]
    assert f"{2 * len(text(1)) + 13} characters read" in told[4]
    ads = next(line for line in told if line.endswith("  ad"))
    assert ads.split() == ["39", "ad"]
    assert "records a second" in told[-1]


# ------------------------------------------------------------------ in


def test_folders_and_globs(folder: Path) -> None:
    names = ["b/2.txt", "b/1.html", "a.txt", "b/c/3.htm.gz", "b/c/4.txt.zst"]
    left = ["b/photo.jpg", "b/.hidden.txt", "b/.git/5.txt"]
    for number, name in enumerate([*names, *left]):
        path = folder / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = (PAGE if "htm" in name else text(number)).encode()
        if name.endswith(".gz"):
            data = gzip.compress(data)
        elif name.endswith(".zst"):
            data = zstandard.ZstdCompressor().compress(data)
        path.write_bytes(data)
    assert batch("pages", "-o", "o.jsonl") == 0
    assert rows(folder / "o.jsonl") == [
        expected("pages/a.txt", text(2)),
        expected("pages/b/1.html", PAGE),
        expected("pages/b/2.txt", text(0)),
        expected("pages/b/c/3.htm.gz", PAGE),
        expected("pages/b/c/4.txt.zst", text(4)),
    ]
    assert batch("pages/**/*.txt", "pages/b/*.html", "-o", "g.jsonl", "--columns", "id") == 0
    assert [row["id"] for row in rows(folder / "g.jsonl")] == [
        "pages/a.txt",
        "pages/b/2.txt",
        "pages/b/1.html",
    ]


def test_a_table_in_csv_is_read_by_its_head(folder: Path) -> None:
    first, second = text(1), text(2)
    cell = first.replace('"', '""')
    (folder / "a.csv").write_text(
        f'id,url,text\r\nx,u,"{cell}"\r\n,,{second.split(",")[0]}\r\n', "utf-8"
    )
    assert batch("a.csv", "-o", "o.jsonl") == 0
    assert rows(folder / "o.jsonl") == [
        expected("x", first, url="u"),
        expected("a.csv:2", second.split(",")[0]),
    ]


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        ('id;text\n1;Der Prüfer kam; zu spät.\n2;"Regen; Nebel."\n3;Sonne.', "utf-8"),
        ("id\ttext\n1\tDer Prüfer\tkam.\n2\tRegen; Nebel.\n3\tSonne.\n", "utf-16"),
        ("id;text\n1;a;b\n\n2;Nebel für Jütland;\n3;Sonne.\n", "cp1252"),
    ],
)
def test_tables_of_spreadsheets(written: str, encoding: str, folder: Path) -> None:
    (folder / "a.csv").write_bytes(written.encode(encoding))
    assert batch("a.csv", "-o", "o.jsonl", "--columns", "id,text") == 1
    found = {row["id"]: row["text"] for row in rows(folder / "o.jsonl")}
    assert found["3"] == "Sonne."
    assert encoding != "cp1252" or found["2"] == "Nebel für Jütland"
    [error, *_] = rows(folder / "o.jsonl.errors.jsonl")
    assert "3 cells, where the head names 2" in error["error"]
    assert error["id"] == "a.csv:1"


def test_a_table_in_a_folder_is_read_where_it_has_documents(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pages").mkdir()
    (folder / "pages" / "list.csv").write_text("file,size\na.txt,12\n", "utf-8")
    (folder / "pages" / "news.csv").write_text("day,body\n1,Fog. It cleared.\n", "utf-8")
    assert batch("pages", "-o", "o.jsonl", "--columns", "id,text") == 0
    assert rows(folder / "o.jsonl") == [{"id": "pages/news.csv:1", "text": "Fog. It cleared."}]
    assert "not read, in folders: .csv (1)" in capsys.readouterr().err
    assert batch("pages/list.csv", "-o", "l.jsonl") == 1
    [error] = rows(folder / "l.jsonl.errors.jsonl")
    assert "there is file, size; --field names another" in error["error"]


@pytest.mark.skipif(os.name == "nt", reason="no links and pipes without rights for them")
def test_what_is_odd_in_a_folder_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = folder / "pages"
    (pages / "shut").mkdir(parents=True)
    for number, name in enumerate(
        ["a.txt", "z \u65b0\u805e.txt", "table.xlsx", "more.XLSX", "read"]
    ):
        (pages / name).write_text(text(number), "utf-8")
    (pages / "b.txt").symlink_to("nowhere")
    (pages / "link").symlink_to(folder)
    (pages / "round.txt").symlink_to("round.txt")
    os.mkfifo(pages / "pipe.txt")
    odd = os.fsencode(pages) + b"/c\xff.txt"
    Path(os.fsdecode(odd)).write_text(text(9), "utf-8")
    assert batch("pages", "-o", "o.jsonl", "--columns", "id") == 1
    assert [row["id"] for row in rows(folder / "o.jsonl")] == [
        "pages/a.txt",
        "pages/c\ufffd.txt",
        "pages/z \u65b0\u805e.txt",
    ]
    errors = rows(folder / "o.jsonl.errors.jsonl")
    assert [error["id"] for error in errors] == ["pages/b.txt", "pages/round.txt"]
    assert "No such file" in errors[0]["error"]
    told = capsys.readouterr().err
    assert (
        "not read, in folders: .xlsx (2), links to folders (1), pipes or devices (1), "
        "without an ending (1)\n" in told
    )


def test_a_folder_that_is_shut_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pages" / "shut").mkdir(parents=True)
    (folder / "pages" / "a.txt").write_text(text(1), "utf-8")
    real = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert batch("pages", "-o", "o.jsonl", "--columns", "id") == 1
    assert [row["id"] for row in rows(folder / "o.jsonl")] == ["pages/a.txt"]
    assert [row["id"] for row in rows(folder / "o.jsonl.errors.jsonl")] == ["pages/shut"]


def test_what_is_written_is_not_read(folder: Path) -> None:
    (folder / "a.txt").write_text(text(1), "utf-8")
    lines(folder / "o.jsonl.errors.jsonl", "an old error that rained")
    for arguments in ((), ("--restart",)):
        assert batch(".", "-o", "o.jsonl", "--columns", "id", *arguments) == 0
        assert [row["id"] for row in rows(folder / "o.jsonl")] == ["a.txt"]


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_json_lines(ending: str, folder: Path) -> None:
    made = [
        {"html": PAGE, "text": "t"},
        {"raw": text(1), "text": "t"},
        {"html": None, "text": text(2)},
    ]
    data = "\n".join(["", *map(json.dumps, made), "   ", json.dumps(text(3))]).encode()
    pack: dict[str, Callable[[bytes], bytes]]
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}
    half = len(data) // 2  # in two members, or frames
    name = f"in.ndjson{ending}"
    (folder / name).write_bytes(pack[ending](data[:half]) + pack[ending](data[half:]))
    assert batch(name, "-o", "o.jsonl") == 0
    assert rows(folder / "o.jsonl") == [
        expected(f"{name}:2", PAGE),
        expected(f"{name}:3", text(1)),
        expected(f"{name}:4", text(2)),
        expected(f"{name}:6", text(3)),
    ]


def test_json_lines_in_other_encodings(folder: Path) -> None:
    made = "".join(
        json.dumps({"id": n, "text": f"Il a plu, dit Zo\u00eb, le jour {n}."}, ensure_ascii=False)
        + "\n"
        for n in range(3)
    )
    (folder / "bom.jsonl").write_bytes(made.encode("utf-8-sig"))
    (folder / "wide.jsonl").write_bytes(made.encode("utf-16"))
    (folder / "one.jsonl").write_bytes(made.encode("cp1252"))
    assert batch("bom.jsonl", "wide.jsonl", "one.jsonl", "-o", "o.jsonl", "--columns", "text") == 0
    assert rows(folder / "o.jsonl") == 3 * [
        {"text": f"Il a plu, dit Zo\u00eb, le jour {n}."} for n in range(3)
    ]
    (folder / "broken.jsonl").write_bytes('{"text": "dit Zo\u00eb"'.encode("cp1252"))
    assert batch("broken.jsonl", "-o", "b.jsonl") == 1
    assert rows(folder / "b.jsonl.errors.jsonl")[0]["raw"] == '{"text": "dit Zo\u00eb"'


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_first_field_that_holds_text(form: str, folder: Path) -> None:
    """Record by record: none is empty, or fails, while another of its fields has the document."""
    made = [
        {"html": None, "text": text(1)},
        {"html": PAGE, "text": None},
        {"html": " \n", "text": text(2)},
        {"html": "", "text": None},
        {"html": None, "text": None},
    ]
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(made), folder / "in.parquet")
    else:
        lines(folder / "in.jsonl", *made)
    assert batch(f"in.{form}", "-o", "o.jsonl") == 1
    assert rows(folder / "o.jsonl") == [
        expected(f"in.{form}:{n}", raw) for n, raw in enumerate([text(1), PAGE, text(2), ""], 1)
    ]
    [error] = rows(folder / "o.jsonl.errors.jsonl")
    assert error["error"] == "no text: 'html' is null, 'text' is null"


def test_ids_that_a_named_field_does_not_hold_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(folder / "in.jsonl", {"key": "a", "text": text(1)}, {"key": True, "text": text(2)})
    assert batch("in.jsonl", "-o", "o.jsonl", "--id", "key", "--columns", "id") == 0
    assert rows(folder / "o.jsonl") == [{"id": "a"}, {"id": "in.jsonl:2"}]
    assert "  1 without 'key': their id is FILE:NUMBER\n" in capsys.readouterr().err
    assert batch("in.jsonl", "-o", "p.jsonl", "--columns", "id") == 0
    assert "FILE:NUMBER" not in capsys.readouterr().err


def test_a_cell_of_parquet_that_is_not_utf8_loses_no_other(folder: Path) -> None:
    made = pa.array([text(1).encode(), "Zo\u00eb".encode("cp1252") + b" rained.", text(2).encode()])
    column = pa.Array.from_buffers(pa.string(), 3, made.buffers())
    pq.write_table(pa.table({"text": column}), folder / "in.parquet")
    assert batch("in.parquet", "-o", "o.jsonl", "--columns", "text") == 0
    assert [row["text"] for row in rows(folder / "o.jsonl")] == [
        clean(text(1)).text,
        "Zo\u00eb rained.",
        clean(text(2)).text,
    ]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_first_bytes_tell_what_is_packed(pack: Callable[[bytes], bytes], folder: Path) -> None:
    """Not the name: downloads are unpacked on their way, and keep it, or the other way round."""
    named = {
        "a.txt": pack(text(1).encode()),
        "b.txt.gz": text(2).encode(),
        "c.jsonl": pack(json.dumps(text(3)).encode()) + pack(b"\n"),
        "d.jsonl.zst": json.dumps(text(4)).encode(),
        "e.warc": pack(gzip.decompress(warc())),  # in one member
    }
    for name, data in named.items():
        (folder / name).write_bytes(data)
    assert batch(*named, "-o", "o.jsonl", "--columns", "text") == 0
    assert rows(folder / "o.jsonl") == [{"text": clean(text(n)).text} for n in (1, 2, 3, 4, 9)]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_what_was_read_of_a_broken_document_is_kept(
    pack: Callable[[bytes], bytes], folder: Path
) -> None:
    data = pack((text(1) + "\n\n" + os.urandom(300_000).hex()).encode())
    (folder / "cut.txt.gz").write_bytes(data[:-40_000])
    (folder / "more.txt.gz").write_bytes(pack(text(2).encode()) + b"not packed")
    (folder / "padded.txt.gz").write_bytes(pack(text(3).encode()) + bytes(512))
    assert batch("cut.txt.gz", "more.txt.gz", "padded.txt.gz", "-o", "o.jsonl") == 1
    assert rows(folder / "o.jsonl") == [expected("padded.txt.gz", text(3))]
    cut, more = rows(folder / "o.jsonl.errors.jsonl")
    assert cut["error"] == "cannot be read to its end: EOFError: the file is cut off"
    assert cut["raw"].startswith(text(1))
    assert more["raw"] == text(2)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary()])
def test_parquet(kind: Any, folder: Path) -> None:
    texts = [text(n) for n in range(7)]
    made = [t.encode() for t in texts] if kind == pa.binary() else texts
    table = pa.table({"id": range(7), "content": pa.array(made, kind), "n": range(7)})
    pq.write_table(table, folder / "in.parquet", row_group_size=3)
    assert batch("in.parquet", "-o", "o.parquet") == 0
    assert rows(folder / "o.parquet") == [expected(str(n), texts[n]) for n in range(7)]


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    """Give a WARC file of responses: status, content type, body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("in.warc.gz", {"software": "none"}))
    for number, (status, kind, body) in enumerate(pages):
        headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        if body[:2] == b"\x1f\x8b":
            headers.append(("Content-Encoding", "gzip"))
        elif not body.startswith((b"<", b"\x89")):
            headers.append(("Content-Encoding", "br"))
        writer.write_record(
            writer.create_warc_record(
                f"https://e.example/{number}",
                "response",
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Record-ID": f"<urn:page:{number}>"},
            )
        )
    wet = io.BytesIO(text(9).encode())
    writer.write_record(
        writer.create_warc_record(
            "https://e.example/wet",
            "conversion",
            payload=wet,
            warc_content_type="text/plain",
            warc_headers_dict={"WARC-Record-ID": "<urn:page:wet>"},
        )
    )
    return out.getvalue()


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_warc(ending: str, folder: Path) -> None:
    data = warc(
        ("200 OK", "text/html; charset=utf-8", PAGE.encode()),
        ("404 Not Found", "text/html", PAGE.encode()),
        ("200 OK", "image/png", b"\x89PNG"),
        ("200 OK", 'text/html; charset="windows-1251"', RUSSIAN.encode("cp1251")),
        ("200 OK", "application/xhtml+xml", gzip.compress(PAGE.encode())),
        ("200 OK", "text/html", needed("brotli").compress(PAGE.encode())),
        ("200 OK", "text/html", b"\n" + PAGE.encode()),  # only said to be packed
    )
    if ending != ".gz":
        data = gzip.decompress(data)
    if ending == ".zst":
        data = zstandard.ZstdCompressor().compress(data)
    (folder / f"in.warc{ending}").write_bytes(data)
    assert batch(f"in.warc{ending}", "-o", "o.jsonl") == 0
    assert rows(folder / "o.jsonl") == [
        expected("urn:page:0", PAGE, url="https://e.example/0"),
        expected("urn:page:3", RUSSIAN, url="https://e.example/3"),
        expected("urn:page:4", PAGE, url="https://e.example/4"),
        expected("urn:page:5", PAGE, url="https://e.example/5"),
        expected("urn:page:6", PAGE, url="https://e.example/6"),
        expected("urn:page:wet", text(9), url="https://e.example/wet"),
    ]


def test_a_warc_file_that_breaks_off(folder: Path) -> None:
    rest = os.urandom(4_000).hex()
    long = f"<html><body><p>It rained.</p><!-- {rest} --></body></html>".encode()
    data = warc(("200 OK", "text/html", PAGE.encode()), ("200 OK", "text/html", long))
    (folder / "in.warc.gz").write_bytes(data[: len(data) - 3_000])
    assert batch("in.warc.gz", "-o", "o.jsonl", "--columns", "id") == 1
    assert rows(folder / "o.jsonl") == [{"id": "urn:page:0"}]
    [error] = rows(folder / "o.jsonl.errors.jsonl")
    assert error["id"] == "urn:page:1"
    assert "the file ends in the middle of this record" in error["error"]
    plain = gzip.decompress(data)
    whole = plain.index(b"WARC/1.0", plain.index(b"urn:page:0"))
    packed = zstandard.ZstdCompressor().compressobj()
    cut = packed.compress(plain[:whole]) + packed.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    (folder / "cut.warc.zst").write_bytes(cut)  # between two records
    assert batch("cut.warc.zst", "-o", "c.jsonl", "--columns", "id") == 1
    assert rows(folder / "c.jsonl") == [{"id": "urn:page:0"}]
    [error] = rows(folder / "c.jsonl.errors.jsonl")
    assert error["error"] == "cannot be read from here on: EOFError: the file is cut off"


# ------------------------------------------------------------------ what goes wrong


def test_errors_go_to_a_file_of_their_own_with_their_record(folder: Path) -> None:
    (folder / "in.jsonl").write_bytes(
        b'{"id": "a", "text": "It rained."}\n{broken\n[1]\n{"id": 3, "title": "none"}\n"It poured."\n'
    )
    packed = gzip.compress(b'"It hailed."\n' * 3_000)
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "no.warc.gz").write_bytes(b"this is no archive of the web" * 9)
    pq.write_table(pa.table({"n": [1]}), folder / "n.parquet")
    pq.write_table(pa.table({"text": [None, "It snowed."]}), folder / "t.parquet")
    (folder / "bad.parquet").write_bytes(b"PAR1 this is none PAR1")
    names = ("in.jsonl", "no.warc.gz", "n.parquet", "t.parquet", "bad.parquet")
    assert batch(*names, "-o", "o.jsonl", "--columns", "id,text") == 1
    assert rows(folder / "o.jsonl") == [
        {"id": "a", "text": "It rained."},
        {"id": "in.jsonl:5", "text": "It poured."},
        {"id": "t.parquet:2", "text": "It snowed."},
    ]
    errors = rows(folder / "o.jsonl.errors.jsonl")
    assert [(e["id"], e["error"].partition(":")[0], e.get("raw")) for e in errors] == [
        ("in.jsonl:2", "not JSON", "{broken"),
        ("in.jsonl:3", "not a record but a list; one record a line is read", "[1]"),
        ("in.jsonl:4", "no field with text", '{"id": 3, "title": "none"}'),
        ("no.warc.gz:1", "cannot be read from here on", None),
        ("n.parquet", "no field with text", None),
        ("t.parquet:1", "no text", None),
        ("bad.parquet:1", "cannot be read from here on", None),
    ]
    assert batch("cut.jsonl.gz", "-o", "cut.jsonl", "--columns", "id") == 1
    [error] = rows(folder / "cut.jsonl.errors.jsonl")
    read = len(rows(folder / "cut.jsonl"))
    assert 0 < read < 3_000
    assert error["id"] == f"cut.jsonl.gz:{read + 1}"
    assert "cannot be read from here on" in error["error"]


def test_failed_records_can_be_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "in.jsonl").write_text(json.dumps({"id": "a", "text": text(1), "url": "u"}), "utf-8")

    def broken(raw: str | bytes, **options: Any) -> Any:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(run, "clean", broken)
        assert batch("in.jsonl", "-o", "o.jsonl") == 1
    assert rows(folder / "o.jsonl") == []
    assert rows(folder / "o.jsonl.errors.jsonl") == [
        {"id": "a", "error": "MemoryError", "url": "u", "raw": text(1)}
    ]
    assert batch("o.jsonl.errors.jsonl", "-o", "again.jsonl") == 0
    assert rows(folder / "again.jsonl") == [expected("a", text(1), url="u")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere", "-o", "o.jsonl"), "there is no 'nowhere'"),
        (("*.warc", "-o", "o.jsonl"), "there is no '*.warc'"),
        (("photo.jpg", "-o", "o.jsonl"), "cannot tell by its ending what 'photo.jpg' is"),
        (
            ("empty", "-o", "o.jsonl"),
            "there is nothing to read in empty: in folders files are taken",
        ),
        (("in.jsonl", "-o", "o.csv"), "cannot tell by its ending what 'o.csv' is to be"),
        (("in.jsonl", "-o", "o.parquet.gz"), "Parquet packs by itself"),
        (
            ("photo.jpg", "in.xlsx", "-o", "o.jsonl"),
            "cannot tell by its ending what 'photo.jpg' is",
        ),
        (("in.xlsx", "-o", "o.jsonl"), "a spreadsheet's program saves it as CSV"),
        (("in.json", "-o", "o.jsonl"), "jq -c '.[]' IN.json > IN.jsonl"),
        (("-", "-o", "o.jsonl"), "save it to a file first"),
        (("in.jsonl", "-o", "-"), "'-' is no file: a batch writes one that it can take up again"),
        (
            ("in.jsonl", "-o", "in.jsonl", "--restart"),
            "'in.jsonl' is what this batch writes, and would be replaced",
        ),
        (
            ("photo.jpg", "in.jsonl", "-o", "./in.jsonl", "--restart"),
            "'in.jsonl' is what this batch writes",
        ),
        (("in.jsonl", "-o", "o.jsonl", "--columns", ", "), "--columns names no column; known"),
        (("in.jsonl", "-o", "o.jsonl", "--sites", "photo.jpg"), "photo.jpg: not TOML"),
        (("in.jsonl", "-o", "in.way.jsonl"), "'in.way.jsonl.partial' is in the way"),
        (("in.jsonl", "-o", "there.jsonl"), "'there.jsonl' is there already; --restart"),
        (("in.jsonl", "-o", "empty", "--format", "jsonl"), "'empty' is a folder"),
        (
            ("in.jsonl", "-o", "no/such/o.jsonl"),
            "there is no folder 'no/such' to write 'o.jsonl' in",
        ),
        (
            ("in.jsonl", "-o", "o.jsonl", "--columns", "id,headline"),
            "no column is called 'headline'",
        ),
    ],
)
def test_wrong_usage(
    arguments: Sequence[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("in.jsonl", "there.jsonl", "photo.jpg", "in.xlsx", "in.json", "in.way.jsonl.partial")
    for name in names:
        lines(folder / name, text(1))
    (folder / "empty").mkdir()
    before = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert batch(*arguments) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert shown.err.startswith("cleanarticle batch: ")
    assert len(shown.err.splitlines()) == 1
    assert {path.name: path.stat().st_size for path in folder.iterdir()} == before


@pytest.mark.skipif(os.name == "nt", reason="no links and devices")
def test_what_out_is_stays_what_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(folder / "in.jsonl", text(1))
    os.mkfifo(folder / "pipe.jsonl")
    assert batch("in.jsonl", "-o", "pipe.jsonl", "--restart") == 2
    assert "'pipe.jsonl' is no file" in capsys.readouterr().err
    assert (folder / "pipe.jsonl").is_fifo()
    (folder / "disk").mkdir()
    (folder / "link.jsonl").symlink_to("disk/o.jsonl")
    for arguments in ((), ("--restart",)):
        assert batch("in.jsonl", "-o", "link.jsonl", *arguments) == 0
        assert (folder / "link.jsonl").is_symlink()
        assert rows(folder / "disk/o.jsonl") == [expected("in.jsonl:1", text(1))]


@pytest.mark.parametrize("number", ["two", "-1", "1.5"])
def test_a_number_of_workers_is_asked_for(
    number: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["batch", "in.jsonl", "-o", "o.jsonl", f"--workers={number}"])
    assert f"a number is wanted, 0 or more, not '{number}'" in capsys.readouterr().err


@pytest.mark.parametrize("journal", ["", "[]", "{}"])
def test_a_journal_that_cannot_be_read_is_told(
    journal: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(folder / "in.jsonl", text(1))
    (folder / "o.jsonl.partial").mkdir()
    (folder / "o.jsonl.partial" / "journal.json").write_text(journal)
    assert batch("in.jsonl", "-o", "o.jsonl") == 2
    assert "--restart starts over" in capsys.readouterr().err
    assert batch("in.jsonl", "-o", "o.jsonl", "--restart") == 0


@pytest.mark.skipif(os.name == "nt", reason="no limits of the size of files")
@pytest.mark.parametrize("name", ["o.jsonl", "o.parquet"])
def test_a_full_disk_is_told_and_nothing_is_lost(name: str, folder: Path) -> None:
    lines(folder / "in.jsonl", *(text(n) for n in range(300)))
    command = [sys.executable, "-m", "cleanarticle", "batch", "in.jsonl", "-o", name, "--workers=1"]
    columns = ["--columns=id,raw,text,title", "--quiet"]

    def run(most: int) -> subprocess.CompletedProcess[str]:
        import resource

        def limited() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        return subprocess.run(
            [*command, *columns],
            capture_output=True,
            text=True,
            preexec_fn=limited,
            env={**os.environ, "PYTHONPATH": SOURCE},
            check=False,
        )

    stopped = run(4_000)
    assert stopped.returncode == 2
    assert f"there is no room for '{name}'; make some" in stopped.stderr
    assert len(stopped.stderr.splitlines()) == 1
    assert not (folder / name).exists()
    assert run(-1).returncode == 0
    assert [row["id"] for row in rows(folder / name)] == [f"in.jsonl:{n}" for n in range(1, 301)]


def test_a_missing_package_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(folder / "in.jsonl", text(1))
    (folder / "in.warc").write_bytes(gzip.decompress(warc()))
    for module, arguments in {
        "pyarrow": ("in.jsonl", "-o", "o.parquet"),
        "zstandard": ("in.jsonl", "-o", "o.jsonl.zst"),
        "warcio.archiveiterator": ("in.warc", "-o", "o.jsonl"),
    }.items():
        with monkeypatch.context() as patched:
            patched.setitem(sys.modules, module, None)
            assert batch(*arguments) == 2
        assert "pip install 'cleanarticle[batch]'" in capsys.readouterr().err


def test_a_file_that_is_called_batch(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "batch").write_text(text(1), "utf-8")
    assert cli.main(["./batch"]) == 0
    assert capsys.readouterr().out == f"{clean(text(1))}\n"


# ------------------------------------------------------------------ stopped half-way


class Crash(BaseException):
    """Stands for a kill."""


def crashing(monkeypatch: pytest.MonkeyPatch, after: int) -> Iterator[int]:
    """Crash before or behind the so manieth thing that is done to the disk."""
    left = count(after, -1)

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **options: Any) -> Any:
            if next(left) == 0:
                raise Crash
            made = real(*arguments, **options)
            if next(left) == 0:
                raise Crash
            return made

        return instead

    for owner, name in (
        (outputs.Spool, "append"),
        (journal.Folder, "write"),
        (journal.Folder, "remove"),
        (run, "to_parquet"),
        (Path, "replace"),
        (Path, "unlink"),
    ):
        monkeypatch.setattr(owner, name, wrapped(getattr(owner, name)))
    return left


@pytest.mark.parametrize("name", ["o.jsonl.gz", "o.parquet"])
def test_a_crash_at_any_moment_loses_and_doubles_nothing(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHECKPOINT_RECORDS", 4)
    (folder / "in").mkdir()
    for number in range(3):
        lines(folder / "in" / f"{number}.jsonl", text(number), {"none": number}, text(number + 3))
    (folder / "in" / "4.txt").write_text(text(9), "utf-8")
    arguments = ("in", "--columns", "id,text,changes", "--quiet")
    assert batch(*arguments, "-o", f"whole-{name}") == 1
    whole = (folder / f"whole-{name}").read_bytes()
    errors = (folder / f"whole-{name}.errors.jsonl").read_bytes()
    assert len(rows(folder / f"whole-{name}")) == 7
    for after in count():
        crashed = False
        with monkeypatch.context() as patched:
            crashing(patched, after)
            try:
                assert batch(*arguments, "-o", name) == 1
            except Crash:
                crashed = True
        if crashed and (folder / f"{name}.partial" / "journal.json").exists():
            assert batch(*arguments, "-o", name) == 1
        elif crashed and not (folder / name).exists():
            assert batch(*arguments, "-o", name) == 1
        assert (folder / name).read_bytes() == whole
        assert (folder / f"{name}.errors.jsonl").read_bytes() == errors
        for path in folder.glob(f"{name}*"):
            if path.is_file():
                path.unlink()
        if not crashed:
            break
    assert after > 20


def test_other_settings_and_other_input_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "CHECKPOINT_RECORDS", 2)
    lines(folder / "a.jsonl", *map(text, range(6)))
    with monkeypatch.context() as patched:
        crashing(patched, 12)
        with pytest.raises(Crash):
            batch("a.jsonl", "-o", "o.jsonl")
    assert not (folder / "o.jsonl").exists()
    assert batch("a.jsonl", "-o", "o.jsonl", "--favor", "recall") == 2
    assert "begun with --favor None, not 'recall'; --restart" in capsys.readouterr().err
    lines(folder / "a.jsonl", *map(text, range(7)))
    assert batch("a.jsonl", "-o", "o.jsonl") == 2
    assert "the input has changed since it was begun; --restart" in capsys.readouterr().err
    assert batch("a.jsonl", "-o", "o.jsonl", "--restart") == 0
    assert len(rows(folder / "o.jsonl")) == 7


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "batch", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE},
        start_new_session=True,
    )


def wait_for(happened: Callable[[], object], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.01)


def group_is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(os.name == "nt", reason="no POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_batch_killed_half_way_goes_on(how: signal.Signals, folder: Path) -> None:
    records = 400
    lines(folder / "in.jsonl", *({"id": n, "text": text(n)} for n in range(records)))
    arguments = ("in.jsonl", "--columns", "id,title,text,changes", "--workers", "2")
    process = start(*arguments, "-o", "o.jsonl")
    journal_file = folder / "o.jsonl.partial" / "journal.json"
    wait_for(journal_file.exists)
    # another one at the same time keeps its hands off
    assert batch("in.jsonl", "-o", "o.jsonl", "--columns", "id,title,text,changes") == 2
    os.killpg(process.pid, how) if how == signal.SIGINT else process.kill()
    _, told = process.communicate(timeout=60)
    wait_for(lambda: group_is_gone(process.pid), 10)
    assert not (folder / "o.jsonl").exists()
    done = json.loads(journal_file.read_bytes())["tally"]["records"]
    assert 0 < done < records
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert told.endswith("interrupted; the same command goes on where it stopped\n")
        assert "Traceback" not in told
        return
    process = start(*arguments, "-o", "o.jsonl")
    begun = time.monotonic()
    _, told = process.communicate(timeout=120)
    seconds = time.monotonic() - begun
    assert process.returncode == 0
    assert f"{done} records had been done before" in told
    speed = re.search(r"([\d.]+) s on 2 workers, ([\d.]+) records a second", told)
    assert speed is not None
    assert float(speed[1]) <= seconds
    assert float(speed[1]) * float(speed[2]) == pytest.approx(records - done, rel=0.1, abs=2)
    assert f"{records} records: {records} articles" in told
    assert not journal_file.parent.exists()
    made = rows(folder / "o.jsonl")
    assert [row["id"] for row in made] == [str(n) for n in range(records)]
    article = clean(text(records - 1))
    assert made[-1]["text"] == article.text
    assert batch("in.jsonl", "--columns", "id,title,text,changes", "-o", "whole.jsonl") == 0
    assert (folder / "o.jsonl").read_bytes() == (folder / "whole.jsonl").read_bytes()


def test_a_file_is_never_held_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long file no more is read than was asked for, and a piece of it."""
    path = lines(folder / "in.jsonl", *map(text, range(20_000)))
    [source] = files.sources([str(path)])
    found = inputs.records(source, fields.Fields())
    for _ in range(100):
        _, read = next(found)
    assert read < path.stat().st_size / 20
