"""Quotation marks: what stands in a text, the pairs of each language, the pairs of one document.

The pairs are facts of typography: Unicode's CLDR lists them for each locale under
`delimiters`, and house styles depart from them. A document is read for its own first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ..languages import primary
from ..patterns import lazy

__all__ = [
    "IMPOSTORS",
    "SMALL",
    "Pair",
    "Token",
    "apostrophe_written",
    "opens",
    "pair_of",
    "pairs_meant",
    "quotation_pairs",
    "tokens",
]


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing mark, `single` where it is the smaller kind.

    `inner` is the space that the document sets inside its marks (« so »), else empty.
    `quotes` is whether quotations stand in it, and not only those inside others.
    """

    opening: str
    closing: str
    single: bool = False
    inner: str = ""
    quotes: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """A mark where it stands: what is left and right of it is looked at, not understood.

    `opens` and `closes` are what a mark at this place must be forgiven to open or to
    close there: 0 where it may, more where spaces and letters beside it speak against.
    `elides`: it may be the apostrophe of a word that lost its beginning (`’em`).
    """

    start: int
    end: int
    glyph: str
    left: str
    right: str
    opens: float
    closes: float
    elides: bool = False


_DOUBLE = (
    ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("”", "”"), ("»", "»"), ("「", "」"), ("『", "』"),
    ('"', '"'),
)  # fmt: skip
#: Where Arabic letters are written, marks stand mirrored too: CLDR has ”so“ for Urdu and Arabic.
_MIRRORED_DOUBLE = ("”", "“")
_MIRRORING = frozenset(("ar", "fa", "ur", "ps", "sd", "ckb"))
_SINGLE = (("‘", "’"), ("‚", "‘"), ("‚", "’"), ("‹", "›"), ("›", "‹"))

#: The double pairs of a language, the usual one first. Others are read like English.
_OF_LANGUAGE = {
    "de": "„“ »«", "cs": "„“ »«", "sk": "„“ »«", "sl": "„“ »«", "bg": "„“", "mk": "„“", "is": "„“", "lt": "„“",
    "lv": "„“ “”", "et": "„“ „”", "ka": "„“", "pl": "„” «»", "ro": "„” «»", "hu": "„” »«", "hr": "„” »«",
    "sr": "„” „“", "sv": "”” »»", "fi": "”” »»", "fr": "«» “”", "es": "“” «»", "it": "“” «»", "pt": "“” «»",
    "ca": "«» “”", "ru": "«» „“", "uk": "«» „“", "be": "«» „“", "el": "«» “”", "no": "«»", "nb": "«»", "nn": "«»",
    "da": "”” »« „“", "nl": "“” „”", "tr": "“” «»", "fa": "«»", "ar": "“” «»", "hy": "«»", "sq": "„” «»",
    "ja": "「」 『』", "zh": "“” 「」", "ko": "“”",
}  # fmt: skip
_ELSEWHERE = "“”"


def pair_of(language: str | None) -> tuple[str, str]:
    """Give the usual marks of a language.

    >>> pair_of("de"), pair_of(None)
    (('„', '“'), ('“', '”'))
    """
    pair = _OF_LANGUAGE.get(language or "", _ELSEWHERE)
    return pair[0], pair[1]


def apostrophe_written(mark: str) -> re.Pattern[str]:
    """Find a mark, a pattern itself, that stands for the apostrophe of a contraction, a possessive or an elision.

    >>> apostrophe_written("#").sub("’", "It#s d#Oban, O#Neill said in Hawai#i.")
    'It’s d’Oban, O’Neill said in Hawai#i.'
    """
    return re.compile(
        rf"(?<=[^\W\d_]){mark}(?=(?:s|t|re|ve|ll|d|m)\b)"
        rf"|(?:(?<=\b[dlnsmtjcDLNSMTJC])|(?<=\b[qQ]u)|(?<=\b[uU]n)|(?<=[ae]ll)|(?<=\b[aA]ll)){mark}(?=[^\W\d_]{{2}})"
        rf"|(?<=\bO){mark}(?=[A-Z][a-z])"
    )


