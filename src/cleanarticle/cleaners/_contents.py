"""The headings that a page's table of contents names, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..patterns import lazy
from ..shapes import ends_sentence
from ..vocabulary import fold

__all__ = ["Section", "glued_contents", "is_contents_label", "sections_named"]

#: Fewest headings that are named, and longest, in characters.
MIN_NAMED, MAX_HEADING = 3, 120
#: What stands above such a table, folded.
_LABELS = frozenset(
    "table of contents|contents|content|toc|on this page|in this article|article directory|catalogue|catalog|"
    "inhaltsverzeichnis|inhalt|auf dieser seite|in diesem artikel|table des matières|sommaire|"
    "sur cette page|au sommaire|dans cet article|tabla de contenidos|tabla de contenido|contenidos|contenido|índice|"
    "en esta página|en este artículo|indice|indice dei contenuti|sommario|in questa pagina|in questo articolo|"
    "tabela de conteúdos|tabela de conteúdo|conteúdo|sumário|nesta página|neste artigo|inhoudsopgave|"
    "inhoud|op deze pagina|in dit artikel|innehåll|innehållsförteckning|på denna sida|på den här sidan|"
    "indholdsfortegnelse|indhold|på denne side|innholdsfortegnelse|innhold|sisällysluettelo|"
    "sisällys|tällä sivulla|spis treści|na tej stronie|obsah|na této stránce|na tejto stránke|tartalomjegyzék|tartalom|"
    "ezen az oldalon|cuprins|pe această pagină|съдържание|содержание|оглавление|на этой странице|"
    "зміст|на цій сторінці|sadržaj|садржај|kazalo vsebine|turinys|satura rādītājs|sisukord|περιεχόμενα|"
    "πίνακας περιεχομένων|σε αυτή τη σελίδα|içindekiler|bu sayfada|المحتويات|جدول المحتويات|فهرس|"
    "في هذه الصفحة|فهرست|فهرست مطالب|در این صفحه|תוכן עניינים|תוכן העניינים|विषय सूची|विषय-सूची|"
    "সূচিপত্র|สารบัญ|ในหน้านี้|mục lục|nội dung|trên trang này|daftar isi|di halaman ini|isi kandungan|目录|"
    "文章目录|本页目录|本页内容|目錄|文章目錄|本頁目錄|目次|もくじ|このページの内容|목차|이 페이지의 내용|"
    "taula de continguts|continguts|sumari".split("|")
)
#: Longest label, in characters.
MAX_LABEL = 40
#: Lines above the table among which the label is, and a number of it on a line of its own.
LABEL_REACH = 3
_OWN_NUMBER = lazy(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?")
#: How often a heading stands in a page at most: in tables for two widths of a screen, and above its text.
MAX_TIMES = 4
#: A heading's number, in the table or before the heading: "1.", "2.3", "IV.", "三、".
_NUMBER = lazy(
    r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[ivx]{1,5}\.|[一二三四五六七八九十]{1,3}、)(?!\w)\s*"
)
#: The button of a Wikipedia that opens the parts of a section, folded.
_BUTTON = lazy(r" toggle [^\n]{1,100} subsection$")
#: Characters of a line that is more than a label, and the least share of sections that have one.
LONG, MIN_LONG_SHARE = 60, 0.5

#: Places of a section's lines: its heading's, and the first of the next section.
Section = tuple[int, int]


def sections_named(texts: Sequence[str]) -> list[Section]:
    """Give the sections whose headings stand in a row elsewhere in the text, as a table of contents has them.

    A label stands above it, or numbers before its lines. Each section has lines of its own, and at least half
    of them a long one, so that two menus which say the same are none. The last section ends with the line
    below its heading: where an article ends no table tells.

    >>> long = "The ferry sailed at noon, and nobody on the quay saw it leave but dog %d."
    >>> rows = ["Contents", "Tools", "Steps", "End", "A day", "Tools", long % 1, "Steps", long % 2, "End", long % 3]
    >>> sections_named(rows)
    [(5, 7), (7, 9), (9, 11)]
    >>> sections_named(["Contents", "News", "Sport", "Rain", long % 1, "News", "Sport", "Rain"])
    []
    """
    if not _may_have_table(texts):
        return []
    said = [_said(text) for text in texts]
    places: dict[str, list[int]] = {}
    for at, what in enumerate(said):
        if what:
            places.setdefault(what, []).append(at)
    lines = [at for at, what in enumerate(said) if what or not _is_number(texts[at])]
    for row in _rows(lines, said, places):
        if not _is_table(row, texts):
            continue
        named = _places_of(row, said, places)
        if len(named) < MIN_NAMED:
            continue
        found = [*zip(named, [*named[1:], min(named[-1] + 2, len(texts))], strict=True)]
        long = sum(any(map(_is_long, texts[start + 1 : end])) for start, end in found)
        if long >= MIN_LONG_SHARE * len(found):
            return found
    return []


def _may_have_table(texts: Sequence[str]) -> bool:
    """Whether a label or so many numbers stand anywhere: most texts have neither, and need not be folded."""
    if sum(t[:1].isdecimal() and _OWN_NUMBER.fullmatch(t) is not None for t in texts) >= MIN_NAMED:
        return True
    return any(is_contents_label(text) for text in texts)


def is_contents_label(text: str) -> bool:
    """Whether a line says that a table of contents stands below it.

    >>> is_contents_label("Table of contents"), is_contents_label("The contents of the hold")
    (True, False)
    """
    if len(text) > MAX_LABEL:
        return False
    return (text.lower() if text.isascii() else fold(text)).strip(" :") in _LABELS


#: First words of the labels that are several words or a long one: "Content" begins headlines, too.
_BEGINNINGS = frozenset(
    label.partition(" ")[0] for label in _LABELS if " " in label or len(label) >= 12
)
#: Lines at the top among which such a table begins, its most lines, and words of the longest label.
TABLE_WITHIN, MAX_TABLE, MAX_LABEL_WORDS = 200, 80, 4


def glued_contents(texts: Sequence[str]) -> list[int]:
    """Give the lines of a table of contents in which a dump ran two of its entries together, the label's first.

    Material for MkDocs sets the sections of a heading into the heading's own entry. Each of the two must be a line
    further down.

    >>> rows = ["On this page Tools", "Steps First step", "A day", "Tools", "It.", "Steps", "First step", "That."]
    >>> glued_contents(rows), glued_contents(["On this page Tools", "It.", "Steps"])
    ([0, 1], [])
    """
    for at, text in enumerate(texts[:TABLE_WITHIN]):
        first = text.partition(" ")[0]
        if first.lower() not in _BEGINNINGS or len(text) > MAX_HEADING + MAX_LABEL:
            continue
        parts = text.split()
        for size in range(1, min(len(parts), MAX_LABEL_WORDS + 1)):
            label = " ".join(parts[:size])
            if (size > 1 or len(label) >= 12) and is_contents_label(label):
                below = {fold(line) for line in texts[at + 1 :] if len(line) <= MAX_HEADING}
                if fold(" ".join(parts[size:])) in below:
                    return [at, *_glued_entries(texts, at, below)]
    return []


def _glued_entries(texts: Sequence[str], label: int, below: set[str]) -> Iterator[int]:
    """Give the lines right below a table's label that are two lines of the text in one."""
    for at in range(label + 1, min(len(texts), label + 1 + MAX_TABLE)):
        if _is_long(texts[at]) and ends_sentence(texts[at]):
            return
        parts = fold(texts[at]).split() if len(texts[at]) <= 2 * MAX_HEADING else []
        if any(
            " ".join(parts[:size]) in below and " ".join(parts[size:]) in below
            for size in range(1, len(parts))
        ):
            yield at


