"""The addresses that makers of text write behind links: `the harbour master (/people/master)`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..actions import Drop, Edit, MarkUp
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ._spans import whole

__all__ = ["drop_link_addresses"]

#: The rest of an address: no spaces, brackets in pairs as encyclopedias and scripts have them.
_REST = r"[^\s()\[\]<>]{0,4000}+(?:\([^\s()\[\]<>]{0,300}\)[^\s()\[\]<>]{0,500}+){0,6}+"
#: An address of the web or for a program, and one within the site: a path, a part of the page, a query, a file.
_GLOBAL = rf"(?:https?://|mailto:|tel:|ftp://|javascript:)(?=\S){_REST}"
_LOCAL = (
    rf"(?:/(?=[\w%.~?#/-])|\.{{1,2}}/|\?(?=[\w%-]{{1,40}}=)|#(?!\d+[\s)\]])[\w%]){_REST}"
    r"|[/#](?=\s?[)\]])"
    r"|[\w%~-][\w%~./-]{0,200}\.(?:html?|shtml|php\d?|aspx?|jsp|cfm|pdf)(?:[?#][^\s()\[\]<>]{0,500})?(?=\s?[)\]])"
)
#: Such an address in brackets, with the space in front of it, which those of code and of Markdown lack.
_BRACKETED = lazy(
    rf"\s{{0,8}}(?:(?<!\S)\(\s?(?:(?P<round>{_GLOBAL})|(?P<local_round>{_LOCAL}))\s?\)"
    rf"|(?<!\S)\[\s?(?:(?P<square>{_GLOBAL})|(?P<local_square>{_LOCAL}))\s?\](?![(\[:])"
    rf"|<(?:(?P<angled>{_GLOBAL})|(?P<local_angled>#[\w%.~-]{{2,200}}))>)"
)
#: By what a text that may have some is told at a glance; what begins one in round brackets, behind others in Markdown.
_SIGNS = ("[/", "[http", "[ http", "<http", "( /", "( http", ".html)", ".php")
_BEGINNINGS = ("/", "#", "http")

#: Letters that tell how a word is spoken, between slashes.
_SPOKEN = lazy(r"[ˈˌːəɪʊɔæŋθðʃʒɑɛʌɒɜɡ]")
_HOST = lazy(r"https?://([^/?#\s]{1,255})")
#: Where references lead, many of an article's to one host.
_OF_REFERENCES = lazy(r"(?:^|\.)(?:doi\.org|arxiv\.org|nih\.gov|handle\.net|jstor\.org)$")

#: Different addresses from which on a program wrote them, if most end short lines, as a menu's do, and if they do
#: not: those within the site, parts of the page aside, and those of one host of the web in round brackets.
FEW_LOCAL, MANY_LOCAL = 5, 15
FEW_ROUND, MANY_ROUND = 10, 20
MIN_LABEL_SHARE = 0.5
#: Those of one host in square brackets, and in angled ones long enough to count who follows them.
MIN_SQUARE, MIN_COUNTED, MIN_COUNTED_LENGTH = 4, 5, 80
#: Angled ones glued to a word, as Outlook writes them, from which on all are a program's.
MIN_GLUED = 3
#: Links of Markdown from which on all are.
MARKDOWN = 10
#: Most words of a line that is a link and nothing else, and characters of a word that is one.
MAX_LABEL_WORDS, MAX_WORD = 10, 100

_MARKER = lazy(r"(?:(?:[•◦▪·*+–-]|\d{1,3}[.)])\s{1,8})?")
_LAST_WORD = lazy(r"[^\s()\[\]<>“„«‘\"']{1,100}[^\w\s()]?$")

Found = tuple[Block, re.Match[str]]


def drop_link_addresses(document: Document) -> Iterator[Drop | Edit | MarkUp]:
    """Drop the addresses that a dump writes in brackets behind its links; the links stay as marks.

    So do Resiliparse and LangChain's reader of HTML (`text (/path)`), html-to-text (`text [https://…]`) and
    mail programs (`text<https://…>`). Where a link begins in a sentence the dump does not tell: its last word is
    marked. Leaves addresses that a writer gives: a few, those of many hosts, and those of references.

    >>> from cleanarticle.model import blocks
    >>> menu = ("Home (/)", "Boats (/boats)", "Crew (/crew)", "Bells (/bells)")
    >>> dump = blocks(*menu, "The master (/people/master) of Oban (#map) slept.")
    >>> [(e.start, e.end) for e in drop_link_addresses(dump) if isinstance(e, Edit)]
    [(4, 8), (5, 14), (4, 12), (5, 14), (10, 27), (35, 42)]
    """
    if document.kind == "html":
        return
    if not _may_have_some(whole(document)):
        return
    found = [
        (block, place)
        for block in document
        if block.kind != "code"
        for place in _BRACKETED.finditer(block.text)
        if not _SPOKEN.search(place[0])
    ]
    written = _written_by_program(found)
    for block, place in found:
        if str(place.lastgroup) in written:
            yield from _without(block, place)


def _may_have_some(text: str) -> bool:
    if text.count("](") >= MARKDOWN:
        return False
    if any(sign in text for sign in _SIGNS):
        return True
    held = (text.count(f"({sign}") - text.count(f"]({sign}") for sign in _BEGINNINGS)
    return sum(held) >= FEW_LOCAL


def _written_by_program(found: Sequence[Found]) -> set[str]:
    """Give the groups of the pattern whose addresses a program wrote."""
    by: dict[str, dict[str, Found]] = {}  # of each group the different addresses
    for block, place in found:
        group = str(place.lastgroup)
        by.setdefault(group, {})[place[group]] = block, place
    written: set[str] = set()
    for web, of_program in (
        ("round", lambda web: _are_many(_of_one_host(web), FEW_ROUND, MANY_ROUND)),
        ("square", lambda web: len(_of_one_host(web)) >= MIN_SQUARE),
        ("angled", _are_angled_by_program),
    ):
        local = by.get(f"local_{web}", {})
        within = {address: place for address, place in local.items() if address[0] != "#"}
        if _are_many(within, FEW_LOCAL, MANY_LOCAL) or of_program(by.get(web, {})):
            written |= {web, f"local_{web}"}
    return written


def _are_many(found: Mapping[str, Found], few: int, many: int) -> bool:
    """Whether different addresses are many, or a few most of which end short lines."""
    labels = sum(_ends_label(*place) for place in found.values())
    return len(found) >= (few if labels >= MIN_LABEL_SHARE * len(found) else many)


def _are_angled_by_program(web: Mapping[str, Found]) -> bool:
    """Whether addresses are glued to words, or of one host and long."""
    glued = sum(
        place[0][0] == "<" and block.text[max(0, place.start() - 1) : place.start()].isalnum()
        for block, place in web.values()
    )
    long = sum(len(address) >= MIN_COUNTED_LENGTH for address in _of_one_host(web))
    return glued >= MIN_GLUED or long >= MIN_COUNTED


def _of_one_host(web: Mapping[str, Found]) -> dict[str, Found]:
    """Give the addresses of the host that most of them have, unless it is one of references."""
    hosts = {address: host[1].lower() for address in web if (host := _HOST.match(address))}
    most = Counter(hosts.values()).most_common(1)
    if not most or _OF_REFERENCES.search(most[0][0]):
        return {}
    return {address: web[address] for address, host in hosts.items() if host == most[0][0]}


def _ends_label(block: Block, place: re.Match[str]) -> bool:
    """Whether an address is the end of a short line."""
    start, end = place.span()
    return end == len(block.text) and count_words(block.text[:start]) <= MAX_LABEL_WORDS


def _without(block: Block, place: re.Match[str]) -> Iterator[Drop | Edit | MarkUp]:
    """Cut an address, and mark what stands before it as a link."""
    text, (start, end) = block.text, place.span()
    if not text[:start].strip() and end == len(text):
        yield Drop(block, Reason.MARKUP)
        return
    glued = start > 0 and text[end : end + 1].isalnum()
    yield Edit(block, start, end, " " if glued else "", Reason.MARKUP)
    if _ends_label(block, place) and not any(sign in text[:start] for sign in "()[]<>"):
        label = _MARKER.sub("", text[:start], count=1)
    else:
        word = _LAST_WORD.search(text, max(0, start - MAX_WORD), start)
        label = word[0] if word else ""
    if label:
        yield MarkUp(block, start - len(label), start, "link", place[str(place.lastgroup)])
