"""Which lines a phrase of sites makes chrome, and which only quote it."""

from __future__ import annotations

from ..model import SOUTHEAST_ASIAN, Block, Document, count_words
from ..patterns import lazy
from ..shapes import words
from ..vocabulary import match, saying, says

__all__ = ["MAX_LABEL_WORDS", "damned", "is_damned", "is_without_stops", "only_quotes"]

#: Longest line, in words, that a phrase at its start or end can damn; prose is longer.
MAX_LABEL_WORDS = 30


def is_damned(block: Block, family: str, language: str | None, most: int = MAX_LABEL_WORDS) -> bool:
    """Whether a phrase of the family makes up the line, or begins or ends a short one."""
    if says(block, family, "line", "heading", language=language):
        return True
    return (
        words(block) <= most
        and bool(says(block, family, "start", "end", "within", language=language))
        and not only_quotes(block, family)
    )


_NO_STOPS = lazy(f"[{SOUTHEAST_ASIAN}]")
_STOPS = frozenset("။៕។")


def is_without_stops(block: Block) -> bool:
    """Whether a block is in Thai, Lao, Khmer or Burmese and no sentence ends in it: it may be all prose.

    >>> is_without_stops(Block("paragraph", "แมวนอน")), is_without_stops(Block("paragraph", "It rained"))
    (True, False)
    """
    text = block.text
    if text.isascii() or not _STOPS.isdisjoint(text):
        return False
    return 2 * len(_NO_STOPS.findall(text)) >= len(text)


#: What stands between two quotation marks, of three words or more: a button's name has fewer.
_QUOTED = lazy(
    r"(?:[\"“„«»”]|«[ \u00a0\u202f])[^\s\"“„«»”]+(?: [^\s\"“„«»”]+){2,40}[ \u00a0\u202f]?[\"”“«»]"
    r"|[「『“][^「」『』“”]{6,200}[」』”]"
    r"|(?<!\w)(?:'[^\s'](?:\S{0,40} ){2,40}?\S{1,40}'|‘(?:[^\s‘]{1,40} ){2,40}?[^\s‘]{1,40}’)(?!\w)"
)
#: Words beside a quotation from which on a line speaks of what it quotes; beside one that it begins
#: with, and between two that it begins and ends with, as speech is told.
MIN_BESIDE_QUOTED, MIN_BEHIND_QUOTED, MIN_BETWEEN_QUOTED = 4, 3, 2
_BEGINS_QUOTED = lazy(r"[\"“„«»”「『'‘]")
_ENDS_QUOTED = lazy(r"[\"“”«»」』'’][.,]?\Z")


def only_quotes(block: Block, family: str) -> bool:
    """Whether a line only quotes what sites say, and says something of its own beside.

    >>> only_quotes(Block("paragraph", "„We use cookies“: that is what they all say now."), "consent")
    True
    >>> only_quotes(Block("paragraph", "“We use cookies now,” she says, “for the birds.”"), "consent")
    True
    """
    text = block.text
    beside = " ".join(_QUOTED.sub(" ", text).split())
    if len(beside) == len(text) or count_words(beside) < _least_beside(text):
        return False
    return not any(found.family == family for found in match(beside))


def _least_beside(text: str) -> int:
    """Give the words beside a quotation from which on a line speaks of what it quotes."""
    if not _BEGINS_QUOTED.match(text):
        return MIN_BESIDE_QUOTED
    told = _ENDS_QUOTED.search(text) and len(_QUOTED.findall(text)) > 1
    return MIN_BETWEEN_QUOTED if told else MIN_BEHIND_QUOTED


def damned(document: Document, family: str, most: int) -> set[int]:
    """Give the identities of the blocks that a phrase of the family damns."""
    language = document.language
    blocks = saying(document, family)
    return {id(block) for block in blocks if is_damned(block, family, language, most)}
