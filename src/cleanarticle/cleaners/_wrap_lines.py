"""The lines of a text and the breaks between them, as a wrapper may have set them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from ..finders.byline_labels import label_of
from ..finders.date_lines import is_only_date
from ..model import Block, Document
from ..patterns import lazy
from ..sieve import compiled

__all__ = [
    "MAX_MARGIN",
    "MAX_RAG",
    "MIN_LINE",
    "SPACELESS",
    "Break",
    "Group",
    "Line",
    "breaks_of",
    "closes_sentence",
    "groups_of",
    "is_long",
    "is_markdown",
    "may_be_wrapped",
]

#: Widest right margin of hard-wrapped text, in characters.
MAX_MARGIN = 132

#: Shortest line that a margin broke, in characters, its indent not counted.
MIN_LINE = 16

#: Share of a margin by which lines of proportional type and lines broken by hand fall short.
MAX_RAG = 0.15

#: Characters that Chinese and Japanese move to the next line at once: one, and two that
#: may not begin a line.
KINSOKU = 3

#: Signs of Markdown from which on a text is Markdown, and characters looked at for them.
MIN_MARKDOWN = 3
SAMPLE = 200_000

_BREAK = lazy(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TIGHT_MARKDOWN = lazy(r"\]\(\S|^#{1,6} |^[ \t]{0,20}\* ", re.MULTILINE)
_QUOTED = lazy(r"(?:>[ \t]?){1,9}")
_HEADING = lazy(r"#{1,6}\s")
#: What begins a line of its own, and what does so unless the line before needs it: a dash
#: may be a dialogue's or a parenthesis's, a number an item's or a date's (`am / 12. Mai`).
_OWN_LINE = lazy(
    r"(?:[•●▪■◦‣∙·*+]|#{1,6}|\||\(?[\da-z]{1,2}\))\s|[*_=-](?:\s?[*_=-]){2,}$|\[\d+\]:|[|+]-"
)
_MAYBE_OWN = lazy(r"(?:[–—o-]|\d{1,3}[.)])\s")
_MARKER = lazy(r"(?:[•●▪■◦‣∙·*+–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t]{1,4}")
_SENTENCE_END = lazy(r"[.!?…。！？؟।።፡۔｡][\"'”’“»«›‹)\]）】』」*_]{0,4}$")
_PAUSE_END = lazy(r"[:;：；][\"'”’»)\]*_]{0,4}$")
#: Ends in a short word in lower case, as a headline or label rarely does: `der / Polizei`.
_SMALL_WORD_END = lazy(r"[^\W\d_],? (?=[^\W\d_]{1,4}$)[^\W\d_A-ZÀ-ÖØ-ÞЀ-ЯΑ-Ω]{1,4}$")
_OPENING = "\"'“”„‟«»‹›‘’‚(（[【「『¿¡*_`~—–-… \t"
#: Scripts whose words are not parted by spaces: broken anywhere, joined without one.
SPACELESS = (
    r"[\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff01-\uff60\uff66-\uff9f\U00020000-\U0003ffff]"
)
_ADDRESS = lazy(r"(?:https?:|www\.|[\w.-]{1,60}@)")
_CELLS = lazy(r"\t|\S {5,}\S")
#: A tag that ends a line or a paragraph.
_TAG_END = lazy(r"<(?:br\s?/?|/(?:p|div|li|h[1-6]|td|tr|blockquote))\s?>$", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A line of `raw`; `column` is where it ends, the indent counted."""

    block: Block
    text: str
    indent: int
    column: int
    trail: int  # spaces behind the text
    depth: int = 0  # of quotation, by `>`
    body: str = ""  # the text without the marks of quotation
    alone: bool = False  # begins as no line goes on
    marked: bool = False  # begins with the marker of a list item, if not so
    celled: bool = False  # parted by tabs or wide gaps: a row of a table

    @property
    def is_whole(self) -> bool:
        """Whether the line is a paragraph of its own, longer than any margin."""
        long = self.column > MAX_MARGIN and " " in self.text
        return long and not _leaves_address(self.text, False)


@dataclass(slots=True)
class Break:
    """A line break that may be a wrap.

    A margin forced it if it lies from `column`, where the left line ends, to `reach`,
    where it would have ended with the next word. `goes_on` is 2 where the right line
    begins in lower case, 1 in a script without case, -1 with a capital, else 0.
    """

    left: Line
    right: Line
    column: int
    reach: int
    ends: bool
    pauses: bool  # at a colon or semicolon: before a list, or inside a sentence
    goes_on: int
    bound: bool  # held apart by markers, headings, Markdown's hard break
    wide: bool  # between characters of two columns, as in Chinese and Japanese
    hangs: bool  # the right line hangs under the text of a list item
    in_address: bool  # inside a link's, behind a hyphen, where html2text breaks it

    def is_forced(self, margin: int, rag: int = 0) -> bool:
        fits = self.right.column <= margin or " " not in self.right.text
        fits = fits and len(self.left.text) >= MIN_LINE
        return fits and self.column <= margin <= self.reach + rag

    @property
    def is_open(self) -> bool:
        """Whether the break falls inside a sentence, past doubt."""
        return self.goes_on > 0 and not self.ends and not self.pauses

    @property
    def is_likely_open(self) -> bool:
        """Whether the break looks as if it fell inside a sentence."""
        if self.ends or self.pauses:
            return False
        return self.goes_on > 0 or bool(_SMALL_WORD_END.search(self.left.text[-8:]))

    @property
    def is_closed(self) -> bool:
        """Whether a sentence ends before it and another may begin behind it."""
        return self.ends and self.goes_on <= 0


