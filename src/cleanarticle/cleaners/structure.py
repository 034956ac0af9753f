"""What kind of block each block is: headings, list items, and blocks that were glued together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise

from ..actions import Label, Split
from ..finders.date_words import own_months
from ..finders.greetings import is_greeting
from ..model import HAN_KANA, SOUTHEAST_ASIAN, Block, Document
from ..patterns import lazy
from ..shapes import ends_sentence, holds_code, is_prose, is_technical, once, words
from ..sieve import Sieve
from ..vocabulary import load, match

__all__ = ["GLUE_SIEVE", "glue_places", "label_headings", "label_lists", "split_glued"]

_BULLET = lazy(r"[•●▪■◦‣∙·*+]\s{1,4}\S")
_HYPHEN = lazy(r"-\s{1,4}\S")
_NUMBERED = lazy(r"\d{1,3}[.)]\s{1,4}\S")


def label_lists(document: Document) -> Iterator[Label]:
    """Label list items by their marker, which stays. A hyphen or a number needs a neighbour with one.

    Leaves a dialogue's dash and `#5` alone: they are prose, and `* * *`, which parts two scenes. A page
    of HTML marks its lists, so that a hyphen in a paragraph is a dialogue's there.
    """
    blocks = list(document)
    markers = (_NUMBERED,) if document.kind == "html" else (_HYPHEN, _NUMBERED)
    for i, block in enumerate(blocks):
        if block.kind != "paragraph" or block.text[:1].isalpha():
            continue
        if _BULLET.match(block.text) and any(map(str.isalnum, block.text)):
            yield Label(block, "list_item", 1)
            continue
        for marker in markers:
            if marker.match(block.text) and any(
                0 <= j < len(blocks) and marker.match(blocks[j].text) for j in (i - 1, i + 1)
            ):
                yield Label(block, "list_item", 1)


#: Longest heading, in words and in characters.
MAX_HEADING_WORDS = 14
MAX_HEADING_CHARACTERS = 110


#: A full stop inside a line, as a caption with its credit has; "St. Peter" is none.
_TWO_SENTENCES = lazy(r"[^\W\d_]{4}\. {1,3}[^\W\d_a-z]")


def label_headings(document: Document) -> Iterator[Label]:
    """Label short lines without a sentence's end that stand before a paragraph as headings.

    A page of HTML marks its headings; of its paragraphs only those are labelled that are strong from
    end to end. Leaves lines of verse, cells and names there, what stands in brackets, a greeting, and the
    last of several short lines without a blank one between them: an ingredient, a row.
    """
    blocks = list(document)
    for place, (block, below) in enumerate(pairwise(blocks)):
        if document.kind == "html" and not block.marks:
            continue
        if (
            len(block.text) <= MAX_HEADING_CHARACTERS
            and block.kind == "paragraph"
            and below.kind in ("paragraph", "list_item", "quote")
            and words(block) <= MAX_HEADING_WORDS * (2 if block.text[:1] > "\u3040" else 1)
            and not ends_sentence(block.text)
            and not block.text.endswith(",")
            and any(char.isalpha() for char in block.text)
            and not _TWO_SENTENCES.search(block.text)
            and words(below) > words(block)
            and ends_sentence(below.text)
            and is_prose(below)
            and not (block.text[0] in "([" and block.text[-1] in ")]")
            and not is_greeting(block.text)
            and (document.kind == "html" or not _ends_run(document.raw, blocks[: place + 2]))
        ):
            yield Label(block, "heading", 2)


#: Short lines one below the other from which on the last of them is no heading.
MIN_RUN = 3


def _ends_run(raw: str, blocks: Sequence[Block]) -> bool:
    """Whether the last block but one ends a run of short lines: a blank one parts it from the last alone."""
    *run, below = blocks[-MIN_RUN - 1 :]
    if len(run) < MIN_RUN or raw[run[-1].end : below.start].count("\n") < 2:
        return False
    return all(
        raw[one.end : other.start].count("\n") == 1 and not ends_sentence(one.text)
        for one, other in pairwise(run)
    )


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Give the names written with a capital inside, folded, and what stands before it in others ("Mc")."""
    lists = load("names")
    whole = chain(lists["companies"], lists["software"], lists["others"], lists["plain"])
    return frozenset(map(str.lower, whole)), frozenset(lists["before"])


