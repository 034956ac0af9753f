"""All phrases, by what a line must hold to say them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from .entries import entries
from .folding import TOKEN, UNSPACED, bare, fold_all, tokens_of

E = TypeVar("E")
#: A phrase as `Match` has it. Tuples of text alone are nothing that the collector of garbage looks at; of the
#: named ones it would look at thirty thousand, time and again.
Entry = tuple[str, str, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Index:
    """The phrases, each where `match` looks for its kind; all texts folded."""

    #: The first of each.
    lines: dict[str, Entry]
    #: The others of those that several families or languages have.
    more_lines: dict[str, tuple[Entry, ...]]
    #: By their first two tokens, those of one token or with a star by the first; numbered in order.
    starts: dict[str, tuple[tuple[int, Entry], ...]]
    ends: dict[str, tuple[Entry, ...]]
    withins: dict[str, tuple[Entry, ...]]
    #: In scripts without spaces: by the letter that the fewest of them hold, numbered in order.
    unspaced: dict[str, tuple[tuple[int, Entry], ...]]
    #: By their first token; the longest part without a star, the pattern of the whole line.
    starred: dict[str, tuple[tuple[str, str, Entry], ...]]


@cache
def index_of_phrases() -> Index:
    """Give the index of all families, built at the first call."""
    lines: dict[str, Entry] = {}
    more_lines: dict[str, list[Entry]] = {}
    starts: dict[str, list[tuple[int, Entry]]] = {}
    ends: dict[str, list[Entry]] = {}
    withins: dict[str, list[Entry]] = {}
    rare: dict[str, list[tuple[int, Entry]]] = {}
    starred: dict[str, list[tuple[str, str, Entry]]] = {}
    unspaced: list[tuple[int, Entry]] = []
    told = list(entries())
    folds = fold_all([phrase for *_, phrase in told])
    for number, ((family, language, key, _), phrase) in enumerate(zip(told, folds, strict=True)):
        pattern = _pattern(key, phrase) if "*" in phrase else None
        found = (family, key, language, phrase, pattern)
        # There a star marks a required field.
        is_starred = family == "comment_form" and key == "line"
        folded = phrase.strip("* ") if is_starred else phrase
        if key in ("line", "heading") and "*" in folded:
            whole = r"\W*" + _with_gaps(folded, r"\S") + r"\W*"
            head = "" if folded.startswith("*") else _first(folded)
            starred.setdefault(head, []).append((max(folded.split("*"), key=len), whole, found))
        elif key in ("line", "heading"):
            if lines.setdefault(core := bare(folded), found) is not found:
                more_lines.setdefault(core, []).append(found)
        elif not folded.isascii() and UNSPACED.search(folded):
            unspaced.append((number, found))
        elif key == "start":
            tokens = tokens_of(folded)[: 1 if pattern else 2]
            starts.setdefault(" ".join(tokens), []).append((number, found))
        elif key == "end":
            ends.setdefault(_last(folded), []).append(found)
        else:
            withins.setdefault(max(tokens_of(folded), key=len), []).append(found)
    held = Counter(char for _, (*_, phrase, _) in unspaced for char in set(phrase))
    for number, found in unspaced:
        rarest = min(UNSPACED.findall(found[3]), key=held.__getitem__)
        rare.setdefault(rarest, []).append((number, found))
    return Index(
        lines,
        _settled(more_lines),
        _settled(starts),
        _settled(ends),
        _settled(withins),
        _settled(rare),
        _settled(starred),
    )


def _settled(lists: Mapping[str, list[E]]) -> dict[str, tuple[E, ...]]:
    return {key: tuple(held) for key, held in lists.items()}


def _pattern(how: str, folded: str) -> str | None:
    """Give what finds a phrase with a star in its midst that other words may follow."""
    if " * " not in folded or how not in ("start", "within"):
        return None
    if UNSPACED.search(folded):
        return r"[^.!?…。！？]{1,24}?".join(map(re.escape, folded.split(" * ")))
    return r"(?<!\w)" + _with_gaps(folded, r"(?:[^\s.!?…]|\.(?=\w))") + r"(?!\w)"


def _with_gaps(folded: str, letter: str) -> str:
    """Give a pattern with up to eight words of such letters for each star."""
    gap = f"{letter}+(?: {letter}+){{0,7}}"
    return gap.join(map(re.escape, folded.split("*")))


def _first(folded: str) -> str:
    found = TOKEN.search(folded)
    return found[0] if found else ""


def _last(folded: str) -> str:
    found = tokens_of(folded[-60:])
    return found[-1] if found else ""
