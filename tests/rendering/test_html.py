"""HTML out: everything is escaped, nothing is lost, no address is dangerous."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from cleanarticle.model import Article, Block, Change, Mark, Reason
from cleanarticle.rendering.html import to_html
from cleanarticle.rendering.marks import safe_href, spans
from cleanarticle.rendering.notebook import to_notebook

HOSTILE = "<script>alert(1)</script> ]]> \"'><img src=x onerror=y> &amp; `` </details></style> -->"
TAGS = """article h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code table thead tr th td figure
figcaption img a em strong br div span style i b del ins details summary"""


class Reader(HTMLParser):
    """Reads text, tags and attributes, and checks that tags are nested and known."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.opened: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()
        assert self.opened == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS.split()
        self.attributes += attrs
        if tag not in ("br", "img"):
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.opened:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def write(*blocks: Block) -> str:
    html = to_html(Article(blocks=blocks))
    return html.removeprefix("<article>\n").removesuffix("\n</article>")


def ledger(raw: str, *pieces: tuple[str, Reason, str]) -> tuple[Change, ...]:
    """Make a change for every piece, found in `raw` from left to right."""
    made, at = [], 0
    for before, reason, after in pieces:
        at = raw.index(before, at)
        end = at + len(before)
        made.append(Change(f"fix_{reason}", reason, at, end, before, after, confidence=0.9))
        at = end
    return tuple(made)


def laid_out(raw: str, kept: str, *pieces: tuple[str, Reason, str]) -> str:
    """Show an article of one paragraph, where `kept` stands in `raw`."""
    start = raw.index(kept)
    block = Block("paragraph", kept, start=start, end=start + len(kept))
    article = Article(blocks=(block,), raw=raw, changes=ledger(raw, *pieces))
    return to_notebook(article)


def test_every_kind_of_block() -> None:
    link = Mark("link", 4, 8, "https://example.org/?a=1&b=2")
    article = Article(
        title="Storm",
        language="fr",
        blocks=(
            Block("paragraph", "The tide\nrose.", marks=(link, Mark("strong", 0, 8))),
            Block("heading", "Known"),
            Block("heading", "Details", level=3),
            Block("list_item", "• one"),
            Block("list_item", "3. deep", level=2),
            Block("list_item", "two"),
            Block("quote", "First."),
            Block("quote", "Second."),
            Block("code", "a < b\n  c"),
            Block("table", "Port | Rise\nVik | 4"),
            Block("image", "A pier", marks=(Mark("link", 0, 6, "/pier.jpg"),)),
            Block("caption", "At dawn."),
        ),
    )
    assert to_html(article) == (
        '<article lang="fr">\n<h1>Storm</h1>\n'
        '<p><strong>The <a href="https://example.org/?a=1&amp;b=2">tide</a></strong><br>\nrose.</p>\n'
        "<h2>Known</h2>\n<h3>Details</h3>\n"
        '<ul>\n<li>one\n<ol>\n<li value="3">deep</li></ol></li>\n<li>two</li>\n</ul>\n'
        "<blockquote>\n<p>First.</p>\n<p>Second.</p>\n</blockquote>\n"
        "<pre><code>a &lt; b\n  c</code></pre>\n"
        "<table>\n<thead><tr><th>Port</th><th>Rise</th></tr></thead>\n"
        "<tr><td>Vik</td><td>4</td></tr>\n</table>\n"
        '<figure><img src="/pier.jpg" alt="A pier"><figcaption>At dawn.</figcaption></figure>\n'
        "</article>"
    )
    Reader(to_html(article))


