"""Bytes to text: byte-order marks, declarations, detection, and wrong ones survived."""

from __future__ import annotations

import codecs
import re

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

#: Share of undecodable bytes up to which text still counts as damaged UTF-8.
MAX_BROKEN_UTF8 = 0.01

#: What sites mean by the labels they write (WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "windows-31j": "cp932",
}


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
    if wide := _utf16_without_mark(data):
        return data.decode(wide, "replace")
    declared = _declared(data) or _known(label or "")
    if b"\x1b$B" in data or b"\x1b$@" in data:
        declared = "iso2022_jp"
    if declared and declared.startswith("iso2022"):  # seven-bit, so valid UTF-8 as well
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    if _is_damaged_utf8(data, text):
        return text
    if declared and declared != "utf-8" and not _is_hardly_latin(data, declared):
        try:
            return data.decode(declared)
        except (UnicodeError, LookupError):  # some codecs, such as idna, raise the plain error
            pass
    return _detect(data) or data.decode("cp1252", "replace")


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
    """Give the codec that a label means, `None` where it means none."""
    name = label.lower()
    try:
        return codecs.lookup(_MEANT.get(name, name)).name
    except (LookupError, ValueError):
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes, which stand on one side only."""
    head = data[:2_000]
    if len(head) < 4 or head.count(0) < len(head) // 4:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def _is_damaged_utf8(data: bytes, text: str) -> bool:
    """Whether the text is UTF-8 but for a few bytes, such as a character cut at the end."""
    broken = text.count("\ufffd")
    multibyte = sum(1 for char in text if char > "\x7f") - broken
    return broken <= max(3, MAX_BROKEN_UTF8 * len(text)) and multibyte > 3 * broken


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
