"""Which lines of a text stay: those that promise the best word F1, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .decision import Decision, Favor, best_threshold, signs
from .features import Floats
from .lines import Kinds
from .neighbours import (
    HEADING_WORDS,
    PROSE_WORDS,
    Marks,
    are_beside,
    are_between,
    are_enclosed,
    are_headings,
    are_inside,
    runs_from,
)

__all__ = ["MAX_LEFTOVERS", "choose_lines"]

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

#: Probability from which on a short line between two of prose stays, as a heading of theirs. In a short
#: text any two that stay have one.
LEAST_HEADING = 0.1

#: Probability from which on a lead stays.
LEAST_LEAD = 0.1

#: Probability from which on a sentence stays that stands directly beside kept prose, and between
#: two kept lines of it.
LEAST_BESIDE, LEAST_BETWEEN = 0.03, 0.01

#: Probability from which on an item of a list stays below one that stays.
LEAST_ITEM = 0.05
#: Probability from which on an answer of a word or two stays between sentences that do.
LEAST_TURN = 0.05
#: The same for a remark of a word or two, which no question asks for.
LEAST_REMARK = 0.25

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


def choose_lines(
    chances: Floats,
    counts: NDArray[np.integer],
    live: Marks,
    dropped: Marks,
    kinds: Kinds | Callable[[], Kinds],
    favor: Favor = "balanced",
    lead: int | None = None,
    leftovers: int = MAX_LEFTOVERS + 1,
    trusted: bool = False,
) -> Decision:
    """Choose the lines that promise the best word F1, and no sentence less beside those.

    `counts` are words a line, `live` the lines still in, `dropped` those that a rule cut
    (a title that was taken up is neither), `kinds` what the lines are, or a function that tells, asked
    only where it matters, `lead` the line that may be the article's first paragraph, set apart below
    the title. `leftovers` counts the different lines that a rule cut; where there are none and the rules
    are to be `trusted`, all stays.

    A sentence beside one that stays goes only where it is quite unlikely, and a long line stays unless it is
    rather unlikely. The cells of a table between lines that stay, stay, and a heading of it; prose goes on
    behind it. An item stays below one that stays, unless it is quite unlikely. Of short lines in a row most of
    which stay, only the unlikely go, and of the parts of a numbered list. Lines that may be items or cells which
    nothing marks stay, several in a row, between paragraphs. A time stays with the line below, a short question or
    answer between sentences that stay.

    >>> from cleanarticle.judging.lines import Line, kinds_of
    >>> chances = np.array([0.9, 0.2, 0.8, 0.1], np.float32)
    >>> live = np.array([True, True, True, False])
    >>> counts = np.array([50, 20, 40, 3])
    >>> kinds = kinds_of([Line("It sailed")] * 4, counts)
    >>> choose_lines(chances, counts, live, ~live, kinds).keep.tolist()
    [True, False, True, False]
    """
    weight = np.where(live, counts, 0).astype(np.float64)
    if trusted and leftovers == 0:
        return Decision(live.copy(), signs(chances, weight, live, dropped))
    few = bool(weight.sum() < FEW_WORDS)
    likely = _are_likely(chances, counts, live, weight, favor, few=few)
    clean = _looks_clean(dropped.mean(), leftovers, _going(weight, likely))
    # What stays besides only adds to the likely lines, so that nothing that is asked below alters this.
    if clean and not _are_many(_are_sure(chances, counts, live, likely)):
        return Decision(live.copy(), signs(chances, weight, live, dropped))
    kinds = kinds if isinstance(kinds, Kinds) else kinds()
    choice = _Choice(chances, counts, live, kinds, likely, few=few)
    if favor != "precision":
        choice.spare_prose()
        choice.spare_turns()
    prose = choice.prose()
    if favor != "precision":
        prose |= choice.spare_tables(prose)
        choice.spare_bare_rows(prose)
    choice.keep_headings(prose)
    if favor != "precision":
        choice.spare_items()
        choice.spare_rows()
        choice.spare_lists()
    choice.keep_stamps()
    choice.keep_signs()
    if lead is not None and chances[lead] >= LEAST_LEAD:
        choice.keep[lead] = live[lead]
    keep = choice.keep
    sure = _are_sure(chances, counts, live, keep)
    if _looks_clean(dropped.mean(), leftovers, _going(weight, keep)) and not _is_page(sure, prose):
        keep = live.copy()
    return Decision(keep, signs(chances, weight, keep, dropped))


class _Choice:
    """The lines that stay so far; each step adds some to them."""

    def __init__(
        self,
        chances: Floats,
        counts: NDArray[np.integer],
        live: Marks,
        kinds: Kinds,
        likely: Marks,
        *,
        few: bool,
    ) -> None:
        self.chances = chances
        self.counts = counts
        self.live = live
        self.kinds = kinds
        self.few = few
        self.unknown = bool(kinds.bare.any())  # to the model, which knows few words of the script
        self.keep = likely
        self.here = np.flatnonzero(~kinds.asides)

    def _of_all(self, marks: Marks) -> Marks:
        """Give the marks of the lines without asides, which part no line from the next, as marks of all."""
        out = np.zeros(len(self.live), bool)
        out[self.here] = marks
        return out

    def _add(self, marks: Marks, least: float) -> None:
        """Let the marked lines stay too that are no less likely."""
        self.keep |= self.live & marks & (self.chances >= least)

    def spare_prose(self) -> None:
        """Keep sentences, those beside the ones that stay above all, and long lines."""
        sentences = self.kinds.sentences
        least = LEAST_OF_FEW if self.few or self.unknown else LEAST_SENTENCE
        self._add(sentences & (self.counts >= LONE_SENTENCE_WORDS), least)
        least = LEAST_BESIDE_UNKNOWN if self.unknown else LEAST_BESIDE
        self.keep |= _are_spared(self.chances, self.counts, self.keep, self.live, self.kinds, least)
        self._add(self.counts >= LONG_WORDS, LEAST_LONG)

    def spare_turns(self) -> None:
        """Keep an answer of a word or two between sentences that stay, and another beside it.

        And a remark so short between a sentence and anything that stays.
        """
        kinds, here = self.kinds, self.here
        if kinds.turns.any():
            turns = (self.live & kinds.turns & (self.chances >= LEAST_TURN))[here]
            stays = (self.keep & (kinds.sentences | kinds.turns))[here]
            goes_on = stays | turns
            between = runs_from(stays, goes_on) & runs_from(stays[::-1], goes_on[::-1])[::-1]
            self.keep |= self._of_all(turns & between)
        if kinds.remarks.any():
            remarks = (self.live & kinds.remarks & (self.chances >= LEAST_REMARK))[here]
            said, stays = (self.keep & kinds.sentences)[here], self.keep[here]
            above = runs_from(said, said | remarks)
            below = runs_from(stays[::-1], (stays | remarks)[::-1])[::-1]
            self.keep |= self._of_all(remarks & above & below)

    def prose(self) -> Marks:
        """Tell the lines that stay and are prose."""
        return self.keep & (self.kinds.sentences | (self.counts >= PROSE_WORDS))

    def spare_tables(self, prose: Marks) -> Marks:
        """Keep the cells of tables between lines that stay, whatever short lines stand beside them; give those.

        An advertisement or a permalink parts no heading from its table.
        """
        cells = self.kinds.cells
        if not cells.any():
            return cells
        beside = self._of_all(are_beside(cells[self.here]))
        beside &= self.live & (self.counts <= HEADING_WORDS) & ~prose
        inside = self.live & cells & are_enclosed(cells | beside, self.keep, self.kinds.asides)
        inside &= self.chances >= LEAST_CELL
        self.keep |= inside
        return inside

    def spare_bare_rows(self, prose: Marks) -> None:
        """Keep rows of lines between prose that may be a list or a table which nothing marks.

        And the sentence that closes one, below prose that stays.
        """
        if self.unknown:
            likely = self.live & self.kinds.bare & (self.chances >= LEAST_OF_BARE)
            closing = self.live & self.kinds.sentences & (self.counts >= CLOSING_WORDS)
            closing &= self.chances >= LEAST_CLOSING
            self.keep |= _are_bare_rows(likely, prose, closing, self.kinds.asides)

    def keep_headings(self, prose: Marks) -> None:
        """Keep headings between prose; an advertisement or a permalink does not part the two."""
        prose = self.keep if self.few else prose
        heads = are_headings(prose[self.here], self.counts[self.here])
        self._add(self._of_all(heads), LEAST_HEADING)

    def spare_items(self) -> None:
        """Keep the items that go on with a list of which one stays."""
        goes_on = self.live & self.kinds.items & (self.chances >= LEAST_ITEM)
        self.keep |= goes_on & runs_from(self.keep, self.keep | goes_on)

    def spare_rows(self) -> None:
        """Keep rows of short lines of which most stay, or none is unlikely."""
        row = self.live & ~self.kinds.sentences & (self.counts <= HEADING_WORDS)
        self._add(_are_rows(self.keep, row, self.counts), LEAST_IN_ROW)
        self.keep |= _are_likely_rows(self.chances, self.keep, row & (self.counts > 0))

    def spare_lists(self) -> None:
        """Keep the parts of numbered lists of which most stay."""
        parts = self.kinds.parts
        if parts.any():
            self._add(_are_lists(self.keep, self.live & (parts > 0), parts), LEAST_PART)

    def keep_stamps(self) -> None:
        """Keep a time above a line that stays."""
        self._add(self.kinds.stamps & np.append(self.keep[1:], False), LEAST_BETWEEN)

    def keep_signs(self) -> None:
        """Keep lines without words between two that stay (`* * *`)."""
        self.keep |= self.live & (self.counts == 0) & are_between(self.keep, self.counts)


def _are_likely(
    chances: Floats,
    counts: NDArray[np.integer],
    live: Marks,
    weight: NDArray[np.float64],
    favor: Favor,
    *,
    few: bool,
) -> Marks:
    """Tell the lines that promise the best word F1, and always the likeliest one."""
    few = few and favor == "balanced"
    low, high = LEAST[favor]
    at = min(
        max(best_threshold(chances, weight, CAUTION[favor]), low), MOST_OF_FEW if few else high
    )
    at = min(at, float(chances[live].max(initial=0.0)))
    keep = live & (counts > 0) & (chances >= at)
    if few:
        keep |= live & are_inside(keep) & (chances >= INSIDE_OF_FEW)
    return keep


def _going(weight: NDArray[np.float64], keep: Marks) -> float:
    """Give the share of the words in lines that go."""
    return float(weight[~keep].sum() / max(weight.sum(), 1.0))


def _are_sure(chances: Floats, counts: NDArray[np.integer], live: Marks, keep: Marks) -> Marks:
    """Tell the lines that go of which the model is sure."""
    return live & ~keep & (counts > 0) & (chances < SURE)


def _looks_clean(share: float, leftovers: int, going: float) -> bool:
    """Whether the rules cut so few lines, and the model would cut such a share of words, as of a clean text."""
    return any(share < lines and going < words for lines, words in CLEAN_BY_SHARE) or any(
        leftovers <= lines and going < words for lines, words in CLEAN_BY_NUMBER
    )


def _is_page(sure: Marks, prose: Marks) -> bool:
    """Whether so many lines are surely none of an article's that others must stand among them."""
    first = int(prose.argmax()) if prose.any() else len(prose)
    return _are_many(sure) and bool(sure[:first].sum() >= MIN_ABOVE)