@pytest.mark.parametrize(
    "kind", ["paragraph", "heading", "list_item", "quote", "code", "table", "caption", "image"]
)
def test_hostile_text_stays_text(kind: str) -> None:
    marks = (Mark("link", 0, 9, f"/{HOSTILE}"), Mark("emphasis", 4, 30))
    block = Block(kind, HOSTILE, marks=marks)  # type: ignore[arg-type]
    article = Article(title=HOSTILE, language=HOSTILE, blocks=(block,))
    reader = Reader(to_html(article))
    assert reader.text.count(HOSTILE) == (1 if kind == "image" else 2)
    assert {name for name, _ in reader.attributes} <= {"href", "src", "alt", "lang"}


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://x.org", True),
        ("HTTP://x.org", True),
        ("mailto:a@x.org", True),
        ("/a:b", True),
        ("../a?b=c:d#e", True),
        ("//x.org/a", True),
        ("#top", True),
        ("12:30", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" \x01java\nscript\t:alert(1)", False),
        ("vbscript:x", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_addresses(href: str | None, safe: bool) -> None:
    assert (safe_href(href) is not None) is safe
    html = write(Block("paragraph", "here", marks=(Mark("link", 0, 4, href),)))
    assert ("<a " in html) is safe
    assert "here" in html


def test_code_names_the_language_of_its_fences() -> None:
    fenced = Block("code", "```rust\nlet a = 1;\n```")
    assert write(fenced) == '<pre><code class="language-rust">let a = 1;</code></pre>'


def test_overlapping_marks_nest() -> None:
    marks = (Mark("emphasis", 0, 5), Mark("link", 3, 8, "/x"), Mark("code", 4, 7))
    html = write(Block("paragraph", "abcdefgh", marks=marks))
    assert html == (
        '<p><em>abc<a href="/x">d<code>e</code></a></em><a href="/x"><code>fg</code>h</a></p>'
    )


def test_marks_outside_the_text_are_clipped() -> None:
    tree = spans("ab", (Mark("strong", -3, 1), Mark("emphasis", 1, 99), Mark("code", 2, 2)))
    assert [(span.start, span.end) for span in tree] == [(0, 1), (1, 2)]


def test_lists_of_two_sorts_and_numbers_that_jump() -> None:
    items = [Block("list_item", text) for text in ("2. a", "3. b", "9. c", "- d")]
    assert write(*items) == (
        '<ol>\n<li value="2">a</li>\n<li>b</li>\n<li value="9">c</li></ol>\n<ul>\n<li>d</li>\n</ul>'
    )


def test_the_notebook_shows_cuts_in_place_with_reasons() -> None:
    html = laid_out(
        "Menu\nIt rained. [ad]\nShare",
        "It rained. [ad]",
        ("Menu", Reason.MENU, ""),
        (" [ad]", Reason.AD, ""),
        ("Share", Reason.SHARE, ""),
    )
    shown = re.sub(r"<style>.*?</style>|<b [^>]*>|</?div[^>]*>", "", html, flags=re.S)
    order = [shown.index(part) for part in ("menu</b>", ">Menu<", "It rained.", "[ad]", ">Share<")]
    assert order == sorted(order)
    assert html.count("<del ") == 3
    assert f'title="{Reason.MENU.explanation} (fix_menu, 90%)"' in html


def test_the_notebook_marks_repairs() -> None:
    html = laid_out(
        "a\u200bb &amp; c\nd",
        "a\u200bb &amp; c\nd",
        ("\u200b", Reason.INVISIBLE, ""),
        ("&amp;", Reason.ENTITY, "&"),
        ("\n", Reason.WRAP, " "),
    )
    assert 'was “\\u200b”"></ins>b <ins' in html
    assert 'was “&amp;amp;”">&amp;</ins>' in html
    assert 'was “\\n”"> </ins>d' in html


def test_the_notebook_marks_insertions() -> None:
    block = Block("paragraph", "One. Two.", start=0, end=8)
    change = Change("fix_glue", Reason.GLUE, 4, 4, "", " ")
    html = to_notebook(Article(blocks=(block,), raw="One.Two.", changes=(change,)))
    assert 'One.<ins title="' in html
    assert 'was missing"> </ins>Two.' in html


def test_the_notebook_labels_what_was_taken_up() -> None:
    html = laid_out("By Ann Lee\nIt rained.", "It rained.", ("By Ann Lee", Reason.BYLINE, ""))
    assert 'byline</b><span class="ca-taken">By Ann Lee</span>' in html
    assert "<del" not in html


def test_the_notebook_folds_long_cuts_and_many() -> None:
    long = "x{} " * 3000
    html = laid_out(f"{long}\nIt rained.", "It rained.", (long, Reason.STYLE, ""))
    assert "<details><summary>" in html
    assert "and 7,999 characters more" in html
    names = [f"Item {number}" for number in range(8)]
    menu = [(name, Reason.MENU, "") for name in names]
    html = laid_out("\n".join([*names, "It rained."]), "It rained.", *menu)
    assert "<i>8 cuts</i>" in html
    assert "menu × 8</b>" in html


def test_the_notebook_shows_title_and_meta() -> None:
    article = Article(
        title="Storm",
        authors=("Ann Lee", "Bo Ek"),
        published=datetime(2024, 1, 14, 18, 20, tzinfo=UTC),
        source="The Courier",
        language="en",
        flags=frozenset({"paywall"}),
        confidence=0.931,
        blocks=(Block("paragraph", "It rained."),),
    )
    text = Reader(to_notebook(article)).text
    for part in ("Storm", "Ann Lee, Bo Ek", "2024-01-14 18:20", "The Courier", "paywall", "93%"):
        assert part in text
    assert "It rained." in text  # without offsets into raw the blocks are shown as they are
    assert "2 words in 1 block kept; 0 cuts" in text


def test_the_notebook_escapes_everything() -> None:
    raw = f"{HOSTILE}\n{HOSTILE}\n{HOSTILE}"
    step = len(HOSTILE) + 1
    changes = (
        Change(HOSTILE, Reason.MENU, 0, step - 1, HOSTILE, ""),
        Change(HOSTILE, Reason.QUOTE, step, step + 5, HOSTILE[:5], HOSTILE),
        Change(HOSTILE, Reason.TITLE, 2 * step, 3 * step - 1, HOSTILE, ""),
    )
    article = Article(
        title=HOSTILE,
        authors=(HOSTILE,),
        source=HOSTILE,
        language=HOSTILE,
        flags=frozenset({HOSTILE}),
        blocks=(Block("paragraph", HOSTILE, start=step, end=2 * step - 1),),
        changes=changes,
        raw=raw,
    )
    reader = Reader(to_notebook(article))
    assert reader.text.count(HOSTILE) == 8
    assert {name for name, _ in reader.attributes} == {"class", "dir", "lang", "style", "title"}


def test_the_notebook_knows_both_themes() -> None:
    html = to_notebook(Article())
    assert "prefers-color-scheme:dark" in html
    assert '[data-jp-theme-light="false"]' in html
    assert "http" not in html
    assert "<script" not in html


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_label_or_a_mark(reason: Reason) -> None:
    html = laid_out("Odd one\nIt rained.", "It rained.", ("Odd one", reason, ""))
    assert reason.explanation.replace("'", "&#x27;") in html


def test_an_empty_article() -> None:
    assert to_html(Article()) == "<article>\n\n</article>"
    Reader(to_notebook(Article(raw="  ")))
