"""What a defect is made of: articles, sites, damage, variants."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Pair = tuple[str, str]
LETTER = r"[^\W\d_]"  # of any script
WORD = rf"{LETTER}{{2,}}"
#: A space between two words of two letters and more: French, Czech and Polish typography
#: sets no-break spaces beside marks, numbers and one-letter words.
PLAIN_SPACE = rf"(?<={LETTER}{{2}})(?P<x> )(?={WORD})"

UNSEGMENTED = frozenset({"ja", "zh", "th"})
CASELESS = UNSEGMENTED | {"ko"}


@dataclass(frozen=True, slots=True)
class Article:
    """A gold article: its paragraphs, and the pair of quotation marks it mostly uses."""

    page: str
    language: str
    paragraphs: tuple[str, ...]
    pair: Pair
    restyled: bool = False  # the pair is another than the page's own


@dataclass(frozen=True, slots=True)
class Site:
    """One defect: what of a paragraph is replaced, and by what."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Damage:
    """An article damaged in several paragraphs, or between them."""

    paragraphs: tuple[str, ...]  # as given to the systems
    wanted: tuple[int, ...]  # places, in the gold, of the paragraphs that must stand again
    stray: str = ""  # a line that must be gone
    spoilt: tuple[int, ...] = ()  # places that are damaged otherwise, and not judged


Sites = Callable[[Article, int], Iterable[Site]]  # an article and a paragraph's place in it
Whole = Callable[[Article, random.Random], Damage | None]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which text is damaged: in a paragraph (`sites`) or an article (`whole`)."""

    family: str
    name: str
    sites: Sites | None = None
    whole: Whole | None = None
    languages: frozenset[str] = frozenset()  # none: all
    never: frozenset[str] = frozenset()
    restyled: bool = False  # articles set in other quotation marks too
    separators: tuple[str, ...] = ("\n", "\n\n")
    apart: bool = False  # printed, but in no mean


def in_text(find: Callable[[str], Iterable[Site]]) -> Sites:
    """Make sites of a function that looks at nothing but the paragraph's text."""
    return lambda article, place: find(article.paragraphs[place])


def edits(pattern: str, *afters: str) -> Sites:
    """Make sites of a pattern: its group `x` is replaced by each of `afters`."""
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[Site]:
        for found in compiled.finditer(text):
            for after in afters:
                yield Site(*found.span("x"), after)

    return in_text(find)
