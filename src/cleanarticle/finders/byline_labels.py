"""The labels of those who wrote, and of those who edited."""

from __future__ import annotations

import re
from functools import cache

from ..patterns import lazy
from ..vocabulary import fold
from ..vocabulary.entries import entries_of
from .east_asian_names import HAN
from .person_names import PARTICLES
from .source import after_phrase

__all__ = ["behind_label", "is_byline_label", "is_editing", "label_of"]

#: Labels of those who edited, and did not write.
_EDITING = lazy(
    r"\W*(?:редактор|edit(?:ed|ing|or)\b|edição|edición:|editör|szerkeszt|επιμέλεια|biên tập|责任编辑|責任編輯"
    r"|编辑|編輯|责编|核稿|redacción:|تحرير|مترجم|ویرایش)"
)


def is_editing(text: str) -> bool:
    """Whether a line begins with the label of who edited or translated, and did not write."""
    return _EDITING.match(fold(text[:60])) is not None


@cache
def _labels() -> dict[str, list[tuple[str, str, bool]]]:
    """Give the labels by their first word, the longest first, as (phrase, language, weak)."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for family in ("byline", "signatures"):
        for language, _, phrase in entries_of(family):
            folded = fold(phrase)
            bare = folded.lstrip("（(")
            first = bare[0] if HAN.match(bare) else re.split(r"\W", bare)[0]
            found.setdefault(first, []).append((folded, language, family == "signatures"))
    for phrases in found.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return found


def is_byline_label(text: str) -> bool:
    """Whether a text is a byline's label and nothing else.

    >>> is_byline_label("Written by:"), is_byline_label("Written by Jane Roe"), is_byline_label("News")
    (True, False, False)
    """
    folded = fold(text)
    key = folded[:1] if HAN.match(folded) else re.split(r"\W", folded, maxsplit=1)[0]
    bare = folded.rstrip(" :：")
    return any(phrase in (folded, bare) for phrase, _, weak in _labels().get(key, ()) if not weak)


def label_of(part: str, language: str | None) -> str | None:
    """Give what stands after a byline's label, `None` where the part has none."""
    found = behind_label(part, language)
    return found[0] if found else None


def behind_label(part: str, language: str | None) -> tuple[str, bool] | None:
    """Give what stands after a label, and whether that is weak: a plain word elsewhere.

    A label of one bare word ("von", "di") counts only in its own language: it begins names.
    """
    folded = fold(part[:60])
    first = folded.lstrip("（([«\"'»-–•· ")
    key = first[:1] if HAN.match(first) else re.split(r"\W", first)[0]
    for phrase, own, weak in _labels().get(key, ()):
        bare_word = phrase.isalpha() and own != "en" and not HAN.search(phrase)
        begins_names = language is not None or phrase in PARTICLES - {"von"}
        if bare_word and language != own and begins_names:
            continue
        rest = after_phrase(part, phrase)
        if rest is None:
            continue
        if phrase[-1] in ":：-=＝／/｜|・" and phrase[-1] not in part[: len(part) - len(rest)]:
            continue
        if phrase[-1] == "," and not rest.startswith(","):
            continue
        return _OR_SHE.sub("", rest).strip(" :：៖\u0654"), weak
    return None


#: The other gender's ending behind a label: "Napsal(a)".
_OR_SHE = lazy(r"^\((?:a|а|ла|la|in|e|t)\)")
