"""A document as the model sees it: the lines still in and those that the rules cut, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import (
    MIN_SENTENCE_LETTERS,
    ends_sentence,
    is_caseless,
    is_cut_off,
    is_long_without_stop,
    is_prose,
)
from ..vocabulary import families, match
from .cells import cells_of, is_dated

__all__ = [
    "Kinds",
    "Line",
    "are_sentences",
    "kinds_of",
    "lines_of",
    "parts_of",
]


class Line(NamedTuple):
    """A line of the page: a block still in, or one cut by a rule for the reason `cut`."""

    text: str
    kind: str = "paragraph"
    cut: str | None = None
    #: (family, whole line or a part of it) for each phrase of the vocabulary in it.
    said: tuple[tuple[str, bool], ...] = ()
    block: Block | None = None

    @property
    def is_prose(self) -> bool:
        """Whether this is a block still in, and prose."""
        return self.block is not None and is_prose(self.block)


def lines_of(document: Document) -> Sequence[Line]:
    """Give the lines of a document, those that are gone among the others.

    >>> from cleanarticle.model import blocks
    >>> [(line.text, line.said) for line in lines_of(blocks("The ferry sailed.", "Leave a Reply"))]
    [('The ferry sailed.', ()), ('Leave a Reply', (('comment_form', True),))]
    """
    placed: list[tuple[int, Line]] = []
    for start, end, reason in document.gone:
        text = document.raw[start:end].strip()
        if text:
            placed.append((start, Line(text, cut=reason.value)))
    for block in document:
        placed.append((block.start, Line(block.text, block.kind, None, families(block), block)))
    placed.sort(key=itemgetter(0))
    return [line for _, line in placed]


#: Words from which on a line that ends as a sentence does is one; and characters where each Han or Kana is
#: a word, fewer behind a full stop, which no button or heading has.
SENTENCE_WORDS, SENTENCE_CHARACTERS, STOPPED_CHARACTERS = 3, 8, 4
#: What signs a sentence behind its full stop: a desk or an agency in brackets, or behind a stroke or
#: dash, and an agency in capitals. More words in brackets are a photographer's name, below a picture.
_SIGNATURE = lazy(
    r"[.!?…。！？؟።፡।۔｡]['\"”’»)\]）」』]{0,3}\s{0,3}"
    r"(?:[(\[（【]([^\s()\[\]（）【】]{1,30}(?:\s?/\s?[^\s()\[\]（）【】]{1,30})?)[)\]）】](?:\.|\d{6,8})?"
    r"|/\s?([\w.-]{1,12})/?|//\s?(\w[\w.-]{1,30})"
    r"|(?<=\s)(AFP|AP|REUTERS|BLOOMBERG|XINHUA|DPA|EFE|ANSA|ANI|PTI|IANS|BERNAMA|KYODO|YONHAP|TASS"
    r"|İHA|IHA|AA|DHA|ANKA|TASR|SITA|ČTK|PAP|MTI|APA|ANP|NTB|TANJUG|HINA|FENA|BTA|БТА|ТАСС)"
    r"|[–—-]{1,2}\s?(\w[\w./!-]{1,20}(?: \w[\w./!-]{1,20}){0,2}))$"
)
#: Characters at the end of a line in which such a signature stands.
MAX_SIGNATURE = 90
_HAN = lazy(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def are_sentences(lines: Sequence[Line], counts: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell the lines of some words that end as a sentence does; a teaser cut short is none.

    Thai and Lao end none by a mark: a line of a short paragraph's length is one there.

    >>> texts = ("The ferry sailed at noon, and nobody saw it.", "It sailed.", "The ferry sailed at noon and nobody…")
    >>> are_sentences([Line(text) for text in texts], np.array([9, 2, 7])).tolist()
    [True, False, False]
    >>> are_sentences([Line("特此公告。"), Line("登录后评论！")], np.array([4, 5])).tolist()
    [True, False]
    """
    return np.array(
        [
            count >= SENTENCE_WORDS
            and not is_cut_off(line.text)
            and (
                ends_sentence(line.text)
                or is_long_without_stop(line.text, MIN_SENTENCE_LETTERS)
                or _is_signed(line.text)
                or _runs_on(line.text, count)
            )
            and (
                count >= SENTENCE_CHARACTERS
                or not _HAN.search(line.text)
                or (count >= STOPPED_CHARACTERS and "。" in line.text[-2:])
            )
            for line, count in zip(lines, counts.tolist(), strict=True)
        ],
        bool,
    )


