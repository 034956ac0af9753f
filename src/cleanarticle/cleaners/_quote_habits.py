"""What a document shows of its ways to quote: who speaks, and where a stop stands at a closing mark."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import chain

from ..languages import primary
from ..model import Document
from ..shapes import rows_of_letters
from ..words import function_words
from ._quote_style import opens, tokens
from .encoding import texts

__all__ = ["Habits"]


@lru_cache(maxsize=1)
def _speaking() -> Mapping[str, frozenset[str]]:
    """Give the forms of speaking of each language, read once."""
    text = (files("cleanarticle") / "speaking.toml").read_text("utf-8")
    return {language: frozenset(words.split()) for language, words in tomllib.loads(text).items()}


#: Languages that set a comma, or the stop of a few quoted words, before the closing mark.
_COMMA_INSIDE = frozenset("en id ms tr ko zu xh st tn af tl fil sw cs sk sl".split())
_STOP_INSIDE = frozenset("en id ms tr ko zu xh st tn af tl fil sw".split())
#: Those that set even the full stop of a quoted sentence behind it.
_STOP_BEHIND = frozenset("ru uk be bg mk pl es ca gl it el ro lt lv hr sr bs sl".split())

#: Behind these, a capital begins a quoted sentence.
_BEFORE_SENTENCE = ("", ".", ":", "!", "?", "…")


class Habits:
    """What a document shows of its words and ways, found out when it is first asked."""

    def __init__(self, document: Document) -> None:
        self.language = document.language
        self.code = primary(self.language)
        self.code = "no" if self.code in ("nb", "nn") else self.code
        self._blocks = texts(document)

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the document, and how often each stands in it."""
        return Counter(chain.from_iterable(map(rows_of_letters, self._blocks)))

    def speaks(self, words: Sequence[str]) -> bool:
        """Whether one of the words, in lower case, says that someone speaks."""
        return not _speaking().get(self.code, frozenset()).isdisjoint(words)

    def binds(self, word: str) -> bool:
        """Whether the word, in lower case, is one that every text of the language has."""
        bound = function_words(self.code)
        return bound is not None and word in bound

    def is_inside(self, mark: str, text: str, opening: int, inner: int) -> bool:
        """Whether the comma or stop stands before the closing mark of the quotation.

        Its opening mark stands at `opening`, its words from `inner` on. The document's own
        quotations tell, else the custom of its language.
        """
        kind = _kind(mark, text, opening, inner)
        inside, behind = self._orders[kind, True], self._orders[kind, False]
        if inside + behind and max(inside, behind) >= 2 * min(inside, behind):
            return inside > behind
        if kind == ",":
            return self.code in _COMMA_INSIDE or not self.code
        if kind == "sentence":
            return self.code not in _STOP_BEHIND
        return self.code in _STOP_INSIDE or not self.code

    @cached_property
    def _orders(self) -> Counter[tuple[str, bool]]:
        """How often a comma or stop stands before (true) or behind a closing mark, by its kind."""
        orders: Counter[tuple[str, bool]] = Counter()
        for text in (block.text for block in self._blocks):
            double = [token for token in tokens(text) if token.glyph not in "’‘‚‹›"]
            for first, last in zip(double, double[1:], strict=False):
                if not opens(first) or opens(last):
                    continue
                inner = text[first.end : last.start].rstrip()
                if inner[-1:] in (",", "."):
                    orders[_kind(inner[-1], text, first.start, first.end), True] += 1
                elif text[last.end : last.end + 1] in (",", "."):
                    orders[_kind(text[last.end], text, first.start, first.end), False] += 1
        return orders


def _kind(mark: str, text: str, opening: int, inner: int) -> str:
    if mark == ",":
        return mark
    first = text[inner : inner + 8].lstrip("[(¿¡'‘’ \u00a0\u202f")[:1]
    before = text[max(0, opening - 8) : opening].rstrip()[-1:]
    return "sentence" if first.isupper() and before in _BEFORE_SENTENCE else "words"
