"""Repair: one defect at a time in clean articles, and whether the original stands again.

`python benchmarks/repair.py [--by-language] [--list] [--family NAME] [--sites N] [--seed N]`
prints a Markdown table, a row a variant. *fixed* is the share of damaged paragraphs that stand
again to the letter as a paragraph of their own, *kept* the share of the article's other
paragraphs that stand verbatim; beside them *fixed* for ftfy and clean-text at their defaults and
for doing nothing. `--list` prints every failure: what was given, wanted and got at the site.

`--false-alarms` lists every repair that `clean()` makes in the gold articles as they are, and
counts them per 20,000 words; which of them are right is for a person to say.

A site is taken only where a reader could put it right from what is left: a quotation mark is lost
only where the other mark of the pair and the place tell where it stood. Variants in which even a
reader may doubt, or that text formats cannot settle, are printed apart (`*`) and count in no mean.
"""

from __future__ import annotations

import argparse
import html
import html.entities
import importlib
import logging
import random
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from statistics import fmean

import corpus
import harm
from cleanarticle import Reason, clean
from cleanarticle.finders.language import detect_language
from cleanarticle.model import count_words
from cleanarticle.shapes import is_code_like

MAX_CHARACTERS = 12_000  # of an article: a longer one takes long and shows nothing more
MIN_CHARACTERS = 60  # of a paragraph with a site
MIN_PARAGRAPHS = 3
MAX_SITES_A_PAGE = 6  # of one variant; only languages with few pages come near it
SECONDS = 20.0  # for one system on one text; what takes longer counts as an empty answer
CONTEXT = 40  # characters shown on either side of a site

#: Sites in turn, by language: English and German have the most pages, every other language one.
TURNS = {"en": 4, "de": 2}

Pair = tuple[str, str]
Span = tuple[int, int]


# --- Articles -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """A gold article: its paragraphs, and the pair of quotation marks it mostly uses."""

    page: str
    language: str
    paragraphs: tuple[str, ...]
    pair: Pair
    restyled: bool = False  # the pair was put there by `restyle`


