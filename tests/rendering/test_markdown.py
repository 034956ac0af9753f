"""Markdown out: what a CommonMark parser reads back is what was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cleanarticle.model import Article, Block, BlockKind, Mark
from cleanarticle.rendering.markdown import to_markdown

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXT_KINDS: tuple[BlockKind, ...] = ("paragraph", "heading", "list_item", "quote", "caption")
TAGS = {"<em>", "</em>", "<strong>", "</strong>", "<wbr>"}


def write(*blocks: Block, title: str | None = None) -> str:
    return to_markdown(Article(title=title, blocks=blocks))


def paragraph(text: str, *marks: Mark) -> str:
    return write(Block("paragraph", text, marks=marks))


def leaves(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type == "image":
            yield "".join(leaves(token.children or []))
        elif token.type == "html_inline":
            assert token.content in TAGS
        else:
            assert token.type.removesuffix("_open").removesuffix("_close") in (
                "link",
                "em",
                "strong",
            )


def read_back(markdown: str) -> list[tuple[str, str]]:
    """Give (tag, text) of every leaf block that a parser finds."""
    found, tag = [], ""
    for token in PARSER.parse(markdown):
        assert token.type not in ("html_block", "hr", "code_block")
        if token.type == "inline":
            found.append((tag, "".join(leaves(token.children or []))))
        elif token.type == "fence":
            found.append(("code", token.content))
        tag = token.tag
    return found


def styles(markdown: str) -> list[tuple[str, frozenset[str]]]:
    """Give every character with the marks that a parser sees around it."""
    found: list[tuple[str, frozenset[str]]] = []
    for token in PARSER.parse(markdown):
        open_now: list[str] = []
        for child in token.children or []:
            if child.type.endswith("_open") or child.content in ("<em>", "<strong>"):
                open_now.append(child.tag or child.content.strip("<>"))
            elif child.type.endswith("_close") or child.content in ("</em>", "</strong>"):
                assert open_now.pop() == (child.tag or child.content.strip("</>"))
            text = "\n" if child.type == "hardbreak" else child.content
            if child.type in ("text", "code_inline", "hardbreak"):
                extra = {"code"} if child.type == "code_inline" else set()
                found.extend((char, frozenset({*open_now, *extra})) for char in text)
    return found


def test_every_kind_of_block() -> None:
    link = Mark("link", 4, 8, "https://example.org/a")
    markdown = write(
        Block("paragraph", "The tide rose.", marks=(link, Mark("strong", 9, 13))),
        Block("heading", "What is known"),
        Block("heading", "Details", level=3),
        Block("list_item", "• one"),
        Block("list_item", "• nested", level=2),
        Block("list_item", "two"),
        Block("quote", "First."),
        Block("quote", "Second."),
        Block("code", "print('```')"),
        Block("table", "Port | Rise\nGdańsk | 4 | 5"),
        Block("image", "A pier", marks=(Mark("link", 0, 6, "/pier.jpg"),)),
        Block("caption", "The pier at dawn."),
        title="Storm",
    )
    assert markdown == (
        "# Storm\n\n"
        "The [tide](https://example.org/a) **rose**.\n\n"
        "## What is known\n\n### Details\n\n"
        "- one\n  - nested\n- two\n\n"
        "> First.\n>\n> Second.\n\n"
        "````\nprint('```')\n````\n\n"
        "| Port | Rise |  |\n| --- | --- | --- |\n| Gdańsk | 4 | 5 |\n\n"
        "![A pier](/pier.jpg)\n\n"
        "_The pier at dawn._"
    )


def test_an_empty_article_is_empty() -> None:
    assert write() == ""
    assert write(Block("paragraph", " \n "), Block("table", ""), title=" ") == ""


@pytest.mark.parametrize(
    "prose",
    [
        "5 * 3 = 15 and a_snake_case word",
        "He [sic] said 3 < 4 & 5 > 4!",
        "AT&T's note [1], a footnote* and #5",
        "C:\\new costs ~100 $ - or 1.5 more",
        "— Bonjour, dit-il (enfin).",
        "It's 50% off; see 2024-01-05, 10:30.",
    ],
)
def test_prose_is_left_as_it_reads(prose: str) -> None:
    assert paragraph(prose) == prose


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("- Bonjour", "\\- Bonjour"),
        ("1986. A year", "1986\\. A year"),
        ("# not a heading", "\\# not a heading"),
        ("> not a quote", "\\> not a quote"),
        ("***", "\\***"),
        ("a *b* c", "a \\*b\\* c"),
        ("__init__", "\\_\\_init\\_\\_"),
        ("[a](b)", "[a\\](b)"),
        ("[a]: b", "\\[a]: b"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("&copy; ]]>", "\\&copy; ]]>"),
        ("a\\*b", "a\\\\*b"),
        ("`a` and ```", "\\`a\\` and \\`\\`\\`"),
        ("Title\n===", "Title\\\n\\==="),
        ("a\n  b", "a\\\n&#32; b"),
    ],
)
def test_escapes_only_what_would_be_markup(text: str, markdown: str) -> None:
    assert paragraph(text) == markdown
    assert read_back(markdown) == [("p", text)]


@pytest.mark.parametrize(
    ("texts", "markdown"),
    [
        (["1. a", "2. b"], "1. a\n2. b"),
        (["10. a", "9. b", "8. c"], "10. a\n9) b\n8. c"),
        (["3) a", "4) b"], "3) a\n4) b"),
        (["– a", "* b", "◦ c"], "- a\n- b\n- c"),
        (["a) first", "1.5 litres"], "- a) first\n- 1.5 litres"),
        (["[x] done"], "- \\[x] done"),
    ],
)
def test_list_markers(texts: list[str], markdown: str) -> None:
    assert write(*(Block("list_item", text) for text in texts)) == markdown


def test_a_nested_list_may_start_anywhere() -> None:
    markdown = write(Block("list_item", "a"), Block("list_item", "7. b", level=5))
    assert markdown == "- a\n\n  7. b"
    assert '<ol start="7">' in PARSER.render(markdown)


@pytest.mark.parametrize("href", ["javascript:alert(1)", " JAVA\tSCRIPT:x", "data:text/html,x", ""])
def test_unsafe_links_keep_their_text(href: str) -> None:
    assert paragraph("a link", Mark("link", 2, 6, href)) == "a link"
    image = Block("image", "alt", marks=(Mark("link", 0, 3, href),))
    assert write(image) == "_alt_"


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://x.org/a_(b)", "https://x.org/a_(b)"),
        ("https://x.org/a)b", "https://x.org/a%29b"),
        ('/a b<c>"`\\', "/a%20b%3Cc%3E%22%60%5C"),
        ("?a=1&copy;=2", "?a=1&amp;copy;=2"),
        ("javascript&colon;x", "javascript&amp;colon;x"),
    ],
)
def test_addresses(href: str, written: str) -> None:
    markdown = paragraph("x] y", Mark("link", 0, 4, href))
    assert markdown == f"[x\\] y]({written})"
    assert styles(markdown) == [(char, frozenset({"a"})) for char in "x] y"]


def test_an_exclamation_before_a_link_makes_no_image() -> None:
    assert paragraph("Go!here", Mark("link", 3, 7, "/x")) == "Go\\![here](/x)"


@pytest.mark.parametrize(
    ("text", "marks", "markdown"),
    [
        ("a b c", [Mark("emphasis", 0, 5), Mark("strong", 2, 3)], "_a **b** c_"),
        ("bold it", [Mark("strong", 0, 7), Mark("emphasis", 0, 7)], "**_bold it_**"),
        ("这是重点内容", [Mark("emphasis", 2, 4)], "这是*重点*内容"),
        ("这是“重点”内容", [Mark("strong", 2, 6)], "这是<strong>“重点”</strong>内容"),
        ("a ` b", [Mark("code", 0, 5)], "``a ` b``"),
        ("`", [Mark("code", 0, 1)], "`` ` ``"),
        (
            "see it now",
            [Mark("emphasis", 0, 10), Mark("link", 4, 6, "/x"), Mark("code", 4, 6)],
            "_see [`it`](/x) now_",
        ),
        ("]:", [Mark("link", 0, 2, "/x"), Mark("code", 0, 2)], "<wbr>[`]:`](/x)"),
        (" wide ", [Mark("strong", 0, 6)], "**wide**"),
        ("ab", [Mark("strong", 0, 1), Mark("strong", 1, 2)], "**ab**"),
    ],
)
def test_marks(text: str, marks: list[Mark], markdown: str) -> None:
    assert paragraph(text, *marks) == markdown


def test_table_cells_keep_bars_and_links() -> None:
    text = "a|b | x\n | y"
    markdown = write(Block("table", text, marks=(Mark("link", 6, 7, "/l"),)))
    assert markdown == "| a\\|b | [x](/l) |\n| --- | --- |\n|  | y |"
    assert read_back(markdown) == [("th", "a|b"), ("th", "x"), ("td", ""), ("td", "y")]


PIECES = (
    """** ``` ~~~ <b> </b> <!-- &amp; &#35; --- ](x) ]: word “ ” € http://a.b <script> ]]> x_y"""
)
STARTS = ("\n- ", "\n1. ", "\n> ", "\n# ", "\n===", "\n| --- |", " a ", "  \n", "    ", "\u00a0")
TOKENS = st.sampled_from([*"*_~`[]()<>!#&\\|+-=.:1aé。 \n", *PIECES.split(), *STARTS])
HOSTILE = st.lists(TOKENS, max_size=14).map(lambda parts: "".join(parts).strip())
MARKS = st.lists(
    st.builds(
        Mark,
        st.sampled_from(["link", "emphasis", "strong", "code"]),
        st.integers(0, 30),
        st.integers(0, 30),
        st.just("/a_(b)*c"),
    ),
    max_size=5,
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TEXT_KINDS), HOSTILE), max_size=4))
@example([("paragraph", "**\n- _*")])
def test_any_text_comes_back(texts: list[tuple[BlockKind, str]]) -> None:
    blocks = [Block(kind, text) for kind, text in texts if text]
    wanted = [block.text for block in blocks]
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            wanted[number] = block.text.replace("\n", " ")
        elif block.kind == "list_item":
            blocks[number] = Block("list_item", "• " + block.text)
    assert [text for _, text in read_back(write(*blocks))] == wanted


