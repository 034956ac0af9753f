"""What stands around an article on every page and a phrase tells: labels, banners, notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..actions import Drop, Edit, Flag
from ..finders.beside import is_button
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ..shapes import is_prose, last_prose, once, words
from ..vocabulary import Match, fold, match, saying, says
from ._ad_boxes import ad_boxes, sponsored_boxes
from ._phrased import MAX_LABEL_WORDS, damned, is_damned, is_without_stops, only_quotes
from ._spans import cut, whole

__all__ = [
    "drop_ads",
    "drop_consent",
    "drop_counters",
    "drop_legal",
    "drop_paywalls",
    "drop_promos",
]

#: Longest block, in words, that a phrase anywhere in it can damn as a whole.
MAX_NOTICE_WORDS = 60


def drop_ads(document: Document) -> Iterator[Drop]:
    """Drop the labels of advertisements, not sentences about advertising.

    And a network's box, with its offers, and what stands between two rules below a heading with a sponsor.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("- Advertisement -", "The advertisement ran for two weeks.")
    >>> [drop.block.text for drop in drop_ads(lines)]
    ['- Advertisement -']
    """
    named = damned(document, "ad", 16)
    if named:
        named |= set(map(id, ad_boxes(document.blocks)))
    if "ponsor" in whole(document):
        named = named | set(map(id, sponsored_boxes(document)))
    if len(document) > 1 and _LABEL_CUT_OFF.fullmatch(document[-1].text):
        named |= {id(document[-1])}
    priced = any(sign in whole(document) for sign in _CURRENCIES)
    if not (named or priced):
        return
    for block in document:
        if id(block) in named or (priced and once(block, "offers", _offers)):
            yield Drop(block, Reason.AD)


#: The label, where a dump breaks off in it.
_LABEL_CUT_OFF = lazy(r"A(?:dvertis(?:e|em|eme|emen)|DVERTIS(?:E|EM|EME|EMEN))")
_CURRENCIES = "$£€₹"
_PRICE = r"(?:[$£€₹]\s?\d[\d.,]{0,9}|\d[\d.,]{0,9}\s?[€$£])"
_SHOP = r"(?:[a-z][\w-]{1,40}\.[a-z]{2,4}|[A-Z][\w'’&.+-]{0,20}(?: [A-Z&][\w'’&.+-]{0,20}){0,3}?)"
#: A price and where it is asked: `$115 at Wayfair`, run together with more of them.
_OFFER = lazy(
    rf"(?:(?:[Nn]ow |[Ff]rom |[Aa]b |[Cc]hez )?(?:\d{{1,2}}% [Oo]ff ?)?(?:{_PRICE}\s{{0,2}}){{1,2}}"
    rf"(?:(?:from|at|on|bei|chez|en|su|op|w|hos) {_SHOP}|from)\s{{0,3}}){{1,4}}"
)
#: Longest line of offers, in characters.
MAX_OFFERS = 120


def _offers(block: Block) -> bool:
    """Whether a line is nothing but prices and the shops that ask them.

    >>> _offers(Block("paragraph", "$32 $29 at Amazon")), _offers(Block("paragraph", "$5 at noon it was."))
    (True, False)
    """
    text = block.text
    if len(text) > MAX_OFFERS or not any(sign in text for sign in _CURRENCIES):
        return False
    return _OFFER.fullmatch(text) is not None


def drop_promos(document: Document) -> Iterator[Drop | Edit]:
    """Drop prompts for newsletters, apps, channels and support, inline ones by their sentence.

    And the button right below one. Leaves a sentence that only mentions a newsletter or an app.
    """
    gone: set[int] = set()
    noted: set[int] = set()
    for block in document.blocks[-NOTE_REACH:]:
        if at := _note_at_end(block):
            noted.add(id(block))
            yield cut(block, at, len(block.text), Reason.PROMO, 0.9)
    for action in _notices(document, "promo", Reason.PROMO):
        if id(action.block) in noted:
            continue
        yield action
        if isinstance(action, Drop):
            gone.add(id(action.block))
    for above, block in pairwise(document.blocks) if gone else ():
        if id(above) in gone and id(block) not in gone and is_button(block.text):
            yield Drop(block, Reason.PROMO, 0.9)


#: Blocks at the end of a text of which one may end in a prompt in brackets, and its longest, in characters.
NOTE_REACH, MAX_NOTE = 2, 400


def _note_at_end(block: Block) -> int | None:
    """Give where a prompt in brackets begins behind an article's last sentence, as BBC's texts in Hindi end."""
    text = block.text
    if text[-1:] != ")" or "(" not in text or block.kind != "paragraph":
        return None
    at = text.rfind("(", len(text) - MAX_NOTE if len(text) > MAX_NOTE else 0)
    if at <= 0 or not _STATES_OR_ASKS.search(text[:at].rstrip()):
        return None
    note = match(text[at:])
    prompts = any(found.family == "promo" and found.how in ("line", "start") for found in note)
    return at if prompts and _size(text[at:]) <= MAX_NOTICE_WORDS else None


_SPAN_OF_TIME = r"\d{1,4} (?:second|minute|hour|day|week|month|year)s?"
#: A cookie's name, how long it lives and what it does, a row of a table or of its dump.
_COOKIE = lazy(
    r"\W{0,4}[\w.*-]{1,60}[*_]{0,3}\s{0,60}\|?\s{1,60}"
    rf"(?:session|persistent|never|past|{_SPAN_OF_TIME}(?: {_SPAN_OF_TIME})?)\s{{0,60}}\|?\s{{1,60}}\S.*",
    re.IGNORECASE,
)
#: Rows of it from which on they are a list of cookies, where most tell of a cookie.
MIN_COOKIES = 3


def drop_consent(document: Document) -> Iterator[Drop | Edit]:
    """Drop cookie and privacy banners, and the list of a site's cookies with what each does.

    Leaves a sentence or a table that merely names a cookie.
    """
    cookies = _cookies(document)
    for action in _notices(document, "consent", Reason.CONSENT):
        if id(action.block) not in cookies:
            yield action
    for block in document:
        if id(block) in cookies:
            yield Drop(block, Reason.CONSENT)


def _cookies(document: Document) -> set[int]:
    """Give the identities of the rows of cookies."""
    if "ookie" not in whole(document):
        return set()
    rows = [block for block in document if once(block, "cookie", _is_cookie)]
    telling = [block for block in rows if "cookie" in block.text.lower()]
    if len(rows) < MIN_COOKIES or 2 * len(telling) < len(rows):
        rows = telling if len(telling) >= MIN_COOKIES else []
    return set(map(id, rows))


def _is_cookie(block: Block) -> bool:
    return len(block.text) <= 1200 and _COOKIE.fullmatch(block.text) is not None


def drop_paywalls(document: Document) -> Iterator[Drop | Edit | Flag]:
    """Drop prompts to subscribe or log in, and set the flag `paywall`."""
    found = False
    for action in _notices(document, "paywall", Reason.PAYWALL):
        found = True
        yield action
    if found:
        yield Flag("paywall")


def _notices(document: Document, family: str, reason: Reason) -> Iterator[Drop | Edit]:
    for block in saying(document, family):
        if family == "promo" and (end := _notice_at_end(block)) is not None:
            if end:
                yield cut(block, end, len(block.text), reason, 0.9)
            continue
        if is_damned(block, family, document.language):
            own = _own_part(block, family)
            yield cut(block, own, len(block.text), reason, 0.9) if own else Drop(block, reason)
            continue
        found = says(block, family, "within", "start", language=document.language)
        if found is None or only_quotes(block, family):
            continue
        yield from _sentence_with(block, found, reason)


#: The channels that a notice names, which is no sentence then, and within so many characters of its phrase.
_CHANNEL = lazy(
    r"facebook|line\b|twitter|\bx\b|youtube|tik ?tok|instagram|telegram|messenger|viber|google|website|www\.|https?:|@"
    r"|เฟซบุ๊ก|เฟสบุ๊ก|ไลน์|ทวิตเตอร์|ยูทูบ|ยูทูป|อินสตาแกรม|ติ๊กต็อก|แฟนเพจ|ເຟສບຸກ|ເຟັສບຸກ|ហ្វេសប៊ុក|តេឡេក្រាម|ဖေ့စ်ဘုတ်",
    re.IGNORECASE,
)
CHANNEL_REACH = 60
#: Longest end of a paragraph that such a notice is, in characters.
MAX_END = 200


def _notice_at_end(block: Block) -> int | None:
    """Give where a prompt begins behind an article's words, in scripts that end no sentence.

    0 where it is a part of them, `None` for other scripts, and where a prompt is all that is said. What
    a channel follows is one, "ติดตามข่าวสารได้ที่ Facebook"; what is written together with the word before
    is a sentence's.
    """
    if not once(block, "without stops", is_without_stops):
        return None
    said, notice = block.text.lower(), says(block, "promo", "within", "end")
    if notice is None or says(block, "promo", "line", "heading", "start"):
        return None
    at = said.rfind(notice.phrase) if len(said) == len(block.text) else -1
    if at < 0:
        return 0
    behind = said[at + len(notice.phrase) :]
    if not at:
        return None
    named = len(behind) <= MAX_END and _CHANNEL.search(behind[:CHANNEL_REACH])
    return at if named and said[at - 1].isspace() else 0


#: Where sentences end, those of Indian scripts, Urdu, Armenian, Burmese, Khmer and Amharic too.
_ENDS = ".!?…。！？؟।॥۔։။។።፡"
#: A full stop before a digit is a number's: "18.42亿元".
_SENTENCE = lazy(rf"(?:[^{_ENDS}]|\.(?=\d))+(?:[{_ENDS}]+[\"'”’»)]*|$)\s*")


#: Words of the sentences before a notice from which on they are the article's, not its lead-in.
MIN_OWN_WORDS = 6


def _own_part(block: Block, family: str) -> int:
    """Give where the notice begins that stands behind an article's own sentences; 0 where none do.

    Questions and calls before a notice lead to it.
    """
    for found in _SENTENCE.finditer(block.text):
        if any(said.family == family for said in match(found[0].strip())):
            before = block.text[: found.start()].rstrip()
            own = _STATES.search(before) and count_words(before) >= MIN_OWN_WORDS
            return found.start() if own else 0
    return 0


_STATES = lazy(r"[.。．।॥۔։።፡][\"'”’»)」』]*\Z")
_STATES_OR_ASKS = lazy(r"[.。．।॥۔։።፡?!؟？！…][\"'”’»)」』]*\Z")
#: Scripts whose vowel signs part words for who counts letters: their spaces do better.
_INDIC = lazy(r"[\u0900-\u0dff]")


def _size(text: str) -> int:
    return len(text.split()) if _INDIC.search(text) else count_words(text)


def _sentence_with(block: Block, notice: Match, reason: Reason) -> Iterator[Drop | Edit]:
    """Cut the sentence of a longer block that holds the phrase, or the block if little else is in it."""
    for found in _SENTENCE.finditer(block.text):
        if notice.is_in(fold(found[0])):
            if 2 * len(found[0]) > len(block.text) and _size(block.text) <= MAX_NOTICE_WORDS:
                yield Drop(block, reason)
            elif _size(found[0]) <= MAX_LABEL_WORDS:
                end = (
                    found.end()
                    if found.end() == len(block.text)
                    else found.start() + len(found[0].rstrip())
                )
                yield cut(block, found.start(), end, reason, 0.9)
            return


_COPYRIGHT = lazy(
    r"(?:copyright\s{0,3})?(?:©|&copy;)[^\n]{0,200}"
    r"|(?:\(c\)|copyright)\s{1,3}(?:(?:\(c\)|copyright|©)\s{0,3})?\d{4}\b[^\n]{0,200}",
    re.IGNORECASE,
)

_COPYRIGHT_STARTS = ("©", "&", "(", "c", "C")


def drop_legal(document: Document) -> Iterator[Drop | Edit]:
    """Drop copyright lines and legal tails, a Korean agency's behind the last sentence, too.

    Leaves a credit that an article's sentence gives.
    """
    named = damned(document, "legal", 60)
    for block in document:
        if id(block) in named and (own := _own_part(block, "legal")):
            yield cut(block, own, len(block.text), Reason.LEGAL, 0.9)
        elif id(block) in named or (
            block.text[:1] in _COPYRIGHT_STARTS
            and words(block) <= 40
            and _COPYRIGHT.fullmatch(block.text)
            and re.search(r"\d{4}|reserved", block.text)
        ):
            yield Drop(block, Reason.LEGAL)
        elif "☞" in block.text and (at := _claim_at_end(block)):
            yield cut(block, at, len(block.text), Reason.LEGAL, 0.9)


#: The hand with which a Korean agency's claim of its rights begins behind the last sentence, and its longest.
_HAND = lazy(r"(?<=[.!?\"”’])\s?☞\s?(?=[^☞]{4,250}\Z)")


def _claim_at_end(block: Block) -> int | None:
    """Give where an agency's claim begins that ran into an article's last sentence, as Newsis's texts end."""
    found = _HAND.search(block.text)
    if found is None:
        return None
    claim = match(block.text[found.end() :])
    return found.start() if any(one.family == "legal" for one in claim) else None


