"""UTF-8 that was read as something else: which characters stand for which bytes, and where.

Each run of characters that an encoding would give for well-formed UTF-8 is weighed by itself,
so that a text damaged in one place is mended there and nowhere else. A run counts as damage
where correct text could not hold it: `Ã©` behind a small letter, `â€™`, two Cyrillic pairs that
fill a word. A run that could be either (`MAÇÃ”`, the end of a quoted word in capitals) counts
only beside damage of the same encoding.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from ..finders.language import detect_language

__all__ = ["Text", "mend"]

#: Layers from which on a text is taken for made to keep us busy, and stays as it is.
MAX_LAYERS = 8

#: Characters that are surely damage from which on the whole text counts as damaged.
MIN_ELSEWHERE = 8

#: What UTF-8 was read as: by Windows and the web, by DOS, by the Mac.
_ENCODINGS = (
    "cp1252", "cp1254", "cp1250", "cp1257", "iso8859-2", "cp1251", "cp1253", "cp1255", "cp1256", "cp874",
    "koi8-r", "mac-roman", "cp437", "cp850", "cp852", "cp866",
)  # fmt: skip

#: Encodings whose characters for 0x80 to 0x9F were often left as control characters.
_WITH_CONTROLS = frozenset(name for name in _ENCODINGS if name.startswith(("cp125", "iso")))

#: What damaged text can have been: letters, marks and signs that people write.
_PLAUSIBLE = re.compile(
    "[\u0080-\u017f\u018f\u0192\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u01e6\u01e7\u01f9\u0218-\u021b\u0259"
    "\u02b9-\u02bc\u02c6\u02c7\u02da\u02dc\u0300-\u030c\u0323-\u0328\u0384-\u03ce\u0400-\u045f\u0490-\u04ff"
    "\u0531-\u0589\u05b0-\u05f4\u060c-\u0652\u0654\u0660-\u06ff\u0901-\u0df4\u0e01-\u0e5b\u0e81-\u0edf"
    "\u0f00-\u0fda\u1000-\u109f\u10d0-\u10fc\u1100-\u11ff\u1200-\u137c\u1780-\u17f9\u1e00-\u1fff\u2002-\u206f"
    "\u2070-\u209c\u20a0-\u20c0\u2100-\u2bff\u2e3a\u3000-\u303f\u3041-\u318e\u31f0-\u33ff\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\ufb00-\ufb06\ufb1d-\ufdfd\ufe0e\ufe0f\ufe30-\ufe4f\ufe70-\ufefc\ufeff"
    "\uff01-\uffee\ufffc\ufffd\U0001f000-\U0001faff\U00020000-\U0003134a\U000e0020-\U000e007f]"
)

#: Signs that stand behind or around a word of correct text.
_BESIDE_WORDS = frozenset("‘’‚“”„‹›«»…–—•·™®©°ºª²³¹\u00a0\u00ad")
#: Characters within which a letter is looked for, to learn what script a stretch stands in.
REACH = 24

_BETWEEN_WORDS = frozenset("–—’·\u00a0\u00ad")
_ROMANIAN_LETTER = re.compile("[ăîțşţș]")
_PORTUGUESE_LETTER = re.compile("[ãõ]")
_QUOTES = frozenset("‘’‚“”„‹›«»…–—")
_SPACES = " \u00a0"

#: What stands instead of the stretch that begins or goes on at an offset: (start, end, after).
_Found = dict[int, tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class _Encoding:
    name: str
    bytes_of: dict[str, int]
    #: One well-formed sequence of two to four bytes, or one whose byte A0 became a space.
    sequence: re.Pattern[str]
    #: Whether the characters of lead bytes are Latin letters, letters, or signs.
    leads: str


@cache
def _encodings() -> tuple[_Encoding, ...]:
    return tuple(_encoding(name) for name in _ENCODINGS)


def _encoding(name: str) -> _Encoding:
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
    kind = {"cp874": "letters", "koi8-r": "letters"}.get(name, kind)
    return _Encoding(name, bytes_of, re.compile("|".join(f for f in forms if "[]" not in f)), kind)


@dataclass(frozen=True, slots=True)
class _Sequence:
    """The characters `text[start:end]`, and the one that their bytes spell."""

    start: int
    end: int
    char: str
    lead: int
    first: str
    tail: str
    lost: bool = False


class Text:
    """A block's text on its way through the layers; `bounds[i]` is where `text[i]` began."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self.block_text = text
        self.text = text
        self.bounds: Sequence[int] = range(len(text) + 1)
        self._language = language or ""

    def language(self, found: _Found) -> str:
        """Give the document's language, else what the text tells once `found` is mended."""
        if not self._language:
            mended = Text(self.text)
            mended.replace(sorted(set(found.values())))
            self._language = detect_language(mended.text) or "?"
        return self._language

    def reset(self) -> None:
        """Take back what was replaced."""
        self.text, self.bounds = self.block_text, range(len(self.block_text) + 1)

    def replace(self, found: Sequence[tuple[int, int, str]]) -> None:
        """Put one character (or none) for each of the disjoint stretches, which are in order."""
        parts: list[str] = []
        bounds: list[int] = []
        at = 0
        for start, end, after in found:
            parts += (self.text[at:start], after)
            bounds += self.bounds[at:start]
            bounds += [self.bounds[start]] * len(after)
            at = end
        parts.append(self.text[at:])
        bounds += self.bounds[at:]
        self.text, self.bounds = "".join(parts), bounds

    def changes(self) -> Iterator[tuple[int, int, str]]:
        """Give what became of the block's text, as (start, end, after), neighbours joined."""
        before, bounds = self.block_text, self.bounds
        start = end = -1
        after: list[str] = []
        if self.text == before and not _CONTROL.search(before):
            return
        for i, char in enumerate(self.text):
            low, high = bounds[i], bounds[i + 1]
            char = as_windows(char)
            if high - low == 1 and before[low] == char:
                continue
            if low != end and after:
                yield start, end, "".join(after)
                after = []
            start = start if after else low
            end = high
            after.append(char)
        if after:
            yield start, end, "".join(after)


