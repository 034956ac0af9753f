"""Quotations in clean text: their marks, their pairs, and articles set in another pair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .model import Article, Pair

Span = tuple[int, int]
STRAIGHT: Pair = ('"', '"')
SINGLE: Pair = ("‘", "’")
PAIRS: tuple[Pair, ...] = (
    *(("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("”", "”"), ("「", "」")),
    *(STRAIGHT, SINGLE),
)
#: The marks of a quotation inside a quotation, the usual ones first.
INNER: Mapping[Pair, tuple[Pair, ...]] = {
    ("“", "”"): (("‘", "’"),),
    ("„", "“"): (("‚", "‘"),),
    ("„", "”"): (("‚", "’"), ("«", "»")),
    ("«", "»"): (("“", "”"), ("‹", "›"), ("„", "“")),
    ("»", "«"): (("›", "‹"),),
    ("‘", "’"): (("“", "”"),),
    ("「", "」"): (("『", "』"),),
}
_MARKS = re.compile("[\"“”„‟«»「」『』]|''|``|,,|<<|>>")
_SINGLE_MARKS = re.compile(r"‘|(?<=\S)’(?![^\W_])")
_STRAIGHT_INSIDE = re.compile(r"(?<![\w'])'(\w[^'\"]*)'(?![\w'])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: the spans of its marks, each with the white space on its inner side."""

    opening: Span
    closing: Span


def quotations(text: str, pair: Pair) -> list[Quotation]:
    """Find the quotations of a paragraph whose marks are all of one pair, well paired and flat.

    Anything else in the paragraph, such as another pair's mark, gives an empty list.

    >>> [q.closing for q in quotations("He said « no » twice.", ("«", "»"))]
    [(12, 14)]
    >>> quotations("He said “no“ twice.", ("“", "”"))
    []
    """
    marks = list(_marks(pair).finditer(text))
    if len(marks) % 2 or (pair == SINGLE and _MARKS.search(text)):
        return []
    found = []
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        quotation = _quotation(text, opening, closing)
        if (opening[0], closing[0]) != pair or quotation is None:
            return []
        found.append(quotation)
    return found


def _marks(pair: Pair) -> re.Pattern[str]:
    return _SINGLE_MARKS if pair == SINGLE else _MARKS


def _quotation(text: str, first: re.Match[str], last: re.Match[str]) -> Quotation | None:
    """Give the quotation between two marks; ``None`` where they are no such pair."""
    start, end = first.end(), last.start()
    inner = text[start:end]
    low = start + len(inner) - len(inner.lstrip())
    high = end - (len(inner) - len(inner.rstrip()))
    spaced = low > start and high < end
    outside = text[max(0, first.start() - 1) : first.start()] + text[last.end() : last.end() + 1]
    if not inner.strip() or (low > start or high < end) != spaced:
        return None
    if first[0] != "「" and any(char.isalnum() for char in outside):
        return None
    if spaced and first[0] not in "«»":
        return None
    return Quotation((first.start(), low), (high, last.end()))


def main_pair(paragraphs: Iterable[str]) -> Pair:
    """Give the pair that most quotations of an article have; straight marks if it has none."""
    texts = [text for text in paragraphs if _MARKS.search(text) or "‘" in text]
    counts = {pair: sum(len(quotations(text, pair)) for text in texts) for pair in PAIRS}
    best = max(PAIRS, key=lambda pair: counts[pair])
    return best if counts[best] else STRAIGHT


def is_calm(article: Article, place: int) -> bool:
    """Whether no quotation runs over the edges of a paragraph or of its neighbours."""
    beside = article.paragraphs[max(0, place - 1) : place + 2]
    pattern = _marks(article.pair)
    return all(quotations(text, article.pair) for text in beside if pattern.search(text))


def restyle(article: Article, pair: Pair) -> Article | None:
    """Set an article in another pair; ``None`` where its marks are not all well paired."""
    paragraphs = []
    for text in article.paragraphs:
        found = quotations(text, article.pair)
        if not found and (_MARKS.search(text) or (pair == SINGLE and "‘" in text)):
            return None
        paragraphs.append(_with_pair(text, found, pair))
    bare = (pair[0].strip(), pair[1].strip())
    if tuple(paragraphs) == article.paragraphs or main_pair(paragraphs) != bare:
        return None
    page = f"{article.page} in {bare[0]}…{bare[1]}"
    return replace(article, page=page, paragraphs=tuple(paragraphs), pair=bare, restyled=True)


def _with_pair(text: str, found: Iterable[Quotation], pair: Pair) -> str:
    """Write the quotations of a paragraph, and the single ones in them, in another pair."""
    pieces, done = [], 0
    for quotation in found:
        start, end = quotation.opening[0], quotation.closing[1]
        inner = text[start + 1 : end - 1]
        if inside := INNER.get((pair[0].strip(), pair[1].strip())):
            inner = _STRAIGHT_INSIDE.sub(rf"{inside[0][0]}\1{inside[0][1]}", inner)
        pieces += [text[done:start], pair[0], inner, pair[1]]
        done = end
    return "".join([*pieces, text[done:]])


_STOP_INSIDE = re.compile(r"[.,]$")
_STOP_BEHIND = re.compile(r"[.,]")
_STOPS_INSIDE = frozenset({"en", "id", "ko", "tr", "cs"})  # languages, by custom


def order_is_known(article: Article, text: str, q: Quotation) -> bool:
    """Whether a reader knows if the lost closing mark stood before or behind the stop or comma.

    From the article's other quotations if they agree, else from the language's custom; a
    quotation that is a sentence has its own full stop inside in every language.
    """
    order = _order_of(text, q)
    is_sentence = text[q.opening[1]].isupper() and text[: q.opening[0]].strip()[-1:] in ".:"
    if not order or (order == ".inside" and is_sentence):
        return True
    orders = Counter(
        _order_of(other, found)
        for other in article.paragraphs
        for found in quotations(other, article.pair)
    )
    if orders[order[0] + ("behind" if order.endswith("inside") else "inside")]:
        return False
    custom = "inside" if article.language in _STOPS_INSIDE else "behind"
    return orders[order] > 1 or order[1:] == custom


def _order_of(text: str, q: Quotation) -> str:
    """Give where the stop or comma at a closing mark stands: `.inside`, `,behind` or ``""``."""
    if found := _STOP_INSIDE.search(text[: q.closing[0]]):
        return f"{found[0]}inside"
    if found := _STOP_BEHIND.match(text, q.closing[1]):
        return f"{found[0]}behind"
    return ""
