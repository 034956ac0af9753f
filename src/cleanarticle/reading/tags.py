"""What is to be done at each tag of a page: where an element begins, a line breaks, a link opens."""

from __future__ import annotations

import html

from ..model import BlockKind
from ..patterns import lazy
from .attributes import attributes_of, number_in, value_behind, value_of
from .cutting import Parts
from .hiding import MAY_HIDE, is_hidden, is_panel, is_veiled, opened_by_controls
from .list_numbers import PLAIN, Numbering, numbering_of
from .page import MarkKind, Opened

__all__ = [
    "BREAK_LINE",
    "ENTER",
    "HEADINGS",
    "HIDE",
    "LEAVE",
    "MARK",
    "MAX_SPAN",
    "NOTHING",
    "PICTURE",
    "SKIP",
    "UNMARK",
    "Tag",
    "Tags",
]

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rb rp rt "
    "rtc ruby s samp small span strike strong sub sup time tt u var wbr "
    "mjx-container mjx-math mjx-assistive-mml".split()
)
_VOID = frozenset("img source track area col param link meta base".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, tuple[BlockKind, int | None]] = {
    **{heading: ("heading", level) for heading, level in HEADINGS.items()},
    "blockquote": ("quote", None), "pre": ("code", None),
    "figcaption": ("caption", None), "caption": ("caption", None),
}  # fmt: skip
_MARKS: dict[str, MarkKind] = {
    "a": "link",
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
}
#: Attributes whose words tell what an element is, as a tag has them.
_NAMES = (' class="', ' id="', ' role="', ' itemprop="')
_CAPTION = lazy(r"(?:^|[\s_-]|thumb)caption(?:-text)?(?:$|\s)")
#: What is part of no text: the list of mdBook's keys, which its style sheet hides until one is pressed, and
#: the first letter of a member's name in the place of a picture, which Flarum writes in front of the name.
_NO_TEXT = ('id="mdbook-help-container"', 'span class="Avatar ')
#: Columns and rows that one cell may say it takes; one with more is a layout's, or made to be one.
MAX_SPAN = 50

#: What is to be done at a tag; at most of them nothing. Plain numbers, for there are thousands.
NOTHING, ENTER, LEAVE, MARK, UNMARK, BREAK_LINE, HIDE, SKIP, PICTURE = range(9)


class Tag:
    """What a tag says, read once for all that are written alike.

    `step` is 1 where it opens, -1 where it closes, 0 where it does both. What most tags do not
    tell is the class's own: a page has some hundreds.
    """

    shown: int = NOTHING  # what is to be done where nothing is hidden
    is_veiled: bool = False  # hidden, but only until a script shows it in its place
    names: str = ""
    kind: tuple[BlockKind, int | None] | None = None  # of the pieces in it; `None` as around it
    mark: Opened = ("link", None)
    is_item: bool = False
    is_list: bool = False
    picture: str = ""  # all that a picture's tag says
    numbering: Numbering | None = None  # of a list's items
    value: int | None = None  # the number that an item itself tells
    span: tuple[int, int] = (1, 1)  # columns and rows of a cell

    def __init__(self, name: str, act: int, step: int) -> None:
        self.name = name
        self.act = act
        self.step = step


class Tags(dict[str, Tag]):
    """The tags of a page by what is written between their brackets, each read once."""

    def __init__(self, parts: Parts) -> None:
        self._may_hide = parts.with_any(MAY_HIDE)
        self._opened = opened_by_controls(parts.tags)

    def __missing__(self, written: str) -> Tag:
        if written[0] == "/":
            tag = _closing(written)
        else:
            tag = _opening(written)
            if (
                written in self._may_hide
                and (tag.step or tag.act in (ENTER, BREAK_LINE, PICTURE))
                and tag.act != SKIP
            ):
                own = attributes_of(written)
                if is_hidden(tag.name, own) and not is_panel(tag.name, own, self._opened):
                    tag.act = HIDE
                    tag.is_veiled = is_veiled(tag.name, own)
        self[written] = tag
        return tag


def _closing(written: str) -> Tag:
    name = written[1:]
    act = UNMARK if name in _MARKS else LEAVE if _is_block(name) else NOTHING
    tag = Tag(name, act, -1)
    tag.is_list = name in ("ul", "ol")
    return tag


def _is_block(name: str) -> bool:
    return name not in _INLINE and name not in _VOID and name != "br"


def _shown_tag(name: str, act: int, step: int) -> Tag:
    """Make a tag at which that is done also where what is hidden is shown."""
    tag = Tag(name, act, step)
    tag.shown = act
    return tag


def _opening(written: str) -> Tag:
    name, _, _ = written.partition(" ")
    step = 1
    if written[-1] == "/":
        name, step = name.rstrip("/"), 0
    if name in _MARKS:
        if not step:
            return Tag(name, NOTHING, 0)
        href = value_of(written, "href") if name == "a" else None
        tag = _shown_tag(name, MARK, 1)
        tag.mark = _MARKS[name], html.unescape(href) if href else href
        return tag
    if name == "br":
        return _shown_tag(name, BREAK_LINE, step)
    if name == "template" and "shadowroot" not in written:  # whose content is shown
        return Tag(name, SKIP if step else NOTHING, step)
    if any(sign in written for sign in _NO_TEXT):
        return Tag(name, SKIP if step else NOTHING, step)
    if name == "img":
        tag = _shown_tag(name, PICTURE, step)
        tag.picture = written
        return tag
    if not _is_block(name):
        return Tag(name, NOTHING, step)
    tag = _shown_tag(name, ENTER, step)
    tag.kind = _KINDS.get(name)
    if name == "amp-img":
        tag.picture = written
    tag.is_item, tag.is_list = name in ("li", "dt", "dd"), name in ("ul", "ol")
    if name == "ol":
        tag.numbering = numbering_of(written) if "=" in written else PLAIN
    if "=" in written:
        if name == "li" and "value=" in written:
            tag.value = number_in(value_of(written, "value"))
        elif name in ("td", "th") and "span=" in written:
            tag.span = _span(written, "colspan"), _span(written, "rowspan")
        found = [value_behind(written, sign) for sign in _NAMES if sign in written]
        tag.names = " ".join([own for own in found if own is not None])
        if "caption" in tag.names and name in ("p", "div") and _CAPTION.search(tag.names):
            tag.kind = "caption", None
    return tag


def _span(written: str, name: str) -> int:
    """Give how many columns or rows a cell says that it takes; a row's 0 is all below it."""
    told = number_in(value_of(written, name))
    if told == 0 and name == "rowspan":
        return MAX_SPAN
    return 1 if told is None else min(max(told, 1), MAX_SPAN)