_CONTROL = re.compile("[\u0080-\u009f]")


def as_windows(char: str) -> str:
    """Give the Windows-1252 character for a C1 control: no text means the control."""
    if "\u0080" <= char <= "\u009f":
        return bytes([ord(char)]).decode("cp1252", "ignore") or char
    return char


def mend(texts: Sequence[Text]) -> None:
    """Undo layer after layer of mojibake in all texts, each of which may tell about the others."""
    active = texts
    for _ in range(MAX_LAYERS):
        active = _mend_layer(active)
        if not active:
            return
    for text in active:  # still going: no text was ever damaged so often
        text.reset()


def _take(found: _Found, group: Sequence[tuple[int, int, str]]) -> bool:
    """Add the stretches of a run, if it overlaps none that was stronger."""
    if any(at in found for start, end, _ in group for at in range(start, end)):
        return False
    found.update((at, stretch) for stretch in group for at in range(*stretch[:2]))
    return True


def _scripts(runs: Sequence[Sequence[_Sequence]]) -> set[str]:
    """Give the scripts that damage of this encoding is seen to hide, Latin always among them."""
    return {_script(s.char) for run in runs for s in run} | {"", "LATIN"} if runs else set()


_Runs = dict[str, tuple[list[list[_Sequence]], list[list[_Sequence]]]]


