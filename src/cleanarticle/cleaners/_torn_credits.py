"""Credits of a photo over three lines: the photographer, a stroke alone, and the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import Drop
from ..finders.byline_labels import is_byline_label
from ..model import Block, Reason, count_words
from ..shapes import ends_sentence, is_prose

__all__ = ["torn_credits"]

#: Fewest and most words of the photographer, and most of the house.
MIN_WHO, MAX_WHO, MAX_HOUSE = 2, 6, 7
#: Small words in the name of a house.
_SMALL = frozenset("of the for and via de del la van von der e y".split())


def torn_credits(blocks: Sequence[Block]) -> Iterator[Drop]:
    """Drop a photographer, a stroke and a house, each on a line of its own, as stations of NPR show them.

    Below a byline or inside the article. Leaves a name right below a byline's label: who wrote for a house
    may stand so, too; and paths and rows of links, which have more than one stroke.

    >>> from cleanarticle.model import blocks as made
    >>> lines = made("Harbour Radio | By", "Bo Ek", "The quay at noon.", "Ann Lee", "/", "Harbour Radio")
    >>> [drop.block.text for drop in torn_credits(lines.blocks)]
    ['Ann Lee', '/', 'Harbour Radio']
    """
    if len(blocks) < 3 or not any(block.text == "/" for block in blocks):
        return
    begun = signed = False
    for place, block in enumerate(blocks[:-1]):
        if block.text == "/" and place and (begun or signed) and _is_credit(blocks, place):
            yield from (Drop(one, Reason.CREDIT, 0.9) for one in blocks[place - 1 : place + 2])
        begun = begun or is_prose(block)
        signed = signed or _is_label(block)


def _is_credit(blocks: Sequence[Block], place: int) -> bool:
    """Whether a person's name stands above a lone stroke and a house below it."""
    who, house = blocks[place - 1].text, blocks[place + 1].text
    if not MIN_WHO <= count_words(who) <= MAX_WHO or any(map(str.isdigit, who)):
        return False
    above, below = blocks[max(0, place - 2) : place - 1], blocks[place + 2 : place + 3]
    if any(block.text == "/" for block in (*above, *below)) or any(map(_is_label, above)):
        return False
    return _is_name(who) and _is_name(house)


def _is_label(block: Block) -> bool:
    """Whether a line ends with a byline's label, behind nothing or behind a bar: "By", "Harbour Radio | By"."""
    return len(block.text) <= 80 and is_byline_label(block.text.rpartition("|")[2].strip())


def _is_name(text: str) -> bool:
    """Whether a line is a name: a few words with capitals, and no sentence."""
    said = text.replace("/", " ").split()
    if not said or count_words(text) > MAX_HOUSE or ends_sentence(text):
        return False
    return all(word[0].isupper() or word in _SMALL or not word[0].isalpha() for word in said)
