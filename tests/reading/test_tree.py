"""Markup to pieces: kinds, marks, boundaries, tables, what is hidden, hostile pages."""

from __future__ import annotations

import time

import pytest

from cleanarticle.reading.page import Page
from cleanarticle.reading.parsing import parse
from cleanarticle.reading.tree import read_fragment, read_tree


def read(markup: str) -> Page:
    tree = parse(markup)
    assert tree is not None
    return read_tree(tree)


def texts(markup: str) -> list[str]:
    return [piece.text for piece in read(markup).pieces]


def kinds(markup: str) -> list[tuple[str, int | None, str]]:
    return [(piece.kind, piece.level, piece.text) for piece in read(markup).pieces]


# ---------------------------------------------------------------- kinds


def test_kinds_and_levels() -> None:
    page = """<h1>Harbour</h1><h3>Tides</h3><p>It rose.</p><blockquote><p>Hold fast.</p></blockquote>
    <ul><li>Rope<ul><li>Tar</li></ul></li></ul><dl><dt>Knot</dt><dd>A mile.</dd></dl>
    <figure><img src="a.jpg" alt="x"><figcaption>The quay.</figcaption></figure>
    <p class="wp-caption-text">The pier.</p><pre>a = 1\n  b = 2</pre>"""
    assert kinds(page) == [
        ("heading", 1, "Harbour"),
        ("heading", 3, "Tides"),
        ("paragraph", None, "It rose."),
        ("quote", None, "Hold fast."),
        ("list_item", 1, "Rope"),
        ("list_item", 2, "Tar"),
        ("list_item", 1, "Knot"),
        ("list_item", 1, "A mile."),
        ("caption", None, "The quay."),
        ("caption", None, "The pier."),
        ("code", None, "a = 1\n  b = 2"),
    ]


def test_lines_of_code_in_elements_of_their_own() -> None:
    page = (
        "<pre><div>a = 1</div><div>  <b>b</b> = 2</div><div></div><div>c</div></pre><pre>  d</pre>"
    )
    assert kinds(page) == [("code", None, "a = 1\n  b = 2\nc"), ("code", None, "d")]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("<pre> 1\n 2\n10</pre>", " 1\n 2\n10"),
        ("<pre>\n\n  \n    x = 1\n\n    y = 2\n  </pre>", "    x = 1\n\n    y = 2"),
        ("<pre>  <b>x</b> = 1\ny = 2</pre>", "  x = 1\ny = 2"),
        ("<pre>    x = 1  </pre>", "x = 1"),
    ],
)
def test_the_first_line_of_code_is_set_in_as_it_was(code: str, expected: str) -> None:
    assert texts(code) == [expected]


def test_items_of_ordered_lists_are_counted() -> None:
    page = "<ol><li>Up</li><li>Down<ul><li>Left</li></ul></li><li>Out</li></ol>"
    assert [piece.ordinal for piece in read(page).pieces] == ["1", "2", None, "3"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol start=5><li>a<li>b</ol>", ["5", "6"]),
        ("<ol><li>a<li value=10>b<li>c</ol>", ["1", "10", "11"]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3", "2", "1"]),
        ("<ol reversed start=9><li>a<li>b</ol>", ["9", "8"]),
        ("<ol type=a start=26><li>a<li>b</ol>", ["z", "aa"]),
        ("<ol type=A><li>a<li>b</ol>", ["A", "B"]),
        ("<ol type=i start=8><li>a<li>b</ol>", ["viii", "ix"]),
        ("<ol type=I start=1999><li>a</ol>", ["MCMXCIX"]),
        ("<ol style='list-style-type: lower-alpha'><li>a<li>b</ol>", ["a", "b"]),
        ("<ol start=0><li>a<li>b</ol>", ["0", "1"]),
        ("<ol start=-1><li>a<li>b</ol>", [None, "0"]),
        ("<ol start=x type=z><li value=y>a</ol>", ["1"]),
        ("<ol type=a><li>a<ol start=3><li>b</ol><li>c</ol>", ["a", "3", "b"]),
        ("<ul start=5><li value=3>a</ul>", [None]),
    ],
)
def test_items_have_the_numbers_that_a_browser_shows(
    markup: str, expected: list[str | None]
) -> None:
    assert [piece.ordinal for piece in read(markup).pieces] == expected


