"""What the shape of a line tells, before any word of it is understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from .model import HAN_KANA, Block, Document
from .patterns import lazy
from .sieve import Sieve, compiled, look

__all__ = [
    "MIN_SENTENCE_LETTERS",
    "QUOTES",
    "claims_copyright",
    "closes_in_front",
    "composed",
    "ends_sentence",
    "has_han_kana",
    "holds_code",
    "is_caseless",
    "is_code_like",
    "is_cut_off",
    "is_long_without_stop",
    "is_prose",
    "is_technical",
    "last_prose",
    "letters_in",
    "once",
    "opens_at_end",
    "rows_of_letters",
    "words",
]

T = TypeVar("T")
B = TypeVar("B", Block, Document)

#: The last sentence of all may have behind it the mark with which magazines close an article: "집으로 갔다.⊙".
_SENTENCE_END = lazy(r"[.!?…:;。！？؟।॥፡።፧۔։။។៕｡]['\"”’“»«›‹)\]）】』」*_]*(?:\s?[⊙◎■□▣▢◼◆◇♦●∎])?$")
_CUT_OFF = lazy(r"(?:\.\.\.|…|\[(?:\.\.\.|…|&hellip;)\]|\((?:\.\.\.|…|more)\))['\"”’»)]*$")

#: Words from which on a sentence is taken for prose, not for a label.
MIN_PROSE_WORDS = 12

#: Thai and Lao write no full stop and no space between words: letters from which on a line of
#: theirs is taken for prose. A headline has fewer.
MIN_PROSE_LETTERS = 110
#: The same for one that may be a short paragraph, as a long headline may be.
MIN_SENTENCE_LETTERS = 90
_STOPLESS = lazy(r"[\u0e01-\u0e30\u0e81-\u0eb0\u0edc-\u0edf]")


def once(block: B, key: str, find: Callable[[B], T]) -> T:
    """Give what `find` finds out about a block, found out once for all blocks of its text.

    Or about a document: once until a block or the title is another.

    >>> block = Block("paragraph", "It rained.")
    >>> once(block, "size", lambda b: len(b.text)), once(block, "size", lambda b: 0)
    (10, 10)
    """
    memo = block.memo
    if key in memo:
        found: T = memo[key]
    else:
        found = memo[key] = find(block)
    return found


def words(block: Block) -> int:
    """Count the words of a block, once."""
    count: int | None = block.memo.get("words")
    if count is None:
        look((block,))
        count = block.memo["words"]
    return count


_LETTERS = lazy(r"[^\W\d_]+")
_ASCII_LETTERS = bytes(c if chr(c).isalpha() and c < 128 else ord(" ") for c in range(256))


def letters_in(text: str) -> list[str]:
    """Give the rows of letters of a text; of ASCII, as most lines are, many times as fast.

    >>> letters_in("It's 7 o'clock"), letters_in("À 7 h")
    (['It', 's', 'o', 'clock'], ['À', 'h'])
    """
    if not text.isascii():
        return _LETTERS.findall(text)
    return text.encode().translate(_ASCII_LETTERS).decode().split()


def rows_of_letters(block: Block) -> list[str]:
    """Give the words of a block as they stand there, without numbers, found out once."""
    return once(block, "rows of letters", lambda block: letters_in(block.text))


#: More marks in a row than a letter has: Unicode's stream-safe texts have thirty at most (UAX #15). To put
#: them in order takes as long as the square of their number.
_MANY_MARKS = lazy(r"([^\x00-\x7f\w\s]{31,})")


_COPYRIGHT = lazy(r"©|\(c\)\s|copyright", re.IGNORECASE)


def claims_copyright(line: str) -> bool:
    """Whether a line, at the end of a page, says whose its text is.

    >>> claims_copyright("(c) 2024 Enys Gazette"), claims_copyright("Enys Gazette")
    (True, False)
    """
    return _COPYRIGHT.search(line) is not None


def composed(text: str) -> str:
    """Give a text with its letters and their marks composed (NFC), but for long rows of marks.

    >>> composed("Cafe\u0301"), len(composed("e" + "\u0301\u0327" * 20))
    ('Café', 41)
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    parts = _MANY_MARKS.split(text)
    parts[::2] = [unicodedata.normalize("NFC", part) for part in parts[::2]]
    return "".join(parts)


