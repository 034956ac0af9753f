"""Paragraphs that a dump with a line for each text node tore, and texts whose lines must stay.

The pages of `fixtures/torn` are invented. Their text nodes, as lxml gives them, stand a line each, with the
page's spaces (`get_text("\\n")` of Beautiful Soup) or without (`strip=True`, and Scrapy's `::text`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from cleanarticle import Pipeline, clean
from cleanarticle.cleaners.torn_lines import fix_torn_lines
from cleanarticle.model import blocks

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGES = sorted((FIXTURES / "torn").glob("*.html"))
DUMPS = sorted((FIXTURES / "dumps").glob("*.txt"))
ALONE = Pipeline(fix_torn_lines)


def tree(path: Path) -> Any:
    return lxml.html.fromstring(path.read_text("utf-8"))


def text_nodes(path: Path) -> list[str]:
    return list(tree(path).itertext())


def paragraphs(path: Path) -> list[str]:
    """Give the text of each paragraph of the article, white space folded."""
    return [" ".join(p.text_content().split()) for p in tree(path).iterfind(".//article//p")]


def as_it_stands(nodes: list[str]) -> str:
    return "\n".join(nodes)


def stripped(nodes: list[str]) -> str:
    return "\n".join(node.strip() for node in nodes if node.strip())


def lines(text: str) -> list[str]:
    """Give what becomes of a text by this cleaner alone, a line a block."""
    return [block.text for block in clean(text, pipeline=ALONE).blocks]


FORMS = [pytest.param(as_it_stands, id="as it stands"), pytest.param(stripped, id="stripped")]

#: Pages that keep some of their pieces apart, by form: where a script has no capitals little tells that a line
#: goes on, and without the page's spaces less; a link that begins a sentence may begin a paragraph, and a list's item
#: without a full stop may look as if it went on.
STILL_TORN = {
    "as_it_stands": {"ja-tokei", "ko-doseogwan", "th-nalika", "zh-shudian"},
    "stripped": {
        "ar-mina", "de-faehre", "en-cafe", "en-parser", "fa-ketabkhane", "fr-phare", "he-migdalor", "hi-pul", "ja-tokei", "ko-doseogwan",
        "sv-farja", "th-nalika", "vi-benpha", "zh-shudian",
    },
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_paragraph_comes_out_whole(path: Path, form: Callable[[list[str]], str]) -> None:
    found = [block.text for block in clean(form(text_nodes(path))).blocks]
    torn = [one for one in paragraphs(path) if one not in found]
    assert bool(torn) == (path.stem in STILL_TORN[form.__name__]), torn


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_join_goes_beyond_a_paragraph(path: Path, form: Callable[[list[str]], str]) -> None:
    """Headings, menus and items that begin with a capital stay lines of their own."""
    texts = (" ".join(e.text_content().split()) for e in tree(path).iter("h1", "h2", "li"))
    alone = {text for text in texts if not text[0].islower()}
    assert alone - set(lines(form(text_nodes(path)))) == set()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_was_joined_stays_as_it_is(path: Path, form: Callable[[list[str]], str]) -> None:
    article = clean(form(text_nodes(path)))
    again = clean(f"{article.title}\n\n{article.text}" if article.title else article.text)
    assert (again.title, again.text) == (article.title, article.text)


def test_breaks_of_any_kind_are_read() -> None:
    dump = torn("It was", "late", ", he said, and left.")
    assert lines(dump.replace("\n", "\r\n")) == lines(dump)
    assert len(lines(dump)) == 2


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["newline", "blank line"])
@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_nothing_is_joined_where_nothing_is_torn(path: Path, between: str) -> None:
    text = between.join(line[2:] for line in path.read_text("utf-8").splitlines())
    assert clean(text, pipeline=ALONE).changes == ()


@pytest.mark.parametrize(
    "text",
    [
        "The sea is calm tonight\nand the boats are in,\nthe lamps along the quay are lit\nand all is dark within.",
        "Ingredients:\nflour\nsugar\ntwo eggs\na little salt\nMix the flour and the sugar.\nAdd the eggs.",
        "Boats\n(12)\nNets\n(7)\nRopes\n(31)\nThe shop is open from nine to five on all days but Sunday.",
        "git clone\ncd boats\nmake\nls\n./run\nThat is all that is needed to build the boats from source.",
        "The ferry to the outer islands sailed at noon, and the crew said to\n"
        "the harbour master that it would not sail again this week, because\n"
        "the operator had refused to pay.\n\nIt sails on Monday, he said, if the\nweather allows it.",
    ],
    ids=["verse", "list", "counts", "commands", "hard-wrapped"],
)
def test_lines_that_are_no_pieces_stay(text: str) -> None:
    assert lines(text) == [line for line in text.split("\n") if line]


def torn(*pieces: str) -> str:
    """Give a text with these pieces as one paragraph, below one that shows what kind of dump it is."""
    sure = "The\nharbour master\n, who had seen the\nboat\nleave, told the\nGazette\nthat it would not come back."
    return sure + "\n" + "\n".join(pieces)


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (
            ("He said (", "see below", ") that it was late."),
            "He said (see below) that it was late.",
        ),
        (
            ("The owner said “", "never", "” to the plan, and left."),
            "The owner said “never” to the plan, and left.",
        ),
        (
            ("The owner said “never again”", "on Sunday", ", and left the town."),
            "The owner said “never again” on Sunday, and left the town.",
        ),
        (
            ("The air has more CO", "2", "than it had, they say."),
            "The air has more CO2 than it had, they say.",
        ),
        (("T", "he boat left the quay, he said."), "The boat left the quay, he said."),
        (
            ("It was built in the 19", "th", "century, as the book says."),
            "It was built in the 19th century, as the book says.",
        ),
        (
            ("Use the and/", "or", "operators, as the book says."),
            "Use the and/or operators, as the book says.",
        ),
        (
            ("It is the town’s", "oldest boat", "’s last journey, they say."),
            "It is the town’s oldest boat’s last journey, they say.",
        ),
        (
            ("It was written by hand", "[3]", ", and in a hurry."),
            "It was written by hand[3], and in a hurry.",
        ),
    ],
)
def test_spaces_stand_where_the_page_had_them(pieces: tuple[str, ...], whole: str) -> None:
    assert lines(torn(*pieces))[-1] == whole


def test_a_dump_that_kept_the_spaces_is_joined_by_them() -> None:
    dump = "The \nharbour master\n said that the boat, \nthe \nMarie\n, would not\n come back\n;\n he was\n wrong\n."
    assert lines(dump) == [
        "The harbour master said that the boat, the Marie, would not come back; he was wrong."
    ]


def test_french_keeps_the_space_before_its_marks() -> None:
    dump = (
        "Le gardien, dit-il, ne sait rien :\nle phare\nest fermé depuis l’été ; la\nmairie\n, elle, se tait.\n"
        "Qui veut le voir monte à la\nchapelle\n, dit-il, ou regarde\nle film\n; il est court."
    )
    assert lines(dump)[-1] == (
        "Qui veut le voir monte à la chapelle, dit-il, ou regarde le film ; il est court."
    )


def test_a_first_letter_that_is_a_word_stays_one() -> None:
    assert (
        lines(torn("A", "boat left the\nquay\n, he said."))[-1] == "A boat left the quay, he said."
    )
    assert lines(torn("A", "fter the boat had left the\nquay\n, he said, and after he left."))[
        -1
    ] == ("After the boat had left the quay, he said, and after he left.")


def test_a_page_of_html_has_no_torn_lines() -> None:
    document = replace(blocks("He said", "never", ", and left", "the town", "."), kind="html")
    assert list(fix_torn_lines(document)) == []


def test_what_was_joined_can_be_put_back() -> None:
    dump = torn("It is", "late", ", he said.")
    article = clean(dump, pipeline=ALONE)
    assert article.changes
    for change in article.changes:
        article = article.restore(change)
    assert article.text == dump.replace("back.\n", "back.\n\n")
