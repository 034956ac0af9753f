"""Rules for sites in TOML, and rules that are learnt from a site's articles."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from cleanarticle import Article, Line, SiteRules, Sites, clean, learn_site, load_sites

SITES = r"""
# Rules for two papers
[harbour.example]
extra = ["Harbour Post exclusive", {pattern = "Tide table: .*"}, {line = "Quay # news", seen = 4}]
keep = "Advertisement"
favor = "recall"

["sport.harbour.example"]
extra = [
    {phrase = "Regatta live"},
]
keep = [{pattern = "^Read also"}]
favor = "precision"

[www.kurier.example]
extra = []
"""


def load(tmp_path: Path, text: str) -> Sites:
    path = tmp_path / "sites.toml"
    path.write_text(text, "utf-8")
    return load_sites(path)


# ---------------------------------------------------------------- the file


def test_sites_are_read(tmp_path: Path) -> None:
    sites = load(tmp_path, SITES)
    assert list(sites) == ["harbour.example", "sport.harbour.example", "kurier.example"]
    assert sites["harbour.example"] == SiteRules(
        "harbour.example",
        ("Harbour Post exclusive", re.compile("Tide table: .*"), Line("Quay # news", 4)),
        ("Advertisement",),
        "recall",
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example/a?b=c",
        "http://www.harbour.example:8080",
        "//News.Harbour.Example/",
        "harbour.example",
        "harbour.example./x",
    ],
)
def test_rules_hold_for_subdomains(tmp_path: Path, url: str) -> None:
    sites = load(tmp_path, SITES)
    assert sites.for_url(url) == sites["harbour.example"].options


@pytest.mark.parametrize(
    "url", [None, "", "https://arbour.example", "https://example", "https://[x", "nonsense", "/a"]
)
def test_other_pages_have_no_rules(tmp_path: Path, url: str | None) -> None:
    assert load(tmp_path, SITES).for_url(url) == {}


def test_rules_of_site_and_subdomain_add_up(tmp_path: Path) -> None:
    options = load(tmp_path, SITES).for_url("https://m.sport.harbour.example/1")
    assert options["extra"][0] == "Harbour Post exclusive"
    assert options["extra"][-1] == "Regatta live"
    assert options["keep"] == ("Advertisement", re.compile("^Read also"))
    assert options["favor"] == "precision"


def test_clean_takes_them(tmp_path: Path) -> None:
    sites = load(tmp_path, SITES)
    raw = "Advertisement\n\nQuay 12 news\n\nThe ferry sailed at noon.\n\nTide table: 04:12"
    url = "https://www.harbour.example/ferry"
    article = clean(raw, url=url, **sites.for_url(url))
    assert article.text == "Advertisement\n\nThe ferry sailed at noon."
    assert article.url == url


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[a.example]\nfavour = "recall"', "2: [a.example] favour: unknown key; known are extra,"),
        ('[a.example]\n\nfavor = "high"', "3: [a.example] favor: is one of 'precision',"),
        ("[a.example]\nextra = 3", "2: [a.example] extra: is a list of rules, not 3"),
        ("[a.example]\nextra = [\n 'x',\n 3,\n]", "4: [a.example] extra: a rule is"),
        (
            "[a.example]\nextra = [\n 'x',\n {pattern = '(x'},\n]",
            "4: [a.example] extra: the pattern",
        ),
        ("[a.example]\nextra = [{patern = 'x'}]", '2: [a.example] extra: a rule is "a phrase", {p'),
        ("[a.example]\nextra = [{pattern = 'x', line = 'y'}]", "2: [a.example] extra: a rule is"),
        (
            "[a.example]\nkeep = [\n {lines = 'x'}]",
            '3: [a.example] keep: a rule is "a phrase", {pa',
        ),
        ("[a.example]\nextra = ['a', ' ']", "2: [a.example] extra: a phrase is empty"),
        (
            "[b.example]\nkeep=[]\n[a.example]\nkeep = [{pattern = ''}]",
            "4: [a.example] keep: a pat",
        ),
        ("[a.example]\narticles = 'x'", "2: [a.example] articles: is a number, not 'x'"),
        ("extra = ['x']", "1: [] extra: stands outside a site"),
        ("[a.example]\nkeep=[]\n['www.a.example']\nkeep=[]", "3: [www.a.example] a.example stands"),
        ("[a.example\n", " not TOML: "),
        (
            "['https://www.A.example/news']\nkeep=[]",
            '1: [https://www.A.example/news] a site is named by its host alone: "a.example"',
        ),
        ("['a.example:80']\nkeep=[]", "1: [a.example:80] a site is named by its host alone"),
        ("['a.example/news']\nkeep=[]", "1: [a.example/news] a site is named by its host alone"),
    ],
)
def test_bad_files_are_told_by_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'sites.toml'}:{message}")


def test_rules_are_a_value() -> None:
    rules = SiteRules("a.example", ("x", re.compile("y")))
    assert rules == SiteRules("a.example", ("x", re.compile("y")))
    assert hash(rules) == hash(SiteRules("a.example", ("x", re.compile("y"))))
    with pytest.raises(FrozenInstanceError):
        rules.site = "b.example"  # type: ignore[misc]


def test_rules_are_written_and_read_again(tmp_path: Path) -> None:
    rules = SiteRules(
        "a.example",
        (
            'say "x"\\ \t\x7f é',
            re.compile(r"tide\s\d+", re.IGNORECASE | re.MULTILINE),
            Line('Nr. # "x" \\', seen=7),
        ),
        ("keep me", re.compile("^a$")),
        "precision",
        articles=9,
    )
    again = SiteRules.from_toml(rules.to_toml())
    assert again.to_toml() == rules.to_toml()
    assert again.extra[0] == rules.extra[0] and again.extra[2] == rules.extra[2]
    pattern = again.extra[1]
    assert isinstance(pattern, re.Pattern) and pattern.search("x\nTIDE 4")
    assert (again.site, again.keep, again.favor, again.articles) == (
        "a.example",
        rules.keep,
        "precision",
        9,
    )
    assert load(tmp_path, rules.to_toml() + SITES)["a.example"] == again


def test_rules_without_a_site_are_not_written() -> None:
    with pytest.raises(ValueError, match=r'site="example.org"'):
        SiteRules().to_toml()


@pytest.mark.parametrize("text", ["", SITES])
def test_from_toml_reads_one_site(text: str) -> None:
    with pytest.raises(ValueError, match="one site is expected"):
        SiteRules.from_toml(text)


def test_a_person_can_read_them() -> None:
    rules = SiteRules("a.example", (Line("Quay #", 4), re.compile("x+")), ("y",), "recall", 5)
    assert str(rules).splitlines() == [
        "a.example: 2 to cut, 1 to keep, favor recall, learnt from 5 articles",
        "  cut   line     Quay #  (4 of 5)",
        "  cut   pattern  x+",
        "  keep  phrase   y",
    ]


# ---------------------------------------------------------------- learning

PLACES = "Vessby Torsund Lavik Grimsund Halden Molde Narvik Bodin Hamar Askim".split()
THINGS = "ferry bridge school pier market library tram harbour mill tower".split()


def story(n: int) -> list[str]:
    """Give the paragraphs of an invented article; no two share one."""
    place, thing = PLACES[n], THINGS[n]
    return [
        f"The {thing} of {place} was closed on Tuesday, and the council said that it would stay so until spring.",
        f"Nobody in {place} had expected the letter about the {thing}, which the mayor read out to a full hall.",
        f"The owners want to sell the {thing}, and the people of {place} would rather see it mended and kept.",
    ]


def lines(rules: SiteRules) -> list[tuple[str, int]]:
    return [(rule.text, rule.seen) for rule in rules.extra if isinstance(rule, Line)]


def site(count: int, *, head: str = "", middle: str = "", foot: str = "") -> list[str]:
    """Give articles of an invented site; `{n}` is the article's number, `{place}` its place."""
    raws = []
    for n in range(count):
        one, two, three = story(n)
        parts = [head, one, middle, two, three, foot]
        raws.append("\n\n".join(p.format(n=n + 3, place=PLACES[n]) for p in parts if p))
    return raws


