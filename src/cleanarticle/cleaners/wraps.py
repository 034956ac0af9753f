"""Lines that a margin broke, joined again: e-mail, press releases, books, Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, pairwise

from ..actions import Edit, Join
from ..model import SOUTHEAST_ASIAN, Block, Document, Reason
from ..shapes import is_code_like
from ._hyphens import Hyphens

__all__ = ["fix_wraps"]

#: Narrowest and widest right margin of hard-wrapped text, in characters.
MIN_MARGIN, MAX_MARGIN = 28, 132

#: Shortest line that a margin broke, in characters, its indent not counted.
MIN_LINE = 16

#: Breaks that a margin forced from which on it is believed.
MIN_FORCED = 3

#: Margin from which on a paragraph of two lines is told by itself, in characters.
MIN_LONE_MARGIN = 60

#: How near to the margin a line ends that was broken before it, as typists do.
MIN_EARLY = 0.8

#: Margin below which verse is as narrow, so that more lines must bear witness.
MAX_VERSE_MARGIN = 52

#: Share of the lines of verse that end in a pause, at least, and how many times as many of them as of
#: the words inside the lines do.
MIN_PAUSED, MORE_PAUSED = 0.4, 2
#: Words among which prose has a pause.
MIN_UNPAUSED = 24

#: Columns html2text wraps at unless told otherwise.
MARKDOWN_MARGIN = 78

#: Share of a margin by which lines of proportional type and lines broken by hand fall short.
MAX_RAG = 0.15

#: Share of the line breaks that a margin forced where a text was wrapped throughout.
MIN_THROUGHOUT = 0.8

#: Share of the words of prose that are made of letters alone, at least, and by how much
#: less prose it is if all its lines look like code.
MIN_PLAIN_WORDS = 0.55
CODE_WEIGHT = 0.3

#: Column that the first line of a list item reaches at least if the next one hangs under it.
MIN_HANGING = 40

#: Line breaks behind a space from which on a text may be flowed.
MIN_FLOWED = 3

#: Mean length of the lines of flowed text, at least.
MIN_FLOWED_LINE = 40

#: Characters that Chinese and Japanese move to the next line at once: one, and two that
#: may not begin a line.
KINSOKU = 3

#: Signs of Markdown from which on a text is Markdown, and characters looked at for them.
MIN_MARKDOWN = 3
SAMPLE = 200_000

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TIGHT_MARKDOWN = re.compile(r"\]\(\S|^#{1,6} |^[ \t]{0,20}\* ", re.MULTILINE)
_QUOTED = re.compile(r"(?:>[ \t]?){1,9}")
_HEADING = re.compile(r"#{1,6}\s")
#: What begins a line of its own, and what does so unless the line before needs it: a dash
#: may be a dialogue's or a parenthesis's, a number an item's or a date's (`am / 12. Mai`).
_OWN_LINE = re.compile(
    r"(?:[•●▪■◦‣∙·*+]|#{1,6}|\||\(?[\da-z]{1,2}\))\s|[*_=-](?:\s?[*_=-]){2,}$|\[\d+\]:|[|+]-"
)
_MAYBE_OWN = re.compile(r"(?:[–—o-]|\d{1,3}[.)])\s")
_MARKER = re.compile(r"(?:[•●▪■◦‣∙·*+–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t]{1,4}")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।።۔｡][\"'”’“»«›‹)\]）】』」*_]{0,4}$")
_PAUSE_END = re.compile(r"[:;：；][\"'”’»)\]*_]{0,4}$")
_INNER_END = re.compile(
    r"[.!?…؟।][\"'”’»)\]]{0,3}\s{1,3}[\"'“„«(\[¿¡]{0,3}[^\W\d_]|[。！？][」』）]?(?=[^」』）])"
)
_PAUSES, _CLOSES = frozenset(",;:.!?…—–،؛؟·"), "\"'”’“»«›)]"
#: Ends in a short word in lower case, as a headline or label rarely does: `der / Polizei`.
_SMALL_WORD_END = re.compile(r"[^\W\d_],? (?=[^\W\d_]{1,4}$)[^\W\d_A-ZÀ-ÖØ-ÞЀ-ЯΑ-Ω]{1,4}$")
_OPENING = "\"'“”„‟«»‹›‘’‚(（[【「『¿¡*_`~—–-… \t"
#: Scripts whose words are not parted by spaces: broken anywhere, joined without one.
_SPACELESS = re.compile(
    r"[\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff01-\uff60\uff66-\uff9f\U00020000-\U0003ffff]"
)
#: With the vowel signs of India and the points of Arabic and Hebrew, which are no letters.
_LETTERS = r"(?:[^\W\d_]|[\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u0dff](?<![^\W\d_]))"
_PLAIN_WORD = re.compile(
    rf"[^\w\s/=#$<>{{}}\\-]{{0,3}}{_LETTERS}{{1,60}}(?:['’·-]{_LETTERS}{{1,60}}){{0,4}}[^\w\s/=#$<>{{}}\\]{{0,4}}"
    r"|[–—-]|[\d.,]{1,12}[^\W\d]?[.,;:)%]{0,2}"
)
_ADDRESS = re.compile(r"(?:https?:|www\.|[\w.-]{1,60}@)")
#: In an address or a script without spaces; a word is hardly longer than a line.
_MAY_BE_CUT = re.compile(rf"[{SOUTHEAST_ASIAN}]|\w[/_%=&]")
_CLOSED_DASH = re.compile(r"[^\W\d_][—–][^\W\d_]")
_SPACED_DASH = re.compile(r"[^\W_][ \u00a0][—–]\s")
_CELLS = re.compile(r"\t|\S {5,}\S")
_BREAKING = re.compile(r"[ \t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_WIDE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")


#: A tag that ends a line or a paragraph.
_TAG_END = re.compile(r"<(?:br\s?/?|/(?:p|div|li|h[1-6]|td|tr|blockquote))\s?>$", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
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
class _Break:
    """A line break that may be a wrap.

    A margin forced it if it lies from `column`, where the left line ends, to `reach`,
    where it would have ended with the next word. `goes_on` is 2 where the right line
    begins in lower case, 1 in a script without case, -1 with a capital, else 0.
    """

    left: _Line
    right: _Line
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
class _Group:
    """Lines between blank lines or long ones, and the breaks between them."""

    lines: list[_Line]
    alone: bool = True  # between blank lines
    breaks: list[_Break] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Margin:
    """A right margin and by how many characters lines may fall short of it.

    In flowed text (RFC 3676) a space at a line's end tells instead. html2text breaks an
    address at its hyphens only, so that it may overrun the margin.
    """

    at: int
    rag: int = 0
    flowed: bool = False
    markdown: bool = False
    throughout: bool = False  # what stands on more than one line was wrapped, nearly all of it

    def forces(self, found: _Break) -> bool:
        if self.flowed:
            return found.left.trail == 1 and len(found.left.text) >= MIN_LINE
        if self.markdown and found.column > self.at:  # an address longer than the line
            return " " not in found.left.text
        return found.is_forced(self.at, self.rag)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the text as a whole sets its paragraphs and dashes."""

    markdown: bool
    loose: bool  # a full line that ends a sentence more likely ends its paragraph too
    indent: int | None  # of the lines that go on, where another tells a paragraph's first
    closed_dashes: Callable[[], bool]  # asked where a dash stands at a line's edge