def _is_signed(text: str) -> bool:
    """Whether a line ends in a sentence and who signs it; a prompt to read on or a credit is no signature.

    >>> _is_signed("Nobody saw it leave, she said. (E-3)"), _is_signed("It sailed at noon. – AFP")
    (True, True)
    >>> _is_signed("The harbour at noon. (Ann Lee)"), _is_signed("It sailed. (Read more)")
    (False, False)
    >>> _is_signed("Kimse görmedi, dedi. İHA"), _is_signed("Tiada siapa nampak. – KOSMO! ONLINE")
    (True, True)
    >>> _is_signed("Nobody saw it leave.//Skelby.az"), _is_signed("船在中午開走了。（編輯：王小明）1130512")
    (True, True)
    """
    signature = _SIGNATURE.search(text[-MAX_SIGNATURE:])
    if signature is None:
        return False
    code = next(group for group in signature.groups() if group is not None)
    return not any(
        found.family == "continue" or (found.family == "credit" and found.how == "start")
        for found in match(code)
    )


#: Words and characters of a paragraph from which on a semicolon of Chinese, or an address, may end it.
MIN_BEFORE_ADDRESS, MIN_BEFORE_SEMICOLON = 15, 15
#: Sentences, and behind the last the address that it gives: "All my notes are here: <https://a.example/notes>".
_GIVES_ADDRESS = lazy(r"[.!?]\s[^\n]{10,400}[:.]\s{1,2}<https?://[^\s<>]{4,300}>")


def _runs_on(text: str, count: int) -> bool:
    """Whether a paragraph of some length ends in the address it gives, or in a semicolon of Chinese.

    >>> notes = "I tried four glues on the oak table and none of them held. All my notes are here"
    >>> _runs_on(f"{notes}: <https://a.example/notes>", 21), _runs_on("More here: <https://a.example/notes>", 6)
    (True, False)
    """
    if text.endswith("；"):
        return count >= MIN_BEFORE_SEMICOLON
    return (
        text.endswith(">")
        and count >= MIN_BEFORE_ADDRESS
        and _GIVES_ADDRESS.search(text[-800:]) is not None
    )


#: Most words of an item of a list that commas part, and fewest items.
MAX_LISTED_WORDS, MIN_LISTED = 12, 2


