"""Text whose bytes were read as Latin letters though they are of another encoding: read again.

`ÀÌ¾ß±â` is Korean, `Ïðèâåò` Russian: so it looks where a server names no encoding and a program takes
Latin-1 for it. Each character stands for one byte, and no letter of these languages is left: what is mended is
all of the text at once, before it is read, as bytes are that declare a wrong encoding. UTF-8 read so is
`fix_encoding`'s, which mends it stretch by stretch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..patterns import lazy
from ..sieve import compiled
from .detecting import east_asian, is_varied, latin_letters, may_be_western
from .half_read import half_read

__all__ = ["is_misread", "read_again"]

#: What Windows-1252 shows for the bytes 0x80 to 0x9F, where Latin-1 has controls.
_WINDOWS = {
    char: value
    for value in range(0x80, 0xA0)
    if (char := bytes([value]).decode("cp1252", "ignore"))
}
_SIGNS = "".join(_WINDOWS)
_HIGH = f"[\u0080-\u00ff{_SIGNS}]"
#: Characters that stand for bytes side by side: no word of a Latin alphabet has so many without a plain letter.
_DENSE = f"{_HIGH}{{3,}}"
_ROW = f"{_HIGH}{{4,}}"
_ASCII = bytes(range(0x80))
#: Two of them that UTF-8 could be.
_SEQUENCES = f"[\u00c2-\u00df][\u0080-\u00bf{_SIGNS}]"
#: Stretches and words of them, by whether Windows' signs stand for bytes too.
_STRETCH = {True: f"[\\x00-\u00ff{_SIGNS}]+", False: "[\\x00-\u00ff]+"}
_WORD = {True: f"[A-Za-z\u0080-\u00ff{_SIGNS}]+", False: "[A-Za-z\u0080-\u00ff]+"}

#: Characters in such rows from which on a text is asked about, and their share of all that stand for bytes.
MIN_DENSE, MIN_DENSE_SHARE = 24, 0.4
#: Characters from U+0080 to U+00FF below which nothing is told.
MIN_HIGH = 12
#: Characters that are looked at, and the share of bytes that must not be UTF-8.
SAMPLE, MIN_NOT_UTF8 = 40_000, 0.3
#: Share of the letters that must be frequent ones, and of the bytes that must be letters.
MIN_FREQUENT, MIN_LETTERS = 0.68, 0.9
#: Share of the letters that may be capitals behind a small letter.
MAX_INNER_CAPITALS = 0.03

#: Letters of which more than two of three are, in any language that is written with them.
_FREQUENT: Mapping[str, frozenset[str]] = {
    "CYRILLIC": frozenset("оеаинтсрвлкмдіугыь"),
    "GREEK": frozenset("αοιετσνηυρπκλςάέήίόύώμ"),
    "HEBREW": frozenset("יוהלאתרמבשנדחע"),
    "ARABIC": frozenset("اليمنوتربعدسةهفكحق"),
    "THAI": frozenset("านรอกงวมยลดเทส่้ีัิหคะ็ปบไแโจใ"),
}
#: The encodings of alphabets that have no letter in ASCII; the likeliest of two that fit alike first.
_ALPHABETS = {
    "cp1251": "CYRILLIC",
    "koi8-u": "CYRILLIC",
    "iso8859-5": "CYRILLIC",
    "cp866": "CYRILLIC",
    "cp1253": "GREEK",
    "iso8859-7": "GREEK",
    "cp1255": "HEBREW",
    "cp1256": "ARABIC",
    "iso8859-6": "ARABIC",
    "cp874": "THAI",
}
_LETTERS: Mapping[str, str] = {
    "CYRILLIC": "[\u0400-\u045f\u0490\u0491]",
    "GREEK": "[\u0386-\u03ce]",
    "HEBREW": "[\u05b0-\u05ea]",
    "ARABIC": "[\u0621-\u0652\u067e\u0686\u0698\u06af]",
    "THAI": "[\u0e01-\u0e4e]",
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text is when its characters stand for bytes of this encoding."""

    encoding: str
    #: Whether the characters that Windows has for 0x80 to 0x9F stand for these bytes.
    is_windows: bool
    #: Whether a word that has a plain letter may be of it.
    mixes: bool


