"""Bytes that declare no encoding, or a wrong one: which letters make words of a language.

A detector tells which script bytes are in, but hardly one Latin encoding from another: the `è` of
one is the `č` of the next, and a page has few of either among its tags. The alphabets of languages
tell them: the letters beyond ASCII that a page has must all be of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

__all__ = ["detect"]

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
_CYRILLIC_ENCODINGS = dict.fromkeys(
    ("cp1251", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"), _CYRILLIC
)
_CYRILLIC_NAMES = frozenset({"cp1251", "koi8_r", "koi8_u", "kz1048", "ptcp154", "iso8859_5", "cp855",
                             "cp866", "cp1125", "mac_cyrillic"})  # fmt: skip

#: Signs that stand within words and beside them.
_SIGNS = frozenset("’‘“”„‚«»‹›–—…·•­\u00a0°™®©€§¿¡")

#: How much a misplaced character weighs against one letter that fits, what the page's own word for its
#: language is worth, what goes off for English, whose letters are all borrowed, from many languages,
#: and the share of letters that must fit.
MISPLACED, TOLD, BORROWED, MIN_FIT = 2.0, 0.02, 0.05, 0.7


def detect(data: bytes) -> str | None:
    """Give the name of the encoding that bytes are in, which are not UTF-8; `None` where none fits.

    >>> detect("Où est passée la fenêtre ? À côté.".encode("cp1252"))
    'cp1252'
    >>> detect("Gdzie są łódź i żagle, których szukaliśmy?".encode("cp1250"))
    'cp1250'
    """
    words = [found[0] for found in islice(_WORD.finditer(data), MAX_WORDS)]
    sample = b"\n".join(words)
    told = _LANGUAGE.search(data, 0, 20_000)
    language = told[1].decode("ascii").lower() if told else ""
    if _mixes_with_ascii(words) and (found := _best(sample, _LATIN_ENCODINGS, language)):
        return found
    guess = _guess(data, sample)
    if guess in _CYRILLIC_NAMES:
        return _best(sample, _CYRILLIC_ENCODINGS, language) or guess
    return guess


def _mixes_with_ascii(words: Iterable[bytes]) -> bool:
    """Whether the words are of the Latin script, which has most of its letters in ASCII."""
    longer = b"".join([word for word in words if len(word) > 1])
    return 2 * len(longer.translate(None, _HIGH)) >= len(longer)


def _best(sample: bytes, encodings: Mapping[str, Mapping[str, str]], language: str) -> str | None:
    """Give the encoding in which most of what is no ASCII are letters of one language."""
    best, most = None, MIN_FIT
    for encoding, alphabets in encodings.items():
        text = sample.decode(encoding, "replace")
        letters, misplaced = _letters(text)
        whole = max(1.0, letters.total() + misplaced)
        for name, alphabet in alphabets.items():
            fitting = sum(number for letter, number in letters.items() if letter in alphabet)
            fit = (fitting - MISPLACED * misplaced) / whole + TOLD * (name == language)
            fit -= BORROWED * (name == "en")
            if not letters and not misplaced:
                fit += 1
            if fit > most:
                best, most = encoding, fit
    return best


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


def _guess(data: bytes, sample: bytes) -> str | None:
    """Ask charset-normalizer, with the words alone where the page's first part is all tags."""
    from charset_normalizer import from_bytes

    head = data[:100_000]
    best = from_bytes(sample[:100_000] if head.isascii() else head).best()
    return best.encoding if best is not None else None
