"""Words run together where a link or emphasis between them was removed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from ..actions import Edit
from ..languages import code_of, primary
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import holds_code, is_technical, rows_of_letters
from ..words import (
    COMPOUNDING,
    FULL,
    LISTED,
    FunctionWords,
    frequency,
    function_words,
    known,
    unknown,
)
from ._reads import reads
from .encoding import texts
from .structure import glue_places

__all__ = ["divide_word", "fix_run_together", "split_word"]

#: Letters of a word that may be two: fewer are too easily a name, more are no words.
MIN_LETTERS, MAX_LETTERS = 5, 40

_WORD = lazy(r"[^\W\d_]+")

#: A word by itself: not part of an address, a handle, a file name, a number, a hyphenated or
#: contracted word. An elided article (`l’accord`) may stand before it.
_CANDIDATE = lazy(
    r"(?:(?<![\w@#&/\\\].'’`=+*~\u00ad\u200b-\u200d-])|(?<=\b[dDlLnNsSmMtTjJcC]['’])|(?<=\b[qQ]u['’]))"
    rf"[^\W\d_]{{{MIN_LETTERS},{MAX_LETTERS}}}(?![\w@/\\'’`(=+*~\u00ad\u200b-\u200d-]|[.:]\w)"
)

#: Least frequency of a part (see `frequency`) by its letters: short words are often chance.
LEAST = {2: 99.0, 3: 4.3, 4: 3.2, 5: 2.6}
LEAST_LONG = 2.0

#: Frequency of a function word that its language's list lacks, of a word seen in the text alone.
BOUND, SEEN = 5.5, 3.0

#: How much likelier a way to divide must be than any other, as a logarithm; halves where the
#: caller knows that something was lost.
MARGIN = 0.7

#: The same where the word is surely two; what a part that is no known word takes from it, and
#: the fewest letters of it and of the function word beside it.
MARGIN_LOOSE, STRANGER, MIN_BESIDE_STRANGER = 0.2, 2.5, 3

#: The same of a compound; the fewest letters of each of its parts, and what may join them.
COMPOUND, MIN_COMPOUND = 2.5, 4
_JOINTS = ("", "s", "es", "n", "en", "er", "e")

#: A word that stands elsewhere in the text counts as that much more frequent.
SEEN_BONUS = 1.5

#: Fewest letters of the word that a function word stands by. One that stands elsewhere in the
#: text may have two letters fewer than the function word asks for.
MIN_OTHER = 4

#: Frequency from which on a word may have two letters fewer, too.
MIN_OFTEN = 4.5

#: Letters of each of two words neither of which is a function word, and their least frequency:
#: of short ones, and of those with so many letters that they are no chance.
MIN_CONTENT_LETTERS = 5
MIN_CONTENT, MIN_CONTENT_LONG, LONG = 3.0, 1.8, 8

#: Letters that two such English words have together where the first is not inflected: rarer
#: compounds have fewer.
MIN_CONTENT_BOTH = 14

#: Languages that do not build words out of two that stand by themselves.
_NO_COMPOUNDS = frozenset({"es", "fr", "it", "pt", "ru"})

#: Frequency from which on a word binds others, whatever its kind.
MIN_BINDING = 5.8

#: The same of two letters, for a caller who knows that the word is surely two.
MIN_SHORT = 6.5

#: Endings of a word that is inflected, or a noun or adjective that begins no compound.
_INFLECTED = lazy(r"(?:[^aeiou]ed|[^aeiou]ing|ly|[^siu]s|tion|sion|ment|ance|ence|ous|ive|ful)$")

_PAST = lazy(r"[^aeiou]ed$")

#: Function words in which names end.
_NAME_ENDS = frozenset("about are felt for her him may our per she than the via".split())

_BEHIND_NAME = frozenset("as by in of on to".split())

#: Those in which places end (Herberton, Willowby).
_PLACE_ENDS = frozenset({"by", "on"})

#: Function words that end words too, but none behind an inflected one (`companiesin`).
_BEHIND_INFLECTED = frozenset(
    "all an as at by in is like on one or over up out first every".split()
)

#: Those behind which a longer word need not be inflected (`conciseis`).
_BEHIND_LONG = frozenset("is by at".split())

#: Endings of the French future and conditional, which stand behind the infinitive as forms of the
#: verb `avoir` do by themselves.
_FUTURE = frozenset("ai as ons ont ez ais ait aient".split())

#: Articles as which German participles end (`sprudelndem`).
_PARTICIPLE_ENDS = frozenset("der des dem den".split())

_LATIN = lazy(r"(?:al|ar|il|ens|en|at|ic|or|er|on|iv|ul)$")

#: Share of the words around that must be of the text's language, by how full its list is.
MIN_NATIVE, MIN_NATIVE_FULL = 0.35, 0.6
#: Fewest words around, without which a word is a name or a label.
MIN_NEAR = 3
NEAR_CHARACTERS = 80


#: Something before a word by which its capital is its own, not its sentence's.
_MID_SENTENCE = lazy(r"[^\s.!?…:“”„«»\"(•*–—-][\"”»)]?[ \u00a0]$")


@reads("code")
def fix_run_together(document: Document) -> Iterator[Edit]:
    """Put the space back between two words that were run together (`sanctionswas`).

    The word must stand once in the text and in no list, and both parts must be words: one
    of them a function word with which hardly any word begins or ends, or both long. Leaves
    compounds alone (`ransomware`; German, Dutch and Scandinavian ones without exception), verbs
    with their pronouns (`dandogli`), names, camel case, code, words in another language, and
    languages that build words of many parts: there no list tells one word from two. In German the space before
    nouns goes back (`vomDienstag`), where several were lost, in Romance languages that before the article of a
    sentence (`tamboresLa historia`).

    >>> from cleanarticle.model import blocks
    >>> text = "The deal on sanctionswas signed at the waterfront on Tuesday."
    >>> [edit.start for edit in fix_run_together(blocks(text, language="en"))]
    [21]
    """
    language = _language(document.language)
    if language is None or is_technical(document):
        return
    read = [block for block in texts(document) if not holds_code(block)]
    if language == "de":
        yield from _before_nouns(read)
    if language in _ROMANCE:
        yield from _before_openings(read, language)
    cased = set(chain.from_iterable(map(rows_of_letters, read)))
    long = [w for w in cased if MIN_LETTERS <= len(w) <= MAX_LETTERS and w[1:].islower()]
    in_no_list = unknown(map(str.lower, long), language)
    if not in_no_list:
        return
    strange = {word for word in long if word.lower() in in_no_list}
    times = Counter(filter(strange.__contains__, chain.from_iterable(map(rows_of_letters, read))))
    small = list(map(str.lower, cased))
    cases = Counter(filter(in_no_list.__contains__, small))  # a word that stands in two is not lone
    lone = {word for word in strange if times[word] == 1 and cases[word.lower()] == 1}
    places = [
        (block, found)
        for block in read
        if not lone.isdisjoint(rows_of_letters(block))
        for found in _CANDIDATE.finditer(block.text)
        if found[0] in lone
    ]
    if not places:
        return
    seen = {*cased, *small}
    for _ in range(4):  # what is divided shows words that speak for others
        left = []
        for block, found in places:
            begins = not _MID_SENTENCE.search(block.text, max(0, found.start() - 4), found.start())
            at = split_word(found[0], language, seen, begins=begins)
            if at is None or not _is_native(block.text, found, language):
                left.append((block, found))
                continue
            seen.update((found[0][:at], found[0][at:]))
            place = found.start() + at
            yield Edit(block, place, place, " ", Reason.GLUE, 0.9)
        if len(left) == len(places):
            return
        places = left


#: A German word in small letters with a noun glued to it, which has its capital.
_BEFORE_NOUN = lazy(
    r"(?<![\w@#&/\\.'’`=+*~-])([a-zäöüß]{3,12})([A-ZÄÖÜ][a-zäöüß]{3,30})(?![\w@/\\'’`(=+*~-]|[.:]\w)"
)
#: Words with which names in camel case begin: "derStandard", "dieBasis", "meinFernbus".
_OF_NAMES = frozenset(
    "der die das dem den mein dein unser euer eure mich dich wir ich ihr neue alte junge".split()
)
#: Least frequency of both words, and fewest such places in a text: one alone may be a name.
MIN_SMALL_WORD, MIN_NOUN, MIN_PLACES = 5.0, 3.5, 2


def _before_nouns(read: Sequence[Block]) -> Iterator[Edit]:
    """Put the space back before a German noun (`vomDienstag`), where a text has lost several such spaces.

    Each must stand once: a name in camel case is said again.
    """
    found = [
        (block, place)
        for block in read
        for place in _BEFORE_NOUN.finditer(block.text)
        if place[1] not in _OF_NAMES
        and frequency(place[1], "de") >= MIN_SMALL_WORD
        and frequency(place[2].lower(), "de") >= MIN_NOUN
        and not known(place[0].lower(), "de")
    ]
    times = Counter(place[0] for _, place in found)
    if len(times) < MIN_PLACES or max(times.values()) > 1:
        return
    for block, place in found:
        if _is_native(block.text, place, "de"):
            yield Edit(block, place.end(1), place.end(1), " ", Reason.GLUE, 0.9)


#: Languages in which a word with a capital inside is a name or two words, and whose sentences often begin with an
#: article or a preposition.
_ROMANCE = frozenset({"ca", "es", "fr", "it", "pt"})
#: A word of small letters that ends where a capital stands, and the one that begins there, before a third.
_SMALL_LEFT = lazy(r"(?<![\w@#&/\\.'’`=+*~-])[^\W\d_]{4,30}\Z")
_OPENING = lazy(r"([^\W\d_a-z][^\W\d_A-Z]{1,5}) [^\W\d_A-Z]{2}")
#: Least frequency of both words.
MIN_LEFT, MIN_OPENING = 3.3, 6.4


def _before_openings(read: Sequence[Block], language: str) -> Iterator[Edit]:
    """Put the space back between a heading's last word and the article that its paragraph begins with.

    `tamboresLa historia`: a common word in small letters with one of the commonest glued to it, that has its
    capital. Leaves what stands twice, and a name behind the word, which may be one name with it.
    """
    glued = [(block, *one) for block in read for one in glue_places(block)[0]]
    times = Counter(word for _, word, _ in glued)
    for block, word, place in glued:
        if times[word] == 1:
            left = _SMALL_LEFT.search(block.text, max(0, place - 31), place)
            right = _OPENING.match(block.text, place)
            if (
                left is not None
                and right is not None
                and left[0].islower()
                and frequency(left[0], language) >= MIN_LEFT
                and frequency(right[1].lower(), language) >= MIN_OPENING
                and not known(word.lower(), language)
                and _is_native(block.text, right, language)
            ):
                yield Edit(block, place, place, " ", Reason.GLUE, 0.9)


def split_word(
    token: str,
    language: str | None,
    document_words: Collection[str],
    *,
    lenient: bool = False,
    begins: bool = False,
) -> int | None:
    """Give where a word all but certainly divides into two, `None` where it does not.

    `document_words` are the words of its text as they stand there. `lenient` asks less, for
    a caller who knows that something was lost nearby. `begins`: it begins a sentence, so that
    its capital does not make it a name.

    >>> split_word("sanctionswas", "en", ()), split_word("borderswith", "en", ())
    (9, 7)
    >>> split_word("ransomware", "en", {"ransom"}), split_word("Moscowand", "en", {"Moscow"})
    (None, 6)
    """
    binding = _binding(token, language)
    if binding is None:
        return None
    code, bound = binding
    ways = sorted(_ways(token, code, bound, document_words, lenient=lenient), reverse=True)
    if begins and token[0].isupper() and not any(fits for _, _, fits in ways):
        small = token.lower()
        ways = sorted(_ways(small, code, bound, document_words, lenient=lenient), reverse=True)
        if ways and not _may_begin(token[: ways[0][1]], token[ways[0][1] :], code, bound):
            return None
    if not ways or not ways[0][2]:
        return None
    if len(ways) > 1 and ways[0][0] - ways[1][0] < MARGIN / (1 + lenient):
        return None
    return ways[0][1]


def divide_word(token: str, language: str | None, document_words: Collection[str]) -> int | None:
    """Give where a word that is surely two divides, `None` where two ways are alike.

    One part must be a function word or a common one; the other may be unknown in a word with
    a capital, as names are.

    >>> divide_word("usebut", "en", ()), divide_word("Brixenowhat", "de", ())
    (3, 8)
    """
    binding = _binding(token, language)
    if binding is None:
        return None
    code, bound = binding
    if _is_compound(token.lower(), code):
        return None
    ways = []
    for at in range(2, len(token) - 1):
        left, right = token[:at], token[at:]
        before = max(_weight(word, code, bound, document_words) for word in {left, left.lower()})
        if not before and _is_compound(left.lower(), code):
            before = COMPOUND
        behind = _weight(right, code, bound, document_words)
        if not behind and frequency(right, code) >= MIN_SHORT:
            behind = frequency(right, code)
        binds = (left.lower() in bound) + (right in bound or behind >= MIN_BINDING)
        affixed = left in bound.begins or right in bound.ends
        if code == "en" and affixed and not (left in bound or right in bound):
            continue
        if not binds and (code in COMPOUNDING or token[0].isupper() or not (before and behind)):
            continue
        if before and behind:
            ways.append((before + behind + binds, at))
        elif (
            token[0].isupper()
            and min(at, len(token) - at) >= MIN_BESIDE_STRANGER
            and (left.lower() in bound or right in bound or behind >= MIN_BINDING)
        ):
            size = len(right) if behind else len(left)
            ways.append((max(before, behind) - STRANGER + 0.3 * size, at))
    ways.sort(reverse=True)
    if not ways or (len(ways) > 1 and ways[0][0] - ways[1][0] < MARGIN_LOOSE):
        return None
    return ways[0][1]


def _is_compound(word: str, language: str) -> bool:
    """Whether two words of the language's list make the word, as German ones do.

    >>> _is_compound("hassreden", "de"), _is_compound("vulkangruppezu", "de")
    (True, False)
    """
    if language not in COMPOUNDING or language not in LISTED:
        return False
    return any(
        known(word[at:], language)
        and any(
            known(word[: at - len(joint)], language)
            for joint in _JOINTS
            if word[:at].endswith(joint)
        )
        for at in range(MIN_COMPOUND, len(word) - MIN_COMPOUND + 1)
    )


def _binding(token: str, language: str | None) -> tuple[str, FunctionWords] | None:
    """Give the language's code and function words; `None` if the token cannot be two words."""
    code = _language(language)
    if code is None or not MIN_LETTERS <= len(token) <= MAX_LETTERS:
        return None
    bound = function_words(code)
    if bound is None or not token[1:].islower() or known(token.lower(), code):
        return None
    return code, bound


