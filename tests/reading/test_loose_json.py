"""Structured data that a strict reader of JSON refuses."""

from __future__ import annotations

import json

import pytest

from cleanarticle import clean
from cleanarticle.reading.head import read_head
from cleanarticle.reading.loose_json import read_loosely
from cleanarticle.reading.parsing import parse

THING = {
    "@type": "NewsArticle",
    "headline": "Ferries idle",
    "description": "Crews on the quay",
    "keywords": ["ferries"],
    "author": {"@type": "Person", "name": "Jane Roe"},
}
RAW = json.dumps(THING)


@pytest.mark.parametrize(
    "broken",
    [
        RAW.replace("the quay", 'the "old" quay'),
        RAW.replace("the quay", "the harbour\\'s quay"),
        RAW.replace("the quay", "the \\d quay"),
        RAW.replace(', "author"', ' "author"'),
        RAW.replace(', "author"', ',, "author"'),
        RAW.replace('["ferries"]', ""),
        RAW.replace('["ferries"]', "{{ tags }}"),
        RAW.replace('{"@type": "N', '{ /* day */ "@type": "N'),
        RAW.replace('{"@type": "N', '{ // day\n"@type": "N'),
        RAW.replace('"', "'"),
        RAW[:-1],
        RAW[:-3],
        "\ufeff" + RAW,
    ],
)
def test_broken_json_of_pages(broken: str) -> None:
    tree = parse(f'<html><head><script type="application/ld+json">{broken}</script></head></html>')
    assert tree is not None
    found = read_head(tree).objects
    assert found[0]["headline"] == "Ferries idle"
    assert found[0]["author"]["name"] == "Jane Roe"


@pytest.mark.parametrize("text", ["", " ", "{", "[[[", ":", "}", ",", "//", "/*", '"', "'", "\\"])
def test_rubbish(text: str) -> None:
    assert not read_loosely(text) or read_loosely(text) in ([], [[[]]], [[]], "\\")


@pytest.mark.parametrize("token", ['"', '\\"', "'", "/*", '{"a":', '"a" ', '"a', "[", '"a":"b" '])
def test_one_token_again_and_again_ends(token: str) -> None:
    read_loosely(token * (100_000 // len(token)))


def test_a_character_that_json_writes_as_two_halves_is_one() -> None:
    assert read_loosely(r'{"headline": "A \ud83d\ude00 "big" day",}') == {
        "headline": 'A 😀 "big" day'
    }
    alone = read_loosely(r'{"headline": "A \ud83d "big" day",}')["headline"]
    assert alone.encode("utf-8").decode() == alone


@pytest.mark.parametrize("end", ["}", ",}"])
def test_half_a_character_is_no_part_of_a_field(end: str) -> None:
    thing = (
        r'{"@type": "NewsArticle", "headline": "Ferries \ud83d idle for weeks", "author": "Jane \udc00 Roe"'
        + end
    )
    told = f'<script type="application/ld+json">{thing}</script>'
    article = clean(f"<html><head>{told}</head><body><p>The ferry did not sail.</p></body></html>")
    assert article.title == "Ferries \ufffd idle for weeks"
    assert all(name.encode("utf-8") for name in article.authors)
