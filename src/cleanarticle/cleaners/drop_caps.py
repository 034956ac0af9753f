"""Drop caps: the large first letter of a text, which a dump parts from its word: `T he ferry`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..actions import Edit, Join
from ..languages import primary
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import holds_code, words
from ..words import frequency, known

__all__ = ["fix_drop_caps"]

#: A capital and a space before small letters, at the beginning of a paragraph; not of a spaced-out word.
_PARTED = lazy(
    r"[\"“„‘'«(]?([^\W\d_a-z])([ \u00a0])([^\W\d_A-Z][^\W\d_]*)(?![^\s.,;:!?…'’\-–—)])"
    r"(?!(?: [^\W\d_]){2}(?: |$))"
)

#: Words of one letter, in small ones, of the languages that have a list of words.
_LETTER_WORDS = {
    "en": "aio", "es": "aeouy", "pt": "aeoàéó", "it": "aeoèi", "fr": "ayàôo", "ca": "aeioy", "pl": "aiouwz",
    "cs": "aikosuvz", "ru": "авикосуюя", "uk": "аіоузвяйєїбж", "sv": "åiö", "no": "iåø", "nl": "uoà", "de": "o",
    "id": "",
}  # fmt: skip
#: Contractions that lost their apostrophe: "I m", "I d".
_CONTRACTED = frozenset("m d ll ve re".split())
#: Least frequency of the whole word, and of one of two letters: "of", "it", "as". A rest that is rarer than the
#: third, as slips of the pen are, is no word beside a whole more frequent than the last: "fter", "bout".
MIN_WHOLE, MIN_SHORT, MAX_SLIP, MIN_BESIDE_SLIP = 2.0, 5.0, 2.5, 5.0

#: A drop cap on a line of its own, and the fewest words of the paragraph below it.
_ALONE = lazy(r"[\"“„‘'«]?([^\W\d_a-z])")
_SMALL_WORD = lazy(r"[^\W\d_A-Z][^\W\d_]*(?![^\s.,;:!?…'’\-–—)])")
MIN_BELOW = 8


def fix_drop_caps(document: Document) -> Iterator[Edit | Join]:
    """Join a drop cap to its word: `T he ferry`, `C hief Marsh`, where a paragraph begins with the two.

    And a drop cap on the line above its paragraph.

    The whole must be a word of the language, and the two parts none, or the rest a rarer one. Leaves `A nice
    day`, `T cells`, `I d like`, code, and languages whose words are not known.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("T he ferry sailed at noon.", "A nice day for it, they said.", "T cells attack it.")
    >>> from dataclasses import replace
    >>> [edit.block.text for edit in fix_drop_caps(replace(lines, language="en"))]
    ['T he ferry sailed at noon.']
    """
    language = primary(document.language)
    if language not in _LETTER_WORDS:
        return
    for above, below in pairwise(document.blocks):
        if len(above.text) <= 2 and _stands_above(above, below, language):
            yield Join((above, below), "", Reason.WRAP)
    for block in document:
        found = _PARTED.match(block.text)
        if found is None or block.kind == "table" or holds_code(block):
            continue
        letter, rest = found[1], found[3]
        if letter.isupper() and rest.islower() and _is_parted(letter.lower(), rest, language):
            yield Edit(block, found.start(2), found.end(2), "", Reason.SPACING, 0.95)


def _stands_above(above: Block, below: Block, language: str) -> bool:
    """Whether a line is the drop cap of the paragraph below it, which begins in the middle of a word."""
    cap, word = _ALONE.fullmatch(above.text), _SMALL_WORD.match(below.text)
    if cap is None or word is None or not cap[1].isupper() or words(below) < MIN_BELOW:
        return False
    if "table" in (above.kind, below.kind) or holds_code(below):
        return False
    return word[0].islower() and _is_parted(cap[1].lower(), word[0], language)


def _is_parted(letter: str, rest: str, language: str) -> bool:
    """Whether a letter and what follows are one word of the language, and not two."""
    whole = letter + rest
    is_word = letter in _LETTER_WORDS[language]
    if not known(whole, language) or (is_word and rest in _CONTRACTED):
        return False
    if len(rest) == 1:
        return rest not in _LETTER_WORDS[language] and frequency(whole, language) >= MIN_SHORT
    if not known(rest, language):
        return frequency(whole, language) >= MIN_WHOLE
    if frequency(rest, language) < MAX_SLIP and frequency(whole, language) >= MIN_BESIDE_SLIP:
        return True
    return not is_word and frequency(whole, language) >= frequency(rest, language)
