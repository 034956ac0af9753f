"""Prose that is set as code is."""

from __future__ import annotations

import json
import textwrap

import pytest

from cleanarticle import clean
from cleanarticle.reading.preformatted import paragraphs_in

BODY = (
    "The ferry to the outer islands sailed at noon on Tuesday, said the harbour master’s wife, and "
    "the crew agreed that it would not sail again before the end of the week.",
    "“Nobody on the pier had seen the storm coming,” said the baker, who closed her shop before "
    "the first wave came over the wall. She paid for it.",
    "By Thursday the water had gone back, and the school could open its doors again, as the owner "
    "of the café had hoped.",
)
WRAPPED = "\n\n".join("\n".join(textwrap.wrap(line, 72)) for line in BODY)
VIEW = '<html><head><meta name="color-scheme" content="light dark"></head><body><pre>{}</pre></body></html>'
CODE = "def tide(hour):\n    return HIGH if hour in (2, 14) else LOW\n\n\nprint(tide(2))\n" * 6
POEM = "\n".join(["The bell rings over the water", "and nobody comes to the shore", ""] * 3)


@pytest.mark.parametrize("text", [WRAPPED, "\n\n".join(BODY), "\n".join(BODY)])
def test_paragraphs_stand_on_one_line_each(text: str) -> None:
    assert paragraphs_in(text) == list(BODY)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        POEM,
        "Tuesday   noon   Oban      12 passengers\n" * 20,
        textwrap.indent(WRAPPED, "    "),
        WRAPPED + "\n\n" + CODE,
        "$ tide --high\nThe water is high.\n" * 12,
        "",
    ],
    ids=["code", "a poem", "a table", "set in", "prose and code", "a session", "nothing"],
)
def test_what_is_no_prose_stays_as_it_stands(text: str) -> None:
    assert paragraphs_in(text) is None


def test_the_mail_of_a_list_is_prose() -> None:
    linked = WRAPPED.replace("baker", '<a href="http://ferry.example/b">baker</a>')
    page = (
        "<html><head><title>[Ferry] Crews walk out</title></head><body><h1>[Ferry] Crews walk out</h1>"
        "<i>Mon Mar 3 10:00:00 UTC 2025</i><p>"
        '<ul><li>Previous message: <a href="1.html">[Ferry] Tides</a></li></ul><hr>'
        f"<pre>{linked}\n</pre><hr></body></html>"
    )
    article = clean(page)
    assert article.text == "\n\n".join(BODY)
    assert {block.kind for block in article.blocks} == {"paragraph"}
    (mark,) = [mark for block in article.blocks for mark in block.marks]
    assert mark.href == "http://ferry.example/b"
    assert article.published is not None and article.published.date().isoformat() == "2025-03-03"


ANSWER = "Nobody asked the crew, and I would not sail either.\n\n- Ola\n\n"


def quoted(text: str, sign: str) -> str:
    return "".join(f"{sign} {line}".rstrip() + "\n" for line in text.split("\n"))


@pytest.mark.parametrize("sign", [">", "> >"])
def test_what_a_mail_quotes_is_a_quotation(sign: str) -> None:
    markup = f"{ANSWER}{quoted(WRAPPED, sign)}".replace(">", "&gt;")
    article = clean(f"<article><h1>Crews walk out</h1><pre>{markup}</pre></article>", kind="html")
    assert [(b.kind, b.text) for b in article.blocks[:2]] == [
        ("paragraph", "Nobody asked the crew, and I would not sail either."),
        ("paragraph", "- Ola"),
    ]
    assert [b.text for b in article.blocks if b.kind == "quote"] == list(BODY)


def test_what_pipermail_slants_is_a_quotation() -> None:
    lines = quoted(WRAPPED, ">").strip("\n").split("\n")
    slanted = "".join(f"&gt;<i>{line[1:]}\n</I>" for line in lines)
    markup = f"{ANSWER}{slanted}"
    article = clean(f"<article><h1>Crews walk out</h1><pre>{markup}</pre></article>", kind="html")
    assert [b.text for b in article.blocks if b.kind == "quote"] == list(BODY)
    assert "&gt;" not in article.text and ">" not in article.text


def test_a_session_with_an_interpreter_is_none() -> None:
    session = ">>> tide(2)\n'HIGH'\n>>> tide(3)\n'LOW'\n> The water is high. It was low.\n" * 12
    assert paragraphs_in(session) is None
    patch = "> The ferry = LOW; // it sails\n< The ferry = HIGH;\n---\n" * 20
    assert paragraphs_in(patch) is None


def test_code_beside_prose_is_code() -> None:
    page = f"<article><h1>Tides</h1><p>{BODY[0]}</p><pre>{CODE}</pre><p>{BODY[1]}</p></article>"
    assert [block.kind for block in clean(page).blocks] == ["paragraph", "code", "paragraph"]


def test_a_file_of_text_as_a_browser_shows_it() -> None:
    article = clean(VIEW.format(f"Crews walk out\nBy Jane Roe\n\n{WRAPPED}\n"))
    assert (article.title, article.authors) == ("Crews walk out", ("Jane Roe",))
    assert article.text == "\n\n".join(BODY)


def test_an_answer_as_a_browser_shows_it() -> None:
    answer = json.dumps({"title": "Tides", "content": "".join(f"<p>{line}</p>" for line in BODY)})
    article = clean(VIEW.format(answer.replace("<", "&lt;")))
    assert (article.title, article.text) == ("Tides", "\n\n".join(BODY))
