"""Phrases that sites show their readers, as data, and the one look-up that finds them.

A family is a TOML file beside this module (`share.toml`, `promo.toml`, …), keyed by language;
`FAMILIES` lists them, and says which files are none. Each entry says what is matched (`line`,
`heading`, `start`, `end` or `within`), where it was `seen`, and a line that `stays`. `#` stands
for a number, `*` for one to eight words, of one sentence where the line goes on; in a script
without spaces, for up to 24 characters of one. `match` finds all that a line says, in one pass
over its words, however many phrases there are.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from ..model import SOUTHEAST_ASIAN, Block, Document
from ..shapes import composed, is_code_like, once
from ..sieve import compiled

__all__ = [
    "Match",
    "families",
    "fold",
    "fold_all",
    "folded",
    "is_glued_menu",
    "is_row_of_phrases",
    "line_phrases",
    "listed",
    "load",
    "match",
    "said",
    "saying",
    "says",
    "unspaced_phrases",
    "words_of_sites",
]

E = TypeVar("E")

KEYS = ("line", "heading", "start", "end", "within")

#: Longest line that is looked up, in characters: longer ones are prose.
MAX_LINE = 600

# A pattern that begins with one character of a class is looked for many times as fast.
_NUMBER = re.compile(
    r"\d(?:\d{0,2}(?: \d{3})+(?![\d.,:])|\d*(?:[.,:\u00a0\u202f]\d+)*(?:[km](?!\w))?)"
)
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"#|[^\W_]+")
_TO_SPACE = bytes(c if chr(c).isalnum() or c == ord("#") else ord(" ") for c in range(256))
_STRAIGHT = tuple(zip("‘’‚‛ʼ´`“”„‟«»", "'''''''\"\"\"\"\"\"", strict=True))
_UNSPACED = re.compile(
    rf"[{SOUTHEAST_ASIAN}\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]"
)


class Match(NamedTuple):
    """A phrase found in a line: its family, how it was matched, and its language."""

    family: str
    how: str
    language: str
    phrase: str
    #: The regular expression of a phrase with a star that other words may follow.
    pattern: str | None = None

    def is_in(self, folded: str) -> bool:
        """Whether the phrase stands anywhere in a folded text."""
        return _is_within(self, folded)


def fold(text: str) -> str:
    """Fold a line for matching: case, white space, quotes, and numbers to `#`.

    >>> fold("  12 MIN  read "), fold("1 204 Views")
    ('# min read', '# views')
    """
    return _fold_rest(_fold_letters(text))


def _fold_letters(text: str) -> str:
    """Fold case and quotes, of a line or of many."""
    if text.isascii():
        return text.lower().replace("`", "'")
    text = composed(text)
    if (
        "\u200c" in text or "\u200d" in text
    ):  # joiners, of Persian and Sinhala, which many leave out
        text = text.replace("\u200c", "").replace("\u200d", "")
    for mark, straight in _STRAIGHT:
        text = text.replace(mark, straight)
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


def _fold_rest(text: str) -> str:
    """Fold white space and numbers."""
    return _fold_numbers(" ".join(text.split()))


def _fold_numbers(text: str) -> str:
    return _NUMBER.sub("#", text) if _DIGIT.search(text) else text


def fold_all(lines: Sequence[str]) -> list[str]:
    """Fold many lines at once: a call costs more than the letters of a line.

    >>> fold_all(["12 MIN  read", "Straße"])
    ['# min read', 'strasse']
    """
    if any("\n" in line for line in lines):
        return [fold(line) for line in lines]
    out: list[str] = []
    for start in range(0, len(lines), _AT_ONCE):
        letters = _fold_letters("\n".join(lines[start : start + _AT_ONCE])).split("\n")
        spaced = "\n".join([" ".join(line.split()) for line in letters])
        out += _fold_numbers(spaced).split("\n")
    return out


#: Lines that are folded as one text: few enough that it stays in the processor's cache.
_AT_ONCE = 256


def _fold_blocks(blocks: Iterable[Block]) -> None:
    """Fold the texts of blocks that hold one line."""
    some = [block for block in blocks if "\n" not in block.text]
    for block, line in zip(some, fold_all([block.text for block in some]), strict=True):
        block.memo["folded"] = line


def folded(block: Block) -> str:
    """Fold the text of a block, once."""
    return once(block, "folded", _folded)


def _folded(block: Block) -> str:
    return fold(block.text)


def bare(folded: str) -> str:
    """Strip bullets, symbols and closing marks off a folded line, keeping `#`.

    >>> bare("» share: ")
    'share'
    """
    if folded and folded[0].isalnum() and folded[-1].isalnum():  # as most
        return folded
    start, end = 0, len(folded)
    while start < end and not _is_letter(folded[start]):
        start += 1
    while end > start and not _is_letter(folded[end - 1]):
        end -= 1
    return folded[start:end]


def _is_letter(char: str) -> bool:
    """Whether a mark belongs to a word: a vowel sign of Hindi or Thai does, a danda does not."""
    if char.isalnum() or char == "#":
        return True
    return "\u0900" <= char <= "\u17ff" and unicodedata.category(char)[0] == "M"


@cache
def load(family: str) -> Mapping[str, Any]:
    """Read one family's file; the result is the same object every time and read-only.

    Raises `FileNotFoundError` for a family that does not exist.
    """
    path = files(__package__) / f"{family}.toml"
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))


@cache
def listed(family: str, key: str) -> frozenset[str]:
    """Give what a file of plain lists has under a key, of all languages, folded."""
    return frozenset(fold(text) for said in load(family).values() for text in said.get(key, ()))


#: What `match` looks for in every line. Eleven files beside these are none of them: the labels of
#: `signatures.toml`, `releases.toml`, `mails.toml`, `recipes.toml`, `captions.toml` and `headings.toml` are plain words
#: elsewhere ("Review by", "Press contact", "To", "Method", "Image source", "Results"), so their own modules look for
#: them, where they count; `dates.toml`, `greetings.toml`, `link_hints.toml`, `abbreviations.toml` and `names.toml` are
#: plain lists.
FAMILIES = (
    "ad", "byline", "comment_form", "comments", "consent", "continue", "counter", "credit",
    "embed", "home", "legal", "menu", "paywall", "promo", "published", "read_also", "related",
    "role", "section", "share", "source", "tags", "updated",
)  # fmt: skip


#: The line by line shape of a family's file, in bytes, as most of it says where its phrases were seen and need not
#: be decoded. Reading it by this instead of a TOML parser takes a ninth of the time; a test holds the two together.
_LANGUAGE = re.compile(rb"^\[(\w+)\]$", re.MULTILINE)
_ENTRY = re.compile(rb'^  \{(\w+) = "([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.MULTILINE)


def entries() -> Iterator[tuple[str, str, str, str]]:
    """Give every entry as (family, language, key, phrase)."""
    return ((family, *entry) for family in FAMILIES for entry in entries_of(family))


@cache
def entries_of(family: str) -> tuple[tuple[str, str, str], ...]:
    """Give the entries of one file as (language, key, phrase)."""
    _, *parts = _LANGUAGE.split((files(__package__) / f"{family}.toml").read_bytes())
    return tuple(
        (language.decode(), sys.intern(key.decode()), _unescaped(phrase.decode()))
        for language, entries in zip(parts[::2], parts[1::2], strict=True)
        for key, phrase in _ENTRY.findall(entries)
    )


def _unescaped(written: str) -> str:
    return str(json.loads(f'"{written}"')) if "\\" in written else written


#: A phrase as `Match` has it. Tuples of text alone are nothing that the collector of garbage looks at; of the
#: named ones it would look at thirty thousand, time and again.
_Entry = tuple[str, str, str, str, str | None]


@dataclass(frozen=True, slots=True)
class _Index:
    #: The first of each.
    lines: dict[str, _Entry]
    #: The others of those that several families or languages have.
    more_lines: dict[str, tuple[_Entry, ...]]
    #: By their first two tokens, those of one token or with a star by the first; numbered in order.
    starts: dict[str, tuple[tuple[int, _Entry], ...]]
    ends: dict[str, tuple[_Entry, ...]]
    withins: dict[str, tuple[_Entry, ...]]
    #: In scripts without spaces: by the letter that the fewest of them hold, numbered in order.
    unspaced: dict[str, tuple[tuple[int, _Entry], ...]]
    #: By their first token; the longest part without a star, the pattern of the whole line.
    starred: dict[str, tuple[tuple[str, str, _Entry], ...]]


@cache
def _index() -> _Index:
    lines: dict[str, _Entry] = {}
    more_lines: dict[str, list[_Entry]] = {}
    starts: dict[str, list[tuple[int, _Entry]]] = {}
    ends: dict[str, list[_Entry]] = {}
    withins: dict[str, list[_Entry]] = {}
    rare: dict[str, list[tuple[int, _Entry]]] = {}
    starred: dict[str, list[tuple[str, str, _Entry]]] = {}
    unspaced: list[tuple[int, _Entry]] = []
    told = list(entries())
    folds = fold_all([phrase for *_, phrase in told])
    for number, ((family, language, key, _), phrase) in enumerate(zip(told, folds, strict=True)):
        pattern = _pattern(key, phrase)
        found = (family, key, language, phrase, pattern)
        is_starred = (
            family == "comment_form" and key == "line"
        )  # there a star marks a required field
        folded = phrase.strip("* ") if is_starred else phrase
        if key in ("line", "heading") and "*" in folded:
            whole = r"\W*" + _with_gaps(folded, r"\S") + r"\W*"
            head = "" if folded.startswith("*") else _first(folded)
            starred.setdefault(head, []).append((max(folded.split("*"), key=len), whole, found))
        elif key in ("line", "heading"):
            if lines.setdefault(core := bare(folded), found) is not found:
                more_lines.setdefault(core, []).append(found)
        elif _UNSPACED.search(folded):
            unspaced.append((number, found))
        elif key == "start":
            tokens = _TOKEN.findall(folded)[: 1 if pattern else 2]
            starts.setdefault(" ".join(tokens), []).append((number, found))
        elif key == "end":
            ends.setdefault(_last(folded), []).append(found)
        else:
            withins.setdefault(max(_TOKEN.findall(folded), key=len), []).append(found)
    held = Counter(char for _, (*_, phrase, _) in unspaced for char in set(phrase))
    for number, found in unspaced:
        rarest = min(_UNSPACED.findall(found[3]), key=held.__getitem__)
        rare.setdefault(rarest, []).append((number, found))
    return _Index(
        lines,
        _settled(more_lines),
        _settled(starts),
        _settled(ends),
        _settled(withins),
        _settled(rare),
        _settled(starred),
    )


def _settled(lists: Mapping[str, list[E]]) -> dict[str, tuple[E, ...]]:
    return {key: tuple(held) for key, held in lists.items()}


#: Letters of a word that says more than how others belong together.
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=16)
def words_of_sites(language: str | None) -> frozenset[str]:
    """Give the words, folded, of what sites show in a language and in English, but of people's roles."""
    index = _index()
    lines = [*index.lines.values(), *chain.from_iterable(index.more_lines.values())]
    starts = [entry for near in index.starts.values() for _, entry in near]
    phrases = [
        phrase
        for family, _, own, phrase, _ in lines + starts
        if own in (language, "en") and family != "role"
    ]
    return frozenset(_LONG_WORD.findall("\n".join(phrases)))


