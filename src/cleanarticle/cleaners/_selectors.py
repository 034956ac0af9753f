"""Where a selector of CSS begins, read back from its brace."""

from __future__ import annotations

from ..patterns import lazy

__all__ = ["selector_start"]

_TAG = (
    r"(?:html|body|div|span|p|a|ul|ol|li|dl|dt|dd|img|picture|source|table|thead|tbody|tfoot|tr|td|th|caption|"
    r"h[1-6]|section|article|figure|figcaption|iframe|video|audio|canvas|button|input|form|label|select|option|"
    r"textarea|fieldset|legend|header|footer|nav|main|aside|svg|path|rect|circle|line|polygon|g|use|text|i|b|u|s|"
    r"em|strong|small|sub|sup|hr|br|pre|code|blockquote|cite|q|abbr|details|summary|time|address|center|font|mark|"
    r"dialog|menu|object|embed|kbd|del|ins|optgroup|from|to|[\d.]{1,8}%)"
)
_REST = r"[\w.#:,()\[\]=\"'>~+*%@$^|\\&-]*"
_SELECTOR_WORD = lazy(
    rf"(?:\*?[,>~+]{{1,3}})?(?:[.#*:\[&]+[A-Za-z_*\[-]|--\w|@[a-z-]+|{_TAG}(?=[.#:,\[>+~)*]|\Z)"
    rf"|[a-z]{{1,20}}(?:-[a-z]{{1,20}}){{1,4}}(?=[.#:,\[>]|\Z)){_REST}"
    rf"|[>~+](?:{_TAG}|[.#*:]){_REST}|[>~+,*)]+"
    # An attribute with a space in its quotes is two words.
    r"|[^\s{}<\"']{0,80}\[[\w-]{1,40}[*^$~|]?=[\"'][^\s\"'\]]{0,60}|[\w-]{0,60}[\"']\][^\s{}]{0,80}"
)
#: Names of elements that are words as well; in a selector they stand first or joined.
_PLAIN_WORD = lazy(r"[A-Za-z]{1,20}(?:-[a-z]{1,20}){0,4}[:,(]?")
#: Names of elements that are no words.
_NO_WORD = lazy(
    r"html|body|div|[uo]l|li|img|t[rdh]|tbody|thead|svg|iframe|h[1-6]|figcaption|nav|textarea"
)
_AT_RULE = lazy(
    r"@(?:media|supports|font-face|page|layer|container|property|counter-style|scope"
    r"|(?:-webkit-|-moz-|-o-|-ms-)?(?:keyframes|viewport|document))\b[^{};]{0,600}"
)
#: A selector that stands behind a word without a space, and what tells it from a domain's end.
_GLUED = lazy(
    r"(?<=[\w.!?])(?:[.#][A-Za-z_-][\w.#:,>-]*|@(?:media|font-face|keyframes|supports|-webkit-keyframes))\Z"
)
_NO_DOMAIN = lazy(r"[#@:>_\d-]")

#: Characters of the longest list of selectors, and of the longest condition of an at-rule.
MAX_SELECTOR = 3_000
MAX_CONDITION = 600


def selector_start(text: str, brace: int, floor: int) -> int:
    """Walk back from a brace over words that may stand in a selector, down to `floor`.

    A word of the language that is a name of an element too ends no sentence here: it counts where a
    rule may begin. Gives `brace` where no selector stands before it.

    >>> selector_start("Save .a p { }", 10, 0), selector_start("Save a p { }", 9, 0)
    (5, 9)
    """
    reach = max(floor, brace - MAX_SELECTOR)
    rule = text.rfind("@", max(reach, brace - MAX_CONDITION), brace)
    if rule >= 0 and _AT_RULE.fullmatch(text, rule, brace):
        return rule
    at = sure = brace
    while at > reach:
        end = at
        while end > reach and text[end - 1].isspace():
            end -= 1
        start = end
        while start > reach and not (text[start - 1].isspace() or text[start - 1] in "{};"):
            start -= 1
        above = "\n" in text[end:at] and text[at] not in ">+~"
        if start == end:
            break
        # A line above belongs to it that ends in a comma or is no word of the language.
        goes_on = not above or at == brace or text[end - 1] in ",>+~" or text[start] in ".#[:*&"
        if not goes_on or not _SELECTOR_WORD.fullmatch(text, start, end):
            glued = _GLUED.search(text, start, end)
            if glued and at == sure and (end == brace or _NO_DOMAIN.search(glued[0])):
                return glued.start()
            break
        at = start
        if not _PLAIN_WORD.fullmatch(text, start, end) or _begins_rule(text, start, end):
            sure = start
    return sure


def _begins_rule(text: str, start: int, end: int) -> bool:
    """Whether a plain word opens a selector: a line, a rule or a list's item starts with it."""
    if _NO_WORD.fullmatch(text, start, end):
        return True
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or before[-1] in "\n},>{;+~/"
