"""What a site says amid the prose of a page on one line, in scripts without capitals: where it surely does.

No capital tells there whether a sentence goes on behind a phrase of sites: "He said that he would | share the
news | with his neighbours" reads as the button does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..judging.run_on import Elements, are
from ..model import HAN_KANA, SOUTHEAST_ASIAN
from ..patterns import lazy
from ..shapes import is_caseless
from ..vocabulary import match
from .read_also import pointer_label

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["inside_caseless"]

#: Most tokens of a phrase and its label; from how many on one that is a whole line begins no sentence.
MAX_SAID, MIN_SURE = 8, 4
#: What a sentence has to stay on a page, on both sides of a phrase, and behind one that may begin it.
SAID_STAYS, REST_STAYS = 0.2, 0.5
#: Probability that an element begins with what stands behind a pointer's headline from which on it is believed.
BEGINS_BEHIND_POINTER = 0.5
#: Most elements of a text of prose that begin amid a sentence, and their share of its sentences.
MAX_AMID, MAX_AMID_SHARE = 6, 1
_UNSPACED = lazy(f"[{HAN_KANA}{SOUTHEAST_ASIAN}]")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text on one line, and what is asked of each token, found out once."""

    text: str
    found: Elements
    ends: NDArray[np.bool_]
    colon: NDArray[np.bool_]

    def said(self, first: int, stop: int) -> str:
        """Give what the tokens from `first` to before `stop` say."""
        tokens = self.found.tokens
        return self.text[tokens.starts[first] : tokens.ends[stop - 1]]

    def is_plain(self, at: int) -> bool:
        """Whether a token begins with a letter of a script that has spaces and no capitals."""
        char = self.text[self.found.tokens.starts[at]]
        return is_caseless(char) and not _UNSPACED.match(char)

    def next_end(self, first: int, stop: int) -> int:
        """Give the token behind the first one that ends a sentence, 0 where none does."""
        ends = self.ends[first:stop].nonzero()[0]
        return first + int(ends[0]) + 1 if len(ends) else 0

    def last_end(self, first: int, stop: int) -> int:
        """Give the token behind the last one that ends a sentence, or the first if one is before it, -1 if none is."""
        ends = self.ends[first:stop].nonzero()[0]
        if len(ends):
            return first + int(ends[-1]) + 1
        is_opening = bool(self.ends[first - 1]) if first else not self.found.is_page
        return first if is_opening else -1


def inside_caseless(text: str, found: Elements, starts: Iterable[int]) -> set[int]:
    """Give those of the tokens with which no element surely begins, around what sites say and articles may, too.

    It stands between two sentences where an end is before it, and a mark, or what begins no sentence, behind
    it. The same of a pointer whose headline no mark ends. Nor where whole sentences are all there is, and no
    site speaks in them. Leaves the head of a page, whose elements have no marks, and its end.
    """
    if text.isascii() or not are(found.tokens, "no case").any():
        return set()
    own = _Text(text, found, are(found.tokens, "ends a sentence"), are(found.tokens, "colon"))
    starts = sorted({0, *starts})
    inside = {at for span in _inside(own, starts) for at in span}
    return set(starts) if inside and _is_all_prose(own, starts, inside) else inside


def _inside(own: _Text, starts: Sequence[int]) -> Iterator[Sequence[int]]:
    """Give the starts around each phrase, those of its words in Latin letters among them."""
    bounds = [*starts, len(own.ends)]
    is_page = own.found.is_page and not _is_prose(own, starts)
    for place, first in enumerate(starts):
        plain = (nth for nth in range(place + 1, len(starts)) if own.is_plain(starts[nth]))
        nth = next(plain, 0)
        if not nth or own.ends[bounds[nth] - 1]:
            continue
        rest, stop = bounds[nth], bounds[nth + 1]
        close = own.next_end(rest, stop)
        if not close:
            continue
        if (is_page or first == 0 or own.ends[first - 1]) and pointer_label(own.said(first, rest)):
            in_doubt = own.found.begins[rest] < BEGINS_BEHIND_POINTER
        else:
            before = starts[place - 1] if place else 0
            span = before, first, rest, close
            in_doubt = rest - first <= MAX_SAID and _goes_on(own, span, is_page=is_page)
        if in_doubt:
            yield starts[place : nth + 1]


def _is_prose(own: _Text, starts: Sequence[int]) -> bool:
    """Whether a text ends in a sentence and has few elements that begin elsewhere than behind one: no page has so."""
    if not own.ends[-1]:
        return False
    amid = sum(not own.ends[at - 1] for at in starts if at)
    return amid <= MAX_AMID and amid < MAX_AMID_SHARE * own.ends.sum()


def _is_all_prose(own: _Text, starts: Sequence[int], inside: set[int]) -> bool:
    """Whether the elements are whole sentences, and none of them is known of sites."""
    left = [0, *(at for at in starts if at and at not in inside), len(own.ends)]
    return all(own.ends[at - 1] for at in left[1:]) and not any(
        match(own.said(first, stop)) for first, stop in pairwise(left)
    )


def _goes_on(own: _Text, span: tuple[int, int, int, int], *, is_page: bool) -> bool:
    """Whether a sentence may go on behind the tokens from `first` to before `rest`, up to `close`."""
    before, first, rest, close = span
    said, stays = own.said(first, rest), own.found.stays
    if said[-1] in _PARTING or said[0] in _POINTING:
        return False
    behind = stays[rest:close].mean()
    if first == 0 or own.ends[first - 1]:
        is_word = rest == first + 1
        return not (is_word or (is_page and behind < REST_STAYS) or _is_sure(said))
    if own.colon[first - 1] or not own.is_plain(first - 1):
        return False
    opening = own.last_end(before, first - 1)
    if opening < 0:
        return False
    return not is_page or min(stays[opening:first].mean(), behind) >= SAID_STAYS


#: Marks that part a label from what stands behind it.
_PARTING = ":：-–—|>»"
#: Marks with which no word of a sentence begins.
_POINTING = ">»|►▶"


def _is_sure(said: str) -> bool:
    """Whether words are a whole line of sites, and too many for the beginning of a sentence."""
    return len(said.split()) >= MIN_SURE and any(one.how == "line" for one in match(said))