def _mend_layer(active: Sequence[Text]) -> list[Text]:
    weighed = [(held, _weigh(held.text)) for held in active]
    strength: Counter[str] = Counter()
    scripts: dict[str, set[str]] = {}
    for _, runs in weighed:
        for name, (strong, _) in runs.items():
            strength[name] += sum(s.end - s.start for run in strong for s in run)
            scripts.setdefault(name, set()).update(_scripts(strong))
    order = sorted(_ENCODINGS, key=lambda name: -strength[name])
    out = []
    for held, runs in weighed:
        found: _Found = {}
        lost: list[tuple[list[_Sequence], int]] = []
        for name in order:
            strong, weak = runs.get(name, ([], []))
            known = (
                scripts.get(name, set()) if strength[name] >= MIN_ELSEWHERE else _scripts(strong)
            )
            like = [run for run in weak if _scripts([run]) <= known]
            for run in strong + like:
                whole = [s for s in run if not s.lost]
                if _take(found, [(s.start, s.end, s.char) for s in whole]):
                    like_these = {_script(s.char) for s in whole}
                    lost += [
                        (run, at)
                        for at, s in enumerate(run)
                        if s.lost and (s.lead <= 0xDF or not whole or _script(s.char) in like_these)
                    ]
        for run, at in lost:
            _take(found, [_without_byte(held, run, at, found)])
        for stretch in list(_cut_short(held, found)):
            _take(found, [stretch])
        if found:
            held.replace(sorted(set(found.values())))
            out.append(held)
    return out


def _weigh(text: str) -> _Runs:
    """Give, by encoding, the runs that are surely damage and those that could be."""
    out: _Runs = {}
    if text.isascii() or not _any_sequence().search(text):
        return out
    for encoding in _encodings():
        strong: list[list[_Sequence]] = []
        weak: list[list[_Sequence]] = []
        for run in _runs(text, encoding):
            verdict = _judge(text, run, encoding)
            if verdict is not None:
                (strong if verdict else weak).append(run)
        if strong or weak:
            out[encoding.name] = strong, weak
    return out


@cache
def _any_sequence() -> re.Pattern[str]:
    return re.compile("|".join(encoding.sequence.pattern for encoding in _encodings()))


def _runs(text: str, encoding: _Encoding) -> Iterator[list[_Sequence]]:
    run: list[_Sequence] = []
    for found in encoding.sequence.finditer(text):
        chars = found[0]
        lost = " " in chars
        values = bytes(encoding.bytes_of.get(c, 0xA0) for c in chars)
        char = values.decode("utf-8", "replace")
        if len(char) != 1 or not (_PLAUSIBLE.match(char) or char in encoding.bytes_of):
            continue  # what the encoding itself has may be damage of an inner layer
        if encoding.leads == "signs" and chars[0] in "“”‘’":
            continue  # as on the Mac, where they are rare leads and good quotation marks
        if run and run[-1].end != found.start():
            yield run
            run = []
        run.append(
            _Sequence(found.start(), found.end(), char, values[0], chars[0], chars[1:], lost)
        )
    if run:
        yield run


def _judge(text: str, run: list[_Sequence], encoding: _Encoding) -> bool | None:
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


def _beside(text: str, run: Sequence[_Sequence]) -> tuple[str, str]:
    start, end = run[0].start, run[-1].end
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _around(text: str, run: Sequence[_Sequence]) -> set[str]:
    """Give the scripts of the nearest letters on either side."""
    start, end = run[0].start, run[-1].end
    left = next((c for c in reversed(text[max(0, start - REACH) : start]) if c.isalpha()), "")
    right = next((c for c in text[end : end + REACH] if c.isalpha()), "")
    return {_script(c) for c in (left, right) if c}


