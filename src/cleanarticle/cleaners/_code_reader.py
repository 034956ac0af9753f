"""How far code runs from where it begins: strings, comments and brackets are told apart.

Code may be cut off, wrongly nested, or have lost its lines. So nothing is taken for a string, a
comment or a template merely because something closes it further down: what stands in it must look it,
and what stands before and behind it too. Otherwise a lone quote would reach over an article to the next.
"""

from __future__ import annotations

import re

from ..model import SOUTHEAST_ASIAN
from ..patterns import lazy
from ._code_signs import ARGUMENT, NAME, PATH, Kind
from ._selectors import selector_start

__all__ = ["Reader"]

#: A sign inside code; what stands between two of them is names, numbers and operators.
_SIGN = lazy(r"[\"'`/(){}\[\];\n]")

# ---------------------------------------------------------------- strings, comments, expressions

_STRING = {
    '"': lazy(r'"(?:[^"\\\n]|\\.)*+"', re.DOTALL),
    "'": lazy(r"'(?:[^'\\\n]|\\.)*+'", re.DOTALL),
}
#: A value of JSON with line breaks in it, which JSON does not have but pages do.
_LONG_VALUE = lazy(r'"(?:[^"\\]|\\.){0,5000}+"(?=\s{0,40}(?:[}\]]|,\s{0,40}"))', re.DOTALL)
_BEFORE_VALUE = lazy(r":\s?\Z")
_KEYWORD_END = lazy(
    r"(?<![\w$])(?:return|case|typeof|in|of|else|throw|default|from|import|export|void|delete|instanceof|"
    r"await|yield|new|do|charset)\s?\Z"
)
_BEFORE_STRING = "([{,=:+?!&|<>;}-*/%~^)\n"
_AFTER_STRING = lazy(r"\W|\Z|(?:in|instanceof|of|as|from|else)\b")
#: Behind a string that may be prose; shorter ones are no loss.
_AFTER_LONG = lazy(r"\s{0,40}+(?:[;,)\]}:+?.&|=!]|\Z)|[^\S\n]{0,9}\n|\s?(?:in|instanceof)\b")
LONG_STRING = 40

_REGEX = lazy(r"/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,300}\]){1,1000}+/[a-z]{0,6}")
_BEFORE_REGEX = "(,=:[!&|?{};+\n"
_TEMPLATE = lazy(r"`(?:[^`\\]|\\.)*+`", re.DOTALL)
_BEFORE_TEMPLATE = lazy(r"(?:[(,=:\[+?{&|]|return)\s{0,9}\Z")
_IN_TEMPLATE = lazy(r"<|\$\{")
_IN_COMMENT = lazy(r"[{}();=<>]|\n\s{0,40}(?:\*|//)")
_PAGE_COMMENT = lazy(r"//\s?(?:\]\]>|-->|<!\[CDATA\[|[#@]\s?source(?:Mapping)?URL=\S+)")
#: Characters up to which a comment or template is believed; in a longer one signs that prose seldom has
#: must stand everywhere, so many of them within so many characters.
MAX_BELIEVED = 300
SIGNS_WITHIN = (6, 600)
#: Longest comment to a line's end; what is longer is a text that lost its lines.
MAX_LINE_COMMENT = 300

# ---------------------------------------------------------------- prose

#: Word upon word, which no language of pages has outside strings and comments.
_PROSE = lazy(
    r"(?<![\w$.@#-])(?:[^\W\d_]{1,30}(?:['’-][^\W\d_]{1,30})?,?\s{1,3}){4}[^\W\d_]{2,}"
    rf"|[{SOUTHEAST_ASIAN}\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{{8}}"
)
_NO_PROSE = lazy(
    r"\b(?:function|return|typeof|instanceof|var|const|let|new|extends|void)\b|(?:,\s[^\s]{1,40}){4}"
)
#: A line of words alone: from a capital on, and a short one.
_PLAIN_LINE = lazy(
    r"\W{0,3}[^\W\d_a-z][^\W_]{0,40}(?:[ \t][^\s(){}=<>|&;]{1,60}){3,}+[.!?…”\"]?\s*"
)
_BARE_LINE = lazy(
    r"\s*+(?!(?:else|do|try|return|default|break|continue|finally)\b)[^\W\d_]{2,40}(?:[ ][^\W\d_]{1,40}){0,5}\s*"
)
_KEYWORDS = (
    r"return|typeof|new|void|in|of|else|var|let|const|function|async|await|delete|throw|case|instanceof|"
    r"export|default|import|class|extends|get|set|static"
)
#: Two words outside brackets, neither a keyword.
_PLAIN_WORDS = lazy(
    rf"(?<![A-Za-z\d_$.])(?!(?:{_KEYWORDS})\b)[^\W\d_]{{2,}}\s"
    r"(?!(?:in|of|instanceof|if|for|while|switch|try|var|let|const|function|return)\b)[^\W\d_]{2,}"
)
_ONE_WORD = lazy(r"\s*+\S*+\s*+")