def test_lines_at_head_and_foot_are_learnt() -> None:
    raws = site(5, head="Wind from the quay: force {n}", foot="Harbour Post, Quay 1, Vessby")
    rules = learn_site(raws, site="harbour.example")
    assert lines(rules) == [
        ("Harbour Post, Quay 1, Vessby", 5),
        ("wind from the quay: force #", 5),
    ]
    assert (rules.site, rules.articles) == ("harbour.example", 5)
    unseen = "\n\n".join(
        ["Wind from the quay: force 11", *story(9), "Harbour Post, Quay 1, Vessby"]
    )
    assert clean(unseen, **rules.options).text == "\n\n".join(story(9))


def test_a_line_that_is_a_template_of_itself_is_learnt_once() -> None:
    raws = site(5, foot="Edition by Harbour Post, Vessby, Quay 4")
    assert lines(learn_site(raws)) == [("Edition by Harbour Post, Vessby, Quay 4", 5)]


def test_any_address_names_the_site(tmp_path: Path) -> None:
    raws = site(3, foot="Harbour Post, Quay 1, Vessby")
    rules = learn_site(raws, site="https://www.Harbour.example/news/")
    assert rules.site == "harbour.example"
    assert load(tmp_path, rules.to_toml()).for_url("https://harbour.example/a") == rules.options


