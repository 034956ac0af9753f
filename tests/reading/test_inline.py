"""Formulas, readings above characters and the marks of quotations, as a reader sees them."""

from __future__ import annotations

import time

import pytest

from cleanarticle import clean
from cleanarticle.reading.parsing import parse
from cleanarticle.reading.tree import read_tree


def texts(markup: str) -> list[str]:
    tree = parse(markup)
    assert tree is not None
    return [piece.text for piece in read_tree(tree).pieces]


# ---------------------------------------------------------------- formulas

PARTS = "<mi>x</mi><mo>+</mo><mn>1</mn>"
TEX = '<annotation encoding="application/x-tex">x + 1</annotation>'


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (f"<math alttext='x plus 1'>{PARTS}</math>", "x plus 1"),
        (f"<math><semantics><mrow>{PARTS}</mrow>{TEX}</semantics></math>", "x + 1"),
        (f"<math>\n  {PARTS}\n</math>", "x+1"),
        (r"<math alttext='{\displaystyle h_{0}}'><mi>h</mi></math>", "h_{0}"),
        (
            "<math><mfrac><mi>a</mi><mi>b</mi></mfrac><msup><mi>x</mi><mn>2</mn></msup></math>",
            "a/bx^2",
        ),
        (
            f"<math><semantics>{PARTS}<annotation-xml><ci>x</ci></annotation-xml></semantics></math>",
            "x+1",
        ),
        (f"<span style='display: none'><math>{PARTS}</math></span>", "x+1"),
        (
            f'<span class="katex"><span class="katex-mathml"><math><semantics>{PARTS}{TEX}</semantics></math></span>'
            '<span class="katex-html" aria-hidden="true">x+1</span></span>',
            "x + 1",
        ),
        (
            '<mjx-container><mjx-math aria-hidden="true">x+1</mjx-math><mjx-assistive-mml>'
            f"<math>{PARTS}</math></mjx-assistive-mml></mjx-container>",
            "x+1",
        ),
        ("<math alttext='a&lt;b&gt;c'></math>", "a < b>c"),
        (r"<math alttext='\hat{{x}}'></math>", r"\hat{x}"),
    ],
)
def test_a_formula_stands_in_its_sentence_once(formula: str, expected: str) -> None:
    assert texts(f"<p>The sum of {formula} boats</p>") == [f"The sum of {expected} boats"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("14<sup>1</sup>/<sub>2</sub> ounces", "14 1/2 ounces"),
        ("14<sup>3</sup>\u2044<sub>4</sub> ounces", "14 3\u20444 ounces"),
        ("<sup>1</sup>/<sub>2</sub> ounce", "1/2 ounce"),
        ("14<sup>1</sup> ounces, or H<sub>2</sub>O", "141 ounces, or H2O"),
    ],
)
def test_a_fraction_does_not_run_into_the_number_before_it(written: str, expected: str) -> None:
    assert texts(f"<p>It weighed {written}.</p>") == [f"It weighed {expected}."]


def test_what_a_formula_should_not_hold_does_no_harm() -> None:
    inner = "<q>a<q>b</q></q><rt>c</rt><math><mi>d</mi><q>e</q></math><p>f</p>"
    assert "boats" in " ".join(texts(f"<p>The sum of <math>{inner}</math> boats</p>"))


def test_a_formula_without_anything_is_nothing() -> None:
    assert texts("<p>The sum of<math></math> boats</p>") == ["The sum of boats"]


def test_a_formula_reaches_the_article() -> None:
    rows = "".join(
        f"<p>On day {n} the sum of <math>{PARTS}</math> boats lay in the harbour, and no more came in.</p>"
        for n in range(6)
    )
    article = clean(f"<html lang=en><body><article><h1>Boats</h1>{rows}</article></body></html>")
    assert article.text.count("the sum of x+1 boats lay") == article.raw.count("x+1") == 6


# ---------------------------------------------------------------- readings


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ruby>漢字<rt>かんじ</rt></ruby>だ", "漢字だ"),
        (
            "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>",
            "漢字",
        ),
        ("<ruby><rb>漢</rb><rt>かん</rt></ruby>字", "漢字"),
        ("<ruby>漢<rt>かん<rb>字<rt>じ</ruby>だ", "漢字だ"),
        ("<ruby>漢字<rt>かんじ</p><p>だ", "漢字"),
    ],
)
def test_readings_are_left_out(markup: str, expected: str) -> None:
    assert texts(f"<p>{markup}</p>")[0] == expected


