"""Line breaks of the source between characters that set no spaces: they are none of the text's.

A browser shows a line break of the source as a space; between two characters of Chinese or Japanese it
shows nothing. Source: CSS Text Level 3, "Segment Break Transformation Rules".
"""

from __future__ import annotations

import re

from ..model import HAN_KANA
from ..patterns import lazy

__all__ = ["between", "may_break_wide", "without_wide_breaks"]

#: Marks as wide as a character, which have their space in them; those that Latin has as well count only
#: beside a wide character.
_MARKS = "\u3001-\u3004\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_SHARED = "“”‘’…—·"
#: What stands in prose, and seldom in a row of labels, whose parts a line break may keep apart.
_OF_PROSE = "。，、！？"
_SIDE = f"[{HAN_KANA}{_MARKS}{_SHARED}]"
_IS_MARK = lazy(f"[{_MARKS}]")
_IS_WIDE = lazy(f"[{HAN_KANA}{_MARKS}]")
_IS_SIDE = lazy(_SIDE)
#: A run of white space with a line break in it, and of the signs that stand in a text for its marks.
_BREAK = lazy(
    "(?<=[^ \t\r\n\f\v\x01\x02])(?P<before>[ \t\r\f\v\x01\x02]*)\n(?P<behind>[ \t\r\n\f\v\x01\x02]*)(?=(.))"
)
_WHITE = lazy(r"[ \t\r\n\f\v]+")
_CLOSE, _OPEN = "\x02", "\x01"


def between(left: str, right: str) -> str:
    """Give what is to stand between two lines of one paragraph: a space, or nothing between wide characters.

    >>> between("雨が", "降った"), between("他说：", "OK"), between("今年", "2025"), between("It", "rained")
    ('', '', ' ', ' ')
    """
    a, b = left[-1:], right[:1]
    if _IS_MARK.match(a) or _IS_MARK.match(b):
        return ""
    is_wide = _IS_WIDE.match(a) or _IS_WIDE.match(b)
    return "" if is_wide and _IS_SIDE.match(a) and _IS_SIDE.match(b) else " "


def may_break_wide(text: str) -> bool:
    """Whether a text is prose of a script that sets no spaces, by its stops and commas."""
    return not text.isascii() and any(mark in text for mark in _OF_PROSE)


def without_wide_breaks(text: str) -> str:
    """Take the line breaks between wide characters out of a text; leaves those between two marks of it.

    >>> without_wide_breaks("鳴り、\\n  それを聞いて\\n人々は")
    '鳴り、それを聞いて人々は'
    """
    return _BREAK.sub(_mended, text)


def _mended(found: re.Match[str]) -> str:
    signs = _WHITE.sub("", found["before"]), _WHITE.sub("", found["behind"])
    if signs[0].endswith(_CLOSE) and signs[1].startswith(_OPEN):
        return found[0]  # two links, say, side by side
    if between(found.string[found.start() - 1], found[3]):
        return found[0]
    return "".join(signs)
