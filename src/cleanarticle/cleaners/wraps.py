"""Lines that a margin broke, joined again: e-mail, press releases, books, Markdown.

`_wrap_lines.py` reads the lines and the breaks between them, `_wrap_margins.py` tells which of these a margin
forced, and here they are joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..actions import Edit, Join
from ..model import SOUTHEAST_ASIAN, Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_code_like
from ..sieve import compiled
from ..vocabulary import is_glued_menu
from ._hyphens import Hyphens
from ._pandoc import is_pandoc, pandoc_paragraphs
from ._wrap_lines import (
    MAX_MARGIN,
    SPACELESS,
    Break,
    Group,
    Line,
    breaks_of,
    closes_sentence,
    groups_of,
    is_long,
    is_markdown,
    may_be_wrapped,
)
from ._wrap_margins import Margin, is_hanging, wrapped_groups

__all__ = ["fix_wraps"]

#: How near to the margin a line ends that was broken before it, as typists do.
MIN_EARLY = 0.8

#: Share of the words of prose that are made of letters alone, at least, and by how much
#: less prose it is if all its lines look like code.
MIN_PLAIN_WORDS = 0.55
CODE_WEIGHT = 0.3

_INNER_END = lazy(
    r"[.!?…؟।][\"'”’»)\]]{0,3}\s{1,3}[\"'“„«(\[¿¡]{0,3}[^\W\d_]|[。！？][」』）]?(?=[^」』）])"
)
#: With the vowel signs of India and the points of Arabic and Hebrew, which are no letters.
_LETTERS = r"(?:[^\W\d_]|[\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u0dff](?<![^\W\d_]))"
_PLAIN_WORD = lazy(
    rf"[^\w\s/=#$<>{{}}\\-]{{0,3}}{_LETTERS}{{1,60}}(?:['’·-]{_LETTERS}{{1,60}}){{0,4}}[^\w\s/=#$<>{{}}\\]{{0,4}}"
    r"|[–—-]|[\d.,]{1,12}[^\W\d]?[.,;:)%]{0,2}"
)
#: In an address or a script without spaces; a word is hardly longer than a line.
_MAY_BE_CUT = lazy(rf"[{SOUTHEAST_ASIAN}]|\w[/_%=&]")
#: An address that a line ends in and that may be cut there, and what it goes on with in the next one: no
#: word of prose.
_ADDRESS = lazy(r"https?:|www\.")
_FILE = r"\.(?:html?|php|aspx?|jsp|pdf|jpe?g|png)"
_WHOLE_ADDRESS = lazy(rf"{_FILE}$")
_MORE_OF_ADDRESS = lazy(
    rf"[^\W_][/_%=&?#~+][^\W_]|\w-\w{{1,20}}-\w|{_FILE}\b|^[/_%=&?#~]|[^\W\d_]\d|/$"
)
_CLOSED_DASH = lazy(r"[^\W\d_][—–][^\W\d_]")
_SPACED_DASH = lazy(r"[^\W_][ \u00a0][—–]\s")
#: Three words, the first of them in small letters: no address or name that begins so.
_SMALL_WORDS = lazy(r"(?=[^\W\d_])[^\WA-Z\d_]{1,40},? [^\s./:]{1,40}[,:;]? [^\s/]")
_BREAKING = lazy(r"[ \t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_WIDE_SPACE = lazy(r"(?<=\S) {2,}(?=\S)")


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
    if document.kind == "html" or len(document) < 2:
        return
    if is_pandoc(document.raw):
        for lines in pandoc_paragraphs(document):
            yield Join(tuple(lines), " ")
        return
    yield from _torn_sentences(document)
    if "](" in document.raw:
        yield from _behind_links(document)
    if any(reason == Reason.BOILERPLATE for _, _, reason in document.gone):  # heads of pages
        yield from _printed_sentences(document)
    if not may_be_wrapped(document):
        return
    groups = [group for group in groups_of(document) if len(group.lines) > 1]
    if not groups:
        return
    markdown = is_markdown(document.raw)
    for group in groups:
        group.breaks = breaks_of(group.lines, markdown=markdown)
    _part_entries(document, groups)
    wrapped = list(wrapped_groups(groups, markdown=markdown))
    if wrapped:
        yield from _joins(document, wrapped, markdown=markdown)


def _torn_sentences(document: Document) -> Iterator[Join]:
    """Join a long line with the next one in which its sentence goes on, once, in small letters.

    Where many lines begin so they are verse, or the items of a list.
    """
    blocks = document.blocks
    starts = [False, *(block.text[0].islower() for block in blocks[1:]), False]
    for at in range(1, len(blocks)):
        left, right = blocks[at - 1], blocks[at]
        if not starts[at] or starts[at - 1] or starts[at + 1] or not is_long(left.text):
            continue
        if document.raw[left.end : right.start].strip(" ") != "\n" or left.kind != right.kind:
            continue
        if left.kind == "paragraph" and _is_torn(left.text, right.text):
            yield Join((left, right), " ")


#: Shortest line of a printed page that a sentence is broken at the end of, where none is before it, in characters.
MIN_PRINTED = 40
#: Share of such lines that a comma ends, at most: more are verse.
MAX_PAUSES = 0.4


def _printed_sentences(document: Document) -> Iterator[Join]:
    """Join the lines of a printed text that a sentence runs through: its letters are of many widths.

    So its lines are of many lengths, and no margin tells them. A sentence goes on in small letters; a line
    that is short stays apart, but for one inside a sentence. Verse stays, whose lines end in pauses.
    """
    runs_on = False
    found: list[tuple[Block, Block]] = []
    for left, right in pairwise(document.blocks):
        runs_on = (
            document.raw[left.end : right.start].strip(" ") == "\n"
            and left.kind == right.kind == "paragraph"
            and (runs_on or len(left.text) >= MIN_PRINTED)
            and (left.text[-1].isalnum() or left.text[-1] in ",–—")
            and right.text[0].islower()
            and not (is_code_like(left.text) or is_code_like(right.text))
        )
        if runs_on:
            found.append((left, right))
    pauses = sum(left.text[-1] == "," for left, _ in found)
    if pauses <= MAX_PAUSES * len(found):
        yield from (Join(pair, " ") for pair in found)


#: A link of Markdown that a line ends in, and how a sentence goes on behind one: the mark that closes it.
_LINK_AT_END = lazy(r"\]\((?:https?://|/)[^\s()]{1,2000}\)$")
_GOES_ON = lazy(r"(?!([^)])\1)[)\],.;:!?](?:[),.;:!?]{0,2}$|[),.;:]{0,2}\s)")


def _behind_links(document: Document) -> Iterator[Join]:
    """Join a line that ends in a link with the next one, which begins with the mark behind it, as Firecrawl breaks."""
    for left, right in pairwise(document.blocks):
        if not _GOES_ON.match(right.text) or not _LINK_AT_END.search(left.text[-MAX_LINK:]):
            continue
        if document.raw[left.end : right.start].strip(" ") == "\n" and left.kind != "code":
            yield Join((left, right), "")


#: Longest link, in characters.
MAX_LINK = 2010


def _is_torn(left: str, right: str) -> bool:
    """Whether the sentence of one line goes on in the next."""
    if not left[-1].isalpha() or not closes_sentence(right) or not _SMALL_WORDS.match(right):
        return False
    last = left.rsplit(maxsplit=1)[-1]
    return last.islower() and not is_code_like(left) and not is_code_like(right)


#: A line that is an entry of front matter, or a rule around it.
_HEAD_LINE = lazy(r"[A-Za-z_][\w -]{0,30}[:=](?:\s|$)|-\s|-{3,}$|\+{3,}$")
_HEAD_RULE = lazy(r"-{3,}|\+{3,}")
#: Lines that a head may have.
MAX_HEAD_LINES = 60


def _part_entries(document: Document, groups: Iterable[Group]) -> None:
    """Hold apart the entries of the front matter above a text, which no margin broke."""
    if not _HEAD_RULE.fullmatch(document[0].text):
        return
    below = document[1:MAX_HEAD_LINES]
    end = next((block.start for block in below if _HEAD_RULE.fullmatch(block.text)), -1)
    for found in (found for group in groups for found in group.breaks):
        if found.left.block.start < end and _HEAD_LINE.match(found.right.text):
            found.bound, found.hangs, found.in_address = True, False, False


def _joins(
    document: Document, wrapped: Sequence[tuple[Group, Margin]], *, markdown: bool
) -> Iterator[Edit | Join]:
    style = _style(wrapped, document.raw, markdown=markdown)
    hyphens = Hyphens(document, _hyphenated(wrapped), soft=not markdown)
    for group, margin in wrapped:
        for chain in _chains(group, margin, style):
            if markdown or _is_prose([chain[0].left, *(found.right for found in chain)]):
                yield from _join(document.raw, chain, margin, hyphens, style)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether the lines hold words, as code, commands and settings do not, and no menu that nothing parts."""
    if any(is_glued_menu(line.text) for line in lines[:3]):
        return False
    if any(compiled(SPACELESS).search(line.text) for line in lines[:3]):
        return True
    tokens = [token for line in lines for token in line.text[: MAX_MARGIN + 1].split()]
    plain = sum(bool(_PLAIN_WORD.fullmatch(token)) for token in tokens) / len(tokens)
    code = sum(is_code_like(line.text) for line in lines) / len(lines)
    return plain - CODE_WEIGHT * code >= MIN_PLAIN_WORDS


