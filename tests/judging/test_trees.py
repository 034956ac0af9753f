"""The block model: trees by hand, features by their names, a file made for others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cleanarticle.judging.blocks import BLOCK_FEATURES, Scores, block_features, name_tokens
from cleanarticle.judging.context import CONTEXT_FEATURES, context_features
from cleanarticle.judging.features import hash_word
from cleanarticle.judging.oblivious import Trees
from cleanarticle.judging.page_columns import Hints
from cleanarticle.judging.piece_choice import choose_pieces
from cleanarticle.judging.trees import judge_page, load_blocks
from cleanarticle.reading.page import Page
from cleanarticle.reading.parsing import parse
from cleanarticle.reading.tree import read_tree

PROSE = (
    "The ferry to the islands did not sail on Tuesday, and the crews on the quay said that it would "
    "not sail for the rest of the week."
)


def read(markup: str) -> Page:
    tree = parse(markup)
    assert tree is not None
    return read_tree(tree)


PAGE = read(
    "<body><nav class='menu'><a href='/'>Home</a></nav>"
    f"<main><h1>Ferries idle</h1><p>{PROSE}</p><p>{PROSE}</p></main>"
    "<aside class='related-posts'><h3>Related</h3><a href='/b'>Bridge closed</a></aside></body>"
)
NO_SCORES = Scores(np.zeros(0, np.uint32), np.zeros(0, np.float32), {})


def column(name: str, scores: Scores = NO_SCORES, hints: Hints | None = None) -> list[float]:
    table = block_features(PAGE, hints or Hints(), scores).values
    values: list[float] = np.round(table[:, BLOCK_FEATURES.index(name)], 3).tolist()
    return values


def test_trees_by_hand() -> None:
    trees = Trees(
        column=np.array([[0, 1], [1, 1]]),
        border=np.array([[0.5, 10.0], [2.0, np.inf]], np.float32),
        leaf=np.array([[0.0, 1.0, 2.0, 3.0], [10.0, 20.0, 30.0, 40.0]], np.float32),
        bias=-1.0,
    )
    rows = np.array([[0, 0], [1, 0], [0, 11], [1, 11]], np.float32)
    # The first question is the lowest bit; nobody passes an infinite border.
    assert trees.logits(rows).tolist() == [9.0, 10.0, 21.0, 22.0]


def test_features_are_those_named() -> None:
    table = block_features(PAGE, Hints(), NO_SCORES)
    assert table.values.shape == (len(PAGE.pieces), len(BLOCK_FEATURES))
    context = context_features(PAGE, table, np.zeros(len(PAGE.pieces), np.float32))
    assert context.shape == (len(PAGE.pieces), len(CONTEXT_FEATURES))
    assert np.isfinite(table.values).all() and np.isfinite(context).all()
    assert len({*BLOCK_FEATURES[1:]}) > 150


def test_links_tags_and_surroundings() -> None:
    assert column("tag p") == [0, 0, 1, 1, 0, 0]
    assert column("in main") == [0, 1, 1, 1, 0, 0]
    assert column("in aside") == [0, 0, 0, 0, 1, 1]
    assert column("first in element") == [1, 1, 1, 1, 1, 0]
    assert block_features(PAGE, Hints(), NO_SCORES).paragraphs.tolist() == [
        False,
        False,
        True,
        True,
        False,
        False,
    ]


def test_scores_of_words_and_names() -> None:
    scores = Scores(
        np.array([hash_word("ferry")], np.uint32), np.array([2.0], np.float32), {"related": -3.0}
    )
    assert column("greatest word score", scores) == [0, 0, 2, 2, 0, 0]
    assert column("least score", scores) == [0, 0, 0, 0, -3, -3]


def test_hints_of_the_head() -> None:
    hints = Hints(title="Ferries idle", description=PROSE)
    assert column("is the title", hints=hints) == [0, 1, 0, 0, 0, 0]
    assert column("in the description", hints=hints) == [0, 0, 1, 1, 0, 0]
    assert column("below the title", hints=hints) == [0, 0, 1, 1, 1, 1]


def test_name_tokens() -> None:
    assert set(name_tokens("div", "entry-content relatedPosts")) >= {
        "<div>", "entry", "content", "related", "posts", "entry-content",
    }  # fmt: skip


def test_the_model_tells_the_paragraphs() -> None:
    chances, table = judge_page(PAGE, Hints(title="Ferries idle", types=("article",)))
    assert chances.shape == (6,)
    assert chances[2:4].min() > 0.5 > chances[[0, 5]].max()
    assert table.alike[2] == table.alike[3] != table.alike[4]


def test_a_paragraph_stays_with_its_like() -> None:
    chances = np.array([0.9, 0.9, 0.06, 0.9], np.float32)
    counts, prose = np.array([30, 30, 30, 30]), np.ones(4, bool)
    together, apart = np.zeros(4, np.int64), np.arange(4)
    assert choose_pieces(chances, counts, prose, together).keep.all()
    assert not choose_pieces(chances, counts, prose, apart).keep[2]
    assert not choose_pieces(chances, counts, prose, together, "precision").keep[2]


def test_a_paragraph_of_a_section_stays_with_those_of_others() -> None:
    chances = np.array([0.9, 0.9, 0.12, 0.12, 0.9], np.float32)
    counts, prose, apart = np.array([30, 30, 30, 5, 30]), np.ones(5, bool), np.arange(5)
    paths = np.array([0, 0, 0, 0, 1])
    kept = choose_pieces(chances, counts, prose, apart, paths=paths).keep
    assert kept.tolist() == [True, True, True, False, True]
    assert not choose_pieces(chances, counts, prose, apart).keep[2]
    assert not choose_pieces(chances, counts, prose, apart, "precision", paths).keep[2]


def test_a_short_line_stays_where_nearly_all_written_alike_does() -> None:
    """A reference of many short sections: "Alias for --depth" between its paragraphs."""
    chances = np.array([0.9] * 12 + [0.2, 0.2, 0.05], np.float32)
    counts = np.array([30] * 12 + [4] * 3)
    prose, nothing = counts >= 15, np.zeros(15, bool)
    alike, linked = np.zeros(15, np.int64), nothing.copy()
    linked[13] = True  # a link to the next chapter
    kept = choose_pieces(chances, counts, prose, alike, linked=linked).keep
    assert kept[12] and not kept[13] and not kept[14]  # unlikely as it is
    few = choose_pieces(chances[6:], counts[6:], prose[6:], alike[6:], linked=linked[6:]).keep
    assert not few[6]  # a box of six paragraphs may hold anything
    assert not choose_pieces(chances, counts, prose, alike, "precision", linked=linked).keep[12]


def test_sections_written_alike_are_of_one_path() -> None:
    page = read(
        '<div class="step"><p>One line here.</p></div><div class="step"><p>Another one.</p></div>'
        '<div class="ad"><p>A third one.</p></div>'
    )
    table = block_features(page, Hints(), NO_SCORES)
    assert table.paths[0] == table.paths[1] != table.paths[2]
    assert table.alike[0] != table.alike[1]


def test_weights_made_for_other_features_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    np.savez(path, columns=np.array("a\nb"))
    with pytest.raises(ValueError, match="train it again"):
        load_blocks(path)
