"""Characters that are not seen: controls, zero-width and direction marks, and odd spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..actions import Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import once
from ..sieve import Sieve, compiled, texts

__all__ = ["fix_invisible", "fix_no_break_spaces", "remove_no_break_spaces"]

_CONTROL = (
    "\x00-\x08\x0e-\x1b\x7f\u0080-\u0084\u0086-\u009f\ud800-\udfff\u2060-\u2064\u206a-\u206f\u180e\ufeff"
    "\ufff9-\ufffc\ufffe\uffff\U000e0001"
)
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CAREFUL = "\u00ad\u034f\u200b-\u200d\ufe00-\ufe0f\U000e0020-\U000e007f"
_INVISIBLE = lazy(f"[{_CONTROL}{_DIRECTION}{_CAREFUL}]+")
_INVISIBLE_SIEVE = Sieve((f"[{_CONTROL}{_DIRECTION}{_CAREFUL}]",))
_ALWAYS = lazy(f"[{_CONTROL}]")
_DIRECTION_MARK = lazy(f"[{_DIRECTION}]")

_RIGHT_TO_LEFT = lazy(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

#: Arabic, Syriac, the scripts of India and its neighbours, Khmer, Mongolian: they join letters.
_JOINING = lazy(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18aa\u1900-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)

#: Scripts that part words by a zero-width space: Thai, Lao, Tibetan, Burmese, Khmer, and their kin.
_UNSPACED = lazy("[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\u1b00-\u1bff\ua980-\uaadf]")

#: `Bundes<soft hyphen> regierung`: the end of a line.
_SOFT_BREAK = lazy(
    "(?<=[^\\W\\d_])\u00ad+[ \n]+(?!(?:und|oder|bis|en|of|och|og|and|or|to|et|ou|y|o|e|i|a|u)\\b)"
    "(?=[^\\W\\d_A-Z])"
)
_BLACK_FLAG = "\U0001f3f4"
_END_OF_TAGS = "\U000e007f"


def fix_invisible(document: Document) -> Iterator[Edit]:
    """Cut invisible characters that have no meaning where they stand.

    Control characters, soft hyphens (with the space of a line end behind them), zero-width
    spaces, joiners and byte-order marks. Leaves joiners where the script or an emoji needs them,
    zero-width spaces in scripts that part words by them, variation selectors behind signs and
    Han, the tags of a flag, direction marks in text that holds right-to-left letters, and all
    white space.

    >>> from cleanarticle.model import blocks
    >>> [(e.start, e.after) for e in fix_invisible(blocks("Bundes\u00adtag\u200b", "می\u200cرود"))]
    [(6, ''), (10, '')]
    """
    for block in _INVISIBLE_SIEVE.within(document):
        text = block.text
        soft = {m.start(): m.end() for m in _SOFT_BREAK.finditer(text)} if "\u00ad" in text else {}
        right_to_left: bool | None = None
        for run in _INVISIBLE.finditer(text):
            if right_to_left is None:
                right_to_left = bool(_RIGHT_TO_LEFT.search(text))
            for start, end in _meaningless(text, *run.span(), right_to_left=right_to_left):
                stop = soft.get(start, end)
                if text[start - 1 : start] == " " == text[stop : stop + 1] and start:
                    stop += 1  # a space on either side: one of them goes too
                glued = text[start - 1 : start] in tuple("!?;,") and text[stop : stop + 1].isalpha()
                yield Edit(block, start, stop, " " if glued else "", Reason.INVISIBLE)


def _meaningless(
    text: str, start: int, end: int, *, right_to_left: bool
) -> Iterator[tuple[int, int]]:
    """Give the stretches of a run of invisible characters that go."""
    kept = set(_tags(text, start, end))
    left = text[start - 1 : start] if start else ""
    right = text[end : end + 1]
    first = start
    for at in range(start, end):
        if at in kept or _is_meant(
            text[at], left, right, text[at - 1 : at] if at else "", right_to_left
        ):
            if at > first:
                yield first, at
            first = at + 1
    if end > first:
        yield first, end


def _is_meant(char: str, left: str, right: str, before: str, right_to_left: bool) -> bool:
    """Whether the character has a meaning between the visible `left` and `right`."""
    if _ALWAYS.match(char) or char == "\u00ad" or char > "\U000e0000":
        return False
    if _DIRECTION_MARK.match(char):
        return right_to_left
    if char == "\u200b":
        inside = bool(left and right) and not (left.isspace() or right.isspace())
        return inside and bool(_UNSPACED.match(left) or _UNSPACED.match(right))
    if "\ufe00" <= char <= "\ufe0f":
        return before != "" and not (before.isspace() or (before < "\u0250" and before.isalpha()))
    if char == "\u034f":
        return unicodedata.combining(left or " ") > 0 or unicodedata.combining(right or " ") > 0
    if _JOINING.match(left) or _JOINING.match(right):
        return not left.isspace()  # a word begins with no joiner
    return char == "\u200d" and _is_emoji(left) and _is_emoji(right)


def _is_emoji(char: str) -> bool:
    return char != "" and unicodedata.category(char) in ("So", "Sk")


def _tags(text: str, start: int, end: int) -> range:
    """Give where the tags of a flag (England's, Scotland's) stand at the head of a run."""
    if text[start - 1 : start] == _BLACK_FLAG and start:
        stop = text.find(_END_OF_TAGS, start, min(end, start + 10))
        if stop > start:
            return range(start, stop + 1)
    return range(0)


#: No-break, en, em, thin, hair and figure spaces; the ideographic one, odd among Latin letters.
_ODD_SPACE = "\u00a0\u2000-\u200a\u202f\u205f"
_ANY_ODD = lazy(f"[{_ODD_SPACE}\u3000]")
_ODD_SIEVE = Sieve((f"[{_ODD_SPACE}\u3000]",))

#: The space, and a word of two letters or more behind it; before it such a word, or a mark no
#: typographer ties to what follows. Looked for in this order, as words are many.
_BEFORE_WORD = lazy(f"(?P<space>[{_ODD_SPACE}\u3000])(?=[(“]?(?P<right>[^\\W\\d_]{{2,40}}))")
_BEHIND_WORD = lazy(r"(?:[^\W\d_]{2,40}|[^\W\d_][,;!?)\]”]|[^\W\d_A-Z]{5}\.)\Z")
MAX_WORD = 40
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_ROMAN = lazy("[IVXLCDM]+(?:e|er|ère|th|st|nd|rd)?")
_CYRILLIC = lazy("[\u0400-\u04ff]")
_PARTICLE = lazy("(?:же|ли|бы|ль|би|ж|б)\\b")

#: Titles and the like that are tied to the name or number behind them, without a full stop.
_TIED = frozenset(
    "mr mrs ms dr prof st ste mt mme mlle mm me pr sr sra srta don doña sig dott herr frau fig no nr num núm núm "
    "art vol pp cf ca vgl bzw tel op nos vs".split()
)  # fmt: skip

#: Longest Russian word that typographers tie to the next: `на`, `для`.
MAX_TIED_CYRILLIC = 3


#: Odd spaces that strayed into a text, at most, and their share of all from which on they are
#: everywhere; between the two they are its habit.
MAX_STRAYS, MIN_EVERYWHERE = 2, 0.2


def fix_no_break_spaces(document: Document) -> Iterator[Edit]:
    """Make a plain space of a no-break, thin or other odd one between two words.

    Both must have two letters or more. Leaves those that typography sets: in French before
    `; : ! ? »` and behind `«`, in numbers and before units, behind initials, abbreviations,
    titles and words of one letter, in Cyrillic behind short words and beside dashes, and the
    ideographic space among Han and Kana; and those of a text that sets them now and then as a
    habit: neither one or two that strayed in, nor a space in every few.

    `remove_no_break_spaces` makes every one a plain space:
    `DEFAULT.before("fix_no_break_spaces", remove_no_break_spaces)`.

    >>> from cleanarticle.model import blocks
    >>> [e.start for e in fix_no_break_spaces(blocks("The\u00a0ferry sailed 10\u00a0km."))]
    [3]
    """
    found = [
        (block, at)
        for block in _ODD_SIEVE.within(document)
        for at in once(block, "odd", _odd_spaces)
    ]
    if len(found) > MAX_STRAYS:
        spaces = sum(block.text.count(" ") for block in texts(document))
        if len(found) < MIN_EVERYWHERE * spaces:
            return
    for block, at in found:
        yield Edit(block, at, at + 1, " ", Reason.SPACING)


def _odd_spaces(block: Block) -> list[int]:
    """Give the places of odd spaces between words that no typographer ties."""
    places = []
    for found in _BEFORE_WORD.finditer(block.text):
        at = found.start()
        left = _BEHIND_WORD.search(block.text[max(0, at - MAX_WORD) : at])
        if left and not _is_tied(left[0], found["space"], found["right"]):
            places.append(at)
    return places


def _is_tied(left: str, space: str, right: str) -> bool:
    """Whether typographers tie the two words."""
    if not left[-1].isalpha():
        return False
    if compiled(_HAN).match(left[-1]) or compiled(_HAN).match(right):
        return True
    if (
        (left.lower() in _TIED and not right.islower())
        or _ROMAN.fullmatch(left)
        or _ROMAN.fullmatch(right)
    ):
        return True
    if space in "\u00a0\u202f" and _CYRILLIC.match(left):
        return len(left) <= MAX_TIED_CYRILLIC or bool(_PARTICLE.fullmatch(right))
    return False


def remove_no_break_spaces(document: Document) -> Iterator[Edit]:
    """Make a plain space of every no-break, thin or other odd one, French ones too.

    Leaves the ideographic space. It is not in `DEFAULT`.

    >>> from cleanarticle.model import blocks
    >>> [e.start for e in remove_no_break_spaces(blocks("«\u00a010\u202f000\u00a0»"))]
    [1, 4, 8]
    """
    for block in texts(document):
        for found in _ANY_ODD.finditer(block.text):
            if found[0] != "\u3000":
                yield Edit(block, found.start(), found.end(), " ", Reason.SPACING)