def fix_wraps(document: Document) -> Iterator[Edit | Join]:
    """Join the lines of hard-wrapped paragraphs; rejoin words hyphenated at a line's end.

    A margin is believed only where lines share it and most of them break inside a
    sentence. Paragraphs of one line, lists, verse, dialogue, addresses, headings,
    tables and code are left alone, as is every line beside a blank one: a blank line
    always parts. A page of HTML has no lines.

    >>> from cleanarticle import Pipeline, clean
    >>> clean(
    ...     "The ferry to the outer islands sailed at noon, and the crew said to the harb-\\n"
    ...     "our that it would not sail again this week, because the operator had refused\\n"
    ...     "to pay for the night boat.",
    ...     pipeline=Pipeline(fix_wraps),
    ... ).text[55:83]
    'crew said to the harbour tha'
    """
    if document.kind == "html" or len(document) < 2 or not _may_be_wrapped(document):
        return
    groups = [group for group in _groups(document) if len(group.lines) > 1]
    if not groups:
        return
    markdown = _is_markdown(document.raw)
    for group in groups:
        group.breaks = _breaks(group.lines, markdown=markdown)
    wrapped = list(_wrapped(groups, markdown=markdown))
    if wrapped:
        yield from _joins(document, wrapped, markdown=markdown)


