"""Paragraphs broken into lines of a width, with words divided at times."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from .model import CASELESS, LETTER, UNSEGMENTED, Article, Damage, Site, Variant, Whole

LONG_PARAGRAPH = 300  # characters: four lines and more
_VOWEL = "aeiouyäöüáéíóúýàèìòùâêôîûåæøąęěıаеёиоуыэюя"
#: A place where a word may be divided: before one consonant and a vowel, or between two.
_SYLLABLE = re.compile(
    rf"(?i)(?:(?<=[{_VOWEL}])|(?<=[{_VOWEL}][^\W\d_{_VOWEL}]))(?=[^\W\d_{_VOWEL}ьъй][{_VOWEL}])"
)
_OWN_HYPHEN = re.compile(rf"(?<={LETTER}{{2}})-(?={LETTER}{{2}})")

Fill = Callable[[str, str, random.Random], list[str]]  # a paragraph, its language -> lines


def syllables(word: str) -> list[int]:
    """Give the places where a word may be divided, by rule of thumb.

    >>> syllables("extension"), syllables("rain")
    ([2, 5], [])
    """
    if len(word) < 7 or not word.strip('.,;:!?)”“»"').isalpha():
        return []
    return [found.end() for found in _SYLLABLE.finditer(word, 2, len(word) - 1)]


def fill(text: str, width: int, language: str, hyphenate: random.Random | None = None) -> list[str]:
    """Break a paragraph into lines as mail and old pages do; hyphenate a word at times.

    >>> fill("It rained all day.", 8, "en")
    ['It', 'rained', 'all day.']
    """
    if language in UNSEGMENTED:
        return [text[at : at + width // 2] for at in range(0, len(text), width // 2)]
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            room = width - len(line) - 2  # a space and the hyphen
            at = 0
            if hyphenate and hyphenate.random() < 0.5:
                at = max((place for place in syllables(word) if place <= room), default=0)
            lines.append(f"{line} {word[:at]}-" if at else line)
            line = word[at:]
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _plainly(width: int) -> Fill:
    return lambda text, language, rng: fill(text, width, language)


def _dividing_words(text: str, language: str, rng: random.Random) -> list[str]:
    return fill(text, 60, language, rng)


def _at_own_hyphens(text: str, language: str, rng: random.Random) -> list[str]:
    """Break lines behind the words' own hyphens too.

    >>> _at_own_hyphens("x" * 50 + " a well-known place", "en", random.Random(1))[1]
    'known place'
    """
    if language in UNSEGMENTED:
        return fill(text, 60, language)
    lines, line = [], ""
    for word in text.split(" "):
        for part, piece in enumerate(_OWN_HYPHEN.sub("-\n", word).split("\n")):
            glue = " " if line and not part else ""
            if line and len(line) + len(glue) + len(piece) > 60:
                lines.append(line)
                line = piece
            else:
                line += glue + piece
    return [*lines, line]


def _wrapped(
    lines_of: Fill,
    *,
    margin: str = "",
    end: str = "\n",
    counts: Callable[[list[str], str], bool] = lambda lines, text: len(lines) > 1,
) -> Whole:
    """Wrap every paragraph of an article; judged are those whose lines count."""

    def whole(article: Article, rng: random.Random) -> Damage | None:
        damaged, hurt, spoilt = [], [], []
        for place, text in enumerate(article.paragraphs):
            lines = lines_of(text, article.language, rng)
            if counts(lines, text):
                hurt.append(place)
            elif len(lines) > 1:
                spoilt.append(place)
            damaged.append(margin + f"{end}{margin}".join(lines))
        return Damage(tuple(damaged), tuple(hurt), spoilt=tuple(spoilt)) if hurt else None

    return whole


def _has_divided_word(lines: list[str], text: str) -> bool:
    return any(line.endswith("-") and f"{line} " not in f"{text} " for line in lines[:-1])


def _has_hyphen_at_end(lines: list[str], text: str) -> bool:
    return any(line.endswith("-") for line in lines[:-1])


def _one_long_paragraph(article: Article, place: int) -> Iterator[Site]:
    text = article.paragraphs[place]
    if len(text) >= LONG_PARAGRAPH:
        yield Site(0, len(text), "\n".join(fill(text, 72, article.language)))


_WHOLE: dict[str, Whole] = {
    "article, 60 columns": _wrapped(_plainly(60)),
    "article, 72 columns": _wrapped(_plainly(72)),
    "article, indented": _wrapped(_plainly(72), margin="    "),
    "article, space at line ends": _wrapped(_plainly(72), end=" \n"),
}
_IN_WORDS: dict[str, Whole] = {
    "words divided at line ends": _wrapped(_dividing_words, counts=_has_divided_word),
    "lines that end in a word's own hyphen": _wrapped(_at_own_hyphens, counts=_has_hyphen_at_end),
}
_NEWLINE, _BLANK_LINE, _CRLF = ("\n",), ("\n\n",), ("\r\n\r\n",)
VARIANTS = (
    *(Variant("wraps", n, whole=whole, separators=_BLANK_LINE) for n, whole in _WHOLE.items()),
    Variant("wraps", "article, CR LF", whole=_wrapped(_plainly(72), end="\r\n"), separators=_CRLF),
    Variant(
        "wraps", "one long paragraph, blank lines", _one_long_paragraph, separators=_BLANK_LINE
    ),
    Variant("wraps", "one long paragraph, newlines", _one_long_paragraph, separators=_NEWLINE),
    *(
        Variant("wraps", n, whole=whole, never=CASELESS | {"vi"}, separators=_BLANK_LINE)
        for n, whole in _IN_WORDS.items()
    ),
    Variant(
        "wraps",
        "article, no blank lines",
        whole=_wrapped(_plainly(72)),
        separators=_NEWLINE,
        apart=True,
    ),
)
