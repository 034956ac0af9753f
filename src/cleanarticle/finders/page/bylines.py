"""Who wrote a page, as it shows: links to authors' pages, and bylines of many forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...model import Document
from ...patterns import lazy
from ...reading.page import Page, Piece
from ...vocabulary import says
from ..beside import is_button
from ..byline_labels import is_byline_label, is_editing
from ..bylines import parse_names
from ..date_lines import dates_of, read_dates
from ..date_words import tokens_of
from ..source import after_phrase
from .dates import MAX_DATED_LINE
from .names import is_signature, names_in, without_by
from .values import letters

__all__ = [
    "bare_names", "labelled_names", "linked_authors", "linked_signature", "mailed_name", "named_authors",
    "signature", "wider_byline",
]  # fmt: skip

#: Characters of the longest name, and pieces within which a second author stands.
MAX_NAME, NEXT_AUTHOR = 60, 1
#: Longest text of an element that is called the author's, and levels on which it may be called so.
MAX_BYLINE, AUTHOR_LEVELS = 120, 3
#: Most words of a line that holds nothing but names, or one word behind its label.
MAX_SIGNED_WORDS = 14
_DIGIT = lazy(r"\d")
#: Addresses of an author's own page.
_AUTHOR_PAGE = lazy(
    r"/(?:[\w-]{0,12}[-_])?(?:authors?|autor(?:en|es|a|i|zy)?|auteurs?|contributors?|columnists?"
    r"|journalists?|writers?|reporters?|redakt(?:eur|or)(?:in|en)?|giornalist[ai])/[^/?#]{3,}/?(?:[?#].*)?$",
    re.IGNORECASE,
)


#: Those who edited, checked or pictured what others wrote.
_OTHER_HAND = lazy(
    r"edit|review|check|verif|translat|photo|illustr|redig|lektor|korrig|fotograf|übersetz|relu|révis|tradu"
    r"|nuotr|фото|редактор|επιμέλεια|責任編輯|责任编辑|責編|责编|تحرير|مترجم|edição|edición",
    re.IGNORECASE,
)


def linked_authors(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the names in links to authors' own pages, those of the first such piece and the next."""
    names: list[str] = []
    last = -1
    for at in places:
        piece = page.pieces[at]
        own = [
            name
            for start, end in _author_links(piece)
            if end - start <= MAX_NAME
            for name in names_in(piece.text[start:end], language)
            if not name.endswith((" By", " by"))  # a label in a link of its own
        ]
        if own and names and at > last + NEXT_AUTHOR:
            break
        if own:
            names += own
            last = at
    return tuple(dict.fromkeys(names))


def linked_signature(page: Page, places: Iterable[int]) -> tuple[str, ...]:
    """Give the pen name or the team in the first link to an author's own page."""
    for at in places:
        piece = page.pieces[at]
        for start, end in _author_links(piece):
            name = without_by(piece.text[start:end].strip())
            is_more = piece.text[:start].strip() and not _is_label(piece.text[:start])
            if not is_more and _is_pen_name(name):
                return (name,)
    return ()


