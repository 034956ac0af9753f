"""What only its place shows to be chrome: the lines above the title."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Drop
from ..model import Document, Reason
from ..shapes import is_prose

__all__ = ["drop_head"]

CHROME = frozenset(
    {
        Reason.AD, Reason.BREADCRUMB, Reason.CONSENT, Reason.COUNTER, Reason.LEGAL, Reason.MENU,
        Reason.PROMO, Reason.SHARE, Reason.STYLE, Reason.SCRIPT,
    }
)  # fmt: skip

#: Cuts of chrome anywhere from which on a text counts as a page's dump.
MIN_CHROME = 3


def drop_head(document: Document) -> Iterator[Drop]:
    """Drop the short lines that stand above the title: menus, tickers, section names.

    Only where chrome was cut, so that the text is known to be a page's dump. A
    paragraph above the title stays.
    """
    title = document.title
    if title is None:
        return
    above = sum(reason in CHROME for start, _, reason in document.gone if start < title.start)
    if not above and sum(document.cuts.get(reason, 0) for reason in CHROME) < MIN_CHROME:
        return
    for block in document:
        if block.start >= title.start:
            return
        if not is_prose(block):
            yield Drop(block, Reason.MENU, 0.85)