def read_again(text: str) -> str:
    """Give a text in the letters that it was written in, where other bytes were read as Latin ones.

    Korean, Chinese, Japanese and Thai, Cyrillic, Greek, Hebrew and Arabic in the encodings before Unicode. Asks
    that nearly all of the bytes are characters of that encoding, and these the frequent ones of a language. And
    the letters of Central Europe, Turkey and the Baltic, where they are all of the text's language and what stands
    there is of none. Leaves a text too short to tell, UTF-8, and what stands in other letters already.

    >>> read_again("Ìîðñêîé ïàðîì íå âûøåë â ìîðå, è ïàññàæèðû æäàëè äî óòðà.")
    'Морской паром не вышел в море, и пассажиры ждали до утра.'
    >>> read_again("Où est passée la fenêtre « à côté » de l’île ?")
    'Où est passée la fenêtre « à côté » de l’île ?'
    """
    if text.isascii():
        return text
    beyond = _beyond_ascii(text)
    high = _count_latin(beyond)
    if high < MIN_HIGH:
        return text
    if not _may_be_misread(beyond, high):
        return _with_latin_letters(text, beyond)
    reading = _reading_of(text)
    return half_read(text) if reading is None else _read(text, reading)


def is_misread(text: str) -> bool:
    """Whether rows of characters stand in a text that are bytes of some encoding, but of UTF-8.

    >>> is_misread("µÚ·Î°¡±â °Ë»ö"), is_misread("cafÃ© «Ó» ÐŸÐ°Ñ€Ð¾Ð¼ ————")
    (True, False)
    """
    rows = [row for row in compiled(_ROW).findall(text) if any(map(str.isalpha, row))]
    return bool(rows) and not _is_utf8("\n".join(rows))


def _is_utf8(text: str) -> bool:
    """Whether most of the characters that stand for bytes are UTF-8 together."""
    rows = compiled(f"{_HIGH}+").findall(text)  # the rest of a page is most of it
    data = _bytes("\n".join(rows), is_windows=True)
    broken = data.decode("utf-8", "replace").count("\ufffd")
    return broken < MIN_NOT_UTF8 * len(data.translate(None, _ASCII))


#: ASCII as spaces, all other bytes as they are.
_TO_SPACES = bytes(32 if value < 0x80 else value for value in range(0x100))


def _beyond_ascii(text: str) -> str:
    """Give the rows of characters beyond ASCII, a line each: to find them so costs no page much.

    >>> _beyond_ascii("a «b» — ćć.")
    '«\\n»\\n—\\nćć'
    """
    data = text.encode("utf-8", "surrogatepass")
    return b"\n".join(data.translate(_TO_SPACES).split()).decode("utf-8", "surrogatepass")


def _may_be_misread(beyond: str, high: int) -> bool:
    """Whether what a text has beyond ASCII stands in rows as bytes do that are no UTF-8."""
    rows = compiled(_DENSE).findall(beyond)
    dense = sum(map(len, rows))
    return dense >= max(MIN_DENSE, MIN_DENSE_SHARE * high) and not _is_utf8("\n".join(rows))


def _count_latin(text: str) -> int:
    """Count the characters from U+0080 to U+00FF."""
    return sum(map(len, compiled("[\u0080-\u00ff]+").findall(text)))


def _reading_of(text: str) -> _Reading | None:
    """Give the encoding of a text whose words are all bytes beyond ASCII."""
    first = compiled(_HIGH).search(text)
    part = text[first.start() if first else 0 :][:SAMPLE]
    best: _Reading | None = None
    fewest = 1.0
    for is_windows in (False, True):
        data = _pieces(part, is_windows)
        encoding = _asian(data)
        if encoding is not None and (broken := _broken(data, encoding)) < fewest:
            best, fewest = _Reading(encoding, is_windows, mixes=True), broken
    if best is None and (encoding := _alphabetic(_pieces(part, True))):
        best = _Reading(encoding, not encoding.startswith(("iso", "koi")), mixes=False)
    return best


def _broken(data: bytes, encoding: str) -> float:
    return data.decode(encoding, "replace").count("\ufffd") / len(data)


def _pieces(text: str, is_windows: bool) -> bytes:
    """Give the bytes of the stretches of characters that stand for some."""
    return b"\n".join(
        [_bytes(piece, is_windows) for piece in compiled(_STRETCH[is_windows]).findall(text)]
    )


