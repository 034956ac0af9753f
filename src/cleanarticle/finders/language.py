"""The language of a text: by script where the script tells, else by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..actions import Found
from ..model import Document
from ..patterns import lazy
from ..shapes import holds_code, letters_in

__all__ = ["ENGLISH_CORE", "SAMPLE", "detect_language", "find_language"]

#: Letters looked at: more do not change the answer.
SAMPLE = 1_500

#: Characters of the longest blocks below which all are looked at.
FEW = 200

#: Fewest letters from which a language can be told by its words.
MIN_LETTERS = 40

_SCRIPTS = (
    ("ko", "[\uac00-\ud7af]"),
    ("ja", "[\u3041-\u30ff]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("th", "[\u0e01-\u0e5b]"),
    ("el", "[\u0386-\u03ce\u1f00-\u1fff]"),
    ("he", "[\u05d0-\u05ea]"),
    ("hy", "[\u0531-\u0587]"),
    ("ka", "[\u10d0-\u10ff]"),
    ("bn", "[\u0985-\u09b9]"),
    ("ta", "[\u0b85-\u0bb9]"),
    ("te", "[\u0c05-\u0c39]"),
    ("gu", "[\u0a85-\u0ab9]"),
    ("pa", "[\u0a05-\u0a39]"),
    ("kn", "[\u0c85-\u0cb9]"),
    ("ml", "[\u0d05-\u0d39]"),
    ("si", "[\u0d85-\u0dc6]"),
    ("km", "[\u1780-\u17b3]"),
    ("lo", "[\u0e81-\u0edf]"),
    ("my", "[\u1000-\u102a]"),
    ("am", "[\u1200-\u137f]"),
)
#: The share of all letters that tells a script's language, and that of scripts of which a letter is a
#: syllable or a word: text about programs is half code.
MIN_SHARE, _OF_DENSE = 0.4, {"ja": 0.1, "zh": 0.1, "ko": 0.2}
_ANY_SCRIPT = lazy("|".join(script for _, script in _SCRIPTS))
_LETTER = lazy(r"[^\W\d_]")

#: Words of which English is made: of another language's they are one in fifty at most.
ENGLISH_CORE = frozenset(
    "the of and to in is that for it was on with as are at be by this have from you we or an not but".split()
)
#: Function words of English. Where a quarter of the words are among them, and so many, the text is English, which
#: the word model need not be asked: it takes half a second to load and a thousand times as long to tell. Texts in
#: 50 other languages have .17 at most, and that with half of their sentences in English.
_ENGLISH = ENGLISH_CORE.union(
    "a about after been can could had has her his if its more our their there they were what when which who will would "
    "your".split()
)
MIN_ENGLISH_SHARE = 0.25
MIN_ENGLISH_WORDS = 15

#: What the word model takes for languages of their own: Norwegian in its two forms, Chinese among much that is none.
_OTHER_NAMES = {"nb": "no", "nn": "no", "wuu": "zh", "yue": "zh"}

#: The letters oʻ and gʻ of Uzbek, which the word model does not know, and their share of its letters.
_UZBEK = lazy(r"[OoGg]['’‘ʻ`](?=[a-z])(?!s\b|clock\b)")
MIN_UZBEK = 0.01


def detect_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the text's language, `None` for less than a sentence.

    Source of the word model: py3langid (142 languages, offline, deterministic); English is told by its own words.

    >>> detect_language("港の労働者は水曜日から賃金をめぐって仕事を止めている。")
    'ja'
    """
    return _detect(text[:SAMPLE])


@lru_cache(maxsize=256)
def _detect(text: str) -> str | None:
    letters = len(_LETTER.findall(text))
    if letters < 8:
        return None
    for code, script in _SCRIPTS if _ANY_SCRIPT.search(text) else ():
        if len(re.findall(script, text)) > _OF_DENSE.get(code, MIN_SHARE) * letters:
            return code
    if letters < MIN_LETTERS:
        return None
    if len(_UZBEK.findall(text)) > MIN_UZBEK * letters:
        return "uz"
    if _is_english(text):
        return "en"
    import py3langid  # loads its model once, on first use

    code, _ = py3langid.classify(text)
    return _OTHER_NAMES.get(code, str(code))


def _is_english(text: str) -> bool:
    """Whether a text's own words say that it is English."""
    count = sum(map(_ENGLISH.__contains__, text.lower().split()))
    return count >= max(MIN_ENGLISH_WORDS, MIN_ENGLISH_SHARE * len(letters_in(text)))


def find_language(document: Document) -> Iterator[Found]:
    """Tell the language by the longest blocks, code aside; in a dump those are the article's own."""
    if document.language:
        return
    told = [block for block in document if not holds_code(block)] or document
    longest = sorted(told, key=lambda b: len(b.text), reverse=True)[:6]
    sample = " ".join(block.text[:SAMPLE] for block in longest)
    if len(sample) < FEW:  # the longest lines of a list may be addresses
        sample = " ".join(block.text for block in told)
    if code := detect_language(sample):
        yield Found("language", code)
