"""Where code runs in a text: the JavaScript, JSON and CSS that a dump of a page took along.

A run begins at a sign that opens code (`x = "`, `(function(`, `{"key":`, a selector's brace) with
the words before it that belong to it. It is read by its syntax: strings, comments, regular
expressions and brackets are told apart, and once all brackets are closed it goes on only with what
begins code again. Where the syntax fails, for the code is cut off or was never whole, it ends where
word follows upon word: prose inside code stands in strings and comments.

One pass; what was read is not read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Run", "code_runs", "may_hold_code"]

Kind = Literal["script", "style"]


@dataclass(frozen=True, slots=True)
class Run:
    """Code at `text[start:end]`; `signs` are its strings, brackets and semicolons."""

    start: int
    end: int
    kind: Kind
    signs: int


#: Without one of these there is no code; to look for them is next to nothing.
_SIGNS = ("{", "('", '("', "([", "()", ");", '="', "='", "= '", '= "', "/*", ";base64,")


def may_hold_code(text: str) -> bool:
    """Whether the text holds a sign without which there is no code."""
    return any(sign in text for sign in _SIGNS) or ("=" in text and "var " in text)


# ---------------------------------------------------------------- where code begins

_NAME = r"[A-Za-z_$][\w$]{0,60}"
_PATH = rf"(?:{_NAME}(?:\.{_NAME}|\[['\"]?[\w$.-]{{1,60}}['\"]?\]){{0,8}}|\[['\"][\w$.-]{{1,60}}['\"]\])"
#: Begins an argument or a value that is no part of a sentence.
_ARGUMENT = (
    r"\s{0,8}(?:['\"`\[{!]|\((?=[\w$!(])|[\w$]{1,40}\s?=>|\(\s?(?:function\b|[\w$,\s]{0,60}\)\s?=>)|(?:async\s)?function\b|typeof\b|[\w$.]{1,60}\s?(?:[=!]==?|&&|\|\|)\s?[\w$'\"({!]|\)\s?(?:;|\.[a-z]|\{|=>)|\(\)|[A-Za-z_$][\w$]{0,60}(?:[.(\[]|\s?,\s?[\w$'\"{(]|\s?\)\s?(?:[{;]|\.[a-z]\w*[(.])|\s?=)"
    r"|new\s)"
)
_VALUE = r"\s{0,8}(?:['\"`\[{!]|\((?=[\w$\"'!(\[{]{1,60}[.(\[\"'!]|\)|[\w$,\s]{0,80}\)\s?=>|function\b|async\b)|function\b|new\s|(?:null|true|false|this|void|typeof)\b|\$|[\w$]{1,60}[.(\[]|/(?=[^\s/*])|-?[\d.]{1,20}\s?[;,]|[\w$]{1,60}(?:;|\s?\|\|))"
_OPENS = re.compile(
    rf"\((?={_ARGUMENT})|=(?=[^=]?{_VALUE})|\{{|=>|/\*"
    r"|\[(?=\s{0,9}(?:[{\[]\s{0,9})*\"[^\"\n]{0,120}\"\s?[,:\]])"
    r"|[)}\]](?=[)\]};,]{0,9};)|\}(?=\s?[)\]}(]|\s{0,9},\s{0,9}\{)"
    r"|['\"]use strict['\"]|['\"](?<=from ['\"])|//[#@]\s?source(?:Mapping)?URL=\S+"
)

#: What stands before a sign and belongs to it, by sign.
_KEYWORD_CALL = r"if|for|while|switch|catch|return|typeof|await|in"
_BEFORE = {
    "=": re.compile(
        rf"(?:(?<![A-Za-z\d_$.])|(?=(?:var|let|const)\s))(?:(?:var|let|const)\s{{1,3}})?(?:{_PATH}|[\[{{][\w$,:\s]{{1,80}}[\]}}])\s{{0,30}}(?:\|\||\+|\?\?)?\Z"
    ),
    "(": re.compile(
        rf"(?:[!;(~+]{{0,3}}(?:async\s)?function(?:\s{{1,3}}{_NAME})?|(?<![A-Za-z\d_$.])(?:else\s)?(?:{_KEYWORD_CALL}))\s?\Z|(?<![A-Za-z\d_$.])(?:(?:return|new|await|void|typeof)\s)?{_PATH}\Z"
    ),
    "{": re.compile(
        rf"(?:(?<![A-Za-z\d_$.])(?:try|else|do|finally|return|import|export|class\s{_NAME}(?:\sextends\s[\w$.]{{1,60}})?)|=>)\s{{0,3}}\Z"
    ),
    "=>": re.compile(rf"(?<![A-Za-z\d_$.])(?:async\s)?(?:{_NAME}|\(?\([\w$\s,={{}}\[\].]{{0,120}}\))\s{{0,3}}\Z"),
}
#: Names of a browser's and of advertising's, after which a word before them is at an end.
_KNOWN = re.compile(
    r"\(?(?:window|self|document|globalThis|localStorage|sessionStorage|console|googletag|dataLayer|_taboola|adsbygoogle|"
    r"jQuery|OneTrust|apstag|pbjs|_satellite)(?=[.\[(\s=]|\Z)"
)
_KNOWN_PATH = re.compile(rf"{_KNOWN.pattern.rpartition('(?=')[0]}(?:\.{_NAME}|\[['\"]?[\w$.-]{{1,60}}['\"]?\]){{0,8}}\s{{0,30}}\Z")
#: Words that a call glued behind them is none of: a label, a sentence's last.
_PLAIN_LABEL = re.compile(r"[^\W\d_][^\W\d_A-Z]{0,60}")
_JSON_OBJECT = re.compile(r"\{\s{0,40}(?:['\"][^'\"\n]{1,120}['\"]\s{0,3}:|\})")
_EMPTY = re.compile(r"\{\s{0,40}\}")
_DECLARATION = re.compile(
    r"\{\s{0,40}(?:/\*|(?:-{0,2}[a-z_*][\w-]{0,60})\s{0,3}:\s{0,3}[^\s{;][^{}<>]{0,3000}?[;}]|\}|@(?:include|extend|media))"
    r"|\{\s{0,40}[^{}\n]{0,300}\{\s{0,40}[a-z-]{2,40}\s{0,3}:"
)

_IMPORT = re.compile(r"(?<![A-Za-z\d_$.])import\s[^;'\"\n]{1,150}\sfrom\s\Z")

#: How far before a sign is looked for what belongs to it, in characters, and for a tag it stands in.
BEFORE_CHARACTERS = 160
TAG_CHARACTERS = 2_000
_TAG_BEGINS = re.compile(r"<[A-Za-z][\w:-]*[\s>]")
_TEX = re.compile(r"\\[A-Za-z]{2,20}\{")
_LINK = re.compile(r"!?\[[^\]\n]{0,300}\]\(")
_ATTRIBUTE = re.compile(r"\[[\w-]{1,60}[~|^$*]?\Z")
_FUNCTION = re.compile(r"\(\s{0,3}(?:(?:async\s)?function\b|\(|!|(?:window|this|self)\.|[\w$,\s]{0,60}\)\s?=>)")


def _opening(text: str, at: int, sign: str, floor: int) -> tuple[int, Kind] | None:
    """Give where the code begins that the sign at `at` opens, and what it is."""
    low = max(floor, at - BEFORE_CHARACTERS)
    tag = text.rfind("<", max(floor, at - TAG_CHARACTERS), at)
    if tag >= 0 and _TAG_BEGINS.match(text, tag) and text.find(">", tag, at) < 0:
        return None
    if sign[0] in "{}" and _TEX.search(text[low:at]):
        return None
    if sign == "{":
        json = _JSON_OBJECT.match(text, at)
        if json and not _EMPTY.match(text, at):
            return _json_start(text, at, low), "script"
        start = selector_start(text, at, floor)
        if start < at and (text[start] == "@" or _DECLARATION.match(text, at)):
            return start, "style"
        if json:
            return None
        found = _BEFORE["{"].search(text[low:at])
        return (low + found.start(), "script") if found else None
    if sign[0] in "\"'" and "use" not in sign:
        found = _IMPORT.search(text[low:at])
        return (low + found.start(), "script") if found else None
    if sign == "[" and at and text[at - 1].isalnum():
        return None
    if sign in ("[", "/*") or sign[0] in ")}]'\"/":
        return at, "script"
    if sign == "(" and (text[at - 1 : at] == "]" or _LINK.match(text, at + 1)):
        return None
    found = _BEFORE[sign].search(text[low:at]) or _KNOWN_PATH.search(text[low:at])
    if sign == "(":
        begins = _FUNCTION.match(text, at) is not None
        if found is None:
            return (at, "script") if begins else None
        head = found[0].strip()
        if begins and _PLAIN_LABEL.fullmatch(head) and not re.fullmatch(_KEYWORD_CALL, head):
            return at, "script"
    elif found is None or (sign == "=" and _ATTRIBUTE.search(text[low:at])):
        return None
    start = low + found.start()
    if sign == "=" and start and text[start - 1] in "?&/%-":  # in an address
        return None
    known = _KNOWN.search(text, start, at)
    return (known.start() if known else start), "script"


def _json_start(text: str, at: int, low: int) -> int:
    """Take along the brackets, the key or the assignment before the brace of an object."""
    found = re.compile(rf"(?:[\[({{]\s?){{1,4}}\Z").search(text[low:at])
    return low + found.start() if found else at


# ---------------------------------------------------------------- selectors of CSS

_TAG = (
    r"(?:html|body|div|span|p|a|ul|ol|li|dl|dt|dd|img|picture|source|table|thead|tbody|tfoot|tr|td|th|caption|h[1-6]|section|"
    r"article|figure|figcaption|iframe|video|audio|canvas|button|input|form|label|select|option|textarea|fieldset|legend|"
    r"header|footer|nav|main|aside|svg|path|rect|circle|line|polygon|g|use|text|i|b|u|s|em|strong|small|sub|sup|hr|br|pre|code|blockquote|cite|q|abbr|"
    r"details|summary|time|address|center|font|mark|dialog|menu|object|embed|kbd|del|ins|optgroup|from|to|[\d.]{1,8}%)"
)
_SELECTOR_WORD = re.compile(
    rf"(?:[.#*:\[&]+[A-Za-z_*\[-]|--\w|@[a-z-]+|{_TAG}(?=[.#:,\[>+~)*]|\Z)|[a-z]{{1,20}}(?:-[a-z]{{1,20}}){{1,4}}(?=[.#:,\[>]|\Z))[\w.#:,()\[\]=\"'>~+*%@$^|\\&-]*|[>~+,*)]+"
    rf"|[>~+](?:{_TAG}|[.#*:])[\w.#:,()\[\]=\"'>~+*-]*"
    r"|[^\s{}<\"']{0,80}\[[\w-]{1,40}[*^$~|]?=[\"'][^\s\"'\]]{0,60}|[\w-]{0,60}[\"']\][^\s{}]{0,80}"
    r"|(?:and|only|screen|print|all|not|or|min-width|max-width)[:,(]?|\(?[a-z-]+:|[\d.]+(?:px|r?em|dppx)\)?,?|@media\([^)\s]*\)?|[\w-]+\)"
)
#: Names of elements that are words as well; in a selector they stand first or joined.
_PLAIN_WORD = re.compile(r"[A-Za-z]{1,20}(?:-[a-z]{1,20}){0,4}[:,(]?")


def selector_start(text: str, brace: int, floor: int) -> int:
    """Walk back from the brace over words that may stand in a selector."""
    reach = max(floor, brace - 3_000)
    rule = text.rfind("@", max(reach, brace - 600), brace)
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
        above = "\n" in text[end:at]
        if start == end or (above and text[end - 1] not in ",>+~" and text[at] not in ">+~{"):
            break
        if not _SELECTOR_WORD.fullmatch(text, start, end) or (
            above and text[end - 1].isalnum() and text[at] not in ">+~"
        ):
            glued = _GLUED_SELECTOR.search(text, start, end)
            if glued and at == sure and (end == brace or _NO_DOMAIN.search(glued[0])):
                return glued.start()
            return sure
        at = start
        if not _PLAIN_WORD.fullmatch(text, start, end) or _begins_rule(text, start, end):
            sure = start
    return sure


#: A selector that stands behind a word without a space: `Share.share{`.
_GLUED_SELECTOR = re.compile(r"(?<=\w)(?:[.#][A-Za-z_-][\w.#:,>-]*|@(?:media|font-face|keyframes|supports|-webkit-keyframes))\Z")


_NO_DOMAIN = re.compile(r"[#@:>_\d-]")


def _begins_rule(text: str, start: int, end: int) -> bool:
    """Whether a plain word opens a selector: a line, a rule or a list's item starts with it."""
    if _NO_WORD.fullmatch(text, start, end):
        return True
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or before[-1] in "\n},>{;+~/"


