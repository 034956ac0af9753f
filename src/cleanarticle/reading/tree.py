"""A page's markup to pieces of visible text and the elements around them.

lxml repairs the markup; the tree is then written out again, well-formed, and cut at its tags in
one go, which is several times as fast as walking it from Python. Nothing here judges.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal

from lxml import etree

from ..model import BlockKind
from .decoding import decode
from .inline import write_inline, write_markers
from .item_numbers import may_write_numbers, write_numbers
from .listings import may_hold_listing, write_listings

__all__ = [
    "Page",
    "Parts",
    "Picture",
    "Piece",
    "attributes_of",
    "cut",
    "parse",
    "read_fragment",
    "read_parts",
    "read_tree",
]

MarkKind = Literal["link", "emphasis", "strong", "code"]
Opened = tuple[MarkKind, str | None]  # with its address
Marked = tuple[MarkKind, int, int, str | None]  # with its start and end

#: Elements without text of the page's own.
_SKIPPED = (
    "script", "style", "svg", "math", "iframe", "object", "embed", "canvas",
    "select", "option", "input", "textarea", "audio", "video", "map", "datalist", "frameset", "title",
)  # fmt: skip
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rb rp rt "
    "rtc ruby s samp small span strike strong sub sup time tt u var wbr "
    "mjx-container mjx-math mjx-assistive-mml".split()
)
_VOID = frozenset("img source track area col param link meta base".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, tuple[BlockKind, int | None]] = {
    **{heading: ("heading", level) for heading, level in _HEADINGS.items()},
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

_TAG = re.compile(r"<([^>]*)>")
#: White space that is more than one space: what is to become one.
_SPACE = re.compile(r"(?: [ \t\n\r\f\v]|[\t\n\r\f\v])[ \t\n\r\f\v]*")
_ATTRIBUTE = re.compile(r'([^ =]+)="([^"]*)"')
#: What stands in every tag that hides something; most tags hold none of it.
_MAY_HIDE = (
    "button", "hidden", "isplay", "ISPLAY", "isibility", "sr-", "-sr", "screen", "invisible", "dialog",
    "noscript", "headerlink", "editsection", "anchor", "hash-link", "footnote-back", "fnref",
)  # fmt: skip
#: Where the arrow below a footnote leads, back to its number: Pandoc, kramdown, Hugo, GitHub. The role
#: `doc-backlink` tells none: Sphinx gives it to headings, which lead back to the table of contents.
_BACK = re.compile(r"#(?:user-content-)?fnref")
#: Where frameworks hang the whole page, which they set `aria-hidden` while a dialog stands before it.
_ROOTS = frozenset(
    "root app __next ___gatsby __nuxt page wrapper site main content main-content page-wrapper".split()
)
_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Classes by which frameworks hide text from the eye: Bootstrap, WordPress, Drupal, Foundation.
_HIDING = frozenset(
    {
        "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible",
        # Links to a heading and to its editor, which are the system's: Sphinx, MediaWiki, Docusaurus;
        # and from a footnote back to its number: Markdown Extra, Pandoc.
        "footnote-backref", "footnote-back", "footnote-backlink",
        "headerlink", "mw-editsection", "header-anchor", "heading-anchor", "hash-link", "anchorjs-link",
        "screen-reader-only", "screenreader-only", "show-for-sr", "a11y-hidden", "u-visually-hidden",
    }
)  # fmt: skip
_OPENERS = frozenset(
    {"aria-controls", "aria-expanded", "data-bs-toggle", "data-toggle", "data-bs-target"}
)
#: What a control opens that is closed, or one of several tabs; and what pages call such a part.
_OPENS = re.compile(r'aria-controls="([^"\s]+)"')
_PANEL_ROLES = frozenset({"region", "tabpanel"})
_PANEL = re.compile(
    r"(?:accord|collaps|faq|toggle|expand|tab)[\w-]*(?:content|panel|body|answer|text|pane)"
    r"|(?:^|[\s_-])(?:answer|panel)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NO_PANELS = frozenset({"noscript", "dialog", "button", "nav", "header", "footer", "form", "label"})
_CAPTION = re.compile(r"(?:^|[\s_-]|thumb)caption(?:-text)?(?:$|\s)")
#: Bytes that lxml refuses, as spaces; so it does two characters, in UTF-8.
_PARSABLE = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))
_UNPARSABLE = ("\ufffe", "\uffff")
#: Tags that pages leave open by the thousand, and that can do without.
_NESTING = re.compile(
    rb"</?(?:div|span|font|center|section|b|i|u|em|strong|small|big|a|ul|ol|li|dl|dd|table|tbody|tr|td"
    rb"|th|blockquote|form|article|main)\b[^<>]*>",
    re.IGNORECASE,
)
_HALF = re.compile("[\ud800-\udfff]")
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^<>]*\?>")
#: Pages glued together hold more than one, and a parser stops at the first.
_END = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)

#: What stands in a piece's text, until it is finished, where a mark opens and closes and a line
#: breaks: characters that no parsed page holds.
_OPEN, _CLOSE, _BREAK = "\x01", "\x02", "\x03"
_SIGNS = (_OPEN, _CLOSE)
_WHOLE = re.compile(f"\\s*{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}\\s*")
_SIGN = re.compile(f"([{_OPEN}{_CLOSE}])")


@dataclass(slots=True)
class Piece:
    """A stretch of text between two boundaries of blocks.

    `marks` are (kind, start, end, href) with offsets into `text`; `element` is the innermost
    element of a block around it, an index into the page's lists.
    """

    text: str
    kind: BlockKind
    level: int | None
    marks: list[Marked]
    element: int
    ordinal: str | None = None  # of an item of an ordered list, at its first piece


@dataclass(slots=True)
class Picture:
    """A picture: what its tag says, and the piece that it stands before, in an element."""

    tag: str
    before: int
    element: int


@dataclass(slots=True)
class Page:
    """The pieces of a page and its elements of blocks, both in document order.

    An element's pieces are `pieces[first[e]:behind[e]]`, its descendants the elements up to
    `last[e]`; element 0 is the body, its own parent.
    """

    pieces: list[Piece] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # class, id and role, as they stand
    parents: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def called(self, pattern: re.Pattern[str], signs: Sequence[str]) -> list[int]:
        """Give the elements whose class, id or role, in small letters, matches.

        One of the `signs` stands in all that match; most names, and most pages, hold none of them.
        """
        distinct = set(self.names)
        lines = _lines_with("\n".join(distinct).lower(), signs)
        small = {line for line in lines if pattern.search(line)}
        if not small:
            return []
        found = {names for names in distinct if names.lower() in small}
        return [e for e, names in enumerate(self.names) if names in found]


def _lines_with(everything: str, signs: Iterable[str]) -> set[str]:
    """Give the lines in which one of the signs stands."""
    found: set[str] = set()
    for sign in signs:
        at = everything.find(sign)
        while at >= 0:
            end = everything.find("\n", at)
            end = len(everything) if end < 0 else end
            found.add(everything[everything.rfind("\n", 0, at) + 1 : end])
            at = everything.find(sign, end)
    return found


@dataclass(frozen=True, slots=True)
class Parts:
    """The texts and the tags of a page's body, `by_turns`, a text first and last.

    A tag stands without its angle brackets. `tags` has each once, behind a line break: a look at one
    text is many times as fast as one at each of some hundreds.
    """

    by_turns: list[str]
    tags: str

    def with_any(self, signs: Iterable[str]) -> set[str]:
        """Give the tags in which one of the signs stands."""
        return _lines_with(self.tags, signs)


def parse(markup: str) -> Any | None:
    """Parse a page; `None` where there is nothing in it. Broken markup never raises."""
    if not markup.strip():
        return None
    try:
        written = _encoded(markup)
    except UnicodeEncodeError:  # half a character, or a byte that a decoder passed through
        try:
            written = _encoded(decode(markup.encode("utf-8", "surrogateescape")))
        except UnicodeEncodeError:
            written = _encoded(_HALF.sub(" ", markup))
    written = written.translate(_PARSABLE)
    written = _END.sub(b"", _XML_DECLARATION.sub(b"", written))
    tree, is_too_deep = _parse(written)
    if is_too_deep:  # the rest of the page is lost: take out what is nested
        tree, _ = _parse(_NESTING.sub(b"<br><br>", written))
    return tree


def _encoded(markup: str) -> bytes:
    """Give the bytes of a text, with a space for what no parser takes."""
    for character in _UNPARSABLE:
        markup = markup.replace(character, " ")
    return markup.encode("utf-8")


def _parse(written: bytes) -> tuple[Any | None, bool]:
    """Give the tree, and whether the parser gave up where it became too deep (2,048)."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(written, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    errors: Any = parser.error_log
    last = errors.last_error
    return tree, last is not None and last.type_name == "ERR_RESOURCE_LIMIT"


