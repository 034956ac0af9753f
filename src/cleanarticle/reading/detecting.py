"""Bytes that declare no encoding, or a wrong one: which letters make words of a language.

A detector tells which script bytes are in, but hardly one Latin encoding from another: the `è` of
one is the `č` of the next, and a page has few of either among its tags. The alphabets of languages
tell them: the letters beyond ASCII that a page has must all be of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice

from ..patterns import lazy

__all__ = [
    "contradicts",
    "detect",
    "east_asian",
    "frequent",
    "is_varied",
    "latin_letters",
    "may_be_western",
]

#: Words with a byte that is no ASCII, the most that are looked at, and where a page names its language.
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
MAX_WORDS = 4_000
_HIGH = bytes(range(0x80, 0x100))
_LANGUAGE = re.compile(
    rb"""<html\b[^<>]{0,2000}?\slang\s*=\s*["']?([A-Za-z]{2})\b""", re.IGNORECASE
)

#: Letters beyond ASCII that languages write, small ones, borrowed ones among them.
_WESTERN = {
    "en": "áàâäåãçéèêëíîïñóòôöøœúûüýßæ",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "de": "äöüßé",
    "es": "áéíóúüñç",
    "pt": "áâãàçéêíóôõúü",
    "it": "àèéìîòóùú",
    "nl": "áéèêëíïóöúü",
    "da": "æøåéöäü",
    "no": "æøåéêòóôöäü",
    "sv": "åäöéüà",
    "fi": "äöåšž",
    "is": "áðéíóúýþæö",
    "ca": "àçèéíïòóúüñ",
    "ga": "áéíóú",
    "fo": "áðíóúýæø",
    "et": "äöõüšž",
}
_CENTRAL = {
    "pl": "ąćęłńóśźżé",
    "cs": "áčďéěíňóřšťúůýžöü",
    "sk": "áäčďéíĺľňóôŕšťúýžě",
    "hu": "áéíóöőúüű",
    "hr": "čćđšž",
    "ro": "ăâîşţșț",
}
_CYRILLIC = {"ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґђјљњћџўѓќѕ"}
_GREEK = {"el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
#: Encodings and the languages that were written in them, the likeliest of two that fit first.
_LATIN_ENCODINGS: Mapping[str, Mapping[str, str]] = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1254": {"tr": "çğıöşüâîû"},
    "cp1257": {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äöõüšž"},
    "mac-roman": _WESTERN,
    "cp850": _WESTERN,
}
#: Those whose letters are often read as Western ones, and the words of a text that are looked at for that.
_READ_AS_WESTERN = ("cp1250", "iso8859-2", "cp1254", "cp1257")
MAX_WORDS_AGAIN = 400
#: Alphabets of which all letters are beyond ASCII, so that a detector takes the one for the other.
_OWN_ENCODINGS: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("cp1251", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"), _CYRILLIC),
    **dict.fromkeys(("cp1253", "iso8859-7"), _GREEK),
}
_OWN_NAMES = frozenset({"cp1251", "koi8_r", "koi8_u", "kz1048", "ptcp154", "iso8859_5", "cp855",
                        "cp866", "cp1125", "mac_cyrillic", "cp1253", "iso8859_7", "cp737", "cp869",
                        "mac_greek"})  # fmt: skip

#: Other names of the encodings above, as far as their letters go.
_SAME_LETTERS = {"iso8859-1": "cp1252", "iso8859-15": "cp1252", "iso8859-9": "cp1254",
                 "koi8-r": "koi8-u"}  # fmt: skip
#: Latin encodings whose languages are not listed: what declares one is believed.
_OTHER_LATIN = lazy(
    r"iso8859-(?:3|4|1[03456])$|cp(?:437|775|85[278]|86[0135]|1258)$|mac-|hp-roman8$"
)

#: Signs that stand within words and beside them.
_SIGNS = frozenset("’‘“”„‚«»‹›–—…·•­\u00a0°™®©€§¿¡")

#: How much a misplaced character weighs against one letter that fits, what the page's own word for its
#: language is worth, what goes off for English, whose letters are all borrowed, from many languages,
#: and the share of letters that must fit.
MISPLACED, TOLD, BORROWED, MIN_FIT = 2.0, 0.02, 0.05, 0.7

#: How much better another encoding must fit than the declared one, how well in place of one of another
#: script, and the words that must show it.
MIN_BETTER, MIN_FIT_OF_OTHER_SCRIPT, MIN_WORDS_AGAINST = 0.1, 0.9, 5

#: Share of characters that must be frequent ones of an East Asian encoding, share of a Japanese
#: text that is kana, and share of the characters that may be broken.
MIN_FREQUENT, MIN_KANA, MAX_BROKEN = 0.85, 0.2, 0.02
#: Kinds of characters that there must be, and the share that one may have: rows of `···` are no text.
MIN_KINDS, MAX_OF_ONE_KIND = 12, 0.25
#: Bytes that are looked at for that, from the first beyond ASCII on, and the fewest characters that tell.
MAX_EAST_ASIAN, MIN_EAST_ASIAN = 40_000, 16
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_JAPANESE = frozenset({"euc_jp", "cp932"})


def detect(data: bytes) -> str | None:
    """Give the name of the encoding that bytes are in, which are not UTF-8; `None` where none fits.

    >>> detect("Où est passée la fenêtre ? À côté.".encode("cp1252"))
    'cp1252'
    >>> detect("Gdzie są łódź i żagle, których szukaliśmy?".encode("cp1250"))
    'cp1250'
    """
    words = _words(data)
    sample = b"\n".join(words)
    language = _told(data)
    if _mixes_with_ascii(words):
        found, _ = _best(sample, _LATIN_ENCODINGS, language)
    else:
        found = east_asian(data)
    if found:
        return found
    guess = _guess(data, sample)
    if guess in _OWN_NAMES:
        return _best(sample, _OWN_ENCODINGS, language)[0] or guess
    return guess


def contradicts(data: bytes, declared: str) -> bool:
    """Whether the letters of bytes, which are not UTF-8, tell another encoding than is declared.

    >>> polish = "Gdzie są łódź i żagle, których szukaliśmy w zeszłym tygodniu?".encode("cp1250")
    >>> contradicts(polish, "cp1252"), contradicts(polish, "cp1250")
    (True, False)
    """
    words = _words(data)
    if len(words) < MIN_WORDS_AGAINST or _OTHER_LATIN.match(declared):
        return False
    is_latin = _mixes_with_ascii(words)
    known = _LATIN_ENCODINGS if is_latin else _OWN_ENCODINGS
    alphabets = known.get(_SAME_LETTERS.get(declared, declared))
    if alphabets is None and not is_latin:
        return declared in frequent() and (east_asian(data, declared) or declared) != declared
    sample, language = b"\n".join(words), _told(data)
    found, fit = _best(sample, known, language)
    if found is None or alphabets is None:
        return fit > MIN_FIT_OF_OTHER_SCRIPT
    return fit - _fit(sample.decode(declared, "replace"), alphabets, language) > MIN_BETTER


#: How well an encoding must fit that a text is read again in, how ill the one that it was read in may fit, and the
#: fewest letters by which the two differ.
MIN_FIT_AGAIN, MAX_FIT_NOW, MIN_CHANGED = 0.97, 0.85, 8


def may_be_western(high: bytes) -> bool:
    """Whether nearly all of the bytes beyond ASCII are letters of one Western language, at a cost that no page feels.

    >>> may_be_western("èéàôç".encode("cp1252") * 9), may_be_western("ąęłśż".encode("cp1250") * 9)
    (True, False)
    """
    letters = high.translate(None, _COMMON_SIGNS)
    most = (1 - MIN_FIT_AGAIN) * len(letters)
    return any(len(letters.translate(None, own)) <= most for own in _western_bytes())


_COMMON_SIGNS = "\u00a0·©®°«»–—‘’“”…€•".encode("cp1252")


@cache
def _western_bytes() -> tuple[bytes, ...]:
    letters = _WESTERN.values()
    return tuple((own + own.upper()).encode("cp1252", "ignore") for own in letters)


def latin_letters(data: bytes) -> tuple[str, str] | None:
    """Give the encoding and the letters beyond ASCII of a Latin alphabet that bytes are in, read as Western ones.

    >>> text = "Gdzie są łódź i żagle, których szukaliśmy? Przypłynęła już wczoraj, ale żaglówki są źle zszyte."
    >>> latin_letters(text.encode("cp1250"))
    ('cp1250', 'ąćęłńóśźżé')
    >>> latin_letters("Où est passée la fenêtre ? À côté.".encode("cp1252"))
    """
    words = b"\n".join([found[0] for found in islice(_WORD.finditer(data), MAX_WORDS_AGAIN)])
    now = words.decode("cp1252", "replace")
    if _fit(now, _WESTERN, "") > MAX_FIT_NOW:
        return None
    others = {name: _LATIN_ENCODINGS[name] for name in _READ_AS_WESTERN}
    encoding, fit = _best(words, others, "")
    if encoding is None or fit < MIN_FIT_AGAIN:
        return None
    then = words.decode(encoding, "replace")
    if sum(a != b and b.isalpha() for a, b in zip(now, then, strict=True)) < MIN_CHANGED:
        return None
    from ..finders.language import detect_language

    letters = others[encoding].get(detect_language(data.decode(encoding, "replace")) or "")
    return (encoding, letters) if letters else None


def _words(data: bytes) -> list[bytes]:
    return [found[0] for found in islice(_WORD.finditer(data), MAX_WORDS)]


def _told(data: bytes) -> str:
    """Give the code of the language that a page says it is in."""
    told = _LANGUAGE.search(data, 0, 20_000)
    return told[1].decode("ascii").lower() if told else ""


def _mixes_with_ascii(words: Iterable[bytes]) -> bool:
    """Whether the words are of the Latin script, which has most of its letters in ASCII."""
    longer = b"".join([word for word in words if len(word) > 1])
    return 2 * len(longer.translate(None, _HIGH)) >= len(longer)


def _best(
    sample: bytes, encodings: Mapping[str, Mapping[str, str]], language: str
) -> tuple[str | None, float]:
    """Give the encoding in which most of what is no ASCII are letters of one language, and how many."""
    best, most = None, MIN_FIT
    for encoding, alphabets in encodings.items():
        fit = _fit(sample.decode(encoding, "replace"), alphabets, language)
        if fit > most:
            best, most = encoding, fit
    return best, most


def _fit(text: str, alphabets: Mapping[str, str], language: str) -> float:
    """Give the share of the letters beyond ASCII that are of one language, of the best of several."""
    letters, misplaced = _letters(text)
    whole = max(1.0, letters.total() + misplaced)
    fits = []
    for name, alphabet in alphabets.items():
        fitting = sum(number for letter, number in letters.items() if letter in alphabet)
        fit = (fitting - MISPLACED * misplaced) / whole + TOLD * (name == language)
        fits.append(fit - BORROWED * (name == "en"))
    return max(fits) + (not letters and not misplaced)


def _letters(text: str) -> tuple[Counter[str], int]:
    """Count the letters beyond ASCII, small, and the characters that stand where none does."""
    letters: Counter[str] = Counter()
    misplaced = 0
    before = "\n"
    for at, char in enumerate(text):
        if char > "\x7f" and char not in _SIGNS:
            if char.isalpha() and char not in "ªº":
                letters[char.lower()[0]] += 1
                misplaced += before.islower() and not char.islower()
            elif char in "\ufffd" or "\x80" <= char < "\xa0":
                misplaced += 1
            elif before.isalpha() and text[at + 1 : at + 2].isalpha():
                misplaced += 1
        before = char
    letters.pop("i", None)  # of the Turkish İ
    return letters, misplaced


def east_asian(data: bytes, declared: str = "") -> str | None:
    """Give the East Asian encoding of which nearly all characters are frequent ones.

    The declared one goes before the others. A byte that is broken, or a character cut at the end,
    leaves the rest what it is.
    """
    first = _HIGH_BYTE.search(data)
    part = data[first.start() :][:MAX_EAST_ASIAN] if first else b""
    for encoding in sorted(frequent(), key=lambda name: name != declared):
        text = part.decode(encoding, "replace")
        high = [char for char in text if char.isalpha() and char > "\x7f"]
        kana = sum("\u3041" <= char <= "\u30fa" for char in high)
        if (
            len(high) >= MIN_EAST_ASIAN
            and text.count("\ufffd") <= max(2, MAX_BROKEN * len(high))
            and sum(char in frequent()[encoding] for char in high) >= MIN_FREQUENT * len(high)
            and (encoding not in _JAPANESE or kana >= MIN_KANA * len(high))
        ):
            return encoding
    return None


def is_varied(letters: Sequence[str]) -> bool:
    """Whether letters are as many and as mixed as in a text."""
    kinds = Counter(letters)
    return len(kinds) >= MIN_KINDS and kinds.most_common(1)[0][1] <= MAX_OF_ONE_KIND * kinds.total()


@cache
def frequent() -> Mapping[str, frozenset[str]]:
    """Give the characters that each East Asian encoding puts first, the frequent ones.

    Korean before Chinese, whose frequent ones stand in the same place and behind it.
    """

    def rows(encoding: str, first: int, last: int, trails: Iterable[int]) -> frozenset[str]:
        pairs = [bytes((lead, trail)) for lead in range(first, last + 1) for trail in trails]
        return frozenset("".join([pair.decode(encoding, "ignore") for pair in pairs]))

    upper = range(0xA1, 0xFF)
    japanese = rows("euc_jp", 0xA4, 0xA5, upper) | rows("euc_jp", 0xB0, 0xCF, upper)
    return {
        "euc_jp": japanese,
        "cp932": japanese,
        "cp949": rows("euc_kr", 0xB0, 0xC8, upper),
        "gb18030": rows("gb2312", 0xB0, 0xD7, upper),
        "big5hkscs": rows("big5", 0xA4, 0xC6, (*range(0x40, 0x7F), *upper)),
    }


def _guess(data: bytes, sample: bytes) -> str | None:
    """Ask charset-normalizer, with the words alone where the page's first part is all tags."""
    from charset_normalizer import from_bytes

    head = data[:100_000]
    best = from_bytes(sample[:100_000] if head.isascii() else head).best()
    return best.encoding if best is not None else None
