"""The headline of a page: which of its headings and names it is, without what is beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from ...model import INDIC
from ...patterns import lazy
from ...reading.head import Head, types_of
from ...shapes import ends_sentence
from ..breadcrumbs import is_home
from .subject import THREADS, is_article
from .summary import find_description
from .title_parts import (
    MAX_SITE_WORDS,
    SEPARATOR,
    has_around,
    has_label,
    is_root,
    sites_of,
    title_parts,
    whole_names,
    without_end,
    without_named_site,
    without_section,
    without_site,
)
from .values import letters, one_line, path_of, text_of

__all__ = ["find_headline"]

#: Most characters of a headline, and letters from which on two that meet are no accident: as a
#: whole, and as a part.
MAX_HEADLINE, MIN_LETTERS, MIN_PART_LETTERS = 300, 4, 13
_BETWEEN_SLUG_WORDS = lazy(r"[-_+.]+")
#: Words, the one-letter ones of scripts with letters aside; each Han or Kana character is one.
_WORDS = lazy(r"[\u3041-\u9fff]|[^\W_\u3041-\u9fff]{2,}|[\uac00-\ud7a3]|\d")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page calls itself.

    `names` come from its head, the best source first, and `stripped` are those without the site's
    name; `agreed` is the one that structured data and Open Graph have alike.
    """

    names: list[str]
    stripped: list[str]
    agreed: str
    site: str | None
    sites: frozenset[str]  # the site's own names
    is_article: bool  # by its own word
    slug: str  # the last part of the page's address, as words
    summary: str  # the letters of its description
    label_apart: str  # the headline of a thread, whose heading may have a label before it


def find_headline(
    head: Head,
    thing: Mapping[str, Any],
    headings: Sequence[str],
    lines: Sequence[str] = (),
    site: str | None = None,
) -> str | None:
    """Give the headline as the page shows it, without the site's name.

    A heading that the structured data or the meta tags repeat is the headline; else their own,
    with the site's name taken off; else the only heading, or the line that ends the title.
    """
    names = _names(head, thing)
    sites = sites_of(head, site)
    # A heading says the page's own name: what is called the site was read from the wrong end of its title.
    called = "" if site is None or letters(site) in map(letters, headings) else site
    if not is_root(head) and any(letters(name) not in sites for name in (*names, *headings)):
        names = [name for name in names if letters(name) not in sites]
        headings = [heading for heading in headings if letters(heading) not in sites]
    headings = [heading for heading in headings if not is_home(heading)]
    told = _told(head, thing, names, site, called, sites)
    found = (
        _repeated(headings, told)
        or _agreed_on(headings, told)
        or _part_of_name(headings, told)
        or _stripped_name(headings, told)
        or _name_in_heading(headings, told)
        or _without_kicker(headings, told, lines)
        or _without_subtitle(headings, told)
        or _start_of_name(headings, told)
        or (_only_heading(headings, told) if len(headings) == 1 else None)
        or _end_of_name(lines, told)
    )
    if found:
        return found
    if told.stripped:
        own = told.stripped[0]
        return _shown_part(own, lines) or _before_brackets(own, lines) or own
    return headings[0] if headings else None


def _names(head: Head, thing: Mapping[str, Any]) -> list[str]:
    """Give what the head calls the page, the best source first."""
    told = (
        text_of(thing.get("headline")),
        head.meta("og:title"),
        head.meta("twitter:title"),
        head.meta("title", "dc.title", "citation_title", "parsely-title", "sailthru.title"),
        text_of(thing.get("name")),
        head.title,
    )
    names = [one_line(name) for name in told if name and not is_home(name)]
    names = [name for name in names if len(name) <= MAX_HEADLINE]
    return whole_names([name for name in names if not _IDENTIFIER.match(name)])


#: How a wiki names a page in its address, the wiki's own name behind it.
_IDENTIFIER = lazy(r"[a-z0-9]+(?:[_:][a-z0-9]+)+(?:\s\[|$)")


