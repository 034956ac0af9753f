"""Characters that were decoded, composed or chosen wrongly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from ..actions import Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..reading.rereading import is_misread
from ..shapes import composed, once
from ..sieve import Sieve, texts
from ._layers import Text
from ._misread import beginnings
from ._mojibake import may_be_damaged, mend

__all__ = ["fix_encoding", "fix_lookalikes", "fix_normalization", "texts"]

#: Two characters that UTF-8 can have been, a control, and where a byte was lost.
_MISREAD_SIEVE = Sieve(
    beginnings, ("[\u0080-\u009f]",), ("â", "€"), ("[a-zà-ÿ]", "Ã"), ("[a-zA-Z]", "â", "[srmvldt]")
)


def fix_encoding(document: Document) -> Iterator[Edit]:
    """Mend mojibake: UTF-8 that was read as another encoding, once or several times.

    Each damaged stretch is mended by itself, so a single `â€™` in a text that is otherwise
    whole, or beside letters of another script, is found too; also where a byte was lost on
    the way and only one character is left that it can have been. A control character that
    Windows shows as a letter or mark (0x92) becomes that. Leaves what correct text can hold:
    capitals before a quotation mark (`MAÇÃ”`), Cyrillic, Greek and Thai words, `Â` and `Ã` in
    the languages that have them. Leaves what can't be told: `Ð` and `Ã` whose second byte is
    gone, and the bytes of another encoding (`µÚ·Î°¡±â`, Korean): a pair of them that UTF-8 could
    be is none, and what is mended there could no more be read again.

    >>> from cleanarticle.model import blocks
    >>> [edit.after for edit in fix_encoding(blocks("The cafÃ© was full. “Não”, it said."))]
    ['é']
    """
    held = [
        (block, Text(block.text, document.language))
        for block in _MISREAD_SIEVE.within(document)
        if once(block, "misread", _may_be_misread)
    ]
    if held and is_misread("\n".join([text.block_text for _, text in held])):
        held = [(block, text) for block, text in held if not _is_in_bytes(text.block_text)]
    mend([text for _, text in held])
    for block, text in held:
        for start, end, after in text.changes():
            yield Edit(block, start, end, after, Reason.ENCODING)


def _may_be_misread(block: Block) -> bool:
    return not block.text.isascii() and may_be_damaged(block.text)


#: Characters that stand for bytes, side by side.
_ROW = lazy("[\u0080-\u00ff]{2,}")


def _is_in_bytes(text: str) -> bool:
    """Whether a block has the bytes of another encoding, in a text that has such blocks."""
    return any(is_misread(row + row) for row in _ROW.findall(text))


#: Text about characters shows them as they are.
_NAMES_CODE_POINTS = lazy(r"\bU\+[0-9A-F]{4}")

# ---------------------------------------------------------------- normalization

#: Characters that differ from their normal form by more than their bytes: they stay. Ideographs
#: of the compatibility blocks stand in names; brackets, quads and Greek marks would change looks.
_NOT_NORMALIZED = lazy(
    "[\u2000\u2001\u2329\u232a\u037e\u0387\u0340\u0341\u1fef\u1ffd\uf900-\ufaff\U0002f800-\U0002fa1f]"
)

#: An accent by itself and the letter it belongs on, as some PDFs give them: `f¨ur`, `Espa˜na`.
_LOOSE_ACCENT = lazy("(?:(?<=[^\\W\\d_])[¨ˆ˜¸ˇ˘˚]|(?<![\\w¨])¨)(?=[a-zA-Zıȷ][a-zß-ɏ])")
_ACCENT_SIEVE = Sieve(("[¨ˆ˜¸ˇ˘˚]",))
_COMBINING = dict(zip("¨ˆ˜¸ˇ˘˚", "\u0308\u0302\u0303\u0327\u030c\u0306\u030a", strict=True))


def fix_normalization(document: Document) -> Iterator[Edit]:
    """Compose letters and their marks (NFC), letter by letter.

    `e` and a combining acute become `é`, jamo become syllables, `Å` the unit the letter; an
    accent set apart (`f¨ur`) goes onto its letter. Leaves full-width forms, ligatures, fractions
    and compatibility ideographs, the order of marks, and letters that NFC takes apart.

    >>> from cleanarticle.model import blocks
    >>> [edit.after for edit in fix_normalization(blocks("Cafe\u0301 ½ ﬁ"))]
    ['é']
    """
    for block in texts(document):
        text = block.text
        if text.isascii() or not once(block, "decomposed", _may_be_decomposed):
            continue
        if not unicodedata.is_normalized("NFC", text):
            for start, end in _clusters(text):
                if after := _composed(text[start:end]):
                    yield Edit(block, start, end, after, Reason.ENCODING)
        for found in _LOOSE_ACCENT.finditer(text):
            base = {"ı": "i", "ȷ": "j"}.get(text[found.end()], text[found.end()])
            after = unicodedata.normalize("NFC", base + _COMBINING[found[0]])
            if (
                len(after) == 1
                and after < "\u0180"
                and not _takes(text[found.start() - 1 : found.start()], found[0])
            ):
                yield Edit(block, found.start(), found.end() + 1, after, Reason.ENCODING)


def _may_be_decomposed(block: Block) -> bool:
    text = block.text
    loose = _ACCENT_SIEVE.may_be_in(block) and _LOOSE_ACCENT.search(text)
    return bool(
        (loose or not unicodedata.is_normalized("NFC", text))
        and not _NAMES_CODE_POINTS.search(text)
    )


def _takes(letter: str, accent: str) -> bool:
    """Whether the accent could as well belong on the letter before it."""
    return bool(letter) and len(unicodedata.normalize("NFC", letter + _COMBINING[accent])) == 1


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches that are not in normal form: a letter and what may compose with it."""
    start = 0
    trailing = _trailing()
    for at in range(1, len(text) + 1):
        if at < len(text) and (unicodedata.combining(text[at]) or text[at] in trailing):
            continue
        if not unicodedata.is_normalized("NFC", text[start:at]):
            yield start, at
        start = at


