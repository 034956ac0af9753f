"""From probabilities to a decision: which lines stay, and how sure the whole is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .features import Floats

__all__ = [
    "MAX_LEFTOVERS",
    "SIGNS",
    "Decision",
    "calibrated",
    "choose",
    "decide",
    "sigmoid",
    "signs",
]

Favor = Literal["precision", "balanced", "recall"]

#: How many words the article is taken to have, for one that the model expects: the fewer, the
#: less is kept.
CAUTION = {"precision": 0.5, "balanced": 0.7, "recall": 1.6}

#: Bounds of the probability below which a line goes.
LEAST = {"precision": (0.3, 0.85), "balanced": (0.1, 0.5), "recall": (0.0, 0.1)}

#: A text is clean already, so that all of it stays, where the rules cut few of its lines and the model
#: would cut a smaller share of its words than the second number. Few are a smaller share of all lines
#: than the first number; where the rules found nothing at all, the model needs to find more.
CLEAN_BY_SHARE = ((1e-9, 0.5), (0.012, 0.25), (0.05, 0.1), (0.15, 0.05))

#: Or no more different lines than the first number, whatever their share: what a text brought along
#: that was taken out of its page already.
CLEAN_BY_NUMBER = ((1, 0.3), (2, 0.15), (3, 0.1))
MAX_LEFTOVERS = CLEAN_BY_NUMBER[-1][0]

#: Nor is a text clean where the model itself is sure: of so many lines, and such a share of all, that
#: each is less likely than the first number, and of some of them above the first paragraph, where a
#: page has its menu. So a page is told in a language too of which the rules know no phrase.
SURE, MIN_SURE, MIN_SURE_SHARE, MIN_ABOVE = 0.1, 6, 0.1, 2

#: A line of at most so many words between two kept ones of more, or two sentences, is a heading of
#: theirs: it stays where its own probability is no less than this. In a short text any two that stay
#: have one.
HEADING_WORDS, PROSE_WORDS, LEAST_HEADING = 12, 20, 0.1

#: Probability from which on a lead stays.
LEAST_LEAD = 0.1

#: Probability from which on a sentence stays that stands directly beside kept prose, and between
#: two kept lines of it.
LEAST_BESIDE, LEAST_BETWEEN = 0.03, 0.01

#: Probability from which on an item of a list stays below one that stays.
LEAST_ITEM = 0.05

#: Short lines in a row within the article, such as the parts of a recipe: of so many at least and at most,
#: and where such a share stays, those no less likely than the last number stay too. It saves 290 of an
#: article's lines in 1,500 dumps, and keeps 370 others, for .0001 of word F1.
MIN_ROW, MAX_ROW, MIN_ROW_SHARE, LEAST_IN_ROW = 3, 20, 0.6, 0.2

#: The same for the lines of a list whose numbers stand on lines of their own.
MIN_PART_SHARE, LEAST_PART = 0.5, 0.05

#: So many short lines in a row between two that stay, none of them less likely than this, stay as well: of
#: 190 such lines in 600 dumps of articles 104 are the article's.
LEAST_OF_ROW = 0.25

#: The same for the cells of a table between two lines that stay.
LEAST_CELL = 0.01

#: In a script without capitals, of whose words the model knows next to none, so many short lines in a row
#: between two paragraphs stay, unless less likely than this: lists and tables without marks or figures.
MIN_BARE, LEAST_OF_BARE = 3, 0.01

#: Words and probability from which on a sentence closes such a row and stays with it.
CLOSING_WORDS, LEAST_CLOSING = 8, 0.03

#: Probability from which on a sentence beside kept prose stays there: the model doubts the article's, too.
LEAST_BESIDE_UNKNOWN = 0.02

#: Probability from which on a short line between two sentences does not part them, as it may head the
#: second; a time never does.
LEAST_APART = 0.02

#: Probability from which on any sentence stays. With those beside prose it costs .004 of word F1
#: out of fold, and spares four of five paragraphs that would be lost.
#: Shorter sentences stay only beside prose.
LEAST_SENTENCE, LONE_SENTENCE_WORDS = 0.2, 6

#: Words and probability from which on any line stays: paragraphs that nothing parts, a table run together.
#: It costs no word F1.
LONG_WORDS, LEAST_LONG = 60, 0.4

#: A text of so few words loses much with each line: from the second on a sentence stays in it, from
#: the third on any line between two that stay, from the fourth on any line.
FEW_WORDS, LEAST_OF_FEW, INSIDE_OF_FEW, MOST_OF_FEW = 200, 0.12, 0.25, 0.43

#: What tells how sure a result is, in order; the weights' file names the same.
SIGNS = ("expected F1", "doubt", "words kept", "share kept", "share cut by rules", "prose kept")


@dataclass(frozen=True, slots=True)
class Decision:
    """`keep` has one entry a line; lines the rules cut are not judged, and are `False`."""

    keep: NDArray[np.bool_]
    signs: Floats


def decide(
    chances: Floats,
    counts: NDArray[np.integer],
    live: NDArray[np.bool_],
    dropped: NDArray[np.bool_],
    favor: Favor = "balanced",
    lead: int | None = None,
    sentences: NDArray[np.bool_] | None = None,
    asides: NDArray[np.bool_] | None = None,
    stamps: NDArray[np.bool_] | None = None,
    items: NDArray[np.bool_] | None = None,
    parts: NDArray[np.int64] | None = None,
    cells: NDArray[np.bool_] | None = None,
    bare: NDArray[np.bool_] | None = None,
    leftovers: int = MAX_LEFTOVERS + 1,
) -> Decision:
    """Choose the lines that promise the best word F1, and no sentence less beside those.

    `counts` are words a line, `live` the lines still in, `dropped` those that a rule cut
    (a title that was taken up is neither), `lead` the line that may be the article's first
    paragraph, set apart below the title, `sentences` the lines of some words that end as a
    sentence does. A sentence beside one that stays goes only where it is quite unlikely; `asides` are
    cuts that do not part the two. `stamps` are lines that say only a time: one stays with the line below.
    `items` go on with the list of the line above: one stays below one that stays, unless it is quite unlikely.
    A long line stays unless it is rather unlikely. Of short lines in a row most of which stay, only the
    unlikely go, and of the `parts` of a numbered list. The `cells` of a table between lines that stay, stay,
    and a heading of it; prose goes on behind it. `bare` lines may be items or cells that nothing marks: several in
    a row between paragraphs stay. `leftovers` counts the different lines that a rule cut.

    >>> chances = np.array([0.9, 0.2, 0.8, 0.1], np.float32)
    >>> live = np.array([True, True, True, False])
    >>> decide(chances, np.array([50, 20, 40, 3]), live, ~live).keep.tolist()
    [True, False, True, False]
    """
    none = np.zeros(len(live), bool)
    asides, stamps = none if asides is None else asides, none if stamps is None else stamps
    cells, bare = none if cells is None else cells, none if bare is None else bare
    unknown = bool(bare.any())
    weight = np.where(live, counts, 0).astype(np.float64)
    low, high = LEAST[favor]
    few = weight.sum() < FEW_WORDS
    if few and favor == "balanced":
        high = MOST_OF_FEW
    at = min(max(_best_threshold(chances, weight, CAUTION[favor]), low), high)
    at = min(at, float(chances[live].max(initial=0.0)))  # the likeliest line always stays
    keep: NDArray[np.bool_] = live & (chances >= at) & (counts > 0)
    if few and favor == "balanced":
        keep |= live & (chances >= INSIDE_OF_FEW) & _are_inside(keep)
    if sentences is not None and favor != "precision":
        least = LEAST_OF_FEW if few or unknown else LEAST_SENTENCE
        keep |= live & sentences & (counts >= LONE_SENTENCE_WORDS) & (chances >= least)
        least = LEAST_BESIDE_UNKNOWN if unknown else LEAST_BESIDE
        keep |= _are_spared(chances, counts, keep, live, sentences, asides | cells, stamps, least)
    if favor != "precision":
        keep |= live & (counts >= LONG_WORDS) & (chances >= LEAST_LONG)
    prose = keep & (counts >= PROSE_WORDS)
    if sentences is not None:
        prose |= keep & sentences
    if cells.any() and favor != "precision":
        beside = live & (counts <= HEADING_WORDS) & _are_beside(cells) & ~prose
        inside = live & cells & _are_enclosed(cells | beside, keep, asides)
        inside &= chances >= LEAST_CELL
        keep, prose = keep | inside, prose | inside
    if unknown and favor != "precision":
        closing = live & (counts >= CLOSING_WORDS) & (chances >= LEAST_CLOSING)
        if sentences is not None:
            closing &= sentences
        keep |= _are_bare_rows(live & bare & (chances >= LEAST_OF_BARE), prose, closing, asides)
    # An advertisement or a permalink does not part a heading from its text.
    here = np.flatnonzero(~asides)
    heads = none.copy()
    heads[here] = _are_headings((keep if few else prose)[here], counts[here])
    keep |= live & (chances >= LEAST_HEADING) & heads
    if items is not None and favor != "precision":
        goes_on = live & items & (chances >= LEAST_ITEM)
        keep |= goes_on & _runs_from(keep, keep | goes_on)
    if sentences is not None and favor != "precision":
        row = live & ~sentences & (counts <= HEADING_WORDS)
        keep |= _are_rows(keep, row, counts) & (chances >= LEAST_IN_ROW)
        keep |= _are_likely_rows(chances, keep, row & (counts > 0))
    if parts is not None and parts.any() and favor != "precision":
        keep |= live & (chances >= LEAST_PART) & _are_lists(keep, live & (parts > 0), parts)
    keep |= live & stamps & np.append(keep[1:], False) & (chances >= LEAST_BETWEEN)
    keep |= live & (counts == 0) & _are_between(keep, counts)
    if lead is not None and chances[lead] >= LEAST_LEAD:
        keep[lead] = live[lead]
    going = weight[~keep].sum() / max(weight.sum(), 1.0)
    sure = live & ~keep & (counts > 0) & (chances < SURE)
    if _looks_clean(dropped.mean(), leftovers, going) and not _is_page(sure, prose):
        keep = live.copy()
    return Decision(keep, signs(chances, weight, keep, dropped))


def _looks_clean(share: float, leftovers: int, going: float) -> bool:
    """Whether the rules cut so few lines, and the model would cut such a share of words, as of a clean text."""
    return any(share < lines and going < words for lines, words in CLEAN_BY_SHARE) or any(
        leftovers <= lines and going < words for lines, words in CLEAN_BY_NUMBER
    )


def _is_page(sure: NDArray[np.bool_], prose: NDArray[np.bool_]) -> bool:
    """Whether so many lines are surely none of an article's that others must stand among them."""
    first = int(prose.argmax()) if prose.any() else len(prose)
    number = int(sure.sum())
    return number >= max(MIN_SURE, MIN_SURE_SHARE * len(sure)) and sure[:first].sum() >= MIN_ABOVE


