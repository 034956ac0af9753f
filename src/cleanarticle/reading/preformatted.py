"""Prose that is parted by lines, as `<pre>` shows them: mails in a list's archive, old announcements, files of text.

What readers write on a page often stands in one element, whose style sheet keeps its lines.
"""

from __future__ import annotations

import re
from itertools import groupby

from ..patterns import lazy
from ..shapes import has_han_kana, is_code_like
from .wide_breaks import between

__all__ = ["MIN_PROSE", "QUOTED", "has_blank_line", "paragraphs_in", "with_breaks"]

#: Characters from which on a text is looked at.
MIN_PROSE = 300

_SENTENCE_END = lazy(r"[^\W\d_]{2}[.!?…]['\"”’)]?(?:\s|\Z)|[。！？]")
_WORD = lazy(r"[^\W\d_]{2,}|[\u3040-\u30ff\u4e00-\u9fff]")
#: What stands in code, in tables and in drawings.
_OF_CODE = lazy(r"[{}<>|=\\`$#_~^]|[;)]$|//|--", re.MULTILINE)
_BLANK = lazy(r"\n[ \t]*\n\s*")

#: Fewest words, most words for each end of a sentence, most signs of code for each word, and the most lines
#: that may be set in by so many spaces.
MIN_WORDS, WORDS_A_SENTENCE = 50, 40
MAX_SIGNS, MAX_INDENTED, INDENT = 0.03, 0.1, "    "
#: How long lines are that a margin broke, but for a paragraph's last one, in characters.
MIN_WRAPPED, MAX_WRAPPED = 45, 100


#: What stands before each line of a mail that an answer quotes; among it the signs of a text's marks.
QUOTED = "> "
_QUOTE_SIGNS = lazy("(?P<before>[\x01\x02]*)>[> \t\x01\x02]*")
_SIGNS = lazy("[^\x01\x02]+")


def paragraphs_in(text: str) -> list[str] | None:
    """Give the paragraphs of prose that is set as code is, each on one line; `None` of what is code.

    Lines that a margin broke are joined; other lines stand alone. What a mail quotes has `QUOTED` before
    each paragraph.

    >>> paragraphs_in("x = 1\\ny = 2") is None
    True
    """
    if text.startswith(">") or "\n>" in text or "\n\x02>" in text:
        return _answer(text)
    return _paragraphs(text) if _is_prose(text) else None


def _answer(text: str) -> list[str] | None:
    """Give the paragraphs of a mail, and of those that it quotes."""
    lines = [(_QUOTE_SIGNS.match(line), line) for line in text.split("\n")]
    bare = [(found is not None, _unquoted(found, line) if found else line) for found, line in lines]
    if not _is_prose("\n".join(line for _, line in bare)):
        return None
    paragraphs: list[str] = []
    for is_quoted, group in groupby(bare, key=lambda pair: pair[0]):
        part = [line for _, line in group]
        if is_quoted:
            paragraphs += [QUOTED + one for one in _paragraphs(_blank_where_empty(part))]
        else:
            paragraphs += _paragraphs("\n".join(part))
    return paragraphs


def _unquoted(found: re.Match[str], line: str) -> str:
    """Take the signs of a quotation off a line, and leave those of marks."""
    return _SIGNS.sub("", found[0]) + line[found.end() :]


def _blank_where_empty(lines: list[str]) -> str:
    """Join lines; signs of marks on a line of their own go to the next, so that it is blank."""
    joined: list[str] = []
    carried = ""
    for line in lines:
        if line.strip(" \t\x01\x02"):
            joined.append(carried + line)
            carried = ""
        else:
            joined.append("")
            carried += _SIGNS.sub("", line)
    return "\n".join(joined) + carried


def _is_prose(text: str) -> bool:
    words = len(_WORD.findall(text))
    ends = len(_SENTENCE_END.findall(text))
    if words < MIN_WORDS or ends * WORDS_A_SENTENCE < words:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    indented = sum(line.startswith((INDENT, "\t")) for line in lines)
    if len(_OF_CODE.findall(text)) > MAX_SIGNS * words or indented > MAX_INDENTED * len(lines):
        return False
    return not any(map(is_code_like, lines))


def _paragraphs(text: str) -> list[str]:
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
has_blank_line = lazy(r"\S[ \t\r]*\n[ \t\r]*\n").search


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
