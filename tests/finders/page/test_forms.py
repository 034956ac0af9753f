"""Whole pages in the forms of publishing systems: what stands beside the article's own fields."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleanarticle import Article, clean
from cleanarticle.finders.page.fields import told_fields
from cleanarticle.finders.page.names import names_in
from cleanarticle.reading.head import read_head
from cleanarticle.reading.parsing import parse

URL = "https://www.harbour.example/2024/x/ferries"
TITLE = "Ferry crews walk out for the third week"
TEXT = (
    "<p>The ferry to the islands did not sail on Tuesday, and the crews on the quay said that it would not sail "
    "for the rest of the week, whatever the operator had told the harbour masters.</p>"
    "<p>“Nobody wants to stand here in the rain,” said a deckhand, “but we were asleep at the wheel.”</p>"
)
DAY = "2024-10-08"


def page(body: str, head: str = f"<title>{TITLE}</title>", language: str = "en") -> Article:
    markup = f"<!doctype html><html lang='{language}'><head>{head}</head><body>{body}</body></html>"
    return clean(markup, kind="html", url=URL)


def ld(**thing: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def day(article: Article) -> str | None:
    return article.published.date().isoformat() if article.published else None


# ---------------------------------------------------------------- what stands below the article


@pytest.mark.parametrize(
    "below",
    [
        '<div class="related-posts"><h3>More</h3><article><h4><a href="/r">The toll rises</a></h4>'
        '<time datetime="2024-09-01">1 Sept 2024</time></article></div>',
        '<section class="td_block_related_posts"><a href="/r">The toll rises</a> <time>2024-09-01</time></section>',
        '<aside><h3>Related</h3><h4>The toll rises</h4><span class="date">September 1, 2024</span></aside>',
        '<div id="comments"><div class="comment"><b class="comment-author">Kai Lund</b>'
        '<time class="comment-date" datetime="2024-10-12T08:00">October 12, 2024</time><p>True.</p></div></div>',
        '<section class="responses"><ul><li><p>Kai Lund says:</p><p>October 12, 2024 at 8:00 am</p></li></ul></section>',
        '<div class="comments"><p class="comment-footer">Posted by: Kai Lund | October 10, 2024 at 08:00 AM</p></div>',
    ],
)  # fmt: skip
def test_days_and_names_below_the_article_are_not_its_own(below: str) -> None:
    plain = page(f"<h1>{TITLE}</h1>{TEXT}{below}")
    assert (day(plain), plain.authors) == (None, ())
    dated = page(f'<h1>{TITLE}</h1><p class="meta">October 8, 2024</p>{TEXT}{below}')
    assert (day(dated), dated.authors) == (DAY, ())


def test_a_day_in_a_wrapper_that_tells_of_related_things_is_the_article_s() -> None:
    shown = f'<h1>{TITLE}</h1><time datetime="{DAY}">8 October</time>{TEXT}'
    assert day(page(f'<div class="has-related-posts with-comments">{shown}</div>')) == DAY
    assert day(page(f'<div class="comments-open">{shown}</div>')) == DAY
    above = f'<time datetime="{DAY}T08:15">8 October</time><h1>{TITLE}</h1>{TEXT}'
    found = page(f'<section class="latest-news">{above}</section>').published
    assert found is not None and found.hour == 8


def test_teasers_above_the_headline_are_not_its_own() -> None:
    teasers = "".join(
        f'<li class="top"><a href="/t{number}">The toll of the harbour rises</a> <time datetime="2024-11-0{number}">'
        f'1 Nov 2024</time> <span class="author">Kai Lund</span></li>'
        for number in (1, 2)
    )
    plain = page(f"<ul>{teasers}</ul><h1>{TITLE}</h1>{TEXT}")
    assert (day(plain), plain.authors) == (None, ())
    own = "<p><span>By Jane Roe</span> | <span>October 8, 2024</span></p>"
    dated = page(f"<ul>{teasers}</ul><h1>{TITLE}</h1>{own}{TEXT}")
    assert (day(dated), dated.authors) == (DAY, ("Jane Roe",))


def test_cards_below_the_article_are_not_its_own() -> None:
    cards = "".join(
        f'<div class="card"><a href="/t{number}"><h3>The toll of the harbour rises</h3></a>'
        f'<time datetime="2024-09-0{number}">x</time></div>'
        for number in (1, 2)
    )
    plain = page(f"<h1>{TITLE}</h1>{TEXT}<section class='grid'>{cards}</section>")
    assert day(plain) is None
    dated = page(f"<h1>{TITLE}</h1><p>October 8, 2024</p>{TEXT}<section>{cards}</section>")
    assert day(dated) == DAY


def test_posts_of_a_thread_and_cards_of_authors_stay() -> None:
    posts = "".join(
        f'<div class="post"><h3><a href="#p{number}">Re: {TITLE}</a></h3>'
        f'<time datetime="2024-10-0{number}">x</time>{TEXT}</div>'
        for number in (8, 9)
    )
    assert day(page(f"<h1>{TITLE}</h1>{posts}")) == DAY
    cards = "".join(
        f'<div class="who"><a rel="author" href="/{name}">{name} Roe</a><a href="/by/{name}">More of what {name} wrote</a></div>'
        for name in ("Jane", "Ola")
    )
    assert page(f"<h1>{TITLE}</h1>{TEXT}<div>{cards}</div>").authors == ("Jane Roe", "Ola Roe")


def test_authors_and_days_above_the_headline_stay_its_own() -> None:
    authors = "".join(
        f'<li class="one"><a rel="author" href="/{name}">{name} Trevelyan-Hathersage</a></li>'
        for name in ("Jane", "Ola")
    )
    days = f'<time datetime="{DAY}">8 Oct</time> <time datetime="2024-10-09">9 Oct</time>'
    found = page(f"<header><ul>{authors}</ul><div>{days}</div><h1>{TITLE}</h1></header>{TEXT}")
    assert found.authors == ("Jane Trevelyan-Hathersage", "Ola Trevelyan-Hathersage")
    assert day(found) == DAY


def test_a_long_byline_tells_the_day() -> None:
    byline = (
        "por Lucía Fernández Ortega | 8 de octubre de 2024 | Economía y puertos | 0 comentarios"
    )
    author = '<meta name="author" content="Lucía Fernández Ortega">'
    assert day(page(f"<h1>{TITLE}</h1><p>{byline}</p>{TEXT}", author, "es")) == DAY
    told = "Lucía Fernández Ortega left the harbour on 8 October 2024, and has not been seen there again."
    assert day(page(f"<h1>{TITLE}</h1><p>{told}</p>{TEXT}", author)) is None


def test_an_aside_about_the_author_names_the_author() -> None:
    about = '<aside><h3>About the author</h3><a href="/authors/jane-roe">Jane Roe</a></aside>'
    assert page(f"<h1>{TITLE}</h1>{TEXT}{about}").authors == ("Jane Roe",)


def test_reviews_of_a_ware_are_signed_by_customers() -> None:
    review = '<div class="review"><span class="author">Kai Lund</span> <time datetime="2024-05-01">1 May</time></div>'
    found = page(
        f"<h1>Brass lamp</h1>{TEXT}{review}", ld(**{"@type": "Product", "name": "Brass lamp"})
    )
    assert (found.authors, found.published) == ((), None)


def test_the_day_of_an_event_is_not_its_publication_s() -> None:
    shown = (
        f'<h1>Night of the lamps</h1><p class="event-date">Saturday, 14 June 2025, 6 pm</p>{TEXT}'
    )
    event = ld(**{"@type": "Festival", "name": "x"})
    assert (
        page(shown, ld(**{"@type": "MusicEvent", "name": "Night of the lamps"})).published is None
    )
    assert day(page(shown, event)) == "2025-06-14"


def test_a_video_in_the_text_has_a_day_of_its_own() -> None:
    shown = f'<h1>{TITLE}</h1><p class="date">October 8, 2024</p>{TEXT}'
    video = {"@type": "VideoObject", "uploadDate": "2023-02-02T10:00:00Z"}
    assert day(page(shown, ld(**video, name="The harbour at dawn"))) == DAY
    own = f"<title>{TITLE}</title>" + ld(**video, name=TITLE)
    assert day(page(f"<h1>{TITLE}</h1>{TEXT}", own)) == "2023-02-02"


def test_tags_and_crumbs_as_systems_write_them() -> None:
    terms = [{"@type": "DefinedTerm", "name": "ferries"}, {"@type": "DefinedTerm", "name": "tolls"}]
    found = page(f"<h1>{TITLE}</h1>{TEXT}", ld(**{"@type": "Article", "keywords": terms}))
    assert found.tags == ("ferries", "tolls")
    escaped = '<meta name="news_keywords" content="ferries, R&amp;amp;D">'
    assert page(f"<h1>{TITLE}</h1>{TEXT}", escaped).tags == ("ferries", "R&D")
    items = [{"position": "2", "name": "Trade"}, {"position": "1", "name": "Home"}]
    crumbs = ld(**{"@type": "BreadcrumbList", "itemListElement": items})
    assert page(f"<h1>{TITLE}</h1>{TEXT}", crumbs).breadcrumbs == ("Home", "Trade")


def test_the_line_about_who_wrote_at_the_foot() -> None:
    line = "<p>Written by <strong>Jane Roe</strong> who lives by the harbour and repairs nets there.</p>"
    assert page(f"<h1>{TITLE}</h1>{TEXT}<hr>{line}").authors == ("Jane Roe",)
    other = "<p>Written by nobody who lives by the harbour, it hung there.</p>"
    assert page(f"<h1>{TITLE}</h1>{TEXT}<hr>{other}").authors == ()


def test_a_button_below_a_label_is_nobody() -> None:
    assert page(f"<h1>{TITLE}</h1><div>Author</div><div>Jane Roe</div>{TEXT}").authors == (
        "Jane Roe",
    )
    assert page(f"<h1>{TITLE}</h1><div>Author</div><div>Copy Link</div>{TEXT}").authors == ()


def test_a_picture_s_own_day_is_not_the_article_s() -> None:
    picture = ld(**{"@type": "ImageObject", "datePublished": "2023-02-02"})
    assert day(page(f'<h1>{TITLE}</h1><p class="date">October 8, 2024</p>{TEXT}', picture)) == DAY


# ---------------------------------------------------------------- titles


@pytest.mark.parametrize(
    "whole",
    [
        "{} ~ Harbour Post",
        "{}_Harbour Post",
        "{}-Harbour Post",
        "{} : Harbour Post",
        "{} (Harbour Post)",
        "Harbour Post｜{}",
    ],
)
def test_the_site_s_name_goes_whatever_parts_it_from_the_title(whole: str) -> None:
    name = '<meta property="og:site_name" content="Harbour Post">'
    assert page(TEXT, f"<title>{whole.format(TITLE)}</title>{name}").title == TITLE


@pytest.mark.parametrize(
    "title", ["The history of the Harbour Post", "Harbour Post: why we strike", "Harbour Post"]
)
def test_a_title_that_tells_of_the_site_keeps_its_name(title: str) -> None:
    name = '<meta property="og:site_name" content="Harbour Post">'
    assert page(f"<h1>{title}</h1>{TEXT}", f"<title>{title}</title>{name}").title == title


SHARED = f'<title>{TITLE} | Harbour Post</title><meta property="og:title" content="{TITLE}">'


def test_a_subtitle_in_the_heading_is_no_part_of_the_title() -> None:
    subtitle = "Crews and operator will meet on Friday for the first time since the strike began."
    assert page(f"<h1>{TITLE}<small>{subtitle}</small></h1>{TEXT}", SHARED).title == TITLE
    assert page(f"<h1>{TITLE}<br>{subtitle}</h1>{TEXT}", SHARED).title == TITLE
    tree = parse(f"<html><head>{SHARED}</head></html>")
    assert tree is not None
    for longer in (f"{TITLE} and a day", f"{TITLE}, and nobody knows on the quay how it will end."):
        assert told_fields(read_head(tree), [longer])["title"] == longer


def test_a_kicker_in_the_heading_is_a_section_that_the_page_names_elsewhere() -> None:
    heading = f"<h1><span>Trade</span> {TITLE}</h1>{TEXT}"
    assert page(f"<nav><a href='/trade'>Trade</a></nav>{heading}", SHARED).title == TITLE
    assert page(heading, SHARED).title == f"Trade {TITLE}"
    colon = f'<title>x</title><meta property="og:title" content="Trade: {TITLE}">'
    assert page(heading, colon).title == f"Trade: {TITLE}"


def test_a_page_that_is_titled_like_its_site_has_its_heading_s_title() -> None:
    body = f"<header><a href='/'>The Post of the Harbour</a></header><h1>The strike of the crews</h1>{TEXT}"
    assert page(body, "<title>The Post of the Harbour</title>").title == "The strike of the crews"


# ---------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "givenName": "Jane", "familyName": "Roe"}, ("Jane Roe",)),
        ({"@type": "Person", "name": {"@language": "en", "@value": "Jane Roe"}}, ("Jane Roe",)),
        ("Jane Roe RN, BSN", ("Jane Roe",)),
        ("<a href='https://harbour.example/a'>Jane Roe</a>", ("Jane Roe",)),
        ("Roe, Jane; Berg, Ola", ("Jane Roe", "Ola Berg")),
        ("News Desk", ()),
        ("La rédaction", ()),
        ("Onze redactie", ()),
        ("Redazione", ()),
        ("Редакция", ()),
        ("Haber Merkezi", ()),
        ("Tim Redaksi", ()),
        ("編集部", ()),
        ("(jr)", ()),
        ("Tim", ("Tim",)),
        ("Casimir Oye Mba", ("Casimir Oye Mba",)),
        ("Harbour Desk", ("Harbour Desk",)),
        ("Redazione Molo", ("Redazione Molo",)),
    ],
)  # fmt: skip
def test_authors_as_systems_write_them(author: Any, expected: tuple[str, ...]) -> None:
    thing = {"@type": "Article", "headline": TITLE, "datePublished": DAY, "author": author}
    assert page(f"<h1>{TITLE}</h1>{TEXT}", ld(**thing)).authors == expected


def test_two_last_names_before_a_comma() -> None:
    metas = '<meta name="DC.creator" content="Ortega Ruiz, Ana"><meta name="DC.creator" content="Roe, Jane">'
    assert page(f"<h1>{TITLE}</h1>{TEXT}", metas).authors == ("Ana Ortega Ruiz", "Jane Roe")


def test_notes_behind_names_are_no_user_s_card() -> None:
    names = "Jane Roe | 1 | , Pieter van den Berg | 1,2 | , Ola Berg | 2*"
    assert names_in(names, "en") == ["Jane Roe", "Pieter van den Berg", "Ola Berg"]


def test_chinese_names_side_by_side() -> None:
    assert names_in("林晓雯\u3000周大海", "zh") == ["林晓雯", "周大海"]
    assert names_in("佐藤\u3000美咲", "ja") == ["佐藤 美咲"]


def test_the_house_that_the_address_names_is_no_author_beside_a_person() -> None:
    link = '<link rel="canonical" href="https://harbourpost.example/ferries">'
    both = {"@type": "Article", "headline": TITLE, "author": ["Jane Roe", "Harbour Post"]}
    alone = {**both, "author": ["Jane Roe"]}
    assert page(TEXT, link + ld(**both)).authors == ("Jane Roe",)
    assert page(TEXT, link.replace("harbourpost", "janeroe") + ld(**alone)).authors == ("Jane Roe",)


# ---------------------------------------------------------------- language, address, picture, site


GERMAN = (
    "<p>Die Fähre zu den Inseln fuhr am Dienstag nicht, und die Leute auf dem Kai sagten, sie werde auch für "
    "den Rest der Woche nicht fahren, was immer die Reederei den Hafenmeistern gesagt habe.</p>"
    "<p>Niemand wolle hier im Regen stehen, sagte ein Matrose, aber sie seien am Steuer eingeschlafen.</p>"
)


def test_a_template_that_says_english_of_a_text_that_is_not() -> None:
    assert page(f"<h1>Die Fähre steht still</h1>{GERMAN}", "", "en-US").language == "de"
    assert page(f"<h1>{TITLE}</h1>{TEXT}{TEXT}", "", "en-US").language == "en"
    quoted = f"<h1>{TITLE}</h1>{TEXT}{GERMAN}"
    assert page(quoted, "", "en").language == "en"


def test_a_canonical_address_that_is_the_first_page_s() -> None:
    home = '<link rel="canonical" href="https://www.harbour.example/">'
    shared = f'<meta property="og:url" content="{URL}">'
    assert page(f"<h1>{TITLE}</h1>{TEXT}", home + shared).url == URL
    elsewhere = '<link rel="canonical" href="https://agency.example/">'
    assert page(f"<h1>{TITLE}</h1>{TEXT}", elsewhere + shared).url == "https://agency.example/"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://harbour.example/ferry-1x1.jpg", "https://harbour.example/ferry-1x1.jpg"),
        ("https://harbour.example/1x1.gif", None),
        ("https://secure.gravatar.com/avatar/abc?s=200", None),
        ("https://harbour.example/i?w=1&amp;amp;h=2", "https://harbour.example/i?w=1&h=2"),
    ],
)
def test_lead_pictures(address: str, expected: str | None) -> None:
    found = page(f"<h1>{TITLE}</h1>{TEXT}", f'<meta property="og:image" content="{address}">')
    assert found.image == expected


def test_a_publisher_in_dublin_core_and_a_name_behind_a_wide_bar() -> None:
    head = f'<title>{TITLE}</title><meta name="DC.Publisher" content="Harbour Post">'
    assert page(f"<h1>{TITLE}</h1>{TEXT}", head).site == "Harbour Post"
    wide = "<title>老朽化した魚市場が再開｜ニュース｜港町海運</title>"
    assert page(f"<h1>老朽化した魚市場が再開</h1>{TEXT}", wide).site == "港町海運"
