"""Listings of code without fences, in a text about code: which lines belong to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..patterns import lazy
from ..shapes import holds_code, is_prose, words

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = ["is_code", "listing_lines"]

#: Lines of code that make a listing, how many others may stand between two of them, and the longest line
#: above one, in words.
MIN_LISTING, MAX_WITHIN_CODE, MAX_ABOVE_CODE = 4, 2, 12


def is_code(line: Line) -> bool:
    """Whether a line is still in and looks like code."""
    return line.block is not None and holds_code(line.block)


def listing_lines(lines: Sequence[Line], keep: Sequence[bool], raw: str) -> Iterator[int]:
    """Give the lines that belong to a listing, and the one between a paragraph and it."""
    yield from _between_code(lines, keep)
    indented = _indented(lines, raw)
    for run in _unbroken(lines, raw, indented):
        yield from _listing(lines, run, indented)


def _between_code(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the lines that stand between the lines of a listing, and the one between a paragraph and it."""
    live = [at for at, line in enumerate(lines) if line.block is not None]
    code = [place for place, at in enumerate(live) if is_code(lines[at])]
    breaks = [i for i, (a, b) in enumerate(pairwise(code), 1) if b - a > MAX_WITHIN_CODE + 1]
    for first, stop in pairwise([0, *breaks, len(code)]):
        if stop - first < MIN_LISTING:
            continue
        start, end = code[first], code[stop - 1]
        yield from (at for at in live[start:end] if not lines[at].said)
        if start > 1 and keep[live[start - 2]]:
            above = lines[live[start - 1]]
            if above.block is not None and not above.said and words(above.block) <= MAX_ABOVE_CODE:
                yield live[start - 1]


#: A comment, which a tag or a number of prose may look like, and a line that looks like code beside such.
_COMMENT = lazy(r"#(?!#)|//|/\*|\*/|<#|#>|--\s|<!--")
_BESIDE_CODE = lazy(
    r"^\.[A-Z]{3,}"  # a part of PowerShell's help
    r"|^(?:Get|Set|New|Remove|Import|Export|Add|Connect|Disconnect|Write|Read|Start|Stop|Invoke|Test|Install"
    r"|Update|Select|Where|ForEach|Out|Enable|Disable|Clear|Copy|Move|Register|Restart)-[A-Z]\w+"
    r"|\s--?[A-Za-z][\w-]{0,40}(?:[\s=]|$)"  # an option
    r"|\$\{?[A-Za-z_]\w"
    r"|\(\(|\[\[|&&|\+=|::\w|\w_\w+\s?[=(\[]"
    r"|^\w[\w.\[\]]{0,60}\s?=\s?\S"
    r"|[(\[]$|^[)\]]+[;,]?$"
    r"|^(?:if|elif|else|while|for|try|except|with|class|finally|switch|case)\b.{0,200}[:(]$"
    r"|^(?:else|fi|then|done|do|end|esac|begin|break|continue|pass|return|shift|exit|endif)$"
)
#: Lines of sure code in a listing that has others among them, and the share of its lines that look like code
#: or are indented.
MIN_SURE, MIN_SHARE = 2, 0.5


def _listing(lines: Sequence[Line], run: Sequence[int], indented: set[int]) -> Sequence[int]:
    """Give the lines of a run from the first that looks like code to the last, if most of them do."""
    sure = {at for at in run if is_code(lines[at])}
    named = sure | {at for at in run if _BESIDE_CODE.search(lines[at].text[:400])}
    comments = {at for at in run if _COMMENT.match(lines[at].text)}
    marked = named | comments | indented.intersection(run)
    if len(marked) < 2:
        return ()
    last = max(marked - comments, default=-1)  # a tag may stand below the code
    within = [at for at in run if min(marked) <= at <= last]
    if any(at not in named and _ITEM.match(lines[at].text) for at in within):
        return ()  # the items of a page's list
    if len(sure) >= MIN_SURE and len(marked.intersection(within)) >= MIN_SHARE * len(within):
        return within
    return within if named and (named | comments).issuperset(within) else ()


def _unbroken(lines: Sequence[Line], raw: str, indented: set[int]) -> Iterator[Sequence[int]]:
    """Give the runs of lines between which no blank line and nothing that was cut stands, without prose."""
    run: list[int] = []
    for at, line in enumerate(lines):
        block = line.block
        before = lines[run[-1]].block if run else None
        if block is None or (at not in indented and _breaks(line)):
            yield run
            run = []
        elif before is not None and raw.count("\n", before.end, block.start) != 1:
            yield run
            run = [at]
        else:
            run.append(at)
    yield run


def _breaks(line: Line) -> bool:
    """Whether a line is no code's: prose, or a phrase of sites."""
    if line.block is None or is_code(line) or not any(map(str.isalpha, line.text)):
        return False
    return bool(line.said) or is_prose(line.block)


#: Blanks in front of a line that belongs to another, the bullet or number of an item, which has some too, and
#: the share of a page's lines from which on they tell nothing.
MIN_INDENT, MAX_INDENTED = 2, 0.5
_ITEM = lazy(r"[*•·–+-]\s|\d{1,3}[.)]\s")


def _indented(lines: Sequence[Line], raw: str) -> set[int]:
    """Give the lines that stand further in than most of the page's and are no items of a list."""
    live = [(at, line.block) for at, line in enumerate(lines) if line.block is not None]
    found = {
        at
        for at, block in live
        if not _ITEM.match(block.text)
        and _is_margin(raw[max(block.start - MIN_INDENT, 0) : block.start])
    }
    return found if len(found) <= MAX_INDENTED * len(live) else set()


def _is_margin(before: str) -> bool:
    return before == " " * MIN_INDENT or before.endswith("\t")