def is_caseless(char: str) -> bool:
    """Whether a letter is of a script without capitals; Georgian ones are for headlines alone.

    >>> [is_caseless(char) for char in "पაaЯ1"]
    [True, True, False, False, False]
    """
    return char.isalpha() and (char.lower() == char.upper() or "\u10d0" <= char <= "\u10ff")


_HAN_KANA = f"[{HAN_KANA}]"


def has_han_kana(text: str) -> bool:
    """Whether a text has a Han or a Kana character, each of which is counted as a word."""
    return compiled(_HAN_KANA).search(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does.

    >>> ends_sentence("It rained.”"), ends_sentence("집으로 갔다.⊙"), ends_sentence("Rain in May")
    (True, True, False)
    """
    return not text[-1:].isalnum() and _SENTENCE_END.search(text[-12:]) is not None


#: What a prompt of Python's shows: "»> Read more about it" of a teaser, in ASCII, is none.
_PROMPT = (
    r">>>\s(?:(?:assert|del|for|from|if|import|lambda|not|raise|while|with)\b"
    r"|(?!(?:[^\W\d_]+[\s:]+){2}))"
)

#: An item of a list in prose that a semicolon ends: four plain words and more, none of SQL's or of C's.
_LISTED = lazy(
    r"(?!.*\b[A-Z]{4}|(?:unsigned|static|const|int|char|return|public|private|using|typedef|long|float|double|final"
    r"|import)\s)\W{0,6}(?:[^\W\d_][\w’'-]*[,\s]{1,3}){3,60}[^\W\d_][\w’'-]*\s?;"
)
#: Signs of a line of code. A semicolon behind a Greek letter asks.
_CODE = lazy(
    "|".join(
        (
            r"[{}]$",
            r"(?<![\u0370-\u03ff\u1f00-\u1fff]);$",
            r"^[{}]",
            r"\w\(\)",
            # A call: in Korean and Chinese an age or a name in brackets stands close to the word before it.
            r"[A-Za-z_]\d{0,4}\((?!(?:[cC]|e?s)\))[\"'&*\w]{1,80}\)(?!\.?$)",
            r"[A-Za-z0-9_][.:]\w+\(",
            r"[A-Za-z0-9_]\(\"",
            r"=>|->|:=",
            r"[\w\"')\]]\s?[=!]=?=\s?[\w\"'(\[]",  # is compared with, or becomes
            r"</",
            r"\"[\w@]+\"\s?:",  # a key of JSON
            r"^(?:import|def|return|const|let|var|func|defer|type|package|struct|//|\$)\s",
            r"[│├└─┌┐┘]",  # a drawn tree of files
            r"^[A-Za-z_]\w*\([^()]{0,200}\)$",
            rf"^{_PROMPT}",
            r"^from\s[\w.]+\simport\s",
            r"^@\w[\w.]*\([^()]{0,200}\)$",  # a decorator
            # A highlighter's tokens, which a dump set apart: `boat . sail (`, `class Boat ( Ship ):`.
            r"^(?:(?:return|await)\s|\w{1,60}\s=\s)?[A-Za-z_]\w{0,60}(?:\s\.\s[A-Za-z_]\w{0,60}){1,6}\s\(",
            r"^class\s\w{1,60}\s\([\w\s.,]{0,120}\)\s?:$",
        )
    )
)


#: A character or word without which no line looks so: a look for these is many times as fast.
_CODE_MARKS = r"[(){}<>=;\"│├└─┌┐┘]"
_CODE_START = r"(?:from|import|def|return|const|let|var|func|defer|type|package|struct)\s|//|\$|class\s\w{1,60}\s\("
_MAY_BE_CODE = lazy(rf"{_CODE_MARKS}|^(?:{_CODE_START})")
_BEGINS_AS_CODE = lazy(_CODE_START)
_CODE_SIEVE = Sieve(
    ("[{};<>=│├└─┌┐┘]",), (r"\w", r"\("), ("\"", ":"), ("\"", r"\s", ":"), (r"\w", r"\s", r"\."),
)  # fmt: skip


def is_code_like(text: str) -> bool:
    """Whether the line looks like code, whose words say nothing and whose marks are its own.

    >>> is_code_like("defer dst.Close()"), is_code_like("Close the gate (it bangs).")
    (True, False)
    >>> is_code_like("int boats;"), is_code_like("Ποιος έκλεισε το λιμάνι;")
    (True, False)
    >>> is_code_like("SELECT name FROM boats;"), is_code_like("Keep to the left of the quay;")
    (True, False)
    >>> is_code_like("boat . sail ()"), is_code_like("The boat . Sail ( it said ) was torn .")
    (True, False)
    >>> is_code_like("close(gate) now"), is_code_like("김철수(55) 선장은 웃었다"), is_code_like("Copyright(c) 2023")
    (True, False, False)
    """
    head = text[:400]
    if not _MAY_BE_CODE.search(head) or (head[-1] == ";" and _LISTED.fullmatch(head)):
        return False
    return _CODE.search(head) is not None


def holds_code(block: Block) -> bool:
    """Whether a block looks like code, found out once."""
    return once(block, "code", _holds_code)


def _holds_code(block: Block) -> bool:
    if block.kind == "code":
        return True
    may_be = _CODE_SIEVE.may_be_in(block) or _BEGINS_AS_CODE.match(block.text)
    return bool(may_be) and is_code_like(block.text)


#: Blocks of code from which on a text is technical: dots and capitals in it are names.
MIN_CODE_BLOCKS = 3


def is_technical(document: Document) -> bool:
    """Whether a text shows code, so that `file.Close` and `HttpClient` in it are names."""
    return once(document, "technical", _is_technical)


def _is_technical(document: Document) -> bool:
    known = [block.memo.get("code") for block in document.blocks]
    if None in known:
        known = [holds_code(block) for block in document.blocks]
    return sum(map(bool, known)) >= MIN_CODE_BLOCKS


def is_cut_off(text: str) -> bool:
    """Whether the line ends in the dots of a teaser that was cut short.

    >>> is_cut_off("The council met on..."), is_cut_off("It met.")
    (True, False)
    """
    return not text[-1:].isalnum() and _CUT_OFF.search(text[-20:]) is not None


def is_prose(block: Block) -> bool:
    """Whether the block is running text: a sentence of some length."""
    found: bool | None = block.memo.get("prose")
    return once(block, "prose", _is_prose) if found is None else found


def _is_prose(block: Block) -> bool:
    text = block.text
    return words(block) >= MIN_PROSE_WORDS and (
        (ends_sentence(text) and not is_cut_off(text))
        or words(block) >= 4 * MIN_PROSE_WORDS
        or is_long_without_stop(text)
    )


def last_prose(blocks: Sequence[Block]) -> int:
    """Give the place of the last block of prose, -1 where there is none."""
    places = range(len(blocks) - 1, -1, -1)
    return next((place for place in places if is_prose(blocks[place])), -1)


def is_long_without_stop(text: str, least: int = MIN_PROSE_LETTERS) -> bool:
    """Whether a line has the length of prose in a script that has no full stop, or of so many letters.

    >>> is_long_without_stop("ข่าวที่เกี่ยวข้อง"), is_long_without_stop("ข่าวที่เกี่ยวข้อง" * 8)
    (False, True)
    """
    if text.isascii() or len(text) < least or not _STOPLESS.search(text, 0, 40):
        return False
    return len(_STOPLESS.findall(text)) * 2 >= len(text) and not is_cut_off(text)


#: Marks of quotation, which look either way.
QUOTES = frozenset("\"'“”„‟«»‹›‘’‚")


def closes_in_front(text: str) -> bool:
    """Whether the quotation mark that a line begins with closes: a space or a mark is behind it.

    In French a space is behind one that opens, too.

    >>> closes_in_front("“, she said"), closes_in_front("“Rain"), closes_in_front("« Pluie »")
    (True, False, False)
    """
    return not (text[1].isalnum() or text[1] in "¿¡([" or (text[0] in "«‹" and text[1].isspace()))


def opens_at_end(text: str) -> bool:
    """Whether the quotation mark that a line ends in opens: a space is before it, as in French behind a word.

    >>> opens_at_end("she said: “"), opens_at_end("“Rain”"), opens_at_end("la pluie »")
    (True, False, False)
    """
    return text[-2].isspace() and text[-1] not in "»›"