#: Names of elements that are no words.
_NO_WORD = re.compile(r"html|body|div|[uo]l|li|img|t[rdh]|tbody|thead|svg|iframe|h[1-6]|figcaption|nav|textarea")
_AT_RULE = re.compile(
    r"@(?:media|supports|font-face|page|layer|container|property|counter-style|scope|(?:-webkit-|-moz-|-o-|-ms-)?(?:keyframes|viewport|document))\b[^{};]{0,600}"
)


# ---------------------------------------------------------------- how it goes on

#: A sign inside code; what stands between two of them is names, numbers and operators.
_SIGN = re.compile(r"[\"'`/(){}\[\];\n]")
_STRING = {
    '"': re.compile(r'"(?:[^"\\\n]|\\.)*+"', re.DOTALL),
    "'": re.compile(r"'(?:[^'\\\n]|\\.)*+'", re.DOTALL),
}
#: A value of JSON with line breaks in it, which JSON does not have but pages do.
_LONG_STRING = re.compile(
    r'"(?<=: ")(?:[^"\\]|\\.){0,5000}+"(?=\s{0,40}(?:[}\]]|,\s{0,40}"))|"(?<=:")(?:[^"\\]|\\.){0,5000}+"(?=\s{0,40}(?:[}\]]|,\s{0,40}"))', re.DOTALL
)
_REGEX = re.compile(r"/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,300}\]){1,1000}+/[a-z]{0,6}")
_TEMPLATE = re.compile(r"`(?:[^`\\]|\\.)*+`", re.DOTALL)
_BEFORE_TEMPLATE = re.compile(r"(?:[(,=:\[+?{&|]|return)\s{0,9}\Z")
#: Behind these a slash begins a regular expression, a quote a string.
_BEFORE_REGEX = "(,=:[!&|?{};+\n"
_KEYWORD_END = re.compile(
    r"(?<![\w$])(?:return|case|typeof|in|of|else|throw|default|from|import|export|void|delete|instanceof|await|yield|new|do)\s?\Z"
)
_AFTER_STRING = re.compile(r"(?:[^\w]|\Z|in\b|instanceof\b|of\b|as\b|from\b|else\b)")
#: Word upon word: none of the languages of pages has that outside strings and comments.
_PROSE = re.compile(
    r"(?<![\w$.@#-])(?:[^\W\d_]{1,30}(?:['’-][^\W\d_]{1,30})?,?\s{1,3}){4}[^\W\d_]{2,}"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{8}"
)
_NO_PROSE = re.compile(r"\b(?:function|return|typeof|instanceof|var|const|let|new|extends|void)\b|(?:,\s[^\s]+){4}")
#: A line of words alone, from a capital on.
_PLAIN_LINE = re.compile(r"\W{0,3}[^\W\d_a-z][^\W_]*(?:[ \t][^\s(){}=<>|&;]+){3,}[.!?…”\"]?\s*")
_PLAIN_WORDS = re.compile(r"(?<![A-Za-z\d_$.])(?!(?:return|typeof|new|void|in|of|else|var|let|const|function|async|await|delete|throw|case|instanceof|export|default|import|class|extends|get|set|static)\b)[^\W\d_]{2,}\s(?!(?:in|of|instanceof|if|for|while|switch|try|var|let|const|function|return)\b)[^\W\d_]{2,}")

