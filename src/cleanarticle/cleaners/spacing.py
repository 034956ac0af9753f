"""White space inside a block, and the marks that a cut left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..actions import Drop, Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, holds_code, is_prose, is_technical, once, words
from ..sieve import Sieve, texts
from ._reads import reads

__all__ = ["fix_remains", "fix_spacing"]

_BREAKS = "\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_LONG_SPACE = lazy(rf"[ \t{_BREAKS}]{{3,}}|[ \t]?[{_BREAKS}][ \t{_BREAKS}]?|\t\t")
_LONG_SPACE_SIEVE = Sieve((*[rf"[ \t{_BREAKS}]"] * 3,), (f"[{_BREAKS}]",), (r"\t", r"\t"))
#: `3.   The list`, and what parts columns.
_WIDE_MARKER = lazy(r"(?:\d{1,3}[.)]|[*+•▪●◦‣–-])([ \t]{3,20})(?=[^\W_]|[(“\"„«‘'¿¡])")
_WIDE = lazy(r"[ \t]{2}|\t")


def fix_spacing(document: Document) -> Iterator[Edit]:
    """Make one space of three and more, of line ends and of runs of tabs.

    Leaves two spaces alone (`fix_remains` judges them), a single tab (it parts
    cells), no-break and thin spaces, code, tables, and lines that are no sentences:
    their spaces may set columns, but for those behind an item's marker.

    >>> from cleanarticle.model import blocks
    >>> [edit.start for edit in fix_spacing(blocks("One.  Two.    Three."))]
    [10]
    """
    for block in _LONG_SPACE_SIEVE.within(document):
        if block.kind == "table" or holds_code(block):
            continue
        if not ends_sentence(block.text):
            yield from _behind_marker(block)
            continue
        for found in _LONG_SPACE.finditer(block.text):
            yield Edit(block, found.start(), found.end(), " ", Reason.SPACING)


def _behind_marker(block: Block) -> Iterator[Edit]:
    """Make one space of those behind the marker of an item, which sets no columns by them."""
    found = _WIDE_MARKER.match(block.text)
    if found and not _WIDE.search(block.text, found.end()):
        yield Edit(block, *found.span(1), " ", Reason.SPACING)


# ---------------------------------------------------------------- stray remains

#: What a mark stands behind, and what stands behind a mark: `.NET`, `:)` and `,5` are none.
_LAST = r"[\w\"'”’“»›)\]%°€$£!?…]"
_END = r"(?=\s|$|[\"'”’“»›)\]])"
#: Signs that are no letters and that words end in: of Arabic and Hebrew, and of India's scripts.
_VOWEL_SIGNS = "\u05b0-\u05bd\u064b-\u0655\u0900-\u0963\u0966-\u0dff"
_WORD = r"[^\W_]|[(“\"„«‘]"
_SENTENCE_END = lazy(r"[.!?…][\"'”’“»)]? ")
_DASH = lazy(r"[ \u00a0][–—-]|[–—]")
_PROSE_END = r"(?=\s|$)"
#: A letter of a script that has capitals, or a digit. In others two dots part clauses, as in Arabic.
_CASED = r"[0-9A-Za-z\u00c0-\u058f\u1e00-\u1fff]"


@dataclass(frozen=True, slots=True)
class _Remains:
    """A kind of remains: group 1 of `pattern` goes, unless the document has it as a habit.

    A habit is more than `strays` of them, and more than one in `habit` of `common`: what
    the kind is a damaged form of.
    """

    pattern: re.Pattern[str]
    #: One of these stands in whatever the pattern finds: a look for them is many times as fast.
    signs: tuple[str, ...]
    common: str
    habit: int = 10
    #: French sets a space there.
    is_french: bool = False
    strays: int = 2
    #: Of a few strays, how many undamaged ones must stand beside each.
    beside: int = 0
    #: Only where no dash before it opened a remark that it closes.
    is_lone: bool = False
    #: Elsewhere two spaces may set columns.
    in_prose: bool = False
    #: The same where it is no damage: one of them shows that the writer means it.
    meant: re.Pattern[str] | None = None

    def is_habit(self, count: int, common: int) -> bool:
        """Whether so many of them are the document's way, beside so many of `common`."""
        if count > self.strays:
            return count * self.habit > common
        return bool(self.beside) and common < count * (1 + self.beside)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Give what goes."""
        if not any(sign in text for sign in self.signs):
            return []
        return [
            match.span(1)
            for match in self.pattern.finditer(text)
            if not self.is_lone
            or _dashes(text[max(0, match.start(1) - MAX_REMARK) : match.start(1)]) % 2 == 0
        ]


def _dashes(text: str) -> int:
    """Count the dashes in the last sentence of the text."""
    return len(_DASH.findall(_SENTENCE_END.split(text)[-1]))


def _before(
    mark: str, signs: str, end: str = _END, *, habit: int = 10, is_french: bool = False
) -> _Remains:
    """A space before a mark, which begins with one of the `signs`."""
    pattern = re.compile(rf"{_LAST}( {{1,2}})(?={mark}{end})")
    return _Remains(
        pattern, tuple(f" {c}" for c in signs), mark[-1], habit=habit, is_french=is_french
    )


_KINDS: Sequence[_Remains] = (
    # `word () next`, `word ( , ) next`
    _Remains(
        lazy(r"[^\W_]( (?:\( {0,3}\)|\( ?[,;](?: ?[,;]){0,3} \)|\[ {0,3}\]))(?=[ ,.;:!?]|$)"),
        (" ()", " ( ", " (,", " (;", " []", " [ "),
        "(",
    ),
    # `(, 2020)`, `( ; born 1950)`
    _Remains(
        lazy(r"(?<=\()( ?[,;](?: ?[,;]){0,3} )(?=[^\W_][^()]{0,200}\))"),
        ("(,", "(;", "( ,", "( ;"),
        "(",
    ),
    # `(born 1950, )`
    _Remains(lazy(r"(?<=\()[^()]{0,200}[^\W_]( ?[,;] )(?=\))"), (", )", "; )"), "("),
    # `( born 1950 )`
    _Remains(lazy(r"(?<![^\s“\"«(])\(( {1,2})(?=[^\W_][^()]{0,200}\))"), ("( ",), "("),
    _Remains(lazy(r"(?<=\()[^()]{1,200}[^\s()]( {1,2})(?=\))"), (" )",), "("),
    _Remains(lazy(r"(?<=\[)[^\[\]\s][^\[\]]{0,200}[^\s\[\]]( {1,2})(?=\])"), (" ]",), "["),
    # `word,, next`, `word, , next`, `word, .`, `word. . Next`, `word.. Next`
    _Remains(lazy(r"[^\W_][\"”’»)]?,((?: ?,){1,3})(?=\s|$)"), (",,", ", ,"), ","),
    _Remains(
        lazy(r"[^\W_][\"”’»)]?( {0,2}[,;] {0,2})(?=\.(?:\s|$))"),
        (",.", ";.", ", .", "; .", ",  .", ";  ."),
        ".",
    ),
    _Remains(lazy(r"[^\W_][\"”’»)]?\.( \.)(?=\s|$)(?! \.)"), (". .",), "."),
    _Remains(
        lazy(
            rf"{_CASED}{{2}}[\"”’»)]?\.(\.)(?=[\"”’»)]?(?:$| {{1,2}}(?![a-zß-öø-ÿα-ώа-џ]){_CASED}| {{1,2}}[“\"„«(]))"
        ),
        ("..",),
        ".",
        meant=lazy(r"[^\W\d_]{2}\.\.(?:[!?]|\s[a-zß-öø-ÿα-ώа-џ])"),
    ),
    # `word – .` where no dash opened a remark, `word – – next`
    _Remains(
        lazy(r"[^\W_][\"”’»)%]?( [–—-])(?= ?[.!?](?:\s|$))"),
        tuple(f" {dash}{end}" for dash in "–—-" for end in (".", "!", "?", " .", " !", " ?")),
        "–",
        is_lone=True,
    ),
    _Remains(lazy(r"[^\W_][\"”’»)%,.]?( ([–—-]))(?= \2 [^\s–—-])"), ("– –", "— —", "- -"), "–"),
    # `word , next`: no language has a space there, but links leave it, and tokenisers set it everywhere
    _before(",", ",", habit=3),
    _before(r"\.", ".", _END + r"(?! ?\.)", habit=3),
    _before("،", "،", habit=3),
    _before(";", ";", _PROSE_END, is_french=True),
    _before(r"[!?]{0,2}\!", "!?", is_french=True),
    _before(r"[!?]{0,2}\?", "!?", is_french=True),
    _Remains(
        lazy(r"(?:[^\W\d_]|[\"”’)]|\d(?=[ ]{1,2}:\s+[^\s\d]))( {1,2})(?=:(?:\s|$))"),
        (" :",),
        ":",
        is_french=True,
    ),
    # `two  spaces`, in a sentence and between sentences
    _Remains(
        lazy(rf"(?:[\w,;:%)”’»{_VOWEL_SIGNS}]|(?<=\w )[–—]) ( )(?={_WORD}|[№§#$€£])"),
        ("  ",),
        " ",
        habit=10,
        in_prose=True,
    ),
    _Remains(
        lazy(rf"[^\W\d_][.!?…][\"'”’“»)]? ( )(?={_WORD})"),
        ("  ",),
        ". ",
        habit=20,
        in_prose=True,
        beside=4,
    ),
    # `end. –`
    _Remains(
        lazy(r"[^\W\d_]{3}[.!?…]([ \u00a0][–—-])$"),
        tuple(f"{space}{dash}" for space in " \u00a0" for dash in "–—-"),
        ". ",
        habit=10,
        in_prose=True,
        strays=1,
    ),
)

#: A cheap look for any of them.
_SUSPECT = lazy(
    r"[ ](?:[ ]|[,.;:?!)\]،])|[(\[](?:[ ,;]|[)\]])|\.\.(?!\.)|,,|,\.|[–—-] ?[–—.,;!?-]"
    r"|[.!?…][ \u00a0][–—-]$"
)

_SUSPECT_SIEVE = Sieve(
    ("[ ]", r"[ ,.;:?!)\]،]"),
    (r"[(\[]", r"[ ,;)\]]"),
    ("[.,–—-]", "[.,–—;!?-]"),
    ("[–—-]", " ", "[–—.,;!?-]"),
    ("[.!?…]", "[ \u00a0]", "[–—-]"),
)

#: Fewest words of a quotation that is a paragraph.
MIN_QUOTED = 4
#: Characters between the two dashes around a remark.
MAX_REMARK = 200
#: Words of a block from which on it is running text.
MIN_WORDS = 8
_BULLET = lazy(r"[*+•·▪●◦‣]")
_ORPHAN = lazy(r"[-–•·▪●◦‣]|\( ?\)|\[ ?\]")
MAX_ORPHAN = 3  # characters
#: Lone bullets, dashes and empty brackets in a document from which on they are its own.
MAX_ORPHANS = 2
#: Rounds in which what one repair uncovers is mended too (`word () , next`).
MAX_ROUNDS = 4


@reads("code", "table", "paragraph", "list_item")
def fix_remains(document: Document) -> Iterator[Drop | Edit]:
    """Cut the stray marks and spaces that a cut left: `word , next`, `( )`, `(, 2020)`, `end..`.

    What goes is always a character that is too many. Leaves alone what a document does
    as a habit, the French space before `; : ! ?` and inside marks, three dots, two spaces between the sentences
    of a typist, `—` between scenes, `?..`, `,,` before a word (a quotation mark), `foo()`,
    check boxes, no-break spaces, code, tables and verse.

    >>> from cleanarticle.model import blocks
    >>> [edit.start for edit in fix_remains(blocks("The mayor ( ) left , he said.. I know."))]
    [9, 18, 29]
    """
    yield from _orphans(document)
    yield from _spaced_quotations(document)
    found = [
        block
        for block in _SUSPECT_SIEVE.within(document)
        if once(block, "suspect", _is_suspect)
        and block.kind != "table"
        and "\n" not in block.text
        and not holds_code(block)
    ]
    if not found or is_technical(document):
        return
    kinds, touched = _strays(document, found)
    for block in touched:
        for start, end in _gone(block, kinds):
            yield Edit(block, start, end, "", Reason.SPACING, 0.95)


#: Quotation marks that begin a paragraph, each with the one that ends it.
_CLOSING = {'"': '"', "“": "”"}


def _spaced_quotations(document: Document) -> Iterator[Edit]:
    """Cut the spaces inside the marks of a paragraph that is one quotation: `" We are sure. "`.

    Sites set marks that are pictures of their own so. French has spaces there.
    """
    if document.language in (None, "fr"):
        return
    for block in document:
        text = block.text
        if text[1:2] != " " or text[-2:-1] != " " or text[-1] != _CLOSING.get(text[0]):
            continue
        said = text[2:-2]
        spaced = said[:1].isspace() or said[-1:].isspace() or said[-1:] not in ".!?…"
        if not spaced and words(block) >= MIN_QUOTED and not any(mark in said for mark in '"“”'):
            yield Edit(block, 1, 2, "", Reason.SPACING, 0.95)
            yield Edit(block, len(text) - 2, len(text) - 1, "", Reason.SPACING, 0.95)


def _is_suspect(block: Block) -> bool:
    return _SUSPECT.search(block.text) is not None


def _orphans(document: Document) -> Iterator[Drop]:
    """Drop a bullet, dash or empty bracket that stands alone, once or twice in a text.

    Bullets one below the other, which lost their items, go however many they are.

    Leaves `—` and `*`, which part the scenes of a story, and figures that a dump tore apart.
    """
    short = [(i, block.text) for i, block in enumerate(document) if len(block.text) <= MAX_ORPHAN]
    bullets = {i for i, text in short if _BULLET.fullmatch(text)}
    for i in bullets:
        if i - 1 in bullets or i + 1 in bullets:
            yield Drop(document[i], Reason.MARKUP, 0.9)
    alone = [i for i, text in short if _ORPHAN.fullmatch(text)]
    if not 0 < len(alone) <= MAX_ORPHANS or is_technical(document):
        return
    for i in alone:
        block = document[i]
        beside = [document[j] for j in (i - 1, i + 1) if 0 <= j < len(document)]
        if block.kind in ("paragraph", "list_item") and any(map(_is_running, beside)):
            yield Drop(block, Reason.EMBED, 0.9)


def _is_running(block: Block) -> bool:
    """Whether a block is a sentence, or of a sentence's length: no cell of a table."""
    return words(block) >= MIN_WORDS or is_prose(block)


