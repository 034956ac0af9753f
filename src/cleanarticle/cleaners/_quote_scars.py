"""Where a quotation mark may have been lost: the glue, the colon, the edge it left behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..languages import primary
from ..model import Block
from ..patterns import lazy
from ..shapes import once
from ..sieve import Sieve
from ..words import known
from ._quote_habits import Habits
from ._quote_parse import Scar, Weighed
from ._quote_style import SMALL, Token
from .run_together import divide_word, split_word

__all__ = ["may_be_scarred", "scars"]

#: Costs of a mark put back at a place, by how plainly the place speaks of it.
AT_STOP, AT_GLUE, AT_SPLIT, AT_LIKELY, AT_EDGE = 0.4, 0.4, 0.6, 0.8, 0.8

#: Costs of a glued full stop, of a sentence glued to another in an open quotation, of a
#: run-together word, and of one that may be one word after all, left as they are.
STOP_LEFT, GLUE_LEFT, COMMA_LEFT, SPLIT_LEFT, LIKELY_LEFT = 0.7, 0.7, 0.3, 0.7, 0.2

#: Characters of a quotation both of whose marks were lost.
MAX_QUOTED = 100

_Costs = tuple[float, float]

#: A full stop glued to a lower-case word.
_LOWER_GLUE = lazy(r"(?<![\w.@/:-])([^\W_]{1,40})\.([^\W\d_]{1,40})(?![\w@/=(]|[.:]\w)")

_GLUE_SIEVE = Sieve((r"[^\W_]", r"\.", r"[^\W\d_]"))

#: A sentence's end glued to a capital, or to a dash.
_UPPER_GLUE = lazy(r"(?<=[^\W_]{2}[.!?…])(?=[^\W\d_][^\W_ \u00a0]?[^\W\d_’' \u00a0]|[–—][^\S\n])")
_GLUED_COMMA = lazy(r"(?<=[^\W_]{2}),(?=[^\W\d_](?:[^\W\d_]|[ \u00a0'’]))")
_COMMA_AND_CAPITAL = lazy(r"(,[ \u00a0])([^\W\d_a-z][^\W\d_A-Z]*)(?![^\W_])")
#: Words that have a capital anywhere, though they are among those of every text.
_CAPITALISED = frozenset("i may will sie ihr ihre ihnen ihren ihrem ihrer vous usted lei".split())
_COLON = lazy(r":(?:[ \u00a0](?=[^\W_])|(?=[^\W\d_a-z]))")
_SENTENCE_END = lazy(r"(?<=[^\W\d_A-Z]{2}[.!?…])[ \u00a0](?=[^\W\d_a-z])")
_WORD = lazy(r"(?<![\w@/#’'])[^\W\d_]{5,40}(?![\w@/’'-])")
_ANY_WORD = lazy(r"[^\W\d_]+")

_DOMAIN_ENDS = frozenset(
    "com org net edu gov info biz de fr es it pt nl be ch at uk us eu pl cz ru ua tr se no dk fi gr hu ro "
    "jp cn kr in id vn br mx ar io ai app dev tv me co news js py ts md html htm php pdf txt "
    "css csv docx exe gif jpeg jpg json png svg webp xlsx xml".split()
)

#: What parts a quotation from who speaks: a comma, a question, a dash; then some words.
_CLAUSE = lazy(
    r"(,(?=[ \u00a0][^\W\d_])|[!?…](?=[ \u00a0][^\WA-Z\d_])|(?<=[^\W_])[ \u00a0](?=[–—-][ \u00a0][^\W\d_]))"
    r"([^,.!?:;“”„«»\"]{1,60})"
)
#: Words among which the verb must be, by what parts them.
MAX_BEFORE_VERB = {",": 4, "!": 4, "?": 4, "…": 4, " ": 2, "\u00a0": 2}


#: A small letter behind a question: it may be of who asks, by a verb that no list has.
_ASKED = lazy(r"[!?][ \u00a0\u202f]([^\W\d_])")
#: A comma, a few words and a name: they may say who spoke, too.
_SHORT_TAIL = lazy(r",[ \u00a0](?:[^\W\d_]{1,20} ){0,3}[^\W\d_a-z][^\W\d_A-Z][^,.!?…]{1,40}[.!?…]$")


def may_be_scarred(block: Block) -> bool:
    """Whether a full stop is glued to lower-case words, found out once."""
    return once(block, "scarred", _is_scarred)


def _is_scarred(block: Block) -> bool:
    return _GLUE_SIEVE.may_be_in(block) and any(map(_is_plain, _LOWER_GLUE.finditer(block.text)))


def _is_plain(found: re.Match[str]) -> bool:
    """Whether the glue can hardly be anything else: no domain, abbreviation or number."""
    left, right = found[1], found[2]
    return (
        right.islower()
        and len(left) > 1 < len(right)
        and left.isalpha()
        and left[1:] == left[1:].lower()
        and right not in _DOMAIN_ENDS
    )


def _is_between_words(found: re.Match[str], habits: Habits) -> bool:
    """Whether both sides of the glue are words, or one word and two run together: no file's name."""
    if not _is_plain(found) or not found[1].islower():
        return False
    language = primary(habits.language)
    is_word = known(found[2], language) is not False
    return is_word or divide_word(found[2], language, habits.words) is not None


