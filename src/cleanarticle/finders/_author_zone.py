"""The lines above and around a text's title, and which of them name its writer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..cleaners._page_signs import is_dump
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ..shapes import is_prose
from ..vocabulary import folded, match
from ._name_evidence import is_of_sites, is_said, said_small, salutation
from .byline_labels import label_of
from .bylines import Byline
from .date_lines import DateLine, dates_of, read_dates
from .header import header
from .roles import is_role

__all__ = ["MAX_BYLINE", "Zone", "beside_dates", "is_subject", "rest_of"]

#: Longest byline, in characters.
MAX_BYLINE = 250


#: Longest line that says what somebody is, in characters, and an address of mail or of a network.
MAX_ROLE = 60
_ADDRESS = lazy(r"[\w.+-]{1,64}@[\w.-]{1,64}|@\w{1,40}")


def rest_of(block: Block, line: DateLine | None) -> str | None:
    """Give what a block says beside its dates, `None` where it cannot be a byline."""
    if block.kind in ("code", "table", "image") or len(block.text) > MAX_BYLINE or is_prose(block):
        return None
    rest = beside_dates(block, line)
    no_byline = not rest or rest.endswith(("?", "!", "…", "...")) or (line and line.only)
    return None if no_byline else rest


def beside_dates(block: Block, line: DateLine | None) -> str:
    """Give what a block says beside its dates, without the label of a day that a dump lost: "Jane Roe|Published"."""
    rest = (line.rest if line else block.text).strip(" |-–—•·,")
    if line and line.labelled and "|" in rest and not (line.published or line.modified):
        name, _, label = rest.rpartition("|")
        told = read_dates(label.strip())
        return name.strip(" |-–—•·,") if told and told.label else rest
    return rest


def is_subject(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line is the field that a preprint is filed under: arXiv."""
    below = blocks[place + 1 : place + 2]
    return bool(below) and below[0].text.startswith("[Submitted on")


#: Words of a headline below a line in capitals.
MIN_HEADLINE_WORDS = 5


