"""What sites set beside a day and a byline, on their line: counters and buttons."""

from __future__ import annotations

from functools import lru_cache

from ..patterns import lazy
from ..vocabulary import fold, match

__all__ = ["is_button", "without_buttons"]

#: Families of phrases that tell nothing of who wrote and when.
_BUTTONS = frozenset(
    ("comment_form", "comments", "continue", "counter", "menu", "paywall", "promo", "share")
)
#: Longest phrase, and longest line that is looked at, in words.
MAX_PHRASE_WORDS, MAX_WORDS = 8, 24

#: Buttons for the size of the letters: "A+ A-".
_SIZES = lazy(r"\w[+−–-](?: \w?[+−–-]?){0,2}")


def without_buttons(rest: str) -> str:
    """Give what a line says beside its dates, its parts set off by bars, without the buttons at their ends.

    >>> without_buttons("윤서현 기자 | 댓글 0 글자크기 조절"), without_buttons("Elif Karaca A+ A- | ")
    ('윤서현 기자 | ', 'Elif Karaca | ')
    """
    return "|".join([_bare(part) for part in rest.split("|")]) if _may_hold(rest) else rest


def _may_hold(rest: str) -> bool:
    return any(map(str.isalnum, rest)) and len(rest.split()) <= MAX_WORDS


@lru_cache(maxsize=256)
def _bare(part: str) -> str:
    words = part.split()
    first, end = 0, len(words)
    while size := _button(words[first:end], from_end=True):
        end -= size
    while size := _button(words[first:end], from_end=False):
        first += size
    if end - first == len(words):
        return part
    margin = part[: len(part) - len(part.lstrip())]
    return f"{margin}{' '.join(words[first:end])} "


def _button(words: list[str], *, from_end: bool) -> int:
    """Give the words of the longest phrase at an end of a row of words, 0 where there is none."""
    for size in range(min(len(words), MAX_PHRASE_WORDS), 0, -1):
        if is_button(" ".join(words[-size:] if from_end else words[:size])):
            return size
    return 0


def is_button(text: str) -> bool:
    """Whether a text is a button's or a counter, and nothing else."""
    if _SIZES.fullmatch(text):
        return True
    said = match(text)
    if not said or any(found.family not in _BUTTONS for found in said):
        return False
    return any(
        found.how in ("line", "heading")
        or (found.how == "start" and (found.pattern or _is_choice(text, found.phrase)))
        for found in said
    )


def _is_choice(text: str, phrase: str) -> bool:
    """Whether behind a phrase stands a number alone, or letters to choose from: "字号：大 中 小"."""
    behind = fold(text).replace(phrase, "", 1).strip(" :：#()")
    return all(len(word) == 1 for word in behind.split())