def drop_counters(document: Document) -> Iterator[Drop]:
    """Drop reading times, view counts and loading notices.

    Leaves bare minutes ("30 min") that stand below a paragraph, or more than once: a recipe's, a plan's.
    """
    for block in _reactions(document):
        yield Drop(block, Reason.COUNTER, 0.9)
    counters = saying(document, "counter")
    minutes = [block for block in counters if _MINUTES.fullmatch(block.text)]
    for block in counters:
        if not is_damned(block, "counter", document.language, 12):
            continue
        if block not in minutes or (len(minutes) == 1 and _is_above_prose(document, block)):
            yield Drop(block, Reason.COUNTER)


#: How often readers pressed a button, a button's name in words and letters, and fewest buttons of a row.
_PRESSED = lazy(r"\d{1,5}")
MAX_BUTTON_WORDS, MAX_BUTTON, MIN_REACTIONS = 3, 24, 4


def _reactions(document: Document) -> Iterator[Block]:
    """Give the row of reactions below the last paragraph: a button and its count by turns, most of them 0.

    >>> from cleanarticle.model import blocks
    >>> prose = "The ferry sailed at noon on Tuesday, and nobody on the quay saw it leave that day."
    >>> row = ("Like", "2", "Haha", "0", "Wow", "0", "Sad", "0")
    >>> [len(list(_reactions(blocks(prose, *lines)))) for lines in (row, row[:6])]
    [8, 0]
    """
    blocks = document.blocks
    if len(blocks) < 2 * MIN_REACTIONS or not any(block.text == "0" for block in blocks[-40:]):
        return
    place = last_prose(blocks) + 1
    while place < len(blocks):
        end = place
        while end + 1 < len(blocks) and _is_reaction(blocks[end], blocks[end + 1]):
            end += 2
        counts = [block.text for block in blocks[place + 1 : end : 2]]
        if len(counts) >= MIN_REACTIONS and 2 * counts.count("0") > len(counts):
            yield from blocks[place:end]
        place = max(end, place + 1)


def _is_reaction(button: Block, count: Block) -> bool:
    text = button.text
    return (
        len(text) <= MAX_BUTTON
        and words(button) <= MAX_BUTTON_WORDS
        and any(map(str.isalpha, text))
        and not any(map(str.isdigit, text))
        and _PRESSED.fullmatch(count.text) is not None
    )


#: A time that may be one to read or one to cook.
_MINUTES = lazy(r"\d{1,3}\s?(?:min|دقائق|分钟|分鐘|분)\.?", re.IGNORECASE)


def _is_above_prose(document: Document, block: Block) -> bool:
    first = next((other for other in document if is_prose(other)), None)
    return first is None or block.start < first.start
