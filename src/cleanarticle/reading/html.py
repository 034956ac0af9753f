"""A page of HTML to nodes: visible text, one block a piece, with the article's own named.

The block model, or readability-lxml where the caller asks for it, chooses the article; what it
leaves out stands in `raw` all the same and is cut, with the reason in the ledger.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ..actions import Found
from ..finders.authors import find_authors
from ..finders.dates import find_dates, read_dates
from ..finders.metadata import agencies, find_metadata
from ..judging.blocks import Hints
from ..model import Document, Reason
from ..running import Node, Settings, Work
from ..tracing import Trace
from ..vocabulary import says
from .embedded import body_of, scripted_texts
from .head import Head, read_head, types_of
from .tree import Page, Piece, parse, read_fragment, read_tree

__all__ = ["Reading", "hints_of", "read_html", "read_page"]

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"^\d{1,9}\. ")
_FENCE = re.compile("`{3,}")

#: Probability of what structured data gives as the article's text and the page does not show.
TOLD = 0.9

#: Headings of the first level that are weighed as the title.
MAX_HEADINGS = 8
#: Pieces, and characters of each, among which a page without such a heading has its title.
MAX_LINES, MAX_TITLE_LINE = 150, 200

#: The cleaner that the choice is written down to: who takes it out of the pipeline keeps all.
JUDGE = "drop_boilerplate"


def read_html(markup: str, settings: Settings, *, choose: str | None = "model") -> Work:
    """Read a page: nodes for all its text, those outside the article cut.

    `choose` names who tells them: the block model, readability-lxml, or nobody. Broken markup
    never raises: what lxml cannot parse is an empty page.
    """
    reading = read_page(markup)
    if reading is None or not reading.page.pieces:
        work = Work("", [], settings, "html", flags={"no_article"})
        if reading is not None:
            work.fields.update(find_metadata(reading.head, ()))
        return work
    raw, nodes = _lay_out(reading.page)
    work = Work(raw, nodes, settings, "html")
    if choose == "readability":
        _keep_main_part(markup, work)
    if choose == "model" or (choose == "readability" and not work.live()):
        _keep_likely(reading, work)
    _take_fields(reading, work)
    _spare_title(work)
    return work


def _spare_title(work: Work) -> None:
    """Leave the line that is the title to the cleaner that takes titles up."""
    title = work.fields.get("title")
    if title and not any(n.trace.text == title for n in work.live()):
        node = next((n for n in work.nodes if n.trace.text == title), None)
        if node is not None:
            node.fate = None


def _keep_likely(reading: Reading, work: Work) -> None:
    """Cut what the block model does not take for the article's."""
    from ..judging.decision import choose
    from ..judging.trees import confidence_of, judge_page

    judged = judge_page(reading.page, reading.hints)
    chances = judged.chances
    if reading.told:
        chances[-reading.told :] = np.maximum(chances[-reading.told :], TOLD)
    favor = work.settings.favor
    decision = choose(chances, judged.counts, judged.paragraphs, judged.alike, favor)
    work.fields["confidence"] = confidence_of(decision.signs)
    comments = _comments(reading, decision.keep, judged.counts)
    promos = _promos(reading, judged.counts)
    for at, node in enumerate(work.nodes):
        node.fate, chance = None, chances[at]
        if comments[at]:
            node.fate = (Reason.COMMENTS, JUDGE, 0.9)
        elif promos[at] and decision.keep[at]:
            node.fate = (Reason.PROMO, JUDGE, 0.8)
        elif not decision.keep[at]:
            node.fate = (Reason.BOILERPLATE, JUDGE, round(1 - float(chance), 3))


