"""The pipeline as a value, and cleaners of the caller's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from cleanarticle import (
    DEFAULT,
    Block,
    Document,
    Drop,
    Edit,
    Flag,
    Found,
    Join,
    Label,
    MarkUp,
    Pipeline,
    Reason,
    Split,
    clean,
)  # fmt: skip
from cleanarticle.cleaners.chrome import drop_ads
from cleanarticle.cleaners.quotes import fix_quotes

FERRY = "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail again."
COUNCIL = "The council met in the old hall after the meeting of the mayors, and nobody asked the operator why he came."


def drop_submarines(blocks: Sequence[Block]) -> Iterator[Drop]:
    for block in blocks:
        if "submarine" in block.text:
            yield Drop(block, "no submarines here", 0.5)


def fix_ferries(text: str) -> str:
    return text.replace("ferry", "boat")


def mask(s: str) -> str | None:
    return None if "secret" in s else s


# ---------------------------------------------------------------- the value


def test_default_is_ordered_and_iterable() -> None:
    assert len(DEFAULT) == len(DEFAULT.names) == len(list(DEFAULT))
    assert DEFAULT.names[0] == "fix_code_tokens"
    assert "drop_ads" in DEFAULT and drop_ads in DEFAULT and "drop_adds" not in DEFAULT
    assert all(name in repr(DEFAULT) for name in DEFAULT.names)


def test_without_before_and_after_give_new_pipelines() -> None:
    small = Pipeline(drop_ads, fix_quotes)
    assert small.without("drop_ads").names == ("fix_quotes",)
    assert small.before("fix_quotes", fix_ferries).names == (
        "drop_ads",
        "fix_ferries",
        "fix_quotes",
    )
    assert small.after("fix_quotes", fix_ferries, mask).names == (
        "drop_ads",
        "fix_quotes",
        "fix_ferries",
        "mask",
    )
    assert small.names == ("drop_ads", "fix_quotes")
    assert small.without() == small == Pipeline(drop_ads, fix_quotes)
    assert small.without("drop_ads", "fix_quotes").names == ()


def test_a_cleaner_is_as_good_as_its_name() -> None:
    assert DEFAULT.without(drop_ads) == DEFAULT.without("drop_ads")
    assert DEFAULT.after(fix_quotes, fix_ferries) == DEFAULT.after("fix_quotes", fix_ferries)
    assert DEFAULT.before(fix_quotes, fix_ferries) == DEFAULT.before("fix_quotes", fix_ferries)
    with pytest.raises(KeyError, match="no cleaner is called 'fix_ferries'"):
        DEFAULT.without(fix_ferries)


def test_default_without_some() -> None:
    rest = DEFAULT.without("drop_ads", "fix_quotes")
    assert len(rest) == len(DEFAULT) - 2
    assert clean(
        "Advertisement\n\n" + FERRY, pipeline=DEFAULT.without("drop_ads", "find_title")
    ).text.startswith("Adv")


@pytest.mark.parametrize("method", ["without", "before", "after"])
def test_unknown_names_list_the_known(method: str) -> None:
    with pytest.raises(KeyError) as caught:
        getattr(DEFAULT, method)("drop_adds")
    assert "drop_adds" in str(caught.value)
    for name in DEFAULT.names:
        assert name in str(caught.value)


def test_unknown_name_in_an_empty_pipeline() -> None:
    with pytest.raises(KeyError, match="empty"):
        Pipeline().without("drop_ads")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Pipeline(drop_ads, fix_quotes, drop_ads),
        lambda: DEFAULT.after("fix_quotes", drop_ads),
        lambda: DEFAULT.before("fix_quotes", fix_ferries, fix_ferries),
    ],
)
def test_a_name_twice_raises(make: object) -> None:
    with pytest.raises(ValueError, match=r"drop_ads|fix_ferries"):
        make()  # type: ignore[operator]


@pytest.mark.parametrize("thing", ["drop_ads", None, 3])
def test_what_is_no_function_raises(thing: object) -> None:
    with pytest.raises(TypeError, match="function with a name"):
        Pipeline(thing)  # type: ignore[arg-type]


def test_any_iterable_of_cleaners_is_a_pipeline() -> None:
    assert clean("Advertisement\n\n" + FERRY, pipeline=[drop_ads]).text == FERRY
    assert clean("Advertisement\n\n" + FERRY, pipeline=[]).text == "Advertisement\n\n" + FERRY


# ---------------------------------------------------------------- cleaners of the caller's own


def test_a_function_over_blocks() -> None:
    raw = f"{FERRY}\n\nA submarine lay in the harbour.\n\n{COUNCIL}"
    article = clean(raw, pipeline=DEFAULT.after("fix_quotes", drop_submarines))
    assert article.text == f"{FERRY}\n\n{COUNCIL}"
    (change,) = article.changes
    assert change.cleaner == "drop_submarines"
    assert change.steps == ("drop_submarines",)
    assert change.reason is Reason.RULE
    assert change.before == "A submarine lay in the harbour." == raw[change.start : change.end]
    assert change.after == "" and change.is_cut
    assert change.confidence == 0.5
    assert article.restore(change).text == raw


def test_a_function_over_text() -> None:
    raw = f"{FERRY}\n\n{COUNCIL}"
    article = clean(raw, pipeline=DEFAULT.after("fix_quotes", fix_ferries))
    assert article.text == raw.replace("ferry", "boat")
    assert {change.cleaner for change in article.changes} == {"fix_ferries"}
    assert {change.reason for change in article.changes} == {Reason.RULE}
    at = raw.index("ferry")
    assert all(at <= change.start <= change.end <= at + 5 for change in article.changes)


def test_a_function_over_text_told_by_its_annotation_cuts_with_none() -> None:
    article = clean(
        f"{FERRY}\n\nThe secret line.\n\n{COUNCIL}", pipeline=DEFAULT.after("fix_quotes", mask)
    )
    assert article.text == f"{FERRY}\n\n{COUNCIL}"
    assert [change.cleaner for change in article.changes] == ["mask"]


def test_a_lambda_has_a_name_too() -> None:
    article = clean(FERRY, pipeline=Pipeline(lambda text: text.upper()))
    assert article.text == FERRY.upper()


def test_a_function_that_returns_nothing_leaves_all() -> None:
    def look(blocks: Sequence[Block]) -> None:
        assert [block.text for block in blocks] == [FERRY]

    assert clean(FERRY, pipeline=[look]).text == FERRY


def test_edits_and_flags_of_ones_own() -> None:
    def sign(blocks: Sequence[Block]) -> Iterator[Edit | Flag]:
        for block in blocks:
            if not block.text.endswith("#"):
                yield Edit(block, len(block.text), len(block.text), " #", "quote")
        yield Flag("signed")

    article = clean(FERRY, pipeline=[sign])
    assert article.text == FERRY + " #"
    assert article.flags == {"signed"}
    assert [change.reason for change in article.changes] == [Reason.QUOTE]


def test_own_changes_merge_with_others_on_the_same_characters() -> None:
    def shout(text: str) -> str:
        return text.replace("”", "!")

    article = clean("“All this is grave“, he said.", pipeline=[fix_quotes, shout])
    assert article.text == "“All this is grave!, he said."
    (change,) = article.changes
    assert (change.cleaner, change.steps) == ("shout", ("fix_quotes", "shout"))
    assert (change.before, change.after) == ("“", "!")


def test_a_cut_absorbs_the_edits_inside_it() -> None:
    article = clean("A “submarine“, he said.\n\n" + FERRY, pipeline=[fix_quotes, drop_submarines])
    (change,) = article.changes
    assert change.steps == ("fix_quotes", "drop_submarines")
    assert change.before == "A “submarine“, he said."


def test_keep_holds_against_own_cleaners() -> None:
    raw = "A submarine lay in the harbour.\n\n" + FERRY
    assert clean(raw, pipeline=[drop_submarines], keep="submarine").text == raw


# ---------------------------------------------------------------- what goes wrong


def test_exceptions_carry_the_cleaners_name() -> None:
    def fail(blocks: Sequence[Block]) -> Iterator[Drop]:
        raise RuntimeError("broken")
        yield

    with pytest.raises(RuntimeError, match="broken") as caught:
        clean(FERRY, pipeline=[fail])
    assert any("fail" in note for note in caught.value.__notes__)


def test_what_is_no_action_names_the_cleaner() -> None:
    def words(blocks: Sequence[Block]) -> Iterator[str]:
        yield "ferry"

    with pytest.raises(TypeError, match="words yielded str"):
        clean(FERRY, pipeline=[words])


def test_what_is_no_text_names_the_cleaner() -> None:
    def count(text: str) -> int:
        return len(text)

    with pytest.raises(TypeError, match="count was given"):
        clean(FERRY, pipeline=[count])


def test_a_block_that_is_not_there() -> None:
    def stray(blocks: Sequence[Block]) -> Iterator[Drop]:
        yield Drop(Block("paragraph", "not there", start=5_000, end=5_009), "x")

    with pytest.raises(ValueError, match="stray names a block"):
        clean(FERRY, pipeline=[stray])


def test_a_block_of_ones_own_making_is_not_the_first_of_the_document() -> None:
    def made(blocks: Sequence[Block]) -> Iterator[Drop]:
        yield Drop(Block("paragraph", "made by hand"), "x")

    def same(blocks: Sequence[Block]) -> Iterator[Drop]:
        yield Drop(Block(blocks[0].kind, blocks[0].text, start=blocks[0].start), "x")

    with pytest.raises(
        ValueError, match="made names a block that is not in the document: 'made by hand'"
    ):
        clean(FERRY, pipeline=[made])
    assert clean(FERRY, pipeline=[same]).text != FERRY


def test_an_edit_outside_the_block() -> None:
    def reach(blocks: Sequence[Block]) -> Iterator[Edit]:
        yield Edit(blocks[0], 0, 5_000, "", "x")

    with pytest.raises(ValueError, match="reach: edit 0:5000"):
        clean(FERRY, pipeline=[reach])


def test_a_line_that_ends_one_join_may_begin_the_next() -> None:
    def join_twice(document: Document) -> Iterator[Join]:
        if len(document) == 4:
            yield Join((document[0], document[1]))
            yield Join((document[1], document[2], document[3]), glue=("", " "))

    article = clean("One\ntwo\nthree\nfour", kind="text", pipeline=Pipeline(join_twice))
    assert article.text == "One twothree four"


def test_a_mark_put_back_stands_behind_the_boundary_of_glued_blocks() -> None:
    def part(document: Document) -> Iterator[Split]:
        if len(document) == 1:
            yield Split(document[0], (4,))

    def put_back(document: Document) -> Iterator[Edit]:
        if document[1].text == "Two.":
            yield Edit(document[1], 0, 0, "“", Reason.QUOTE)

    article = clean("One.Two.", kind="text", pipeline=Pipeline(part, put_back))
    assert article.text == "One.\n\n“Two."
    assert [change.after for change in article.changes] == ["\n\n", "“"]


# ---------------------------------------------------------------- mistakes, told with what is wanted

TWO = f"{FERRY}\n\n{COUNCIL}\n\nNobody asked."


def mistaken(give: Callable[[Document], Any]) -> Pipeline:
    """Make a pipeline of one cleaner, called `my_cleaner`, that gives this."""

    def my_cleaner(blocks: Document) -> Any:
        return give(blocks)

    return Pipeline(my_cleaner)


@pytest.mark.parametrize(
    ("give", "error", "message"),
    [
        (lambda b: Drop(b[0], "ad"), TypeError, r"returned Drop; .*return \[Drop\(block"),
        (lambda b: "ad", TypeError, "returned str; a cleaner over blocks yields actions"),
        (lambda b: 5, TypeError, "returned int; a cleaner over blocks yields actions"),
        (lambda b: b, TypeError, "yielded Block; a cleaner yields Drop, Edit"),
        (lambda b: [Drop], TypeError, "yielded the class Drop; a cleaner yields"),
        (lambda b: [Drop("Nobody", "ad")], TypeError, "names str where a block"),  # type: ignore[arg-type]
        (lambda b: [Edit(None, 0, 1, "", "x")], TypeError, "names NoneType where a block"),  # type: ignore[arg-type]
        (lambda b: [Edit(b[0], 0, 1, None, "x")], TypeError, "an Edit puts in is a str.*not None"),  # type: ignore[arg-type]
        (lambda b: [Found("nosuch", "x")], ValueError, "no field 'nosuch'.*title, .*authors"),
        (lambda b: [Found("text", "x", b[0])], ValueError, "no field 'text'"),
        (
            lambda b: [Found("published", "yesterday")],
            TypeError,
            r"Found\('published', ...\) takes a datetime, not 'yesterday'",
        ),
        (lambda b: [Found("modified", date(2024, 5, 1))], TypeError, "takes a datetime"),
        (lambda b: [Found("authors", "Ola Berg")], TypeError, "takes a tuple of str, not 'Ola"),
        (lambda b: [Found("tags", (1, 2), b[0])], TypeError, r"takes a tuple of str, not \(1, 2\)"),
        (lambda b: [Found("title", None, b[0])], TypeError, "takes a str, not None"),
        (lambda b: [Join((b[0], b[2]))], ValueError, "a Join names neighbours.*'Nobody asked.'"),
        (lambda b: [Join((b[1], b[0]))], ValueError, "a Join names neighbours, in the order"),
        (lambda b: [Join((b[0], b[0]))], ValueError, "a Join names neighbours"),
        (lambda b: [Join(())], ValueError, r"a Join names two blocks or more, .*not \(\)"),
        (lambda b: [Join((b[0],))], ValueError, "a Join names two blocks or more"),
        (lambda b: [Join(b[0])], ValueError, "a Join names two blocks or more"),
        (lambda b: [Join(b[:2], (" ", ""))], ValueError, "there are 1, not 2"),
        (lambda b: [Split(b[0], 3)], TypeError, r"Split\(block, \(3,\)\), not 3"),  # type: ignore[arg-type]
        (lambda b: [Split(b[0], ("ferry",))], TypeError, "a Split names offsets"),  # type: ignore[arg-type]
        (lambda b: [Label(b[0], "title")], ValueError, "kind of a Label is one of paragraph, .*'ti"),  # type: ignore[arg-type]
        (lambda b: [MarkUp(b[0], 0, 3, "bold")], ValueError, "kind of a MarkUp is one of link, .*'b"),  # type: ignore[arg-type]
        (lambda b: [Flag(5)], TypeError, "a flag is a word, not int"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_a_mistake_is_told(give: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"my_cleaner.*{message}") as caught:
        clean(TWO, pipeline=mistaken(give))
    assert "raised by the cleaner 'my_cleaner'" in caught.value.__notes__


@pytest.mark.parametrize("give", [lambda b: None, lambda b: (), lambda b: [], lambda b: iter(())])
def test_nothing_to_say_is_no_mistake(give: Any) -> None:
    assert clean(TWO, pipeline=mistaken(give)).text == TWO


def test_names_in_a_list_are_as_good_as_in_a_tuple() -> None:
    article = clean(TWO, pipeline=mistaken(lambda b: [Found("authors", ["Ola Berg"])]))
    assert article.authors == ("Ola Berg",)


def test_what_was_cut_between_two_blocks_keeps_them_apart() -> None:
    def drop(blocks: Document) -> list[Drop]:
        return [Drop(block, "ad") for block in blocks if block.text == "Advertisement"]

    def join(blocks: Document) -> list[Join]:
        return [Join(blocks.blocks)] if len(blocks) == 2 else []

    raw = "The ferry sailed at noon\n\nAdvertisement\n\nand came back at four."
    article = clean(raw, pipeline=Pipeline(drop, join))
    assert [(change.before, change.after) for change in article.changes] == [("Advertisement", "")]
    assert article.text == raw.replace("Advertisement\n\n", "")
    assert article.restore(article.changes[0]).text == raw


def test_what_a_cleaner_sees_of_the_document_cannot_be_changed() -> None:
    seen: list[Document] = []

    def look(blocks: Document) -> None:
        seen.append(blocks)
        assert dict(blocks.fields) == {"title": "x"}
        for mapping in (blocks.fields, blocks.cuts):
            with pytest.raises(TypeError):
                mapping["title"] = "y"  # type: ignore[index]

    def find(blocks: Document) -> list[Found]:
        return [Found("title", "x")]

    assert clean(TWO, kind="text", pipeline=Pipeline(find, look)).title == "x"
    assert seen
