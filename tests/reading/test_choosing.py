"""What is cut of a page beside the model's choice: articles that an endless page appends."""

from __future__ import annotations

import pytest

from cleanarticle import clean

OWN = (
    "The ferry to Enys sailed at noon with forty people on board and a piano that nobody had paid for.",
    "The harbour master said that the tide had been too low for the ramp on two days of the week.",
    "Nobody has come forward so far, and the afternoon crossing has sold out every day since Monday.",
)
OTHER = (
    "The baker in Castle Street has put up the price of a loaf for the third time since the spring.",
    "She blames the price of gas, which has doubled, and a miller who wants to be paid in advance.",
    "Her customers have begun to bake at home, she says, and to ask her for yeast and for advice.",
)


def article(heading: str, paragraphs: tuple[str, ...]) -> str:
    inside = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<article><h1>{heading}</h1><p class='by'>By Jo Pell</p>{inside}</article>"


def page(*parts: str, kind: str = "NewsArticle", title: str = "Piano sails twice a day") -> str:
    return f"""<html><head><title>{title} - Harbour Post</title><meta property="og:title"
content="{title}"><script type="application/ld+json">{{"@type": "{kind}", "headline": "{title}"}}</script>
</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main>{"".join(parts)}</main>
<footer>All rights reserved</footer></body></html>"""


def test_the_next_article_of_an_endless_page_goes() -> None:
    made = clean(
        page(article("Piano sails twice a day", OWN), article("A loaf costs more again", OTHER))
    )
    assert [block.text for block in made.blocks] == list(OWN)
    cut = next(change for change in made.changes if OTHER[0] in change.before)
    assert cut.reason == "related"


def test_an_article_in_two_parts_stays_whole() -> None:
    second = "<article>" + "".join(f"<p>{text}</p>" for text in OTHER) + "</article>"
    made = clean(page(article("Piano sails twice a day", OWN), second))
    assert [block.text for block in made.blocks] == [*OWN, *OTHER]


def test_posts_of_a_thread_stay() -> None:
    made = clean(
        page(
            article("Piano sails twice a day", OWN),
            article("Re: Piano sails twice a day", OTHER),
            kind="DiscussionForumPosting",
        )
    )
    assert {*OWN, *OTHER} <= {block.text for block in made.blocks}


def test_articles_of_which_none_has_the_page_s_title_stay() -> None:
    made = clean(
        page(
            article("Piano sails twice a day", OWN),
            article("A loaf costs more again", OTHER),
            title="The week in Enys harbour",
        )
    )
    assert {*OWN, *OTHER} <= {block.text for block in made.blocks}


FRENCH = (
    "Sous les plafonds du bureau du port, ils se sont rencontrés pour la première fois et ont mesuré ce qui "
    "les sépare. Mardi soir, Edwin Marsh a reçu Hanna Pryce, qui dirige le syndicat des dockers depuis la "
    "fin mars, pendant un peu plus d’une heure.",
    "Pour ce rendez-vous, Mme Pryce est venue « avec [s]on ordre du jour », raconte-t-elle au Courrier du "
    "port. Elle a demandé une hausse pour les équipes de nuit.",
    "« Je lui ai parlé avec gravité, car la situation du port m’inquiète beaucoup », dit-elle. Après la "
    "réforme des retraites des pilotes, les équipages ont le sentiment que personne ne les écoute.",
    "« Aucun accord »",
    "Pour la syndicaliste, il n’y a qu’un moyen de calmer la colère et de tourner la page : retirer le tarif "
    "de nuit, et parler.",
)
GERMAN = (
    "Die Fähre nach Enys fuhr am Mittag mit vierzig Leuten an Bord und einem Klavier, für das niemand bezahlt "
    "hatte. Wem es gehört, weiß bis heute keiner.",
    "Der Hafenmeister sagt, das Wasser sei an zwei Tagen der Woche zu niedrig für die Rampe gewesen.",
)
FRAGMENTS = {
    "paragraphs": "<p>{}</p>",
    "divisions": "<div>{}</div>",
    "cells": "<table><tr><td>{}</td></tr></table>",
    "named divisions": '<body><div class="c"><div class="x">{}</div></div></body>',
    "breaks": "<div>{}</div>",
}


@pytest.mark.parametrize("text", [FRENCH, FRENCH[:2], GERMAN, OWN], ids=["fr", "two", "de", "en"])
@pytest.mark.parametrize("form", FRAGMENTS)
def test_prose_without_a_page_around_it_stays(form: str, text: tuple[str, ...]) -> None:
    between = FRAGMENTS[form].split("{}")
    edge = "<br><br>" if form == "breaks" else "</p><p>" if form == "paragraphs" else None
    inner = edge or between[1].partition(">")[0] + "><" + between[0].rpartition("<")[2]
    made = clean(between[0] + inner.join(text) + between[1], kind="html")
    assert [block.text for block in made.blocks] == list(text)


def test_what_surrounds_bare_prose_goes() -> None:
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "News", "Sport"))
    links = "".join(f'<div><a href="/{n}">The tide table for week {n}</a></div>' for n in range(9))
    made = clean(f"<ul>{menu}</ul>" + "".join(f"<p>{text}</p>" for text in OWN) + links)
    assert [block.text for block in made.blocks] == list(OWN)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, OWN], ids=["fr", "de", "en"])
def test_what_is_written_as_html_is_read_whole(text: tuple[str, ...]) -> None:
    made = clean(page(article("Piano sails twice a day", text)))
    again = clean(made.to_html())
    assert (again.title, again.text) == (made.title, made.text)


def test_the_caller_tells_the_address_that_a_page_does_not() -> None:
    plain = page(article("Piano sails twice a day", OWN))
    address = "https://post.example/forum/viewtopic/1234"
    telling = plain.replace("<title>", f'<link rel="canonical" href="{address}"><title>')
    told, silent = clean(plain, url=address), clean(plain)
    assert told.confidence == clean(telling).confidence != silent.confidence


@pytest.mark.parametrize("address", ["http://[host]/a", "//[", "https://post.example/a"])
def test_an_address_that_is_none_fails_no_page(address: str) -> None:
    links = f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    pictures = (
        f'<meta property="og:image" content="{address}"><link rel="image_src" href="{address}">'
    )
    plain = page(article(f'<a href="{address}">Piano sails twice a day</a>', OWN))
    made = clean(plain.replace("<title>", f"{links}{pictures}<title>"), url=address)
    assert [block.text for block in made.blocks] == list(OWN)
