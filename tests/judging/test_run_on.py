"""Pages on one line: their tokens, and where their elements begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanarticle import clean
from cleanarticle.cleaners.run_on import element_starts
from cleanarticle.judging.tokens import COLUMNS, Tokens, tokens_of

PROSE = (
    "The council of Harlow Bay voted on Tuesday to keep the old ferry in service for another ten years. "
    "Its engine, built in 1961, will be replaced over the winter, and the deck will be raised by a foot. "
    "“We could not have paid for a new one,” said Maud Ferrier, who has run the harbour office since March. "
    "Fares will rise by a tenth in April. The first crossing of the season leaves at six in the morning."
)
MENU = "Skip to content Home News Sport Weather Sign in Subscribe"
TAIL = (
    "Share on Facebook Share on Twitter Related articles Storm shuts the northern pier Leave a Reply Your email "
    "address will not be published. Privacy policy © 2024 The Harlow Post All rights reserved"
)


def said(text: str, tokens: Tokens) -> list[str]:
    ends = tokens.ends.tolist()
    return [text[a:b] for a, b in zip(tokens.starts.tolist(), ends, strict=True)]


def column(text: str, name: str) -> list[float]:
    return [float(value) for value in tokens_of(text).table[:, COLUMNS.index(name)]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("  two  words\n", ["two", "words"]),
        ("5 min readShare", ["5", "min", "read", "Share"]),
        ("It ended.The rest", ["It", "ended.", "The", "rest"]),
        ("posted 2024Read more", ["posted", "2024", "Read", "more"]),
        ("雨だ。「雪だ。」と言った", ["雨", "だ。", "「雪", "だ。」", "と", "言っ", "た"]),
        ("배가 떠났다.정치", ["배가", "떠났다.", "정치"]),
        ("नाव चली।खेल", ["नाव", "चली।", "खेल"]),
        ("გემი წავიდა.სპორტი", ["გემი", "წავიდა.", "სპორტი"]),
        ("児童は、28人（94）と", ["児童", "は、", "28人", "（94）", "と"]),
        ("他说：“好。”广告“走", ["他", "说：", "“好。”", "广告", "“走"]),
        ("新闻NBA视频", ["新闻", "NBA", "视频"]),
        ("2024年3月18日10时上映（中国）", ["2024年", "3月", "18日", "10时", "上映", "（中国）"]),
        ("NASA and e.g. iPhone", ["NASA", "and", "e.g.", "i", "Phone"]),
    ],
)
def test_tokens(text: str, wanted: list[str]) -> None:
    assert said(text, tokens_of(text)) == wanted


def test_what_a_token_looks_like() -> None:
    assert column("He left. Go", "ends a sentence") == [0, 1, 0]
    assert column("He left. Go", "begins large") == [1, 0, 1]
    assert column("at 9 readShare", "glued") == [0, 0, 0, 1]
    assert column("Leave a Reply now", "phrase") == [1, 1, 1, 0]
    assert column("Home and Home", "times") == pytest.approx([0.693, 0, 0.693], abs=1e-3)


@pytest.mark.parametrize("text", ["", " ", ".", "\ud800", "x" * 5000, "。" * 500, "\x00\u200b"])
def test_any_text_is_read(text: str) -> None:
    element_starts(text)


def test_prose_is_not_parted() -> None:
    assert element_starts(PROSE) == ()


@pytest.mark.parametrize("gap", [" ", "  ", "\u00a0 "], ids=["space", "two", "no-break"])
def test_a_page_on_one_line(gap: str) -> None:
    """What stands around the article goes; the article stays to the letter."""
    article = clean(gap.join([MENU, PROSE, TAIL]))
    assert article.text == PROSE
    assert {change.cleaner for change in article.changes} >= {"drop_menus", "drop_share_bars"}


def test_a_page_on_one_line_once_more_changes_nothing() -> None:
    once = clean(f"{MENU} {PROSE} {TAIL}")
    again = clean("\n\n".join(filter(None, [once.title, once.text])))
    assert (again.title, again.text) == (once.title, once.text)


def test_starts_are_those_of_tokens() -> None:
    page = f"{MENU} {PROSE} {TAIL}"
    starts = set(tokens_of(page).starts.tolist())
    found = element_starts(page)
    assert found == tuple(sorted(set(found)))
    assert set(found) <= starts
    assert len(MENU) + 1 in found
    assert len(MENU) + 1 + len(PROSE) + 1 in found


def article_of(*head: str) -> str:
    return " ".join([MENU, *head, PROSE, TAIL])


@pytest.mark.parametrize(
    ("head", "title", "authors", "day"),
    [
        (["Old ferry stays in service", "By Maud Ferrier", "14 May 2023"], "Old ferry stays in service", ("Maud Ferrier",), "2023-05-14"),
        (["Old ferry stays in service", "May 14, 2023 4:15 pm"], "Old ferry stays in service", (), "2023-05-14"),
        (["Old ferry stays in service", "Updated 14 May 2023", "3 min read"], "Old ferry stays in service", (), "2023-05-14"),
        (["Harlow keeps its ferry", "Nora Whitlam", "2023-05-14"], "Harlow keeps its ferry", ("Nora Whitlam",), "2023-05-14"),
    ],
    ids=["byline and day", "time of day", "time to read", "name alone"],
)  # fmt: skip
def test_the_head_of_an_article(
    head: list[str], title: str, authors: tuple[str, ...], day: str
) -> None:
    """Title, names and day, run together, are told from each other; nothing of the article is lost."""
    article = clean(article_of(*head))
    assert article.title == title
    assert article.authors == authors
    told = article.published or article.modified
    assert told is not None
    assert told.date().isoformat() == day
    assert article.text == PROSE


def test_the_title_that_the_page_names_first() -> None:
    title = "Old ferry stays in service for ten years"
    article = clean(f"{title} | The Harlow Post {MENU} {title} {PROSE} {TAIL}")
    assert article.title == title
    assert article.text == PROSE


@pytest.mark.parametrize(
    "said",
    [
        "The boat was sold on 14 May 2023 to an island in the north. The yard that built it closed years ago.",
        "The boat was sold in Harlow, May 14, 2023, to the north, and the yard that built it closed years ago.",
        "The boat was sold to an island in the north since 1983. The yard that built it closed years ago.",
    ],
    ids=["day", "place and day", "year at the end"],
)
def test_a_day_in_a_sentence_parts_nothing(said: str) -> None:
    article = clean(
        article_of("Old ferry stays in service", "By Maud Ferrier", "3 April 2024", said)
    )
    assert " ".join(article.text.split()) == f"{said} {PROSE}"
    assert said in article.text


DUMPS = Path(__file__).parents[2] / "fixtures" / "dumps"


@pytest.mark.parametrize("stem", ["mr-girni", "ur-station"])
def test_the_first_words_of_a_paragraph_without_capitals_stay(stem: str) -> None:
    """The model takes them for elements of their own, as nothing tells them from the rest."""
    rows = (DUMPS / f"{stem}.txt").read_text("utf-8").splitlines()
    article = clean(" ".join(row[2:] for row in rows))
    assert next(row[2:] for row in rows if row[0] == "+") in article.text