def _told(
    head: Head,
    thing: Mapping[str, Any],
    names: list[str],
    site: str | None,
    called: str,
    sites: frozenset[str],
) -> _Told:
    stated, shared = text_of(thing.get("headline")), head.meta("og:title")
    agree = stated and shared and letters(stated) == letters(shared)
    bare = [without_site(without_named_site(name, called), sites) for name in names]
    stripped = [without_section(name) for name in bare]
    return _Told(
        names=names,
        stripped=[name for name in stripped if not is_home(name)],
        agreed=one_line(stated) if stated and agree else "",
        site=site,
        sites=sites,
        is_article=is_article(head, thing),
        slug=_slug(head),
        summary=letters(find_description(head, thing)),
        label_apart=one_line(stated) if stated and types_of(thing) & THREADS else "",
    )


def _slug(head: Head) -> str:
    path = path_of(head.address)
    return " ".join(_BETWEEN_SLUG_WORDS.split(unquote(path.rsplit("/", 1)[-1])))


def _repeated(headings: Sequence[str], told: _Told) -> str | None:
    """Give the heading that is one of the names."""
    known = {letters(name) for name in told.names}
    heading = next((h for h in headings if letters(h) and letters(h) in known), None)
    if heading is None:
        return None
    if told.label_apart and has_label(heading, told.label_apart, told.names):
        return told.label_apart
    return (
        _agreed(heading, told.agreed)
        or _with_colon(heading, told.names)
        or without_end(heading, told.sites)
    )


def _with_colon(heading: str, names: Sequence[str]) -> str | None:
    """Give the name that has a colon behind the kicker, which the heading has in an element of its own.

    >>> _with_colon("Strike Ferries idle", ["Strike: Ferries idle"])
    'Strike: Ferries idle'
    """
    own = one_line(heading)
    return next((n for n in names if ": " in n and n.replace(": ", " ", 1) == own), None)


def _agreed_on(headings: Sequence[str], told: _Told) -> str | None:
    """Give the name that two sources have alike, where a heading is that and a bit more or less."""
    return next(filter(None, (_agreed(heading, told.agreed) for heading in headings)), None)


def _agreed(heading: str, agreed: str) -> str | None:
    """Give the headline that two sources agree on, where it is the heading and a bit more or less.

    >>> _agreed("Ferries idle", "Strike: Ferries idle"), _agreed("Trade Ferries idle", "Ferries idle")
    ('Strike: Ferries idle', 'Ferries idle')
    """
    longer, shorter = sorted((agreed, heading), key=len, reverse=True)
    ends = longer.endswith(shorter) and not longer[-len(shorter) - 1 :][:1].isalnum()
    return agreed if agreed and ends and 3 * len(shorter) >= len(longer) else None


def _part_of_name(headings: Sequence[str], told: _Told) -> str | None:
    """Give the heading that is a part of a name, beside the site's or a section's.

    Of several the one whose part comes first, as that of the product before its brand's. Behind it may stand
    its number in a tracker.
    """
    numbered = [_NUMBERED.sub("", heading) for heading in headings]
    shown = {letters(h): h for h in reversed([*headings, *numbered]) if _has_letters(h)}
    for name in told.names:
        parts = [own for part in title_parts(name) if (own := letters(part)) not in told.sites]
        if found := next((shown[own] for own in parts if own in shown), None):
            return found
    return None


_NUMBERED = lazy(r"\s#\d{1,7}$")


def _all_parts(told: _Told) -> set[str]:
    return {letters(part) for name in told.names for part in title_parts(name)} - told.sites


def _has_letters(text: str) -> bool:
    return len(letters(text)) >= MIN_LETTERS


def _stripped_name(headings: Sequence[str], told: _Told) -> str | None:
    """Give the heading that is a name without the site's."""
    known = {letters(name) for name in told.stripped}
    return next((h for h in headings if _has_letters(h) and letters(h) in known), None)


