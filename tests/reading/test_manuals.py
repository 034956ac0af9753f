"""Pages of manuals, as the systems that write them build them; what they say is invented."""

from __future__ import annotations

import numpy as np
import pytest

from cleanarticle import clean
from cleanarticle.judging.blocks import Table
from cleanarticle.judging.features import Floats
from cleanarticle.judging.page_columns import Hints
from cleanarticle.judging.trees import judge_page
from cleanarticle.reading import choosing
from cleanarticle.reading.page import Page

#: What a page says of a tide gauge, in a table of members and in words.
MEMBERS = """
  <h2>Method Summary</h2>
  <table><tr><th>Modifier</th><th>Method</th></tr>
  <tr><td>int</td><td>level()</td></tr><tr><td>void</td><td>moveTo(Harbour h)</td></tr></table>
"""
SAID = "<p>Reads the level of the water in a harbour.</p>"
KEPT = (
    "Method Summary",
    "level()",
    "moveTo(Harbour h)",
    "Reads the level of the water in a harbour.",
)
AROUND = ("Overview of it all", "Scripting on this page")

PAGES = {
    "Javadoc 17": f"""
        <div class="flex-box"><header class="flex-header"><div class="top-nav" id="navbar-top">
        <ul class="nav-list"><li><a href="../index.html">Overview of it all</a></li></ul></div><div class="sub-nav"></div></header>
        <div class="flex-content"><main role="main"><div class="header"><h1 class="title">Class Gauge</h1></div>
        <section class="class-description">{SAID}</section><section class="summary">{MEMBERS}</section></main>
        <footer role="contentinfo"><p>Scripting on this page tracks nothing.</p></footer></div></div>""",
    "Javadoc 11": f"""
        <div class="flexBox"><header class="flexHeader"><div class="topNav" id="navbar.top">
        <ul class="navList"><li><a href="../index.html">Overview of it all</a></li></ul></div></header>
        <div class="flexContent"><main role="main"><div class="header"><h1 class="title">Class Gauge</h1></div>
        <div class="contentContainer">{SAID}{MEMBERS}</div></main>
        <footer role="contentinfo"><p>Scripting on this page tracks nothing.</p></footer></div></div>""",
    "Javadoc 8": f"""
        <div class="topNav"><ul class="navList"><li><a href="../index.html">Overview of it all</a></li></ul></div>
        <div class="header"><h2 class="title">Class Gauge</h2></div>
        <div class="contentContainer">{SAID}{MEMBERS}</div>
        <div class="bottomNav"><p>Scripting on this page tracks nothing.</p></div>""",
    "Doxygen": f"""
        <div id="top"><div id="titlearea"><div id="projectname">Overview of it all</div></div></div>
        <div class="header"><div class="headertitle"><div class="title">Class Gauge</div></div></div>
        <div class="contents">{SAID}{MEMBERS}
        <div class="dynheader">Scripting on this page tracks nothing.</div></div>""",
    "Haddock": f"""
        <div id="package-header"><ul class="links"><li><a href="index.html">Overview of it all</a></li></ul></div>
        <div id="content"><div id="module-header"><p class="caption">Class Gauge</p></div>{SAID}
        <div id="synopsis"><p>Scripting on this page tracks nothing.</p></div>
        <div id="interface">{MEMBERS}</div></div><div id="footer"><p>Produced by hand</p></div>""",
    "DocBook": f"""
        <div class="navheader"><table><tr><th>Overview of it all</th></tr></table></div>
        <div class="refentry"><div class="titlepage"><h1>Class Gauge</h1></div>{SAID}{MEMBERS}</div>
        <div class="navfooter"><p>Scripting on this page tracks nothing.</p></div>""",
    "Publican": f"""
        <ul class="docnav top"><li class="home">Overview of it all</li></ul>
        <div class="section"><div class="titlepage"><h1>Class Gauge</h1></div>{SAID}{MEMBERS}</div>
        <ul class="docnav"><li class="previous">Scripting on this page tracks nothing.</li></ul>""",
    "GTK-Doc": f"""
        <table class="navigation" id="top"><tr><td class="shortcuts">Overview of it all</td></tr></table>
        <div class="refentry"><h1>Class Gauge</h1>{SAID}{MEMBERS}</div>
        <div class="footer"><p>Scripting on this page tracks nothing.</p></div>""",
    "Boost": f"""
        <table><tr><td>Overview of it all</td></tr></table><div class="spirit-nav"><a href="up.html">Up</a></div>
        <div class="section"><div class="titlepage"><h1>Class Gauge</h1></div>{SAID}{MEMBERS}
        <div class="copyright-footer">Scripting on this page tracks nothing.</div></div>""",
    "Texinfo": f"""
        <div class="section-level-extent" id="Gauge"><div class="nav-panel"><p>Overview of it all: <a href="n.html">Tides</a>
        [<a href="i.html">Index</a>]</p></div><hr><h3 class="section">Class Gauge</h3>{SAID}{MEMBERS}</div>
        <hr><div class="nav-panel"><p>Scripting on this page tracks nothing.</p></div>""",
    "LibreOffice": f"""
        <header><div class="modules">Overview of it all</div></header>
        <div id="DisplayArea"><h1>Class Gauge</h1>{SAID}{MEMBERS}</div>
        <div id="DonationFrame"></div><footer><p>Scripting on this page tracks nothing.</p></footer>""",
}


