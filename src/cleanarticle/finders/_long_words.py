"""The longer words of a line, which tell what it is about."""

from __future__ import annotations

from ..model import INDIC, Block
from ..patterns import lazy
from ..shapes import letters_in, once

__all__ = ["long_words", "stems", "stems_in"]

#: Letters of a word's beginning that are compared, and fewest of a word that tells anything.
STEM_LETTERS, LONG_WORD_LETTERS = 5, 4
#: Characters at the beginning of a line that tell its script.
HEAD_LETTERS = 60
#: In Chinese and Japanese each two letters side by side, but for Hiragana, which end words and part them.
_LONG_WORD = lazy(
    rf"(?=([\u30a1-\u30ff\u4e00-\u9fff]{{2}}))[\u30a1-\u30ff\u4e00-\u9fff]"
    rf"|([^\W\d_\u3041-\u30ff\u4e00-\u9fff]{{{LONG_WORD_LETTERS},}})"
)
#: The same in India's scripts, whose vowel signs are parts of words.
_LONG_INDIC = lazy(rf"[{INDIC}]{{{LONG_WORD_LETTERS},}}")
#: In Korean a word's first two syllables, which most nouns have; the endings follow them without a space.
_LONG_KOREAN = lazy(rf"(?<![가-힣])[가-힣]{{2}}|[^\W\d_가-힣]{{{LONG_WORD_LETTERS},}}")
#: One of the letters of India's scripts, or of Korean.
_OWN_SCRIPT = lazy(r"[\u0904-\u0dff가-힣]")


def long_words(block: Block) -> frozenset[str]:
    """Give the beginnings of the words that tell what a block is about, found out once.

    Beginnings, as most languages inflect the ends.
    """
    return once(block, "long words", lambda b: frozenset(stems_in(b.text)))


def stems(block: Block) -> list[str]:
    """Give the same in order, those that recur too, found out once."""
    return once(block, "stems", lambda b: stems_in(b.text))


def stems_in(text: str) -> list[str]:
    """Give the beginnings of a text's longer words, in order.

    >>> stems_in("Ferry crews walk out"), stems_in("제빵사들의 밤")
    (['ferry', 'crews', 'walk'], ['제빵'])
    """
    text = text.lower()
    if text.isascii():
        return [w[:STEM_LETTERS] for w in letters_in(text) if len(w) >= LONG_WORD_LETTERS]
    if own := _OWN_SCRIPT.search(text, 0, HEAD_LETTERS):
        long = _LONG_INDIC if own[0] < "가" else _LONG_KOREAN
        return [word[:STEM_LETTERS] for word in long.findall(text)]
    return [(two or word)[:STEM_LETTERS] for two, word in _LONG_WORD.findall(text)]
