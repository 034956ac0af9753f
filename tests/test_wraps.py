"""Wrapped lines: what is joined, the ledger of it, and text that must stay as it is."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle import DEFAULT, Edit, Join, Pipeline, Reason, clean
from cleanarticle.cleaners.wraps import fix_wraps
from cleanarticle.model import Document
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply

law = settings(max_examples=100, derandomize=True, deadline=None, database=None)

PARAGRAPHS = [
    "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not "
    "sail again this week, because the operator had refused to pay for the night boat since the "
    "beginning of the month and would not say when.",
    "The mayor of the smaller town told the council after a long meeting in the hall that the school "
    "would stay open until the end of May. She thanked the fishermen, who had brought bread, milk "
    "and the post.",
    "Nobody in the harbour saw the boat leave, and the night watchman could not say who had cast off.",
]


def joined(raw: str) -> list[str]:
    work = Work(raw, read_lines(raw), Settings())
    apply(work, [fix_wraps])
    return [node.trace.text for node in work.live()]


@pytest.mark.parametrize("width", range(38, 119, 5))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"], ids=ascii)
def test_every_margin_and_line_end(width: int, end: str) -> None:
    raw = "\n\n".join(textwrap.fill(text, width) for text in PARAGRAPHS)
    assert joined(raw.replace("\n", end)) == PARAGRAPHS


@pytest.mark.parametrize("width", [50, 60, 65, 72, 76, 80])
def test_without_blank_lines(width: int) -> None:
    raw = "\n".join(textwrap.fill(text, width) for text in PARAGRAPHS)
    assert joined(raw) == PARAGRAPHS


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=ascii)
def test_clean_text_stays(gap: str) -> None:
    assert joined(gap.join(PARAGRAPHS)) == PARAGRAPHS


def test_without_it_lines_stay_as_they_stand() -> None:
    raw = textwrap.fill(PARAGRAPHS[0], 72)
    lines = raw.split("\n")
    assert clean(raw, pipeline=Pipeline()).text == "\n\n".join(lines)
    article = clean(raw, pipeline=DEFAULT.without("fix_wraps"))
    assert [article.title, *(block.text for block in article.blocks)] == lines
    assert clean(raw).text == PARAGRAPHS[0]


def test_the_ledger_says_what_was_joined() -> None:
    raw = (
        "The ferry to the outer islands sailed at noon on Tuesday, and the govern-\n"
        "ment said that it would not sail again this week, as the operator had re-\n"
        "fused to pay for it. \n"
        "Nobody saw it."
    )
    article = clean(raw, pipeline=Pipeline(fix_wraps), language="en")
    assert [(c.before, c.after, c.cleaner, c.reason) for c in article.changes] == [
        ("-\n", "", "fix_wraps", Reason.WRAP),
        ("-\n", "", "fix_wraps", Reason.WRAP),
    ]
    assert article.blocks[0].text.endswith("had refused to pay for it.")
    assert article.restore(article.changes[0]).text.count("govern-") == 1


def test_quotation_marks_of_a_mail_go_with_the_break() -> None:
    raw = "\n".join("> " + line for line in textwrap.wrap(PARAGRAPHS[0], 68))
    article = clean(raw, pipeline=Pipeline(fix_wraps))
    assert article.text == "> " + PARAGRAPHS[0]
    assert {(c.before, c.after) for c in article.changes} == {("\n> ", " ")}


def test_a_tag_broken_over_lines_is_matched() -> None:
    raw = (
        "The ferry to the outer islands sailed at noon on Tuesday, and the <a\n"
        'href="https://news.example/crew">crew</a> said that it would not sail\n'
        "again this week, because the operator had refused to pay for the boat."
    )
    assert clean(raw).text == (
        "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would "
        "not sail again this week, because the operator had refused to pay for the boat."
    )


def test_pages_have_no_lines() -> None:
    lines = textwrap.wrap(PARAGRAPHS[0], 72)
    page = "<!doctype html><body>" + "".join(f"<p>{line}</p>" for line in lines)
    assert not list(fix_wraps(Document((), kind="html")))
    assert [b.text for b in clean(page, pipeline=Pipeline(fix_wraps)).blocks] == lines


def test_it_asks_and_does_not_act() -> None:
    raw = textwrap.fill(PARAGRAPHS[0], 72)
    work = Work(raw, read_lines(raw), Settings())
    actions = list(fix_wraps(work.document()))
    assert [type(action) for action in actions] == [Join]
    assert len(work.nodes) == len(raw.split("\n"))


def test_join_takes_one_glue_or_one_for_each_gap() -> None:
    def glue_all(blocks: Document) -> list[Join | Edit]:
        if len(blocks) == 1:
            return []
        return [Edit(blocks[0], 2, 3, "", Reason.WRAP), Join(tuple(blocks), ("", " ", "+"))]

    article = clean("on-\ne two\n\nthree\nfour", pipeline=Pipeline(glue_all))
    assert article.text == "one two three+four"
    assert [(c.before, c.after) for c in article.changes] == [
        ("-\n", ""),
        ("\n\n", " "),
        ("\n", "+"),
    ]


words = st.sampled_from(
    "the a ferry harbour said. Nobody well- – — - 12. 3) • > >> | islands, Tuesday “and crew” to of "
    "港の労働者は 仕事を止めている。 https://news.example/a/b ```".split()
)
lines = st.lists(words, min_size=0, max_size=16).map(" ".join)
ends = st.sampled_from(["\n", "\n", "\n", "\n\n", " \n", "  \n", "\r\n", "\n   ", "\n\u3000"])


@law
@given(st.lists(st.tuples(lines, ends), max_size=25))
def test_twice_is_once_and_nothing_is_lost(parts: list[tuple[str, str]]) -> None:
    raw = "".join(line + end for line, end in parts)
    work = Work(raw, read_lines(raw), Settings())
    apply(work, [fix_wraps])
    once = [node.trace.text for node in work.live()]
    apply(work, [fix_wraps])
    assert [node.trace.text for node in work.live()] == once
    assert joined("\n\n".join(text for text in once if "\n" not in text)) == [
        text for text in once if "\n" not in text
    ]
    kept = "".join("".join(once).split()).replace("-", "").replace(">", "")
    assert kept == "".join(raw.split()).replace("-", "").replace(">", "")
