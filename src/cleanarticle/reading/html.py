"""A page of HTML to nodes: visible text, one block a piece, with the article's own named.

The block model, or readability-lxml where the caller asks for it, chooses the article; what it
leaves out stands in `raw` all the same and is cut, with the reason in the ledger.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from ..cleaners.rules import is_kept
from ..finders.page.fields import take_fields, told_fields
from ..finders.page.values import parts_of, resolved
from ..judging.page_columns import Hints
from ..patterns import lazy
from ..running import Node, Settings, Work
from ..tracing import Trace
from .choosing import keep_likely, keep_main_part
from .cutting import cut
from .embedded import body_of, fragments_of, scripted_texts
from .head import Head, read_head, types_of
from .marked import read_marked
from .page import Page, Piece
from .parsing import parse
from .pictures import find_images
from .tree import read_fragment, read_parts

__all__ = ["Reading", "read_html", "read_page"]

_FENCE = lazy("`{3,}")


def read_html(markup: str, settings: Settings, *, choose: str | None = "model") -> Work:
    """Read a page: nodes for all its text, those outside the article cut.

    `choose` names who tells them: the block model, readability-lxml, or nobody. Broken markup
    never raises: what lxml cannot parse is an empty page.
    """
    reading = read_page(markup)
    if reading is None or not reading.page.pieces:
        work = Work("", [], settings, "html", flags={"no_article"})
        if reading is not None:
            work.fields.update(told_fields(reading.head, ()))
        return work
    raw, nodes = _lay_out(reading.page)
    work = Work(raw, nodes, settings, "html")
    if choose == "readability":
        keep_main_part(reading, markup, work)
    if choose == "model" or (choose == "readability" and not work.live()):
        keep_likely(reading, work)
    if settings.keep:  # what the caller keeps nobody cuts
        for node in work.nodes:
            if node.fate is not None and is_kept(node.trace.text, settings.keep):
                node.fate = None
    take_fields(reading.page, reading.head, work)
    _spare_title(work)
    base = resolved(settings.url, reading.head.base)
    work.images = find_images(reading.page, work.nodes, work.fields.get("image"), base)
    _complete_links(work, base)  # last: fields are told by links as they are written
    return work


_COMPLETE = lazy(r"[A-Za-z][A-Za-z0-9+.-]*:|#|$")
#: A path of plain words, as most links within a site are: the site's root before it makes it whole.
_PLAIN_PATH = lazy(r"(?:/[A-Za-z0-9_-]+)+/?")


def _complete_links(work: Work, base: str) -> None:
    """Make links within the site whole; leaves those within the page, to scripts and to mail."""
    if not base:
        return
    whole: dict[str, str] = {}
    root = resolved(base, "/").removesuffix("/")
    for node in work.nodes:
        for at, (kind, start, end, href) in enumerate(node.marks):
            if href is None:
                continue
            if href not in whole:
                bare = href.strip()
                if _COMPLETE.match(bare):
                    whole[href] = href
                elif _PLAIN_PATH.fullmatch(bare):
                    whole[href] = root + bare
                else:
                    whole[href] = resolved(base, bare)
            if whole[href] != href:
                node.marks[at] = (kind, start, end, whole[href])


def _spare_title(work: Work) -> None:
    """Leave the line that is the title to the cleaner that takes titles up."""
    title = work.fields.get("title")
    if title and not any(n.trace.text == title for n in work.live()):
        node = next((n for n in work.nodes if n.trace.text == title), None)
        if node is not None:
            node.fate = None


def _lay_out(page: Page) -> tuple[str, list[Node]]:
    edges = [
        _edges(page, piece) if piece.ordinal is not None or piece.kind == "code" else ("", "")
        for piece in page.pieces
    ]
    texts = [f"{a}{p.text}{b}" for (a, b), p in zip(edges, page.pieces, strict=True)]
    raw = "\n".join(texts)
    nodes, at = [], 0
    for piece, text, (before, _) in zip(page.pieces, texts, edges, strict=True):
        node = Node(Trace(raw, at, at + len(text), text=text))
        node.kind, node.level = piece.kind, piece.level
        begin = at + len(before)
        if piece.marks:
            node.marks = [(k, begin + start, begin + end, h) for k, start, end, h in piece.marks]
        nodes.append(node)
        at += len(text) + 1
    return raw, nodes


def _edges(page: Page, piece: Piece) -> tuple[str, str]:
    """Give what is set before a piece and behind it, so that its text tells what it is.

    The number that a browser shows before an item of an ordered list, where the item's text is
    its own (lists of cards, crumbs and comments show none), and fences around lines of code.
    """
    if piece.kind == "code":
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
    #: Pieces, the last ones, that structured data or a script gives as the article's text.
    told: int = 0
    #: Elements of the texts that scripts carry, each of which is one.
    scripted: tuple[int, ...] = ()


def read_page(markup: str) -> Reading | None:
    """Read a page of HTML; `None` where there is nothing in it.

    Where the visible page lacks the text that its structured data or its scripts carry, that
    text is read too, behind the rest.
    """
    tree = parse(markup)
    if tree is None:
        return None
    head = read_head(tree)
    hints = _hints_of(head)
    parts = cut(tree)
    read_marked(head, parts)
    page = read_parts(parts)
    told = 0
    scripted: list[int] = []
    if hints.body and not _shows(page, hints.body):
        body = read_fragment(hints.body)
        told = len(body.pieces)
        _append(page, body, "articlebody")
    elif (shown := _prose_words(page)) < SHELL_WORDS:
        whole: Any = parse(markup)  # again: what was read is without its scripts
        scripts = (s.text for s in whole.iter("script") if "ld+json" not in s.get("type", ""))
        texts, is_one = scripted_texts(list(filter(None, scripts)))
        for text in texts:
            more = read_fragment(text)
            told = len(more.pieces) if is_one else 0
            if more.pieces:
                scripted.append(len(page.tags))
            _append(page, more, "scripted")
        for name, fragment in fragments_of(whole):
            if fragment.count(" ") < MIN_FRAGMENT_WORDS:
                continue
            more = read_fragment(fragment)
            if _prose_words(more) > shown:
                _append(page, more, name)
    return Reading(page, head, hints, told, tuple(scripted))


#: Words from which on what a page of frames says to browsers without is more than that they lack them,
#: and what a template holds more than a form.
MIN_FRAGMENT_WORDS = 60


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
    for picture in more.pictures:
        picture.element += base + 1
        picture.before += at
    page.pieces += more.pieces
    page.pictures += more.pictures
    page.behind[0] = len(page.pieces)
    page.last[0] = len(page.tags)


_WORD = lazy(r"\w+")


def _hints_of(head: Head) -> Hints:
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
    return Hints(title, description, body, tuple(sorted(types)), parts_of(head.address).path)
