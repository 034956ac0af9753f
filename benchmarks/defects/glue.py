"""Spaces lost: between sentences, after marks, between words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .articles import vocabulary
from .model import CASELESS, LETTER, WORD, Site, Sites, Variant, edits, in_text

_CLOSERS = '["”“»’]'


def _between_sentences(left: str, right: str = WORD) -> Sites:
    """Lose the space between a word or number with the marks `left` and a capital in `right`."""
    compiled = re.compile(rf"(?<![\w.])(?P<word>\w+){left}(?P<x> )(?P<first>{right})")

    def find(text: str) -> Iterator[Site]:
        for found in compiled.finditer(text):
            first = next((c for c in found["first"] if c.isalpha()), "")
            if first.isupper() and (found["word"][-2:].islower() or found["word"].isdigit()):
                yield Site(*found.span("x"), "")

    return in_text(find)


def _after_full_stop(least: int, fits: Callable[[str], bool]) -> Sites:
    """Lose the space behind a full stop, after a word of at least so many letters that fits."""
    compiled = re.compile(
        rf"(?<![\w.’'-])(?P<word>{LETTER}{{{least},}})\.(?P<x> )(?P<next>{LETTER}+)(?![\w.])"
    )

    def find(text: str) -> Iterator[Site]:
        for found in compiled.finditer(text):
            if fits(found["word"]) and found["next"][0].isupper() and len(found["next"]) > 1:
                yield Site(*found.span("x"), "")

    return in_text(find)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


_SITES: dict[str, Sites] = {
    "full stop": _after_full_stop(3, str.islower),
    "full stop, capitalised word before": _after_full_stop(4, _is_capitalised),
    "full stop, number before": _between_sentences(r"(?<=\d{3})\."),
    "full stop, one-letter word behind": _between_sentences(r"(?<=\w{3})\.", rf"{LETTER}(?= )"),
    "question or exclamation mark": _between_sentences(r"[?!]"),
    "ellipsis": _between_sentences(r"(?:…|\.\.\.)"),
    "stop and closing quotation mark": _between_sentences(
        rf"(?:[.!?…]{_CLOSERS}|{_CLOSERS}[.!?…])"
    ),
    "stop and closing bracket": _between_sentences(r"(?:[.!?…][)\]]|[)\]][.!?…])"),
    "stop, opening quotation mark behind": _between_sentences(r"[.!?]", rf"[“„«]{WORD}"),
    "stop, opening bracket behind": _between_sentences(r"[.!?]", rf"[(\[]{WORD}"),
    "comma": edits(rf"(?<={LETTER}{{2}}),(?P<x> )(?={WORD})", ""),
    "semicolon": edits(rf"(?<={LETTER}{{2}});(?P<x> )(?={WORD})", ""),
    "colon": edits(rf"(?<={LETTER}{{2}}):(?P<x> )(?={WORD})", ""),
    "word behind a closing quotation mark": edits(rf"(?<={LETTER}[”»])(?P<x> )(?={LETTER})", ""),
    "word before an opening quotation mark": edits(
        rf"(?<={LETTER}{{2}})(?P<x> )(?=[“„«]{LETTER})", ""
    ),
    "word behind a closing bracket": edits(rf"(?<={LETTER}\))(?P<x> )(?={WORD})", ""),
}

# Words run together

_WORD_LISTED = frozenset("en es fr pt it ru nl".split())
_SHORT = 4  # letters; most function words are no longer
_TWO_WORDS = re.compile(rf"(?<![\w'’.-])({WORD})(?P<x> )(?=({WORD})(?![\w'’-]))")


def _run_together(fits: Callable[[str, str], bool]) -> Sites:
    """Lose the space between two words that fit; not where they make a word, as `into`."""

    def find(text: str) -> Iterator[Site]:
        for found in _TWO_WORDS.finditer(text):
            left, right = found[1], found[3]
            if not fits(left, right) or not right.islower() or len(left + right) < 6:
                continue
            if (left + right).lower() not in vocabulary():
                yield Site(*found.span("x"), "")

    return in_text(find)


_RUN_TOGETHER: dict[str, Callable[[str, str], bool]] = {
    "short word behind": lambda a, b: a.islower() and len(a) > _SHORT >= len(b),
    "short word before": lambda a, b: a.islower() and len(a) <= _SHORT < len(b),
    "two longer words": lambda a, b: a.islower() and min(len(a), len(b)) > _SHORT,
    "name and word": lambda a, b: _is_capitalised(a) and len(a) > _SHORT,
}
#: Languages that compound or inflect, or whose word lists are thin.
_DOUBTFUL = {"German": "de", "Czech, Indonesian, Norwegian, Polish": "cs id no pl"}

_WORDS = "words run together"
VARIANTS = (
    *(Variant("glue", name, sites, never=CASELESS) for name, sites in _SITES.items()),
    *(
        Variant(_WORDS, name, _run_together(fits), languages=_WORD_LISTED)
        for name, fits in _RUN_TOGETHER.items()
    ),
    *(
        Variant(
            _WORDS,
            name,
            _run_together(lambda a, b: a.islower()),
            languages=frozenset(codes.split()),
            apart=True,
        )
        for name, codes in _DOUBTFUL.items()
    ),
)
