r"""Text that a program wrote as a literal or with escapes: `['One.', 'Two.']`, `b'It\xe2\x80\x99s'`, `One.\n\nTwo.`.

Cells of tables and columns of data sets hold it where a list, bytes or a line of JSON was made a string. And text whose
pieces a program joined by a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model import count_words
from ..patterns import lazy
from .decoding import decode

__all__ = ["STRING", "as_utf8", "items_of", "undo", "value_of", "written_text"]

#: A string of JSON, JavaScript or Python, of bytes too.
STRING = lazy(
    r"""(?P<prefix>[bu]?)(?:'(?P<one>(?:[^'\\\n]|\\.)*+)'|"(?P<two>(?:[^"\\\n]|\\.)*+)")"""
)
_ITEM = re.sub(r"\?P<\w+>", "?:", STRING.pattern)
_LIST = lazy(rf"[\[(]\s*+{_ITEM}(?:\s*+,\s*+{_ITEM})*+\s*+,?\s*+[\])]")

_ESCAPE = lazy(r"\\(x[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2})*+|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "\n": ""}
#: Those that are undone where no quotes tell how far a literal goes: `\frac` and `\beta` are none.
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "/": "/", '"': '"', "'": "'", "\\": "\\"}
_HALF = lazy("[\ud800-\udfff]")

#: A break of a line written as an escape: behind a word or a mark and above a line as lines begin, or two of them.
#: LaTeX (`\neq`) and paths go on with a small letter.
_BREAK = lazy(
    r"(?<=[\w.!?…,;:)\]\"'”’»>。！？」』）।؟])(?:\\r)?\\n(?=\\[nrtu\"]|\s|\Z|[A-Z0-9“‘«„(\[<¿¡•–—*#-]|[\"']\w|[^\x00-\x7f])"
    r"|(?<!\\)\\n(?:\s|\\[rt]){0,16}\\n"
)
#: Such breaks from which on a line is written with them, words of one of its own lines that is prose, and how many
#: must be.
MIN_BREAKS, MIN_WORDS, MIN_LINES = 2, 8, 2
#: Words of an item from which on a list is one of text.
MIN_ITEM_WORDS = 12

#: An escape that no program writes: of a path, of TeX.
_FOREIGN = lazy(
    r"(?<!\\)(?:\\\\)*+\\(?![nrtbf0\"'/\\]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"
)
#: What stands in data and in scripts, where a break is a string's own.
_DATA = lazy(
    r"(?:^|[\[{,;])\s{0,40}\\?[\"'][\w@$-]{1,40}\\?[\"']\s?:|\w\]?\s?=\s?[\"'\[{]|\w\(\[?[\"'{]|\bfunction\s?\("
    r"|=>|</|<\\/|&lt;|\\u003[cC]"
)
#: How many times that may stand for each break in text, and how data and scripts begin.
MAX_DATA_SHARE = 0.25
_BEGINS_DATA = lazy(
    r"[\s(!]{0,40}(?:[{<]|\[[\s{\[\"'\d]|\"[\w@$-]{1,60}\"\s?:|[a-z][\w$]{0,60}\s?[:=]\s?(?:[\"'\[{]|[\w.$]{1,60}\()"
    r"|[\w.$]{1,80}\(|(?:var|let|const|window|self)\b)"
)
#: Before what a list or tuple of strings can stand, and literals in literals.
_OPENINGS = ("['", '["', "[b'", '[b"', "[u'", "('", '("')
#: A bar between two pieces of text; how many there must be, for each line too, and how many pieces must be prose.
_BAR = lazy(r"(?<=[^\s|])\|(?=[^\s|])")
MIN_BARS, BARS_A_LINE, MIN_PROSE_PIECES = 20, 5, 3
#: The share of all bars that stand so.
MIN_BAR_SHARE = 0.8
_FENCE = lazy(r"\s{0,8}(`{3,}|~{3,})([^`\n]*)")
_QUOTES = ('"', "'", "b", "u")
MAX_DEPTH = 4


def written_text(raw: str) -> str:
    r"""Give a text whose lines that are literals, or written with escapes, stand as what they say.

    >>> written_text("['The ferry sailed.', 'It came back from the outer islands at four, said the harbour master.']")
    'The ferry sailed.\nIt came back from the outer islands at four, said the harbour master.'
    >>> written_text(r"Write \n where the line is to end.")
    'Write \\n where the line is to end.'
    """
    raw = _parted(_of_cell(raw))
    for _ in range(MAX_DEPTH):
        if "\\" not in raw and not any(opening in raw for opening in _OPENINGS):
            break
        text = "".join(_outside_fences(raw.splitlines(keepends=True)))
        if text == raw:
            break
        raw = text
    return raw


