"""The one door: what goes in, its options, its flags, and a page of HTML."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from cleanarticle import Article, Reason, clean

FERRY = "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail again this week."
COUNCIL = "The mayor of the smaller town told the council after a long meeting that the school would stay open until the end of May."
LETTER = "Nobody in the harbour had seen the letter before Thursday, when the operator read it out to the crews and the owners."
GERMAN = "Die Fähre zu den Inseln fuhr am Dienstag um zwölf Uhr ab, und die Mannschaft sagte, sie werde diese Woche nicht mehr fahren."

PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Ferry crews walk out for a week | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="og:image" content="https://harbour.example/ferry.jpg">
<meta name="description" content="The ferry does not sail.">
<link rel="canonical" href="https://harbour.example/ferry">
<script>var tracker = 1;</script><style>p {{ color: red }}</style>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article>
<h1>Ferry crews walk out for a week</h1>
<p>{FERRY}</p>
<p>{COUNCIL} See <a href="https://harbour.example/rules">the rules</a> of the <em>old</em> harbour.</p>
<h2>A letter to the crews</h2>
<p>{LETTER}</p>
<ul><li>The night boat goes on.</li><li>The day boat stays.</li></ul>
<p>{FERRY.replace("Tuesday", "Wednesday")}</p>
</article>
<footer><p>© 2023 The Harbour Post. All rights reserved.</p></footer>
</body></html>
"""


# ---------------------------------------------------------------- what goes in


@pytest.mark.parametrize("thing", [None, 3, 1.5, ["text"], {"a": 1}, object(), Path("page.html")])
def test_what_is_neither_str_nor_bytes(thing: Any) -> None:
    with pytest.raises(TypeError) as caught:
        clean(thing)
    message = str(caught.value)
    assert type(thing).__name__ in message
    assert "str or bytes" in message and "read_bytes" in message and ".content" in message


@pytest.mark.parametrize("make", [bytes, bytearray, memoryview])
def test_bytes_of_every_make(make: Any) -> None:
    assert clean(make(FERRY.encode())).text == FERRY


def test_two_halves_of_a_character_are_one() -> None:
    halves = f"{FERRY} \ud83d\ude00 \ude00"
    article = clean(halves)
    assert article.text == f"{FERRY} \U0001f600"
    assert article.raw == f"{FERRY} \U0001f600 \ude00"
    assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize(
    "raw", ["", " \n", b"", "\x00", "\ud800", b"\xff\xfe", "Advertisement", "<html></html>"]
)
def test_no_article(raw: str | bytes) -> None:
    article = clean(raw)
    assert article.blocks == () and article.text == "" and article.title is None
    assert "no_article" in article.flags
    assert article.confidence == 0


@pytest.mark.parametrize("option", ["kind", "favor", "extractor"])
def test_unknown_options(option: str) -> None:
    with pytest.raises(ValueError, match=rf"{option} is one of .*not 'nonsense'"):
        clean(FERRY, **{option: "nonsense"})  # type: ignore[arg-type]


def test_options_are_named() -> None:
    with pytest.raises(TypeError):
        clean(FERRY, "text")  # type: ignore[call-arg]


def test_an_article_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        clean(FERRY).title = "x"  # type: ignore[misc]


# ---------------------------------------------------------------- clean text stays


@pytest.mark.parametrize(
    "text", [FERRY, GERMAN, f"{FERRY}\n\n{COUNCIL}\n\n{LETTER}", "Yes.", "雨が降った。"]
)
def test_clean_text_comes_out_as_it_went_in(text: str) -> None:
    article = clean(text)
    assert article.text == text
    assert article.changes == ()
    assert article.flags == frozenset()


def test_str_gives_title_and_text() -> None:
    assert str(clean(f"Ferry crews walk out\n\n{FERRY}")) == f"Ferry crews walk out\n\n{FERRY}"


def test_repr_says_what_it_is_about() -> None:
    article = clean(f"Ferry crews walk out\n\n{FERRY}\n\nAdvertisement")
    assert repr(article) == "<Article 'Ferry crews walk out': 23 words, 2 changes>"
    assert repr(clean(f"{FERRY}")).startswith("<Article without title, 'The ferry to the outer")
    assert "no_article" in repr(clean(""))


# ---------------------------------------------------------------- options


def test_language_and_url_are_taken_over() -> None:
    article = clean(FERRY, language="da", url="https://harbour.example/ferry")
    assert (article.language, article.url) == ("da", "https://harbour.example/ferry")


def test_language_is_found() -> None:
    assert clean(GERMAN).language == "de"


@pytest.mark.parametrize("favor", ["precision", "balanced", "recall"])
def test_favor_leaves_prose_alone(favor: Any) -> None:
    assert clean(f"{FERRY}\n\n{COUNCIL}", favor=favor).text == f"{FERRY}\n\n{COUNCIL}"


