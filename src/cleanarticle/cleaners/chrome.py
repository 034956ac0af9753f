"""What stands around an article on every page: labels, buttons, banners, notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..actions import Drop, Edit, Flag
from ..model import HAN_KANA, Block, Document, Reason, count_words
from ..shapes import ends_sentence, is_caseless, is_prose, once, words
from ..vocabulary import Match, entries_of, fold, is_glued_menu, match, said, saying, says
from ._spans import cut, whole
from .boilerplate import is_day, is_dump

__all__ = [
    "drop_ads",
    "drop_consent",
    "drop_counters",
    "drop_legal",
    "drop_menus",
    "drop_paywalls",
    "drop_promos",
    "drop_read_also",
    "drop_rule_lines",
    "drop_share_bars",
]

#: Longest line, in words, that a phrase at its start or end can damn; prose is longer.
MAX_LABEL_WORDS = 30

#: Longest block, in words, that a phrase anywhere in it can damn as a whole.
MAX_NOTICE_WORDS = 60


def _set(said: str) -> frozenset[str]:
    return frozenset(said.split())


def _damned(block: Block, family: str, language: str | None, most: int = MAX_LABEL_WORDS) -> bool:
    """Whether a phrase of the family makes up the line, or begins or ends a short one."""
    if says(block, family, "line", "heading", language=language):
        return True
    return (
        words(block) <= most
        and bool(says(block, family, "start", "end", "within", language=language))
        and not _quotes(block, family)
    )


#: What stands between two quotation marks, of three words or more: a button's name has fewer.
_QUOTED = re.compile(
    r"(?:[\"“„«»”]|«[ \u00a0\u202f])[^\s\"“„«»”]+(?: [^\s\"“„«»”]+){2,40}[ \u00a0\u202f]?[\"”“«»]"
    r"|[「『“][^「」『』“”]{6,200}[」』”]"
    r"|(?<!\w)(?:'[^\s'](?:\S{0,40} ){2,40}?\S{1,40}'|‘(?:[^\s‘]{1,40} ){2,40}?[^\s‘]{1,40}’)(?!\w)"
)
#: Words beside a quotation from which on a line speaks of what it quotes; beside one that it begins
#: with, and between two that it begins and ends with, as speech is told.
MIN_BESIDE_QUOTED, MIN_BEHIND_QUOTED, MIN_BETWEEN_QUOTED = 4, 3, 2
_BEGINS_QUOTED = re.compile(r"[\"“„«»”「『'‘]")
_ENDS_QUOTED = re.compile(r"[\"“”«»」』'’][.,]?\Z")


def _quotes(block: Block, family: str) -> bool:
    """Whether a line only quotes what sites say, and says something of its own beside.

    >>> _quotes(Block("paragraph", "„We use cookies“: that is what they all say now."), "consent")
    True
    >>> _quotes(Block("paragraph", "“We use cookies now,” she says, “for the birds.”"), "consent")
    True
    """
    text = block.text
    beside = " ".join(_QUOTED.sub(" ", text).split())
    if len(beside) == len(text) or count_words(beside) < _least_beside(text):
        return False
    return not any(found.family == family for found in match(beside))


def _least_beside(text: str) -> int:
    """Give the words beside a quotation from which on a line speaks of what it quotes."""
    if not _BEGINS_QUOTED.match(text):
        return MIN_BESIDE_QUOTED
    told = _ENDS_QUOTED.search(text) and len(_QUOTED.findall(text)) > 1
    return MIN_BETWEEN_QUOTED if told else MIN_BEHIND_QUOTED


def _named(document: Document, family: str, most: int) -> set[int]:
    """Give the identities of the blocks that a phrase of the family damns."""
    language = document.language
    blocks = saying(document, family)
    return {id(block) for block in blocks if _damned(block, family, language, most)}


def drop_ads(document: Document) -> Iterator[Drop]:
    """Drop the labels of advertisements, not sentences about advertising.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("- Advertisement -", "The advertisement ran for two weeks.")
    >>> [drop.block.text for drop in drop_ads(lines)]
    ['- Advertisement -']
    """
    named = _named(document, "ad", 16)
    priced = any(sign in whole(document) for sign in _CURRENCIES)
    if not (named or priced):
        return
    for block in document:
        if id(block) in named or (priced and once(block, "offers", _offers)):
            yield Drop(block, Reason.AD)


_CURRENCIES = "$£€₹"
_PRICE = r"(?:[$£€₹]\s?\d[\d.,]{0,9}|\d[\d.,]{0,9}\s?[€$£])"
_SHOP = r"(?:[a-z][\w-]{1,40}\.[a-z]{2,4}|[A-Z][\w'’&.+-]{0,20}(?: [A-Z&][\w'’&.+-]{0,20}){0,3}?)"
#: A price and where it is asked: `$115 at Wayfair`, run together with more of them.
_OFFER = re.compile(
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


_SHARE_COUNT = re.compile(
    r"[\d.,]{1,9}\s?[kKmM]?\s?(?:shares?|likes?|tweets?|retweets?)", re.IGNORECASE
)
#: Longest count of shares, in characters.
MAX_COUNT = 24
_NETWORKS = frozenset(
    "facebook twitter x whatsapp telegram linkedin pinterest reddit email e-mail mail tumblr viber messenger "
    "threads bluesky mastodon instagram youtube tiktok flipboard pocket vk vkontakte odnoklassniki xing line "
    "wechat weibo snapchat digg stumbleupon skype sms print rss copy link tweet share pin flip google "
    "google+ buffer threema signal messenger truth social gettr "
    # in other scripts
    "фейсбук фейсбуке твиттер твиттере твіттер вконтакте вк одноклассники телеграм телеграмм вайбер ватсап вотсап "
    "фејсбук твитер вајбер פייסבוק בפייסבוק טוויטר בטוויטר ווטסאפ בווטסאפ וואטסאפ בוואטסאפ טלגרם בטלגרם אינסטגרם "
    "فيسبوك تويتر واتساب تيليجرام تلغرام إنستغرام انستغرام لينكدإن يوتيوب فیسبوک توییتر واتساپ تلگرام اینستاگرام "
    "फेसबुक ट्विटर व्हाट्सएप व्हाट्सऐप टेलीग्राम ফেসবুক টুইটার হোয়াটসঅ্যাপ பேஸ்புக் ட்விட்டர் வாட்ஸ்அப் เฟซบุ๊ก "
    "ทวิตเตอร์ 페이스북 트위터 카카오톡 카카오스토리 네이버 밴드 인스타그램 "
    "フェイスブック ツイッター ツイート はてなブックマーク はてブ "
    "微信 微博 新浪微博 朋友圈 qq空间 豆瓣 推特 脸书 臉書".split()
)
_BUTTON_WORDS = frozenset("on via to by this article story page post send it with in a".split())
_NAME = re.compile("[\\w+\u0900-\u0dff\u0e31-\u0e4e-]+")  # with the vowels of India and Thailand


#: A drawing in characters, not names: "..#X#..".
_CALL = re.compile(r"\w\([^()\d]{0,80}\)")  # print(line); "Facebook(12)" counts
_DRAWN = re.compile(r"[#.=*~_-]X|X[#.=*~_-]")


def drop_share_bars(document: Document) -> Iterator[Drop]:
    """Drop buttons and counters for sharing, and lines of nothing but networks' names.

    A network's name alone on a line goes only beside another button: it could be a heading.
    """
    blocks = document.blocks
    named = _named(document, "share", 12)
    buttons = [id(block) in named or _counts_shares(block.text) for block in blocks]
    names = [once(block, "networks", _names_networks) for block in blocks]
    for i, block in enumerate(blocks):
        if not (buttons[i] or names[i]):
            continue
        near = any(buttons[j] or names[j] for j in (i - 1, i + 1) if 0 <= j < len(blocks))
        if buttons[i] or names[i] > 1 or near:
            yield Drop(block, Reason.SHARE)


def _counts_shares(text: str) -> bool:
    return len(text) <= MAX_COUNT and bool(_SHARE_COUNT.fullmatch(text))


def _names_networks(block: Block) -> int:
    """Count the networks named by a line that names nothing else; 0 for any other line."""
    if len(block.text) > 200 or block.kind == "code":
        return 0
    if "(" in block.text and _CALL.search(block.text):
        return 0
    text = block.text.lower()
    first = _NAME.search(text)
    if first is None or not (
        first[0] in _NETWORKS or first[0] in _BUTTON_WORDS or first[0] in _share_words()
    ):
        return 0
    if _DRAWN.search(block.text) or ends_sentence(block.text):
        return 0
    named = _NAME.findall(text)
    networks = sum(name in _NETWORKS for name in named)
    others = [name for name in named if name not in _NETWORKS]
    told = networks == 1 and not _PLAIN_WORDS.intersection(named)
    if told and len(named) <= MAX_BUTTON_WORDS and _shares(others):
        return 2
    return networks if not others or (networks > 1 and set(others) <= _BUTTON_WORDS) else 0


#: Networks whose names are words, and what a button does.
_PLAIN_WORDS = frozenset(
    "x line email e-mail mail threads pocket sms print rss copy link tweet share pin flip google buffer signal "
    "messenger truth social band".split()
)
#: Longest button that names one network, in words; longest word in it that is neither that nor "share".
MAX_BUTTON_WORDS, MAX_PREPOSITION = 4, 3


def _shares(others: Sequence[str]) -> bool:
    """Whether words say "share on", in any language: "Teilen auf", "Condividi su"."""
    shares = [word in _share_words() for word in others]
    return any(shares) and all(
        said or len(word) <= MAX_PREPOSITION for said, word in zip(shares, others, strict=True)
    )


@cache
def _share_words() -> frozenset[str]:
    """Give the buttons of one word."""
    return frozenset(
        fold(phrase)
        for _, key, phrase in entries_of("share")
        if key == "line" and " " not in phrase
    )


def drop_promos(document: Document) -> Iterator[Drop | Edit]:
    """Drop prompts for newsletters, apps, channels and support, inline ones by their sentence.

    Leaves a sentence that only mentions a newsletter or an app.
    """
    yield from _notices(document, "promo", Reason.PROMO)


_SPAN_OF_TIME = r"\d{1,4} (?:second|minute|hour|day|week|month|year)s?"
#: A cookie's name, how long it lives and what it does, a row of a table or of its dump.
_COOKIE = re.compile(
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
        if _damned(block, family, document.language):
            own = _own_part(block, family)
            yield cut(block, own, len(block.text), reason, 0.9) if own else Drop(block, reason)
            continue
        found = says(block, family, "within", "start", language=document.language)
        if found is None or _quotes(block, family):
            continue
        yield from _sentence_with(block, found, reason)


#: Where sentences end, those of Indian scripts, Urdu, Armenian, Burmese, Khmer and Amharic too.
_ENDS = ".!?…。！？؟।॥۔։။។።"
_SENTENCE = re.compile(rf"[^{_ENDS}]+(?:[{_ENDS}]+[\"'”’»)]*|$)\s*")


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


_STATES = re.compile(r"[.。．।॥۔։።][\"'”’»)」』]*\Z")


def _sentence_with(block: Block, notice: Match, reason: Reason) -> Iterator[Drop | Edit]:
    """Cut the sentence of a longer block that holds the phrase, or the block if little else is in it."""
    for found in _SENTENCE.finditer(block.text):
        if notice.is_in(fold(found[0])):
            if 2 * len(found[0]) > len(block.text) and words(block) <= MAX_NOTICE_WORDS:
                yield Drop(block, reason)
            elif len(found[0].split()) <= MAX_LABEL_WORDS:
                end = (
                    found.end()
                    if found.end() == len(block.text)
                    else found.start() + len(found[0].rstrip())
                )
                yield cut(block, found.start(), end, reason, 0.9)
            return


def drop_read_also(document: Document) -> Iterator[Drop]:
    """Drop one-line pointers to other articles between the paragraphs.

    Behind the last paragraph the headline below such a prompt goes with it. Leaves a sentence that
    merely begins so ("Read also the small print, he warned."), and a prompt in a script without capitals
    that a page on one line ran into a paragraph.
    """
    named = _named(document, "read_also", 35)
    blocks = document.blocks
    last = max((i for i, block in enumerate(blocks) if is_prose(block)), default=len(blocks))
    below = False  # a prompt that says nothing else stands above
    for place, block in enumerate(blocks):
        if (id(block) in named and not _runs_into_prose(block)) or once(block, "points", _points):
            yield Drop(block, Reason.READ_ALSO)
            below = place > last and _prompts_alone(block, document.language)
        elif below and _like_headline(block):
            yield Drop(block, Reason.READ_ALSO, 0.9)
        else:
            below = False


#: Words from which on a line that begins with a prompt and ends in a full stop holds a sentence, where no
#: capital tells where that begins.
MIN_RUN_INTO = 12


def _runs_into_prose(block: Block) -> bool:
    """Whether a sentence may stand behind a prompt and its headline, in a script without capitals."""
    text = block.text
    return (
        any(map(is_caseless, text[:4]))
        and ends_sentence(text)
        and len(text.split()) >= MIN_RUN_INTO
    )


def _prompts_alone(block: Block, language: str | None) -> bool:
    """Whether a line is a prompt to read and nothing else; "See also" heads references, too."""
    found = says(block, "read_also", "line", language=language)
    return found is not None and fold(found.phrase).split(" ")[0] not in _SEE


def _like_headline(block: Block) -> bool:
    """Whether a line may be another article's headline: some words, a capital, no full stop."""
    text = block.text
    return (
        MIN_HEADLINE_WORDS <= words(block) <= MAX_POINTER_WORDS
        and not text[0].islower()
        and not ends_sentence(text)
        and block.kind == "paragraph"
    )


