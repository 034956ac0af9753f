"""Headings that the form of an article tells: who answers in a survey, the sections of a paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..finders._long_words import stems_in
from ..model import Block, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, words
from ..vocabulary import fold, listed
from ._contents import is_contents_label

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = [
    "dated_rows",
    "heads_summary",
    "is_dated_row",
    "marked_headings",
    "own_headings",
    "thanks",
]

#: Longest line that says who answers, in words, how many make a survey, and the lines of an answer at most.
MAX_RESPONDENT_WORDS, MIN_RESPONDENTS = 8, 2
#: Longest heading of a section, in characters.
MAX_SECTION = 20


def own_headings(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the headings of answers in a survey, and those of a paper's sections, above what stays.

    >>> from cleanarticle.judging.lines import Line
    >>> from cleanarticle.model import Block
    >>> texts = ("ANN LEE, SKELBY", "Was it wet?", "It was.", "BO FREY, THORN", "Was it wet?", "No.")
    >>> lines = [Line(text, block=Block("paragraph", text)) for text in texts]
    >>> list(own_headings(lines, [False, True, True] * 2))
    [0, 3]
    """
    sections = listed("headings", "sections")
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
            and lines[below].is_prose
        ):
            yield at
    if len(asked) >= MIN_RESPONDENTS:
        yield from asked


#: Most lines between the text and the heading of the thanks: links and names of those who wrote.
MAX_ABOVE_THANKS = 8


