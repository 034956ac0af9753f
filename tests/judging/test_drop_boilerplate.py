"""The model's promises that no single case shows: order, limits, determinism."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cleanarticle import DEFAULT, clean
from cleanarticle.cleaners._own_headings import own_headings
from cleanarticle.judging.features import FEATURES, features, hash_word
from cleanarticle.judging.line_choice import choose_lines
from cleanarticle.judging.line_table import LINE_COLUMNS, line_table, phrases_of
from cleanarticle.judging.lines import Kinds, Line, are_sentences, kinds_of, parts_of
from cleanarticle.judging.model import judge, load
from cleanarticle.model import Block

ARTICLE = [
    "The night ferry between Torsund and the outer islands will stop running in October, the county said.",
    "Marit Solheim, who chairs the islands’ council, called the decision a costly mistake. She said that "
    "nobody had asked the fishermen, the teachers or the hospital.",
    "The operator answered that the boat had sailed half empty since the spring, and that the county’s "
    "subsidy no longer covered its fuel. It offered a bus to the morning boat instead.",
    "Two of the smaller harbours have already lost their winter timetable, and the school in Lavik now "
    "closes on days when the sea is rough.",
]
CHROME = ["Home", "News", "Sport", "Weather", "My account", "Search", "Subscribe"]
ARCHIVE = [
    "Archives", "May 2024 (12)", "April 2024 (9)", "March 2024 (14)", "Categories", "Boats (31)", "Fishing (18)",
    "Council (44)", "Cannery sold to a brewer", "May 28, 2024", "Ten walks for a rainy weekend", "May 30, 2024",
    "Privacy", "Terms of use", "Contact",
]  # fmt: skip
DUMP = "\n".join([*CHROME, *ARTICLE, *ARCHIVE])


def test_archives_go_and_the_article_stays() -> None:
    article = clean(DUMP)
    assert list(article.paragraphs) == ARTICLE
    assert [c.before for c in article.changes if c.cleaner == "drop_boilerplate"]


def test_what_is_favored_keeps_more_or_less() -> None:
    kept = [clean(DUMP, favor=f).word_count for f in ("precision", "balanced", "recall")]
    assert kept == sorted(kept)


def test_the_callers_phrases_stay() -> None:
    assert "May 2024 (12)" in clean(DUMP, keep="May 2024 (12)").text


def test_without_it_the_archives_stay() -> None:
    assert "May 2024 (12)" in clean(DUMP, pipeline=DEFAULT.without("drop_boilerplate")).text


def marked(chances: NDArray[Any], **marks: NDArray[Any]) -> Kinds:
    """What the lines are, as far as a test tells."""
    none = {
        field.name: np.zeros(len(chances), np.int64 if field.name == "parts" else bool)
        for field in fields(Kinds)
    }
    return Kinds(**(none | marks))


def test_each_cut_says_how_sure_it_is() -> None:
    article = clean(DUMP)
    sure = [c.confidence for c in article.changes if c.cleaner == "drop_boilerplate"]
    assert sure and all(0 < value <= 1 for value in sure)
    assert 0 < article.confidence < 1


def test_sentences_go_on_from_those_that_stay() -> None:
    chances = np.array([0.9, 0.2, 0.15, 0.005, 0.2, 0.3, 0.9], np.float32)
    counts = np.full(7, 30)
    every = np.ones(7, bool)
    dropped = np.arange(7) == 0
    assert choose_lines(chances, counts, every, dropped, marked(chances)).keep.tolist() == [
        True,
        *[False] * 5,
        True,
    ]
    spared = choose_lines(chances, counts, every, dropped, marked(chances, sentences=every)).keep
    assert spared.tolist() == [True, True, True, False, True, True, True]


def test_a_heading_does_not_part_its_prose_from_the_prose_above() -> None:
    chances = np.array([0.9, 0.3, 0.1, 0.01, 0.1], np.float32)
    counts = np.array([60, 4, 60, 4, 60])
    every, sentences = np.ones(5, bool), counts == 60
    keep = choose_lines(
        chances, counts, every, np.arange(5) == 0, marked(chances, sentences=sentences)
    ).keep
    assert keep.tolist() == [True, True, True, False, False]


def test_comments_part_the_prose_and_advertisements_do_not() -> None:
    chances = np.array([0.9, 0.0, 0.1, 0.0, 0.1], np.float32)
    cut = np.array([False, True, False, True, False])
    asides = np.array([False, True, False, False, False])
    every = np.ones(5, bool)
    keep = choose_lines(
        chances, np.full(5, 100), ~cut, cut, marked(chances, sentences=every, asides=asides)
    ).keep
    assert keep.tolist() == [True, False, True, False, False]


def test_a_time_stays_with_the_entry_below_it() -> None:
    chances = np.array([0.9, 0.2, 0.9, 0.2, 0.01], np.float32)
    stamps = np.array([False, True, False, True, False])
    counts, live = np.array([150, 2, 150, 2, 150]), np.ones(5, bool)
    keep = choose_lines(chances, counts, live, ~live | stamps, marked(chances, stamps=stamps)).keep
    assert keep.tolist() == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("are_turns", "least", "stay"), [(True, 0.08, True), (False, 0.08, False), (True, 0.01, False)]
)
def test_short_questions_and_answers_stay_between_sentences(
    are_turns: bool, least: float, stay: bool
) -> None:
    chances = np.array([0, 0, 0.9, least, least, 0.9, 0.08, 0.01], np.float32)
    sentences = np.array([False, False, True, False, False, True, False, False])
    counts, cut = np.array([1, 1, 150, 2, 1, 150, 2, 150]), np.arange(8) < 2
    kinds = marked(chances, sentences=sentences, turns=~sentences & ~cut & are_turns)
    keep = choose_lines(chances, counts, ~cut, cut, kinds).keep
    assert keep[2:].tolist() == [True, stay, stay, True, False, False]  # no sentence below the last


def test_items_go_on_below_one_that_stays() -> None:
    chances = np.array([0, 0, 0.9, 0.9, 0.1, 0.1, 0.02, 0.1], np.float32)
    counts, cut = np.array([1, 1, 300, 8, 8, 8, 8, 8]), np.arange(8) < 2
    items = np.array([False] * 4 + [True] * 4)
    keep = choose_lines(chances, counts, ~cut, cut, marked(chances, items=items)).keep
    assert keep[2:].tolist() == [True, True, True, True, False, False]


@pytest.mark.parametrize(("leftovers", "stays"), [(1, True), (2, True), (3, False), (9, False)])
def test_lines_left_over_leave_a_text_clean(leftovers: int, stays: bool) -> None:
    """One line that a rule cut speaks for a page less than several, however short the text."""
    chances = np.array([0.9, 0.05, 0.9, 0.1, 0.05], np.float32)
    counts = np.array([300, 20, 280, 2, 60])
    live = np.array([True, True, True, False, True])
    kept = choose_lines(chances, counts, live, ~live, marked(chances), leftovers=leftovers).keep
    assert kept.tolist() == [True, stays, True, False, stays]


def test_a_page_in_a_language_without_phrases_is_none_that_is_clean() -> None:
    chances = np.array([0.05, 0.1, 0.2, 0.1, 0.9, 0.9], np.float32)
    live = np.array([True, True, True, False, True, True])
    kept = choose_lines(
        chances, np.array([9, 12, 11, 2, 20, 25]), live, ~live, marked(chances), leftovers=1
    ).keep
    assert kept.tolist() == [False, False, False, False, True, True]


@pytest.mark.parametrize(("leftovers", "stays"), [(0, True), (1, False)])
def test_a_text_in_which_trusted_rules_find_nothing_stays_whole(
    leftovers: int, stays: bool
) -> None:
    chances = np.array([0.05, 0.05, 0.05, 0.9, 0.05], np.float32)
    counts, live = np.array([9, 12, 11, 20, 40]), np.ones(5, bool)
    kept = choose_lines(
        chances, counts, live, ~live, marked(chances), leftovers=leftovers, trusted=True
    ).keep
    assert kept.all() == stays


@pytest.mark.parametrize("joined", ["\n", "\n\n"])
def test_a_list_in_chinese_is_no_menu(joined: str) -> None:
    """Of a language of which the model knows few words the rules know what menus say."""
    each = ("优点", "不用预订", "有座位", "缺点", "冬天不开", "没有灯", "同上")
    boats = ("tern", "kite", "gull", "crow", "rook", "wren")
    lines = ["港口的渡轮", *(line for boat in boats for line in (f"{boat}.example", *each))]
    article = clean(joined.join(lines), kind="text")
    assert [
        line for line in lines if line not in (article.title, *article.text.split("\n\n"))
    ] == []


def test_the_first_line_stays_above_lines_left_over() -> None:
    """What stands on top of all may be the title, where a few lines were cut below it."""
    needed = [
        "Składniki:",
        "6 ogórków kiszonych",
        "4 ziemniaki",
        "1 marchewka",
        "1,5 l bulionu",
        "koperek",
    ]
    steps = [
        "Sposób przygotowania:",
        "1. Warzywa obierz i pokrój w kostkę.",
        "2. Gotuj je w bulionie przez 15 minut.",
        "3. Ogórki zetrzyj na tarce, podsmaż na maśle i dodaj do zupy.",
        "4. Zahartuj śmietanę i wlej ją na końcu.",
        "5. Posyp koperkiem.",
    ]
    times = ["Czas przygotowania: 40 min", "Liczba porcji: 4", "Smacznego!"]
    article = clean(
        "\n".join(
            ["Zupa ogórkowa", "Share", *needed, "Advertisement", *steps, *times, "Contact us"]
        )
    )
    assert article.title == "Zupa ogórkowa"


def test_a_row_of_short_lines_stays_whole_where_most_of_it_stays() -> None:
    chances = np.array([0, 0, 0.9, 0.3, 0.8, 0.8, 0.9, 0.3, 0.3, 0.8, 0.9], np.float32)
    counts = np.array([9, 9, 200, 1, 3, 3, 200, 2, 2, 2, 200])
    sentences, cut = counts == 200, np.arange(11) < 2
    keep = choose_lines(chances, counts, ~cut, cut, marked(chances, sentences=sentences)).keep
    assert keep[2:].tolist() == [True] * 5 + [False, False, True, True]


def test_a_long_line_stays_unless_it_is_rather_unlikely() -> None:
    chances = np.array([0.95, 0.45, 0.45, 0.2, 0.02, 0.02], np.float32)
    counts = np.array([600, 90, 12, 90, 30, 30])
    cut = np.array([False] * 5 + [True])
    keep = {
        favor: choose_lines(chances, counts, ~cut, cut, marked(chances), favor).keep.tolist()
        for favor in ("balanced", "precision")
    }
    assert keep == {
        "balanced": [True, True, False, False, False, False],
        "precision": [True, False, False, False, False, False],
    }


def test_the_last_items_of_a_numbered_list_stay_with_the_first() -> None:
    lines = ["Home", "Shop", "Walks", "1", "The weir", "2", "The woods", "3", "The hill", "Map"]
    parts = parts_of([Line(text) for text in lines])
    chances = np.array([0, 0, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1], np.float32)
    counts, cut = np.array([1, 1, 300, 1, 8, 1, 8, 1, 8, 1]), np.arange(10) < 2
    keep = choose_lines(chances, counts, ~cut, cut, marked(chances, parts=parts)).keep
    assert keep[2:].tolist() == [True] * 7 + [False]
    assert (
        choose_lines(chances, counts, ~cut, cut, marked(chances)).keep[2:].tolist()
        == [True] * 5 + [False] * 3
    )


PRICES = ["Boat", "Oars", "Price", "Tern", "2", "£40", "Gull", "4", "£75.50", "Petrel", "6", "£99"]
SENSES = ["Opis", "Wert", "Tiefgang", "1,2 m", "Segel", "12 m²", "Motor", "8 PS", "Kojen", "4"]


@pytest.mark.parametrize(
    ("cells", "stay"),
    [
        (PRICES, True),
        (["Boats for hire", *PRICES, "Where to ask"], True),
        (SENSES, True),
        (PRICES[:6], False),  # one row may be anything
        (["Tern", "Gull", "Petrel", "Auk", "Skua", "Tern", "Gull", "Auk"], False),  # a menu has words alone
        (["1", "Ferry sold", "2", "Pier shut", "3", "Bells rung"], False),  # places on a list
        (["Pier shut", "12.05.2024", "Bells rung", "11.05.2024", "Ferry sold", "9.05.2024"], False),
        (["Facebook", "12", "Twitter", "40", "Pinterest", "3"], False),  # phrases of sites
        ([*PRICES, "Tern", "Gull", "Skua", "Auk"], False),  # more than a heading below
    ],
)  # fmt: skip
def test_a_table_stays_between_sentences(cells: list[str], stay: bool) -> None:
    menu = [Line(text, cut="menu") for text in CHROME]
    lines = [*menu, *(Line(text) for text in (ARTICLE[1], *cells, ARTICLE[2]))]
    if cells[0] == "Facebook":
        lines = [line._replace(said=(("share", True),)) if line.text.isalpha() and len(line.text) > 6 else line for line in lines]  # fmt: skip
    first = len(menu) + 1
    counts = np.array([*[1] * len(menu), 300, *(len(cell.split()) for cell in cells), 300])
    chances = np.array([*[0.0] * len(menu), 0.9, *[0.12] * len(cells), 0.9], np.float32)
    live = np.arange(len(lines)) >= len(menu)
    kinds = kinds_of(lines, counts)
    keep = choose_lines(chances, counts, live, ~live, kinds).keep
    assert keep[first:-1].tolist() == [stay] * len(cells)
    chances[-1] = 0.0  # no sentence stays below
    assert not choose_lines(chances, counts, live, ~live, kinds).keep[first:-1].any()


def test_a_permalink_does_not_part_a_heading_from_its_table() -> None:
    menu = [Line(text, cut="menu") for text in CHROME]
    heading = [
        Line("#", cut="markup"),
        Line("Boats for hire"),
        *map(Line, PRICES),
        Line("#", cut="markup"),
    ]
    lines = [*menu, Line(ARTICLE[1]), *heading, Line("Where to ask"), Line(ARTICLE[2])]
    live = np.array([line.cut is None for line in lines])
    counts = np.array([len(line.text.split()) if line.text != "#" else 0 for line in lines])
    counts[[len(menu), -1]] = 300
    chances = np.where(counts == 300, 0.9, np.where(live, 0.12, 0.0)).astype(np.float32)
    keep = choose_lines(chances, counts, live, ~live, kinds_of(lines, counts)).keep
    assert keep.tolist() == live.tolist()


def test_a_sentence_below_a_table_goes_on_from_the_one_above() -> None:
    lines = [Line(text, cut="menu") for text in CHROME]
    lines += [Line(text) for text in (ARTICLE[1], *PRICES, ARTICLE[2])]
    counts = np.array([*[1] * len(CHROME), 400, *[1] * len(PRICES), 20])
    chances = np.array([*[0.0] * len(CHROME), 0.9, *[0.12] * (len(PRICES) + 1)], np.float32)
    live = np.arange(len(lines)) >= len(CHROME)
    keep = choose_lines(chances, counts, live, ~live, kinds_of(lines, counts)).keep
    assert keep[len(CHROME) :].all()


@pytest.mark.parametrize(("count", "stays"), [(4, False), (8, True)])
def test_short_sentences_stay_beside_prose_alone(count: int, stays: bool) -> None:
    chances = np.array([0.9, 0.1, 0.02, 0.25], np.float32)
    counts, every = np.array([300, 4, 400, count]), np.ones(4, bool)
    sentences = np.array([True, True, False, True])
    keep = choose_lines(
        chances, counts, every, np.arange(4) == 0, marked(chances, sentences=sentences)
    ).keep
    assert keep.tolist() == [True, True, False, stays]


def test_the_last_paragraph_stays_whatever_stands_around_it() -> None:
    tail = [
        "ADVERTISEMENT",
        "The county will hear the islands again in May.",
        "Share this article",
        *ARCHIVE,
    ]
    article = clean("\n".join([*CHROME, *ARTICLE, *tail]))
    assert article.paragraphs[-1] == tail[1]


def test_lines_without_an_article_are_not_all_cut() -> None:
    assert clean("\n".join(ARCHIVE * 3)).text


@given(
    st.lists(
        st.tuples(st.floats(0, 1, width=32), st.integers(0, 200), st.booleans()),
        min_size=1,
        max_size=60,
    )
)
@settings(max_examples=200, deadline=None)
def test_a_decision_keeps_live_lines_only_and_never_none(
    lines: list[tuple[float, int, bool]],
) -> None:
    chances, counts, live = (np.array(column) for column in zip(*lines, strict=True))
    keep = choose_lines(chances.astype(np.float32), counts, live, ~live, marked(chances)).keep
    assert not (keep & ~live).any()
    if (live & (counts > 0)).any() and chances[live & (counts > 0)].max() == chances[live].max():
        assert keep.any()


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_lines_have_finite_features(texts: list[str]) -> None:
    found = features([Line(text) for text in texts])
    assert found.table.shape == (len(texts), len(FEATURES))
    assert np.isfinite(found.table).all()


def test_a_word_is_hashed_as_it_is_in_a_line() -> None:
    words = ["Ferry", "straße", "Паром", "x"]
    found = features([Line(" — ".join(words))])
    assert found.words.tolist() == [hash_word(word) for word in words]


def test_no_lines_no_probabilities() -> None:
    chances, counts = judge([])
    assert len(chances) == len(counts) == 0


def test_the_weights_fit_the_features() -> None:
    model = load()
    assert (np.diff(model.phrases.hashes.astype(np.int64)) > 0).all()
    assert len(model.phrases.hashes) == len(model.phrases.scores)
    assert len(model.net.mean) == len(model.net.entry[0]) == len(LINE_COLUMNS)
    assert (model.net.spread > 0).all()


@given(
    st.lists(
        st.tuples(
            st.text(min_size=1).filter(str.strip),
            st.sampled_from([None, "menu", "title", "comments"]),
        ),
        min_size=1,
        max_size=20,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_lines_are_seen(rows: list[tuple[str, str | None]]) -> None:
    lines = [Line(text, cut=cut) for text, cut in rows]
    table, counts = line_table(lines, rows[0][0], load().phrases)
    assert table.shape == (len(lines), len(LINE_COLUMNS))
    assert len(counts) == len(lines)
    assert np.isfinite(table).all()


def test_a_phrase_ends_with_its_line() -> None:
    parted, _ = phrases_of(features([Line("the ferry"), Line("sailed")]))
    whole, lines = phrases_of(features([Line("the ferry sailed")]))
    assert not set(whole) <= set(parted), "the pair of words over the line's end is none"
    assert set(lines) == {0}


def test_what_lines_look_like_is_counted_over_the_text() -> None:
    teasers = [Line(f"{name} sold to a brewer") for name in ("Cannery", "Bakery", "Dairy")]
    table, _ = line_table([*teasers, Line(ARTICLE[0])], None, load().phrases)
    alike = np.expm1(table[:, LINE_COLUMNS.index("alike")]).round()
    assert alike.tolist() == [3, 3, 3, 1]


def test_an_old_file_of_weights_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", columns=np.array("length\ndensity"))
    with pytest.raises(ValueError, match="train it again"):
        load(tmp_path / "old.npz")


def test_a_sentence_that_its_desk_signs_is_one() -> None:
    texts = (
        "The ferry sailed at noon and nobody saw it leave, he said. (E-3)",
        "The ferry sailed at noon and nobody saw it leave, he said. (dpa / ksta)",
        "The ferry sailed at noon and nobody saw it leave, he said. /jpo",
        "The ferry sailed at noon and nobody saw it leave, he said. – AFP",
        "フェリーは正午に出航したが、誰もその出発を見なかったと船員が話した。（共同）",
        "The ferry at noon, before it left the pier for the islands (Reuters)",
        "The ferry at noon, before it left the pier for the islands. (Ann Lee)",
        "The ferry sailed at noon and nobody saw it leave, he said. (more)",
    )
    counts = np.array([30] * len(texts))
    told = are_sentences([Line(text) for text in texts], counts).tolist()
    assert told == [True, True, True, True, True, False, False, False]


def test_a_sentence_behind_which_its_site_or_an_address_stands_is_one() -> None:
    said = "The ferry sailed at noon and nobody saw it leave, he said."
    texts = (
        f"{said}//Skelby.az",
        f"{said} REUTERS",
        "船在中午離開港口，沒有人看見它離開，船員今天這麼說。（編輯：王小明）1130512",
        "據港務局統計，今年夏天坐夜船的旅客比去年少了四成；",
        f"{said} All that the crew wrote down is in the log: <https://log.example/noon>",
        f"{said} Ferries",
        "Read the log of the crew: <https://log.example/noon>",
    )
    counts = np.array([30] * len(texts))
    told = are_sentences([Line(text) for text in texts], counts).tolist()
    assert told == [True] * 5 + [False] * 2


def kept_amid(said: list[str], chance: float) -> list[bool]:
    """Which lines stay of those between two paragraphs, if each is so likely; below a menu, above archives."""
    lines = [*(Line(text, cut="menu") for text in CHROME), Line(ARTICLE[1]), *map(Line, said)]
    lines += [Line(ARTICLE[2]), *map(Line, ARCHIVE)]
    first = len(CHROME) + 1
    counts = np.array([len(line.text.split()) for line in lines])
    counts[[first - 1, first + len(said)]] = 300
    chances = np.where(counts == 300, 0.9, 0.01).astype(np.float32)
    chances[first : first + len(said)] = chance
    live = np.array([line.cut is None for line in lines])
    keep = choose_lines(chances, counts, live, ~live, kinds_of(lines, counts)).keep
    return [bool(kept) for kept in keep[first : first + len(said)]]


def test_a_list_that_commas_part_stays_with_its_sentence() -> None:
    names = [
        "The candidates for the council are:",
        "Ann Lee (Rowing Club),",
        "Bo Frey,",
        "Ida Moen.",
    ]
    assert kept_amid(names, 0.08) == [True] * 4
    names[-1] = "Ida Moen"
    assert not any(kept_amid(names, 0.08)[1:])


def test_who_answers_in_a_survey_heads_the_answers() -> None:
    def told(*texts: str) -> list[int]:
        lines = [Line(text, block=Block("paragraph", text)) for text in texts]
        return list(own_headings(lines, [False, *[True] * (len(texts) - 1)]))

    answer = ["Does the boat sail?", "It does."]
    assert told("ANN LEE, SKELBY", *answer, "BO FREY, THORN", *answer) == [0, 3]
    assert told("ANN LEE, SKELBY", *answer) == []
    assert told("BOATS", *answer, "RAIN", *answer) == []
    assert told("Ann Lee, Skelby", *answer, "Bo Frey, Thorn", *answer) == []
    assert told("Abstract", ARTICLE[1]) == [0]
    assert told("Abstract", "Boats") == []


def test_a_remark_stays_between_sentences_where_it_is_not_unlikely() -> None:
    assert kept_amid(["Very well.", "Onward."], 0.3) == [True, True]
    assert kept_amid(["Very well.", "Onward."], 0.1) == [False, False]
    assert kept_amid(["Ann Lee."], 0.3) == [True]  # as a heading would
    assert kept_amid(["Ann Lee.", "Bo Frey."], 0.2) == [False, False]


def test_a_line_between_the_headline_and_the_byline_stays() -> None:
    standfirst = "A winter of waiting on purpose"
    head = [
        "I Lost My Oar and Nothing Happened",
        standfirst,
        "Ann Lee",
        "·",
        "Follow",
        "Published in",
    ]
    head += ["The Slow Quay", "·", "5 min read", "·", "Sep 3, 2023", "412", "18", "Listen", "Share"]
    tail = ["Follow", "Written by Ann Lee", "1.2K Followers", "Writer for The Slow Quay"]
    tail += [
        "More from Ann Lee and The Slow Quay",
        "Recommended from Medium",
        "Help",
        "Status",
        "About",
    ]
    article = clean("\n".join([*head, *ARTICLE, *tail]))
    assert article.title == head[0]
    assert [block.text for block in article.blocks] == [standfirst, *ARTICLE]


@pytest.mark.parametrize("mark", ["Rating: 4/5", "Wertung: 7 von 10", "Nota: 8,5/10"])
def test_a_critic_s_mark_stays(mark: str) -> None:
    article = clean("\n".join([*CHROME, *ARTICLE, mark, *ARCHIVE]))
    assert list(article.paragraphs)[: len(ARTICLE) + 1] == [*ARTICLE, mark]


def test_a_caption_above_its_credit_does_not_part_two_paragraphs() -> None:
    said = "The crew comes back on Sunday, and the deck is free of salt by then."
    amid = ["The quay at Lavik in May", "Photo: Ann Lee", said]
    lines = [*(Line(text, cut="menu") for text in CHROME), Line(ARTICLE[1]), *map(Line, amid)]
    counts = np.array([len(line.text.split()) for line in lines])
    chances = np.where(counts > 20, 0.9, 0.01).astype(np.float32)
    chances[-1] = 0.05
    for cut, stays in (("credit", True), ("menu", False)):
        lines[-2] = lines[-2]._replace(cut=cut)
        live = np.array([line.cut is None for line in lines])
        keep = choose_lines(chances, counts, live, ~live, kinds_of(lines, counts)).keep
        assert keep[-1] == stays
