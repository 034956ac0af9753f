"""Where a quotation mark may have been lost: the glue, the colon, the edge it left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from ..model import Block, Document
from ..shapes import once
from ..words import known
from ._quote_parse import Scar, Weighed
from ._quote_style import Token
from .run_together import divide_word, split_word

__all__ = ["Habits", "may_be_scarred", "scars"]

#: Costs of a mark put back at a place, by how plainly the place speaks of it.
AT_STOP, AT_GLUE, AT_SPLIT, AT_LIKELY, AT_EDGE = 0.4, 0.4, 0.6, 0.8, 0.8

#: Costs of a glued full stop, of a sentence glued to another in an open quotation, of a
#: run-together word, and of one that may be one word after all, left as they are.
STOP_LEFT, GLUE_LEFT, SPLIT_LEFT, LIKELY_LEFT = 0.7, 0.7, 0.7, 0.2

_Costs = tuple[float, float]

#: A full stop glued to a lower-case word.
_LOWER_GLUE = re.compile(r"(?<![\w.@/:-])([^\W_]{1,40})\.([^\W\d_]{1,40})(?![\w@/=(]|[.:]\w)")

_ANY_GLUE = re.compile(r"\.(?<=[^\W_]\.)[^\W\d_]")

#: A sentence's end glued to a capital, or to a dash.
_UPPER_GLUE = re.compile(
    r"(?<=[^\W_]{2}[.!?…,])(?=[^\W\d_][^\W_ \u00a0]?[^\W\d_’' \u00a0]|[–—][^\S\n])"
)
_COLON = re.compile(r":(?:[ \u00a0](?=[^\W_])|(?=[^\W\d_a-z]))")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-Z]{2}[.!?…])[ \u00a0](?=[^\W\d_a-z])")
_WORD = re.compile(r"(?<![\w@/#’'])[^\W\d_]{5,40}(?![\w@/’'-])")
_ANY_WORD = re.compile(r"[^\W\d_]+")

_DOMAIN_ENDS = frozenset(
    "com org net edu gov info biz de fr es it pt nl be ch at uk us eu pl cz ru ua tr se no dk fi gr hu ro "
    "jp cn kr in id vn br mx ar io ai app dev tv me co news js py ts md html htm php pdf txt".split()
)

#: Forms of speaking that stand beside a quotation ("…, he said"), by language.
_SPEAKING = {
    "en": "said says saying told tells added adds asked asks argued argues explained explains recalled recalls "
    "stressed noted notes wrote writes replied reaffirmed emphasized emphasised warned warns insisted insists "
    "concluded continued announced assessed admitted claimed declared stated",
    "de": "sagte sagt sagten erklärte erklärt betonte betont meinte meint fügte fragte schrieb schreibt so warnte "
    "warnt kritisierte berichtete berichtet erläutert erläuterte ergänzte forderte antwortete hieß",
    "fr": "dit déclare déclaré explique expliqué affirme affirmé ajoute ajouté estime confie précise assure raconte "
    "souligne regrette insiste lance poursuit répond résume note observe selon",
    "es": "dijo dice afirmó afirma explicó explica añadió añade aseguró asegura señaló señala declaró indicó "
    "comentó cuenta sostuvo sostiene advirtió subrayó apuntó según respondió preguntó",
    "it": "ha dice disse spiega spiegato afferma affermato aggiunge sottolinea dichiara racconta conclude scrive "
    "commenta secondo prosegue",
    "pt": "disse diz afirmou afirma explicou explica acrescentou contou conta declarou destacou ressaltou segundo "
    "escreveu respondeu completou avaliou",
    "nl": "zei zegt zeggen vertelde vertelt aldus schrijft schreef voegde legt meldt vindt volgens",
    "pl": "powiedział powiedziała mówi mówił dodał dodała stwierdził podkreślił podkreśliła zaznaczył wyjaśnił "
    "wyjaśniła napisał zapewnił ocenił",
    "cs": "řekl řekla uvedl uvedla dodal dodala říká prohlásil prohlásila vysvětlil vysvětlila napsal popsal podle",
    "ru": "сказал сказала заявил заявила говорит отметил отметила добавил добавила сообщил сообщила рассказал "
    "рассказала подчеркнул пояснил написал считает",
    "uk": "сказав сказала заявив заявила каже зазначив зазначила додав додала повідомив розповів розповіла "
    "підкреслив пояснив написав",
    "sv": "sade sa säger berättar skriver förklarar menar tillägger konstaterar enligt",
    "no": "sa sier forteller skriver forklarer mener legger ifølge",
    "da": "sagde siger fortæller skriver forklarer mener tilføjer ifølge",
    "fi": "sanoi sanoo kertoi kertoo toteaa totesi kirjoittaa mukaan",
    "tr": "dedi diyor söyledi belirtti vurguladı ekledi kaydetti anlattı",
    "ro": "spus spune declarat declară afirmat afirmă adăugat precizat explicat transmis scris",
    "hu": "mondta mondja tette közölte írta hangsúlyozta jelentette fogalmazott",
    "el": "είπε λέει δήλωσε τόνισε ανέφερε πρόσθεσε σημείωσε εξήγησε",
    "id": "kata ujar tutur ucap jelas ungkap tambah katanya ujarnya tuturnya",
    "vi": "nói cho chia nhấn khẳng viết",
}  # fmt: skip
_SPEAKING_WORDS = {language: frozenset(words.split()) for language, words in _SPEAKING.items()}
_SPEAKING_WORDS["nb"] = _SPEAKING_WORDS["nn"] = _SPEAKING_WORDS["no"]
_CLAUSE = re.compile(r",[ \u00a0]([^\W\d_][^,.!?:;“”„«»\"]{1,60})")


#: A comma, a few words and a name: they may say who spoke, by a verb that no list has.
_SHORT_TAIL = re.compile(
    r",[ \u00a0](?:[^\W\d_]{1,20} ){0,3}[^\W\d_a-z][^\W\d_A-Z][^,.!?…]{1,40}[.!?…]$"
)

_COMMA_INSIDE = re.compile('[^\\W\\d_],[”“"»]')
_COMMA_OUTSIDE = re.compile('[^\\W\\d_][”“"»],')


class Habits:
    """What a document shows of its words and ways, found out when it is first asked."""

    def __init__(self, document: Document) -> None:
        self.language = document.language
        self.speaking = _SPEAKING_WORDS.get((self.language or "").split("-")[0], frozenset())
        self._texts = [block.text for block in document]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the document."""
        return frozenset(word for text in self._texts for word in _ANY_WORD.findall(text))

    @cached_property
    def comma_stands_inside(self) -> bool:
        """Whether the comma stands before the closing mark; in English unless seen otherwise."""
        inside = sum(len(_COMMA_INSIDE.findall(text)) for text in self._texts)
        outside = sum(len(_COMMA_OUTSIDE.findall(text)) for text in self._texts)
        if inside + outside:
            return inside > outside
        return (self.language or "en").startswith("en")


