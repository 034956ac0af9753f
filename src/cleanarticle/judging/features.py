"""What the model sees of a page's lines: a table of numbers, and the words it knows.

All lines are read at once: one array of characters, a class for each from a table, sums
by line (`numpy.add.reduceat`). There is no Python loop over characters or features.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .lines import Line

__all__ = [
    "FAMILY_GROUPS",
    "FEATURES",
    "REASON_GROUPS",
    "Features",
    "changes_of",
    "features",
    "hash_word",
    "moved",
    "numbered",
    "places_of",
    "table_of",
    "text_features",
    "words_of",
]

Floats = NDArray[np.float32]

#: Families of the vocabulary, grouped by what they are to an article.
FAMILY_GROUPS = (
    ("menu", "home", "section", "tags"),
    ("promo", "paywall", "consent", "legal", "ad"),
    ("comments", "comment_form"),
    ("related", "read_also", "continue"),
    ("share", "counter"),
    ("byline", "role", "published", "updated", "source"),
    ("embed", "credit"),
)
_GROUP_OF = {family: i for i, families in enumerate(FAMILY_GROUPS) for family in families}

#: Why a rule cut a line, in the same groups and two more: markup, and repairs and fields.
REASON_GROUPS = (
    ("menu", "breadcrumb"),
    ("promo", "paywall", "consent", "legal", "ad", "rule"),
    ("comments", "comment_form"),
    ("related", "read_also", "repeat"),
    ("share", "counter"),
    ("byline", "date", "source"),
    ("embed", "credit"),
    ("markup", "style", "script"),
    ("title",),
)
_REASON_OF = {reason: i for i, reasons in enumerate(REASON_GROUPS) for reason in reasons}
_KINDS = ("heading", "list_item", "table", "code", "caption")
_KIND_OF = {kind: i for i, kind in enumerate(_KINDS)}

#: The columns, in order; the model's file names the same ones.
FEATURES = (
    "log characters", "log words", "word length", "letters", "capitals", "digits", "separators", "other marks",
    "Han and Kana", "capitalised words", "commas a word", "sentences", "long words", "ends a sentence",
    "ends in a colon", "ends in dots", "begins small", "begins with a mark", "begins with a digit", "quotes",
    "all capitals", "an address", "question", "first or second person",
    *(f"says {families[0]}" for families in FAMILY_GROUPS), "says anything",
    *(f"cut as {reasons[0]}" for reasons in REASON_GROUPS), "cut",
    *_KINDS,
    "line repeats", "words in prose", "words in title", "rare words",
    "place", "place among words", "above the prose", "below the prose", "prose before", "prose behind",
    "prose", "lines of the page", "prose of the page", "words a line of the page", "cut of the page",
)  # fmt: skip

#: Words from which on a line that ends a sentence is taken for prose here.
PROSE_WORDS = 15


@dataclass(frozen=True, slots=True)
class Features:
    """`table` is float32, lines × `FEATURES`; `words` are hashes, `line_of` their lines.

    `distinct` are the words without repeats, in ascending order, `number` the place of each word
    in them: numbering is the dearest step of all, and much that is asked of words needs it.
    """

    table: Floats
    words: NDArray[np.uint32]
    line_of: NDArray[np.int64]
    distinct: NDArray[np.uint32]
    number: NDArray[np.int64]

    @property
    def counts(self) -> NDArray[np.int64]:
        """The words of each line."""
        return np.bincount(self.line_of, minlength=len(self.table))


LETTER, UPPER, DIGIT, HAN, END, COMMA, QUOTE, SEPARATOR = (1 << i for i in range(8))
_LAST = 0xFFFF


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """Give the class and the small letter of each character of the basic plane."""
    size = _LAST + 1
    chars = [chr(code) for code in range(size)]
    lowered = [char.lower() for char in chars]
    lower = [one if len(one) == 1 else char for one, char in zip(lowered, chars, strict=True)]
    codes = np.arange(size, dtype=np.uint64)
    letters = np.fromiter(map(str.isalpha, chars), bool, size)
    letters[0x300:0x370] = letters[0x900:0xE00] = True
    digits = np.fromiter(map(str.isdigit, chars), bool, size) & ~letters
    small = np.where(letters, np.fromiter(map(ord, lower), np.uint64, size), codes)
    changed = np.fromiter(map(str.__ne__, chars, lowered), bool, size)
    classes = (letters * LETTER | (letters & changed) * UPPER | digits * DIGIT).astype(np.uint8)
    for low, high in ((0x3041, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF)):
        classes[low : high + 1] |= HAN
    for marks, bit in ((".!?…。！？؟।።፡", END), (",;，、،；", COMMA), ("\"“”„«»「」『』‘", QUOTE),
                       ("|»›·•/>#©→►▸*_+=@", SEPARATOR)):  # fmt: skip
        for mark in marks:
            classes[ord(mark)] |= bit
    classes[ord("’")] = 0
    return classes, small + np.uint64(1)


_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_MASK = (1 << 64) - 1


def hash_word(word: str) -> int:
    """Hash a word as the model knows it: 32 bits, the same in every process.

    >>> hash_word("Share") == hash_word("share")
    True
    """
    _, small = _tables()
    value, power = 0, 1
    for char in word:
        value = (value + int(small[min(ord(char), _LAST)]) * power) & _MASK
        power = power * _BASE & _MASK
    return int(_mix(np.array([value], np.uint64))[0])


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint32]:
    values = values ^ (values >> np.uint64(31))
    values = values * np.uint64(0xBF58476D1CE4E5B9)
    return (values >> np.uint64(32)).astype(np.uint32)


def features(lines: Sequence[Line], title: str | None = None) -> Features:
    """Read the lines of one page. `lines` must not be empty, nor any text in it."""
    texts, kinds = [line.text for line in lines], [line.kind for line in lines]
    return text_features(texts, kinds, title, lines)


def text_features(
    texts: Sequence[str],
    kinds: Sequence[str],
    title: str | None = None,
    lines: Sequence[Line] | None = None,
) -> Features:
    """Read texts and their kinds; only `lines` tell what they say and what a rule cut."""
    classes, small = _tables()
    n = len(texts)
    lengths = np.fromiter(map(len, texts), np.int64, n)
    starts = np.cumsum(lengths + 1) - lengths - 1
    codes = _codes("\n".join(texts) + "\n")
    kind = classes.take(codes)  # by numbers of 32 bits twice as fast as in brackets

    letters, uppers, digits, hans, commas, quotes, separators, marks = _totals(codes, lengths)
    han, upper = (kind & HAN) > 0, (kind & UPPER) > 0
    space = (codes <= 32) | (codes == 0xA0)
    first, last = _edges_of_words(kind)
    line_of = np.repeat(np.arange(n), np.diff(np.searchsorted(first, starts), append=len(first)))
    hashes = _hash(codes, small, first, last)
    distinct, number = numbered(hashes)
    sizes = (last - first + 1).astype(np.float32)

    count = np.bincount(line_of, minlength=n).astype(np.float32)
    some = np.maximum(count, 1.0)
    size = np.maximum(lengths.astype(np.float32), 1.0)
    capitalised = np.bincount(line_of, weights=upper[first], minlength=n).astype(np.float32)
    long_words = np.bincount(line_of, weights=sizes > 6, minlength=n).astype(np.float32)
    end = (kind & END) > 0
    sentence = end & np.concatenate((space[1:] | han[1:], [True]))
    ends = starts + lengths
    tail = np.stack([kind[np.maximum(ends - back, starts)] for back in (1, 2, 3)])
    closes = ((tail[0] & END) > 0) | (((tail[0] & QUOTE) > 0) & ((tail[1] & END) > 0))
    last_codes = codes[np.maximum(ends - 1, starts)]
    dots = (last_codes == 0x2026) | (
        (last_codes == 46) & (codes[np.maximum(ends - 2, starts)] == 46)
    )
    head = kind[starts]
    prose = (count >= PROSE_WORDS) & closes & ~dots
    columns: list[Any] = [
        np.log1p(lengths),
        np.log1p(count),
        np.minimum(letters / some, 15) / 10,
        letters / size,
        uppers / np.maximum(letters, 1),
        digits / size,
        separators / size * 4,
        marks / size * 4,
        hans / size,
        capitalised / some,
        np.minimum(commas / some * 5, 2),
        np.log1p(np.add.reduceat(sentence, starts, dtype=np.int32).astype(np.float32)),
        long_words / some,
        closes,
        (last_codes == 58) | (last_codes == 0xFF1A),
        dots,
        ((head & LETTER) > 0) & ((head & UPPER) == 0) & ((head & HAN) == 0),
        ((head & (LETTER | DIGIT | HAN | QUOTE)) == 0),
        (head & DIGIT) > 0,
        np.minimum(quotes, 4) / 4,
        (uppers == letters) & (letters > 2),
        [("://" in t or "www." in t or "@" in t) for t in texts],
        (last_codes == 63) | (last_codes == 0xFF1F),
        np.bincount(line_of[_are_among(distinct, _person_hashes())[number]], minlength=n)
        / some
        * 5,
    ]
    said, cut = np.zeros((len(FAMILY_GROUPS) + 1, n)), np.zeros((len(REASON_GROUPS) + 1, n))
    if lines is not None:
        _mark_said(lines, said)
        _mark_cut(lines, cut)
    own_kind = np.array([_KIND_OF.get(name, -1) for name in kinds])
    columns += [*said, *cut, *(own_kind == i for i in range(len(_KINDS)))]
    columns += _shared(texts, distinct, number, line_of, sizes, prose, title, n)
    columns += _places(count, prose, cut[-1])
    return Features(table_of(columns, n), hashes, line_of, distinct, number)


def table_of(columns: Sequence[Any], n: int) -> Floats:
    """Give a table of n rows that lies in memory column by column, as the trees ask for it."""
    table = np.empty((len(columns), n), np.float32)
    for i, column in enumerate(columns):
        table[i] = column
    return table.T


def moved(rows: NDArray[Any], offset: int, outside: float) -> NDArray[Any]:
    """Give for each row the one so many places on, or back."""
    out = np.full_like(rows, outside)
    if offset < 0:
        out[-offset:] = rows[:offset]
    else:
        out[:-offset] = rows[offset:]
    return out


_COUNTED = (LETTER, UPPER, DIGIT, HAN, COMMA, QUOTE, SEPARATOR)


@cache
def _sorts() -> tuple[NDArray[np.uint8], Floats]:
    """Number the classes there are, white space apart; and say of which of `_COUNTED` each is.

    The last column marks what is neither letter, digit, Han nor white space.
    """
    classes, _ = _tables()
    space = np.zeros(_LAST + 1, bool)
    space[:33] = space[0xA0] = True
    both = classes.astype(np.int64) * 2 + space
    distinct, number = numbered(both)
    columns = [(distinct >> 1) & bit > 0 for bit in _COUNTED]
    bare = (distinct >> 1) & (LETTER | DIGIT | HAN) == 0
    return number.astype(np.uint8), np.array([*columns, bare & (distinct & 1 == 0)], np.float32).T


def _totals(codes: NDArray[np.uint32], lengths: NDArray[np.int64]) -> NDArray[np.float32]:
    """Count the characters of each class, a row a class, of lines and the break behind each."""
    sort_of, members = _sorts()
    size = len(members)
    row = np.repeat(np.arange(0, len(lengths) * size, size), lengths + 1)
    counts = np.bincount(row + sort_of.take(codes), minlength=len(lengths) * size)
    return (counts.reshape(-1, size).astype(np.float32) @ members).T


def numbered(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Give the values without repeats, in ascending order, and the place of each in them.

    What `numpy.unique` does, in half the time.
    """
    order = values.argsort()
    ascending = values[order]
    first = np.ones(len(values), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    number = np.empty(len(values), np.int64)
    number[order] = first.cumsum() - 1
    return ascending[first], number


def words_of(text: str) -> NDArray[np.uint32]:
    """Give the hashes of the words of one line, as `features` does."""
    classes, small = _tables()
    codes = _codes(text)
    first, last = _edges_of_words(np.append(classes.take(codes), np.uint8(0)))
    return _hash(codes, small, first, last)


def _edges_of_words(kind: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the first and the last character of each word; a Han or Kana character is one."""
    han = (kind & HAN) > 0
    in_word = ((kind & (LETTER | DIGIT)) > 0) & ~han
    before = np.concatenate(([False], in_word[:-1]))
    behind = np.concatenate((in_word[1:], [False]))
    return np.flatnonzero((in_word & ~before) | han), np.flatnonzero((in_word & ~behind) | han)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), _LAST)


def _are_among(distinct: NDArray[np.uint32], wanted: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell which of some words, in ascending order and each once, are among those wanted."""
    place = np.searchsorted(distinct, wanted)
    marks = np.zeros(len(distinct) + 1, bool)
    marks[place[np.append(distinct, 0)[place] == wanted]] = True
    return marks[:-1]


def _hash(
    codes: NDArray[np.uint32],
    small: NDArray[np.uint64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
) -> NDArray[np.uint32]:
    """Hash all words at once: a polynomial over the letters, by differences of its running sum."""
    size = len(codes)
    powers, inverses = _powers() if size <= KNOWN_POWERS else _make_powers(size)
    sums = np.zeros(size + 1, np.uint64)
    np.cumsum(small.take(codes) * powers[:size], out=sums[1:])
    return _mix((sums[last + 1] - sums[first]) * inverses[first])


#: Characters up to which the powers are worked out once for all texts.
KNOWN_POWERS = 1 << 16


def _make_powers(size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    powers = np.full(size, _BASE, np.uint64)
    inverses = np.full(size, _INVERSE, np.uint64)
    powers[0] = inverses[0] = 1
    return np.cumprod(powers), np.cumprod(inverses)


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    return _make_powers(KNOWN_POWERS)


def _hash_words(words: Sequence[str]) -> NDArray[np.uint32]:
    """Give what `hash_word` gives, for all words at once; there must be one, and none empty."""
    _, small = _tables()
    sizes = np.array([len(word) for word in words])
    behind = np.cumsum(sizes + 1) - 1
    return _hash(_codes(" ".join(words)), small, behind - sizes, behind - 1)


#: Words by which a site or a commenter speaks of itself and to its reader.
_PERSONS = (
    "i me my you your we our us ich du sie ihr ihre wir uns je vous votre vos nous notre yo tu su nuestro "
    "nuestra você nosso io noi nostro я вы мы ваш наш ja ty my jij wij ons"
).split()


@cache
def _person_hashes() -> NDArray[np.uint32]:
    return np.array(sorted({hash_word(word) for word in _PERSONS}), np.uint32)


def _mark_said(lines: Sequence[Line], table: NDArray[np.float64]) -> None:
    for i, line in enumerate(lines):
        if line.said:
            table[-1, i] = 1.0
            for family, whole in line.said:
                group = _GROUP_OF.get(family)
                if group is not None:
                    table[group, i] = max(table[group, i], 1.0 if whole else 0.5)


def _mark_cut(lines: Sequence[Line], table: NDArray[np.float64]) -> None:
    cut = [(i, line.cut) for i, line in enumerate(lines) if line.cut is not None]
    table[-1, [i for i, _ in cut]] = 1.0
    grouped = [(_REASON_OF[reason], i) for i, reason in cut if reason in _REASON_OF]
    table[[group for group, _ in grouped], [i for _, i in grouped]] = 1.0


def _shared(
    texts: Sequence[str],
    distinct: NDArray[np.uint32],
    number: NDArray[np.int64],
    line_of: NDArray[np.int64],
    sizes: Floats,
    prose: NDArray[np.bool_],
    title: str | None,
    n: int,
) -> list[Floats]:
    """What a line has in common with the page: with its twins, its prose, its title."""
    times = Counter(texts)
    repeats: NDArray[Any] = np.zeros(n, np.float32)
    if len(times) < n:
        repeats = np.fromiter(map(times.__getitem__, texts), np.float32, n)
        repeats = np.minimum(repeats - 1, 5) / 5
    kinds = len(distinct)
    telling = sizes > 3
    mine = prose[line_of]
    elsewhere = np.bincount(number[mine], minlength=kinds)[number] - mine > 0
    everywhere = np.bincount(number, minlength=kinds)[number]
    weight = np.maximum(np.bincount(line_of[telling], minlength=n), 1)

    def share(mask: NDArray[np.bool_]) -> NDArray[Any]:
        return np.bincount(line_of[telling & mask], minlength=n) / weight

    titled: NDArray[Any] = np.zeros(n, np.float32)
    if title and (told := _words(title)):
        titled = share(_are_among(distinct, _hash_words(told))[number])
    shared: list[Any] = [repeats, share(elsewhere), titled, share(everywhere == 1)]
    return shared


def _words(text: str) -> list[str]:
    return [w for w in "".join(c if c.isalnum() else " " for c in text).split() if len(w) > 3]


def _places(count: Floats, prose: NDArray[np.bool_], cut: NDArray[np.float64]) -> list[Floats]:
    """Where a line stands: in the page, and beside its prose (distances are logarithms)."""
    n = len(count)
    index = np.arange(n)
    words = np.cumsum(count)
    total = max(float(words[-1]), 1.0)
    where = np.flatnonzero(prose)
    ones = np.ones(n, np.float32)
    if len(where):
        first, last = where[0], where[-1]
        left = np.searchsorted(where, index, "right") - 1
        right = np.searchsorted(where, index, "left")
        before = np.where(left >= 0, index - where[np.maximum(left, 0)], n)
        behind = np.where(right < len(where), where[np.minimum(right, len(where) - 1)] - index, n)
        above, below = index < first, index > last
    else:
        before = behind = np.full(n, n)
        above = below = np.ones(n, bool)
    places: list[Any] = [
        (index / max(n - 1, 1)).astype(np.float32),
        (words / total).astype(np.float32),
        above.astype(np.float32),
        below.astype(np.float32),
        (np.log1p(before) / 3).astype(np.float32),
        (np.log1p(behind) / 3).astype(np.float32),
        prose.astype(np.float32),
        ones * np.float32(np.log1p(n) / 5),
        ones * np.float32(float((count * prose).sum()) / total),
        ones * np.float32(np.log1p(total / n) / 3),
        ones * np.float32(float(cut.mean())),
    ]
    return places


def changes_of(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the places where another number stands than one before, the first among them."""
    return np.concatenate(([True], numbers[1:] != numbers[:-1])).nonzero()[0]


def places_of(words: NDArray[np.uint32], vocabulary: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Give the place of each word in the sorted vocabulary, -1 for strangers."""
    if not len(vocabulary):
        return np.full(len(words), -1, np.int32)
    places = np.minimum(np.searchsorted(vocabulary, words), len(vocabulary) - 1)
    return np.where(vocabulary[places] == words, places, -1).astype(np.int32)