# ---------------------------------------------------------------- lines


def _may_be_wrapped(document: Document) -> bool:
    """Whether any line goes on in the next one: cheap, as every text is asked.

    No margin is told by fewer lines: by one that is open, by two that look so, or by one that
    looks so above an indented one, which may hang under the text of a list item. Of lines that a
    margin can have broken: a label is too short for one, and what is above a paragraph, too.
    """
    raw = document.raw
    if _is_markdown(raw) or any("\n" in block.text for block in document):
        return True
    likely = 0
    for left, right in pairwise(document):
        if raw[left.end : right.start] == "\n\n" or _is_long(left.text) or _is_long(right.text):
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


def _is_long(text: str) -> bool:
    """Whether a line is longer than any margin, and so a paragraph of its own."""
    return len(text) > MAX_MARGIN and " " in text


def _ends(text: str) -> tuple[bool, bool]:
    """Whether a line ends its sentence, and whether it ends in a colon or semicolon."""
    if text[-1].isalnum():
        return False, False
    tail = text[-8:]
    return bool(_SENTENCE_END.search(tail)), bool(_PAUSE_END.search(tail))


def _groups(document: Document) -> Iterator[_Group]:
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


def _short_lines(raw: str, run: Sequence[tuple[Block, str]]) -> Iterator[_Group]:
    """Give the groups that the long lines of a run part."""
    if len(run) == 1 and not _counts(raw[run[0][0].start : run[0][0].end]):
        return
    group = _Group([])
    for block, gap in run:
        lines = list(_lines(raw, block, gap))
        if any(line.is_whole for line in lines):
            group.alone = False
            yield group
            group = _Group([], alone=False)
        else:
            group.lines.extend(lines)
    yield group


def _counts(gap: str) -> int:
    """Count the line breaks."""
    return 1 if gap == "\n" else 2 if gap == "\n\n" else len(f"{gap}|".splitlines()) - 1


def _lines(raw: str, block: Block, gap: str) -> Iterator[_Line]:
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


def _line(raw: str, block: Block, before: str, piece: str, end: int) -> _Line:
    """Read a line that ends there, and what stands before it."""
    text = piece.strip()
    lead = before + piece[: len(piece) - len(piece.lstrip())]
    indent = len(lead.expandtabs(8)) if lead else 0
    behind = raw[end - len(piece) + len(piece.rstrip()) : end + 12]
    trail = len(behind) - len(behind.lstrip(" "))
    line = _Line(block, text, indent, indent + len(text), trail, body=text)
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


def _breaks(lines: Sequence[_Line], *, markdown: bool) -> list[_Break]:
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


def _break(left: _Line, right: _Line, *, hangs: bool, in_address: bool, markdown: bool) -> _Break:
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
        or (not markdown and left.text[-1] == ">" and bool(_TAG_END.search(left.text[-16:])))
        or (markdown and " | " in right.text)
    )
    wide = _is_wide(left, right)
    reach = left.column + (KINSOKU if wide else _first_word(right))
    return _Break(
        left, right, left.column, reach, ends, pauses, goes_on, bound, wide, hangs, in_address
    )


def _is_wide(left: _Line, right: _Line) -> bool:
    if right.body[:1] < "\u2e80":
        return False
    return bool(_SPACELESS.match(right.body) and _SPACELESS.match(left.text, len(left.text) - 1))


def _first_word(right: _Line) -> int:
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


def _is_markdown(raw: str) -> bool:
    if "](" not in raw:
        return False
    return len(list(islice(_TIGHT_MARKDOWN.finditer(raw, 0, SAMPLE), MIN_MARKDOWN))) == MIN_MARKDOWN


# ---------------------------------------------------------------- margins


def _wrapped(groups: Sequence[_Group], *, markdown: bool) -> Iterator[tuple[_Group, _Margin]]:
    """Give the groups that were wrapped, or what in them was, with their margins."""
    flowed = not markdown and _is_flowed(groups)
    shared = (
        _Margin(MAX_MARGIN, flowed=True) if flowed else _shared_margin(groups, markdown=markdown)
    )
    for group in groups:
        free = [found for found in group.breaks if not found.bound]
        if not free:
            continue
        if shared and (markdown or shared.flowed or _fits(free, shared)):
            yield group, shared
        elif margin := _margin(free) or (_margin_of_paragraph(free) if group.alone else None):
            yield group, margin
        elif any(found.in_address or _is_hanging(found, markdown=markdown) for found in free):
            yield group, _Margin(0)
        elif len(free) > 1:
            yield from _runs(group)