def _are_many(sure: Marks) -> bool:
    return int(sure.sum()) >= max(MIN_SURE, MIN_SURE_SHARE * len(sure))


def _are_spared(
    chances: Floats,
    counts: NDArray[np.integer],
    keep: Marks,
    live: Marks,
    kinds: Kinds,
    least: float,
) -> Marks:
    """Tell the sentences that go on from prose that stays, and those between.

    They go on where no less likely than `least`. A line that is none, or that a rule cut, ends the prose;
    asides, captions, times and short lines between two sentences do not.
    """
    sentences, stamps = kinds.sentences, kinds.stamps
    here = np.flatnonzero(~(kinds.asides | kinds.cells | (kinds.captions & ~sentences)))
    heads = are_headings((live & sentences)[here], counts[here]) & (live & ~sentences)[here]
    heads &= ((chances >= LEAST_APART) | stamps)[here]
    here = here[~heads]
    likely, own, prose = chances[here], (live & sentences)[here], (keep & sentences)[here]
    beside = own & (prose | (likely >= least))
    between = own & (prose | (likely >= LEAST_BETWEEN))
    one_side = runs_from(prose, beside) | runs_from(prose[::-1], beside[::-1])[::-1]
    both = runs_from(prose, between) & runs_from(prose[::-1], between[::-1])[::-1]
    spared = np.zeros(len(keep), bool)
    spared[here] = own & (one_side | both)
    return spared


