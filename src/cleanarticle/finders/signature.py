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
from ..cleaners.boilerplate import is_dump
from ..model import Document, Reason
from ._signature_signs import Dated, Lines, Signed

__all__ = [
    "AUTHOR_WEIGHTS", "DAY_WEIGHTS", "MIN_AUTHOR_CHANCE", "MIN_DAY_CHANCE", "find_signature", "likeliest",
]  # fmt: skip

Sighted = TypeVar("Sighted", Signed, Dated)

#: Chance from which on a line is believed: a wrong day is likelier than a wrong name.
MIN_AUTHOR_CHANCE, MIN_DAY_CHANCE = 0.5, 0.7

#: What each sign of a line weighs that can name the writer; `none` is what a line has to outweigh.
AUTHOR_WEIGHTS: dict[str, float] = {
    "labelled": -0.48,
    "label_above": 2.98,
    "label_elsewhere": 1.97,
    "role_below": 1.89,
    "dated": 1.16,
    "date_below": 0.28,
    "unmarked": -1.44,
    "below_title": 2.47,
    "near_title": 2.38,
    "further_below": 1.76,
    "far_below": 0.77,
    "no_title": 0.80,
    "above_title": -0.72,
    "right_above_title": 0.53,
    "paragraphs_above": -1.67,
    "after_all": -0.53,
    "paragraph_below": 0.29,
    "short_above": -0.33,
    "mentions": -0.46,
    "mentioned": -0.86,
    "in_prose": 0.63,
    "plain": -2.51,
    "common": -1.91,
    "least_common": -1.92,
    "unlisted": -0.37,
    "begins_another": 0.12,
    "several": 0.93,
    "one_word": -0.69,
    "two_words": 0.97,
    "long_names": -0.37,
    "shout": -0.74,
    "glued": -3.81,
    "colon": -1.82,
    "slash": -0.67,
    "ampersand": -0.52,
    "item": -0.61,
    "length": -3.16,
    "share": 1.06,
    "counter": 0.32,
    "credit_above": 1.21,
    "neighbours": -2.20,
    "candidates": -2.73,
    "none": -2.89,
}


#: The same for a line that can tell the day.
DAY_WEIGHTS: dict[str, float] = {
    "below_title": 2.68,
    "near_title": 1.15,
    "further_below": 0.83,
    "far_below": 1.41,
    "no_title": 0.40,
    "above_title": 1.02,
    "right_above_title": 0.28,
    "paragraphs_above": -1.88,
    "after_all": -0.59,
    "only": -0.28,
    "labelled": 0.56,
    "beside": -0.34,
    "little_beside": -0.83,
    "clock": 0.95,
    "zone": -0.82,
    "says_published": 1.38,
    "item": 0.40,
    "byline_near": -0.31,
    "paragraph_below": -0.36,
    "short_above": -0.50,
    "headline_above": -0.32,
    "headline_below": -0.30,
    "share": 0.59,
    "counter": 1.00,
    "cut_above": -0.84,
    "days": 0.43,
    "one_day": -0.44,
    "label_above": 1.28,
    "changed_above": -1.79,
    "names": 0.64,
    "day_often": 0.94,
    "latest_day": 1.01,
    "first_day": 0.65,
    "first_line": 2.19,
    "dates_near": -1.43,
    "none": 0.57,
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


def _likely(seen: Sequence[Sighted], weights: Mapping[str, float], least: float) -> Sighted | None:
    scores = [sum(weights[sign] * value for sign, value in line.signs.items()) for line in seen]
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