def test_heading_in_a_button_is_a_heading() -> None:
    assert kinds("<h2><button>When does it sail?</button></h2>") == [
        ("heading", 2, "When does it sail?")
    ]


# ---------------------------------------------------------------- boundaries

LONG_LINE = "The boat came back on the evening of the same day with all her crew on board and well."


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<p>So <i>far</i>, so\n  <b>good</b>.</p>", ["So far, so good."]),
        ("<p>Salt &amp; tar &lt;old&gt; d&#39;or</p>", ["Salt & tar <old> d'or"]),
        ("<p>12&nbsp;knots</p>", ["12\xa0knots"]),
        ("<p>One.<br><br>Two goes on</p>", ["One.", "Two goes on"]),
        ("<p>It rained.<br>It stopped.</p>", ["It rained.", "It stopped."]),
        ("<p>3 Quay Lane<br>Oldport<br>Norway</p>", ["3 Quay Lane", "Oldport", "Norway"]),
        (
            "<p>The boat that left the harbour in the early morning of the day before the storm<br>"
            "came back on the evening of the same day with all her crew on board and well.</p>",
            [
                "The boat that left the harbour in the early morning of the day before the storm "
                "came back on the evening of the same day with all her crew on board and well."
            ],
        ),
        (
            f"<p><b>What it costs</b><br>{LONG_LINE}<br><i>Who pays</i><br>{LONG_LINE}</p>",
            ["What it costs", LONG_LINE, "Who pays", LONG_LINE],
        ),
        (
            f"<p><b>What it</b> costs<br>{LONG_LINE}</p>",
            [f"What it costs {LONG_LINE}"],
        ),
        (f"<p><b>Jane Roe,</b><br>{LONG_LINE}</p>", [f"Jane Roe, {LONG_LINE}"]),
        (
            f"<p><b>The boat that left the harbour</b><br>in the {LONG_LINE}</p>",
            [f"The boat that left the harbour in the {LONG_LINE}"],
        ),
        (f"<p>नाव चली गई।<br>{LONG_LINE}</p>", ["नाव चली गई।", LONG_LINE]),
        ("<nav><a>Home</a><a>Sport</a></nav>", ["Home Sport"]),
        ("<p>Home<span></span>land</p>", ["Homeland"]),
        ("<p>one</p>tail<p></p>more", ["one", "tail", "more"]),
        ("<p>left<hr>right</p>", ["left", "right"]),
        ("<p>雨が降り、\n  <b>\n   人々は\n  </b>\n  帰った。</p>", ["雨が降り、人々は帰った。"]),
        ("<p>他说：\n“好，”\n然后\n走了。</p>", ["他说：“好，”然后走了。"]),
        (
            "<p>今年，\nApple 公司和\nIBM 在\n2025\n年合作。</p>",
            ["今年，Apple 公司和 IBM 在 2025 年合作。"],
        ),
        ("<p>他说， 好。 走了。</p>", ["他说， 好。 走了。"]),
        # A row of labels, and links side by side.
        ("<p><span>作者：林小满</span>\n<span>来源：小报</span></p>", ["作者：林小满 来源：小报"]),
        ("<p>见，<b>渡船</b>\n<b>码头</b></p>", ["见，渡船 码头"]),
        ("<p>비가 왔다,\n그리고 멈췄다。</p>", ["비가 왔다, 그리고 멈췄다。"]),
        (f"<p>{'渡船离开了港口' * 9}<br>没有人看见</p>", [f"{'渡船离开了港口' * 9}没有人看见"]),
    ],
)
def test_boundaries(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


def test_text_behind_the_end_of_the_page_is_read() -> None:
    assert texts("<html><body><p>One</p></body></html><p>Two</p>") == ["One", "Two"]


# ---------------------------------------------------------------- marks


def test_marks() -> None:
    piece = read(
        '<p>See <a href="/a?b&amp;c">the <em>old</em> rules</a> of <b>1902</b>.</p>'
    ).pieces[0]
    assert piece.text == "See the old rules of 1902."
    assert sorted(
        (kind, piece.text[start:end], href) for kind, start, end, href in piece.marks
    ) == [
        ("emphasis", "old", None),
        ("link", "the old rules", "/a?b&c"),
        ("strong", "1902", None),
    ]


def test_a_mark_over_blocks_marks_each() -> None:
    page = read('<a href="/t"><h3>Teaser</h3><p>More of it</p></a>after')
    assert [[(p.text[s:e], h) for _, s, e, h in p.marks] for p in page.pieces] == [
        [("Teaser", "/t")],
        [("More of it", "/t")],
        [],
    ]


def test_a_mark_over_line_breaks_marks_each_line() -> None:
    page = read("<p>x <b>A.<br>B</b> C.<br>D</p>")
    assert [(p.text, [p.text[s:e] for _, s, e, _ in p.marks]) for p in page.pieces] == [
        ("x A.", ["A."]),
        ("B C.", ["B"]),
        ("D", []),
    ]


# ---------------------------------------------------------------- tables


def test_table_of_data_is_one_piece() -> None:
    page = """<table><caption>Boats</caption><tr><th></th><th>Speed</th><th>Crew</th></tr>
    <tr><td>Ferry</td><td>12 <b>kn</b></td><td></td></tr><tr><td>Tug</td><td>9</td><td>4</td></tr></table>"""
    assert kinds(page) == [
        ("caption", None, "Boats"),
        ("table", None, "| Speed | Crew\nFerry | 12 kn |\nTug | 9 | 4"),
    ]
    piece = read(page).pieces[1]
    assert [(kind, piece.text[s:e]) for kind, s, e, _ in piece.marks] == [("strong", "kn")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<td colspan=3>Boats</td>|<td>a</td><td>b</td><td>c</td>", "Boats | |\na | b | c"),
        ("<td>a</td><td colspan=2>b</td><td>d</td>|<td>1</td><td>2</td><td>3</td><td>4</td>",
         "a | b | | d\n1 | 2 | 3 | 4"),
        ("<td rowspan=2>a</td><td>b</td>|<td>c</td>|<td>d</td><td>e</td>", "a | b\n| c\nd | e"),
        ("<td>a</td><td rowspan=2 colspan=2>b</td><td>c</td>|<td>1</td><td>4</td>",
         "a | b | | c\n1 | | | 4"),
        ("<td>a</td><td>b</td>|<td>c</td>", "a | b\nc |"),
        ("<td>a</td><td colspan=90>b</td>|<td>c</td><td>d</td>", "a | b\nc | d"),
        ("<td colspan=40>Boats</td>|<td>a</td><td>b</td>|<td>c</td><td>d</td>", "Boats |\na | b\nc | d"),
        ("<td rowspan=0>a</td><td>b</td>|<td>c</td>|<td>d</td>", "a | b\n| c\n| d"),
        ("<td>a | b</td><td>c</td>|<td>| d</td><td>e |</td>", "a|b | c\n|d | e|"),
        ("<td></td><td></td><td>c</td>|<td>a</td><td></td><td></td>", "| | c\na | |"),
    ],
)  # fmt: skip
def test_each_row_of_a_table_has_as_many_cells(rows: str, expected: str) -> None:
    page = "".join(f"<tr>{row}</tr>" for row in rows.replace("</td>|", "</td>\n").split("\n"))
    assert kinds(f"<table>{page}</table>") == [("table", None, expected)]