def _name_in_heading(headings: Sequence[str], told: _Told) -> str | None:
    """Give the name that a heading has with a date, a label or an address beside it."""
    long = [name for name in told.stripped if len(name) >= MIN_PART_LETTERS]
    found = (name for h in headings for name in long if has_around(one_line(h), name))
    return next(found, None)


def _without_kicker(headings: Sequence[str], told: _Told, lines: Sequence[str]) -> str | None:
    """Give the name that a heading has behind a kicker: a section's name, as the page says it elsewhere.

    >>> _told_by = _Told([], ["Ferries idle for a week"], "", None, frozenset(), True, "", "", "")
    >>> _without_kicker(["Trade Ferries idle for a week"], _told_by, ["Home", "Trade"])
    'Ferries idle for a week'
    >>> _without_kicker(["Why Ferries idle for a week"], _told_by, ["Home", "Trade"])
    """
    for heading in map(one_line, headings):
        for name in told.stripped:
            if len(name) >= MIN_PART_LETTERS and heading.endswith(name) and heading != name:
                kicker = letters(heading.removesuffix(name))
                if kicker and any(letters(line) == kicker for line in lines):
                    return name
    return None


def _without_subtitle(headings: Sequence[str], told: _Told) -> str | None:
    """Give the name that two sources have and a heading begins with, behind it a sentence or the description."""
    for heading in map(one_line, headings):
        for at, name in enumerate(told.stripped):
            rest = heading.removeprefix(name)
            begin = rest.lstrip()[:1]
            if name not in told.stripped[:at] or rest == heading or begin.islower():
                continue
            is_told = len(own := letters(rest)) >= MIN_PART_LETTERS and told.summary.startswith(own)
            is_sentence = ends_sentence(rest) and begin.isalnum() and 2 * len(rest) > len(name)
            if len(name) >= MIN_PART_LETTERS and (is_told or is_sentence):
                return name
    return None


def _start_of_name(headings: Sequence[str], told: _Told) -> str | None:
    """Give the heading that begins a name, and is most of it."""
    known = [letters(name) for name in told.names]
    for heading in headings:
        own = letters(heading)
        if len(own) >= MIN_PART_LETTERS and any(
            name.startswith(own) and 2 * len(own) > len(name) for name in known
        ):
            return heading
    return None


def _only_heading(headings: Sequence[str], told: _Told) -> str | None:
    """Give the page's only heading, where the names tell of it and it does not name the site."""
    if not headings or not _has_letters(headings[0]):
        return None
    heading, own = headings[0], letters(headings[0])
    ends = {letters(SEPARATOR.split(name)[-1]) for name in told.names} - _all_parts(told)
    # Before a colon may stand the site's name, where no other is known.
    names_site = not told.site and any(
        name.startswith(f"{heading}: ") and 2 * len(own) < len(letters(name)) for name in told.names
    )
    is_told = own not in ends and not names_site and _is_told_of(heading, told)
    return heading if is_told else None


def _is_told_of(heading: str, told: _Told) -> bool:
    """Whether a page's only heading may be its headline.

    A name or the address has half its words, it has all of a name's, or begins with the first part of one,
    or none has any.
    """
    names = told.names
    words = set(_WORDS.findall(heading.casefold()))
    known = [set(_WORDS.findall(name.casefold())) for name in names]
    shared = [len(words & name) for name in known]
    if (
        not names
        or max(shared) >= 0.5 * len(words)
        or any(len(n) > 1 and n <= words for n in known)
        or any(_begins_with(heading, SEPARATOR.split(name)[0]) for name in names)
        or (told.is_article and _tells_same(heading, [*names, told.slug]))
    ):
        return True
    # Of a text of single characters some are in any other.
    by_chance = 0.2 * sum(len(word) == 1 for word in words)
    return len(names) == 1 and max(shared) <= by_chance and len(words) >= MAX_SITE_WORDS


