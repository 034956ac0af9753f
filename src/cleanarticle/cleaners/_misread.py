"""Which characters stand for which bytes when UTF-8 is read as something else.

`runs` finds the stretches that an encoding would give for well-formed UTF-8; whether they are
damage is for `_mojibake_judge` to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..sieve import compiled

__all__ = [
    "BESIDE_WORDS", "ENCODINGS", "Encoding", "Sequence", "beginnings", "encodings",
    "holds_sequence", "is_letter", "is_small", "runs", "script_of",
]  # fmt: skip

#: What UTF-8 was read as: by Windows and the web, by the Mac, by DOS. None whose lead bytes are
#: small letters of a script that it writes (KOI8, DOS 866): glued words would look like them.
ENCODINGS = (
    "cp1252", "cp1254", "cp1250", "cp1257", "iso8859-2", "cp1251", "cp1253", "cp1255", "cp1256", "mac-roman",
    "cp437", "cp850",
)  # fmt: skip

#: Encodings whose characters for 0x80 to 0x9F were often left as control characters.
_WITH_CONTROLS = frozenset(name for name in ENCODINGS if name.startswith(("cp125", "iso")))

#: What damaged text can have been: letters, marks and signs that people write.
_PLAUSIBLE = (
    "[\u0080-\u017f\u018f\u0192\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u01e6\u01e7\u01f9\u0218-\u021b\u0259"
    "\u02b9-\u02bc\u02c6\u02c7\u02da\u02dc\u0300-\u030c\u0323-\u0328\u0384-\u03ce\u0400-\u045f\u0490-\u04ff"
    "\u0531-\u0589\u05b0-\u05f4\u060c-\u0652\u0654\u0660-\u06ff\u0901-\u0df4\u0e01-\u0e5b\u0e81-\u0edf"
    "\u0f00-\u0fda\u1000-\u109f\u10d0-\u10fc\u1100-\u11ff\u1200-\u137c\u1780-\u17f9\u1e00-\u1fff\u2002-\u206f"
    "\u2070-\u209c\u20a0-\u20c0\u2100-\u2bff\u2e3a\u3000-\u303f\u3041-\u318e\u31f0-\u33ff\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\ufb00-\ufb06\ufb1d-\ufdfd\ufe0e\ufe0f\ufe30-\ufe4f\ufe70-\ufefc\ufeff"
    "\uff01-\uffee\ufffc\ufffd\U0001f000-\U0001faff\U00020000-\U0003134a\U000e0020-\U000e007f]"
)

#: Signs that stand behind or around a word of correct text.
BESIDE_WORDS = frozenset("‘’‚“”„‹›«»…–—•·™®©°ºª²³¹\u00a0\u00ad")


@dataclass(frozen=True, slots=True)
class Encoding:
    name: str
    bytes_of: dict[str, int]
    #: The pattern of one well-formed sequence of two to four bytes, or one whose byte A0 became a
    #: space.
    sequence: str
    #: Whether the characters of lead bytes are Latin letters, letters, or signs.
    leads: str


@cache
def encodings() -> tuple[Encoding, ...]:
    return tuple(_encoding(name) for name in ENCODINGS)


def _encoding(name: str) -> Encoding:
    bytes_of: dict[str, int] = {}
    for value in range(0x80, 0x100):
        char = bytes([value]).decode(name, "ignore")
        if char:
            bytes_of[char] = value
        if (not char or name in _WITH_CONTROLS) and value < 0xA0:
            bytes_of.setdefault(chr(value), value)

    def chars(first: int, last: int) -> str:
        return "".join(re.escape(c) for c, value in bytes_of.items() if first <= value <= last)

    tail = f"[{chars(0x80, 0xBF)}]"
    forms = [
        f"[{chars(0xC2, 0xDF)}]{tail}",
        f"[{chars(0xE0, 0xE0)}][{chars(0xA0, 0xBF)}]{tail}",
        f"[{chars(0xE1, 0xEC)}{chars(0xEE, 0xEF)}]{tail}{{2}}",
        f"[{chars(0xED, 0xED)}][{chars(0x80, 0x9F)}]{tail}",
        f"[{chars(0xF0, 0xF0)}][{chars(0x90, 0xBF)}]{tail}{{2}}",
        f"[{chars(0xF3, 0xF3)}]{tail}{{3}}",
    ]
    if "\u00a0" in bytes_of and bytes_of["\u00a0"] == 0xA0:
        forms += [
            f"[{chars(0xC2, 0xC3)}{chars(0xC5, 0xC5)}{chars(0xCE, 0xCE)}{chars(0xD0, 0xD0)}{chars(0xD7, 0xD7)}] ",
            f"[{chars(0xE3, 0xED)}] {tail}",
            f"[{chars(0xE3, 0xED)}{chars(0xE0, 0xE0)}]{tail} ",
        ]
    lead = next((c for c, value in bytes_of.items() if value == 0xC3), "")
    kind = "latin" if "À" <= lead <= "ɏ" else "letters" if lead.isalpha() else "signs"
    return Encoding(name, bytes_of, "|".join(f for f in forms if "[]" not in f), kind)


@dataclass(frozen=True, slots=True)
class Sequence:
    """The characters `text[start:end]`, and the one that their bytes spell."""

    start: int
    end: int
    char: str
    lead: int
    first: str
    tail: str
    lost: bool = False


@cache
def beginnings() -> tuple[str, str]:
    """Give the classes of the first two characters of any sequence."""
    leads: set[str] = set()
    tails = {" "}
    for encoding in encodings():
        leads.update(c for c, value in encoding.bytes_of.items() if value >= 0xC2)
        tails.update(c for c, value in encoding.bytes_of.items() if value < 0xC0)
    first, second = ("".join(map(re.escape, sorted(chars))) for chars in (leads, tails))
    return f"[{first}]", f"[{second}]"


@cache
def any_beginning() -> re.Pattern[str]:
    first, second = beginnings()
    return re.compile(f"{first}(?={second})")


def holds_sequence(text: str) -> bool:
    """Whether any sequence stands in the text, looked for only where one can begin."""
    return any(_is_sequence(text, begun.start()) for begun in any_beginning().finditer(text))


def _is_sequence(text: str, start: int) -> bool:
    sequences = _begun_by(text[start], text[start + 1])
    return any(compiled(sequence).match(text, start) for sequence in sequences)


#: The bytes of UTF-8 behind which a space can stand for A0.
_BEFORE_SPACE = frozenset((0xC2, 0xC3, 0xC5, 0xCE, 0xD0, 0xD7, *range(0xE3, 0xEE)))


@lru_cache(maxsize=4096)
def _begun_by(first: str, second: str) -> tuple[str, ...]:
    """Give the sequences of the encodings in which two characters can begin one."""
    found = []
    for encoding in encodings():
        lead, tail = encoding.bytes_of.get(first, 0), encoding.bytes_of.get(second, 0xFF)
        if (second == " " and lead in _BEFORE_SPACE) or (lead >= 0xC2 and tail < 0xC0):
            found.append(encoding.sequence)
    return tuple(found)


def runs(text: str, encoding: Encoding) -> Iterator[list[Sequence]]:
    run: list[Sequence] = []
    for found in compiled(encoding.sequence).finditer(text):
        chars = found[0]
        lost = " " in chars
        values = bytes(encoding.bytes_of.get(c, 0xA0) for c in chars)
        char = values.decode("utf-8", "replace")
        if len(char) != 1 or not (compiled(_PLAUSIBLE).match(char) or char in encoding.bytes_of):
            continue  # what the encoding itself has may be damage of an inner layer
        if encoding.leads == "signs" and chars[0] in "“”‘’":
            continue  # as on the Mac, where they are rare leads and good quotation marks
        if run and run[-1].end != found.start():
            yield run
            run = []
        run.append(Sequence(found.start(), found.end(), char, values[0], chars[0], chars[1:], lost))
    if run:
        yield run


def is_letter(chars: str) -> bool:
    return all(unicodedata.category(c) in ("Ll", "Lu") for c in chars)


def is_small(char: str) -> bool:
    return char != "" and unicodedata.category(char) == "Ll"


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """Give the script of a letter, by the first word of its name; Han, Kana and Hangul are one."""
    if not char.isalpha() or char in "ªºµ":
        return ""
    name = unicodedata.name(char, "").split(" ")[0]
    return "HAN" if name in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL") else name