#: Words below which the visible part of a page may be a shell; what is hidden counts if it is
#: so many times as much.
SHELL_WORDS, SHELL_TIMES = 250, 2
#: Characters of prose from which on what is hidden is the page, if it is so many times what is visible;
#: characters of a text that is prose.
MIN_CONCEALED, CONCEALED_TIMES, PROSE_CHARACTERS = 1500, 3, 100


def read_tree(tree: Any) -> Page:
    """Give the visible text of a parsed page."""
    return read_parts(cut(tree))


def cut(tree: Any) -> Parts:
    """Give the texts and the tags of a parsed page's body.

    Elements that hold no text for readers (scripts, styles, forms' fields) are taken out of the
    tree.
    """
    body = tree.find("body")
    root = tree if body is None else body
    write_inline(tree, root)
    etree.strip_elements(root, *_SKIPPED, with_tail=False)
    written = etree.tostring(root, encoding="unicode", with_tail=False)
    parts = _parts_of(written)
    mends = [mend for is_needed, mend in _MENDS if is_needed(parts.tags)]
    if may_write_numbers(written):
        mends.append(write_numbers)
    if mends:
        for mend in mends:
            mend(root)
        parts = _parts_of(etree.tostring(root, encoding="unicode", with_tail=False))
    return parts


