"""Paragraphs whose letters a paywall has moved on by one, as the papers of Funke do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..actions import Drop, Flag
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..words import function_words, known
from ._spans import whole

__all__ = ["drop_scrambled"]

#: Three of the commonest words of German, moved on: "der", "die", "und".
_SIGNS = (" efs ", " ejf ", " voe ")
_WORD = lazy(r"[^\W\d_]+")
#: Fewest function words of a paragraph that is moved on, different ones, and their share of all its words.
MIN_MOVED, MIN_DIFFERENT, MIN_SHARE = 4, 3, 0.15
#: The same beside one: the share of its longer words, of so many letters, that are words once moved back.
MIN_BACK, MIN_LONG = 0.6, 4


def drop_scrambled(document: Document) -> Iterator[Drop | Flag]:
    """Drop what a paywall shows instead of the text, each letter moved on by one ("Efs Nboo" for "Der Mann").

    In German, where such a paragraph has the function words of the language so moved, and none that is not;
    beside one, shorter lines too. It is not moved back: what is behind the paywall is not for all to read.
    Leaves single words of a cipher that an article tells of.

    >>> from cleanarticle.model import blocks
    >>> said = "Ejf Gåisf gvis vn {x÷mg voe lbn ojdiu xjfefs- tbhuf efs Nboo bo efs Lbttf eft Ibgfot/"
    >>> [type(action).__name__ for action in drop_scrambled(blocks("Foto: dpa", said))]
    ['Drop', 'Flag']
    >>> list(drop_scrambled(blocks("Caesar wrote “efs ejf voe” where others write “der die und”.")))
    []
    """
    if document.kind == "html":
        return
    text = whole(document).lower()
    if not any(sign in text for sign in _SIGNS):
        return
    moved = {id(block) for block in document if _is_moved(block)}
    if not moved:
        return
    for block in document:
        if id(block) in moved or _moves_back(block):
            yield Drop(block, Reason.PAYWALL, 0.95)
    yield Flag("paywall")


@cache
def _functions() -> frozenset[str]:
    """Give the function words of German."""
    german = function_words("de")
    return frozenset((*german.heads, *german.tails)) if german else frozenset()


def _back(word: str) -> str:
    """Move the letters of a word back by one.

    >>> _back("gýs"), _back("Tusbàf")
    ('für', 'Straße')
    """
    return "".join(chr(ord(char) - 1) for char in word)


def _is_moved(block: Block) -> bool:
    """Whether a paragraph has enough function words that are moved on, and hardly one that is not."""
    said = [word.lower() for word in _WORD.findall(block.text)]
    moved = [word for word in said if word not in _functions() and _back(word) in _functions()]
    plain = sum(word in _functions() for word in said)
    return (
        len(moved) >= max(MIN_MOVED, MIN_SHARE * len(said))
        and len({*moved}) >= MIN_DIFFERENT
        and 4 * plain < len(moved)
    )


def _moves_back(block: Block) -> bool:
    """Whether the longer words of a line are German ones once moved back, and none as they stand."""
    said = [word.lower() for word in _WORD.findall(block.text) if len(word) >= MIN_LONG]
    if not said or any(known(word, "de") for word in said):
        return False
    return sum(bool(known(_back(word), "de")) for word in said) >= MIN_BACK * len(said)