PAIRS: tuple[Pair, ...] = (
    *(("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("”", "”"), ("「", "」")),
    *(('"', '"'), ("‘", "’")),
)
STRAIGHT: Pair = ('"', '"')
SINGLE: Pair = ("‘", "’")
_MARKS = re.compile("[\"“”„‟«»「」『』]|''|``|,,|<<|>>")
_SINGLE_MARKS = re.compile(r"‘|(?<=\S)’(?![^\W_])")

#: What to set an article in that has straight marks, so that every pair is seen; with the
#: language's own first. English stands in for the languages that the corpora lack.
RESTYLES: Mapping[str, tuple[Pair, ...]] = {
    "en": (
        *(("“", "”"), ("“", "”"), SINGLE, ("«\u00a0", "\u00a0»"), ("«", "»"), ("„", "“")),
        *(("„", "”"), ("”", "”"), ("»", "«")),
    ),
    "de": (("„", "“"), ("»", "«"), ("«", "»")),
    "no": (("«", "»"), ("”", "”"), ("“", "”")),
    "tr": (("“", "”"), ("«", "»")),
    "ko": (("“", "”"),),
    "": (("«", "»"), ("“", "”"), ("„", "”")),
}


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
    marks = list((_SINGLE_MARKS if pair == SINGLE else _MARKS).finditer(text))
    if len(marks) % 2 or (pair == SINGLE and _MARKS.search(text)):
        return []
    found = []
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        quotation = _quotation(text, opening, closing)
        if (opening[0], closing[0]) != pair or quotation is None:
            return []
        found.append(quotation)
    return found


def _quotation(text: str, first: re.Match[str], last: re.Match[str]) -> Quotation | None:
    start, end = first.end(), last.start()
    inner = text[start:end]
    low = start + len(inner) - len(inner.lstrip())
    high = end - (len(inner) - len(inner.rstrip()))
    spaced = low > start and high < end
    outside = text[max(0, first.start() - 1) : first.start()] + text[last.end() : last.end() + 1]
    if not inner.strip() or (low > start or high < end) != spaced:
        return None
    if first[0] not in "「『" and any(char.isalnum() for char in outside):
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
    pieces, done = [], 0
    for quotation in found:
        start, end = quotation.opening[0], quotation.closing[1]
        inner = text[start + 1 : end - 1]
        if inside := INNER.get((pair[0].strip(), pair[1].strip())):
            inner = _STRAIGHT_INSIDE.sub(rf"{inside[0][0]}\1{inside[0][1]}", inner)
        pieces += [text[done:start], pair[0], inner, pair[1]]
        done = end
    return "".join([*pieces, text[done:]])


@cache
def _pages() -> tuple[tuple[str, corpus.Page], ...]:
    """Give the corpora's articles, each with the name of its corpus."""
    return tuple(
        (name, replace(page, html=""))
        for name in corpus.CORPORA
        for page in corpus.load(name)
        if page.kind == "article"
    )


def _gold(page: corpus.Page) -> tuple[str, ...]:
    return tuple(text for line in page.text.split("\n") if (text := line.strip()))


def articles(seed: int) -> list[Article]:
    """Give the short gold articles of the corpora, and the straight-quoted ones restyled too."""
    pool = []
    for name, page in _pages():
        paragraphs = _gold(page)
        if len(page.text) <= MAX_CHARACTERS and len(paragraphs) >= MIN_PARAGRAPHS:
            language = detect_language(page.text) or page.lang or "en"
            language = "no" if language in ("nb", "nn") else language
            pair = main_pair(paragraphs)
            pool.append(Article(f"{name}/{page.id}", language, paragraphs, pair))
    for article in list(pool):
        if article.pair == STRAIGHT:
            styles = RESTYLES.get(article.language, RESTYLES[""])
            style = random.Random(f"{seed}-{article.page}").choice(styles)
            if restyled := restyle(article, style):
                pool.append(restyled)
    return pool


# --- Defects inside a paragraph -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Site:
    """One defect: what of a paragraph is replaced, and by what."""

    start: int
    end: int
    after: str


Sites = Callable[[Article, int], Iterable[Site]]  # an article and a paragraph's place in it


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which text is damaged, and where it can strike.

    `sites` gives the sites of one paragraph, `whole` a whole article damaged (see `Damage`);
    a variant has one of the two.
    """

    family: str
    name: str
    sites: Sites | None = None
    whole: Callable[[Article, str, random.Random], Damage | None] | None = None
    languages: frozenset[str] = frozenset()  # none: all
    never: frozenset[str] = frozenset()
    restyled: bool = False  # articles set in other quotation marks too
    separators: tuple[str, ...] = ("\n", "\n\n")
    apart: bool = False  # printed, but in no mean


@dataclass(frozen=True, slots=True)
class Damage:
    """An article damaged in several paragraphs, or between them."""

    paragraphs: tuple[str, ...]  # as given to the systems
    wanted: tuple[int, ...]  # places, in the gold, of the paragraphs that must stand again
    stray: str = ""  # a line that must be gone
    spoilt: tuple[int, ...] = ()  # places that are damaged otherwise, and not judged


VARIANTS: list[Variant] = []
_L = r"[^\W\d_]"  # a letter of any script
NO_SPACES = frozenset({"ja", "zh", "th", "ko"})  # Korean has spaces, but no case
WORD_LISTED = frozenset("en es fr pt it ru nl".split())
UNSEGMENTED = frozenset({"ja", "zh", "th"})


def _add(
    family: str, name: str, *, sites: Sites | None = None, never: Iterable[str] = (), **more: object
) -> None:
    settings: dict[str, object] = {"never": frozenset(never), **more}
    VARIANTS.append(Variant(family, name, sites, **settings))  # type: ignore[arg-type]


def _in_text(find: Callable[[str], Iterable[Site]]) -> Sites:
    """Make sites of a function that looks at nothing but the paragraph's text."""
    return lambda article, place: find(article.paragraphs[place])


def _edits(pattern: str, after: str | Sequence[str]) -> Sites:
    """Make sites of a pattern: its group `x` is replaced by `after`, or by each of several.

    In `after`, `{}` is what the group held.
    """
    compiled = re.compile(pattern)
    texts = (after,) if isinstance(after, str) else tuple(after)

    def find(text: str) -> Iterator[Site]:
        for found in compiled.finditer(text):
            for new in texts:
                yield Site(*found.span("x"), new.replace("{}", found["x"]))

    return _in_text(find)


# Quotation marks


def _at_quotations(
    damage: Callable[[str, Quotation, Pair], Iterable[Site]],
    *,
    pairs: Callable[[Pair], bool] = lambda pair: True,
    calm: bool = False,
    ordered: bool = False,
) -> Sites:
    """Make sites at each quotation.

    `calm`: only if no quotation runs over the paragraph's edge. `ordered`: only if a reader
    knows whether the closing mark stood before or behind the stop beside it.
    """

    def find(article: Article, place: int) -> Iterator[Site]:
        text = article.paragraphs[place]
        if not pairs(article.pair) or (calm and not _is_calm(article, place)):
            return
        for quotation in quotations(text, article.pair):
            if not ordered or _order_is_known(article, text, quotation):
                yield from damage(text, quotation, article.pair)

    return find


def _is_calm(article: Article, place: int) -> bool:
    beside = article.paragraphs[max(0, place - 1) : place + 2]
    pattern = _SINGLE_MARKS if article.pair == SINGLE else _MARKS
    return all(quotations(text, article.pair) for text in beside if pattern.search(text))


def _is_two_sided(pair: Pair) -> bool:
    return pair[0] != pair[1]


def _is_two_sided_western(pair: Pair) -> bool:
    return pair[0] != pair[1] and pair[0] != "「"


def _is_western(pair: Pair) -> bool:
    return pair[0] != "「"


def _closing_turned(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    yield Site(q.closing[1] - 1, q.closing[1], pair[0])


def _opening_turned(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    yield Site(q.opening[0], q.opening[0] + 1, pair[1])


def _both_turned(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    start, end = q.opening[0], q.closing[1]
    yield Site(start, end, f"{pair[1]}{text[start + 1 : end - 1]}{pair[0]}")


def _closing_doubled(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    yield Site(q.closing[1], q.closing[1], pair[1])


def _opening_doubled(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    yield Site(q.opening[0], q.opening[0], pair[0])


def _around(opening: str, closing: str) -> Callable[[str, Quotation, Pair], Iterator[Site]]:
    """Write both marks of a pair otherwise: ``{o}`` and ``{c}`` are the article's own."""

    def damage(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
        start, end = q.opening[0], q.closing[1]
        first = opening.format(o=text[slice(*q.opening)])
        last = closing.format(c=text[slice(*q.closing)])
        yield Site(start, end, f"{first}{text[q.opening[1] : q.closing[0]]}{last}")

    return damage


#: The closing mark of another habit, for the article's own.
_FOREIGN = {"”": "“»", "“": "”»", "»": "”“", "«": "“”", "’": "”", '"': "”"}


def _closing_foreign(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    for mark in _FOREIGN.get(pair[1], ""):
        if mark not in pair:
            yield Site(q.closing[1] - 1, q.closing[1], mark)


def _curled_half(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    yield Site(q.closing[1] - 1, q.closing[1], "”")
    yield Site(q.opening[0], q.opening[0] + 1, "“")


_SENTENCE_INSIDE = re.compile(r"[.!?…]['\"’”»)]? ")
_COMMA_OR_COLON = re.compile(rf"(?::|{_L}{{2}},)\s$")


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


def _lost_at_end(article: Article, place: int) -> Iterator[Site]:
    """Lose the closing mark at a paragraph's end, when the quotation is one sentence.

    Not where the next paragraph opens a quotation: it might be the same one, running on.
    """
    text = article.paragraphs[place]
    below = article.paragraphs[place + 1] if place + 1 < len(article.paragraphs) else ""
    if not _is_western(article.pair) or below.startswith(article.pair[0]):
        return
    for q in quotations(text, article.pair) if _is_calm(article, place) else ():
        inner = text[q.opening[1] : q.closing[0]]
        behind = text[q.closing[1] :]
        plain = not behind.strip(".!?…") and not _SENTENCE_INSIDE.search(inner)
        if plain and _order_is_known(article, text, q):
            yield Site(*q.closing, "")


_STOP_INSIDE = re.compile(r"[.,]$")
_STOP_BEHIND = re.compile(r"[.,]")


def _order_of(text: str, q: Quotation) -> str:
    """Give where the stop or comma at a closing mark stands: `.inside`, `,behind` or ``""``."""
    if found := _STOP_INSIDE.search(text[: q.closing[0]]):
        return f"{found[0]}inside"
    if found := _STOP_BEHIND.match(text, q.closing[1]):
        return f"{found[0]}behind"
    return ""


def _order_is_known(article: Article, text: str, q: Quotation) -> bool:
    """Whether a reader knows if the lost mark stood before or behind the stop or comma.

    From the article's other quotations if they agree, else from the language's custom; a
    quotation that is a sentence has its own full stop inside in every language.
    """
    order = _order_of(text, q)
    if not order:
        return True
    orders = Counter(
        _order_of(other, found)
        for other in article.paragraphs
        for found in quotations(other, article.pair)
    )
    against = order[0] + ("behind" if order.endswith("inside") else "inside")
    if (
        order == ".inside"
        and text[q.opening[1]].isupper()
        and text[: q.opening[0]].strip()[-1:] in ".:"
    ):
        return True
    if orders[against]:
        return False
    custom = "inside" if article.language in ("en", "id", "ko", "tr", "cs") else "behind"
    return orders[order] > 1 or order[1:] == custom


def _lost_closing_anywhere(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    if text[q.closing[1] :].strip(".!?…"):
        yield Site(*q.closing, "")


_WORD_AND_SPACE = re.compile(rf"(?<!\w){_L}{{2,}} $")
_SPACE_AND_WORD = re.compile(rf" (?={_L})")


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
    if not after or not 1 <= len(words) <= 6 or not re.fullmatch(rf"{_L}{{3,}}", words[-1]):
        return
    if words[-1].islower() and text[after.end()].islower():
        for site in _opening_scar(text, q, pair):
            yield Site(site.start, after.end(), f".{inner}")


def _closing_glued(ends: str, case: str) -> Callable[[str, Quotation, Pair], Iterator[Site]]:
    """Lose the closing mark and the space behind it, where the quotation ends in one of `ends`."""

    def damage(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
        after = _SPACE_AND_WORD.match(text, q.closing[1])
        if after and re.search(rf"{_L}{{3,}}{ends}$", text[q.opening[1] : q.closing[0]]):
            first = text[after.end()]
            if first.isupper() if case == "upper" else first.islower():
                yield Site(q.closing[0], after.end(), "")

    return damage


_FULL_STOP_BEHIND = re.compile(rf"[.,] (?={_L})")


def _closing_glued_inside_stop(text: str, q: Quotation, pair: Pair) -> Iterator[Site]:
    """`worte“. Jens` becomes `worte.Jens`, where the stop stands behind the mark."""
    after = _FULL_STOP_BEHIND.match(text, q.closing[1])
    if not after or not text[q.closing[0] - 1].isalpha():
        return
    if (text[after.start()] == ".") == text[after.end()].isupper():
        yield Site(q.closing[0], after.end(), text[after.start()])


def _nested(turn_closing: bool) -> Sites:
    """Turn one mark of a quotation inside a quotation; only pairs with other marks around."""

    def find(article: Article, place: int) -> Iterator[Site]:
        text = article.paragraphs[place]
        opening, closing = article.pair
        for inner in INNER.get(article.pair, ()):
            a, b = map(re.escape, inner)
            o, c = re.escape(opening), re.escape(closing)
            pattern = (
                rf"{o}[^{o}{c}{a}{b}]*(?P<a>{a})[^{o}{c}{a}{b}]*(?P<b>{b})(?!\w)[^{o}{c}{a}{b}]*{c}"
            )
            for found in re.finditer(pattern, text):
                at = found.start("b" if turn_closing else "a")
                yield Site(at, at + 1, inner[0] if turn_closing else inner[1])

    return find


def _over_paragraphs(turn_closing: bool) -> Sites:
    """Turn a mark in the last paragraph of a quotation over several, each with an opening mark."""

    def find(article: Article, place: int) -> Iterator[Site]:
        opening, closing = article.pair
        if place == 0 or not _is_two_sided(article.pair):
            return
        above, text = article.paragraphs[place - 1 : place + 1]
        runs_on = above.rfind(opening) > above.rfind(closing) and text.startswith(opening)
        if runs_on and text.count(opening) == text.count(closing) == 1:
            at = text.index(closing) if turn_closing else 0
            yield Site(at, at + 1, opening if turn_closing else closing)

    return find


def _apostrophes(marks: str, instead: str) -> Sites:
    """Write an apostrophe otherwise, in paragraphs without single quotation marks."""
    compiled = re.compile(rf"(?<={_L})[{marks}](?={_L})")

    def find(text: str) -> Iterator[Site]:
        if not re.search(r"[‘‚‹]|(?<!\w)'|'(?!\w)", text):
            for found in compiled.finditer(text):
                for mark in instead:
                    yield Site(*found.span(), mark)

    return _in_text(find)


Q = "quotes"
for _name, _damage, _pairs in (
    ("closing mark as opening", _closing_turned, _is_two_sided),
    ("opening mark as closing", _opening_turned, _is_two_sided),
    ("both marks turned", _both_turned, _is_two_sided_western),
    ("closing mark of another style", _closing_foreign, _is_western),
    ("mixed: closing mark straight", _around("{o}", '"'), lambda p: p != STRAIGHT and p != SINGLE),
    ("mixed: opening mark straight", _around('"', "{c}"), lambda p: p != STRAIGHT and p != SINGLE),
    ("mixed: one curly in straight", _curled_half, lambda p: p == STRAIGHT),
    ("`` and '' for the pair", _around("``", "''"), _is_western),
    ("'' and '' for the pair", _around("''", "''"), _is_western),
    ("'' for the closing mark", _around("{o}", "''"), _is_western),
    (",, for the low opening mark", _around(",,", "{c}"), lambda p: p[0] == "„"),
    (",, and '' for the low pair", _around(",,", "''"), lambda p: p[0] == "„"),
    ("closing mark doubled", _closing_doubled, _is_western),
    ("opening mark doubled", _opening_doubled, _is_western),
):
    _add(Q, _name, sites=_at_quotations(_damage, pairs=_pairs), restyled=True)
for _name, _damage in (
    ("lost opening mark, at a start or after a colon", _lost_opening),
    ("lost opening mark, a full stop its scar", _opening_scar),
    ("both lost, glued at both ends", _glued_at_both_ends),
    ("lost closing mark, sentences glued", _closing_glued(r"[.!?…]", "upper")),
    ("lost closing mark, comma glued", _closing_glued(",", "lower")),
    ("lost closing mark, words glued", _closing_glued("", "lower")),
    ("lost closing mark before a stop, glued", _closing_glued_inside_stop),
):
    _sites = _at_quotations(
        _damage, pairs=_is_western, calm=True, ordered=_name.startswith("lost closing")
    )
    _add(Q, _name, sites=_sites, restyled=True)
_add(
    Q,
    "the same, closing mark turned",
    sites=_at_quotations(_opening_scar_turned, pairs=_is_two_sided_western, calm=True),
    restyled=True,
)
_add(Q, "lost closing mark, at the paragraph's end", sites=_lost_at_end, restyled=True)
_add(Q, "nested: closing mark turned", sites=_nested(True), restyled=True)
_add(Q, "nested: opening mark turned", sites=_nested(False), restyled=True)
_add(Q, "over paragraphs: closing mark turned", sites=_over_paragraphs(True))
_add(Q, "over paragraphs: opening mark turned", sites=_over_paragraphs(False))
_add(Q, "apostrophe turned", sites=_apostrophes("’", "‘"), never=NO_SPACES)
_add(Q, "apostrophe as accent", sites=_apostrophes("’'", "´`"), never=NO_SPACES, apart=True)
_add(
    Q,
    "<< and >> for the pair",
    sites=_at_quotations(_around("<<", ">>"), pairs=lambda p: p == ("«", "»")),
    restyled=True,
    apart=True,
)
for _name, _damage in (
    ("lost opening mark, no scar", _lost_opening_anywhere),
    ("lost closing mark, no scar", _lost_closing_anywhere),
):
    _add(
        Q,
        _name,
        sites=_at_quotations(_damage, pairs=_is_western, calm=True),
        restyled=True,
        apart=True,
    )


# Glue


def _between_sentences(left: str, right: str) -> Sites:
    """Lose the space between a word or number with the marks `left` and a capital in `right`."""
    compiled = re.compile(rf"(?<![\w.])(?P<word>\w+){left}(?P<x> )(?P<first>{right})")

    def find(text: str) -> Iterator[Site]:
        for found in compiled.finditer(text):
            first = next((c for c in found["first"] if c.isalpha()), "")
            if first.isupper() and (found["word"][-2:].islower() or found["word"].isdigit()):
                yield Site(*found.span("x"), "")

    return _in_text(find)


def _after_word(least: int, *, lower: bool) -> Sites:
    compiled = re.compile(rf"(?<![\w.’'-])({_L}{{{least},}})\.(?P<x> )({_L}+)(?![\w.])")

    def find(text: str) -> Iterator[Site]:
        for found in compiled.finditer(text):
            left, right = found[1], found[3]
            fits = left.islower() if lower else left[0].isupper() and left[1:].islower()
            if fits and right[0].isupper() and len(right) > 1:
                yield Site(*found.span("x"), "")

    return _in_text(find)


G = "glue"
_CLOSERS = '["”“»’]'
_WORD = rf"{_L}{{2,}}"
_add(G, "full stop", sites=_after_word(3, lower=True), never=NO_SPACES)
_add(G, "full stop, capitalised word before", sites=_after_word(4, lower=False), never=NO_SPACES)
for _name, _left, _right in (
    ("full stop, number before", r"(?<=\d{3})\.", _WORD),
    ("full stop, one-letter word behind", r"(?<=\w{3})\.", rf"{_L}(?= )"),
    ("question or exclamation mark", r"[?!]", _WORD),
    ("ellipsis", r"(?:…|\.\.\.)", _WORD),
    ("stop and closing quotation mark", rf"(?:[.!?…]{_CLOSERS}|{_CLOSERS}[.!?…])", _WORD),
    ("stop and closing bracket", r"(?:[.!?…][)\]]|[)\]][.!?…])", _WORD),
    ("stop, opening quotation mark behind", r"[.!?]", rf"[“„«]{_L}{{2,}}"),
    ("stop, opening bracket behind", r"[.!?]", rf"[(\[]{_L}{{2,}}"),
):
    _add(G, _name, sites=_between_sentences(_left, _right), never=NO_SPACES)
for _name, _pattern in (
    ("comma", rf"(?<={_L}{{2}}),(?P<x> )(?={_L}{{2}})"),
    ("semicolon", rf"(?<={_L}{{2}});(?P<x> )(?={_L}{{2}})"),
    ("colon", rf"(?<={_L}{{2}}):(?P<x> )(?={_L}{{2}})"),
    ("word behind a closing quotation mark", rf"(?<={_L}[”»])(?P<x> )(?={_L})"),
    ("word before an opening quotation mark", rf"(?<={_L}{{2}})(?P<x> )(?=[“„«]{_L})"),
    ("word behind a closing bracket", rf"(?<={_L}\))(?P<x> )(?={_L}{{2}})"),
):
    _add(G, _name, sites=_edits(_pattern, ""), never=NO_SPACES)
_add(
    G,
    "word before an opening bracket",
    sites=_edits(rf"(?<={_L}{{2}})(?P<x> )(?=\({_L}{{2}})", ""),
    never=NO_SPACES,
    apart=True,
)


# Words run together


@cache
def vocabulary() -> frozenset[str]:
    """Give every word of the corpora's articles, in lower case: `into` is not run together."""
    texts = (page.text.lower() for _, page in _pages())
    return frozenset(word for text in texts for word in re.findall(rf"{_L}+", text))


_TWO_WORDS = re.compile(rf"(?<![\w'’.-])({_L}{{2,}})(?P<x> )(?=({_L}{{2,}})(?![\w'’-]))")
SHORT = 4  # letters; most function words are no longer


def _run_together(fits: Callable[[str, str], bool]) -> Sites:
    def find(text: str) -> Iterator[Site]:
        for found in _TWO_WORDS.finditer(text):
            left, right = found[1], found[3]
            if not fits(left, right) or not right.islower() or len(left + right) < 6:
                continue
            if (left + right).lower() not in vocabulary():
                yield Site(*found.span("x"), "")

    return _in_text(find)


S = "words run together"
for _name, _fits in (
    ("short word behind", lambda a, b: a.islower() and len(a) > SHORT >= len(b)),
    ("short word before", lambda a, b: a.islower() and len(a) <= SHORT < len(b)),
    ("two longer words", lambda a, b: a.islower() and min(len(a), len(b)) > SHORT),
    ("name and word", lambda a, b: a[0].isupper() and a[1:].islower() and len(a) > SHORT),
):
    _add(S, _name, sites=_run_together(_fits), languages=WORD_LISTED)
_any_two: Callable[[str, str], bool] = lambda a, b: a.islower()  # noqa: E731
for _name, _languages in (
    ("German", "de"),
    ("Czech, Indonesian, Norwegian, Polish", "cs id no pl"),
):
    _add(
        S,
        _name,
        sites=_run_together(_any_two),
        languages=frozenset(_languages.split()),
        apart=True,
    )


# Characters


def misread(text: str, encoding: str, *, written: str = "utf-8") -> str:
    """Read bytes by the wrong table, as browsers do: what it lacks becomes a C1 control.

    >>> misread("é”", "cp1252")
    'Ã©â€\\x9d'
    """
    return "".join(_byte(byte, encoding) for byte in text.encode(written, "ignore"))


@cache
def _byte(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def _not_ascii(text: str) -> Iterator[int]:
    """Give the places of letters and marks beyond ASCII."""
    return (i for i, c in enumerate(text) if not c.isascii() and not c.isspace())


def _one_misread(encoding: str) -> Sites:
    def find(text: str) -> Iterator[Site]:
        for at in _not_ascii(text):
            yield Site(at, at + 1, misread(text[at], encoding))

    return _in_text(find)


def _all_damaged(damage: Callable[[str], str]) -> Sites:
    """Damage a whole paragraph, if there is anything in it beyond ASCII."""

    def find(text: str) -> Iterator[Site]:
        if any(_not_ascii(text)) and (damaged := damage(text)) != text:
            yield Site(0, len(text), damaged)

    return _in_text(find)


def _throughout(damage: Callable[[str], str]) -> Callable[..., Damage | None]:
    """Damage every paragraph of an article."""

    def whole(article: Article, _separator: str, _rng: random.Random) -> Damage | None:
        damaged = tuple(damage(text) for text in article.paragraphs)
        hurt = tuple(
            i for i, (a, b) in enumerate(zip(damaged, article.paragraphs, strict=True)) if a != b
        )
        return Damage(damaged, hurt) if hurt else None

    return whole


#: The code page of a language's old pages and programs.
CODE_PAGES = {"ru": "cp1251", "cs": "cp1250", "pl": "cp1250", "tr": "cp1254", "lt": "cp1257"}


def _own_code_page(article: Article, place: int) -> Iterator[Site]:
    text = article.paragraphs[place]
    if any(_not_ascii(text)):
        yield Site(0, len(text), misread(text, CODE_PAGES[article.language]))


def _legacy(article: Article, place: int) -> Iterator[Site]:
    """Take bytes of an old code page for those of the western one."""
    text = article.paragraphs[place]
    page = CODE_PAGES[article.language]
    if text.encode(page, "ignore").decode(page) == text and any(_not_ascii(text)):
        yield Site(0, len(text), misread(text, "cp1252", written=page))


C = "mojibake"
_add(C, "one character, cp1252", sites=_one_misread("cp1252"))
_add(C, "one character, Latin-1", sites=_one_misread("latin-1"))
for _name, _misread in (
    ("cp1252", lambda text: misread(text, "cp1252")),
    ("Latin-1", lambda text: misread(text, "latin-1")),
    ("Mac Roman", lambda text: misread(text, "mac_roman")),
    ("cp1252 twice", lambda text: misread(misread(text, "cp1252"), "cp1252")),
):
    _add(C, f"paragraph, {_name}", sites=_all_damaged(_misread))
    if _name != "Mac Roman":
        _add(C, f"article, {_name}", whole=_throughout(_misread))
_add(
    C,
    "paragraph, cp1252, A0 become a space",
    sites=_all_damaged(
        lambda text: misread(text, "cp1252").replace("\u00a0", " ") if "à" in text else text
    ),
)
_add(
    C, "paragraph, the language's own table", sites=_own_code_page, languages=frozenset(CODE_PAGES)
)
_add(
    C,
    "paragraph, old code page read as cp1252",
    sites=_legacy,
    languages=frozenset(CODE_PAGES),
    apart=True,
)

_NAMES = html.entities.codepoint2name
_BARE_NAMES = frozenset(name for name in html.entities.html5 if not name.endswith(";"))


def _entities(write: Callable[[str], str | None]) -> Sites:
    def find(text: str) -> Iterator[Site]:
        for at, char in enumerate(text):
            escaped = char in "\"&'" or not (char.isascii() or char.isspace())
            if escaped and (written := write(char)):
                yield Site(at, at + 1, written)

    return _in_text(find)


def _named(char: str) -> str | None:
    name = _NAMES.get(ord(char))
    return f"&{name};" if name else None


def _cut_entities(text: str) -> Iterator[Site]:
    """Lose the semicolon: before a letter only of names that HTML knows without one."""
    for at, char in enumerate(text):
        name = None if char.isspace() or char in "<>" else _NAMES.get(ord(char))
        if name and (name in _BARE_NAMES or not text[at + 1 : at + 2].isalnum()):
            yield Site(at, at + 1, f"&{name}")


def _beheaded_entities(text: str) -> Iterator[Site]:
    """Lose the ampersand: `amp;` and `quot;` are left."""
    for at, char in enumerate(text):
        if char in '&"“”„«»’–—…' and not (char == "&" and text[at - 1 : at].isalnum()):
            yield Site(at, at + 1, f"{_NAMES[ord(char)]};")


def _all_named(text: str) -> str:
    return "".join(_named(char) or char if char not in "<>" else char for char in text)


#: A space between two words of two letters and more: French, Czech and Polish typography
#: sets no-break spaces beside marks, numbers and one-letter words.
_PLAIN_SPACE = rf"(?<={_L}{{2}})(?P<x> )(?={_L}{{2}})"
_IN_WORD = rf"(?<={_L}{{2}})(?P<x>)(?={_L}{{2}})"

E = "entities"
_add(E, "named", sites=_entities(_named))
_add(E, "decimal", sites=_entities(lambda char: f"&#{ord(char)};"))
_add(E, "hexadecimal", sites=_entities(lambda char: f"&#x{ord(char):x};"))
_add(E, "named, doubled", sites=_entities(lambda c: (n := _named(c)) and f"&amp;{n[1:]}"))
_add(E, "decimal, doubled", sites=_entities(lambda char: f"&amp;#{ord(char)};"))
_add(E, "cut: no semicolon", sites=_in_text(_cut_entities))
_add(E, "cut: no ampersand", sites=_in_text(_beheaded_entities))
_add(E, "named, the whole paragraph", sites=_all_damaged(_all_named))
_add(
    E,
    "no-break space for a space",
    sites=_edits(_PLAIN_SPACE, ("&nbsp;", "&#160;", "&amp;nbsp;", "&nbsp", "&#xA0;")),
    never=UNSEGMENTED,
)

_VOWEL = "aeiouyäöüáéíóúýàèìòùâêôîûåæøąęěıаеёиоуыэюя"
#: A place where a word may be divided: before one consonant and a vowel, or between two.
_SYLLABLE = re.compile(
    rf"(?i)(?:(?<=[{_VOWEL}])|(?<=[{_VOWEL}][^\W\d_{_VOWEL}]))(?=[^\W\d_{_VOWEL}ьъй][{_VOWEL}])"
)


def syllables(word: str) -> list[int]:
    """Give the places where a word may be divided, by rule of thumb.

    >>> syllables("extension"), syllables("rain")
    ([2, 5], [])
    """
    if len(word) < 7 or not word.strip('.,;:!?)”“»"').isalpha():
        return []
    return [found.end() for found in _SYLLABLE.finditer(word, 2, len(word) - 1)]


def _soft_hyphens(text: str) -> Iterator[Site]:
    for word in re.finditer(rf"{_L}+", text):
        for at in syllables(word[0]):
            yield Site(word.start() + at, word.start() + at, "\u00ad")


def _soft_hyphens_throughout(text: str) -> Iterator[Site]:
    pieces, done = [], 0
    for site in _soft_hyphens(text):
        pieces += [text[done : site.start], site.after]
        done = site.start
    if pieces:
        yield Site(0, len(text), "".join([*pieces, text[done:]]))


I = "invisible"  # noqa: E741
_add(I, "soft hyphen", sites=_in_text(_soft_hyphens), never=UNSEGMENTED)
_add(
    I,
    "soft hyphens, the whole paragraph",
    sites=_in_text(_soft_hyphens_throughout),
    never=UNSEGMENTED,
)
_add(I, "zero-width space", sites=_edits(_IN_WORD, "\u200b"))
_add(I, "zero-width joiner or non-joiner", sites=_edits(_IN_WORD, ("\u200c", "\u200d")))
_add(I, "direction mark", sites=_edits(_IN_WORD, ("\u200e", "\u200f", "\u202a", "\u2068")))
_add(I, "byte order mark or word joiner", sites=_edits(_IN_WORD, ("\ufeff", "\u2060")))
_add(I, "zero-width space beside a space", sites=_edits(_PLAIN_SPACE, ("\u200b ", " \u200b")))
_add(I, "C0 control", sites=_edits(_IN_WORD, ("\x00", "\x02", "\x08", "\x1b", "\x7f")))
_add(I, "C1 control", sites=_edits(_IN_WORD, ("\x81", "\x8d", "\x8f", "\x90", "\x9d")))
for _name, _spaces in (
    ("no-break space for a space", "\u00a0"),
    ("narrow or thin space for a space", "\u202f\u2009\u200a"),
    ("wide space for a space", "\u2002\u2003\u3000"),
):
    _add(I, _name, sites=_edits(_PLAIN_SPACE, tuple(_spaces)), never=UNSEGMENTED)
_add(I, "tab for a space", sites=_edits(_PLAIN_SPACE, "\t"), never=UNSEGMENTED, apart=True)


def _c1_marks(text: str) -> Iterator[Site]:
    """Read a mark's byte of cp1252 as Latin-1: `’` becomes U+0092."""
    for at in _not_ascii(text):
        byte = text[at].encode("cp1252", "ignore")
        if byte and 0x80 <= byte[0] < 0xA0:
            yield Site(at, at + 1, chr(byte[0]))


def _decomposed(text: str) -> Iterator[Site]:
    for at in _not_ascii(text):
        if (apart := unicodedata.normalize("NFD", text[at])) != text[at]:
            yield Site(at, at + 1, apart)


_LOOKALIKES = dict(zip("aeopcxyiAEOPCXKMTBH", "аеорсхуіАЕОРСХКМТВН", strict=True))
_LOOKALIKES |= {cyrillic: latin for latin, cyrillic in _LOOKALIKES.items()}
_LONG_WORD = re.compile(rf"(?<!\w){_L}{{5,}}(?!\w)")


def _lookalikes(text: str) -> Iterator[Site]:
    for word in _LONG_WORD.finditer(text):
        for at in range(*word.span()):
            if text[at] in _LOOKALIKES:
                yield Site(at, at + 1, _LOOKALIKES[text[at]])


F = "forms"
_add(F, "C1 control for a mark of cp1252", sites=_in_text(_c1_marks))
_add(F, "decomposed letter", sites=_in_text(_decomposed))
_add(
    F,
    "decomposed, the whole paragraph",
    sites=_all_damaged(lambda text: unicodedata.normalize("NFD", text)),
)
_add(F, "letter of another script", sites=_in_text(_lookalikes))
_add(F, "hyphen U+2010", sites=_edits(rf"(?<={_L})(?P<x>-)(?={_L})", "\u2010"), apart=True)
_add(
    F,
    "modifier letter for an apostrophe",
    sites=_edits(rf"(?<={_L})(?P<x>[’'])(?={_L})", "\u02bc"),
    apart=True,
)


# --- Wraps --------------------------------------------------------------------------------------


def fill(text: str, width: int, language: str, hyphenate: random.Random | None = None) -> list[str]:
    """Break a paragraph into lines as mail and old pages do; hyphenate a word at times.

    >>> fill("It rained all day.", 8, "en")
    ['It', 'rained', 'all day.']
    """
    if language in UNSEGMENTED:
        return [text[at : at + width // 2] for at in range(0, len(text), width // 2)]
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            room = width - len(line) - 2  # a space and the hyphen
            at = 0
            if hyphenate and hyphenate.random() < 0.5:
                at = max((place for place in syllables(word) if place <= room), default=0)
            lines.append(f"{line} {word[:at]}-" if at else line)
            line = word[at:]
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


_REAL_HYPHEN = re.compile(rf"(?<={_L}{{2}})-(?={_L}{{2}})")


def _fill_at_hyphens(text: str, width: int, language: str) -> list[str]:
    """Break lines at the words' own hyphens too."""
    marked = _REAL_HYPHEN.sub("- ", text)
    hyphens = {m.start() for m in _REAL_HYPHEN.finditer(text)}
    lines, at = [], 0
    for line in fill(marked, width, language):
        whole = ""
        for char in line:  # take back the spaces that stand for no space of the text
            if at < len(text) and text[at] == char:
                whole += char
                at += 1
        lines.append(whole)
        if at - 1 not in hyphens or text[at - 1] != "-":
            at += 1  # the space at the line's end
    return lines


def _wrapped(
    width: int,
    *,
    indent: str = "",
    end: str = "\n",
    hyphenate: bool = False,
    at_hyphens: bool = False,
) -> Callable[..., Damage | None]:
    """Wrap every paragraph of an article."""

    def whole(article: Article, _separator: str, rng: random.Random) -> Damage | None:
        damaged, hurt, spoilt = [], [], []
        for place, text in enumerate(article.paragraphs):
            if at_hyphens:
                lines = _fill_at_hyphens(text, width, article.language)
            else:
                lines = fill(text, width, article.language, rng if hyphenate else None)
            counts = len(lines) > 1
            if hyphenate:
                counts = any(_is_divided(line, text) for line in lines[:-1])
            if at_hyphens:
                counts = any(line.endswith("-") for line in lines[:-1])
            if counts:
                hurt.append(place)
            elif len(lines) > 1:
                spoilt.append(place)
            damaged.append(indent + f"{end}{indent}".join(lines))
        return Damage(tuple(damaged), tuple(hurt), spoilt=tuple(spoilt)) if hurt else None

    return whole


def _is_divided(line: str, text: str) -> bool:
    return line.endswith("-") and f"{line} " not in f"{text} "


LONG_PARAGRAPH = 300  # characters: four lines and more


def _one_wrapped(width: int) -> Sites:
    def find(article: Article, place: int) -> Iterator[Site]:
        text = article.paragraphs[place]
        if len(text) >= LONG_PARAGRAPH:
            yield Site(0, len(text), "\n".join(fill(text, width, article.language)))

    return find


W = "wraps"
for _width in (60, 72, 80):
    _add(W, f"article, {_width} columns", whole=_wrapped(_width), separators=("\n\n",))
_add(W, "article, indented", whole=_wrapped(72, indent="    "), separators=("\n\n",))
_add(W, "article, space at line ends", whole=_wrapped(72, end=" \n"), separators=("\n\n",))
_add(W, "article, CR LF", whole=_wrapped(72, end="\r\n"), separators=("\r\n\r\n",))
_add(W, "one long paragraph, blank lines", sites=_one_wrapped(72), separators=("\n\n",))
_add(W, "one long paragraph, newlines", sites=_one_wrapped(72), separators=("\n",))
_add(
    W,
    "words divided at line ends",
    whole=_wrapped(60, hyphenate=True),
    never=NO_SPACES | {"vi"},
    separators=("\n\n",),
)
_add(
    W,
    "lines that end in a word's own hyphen",
    whole=_wrapped(60, at_hyphens=True),
    never=NO_SPACES,
    separators=("\n\n",),
)
_add(W, "article, no blank lines", whole=_wrapped(72), separators=("\n",), apart=True)


# --- Stray remains ------------------------------------------------------------------------------


def _stray_line(lines: Sequence[str]) -> Callable[..., Damage | None]:
    """Put a line between two paragraphs, where an embed stood."""

    def whole(article: Article, _separator: str, rng: random.Random) -> Damage | None:
        at = rng.randrange(1, len(article.paragraphs))
        above, below = article.paragraphs[:at], article.paragraphs[at:]
        stray = rng.choice(lines)
        if stray in article.paragraphs:
            return None
        return Damage((*above, stray, *below), (at - 1, at), stray)

    return whole


T = "stray remains"
_BETWEEN = rf"(?<={_L}{{2}})(?P<x>)(?= {_L}{{2}})"
for _name, _pattern, _after in (
    ("space before a comma", rf"(?<={_L}{{2}})(?P<x>),(?= )", " "),
    ("space before a full stop", rf"(?<={_L}{{3}})(?P<x>)\.(?= |$)", " "),
    ("doubled space between words", _PLAIN_SPACE, "  "),
    ("doubled space between sentences", rf"(?<={_L}{{3}}\.)(?P<x> )(?={_L})", "  "),
    ("doubled full stop", rf"(?<={_L}{{3}})(?P<x>\.)(?= |$)", ("..", ". .")),
    ("doubled comma", rf"(?<={_L}{{2}})(?P<x>,)(?= {_L})", (", ,", ",,")),
    ("empty bracket", _BETWEEN, (" ()", " []", " ( )")),
    ("empty bracket before a mark", rf"(?<={_L}{{3}})(?P<x>)(?=[.,] )", (" ()", " []", " ( )")),
    ("orphan dash at the paragraph's end", rf"(?<={_L}{{3}}\.)(?P<x>)$", (" –", " —", " -")),
):
    _add(T, _name, sites=_edits(_pattern, _after), never=UNSEGMENTED)
_add(
    T,
    "space before other marks",
    sites=_edits(rf"(?<={_L}{{2}})(?P<x>)[;:!?](?= |$)", " "),
    never=UNSEGMENTED | {"fr"},
)
_add(T, "orphan dash, a line of its own", whole=_stray_line("–—-"))
_add(T, "empty bracket, a line of its own", whole=_stray_line(("()", "[]", "( )")))
_add(
    T,
    "space inside a bracket",
    sites=_edits(rf"(?:\((?P<x>)(?={_L}))", " "),
    never=UNSEGMENTED,
    apart=True,
)


# --- Cases --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged article, and what must stand in the answer."""

    family: str
    variant: str
    language: str
    pair: Pair
    page: str
    separator: str
    given: tuple[str, ...]
    wanted: tuple[str, ...]
    others: tuple[str, ...]
    stray: str
    site: tuple[str, str]  # the damaged paragraph and the gold, around the site

    @property
    def raw(self) -> str:
        return self.separator.join(self.given)


Survivors = Mapping[tuple[Article, str], frozenset[int]]


def survivors(job: tuple[Article, str]) -> frozenset[int]:
    """Give the places of the paragraphs that `clean()` gives back from the undamaged article."""
    article, separator = job
    texts, _ = _ours(separator.join(article.paragraphs), separator)
    out = Counter(texts)
    kept = set()
    for place, text in enumerate(article.paragraphs):
        if out[text] > 0:
            out[text] -= 1
            kept.add(place)
    return frozenset(kept)


def cases(
    variant: Variant, pool: Sequence[Article], standing: Survivors, seed: int, most: int
) -> list[Case]:
    """Choose up to `most` sites, spread over languages and pages; a seed gives the same ones."""
    by_language: dict[str, list[Article]] = defaultdict(list)
    for article in pool:
        fits = not variant.languages or article.language in variant.languages
        if fits and article.language not in variant.never and variant.restyled >= article.restyled:
            by_language[article.language].append(article)
    order = random.Random(f"{seed}-{variant.family}-{variant.name}")
    queues = {}
    for language in sorted(by_language):
        order.shuffle(by_language[language])
        queues[language] = _in_turn(variant, by_language[language], standing, seed)
    chosen: list[Case] = []
    while queues and len(chosen) < most:
        for language in list(queues):
            for _ in range(TURNS.get(language, 1)):
                case = next(queues[language], None)
                if case is None:
                    del queues[language]
                    break
                chosen.append(case)
    return chosen[:most]


def _in_turn(
    variant: Variant, pool: Sequence[Article], standing: Survivors, seed: int
) -> Iterator[Case]:
    """Give one case of each article, then a second of each, and so on."""
    streams = [_of_article(variant, article, standing, seed) for article in pool]
    for _ in range(MAX_SITES_A_PAGE):
        live = []
        for stream in streams:
            if case := next(stream, None):
                live.append(stream)
                yield case
        streams = live


def _of_article(
    variant: Variant, article: Article, standing: Survivors, seed: int
) -> Iterator[Case]:
    rng = random.Random(f"{seed}-{variant.family}-{variant.name}-{article.page}")
    turn = rng.randrange(len(variant.separators))
    separators = variant.separators[turn:] + variant.separators[:turn]
    places = list(range(len(article.paragraphs)))
    rng.shuffle(places)
    if variant.whole:
        for separator in separators[:1]:
            kept = standing[article, _plain(separator)]
            damage = variant.whole(article, separator, rng)
            if damage and len(kept) == len(article.paragraphs):
                yield _case(variant, article, separator, damage, kept)
        return
    assert variant.sites is not None
    for number, place in enumerate(places):
        separator = separators[number % len(separators)]
        kept = standing[article, _plain(separator)]
        if place not in kept or not _is_usable(article, place):
            continue
        if sites := list(variant.sites(article, place)):
            yield _at_site(variant, article, separator, place, rng.choice(sites), kept)


def _plain(separator: str) -> str:
    return separator.replace("\r\n", "\n")


def _is_usable(article: Article, place: int) -> bool:
    text = article.paragraphs[place]
    return (
        len(text) >= MIN_CHARACTERS
        and harm.normal(text) == text
        and not is_code_like(text)
        and article.paragraphs.count(text) == 1
    )


def _at_site(
    variant: Variant,
    article: Article,
    separator: str,
    place: int,
    site: Site,
    kept: frozenset[int],
) -> Case:
    text = article.paragraphs[place]
    damaged = text[: site.start] + site.after + text[site.end :]
    paragraphs = (*article.paragraphs[:place], damaged, *article.paragraphs[place + 1 :])
    return _case(variant, article, separator, Damage(paragraphs, (place,)), kept)


def _case(
    variant: Variant, article: Article, separator: str, damage: Damage, kept: frozenset[int]
) -> Case:
    first = damage.wanted[0]
    gold = article.paragraphs
    return Case(
        variant.family,
        variant.name,
        article.language,
        article.pair,
        article.page,
        separator,
        damage.paragraphs,
        tuple(gold[place] for place in damage.wanted),
        tuple(gold[place] for place in sorted(kept.difference(damage.wanted, damage.spoilt))),
        damage.stray,
        (damage.paragraphs[first], gold[first]),
    )


# --- Systems and verdicts -----------------------------------------------------------------------


def _ours(raw: str, _separator: str) -> tuple[list[str], str]:
    """Give the paragraphs of our answer, the title among them, and a failure if there was one."""
    try:
        with corpus.time_limit(SECONDS):
            article = clean(raw, kind="text")
    except corpus.OutOfTime:
        return [], f"more than {SECONDS:.0f} s"
    except Exception as error:  # a crash is a failure of this case, not of the run
        return [], f"{type(error).__name__}: {error}"
    title = [article.title] if article.title else []
    return [*title, *(block.text for block in article.blocks)], ""


def _paragraphs(text: str, separator: str) -> list[str]:
    return [part.strip() for part in text.split(_plain(separator)) if part.strip()]


def nothing(raw: str, separator: str) -> list[str]:
    """Leave the text as it is."""
    return _paragraphs(raw.replace("\r\n", "\n"), separator)


def ftfy(raw: str, separator: str) -> list[str]:
    """Run ``ftfy.fix_text`` at its defaults."""
    return _paragraphs(importlib.import_module("ftfy").fix_text(raw), separator)


def clean_text(raw: str, separator: str) -> list[str]:
    """Run clean-text, told to leave letters, numbers and paragraphs as they are."""
    peer = importlib.import_module("cleantext")
    text = peer.clean(
        raw,
        lower=False,
        fix_unicode=True,
        to_ascii=False,
        normalize_whitespace=True,
        keep_two_line_breaks=_plain(separator) == "\n\n",
    )
    return _paragraphs(text, separator)


PEERS: Mapping[str, Callable[[str, str], list[str]]] = {
    "ftfy": ftfy,
    "clean-text": clean_text,
    "nothing": nothing,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one case went: shares of the damaged paragraphs, and counts of the others."""

    fixed: float
    kept: int
    others: int
    peers: dict[str, float]
    failures: tuple[str, ...] = ()  # for reading


def judge(job: tuple[Case, tuple[str, ...]]) -> Verdict:
    """Run all systems on one case."""
    logging.disable()
    case, peers = job
    given = case.raw
    out, failure = _ours(given, case.separator)
    normal = Counter(harm.normal(text) for text in out)
    kept = sum((Counter(map(harm.normal, case.others)) & normal).values())
    fixed = _fixed(out, case)
    failures = []
    if fixed < 1:
        failures.append(failure or _describe(case, out))
    if kept < len(case.others):
        lost = Counter(map(harm.normal, case.others)) - normal
        failures += [f"not kept: {text[:160]!r}" for text in lost]
    shares = {}
    for name in peers:
        try:
            shares[name] = _fixed(PEERS[name](given, case.separator), case)
        except Exception:  # a peer's crash must not end the run
            shares[name] = 0.0
    return Verdict(fixed, kept, len(case.others), shares, tuple(failures))


def _fixed(out: Iterable[str], case: Case) -> float:
    """Give the share of the wanted paragraphs that stand, to the letter."""
    found = Counter(out)
    if case.stray and found[case.stray]:
        return 0.0
    wanted = Counter(case.wanted)
    return (wanted & found).total() / wanted.total()


def _describe(case: Case, out: Sequence[str]) -> str:
    found = Counter(out)
    if case.stray and found[case.stray]:
        return f"   stays {case.stray!r} below {case.site[0][:CONTEXT]!r}"
    wanted, given = case.site[1], case.site[0]
    if found[wanted]:  # another paragraph of the same article failed
        wanted = next(text for text in case.wanted if not found[text])
        start = wanted[:12]
        given = next((text for text in case.given if text.lstrip().startswith(start)), given)
    got = max(out, key=lambda text: _in_common(text, wanted), default="")
    at = _first_difference(given, wanted)
    at_got = _first_difference(got, wanted)
    lines = [f"   given {_around_place(given, at)}", f"  wanted {_around_place(wanted, at)}"]
    lines.append(f"     got {_around_place(got, at)}")
    if abs(at_got - at) > CONTEXT // 2:
        lines.append(f"    else {_around_place(got, at_got)} for {_around_place(wanted, at_got)}")
    return "\n".join(lines)


def _first_difference(a: str, b: str) -> int:
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x != y), min(len(a), len(b)))


def _in_common(a: str, b: str) -> int:
    return _first_difference(a, b) + _first_difference(a[::-1], b[::-1])


def _around_place(text: str, at: int) -> str:
    return repr(text[max(0, at - CONTEXT) : at + CONTEXT])


# --- Tables -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """Sums over cases."""

    fixed: list[float] = field(default_factory=list)
    kept: int = 0
    others: int = 0
    peers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, verdict: Verdict) -> None:
        self.fixed.append(verdict.fixed)
        self.kept += verdict.kept
        self.others += verdict.others
        for name, share in verdict.peers.items():
            self.peers[name].append(share)


Results = Sequence[tuple[Variant, Case, Verdict]]


def table(results: Results, peers: Sequence[str]) -> str:
    """Lay out a row a variant, the mean of each family below it, and the mean of families."""
    tallies: dict[Variant, Tally] = defaultdict(Tally)
    for variant, _, verdict in results:
        tallies[variant].add(verdict)
    rows = [
        "| " + " | ".join(["family", "variant", "n", "fixed", "kept", *peers]) + " |",
        "|---|---|" + "---:|" * (3 + len(peers)),
    ]
    means: dict[str, list[float]] = {}
    kept = others = 0
    for family in dict.fromkeys(variant.family for variant in tallies):
        counted = []
        for variant, tally in tallies.items():
            if variant.family != family:
                continue
            kept, others = kept + tally.kept, others + tally.others
            shares = [fmean(tally.fixed), *(fmean(tally.peers[name]) for name in peers)]
            if not variant.apart:
                counted.append(shares)
            name = variant.name + " *" * variant.apart
            rows.append(_row(family, name, len(tally.fixed), shares, tally.kept, tally.others))
        if counted:
            means[family] = [fmean(column) for column in zip(*counted, strict=True)]
            rows.append(_row(f"**{family}**", "**mean**", "", means[family]))
    if means:
        overall = [fmean(column) for column in zip(*means.values(), strict=True)]
        cases_judged = sum(len(tally.fixed) for tally in tallies.values())
        rows.append(_row("**all**", "**mean of families**", cases_judged, overall, kept, others))
    return "\n".join(rows)


def _row(
    family: str,
    name: str,
    count: int | str,
    shares: Sequence[float],
    kept: int = 0,
    others: int = 0,
) -> str:
    ours, *peers = (f"{share:.3f}" for share in shares)
    share = f"{kept / others:.5f}" if others else ""
    return "| " + " | ".join([family, name, str(count), ours, share, *peers]) + " |"


def by_language(results: Results) -> str:
    """Lay out *fixed* by language and family (n in brackets), then quotes by the article's pair."""
    families = list(dict.fromkeys(v.family for v, _, _ in results if not v.apart))
    cells: dict[tuple[str, str], list[float]] = defaultdict(list)
    pairs: dict[str, list[float]] = defaultdict(list)
    for variant, case, verdict in results:
        if not variant.apart:
            cells[case.language, variant.family].append(verdict.fixed)
            if variant.family == Q:
                pairs["…".join(case.pair)].append(verdict.fixed)
    rows = ["| " + " | ".join(["language", *families]) + " |", "|---|" + "---:|" * len(families)]
    for language in sorted({language for language, _ in cells}):
        shares = (cells[language, family] for family in families)
        texts = [f"{fmean(s):.3f} ({len(s)})" if s else "" for s in shares]
        rows.append("| " + " | ".join([language, *texts]) + " |")
    if pairs:
        rows += ["", "| quotation marks | fixed | n |", "|---|---:|---:|"]
        rows += [f"| {p} | {fmean(s):.3f} | {len(s)} |" for p, s in sorted(pairs.items())]
    return "\n".join(rows)


def listing(results: Results) -> Iterator[str]:
    """Give the failures, for reading."""
    for variant, case, verdict in results:
        for failure in verdict.failures:
            separator = "blank line" if "\n\n" in _plain(case.separator) else "newline"
            yield f"{variant.family} / {variant.name}  [{case.language} {case.page}, {separator}]"
            yield failure


# --- False alarms -------------------------------------------------------------------------------

REPAIRS = frozenset(reason for reason in Reason if reason.is_repair)
Alarm = tuple[str, str, str]  # cleaner, reason, context


def alarms(job: tuple[str, str]) -> tuple[int, list[Alarm]]:
    """Give the words of a gold article and the repairs that `clean()` makes in it."""
    page, text = job
    article = clean(text, kind="text")
    found = []
    for change in article.changes:
        if change.reason in REPAIRS:
            raw, start, end = article.raw, change.start, change.end
            left, right = raw[max(0, start - CONTEXT) : start], raw[end : end + CONTEXT]
            what = f"{left!r} [{change.before!r} -> {change.after!r}] {right!r}  {page}"
            found.append((change.cleaner, str(change.reason), what))
    return count_words(text), found


def false_alarms() -> None:
    """Print every repair made in the gold articles, by cleaner, and how many there are."""
    jobs = [(f"{name}/{page.id}", "\n\n".join(_gold(page))) for name, page in _pages()]
    with ProcessPoolExecutor(corpus.PROCESSES) as pool:
        results = list(pool.map(alarms, jobs, chunksize=8))
    total = sum(count for count, _ in results)
    found = sorted(alarm for _, some in results for alarm in some)
    for cleaner, reason, what in found:
        print(f"{cleaner}\t{reason}\t{what}")
    print(f"\n| cleaner | repairs in {total:,} words | per 20,000 words |\n|---|---:|---:|")
    counts = Counter(cleaner for cleaner, _, _ in found)
    for cleaner, count in [*sorted(counts.items()), ("all", len(found))]:
        print(f"| {cleaner} | {count} | {20_000 * count / total:.3f} |")


# --- Command line -------------------------------------------------------------------------------


def available(peers: Iterable[str]) -> list[str]:
    """Leave out the peers that are not installed, and say how to install them."""
    modules = {"ftfy": "ftfy", "clean-text": "cleantext"}
    found = []
    for name in peers:
        try:
            logging.disable()  # clean-text warns that it lacks a package it does not need here
            importlib.import_module(modules.get(name, "sys"))
            found.append(name)
        except ImportError:
            print(f"{name} is left out: install it with `pip install {name}`", file=sys.stderr)
    return found


def run(options: argparse.Namespace) -> None:
    """Damage, clean, judge and print."""
    began = time.monotonic()
    variants = [v for v in VARIANTS if options.family in (None, v.family)]
    if options.variant:
        variants = [v for v in variants if options.variant in v.name]
    pool = articles(options.seed)
    with ProcessPoolExecutor(corpus.PROCESSES) as workers:
        jobs = [(article, separator) for article in pool for separator in ("\n", "\n\n")]
        kept = list(workers.map(survivors, jobs, chunksize=8))
        standing = dict(zip(jobs, kept, strict=True))
        chosen = [
            (variant, case)
            for variant in variants
            for case in cases(variant, pool, standing, options.seed, options.sites)
        ]
        peers = available(PEERS)
        todo = (((case, tuple(peers))) for _, case in chosen)
        verdicts = list(workers.map(judge, todo, chunksize=16))
    results = [(*pair, verdict) for pair, verdict in zip(chosen, verdicts, strict=True)]
    if options.list:
        print("\n".join(listing(results)))
    print(table(results, peers))
    if options.by_language:
        print(f"\n{by_language(results)}")
    standing_share = sum(map(len, kept)) / sum(len(article.paragraphs) for article, _ in jobs)
    print(
        f"\n{len(pool)} articles; {standing_share:.3%} of their paragraphs come out of clean() "
        f"as they went in, and only these are judged. Seed {options.seed}, "
        f"{time.monotonic() - began:.0f} s.",
        file=sys.stderr,
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    families = list(dict.fromkeys(variant.family for variant in VARIANTS))
    parser.add_argument("--family", choices=families, help="only this family")
    parser.add_argument("--variant", help="only variants with this in their name")
    parser.add_argument("--sites", type=int, default=120, help="most sites a variant (120)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other sites (1)")
    parser.add_argument("--list", action="store_true", help="print every failure")
    parser.add_argument("--by-language", action="store_true", help="print a table by language too")
    parser.add_argument("--false-alarms", action="store_true", help="list repairs of clean text")
    options = parser.parse_args()
    if options.false_alarms:
        false_alarms()
    else:
        run(options)


if __name__ == "__main__":
    main()
