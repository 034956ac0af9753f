"""Code that a dump tells token by token, joined to lines again.

Highlighters (Pygments, Prism, Shiki, highlight.js) wrap each token in an element, and a dump with a line
for each text node, as `get_text("\\n")` of Beautiful Soup makes it, parts the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..actions import Join
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import words
from ._leaks import leaked_code

__all__ = ["fix_code_tokens"]

#: What a line of a dump says that is a token between others: a bracket that opens, an operator. Closing
#: brackets stand alone on lines of whole code, too, and so do those of objects and lists that open.
_JOINT = lazy(r"(?![)\]}])(?=[^(=]*[(=])(?!={3})[^\w\s\"'`]{1,6}(?: [^\w\s\"'`]{1,3})?")

#: Longest such token, in characters.
MAX_JOINT = 10
#: What highlight.js leaves between the words that it knows: a call or an index that opens, a value that
#: is to come, a bracket that closes before it. Between a word of prose and its bracket is a space.
_HALF_LINE = lazy(
    r"[!-~]{0,20}(?: [!-~]{1,20}){0,2}(?:[\w)\]][(\[{]|[=:] ?[(\[{]|\w ?(?:=|[=!]==?|[+-]=|:=|=>))"
    r"|[)\]}]{1,3}(?:\.\w{1,20})? ?(?:->|=>|[=!]==?|=)",
    re.ASCII,
)
#: Longest such piece, in characters.
MAX_HALF_LINE = 40

#: Such tokens from which on a text has parted code, how many each piece of it has, and the least share of
#: its tokens that they are.
MIN_JOINTS, MIN_HERE, MIN_JOINT_SHARE = 3, 2, 0.08
#: What a remark in code begins with.
_REMARKS = ("#", "//", "/*", '"""', "'''")
#: Longest token that begins with a letter and stands beside others, in words.
MAX_WORDS = 4
#: Lines without such a token that may stand in a row between two with one, and at either end.
MAX_BETWEEN, MAX_BEFORE = 3, 2


def fix_code_tokens(document: Document) -> Iterator[Join]:
    """Join the tokens of code that stand on lines of their own, a line of the code for each.

    The space between two tokens is what the dump has between them. A break that it lost is seen where
    names would run together. Leaves code that stands as it was written, what would look like a script that
    the page left, and brackets around links in prose.

    >>> from cleanarticle import Pipeline, clean
    >>> dump = "def\\n \\nrow\\n(\\nn\\n=\\n2\\n):\\n\\n    \\nreturn\\n \\nn\\n \\n==\\n \\n3"
    >>> clean(dump, pipeline=Pipeline(fix_code_tokens)).text.split("\\n\\n")
    ['def row(n=2):', 'return n == 3']
    """
    raw = document.raw
    if document.kind == "html" or _parted(raw) < MIN_JOINTS:
        return
    runs = list(_runs(_lines_of(document.blocks, raw)))
    joints = [joint for run in runs for line in run for joint in _joints(line)]
    # Brackets alone stand around counts: "Boats", "(", "12", ")".
    if len(joints) < MIN_JOINTS or set(joints) == {"("}:
        return
    for run in _shown(document, [list(_without_strips(run, raw)) for run in runs]):
        for line in run:
            if len(line) > 1:
                yield Join(tuple(line), _glues(line, raw), Reason.WRAP)


def _shown(
    document: Document, runs: Sequence[Sequence[list[Block]]]
) -> Iterator[Sequence[list[Block]]]:
    """Give the runs that would not be cut, once joined, for scripts or styles that the page left."""
    lines = {line[0].start: line for run in runs for line in run}
    inside = {block.start for line in lines.values() for block in line[1:]}
    texts: list[str] = []
    places: dict[int, int] = {}
    at = 0
    for block in document:
        if block.start not in inside:
            line = lines.get(block.start, [block])
            glues = ("", *_glues(line, document.raw))
            texts.append("".join(g + b.text for g, b in zip(glues, line, strict=True)))
            places[block.start] = at
            at += len(texts[-1]) + 1
    leaks = leaked_code("\n".join(texts))
    for run in runs:
        start, end = places[run[0][0].start], places[run[-1][0].start]
        if not any(leak.start <= end and leak.end > start for leak in leaks):
            yield run


