"""What is cut of a page beside the model's choice: articles that an endless page appends."""

from __future__ import annotations

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