def test_marks_of_a_cell_that_holds_a_bar() -> None:
    page = "<table><tr><td>a | <b>b</b> | c</td><td><i>d</i></td></tr><tr><td>e</td><td>f</td></tr></table>"
    [piece] = read(page).pieces
    assert [(kind, piece.text[s:e]) for kind, s, e, _ in piece.marks] == [
        ("strong", "b"),
        ("emphasis", "d"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>Home</td><td>|</td><td>News</td></tr><tr><td>a</td><td>|</td><td>b</td></tr></table>",
        "<table><tr><td><h2>News</h2><p>It rained.</p></td><td>Side</td></tr></table>",
        "<table><tr><td>News</td></tr><tr><td>It rained.</td></tr></table>",
        "<table><tr><td><table><tr><td>News</td></tr></table></td><td>It rained.</td></tr></table>",
    ],
)
def test_table_that_lays_the_page_out_is_none(page: str) -> None:
    assert "table" not in [kind for kind, _, _ in kinds(page)]


def test_elements_still_hold_their_pieces_behind_a_table() -> None:
    page = read(
        "<section><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></section>"
        "<article><p>It rained.</p></article>"
    )
    element = page.tags.index("article")
    held = page.pieces[page.first[element] : page.behind[element]]
    assert [piece.text for piece in held] == ["It rained."]


