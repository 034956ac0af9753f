"""Whether a run of characters that could be misread UTF-8 is damage, or correct text.

A run counts as damage where correct text could not hold it: `Ã©` behind a small letter, `â€™`,
two Cyrillic pairs that fill a word.
"""

from __future__ import annotations

from collections.abc import Sequence as Run
from itertools import pairwise

from ..patterns import lazy
from ._layers import as_windows
from ._misread import BESIDE_WORDS, Encoding, Sequence, is_letter, is_small, script_of

__all__ = ["around", "judge"]

#: Characters within which a letter is looked for, to learn what script a stretch stands in.
REACH = 24

_BETWEEN_WORDS = frozenset("–—’·\u00a0\u00ad")
_ROMANIAN_LETTER = lazy("[ăîțşţș]")
_PORTUGUESE_LETTER = lazy("[ãõ]")
_QUOTES = frozenset("‘’‚“”„‹›«»…–—")


def judge(text: str, run: list[Sequence], encoding: Encoding) -> bool | None:
    """Whether a run is surely damage (`True`), could be (`False`), or is none (`None`)."""
    before, after = _beside(text, run)
    whole = [s for s in run if not s.lost]
    if not whole:
        return _judge_lost(text, before, run, encoding)
    if _fits_around(text, run):
        return True
    if encoding.leads == "letters":
        return _judge_letters(text, whole, encoding)
    if encoding.leads == "signs":
        return _judge_signs(text, whole)
    return len(whole) > 1 or _is_strong(text, whole[0], after)


def _beside(text: str, run: Run[Sequence]) -> tuple[str, str]:
    start, end = run[0].start, run[-1].end
    return text[start - 1 : start] if start else "", text[end : end + 1]


def around(text: str, run: Run[Sequence]) -> set[str]:
    """Give the scripts of the nearest letters on either side."""
    start, end = run[0].start, run[-1].end
    left = next((c for c in reversed(text[max(0, start - REACH) : start]) if c.isalpha()), "")
    right = next((c for c in text[end : end + REACH] if c.isalpha()), "")
    return {script_of(c) for c in (left, right) if c}


def _judge_letters(text: str, run: Run[Sequence], encoding: Encoding) -> bool | None:
    """Judge a run whose lead characters are letters of a script that has words of its own."""
    if any(s.lead >= 0xF0 or (s.lead == 0xE2 and s.char < "\u20d0") for s in run):
        return True
    before, after = _beside(text, run)
    if script_of(run[0].first) == "LATIN":  # some of these encodings have accented letters too
        return len(run) == 1 and run[0].lead > 0xDF and _is_strong_triple(run[0], after)
    joined = script_of(before) == "LATIN" or (
        not before.isalpha() and script_of(after) == "LATIN" and run[-1].tail[-1] != "’"
    )
    if joined and all(
        script_of(s.char) in ("LATIN", "") or s.char in encoding.bytes_of for s in run
    ):
        return True
    if (
        run[0].lead == 0xC2
        and encoding.name == "cp1251"
        and run[0].tail != "’"
        and around(text, run) == {"LATIN"}
    ):
        return True
    odd = any(not c.isalpha() and c not in BESIDE_WORDS for s in run for c in s.tail)
    if any(s.lead > 0xDF for s in run):
        if len(run) > 1 or before.isalpha():
            return odd and len(run) > 1
        return run[0].lead == 0xE2 and (odd or around(text, run) == {"LATIN"})
    if before.isalpha() or after.isalpha():
        return None
    if len(run) > 1:
        found = {script_of(s.char) for s in run}
        inner = all(s.char in encoding.bytes_of for s in run)
        fewest = 2 if inner or found == {_HOME.get(encoding.name)} else 3
        return (
            len(run) >= fewest
            and (inner or len(found) == 1)
            and any(not c.isalpha() or c.isupper() for s in run for c in s.tail)
        )
    return run[0].first in "РС" and bool(_NO_SECOND_LETTER.match(run[0].tail))


#: What is written on the pages that declare these encodings.
_HOME = {
    "cp1251": "CYRILLIC",
    "cp1253": "GREEK",
    "cp1255": "HEBREW",
    "cp1256": "ARABIC",
}

#: Letters that stand behind a capital Р or С in no word of two letters.
_NO_SECOND_LETTER = lazy("[ёЂ-Џђ-џґ]")

#: What stands beside a root or a negation in formulas.
_MATH = frozenset("π∂∑∏∞Ω±∫≤≥≠√")
_LIKELY_SIGNS = frozenset("→←↑↓⇒−★☆✓✔✅❤€™")
_BOX = lazy("[\u2500-\u259f]")


def _judge_signs(text: str, run: Run[Sequence]) -> bool | None:
    """Judge a run that begins with a sign where UTF-8 has a lead byte: `√©`, `├⌐`, `‚Äô`, `ΓÇÖ`."""
    if len(run) > 1:
        return True
    (s,) = run
    before, after = _beside(text, run)
    latin = script_of(before) == "LATIN"
    small = is_small(after) and script_of(after) == "LATIN"
    if s.lead > 0xDF:
        if s.first == "‚" and is_letter(s.tail):  # also a quotation mark before two letters
            return s.char in "“”„‘’‚–—‹›…•" or (s.char in _LIKELY_SIGNS and not after.isalpha())
        if s.lead == 0xE2 and "\u2010" <= s.char < "\u2c00" and not s.first.isalpha():
            return True
        return _is_mixed(s) or any(not c.isalpha() and c not in BESIDE_WORDS for c in s.tail)
    if s.first == "»" and latin and small and len(run) == 1 and s.tail in "òôõö":
        return True  # ș and ț
    if s.first in BESIDE_WORDS or s.lead > 0xCB or (s.first.isalpha() and s.first != "ƒ"):
        return False
    if s.first in "√¬" and s.tail in _MATH:
        return latin or (s.first == "¬" and before.isdigit())
    if s.first in "┬─┼" and _BOX.match(s.tail):
        return latin or (s.first == "┬" and before.isdigit())
    return s.first in "√¬┬ƒ" or latin or small or (s.first == "├" and not _BOX.match(s.tail))