def _is_flowed(groups: Sequence[_Group]) -> bool:
    """Whether a space at a line's end marks the breaks that are none, and only these."""
    soft = hard = wrong = size = 0
    for group in groups:
        wrong += group.lines[-1].trail == 1
        for found in group.breaks:
            if found.is_open and not found.bound:
                soft += found.left.trail == 1
                hard += found.left.trail != 1
                size += len(found.left.text) if found.left.trail == 1 else 0
    return soft >= MIN_FLOWED and 10 * (hard + wrong) <= soft and size >= MIN_FLOWED_LINE * soft


def _is_hanging(found: _Break, *, markdown: bool) -> bool:
    """Whether the right line goes on with a list item, whatever the margin."""
    long = found.column >= MIN_HANGING
    return found.hangs and not found.bound and long and (markdown or found.is_likely_open)


def _columns(at: int, breaks: Sequence[_Break]) -> int:
    """Give the columns that a margin takes up on the screen."""
    return 2 * at if 2 * sum(found.wide for found in breaks) > len(breaks) else at


def _is_prose(lines: Sequence[_Line]) -> bool:
    """Whether the lines hold words, as code, commands and settings do not."""
    if any(_SPACELESS.search(line.text) for line in lines[:3]):
        return True
    tokens = [token for line in lines for token in line.text[: MAX_MARGIN + 1].split()]
    plain = sum(bool(_PLAIN_WORD.fullmatch(token)) for token in tokens) / len(tokens)
    code = sum(is_code_like(line.text) for line in lines) / len(lines)
    return plain - CODE_WEIGHT * code >= MIN_PLAIN_WORDS


def _runs(group: _Group) -> Iterator[tuple[_Group, _Margin]]:
    """Give the wrapped paragraphs among lines that are paragraphs of their own."""
    run: list[_Break] = []
    low, high = MIN_MARGIN, MAX_MARGIN
    for found in (*group.breaks, None):
        if found and not found.bound:
            shared = max(low, found.column, found.right.column), min(high, found.reach)
            if shared[0] <= shared[1]:
                run.append(found)
                low, high = shared
                continue
        if len(run) > 1 and (margin := _margin_of_paragraph(run, alone=False)):
            yield _Group([run[0].left, *(b.right for b in run)], breaks=run), margin
        run = []
        if found and not found.bound:
            low, high = (
                max(MIN_MARGIN, found.column, found.right.column),
                min(MAX_MARGIN, found.reach),
            )
            run = [found] if low <= high else []
        if not run:
            low, high = MIN_MARGIN, MAX_MARGIN


def _shared_margin(groups: Sequence[_Group], *, markdown: bool) -> _Margin | None:
    """Give the margin that the whole text shares."""
    every = [found for group in groups for found in group.breaks if not found.bound]
    if markdown:
        margin = _Margin(MARKDOWN_MARGIN, markdown=True)
        forced = sum(margin.forces(found) for found in every)
        over = sum(found.column > margin.at and " " in found.left.text for found in every)
        return margin if forced > over else None
    shared = _margin(every)
    if shared and sum(map(shared.forces, every)) >= MIN_THROUGHOUT * len(every):
        return replace(shared, throughout=True)
    return shared


def _margin(breaks: Sequence[_Break]) -> _Margin | None:
    if len(breaks) < MIN_FORCED:
        return None
    at = _vote(breaks, 0)
    if at is not None and _is_wrapped_at(breaks, margin := _Margin(at)):
        return margin
    rag = round(MAX_RAG * (at or 0))
    at = _vote(breaks, rag)
    if (
        at is not None
        and at >= MIN_LONE_MARGIN
        and _is_wrapped_at(breaks, margin := _Margin(at, rag), least=5)
    ):
        return margin
    return None