def test_a_source_that_is_never_closed_ends_no_element_around_it() -> None:
    page = read(
        "<article><picture><source srcset='a.webp'><img src='a.jpg'></picture><p>In it.</p></article><p>Out.</p>"
    )
    element = page.tags.index("article")
    held = page.pieces[page.first[element] : page.behind[element]]
    assert [piece.text for piece in held] == ["In it."]


# ---------------------------------------------------------------- hidden


FERRY = "<p>The ferry did not sail on Tuesday, and nobody at the quay could say why.</p>"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Gone</p>",
        '<p style="color:red; display : none">Gone</p>',
        '<p style="visibility:hidden">Gone</p>',
        '<div aria-hidden="true"><p>Gone</p></div>',
        "<noscript><p>Gone</p></noscript>",
        "<template><p>Gone</p></template>",
        "<dialog><p>Gone</p></dialog>",
        '<span class="sr-only">Gone</span>',
        '<span class="Foo visually-hidden">Gone</span>',
        "<script>Gone</script><style>Gone</style><!-- Gone -->",
        "<select><option>Gone</option></select>",
    ],
)
def test_hidden_text_is_left_out(hidden: str) -> None:
    assert texts(f"<main>{FERRY * 3}{hidden}{FERRY}</main>").count("Gone") == 0
    assert len(texts(f"<main>{FERRY * 3}{hidden}{FERRY}</main>")) == 4


@pytest.mark.parametrize(
    "back",
    [
        '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a>',
        '<a href="#fnref:tide" class="reversefootnote">↩</a>',
        '<a href="#user-content-fnref-1" data-footnote-backref="">↩</a>',
        '<a href="https://post.example.org/a#fnref:1">↩︎</a>',
        '<span class="mw-cite-backlink"><b><a href="#cite_ref-1">↑</a></b></span> ',
        '<a href="#r1" class="footnote-backref">^</a>',
    ],
)
def test_the_arrow_back_from_a_footnote_is_left_out(back: str) -> None:
    note = f"<ol><li><p>Nobody could say why. {back}</p></li></ol>"
    assert texts(f"{FERRY * 3}{note}")[-1] == "Nobody could say why."


def test_a_heading_that_leads_back_to_the_contents_stays() -> None:
    heading = '<h2><a class="toc-backref" href="#id5" role="doc-backlink">Boats</a></h2>'
    assert texts(f"{heading}{FERRY * 3}")[0] == "Boats"