def _ways(
    token: str, language: str, bound: FunctionWords, seen: Collection[str], *, lenient: bool
) -> Iterator[tuple[float, int, bool]]:
    """Give each way to divide into two words: how likely it is, where, and whether it may be."""
    named = token[0].isupper()
    for at in range(2, len(token) - 1):
        left, right = token[:at], token[at:]
        behind = _weight(right, language, bound, seen)
        if not behind:
            continue
        if named:
            plain = _weight(left.lower(), language, bound, ())
            if (left in seen and len(left) > 3) or (len(left) > 4 and plain >= MIN_CONTENT):
                weight = max(plain, SEEN)
                yield weight + behind, at, _may_follow_name(left, right, language, bound, seen)
            continue
        before = _weight(left, language, bound, seen)
        if before:
            fits = _may_divide(left, right, language, bound, seen, lenient=lenient)
            yield before + behind, at, fits


def _may_follow_name(
    left: str, right: str, language: str, bound: FunctionWords, seen: Collection[str]
) -> bool:
    """Whether a word may have been glued to a name or to a sentence's first word."""
    if right in _NAME_ENDS or _is_inflected(left, right, language):
        return False
    least = bound.tails.get(right)
    if least is not None and least <= len(left) and (len(right) > 2 or left in seen):
        return True
    if _is_common(left.lower(), language) and _are_two_behind_capital(left, right, language, bound):
        return True
    if language == "en" and right in _BEHIND_NAME and not left.endswith("ed"):
        if right in _PLACE_ENDS and (left not in seen or left[-1] == "s"):
            return False
        return len(left) > (4 if left in seen else 5)
    if len(left) > 3 and bound.heads.get(left.lower(), MAX_LETTERS) <= len(right):
        return len(right) > 4 and _is_common(right, language)
    if language != "en" and language not in _NO_COMPOUNDS:
        return False
    return left in seen and right in seen and min(len(left), len(right)) > MIN_CONTENT_LETTERS


