"""Quotation marks, put right in the article's own style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from ..actions import Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import holds_code, is_technical, once
from ..sieve import Sieve, texts
from ._quote_habits import Habits
from ._quote_parse import Repair, Scar, Weighed, cheapest
from ._quote_scars import may_be_scarred, scars
from ._quote_style import (
    SMALL,
    Pair,
    Token,
    apostrophe_written,
    pairs_meant,
    quotation_pairs,
    tokens,
)
from ._reads import reads

__all__ = ["fix_lost_quotes", "fix_quotes"]

#: Marks in one block from which on it is decoration, not quotation.
MAX_MARKS = 400

#: Marks put back in one block beyond which they must be far apart, so many characters each:
#: where they crowd, the reading is no repair.
MAX_LOST, LOST_APART = 4, 100

_ANY_MARK = lazy("[“”„‟«»\"＂「」『』‘‚‹›]|''|``|’’|´´|,,|<<|>>|(?<!\\w)’")
_MARK_SIEVE = Sieve(('[“”„‟«»"＂「」『』‘‚‹›]',), ("['`’´,<>]", "['`’´,<>]"), (r"\W", "’"))

#: An opening mark for the apostrophe of a contraction, a possessive or an elision. Elsewhere in
#: a word it may be a letter (Hawai‘i).
_TURNED_APOSTROPHE = apostrophe_written("‘")
#: Where it is the second half of a letter, as in Uzbek, which writes so‘m and g‘oya: such a word is no contraction.
_HALF_LETTER = lazy(r"(?<=[a-z][og])‘(?=[a-z])(?!(?:s|t|re|ve|ll|d|m)\b)")
_NOWHERE = lazy(r"(?!)")
_APOSTROPHES = (
    lazy(r"'(?<=[^\W\d_]')(?=[^\W\d_])"),  # the mark first: it is rare
    lazy(r"’(?<=[^\W\d_]’)(?=[^\W\d_])"),
)
#: In these languages it stands in many words, and is no letter.
_TURNED_IN_WORD = {
    "tr": lazy(r"(?<=[^\W\d_])‘(?=[a-zçğıöşü])"),
    "uk": lazy(r"(?<=[бвджзкмнпрстфхц])‘(?=[юяєї])"),
}


def _is_read_as_such(block: Block) -> bool:
    """Whether the kind of a block tells: a heading's only where it holds quotation marks."""
    return block.kind != "heading" or bool(_found_marks(block))


@reads("code", "heading", where=_is_read_as_such)
def fix_quotes(document: Document) -> Iterator[Edit]:
    """Make every quotation mark the one its place calls for, in the pairs the article uses.

    Turns a closing mark written as an opening one, and the reverse; makes `''`, `,,` and
    a straight mark paired with a curly one the mark of the article; takes one of two
    doubled marks away; turns the apostrophe of `it‘s`. Leaves other apostrophes, primes and
    inches, a style kept throughout, nested and continued quotations, and every place where
    two readings are nearly as good. Straight stays straight, curly stays curly.

    >>> from cleanarticle.model import blocks
    >>> [edit.after for edit in fix_quotes(blocks("“All this is grave“, he said."))]
    ['”']
    """
    turned: set[tuple[int, int]] = set()
    in_word = _TURNED_IN_WORD.get(document.language or "", _NOWHERE)
    for block in texts(document):
        if "‘" in block.text and not holds_code(block):
            for found in chain(
                _TURNED_APOSTROPHE.finditer(block.text), in_word.finditer(block.text)
            ):
                if _is_half_letter(block.text, found.start(), document.language):
                    continue
                turned.add((block.start, found.start()))
                yield Edit(block, found.start(), found.end(), "’", Reason.QUOTE, 0.95)
    for block, repair in _repairs(document):
        if not repair.lost and (block.start, repair.start) not in turned:
            yield Edit(block, repair.start, repair.end, repair.after, Reason.QUOTE, 0.95)


def _is_half_letter(text: str, at: int, language: str | None) -> bool:
    """Whether the mark is a letter's half: `so‘m` in Uzbek, or in a short text whose other words have it, too.

    >>> _is_half_letter("5 ming so‘m turadi. Bu ko‘p.", 9, None), _is_half_letter("So‘s Jo.", 2, None)
    (True, False)
    """
    if text[at - 1] not in "oOgG":
        return False
    return language == "uz" or (language is None and _HALF_LETTER.search(text) is not None)


@reads("code", "heading", where=_is_read_as_such)
def fix_lost_quotes(document: Document) -> Iterator[Edit]:
    """Put back a lost quotation mark where its pair and what is left behind say where it stood.

    What is left behind: a sentence or a word glued to the next inside an open quotation
    (`values.Jens`, `sanctionswas`), a full stop glued to a lower-case word for an opening
    mark (`they are.grave failings”`), a colon before, the paragraph's edge. Leaves
    quotations over several paragraphs, and a lone mark without a sign of its partner.

    >>> from cleanarticle.model import blocks
    >>> [edit.after for edit in fix_lost_quotes(blocks("“We share it.Jo nodded. “So do they.”"))]
    ['” ']
    """
    for block, repair in _repairs(document):
        if repair.lost:
            yield from _put_back(block, repair)


