"""What a page itself calls no part of its article: comments, menus, boxes that ask or lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..finders.page.subject import THREADS
from ..finders.page.threads import has_members
from ..finders.page.topics import rows_of_tags
from ..finders.page.values import letters
from ..judging.blocks import PARAGRAPH_WORDS, Table
from ..model import Reason
from ..patterns import lazy
from .page import Page, Piece
from .systems import boxes_of_systems

if TYPE_CHECKING:
    from .html import Reading

__all__ = ["is_forum", "parts_called_so"]


def parts_called_so(
    reading: Reading, keep: NDArray[np.bool_], table: Table
) -> Iterable[tuple[NDArray[np.bool_], Reason, float]]:
    """Give which pieces to cut, why and how surely; of two that name a piece the later one counts.

    Of the comments all are given, of the rest those that the model would `keep`.
    """
    counts = table.counts
    around = _signatures(reading, counts) | _around_posts(reading.page, keep, counts)
    around |= _placeholders(reading.page, counts) | _code_labels(reading.page, counts)
    around |= _lone_headings(reading.page, keep & ~around)
    yield around & keep, Reason.BOILERPLATE, 0.9
    menus = _menus(reading.page, keep, table) | _tags(reading.page, keep, counts)
    yield menus & keep, Reason.MENU, 0.9
    yield _rights(reading, keep, counts) & keep, Reason.LEGAL, 0.9
    yield _promos(reading, keep, counts) & keep, Reason.PROMO, 0.8
    others = _other_articles(reading) | _teasers(reading, keep, table)
    yield others & keep, Reason.RELATED, 0.9
    yield _comments(reading, keep, counts), Reason.COMMENTS, 0.9


#: What pages call a box that asks for something, and the most words of one. What is there for
#: subscribers is no such box: publishers call the paragraphs behind a paywall `subscriber-only`.
_PROMO = lazy(
    r"newsletter|sign-?up|subscri(?:be(?!r)|ption)|mailing-?list|opt-?in|mc4wp|banner-inline"
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
#: Of the words that stay, the most that are in such boxes: with more, it is the article that is named so.
MAX_PROMOS_SHARE = 1 / 3


def _promos(
    reading: Reading, keep: NDArray[np.bool_], counts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell the pieces of the small boxes in an article that the page itself calls promotion."""
    called = reading.page.called(_PROMO, _PROMO_SIGNS) if _is_article(reading) else ()
    inside = _small_boxes(reading.page, called, counts, MAX_PROMO_WORDS)
    return _if_few(inside, keep, counts, MAX_PROMOS_SHARE)


#: What themes call the box below an article that says by whom it is, where, and under which licence
#: (NexT, Butterfly, Redefine, Icarus), the most words of one,
#: and the most of the words that stay.
_RIGHTS = lazy(r"(?:post|article|entry)[_-]?(?:copyright|licen[cs](?:e|ing))(?:$|[\s_-])")
_RIGHTS_SIGNS = ("copyright", "licens", "licenc")
MAX_RIGHTS_WORDS, MAX_RIGHTS_SHARE = 120, 0.75