#: A link to a place on the page of which no more is shown than a sign, beside a heading for the most part
#: (Node.js, MkDocs, GitBook). A paragraph's or section's sign may be a footnote's, but not at a heading's end.
_PERMALINK_ENDS = (">#</a>", ">\N{LINK SYMBOL}</a>", ">¶</a>", ">§</a>")
_PERMALINK = re.compile(
    r"<a (?=[^<>]*\bhref=\"#)[^<>]*>(?:[#\N{LINK SYMBOL}]</a>|[¶§]</a>(?=(?:</span>|\s)*</h[1-6]>))"
)


def _parts_of(written: str) -> Parts:
    if any(sign in written for sign in _PERMALINK_ENDS):
        written = _PERMALINK.sub("", written)
    by_turns = _TAG.split(written)
    return Parts(by_turns, "\n".join(["", *set(by_turns[1::2])]))


def read_parts(parts: Parts) -> Page:
    """Give the visible text of a page that was cut at its tags.

    Where next to nothing is visible, what is hidden until a script runs is read too; so it is where
    most of the page's prose is hidden, as behind an open dialog.
    """
    tags = _Tags(parts)
    page, concealed = _walk(parts, tags, hidden=False)
    size = _words(page)
    if size < SHELL_WORDS:
        whole, _ = _walk(parts, tags, hidden=True)
        if _words(whole) > SHELL_TIMES * size:
            return whole
    elif concealed >= MIN_CONCEALED and concealed >= CONCEALED_TIMES * _prose(page):
        return _walk(parts, tags, hidden=True)[0]
    return page


def read_fragment(markup: str) -> Page:
    """Read a text, or a piece of markup, that stood in a script."""
    tree = parse(markup if "<" in markup else html.escape(markup).replace("\n", "<br><br>"))
    return Page() if tree is None else read_tree(tree)


def _walk(parts: Parts, tags: _Tags, *, hidden: bool) -> tuple[Page, int]:
    """Give the page, and how many characters of prose it has that are hidden."""
    walk = _Walk(hidden=hidden)
    walk.read(parts.by_turns, tags)
    _join_tables(walk.page, walk.entered)
    return walk.page, walk.concealed


def _prose(page: Page) -> int:
    """Count the characters of the pieces that are prose, and not cut off as teasers are."""
    return sum(
        len(piece.text)
        for piece in page.pieces
        if len(piece.text) >= PROSE_CHARACTERS and not piece.text.endswith(("…", "..."))
    )


def _words(page: Page) -> int:
    return sum(piece.text.count(" ") + 1 for piece in page.pieces)


_STREAMED = ' id="S:'
_REVERSED = ' reversed="'


def _number_backwards(root: Any) -> None:
    """Give lists that count down the number they begin with, which is that of their items."""
    for counted in root.xpath(".//ol[@reversed][not(@start)]"):
        counted.set("start", str(len(counted.findall("li"))))


def _put_in_place(root: Any) -> None:
    """Move what React streams behind the page to where its script would put it.

    A part comes as `<div hidden id="S:0">`, for the `<template id="B:0">` (or `P:0`) further up.
    """
    streamed = root.xpath(".//div[@hidden][starts-with(@id, 'S:')]")
    places = {t.get("id"): t for t in root.iter("template") if t.get("id")}
    for part in streamed:
        del part.attrib["hidden"]
        name = part.get("id")[2:]
        place = places.get(f"B:{name}")
        if place is None:
            place = places.get(f"P:{name}")
        if place is not None and part not in place.iterancestors():
            place.addnext(part)


#: What few pages need, and how such a page is told by its tags.
_MENDS: tuple[tuple[Callable[[str], bool], Callable[[Any], None]], ...] = (
    (lambda tags: _STREAMED in tags, _put_in_place),
    (lambda tags: _REVERSED in tags, _number_backwards),
    (lambda tags: "mso-list" in tags, write_markers),
    (may_hold_listing, write_listings),
)


#: What is to be done at a tag; at most of them nothing. Plain numbers, for there are thousands.
_NOTHING, _ENTER, _LEAVE, _MARK, _UNMARK, _BREAK_LINE, _HIDE, _SKIP, _PICTURE = range(9)


