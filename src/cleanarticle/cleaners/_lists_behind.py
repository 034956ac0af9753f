"""Lists of other articles behind an article's end that no heading tells: their form does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from ..finders.date_lines import is_only_date, parse_date
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, words
from ..vocabulary import match, says

__all__ = ["list_behind"]

#: Fewest headlines of such a list, and fewest words of one.
MIN_HEADLINES, MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS = 4, 4, 35
#: Fewest headlines that each have their day below them.
MIN_DATED = 3

#: A day with its clock, the name of the weekday between them or not; and a count of views or comments.
_DAY_AND_CLOCK = lazy(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?(?:\s[^\W\d_]{2,12}\.?,?)?\s(?:\|\s|-\s)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
)
_COUNT = lazy(r"\d{1,3}(?:[.,\s]?\d{3}){0,2}")


def list_behind(document: Document, last: int) -> Sequence[Block]:
    """Give the lines of a list of headlines behind the last paragraph, whose place is told.

    Items right below the buttons to share the article, headlines that each have a day and a clock or a year
    below them, and those with topics in capitals, below a prompt to read more or behind other articles, to the end
    of the text. And a lone one above those who reported, and the days alone of a list whose headlines are gone.
    Leaves any other list: an article may end in one.
    """
    blocks = document.blocks
    tail = blocks[last + 1 :]
    if len(tail) == 1 and _is_above_reporters(document, tail[0]):
        return tail
    if days := _lone_days(tail):
        return days
    if _is_stamped(blocks[0], tail):
        return tail
    if len(tail) < MIN_HEADLINES:
        return ()
    if topped := _topped(document, blocks[last].end, tail):
        return topped
    above, first = blocks[last].end, tail[0].start
    shared = any(
        reason == Reason.SHARE and above <= start < first for start, _, reason in document.gone
    )
    if shared and all(block.text.startswith(("- ", "• ", "* ")) for block in tail):
        return tail if all(map(_is_headline, tail)) else ()
    for start, block in enumerate(tail):
        if _is_button(block) and _are_cards(tail[start + 1 :]):
            return tail[start:]
        if not _is_headline(block):
            continue
        rest = tail[start:]
        if _are_dated(rest):
            return tail[start - 1 :] if start and _ends_in_heading(tail[start - 1]) else rest
    return ()


#: Days alone from which on they are what is left of a list.
MIN_LONE_DAYS = 3


def _lone_days(tail: Sequence[Block]) -> Sequence[Block]:
    """Give the days alone that a text ends in, where they do not go on from each to the next as a programme's do."""
    first = len(tail)
    days: list[datetime] = []
    while first and (day := _day(tail[first - 1].text, is_last=False)) is not None:
        first -= 1
        days.append(day)
    if len(days) < MIN_LONE_DAYS or (first and tail[first - 1].text.endswith(":")):
        return ()
    goes_on = all(later > sooner for later, sooner in pairwise(days))
    return () if goes_on else tail[first:]


#: The clock and the day without its year, as a site sets them above an article and below each headline.
_STAMP = lazy(r"\d{1,2}:\d\d \d{1,2}\.\d{1,2}")
#: Longest line with one above the article, in characters: views may be counted behind it.
MAX_STAMP = 24


def _is_stamped(top: Block, tail: Sequence[Block]) -> bool:
    """Whether lines are headlines, each with clock and day below it, in the form of those that the text begins with."""
    if len(tail) < 2 * MIN_CARDS or len(tail) % 2 or len(top.text) > MAX_STAMP:
        return False
    return (
        _STAMP.match(top.text) is not None
        and all(_STAMP.fullmatch(block.text) for block in tail[1::2])
        and all(map(_is_headline, tail[::2]))
    )


def _ends_in_heading(block: Block) -> bool:
    """Whether a line's last word heads other articles: a dump ran it together with the tags above it."""
    if ends_sentence(block.text):
        return False
    last = match(block.text.rpartition(" ")[2])
    return any(one.family == "related" and one.how in ("line", "heading") for one in last)


