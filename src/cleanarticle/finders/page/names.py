"""People's names in the texts that name authors: what a source writes, and what of it is a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...patterns import lazy
from ..bylines import parse_names
from ..date_words import MONTHS, tokens_of
from ..person_names import is_two_words
from .values import one_line

__all__ = ["is_signature", "name_on_card", "names_in", "without_by"]

_BY = lazy(
    r"^(?:(?:posted |written |published |created )?by|von|par|por|di|da|door|av|af)\s*:?\s+",
    re.IGNORECASE,
)
#: "By", with what stands before it ("Written", "Text"), and what ends such a byline.
_BYLINE = lazy(r"(?i)(?:^|.*?[\s|])by:?[\s|]+(.*)")
_BYLINE_END = lazy(r"(?i)\s+(?:on|in|updated|published|posted|last)\s.*|\s*[•·(\[].*|\s*,?\s*\d.*")
_BETWEEN = lazy(r"\s*(?:[,;&]|\band\b|\bund\b|\bet\b|\by\b)\s*")
#: What joins two names; a comma alone may stand before a title or an office.
_JOINED = lazy(r"[;&]|\b(?:and|und|et|y)\b|,.*,")
#: A picture's credit, and what stands before or behind who wrote a comment.
_PICTURED = lazy(
    r"(?i)\b(?:images?|photos?|photograph(?:y|er|s)?|pictures?|fotos?|bild(?:er)?|illustrations?|credits?)"
    r"\s*(?:\|\s*)?(?:by\b|:)|©|\bgetty\b"
)
_COMMENTED = lazy(r"(?i)\bsays:?$")
#: Longest text that names authors, in characters.
MAX_NAMING = 200


def names_in(text: str, language: str | None) -> list[str]:
    """Read one author as a source writes it; `|` parts what stands in elements of its own."""
    text = one_line(text)
    if "<" in text:
        text = one_line(_MARKUP.sub(" ", text))
    if not text or len(text) > MAX_NAMING or "://" in text or text.startswith(("www.", "@", "/")):
        return []
    if _PICTURED.search(text) or _COMMENTED.search(text):
        return []
    text = name_on_card(text) or _NOTE.sub("", text)
    if inverted := _inverted(text):
        return inverted
    if found := _BYLINE.fullmatch(text):
        text = _BYLINE_END.sub("", found[1])
        language = "en"
    names = parse_names(text, language) or parse_names("By " + without_by(text), "en")
    if language == "zh" and names == (text,) and _HAN_NAMES.fullmatch(text):
        names = tuple(text.split())
    if len(names) < 2 and _JOINED.search(text):
        names = max(names, _names_between(text), key=len)
    return [name for name in names if not _is_glued(name) and not _ends_in_date(name)]


#: Chinese names side by side: a name of its own has no space in it.
_HAN_NAMES = lazy(r"[\u4e00-\u9fff]{2,4}(?: [\u4e00-\u9fff]{2,4}){1,4}")
_MARKUP = lazy(r"</?[a-zA-Z][^<>]{0,200}>")
#: The number of a note in an element of its own behind a name: "Jane Roe | 1,2 | , Ola Berg | 2*".
_NOTE = lazy(r"\s\|\s(?:[\d*†‡§]{1,3}[,\s]{0,2}){1,5}(?=\s\||$)")
#: A last name and a first name, of several.
_LAST_FIRST = lazy(r"\s*([^\W\d_][^,;]*?)\s*,\s*([^,;]*[^\s,;])\s*")


def _inverted(text: str) -> list[str]:
    """Read several names that are written last name first, as libraries write them.

    >>> _inverted("Roe, Jane; van Berg, Ola"), _inverted("Jane Roe; Ola Berg, Reporter")
    (['Jane Roe', 'Ola van Berg'], [])
    """
    found = [_LAST_FIRST.fullmatch(part) for part in text.split(";") if part.strip()]
    if len(found) < 2 or not all(found):
        return []
    names = [f"{one[2]} {one[1]}" for one in found if one]
    return [name for name in names if parse_names("By " + name, "en") == (name,)]


def _ends_in_date(name: str) -> bool:
    """Whether a "name" is made of days and months, or has one that nobody is called behind it.

    >>> _ends_in_date("Sat Feb"), _ends_in_date("Harbour Times November"), _ends_in_date("Ola May")
    (True, True, False)
    """
    words = tokens_of(name)
    dated = [word for word in words if word.letter in _DATE_LETTERS]
    is_long = bool(words) and words[-1] in dated and len(words[-1].text) >= MIN_MONTH_LETTERS
    return is_long or (len(dated) == len(words) and bool(words))


#: Letters by which `tokens_of` tells months and days of the week, and letters of a name of a month
#: from which on nobody is called so.
_DATE_LETTERS, MIN_MONTH_LETTERS = frozenset("MVW"), 7


def _names_between(text: str) -> tuple[str, ...]:
    """Read the names between words that join them, each for itself."""
    parts = [part for part in _BETWEEN.split(text) if part.count(" ") >= 1]
    if len(parts) < 2:
        return ()
    return tuple(name for part in parts for name in parse_names("By " + part, "en"))


def without_by(text: str) -> str:
    """Take "By" off the beginning of a byline."""
    return _BY.sub("", text)


#: A count of what a user wrote or was thanked for: "1,204", "12k".
_COUNT = lazy(r"[\d.,]*\d[\d.,]*\d[km]?|\d+k")


def name_on_card(text: str) -> str | None:
    """Give the name on a user's card in a forum, which tells ranks and counts behind it.

    >>> name_on_card("boatswain | Member | Joined | Mar 9, 2012 | Posts | 165")
    'boatswain'
    >>> name_on_card("Ola Berg | 1 | , | Jo Roe")
    """
    parts = [
        part for part in text.split(" | ") if len(part) > 1 or part in ",;&" or part.isdecimal()
    ]
    counted = any(
        _COUNT.fullmatch(part) or (part.isdecimal() and label.endswith(":"))
        for label, part in pairwise(parts)
    )
    if len(parts) < 3 or any(part[0] in ",;&" for part in parts) or not counted:
        return None
    return next((part for part in parts if len(part) > 1), None)


#: What systems write where nobody is named.
_NOBODY = frozenset(
    "admin administrator administrador adminn webmaster editor editors redaktion redaction redacción "
    "staff wpadmin wordpress user root superuser guest author autor anonymous unknown none name "
    "sponsored nachrichten noticias select page undefined null email".split()
)
#: Words of a team's name that tell nothing of whose team it is.
_ANY_TEAM = frozenset(
    "team editorial marketing content social media web news blog contributor desk newsroom bureau online "
    "redazione redação rédaction redactie redakcja redakce redakcia redakcija redaksi redaktionen redaksjonen "
    "toimitus toimetus szerkesztőség redacția uredništvo редакция редакція red. haber haberler "
    "merkezi équipe equipo equipe zespół команда टीम डेस्क वेब न्यूज़ न्यूज ब्यूरो ওয়েব ডেস্ক "
    "編集部 编辑部 編輯部 편집부 تحریریه التحرير فريق מערכת המערכת".split()
)
#: Small words beside them, each of which may be somebody's name.
_TEAM_ARTICLES = frozenset("the our la le onze de da die tim".split())
#: Most characters and words of what signs an article.
MAX_SIGNATURE, MAX_SIGNATURE_WORDS = 60, 7


def is_signature(text: str) -> bool:
    """Whether a text may sign an article: no address, nobody's name, and no team of nowhere.

    >>> is_signature("The Harbour Team"), is_signature("The Editorial Team"), is_signature("admin")
    (True, False, False)
    """
    words = text.casefold().split()
    return (
        1 < len(text) <= MAX_SIGNATURE
        and text[0] not in "(["
        and text[-1] != ":"
        and any(map(str.isalpha, text))
        and not any(sign in text for sign in ("://", "@", "/"))
        and len(words) <= MAX_SIGNATURE_WORDS
        and _NOBODY.isdisjoint(words)
        and not _is_any_team(words)
        and not (len(words) > 1 and _is_glued(text))
        and words[-1] not in ("ago", "by")
        and not _ENDS_SENTENCE.search(text)
    )


#: The last word of a sentence.
_ENDS_SENTENCE = lazy(r"\s[^\W\d_A-ZÀ-ÞА-ЯΑ-Ω]{5,}\.$")


def _is_any_team(words: Sequence[str]) -> bool:
    """Whether words name a team and not whose it is.

    >>> _is_any_team(["la", "rédaction"]), _is_any_team(["tim"]), _is_any_team(["harbour", "desk"])
    (True, False, False)
    """
    own = [word for word in words if word not in _TEAM_ARTICLES]
    return _ANY_TEAM.issuperset(own) and (bool(own) or len(words) > 1)


#: Two things run together: "Jane RoeNovember", "Jane Roe11 hours".
_GLUED = lazy(
    rf"[^\W\d_A-Z](?:{MONTHS}|Updat|Publish|Founder|Editor|Staff|Senior)"
    r"|[^\W\d_]\d"
)


def _is_glued(name: str) -> bool:
    """Whether a name has run together with the date or the office behind it."""
    return _GLUED.search(name) is not None or any(map(is_two_words, name.split()))
