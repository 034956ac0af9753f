"""The caller's own phrases, patterns and lines: to cut, and never to cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..actions import Drop, Edit
from ..finders.date_words import tokens_of
from ..model import Document, Line, Reason
from ..patterns import lazy
from ..vocabulary import bare, fold
from ._spans import UNSPACED, cut

__all__ = ["Matcher", "Rule", "drop_extra", "fold_line", "is_kept"]

Rule = str | re.Pattern[str] | Line

#: Longest line that a `Line` can be, in characters.
MAX_LINE = 600

#: Stars in a `Line` from which on they are marks of the text: each can stand for many words.
MAX_STARS = 3
_ANY_WORDS = r"\S+(?: \S+){0,7}?"

_TOKEN = lazy(r"\w+|[^\w\s]")
_NUMBERS = lazy(r"#(?:[\s,.:;/|·–-]*#)+")
#: Letters that `tokens_of` gives to numbers; to months, weekdays, halves of the day, zones and
#: ordinals' ends; and to marks.
_NUMERIC, _WORDS_OF_DATES, _MARKS = frozenset("nYd"), frozenset("MWVAZo"), frozenset(".,:/-+s")


def is_kept(text: str, rules: Iterable[Rule]) -> bool:
    """Whether one of the caller's `keep` rules stands in the text, a phrase even inside a word."""
    for rule in rules:
        if isinstance(rule, Line):
            if Matcher([rule]).is_line(text):
                return True
        elif (_compiled(rule) if isinstance(rule, str) else rule).search(text):
            return True
    return False


@lru_cache(maxsize=4096)
def _compiled(phrase: str) -> re.Pattern[str]:
    """Give a phrase as a pattern: letter case and the width of white space do not matter."""
    return re.compile(r"\s+".join(re.escape(word) for word in phrase.split()), re.IGNORECASE)


def fold_line(text: str) -> str:
    """Fold a line for comparison: case, white space, quotes, marks at its ends, numbers, dates.

    >>> fold_line("Updated: Tuesday, 3 May 2024, 10:15 am"), fold_line("» You may share this")
    ('updated: #', 'you may share this')
    """
    return bare(fold(fold_dates(text)))


def fold_dates(text: str) -> str:
    """Fold the numbers and dates of a line to `#`, and nothing else of it.

    A word of dates is folded only beside a number or another such word that is: `#` is a
    number too.
    """
    text = text.replace("#", "0")
    if not any(char.isdigit() for char in text):
        return text
    tokens = [token for token in tokens_of(text) if token.letter not in _MARKS]
    gone = [token.letter in _NUMERIC for token in tokens]
    forwards = range(1, len(tokens))
    for order, step in ((forwards, -1), (range(len(tokens) - 2, -1, -1), 1)):
        for i in order:
            gone[i] |= gone[i + step] and tokens[i].letter in _WORDS_OF_DATES
    parts, at = [], 0
    for token, folded in zip(tokens, gone, strict=True):
        if folded:
            parts += [text[at : token.start], "#"]
            at = token.end
    return _NUMBERS.sub("#", "".join([*parts, text[at:]]))


class Matcher:
    """The caller's rules, ready to be looked up: the time does not grow with their number.

    Lines are looked up folded, phrases by their first word; patterns run one by one.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.lines: set[str] = set()
        self.starred: dict[str, list[re.Pattern[str]]] = {}
        self.phrases: dict[str, list[re.Pattern[str]]] = {}
        self.patterns: list[re.Pattern[str]] = []
        for rule in rules:
            if isinstance(rule, Line):
                self._add_line(fold_line(rule.text), rule.text.endswith(" *"))
            elif isinstance(rule, str):
                self._add(rule)
            else:
                self.patterns.append(rule)
        self.lines.discard("")

    def _add_line(self, folded: str, goes_on: bool) -> None:
        folded += " *" if goes_on and folded else ""
        if 0 < folded.count("*") <= MAX_STARS:
            pattern = re.compile(_ANY_WORDS.join(map(re.escape, folded.split("*"))))
            self.starred.setdefault(folded.split(" ")[0], []).append(pattern)
        else:
            self.lines.add(folded)

    def _add(self, phrase: str) -> None:
        found = _TOKEN.findall(phrase)
        if found and not UNSPACED.match(found[0]):
            self.phrases.setdefault(found[0].lower(), []).append(_compiled(phrase))
        elif found:
            self.patterns.append(_compiled(phrase))

    def is_line(self, text: str) -> bool:
        """Whether the whole text is one of the lines."""
        if not (self.lines or self.starred) or len(text) > MAX_LINE:
            return False
        folded = fold_line(text)
        starred = self.starred.get(folded.split(" ")[0], ())
        return folded in self.lines or any(pattern.fullmatch(folded) for pattern in starred)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Give what phrases and patterns match in `text`, in order, overlaps as one."""
        found = [m.span() for pattern in self.patterns for m in pattern.finditer(text)]
        if self.phrases:
            for token in _TOKEN.finditer(text):
                for pattern in self.phrases.get(token[0].lower(), ()):
                    match = pattern.match(text, token.start())
                    if match and _ends_word(text, match.end()):
                        found.append(match.span())
        return _union(span for span in found if span[0] < span[1])


def _ends_word(text: str, end: int) -> bool:
    """Whether no letter of a word goes on behind `end`."""
    before, after = text[end - 1], text[end : end + 1]
    return not (before.isalnum() and after.isalnum()) or bool(UNSPACED.match(after))


def _union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


@lru_cache(maxsize=64)
def _matcher(rules: tuple[Rule, ...]) -> Matcher:
    return Matcher(rules)


def drop_extra(document: Document) -> Iterator[Drop | Edit]:
    """Cut what the caller's `extra` rules match; a block that is all match goes whole.

    A phrase is left alone inside a longer word, a `Line` everywhere but where it is the
    whole block.
    """
    if not document.extra:
        return
    matcher = _matcher(document.extra)
    for block in document:
        spans = matcher.spans(block.text)
        if matcher.is_line(block.text) or (spans and not _has_words(block.text, spans)):
            yield Drop(block, Reason.RULE)
        else:
            for start, end in spans:
                yield cut(block, start, end, Reason.RULE)


def _has_words(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a letter or digit stands outside the spans."""
    starts, ends = [s for s, _ in spans], [e for _, e in spans]
    between = zip([0, *ends], [*starts, len(text)], strict=True)
    return any(char.isalnum() for low, high in between for char in text[low:high])