def line_phrases() -> Iterator[tuple[str, str]]:
    """Give the phrases that are whole lines, folded, with their families."""
    for phrase, (family, *_) in _index().lines.items():
        yield phrase, family


def is_row_of_phrases(text: str) -> bool:
    """Whether a line in a script without spaces is phrases of sites, run together: a menu's.

    >>> is_row_of_phrases("登录注册"), is_row_of_phrases("登录注册的船")
    (True, False)
    """
    if text.isascii() or len(text) > MAX_KNOWN or not _UNSPACED.search(text):
        return False
    lines = _index().lines
    row = fold(text).replace(" ", "")
    reached = {0}
    for start in range(len(row)):
        if start in reached:
            reached.update(
                stop
                for stop in range(start + 2, min(start + MAX_IN_ROW, len(row)) + 1)
                if row[start:stop] in lines
            )
    return len(row) in reached


def is_glued_menu(text: str) -> bool:
    """Whether a line in a script without capitals is for the most part phrases of sites, run together.

    A menu whose links nothing parts; between them may stand names that the site alone has. Where words
    run together in prose too, there must be more phrases and little else.

    >>> is_glued_menu("הבית חדשותספורטכלכלהתרבותבריאות"), is_glued_menu("חדשות וספורט, כלכלה ותרבות")
    (True, False)
    >>> is_glued_menu("首页新闻国际财经体育娱乐科技"), is_glued_menu("全国政治经济文化中心在哪里")
    (True, False)
    """
    if text.isascii() or len(text) > MAX_GLUED_MENU or not compiled(_GLUED).search(text):
        return False
    if _PUNCTUATION.search(text):
        return False
    row = fold(text)
    unspaced = _UNSPACED.search(row) is not None
    letters, phrases = _known_part(row)
    if phrases < (MIN_UNSPACED_PHRASES if unspaced else MIN_GLUED_PHRASES):
        return False
    share = MIN_UNSPACED_SHARE if unspaced else MIN_GLUED_SHARE
    return letters >= share * len(row.replace(" ", ""))


