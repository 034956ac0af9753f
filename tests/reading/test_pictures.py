"""The pictures of a page: which are the article's, where they stand, what they are called."""

from __future__ import annotations

import time

import pytest

from cleanarticle import Article, clean
from cleanarticle.reading.html import read_page
from cleanarticle.reading.pictures import find_images
from cleanarticle.running import Node
from cleanarticle.tracing import Trace

FIRST = (
    "The ferry to Enys sailed at noon with forty people on board and a piano that nobody had "
    "paid for, and it came back at dusk with the piano still on it."
)
SECOND = (
    "The harbour master said that the tide had been too low for the ramp, and that the piano "
    "would go over on Thursday if its owner could be found by then."
)
THIRD = (
    "Nobody has come forward so far. The crew have learnt three songs in the meantime, and the "
    "afternoon crossing has sold out every day since it was first heard."
)


def page(first: str = "", behind: str = "", *, above: str = "", head: str = "") -> str:
    """Make a page: something above its title, between its paragraphs, and below them."""
    return f"""<html><head><title>Piano sails twice - Harbour Post</title>{head}</head><body>
<header><a href="/"><img src="/mast.png" alt="Harbour Post"></a><a href="/news">News</a></header>
<main><article><h1>Piano sails twice</h1>{above}<p>{FIRST}</p>{first}<p>{SECOND}</p>{behind}
<p>{THIRD}</p></article></main>
<section class="more"><h2>More from us</h2><div class="card"><a href="/b"><img src="/herring.jpg"
alt="Herring"><h3>Herring prices fall</h3></a></div></section></body></html>"""


def images(markup: str) -> list[tuple[str, str]]:
    return [(image.href, image.alt) for image in clean(markup).images]


def test_a_picture_between_paragraphs_stands_where_it_stood() -> None:
    article = clean(page('<p><img src="/piano.jpg" alt="A piano on a deck"></p>'))
    assert article.to_markdown() == (
        f"# Piano sails twice\n\n{FIRST}\n\n![A piano on a deck](/piano.jpg)\n\n{SECOND}\n\n{THIRD}"
    )
    assert f'<figure><img src="/piano.jpg" alt="A piano on a deck"></figure>\n<p>{SECOND}' in (
        article.to_html()
    )


def test_a_picture_is_no_text() -> None:
    article = clean(page('<p><img src="/piano.jpg" alt="A piano on a deck"></p>'))
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert "A piano on a deck" not in article.raw
    assert all(block.kind == "paragraph" for block in article.blocks)


def test_pictures_survive_json_and_dict() -> None:
    article = clean(page('<figure><img src="/piano.jpg" alt="Piano"></figure>'))
    assert len(article.images) == 1
    assert Article.from_json(article.to_json()).images == article.images


def test_pictures_of_the_mast_and_of_teasers_are_left_out() -> None:
    assert images(page()) == []


def test_the_lead_picture_below_a_byline() -> None:
    above = (
        '<div class="meta"><a href="/by/jo">Jo Pell</a> <time>3 May 2024</time></div>'
        '<figure><img src="/lead.jpg" alt="The ramp"></figure>'
    )
    assert images(page(above=above)) == [("/lead.jpg", "The ramp")]


def test_the_picture_that_the_head_names_stands_in_a_box_of_links() -> None:
    above = (
        '<ul class="share-links"><li><img src="/p/lead.jpg?w=90"></li><li><a href="/s">Share</a></li>'
        '<li><a href="/t">Tweet</a></li><li><a href="/p">Print</a></li></ul>'
    )
    head = '<meta property="og:image" content="https://harbour.example/big/lead.jpg">'
    assert images(page(above=above, head=head)) == [("/p/lead.jpg?w=90", "")]
    assert images(page(above=above)) == []