#: Words that mark a prompt to read, not a reference: "Read also", unlike "See also" and "Read more".
_ALSO = _set(
    "also auch ook också även også myös aussi également también anche também ainda și si επίσης ακόμα "
    "ακόμη też także również také též также також juga"
)
_SEE = _set("see siehe zie vedi ver veja vezi voir cf viz se katso zobacz см.")
#: Fewest words of a headline below a prompt.
MIN_HEADLINE_WORDS = 4
#: Words of such a line with the headline behind the prompt.
MIN_POINTER_WORDS, MAX_POINTER_WORDS = 6, 25


@cache
def _prompts() -> frozenset[str]:
    """Give the prompts of two and three words that end in "also", without their colons."""
    found = {
        tuple(fold(phrase).rstrip(" :|–-").split(" "))
        for _, key, phrase in entries_of("read_also")
        if key in ("line", "start")
    }
    return frozenset(
        " ".join(said)
        for said in found
        if 2 <= len(said) <= 3 and said[-1] in _ALSO and said[0] not in _SEE
    )


@cache
def _prompt_beginnings() -> frozenset[str]:
    return frozenset(prompt.split(" ")[0] for prompt in _prompts())


def _points(block: Block) -> bool:
    """Whether a line is a prompt with a headline run on behind it: "Les også Trikken sto i to dager".

    A headline begins with a capital letter and ends without a full stop.
    """
    start = block.text[:60].split()
    if not start or start[0].lower() not in _prompt_beginnings():
        return False
    if not MIN_POINTER_WORDS <= words(block) <= MAX_POINTER_WORDS or ends_sentence(block.text):
        return False
    return any(
        len(start) > size
        and start[size][0].isupper()
        and fold(" ".join(start[:size])) in _prompts()
        for size in (2, 3)
    )