def _known_part(row: str) -> tuple[int, int]:
    """Give the letters of the phrases in a row, and how many of these run into another word."""
    lines = _index().lines
    best = [(0, 0)] * (len(row) + 1)  # before each place
    for start in range(len(row)):
        letters, count = best[start]
        best[start + 1] = max(best[start + 1], best[start])  # a letter of no phrase
        for stop in range(start + 2, min(start + MAX_GLUED_PHRASE, len(row)) + 1):
            phrase = row[start:stop]
            if phrase in lines:
                runs_on = stop < len(row) and row[stop] != " "
                own = letters + stop - start - phrase.count(" "), count + runs_on
                best[stop] = max(best[stop], own)
    return best[-1]


def unspaced_phrases() -> Iterator[tuple[str, str]]:
    """Give the phrases in scripts without spaces, whole lines or not, folded, with their families."""
    for phrase, family in line_phrases():
        if _UNSPACED.search(phrase):
            yield phrase, family
    for near in _index().unspaced.values():
        for _, (family, _, _, phrase, pattern) in near:
            if pattern is None:
                yield phrase, family


def _pattern(how: str, folded: str) -> str | None:
    """Give what finds a phrase with a star in its midst that other words may follow."""
    if " * " not in folded or how not in ("start", "within"):
        return None
    if _UNSPACED.search(folded):
        return r"[^.!?…。！？]{1,24}?".join(map(re.escape, folded.split(" * ")))
    return r"(?<!\w)" + _with_gaps(folded, r"(?:[^\s.!?…]|\.(?=\w))") + r"(?!\w)"


