"""The headline of a page of which no line by itself tells that it is one, before all of them go."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Block, Document
from ..shapes import is_prose, words
from ._article_start import article_start
from ._headline_signs import MOST_TOLD, is_plain, signs, weighed
from ._headlines import WEIGHTS
from ._title_lines import candidates

__all__ = ["last_headline"]

#: Lines above the article's first paragraph among which its headline stands, and the fewest words of one that stays.
HEADLINE_REACH, MIN_HEADLINE = 12, 3


def last_headline(document: Document, going: set[int]) -> Block | None:
    """Give the likeliest headline above what stays, where no title was found and that line would go.

    So that a headline is not lost: of many signs too few tell that it is one, but none of the lines is likelier.
    """
    if not going or document.title is not None or document.fields.get("title"):
        return None
    first = next(
        (
            place
            for place, block in enumerate(document)
            if block.start not in going and is_prose(block)
        ),
        0,
    )
    above = document[max(0, first - HEADLINE_REACH) : first]
    staying = [block for block in above if block.start not in going]
    if len(staying) == len(above) or any(words(block) >= MIN_HEADLINE for block in staying):
        return None  # what stays on top may be the headline
    near = {block.start for block in above}
    line = _likeliest(document, [block for block in candidates(document) if block.start in near])
    return line if line is not None and line.start in going else None


#: What the signs of a line must add up to, beside `none`, that is the likeliest headline of several that all go, and
#: the share of its longer words that the article must say, and how many; lines to the article within which this is
#: enough.
LEAST_LIKELY, MIN_LIKELY_TOLD, MIN_WORDS_TOLD, NEAR = -2.5, 0.3, 2, 4
#: The same of one further above.
LEAST_FAR, MIN_FAR_TOLD = 1.0, 0.6


def _likeliest(document: Document, candidates: Iterable[Block]) -> Block | None:
    """Give the likeliest headline of lines of which none is likely enough by itself, `None` where none may be one.

    The article says two of its words or more, and it is no phrase of sites, item of a list or day.
    """
    start, best, best_score = article_start(document), None, LEAST_LIKELY
    for sighted in signs(document, candidates):
        said = sighted.signs
        score = weighed(said, WEIGHTS) - WEIGHTS["none"]
        if score <= best_score or not is_plain(sighted):
            continue
        best_score, best = score, None  # the likeliest of all, or none
        if any(said[sign] for sign in ("phrase", "stamp", "glued")):
            continue
        if said["words_told"] * MOST_TOLD < MIN_WORDS_TOLD:
            continue
        if start - document.blocks.index(sighted.block) <= NEAR:
            enough = said["told"] >= MIN_LIKELY_TOLD
        else:
            enough = score > LEAST_FAR and said["told"] >= MIN_FAR_TOLD
        best = sighted.block if enough else None
    return best
