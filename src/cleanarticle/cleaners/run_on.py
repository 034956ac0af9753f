"""A page that stands on one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ..actions import Split
from ..finders.date_lines import is_only_date
from ..model import HAN_KANA, SOUTHEAST_ASIAN, Block, Document, count_words
from ..shapes import ends_sentence, is_caseless, once, words
from ..vocabulary import match
from .interjections import interjections
from .read_also import pointer_label
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
_JOINT = re.compile(r"[^\W\d_a-z](?<=[^\W\d_A-Z].)(?=[^\W\d_A-Z])")
#: Share of a text's words that such lines must hold.
MIN_SHARE = 0.1


def split_run_on(document: Document) -> Iterator[Split]:
    """Split a page that stands on one line where its elements begin, as a small model sees them.

    So that they are judged as the lines of any dump: `get_text(" ", strip=True)` leaves none. Prose
    is parted only where an element surely begins. Leaves a line that is all article, names with a
    capital inside, which are known or recur, and scripts in which no word is told from the next: Thai,
    Lao, Khmer and Burmese.

    >>> from cleanarticle.model import blocks
    >>> list(split_run_on(blocks("The ferry sailed at noon, and nobody saw it leave.")))
    []
    """
    if document.kind == "html":
        return
    least = MIN_WORDS_OF_FEW if len(document) <= FEW_LINES else MIN_WORDS
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
        starts = once(block, "element starts", _starts)
        if not starts:
            continue
        inside, _ = glue_places(block)
        seen = Counter(word for word, _ in inside)
        free = {at for word, at in inside if seen[word] == 1}
        if at := [at for at in starts if at in free or not _is_inside_word(block.text, at)]:
            yield Split(block, tuple(at))


#: Where an agency's text begins, behind place and agency: "HARLOW BAY, Maine (AP) — ", "(Reuters) - ".
_DATELINE = re.compile(
    r"(?:[^\W\d_a-z][\w.,'’ -]{1,50}\s)?\([A-Z][\w .&'’-]{1,30}\)\s[-–—]{1,2}\s"
    r"|(?<!\S)[^\W\d_a-z]{3}[^\W\d_a-z .'’-]{0,30}(?:,\s[\w. ]{2,20})?\s[-–—]{1,2}\s"
)


def _starts(block: Block) -> tuple[int, ...]:
    """Give where elements begin: none inside a dateline and what a site says, one with that and behind it."""
    text = block.text
    starts = element_starts(text)
    if not starts:
        return ()
    said = interjections(text)
    datelines = [(found.start(), found.end() + 1) for found in _DATELINE.finditer(text)]
    whole = [*said, *datelines]
    free = {at for at in starts if not any(start < at < end for start, end in whole)}
    free.update(at for span in said for at in span if 0 < at < len(text))
    return tuple(sorted(free))


#: Of their words there is no list.
_UNLISTED = re.compile(f"[{SOUTHEAST_ASIAN}]")


def _is_unparted(block: Block) -> bool:
    text = block.text
    return not text.isascii() and 2 * len(_UNLISTED.findall(text)) >= len(text)


def _is_glued(block: Block) -> bool:
    return once(block, "glued", _has_joints)


def _has_joints(block: Block) -> bool:
    return len(_JOINT.findall(block.text)) >= max(MIN_JOINTS, MIN_JOINT_SHARE * words(block))


def element_starts(text: str) -> tuple[int, ...]:
    """Give the offsets at which the elements of a page begin that stands on one line.

    Where the line is all article, or as good as, only a head that says the title twice and what a site says
    between its sentences: a clean text is no page.
    """
    from ..judging.run_on import elements_of  # numpy, for the few texts that need it
    from ._run_on_head import head_alone, with_head

    found = elements_of(text)
    starts = (with_head(text, found) if found.is_page else head_alone(found)).tolist()
    starts = sorted({*starts, *_pointers(text, found), *_said_amid(text, found)})
    torn = _torn_off(text, found, starts)
    return tuple(found.tokens.starts[[at for at in starts if at not in torn]].tolist())


#: In an article: probability that an element begins with what a site says, and with what stands behind that;
#: its most tokens; what it has to stay from which on a sentence is the article's, unless a phrase of so many words
#: tells otherwise.
AMID_EDGE, MAX_AMID, SENTENCE_STAYS, MIN_OF_SENTENCE = 0.4, 30, 0.3, 5
#: Families that say nothing of that, as rows of tables have such words too, and how phrases count.
_OF_ARTICLES = frozenset(
    (
        "byline",
        "counter",
        "home",
        "menu",
        "published",
        "role",
        "section",
        "source",
        "tags",
        "updated",
    )
)
_WHOLE = frozenset(("line", "heading", "start"))


def _said_amid(text: str, found: Elements) -> Iterator[int]:
    """Give the tokens with which elements begin that a site says amid an article, and those behind them.

    Where the model sees that they begin and end, and a phrase of sites tells what they are.
    """
    from ..judging.run_on import are  # numpy, as above

    tokens = found.tokens
    if not len(tokens.starts):
        return
    closes = are(tokens, "ends a sentence")
    edges = [0, *((found.begins[1:] >= AMID_EDGE).nonzero()[0] + 1).tolist(), len(found.begins)]
    for first, stop in pairwise(edges):
        if stop - first > MAX_AMID:
            continue
        stays = closes[stop - 1] and found.stays[first:stop].mean() > SENTENCE_STAYS
        least = MIN_OF_SENTENCE if stays else 1
        said = match(text[tokens.starts[first] : tokens.ends[stop - 1]])
        if any(
            one.how in _WHOLE
            and one.family not in _OF_ARTICLES
            and count_words(one.phrase) >= least
            for one in said
        ):
            yield from (at for at in (first, stop) if 0 < at < len(found.begins))


#: Probability that an element begins with a pointer to another article; the same for the first word behind its
#: headline, and how many times as likely that is as any other; characters of it that are looked at, its most tokens.
BEGINS_POINTER, BEGINS_BEHIND_POINTER, LIKELIEST = 0.5, 0.03, 2.0
POINTER_REACH, MAX_POINTER = 120, 24


def _pointers(text: str, found: Elements) -> Iterator[int]:
    """Give the tokens with which pointers to other articles begin, and those behind their headlines.

    "Read more: Storm shuts the northern pier The council ..." A headline has no sentence's end.
    """
    from ..judging.run_on import are  # numpy, as above

    starts, begins = found.tokens.starts, found.begins
    closes = are(found.tokens, "ends a sentence")
    small = are(found.tokens, "begins small")
    for at in (begins >= BEGINS_POINTER).nonzero()[0].tolist():
        first = int(starts[at])
        label = pointer_label(text[first : first + POINTER_REACH])
        if not label:
            continue
        headline = int(starts.searchsorted(first + label))
        stop = min(headline + MAX_POINTER, len(begins))
        ends = closes[headline:stop].nonzero()[0]
        stop = min(stop, headline + int(ends[0]) + 1) if len(ends) else stop
        chances = begins[headline + 1 : stop] * ~small[headline + 1 : stop]
        if not len(chances):
            continue
        best = int(chances.argmax())
        others = max(chances[:best].max(initial=0), chances[best + 1 :].max(initial=0))
        if chances[best] >= max(BEGINS_BEHIND_POINTER, LIKELIEST * others):
            yield from (at, headline + 1 + best)


#: Words of an element that may be a sentence's first, and the fewest of the rest of it, both as the model
#: counts; probability that an element begins with that below which they are one sentence.
MAX_FIRST, MIN_REST, BEGINS_REST = 3, 10, 0.5
#: Characters of which one is a space where spaces part the elements of a page in Chinese or Japanese.
MIN_SPACES = 40
_BEHIND_QUOTE = re.compile(f"[」』”’][{HAN_KANA}]")


def _torn_off(text: str, found: Elements, starts: list[int]) -> set[int]:
    """Give the starts of sentences whose first words were taken for an element of their own.

    In scripts without capitals, where nothing tells the first word from the rest. What sites say, and a
    day, is an element. And of those whose quotation was, where spaces part the elements.
    """
    tokens, torn = found.tokens, set[int]()
    if MIN_SPACES * text.count(" ") >= len(text):
        torn = {at for at in starts if _BEHIND_QUOTE.match(text, tokens.starts[at] - 1)}
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