def _with_gaps(folded: str, letter: str) -> str:
    """Give a pattern with up to eight words of such letters for each star."""
    gap = f"{letter}+(?: {letter}+){{0,7}}"
    return gap.join(map(re.escape, folded.split("*")))


def _first(folded: str) -> str:
    found = _TOKEN.search(folded)
    return found[0] if found else ""


def _last(folded: str) -> str:
    found = _TOKEN.findall(folded[-60:])
    return found[-1] if found else ""


def _tokens(folded: str) -> list[str]:
    """Give the words and numbers of a line; ASCII, as most of them are, many times as fast."""
    if not folded.isascii():
        return _TOKEN.findall(folded)
    return folded.replace("#", " # ").encode().translate(_TO_SPACE).decode().split()


def match(text: str) -> tuple[Match, ...]:
    """Find every phrase that the line says.

    >>> sorted({found.family for found in match("Leave a Reply")})
    ['comment_form']
    >>> match("She would leave a reply to nobody but him.")
    ()
    """
    if len(text) <= MAX_KNOWN:
        return _match_short(text) if text else ()
    return _match(text, fold(text)) if len(text) <= MAX_LINE else ()


#: Arabic letters that many write for the Persian ones: a line of a site is the same with either.
_PERSIAN = str.maketrans("يك", "یک")

#: Longest phrase that is looked for in a row of them, in characters.
MAX_IN_ROW = 12