@settings(max_examples=600, deadline=None)
@given(HOSTILE, MARKS)
def test_any_marks_come_back(text: str, marks: list[Mark]) -> None:
    tags = {"link": "a", "emphasis": "em", "strong": "strong", "code": "code"}
    markdown = paragraph(text, *marks)
    read = styles(markdown)
    in_code = {at for m in marks if m.kind == "code" for at in range(m.start, m.end)}
    shown = "".join(" " if c == "\n" and at in in_code else c for at, c in enumerate(text))
    assert "".join(char for char, _ in read).replace("\n", " ") == shown.replace("\n", " ")
    for at, (char, seen) in enumerate(read):
        if not char.isspace():
            assert seen == {tags[m.kind] for m in marks if m.start <= at < m.end}


@settings(max_examples=200, deadline=None)
@given(HOSTILE.map(lambda text: text.replace("\n", " ").strip()), MARKS)
def test_any_cell_comes_back(text: str, marks: list[Mark]) -> None:
    if text and " | " not in f" {text} ":
        markdown = write(Block("table", f"head | {text}", marks=tuple(marks)))
        assert [cell for _, cell in read_back(markdown)] == ["head", text]


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
def test_any_code_comes_back(text: str) -> None:
    assume(not text.startswith(("```", "~~~")))  # has fences of its own, as below
    wanted = [("code", text + "\n")] if text else []
    assert read_back(write(Block("code", text))) == wanted


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("```\na = 1\n```", "```\na = 1\n```"),
        ("```python\na = 1\n```", "```python\na = 1\n```"),
        ("~~~ c++ linenos\na\n\nb\n~~~", "```c++\na\n\nb\n```"),
        ("```{r}\na\n```", "```\na\n```"),
        ("```\na\n~~~", "````\n```\na\n~~~\n````"),
    ],
)
def test_the_fences_of_code_are_not_doubled(text: str, markdown: str) -> None:
    assert write(Block("code", text)) == markdown


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["- ", "1. ", "7. ", ""]), st.integers(1, 4)), max_size=8)
)
def test_any_list_comes_back(items: list[tuple[str, int]]) -> None:
    blocks = [
        Block("list_item", f"{marker}item{n}", level) for n, (marker, level) in enumerate(items)
    ]
    assert read_back(write(*blocks)) == [("p", f"item{n}") for n in range(len(items))]


def test_hostile_input_is_written_in_linear_time() -> None:
    for token in ("*", "_a", "`", "[", "](", "\\", "<", "- ", "\n", "&", "|", "1."):
        paragraph(token * (100_000 // len(token)))
    links = tuple(Mark("link", n * 2, n * 2 + 1, f"/{n}") for n in range(20_000))
    code = tuple(Mark("code", n * 2, n * 2 + 1) for n in range(20_000))
    assert paragraph("a " * 20_000, *links, *code).count("`](/") == 20_000