def _may_begin(left: str, right: str, language: str, bound: FunctionWords) -> bool:
    """Whether a sentence's first two words may have been glued, or they may be a name.

    >>> bound = function_words("en")
    >>> _may_begin("While", "it", "en", bound), _may_begin("Ever", "hour", "en", bound)
    (True, False)
    """
    if _is_inflected(left, right, language):
        return False
    if right in bound and len(left) >= MIN_CONTENT_LETTERS:
        return left.lower() in bound or _is_common(left.lower(), language)
    return left.lower() in bound and len(left) >= MIN_OTHER and _is_long_and_common(right, language)


def _is_long_and_common(word: str, language: str) -> bool:
    return len(word) >= MIN_CONTENT_LETTERS and frequency(word, language) >= MIN_OFTEN


def _weight(word: str, language: str, bound: FunctionWords, seen: Collection[str]) -> float:
    """Give how frequent a part is, 0 if it is no word."""
    if len(word) == 1:
        return 0.0
    if word in bound or (language == "en" and word in _BEHIND_INFLECTED):
        return max(frequency(word, language), BOUND)
    found = frequency(word, language)
    if found < LEAST.get(len(word), LEAST_LONG):
        found = 0.0
    if word in seen and len(word) > 3:
        return max(found, SEEN) + SEEN_BONUS
    return found if language in LISTED else 0.0


