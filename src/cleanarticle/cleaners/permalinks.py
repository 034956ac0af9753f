"""The signs that systems of documentation set behind each heading, as a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..actions import Drop, Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_prose, words

__all__ = ["drop_permalinks"]

#: How a line ends behind which such a sign stands: Sphinx, MkDocs and Python-Markdown have `¶`, Node.js and
#: GitBook `#`, Hugo's and other themes a chain, RDoc `¶ ↑`. A sharp glued to a few letters names a note or a language,
#: and to a digit a mate.
_SIGN = lazy(r"\s{0,3}(?:[¶\N{LINK SYMBOL}]\ufe0f?|¶\s?↑)$|\s{1,3}#$|(?<=[^\W\d_]{4})#$")
_ALONE = lazy(r"[¶\N{LINK SYMBOL}]\ufe0f?|¶\s?↑")
_LAST = "¶↑#\N{LINK SYMBOL}\ufe0f"
#: How a heading of rustdoc begins, glued to the sign; behind that of a law there is a number.
_BEFORE = lazy(r"§(?=[^\W\d_]{3})")

#: Lines from which on a sign is one of a system's, and the most characters of a heading or signature.
MIN_LINES, MAX_CHARACTERS = 2, 200
#: The share of the lines with a sharp, and their number, that must stand right above prose: "Part #" and
#: "Model #" of a catalogue ask for a number.
MIN_ABOVE_PROSE, MIN_ABOVE_PROSE_SHARE = 2, 0.25
#: What ends the prose of those who show each paragraph's end, as word processors do.
_STOPS = ".。:：;"


def drop_permalinks(document: Document) -> Iterator[Drop | Edit]:
    """Drop the signs at headings that link to them, where several have one: `Usage¶`, `Usage #`, `§Usage`.

    And what ReadMe says there of such a link.
    A sharp on a line of its own, as VuePress and Rspress leave above a heading, where several stand so.
    Leaves `C#`, mates and notes, `Part #` of a catalogue, `§ 5`, code, and a pilcrow behind a sentence.

    >>> from cleanarticle.model import blocks
    >>> lines = ("Usage¶", "Ask the tide in C#.", "Options of the bell¶", "Written in F#")
    >>> [(e.block.text, e.start) for e in drop_permalinks(blocks(*lines)) if isinstance(e, Edit)]
    [('Usage¶', 5), ('Options of the bell¶', 19)]
    """
    signs = {
        place: at
        for place, block in enumerate(document)
        if block.text[-1:] in _LAST and (at := _sign_of(block)) is not None
    }
    if len(signs) >= MIN_LINES and not _head_prose(document, signs):
        signs = {place: at for place, at in signs.items() if document[place].text[-1] != "#"}
    yield from _lone_sharps(document)
    yield from _sections(document)
    yield from _said_links(document)
    if len(signs) < MIN_LINES:
        return
    for place, at in signs.items():
        block = document[place]
        if at == 0:
            yield Drop(block, Reason.MARKUP)
        else:
            yield Edit(block, at, len(block.text), "", Reason.MARKUP)


#: Most words of a heading beside which a sharp stands alone.
MAX_HEADING_WORDS = 12


def _lone_sharps(document: Document) -> Iterator[Drop]:
    """Drop the lines that are a sharp and nothing else, if several stand right above or below a heading."""
    sharps = [place for place, block in enumerate(document) if block.text == "#"]
    if len(sharps) < MIN_LINES:
        return
    beside = sum(_heads(document, at + 1) or _heads(document, at - 1, 2) for at in sharps)
    if beside >= max(MIN_ABOVE_PROSE, MIN_ABOVE_PROSE_SHARE * len(sharps)):
        for at in sharps:
            yield Drop(document[at], Reason.MARKUP)


def _sections(document: Document) -> Iterator[Drop | Edit]:
    """Drop the signs of sections before headings: glued to them, or on lines of their own above them."""
    marked = [
        place for place, block in enumerate(document) if block.text[0] == "§" and _may_head(block)
    ]
    glued = [place for place in marked if _BEFORE.match(document[place].text)]
    alone = [
        place
        for place in marked
        if document[place].text == "§"
        and place + 1 < len(document)
        and document[place + 1].text[0].isalpha()
    ]
    if len(glued) + len(alone) >= MIN_LINES:
        for place in alone:
            yield Drop(document[place], Reason.MARKUP)
        for place in glued:
            yield Edit(document[place], 0, 1, "", Reason.MARKUP)


#: What ReadMe says behind a heading for those who hear the page: "Usage   Skip link to Usage".
_SAID = lazy(r"\s{0,9}\[?Skip link to ")


def _said_links(document: Document) -> Iterator[Drop | Edit]:
    """Drop what says that a link leads to the heading before it, in the heading's own words."""
    if "Skip link to " not in document.raw:
        return
    for block in document:
        found = _SAID.search(block.text[:MAX_CHARACTERS])
        if found is None:
            continue
        head, behind = block.text[: found.start()], block.text[found.end() :].rstrip("]")
        if not head and words(block) <= MAX_HEADING_WORDS:
            yield Drop(block, Reason.MARKUP)
        elif head.casefold() == behind.strip().casefold():
            yield Edit(block, found.start(), len(block.text), "", Reason.MARKUP)


def _may_head(block: Block) -> bool:
    return block.kind not in ("code", "table") and words(block) <= MAX_HEADING_WORDS


def _heads(document: Document, place: int, down: int = 1) -> bool:
    """Whether a short line begins as a heading does, and prose stands so many lines below it."""
    if not 0 <= place < len(document) - down:
        return False
    block, below = document[place], document[place + down]
    begins = block.text[0].isalnum() or block.text[0] in "“”„«‘'\"「『¿¡"
    return begins and words(block) <= MAX_HEADING_WORDS and is_prose(below)


def _head_prose(document: Document, places: Iterable[int]) -> bool:
    """Whether enough of the lines with a sharp stand right above prose."""
    sharps = [place for place in places if document[place].text[-1] == "#"]
    above = sum(at + 1 < len(document) and is_prose(document[at + 1]) for at in sharps)
    return above >= max(MIN_ABOVE_PROSE, MIN_ABOVE_PROSE_SHARE * len(sharps))


def _sign_of(block: Block) -> int | None:
    """Give where the sign at the end of a line begins, 0 where it is all of it."""
    text = block.text
    if len(text) > MAX_CHARACTERS or block.kind in ("code", "table"):
        return None
    if _ALONE.fullmatch(text):
        return 0
    sign = _SIGN.search(text, max(0, len(text) - 8))
    if sign is None or sign.start() == 0 or text[sign.start() - 1] in _STOPS:
        return None
    return sign.start()
