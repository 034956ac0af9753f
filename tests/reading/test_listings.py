"""Code whose lines a page lays out beside their numbers, as who copies it has it."""

from __future__ import annotations

import html

import pytest

from cleanarticle.model import BlockKind
from cleanarticle.reading.parsing import parse
from cleanarticle.reading.tree import read_tree

CODE = ("for boat in harbour:", "    boat.leave(at=740)", "    ledger.add(boat)")
WRITTEN = [html.escape(line) for line in CODE]


def pieces(markup: str) -> list[tuple[BlockKind, str]]:
    tree = parse(f"<body><p>Above.</p>{markup}<p>Below.</p></body>")
    assert tree is not None
    return [(piece.kind, piece.text) for piece in read_tree(tree).pieces][1:-1]


def numbered(line: str) -> str:
    return "".join(line.format(n=n, code=code) for n, code in enumerate(WRITTEN, 1))


LISTINGS = {
    "Pygments, Rouge, GeSHi: two cells": (
        '<table class="highlighttable"><tr><td class="linenos"><pre>1\n2\n3</pre></td>'
        f'<td class="code"><pre>{chr(10).join(WRITTEN)}\n</pre></td></tr></table>'
    ),
    "Hexo": (
        '<figure class="highlight"><table><tr><td class="gutter"><pre><span class="line">1</span><br>'
        '<span class="line">2</span><br><span class="line">3</span><br></pre></td><td class="code"><pre>'
        + numbered('<span class="line">{code}</span><br>')
        + "</pre></td></tr></table></figure>"
    ),
    "Hugo: numbers before the lines": (
        '<pre class="chroma"><code>'
        + numbered('<span class="ln">{n}</span>{code}\n')
        + "</code></pre>"
    ),
    "react-syntax-highlighter": (
        "<pre><code>"
        + numbered(
            '<span class="linenumber react-syntax-highlighter-line-number">{n}</span>{code}\n'
        )
        + "</code></pre>"
    ),
    "SyntaxHighlighter 3": (
        '<div class="syntaxhighlighter py"><table><tr><td class="gutter">'
        + numbered('<div class="line number{n}">{n}</div>')
        + '</td><td class="code"><div class="container">'
        + "".join(
            f'<div class="line number1"><code class="py spaces">{"&nbsp;" * (len(line) - len(line.lstrip()))}'
            f'</code><code class="py plain">{line.lstrip()}</code></div>'
            for line in WRITTEN
        )
        + "</div></td></tr></table></div>"
    ),
    "SyntaxHighlighter 1": (
        '<div class="dp-highlighter"><ol start="1" class="dp-py">'
        + numbered("<li><span><span>{code} </span></span></li>")
        + "</ol></div>"
    ),
    "Crayon": (
        '<div class="crayon-main"><table class="crayon-table"><tr><td class="crayon-nums">'
        + numbered('<div class="crayon-num">{n}</div>')
        + '</td><td class="crayon-code"><div class="crayon-pre">'
        + numbered('<div class="crayon-line"><span class="crayon-e">{code}</span></div>')
        + "</div></td></tr></table></div>"
    ),
    "a gist": (
        '<table class="highlight tab-size">'
        + numbered(
            '<tr><td class="blob-num" data-line-number="{n}"></td><td class="blob-code">{code}</td></tr>'
        )
        + "</table>"
    ),
}


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_a_listing_is_code_without_its_numbers(listing: str) -> None:
    assert pieces(listing) == [("code", "\n".join(CODE))]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>1</td><td><pre>a\nb</pre></td></tr></table>",  # no more than a number
        "<table><tr><td><pre>1\n1\n2</pre></td><td><pre>a\nb\nc</pre></td></tr></table>",
        "<table><tr><td><pre>1\n2</pre></td><td>Two boats</td></tr></table>",
        "<table><tr><td>Rope</td><td>5</td></tr><tr><td>Tar</td><td>7</td></tr></table><pre>a\nb</pre>",
        '<pre><span class="lineno">Line</span> of code</pre>',
        '<div class="highlight"><p>Seven boats sailed at noon.</p></div>',
        '<ol class="dp-list"></ol><p class="blob-code">Seven boats</p>',
    ],
)
def test_what_is_no_listing_keeps_all_its_text(markup: str) -> None:
    tree = parse(f"<body>{markup}</body>")
    assert tree is not None
    words = " ".join(" ".join(tree.itertext()).split())
    shown = " ".join(piece.text for piece in read_tree(tree).pieces).replace(" |", "")
    assert " ".join(shown.split()) == words


def test_what_stands_behind_a_listing_stays() -> None:
    assert pieces(f"<div>{LISTINGS['a gist']} Then we sailed.</div>") == [
        ("code", "\n".join(CODE)),
        ("paragraph", "Then we sailed."),
    ]
