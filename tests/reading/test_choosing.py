"""What stays with what it belongs to, and a page on which the model alone would cut it."""

from __future__ import annotations

import numpy as np
import pytest

from cleanarticle import clean
from cleanarticle.judging.trees import judge_page
from cleanarticle.reading.choosing import keep_with_their_own
from cleanarticle.reading.html import read_page

LONG = "The ferry to the islands did not sail on Tuesday, and nobody on the quay could say why it did not."


def stays(body: str, out: str, chance: float = 0.4) -> bool:
    """Whether a text stays that the model would cut, everything else being kept."""
    reading = read_page(f"<html lang=en><body><div>{body}</div></body></html>")
    assert reading is not None
    page = reading.page
    _, table = judge_page(page, reading.hints)
    texts = [piece.text for piece in page.pieces]
    assert texts.count(out) == 1
    keep = np.array([text not in (out, "Gone.") for text in texts])
    keep_with_their_own(page, keep, table, np.full(len(keep), chance, np.float32))
    return bool(keep[texts.index(out)])


@pytest.mark.parametrize(
    ("body", "out", "expected"),
    [
        (f"<dl><dt>Lee</dt><dd>{LONG}</dd></dl>", "Lee", True),
        (f"<dl><dt>Lee</dt><dt>Luv</dt><dd>{LONG}</dd></dl>", "Lee", True),
        (f"<dl><dt>Lee</dt><dd>Gone.</dd></dl><p>{LONG}</p>", "Lee", False),
        (f"<dl><dd>{LONG}</dd><dt>Lee</dt></dl><p>{LONG}</p>", "Lee", False),
        (f"<blockquote><p>{LONG}</p><footer>Ann Roe</footer></blockquote>", "Ann Roe", True),
        (f"<blockquote><p>{LONG}</p><footer><p>Ann Roe</p></footer></blockquote>", "Ann Roe", True),
        ("<blockquote><p>Gone.</p><footer>Ann Roe</footer></blockquote>", "Ann Roe", False),
        (f"<p>{LONG}</p><footer>Ann Roe</footer>", "Ann Roe", False),
        (f"<p>{LONG}</p><p>Ginger.</p><p>{LONG}</p>", "Ginger.", True),
        (f"<p>{LONG}</p><p>Gone.</p><p>Ginger.</p><p>{LONG}</p>", "Ginger.", True),
        (f"<p>{LONG}</p><p>Ginger</p><p>{LONG}</p>", "Ginger", False),
        (f"<p>{LONG}</p><p><a href='/g'>Ginger.</a></p><p>{LONG}</p>", "Ginger.", False),
        (f"<p>{LONG}</p><p class=aside>Ginger.</p><p>{LONG}</p>", "Ginger.", False),
        (f"<p>{LONG}</p><section><p>Ginger.</p></section><p>{LONG}</p>", "Ginger.", False),
        (f"<p>{LONG}</p><p>Ginger.</p>", "Ginger.", False),
        (f"<p>Ginger.</p><p>{LONG}</p>", "Ginger.", False),
    ],
)
def test_a_few_words_stay_with_what_they_belong_to(body: str, out: str, expected: bool) -> None:
    assert stays(body, out) is expected


def test_what_is_quite_unlikely_goes_all_the_same() -> None:
    assert not stays(f"<p>{LONG}</p><p>Ginger.</p><p>{LONG}</p>", "Ginger.", 0.2)
    assert not stays(f"<dl><dt>Lee</dt><dd>{LONG}</dd></dl>", "Lee", 0.05)


def test_who_said_it_stays_below_a_quotation() -> None:
    days = ("Friday", "May", "June", "Sunday", "July", "Easter", "August")
    text = "".join(f"<p>{LONG.replace('Tuesday', day)}</p>" for day in days)
    quotation = (
        "<blockquote><p>We have done this before, and we can do it again.</p>"
        "<footer>— <cite>Jane Roe</cite></footer></blockquote>"
    )
    teasers = "".join(f"<li><a href='/{n}'>Boat {n} is late again today</a></li>" for n in range(8))
    page = (
        "<!doctype html><html lang=en><head><title>The ferry, told by its mate</title></head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/b'>Boats</a></li></ul></nav>"
        f"<main><div class=content><h1>The ferry, told by its mate</h1>{text}{quotation}</div></main>"
        f"<aside><h3>More</h3><ul>{teasers}</ul></aside></body></html>"
    )
    article = clean(page)
    assert article.blocks[-1].text == "— Jane Roe" and article.blocks[-1].kind == "quote"
    assert "Boat 3" not in article.text
    assert "Jane Roe" not in clean(page, favor="precision").text