class Zone:
    """The lines above the text in which bylines are looked for, each with its dates."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = header(document)
        self.lines = [dates_of(block, document.language) for block in self.blocks]

    def is_signed(self, place: int, byline: Byline) -> bool:
        """Whether a line with a label is a byline: its "names" are no words of the text.

        A label that is a plain word elsewhere counts above the text, beside the date.
        """
        if byline.weak and (any(map(is_prose, self.blocks[:place])) or not self._is_dated(place)):
            return False
        bare = any(name.lower() == name.upper() for name in byline.names)
        if byline.weak or bare:
            return not is_said(self.document, byline, but_for=self.blocks[place].text)
        return not said_small(self.document, byline.names)

    def first_named(self, place: int, rest: str, byline: Byline) -> str | None:
        """Give the name right behind the label of a line between the title and the date: "By Ann Lee, 1st candidate".

        What stands behind its comma is no known role: readers who write for a paper have many.
        """
        title = self.document.title
        if title is None or byline.weak or not byline.names:
            return None
        above = self.blocks[place - 1].start if place else title.start
        if max(above, title.start) != title.start or self.blocks[place].start < title.start:
            return None
        head, comma, behind = rest.partition(",")
        name = byline.names[0]
        if not comma or not behind.strip() or not head.endswith(f" {name}"):
            return None
        if label_of(head.removesuffix(name).strip(), self.document.language) != "":
            return None
        if not self._is_above_date(place) or said_small(self.document, (name,)):
            return None
        return name

    def stands_so(self, place: int, rest: str, byline: Byline) -> bool:
        """Whether a line without a label stands where a byline does, and is no topic of the text."""
        names = byline.names
        if salutation().match(rest) or (
            self.blocks[place].text[-1] in _COMMAS and not byline.known
        ):
            return False  # a letter begins there
        credits = "/" in rest and (
            self.blocks[place].text.startswith(("(", "[")) or not self._is_above_date(place)
        )
        if credits or rest.endswith(":"):
            return False  # a picture's credit, a heading
        if self.is_kicker(place, byline) or is_subject(self.blocks, place):
            return False
        if place and _WHERE_SHOWN.fullmatch(self.blocks[place - 1].text):
            return False
        if not byline.known and len(names) < 2 and _WHERE_FROM.search(rest):
            return False
        if not names:  # an agency or a desk, beside the date alone
            return byline.known and _is_house_alone(rest) and self._is_dated(place)
        longest = 3 if rest.isupper() else 4  # a headline in capitals is all names
        if (count_words(rest) > longest * len(names) + 1 and not byline.known) or any(
            found.family not in _BESIDE_NAMES for found in match(rest)
        ):
            return False
        placed = self._is_below_title(place, rest, byline) or self._is_dated(place)
        if not placed or is_said(self.document, byline):
            return False
        return byline.known or not is_of_sites(names, self.document.language)

    def is_kicker(self, place: int, byline: Byline) -> bool:
        """Whether a line in capitals stands right above the headline, which it heads."""
        title, block = self.document.title, self.blocks[place]
        if not block.text.isupper() or byline.labelled:
            return False
        if title is not None:
            return block.start < title.start and self._is_dated(place)
        below = self.blocks[place + 1 : place + 2]
        return (
            bool(below)
            and self._is_dated(place)
            and not is_prose(below[0])
            and not below[0].text.isupper()
            and count_words(below[0].text) >= MIN_HEADLINE_WORDS
        )

    def _is_below_title(self, place: int, rest: str, byline: Byline) -> bool:
        """Whether a line stands right below the title, or below it with a role of its own."""
        title = self.document.title
        if title is None or self.blocks[place].start < title.start:
            return False
        between = [block for block in self.blocks[:place] if title.start < block.start]
        if between and folded(between[-1]) == folded(title):
            below = self.blocks[place + 1 : place + 2]  # papers say both again below the picture
            return byline.names == (rest,) and bool(below) and is_prose(below[0])
        if between:
            return self.has_role_below(place) and not any(map(is_prose, between))
        if byline.known or (place + 1 < len(self.blocks) and is_prose(self.blocks[place + 1])):
            return True
        return (
            byline.names == (rest,)
            and len(rest.split()) <= MAX_ALONE
            and is_dump(self.document, before=title.start)
        )

    def _is_dated(self, place: int) -> bool:
        """Whether a date stands on a line, right above or below it, or below what its writer is."""
        last = place + 2 + self.has_role_below(place) - self._is_above_title(place)
        return any(
            line and (line.published or line.modified or line.only)
            for line in self.lines[max(0, place - 1) : last]
        ) or self._is_beside_date(place)

    def _is_above_date(self, place: int) -> bool:
        """Whether the date stands right below a line, or on it, and the title above it."""
        title = self.document.title
        if title is None or self.blocks[place].start < title.start:
            return False
        above = self.lines[place - 1] if place else None
        dated_above = above is not None and above.only
        start = self.blocks[place - 1].end if place else title.start
        taken_above = any(
            reason == Reason.DATE and start <= at < self.blocks[place].start
            for at, _, reason in self.document.gone
        )
        return not (dated_above or taken_above) and self._is_dated(place)

    def _is_beside_date(self, place: int) -> bool:
        """Whether a line that was taken for the article's date stands right above or below, above the title too."""
        above = self.blocks[place - 1].end if place else 0
        next_one = place + 1 + self.has_role_below(place) - self._is_above_title(place)
        below = (
            self.blocks[next_one].start if next_one < len(self.blocks) else len(self.document.raw)
        )
        return any(
            reason == Reason.DATE and above <= start < below
            for start, _, reason in self.document.gone
        )

    def _is_above_title(self, place: int) -> bool:
        """Whether the title stands right below a line."""
        title = self.document.title
        if title is None or self.blocks[place].start > title.start:
            return False
        below = self.blocks[place + 1 : place + 2]
        return not below or below[0].start > title.start

    def has_role_below(self, place: int) -> bool:
        """Whether the next line is what somebody is, an address or another's byline, and nothing else."""
        if place + 1 == len(self.blocks) or len(self.blocks[place + 1].text) > MAX_ROLE:
            return False
        if self._is_above_title(place):
            return False  # a paper's name above the title, and its desk below
        below = self.blocks[place + 1].text
        first, _, others = below.partition(" ")
        if is_role(below) or _ADDRESS.fullmatch(below) or (others and is_role(first)):
            return True
        return ":" in below and label_of(below, None) is not None


_COMMAS = ",،，、"
#: What stands in a line of its own above the name of a publication: Medium.
_WHERE_SHOWN = lazy(
    r"(?:published|posted|appeared) in|in|publicado en|publicado em|publié dans|veröffentlicht in|pubblicato in",
    re.IGNORECASE,
)
#: Longest name that stands alone below the title of a page's dump, in words.
MAX_ALONE = 3
#: Families of lines that stand beside a name: "Staff Writer", "4 min read", "12 comments".
_BESIDE_NAMES = frozenset(("role", "counter", "comments", "byline", "source"))
#: A place or a house behind a name without a label: as pictures are credited, and places headed.
_WHERE_FROM = lazy(
    r"(?<!,)\s(?:in|for|of|from|at|à|aus|für|en|em|da|pour|para|per|voor)\s(?=[^\W\d_a-z])\S+(?:\s\S+){0,3}(?=$|[|•·;,])"
)


def _is_house_alone(rest: str) -> bool:
    """Whether a line is an agency's or a desk's, or several, and says nothing of a person.

    A town may stand behind it: "Own correspondent, Linna".
    """
    parts = [part.strip(" -–—()") for part in re.split(r"[|/•·,]", rest)]
    parts = [part for part in parts if part]
    if len(parts) == 2 and len(parts[1].split()) == 1:
        parts.pop()
    return all(map(is_role, parts))
