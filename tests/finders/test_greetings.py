"""A greeting above a letter or a post is a line of it, not its title."""

from __future__ import annotations

import pytest

from cleanarticle import clean

BODY = (
    "My printer has printed nothing since the update of Tuesday, and nobody in the shop could say why.",
    "I have taken out the paper, put it back, and read what the leaflet says about the red light.",
)


@pytest.mark.parametrize(
    "greeting",
    [
        "Hi",
        "Hello everyone!",
        "Good morning",
        "Dear Sir or Madam",
        "Hallo zusammen",
        "Liebe Leserinnen und Leser",
        "Bonjour à tous",
        "Buenos días a todos",
        "Olá, pessoal",
        "Dzień dobry",
        "Здравствуйте, друзья!",
        "Merhaba arkadaşlar",
        "안녕하세요",
        "大家好",
        "こんにちは",
        "नमस्ते",
        "السلام عليكم",
    ],
)
def test_a_greeting_is_no_title(greeting: str) -> None:
    article = clean("\n\n".join((greeting, *BODY)), kind="text")
    assert article.title is None
    assert article.paragraphs[0] == greeting


@pytest.mark.parametrize(
    "title", ["Hello Kitty turns fifty", "Good morning, Enys", "Liebe", "Dear Diary", "Beste"]
)
def test_a_title_that_begins_as_greetings_do_is_one(title: str) -> None:
    assert clean("\n\n".join((title, *BODY)), kind="text").title == title
