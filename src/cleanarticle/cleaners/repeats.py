"""What was said before in the same text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ..actions import Drop, Edit
from ..finders._title_form import is_description
from ..model import WORD, Block, Document, Reason
from ..patterns import lazy
from ..shapes import holds_code, once, words
from ..vocabulary import fold, folded
from ._caption_repeats import caption_repeats
from ._spans import cut, whole

__all__ = ["drop_repeats"]

#: Shortest block, in words, that goes when it stands twice. Short lines may well
#: repeat: a chorus, "Yes." in an interview, a table's cells.
MIN_REPEAT_WORDS = 20

#: Blocks below the title among which the title repeated goes.
TITLE_REACH = 6

#: Words of a run of blocks from which on it is a copy, however often it stands, and the share of
#: them in blocks that are no short lines. A refrain is shorter, a plan's days have short lines.
MIN_COPY_WORDS = 100
MIN_COPY_SHARE = 0.5

#: Words of a block from which on it may be the whole article once more, how many are looked at,
#: the longest first, the share of its sequences of words that must stand in other blocks, and in
#: how many blocks.
MIN_WHOLE_WORDS = 300
MAX_WHOLES = 4
MIN_COVERED = 0.8
MIN_PARTS = 5

#: Words of a sequence.
SEQUENCE = 5

#: Characters of a sample by which a block that repeats others is told at a glance, and how many
#: are taken.
SAMPLE, SAMPLES = 24, 7


#: Words of a block from which on its sentences may stand twice, how many such pairs show a dump that wrote
#: each element twice, the share of the text that they are, and the shortest, in characters.
MIN_WORDS_TWICE, MIN_PAIRS, MIN_TWICE_SHARE, MIN_SAID_TWICE = 16, 3, 0.25, 30
#: Most sentences that are said again together.
MAX_SAID_TWICE = 8
_SENTENCE = lazy(r"[^.!?…؟。।॥۔]+[.!?…؟。।॥۔]*[\"”’»)]*\s*")


def drop_repeats(document: Document) -> Iterator[Drop | Edit]:
    """Drop a paragraph pasted twice (the first stays), copies of whole parts, the article once more in one block.

    And the title repeated below itself, or as "Re: …" above each answer of a thread, a caption told twice in a
    row, the end of a paragraph with which the next begins in the middle of a sentence, and what stands between an
    offer to republish the article and its copy. On one line go sentences that a dump wrote twice, each right
    behind itself. Leaves short lines that recur (choruses, answers, cells), and a paragraph that stands there
    three times and more without its neighbours: a plan's step, a form's note.
    """
    copies = sorted(_repeated(document))
    others = {*_subjects(document), *caption_repeats(document), *_descriptions(document)}
    gone = [*_offer(document.blocks, copies), *sorted({*copies, *others})]
    for i in gone:
        yield Drop(document.blocks[i], Reason.REPEAT)
    overlaps = [] if gone else _overlaps(document.blocks)
    yield from overlaps or _doubled(document, set(gone))


def _doubled(document: Document, gone: set[int]) -> Iterator[Drop | Edit]:
    """Cut what a dump on one line says again right behind itself, as each element was written twice."""
    if document.kind == "html":
        return
    found = {
        i: spans
        for i, block in enumerate(document)
        if i not in gone
        and block.kind == "paragraph"
        and words(block) >= MIN_WORDS_TWICE
        and (spans := once(block, "said twice", _said_twice))
    }
    blocks = document.blocks
    said = [blocks[i].text[start:end] for i, spans in found.items() for start, end in spans]
    if len({*said}) < MIN_PAIRS:  # a refrain is one
        return
    again = sum(map(len, said))
    if again < MIN_TWICE_SHARE * sum(len(block.text) for block in document):
        return
    for i, block in enumerate(blocks):
        if i in found:
            for start, end in found[i]:
                yield cut(block, start, end, Reason.REPEAT, 0.9)
        elif (
            i
            and i not in gone
            and block.text == blocks[i - 1].text
            and len(block.text) >= MIN_SAID_TWICE
        ):
            yield Drop(block, Reason.REPEAT, 0.9)


def _said_twice(block: Block) -> list[tuple[int, int]]:
    """Give where a block says again what stands right before: a few sentences, or a sentence's end.

    >>> text = "The ferry sailed at noon on Tuesday. "
    >>> _said_twice(Block("paragraph", text + text + "Nobody saw it leave."))
    [(37, 74)]
    """
    pieces = list(_SENTENCE.finditer(block.text))
    said = [piece[0].strip() for piece in pieces]
    if len({*said}) == len(said) and not any(map(str.endswith, said, said[1:])):
        return []
    found = []
    at = 0
    while at + 1 < len(said):
        size = _said_again(said, at)
        if not size:
            at += 1
            continue
        stop = at + 2 * size
        while said[stop : stop + size] == said[stop - size : stop]:
            stop += size
        found.append((pieces[at + size].start(), pieces[stop - 1].end()))
        at = stop
    return found


def _said_again(said: Sequence[str], at: int) -> int:
    """Give how many sentences from one on are said again behind them; 0 for none."""
    for size in range(1, MAX_SAID_TWICE + 1):
        again = said[at + size : at + 2 * size]
        if len(again) < size:
            return 0
        own = said[at : at + size]
        alike = own[1:] == again[1:] and own[0].endswith(again[0])
        if alike and sum(map(len, again)) >= MIN_SAID_TWICE:
            return size
    return 0


#: Lines on top among which a page's description stands; among which one stands that the headline was run into, how
#: far from that the headline stands alone, and the shortest such headline, in characters.
DESCRIPTION_REACH, RUN_INTO_REACH, HEADLINE_BESIDE, MIN_RUN_INTO = 3, 8, 4, 12


def _descriptions(document: Document) -> Iterator[int]:
    """Give the lines on top that break off where a paragraph below goes on: a page's description of itself.

    The headline may be run into it: "Ferry crews walk outThe crews of the islands left their boats on".
    """
    blocks = document.blocks
    if document.kind == "html":
        return
    for place, block in enumerate(blocks[:DESCRIPTION_REACH]):
        if is_description(block, blocks[place + 1 :]):
            yield place
    for place, block in enumerate(blocks[:RUN_INTO_REACH]):
        beside = blocks[max(0, place - HEADLINE_BESIDE) : place + HEADLINE_BESIDE]
        for other in (*beside, *filter(None, (document.title,))):
            head, behind = other.text, block.text[len(other.text) :].lstrip(" :|–—-")
            if len(head) < MIN_RUN_INTO or not behind or not block.text.startswith(head):
                continue
            if is_description(replace(block, text=behind, marks=()), blocks[place + 1 :]):
                yield place
                break


#: The rest of a sentence with which a paragraph begins, and how many paragraphs begin so where an extraction has
#: put out of its place what stood first in each, as newspaper3k does with bold words.
_REST = lazy(r"[^.!?\n]{8,200}[.!?](?=\s{1,2}\S)")
MIN_OVERLAPS, MIN_OVERLAP_WORDS = 2, 3
#: Such a rest of which bold words were taken out: a blank stands before its full stop. And its most words, which
#: stand among as many more at the end of the paragraph above.
_HOLED_REST = lazy(r"([^\W\d_][^.!?\n]{0,60}?) [.!?](?= {1,2}\S)")
MAX_HOLED_WORDS = 4


def _overlaps(blocks: Sequence[Block]) -> list[Edit]:
    """Cut the end of a paragraph where the next begins with it, in the middle of a sentence.

    And, where several do, what is left of such an end whose last words are missing.
    """
    found, holed = [], []
    for above, below in pairwise(blocks):
        if not below.text[0].islower():
            continue
        rest = _REST.match(below.text)
        if (
            rest is not None
            and len(rest[0].split()) >= MIN_OVERLAP_WORDS
            and above.text.endswith(rest[0])
            and len(above.text) > len(rest[0])
        ):
            found.append(Edit(below, 0, rest.end() + 1, "", Reason.REPEAT))
        elif (left := _HOLED_REST.match(below.text)) and _ends_with(above.text, left[1].split()):
            holed.append(Edit(below, 0, left.end() + 1, "", Reason.REPEAT))
    return [*found, *holed] if len(found) >= MIN_OVERLAPS else []


def _ends_with(text: str, said: Sequence[str]) -> bool:
    """Whether words stand in this order among the last of a text.

    >>> _ends_with("Three crews are under arrest .", ["under"]), _ends_with("They are here.", ["in"])
    (True, False)
    """
    if len(said) > MAX_HOLED_WORDS:
        return False
    last = iter(text.split()[-2 * MAX_HOLED_WORDS :])
    return all(word in last for word in said)


def _repeated(document: Document) -> Iterator[int]:
    blocks = document.blocks
    copies = _copies(blocks) | _wholes(document)
    times = Counter(
        [b.text for i, b in enumerate(blocks) if words(b) >= MIN_REPEAT_WORDS and i not in copies]
    )
    twice = any(count == 2 for count in times.values())
    title = folded(document.title) if document.title else None
    numbers = _numbers(document.title.text) if document.title else []
    seen: set[str] = set()
    place = 0
    for i, block in enumerate(blocks):
        if not (twice or copies) and (title is None or place >= TITLE_REACH):
            return
        if i in copies:
            yield i
            continue
        if block.kind == "table" or holds_code(block):
            continue
        place += 1
        if (
            title
            and place <= TITLE_REACH
            and folded(block) == title
            and _numbers(block.text) == numbers
        ):
            yield i
            continue
        if words(block) >= MIN_REPEAT_WORDS:
            if block.text in seen and times[block.text] == 2:
                yield i
            seen.add(block.text)


#: What stands before the subject in the head of each answer: of mails, of Moodle's and phpBB's forums.
_ANSWER = lazy(
    r"(?:re|aw|antw|sv|vs|odp|ynt|rif|res|на|ответ|回复|回覆|返信)(?:\[\d{1,2}\])?\s?[:：]\s?",
    re.IGNORECASE,
)


def _subjects(document: Document) -> Iterator[int]:
    """Give the places of the answers' subjects, which say the title once more."""
    if document.title is None:
        return
    title = _told(_subject(document.title.text) or document.title.text)
    for i, block in enumerate(document.blocks):
        said = _subject(block.text)
        if said and _told(said) == title:
            yield i