@pytest.mark.parametrize(
    "options", [{"min_articles": 0}, {"min_articles": "3"}, {"min_share": 20}, {"min_share": -1}]
)
def test_the_least_is_looked_at(options: Any) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        learn_site(site(3), **options)


def test_what_is_no_article_is_told_by_its_number() -> None:
    with pytest.raises(TypeError) as caught:
        learn_site([*site(2), None])  # type: ignore[list-item]
    assert caught.value.__notes__ == ["raised by article 3 of learn_site()"]
    with pytest.raises(TypeError, match="not dict"):
        learn_site(dict(enumerate(site(3))))  # type: ignore[arg-type]


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_bytes("['a.example']\nkeep = ['Zo\u00eb']".encode("cp1252"))
    with pytest.raises(ValueError, match=re.escape(f"{path}: not UTF-8")):
        load_sites(path)


def test_articles_teach_what_raw_texts_teach() -> None:
    raws = site(5, head="Wind from the quay: force {n}", foot="Harbour Post, Quay 1, Vessby")
    assert learn_site(map(clean, raws)) == learn_site(raws)


def test_pages_teach_too() -> None:
    pages = [
        "<!doctype html><html><head><title>x</title></head><body><main>"
        + "".join(f"<p>{p}</p>" for p in [*raw.split("\n\n")])
        + "</main></body></html>"
        for raw in site(5, foot="Harbour Post, Quay 1, Vessby")
    ]
    assert lines(learn_site(pages)) == [("Harbour Post, Quay 1, Vessby", 5)]


def test_a_long_notice_between_paragraphs_needs_most_articles() -> None:
    notice = "The Harbour Post on your own pier, as it happens"
    assert lines(learn_site(site(6, middle=notice))) == [(notice, 6)]
    assert lines(learn_site(site(4, middle=notice))) == []
    assert lines(learn_site(site(4, middle=notice) + site(10)[4:])) == []


@pytest.mark.parametrize(
    "middle",
    [
        "What happened",
        "Ingredients",
        "“None of this is good for us”, she said.",
        "The war between the two towns began eleven years ago, when the first bridge was built without a vote.",
    ],
)
def test_what_may_be_the_articles_own_stays(middle: str) -> None:
    assert lines(learn_site(site(8, middle=middle))) == []


