"""A recipe's ingredients are short lines without a full stop, as a menu's are; they stay, in dumps and pages."""

from __future__ import annotations

import pytest

from cleanarticle import clean
from cleanarticle.cleaners._recipes import recipe_lines

RECIPES = {
    "en": (
        ("Log in", "Subscribe", "Recipes", "Search"),
        "Potato pancakes from the harbour kitchen",
        "These potato pancakes are crisp outside and soft inside, and they come together in under an hour.",
        ("You may also like", "Fish soup", "Rye bread"),
        ("Ingredients", "1 kg floury potatoes", "2 onions", "½ cup flour", "Salt and pepper", "3 tbsp oil"),
        ("Directions", "Grate the potatoes and the onions.", "Fry spoonfuls in hot oil until they are golden."),
        ("Leave a comment", "Your email address will not be published.", "Post comment", "Privacy policy"),
    ),
    "de": (
        ("Anmelden", "Abonnieren", "Rezepte", "Suche"),
        "Kartoffelpuffer aus der Hafenküche",
        "Diese Kartoffelpuffer sind außen knusprig und innen weich, und sie stehen in weniger als einer Stunde auf dem Tisch.",
        ("Das könnte Sie auch interessieren", "Fischsuppe", "Roggenbrot"),
        ("Zutaten", "1 kg Kartoffeln", "2 Zwiebeln", "3 EL Mehl", "Salz und Pfeffer", "Öl zum Braten"),
        ("Zubereitung", "Kartoffeln und Zwiebeln reiben.", "In heißem Öl backen, bis sie goldbraun sind."),
        ("Kommentar schreiben", "Datenschutz", "Impressum"),
    ),
    "ja": (
        ("ログイン", "会員登録", "レシピ", "検索"),
        "港の台所のじゃがいもパンケーキ",
        "外はかりっと、中はやわらかいじゃがいもパンケーキで、一時間もかからずに食卓に並びます。",
        ("関連記事", "魚のスープ", "ライ麦パン"),
        ("材料", "じゃがいも 1kg", "玉ねぎ 2個", "小麦粉 大さじ3", "塩 少々", "油 適量"),
        ("作り方", "じゃがいもと玉ねぎをすりおろします。", "熱した油で、きつね色になるまで焼きます。"),
        ("コメントを書く", "プライバシーポリシー", "利用規約"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", RECIPES)
def test_the_ingredients_stay_in_a_dump(language: str) -> None:
    menu, title, story, others, ingredients, steps, foot = RECIPES[language]
    lines = (*menu, title, story, *others, *ingredients, *steps, *foot)
    article = clean("\n".join(lines))
    kept = article.text.split("\n\n")
    assert [line for line in (*ingredients, *steps) if line not in kept] == []
    assert not set(others[1:]) & set(kept)
    assert article.title == title


@pytest.mark.parametrize("language", RECIPES)
def test_the_ingredients_stay_on_a_page(language: str) -> None:
    menu, title, story, others, ingredients, steps, foot = RECIPES[language]

    def items(lines: tuple[str, ...]) -> str:
        return "".join(f"<li>{line}</li>" for line in lines)

    article = clean(
        f"<html lang={language}><head><title>{title}</title></head><body><nav><ul>{items(menu)}</ul></nav>"
        f"<main><h1>{title}</h1><p>{story}</p>"
        f"<aside><h3>{others[0]}</h3><ul>{items(others[1:])}</ul></aside>"
        f"<div class=box><h3>{ingredients[0]}</h3><ul>{items(ingredients[1:])}</ul>"
        f"<h3>{steps[0]}</h3><ol>{items(steps[1:])}</ol></div></main>"
        f"<footer><ul>{items(foot)}</ul></footer></body></html>",
        kind="html",
    )
    assert [line for line in (*ingredients[1:], *steps[1:]) if line not in article.text] == []


@pytest.mark.parametrize(
    "lines",
    [
        ("Ingredients", "Water, rye, salt.", "May hold traces of nuts", "2024 Harbour Mill"),
        ("Ingredients", "12 comments", "3 min read", "14 November 2023", "5 shares", "2 weeks ago"),
        ("Zutaten", "Weizen", "Wasser", "Salz", "Hefe", "Zucker", "Öl", "1 kg", "2 kg", "3 kg"),
        ("Material", "1 rope", "2 hooks", "3 nails"),
    ],
)
def test_the_word_alone_makes_no_recipe(lines: tuple[str, ...]) -> None:
    assert recipe_lines(lines) == set()
