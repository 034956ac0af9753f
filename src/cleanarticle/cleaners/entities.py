"""HTML entities: whole, doubled, cut short, torn apart, and without their ampersand."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from ..actions import Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import once
from ..sieve import Sieve
from ._layers import Text

__all__ = ["fix_entities"]

#: Names of marks and spaces that are no words and begin none: they count without `;` or `&` too.
_MARKS = (
    "nbsp|rsquo|lsquo|rdquo|ldquo|sbquo|bdquo|laquo|raquo|lsaquo|rsaquo|ndash|mdash|hellip|middot"
    "|thinsp|ensp|emsp|zwnj|zwj"
)

#: Names of letters with accents, of which HTML 4 knew that they may lack the `;`.
_LETTERS = (
    "(?:[AEIOUYaeiouy]acute|[AEIOUaeiou](?:grave|circ)|[AEIOUaeiouy]uml|[ANOano]tilde|[Aa]ring"
    "|[Cc]cedil|[Oo]slash|[Aa]elig|szlig)"
)

#: Names that are words as well: they count only as whole tokens.
_WORDS = "amp|quot|apos|euro|pound|copy|reg|trade|deg|shy|iexcl|iquest|bull"

_WHOLE = lazy(
    r"&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)*"
    r"(?P<entity>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
)

#: `& amp;`, `&nbsp ;`, `&# 8217;`
_TORN = lazy(
    rf"&(?:amp;)*[ \u00a0](?P<late>{_MARKS}|{_LETTERS}|amp|quot|apos|#\d{{2,5}}) ?;"
    rf"|&(?:amp;)*(?P<early>{_MARKS}|{_LETTERS}|{_WORDS}|#\d{{2,5}})[ \u00a0];"
    r"|&(?:amp;)*# (?P<number>\d{2,5}) ?;"
)

#: `&rsquo`, `&#8217`, `&quot`: the semicolon is gone.
_CUT = lazy(
    rf"&(?:amp;)*(?P<mark>{_MARKS}|{_LETTERS})(?!;|=|r;)"
    r"|&(?:amp;)*(?P<quot>quot)(?![;=])"
    rf"|&(?:amp;)*(?P<word>{_WORDS})(?![;=\w])"
    r"|&(?:amp;)*#(?P<number>\d{2,5})(?![\d;])"
    r"|&(?:amp;)*#[xX](?P<hex>27|22|26|[aA]0|20[0-2][0-9a-fA-F])(?![0-9a-fA-F;])"
)

#: Letters behind which the ampersand may be missing: no word ends on their names (as `sharing` does).
_GLUED_LETTERS = _LETTERS.replace("[Aa]ring|", "")

#: Numbers of what stands in words and beside them: Latin letters with accents, quotation marks.
_TEXT_NUMBERS = "0?3[49]|160|171|187|19[2-9]|2[0-4]\\d|25[0-5]|82(?:1[1267]|2[0126]|30)"

#: `It#8217;s`, `nbsp;`: the ampersand is gone.
_BARE = lazy(
    rf"(?<![&#\w])(?P<mark>{_MARKS}|{_LETTERS}|quot);"
    rf"|(?<=[^\W\d_])(?P<glued>{_MARKS}|{_GLUED_LETTERS}|(?<!ali)quot);"
    rf"|(?<=[^\W\d_])#(?P<inner>{_TEXT_NUMBERS}|x27);(?=[^\W\d_])"
    rf"|(?<=[^\W\d_]{{2}})#(?P<after>{_TEXT_NUMBERS});"
    r"|(?<=[^\s&#])#(?P<mark_after>82(?:1[1267]|2[0126]|30));|(?<=[.,!?…])#(?P<guillemet>187);"
    r"|(?<![&#\w])#(?P<before>82(?:1[67]|20));(?=[^\W\d_])"
    r"|(?<![^\s])#(?P<dash>821[12]);(?=\s)"
)

#: `amp;#39;so amp;#39;`: doubled ones without their ampersand; and `lt;9 Maygt;`, no tag. Each counts only
#: where several stand.
_BARE_DOUBLED = lazy(rf"(?<![&;#])amp;(?:amp;)?(?P<doubled>#\d{{2,5}}|quot|apos|{_MARKS});")
_BARE_BRACKETS = lazy(
    r"(?<![&#;A-Za-z0-9])(?P<lt>(?:amp;){0,2}lt;)(?=[^\sA-Za-z/!?])[^&;<>\n]{1,80}(?<!\s)"
    r"(?P<gt>(?<!amp;)(?:amp;){0,2}gt;)(?![A-Za-z0-9])"
)

#: What one of them ends in before its `;`, or its last letters: a look for these is many times as fast.
_BARE_ENDS = (
    *_MARKS.split("|"), *"acute grave circ uml tilde ring cedil slash lig quot x27".split(),
    *string.digits,
)  # fmt: skip

#: `Tom amp; Jerry`, `Ramp;D`: an amplifier too, so only beside other entities.
_BARE_AMPERSAND = lazy(
    r"(?<=[^\W\d_])(?P<spaced> amp; )(?=[^\W\d_])|(?<![^\W_])(?<=[A-Z])(?P<glued>amp;)(?=[A-Z])"
    r"|(?<=\b[A-Z])(?P<initial>amp;)(?=[A-Z]\b)"
)

#: An entity that is spoken of, not used.
_TEACHES = lazy(
    r"\bX?HTML|\bXML\b|\bSGML\b|\b(?i:ampersand|unescap|escap(?:e|ed|es|ing)\b|charset"
    r"|(?:character|named|numeric) (?:entit|reference))"
)
_TAG = lazy(r"(?:<|&(?:amp;)*lt;)[A-Za-z/!?]")
_ADDRESS = lazy(r"://|www\.|\?[\w.-]{1,40}=")

_SIGNS = Sieve(("[&;]",))

#: Characters looked back over to see whether an entity stands in an address.
MAX_ADDRESS = 300


def fix_entities(document: Document) -> Iterator[Edit]:
    """Replace HTML entities by their characters.

    Doubled ones (`&amp;amp;`) too, those without a semicolon (`&rsquo`, `&#8217`), with a space
    in them (`& amp;`), and without an ampersand (`It#8217;s`, `nbsp;`) where that is all but
    certain, or several stand (`amp;#39;so amp;#39;`).
    Leaves a lone `&` and what is no entity alone ("R&D; next"), the parameters of an
    address (`?a=1&copy=2`), an entity in quotation marks or backticks and in text about HTML:
    there it is the subject. `&lt;` and `&gt;` become brackets only where no tag would arise.

    >>> from cleanarticle.model import blocks
    >>> [edit.after for edit in fix_entities(blocks("Smith &amp;amp; Sons, R&D; it&rsquo s"))]
    ['&', '’']
    """
    held = _SIGNS.within(document)
    plain = [block for block in held if not _TEACHES.search(block.text)]
    mended = [
        (block, text) for block in plain if (text := once(block, "mended", _mended)) is not None
    ]
    for block, text in mended:
        for start, end, after in text.changes():
            yield Edit(block, start, end, after, Reason.ENTITY)
    bare = [
        (block, found)
        for block in plain
        if "amp;" in block.text
        for found in _BARE_AMPERSAND.finditer(block.text)
    ]
    if mended or len(bare) > 1:
        for block, found in bare:
            start = found.start() + (found["spaced"] is not None)
            yield Edit(block, start, start + len("amp;"), "&", Reason.ENTITY)


#: Rounds after which entities made of entities are left as they are.
MAX_ROUNDS = 4


def _mended(block: Block) -> Text | None:
    """Replace entities until there are none; `None` where there was none or no end of them."""
    text = Text(block.text)
    for _ in range(MAX_ROUNDS):
        found = _entities(text.text)
        if not found:
            return text if text.text != block.text else None
        text.replace(found)
    return None


def _entities(text: str) -> list[tuple[int, int, str]]:
    """Give what stands for the entities, in order; where two readings overlap, the surer one."""
    found: dict[int, tuple[int, int, str]] = {}

    def take(match: re.Match[str], after: str | None) -> None:
        start, end = match.span()
        if (
            after
            and not any(at in found for at in range(start, end))
            and not _is_quoted(text, match)
        ):
            found.update(dict.fromkeys(range(start, end), (start, end, after)))

    if "&" in text:
        for pattern in (_TORN, _CUT):
            for match in pattern.finditer(text):
                if not _in_address(text, match.start()):
                    take(match, _char(_name(match)))
        brackets = not _TAG.search(text)
        for match in _WHOLE.finditer(text):
            take(match, _whole(text, match, brackets=brackets))
    if "amp;" in text or "lt;" in text:
        for start, end, after in _several(text):
            if start not in found:
                found.update(dict.fromkeys(range(start, end), (start, end, after)))
    if any(part.endswith(_BARE_ENDS) for part in text.split(";")[:-1]):
        for match in _BARE.finditer(text):
            take(match, _char(_name(match)))
    return sorted(set(found.values()))


def _several(text: str) -> list[tuple[int, int, str]]:
    """Give the entities without ampersand that no text has one of by chance, where several stand."""
    found = [
        (*match.span(), after)
        for match in _BARE_DOUBLED.finditer(text)
        if (after := _char(match["doubled"])) and after not in "<>"
    ]
    for match in _BARE_BRACKETS.finditer(text):
        found += [(*match.span("lt"), "<"), (*match.span("gt"), ">")]
    return found if len(found) > 1 else []


def _name(found: re.Match[str]) -> str:
    """Give the entity without `&` and `;`; the groups that hold a bare number say so."""
    group = found.lastgroup or ""
    name = found[group]
    if group == "hex":
        return "#x" + name
    return "#" + name if name[0].isdigit() or name == "x27" else name


def _whole(text: str, found: re.Match[str], *, brackets: bool) -> str | None:
    name = found["entity"]
    before = text[found.start() - 1 : found.start()]
    if len(name) == 2 and name[0] != "#" and before.isalpha() and name not in ("lt", "gt"):
        return None
    after = _char(name)
    if after in ("<", ">") and (not brackets or _makes_mark(text, found, after)):
        return None
    return after


def _makes_mark(text: str, found: re.Match[str], after: str) -> bool:
    """Whether a bracket there would read as a tag, or as the sign of a quotation."""
    following = text[found.end() : found.end() + 1]
    if after == "<":
        return following.isalpha() or (following != "" and following in "/!?&")
    return bool(_ONLY_QUOTED.match(text, 0, found.start() + 1))


def _char(name: str) -> str | None:
    """Give the character an entity stands for; `None` for what is none or cannot be shown."""
    if name[0] != "#" and name + ";" not in html5:
        if not name.isupper() or name.lower() + ";" not in html5:
            return None
        name = name.lower()
    char = unescape(f"&{name};")
    if (
        char.isspace()
        and char not in "\u00a0\u2002\u2003\u2004\u2005\u2007\u2008\u2009\u200a\u202f\u3000"
    ):
        return " "
    if not char or char == "\ufffd" or any(unicodedata.category(c) in _NO_TEXT for c in char):
        return None
    return char


_NO_TEXT = frozenset(("Cc", "Cs", "Cn", "Co"))


def _is_quoted(text: str, found: re.Match[str]) -> bool:
    """Whether the entity alone stands between quotation marks or backticks: it is spoken of."""
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    after = text[found.end() : found.end() + 1]
    return before + after in _PAIRS


#: `&gt; `, or the prompt `&gt;&gt;&gt;`, at the head of a block.
_ONLY_QUOTED = lazy(r"(?:\s|>|&(?:amp;)*gt;){0,40}&$")
_PAIRS = frozenset(('""', "''", "``", "“”", "‘’", "«»", "„“"))


def _in_address(text: str, at: int) -> bool:
    token = text[max(0, at - MAX_ADDRESS) : at]
    return not token[-1:].isspace() and bool(token and _ADDRESS.search(token.split()[-1]))
