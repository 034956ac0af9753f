"""The page before and after: all of it is there, it filters, and nothing of the input runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cleanarticle import Article, clean, cli
from cleanarticle.batch.arrow import COLUMNS
from cleanarticle.rendering.report import to_report

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")

MESSY = """HomeEuropeRain at last

Rain at last on the river

It rained on Tuesday , and the “old“ river rose over the road to the mill for the first time.

Advertisement

Nobody was hurt&nbsp;on the road, the mayor said, and the mill runs again since this morning.

Share this article
"""
OWN = "document.documentElement.setAttribute('owned', 1)"
PAYLOADS = (
    f"<script>{OWN}</script>",
    f"</script><script>{OWN}</script>",
    f"</style></title></textarea><script>{OWN}</script>",
    f'"><img src=x onerror="{OWN}">',
    f"'><svg/onload={OWN}>",
    f"<details open ontoggle={OWN}>",
    f"<iframe srcdoc='<script>parent.{OWN}</script>'></iframe>",
    f"--><!--<script>{OWN}</script>",
    f"<a href='javascript:{OWN}'>javascript:{OWN}</a>",
    f"\u2028<script>\u2029{OWN}</script>\u202e",
    f"\x00<scr\x00ipt>{OWN}</scr\x00ipt>\ud800",
    f"<meta http-equiv=refresh content='0;url=javascript:{OWN}'>",
    f"<base href='https://e.example/'><link rel=stylesheet href=x onerror={OWN}>",
)


class Reader(HTMLParser):
    """Reads a page's tags and attributes, and the text of its cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.inside = ""
        self.before, self.after = "", ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if found := re.match(r"cell (before|after)", dict(attrs).get("class") or ""):
            self.inside = found[1]

    def handle_data(self, data: str) -> None:
        if self.inside == "before":
            self.before += data
        elif self.inside == "after":
            self.after += data


def hostile() -> list[tuple[str, Article]]:
    """Give articles with every payload in every place that text can come from."""
    made = []
    for number, payload in enumerate(PAYLOADS):
        prose = f"It rained on day {number}, and {payload} rose over the road to the mill."
        raw = f"Rain {payload}\n\n{prose}\n\nAdvertisement\n\nSource: {payload}"
        page = (
            f"<html lang='{payload}'><head><title>{payload}</title>"
            f"<meta property='og:url' content='javascript:{OWN}'></head><body><h1>{payload}</h1>"
            f"<p>{prose}</p><pre>{payload}</pre><p><a href='javascript:{OWN}'>{prose}</a></p></body></html>"
        )
        article = clean(raw, kind="text", url=payload)
        made.append((f"{payload}.txt", replace(article, language=payload)))
        made.append((payload, clean(raw, extra=payload)))
        made.append((f"{number}.html", clean(page, kind="html")))
        made.append(
            ("shown", Article(flags=frozenset({payload}), error=payload, url=f"http://{payload}"))
        )
    return made


def drawn(page: str, folder: Path) -> str:
    """Give the page's elements as they are when a browser has loaded it."""
    file = folder / "page.html"
    file.write_text(page, "utf-8")
    assert BROWSER is not None
    done = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=3000",
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return done.stdout.decode("utf-8")


def test_both_sides_hold_all_of_the_text() -> None:
    article = clean(MESSY)
    assert {change.reason for change in article.changes} >= {"ad", "quote", "spacing", "share"}
    reader = Reader(to_report([("rain.txt", article)]))
    for line in filter(None, MESSY.replace("&nbsp;", "\xa0").splitlines()):
        assert line.replace("\xa0", "&nbsp;") in reader.before
    for block in article.blocks:
        assert block.text in reader.after
    assert "Advertisement" not in reader.after
    assert article.title is not None
    assert article.title in reader.after


def test_long_runs_are_folded_but_whole() -> None:
    raw = MESSY + "".join(f"\n\nShare on channel {n}" for n in range(9))
    article = clean(raw, extra=re.compile("Share on channel .*"))
    page = to_report([("rain.txt", article)])
    assert page.count("<details>") == 1
    assert all(f"Share on channel {n}" in page for n in range(9))


def test_a_failure_is_told() -> None:
    page = to_report([("a", Article(error="ValueError: no <tide>", flags=frozenset({"failed"})))])
    assert "ValueError: no &lt;tide&gt;" in page


def test_the_policy_lets_in_nothing_but_its_own_style() -> None:
    page = to_report([("rain.txt", clean(MESSY))])
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found is not None
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert found[1].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_no_tag_and_no_address_of_the_input_is_in_it() -> None:
    page = to_report(hostile(), note=PAYLOADS[0])
    reader = Reader(page)
    own = Reader(to_report([("rain.txt", clean(MESSY + "Share it\n\n" * 9))]))
    allowed = {*own.tags, "ins", "del", "details", "summary", "a", "p"}
    assert set(reader.tags) <= allowed - {"script", "img", "svg", "iframe", "base", "link"}
    names = {name for name, _ in reader.attributes}
    assert not [
        name for name in names if name.startswith("on") or name in ("src", "srcdoc", "style")
    ]
    addresses = [value for name, value in reader.attributes if name == "href"]
    assert all(value.startswith(("http://", "https://")) for value in addresses)
    page.encode("utf-8")


