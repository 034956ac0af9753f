"""A page of HTML from markup to article: what is chosen, what scripts carry, the ledger."""

from __future__ import annotations

import html
import json
import time
from typing import Any

import pytest

from cleanarticle import DEFAULT, clean

PARAGRAPHS = (
    "The ferry to the islands did not sail on Tuesday, and the crews on the quay said that it would "
    "not sail for the rest of the week unless the company came back with a better offer.",
    "Talks had broken down late on Monday, when both sides left the harbour master's office by "
    "different doors, and neither of them would say what had been on the table.",
    "On the islands the shops have bread for three days. The school has sent home the children who "
    "live on the outer rocks, because their boat is run by the same company.",
    "“We have done this before, and we can do it again,” said a baker who has kept his shop by the "
    "old slip for thirty years and remembers the long winter of the first strike.",
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
NAV = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("Home", "Sport", "Boats"))
    + "</ul></nav>"
)
RELATED = '<aside class="related"><h3>Related articles</h3><ul><li><a href="/a">Bridge closed again</a></li></ul></aside>'
FOOTER = "<footer><p>© 2025 Harbour Post. All rights reserved.</p></footer>"


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='en'><head><title>Ferries idle</title>{head}</head><body>{body}</body></html>"


SIMPLE = page(f"{NAV}<article><h1>Ferries idle</h1>{BODY}</article>{RELATED}{FOOTER}")


def test_article_is_chosen_and_the_rest_is_in_the_ledger() -> None:
    article = clean(SIMPLE)
    assert article.paragraphs == PARAGRAPHS
    assert article.title == "Ferries idle"
    cut = {change.before: str(change.reason) for change in article.changes}
    assert cut["Ferries idle"] == "title"
    assert any("Bridge closed again" in before for before in cut)
    assert "no_article" not in article.flags


def test_whoever_takes_the_judge_out_keeps_all_that_no_rule_cuts() -> None:
    article = clean(SIMPLE, pipeline=DEFAULT.without("drop_boilerplate"))
    assert "Bridge closed again" in article.raw
    assert len(article.text) >= len(clean(SIMPLE).text)
    assert not [change for change in article.changes if change.cleaner == "drop_boilerplate"]


@pytest.mark.parametrize("favor", ["precision", "balanced", "recall"])
def test_favor_moves_what_is_kept_in_one_direction(favor: Any) -> None:
    kept = len(clean(SIMPLE, favor=favor).text)
    assert kept <= len(clean(SIMPLE, favor="recall").text)
    assert kept >= len(clean(SIMPLE, favor="precision").text)
    assert clean(SIMPLE, favor=favor).paragraphs[:4] == PARAGRAPHS


def test_readability_s_choice() -> None:
    article = clean(SIMPLE, extractor="readability")
    assert article.paragraphs == PARAGRAPHS


def test_readability_s_choice_holds_numbered_items_and_code() -> None:
    steps = "<ol><li>Cast off the bow line.</li><li>Cast off the stern line.</li></ol>"
    code = "<pre>tide = 3\nprint(tide)</pre>"
    body = f"{NAV}<article><h1>Ferries idle</h1>{BODY}{steps}{code}</article>{FOOTER}"
    article = clean(page(body), extractor="readability")
    assert "1. Cast off the bow line." in article.text
    assert "tide = 3\nprint(tide)" in article.text


def test_confidence_is_higher_for_the_plainer_page() -> None:
    teasers = "".join(f"<p><a href='/{n}'>Boat number {n} is late</a></p>" for n in range(40))
    assert clean(SIMPLE).confidence > clean(page(f"{NAV}{teasers}{FOOTER}")).confidence


# ---------------------------------------------------------------- what scripts carry


def test_body_of_structured_data_where_the_page_is_a_shell() -> None:
    thing = {
        "@type": "NewsArticle",
        "headline": "Ferries idle",
        "articleBody": "\n\n".join(PARAGRAPHS),
    }
    head = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    article = clean(page(f"{NAV}<h1>Ferries idle</h1><p>Subscribe to read on.</p>{FOOTER}", head))
    assert [text for text in article.paragraphs if text in PARAGRAPHS] == list(PARAGRAPHS)
    assert all(text in article.raw for text in PARAGRAPHS)


