"""The ledger told in plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..model import Article, Change, Reason

__all__ = ["TAKEN_UP", "counted", "explain", "sort_of", "summary", "visible"]

MAX_EXCERPT_CHARACTERS = 60

TAKEN_UP = (Reason.TITLE, Reason.BYLINE, Reason.DATE, Reason.SOURCE, Reason.BREADCRUMB)


def explain(article: Article) -> str:
    """Tell in plain text what was cut, taken up and mended, and why.

    >>> from cleanarticle import Block
    >>> print(explain(Article(blocks=(Block("paragraph", "It rained."),), confidence=0.9)))
    2 words in 1 block kept; 0 cuts, 0 repairs, 0 lines taken up; confidence 0.90.
    Flags: none.
    """
    parts = [f"{summary(article)}; confidence {article.confidence:.2f}."]
    for reason in Reason:
        if entries := [change for change in article.changes if change.reason is reason]:
            parts.append(f"\n{reason} ({len(entries)}): {reason.explanation}")
            parts.extend(_entries(entries))
    gap = "\n" if article.changes else ""
    parts.append(f"{gap}Flags: {', '.join(map(visible, sorted(article.flags))) or 'none'}.")
    return "\n".join(parts)


def summary(article: Article) -> str:
    """Say in a line how much was kept, cut, mended and taken up."""
    sorts = Counter(sort_of(change) for change in article.changes)
    cut = sum(c.end - c.start for c in article.changes if sort_of(c) == "cut")
    size = f" ({counted(cut, 'character')})" if cut else ""
    return (
        f"{counted(article.word_count, 'word')} in {counted(len(article.blocks), 'block')} kept; "
        f"{counted(sorts['cut'], 'cut')}{size}, "
        f"{counted(sorts['repair'], 'repair')}, {counted(sorts['taken up'], 'line')} taken up"
    )


def sort_of(change: Change) -> str:
    """Say whether the change is a cut, a repair or a line taken up into a field."""
    if change.reason in TAKEN_UP:
        return "taken up"
    return "repair" if change.reason.is_repair else "cut"


def counted(number: int, noun: str) -> str:
    """Give a number with its noun.

    >>> counted(1, "word"), counted(2000, "word")
    ('1 word', '2,000 words')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _entries(changes: Sequence[Change]) -> Iterator[str]:
    """Give a line each: offsets, cleaners, what stood there and what stands there now."""
    offsets = [f"{change.start}-{change.end}" for change in changes]
    hands = [visible(" > ".join(change.steps or (change.cleaner,))) for change in changes]
    widths = max(map(len, offsets)), min(max(map(len, hands)), 40)
    for change, offset, hand in zip(changes, offsets, hands, strict=True):
        before, after = (f'"{_shortened(visible(s))}"' for s in (change.before, change.after))
        yield f"  {offset:>{widths[0]}}  {hand:<{widths[1]}}  {before} → {after}"


def visible(text: str) -> str:
    r"""Give the text with every character that does not print written as an escape.

    >>> visible("a\u200bb\n")
    'a\\u200bb\\n'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _shortened(text: str) -> str:
    if len(text) <= MAX_EXCERPT_CHARACTERS:
        return text
    half = MAX_EXCERPT_CHARACTERS // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
