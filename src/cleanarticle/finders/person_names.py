"""Which words are one person's name, and which no name has."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ..patterns import lazy
from ..vocabulary import fold
from ..vocabulary.entries import entries_of
from .date_words import tokens_of
from .east_asian_names import HAN, NO_NAME
from .roles import is_role

__all__ = ["CASED", "PARTICLES", "SUFFIXES", "is_two_words", "letters_of_name", "person_name"]

#: Longest name, in words; longest one in a script without capitals, which a sentence looks like.
MAX_NAME_WORDS, MAX_BARE_WORDS = 6, 4
PARTICLES = frozenset(
    "van von der den de del della di da das do dos du des la le les el al bin ibn bint ben abu "
    "zu zum zur ter ten te ’t 't 's y i e o af av st st. mac ap ould ul ur uz".split()
)
_HONORIFICS = frozenset(
    "dr dr. prof prof. mr mr. mrs mrs. ms ms. sir dame mag. ing. dipl.-ing. drs. hon. rev. rev fr. "
    "shri smt. dott. dott.ssa mgr mgr. bc.".split()
)
#: Degrees, and those that are a name's last word unless they stand in capitals: "Léon Mba".
_DEGREES = frozenset("phd ph.d. md m.d. cfa esq.".split())
_SHOUTED_DEGREES = frozenset(
    "RN BSN MSN DNP FNP RD RDN LDN MPH MSW LCSW MBA DDS DMD DVM CPA CSCS".split()
)
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd ph.d. ph.d md m.d. esq. cfa".split())
#: Words that no name has: of agencies, papers, desks, places of two words, headings.
_NO_NAME = frozenset(
    "the our your her their this that these all news times press daily weekly magazine university "
    "institute correspondent correspondents desk bureau agency agencies today journal tribune "
    "telegraph gazette chronicle radio tv television network media editor editors editorial staff "
    "writer writers reporter reporters contributor contributors team service services online "
    "digital web reports wire breaking latest watch photos video gallery opinion analysis "
    "exclusive interview stories article popular demand numbers invitation design accident york "
    "los angeles delhi hong kong aviv francisco buenos aires addis ababa kuala lumpur sri lanka "
    "united world business sports politics health science culture redaktion rédaction redacción "
    "redazione redação redactie redakce redakcja редакция редакція агентство group foundation "
    "center centre company committee council ministry department society party monday tuesday "
    "wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles "
    "jueves viernes sábado domingo morning evening night share follow subscribe why how what when "
    "where who which it is are here there we you they not no yes more key takeaways "
    "summary table contents content reading time quick features product products review reviews get "
    "ask guide tips picks typical range original paper tale menu navigation software engineer "
    "development professional person long read big interviews courtesy images blog weblog "
    "client by written posted published updated update updates hotfix privacy policy terms conditions "
    "announcement announcements select "
    "member likes received trophy points february september october november december "
    "full view profile bio expert certified licensed age gender join log posts "
    "joined messages about us resource library community sign subscribe newsletter cookie "
    "cookies login register town street avenue theatre theater museum stadium airport hotel school "
    "immediate release village county herald observer examiner inquirer dispatch "
    "contenido patrocinado patrocinada sponsored sponsorisé hospital hospitals clinic "
    "boletín newsletter nieuwsbrief bulletin edition".split()
)


@cache
def _office_words() -> frozenset[str]:
    """Give the words of roles and agencies, which no name has."""
    roles = (fold(phrase).split() for _, _, phrase in entries_of("role"))
    return frozenset(word for role in roles for word in role if len(word) > 4)


#: Months, two of which make no name: "FEB MAR APR".
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
#: Small words of sentences in scripts without capitals, and those of desks.
_NO_BARE_NAME = frozenset(
    "في من على إلى الى عن مع هو هي هذا هذه التي الذي كان كانت بلا بدون بين غير قبل بعد كل و لا "
    "از به در با روی که برای را بی این آن چه چطور چگونه است بود شد یک "
    "של על בלי את עם לא זה זו היא הוא מה כל אין "
    "के की का को से में पर गया गई दिया है हैं था थे और नहीं यह वह ने कैसे क्या लिए एक "
    "टीम डेस्क ब्यूरो संवाददाता प्रतिनिधी ডেস্ক প্রতিবেদক সংবাদদাতা প্রতিনিধি ڈیسک دسک تحریریه מערכת "
    "ও এবং না এই সেই কী করে থেকে নিয়ে জন্য কے کی کا کو سے میں پر نے ہے ہیں اور نہیں".split()
)
CASED = lazy(r"[A-Za-z\u00c0-\u052f\u1e00-\u1fff\u0531-\u0587]")
_INITIALS = lazy(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_a-zа-яёіїєґα-ω]|[A-Z]{2}")
#: An initial and the name behind it without a space, as Mongolian papers sign: "Д.Болормаа".
_GLUED_INITIAL = lazy(r"[А-ЯЁӨҮ][а-яёөү]{0,2}\.[А-ЯЁӨҮ][а-яёөү]{2,20}")
_JOINED = lazy(r"(?:[dlDL]|[aA]l|[eE]l|[oO]’|as|at|ash)['’ʼ-](?=[^\W\d_])")


def person_name(part: str, *, labelled: bool) -> str | None:
    """Give the name, where the part is one person's and nothing else."""
    words = part.replace("\u00a0", " ").split()
    while words and words[0].lower() in _HONORIFICS:
        words.pop(0)
    if len(words) == 1 and _GLUED_INITIAL.fullmatch(words[0]):
        return words[0]
    shout = part.isupper()
    while len(words) > 2 and _is_degree(words[-1], shout=shout):
        words.pop()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:  # the name beside its picture, said twice
        words = words[:half]
    name = " ".join(words)
    if not CASED.search(name) and (not labelled or not _NO_BARE_NAME.isdisjoint(words)):
        return None
    if labelled and HAN.search(name) and re.fullmatch(r"[\w・·= \u3000ー]{2,14}", name):
        return None if NO_NAME.search(name) or any(c.isdigit() for c in name) else name
    if not 2 <= len(words) <= (MAX_NAME_WORDS if CASED.search(name) else MAX_BARE_WORDS) or (
        words[-1].lower() in PARTICLES and words[-1] != "O"
    ):
        return None
    shout = name.isupper()
    real = [w for w in words if w.lower() not in PARTICLES and not _INITIALS.fullmatch(w)]
    real = [word for word in real if word.lower() not in SUFFIXES]
    if (
        not real
        or len(real) > 4
        or any(word.lower() in _NO_NAME or fold(word) in _office_words() for word in words)
        or all(word.lower() in _MONTHS for word in real)
    ):
        return None
    return name if all(_is_name_word(word, shout=shout) for word in real) else None