#: The same two for the pieces of a page of HTML, whose markup tells more.
PAGE_CAUTION = {"precision": 0.4, "balanced": 0.6, "recall": 1.6}
PAGE_LEAST = {"precision": (0.4, 0.85), "balanced": (0.1, 0.6), "recall": (0.0, 0.1)}

#: A paragraph or item among at least so many that are written alike, of whose words at least the
#: share stays, stays with them, unless it is less likely than the last number.
MIN_ALIKE, MIN_ALIKE_SHARE, LEAST_ALIKE = 3, 0.5, 0.05

#: The same for those that stand alike, but in elements of their own, each a section or a card: at
#: least so many words, and no less likely than this.
MIN_PATH_WORDS, LEAST_PATH = 8, 0.1

#: Short lines and sentences stay among what is written alike in one element, where at least so many
#: paragraphs stay and such a share of all its words: a reference of many short sections is one text. Those
#: of at least so many words, and no less likely than this. Of the corpora's it saves 46 and keeps 13 others.
MIN_NEARLY_ALL, MIN_NEARLY_ALL_SHARE, NEARLY_ALL_WORDS, LEAST_OF_NEARLY_ALL = 10, 0.8, 2, 0.1

#: Probability from which on prose stays on a page that is little else: an item of a feed, what a
#: reader's view made, an article's own element. The model, which knows whole pages, is not sure of
#: the first paragraph where no heading stands above it.
LEAST_BARE = 0.02


