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
    "labelled": -0.19,
    "label_above": 2.70,
    "label_elsewhere": 1.85,
    "role_below": 1.93,
    "dated": 1.16,
    "date_below": 0.10,
    "unmarked": -1.42,
    "below_title": 2.36,
    "near_title": 2.15,
    "further_below": 1.47,
    "far_below": 0.56,
    "no_title": 0.98,
    "above_title": -0.01,
    "right_above_title": 0.19,
    "paragraphs_above": -1.62,
    "after_all": -0.20,
    "paragraph_below": 0.27,
    "short_above": -0.10,
    "mentions": -0.28,
    "mentioned": -0.98,
    "in_prose": 0.49,
    "plain": -2.51,
    "common": -1.81,
    "least_common": -1.97,
    "unlisted": -0.41,
    "begins_another": 0.17,
    "several": 1.09,
    "one_word": -1.11,
    "two_words": 0.89,
    "long_names": -0.14,
    "shout": -0.57,
    "glued": -3.87,
    "colon": -1.77,
    "slash": -0.27,
    "ampersand": -0.45,
    "item": -0.51,
    "length": -3.99,
    "share": 1.28,
    "counter": 0.51,
    "credit_above": 1.18,
    "neighbours": -1.96,
    "candidates": -2.47,
    "none": -2.81,
}


#: The same for a line that can tell the day.
DAY_WEIGHTS: dict[str, float] = {
    "below_title": 2.79,
    "near_title": 1.27,
    "further_below": 1.00,
    "far_below": 1.51,
    "no_title": 0.39,
    "above_title": 1.08,
    "right_above_title": 0.36,
    "paragraphs_above": -1.83,
    "after_all": -0.30,
    "only": -0.19,
    "labelled": 0.58,
    "beside": -0.55,
    "little_beside": -0.59,
    "clock": 0.97,
    "zone": -0.88,
    "says_published": 1.26,
    "item": 0.32,
    "byline_near": -0.29,
    "paragraph_below": -0.36,
    "short_above": -0.54,
    "headline_above": -0.25,
    "headline_below": -0.27,
    "share": 0.53,
    "counter": 0.96,
    "cut_above": -0.85,
    "days": 0.37,
    "one_day": -0.76,
    "label_above": 0.75,
    "changed_above": -1.28,
    "names": 0.52,
    "day_often": 1.25,
    "latest_day": 1.10,
    "first_day": 0.83,
    "first_line": 1.90,
    "dates_near": -2.29,
    "none": 0.29,
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
