"""The deck of an article: the line that sums it up, between the title and the first paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..finders._long_words import stems_in
from ..model import Reason, count_words
from ..shapes import words

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = ["decks"]

#: Words of a deck that is none of a page's lines: those are shorter; lines between it and the first paragraph at most.
MIN_DECK, MAX_DECK, REACH = 14, 50, 6
#: Characters at the end of a caption in which its credit stands.
CREDIT_REACH = 80
#: Share of its longer words that the article says again: two at least.
MIN_SHARE = 0.08
#: What may stand between the title and the deck, and words of a line with a day there that no rule knew.
_BELOW_TITLE = frozenset({Reason.DATE, Reason.BYLINE, Reason.REPEAT, Reason.SHARE, Reason.CREDIT})
MAX_DAY_LINE = 8


def decks(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the deck below the title and above the first paragraph that stays: often it has no full stop.

    >>> from cleanarticle.judging.lines import Line
    >>> from cleanarticle.model import Block
    >>> said = "The boats of the harbour are sold to the old school, and nobody there knows what they will do with them"
    >>> told = "The old boats were sold to the school in May, and the two new ones sank within a week."
    >>> lines = [Line(text, block=Block("paragraph", text)) for text in (said, told)]
    >>> list(decks([Line("Boats sold", cut="title"), *lines], [False, False, True]))
    [1]
    """
    title = next((at for at, line in enumerate(lines) if line.cut == Reason.TITLE), None)
    first = next((at for at, kept in enumerate(keep) if kept and lines[at].is_prose), None)
    if title is None or first is None or not title < first:
        return
    for at in range(title + 1, first):
        line = lines[at]
        if _is_deck(line):
            live = [i for i in range(at + 1, first) if lines[i].block is not None]
            if len(live) <= REACH and _says_again(line, lines, keep):
                yield at
            return
        if not (line.cut in _BELOW_TITLE or _is_day(line)):
            return


def _is_deck(line: Line) -> bool:
    block = line.block
    if block is None or line.said or not MIN_DECK <= words(block) <= MAX_DECK:
        return False
    if "©" in line.text or (line.kind == "caption" and ":" in line.text[-CREDIT_REACH:]):
        return False
    if line.text[-3:] == "..." or line.text[-1] in "…:|>»":
        return False
    return " | " not in line.text and "  " not in line.text


def _says_again(deck: Line, lines: Sequence[Line], keep: Sequence[bool]) -> bool:
    """Whether what stays of the text takes up words of a deck."""
    told = {
        stem for line, kept in zip(lines, keep, strict=True) if kept for stem in stems_in(line.text)
    }
    said = stems_in(deck.text)
    return sum(stem in told for stem in said) >= max(2, MIN_SHARE * len(said))


def _is_day(line: Line) -> bool:
    """Whether a line that no rule cut tells a day; the model may have cut it in a pass before this one."""
    by_rule = line.cut not in (None, Reason.BOILERPLATE)
    return (
        not by_rule and count_words(line.text) <= MAX_DAY_LINE and any(map(str.isdigit, line.text))
    )