@dataclass(slots=True)
class Group:
    """Lines between blank lines or long ones, and the breaks between them."""

    lines: list[Line]
    alone: bool = True  # between blank lines
    breaks: list[Break] = field(default_factory=list)


def may_be_wrapped(document: Document) -> bool:
    """Whether any line goes on in the next one: cheap, as every text is asked.

    No margin is told by fewer lines: by one that is open, by two that look so, or by one that
    looks so above an indented one, which may hang under the text of a list item. Of lines that a
    margin can have broken: a label is too short for one, and what is above a paragraph, too.
    """
    raw = document.raw
    if is_markdown(raw) or any("\n" in block.text for block in document):
        return True
    likely = 0
    for left, right in pairwise(document):
        if raw[left.end : right.start] == "\n\n" or is_long(left.text) or is_long(right.text):
            continue
        if right.text[0] == ">":
            return True
        goes_on = _goes_on(right.text) > 0
        if not goes_on and not _SMALL_WORD_END.search(left.text[-8:]):
            continue
        if any(_ends(left.text)) or _counts(raw[left.end : right.start]) != 1:
            continue
        lacking = _lacking(raw, left, right)
        if lacking > MAX_RAG * MAX_MARGIN:
            continue
        likely += 1
        if (goes_on and not lacking) or likely > 1 or not _begins_line(raw, right):
            return True
    return False


def _begins_line(raw: str, block: Block) -> bool:
    """Whether nothing stands before a block on its line, no indent either."""
    return block.start == 0 or _BREAK.match(raw, block.start - 1) is not None


def _lacking(raw: str, left: Block, right: Block) -> int:
    """Give how many characters a line lacks to be as long as a margin that its break could be of.

    At the least; 0 where an indent makes it longer or a space marks it as flowed.
    """
    if raw[left.end] == " " or not (_begins_line(raw, left) and _begins_line(raw, right)):
        return 0
    size = left.end - left.start
    if size < MIN_LINE:
        return MAX_MARGIN
    first, _, rest = right.text[: MAX_MARGIN + 1].partition(" ")
    return max(0, right.end - right.start - size - max(len(first), KINSOKU)) if rest else 0


def is_long(text: str) -> bool:
    """Whether a line is longer than any margin, and so a paragraph of its own."""
    return len(text) > MAX_MARGIN and " " in text


def closes_sentence(text: str) -> bool:
    """Whether a line ends its sentence: in a full stop or the like, marks behind it aside."""
    return not text[-1].isalnum() and _SENTENCE_END.search(text[-8:]) is not None


def _ends(text: str) -> tuple[bool, bool]:
    """Whether a line ends its sentence, and whether it ends in a colon or semicolon."""
    if text[-1].isalnum():
        return False, False
    return closes_sentence(text), bool(_PAUSE_END.search(text[-8:]))


def groups_of(document: Document) -> Iterator[Group]:
    """Give the runs of short lines with one line break between them, of two lines or more."""
    raw = document.raw
    run: list[tuple[Block, str]] = []  # and what stands before each
    last = 0
    for block in document:
        gap = raw[last : block.start]
        last = block.end
        if run and (block.kind != "paragraph" or _counts(gap) != 1 or gap.strip()):
            yield from _short_lines(raw, run)
            run = []
        if block.kind == "paragraph":
            run.append((block, gap))
    yield from _short_lines(raw, run)


def _short_lines(raw: str, run: Sequence[tuple[Block, str]]) -> Iterator[Group]:
    """Give the groups that the long lines of a run part."""
    if len(run) == 1 and not _counts(raw[run[0][0].start : run[0][0].end]):
        return
    group = Group([])
    for block, gap in run:
        lines = list(_lines(raw, block, gap))
        if any(line.is_whole for line in lines):
            group.alone = False
            yield group
            group = Group([], alone=False)
        else:
            group.lines.extend(lines)
    yield group


def _counts(gap: str) -> int:
    """Count the line breaks."""
    return 1 if gap == "\n" else 2 if gap == "\n\n" else len(f"{gap}|".splitlines()) - 1


def _lines(raw: str, block: Block, gap: str) -> Iterator[Line]:
    """Give the lines of a block: one, or those that were joined before."""
    start = block.start
    before = "" if gap == "\n" else gap[_last_break(gap) :]
    several = _counts(raw[start : block.end]) > 0
    for found in (*(_BREAK.finditer(raw, start, block.end) if several else ()), None):
        end = found.start() if found else block.end
        piece = raw[start:end]
        if piece and not piece.isspace():
            yield _line(raw, block, before, piece, end)
        start, before = found.end() if found else end, ""


