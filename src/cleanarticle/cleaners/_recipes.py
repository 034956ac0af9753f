"""Where a recipe's ingredients stand, and what to do with them: short lines that look like a menu's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..model import Block, Document
from ..patterns import lazy
from ..shapes import ends_sentence, once
from ..vocabulary import fold, folded, listed, match

__all__ = ["recipe_blocks", "recipe_lines"]

#: A quantity begins a line, behind a box to tick, or stands in it with its unit.
_QUANTITY = lazy(
    r"[\W_]{0,6}(?:\d{1,4}(?:[.,/⁄]\d{1,3})?|[¼-¾⅐-⅞])(?![\d:]|\s?(?:min|hour|std\b|stunde|mins\b|hrs?\b))(?=\D|$)"
    r"|.{1,60}?(?:\d{1,4}\s?(?:g|kg|mg|ml|cl|dl|l|oz|lbs?|克|公克|毫升|個|个|本|枚|片|杯|匙|顆|颗|根|개|컵|큰술|작은술|스푼|г|кг|мл|шт|гр)\b"
    r"|(?:大さじ|小さじ|大匙|小匙|カップ)\s?\d|適量|适量|少々|少許|少许|약간|по вкусу)",
    re.IGNORECASE,
)
#: Lines of a list: how many must tell a quantity, how soon the first does, how many between two may tell none,
#: how many below the last the other label may stand, the longest list and the longest line, in characters.
MIN_QUANTITIES, FIRST_WITHIN, MAX_BETWEEN, MAX_BELOW, MAX_LINES, MAX_LINE = 3, 6, 5, 8, 80, 160


@cache
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    """Give the labels of ingredients and of what to do with them, folded."""
    return listed("recipes", "ingredients"), listed("recipes", "method")


def recipe_blocks(document: Document) -> frozenset[int]:
    """Give where the blocks of recipes begin, found out once."""
    return once(document, "recipes", _recipe_blocks)


def _recipe_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    ingredients, _ = _labels()
    short = (block for block in blocks if len(block.text) <= MAX_LINE)
    if ingredients.isdisjoint(_bare(folded(block)) for block in short):
        return frozenset()
    return frozenset(blocks[at].start for at in recipe_lines([block.text for block in blocks]))


def recipe_lines(texts: Sequence[str]) -> set[int]:
    """Give the places of the lines of recipes: their labels, the ingredients, the steps right below.

    A list counts where several lines tell a quantity: the word alone heads a product's small print, too.

    >>> sorted(recipe_lines(["Menu", "Ingredients", "2 eggs", "Salt", "3 onions", "1 kg rye", "Method", "Mix.", "Buy"]))
    [1, 2, 3, 4, 5, 6, 7]
    >>> recipe_lines(["Ingredients", "Water, salt, rye.", "Related", "3 soups", "2 stews"])
    set()
    """
    ingredients, method = _labels()
    labels = [_label(text) for text in texts]
    out: set[int] = set()
    for place, label in enumerate(labels):
        if label in ingredients and place not in out:
            end = _end_of_list(texts, place)
            if end is None:
                continue
            below = range(end + 1, min(end + 1 + MAX_BELOW, len(texts)))
            steps = next((at for at in below if labels[at] in method), None)
            out.update(range(place, end + 1 if steps is None else _end_of_steps(texts, steps)))
    return out


#: Characters of the longest label.
MAX_LABEL = 40


def _label(text: str) -> str:
    """Fold a text that is no longer than a label; in ASCII there is little to fold, on hundreds of lines a page."""
    if len(text) > MAX_LABEL:
        return ""
    return _bare(" ".join(text.lower().split()) if text.isascii() else fold(text))


def _bare(folded: str) -> str:
    return folded.strip(" :：*#-–—")


def _end_of_list(texts: Sequence[str], label: int) -> int | None:
    """Give the place of the last line below a label that tells a quantity."""
    last, found = label, 0
    for at in range(label + 1, min(label + 1 + MAX_LINES, len(texts))):
        if len(texts[at]) > MAX_LINE or at - last > (MAX_BETWEEN if found else FIRST_WITHIN):
            break
        if _QUANTITY.match(texts[at]) and not (_YEAR.search(texts[at]) or match(texts[at])):
            last, found = at, found + 1
    return last if found >= MIN_QUANTITIES else None


def _end_of_steps(texts: Sequence[str], label: int) -> int:
    """Give the place behind the last sentence in a row below a label, numbers of their own among them."""
    end = at = label + 1
    while at < len(texts) and (ends_sentence(texts[at]) or len(texts[at]) <= MAX_NUMBER):
        at += 1
        end = at if ends_sentence(texts[at - 1]) else end
    return end


#: In a date; what sites count ("12 comments") is among the phrases that `match` knows.
_YEAR = lazy(r"\b(?:19|20)\d\d\b")
#: Characters of a step's number in a line of its own.
MAX_NUMBER = 8
