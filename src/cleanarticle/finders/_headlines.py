"""Which line of a page's dump is the headline: a weighing of small signs.

The weights were fitted by `training/train_titles.py` (a softmax over the lines of a dump, beside
"none of them"), whose figures stand in `benchmarks/README.md`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Block, Document, Reason
from ..shapes import ends_sentence, is_prose, once, words
from ..vocabulary import folded, said

__all__ = ["SUFFIX", "WEIGHTS", "Sighted", "headline", "is_unspaced", "long_words", "signs"]

#: Fewest words of a paragraph below the headline; characters, where no spaces part the words.
MIN_PARAGRAPH_WORDS = 14
MIN_PARAGRAPH_CHARACTERS = 24
#: The same in languages of long words.
MIN_LONG_CHARACTERS = 100
#: Paragraphs above which no headline is looked for further down, and how many blocks may stand
#: between it and the paragraph below.
MOST_PARAGRAPHS_ABOVE = 4
MOST_BETWEEN = 60
#: Paragraphs below whose words are compared with the headline's.
PARAGRAPHS_READ = 12
#: Letters of a word's beginning that are compared.
STEM_LETTERS = 5

_LONG_WORD = re.compile(r"[^\W\d_]{4,}|[\u3041-\u30ff\u4e00-\u9fff]{2}")
_DATE = re.compile(
    r"(?:19|20)\d\d|\d{1,2}[:.]\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d[年月日]|[\u0660-\u0669]{4}"
)
#: What parts a headline from the site's name behind it.
SUFFIX = re.compile(r"\s[|–—-]\s|\s?[|»«•·]\s")
_UNSPACED = re.compile("[\u3041-\u9fff]")
_BULLET = frozenset("-–+*/•>|#→›»")


@dataclass(frozen=True, slots=True)
class Sighted:
    """A line that may be the headline, and its signs in the order of `WEIGHTS`."""

    block: Block
    signs: tuple[float, ...]


#: What each sign weighs; `none` is what a line has to outweigh.
WEIGHTS: dict[str, float] = {
    "told_below": 3.16,
    "told_first": 0.64,
    "length": 2.30,
    "before_suffix": 3.61,
    "level_1": 4.07,
    "distance": -2.16,
    "date_below": 1.33,
    "byline_below": 1.42,
    "short_above": 1.97,
    "menu_above": 0.54,
    "full_stop": -1.27,
    "colon": 0.57,
    "place": -0.77,
    "phrase": -1.66,
    "bullet": -1.23,
    "paragraphs_above": -2.96,
    "none": 4.96,
}


def headline(document: Document, candidates: Iterable[Block]) -> Block | None:
    """Give the likeliest headline among the lines that have the form of one, or `None`."""
    weights = [WEIGHTS[name] for name in WEIGHTS if name != "none"]
    best, best_score = None, WEIGHTS["none"]
    for sighted in signs(document, candidates):
        score = sum(w * s for w, s in zip(weights, sighted.signs, strict=True))
        if score > best_score:
            best, best_score = sighted.block, score
    return best


def long_words(block: Block) -> frozenset[str]:
    """Give the beginnings of the words that tell what a block is about, found out once.

    Beginnings, as most languages inflect the ends.
    """
    return once(block, "long words", lambda b: frozenset(_stems(b.text)))


def _stems(text: str) -> list[str]:
    return [word[:STEM_LETTERS] for word in _LONG_WORD.findall(text.lower())]


def is_unspaced(text: str) -> bool:
    """Whether the text is in a script that puts no space between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def _is_paragraph(block: Block) -> bool:
    if is_unspaced(block.text[:40]):
        return len(block.text) >= MIN_PARAGRAPH_CHARACTERS and ends_sentence(block.text)
    long = len(block.text) >= MIN_LONG_CHARACTERS and ends_sentence(block.text)
    return long or (is_prose(block) and words(block) >= MIN_PARAGRAPH_WORDS)


def signs(document: Document, candidates: Iterable[Block]) -> list[Sighted]:
    """Give the lines among `candidates` above the first paragraphs, each with its signs."""
    blocks = list(document)
    place_of = {id(block): place for place, block in enumerate(blocks)}
    paragraphs = [i for i, block in enumerate(blocks) if _is_paragraph(block)]
    reach = paragraphs[MOST_PARAGRAPHS_ABOVE] if len(paragraphs) > MOST_PARAGRAPHS_ABOVE else None
    heads = [folded(b) for b in blocks[:12] if SUFFIX.search(b.text)]
    menus = sorted(s for s, _, why in document.gone if why in (Reason.MENU, Reason.BREADCRUMB))
    said_below: dict[int, set[str]] = {}
    found = []
    for block in candidates:
        place = place_of[id(block)]
        if reach is not None and place > reach:
            break
        above = bisect_left(paragraphs, place)
        if paragraphs and above == len(paragraphs):
            break
        below = paragraphs[above] if paragraphs else len(blocks)
        if below - place - 1 > MOST_BETWEEN:
            continue
        if below not in said_below:
            read = paragraphs[above : above + PARAGRAPHS_READ]
            said_below[below] = {word for i in read for word in long_words(blocks[i])}
        first = long_words(blocks[below]) if below < len(blocks) else frozenset()
        own = _stems(block.text)
        line = folded(block)
        text = block.text
        before = blocks[max(0, place - 4) : place]
        after = blocks[place + 1 : place + 4]
        start = bisect_left(menus, before[0].start if before else 0)
        menu_above = start < len(menus) and menus[start] < block.start
        found.append(
            Sighted(
                block,
                (
                    _share(word in said_below[below] for word in own),
                    _share(word in first for word in own),
                    min(words(block), 9) / 9,
                    any(head.startswith(line) and head != line for head in heads),
                    block.level == 1,
                    min(below - place - 1, 20) / 20,
                    any(words(b) <= 14 and bool(_DATE.search(b.text)) for b in after),
                    any("byline" in said(b) for b in after),
                    _share(words(b) < 4 for b in before) if before else 1.0 if menu_above else 0.5,
                    menu_above,
                    ends_sentence(text) and text[-1] not in "?!",
                    ":" in text,
                    place / max(1, below),
                    bool(said(block)),
                    text[:1] in _BULLET,
                    above / MOST_PARAGRAPHS_ABOVE,
                ),
            )
        )
    return found


def _share(tests: Iterable[bool]) -> float:
    seen = list(tests)
    return sum(seen) / len(seen) if seen else 0.0