def _glues(line: Sequence[Block], raw: str) -> tuple[str, ...]:
    return tuple(_glue(raw, left, right) for left, right in pairwise(line))


def _parted(raw: str) -> int:
    """Count the lines that end in what joins tokens: a quick look."""
    return raw.count("(\n") + raw.count("=\n") + raw.count("= \n")


def _lines_of(blocks: Sequence[Block], raw: str) -> list[list[Block]]:
    """Group the blocks of a dump by the lines of the code, were they its tokens."""
    lines: list[list[Block]] = []
    last: Block | None = None
    for block in blocks:
        if last is None or _is_break(raw, last, block):
            lines.append([])
        lines[-1].append(block)
        last = block
    return lines


def _is_break(raw: str, left: Block, right: Block) -> bool:
    """Whether a line of the code ends between two tokens.

    Between the two line feeds of the dump stands what the page has there; indentation begins a line.
    Without any of it two names, or a bracket that closes and a name, were parted by a break of the page's.
    """
    gap = raw[left.end : right.start]
    if "\n" in gap[1:-1] or gap.strip() or _is_phrase(left) or _is_phrase(right):
        return True
    if gap != "\n":
        return len(gap.replace("\n", "")) != 1
    before, behind = left.text[-1:], right.text[:1]
    if behind == "@" and len(right.text) > 1 and _is_name(right.text[1]):  # a decorator's line
        return _is_name(before) or before in ")]"
    return _is_name(behind) and (_is_name(before) or before in ")]")


def _is_phrase(block: Block) -> bool:
    """Whether a line has the words of prose: a string has a quotation mark before them, a comment its sign."""
    return block.text[0].isalpha() and words(block) > MAX_WORDS


def _is_name(char: str) -> bool:
    return char.isalnum() or char == "_"


def _glue(raw: str, left: Block, right: Block) -> str:
    gap = raw[left.end : right.start]
    names = _is_name(left.text[-1:]) and _is_name(right.text[:1])
    return " " if len(gap) > 1 or names else ""


def _runs(lines: Sequence[list[Block]]) -> Iterator[Sequence[list[Block]]]:
    """Give the lines in a row that are parted code."""
    jointed = [place for place, line in enumerate(lines) if len(line) > 1 and _joints(line)]
    first = last = -1
    for place in [*jointed, len(lines)]:
        if first >= 0 and place < len(lines) and _goes_on(lines[last + 1 : place]):
            last = place
            continue
        if first >= 0:
            run = lines[first : last + 1]
            joints = sum(len(_joints(line)) for line in run)
            if joints >= max(MIN_HERE, MIN_JOINT_SHARE * sum(map(len, run))):
                start, end = first, last + 1
                while start > max(0, first - MAX_BEFORE) and _is_parted(lines[start - 1]):
                    start -= 1
                while end < min(len(lines), last + 1 + MAX_BEFORE) and _is_parted(lines[end]):
                    end += 1
                yield lines[start:end]
        first = last = place


def _joints(line: Sequence[Block]) -> list[str]:
    """Give what a line's tokens say that join others."""
    return [
        b.text
        for b in line
        if (len(b.text) <= MAX_JOINT and _JOINT.fullmatch(b.text))
        or (len(b.text) <= MAX_HALF_LINE and _HALF_LINE.fullmatch(b.text))
    ]


def _goes_on(between: Sequence[Sequence[Block]]) -> bool:
    """Whether code goes on over lines without joints: few, none of which is prose but a remark's."""
    return len(between) <= MAX_BETWEEN and all(
        words(block) <= MAX_WORDS or block.text.startswith(_REMARKS)
        for line in between
        for block in line
    )


def _is_parted(line: Sequence[Block]) -> bool:
    """Whether a line is several tokens, each one word."""
    return len(line) > 1 and all(" " not in block.text for block in line)


def _without_strips(run: Sequence[list[Block]], raw: str) -> Iterator[list[Block]]:
    """Give the lines; where the dump has stripped all space, names in a row are one line's."""
    stripped = all(
        raw[left.end : right.start] == "\n" for line in run for left, right in pairwise(line)
    )
    joined: list[Block] = []
    for line in run:
        if joined and stripped and _is_name(joined[-1].text[-1:]) and _is_name(line[0].text[:1]):
            joined += line
            continue
        if joined:
            yield joined
        joined = [*line]
    if joined:
        yield joined
