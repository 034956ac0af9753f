"""Where code runs in a text: the JavaScript, JSON and CSS that a dump of a page took along.

A run begins at a sign that opens code (`x = "`, `(function(`, `{"key":`, a selector's brace) with
the words before it that belong to it. It is read by its syntax (`_code_reader.py`), and once all
brackets are closed it goes on only with what begins code again. Where the syntax fails, for the code is
cut off or was never whole, it ends where word follows upon word.

One pass; what was read is not read again.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..patterns import lazy
from ._code_reader import Reader
from ._code_signs import ARGUMENT, BEGINS, KEPT_CALLS, NAME, PATH, Kind
from ._selectors import selector_start

__all__ = ["Run", "code_runs", "may_hold_code"]


@dataclass(frozen=True, slots=True)
class Run:
    """Code at `text[start:end]`; `signs` are its strings, brackets and semicolons."""

    start: int
    end: int
    kind: Kind
    signs: int


#: Without one of these there is no code. They are looked for where the character is that is their
#: key, which is found or missed many times as fast.
_SIGNS = {
    "{": ("{",),
    "=": ('="', "='", "= '", '= "', "var ", "let ", "const ", "window."),
    "[": ('["', '[ "', "];"),
    "(": ("('", '("', "([", "()"),
    ";": (");",),
    "*": ("/*",),
    "%": ("%7B%22",),
}


def may_hold_code(text: str) -> bool:
    """Whether the text holds a sign without which there is no code.

    >>> may_hold_code("ships('north');"), may_hold_code("The ships (three) sailed; it rained.")
    (True, False)
    """
    return any(key in text and any(sign in text for sign in signs) for key, signs in _SIGNS.items())


# ---------------------------------------------------------------- what opens code

#: Begins a value that is no part of a sentence.
_VALUE = (
    r"\s{0,8}(?:['\"`\[{!$]|function\b|(?:new|await)\s|(?:null|true|false|this|void|typeof)\b|[\w$]{1,60}[.(\[]"
    r"|\((?:[\w$\"'!(\[{]{1,60}[.(\[\"'!]|\)|[\w$,\s]{0,80}\)\s?=>|function\b|async\b)|/(?=[^\s/*])"
    r"|-?[\d.]{1,20}\s?[;,]|[\w$]{1,60}(?:;|\s?\|\|))"
)
#: What may stand behind a comma in a list: none of a reference's words (`["The Commons", pp. 1-5]`).
_NEXT_VALUE = (
    r"\s{0,9}(?:[\"'`\[{}\]()!+]|-?[\d.]{1,20}\s?[,\]}]|(?:null|true|false|new|function)\b"
    r"|[a-z_$][\w$.]{0,60}\s?[,\])(\[]|\Z)"
)
_OPENS = lazy(
    rf"\((?={ARGUMENT})|=(?=[^=]?{_VALUE})|\{{|=>|/\*"
    rf"|\[(?=\s{{0,9}}(?:[{{\[]\s{{0,9}}){{0,9}}\"[^\"\n]{{0,120}}\"\s?(?:[:\]]|,{_NEXT_VALUE}))"
    r"|[)}\]](?=[)\]};,]{0,9};)|\}(?=\s?[)\]}(]|\s{0,9},\s{0,9}\{)"
    r"|['\"]use strict['\"]|['\"](?<=from ['\"])|//[#@]\s?source(?:Mapping)?URL=\S+"
    r"|@import\s?(?=url\(|['\"])|%7B%22\S*+"
)

#: What stands before a sign and belongs to it, by sign.
_BEFORE = {
    "=": lazy(
        rf"(?:{BEGINS}|(?=(?:var|let|const)\s))(?:(?:var|let|const)\s{{1,3}})?"
        rf"(?:{PATH}|[\[{{][\w$,:\s]{{1,80}}[\]}}])\s{{0,30}}(?:\|\||\+|\?\?)?\Z"
    ),
    "(": lazy(
        rf"(?:[!;(~+]{{0,3}}(?:async\s)?function(?:\s{{1,3}}{NAME})?|{BEGINS}(?:else\s)?(?:{KEPT_CALLS}))\s?\Z"
        rf"|{BEGINS}(?:(?:return|new|await|void|typeof)\s)?{PATH}\Z"
    ),
    "{": lazy(
        rf"(?:{BEGINS}(?:try|else|do|finally|return|import|export|class\s{NAME}(?:\sextends\s[\w$.]{{1,60}})?)"
        r"|=>)\s{0,3}\Z"
    ),
    "=>": lazy(rf"{BEGINS}(?:async\s)?(?:{NAME}|\(?\([\w$\s,={{}}\[\].]{{0,120}}\))\s{{0,3}}\Z"),
}
#: Names of a browser's and of advertising's: a word glued before one is none of the code.
_KNOWN_NAMES = (
    r"\(?(?:window|self|document|globalThis|localStorage|sessionStorage|console|googletag|dataLayer|_taboola|"
    r"adsbygoogle|jQuery|OneTrust|apstag|pbjs|_satellite)"
)
_KNOWN = lazy(rf"{_KNOWN_NAMES}(?=[.\[(\s=]|\Z)")
_KNOWN_PATH = lazy(
    rf"{_KNOWN_NAMES}(?:\.{NAME}|\[['\"]?[\w$.-]{{1,60}}['\"]?\]){{0,8}}\s{{0,30}}\Z"
)
#: A word glued before a function that is called at once: a label, the last of a sentence.
_PLAIN_LABEL = lazy(rf"(?!(?:{KEPT_CALLS})\Z)[^\W\d_][^\W\d_A-Z]{{0,60}}")
_AT_ONCE = lazy(
    r"\(\s{0,3}(?:(?:async\s)?function\b|\(|!|(?:window|this|self)\.|[\w$,\s]{0,60}\)\s?=>)"
)
_IMPORT = lazy(rf"{BEGINS}import\s[^;'\"\n]{{1,150}}\sfrom\s\Z")
_OBJECT = lazy(r"\{\s{0,40}['\"][^'\"\n]{1,120}['\"]\s{0,3}:")
_EMPTY = lazy(r"\{\s{0,40}\}")
_BEFORE_OBJECT = lazy(r"(?:[\[({]\s?){1,4}\Z")
_DECLARATION = lazy(
    r"\{\s{0,40}(?:/\*|-{0,2}[a-z_*][\w-]{0,60}\s{0,3}:\s{0,3}[^\s{;][^{}<>]{0,3000}?[;}]|\}|@(?:include|extend|media))"
    r"|\{\s{0,40}[^{}\n]{0,300}\{\s{0,40}[a-z-]{2,40}\s{0,3}:"
)

#: How far before a sign is looked for what belongs to it, and for a tag it stands in, in characters.
MAX_BEFORE = 160
MAX_TAG = 2_000
_TAG = lazy(r"<[A-Za-z][\w:-]{0,60}[\s>]")
_TEX = lazy(
    r"\\(?:[A-Za-z]{2,20}\{|(?:[dt]?frac|sqrt|displaystyle|textstyle|math[a-z]{2,4}|operatorname|begin|left)\b)"
    r"|[A-Za-z\d)][_^]\{[^{};:\n]{1,40}"  # an index or an exponent: no code has a brace right there
)
_LINK = lazy(r"!?\[[^\]\n]{0,300}\]\(")
#: A selector's `[name=`, and an address's `?name=`.
_ATTRIBUTE = lazy(r"\[[\w-]{1,60}[~|^$*]?\Z")
_IN_ADDRESS = "?&/%-"


def _opening(text: str, at: int, sign: str, floor: int) -> tuple[int, Kind] | None:
    """Give where the code begins that the sign at `at` opens, and its kind; `None` where it opens none.

    The sign of a tag's attribute, a Markdown link, an address or a formula in TeX opens none.
    """
    tag = text.rfind("<", max(floor, at - MAX_TAG), at)
    if tag >= 0 and _TAG.match(text, tag) and text.find(">", tag, at) < 0:
        return None
    low = max(floor, at - MAX_BEFORE)
    before = text[low:at]
    if sign[0] in "{}" and _TEX.search(before):
        return None
    if sign[0] == "@":
        return at, "style"
    if sign[0] == "%":
        return None if before[-1:].strip() else (at, "script")
    if sign == "{" and text.startswith("{{", at):
        return None  # a template's placeholder
    if sign == "{":
        return _brace(text, at, low, floor)
    if sign in ("'", '"'):
        found = _IMPORT.search(before)
        return (low + found.start(), "script") if found else None
    if sign == "[":
        return None if before[-1:].isalnum() else (at, "script")
    if sign not in _BEFORE:
        return at, "script"
    if sign == "(" and (before.endswith("]") or _LINK.match(text, at + 1)):
        return None
    found = _BEFORE[sign].search(before) or _KNOWN_PATH.search(before)
    at_once = sign == "(" and _AT_ONCE.match(text, at) is not None
    if at_once and (found is None or _PLAIN_LABEL.fullmatch(found[0].strip())):
        return at, "script"
    if found is None or (sign == "=" and _ATTRIBUTE.search(before)):
        return None
    start = low + found.start()
    if sign == "=" and start and text[start - 1] in _IN_ADDRESS:
        return None
    known = _KNOWN.search(text, start, at)
    return (known.start() if known else start), "script"


def _brace(text: str, at: int, low: int, floor: int) -> tuple[int, Kind] | None:
    before = text[low:at]
    if _OBJECT.match(text, at):
        brackets = _BEFORE_OBJECT.search(before)
        return (low + brackets.start() if brackets else at), "script"
    start = selector_start(text, at, floor)
    if start < at and (text[start] == "@" or _DECLARATION.match(text, at)):
        return start, "style"
    found = None if _EMPTY.match(text, at) else _BEFORE["{"].search(before)
    return (low + found.start(), "script") if found else None


# ---------------------------------------------------------------- all runs

#: Signs from which on it is code, and those of a rest of code that begins with what closes it.
MIN_SIGNS: dict[Kind, int] = {"script": 3, "style": 2}
MIN_SIGNS_OF_REST = 6

#: What no formula has.
_NO_FORMULA = lazy(
    r"[%@{\"'`]|=>|\(\)|&&|\|\||//[#@]|\b(?:var|let|const|window|document|self|function|new|true|false|null)\b"
)

#: Characters between two runs that may be one, and before one that may be comments.
MAX_GAP = 400
_BETWEEN = lazy(r"[,;]{0,3}")
_REMARK_LINES = lazy(r"(?<=\n)(?:[^\S\n]*//[^\n]{0,200}\n\s*)+\Z")
_SIGNS_IN_REMARK = lazy(r"[{}]|\w\(|\);|=\s?[\"'{\[]")


#: Ends an object of JSON that is written for an address.
_ESCAPED_BRACE = "%7D"


def code_runs(text: str) -> list[Run]:
    """Give the runs of code in a text, in order, whether they leaked into it or belong to it.

    >>> text = "It rained. var a = {b: 'It (rained'}; a.c('x'); It rained."
    >>> [text[run.start : run.end] for run in code_runs(text)]
    ["var a = {b: 'It (rained'}; a.c('x');"]
    """
    # Markdown writes a backslash before these two.
    plain = text.replace("\\_", "__").replace("\\*", "**") if "\\" in text else text
    reader = Reader(plain)
    runs: list[Run] = []
    at = floor = 0
    while found := _OPENS.search(plain, at):
        place, sign = found.start(), found[0]
        at = found.end()
        opening = (
            None if sign == "/*" and reader.is_open(place) else _opening(plain, place, sign, floor)
        )
        if opening is None:
            continue
        start, kind = opening
        last = runs[-1] if runs else None
        gap = plain[last.end : start].strip() if last and start - last.end < MAX_GAP else None
        if sign == "}" and gap == "" and last:
            kind = last.kind
        if sign.startswith("//"):
            end, signs = at, MIN_SIGNS[kind]
        elif sign.startswith("%"):
            end, signs = place + sign.rfind(_ESCAPED_BRACE) + len(_ESCAPED_BRACE), MIN_SIGNS[kind]
        else:
            end, signs = reader.read(place, kind)
        if sign == "/*":
            signs += len(_SIGNS_IN_REMARK.findall(plain, place, min(end, place + 1_000)))
        signs += sign in ("=", "=>")
        at = max(at, end)
        if end <= start:
            continue
        if last and last.kind == kind and gap is not None and _BETWEEN.fullmatch(gap):
            runs[-1] = Run(last.start, end, kind, last.signs + signs)
        elif signs >= (
            MIN_SIGNS_OF_REST if sign[0] in ")}]" else MIN_SIGNS[kind]
        ) and _NO_FORMULA.search(plain, start, end):
            runs.append(Run(_with_remarks(plain, start, floor), end, kind, signs))
        else:
            continue
        floor = end
    return runs


def _with_remarks(text: str, start: int, floor: int) -> int:
    """Take along the comments that stand before a run."""
    low = max(floor, start - MAX_GAP)
    before = text[low:start]
    while True:
        head = before.rstrip()
        begun = head.rfind("/*") if head.endswith("*/") else -1
        if begun < 0:
            lines = _REMARK_LINES.search("\n" + before if low == 0 else before)
            begun = lines.start() - (low == 0) if lines else -1
        if begun < 0:
            return low + len(before)
        before = before[:begun]