def may_be_scarred(block: Block) -> bool:
    """Whether a full stop is glued to lower-case words, found out once."""
    return once(block, "scarred", _is_scarred)


def _is_scarred(block: Block) -> bool:
    text = block.text
    return bool(_ANY_GLUE.search(text)) and any(map(_is_plain, _LOWER_GLUE.finditer(text)))


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
    language = (habits.language or "").split("-")[0]
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
    stops = list(_LOWER_GLUE.finditer(text))
    places = [
        Scar(
            m.end(1),
            m.start(2),
            "open",
            " {}",
            *((AT_STOP, STOP_LEFT) if _is_plain(m) else (AT_GLUE, 0.0)),
        )
        for m in stops
        if m[2].islower()
    ]
    glued = any(place.unexplained for place in places)
    loose = loose and any(_is_between_words(m, habits) for m in stops)
    places += _at_upper_glue(text)
    unbalanced = _is_unbalanced(found, pairs)
    if glued or unbalanced:
        likely = (AT_LIKELY, LIKELY_LEFT) if unbalanced else None
        places += _at_run_together(text, habits, (AT_SPLIT, SPLIT_LEFT) if loose else likely)
    if unbalanced and block.kind != "heading":
        places += _unglued(text, found, pairs, habits, goes_on=goes_on)
    return places