def _chains(group: Group, margin: Margin, style: _Style) -> Iterator[list[Break]]:
    """Give the breaks of one paragraph after another."""
    chain: list[Break] = []
    for found in group.breaks:
        if _continues(found, margin, style):
            chain.append(found)
        elif chain:
            yield chain
            chain = []
    if chain:
        yield chain


def _join(
    raw: str, chain: Sequence[Break], margin: Margin, hyphens: Hyphens, style: _Style
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


def _is_justified(chain: Sequence[Break], margin: Margin) -> bool:
    """Whether spaces were put into the lines to make them all as long as the margin."""
    lines = [found.left for found in chain]
    full = sum(line.column == margin.at for line in lines)
    padded = sum(bool(_WIDE_SPACE.search(line.text)) for line in lines)
    return padded >= 2 and full >= 0.8 * len(lines) and padded >= 0.4 * len(lines)


def _single_spaces(line: Line) -> Iterator[Edit]:
    if line.text == line.block.text:
        for found in _WIDE_SPACE.finditer(line.text):
            yield Edit(line.block, found.start(), found.end() - 1, "", Reason.SPACING)


def _continues(found: Break, margin: Margin, style: _Style) -> bool:
    """Whether the right line goes on where the left one was broken."""
    if found.in_address or is_hanging(found, markdown=style.markdown):
        return True
    if found.bound:
        return False
    if not margin.forces(found):
        return _is_early(found, margin)
    if margin.flowed or found.is_open or found.hangs:
        return True
    if margin.ragged:
        return not found.is_closed
    if style.indent is not None:
        return found.right.indent == style.indent
    return not (style.loose and found.is_closed)


def _is_early(found: Break, margin: Margin) -> bool:
    """Whether a line among wrapped ones was broken inside a sentence before its margin, but not far."""
    exact = margin.flowed or margin.markdown or margin.ragged
    near = MIN_EARLY * margin.at <= found.column <= margin.at
    return not exact and near and found.is_open and found.goes_on > 1


def _style(wrapped: Sequence[tuple[Group, Margin]], raw: str, *, markdown: bool) -> _Style:
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
    breaks: Sequence[tuple[Break, Margin]], wrapped: Sequence[tuple[Group, Margin]], ended: int
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


def _hyphenated(wrapped: Iterable[tuple[Group, Margin]]) -> Iterator[tuple[str, str]]:
    """Give the lines on either side of every break that a margin forced."""
    for group, margin in wrapped:
        for found in group.breaks:
            if not found.bound and margin.forces(found):
                yield found.left.text, found.right.body


def _sets_dashes_closed(raw: str) -> bool:
    """Whether the text sets its dashes without spaces."""
    return len(_CLOSED_DASH.findall(raw)) > len(_SPACED_DASH.findall(raw))


def _seam(
    found: Break, margin: Margin, hyphens: Hyphens, *, closed_dashes: Callable[[], bool]
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


def _glue(found: Break, margin: Margin, *, closed_dashes: Callable[[], bool]) -> str:
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
        and not _is_behind_address(last, first)
    ):
        return ""  # longer than a line, so cut
    return " "


def _is_behind_address(last: str, first: str) -> bool:
    """Whether the word of a line is another than the address above it.

    >>> _is_behind_address("https://a.example/tides.htm", "and"), _is_behind_address("www.a.example/t", "i/des")
    (True, False)
    """
    if not _ADDRESS.match(last):
        return False
    return not _MORE_OF_ADDRESS.search(first) or _WHOLE_ADDRESS.search(last) is not None