_COPYRIGHT = re.compile(
    r"(?:copyright\s{0,3})?(?:©|&copy;)[^\n]{0,200}"
    r"|(?:\(c\)|copyright)\s{1,3}(?:(?:\(c\)|copyright|©)\s{0,3})?\d{4}\b[^\n]{0,200}",
    re.IGNORECASE,
)

_COPYRIGHT_STARTS = ("©", "&", "(", "c", "C")


def drop_legal(document: Document) -> Iterator[Drop | Edit]:
    """Drop copyright lines and legal tails. Leaves a credit that an article's sentence gives."""
    named = _named(document, "legal", 60)
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


def drop_counters(document: Document) -> Iterator[Drop]:
    """Drop reading times, view counts and loading notices.

    Leaves bare minutes ("30 min") that stand below a paragraph, or more than once: a recipe's, a plan's.
    """
    counters = saying(document, "counter")
    minutes = [block for block in counters if _MINUTES.fullmatch(block.text)]
    for block in counters:
        if not _damned(block, "counter", document.language, 12):
            continue
        if block not in minutes or (len(minutes) == 1 and _is_above_prose(document, block)):
            yield Drop(block, Reason.COUNTER)


#: A time that may be one to read or one to cook.
_MINUTES = re.compile(r"\d{1,3}\s?(?:min|دقائق|分钟|分鐘|분)\.?", re.IGNORECASE)


