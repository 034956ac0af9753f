"""What only its place shows to be chrome: the lines above the title."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Drop
from ..model import Block, Document, Reason
from ..shapes import ends_sentence, is_prose, words

__all__ = ["drop_head", "is_dump"]

CHROME = frozenset(
    {
        Reason.AD, Reason.BREADCRUMB, Reason.CONSENT, Reason.COUNTER, Reason.LEGAL, Reason.MENU,
        Reason.PROMO, Reason.SHARE, Reason.STYLE, Reason.SCRIPT,
    }
)  # fmt: skip

#: Cuts of chrome anywhere from which on a text counts as a page's dump.
MIN_CHROME = 3


def is_dump(document: Document, *, before: int) -> bool:
    """Whether chrome was cut: above the raw offset `before`, or enough of it anywhere."""
    if any(reason in CHROME for start, _, reason in document.gone if start < before):
        return True
    return sum(document.cuts.get(reason, 0) for reason in CHROME) >= MIN_CHROME


def drop_head(document: Document) -> Iterator[Drop]:
    """Drop the short lines that stand above the title: menus, tickers, section names.

    Only where chrome was cut, so that the text is known to be a page's dump. A
    paragraph above the title stays.
    """
    title = document.title
    if title is None:
        yield from _untitled_head(document)
        return
    if not is_dump(document, before=title.start):
        return
    for block in document:
        if block.start >= title.start:
            return
        if not is_prose(block):
            yield Drop(block, Reason.MENU, 0.85)


#: Cuts of chrome that make a text without a title a page's dump beyond doubt.
MANY_CHROME = 6

#: Short lines above the first paragraph from which on they are a menu, and how many
#: of the last of them stay: a title, a lead and a byline may be among them.
MIN_HEAD_LINES = 10
LINES_KEPT = 4


def _untitled_head(document: Document) -> Iterator[Drop]:
    if sum(document.cuts.get(reason, 0) for reason in CHROME) < MANY_CHROME:
        return
    head: list[Block] = []
    for block in document:
        if is_prose(block) and words(block) >= 20:
            break
        head.append(block)
    else:
        return
    if len(head) >= MIN_HEAD_LINES:
        for block in head[:-LINES_KEPT]:
            if words(block) <= 6 and not ends_sentence(block.text):
                yield Drop(block, Reason.MENU, 0.75)
