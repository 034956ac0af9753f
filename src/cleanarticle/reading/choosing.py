"""Which pieces of a page are its article: the block model's choice, or readability-lxml's."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..cleaners._recipes import recipe_lines
from ..finders.page.values import parts_of
from ..judging.blocks import Table
from ..judging.decision import Favor
from ..judging.elements import paths_of
from ..judging.page_columns import Hints
from ..judging.piece_choice import choose_pieces
from ..judging.trees import confidence_of, judge_page
from ..model import Reason
from ..patterns import lazy
from ..running import Work
from .manuals import text_of_manual
from .named_boxes import is_forum, parts_called_so
from .page import Page
from .parsing import parse
from .scripted_blocks import is_prose
from .together import keep_with_their_own
from .together_places import FURNITURE, Chances, Flags
from .tree import read_tree

if TYPE_CHECKING:
    from .html import Reading

__all__ = ["JUDGE", "TOLD", "keep_likely", "keep_main_part"]

#: The cleaner that the choice is written down to: who takes it out of the pipeline keeps all.
JUDGE = "drop_boilerplate"

#: Probability of what structured data gives as the article's text and the page does not show.
TOLD = 0.9

#: Share of the pages of manuals known by name whose text has a word F1 of .9 or more (`benchmarks/manuals.py`).
SURE_OF_MANUAL = 0.95

#: Share of links from which on a line is no ingredient, and the least probability of one that stays.
MOSTLY_LINKS, LEAST_OF_RECIPE = 0.5, 0.02

_SPACE = lazy(r"\s+")


def keep_likely(reading: Reading, work: Work) -> None:
    """Cut what the block model does not take for the article's."""
    chances, table = judge_page(reading.page, _hints(reading, work.settings.url))
    if reading.told:
        chances[-reading.told :] = np.maximum(chances[-reading.told :], TOLD)
    manual = text_of_manual(reading.page, table.counts)
    if manual is None:
        keep, work.fields["confidence"] = _chosen(reading, work.settings.favor, table, chances)
    else:
        keep, work.fields["confidence"] = manual, SURE_OF_MANUAL
    _keep_scripted(reading, keep, table)
    for node, stays, chance in zip(work.nodes, keep.tolist(), chances.tolist(), strict=True):
        node.fate = None if stays else (Reason.BOILERPLATE, JUDGE, round(1 - chance, 3))
    for called, reason, sure in parts_called_so(reading, keep, table) if manual is None else ():
        for at in np.flatnonzero(called).tolist():
            work.nodes[at].fate = (reason, JUDGE, sure)


#: Share of the words of a text from a script that stay from which on its sentences stay, all of them.
MOST_OF_SCRIPTED = 0.6


def _keep_scripted(reading: Reading, keep: Flags, table: Table) -> None:
    """Keep the sentences that end a text from a script, where most of it stays: its end is not the page's."""
    page = reading.page
    for element in reading.scripted:
        first, behind = page.first[element], page.behind[element]
        words, stays = table.counts[first:behind], keep[first:behind]
        if not stays.any() or words[stays].sum() < MOST_OF_SCRIPTED * words.sum():
            continue
        for at in range(first + int(np.flatnonzero(stays)[-1]) + 1, behind):
            piece = page.pieces[at]
            is_said = piece.kind == "paragraph" and is_prose(piece.text)
            keep[at] = is_said and table.linked[at] < MOSTLY_LINKS


def _chosen(reading: Reading, favor: Favor, table: Table, chances: Chances) -> tuple[Flags, float]:
    """Give the pieces that stay by the block model, and how sure that is."""
    decision = choose_pieces(
        chances,
        table.counts,
        table.paragraphs,
        table.alike,
        favor,
        table.paths,
        prose=table.prose if _is_bare(reading, table) else None,
        linked=table.linked >= 0.5,
        posts=_in_posts(reading.page) * table.sentences if is_forum(reading) else None,
    )
    if favor != "precision":
        keep_with_their_own(reading.page, decision.keep, table, chances)
        recipes = recipe_lines([piece.text for piece in reading.page.pieces])
        for at in recipes:
            decision.keep[at] |= table.linked[at] < MOSTLY_LINKS and chances[at] >= LEAST_OF_RECIPE
    return decision.keep, confidence_of(decision.signs)


#: What the model is told of a page without a head: body elements, items of feeds and what else is
#: handed over without one come from articles.
HEADLESS = Hints(types=("article",), path="/news/2025/one-of-the-articles-1000")


def _hints(reading: Reading, url: str | None) -> Hints:
    """Give what is told of the page; of its address by the caller, where the head tells none."""
    hints = reading.hints
    path = hints.path or (parts_of(url).path if url else "")
    if hints == Hints():
        return replace(HEADLESS, path=path or HEADLESS.path)
    return hints if path == hints.path else replace(hints, path=path)


#: What a page without elements around an article is made of at most and at least:
#: the share of words in links, of pieces that are links, of words in paragraphs.
MAX_BARE_LINKED, MAX_BARE_LINKS, MIN_BARE_PROSE = 0.2, 0.3, 0.5


def _is_bare(reading: Reading, table: Table) -> bool:
    """Whether a page is little but prose: a fragment of one, or what a reader's view left of one.

    Its head tells a title at most, and none of its elements is one of a page around an article.
    """
    if reading.hints != Hints(title=reading.hints.title):
        return False
    if not FURNITURE.isdisjoint(reading.page.tags):
        return False
    words = max(1, int(table.counts.sum()))
    return bool(
        (table.counts * table.linked).sum() <= MAX_BARE_LINKED * words
        and (table.linked >= 0.8).mean() <= MAX_BARE_LINKS
        and table.counts[table.paragraphs].sum() >= MIN_BARE_PROSE * words
    )


_NUMBERED = lazy(r"\d+")


def _in_posts(page: Page) -> NDArray[np.int64]:
    """Number the pieces by the elements around them, alike but for numbers: `post-41` is as `post-42`."""
    names = {name: _NUMBERED.sub("#", name) for name in set(page.names)}
    written = list(zip(page.tags, map(names.__getitem__, page.names), strict=True))
    paths = paths_of(written, page.parents)
    return np.array([paths[piece.element] + 1 for piece in page.pieces], np.int64)


def keep_main_part(reading: Reading, markup: str, work: Work) -> None:
    """Cut what readability-lxml leaves out."""
    main = _main_part(markup)
    for node, piece in zip(work.nodes, reading.page.pieces, strict=True):
        key = _SPACE.sub(" ", piece.text)
        if main[key] <= 0:
            node.fate = (Reason.BOILERPLATE, JUDGE, 0.8)
        main[key] -= 1


def _main_part(markup: str) -> Counter[str]:
    from readability import Document as Readability

    try:
        summary = Readability(markup).summary()
        tree = parse(summary)
    except Exception:  # readability raises whatever its parser raises; a page never fails for it
        return Counter()
    if tree is None:
        return Counter()
    return Counter(_SPACE.sub(" ", piece.text) for piece in read_tree(tree).pieces)
