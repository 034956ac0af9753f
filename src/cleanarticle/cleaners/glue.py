"""Boundaries lost between sentences, clauses and quotations: the space goes back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property

from ..actions import Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import holds_code, is_code_like, is_technical, words
from ..sieve import Sieve, compiled
from ..vocabulary import load
from ._glue_sites import ENDS, PAUSES, Context, Site, Word
from ._reads import reads

__all__ = ["fix_glue"]

_QUOTES = '"“”„«»‹›‘’‚'
_OPENING = "([¿¡"
_CLOSING = ")]%"

#: Marks with a letter or digit glued behind them, and something but white space before
#: them (French sets a space before `?`). An apostrophe alone is part of a word. The first mark comes
#: before the look back: a search for it is many times as fast.
_SITE = lazy(
    rf"[{ENDS}{PAUSES}\"“”„«»‹›()\[\]¿¡%'’](?:(?<=\S.)|(?<=[\w.!?…][ \u00a0\u202f][?!:;»]))"
    rf"(?:(?<!['’])|(?<=['’])[{ENDS}{PAUSES}])"
    rf"[{ENDS}{PAUSES}{_QUOTES}'()\[\]¿¡%]{{0,5}}(?=[^\W_])"
)
_MARK = rf"[{ENDS}{PAUSES}{_QUOTES}()\[\]¿¡%]"
_SITE_SIEVE = Sieve(  # a full stop or colon between digits is no boundary
    (r"[^\s\d]", _MARK, r"[^\W_]"),
    (r"\d", f"(?![.:]){_MARK}", r"[^\W_]"),
    (r"\d", "[.:]", r"[^\W\d_]"),
    (r"\s", "[?!:;»]", r"[^\W_]"),
    (f"(?:{_MARK}|')", "'", r"[^\W_]"),
)
_FULL_STOP = lazy(r"(?<!\d)[.!?…]")
_RIGHT = lazy(r"[^\W\d_]{1,40}|\d{1,12}")
_LEFT = lazy(r"(?<![\w.\-’'°²³€$£])[\w.\-’'°²³€$£]{1,60}$")
#: A word as it is written in prose: no camel case, no path, no digits.
_PLAIN_WORD = lazy(r"(?:^|[-'’])(?:[^\W\d_]\w?[^\WA-Z\d_]*|[A-Z]+)$")
_LETTERS_LAST = lazy(r"(?<![^\W\d_])[^\W\d_]+$")

#: What stands in addresses, handles, hashtags, paths and code, and not in prose.
_TECHNICAL = lazy(r"[@\\_#=<>{}|~`]|//|::|www\.|&\w{1,12};|\w\(\)")
_ADDRESS = lazy(r"\w\.\w[^\s/]*/")
_FIGURES = lazy(r"[$€£]?\d[^\s]")
_SPAN = lazy(r"\d{4}[–-]\d{4}|\d{1,2}:\d\d(?::\d\d)?")
#: The mark of a footnote, which stands close to the comma before it: `1903,[4] which`.
_NOTE = lazy(r"\[(?:\d{1,4}[a-z]?|[a-z]{1,2}|[^\W\d_]{1,8}\.? ?\d{1,4})\]")
_REMARK = lazy(r"(?<=[^\WA-Z\d_]{3})(?=\((?:[^\Wa-z\d_]\w{1,20}|\d\d)\)[\s,.;:!?])")
_TWO_LETTERS = lazy(r"[^\W\d_]{2}")
_DOTTED = lazy(r"[^\W\d_]\.[^\W\d_]")
_GLUED_COMMA = lazy(r"[^\W\d_],[^\W\d_]")

#: Scripts without capitals that part words by a space and have these commas.
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
_INDIC = "\u0900-\u0dff"
_PLAIN_SCRIPTS = lazy(rf"[{_ARABIC}{_INDIC}\u05d0-\u05ea\u10d0-\u10ff\u1200-\u135a]")
#: Words of scripts without capitals that part words by spaces; shorter ones may be abbreviations.
_CASELESS = lazy(r"[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u10d0-\u10ff]{2}")
_CASELESS_WORD = lazy(r"(?:[\u0620-\u064a\u066e-\u06d3]{2}|[\u05d0-\u05ea\u10d0-\u10ff]{3})$")
#: The same in India's scripts, of letters and their signs, the word before and the one behind.
_INDIC_LEFT = lazy(r"(?<![\u0900-\u0963\u0970-\u0dff.])[\u0900-\u0963\u0970-\u0dff]{4,40}$")
_INDIC_RIGHT = lazy(r"[\u0900-\u0963\u0970-\u0dff]{3}")
#: Korean sentences end in `다.` and few other syllables, and a space follows.
_KOREAN_END = r"[\uac00-\ud7a3][다요까죠][.?!]$"
_HANGUL = r"[\uac00-\ud7a3]"
#: In a Hebrew word a quotation mark is the gershayim of an abbreviation (`מנכ"ל`), or stands behind a
#: prefix (`ש"אין`).
_HEBREW = lazy(r"[\u05b0-\u05ea]")
#: What Arabic glues to a quotation or a bracket: one-letter words, the article, a letter drawn out.
_ARABIC_PREFIX = lazy(r"[أو]?[وف]?[بلكس]?(?:ال|ل)?\u0640{0,5}")

#: Names in which a full stop is followed by a capital: addresses, files, frameworks.
_DOMAIN_ENDS = frozenset(
    "com org net edu gov info biz app dev js ts py md html htm xml php pdf txt csv exe zip "
    "jpg png gif mp eu cz kr jp uk pl ru ua".split()
)
#: These are words too: `home.It was` is prose, a lone `example.It` may be an address.
_WORDLIKE_ENDS = frozenset(
    "ai io tv de es it at be me no in is so to as my la se us am fm co".split()
)

#: Words that begin an English sentence behind `U.S.`, and are no part of a name.
_OPENERS = frozenset(
    "the it he she they we this that these those in on at as but and for if when while after his her their "
    "its there what who how by to from with not so a an".split()
)
_NOON = frozenset({"a.m", "p.m"})
#: Before a colon that takes no space: schemes and the names that begin so.
_COLON_WORDS = frozenset(
    "http https ftp mailto tel urn doi isbn issn re std file data category image user talk template help "
    "portal wikipedia module".split()
)
#: Behind a colon or a quotation they are endings of the word before.
_ENDINGS = frozenset("s es ed er in innen r n t d ing ly ism ist ish like esque en lı li".split())
#: Languages that hang endings on a quotation, and those that hang them on a colon too.
_QUOTE_ENDINGS = frozenset("s es ed er ing ly ism ist ish like esque n r t".split())
_SUFFIXING = frozenset("tr az fi et hu kk uz ky eu ko ja zh".split())
_COLON_SUFFIXING = _SUFFIXING | frozenset("sv nb nn no da de".split())
#: Languages that compound: behind a quotation may stand the second half of a word.
_COMPOUNDING = _COLON_SUFFIXING | frozenset({"nl", ""})
_SHOUTED_NAMES = frozenset({"yahoo", "kahoot", "joomla", "jeopardy"})

#: Letters from which on a word behind a quotation or a colon is no ending.
MIN_WORD = 4
#: Letters of the longest prefix that is set in brackets: `(inter)national`.
MAX_PREFIX = 7
#: Words of a block from which on a capital behind a capitalised word begins a sentence.
MIN_WORDS = 8
#: Words of that sentence before its last one, within so many characters.
MIN_SENTENCE = 2
MAX_LOOK = 60
#: Commas glued on both sides from which on a block is a list of keywords.
MAX_GLUED_COMMAS = 3
#: Characters within which a bracket closes.
MAX_BRACKET = 200


@reads("code", "table")
def fix_glue(document: Document) -> Iterator[Edit]:
    """Put the space back between sentences, clauses and quotations (`region.Jens`, `one,two`).

    Behind a full stop the word must be capitalised: `lower.lower` may be an address.
    Leaves alone domains, files, versions, decimals, times, abbreviations, initials,
    `Node.js`, handles, addresses, dots that a writer glues on purpose (`so…and`), scripts
    that set no space, colons that hold an ending (`EU:n`, `Lehrer:innen`), a footnote's mark
    (`1903,[4] which`), brackets inside a word (`(un)happy`), a quotation behind a Hebrew or Arabic
    prefix, and every text that shows code.

    >>> from cleanarticle.model import blocks
    >>> [edit.start for edit in fix_glue(blocks("He left.She stayed with Node.js and U.S.A. maps."))]
    [8]
    """
    if is_technical(document):
        return
    context = Context(document)
    for block in _SITE_SIEVE.within(document):
        if block.kind == "table":
            continue
        if holds_code(block) and (block.kind == "code" or is_code_like(_spread(block.text))):
            continue
        place = _Place(context, block)
        for found in _SITE.finditer(block.text):
            at = place.boundary(found.start(), found.end())
            if at is not None:
                yield Edit(block, at, at, " ", Reason.GLUE, 0.95)


def _spread(text: str) -> str:
    """Part brackets from the words before them: `Bank(ECB)` looks like a call in code.

    >>> _spread("The Bank(ECB) met on Bank(1, 2)."), _spread("foo()")
    ('The Bank (ECB) met on Bank(1, 2).', 'foo()')
    """
    return _REMARK.sub(" ", text[:1000])


@cache
def _months() -> frozenset[str]:
    return frozenset(name for names in load("dates")["en"]["months"] for name in names)


class _Place:
    """The sites of one block."""

    def __init__(self, context: Context, block: Block) -> None:
        self.context = context
        self.block = block
        self.text = block.text
        self.places: dict[str, list[int]] = {}

    @cached_property
    def is_list(self) -> bool:
        """Whether the block is a list of keywords."""
        text = self.text
        if text.count(", ") > MAX_GLUED_COMMAS:
            return False
        return len(_GLUED_COMMA.findall(text)) > MAX_GLUED_COMMAS

    def boundary(self, start: int, end: int) -> int | None:
        """Give where the space was lost in the marks `text[start:end]`, if it was."""
        text = self.text
        last = text[start - 1]
        if not (last.isalnum() or last in f"{_CLOSING}–—'’°€$£ \u00a0\u202f" or _is_sign(last)):
            return None
        split = self._split(start, end)
        word = _RIGHT.match(text, end)
        if split is None or (split == start and last in "–—"):
            return None
        if word is None or "''" in text[start:end] or '""' in text[start:end]:
            return None
        chunk = text[max(0, start - 80) : start].rpartition(" ")[2] + text[start:end]
        chunk += text[end : end + 80].partition(" ")[0]
        if _TECHNICAL.search(chunk) or ("/" in chunk and _ADDRESS.search(chunk)):
            return None
        left = _LEFT.search(text[max(0, start - 60) : start])
        stop = word.end()
        site = Site(
            start,
            split,
            stop,
            left[0] if left else "",
            text[start:split],
            text[split:end],
            Word(word[0], text[stop : stop + 1]),
            last if not last.isspace() else text[start - 2],
        )
        return split if self._is_lost(site) else None

    # ------------------------------------------------------------ which mark belongs where

    def _split(self, start: int, end: int) -> int | None:
        """Give where what opens begins, or `end`; `None` where the marks contradict that."""
        split = end
        for at in range(start, end):
            side = self._direction(at)
            if side > 0 and split == end:
                split = at
            elif side < 0 and split < end:
                return None
            elif side == 0:
                return None
        return split

    def _direction(self, at: int) -> int:
        char = self.text[at]
        if char in _OPENING:
            return 1
        if char in _CLOSING or char in ENDS or char in PAUSES or char in "'’":
            return -1
        if char in self.context.directions:
            return self.context.directions[char]
        # A mark that opens and closes: by turns, where they come out even.
        if char not in self.places:
            self.places[char] = [m.start() for m in re.finditer(re.escape(char), self.text)]
        places = self.places[char]
        if len(places) % 2:
            return 0
        return -1 if bisect_left(places, at) % 2 else 1

    # ------------------------------------------------------------ what was lost

    def _is_lost(self, site: Site) -> bool:
        marks = site.before + site.behind
        is_quote = len(marks) == 1 and marks in _QUOTES
        if is_quote and _HEBREW.match(site.last) and _HEBREW.match(site.right.text):
            return False
        if not _is_spaced(site.last, site.right.text[0]):
            return self._korean(site)
        if "¿" in site.behind or "¡" in site.behind:
            return self._opens_spanish(site)
        if site.marks:
            if all(mark in ENDS for mark in site.marks):
                return self._sentence(site)
            return len(site.marks) == 1 and self._pause(site)
        if site.before:
            return self._closed(site)
        return self._opened(site)

    def _korean(self, site: Site) -> bool:
        """A sentence's end, a comma or an opening quotation between two Korean syllables."""
        if not (compiled(_HANGUL).match(site.last) and compiled(_HANGUL).match(site.right.text)):
            return False
        if site.marks == ",":
            return len(site.before) == 1 and not self.context.lists_korean
        if site.before:
            return bool(compiled(_KOREAN_END).search(site.left + site.before))
        return site.behind[0] in _QUOTES

    def _opens_spanish(self, site: Site) -> bool:
        """`¿` and `¡` open what a later mark closes; a lone one is a broken character."""
        closing = "?" if "¿" in site.behind else "!"
        return self.text.find(closing, site.split, site.split + 400) >= 0

    def _sentence(self, site: Site) -> bool:
        mark, right = site.marks, site.right
        if mark in ("।", "؟", "۔", "።", "፡፡"):
            return bool(_PLAIN_SCRIPTS.match(right.text))
        if "፡" in mark:
            return False  # one alone parts two words
        if mark in (".", "!") and _PLAIN_SCRIPTS.match(right.text) and self._ends_indic(site):
            return True
        if mark in (".", "!") and _CASELESS.match(right.text) and _CASELESS_WORD.search(site.left):
            return right.next != "."
        if right.is_lower:
            return self._goes_on(site)
        if not right.begins:
            return False
        if "…" in mark or ".." in mark:
            return (
                len(mark) in (1, 3)
                and (site.left[-1:].isalpha() or site.before[0] in _CLOSING)
                and not self.context.glues_dots
                and not right.is_single
            )
        if mark == "!" and site.left.lower() in _SHOUTED_NAMES:
            return False
        if len(site.before) > 1 or mark != ".":
            return True
        if site.behind:
            return not self._abbreviates(site.left)
        return self._full_stop(site)

    def _ends_indic(self, site: Site) -> bool:
        """Whether a mark ends a sentence in a script of India's: its abbreviations are short.

        And the dots of initials stand close together.
        """
        left = _INDIC_LEFT.search(self.text[max(0, site.start - MAX_LOOK) : site.start])
        right = _INDIC_RIGHT.match(self.text, site.split)
        if left is None or right is None or self._abbreviates(left[0]):
            return False
        return "." not in self.text[right.start() : right.end() + 3]

    def _goes_on(self, site: Site) -> bool:
        """Whether a sentence goes on in lower case behind a mark: `“Really?”he`, `Oh!said`."""
        right = site.right
        if site.before[-1] in _QUOTES:
            return len(right.text) >= (MIN_WORD if self.context.language in _SUFFIXING else 2)
        if site.behind:
            return site.marks in ("?", "!") and len(right.text) > 1
        return (
            site.marks in ("?", "!")
            and len(site.before) == 1
            and min(len(site.left), len(right.text)) > 1  # P!nk
            and self.context.knows(right)
            and site.left.lower() not in _SHOUTED_NAMES
            and self._runs_on(site)
        )

    def _full_stop(self, site: Site) -> bool:
        """Whether one full stop between two words ended a sentence."""
        right, left, behind = site.right, site.left, self.text[site.stop + 1 : site.stop + 2]
        if right.next == "(" or (right.next == "." and (len(right.text) < 4 or behind.isalnum())):
            return False
        if right.is_single and not self._runs_on(site):
            return False
        name = right.text.lower()
        if name in _DOMAIN_ENDS or (name in _WORDLIKE_ENDS and not self._runs_on(site)):
            return False
        if not left:
            return site.last in f"{_QUOTES}{_CLOSING}"
        if left[-1].isdigit():
            return self._number(site)
        found = _LETTERS_LAST.search(left)
        if found is None:
            return False
        word = found[0]
        if "." in left:
            return left.lower() in _NOON or (
                len(word) == 1 and word.isupper() and right.is_title and name in _OPENERS
            )
        if (len(word) < 2 and "’" not in left and "'" not in left) or self._abbreviates(word):
            return False
        if word.islower():
            return (
                right.is_title or len(word) > 2 or (right.is_single and word in self.context.known)
            )
        return self._ends_in_name(site, word)

    def _ends_in_name(self, site: Site, word: str) -> bool:
        """Whether a capitalised word ended a sentence: `in Berlin.Then he`, not `Fin.Link`."""
        right = site.right
        if words(self.block) < MIN_WORDS or self.context.dotted[f"{word}.{right.text}"] > 1:
            return False
        if right.is_acronym and right.text.lower() in _WORDLIKE_ENDS:
            return False
        if right.text == "I" or (self.context.knows(right) and (right.is_title or len(word) > 3)):
            return True
        first = site.start - len(site.left)
        sentence = _FULL_STOP.split(self.text[max(0, first - MAX_LOOK) : first])[-1]
        next_ = self.text[site.stop + 1 : site.stop + 2]
        if not right.is_title or self.text[first - 1 : first] != " ":
            return False
        if len(sentence.split()) < MIN_SENTENCE:
            return False
        if len(right.text) > MAX_PREFIX and (right.next == "," or next_.isdigit()):
            return True
        is_english = self.context.language == "en"
        return right.next == " " and (next_.islower() or (next_.isalpha() and not is_english))

    def _runs_on(self, site: Site) -> bool:
        """Whether the word is followed by a space and another word, or by an apostrophe."""
        behind = self.text[site.stop : site.stop + 2]
        return behind[:1] in ("'", "’", "-", ",") or (behind[:1] == " " and behind[1:].isalnum())

    def _number(self, site: Site) -> bool:
        """Whether a full stop behind a number ended a sentence, and is no list's or version's."""
        left, right = site.left, site.right
        first = site.start - len(left)
        if first <= 0 or self.text[first - 1] == "\n" or right.next.isdigit():  # 2.Nf3
            return False
        digits = left.lstrip("$€£")
        if digits.isdigit():
            return right.is_title or len(digits) == 4
        if digits.replace(".", "", 1).isdigit():
            return right.is_title and self.context.knows(right)
        return right.is_title and "." not in left and not re.fullmatch(r"[vV]\d+", left)

    def _abbreviates(self, word: str) -> bool:
        return word.lower() in self.context.abbreviations

    def _pause(self, site: Site) -> bool:
        left, right = site.left, site.right
        if site.marks == ":":
            return self._colon(site)
        if self.is_list:
            return False
        is_face = site.before == ";" and self.text[site.start - 1].isspace()  # ;D
        if is_face and len(right.text) == 1:
            return False
        is_word = len(right.text) > 1 or right.next in ("'", "’") or self.context.knows(right)
        if site.behind:
            return site.behind[0] != "[" or not _NOTE.match(self.text, site.split)
        if len(site.before) > 1 or not left:
            return is_word and not right.text.isdigit()
        if site.marks in "،؛":
            return not right.text.isdigit() and not left[-1].isdigit()
        if right.text.isdigit():
            if left.isdigit():
                return site.marks == "," and self._is_date(site)
            return left[-1].isalpha() and len(left) > 2
        if left[-1].isdigit():
            return is_word or right.is_single
        if site.marks == ";" and left.isupper() and right.text.isupper():  # TL;DR
            return False
        return max(len(left), len(right.text)) > 2 or min(len(left), len(right.text)) > 1

    def _is_date(self, site: Site) -> bool:
        """`May 5,2020`."""
        day, year = site.left, site.right.text
        if len(day) > 2 or len(year) != 4 or year[:2] not in ("19", "20"):
            return False
        end = site.start - len(day)
        month = _LETTERS_LAST.search(self.text[max(0, end - 12) : end].rstrip(" ."))
        return month is not None and month[0].lower() in _months()

    def _colon(self, site: Site) -> bool:
        left, right = site.left, site.right
        if site.behind:
            return site.behind[0] in _QUOTES and site.last not in _QUOTES and bool(left)
        if words(self.block) < MIN_WORDS or right.next in (":", "/"):
            return False
        if len(site.before) > 1:
            return right.begins and "%" not in site.before  # %H:%M
        word = left.rpartition("-")[2]
        is_word = word.isalpha() and len(word) > 1 and word.lower() not in _COLON_WORDS
        if not left:  # behind a bracket or a quotation, or a French space
            is_word = site.last in f"{_QUOTES}{_CLOSING} \u00a0\u202f"
        if right.text.isdigit():
            return is_word and left.islower() and len(left) > 3 and right.next in (" ", ",")
        if right.begins:
            is_turn = site.start == 1 and left in ("Q", "A")
            is_word = is_word or is_turn or (left.isdigit() and right.is_title)
            return is_word and self._runs_on(site)
        if not is_word or not right.is_lower or right.next not in " ,'’":
            return False
        if word[1:] != word[1:].lower() or not self._runs_on(site):
            return False
        is_suffixing = self.context.language in _COLON_SUFFIXING
        if right.text in _ENDINGS and (is_suffixing or not self.context.language):
            return False
        if self.context.knows(right):
            return len(right.text) > (2 if is_suffixing else 1)
        return (
            len(right.text) >= MIN_WORD and not right.text.startswith("in") and not left.isupper()
        )

    def _closed(self, site: Site) -> bool:
        """A closing bracket or quotation mark glued to the word behind it."""
        closer, right = site.before[-1], site.right
        if site.behind:
            return closer not in "'’%]"
        is_single = len(right.text) == 1
        if right.text.isdigit() or closer == "%" or (is_single and not self.context.knows(right)):
            return False
        if closer in ")]":
            return self._bracketed(site)
        if site.last.isdigit() or is_single:  # inches, `“A”s`
            return False
        if not right.is_lower:
            return right.begins
        inner = self._quoted(site.split - 1)
        language = self.context.language
        is_known = self.context.knows(right)
        if " " in inner:
            return language not in _SUFFIXING or len(right.text) > MIN_WORD - is_known
        if language in _SUFFIXING or right.text in _QUOTE_ENDINGS:
            return False
        if language == "de" and inner.islower() and len(right.text) > 2:  # nouns compound
            return True
        return is_known or (
            language not in _COMPOUNDING and len(inner) > MIN_WORD and len(right.text) >= MIN_WORD
        )

    def _quoted(self, at: int) -> str:
        """Give what the quotation holds that closes here."""
        char = self.text[at]
        directions = self.context.directions
        opening = [mark for mark in _QUOTES if directions.get(mark, 0) > 0 and mark != "‘"]
        opening = opening if directions.get(char, 0) < 0 else [char]
        low = max(0, at - 4 * MAX_BRACKET)
        start = max(self.text.rfind(mark, low, at) for mark in opening)
        return self.text[max(start + 1, low) : at].strip()

    def _bracketed(self, site: Site) -> bool:
        """Whether a bracket is a remark of its own, not part of a word (`(un)happy`)."""
        right, end = site.right, site.split - 1
        opening = "(" if self.text[end] == ")" else "["
        at = self.text.rfind(opening, max(0, end - MAX_BRACKET), end)
        if at < 1 or not self.text[at - 1].isspace():
            return False
        inner = self.text[at + 1 : end]
        if inner[-1:] in ("-", "‑") or (opening == "[" and inner[-2:-1].isspace()):
            return False  # `[moreover, t]here`
        if " " in inner:
            return True
        if opening == "[":
            return False
        if inner.isdigit() or _FIGURES.match(inner):
            return True
        if inner.isupper() and len(inner) > 1:
            return True
        return (right.is_title and len(inner) > 3) or (
            len(inner) > MAX_PREFIX and len(right.text) > 1 and right.text in self.context.known
        )

    def _opened(self, site: Site) -> bool:
        """An opening bracket or quotation mark glued to the word before it."""
        found = _LETTERS_LAST.search(site.left)
        if found is None or site.behind[0] == "[" or _ARABIC_PREFIX.fullmatch(found[0]):
            return False
        if site.behind[0] == "(":
            is_word = len(found[0]) > 2 or found[0] in self.context.known
            is_function = len(found[0]) == 1 and found[0].isupper()  # P(A and B)
            return is_word and not is_function and self._remarks(site)
        return len(found[0]) > 2 or found[0] in self.context.known

    def _remarks(self, site: Site) -> bool:
        """Whether a bracket behind a word holds a remark: words, a year, an age, an acronym."""
        end = self.text.find(")", site.start, site.start + MAX_BRACKET)
        if end < 0 or self.text[end + 1 : end + 2].isalnum():
            return False
        inner = self.text[site.start + 1 : end]
        if (inner.isdigit() and len(inner) == 4) or _SPAN.fullmatch(inner):
            return True
        if not _PLAIN_WORD.search(site.left):
            return False
        if words(self.block) < MIN_WORDS or "(" in inner or _DOTTED.search(inner):
            return False
        return (
            (" " in inner and _TWO_LETTERS.search(inner) is not None)  # unlike sin(a + b), F(3, 36)
            or (inner.isdigit() and len(inner) == 2)
            or (inner.isalpha() and len(inner) > 1 and inner[:1].isupper() and inner[-1:].isupper())
            or (len(inner) > MIN_WORD and inner in self.context.known and inner not in _ENDINGS)
        )


def _is_sign(char: str) -> bool:
    """Whether a character is a vowel sign, as words end in in the scripts of India."""
    return unicodedata.category(char) in ("Mn", "Mc")


def _is_spaced(left: str, right: str) -> bool:
    """Whether a space belongs between two such characters: not in scripts that set none."""
    return all(
        char.lower() != char.upper()
        or char.isdigit()
        or not char.isalnum()
        or _PLAIN_SCRIPTS.match(char) is not None
        for char in (left, right)
    )
