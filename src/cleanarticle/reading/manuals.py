"""Where the systems that write manuals put a page's text.

Their pages are tables of members, terms and signatures more than prose, of kinds that the block model
has hardly seen; but all of one system's are built alike, and say which part is the text.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .page import Page

__all__ = ["text_of_manual"]


class _Manual(NamedTuple):
    """A system's pages, by the classes, ids and tags (`<main>`) of their elements."""

    signs: frozenset[str]  # what they all have, and no others
    text: frozenset[str]  # what holds the text
    aside: frozenset[str]  # what is none in there


def _manual(signs: str, text: str, aside: str = "") -> _Manual:
    return _Manual(frozenset(signs.split()), frozenset(text.split()), frozenset(aside.split()))


_OF_DOCBOOK = (
    "book part reference chapter preface appendix article refentry section sect1 sect2 sect3 sect4 simplesect "
    "glossary bibliography index dedication colophon"
)
_LISTS = "toc list-of-figures list-of-tables list-of-examples"
#: Texinfo's menus, long and short, and its own list of contents.
_MENUS = "menu menu-preformatted mini-toc region-contents region-shortcontents"
_OF_TEXINFO = [
    f"{level}-level-extent"
    for level in "top chapter section subsection subsubsection appendix appendixsec appendixsubsec unnumbered "
    "unnumberedsec unnumberedsubsec".split()
]
_MANUALS = (
    # Javadoc of Java 16, of 11 to 15 and of 7 to 9.
    _manual("navbar-top sub-nav flex-content", "<main>", "<nav>"),
    _manual("topNav flexContent", "<main>", "<nav>"),
    _manual("topNav bottomNav contentContainer", "header contentContainer"),
    # Doxygen: its sections of the page, its graphs and the groups that a page is in.
    _manual("headertitle contents", "headertitle contents", "toc dynheader dyncontent ingroups"),
    # Haddock.
    _manual(
        "package-header module-header",
        "content",
        "info table-of-contents synopsis contents-list",
    ),
    # The style sheets of DocBook; as Publican, GTK-Doc and Boost dress them.
    _manual("navheader navfooter", _OF_DOCBOOK, _LISTS),
    _manual("docnav titlepage", _OF_DOCBOOK, _LISTS),
    _manual("navigation shortcuts refentry", "refentry", "toc gallery_image"),
    _manual("spirit-nav titlepage", _OF_DOCBOOK, f"{_LISTS} spirit-nav copyright-footer"),
    # Texinfo, from 7 on: a section with the links to those beside it.
    *(
        _manual(f"{extent} nav-panel", " ".join(_OF_TEXINFO), f"nav-panel {_MENUS}")
        for extent in _OF_TEXINFO
    ),
    # LibreOffice's help.
    _manual("DisplayArea DonationFrame", "DisplayArea"),
)

#: Fewest words of a text.
MIN_WORDS = 10


def text_of_manual(page: Page, counts: NDArray[np.int64]) -> NDArray[np.bool_] | None:
    """Tell the pieces of a manual's text; `None` where no system is known by its elements.

    `counts` are the words of the pieces.
    """
    names = page.words_of_names
    manual = next((manual for manual in _MANUALS if manual.signs <= names), None)
    if manual is None:
        return None
    text, aside = (page.inside(_called(page, names)) for names in (manual.text, manual.aside))
    if counts[text & aside].sum() <= counts[text & ~aside].sum():
        text &= ~aside  # else the contents are what the page is there for
    return text if counts[text].sum() >= MIN_WORDS else None


def _called(page: Page, wanted: frozenset[str]) -> list[int]:
    """Give the elements with one of these names, or these tags."""
    return page.named(wanted) + [e for e, tag in enumerate(page.tags) if f"<{tag}>" in wanted]