def scars(
    block: Block,
    found: Sequence[Token],
    pairs: Weighed,
    habits: Habits,
    *,
    goes_on: bool,
    loose: bool = False,
) -> list[Scar]:
    """Give the places of a block where a mark may have been lost, in no order.

    `loose`: words that may be two among them, for a block that nothing else explains.
    """
    text = block.text
    marks = _Marks(text, found, pairs)
    stops = list(_LOWER_GLUE.finditer(text))
    places = [
        Scar(
            m.end(1),
            m.start(2),
            " {}",
            "",
            *((AT_STOP, STOP_LEFT) if _is_plain(m) else (AT_GLUE, 0.0)),
        )
        for m in stops
        if m[2].islower()
    ]
    glued = any(place.unexplained for place in places)
    loose = loose and any(_is_between_words(m, habits) for m in stops)
    places += _at_upper_glue(marks, habits)
    places += _at_glued_comma(marks, habits)
    if glued or marks.unbalanced:
        likely = (AT_LIKELY, LIKELY_LEFT) if marks.unbalanced else None
        behind = [m.start() for m in stops if _is_plain(m)]
        where = marks.lacking(behind)
        places += _at_run_together(text, habits, where, (AT_SPLIT, SPLIT_LEFT) if loose else likely)
    if marks.unbalanced and block.kind != "heading":
        places += _unglued(marks, habits, goes_on=goes_on)
    return places


class _Marks:
    """The marks of a block in which quotations stand, and which of them open."""

    def __init__(self, text: str, found: Sequence[Token], pairs: Weighed) -> None:
        small = any(pair.single and pair.quotes for pair, _ in pairs)
        self.text = text
        self.tokens = [t for t in found if t.glyph not in SMALL or (small and _quotes(t))]
        self.opening = [_opens(t, pairs) for t in self.tokens]
        self.unbalanced = 2 * sum(self.opening) != len(self.tokens)

    def open_at(self, at: int) -> Token | None:
        """Give the opening mark of the quotation that is open at a place."""
        last = bisect_left(self.tokens, at, key=lambda token: token.start) - 1
        return self.tokens[last] if last >= 0 and self.opening[last] else None

    def lacking(self, openings: Sequence[int]) -> list[tuple[int, int]]:
        """Give the stretches in which a mark is lacking: between two that both open or both close.

        And behind each of the `openings`, places where a lost mark may have stood.
        """
        starts = [0, *(token.end for token in self.tokens)]
        ends = [*(token.start for token in self.tokens), len(self.text)]
        before = [False, *self.opening]
        behind = [*(not opens for opens in self.opening), False]
        spans = zip(starts, ends, before, behind, strict=True)
        lacks = [(start, end) for start, end, opens, closes in spans if opens != closes]
        return [*lacks, *((at, at + MAX_QUOTED) for at in openings)]

    def closing(self, at: int, habits: Habits, behind: str) -> str:
        """Give what the stop at a place becomes with a closing mark, by the document's order."""
        stop = self.text[at]
        opener = self.open_at(at)
        if opener is not None and opener.glyph in SMALL:
            # It may be an apostrophe, or a mark that was never closed: only a few words are sure.
            far = at - opener.end > MAX_QUOTED
            if far or _SENTENCE_END.search(self.text, opener.end, at):
                return ""
        if stop not in ".," or opener is None:
            return stop + "{}" + behind
        inside = habits.is_inside(stop, self.text, opener.start, opener.end)
        return (stop + "{}" if inside else "{}" + stop) + behind