def _rights(
    reading: Reading, keep: NDArray[np.bool_], counts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell the pieces of the box that says who has the rights in an article."""
    called = reading.page.called(_RIGHTS, _RIGHTS_SIGNS)
    inside = _small_boxes(reading.page, called, counts, MAX_RIGHTS_WORDS)
    return _if_few(inside, keep, counts, MAX_RIGHTS_SHARE)


#: Roles and names of menus, beside `<nav>` (ARIA: landmark roles), the share of one's words that is link at
#: least, and of the words that stay the most that are in menus: a page with more is a list of links.
_MENU = lazy(r"(?:^|\s)navigation(?:$|\s)")
MIN_MENU_LINKED, MAX_MENUS_SHARE = 0.5, 0.5
#: Fewest words of a sentence that no menu has.
MIN_MENU_PROSE = 8


def _menus(page: Page, keep: NDArray[np.bool_], table: Table) -> NDArray[np.bool_]:
    """Tell the pieces of menus, which are mostly links; some pages have all of theirs in one.

    On a page of many short sections, as a reference, the model may take its menu for one of them.
    """
    inside = np.zeros(len(keep), bool)
    prose = keep & table.sentences & (table.counts >= MIN_MENU_PROSE)
    for element in {*page.tagged("nav"), *filter(None, page.called(_MENU, ("navigation",)))}:
        here = slice(page.first[element], page.behind[element])
        words = table.counts[here]
        if keep[here].any() and not prose[here].any():
            inside[here] |= (words * table.linked[here]).sum() >= MIN_MENU_LINKED * words.sum()
    return _if_few(inside, keep, table.counts, MAX_MENUS_SHARE)


#: Most words of a row of tags with its label.
MAX_TAGS_WORDS = 60


def _tags(page: Page, keep: NDArray[np.bool_], counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell the pieces of rows of tags, with the label above them, which the model may take for a heading."""
    inside = _small_boxes(page, rows_of_tags(page), counts, MAX_TAGS_WORDS)
    return _if_few(inside, keep, counts, MAX_MENUS_SHARE)


#: What forums call the lines that a member has below each of their posts (phpBB, XenForo, vBulletin, SMF,
#: MyBB), the most words of them, and how many times at least a page has them for it to be a forum's.
_SIGNATURE = lazy(r"(?:^|[\s_-])signature(?:container)?(?:$|[\s_-])")
MAX_SIGNATURE_WORDS, MIN_SIGNATURES = 60, 2


def _signatures(reading: Reading, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell the pieces of the lines below each post of a forum; leaves who signs an article."""
    called = list(filter(None, reading.page.called(_SIGNATURE, ("signature",))))
    are_signatures = len(called) >= MIN_SIGNATURES and is_forum(reading)
    return _small_boxes(reading.page, called if are_signatures else (), counts, MAX_SIGNATURE_WORDS)


#: What pages call a box that leads to other articles, in the languages of those who name it so.
_TEASERS = lazy(
    r"relat(?:ed|ionn)|recommend|recirc|teaser|interstitial|promo(?:$|[\s_-])|also[_-]?read"
    r"|(?:read|lire|lees|leia|leggi|czytaj|baca|mehr)[_-]?(?:more|also|next|too|aussi|ook|anche|mais"
    r"|juga|zum)|more[_-](?:on|stor|from|news)|inline[_-]?(?:link|article|story)"
    r"|linked[_-]?(?:article|story)|link[_-]?box"
)
_TEASER_SIGNS = (
    "related", "relationn", "recommend", "recirc", "teaser", "interstitial", "promo", "also", "read-", "read_",
    "readmore", "readnext", "readtoo", "lire", "lees", "leia", "leggi", "czytaj", "baca", "mehr", "more-",
    "more_", "inline", "linked", "linkbox", "link-b", "link_b",
)  # fmt: skip
#: Most words of such a box; the share of them that is link at least; and of the words that stay, the
#: most that are in such boxes: a page with more is a list of them.
MAX_TEASER_WORDS, MIN_TEASER_LINKED, MAX_TEASERS_SHARE = 60, 0.5, 0.25
_CUT_OFF = ("…", "...", "…]", "...]")


def _teasers(reading: Reading, keep: NDArray[np.bool_], table: Table) -> NDArray[np.bool_]:
    """Tell the pieces of the small boxes in an article that lead to others.

    The page calls them so, and they hold no more than links, labels, and lines that are cut off; or
    they are paragraphs of one link in brackets, or of links each of which begins with a pointing sign.
    """
    page = reading.page
    inside = np.zeros(len(keep), bool)
    if not _is_article(reading):
        return inside
    linked = table.linked >= 0.5
    long = table.counts >= PARAGRAPH_WORDS
    told = np.where(linked, long & table.ending, table.ending | long)
    for element in filter(None, page.called(_TEASERS, _TEASER_SIGNS)):
        first, behind = page.first[element], page.behind[element]
        here = slice(first, behind)
        words = table.counts[here]
        if not keep[here].any() or words.sum() > MAX_TEASER_WORDS:
            continue
        if words[linked[here]].sum() >= max(1, MIN_TEASER_LINKED * words.sum()) and all(
            page.pieces[at].text.endswith(_CUT_OFF) for at in np.flatnonzero(told[here]) + first
        ):
            inside[here] = True
    for at in np.flatnonzero(keep & linked & ~inside & (table.counts <= MAX_TEASER_WORDS)).tolist():
        inside[at] = _is_bracketed(page.pieces[at]) or _points_elsewhere(page.pieces[at])
    return _if_few(inside, keep, table.counts, MAX_TEASERS_SHARE)


def _is_bracketed(piece: Piece) -> bool:
    """Whether a paragraph is one link in brackets, as newspapers set the headlines of other articles."""
    links = [(start, end) for kind, start, end, _ in piece.marks if kind == "link"]
    if piece.kind != "paragraph" or len(links) != 1:
        return False
    (start, end), text = links[0], piece.text
    before, behind = text[:start].strip(), text[end:].strip()
    return (before == "[" and behind == "]") or (not before + behind and text[0] + text[-1] == "[]")


#: What newspapers set before the links that end an article, in Korea above all.
_POINTING = ("▶", "▷", "☞", "►", "➤", "➡")


def _points_elsewhere(piece: Piece) -> bool:
    """Whether a paragraph is nothing but links, each with a sign before it that points to it."""
    if piece.kind != "paragraph" or not piece.text.startswith(_POINTING):
        return False
    links = [piece.text[start:end] for kind, start, end, _ in piece.marks if kind == "link"]
    between = piece.text
    for link in links:
        between = between.replace(link, "", 1)
    signs = between.split() + [link[0] for link in links if link.startswith(_POINTING)]
    return len(signs) == len(links) and all(sign in _POINTING for sign in signs)


#: Letters and digits of a title that is told from others by them.
MIN_TITLE = 12


def _other_articles(reading: Reading) -> NDArray[np.bool_]:
    """Tell the pieces of whole articles behind the page's own, as endless pages append them.

    Each stands in an `<article>` with a first heading of its own; the page's own is the one whose
    heading is the title that the head tells.
    """
    page = reading.page
    none = np.zeros(len(page.pieces), bool)
    articles = page.tagged("article")
    if len(articles) < 2 or not _is_article(reading):
        return none
    title = letters(reading.hints.title)
    headed: dict[int, str] = {}
    outer = 0  # the first element behind the last article that no other holds
    for element in articles:
        if element >= outer:
            outer = page.last[element]
            heading = _first_heading(page.pieces[page.first[element] : page.behind[element]])
            if heading:
                headed[element] = heading
    own = next((e for e, heading in headed.items() if heading in title or title in heading), None)
    if own is None or len(title) < MIN_TITLE:
        return none
    return page.inside(e for e, heading in headed.items() if e > own and heading != headed[own])


def _first_heading(pieces: Sequence[Piece]) -> str:
    """Give the letters of the first heading of the first level, none where there is none."""
    return next((letters(p.text) for p in pieces if p.kind == "heading" and p.level == 1), "")


#: Of the words that stay, the most that are in the boxes of a system: a page with more is made of them,
#: as a list of a shop's goods or of a forum's topics is.
MAX_BOXES_SHARE = 0.5


def _around_posts(
    page: Page, keep: NDArray[np.bool_], counts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell the pieces of the boxes that a known system puts around a post, a product or a page."""
    inside = page.inside(filter(None, boxes_of_systems(page)))
    return _if_few(inside, keep, counts, MAX_BOXES_SHARE)


#: What pages call what they show until their text is there, and the most words of it.
_LOADING = lazy(r"(?:^|[\s_-])(?:pre)?(?:loading|loader|spinner|skeleton)(?:$|[\s_-])")
_LOADING_SIGNS = ("loading", "loader", "spinner", "skeleton")
MAX_LOADING_WORDS = 8


def _placeholders(page: Page, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell the pieces of what a page shows while it loads; leaves a section that is called so, with its heading."""
    called = filter(None, page.called(_LOADING, _LOADING_SIGNS))
    bare = (
        element
        for element in called
        if all(
            p.kind == "paragraph" for p in page.pieces[page.first[element] : page.behind[element]]
        )
    )
    return _small_boxes(page, bare, counts, MAX_LOADING_WORDS)


#: How a forum calls the box of code whose first line is the box's own (phpBB: "Code: Select all"), and its
#: most words.
_CODE_BOX = lazy(r"(?:^|\s)codebox(?:$|\s)")
MAX_LABEL_WORDS = 6


def _code_labels(page: Page, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell the lines above code that a forum writes into its box."""
    labels = np.zeros(len(page.pieces), bool)
    for element in filter(None, page.called(_CODE_BOX, ("codebox",))):
        first = page.first[element]
        kinds = [piece.kind for piece in page.pieces[first : page.behind[element]][:2]]
        if kinds == ["paragraph", "code"]:
            labels[first] = counts[first] <= MAX_LABEL_WORDS
    return labels


#: What shops call the panel behind a tab: WooCommerce.
_PANELS = frozenset({"woocommerce-Tabs-panel"})


def _lone_headings(page: Page, keep: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the headings of panels of which nothing else stays."""
    alone = np.zeros(len(page.pieces), bool)
    for element in filter(None, page.named(_PANELS)):
        here = np.flatnonzero(keep[page.first[element] : page.behind[element]])
        kept = (here + page.first[element]).tolist()
        if all(page.pieces[at].kind == "heading" for at in kept):
            alone[kept] = True
    return alone


_COMMENTS = lazy(r"(?:^|[\s_-])(?:comments?|respond|disqus_thread|commentlist)(?:$|[\s_-])")
_COMMENT_SIGNS = ("comment", "respond", "disqus_thread")
#: What Scaladoc calls the descriptions of a class and of its members, beside "comment".
_DESCRIPTION = lazy(r"(?:^|\s)(?:cmt|fullcommenttop)(?:$|\s)")
#: Words outside the comments from which on a page is no thread, and how many times those in
#: them they must be on a page that does not call itself an article; and words of a short article,
#: which must be as many times those in its comments.
OUTSIDE_WORDS, OUTSIDE_TIMES, SHORT_WORDS = 150, 2, 60


def _comments(
    reading: Reading, keep: NDArray[np.bool_], counts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell the pieces below what the page calls its comments, where they are not its content."""
    page = reading.page
    called = filter(None, page.called(_COMMENTS, _COMMENT_SIGNS))
    inside = page.inside(e for e in called if not _DESCRIPTION.search(page.names[e]))
    within, outside = int(counts[keep & inside].sum()), int(counts[keep & ~inside].sum())
    is_more, is_article = outside >= OUTSIDE_TIMES * within, _is_article(reading)
    is_long = outside >= OUTSIDE_WORDS and (is_article or is_more)
    if not (is_long or (outside >= SHORT_WORDS and is_article and is_more)):
        inside[:] = False
    return inside


def _small_boxes(
    page: Page, elements: Iterable[int], counts: NDArray[np.int64], most: int
) -> NDArray[np.bool_]:
    """Tell the pieces of elements that have no more than so many words each; the whole page is none of them."""
    return page.inside(
        element
        for element in filter(None, elements)
        if counts[page.first[element] : page.behind[element]].sum() <= most
    )


def _if_few(
    inside: NDArray[np.bool_], keep: NDArray[np.bool_], counts: NDArray[np.int64], most: float
) -> NDArray[np.bool_]:
    """Give the pieces of boxes, none where a greater share of the words that stay is in them: that is the page."""
    few = counts[inside & keep].sum() <= most * counts[keep].sum()
    return inside if few else np.zeros_like(inside)


def _is_thread(reading: Reading) -> bool:
    return not THREADS.isdisjoint(reading.hints.types)


def _is_article(reading: Reading) -> bool:
    """Whether the page calls itself an article, and no thread."""
    types = reading.hints.types
    return any(t.endswith(("article", "posting")) for t in types) and not _is_thread(reading)


def is_forum(reading: Reading) -> bool:
    """Whether the page is a thread, by what it calls itself or by its members, and no article."""
    return _is_thread(reading) or (not _is_article(reading) and has_members(reading.page))