def _told(text: str) -> tuple[str, list[str]]:
    """Give what two lines that say the same have in common."""
    return fold(text), _numbers(text)


def _subject(text: str) -> str | None:
    """Give what stands behind "Re:"; `None` where a line does not begin so."""
    found = _ANSWER.match(text)
    return text[found.end() :] if found else None


#: Heads an offer to republish the article, with its terms and its source to be copied, as the Republication
#: Tracker Tool of WordPress and sites like theconversation.com show it.
_REPUBLISH = lazy(
    r"(?:[^\n]{0,60}\W|close window)?"
    r"(?:republish(?: (?:this|our|the))?|republi(?:car|que|er) (?:este|esta|cet|cette)|republi[èe] questo)"
    r" (?:articles?|stor(?:y|ies)|pieces?|artículo|articolo|artigo|notícia)\W{0,3}[^\n]{0,160}",
    re.IGNORECASE,
)
#: How far above the copy it stands, in blocks, and the words of the copy that tell.
OFFER_REACH, MIN_OFFERED_WORDS = 60, 100


def _offer(blocks: Sequence[Block], repeated: Sequence[int]) -> list[int]:
    """Give the places from an offer to republish the article to the copy of it."""
    first = next((i for i in repeated if words(blocks[i]) >= MIN_REPEAT_WORDS), None)
    if first is None or sum(words(blocks[i]) for i in repeated) < MIN_OFFERED_WORDS:
        return []
    above = range(max(0, first - OFFER_REACH), first)
    head = next((i for i in above if _REPUBLISH.fullmatch(blocks[i].text)), None)
    if head is None:
        return []
    last = repeated[-1] + 1
    tail = takewhile(lambda i: "&lt;" in blocks[i].text, range(last, len(blocks)))
    known = set(repeated)
    return [i for i in (*range(head, first), *tail) if i not in known]