def test_background_at_the_end_of_follow_ups_stays() -> None:
    background = "The two towns have been at odds since the first bridge was built without a vote eleven years ago."
    assert lines(learn_site(site(6, foot=background) + site(10)[6:])) == []


def test_short_sentences_at_the_end_need_most_articles() -> None:
    sentence = "The police are looking for witnesses."
    assert lines(learn_site(site(4, foot=sentence) + site(10)[4:])) == []


def test_speech_stays() -> None:
    assert lines(learn_site(site(8, foot="– No comment"))) == []


def test_an_article_many_times_is_one_article() -> None:
    copies = ["\n\n".join(story(1))] * 6 + ["\n\n".join([*story(1)[:2], story(2)[0]])] * 3
    rules = learn_site(copies)
    assert (lines(rules), rules.articles) == ([], 1)
    assert lines(learn_site([raw for raw in site(4) for _ in range(3)])) == []


@pytest.mark.parametrize("foot", ["By Marit Solheim", "Source: The Harbour Post", "3 May 2024"])
def test_lines_taken_up_into_fields_stay(foot: str) -> None:
    raws = ["\n\n".join([f"The {THINGS[n]} of {PLACES[n]}", foot, *story(n)]) for n in range(6)]
    assert lines(learn_site(raws)) == []


NAMES = "Ola Berg|Marit van der Lee|Jon Ek|Liv Moe|Anne-Lise Dahl|Per Aas|Siri Ness|Odd Vik".split(
    "|"
)


def signed(line: str, count: int = 8) -> list[str]:
    """Give articles of which each but the last ones ends in the line, with a name and a number."""
    return [
        "\n\n".join([*story(n), line.format(name=NAMES[n], n=n + 3)] if n < count else story(n))
        for n in range(8)
    ]


def test_a_template_with_names_is_learnt() -> None:
    rules = learn_site(signed("Set down on {n} May for the Post, {name}"))
    assert lines(rules) == [("set down on # for the *", 7)]  # "van der" is of no other name
    unseen = [*story(9), "Set down on 30 June for the Post, Kari Lund"]
    assert clean("\n\n".join(unseen), **rules.options).text == "\n\n".join(story(9))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Set down on {n} May for the Post, {name}", 6),  # in three of four articles
        ("{name} had {n} boats", 8),  # no words of a template
        ("Set down in winter for {name}", 8),  # no number
        ("In {n} years nobody in the town had seen {name}.", 8),  # a sentence
        ("– It was {n} years ago, said {name}", 8),  # speech
    ],
)
def test_what_may_be_no_template_stays(line: str, count: int) -> None:
    assert lines(learn_site(signed(line, count))) == []


def test_numbers_alone_are_not_learnt() -> None:
    assert lines(learn_site(site(6, foot="{n}"))) == []


def test_the_least_can_be_set() -> None:
    raws = site(2, foot="Harbour Post, Quay 1, Vessby") + site(10)[2:]
    assert lines(learn_site(raws)) == []
    assert lines(learn_site(raws, min_articles=2)) == [("Harbour Post, Quay 1, Vessby", 2)]
    assert lines(learn_site(raws, min_articles=2, min_share=0.3)) == []


def test_the_site_is_told_by_the_articles() -> None:
    hosts = ["https://www.harbour.example/1", "https://sport.harbour.example/2"]
    articles = [clean(raw, url=url) for raw, url in zip(site(2), hosts, strict=True)]
    assert learn_site(articles).site == "harbour.example"
    assert learn_site([*articles, clean(story(4)[0], url="https://kurier.example")]).site == ""


@pytest.mark.parametrize("articles", [[], [""], [b"\xff"], [Article()], ["Home\nSport"] * 5])
def test_nothing_is_learnt_of_nothing(articles: list[Article | str | bytes]) -> None:
    assert learn_site(articles) == SiteRules()


def test_no_state_is_kept() -> None:
    raws = site(5, foot="Harbour Post, Quay 1, Vessby")
    before = clean(raws[0])
    learn_site(raws)
    assert clean(raws[0]) == before
