"""What a page is about, as its structured data tells: an article, a thread, a product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...reading.head import Head, types_of
from .values import letters, path_of, reference_of, text_of

__all__ = [
    "THREADS",
    "article_object",
    "is_article",
    "is_event",
    "is_subject_told",
    "is_thread",
    "is_titled",
    "is_ware",
]

_ARTICLES = ("article", "posting", "review", "recipe", "report", "howto", "podcastepisode")
_OTHERS = frozenset(
    {
        "product", "qapage", "discussionforumposting", "webpage", "faqpage", "course", "event",
        "softwareapplication", "videoobject", "itempage", "aboutpage", "medicalwebpage",
    }
)  # fmt: skip
#: Kinds of page whose author is who began them, under whatever name.
THREADS = frozenset({"discussionforumposting", "qapage", "question"})


def article_object(head: Head) -> Mapping[str, Any]:
    """Give the object of the structured data that is the page's own subject, or an empty one.

    An article comes before another kind of page, one that names this page's address or title
    before others, an earlier one before a later one.
    """
    path = path_of(head.address)
    titles = _titles_of(head)
    best: Mapping[str, Any] = {}
    best_score = 0.0
    for thing in head.objects:
        score = _kind_score(thing)
        if score:
            score += 2.0 * _is_titled(thing, titles) + 1.0 * _is_at(thing, path)
            score += 0.5 * ("datePublished" in thing) + 0.5 * ("author" in thing)
        if score > best_score:
            best, best_score = thing, score
    return best


def _kind_score(thing: Mapping[str, Any]) -> float:
    """Weigh an object by its kind; 0 for what no page is about."""
    kinds = types_of(thing)
    if kinds == {"review"} and "itemReviewed" not in thing:  # a customer's, of the ware around it
        return 0.0
    if any(kind.endswith(_ARTICLES) for kind in kinds):
        return 4.0
    return 1.0 if kinds & _OTHERS or any(kind.endswith("event") for kind in kinds) else 0.0


def _is_titled(thing: Mapping[str, Any], titles: set[str]) -> bool:
    """Whether an object's name is, or has in it, one of the page's titles, or stands in one."""
    name = letters(text_of(thing.get("headline")) or text_of(thing.get("name")) or "")
    return bool(name) and any(name in title or title in name for title in titles)


def is_titled(head: Head, thing: Mapping[str, Any]) -> bool:
    """Whether an object is called as the page is."""
    return _is_titled(thing, _titles_of(head))


def _titles_of(head: Head) -> set[str]:
    """Give what the head calls the page, in letters."""
    return {letters(t) for t in (head.meta("og:title"), head.title) if t}


def _is_at(thing: Mapping[str, Any], path: str) -> bool:
    own = text_of(thing.get("url")) or reference_of(thing.get("mainEntityOfPage"))
    return bool(path and own) and path_of(str(own)) == path


def is_article(head: Head, thing: Mapping[str, Any]) -> bool:
    """Whether a page says that it is an article."""
    kinds = types_of(thing)
    return head.meta("og:type") == "article" or any(kind.endswith(_ARTICLES) for kind in kinds)


def is_subject_told(head: Head) -> bool:
    """Whether the structured data says what the page is about, beyond that it is a page."""
    kinds = types_of(article_object(head))
    return bool(kinds) and not kinds <= {"webpage", "itempage", "faqpage"}


def is_thread(head: Head) -> bool:
    """Whether the page says that it is a thread of a forum."""
    return any(types_of(thing) & THREADS for thing in head.objects)


def is_ware(head: Head, thing: Mapping[str, Any]) -> bool:
    """Whether the page says that it offers something for sale, and that it is no article about it."""
    told = "product" in types_of(thing) or head.meta("og:type") in ("product", "og:product")
    return told and not is_article(head, thing)


def is_event(head: Head, thing: Mapping[str, Any]) -> bool:
    """Whether the page says that it announces an event: the days it shows are the event's."""
    return any(k.endswith("event") for k in types_of(thing)) and not is_article(head, thing)