def _bytes(text: str, is_windows: bool) -> bytes:
    """Give the bytes that the characters stand for, `?` for those that stand for none."""
    return (text.translate(_to_latin()) if is_windows else text).encode("latin-1", "replace")


@cache
def _to_latin() -> Mapping[int, int]:
    return {ord(char): value for char, value in _WINDOWS.items()}


def _asian(data: bytes) -> str | None:
    encoding = east_asian(data)
    if encoding is None:
        return None
    text = data.decode(encoding, "ignore")
    return encoding if is_varied([c for c in text if c.isalpha() and c > "\x7f"]) else None


def _alphabetic(data: bytes) -> str | None:
    """Give the encoding of an alphabet of which nearly all bytes are letters, most of them frequent ones."""
    rows = re.findall(rb"[\x80-\xff]{2,}", data)
    best, most = None, MIN_FREQUENT
    for encoding, script in _ALPHABETS.items():
        words = [row.decode(encoding, "replace") for row in rows]
        share = _share_of_frequent(words, script)
        if share > most:
            best, most = encoding, share
    return best


def _share_of_frequent(words: list[str], script: str) -> float:
    """Give the share of frequent letters, capitals within words none of them: the wrong encoding swaps the two."""
    text = "\n".join([word[:1].lower() + word[1:] for word in words])
    letters = compiled(_LETTERS[script]).findall(text)
    size = len(text) - len(words) + 1
    capitals = sum(left.islower() and right.isupper() for left, right in pairwise(text))
    if (
        len(letters) < MIN_LETTERS * size
        or capitals > MAX_INNER_CAPITALS * size
        or not is_varied(letters)
    ):
        return 0.0
    return sum(map(_FREQUENT[script].__contains__, letters)) / size


def _read(text: str, reading: _Reading) -> str:
    """Give the text as its bytes spell it; a byte that spells nothing stays the character that it was."""
    kept = {0xDC80 + at: 0x80 + at for at in range(0x80)}
    if reading.is_windows:
        kept |= {0xDC00 + value: ord(char) for char, value in _WINDOWS.items()}

    def spelt(found: re.Match[str]) -> str:
        data = _bytes(found[0], reading.is_windows)
        return data.decode(reading.encoding, "surrogateescape").translate(kept)

    def spelt_word(found: re.Match[str]) -> str:
        word = found[0]
        plain = sum(char < "\x80" for char in word)
        return word if 2 * plain >= len(word) else spelt(found)

    if reading.mixes:
        return compiled(_STRETCH[reading.is_windows]).sub(spelt, text)
    return compiled(_WORD[reading.is_windows]).sub(spelt_word, text)


#: Letters that no text has whose bytes were read as Western ones, but for those that Windows has.
_BEYOND = (
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u0218-\u021b\u0370-\u1fff\u3040-\ud7ff]"
)
#: Characters that are looked at: most of a page's are its markup.
LATIN_SAMPLE = 100_000
#: Units with a raised number, that are no words: `m³` is no Polish one.
_UNIT = lazy("[cdkm]?m[²³]")


def _with_latin_letters(text: str, beyond: str) -> str:
    """Give a text with the letters of its own Latin alphabet in place of Western ones (`³ódŸ`: `łódź`)."""
    if may_be_western(beyond.encode("latin-1", "ignore").translate(None, _ASCII)):
        return text
    if compiled(_BEYOND).search(beyond):
        return text
    if compiled(_SEQUENCES).search(beyond) and _is_utf8(beyond):
        return text
    first = compiled(_HIGH).search(text)
    start = first.start() if first else 0
    found = latin_letters(_bytes(text[start : start + LATIN_SAMPLE], is_windows=True))
    if found is None:
        return text
    encoding, alphabet = found
    now = [chr(value) for value in range(0x80, 0x100)]
    then = [bytes([value]).decode(encoding, "replace") for value in range(0x80, 0x100)]
    alphabet += alphabet.upper() + "İ" * ("ı" in alphabet)
    letters = {ord(a): b for a, b in zip(now, then, strict=True) if a != b and b in alphabet}
    letters |= {ord(a): letters[value] for a, value in _WINDOWS.items() if value in letters}

    def spelt(word: re.Match[str]) -> str:
        is_word = any(char.isalpha() and char not in "ªº" for char in word[0])
        return word[0].translate(letters) if is_word and not _UNIT.fullmatch(word[0]) else word[0]

    return compiled(_WORD[True]).sub(spelt, text)