def _is_mixed(s: Sequence) -> bool:
    """Whether letters of two scripts, or of two cases, meet in it as in no word."""
    chars = s.first + s.tail
    scripts = {script_of(c) for c in chars if c.isalpha()}
    if s.first.isalpha():
        scripts.discard("")  # an ordinal sign behind a word
    return len(scripts) > 1 or any(a.islower() and b.isupper() for a, b in pairwise(chars))


def _is_strong(text: str, s: Sequence, after: str) -> bool:
    """Whether correct text could not hold the sequence, which begins with a Latin letter."""
    before = text[s.start - 1 : s.start] if s.start else ""
    if s.lead >= 0xE0:
        return s.lead >= 0xF0 or _is_strong_triple(s, after)
    if is_letter(s.tail):
        return _is_strong_in_word(text, before, s, after)
    if s.tail not in BESIDE_WORDS or is_small(before):
        return True
    if s.lead > 0xCB:  # Greek, Cyrillic, Hebrew, Arabic: one letter alone
        return False
    if before.isupper():
        opens = not text[max(0, s.start - 2) : s.start - 1].isalpha()
        return _is_strong_after_capital(text, s, after, opens=opens)
    return _is_strong_at_start(before, s, after)


def _is_strong_triple(s: Sequence, after: str) -> bool:
    """Judge three characters: `â€™` and `ã€‚`, against the end of `«está»…` or `„víš“`."""
    if any(c not in BESIDE_WORDS and not is_letter(c) for c in s.tail):
        return True
    if s.lead == 0xE2:
        return s.tail[0] in "€‚" or is_letter(s.tail[0])
    if s.first == "á" and (s.tail[0] in "şŞ" or (s.tail[0] == "»" and is_letter(s.tail[1]))):
        return True
    return (
        s.lead == 0xE1
        and not any(is_letter(c) for c in s.tail)
        and is_small(after)
        and (s.tail[0] != "»" or s.tail[1] not in "–—…·’\u00a0")
    )


def _is_strong_in_word(text: str, before: str, s: Sequence, after: str) -> bool:
    """Judge two letters: `Åš` and `Ĺ‚`'s like, against the capitals of `PÄŤ` and `BĂŞICĂ`."""
    if s.first in "ÂÃÄÅ" and s.tail in "ŠŒŽšœžŸƒ":
        return True
    if s.first in "ĂĹÄÂ" and is_small(s.tail):
        return s.tail != "ş" or not _ROMANIAN_LETTER.search(text)
    if s.first == "Ă" and not before.isalpha() and not after.isalpha():
        return True
    return is_small(before) or (s.tail.isupper() and is_small(after) and s.lead != 0xC2)


def _is_strong_after_capital(text: str, s: Sequence, after: str, *, opens: bool) -> bool:
    """Judge a capital and a closing mark behind a capital: `KÃ–LN` against `IRMÃ–` and `KNÄ’s`."""
    if not after.isalpha() or (s.tail == "’" and after in "sS"):
        return False
    if is_small(after):
        return opens and not (s.first == "Ă" and s.tail in _BETWEEN_WORDS)
    if s.tail in _BETWEEN_WORDS and (s.first != "Ã" or _PORTUGUESE_LETTER.search(text)):
        return False
    return s.first in "ÃÄÅ" and s.char.isupper()


def _is_strong_at_start(before: str, s: Sequence, after: str) -> bool:
    """Judge a capital and a closing mark that begin a word: `Å›wiat` against `„Ä“` and `Å–Ö`."""
    if after.isalpha() and s.lead != 0xC2:
        if s.tail in _BETWEEN_WORDS and s.first != "Ã":
            return False
        return is_small(after) or (s.first in "ÃÄÅ" and s.char.isupper())
    if before and before in "«“„‘‚(":
        return False
    if s.first in "ÃĂ" and s.tail == "\u00a0":  # `à`, the word
        return not before.isalpha()
    return s.first == "Â" or (
        s.first == "Ã" and s.tail not in _QUOTES and s.tail not in _BETWEEN_WORDS
    )


def _fits_around(text: str, run: Run[Sequence]) -> bool:
    """Whether the run is of another script than the letters around it, and its meaning is of theirs."""
    script = script_of(run[0].char)
    first = run[0].first
    if not script or script_of(first) == script or first in BESIDE_WORDS:
        return False
    if run[-1].tail[-1] == "’" or any(s.lost for s in run):
        return False
    if script == "LATIN" and not (
        first.isalpha() and (run[0].tail.isalpha() or run[0].tail == "\u00a0")
    ):
        return False
    return around(text, run) == {script} and all(script_of(s.char) in (script, "") for s in run)


def _judge_lost(text: str, before: str, run: Run[Sequence], encoding: Encoding) -> bool | None:
    """Judge a run of nothing but sequences whose last byte became a space."""
    if encoding.leads != "latin" or len(run) > 1:
        return None
    char = run[0].char
    if char == "à":
        alone = before == " " and text[run[0].end : run[0].end + 1] == " "
        return (text[run[0].start - 2 : run[0].start - 1] if alone else before).islower()
    if char == "Š" or (run[0].lead > 0xDF and around(text, run) == {script_of(char)}):
        return False
    if char == "\u00a0":
        return (
            before.islower()
            or before.isdigit()
            or (before != "" and as_windows(before) in ".,;:!?»”’)%")
        )
    return None
