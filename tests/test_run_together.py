"""Words run together: what the word lists tell, and what must stay."""

from __future__ import annotations

import pytest

from cleanarticle.cleaners.run_together import fix_run_together, split_word
from cleanarticle.model import blocks
from cleanarticle.words import FULL, LISTED, frequency, function_words, known

NO_WORDS: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("token", "language", "at"),
    [
        ("sanctionswas", "en", 9),
        ("borderswith", "en", 7),
        ("theborder", "en", 3),
        ("governmentofficials", "en", 10),
        ("ransomware", "en", None),
        ("smartphone", "en", None),
        ("into", "en", None),
        ("border", "en", None),
        ("SANCTIONSWAS", "en", None),
        ("sanctionsWas", "en", None),
        ("sanctionswas", "en-GB", 9),
        ("sanctionswas", None, None),
        ("sanctionswas", "fi", None),
        ("sanctionswas", "zh", None),
        ("", "en", None),
        ("a" * 1000, "en", None),
        ("dandogli", "it", None),
        ("separa", "es", None),
    ],
)
def test_a_word_divides_only_where_it_is_certain(
    token: str, language: str | None, at: int | None
) -> None:
    assert split_word(token, language, NO_WORDS) == at


def test_a_word_of_the_text_speaks_for_a_division() -> None:
    assert split_word("Solheimand", "en", NO_WORDS) is None
    assert split_word("Solheimand", "en", {"Solheim"}) == 7


def test_lenient_asks_less_and_never_another_place() -> None:
    tokens = ["sanctionswas", "tofight", "portof", "harbourclosed", "largeenough", "smartphone"]
    for token in tokens:
        strict = split_word(token, "en", NO_WORDS)
        lenient = split_word(token, "en", NO_WORDS, lenient=True)
        assert strict is None or strict == lenient
    assert split_word("largeenough", "en", NO_WORDS, lenient=True) == 5
    assert split_word("smartphone", "en", NO_WORDS, lenient=True) is None


@pytest.mark.parametrize("language", sorted(LISTED))
def test_every_list_loads_and_knows_its_function_words(language: str) -> None:
    bound = function_words(language)
    if bound is None:
        return
    words = {word for word in (*bound.heads, *bound.tails) if len(word) > 3}
    share = sum(bool(known(word, language)) for word in words) / len(words)
    assert share > (0.9 if language in FULL else 0.4)


def test_frequency_is_per_thousand_million_words() -> None:
    assert 7 < frequency("the", "en") < 8
    assert frequency("borderswith", "en") == 0
    assert known("border", "tlh") is None


def test_what_divides_shows_words_that_speak_for_others() -> None:
    text = "The Brevikand the coast, and the way from Brevik to Mosnesand the town of Mosnes."
    once = text
    for edit in sorted(fix_run_together(blocks(text, language="en")), key=lambda e: -e.start):
        once = once[: edit.start] + edit.after + once[edit.end :]
    assert once == text.replace("kand", "k and").replace("sand", "s and")
    assert not list(fix_run_together(blocks(once, language="en")))
