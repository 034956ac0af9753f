"""Paragraphs that a dump tore at their links and emphases, joined again.

A dump with a line for each text node, as `get_text("\\n")` of Beautiful Soup and the `::text` of Scrapy make
it, puts each link, each word in italics or in code on a line of its own. `judging/joins.py` tells where a
paragraph goes on; here its pieces are joined, with the space between them that the page had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from itertools import pairwise

from ..actions import Drop, Edit, Join
from ..finders.date_lines import read_dates
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_caseless, is_code_like
from ..vocabulary import match
from ..words import any_function_words
from ._closing_lines import MAX_MARKS, closing_lines, ends_there, lone_marks
from ._torn_seams import Seams
from ._wrap_lines import closes_sentence, is_markdown

__all__ = ["fix_torn_lines"]

#: Probability from which on a paragraph goes on in the next line; with a number, as items of lists begin; with a
#: capital behind a colon or blank lines; behind the end of a sentence; behind a word that binds others.
MIN_JOINED, MIN_AT_DIGIT, MIN_APART, MIN_BEHIND_SENTENCE, MIN_BOUND = 0.5, 0.75, 0.9, 0.97, 0.15
#: What always parts, as it does in an article's text: a join that a cut forbade is none the next time either.
BLANK_LINE = "\n\n"
#: Longest line, in characters, that may be what stands inside a paragraph, and how many must be joined on
#: both sides of them, or begin with a mark, for a text to be a dump of this kind.
MAX_PIECE, MIN_PIECES = 40, 2
#: Longest verse that may go on behind a comma and a space, in characters.
MAX_VERSE = 60
#: Lines beyond which a text is no page, and is left as it is.
MAX_LINES = 20_000

#: A piece that goes on with a mark: ", the reference" and a full stop alone. Dots are a line's own, as of verse,
#: and so are the brackets that close code.
_MARK = lazy(
    r"(?!\.\s?\.|\);$)(?:[,.;:!?%、。，．；：！？،؛؟।]|[)\]”’）」』】]{1,2}[,.;:!?、。，]?)(?![\w./])"
)
_BREAK = lazy(r"\r\n?")
#: What stands between two text nodes of a paragraph where the dump has kept the page's spaces.
_SPACED_GAPS = frozenset({" \n", "\n ", " \n "})
_CLAUSE = lazy(r"[、，。,.।؛؟،۔?!]")
_COLON = lazy(r"[:：]$")
#: Behind these no full stop follows. And how many stops must stand so for them to be there for space alone.
_IS_ENDED = lazy(r"[.!?…:][\"'”’“»)]?$")
MIN_SPACERS = 2


def fix_torn_lines(document: Document) -> Iterator[Drop | Edit | Join]:
    """Join the pieces of a paragraph that stand on lines of their own.

    Asks the model only in a text that has pieces, such as lines that begin with a full stop. A line that is a
    closing mark alone (`”`, `。`) belongs to the end of the paragraph above, in any text. Drops the full
    stops that a newsletter sets for space (`This week's poll:` / `.`), which end no sentence. Leaves
    headings, items of lists and of menus, and hard-wrapped text, which is `fix_wraps`'s.

    >>> from cleanarticle import Pipeline, clean
    >>> dump = "The ferry left on\\nSunday\\n, as the\\nharbour master\\nhad said, with forty people.\\nIt is late."
    >>> clean(dump, pipeline=Pipeline(fix_torn_lines)).text.split("\\n\\n")
    ['The ferry left on Sunday, as the harbour master had said, with forty people.', 'It is late.']
    """
    blocks, raw = document.blocks, document.raw
    if document.kind == "html" or not 3 <= len(blocks) <= MAX_LINES:
        return
    closing = _closing(blocks, raw)
    torn = _may_be_torn(blocks, raw)
    if not (closing or torn) or is_markdown(raw):
        return
    if spacers := _spacers(blocks) if torn else ():
        for block in spacers:
            yield Drop(block, Reason.MARKUP, 0.9)
        return  # what is torn is seen once they are gone
    texts = [block.text for block in blocks]
    gaps = [_BREAK.sub("\n", raw[left.end : right.start]) for left, right in pairwise(blocks)]
    joined, paragraphs = _torn(texts, gaps, closing) if torn else ([], [])
    if not paragraphs:
        joined = [place in closing for place in range(1, len(texts))]
        paragraphs = list(_runs(joined))
    seams = Seams(document, texts, gaps, joined, closing | lone_marks(texts))
    for first, last in paragraphs:
        yield from seams.join(first, last)


def _closing(blocks: Sequence[Block], raw: str) -> frozenset[int]:
    """Give the places of the lines of closing marks, but for those a blank line or a cut parts from what is above."""
    if all(len(block.text) > MAX_MARKS for block in blocks):
        return frozenset()
    found = closing_lines([block.text for block in blocks])
    gaps = {place: raw[blocks[place - 1].end : blocks[place].start] for place in found}
    return frozenset(place for place, gap in gaps.items() if gap != BLANK_LINE and not gap.strip())


def _torn(
    texts: Sequence[str], gaps: Sequence[str], closing: frozenset[int]
) -> tuple[list[bool], list[tuple[int, int]]]:
    """Tell of each break whether a paragraph goes on there, and give the paragraphs: none of a text that is whole.

    Closing marks alone on a line go on from above, and nothing goes on behind them where a sentence ends.
    """
    joined = _joined(texts, gaps)
    for place in closing:
        joined[place - 1] = True
    for place in closing | lone_marks(texts):
        goes_on = place + 1 in closing or not ends_there(texts[place - 1], texts[place])
        if place < len(joined) and not goes_on:
            joined[place] = False
    paragraphs = [
        (first, last)
        for first, last in _runs(joined)
        if not closing.isdisjoint(range(first, last + 1)) or _is_prose(texts[first : last + 1])
    ]
    return joined, paragraphs if _is_torn(texts, gaps, paragraphs) else []


def _spacers(blocks: Sequence[Block]) -> list[Block]:
    """Give the full stops alone on their lines, where many of them cannot end the sentence above."""
    alone = [i for i in range(1, len(blocks)) if blocks[i].text == "."]
    if len(alone) < MIN_SPACERS:
        return []
    idle = sum(_IS_ENDED.search(blocks[i - 1].text[-8:]) is not None for i in alone)
    return [blocks[i] for i in alone] if idle >= max(MIN_SPACERS, len(alone) / 3) else []


def _may_be_torn(blocks: Sequence[Block], raw: str) -> bool:
    """Whether enough lines look like pieces of a paragraph: a quick look, as every text is asked."""
    found, seen = 0, False
    for left, right in pairwise(blocks):
        text = right.text
        marked = not text[0].isalnum() and _MARK.match(text) is not None
        if marked or (len(left.text) <= MAX_PIECE and _may_go_on(left.text, text)):
            spaced = raw[left.end : right.start] in _SPACED_GAPS
            found += 1 + (spaced and _goes_on_long(left.text, text))
            seen = seen or marked or is_caseless(text[0]) or spaced
            if seen and found >= MIN_PIECES:
                return True
    return False


def _may_go_on(left: str, right: str) -> bool:
    """Whether a line may go on behind a short one; without capitals, where it has what parts sentences."""
    if not is_caseless(right[0]):
        return right[0].islower()
    return _CLAUSE.search(right) is not None and not closes_sentence(left)


def _goes_on_long(left: str, right: str) -> bool:
    """Whether a line that begins small and is longer than a verse goes on behind a comma."""
    return left.endswith(",") and right[0].islower() and len(right) > MAX_VERSE


def _joined(texts: Sequence[str], gaps: Sequence[str]) -> list[bool]:
    """Tell of each break whether a paragraph goes on there."""
    from ..judging.joins import judge_breaks  # numpy is loaded when a text needs it

    judged = judge_breaks(texts, gaps).tolist()
    pairs = zip(texts, texts[1:], gaps, strict=False)
    return [
        p >= _least(left, right, gap)
        and gap != BLANK_LINE
        and not gap.strip()
        and not (is_code_like(left) and is_code_like(right))
        and not (right[0].isupper() and _is_moment(left))
        and not (_is_button(right) or (_is_button(left) and right[0].isupper()))
        for p, (left, right, gap) in zip(judged, pairs, strict=True)
    ]


#: What ends a caption before the name of whom it credits.
_CREDIT_LABELS = (" Ảnh:", " Foto:", " Photo:", " Fotos:", " Photos:", " Bild:", " Credit:")
#: Longest line that stamps a day with its time, in characters, and most words beside them.
MAX_MOMENT, MAX_HOUSE = 60, 2


def _is_moment(line: str) -> bool:
    """Whether a line ends in a day with its time, behind a house's name or none: a byline stands below it."""
    if len(line) > MAX_MOMENT or ":" not in line or not any(map(str.isdigit, line)):
        return False
    day = read_dates(line)
    if day is None or day.published is None or day.published.time() == time():
        return False
    beside, _, behind = day.rest.rpartition("|")
    return len(beside.split()) <= MAX_HOUSE and not behind.strip()


