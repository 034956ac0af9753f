"""Which pieces of a page are its article: the block model's choice, or readability-lxml's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..finders.page.values import letters, parts_of
from ..judging.blocks import PARAGRAPH_WORDS, Hints, Table
from ..judging.decision import choose
from ..judging.trees import confidence_of, judge_page
from ..model import Reason
from ..running import Work
from .tree import Page, Piece, parse, read_tree

if TYPE_CHECKING:
    from .html import Reading

__all__ = ["HEADLESS", "JUDGE", "TOLD", "keep_likely", "keep_main_part", "keep_with_their_own"]

#: The cleaner that the choice is written down to: who takes it out of the pipeline keeps all.
JUDGE = "drop_boilerplate"

#: Probability of what structured data gives as the article's text and the page does not show.
TOLD = 0.9

_SPACE = re.compile(r"\s+")


def keep_likely(reading: Reading, work: Work) -> None:
    """Cut what the block model does not take for the article's."""
    chances, table = judge_page(reading.page, _hints(reading, work.settings.url))
    if reading.told:
        chances[-reading.told :] = np.maximum(chances[-reading.told :], TOLD)
    decision = choose(
        chances,
        table.counts,
        table.paragraphs,
        table.alike,
        work.settings.favor,
        table.paths,
        prose=table.prose if _is_bare(reading, table) else None,
        linked=table.linked >= 0.5,
    )
    work.fields["confidence"] = confidence_of(decision.signs)
    if work.settings.favor != "precision":
        keep_with_their_own(reading.page, decision.keep, table, chances)
    comments = _comments(reading, decision.keep, table.counts)
    promos = _promos(reading, table.counts)
    others = _other_articles(reading)
    told = (told.tolist() for told in (decision.keep, comments, others, promos, chances))
    for node, keep, is_comment, is_other, is_promo, chance in zip(work.nodes, *told, strict=True):
        node.fate = None
        if is_comment:
            node.fate = (Reason.COMMENTS, JUDGE, 0.9)
        elif is_other and keep:
            node.fate = (Reason.RELATED, JUDGE, 0.9)
        elif is_promo and keep:
            node.fate = (Reason.PROMO, JUDGE, 0.8)
        elif not keep:
            node.fate = (Reason.BOILERPLATE, JUDGE, round(1 - chance, 3))


#: Probability from which on a few words stay with what they belong to: a term with what is said of
#: it, a quotation's author with the quotation; and a short sentence between two paragraphs that stay.
LEAST_OWN, LEAST_SIBLING = 0.1, 0.3
#: The same for an item of a list of which so large a share stays; for those of a list that goes as a
#: whole from directly below what stays, each and on the average; and for a paragraph directly below one.
LEAST_ITEM, MIN_ITEMS_SHARE = 0.4, 0.34
LEAST_BELOW, MEAN_BELOW = 0.3, 0.4
LEAST_NEXT = 0.4
#: Elements within a quotation that say whose it is.
_ATTRIBUTIONS = frozenset({"footer", "cite", "figcaption"})


def keep_with_their_own(
    page: Page, keep: NDArray[np.bool_], table: Table, chances: NDArray[np.floating]
) -> None:
    """Keep what the model judges by itself with what it belongs to.

    A few words with their own, an item with its list, a list or a paragraph with the text that it
    goes on from.
    """
    out = np.flatnonzero(~keep & (table.linked < 0.5) & (chances >= LEAST_OWN)).tolist()
    places = [page.pieces[at].element for at in out]
    for at, element in zip(reversed(out), reversed(places), strict=True):
        if page.tags[element] == "dt" and _is_kept_item(page, keep, at + 1):
            keep[at] = True
    for at, element in zip(out, places, strict=True):
        if page.pieces[at].kind == "quote" and at and keep[at - 1]:
            around = {page.tags[element], page.tags[page.parents[element]]}
            keep[at] = page.pieces[at - 1].kind == "quote" and not _ATTRIBUTIONS.isdisjoint(around)
    short = ~keep & table.closing & (table.counts < PARAGRAPH_WORDS) & (chances >= LEAST_SIBLING)
    if short.any():
        _keep_between_siblings(page, keep, short, table.alike)
    unlinked = table.linked < 0.5
    waiting = np.flatnonzero(~keep & table.items & unlinked & (chances >= LEAST_BELOW)).tolist()
    for of_items in filter(None, dict.fromkeys(_list_around(page, at) for at in waiting)):
        _keep_items(page, keep, of_items, table.items & unlinked, chances)
    likely = ~keep & table.paragraphs & ~table.items & (chances >= LEAST_NEXT)
    for at in np.flatnonzero(likely).tolist():
        keep[at] = at > 0 and bool(keep[at - 1] and _are_paragraphs_of_one(page, at - 1, at))


