"""The path of sections above a headline: "Home > World > Europe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import Drop, Edit, Found
from ..cleaners._spans import cut
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
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

_SEPARATOR = lazy(r"\s{1,3}(?:[>‹›»→⟩❯]|::|[/|\\•·»])\s{1,3}|\s?[>›»→❯]\s?")
_SEPARATED_SIEVE = Sieve((r"[>‹›»→⟩❯/|\\•·]",), (":", ":"))
#: The arrow of an icon font, which text shows as the figure that stands for it: "Home 9 News 9 Ferry crews walk out".
_ICON = lazy(r"\s9\s")
#: What stands before a path: "You are here: Home > World", "当前位置：首页 > 新闻".
_PATH_LABEL = lazy(r"[^\W\d][^:：>›»/|]{1,30}[:：]\s{0,3}")
#: What parts the last crumb from the headline behind it.
_BETWEEN = " \t\n\u00a09>‹›»→⟩❯:/|\\•·"
_CAMEL = lazy(r"(?<=[^\W\d_])(?=[^\W_])")
_CAMEL_SIEVE = Sieve((r"[^\W\d_A-Z]", r"[^\W_a-z]"))
_DOTS = lazy(r"[\s.…]*(?:\.\.\.|…)$")


def find_breadcrumbs(document: Document) -> Iterator[Drop | Edit | Found]:
    """Find the path of sections above the title: on one line, one a line, or glued together.

    A glued path may run into the title, whole or cut off by dots; then a later line
    must say the title in full. A headline that no other line says stays without the path.
    Leaves a line with a slash or arrow that does not begin with the home page's name.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("HomeTradeFerries idle. ...", "Ferries idle. Crews walk out.", "Crews…")
    >>> [f.value for f in find_breadcrumbs(lines) if isinstance(f, Found)]
    [('Home', 'Trade')]
    """
    top = list(document[:REACH])
    is_named = document.title is not None or bool(document.fields.get("title"))
    for place, block in enumerate(top):
        if is_prose(block) and words(block) > 30:
            return
        if words(block) > 40:
            continue
        below = top[place + 1 :]
        crumbs = (
            _separated(block)
            or _barred(block, top)
            or _glued(block, below)
            or _glued_to_caseless(block, below)
        )
        if crumbs:
            headline = 0 if is_named else _headline_behind(block, crumbs, below)
            if headline:
                yield cut(block, 0, headline, Reason.BREADCRUMB)
            else:
                yield Drop(block, Reason.BREADCRUMB)
            yield Found("breadcrumbs", crumbs)
            return


def is_home(text: str) -> bool:
    """Whether a text is what sites call their first page."""
    return any(found.family == "home" for found in match(text))


def _headline_behind(block: Block, crumbs: Sequence[str], below: Sequence[Block]) -> int:
    """Give where the headline behind a path begins, if no line below says it; 0 where there is none."""
    at = 0
    for crumb in crumbs:
        at = block.text.find(crumb, at) + len(crumb)
    rest = block.text[at:].lstrip(_BETWEEN)
    if count_words(rest) <= MAX_CRUMB_WORDS or is_cut_off(rest):
        return 0
    said = fold(rest)
    return (
        0 if any(folded(other).startswith(said) for other in below) else len(block.text) - len(rest)
    )


def _separated(block: Block) -> tuple[str, ...] | None:
    by_icon = " 9 " in block.text
    if not by_icon and not _SEPARATED_SIEVE.may_be_in(block):
        return None
    separator = _ICON if by_icon else _SEPARATOR
    parts = [part.strip() for part in separator.split(block.text) if part.strip()]
    if len(parts) < 2 or (len(parts) == 2 and by_icon and count_words(parts[1]) <= MAX_CRUMB_WORDS):
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


def _barred(block: Block, top: Sequence[Block]) -> tuple[str, ...] | None:
    """Give the path before a headline that bars without spaces part: "News|Sport|Ferry crews walk out over pay"."""
    if block.text.count("|") < 2 or " |" in block.text:
        return None
    *crumbs, last = block.text.split("|")
    if count_words(last) <= MAX_CRUMB_WORDS or any(
        count_words(c) > MAX_CRUMB_WORDS for c in crumbs
    ):
        return None
    if any("|" in other.text for other in top if other is not block):  # rows of a table
        return None
    named = any(m.family in ("home", "section") for crumb in crumbs for m in match(crumb))
    return tuple(crumbs) if named and all(crumbs) else None


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
_LATIN_HOME = lazy(r"[A-Z][a-z]{2,9}(?=[^\W\d_a-zA-Z])")
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