def _are_listed(lines: Sequence[Line], counts: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell the lines of a list below a colon, each but the last ended by a comma or semicolon, that by a full stop.

    Such is one sentence, set a line an item.

    >>> texts = ("The candidates are:", "Ann Lee (Rowing Club),", "Bo Frey.", "Ann Lee,", "Boats.")
    >>> _are_listed([Line(text) for text in texts], np.array([3, 4, 2, 2, 1])).tolist()
    [False, True, True, False, False]
    """
    out = np.zeros(len(lines), bool)
    start: int | None = None
    for i, line in enumerate(lines):
        if line.cut is not None and line.cut in ASIDES:
            continue
        if line.cut is None and line.text.endswith((":", "：")):
            start = i + 1
            continue
        if start is None:
            continue
        fits = line.cut is None and not line.said and 0 < counts[i] <= MAX_LISTED_WORDS
        if fits and line.text.endswith((",", ";", "，", "；")):
            continue
        if fits and line.text.endswith((".", "。")) and i - start + 1 >= MIN_LISTED:
            out[start : i + 1] = [one.cut is None for one in lines[start : i + 1]]
        start = None
    return out


#: What is cut between two paragraphs and does not part them: the prose goes on behind it.
ASIDES = frozenset(
    {
        Reason.AD, Reason.READ_ALSO, Reason.PROMO, Reason.SHARE, Reason.EMBED, Reason.SCRIPT, Reason.STYLE,
        Reason.MARKUP, Reason.COUNTER, Reason.CREDIT, Reason.REPEAT, Reason.BYLINE, Reason.DATE, Reason.TITLE,
    }
)  # fmt: skip


def _are_asides(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the lines that were cut, or taken up, and do not part the paragraphs beside them.

    >>> _are_asides([Line("ADVERTISEMENT", cut="ad"), Line("Comments", cut="comments"), Line("Rain.")]).tolist()
    [True, False, False]
    """
    return np.array([line.cut is not None and line.cut in ASIDES for line in lines], bool)


#: Longest caption above its credit, in words.
MAX_CAPTION_WORDS = 15


def _are_captions(lines: Sequence[Line], counts: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell the short lines right above a credit that was cut: a picture does not part the paragraphs beside it.

    >>> _are_captions([Line("The quay"), Line("Photo: Ann Lee", cut="credit")], np.array([2, 3])).tolist()
    [True, False]
    """
    out = np.zeros(len(lines), bool)
    for i, (line, below) in enumerate(pairwise(lines)):
        if below.cut == Reason.CREDIT and line.cut is None:
            out[i] = 0 < counts[i] <= MAX_CAPTION_WORDS
    return out


_STAMP = lazy(
    r"[(（【]?(?:(?:오전|오후|上午|中午|下午|晚上|晚間|晚间|凌晨|午前|午後)\s?)?"
    r"\d{1,2}(?:[:：.h]\d\d(?:[:.]\d\d)?\s{0,2}(?:[ap]\.?m\.?|uhr|น\.|h)?|[時时点點시]\s?(?:\d{1,2}\s?[分분])?)"
    r"[)）】]?[:：]?",
    re.IGNORECASE,
)


def _are_stamps(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the lines that say only a time, as the entries of a live blog begin.

    >>> _are_stamps([Line("18:40"), Line("6.40 p.m."), Line("18:40 Update"), Line("오후 6:40")]).tolist()
    [True, True, False, True]
    """
    return np.array([_STAMP.fullmatch(line.text[:16]) is not None for line in lines], bool)


_MARKER = lazy(r"(?:([•*·▪►◦‣–—-])|(\d{1,3})[.)])\s")


def _are_items(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the lines that are the next item of a list: the same mark as the line above, or the next number.

    >>> _are_items([Line("- Boats"), Line("- Fares"), Line("1. Oars"), Line("2. Sails")]).tolist()
    [False, True, False, True]
    """
    out = np.zeros(len(lines), bool)
    above: tuple[str | None, int] | None = None
    for i, line in enumerate(lines):
        found = _MARKER.match(line.text)
        own = (found[1], int(found[2] or 0)) if found else None
        if own and above:
            out[i] = own[0] == above[0] and (own[0] is not None or own[1] == above[1] + 1)
        above = own
    return out


#: Longest item, in words and in characters: where each Han or Kana is a word, the second counts.
MAX_ITEM_WORDS, MAX_ITEM_CHARACTERS = 12, 60


def _are_bare_items(
    lines: Sequence[Line], counts: NDArray[np.integer], sentences: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell the lines that may be items of a list or cells, without a mark, in a script without capitals.

    Short ones that are no sentences, tell no day and say no phrase of sites but the name of a section.
    In other scripts none is told so: there the model knows the words, and sees capitals.

    >>> share = Line("分享到：", said=(("share", True),))
    >>> lines = [Line("准备的工具"), Line("旧报纸"), Line("2024-05-12"), share]
    >>> _are_bare_items(lines, np.full(4, 4), np.zeros(4, bool)).tolist()
    [True, True, False, False]
    >>> _are_bare_items([Line("Old papers")], np.array([2]), np.zeros(1, bool)).tolist()
    [False]
    """
    if not _are_without_capitals(lines):
        return np.zeros(len(lines), bool)
    return np.array(
        [
            line.cut is None
            and not sentence
            and (count <= MAX_ITEM_WORDS or _HAN.search(line.text) is not None)
            and len(line.text) <= MAX_ITEM_CHARACTERS
            and all(family == "section" for family, _ in line.said)
            and not is_dated(line.text)
            for line, count, sentence in zip(
                lines, counts.tolist(), sentences.tolist(), strict=True
            )
        ],
        bool,
    )


def _are_without_capitals(lines: Sequence[Line]) -> bool:
    """Whether most lines begin with a letter of a script without capitals, behind marks and numbers."""
    other = [line.text[:12] for line in lines if not line.text.isascii()]
    if 2 * len(other) < len(lines):
        return False
    first = (next(filter(str.isalpha, head), "a") for head in other)
    return 2 * sum(map(is_caseless, first)) >= len(lines)


_PLACE_IN_LIST = lazy(r"#?(\d{1,3})[.)]?")
#: Lines of one part of a list whose numbers stand on lines of their own, at most.
MAX_PART = 12
#: Parts from which on they are a list.
MIN_PARTS = 3


def parts_of(lines: Sequence[Line]) -> NDArray[np.int64]:
    """Number the lists whose items are headed by 1, 2, 3 on lines of their own, 0 for any other line.

    They count up or down. The last item is no longer than the longest of the others.

    >>> texts = ("Walks", "1", "The weir", "2", "The woods", "Wet.", "3", "The hill", "Dry.", "Shop")
    >>> parts_of([Line(text) for text in texts]).tolist()
    [0, 1, 1, 1, 1, 1, 1, 1, 1, 0]
    """
    out = np.zeros(len(lines), np.int64)
    found = [(i, _PLACE_IN_LIST.fullmatch(line.text[:8])) for i, line in enumerate(lines)]
    numbers = [(i, int(match[1])) for i, match in found if match]
    lists = 0
    first = 0
    while first < len(numbers):
        last, step = first, 0
        while last + 1 < len(numbers):
            (here, number), (there, other) = numbers[last], numbers[last + 1]
            if not 1 < there - here <= MAX_PART or (step or other - number) != other - number:
                break
            step = other - number
            if abs(step) != 1:
                break
            last += 1
        if last - first + 1 >= MIN_PARTS:
            lists += 1
            starts = [i for i, _ in numbers[first : last + 1]]
            longest = max(b - a for a, b in pairwise(starts))
            out[starts[0] : starts[-1] + longest] = lists
        first = max(last, first + 1)
    return out


_ASKS = ("?", "？", "؟", "?“", "?”", "?»", '?"')


def _are_turns(lines: Sequence[Line], counts: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell the questions of a word or two, and answers below a question, that are no phrase of sites.

    >>> texts = ("Where was the ship built?", "In Linna.", "Amy S.", "Why?")
    >>> _are_turns([Line(text) for text in texts], np.array([5, 2, 2, 1])).tolist()
    [False, True, False, True]
    """
    asked = False
    out = []
    for line, count in zip(lines, counts.tolist(), strict=True):
        asks = line.text.endswith(_ASKS)
        short = 0 < count < SENTENCE_WORDS and not any(whole for _, whole in line.said)
        out.append(short and (asks or (asked and ends_sentence(line.text))))
        asked = asks and line.cut is None
    return np.array(out, bool)


#: A remark of a word or two in a talk: "Very well.", "Onward." Two words with capitals are a name's.
_REMARK = lazy(r"[^\W\d_a-z][^\W\d_]{1,14}(?: [^\W\d_A-Z][^\W\d_]{0,14})?[.!]")


def _are_remarks(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Tell the short lines that say a word or two as a sentence, none of them a phrase of sites.

    >>> _are_remarks([Line(text) for text in ("Very well.", "Ann Lee.", "Onward.", "Ferries")]).tolist()
    [True, False, True, False]
    """
    return np.array(
        [
            line.cut is None
            and not line.said
            and line.text[-1:] in (".", "!")
            and _REMARK.fullmatch(line.text[:34]) is not None
            for line in lines
        ],
        bool,
    )


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the choice of lines asks of them besides their probability, a mark a line."""

    sentences: NDArray[np.bool_]  # of some words, ended as a sentence is
    asides: NDArray[np.bool_]  # cut, but not what parts the lines beside them
    captions: NDArray[np.bool_]  # short, above a credit that was cut
    stamps: NDArray[np.bool_]  # a time and nothing else
    items: NDArray[np.bool_]  # going on with the list of the line above
    parts: NDArray[np.int64]  # the number of the numbered list it is of, or 0
    cells: NDArray[np.bool_]  # of a table of which a dump made lines
    turns: NDArray[np.bool_]  # of a word or two, ended as a sentence is: an answer in an interview
    remarks: NDArray[np.bool_]  # of a word or two, in a talk: it takes no question above
    bare: NDArray[np.bool_]  # perhaps of a list that nothing marks, in a script without capitals


def kinds_of(lines: Sequence[Line], counts: NDArray[np.integer]) -> Kinds:
    """Tell what the lines are; `counts` are their words."""
    sentences = are_sentences(lines, counts) | _are_listed(lines, counts)
    return Kinds(
        sentences=sentences,
        asides=_are_asides(lines),
        captions=_are_captions(lines, counts),
        stamps=_are_stamps(lines),
        items=_are_items(lines),
        parts=parts_of(lines),
        cells=cells_of(lines),
        turns=_are_turns(lines, counts),
        remarks=_are_remarks(lines),
        bare=_are_bare_items(lines, counts, sentences),
    )