@dataclass(frozen=True, slots=True)
class _Numbering:
    """How an ordered list counts: from where, in what steps, and in which signs (`1aAiI`)."""

    start: int = 1
    step: int = 1
    signs: str = "1"

    def written(self, number: int) -> str | None:
        """Give a number in the list's signs; `None` for one below zero, which no marker has.

        >>> _Numbering(signs="a").written(28), _Numbering(signs="I").written(9), _Numbering().written(-1)
        ('ab', 'IX', None)
        """
        if self.signs in "aA" and number > 0:
            letters = _in_letters(number)
        elif self.signs in "iI" and 0 < number < MAX_ROMAN:
            letters = _in_roman(number)
        else:
            return str(number) if number >= 0 else None
        return letters.upper() if self.signs.isupper() else letters


_PLAIN = _Numbering()
MAX_ROMAN = 4000
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _in_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _in_roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _numbering(written: str) -> _Numbering:
    """Read how an ordered list says that it counts."""
    signs = _value(written, "type") or "1"
    if signs not in _SIGNS_OF_STYLES.values():
        signs = "1"
    if "list-style" in written:
        style = next((name for name in _SIGNS_OF_STYLES if name in written), "")
        signs = _SIGNS_OF_STYLES.get(style, signs)
    start = _number(_value(written, "start"))
    return _Numbering(1 if start is None else start, -1 if _REVERSED in written else 1, signs)


#: What style sheets call the signs of a list's numbers, and how the attribute does.
_SIGNS_OF_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})(?!\d)")


def _number(written: str | None) -> int | None:
    found = _INTEGER.match(written or "")
    return int(found[1]) if found else None


class _Tag:
    """What a tag says, read once for all that are written alike.

    `step` is 1 where it opens, -1 where it closes, 0 where it does both. What most tags do not
    tell is the class's own: a page has some hundreds.
    """

    shown: int = _NOTHING  # what is to be done where nothing is hidden
    names: str = ""
    kind: tuple[BlockKind, int | None] | None = None  # of the pieces in it; `None` as around it
    mark: Opened = ("link", None)
    is_item: bool = False
    is_list: bool = False
    picture: str = ""  # all that a picture's tag says
    numbering: _Numbering | None = None  # of a list's items
    value: int | None = None  # the number that an item itself tells
    span: tuple[int, int] = (1, 1)  # columns and rows of a cell

    def __init__(self, name: str, act: int, step: int) -> None:
        self.name = name
        self.act = act
        self.step = step


class _Tags(dict[str, _Tag]):
    """The tags of a page by what is written between their brackets, each read once."""

    def __init__(self, parts: Parts) -> None:
        self._may_hide = parts.with_any(_MAY_HIDE)
        self._opened = frozenset(
            _OPENS.findall(parts.tags) if "aria-controls" in parts.tags else ()
        )  # by a control

    def __missing__(self, written: str) -> _Tag:
        if written[0] == "/":
            tag = _closing(written)
        else:
            tag = _opening(written)
            if (
                written in self._may_hide
                and (tag.step or tag.act in (_ENTER, _BREAK_LINE, _PICTURE))
                and tag.act != _SKIP
            ):
                own = attributes_of(written)
                if _is_hidden(tag.name, own) and not _is_panel(tag.name, own, self._opened):
                    tag.act = _HIDE
        self[written] = tag
        return tag


def _closing(written: str) -> _Tag:
    name = written[1:]
    act = _UNMARK if name in _MARKS else _LEAVE if _is_block(name) else _NOTHING
    tag = _Tag(name, act, -1)
    tag.is_list = name in ("ul", "ol")
    return tag


def _is_block(name: str) -> bool:
    return name not in _INLINE and name not in _VOID and name != "br"


def _shown_tag(name: str, act: int, step: int) -> _Tag:
    """Make a tag at which that is done also where what is hidden is shown."""
    tag = _Tag(name, act, step)
    tag.shown = act
    return tag


def _opening(written: str) -> _Tag:
    name, _, _ = written.partition(" ")
    step = 1
    if written[-1] == "/":
        name, step = name.rstrip("/"), 0
    if name in _MARKS:
        if not step:
            return _Tag(name, _NOTHING, 0)
        href = _value(written, "href") if name == "a" else None
        tag = _shown_tag(name, _MARK, 1)
        tag.mark = _MARKS[name], html.unescape(href) if href else href
        return tag
    if name == "br":
        return _shown_tag(name, _BREAK_LINE, step)
    if name == "template" and "shadowroot" not in written:  # whose content is shown
        return _Tag(name, _SKIP if step else _NOTHING, step)
    if name == "img":
        tag = _shown_tag(name, _PICTURE, step)
        tag.picture = written
        return tag
    if not _is_block(name):
        return _Tag(name, _NOTHING, step)
    tag = _shown_tag(name, _ENTER, step)
    tag.kind = _KINDS.get(name)
    if name == "amp-img":
        tag.picture = written
    tag.is_item, tag.is_list = name in ("li", "dt", "dd"), name in ("ul", "ol")
    if name == "ol":
        tag.numbering = _numbering(written) if "=" in written else _PLAIN
    if "=" in written:
        if name == "li" and "value=" in written:
            tag.value = _number(_value(written, "value"))
        elif name in ("td", "th") and "span=" in written:
            tag.span = _span(written, "colspan"), _span(written, "rowspan")
        found = [_behind(written, sign) for sign in _NAMES if sign in written]
        tag.names = " ".join([own for own in found if own is not None])
        if "caption" in tag.names and name in ("p", "div") and _CAPTION.search(tag.names):
            tag.kind = "caption", None
    return tag


