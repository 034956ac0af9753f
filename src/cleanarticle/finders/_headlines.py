"""Which line of a page's dump is the headline: a weighing of small signs.

The weights were fitted by `training/train_titles.py` (a softmax over the lines of a dump, beside
"none of them"), whose figures stand in `benchmarks/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..cleaners.boilerplate import is_day
from ..model import Block, Document, Reason
from ..shapes import ends_sentence, words
from ..vocabulary import folded
from ._article_start import article_start, is_paragraph
from ._headline_signs import BULLETS, PATH, SUFFIX, Cuts, Sighted, signs, weighed
from .date_lines import dates_of
from .date_words import tokens_of

__all__ = ["WEIGHTS", "headline", "likeliest", "weightier"]

#: Lines between the first that the menu left and the article, date and byline among them, where it is
#: the headline; what its signs must add up to where neither stands there; and the words of a sentence.
MOST_BETWEEN, LEAST_SCORE, SENTENCE_WORDS = 5, 1.0, 6
#: What the signs of the first line of all must add up to, close above the article.
LEAST_TOP_SCORE = 3.0
#: What each sign weighs; `none` is what a line has to outweigh.
WEIGHTS: dict[str, float] = {
    "told": 1.06,
    "told_first": 0.88,
    "told_often": 1.74,
    "words_told": 1.36,
    "no_long_word": -0.57,
    "two_words": -2.78,
    "few_words": -1.04,
    "length": 1.02,
    "long": -0.81,
    "level_1": 2.12,
    "level_other": 0.85,
    "not_level_1": -1.96,
    "full_stop": -1.09,
    "colon": 0.56,
    "phrase": -1.14,
    "bullet": -1.34,
    "numbered": -1.03,
    "small_letters": -0.67,
    "paragraph": -1.84,
    "path": -1.59,
    "commas": -1.26,
    "digits": -0.57,
    "dated": 0.70,
    "stamp": -1.12,
    "glued": -0.94,
    "once_again": 0.35,
    "ends_another": 1.71,
    "before_suffix": 2.64,
    "holds_another": -0.57,
    "in_top_line": 0.27,
    "top_line_in": 0.67,
    "is_top_line": 1.73,
    "distance": -1.20,
    "inside": -2.57,
    "above_paragraph": -0.30,
    "topmost": -1.10,
    "paragraphs_above": -2.63,
    "gap_above": 0.85,
    "gap_below": 1.09,
    "even_gaps": 0.90,
    "date_below": 0.63,
    "date_further": 0.88,
    "byline_below": 1.18,
    "byline_further": 0.40,
    "date_above": 0.61,
    "short_above": 1.55,
    "menu_above": 0.86,
    "path_above": 1.29,
    "share_below": 0.30,
    "counter_below": 0.90,
    "bullets_above": 0.77,
    "bullets_below": -0.48,
    "longer_below": 0.18,
    "paragraph_above": -1.29,
    "told_above": -0.62,
    "told_below": -0.73,
    "paragraphs_below": 0.63,
    "none": 5.43,
}


def headline(document: Document, candidates: Iterable[Block]) -> Block | None:
    """Give the likeliest headline among the lines that have the form of one, or `None`.

    Where none is likely enough, the first line that the menu left is the headline if the article, or its
    date or byline, stands below: of a short text few words are said again.
    """
    best, best_score = None, WEIGHTS["none"]
    seen = signs(document, candidates)
    scores = [weighed(sighted.signs, WEIGHTS) for sighted in seen]
    sole = _sole_heading(document)
    more = SOLE + PATH_END * (sole is not None and _ends_path(document, sole))
    for sighted, score in zip(seen, scores, strict=True):
        if score + more * (sighted.block is sole) > best_score:
            best, best_score = sighted, score
    if best is not None:
        best = _above_lead(best, best_score, seen, scores)
        best = _above_standfirst(document, best, best_score, seen, scores)
        best = _below_motto(document, best, seen, scores)
        return _first_of_twins(document, best, seen)
    if (dated := _beside_day(document, seen, scores)) is not None:
        return dated
    rest = [(it, score) for it, score in zip(seen, scores, strict=True) if _is_plain(it)]
    if rest and _is_top_of_rest(document, *rest[0]):
        return rest[0][0].block
    return None


#: What it weighs more that a line is the only heading of the first level of all, and that the page's path ends in it.
SOLE, PATH_END = 0.6, 1.5
#: Lines above the heading among which the path's last item stands.
PATH_REACH = 3


def _ends_path(document: Document, heading: Block) -> bool:
    """Whether an item of a list right above a heading says the same: a path that a dump set as a list."""
    place, own = document.blocks.index(heading), folded(heading).lstrip("# ")
    above = document.blocks[max(0, place - PATH_REACH) : place]
    return any(
        block.text[0] in BULLETS and folded(block).lstrip("*-+•›»> ") == own for block in above
    )


def _sole_heading(document: Document) -> Block | None:
    """Give the only heading of the first level, `None` where there are more: a page has one, its title's."""
    headings = [block for block in document if block.level == 1]
    return headings[0] if len(headings) == 1 else None


