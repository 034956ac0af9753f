"""Signs of a page around a text: chrome that was cut, names of the site's parts, the day on its own line."""

from __future__ import annotations

from ..finders.date_lines import is_only_date
from ..model import Block, Document, Reason
from ..shapes import once, words
from ..vocabulary import says
from .mastheads import is_masthead
from .releases import is_release_label

__all__ = [
    "MAX_PART_WORDS",
    "MIN_CHROME",
    "READ_END",
    "count_chrome",
    "is_day",
    "is_dump",
    "is_label",
    "is_of_blogger",
]

CHROME = frozenset(
    {
        Reason.AD, Reason.BREADCRUMB, Reason.CONSENT, Reason.COUNTER, Reason.LEGAL, Reason.MENU,
        Reason.PROMO, Reason.SHARE, Reason.STYLE, Reason.SCRIPT,
    }
)  # fmt: skip
#: Cuts of chrome anywhere from which on a text counts as a page's dump.
MIN_CHROME = 3


def is_dump(document: Document, *, before: int) -> bool:
    """Whether chrome was cut: above the raw offset `before`, or enough of it anywhere."""
    if any(reason in CHROME for start, _, reason in document.gone if start < before):
        return True
    return count_chrome(document) >= MIN_CHROME


def count_chrome(document: Document) -> int:
    """Count the cuts of chrome; the labels of advertising, which recur in an article, are one."""
    ads = document.cuts.get(Reason.AD, 0)
    return sum(document.cuts.get(reason, 0) for reason in CHROME) - max(0, ads - 1)


#: Longest name of a part of the site, in words.
MAX_PART_WORDS = 3


def is_label(block: Block, language: str | None) -> bool:
    """Whether a line names a part of the site or where the text was printed, or says that a release follows."""
    if is_release_label(block) or is_masthead(block):
        return True
    return words(block) <= MAX_PART_WORDS and any(
        says(block, family, "line", "heading", language=language) for family in _PARTS
    )


#: Families of the names of a site's parts.
_PARTS = ("section", "home", "menu")


#: Longest line that is read for a day and nothing else, in characters.
MAX_DAY_CHARACTERS = 90


def is_day(block: Block) -> bool:
    """Whether a line tells the day of publication and nothing else."""
    text = block.text
    if len(text) > MAX_DAY_CHARACTERS or not any(map(str.isdigit, text)):
        return False
    return once(block, "only a date", lambda block: is_only_date(block.text))


#: How much of a page's end is read for what Blogger sets there, in characters.
READ_END = 4_000
#: The name of the system behind what it says of it, its button, and its feeds, which it names so in every language.
_BLOGGER_SAYS = ("Blogger.", "BlogThis!", "(Atom)")


def is_of_blogger(document: Document) -> bool:
    """Whether a page ends as those of Blogger do.

    >>> from cleanarticle.model import blocks
    >>> is_of_blogger(blocks("It rained.", "Suscribirse a: Enviar comentarios (Atom)"))
    True
    """
    end = document.raw[-READ_END:]
    return any(sign in end for sign in _BLOGGER_SAYS)