def _may_divide(
    left: str,
    right: str,
    language: str,
    bound: FunctionWords,
    seen: Collection[str],
    *,
    lenient: bool,
) -> bool:
    head, tail = bound.heads.get(left), bound.tails.get(right)
    if left in bound and right in bound:
        # Two of them may be one word that a short list lacks (`separa`, `tohoto`).
        if language not in FULL:
            return False
        if head and tail:
            return MIN_OTHER in (head, tail)
        return (head == MIN_OTHER and len(left) > 4) or (tail == MIN_OTHER and len(right) > 4)
    if language == "en" and right == "in" and known(left + "ing", "en"):
        return False  # talkin
    if _is_inflected(left, right, language) or _is_portuguese_prefix(left, right, language):
        return False
    if head and len(right) >= _least(head, right, language, seen, lenient=lenient):
        return True
    if tail and len(left) >= _least(tail, left, language, seen, lenient=lenient):
        return True
    if language == "en" and right in _BEHIND_INFLECTED:
        sure = right in _BEHIND_LONG and len(left) > MIN_CONTENT_LETTERS and not _LATIN.search(left)
        return (
            len(left) > 4 and _is_common(left, language) and bool(sure or _INFLECTED.search(left))
        )
    return _are_two(left, right, language, bound, lenient=lenient)


