"""Which line of a page's dump names its writer, where no rule can tell: a weighing of small signs.

The weights were fitted by `training/train_authors.py` (a softmax over the lines that can be a
byline, beside "none of them"), whose figures stand in `benchmarks/README.md`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log1p

from ..model import Block, Document, Reason
from ..shapes import is_prose, words
from ..vocabulary import fold, folded
from ..words import LISTED, frequency
from ._headlines import article_start, is_paragraph
from .bylines import Byline, is_byline_label, is_role, read_byline
from .date_lines import DateLine, dates_of

__all__ = ["MIN_CHANCE", "WEIGHTS", "Signed", "likeliest", "signed", "signs"]

#: Longest byline that is weighed, in characters, and how many blocks of a text are read.
MAX_LENGTH, READ = 120, 2000
#: Longest line that is a date and little else, and one that is a label or what somebody is.
MAX_DATED, MAX_LABEL = 90, 40
#: Paragraphs at the article's beginning in which a name is that of its subject, not its writer.
FIRST_PARAGRAPHS = 8
#: Shortest headline that is looked for again, in characters.
MIN_HEADLINE = 16
#: Places at which a name is looked at for a label before it, and words of the longest label.
MAX_PLACES, MAX_LABEL_WORDS = 6, 3
#: Fewest words of a line that begins with a name and tells of its bearer.
MIN_TOLD = 6
#: What a name's words weigh in a language without a list of words.
UNLISTED = 0.35
#: Chance from which on a line is taken for the byline.
MIN_CHANCE = 0.5

#: Two words with a capital, or letters of a script without capitals.
_NAME = re.compile(r"[^\W\d_a-z]\S*\s+(?:\S+\s+){0,3}[^\W\d_a-z]\S|[^\W\d_a-zA-Z]{2}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_GLUED = re.compile(r"[^\W\d_A-Z]{3}[A-Z]")
_BULLET = frozenset("-–+*/•>|#→›»")


@dataclass(frozen=True, slots=True)
class Signed:
    """A line that may name the writer: the names, the dates on it, its signs by those in `WEIGHTS`.

    `label` is the line above that is a byline's label and nothing else.
    """

    block: Block
    names: tuple[str, ...]
    line: DateLine | None
    label: Block | None
    signs: dict[str, float]


#: What each sign weighs; `none` is what a line has to outweigh.
WEIGHTS: dict[str, float] = {
    "labelled": -0.49,
    "label_above": 3.05,
    "label_elsewhere": 1.98,
    "known": -1.60,
    "role_below": 1.90,
    "dated": 1.20,
    "date_below": 0.23,
    "unmarked": -1.42,
    "title_above": 2.51,
    "title_near": 2.10,
    "title_far": 1.74,
    "title_further": 0.68,
    "no_title": 0.81,
    "above_title": -0.70,
    "right_above_title": 0.53,
    "paragraphs_above": -1.63,
    "after_all": -0.52,
    "paragraph_below": 0.34,
    "short_above": -0.36,
    "mentions": -0.52,
    "mentioned": -0.84,
    "said": 0.66,
    "plain": -2.58,
    "common": -1.83,
    "least_common": -1.91,
    "unlisted": -0.34,
    "begins_another": 0.12,
    "several": 0.95,
    "one_word": -0.68,
    "two_words": 0.98,
    "long_names": -0.40,
    "shout": -0.74,
    "glued": -3.83,
    "colon": -1.83,
    "slash": -0.69,
    "ampersand": -0.56,
    "item": -0.59,
    "length": -3.10,
    "share": 0.97,
    "counter": 0.48,
    "credit_above": 1.21,
    "neighbours": -2.08,
    "candidates": -2.78,
    "none": -2.80,
}


def signed(document: Document) -> Signed | None:
    """Give the line that likely names the writer, or `None`."""
    seen = signs(document)
    place, chance = likeliest(seen, [_score(line) for line in seen], WEIGHTS["none"])
    return seen[place] if chance >= MIN_CHANCE else None


def likeliest(seen: Sequence[Signed], scores: Sequence[float], none: float) -> tuple[int, float]:
    """Give the place of the likeliest line and its chance: of all that say its names."""
    most = max([none, *scores])
    chances = [exp(score - most) for score in scores]
    of: Counter[tuple[str, ...]] = Counter()
    for line, chance in zip(seen, chances, strict=True):
        of[line.names] += chance  # type: ignore[assignment]
    if not of:
        return -1, 0.0
    names, chance = of.most_common(1)[0]
    best = max((c, -i) for i, c in enumerate(chances) if seen[i].names == names)
    return -best[1], chance / (sum(chances) + exp(none - most))


def _score(line: Signed) -> float:
    return sum(WEIGHTS[name] * value for name, value in line.signs.items())


def signs(document: Document) -> list[Signed]:
    """Give the lines that can be a byline, each with its signs."""
    return list(_Page(document).signed())


class _Page:
    """What is known of a dump before any of its lines is looked at."""

    def __init__(self, document: Document) -> None:
        self.blocks = blocks = document.blocks[:READ]
        self.language = document.language
        self.end = len(document.raw)
        self.gone = sorted((start, reason) for start, _, reason in document.gone)
        self.gone_at = [start for start, _ in self.gone]
        start = article_start(document)
        self.paragraphs = [i for i, block in enumerate(blocks) if is_paragraph(block)]
        first = [i for i in self.paragraphs if i >= start][:FIRST_PARAGRAPHS]
        self.first = [blocks[i].text.lower() for i in first]
        self.prose = "\n".join(blocks[i].text.lower() for i in self.paragraphs)
        self.joined = "\n".join(["", *(block.text.lower() for block in blocks), ""])
        self.titles = list(self._titles(document.title))
        self.bylines = list(self._bylines())
        self.places = {place for place, *_ in self.bylines}
        self.counts = Counter(byline.names for _, _, byline, _ in self.bylines)
        self.plain: frozenset[str] | None = None

    def _titles(self, title: Block | None) -> Iterator[int]:
        """Give the places before which the title stands, and those where it is said again."""
        if title is None:
            return
        yield bisect_left([block.start for block in self.blocks], title.start)
        told = fold(title.text)
        for place, block in enumerate(self.blocks):
            if MIN_HEADLINE <= len(block.text) <= len(title.text) and folded(block) in told:
                yield place + 1

    def _bylines(self) -> Iterator[tuple[int, Block, Byline, DateLine | None]]:
        """Give the lines that name people and say nothing else."""
        for place, block in enumerate(self.blocks):
            if (
                len(block.text) > MAX_LENGTH
                or block.kind in ("code", "table", "image")
                or not _NAME.search(block.text)
                or is_prose(block)
            ):
                continue
            line = dates_of(block, self.language)
            rest = _rest(block, line)
            if not rest or rest.endswith(("?", "!", "…", "...")) or (line and line.only):
                continue
            byline = read_byline(rest, self.language, known=True)
            if byline.names and byline.whole:
                yield place, block, byline, line

    def signed(self) -> Iterator[Signed]:
        """Give the lines with their signs."""
        for place, block, byline, line in self.bylines:
            folded_names = [name.lower() for name in byline.names]
            signs = {
                **self.of_neighbours(place, block, line),
                **self.of_place(place),
                **self.of_form(block, byline.names),
                **self.of_words(folded_names),
                **self.of_echoes(folded_names),
            }
            own = read_byline(_rest(block, line), self.language)
            signs["labelled"] = own.labelled and not own.weak
            signs["known"] = own.known and not own.labelled
            signs["unmarked"] = not any(signs[name] for name in _MARKS)
            label = self.blocks[place - 1] if signs["label_above"] else None
            yield Signed(block, byline.names, line, label, {k: float(signs[k]) for k in signs})

    def cut_between(self, start: int, end: int) -> set[Reason]:
        """Give why what stood between two offsets was cut."""
        at, to = bisect_left(self.gone_at, start), bisect_left(self.gone_at, end)
        return {reason for _, reason in self.gone[at:to]}

    def of_neighbours(self, place: int, block: Block, line: DateLine | None) -> dict[str, float]:
        """What stands right above and below: a label, a role, a date, buttons, other names."""
        above = self.blocks[place - 1] if place else None
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        cut_above = self.cut_between(above.end if above else 0, block.start)
        cut_below = self.cut_between(block.end, below.start if below else self.end)
        cut = cut_above | cut_below
        around = range(place - 2, place + 3)
        return {
            "dated": line is not None and bool(line.published or line.modified),
            "date_below": Reason.DATE in cut_below or self.is_dated(below),
            "label_above": above is not None
            and len(above.text) <= MAX_LABEL
            and is_byline_label(above.text),
            "role_below": below is not None
            and len(below.text) <= MAX_DATED
            and is_role(below.text),
            "paragraph_below": below is not None and is_paragraph(below),
            "short_above": above is not None and words(above) < 4,
            "share": Reason.SHARE in cut,
            "counter": Reason.COUNTER in cut,
            "credit_above": Reason.CREDIT in cut_above,
            "neighbours": (sum(i in self.places for i in around) - 1) / 4,
        }

    def is_dated(self, block: Block | None) -> bool:
        """Whether a neighbour is a date and little else."""
        if block is None or len(block.text) > MAX_DATED or not _has_digit(block.text):
            return False
        line = dates_of(block, self.language)
        return line is not None and bool(line.published or line.modified or line.only)

    def of_place(self, place: int) -> dict[str, float]:
        """Where the line stands beside the title and among the paragraphs."""
        below = min((place - title for title in self.titles if title <= place), default=None)
        before = self.titles[0] - place if self.titles else 0
        return {
            "title_above": below == 0,
            "title_near": below == 1,
            "title_far": below is not None and 2 <= below <= 4,
            "title_further": below is not None and 5 <= below <= 12,
            "no_title": not self.titles,
            "above_title": before > 0,
            "right_above_title": 0 < before <= 3,
            "paragraphs_above": min(bisect_left(self.paragraphs, place), 6) / 6,
            "after_all": not self.paragraphs or place > self.paragraphs[-1],
            "candidates": log1p(len(self.counts)) / 4,
        }

    def of_form(self, block: Block, names: Sequence[str]) -> dict[str, float]:
        """How the line is written."""
        text = block.text
        size = sum(len(name.split()) for name in names)
        return {
            "several": len(names) > 1,
            "one_word": size < 2 * len(names),
            "two_words": size == 2 * len(names),
            "long_names": size > 3 * len(names),
            "shout": names[0].isupper(),
            "glued": any(_GLUED.search(name) for name in names),
            "colon": text.endswith(":"),
            "slash": "/" in text,
            "ampersand": "&" in text,
            "item": block.kind == "list_item" or text[0] in _BULLET,
            "length": min(len(text), 80) / 80,
        }

    def of_words(self, names: Sequence[str]) -> dict[str, float]:
        """Whether the names' words are words of the language, or of the text."""
        own = [word for name in names for word in _WORD.findall(name)]
        if self.plain is None:
            found = _WORD.findall("\n".join(block.text for block in self.blocks))
            self.plain = frozenset(word for word in found if word.islower())
        language = self.language
        common = [frequency(w, language) / 9 for w in own] if language in LISTED else []
        return {
            "plain": sum(word in self.plain for word in own) / max(1, len(own)),
            "common": sum(common) / len(common) if common else UNLISTED,
            "least_common": min(common, default=UNLISTED),
            "unlisted": not common,
        }

    def of_echoes(self, names: Sequence[str]) -> dict[str, float]:
        """Where the names are said again: as its subject's in the article, on a line of their own."""
        lasts = [next((w for w in reversed(n.split()) if len(w) > 2), n) for n in names]
        mentions = sum(
            any(last in text for last in lasts) and not text.startswith(tuple(names))
            for text in self.first
        )
        joined = self.joined
        return {
            "mentions": min(mentions, 3) / 3,
            "mentioned": mentions > 0,
            "said": any(name in self.prose for name in names),
            "begins_another": any(
                len(joined[at + 1 : joined.index("\n", at + 1)].split()) >= MIN_TOLD
                for name in names
                for at in _places(joined, f"\n{name} ")
            ),
            "label_elsewhere": any(
                _ends_in_label(joined[max(0, at - MAX_LABEL) : at])
                for name in names
                for at in _places(joined, name)
            ),
        }


#: Signs that mark a line for a byline; one without any is a name alone.
_MARKS = (
    "labelled", "label_above", "label_elsewhere", "known", "role_below", "dated", "date_below", "begins_another",
)  # fmt: skip


def _rest(block: Block, line: DateLine | None) -> str:
    return (line.rest if line else block.text).strip(" |-–—•·,")


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _places(text: str, said: str) -> Iterator[int]:
    at = text.find(said)
    for _ in range(MAX_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(said, at + len(said))


def _ends_in_label(before: str) -> bool:
    """Whether what stands before a name ends in a byline's label on the same line.

    >>> _ends_in_label("this post was written by "), _ends_in_label("the story of ")
    (True, False)
    """
    said = before.rpartition("\n")[2].split()
    sizes = range(1, min(len(said), MAX_LABEL_WORDS) + 1)
    return any(is_byline_label(" ".join(said[-size:])) for size in sizes)
