"""What an article is filed under: its tags, and the path of sections above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...patterns import lazy
from ...reading.head import Head, types_of
from ...reading.page import Page, Piece
from .values import letters, one_line, text_of

__all__ = ["find_breadcrumbs", "find_tags", "rows_of_tags", "shown_breadcrumbs", "shown_tags"]

MAX_TAGS = 50
_IDENTIFIER = lazy(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+")
_COMMAS = lazy(r"\s*[,;،、]\s*")


def find_tags(head: Head, thing: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the tags of the first source that has some, each once, without identifiers."""
    found = (
        list(head.metas.get("article:tag", ()))
        or _keywords(thing.get("keywords"))
        or list(_meta_keywords(head))
        or list(head.metas.get("citation_keywords", ()) or head.metas.get("dc.subject", ()))
        or head.tags
    )
    if len(found) == 1:
        found = _COMMAS.split(one_line(found[0]))  # an entity ends in one of the marks
    names = [name for name in map(one_line, found) if name and not _IDENTIFIER.fullmatch(name)]
    own: dict[str, str] = {}
    for name in names:
        own.setdefault(name.casefold(), name)
    return tuple(own.values())[:MAX_TAGS]


def _keywords(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for text in map(text_of, value) if text]  # a `DefinedTerm` has a name
    return [value] if isinstance(value, str) else []


def _meta_keywords(head: Head) -> Sequence[str]:
    names = ("news_keywords", "parsely-tags", "keywords")
    return [value for name in names for value in head.metas.get(name, ())][:1]


#: The position of a crumb, a number or the text of one.
_NUMBER = lazy(r"\d{1,3}(?:\.\d{1,3})?")
#: Letters from which on a crumb may be a title that was cut short.
MIN_CUT_CRUMB = 20


def find_breadcrumbs(
    head: Head, thing: Mapping[str, Any], titles: Sequence[str | None]
) -> tuple[str, ...]:
    """Give the path that the page's head tells, without the page itself (`titles`) at its end."""
    crumbs = _told_path(head, thing)
    own = {letters(title) for title in titles if title}
    last = letters(crumbs[-1].rstrip(" .…")) if crumbs else ""
    cut = len(last) > MIN_CUT_CRUMB and any(title.startswith(last) for title in own)
    return crumbs[:-1] if last and (last in own or cut) else crumbs


