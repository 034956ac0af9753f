"""What a site says between two sentences of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest

from ..actions import Split
from ..model import HAN_KANA, Block, Document
from ..patterns import lazy
from ..shapes import holds_code, once, words
from ..vocabulary import bare, fold, line_phrases, match

__all__ = ["interjections", "split_interjections"]

#: Families whose lines say nothing of what stands behind them. A label ("Read also", "Trending now") does: to
#: part it from its teaser would leave that.
_FAMILIES = frozenset(
    ("ad", "comment_form", "comments", "consent", "counter", "embed", "legal", "paywall", "promo", "share")
)  # fmt: skip
#: Fewest words of a paragraph: a shorter line that a phrase stands in is judged as a whole.
MIN_WORDS = 30
#: Fewest words of a phrase, and of one with a full stop of its own, which a sentence may be.
MIN_PHRASE, MIN_PHRASE_WITH_STOP = 2, 5
#: Fewest words of one that stands elsewhere, as between two names of a bar of buttons.
MIN_AMID = 5
#: How often a label of advertising that is one word stands between sentences: „Reklama Apple“ begins one.
MIN_TIMES = 2
#: The one with which no sentence begins.
_SURE = "advertisement"
#: Longest row of words that is looked at, in characters.
MAX_PHRASE = 200

_STOP = lazy(r"[.!?…][\"”’»)\]]{0,2}\s{1,3}(?=[^\W\d_a-z])")
_WORD = lazy(r"\S+")
_CAPITAL = lazy(r"(?<!\S)[^\W\d_a-z]\S*")
#: With what a sentence goes on behind a phrase; a full stop may stand between them by itself.
_BEGINS = lazy(r"(?:\s\.)?\s+(?:[“\"«„‘'¿¡(\[]?[^\W\d_]|[“\"«„‘']?\d)")


#: Phrases by how many words they have, the longest first.
_BySize = tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A phrase between two sentences, and the offsets at which it begins and ends."""

    phrase: str
    start: int
    end: int
    is_sure: bool


def split_interjections(document: Document) -> Iterator[Split]:
    """Split a paragraph around what a site says between two of its sentences, to be judged as a line.

    "It rained. Story continues below advertisement The ferry sailed." What is a whole line elsewhere, and has
    no end of a sentence, stands behind one and before a capital: no prose goes on so. Leaves labels,
    behind which a teaser stands, short lines, which are judged as a whole, and scripts without capitals.

    >>> from cleanarticle.model import blocks
    >>> list(split_interjections(blocks("The advertisement ran for two weeks. Advertisement paid.")))
    []
    """
    for block in document:
        if block.kind != "paragraph" or words(block) <= MIN_WORDS or holds_code(block):
            continue
        if at := once(block, "interjections", _places):
            yield Split(block, at)


def _places(block: Block) -> tuple[int, ...]:
    """Give the offsets at which a site begins and ceases to speak."""
    places = {place for span in interjections(block.text) for place in span}
    return tuple(sorted(place for place in places if 0 < place < len(block.text)))


def interjections(text: str) -> list[tuple[int, int]]:
    """Give where a site begins and ceases to speak, in order.

    >>> interjections("It rained. Story continues below advertisement The ferry sailed.")
    [(11, 47)]
    """
    found = sorted(
        [*_said_between(text), *_signed(text), *_said_unspaced(text)], key=lambda one: one.start
    )
    times = Counter(one.phrase for one in found)
    edges = Counter(place for one in found for place in (one.start, one.end))
    return [
        (one.start, one.end)
        for one in found
        if one.is_sure
        or times[one.phrase] >= MIN_TIMES
        or max(edges[one.start], edges[one.end]) > 1  # beside another phrase
    ]


#: Who wrote and edited a text, in brackets behind its last sentence, as Reuters signs.
_SIGNED = lazy(
    r"(\((?<=[.!?\"”»]\s\()(?:(?:Additional )?(?:[Rr]eporting|Writing|Editing|Compiled|Written)(?: and \w{5,10})? by"
    r"|Bericht(?:e)? von|Geschrieben von|Report(?:e|aje) de|Información de|Editado por|Escrito por|Reportagem de"
    r"|Edição de|Reportage de|Rédigé par|Version française)\s[^()]{3,300}\)\.?)(?=\s|\Z)"
)
#: What stands behind a rule and a sentence, as the Associated Press sets its notes apart; others are blanks to fill in.
_RULED = lazy(r"(?<=[.!?…\"”]\s)(_{3,})\s(?:([^_]{5,300}?)(?=\s_{3,}|\Z))?")


def _signed(text: str) -> Iterator[_Said]:
    """Find signatures in brackets, and the notes that rules set apart, each with its rule."""
    if "(" in text:
        for found in _SIGNED.finditer(text):
            yield _Said(found[1], found.start(1), found.end(), is_sure=True)
    if "___" in text:
        for found in _RULED.finditer(text):
            yield _Said(found[1], found.start(1), found.end(1) + 1, is_sure=True)
            if found[2] and any(one.how in ("line", "start") for one in match(found[2])):
                yield _Said(found[2], found.start(2), found.end(2), is_sure=True)