def _begins_with(heading: str, part: str) -> bool:
    """Whether a heading begins with the words of a part: "Fog for a week" with "Fog"."""
    own, other = heading.casefold(), part.casefold()
    behind = own[len(other) : len(other) + 1]
    return len(letters(part)) >= MIN_FIRST_PART and own.startswith(other) and not behind.isalnum()


#: Fewest letters of a title's first part with which a heading can begin.
MIN_FIRST_PART = 3


def _tells_same(heading: str, others: Sequence[str]) -> bool:
    """Whether one of the others begins half the long words of a heading alike.

    >>> _tells_same("How much does a ferry cost?", ["cost of ferries"]), _tells_same("Our blog", ["blog"])
    (True, False)
    >>> _tells_same("सात दिन से घाट पर खड़ी नाव का किराया", ["मेले में बारिश"])
    False
    """
    stems = _stems(heading)
    return len(heading.split()) >= MIN_TOLD_WORDS and any(
        2 * len(stems & _stems(other)) >= max(1, len(stems)) for other in others
    )


def _stems(text: str) -> set[str]:
    return {word[:STEM_LETTERS] for word in _LONG_WORD.findall(text.casefold())}


#: Long words, the letters of one's beginning that are compared, and the fewest words of a heading
#: that is a headline for them. In India's scripts vowel signs are parts of words.
_LONG_WORD = lazy(rf"[{INDIC}]{{4,}}|[^\W\d_]{{4,}}")
STEM_LETTERS, MIN_TOLD_WORDS = 4, 6


def _shown_part(name: str, lines: Sequence[str]) -> str | None:
    """Give the first part of a name that stands alone on the page, where the whole does not.

    A forum's section and its name stand behind the title of a thread: "What is a good rope for
    winter? / Ropes / The Rope Locker".
    """
    shown = {letters(line): line for line in reversed(lines)}
    parts = SEPARATOR.split(name)[:-1]  # the last is the site's own name, or its house's
    if letters(name) in shown:
        return None
    return next(
        (p for p in parts if len(p.split()) >= MIN_PART_WORDS and letters(p) in shown), None
    )


#: What a manual's pages have in brackets at the end of each title, and the number before a section's heading.
_MANUAL = lazy(r"(?P<own>.+?)\s\((?P<manual>[^\W\d_a-z][^()]{6,80})\)")
_SECTION = lazy(r"(?:[A-Z]\.)?\d{0,3}(?:\.\d{1,3}){0,5}\.?\s+")


def _before_brackets(name: str, lines: Sequence[str]) -> str | None:
    """Give the line that is a name without what stands in brackets at its end, a manual's name.

    >>> _before_brackets("Knots (GNU Rope Manual)", ["Next: Bends", "4.8 Knots"])
    '4.8 Knots'
    >>> _before_brackets("Knots (GNU Rope Manual)", ["Knots (GNU Rope Manual)", "Knots"])
    >>> _before_brackets("Knots (film)", ["Knots"])
    """
    found = _MANUAL.fullmatch(name)
    if found is None or len(found["manual"].split()) < MIN_PART_WORDS:
        return None
    whole, own = letters(name), letters(found["own"])
    if not own or any(letters(line) == whole for line in lines):
        return None
    return next((line for line in lines if letters(_SECTION.sub("", line, 1)) == own), None)


#: Fewest words of such a part.
MIN_PART_WORDS = 3


def _end_of_name(lines: Sequence[str], told: _Told) -> str | None:
    """Give the line that ends a name behind a colon, and is most of it."""
    for line in lines:
        own = letters(line)
        if len(own) >= MIN_PART_LETTERS and any(
            name.endswith(f": {line}") and 2 * len(own) > len(letters(name)) for name in told.names
        ):
            return line
    return None