def choose(
    chances: Floats,
    counts: NDArray[np.integer],
    paragraphs: NDArray[np.bool_],
    alike: NDArray[np.int64],
    favor: Favor = "balanced",
    paths: NDArray[np.int64] | None = None,
    prose: NDArray[np.bool_] | None = None,
    linked: NDArray[np.bool_] | None = None,
    posts: NDArray[np.int64] | None = None,
) -> Decision:
    """Choose the pieces of a page that promise the best word F1, paragraphs with their like.

    `counts` are words a piece, `paragraphs` tells those of prose and of lists, `alike` numbers the
    groups of pieces that are written alike side by side, `paths` those that are anywhere on the page,
    the elements around them too. `prose` tells the sentences of a page that is little else: long ones stay
    unless they are quite unlikely, as paragraphs do; others, and a short piece, only between those. `linked`
    tells what is link for the most part; the rest stays among its like where nearly all of that does.
    `posts` numbers the sentences of a forum's thread by where they stand in its posts: a short answer stays
    with the others.

    >>> chances = np.array([0.1, 0.9, 0.2, 0.8, 0.9], np.float32)
    >>> prose, alike = np.array([False, True, True, True, True]), np.array([0, 1, 1, 1, 2])
    >>> choose(chances, np.array([3, 50, 20, 40, 30]), prose, alike).keep.tolist()
    [False, True, True, True, True]
    """
    weight = counts.astype(np.float64)
    low, high = PAGE_LEAST[favor]
    at = min(max(_best_threshold(chances, weight, PAGE_CAUTION[favor]), low), high)
    at = min(at, float(chances.max(initial=0.0)))  # the likeliest piece always stays
    keep: NDArray[np.bool_] = (chances >= at) & (counts > 0)
    told = signs(chances, weight, keep, np.zeros(len(keep), bool))
    if favor != "precision":
        keep |= _are_like_kept(keep, paragraphs, alike, weight) & (chances >= LEAST_ALIKE)
        if paths is not None:
            full = paragraphs & (counts >= MIN_PATH_WORDS)
            keep |= _are_like_kept(keep, full, paths, weight) & (chances >= LEAST_PATH)
        if posts is not None:
            keep |= _are_like_kept(keep, posts > 0, posts, weight) & (chances >= LEAST_PATH)
        if prose is not None:
            likely = chances >= LEAST_BARE
            keep |= (paragraphs | (prose & (counts >= PROSE_WORDS))) & likely
            keep |= prose & _are_inside(keep) & likely
            short = _are_headings(keep & (paragraphs | prose), counts) & likely
            keep |= short if linked is None else short & ~linked
        if linked is not None:
            worded = ~linked & (counts >= NEARLY_ALL_WORDS) & (chances >= LEAST_OF_NEARLY_ALL)
            keep |= worded & _are_among_kept(keep, paragraphs, alike, weight)
    keep |= (counts == 0) & _are_between(keep, counts)
    return Decision(keep, told)


