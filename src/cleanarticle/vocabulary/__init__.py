"""Phrases that sites show their readers, as data, and the one look-up that finds them.

A family is a TOML file beside this module (`share.toml`, `promo.toml`, …), keyed by language;
`entries.FAMILIES` lists them, and says which files are none. Each entry says what is matched (`line`,
`heading`, `start`, `end` or `within`), where it was `seen`, and a line that `stays`. `#` stands
for a number, `*` for one to eight words, of one sentence where the line goes on; in a script
without spaces, for up to 24 characters of one. `match` finds all that a line says, in one pass
over its words, however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ..model import Block, Document
from ..patterns import lazy
from ..shapes import is_code_like, once
from ..sieve import compiled
from .entries import listed, load
from .folding import UNSPACED, bare, fold, fold_all, fold_blocks, folded, tokens_of
from .glued_menus import is_glued_menu, is_row_of_phrases
from .index import Entry, Index, index_of_phrases

__all__ = [
    "Match",
    "bare",
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
    "text_says",
    "unspaced_phrases",
    "words_of_sites",
]


#: Longest line that is looked up, in characters: longer ones are prose.
MAX_LINE = 600
#: Longest line that is remembered, in characters: what sites say recurs, in a text and from page
#: to page.
MAX_KNOWN = 60


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


@lru_cache(maxsize=4096)
def _match_short(text: str) -> tuple[Match, ...]:
    return _match(text, fold(text))


def _match(text: str, folded: str) -> tuple[Match, ...]:
    index = index_of_phrases()
    core = bare(folded)
    found = _lines(index, core)
    if not found and ("://" in folded or "@" in folded) and (said := _before_address(folded)):
        found = _lines(index, said)
    if not found and ("ي" in core or "ك" in core):
        found = _lines(index, core.translate(_PERSIAN))
    tokens = tokens_of(core)
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
    if not folded.isascii() and UNSPACED.search(folded):
        held = [one for char in set(folded) for one in index.unspaced.get(char, ())]
        found += [entry for _, entry in sorted(held) if _is_said_unspaced(entry, folded, core)]
    if not found or is_code_like(text) or _is_quotation(text):
        return ()  # what code says is no phrase of a site, nor what an article quotes
    return tuple(map(Match._make, found))


def _lines(index: Index, core: str) -> list[Entry]:
    """Give the phrases that are a whole line."""
    first = index.lines.get(core)
    return [] if first is None else [first, *index.more_lines.get(core, ())]


def _is_within(entry: Entry, folded: str) -> bool:
    """Whether a phrase stands anywhere in a folded text."""
    *_, phrase, pattern = entry
    return phrase in folded if pattern is None else compiled(pattern).search(folded) is not None


def _starts(text: str, entry: Entry) -> bool:
    *_, phrase, pattern = entry
    if pattern:
        return compiled(pattern).match(text) is not None
    if not text.startswith(phrase):
        return False
    return len(text) == len(phrase) or not (phrase[-1].isalnum() and text[len(phrase)].isalnum())


def _is_said_unspaced(entry: Entry, folded: str, core: str) -> bool:
    _, how, _, phrase, pattern = entry
    if pattern:
        said = compiled(pattern).search(folded)
        return said is not None and (how == "within" or said.start() <= 2)
    if phrase not in folded:
        return False
    if how == "start":
        return core.startswith(bare(phrase)) and folded.find(phrase) <= 2
    return how == "within" or folded.endswith(phrase)


#: Where a button of a mail or a post leads, as text without links shows it: an address, a channel's name.
_ADDRESS = lazy(r"\s*(?:[:：–—-]\s*)?[(<\[]?\s*(?:https?://\S+|@\w{3,40})\s*\Z")
#: Fewest words before it: "Contact: https://…" tells readers where to write.
MIN_BEFORE_ADDRESS = 3
#: Longest address that is looked for, in characters.
MAX_ADDRESS = 400


def _before_address(folded: str) -> str:
    """Give what a line says before an address that ends it, `""` where that is little or there is none.

    >>> _before_address("view this email in your browser (https://a.example/#)"), _before_address("contact: @quay")
    ('view this email in your browser', '')
    """
    found = _ADDRESS.search(folded[-MAX_ADDRESS:])
    if found is None:
        return ""
    said = bare(folded[: found.start() + max(0, len(folded) - MAX_ADDRESS)])
    return said if len(tokens_of(said)) >= MIN_BEFORE_ADDRESS else ""


#: Marks that begin a quotation and that end it; a quotation of one word may be a button's name.
_OPENING, _CLOSING = frozenset('"“„«»”「『'), frozenset('"”“»«」』')


def _is_quotation(text: str) -> bool:
    """Whether a line of several words stands in quotation marks, from end to end.

    >>> _is_quotation("“View this email in your browser.”"), _is_quotation("View this email")
    (True, False)
    """
    return text[0] in _OPENING and text[-1] in _CLOSING and len(text.split()) > 2


def text_says(text: str, family: str) -> bool:
    """Whether a line says a phrase of a family.

    >>> text_says("Photo: Ann Lee", "credit"), text_says("The ferry sailed.", "credit")
    (True, False)
    """
    return any(found.family == family for found in match(text))


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
        fold_blocks(
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


#: Letters of a word that says more than how others belong together.
_LONG_WORD = lazy(r"[^\W\d_]{3,}")


@lru_cache(maxsize=16)
def words_of_sites(language: str | None) -> frozenset[str]:
    """Give the words, folded, of what sites show in a language and in English, but of people's roles."""
    index = index_of_phrases()
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
    for phrase, (family, *_) in index_of_phrases().lines.items():
        yield phrase, family


def unspaced_phrases() -> Iterator[tuple[str, str]]:
    """Give the phrases in scripts without spaces, whole lines or not, folded, with their families."""
    for phrase, family in line_phrases():
        if UNSPACED.search(phrase):
            yield phrase, family
    for near in index_of_phrases().unspaced.values():
        for _, (family, _, _, phrase, pattern) in near:
            if pattern is None:
                yield phrase, family
