"""The credit in brackets that a caption ends in: "The quay at noon. (Ann Lee/Harbour Post)"."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Edit, Label
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_prose, once, words
from ..vocabulary import text_says
from .credits import MAX_CAPTION_WORDS, NAME

__all__ = ["drop_caption_credits"]

#: A name and what follows it, of a person or a house.
_NEXT = rf"(?: (?:(?:van|von|de|der|den|da|di|al|el|for|of|the) ){{0,2}}{NAME})"
#: A photographer and a house, whichever is first, one of them of several words: no "(Lennon/McCartney)".
_WITH_HOUSE = (
    rf"{NAME}{_NEXT}{{1,4}}\s?/\s?(?:The )?{NAME}{_NEXT}{{0,4}}"
    rf"|{NAME}{_NEXT}{{0,4}}\s?/\s?{NAME}{_NEXT}{{1,4}}"
)
#: From whom a picture came, as American and Canadian papers say.
_GIVEN = (
    rf"(?:(?:[Pp]hotos?|[Ii]mage|[Pp]icture) )?(?:[Cc]ourtesy(?: of|:)?|(?:[Ss]ubmitted|[Ss]upplied|[Pp]rovided) by)"
    rf"(?: the)? {NAME}{_NEXT}{{0,5}}"
    r"|Supplied|Submitted|Handout|(?:Contributed|File|Submitted|Handout) [Pp]hoto"
)
_CREDIT = lazy(f"{_WITH_HOUSE}|{_GIVEN}")
_BRACKET = lazy(r"(?<=\S)\s{0,3}[(\[](?P<said>[^()\[\]]{3,80})[)\]](?=\.?\Z)")
#: What ends a sentence before a credit.
_CLOSES = frozenset('.!?…"”’»)。！？')
#: Longest end of a line that is read, in characters; a caption has more words than so many.
MAX_END, MIN_CAPTION_WORDS = 90, 2


def drop_caption_credits(document: Document) -> Iterator[Edit | Label]:
    """Cut the credit in brackets that a caption ends in, and label it as one.

    Behind a sentence who took the picture and for whom, or who gave it; anywhere what sites call a credit ("Photo:
    Ann Lee"). Leaves paragraphs that go on to their bracket. The model tells captions by their credits, so that only
    those that it left are asked.

    >>> from cleanarticle.model import blocks
    >>> said = "The quay at noon. (Ann Lee/Harbour Post)", "It was theirs. (Lennon/McCartney)"
    >>> [action.start for action in drop_caption_credits(blocks(*said)) if isinstance(action, Edit)]
    [17]
    """
    for block in document:
        if block.text[-1] not in ")]." or block.kind in ("code", "table"):
            continue
        span = once(block, "credit in brackets", _credit)
        if span is not None:
            yield Edit(block, *span, "", Reason.CREDIT)
            yield Label(block, "caption")


def _credit(block: Block) -> tuple[int, int] | None:
    """Give where the credit of a caption stands."""
    text = block.text
    found = _BRACKET.search(text, max(0, len(text) - MAX_END))
    if found is None or not MIN_CAPTION_WORDS < words(block) <= MAX_CAPTION_WORDS:
        return None
    closes = text[found.start() - 1] in _CLOSES
    is_given = closes and _CREDIT.fullmatch(found["said"]) is not None
    may_be_called = closes or not is_prose(block)
    if not (is_given or (may_be_called and text_says(found["said"], "credit"))):
        return None
    # The full stop behind the bracket is the sentence's, where it has none before it.
    return found.start(), found.end() if not closes else len(text)
