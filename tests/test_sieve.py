"""A sieve lets pass whatever the search behind it finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanarticle import Block
from cleanarticle.cleaners import (
    _code_runs,
    _layers,
    _misread,
    _mojibake,
    _quote_scars,
    characters,
    encoding,
    entities,
    glue,
    quotes,
    spacing,
    structure,
)
from cleanarticle.finders import breadcrumbs
from cleanarticle.model import blocks, count_words
from cleanarticle.shapes import _CODE_SIEVE, holds_code, is_code_like
from cleanarticle.sieve import Sieve, look, texts
from cleanarticle.vocabulary.folding import TOKEN, tokens_of

_LETTERS = Sieve((r"\(", r"[^\W\d_]", r"\)"))

#: Each sieve with the searches that it stands before.
PAIRS = {
    "inside": (structure._INSIDE_SIEVE, [structure._INNER_CAPITAL]),
    "between": (structure._BETWEEN_SIEVE, [structure._SENTENCE_GLUE, structure._DIGIT_GLUE]),
    "gaps": (structure._GAP_SIEVE, [structure._ANY_GAP]),
    "long spaces": (spacing._LONG_SPACE_SIEVE, [spacing._LONG_SPACE]),
    "remains": (spacing._SUSPECT_SIEVE, [spacing._SUSPECT]),
    "odd spaces": (characters._ODD_SIEVE, [characters._ANY_ODD]),
    "invisible": (characters._INVISIBLE_SIEVE, [characters._INVISIBLE]),
    "accents": (encoding._ACCENT_SIEVE, [encoding._LOOSE_ACCENT]),
    "mixed": (encoding._MIXED_SIEVE, [encoding._MIXED]),
    "separated": (breadcrumbs._SEPARATED_SIEVE, [breadcrumbs._SEPARATOR]),
    "quotation marks": (quotes._MARK_SIEVE, [quotes._ANY_MARK]),
    "entities": (
        entities._SIGNS,
        [entities._WHOLE, entities._TORN, entities._CUT, entities._BARE],
    ),
    "misread": (
        encoding._MISREAD_SIEVE,
        [
            *(re.compile(encoding.sequence) for encoding in _misread.encodings()),
            _layers.CONTROL,
            _mojibake._CUT_QUOTE,
            _mojibake._CUT_I,
            _mojibake._CUT_APOSTROPHE,
        ],
    ),
}

#: Characters of which the rows are made, and words that the searches ask for.
PIECES = st.sampled_from(
    [*" \t\n\r\u00a0\u1680\u2003\u200b\u00ad\x1f\x85\u2028aAbZzéÉßяЯα雨カ0179.,;:?!…'’‘\"“”„«»()[]{}<>/|\\=&#%_-–—•→¨ÃâŠ€™\U0001f600𠀀",
     "amp;", "nbsp;", "rsquo", "home", "Then", "The", "nâs", "É ", "Ã©", "â€™", "   ", "::", "import "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)

law = settings(max_examples=200, derandomize=True, deadline=None, database=None)


@pytest.mark.parametrize("name", PAIRS)
@law
@given(text=TEXTS)
def test_what_a_search_finds_passes(name: str, text: str) -> None:
    sieve, searches = PAIRS[name]
    if any(search.search(text) for search in searches):
        assert sieve.may_be_in(Block("paragraph", text))


@law
@given(text=TEXTS)
def test_every_lost_boundary_passes(text: str) -> None:
    block = Block("paragraph", text)
    if any(True for _ in glue.fix_glue(blocks(text, language="en"))):
        assert glue._SITE_SIEVE.may_be_in(block)
    for found in glue._SITE.finditer(text):
        digits = re.fullmatch(r"\d[.:]\d", text[found.start() - 1 : found.end() + 1])
        assert digits or glue._SITE_SIEVE.may_be_in(block)


@law
@given(text=TEXTS)
def test_every_glued_full_stop_passes(text: str) -> None:
    if any(map(_quote_scars._is_plain, _quote_scars._LOWER_GLUE.finditer(text))):
        assert _quote_scars._GLUE_SIEVE.may_be_in(Block("paragraph", text))


@law
@given(text=TEXTS)
@example("import os")
@example("// a comment")
@example('"name" : 1')
def test_every_line_of_code_passes(text: str) -> None:
    assert holds_code(Block("paragraph", text)) == is_code_like(text)


@law
@given(texts_=st.lists(TEXTS, min_size=1, max_size=6))
def test_words_are_counted_as_one_by_one(texts_: list[str]) -> None:
    made = [Block("paragraph", text) for text in texts_]
    look(made)
    assert [block.memo["words"] for block in made] == [count_words(text) for text in texts_]


@law
@given(texts_=st.lists(TEXTS, min_size=1, max_size=6))
def test_a_block_is_told_apart_from_its_neighbours(texts_: list[str]) -> None:
    together = [Block("paragraph", text) for text in texts_]
    look(together)
    for block, text in zip(together, texts_, strict=True):
        for sieve, _ in PAIRS.values():
            assert sieve.may_be_in(block) == sieve.may_be_in(Block("paragraph", text))


@law
@given(text=TEXTS)
def test_remains_have_a_sign(text: str) -> None:
    for kind in spacing._KINDS:
        if kind.pattern.search(text):
            assert any(sign in text for sign in kind.signs), kind.pattern.pattern


@law
@given(text=TEXTS)
def test_scripts_have_a_sign(text: str) -> None:
    for code in (
        "var a = 5;",
        "window.a = b;",
        "function a(b) {",
        "try {",
        "(() => {",
        '{"@type":"a"}',
        "a('b');",
        "a.b = c || [];",
        '["a","b"]',
        ".a { color: red }",
        "/* a { } */",
    ):
        assert _code_runs.may_hold_code(text + code)


@law
@given(text=TEXTS)
def test_words_of_a_line_are_the_tokens(text: str) -> None:
    assert tokens_of(text) == TOKEN.findall(text)


def test_code_is_no_text_and_the_title_is() -> None:
    document = blocks("Rain at last", "It rained.")
    assert [block.text for block in texts(document)] == ["Rain at last", "It rained."]


def test_there_is_no_room_for_rows_without_end() -> None:
    with pytest.raises(ValueError, match="rows"):
        Sieve(*[("[a]",)] * 100)


def test_prose_does_not_pass_for_code() -> None:
    prose = Block("paragraph", "He said (twice) that it would rain; it did not.")
    assert not _CODE_SIEVE.may_be_in(Block("paragraph", "He said (twice) that it would rain."))
    assert not holds_code(prose)


@given(st.lists(st.characters(max_codepoint=0xFFFE, exclude_categories=["Cs"]), min_size=1))
def test_a_class_is_known_of_every_character(characters: list[str]) -> None:
    """Whichever characters the texts before held: what is known of them is worked out by and by."""
    for character in characters:
        (block,) = blocks(f"({character})")
        if block.text[1:2] != character:
            continue  # white space that a block does without
        assert _LETTERS.may_be_in(block) == bool(re.match(r"[^\W\d_]", character))