#: Longest menu that nothing parts, and longest phrase in it, in characters; its fewest phrases that run
#: into another word, and their least share of its letters.
MAX_GLUED_MENU, MAX_GLUED_PHRASE = 300, 24
MIN_GLUED_PHRASES, MIN_GLUED_SHARE = 3, 0.6
#: The same in scripts without spaces, and in Korean, where such words are set as one.
MIN_UNSPACED_PHRASES, MIN_UNSPACED_SHARE = 5, 0.75
#: So many letters in a row of scripts without capitals: Hebrew to Lao and beyond, Georgian to Ethiopic,
#: those without spaces.
_GLUED = (
    rf"[\u05d0-\u06d3\u0710-\u109f\u10d0-\u137f\u1780-\u17ff{SOUTHEAST_ASIAN}\u3041-\u30ff\u3400-\u9fff"
    r"\uac00-\ud7af\u200c\u200d]{12}"
)
_PUNCTUATION = re.compile(r"[.,:;!?()\"“”«»„…、，。！？：；「」『』（）《》،؛؟۔।॥።፣፤·|/>\d]")

#: Longest line that is remembered, in characters: what sites say recurs, in a text and from page
#: to page.
MAX_KNOWN = 60


@lru_cache(maxsize=4096)
def _match_short(text: str) -> tuple[Match, ...]:
    return _match(text, fold(text))


def _match(text: str, folded: str) -> tuple[Match, ...]:
    index = _index()
    core = bare(folded)
    found = _lines(index, core)
    if not found and ("://" in folded or "@" in folded) and (said := _before_address(folded)):
        found = _lines(index, said)
    if not found and ("ي" in core or "ك" in core):
        found = _lines(index, core.translate(_PERSIAN))
    tokens = _tokens(core)
    if not tokens:
        return ()
    for head in (tokens[0], ""):
        for part, pattern, entry in index.starred.get(head, ()):
            if part in folded and compiled(pattern).fullmatch(folded):
                found.append(entry)
    line = core if not folded.startswith(("(", "[")) else folded
    near = index.starts.get(tokens[0], ())
    if len(tokens) > 1 and (others := index.starts.get(f"{tokens[0]} {tokens[1]}")):
        near = tuple(sorted([*near, *others])) if near else others
    for _, entry in near:
        if _starts(line, entry) or (line is not folded and _starts(folded, entry)):
            found.append(entry)
    for entry in index.ends.get(tokens[-1], ()):
        phrase = entry[3]
        if folded.endswith(phrase) or (phrase[0].isalnum() and core.endswith(bare(phrase))):
            found.append(entry)
    if not index.withins.keys().isdisjoint(tokens):
        for token in dict.fromkeys(tokens):
            found += [entry for entry in index.withins.get(token, ()) if _is_within(entry, folded)]
    if not folded.isascii() and _UNSPACED.search(folded):
        held = [one for char in set(folded) for one in index.unspaced.get(char, ())]
        found += [entry for _, entry in sorted(held) if _is_said_unspaced(entry, folded, core)]
    if not found or is_code_like(text) or _is_quotation(text):
        return ()  # what code says is no phrase of a site, nor what an article quotes
    return tuple(map(Match._make, found))


def _lines(index: _Index, core: str) -> list[_Entry]:
    """Give the phrases that are a whole line."""
    first = index.lines.get(core)
    return [] if first is None else [first, *index.more_lines.get(core, ())]


def _is_within(entry: _Entry, folded: str) -> bool:
    """Whether a phrase stands anywhere in a folded text."""
    *_, phrase, pattern = entry
    return phrase in folded if pattern is None else compiled(pattern).search(folded) is not None


#: Where a button of a mail or a post leads, as text without links shows it: an address, a channel's name.
_ADDRESS = re.compile(r"\s*(?:[:：–—-]\s*)?[(<\[]?\s*(?:https?://\S+|@\w{3,40})\s*\Z")
#: Fewest words before it: "Contact: https://…" tells readers where to write.
MIN_BEFORE_ADDRESS = 3


def _before_address(folded: str) -> str:
    """Give what a line says before an address that ends it, `""` where that is little or there is none.

    >>> _before_address("view this email in your browser (https://a.example/#)"), _before_address("contact: @quay")
    ('view this email in your browser', '')
    """
    found = _ADDRESS.search(folded[-MAX_ADDRESS:])
    if found is None:
        return ""
    said = bare(folded[: found.start() + max(0, len(folded) - MAX_ADDRESS)])
    return said if len(_tokens(said)) >= MIN_BEFORE_ADDRESS else ""


