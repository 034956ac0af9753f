"""What cutting leaves behind: spaces before marks, doubled marks, empty brackets, dashes."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .model import (
    LETTER,
    PLAIN_SPACE,
    UNSEGMENTED,
    WORD,
    Article,
    Damage,
    Sites,
    Variant,
    Whole,
    edits,
)

FAMILY = "stray remains"
_BRACKETS = (" ()", " []", " ( )")
_SITES: dict[str, Sites] = {
    "space before a comma": edits(rf"(?<={LETTER}{{2}})(?P<x>),(?= )", " "),
    "space before a full stop": edits(rf"(?<={LETTER}{{3}})(?P<x>)\.(?= |$)", " "),
    "doubled space between words": edits(PLAIN_SPACE, "  "),
    "doubled space between sentences": edits(rf"(?<={LETTER}{{3}}\.)(?P<x> )(?={LETTER})", "  "),
    "doubled full stop": edits(rf"(?<={LETTER}{{3}})(?P<x>\.)(?= |$)", "..", ". ."),
    "doubled comma": edits(rf"(?<={LETTER}{{2}})(?P<x>,)(?= {LETTER})", ", ,", ",,"),
    "empty bracket": edits(rf"(?<={LETTER}{{2}})(?P<x>)(?= {WORD})", *_BRACKETS),
    "empty bracket before a mark": edits(rf"(?<={LETTER}{{3}})(?P<x>)(?=[.,] )", *_BRACKETS),
    "orphan dash at the paragraph's end": edits(rf"(?<={LETTER}{{3}}\.)(?P<x>)$", " –", " —", " -"),
}
_BEFORE_OTHER_MARKS = edits(rf"(?<={LETTER}{{2}})(?P<x>)[;:!?](?= |$)", " ")


def _stray_line(lines: Sequence[str]) -> Whole:
    """Put a line between two paragraphs, where an embed stood."""

    def whole(article: Article, rng: random.Random) -> Damage | None:
        at = rng.randrange(1, len(article.paragraphs))
        above, below = article.paragraphs[:at], article.paragraphs[at:]
        stray = rng.choice(lines)
        if stray in article.paragraphs:
            return None
        return Damage((*above, stray, *below), (at - 1, at), stray)

    return whole


VARIANTS = (
    *(Variant(FAMILY, name, sites, never=UNSEGMENTED) for name, sites in _SITES.items()),
    Variant(FAMILY, "space before other marks", _BEFORE_OTHER_MARKS, never=UNSEGMENTED | {"fr"}),
    Variant(FAMILY, "orphan dash, a line of its own", whole=_stray_line("–-")),
    Variant(FAMILY, "orphan long dash, a line of its own", whole=_stray_line("—"), apart=True),
    Variant(FAMILY, "empty bracket, a line of its own", whole=_stray_line(("()", "[]", "( )"))),
)