def _is_above_prose(document: Document, block: Block) -> bool:
    first = next((other for other in document if is_prose(other)), None)
    return first is None or block.start < first.start


_RULE = re.compile(r"[|/•·»›>→←▼▲►◄★☆✕✖×\s]{1,40}|[\s*_=~]{3,200}|- [\s-]{3,80}")


def drop_rule_lines(document: Document) -> Iterator[Drop]:
    """Drop lines of nothing but a rule, arrows, or separators, in a page's dump.

    Leaves brackets and dashes of code and verse, and the stars between the parts of a
    text in which no chrome was cut.
    """
    if not is_dump(document, before=0):
        return
    for block in document:
        if block.text[:1].isalnum() or block.kind in ("code", "table"):
            continue
        if _RULE.fullmatch(block.text):
            yield Drop(block, Reason.MENU, 0.9)


#: Short lines in a row from which on they are a menu, where they hold menu words.
MIN_MENU_RUN = 4
#: Longest line of a menu, in words; where each Han or Kana is a word, in characters.
MAX_MENU_WORDS, MAX_MENU_CHARACTERS = 6, 12
_HAN_KANA = re.compile(f"[{HAN_KANA}]")


def drop_menus(document: Document) -> Iterator[Drop]:
    """Drop navigation: its own words, and the runs of short lines they stand in.

    A section's name alone between paragraphs stays: it may be a heading. So do the
    lines of a run behind the last of the menu's own words: a headline, its byline, a list.
    """
    for block in document:
        if once(block, "glued menu", _is_glued_menu):
            yield Drop(block, Reason.MENU, 0.9)
    if not any(saying(document, family) for family in ("menu", "section", "home")):
        return
    blocks = document.blocks
    known = [_menu_word(block, document.language) for block in blocks]
    for start, end in _runs(blocks, document.language):
        hits = sum(known[start:end])
        several = sum(map(bool, known[start:end])) > 1  # one word may be a list's own
        if end - start >= MIN_MENU_RUN and several and hits * 2 >= end - start:
            last = max(i for i in range(start, end) if known[i]) + 1
            for block in blocks[start:last]:
                yield Drop(block, Reason.MENU, 0.9)
        else:
            for i in range(start, end):
                if known[i] == 2 and (end - start > 1 or words(blocks[i]) > 1):
                    yield Drop(blocks[i], Reason.MENU, 0.9)


