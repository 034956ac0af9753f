"""What stands first in a text without being its title, and what is one though it looks alike."""

from __future__ import annotations

import pytest

from cleanarticle import clean

SAID = (
    "I was six, and my father took me there in a rowing boat that he had borrowed from the baker."
)
ASKED = "Nobody else wanted to live in it, and the town was glad that the lamp was lit at all."


@pytest.mark.parametrize(
    "lines",
    [
        ("Q: When did you first see it?", f"A: {SAID}", "Q: And you stayed?", f"A: {ASKED}"),
        ("ANNA: Is it in?", f"JO: {SAID}", "ANNA: Then I will wait.", f"JO: {ASKED}"),
        (
            "[12:03] anna: is it in?",
            "[12:04] jo: not yet",
            f"[12:05] jo: {SAID}",
            "[12:31] jo: now",
        ),
        ("§ 1 Scope", SAID, "§ 2 Duties of the master", ASKED),
        ("1. The lamp", SAID, "2. The stairs", ASKED),
        ("[Verse 1]", SAID, "[Chorus]", ASKED),
    ],
)
def test_the_first_of_several_is_no_title(lines: tuple[str, ...]) -> None:
    article = clean("\n\n".join(lines), kind="text")
    assert article.title is None
    assert article.text.split("\n\n") == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("Enys: the lamp goes out", SAID, ASKED),
        ("Enys: the lamp goes out", f"Linna: {SAID}", ASKED, SAID),
        ("1 lamp and no keeper", SAID, ASKED),
        ("12 lamps of the north", "1. Enys", SAID, "2. Linna", ASKED),
        ("Cargo", "The chapters below tell what is new in Cargo this year.", SAID),
        ("tide_table", "The list of those who asked for it is long", SAID),
    ],
)
def test_a_title_that_looks_alike_is_one(lines: tuple[str, ...]) -> None:
    article = clean("\n\n".join(lines), kind="text")
    assert article.title == lines[0]


@pytest.mark.parametrize("word", ["Yes", "Thanks", "Summary"])
def test_a_word_above_a_short_sentence_that_does_not_say_it_is_no_title(word: str) -> None:
    assert clean(f"{word}\n\nThat is all there was to say.", kind="text").title is None


def test_what_a_box_on_the_licence_says_again_is_not_where_the_article_begins() -> None:
    """Themes of blogs tell title, address, author and days once more, below the article."""
    title = "Quayside7 使用 wave/tides"
    end = ["归档", "© 2023 海风 Powered by Hexo & Icarus", "© 2019"]
    lines = [
        f"{title} - 海风的博客",
        title,
        "options: {",
        title,
        "https://quay.example/2024/tide/",
        *end,
    ]
    article = clean("\n".join(lines), kind="text")
    assert article.title == title
    assert article.text.startswith("options: {")
