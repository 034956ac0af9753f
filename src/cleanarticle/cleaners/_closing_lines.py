"""Lines that are closing marks and nothing else: a dump tore them off the end of the paragraph above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..patterns import lazy
from ..shapes import ends_sentence, is_code_like

__all__ = ["MAX_MARKS", "closing_lines", "ends_there", "lone_marks"]

#: Most marks that such a line has, and most such lines in a row: more are what a page's buttons leave.
MAX_MARKS, MAX_ROW = 4, 2
#: Lines above in which the mark that opens is looked for, and fewest characters of one that lacks its stop.
REACH, MIN_CLAUSE = 8, 6
#: Fewest characters of a line without a stop that is no label of a link.
MIN_PROSE = 40

#: What opens before each mark that closes. German closes with the mark that opens in English.
_OPENS = {
    "”": "“„", "“": "„", "’": "‘‚", "»": "«", "›": "‹", "」": "「", "』": "『", "）": "（", "】": "【", "》": "《",
    "〉": "〈", '"': "",
}  # fmt: skip
#: The one that ends strings in code too, and those that lead to the next page.
_OF_CODE, _OF_ARROWS = '"', "»›"
#: Stops and what parts clauses in scripts that have marks of their own; a full stop alone may be for space.
_STOPS = "。！？।۔؟｡"
_ONLY_MARKS = lazy(rf"[{_STOPS}，、；：،؛….!?,{re.escape(''.join(_OPENS))}]{{1,{MAX_MARKS}}}")
_OF_CLAUSES = lazy(rf"[{_STOPS}，、；：،؛]+")
#: From here on letters and marks are of scripts in which that mark only closes.
_WIDE = "\u2e80"
#: Marks that open nothing in any language.
_SURE = lazy(r"[”」』）】》〉)\]]+")
_STOP = lazy(f"[{_STOPS}.!?…]")


def closing_lines(texts: Sequence[str]) -> list[int]:
    """Give the places of lines that are closing marks and belong to the end of the line above.

    A quotation mark or bracket where one stands open above, a stop where the line above is a clause without one.
    Leaves what a list of marks is, and a full stop alone.

    >>> closing_lines(["“我们船上有老人。", "出一次事所有人都会记得。", "”", "最难忘的一次。"])
    [2]
    >>> closing_lines(["船长需要的是耐心", "。", "他说完了。"]), closing_lines(["It rained.", "”", "It rained."])
    ([1], [])
    """
    alone = [len(text) <= MAX_MARKS and bool(_ONLY_MARKS.fullmatch(text)) for text in texts]
    if not any(alone):
        return []
    found: list[int] = []
    first = 0
    for place, (text, is_alone) in enumerate(zip(texts, alone, strict=True)):
        if not is_alone:
            first = place + 1
        elif first and _row(alone, first) <= MAX_ROW and _closes(text, texts[:place]):
            found.append(place)
    return found


def lone_marks(texts: Sequence[str]) -> frozenset[int]:
    """Give the places of lines that are marks which can only close, wherever their partners are.

    `”` opens too in texts of Finnish and Swedish, which have no mark like `“`.

    >>> sorted(lone_marks(["”", "It rained.", "”", "“", "»", "Nobody came.", "）"])), lone_marks(["Satoi.", "”"])
    ([2, 6], frozenset())
    """
    found = {
        place
        for place, text in enumerate(texts)
        if place and len(text) <= MAX_MARKS and _SURE.fullmatch(text)
    }
    if any("”" in texts[place] for place in found) and not any("“" in t or "„" in t for t in texts):
        found = {p for p in found if "”" not in texts[p] or texts[p - 1][-1] > _WIDE}
    return frozenset(found)


def _row(alone: Sequence[bool], first: int) -> int:
    """Count the lines of marks from the first on."""
    size = 0
    while first + size < len(alone) and alone[first + size]:
        size += 1
    return size


def ends_there(above: str, marks: str) -> bool:
    """Whether the paragraph ends with the marks: they hold a stop, or the line above ends in one."""
    return _STOP.search(marks) is not None or ends_sentence(above)


def _closes(marks: str, above: Sequence[str]) -> bool:
    """Whether the marks close what the lines above hold."""
    near = "\n".join(above[-REACH:])
    for mark in marks:
        opening = _OPENS.get(mark)
        if mark == _OF_CODE and is_code_like(above[-1]):
            return False
        if mark in _OF_ARROWS and not (len(above[-1]) >= MIN_PROSE or ends_sentence(above[-1])):
            return False
        if opening == "":
            return above[-1].count(mark) % 2 == 1
        if opening is not None:
            return sum(map(near.count, opening)) > near.count(mark)
    is_clause = len(above[-1]) >= MIN_CLAUSE and above[-1][-1].isalpha()
    return is_clause and _OF_CLAUSES.fullmatch(marks) is not None