def _are_like_kept(
    keep: NDArray[np.bool_],
    paragraphs: NDArray[np.bool_],
    group: NDArray[np.int64],
    weight: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Tell the paragraphs of the groups most of whose paragraphs stay, by their words."""
    many = np.bincount(group, weights=paragraphs) >= MIN_ALIKE
    mostly = _stay(keep, group, weight * paragraphs, MIN_ALIKE_SHARE)
    return np.asarray(paragraphs & (many & mostly)[group])


def _are_among_kept(
    keep: NDArray[np.bool_],
    paragraphs: NDArray[np.bool_],
    group: NDArray[np.int64],
    weight: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Tell the pieces of the groups that stay nearly whole, many paragraphs among them, by their words."""
    many = np.bincount(group, weights=paragraphs & keep) >= MIN_NEARLY_ALL
    return np.asarray((many & _stay(keep, group, weight, MIN_NEARLY_ALL_SHARE))[group])


def _stay(
    keep: NDArray[np.bool_], group: NDArray[np.int64], weight: NDArray[np.float64], share: float
) -> NDArray[np.bool_]:
    """Tell the groups, by number, of whose weight at least the share stays."""
    staying = np.bincount(group, weights=weight * keep)
    return np.asarray(staying >= share * np.bincount(group, weights=weight))


def _are_spared(
    chances: Floats,
    counts: NDArray[np.integer],
    keep: NDArray[np.bool_],
    live: NDArray[np.bool_],
    sentences: NDArray[np.bool_],
    asides: NDArray[np.bool_],
    stamps: NDArray[np.bool_],
    least: float,
) -> NDArray[np.bool_]:
    """Tell the sentences that go on from prose that stays, and those between.

    They go on where no less likely than `least`. A line that is none, or that a rule cut, ends the prose;
    asides, times and short lines between two sentences do not.
    """
    here = np.flatnonzero(~asides)
    heads = _are_headings((live & sentences)[here], counts[here]) & (live & ~sentences)[here]
    heads &= ((chances >= LEAST_APART) | stamps)[here]
    here = here[~heads]
    likely, own, prose = chances[here], (live & sentences)[here], (keep & sentences)[here]
    beside = own & (prose | (likely >= least))
    between = own & (prose | (likely >= LEAST_BETWEEN))
    one_side = _runs_from(prose, beside) | _runs_from(prose[::-1], beside[::-1])[::-1]
    both = _runs_from(prose, between) & _runs_from(prose[::-1], between[::-1])[::-1]
    spared = np.zeros(len(keep), bool)
    spared[here] = own & (one_side | both)
    return spared


def _runs_from(marks: NDArray[np.bool_], fit: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the lines that a run of fit ones leads to from a mark above."""
    index = np.arange(len(marks))
    mark = np.maximum.accumulate(np.where(marks, index, -1))
    unfit = np.maximum.accumulate(np.where(fit, -1, index))
    return np.asarray(mark > unfit)


def _are_headings(prose: NDArray[np.bool_], counts: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell the short lines that stand between two of prose."""
    edges = np.concatenate(([False], prose, [False]))
    return edges[:-2] & edges[2:] & (counts <= HEADING_WORDS)


def _are_rows(
    keep: NDArray[np.bool_], row: NDArray[np.bool_], counts: NDArray[np.integer]
) -> NDArray[np.bool_]:
    """Tell the lines of rows most of which stay, between lines that stay.

    >>> keep = np.array([True, True, False, True, True])
    >>> _are_rows(keep, np.array([False, True, True, True, False]), np.array([30, 3, 2, 3, 30])).tolist()
    [False, True, True, True, False]
    """
    number = np.cumsum(np.diff(row, prepend=False)) * row
    worded = row & (counts > 0)
    size = np.bincount(number[worded], minlength=number.max(initial=0) + 1)
    staying = np.bincount(number[worded & keep], minlength=len(size))
    whole = (size >= MIN_ROW) & (size <= MAX_ROW) & (staying >= MIN_ROW_SHARE * size)
    inside = np.flatnonzero(keep & ~row)
    if not len(inside):
        return np.zeros(len(keep), bool)
    places = np.arange(len(keep))
    return np.asarray(row & whole[number] & (places > inside[0]) & (places < inside[-1]))


def _are_likely_rows(
    chances: Floats, keep: NDArray[np.bool_], row: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell the lines of rows that go whole between two lines that stay, though none of theirs is unlikely.

    >>> keep = np.array([True, False, False, False, True])
    >>> _are_likely_rows(np.array([0.9, 0.4, 0.3, 0.4, 0.9], np.float32), keep, ~keep).tolist()
    [False, True, True, True, False]
    """
    going = row & ~keep
    number = np.cumsum(np.diff(going, prepend=False)) * going
    size = np.bincount(number, minlength=1)
    unlikely = np.bincount(number, weights=chances < LEAST_OF_ROW)
    whole = (size >= MIN_ROW) & (size <= MAX_ROW) & (unlikely == 0)
    none = np.zeros(len(keep), bool)
    return np.asarray(whole[number] & _are_enclosed(going, keep, none))


def _are_bare_rows(
    bare: NDArray[np.bool_],
    prose: NDArray[np.bool_],
    closing: NDArray[np.bool_],
    asides: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Tell the bare lines in rows of some length between a paragraph that stays and another, or a closing sentence.

    That one, too.

    >>> bare = np.array([False, True, True, True, False, True, False])
    >>> _are_bare_rows(bare, ~bare, ~bare, np.zeros(7, bool)).tolist()
    [False, True, True, True, False, False, False]
    """
    number = np.cumsum(np.diff(bare, prepend=False)) * bare
    long = (np.bincount(number) >= MIN_BARE)[number]
    row, ends = bare & ~prose, prose | closing
    above = _runs_from(prose, prose | row | asides)
    below = _runs_from(ends[::-1], (ends | row | asides)[::-1])[::-1]
    inside = row & long & above & below
    return np.asarray(inside | (closing & _runs_from(inside, inside | closing | asides)))


def _are_lists(
    keep: NDArray[np.bool_], live: NDArray[np.bool_], number: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell the lines of the lists, by their numbers, most of whose lines stay."""
    size = np.bincount(number[live], minlength=number.max(initial=0) + 1)
    staying = np.bincount(number[live & keep], minlength=len(size))
    return np.asarray(((size > 0) & (staying >= MIN_PART_SHARE * size))[number] & live)


def _are_beside(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the lines right above and below the marked ones."""
    edges = np.concatenate(([False], marks, [False]))
    return np.asarray((edges[:-2] | edges[2:]) & ~marks)


def _are_enclosed(
    marks: NDArray[np.bool_], keep: NDArray[np.bool_], asides: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell the marked lines in a row that stand between two others that stay, asides aside.

    >>> keep = np.array([True, False, False, True, False, False])
    >>> _are_enclosed(np.array([False, True, True, False, False, True]), keep, np.zeros(6, bool)).tolist()
    [False, True, True, False, False, False]
    """
    ends = keep & ~marks
    fit = ends | marks | asides
    return np.asarray(marks & _runs_from(ends, fit) & _runs_from(ends[::-1], fit[::-1])[::-1])


def _are_inside(keep: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the lines from the first that is kept to the last."""
    forth, back = np.logical_or.accumulate(keep), np.logical_or.accumulate(keep[::-1])
    return np.asarray(forth & back[::-1])


def _are_between(keep: NDArray[np.bool_], counts: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell the lines without words whose neighbours with words are both kept (`* * *`)."""
    worded = np.flatnonzero(counts > 0)
    if not len(worded):
        return np.zeros(len(keep), bool)
    after = np.searchsorted(worded, np.arange(len(keep)))
    left = worded[np.maximum(after - 1, 0)]
    right = worded[np.minimum(after, len(worded) - 1)]
    return keep[left] & keep[right]


def _best_threshold(chances: Floats, weight: NDArray[np.float64], caution: float) -> float:
    order = np.argsort(-chances, kind="stable")
    kept = np.cumsum(weight[order])
    right = np.cumsum((weight * chances)[order])
    scores = 2 * right / np.maximum(kept + caution * right[-1], 1.0)
    return float(chances[order[int(np.argmax(scores))]])


def signs(
    chances: Floats,
    weight: NDArray[np.float64],
    keep: NDArray[np.bool_],
    dropped: NDArray[np.bool_],
) -> Floats:
    """Give what tells how sure a result is, in the order of `SIGNS`."""
    total = max(weight.sum(), 1.0)
    kept = weight * keep
    right = float((kept * chances).sum())
    expected = 2 * right / max(kept.sum() + float((weight * chances).sum()), 1.0)
    doubt = float((weight * chances * (1 - chances)).sum()) / total
    prose = float(kept[weight >= 15].sum()) / max(kept.sum(), 1.0)
    return np.array(
        [expected, doubt, np.log1p(kept.sum()) / 8, kept.sum() / total, dropped.mean(), prose],
        np.float32,
    )


def calibrated(signs: Floats, weights: NDArray[np.floating]) -> float:
    """Give the probability that the word F1 is .9 or more; the bias is the last weight."""
    return round(float(sigmoid(signs @ weights[:-1] + weights[-1])), 3)


def sigmoid(x: NDArray[np.floating]) -> Floats:
    """Give the probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), np.float32)
