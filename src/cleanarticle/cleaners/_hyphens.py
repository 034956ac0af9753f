"""Hyphens at the end of a line: the wrapper's own, which goes, or the word's, which stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from ..finders.language import detect_language
from ..model import Document
from ..patterns import lazy
from ..words import COMPOUNDING, frequency, known

__all__ = ["Hyphens"]

_WORD = lazy(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_BEFORE = lazy(r"(?:[^\W\d_]+[-\u2010\u2011'’])*([^\W\d_]+)[-\u2010]$")
_BEHIND = lazy(r"([^\W\d_]+)((?:[-\u2010\u2011'’][^\W\d_]+)*)")

#: Share of the wrapped lines that end in a hyphen from which on a text hyphenates: those
#: that only break compounds do so in one line of a hundred or two.
MIN_HYPHENATED = 0.05

#: Words before which a hyphen stands for the rest of a compound: `Ein- und Ausgang`.
_AND = frozenset(
    "und oder bzw bis sowie wie noch and or to nor vs och eller og of en y o et ou e ou i lub a nebo "
    "ja tai ja sekä és vagy ve veya".split()
)
#: First parts that take a hyphen of their own, in any language that has them: a word that
#: begins with these letters and has none is rarer at a line's end.
_FIRST = frozenset(
    "self ex non half all cross well ill long short high low full part first second third so old new "
    "two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety "
    "one mid quasi semi pan vice hard soft left right far anglo afro euro franco socio "
    "demi quelques peut celui celle ceux celles grand sous au ci là lui elle eux moi toi soi nous vous "
    "quatre vingt soixante trente quarante cinquante dit fait est sont avait "
    "pós pré pró recém além sem "
    "кое из по северо юго вице премьер экс пресс какой кто что где когда как чей".split()
)
#: Last parts that do: clitics and the like.
_LAST = frozenset(
    "year old day week month hour minute mile foot inch time term "
    "ce ci là je tu il elle on nous vous ils elles moi toi lui leur les le la y en t même mêmes être "
    "se lo los las me te lhe lhes nos vos "
    "то либо нибудь ка таки".split()
)
#: How much rarer than both its parts a word may be, as a logarithm (base 10).
MAX_RARER = 1.3
#: Shortest part that is told by being a word of its own.
MIN_PART = 3


class Hyphens:
    """Tells what a hyphen at a line's end was, from the rest of the text.

    `breaks` are the lines on either side of the breaks that a margin forced; without
    `soft`, every hyphen is the word's own (html2text and `textwrap` add none).
    """

    def __init__(
        self, document: Document, breaks: Iterable[tuple[str, str]], *, soft: bool = True
    ) -> None:
        self._document = document
        self._breaks = breaks
        self._soft = soft

    def seam(self, left: str, right: str) -> tuple[str, bool] | None:
        """Give the glue and whether the hyphen goes; `None` where there is no hyphen."""
        if left[-1] == "\u00ad":
            return "", True
        if left[-1] not in "-\u2010" or len(left) < 2:
            return None
        if left[-2].isspace():
            return None
        if left[-2] == "-":  # a dash of two hyphens
            return ("", False) if left[:-2].endswith(tuple("abcdefghijklmnopqrstuvwxyz")) else None
        before, behind = _BEFORE.search(left[-80:]), _BEHIND.match(right[:80])
        if before is None or behind is None:
            return ("", False) if right[0].isalnum() else None
        if behind[0].lower() in _AND and not right[len(behind[0]) :].startswith(("-", "‐")):
            return " ", False
        shouted = behind[1].isupper() and before[1].isupper() and len(behind[1]) > 1
        may_drop = behind[1].islower() or shouted or behind[1].lower() == behind[1].upper()
        return "", self._soft and may_drop and self._drops(before, behind)

    def _drops(self, before: re.Match[str], behind: re.Match[str]) -> bool:
        first, last = before[1].lower(), behind[1].lower()
        with_hyphen = self._seen[f"{first}-{last}"]
        without = self._seen[first + last]
        if with_hyphen != without:
            return without > with_hyphen
        joined = self._is_word(first + last)
        if joined and (self._language in COMPOUNDING or not self._is_careless(first, last)):
            return True
        if first in _FIRST or last in _LAST:
            return False
        if behind[1].islower() and self._is_name(before[1]):
            return False
        if joined is not None and self._are_words(first, last):
            return self._language in COMPOUNDING
        return self._hyphenates

    def _is_name(self, part: str) -> bool:
        """Whether a hyphen behind a part is its own: `NRK-journalist`, `Oslo-avis`; German nouns aside."""
        if len(part) > 1 and not part[1:].islower():
            return True
        return part[0].isupper() and self._language != "de" and self._language in COMPOUNDING

    def _is_careless(self, first: str, last: str) -> bool:
        """Whether two words are rare as one: some write them so that others write with a hyphen."""
        if not self._are_words(first, last):
            return False
        rarer = min(frequency(part, self._language) for part in (first, last))
        return frequency(first + last, self._language) < rarer - MAX_RARER

    def _are_words(self, first: str, last: str) -> bool:
        return all(len(part) >= MIN_PART and self._is_word(part) for part in (first, last))

    def _is_word(self, word: str) -> bool | None:
        """Whether a dictionary of the text's language knows the word; `None` without one."""
        return known(word, self._language)

    @cached_property
    def _language(self) -> str:
        document = self._document
        return document.language or detect_language(document.raw) or ""

    @cached_property
    def _seen(self) -> Counter[str]:
        """How often words stand in the text, in lower case, hyphens as `-`."""
        words = _WORD.findall(self._document.raw.lower())
        return Counter(word.replace("\u2010", "-").replace("\u2011", "-") for word in words)

    @cached_property
    def _hyphenates(self) -> bool:
        """Whether the text hyphenates at its lines' ends."""
        count = hyphens = 0
        for left, right in self._breaks:
            count += 1
            hyphens += bool(left[-1] in "-\u2010" and right[:1].islower() and _BEFORE.search(left))
        return hyphens >= MIN_HYPHENATED * count