def _is_inflected(left: str, right: str, language: str) -> bool:
    """Whether the two are one word whose ending looks like a word."""
    return _is_french_verb(left, right, language) or _is_german_participle(left, right, language)


def _is_french_verb(left: str, right: str, language: str) -> bool:
    """Whether the two are one verb in the French future or conditional.

    >>> _is_french_verb("replanter", "ont", "fr"), _is_french_verb("projets", "ont", "fr")
    (True, False)
    """
    return language == "fr" and right in _FUTURE and left.endswith("r")


def _is_portuguese_prefix(left: str, right: str, language: str) -> bool:
    """Whether "em" is the prefix that verbs and their nouns have before "p" and "b" alone, and any may be made with.

    >>> _is_portuguese_prefix("em", "parcelamento", "pt"), _is_portuguese_prefix("em", "casa", "pt")
    (True, False)
    """
    return language == "pt" and left == "em" and right[0] in "pb"


def _is_german_participle(left: str, right: str, language: str) -> bool:
    """Whether the two are a German participle, whose ending looks like an article.

    >>> _is_german_participle("sprudeln", "dem", "de"), _is_german_participle("Ende", "des", "de")
    (True, False)
    """
    return language == "de" and left.endswith("n") and right in _PARTICIPLE_ENDS


def _are_two_behind_capital(left: str, right: str, language: str, bound: FunctionWords) -> bool:
    """Whether two words of content are two though the first has a capital, and no brand or place.

    >>> bound = function_words("en")
    >>> _are_two_behind_capital("Legislature", "provided", "en", bound)
    True
    >>> _are_two_behind_capital("Ticket", "master", "en", bound)
    False
    """
    if not _is_common(right, language) or min(len(left), len(right)) < MIN_CONTENT_LETTERS:
        return False
    if _is_compounded(left.lower(), right, language, bound):
        return False
    if language in _NO_COMPOUNDS and language in FULL:
        return len(right) >= LONG
    if language != "en":
        return False
    verb = len(left) >= LONG and _PAST.search(right)
    return bool(_INFLECTED.search(left) or verb) and len(left + right) > 11