def _quotes(token: Token) -> bool:
    """Whether a small mark is no apostrophe where it stands."""
    return token.glyph != "’" or (token.closes < 0.5 and not token.left.isspace())


def _opens(token: Token, pairs: Weighed) -> bool:
    if token.opens == token.closes:
        return any(token.glyph == pair.opening for pair, _ in pairs)
    return token.opens < token.closes


def _at_upper_glue(marks: _Marks, habits: Habits) -> Iterator[Scar]:
    """Give the sentences glued to a capital or a dash."""
    text = marks.text
    for match in _UPPER_GLUE.finditer(text):
        at = match.end()
        behind = text[at : at + 1]
        if behind in "–—":
            closing = marks.closing(at - 1, habits, " ")
            yield Scar(at - 1, at, "", closing, AT_GLUE, inside=GLUE_LEFT)
        elif behind.isupper() and not text[at - 3 : at - 1].isupper():
            opening = text[at - 1] + " {}"
            closing = marks.closing(at - 1, habits, " ")
            yield Scar(at - 1, at, opening, closing, AT_GLUE, inside=GLUE_LEFT)


def _at_glued_comma(marks: _Marks, habits: Habits) -> Iterator[Scar]:
    """Give the commas glued to a word, in a quotation that is open."""
    for match in _GLUED_COMMA.finditer(marks.text):
        at = match.start()
        if marks.open_at(at):
            closing = marks.closing(at, habits, " ")
            speaks = habits.speaks(_ANY_WORD.findall(marks.text[at : at + 60].lower())[:6])
            left = GLUE_LEFT if speaks else COMMA_LEFT
            yield Scar(at, at + 1, "", closing, AT_GLUE, inside=left)


def _at_run_together(
    text: str, habits: Habits, where: Sequence[tuple[int, int]], loose: _Costs | None
) -> Iterator[Scar]:
    """Give the words that divide into two, at the cost `loose` those that may."""
    begun = sorted(where, reverse=True)
    reach = 0
    for match in _WORD.finditer(text):
        while begun and begun[-1][0] <= match.start():
            reach = max(reach, begun.pop()[1])
        if match.start() >= reach:
            continue
        if habits.words[match[0]] > 1:  # what stands twice is a word
            continue
        at = split_word(match[0], habits.language, habits.words, lenient=True)
        if at is not None:
            place = match.start() + at
            yield Scar(place, place, " {}", "{} ", AT_SPLIT, SPLIT_LEFT)
        elif loose:
            at = divide_word(match[0], habits.language, habits.words)
            if at is not None:
                place = match.start() + at
                yield Scar(place, place, "", "{} ", *loose)


def _unglued(marks: _Marks, habits: Habits, *, goes_on: bool) -> Iterator[Scar]:
    """Give the places that say by themselves where a quotation begins or ends."""
    tokens, roles = marks.tokens, marks.opening
    for i, (token, opens) in enumerate(zip(tokens, roles, strict=True)):
        if opens and (i + 1 == len(tokens) or roles[i + 1]):
            last = i + 1 == len(tokens)
            end = len(marks.text) if last else tokens[i + 1].start
            if not (last and goes_on):
                yield from _ends(marks, token, end, habits, last=last)
        elif not opens and (i == 0 or not roles[i - 1]) and not _is_debris(marks.text, token):
            yield from _beginnings(marks.text, tokens[i - 1].end if i else 0, token, habits)


