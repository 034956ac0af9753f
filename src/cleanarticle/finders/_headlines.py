"""Which line of a page's dump is the headline: a weighing of small signs.

The weights were fitted by `training/train_titles.py` (a softmax over the lines of a dump, beside
"none of them"), whose figures stand in `benchmarks/README.md`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from operator import mul

from ..cleaners.boilerplate import is_day
from ..model import Block, Document, Reason
from ..shapes import ends_sentence, once, words
from ..vocabulary import fold, folded, said
from ._article_start import REACH_BELOW, READ, article_start, is_paragraph, is_unspaced
from ._long_words import long_words, stems, stems_in
from .date_lines import dates_of
from .date_words import tokens_of

__all__ = [
    "BULLETS",
    "SUFFIX",
    "WEIGHTS",
    "Cuts",
    "Sighted",
    "headline",
    "signs",
    "weighed",
    "weightier",
]

#: Paragraphs in whose words the headline's are looked for: whether, and how often.
PARAGRAPHS_READ, PARAGRAPHS_COUNTED = 12, 40
#: Blocks below the first paragraph that are read for lines which say the headline again.
LINES_BELOW = 60
#: How far back white space above a block is read, in characters.
LONGEST_GAP = 40
#: Lines between the first that the menu left and the article, date and byline among them, where it is
#: the headline; what its signs must add up to where neither stands there; and the words of a sentence.
MOST_BETWEEN, LEAST_SCORE, SENTENCE_WORDS = 5, 1.0, 6
#: What the signs of the first line of all must add up to, close above the article.
LEAST_TOP_SCORE = 3.0
#: Fewest letters of a line that is looked for in another, and most of that other.
MIN_ECHO, MAX_ECHO = 10, 400
#: Most words of a line beside the headline whose date is the article's; of characters thrice as many.
MAX_DATED_WORDS = 14
#: Most words beside a date, a mark for it among them, in a line that tells the day.
MAX_BESIDE_DATE = 5

_DATE = re.compile(
    r"(?:19|20)\d\d|\d{1,2}[:.]\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d[年月日]|[\u0660-\u0669]{4}"
)
#: What parts a headline from the site's name behind it.
SUFFIX = re.compile(r"\s[|–—-]\s|\s?[|»«•·]\s")
_PATH = re.compile(r"[‹›»→>⟩❯/|\\•·]")
_QUOTED = re.compile(r"«[^«»]{1,200}»")
_NUMBERED = re.compile(r"(?:\d{1,3}\s?[.)]|#\d|o\s)")
_GLUED = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-ÞА-Я][^\W\d_A-Z]")
BULLETS = frozenset("-–+*/•>|#→›»")


@dataclass(frozen=True, slots=True)
class Sighted:
    """A line that may be the headline, and its signs by the names in `WEIGHTS`."""

    block: Block
    signs: dict[str, float]


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
    for sighted, score in zip(seen, scores, strict=True):
        if score + SOLE * (sighted.block is sole) > best_score:
            best, best_score = sighted, score
    if best is not None:
        best = _above_lead(best, best_score, seen, scores)
        return _first_of_twins(document, best, seen)
    if (dated := _beside_day(document, seen, scores)) is not None:
        return dated
    rest = [(it, score) for it, score in zip(seen, scores, strict=True) if _is_plain(it)]
    if rest and _is_top_of_rest(document, *rest[0]):
        return rest[0][0].block
    return None


#: What it weighs more that a line is the only heading of the first level of all.
SOLE = 0.6


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
    return is_day(block) or _PATH.search(block.text) is not None or words(block) == 1


def _says_something(block: Block) -> bool:
    """Whether a line is a sentence of some length, in any language."""
    return is_paragraph(block) or (ends_sentence(block.text) and words(block) >= SENTENCE_WORDS)


def signs(document: Document, candidates: Iterable[Block]) -> list[Sighted]:
    """Give the lines among `candidates`, each with its signs."""
    top = _Top(document)
    return [Sighted(block, top.signs_of(block)) for block in candidates]


class Cuts:
    """Why what is gone of a document was cut, by its place."""

    def __init__(self, document: Document) -> None:
        self.gone = sorted((start, reason) for start, _, reason in document.gone)
        self.starts = [start for start, _ in self.gone]

    def between(self, start: int, end: int) -> set[Reason]:
        """Give why what stood between two offsets was cut."""
        at, to = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return {reason for _, reason in self.gone[at:to]}


class _Top:
    """What is known of a dump's top before any of its lines is looked at."""

    def __init__(self, document: Document) -> None:
        self.blocks = blocks = document.blocks[:READ]
        self.language = document.language
        self.raw = document.raw
        self.start = article_start(document)
        self.place_of = {id(block): place for place, block in enumerate(blocks)}
        below = range(self.start, min(len(blocks), self.start + 3 * PARAGRAPHS_COUNTED))
        self.paragraphs = [is_paragraph(block) for block in blocks]
        told = [long_words(blocks[i]) for i in below if self.paragraphs[i]]
        self.first = told[0] if told else frozenset()
        self.told = {word for own in told[:PARAGRAPHS_READ] for word in own}
        self.often = Counter(word for own in told[:PARAGRAPHS_COUNTED] for word in own)
        self.above = [i for i, found in enumerate(self.paragraphs[: self.start]) if found]
        self.lines = [folded(block) for block in blocks[: self.start + LINES_BELOW]]
        self.counts = Counter(self.lines)
        self.joined = "\n".join(["", *(line for line in self.lines if len(line) <= MAX_ECHO), ""])
        self.top_line = document.raw.lstrip()[:400].partition("\n")[0]
        self.top_folded = fold(self.top_line)
        self.top_stems = frozenset(stems_in(self.top_line))
        self.has_level_1 = any(block.level == 1 for block in blocks[: self.start + LINES_BELOW])
        self.even = _even_gaps(document.raw, blocks[: self.start + REACH_BELOW])
        self.cuts = Cuts(document)

    def signs_of(self, block: Block) -> dict[str, float]:
        """Give a line's signs."""
        place = self.place_of[id(block)]
        return {
            **self.of_words(block),
            **self.of_form(block),
            **self.of_echoes(block),
            **self.of_place(block, place),
            **self.of_neighbours(block, place),
        }

    def of_words(self, block: Block) -> dict[str, float]:
        """What the article says of the line's words."""
        own = stems(block)
        size = words(block)
        return {
            "told": _share([word in self.told for word in own]),
            "told_first": _share([word in self.first for word in own]),
            "told_often": self.told_often(own),
            "words_told": min(sum(word in self.told for word in set(own)), 6) / 6,
            "no_long_word": not own,
            "two_words": size <= 2,
            "few_words": 3 <= size <= 4,
            "length": min(size, 9) / 9,
            "long": max(0, min(size, 32) - 16) / 16,
        }

    def told_often(self, own: Sequence[str]) -> float:
        """Give in how many paragraphs a line's words stand, four being many."""
        return sum(min(self.often[word], 4) for word in own) / 4 / len(own) if own else 0.0

    def of_form(self, block: Block) -> dict[str, float]:
        """How the line is written."""
        text = block.text
        first_letters = [word[0] for word in text.split() if word[0].isalpha()]
        small = _share([letter.islower() for letter in first_letters])
        ending = text[-1]
        dated = _DATE.search(text) is not None
        return {
            "level_1": block.level == 1,
            "level_other": bool(block.level and block.level > 1),
            "not_level_1": self.has_level_1 and block.level != 1,
            "full_stop": ends_sentence(text) and ending not in "?!？！؟",
            "colon": ":" in text,
            "phrase": bool(said(block)),
            "bullet": text[0] in BULLETS,
            "numbered": _NUMBERED.match(text) is not None,
            "small_letters": small,
            "paragraph": is_paragraph(block),
            "path": min(_path_signs(text), 3) / 3,
            "commas": min(text.count(",") + text.count("、"), 4) / 4,
            "digits": sum(map(str.isdigit, text)) / len(text),
            "dated": dated,
            "stamp": dated and self.is_stamp(block),
            "glued": _GLUED.search(text) is not None,
        }

    def is_stamp(self, block: Block) -> bool:
        """Whether a line with a date gives a day and says next to nothing besides."""
        line = dates_of(block, self.language)
        day = line and (line.published or line.modified)
        return bool(line and day and len(line.rest.split()) <= MAX_BESIDE_DATE)

    def of_echoes(self, block: Block) -> dict[str, float]:
        """Where the line is said again: the page's own title at the top, the end of a path."""
        line = folded(block)
        again = self.counts[line] - 1
        own = long_words(block)
        long = len(line) >= MIN_ECHO
        return {
            "once_again": again == 1,
            "ends_another": long and self.joined.count(f"{line}\n") > again + 1,
            "before_suffix": long
            and (
                (self.top_folded.startswith(line) and len(self.top_folded) > len(line) + 2)
                or self.begins_a_title(line)
            ),
            "holds_another": self.ends_in_a_line(line),
            "in_top_line": _share([word in self.top_stems for word in own]),
            "top_line_in": len(self.top_stems & own) / max(1, len(self.top_stems)),
            "is_top_line": line == self.top_folded,
        }

    def ends_in_a_line(self, line: str) -> bool:
        """Whether what stands behind one of the line's spaces is a line by itself."""
        at = line.find(" ") + 1
        for _ in range(40):
            if not at or len(line) - at < 15:
                return False
            if line[at:] in self.counts:
                return True
            at = line.find(" ", at) + 1
        return False

    def begins_a_title(self, line: str) -> bool:
        """Whether another line goes on with the name of the site, or a part of one."""
        at = self.joined.find(f"\n{line}")
        while at >= 0:
            end = self.joined.index("\n", at + 1)
            if SUFFIX.match(self.joined[at + 1 + len(line) : end]):
                return True
            at = self.joined.find(f"\n{line}", end)
        return False

    def of_place(self, block: Block, place: int) -> dict[str, float]:
        """Where the line stands between the page's top and the article."""
        away = self.start - place
        above, below = (0, 0) if self.even else self.gaps(block, place)
        return {
            "distance": log1p(max(0, away)) / 4,
            "inside": max(0, -away) / REACH_BELOW,
            "above_paragraph": away == 1,
            "topmost": place == 0,
            "paragraphs_above": min(bisect_left(self.above, place), 8) / 8,
            "gap_above": min(above, 3) / 3,
            "gap_below": min(below, 3) / 3,
            "even_gaps": self.even,
        }

    def gaps(self, block: Block, place: int) -> tuple[int, int]:
        """Count the line breaks to the blocks above and below, what was cut between them included."""
        blocks, raw = self.blocks, self.raw
        above = raw[blocks[place - 1].end : block.start].count("\n") if place else 3
        last = place + 1 == len(blocks)
        return above, 0 if last else raw[block.end : blocks[place + 1].start].count("\n")

    def of_neighbours(self, block: Block, place: int) -> dict[str, float]:
        """What stands above and below: menus, a date, a byline, another line like it."""
        blocks = self.blocks
        before, after = blocks[max(0, place - 4) : place], blocks[place + 1 : place + 9]
        cut_above = self.cuts.between(before[0].start if place > 3 else 0, block.start)
        last = blocks[min(len(blocks) - 1, place + 6)]
        cut_below = self.cuts.between(block.end, last.start)
        dates = [i for i, b in enumerate(after) if _is_short_and_dated(b)]
        bylines = [i for i, b in enumerate(after) if "byline" in said(b)]
        above = before[-1] if before else None
        below = after[0] if after else None
        size = words(block)
        return {
            "date_below": bool(dates) and dates[0] < 3,
            "date_further": bool(dates),
            "byline_below": bool(bylines) and bylines[0] < 3,
            "byline_further": bool(bylines),
            "date_above": any(map(_is_short_and_dated, before)),
            "short_above": _share([words(b) < 4 for b in before]) if before else 0.5,
            "menu_above": Reason.MENU in cut_above or Reason.BREADCRUMB in cut_above,
            "path_above": Reason.BREADCRUMB in cut_above,
            "share_below": Reason.SHARE in cut_below,
            "counter_below": Reason.COUNTER in cut_below,
            "bullets_above": _share([b.text[0] in BULLETS for b in before[-2:]]),
            "bullets_below": _share([b.text[0] in BULLETS for b in after[:2]]),
            "longer_below": below is not None and words(below) > max(size, 7),
            "paragraph_above": above is not None and is_paragraph(above),
            "told_above": self.like_headline(above),
            "told_below": self.like_headline(below),
            "paragraphs_below": _share(self.paragraphs[place + 1 : place + 11]),
        }

    def like_headline(self, block: Block | None) -> float:
        """How often the article says the words of a neighbour that is no paragraph."""
        if block is None or words(block) < 3 or is_paragraph(block):
            return 0.0
        return self.told_often(stems(block))


def _path_signs(text: str) -> int:
    """Count what parts a path, but for quotation marks in pairs.

    >>> _path_signs("Home » News » Boats"), _path_signs("«Boats» in May")
    (2, 0)
    """
    return len(_PATH.findall(_QUOTED.sub("", text) if "«" in text else text))


def _is_short_and_dated(block: Block) -> bool:
    return once(
        block,
        "short and dated",
        lambda b: (
            words(b) <= MAX_DATED_WORDS * (3 if is_unspaced(b.text) else 1)
            and _DATE.search(b.text) is not None
        ),
    )


def _even_gaps(raw: str, blocks: Sequence[Block]) -> bool:
    """Whether all blocks are set off alike, so that the gaps between them tell nothing."""
    before = (raw[max(0, block.start - LONGEST_GAP) : block.start] for block in blocks[1:])
    return len({gap[len(gap.rstrip()) :].count("\n") for gap in before}) <= 1


def weighed(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give what the signs of a line add up to."""
    score: float = sum(map(mul, map(weights.__getitem__, signs), signs.values()))
    return score


def _share(tests: Sequence[bool]) -> float:
    return sum(tests) / len(tests) if tests else 0.0
