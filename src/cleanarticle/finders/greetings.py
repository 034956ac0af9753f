"""Whether a line is the greeting of a letter, a mail or a post, which has no title above it."""

from __future__ import annotations

from functools import cache

from ..patterns import lazy
from ..vocabulary import fold, load

__all__ = ["is_greeting"]

#: Longest line that is read for a greeting, in characters.
MAX_GREETING = 60
_BETWEEN = lazy(r"[^\w'-]+")


def is_greeting(text: str) -> bool:
    """Whether a line greets and says nothing else but whom.

    >>> is_greeting("Hello everyone!"), is_greeting("Guten Tag"), is_greeting("Liebe Leserinnen und Leser")
    (True, True, True)
    >>> is_greeting("Hello Kitty turns fifty"), is_greeting("Good morning, Vietnam"), is_greeting("Everyone")
    (False, False, False)
    """
    if len(text) > MAX_GREETING:
        return False
    said = _plain(text)
    alone, before_names, names = _greetings()
    if said in alone:
        return True
    head, _, rest = said.partition(" ")
    while rest:
        if head in before_names and rest in names:
            return True
        word, _, rest = rest.partition(" ")
        head = f"{head} {word}"
    return False


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", fold(text)).strip()


@cache
def _greetings() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give what greets by itself, what greets somebody, and whom."""
    tables = load("greetings").values()
    greeting, dear, addressed = (
        frozenset(_plain(phrase) for table in tables for phrase in table[key])
        for key in ("greeting", "dear", "addressed")
    )
    return greeting, greeting | dear, addressed
