"""The path of sections above a headline: "Home > World > Europe"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..actions import Drop, Found
from ..model import Block, Document, Reason, count_words
from ..shapes import ends_sentence, is_caseless, is_cut_off, is_prose, words
from ..sieve import Sieve
from ..vocabulary import fold, folded, match

__all__ = ["find_breadcrumbs", "is_home"]

#: Blocks at the top among which the path is looked for.
REACH = 40

#: Longest line that is read as a glued breadcrumb, in characters.
MAX_GLUED = 400

#: Longest part of a breadcrumb, in words; the last may be the title.
MAX_CRUMB_WORDS = 4

_SEPARATOR = re.compile(r"\s{1,3}(?:[>‹›»→⟩❯]|::|[/|\\•·»])\s{1,3}|\s?[>›»→❯]\s?")
_SEPARATED_SIEVE = Sieve((r"[>‹›»→⟩❯/|\\•·]",), (":", ":"))
#: What stands before a path: "You are here: Home > World", "当前位置：首页 > 新闻".
_PATH_LABEL = re.compile(r"[^\W\d][^:：>›»/|]{1,30}[:：]\s{0,3}")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[^\W_])")
_CAMEL_SIEVE = Sieve((r"[^\W\d_A-Z]", r"[^\W_a-z]"))
_DOTS = re.compile(r"[\s.…]*(?:\.\.\.|…)$")


def find_breadcrumbs(document: Document) -> Iterator[Drop | Found]:
    """Find the path of sections above the title: on one line, one a line, or glued together.

    A glued path may run into the title, whole or cut off by dots; then a later line
    must say the title in full. Leaves a line with a slash or arrow that does not
    begin with the home page's name.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("HomeTradeFerries idle. ...", "Ferries idle. Crews walk out.", "Crews…")
    >>> [f.value for f in find_breadcrumbs(lines) if isinstance(f, Found)]
    [('Home', 'Trade')]
    """
    top = list(document[:REACH])
    for place, block in enumerate(top):
        if is_prose(block) and words(block) > 30:
            return
        if words(block) > 40:
            continue
        crumbs = (
            _separated(block)
            or _glued(block, top[place + 1 :])
            or _glued_to_caseless(block, top[place + 1 :])
        )
        if crumbs:
            yield Drop(block, Reason.BREADCRUMB)
            yield Found("breadcrumbs", crumbs)
            return


def is_home(text: str) -> bool:
    """Whether a text is what sites call their first page."""
    return any(found.family == "home" for found in match(text))


def _separated(block: Block) -> tuple[str, ...] | None:
    if not _SEPARATED_SIEVE.may_be_in(block):
        return None
    parts = [part.strip() for part in _SEPARATOR.split(block.text) if part.strip()]
    if len(parts) < 2:
        return None
    if label := _PATH_LABEL.match(parts[0]):
        parts[0] = parts[0][label.end() :]
    if not is_home(parts[0]):
        return None
    if any(count_words(part) > MAX_CRUMB_WORDS for part in parts[:-1]):
        return None
    last = parts[-1]
    if count_words(last) > MAX_CRUMB_WORDS or is_cut_off(last):
        parts.pop()
    return tuple(parts)


def _glued(block: Block, below: Sequence[Block]) -> tuple[str, ...] | None:
    if len(block.text) > MAX_GLUED or not _CAMEL_SIEVE.may_be_in(block):
        return None
    parts = _camel_parts(block.text)
    if len(parts) < 2 or not is_home(parts[0]):
        return None
    for used in range(2, len(parts) + 1):
        rest = "".join(parts[used - 1 :])
        stem = fold(_DOTS.sub("", rest))
        if len(stem) >= 6 and any(folded(other).startswith(stem) for other in below[:12]):
            crumbs = parts[: used - 1]
            return tuple(crumbs) if all(count_words(c) <= MAX_CRUMB_WORDS for c in crumbs) else None
    if is_cut_off(block.text):  # no line below says the title so; the path is one all the same
        parts.pop()
    elif ends_sentence(block.text):
        return None
    elif not any(m.family == "section" for part in parts[1:] for m in match(part)):
        return None
    return tuple(parts) if all(count_words(part) <= 3 for part in parts) else None


#: The home page's name in Latin letters before those of a script without capitals; the letters of the
#: title behind the section's name that tell it, and the section's at most.
_LATIN_HOME = re.compile(r"[A-Z][a-z]{2,9}(?=[^\W\d_a-zA-Z])")
MIN_TITLE_LETTERS, MAX_SECTION_LETTERS = 16, 40


def _glued_to_caseless(block: Block, below: Sequence[Block]) -> tuple[str, ...] | None:
    """Read a path in a script without capitals, which a title that dots cut off ends, said below in full."""
    text = block.text
    home = _LATIN_HOME.match(text)
    if home is None or not is_caseless(text[home.end()]) or not is_cut_off(text):
        return None
    if not is_home(home[0]):
        return None
    rest = _DOTS.sub("", text[home.end() :])
    for other in below[:12]:
        at = rest.find(other.text[:MIN_TITLE_LETTERS])
        long = len(other.text) >= MIN_TITLE_LETTERS and 0 < at <= MAX_SECTION_LETTERS
        if long and other.text.startswith(rest[at:]):
            return home[0], rest[:at].strip()
    return None


def _camel_parts(text: str) -> list[str]:
    """Split where a lower-case letter meets an upper-case one or a digit.

    >>> _camel_parts("HomeWorldWar in Ukraine")
    ['Home', 'World', 'War in Ukraine']
    """
    parts, last = [], 0
    for found in _CAMEL.finditer(text):
        at = found.start()
        if text[at - 1].islower() and (text[at].isupper() or text[at].isdigit()):
            parts.append(text[last:at])
            last = at
    parts.append(text[last:])
    return [part.strip() for part in parts if part.strip()]
