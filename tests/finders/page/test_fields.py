"""What a page says of its article: each field from each source, and which source wins."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from cleanarticle import clean
from cleanarticle.finders.page.authors import told_agencies
from cleanarticle.finders.page.dates import read_stamp
from cleanarticle.finders.page.fields import told_fields
from cleanarticle.finders.page.names import name_on_card, names_in
from cleanarticle.finders.page.subject import article_object
from cleanarticle.reading.cutting import cut
from cleanarticle.reading.head import Head, read_head
from cleanarticle.reading.marked import read_marked
from cleanarticle.reading.parsing import parse


def head(*parts: str) -> Head:
    return read(f"<!doctype html><html lang='en'><head>{''.join(parts)}</head><body></body></html>")


def read(markup: str) -> Head:
    tree = parse(markup)
    assert tree is not None
    found = read_head(tree)
    read_marked(found, cut(tree))
    return found


def ld(*things: Any) -> str:
    text = json.dumps(things[0] if len(things) == 1 else list(things))
    return f'<script type="application/ld+json">{text}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def fields(*parts: str, headings: tuple[str, ...] = ()) -> dict[str, Any]:
    return told_fields(head(*parts), headings)


# ---------------------------------------------------------------- structured data


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ferries idle for a week",
    "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "Ola Berg"}],
    "datePublished": "2025-11-06T20:00:00+01:00",
    "dateModified": "2025-11-07T08:00:00Z",
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "keywords": ["ferries", "strike"],
    "image": {"@type": "ImageObject", "url": "https://harbour.example/ferry.jpg"},
}


def test_article_of_structured_data() -> None:
    found = fields(ld(ARTICLE))
    assert found["title"] == "Ferries idle for a week"
    assert found["authors"] == ("Jane Roe", "Ola Berg")
    assert found["published"] == datetime(2025, 11, 6, 20, tzinfo=timezone(timedelta(hours=1)))
    assert found["modified"] == datetime(2025, 11, 7, 8, tzinfo=UTC)
    assert found["site"] == "Harbour Post"
    assert found["tags"] == ("ferries", "strike")
    assert found["image"] == "https://harbour.example/ferry.jpg"


def test_graph_with_references() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "Harbour Post"},
            {"@type": "Person", "@id": "#roe", "name": "Jane Roe"},
            {**ARTICLE, "author": {"@id": "#roe"}},
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 2, "name": "Trade"},
                    {"@type": "ListItem", "position": 1, "item": {"name": "Home"}},
                ],
            },
        ]
    }
    found = fields(ld(graph))
    assert found["authors"] == ("Jane Roe",)
    assert found["breadcrumbs"] == ("Home", "Trade")


def test_the_page_s_own_article_wins_over_a_teaser_s() -> None:
    other = {**ARTICLE, "headline": "Bridge closed"}
    parts = (meta("og:title", "Ferries idle for a week"), ld(other, ARTICLE))
    assert article_object(head(*parts))["headline"] == "Ferries idle for a week"


@pytest.mark.parametrize(
    "written",
    [
        '{"@type": "Article", "headline": "Ferries idle",}',
        '<!-- {"@type": "Article", "headline": "Ferries idle"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Ferries idle"}\n//]]>',
        '{"@type": "Article", "headline": "Ferries idle"};',
        '{"@type": "Article",\n "headline": "Ferries idle", "description": "a\nb"}',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Ferries idle&quot;}",
        '{"@type": "Article", "headline": "Ferries idle"} {"@type": "Person"}',
    ],
)
def test_broken_structured_data(written: str) -> None:
    assert (
        fields(f'<script type="application/ld+json">{written}</script>')["title"] == "Ferries idle"
    )


@pytest.mark.parametrize(
    "written", ["", "{", "[[[[", "null", "3", '"x"', '{"@type": 3}', "[" * 100_000, "\\u0000"]
)
def test_rubbish_for_structured_data(written: str) -> None:
    assert fields(
        f'<script type="application/ld+json">{written}</script>', meta("og:title", "A b c")
    ) == {
        "title": "A b c",
        "language": "en",
    }


@pytest.mark.parametrize(
    "value", [3, True, None, [], {}, [[]], [{}], {"name": 3}, ["", " "], "https://x"]
)
def test_odd_values(value: Any) -> None:
    keys = ("headline", "author", "datePublished", "dateModified", "publisher", "image", "keywords")
    found = fields(ld({"@type": "Article", **dict.fromkeys(keys, value)}))
    assert set(found) <= {"language", "image", "title", "site", "tags"}


@pytest.mark.parametrize(
    ("title", "heading", "site"),
    [
        ("Boats lie idle: Harbour Post", "Boats lie idle", "Harbour Post"),
        (
            "Harbour Post - Boats - Boats: why they lie idle",
            "Boats: why they lie idle",
            "Harbour Post",
        ),
        (
            "Boats: why they lie idle | Boats | Harbour Post",
            "Boats: why they lie idle",
            "Harbour Post",
        ),
        ("Harbour Blog: Small boats in winter", "Harbour Blog", None),
        ("Boats lie idle as the storm goes on and on", "Boats lie idle", None),
    ],
)
def test_site_beside_the_heading_in_the_title(title: str, heading: str, site: str | None) -> None:
    found = fields(f"<title>{title}</title>", headings=(heading,))
    assert found.get("site") == site


def test_description_and_tags_of_a_journal_and_the_day_of_an_advertisement() -> None:
    found = fields(
        meta("DC.Description", "Why boats lie idle."), meta("citation_keywords", "boats")
    )
    assert found["description"] == "Why boats lie idle." and found["tags"] == ("boats",)
    job = {"@type": "JobPosting", "title": "Mate", "datePosted": "2025-03-02"}
    found = fields(ld(job))
    assert found["published"].date().isoformat() == "2025-03-02"


# ---------------------------------------------------------------- the title


@pytest.mark.parametrize(
    ("parts", "headings", "expected"),
    [
        (("<title>Ferries idle | Harbour Post</title>",), ("Ferries idle",), "Ferries idle"),
        (
            ("<title>Ferries idle - Harbour Post</title>", meta("og:site_name", "Harbour Post")),
            (),
            "Ferries idle",
        ),
        (
            (
                "<title>Harbour Post: a week without ferries - The Tide</title>",
                meta("og:site_name", "The Tide"),
            ),
            (),
            "Harbour Post: a week without ferries",
        ),
        ((meta("og:title", "Strike - what we know"),), (), "Strike - what we know"),
        (
            (meta("og:title", "Ferries idle"), "<title>Ferries</title>"),
            ("Harbour Post", "Ferries idle"),
            "Ferries idle",
        ),
        (
            ("<title>Harbour Blog: Small boats in winter</title>",),
            ("Harbour Blog",),
            "Harbour Blog: Small boats in winter",
        ),
        ((), ("Ferries idle",), "Ferries idle"),
        (("<title>Mesh nets? | Nets for boats</title>",), ("Mesh nets?",), "Mesh nets?"),
        (
            ("<title>The Enys Packet: The light goes over to a clock</title>",),
            (),
            "The Enys Packet: The light goes over to a clock",
        ),
        (("<title>Tom &amp;amp; Ann</title>",), (), "Tom & Ann"),
        (("<svg><title>Icon</title></svg><title>Ferries idle</title>",), (), "Ferries idle"),
    ],
)
def test_titles(parts: tuple[str, ...], headings: tuple[str, ...], expected: str) -> None:
    assert fields(*parts, headings=headings)["title"] == expected


def test_a_manual_s_name_in_brackets_is_no_part_of_the_title() -> None:
    named = head("<title>Bends and hitches (GNU Rope Manual)</title>")
    lines = ("Next: Knots", "4.8 Bends and hitches")
    assert told_fields(named, (), lines)["title"] == "4.8 Bends and hitches"
    film = head("<title>Bends and hitches (1954)</title>")
    assert told_fields(film, (), lines)["title"] == "Bends and hitches (1954)"


def test_who_opened_an_issue() -> None:
    opened = meta("og:author:username", "boatswain") + DATED
    page = article_page("<span class='author'>quay</span>", head=opened)
    assert clean(page, kind="html").authors == ("boatswain",)


def test_a_line_that_ends_the_title_is_the_headline() -> None:
    found = told_fields(
        head("<title>The Enys Packet: The light goes over to a clock</title>"),
        (),
        ("Home", "The light goes over to a clock", "It rained."),
    )
    assert found["title"] == "The light goes over to a clock"
    assert found["site"] == "The Enys Packet"


@pytest.mark.parametrize(
    ("title", "heading", "lines", "headline", "site"),
    [
        ("Rope Locker | Knots", "Knots", ("Rope Locker", "Knots"), "Knots", "Rope Locker"),
        (
            "Old knots | Rope Locker",
            "Rope Locker",
            ("Rope Locker", "Old knots"),
            "Old knots",
            "Rope Locker",
        ),
        (
            "Knots for boats // ROPE",
            "Knots for boats",
            ("Knots for boats",),
            "Knots for boats",
            "ROPE",
        ),
    ],
)
def test_the_site_is_shown_above_the_headline(
    title: str, heading: str, lines: tuple[str, ...], headline: str, site: str
) -> None:
    found = told_fields(head(f"<title>{title}</title>"), (heading,), lines)
    assert (found["title"], found["site"]) == (headline, site)


@pytest.mark.parametrize("href", ["#", "#top"])
def test_a_link_to_the_page_itself_names_no_site(href: str) -> None:
    said = "<p>The ferry to the islands did not sail on Tuesday, and nobody could say why it did not.</p>"
    article = clean(
        "<title>Bowline Knot — Rope Locker 4 documentation</title>"
        f"<nav><a href='{href}'>Bowline Knot</a></nav><article><h1>Bowline Knot</h1>{said * 4}</article>"
    )
    assert article.title == "Bowline Knot"
    assert article.site != "Bowline Knot"


def test_a_heading_of_a_table_of_contents_is_no_headline() -> None:
    said = "<p>The ferry to the islands did not sail on Tuesday, and nobody could say why it did not.</p>"
    article = clean(
        "<title>Harbour Quayside</title><main><h1>How we mended the old rope</h1>"
        f"<h1>Table of contents</h1><ul><li><a href='#a'>Cutting</a></li></ul>{said * 4}</main>"
    )
    assert article.title == "How we mended the old rope"


def test_the_first_page_has_no_headline() -> None:
    assert "title" not in fields("<title>Home | Harbour Post</title>", headings=("Home",))


def test_microdata_of_a_path_and_a_publisher() -> None:
    markup = """<p itemscope itemtype="https://schema.org/BreadcrumbList">
    <span itemprop="name">Home</span> &gt; <span itemprop="name">Trade</span></p>
    <div itemprop="publisher"><meta itemprop="name" content="Harbour Post"></div>"""
    found = told_fields(byline(markup), ())
    assert found["breadcrumbs"] == ("Home", "Trade") and found["site"] == "Harbour Post"


def test_a_heading_that_links_home_is_no_headline() -> None:
    page = (
        "<title>Splicing rope in the cold • Deckhand</title><h1><a href='/'>Deckhand</a></h1>"
        "<h2>Splicing rope in the cold</h2><p>A splice holds where a knot would cut the rope.</p>"
    )
    assert clean(page, kind="html").title == "Splicing rope in the cold"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("menu-title", "Code K17"), ("title", "Codes of knots")],
)
def test_a_heading_in_the_menu_that_names_the_book_is_no_headline(name: str, expected: str) -> None:
    page = (
        f"<title>K17 - Codes of knots</title><div><h1 class='{name}'>Codes of knots</h1></div>"
        "<main><h1>Code K17</h1><p>The rope given is too short for the knot.</p></main>"
    )
    assert clean(page, kind="html").title == expected


def test_the_only_heading_is_the_headline_also_where_it_is_called_the_sites() -> None:
    page = (
        "<h1 class='site-title'>Codes of knots</h1><p>The rope given is too short for the knot.</p>"
    )
    assert clean(page, kind="html").title == "Codes of knots"


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        (
            "The frozen quays of the north | Harbour Post",
            "Harbour Post",
            "The frozen quays of the north",
        ),
        ("Ferries idle for a week", "Thread: Ferries idle for a week", "Ferries idle for a week"),
        (
            "Ferries idle for a week",
            "Dec 18 2025 Ferries idle for a week",
            "Ferries idle for a week",
        ),
        ("Ferries idle for a week", "The long winter: Ferries idle for a week", None),
        ("Ferry boats: Timetables and fares | Harbour Post", "Ferry boats", "Ferry boats"),
    ],
)
def test_headings_around_a_title(title: str, heading: str, expected: str | None) -> None:
    site = meta("og:site_name", "Harbour Post") if "|" in title else ""
    found = fields(f"<title>{title}</title>", site, headings=(heading,))
    assert found["title"] == (expected or heading)


def test_title_that_is_cut_short_gives_way_to_the_whole() -> None:
    whole = "Ferries idle for a week: what the crews of the islands want from the operator"
    found = fields(ld({"@type": "Article", "headline": whole[:50]}), meta("og:title", whole))
    assert found["title"] == whole
    found = fields(meta("og:title", f"{whole[:40]}…"), f"<title>{whole}</title>")
    assert found["title"] == whole


def test_what_two_sources_agree_on_has_the_kicker_or_not() -> None:
    def title(agreed: str, heading: str) -> str:
        parts = ld({"@type": "Article", "headline": agreed}), meta("og:title", agreed)
        return str(fields(*parts, headings=(heading,))["title"])

    assert title("Strike: Ferries idle", "Ferries idle") == "Strike: Ferries idle"
    assert title("Ferries idle again", "Trade Ferries idle again") == "Ferries idle again"
    assert title("Ferries idle again", "Crews walk out on the islands") != "Ferries"


def test_a_first_page_is_called_like_its_site() -> None:
    found = fields(
        '<link rel="canonical" href="https://harbour.example/">',
        meta("og:site_name", "Harbour Post"),
        "<title>Harbour Post</title>",
    )
    assert found["title"] == "Harbour Post"


# ---------------------------------------------------------------- people


FERRIES = (
    "<p>The ferry to the islands did not sail on Tuesday, and the crews on the quay said that it would "
    "not sail for the rest of the week, whatever the operator had told the harbour masters.</p>"
) * 3


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="/authors/jane-roe">Jane Roe</a>', ("Jane Roe",)),
        ('<a href="https://harbour.example/blog/author/jane-roe/">By Jane Roe</a>', ("Jane Roe",)),
        ('<a href="/autoren/jane-roe">Jane Roe</a> <a href="/autoren/ola-berg">Ola Berg</a>',
         ("Jane Roe", "Ola Berg")),
        ('Edited by <a href="/authors/ola-berg">Ola Berg</a>', ()),
        ('<a href="/authors/">All authors</a>', ()),
    ],
)  # fmt: skip
def test_links_to_the_pages_of_authors(link: str, expected: tuple[str, ...]) -> None:
    above = f"<h1>Ferries idle</h1><div>{link}</div><div>9 min read</div>{FERRIES}"
    assert clean(above, kind="html").authors == expected
    behind = f"<h1>Ferries idle</h1>{FERRIES}<div>{link}</div><footer>Harbour Post</footer>"
    assert clean(behind, kind="html").authors == expected


def test_who_began_a_thread_has_a_pen_name() -> None:
    post = {"@type": "DiscussionForumPosting", "author": {"@type": "Person", "name": "saltydog7"}}
    parts = ld(post), meta("author", "Harbour Forum")
    assert fields(*parts)["authors"] == ("saltydog7",)
    staff = {"@type": "DiscussionForumPosting", "author": {"@type": "Person", "name": "Staff"}}
    assert "authors" not in fields(ld(staff))


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<div class="post-date">3 April 2024</div>', "2024-04-03"),
        ("<p>Published on: 3 April 2024</p>", "2024-04-03"),
        ("<p>Published</p><p>Apr 3, 2024</p>", "2024-04-03"),
        ('<div class="fact">3 April 2024</div>', None),
    ],
)
def test_day_shown_below_the_text(markup: str, day: str | None) -> None:
    text = "".join(
        FERRIES.replace("Tuesday", f"day {number} of the strike") for number in range(10)
    )
    article = clean(f"<h1>Ferries idle</h1>{text}{markup}<footer>End</footer>", kind="html")
    assert (article.published.date().isoformat() if article.published else None) == day


def byline(markup: str) -> Head:
    return read(f"<body>{markup}</body>")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a rel="author" href="/jane">Jane Roe</a>', ("Jane Roe",)),
        (
            '<p><a rel="author">Jane Roe</a> and <a rel="author">Ola Berg</a></p>',
            ("Jane Roe", "Ola Berg"),
        ),
        ('<div class="post-author"><b>Jane Roe</b><i>Reporter</i></div>', ("Jane Roe",)),
        ('<div class="byline">By <a>Jane Roe</a></div>', ("Jane Roe",)),
        ('<div class="byline"><span>By</span><a>Jane Roe</a></div>', ("Jane Roe",)),
        ('<span itemprop="author">Written by Jane Roe on 5 May</span>', ("Jane Roe",)),
        (
            '<div class="author">By Jane Roe, Ola Berg and Kai Lund</div>',
            ("Jane Roe", "Ola Berg", "Kai Lund"),
        ),
        ('<div class="author">By Jane Roe, Vice President</div>', ("Jane Roe",)),
        ('<div class="authority">Harbour Authority</div>', ()),
        ('<a rel="author">https://harbour.example/jane</a>', ()),
    ],
)
def test_marked_people(markup: str, expected: tuple[str, ...]) -> None:
    assert told_fields(byline(markup), ()).get("authors", ()) == expected


CAPTION = "The ferry at the quay on Tuesday, an hour before it sailed. "


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f'<figure><img src="a"><figcaption>{CAPTION}<span class="author">Kai Lund</span></figcaption></figure>', ()),
        (f'<div class="photo"><img src="a"><span class="pb author">Kai Lund</span> {CAPTION}</div>', ()),
        (f'<div class="wp-caption"><img src="a"><p>{CAPTION}<span itemprop="author">Kai Lund</span></p></div>', ()),
        # The portrait of who wrote, a card, a picture behind the headline, and one with nothing but a name.
        (f'<figure class="author-photo"><img src="a"><p>{CAPTION}<b class="author">Kai Lund</b></p></figure>', True),
        (f'<figure><img src="a"><figcaption>{CAPTION}<a rel="author">Kai Lund</a></figcaption></figure>', True),
        (f'<div class="image"><img src="a"><h1>{CAPTION}</h1><span class="author">Kai Lund</span></div>', True),
        ('<figure><img src="a"><figcaption><span class="author">Kai Lund</span></figcaption></figure>', True),
        (f'<div class="has-image"><p>{CAPTION}<span class="author">Kai Lund</span></p></div>', True),
    ],
)  # fmt: skip
def test_whose_a_picture_is_wrote_nothing(markup: str, expected: Any) -> None:
    people = ("Kai Lund",) if expected else ()
    assert told_fields(byline(markup), ()).get("authors", ()) == people


def test_comments_are_signed_by_nobody_of_the_article() -> None:
    comment = '<li><div><a rel="author">Kai Lund</a></div></li>'
    markup = f'<header><p><a rel="author">Jane Roe</a></p></header><ul>{comment * 3}</ul>'
    assert told_fields(byline(markup), ())["authors"] == ("Jane Roe",)


def test_an_agency_stands_in_only_where_nobody_is_named() -> None:
    agency = {**ARTICLE, "author": {"@type": "Organization", "name": "Coast Wire"}}
    assert "authors" not in fields(ld(agency))
    assert told_agencies(head(ld(agency))) == ("Coast Wire",)
    assert told_agencies(head(ld({**ARTICLE, "author": "admin"}))) == ()
    named = head(ld({**ARTICLE, "author": {"name": "Harbour Post"}}), meta("author", "Jane Roe"))
    assert told_fields(named, ())["authors"] == ("Jane Roe",)


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-11-06", "2025-11-06T00:00:00"),
        ("2025-11-06T20:00:00.000+0100", "2025-11-06T20:00:00+01:00"),
        ("2025-11-06T20:00Z", "2025-11-06T20:00:00+00:00"),
        ("2025-11-6 8:05", "2025-11-06T08:05:00"),
        ("2025-11-06 20:00:00 UTC", "2025-11-06T20:00:00+00:00"),
        ("20251106", "2025-11-06T00:00:00"),
        ("1762455600", "2025-11-06T19:00:00+00:00"),
        ("1762455600000", "2025-11-06T19:00:00+00:00"),
        ("6 November 2025", "2025-11-06T00:00:00"),
        ("Nov 6, 2025 8:05 pm", "2025-11-06T20:05:00"),
    ],
)
def test_dates_as_they_are_written(written: str, expected: str) -> None:
    found = read_stamp(written)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2025",
        "2025-13-01",
        "2025-02-30",
        "0001-01-01",
        "1970-01-01T00:00:00Z",
        "soon",
        "5 May",
        "3 hours ago",
    ],
)
def test_what_is_no_date(written: str) -> None:
    assert read_stamp(written) is None


@pytest.mark.parametrize(
    "parts",
    [
        (meta("article:published_time", "2025-11-06T20:00:00Z"),),
        ('<meta name="DC.date.issued" content="2025-11-06">',),
        ('<meta itemprop="datePublished" content="2025-11-06">',),
        ('<body><time datetime="2025-11-06">Thursday</time>',),
        (ld({"@type": "WebPage", "datePublished": "2025-11-06"}),),
        ('<link rel="canonical" href="https://harbour.example/2025/11/06/ferries">',),
    ],
)
def test_sources_of_dates(parts: tuple[str, ...]) -> None:
    assert fields(*parts)["published"].date().isoformat() == "2025-11-06"


def test_the_day_of_the_last_change_alone_is_no_day_of_publication() -> None:
    changed = (
        '<body>Last updated on <time itemprop="dateModified" datetime="2025-11-07">Friday</time>'
    )
    found = fields(changed)
    assert "published" not in found and found["modified"].day == 7
    both = fields(f'{changed}, published <time datetime="2025-11-06">Thursday</time>')
    assert (both["published"].day, both["modified"].day) == (6, 7)


# ---------------------------------------------------------------- the rest


def test_meta_tags() -> None:
    found = fields(
        '<link rel="canonical" href="https://harbour.example/ferries">',
        meta("og:site_name", "Harbour Post"),
        meta("og:description", "No boat sails."),
        meta("og:image", "/ferry.jpg"),
        meta("article:tag", "ferries"),
        meta("article:tag", "strike"),
        meta("article:section", "Trade"),
    )
    assert found == {
        "url": "https://harbour.example/ferries",
        "site": "Harbour Post",
        "description": "No boat sails.",
        "image": "https://harbour.example/ferry.jpg",
        "tags": ("ferries", "strike"),
        "breadcrumbs": ("Trade",),
        "language": "en",
    }


def test_keywords_are_split() -> None:
    assert fields('<meta name="keywords" content="ferries, strike,ferries">')["tags"] == (
        "ferries",
        "strike",
    )


# ---------------------------------------------------------------- names and days on the page


def article_page(*lines: str, head: str = "", text: str = "") -> str:
    body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    prose = text or (
        "<p>The ferry to the northern islands sailed at noon with forty passengers on board, "
        "eleven cars and the mail, the operator of the line said on Friday evening.</p>"
        "<p>The council had asked for a second crossing since March, when the queues on the quay "
        "grew longer, and the harbour master agreed with every word of it.</p>"
        "<p>Nobody on the islands believes that a second boat will come before the winter, and the "
        "few who did have sold their cars and walk to the quay instead.</p>"
    )
    return (
        f"<!doctype html><html lang='en'><head><title>Ferries idle for a week</title>{head}</head><body>"
        f"<main><article><h1>Ferries idle for a week</h1>{body}{prose}</article></main></body></html>"
    )


DATED = meta("article:published_time", "2025-11-06T20:00:00+01:00")


def test_a_name_in_an_element_that_is_called_the_author_s() -> None:
    page = article_page("<div class='post-authorName'>Ola Berg</div>", head=DATED)
    assert clean(page, kind="html").authors == ("Ola Berg",)


def test_a_name_before_its_own_mail_address() -> None:
    mail = "<a href='mailto:list@ferry.example'>{}</a>"
    for line, expected in (
        (f"<b>Ola Berg</b> {mail.format('ola.berg at ferry.example')}", ("Ola Berg",)),
        (f"Ola Berg &lt;{mail.format('ola@ferry.example')}&gt;", ("Ola Berg",)),
        (f"Write to Ola Berg {mail.format('ola@ferry.example')} until May", ()),
        (f"LinkedIn Twitter Facebook {mail.format('Email')}", ()),
        (f"Harbour of the north {mail.format('port@ferry.example')}", ()),
    ):
        assert clean(article_page(line), kind="html").authors == expected, line


def test_counts_on_a_member_s_card_are_nobody() -> None:
    card = "<div id='author_profile_detail'><p>Followers - 20</p><p>粉丝：1268</p></div>"
    assert clean(article_page(card, head=DATED), kind="html").authors == ()


def test_a_pen_name_behind_a_label() -> None:
    for line, expected in (
        ("by ferrygirl | Nov 6, 2025", "ferrygirl"),
        ("By the Quayside Team", "Quayside Team"),
        ("Posted by boatswain on November 6, 2025", "boatswain"),
    ):
        assert clean(article_page(line, head=DATED), kind="html").authors == (expected,), line
    assert clean(article_page("By admin", head=DATED), kind="html").authors == ()
    assert clean(article_page("By the end of this summer", head=DATED), kind="html").authors == ()


def test_a_name_alone_below_the_title_of_whom_the_page_tells() -> None:
    bio = "<p>Ola Berg is a reporter of the Harbour Post and has lived on the islands for ten years.</p>"
    page = article_page("Ola Berg", head=DATED, text=article_page().partition("</h1>")[2] + bio)
    assert clean(page, kind="html").authors == ("Ola Berg",)
    section = (
        "<p>Rope Work is a section of the Harbour Post, and rope work is what it is about.</p>"
    )
    page = article_page(
        "Rope Work", head=DATED, text=article_page().partition("</h1>")[2] + section
    )
    assert clean(page, kind="html").authors == ()


def test_who_comments_is_no_author() -> None:
    comment = '<div class="comment-body"><b class="author">Kim Salt</b> says: well said.</div>'
    assert read(article_page(comment)).people == []
    assert read(article_page('<b class="author">Kim Salt</b>')).people == ["Kim Salt"]


def test_who_began_a_thread() -> None:
    thread = ld({"@type": "DiscussionForumPosting", "headline": "Ferries idle for a week"})
    card = '<div class="author">boatswain <i>Member</i> <i>Joined</i> <i>1,204</i></div>'
    assert clean(article_page(card, head=thread), kind="html").authors == ("boatswain",)
    started = article_page(
        "Thread starter boatswain", card.replace("boatswain", "cook"), head=thread
    )
    assert clean(started, kind="html").authors == ("boatswain",)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("The Harbour Team", ("The Harbour Team",)),
        ("Harbour Editorial Team", ("Harbour Editorial Team",)),
        ("Editorial Team", ()),
        ("Posted by", ()),
        ("Select Page", ()),
        ("ByJane Roe", ("Jane Roe",)),
        ("Pia De La O", ("Pia De La O",)),
    ],
)
def test_what_signs(author: str, expected: tuple[str, ...]) -> None:
    head_ = ld({**ARTICLE, "author": {"@type": "Person", "name": author}})
    assert clean(article_page(head=head_), kind="html").authors == expected


def test_the_house_beside_a_person_is_no_author() -> None:
    parts = (
        meta("author", "Harbour Post"),
        meta("author", "Jane Roe"),
        meta("og:site_name", "Harbour Post"),
    )
    assert fields(*parts)["authors"] == ("Jane Roe",)


def test_last_names_first() -> None:
    parts = meta("citation_author", "Roe, Jane A."), meta("citation_author", "van der Berg, Ola")
    assert fields(*parts)["authors"] == ("Jane A. Roe", "Ola van der Berg")


def test_a_picture_s_credit_is_no_author() -> None:
    assert "authors" not in fields(meta("author", "Image: Cliff House/Coast Pictures"))


def test_the_country_tells_the_order_of_a_date() -> None:
    day = meta("article:published_time", "03-09-2026")
    assert "published" not in told_fields(read(f"<html lang='en'><head>{day}</head></html>"), ())
    for place, month in (("en-US", 3), ("en-GB", 9)):
        found = told_fields(read(f"<html lang='{place}'><head>{day}</head></html>"), ())
        assert found["published"].month == month, place


def test_a_day_of_local_time() -> None:
    page = article_page(
        "<time datetime='2025-11-06T21:30:00-05:00'>Thursday</time>",
        head=meta("article:published_time", "2025-11-07T02:30:00Z"),
    )
    published = clean(page, kind="html").published
    assert published is not None and published.isoformat() == "2025-11-06T21:30:00-05:00"


def test_the_day_that_is_shown_and_not_the_stamp_of_the_last_build() -> None:
    stamp = ld({**ARTICLE, "datePublished": "2025-11-20", "dateModified": "2025-11-20"})
    page = article_page("Published Apr 26, 2023", head=stamp)
    assert str(clean(page, kind="html").published)[:10] == "2023-04-26"
    changed = ld({**ARTICLE, "datePublished": "2025-11-06", "dateModified": "2025-11-20"})
    page = article_page("Published Apr 26, 2023", head=changed)
    assert str(clean(page, kind="html").published)[:10] == "2025-11-06"


def test_a_page_of_posts_was_published_with_the_first() -> None:
    posts = "".join(
        f"<div itemscope><time itemprop='{prop}' datetime='{day}'>then</time></div>"
        for prop, day in (("dateCreated", "2014-02-04"), ("datePublished", "2018-05-21"))
    )
    thread = ld({"@type": "QAPage", "name": "Ferries idle for a week"})
    assert (
        str(told_fields(read(article_page(posts, head=thread)), ())["published"])[:10]
        == "2014-02-04"
    )


# ---------------------------------------------------------------- titles, sections, pictures


@pytest.mark.parametrize(
    ("parts", "headings", "expected"),
    [
        (
            (meta("og:title", "Rope prices fall for the third year | Opinion"),),
            ("Rope prices fall for the third year | Opinion",),
            "Rope prices fall for the third year",
        ),
        (
            (meta("og:title", "Rope prices fall again - Knots"), meta("og:site_name", "Knots")),
            ("Rope prices fall again (harbour.example) 87",),
            "Rope prices fall again",
        ),
        (
            (meta("og:title", "Fish markets in autumn"), "<title>Fish markets in autumn</title>"),
            ("M&A Notes",),
            "Fish markets in autumn",
        ),
        (("<title>Rope splices | Deckhand.com</title>",), (), "Rope splices"),
        (
            (meta("og:title", "Winch slips in the wet · Issue #118 · quay/winch"),),
            ("Winch slips in the wet #118",),
            "Winch slips in the wet",
        ),
        (
            (meta("og:title", "Sketches of boats #3"),),
            ("Sketches of boats #3",),
            "Sketches of boats #3",
        ),
        (
            (
                meta("og:title", "Average cost of a mooring"),
                ld({**ARTICLE, "headline": "Mooring Cost"}),
            ),
            ("What does a mooring cost?",),
            "What does a mooring cost?",
        ),
    ],
)
def test_more_titles(parts: tuple[str, ...], headings: tuple[str, ...], expected: str) -> None:
    assert fields(*parts, headings=headings)["title"] == expected


def test_a_thread_s_label_is_no_part_of_its_title() -> None:
    name = "Which rope for a cold winter?"
    parts = (
        meta("og:title", f"Gear - {name}"),
        ld({"@type": "DiscussionForumPosting", "headline": name}),
    )
    assert fields(*parts, headings=(f"Gear {name}",))["title"] == name


def test_a_path_ends_above_the_page() -> None:
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": name}
            for at, name in enumerate(("Home", "Trade", "Ferries idle for a week"))
        ],
    }
    found = fields(ld(ARTICLE, crumbs), headings=("Ferries idle for a week",))
    assert found["breadcrumbs"] == ("Home", "Trade")


PROSE = "".join(
    f"<p>The ferry to {island} did not sail on Tuesday, and nobody on the quay could say why.</p>"
    for island in ("Harrow", "Vale", "Lavik", "Grimsund")
)


@pytest.mark.parametrize(
    ("row", "tags"),
    [
        ("<ul class='post-tags'><li><a href='/x/1'>Boats</a></li></ul>", ()),
        ("<ul class='post-tags'><li><a href='/tag/boats'>Boats</a></li></ul>", ("Boats",)),
        ("<div class='td-tags'>Tags <a href='/tag/a'>Boats</a> <a href='/tag/b'>#Ice</a></div>", ("Boats", "Ice")),
        ("<p><a href='/tag/a'><b>Boats</b></a></p><p><a href='/tag/b'>Ice</a></p>", ("Boats", "Ice")),
        ("<ul class='tags'><li><a href='/tag/a'>Boats (14)</a></li><li><a href='/tag/b'>Ice (1,400 posts)</a></li>"
         "<li><a href='/tag/c'>Regatta (2019)</a></li></ul>", ("Boats", "Ice", "Regatta (2019)")),
        ("<p><a href='/tag/a'>Boats</a></p>", ()),
        ("<nav class='tags'><a href='/tag/a'>Boats</a> <a href='/tag/b'>Ice</a></nav>", ()),
        ("<div class='tag-cloud tags'><a href='/tag/a'>Boats</a> <a href='/tag/b'>Ice</a></div>", ()),
        (f"<div class='tags'>{PROSE} <a href='/tag/a'>Boats</a></div>", ()),
    ],
)  # fmt: skip
def test_tags_that_a_page_shows(row: str, tags: tuple[str, ...]) -> None:
    article = clean(f"<html lang=en><body><h1>Ferries idle</h1>{PROSE}{row}</body></html>")
    assert article.tags == tags


def test_a_category_is_a_tag_where_the_page_has_no_other() -> None:
    category = "<a rel='category tag' href='/category/trade/'>Trade</a>"
    page = f"<html lang=en><body><h1>Ferries idle</h1>{PROSE}{category}%s</body></html>"
    assert clean(page % "").tags == ("Trade",)
    assert clean(page % "<a rel=tag href='/tag/ice'>Ice</a>").tags == ("Ice",)


def test_a_canonical_address_is_made_whole_by_the_page_s_own() -> None:
    page = f"<html><head><link rel=canonical href='/idle'></head><body>{PROSE}</body></html>"
    assert clean(page, url="https://harbour.example/a/b?c").url == "https://harbour.example/idle"


def test_no_logo_for_a_picture_and_no_markup_in_a_description() -> None:
    logo = meta("og:image", "https://harbour.example/img/site-logo.png")
    assert "image" not in fields(logo)
    found = fields(
        logo, ld(ARTICLE), meta("og:description", "&lt;p&gt;Tom &amp;amp; Ann&lt;/p&gt; sail")
    )
    assert found["image"] == "https://harbour.example/ferry.jpg"
    assert found["description"] == "Tom & Ann sail"


def test_a_picture_that_is_referred_to() -> None:
    picture = {"@type": "ImageObject", "@id": "#lead", "url": "https://harbour.example/quay.jpg"}
    found = fields(ld({**ARTICLE, "image": {"@id": "#lead"}}, picture))
    assert found["image"] == "https://harbour.example/quay.jpg"


@pytest.mark.parametrize(
    "title", ["Cleats", "useCleat", "CLEATS", "What holds a boat? And how do you tie it?"]
)
def test_a_short_title_of_a_page_is_kept(title: str) -> None:
    page = article_page().replace("Ferries idle for a week", title)
    article = clean(page, kind="html")
    assert article.title == title
    assert clean(f"{article.title}\n\n{article.text}", kind="text").text == article.text


# ---------------------------------------------------------------- who signs, and where


def authors(page: str) -> tuple[str, ...]:
    return clean(page, kind="html").authors


def test_what_a_preview_of_a_link_says_behind_a_label() -> None:
    labelled = meta("twitter:label1", "Written by"), meta("twitter:data1", "Jane Roe")
    assert fields(*labelled)["authors"] == ("Jane Roe",)
    other = meta("twitter:label1", "Reading time"), meta("twitter:data1", "Jane Roe")
    assert "authors" not in fields(*other)


def test_a_name_inside_the_author_s_element() -> None:
    markup = """<div itemprop="author" itemscope><a href="/u/boatswain">Profile</a>
    <meta itemprop="name" content="Jane Roe"><b>Harbour master</b></div>"""
    assert read(f"<body>{markup}</body>").people == ["Jane Roe"]


def test_posts_tell_who_began_a_thread() -> None:
    posts = "".join(
        f'<div class="message" data-author="{name}"><p>It sails on Friday.</p></div>'
        for name in ("ropewalker", "boatswain")
    )
    assert authors(article_page(posts)) == ("ropewalker",)
    quoted = '<div class="widget" data-author="ropewalker">It sails on Friday.</div>'
    assert authors(article_page(quoted)) == ()


def test_a_card_with_few_posts_is_a_card() -> None:
    assert name_on_card("boatswain | Member | Messages: | 3 | Best Answers: | 0") == "boatswain"
    assert names_in("boatswain | Member | Messages: | 3 | Best Answers: | 0", "en") == []
    assert names_in("Jane Roe | 1 | Ola Berg | 2", "en") == ["Jane Roe", "Ola Berg"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Sat Feb", ()), ("Harbour Herald November", ()), ("April Roe", ("April Roe",))],
)
def test_days_and_months_sign_nothing(written: str, expected: tuple[str, ...]) -> None:
    assert told_fields(byline(f'<b rel="author">{written}</b>'), ()).get("authors", ()) == expected


def test_a_house_gives_way_to_the_person_that_the_page_names() -> None:
    house = {"@type": "Organization", "name": "Harbour Post Ltd"}
    parts = ld({**ARTICLE, "author": house}) + meta("og:site_name", "Harbour Post")
    line = "<p>Written by</p><p>Ola Berg</p>"
    assert authors(article_page(head=parts, text=article_page().partition("</h1>")[2] + line)) == (
        "Ola Berg",
    )
    assert authors(article_page(head=parts)) == ("Harbour Post Ltd",)


def test_an_agency_that_structured_data_names_stays() -> None:
    agency = {"@type": "Organization", "name": "Nordic Press Union"}
    found = told_fields(head(ld({**ARTICLE, "author": agency})), ())
    assert authors(article_page(head=ld({**ARTICLE, "author": agency}))) == ("Nordic Press Union",)
    assert found["site"] == "Harbour Post"


def test_a_byline_has_more_names_than_the_metas() -> None:
    one = meta("author", "Jane Roe") + DATED
    line = "Jane Roe, Ola Berg, Kai Lund & Ann Salt"
    assert authors(article_page(line, head=one)) == ("Jane Roe", "Ola Berg", "Kai Lund", "Ann Salt")
    assert authors(article_page("Jane Roe, Reviewed by Ola Berg", head=one)) == ("Jane Roe",)
    assert authors(article_page("Jane Roe met Ola Berg on the quay", head=one)) == ("Jane Roe",)


def test_the_source_whose_name_the_page_shows() -> None:
    teaser = '<aside><div class="byline">By Kai Lund</div></aside>'
    text = article_page().partition("</h1>")[2].partition("</article>")[0]
    page = article_page(
        "Ola Berg", head=meta("author", "Ola Berg") + DATED, text=text * 10 + teaser
    )
    assert authors(page) == ("Ola Berg",)


def test_all_authors_of_a_journal() -> None:
    names = ("Roe, Jane", "Berg, Ola", "Lund, Kai")
    listed = "".join(f'<meta name="citation_author" content="{name}">' for name in names)
    page = read(f"<head>{listed}</head><body><b rel='author'>Jane Roe</b></body>")
    assert told_fields(page, ())["authors"] == ("Jane Roe", "Ola Berg", "Kai Lund")


def test_one_word_before_a_date_signs() -> None:
    line = '<p>by <a href="/author/amy/">Amy</a> · Nov 6, 2025 at 3:00 am · One comment so far</p>'
    assert authors(article_page(line, "<p>Author: Kai Lund</p>", head=DATED)) == ("Amy",)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Written by</p><p>Jane Roe</p>", ("Jane Roe",)),
        ("<p>Written by</p><p>Amy - Deckhand</p>", ("Amy",)),
        ("<p>Author(s)</p><ul><li>Jane Roe</li><li>Ola Berg</li></ul>", ("Jane Roe", "Ola Berg")),
        ("<p>Contributors: Jane Roe</p>", ("Jane Roe",)),
        ("<p>Contributors</p><p>Rope Work</p>", ()),
        ("<p>Written by</p><p>Reviewed by Jane Roe</p>", ()),
    ],
)
def test_names_below_and_behind_labels(markup: str, expected: tuple[str, ...]) -> None:
    text = article_page().partition("</h1>")[2] + markup
    assert authors(article_page(head=DATED, text=text)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["<td>Penulis</td><td>: Jane Roe</td>", "<td>Editor</td><td>: Kai Lund</td>"], ("Jane Roe",)),
        (["<td>Written by:</td><td>Jane Roe, Ola Berg</td>", "<td>Photos:</td><td>Kai Lund</td>"], ("Jane Roe", "Ola Berg")),
        (["<td>Editor</td><td>: Kai Lund</td>", "<td>Photos</td><td>: Ola Berg</td>"], ()),
        # The facts of a book, and a table without colons.
        (["<td>Author:</td><td>Jane Roe</td>", "<td>Pages:</td><td>312</td>"], ()),
        (["<td>Author</td><td>Jane Roe</td>", "<td>Editor</td><td>Kai Lund</td>"], ()),
    ],
)  # fmt: skip
def test_a_table_of_those_who_made_an_article(rows: list[str], expected: tuple[str, ...]) -> None:
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    text = "".join(f"<p>{entry}</p>" for entry in ENTRIES)
    body = f"<article><h1>Ferries idle for a week</h1>{text}<table>{table}</table></article>"
    assert clean(f"<!doctype html><html lang=en><body>{body}</body></html>").authors == expected


def test_a_pen_name_in_a_link_to_the_author_s_page() -> None:
    link = '<p><a href="/author/quayside/">Sir Rope</a></p>'
    assert authors(article_page(link, head=DATED)) == ("Sir Rope",)
    avatar = '<p><a href="/author/quayside/">SR</a></p>'
    assert authors(article_page(avatar, head=DATED)) == ()


def test_a_couple_signs_with_both_names() -> None:
    for name, expected in (
        ("Ann and Ola", ("Ann", "Ola")),
        ("Ann & Ola", ("Ann", "Ola")),
        ("Rope and tar", ("Rope and tar",)),
        ("Lund & Lund", ("Lund & Lund",)),
    ):
        person = {"@type": "Person", "name": name}
        assert authors(article_page(head=ld({**ARTICLE, "author": person}))) == expected, name


def test_the_person_a_site_is_called_after_wrote_what_says_i() -> None:
    named = DATED + meta("og:site_name", "Ola Berg")
    told = "<p>I sail because my boat is old, and I mend it when I can, as I did in May.</p>" * 3
    text = article_page().partition("</h1>")[2]
    assert authors(article_page(head=named, text=text + told)) == ("Ola Berg",)
    assert authors(article_page(head=named, text=text)) == ()
    paper = DATED + meta("og:site_name", "Harbour Post")
    assert authors(article_page(head=paper, text=text + told)) == ()


# ---------------------------------------------------------------- days that the page shows


def day(page: str) -> str:
    return str(clean(page, kind="html").published)[:10]


def test_a_date_alone_below_the_title_of_a_page_that_was_built_later() -> None:
    stamp = ld({**ARTICLE, "datePublished": "2025-11-20", "dateModified": "2025-11-20"})
    assert day(article_page("April 26, 2023", head=stamp)) == "2023-04-26"
    assert day(article_page("Updated April 26, 2023", head=stamp)) == "2025-11-20"
    assert day(article_page("Joined: April 26, 2023", head=stamp)) == "2025-11-20"


@pytest.mark.parametrize(
    "name", ["md-source-file", "git-revision-date", "last-updated", "modified-date", "lastmodified"]
)
def test_a_day_that_the_page_calls_its_last_change(name: str) -> None:
    text = article_page().partition("</h1>")[2]
    article = clean(
        article_page(text=f"{text}<div class='{name}'>April 26, 2023</div>"), kind="html"
    )
    assert article.published is None
    assert str(article.modified)[:10] == "2023-04-26"


def test_a_day_called_so_that_says_it_was_published() -> None:
    assert day(article_page("<p class='last-updated'>Published April 26, 2023</p>")) == "2023-04-26"
    assert day(article_page("<p class='entry-date'>April 26, 2023</p>")) == "2023-04-26"


def test_a_date_that_is_labelled_once_on_the_page() -> None:
    far = "<p>The harbour has a clock that nobody winds, and a bell.</p>" * 40
    once = far + "<div><p>Published</p><p>Feb 2, 2023</p></div>" + far
    text = article_page().partition("</h1>")[2]
    assert day(article_page(text=text + once)) == "2023-02-02"
    twice = once + "<div><p>Published</p><p>Mar 3, 2023</p></div>" + far
    assert day(article_page(text=text + twice)) == "None"


def test_a_thread_is_as_old_as_its_beginning() -> None:
    thread = ld({"@type": "DiscussionForumPosting", "datePublished": "2026-03-05"})
    line = "Started by boatswain, June 04, 2024, 11:23:55 AM"
    assert day(article_page(line, head=thread)) == "2024-06-04"


# ---------------------------------------------------------------- headings and names apart


def article_of(*parts: str, heading: str) -> str | None:
    kind = meta("og:type", "article")
    return fields(kind, *parts, headings=(heading,)).get("title")


def test_a_heading_that_the_address_or_a_name_tells_of() -> None:
    heading = "How much does a new ferry for the islands cost?"
    name = meta("og:title", "New vessels - Harbour Post guide 2025")
    link = '<link rel="canonical" href="https://harbour.example/new-ferry-for-islands-cost">'
    assert article_of(name, link, heading=heading) == heading
    assert article_of(name, heading=heading) != heading
    # A short heading may be a section's, and one of a page that is no article a slogan.
    assert article_of(name, link, heading="New ferry cost") != "New ferry cost"
    assert fields(name, link, headings=(heading,))["title"] != heading


def test_of_two_headings_the_one_that_comes_first_in_the_title() -> None:
    title = "<title>Rope and tar | Harbour Prize – Find a boat</title>"
    assert fields(title, headings=("Harbour Prize", "Rope and tar"))["title"] == "Rope and tar"


def test_a_thread_s_title_without_the_forum_s_sections() -> None:
    title = "<title>Which rope for a cold winter? / Deck Gear / Rope Locker Forums</title>"
    lines = ("Rope Locker", "Deck Gear", "Which rope for a cold winter?")
    assert told_fields(head(title), (), lines)["title"] == "Which rope for a cold winter?"
    assert told_fields(head(title), ())["title"].startswith("Which rope for a cold winter? /")


def test_one_word_that_the_text_says_again_and_again_is_a_title() -> None:
    items = "".join(f"<li>sailctl part {n}</li>" for n in range(4))
    below = f"<ul>{items}</ul><p>The tool sailctl sets the sails of a boat, and sailctl takes them in again when the wind is up and the crew below.</p>"
    page = article_page(text=below).replace("Ferries idle for a week", "sailctl")
    article = clean(page, kind="html")
    assert article.title == "sailctl"
    assert clean(f"{article.title}\n\n{article.text}", kind="text").text == article.text
    assert clean("Knots\n\n- bowline\n- hitch\n- bend\n\nA list.", kind="text").title is None


# ---------------------------------------------------------------- days that the text tells of

ENTRIES = (
    "It rained all day and the boats stayed in the harbour, as they had done on each day of that week.",
    "The wind went round to the north, and we took the nets in before the evening came over the bay.",
    "We sailed at noon with the whole crew and came back with nothing but a torn net and two wet dogs.",
)


def diary(form: str, year: int, above: str = "") -> Any:
    entries = "".join(form.format(day=f"{5 + n} May {year}", text=t) for n, t in enumerate(ENTRIES))
    body = f"<article><h1>A diary of the bay</h1>{above}{entries}</article>"
    return clean(
        f"<!doctype html><html lang=en><head><title>A diary of the bay</title></head><body>{body}</body></html>"
    )


@pytest.mark.parametrize("year", [1931, 2021])
@pytest.mark.parametrize(
    "form",
    [
        "<p>{day}</p><p>{text}</p>",
        "<h2>{day}</h2><p>{text}</p>",
        "<div class=entry><div class=date>{day}</div><p>{text}</p></div>",
    ],
)
def test_the_first_day_of_a_diary_is_no_day_of_publication(form: str, year: int) -> None:
    article = diary(form, year)
    assert article.published is None and article.modified is None
    assert all(text in article.text for text in ENTRIES)
    assert f"5 May {year}" in article.text


def test_a_day_above_a_diary_is_the_day_of_publication() -> None:
    article = diary("<h3>{day}</h3><p>{text}</p>", 2011, "<p>By Jane Roe</p><p>8 March 2021</p>")
    assert article.published == datetime(2021, 3, 8)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("5 May 1931", None),
        ("Published: 5 May 1931", datetime(1931, 5, 5)),
        ("5 May 2021", datetime(2021, 5, 5)),
    ],
)
def test_a_day_before_the_web_needs_a_label(line: str, expected: datetime | None) -> None:
    article = diary("<p>{text}</p>", 0, f"<p>{line}</p>")
    assert article.published == expected


def test_an_organisation_signs_only_where_nobody_else_does() -> None:
    thing = {**ARTICLE, "author": {"@type": "Organization", "name": "Lagoon Wire"}}
    text = "".join(f"<p>{entry}</p>" for entry in ENTRIES)

    def page(byline: str) -> str:
        body = f"<article><h1>Ferries idle for a week</h1>{byline}{text}</article>"
        return f"<!doctype html><html lang=en><head>{ld(thing)}</head><body>{body}</body></html>"

    assert clean(page("<p>By Jane Roe</p>")).authors == ("Jane Roe",)
    assert clean(page("")).authors == ("Lagoon Wire",)


# ---------------------------------------------------------------- what frameworks, shops and templates say


def next_page(state: Any, *, title: str = "Ferries idle for a week", body: str = "") -> str:
    return (
        f"<html lang=en><head><title>{title} | Harbour Post</title></head><body><main><h1>{title}</h1>"
        f"{body}{PROSE}</main><script id=__NEXT_DATA__ type=application/json>{json.dumps(state)}</script></body></html>"
    )


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jane Roe", ("Jane Roe",)),
        ({"name": "Jane Roe"}, ("Jane Roe",)),
        ([{"firstName": "Jane", "lastName": "Roe"}, {"fields": {"name": "Ola Berg"}}], ("Jane Roe", "Ola Berg")),
        ({"nodes": [{"title": "Jane Roe"}]}, ("Jane Roe",)),
        (7, ()),
        ({}, ()),
    ],
)  # fmt: skip
def test_authors_and_day_in_the_data_of_a_framework(author: Any, expected: tuple[str, ...]) -> None:
    other = {"title": "Bridge closed again for repairs", "author": "Kim Lee", "date": "2024-01-01"}
    own = {"title": {"rendered": "Ferries idle for a week"}, "author": author}
    own["publishedAt"] = "2025-11-06T20:00:00+01:00"
    article = clean(next_page({"props": {"pageProps": {"more": [other], "post": own}}}))
    assert article.authors == expected
    assert article.published is not None
    assert article.published.isoformat() == "2025-11-06T20:00:00+01:00"


ARC = {
    "headlines": {"basic": "Ferries idle for a week"},
    "publish_date": "2025-12-01T09:00:00Z",
    "display_date": "2025-11-06T20:00:00+01:00",
    "credits": {"by": [{"type": "author", "name": "Jane Roe"}]},
    "content_elements": [{"type": "image", "credits": {"by": [{"name": "Kim Lee"}]}}],
}
NUXT = """window.__NUXT__=(function(a,b,c){return {data:[{more:[{title:"Bridge closed again",date:"2024-01-01"}],
post:{title:b,body:a,writer:{name:c},createdAt:"2025-11-06T20:00:00+01:00"}}]}}(null,"Ferries idle for a week","Jane Roe"));"""
FLAT = [
    ["ShallowReactive", 1], {"more": 2, "post": 5}, [3], {"title": 4}, "Bridge closed again for repairs",
    {"title": 6, "author": 7, "published_at": 9}, "Ferries idle for a week", {"name": 8, "photo": -1}, "Jane Roe",
    ["Date", "2025-11-06T20:00:00+01:00"],
]  # fmt: skip


@pytest.mark.parametrize(
    "script",
    [
        f"<script>Fusion.arcSite='post';Fusion.globalContent={json.dumps(ARC)};Fusion.mxId='0'</script>",
        f"<script>{NUXT}</script>",
        f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(FLAT)}</script>',
    ],
    ids=["Arc", "Nuxt 2", "Nuxt 3"],
)
def test_authors_and_day_as_other_frameworks_write_them(script: str) -> None:
    article = clean(next_page({}, body=script))
    assert article.authors == ("Jane Roe",)
    assert article.published is not None
    assert article.published.isoformat() == "2025-11-06T20:00:00+01:00"


def test_the_day_on_which_a_draft_was_made_comes_last() -> None:
    state = {"title": "Ferries idle for a week", "created_at": "2025-11-04T22:18:44Z"}
    told = clean(next_page(state, body="<p>Published on 6 November 2025</p>")).published
    assert told is not None and told.day == 6
    alone = clean(next_page(state)).published
    assert alone is not None and alone.day == 4


@pytest.mark.parametrize(
    "script",
    [
        "window.__NUXT__=(function(a,b){return a}(1,2));",
        "window.__NUXT__=(function(a){return {a:a",
        "window.__NUXT__=(function(){return {}}());",
        "Fusion.globalContent={broken",
        'window.__NUXT__=(function(a){return {title:a,createdAt:"2025-11-06"}}("Bridge closed again for repairs"));',
    ],
)
def test_scripts_of_frameworks_that_tell_nothing(script: str) -> None:
    article = clean(next_page({}, body=f"<script>{script}</script>"))
    assert article.authors == () and article.published is None


def test_a_list_that_refers_to_itself_ends() -> None:
    for state in ([["Reactive", 0], {"a": 0}, {"a": 1}], [{"a": 1}, [0, 1, 2], ["Set", 2]]):
        assert clean(next_page(state)).published is None


def test_the_moment_at_which_a_post_on_wechat_was_published() -> None:
    script = "<script>var msg_title = 'Ferries'; var ct = \"1774922192\";</script>"
    found = fields(script)["published"]
    assert found.isoformat() == "2026-03-31T09:56:32+08:00"
    assert "published" not in fields(script.replace("msg_title", "title"))


@pytest.mark.parametrize("state", [{"post": {"title": "Bridges", "author": "Kim Lee"}}, [], "{"])
def test_data_that_tells_nothing_of_the_article(state: Any) -> None:
    article = clean(next_page(state))
    assert article.authors == () and article.published is None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((meta("og:site_name", "Official Website"), "<title>Ferries idle for a week | Oldport</title>"), "Oldport"),
        ((meta("og:site_name", "Sitio oficial"), meta("application-name", "Oldport")), "Oldport"),
        ((meta("og:site_name", "Official Website"),), "Official Website"),
        ((meta("og:title", "Ferries idle for a week | Oldport"), "<title>Website</title>"), "Oldport"),
    ],
)  # fmt: skip
def test_a_name_that_any_site_has_comes_last(parts: tuple[str, ...], expected: str) -> None:
    assert fields(*parts, headings=("Ferries idle for a week",))["site"] == expected


def test_the_label_before_a_path_is_no_part_of_it() -> None:
    crumbs = (
        "<nav aria-label=Breadcrumbs><ol class='mod-breadcrumbs breadcrumb'><li>You are here: </li>"
        "<li><a href='/'>Home</a></li><li><a href='/b'>Boats</a></li><li>Ferries idle for a week</li></ol></nav>"
    )
    article = clean(next_page({}, body=crumbs))
    assert article.breadcrumbs == ("Home", "Boats")


REVIEW = {
    "@type": "Review", "author": {"@type": "Person", "name": "Kim Lee"}, "datePublished": "2024-02-03",
    "reviewBody": "It holds.",
}  # fmt: skip


def test_a_customer_is_no_author() -> None:
    ware = {"@type": "Product", "name": "Heavy rope, tarred", "review": [REVIEW]}
    shown = "<section><h2>Reviews</h2><p>Kim Lee on February 3, 2024</p><p>It holds, and it smells of the quay.</p></section>"
    markup = (
        f"<html lang=en><head><title>Heavy rope, tarred</title>{meta('og:type', 'product')}{ld(ware)}</head>"
        f"<body><main><h1>Heavy rope, tarred</h1>{PROSE}{shown}</main></body></html>"
    )
    article = clean(markup)
    assert article.authors == () and article.published is None
    assert article_object(head(ld(ware)))["@type"] == "Product"
    told = {**REVIEW, "itemReviewed": {"@type": "Book", "name": "Ropes"}}
    assert article_object(head(ld(told)))["@type"] == "Review"


def test_who_began_a_thread_stands_beside_the_first_post() -> None:
    card = "<span>Senior Member</span><dl><dt>Join Date</dt><dd>Mar 2012</dd><dt>Posts</dt><dd>412</dd></dl>"
    posts = "".join(
        f"<li><a class=username href='member.php?{n}-{name}'>{name}</a>{card}<h2>Why does it not sail?</h2>"
        f"<blockquote>{PROSE}</blockquote></li>"
        for n, name in enumerate(("mate", "cook", "bosun"))
    )
    markup = f"<html lang=en><head><title>Why does it not sail?</title></head><body><h1>Thread: Why does it not sail?</h1><ol>{posts}</ol></body></html>"
    assert clean(markup).authors == ("mate",)


def overview(rows: str) -> str:
    return f"<html lang=en><head><title>Harbour forum</title></head><body><h1>Harbour forum</h1>{rows}</body></html>"


FORUM_ROWS = "".join(
    f"<div><h2>Ropes and knots {n}</h2><p>All that holds a boat, from the quay to the buoy.</p>"
    f"<div>Last post by <a href='/members/{name}/'>{name}</a> 2 May 2024</div></div>"
    for n, name in enumerate(("mate", "cook", "bosun", "purser"))
)


@pytest.mark.parametrize("path", ["/", "/forum.php", "/viewforum.php?f=3", "/forums/"])
def test_a_list_of_threads_is_nobodys(path: str) -> None:
    address = "https://harbour.example"
    assert clean(overview(FORUM_ROWS), url=address + path).authors == ()
    thread = clean(overview(FORUM_ROWS), url=address + "/viewtopic.php?t=7")
    assert thread.authors == ("mate",)


@pytest.mark.parametrize(
    "button",
    [
        "<a href='/user/login'>Enter here</a>",
        "<a href='/users/sign_up'>Start now</a>",
        "<a href='/user/my_profile.jsp'>My berth</a>",
        "<a href='https://www.youtube.com/user/harbour'>Films</a>",
        "<a href='/users/7'>Log in</a>",
    ],
)
def test_what_leads_to_an_account_is_no_members_name(button: str) -> None:
    posts = "".join(
        f"<div><a href='/members/{name}/'>{name}</a>{PROSE}</div>"
        for name in ("mate", "cook", "bosun")
    )
    article = clean(overview(f"<div>{button}</div>{posts}"), url="https://harbour.example/t/knots")
    assert article.authors == ("mate",)


def test_the_head_of_a_column_is_nobodys_name() -> None:
    def post(name: str) -> str:
        inner = f"<table><tr><td><span>Posted: Fri May 3, 2024</span></td></tr><tr><td>{PROSE}</td></tr></table>"
        return (
            f"<tr><td><b>{name}</b><br>Joined: 02 Apr 2012<br>Posts: 412</td><td>{inner}</td></tr>"
        )

    head = "<tr><th nowrap>Author</th><th nowrap>Message</th></tr>"
    table = f"<table class=tablebg>{head}{post('boatswain')}{post('cook')}</table>"
    assert clean(overview(table)).authors == ()
    card = f"<table><tr><th>Author</th><td>Boatswain</td></tr></table>{PROSE}"
    assert clean(overview(card)).authors == ("Boatswain",)


@pytest.mark.parametrize(
    ("language", "line"), [("en", "New Customers"), ("de", "Neue Kunden"), ("pt", "Redes Sociais")]
)
def test_what_sites_call_their_pages_is_nobodys_name(language: str, line: str) -> None:
    def page(line: str) -> str:
        return f"<html lang={language}><body><h1>Harbour shop</h1><div>{line}</div><div>2 May 2024</div>{PROSE}</body></html>"

    assert clean(page(line)).authors == ()
    assert clean(page("Jane Roe")).authors == ("Jane Roe",)


def test_the_day_in_the_address_that_the_caller_gives() -> None:
    article = clean(next_page({}), url="https://post.example/2025/11/06/ferries-idle")
    assert article.published == datetime(2025, 11, 6)
    assert clean(next_page({}), url="https://post.example/20251/ferries-idle").published is None


PROSE = (
    "<p>The rope given is too short for the knot, and the tide does not wait for a longer one.</p>"
)


@pytest.mark.parametrize("name", ["post-main-title", "entry-title", "article_headline"])
def test_a_headline_that_is_no_heading_is_told_by_its_name(name: str) -> None:
    head = "<title>Deckhand</title><div><a href='/'>Deckhand</a></div>"
    page = f"{head}<div class='{name}'>Moving our booking desk off a spreadsheet</div>{PROSE}"
    assert clean(page, kind="html").title == "Moving our booking desk off a spreadsheet"
    several = f"<div class='{name}'>Old tales of the tides and the ferries</div>"  # a list of posts
    assert clean(page + several, kind="html").title != "Moving our booking desk off a spreadsheet"


def test_what_links_home_in_the_title_is_the_sites_name() -> None:
    page = (
        "<title>The Marsh Gazette - Eski iskele kapandı</title>"
        "<h1><a href='https://marsh.example/'>The Marsh Gazette</a></h1>"
        f"<h2><a href='/iskele.html'>Eski iskele kapandı</a></h2>{PROSE}"
    )
    article = clean(page, kind="html")
    assert (article.title, article.site) == ("Eski iskele kapandı", "The Marsh Gazette")


def test_a_pages_identifier_in_a_wiki_is_no_title() -> None:
    page = (
        "<title>pont_ferme [Marsh Wiki]</title><h1 class='logo'><a href='/doku.php?id=start'>Marsh Wiki</a></h1>"
        f"<h1>Le pont des Aulnes fermé jusqu’à jeudi</h1>{PROSE}"
    )
    article = clean(page, kind="html")
    assert (article.title, article.site) == ("Le pont des Aulnes fermé jusqu’à jeudi", "Marsh Wiki")


def test_a_heading_in_chinese_beside_a_name_with_a_character_of_it() -> None:
    prose = "<p>祖父留下的账本一共三十一册，每一页都用毛笔写着日期、斤两和天气。</p>"
    page = f"<title>茶山手记</title><h1>把祖父的茶园账本录入电脑</h1>{prose}"
    assert clean(page, kind="html").title == "把祖父的茶园账本录入电脑"


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("© 2024 Enys Gazette. All rights reserved.", "Enys Gazette"),
        ("Copyright Enys Gazette", "Enys Gazette"),
        ("© 2024 The Enys Gazetteers", None),
        ("Written by Enys Gazette", None),
    ],
)
def test_whom_a_copyright_line_names_in_the_title_is_the_site(line: str, site: str | None) -> None:
    page = head("<title>Fog - Enys Gazette</title>")
    found = told_fields(page, ("A week on the quay",), foot=("Privacy", line))
    assert found.get("site") == site


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Fog - Enys Gazette", "Fog for a week", "Fog for a week"),
        ("Fog - Enys Gazette", "Foggy weeks ahead", "Fog - Enys Gazette"),
        ("The fog | Enys Gazette", "The fog, week two", "The fog, week two"),
    ],
)
def test_an_only_heading_that_begins_with_the_titles_first_part(
    title: str, heading: str, expected: str
) -> None:
    assert told_fields(head(f"<title>{title}</title>"), (heading,))["title"] == expected
