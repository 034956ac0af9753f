"""Numbers that a page writes itself before the items of a list."""

from __future__ import annotations

import re
import time

import pytest

from cleanarticle import clean
from cleanarticle.reading.parsing import parse
from cleanarticle.reading.tree import read_tree

STEPS = ("Whisk the eggs.", "Stir in the flour.", "Rest the batter.")
PROSE = "<p>The ferry did not sail on Tuesday, and nobody at the quay could say why it did not.</p>"


def texts(markup: str) -> list[str]:
    article = clean(f"<html><body><article>{PROSE}{markup}{PROSE}{PROSE}</article></body></html>")
    return [block.text for block in article.blocks if block.kind == "list_item"]


def listed(item: str, tag: str = "ol") -> str:
    items = "".join(item.format(n=n, step=step) for n, step in enumerate(STEPS, 1))
    return f"<{tag}>{items}</{tag}>"


@pytest.mark.parametrize("tag", ["ol", "ul"])
@pytest.mark.parametrize(
    "item",
    [
        "<li><span class=number>{n}</span>{step}</li>",
        "<li><span>{n}.</span> <span>{step}</span></li>",
        "<li><div class=step_num>{n}</div><div class=step>{step}</div></li>",
        "<li>\n<div><b>{n}</b></div>\n<p>{step}</p></li>",
        "<li>{n}. {step}</li>",
        "<li><p>{n}) {step}</p></li>",
    ],
)
def test_an_item_has_its_number_once(item: str, tag: str) -> None:
    own = ")" if ")" in item else "."
    assert texts(listed(item, tag)) == [f"{n}{own} {step}" for n, step in enumerate(STEPS, 1)]


@pytest.mark.parametrize(
    "item",
    [
        "<li>{n} egg and no more</li>",
        "<li>{n}</li>",
        "<li><span>1</span> {step}</li>",
        "<li><b>{step}</b> {n}</li>",
    ],
)
def test_other_numbers_stay_where_they_are(item: str) -> None:
    items = [item.format(n=n, step=step) for n, step in enumerate(STEPS, 1)]
    tree = parse(f"<body>{listed(item)}</body>")
    assert tree is not None
    shown = [(piece.ordinal, piece.text) for piece in read_tree(tree).pieces]
    assert shown == [(str(n), re.sub("<[^<>]*>", "", text)) for n, text in enumerate(items, 1)]


def test_a_list_within_an_item_has_numbers_of_its_own() -> None:
    inner = "<ul><li><i>1</i>Rope</li><li><i>2</i>Tar</li></ul>"
    assert texts(f"<ol><li>Boats{inner}</li><li>Nets</li></ol>") == [
        "1. Boats",
        "1. Rope",
        "2. Tar",
        "2. Nets",
    ]


def test_many_items_are_read_in_linear_time() -> None:
    start = time.perf_counter()
    parse("<li>" * 20_000)
    clean("<ul>" + "<li><b><i><u>" * 20_000 + "1", kind="html")
    assert time.perf_counter() - start < 20