def _strays(document: Document, found: Sequence[Block]) -> tuple[list[_Remains], list[Block]]:
    """Give the kinds that are strays in this document, not its habit, and the blocks with any."""
    strays = []
    touched: set[int] = set()
    for kind in _KINDS:
        if kind.is_french and document.language in (None, "fr"):
            continue
        spans = [kind.spans(block.text) for block in found]
        count = sum(map(len, spans))
        if count and kind.meant and any(kind.meant.search(block.text) for block in found):
            continue
        if count > kind.strays or (count and kind.beside):
            common = sum(block.text.count(kind.common) for block in texts(document))
            if kind.is_habit(count, common):
                continue
        strays.append(kind)
        touched.update(i for i, own in enumerate(spans) if own)
    return strays, [found[i] for i in sorted(touched)]


def _without(
    spans: Sequence[tuple[int, int]], places: list[int], text: str
) -> tuple[list[int], str]:
    """Cut the spans from the text and from the list of where its characters stood."""
    kept_places: list[int] = []
    kept: list[str] = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        kept_places += places[at:start]
        kept.append(text[at:start])
        at = end
    return kept_places, "".join(kept)


def _gaps(places: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Give the spans of `range(size)` that are not among the places."""
    ends = [-1, *places, size]
    return [(a + 1, b) for a, b in pairwise(ends) if b > a + 1]


def _gone(block: Block, kinds: Sequence[_Remains]) -> list[tuple[int, int]]:
    """Give the spans of the block's text that go, each as long as it can be."""
    text = block.text
    is_running = words(block) >= MIN_WORDS
    places = list(range(len(text)))  # of what is left, in the text as it was
    rest = text
    for _ in range(MAX_ROUNDS):
        before = rest
        for kind in kinds:
            if kind.in_prose and not is_running:
                continue
            if spans := kind.spans(rest):
                places, rest = _without(spans, places, rest)
        if rest == before:
            break
    return _gaps(places, len(text)) if len(rest) < len(text) else []