def _are_rows(keep: Marks, row: Marks, counts: NDArray[np.integer]) -> Marks:
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


def _are_likely_rows(chances: Floats, keep: Marks, row: Marks) -> Marks:
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
    return np.asarray(whole[number] & are_enclosed(going, keep, none))


def _are_bare_rows(bare: Marks, prose: Marks, closing: Marks, asides: Marks) -> Marks:
    """Tell the bare lines in rows of some length below a paragraph that stays and above another.

    Or above a closing sentence, and that, too.

    >>> bare = np.array([False, True, True, True, False, True, False])
    >>> _are_bare_rows(bare, ~bare, ~bare, np.zeros(7, bool)).tolist()
    [False, True, True, True, True, False, False]
    """
    number = np.cumsum(np.diff(bare, prepend=False)) * bare
    long = (np.bincount(number) >= MIN_BARE)[number]
    row, ends = bare & ~prose, prose | closing
    above = runs_from(prose, prose | row | asides)
    below = runs_from(ends[::-1], (ends | row | asides)[::-1])[::-1]
    inside = row & long & above & below
    return np.asarray(inside | (closing & runs_from(inside, inside | closing | asides)))


def _are_lists(keep: Marks, live: Marks, number: NDArray[np.int64]) -> Marks:
    """Tell the lines of the lists, by their numbers, most of whose lines stay."""
    size = np.bincount(number[live], minlength=number.max(initial=0) + 1)
    staying = np.bincount(number[live & keep], minlength=len(size))
    return np.asarray(((size > 0) & (staying >= MIN_PART_SHARE * size))[number] & live)
