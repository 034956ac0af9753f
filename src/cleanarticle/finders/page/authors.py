"""Who wrote a page, as its head and its marked elements tell: people first, houses last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...patterns import lazy
from ...reading.head import Head, types_of
from ...vocabulary import fold, match
from ..beside import is_button
from ..roles import is_role
from .names import is_signature, names_in, without_by
from .subject import THREADS, article_object, is_ware
from .title_parts import sites_of
from .values import letters, names_of, one_line, without_houses, without_organizations

__all__ = ["people_in", "told_agencies", "told_authors", "told_pen_names"]

_AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author",
    "byl", "cxenseparse:author", "og:author", "articleauthor",
    "article_author", "article.author", "author_name", "article:byline", "dcsext.author",
)  # fmt: skip
#: Metas of journals, which name all authors, and metas that put a person's last name first.
_SCHOLARS = ("citation_author", "citation_authors")
_LAST_FIRST = frozenset((*_SCHOLARS, "dc.creator", "dcterms.creator"))


def told_authors(
    head: Head, thing: Mapping[str, Any], language: str | None, site: str | None
) -> Iterator[tuple[str, ...]]:
    """Give the people that each source names, without the house that publishes them.

    The best source comes first: a journal's list, structured data, marked elements, metas. What is
    marked may be a teaser's; in a thread it signs the posts.
    """
    houses = {letters(name) for name in (*_houses(head, thing), site or "")} - {""}
    hosts = sites_of(head, site)  # which a person's own site is called, too
    in_thread = bool(types_of(thing) & THREADS)
    nobody_yet = True
    for source in _sources(head, thing, houses, in_thread=in_thread):
        names = [name for one in source for name in names_in(one, language)]
        if others := [name for name in names if letters(name) not in houses]:
            others = [name for name in others if letters(name) not in hosts] or others
            nobody_yet = False
            yield tuple(dict.fromkeys(others))
        elif in_thread and nobody_yet and (pen_names := told_agencies(head)):
            yield pen_names
            return


def people_in(texts: Iterable[str], language: str | None, site: str | None) -> tuple[str, ...]:
    """Give the people that some texts name, without the site itself."""
    names = [name for text in texts for name in names_in(text, language)]
    return tuple(dict.fromkeys(name for name in names if letters(name) != letters(site or "")))


def _sources(
    head: Head, thing: Mapping[str, Any], houses: set[str], *, in_thread: bool
) -> Iterator[list[str]]:
    """Give what names authors, the best source first; an organisation signs where no person does."""
    yield [_first_name_first(v) for name in _SCHOLARS for v in head.metas.get(name, ())]
    authors = without_organizations(head, thing.get("author"))
    people = names_of(head, authors) or names_of(head, thing.get("creator"))
    yield [name for name in people if letters(name) not in houses]
    yield [] if in_thread or is_ware(head, thing) else head.people  # a ware's are its customers
    yield [
        _first_name_first(value) if name in _LAST_FIRST else value
        for name in _AUTHOR_METAS
        for value in head.metas.get(name, ())
    ] + _labelled(head)


def _labelled(head: Head) -> list[str]:
    """Give what previews of links show behind a byline's label: `twitter:label1`, `twitter:data1`."""
    return [
        value
        for number in range(1, MAX_LABELS + 1)
        for label in head.metas.get(f"twitter:label{number}", ())
        if any(found.family == "byline" for found in match(label))
        for value in head.metas.get(f"twitter:data{number}", ())
    ]


#: Labelled values of a preview.
MAX_LABELS = 4

_ONE_COMMA = lazy(r"([^,;]+),\s*([^,;]+)")


def _first_name_first(name: str) -> str:
    """Put a first name first: libraries and journals write "Roe, Jane".

    >>> _first_name_first("van der Berg, J. K."), _first_name_first("Jane Roe, Ola Berg")
    ('J. K. van der Berg', 'Jane Roe, Ola Berg')
    >>> _first_name_first("Ortega Ruiz, Ana"), _first_name_first("Jane Roe, Reporter")
    ('Ana Ortega Ruiz', 'Jane Roe, Reporter')
    """
    found = _ONE_COMMA.fullmatch(name.strip())
    if found is None:
        return name
    last, first = found[1].strip(), found[2].strip()
    capitals = [word for word in last.split() if word[:1].isupper()]
    is_first = len(capitals) == 1 or all(len(word.strip(".")) == 1 for word in first.split())
    # "Ortega Ruiz, Ana": two last names, for one word alone is nobody's name.
    is_first |= len(capitals) == 2 and " " not in first and not is_role(first)
    return f"{first} {last}" if is_first and len(first.split()) <= 3 else name