def _told_path(head: Head, thing: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the path of the structured data, of microdata, or the section alone."""
    for crumbs in head.objects:
        if "breadcrumblist" in types_of(crumbs) and (names := _listed(crumbs)):
            return tuple(name for _, name in sorted(names, key=lambda pair: pair[0]) if name)
    if len(head.crumbs) > 1:
        return tuple(map(one_line, head.crumbs))
    section = head.meta("article:section") or text_of(thing.get("articleSection"))
    return (one_line(section),) if section else ()


def _listed(crumbs: Mapping[str, Any]) -> list[tuple[float, str]]:
    """Give the positions and names of a list's items."""
    items = crumbs.get("itemListElement")
    names: list[tuple[float, str]] = []
    for place, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            continue
        inner = item.get("item")
        inner_name = text_of(inner.get("name")) if isinstance(inner, dict) else None
        position = item.get("position")
        if name := text_of(item.get("name")) or inner_name:
            at = float(str(position)) if _NUMBER.fullmatch(str(position)) else float(place)
            names.append((at, one_line(name)))
    return names


_CRUMBS = lazy(r"breadcrumb|(?:^|[\s_-])(?:bread-)?crumbs?(?:$|[\s_-])|migalhas|ariane")
_BETWEEN_CRUMBS = lazy(r"\s*(?:[>›»/→⟩❯|]|::)\s*")
#: Most crumbs of a path, and words of each.
MAX_CRUMBS, MAX_CRUMB_WORDS = 8, 6


def shown_breadcrumbs(page: Page, title: str | None) -> tuple[str, ...]:
    """Give the path that the page shows in what it calls its breadcrumb, without the page itself."""
    for element in page.called(_CRUMBS, ("crumb", "migalhas", "ariane")):
        pieces = page.pieces[page.first[element] : page.behind[element]]
        crumbs: list[str] = []
        for piece in pieces[: 2 * MAX_CRUMBS]:
            links = [piece.text[s:e] for kind, s, e, _ in piece.marks if kind == "link"]
            rest = piece.text[piece.marks[-1][2] :] if links else piece.text
            crumbs += [*links, rest]
        found = [c for crumb in crumbs for c in _BETWEEN_CRUMBS.split(crumb) if c.strip()]
        if found and found[0].rstrip().endswith((":", "：")):  # "You are here:"
            del found[0]
        if found and title and (title.startswith(found[-1].strip(" .…")) or found[-1] in title):
            found.pop()
        if 1 < len(found) <= MAX_CRUMBS and all(len(c.split()) <= MAX_CRUMB_WORDS for c in found):
            return tuple(dict.fromkeys(c.strip() for c in found))
    return ()


_TAGS = lazy(
    r"(?:^|[\s_-])(?:tags?|keywords|topics|labels|themen|schlagworte|etiquetas|mots-?cles)"
    r"(?:[_-](?:list|links|items|container|wrapper|box))?(?:$|\s)"
)
_TAG_SIGNS = ("tag", "keyword", "topic", "label", "themen", "schlagw", "etiquet", "mots")
#: Where a link to a tag leads.
_TAG_PATH = lazy(
    r"/(?:tags?|keywords?|labels?|thema|themen|schlagw\w{1,8}|etiquetas?|hashtag|taxonomy/term"
    r")/[^/?#]+/?(?:[?#]|$)|[?&](?:tag|keyword)=",
    re.IGNORECASE,
)
_MENUS = frozenset({"nav", "aside", "header"})
#: Most tags that a page shows below its article, words of each, and words beside them: a label.
MAX_SHOWN_TAGS, MAX_TAG_WORDS, MAX_LABEL_WORDS = 20, 5, 3


def shown_tags(page: Page, below: int) -> tuple[str, ...]:
    """Give the tags that the page shows: links that lead to them and stand in a row.

    In an element that the page calls its tags, or several below the piece `below`. Leaves what stands in a
    menu, and clouds of all the tags a site has.
    """
    for element in page.called(_TAGS, _TAG_SIGNS):
        if tags := _row_of_tags(page, range(page.first[element], page.behind[element])):
            return tags
    row: list[int] = []
    for at in range(below, len(page.pieces) + 1):
        if at < len(page.pieces) and _tags_in(page.pieces[at]):
            row.append(at)
        elif row:
            tags = _row_of_tags(page, range(row[0], at))
            if len(tags) > 1:
                return tags
            row = []
    return ()


def rows_of_tags(page: Page) -> Iterator[int]:
    """Give the elements that the page calls its tags, where they hold nothing but those and a label."""
    for element in filter(None, page.called(_TAGS, _TAG_SIGNS)):
        if _row_of_tags(page, range(page.first[element], page.behind[element])):
            yield element


def _row_of_tags(page: Page, places: range) -> tuple[str, ...]:
    """Give the tags of some pieces, none where other words than a label stand beside them."""
    pieces = [page.pieces[at] for at in places]
    if not 0 < len(pieces) <= MAX_SHOWN_TAGS + 1 or _is_in_menu(page, pieces[0].element):
        return ()
    tags = [tag for piece in pieces for tag in _tags_in(piece)]
    words = sum(len(piece.text.split()) for piece in pieces)
    beside = words - sum(len(tag.split()) for tag in tags)
    if not 0 < len(tags) <= MAX_SHOWN_TAGS or beside > MAX_LABEL_WORDS + len(tags):
        return ()
    named = (_COUNT_BEHIND.sub("", tag).strip("#").strip() for tag in tags)
    return tuple(dict.fromkeys(filter(None, named)))


#: How many articles a tag has, behind its name: "Harbour (14)", "Harbour (1,400 posts)". Leaves a year.
_COUNT_BEHIND = lazy(r"\s*\((?!(?:19|20)\d\d\))\d[\d.,]{0,9}(?:\s[^\W\d_]{1,12})?\)$")


def _tags_in(piece: Piece) -> list[str]:
    """Give the links of a piece, if all lead to tags and are short."""
    links = [(piece.text[s:e], href or "") for kind, s, e, href in piece.marks if kind == "link"]
    if len(piece.text) > MAX_SHOWN_TAGS * 30 or not all(
        _TAG_PATH.search(href) and len(text.split()) <= MAX_TAG_WORDS and "://" not in text
        for text, href in links
    ):
        return []
    return [text for text, _ in links]


def _is_in_menu(page: Page, element: int) -> bool:
    while element:
        if page.tags[element] in _MENUS or "cloud" in page.names[element].lower():
            return True
        element = page.parents[element]
    return False
