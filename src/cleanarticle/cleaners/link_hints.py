"""What a page tells those who hear it about a link: that it opens another tab, or leads away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import Drop, Edit
from ..model import Document, Reason
from ..patterns import lazy
from ..vocabulary import fold, listed
from ._spans import cut, whole

__all__ = ["drop_link_hints"]

#: What may be one; the longest has 36 characters.
_BRACKETED = lazy(r"[(（\[]\s?([^()（）\[\]\n]{3,60}?)\s?[)）\]]")
#: What Reuters says without brackets.
_OPENS = ", opens"
_OPENING = lazy(r"\s?,\sopens new tab(?!\w)")
#: The end of a reference's title, of which a tool left it behind the number: `orchards1."),2.")`.
_END_OF_TITLE = lazy(r"(?<=\d)\.\"\)(?=[,.;:)\s]|$)")
#: How many show that a tool wrote them.
MIN_ENDS = 3


def drop_link_hints(document: Document) -> Iterator[Drop | Edit]:
    """Cut what stands in brackets behind a link for those who hear the page, in 29 languages.

    "The report (opens in a new tab) says more." Leaves brackets that hold anything else, and such words
    without brackets, but for Reuters' ", opens new tab", which is no sentence. The ends of references' titles
    go, too, that stand behind their numbers where no quotation ends.

    >>> from cleanarticle.model import blocks
    >>> [(e.start, e.end) for e in drop_link_hints(blocks("The report (opens in a new tab) says more."))]
    [(10, 31)]
    """
    text = whole(document)
    if text.count('.")') >= MIN_ENDS:
        yield from _ends_of_titles(document)
    if _OPENS not in text and not _in_brackets(text):
        return
    for block in document:
        if block.kind == "code":
            continue
        spans = _in_brackets(block.text)
        if _OPENS in block.text:
            spans = sorted([*spans, *(found.span() for found in _OPENING.finditer(block.text))])
        if spans and not _without(block.text, spans).strip():
            yield Drop(block, Reason.MARKUP)
            continue
        for start, end in spans:
            yield cut(block, start, end, Reason.MARKUP)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Give a text without some of its stretches, in order."""
    edges = [0, *(place for span in spans for place in span), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def _ends_of_titles(document: Document) -> Iterator[Edit]:
    ends = {
        block.start: [found.span() for found in _END_OF_TITLE.finditer(block.text)]
        for block in document
        if '.")' in block.text and block.kind != "code"
    }
    if sum(map(len, ends.values())) < MIN_ENDS:
        return
    for block in document:
        found = ends.get(block.start, [])
        if len(found) == block.text.count('"'):  # none of them ends a quotation
            yield from (Edit(block, start, end, "", Reason.MARKUP) for start, end in found)


def _in_brackets(text: str) -> list[tuple[int, int]]:
    """Give where hints in brackets stand."""
    hints = listed("link_hints", "hints")
    return [found.span() for found in _BRACKETED.finditer(text) if fold(found[1]) in hints]
