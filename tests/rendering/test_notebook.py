"""What a notebook shows: marks drawn among changes, a list of articles, both themes."""

from __future__ import annotations

import re

import pytest

from cleanarticle import Article, Block, Change, Mark, Reason, clean, show
from cleanarticle.rendering.notebook import MAX_SHOWN_ARTICLES, to_notebook

from .test_html import HOSTILE, Reader

PAGE = """<!doctype html><html lang="en"><head><title>Splicing rope</title></head><body><article>
<h1>Splicing rope</h1>
<p>A splice holds where a <a href="https://knots.example/a?b=1&amp;c=2">knot would <b>cut</b> the rope</a> in
half, and <code>nobody</code> who has learnt it ties a <em>knot</em> in a mooring line again.</p>
<p>It takes ten minutes to learn, and the rope is as strong behind it as it was before it.</p>
</article></body></html>"""


def body(*blocks: Block, raw: str, changes: tuple[Change, ...] = ()) -> str:
    html = to_notebook(Article(blocks=blocks, raw=raw, changes=changes))
    Reader(html)
    return re.sub(r' (?:title|dir|class)="[^"]*"', "", html.split('<div class="ca-body"')[1])


def test_links_and_emphasis_are_drawn() -> None:
    html = to_notebook(clean(PAGE))
    link = '<a href="https://knots.example/a?b=1&amp;c=2" target="_blank" rel="noreferrer">'
    assert f"{link}knot would <strong>cut</strong> the rope</a> in" in html
    assert "<code>nobody</code>" in html
    assert "<em>knot</em>" in html


def test_marks_stand_right_among_changes() -> None:
    raw = "a&amp;b [ad]cd“ ef"
    changes = (
        Change("fix_entities", Reason.ENTITY, 1, 6, "&amp;", "&"),
        Change("drop_ads", Reason.AD, 8, 12, "[ad]", ""),
        Change("fix_quotes", Reason.QUOTE, 14, 15, "“", "”"),
    )
    text = "a&b cd” ef"
    marks = (Mark("strong", 1, 5), Mark("emphasis", 5, 7), Mark("link", 8, 10, "/x"))
    html = body(Block("paragraph", text, None, marks, 0, len(raw)), raw=raw, changes=changes)
    assert (
        "a<strong><ins>&amp;</ins>b "
        '<b style="--h:25">ad</b><del>[ad]</del>c</strong><em>d<ins>”</ins></em> '
        '<a href="/x" target="_blank" rel="noreferrer">ef</a>'
    ) in html


def test_a_repair_over_the_edge_of_a_mark_is_shown_once() -> None:
    raw = "one twoo three"
    change = Change("fix_x", Reason.GLUE, 3, 9, " twoo ", " two, ")
    block = Block("paragraph", "one two, three", None, (Mark("strong", 4, 7),), 0, len(raw))
    assert "one<ins> two, </ins>" in body(block, raw=raw, changes=(change,)).replace(
        "<strong>", ""
    ).replace("</strong>", "")


def test_a_change_at_the_end_of_a_block_is_shown() -> None:
    raw = "He left"
    change = Change("fix_quotes", Reason.QUOTE, 7, 7, "", "”")
    block = Block("paragraph", "He left”", None, (Mark("strong", 3, 8),), 0, 7)
    assert "He <strong>left<ins>”</ins></strong>" in body(block, raw=raw, changes=(change,))


def test_marks_that_do_not_fit_the_replay_are_left_out() -> None:
    block = Block("paragraph", "another text", None, (Mark("strong", 0, 7),), 0, 7)
    assert "He left" in body(block, raw="He left")


def test_no_address_is_dangerous() -> None:
    marks = (Mark("link", 0, 4, "javascript:alert(1)"), Mark("link", 5, 7, '/"><script>'))
    html = body(Block("paragraph", "here it", None, marks, 0, 7), raw="here it")
    assert "javascript" not in html and "<script>" not in html
    assert 'href="/&quot;&gt;&lt;script&gt;"' in html


def test_show_lists_articles() -> None:
    articles = show(
        clean(raw) for raw in ["Storm\n\nIt rained in Vessby.\n\nShare this article", ""]
    )
    assert isinstance(articles, tuple) and len(articles) == 2
    html = articles._repr_html_()
    reader = Reader(html)
    assert html.count("<style>") == 1
    assert html.count('<details class="ca-item">') == 2
    for part in ("2 articles", "Storm", "It rained in Vessby.", "Share this article", "no_article"):
        assert part in reader.text
    assert repr(articles).splitlines()[0] == "2 articles"
    assert "Storm" in repr(articles) and "no_article" in repr(articles)


def test_show_shows_no_more_than_fits() -> None:
    many = show([Article(title=f"Article {n}") for n in range(MAX_SHOWN_ARTICLES + 7)])
    assert len(many) == MAX_SHOWN_ARTICLES + 7
    html = many._repr_html_()
    assert "and 7 articles more" in html
    assert html.count('<details class="ca-item">') == MAX_SHOWN_ARTICLES
    assert "Article 56" not in html and "Article 49" in html


def test_show_escapes_everything() -> None:
    block = Block("paragraph", HOSTILE, start=0, end=len(HOSTILE))
    article = Article(
        title=HOSTILE, url=HOSTILE, flags=frozenset({HOSTILE}), blocks=(block,), raw=HOSTILE
    )
    Reader(show([article, Article(url=HOSTILE)])._repr_html_())


@pytest.mark.parametrize("sign", ["data-jp-theme-light", "vscode-dark", "data-md-color-scheme"])
def test_themes_by_name_go_before_the_systems(sign: str) -> None:
    style = re.search(r"<style>(.*?)</style>", to_notebook(Article()), re.DOTALL)
    assert style is not None
    assert style[1].index("prefers-color-scheme") < style[1].index(sign)
