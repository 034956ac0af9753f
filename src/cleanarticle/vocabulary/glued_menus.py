"""Lines that are phrases of sites, run together: menus whose links nothing parts."""

from __future__ import annotations

from ..model import SOUTHEAST_ASIAN
from ..patterns import lazy
from ..sieve import compiled
from .folding import UNSPACED, fold
from .index import index_of_phrases

#: Longest row of phrases, and longest phrase that is looked for in it, in characters.
MAX_ROW, MAX_IN_ROW = 60, 12
#: Longest menu that nothing parts, and longest phrase in it, in characters; its fewest phrases that run
#: into another word, and their least share of its letters.
MAX_GLUED_MENU, MAX_GLUED_PHRASE = 300, 24
MIN_GLUED_PHRASES, MIN_GLUED_SHARE = 3, 0.6
#: The same in scripts without spaces, and in Korean, where such words are set as one.
MIN_UNSPACED_PHRASES, MIN_UNSPACED_SHARE = 5, 0.75
#: So many letters in a row of scripts without capitals: Hebrew to Lao and beyond, Georgian to Ethiopic,
#: those without spaces.
_GLUED = (
    rf"[\u05d0-\u06d3\u0710-\u109f\u10d0-\u137f\u1780-\u17ff{SOUTHEAST_ASIAN}\u3041-\u30ff\u3400-\u9fff"
    r"\uac00-\ud7af\u200c\u200d]{12}"
)
_PUNCTUATION = lazy(r"[.,:;!?()\"“”«»„…、，。！？：；「」『』（）《》،؛؟۔।॥።፣፤·|/>\d]")


def is_row_of_phrases(text: str) -> bool:
    """Whether a line in a script without spaces is phrases of sites, run together: a menu's.

    >>> is_row_of_phrases("登录注册"), is_row_of_phrases("登录注册的船")
    (True, False)
    """
    if text.isascii() or len(text) > MAX_ROW or not UNSPACED.search(text):
        return False
    lines = index_of_phrases().lines
    row = fold(text).replace(" ", "")
    reached = {0}
    for start in range(len(row)):
        if start in reached:
            reached.update(
                stop
                for stop in range(start + 2, min(start + MAX_IN_ROW, len(row)) + 1)
                if row[start:stop] in lines
            )
    return len(row) in reached


def is_glued_menu(text: str) -> bool:
    """Whether a line in a script without capitals is for the most part phrases of sites, run together.

    A menu whose links nothing parts; between them may stand names that the site alone has. Where words
    run together in prose too, there must be more phrases and little else.

    >>> is_glued_menu("הבית חדשותספורטכלכלהתרבותבריאות"), is_glued_menu("חדשות וספורט, כלכלה ותרבות")
    (True, False)
    >>> is_glued_menu("首页新闻国际财经体育娱乐科技"), is_glued_menu("全国政治经济文化中心在哪里")
    (True, False)
    """
    if text.isascii() or len(text) > MAX_GLUED_MENU or not compiled(_GLUED).search(text):
        return False
    if _PUNCTUATION.search(text):
        return False
    row = fold(text)
    unspaced = UNSPACED.search(row) is not None
    letters, phrases = _known_part(row)
    if phrases < (MIN_UNSPACED_PHRASES if unspaced else MIN_GLUED_PHRASES):
        return False
    share = MIN_UNSPACED_SHARE if unspaced else MIN_GLUED_SHARE
    return letters >= share * len(row.replace(" ", ""))


def _known_part(row: str) -> tuple[int, int]:
    """Give the letters of the phrases in a row, and how many of these run into another word."""
    lines = index_of_phrases().lines
    best = [(0, 0)] * (len(row) + 1)  # before each place
    for start in range(len(row)):
        letters, count = best[start]
        best[start + 1] = max(best[start + 1], best[start])  # a letter of no phrase
        for stop in range(start + 2, min(start + MAX_GLUED_PHRASE, len(row)) + 1):
            phrase = row[start:stop]
            if phrase in lines:
                runs_on = stop < len(row) and row[stop] != " "
                own = letters + stop - start - phrase.count(" "), count + runs_on
                best[stop] = max(best[stop], own)
    return best[-1]