def _vote(breaks: Sequence[_Break], rag: int) -> int | None:
    """Give the margin that would have forced the most breaks inside sentences."""
    change = [0] * (MAX_MARGIN + 2)
    for found in breaks:
        if not found.is_likely_open and (found.ends or found.goes_on):
            continue
        low, high = max(found.column, MIN_MARGIN), min(found.reach + rag, MAX_MARGIN)
        if low <= high:
            change[low] += 1
            change[high + 1] -= 1
    low = high = votes = count = 0
    for at in range(MIN_MARGIN, MAX_MARGIN + 1):
        count += change[at]
        if count > votes:
            low = high = at
            votes = count
        elif count == votes and high == at - 1:
            high = at
    if not votes:
        return None
    # Of margins as good, the one that the longest line among the others reaches.
    ends = (column for found in breaks for column in (found.column, found.right.column))
    return max((column for column in ends if low < column <= high), default=low)


def _is_wrapped_at(breaks: Sequence[_Break], margin: _Margin, *, least: int = MIN_FORCED) -> bool:
    """Whether the breaks look as if this margin, and nothing else, had made them.

    They fall where a wrapper's do, anywhere in a sentence, and no sentence is broken
    off before the margin.
    """
    short = forced = ends = inside = likely = early = over = 0
    for found in breaks:
        short += found.column <= margin.at
        if found.column > margin.at:
            over += found.column <= 1.25 * margin.at and found.is_open
        elif margin.forces(found):
            forced += 1
            ends += found.ends
            inside += found.is_open
            likely += found.is_likely_open
        elif found.is_open and (found.goes_on > 1 or found.column > 0.6 * margin.at):
            early += 1
    verse = _columns(margin.at, breaks) < MAX_VERSE_MARGIN
    if verse and _pauses_at_ends(breaks):
        return False
    return (
        forced >= max(least + 3 * verse, (0.5 if verse else 0.3) * short)
        and inside >= min(least, 2)
        and ends <= (0.3 if margin.rag else 0.4) * forced
        and inside >= (0.45 if verse else 0.25) * forced
        and likely >= (0.6 if margin.rag else 0.4) * forced
        and early + over <= 0.2 * forced
    )


def _pauses_at_ends(breaks: Sequence[_Break]) -> bool:
    """Whether pauses fall where lines end, as in verse; a margin breaks prose anywhere.

    Verse may have no pauses at all, and prose has at least the one that ends it.
    """
    if any(found.wide for found in breaks):
        return False
    words = [word for found in breaks for word in found.left.text.split()]
    ends = sum(_pauses(found.left.text) for found in breaks)
    inner = sum(map(_pauses, words)) - ends
    if not ends:
        return not inner and not _pauses(breaks[-1].right.text)
    if not inner and len(words) >= MIN_UNPAUSED:
        return ends > 1
    share = inner / max(1, len(words) - len(breaks))
    return ends >= max(MIN_PAUSED, MORE_PAUSED * share) * len(breaks)


def _pauses(text: str) -> bool:
    """Whether a line or a word ends in a mark of a pause."""
    return text.rstrip(_CLOSES)[-1:] in _PAUSES if text[-1] in _CLOSES else text[-1] in _PAUSES


def _fits(breaks: Sequence[_Break], margin: _Margin) -> bool:
    """Whether a group was wrapped at the margin that the rest of the text shares."""
    forced = [found for found in breaks if margin.forces(found)]
    if not forced:
        return False
    early = sum(found.is_open and not margin.forces(found) for found in breaks)
    if early > 0.34 * len(breaks):
        return False
    if any(found.is_open for found in forced):
        return True
    return len(forced) == len(breaks) and (margin.throughout or _is_finished(breaks))


def _is_finished(breaks: Sequence[_Break]) -> bool:
    """Whether the last line ends as a sentence does."""
    return bool(_SENTENCE_END.search(breaks[-1].right.text[-8:]))