def _span(written: str, name: str) -> int:
    """Give how many columns or rows a cell says that it takes; a row's 0 is all below it."""
    told = _number(_value(written, name))
    if told == 0 and name == "rowspan":
        return MAX_SPAN
    return 1 if told is None else min(max(told, 1), MAX_SPAN)


def _value(written: str, name: str) -> str | None:
    """Give one of a tag's attributes as it is written, `None` where the tag lacks it."""
    sign = f' {name}="'
    return _behind(written, sign) if sign in written else None


def _behind(written: str, sign: str) -> str | None:
    """Give the value of the attribute of a sign such as ` href="`, which stands in the tag."""
    at = written.find(sign)
    if written.count('"', 0, at) % 2:  # the end of another's value, which may say anything
        return attributes_of(written).get(sign[1:-2])
    begin = at + len(sign)
    return written[begin : written.find('"', begin)]


def attributes_of(written: str) -> dict[str, str]:
    """Read a tag's attributes, entities in them as they stand."""
    return dict(_ATTRIBUTE.findall(written.partition(" ")[2]))


def _is_hidden(name: str, attributes: dict[str, str]) -> bool:
    if name == "noscript" or ("hidden" in attributes and attributes["hidden"] != "until-found"):
        return True
    if name == "dialog" and "open" not in attributes:
        return True
    if attributes.get("aria-hidden") == "true" and not (
        name in ("main", "article") or attributes.get("id") in _ROOTS
    ):
        return True
    if name == "button" and _OPENERS.isdisjoint(attributes):
        return True  # a control, where it opens no part of the page
    if _STYLED_AWAY.search(attributes.get("style", "")):
        return True
    if name == "a" and _BACK.search(attributes.get("href", "")):
        return True
    return not _HIDING.isdisjoint(attributes.get("class", "").lower().split())


def _is_panel(name: str, attributes: Mapping[str, str], opened: Collection[str]) -> bool:
    """Whether what is hidden is a part of the page that a reader opens: of an accordion, behind a tab.

    By its role, by a control that names it, or by its class (ARIA Authoring Practices; Bootstrap and
    the builders of pages). Leaves hidden dialogs, menus and the copies that sliders make of slides.
    """
    called = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if name in _NO_PANELS or "cloned" in called or attributes.get("role") in _NO_PANEL_ROLES:
        return False
    return (
        attributes.get("role") in _PANEL_ROLES
        or attributes.get("id") in opened
        or _PANEL.search(called) is not None
    )


_NO_PANEL_ROLES = frozenset({"dialog", "alertdialog", "menu", "navigation", "listbox", "search"})


def _is_spaced(text: str) -> bool:
    """Whether there is more than single spaces in a text."""
    return (
        "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text
    )


