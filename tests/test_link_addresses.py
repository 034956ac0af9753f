"""Addresses that makers of text write behind links."""

from __future__ import annotations

import pytest

from cleanarticle import DEFAULT, Article, Pipeline, clean

MENU = ("Home", "Boats", "Crew", "Tides", "Bells", "Harbour fees")
BODY = (
    "The ferry to the outer islands sailed at noon on Tuesday, said {master}, and the crew agreed "
    "that it would not sail again before the end of the week.",
    "Nobody on the pier had seen {storm} coming, and the baker closed her shop before the first "
    "wave came over the wall.",
    "By Thursday the water had gone back, and the school could open its doors again.",
)
FORMS = {
    "paths": ("{} (/{})", "{} (/{})"),
    "square": ("{} [https://ferry.example/{}]", "{} [https://ferry.example/{}]"),
    "glued": ("{}<https://ferry.example/{}>", "{}<https://ferry.example/{}>"),
    "one site's": ("{} (https://ferry.example/{})",) * 2,
    "spaced": ("{} ( /{} )", "{} ( /{} )"),
}


def _dump(form: str) -> str:
    inside, label = FORMS[form]
    menu = [label.format(name, f"{i}/{name[:2].lower()}") for i, name in enumerate(MENU * 2)]
    master = inside.format("the harbour master", "people/master_(old)")
    storm = inside.format("the storm", "news/storm.html?from=pier")
    text = [line.format(master=master, storm=storm) for line in BODY]
    return "\n".join([*menu, "Ferry crews walk out", "", *text, "", *menu[::-1]])


def _expected() -> str:
    return "\n\n".join(line.format(master="the harbour master", storm="the storm") for line in BODY)


def _links(article: Article) -> list[tuple[str, str | None]]:
    return [
        (block.text[mark.start : mark.end], mark.href)
        for block in article.blocks
        for mark in block.marks
        if mark.kind == "link"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_article_has_no_address(form: str) -> None:
    assert clean(_dump(form)).text == _expected()


@pytest.mark.parametrize("form", FORMS)
def test_the_last_word_of_a_link_leads_where_it_led(form: str) -> None:
    site = "https://ferry.example" if "https" in FORMS[form][0] else ""
    links = _links(clean(_dump(form)))
    assert [text for text, _ in links] == ["master", "storm"]
    assert [href for _, href in links] == [
        f"{site}/people/master_(old)",
        f"{site}/news/storm.html?from=pier",
    ]


def test_a_line_that_is_a_link_is_one_whole() -> None:
    raw = "\n".join(f"{i}. Boats of the bay (/boats/{i})" for i in range(1, 7))
    links = _links(
        clean(raw, pipeline=Pipeline(*(c for c in DEFAULT if c.__name__ == "drop_link_addresses")))
    )
    assert links == [("Boats of the bay", f"/boats/{i}") for i in range(1, 7)]


def test_addresses_that_a_writer_gives_stay() -> None:
    raw = "\n\n".join(
        line.format(
            master="the master (https://ferry.example/m)", storm="the storm [see /etc/tide]"
        )
        for line in BODY
    )
    assert clean(raw).text == raw


def test_markdown_stays_markdown() -> None:
    """The brackets of its links are read with their text."""
    text = [
        line.format(master="[the harbour master](/people/master)", storm="[the storm](/storm)")
        for line in BODY
    ]
    article = clean("\n\n".join(text))
    assert article.text == _expected()
    assert _links(article) == [("the harbour master", "/people/master"), ("the storm", "/storm")]


def test_what_a_page_shows_in_brackets_stays() -> None:
    """On a page of HTML addresses are not written by a maker of text."""
    shown = "".join(
        f"<li>The tables of part {i} stand in a folder (/etc/tides/{i}).</li>" for i in range(9)
    )
    page = f"<html><body><article><h1>Tides</h1><p>{_expected()}</p><ul>{shown}</ul></article></body></html>"
    assert clean(page).text.count("(/etc/tides/") == 9