@pytest.mark.parametrize(
    "extra",
    [
        "Harbour Post exclusive",
        ["nothing", "harbour  post EXCLUSIVE"],
        re.compile("Harbour Post .*"),
    ],
)
def test_extra(extra: Any) -> None:
    article = clean(f"{FERRY}\n\nHarbour Post exclusive\n\n{COUNCIL}", extra=extra)
    assert article.text == f"{FERRY}\n\n{COUNCIL}"
    (change,) = article.changes
    assert (change.reason, change.cleaner, change.before) == (
        Reason.RULE,
        "drop_extra",
        "Harbour Post exclusive",
    )


def test_extra_inside_a_sentence() -> None:
    assert clean(FERRY.replace("ferry", "ferry (own report)"), extra="(own report)").text == FERRY


@pytest.mark.parametrize(
    "keep", ["advertisement", ["nothing", "Advertisement"], re.compile("^Adv")]
)
def test_keep(keep: Any) -> None:
    raw = f"{FERRY}\n\nAdvertisement\n\n{COUNCIL}"
    assert "Advertisement" not in clean(raw).text
    assert clean(raw, keep=keep).text == raw


def test_keep_goes_before_extra() -> None:
    raw = f"{FERRY}\n\nHarbour Post exclusive\n\n{COUNCIL}"
    assert clean(raw, extra="Harbour Post exclusive", keep="exclusive").text == raw


@pytest.mark.parametrize("option", ["extra", "keep"])
@pytest.mark.parametrize("rule", [3, [3], re.compile(b"x"), [None]])
def test_rules_of_another_type(option: str, rule: Any) -> None:
    with pytest.raises(TypeError):
        clean(FERRY, **{option: rule})


# ---------------------------------------------------------------- flags


def test_paywall() -> None:
    article = clean(f"{FERRY}\n\n{COUNCIL}\n\nSubscribe to continue reading")
    assert "paywall" in article.flags
    assert article.text == f"{FERRY}\n\n{COUNCIL}"


def test_no_flags_without_evidence() -> None:
    text = f"{FERRY}\n\nThe paper lost subscribers in May, and the mayor wanted to continue reading it for nothing."
    assert clean(text).flags == frozenset()


def test_heavy_cut() -> None:
    raw = "\n\n".join(["The ferry sailed at noon."] + ["Advertisement\n\nShare this article"] * 30)
    assert "heavy_cut" in clean(raw).flags


# ---------------------------------------------------------------- a page


def test_page() -> None:
    article = clean(PAGE, kind="html")
    assert article.title == "Ferry crews walk out for a week"
    assert article.language == "en"
    assert article.site == "The Harbour Post"
    assert article.image == "https://harbour.example/ferry.jpg"
    assert article.description == "The ferry does not sail."
    assert article.url == "https://harbour.example/ferry"
    assert [(b.kind, b.text) for b in article.blocks] == [
        ("paragraph", FERRY),
        ("paragraph", COUNCIL + " See the rules of the old harbour."),
        ("heading", "A letter to the crews"),
        ("paragraph", LETTER),
        ("list_item", "The night boat goes on."),
        ("list_item", "The day boat stays."),
        ("paragraph", FERRY.replace("Tuesday", "Wednesday")),
    ]


def test_page_is_told_by_itself_and_from_bytes() -> None:
    assert clean(PAGE) == clean(PAGE, kind="html") == clean(PAGE.encode())


def test_page_keeps_marks() -> None:
    block = clean(PAGE).blocks[1]
    marks = [(m.kind, block.text[m.start : m.end], m.href) for m in block.marks]
    assert marks == [
        ("link", "the rules", "https://harbour.example/rules"),
        ("emphasis", "old", None),
    ]


def test_page_ledger_is_over_the_text_that_was_read() -> None:
    article = clean(PAGE)
    assert "<" not in article.raw and "tracker" not in article.raw
    cut = {change.before for change in article.changes}
    assert any("All rights reserved" in before for before in cut)
    assert any("Sport" in before for before in cut)


@pytest.mark.parametrize("extractor", ["model", "readability"])
def test_both_extractors_find_the_text(extractor: Any) -> None:
    assert FERRY in clean(PAGE, extractor=extractor).text


@pytest.mark.parametrize(
    "html",
    [
        "<",
        "<html>",
        "<p",
        "<!doctype html>",
        "<html><body></body></html>",
        "<p></p>" * 50,
        "</div>" * 50,
    ],
)
def test_broken_pages_give_an_article(html: str) -> None:
    assert isinstance(clean(html, kind="html"), Article)


def test_hidden_things_are_not_read() -> None:
    page = PAGE.replace(
        "<h2>", '<p style="display: none">Hidden line.</p><p hidden>Hidden too.</p><h2>'
    )
    assert "Hidden" not in clean(page).raw


def test_a_long_thread_whose_answers_all_say_its_subject() -> None:
    subject = "Why did the ferry not sail on Tuesday"
    answers = "".join(
        f"Re: {subject}\n\n{FERRY.replace('noon', f'{n} o’clock')}\n\n" for n in range(20)
    )
    article = clean(f"{subject}\n\n{COUNCIL}\n\n{answers}")
    assert "Re:" not in article.text
    assert article.text.count("The ferry to the outer islands sailed") == 20