#: Characters between two signs from which on they may be prose, and up to which they may be the
#: rest of a comment whose end is lost.
MIN_PROSE = 20
MAX_REMARK = 150
#: Quotes and slashes that begin nothing, lines without a sign, and lines of bare words, after which
#: no code is left.
MAX_VAIN = 8
MAX_LINES = 60
MAX_BARE_LINES = 1

# ---------------------------------------------------------------- what goes on

_OPERATION = "|".join(
    (
        r"[;)}\]]",
        r"\.[A-Za-z_$][\w$]{0,60}(?=\s?[(=.\[;,)}?&|]|\n)",  # a property, and what is done with it
        r"&&|\|\||\?\?|\?\.(?=\w)",
        r"[?:]\s*+(?=[\"'\w$({\[!-])",
        r"=>|=(?=\s?[\w$\"'({\[!])",
        # An operator, not the "<" of a tag, before what it works on, which is no word of a sentence.
        r"(?!<[A-Za-z/!])[+*/%<>!=-]=?=?\s{0,40}(?=[\"'(]|[\w$]{1,40}[.(\[;)\s,}:?]|\d)",
        r",\s*+(?=[\"'{\[(!$_]|function\b|[\w$.]{1,60}\s?[(:=.,;)\[]|[a-z\d])",
        r"[!~+-]{1,2}(?=[\w$(\[])",
        r"(?<!\s)\((?=[\w$)('\"!{\[])",  # a call; behind a space prose has brackets, too
        r"\(\s?(?=function\b|\(|!|async\b|window\b|document\b|\w{0,20}\)?\s?=>)",
        r"(?<!\s)\[|\[(?=\s?[\"'{\[\d$]|\s{0,40}\.\.\.)",
        r"\{(?!\{)",
        r"/\*|//|<!--|-->|`|/(?=[^\s/])",
        r"[\"'](?=[\w@$./ -]{1,120}[\"']\s?[:,\])};=.+])",  # a short string
        r"\"[^\"\n]{0,300}\"\s?(?=[:,\]}])",  # a key or a value of JSON
    )
)
_STATEMENT = "|".join(
    (
        r"(?:var|let|const)\s{1,3}[\w$\[{]",
        r"(?:async\s)?function\b\s?[\w$]{0,60}\s?\(|async\s?\(",
        rf"(?:async|static|get|set)\s{{1,3}}{NAME}\s?\(",
        r"(?:if|for|while|switch|catch|with)\s?\(",
        r"else\b\s?(?=if\s?\(|\{|[\w$.]{1,60}\s?[(=.;])",
        r"(?:try|do|finally)\s?\{",
        r"return\b(?=[^\n]{0,80}?[;({\[}])",
        r"throw\s(?=new|[\w$]{1,60};)",
        r"new\s[A-Z][\w$.]{0,60}\(",
        rf"class\s{NAME}\s?(?:extends\s[\w$.]{{1,60}}\s?)?\{{",
        r"(?:import|export)\s(?=[^\n]{0,300}?[;{(])|from\s?(?=['\"])",
        r"(?:delete|void|typeof|await)\s[\w$.(\[]",
        r"(?:in|instanceof)\s[\w$.]{1,60}[;,)&|?]",
        r"(?:break|continue|debugger);",
        r"case\s[^\n:]{1,60}:|default\s?:",
    )
)
#: What stands behind a path of names, such as `document.body`.
_BEHIND_PATH = "|".join(
    (
        r"\s{0,3}(?:(?:[-+*/|&]|\|\||&&|\?\?|>>)?=(?!=)|\+\+|--|=>|\?\.|&&|\|\|)",
        rf"\((?={ARGUMENT}|\s*[\w$.!-]{{1,60}}\s?[,)+*.\[(])",
        r"\s\((?=\s?['\"\[{]|\s?function\b|\)\s?[;.]|\s[\w$])",
        r"\s\?\s{0,40}(?=['\"])|\?(?=[\w$]{1,20}[(.:]|['\"(])",
        r";",
    )
)
_EXPRESSION = rf"{PATH}(?:{_BEHIND_PATH})"
#: What code goes on with once all brackets are closed.
_GOES_ON: dict[Kind, re.Pattern[str]] = {
    "script": lazy(rf"\s*+(?:{_OPERATION}|{_STATEMENT}|{_EXPRESSION})"),
    "style": lazy(r"\s*+(?:[;}]|/\*|<!--|-->|@(?:import|charset|namespace)\b)"),
}
#: What a line ends in that the next one goes on.
_OPERATORS = tuple("=+&|?,")
#: Characters to the brace of the next rule of CSS.
MAX_TO_BRACE = 3_000