def thanks(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the heading of a writer's thanks at the end of the text, and the paragraph below it.

    >>> from cleanarticle.judging.lines import Line
    >>> from cleanarticle.model import Block
    >>> told = "We thank the bakers of the corner shop for eating the first forty loaves of the year."
    >>> lines = [Line(text, block=Block("paragraph", text)) for text in ("It rose.", "Acknowledgements", told)]
    >>> list(thanks(lines, [True, False, False]))
    [1, 2]
    """
    headings = listed("headings", "thanks")
    for at in range(1, len(lines) - 1):
        line, below = lines[at], lines[at + 1]
        if keep[at + 1] or not below.is_prose or below.said or line.block is None:
            continue
        if len(line.text) > MAX_SECTION or fold(line.text.strip("*: ")) not in headings:
            continue
        if any(keep[max(0, at - MAX_ABOVE_THANKS) : at]):
            yield from (at, at + 1)


def _says_who(line: Line) -> bool:
    """Whether a line in capitals may be a name with a place or an office: nothing but these has a comma there."""
    text = line.text
    if line.block is None or not text.isupper() or "," not in text or ends_sentence(text):
        return False
    return 2 < words(line.block) <= MAX_RESPONDENT_WORDS


#: Longest heading of a chapter right above one of its first section, in words, and the share of a heading's longer
#: words that the text says elsewhere.
MAX_CHAPTER_WORDS, MIN_HEADING_SHARE = 5, 0.5
#: What parts a teaser's headline from its label.
_PARTED = lazy(r"\s[|–—-]\s")
_NUMBERED = lazy(r"\d{1,2}[.)]\s")


def marked_headings(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the headings that Markdown marks right above what stays, and those of chapters above a section's.

    Only below the title or the first line that stays, where the text says their words or papers have such, and
    none with a phrase of sites or that is a link: such a one is a teaser's. One that nothing marks must stand
    between a paragraph and the heading of another.

    >>> from cleanarticle.judging.lines import Line
    >>> from cleanarticle.model import Block
    >>> texts = (("paragraph", "It rained."), ("heading", "Weather"), ("heading", "Rain"), ("paragraph", "Rain fell."))
    >>> lines = [Line(text, kind, block=Block(kind, text)) for kind, text in texts]
    >>> list(marked_headings(lines, [True, False, False, True]))
    [2]
    """
    begun = next(
        (at for at, line in enumerate(lines) if keep[at] or line.cut == Reason.TITLE), None
    )
    if begun is None:
        return
    stays = False  # whether the line below does, as a paragraph or a heading above one
    told: set[str] | None = None
    times = Counter(line.text for line in lines)
    for at in range(len(lines) - 1, begun, -1):
        line = lines[at]
        if keep[at]:
            stays = not _NUMBERED.match(line.text)  # a list of links has a heading, too
        elif line.block is None or line.said or not stays:
            stays = False
        else:
            # A button may stand below each paragraph.
            may_head = times[line.text] == 1 and _heads_chapter(lines, keep, at)
            stays = may_head or _is_marked(line.block)
            if stays and told is None:
                told = {
                    stem for i, kept in enumerate(keep) if kept for stem in stems_in(lines[i].text)
                }
            stays = stays and _is_told(line.text, told or set())
            if stays:
                yield at


def _is_marked(block: Block) -> bool:
    """Whether a block is a heading by its mark, and no link but to the heading itself."""
    if block.kind != "heading" or _PARTED.search(block.text):
        return False
    return not any(mark.href and not str(mark.href).startswith("#") for mark in block.marks)


def _is_told(text: str, told: set[str]) -> bool:
    """Whether a heading is one of a paper's, or its longer words are among those that the text says."""
    if is_contents_label(text):
        return False
    folded = fold(text.rstrip(":"))
    if folded in listed("headings", "sections") or folded in listed("headings", "summaries"):
        return True
    said = stems_in(text)
    again = sum(stem in told for stem in said)
    return again > 0 and again >= MIN_HEADING_SHARE * len(said)


def _heads_chapter(lines: Sequence[Line], keep: Sequence[bool], at: int) -> bool:
    """Whether a short line that nothing marks stands between a paragraph and the heading of another."""
    if at + 2 >= len(lines) or not (keep[at - 1] and keep[at + 1] and keep[at + 2]):
        return False
    if not (lines[at - 1].is_prose and lines[at + 2].is_prose):
        return False
    if lines[at].text[0].islower() or _PARTED.search(lines[at].text):
        return False
    rows = [lines[at].block, lines[at + 1].block]
    return all(
        b is not None and words(b) <= MAX_CHAPTER_WORDS and not ends_sentence(b.text) for b in rows
    )


#: Names with their years, run together: "Albania (2009)Belgium (1949)"; how many make a row, and the share
#: of its characters that they are.
_WITH_YEAR = lazy(r"[^\W\d_][^()\n\d]{1,40}\((?:1[0-9]|20)\d\d(?:[,–-][^()\n]{1,40})?\)[,;]?\s?")
MIN_WITH_YEAR, MIN_ROW_SHARE = 4, 0.9
#: Longest heading of such a row, in words.
MAX_HEADING_WORDS = 4


def dated_rows(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give rows of names, each with its year, that a dump ran together between lines that stay.

    With the heading above such a row, and the one of what follows it.

    >>> from cleanarticle.judging.lines import Line
    >>> from cleanarticle.model import Block
    >>> row = "Gull (1951)Tern (1962)Skua (1970)Plover (1988)"
    >>> lines = [Line(text, block=Block("paragraph", text)) for text in ("It sailed.", "Boats", row, "It sank.")]
    >>> list(dated_rows(lines, [True, False, False, True]))
    [1, 2]
    """
    live = [at for at, line in enumerate(lines) if line.block is not None]
    for place in range(1, len(live) - 1):
        at = live[place]
        if not (keep[at] or lines[at].said) and is_dated_row(lines[at].text):
            first = place - 1 if _may_head(lines[live[place - 1]]) else place
            last = place + 1 if _may_head(lines[live[place + 1]]) else place
            around = (live[first - 1 : first] or [at], live[last + 1 : last + 2] or [at])
            if all(keep[beside[0]] for beside in around):
                yield from live[first : last + 1]


#: What heads the points that sum a text up.
_SUMMARY = lazy(r"TL;? ?DR:?", re.IGNORECASE)


def heads_summary(text: str) -> bool:
    """Whether a line is what heads a summary below the title.

    >>> heads_summary("TL;DR"), heads_summary("TLDR: the ferry")
    (True, False)
    """
    return text[:1] in "Tt" and _SUMMARY.fullmatch(text) is not None


def is_dated_row(text: str) -> bool:
    """Whether a line is nothing but names, each with its year behind it.

    >>> is_dated_row("Gull (1951)Tern (1962)Skua (1970)Plover (1988)"), is_dated_row("The Gull (1951)")
    (True, False)
    """
    if "(" not in text:
        return False
    named = [len(found) for found in _WITH_YEAR.findall(text)]
    return len(named) >= MIN_WITH_YEAR and sum(named) >= MIN_ROW_SHARE * len(text)


def _may_head(line: Line) -> bool:
    """Whether a short line may be a heading: no phrase of sites, and no sentence."""
    if line.block is None or line.said or ends_sentence(line.text):
        return False
    return words(line.block) <= MAX_HEADING_WORDS
