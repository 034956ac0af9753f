"""How an ordered list counts its items, and how it writes their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .attributes import number_in, value_of

__all__ = ["PLAIN", "Numbering", "may_count_backwards", "number_backwards", "numbering_of"]

#: What Roman numerals cannot write, and all above it.
MAX_ROMAN = 4000
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
#: What style sheets call the signs of a list's numbers, and how the attribute does.
_SIGNS_OF_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_REVERSED = ' reversed="'


@dataclass(frozen=True, slots=True)
class Numbering:
    """How an ordered list counts: from where, in what steps, and in which signs (`1aAiI`)."""

    start: int = 1
    step: int = 1
    signs: str = "1"

    def written(self, number: int) -> str | None:
        """Give a number in the list's signs; `None` for one below zero, which no marker has.

        >>> Numbering(signs="a").written(28), Numbering(signs="I").written(9), Numbering().written(-1)
        ('ab', 'IX', None)
        """
        if self.signs in "aA" and number > 0:
            letters = _in_letters(number)
        elif self.signs in "iI" and 0 < number < MAX_ROMAN:
            letters = _in_roman(number)
        else:
            return str(number) if number >= 0 else None
        return letters.upper() if self.signs.isupper() else letters


#: As most lists count.
PLAIN = Numbering()


def _in_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _in_roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def numbering_of(written: str) -> Numbering:
    """Read how an ordered list says that it counts."""
    signs = value_of(written, "type") or "1"
    if signs not in _SIGNS_OF_STYLES.values():
        signs = "1"
    if "list-style" in written:
        style = next((name for name in _SIGNS_OF_STYLES if name in written), "")
        signs = _SIGNS_OF_STYLES.get(style, signs)
    start = number_in(value_of(written, "start"))
    return Numbering(1 if start is None else start, -1 if _REVERSED in written else 1, signs)


def may_count_backwards(tags: str) -> bool:
    """Whether a list among a page's tags may count down."""
    return _REVERSED in tags


def number_backwards(root: Any) -> None:
    """Give lists that count down the number they begin with, which is that of their items."""
    for counted in root.xpath(".//ol[@reversed][not(@start)]"):
        counted.set("start", str(len(counted.findall("li"))))
