"""Bytes to text: byte-order marks, declarations, detection, and wrong ones survived."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from ..patterns import lazy

__all__ = ["decode", "join_halves"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,400}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""",
    re.IGNORECASE,
)

#: Bytes looked at for a declaration; browsers look at 1,024, scraped pages are worse.
DECLARATION_REACH = 8_192

#: Share of undecodable characters up to which text still counts as damaged, not as in another encoding,
#: and how many of the characters beyond ASCII must come out for one that does not.
MAX_BROKEN, MIN_WHOLE_PER_BROKEN = 0.01, 3

#: Bytes looked at for the upper halves of wide characters, and the share of these that have one of
#: two values: that of a script and the zero of its spaces.
WIDE_REACH, MIN_FEW_VALUES = 2_000, 0.75

#: What sites mean by the encodings they name (WHATWG Encoding Standard, section 4.2), by Python's names.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
#: Labels that Python does not know (the same, section 4.2), and spellings of those that it does.
_ALSO_CALLED = {
    "x-gbk": "gbk",
    "csgb2312": "gbk",
    "gb_2312": "gbk",
    "gb_2312-80": "gbk",
    "cn-big5": "big5",
    "x-x-big5": "big5",
    "x-sjis": "shift_jis",
    "windows-31j": "shift_jis",
    "csshiftjis": "shift_jis",
    "x-euc-jp": "euc-jp",
    "cseuckr": "euc-kr",
    "windows-949": "euc-kr",
    "ks_c_5601-1989": "euc-kr",
    "ksc_5601": "euc-kr",
    "iso-8859-8-i": "iso-8859-8",
    "logical": "iso-8859-8",
    "windows-874": "cp874",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "mac": "macintosh",
    "x-mac-roman": "macintosh",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
}
_CODE_PAGE = lazy(r"(?:x-|win-?|cp-|windows_)(?:cp)?(125[0-8])")


def decode(data: bytes, label: str | None = None) -> str:
    """Decode bytes: mark, then valid UTF-8, then the declaration, then detection.

    `label` is what a server declared; it serves where the page itself declares nothing.

    Valid UTF-8 goes before a declaration: text in another encoding is next to never
    valid UTF-8 by chance, while pages that declare the wrong encoding are common.

    >>> decode("Grüße".encode("utf-16"))
    'Grüße'
    >>> decode(b'<meta charset="iso-8859-1">' + "naïve café".encode())
    '<meta charset="iso-8859-1">naïve café'
    >>> decode(b'<meta charset="windows-1251">' + "Вечер".encode("cp1251"))
    '<meta charset="windows-1251">Вечер'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if wide := _wide_without_mark(data):
        return data.decode(wide, "replace")
    declared = _declared(data) or _known(label or "")
    if seven_bit := _seven_bit(data, declared):  # before UTF-8, which it is as well
        return data.decode(seven_bit, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    if _is_damaged(text):
        return text
    return _as_declared(data, declared) or _detect(data) or data.decode("cp1252", "replace")


def _as_declared(data: bytes, declared: str | None) -> str | None:
    """Decode as the page declares, unless the bytes show that it is wrong; a few may be broken."""
    if declared is None or declared.startswith("utf") or _is_hardly_latin(data, declared):
        return None
    try:
        text = data.decode(declared, "replace")
    except (UnicodeError, LookupError):  # some codecs, such as idna, raise the plain error
        return None
    if "\ufffd" in text and not _is_damaged(text):
        return None
    from .detecting import contradicts

    return None if contradicts(data, declared) else text


#: Western letters beyond ASCII stand alone among others; in other alphabets they make up the words.
_HIGH, _HIGH_RUN = re.compile(rb"[\x80-\xff]"), re.compile(rb"[\x80-\xff]{3,}")


def _is_hardly_latin(data: bytes, declared: str) -> bool:
    """Whether bytes are declared Western and are not: what servers say of every page by default."""
    if declared not in ("cp1252", "iso8859-1", "iso8859-15"):
        return False
    high = len(_HIGH.findall(data))
    return sum(map(len, _HIGH_RUN.findall(data))) > 0.5 * high > 10


def _declared(data: bytes) -> str | None:
    found = _DECLARATION.search(data, 0, DECLARATION_REACH)
    if found is None:
        return None
    return _known(found[1].decode("ascii", "replace"))


def _known(label: str) -> str | None:
    """Give the codec that a label means, `None` where it means none.

    >>> _known("ISO-8859-1"), _known("x-cp1251"), _known("ks_c_5601-1987"), _known("none-such")
    ('cp1252', 'cp1251', 'cp949', None)
    """
    name = label.lower()
    name = _ALSO_CALLED.get(name, _CODE_PAGE.sub(r"cp\1", name))
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(codec, codec)


def _wide_without_mark(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by their zero bytes, which stand on one side only.

    No other encoding writes zeros, so that a few are enough: Cyrillic has them in its spaces alone.
    """
    head = data[:WIDE_REACH]
    if head.count(0) < 2:
        return None
    first, second, third, fourth = (head[at::4].count(0) for at in range(4))
    most = MIN_FEW_VALUES * len(head) / 4
    if min(third, fourth) > most > first:
        return "utf-32-le"
    if min(first, second) > most > fourth:
        return "utf-32-be"
    if second + fourth > 4 * (first + third) and _has_few_values(head[1::2]):
        return "utf-16-le"
    return (
        "utf-16-be"
        if first + third > 4 * (second + fourth) and _has_few_values(head[::2])
        else None
    )


def _has_few_values(side: bytes) -> bool:
    """Whether bytes are the upper halves of characters, which one script and its spaces share."""
    return sum(number for _, number in Counter(side).most_common(2)) >= MIN_FEW_VALUES * len(side)


def _seven_bit(data: bytes, declared: str | None) -> str | None:
    """Tell the encodings that shift to another alphabet and back, by what shifts."""
    if declared and declared.startswith("iso2022"):
        return declared
    if b"\x1b$B" in data or b"\x1b$@" in data:
        return "iso2022_jp"
    return "iso2022_kr" if b"\x1b$)C" in data else None


def _is_damaged(text: str) -> bool:
    """Whether a text is right but for a few bytes, such as a character cut at the end."""
    broken = text.count("\ufffd")
    if broken > max(3, MAX_BROKEN * len(text)):
        return False
    whole = sum(1 for char in text if char > "\x7f") - broken
    return whole > MIN_WHOLE_PER_BROKEN * broken


def _detect(data: bytes) -> str | None:
    from .detecting import detect

    encoding = detect(data)
    if encoding is None:
        return None
    try:
        return data.decode(encoding, "replace")
    except LookupError:  # pragma: no cover - a detector's name that Python does not know
        return None


def join_halves(text: str) -> str:
    r"""Make one character of two halves that UTF-16 writes it as, as in text out of JavaScript.

    Half of one that stands alone is left: what it was cannot be told.

    >>> join_halves("Rain \ud83c\udf27"), join_halves("\udf27 rain")
    ('Rain 🌧', '\udf27 rain')
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text
