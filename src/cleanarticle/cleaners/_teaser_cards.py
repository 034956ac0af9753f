"""Cards of other articles amid the text, told by the form that a publisher's pages give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Block, Document
from ..patterns import lazy
from ..shapes import ends_sentence, is_prose, words

__all__ = ["teaser_cards"]

#: The picture of a card: what it shows, the agency, the picture's width and day.
_PICTURE = lazy(
    r"[^\n]{0,300}\s[-–—]\s(?:РИА [А-Я][^\n,]{2,30}|Sputnik [^\n,]{2,30}), 1920, \d\d\.\d\d\.\d{4}"
)
#: The day and clock of a card below its picture.
_WHEN = lazy(r"[^\n]{0,24}\d{1,2}:\d\d")
#: A player that another video follows, in one line.
_PLAYER = lazy(r"JUST WATCHED [^\n]{3,200} Replay More Videos \.\.\. MUST WATCH [^\n]{3,200}")

#: Fewest words of a headline on a card, of one that is printed twice on its line, and of one in capitals;
#: most of any.
MIN_WORDS, MIN_TWICE, MIN_CAPITALS, MAX_WORDS = 3, 5, 7, 30
#: What shows that headlines in capitals amid the text are the site's.
_CAPITALS_SITES = (
    "CLICK HERE TO GET THE FOX NEWS APP",
    "GET FOX BUSINESS ON THE GO BY CLICKING HERE",
    "CLICK HERE TO READ MORE ON FOX BUSINESS",
)


def teaser_cards(document: Document) -> Iterator[Block]:
    """Give the lines of such cards: picture, day and headline; a headline twice on a line, or in capitals.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("Причал - РИА Новости, 1920, 17.10.2021", "Вчера, 19:54", "Причал закрыт до весны", "Он стар.")
    >>> [block.text for block in teaser_cards(lines)][-1]
    'Причал закрыт до весны'
    """
    blocks, raw = document.blocks, document.raw
    pictured, played = ", 1920, " in raw, "JUST WATCHED" in raw
    capitals = document.kind == "text" and any(sign in raw for sign in _CAPITALS_SITES)
    prose = [is_prose(block) for block in blocks]
    for place, block in enumerate(blocks):
        text = block.text
        if pictured and _PICTURE.fullmatch(text):
            yield block
            below = blocks[place + 1 : place + 3]
            if len(below) == 2 and _WHEN.fullmatch(below[0].text) and _is_headline(below[1]):
                yield from below
        elif (played and _PLAYER.fullmatch(text)) or (
            _is_amid(prose, place) and (_says_twice(block) or (capitals and _is_capitals(block)))
        ):
            yield block


def _is_headline(block: Block) -> bool:
    return MIN_WORDS <= words(block) <= MAX_WORDS and not ends_sentence(block.text)


def _is_amid(prose: Sequence[bool], place: int) -> bool:
    """Whether a line stands between two paragraphs."""
    return 0 < place < len(prose) - 1 and not prose[place] and prose[place - 1] and prose[place + 1]


def _says_twice(block: Block) -> bool:
    """Whether a headline is printed twice on its line."""
    text = block.text
    half = len(text) // 2
    if len(text) % 2 == 0 or text[half] != " " or text[:half] != text[half + 1 :]:
        return False
    return words(block) >= 2 * MIN_TWICE and not text[0].islower() and not ends_sentence(text)


def _is_capitals(block: Block) -> bool:
    return (
        MIN_CAPITALS <= words(block) <= MAX_WORDS
        and block.text.isupper()
        and not ends_sentence(block.text)
    )
