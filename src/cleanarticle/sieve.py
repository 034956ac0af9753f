"""One look at every character of a document, which tells what its blocks can hold.

Most cleaners search every block for something that next to none has. Whatever they find holds
up to three characters side by side of known classes: a full stop between two letters, a space
before a comma. All such rows of all cleaners are looked for together, by three look-ups a
character and two ANDs; what a cleaner's rows are not in, it need not search. A sieve may let
pass what the search then does not find, never the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from .model import HAN_KANA, Block, Document, count_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Sieve", "compiled", "look", "texts"]

#: Up to three character classes, written as in a regular expression.
Row = tuple[str, ...]

_ANY = r"[\s\S]"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a text first needs it.

    For the many of which most texts need none: phrases, scripts, kinds of damage. To compile all of
    them takes as long as an import.
    """
    return re.compile(pattern)


#: The rows of all sieves; the place of a row is its bit. Sieves are made when their modules are
#: imported, so that the first look knows them all.
_rows: list[Row | Callable[[], Row]] = []

#: Under which the bits of a block or a document are kept; another one once there are more rows.
_key = "rows"

#: As many bits as the numbers have.
MAX_ROWS = 64


class Sieve:
    """Rows of characters one of which stands in whatever a search can find.

    A row may be a function that gives it, where its classes take time to work out.

    >>> from cleanarticle.model import blocks
    >>> glued = Sieve(("[a-z]", "[.!?]", "[A-Z]"))
    >>> [block.text for block in glued.among(blocks("He left.", "He left.She stayed."))]
    ['He left.She stayed.']
    """

    __slots__ = ("_bits",)

    def __init__(self, *rows: Row | Callable[[], Row]) -> None:
        global _key  # noqa: PLW0603
        first = len(_rows)
        if first + len(rows) > MAX_ROWS:
            raise ValueError(f"all sieves together have {MAX_ROWS} rows at most")
        _rows.extend(rows)
        _key = f"rows {len(_rows)}"
        self._bits = (1 << len(_rows)) - (1 << first)

    @classmethod
    def any_of(cls, *sieves: Sieve) -> Sieve:
        """Give a sieve of the rows of others."""
        joined = cls()
        for sieve in sieves:
            joined._bits |= sieve._bits
        return joined

    def among(self, blocks: Sequence[Block]) -> list[Block]:
        """Give the blocks that hold one of the rows."""
        look(blocks)
        bits = self._bits
        return [block for block in blocks if block.memo[_key] & bits]

    def within(self, document: Document) -> list[Block]:
        """Give those that hold one of the rows among the title and the blocks, code aside."""
        if _key not in document.memo:
            look(texts(document))
            every = 0
            for block in texts(document):
                every |= block.memo[_key]
            document.memo[_key] = every
        if not document.memo[_key] & self._bits:
            return []
        return self.among(texts(document))

    def may_be_in(self, block: Block) -> bool:
        """Whether the block holds one of the rows."""
        if _key not in block.memo:
            look((block,))
        return bool(block.memo[_key] & self._bits)


def texts(document: Document) -> Sequence[Block]:
    """Give the title, if any, and the blocks, code aside: what repairs run over."""
    found: list[Block] | None = document.memo.get("texts")
    if found is None:
        found = [block for block in document.blocks if block.kind != "code"]
        if document.title is not None:
            found.insert(0, document.title)
        document.memo["texts"] = found
    return found


#: Where a word begins: one of letters, and every Han and Kana.
_WORDS = Sieve((rf"(?:\W|[{HAN_KANA}])", rf"[^\W{HAN_KANA}]"), (_ANY, f"[{HAN_KANA}]"))


#: Characters looked at in one go, so that the arrays stay small.
MAX_CHARACTERS = 100_000


def look(blocks: Iterable[Block]) -> None:
    """Look at those of the blocks that were not looked at before, and count their words."""
    fresh: list[Block] = []
    size = 0
    for block in blocks:
        if _key in block.memo:
            continue
        fresh.append(block)
        size += len(block.text)
        if size > MAX_CHARACTERS:
            _look(fresh)
            fresh, size = [], 0
    if fresh:
        _look(fresh)


#: What comes behind it in Unicode is looked up as this one, which counts as of every class.
_LAST = 0xFFFF


#: Stands for the edge of a block: white space that no row asks for by itself (Ogham's).
_BETWEEN = "\u1680"


def _look(blocks: Sequence[Block]) -> None:
    import numpy as np

    held = ["", *(block.text for block in blocks), "", ""]
    codes = np.frombuffer(_BETWEEN.join(held).encode("utf-32-le", "surrogatepass"), np.uint32)
    beyond = codes.max() >= _LAST
    if beyond:
        codes = np.minimum(codes, _LAST)
    places = codes.astype(np.intp)  # once, not for each of the three
    first, second, third = _tables(len(_rows)).of(places)
    found = first.take(places[:-2])
    found &= second.take(places[1:-1])
    found &= third.take(places[2:])
    # A block's stretch begins with the space before it.
    lengths = np.array([len(block.text) + 1 for block in blocks], np.int64)
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)[:-1]))
    found = found[: int(lengths.sum())]
    bits = np.bitwise_or.reduceat(found, starts).tolist()
    words = np.add.reduceat(found & _WORDS._bits != 0, starts, dtype=np.int64).tolist()
    for block, own, count in zip(blocks, bits, words, strict=True):
        block.memo[_key] = own
        if "words" not in block.memo:
            exact = not beyond or max(block.text, default="") < chr(_LAST)
            block.memo["words"] = count if exact else count_words(block.text)


class _Tables:
    """For each character the bits of the rows whose first, second, third class it is of.

    Worked out for 256 characters at a time, when a text first holds one of them: most texts hold few
    of Unicode's, and to look at all of them takes longer than to clean a text.
    """

    def __init__(self, rows: Sequence[Row | Callable[[], Row]]) -> None:
        import numpy as np

        # For each class the bits of the rows that have it first, second, third.
        bits: dict[str, list[int]] = {}
        for bit, given in enumerate(rows):
            row = given if isinstance(given, tuple) else given()
            for place, kind in enumerate((*row, _ANY, _ANY)[:3]):
                bits.setdefault(kind, [0, 0, 0])[place] |= 1 << bit
        self._table = np.zeros((3, _LAST + 1), np.uint64)
        self._table |= np.array(bits.pop(_ANY), np.uint64)[:, None]
        self._table[:, _LAST] = np.uint64((1 << MAX_ROWS) - 1)
        self._classes = [
            (re.compile(f"(?:{kind})+"), np.array(own, np.uint64)[:, None])
            for kind, own in bits.items()
        ]
        self._known = np.zeros((_LAST >> 8) + 1, np.bool_)

    def of(self, codes: NDArray[np.intp]) -> NDArray[np.uint64]:
        """Give the three tables, in which the characters of the codes are worked out."""
        import numpy as np

        pages = codes >> 8
        if not self._known.take(pages).all():
            for page in np.unique(pages).tolist():
                if not self._known[page]:
                    self._work_out(page)
        return self._table

    def _work_out(self, page: int) -> None:
        start = page << 8
        characters = "".join(map(chr, range(start, min(start + 256, _LAST))))
        for kind, bits in self._classes:
            for found in kind.finditer(characters):
                self._table[:, start + found.start() : start + found.end()] |= bits
        self._known[page] = True  # last, for other threads


@cache
def _tables(rows: int) -> _Tables:
    return _Tables(_rows[:rows])