def _margin_of_paragraph(breaks: Sequence[_Break], *, alone: bool = True) -> _Margin | None:
    """Give the margin of lines that are one short paragraph, each break of it forced.

    Where it does not stand `alone` between blank lines, more must speak for it; that
    it ends as a sentence does, and its lines do not, speaks for it.
    """
    at = max(max(found.column, found.right.column) for found in breaks)
    if not MIN_MARGIN <= at <= MAX_MARGIN or not all(found.is_forced(at) for found in breaks):
        return None
    count = len(breaks)
    inside = sum(found.is_open for found in breaks)
    likely = sum(found.is_likely_open for found in breaks)
    ends = sum(found.ends or found.pauses for found in breaks)
    finished = 3 * ends <= count and _is_finished(breaks)
    columns = _columns(at, breaks)
    if columns > at and count < 2:
        told = False
    elif columns < MAX_VERSE_MARGIN:
        told = count > 3 and inside >= (2 if finished else 3) and not _pauses_at_ends(breaks)
    elif columns < MIN_LONE_MARGIN:
        told = inside >= 2 or (finished and count > 2 and inside > 0)
    elif finished and count > 1:
        told = inside > 0 or (likely > 1 and count > 2)
    else:
        told = inside > (0 if alone else 1)
    return _Margin(at) if told and 2 * ends <= count else None


# ---------------------------------------------------------------- joining


def _joins(
    document: Document, wrapped: Sequence[tuple[_Group, _Margin]], *, markdown: bool
) -> Iterator[Edit | Join]:
    style = _style(wrapped, document.raw, markdown=markdown)
    hyphens = Hyphens(document, _hyphenated(wrapped), soft=not markdown)
    for group, margin in wrapped:
        for chain in _chains(group, margin, style):
            if markdown or _is_prose([chain[0].left, *(found.right for found in chain)]):
                yield from _join(document.raw, chain, margin, hyphens, style)


def _chains(group: _Group, margin: _Margin, style: _Style) -> Iterator[list[_Break]]:
    """Give the breaks of one paragraph after another."""
    chain: list[_Break] = []
    for found in group.breaks:
        if _continues(found, margin, style):
            chain.append(found)
        elif chain:
            yield chain
            chain = []
    if chain:
        yield chain


def _join(
    raw: str, chain: Sequence[_Break], margin: _Margin, hyphens: Hyphens, style: _Style
) -> Iterator[Edit | Join]:
    fresh = [found for found in chain if found.left.block is not found.right.block]
    if not fresh:  # joined before
        return
    gaps = [raw[found.left.block.end : found.right.block.start] for found in fresh]
    odd = [_BREAKING.sub("", gap) for gap in gaps]
    keep_odd = 2 * sum(map(bool, odd)) < len(odd) + (len(odd) < 3)
    glues = []
    for found, gap, rest in zip(fresh, gaps, odd, strict=True):
        glue, edits = _seam(found, margin, hyphens, closed_dashes=style.closed_dashes)
        if rest and keep_odd and not edits:  # a no-break space beside a space is the writer's
            glue = rest + glue if gap.startswith(rest) else glue + rest
        glues.append(glue)
        yield from edits
    if _is_justified(chain, margin):
        for line in (chain[0].left, *(found.right for found in chain)):
            yield from _single_spaces(line)
    yield Join((fresh[0].left.block, *(found.right.block for found in fresh)), tuple(glues))


def _is_justified(chain: Sequence[_Break], margin: _Margin) -> bool:
    """Whether spaces were put into the lines to make them all as long as the margin."""
    lines = [found.left for found in chain]
    full = sum(line.column == margin.at for line in lines)
    padded = sum(bool(_WIDE_SPACE.search(line.text)) for line in lines)
    return padded >= 2 and full >= 0.8 * len(lines) and padded >= 0.4 * len(lines)


def _single_spaces(line: _Line) -> Iterator[Edit]:
    if line.text == line.block.text:
        for found in _WIDE_SPACE.finditer(line.text):
            yield Edit(line.block, found.start(), found.end() - 1, "", Reason.SPACING)


def _continues(found: _Break, margin: _Margin, style: _Style) -> bool:
    """Whether the right line goes on where the left one was broken."""
    if found.in_address or _is_hanging(found, markdown=style.markdown):
        return True
    if found.bound:
        return False
    if not margin.forces(found):
        return _is_early(found, margin)
    if margin.flowed or found.is_open or found.hangs:
        return True
    if style.indent is not None:
        return found.right.indent == style.indent
    return not (style.loose and found.is_closed)


def _is_early(found: _Break, margin: _Margin) -> bool:
    """Whether a line among wrapped ones was broken inside a sentence before its margin, but not far."""
    exact = margin.flowed or margin.markdown
    near = MIN_EARLY * margin.at <= found.column <= margin.at
    return not exact and near and found.is_open and found.goes_on > 1