#: Longest address that is looked for, in characters.
MAX_ADDRESS = 400

#: Marks that begin a quotation and that end it; a quotation of one word may be a button's name.
_OPENING, _CLOSING = frozenset('"“„«»”「『'), frozenset('"”“»«」』')


def _is_quotation(text: str) -> bool:
    """Whether a line of several words stands in quotation marks, from end to end.

    >>> _is_quotation("“View this email in your browser.”"), _is_quotation("View this email")
    (True, False)
    """
    return text[0] in _OPENING and text[-1] in _CLOSING and len(text.split()) > 2


def _is_said_unspaced(entry: _Entry, folded: str, core: str) -> bool:
    _, how, _, phrase, pattern = entry
    if pattern:
        said = compiled(pattern).search(folded)
        return said is not None and (how == "within" or said.start() <= 2)
    if phrase not in folded:
        return False
    if how == "start":
        return core.startswith(bare(phrase)) and folded.find(phrase) <= 2
    return how == "within" or folded.endswith(phrase)


def _starts(text: str, entry: _Entry) -> bool:
    *_, phrase, pattern = entry
    if pattern:
        return compiled(pattern).match(text) is not None
    if not text.startswith(phrase):
        return False
    return len(text) == len(phrase) or not (phrase[-1].isalnum() and text[len(phrase)].isalnum())


def says(block: Block, family: str, *how: str, language: str | None = None) -> Match | None:
    """Give the first phrase of `family` that the block says, matched in one of the ways `how`.

    A phrase of one word counts only in English and in the text's own language: what is
    a button in one language is a plain word in another.
    """
    for candidate in said(block).get(family, ()):
        if how and candidate.how not in how:
            continue
        if (
            language is not None
            and candidate.language not in ("en", language)
            and " " not in candidate.phrase
            and candidate.phrase.isascii()
        ):
            continue
        return candidate
    return None


def families(block: Block) -> tuple[tuple[str, bool], ...]:
    """Give the families of which the block says something, and whether it says nothing else.

    >>> families(Block("paragraph", "Leave a Reply"))
    (('comment_form', True),)
    """
    by_family = said(block)
    if not by_family:  # as most
        return ()
    return tuple(
        (family, any(one.how in ("line", "heading") for one in found))
        for family, found in by_family.items()
    )


def said(block: Block) -> dict[str, list[Match]]:
    """Give what a block says by family, found out once; asked thousands of times a text."""
    found: dict[str, list[Match]] | None = block.memo.get("says")
    return once(block, "says", _said) if found is None else found


def _said(block: Block) -> dict[str, list[Match]]:
    by_family: dict[str, list[Match]] = {}
    if block.kind == "code":  # `share(page)` asks nobody to
        return by_family
    short = len(block.text) <= MAX_KNOWN
    for found in match(block.text) if short else _said_in_line(block):
        by_family.setdefault(found.family, []).append(found)
    return by_family


def _said_in_line(block: Block) -> tuple[Match, ...]:
    return _match(block.text, folded(block)) if len(block.text) <= MAX_LINE else ()


def saying(document: Document, family: str) -> Sequence[Block]:
    """Give the blocks that say something of the family, in order.

    >>> from cleanarticle.model import blocks
    >>> [block.text for block in saying(blocks("It rained.", "Leave a Reply"), "comment_form")]
    ['Leave a Reply']
    """
    return once(document, "saying", _saying).get(family, ())


def _saying(document: Document) -> dict[str, list[Block]]:
    by_family: dict[str, list[Block]] = {}
    fresh = [block for block in document.blocks if "says" not in block.memo]
    if fresh:
        _fold_blocks(
            [
                block
                for block in fresh
                if MAX_KNOWN < len(block.text) <= MAX_LINE and "folded" not in block.memo
            ]
        )
        for block in fresh:
            said(block)
    for block in [block for block in document.blocks if block.memo["says"]]:
        for family in block.memo["says"]:
            by_family.setdefault(family, []).append(block)
    return by_family
