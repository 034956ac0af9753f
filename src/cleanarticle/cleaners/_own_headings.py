"""Headings that the form of an article tells: who answers in a survey, the sections of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..shapes import ends_sentence, is_prose, words
from ..vocabulary import fold, load

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = ["own_headings"]

#: Longest line that says who answers, in words, how many make a survey, and the lines of an answer at most.
MAX_RESPONDENT_WORDS, MIN_RESPONDENTS = 8, 2
#: Longest heading of a section, in characters.
MAX_SECTION = 20


@cache
def _sections() -> frozenset[str]:
    """Give the headings of papers, folded."""
    return frozenset(fold(name) for table in load("papers").values() for name in table["sections"])


def own_headings(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the headings of answers in a survey, and those of a paper's sections, above what stays.

    >>> from cleanarticle.judging.lines import Line
    >>> from cleanarticle.model import Block
    >>> texts = ("ANN LEE, SKELBY", "Was it wet?", "It was.", "BO FREY, THORN", "Was it wet?", "No.")
    >>> lines = [Line(text, block=Block("paragraph", text)) for text in texts]
    >>> list(own_headings(lines, [False, True, True] * 2))
    [0, 3]
    """
    sections = _sections()
    live = [at for at, line in enumerate(lines) if line.block is not None]
    asked: list[int] = []
    for at, below in zip(live, live[1:], strict=False):
        if not keep[below] or lines[at].said:
            continue
        text, next_one = lines[at].text, lines[below].text
        if next_one.endswith(("?", "？")) and _says_who(lines[at]):
            asked.append(at)
        elif (
            len(text) <= MAX_SECTION
            and fold(text.rstrip(":")) in sections
            and _is_prose(lines[below])
        ):
            yield at
    if len(asked) >= MIN_RESPONDENTS:
        yield from asked


def _says_who(line: Line) -> bool:
    """Whether a line in capitals may be a name with a place or an office: nothing but these has a comma there."""
    text = line.text
    if line.block is None or not text.isupper() or "," not in text or ends_sentence(text):
        return False
    return 2 < words(line.block) <= MAX_RESPONDENT_WORDS


def _is_prose(line: Line) -> bool:
    return line.block is not None and is_prose(line.block)