class _Walk:
    """One pass over the tags and texts of a page."""

    def __init__(self, *, hidden: bool) -> None:
        self.page = Page()
        self._show_hidden = hidden
        self._buffer: list[str] = []
        self._textless = 0  # parts of the buffer, the first ones, that are known to be no text
        self._opened: list[Opened] = []  # in the buffer, in order
        self._open: list[Opened] = []  # not yet closed
        self._kinds: list[tuple[BlockKind, int | None]] = [("paragraph", None)]
        self._elements: list[int] = [0]
        # The numbers so far of the lists around, and how they count; `None` unordered.
        self._counters: list[int | None] = []
        self._numberings: list[_Numbering | None] = []
        self.entered: list[_Tag] = []  # the elements of blocks so far
        self._numbered = -1  # the last item whose number is given away
        self.concealed = 0  # characters of the prose that is hidden

    def read(self, parts: Sequence[str], known: _Tags) -> None:
        """Read texts and tags by turns, beginning and ending with a text.

        One long loop, for a page has some thousand tags, and each call would cost as much as what
        is done at a tag.
        """
        page, buffer, opened, still_open = self.page, self._buffer, self._opened, self._open
        pieces, parents, first, kinds = page.pieces, page.parents, page.first, self._kinds
        elements, counters, entered = self._elements, self._counters, self.entered
        behind, last = page.behind, page.last
        skipping = in_code = 0  # how many elements deep
        for tag, text in zip(map(known.__getitem__, parts[1::2]), parts[2::2], strict=True):
            act = tag.act
            if skipping:
                skipping += tag.step
                if skipping:
                    if len(text) >= PROSE_CHARACTERS:
                        self.concealed += len(text)
                    continue
            elif act:
                if act == _HIDE and (
                    self._show_hidden
                    or not entered
                    or (tag.name == "button" and kinds[-1][0] == "heading")
                ):
                    act = tag.shown
                if act == _ENTER and (not in_code or tag.name == "pre"):
                    if buffer:
                        self._flush()
                    if tag.step:
                        elements.append(len(entered))
                        kinds.append(tag.kind or (self._item(tag) if tag.is_item else kinds[-1]))
                        if tag.is_list:
                            counts = tag.numbering
                            counters.append(counts.start - counts.step if counts else None)
                            self._numberings.append(counts)
                        elif tag.name == "pre":
                            in_code += 1
                    elif tag.is_item:
                        self._item(tag)
                    parents.append(elements[-1 - tag.step])
                    entered.append(tag)
                    first.append(len(pieces))
                    behind.append(len(pieces))
                    last.append(len(entered))
                elif act == _LEAVE:
                    if in_code and tag.name != "pre":
                        self._end_line()
                    else:
                        if buffer:
                            self._flush()
                        if len(elements) > 1:
                            element = elements.pop()
                            behind[element] = len(pieces)
                            last[element] = len(entered)
                            kinds.pop()
                            if tag.is_list:
                                counters.pop()
                                self._numberings.pop()
                            elif tag.name == "pre":
                                in_code -= 1
                elif act == _MARK:
                    if tag.name == "a" and buffer and buffer[-1] == _CLOSE:
                        buffer.append(" ")  # links side by side, parted by the style sheet
                    buffer.append(_OPEN)
                    opened.append(tag.mark)
                    still_open.append(tag.mark)
                elif act == _UNMARK:
                    if still_open:
                        buffer.append(_CLOSE)
                        still_open.pop()
                elif act == _BREAK_LINE:
                    buffer.append("\n" if kinds[-1][0] == "code" else _BREAK)
                elif act == _PICTURE:
                    here = len(pieces) + self._holds_text()
                    page.pictures.append(Picture(tag.picture, here, elements[-1]))
                elif act == _SKIP:
                    skipping = 1
                    continue
                elif act == _HIDE:
                    if buffer and tag.shown == _ENTER:
                        self._flush()
                    if tag.step:
                        skipping = 1
                        continue
            if text and (buffer or in_code or not text.isspace()):
                buffer.append(text)
        if buffer:
            self._flush()
        page.tags = [tag.name for tag in entered]
        page.names = [tag.names for tag in entered]
        if "amp-img" in page.tags:  # an element, unlike the others
            page.pictures += [
                Picture(tag.picture, first[element], element)
                for element, tag in enumerate(entered)
                if tag.picture
            ]
            page.pictures.sort(key=attrgetter("before"))

    def _item(self, tag: _Tag) -> tuple[BlockKind, int | None]:
        """Count an item; give its kind and how deep it is."""
        counters = self._counters
        if tag.name == "li" and counters and counters[-1] is not None:
            counts = self._numberings[-1] or _PLAIN
            counters[-1] = counters[-1] + counts.step if tag.value is None else tag.value
        return "list_item", max(1, len(counters))

    def _end_line(self) -> None:
        """End a line of code, unless it is ended."""
        text = next((part for part in reversed(self._buffer) if part not in _SIGNS), "\n")
        if not text.endswith("\n"):
            self._buffer.append("\n")

    def _holds_text(self) -> bool:
        """Whether there is more than signs and spaces since the last boundary."""
        buffer, at = self._buffer, self._textless
        while at < len(buffer) and (
            buffer[at] in _SIGNS or buffer[at] == _BREAK or buffer[at].isspace()
        ):
            at += 1
        self._textless = at
        return at < len(buffer)

    def _flush(self) -> None:
        """Finish the text since the last boundary."""
        buffer = self._buffer
        joined = "".join(buffer)
        buffer.clear()
        self._textless = 0
        opened: list[Opened] = []
        if self._opened:
            opened = self._opened.copy()
            self._opened[:] = self._open
            buffer.extend([_OPEN] * len(self._open))
        kind, level = self._kinds[-1]
        if "&" in joined:
            joined = html.unescape(joined)
        if kind == "code":
            code = joined.strip("\n").rstrip()
            self._add(code if "\n" in code else code.strip(), opened, kind, level)
            return
        if _is_spaced(joined):
            joined = _SPACE.sub(" ", joined)
        if _BREAK in joined:
            still = 0
            for line in _lines(joined):
                opened, still = self._add(_OPEN * still + line, opened, kind, level)
        else:
            self._add(joined, opened, kind, level)

    def _add(
        self,
        text: str,
        opened: list[Opened],
        kind: BlockKind,
        level: int | None,
    ) -> tuple[list[Opened], int]:
        """Add a piece; give the marks from those open behind it on, and how many are open."""
        marks: list[Marked] = []
        rest: list[Opened] = []
        still = 0
        if not opened:
            text = text.strip()
        elif len(opened) == 1 and kind != "code" and (whole := _WHOLE.fullmatch(text)):
            text = whole[1].strip()  # all of it in one mark
            (mark, href), end = opened[0], len(text)
            marks.append((mark, 0, end, href))
        else:
            text, marks, rest, still = _marked(text, opened, keep_spaces="\n" in text)
        if text and not text.isspace():
            ordinal = None
            if kind == "list_item" and self._counters:
                ordinal = self._ordinal()
            self.page.pieces.append(Piece(text, kind, level, marks, self._elements[-1], ordinal))
        return rest, still

    def _ordinal(self) -> str | None:
        """Give the number of the item around, as the list writes it, at its first piece."""
        item = self._elements[-1]
        while item and self.entered[item].name != "li":
            item = self.page.parents[item]
        if item == self._numbered:
            return None
        self._numbered = item
        number, counts = self._counters[-1], self._numberings[-1]
        return None if number is None or counts is None else counts.written(number)