#: By how much a sentence with its full stop may outweigh the headline above it whose lead it is, and the fewest words
#: of that.
MARGIN_OF_LEAD, MIN_ABOVE_LEAD = 1.0, 5


def _above_lead(
    best: Sighted, best_score: float, seen: Sequence[Sighted], scores: Sequence[float]
) -> Sighted:
    """Give the line above a sentence with its full stop that is nearly as likely a headline, else the sentence."""
    if not best.signs["full_stop"]:
        return best
    above = [
        (score, place)
        for place, (sighted, score) in enumerate(zip(seen, scores, strict=True))
        if sighted.block.start < best.block.start
        and _is_plain(sighted)
        and score > best_score - MARGIN_OF_LEAD
        and words(sighted.block) >= MIN_ABOVE_LEAD
    ]
    return seen[max(above)[1]] if above else best


#: By how much a standfirst may outweigh the headline right above it, how many words more it has, and their fewest.
MARGIN_OF_STANDFIRST, MORE_WORDS, MIN_STANDFIRST = 0.9, 1.2, 9


def _above_standfirst(
    document: Document,
    best: Sighted,
    best_score: float,
    seen: Sequence[Sighted],
    scores: Sequence[float],
) -> Sighted:
    """Give the shorter line right above a longer one that is nearly as likely a headline: that is its standfirst.

    Neither a heading's mark nor another line tells of the longer one that it is the headline.
    """
    size = words(best.block)
    if size < MIN_STANDFIRST or any(best.signs[sign] for sign in _HEADLINES_OWN):
        return best
    place = document.blocks.index(best.block)
    for sighted, score in zip(seen, scores, strict=True):
        if (
            place
            and sighted.block is document.blocks[place - 1]
            and _is_plain(sighted)
            and score > best_score - MARGIN_OF_STANDFIRST
            and not sighted.signs["phrase"]
            and SUFFIX.search(sighted.block.text) is None
            and words(sighted.block) >= MIN_ABOVE_LEAD
            and words(sighted.block) * MORE_WORDS <= size
        ):
            return sighted
    return best


#: Of the words of a headline below a motto of the site the share that the article says, and how many words it has and
#: the article says, at least; how many of the motto's; how far it may stand behind that.
TOLD_BELOW_MOTTO, MIN_BELOW_MOTTO, TOLD_WORDS, TOLD_OF_MOTTO, BEHIND_MOTTO = 0.3, 4, 2, 0.2, 2.0


def _below_motto(
    document: Document, best: Sighted, seen: Sequence[Sighted], scores: Sequence[float]
) -> Sighted:
    """Give the line right below the first of all, if the article says its words and hardly those of the first.

    The first is the motto of the site, or a button of it; nothing else tells that it is the headline.
    """
    said = best.signs
    if best.block is not document.blocks[0] or said["told"] > TOLD_OF_MOTTO:
        return best
    if any(said[sign] for sign in _HEADLINES_OWN[:-1]) or len(seen) < 2:
        return best
    score, below = scores[1], seen[1]
    if below.block is not document.blocks[1] or not _is_plain(below) or below.signs["phrase"]:
        return best
    told = below.signs["told"] >= TOLD_BELOW_MOTTO and below.signs["words_told"] * 6 >= TOLD_WORDS
    near = score + BEHIND_MOTTO >= scores[0] and words(below.block) >= MIN_BELOW_MOTTO
    return below if told and near else best


#: Signs that a line is the headline, whatever stands above it.
_HEADLINES_OWN = ("level_1", "once_again", "ends_another", "before_suffix", "is_top_line")


