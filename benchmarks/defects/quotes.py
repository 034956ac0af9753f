"""Quotation marks turned, mixed, doubled, lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .model import CASELESS, LETTER, Article, Pair, Site, Sites, Variant, in_text
from .quotations import INNER, SINGLE, STRAIGHT, Quotation, is_calm, order_is_known, quotations

FAMILY = "quotes"
Damaging = Callable[[str, Quotation, Pair], Iterable[Site]]


def _is_western(pair: Pair) -> bool:
    return pair[0] != "「"


def _is_two_sided(pair: Pair) -> bool:
    return pair[0] != pair[1]


def _is_western_two_sided(pair: Pair) -> bool:
    return _is_western(pair) and _is_two_sided(pair)


def _is_straight(pair: Pair) -> bool:
    return pair == STRAIGHT


def _is_low(pair: Pair) -> bool:
    return pair[0] == "„"


def _is_double_curly(pair: Pair) -> bool:
    return pair not in (STRAIGHT, SINGLE)


def _at_quotations(
    damage: Damaging,
    pairs: Callable[[Pair], bool] = _is_western,
    *,
    calm: bool = False,
    ordered: bool = False,
    shown: bool = False,
) -> Sites:
    """Make sites at each quotation of an article whose pair fits.

    `calm`: only if no quotation runs over the paragraph's edge. `ordered`: only if a reader
    knows whether the closing mark stood before or behind the stop beside it. `shown`: only if
    another paragraph's quotation shows which pair the article has.
    """

    def find(article: Article, place: int) -> Iterator[Site]:
        text = article.paragraphs[place]
        if not pairs(article.pair) or (calm and not is_calm(article, place)):
            return
        if shown and not any(
            quotations(other, article.pair)
            for other in (*article.paragraphs[:place], *article.paragraphs[place + 1 :])
        ):
            return
        for quotation in quotations(text, article.pair):
            if not ordered or order_is_known(article, text, quotation):
                yield from damage(text, quotation, article.pair)

    return find


# Turned, mixed, doubled


def _written(*ways: tuple[str, str]) -> Damaging:
    """Write the two marks of a quotation in other ways.

    `{o}` and `{c}` are the text's own with their inner space, `{turned_o}` and `{turned_c}` the
    same turned round, `{O}` and `{C}` the bare marks of the pair.
    """

    def damage(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
        o, c = text[slice(*q.opening)], text[slice(*q.closing)]
        marks = {"o": o, "c": c, "O": pair[0], "C": pair[1]}
        marks |= {"turned_o": pair[1] + o[1:], "turned_c": c[:-1] + pair[0]}
        inner = text[q.opening[1] : q.closing[0]]
        for first, last in ways:
            after = f"{first.format_map(marks)}{inner}{last.format_map(marks)}"
            yield Site(q.opening[0], q.closing[1], after)

    return damage


#: The closing mark of another habit, for the article's own.
_FOREIGN = {"”": "“»", "“": "”»", "»": "”“", "«": "“”", "’": "”", '"': "”"}


def _closing_foreign(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    for mark in _FOREIGN.get(pair[1], ""):
        if mark not in pair:
            yield Site(q.closing[1] - 1, q.closing[1], mark)


# Lost

_SENTENCE_INSIDE = re.compile(r"[.!?…]['\"’”»)]? ")
_COMMA_OR_COLON = re.compile(rf"(?::|{LETTER}{{2}},)\s$")


def _lost_opening(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    """Lose it at a paragraph's start or after `said: ` and `said, `, before a capital."""
    inner = text[q.opening[1] : q.closing[0]]
    at_start = q.opening[0] == 0 and not _SENTENCE_INSIDE.search(inner)
    after = _COMMA_OR_COLON.search(text[: q.opening[0]])
    if inner[0].isupper() and len(inner) > 15 and (at_start or after):
        yield Site(*q.opening, "")


