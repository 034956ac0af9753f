"""Writers who are named below a text's last paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..actions import Edit, Found
from ..cleaners._page_signs import is_dump
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, is_prose, last_prose, words
from ..vocabulary import said
from ._author_zone import MAX_BYLINE
from ._name_evidence import MIN_PARAGRAPHS, is_said
from .bylines import Byline
from .person_names import person_name

__all__ = [
    "TAIL_REACH",
    "is_agency_signature",
    "signed_below",
    "signed_for_agency",
    "signed_with_dash",
]

#: Blocks at the end in which a label ("Author: …") is looked for.
TAIL_REACH = 4
#: A name behind a dash, on a line of its own or behind the last sentence; a surname in capitals.
_DASHED = lazy(r"(?:\A|(?<=[^\W\d_]\.)\s)[—–]\s?(?P<name>[^\W\d_][^\n—–\d,;:!?]{4,40})\Z")
_CAPITAL_SURNAME = lazy(r"[^\W\d_]{3,21} [^\W\d_]{4,20}")
#: Characters at the end of a text among which such a name stands, and fewest words of the paragraph above it.
DASH_REACH, MIN_ABOVE_SIGNATURE = 60, 20


def signed_with_dash(document: Document) -> Iterator[Found | Edit]:
    """Find the name behind a dash that ends the text, or the one with its surname in capitals below it.

    Leaves the one below a quotation, whom that is by, and every name that the text says itself.
    """
    place = last_prose(document.blocks)
    end = min(place + TAIL_REACH, len(document))
    if place < 1 or (end < len(document) and not _is_over_at(document[place + 1 : end + 1])):
        return
    for at in range(place, end):
        block, above = document[at], document[max(at - 1, place)]
        text = block.text
        if at > place and len(text) > MAX_BYLINE:
            return
        if "quote" in (block.kind, above.kind) or _is_quotation(above.text) or _is_quotation(text):
            continue
        start, said, capital = 0, "", False
        if found := _dashed(text):
            start, said = found.start(), found["name"]
        elif (
            at > place
            and _has_capital_surname(text)
            and all(ends_sentence(block.text) for block in document[place + 1 : at])
        ):
            said, capital = text, True
        name = person_name(said, labelled=False) if said else None
        if name is None:
            continue
        if start:
            if text.count(name) > 1:
                continue
            yield Edit(block, start, len(text), "", Reason.BYLINE)
            yield Found("authors", (name,))
            return
        of_article = capital and sum(map(is_prose, document)) >= MIN_PARAGRAPHS
        if not (
            of_article or words(above) >= MIN_ABOVE_SIGNATURE or _goes_on_from(document, above)
        ):  # a saying, whose it is
            continue
        if is_said(document, Byline((name,), whole=True)):
            continue
        yield Found("authors", (name,), block)
        return


#: How Sweden's agency signs: "Eva Lind/TT"; pictures have a label before it.
_AGENCY_SIGNATURE = lazy(r"(?P<name>[^\W\d_][^\n/:,;.!?\d]{4,40})/TT")


def is_agency_signature(document: Document, block: Block) -> bool:
    """Whether a line right below the last paragraph of a Swedish text is a reporter's name with the agency."""
    if document.language != "sv" or not block.text.endswith("/TT"):
        return False
    found = _AGENCY_SIGNATURE.fullmatch(block.text)
    if found is None or person_name(found["name"], labelled=False) is None:
        return False
    above = [other for other in document if other.start < block.start]
    below = [other for other in document if other.start > block.start]
    return bool(above) and is_prose(above[-1]) and not any(map(is_prose, below))


def signed_for_agency(document: Document) -> Iterator[Found]:
    """Find the reporter of an agency whose name stands with it right below the last paragraph."""
    for block in document[-AGENCY_REACH:]:
        if is_agency_signature(document, block):
            yield Found("authors", (block.text.removesuffix("/TT"),), block)
            return


#: Lines at the end among which such a name stands.
AGENCY_REACH = 6


def _is_over_at(below: Sequence[Block]) -> bool:
    """Whether lines below the last paragraph hold a prompt to read other articles: the text is over there."""
    return any(not _OVER.isdisjoint(said(block)) for block in below)


_OVER = frozenset(("continue", "related"))


def _goes_on_from(document: Document, block: Block) -> bool:
    """Whether a short sentence names what a paragraph above it names: no saying, but the report's last one."""
    if not ends_sentence(block.text):
        return False
    named = {word for word in _NAMED.findall(block.text) if word[0].isupper()}
    told = [other.text for other in document if is_prose(other) and other is not block]
    said = set(_NAMED.findall(" ".join(told)))
    return any(word in said and word.lower() not in said for word in named)


#: A word of some letters.
_NAMED = lazy(r"[^\W\d_]{4,40}")


def _dashed(text: str) -> re.Match[str] | None:
    """Find the name behind a dash at the end of a text."""
    if "—" not in text and "–" not in text:
        return None
    return _DASHED.search(text, max(0, len(text) - DASH_REACH))


def _has_capital_surname(text: str) -> bool:
    """Whether a line is a name as agencies set it: "Luisa FERRIER"."""
    if not _CAPITAL_SURNAME.fullmatch(text):
        return False
    first, last = text.split()
    return first.istitle() and last.isupper()


def _is_quotation(text: str) -> bool:
    return text[:1] in "\"“„«‘'»" or text[-1:] in '"”“»’'


#: How Vietnamese family names are written, those of nearly everybody.
_VIETNAMESE = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Lương Đào Trương Tô Tạ "
    "Nghiêm Phùng Lưu Quách Vương Tăng Thái Lâm".split()
)
#: Words of such a name with those given.
MIN_VIETNAMESE, MAX_VIETNAMESE = 3, 4


def signed_below(document: Document) -> Block | None:
    """Give the line of a dump that is a Vietnamese name, right below the last paragraph: papers sign so.

    A name of two words may be a topic's, and one above another paragraph heads that. Two names with a dash
    between them count in any text.
    """
    dump = is_dump(document, before=0)
    for above, block in pairwise(document.blocks):
        names = block.text.split(" - ")
        if len(names) == 2 and is_prose(above) and all(map(_is_pen_name, names)):
            last = block.start >= document[-PROSE_BELOW:][0].start
            if last and not is_said(document, Byline(tuple(names), whole=True)):
                return block
        name = block.text.split()
        if (
            dump
            and name[0] in _VIETNAMESE
            and MIN_VIETNAMESE <= len(name) <= MAX_VIETNAMESE
            and is_prose(above)
            and all(word.istitle() and word.isalpha() for word in name)
        ):
            below = [other for other in document if other.start > block.start][:PROSE_BELOW]
            byline = Byline((block.text,), whole=True)
            if not any(map(is_prose, below)) and not is_said(document, byline):
                return block
    return None


def _is_pen_name(name: str) -> bool:
    """Whether one of two names that stand together is written as names are."""
    words = name.split()
    return 2 <= len(words) <= MAX_VIETNAMESE and all(w.istitle() and w.isalpha() for w in words)


#: Lines below such a name none of which is prose.
PROSE_BELOW = 3