#: By how much a line outweighs the first one, which a text that is no page's dump mostly has as its title.
MARGIN = 2.0
#: How many lines below the first it stands, where neither a day nor a byline follows it, and nothing says it again.
MIN_APART = 2
#: Its fewest words: a list of products names each in fewer.
MIN_WEIGHTY = 4


def weightier(document: Document, first: Block | None, candidates: Iterable[Block]) -> Block | None:
    """Give the line above the article that is a headline by far likelier than the first, or `None`.

    Above it stands what the page's frame has left: the name of the site or a part of it, the places that it
    can be read in, a day.
    """
    blocks, start = document.blocks, article_start(document)
    asks = start < len(blocks) and blocks[start].text.endswith("?")  # a paragraph by its length
    near = range(max(0, start - MOST_BETWEEN), start + asks)
    above = {id(blocks[place]): place for place in near if words(blocks[place]) >= MIN_WEIGHTY}
    rivals = [block for block in candidates if id(block) in above]
    if not any(block is not first for block in rivals):
        return None
    if first is None and len({folded(block) for block in rivals}) == 1 < len(rivals):
        return rivals[0]  # the headline, the words for its picture, and their caption
    seen = signs(document, rivals if first is None else [first, *rivals])
    of_first = None if first is None else seen.pop(0).signs
    scores = [weighed(sighted.signs, WEIGHTS) for sighted in seen]
    if first is None and max(scores) <= WEIGHTS["none"]:
        return _beside_day(document, seen, scores)
    score, best = max(zip(scores, seen, strict=True), key=lambda scored: scored[0])
    if best.block is first or score <= WEIGHTS["none"]:
        return None
    if first is not None and of_first is not None:
        if of_first["words_told"] or score - weighed(of_first, WEIGHTS) < MARGIN:
            return None
        apart = above[id(best.block)] - blocks.index(first)
        if apart < MIN_APART and not (_is_signed(best) or best.signs["once_again"]):
            return None  # what stands below may be its standfirst
    return _first_of_twins(document, best, seen)


#: What the signs of a line beside the day must add up to, by how much it outweighs another one there, and its fewest
#: words; how many words a kicker has that stands between the two.
LEAST_BESIDE_DAY, MARGIN_BESIDE_DAY, MIN_WORDS_BESIDE_DAY, MAX_KICKER = 2.5, 0.8, 3, 3


def _beside_day(
    document: Document, seen: Sequence[Sighted], scores: Sequence[float]
) -> Block | None:
    """Give the line right above the only day close above the article, or right below it, if one is a headline."""
    blocks, start = document.blocks, article_start(document)
    if start >= len(blocks):
        return None
    above = range(max(0, start - MOST_BETWEEN), start)
    days = [place for place in above if _is_day_line(blocks[place], document.language)]
    while len(days) > 1 and days[-1] == days[-2] + 1:  # one of publication and of a change below it
        days.pop()
    if len(days) != 1:
        return None
    if days[0] == 0 and [token.letter for token in tokens_of(blocks[0].text[:40])[:1]] == ["W"]:
        return None  # a week-day on the first line may be of the visit
    day = days[0]
    behind = day + 1
    if behind + 1 < start and words(blocks[behind]) <= MAX_KICKER:
        behind += 1
    beside = {id(blocks[place]) for place in (day - 1, behind) if 0 <= place < start}
    found = [
        (score, sighted.block)
        for sighted, score in zip(seen, scores, strict=True)
        if id(sighted.block) in beside
        and _is_plain(sighted)
        and words(sighted.block) >= MIN_WORDS_BESIDE_DAY
    ]
    found.sort(key=lambda scored: -scored[0])
    near = {id(blocks[place]) for place in above}
    rivals = [
        score for sighted, score in zip(seen, scores, strict=True) if id(sighted.block) in near
    ]
    if not found or found[0][0] < max([LEAST_BESIDE_DAY, *rivals]):
        return None
    if len(found) > 1 and found[0][0] - found[1][0] < MARGIN_BESIDE_DAY:
        return None
    return found[0][1]


def _is_day_line(block: Block, language: str | None) -> bool:
    """Whether a line tells the day, with its label or alone."""
    if is_day(block):
        return True
    line = dates_of(block, language)
    return bool(line and line.only and (line.published or line.modified))


#: What the signs of a line must add up to, beside `none`, that is the likeliest headline of several that all go, and
#: the share of its longer words that the article must say; lines to the article within which this is enough.
LEAST_LIKELY, MIN_LIKELY_TOLD, NEAR = -2.5, 0.3, 4
#: The same of one further above.
LEAST_FAR, MIN_FAR_TOLD = 1.0, 0.6