def mailed_name(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the name that stands before its own mail address, and nothing else beside it.

    So the archives of mailing lists and old pages say who wrote.
    """
    for at in places:
        piece = page.pieces[at]
        links = [(s, e) for kind, s, e, href in piece.marks if kind == "link" and _is_mail(href)]
        if len(links) == 1 and links[0][1] >= len(piece.text.rstrip(" )>")):
            start, end = links[0]
            if _MAIL_ADDRESS.fullmatch(piece.text, start, end) is None:
                continue  # a button of a share bar
            name = piece.text[:start].strip(" <(,:")
            if name and len(name) <= MAX_NAME and names_in(name, language) == [name]:
                return (name,)
    return ()


#: An address of mail, as it is or as archives write it: "jane.roe at ferry.example".
_MAIL_ADDRESS = lazy(r"[^\s@]{1,64}(?:@|\s[a-zà-ÿ]{1,4}\s)[^\s@]{1,190}")


def _is_mail(href: str | None) -> bool:
    return href is not None and href.startswith("mailto:")


def _author_links(piece: Piece) -> Iterator[tuple[int, int]]:
    """Give where links to authors' own pages stand, but those of who edited or pictured it."""
    for kind, start, end, href in piece.marks:
        is_author = kind == "link" and _AUTHOR_PAGE.search(href or "")
        if is_author and not _OTHER_HAND.search(piece.text, 0, end):
            yield start, end


def _is_pen_name(name: str) -> bool:
    """Whether a text that stands where an author does may be a pen name, and no initials."""
    return (
        len(name) >= MIN_PEN_LETTERS and len(name.split()) <= MAX_PEN_WORDS and is_signature(name)
    )


#: Fewest letters and most words of a pen name.
MIN_PEN_LETTERS, MAX_PEN_WORDS = 3, 5


#: What stands alone above a name as its label, beside the labels of bylines.
_AUTHOR_LABEL = lazy(
    r"(?i)(?:about the )?author(?:s?:|\(s\):?)?|article by:?|contributors?:|(?:über den )?autor(?:in|en|es)?"
    r"|(?:à propos de l['’])?auteure?s?|(?:sobre el )?autora?|(?:sull['’])?autor[ei]|författare|forfatter|kirjoittaja"
)
#: What ends a name below its label: "Jane Roe - Product marketer".
_BEHIND_SIGNATURE = lazy(r"\s+[-–—|•·]\s.*|,.*|\s*\|.*")
#: Characters of the longest such label.
MAX_LABEL = 25


def labelled_names(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the names below a label or behind it: "Written by", and below it "Jane Roe".

    Those near the text, or the only ones of the page: cards of other articles have them, too.
    """
    labels = [
        at
        for at, piece in enumerate(page.pieces[:-1])
        if _is_label(piece.text) and not _is_head_of_column(page, at)
    ]
    near = set(places).intersection(labels) if len(labels) > 1 else set(labels)
    people = {at: _people_below(page, at + 1, language) for at in labels}
    may_sign = len(labels) <= MAX_LABELS  # more stand in a list of what others wrote
    signed = (
        people[at] or (_signature_below(page, at + 1) if may_sign else ()) for at in sorted(near)
    )
    if found := next(filter(None, signed), None):
        return found
    distinct = set(people.values()) | {_behind_label(p.text, language) for p in page.pieces}
    distinct |= {_tabled_names(p, language) for p in page.pieces if p.kind == "table"}
    distinct.discard(())
    return distinct.pop() if len(distinct) == 1 else ()


#: Rows of a table of those who made an article, and its longest row in characters.
MAX_HANDS, MAX_HAND = 6, 80


def _tabled_names(piece: Piece, language: str | None) -> tuple[str, ...]:
    """Give who wrote by a table of nothing but hands, a label and a name in each row, with a colon between.

    Leaves a work's facts, which have other rows, and those who edited or pictured it.
    """
    rows = piece.text.split("\n") if len(piece.text) <= MAX_HANDS * MAX_HAND else []
    names: list[str] = []
    for row in rows:
        label, _, name = (part.strip() for part in row.partition(" | "))
        if not name or " | " in name or not (label.endswith(":") or name.startswith(":")):
            return ()
        if _OTHER_HAND.search(label):
            continue
        if not _is_label(f"{label.rstrip(' :')}:"):
            return ()
        names += names_in(name.strip(" :"), language)
    return tuple(dict.fromkeys(names))


#: Labels on a page of which each may have a pen name below it.
MAX_LABELS = 8


def _is_head_of_column(page: Page, at: int) -> bool:
    """Whether a label heads a table's column beside another: "Author", "Message"."""
    return all(page.tags[piece.element] == "th" for piece in page.pieces[at : at + 2])


def _is_label(text: str) -> bool:
    """Whether a text is a byline's label; in the plural, as menus have it, only with a colon."""
    if len(text) > MAX_LABEL or not text[:1].isalpha():
        return False
    text = text.strip()
    return _AUTHOR_LABEL.fullmatch(text) is not None or is_byline_label(text)


def _behind_label(text: str, language: str | None) -> tuple[str, ...]:
    """Give the names of a short line that begins with a label of two words, or with a colon."""
    # "Written by Jane Roe who lives in Rome", as Gatsby's starter has it.
    text, _, _ = text.partition(" who ")
    found = _LABELLED.fullmatch(text) if len(text) <= MAX_NAME else None
    if found is None or _OTHER_HAND.search(text) or not _is_label(found[1]):
        return ()
    if found[1].lower().startswith("posted"):  # as comments are
        return ()
    return tuple(dict.fromkeys(names_in(found[2], language)))


#: A label and what it is one of.
_LABELLED = lazy(r"([^\W\d_]+:|[^\W\d_]+\s[^\W\d_]+:?)\s+(.+)")


def _below(page: Page, at: int) -> str:
    """Give what may be a name of the text below a label; `""` where it says another's, or what a button does.

    A tracker marks who began an issue as "Author", and beside the mark are its buttons.
    """
    text = page.pieces[at].text
    if len(text) > MAX_BYLINE:
        text = text[:MAX_BYLINE].partition(",")[0]  # the name, and who that is
    other = _OTHER_HAND.search(text) or len(text) == MAX_BYLINE or is_button(text)
    return "" if other else text


def _people_below(page: Page, at: int, language: str | None) -> tuple[str, ...]:
    """Give the names of the piece below a label, and of the items of its list."""
    names = names_in(_below(page, at), language)
    if names and page.pieces[at].kind == "list_item":
        for piece in page.pieces[at + 1 : at + MAX_LISTED]:
            more = names_in(piece.text, language) if piece.kind == "list_item" else []
            if not more:
                break
            names += more
    return tuple(dict.fromkeys(names))


def _signature_below(page: Page, at: int) -> tuple[str, ...]:
    """Give the pen name below a label that stands near the text."""
    name = _BEHIND_SIGNATURE.sub("", _below(page, at))
    return (name,) if name[:1].isupper() and _is_pen_name(name) else ()


#: Authors that one list names at most.
MAX_LISTED = 12


def wider_byline(
    texts: Iterable[str], known: Sequence[str], language: str | None
) -> tuple[str, ...]:
    """Give the names of a byline that has those known and more: metas often name one alone."""
    own = {letters(name) for name in known}
    for text in texts:
        if len(text) > MAX_BYLINE or not any(name in text for name in known):
            continue
        names = tuple(dict.fromkeys(names_in(text, language)))
        told = {letters(name) for name in names}
        joined = len(_BETWEEN_NAMES.findall(text)) >= len(names) - 1
        is_all = sum(map(len, names)) >= MIN_NAMES_SHARE * len(text)
        if own < told and joined and is_all and not _OTHER_HAND.search(text):
            return names
    return ()


#: What stands between two of a byline's names, and the share of its letters that are names.
_BETWEEN_NAMES, MIN_NAMES_SHARE = lazy(r"[,&;/]|\s(?:and|und|et|y|e|i|og|och|en|ja)\s"), 0.6


#: Names by which pages call what holds the author's, and those of whoever else is named so.
_AUTHOR_NAME = lazy(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:authors?|by-?lines?|writt?ers?|contributors?|redakt(?:eur|or)|autore?s?)"
    r"(?=$|[\s_-]|[A-Z])",
    re.ASCII,
)
_NO_AUTHOR_NAME = lazy(r"comment|related|more|reviewer|editor|checker|avatar|date", re.IGNORECASE)


def named_authors(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the names in elements that the page calls the author's, those of the first and beside it."""
    names: list[str] = []
    last, first_called = -1, ""
    for at in places:
        piece = page.pieces[at]
        if len(piece.text) > MAX_BYLINE or (names and at > last + NEXT_AUTHOR):
            continue
        called = _called_author(page, piece)
        if not called or _OTHER_HAND.search(piece.text) or _COUNTED.fullmatch(piece.text):
            continue
        own = names_in(piece.text, language)
        if own and first_called in ("", called):
            names, last, first_called = names + own, at, called
    return tuple(dict.fromkeys(names))


#: What stands on a member's card beside the name: "Followers - 20", "粉丝：1268".
_COUNTED = lazy(r"[^\d\n]{1,24}[-–:：]\s*\d[\d.,]{0,9}\s?[kKmM万]?\+?")


def _called_author(page: Page, piece: Piece) -> str:
    """Give what the page calls the author's element that a piece stands in, `""` where in none."""
    element = piece.element
    for _ in range(AUTHOR_LEVELS):
        called = page.names[element]
        if called and _NO_AUTHOR_NAME.search(called):
            return ""
        if called and _AUTHOR_NAME.search(called):
            return called
        element = page.parents[element]
    return ""


def bare_names(page: Page, places: Iterable[int], language: str | None) -> tuple[str, ...]:
    """Give the names that stand alone below the title, of people whom the page tells of elsewhere.

    "Jane Roe", and below the text "Jane Roe is a reporter of the Harbour Post". Two words of a
    section ("Web Design") look the same: the page says them in small letters, too, or of nobody.
    """
    for at in places:
        text = page.pieces[at].text
        if not 3 < len(text) <= MAX_NAME or text.isupper() or len(text.split()) > MAX_SIGNED_WORDS:
            continue
        if _DIGIT.search(text) and (line := read_dates(text, language)) is not None:
            text = line.rest.strip(" |-–—•·,")
        names = parse_names(text, language)
        if not names or sum(len(name.split()) for name in names) < len(_NAME_WORD.findall(text)):
            continue
        others = [
            p.text for place, p in enumerate(page.pieces) if place != at and names[0] in p.text
        ]
        told = [other for other in others if _tells_of(names[0], other)]
        if told and not any(name.lower() in p.text for name in names for p in page.pieces):
            return names
    return ()


_NAME_WORD = lazy(r"[^\W\d_]{4,}")
_TELLS = lazy(
    r"\s(?:is|was|has|writes|works|ist|schreibt|arbeitet|est|écrit|es|è|scrive|é|är|er|on|jest|je)\s"
)


def _tells_of(name: str, text: str) -> bool:
    """Whether a text says who somebody is, or who wrote."""
    at = text.find(name)
    before, behind = text[:at].strip(" :").lower(), text[at + len(name) : at + len(name) + 12]
    return (at == 0 and _TELLS.match(behind) is not None) or before in (
        "by", "written by", "about", "author", "about the author", "more from", "von", "par", "por", "di",
    )  # fmt: skip


#: What ends the name in a line that begins with its label.
_BEHIND_NAME = lazy(r"\s*(?:[|•·⋅,]|\s[–—-]\s|\bon\b|\bin\b|\d|[\u00a0]{2}).*")


def signature(document: Document, language: str | None, *, dated: bool = False) -> tuple[str, ...]:
    """Give the one word, the house or the team that a labelled byline names: "By Ferrygirl | 2 May".

    With `dated`, only one word on a line that has a date as well.
    """
    for block in document:
        found = says(block, "byline")
        if found is None or found.how != "start" or is_editing(block.text):
            continue
        line = dates_of(block, language)
        if dated and (line is None or line.published is None):
            continue
        rest = (line.rest if line else block.text).strip(" |-–—•·,")
        if len(rest) > MAX_DATED_LINE:
            continue
        name = after_phrase(rest, found.phrase)
        name = _without_filler(_BEHIND_NAME.sub("", name.strip(" :"))) if name else ""
        if not is_signature(name) or found.language not in ("en", language):
            continue
        is_one = " " not in name and len(block.text.split()) <= MAX_SIGNED_WORDS
        if dated and not is_one:
            continue
        if _SIGNATURE.fullmatch(name) and (is_one or not name.removeprefix("the ")[0].islower()):
            return (name.removeprefix("the "),)
    return ()


def _without_filler(name: str) -> str:
    """Take off the end what stood before the date: "Ferrygirl at", "Veerman op"."""
    head, _, last = name.rpartition(" ")
    return head if head and last.islower() and tokens_of(last)[0].letter == "f" else name


#: One to five words.
_SIGNATURE = lazy(r"(?:the )?[^\W_][\w.'’&-]{1,24}(?: [\w.'’&()-]{1,20}){0,4}")