def _lines(joined: str) -> list[str]:
    """Give the lines that stand for themselves; others are broken only for the eye.

    Two breaks part, and one behind the end of a sentence, between short lines, or behind a line all
    of which is emphasized or a link, as a heading is, unless the next goes on in small letters.
    """
    lines: list[str] = []
    last, signs, parted, headed = "", "", True, False
    for line in joined.split(_BREAK):
        bare = _SIGN.sub("", line).strip()
        if not bare:
            signs += "".join(_SIGN.findall(line))
            parted = True
            continue
        parted = parted or (headed and not bare[0].islower()) or _parts(last, bare)
        if parted:
            lines.append(signs + line)
        else:
            lines[-1] += " " + signs + line
        headed = parted and bare[-1] not in _GOES_ON and _WHOLE.fullmatch(signs + line) is not None
        last, signs, parted = bare, "", False
    if lines:
        lines[-1] += signs
    return lines


#: Characters up to which a line before a break is one of verse, an address, a list.
SHORT_LINE = 60
#: What ends a line behind which another begins, and one that surely goes on.
_ENDS, _GOES_ON = '.!?…:;”»"。！？।॥؟۔։።', ",،、-–—"


def _parts(before: str, behind: str) -> bool:
    if before[-1] in _ENDS:
        return True
    return len(before) <= SHORT_LINE and len(behind) <= SHORT_LINE


def _marked(
    text: str, opened: list[Opened], *, keep_spaces: bool
) -> tuple[str, list[Marked], list[Opened], int]:
    """Take the signs of marks out of a text; give it stripped, its marks, and what is left open."""
    parts: list[str] = []
    size = 0
    stack: list[tuple[tuple[MarkKind, str | None], int]] = []
    marks: list[Marked] = []
    used = 0
    for part in _SIGN.split(text):
        if part == _OPEN:
            if used < len(opened):
                stack.append((opened[used], size))
                used += 1
        elif part == _CLOSE:
            if stack:
                (kind, href), start = stack.pop()
                if size > start:
                    marks.append((kind, start, size, href))
        elif part:
            doubled = not keep_spaces and part[0] == " " and (not size or parts[-1][-1] == " ")
            if kept_part := part[1:] if doubled else part:
                parts.append(kept_part)
                size += len(kept_part)
    for (kind, href), start in stack:
        if size > start:
            marks.append((kind, start, size, href))
    joined = "".join(parts)
    keep_spaces = keep_spaces and "\n" in joined.strip()
    stripped = joined.rstrip() if keep_spaces else joined.strip()
    lead = 0 if keep_spaces else len(joined) - len(joined.lstrip())
    end = len(stripped)
    kept = []
    for kind, start, stop, href in marks:
        low, high = max(0, start - lead), min(end, stop - lead)
        while low < high and stripped[low] == " ":
            low += 1
        while low < high and stripped[high - 1] == " ":
            high -= 1
        if high > low:
            kept.append((kind, low, high, href))
    return stripped, kept, [mark for mark, _ in stack] + opened[used:], len(stack)


#: What a table of data does not hold in its cells; one that does lays the page out.
_NOT_IN_CELLS = frozenset({"table", "ul", "ol", "pre", "blockquote", "form", *_HEADINGS})
#: Words a cell of a table of data has at most, and on the average.
MAX_CELL_WORDS, MEAN_CELL_WORDS = 60, 15