def test_a_link_to_a_footnote_stays() -> None:
    markup = '<p>So it went<a href="#fn1" id="fnref1"><sup>1</sup></a>, <a href="/fnref">they say</a>.</p>'
    assert texts(FERRY * 3 + markup)[-1] == "So it went1, they say."


@pytest.mark.parametrize(
    "button",
    [
        '<span class="copy-code-btn">复制代码</span>',
        '<div class="code-copy-btn">Copy</div>',
        '<span class="Toolbar cnblogs_code_copy"><a href="#">Copy</a></span>',
        '<ul class="pre-numbering"><li>1</li><li>2</li></ul>',
    ],
)
def test_what_a_site_sets_into_its_listings_is_left_out(button: str) -> None:
    assert texts(f"{FERRY * 3}<pre>sail()\nmoor()\n{button}</pre>")[-1] == "sail()\nmoor()"


def test_what_is_called_after_a_copy_stays() -> None:
    copy = "The copy of the book that hangs in the harbour office lacks a page."
    for name in ("copy", "body-copy", "copyright-history"):
        assert texts(f'{FERRY}<div class="{name}"><p>{copy}</p></div>')[-1] == copy


def test_the_names_of_tabs_that_stand_side_by_side_are_left_out() -> None:
    labels = '<div class="tabbed-labels"><label for="a">Linux</label><label for="b">Windows</label></div>'
    panels = "<div class='tabbed-content'><p>Run it.</p></div>"
    assert texts(f"{FERRY * 3}<div class='tabbed-set'>{labels}{panels}</div>")[-1] == "Run it."


def test_the_sign_of_a_link_to_a_definition_is_left_out() -> None:
    term = (
        '<dt>Function: <strong>moor</strong> boat<a class="copiable-link" href="#moor"> ¶</a></dt>'
    )
    assert texts(f"{FERRY * 3}<dl>{term}<dd>It moors.</dd></dl>")[-2:] == [
        "Function: moor boat",
        "It moors.",
    ]


def test_tail_of_a_hidden_element_stays() -> None:
    assert texts('<p>Shown<span class="sr-only"> gone</span>, still shown</p>') == [
        "Shown, still shown"
    ]


def test_shell_shows_what_it_hides() -> None:
    page = f'<div style="visibility:hidden"><h1>Ferries</h1>{FERRY * 5}</div><p>Loading</p>'
    assert len(texts(page)) == 7
    assert len(texts(f"<noscript>{FERRY * 5}</noscript><p>Please run scripts.</p>")) == 6


#: Some 200 characters without a space, which are as many words in Chinese and some fifty in Thai.
HAN = "<p>渡船中午离开了港口，没有人看见它开往岛上。码头上的人还在等，水已经涨到第三级台阶。</p>"
THAI = "<p>เรือข้ามฟากออกจากท่าเมื่อตอนเที่ยงและไม่มีใครเห็นว่ามันแล่นไปที่เกาะคนบนท่ายังรออยู่</p>"


@pytest.mark.parametrize("paragraph", [HAN, THAI])
def test_shell_shows_an_article_that_sets_no_spaces(paragraph: str) -> None:
    bar = "<div><span>视频</span> <span>小程序</span> <span>赞</span> <span>在看</span> <span>分享</span></div>"
    hidden = f'<div style="visibility: hidden; opacity: 0">{paragraph * 5}</div>'
    assert len(texts(f"<h1>渡船</h1>{hidden}{bar}")) == 7
    # A page that shows enough of them is no shell.
    box = f'<div style="display: none">{paragraph * 20}</div>'
    assert len(texts(f"{paragraph * 30}{box}")) == 30


def test_what_is_veiled_is_shown_without_boxes_that_wait_for_a_click() -> None:
    card = '<div style="display:none"><p>Account: ferries</p></div>'
    page = f'<h1>Ferries</h1>{card}<div style="visibility:hidden">{FERRY * 5}</div>'
    assert "Account: ferries" not in texts(page)
    assert len(texts(page)) == 6