def test_body_of_structured_data_that_the_page_shows_is_not_read_twice() -> None:
    thing = {
        "@type": "NewsArticle",
        "headline": "Ferries idle",
        "articleBody": " ".join(PARAGRAPHS),
    }
    head = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    article = clean(page(f"{NAV}<article><h1>Ferries idle</h1>{BODY}</article>{FOOTER}", head))
    assert article.raw.count(PARAGRAPHS[0]) == 1


def test_text_of_a_framework_s_data() -> None:
    data = {
        "props": {"page": {"title": "Ferries idle", "bodyHtml": BODY, "src": "/a.js?" + "x" * 300}}
    }
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    article = clean(page(f'<div id="__next"></div>{script}'))
    assert article.paragraphs == PARAGRAPHS


RUNS = [[{"text": text[:9]}, {"text": text[9:], "bold": True}] for text in PARAGRAPHS]


@pytest.mark.parametrize(
    ("blocks", "heading"),
    [
        (
            [{"_type": "block", "style": "normal", "children": runs} for runs in RUNS],
            {"_type": "block", "style": "h3", "children": [{"text": "The piles"}]},
        ),
        (
            [{"type": "paragraph", "content": [{"type": "text", "text": t}]} for t in PARAGRAPHS],
            {"type": "heading", "attrs": {"level": 3}, "content": [{"text": "The piles"}]},
        ),
        (
            [{"nodeType": "paragraph", "content": [{"value": text}]} for text in PARAGRAPHS],
            {"nodeType": "heading-3", "content": [{"value": "The piles"}]},
        ),
        (
            [{"type": "paragraph", "data": {"text": text}} for text in PARAGRAPHS],
            {"type": "header", "data": {"text": "The piles", "level": 3}},
        ),
        (
            [{"type": "html", "html": f"<p>{text}</p>"} for text in PARAGRAPHS],
            {"type": "html", "html": "<h3>The piles</h3>"},
        ),
    ],
    ids=["spans", "nodes", "values", "data", "html"],
)
@pytest.mark.parametrize("written", ["data", "string", "assigned"])
def test_blocks_of_an_editor_in_a_script(blocks: list[Any], heading: Any, written: str) -> None:
    data: Any = {"post": {"body": [blocks[0], heading, *blocks[1:]], "more": [{"title": "Storm"}]}}
    if written == "string":
        data = {"status": 200, "body": json.dumps(data)}
    begin = "window.__STATE__ = " if written == "assigned" else ""
    article = clean(page(f'<div id="app"></div><script>{begin}{json.dumps(data)}</script>'))
    assert [b.text for b in article.blocks] == [PARAGRAPHS[0], "The piles", *PARAGRAPHS[1:]]
    assert [b.level for b in article.blocks if b.kind == "heading"] == [3]


@pytest.mark.parametrize(
    "items",
    [
        [{"type": "text", "content": "Lines"}, {"type": "text", "content": "Fenders"}, {"type": "text", "content": "Oars"}],
        [{"content": "Lines", "items": [{"content": "Fenders", "items": []}]}, {"content": "Oars", "items": []}],
        [{"type": "text", "content": "Lines"}, {"type": "list", "items": [{"content": "Fenders"}, {"content": "Oars"}]}],
        ["Lines", "Fenders", "Oars"],
    ],
    ids=["Arc", "nested", "a list in a list", "strings"],
)  # fmt: skip
@pytest.mark.parametrize("inside", [False, True])
def test_items_of_a_list_in_a_script(items: list[Any], inside: bool) -> None:
    bullets = (
        {"type": "list", "data": {"items": items}} if inside else {"type": "list", "items": items}
    )
    blocks = [*({"type": "text", "content": text} for text in PARAGRAPHS[:3]), bullets]
    blocks.append({"type": "text", "content": PARAGRAPHS[3]})
    article = clean(page(f'<div id="app"></div><script>var a = {json.dumps(blocks)}</script>'))
    assert [b.text for b in article.blocks if b.kind == "list_item"] == ["Lines", "Fenders", "Oars"]