def _is_glued_menu(block: Block) -> bool:
    return block.kind != "code" and is_glued_menu(block.text)


def _menu_word(block: Block, language: str | None) -> int:
    """2 for a navigation phrase, 1 for a section's name, 0 for any other line."""
    if not said(block):
        return 0
    if says(block, "menu", language=language):
        return 2
    return 1 if says(block, "section", "line", language=language) or says(block, "home") else 0


def _runs(blocks: Sequence[Block], language: str | None) -> Iterator[tuple[int, int]]:
    """Give the runs of short lines; one ends above a headline, told by the byline below it.

    The article's day, with no menu below it, is in none.
    """
    for start, end in _parts(blocks, language):
        last = range(end - 1, max(start, end - MIN_MENU_RUN) - 1, -1)
        day = next((i for i in last if is_day(blocks[i])), None)
        if day is None:
            yield start, end
        else:
            yield start, day
            yield day + 1, end


def _parts(blocks: Sequence[Block], language: str | None) -> Iterator[tuple[int, int]]:
    for start, end in _short_runs(blocks):
        byline = next(
            (i for i in range(start + 1, end) if says(blocks[i], "byline", language=language)), None
        )
        if byline is None:
            yield start, end
        else:
            yield start, byline - 1
            yield byline - 1, end


def _short_runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    start = None
    for i, block in enumerate(blocks):
        count = words(block)
        fits = count <= MAX_MENU_WORDS or (
            count <= MAX_MENU_CHARACTERS and _HAN_KANA.search(block.text[:12]) is not None
        )
        short = fits and not ends_sentence(block.text) and not is_prose(block)
        if short and start is None:
            start = i
        elif not short and start is not None:
            yield start, i
            start = None
    if start is not None:
        yield start, len(blocks)