def _at_upper_glue(text: str) -> Iterator[Scar]:
    for match in _UPPER_GLUE.finditer(text):
        at = match.start()
        behind = text[at : at + 1]
        if behind in "–—" or (behind.isupper() and not text[at - 3 : at - 1].isupper()):
            side = "close" if behind in "–—" else "either"
            yield Scar(at, at, side, "{} ", AT_GLUE, inside=GLUE_LEFT)


def _at_run_together(text: str, habits: Habits, loose: _Costs | None) -> Iterator[Scar]:
    """Give the words that divide into two, at the cost `loose` those that may."""
    for match in _WORD.finditer(text):
        at = split_word(match[0], habits.language, habits.words, lenient=True)
        if at is not None:
            place = match.start() + at
            yield Scar(place, place, "either", "", AT_SPLIT, SPLIT_LEFT)
        elif loose:
            at = divide_word(match[0], habits.language, habits.words)
            if at is not None:
                place = match.start() + at
                yield Scar(place, place, "close", "{} ", *loose)


def _is_unbalanced(found: Sequence[Token], pairs: Weighed) -> bool:
    double = [t for t in found if t.glyph not in "’‘‚‹›"]
    opening = sum(t.opens < t.closes or (t.opens == t.closes and _opens(t, pairs)) for t in double)
    return 2 * opening != len(double)


def _opens(token: Token, pairs: Weighed) -> bool:
    return any(token.glyph == pair.opening for pair, _ in pairs)


def _unglued(
    text: str, found: Sequence[Token], pairs: Weighed, habits: Habits, *, goes_on: bool
) -> Iterator[Scar]:
    """Give the places that say by themselves where a quotation begins or ends."""
    double = [t for t in found if t.glyph not in "’‘‚‹›"]
    roles = [t.opens < t.closes or (t.opens == t.closes and _opens(t, pairs)) for t in double]
    for i, (token, opens) in enumerate(zip(double, roles, strict=True)):
        if opens and (i + 1 == len(double) or roles[i + 1]):
            end = double[i + 1].start if i + 1 < len(double) else len(text)
            last = i + 1 == len(double)
            if not (last and goes_on):
                yield from _ends(text, token, end, habits, last=last)
        elif not opens and (i == 0 or not roles[i - 1]):
            yield from _beginnings(text, double[i - 1].end if i else 0, token)


def _ends(text: str, token: Token, end: int, habits: Habits, *, last: bool) -> Iterator[Scar]:
    """Give where a quotation that is never closed may end: before "he said", or with its sentence."""
    inside = text[token.end : end]
    verbs = habits.speaking
    for match in _CLAUSE.finditer(inside):
        if verbs.intersection(_ANY_WORD.findall(match[1].lower())[:4]):
            comma = token.end + match.start()
            at = comma + 1 if habits.comma_stands_inside else comma
            yield Scar(at, at, "close", "{}", AT_EDGE)
            return
    if verbs.intersection(_ANY_WORD.findall(inside.lower())):
        return
    ends = [token.end + m.start() for m in _SENTENCE_END.finditer(inside)]
    if last and text[-1:] in ".!?…":
        introduced = text[: token.start].rstrip()[-1:] == ":"
        if introduced or (
            not ends and not _SHORT_TAIL.search(text, max(token.end, len(text) - 80))
        ):
            yield Scar(len(text), len(text), "close", "{}", AT_EDGE)
    elif not last and len(ends) == 1:
        yield Scar(ends[0], ends[0], "close", "{}", AT_EDGE)


def _beginnings(text: str, start: int, token: Token) -> Iterator[Scar]:
    """Give where a quotation that was never opened may begin: behind a colon, with the paragraph."""
    before = text[start : token.start]
    colons = list(_COLON.finditer(before))
    if colons:
        at = start + colons[-1].end()
        yield Scar(at, at, "open", "{}" if text[at - 1].isspace() else " {}", AT_EDGE)
    elif (
        start == 0
        and text[token.start - 1 : token.start] in (".", ",", "!", "?", "…")
        and text[:1].isupper()
        and not _SENTENCE_END.search(before)
    ):
        yield Scar(0, 0, "open", "{}", AT_EDGE)