def likeliest(document: Document, candidates: Iterable[Block]) -> Block | None:
    """Give the likeliest headline of lines of which none is likely enough by itself, `None` where none may be one.

    The article says some of its words, and it is no phrase of sites, item of a list or day.
    """
    start, best, best_score = article_start(document), None, LEAST_LIKELY
    for sighted in signs(document, candidates):
        said = sighted.signs
        score = weighed(said, WEIGHTS) - WEIGHTS["none"]
        if score <= best_score or not _is_plain(sighted):
            continue
        best_score, best = score, None  # the likeliest of all, or none
        if any(said[sign] for sign in ("phrase", "stamp", "no_long_word", "glued")):
            continue
        if start - document.blocks.index(sighted.block) <= NEAR:
            enough = said["told"] >= MIN_LIKELY_TOLD
        else:
            enough = score > LEAST_FAR and said["told"] >= MIN_FAR_TOLD
        best = sighted.block if enough else None
    return best


#: Signs of a day or a byline that stands below a headline.
_SIGNED = ("date_below", "date_further", "byline_below", "byline_further")
#: Lines below the title among which a box on the licence tells the page's address.
ADDRESS_REACH = 2
_ADDRESS = re.compile(r"https?://\S+")


def _first_of_twins(document: Document, best: Sighted, seen: Sequence[Sighted]) -> Block:
    """Give the line above that says the same and heads the article, else the line itself.

    Blogs say the title again in a box on the licence below the article, the page's address with it. Sites
    say it beside their buttons to share it: its twin has the day or byline below it, and no paragraph stands
    between the two.
    """
    blocks, title = document.blocks, folded(best.block)
    place = blocks.index(best.block)
    below = blocks[place + 1 : place + 1 + ADDRESS_REACH]
    if any(_ADDRESS.fullmatch(block.text) for block in below):
        for block in blocks[:place]:
            if folded(block) == title:
                return block
    if _is_signed(best):
        return best.block
    for sighted in seen:
        block = sighted.block
        if block.start < best.block.start and folded(block) == title and _is_signed(sighted):
            between = blocks[blocks.index(block) : place]
            if not any(map(is_paragraph, between)):
                return block
    return best.block


def _is_signed(sighted: Sighted) -> bool:
    return any(sighted.signs[sign] for sign in _SIGNED)


def _is_plain(sighted: Sighted) -> bool:
    """Whether a line is no item of a list, no path and nothing of the text."""
    return not any(sighted.signs[sign] for sign in ("bullet", "path", "paragraph", "full_stop"))


def _is_top_of_rest(document: Document, sighted: Sighted, score: float) -> bool:
    """Whether a line stands on top of what the menu left, close above the article.

    It has a date or a byline beside it, or says enough for itself; more so, where no menu stood above.
    """
    block, said = sighted.block, sighted.signs
    place = document.blocks.index(block)
    above = document.blocks[:place]
    below = document.blocks[place + 1 : place + 2 + MOST_BETWEEN]
    if not place and score >= LEAST_TOP_SCORE and any(map(is_paragraph, below)):
        return True
    if not said["menu_above"] or not all(map(_is_aside, above)):
        return False
    if said["date_below"] and not said["two_words"]:
        # However few sentences follow: a programme, a recipe.
        near = below[SIGNED_WITHIN - 1 : SIGNED_WITHIN]
        end = near[0].start if near else len(document.raw)
        if said["byline_below"] or Reason.SOURCE in Cuts(document).between(block.end, end):
            return True
    if article_start(document) <= MOST_BETWEEN and (
        said["date_below"] or said["byline_below"] or said["date_above"]
    ):
        return True
    return score >= LEAST_SCORE and any(map(_says_something, below))


#: Lines below a headline among which its house was named ("Source: …"), where nobody signs.
SIGNED_WITHIN = 3


def _is_aside(block: Block) -> bool:
    """Whether a line above the headline is a day, a path, or a menu's last word."""
    return is_day(block) or PATH.search(block.text) is not None or words(block) == 1


def _says_something(block: Block) -> bool:
    """Whether a line is a sentence of some length, in any language."""
    return is_paragraph(block) or (ends_sentence(block.text) and words(block) >= SENTENCE_WORDS)
