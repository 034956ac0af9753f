"""First lines that look like a headline and name who wrote: a site's own row above the text."""

from __future__ import annotations

import re

from ..cleaners._page_signs import is_label
from ..model import Document
from ..patterns import lazy
from ..shapes import is_prose
from .person_names import person_name

__all__ = [
    "begins_with_moment",
    "name_on_top",
    "signed_behind_moment",
    "stamped_name",
]

#: A day with strokes, a name of two words, the part of the site and a count of readers: "01/oct./2023 Ana Pop
#: Politic 256".
_STAMP_ROW = lazy(
    r"\d{1,2}/(?:\d{1,2}|[^\W\d_]{3,9}\.?)/(?:19|20)\d\d (?P<name>[^\W\d_][\w’'-]{1,20} [^\W\d_][\w’'-]{1,20})"
    r" [^\W\d_]{3,20} \d{1,7}"
)
#: Longest name alone on the first line, in characters and in words, and letters of a word that is looked for.
MAX_NAME, MAX_NAME_WORDS, MIN_STEM = 40, 3, 4


def stamped_name(text: str) -> str | None:
    """Give the name in a row of a day, a name, the part of the site and a count of readers.

    >>> stamped_name("01/oct./2023 Ana Popescu Politic 256"), stamped_name("01/10/2023 Ana sailed north")
    ('Ana Popescu', None)
    """
    if not text[:1].isdigit() or not text[-1:].isdigit():
        return None
    found = _STAMP_ROW.fullmatch(text)
    return person_name(found["name"], labelled=False) if found else None


#: A day with its month's name and the time of day, as pages set it above the text.
_MOMENT = lazy(
    r"(?:[^\W\d_]{3,12}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?(?:19|20)\d\d)"
    r"(?: at|,| -| \|| um| às| à)? \d{1,2}[:.h]\d\d(?!\d)(?: ?[ap]\.?m\.?\b| Uhr\b)?(?=\s\S)",
    re.IGNORECASE,
)
#: The label and the name that end such a line, behind the caption of a picture.
_SIGNED = lazy(r"(?<=[.!?])\sBy (?P<name>[^\W\d_a-z][\w .’'-]{3,40})\Z")


def begins_with_moment(text: str) -> bool:
    """Whether a line begins with a day and a time of day, and goes on.

    >>> begins_with_moment("May 29, 2026 10:03 am The mayor at the pier."), begins_with_moment("May 29, 2026 vote")
    (True, False)
    """
    return _MOMENT.match(text) is not None


def signed_behind_moment(text: str) -> str | None:
    """Give the name that a line ends in which begins so: behind its label, behind a sentence.

    >>> signed_behind_moment("May 29, 2026 10:03 am The mayor. Photo: Ann Lee. By Jo Pell")
    'Jo Pell'
    """
    if " By " not in text or not begins_with_moment(text):
        return None
    found = _SIGNED.search(text, max(0, len(text) - 2 * MAX_NAME))
    return person_name(found["name"], labelled=True) if found else None


def name_on_top(document: Document) -> str | None:
    """Give the name that is the first line, above the name of a part of the site, where no line says it again.

    The headline is left out there; whom the text is about it names.
    """
    first = document[:3]
    if len(first) < 3 or len(first[0].text) > MAX_NAME or not first[2:]:
        return None
    text = first[0].text
    if (
        not 2 <= len(text.split()) <= MAX_NAME_WORDS
        or text.isupper()
        or any(map(is_prose, first[:2]))
    ):
        return None
    if not is_label(first[1], document.language) or not is_prose(first[2]):
        return None
    name = person_name(text, labelled=False)
    if name != text:
        return None
    rest = document.raw[first[0].end :].lower()
    stems = [word[:MIN_STEM] for word in name.lower().split() if len(word) >= MIN_STEM]
    return None if not stems or any(stem in rest for stem in stems) else name