def _is_headline(block: Block) -> bool:
    return MIN_HEADLINE_WORDS <= words(block) <= MAX_HEADLINE_WORDS and not ends_sentence(
        block.text
    )


#: Fewest words of a headline above the line that tells who reported, as Reuters sets it amid its articles.
MIN_LONE_WORDS = 6
_REPORTERS = ("Reporting by ", "Writing by ")


def _is_above_reporters(document: Document, block: Block) -> bool:
    """Whether a line is a headline right above those who reported, which nothing of the text follows."""
    if not _is_headline(block) or words(block) < MIN_LONE_WORDS or block.text[-1] in ":;,":
        return False
    return document.raw[block.end :].lstrip().startswith(_REPORTERS)


#: Fewest topics in capitals that stand above headlines, how many of them are said again, and what share of the lines.
MIN_TOPPED, MIN_SAID_AGAIN, MIN_TOPIC_SHARE = 4, 1, 0.3


def _topped(document: Document, end: int, tail: Sequence[Block]) -> Sequence[Block]:
    """Give the lines from the first topic in capitals on that ends a text in headlines below such topics.

    A play has its speakers in capitals, too: behind its text nothing announces other articles.
    """
    topics = [at for at, block in enumerate(tail) if _is_topic(block)]
    if len(topics) < MIN_TOPPED or topics[-1] == len(tail) - 1:
        return ()
    listed = tail[topics[0] :]
    names = {tail[at].text for at in topics}
    if len(topics) - len(names) < MIN_SAID_AGAIN or len(topics) < MIN_TOPIC_SHARE * len(listed):
        return ()
    if any(_is_topic(one) and _is_topic(other) for one, other in pairwise(listed)):
        return ()
    if any(block.text[-1] in ".:;," or words(block) > MAX_HEADLINE_WORDS for block in listed):
        return ()
    announced = any(
        reason in (Reason.READ_ALSO, Reason.RELATED) and end <= start < listed[0].start
        for start, _, reason in document.gone
    )
    return listed if announced else ()


def _is_topic(block: Block) -> bool:
    return block.text.isupper() and words(block) <= MAX_TOPIC_WORDS


#: Fewest headlines below a prompt, and most words of a topic in capitals above one.
MIN_CARDS, MAX_TOPIC_WORDS = 2, 3


def _is_button(block: Block) -> bool:
    """Whether a line in capitals is a prompt to read more."""
    return block.text.isupper() and says(block, "continue", "line") is not None


def _are_cards(rest: Sequence[Block]) -> bool:
    """Whether lines are headlines and topics in capitals above them, and nothing else."""
    headlines = sum(map(_is_headline, rest))
    topics = sum(map(_is_topic, rest))
    return headlines >= MIN_CARDS <= topics and headlines + topics == len(rest)


def _are_dated(rest: Sequence[Block]) -> bool:
    """Whether lines are headlines, each with its day below it and perhaps a count, and nothing else.

    Days without a clock go from the latest back: those of a programme go on.
    """
    at = number = 0
    days: list[datetime] = []
    while at + 1 < len(rest):
        text = rest[at + 1].text
        if not _is_headline(rest[at]):
            return False
        if not _DAY_AND_CLOCK.fullmatch(text):
            day = _day(text, is_last=at + 2 == len(rest))
            if day is None or (days and day > days[-1]):
                return False
            days.append(day)
        at, number = at + 2, number + 1
        if at < len(rest) and _COUNT.fullmatch(rest[at].text):
            at += 1
    return at == len(rest) and number >= MIN_DATED and (not days or days[0] > days[-1])


#: Longest line that is a day, in characters; words of a day with its month's name, and its year.
MAX_DAY, DAY_WORDS = 60, 3
_YEAR = lazy(r"\b20\d\d\b")


def _day(text: str, *, is_last: bool) -> datetime | None:
    """Give the day that a line says with its year; behind the last a label may stand."""
    if len(text) > MAX_DAY or not _YEAR.search(text):
        return None
    if is_last and len(text.split()) > DAY_WORDS:
        text = " ".join(text.split()[:DAY_WORDS])
    return parse_date(text) if is_only_date(text) else None