def _line(raw: str, block: Block, before: str, piece: str, end: int) -> Line:
    """Read a line that ends there, and what stands before it."""
    text = piece.strip()
    lead = before + piece[: len(piece) - len(piece.lstrip())]
    indent = len(lead.expandtabs(8)) if lead else 0
    behind = raw[end - len(piece) + len(piece.rstrip()) : end + 12]
    trail = len(behind) - len(behind.lstrip(" "))
    line = Line(block, text, indent, indent + len(text), trail, body=text)
    if text[0] == ">" and (quoted := _QUOTED.match(text)):
        line.depth, line.body = quoted[0].count(">"), text[quoted.end() :]
    line.celled = "\t" in text or ("     " in text and bool(_CELLS.search(text)))
    first = line.body[:1]
    if not first.isalpha() or first == "o" or ")" in line.body[:3]:
        line.alone = bool(_OWN_LINE.match(line.body))
        line.marked = line.alone or bool(_MAYBE_OWN.match(line.body))
    return line


def _last_break(gap: str) -> int:
    at = 0
    for found in _BREAK.finditer(gap):
        at = found.end()
    return at


def breaks_of(lines: Sequence[Line], *, markdown: bool) -> list[Break]:
    out = []
    under = -1  # where the lines of a list item hang
    unclosed = False
    for left, right in pairwise(lines):
        if marker := _MARKER.match(left.body):
            under = left.indent + len(left.text) - len(left.body) + marker.end()
        hangs = right.indent == under and not right.marked
        under = under if hangs else -1
        unclosed = markdown and _leaves_address(left.body, unclosed)
        hyphen = left.body[-1:] == "-" or right.body.startswith("--")
        inside = unclosed and hyphen
        out.append(_break(left, right, hangs=hangs, in_address=inside, markdown=markdown))
    return out


def _leaves_address(text: str, unclosed: bool) -> bool:
    """Whether a link's address is open at the end of a line of Markdown, as it may be at its start."""
    _, opens, rest = text.rpartition("](")
    if not opens:
        rest = text if unclosed else " "
    elif not _ADDRESS.match(rest):
        return False
    return " " not in rest and rest.count(")") <= rest.count("(")


def _break(left: Line, right: Line, *, hangs: bool, in_address: bool, markdown: bool) -> Break:
    ends, pauses = _ends(left.text)
    goes_on = _goes_on(right.body)
    bound = not in_address and (
        left.depth != right.depth
        or not (left.body and right.body)
        or (left.trail >= 2 if markdown else left.trail == 2)
        or right.alone
        or (right.marked and (left.marked or ends or pauses))
        or (right.marked and goes_on <= 0 and not _SMALL_WORD_END.search(left.text[-8:]))
        or (left.marked and ends and goes_on <= 0 and not hangs)
        or (left.body[0] == "#" and not markdown and bool(_HEADING.match(left.body)))
        or left.celled
        or right.celled
        or _is_dated_byline(right.body)
        or (not markdown and left.text[-1] == ">" and bool(_TAG_END.search(left.text[-16:])))
        or (markdown and " | " in right.text)
    )
    wide = _is_wide(left, right)
    reach = left.column + (KINSOKU if wide else _first_word(right))
    return Break(
        left, right, left.column, reach, ends, pauses, goes_on, bound, wide, hangs, in_address
    )


#: Longest line that is read for a byline with its day, in characters, and the most words of its names.
MAX_BYLINE, MAX_NAME_WORDS = 90, 6


def _is_dated_byline(text: str) -> bool:
    """Whether a line names the writer, behind a label, and the day, and tells nothing else.

    >>> _is_dated_byline("by Maren Lunde Apr. 28, 2023 1:15 pm"), _is_dated_byline("by Maren Lunde in 2023")
    (True, False)
    """
    if len(text) > MAX_BYLINE or not any(map(str.isdigit, text)):
        return False
    said = (label_of(text, None) or "").split()
    for at, word in enumerate(said[: MAX_NAME_WORDS + 1]):
        if at >= 2 and is_only_date(" ".join(said[at:])):
            return True
        if not word[0].isupper():
            return False
    return False


def _is_wide(left: Line, right: Line) -> bool:
    if right.body[:1] < "\u2e80":
        return False
    spaceless = compiled(SPACELESS)
    return bool(spaceless.match(right.body) and spaceless.match(left.text, len(left.text) - 1))


def _first_word(right: Line) -> int:
    """Give the length of what the wrapper had to move to the right line."""
    words = right.body[: MAX_MARGIN + 1].split(maxsplit=1)
    return len(words[0]) if words else 0


def _goes_on(text: str) -> int:
    if text[:1] in "([" or _ADDRESS.match(text):
        return 0
    head = text[:12].lstrip(_OPENING)[:1]
    if head.islower():
        return 2
    if head.isupper() or head.istitle():
        return -1
    return 1 if head.isalpha() else 0


def is_markdown(raw: str) -> bool:
    if "](" not in raw:
        return False
    return len(list(islice(_TIGHT_MARKDOWN.finditer(raw, 0, SAMPLE), MIN_MARKDOWN))) == MIN_MARKDOWN
