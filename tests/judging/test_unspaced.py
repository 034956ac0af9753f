"""Where words begin in Chinese and Japanese."""

from __future__ import annotations

import pytest

from cleanarticle.judging.unspaced import word_starts


def words(text: str) -> list[str]:
    starts = word_starts(text)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("首页新闻体育财经娱乐", ["首页", "新闻", "体育", "财经", "娱乐"]),
        ("圖書館延長開放時間", ["圖書館", "延長", "開放", "時間"]),
        ("政治経済スポーツエンタメ", ["政治", "経済", "スポーツ", "エンタメ"]),
        ("会員限定記事ログイン", ["会員限定記事", "ログイン"]),
        ("日本の経済が回復した", ["日本", "の", "経済", "が", "回復", "し", "た"]),
    ],
    ids=["simplified", "traditional", "japanese", "phrase of sites", "sentence"],
)
def test_words(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


def test_only_rows_of_han_and_kana_are_looked_at() -> None:
    assert word_starts("News, Sport 2024 новости 뉴스") == []
    assert word_starts("News 新闻") == [5]


def test_an_unknown_name_in_katakana_is_one_word() -> None:
    assert "ズグヴォフスキ" in words("首相はズグヴォフスキと会談した")


@pytest.mark.parametrize("text", ["", "・", "ー" * 3000, "々" * 3000, "ア" * 3000, "\U00020000新"])
def test_every_character_is_in_a_word(text: str) -> None:
    starts = word_starts(text)
    assert starts == sorted(set(starts))
    assert all(0 <= at < len(text) for at in starts)