#: The smaller pair inside a quotation in each pair.
_SINGLE_OF = {
    ("„", "“"): ("‚", "‘"),
    ("„", "”"): ("‚", "’"),
    ("»", "«"): ("›", "‹"),
    ("«", "»"): ("‹", "›"),
    ("”", "”"): ("’", "’"),
}

#: Quotations of a kind its language does not know, from which on a text has a style of its own.
MIN_OWN_STYLE = 3

#: What is written with an apostrophe for its beginning: 'tis, 'em, Dutch 's avonds, 'n Boer.
_ELIDED = lazy(
    r"(?i)(?:t?is|t?was|t?were|twill|em|im|er|cause|coz|cuz|til|till|round|bout|fore|gainst|neath|tween|nuff|ere"
    r"|ave|ad|im|n|s|t|k|m|d|r|ll|re|ve|ne|nen|nem|ner|naja|rauf|raus|rein|rüber|runter|ran|sup|kay|hood|burbs|ood"
    r"|og|ai|bye|tude|scuse|specially|way|round|stralian|merica|merican|o|z|zijn)(?![^\W_])"
)

#: Two small marks that are one, as ‘’so’’ is quoted in Senegal; unlike ‘’Tis so.’, and Amharic's
_TURNED_TWICE = (
    r"(?<![\w‘’])‘’(?=[0-9A-Za-zÀ-ɏͰ-ӿ])"
    r"(?!(?i:tis|twas|twere|twill|em|cause|cuz|till?|bout|[nst])(?![\w’']))"
)
_MARK = lazy(
    rf"[“”„‟«»\"＂「」『』]|(?<!')''(?!')|(?<!`)``(?!`)|‘‘|{_TURNED_TWICE}|’’|´´|(?<!,),,(?!,)|‚‚|(?<!<)<<(?!<)|(?<!>)>>(?!>)|[‘’‚‹›]"
)

#: Two characters that stand for one mark.
IMPOSTORS = frozenset(("''", "``", "‘‘", "‘’", "’’", "´´", ",,", "‚‚", "<<", ">>"))

#: Those that can be one mark only.
_TYPED = {",,": "„", "‚‚": "„", "<<": "«", ">>": "»"}

_BEFORE_OPENING = "([{¿¡-–—―/…'’‘“”„«»‹›\"‚>|*_=+~•·"
_AFTER_CLOSING = ".,;:!?…)]}-–—―/'’‘“”„«»‹›\"*_。，、；：！？）|&<"

#: What a mark is taken for where its place allows both: between Han letters, « set so ».
_MEANT_TO_OPEN, _MEANT_TO_CLOSE = "「『«‹“„‘‚", "」』»›”’"
_NEVER_OPENED = ",;:!?)]}%"

#: The marks of the smaller kind; two of them are apostrophes too.
SMALL = "’‘‚‹›"