def _judge_letters(text: str, run: Sequence[_Sequence], encoding: _Encoding) -> bool | None:
    """Judge a run whose lead characters are letters of a script that has words of its own."""
    if encoding.name == "cp874":
        return True if len(run) > 2 else None
    if any(s.lead >= 0xF0 or (s.lead == 0xE2 and s.char < "\u20d0") for s in run):
        return True
    before, after = _beside(text, run)
    if _script(run[0].first) == "LATIN":  # some of these encodings have accented letters too
        return len(run) == 1 and run[0].lead > 0xDF and _is_strong_triple(run[0], after)
    joined = _script(before) == "LATIN" or (
        not before.isalpha() and _script(after) == "LATIN" and run[-1].tail[-1] != "’"
    )
    if joined and all(_script(s.char) in ("LATIN", "") or s.char in encoding.bytes_of for s in run):
        return True
    if (
        run[0].lead == 0xC2
        and encoding.name == "cp1251"
        and run[0].tail != "’"
        and _around(text, run) == {"LATIN"}
    ):
        return True
    odd = any(not c.isalpha() and c not in _BESIDE_WORDS for s in run for c in s.tail)
    if any(s.lead > 0xDF for s in run):
        if len(run) > 1 or before.isalpha():
            return odd and len(run) > 1
        return run[0].lead == 0xE2 and (odd or _around(text, run) == {"LATIN"})
    if before.isalpha() or after.isalpha():
        return None
    if len(run) > 1:
        found = {_script(s.char) for s in run}
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
    "koi8-r": "CYRILLIC",
    "cp1253": "GREEK",
    "cp1255": "HEBREW",
    "cp1256": "ARABIC",
}

#: Letters that stand behind a capital Р or С in no word of two letters.
_NO_SECOND_LETTER = re.compile("[ёЂ-Џђ-џґ]")

#: What stands beside a root or a negation in formulas.
_MATH = frozenset("π∂∑∏∞Ω±∫≤≥≠√")
_LIKELY_SIGNS = frozenset("→←↑↓⇒−★☆✓✔✅❤€™")
_BOX = re.compile("[\u2500-\u259f]")


def _judge_signs(text: str, run: Sequence[_Sequence]) -> bool | None:
    """Judge a run that begins with a sign where UTF-8 has a lead byte: `√©`, `├⌐`, `‚Äô`, `ΓÇÖ`."""
    if any(_script(s.first) == "CYRILLIC" and s.tail.isalpha() and not _is_mixed(s) for s in run):
        return None
    if len(run) > 1:
        return True
    (s,) = run
    before, after = _beside(text, run)
    latin = _script(before) == "LATIN"
    small = _is_small(after) and _script(after) == "LATIN"
    if s.lead > 0xDF:
        if s.first == "‚" and _is_letter(s.tail):  # also a quotation mark before two letters
            return s.char in "“”„‘’‚–—‹›…•" or (s.char in _LIKELY_SIGNS and not after.isalpha())
        if s.lead == 0xE2 and "\u2010" <= s.char < "\u2c00" and not s.first.isalpha():
            return True
        return _is_mixed(s) or any(not c.isalpha() and c not in _BESIDE_WORDS for c in s.tail)
    if s.first == "»" and latin and small and len(run) == 1 and s.tail in "òôõö":
        return True  # ș and ț
    if s.first in _BESIDE_WORDS or s.lead > 0xCB or (s.first.isalpha() and s.first != "ƒ"):
        return False
    if s.first in "√¬" and s.tail in _MATH:
        return latin or (s.first == "¬" and before.isdigit())
    if s.first in "┬─┼" and _BOX.match(s.tail):
        return latin or (s.first == "┬" and before.isdigit())
    return s.first in "√¬┬ƒ" or latin or small or (s.first == "├" and not _BOX.match(s.tail))


def _is_mixed(s: _Sequence) -> bool:
    """Whether letters of two scripts, or of two cases, meet in it as in no word."""
    chars = s.first + s.tail
    return len({_script(c) for c in chars if c.isalpha()}) > 1 or any(
        a.islower() and b.isupper() for a, b in pairwise(chars)
    )


def _is_strong(text: str, s: _Sequence, after: str) -> bool:
    """Whether correct text could not hold the sequence, which begins with a Latin letter."""
    before = text[s.start - 1 : s.start] if s.start else ""
    if s.lead >= 0xE0:
        return s.lead >= 0xF0 or _is_strong_triple(s, after)
    if _is_letter(s.tail):
        return _is_strong_in_word(text, before, s, after)
    if s.tail not in _BESIDE_WORDS or _is_small(before):
        return True
    if s.lead > 0xCB:  # Greek, Cyrillic, Hebrew, Arabic: one letter alone
        return False
    if before.isupper():
        opens = not text[max(0, s.start - 2) : s.start - 1].isalpha()
        return _is_strong_after_capital(text, s, after, opens=opens)
    return _is_strong_at_start(before, s, after)


