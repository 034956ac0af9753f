"""What systems and themes call boxes that are no part of an article, with what is called so and stays."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cleanarticle.judging.trees import judge_page
from cleanarticle.reading.html import read_page
from cleanarticle.reading.named_boxes import parts_called_so

LONG = "The ferry to the islands did not sail on Tuesday, and nobody on the quay could say why it did not."


def gone(body: str, *, head: str = "", without: str = "no such text") -> list[str]:
    """Give the texts that go by their names, everything being kept but for what says `without`."""
    reading = read_page(
        f"<html lang=en><head>{head}</head><body>{f'<p>{LONG}</p>' * 6}{body}</body></html>"
    )
    assert reading is not None
    page = reading.page
    keep = np.array([without not in piece.text for piece in page.pieces])
    _, table = judge_page(page, reading.hints)
    named = np.zeros(len(keep), bool)
    for called, _, _ in parts_called_so(reading, keep, table):
        named |= called
    return [piece.text for piece, out in zip(page.pieces, named, strict=True) if out]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ('<div class="loading-spinner"><p>불러오는 중입니다</p></div>', ["불러오는 중입니다"]),
        ('<div class="c-loading"><span>Cargando…</span></div>', ["Cargando…"]),
        ('<div class="skeleton"><p>One moment</p><p>please</p></div>', ["One moment", "please"]),
        # A section of a manual, the whole page, a longer text, a name that only begins so.
        ('<section id="loader"><h2>Loader</h2><p>It loads files.</p></section>', []),
        (f'<div class="loading"><p>{LONG}</p></div>', []),
        ('<div class="unloading"><p>It took an hour.</p></div>', []),
        ('<div class="loading"><ul><li>Coal</li></ul></div>', []),
    ],
)
def test_what_a_page_shows_while_it_loads(box: str, expected: list[str]) -> None:
    assert gone(box) == expected


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ('<div class="codebox"><p>Code: <a href="#">Select all</a></p><pre>x = 1</pre></div>', ["Code: Select all"]),
        ('<div class="codebox"><p>Quelltext: <a>Alles auswählen</a></p><pre>x</pre></div>', ["Quelltext: Alles auswählen"]),
        ('<div class="codebox"><p>Set the tide before you run the rest of this:</p><pre>x = 1</pre></div>', []),
        ('<div class="codebox"><pre>x = 1</pre><p>It prints nothing.</p></div>', []),
        ('<div class="box"><p>Run this:</p><pre>x = 1</pre></div>', []),
    ],
)  # fmt: skip
def test_what_a_forum_writes_above_code(box: str, expected: list[str]) -> None:
    assert gone(box) == expected


def test_the_heading_of_a_tab_goes_with_its_panel() -> None:
    panel = '<div class="woocommerce-Tabs-panel panel"><h2>Reviews</h2><p>None yet: {}</p></div>'
    assert gone(panel.format("be the first"), without="None yet") == ["Reviews"]
    assert gone(panel.format("be the first")) == []
    assert gone(panel.replace("woocommerce-", "").format("x"), without="None yet") == []


def test_the_buttons_of_a_recipe_go_in_any_language() -> None:
    buttons = (
        '<div class="wprm-recipe wprm-recipe-snippet wprm-recipe-template-snippet-basic-buttons">'
        '<a class="wprm-recipe-jump">Δείτε τη συνταγή</a> <a class="wprm-recipe-print">Εκτύπωση</a></div>'
    )
    assert gone(buttons) == ["Δείτε τη συνταγή Εκτύπωση"]
    card = '<div class="wprm-recipe-container"><h2 class="wprm-recipe-name">Cake</h2><p>Beat the eggs.</p></div>'
    assert gone(buttons + card) == ["Δείτε τη συνταγή Εκτύπωση"]


def test_the_label_of_a_row_of_tags_goes_with_them() -> None:
    row = '<div class="post-tags"><h4>الوسوم</h4><a href="/tag/a" rel="tag">Boats</a> <a href="/tag/b">Ice</a></div>'
    assert gone(row) == ["الوسوم", "Boats Ice"]
    said = f'<div class="tags"><h4>Tags</h4><p>{LONG}</p><a href="/tag/a">Boats</a></div>'
    assert gone(said) == []


def test_what_plugins_of_recipes_set_around_them() -> None:
    ask = '<div class="tasty-recipes-entry-footer"><h3>Did you bake it?</h3><p>Tag us.</p></div>'
    scale = '<span class="tasty-recipes-scale-container">Scale</span>'
    links = '<div class="tasty-recipes-quick-links"><a href="#r">Jump to Recipe</a></div>'
    card = '<div class="tasty-recipes-ingredients"><ul><li>500 g plums</li></ul></div>'
    assert gone(links + scale + card + ask) == ["Jump to Recipe", "Did you bake it?", "Tag us."]
    more = '<div class="feast-category-index"><h3>More</h3><ul class="fsri-list"><li>Pear Tart</li></ul></div>'
    assert gone(more) == ["More", "Pear Tart"]


def test_who_wrote_a_post_as_plugins_set_it_into_the_text() -> None:
    bio = "Ola Berg is a reporter and has a programme of his own."
    box = '<div class="{0}"><div class="{0}-container"><div class="{0}-bio"><p>{1}</p></div></div></div>'
    assert gone(box.format("m-a-box", bio)) == [bio]
    assert gone(f'<div class="m-a-box"><p>{bio}</p></div>') == []  # one such name alone


def test_what_a_blogger_has_below_each_post() -> None:
    said = "If you liked it, press the button below. It keeps me writing."
    below = f'<div id="MySignature"><p>{said}</p></div><div id="blog_post_info_block"></div>'
    assert gone(below) == [said]


ARTICLE = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"})}</script>'


def test_comments_below_a_short_article() -> None:
    said = "My grandfather was on the first boat."
    comments = f'<div id="comments"><ol><li>{said}</li></ol></div>'
    assert gone(comments, head=ARTICLE) == [said]
    # A page that does not say what it is may be the comments'; so may one of which they are much.
    assert gone(comments) == []
    assert gone(comments.replace(said, f"{LONG} " * 4), head=ARTICLE) == []