def _list_around(page: Page, at: int) -> int:
    """Give the list that an item is of, 0 where there is none."""
    element = page.pieces[at].element
    while element and page.tags[element] not in ("ul", "ol"):
        element = page.parents[element]
    return element


def _keep_items(
    page: Page,
    keep: NDArray[np.bool_],
    of_items: int,
    items: NDArray[np.bool_],
    chances: NDArray[np.floating],
) -> None:
    """Keep the items of a list many of which stay, or all of one directly below what stays."""
    first, behind = page.first[of_items], page.behind[of_items]
    here = slice(first, behind)
    staying = int((keep & items)[here].sum())
    if staying:
        if staying >= MIN_ITEMS_SHARE * items[here].sum():
            keep[here] |= items[here] & (chances[here] >= LEAST_ITEM)
    elif first and keep[first - 1] and not keep[here].any() and items[here].all():
        above = page.parents[page.pieces[first - 1].element]
        likely = chances[here].min() >= LEAST_BELOW and chances[here].mean() >= MEAN_BELOW
        if above == page.parents[of_items] and likely:
            keep[here] = True


def _are_paragraphs_of_one(page: Page, *places: int) -> bool:
    """Whether the pieces are paragraphs side by side in one element."""
    pieces = [page.pieces[at] for at in places]
    return all(
        piece.kind == "paragraph" and page.tags[piece.element] == "p" for piece in pieces
    ) and 1 == len({page.parents[piece.element] for piece in pieces})


def _is_kept_item(page: Page, keep: NDArray[np.bool_], at: int) -> bool:
    return at < len(keep) and bool(keep[at]) and page.tags[page.pieces[at].element] in ("dt", "dd")


def _keep_between_siblings(
    page: Page, keep: NDArray[np.bool_], short: NDArray[np.bool_], group: NDArray[np.int64]
) -> None:
    """Keep those of some pieces that stand, in one element, between two paragraphs that stay."""
    waiting: dict[int, list[int]] = {}  # behind one that stays, by their element
    for at, piece in enumerate(page.pieces):
        if page.tags[piece.element] != "p" or piece.kind != "paragraph":
            continue
        own = int(group[at])
        if keep[at]:
            keep[waiting.get(own, [])] = True
            waiting[own] = []
        elif short[at] and own in waiting:
            waiting[own].append(at)


#: What the model is told of a page without a head: body elements, items of feeds and what else is
#: handed over without one come from articles.
HEADLESS = Hints(types=("article",), path="/news/2025/one-of-the-articles-1000")


def _hints(reading: Reading, url: str | None) -> Hints:
    """Give what is told of the page; of its address by the caller, where the head tells none."""
    hints = reading.hints
    path = hints.path or (parts_of(url).path if url else "")
    if hints == Hints():
        return replace(HEADLESS, path=path or HEADLESS.path)
    return hints if path == hints.path else replace(hints, path=path)


#: Elements of a page around an article, and what a page without one is made of at most and at least:
#: the share of words in links, of pieces that are links, of words in paragraphs.
_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form"})
MAX_BARE_LINKED, MAX_BARE_LINKS, MIN_BARE_PROSE = 0.2, 0.3, 0.5


def _is_bare(reading: Reading, table: Table) -> bool:
    """Whether a page is little but prose: a fragment of one, or what a reader's view left of one.

    Its head tells a title at most, and none of its elements is one of a page around an article.
    """
    if reading.hints != Hints(title=reading.hints.title):
        return False
    if not _FURNITURE.isdisjoint(reading.page.tags):
        return False
    words = max(1, int(table.counts.sum()))
    return bool(
        (table.counts * table.linked).sum() <= MAX_BARE_LINKED * words
        and (table.linked >= 0.8).mean() <= MAX_BARE_LINKS
        and table.counts[table.paragraphs].sum() >= MIN_BARE_PROSE * words
    )


