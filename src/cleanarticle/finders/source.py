"""The publisher that the text itself credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..actions import Found
from ..cleaners._spans import whole
from ..model import Document, count_words
from ..patterns import lazy
from ..shapes import ends_sentence, is_prose, last_prose
from ..vocabulary import bare, fold, saying, says
from .header import header
from .labels import SIGNS, found_in_labels, is_all_labels

__all__ = ["after_phrase", "find_source"]

#: Longest name of a publisher, in words.
MAX_SOURCE_WORDS = 8

#: Phrases of the family that lead to something else than a publisher's name.
_OTHERS = lazy(r"\W*(?:原标题|kaynakça|자료|资料来源|資料來源)")
_LEAD = lazy(r"(?:(?:on|in|at|by|from|from the|i|im|em|på|di|bei)\s+|[:：=|\]\s-]+)", re.IGNORECASE)
_ADDRESS = lazy(
    r"(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,4}[a-z]{2,12})(?:/\S*)?", re.IGNORECASE
)
#: A host before the article's title and address there: "Tribunnews.com dengan judul ..., https://...".
_TITLED = lazy(
    r"(?P<host>(?:[\w-]{1,63}\.){1,4}[a-z]{2,12})\s(?:dengan judul|under the title|unter dem Titel|sous le titre"
    r"|con el título)\s.{1,300}",
    re.IGNORECASE,
)
#: The last line of a press release: "SOURCE Linna Ferries Ltd."
_SIGNED = lazy(r"SOURCE ([A-Z0-9].{1,80})")
_EDGES = " \t\u00a0\"'“”«»‹›()[]（）【】"


def after_phrase(text: str, phrase: str) -> str | None:
    """Give what stands after a folded phrase at the line's start, `None` where it does not.

    >>> after_phrase("» Source : Le Figaro", "source :")
    ' Le Figaro'
    """
    text = text.lstrip()
    wanted = bare(phrase)
    start = next((i for i, char in enumerate(text[:8]) if char.isalnum() or char == "#"), 0)
    for end in range(start + 1, min(len(text), start + 2 * len(phrase) + 8) + 1):
        if bare(fold(text[start:end])) == wanted and (
            end == len(text) or not (text[end].isalnum() and text[end - 1].isascii())
        ):
            rest = text[end:]
            mark = phrase[len(phrase.rstrip(" :：=＝／/.-）)]】՝")) :].strip()
            if mark and rest.lstrip().startswith(mark):
                rest = rest.lstrip()[len(mark) :]
            return rest
    return None


def find_source(document: Document) -> Iterator[Found]:
    """Find the line above or below the text that credits its publisher; a URL gives its host.

    Leaves credits between paragraphs, which belong to a picture or a chart, sentences,
    and lists of sources.

    >>> from cleanarticle.model import blocks
    >>> [found.value for found in find_source(blocks("It rained.", "Source: Le Figaro"))]
    ['Le Figaro']
    """
    if any(sign in whole(document) for sign in SIGNS):
        yield from _labelled(document)
    if not saying(document, "source") and "SOURCE " not in whole(document):
        return
    blocks = document.blocks
    last = last_prose(blocks)
    first = next((i for i, block in enumerate(blocks) if is_prose(block)), len(blocks))
    above = {block.start for block in header(document)}
    source = None
    for place, block in enumerate(blocks):
        if (first < place < last) or (place < first and block.start not in above):
            continue
        if place > last and (signed := _SIGNED.fullmatch(block.text)):
            if source is None and _name(signed[1].removesuffix(".")):
                source = signed[1].strip()
                yield Found("source", source, block)
            continue
        said = says(block, "source", "start", language=document.language)
        if said is None or _OTHERS.match(fold(block.text)):
            continue
        name = _name(after_phrase(block.text, said.phrase) or "")
        if name and source in (None, name):  # the same credit again goes with the first
            source = name
            yield Found("source", name, block)


def _labelled(document: Document) -> Iterator[Found]:
    """Find the line above the text that labels publisher, writer and editor, and take it up."""
    for block in header(document):
        if is_all_labels(block.text):
            for place, found in enumerate(found_in_labels(block, document.fields)):
                yield replace(found, block=None if place else block)
            return


def _name(rest: str) -> str | None:
    """Give the publisher's name out of what stands after the label."""
    rest = rest.strip(_EDGES)
    while lead := _LEAD.match(rest):
        rest = rest[lead.end() :].strip(_EDGES)
    if titled := _TITLED.fullmatch(rest):
        return titled["host"]
    if address := _ADDRESS.fullmatch(rest):
        return address[1].lower() if "/" in rest else rest
    words = count_words(rest)
    if not 0 < words <= MAX_SOURCE_WORDS or ends_sentence(rest) or rest.startswith("@"):
        return None
    if (rest[0].islower() and words > 2) or not any(char.isalpha() for char in rest):
        return None
    return None if re.search(r"https?:|[;,、，].*[;,、，]", rest) else rest