_GOES_ON = {
    "script": re.compile(
        rf"\s*+(?:"
        r"[;)}\]]|\.[A-Za-z_$][\w$]{0,60}(?=\s?[(=.\[;,)}?&|])|(?<!\s)\((?=[\w$)('\"!{\[])|\(\s?(?=function\b|\(|!|async\b|window\b|document\b|\w{0,20}\)?\s?=>)|(?<!\s)\[|\[(?=\s?[\"'{\[\d$]|\.\.\.)|&&|\|\||\?\?|\?\.(?=\w)|[?:]\s*+(?=[\"'\w$({\[!-])|=>|=(?=\s?[\w$\"'({\[!])|[+*/%<>!=-]=?=?\s{0,40}(?=[\"'(]|[\w$]{1,40}[.(\[;)\s,}:?]|\d)"
        r"|,\s*+(?=[\"'{\[(!$_]|function\b|[\w$.]{1,60}\s?[(:=.,;)\[]|[a-z\d])|/\*|//|<!--|-->|`|/(?=[^\s/])"
        r"|(?:var|let|const)\s{1,3}[\w$\[{]|(?:async\s)?function\b\s?[\w$]{0,60}\s?\(|(?:async|static|get|set)\s{1,3}[\w$]{1,60}\s?\(|async\s?\(|(?:if|for|while|switch|catch|with)\s?\(|else\b\s?(?=if\s?\(|\{|[\w$.]{1,60}\s?[(=.;])"
        r"|(?:try|do|finally)\s?\{|return\b(?=[^\n]{0,80}?[;({\[}])|throw\s(?=new|[\w$]+;)|new\s[A-Z][\w$.]{0,60}\(|class\s[\w$]{1,60}\s?(?:extends\s[\w$.]{1,60}\s?)?\{|(?:import|export)\s(?=[^\n]{0,300}?[;{(])|from\s?(?=['\"])"
        r"|(?:delete|void|typeof|await)\s[\w$.(\[]|(?:break|continue|debugger);|case\s[^\n:]{1,60}:|default\s?:"
        rf"|[!~+-]{{1,2}}(?=[\w$(\[])|{_PATH}\s{{0,3}}(?:(?:[-+*/|&]|\|\||&&|\?\?|>>)?=(?!=)|\+\+|--|=>|\?\.|&&|\|\|)|{_PATH}\((?={_ARGUMENT}|\s*[\w$.!-]+\s?[,)+*.\[(])|{_PATH}\s\((?=\s?['\"\[{{]|\s?function\b|\)\s?[;.]|\s[\w$])|{_PATH}\s\?\s{{0,20}}(?=['\"])|{_PATH};"
        r"|[\"'](?=[\w@$./ -]{1,120}[\"']\s?[:,\])};=.+])|\"[^\"\n]{0,300}\"\s?(?=[:,\]}])|\{"
        r")"
    ),
    "style": re.compile(r"\s*+(?:[;}]|/\*|<!--|-->|@(?:import|charset|namespace)\b)"),
}