_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΆΈ-ΏΑ-ΫЀ-Я"
_LOWER = rf"[^\W\d_{_UPPER}]"
#: A capital inside a word, the first character to be looked for as capitals are few; the letters
#: before the small one that stands before it, and those from it on.
_INNER_CAPITAL = lazy(rf"[{_UPPER}](?<={_LOWER}.)(?={_LOWER})")
_LETTERS_BEFORE = lazy(r"[^\W\d_]{1,60}\Z")
_LETTERS_FROM = lazy(r"[^\W\d_]{2,62}")
_SENTENCE_GLUE = lazy(
    r"[.!?…](?<=[^\W\d_A-Z]{2}.)[\"”’»)\]]?(?=[\"“«„(]?[^\W\d_a-z][^\W\d_A-Z]{2})"
)
_DIGIT_GLUE = lazy(  # not in scripts without spaces, where a word stands behind each number
    rf"\d(?=[^\W\d_a-z{HAN_KANA}{SOUTHEAST_ASIAN}][^\W\d_A-Z]{{2,}})"
)
_INSIDE_SIEVE = Sieve((_LOWER, f"[{_UPPER}]", _LOWER))
_BETWEEN_SIEVE = Sieve(
    (r"[^\W\d_A-Z]", "[.!?…]", r"(?:[\"”’»)\]“«„(]|[^\W\d_a-z])"),
    (r"\d", r"[^\W\d_a-z]", r"[^\W\d_A-Z]"),
)

#: Places where elements touch from which on a whole text counts as glued, at least,
#: and as a share of the words.
MIN_GLUE = 12
MIN_GLUE_SHARE = 0.008


#: Spaces that part the elements of a page on one line, and how many such gaps show
#: that a line is one; a line of a table has fewer.
_ANY_GAP = lazy("[ \u00a0]{4}")
_WIDE_GAP = lazy(r"(?<=\S)[ \u00a0]{4,400}(?=\S)")
MIN_GAPS = 6
_GAP_SIEVE = Sieve(("[ \u00a0]", "[ \u00a0]", "[ \u00a0]"))
GLUE_SIEVE = Sieve.any_of(_INSIDE_SIEVE, _BETWEEN_SIEVE, _GAP_SIEVE)


def split_glued(document: Document) -> Iterator[Split]:
    """Split lines in which a dump glued neighbouring elements together (`min readShare`).

    A line with many wide gaps is a page on one line: each gap parts two elements. In
    a text that is glued throughout every such place is split, elsewhere only
    where one of the parts is something sites say, behind a label of
    advertising before a quotation or a name in capitals, behind a heading
    in capitals that a paragraph begins with, around words all in capitals
    that ran into a sentence, and around a day that a part of the site ran into. Leaves names like `McDonald`,
    `YouTube` and `iPhone` whole, and what recurs as a word of its own.
    """
    told: dict[int, tuple[int, ...]] = {
        block.start: (end,)
        for block in _LABEL_SIEVE.among(document)
        if block.kind == "paragraph" and (end := once(block, "label's end", _behind_a_label))
    }
    for block in _SHOUT_SIEVE.among(document):
        if block.kind == "paragraph" and (ends := once(block, "shouted", _shouted)):
            told[block.start] = (*told.get(block.start, ()), *ends)
    for block in document:
        if " de 20" in block.text[:MAX_DATED] and (day := once(block, "day's ends", _around_a_day)):
            told[block.start] = (*told.get(block.start, ()), *day)
    found = [
        (block, *glue_places(block))
        for block in GLUE_SIEVE.among(document)
        if block.kind != "table" and not holds_code(block)
    ]
    seen = Counter(word for _, inside, _ in found for word, _ in inside)
    camel = sum(seen[word] == 1 for _, inside, _ in found for word, _ in inside)
    other = sum(len(between) for _, _, between in found)
    glued = (
        other >= 3
        and camel >= 4
        and camel + other >= max(MIN_GLUE, MIN_GLUE_SHARE * sum(map(words, document)))
        and not is_technical(document)
    )
    for block, inside, between in found:
        gaps = once(block, "gaps", _gaps)
        gaps = gaps if len(gaps) >= MIN_GAPS else []
        places = sorted({*(at for _, at in inside), *between})
        if not places and not gaps:
            continue
        at = (*gaps, *once(block, "glue of sites", _glue_of_sites))
        at = (*at, *told.pop(block.start, ()))
        if inside and (heading := once(block, "heading's end", _behind_a_heading)):
            at = (*at, heading)
        if glued:
            lone = {place for word, place in inside if seen[word] == 1 or not is_prose(block)}
            at = (*at, *lone, *between)
        if at:
            yield Split(block, at)
    for block in document if told else ():
        if ends := told.get(block.start, ()):
            yield Split(block, ends)