#: What pages call a box that asks for something, and the most words of one.
_PROMO = re.compile(
    r"newsletter|sign-?up|subscri(?:be|ption)|mailing-?list|opt-?in|mc4wp|banner-inline"
    r"|(?:^|[\s_-])promo(?:$|[\s_-])"
)
_PROMO_SIGNS = (
    "newsletter",
    "sign",
    "subscri",
    "mailing",
    "opt",
    "mc4wp",
    "banner-inline",
    "promo",
)
MAX_PROMO_WORDS = 60
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|respond|disqus_thread|commentlist)(?:$|[\s_-])")
_COMMENT_SIGNS = ("comment", "respond", "disqus_thread")
_THREADS = frozenset({"discussionforumposting", "qapage", "question"})
#: Words outside the comments from which on a page is no thread, and how many times those in
#: them they must be on a page that does not call itself an article.
OUTSIDE_WORDS, OUTSIDE_TIMES = 150, 2


def _is_article(reading: Reading) -> bool:
    """Whether the page calls itself an article, and no thread."""
    types = set(reading.hints.types)
    return any(t.endswith(("article", "posting")) for t in types) and not types & _THREADS


def _promos(reading: Reading, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell the pieces of the small boxes in an article that the page itself calls promotion."""
    page = reading.page
    inside = np.zeros(len(counts), bool)
    if _is_article(reading):
        for element in filter(None, page.called(_PROMO, _PROMO_SIGNS)):  # the body is 0
            span = slice(page.first[element], page.behind[element])
            if counts[span].sum() <= MAX_PROMO_WORDS:
                inside[span] = True
    return inside


def _other_articles(reading: Reading) -> NDArray[np.bool_]:
    """Tell the pieces of whole articles behind the page's own, as endless pages append them.

    Each stands in an `<article>` with a first heading of its own; the page's own is the one whose
    heading is the title that the head tells.
    """
    page = reading.page
    other = np.zeros(len(page.pieces), bool)
    if page.tags.count("article") < 2 or not _is_article(reading):
        return other
    title = letters(reading.hints.title)
    headed: dict[int, str] = {}
    outer = 0  # the first element behind the last article that no other holds
    for element, tag in enumerate(page.tags):
        if tag == "article" and element >= outer:
            outer = page.last[element]
            heading = _first_heading(page.pieces[page.first[element] : page.behind[element]])
            if heading:
                headed[element] = heading
    own = next((e for e, heading in headed.items() if heading in title or title in heading), None)
    if own is not None and len(title) >= MIN_TITLE:
        for element, heading in headed.items():
            if element > own and heading != headed[own]:
                other[page.first[element] : page.behind[element]] = True
    return other


#: Letters and digits of a title that is told from others by them.
MIN_TITLE = 12


def _first_heading(pieces: Sequence[Piece]) -> str:
    """Give the letters of the first heading of the first level, none where there is none."""
    return next((letters(p.text) for p in pieces if p.kind == "heading" and p.level == 1), "")


def _comments(
    reading: Reading, keep: NDArray[np.bool_], counts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell the pieces below what the page calls its comments, where they are not its content."""
    page = reading.page
    inside = np.zeros(len(keep), bool)
    for element in filter(None, page.called(_COMMENTS, _COMMENT_SIGNS)):
        inside[page.first[element] : page.behind[element]] = True
    within, outside = int(counts[keep & inside].sum()), int(counts[keep & ~inside].sum())
    if outside < OUTSIDE_WORDS or not (_is_article(reading) or outside >= OUTSIDE_TIMES * within):
        inside[:] = False
    return inside


def keep_main_part(reading: Reading, markup: str, work: Work) -> None:
    """Cut what readability-lxml leaves out."""
    main = _main_part(markup)
    for node, piece in zip(work.nodes, reading.page.pieces, strict=True):
        key = _SPACE.sub(" ", piece.text)
        if main[key] <= 0:
            node.fate = (Reason.BOILERPLATE, JUDGE, 0.8)
        main[key] -= 1


def _main_part(markup: str) -> Counter[str]:
    from readability import Document as Readability

    try:
        summary = Readability(markup).summary()
        tree = parse(summary)
    except Exception:  # readability raises whatever its parser raises; a page never fails for it
        return Counter()
    if tree is None:
        return Counter()
    return Counter(_SPACE.sub(" ", piece.text) for piece in read_tree(tree).pieces)
