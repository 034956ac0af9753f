"""What archives of newspapers set around an article that is exported as text: LexisNexis, Factiva, ProQuest.

An article of LexisNexis has labelled lines ("LENGTH: 812 words", "LOAD-DATE: …"), one of Factiva a line that
counts its words and one that numbers it ("Document LINHER0020240312ek3c0001b"), or a code before each line ("HD").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ..actions import Action, Drop, Edit, Found, Label
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence
from ._proquest import is_of_proquest, of_proquest
from .bylines import parse_names
from .date_lines import is_only_date, parse_date

__all__ = ["find_archive_head"]

_WORDS = r"[\d.,]{1,7} (?:words|wörter|mots|palabras|parole|woorden|palavras|слов[а]?)"
_LENGTH_LABELS = "length|länge|longueur|lengte|longitud|extensión|lunghezza|comprimento"
_LENGTH = lazy(
    rf"(?:{_LENGTH_LABELS})\s?:\s{{0,4}}{_WORDS}",
    re.IGNORECASE,
)
_COUNT = lazy(_WORDS, re.IGNORECASE)
_DOCUMENT = lazy(r"(?:Documento?|Dokument) [A-Z0-9]{4,10}0?20\d{6}[a-z0-9]{6,12}")
#: The labels of an article of LexisNexis, in capitals or not.
_LABELLED = lazy(
    r"(?:(?P<title>headline|überschrift|titre|titel|titular)|(?P<authors>byline|autor|auteur|author)"
    r"|(?P<text>highlight|body|corps|kern)|section|rubrik|rubrique|rubriek|sectie|dateline|edition|type"
    rf"|{_LENGTH_LABELS}"
    r"|load-date|language|sprache|langue|taal|publication-type|zeitungs-code|journal-code|document-type|acc-no"
    r"|pub-type|jnl-code)\s?(?::|\Z)\s{0,8}(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: Which edition it stood in, below the day.
_EDITION = lazy(
    r"[^\n]{0,40}\b(?:edition|ausgabe|édition|edición|edizione|edição|editie|auflage)\b[^\n]{0,40}",
    re.IGNORECASE,
)
_NUMBER = lazy(
    r"\d{1,5} (?:of|von|de|di|van) \d{1,5} (?:documents?|dokumente?n?|documenten)", re.IGNORECASE
)
_COPYRIGHT = lazy(r"(?:\(c\)|©|copyright)\s.{0,300}", re.IGNORECASE)
_RESERVED = lazy(
    r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés)\.?", re.IGNORECASE
)
_FILED = lazy(
    r"(?:language|publication-type|subject|journal code|industry|geographic)\s?:", re.IGNORECASE
)
_CODES = "SE|CR|WC|ET|SN|SC|ED|PG|VOL|LA|CY|CT|RF|CO|IN|NS|RE|PUB|IPC|IPD|AN"
#: The codes of Factiva: for the title, for who wrote, for the day, for the text, and others.
_CODED = lazy(
    r"(?:(?P<title>HD)|(?P<authors>BY)|(?P<published>PD)|(?P<text>LP|TD)"
    rf"|{_CODES})(?:\t|\s{{2,8}})\s{{0,8}}(?P<value>\S.*)",
    re.DOTALL,
)
_CODE_ALONE = lazy(rf"HD|BY|PD|LP|TD|{_CODES}")

#: Blocks at the top among which the words are counted, codes that a text must have, longest other
#: line of the head, and shortest sentence, in words.
REACH, MIN_CODES, MAX_WORDS, MIN_SENTENCE = 25, 4, 20, 8


def find_archive_head(document: Document) -> Iterator[Action]:
    """Take up what archives of newspapers set above an article, and drop what they set below it.

    Its title, who wrote it and when; the rest of the head goes. Leaves a text that has no line which counts
    its words as these archives do, and a standfirst, without its label.

    >>> from cleanarticle.model import blocks
    >>> lines = ("The Quay Post", "March 3, 2024", "Rain", "BYLINE: Jo Pell", "LENGTH: 3 words", "It rained.")
    >>> [(found.field, found.value) for found in find_archive_head(blocks(*lines)) if isinstance(found, Found)][1:]
    [('published', datetime.datetime(2024, 3, 3, 0, 0)), ('authors', ('Jo Pell',))]
    """
    if document.kind == "html":
        return
    if any(map(is_of_proquest, document)):
        yield from of_proquest(document)
        return
    for place, block in enumerate(islice(document, REACH)):
        text = block.text
        if len(text) > MAX_COUNT or not (text[0].isalnum() and " " in text):
            continue
        if _LENGTH.fullmatch(text):
            yield from _of_lexis(document, place)
            return
        if text.startswith("WC ") and _COUNT.fullmatch(text[3:].strip()):
            yield from _of_codes(document)
            return
        if text[0].isdigit() and _COUNT.fullmatch(text):
            yield from _of_factiva(document, place)
            return


#: Longest line that counts the words, in characters.
MAX_COUNT = 40


# ---------------------------------------------------------------- LexisNexis


def _of_lexis(document: Document, counted: int) -> Iterator[Action]:
    blocks, language = document.blocks, document.language
    if any(
        _LENGTH.fullmatch(block.text)
        for block in blocks[counted + 1 :]
        if len(block.text) <= MAX_COUNT
    ):
        return  # several articles
    end = counted + 1
    while (
        end < len(blocks)
        and _LABELLED.fullmatch(blocks[end].text)
        and len(blocks[end].text) <= MAX_HEAD
    ):
        end += 1
    first = next(i for i, block in enumerate(blocks) if _LABELLED.fullmatch(block.text))
    head = blocks[:first]
    has_title = any(_is_title(block) for block in blocks[first:end])
    yield from _unlabelled(head, language, has_title=has_title)
    for block in blocks[first:end]:
        yield from _field(block, _LABELLED.fullmatch(block.text), language)
    tail = next((i for i in range(end, len(blocks)) if _begins_tail(blocks, i)), len(blocks))
    for block in blocks[tail:]:
        if not _is_text(block.text):
            yield Drop(block, Reason.BOILERPLATE)


#: Longest line with a label, in characters.
MAX_HEAD = 400


def _is_title(block: Block) -> bool:
    found = _LABELLED.fullmatch(block.text)
    return found is not None and bool(found["title"])


def _begins_tail(blocks: Sequence[Block], at: int) -> bool:
    """Whether the day on which the article was taken in stands there, or what it was filed under."""
    text = blocks[at].text
    if text[:10].casefold() == "load-date:":
        return True
    filed = at + 1 < len(blocks) and _FILED.match(blocks[at + 1].text)
    return bool(filed) and text.casefold() == "classification"


def _is_text(text: str) -> bool:
    """Whether a line is a sentence, which stays wherever it stands."""
    return ends_sentence(text) and len(text.split()) >= MIN_SENTENCE


def _unlabelled(
    head: Sequence[Block], language: str | None, *, has_title: bool
) -> Iterator[Action]:
    """Take up the lines above the labels: the paper, the day, and the title, above both or below them."""
    days = [block for block in head if is_only_date(block.text)]
    aside = [block for block in head if _NUMBER.fullmatch(block.text) or _is_legal(block.text)]
    aside += [
        block
        for block in head
        if days and days[0].start < block.start and _EDITION.fullmatch(block.text)
    ]
    named = [block for block in head if block not in days and block not in aside]
    below = [block for block in named if days and block.start > days[0].start]
    above = [block for block in named if block not in below]
    title: Block | None = None
    if not has_title and (below or len(above) > 1):
        title = below[-1] if below else above[0]
    paper = next((block for block in reversed(above) if block is not title), None)
    for block in head:
        if block is title:
            yield Label(block, "heading", 1)
            continue
        yield Drop(
            block,
            Reason.DATE
            if block in days
            else Reason.SOURCE
            if block is paper
            else Reason.BOILERPLATE,
        )
        if block is paper:
            yield Found("source", block.text, block)
        elif block in days and (day := parse_date(block.text, language)):
            yield Found("published", day, block)


def _is_legal(text: str) -> bool:
    return bool(_COPYRIGHT.fullmatch(text) or _RESERVED.fullmatch(text))


def _field(block: Block, found: re.Match[str] | None, language: str | None) -> Iterator[Action]:
    """Take up a line with its label or its code: of the title and the text only that goes."""
    if found is None:
        return
    said = found.groupdict()
    value = said["value"]
    if value and (said["title"] or said["text"] or _is_text(value)):
        yield Edit(block, 0, found.start("value"), "", Reason.MARKUP)
        if said["title"]:
            yield Label(block, "heading", 1)
        return
    is_day = bool(said.get("published"))
    yield Drop(
        block, Reason.BYLINE if said["authors"] else Reason.DATE if is_day else Reason.BOILERPLATE
    )
    if said["authors"] and (names := parse_names(value, language)):
        yield Found("authors", names, block)
    elif is_day and (day := parse_date(value, language)):
        yield Found("published", day, block)


# ---------------------------------------------------------------- Factiva


def _of_codes(document: Document) -> Iterator[Action]:
    """Take up an article with a code before each of its lines; the lines of the text below have none."""
    coded = [
        (block, _CODED.fullmatch(block.text)) for block in document if block.text[:2].isupper()
    ]
    if sum(found is not None for _, found in coded) < MIN_CODES:
        return
    for block, found in coded:
        if _CODE_ALONE.fullmatch(block.text):
            yield Drop(block, Reason.BOILERPLATE)
        else:
            yield from _field(block, found, document.language)


def _of_factiva(document: Document, counted: int) -> Iterator[Action]:
    blocks, language = document.blocks, document.language
    numbers = [i for i in range(counted, len(blocks)) if _DOCUMENT.fullmatch(blocks[i].text)]
    below = range(counted, min(counted + REACH, len(blocks)))
    rights = next((i for i in below if _is_legal(blocks[i].text)), None)
    if len(numbers) != 1 or rights is None:  # several articles, or none
        return
    if any(len(block.text.split()) > MAX_WORDS for block in blocks[counted:rights]):
        return
    if counted > 1 and (names := parse_names(blocks[counted - 1].text, language)):
        yield Drop(blocks[counted - 1], Reason.BYLINE)
        yield Found("authors", names, blocks[counted - 1])
    for block in blocks[counted : rights + 1]:
        day = parse_date(block.text, language) if is_only_date(block.text) else None
        yield Drop(block, Reason.DATE if day else Reason.BOILERPLATE)
        if day:
            yield Found("published", day, block)
    yield Drop(blocks[numbers[0]], Reason.BOILERPLATE)