def _style(wrapped: Sequence[tuple[_Group, _Margin]], raw: str, *, markdown: bool) -> _Style:
    breaks = [(b, margin) for group, margin in wrapped for b in group.breaks if not b.bound]
    ended = [
        b for b, margin in breaks if b.is_closed and b.column <= margin.at and not margin.forces(b)
    ]
    within = Counter(b.right.indent for b, margin in breaks if b.is_open and margin.forces(b))
    usual = within.most_common(1)[0][0] if within else 0
    starts = sum(b.right.indent != usual for b in ended)
    indent = usual if starts >= 2 and starts >= 0.7 * len(ended) else None
    if markdown:  # its paragraphs are parted by blank lines
        ended, indent = [], None
    lone = sum(not group.alone for group, _ in wrapped)
    lone += sum(b.is_closed and b.column > margin.at for b, margin in breaks)
    return _Style(
        markdown=markdown,
        loose=indent is None and _parts_at_sentences(breaks, wrapped, len(ended) + lone),
        indent=indent,
        closed_dashes=cache(lambda: _sets_dashes_closed(raw)),
    )


def _parts_at_sentences(
    breaks: Sequence[tuple[_Break, _Margin]], wrapped: Sequence[tuple[_Group, _Margin]], ended: int
) -> bool:
    """Whether a full line that ends a sentence more likely ends its paragraph too.

    Where no blank lines part the paragraphs, most of them end in a short line; some
    fill theirs by chance. Against these stand the sentences that end at the margin by
    chance. Both are counted from what is plain to see.
    """
    forced = [b for b, margin in breaks if margin.forces(b)]
    if not forced:
        return False
    texts = [line.text for group, _ in wrapped for line in group.lines]
    sentences = sum(len(_INNER_END.findall(text)) for text in texts)
    gaps = sum(text.count(" ") for text in texts)
    words = sum(b.reach - b.column + 1 for b in forced) / len(forced)
    full = min(words / max(margin.at for _, margin in wrapped), 0.9)
    hidden = ended * full / (1 - full)
    return hidden > len(forced) * sentences / max(gaps, 1)


def _hyphenated(wrapped: Iterable[tuple[_Group, _Margin]]) -> Iterator[tuple[str, str]]:
    """Give the lines on either side of every break that a margin forced."""
    for group, margin in wrapped:
        for found in group.breaks:
            if not found.bound and margin.forces(found):
                yield found.left.text, found.right.body


def _sets_dashes_closed(raw: str) -> bool:
    """Whether the text sets its dashes without spaces."""
    return len(_CLOSED_DASH.findall(raw)) > len(_SPACED_DASH.findall(raw))


def _seam(
    found: _Break, margin: _Margin, hyphens: Hyphens, *, closed_dashes: Callable[[], bool]
) -> tuple[str, list[Edit]]:
    """Give what goes between two lines, and the edits at their edges."""
    left, right = found.left, found.right
    edits: list[Edit] = []
    if found.in_address:
        return "", edits
    prefix = len(right.text) - len(right.body)
    if prefix and right.block.text.startswith(right.text[:prefix]):
        edits.append(Edit(right.block, 0, prefix, "", Reason.WRAP))
    seam = hyphens.seam(left.text, right.body)
    if seam is not None:
        glue, cut = seam
        size = len(left.block.text)
        if cut and left.block.text.endswith(left.text[-1]):
            edits.append(Edit(left.block, size - 1, size, "", Reason.WRAP))
        return glue, edits
    return _glue(found, margin, closed_dashes=closed_dashes), edits


def _glue(found: _Break, margin: _Margin, *, closed_dashes: Callable[[], bool]) -> str:
    left, right = found.left.text, found.right.body
    if found.wide:
        return ""
    if left[-1] in "—–" and left[-2:-1].strip():
        return "" if closed_dashes() else " "
    if right[0] in "—–" and right[1:2].strip() and closed_dashes():
        return ""
    first, last = right[: MAX_MARGIN + 1].split(maxsplit=1)[0], left.rsplit(maxsplit=1)[-1]
    if (
        found.column == margin.at
        and len(first) + len(last) > margin.at
        and _MAY_BE_CUT.search(last)
    ):
        return ""  # longer than a line, so cut
    return " "