def _outside_fences(lines: Iterable[str]) -> Iterator[str]:
    """Give what lines say, those of fenced code as they stand."""
    fence = ""
    for line in lines:
        if found := _FENCE.match(line):
            opens = not fence
            if opens or (found[1].startswith(fence) and not found[2].strip()):
                fence = found[1] if opens else ""
        yield line if fence or found else _line(line)


def _of_cell(raw: str) -> str:
    """Give what a cell of CSV says whose quotation marks are doubled, since it has some."""
    text = raw.strip()
    inside = text[1:-1]
    if text[:1] != '"' or text[-1:] != '"' or '""' not in inside:
        return raw
    alone = '"' in inside.replace('""', "")
    return raw if alone or count_words(inside) < MIN_WORDS else inside.replace('""', '"')


def _parted(raw: str) -> str:
    """Give a text whose pieces a bar parts, as `get_text("|")` writes it, with a line for each."""
    bars = raw.count("|")
    if bars < MIN_BARS or bars < BARS_A_LINE * raw.strip().count("\n"):
        return raw
    pieces = _BAR.split(raw)
    prose = sum(count_words(piece) >= MIN_ITEM_WORDS for piece in pieces)
    if len(pieces) <= max(MIN_BARS, MIN_BAR_SHARE * bars) or prose < MIN_PROSE_PIECES:
        return raw
    if len(_DATA.findall(raw)) > MAX_DATA_SHARE * bars:
        return raw
    return "\n".join(" ".join(piece.split()) for piece in pieces)


def _line(line: str) -> str:
    """Give what a line says, if it is a literal or written with escapes; else the line."""
    text = line.strip().strip("\ufeff").strip()
    if text[:1] in ("[", "("):
        items = items_of(text)
        if any(count_words(item) >= MIN_ITEM_WORDS for item in items):
            return line.replace(text, "\n".join(item if item.strip() else "" for item in items))
    quoted = text[:1] in _QUOTES and "\\" in text
    if not (quoted or "\\n" in text) or not _is_long(text):
        return line
    if quoted and (found := STRING.fullmatch(text)) and not _FOREIGN.search(text):
        value = value_of(found)
        return line if _BEGINS_DATA.match(value) else line.replace(text, value)
    return line.replace(text, _undo_plain(text)) if _is_escaped(text) else line


def _is_long(text: str) -> bool:
    """Whether a text has several words; one in a script without spaces has letters enough, or escapes of them."""
    if len(text.split()) >= MIN_WORDS:
        return True
    if text.isascii():
        return max(text.count("\\u"), text.count("\\x")) >= MIN_WORDS
    return count_words(text) >= MIN_WORDS


def items_of(text: str) -> list[str]:
    """Give the strings of a list or tuple as Python or JSON write it; of another text none.

    >>> items_of("['One.', 'Two.']"), items_of("[1, 2]")
    (['One.', 'Two.'], [])
    """
    if not _LIST.fullmatch(text):
        return []
    return [value_of(found) for found in STRING.finditer(text, 1)]


def value_of(found: re.Match[str]) -> str:
    """Give what a string says."""
    inside = undo(found["one"] or found["two"] or "")
    if found["prefix"] == "b":
        try:
            return decode(inside.encode("latin-1"))
        except UnicodeEncodeError:  # no bytes after all
            return inside
    return inside


def undo(written: str) -> str:
    """Undo the escapes that JSON, JavaScript and Python share."""
    return _whole(_ESCAPE.sub(_character, written))


def _character(found: re.Match[str]) -> str:
    escape = found[1]
    if len(escape) == 1:
        return _LETTERS.get(escape, escape)
    if escape[0] == "x":
        return bytes.fromhex(escape.replace("\\x", "")[1:]).decode("latin-1")
    code = int(escape[1:], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _whole(text: str) -> str:
    """Join the two halves of characters that were written by two escapes."""
    if _HALF.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _is_escaped(text: str) -> bool:
    r"""Whether lines of prose end in `\n`.

    >>> _is_escaped(r"The ferry sailed at noon, said the master.\n\nIt came back at four, as the tables say.\n")
    True
    """
    breaks = len(_BREAK.findall(text))
    if (
        _BEGINS_DATA.match(text)
        or breaks < MIN_BREAKS
        or len(_DATA.findall(text)) > MAX_DATA_SHARE * breaks
    ):
        return False
    lines = re.split(r"\\[nr]", text)
    return sum(count_words(line) >= MIN_WORDS for line in lines) >= MIN_LINES


def _undo_plain(text: str) -> str:
    """Undo the escapes of a text without quotes around it; what programs do not write stays."""
    return _whole(_ESCAPE.sub(_plain_character, text))


def _plain_character(found: re.Match[str]) -> str:
    escape = found[1]
    if len(escape) == 1:
        return _PLAIN.get(escape, found[0])
    written = _character(found)
    return (as_utf8(written) or written) if escape[0] == "x" else written


def as_utf8(written: str) -> str | None:
    """Give what characters say if they are a text's bytes, one each; `None` if they are not."""
    try:
        return written.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
