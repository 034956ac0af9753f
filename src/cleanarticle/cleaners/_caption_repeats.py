"""Captions told twice in a row: once as the picture's alternative text, once with its credit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_prose, words
from ..vocabulary import text_says

__all__ = ["caption_repeats", "is_below_embed"]

#: Longest caption, and fewest words of one that is told twice without a credit: a refrain has fewer.
MAX_CAPTION_WORDS, MIN_PLAIN_WORDS = 60, 4
#: Longest credit behind a caption, in characters.
MAX_TAIL = 140

#: What a credit begins with where no phrase of sites tells: a label of one word, or of two parted by a
#: stroke, with a colon, or a sign of copyright.
_LABEL = (
    r"(?:©|(?:[Pp]hoto(?:graph)?s?|PHOTO|[Ff]oto(?:grafija|grafie|graaf)?|FOTO|[Bb]ild(?:er)?|[Ff]ot\."
    r"|[Aa]utor(?:/\w{3,12})?|[Kk]uva|[Aa]llikas|[Zz]droj|[Ii]zvor|[Ss]ource|[Ff]uente|[Cc]r[eé]dit)\s?[:.©/]\s?\S"
    r"|[Ff]ot\.\s)"
)
_LABELLED = lazy(rf"[\s(\[/|.,–—-]{{0,6}}{_LABEL}")
#: The same, amid a line.
_LABELLED_WITHIN = lazy(rf"[/.(|,]\s?{_LABEL}")
#: An agency behind a name and a stroke, or alone, at the end of a credit.
_AGENCY = lazy(
    r"(?:\A|[\s/|(])(?:AP|AFP|Reuters|REUTERS|EPA|dpa|Getty|Getty Images|Shutterstock|NTB|TT|Bloomberg|PA)[)\]]?\.?\Z"
)


def caption_repeats(document: Document) -> Iterator[int]:
    """Give the places of captions that stand once more right below, or above, with or without their credit.

    The one without the credit stays, or the last. Without a credit only those right below what was cut as an embed's,
    and whole lines of some words that end without a mark, beside prose: a refrain may be sung twice.

    >>> from cleanarticle.model import blocks
    >>> said = "The boat sailed at noon on Tuesday, and nobody on the quay saw it leave."
    >>> list(caption_repeats(blocks(said, "A boat at the quay.", "A boat at the quay. Photo: Ann Lee")))
    [2]
    """
    blocks = document.blocks
    place = 0
    while place + 1 < len(blocks):
        end = place + 1
        while end < len(blocks) and _tells_again(blocks[end - 1], blocks[end]):
            end += 1
        if end - place > 1 and _are_captions(document, place, end):
            run = range(place, end)
            stays = min(run, key=lambda at: (len(blocks[at].text), -at))
            yield from (at for at in run if at != stays)
        place = end


def _tells_again(above: Block, below: Block) -> bool:
    """Whether two lines say the same, but for a credit behind one of them."""
    first, second = above.text, below.text
    if first[:6] != second[:6] or words(above) > MAX_CAPTION_WORDS or words(above) < 1:
        return False
    if above.kind in ("table", "code") or below.kind in ("table", "code"):
        return False
    short, long = sorted((first, second), key=len)
    if short == long:
        return True
    stem = short.rstrip(" .")
    return bool(stem) and long.startswith(stem) and _is_credit(long[len(stem) :])


def _is_credit(tail: str) -> bool:
    """Whether what stands behind a caption credits the picture.

    >>> [_is_credit(tail) for tail in (". Photo: Ann Lee", " Autor/allikas: Ann Lee", " (Ann Lee/AFP)", " and a tug")]
    [True, True, True, False]
    """
    tail = tail.lstrip(" .,")
    if not tail or len(tail) > MAX_TAIL:
        return False
    if _LABELLED.match(tail) or _AGENCY.search(tail):
        return True
    return text_says(tail.strip("/| "), "credit")


def _are_captions(document: Document, start: int, end: int) -> bool:
    """Whether lines that say the same are captions: a credit tells, or where they stand."""
    blocks = document.blocks
    run = blocks[start:end]
    if is_below_embed(document, run[0]):
        return True
    if document.title is None and not any(map(is_prose, blocks[:start])):
        return False  # a headline may be told twice above the article
    if len({block.text for block in run}) > 1 or any(block.kind == "caption" for block in run):
        return True
    text = run[0].text
    if _credits(text) or _is_credited_below(document, run[-1]):
        return True
    if (
        len(run) > 3
        or words(run[0]) < MIN_PLAIN_WORDS
        or not (text[-1].isalnum() or text[-1] in '"”»)')
    ):
        return False
    beside = (*blocks[max(start - 1, 0) : start], *blocks[end : end + 1])
    return document.kind == "text" and bool(document.gone) and any(map(is_prose, beside))


def _credits(text: str) -> bool:
    return len(text) <= 400 and (
        _LABELLED_WITHIN.search(text) is not None or text_says(text, "credit")
    )


def is_below_embed(document: Document, block: Block) -> bool:
    """Whether a line right above was cut as an embed's: "Enlarge the picture", "2 in the gallery"."""
    gone: Sequence[tuple[int, int, Reason]] = document.gone
    at = bisect_left(gone, block.start, key=lambda cut: cut[0]) - 1
    if at < 0 or gone[at][2] != Reason.EMBED:
        return False
    return not document.raw[gone[at][1] : block.start].strip()


def _is_credited_below(document: Document, block: Block) -> bool:
    """Whether a line right below was cut as a credit."""
    gone: Sequence[tuple[int, int, Reason]] = document.gone
    at = bisect_left(gone, block.end, key=lambda cut: cut[0])
    if at == len(gone) or gone[at][2] != Reason.CREDIT:
        return False
    return not document.raw[block.end : gone[at][0]].strip()