def _least(asked: int, word: str, language: str, seen: Collection[str], *, lenient: bool) -> int:
    """Give the fewest letters that a word by a function word must have."""
    if lenient or word in seen:
        return max(MIN_OTHER, asked - 2)
    if language in FULL and frequency(word, language) >= MIN_OFTEN:
        return max(MIN_OTHER, asked - 2)
    return asked


def _are_two(left: str, right: str, language: str, bound: FunctionWords, *, lenient: bool) -> bool:
    """Whether two words of content are two words and not a compound."""
    shorter, longer = sorted((len(left), len(right)))
    if shorter < MIN_CONTENT_LETTERS - lenient:
        return False
    if not _is_common(left, language) or not _is_common(right, language):
        return False
    if _is_compounded(left, right, language, bound):
        return False
    if language in _NO_COMPOUNDS:
        return True
    if language != "en":
        return False
    if lenient or len(left + right) >= MIN_CONTENT_BOTH:
        return True
    if not _INFLECTED.search(left):
        return False  # smokescreens, householding
    return longer >= 7 or shorter >= 6 or not known("s" + right, language)


def _is_compounded(left: str, right: str, language: str, bound: FunctionWords) -> bool:
    """Whether words of the language begin as the first or end as the second.

    >>> bound = function_words("fr")
    >>> [_is_compounded(*two, "fr", bound) for two in (("super", "markt"), ("projets", "financés"))]
    [True, False]
    """
    linked = language in _NO_COMPOUNDS and left[-1] in "oо"
    return linked or left in bound.begins or right in bound.ends


def _is_common(word: str, language: str) -> bool:
    return frequency(word, language) >= (MIN_CONTENT_LONG if len(word) >= LONG else MIN_CONTENT)


def _is_native(text: str, found: re.Match[str], language: str) -> bool:
    """Whether the words around are of the text's language: no quotation or name in another."""
    around = text[max(0, found.start() - NEAR_CHARACTERS) : found.start()] + " "
    around += text[found.end() : found.end() + NEAR_CHARACTERS]
    near = [word for word in _WORD.findall(around) if word.islower()]
    if len(near) < MIN_NEAR or language not in LISTED:
        return len(near) >= MIN_NEAR
    native = sum(bool(known(word, language)) for word in near)
    return native >= (MIN_NATIVE_FULL if language in FULL else MIN_NATIVE) * len(near)


def _language(language: str | None) -> str | None:
    code = primary(code_of(language or ""))
    code = "no" if code in ("nb", "nn") else code
    return code if function_words(code) else None