def _is_strong_triple(s: _Sequence, after: str) -> bool:
    """Judge three characters: `â€™` and `ã€‚`, against the end of `«está»…` or `„víš“`."""
    if any(c not in _BESIDE_WORDS and not _is_letter(c) for c in s.tail):
        return True
    if s.lead == 0xE2:
        return s.tail[0] in "€‚" or _is_letter(s.tail[0])
    if s.first == "á" and (s.tail[0] in "şŞ" or (s.tail[0] == "»" and _is_letter(s.tail[1]))):
        return True
    return (
        s.lead == 0xE1
        and not any(_is_letter(c) for c in s.tail)
        and _is_small(after)
        and (s.tail[0] != "»" or s.tail[1] not in "–—…·’\u00a0")
    )


def _is_strong_in_word(text: str, before: str, s: _Sequence, after: str) -> bool:
    """Judge two letters: `Åš` and `Ĺ‚`'s like, against the capitals of `PÄŤ` and `BĂŞICĂ`."""
    if s.first in "ÂÃÄÅ" and s.tail in "ŠŒŽšœžŸƒ":
        return True
    if s.first in "ĂĹÄÂ" and _is_small(s.tail):
        return s.tail != "ş" or not _ROMANIAN_LETTER.search(text)
    if s.first == "Ă" and not before.isalpha() and not after.isalpha():
        return True
    return _is_small(before) or (s.tail.isupper() and _is_small(after) and s.lead != 0xC2)


def _is_strong_after_capital(text: str, s: _Sequence, after: str, *, opens: bool) -> bool:
    """Judge a capital and a closing mark behind a capital: `KÃ–LN` against `IRMÃ–` and `KNÄ’s`."""
    if not after.isalpha() or (s.tail == "’" and after in "sS"):
        return False
    if _is_small(after):
        return opens and not (s.first == "Ă" and s.tail in _BETWEEN_WORDS)
    if s.tail in _BETWEEN_WORDS and (s.first != "Ã" or _PORTUGUESE_LETTER.search(text)):
        return False
    return s.first in "ÃÄÅ" and s.char.isupper()


def _is_strong_at_start(before: str, s: _Sequence, after: str) -> bool:
    """Judge a capital and a closing mark that begin a word: `Å›wiat` against `„Ä“` and `Å–Ö`."""
    if after.isalpha() and s.lead != 0xC2:
        if s.tail in _BETWEEN_WORDS and s.first != "Ã":
            return False
        return _is_small(after) or (s.first in "ÃÄÅ" and s.char.isupper())
    if before and before in "«“„‘‚(":
        return False
    if s.first in "ÃĂ" and s.tail == "\u00a0":  # `à`, the word
        return not before.isalpha()
    return s.first == "Â" or (
        s.first == "Ã" and s.tail not in _QUOTES and s.tail not in _BETWEEN_WORDS
    )


def _is_letter(chars: str) -> bool:
    return all(unicodedata.category(c) in ("Ll", "Lu") for c in chars)


def _is_small(char: str) -> bool:
    return char != "" and unicodedata.category(char) == "Ll"


def _fits_around(text: str, run: Sequence[_Sequence]) -> bool:
    """Whether the run is of another script than the letters around it, and its meaning is of theirs."""
    script = _script(run[0].char)
    first = run[0].first
    if not script or _script(first) == script or first in _BESIDE_WORDS:
        return False
    if any(s.lost for s in run):
        return False
    if script == "LATIN" and not (
        first.isalpha() and (run[0].tail.isalpha() or run[0].tail == "\u00a0")
    ):
        return False
    return _around(text, run) == {script} and all(_script(s.char) in (script, "") for s in run)


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """Give the script of a letter, by the first word of its name; Han, Kana and Hangul are one."""
    if not char.isalpha() or char in "ªºµ":
        return ""
    name = unicodedata.name(char, "").split(" ")[0]
    return "HAN" if name in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL") else name