def _numbers(text: str) -> list[str]:
    """Give the numbers of a line, which folding makes alike: "Day 12" is no "Day 13"."""
    return re.findall(r"\d+", text)


def _copies(blocks: Sequence[Block]) -> set[int]:
    """Give the places of runs of blocks that stand once more, word for word and in a row.

    Such are the second copy for narrow screens and the parts of a page's tabs. Each block stands as
    far behind its first copy as the others; one alone is no run.
    """
    last: dict[str, int] = {}
    found: set[int] = set()
    tried: dict[int, int] = {}  # how far the last run so far behind its like went
    for i, block in enumerate(blocks):
        if words(block) < MIN_REPEAT_WORDS:
            continue
        before = last.get(block.text)
        last[block.text] = i
        if before is None or i in found or i < tried.get(i - before, 0):
            continue
        away = i - before
        start, end = i, i + 1
        while start > away and _repeats(blocks, start - 1, away) and start - 1 not in found:
            start -= 1
        while end < len(blocks) and _repeats(blocks, end, away):
            end += 1
        tried[away] = end
        sizes = [words(b) for b in blocks[start:end]]
        long = sum(size for size in sizes if size >= MIN_REPEAT_WORDS)
        if len(sizes) > 1 and sum(sizes) >= MIN_COPY_WORDS and long >= MIN_COPY_SHARE * sum(sizes):
            found.update(range(start, end))
    return found