def _is_han(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7af"


#: Urdu quotes ’’so‘‘ and ’so‘: the mirror image of the Latin marks, not an error.
_ARABIC_LETTER = lazy(r"[\u0620-\u06ff]")
_MIRRORED = ("’’", "‘‘", "’", "‘")
#: How far from such a mark a letter of that script stands, in characters: "؟!‘‘".
_NEAR = 3


#: A mark that parts the name of a post from its day or hour: `by Ann » 26.03.2016, 19:24`.
_BEFORE_DATE = lazy(
    r"\s(?:[^\W\d_]{2,4}\.?,? )?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2}"
    r"|(?:[^\W\d_]{3,10}\.? )?\d{1,2}[^«»‹›\n]{0,24}\b\d{1,2}:\d\d)"
)
#: A path of such marks: `Home » News » Harbour`. More characters are a sentence's.
_PATH = lazy(r"[\w&,.()' -]{1,40}(?: [»›] [\w&,()' -]{1,40}){2,8}")


#: Characters of the longest path, and before a mark among which its partner is sought.
MAX_PATH, MAX_BEFORE = 200, 1000


def _separates(text: str, start: int, end: int) -> bool:
    """Whether a » between spaces parts what stands beside it and closes nothing."""
    if not (text[start - 1 : start].isspace() and text[end : end + 1].isspace()):
        return False
    mark = text[start]
    opening = "«" if mark == "»" else "‹"
    low = max(0, start - MAX_BEFORE)
    if text.rfind(opening, low, start) > text.rfind(mark, low, start):
        return False
    if _BEFORE_DATE.match(text, end):
        return True
    return len(text) <= MAX_PATH and _PATH.fullmatch(text) is not None


def tokens(text: str) -> list[Token]:
    """Give the marks of a text that may be quotation marks, in order.

    Leaves out what is certainly an apostrophe (a letter on both sides), the small marks
    beside Arabic letters, which Urdu sets the other way round, and what parts a path or a
    name and a date (`Home » News » Harbour`).

    >>> [(t.glyph, t.opens, t.closes) for t in tokens("He’s “in“, she said.")]
    [('“', 0.0, 3.6), ('“', 1.9, 0.0)]
    """
    made = []
    for found in _MARK.finditer(text):
        start, end, glyph = found.start(), found.end(), found[0]
        left, right = text[start - 1 : start], text[end : end + 1]
        if glyph in "’‘" and left.isalnum() and right.isalnum():
            continue
        if glyph in _MIRRORED and _ARABIC_LETTER.search(text, max(0, start - _NEAR), end + _NEAR):
            continue
        if glyph in ("»", "›") and _separates(text, start, end):
            continue
        made.append(_token(text, start, end, glyph, left, right))
    return made


def _token(text: str, start: int, end: int, glyph: str, left: str, right: str) -> Token:
    opens = closes = 0.0
    if glyph in "«»‹›" and (right.isspace() or left.isspace()):  # « set so »
        inner_right, inner_left = text[end + 1 : end + 2], text[start - 2 : start - 1]
        if left.isspace() and right.isspace():
            opens = 0.2 if inner_right.isalnum() else 0.6
            closes = 0.2 if inner_left and not inner_left.isspace() else 0.6
            return Token(start, end, glyph, left, right, opens, closes)
        if right.isspace() and (not left or not (left.isalnum() or left in _AFTER_CLOSING)):
            return Token(start, end, glyph, left, right, 0.2, 2.0)
        if left.isspace() and (not right or right in _NEVER_OPENED or right in ".»"):
            return Token(start, end, glyph, left, right, 2.0, 0.2)
    if _is_han(left) or _is_han(right):
        # No spaces to go by; a mark on the wrong side of the text's edge is still wrong.
        opens = 1.0 if not right or right in "，。、！？；：）" else 0.0
        closes = 1.0 if not left or left in "：（" else 0.0
        return Token(start, end, glyph, left, right, opens, closes)
    if left and not left.isspace() and left not in _BEFORE_OPENING:
        opens += 1.2 if left.isalnum() else 0.7
    if not right or right.isspace():
        opens += 1.4
    elif right in _NEVER_OPENED or (right == "." and text[end : end + 2] != ".."):
        opens += 0.7 if left.isspace() or not left else 0.0
        opens += 0.7
    if not left or left.isspace():
        closes += 1.8
    elif left in "([{¿¡":
        closes += 1.0
    if _is_hangul(right) and left and not left.isspace():
        pass  # a particle
    elif right and not right.isspace() and right not in _AFTER_CLOSING:
        closes += 0.6 if left and left in ".,!?…" else 1.0 if right.isalnum() else 0.4
        closes += 0.8 if not left or left.isspace() else 0.0
    elides = glyph == "’" and bool(_ELIDED.match(text, end))
    return Token(start, end, glyph, left, right, round(opens, 2), round(closes, 2), elides)


def opens(token: Token) -> bool:
    """Whether a mark rather opens than closes, by its place and where that is open by its form."""
    if token.opens == token.closes:
        return token.glyph in _MEANT_TO_OPEN
    return token.opens < token.closes


def quotation_pairs(
    texts: Sequence[list[Token]], language: str | None, *, straight: bool = False
) -> list[tuple[Pair, float]]:
    """Give the pairs a document quotes with, its own usage first, each with its use beside the first's.

    A mark is counted where its place allows one reading only; a language's usual pair
    decides where the document leaves it open, and `straight` apostrophes speak for straight
    marks. Empty where nothing is quoted.
    """
    opening: Counter[str] = Counter()
    closing: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for found in texts:
        for token in found:
            glyph = _TYPED.get(token.glyph, token.glyph)
            if token.opens < 0.5 and (token.closes >= 0.5 or glyph in _MEANT_TO_OPEN):
                opening[glyph] += 1
                if glyph in "«‹":
                    inner[token.right if token.right.isspace() else ""] += 1
            elif token.closes < 0.5 and (token.opens >= 0.5 or glyph in _MEANT_TO_CLOSE):
                closing[glyph] += 1
    _count_glued(texts, opening, closing)
    space = max(inner, key=lambda s: (inner[s], s)) if inner else ""
    usual = _usual(language)
    if opening["„"] and not any(pair[0] == "„" for pair in usual):  # never set by accident
        usual.append(("„", "“" if closing["“"] > closing["”"] else "”"))
    mirrors = primary(language) in _MIRRORING
    known = (*_DOUBLE, _MIRRORED_DOUBLE) if mirrors else _DOUBLE
    picked = _pick(opening, closing, known, usual, straight=straight)
    double = _without_turned(picked, opening, closing)
    kin = _SINGLE_OF.get(double[0][0], ("‘", "’")) if double else ("‘", "’")
    if kin[0] == "‚" and opening["’"] and not opening["‚"]:
        kin = ("’", "’")  # as Dutch has it; nobody types the low mark by accident
    small = (*_SINGLE, kin) if kin[0] == "’" else _SINGLE
    single = _pick(opening, closing, small, [kin, ("‘", "’")])
    quotes = _stand_alone(texts)
    return [
        *((Pair(a, b, inner=space if a == "«" else ""), share) for (a, b), share in double),
        *((Pair(a, b, single=True, quotes=a in quotes), share) for (a, b), share in single),
    ]


#: The partner of a mark whose form tells which of the two it is.
_PARTNER = {"“": "”", "«": "»", "‹": "›", "”": "“", "»": "«", "›": "‹"}


def _count_glued(
    texts: Sequence[list[Token]], opening: Counter[str], closing: Counter[str]
) -> None:
    """Count the marks that are glued on both sides (`rained.«So it`) where their partners are seen."""
    for token in chain.from_iterable(texts):
        partner = _PARTNER.get(token.glyph)
        if partner and token.opens >= 0.5 and token.closes >= 0.5 and not token.right.isspace():
            if token.glyph in _MEANT_TO_OPEN and closing[partner] > opening[partner]:
                opening[token.glyph] += 1
            elif token.glyph in _MEANT_TO_CLOSE and opening[partner] > closing[partner]:
                closing[token.glyph] += 1


def _without_turned(
    picked: list[tuple[tuple[str, str], float]], opening: Counter[str], closing: Counter[str]
) -> list[tuple[tuple[str, str], float]]:
    """Leave out the first pair turned round, where it is a few of many: those are errors."""
    if not picked:
        return picked
    (first, last), _ = picked[0]
    count = opening[first] + closing[last]
    few = 2 * (opening[last] + closing[first]) <= count
    return [use for use in picked if not (few and use[0] == (last, first) and first != last)]


#: Quotations in a smaller pair that stand in no other, from which on it is one of the text's own.
MIN_ALONE = 2


def _stand_alone(texts: Sequence[list[Token]]) -> frozenset[str]:
    """Give the small opening marks that quote by themselves, as British and Korean ones do."""
    alone: Counter[str] = Counter()
    doubles = False
    for found in texts:
        inside = False
        for token in found:
            if token.glyph in "‘‚‹›":
                alone[token.glyph] += not inside and token.opens < 0.5
            elif token.glyph != "’":
                inside = opens(token)
                doubles = True
    least = MIN_ALONE if doubles else 1
    return frozenset(glyph for glyph, count in alone.items() if count >= least)


def _usual(language: str | None) -> list[tuple[str, str]]:
    listed = _OF_LANGUAGE.get(primary(language), _ELSEWHERE)
    return [*((pair[0], pair[1]) for pair in listed.split()), ('"', '"')]


def _pick(
    opening: Counter[str],
    closing: Counter[str],
    known: Iterable[tuple[str, str]],
    usual: list[tuple[str, str]],
    *,
    straight: bool = False,
) -> list[tuple[tuple[str, str], float]]:
    """Take pairs, the best explanation first, until none has both its marks left to explain."""
    o, c = Counter(opening), Counter(closing)
    most = 0
    picked: list[tuple[tuple[str, str], float]] = []
    while True:
        scored = [
            (_score(o, c, pair, usual) + (straight and _is_seen(o, c, pair)), pair)
            for pair in known
            if not picked or (_either(o, pair) and _either(c, pair))
        ]
        best, pair = max(scored, key=lambda x: x[0], default=(0.0, ("", "")))
        if best <= 0:
            return picked
        count = o[pair[0]] + c[pair[1]]
        most = most or count
        picked.append((pair, min(1.0, count / most)))
        o[pair[0]] = c[pair[1]] = 0


def _is_seen(o: Counter[str], c: Counter[str], pair: tuple[str, str]) -> bool:
    """Whether the pair is the straight one, and one of its marks stands."""
    return pair == ('"', '"') and bool(o['"'] or c['"'])


def _either(marks: Counter[str], pair: tuple[str, str]) -> int:
    return marks[pair[0]] + marks[pair[1]]


def _score(
    o: Counter[str], c: Counter[str], pair: tuple[str, str], usual: list[tuple[str, str]]
) -> float:
    """Rate a pair by the marks it explains; 0 where it is not believed.

    One that is not the language's is believed where both its marks stand often in their
    places: a text that always quotes “so“ or ”so” departs on purpose or by its keyboard,
    one that does so once has an error.
    """
    count = o[pair[0]] + c[pair[1]]
    both = min(o[pair[0]], c[pair[1]])
    if not count:
        return 0.0
    if pair in usual:
        # With its opening mark only wrong elsewhere, the text has a style of its own.
        believed = both or o[pair[0]] or c[pair[1]] < MIN_OWN_STYLE
        return (count + both + (0.5 if pair == usual[0] else 0.3)) if believed else 0.0
    odd = pair[0] == pair[1] and pair != ('"', '"')
    needed = MIN_OWN_STYLE if odd else 1
    return float(count + both) if both >= needed else 0.0


def pairs_meant(
    texts: Sequence[list[Token]], language: str | None, *, curly: bool
) -> list[tuple[Pair, float]]:
    """Give the pair that a document means whose marks show no pair of their own.

    Two apostrophes on both sides mean the straight mark, unless the document's
    apostrophes are `curly`; marks of the typesetter's or of the German kind
    (``so'', ,,so'') and a few curly marks mean the usual pair of the language, guillemets
    its pair of those. Without any mark the apostrophes tell.
    """
    glyphs = {token.glyph for found in texts for token in found if token.glyph not in SMALL}
    listed = _usual(language)
    usual = Pair(*listed[0])
    if not glyphs:
        return [(usual if curly else Pair('"', '"'), 1.0)]
    if "‘’" in glyphs and glyphs <= {"‘’", "’’"}:
        return []  # a style of its own, kept throughout
    if glyphs & IMPOSTORS:
        return [(usual if curly or glyphs & IMPOSTORS != {"''"} else Pair('"', '"'), 1.0)]
    count = sum(token.glyph in "“”„«»" for found in texts for token in found)
    if not 0 < count < 2 * MIN_OWN_STYLE:
        return []
    if glyphs <= {"«", "»"}:
        first, last = next((pair for pair in listed if pair[0] in glyphs), ("«", "»"))
        spaced = any(
            (token.right if opens(token) else token.left) == "\u00a0"
            for found in texts
            for token in found
            if token.glyph in "«»"
        )
        return [(Pair(first, last, inner="\u00a0" if spaced else ""), 1.0)]
    return [(usual, 1.0)] if {usual.opening, usual.closing} & set("“”„") else []
