"""The options of `clean()`: what is wrong is told at the door, with what is wanted."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from cleanarticle import DEFAULT, Article, Line, Pipeline, clean, clean_many, learn_site, show
from cleanarticle.batch.many import settled
from cleanarticle.languages import code_of

FERRY = "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail again."
RAW = f"{FERRY}\n\nAdvertisement\n\nShare this article"

WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"kind": "pdf"}, ValueError, "kind is one of 'auto', 'text', 'html', not 'pdf'"),
    ({"kind": ["html"]}, ValueError, "kind is one of"),
    ({"favor": None}, ValueError, "favor is one of 'precision', 'balanced', 'recall', not None"),
    ({"extractor": "lxml"}, ValueError, "extractor is one of 'model', 'readability'"),
    ({"language": 5}, TypeError, "language is a code such as .* not 5"),
    ({"language": b"en"}, TypeError, "language is a code such as .* not b'en'"),
    ({"language": "English"}, ValueError, "language is the code of one.*\"en.* not 'English'"),
    ({"language": "e"}, ValueError, "not 'e'"),
    ({"language": "en-"}, ValueError, "not 'en-'"),
    ({"url": b"https://a.example"}, TypeError, "url is the address as a str.* not b'https"),
    ({"url": 5}, TypeError, "url is the address as a str.* not 5"),
    ({"extra": 5}, TypeError, "extra takes a phrase .* not 5"),
    ({"extra": b"Home"}, TypeError, "extra takes a phrase .* not b'Home'"),
    ({"keep": [b"Home"]}, TypeError, "keep takes a phrase .* not b'Home'"),
    ({"keep": bytearray(b"x")}, TypeError, "keep takes a phrase"),
    ({"extra": re.compile(b"x")}, TypeError, r"extra: b'x' is a pattern of bytes.*compile\('x'\)"),
    ({"keep": [Line(5)]}, TypeError, "keep takes a phrase"),  # type: ignore[arg-type]
    ({"pipeline": None}, TypeError, "pipeline is a Pipeline or the cleaners.*not None"),
    ({"pipeline": "fix_quotes"}, TypeError, "pipeline is a Pipeline .* not 'fix_quotes'"),
    ({"pipeline": len}, TypeError, "pipeline is a Pipeline or the cleaners themselves"),
    ({"pipeline": ["fix_quotes"]}, TypeError, "a cleaner is a function with a name"),
]


@pytest.mark.parametrize("many", [False, True], ids=["clean", "clean_many"])
@pytest.mark.parametrize(("options", "error", "message"), WRONG, ids=[str(w[0]) for w in WRONG])
def test_what_is_wrong_is_told(
    options: dict[str, Any], error: type[Exception], message: str, many: bool
) -> None:
    def never() -> Any:
        raise AssertionError("read before the options were looked at")
        yield

    with pytest.raises(error, match=message):
        if many:
            clean_many(never(), workers=1, **options)
        else:
            clean(RAW, **options)


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize("blank", ["", "  \n", [""], ["", " \t"], [Line("")], re.compile("")])
def test_blank_rules_are_none(blank: Any) -> None:
    assert clean(RAW, keep=blank) == clean(RAW)
    assert clean(RAW, extra=blank) == clean(RAW)


def test_rules_may_be_the_lines_of_a_file() -> None:
    lines = "Advertisement\n\n".split("\n")
    assert clean(RAW, keep=lines).text == f"{FERRY}\n\nAdvertisement"
    assert [a.text for a in clean_many([RAW], workers=1, keep=iter(lines))] == [
        f"{FERRY}\n\nAdvertisement"
    ]


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("eng", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("en-us", "en-US"),
        ("en_US", "en-US"),
        ("ENG_GB", "en-GB"),
        ("zh-hant", "zh-Hant"),
        ("es-419", "es-419"),
        ("fil", "fil"),
        (" nl ", "nl"),
    ],
)
def test_codes_have_one_form(given: str, code: str) -> None:
    assert code_of(given) == code
    assert clean(FERRY, language=given) == clean(FERRY, language=code)
    assert clean(FERRY, language=given).language == code


@pytest.mark.parametrize("given", ["EN", "eng", "en"])
def test_a_day_in_numbers_is_read_as_english_has_it(given: str) -> None:
    raw = f"Ferry crews walk out\n\nPublished 05/04/2023\n\n{FERRY}"
    assert clean(raw, language=given).published is None
    assert clean(raw, language="en_us").published == datetime(2023, 5, 4)


@pytest.mark.parametrize("given", ["", "  ", None])
def test_without_a_code_the_language_is_found(given: str | None) -> None:
    assert clean(f"{FERRY}\n\n{FERRY} Nobody asked the operator why.", language=given).language == (
        "en"
    )


@pytest.mark.parametrize(("told", "code"), [("English", None), ("EN-us", "en"), ("ger", "de")])
def test_what_a_page_calls_its_language_can_be_told_again(told: str, code: str | None) -> None:
    page = (
        f'<html><head><script type="application/ld+json">{{"@type": "Article", "inLanguage": "{told}"}}'
        f"</script></head><body><p>{FERRY}</p></body></html>"
    )
    article = clean(page)
    assert article.language == code or (code is None and article.language == "en")
    assert clean(article.text, language=article.language).text == article.text


# ---------------------------------------------------------------- plain values


class Node(str):
    """A string that drags its document along, as those of Beautiful Soup do."""

    def __new__(cls, text: str) -> Node:
        made = super().__new__(cls, text)
        made.tree = None
        for _ in range(10_000):  # too deep to be pickled
            made.tree = [made.tree]
        return made

    tree: list[Any] | None


class Octets(bytes):
    """Bytes of another class."""

    def __bytes__(self) -> bytes:
        return self


@pytest.mark.parametrize("kind", ["text", "html"])
def test_strings_of_another_class_drag_nothing_along(kind: Any) -> None:
    with pytest.raises(RecursionError):
        pickle.dumps(Node(RAW))
    url, language = Node("https://a.example/x"), Node("en")
    article = clean(Node(RAW), kind=kind, url=url, language=language, keep=Node("Advertisement"))
    plain = clean(RAW, kind=kind, url=str(url), language="en", keep="Advertisement")
    assert pickle.loads(pickle.dumps(article)) == article == plain
    assert {type(v) for v in (article.raw, article.text, article.url, article.language)} == {str}
    options: dict[str, Any] = {"url": url, "language": language, "keep": [Node("Advertisement")]}
    assert pickle.loads(pickle.dumps(settled(options))) == settled(options)  # type: ignore[arg-type]
    [many] = clean_many([Node(RAW)], workers=1, kind=kind, **options)
    assert pickle.loads(pickle.dumps(many)) == plain


@pytest.mark.parametrize("make", [Octets, bytearray, memoryview])
def test_bytes_of_another_class(make: Any) -> None:
    assert clean(make(RAW.encode())) == clean(RAW)
    assert type(clean(make(b"It rained.")).raw) is str
    assert [a.raw for a in clean_many([make(b"It rained.")], workers=1)] == ["It rained."]


# ---------------------------------------------------------------- many, and those around it


@pytest.mark.parametrize("workers", ["2", 1.5])
def test_workers_are_a_number(workers: Any) -> None:
    with pytest.raises(TypeError, match=f"workers is a number of processes.* not {workers!r}"):
        clean_many(["x"], workers=workers)


@pytest.mark.parametrize("items", [5, None, Article()])
def test_many_are_an_iterable(items: Any) -> None:
    with pytest.raises(TypeError, match=r"clean_many\(\) takes an iterable"):
        clean_many(items)


@pytest.mark.parametrize("articles", ["abc", b"abc", Article(), 5])
def test_a_site_is_learnt_from_several(articles: Any) -> None:
    with pytest.raises(TypeError, match=r"learn_site\(\) takes several articles"):
        learn_site(articles)


def test_a_site_is_learnt_whatever_its_pages_call_their_language() -> None:
    told = (
        "The ferry sailed at noon on {0}, and nobody on the quay of {0} had expected it to do so."
    )
    raws = [f"{told.format(day)}\n\nThe Post, since 1902" for day in ("Monday", "Friday", "Sunday")]
    articles = [replace(clean(raw), language="English") for raw in raws]
    rules = learn_site(articles, site="a.example")
    assert [line.text for line in rules.extra if isinstance(line, Line)] == ["The Post, since 1902"]


@pytest.mark.parametrize("articles", [Article(), "abc", 5, ["abc"]])
def test_show_takes_several(articles: Any) -> None:
    with pytest.raises(TypeError, match=r"show\(\) takes articles, several of them"):
        show(articles)


def test_a_pipeline_is_one_or_its_cleaners() -> None:
    assert clean(RAW, pipeline=tuple(DEFAULT)) == clean(RAW, pipeline=DEFAULT) == clean(RAW)
    assert clean(RAW, pipeline=Pipeline()).text == RAW
