"""What shows the ledger over the text has in common: the walk, the words, the colours."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from ..model import Article, Block, Change

__all__ = ["DARK", "HUES", "LIGHT", "laid_over", "lang_of", "moment", "seen", "told"]

HUES = {
    reason: hue
    for hue, reasons in {
        215: ("menu", "consent", "legal", "counter", "credit"),
        25: ("ad", "promo", "paywall", "share"),
        275: ("read_also", "related"),
        325: ("comment_form", "comments"),
        185: ("markup", "style", "script", "embed"),
        0: ("repeat", "boilerplate", "rule"),
        145: ("title", "byline", "date", "source", "breadcrumb"),
    }.items()
    for reason in reasons
}
LIGHT = "--fg:#1f2328;--dim:#68707a;--bg:#fff;--soft:#f6f7f9;--line:#dfe2e7;--link:#2f6fd0;--l:34%;--a:.13"
DARK = "--fg:#dde1e6;--dim:#8f98a3;--bg:#16181c;--soft:#1e2126;--line:#32363d;--link:#7fb0ff;--l:74%;--a:.2"


def moment(when: datetime | None) -> str:
    """Give a time as a reader takes it in; midnight is what a day alone was read as.

    >>> moment(datetime(2024, 5, 3)), moment(datetime(2024, 5, 3, 9, 5))
    ('2024-05-03', '2024-05-03 09:05')
    """
    return when.strftime("%Y-%m-%d %H:%M %Z").strip().replace(" 00:00", "") if when else ""


def told(change: Change) -> str:
    """Say why, by which cleaner and how surely something was changed."""
    return f"{change.reason.explanation} ({change.cleaner}, {change.confidence:.0%})"


def lang_of(article: Article) -> str:
    """Give the attribute that tells the language of an element, if it is known."""
    return f' lang="{escape(article.language)}"' if article.language else ""


def seen(changes: Sequence[Change]) -> list[Change]:
    """Leave out the changes of white space alone."""
    return [change for change in changes if change.before.strip() or change.after.strip()]


def laid_over(article: Article) -> Iterator[tuple[list[Change], Block | None, list[Change]]]:
    """Walk `raw` once: give what was changed before each block, the block, and what was in it.

    Last without a block, what was changed behind them all.
    """
    ahead = deque(article.changes)
    for block in sorted(article.blocks, key=lambda block: block.start):
        before = _taken(ahead, block.start - 1)
        inside = _taken(ahead, block.end - 1)
        while ahead and ahead[0].start == ahead[0].end == block.end:
            inside.append(ahead.popleft())
        yield before, block, inside
    yield list(ahead), None, []


def _taken(ahead: deque[Change], last: int) -> list[Change]:
    """Take the changes that begin at `last` or before it."""
    those = []
    while ahead and ahead[0].start <= last:
        those.append(ahead.popleft())
    return those
