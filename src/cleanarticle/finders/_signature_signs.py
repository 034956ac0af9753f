"""What the lines of a page's dump tell of who wrote it and when: small signs, for `signature.py`."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from itertools import chain
from math import log1p
from typing import TypeGuard

from ..languages import primary
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_long_without_stop, is_prose, letters_in, rows_of_letters, words
from ..vocabulary import fold, folded, said
from ..words import LISTED, frequency
from ._article_start import READ, article_start, is_paragraph
from ._author_zone import beside_dates, is_subject, rest_of
from ._forum_days import is_joined_label
from ._headline_signs import BULLETS, Cuts
from ._name_evidence import greets, is_said, said_small
from ._other_days import is_masthead_day
from .byline_labels import is_byline_label
from .bylines import Byline, read_beside_buttons, read_byline
from .date_lines import FIRST_YEAR, MINUTES, DateLine, dates_of
from .header import MIN_HEADLINE
from .roles import is_role

__all__ = ["Dated", "Lines", "Signed"]

#: Longest byline and line with a date that are weighed, in characters.
MAX_LENGTH, MAX_DATE_LENGTH = 120, 160
#: Longest line that is a date and little else, and one that is a label or what somebody is.
MAX_DATED, MAX_LABEL = 90, 40
#: Paragraphs at the article's beginning in which a name is that of its subject, not its writer.
FIRST_PARAGRAPHS = 8
#: How far from a paragraph or the title a line can stand, in blocks.
REACH = 12
#: Most spaces and digits of a line of names: roles stand there, and "4 min read".
MAX_WORDS, MAX_DIGITS = 14, 4
#: Places at which a name is looked at for a label before it, and words of the longest label.
MAX_PLACES, MAX_LABEL_WORDS = 6, 3
#: Fewest letters of a word of a name that tells something.
MIN_LETTERS = 3
#: Fewest words of a line that begins with a name and tells of its bearer.
MIN_TOLD = 6
#: What a name's words weigh in a language without a list of words.
UNLISTED = 0.35
#: Lines that name people, or tell days, from which on they are a list of their own.
MAX_LINES = 150
#: Words with small letters from which on what stands beside a date is a sentence: beside a day, and
#: beside a day with a time of no zone, as evenings are announced.
MIN_SMALL, MIN_SMALL_TIMED = 3, 2
#: Most words beside a date, and those that count.
MAX_BESIDE, BESIDE_COUNTED = 14, 12

#: Two words with a capital, or letters of a script without capitals.
_NAME = lazy(r"[^\W\d_a-z]\S*\s+(?:\S+\s+){0,3}[^\W\d_a-z]\S|[^\W\d_a-zA-Z]{2}")
#: Where something happens, before its day: "Town Hall, 12 March 2024, 19:30".
_PLACE = lazy(r"[^\d|·•/:]{2,60},\s\d")
_GLUED = lazy(r"[^\W\d_A-Z]{3}[A-Z]")


@dataclass(frozen=True, slots=True)
class Dated:
    """A line that may tell the day: what it says of dates, and its signs.

    `label` is the line above that is a date's label and nothing else.
    """

    block: Block
    said: date
    line: DateLine
    label: Block | None
    signs: dict[str, float]


@dataclass(frozen=True, slots=True)
class Signed:
    """A line that may name the writer: the names, the dates on it, and its signs.

    `label` is the line above that is a byline's label and nothing else.
    """

    block: Block
    said: tuple[str, ...]
    line: DateLine | None
    label: Block | None
    signs: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Beside:
    """The lines above and below one, and why what stood between was cut."""

    above: Block | None
    below: Block | None
    cut_above: set[Reason]
    cut_below: set[Reason]

    @property
    def cut(self) -> set[Reason]:
        return self.cut_above | self.cut_below

    def signs(self) -> dict[str, float]:
        """Give what counts for names and days alike."""
        return {
            "paragraph_below": self.below is not None and is_paragraph(self.below),
            "short_above": self.above is not None and words(self.above) < 4,
            "share": Reason.SHARE in self.cut,
            "counter": Reason.COUNTER in self.cut,
        }


class Lines:
    """What is known of a dump before any of its lines is looked at."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = blocks = document.blocks[:READ]
        self.language = document.language
        self.end = len(document.raw)
        self.cuts = Cuts(document)
        start = article_start(document)
        self.paragraphs = [i for i, block in enumerate(blocks) if is_paragraph(block)]
        first = [i for i in self.paragraphs if i >= start][:FIRST_PARAGRAPHS]
        self.first = [blocks[i].text.lower() for i in first]
        self.titles = list(self._titles(document.title))
        self.near = sorted({*self.paragraphs, *self.titles})

    def _titles(self, title: Block | None) -> Iterator[int]:
        """Give the places before which the title stands, and those where it is said again."""
        if title is None:
            return
        yield bisect_left([block.start for block in self.blocks], title.start)
        told = fold(title.text)
        for place, block in enumerate(self.blocks):
            if MIN_HEADLINE <= len(block.text) <= len(title.text) and folded(block) in told:
                yield place + 1

    @cached_property
    def bylines(self) -> list[tuple[int, Block, Byline, DateLine | None]]:
        """The lines that name people and say nothing else."""
        return list(self._bylines())

    @cached_property
    def places(self) -> set[int]:
        """Where these lines stand."""
        return {place for place, *_ in self.bylines}

    @cached_property
    def prose(self) -> str:
        """The paragraphs, in lower case."""
        return "\n".join([self.blocks[i].text.lower() for i in self.paragraphs])

    @cached_property
    def joined(self) -> str:
        """All lines, in lower case, each between two line breaks."""
        return "\n".join(["", *[block.text.lower() for block in self.blocks], ""])

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words that stand in the text with a small letter."""
        rows = chain.from_iterable(map(rows_of_letters, self.blocks))
        return frozenset([word for word in rows if len(word) >= MIN_LETTERS and word.islower()])

    def _bylines(self) -> Iterator[tuple[int, Block, Byline, DateLine | None]]:
        for place, block in enumerate(self.blocks):
            if (
                len(block.text) > MAX_LENGTH
                or block.kind == "heading"
                or block.text.endswith(",")  # who is greeted
                or not _NAME.search(block.text)
                or not self.is_near(place)
                or is_long_without_stop(block.text)
                or _is_known(block)
                or is_subject(self.blocks, place)
            ):
                continue
            line = dates_of(block, self.language)
            rest = rest_of(block, line)
            if rest is None or not _may_be_names(rest):
                continue
            bare = read_beside_buttons(rest, self.language) if line else None
            byline = bare[1] if bare else read_byline(rest, self.language, known=True)
            if not byline.names or not byline.whole or greets(byline.names):
                continue
            if not self._is_of_text(byline):
                yield place, block, byline, line

    def _is_of_text(self, byline: Byline) -> bool:
        """Whether "names" are words of the text: behind a label, or where no capital tells names."""
        if any(name.lower() == name.upper() for name in byline.names):
            return is_said(self.document, byline)
        return byline.labelled and said_small(self.document, byline.names)

    def _ends_small(self, name: str) -> bool:
        """Whether a paragraph says a name and writes its last word small: "Linna Market", "the Linna market"."""
        first, _, last = name.rpartition(" ")
        small = f"{first} {last.lower()}"
        if not first or small == name or name.isupper() or small.lower() not in self.prose:
            return False
        return any(small in self.blocks[place].text for place in self.paragraphs)

    def is_near(self, place: int) -> bool:
        """Whether a line stands by a paragraph or the title: neither deep in a menu nor in a list."""
        at = bisect_left(self.near, place)
        return any(abs(place - other) <= REACH for other in self.near[max(0, at - 1) : at + 1])

    def signed(self) -> Iterator[Signed]:
        """Give the lines that can be a byline, each with its signs."""
        if len(self.bylines) >= MAX_LINES:
            return
        several = log1p(len({byline.names for _, _, byline, _ in self.bylines})) / 4
        for place, block, byline, line in self.bylines:
            folded_names = [name.lower() for name in byline.names]
            signs = {
                **self.of_neighbours(place, block, line),
                **self.of_place(place),
                "candidates": several,
                **self.of_form(block, byline.names),
                **self.of_words(folded_names),
                **self.of_echoes(folded_names),
            }
            signs["labelled"] = byline.labelled and not byline.weak
            signs["unmarked"] = not any(signs[name] for name in _MARKS)
            if signs["unmarked"] and byline.names[0].lower() == byline.names[0].upper():
                continue  # two words of a script without capitals may say anything
            if not any(signs[name] for name in _LABELS) and self._are_of_menu(byline.names):
                continue
            if not signs["labelled"] and any(map(self._ends_small, byline.names)):
                continue
            label = self.blocks[place - 1] if signs["label_above"] else None
            yield Signed(block, byline.names, line, label, {k: float(signs[k]) for k in signs})

    def _are_of_menu(self, names: Sequence[str]) -> bool:
        """Whether names are words of the page's menus: one is an item of its own there, or they mix scripts."""
        own = [word for name in names for word in letters_in(name)]
        if any(word.lower() in self.items for word in own if len(word) >= MIN_LETTERS):
            return True
        return len({word.lower() == word.upper() for word in own}) > 1

    @cached_property
    def items(self) -> frozenset[str]:
        """The items of one word in the menus that were cut, in lower case."""
        raw = self.document.raw
        cut = (raw[start:end] for start, end, reason in self.document.gone if reason in _OF_MENUS)
        items = (text.strip(" •*+-–|>#\n\t") for text in cut if len(text) <= MAX_LABEL)
        return frozenset([item.lower() for item in items if item.isalpha()])

    def dated(self) -> Iterator[Dated]:
        """Give the lines that can tell the day of publication, each with its signs."""
        lines = list(self._date_lines())
        if not 0 < len(lines) < MAX_LINES:
            return
        days = Counter(day for _, _, _, day in lines)
        of_days = {"days": log1p(len(days)) / 4, "one_day": len(days) == 1}
        places = [place for place, *_ in lines]
        for place, block, line, day in lines:
            above = self.blocks[place - 1] if place else None
            waiting = dates_of(above, self.language) if _is_short(above, MAX_LABEL) else None
            signs = {
                **self.of_place(place),
                **self.of_date_line(block, line),
                **self.of_date_neighbours(place, block),
                **of_days,
                "label_above": waiting is not None and waiting.label is not None,
                "changed_above": waiting is not None and waiting.label == "modified",
                "names": bool(
                    read_byline(beside_dates(block, line), self.language, known=True).names
                ),
                "day_often": days[day] > 2,
                "latest_day": day == max(days),
                "first_day": day == min(days),
                "first_line": place == places[0],
                "dates_near": sum(abs(place - other) <= 4 for other in places) / 4,
            }
            label = above if signs["label_above"] else None
            yield Dated(block, day, line, label, {k: float(signs[k]) for k in signs})

    def _date_lines(self) -> Iterator[tuple[int, Block, DateLine, date]]:
        """Give the lines that say a day, and little besides."""
        for place, block in enumerate(self.blocks):
            if (
                len(block.text) > MAX_DATE_LENGTH
                or block.kind in ("code", "image")
                or not _has_digit(block.text)
                or not self.is_near(place)
                or is_prose(block)
            ):
                continue
            line = dates_of(block, self.language)
            if line is None or line.published is None or line.published.year < FIRST_YEAR:
                continue
            if is_masthead_day(self.blocks, place) or _is_of_comment(self.blocks[:place]):
                continue
            if place and is_joined_label(self.blocks[place - 1].text):
                continue
            if len(line.rest.split()) <= MAX_BESIDE and not _is_of_event(block, line):
                yield place, block, line, line.published.date()

    def of_date_line(self, block: Block, line: DateLine) -> dict[str, float]:
        """What the line says beside its date."""
        beside = len(beside_dates(block, line).split())
        published = line.published
        return {
            "only": line.only,
            "labelled": line.labelled,
            "beside": min(beside, BESIDE_COUNTED) / BESIDE_COUNTED,
            "little_beside": 0 < beside <= 4,
            "clock": published is not None and published.time() != time(),
            "zone": published is not None and published.tzinfo is not None,
            "says_published": "published" in said(block),
            "item": block.kind == "list_item" or block.text[0] in BULLETS,
        }

    def of_date_neighbours(self, place: int, block: Block) -> dict[str, float]:
        """What stands right above and below a date: a byline, buttons, paragraphs, headings."""
        beside = self.beside(place, block)
        near = self.blocks[max(0, place - 3) : place] + self.blocks[place + 1 : place + 4]
        return {
            **beside.signs(),
            "byline_near": Reason.BYLINE in beside.cut or any("byline" in said(b) for b in near),
            "headline_above": _like_headline(beside.above),
            "headline_below": _like_headline(beside.below),
            "cut_above": bool(beside.cut_above),
        }

    def of_neighbours(self, place: int, block: Block, line: DateLine | None) -> dict[str, float]:
        """What stands right above and below a name: a label, a role, a date, buttons, other names."""
        beside = self.beside(place, block)
        above, below = beside.above, beside.below
        return {
            **beside.signs(),
            "dated": line is not None and bool(line.published or line.modified),
            "date_below": Reason.DATE in beside.cut_below or self.is_dated(below),
            "label_above": _is_short(above, MAX_LABEL) and is_byline_label(above.text),
            "role_below": _is_short(below, MAX_DATED) and is_role(below.text),
            "credit_above": Reason.CREDIT in beside.cut_above,
            "neighbours": (sum(i in self.places for i in range(place - 2, place + 3)) - 1) / 4,
        }

    def beside(self, place: int, block: Block) -> _Beside:
        """Give what stands right above and below a line, and why what was cut there was cut."""
        above = self.blocks[place - 1] if place else None
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        return _Beside(
            above,
            below,
            self.cuts.between(above.end if above else 0, block.start),
            self.cuts.between(block.end, below.start if below else self.end),
        )

    def is_dated(self, block: Block | None) -> bool:
        """Whether a neighbour is a date and little else."""
        if not _is_short(block, MAX_DATED) or not _has_digit(block.text):
            return False
        line = dates_of(block, self.language)
        return line is not None and bool(line.published or line.modified or line.only)

    def of_place(self, place: int) -> dict[str, float]:
        """Where the line stands beside the title and among the paragraphs."""
        below = min((place - title for title in self.titles if title <= place), default=None)
        before = self.titles[0] - place if self.titles else 0
        return {
            "below_title": below == 0,
            "near_title": below == 1,
            "further_below": below is not None and 2 <= below <= 4,
            "far_below": below is not None and 5 <= below <= 12,
            "no_title": not self.titles,
            "above_title": before > 0,
            "right_above_title": 0 < before <= 3,
            "paragraphs_above": min(bisect_left(self.paragraphs, place), 6) / 6,
            "after_all": not self.paragraphs or place > self.paragraphs[-1],
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
            "item": block.kind == "list_item" or text[0] in BULLETS,
            "length": min(len(text), 80) / 80,
        }

    def of_words(self, names: Sequence[str]) -> dict[str, float]:
        """Whether the names' words are words of the language, or of the text."""
        own = [word for name in names for word in letters_in(name) if len(word) >= MIN_LETTERS]
        language = primary(self.language)
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
            "in_prose": any(name in self.prose for name in names),
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
    "labelled", "label_above", "label_elsewhere", "role_below", "dated", "date_below", "begins_another",
)  # fmt: skip
#: Of these, what says "by", here or elsewhere.
_LABELS = ("labelled", "label_above", "label_elsewhere")
#: Reasons for which a menu's items are cut.
_OF_MENUS = frozenset((Reason.MENU, Reason.SHARE))