def test_streamed_parts_are_put_in_place() -> None:
    page = (
        '<main><h1>Ferries</h1><template id="B:0"></template><p>Below.</p></main><footer>End</footer>'
        '<div hidden id="S:0"><p>Streamed.</p></div>'
    )
    assert texts(page) == ["Ferries", "Streamed.", "Below.", "End"]


def test_fragment_of_a_script() -> None:
    assert [p.text for p in read_fragment("One & two.\nThree.").pieces] == ["One & two.", "Three."]
    assert [p.text for p in read_fragment("<p>One</p><p>Two</p>").pieces] == ["One", "Two"]


# ---------------------------------------------------------------- hostile


@pytest.mark.parametrize("tag", ["div", "font", "b", "ul><li", "blockquote", "table><tr><td"])
def test_text_too_deep_for_the_parser_is_read_all_the_same(tag: str) -> None:
    markup = f"<p>Above.</p>{f'<{tag}>' * 3000}<h2>Deep</h2><p>It rained.</p>"
    assert texts(markup) == ["Above.", "Deep", "It rained."]


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 60_000 + "deep",
        "<b><i>" * 30_000 + "deep",
        "<p>x" * 100_000,
        "<table><tr><td>" * 20_000,
        "<ul><li>" * 20_000 + "x",
        "<a href='x'>" * 50_000,
        "<br>" * 200_000,
        "<p " + "a=b " * 100_000 + ">x",
        "&" * 300_000,
        "<" * 300_000,
        "<table>" + "<tr><td>a<td>b" * 30_000,
        "<table>" + "<tr><td colspan=50 rowspan=50>a<td colspan=50>b" * 20_000,
        "<table><tr>" + "<td>a" * 20_000 + "<tr><td>b" * 20_000,
        "<ol reversed>" * 1_000 + "<li>a" * 30_000,
        "<div hidden id='S:0'>" * 3_000 + "x",
        "<p>" + "<b>a<br></b>" * 30_000,
    ],
    ids=lambda markup: markup[:16],
)
def test_hostile_markup_ends_soon(markup: str) -> None:
    begun = time.process_time()
    tree = parse(markup)
    if tree is not None:
        read_tree(tree)
    assert time.process_time() - begun < 5


# ---------------------------------------------------------------- what a reader opens


@pytest.mark.parametrize(
    "markup",
    [
        "<button aria-expanded=false aria-controls=a1>Who pays?</button><div id=a1 hidden><p>{}</p></div>",
        "<h3 aria-expanded=false aria-controls=a1>Who pays?</h3><div id=a1 style='display:none'><p>{}</p></div>",
        "<h3>Who pays?</h3><div role=region style='height:0px; visibility: hidden'><p>{}</p></div>",
        "<h3>Who pays?</h3><div role=tabpanel aria-hidden=true><p>{}</p></div>",
        "<h3>Who pays?</h3><div class='faq__answer' style='display: none'>{}</div>",
        "<h3>Who pays?</h3><div class='accordion-content' aria-hidden=true><p>{}</p></div>",
    ],
)
def test_parts_that_a_reader_opens_are_read(markup: str) -> None:
    said = "The swimmers pay, each of them what they like."
    assert read(markup.format(said)).pieces[-1].text == said


@pytest.mark.parametrize(
    "markup",
    [
        "<div hidden>{}</div>",
        "<div class='modal' style='display:none'>{}</div>",
        "<button aria-expanded=false aria-controls=m1>Menu</button><nav id=m1 hidden>{}</nav>",
        "<button aria-expanded=false aria-controls=m1>Menu</button><div role=menu id=m1 hidden>{}</div>",
        "<button aria-expanded=false aria-controls=m1>Ask</button><div role=dialog id=m1 hidden>{}</div>",
        "<div class='slick-slide slick-cloned' role=tabpanel aria-hidden=true>{}</div>",
        "<div hidden><div role=region>{}</div></div>",
    ],
)
def test_menus_dialogs_and_copies_stay_hidden(markup: str) -> None:
    said = "The swimmers pay, each of them what they like."
    page = read(f"<p>{'Seen by all. ' * 100}</p>" + markup.format(said))
    assert all(piece.text != said for piece in page.pieces)