#: Characters of which each label of advertising in Chinese and Japanese has one, fewest of one without brackets.
_OF_LABELS, MIN_UNSPACED = "告閱阅読続継續续", 6


def _said_unspaced(text: str) -> Iterator[_Said]:
    """Find labels of advertising in Chinese and Japanese between two sentences.

    In brackets, or long and followed by dots, a space or nothing: "。請繼續往下閱讀...", "。（廣告）".
    """
    if text.isascii() or not any(char in text for char in _OF_LABELS):
        return
    for found in _unspaced().finditer(text):
        end = found.end()
        while end < len(text) and text[end].isspace():
            end += 1
        yield _Said(found[1], found.start(1), end, is_sure=True)


@cache
def _unspaced() -> re.Pattern[str]:
    labels = {
        phrase: len(phrase) >= MIN_UNSPACED
        for phrase, family in line_phrases()
        if family == "ad" and _HAN_OR_KANA.search(phrase)
    }
    said = sorted(map(re.escape, labels), key=len, reverse=True)
    long = sorted(
        (re.escape(one) for one, is_long in labels.items() if is_long), key=len, reverse=True
    )
    return re.compile(
        rf"(?<=[。！？…」』”）)\]】])\s{{0,3}}([(（\[【〔](?:{'|'.join(said)})(?:[.…]{{1,6}})?[)）\]】〕]"
        rf"|[(（\[【〔]?(?:{'|'.join(long)})(?:[.…]{{2,6}}|…|(?=\s)|\Z))"
    )


_HAN_OR_KANA = lazy(f"[{HAN_KANA}]")


def _said_between(text: str) -> Iterator[_Said]:
    """Find the phrases that stand behind the end of a sentence, or of another, and long ones anywhere."""
    if not _holds_opening(text):
        return
    behind_stop = {found.end() for found in _STOP.finditer(text)}
    reached = 0  # behind the last phrase
    for found in _CAPITAL.finditer(text):
        start = found.start()
        if start < reached or not text[start].isupper():
            continue
        if _plain(found[0]) not in _by_first():
            continue
        next_word = _WORD.search(text, found.end())
        by_size = _begun_by(found[0], next_word[0] if next_word else "")
        if by_size is None:
            continue
        least = 1 if start == reached or start in behind_stop else MIN_AMID
        if one := _said_at(text, start, by_size, least):
            reached = one.end
            yield one


def _holds_opening(text: str) -> bool:
    """Whether a word with a capital and the next begin a phrase anywhere: in most paragraphs none do."""
    firsts = _by_first()
    said = text.split()
    return any(
        word[0].isupper() and _plain(word) in firsts and _begun_by(word, behind) is not None
        for word, behind in zip_longest(said, said[1:], fillvalue="")
    )


def _begun_by(first: str, second: str) -> _BySize | None:
    """Give the phrases that two words, or the first of them alone, begin."""
    by_second = _openings(_plain(first))
    return by_second.get(_plain(second)) or by_second.get("")


def _said_at(text: str, start: int, by_size: _BySize, least: int) -> _Said | None:
    """Give the longest phrase that begins there, if a sentence or nothing stands behind it."""
    ends = [word.end() for word in _WORD.finditer(text, start, start + MAX_PHRASE)]
    for size, phrases in by_size:
        if not least <= size <= len(ends):
            continue
        end = ends[size - 1]
        said = text[start:end]
        if (phrase := bare(fold(said))) not in phrases:
            continue
        has_stop = said[-1] in ".!?…"
        if has_stop and size < MIN_PHRASE_WITH_STOP:
            continue
        if not (has_stop or said[-1].isalnum() or said[-1] == ")"):
            continue
        is_sure = size >= MIN_PHRASE or said.isupper() or phrase == _SURE
        behind = _BEGINS.match(text, end)
        if behind is None:
            if text[end:].strip(" ."):
                continue
            return _Said(phrase, start, len(text), is_sure)
        if not behind[0][-1].islower():
            next_one = behind.end() - len(behind[0].lstrip(" ."))
            return _Said(phrase, start, next_one, is_sure)
    return None


@lru_cache(maxsize=4096)  # words recur
def _plain(word: str) -> str:
    return bare(fold(word))


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """Give the phrases by their first word; of those of one word only labels of advertising."""
    found: dict[str, list[str]] = {}
    for phrase, family in line_phrases():
        if family in _FAMILIES and (family == "ad" or phrase.count(" ") + 1 >= MIN_PHRASE):
            found.setdefault(phrase.partition(" ")[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


@lru_cache(maxsize=4096)  # most texts ask of few words
def _openings(first: str) -> dict[str, _BySize]:
    """Give the phrases that begin with a word, by their second one.

    Those without a second word, or with a mark for it, stand with each of the others, and with "".
    """
    found: dict[str, dict[int, set[str]]] = {}
    for phrase in _by_first().get(first, ()):
        said = phrase.split(" ")
        second = bare(said[1]) if len(said) > 1 else ""
        found.setdefault(second, {}).setdefault(len(said), set()).add(phrase)
    for size, phrases in found.get("", {}).items():
        for sized in found.values():
            sized.setdefault(size, set()).update(phrases)
    return {
        second: tuple((size, tuple(sorted(sized[size]))) for size in sorted(sized, reverse=True))
        for second, sized in found.items()
    }