def _is_known(block: Block) -> bool:
    """Whether a line is a phrase of sites, such as the heading of other articles."""
    return any(
        found.how in ("line", "heading") for matches in said(block).values() for found in matches
    )


def _is_short(block: Block | None, most: int) -> TypeGuard[Block]:
    return block is not None and len(block.text) <= most


def _like_headline(block: Block | None) -> bool:
    return block is not None and words(block) >= MIN_TOLD and not is_paragraph(block)


def _is_of_event(block: Block, line: DateLine) -> bool:
    """Whether a line that says no phrase of sites tells of what happens on its day.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("Town Hall, 12 March 2024, 19:30", "Video - 12 March 2024", "12 March 2024, 19:30")
    >>> [_is_of_event(block, dates_of(block, "en")) for block in lines]
    [True, False, False]
    """
    rest = beside_dates(block, line)
    if line.only or line.labelled or not rest or said(block):
        return False
    published = line.published
    small = sum(word[0].islower() for word in MINUTES.sub("", rest).split())
    if published is not None and published.time() != time() and published.tzinfo is None:
        return small >= MIN_SMALL_TIMED or _PLACE.match(block.text) is not None
    return small >= MIN_SMALL


def _is_of_comment(above: Sequence[Block]) -> bool:
    """Whether the line above says, as pandoc writes it, that what follows is a comment's."""
    return bool(above) and above[-1].text.startswith("::: {.comment-meta")


def _may_be_names(rest: str) -> bool:
    """Whether a line has the form of names, roughly: few words, most with a capital, few digits."""
    if rest.count(" ") > MAX_WORDS:
        return False
    first = [word[0] for word in rest.split()]
    small = sum(map(str.islower, first))
    digits = sum(map(str.isdigit, rest))
    return 2 * small <= len(first) and digits <= MAX_DIGITS


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
