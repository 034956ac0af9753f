"""Captions as the BBC's pages label them, in the languages of its World Service: "Image source, AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..actions import Drop, Edit, Label
from ..model import Block, Reason, count_words
from ..patterns import lazy
from ..shapes import ends_sentence, words
from ..sieve import compiled
from ..vocabulary import load
from ._spans import cut

__all__ = ["broadcast_captions"]

#: A comma behind the label, or before it in scripts that run from right to left; English pages once had none.
_COMMA = "[,،，]"
_COMMALESS = r"(?:image|media) (?:copyright|caption)(?=\s|\Z)"
_PLAYER = lazy(
    r"media playback is (?:not supported|unsupported) on (?:this|your) device\s{0,3}", re.IGNORECASE
)

#: Longest name of a picture's owner, and longest caption, in words.
MAX_OWNER_WORDS, MAX_SHOWN_WORDS = 8, 40

#: A sentence that ends amid a line, behind which another begins.
_SENTENCE_WITHIN = lazy(r"[.!?؟।۔。…][\"”»’)]?\s{1,2}\S.{20}|[。！？].{10}")


class _Labels(NamedTuple):
    """Patterns of what stands before the owner of a picture, before what it shows; how lines with either begin."""

    source: str
    shown: str
    beginnings: frozenset[str]


@cache
def _labels() -> _Labels:
    tables = load("captions").values()
    sources = [name for table in tables for name in table["source"]]
    shown = [name for table in tables for name in table["shown"]]
    # Three letters tell most other lines at a glance.
    beginnings = frozenset(name.casefold()[:3] for name in (*sources, *shown, "media"))
    return _Labels(_label(sources), _label(shown), beginnings)


def _label(names: Iterable[str]) -> str:
    said = "|".join(map(re.escape, names))
    return rf"(?i)(?:{_COMMA}\s?(?:{said})|(?:{said})\s?{_COMMA}|{_COMMALESS})\s{{0,3}}"


def broadcast_captions(blocks: Sequence[Block]) -> Iterator[Drop | Edit | Label]:
    """Drop labelled captions of the BBC's pages; where prose stands behind one on its line, the labels alone.

    A caption on the line below its label goes, too, unless it is a whole sentence.

    >>> from cleanarticle.model import blocks as made
    >>> lines = made("Image copyright EPA Image caption The quay at noon", "Maelezo ya picha,", "Daraja la zamani")
    >>> [action.block.text for action in broadcast_captions(lines.blocks)]
    ['Image copyright EPA Image caption The quay at noon', 'Maelezo ya picha,', 'Daraja la zamani']
    """
    labels = _labels()
    for place, block in enumerate(blocks):
        if block.text.lstrip(",،， ")[:3].casefold() not in labels.beginnings:
            continue
        end = _labels_end(block.text, labels)
        if not end:
            continue
        rest = block.text[end:]
        if _SENTENCE_WITHIN.search(rest) or count_words(rest) > MAX_SHOWN_WORDS:
            yield cut(block, 0, end, Reason.CREDIT)
            continue
        yield Drop(block, Reason.CREDIT)
        if not rest and compiled(labels.shown).search(block.text) and place + 1 < len(blocks):
            below = blocks[place + 1]
            is_short = words(below) <= MAX_SHOWN_WORDS
            if is_short and not ends_sentence(below.text):
                yield Drop(below, Reason.CREDIT, 0.9)
            elif is_short and below.kind == "paragraph":
                yield Label(below, "caption")


def _labels_end(text: str, labels: _Labels) -> int:
    """Give where the labels that a line begins with end, with the owner of the picture; 0 where there are none."""
    at = 0
    if player := _PLAYER.match(text):
        at = player.end()
    source = compiled(labels.source).match(text, at)
    if source:
        shown = compiled(labels.shown).search(text, source.end())
        owner = text[source.end() : shown.start() if shown else len(text)]
        if count_words(owner) > MAX_OWNER_WORDS:
            return at
        return shown.end() if shown else len(text)
    shown = compiled(labels.shown).match(text, at)
    return shown.end() if shown else at