#: Characters between two signs from which on they may be prose, and up to which they may be the
#: rest of a comment whose end is lost.
MIN_PROSE = 20
MAX_REMARK = 150
#: Quotes and slashes that begin nothing, and lines without a sign, after which no code is left.
MAX_VAIN = 8
MAX_LINES = 60

#: Longest comment to a line's end; what is longer is a text that lost its lines.
MAX_LINE_COMMENT = 300


#: What a line ends in that the next one goes on.
_OPERATORS = tuple("=+&|?,")


class _Reader:
    """Reads one run of code; `end` is behind its last sign."""

    __slots__ = ("_next", "_words", "closed", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        #: From where on this quote or comment is known not to be closed, up to where.
        self.closed: dict[str, int] = {}
        #: The last search for a sign and for prose: from where, and what it found.
        self._next: tuple[int, int] = (0, -1)
        self._words: tuple[int, int, int] = (0, 0, -1)

    def read(self, start: int, opened: int, kind: Kind) -> tuple[int, int]:
        """Read from `start`, whose sign stands at `opened`; give the end and the number of signs."""
        text = self.text
        size = len(text)
        stack: list[str] = []
        last = at = filled = opened
        signs = vain = lines = 0
        remark = False  # a comment whose end is lost goes before
        while True:
            place = self._sign_from(at)
            if (
                place - filled > MIN_PROSE
                and self._prose(filled, place, kind)
                and not (remark and place - filled < MAX_REMARK and stack)
            ):
                return last, signs
            if place == size or vain > MAX_VAIN or lines > MAX_LINES:
                return (size if not stack and not text[last:].strip() else last), signs
            sign = text[place]
            filler = text[filled:place] if place - filled < 200 else ""
            if not stack and filler and _PLAIN_WORDS.search(filler):
                return last, signs
            at = place + 1
            if sign == "\n":
                lines += 1
                if not remark and _PLAIN_LINE.fullmatch(text, filled, place):
                    return last, signs
                remark = False
                if not stack and text[max(filled, place - 20) : place].rstrip()[-1:] not in _OPERATORS:
                    if filler and not re.search(r"\S\s+\S", filler):
                        last = place
                    more = self._more(at, kind)
                    if more is None:
                        return last, signs
                    last, at = more
                filled = at
                continue
            if sign in "\"'":
                end = self._string(place, sign, stack[-1] if stack else "")
                if end is None:
                    if sign == "'" and place and text[place - 1].isalnum():
                        vain += 1
                        continue  # an apostrophe: the words go on
                    filled = at
                    vain += 1
                    continue
                at = filled = last = end
                signs += 1
                vain = lines = 0
                if stack:
                    continue
            elif sign == "/":
                end, is_remark = self._slash(place, kind)
                remark = remark or is_remark
                if end is None:
                    filled = at if is_remark else filled
                    vain += kind == "script"
                    continue
                at = filled = last = end
                vain = lines = 0
                if stack:
                    continue
            elif sign == "`":
                end = self._template(place)
                if end is None:
                    filled = at
                    vain += 1
                    continue
                at = filled = last = end
                signs += 1
                vain = lines = 0
                if stack:
                    continue
            else:
                signs += 1
                vain = lines = 0
                remark = False
                filled = last = at
                if sign in "([{":
                    stack.append(sign)
                    continue
                if sign != ";":
                    _close(stack, sign)
                if stack:
                    continue
            more = self._more(at, kind)
            if more is None:
                return last, signs
            filled = at = more[1]
            last = max(last, more[0])

    def _more(self, at: int, kind: Kind) -> tuple[int, int] | None:
        """Give where the last sign ends and from where to read on, if code goes on at `at`."""
        text = self.text
        found = _GOES_ON[kind].match(text, at)
        if found:
            mark = found[0].lstrip()
            end = found.end()
            first = end - len(mark)
            if mark[0] in ";)}]\"'`/[({" and mark[:2] != "-->":  # to be read as signs
                return at, first
            return (end, end) if not mark.endswith(("(", "{", "[")) else (end - 1, end - 1)
        if kind == "style":
            brace = text.find("{", at, at + 3_000)
            if brace >= 0:
                low = selector_start(text, brace, at)
                if not text[at:low].strip():
                    return at, brace
        return None

    def _sign_from(self, at: int) -> int:
        """Give where the next sign stands; the end of the text where there is none."""
        low, high = self._next
        if not low <= at <= high:
            found = _SIGN.search(self.text, at)
            high = found.start() if found else len(self.text)
            self._next = (at, high)
        return high

    def _prose(self, start: int, end: int, kind: Kind) -> bool:
        """Whether word follows upon word between two signs."""
        low, high, first = self._words
        if not (low <= start and end == high and not start > first >= 0):
            first = self._first_prose(start, end, kind)
            self._words = (start, end, first)
        return first >= 0

    def _first_prose(self, start: int, end: int, kind: Kind) -> int:
        for found in _PROSE.finditer(self.text, start, end):
            if _NO_PROSE.search(found[0]):
                continue
            if kind == "style" and self.text[start : found.start()].rstrip()[-1:] in (":", ","):
                continue
            return found.start()
        return -1

    def _string(self, at: int, quote: str, inside: str) -> int | None:
        """Give the end of the string that begins at `at`; `None` where none does."""
        text = self.text
        if at < self.closed.get(quote, 0):
            return None
        before = text[at - 1] if at else " "
        if (before.isalnum() or before == "_") and not _KEYWORD_END.search(text[max(0, at - 12) : at]):
            return None
        found = _STRING[quote].match(text, at)
        if found is None and inside == "{" and quote == '"':
            found = _LONG_STRING.match(text, at)
        if found is None:
            line = text.find("\n", at)
            self.closed[quote] = len(text) if line < 0 else line
            return None
        if not _AFTER_STRING.match(text, found.end()):
            return None
        return found.end()

    def _template(self, at: int) -> int | None:
        """Give the end of the template that begins at `at`; `None` where none does."""
        if at < self.closed.get("`", 0) or not _BEFORE_TEMPLATE.search(self.text[max(0, at - 12) : at]):
            return None
        found = _TEMPLATE.match(self.text, at)
        if found is None:
            self.closed["`"] = len(self.text)
            return None
        return found.end()

    def is_open(self, mark: str, at: int) -> bool:
        """Whether the comment that begins at `at` has no end."""
        if at >= self.closed.get(mark, 0):
            if self.text.find("*/", at + 2) >= 0:
                return False
            self.closed[mark] = len(self.text)
        return True

    def _slash(self, at: int, kind: Kind) -> tuple[int | None, bool]:
        """Give the end of the comment or regular expression at `at`, and whether a comment's end is lost."""
        text = self.text
        if text.startswith("*", at + 1):
            if self.is_open("/*", at):
                return None, True
            return text.find("*/", at + 2) + 2, False
        if kind == "style":
            return None, False
        if text.startswith("/", at + 1):
            if at and text[at - 1] == ":":
                return None, False
            end = text.find("\n", at, at + MAX_LINE_COMMENT)
            return (end, False) if end >= 0 else (None, True)
        head = text[max(0, at - 12) : at].rstrip(" \t")
        if head[-1:] in _BEFORE_REGEX or head.endswith("=>") or _KEYWORD_END.search(head):
            found = _REGEX.match(text, at)
            if found:
                return found.end(), False
        return None, False


_OPENER = {")": "(", "]": "[", "}": "{"}


def _close(stack: list[str], sign: str) -> None:
    """Close the bracket that `sign` closes, with up to two inside it that were left open."""
    opener = _OPENER[sign]
    for back in (1, 2, 3):
        if len(stack) >= back and stack[-back] == opener:
            del stack[-back:]
            return


# ---------------------------------------------------------------- all runs

#: Signs from which on it is code.
MIN_SIGNS = {"script": 3, "style": 2}
#: The same for a rest of code that begins with what closes it.
MIN_SIGNS_BEHIND = 6


def code_runs(text: str) -> list[Run]:
    """Give the runs of code in a text, in order."""
    plain = text.replace("\\_", "__").replace("\\*", "**") if "\\" in text else text
    reader = _Reader(plain)
    runs: list[Run] = []
    at = floor = 0
    while found := _OPENS.search(plain, at):
        place, sign = found.start(), found[0]
        at = found.end()
        if sign == "/*" and reader.is_open("/*", place):
            continue
        opening = _opening(plain, place, sign, floor)
        if opening is None:
            continue
        start, kind = opening
        last = runs[-1] if runs else None
        gap = plain[last.end : start].strip() if last and start - last.end < MAX_GAP else None
        if sign == "}" and gap == "" and last and last.kind == "style":
            kind = "style"
        if sign.startswith("//"):
            end, signs = at, MIN_SIGNS[kind]
        else:
            end, signs = reader.read(start, place, kind)
        if sign == "/*" and signs < MIN_SIGNS[kind]:
            signs += len(_SIGNS_IN_REMARK.findall(plain, place, min(end, place + 1_000)))
        signs += sign in ("=", "=>")
        at = max(at, end)
        if end <= start:
            continue
        start = _with_remarks(plain, start, floor)
        if last and last.kind == kind and gap is not None and _BETWEEN.fullmatch(gap):
            runs[-1] = Run(last.start, end, kind, last.signs + signs)
        elif signs >= (MIN_SIGNS[kind] if sign[0] not in ")}]" else MIN_SIGNS_BEHIND):
            runs.append(Run(start, end, kind, signs))
        else:
            continue
        floor = end
    return runs


_SIGNS_IN_REMARK = re.compile(r"[{}]|\w\(|\);|=\s?[\"'{\[]|;\s*\}")

#: Characters between two runs that may be one, and before one that may be comments.
MAX_GAP = 400
_BETWEEN = re.compile(r"[,;]{0,3}")
_REMARK_LINES = re.compile(r"(?<=\n)(?:[^\S\n]*//[^\n]{0,200}\n\s*)+\Z")


def _with_remarks(text: str, start: int, floor: int) -> int:
    """Take along the comments that stand before a run."""
    while True:
        before = start
        while before > floor and text[before - 1].isspace():
            before -= 1
        if text.endswith("*/", floor, before):
            begun = text.rfind("/*", floor, before - 2)
            if begun < 0:
                return start
            start = begun
            continue
        low = max(floor, start - MAX_GAP)
        lines = _REMARK_LINES.search(text[low:start])
        return low + lines.start() if lines else start
