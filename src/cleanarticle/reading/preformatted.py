"""Prose that is parted by lines, as `<pre>` shows them: mails in a list's archive, old announcements, files of text.

What readers write on a page often stands in one element, whose style sheet keeps its lines.
"""

from __future__ import annotations

import re

from ..shapes import has_han_kana, is_code_like
from .wide_breaks import between

__all__ = ["MIN_PROSE", "has_blank_line", "paragraphs_in", "with_breaks"]

#: Characters from which on a text is looked at.
MIN_PROSE = 300

_SENTENCE_END = re.compile(r"[^\W\d_]{2}[.!?…]['\"”’)]?(?:\s|\Z)|[。！？]")
_WORD = re.compile(r"[^\W\d_]{2,}|[\u3040-\u30ff\u4e00-\u9fff]")
#: What stands in code, in tables and in drawings.
_OF_CODE = re.compile(r"[{}<>|=\\`$#_~^]|[;)]$|//|--", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n\s*")

#: Fewest words, most words for each end of a sentence, most signs of code for each word, and the most lines
#: that may be set in by so many spaces.
MIN_WORDS, WORDS_A_SENTENCE = 50, 40
MAX_SIGNS, MAX_INDENTED, INDENT = 0.03, 0.1, "    "
#: How long lines are that a margin broke, but for a paragraph's last one, in characters.
MIN_WRAPPED, MAX_WRAPPED = 45, 100


def paragraphs_in(text: str) -> list[str] | None:
    """Give the paragraphs of prose that is set as code is, each on one line; `None` of what is code.

    Lines that a margin broke are joined; other lines stand alone.

    >>> paragraphs_in("x = 1\\ny = 2") is None
    True
    """
    words = len(_WORD.findall(text))
    ends = len(_SENTENCE_END.findall(text))
    if words < MIN_WORDS or ends * WORDS_A_SENTENCE < words:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    indented = sum(line.startswith((INDENT, "\t")) for line in lines)
    if len(_OF_CODE.findall(text)) > MAX_SIGNS * words or indented > MAX_INDENTED * len(lines):
        return None
    if any(map(is_code_like, lines)):
        return None
    return [line for paragraph in _BLANK.split(text) for line in _unwrapped(paragraph)]


def _unwrapped(paragraph: str) -> list[str]:
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    sizes = [len(line) for line in lines[:-1]]
    if sizes and min(sizes) >= MIN_WRAPPED and max(sizes) <= MAX_WRAPPED:
        return [_on_one_line(lines)]
    return lines


def _on_one_line(lines: list[str]) -> str:
    pairs = zip(lines, lines[1:], strict=False)
    return lines[0] + "".join(between(above, line) + line for above, line in pairs)


#: Characters on both sides of a blank line from which on it parts paragraphs; of Han and Kana fewer say as much.
MIN_SIDE, MIN_SIDE_UNSPACED = 40, 12
has_blank_line = re.compile(r"\S[ \t\r]*\n[ \t\r]*\n").search


def with_breaks(text: str, sign: str) -> str:
    """Give the text of one node with a sign where its lines end, if a blank line parts its paragraphs.

    A style sheet keeps such lines. Lines that a margin broke are joined. Spaces in templates hold blank lines,
    too, but beside single words.

    >>> long = "The rope given is too short for the knot that he has in mind."
    >>> with_breaks(f"{long}\\n\\n{long}", "/") == f"{long}//{long}"
    True
    >>> with_breaks(f"3\\n\\n minutes. {long}", "/") == f"3\\n\\n minutes. {long}"
    True
    """
    if not has_blank_line(text):
        return text
    paragraphs = _BLANK.split(text.strip())
    least = MIN_SIDE_UNSPACED if has_han_kana(text) else MIN_SIDE
    if sum(len(one) >= least for one in paragraphs) < max(2, len(paragraphs) / 2):
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    parted = (sign * 2).join(sign.join(_unwrapped(one)) for one in paragraphs)
    return f"{lead}{parted}{tail}"