def page(body: str) -> str:
    return f"<!doctype html><html lang=en><head><title>Class Gauge</title></head><body>{body}</body></html>"


def wrong(page: Page, hints: Hints) -> tuple[Floats, Table]:
    """Judge as a model that takes the table of members for chrome, and the chrome for the text."""
    _, table = judge_page(page, hints)
    around = [piece.text.startswith(AROUND) for piece in page.pieces]
    return np.where(around, 0.9, 0.05).astype(np.float32), table


@pytest.mark.parametrize("system", PAGES)
def test_all_of_a_manuals_text_stays_and_what_is_around_it_goes(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "judge_page", wrong)
    article = clean(page(PAGES[system]))
    assert article.title == "Class Gauge"
    assert article.confidence >= 0.9
    for said in KEPT:
        assert said in article.text
    for around in AROUND:
        assert around in article.raw
        assert around not in article.text


def test_a_chapter_that_is_a_table_of_contents_keeps_it() -> None:
    parts = "".join(
        f"<dt><a href='{n}.html'>The tides of {n}</a></dt>"
        for n in "Enys Lanow Porth Sulva".split()
    )
    body = f"<div class=chapter><h1>Tides</h1><p>All of them.</p><div class=toc><dl>{parts}</dl></div></div>"
    article = clean(
        page(f"<div class=navheader></div>{body}<div class=navfooter><p>Next of all</p></div>")
    )
    assert "The tides of Porth" in article.text
    assert "Next of all" not in article.text


def test_a_table_of_contents_goes_above_a_text() -> None:
    text = f"<div class=toc><dl><dt>Contents of the chapter</dt></dl></div>{SAID}{MEMBERS}"
    body = f"<div class=chapter><h1>Tides</h1>{text}</div>"
    article = clean(page(f"<div class=navheader></div>{body}<div class=navfooter></div>"))
    assert "Reads the level" in article.text
    assert "Contents of the chapter" not in article.text


def test_what_scaladoc_says_of_a_class_is_no_readers_comment() -> None:
    prose = (
        "The gauge stands on the quay, and the harbour master reads it at noon and at midnight. "
        * 10
    )
    said = "Gives the level of the water below the mark on the quay."
    body = f"""<div id="definition"><h1>Gauge</h1></div><p>{prose}</p>
        <div id="comment" class="fullcommenttop"><p>{said}</p></div>
        <div class="fullcomment"><div class="comment cmt"><p>{said} It is wet.</p></div></div>"""
    article = clean(page(body))
    assert not [change for change in article.changes if change.reason == "comments"]


@pytest.mark.parametrize(
    "around", ["<div class=navheader></div>", "<div class=contents></div>", ""]
)
def test_a_page_with_one_such_name_is_no_manual(around: str) -> None:
    outside = (
        "The ferry to the islands did not sail on Tuesday, and nobody on the quay could say why."
    )
    article = clean(page(f"{around}<div class=section>{SAID}</div><div><p>{outside}</p></div>"))
    assert outside in article.text
