"""Rules of the caller's own: phrases, patterns, lines; time that does not grow with their number."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given

from cleanarticle import Line, clean
from cleanarticle.cleaners.rules import Matcher, Rule, fold_line

from .test_laws import check_all, documents, law, whole

FERRY = "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail again this week."
COUNCIL = "The mayor of the smaller town told the council after a long meeting that the school would stay open until the end of May."


def test_a_phrase_is_left_alone_inside_a_word() -> None:
    raw = "The reporter saw the port at noon."
    assert clean(raw, extra="port").text == "The reporter saw the at noon."
    assert clean("The ports were closed.", extra="port").text == "The ports were closed."


def test_a_phrase_in_a_script_without_spaces_may_stand_anywhere() -> None:
    assert clean("昨日本报讯雨が降った。", extra="本报讯").text == "昨日雨が降った。"


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("(own report)", "(OWN  report)"), ("a.b", "A.B"), ("» more", "»\tmore"), ("İz", "İz")],
)
def test_phrases_of_every_make(phrase: str, text: str) -> None:
    (span,) = Matcher([phrase]).spans(f"x {text} y")
    assert f"x {text} y"[slice(*span)] == text


def test_phrases_that_overlap_are_one_cut() -> None:
    assert Matcher(["one two", "two three", re.compile("three four")]).spans(
        "zero one two three four five"
    ) == [(5, 23)]


def test_a_line_is_cut_only_as_a_whole_block() -> None:
    raw = f"{FERRY}\n\nThe Harbour Post\n\n{COUNCIL} The Harbour Post wrote of it."
    article = clean(raw, extra=Line("the harbour post"))
    assert article.text == f"{FERRY}\n\n{COUNCIL} The Harbour Post wrote of it."
    assert [(c.before, str(c.reason), c.cleaner) for c in article.changes] == [
        ("The Harbour Post", "rule", "drop_extra")
    ]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Printed at the quay on 3 May 2024, 10:15", False),
        ("» Printed  at the quay on Tuesday, 14.12.23", False),
        ("Printed at the quay on request", True),
        ("Printed at the quay on 3 May 2024 by hand", True),
    ],
)
def test_numbers_and_dates_in_a_line(text: str, stays: bool) -> None:
    line = Line("Printed at the quay on #")
    shown = clean(f"{FERRY}\n\n{text}\n\n{COUNCIL}", extra=line).text
    assert ("Printed" in shown) is stays


def test_words_of_dates_are_words_without_a_number() -> None:
    assert fold_line("You may share this") == "you may share this"
    assert fold_line("3 May") == fold_line("12 June") == "#"


@pytest.mark.parametrize(
    "text",
    ["Open at 9:00, so the Sun on 3 May says", "Nr. 4", "# 5", "Mar. 3, may #", "1 2 3 am x"],
)
def test_a_folded_line_is_a_line_for_the_same(text: str) -> None:
    assert fold_line(fold_line(text)) == fold_line(text)


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Set down on 3 May 2024 by Marit van der Berg", False),
        ("set down on 11.12.23 by Ola", False),
        ("Set down on 3 May 2024 by", True),
        ("Set down on paper by Ola", True),
        ("Set down on 3 May 2024 by one two three four five six seven eight nine", True),
        ("Before it was set down on 3 May 2024 by Ola", True),
    ],
)
def test_a_star_in_a_line(text: str, stays: bool) -> None:
    shown = clean(f"{FERRY}\n\n{text}\n\n{COUNCIL}", extra=Line("Set down on # by *")).text
    assert (text in shown) is stays


def test_a_star_between_words() -> None:
    matcher = Matcher([Line("from * of the quay, every #"), Line("- * * - * * -"), Line("*")])
    assert matcher.is_line("From Ola Berg of the quay, every 3 May")
    assert not matcher.is_line("From of the quay, every 3 May")
    assert not matcher.is_line("Ola")


def test_lines_of_marks_say_nothing() -> None:
    assert clean(FERRY, extra=[Line("—"), Line("")]).text == FERRY


def test_keep_goes_before_lines() -> None:
    raw = f"{FERRY}\n\nThe Harbour Post\n\n{COUNCIL}"
    assert clean(raw, extra=Line("The Harbour Post"), keep="harbour post").text == raw


@pytest.mark.parametrize("keep", ["High water", re.compile("High water"), Line("High water 04:12")])
@pytest.mark.parametrize("extractor", ["model", "readability"])
def test_keep_holds_on_pages(keep: Any, extractor: Any) -> None:
    page = (
        f"<html><body><nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav><article><p>{FERRY}</p>"
        f"<p>{COUNCIL}</p></article><aside><p>High water 04:12</p></aside></body></html>"
    )
    assert "High water 04:12" not in clean(page, extractor=extractor).text
    assert "High water 04:12" in clean(page, keep=keep, extractor=extractor).text


def test_a_line_may_be_kept() -> None:
    raw = f"{FERRY}\n\nAdvertisement 3\n\nAdvertisement by the town"
    article = clean(
        raw, extra=["advertisement by", "Advertisement 3"], keep=Line("advertisement #")
    )
    assert article.text == f"{FERRY}\n\nAdvertisement 3\n\nthe town"


def test_time_does_not_grow_with_the_number_of_rules() -> None:
    text = f"{FERRY} {COUNCIL} " * 40
    names = [f"{a}{b}{c}ort" for a in "bcdfgklmnp" for b in "aeiou" for c in "rlstn"]
    few = Matcher([*(f"{name} of the day" for name in names[:2]), Line("Sport")])
    many = Matcher([*(f"{n} of the {m}" for n in names for m in ("day", "week")), Line("Sport")])

    def best(matcher: Matcher) -> float:
        times = []
        for _ in range(7):
            start = time.process_time()
            assert matcher.spans(text) == []
            times.append(time.process_time() - start)
        return min(times)

    assert best(many) < 3 * best(few)


def test_a_hostile_text_takes_linear_time() -> None:
    matcher = Matcher(["a a a a b", Line("a # b"), Line("a * b * c * d")])
    start = time.process_time()
    assert not matcher.is_line("a b c " * 99)
    assert matcher.spans("a " * 50_000) == []
    fold_line("1 " * 300)
    assert time.process_time() - start < 2


EXTRA: list[Rule] = [
    "ann lee", "lee reuters", "so", "- item", "日本", re.compile(r"\d+ min"), re.compile("[“”]so"),
    Line("# min read"), Line("home"), Line("rain in # towns"),
]  # fmt: skip
KEEP: list[Rule] = ["12 shares", Line("advertisement"), re.compile("^Tags")]


@law
@given(documents())
def test_the_laws_hold_with_rules_of_ones_own(raw: str) -> None:
    article = clean(raw, kind="text", extra=EXTRA, keep=KEEP)
    check_all(article)
    again = clean(whole(article), kind="text", extra=EXTRA, keep=KEEP)
    assert (again.title, again.text) == (article.title, article.text)