def _houses(head: Head, thing: Mapping[str, Any]) -> Iterator[str]:
    """Give the names that structured data gives to organisations."""
    yield from names_of(head, thing.get("publisher"))
    authors = thing.get("author")
    authors = authors if isinstance(authors, list) else [authors]
    for other in head.objects:
        if any(other is author for author in authors):  # an agency, maybe
            continue
        kinds = types_of(other)
        is_house = any("organization" in kind or kind == "website" for kind in kinds)
        if is_house and "person" not in kinds:
            yield from names_of(head, other.get("name"))


def told_agencies(head: Head) -> tuple[str, ...]:
    """Give what stands for an author where no person is named: an agency, a house, a pen name."""
    people = names_of(head, article_object(head).get("author"))
    metas = [value for name in _AUTHOR_METAS for value in head.metas.get(name, ())]
    told = _first_signature([*people, *metas, *_labelled(head), *_signed(head)])
    return told or tuple(names_in(" ".join(head.people[:1]), head.language))


def told_pen_names(head: Head, *, in_thread: bool = False) -> tuple[str, ...]:
    """Give the one name, no person's and no house's, that signs: `boatswain`, `Ferry Team`."""
    thing = article_object(head)
    houses = {letters(name) for name in _houses(head, thing)}
    begun = next((t["author"] for t in head.objects if _begins_thread(t)), None)
    signed = [part for one in _signed(head) for part in _card_parts(one)[:1]] if in_thread else []
    told = (
        *names_of(head, without_houses(head, thing.get("author"), houses)),
        *names_of(head, begun),
        *head.metas.get("author", ()),
        *head.metas.get("og:author:username", ()),  # who opened an issue: GitHub
        *signed,
    )
    return _first_signature(name for name in told if letters(name) not in houses)


def _begins_thread(thing: Mapping[str, Any]) -> bool:
    return "author" in thing and bool(types_of(thing) & THREADS)


#: A byline of three words at most, without a date or a label.
_SHORT_BYLINE = lazy(r"[^\W\d_][\w.'’-]{1,24}(?: [\w.'’()-]{1,20}){0,2}")


def _signed(head: Head) -> list[str]:
    """Give the text of the first byline, where it is nothing but a name or a user's card."""
    if "product" in types_of(article_object(head)):
        return []
    return [one for one in head.people[:1] if "|" in one or _SHORT_BYLINE.fullmatch(one)]


def _first_signature(names: Iterable[str]) -> tuple[str, ...]:
    for one in names:
        name = without_by(one_line(one))
        if is_signature(name) and "|" not in name and not (is_button(name) or _is_label(name)):
            return _couple(name) or (name,)
    return ()


def _is_label(text: str) -> bool:
    """Whether a text is a date's or a byline's label, and nothing else."""
    folded = fold(text)
    labels = ("byline", "published", "updated")
    return any(found.family in labels and found.phrase == folded for found in match(text))


_COUPLE = lazy(r"([^\W\d_]+) (?:&|and|und|et|y|e|og|och) ([^\W\d_]+)")


def _couple(name: str) -> tuple[str, ...]:
    """Give the two first names of a couple that signs with both: "Ann and Ola"."""
    found = _COUPLE.fullmatch(name)
    both = found.groups() if found else ()
    return both if len(set(both)) == 2 and all(map(str.istitle, both)) else ()


_NO_NAME_PART = lazy(
    r"(?i)(?:off|on)line|(?:post(?:ed)?|written|started)?(?: ?by)?:?|via|op|reply|re|#?\d+|.*\d{4}.*|.|.*\bago|.*:"
)


def _card_parts(text: str) -> list[str]:
    """Give the parts of a user's card that may be the name."""
    return [part for part in text.split(" | ") if not _NO_NAME_PART.fullmatch(part)]
