"""UTF-8 that was read as something else: which characters stand for which bytes, and where.

Each run of characters that an encoding would give for well-formed UTF-8 is weighed by itself,
so that a text damaged in one place is mended there and nowhere else. A run counts as damage
where correct text could not hold it: `Ã©` behind a small letter, `â€™`, two Cyrillic pairs that
fill a word. A run that could be either (`MAÇÃ”`, the end of a quoted word in capitals) counts
only beside damage of the same encoding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence as Run

from ..patterns import lazy
from ._layers import CONTROL, Found, Text
from ._misread import ENCODINGS, Sequence, encodings, holds_sequence, runs, script_of
from ._mojibake_judge import judge

__all__ = ["mend"]

#: Layers from which on a text is taken for made to keep us busy, and stays as it is.
MAX_LAYERS = 8

#: Characters that are surely damage from which on the whole text counts as damaged.
MIN_ELSEWHERE = 8

_SPACES = " \u00a0"


def may_be_damaged(text: str) -> bool:
    """Whether anything in the text looks like mojibake, so that `mend` has something to weigh."""
    if CONTROL.search(text) or holds_sequence(text):
        return True
    return any(cut.search(text) for cut in (_CUT_QUOTE, _CUT_I, _CUT_APOSTROPHE))


def mend(texts: Run[Text]) -> None:
    """Undo layer after layer of mojibake in all texts, each of which may tell about the others."""
    active = texts
    for _ in range(MAX_LAYERS):
        active = _mend_layer(active)
        if not active:
            return
    for text in active:  # still going: no text was ever damaged so often
        text.reset()


def _take(found: Found, group: Run[tuple[int, int, str]]) -> bool:
    """Add the stretches of a run, if it overlaps none that was stronger."""
    if any(at in found for start, end, _ in group for at in range(start, end)):
        return False
    found.update((at, stretch) for stretch in group for at in range(*stretch[:2]))
    return True


def _scripts(runs: Run[Run[Sequence]]) -> set[str]:
    """Give the scripts that damage of this encoding is seen to hide, Latin always among them."""
    return {script_of(s.char) for run in runs for s in run} | {"", "LATIN"} if runs else set()


_Runs = dict[str, tuple[list[list[Sequence]], list[list[Sequence]]]]


def _mend_layer(active: Run[Text]) -> list[Text]:
    weighed = [(held, _weigh(held.text)) for held in active]
    strength: Counter[str] = Counter()
    scripts: dict[str, set[str]] = {}
    for _, by_encoding in weighed:
        for name, (strong, _) in by_encoding.items():
            strength[name] += sum(s.end - s.start for run in strong for s in run)
            scripts.setdefault(name, set()).update(_scripts(strong))
    order = sorted(ENCODINGS, key=lambda name: -strength[name])
    out = []
    for held, by_encoding in weighed:
        found: Found = {}
        lost: list[tuple[list[Sequence], int]] = []
        for name in order:
            strong, weak = by_encoding.get(name, ([], []))
            known = (
                scripts.get(name, set()) if strength[name] >= MIN_ELSEWHERE else _scripts(strong)
            )
            like = [run for run in weak if _scripts([run]) <= known]
            for run in strong + like:
                whole = [s for s in run if not s.lost]
                if _take(found, [(s.start, s.end, s.char) for s in whole]):
                    like_these = {script_of(s.char) for s in whole}
                    lost += [
                        (run, at)
                        for at, s in enumerate(run)
                        if s.lost
                        and (s.lead <= 0xDF or not whole or script_of(s.char) in like_these)
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
    if text.isascii() or not holds_sequence(text):
        return out
    for encoding in encodings():
        strong: list[list[Sequence]] = []
        weak: list[list[Sequence]] = []
        for run in runs(text, encoding):
            verdict = judge(text, run, encoding)
            if verdict is not None:
                (strong if verdict else weak).append(run)
        if strong or weak:
            out[encoding.name] = strong, weak
    return out


#: Languages that write `à` inside words.
_INNER_A_GRAVE = frozenset(("ca", "gd", "vi", "oc"))
_PORTUGUESE = lazy(r"s\b|quel[ea]s?\b|quilo\b")


def _without_byte(held: Text, run: Run[Sequence], i: int, found: Found) -> tuple[int, int, str]:
    """Give the stretch of a sequence whose byte A0 became a space.

    Where a space stood behind it the two had become one, and that one stays.
    """
    s = run[i]
    return s.start, s.end - (not _is_own_space(held, run, i, found)), s.char


def _is_own_space(held: Text, run: Run[Sequence], i: int, found: Found) -> bool:
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
_CUT_QUOTE = lazy("â€(?:Â?\ufffd|Â|\\?(?=[^\\s\\w]|\\w| [a-z])|(?<=[.,!]â€)\\?)?")

#: `í` is C3 AD, and AD alone a soft hyphen, which many tools cut.
_CUT_I = lazy("Ã(?<=[a-zà-ÿ]Ã)(?=[a-zà-ÿ]|[\\s.,;:!?)”»]|$)")
_I_ACUTE_ENDS = frozenset(("es", "pt", "gl", "cs", "sk", "hu"))
_A_GRAVE_ENDS = frozenset(("fr", "it"))


#: `’` whose two control characters were cut, in the contractions of English.
_CUT_APOSTROPHE = lazy(r"â(?<=[a-zA-Z]â)(?=(?:s|re|m|ve|ll|d|(?<=nâ)t)\b)")


def _cut_short(held: Text, found: Found) -> Iterator[tuple[int, int, str]]:
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
