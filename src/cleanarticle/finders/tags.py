"""The keywords that stand under an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import Drop, Found
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ..shapes import ends_sentence, last_prose, words
from ..vocabulary import saying, says
from .date_lines import is_only_date
from .source import after_phrase

__all__ = ["find_tags"]

#: Longest tag in words, and longest line of tags in characters.
MAX_TAG_WORDS = 6
MAX_TAG_LINE = 400

#: Most lines of one tag each below a bare "Tags".
MAX_TAG_LINES = 12

_SEPARATOR = lazy(r"[,;|•·،、，；]|\s/\s|(?<=\s)#|^#")


#: A day in numbers: which of them is the month, is not asked.
_IN_NUMBERS = lazy(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")


def find_tags(document: Document) -> Iterator[Found | Drop]:
    """Find lines of tags, and a bare "Tags" with a tag a line below the text.

    Leaves sentences, and a list below the label that is too long to be one of tags.

    >>> from cleanarticle.model import blocks
    >>> [found.value for found in find_tags(blocks("It rained.", "Tags: rain, weather"))]
    [('rain', 'weather')]
    """
    if not saying(document, "tags"):
        return
    blocks = document.blocks
    last = last_prose(blocks)
    for place, block in enumerate(blocks):
        tags = _on_line(block, document.language)
        if tags:
            yield Found("tags", tags, block)
        elif _is_bare_row(block, document.language):
            yield Drop(block, Reason.MENU)
        elif place > last and _is_label(block, document.language):
            below = _lines(_at_once(document, place), document.language)
            if below:
                names = dict.fromkeys(_clean(b.text) for b in below)
                yield Found("tags", tuple(name for name in names if name), block)
                for taken in below:
                    yield Drop(taken, Reason.MENU)
                return


def _at_once(document: Document, place: int) -> list[Block]:
    """Give the blocks below one of which no other was cut away from between them: buttons part what follows."""
    near: list[Block] = []
    above = document[place]
    for block in document[place + 1 : place + 2 + MAX_TAG_LINES]:
        if any(map(str.isalnum, document.raw[above.end : block.start])):
            break
        near.append(block)
        above = block
    return near


def _is_bare_row(block: Block, language: str | None) -> bool:
    """Whether a line is the label and what parted its tags, which a dump lost: "Tags: , ,"."""
    said = says(block, "tags", "start", language=language)
    rest = after_phrase(block.text, said.phrase) if said else None
    return bool(rest and "," in rest and not any(map(str.isalnum, rest)))


def _on_line(block: Block, language: str | None) -> tuple[str, ...]:
    """Give the tags of a line that begins with the label."""
    said = says(block, "tags", "start", language=language)
    if said is None or len(block.text) > MAX_TAG_LINE or ends_sentence(block.text):
        return ()
    rest = after_phrase(block.text, said.phrase)
    tags = [_clean(part) for part in _SEPARATOR.split((rest or "").strip(" :：=|-"))]
    tags = [tag for tag in tags if tag]
    if len(tags) == 1 and tags[0][:1].islower() and count_words(tags[0]) > 3:
        return ()
    return tuple(dict.fromkeys(tags)) if all(_is_tag(tag) for tag in tags) else ()


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" #-–•*»›,;|\"'")


def _is_tag(text: str) -> bool:
    long = count_words(text) > MAX_TAG_WORDS * (3 if any(char > "\u3040" for char in text) else 1)
    return not long and not ends_sentence(text)


def _is_label(block: Block, language: str | None) -> bool:
    said = says(block, "tags", "line", "heading", language=language)
    if said is None:
        said = says(block, "tags", "start", language=language)
        if said is None or (after_phrase(block.text, said.phrase) or "").strip(" :："):
            return False
    return True


def _lines(below: Sequence[Block], language: str | None) -> list[Block]:
    """Give the lines of one tag each that follow at once; none where they run on too long."""
    taken: list[Block] = []
    for block in below:
        if words(block) > MAX_TAG_WORDS or not _is_tag(_clean(block.text)):
            break
        if any(map(str.isdigit, block.text)) and (
            is_only_date(block.text, language) or _IN_NUMBERS.fullmatch(block.text)
        ):
            break
        if any(says(block, family, language=language) for family in _ENDS):
            break
        taken.append(block)
    named = [block for block in taken if _clean(block.text)]
    return taken if 0 < len(named) <= MAX_TAG_LINES else []


#: Families whose phrases end a list of tags.
_ENDS = (
    "share", "related", "comment_form", "comments", "menu", "promo", "read_also", "legal", "ad",
    "source", "byline", "published", "updated", "credit", "consent", "home",
)  # fmt: skip
