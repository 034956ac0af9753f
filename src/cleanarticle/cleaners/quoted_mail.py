"""The earlier mail that a mail program sets below an answer to it."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Drop
from ..model import Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, words

__all__ = ["drop_quoted_mail"]

#: What the line above the quoted mail has, which says who wrote it: an address, or a time of day.
_ADDRESS_OR_CLOCK = lazy(r"[<(\[][\w.+-]{1,64}@[\w.-]{1,128}[>)\]]|(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")
#: Longest such line, in words, and the words of its end that a margin may leave on a line of their own.
MAX_WORDS, MAX_BROKEN_WORDS = 30, 6
#: Fewest words of the answer above it.
MIN_ANSWER_WORDS = 8


def drop_quoted_mail(document: Document) -> Iterator[Drop]:
    """Drop the earlier mail that ends the text, each line behind its mark, and who wrote it above.

    The line above must have an address or a time of day, and an answer stand above that. Leaves what
    an article quotes, and quotations among which the answers stand.

    >>> from cleanarticle.model import blocks
    >>> lines = ("The pier will be shut until the timber comes.", "On 3 May 2024 at 8:15 Jo wrote:", "> Is it shut?")
    >>> [drop.block.text for drop in drop_quoted_mail(blocks(*lines))]
    ['On 3 May 2024 at 8:15 Jo wrote:', '> Is it shut?']
    """
    blocks = document.blocks
    if document.kind == "html" or not blocks or blocks[-1].text[0] != ">":
        return
    first = len(blocks)
    while first and blocks[first - 1].text[0] == ">":
        first -= 1
    if not first or blocks[first - 1].text[-1] not in ":：":
        return
    first -= 1
    said = blocks[first].text
    if first and words(blocks[first]) <= MAX_BROKEN_WORDS and not _ADDRESS_OR_CLOCK.search(said):
        first -= 1
        said = f"{blocks[first].text} {said}"
    if len(said.split()) > MAX_WORDS or not _ADDRESS_OR_CLOCK.search(said):
        return
    answer = blocks[:first]
    if any(ends_sentence(b.text) and words(b) >= MIN_ANSWER_WORDS for b in answer):
        for block in blocks[first:]:
            yield Drop(block, Reason.BOILERPLATE, 0.9)