def _put_back(block: Block, repair: Repair) -> Iterator[Edit]:
    """Give the edits of a repair, without the stop that it leaves where it is."""
    stays = block.text[repair.start : repair.end]
    if not stays or stays not in repair.after:
        yield Edit(block, repair.start, repair.end, repair.after, Reason.QUOTE, 0.9)
        return
    left, _, right = repair.after.partition(stays)
    for at, after in ((repair.start, left), (repair.end, right)):
        if after:
            yield Edit(block, at, at, after, Reason.QUOTE, 0.9)


def _repairs(document: Document) -> list[tuple[Block, Repair]]:
    """Give what is to be mended, found once for both cleaners where the first changes nothing."""
    return once(document, f"repairs {document.language}", lambda seen: list(_find_repairs(seen)))


def _find_repairs(document: Document) -> Iterator[tuple[Block, Repair]]:
    marked = [(block, _found_marks(block)) for block in texts(document)]
    if not any(found or may_be_scarred(block) for block, found in marked):
        return
    found_in_all = [found for _, found in marked]
    heads = any(map(_begins_closing, found_in_all))
    straight = _is_straight(marked)
    pairs = quotation_pairs(found_in_all, document.language, straight=straight)
    if not any(pair.quotes for pair, _ in pairs):
        curly = any("’" in block.text for block, _ in marked)
        pairs = pairs_meant(found_in_all, document.language, curly=curly)
    if not pairs:
        return
    technical = is_technical(document)  # full stops in it are names
    habits = Habits(document)
    heads = heads and pairs[0][0].opening == "«"
    inside = False
    for i, (block, marks) in enumerate(marked):
        found = marks
        if heads and inside and _begins_closing(marks):
            found = [replace(marks[0], glyph="«"), *marks[1:]]  # stands for it, as the custom is
        scarred = not technical and may_be_scarred(block) and not holds_code(block)
        if _is_regular(found, pairs) and not scarred:
            inside = inside and not found
            continue
        goes_on = _goes_on(found_in_all[i + 1 : i + 12], pairs)
        goes_on = goes_on or (heads and _begins_closing(*found_in_all[i + 1 : i + 2]))
        before = inside
        for loose in (False, True):  # words that may be two only where nothing else explains it
            events: list[Token | Scar] = [*found]
            if not technical:
                events += scars(block, found, pairs, habits, goes_on=goes_on, loose=loose)
            events.sort(key=lambda event: (event.start, event.end))
            repairs, inside = cheapest(events, pairs, inside=before, goes_on=goes_on)
            if repairs or not scarred:
                break
        lost = sum(repair.lost for repair in repairs)
        if lost > MAX_LOST and lost * LOST_APART > len(block.text):
            continue
        for repair in repairs:
            yield block, repair


def _begins_closing(found: Sequence[Token] = ()) -> bool:
    """Whether a paragraph begins with », as one does in a «speech» that runs on, in French and Flemish papers."""
    return (
        bool(found)
        and found[0].start == 0
        and found[0].glyph == "»"
        and not found[0].right.isdigit()
    )


def _is_straight(marked: Sequence[tuple[Block, Sequence[Token]]]) -> bool:
    """Whether apostrophes are straight in a document with straight marks and others."""
    glyphs = {token.glyph for _, found in marked for token in found if token.glyph not in SMALL}
    if '"' not in glyphs or len(glyphs) == 1:
        return False
    counts = [sum(len(a.findall(block.text)) for block, _ in marked) for a in _APOSTROPHES]
    return counts[0] > counts[1]


def _found_marks(block: Block) -> list[Token]:
    return once(block, "marks", _marks)


def _marks(block: Block) -> list[Token]:
    """Give the marks of a block; none where they are decoration, or code."""
    if not _MARK_SIEVE.may_be_in(block) or not _ANY_MARK.search(block.text) or holds_code(block):
        return []
    found = tokens(block.text)
    return found if len(found) <= MAX_MARKS else []


def _is_regular(found: Sequence[Token], pairs: Weighed) -> bool:
    """Whether the marks open and close in turn, each in its place: most paragraphs."""
    current: Pair | None = None
    quoting = {pair.opening: pair for pair, _ in reversed(pairs) if pair.quotes}
    for token in found:
        if current is not None and token.glyph == current.closing and token.closes < 0.5:
            current = None
        elif token.glyph == "’":
            if token.left.isspace() or not token.left:
                return False
        elif token.opens >= 0.5:
            return False
        elif token.glyph in quoting and current in (None, quoting[token.glyph]):
            if current is not None:
                return False
            current = quoting[token.glyph]
        elif token.glyph not in SMALL:
            return False
    return current is None


def _goes_on(below: Sequence[Sequence[Token]], pairs: Weighed) -> bool:
    """Whether a paragraph below opens with a mark, or holds the closing one before any other."""
    first = True
    for found in below:
        for token in found:
            if token.glyph in SMALL:
                continue
            alone = not (token.left + token.right).strip() and len(found) == 1
            opens = any(token.glyph == p.opening for p, _ in pairs) and token.opens < 0.5
            closes = any(token.glyph == p.closing for p, _ in pairs) and token.closes < 0.5
            if alone and first and any(token.glyph == p.closing for p, _ in pairs):
                return True  # torn off the paragraph that it closes
            if opens:
                return first and token.start < 3
            return closes
        first = False
    return False