def _judge_lost(
    text: str, before: str, run: Sequence[_Sequence], encoding: _Encoding
) -> bool | None:
    """Judge a run of nothing but sequences whose last byte became a space."""
    if encoding.leads != "latin" or len(run) > 1:
        return None
    char = run[0].char
    if char == "à":
        return before.islower()
    if char == "Š" or (run[0].lead > 0xDF and _around(text, run) == {_script(char)}):
        return False
    if char == "\u00a0":
        return before.islower() or before.isdigit() or (before != "" and before in ".,;:!?»”’)%")
    return None


#: Languages that write `à` inside words.
_INNER_A_GRAVE = frozenset(("ca", "gd", "vi", "oc"))
_PORTUGUESE = re.compile(r"s\b|quel[ea]s?\b|quilo\b")


def _without_byte(
    held: Text, run: Sequence[_Sequence], i: int, found: _Found
) -> tuple[int, int, str]:
    """Give the stretch of a sequence whose byte A0 became a space.

    Where a space stood behind it the two had become one, and that one stays.
    """
    s = run[i]
    return s.start, s.end - (not _is_own_space(held, run, i, found)), s.char


def _is_own_space(held: Text, run: Sequence[_Sequence], i: int, found: _Found) -> bool:
    text, s = held.text, run[i]
    after = text[s.end : s.end + 1]
    if s.lead > 0xDF or s.char == "\u00a0" or not after or after in _SPACES:
        return True
    if s.char == "à":
        if not after.isalnum():
            return True
        before = run[i - 1].char if i else text[s.start - 1 : s.start]
        if before.isalpha():
            return held.language(found) in _INNER_A_GRAVE
        return bool(_PORTUGUESE.match(text, s.end))
    if i and run[i - 1].char.isupper() and i + 1 < len(run) and run[i + 1].char.islower():
        return False
    return i + 1 < len(run) or after.isalpha()


#: The last byte of `”` has no character in Windows-1252: it was dropped, or `\ufffd` or `?` came.
_CUT_QUOTE = re.compile("â€(?:Â?\ufffd|Â|\\?(?=[^\\s\\w]|\\w| [a-z])|(?<=[.,!]â€)\\?)?")

#: `í` is C3 AD, and AD alone a soft hyphen, which many tools cut.
_CUT_I = re.compile("(?<=[a-zà-ÿ])Ã(?=[a-zà-ÿ]|[\\s.,;:!?)”»]|$)")
_I_ACUTE_ENDS = frozenset(("es", "pt", "gl", "cs", "sk", "hu"))
_A_GRAVE_ENDS = frozenset(("fr", "it"))


#: `’` whose two control characters were cut, in the contractions of English.
_CUT_APOSTROPHE = re.compile(r"(?<=[a-zA-Z])â(?=(?:s|re|m|ve|ll|d|(?<=nâ)t)\b)")


def _cut_short(held: Text, found: _Found) -> Iterator[tuple[int, int, str]]:
    """Give the sequences of which a byte is gone, and only one character it can have been."""
    text = held.text
    for cut in _CUT_QUOTE.finditer(text):
        yield cut.start(), cut.end(), "”"
    for cut in _CUT_I.finditer(text):
        if text[cut.end() : cut.end() + 1].isalpha() or held.language(found) in _I_ACUTE_ENDS:
            yield cut.start(), cut.end(), "í"
        elif held.language(found) in _A_GRAVE_ENDS:
            yield cut.start(), cut.end(), "à"
    for cut in _CUT_APOSTROPHE.finditer(text):
        if held.language(found) == "en":
            yield cut.start(), cut.end(), "’"