@pytest.mark.parametrize(
    "sentence",
    ["नाव दोपहर को द्वीप के लिए रवाना होती है। ", "Նավը կեսօրին մեկնում է կղզի։ ", "เรือออกจากท่าตอนเที่ยงวันทุกวันยกเว้นวันอาทิตย์ "],
    ids=["hi", "hy", "th"],
)  # fmt: skip
def test_prose_in_a_script_of_other_stops(sentence: str) -> None:
    script = json.dumps({"body": f"<p>{sentence * 8}</p>" * 2})
    article = clean(page(f'<div id="app"></div><script>window.data = {script}</script>'))
    assert sentence.strip() in article.text


HELD = {
    "a frame's own document": f'<iframe srcdoc="{html.escape(BODY)}"></iframe>',
    "a whole document in a frame": f'<iframe srcdoc="{html.escape("<!doctype html><body>" + BODY)}"></iframe>',
    "a box to copy from": f"<textarea readonly>{html.escape(BODY)}</textarea>",
    "a box of plain text": "<textarea>" + "\n\n".join(PARAGRAPHS) + "</textarea>",
    "a template": f'<div id="app"></div><template id="post"><article>{BODY}</article></template>',
    "a script's template": f'<div id="app"></div><script type="text/template">{BODY}</script>',
    "Handlebars": f'<div id="app"></div><script type="text/x-handlebars-template">{BODY}</script>',
    "for browsers without scripts": f'<div id="app"></div><noscript>{BODY}</noscript>',
}


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_an_article_that_a_shell_holds_elsewhere(held: str) -> None:
    made = clean(page(f"<h1>Ferry does not sail</h1>{held}"))
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)
    assert made.title == "Ferry does not sail"


@pytest.mark.parametrize("held", [held for held in HELD.values() if "srcdoc" not in held])
def test_what_a_page_holds_beside_its_article_is_not_read(held: str) -> None:
    other = " ".join(
        ["The bridge was closed to all but the fire brigade for the whole of May."] * 9
    )
    shown = BODY.replace("ferry", "bus") + "".join(f"<p>{other[i:]}</p>" for i in range(3))
    assert PARAGRAPHS[0] not in clean(page(f"<article>{shown}</article>{held}")).raw


@pytest.mark.parametrize(
    "box",
    [
        f'<iframe srcdoc="{html.escape(f"<p>{PARAGRAPHS[1]}</p>")}"></iframe>',
        f"<button><p>{PARAGRAPHS[1]}</p></button>",
        f'<button type="button">{PARAGRAPHS[1]}</button>',
    ],
)
def test_prose_in_a_frame_or_on_a_button_stays_in_its_place(box: str) -> None:
    first, _, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    made = clean(page(f"<article><h1>Ferries idle</h1>{first}{box}{''.join(rest)}</article>"))
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "box",
    [
        "<button>Subscribe to read the rest</button>",
        "<iframe srcdoc=\"<style>a{color:red}</style><a href='/v'><img src='/v.jpg' alt='Play'>▶</a>"
        + " " * 100
        + '"></iframe>',
    ],
)
def test_labels_and_players_stay_out(box: str) -> None:
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    made = clean(page(f"<article><h1>Ferries idle</h1>{first}{box}{''.join(rest)}</article>"))
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)
    assert "Subscribe" not in made.raw and "▶" not in made.raw


def test_a_template_with_holes_is_not_read() -> None:
    holes = BODY.replace("Tuesday", "{{ day }}")
    assert "Talks" not in clean(page(f"<h1>Ferries</h1><template>{holes}</template>")).raw


def test_posts_of_a_thread_in_structured_data() -> None:
    thing = {
        "@type": "DiscussionForumPosting",
        "headline": "Which rope?",
        "text": PARAGRAPHS[0],
        "comment": [{"@type": "Comment", "text": text} for text in PARAGRAPHS[1:]],
    }
    head = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    assert PARAGRAPHS[3] in clean(page("<div id=app></div>", head)).text


@pytest.mark.parametrize(
    "script",
    [
        "var a = 'x';",
        '{"a": "' + "x " * 500 + '"}',
        '"' + "\\" * 100_001,
        '{"svg": "M0 0 L 1.5 2.5 ' + "1.5 2.5 " * 200 + '"}',
    ],
)
def test_scripts_without_prose_say_nothing(script: str) -> None:
    assert clean(page(f"<script>{script}</script>")).raw == ""


