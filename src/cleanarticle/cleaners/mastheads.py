"""Lines that name where a text stands, not what it says: a site's address, an issue and its pages, a wire's code."""

from __future__ import annotations

import re

from ..model import Block
from ..patterns import lazy
from ..shapes import once

__all__ = ["is_masthead"]

#: Longest such line, in characters.
MAX_MASTHEAD = 160

#: The address of a site, and nothing else: what a reader's view shows on top. "next.js" is a program's name.
_HOST = lazy(
    r"(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|info|edu|gov|example|eu|io|(?!js|py|ts|rs|go|md|sh|cs)[a-z]{2})"
)
#: Parts of where a text was printed: volume, number, page; two of them, one at its end, make such a line.
_PRINTED = lazy(
    r"(?:\b(?:vol|no|nr|nº|jg|bd|heft|band|ausgabe|issue|volume|numéro|número|núm|numero|tome|anno|año|année"
    r"|jahrgang|nummer|rocznik|zeszyt|ročník|číslo|том|выпуск|вып|номер|випуск|kötet|szám|årg|pages?"
    r"|seiten?|páginas?|pagina|pagine|pagg?|págs?|strona|str|pp?|стр)\b\.?|№|n°)\s?\d[\d\s/.,()–-]{0,24}",
    re.IGNORECASE,
)
#: The slug of a wire story, and what the desk says of it.
_SLUG = lazy(
    r"(?:BC|AM|PM|AP)-[A-Z]{2,4}--?\S.*|Eds: .*|.{2,80}\b\d(?:st|nd|rd|th) Ld(?:-Writethru)?\b.*"
)


def is_masthead(block: Block) -> bool:
    """Whether a line says only where the text was printed or sent from.

    >>> is_masthead(Block("paragraph", "Journal of Small Harbours, Vol. 7, No. 2 (2023), pp. 41-58"))
    True
    >>> is_masthead(Block("paragraph", "No. 2 seed falls on page 3 of the draw"))
    False
    """
    return once(block, "masthead", _is_masthead)


def _is_masthead(block: Block) -> bool:
    text = block.text
    if len(text) > MAX_MASTHEAD or not (
        "." in text or any(map(str.isdigit, text)) or text.startswith("Eds")
    ):
        return False
    if " " not in text:
        return _HOST.fullmatch(text) is not None or _SLUG.fullmatch(text) is not None
    parts = list(_PRINTED.finditer(text))
    printed = len(parts) >= MIN_PARTS and parts[-1].end() == len(text)
    return printed or _SLUG.fullmatch(text) is not None


#: Parts from which on a line says where the text was printed.
MIN_PARTS = 2