def _composed(cluster: str) -> str | None:
    if _NOT_NORMALIZED.search(cluster):
        return None
    after = composed(cluster)
    single = len(cluster) == 1 == len(after) and after.isalpha()
    return after if len(after) < len(cluster) or single else None


@cache
def _trailing() -> frozenset[str]:
    """Give the characters that are no marks and yet compose with what stands before them."""
    found = set(map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]))
    for point in [*range(0x0080, 0x3100), *range(0x11000, 0x12000)]:
        parts = unicodedata.decomposition(chr(point)).split()
        if len(parts) == 2 and parts[0][0] != "<":
            second = chr(int(parts[1], 16))
            if not unicodedata.combining(second):
                found.add(second)
    return frozenset(found)


# ---------------------------------------------------------------- lookalikes

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_OTHER = "\u0370-\u03ff\u0400-\u04ff"
_MIXED = lazy(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_MIXED_SIEVE = Sieve((f"[{_LATIN}]", f"[{_OTHER}]"), (f"[{_OTHER}]", f"[{_LATIN}]"))
_WORD = lazy(f"[{_LATIN}{_OTHER}\u0300-\u036f]+")

#: Letters that cannot be told from each other by eye, and the Latin ones.
_CYRILLIC_TWINS = dict(
    zip("аеорсухіјѕһԛԝАВЕКМНОРСТХІЈЅҺ", "aeopcyxijshqwABEKMHOPCTXIJSh", strict=True)
)
_GREEK_TWINS = dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True))
_TO_CYRILLIC = {b: a for a, b in _CYRILLIC_TWINS.items() if a not in "һԛԝҺ"} | dict(
    zip("ëËïÏ", "ёЁїЇ", strict=True)
)
_TO_GREEK = {b: a for a, b in _GREEK_TWINS.items()}
_UKRAINIAN = lazy("[іїєґўІЇЄҐЎѕЅјЈ]")

#: A word wholly of the other script: what is mixed may be damage itself.
_OTHER_WORD = lazy(f"(?<!\\w)[{_OTHER}]+(?!\\w)")

#: Characters on either side of a word within which its text's script is looked for.
BESIDE = 40

#: Fewest letters of its own script for a word to be of that script.
MIN_OWN_LETTERS = 3

#: Longest word looked at: what is longer is none.
MAX_WORD = 60


def fix_lookalikes(document: Document) -> Iterator[Edit]:
    """Replace a Cyrillic or Greek letter in a Latin word by the Latin one it looks like, and back.

    Only where all other letters, three or more, are of one script, and the letter has an exact
    twin. Leaves codes with digits, a Russian ending on a foreign name (`Google` and `а`), words
    in which a letter has no twin (`μm`, `αβ`, `smsки`), and names that mix scripts by intent.

    >>> from cleanarticle.model import blocks
    >>> [(e.start, e.after) for e in fix_lookalikes(blocks("The fеrry: Cyrillic е."))]
    [(5, 'e')]
    """
    for block in _MIXED_SIEVE.within(document):
        text = block.text
        if not _MIXED.search(text) or _NAMES_CODE_POINTS.search(text):
            continue
        for found in _WORD.finditer(text):
            if len(found[0]) > MAX_WORD or not _MIXED.search(found[0]):
                continue
            around = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
            if not any(c.isdigit() or c in "_@/\\" for c in around):
                for at, after in _twins(text, found):
                    yield Edit(block, at, at + 1, after, Reason.ENCODING)


def _twins(text: str, found: re.Match[str]) -> list[tuple[int, str]]:
    word = found[0]
    latin = [c for c in word if c < "\u0250"]
    cyrillic = [c for c in word if "\u0400" <= c <= "\u04ff"]
    greek = [c for c in word if "\u0370" <= c <= "\u03ff"]
    if (cyrillic and greek) or not latin:
        return []
    other, twins, back = (
        (cyrillic, _CYRILLIC_TWINS, _TO_CYRILLIC) if cyrillic else (greek, _GREEK_TWINS, _TO_GREEK)
    )
    if len(latin) > len(other) and len(latin) >= MIN_OWN_LETTERS:
        strange, twin = set(other), twins
    elif len(other) > len(latin) and len(other) >= MIN_OWN_LETTERS:
        strange, twin = set(latin), back
        if strange & set("iIjJsS") and not _UKRAINIAN.search(text):
            return []
    else:
        return []
    if not strange <= twin.keys() or _is_ending(text, found, strange):
        return []
    return [(found.start() + i, twin[c]) for i, c in enumerate(word) if c in strange]


def _is_ending(text: str, found: re.Match[str], strange: set[str]) -> bool:
    """Whether the strange letters are the ending that a foreign name has in a text of their script."""
    word = found[0]
    stem = word.rstrip("".join(strange))
    if len(stem) == len(word) or strange & set(stem):
        return False
    if stem.isupper() and word[len(stem) :].islower():
        return True
    if strange <= _TO_CYRILLIC.keys():
        return False  # no language puts Latin endings on words of other scripts
    left = _OTHER_WORD.search(text, max(0, found.start() - BESIDE), found.start())
    right = _OTHER_WORD.search(text, found.end(), found.end() + BESIDE + MAX_WORD)
    return left is not None or (right is not None and right.end() <= found.end() + BESIDE)
