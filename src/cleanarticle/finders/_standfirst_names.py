"""Who wrote an article, as its standfirst says at its end: "A boat divides the coast, writes Jane Roe"."""

from __future__ import annotations

from ..actions import Found
from ..languages import primary
from ..model import Document
from ..patterns import lazy
from ..shapes import is_prose, words
from ..vocabulary import load
from ._name_evidence import is_said
from .bylines import read_byline

__all__ = ["named_in_standfirst"]

#: Lines below the title among which the standfirst stands, and its most words.
REACH, MAX_STANDFIRST = 2, 60
#: A comma that ends no quotation, the word that says who writes, and the names at the line's end.
_WRITES = lazy(
    r"(?<=[^\W_]), (?P<verb>[a-zäöåæø]{4,10}) (?P<names>[^\W\d_a-z][^,.;:!?\"“”\n]{3,80})\.?\Z"
)
#: Characters at the end of a line in which that stands.
TAIL = 110


def named_in_standfirst(document: Document) -> Found | None:
    """Find the writers whom the standfirst right below the title names at its end, or the title itself.

    The line stays. Leaves a name that the text says again: it may be of whom that is about.

    >>> from cleanarticle.model import blocks
    >>> named_in_standfirst(blocks("The boat is late, writes Jane Roe.")) is None
    True
    """
    title = document.title
    language = primary(document.language)
    verbs = load("dates").get(language, {}).get("writes", ()) if title and language else ()
    if title is None or not verbs:
        return None
    below = [block for block in document[: REACH + 3] if block.start > title.start][: REACH + 1]
    for block in (title, *below[:-1]):
        found = _WRITES.search(block.text[-TAIL:])
        if found is None or found["verb"] not in verbs or words(block) > MAX_STANDFIRST:
            continue
        byline = read_byline(f"By {found['names']}", "en")
        if not (byline.names and byline.whole and any(map(is_prose, below))):
            continue
        if not (is_said(document, byline, but_for=block.text) or _tells_of(document, byline.names)):
            return Found("authors", byline.names)
    return None


def _tells_of(document: Document, names: tuple[str, ...]) -> bool:
    """Whether a paragraph says a whole name amid its words: one that begins with it may tell of the writer."""
    return any(
        block.text.find(name) > 0 and not _WRITES.search(block.text[-TAIL:])
        for block in document
        for name in names
    )