def _repeats(blocks: Sequence[Block], at: int, away: int) -> bool:
    """Whether a block says what the one so many places before it says; code and tables may well."""
    block = blocks[at]
    same = block.text == blocks[at - away].text
    return same and block.kind != "table" and not holds_code(block)


def _wholes(document: Document) -> set[int]:
    """Give the places of blocks that say once more, in one, what many others say.

    Such is the text of an article for machines that a page shows beside its paragraphs.
    """
    blocks = document.blocks
    sizes = [words(block) for block in blocks]
    long = sorted(
        (i for i, size in enumerate(sizes) if size >= MIN_WHOLE_WORDS), key=lambda i: -sizes[i]
    )
    return {i for i in long[:MAX_WHOLES] if _is_sampled(document, i) and _is_whole(blocks, i)}


def _is_sampled(document: Document, at: int) -> bool:
    """Whether samples of a block, most of them, stand elsewhere too: cheap, as every long one is asked."""
    text, everything = document.blocks[at].text, whole(document)
    step = len(text) // (SAMPLES + 1)
    samples = [text[step * k : step * k + SAMPLE] for k in range(1, SAMPLES + 1)]
    return 2 * sum(everything.count(sample) > 1 for sample in samples) > SAMPLES


def _is_whole(blocks: Sequence[Block], at: int) -> bool:
    here = set(_sequences(blocks[at]))
    there: set[tuple[str, ...]] = set()
    parts = 0
    for i, block in enumerate(blocks):
        if i == at or words(block) < SEQUENCE or 2 * words(block) > words(blocks[at]):
            continue
        found = _sequences(block)
        known = sum(sequence in here for sequence in found)
        if 2 * known > len(found):
            parts += words(block) >= MIN_REPEAT_WORDS
            there.update(found)
    return parts >= MIN_PARTS and len(here & there) >= MIN_COVERED * len(here)


def _sequences(block: Block) -> list[tuple[str, ...]]:
    said = WORD.findall(block.text.lower())
    return list(zip(*(said[k:] for k in range(SEQUENCE)), strict=False))
