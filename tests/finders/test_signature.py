"""Writers and days of dumps that no rule finds: who is believed, what stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from cleanarticle import Article, Reason, clean
from cleanarticle.actions import Found
from cleanarticle.finders.header import header
from cleanarticle.finders.signature import find_signature, likeliest
from cleanarticle.model import Block, Document, blocks

TITLE = "Ferry crews will not sail to the outer islands this week"
PROSE = (
    "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail "
    "again this week.",
    "The mayor of the smaller town told the council after a long meeting that the school would stay open "
    "until the end of May.",
    "Nobody in the harbour had seen the letter before Thursday, when the operator read it out to the crews "
    "and the owners of the boats.",
)
MENU = ("Skip to content", "Home", "News", "Weather", "Sign in")
FOOT = ("Written by", "Karin Ostrow")


def _as_dump(document: Document, title: Block) -> Document:
    """Give the blocks as those of a page: its title taken, chrome cut above and below it."""
    gone = ((0, 1, Reason.TITLE), (0, 1, Reason.MENU), (0, 1, Reason.SHARE), (0, 1, Reason.SHARE))
    return replace(
        document, title=title, gone=gone, cuts={Reason.MENU: 3, Reason.SHARE: 3}, language="en"
    )


def dump(*lines: str) -> Article:
    return clean("\n".join(lines))


def test_a_name_below_the_article_is_taken_with_its_label() -> None:
    article = dump(*MENU, TITLE, "Share", *PROSE, *FOOT, "Privacy policy", "Cookie settings")
    assert article.authors == ("Karin Ostrow",)
    assert article.paragraphs == PROSE
    taken = [c.before for c in article.changes if c.reason == Reason.BYLINE]
    assert taken == ["Written by", "Karin Ostrow"]


def test_the_name_comes_back() -> None:
    article = dump(*MENU, TITLE, "Share", *PROSE, *FOOT, "Privacy policy")
    change = next(c for c in article.changes if c.before == "Karin Ostrow")
    restored = article.restore(change)
    assert restored.authors == ()
    assert "Karin Ostrow" in restored.text


@pytest.mark.parametrize("words", ["Marken Ostrow", "Русский 中文"])
def test_words_of_the_menu_name_nobody(words: str) -> None:
    article = dump(*MENU, "Marken", TITLE, "Share", *PROSE, words, "Privacy policy")
    assert article.authors == ()


def test_a_name_alone_below_the_article_is_taken() -> None:
    article = dump(*MENU, "Marken", TITLE, "Share", *PROSE, "Karin Ostrow", "Privacy policy")
    assert article.authors == ("Karin Ostrow",)


def test_a_byline_that_a_rule_finds_is_believed_first() -> None:
    article = dump(*MENU, TITLE, "By Peter Hallam", "Share", *PROSE, *FOOT, "Privacy policy")
    assert article.authors == ("Peter Hallam",)


@pytest.mark.parametrize("foot", [FOOT, ("Karin Ostrow",), ("4 March 2024",)])
def test_an_article_alone_has_no_such_lines(foot: tuple[str, ...]) -> None:
    text = "\n\n".join([TITLE, *PROSE, *foot])
    article = clean(text)
    assert (article.authors, article.published) == ((), None)
    assert f"{article.title}\n\n{article.text}" == text


@pytest.mark.parametrize(
    ("line", "stays"),
    [("4 March 2024", False), ("4 March 2024 Harbour office", True)],
)
def test_a_day_further_below_the_headline(line: str, stays: bool) -> None:
    title = blocks(TITLE)[0]
    document = blocks("Owners of the boats wait for a second letter", *PROSE[:2], line, PROSE[2])
    found = [f for f in find_signature(_as_dump(document, title)) if isinstance(f, Found)]
    assert [(f.field, f.value.date()) for f in found] == [("published", date(2024, 3, 4))]
    assert (found[0].block is None) == stays


def test_a_day_that_changed_is_no_day_of_publication() -> None:
    article = dump(*MENU, TITLE, "Updated", "4 March 2024", "Share", *PROSE, "Privacy policy")
    assert article.published is None
    assert article.modified is not None


def test_a_list_of_people_names_no_writer() -> None:
    team = [
        f"{first} {last}" for first in ("Karin", "Peter", "Mona") for last in ("Ostrow", "Hallam")
    ]
    assert dump(*MENU, TITLE, "Share", *PROSE, *team, "Privacy policy").authors == ()


def test_a_heading_names_no_writer() -> None:
    standfirst = "Owners of the boats wait for a second letter"
    below = (*PROSE, "## Peter Hallam", *reversed(PROSE), "Privacy policy")
    article = dump(*MENU, f"# {TITLE}", "Share", standfirst, "## Karin Ostrow", *below)
    assert article.authors == ()
    assert [block.text for block in article.blocks[:2]] == [standfirst, "Karin Ostrow"]


def test_who_is_greeted_is_no_writer() -> None:
    article = dump(*MENU, TITLE, "Share", PROSE[0], "Karin Ostrow,", *PROSE[1:], "Privacy policy")
    assert article.authors == ()
    assert "Karin Ostrow," in article.paragraphs


def test_prose_above_the_title_does_not_end_the_search() -> None:
    document = blocks(*PROSE, TITLE, "By Karin Ostrow", "4 March 2024", *PROSE)
    rest = tuple(block for block in document if block.text != TITLE)
    zone = header(replace(document, blocks=rest, title=document[3]))
    assert [block.text for block in zone][3:5] == ["By Karin Ostrow", "4 March 2024"]


def test_lines_that_say_the_same_are_believed_together() -> None:
    assert likeliest(["a", "b", "a"], [1.0, 1.5, 1.0], 0.0)[0] in (0, 2)
    assert likeliest([], [], 0.0) == (-1, 0.0)


def test_many_names_take_linear_time() -> None:
    def spent(times: int) -> float:
        lines = [f"Karin Ostrow{'a' * (i % 40)}" for i in range(times)]
        raw = "\n".join([*MENU, TITLE, "Share", *PROSE, *lines])
        begun = process_time()
        clean(raw, kind="text")
        return process_time() - begun

    spent(100)
    assert min(spent(1600) for _ in range(2)) < 6 * min(spent(400) for _ in range(3)) + 0.5


def test_the_title_beside_the_share_buttons_is_not_the_headline() -> None:
    head = (
        TITLE,
        TITLE,
        "What two letters tell about a pier",
        "KARIN OSTROW",
        "NOV 03, 2023",
        "42",
    )
    buttons = ("Share this post", TITLE, "Copy link", "Facebook", "Email", "7", "Share")
    foot = (
        "Share this post",
        TITLE,
        "2 Comments",
        "Ada P.",
        "Nov 3",
        "I was there.",
        "Reply",
        "Share",
    )
    article = dump(
        *head, *buttons, *PROSE, *PROSE[::-1][:1], *foot, "Subscribe", "© 2023 Karin Ostrow"
    )
    assert (article.title, article.authors) == (TITLE, ("KARIN OSTROW",))
    assert article.published is not None and article.published.date() == date(2023, 11, 3)
