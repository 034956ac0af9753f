"""Invented raw text of pages in forty languages and forms, each line marked for what becomes of it.

A file of `fixtures/dumps` has a line of text a line, with a mark before it: `+` belongs to the
article, `-` goes, `=` is the title, `a` names the authors, `d` is the date. The marks were written
with the text, before the library read it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanarticle import Article, clean

DUMPS = sorted((Path(__file__).parent.parent / "fixtures" / "dumps").glob("*.txt"))

#: What stays though it should go, for the reason beside it.
LEFT = {
    "eo-pramo": {"Verkis Ana Berg", "Legotempo: kvar minutoj"},  # of its language nothing is known
    "en-recipe": {"Did you make this recipe? Leave a review!"},  # a sentence that a text may hold
}


def rows(path: Path) -> list[tuple[str, str]]:
    """Give the lines of a dump, each with its mark."""
    lines = path.read_text("utf-8").splitlines()
    return [(line[0], line[2:]) for line in lines]


def cleaned(path: Path, between: str) -> Article:
    """Clean a dump whose lines stand apart by `between`."""
    return clean(between.join(text for _, text in rows(path)))


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["newline", "blank line"])
@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_every_paragraph_stays_and_all_else_goes(path: Path, between: str) -> None:
    """The article's lines come out to the letter and in order, and no other line with them."""
    article = cleaned(path, between)
    wanted = [text for mark, text in rows(path) if mark == "+"]
    left = LEFT.get(path.stem, set())
    assert [block.text for block in article.blocks if block.text not in left] == wanted


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_the_headline_is_the_title(path: Path) -> None:
    """The line marked as the title is taken up as the title."""
    assert cleaned(path, "\n").title == next(text for mark, text in rows(path) if mark == "=")


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_the_date_is_read(path: Path) -> None:
    """The line marked as the date gives the day of publication or of the last change."""
    marked = [text for mark, text in rows(path) if mark == "d"]
    article = cleaned(path, "\n")
    assert bool(marked) == bool(article.published or article.modified)


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_an_article_alone_on_one_line_stays(path: Path) -> None:
    """The article's paragraphs joined by spaces come out as they went in."""
    line = " ".join(text for mark, text in rows(path) if mark == "+")
    assert clean(line).text == line


def test_pages_on_one_line() -> None:
    """Of the dumps joined by spaces nearly all paragraphs stay whole, and most of the rest goes.

    Where one sentence runs into the next by a name or number nothing tells for sure, so a few may
    be cut; in a language of which nothing is known the page stays as it is.
    """
    counts = dict.fromkeys("+-", 0)
    there = dict.fromkeys("+-", 0)
    for path in DUMPS:
        text = " ".join(cleaned(path, " ").text.split())
        for mark, line in rows(path):
            if mark in counts:
                counts[mark] += 1
                there[mark] += " ".join(line.split()) in text
    assert there["+"] >= 0.93 * counts["+"]
    assert there["-"] <= 0.2 * counts["-"]


#: Pages in scripts without spaces that are told for pages though nothing parts their lines.
UNSPACED = [path for path in DUMPS if path.stem[:2] in ("ja", "zh") and len(rows(path)) > 12]


def test_chinese_and_japanese_pages_that_nothing_parts() -> None:
    """Of the dumps joined by nothing nearly all paragraphs stay, and most of the rest goes."""
    counts = dict.fromkeys("+-", 0)
    there = dict.fromkeys("+-", 0)
    for path in UNSPACED:
        text = "".join(cleaned(path, "").text.split())
        for mark, line in rows(path):
            if mark == "+" or (mark == "-" and len(line) > 3):
                counts[mark] += 1
                there[mark] += "".join(line.split()) in text
    assert len(UNSPACED) >= 6
    assert there["+"] >= 0.9 * counts["+"]
    assert there["-"] <= 0.1 * counts["-"]


@pytest.mark.parametrize("stem", ["ja-shinbun", "zh-taiwan", "zh-xinwen"])
def test_their_headline_and_day_are_read(stem: str) -> None:
    path = next(path for path in UNSPACED if path.stem == stem)
    article = cleaned(path, "")
    assert article.title == next(text for mark, text in rows(path) if mark == "=")
    assert article.published is not None