@pytest.mark.parametrize(
    "token", ['\\"', '"', '"\\', "a. b. ", "{[", "\\u0022 ", '{"a":', '["a.",']
)
def test_scripts_are_read_in_linear_time(token: str) -> None:
    script = '"' + token * (400_000 // len(token))
    begun = time.process_time()
    clean(
        page(
            f"<script>{script}</script><script>a = {script[1:]}</script><script type='application/ld+json'>{script}</script>"
        )
    )
    assert time.process_time() - begun < 5


# ---------------------------------------------------------------- how it is laid out


def test_ordered_lists_keep_their_numbers_where_browsers_show_them() -> None:
    steps = "<ol><li>Cast off the bow line.</li><li>Cast off the stern <b>line</b>.</li></ol>"
    cards = "<ol><li><div>Harbour</div></li></ol>"
    article = clean(
        page(f"<article><h1>Ferries idle</h1>{BODY}{steps}{cards}{BODY}</article>"), favor="recall"
    )
    assert (
        "1. Cast off the bow line." in article.raw and "2. Cast off the stern line." in article.raw
    )
    assert "1. Harbour" not in article.raw
    block = next(b for b in article.blocks if "stern" in b.text)
    assert [block.text[m.start : m.end] for m in block.marks] == ["line"]


def test_lists_that_begin_elsewhere_come_out_as_they_are_numbered() -> None:
    lists = (
        "<ol start=5><li>Cast off the bow line.</li><li value=9>Cast off the stern line.</li></ol>"
        "<p>And on the way back, which takes as long as the way out and is as wet:</p>"
        "<ol type=a><li>Row to the quay.</li><li>Make fast.</li></ol>"
    )
    article = clean(page(f"<article><h1>Ferries idle</h1>{BODY}{lists}{BODY}</article>"))
    items = [block.text for block in article.blocks if block.kind == "list_item"]
    assert items == [
        "5. Cast off the bow line.",
        "9. Cast off the stern line.",
        "a. Row to the quay.",
        "b. Make fast.",
    ]
    assert "5. Cast off the bow line.\n9) Cast off the stern line." in article.to_markdown()
    assert '<li value="5">Cast off the bow line.' in article.to_html()
    assert "<li>a. Row to the quay.</li>" in article.to_html()


def test_a_table_with_a_row_over_all_columns_is_one() -> None:
    table = (
        "<table><tr><th>Boat</th><th>Speed</th><th>Crew</th></tr><tr><td colspan=3>Ferries</td></tr>"
        "<tr><td>Anna</td><td>12 | 13</td><td>4</td></tr><tr><td>Tug</td><td>9</td><td>2</td></tr></table>"
    )
    article = clean(page(f"<article><h1>Ferries idle</h1>{BODY}{table}{BODY}</article>"))
    assert [b.text for b in article.blocks if b.kind == "table"] == [
        "Boat | Speed | Crew\nFerries | |\nAnna | 12|13 | 4\nTug | 9 | 2"
    ]
    assert "| Ferries |  |  |\n| Anna | 12\\|13 | 4 |" in article.to_markdown()
    assert "<td>Ferries</td><td></td><td></td>" in article.to_html()


def test_markup_decides_what_is_a_heading() -> None:
    verse = "<p>The boat lies dry</p><p>The boat lies still</p><p>The men are on the hill</p>"
    end = (
        "<p>The tide that carried us away will carry us back to the quay at the end of the day.</p>"
    )
    bold = "<p><b>What the council said</b></p>"
    stars = "<p>* * *</p>"
    said = "<p>The council said that it had seen the letters and would read them all before the summer.</p>"
    body = f"<article><h1>Ferries idle</h1>{BODY}{verse}{end}{stars}{bold}{said}</article>"
    article = clean(page(body))
    kinds = {block.text: block.kind for block in article.blocks}
    assert kinds["The men are on the hill"] == kinds["* * *"] == "paragraph"
    assert kinds["What the council said"] == "heading"


# ---------------------------------------------------------------- where links lead

LINKS = (
    "<p>The <a href='/more'>company</a>, its <a href='more#x'>crews</a> and the <a href=' ?q=1 '>mayor</a> said "
    "<a href='#note'>once</a> <a href='mailto:post@post.example'>more</a> that "
    "<a href='//isles.example/a'>the islands</a> would <a href='https://sea.example/b'>see boats</a>.</p>"
)
OF_NO_SITE = ["#note", "mailto:post@post.example"]


@pytest.mark.parametrize(
    ("url", "head", "expected"),
    [
        (
            "https://post.example/sea/ferry",
            "",
            ["https://post.example/more", "https://post.example/sea/more#x", "https://post.example/sea/ferry?q=1"],
        ),
        (
            "https://post.example/sea/ferry",
            "<base href='/news/'>",
            ["https://post.example/more", "https://post.example/news/more#x", "https://post.example/news/?q=1"],
        ),
        (
            None,
            "<base href='https://base.example/'>",
            ["https://base.example/more", "https://base.example/more#x", "https://base.example/?q=1"],
        ),
        (None, "", ["/more", "more#x", " ?q=1 "]),
    ],
)  # fmt: skip
def test_links_are_made_whole(url: str | None, head: str, expected: list[str]) -> None:
    article = clean(
        page(f"<article><h1>Ferries idle</h1>{BODY}{LINKS}{BODY}</article>", head), url=url
    )
    [links] = [[m.href for m in b.marks] for b in article.blocks if "company" in b.text and b.marks]
    scheme = "https:" if url or head else ""
    rest = [f"{scheme}//isles.example/a", "https://sea.example/b"]
    assert links == [*expected, *OF_NO_SITE, *rest]


def test_addresses_that_are_none_stay_as_they_are() -> None:
    odd = "<p>See <a href='http://[x'>this</a> and <a href='javascript:x()'>that</a> on any day of the week.</p>"
    body = f"<article><h1>Ferries idle</h1>{BODY}{odd}{BODY}</article>"
    article = clean(page(body), url="https://post.example/")
    [block] = [b for b in article.blocks if b.text.startswith("See this")]
    assert [m.href for m in block.marks] == ["http://[x", "javascript:x()"]


def test_pictures_are_looked_for_where_the_base_says() -> None:
    figure = "<figure><img src='pier.jpg' alt='The pier'></figure>"
    body = f"<article><h1>Ferries idle</h1>{BODY}{figure}{BODY}</article>"
    article = clean(page(body, "<base href='https://base.example/i/'>"))
    assert [image.href for image in article.images] == ["https://base.example/i/pier.jpg"]


def test_code_stands_as_it_stood() -> None:
    code = "def tide(x):\n    return x\n\n    # three ticks: ```\nprint(tide(3))"
    body = f"{BODY}<p>It goes like this:</p><pre><code>{code}</code></pre>{BODY.replace('Tuesday', 'Friday')}"
    article = clean(page(f"<article><h1>Ferries idle</h1>{body}</article>"))
    [block] = [b for b in article.blocks if b.kind == "code"]
    assert block.text == f"````\n{code}\n````"
    assert f"````\n{code}\n````" in article.to_markdown()
    assert f"<pre><code>{code}</code></pre>" in article.to_html()
    whole = f"{article.title}\n\n{article.text}" if article.title else article.text
    assert clean(whole).text == article.text


@pytest.mark.parametrize("coded", [False, True])
def test_a_null_in_a_word_parts_no_word(coded: bool) -> None:
    raw = page(f"<article>{BODY}</article>").replace("harbour", "har\x00bour")
    made = clean(raw.encode() if coded else raw)
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)


def test_a_page_without_an_article() -> None:
    for empty in ("<html></html>", "<!doctype html><p></p>", page("<script>x()</script>")):
        article = clean(empty, kind="html")
        assert article.blocks == () and "no_article" in article.flags


def test_fields_are_told_by_a_page_without_text() -> None:
    article = clean(page("", '<meta property="og:site_name" content="Harbour Post">'))
    assert article.site == "Harbour Post"


def test_byline_and_date_that_only_the_page_shows() -> None:
    body = f"{NAV}<article><h1>Ferries idle</h1><p>By Jane Roe</p><p>6 November 2025</p>{BODY}</article>{FOOTER}"
    article = clean(page(body))
    assert article.authors == ("Jane Roe",)
    assert article.published is not None and article.published.isoformat() == "2025-11-06T00:00:00"
    assert article.paragraphs == PARAGRAPHS