def _is_debris(text: str, token: Token) -> bool:
    """Whether a closing mark is what a link's note left: `resource1."),2.")`, no bracket open."""
    if token.right != ")":
        return False
    before = text[max(0, token.start - MAX_QUOTED) : token.start]
    return before.rfind("(") <= before.rfind(")")


def _ends(marks: _Marks, token: Token, end: int, habits: Habits, *, last: bool) -> Iterator[Scar]:
    """Give where a quotation that is never closed may end: before "he said", or with its sentence."""
    text = marks.text
    inside = text[token.end : end]
    for match in _CLAUSE.finditer(inside):
        if habits.speaks(_ANY_WORD.findall(match[2].lower())[: MAX_BEFORE_VERB[match[1][0]]]):
            if not (_runs_over(token, habits) and _goes_on_behind(inside, match.end())):
                yield _at_stop(marks, token.end + match.start(1), habits)
            elif last and text[-1:] in ".!?…" and not _SENTENCE_END.search(inside, match.end()):
                yield _at_stop(marks, len(text) - 1, habits)
            return
    if habits.speaks(_ANY_WORD.findall(inside.rpartition(",")[2].lower())) and "," in inside:
        return
    if any(asked[1].islower() for asked in _ASKED.finditer(inside)):
        return
    ends = [token.end + m.start() for m in _SENTENCE_END.finditer(inside)]
    if last:
        introduced = text[: token.start].rstrip()[-1:] == ":"
        ended = text[-1:] in ".!?…"
        tail = _SHORT_TAIL.search(text, max(token.end, len(text) - 80))
        if (introduced and ended) or (not ends and not tail and (ended or text[-1:].isalpha())):
            yield _at_stop(marks, len(text) - 1, habits)
    elif len(ends) == 1:
        yield _at_stop(marks, ends[0] - 1, habits)


def _runs_over(token: Token, habits: Habits) -> bool:
    """Whether who speaks may stand within the quotation: « Oui, dit-il, demain. » in French."""
    return token.glyph == "«" and (habits.language or "").startswith("fr")


def _goes_on_behind(inside: str, at: int) -> bool:
    """Whether words follow who speaks."""
    return bool(inside[at:].strip(" \u00a0,.!?…:;"))


def _at_stop(marks: _Marks, at: int, habits: Habits) -> Scar:
    """Give the scar of a closing mark lost beside the stop, or behind the letter, at a place."""
    stop = marks.text[at]
    if stop in ".,":
        return Scar(at, at + 1, "", marks.closing(at, habits, ""), AT_EDGE)
    at += not stop.isspace()
    return Scar(at, at, "", "{}", AT_EDGE)


def _beginnings(text: str, start: int, token: Token, habits: Habits) -> Iterator[Scar]:
    """Give where a quotation that was never opened may begin.

    Behind a colon, with a capital behind a comma, with the paragraph.
    """
    before = text[start : token.start]
    colons = list(_COLON.finditer(before))
    if colons:
        at = start + colons[-1].end()
        yield Scar(at, at, "{}" if text[at - 1].isspace() else " {}", "", AT_EDGE)
        return
    for match in _COMMA_AND_CAPITAL.finditer(before):
        if not match[2][0].isupper():
            continue
        if match[2].lower() not in _CAPITALISED and (
            habits.binds(match[2].lower())
            or habits.speaks(_ANY_WORD.findall(before[: match.start()].lower())[-3:])
        ):
            at = start + match.start(2)
            yield Scar(at, at, "{}", "", AT_EDGE)
            return
    if start == 0 and text[:1].isupper() and not _SENTENCE_END.search(before):
        tail = text[token.end : token.end + 60]
        behind = _ANY_WORD.findall(tail)[:4]
        stopped = text[token.start - 1 : token.start] in tuple(".,!?…")
        # Behind a comma a word that binds no clause to another is a verb of speaking.
        verb = tail.startswith(", ") and behind and behind[0].islower() and len(behind[0]) > 2
        if verb and len(_ANY_WORD.findall(before)) > 2 and not habits.binds(behind[0]):
            stopped = True
        if stopped or habits.speaks([word.lower() for word in behind]):
            yield Scar(0, 0, "{}", "", AT_EDGE)