def _is_button(text: str) -> bool:
    """Whether a line is a button that leads to another article: "Read more"; in a sentence it has no capital."""
    if len(text) > MAX_PIECE or not text[0].isupper():
        return False
    return any(one.family == "continue" and one.how == "line" for one in match(text))


def _least(left: str, right: str, gap: str) -> float:
    """Give the probability from which on two lines are joined."""
    if _MARK.match(right):
        return MIN_JOINED
    if left == ",":
        return MIN_BOUND  # what it parts are two
    if closes_sentence(left):
        return MIN_BEHIND_SENTENCE
    if gap in _SPACED_GAPS and left.endswith(_CREDIT_LABELS) and len(right) <= MAX_PIECE:
        return MIN_BOUND  # whom a caption credits
    begins = not right[0].islower()
    if begins and (gap.count("\n") > 2 or _COLON.search(left)):
        return MIN_APART
    word = left.rsplit(maxsplit=1)[-1]
    if word.islower() and (len(word) == 1 or word in any_function_words()) and left != word:
        return MIN_BOUND
    return MIN_AT_DIGIT if right[0].isdigit() else MIN_JOINED


def _runs(joined: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give the first and the last line of each run of lines that are joined."""
    first = None
    for place, goes_on in enumerate((*joined, False)):
        if goes_on and first is None:
            first = place
        elif not goes_on and first is not None:
            yield first, place
            first = None


def _is_prose(pieces: Sequence[str]) -> bool:
    """Whether pieces are a sentence's: one goes on with a mark, the last ends it, or it announces what follows.

    Labels and buttons, which a page may set in one line, have none of these.
    """
    if any(_MARK.match(piece) for piece in pieces[1:]) or closes_sentence(pieces[-1]):
        return True
    return len(pieces) > 2 and _COLON.search(pieces[-1]) is not None


def _is_torn(
    texts: Sequence[str], gaps: Sequence[str], paragraphs: Sequence[tuple[int, int]]
) -> bool:
    """Whether the text is a dump of this kind: enough pieces stand inside paragraphs.

    And one of them is seen without the model: by the mark it begins with, by a space at its edge: a second one where
    a long line goes on behind it and a comma. Where there are no capitals, and often no spaces, that is too much
    to ask.
    """
    pieces, seen = 0, False
    for first, last in paragraphs:
        for place in range(first + 1, last + 1):
            text = texts[place]
            marked = _MARK.match(text) is not None
            inside = place < last and len(text) <= MAX_PIECE
            spaced = gaps[place - 1] in _SPACED_GAPS
            pieces += marked or inside or (spaced and _goes_on_long(texts[place - 1], text))
            seen = seen or marked or spaced or (inside and is_caseless(text[0]))
    return seen and pieces >= MIN_PIECES