#: Columns and rows that one cell may say it takes, and how many times its cells a table that is
#: filled up may hold; a table with more is a layout's, or made to be one.
MAX_SPAN, MAX_FILLED = 50, 20

_Cell = range  # of its pieces
_EMPTY: _Cell = range(0)


def _join_tables(page: Page, entered: Sequence[_Tag]) -> None:
    """Make one piece of each table of data: a line a row, cells parted by a bar."""
    gone: list[int] = []
    for table in [e for e, tag in enumerate(page.tags) if tag == "table"]:
        if cells := _cells(page, table, entered):
            pieces = [i for row in cells for cell in row for i in cell]
            page.pieces[pieces[0]] = _as_table(page, table, cells)
            gone += pieces[1:]
    if gone:
        page.first = [at - bisect_left(gone, at) for at in page.first]
        page.behind = [at - bisect_left(gone, at) for at in page.behind]
        for picture in page.pictures:
            picture.before -= bisect_left(gone, picture.before)
        absorbed = set(gone)
        page.pieces = [piece for at, piece in enumerate(page.pieces) if at not in absorbed]


def _cells(page: Page, table: int, entered: Sequence[_Tag]) -> list[list[_Cell]] | None:
    """Give the pieces of each cell of each row; `None` for a table that is none of data."""
    rows: list[list[tuple[_Cell, tuple[int, int]]]] = []
    sizes: list[int] = []
    for element in range(table + 1, page.last[table]):
        tag = page.tags[element]
        if tag in _NOT_IN_CELLS:
            return None
        if tag == "tr":
            rows.append([])
        elif tag in ("td", "th"):
            if not rows:
                return None
            cell = range(page.first[element], page.behind[element])
            rows[-1].append((cell, entered[element].span))
            sizes.append(sum(page.pieces[i].text.count(" ") + 1 for i in cell))
    filled = [row for row in rows if any(cell for cell, _ in row)]
    if len(filled) < 2 or max(map(len, filled)) < 2:
        return None
    if max(sizes) > MAX_CELL_WORDS or sum(sizes) > MEAN_CELL_WORDS * len(sizes):
        return None
    held = [i for row in filled for cell, _ in row for i in cell]
    if held != list(range(held[0], held[-1] + 1)):
        return None
    if any(page.pieces[i].text == "|" for i in held):  # a row of links
        return None
    return _filled_up(rows)


def _filled_up(rows: Sequence[Sequence[tuple[_Cell, tuple[int, int]]]]) -> list[list[_Cell]] | None:
    """Give each row as many cells, empty ones where another reaches over columns or rows."""
    cells = [spans for row in rows for _, spans in row]
    if sum(columns * high for columns, high in cells) > MAX_FILLED * len(cells):
        return None
    placed: list[dict[int, _Cell]] = []
    taken: dict[int, int] = {}  # rows for which a cell from above still takes a column
    for row in rows:
        own: dict[int, _Cell] = {}
        at = 0
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell, (columns, high) in row:
            while at in taken:
                at += 1
            own[at] = cell
            if high > 1:
                below.update(dict.fromkeys(range(at, at + columns), high - 1))
            at += columns
        placed.append(own)
        taken = below
    placed = [own for own in placed if any(own.values())]
    width = max(max(own) for own in placed) + 1
    if width * len(placed) > MAX_FILLED * len(cells):
        return None
    return [[own.get(column, _EMPTY) for column in range(width)] for own in placed]


def _as_table(page: Page, table: int, rows: Sequence[Sequence[_Cell]]) -> Piece:
    lines: list[str] = []
    marks: list[Marked] = []
    size = 0
    for row in rows:
        line = ""
        for at, cell in enumerate(row):
            if at:
                line += "| " if line[-1:] in ("", " ") else " | "
            for i in cell:
                text, inside = _of_a_cell(page.pieces[i])
                line += " " if i > cell[0] else ""
                start = size + len(line)
                marks += [(k, start + low, start + high, h) for k, low, high, h in inside]
                line += text
        lines.append(line.rstrip())
        size += len(lines[-1]) + 1
    return Piece("\n".join(lines), "table", None, marks, table)


def _of_a_cell(piece: Piece) -> tuple[str, Sequence[Marked]]:
    """Give a piece's text and marks for a row, in which a bar between spaces parts cells: "a|b"."""
    text = piece.text.replace("\n", " ")
    if "|" not in text:
        return text, piece.marks
    parts: list[str] = []
    cuts: list[int] = []  # places of the spaces that go
    for at, character in enumerate(text):
        if character.isspace() and "|" in (text[at - 1 : at], text[at + 1 : at + 2]):
            cuts.append(at)
        else:
            parts.append(character)
    return "".join(parts), [
        (kind, low - bisect_left(cuts, low), high - bisect_left(cuts, high), href)
        for kind, low, high, href in piece.marks
    ]