#: Letters from which on a word may be two.
MAX_PLAIN_WORD = 8
#: Signs inside a name, and the joiner of Persian, which parts no words.
_IN_NAMES = frozenset("'’ʼ‘.-\u200c׳״")


def letters_of_name(word: str) -> str:
    """Give a word without the signs inside names, and those of vowels."""
    return "".join(c for c in word if c not in _IN_NAMES and unicodedata.category(c)[0] != "M")


#: A capital behind so many small letters that it begins another word, and that word.
_GLUED_WORD = lazy(r"[^\W\d_A-ZÀ-ÞА-ЯΑ-Ω]{3}([A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_A-ZÀ-ÞА-ЯΑ-Ω]{2,})")


def _is_degree(word: str, *, shout: bool) -> bool:
    return word.lower() in _DEGREES or (word in _SHOUTED_DEGREES and not shout)


def is_two_words(word: str) -> bool:
    """Whether a word is two that have run together, a name and what is said of a day or an office.

    >>> is_two_words("RoeveldPublished"), is_two_words("MacDonald"), is_two_words("SolutionsHub")
    (True, False, False)
    """
    found = _GLUED_WORD.search(word) if len(word) > MAX_PLAIN_WORD else None
    if found is None:
        return False
    return tokens_of(found[1])[0].letter in "LUMW" or is_role(found[1])


def _is_name_word(word: str, *, shout: bool) -> bool:
    if is_two_words(word):
        return False
    core = _JOINED.sub("", word)
    letters = letters_of_name(core)
    if (letters and not letters.isalpha()) or not (letters or core):
        return False
    if not CASED.search(core):
        return len(core) > 1
    if core.endswith(".") or (letters.isupper() and not shout and 1 < len(letters) <= 4):
        return False
    return core[0].isupper() or (core is not word and core[0].isalpha())