def _is_table(row: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether a label stands above a row of lines, or a number before each on a line of its own."""
    above = texts[max(0, row[0] - LABEL_REACH) : row[0] + 1]
    if any(map(is_contents_label, above)):
        return True
    numbered = sum(_OWN_NUMBER.fullmatch(texts[at - 1]) is not None for at in row if at)
    return numbered >= max(MIN_NAMED, len(row) // 2)


def _rows(
    lines: Sequence[int], said: Sequence[str], places: dict[str, list[int]]
) -> Iterator[list[int]]:
    """Give the rows of lines each of which stands elsewhere, too: what may be a table of contents."""
    row: list[int] = []
    for at in lines:
        if said[at] and 1 < len(places[said[at]]) <= MAX_TIMES:
            row.append(at)
            continue
        if len(row) >= MIN_NAMED:
            yield row
        row = []
    if len(row) >= MIN_NAMED:
        yield row


def _places_of(row: Sequence[int], said: Sequence[str], places: dict[str, list[int]]) -> list[int]:
    """Give where the lines of a row stand elsewhere in the same order, with other lines behind each."""
    first, last = row[0], row[-1]
    before = [[at for at in places[said[place]] if at < first] for place in row]
    behind = [[at for at in places[said[place]] if at > last] for place in row]
    best: list[int] = []
    for side in (behind, before):
        named: list[int] = []
        for found in side:
            at = next((at for at in found if not named or at >= named[-1] + 2), None)
            if at is not None:
                named.append(at)
        if len(named) > len(best):
            best = named
    return best


def _said(text: str) -> str:
    """Give what a line says without its number, `""` where it cannot be a heading."""
    if len(text) > MAX_HEADING or "\n" in text:
        return ""
    what = _NUMBER.sub("", _fold_number(text), count=1)
    if what.endswith(" subsection") and (button := _BUTTON.search(what)):
        what = what[: button.start()]
    return what if any(map(str.isalpha, what)) else ""


def _fold_number(text: str) -> str:
    """Fold a line, with the number before it left as it is."""
    number = _NUMBER.match(text.casefold())
    head = number[0] if number else ""
    return head + fold(text[len(head) :])


def _is_number(text: str) -> bool:
    return not any(map(str.isalpha, text)) and len(text) <= 8


def _is_long(text: str) -> bool:
    return len(text) >= LONG or (
        ends_sentence(text) and len(text) * 2 >= LONG and not text.isascii()
    )
