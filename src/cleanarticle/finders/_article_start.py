"""Where the article of a page's dump begins, and where its headline can stand."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Document
from ..shapes import ends_sentence, is_prose, once, words
from ..sieve import compiled

__all__ = ["REACH_BELOW", "READ", "article_start", "is_paragraph", "is_unspaced", "reach"]

#: Fewest words of a paragraph below the headline; characters, where no spaces part the words.
MIN_PARAGRAPH_WORDS = 14
MIN_PARAGRAPH_CHARACTERS = 24
#: The same in languages of long words.
MIN_LONG_CHARACTERS = 100
#: Words of a paragraph that count for it, and what any other line counts against it, where the
#: longest run of paragraphs is looked for.
MOST_WORDS_COUNTED, COST_OF_LINE = 40, 4
#: Blocks at the top of a text that are read.
READ = 2000
#: How far above the first paragraph and below it the headline can stand, and how many lines at the
#: very top are looked at besides, in blocks.
REACH_ABOVE, REACH_BELOW, TOP = 60, 10, 3
_UNSPACED = "[\u3041-\u9fff]"


def is_unspaced(text: str) -> bool:
    """Whether the text is in a script that puts no space between words."""
    return not text.isascii() and compiled(_UNSPACED).search(text) is not None


def is_paragraph(block: Block) -> bool:
    """Whether a block is a paragraph such as articles are made of."""
    return once(block, "paragraph of an article", _is_paragraph)


def _is_paragraph(block: Block) -> bool:
    if is_unspaced(block.text[:40]):
        return len(block.text) >= MIN_PARAGRAPH_CHARACTERS and ends_sentence(block.text)
    long = len(block.text) >= MIN_LONG_CHARACTERS and ends_sentence(block.text)
    return long or (is_prose(block) and words(block) >= MIN_PARAGRAPH_WORDS)


def article_start(document: Document) -> int:
    """Give where the longest run of paragraphs begins, other lines weighed against them.

    The number of blocks, where there is no paragraph. Source of the idea: Finn, Kushmerick and
    Smyth, Fact or fiction (2001).
    """
    return once(document, "article's start", lambda d: _start(d.blocks[:READ]))


def _start(blocks: Sequence[Block]) -> int:
    best = run = first = 0
    start = len(blocks)
    for place, block in enumerate(blocks):
        run += min(words(block), MOST_WORDS_COUNTED) if is_paragraph(block) else -COST_OF_LINE
        if run > best:
            best, start = run, first
        elif run <= 0:
            run, first = 0, place + 1
    return start


def reach(document: Document) -> list[int]:
    """Give the places where a headline can stand: the top, and around the article's start."""
    start, size = article_start(document), min(len(document), READ)
    first = max(0, start - REACH_ABOVE)
    if start >= size:  # no paragraph
        return list(range(min(size, REACH_ABOVE)))
    return [*range(min(TOP, first)), *range(first, min(size, start + REACH_BELOW + 1))]
