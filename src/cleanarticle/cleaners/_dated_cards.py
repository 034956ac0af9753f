"""Cards of other articles that tell their age: with the day beside each headline, or glued before each text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..finders.date_lines import is_only_date, parse_date
from ..finders.date_words import ago_words
from ..model import Block, Document
from ..patterns import lazy
from ..shapes import ends_sentence, is_prose, words
from ..vocabulary import saying

__all__ = ["aged_cards", "cards_in_form", "dated_cards_end"]

#: A day with its year, in a short line: "09. 03. 2025. u 11:56", "2025. December 25.", "23 de enero de 2024".
_DAY = lazy(
    r"(?<!\d)\d{1,2}[./-] ?\d{1,2}[./-] ?20\d\d(?!\d)|(?<!\d)20\d\d-\d\d-\d\d(?!\d)"
    r"|(?<!\d)20\d\d[.,]? [^\W\d_]{3,12} \d{1,2}(?!\d)"
    r"|(?<!\d)\d{1,2}\.?(?: de)? [^\W\d_]{3,12}\.?,?(?: de)? 20\d\d(?!\d)|[^\W\d_]{3,12} \d{1,2}, 20\d\d(?!\d)"
)
#: Longest such line, in characters; the longest text of a card, in words; the fewest words of its headline; how far
#: above its text that and the day stand; and the fewest days that make cards of lines.
MAX_DAY_LINE, MAX_CARD_WORDS, MIN_HEADLINE, CARD_REACH, MIN_DAYS = 64, 60, 3, 2, 2


def dated_cards_end(blocks: Sequence[Block], head: int) -> int | None:
    """Give the end of a text that holds nothing below a label of other articles but cards with their days.

    Every paragraph there has a headline above it and a line with a day of its own, above it, too, or right below it.
    Leaves a text that goes on with a paragraph that has none, as a chronicle's have no headlines, and one that says
    more there than above.

    >>> from cleanarticle.model import blocks
    >>> deck = "The old mill by the river turns again, and the baker buys his flour there from this week on."
    >>> cards = ("Read also", "12.03.2024 10:15", "Mill turns again", deck, "11.03.2024 09:00", "Fair was moved", deck)
    >>> page = blocks(deck, deck, *cards)
    >>> dated_cards_end(page.blocks, 2), dated_cards_end((*page.blocks, *blocks("They sing.", deck).blocks), 2)
    (9, None)
    """
    days = {place for place in range(head + 1, len(blocks)) if _is_day(blocks[place])}
    if len(days) < MIN_DAYS:
        return None
    said = 0
    for place in range(head + 1, len(blocks)):
        block = blocks[place]
        if not is_prose(block):
            continue
        said += words(block)
        above = range(place - 1, max(place - 1 - CARD_REACH, head), -1)
        own = next((at for at in (*above, place + 1) if at in days), None)
        headed = any(_is_headline(blocks[at]) and at not in days for at in above)
        if own is None or not headed or words(block) > MAX_CARD_WORDS:
            return None
        days.discard(own)
    told = sum(words(block) for block in blocks[:head] if is_prose(block))
    return len(blocks) if said <= told else None


def _is_headline(block: Block) -> bool:
    return words(block) >= MIN_HEADLINE and not is_prose(block)


def _is_day(block: Block) -> bool:
    text = block.text
    return len(text) <= MAX_DAY_LINE and "20" in text and _DAY.search(text) is not None


#: An age that ran into the town or the headline behind it: "1 uur geledenHATTEM (ANP)", "2 ore faAccolto".
_AGED = lazy(r"\d{1,2} (?:[^\W\d_]{1,12}\.? ){0,2}(?P<last>[^\W\d_A-ZÀ-Þ]{2,12})(?=[A-ZÀ-Þ])")
#: Fewest such texts, and most words of the heading above the first card.
MIN_AGED, MAX_HEADING = 2, 4


def aged_cards(document: Document) -> Sequence[Block]:
    """Give the cards whose texts the age of the card above ran into, from their heading to the text's end.

    The first card has no age before it: it stands between a short line, the heading, and the second.

    >>> from cleanarticle.model import blocks
    >>> page = blocks("Meer nieuws", "De sluis is weer open.", "1 uur geledenDe brug niet.", "2 uur geledenDe dam wel.")
    >>> len(aged_cards(page))
    4
    """
    blocks = document.blocks
    aged = [
        place
        for place, block in enumerate(blocks)
        if block.text[0].isdigit()
        and (found := _AGED.match(block.text))
        and found["last"] in ago_words()
    ]
    if len(aged) < MIN_AGED or aged[-1] - aged[0] != len(aged) - 1 or aged[0] < 2:
        return ()
    heading = blocks[aged[0] - 2]
    if words(heading) > MAX_HEADING or ends_sentence(heading.text):
        return blocks[aged[0] : aged[-1] + 1]
    return blocks[aged[0] - 2 : aged[-1] + 1]


#: Most words of the label that begins the row of a day and of a part of the site; how far below the label the day is;
#: and the share of what the article says that the cards may say.
MAX_LABEL, MAX_PART, ROW_REACH, MAX_CARDS_SHARE = 2, 3, 4, 0.5


def cards_in_form(document: Document) -> Sequence[Block]:
    """Give what follows an article in the form of its own head, row by row, to the text's end.

    The label of the day stands above the first paragraph, too: "Published", "3 days ago", "on", "May 4, 2020", as
    themes of MVP (Zox News) set above each article of a page. Leaves posts that say as much as the first.
    """
    blocks, title = document.blocks, document.title
    labels = [block for block in saying(document, "published") if words(block) <= MAX_LABEL]
    first = next((block for block in blocks if is_prose(block)), None)
    if title is None or first is None or not labels or labels[-1].start < first.start:
        return ()
    head = {line.strip() for line in document.raw[title.end : first.start].split("\n")}
    for label in labels:
        if label.start < first.start or label.text not in head:
            continue
        place = bisect_left(blocks, label.start, key=lambda block: block.start)
        row = blocks[place + 1 : place + 1 + ROW_REACH]
        if is_prose(blocks[place - 1]) or not any(_is_full_day(line, document) for line in row):
            continue
        start = place - 1
        start -= words(blocks[start - 1]) <= MAX_PART and not ends_sentence(blocks[start - 1].text)
        told, said = (
            sum(words(b) for b in some if is_prose(b)) for some in (blocks[:start], blocks[start:])
        )
        return blocks[start:] if said <= MAX_CARDS_SHARE * told else ()
    return ()


def _is_full_day(line: Block, document: Document) -> bool:
    text, language = line.text, document.language
    return (
        len(text) <= MAX_DAY_LINE
        and is_only_date(text, language)
        and parse_date(text, language) is not None
    )