def _lost_opening_anywhere(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    if not list(_lost_opening(text, q, pair)):
        yield Site(*q.opening, "")


def _lost_closing_anywhere(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    if text[q.closing[1] :].strip(".!?…"):
        yield Site(*q.closing, "")


def _lost_at_end(article: Article, place: int) -> Iterator[Site]:
    """Lose the closing mark at a paragraph's end, when the quotation is one sentence.

    Not where the next paragraph opens a quotation: it might be the same one, running on.
    """
    below = "".join(article.paragraphs[place + 1 : place + 2])
    if below.startswith(article.pair[0]):
        return
    yield from _LOST_AT_END(article, place)


def _lost_closing_at_end(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    inner = text[q.opening[1] : q.closing[0]]
    if not text[q.closing[1] :].strip(".!?…") and not _SENTENCE_INSIDE.search(inner):
        yield Site(*q.closing, "")


_LOST_AT_END = _at_quotations(_lost_closing_at_end, calm=True, ordered=True)

_WORD_AND_SPACE = re.compile(rf"(?<!\w){LETTER}{{2,}} $")
_SPACE_AND_WORD = re.compile(rf" (?={LETTER})")
_STOP_AND_WORD = re.compile(rf"[.,] (?={LETTER})")


def _opening_scar(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    """`are “serious` becomes `are.serious`: a full stop before a word in lower case."""
    if _WORD_AND_SPACE.search(text[: q.opening[0]]) and text[q.opening[1]].islower():
        yield Site(q.opening[0] - 1, q.opening[1], ".")


def _opening_scar_turned(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    for site in _opening_scar(text, q, pair):
        inner = text[q.opening[1] : q.closing[1] - 1]
        yield Site(site.start, q.closing[1], f".{inner}{pair[0]}")


def _glued_at_both_ends(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    """`treaty “without borders” with` becomes `treaty.without borderswith`."""
    inner = text[q.opening[1] : q.closing[0]]
    after = _SPACE_AND_WORD.match(text, q.closing[1])
    words = inner.split()
    if not after or not 1 <= len(words) <= 6 or not re.fullmatch(rf"{LETTER}{{3,}}", words[-1]):
        return
    if words[-1].islower() and text[after.end()].islower():
        for site in _opening_scar(text, q, pair):
            yield Site(site.start, after.end(), f".{inner}")


def _closing_glued(ends: str, case: Callable[[str], bool]) -> Damaging:
    """Lose the closing mark and the space behind it, where the quotation ends in one of `ends`."""
    end = re.compile(rf"{LETTER}{{3,}}{ends}$")

    def damage(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
        after = _SPACE_AND_WORD.match(text, q.closing[1])
        if after and case(text[after.end()]) and end.search(text[q.opening[1] : q.closing[0]]):
            yield Site(q.closing[0], after.end(), "")

    return damage


def _closing_glued_before_stop(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    """`worte“. Jens` becomes `worte.Jens`, where the stop stands behind the mark."""
    after = _STOP_AND_WORD.match(text, q.closing[1])
    if not after or not text[q.closing[0] - 1].isalpha():
        return
    if (text[after.start()] == ".") == text[after.end()].isupper():
        yield Site(q.closing[0], after.end(), text[after.start()])


# Nested, over paragraphs, apostrophes


def _nested(*, closing: bool) -> Sites:
    """Turn one mark of a quotation inside a quotation; only pairs with other marks around."""

    def find(article: Article, place: int) -> Iterator[Site]:
        for inner in INNER.get(article.pair, ()):
            (o, c), (a, b) = map(re.escape, article.pair), map(re.escape, inner)
            plain = f"[^{o}{c}{a}{b}]*"
            pattern = rf"{o}{plain}(?P<a>{a}){plain}(?P<b>{b})(?!\w){plain}{c}"
            for found in re.finditer(pattern, article.paragraphs[place]):
                start, end = found.span("b" if closing else "a")
                yield Site(start, end, inner[0] if closing else inner[1])

    return find


def _over_paragraphs(*, closing: bool) -> Sites:
    """Turn a mark in the last paragraph of a quotation over several, each with an opening mark."""

    def find(article: Article, place: int) -> Iterator[Site]:
        first, last = article.pair
        if place == 0 or not _is_two_sided(article.pair):
            return
        above, text = article.paragraphs[place - 1 : place + 1]
        runs_on = above.rfind(first) > above.rfind(last) and text.startswith(first)
        if runs_on and text.count(first) == text.count(last) == 1:
            at = text.index(last) if closing else 0
            yield Site(at, at + 1, first if closing else last)

    return find


_APOSTROPHE = re.compile(rf"(?<={LETTER})’(?={LETTER})")
_SINGLE_QUOTATION = re.compile(r"[‘‚‹]|(?<!\w)'|'(?!\w)")


def _apostrophe_turned(text: str) -> Iterator[Site]:
    """Turn an apostrophe, in paragraphs without single quotation marks."""
    if not _SINGLE_QUOTATION.search(text):
        for found in _APOSTROPHE.finditer(text):
            yield Site(*found.span(), "‘")


_SITES: dict[str, Sites] = {
    "closing mark as opening": _at_quotations(_written(("{o}", "{turned_c}")), _is_two_sided),
    "opening mark as closing": _at_quotations(_written(("{turned_o}", "{c}")), _is_two_sided),
    "both marks turned": _at_quotations(
        _written(("{turned_o}", "{turned_c}")), _is_western_two_sided, shown=True
    ),
    "closing mark of another style": _at_quotations(_closing_foreign),
    "mixed: closing mark straight": _at_quotations(_written(("{o}", '"')), _is_double_curly),
    "mixed: opening mark straight": _at_quotations(_written(('"', "{c}")), _is_double_curly),
    "mixed: one curly in straight": _at_quotations(
        _written(("{o}", "”"), ("“", "{c}")), _is_straight
    ),
    "`` and '' for the pair": _at_quotations(_written(("``", "''")), shown=True),
    "'' and '' for the pair": _at_quotations(_written(("''", "''")), shown=True),
    "'' for the closing mark": _at_quotations(_written(("{o}", "''"))),
    ",, for the low opening mark": _at_quotations(_written((",,", "{c}")), _is_low),
    "closing mark doubled": _at_quotations(_written(("{o}", "{c}{C}"))),
    "opening mark doubled": _at_quotations(_written(("{O}{o}", "{c}"))),
    "lost opening mark, at a start or after a colon": _at_quotations(_lost_opening, calm=True),
    "lost opening mark, a full stop its scar": _at_quotations(_opening_scar, calm=True),
    "the same, closing mark turned": _at_quotations(
        _opening_scar_turned, _is_western_two_sided, calm=True
    ),
    "both lost, glued at both ends": _at_quotations(_glued_at_both_ends, calm=True, shown=True),
    "lost closing mark, at the paragraph's end": _lost_at_end,
    "nested: closing mark turned": _nested(closing=True),
    "nested: opening mark turned": _nested(closing=False),
}
_GLUED: dict[str, Damaging] = {
    "lost closing mark, sentences glued": _closing_glued(r"[.!?…]", str.isupper),
    "lost closing mark, comma glued": _closing_glued(",", str.islower),
    "lost closing mark, words glued": _closing_glued("", str.islower),
    "lost closing mark before a stop, glued": _closing_glued_before_stop,
}
_SITES |= {n: _at_quotations(damage, calm=True, ordered=True) for n, damage in _GLUED.items()}
_DOUBTFUL: dict[str, Damaging] = {
    "lost opening mark, no scar": _lost_opening_anywhere,
    "lost closing mark, no scar": _lost_closing_anywhere,
}
VARIANTS = (
    *(Variant(FAMILY, name, sites, restyled=True) for name, sites in _SITES.items()),
    Variant(FAMILY, "over paragraphs: closing mark turned", _over_paragraphs(closing=True)),
    Variant(FAMILY, "over paragraphs: opening mark turned", _over_paragraphs(closing=False)),
    Variant(FAMILY, "apostrophe turned", in_text(_apostrophe_turned), never=CASELESS),
    *(
        Variant(FAMILY, name, _at_quotations(damage, calm=True), restyled=True, apart=True)
        for name, damage in _DOUBTFUL.items()
    ),
)