def test_a_tag_that_is_never_closed_swallows_nothing() -> None:
    sentence = "The ferry did not sail on Tuesday, and nobody at the quay could say why it did not."
    assert texts(f"<div>a<rt>{sentence}</div>") == [f"a{sentence}"]


# ---------------------------------------------------------------- quotations


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "She said “no, ‘never’, he said”."),
        ("", "She said “no, ‘never’, he said”."),
        ("xx", "She said “no, ‘never’, he said”."),
        ("de-AT", "She said „no, ‚never‘, he said“."),
        ("fr", "She said «\u00a0no, “never”, he said\u00a0»."),
        ("ru", "She said «no, „never“, he said»."),
        ("ja", "She said 「no, 『never』, he said」."),
    ],
)
def test_quotations_have_the_marks_of_the_page_s_language(language: str, expected: str) -> None:
    page = "<p>She said <q>no, <q>never</q>, he said</q>.</p>"
    assert texts(f"<html lang='{language}'><body>{page}</body></html>") == [expected]


@pytest.mark.parametrize(
    "page",
    [
        "<p>She said <q>“no”</q>.</p>",
        "<p>She said “<q>no</q>”.</p>",
        "<p>She said <b>“<q>no</q>”</b>.</p>",
    ],
)
def test_marks_that_the_page_writes_are_not_doubled(page: str) -> None:
    assert texts(page) == ["She said “no”."]


def test_a_quotation_of_marked_words_ends_behind_them() -> None:
    assert texts("<p>She said <q> so <b>now</b> </q> and <q></q>left.</p>") == [
        "She said “so now” and left."
    ]
    assert texts("<q><p>One.</p><p>Two.</p></q>") == ["One.", "Two."]


# ---------------------------------------------------------------- hostile


@pytest.mark.parametrize(
    "markup",
    [
        "<q>" * 60_000 + "x",
        "<q>x</q>" * 20_000,
        "<ruby>a<rt>b</rt></ruby>" * 20_000,
        "<p><ruby>" + "a<rt>b</rt>" * 60_000,
        "<rt>a" * 60_000,
        "<math><mi>x</mi></math>" * 20_000,
        "<math>" * 60_000 + "x",
        "<math>" + "<mfrac><mi>a</mi><mi>b</mi></mfrac>" * 30_000,
    ],
    ids=lambda markup: markup[:16],
)
def test_hostile_markup_ends_soon(markup: str) -> None:
    begun = time.process_time()
    if (tree := parse(markup)) is not None:
        read_tree(tree)
    assert time.process_time() - begun < 5


# ---------------------------------------------------------------- the markers of lists


def item(marker: str, font: str = "") -> str:
    pad = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span>"
    return (
        "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
        f"<span style='font-family:{font}'><span style='mso-list:Ignore'>{marker}{pad}</span></span><![endif]>Rope</p>"
    )


@pytest.mark.parametrize(
    ("marker", "font", "expected"),
    [
        ("·", "Symbol", "• Rope"),
        ("o", '"Courier New"', "• Rope"),
        ("§", "Wingdings", "• Rope"),
        ("-", "Calibri", "• Rope"),
        ("1.", "Calibri", "1. Rope"),
        ("a)", "Calibri", "a) Rope"),
        ("IV.", "Calibri", "IV. Rope"),
    ],
)
def test_a_marker_of_word_stands_right_before_its_item(
    marker: str, font: str, expected: str
) -> None:
    assert texts(item(marker, font)) == [expected]


def test_lists_of_word_are_lists() -> None:
    prose = "<p class=MsoNormal>The ferry to the islands sailed at noon, with forty people on board.</p>"
    items = "".join(
        item("·", "Symbol").replace("Rope", text)
        for text in ("Rope for the mast", "Tar for the hull")
    )
    article = clean(f"<html><body>{prose}{items}{prose}</body></html>")
    assert [block.kind for block in article.blocks][1:3] == ["list_item", "list_item"]
