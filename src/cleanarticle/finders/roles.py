"""What people are and do beside their names: roles, desks, offices."""

from __future__ import annotations

from ..vocabulary import match

__all__ = ["is_office", "is_role", "without_role"]

#: Families of lines that stand beside a name: "Staff Writer", "4 min read", "12 comments".
_BESIDE_NAMES = frozenset(("role", "counter", "comments"))


#: "Desk" in scripts without capitals, with which a paper's name for one of its desks ends, and its words.
_DESK_WORDS = (" ডেস্ক", " डेस्क", " ڈیسک", " ડેસ્ક")
MAX_DESK = 4


def is_role(part: str) -> bool:
    """Whether a text is nothing but what sites show beside a name: "Staff Writer"."""
    if part.endswith(_DESK_WORDS) and 2 <= len(part.split()) <= MAX_DESK:
        return True
    found = match(part)
    return bool(found) and any(m.family in _BESIDE_NAMES and m.how == "line" for m in found)


#: Words of a byline that names an office instead of a person.
_OFFICES = frozenset(
    "news press agency agencies staff desk team reporter reporters writer writers correspondent "
    "correspondents bureau editor editors redaktion rédaction redacción redação redactie".split()
)


def is_office(part: str) -> bool:
    """Whether a part of a byline names an office instead of a person: "News desk"."""
    return is_role(part) or any(word in _OFFICES for word in part.lower().split())


#: Words that end the name of a house or its desk, not a person's.
_COLLECTIVE = frozenset(
    "team staff desk newsroom editors bureau redaktion rédaction redacción redação redazione redactie redacția "
    "redacţia redakcja redakce redakcia redakcija redaksi toimitus toimetus редакция редакція редакција".split()
)
#: Words that stand between a name and the role: "Jane Roe Travel News Reporter".
_DESKS = frozenset(
    "deputy chief lead senior junior assistant associate managing executive staff content hub head news travel "
    "lifestyle political politics parliamentary sports sport football business health science tech technology "
    "entertainment showbiz culture arts crime court education environment local national foreign world features "
    "money".split()
)


def _before_desk(words: list[str]) -> list[str]:
    """Cut the words of a desk off the end of a name."""
    kept = len(words)
    while kept > 2 and words[kept - 1].lower() in _DESKS:
        kept -= 1
    return words[:kept]


def without_role(part: str) -> tuple[str, bool]:
    """Cut a role or an agency off either end."""
    words = part.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        if is_role(" ".join(words[-size:])):
            house = size > 1 and words[-1].lower() in _COLLECTIVE
            return "" if house else " ".join(_before_desk(words[:-size])), True
        if is_role(" ".join(words[:size])):
            # "Repórter da Agência Norte", "Redacția Lacul Nou"
            of_house = words[size][0].islower() or words[size - 1].lower() in _COLLECTIVE
            return "" if of_house else " ".join(words[size:]), True
    return part, False
