"""Lines folded for matching: case, white space, quotes, and numbers to `#`; and their words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from ..model import SOUTHEAST_ASIAN, Block
from ..patterns import lazy
from ..shapes import composed, once

# A pattern that begins with one character of a class is looked for many times as fast.
_NUMBER = lazy(r"\d(?:\d{0,2}(?: \d{3})+(?![\d.,:])|\d*(?:[.,:\u00a0\u202f]\d+)*(?:[km](?!\w))?)")
_DIGIT = lazy(r"\d")
TOKEN = lazy(r"#|[^\W_]+")
_TO_SPACE = bytes(c if chr(c).isalnum() or c == ord("#") else ord(" ") for c in range(256))
_STRAIGHT = tuple(zip("‘’‚‛ʼ´`“”„‟«»", "'''''''\"\"\"\"\"\"", strict=True))
UNSPACED = lazy(
    rf"[{SOUTHEAST_ASIAN}\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]"
)


def fold(text: str) -> str:
    """Fold a line for matching: case, white space, quotes, and numbers to `#`.

    >>> fold("  12 MIN  read "), fold("1 204 Views")
    ('# min read', '# views')
    """
    return _fold_rest(_fold_letters(text))


def _fold_letters(text: str) -> str:
    """Fold case and quotes, of a line or of many."""
    if text.isascii():
        return text.lower().replace("`", "'")
    text = composed(text)
    if "\u200c" in text or "\u200d" in text:
        # Joiners, of Persian and Sinhala, which many leave out.
        text = text.replace("\u200c", "").replace("\u200d", "")
    for mark, straight in _STRAIGHT:
        text = text.replace(mark, straight)
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


def _fold_rest(text: str) -> str:
    """Fold white space and numbers."""
    return _fold_numbers(" ".join(text.split()))


def _fold_numbers(text: str) -> str:
    return _NUMBER.sub("#", text) if _DIGIT.search(text) else text


def fold_all(lines: Sequence[str]) -> list[str]:
    """Fold many lines at once: a call costs more than the letters of a line.

    >>> fold_all(["12 MIN  read", "Straße"])
    ['# min read', 'strasse']
    """
    if any("\n" in line for line in lines):
        return [fold(line) for line in lines]
    out: list[str] = []
    for start in range(0, len(lines), _AT_ONCE):
        letters = _fold_letters("\n".join(lines[start : start + _AT_ONCE])).split("\n")
        spaced = "\n".join([" ".join(line.split()) for line in letters])
        out += _fold_numbers(spaced).split("\n")
    return out


#: Lines that are folded as one text: few enough that it stays in the processor's cache.
_AT_ONCE = 256


def fold_blocks(blocks: Iterable[Block]) -> None:
    """Fold the texts of blocks that hold one line."""
    some = [block for block in blocks if "\n" not in block.text]
    for block, line in zip(some, fold_all([block.text for block in some]), strict=True):
        block.memo["folded"] = line


def folded(block: Block) -> str:
    """Fold the text of a block, once."""
    return once(block, "folded", _folded)


def _folded(block: Block) -> str:
    return fold(block.text)


def bare(folded: str) -> str:
    """Strip bullets, symbols and closing marks off a folded line, keeping `#`.

    >>> bare("» share: ")
    'share'
    """
    if folded and folded[0].isalnum() and folded[-1].isalnum():  # as most
        return folded
    start, end = 0, len(folded)
    while start < end and not _is_letter(folded[start]):
        start += 1
    while end > start and not _is_letter(folded[end - 1]):
        end -= 1
    return folded[start:end]


def _is_letter(char: str) -> bool:
    """Whether a mark belongs to a word: a vowel sign of Hindi or Thai does, a danda does not."""
    if char.isalnum() or char == "#":
        return True
    return "\u0900" <= char <= "\u17ff" and unicodedata.category(char)[0] == "M"


def tokens_of(folded: str) -> list[str]:
    """Give the words and numbers of a line; ASCII, as most of them are, many times as fast."""
    if not folded.isascii():
        return TOKEN.findall(folded)
    return folded.replace("#", " # ").encode().translate(_TO_SPACE).decode().split()
