"""Who wrote the article of a page's dump and when, where no rule tells: a weighing of small signs.

The weights were fitted by `training/train_signature.py` (a softmax over the lines that can name the
writer, or tell the day, beside "none of them"), whose figures stand in `benchmarks/README.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from math import exp
from typing import TypeVar

from ..actions import Drop, Found
from ..cleaners._page_signs import is_dump
from ..model import Document, Reason
from ._headline_signs import weighed
from ._signature_signs import Dated, Lines, Signed

__all__ = [
    "AUTHOR_WEIGHTS", "DAY_WEIGHTS", "MIN_AUTHOR_CHANCE", "MIN_DAY_CHANCE", "find_signature", "likeliest",
]  # fmt: skip

Sighted = TypeVar("Sighted", Signed, Dated)

#: Chance from which on a line is believed: a wrong day is likelier than a wrong name.
MIN_AUTHOR_CHANCE, MIN_DAY_CHANCE = 0.5, 0.7

#: What each sign of a line weighs that can name the writer; `none` is what a line has to outweigh.
AUTHOR_WEIGHTS: dict[str, float] = {
    "labelled": -0.38,
    "label_above": 2.63,
    "label_elsewhere": 2.00,
    "role_below": 1.91,
    "dated": 1.24,
    "date_below": 0.13,
    "unmarked": -1.36,
    "below_title": 2.43,
    "near_title": 2.18,
    "further_below": 1.46,
    "far_below": 0.56,
    "no_title": 0.95,
    "above_title": 0.01,
    "right_above_title": 0.19,
    "paragraphs_above": -1.59,
    "after_all": -0.17,
    "paragraph_below": 0.28,
    "short_above": -0.13,
    "mentions": -0.50,
    "mentioned": -0.86,
    "in_prose": 0.46,
    "plain": -2.45,
    "common": -1.87,
    "least_common": -1.91,
    "unlisted": -0.40,
    "begins_another": 0.24,
    "several": 1.17,
    "one_word": -0.96,
    "two_words": 0.92,
    "long_names": -0.16,
    "shout": -0.58,
    "glued": -3.76,
    "colon": -1.50,
    "slash": -0.37,
    "ampersand": -0.44,
    "item": -0.47,
    "length": -4.08,
    "share": 1.23,
    "counter": 0.50,
    "credit_above": 1.20,
    "neighbours": -2.20,
    "candidates": -2.38,
    "none": -2.69,
}


#: The same for a line that can tell the day.
DAY_WEIGHTS: dict[str, float] = {
    "below_title": 2.72,
    "near_title": 1.24,
    "further_below": 0.95,
    "far_below": 1.38,
    "no_title": 0.41,
    "above_title": 1.03,
    "right_above_title": 0.30,
    "paragraphs_above": -1.82,
    "after_all": -0.68,
    "only": -0.19,
    "labelled": 0.59,
    "beside": -1.48,
    "little_beside": -0.44,
    "clock": 0.91,
    "zone": -0.80,
    "says_published": 1.42,
    "item": 0.12,
    "byline_near": -0.25,
    "paragraph_below": -0.30,
    "short_above": -0.61,
    "headline_above": -0.32,
    "headline_below": -0.30,
    "share": 0.57,
    "counter": 0.97,
    "cut_above": -0.85,
    "days": 0.68,
    "one_day": -0.62,
    "label_above": 0.76,
    "changed_above": -1.28,
    "names": 0.67,
    "day_often": 1.26,
    "latest_day": 1.15,
    "first_day": 0.81,
    "first_line": 2.04,
    "dates_near": -2.05,
    "none": 0.61,
}


def find_signature(document: Document) -> Iterator[Found | Drop]:
    """Find the line that likely names the writer, and the one that likely tells the day.

    Only in a page's dump, and only what no rule has found: a text that is an article alone has no
    such lines. Leaves a line that says something besides the day, which is for others to judge.

    >>> from cleanarticle.model import blocks
    >>> list(find_signature(blocks("Jane Roe", "The ferry sailed at noon, and nobody saw it leave.")))
    []
    """
    fields, title = document.fields, document.title
    wanted = {"authors", "published"} - fields.keys()
    if "modified" in fields:
        wanted.discard("published")
    if not wanted or document.kind == "html":
        return
    if not is_dump(document, before=title.start if title else 0):
        return
    lines = Lines(document)
    if "authors" in wanted:
        signed = _likely(list(lines.signed()), AUTHOR_WEIGHTS, MIN_AUTHOR_CHANCE)
        if signed:
            if signed.label:
                yield Drop(signed.label, Reason.BYLINE)
            yield Found("authors", signed.said, signed.block)
        if signed and signed.line and signed.line.published and "published" in wanted:
            yield Found("published", signed.line.published)
            return
    if "published" in wanted:
        dated = _likely(list(lines.dated()), DAY_WEIGHTS, MIN_DAY_CHANCE)
        if dated and dated.line.only:
            if dated.label:
                yield Drop(dated.label, Reason.DATE)
            yield Found("published", dated.line.published, dated.block)
        elif dated:
            yield Found("published", dated.line.published)
        if dated and dated.line.modified:
            yield Found("modified", dated.line.modified)


def _likely(seen: Sequence[Sighted], weights: Mapping[str, float], least: float) -> Sighted | None:
    scores = [weighed(line.signs, weights) for line in seen]
    place, chance = likeliest([line.said for line in seen], scores, weights["none"])
    return seen[place] if chance >= least else None


def likeliest(said: Sequence[Hashable], scores: Sequence[float], none: float) -> tuple[int, float]:
    """Give the place of the likeliest line and its chance: that of all lines that say the same.

    >>> likeliest(["Jane Roe", "Harbour News", "Jane Roe"], [0.0, 0.0, 1.0], -9.0)[0]
    2
    """
    most = max([none, *scores])
    chances = [exp(score - most) for score in scores]
    together: dict[Hashable, float] = defaultdict(float)
    for what, chance in zip(said, chances, strict=True):
        together[what] += chance
    if not together:
        return -1, 0.0
    best = max(together, key=lambda what: together[what])
    places = [place for place, what in enumerate(said) if what == best]
    return max(places, key=lambda place: chances[place]), together[best] / (
        sum(chances) + exp(none - most)
    )
