"""The language of a page that says it is English, as templates say where nobody has told them another."""

from __future__ import annotations

from collections.abc import Sequence

from ...shapes import letters_in
from ..language import ENGLISH_CORE, SAMPLE, detect_language

__all__ = ["own_language"]

#: The share of a text's words from which on it may be English: there they are a third.
MAX_ENGLISH = 0.06
#: Fewest letters of each half of the text, by both of which a language is told.
MIN_HALF = 100


def own_language(texts: Sequence[str]) -> str | None:
    """Give the language that texts are in which their page says are English, `None` where they may be.

    Two halves of them must tell the same one: a few lines and a list of names tell any.

    >>> own_language(["The ferry did not sail on Tuesday, and the crews said that it would not." * 6])
    >>> own_language(["Die Fähre fuhr am Dienstag nicht, und die Leute auf dem Kai gingen heim." * 6])
    'de'
    """
    sample = " ".join(texts)[: 2 * SAMPLE]
    if len(sample) < 2 * MIN_HALF:
        return None
    words = letters_in(sample.lower())
    if sum(word in ENGLISH_CORE for word in words) > MAX_ENGLISH * len(words):
        return None
    middle = len(sample) // 2
    first, second = detect_language(sample[:middle]), detect_language(sample[middle:])
    return first if first == second and first != "en" else None
