"""What stands between the pieces of a torn paragraph: the space that the page had there, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from ..actions import Edit, Join
from ..model import SOUTHEAST_ASIAN, Document, Reason
from ..patterns import lazy
from ..shapes import QUOTES, closes_in_front, letters_in, opens_at_end
from ..sieve import compiled
from ._hyphens import Hyphens

__all__ = ["Seams"]

#: Marks that stand close to what is before them, and to what is behind; a note's number does, too.
_CLOSE_BEHIND = lazy(
    r"[,.;:!?)\]}…%、。，．；：！？）」』】،؛؟।™®°]|['’][^\W\d_]{1,2}\b|-\w|\[\d{1,3}\]|[¹²³⁰-⁹*†‡]"
)
_CLOSE_BEFORE = lazy(
    r"[(\[{¿¡（「『【/@#$£€]$|[^\W_][-/]$"
    r"|(?<!\w)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|(?:d|n|s|qu)[eu](?:ll|st)|all|dall|com|sant)['’]$",
    re.IGNORECASE,
)
_SLASH = lazy(r"/\w?")
#: What is set low or high: of a formula, of square metres, of ordinals, of "Mme".
_RAISED = lazy(
    r"(?<![^\W_])(?:(?:CO|CH|H|N|NO|O|SO|[kcm]?m)\n[2-4]|M\n(?:mes?|lles?|gr)"
    r"|(?:\d+|[IVX]+)\n(?:er|res?|es?|ème|th|st|nd|rd))(?![^\W_])"
)
_SPACED_COLON = lazy(r"[^\W\d_][ \u00a0\u202f][:;!?](?!\S)")
#: Scripts that write no space between words, and what Korean writes close to the word before.
_WIDE = rf"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60{SOUTHEAST_ASIAN}]"
_PARTICLE = r"(?:[은는이가을를에의로와과도만]|에서|에게|으로|부터|까지|이?라고|이다|입니다)(?![\uac00-\ud7a3])"
#: A large first letter of a paragraph in an element of its own.
_INITIAL = lazy(r"(?:^|[\"“„«(])[^\W\d_]$")
_REST = lazy(r"[^\W\d_]+(?=[\s,.’'-]|$)")
_ONE_LETTER_WORDS = "AEIOUYÀÉÓ"


class Seams:
    """How a text sets spaces: whether the dump has kept the page's, and one before colons as in French.

    `joined` says at which of the gaps between the texts a paragraph goes on, `closing` which texts are closing
    marks alone, that stand close to what is before them.
    """

    def __init__(
        self,
        document: Document,
        texts: Sequence[str],
        gaps: Sequence[str],
        joined: Sequence[bool],
        closing: frozenset[int] = frozenset(),
    ) -> None:
        self._document, self._texts, self._gaps = document, texts, gaps
        self._closing = closing
        self._spaced = any(gap.strip("\n") for gap, join in zip(gaps, joined, strict=True) if join)
        self._spaced_colons = len(_SPACED_COLON.findall(document.raw)) > 1
        inside = [pair for pair, join in zip(pairwise(texts), joined, strict=True) if join]
        self._hyphens = Hyphens(document, inside)

    def join(self, first: int, last: int) -> Iterator[Edit | Join]:
        """Join the pieces from the first to the last."""
        blocks = self._document.blocks
        glues, quotes = [], 0
        for at in range(first, last):
            left, right, gap = self._texts[at], self._texts[at + 1], self._gaps[at]
            quotes += sum(char in QUOTES for char in left)
            seam = self._hyphens.seam(left, right)
            if at + 1 in self._closing:
                glue = ""
            elif seam is not None:
                glue, cut = seam
                if cut:
                    yield Edit(blocks[at], len(left) - 1, len(left), "", Reason.WRAP)
            elif gap.strip("\n") or gap.count("\n") > 1:  # the page had white space there
                glue = " "
            else:
                glue = self._glue(left, right, quoted=quotes % 2 == 1)
            glues.append(glue)
        yield Join(blocks[first : last + 1], tuple(glues), Reason.WRAP)

    def _glue(self, left: str, right: str, *, quoted: bool) -> str:
        """Say what goes between two pieces, between which the dump has a line feed alone.

        Where it has kept the page's spaces elsewhere there was none, unless the line feed is the page's own.
        """
        if self._spaced_colons and (right[0] in ":;!?»" or left[-1] == "«"):
            return " "
        if _CLOSE_BEHIND.match(right) or _CLOSE_BEFORE.search(left) or _SLASH.fullmatch(right[:2]):
            return ""
        if right[0] in QUOTES and (quoted if len(right) == 1 else closes_in_front(right)):
            return ""
        if left[-1] in QUOTES and (quoted if len(left) == 1 else opens_at_end(left)):
            return ""
        if self._spaced and not (left[-1].isalnum() and right[0].isalnum()):
            return ""
        wide = compiled(_WIDE)
        if (wide.match(left[-1]) and wide.match(right)) or compiled(_PARTICLE).match(right):
            return ""
        if _RAISED.search(f"{left[-6:]}\n{right[:5]}"):
            return ""
        return "" if _INITIAL.search(left[-2:]) and self._goes_on(left[-1], right) else " "

    def _goes_on(self, initial: str, right: str) -> bool:
        """Whether a word goes on behind its first letter: "T", "he"; "A" is a word by itself in most texts."""
        rest = _REST.match(right)
        if rest is None or not initial.isupper():
            return False
        if initial not in _ONE_LETTER_WORDS:
            return True
        return (initial + rest[0]).lower() in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        """What stands in the text as a word, in lower case."""
        return frozenset(letters_in(self._document.raw.lower()))