_OPENER = {")": "(", "]": "[", "}": "{"}


class Reader:
    """Reads the runs of one text; what it found not to be closed it does not look for again."""

    __slots__ = ("_next", "_prose", "_unclosed", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        #: Up to where no quote or comment of this kind is closed.
        self._unclosed: dict[str, int] = {}
        #: The last searches for a sign and for prose: from where to where, and where it is.
        self._next = (0, -1)
        self._prose = (0, 0, -1)

    def read(self, opened: int, kind: Kind) -> tuple[int, int]:
        """Read on from the sign at `opened`; give the end of the code and how many signs it has.

        The end is behind the last sign, so what trails behind it stays: a word or two too many at most.
        """
        text, size = self.text, len(self.text)
        stack: list[str] = []
        last = at = filled = (
            opened  # behind the last sign; where to read on; where the filler began
        )
        signs = vain = lines = bare = 0
        remark = False  # a comment whose end is lost goes before
        while True:
            place = self._sign_from(at)
            in_remark = remark and stack and place - filled < MAX_REMARK
            if place - filled > MIN_PROSE and not in_remark and self._is_prose(filled, place, kind):
                return last, signs
            if place == size or vain > MAX_VAIN or lines > MAX_LINES or bare > MAX_BARE_LINES:
                return (size if not stack and not text[last:].strip() else last), signs
            if not stack and place - filled < 200 and _PLAIN_WORDS.search(text, filled, place):
                return last, signs
            sign = text[place]
            if sign == "\n":
                at = place + 1
                lines += 1
                bare += _BARE_LINE.fullmatch(text, filled, place) is not None
                if not remark and _PLAIN_LINE.fullmatch(text, filled, place):
                    return last, signs
                remark = False
                tail = text[max(filled, place - 20) : place].rstrip()
                if stack or tail[-1:] in _OPERATORS:
                    filled = at
                    continue
                if _ONE_WORD.fullmatch(text, filled, place):
                    last = place
            elif sign in "\"'`/":
                end, is_remark = self._opaque(place, sign, kind, stack[-1] if stack else "")
                remark = remark or is_remark
                if end is None:
                    vain += not (kind == "style" and sign == "/")
                    at = place + 1
                    if is_remark or not (text[place - 1 : place].isalnum() or sign == "/"):
                        filled = at  # else an apostrophe or a division: the words go on
                    continue
                at = filled = last = end
                signs += sign != "/"
                vain = lines = bare = 0
                if stack:
                    continue
            else:
                at = filled = last = place + 1
                signs += 1
                vain = lines = bare = 0
                remark = False
                if sign in "([{":
                    stack.append(sign)
                elif sign != ";":
                    _close(stack, sign)
                if stack:
                    continue
            more = self._goes_on(at, kind)
            if more is None:
                return last, signs
            last, at = max(last, more[0]), more[1]
            filled = at

    def _goes_on(self, at: int, kind: Kind) -> tuple[int, int] | None:
        """Give where the last sign ends and from where to read on, if code goes on at `at`."""
        text = self.text
        found = _GOES_ON[kind].match(text, at)
        if found:
            mark = found[0].lstrip()
            end = found.end()
            if mark[0] in ";)}]\"'`/[({":  # to be read as a sign
                return at, end - len(mark)
            return (end - 1, end - 1) if mark[-1] in "({[" else (end, end)
        if kind == "style":
            brace = text.find("{", at, at + MAX_TO_BRACE)
            if brace >= 0 and not text[at : selector_start(text, brace, at)].strip():
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

    def _is_prose(self, start: int, end: int, kind: Kind) -> bool:
        """Whether word follows upon word between two signs."""
        low, high, first = self._prose
        if not (low <= start and end == high and not start > first >= 0):
            first = self._first_prose(start, end, kind)
            self._prose = (start, end, first)
        return first >= 0

    def _first_prose(self, start: int, end: int, kind: Kind) -> int:
        for found in _PROSE.finditer(self.text, start, end):
            values = kind == "style" and self.text[start : found.start()].rstrip()[-1:] in (
                ":",
                ",",
            )
            if not values and not _NO_PROSE.search(found[0]):
                return found.start()
        return -1

    def _opaque(self, at: int, sign: str, kind: Kind, inside: str) -> tuple[int | None, bool]:
        """Give the end of the string, template, comment or regular expression that begins at `at`.

        `None` where none does; and whether it is a comment whose end is lost.
        """
        if sign == "`":
            return self._template(at), False
        if sign == "/":
            return self._slash(at, kind, inside)
        return self._string(at, sign, inside), False

    def _string(self, at: int, quote: str, inside: str) -> int | None:
        text = self.text
        if at < self._unclosed.get(quote, 0):
            return None
        before = text[max(0, at - 12) : at]
        head = before.rstrip(" \t")
        if head and head[-1] not in _BEFORE_STRING and not _KEYWORD_END.search(before):
            return None
        found = _STRING[quote].match(text, at)
        if found is None and inside == "{" and quote == '"' and _BEFORE_VALUE.search(before):
            found = _LONG_VALUE.match(text, at)
        if found is None:
            line = text.find("\n", at)
            self._unclosed[quote] = len(text) if line < 0 else line
            return None
        end = found.end()
        after = _AFTER_LONG if end - at > LONG_STRING else _AFTER_STRING
        return end if after.match(text, end) else None

    def _template(self, at: int) -> int | None:
        text = self.text
        if at < self._unclosed.get("`", 0) or not _BEFORE_TEMPLATE.search(
            text[max(0, at - 12) : at]
        ):
            return None
        found = _TEMPLATE.match(text, at)
        if found is None:
            self._unclosed["`"] = len(text)
            return None
        return found.end() if self._is_believed(at, found.end(), _IN_TEMPLATE) else None

    def is_open(self, at: int) -> bool:
        """Whether the comment that begins at `at` has no end."""
        if at >= self._unclosed.get("/*", 0):
            if self.text.find("*/", at + 2) >= 0:
                return False
            self._unclosed["/*"] = len(self.text)
        return True

    def _slash(self, at: int, kind: Kind, inside: str) -> tuple[int | None, bool]:
        text = self.text
        if text.startswith("*", at + 1):
            if text[at - 1 : at].isalnum() or self.is_open(at):
                return None, False
            end = text.find("*/", at + 2) + 2
            # One that holds another's beginning lost its end, or what it began with.
            whole = text.find("/*", at + 2, end - 2) < 0 and self._is_believed(at, end, _IN_COMMENT)
            return (end if whole else None), False
        if kind == "style":
            return None, False
        if text.startswith("/", at + 1):
            if at and text[at - 1] == ":":
                return None, False
            if mark := _PAGE_COMMENT.match(text, at):
                return mark.end(), False
            end = text.find("\n", at, at + MAX_LINE_COMMENT)
            if inside:
                return (end, False) if end >= 0 else (None, True)
            # Outside brackets what trails behind a script may be the page's own words.
            return (end if end >= 0 and _GOES_ON[kind].match(text, end) else None), False
        head = text[max(0, at - 12) : at].rstrip(" \t")
        if head[-1:] in _BEFORE_REGEX or head.endswith("=>") or _KEYWORD_END.search(head):
            found = _REGEX.match(text, at)
            if found and (text.startswith(".", found.end()) or not _PROSE.search(found[0])):
                return found.end(), False
        return None, False

    def _is_believed(self, start: int, end: int, signs: re.Pattern[str]) -> bool:
        """Whether what stands in a comment or template looks it, so that no article is taken for one."""
        if end - start <= MAX_BELIEVED:
            return True
        count, width = SIGNS_WITHIN
        places = [start, *(found.start() for found in signs.finditer(self.text, start, end)), end]
        if len(places) <= count:
            return False
        return all(high - low <= width for low, high in zip(places, places[count:], strict=False))


def _close(stack: list[str], sign: str) -> None:
    """Close the bracket that `sign` closes, with up to two inside it that were left open."""
    opener = _OPENER[sign]
    for back in (1, 2, 3):
        if len(stack) >= back and stack[-back] == opener:
            del stack[-back:]
            return
