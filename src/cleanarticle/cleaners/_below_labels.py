"""Lines below a label of other articles that may be the heading of the paragraph below them."""

from __future__ import annotations

from itertools import pairwise

from ..finders._long_words import long_words
from ..model import Block, Document
from ..patterns import lazy
from ..shapes import ends_sentence, has_han_kana, is_caseless, is_prose, once, words

__all__ = ["asks_as_headline", "may_head_below"]

#: Words from which on a line below a label is a headline, unless the paragraph below takes it up; most words of
#: one that it does.
MIN_HEADLINE, MAX_HEADING = 6, 10
#: Share of a heading's longer words that the paragraph below says again.
MIN_SHARE = 0.5


def may_head_below(document: Document, place: int) -> bool:
    """Whether the line there may be the heading of the paragraph below it, though a label stands above it.

    Scrapers that leave out links leave their labels. The paragraph says a heading's words again, and a line of few
    words may be one in a text that has other headings.

    >>> from cleanarticle.model import blocks
    >>> said = "The gates of the lock were shut again on Monday, and the boats had to wait below them."
    >>> may_head_below(blocks("Read also", "Gates shut at the lock", said), 1)
    True
    >>> may_head_below(blocks("Read also", "Pier to be sold", said), 1)
    False
    """
    blocks = document.blocks
    if place + 1 >= len(blocks) or not is_prose(blocks[place + 1]):
        return False
    line = blocks[place]
    if _size(line) <= MAX_HEADING:
        told = long_words(line)
        again = len(told & long_words(blocks[place + 1]))
        if again and again >= MIN_SHARE * len(told):
            return True
    return words(line) < MIN_HEADLINE and once(document, "own headings", _has_headings)


def _size(line: Block) -> int:
    """Count the words: those between spaces in a script without capitals, whose vowel signs part others."""
    if is_caseless(line.text[0]) and not has_han_kana(line.text):
        return len(line.text.split())
    return words(line)


def _has_headings(document: Document) -> bool:
    """Whether another line stands between two paragraphs, as headings do, where no rule cut any."""
    blocks = document.blocks
    gone = [start for start, _, _ in document.gone]
    for (above, line), (_, below) in pairwise(pairwise(blocks)):
        if not (is_prose(above) and is_prose(below) and _looks_like_heading(line)):
            continue
        if not any(above.start < start < below.start for start in gone):
            return True
    return False


def _looks_like_heading(line: Block) -> bool:
    return (
        words(line) <= MAX_HEADING
        and not ends_sentence(line.text.rstrip("?？؟!"))
        and line.kind in ("paragraph", "heading")
    )


#: A question of Chinese or Japanese and nothing else, as headlines ask; its most characters.
_ASKS = lazy(r"[^。！!？?\n]{4,40}[？?]")
MAX_ASKED = 41


def asks_as_headline(document: Document, place: int) -> bool:
    """Whether the line there, below another headline, is a question as headlines ask it, the text over below it.

    Of Chinese and Japanese, in which most headlines have a mark and so few letters are a sentence. Something stands
    below it, and no paragraph does.
    """
    blocks = document.blocks
    block = blocks[place]
    if (
        len(block.text) > MAX_ASKED
        or not has_han_kana(block.text)
        or not _ASKS.fullmatch(block.text)
    ):
        return False
    if not document.raw[block.end :].strip():
        return False
    return not any(
        is_prose(below) and not _ASKS.fullmatch(below.text) for below in blocks[place + 1 :]
    )