@needs_browser
def test_nothing_of_the_input_runs_in_a_browser(tmp_path: Path) -> None:
    page = drawn(to_report(hostile()), tmp_path)
    assert "<html lang=" in page
    assert not re.search(r"<html[^>]*\bowned", page)
    bare = "<!doctype html><html><body>" + PAYLOADS[0] + "</body></html>"
    assert re.search(r"<html[^>]*\bowned", drawn(bare, tmp_path))  # a browser that would have


PROBE = """<script>
const seen = () => [...document.querySelectorAll('.row')].filter(r => r.offsetParent !== null)
    .map(r => r.className);
const told = {all: seen()};
document.getElementById('only-ad').checked = true;
told.ad = seen();
document.getElementById('around').checked = true;
told.around = seen();
document.querySelector('form').reset();
document.getElementById('only-quote').checked = true;
told.quote = seen();
told.documents = [...document.querySelectorAll('.doc')].map(d => d.offsetParent !== null);
document.querySelector('form').reset();
document.getElementById('changed').checked = true;
told.changed = seen();
document.body.setAttribute('told', JSON.stringify(told));
</script>"""


@needs_browser
def test_filters_show_what_is_asked_for(tmp_path: Path) -> None:
    plain = (
        "It rained on Tuesday, and the river rose.\n\nAdvertisement\n\nThe mill runs again today."
    )
    page = to_report([("a", clean(MESSY)), ("b", clean(plain))])
    probed = re.sub(r'<meta http-equiv="Content.*?>', "", page).replace(
        "</body>", f"{PROBE}</body>"
    )
    found = re.search(r'told="([^"]+)"', drawn(probed, tmp_path))
    assert found is not None
    told = json.loads(unescape(found[1]))
    assert told["ad"] == [row for row in told["all"] if "r-ad" in row.split()] != []
    assert told["around"] == [
        row for row in told["all"] if "r-ad" in row.split() or "kept" in row.split()
    ]
    assert told["quote"] == [row for row in told["all"] if "r-quote" in row.split()] != []
    assert told["documents"] == [True, False]
    assert told["changed"] == [row for row in told["all"] if "same" not in row.split()]
    assert len(told["changed"]) < len(told["all"])


# ------------------------------------------------------------------ the command


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(MESSY, "utf-8")
    records = [json.dumps({"id": f"day {n}", "text": MESSY}) for n in range(3)]
    (tmp_path / "pages" / "b.jsonl").write_text("\n".join([*records, "{broken"]), "utf-8")
    assert cli.main(["report", "pages", "-o", "r.html"]) == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    assert page == to_report(
        [
            ("pages/a.txt", clean(MESSY)),
            *((f"day {n}", clean(MESSY)) for n in range(3)),
            ("pages/b.jsonl:4", Article(flags=frozenset({"failed"}), error=error_of(page))),
        ]
    )
    assert cli.main(["report", "pages", "-o", "r.html", "--limit", "2", "--favor", "recall"]) == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "The first 2; --limit shows more." in page
    assert "2 documents" in page
    assert cli.main(["report", "nowhere", "-o", "r.html"]) == 2
    assert cli.main(["report", "pages", "-o", "no/such/r.html"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "cleanarticle report: there is no 'nowhere'"
    assert "there is no folder 'no/such'" in told[1]
    assert len(told) == 2


@pytest.mark.parametrize("name", ["o.jsonl", "o.parquet"])
@pytest.mark.parametrize("columns", [[], ["--columns", ",".join(["id", *COLUMNS])]])
def test_what_a_batch_wrote_is_shown_as_it_is(
    name: str, columns: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text(json.dumps({"id": "a", "text": MESSY}), "utf-8")
    assert cli.main(["batch", "in.jsonl", "-o", name, *columns, "--quiet", "--workers", "1"]) == 0
    assert cli.main(["report", name, "-o", "r.html"]) == 0
    page = Path("r.html").read_text("utf-8")
    article = clean(MESSY)
    for reason in {change.reason for change in article.changes}:
        number = sum(change.reason is reason for change in article.changes)
        assert f'id="only-{reason}">{reason.replace("_", " ")} <b>{number}</b>' in page
    assert cli.main(["report", "in.jsonl", "-o", "again.html"]) == 0
    words = [
        re.sub(r"<summary>.*?</summary>", "", p).split()
        for p in (page, Path("again.html").read_text("utf-8"))
    ]
    assert words[0] == words[1]


def error_of(page: str) -> str:
    found = re.search(r'<div class="cell none">(not JSON: .*?)</div>', page)
    assert found is not None
    return unescape(found[1])