#: What pages call a box that asks for something, and the most words of one.
_PROMO = re.compile(
    r"newsletter|sign-?up|subscri(?:be|ption)|mailing-?list|opt-?in|mc4wp|banner-inline"
    r"|(?:^|[\s_-])promo(?:$|[\s_-])",
    re.IGNORECASE,
)
MAX_PROMO_WORDS = 60
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|respond|disqus_thread|commentlist)(?:$|[\s_-])", re.IGNORECASE
)
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
        for element, names in enumerate(page.names):
            span = slice(page.first[element], page.behind[element])
            if element and _PROMO.search(names) and counts[span].sum() <= MAX_PROMO_WORDS:
                inside[span] = True
    return inside


def _comments(
    reading: Reading, keep: NDArray[np.bool_], counts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell the pieces below what the page calls its comments, where they are not its content."""
    page = reading.page
    inside = np.zeros(len(keep), bool)
    for element, names in enumerate(page.names):
        if element and names and _COMMENTS.search(names):
            inside[page.first[element] : page.behind[element]] = True
    within, outside = int(counts[keep & inside].sum()), int(counts[keep & ~inside].sum())
    if outside < OUTSIDE_WORDS or not (_is_article(reading) or outside >= OUTSIDE_TIMES * within):
        inside[:] = False
    return inside


def _keep_main_part(markup: str, work: Work) -> None:
    """Cut what readability-lxml leaves out."""
    main = _main_part(markup)
    for node in work.nodes:
        key = _SPACE.sub(" ", _NUMBER.sub("", node.trace.text))
        if main[key] <= 0:
            node.fate = (Reason.BOILERPLATE, JUDGE, 0.8)
        main[key] -= 1


def _lay_out(page: Page) -> tuple[str, list[Node]]:
    edges = [_edges(page, piece) for piece in page.pieces]
    texts = [f"{a}{p.text}{b}" for (a, b), p in zip(edges, page.pieces, strict=True)]
    raw = "\n".join(texts)
    nodes, at = [], 0
    for piece, text, (before, _) in zip(page.pieces, texts, edges, strict=True):
        node = Node(Trace(raw, at, at + len(text), text=text))
        node.kind, node.level = piece.kind, piece.level
        begin = at + len(before)
        node.marks = [(k, begin + start, begin + end, href) for k, start, end, href in piece.marks]
        nodes.append(node)
        at += len(text) + 1
    return raw, nodes


def _edges(page: Page, piece: Piece) -> tuple[str, str]:
    """Give what is set before a piece and behind it, so that its text tells what it is.

    The number that a browser shows before an item of an ordered list, where the item's text is
    its own (lists of cards, crumbs and comments show none), and fences around lines of code.
    """
    if piece.kind == "code" and "\n" in piece.text:
        longest = max(map(len, _FENCE.findall(piece.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n", f"\n{fence}"
    tag, around = page.tags[piece.element], page.tags[page.parents[piece.element]]
    if piece.ordinal is None or not (tag == "li" or (tag == "p" and around == "li")):
        return "", ""
    return f"{piece.ordinal}. ", ""


#: Words of prose below which a page is a shell, and the share of the body's lines that a page
#: must show for it to hold the body.
SHELL_WORDS, MIN_SHOWN = 120, 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read: its pieces, what its head says, and what the model is told of that."""

    page: Page
    head: Head
    hints: Hints
    told: int = 0  # pieces, the last ones, that structured data gives as the article's text


def read_page(markup: str) -> Reading | None:
    """Read a page of HTML; `None` where there is nothing in it.

    Where the visible page lacks the text that its structured data or its scripts carry, that
    text is read too, behind the rest.
    """
    tree = parse(markup)
    if tree is None:
        return None
    head = read_head(tree)
    hints = hints_of(head)
    scripts = [s.text for s in tree.iter("script") if s.text and "ld+json" not in s.get("type", "")]
    page = read_tree(tree)
    told = 0
    if hints.body and not _shows(page, hints.body):
        body = read_fragment(hints.body)
        told = len(body.pieces)
        _append(page, body, "articlebody")
    elif _prose_words(page) < SHELL_WORDS:
        for text in scripted_texts(scripts):
            _append(page, read_fragment(text), "scripted")
    return Reading(page, head, hints, told)


def _prose_words(page: Page) -> int:
    """Count the words of the pieces that are longer than a menu's."""
    sizes = (piece.text.count(" ") + 1 for piece in page.pieces)
    return (
        sum(size for size in sizes if size >= 12)
        + sum(len(piece.text) // 3 for piece in page.pieces if not piece.text.isascii()) // 4
    )


def _shows(page: Page, body: str) -> bool:
    """Whether the page shows the body that its structured data has: probes of it stand there."""
    words = _WORD.findall(html.unescape(html.unescape(body)).casefold())
    if len(words) < 60:
        return True
    shown = " ".join(_WORD.findall("\n".join(p.text for p in page.pieces).casefold()))
    step = max(1, len(words) // 24)
    probes = [" ".join(words[at : at + 4]) for at in range(0, len(words) - 4, step)]
    return sum(probe in shown for probe in probes) >= MIN_SHOWN * len(probes)


def _append(page: Page, more: Page, name: str) -> None:
    """Add the pieces of another reading, below an element of its own in the body."""
    if not more.pieces:
        return
    base, at = len(page.tags), len(page.pieces)
    page.parents.append(0)
    page.tags.append("script")
    page.names.append(name)
    page.first.append(at)
    page.behind.append(at + len(more.pieces))
    page.last.append(base + 1 + len(more.tags))
    page.tags += more.tags
    page.names += more.names
    page.parents += [base, *(parent + base + 1 for parent in more.parents[1:])]
    page.first += [first + at for first in more.first]
    page.behind += [behind + at for behind in more.behind]
    page.last += [last + base + 1 for last in more.last]
    for piece in more.pieces:
        piece.element += base + 1
    page.pieces += more.pieces
    page.behind[0] = len(page.pieces)
    page.last[0] = len(page.tags)


_WORD = re.compile(r"\w+")


def hints_of(head: Head) -> Hints:
    """Give what the block model is told of the head."""
    title = ""
    types: set[str] = set()
    for thing in head.objects:
        kinds = types_of(thing)
        types |= kinds
        if not title and any(kind.endswith(("article", "posting")) for kind in kinds):
            title = str(thing.get("headline") or "")
    title = title or head.meta("og:title", "twitter:title") or head.title
    body = body_of(head)
    description = head.meta("og:description", "description", "twitter:description") or ""
    if kind := head.meta("og:type"):
        types.add(kind.lower())
    address = head.links.get("canonical") or head.meta("og:url") or ""
    return Hints(title, description, body, tuple(sorted(types)), urlsplit(address).path)


def _main_part(markup: str) -> Counter[str]:
    from readability import Document as Readability

    try:
        summary = Readability(markup).summary()
        tree = parse(summary)
    except Exception:  # readability raises whatever its parser raises; a page never fails for it
        return Counter()
    if tree is None:
        return Counter()
    return Counter(_SPACE.sub(" ", _NUMBER.sub("", piece.text)) for piece in read_tree(tree).pieces)


_CRUMBS = re.compile(
    r"(?:^|[\s_-])(?:bread-?)?crumbs?(?:$|[\s_-])|breadcrumb|migalhas|ariane", re.IGNORECASE
)
_BETWEEN_CRUMBS = re.compile(r"\s*(?:[>›»/→⟩❯|]|::)\s*")
#: Most crumbs of a path, and words of each.
MAX_CRUMBS, MAX_CRUMB_WORDS = 8, 6


def _crumbs(page: Page, title: str | None) -> tuple[str, ...]:
    """Give the path that the page shows in what it calls its breadcrumb, without the page itself."""
    for element, names in enumerate(page.names):
        if not names or not _CRUMBS.search(names):
            continue
        pieces = page.pieces[page.first[element] : page.behind[element]]
        crumbs: list[str] = []
        for piece in pieces[: 2 * MAX_CRUMBS]:
            links = [piece.text[s:e] for kind, s, e, _ in piece.marks if kind == "link"]
            rest = piece.text[piece.marks[-1][2] :] if links else piece.text
            crumbs += [*links, rest]
        found = [c for crumb in crumbs for c in _BETWEEN_CRUMBS.split(crumb) if c.strip()]
        if found and title and (title.startswith(found[-1].strip(" .…")) or found[-1] in title):
            found.pop()
        if 1 < len(found) <= MAX_CRUMBS and all(len(c.split()) <= MAX_CRUMB_WORDS for c in found):
            return tuple(dict.fromkeys(c.strip() for c in found))
    return ()


_AUTHOR_LINK = re.compile(
    r"author|autor|auteur|contributor|people|person|profile|staff|team|writer|/by/|/user|/@|redak",
    re.IGNORECASE,
)


def _is_button(found: Found, work: Work, page: Page) -> bool:
    """Whether a "name" is what a button says, or a link that leads to no author."""
    if found.field != "authors" or found.block is None:
        return False
    at = next(i for i, node in enumerate(work.nodes) if node.block is found.block)
    if page.tags[page.pieces[at].element] in ("button", "nav", "label", "form"):
        return True
    links = [href or "" for kind, _, _, href in work.nodes[at].marks if kind == "link"]
    label = says(found.block, "byline")
    return bool(links) and not label and not any(_AUTHOR_LINK.search(href) for href in links)


#: Pieces in which the byline and the date are looked for: above the article's first, below it,
#: and above the title.
ABOVE_TEXT, BELOW_TEXT, ABOVE_TITLE = 24, 5, 3
#: Longest line, in characters, that may say more than its date ("8 June 2023 • 11 min read").
MAX_DATED_LINE = 70


def _take_fields(reading: Reading, work: Work) -> None:
    """Fill the fields: from the head, then from the lines between the title and the text."""
    nodes = work.nodes
    headings = [p.text for p in reading.page.pieces if p.kind == "heading" and p.level == 1]
    lines = [p.text for p in reading.page.pieces[:MAX_LINES] if len(p.text) <= MAX_TITLE_LINE]
    work.fields.update(find_metadata(reading.head, headings[:MAX_HEADINGS], lines))
    title = work.fields.get("title")
    if len(work.fields.get("breadcrumbs", ())) < 2 and (crumbs := _crumbs(reading.page, title)):
        work.fields["breadcrumbs"] = crumbs
    first = next((i for i, n in enumerate(nodes) if n.fate is None and len(n.trace.text) > 80), 0)
    named = [i for i, n in enumerate(nodes[: first + 1]) if n.trace.text == title]
    top = [i for i, n in enumerate(nodes[: first + 1]) if n.kind == "heading" and n.level == 1]
    anchor = named[-1] if named else top[-1] if top else None
    low = max(0, first - ABOVE_TEXT if anchor is None else anchor - ABOVE_TITLE)
    high = min(len(nodes), max(first + BELOW_TEXT, low + ABOVE_TEXT))
    zone = [nodes[i] for i in range(low, high) if i != anchor and "\n" not in nodes[i].trace.text]
    document = Document(
        tuple(n.view(work.memos) for n in zone),
        language=work.settings.language or work.fields.get("language"),
        title=nodes[anchor].view(work.memos) if anchor is not None else None,
    )
    for find in (find_dates, find_authors):
        for found in find(document):
            if isinstance(found, Found) and not _is_button(found, work, reading.page):
                work.fields.setdefault(found.field, found.value)
    if "published" not in work.fields:
        for block in document:
            if len(block.text) <= MAX_DATED_LINE:
                line = read_dates(block.text, document.language)
                if line is not None and line.published is not None:
                    work.fields["published"] = line.published
                    break
    if "authors" not in work.fields and (names := agencies(reading.head)):
        work.fields["authors"] = names
