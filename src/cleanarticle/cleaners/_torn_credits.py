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
        if block.text == "/" and place and (begun or signed):
            who, house = blocks[place - 1], blocks[place + 1]
            labelled = place > 1 and _is_label(blocks[place - 2])
            in_row = any(
                0 <= at < len(blocks) and blocks[at].text == "/" for at in (place - 2, place + 2)
            )
            is_person = MIN_WHO <= count_words(who.text) <= MAX_WHO and not any(
                map(str.isdigit, who.text)
            )
            if not (labelled or in_row) and is_person and _is_name(who.text, house.text):
                yield from (Drop(one, Reason.CREDIT, 0.9) for one in (who, block, house))
        begun = begun or is_prose(block)
        signed = signed or _is_label(block)


def _is_label(block: Block) -> bool:
    """Whether a line ends with a byline's label, behind nothing or behind a bar: "By", "Harbour Radio | By"."""
    return len(block.text) <= 80 and is_byline_label(block.text.rpartition("|")[2].strip())


def _is_name(*texts: str) -> bool:
    """Whether lines are names: a few words with capitals, and no sentence."""
    for text in texts:
        said = text.replace("/", " ").split()
        if not said or count_words(text) > MAX_HOUSE or ends_sentence(text):
            return False
        if not all(word[0].isupper() or word in _SMALL or not word[0].isalpha() for word in said):
            return False
    return True