MODAL = f"<div role=dialog class=modal>{'<p>We and our partners store what you read. You may say no.</p>' * 30}</div>"


@pytest.mark.parametrize("around", ["div id=__next", "div id=root class=x", "main", "article"])
def test_a_page_behind_an_open_dialog_is_read(around: str) -> None:
    name = around.split(maxsplit=1)[0]
    found = texts(f"<{around} aria-hidden=true>{FERRY}</{name}>{MODAL}")
    assert texts(FERRY)[0] in found


@pytest.mark.parametrize(
    "hide", ["hidden", "style='display:none'", "style='visibility:hidden'", "class=sr-only"]
)
def test_prose_that_is_hidden_beside_teasers_is_read(hide: str) -> None:
    teasers = "".join(
        f"<div><h3><a href=/{n}>Boat {n} is late again</a></h3><p>{'She left the quay at noon and ' * 4}…</p></div>"
        for n in range(20)
    )
    story = "".join(
        f"<p>{n}. {'She came back at night with all her crew. ' * 5}</p>" for n in range(12)
    )
    assert sum(t.startswith("7. She") for t in texts(f"{teasers}<div {hide}>{story}</div>")) == 1
    few = f"<div {hide}><p>{'She came back at night with all her crew. ' * 5}</p></div>"
    assert "She came" not in "".join(texts(f"{teasers}{few}"))


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("<h2><button>When does it sail?</button></h2>", "When does it sail?"),
        ("<h1>Struct <span>Bell</span>&nbsp;<button>Copy item path</button></h1>", "Struct Bell"),
        ("<h2 id=tide><a class='doc-anchor' href='#tide'>§</a>Tide</h2>", "Tide"),
        ("<h2 id=tide>Tide<span><a href='#tide'>¶</a> <a href='#top'>↑</a></span></h2>", "Tide"),
        ("<h2>Tide <span class=method-click-advice>click to toggle source</span></h2>", "Tide"),
        ("<h2>Article <a href='/law#3'>§</a> 3</h2>", "Article § 3"),
    ],
)
def test_controls_in_a_heading_are_no_part_of_it(heading: str, text: str) -> None:
    assert texts(heading + "<p>It sails at noon.</p>") == [text, "It sails at noon."]


def test_a_list_of_keys_is_hidden_though_the_page_says_little() -> None:
    keys = "<div id='mdbook-help-container'><h2>Keyboard shortcuts</h2><p>Press Esc to hide it</p></div>"
    assert texts(keys + "<h1>Tides</h1>") == ["Tides"]


def test_a_letter_in_the_place_of_a_picture_is_no_part_of_the_name() -> None:
    avatar = "<span class='Avatar PostUser-avatar' style='--avatar-bg:#e5a0c8'>M</span>"
    assert texts(f"<h3><a href='/u/mate'>{avatar}<span class=username>mate</span></a></h3>") == [
        "mate"
    ]


@pytest.mark.parametrize("sign", ["#", "¶", "\N{LINK SYMBOL}"])
def test_the_sign_of_a_link_to_a_heading_is_none_of_it(sign: str) -> None:
    link = f"<a class=mark href='#errors' id=errors>{sign}</a>"
    assert texts(f"<h2>Errors<span>{link}</span></h2><p>It sank.</p>") == ["Errors", "It sank."]


def test_signs_that_are_no_links_to_a_heading_stay() -> None:
    assert texts(
        "<h2>Boats in C#</h2><p>It sank.<a href='#n2'>¶</a> <a href='/tags'>#</a>tags</p>"
    ) == [
        "Boats in C#",
        "It sank.¶ #tags",
    ]
