"""Where a space may have been lost: the marks, the words around them, and what the document tells of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from ..model import Document
from ..patterns import lazy
from ..sieve import texts
from ..vocabulary import load

__all__ = ["ENDS", "PAUSES", "Context", "Site", "Word"]

#: Marks that end a sentence, and those that part its clauses. Amharic types its full stop as two of the marks
#: that part words.
ENDS = ".!?…։؟۔।።፡"
PAUSES = ",;:،؛"
_MARKS = lazy(rf"[{ENDS}{PAUSES}]+")
_STANDING = lazy(r"(?<![\w:”“\"»«)\]…’'@#./-])[^\W\d_]{1,30}(?![\w@/=-])")
_GLUED_DOTS = lazy(r"[^\W\d_](?:…|\.\.\.)[^\W\d_]")
_DOTTED_WORDS = lazy(r"[^\W\d_]{2,40}\.[^\W\d_]{1,40}")
_KOREAN_COMMA = lazy(r"[\uac00-\ud7a3],[\uac00-\ud7a3]")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    """Give what ends in a full stop without ending a sentence, and is often set without a space."""
    lists = load("abbreviations")
    return frozenset((*lists["any"], *lists.get(language, ())))


class Context:
    """What the whole document tells: its language, its quotation marks, its words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language or ""

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        return _abbreviations(self.language)

    @cached_property
    def whole(self) -> str:
        return "\n".join(block.text for block in texts(self.document))

    @cached_property
    def known(self) -> frozenset[str]:
        """The words that stand free somewhere in the document."""
        return frozenset(_STANDING.findall(self.whole))

    @cached_property
    def dotted(self) -> Counter[str]:
        """How often words stand with a full stop between them and no space: `Fin.Link`."""
        return Counter(_DOTTED_WORDS.findall(self.whole))

    @cached_property
    def glues_dots(self) -> bool:
        """Whether the writer glues three dots to the next word, in lower case too."""
        return any(found[0][-1].islower() for found in _GLUED_DOTS.finditer(self.whole))

    @cached_property
    def lists_korean(self) -> bool:
        """Whether a Korean writer sets commas without a space, as lists are often set."""
        return len(_KOREAN_COMMA.findall(self.whole)) > 1 or self.whole.count(", ") < 2

    def knows(self, word: Word) -> bool:
        """Whether the word stands elsewhere in the document, so that it is no half of a name."""
        known = self.known
        return word.text in known or word.text.lower() in known

    @cached_property
    def directions(self) -> dict[str, int]:
        """Quotation mark to 1 (opens) or -1 (closes); those that do both are not in it."""
        whole = self.whole
        known = {"„": 1, "‚": 1, "‘": -1 if "‚" in whole else 1, "“": 1, "”": -1}
        if "„" in whole:
            known["“"] = -1
        elif "“" not in whole:
            del known["”"]
        for left, right in ("«»", "‹›"):
            first, second = whole.find(left), whole.find(right)
            if first >= 0 and second >= 0:
                side = 1 if first < second else -1
                known[left], known[right] = side, -side
        return known


@dataclass(slots=True)
class Word:
    """The word behind a site, and what shape it has."""

    text: str
    next: str

    @property
    def is_title(self) -> bool:
        return len(self.text) > 1 and self.text[0].isupper() and not self.text.isupper()

    @property
    def is_acronym(self) -> bool:
        return len(self.text) > 1 and self.text.isupper() and self.text.isalpha()

    @property
    def is_single(self) -> bool:
        """A capital that is a word: not an initial, not the start of `X-ray`."""
        return len(self.text) == 1 and self.text.isupper() and self.next in (" ", "'", "’")

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def begins(self) -> bool:
        return self.is_title or self.is_acronym or self.is_single


@dataclass(slots=True)
class Site:
    """Marks between two words, with what closes (`before`) and what opens (`behind`)."""

    start: int
    split: int
    stop: int  # where the word behind ends
    left: str
    before: str
    behind: str
    right: Word
    last: str  # the character before, white space aside

    @property
    def marks(self) -> str:
        """The marks of the sentence: the last ones, `,` in `(free!),plus`."""
        runs = _MARKS.findall(self.before)
        return runs[-1] if runs else ""
