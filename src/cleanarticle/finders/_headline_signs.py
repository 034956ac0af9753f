"""What tells of a line on top of a dump whether it is the headline."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from operator import mul

from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, once, words
from ..vocabulary import fold, folded, said
from ._article_start import REACH_BELOW, READ, article_start, is_paragraph, is_unspaced
from ._long_words import long_words, stems, stems_in
from .date_lines import dates_of

__all__ = [
    "BULLETS",
    "MOST_TOLD",
    "PATH",
    "SUFFIX",
    "Cuts",
    "Sighted",
    "is_plain",
    "is_signed",
    "signs",
    "weighed",
]

#: Paragraphs in whose words the headline's are looked for: whether, and how often.
PARAGRAPHS_READ, PARAGRAPHS_COUNTED = 12, 40
#: How many of a line's words that the article says are counted.
MOST_TOLD = 6
#: Blocks below the first paragraph that are read for lines which say the headline again.
LINES_BELOW = 60
#: How far back white space above a block is read, in characters.
LONGEST_GAP = 40
#: Fewest letters of a line that is looked for in another, and most of that other.
MIN_ECHO, MAX_ECHO = 10, 400
#: Most words of a line beside the headline whose date is the article's; of characters thrice as many.
MAX_DATED_WORDS = 14
#: Most words beside a date, a mark for it among them, in a line that tells the day.
MAX_BESIDE_DATE = 5
_DATE = lazy(
    r"(?:19|20)\d\d|\d{1,2}[:.]\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d[年月日]|[\u0660-\u0669]{4}"
)
#: What parts a headline from the site's name behind it.
SUFFIX = lazy(r"\s[|–—-]\s|\s?[|»«•·]\s")
PATH = lazy(r"[‹›»→>⟩❯/|\\•·]")
_QUOTED = lazy(r"«[^«»]{1,200}»")
_NUMBERED = lazy(r"(?:\d{1,3}\s?[.)]|#\d|o\s)")
_GLUED = lazy(r"[^\W\d_A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-ÞА-Я][^\W\d_A-Z]")
BULLETS = frozenset("-–+*/•>|#→›»")


@dataclass(frozen=True, slots=True)
class Sighted:
    """A line that may be the headline, and its signs by the names in `WEIGHTS`."""

    block: Block
    signs: dict[str, float]


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
            "words_told": min(sum(word in self.told for word in set(own)), MOST_TOLD) / MOST_TOLD,
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
    return len(PATH.findall(_QUOTED.sub("", text) if "«" in text else text))


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


def is_plain(sighted: Sighted) -> bool:
    """Whether a line is no item of a list, no path and nothing of the text."""
    return not any(sighted.signs[sign] for sign in ("bullet", "path", "paragraph", "full_stop"))


#: Signs of a day or a byline that stands below a headline.
_SIGNED = ("date_below", "date_further", "byline_below", "byline_further")


def is_signed(sighted: Sighted) -> bool:
    """Whether a day or a byline stands below a line."""
    return any(sighted.signs[sign] for sign in _SIGNED)
