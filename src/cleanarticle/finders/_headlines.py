"""Which line of a page's dump is the headline: a weighing of small signs.

The weights were fitted by `training/train_titles.py` (a softmax over the lines of a dump, beside
"none of them"), whose figures stand in `benchmarks/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..cleaners._page_signs import is_day
from ..model import Block, Document, Reason
from ..shapes import ends_sentence, words
from ..vocabulary import folded
from ._article_start import article_start, is_paragraph
from ._headline_neighbours import above_lead, above_standfirst, below_menu, first_of_twins
from ._headline_signs import BULLETS, PATH, Cuts, Sighted, is_plain, is_signed, signs, weighed
from .date_lines import dates_of
from .date_words import tokens_of

__all__ = ["WEIGHTS", "headline", "weightier"]

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
    seen = signs(document, candidates)
    scores = [weighed(sighted.signs, WEIGHTS) for sighted in seen]
    sole = _sole_heading(document)
    more = SOLE + PATH_END * (sole is not None and _ends_path(document, sole))
    favored = [
        score + more * (sighted.block is sole) for sighted, score in zip(seen, scores, strict=True)
    ]
    if favored and max(favored) > WEIGHTS["none"]:
        best = above_lead(favored.index(max(favored)), seen, favored)
        best = above_standfirst(document, best, seen, favored)
        return first_of_twins(document, below_menu(document, seen[best], seen), seen)
    if (dated := _beside_day(document, seen, scores)) is not None:
        return dated
    rest = [(it, score) for it, score in zip(seen, scores, strict=True) if is_plain(it)]
    if rest and _is_top_of_rest(document, *rest[0]):
        return _above_day(document, rest) or rest[0][0].block
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
        if apart < MIN_APART and not (is_signed(best) or best.signs["once_again"]):
            return None  # what stands below may be its standfirst
    return first_of_twins(document, best, seen)


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
        and is_plain(sighted)
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


def _above_day(document: Document, rest: Sequence[tuple[Sighted, float]]) -> Block | None:
    """Give the line right above the article's day, where it far outweighs two words that the menu left on top."""
    (top, least), *others = rest
    if not top.signs["two_words"]:
        return None
    blocks, start = document.blocks, article_start(document)
    for sighted, score in others:
        place = blocks.index(sighted.block)
        if place >= start or words(sighted.block) < MIN_WORDS_BESIDE_DAY:
            continue
        if score - least >= MARGIN and _is_day_line(blocks[place + 1], document.language):
            return sighted.block
    return None


def _is_day_line(block: Block, language: str | None) -> bool:
    """Whether a line tells the day, with its label or alone."""
    if is_day(block):
        return True
    line = dates_of(block, language)
    return bool(line and line.only and (line.published or line.modified))


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
