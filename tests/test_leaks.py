"""Scripts and styles that a dump took along: what goes, wherever it stands, and the code that stays."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable

import pytest

from cleanarticle import DEFAULT, Reason, clean
from cleanarticle.cleaners.markup import drop_scripts, drop_styles
from cleanarticle.model import Document
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply

BEFORE = (
    "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail "
    "again this week, because the operator had refused to pay for the night boat."
)
BEHIND = (
    "The mayor of the smaller town told the council (after a long meeting) that the school wouldn't "
    "close before May; nobody in the hall had expected that."
)
#: A page of a few paragraphs, which is no text about code.
REST = "The harbour was quiet that night. " * 6

STATE = {
    "article": {
        "headline": "The night boat is gone",
        "body": 'Nobody in the harbour saw the boat leave (it was dark), and the watchman\'s "log" says nothing. '
        * 9,
        "tags": ["ferry", "islands"],
        "shown": True,
        "next": None,
        "at": [{"lat": 58.1, "lon": -3.2}],
    }
}
FLIGHT = json.dumps('7:["$","div",null,' + json.dumps(STATE) + "]\n")

SCRIPTS = {
    "flight data": f"self.__next_f.push([1,{FLIGHT}])",
    "streamed boundary": '$RC=function(b,c){return b};$RC("B:2","S:2")$RC("B:3","S:3")',
    "state of a page": f'window["__HARBOUR_STATE__kWt_x"] = {json.dumps(STATE)};',
    "state on a name of its own": f"$QUAY.Cache = {json.dumps(STATE)}",
    "structured data": json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", **STATE}
    ),
    "structured data with line breaks in its strings": (
        '{"@context": "https://schema.org", "@type": "FAQPage", "text": "The boats are these:\n\n'
        'the night boat\nthe mail boat\nthe boat of the mayor and her guests", "name": "Boats"}'
    ),
    "blob of properties": '{"props":{"pageProps":{"boats":[{"id":7,"name":"Svala"}]}},"page":"/boats","query":{}}',
    "bundle": (
        '(self.webpackQuay=self.webpackQuay||[]).push([[8398],{22538:(e,t,i)=>{"use strict";i.d(t,{Z:()=>o});'
        'var n=i(7294),r=i.n(n);function o(e){var t=e.boat,i=/["\']/g;return t?n.createElement("b",null,t):void 0}}}]);'
    ),
    "called at once": (
        ';!function(q,h){q.boats=q.boats||[],h.querySelectorAll(".boat").forEach((function(b){if(b.id in q)'
        "return\"moored\"===b.dataset.state?b.remove():b.append('at sea: '+b.id)}))}(window,document);"
    ),
    "handwritten": (
        "// moors every boat that is late\n"
        "var late = /(night|mail)[\"']boat/i;\n"
        "if (typeof Harbour !== 'undefined') {\n"
        "    /* The watchman doesn't want to be called twice,\n"
        "       so the bell rings once an hour at most. */\n"
        "    Harbour.boats.forEach(function (boat) {\n"
        "        if (late.test(boat.name) && !boat.moored) {\n"
        "            boat.moor({ at: 'quay ' + boat.quay, bell: true });\n"
        "        } else {\n"
        "            return;\n"
        "        }\n"
        "    });\n"
        "}"
    ),
    "jQuery": (
        "jQuery( document ).ready( function( $ ) {\n\t$( '.boat' ).on( 'click', function() {\n"
        "\t\t$( this ).toggleClass( 'moored' );\n\t} );\n} );"
    ),
    "modern": (
        "const bells = [...document.querySelectorAll('[data-bell]')];\nbells.forEach( ( bell ) => {\n"
        "  const label = bell.dataset.label ?? 'bell';\n  bell.title = `${label}: <b>rings</b> at noon`;\n} );"
    ),
    "declared": "var quayOpen = 5;\nvar quayNames = ['north', 'south'];\nvar quayTitle    = '';",
    "analytics": (
        "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);} "
        "gtag('js', new Date()); gtag('config', 'G-HARBOUR1');"
    ),
    "tag manager": (
        "(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});"
        "var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;f.parentNode.insertBefore(j,f);"
        "})(window,document,'script','dataLayer','GTM-QUAY');"
    ),
    "a form's stamp": 'document.getElementById( "quay_js_1" ).setAttribute( "value", ( new Date() ).getTime() );',
    "address of a source map": "boats.ring('noon');\n//# sourceURL=quay-loader-js-after",
    "import": "import { Bell } from '/lib/quay/bell.js';\nnew Bell('noon');",
    "in a comment of a page": '/* <![CDATA[ */\nvar quay = {"bell":"1"};\n/* ]]> */',
    "picture in base64": 'quay.icon = "data:image/png;base64,'
    + "iVBORw0KGgoAAAANSUhEUg" * 60
    + '";',
}
STYLES = {
    "one rule": ".boat .bell:hover, .quay > a { color: red; padding: 0 }",
    "minified": "body{margin:0}.boat{width:10px;background:url(/x.png)}#quay .boat ul li a:after{content:'\\201C'}",
    "font": "@font-face{font-family:Quay;src:url(/quay.woff2) format('woff2');font-weight:400}",
    "media and frames": (
        "@media only screen and (max-width: 600px) and (min-width: 300px) {\n  .boat { width: 90%; }\n"
        '  .quay li::before { content: ""; }\n}\n@keyframes sway {\n  from { left: 0 }\n  50% { left: 3px }\n}'
    ),
    "custom properties": ":root{--quay-blue:#024;--bell:var(--quay-blue,#000)}\n.boat{color:var(--bell)}",
    "comment": "/* The bell of the night boat,\n   which nobody hears. */\n.bell { display: none !important; }",
    "list of selectors": '.boat,\n.boat > li,\n.quay [data-bell="noon"] {\n  margin: 0 auto;\n}',
    "attribute with a space": '.boat[class*=" night"],.boat[class*="mail"]{opacity:.5}',
    "element of a kit": "quay-island,quay-slot{display:contents}",
}
LEAKS = [
    *((name, code, Reason.SCRIPT) for name, code in SCRIPTS.items()),
    *((name, code, Reason.STYLE) for name, code in STYLES.items()),
]
every_leak = pytest.mark.parametrize(
    ("name", "code", "reason"), LEAKS, ids=[n for n, _, _ in LEAKS]
)


def cut(raw: str) -> tuple[str, set[Reason]]:
    """Give what is left of the words, and the reasons of the cuts."""
    work = Work(raw, read_lines(raw), Settings())
    apply(work, [drop_scripts, drop_styles])
    reasons = {edit.reason for edit in work.beside}
    reasons |= {edit.reason for node in work.nodes for edit in node.trace.edits}
    return " ".join(" ".join(node.trace.text for node in work.live()).split()), reasons


def words(*texts: str) -> str:
    return " ".join(" ".join(texts).split())


@every_leak
def test_on_lines_of_its_own(name: str, code: str, reason: Reason) -> None:
    left, reasons = cut(f"{REST}\n{BEFORE}\n{code}\n{BEHIND}")
    assert left == words(REST, BEFORE, BEHIND)
    assert reasons == {reason}


@every_leak
def test_run_into_the_prose(name: str, code: str, reason: Reason) -> None:
    code = code.removeprefix("// moors every boat that is late\n")  # could be the page's own words
    left, reasons = cut(f"{REST}\n{BEFORE} {code} {BEHIND}\n{REST}")
    assert left == words(REST, BEFORE, BEHIND, REST)
    assert reasons == {reason}


@every_leak
def test_between_a_headline_and_a_byline(name: str, code: str, reason: Reason) -> None:
    left, _ = cut(f"{REST}\nMayor resigns\n \n{code}\n \nBy Marit Solheim\n{BEFORE}")
    assert left == words(REST, "Mayor resigns By Marit Solheim", BEFORE)


@pytest.mark.parametrize("name", [n for n in SCRIPTS if "//" not in SCRIPTS[n].replace("://", "")])
def test_a_page_that_lost_its_lines(name: str) -> None:
    page = " ".join(f"{REST} Share {SCRIPTS[name]} {BEFORE} {STYLES['one rule']} {BEHIND}".split())
    assert cut(page)[0] == words(REST, "Share", BEFORE, BEHIND)


@every_leak
def test_the_whole_pipeline_leaves_nothing(name: str, code: str, reason: Reason) -> None:
    raw = f"{BEFORE}\n{code}\n{BEHIND}\n\n{REST}"
    article = clean(raw)
    assert article.text.split() == words(BEFORE, BEHIND, REST).split()
    assert clean(article.text).text == article.text
    rebuilt, at = "", 0
    for change in article.changes:
        assert article.raw[change.start : change.end] == change.before
        rebuilt += article.raw[at : change.start] + change.after
        at = change.end
    assert (rebuilt + article.raw[at:]).split() == article.text.split()


def test_repairs_do_not_see_it() -> None:
    article = clean(f"{BEFORE}\n{SCRIPTS['flight data']}\n{BEHIND}")
    (change,) = [c for c in article.changes if c.reason == Reason.SCRIPT]
    assert change.before == SCRIPTS["flight data"]
    assert change.steps == ("drop_scripts",)


def test_Markdown_writes_backslashes_in_it() -> None:
    code = SCRIPTS["flight data"].replace("_", "\\_").replace("*", "\\*")
    assert cut(f"{BEFORE}\n{code}\n{BEHIND}")[0] == words(BEFORE, BEHIND)


def test_code_glued_to_words() -> None:
    glued = f"{BEFORE}window.boats = window.boats || [];{BEHIND}.boat{{color:red}}{REST}"
    assert cut(glued)[0].split() == f"{BEFORE}{BEHIND}{REST}".split()


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.97])
@pytest.mark.parametrize(
    "name", ["flight data", "state of a page", "bundle", "called at once", "handwritten"]
)
def test_cut_off_in_the_midst(name: str, share: float) -> None:
    """Of code that is cut off some words may stay, of the text none goes."""
    code = SCRIPTS[name][: int(len(SCRIPTS[name]) * share)]
    for raw in (
        f"{BEFORE}\n{code}\n{BEHIND}\n{REST}",
        f"{BEFORE}\n{code}\n\nMayor resigns\n\n{BEHIND}\n{REST}",
    ):
        left, _ = cut(raw)
        assert left.startswith(BEFORE)
        assert words(BEHIND, REST) in left
        assert ("Mayor resigns" in left) == ("Mayor resigns" in raw)


@pytest.mark.parametrize(
    "broken",
    [
        "var a = {b: 'c', d: [1, 2, e(",
        "if (a) { b('c'); d(\"e",
        "var a = `<b>${c",
        "var a = 'b/*'; c('d/*",
        "var a = b / c; d = e / f; g('h'); i = /[/",
        ".boat { color: red; .bell { left: 0;",
        'a({"b": "c", "d": "e',
        "}}})}); a('b'); }}",
    ],
)
def test_prose_between_broken_code_stays(broken: str) -> None:
    """What closes a bracket, a string or a comment stands behind the article."""
    closing = "*/ ` ' \" / ) ] } }); a('b', {c: `d`});"
    for raw in (
        f"{BEFORE}\n{broken}\n{BEHIND}\n{REST}\n{closing}",
        f"{BEFORE} {broken} {BEHIND} {REST} {closing}",
    ):
        left, _ = cut(raw)
        assert BEFORE in left
        assert words(BEHIND) in left
        assert words(REST) in left


KEPT = {
    "an example in a tutorial": (
        "The function below reads the name of a boat with JavaScript and writes it to the console. "
        "Each variable is a string; the code runs in Node.js.\n\nfunction bell(boat) {\n  console.log(boat.name);\n}\n\n"
        "const boat = { name: 'Svala', quay: 7 };\nbell(boat);\n\nThe script then ends, as the API says."
    ),
    "JSON in a documentation": (
        "The API answers with JSON. Each object has a string for the name, and an array of strings:\n\n"
        '{\n  "name": "Svala",\n  "quays": ["north", "south"]\n}\n\nSend it to the endpoint with the parameter id.'
    ),
    "rules in an article about CSS": (
        "In CSS a selector stands before the braces. The stylesheet of an HTML page may be long:\n\n"
        ".boat { color: red; }\n\n@media print { .boat { display: none; } }"
    ),
    "a forum's post": (
        "My code does not work in Python, and I do not know which function raises.\n\ndef bell(boat):\n"
        "    print(boat['name'])\n    ring(boat, times=[1, 2], at={'noon': True})\n\nHas anybody an idea?"
    ),
    "a command in a text about other things": (
        f"{REST}\n\nThe watchman shows how he does it with the three lines that he wrote years ago:\n\n"
        "bell('noon');\nbell('midnight');\n\nHe has never changed them."
    ),
    "an object in a sentence": f'{REST} The label says {{"name": "ferry", "age": 12}} and no more.',
    "maths": f"{REST}\n\ny = f(x) and z = g(f(x)); h(x) = (a + b)(c - d)\n\nThe set {{a, b}} = {{b, a}}, so a ∈ {{a, b}}.",
    "a formula in TeX": f"{REST}\n\n\\[ \\text{{speed (kn)}} = \\frac{{\\text{{way (nm)}}}}{{\\text{{time (h)}}}} \\]\n\n{BEHIND}",
    "a law": f"{REST}\n\n§ 4 (1) The master (a) keeps a log; (b) signs it [see § 5 (2)]; (c) shows it (on demand).\n\n{BEHIND}",
    "prices": f"{REST}\n\nNight boat ($12); mail boat ($9), child (4-12): $3; dog = free (*)\n\n{BEHIND}",
    "counts of a site's sections": f"{REST} Boats (65) Beaches (12) Islands (2) Families (12) Winter (3) Best Of (8) {BEHIND}",
    "a poem": "O boat;\n    (O bell!)\n        you {are} late;\n    and late;\nO boat.",
    "a sum of costs": f"{REST}\n\n**True cost = (Wage + Taxes + Benefits)** × Hours\n\n{BEHIND}",
    "links of Markdown": (
        f'{REST}\n\n[The boats](https://harbour.example/boats?id=7&q=a(b)) and [quays](/quays "Quays"), '
        f"[![bell](/bell.png)](/bells), [a list](javascript:void(0);)\n\n{BEHIND}"
    ),
    "one call in Python": f'{REST}\n\nboat = Boat(oars=3)\nboat.ring("noon")\n\n{BEHIND}',
    "one example in C": f'{REST}\n\nint main(void) {{\n  printf("noon\\n");\n  return 0;\n}}\n\n{BEHIND}',
    "one example in Java": (
        f"{REST}\n\npublic class Boat {{\n  public static void main(String[] args) {{\n"
        f'    System.out.println("noon");\n  }}\n}}\n\n{BEHIND}'
    ),
    "one example in Go": f'{REST}\n\nfunc main() {{\n\tfmt.Println("noon")\n}}\n\n{BEHIND}',
    "the words of code": f"{REST} He let the window open if it rained; var. 2 was the function (the band). {BEHIND}",
    "code in a fence": f"{REST}\n\n```\nvar boat = {{name: 'Svala'}};\nboat.ring('noon');\n```\n\n{BEHIND}",
    "a blob and nothing else": json.dumps(STATE),
    "a script and nothing else": SCRIPTS["handwritten"],
    "a recipe": f"{REST}\n\nFlour: 200 g; milk = 1/2 l (warm); eggs (2), salt [a pinch]; bake @ 180 °C / 20 min.\n\n{BEHIND}",
    "a dialogue": f'{REST}\n\n"Is it late?" - "It\'s late (very)"; "then go!" => and he went && was gone.\n\n{BEHIND}',
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_not_the_page_s_own_stays(name: str) -> None:
    left, reasons = cut(KEPT[name])
    assert left == words(KEPT[name])
    assert reasons == set()


def test_a_text_about_code_loses_what_the_page_runs() -> None:
    shown = KEPT["an example in a tutorial"]
    raw = f"{shown}\n{SCRIPTS['analytics']}\n{SCRIPTS['bundle']}\n{SCRIPTS['flight data']}"
    assert cut(raw)[0] == words(shown)


@pytest.mark.parametrize("behind", ["", "The post Boats as data appeared first on Harbour Code.\n"])
@pytest.mark.parametrize("paragraphs", [0, 40])
def test_shown_json_stays_whatever_stands_behind(behind: str, paragraphs: int) -> None:
    boats = [f'"boat{n}":"https://harbour.example/boats/{n}",' for n in range(12)]
    shown = "\n".join(["{", *boats, '"end":true', "}"])
    lead = (
        "The function reads a JSON string from the API; its code and its variables look like this:"
    )
    raw = f"{lead}\n{shown}\n{REST * paragraphs}\n{behind}"
    assert cut(raw) == (words(raw), set())


def test_minified_code_goes_whatever_stands_behind() -> None:
    lead = (
        "The function reads a JSON string from the API, and its code and variables are on GitHub."
    )
    minified = "!function(e,t){e.boats=t(),e.bells=[" + "{n:'bell',v:'x'}," * 40 + "]}(this,f);"
    assert words(minified) not in cut("\n".join([lead, minified, *[lead] * 40]))[0]


def test_a_comment_does_not_reach_over_an_article_and_its_scripts() -> None:
    bare = ".boat { color: red; /* .bell { left: 0; }"
    scripts = (
        "\n".join(SCRIPTS[name] for name in ("bundle", "called at once", "modern", "jQuery")) * 8
    )
    left, _ = cut(f"{bare}\n{scripts}\n{BEFORE}\n{BEHIND}\n{REST}\n{scripts}\n/* the end */")
    assert words(BEFORE, BEHIND, REST) in left


def seconds(raws: Iterable[str]) -> float:
    start = time.process_time()
    for raw in raws:
        cut(raw)
    return time.process_time() - start


def test_a_blob_of_any_size_goes() -> None:
    blob = f"window.__STATE__ = {json.dumps([STATE] * 400)};"
    assert len(blob) > 400_000
    assert cut(f"{BEFORE}\n{blob}\n{BEHIND}")[0] == words(BEFORE, BEHIND)


@pytest.mark.parametrize(
    "token",
    ["x='", 'x="x', "=>x", "/*x", "a'", "var x = ", "({", "a.b(", "{\"a\":", ".a ", "@media ", "`${", "/[", "//x\n",
     "});", "[[", "if (", "\\\"", "{a:b}", ".a{", "import {", "window.", "x ? ", "a, "],
)  # fmt: skip
def test_hostile_code_takes_linear_time(token: str) -> None:
    small, large = ("var x = {a:" + token * (size // len(token)) for size in (20_000, 80_000))
    for _ in range(3):  # a busy machine slows single runs
        took = seconds([large])
        if took < 1 or took < 8 * seconds([small]):
            return
    pytest.fail(f"{took:.1f} s for four times the text")


def test_the_order() -> None:
    names = DEFAULT.names
    assert names.index("drop_scripts") < names.index("drop_styles") < names.index("fix_wraps")


def test_an_empty_document() -> None:
    assert [*drop_scripts(Document(())), *drop_styles(Document(()))] == []
