"""A page that stands on one line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ..actions import Split
from ..finders.date_lines import is_only_date
from ..model import HAN_KANA, SOUTHEAST_ASIAN, Block, Document
from ..patterns import lazy
from ..shapes import ends_sentence, holds_code, is_caseless, once, words
from ..sieve import compiled
from ..vocabulary import match
from ._run_on_unparted import unparted_starts
from .interjections import interjections
from .structure import glue_places

if TYPE_CHECKING:
    from ..judging.run_on import Elements

__all__ = ["element_starts", "split_run_on"]

#: Fewest words of a line that can be a page where a text has more than so many lines, and else.
MIN_WORDS, FEW_LINES, MIN_WORDS_OF_FEW = 250, 3, 60
#: The same for a line in which so many words, and such a share of all, have a capital inside: elements
#: that nothing parts ("ShopWine ClubAbout us").
MIN_JOINTS, MIN_JOINT_SHARE = 8, 0.08
#: The capital comes first, as there are few to be looked at.
_JOINT = lazy(r"[^\W\d_a-z](?<=[^\W\d_A-Z].)(?=[^\W\d_A-Z])")
#: Share of a text's words that such lines must hold.
MIN_SHARE = 0.1


def split_run_on(document: Document) -> Iterator[Split]:
    """Split a page that stands on one line where its elements begin, as a small model sees them.

    So that they are judged as the lines of any dump: `get_text(" ", strip=True)` leaves none. Prose
    is parted only where an element surely begins. Leaves a line that is all article, names with a
    capital inside, which are known or recur. Of scripts in which no word is told from the next, Thai, Lao,
    Khmer and Burmese, only the head is parted.

    >>> from cleanarticle.model import blocks
    >>> list(split_run_on(blocks("The ferry sailed at noon, and nobody saw it leave.")))
    []
    """
    if document.kind == "html":
        return
    few = len(document) <= FEW_LINES
    for block in document if few else ():
        if words(block) < MIN_WORDS_OF_FEW or not once(block, "unparted script", _is_unparted):
            continue
        if places := once(block, "starts between spaces", _starts_between_spaces):
            yield Split(block, places)
    least = MIN_WORDS_OF_FEW if few else MIN_WORDS
    long = [
        block
        for block in document
        if block.kind == "paragraph"
        and (words(block) >= least or (words(block) >= MIN_WORDS_OF_FEW and _is_glued(block)))
        and not once(block, "unparted script", _is_unparted)
    ]
    if not long or sum(map(words, long)) < MIN_SHARE * sum(map(words, document)):
        return
    for block in long:
        if len(document) > FEW_LINES or holds_code(block):
            starts = once(block, "element starts of one", lambda block: _starts(block, alone=False))
        else:
            starts = once(block, "element starts", _starts)
        if not starts:
            continue
        inside, _ = glue_places(block)
        seen = Counter(word for word, _ in inside)
        free = {at for word, at in inside if seen[word] == 1}
        if at := [at for at in starts if at in free or not _is_inside_word(block.text, at)]:
            yield Split(block, tuple(at))


#: Where an agency's text begins, behind place and agency: "HARLOW BAY, Maine (AP) — ", "(Reuters) - ".
_DATELINE = lazy(
    r"(?:[^\W\d_a-z][\w.,'’ -]{1,50}\s)?\([A-Z][\w .&'’-]{1,30}\)\s[-–—]{1,2}\s"
    r"|(?<!\S)[^\W\d_a-z]{3}[^\W\d_a-z .'’-]{0,30}(?:,\s[\w. ]{2,20})?\s[-–—]{1,2}\s"
)
#: The same with the agency behind a comma and a double dash, in small letters before a bar, and the one in brackets:
#: "Jakarta, Harbour Media -- ", "KIEL taz | ". The sentence begins there, names and all.
_SIGNED_DATELINE = (
    r"(?<!\S)(?:[^\W\d_a-z][\w.'’-]{1,20}\s){0,2}[^\W\d_a-z][\w.'’-]{1,20},\s"
    r"(?:[^\W\d_a-z][\w.&'’-]{1,20}\s){1,3}(?:--|—)\s"
    r"|(?<!\S)(?:[^\W\d_a-z]{3,20}[ -]){0,2}[^\W\d_a-z]{3,20}\s[a-z]{2,5}\s\|\s"
    r"|\([A-Z][\w .&'’-]{1,30}\)\s[-–—]{1,2}\s"
)
#: Most words with a capital behind it: "KIEL taz | Ministerpräsidentin Marit Solheim sagte".
MAX_NAMES = 5
#: Brackets of a few words.
_BRACKETS = lazy(r"\([^()]{1,60}\)")


def _starts(block: Block, *, alone: bool = True) -> tuple[int, ...]:
    """Give where elements begin: none inside brackets, a dateline or what a site says; one with that and behind it."""
    text = block.text
    starts = element_starts(text, alone=alone)
    if not starts:
        return ()
    said = interjections(text)
    datelines = [(found.start(), found.end() + 1) for found in _DATELINE.finditer(text)]
    datelines += [(one.start(), _behind_names(text, one.end())) for one in _signed_datelines(text)]
    brackets = [found.span() for found in _BRACKETS.finditer(text)]
    whole = sorted([*said, *datelines, *brackets])
    reached = list(accumulate((end for _, end in whole), max))
    free = set()
    for at in starts:
        before = bisect_left(whole, (at, 0))  # the spans that begin before it
        if not before or reached[before - 1] <= at:
            free.add(at)
    free.update(at for span in said for at in span if 0 < at < len(text))
    parts = sorted(free)
    return tuple(at for at in parts if not (at <= HEAD and _is_in_title(text, parts, at)))


#: Characters of a page's head, and words before a colon and behind it that are one title, none of them a label's.
HEAD, MIN_BEFORE_COLON, MAX_BEFORE_COLON, MIN_BEHIND_COLON = 400, 3, 8, 3


def _is_in_title(text: str, starts: Sequence[int], at: int) -> bool:
    """Whether a title goes on behind its colon, so that no element begins there: "Boats 101: What Sinks First"."""
    if text[at - 2 : at] != ": ":
        return False
    place = starts.index(at)
    before = text[starts[place - 1] if place else 0 : at - 2].split()
    behind = text[at : starts[place + 1] if place + 1 < len(starts) else len(text)].split()
    if not MIN_BEFORE_COLON <= len(before) <= MAX_BEFORE_COLON or len(behind) < MIN_BEHIND_COLON:
        return False
    named = sum(word[:1].isupper() or word[:1].isdigit() for word in (*before, *behind[:4]))
    return 2 * named > len(before) + len(behind[:4]) and not match(" ".join(before))


def _signed_datelines(text: str) -> Iterator[re.Match[str]]:
    """Find datelines that name the agency."""
    if "--" in text or "—" in text or " | " in text or ") -" in text or ") –" in text:
        yield from compiled(_SIGNED_DATELINE).finditer(text)


def _behind_names(text: str, at: int) -> int:
    """Give the offset behind the words with capitals that begin there, and the first letter of the next."""
    for _ in range(MAX_NAMES):
        if not text[at : at + 1].isupper():
            break
        at = (text.find(" ", at) + 1) or len(text)
    return at + 1


#: Of their words there is no list.
_UNLISTED = lazy(f"[{SOUTHEAST_ASIAN}]")


def _is_unparted(block: Block) -> bool:
    text = block.text
    return not text.isascii() and 2 * len(_UNLISTED.findall(text)) >= len(text)


def _starts_between_spaces(block: Block) -> tuple[int, ...]:
    return unparted_starts(block.text)


def _is_glued(block: Block) -> bool:
    return once(block, "glued", _has_joints)


def _has_joints(block: Block) -> bool:
    return len(_JOINT.findall(block.text)) >= max(MIN_JOINTS, MIN_JOINT_SHARE * words(block))


def element_starts(text: str, *, alone: bool = True) -> tuple[int, ...]:
    """Give the offsets at which the elements of a page begin that stands on one line, `alone` or amid others.

    Where the line is all article, or as good as, only a head that says the title twice or has the row of a day
    below it, and what a site says between its sentences: a clean text is no page.
    """
    from ..judging.run_on import elements_of  # numpy, for the few texts that need it
    from ._run_on_amid import with_amid
    from ._run_on_caseless import inside_caseless
    from ._run_on_head import head_alone, with_head
    from ._run_on_prose import inside_sentences

    found = elements_of(text, alone=alone)
    head = with_head(text, found) if found.is_page else head_alone(text, found, alone=alone)
    starts = with_amid(text, found, set(head.tolist()))
    if found.is_page and "。" in text:
        starts = _row_parted(text, found, starts)
    caseless = inside_caseless(text, found, starts)
    starts = [at for at in starts if at not in caseless]
    inside = inside_sentences(text, found, starts)
    starts = [at for at in starts if at not in inside]
    torn = _torn_off(text, found, starts)
    starts = [at for at in starts if at not in torn]
    if any(f" {stop}" in text for stop in _SPACED_STOPS):
        starts = _behind_stops(text, found, starts)
    return tuple(found.tokens.starts[starts].tolist())


def _behind_stops(text: str, found: Elements, starts: list[int]) -> list[int]:
    """Give the starts, none of them at a full stop that a space parts from its sentence: behind it instead.

    Nepali, Hindi and Bengali are often written so: "घाट बन्द छ ।". A word or two before it are the place of what
    follows: "काठमाडौँ । ".
    """
    token_starts = found.tokens.starts
    moved: set[int] = set()
    before = -1
    for at in starts:
        is_stop = text[token_starts[at]] in _SPACED_STOPS
        if not is_stop:
            moved.add(at)
        elif at - before > MAX_PLACE and at + 1 < len(token_starts):
            moved.add(at + 1)
        before = at
    return sorted(moved)


#: Full stops before which some set a space, and most words of a place before one.
_SPACED_STOPS, MAX_PLACE = "।॥።۔", 2
#: Words of an element that may be a sentence's first, and the fewest of the rest of it, both as the model
#: counts; probability that an element begins with that below which they are one sentence.
MAX_FIRST, MIN_REST, BEGINS_REST = 3, 10, 0.5
#: Characters of which one is a space where spaces part the elements of a page in Chinese or Japanese.
MIN_SPACES = 40
#: Most characters of a page's head in which a row of buttons stands, in those scripts.
ROW_REACH = 400
_HAN_GAP = rf"[{HAN_KANA}A-Za-z]\s+(?=[{HAN_KANA}])|[{HAN_KANA}]\s+(?=[A-Z])"


def _row_parted(text: str, found: Elements, starts: list[int]) -> list[int]:
    """Part the row of buttons above the first sentence of a page in Chinese or Japanese where its spaces are.

    From the first phrase of sites on; and the sentence from them. Only where little else shows a page: the
    model knows others' buttons.
    """
    from ..judging.run_on import GOES, MIN_GOING, are_phrases

    if (found.stays < GOES).sum() >= MIN_GOING:
        return starts
    tokens, stop = found.tokens, text.find("。", 0, ROW_REACH)
    known = are_phrases(tokens, found.stays).nonzero()[0]
    if stop < 0 or not len(known) or tokens.starts[known[0]] >= stop:
        return starts
    first, last = int(known[0]), int(tokens.starts.searchsorted(stop))
    begin = int(tokens.starts[first])
    gaps = [gap.end() for gap in compiled(_HAN_GAP).finditer(text, begin, stop)]
    if not gaps:
        return starts
    row = tokens.starts.searchsorted(gaps).tolist()
    return sorted({*(at for at in starts if not first < at < last), *row})


_BEHIND_QUOTE = f"[」』”’][{HAN_KANA}]"


def _torn_off(text: str, found: Elements, starts: list[int]) -> set[int]:
    """Give the starts of sentences whose first words were taken for an element of their own.

    In scripts without capitals, where nothing tells the first word from the rest. What sites say, and a
    day, is an element. And of those whose quotation was, where spaces part the elements.
    """
    tokens, torn = found.tokens, set[int]()
    if MIN_SPACES * text.count(" ") >= len(text):
        torn = {at for at in starts if compiled(_BEHIND_QUOTE).match(text, tokens.starts[at] - 1)}
    bounds = [0, *(at for at in starts if at not in torn), len(tokens.starts)]
    stop = bounds[-1]
    for first, rest in reversed(list(pairwise(bounds[:-1]))):
        if _is_torn(text, found, first, rest, stop):
            torn.add(rest)
        else:
            stop = rest
    return torn


def _is_inside_word(text: str, at: int) -> bool:
    return text[at].isupper() and text[at - 1].islower()


def _is_torn(text: str, found: Elements, first: int, rest: int, stop: int) -> bool:
    """Whether the words from `first` to before `rest` are the first of what ends before `stop`."""
    if rest - first > MAX_FIRST or stop - rest < MIN_REST or found.begins[rest] > BEGINS_REST:
        return False
    starts, ends = found.tokens.starts, found.tokens.ends
    begin, end = int(starts[rest]), int(ends[stop - 1])
    if not (is_caseless(text[begin]) and ends_sentence(text[begin:end])):
        return False
    piece = text[starts[first] : ends[rest - 1]]
    return not (match(piece) or is_only_date(piece))