#: The name of a part of the site, the day that ran into it, and right behind that a name or the first sentence:
#: "Regionales24 de enero de 2024Desde la municipalidad". Characters in which both stand.
_DATED = lazy(
    r"[^\W\d_a-z][^\W\d_A-Z]{2,20}(?: [^\W\d_]{1,15}){0,2}"
    r"(?P<day>\d{1,2} de (?P<month>[^\W\d_]{4,10}) de 20\d\d)(?=[^\W\d_a-zà-ÿ]|[“\"«¿¡])"
)
MAX_DATED = 80


def _around_a_day(block: Block) -> tuple[int, ...]:
    """Give the ends of a day that stands glued between the part of the site and what is told; none elsewhere."""
    found = _DATED.match(block.text)
    if found is None or not {
        own_months("es").get(found["month"]),
        own_months("pt").get(found["month"]),
    } - {None}:
        return ()
    return found.span("day")


#: Words all in capitals behind a sentence or on top, whose last one ran into the next sentence; that ends them.
_SHOUTED = lazy(
    r"(?:\A|(?<=[.!?…”\"’])|(?<=[.!?…”\"’] ))(?:[A-Z0-9$£€&][A-Z0-9$&'’.,:;/%-]{0,19} ){3,16}"
    r"[A-Z][A-Z'’]{1,19}(?=[A-Z][a-z]{2}|(?:He|It|In|We|As|At|On|If|My|No|So|To|By|An) |[“\"][A-Z][a-z’' ])"
)
_SHOUT_SIEVE = Sieve(("[A-Z]", "[A-Z]", "[a-z]"), ("[A-Z]", "[A-Z]", '[“"]'))


def _shouted(block: Block) -> tuple[int, ...]:
    """Give where words in capitals begin and end that ran into a sentence: "SCHOOL BOAT SINKS: REPORTThe mayor"."""
    places = {at for found in _SHOUTED.finditer(block.text) for at in found.span()}
    return tuple(sorted(at for at in places if 0 < at < len(block.text)))


#: Up to six words, and behind them an opening quotation mark or, without a space, a name in capitals.
_LABEL = lazy(r"[^\W\d_]+(?: [^\W\d_]+){1,5}?(?= ?[“„«‘]|(?<=[a-z])[A-Z]{2})")
_LABEL_SIEVE = Sieve(("[“„«‘]",), ("[a-z]", "[A-Z]", "[A-Z]"))


#: A heading in capitals, and right behind it the word that its first sentence begins with.
_HEADED = lazy(
    r"[A-Z][\w’'&-]{1,30}(?: (?:[A-Z][\w’'&-]{0,30}|of|and|the|for|to|in|on|a)){1,8}(?<=[a-z])"
    r"(?=(?:This|The|These|There|In|We|Our|It|If|For|At|As|When|On|You|Your|To) [a-z])"
)