@pytest.mark.parametrize(
    ("tag", "href"),
    [
        ('<img src="data:image/gif;base64,R0lGOD" data-src="/a.jpg">', "/a.jpg"),
        ('<img src="/img/placeholder.png" data-lazy-src="/a.jpg">', "/a.jpg"),
        ('<img srcset="/a-300.jpg 300w, /a-900.jpg 900w">', "/a-900.jpg"),
        ('<img class="lazyload" data-srcset="/a-300.jpg 1x, /a-900.jpg 2x">', "/a-900.jpg"),
        ('<picture><source srcset="/a.webp"><img src="/a.jpg"></picture>', "/a.jpg"),
        ('<amp-img src="/a.jpg" width="800" height="600"></amp-img>', "/a.jpg"),
        ('<img src="/a.jpg?x=1&amp;y=2">', "/a.jpg?x=1&y=2"),
        ('<img src="/a-grey-house.jpg">', "/a-grey-house.jpg"),
    ],
)
def test_the_address_that_a_browser_shows_in_the_end(tag: str, href: str) -> None:
    assert images(page(f"<figure>{tag}</figure>")) == [(href, "")]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="/i.png" width="32" height="32">',
        '<img src="/t.png" width="1" height="1">',
        '<img src="https://count.example/hit" height="1">',
        '<img src="data:image/gif;base64,R0lGOD">',
        '<img src="/img/1x1.gif">',
        '<img class="avatar" src="/jo.jpg" alt="Jo Pell">',
        '<img class="wp-smiley" src="/smile.png" alt=":-)">',
        '<img src="/x.gif" alt="Advertisement">',
        '<div class="ad-slot"><a href="/buy"><img src="/buy.jpg"></a></div>',
        '<img src="/h.jpg" style="display:none">',
        "<img alt='no address'>",
    ],
)
def test_what_is_no_picture_of_the_article(tag: str) -> None:
    assert images(page(f"<div>{tag}</div>")) == []


def test_one_picture_in_two_sizes_counts_once() -> None:
    twice = '<img src="/a.jpg?w=300" alt="Ramp"><img src="/a.jpg?w=900" alt="Ramp">'
    assert images(page(f"<figure>{twice}</figure>")) == [("/a.jpg?w=300", "Ramp")]


def test_an_address_is_made_whole_by_the_page_s_own() -> None:
    article = clean(page('<img src="../a.jpg">'), url="https://harbour.example/news/piano")
    assert [image.href for image in article.images] == ["https://harbour.example/a.jpg"]


@pytest.mark.parametrize("href", ["http://[", "javascript:alert(1)", "//", "?", "\\"])
def test_an_odd_address_never_raises_and_is_never_run(href: str) -> None:
    article = clean(
        page(f'<figure><img src="{href}" alt="Ramp"></figure>'), url="https://a.example"
    )
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert "javascript:" not in article.to_html() + article.to_markdown()


def test_a_picture_in_a_table_of_data_keeps_its_place() -> None:
    table = (
        "<table><tr><th>Day</th><th>Sailings</th></tr><tr><td>Monday</td><td>Four</td></tr>"
        "<tr><td>Tuesday</td><td>Two</td></tr></table>"
    )
    article = clean(page(table, '<figure><img src="/a.jpg" alt="Ramp"></figure>'))
    markdown = article.to_markdown()
    assert markdown.index("| Tuesday | Two |") < markdown.index(SECOND)
    assert markdown.index(SECOND) < markdown.index("![Ramp](/a.jpg)") < markdown.index(THIRD)


def test_thousands_of_pictures_in_one_paragraph_take_linear_time() -> None:
    def seconds(number: int) -> float:
        links = "".join(f'<a href="/{i}"><img src="/{i}.jpg"></a>' for i in range(number))
        begun = time.process_time()
        reading = read_page(f"<html><body><p>{FIRST}</p><p>{links}</p></body></html>")
        assert reading is not None
        assert len(reading.page.pictures) == number
        return time.process_time() - begun

    few = min(seconds(2000) for _ in range(3))
    assert min(seconds(8000) for _ in range(3)) < 8 * max(few, 0.01)


def test_thousands_of_pictures_with_captions_take_linear_time() -> None:
    """Each is looked up beside the text, however many captions stand between."""

    def seconds(number: int) -> float:
        figure = '<figure><img src="/{0}.jpg"><figcaption>Ramp {0}</figcaption></figure>'
        markup = f"<p>{FIRST}</p>{''.join(map(figure.format, range(number)))}<p>{SECOND}</p>"
        reading = read_page(f"<html><body>{markup}</body></html>")
        assert reading is not None
        nodes = [Node(Trace(piece.text, 0, len(piece.text))) for piece in reading.page.pieces]
        begun = time.process_time()
        assert len(find_images(reading.page, nodes, None, None)) == number
        return time.process_time() - begun

    few = min(seconds(1000) for _ in range(3))
    assert min(seconds(4000) for _ in range(3)) < 10 * max(few, 0.005)