def _behind_a_heading(block: Block) -> int:
    """Give where a heading ends that ran into its paragraph: "Looking AheadThis report tells"; 0 for none."""
    found = _HEADED.match(block.text[:MAX_HEADING_CHARACTERS]) if is_prose(block) else None
    return found.end() if found else 0


def _behind_a_label(block: Block) -> int:
    """Give where a label of advertising of some words ends that a block begins with; 0 for none."""
    found = _LABEL.match(block.text[:80])
    if found is None or not any(m.how == "line" and m.family == "ad" for m in match(found[0])):
        return 0
    return found.end()


def _gaps(block: Block) -> list[int]:
    """Give the ends of the wide gaps in a block."""
    if not _GAP_SIEVE.may_be_in(block) or not _ANY_GAP.search(block.text):
        return []
    return [m.end() for m in _WIDE_GAP.finditer(block.text)]


def glue_places(block: Block) -> tuple[list[tuple[str, int]], list[int]]:
    """Give where words run together: the words with the places inside them, and the places between.

    >>> [glue_places(Block("paragraph", text))[1] for text in ("In 2024Read more", "昨年7月に始まった")]
    [[7], []]
    """
    return once(block, "glue", _places)


def _places(block: Block) -> tuple[list[tuple[str, int]], list[int]]:
    """Give where a word ends inside a word, and where a sentence or number runs into a word."""
    text = block.text
    inside: list[tuple[str, int]] = []
    if _INSIDE_SIEVE.may_be_in(block):
        for start, word in _camel_words(text):
            if len(word) >= 5 and not word.isupper():
                inside.extend((word, start + at) for at in _inside(word))
    if not _BETWEEN_SIEVE.may_be_in(block):
        return inside, []
    between = [m.end() for m in _SENTENCE_GLUE.finditer(text)]
    between += [m.end() for m in _DIGIT_GLUE.finditer(text)]
    return inside, between


def _camel_words(text: str) -> Iterator[tuple[int, str]]:
    """Give the words with a capital inside, and where they start.

    >>> list(_camel_words("A McDonald at min readShare."))
    [(2, 'McDonald'), (18, 'readShare')]
    """
    last = 0
    for found in _INNER_CAPITAL.finditer(text):
        at = found.start()
        before = _LETTERS_BEFORE.search(text[max(last, at - 61) : at - 1]) if at > last else None
        if before and (behind := _LETTERS_FROM.match(text, at)):
            start, last = at - 1 - len(before[0]), behind.end()
            yield start, text[start:last]


def _inside(word: str) -> Iterator[int]:
    names, before = _names()
    if word.lower() in names or word.lower().removesuffix("s") in names:
        return
    for at in range(2, len(word) - 1):
        if word[at].isupper() and word[at - 1].islower() and word[at + 1].islower():
            first, second = word[:at], word[at:]
            if first in before:
                continue
            if at >= 3 or first.lower() in names or second.lower() in names:
                yield at


def _glue_of_sites(block: Block) -> tuple[int, ...]:
    """Give the places beside phrases of sites; none in a line that is one as a whole, names and all."""
    inside, between = glue_places(block)
    if any(found.how in ("line", "heading") for found in match(block.text)):
        return ()
    return _said_by_sites(block.text, sorted({*(at for _, at in inside), *between}))


def _said_by_sites(text: str, places: Sequence[int]) -> tuple[int, ...]:
    """Give the places beside parts that are phrases of sites: of two words, or both parts."""
    if len(text) > 300 and len(places) > 8:
        return ()
    bounds = [0, *places, len(text)]
    known, long = [], []
    for start, end in zip(bounds, bounds[1:], strict=False):
        part = text[start:end].strip()
        hit = len(part) > 3 and any(
            m.how in ("line", "heading") and m.family not in ("role", "section")
            for m in match(part)
        )
        known.append(hit)
        long.append(hit and " " in part)
    return tuple(
        at for i, at in enumerate(places) if (known[i] and known[i + 1]) or long[i] or long[i + 1]
    )
