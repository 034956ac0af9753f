"""The pictures that stand among a page's kept pieces: their addresses and alternative texts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from urllib.parse import urljoin

from ..model import Image
from ..patterns import lazy
from ..running import Node
from .attributes import attributes_of
from .page import Page, Picture

__all__ = ["find_images"]

#: Where a picture's address stands: until a script loads it, often in an attribute of that script.
_LATER = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATE = lazy(r"(\S+)\s+(\d+(?:\.\d+)?)[wx](?=,|\s|$)")
_FILE = lazy(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
#: File names of what is shown until the picture is there.
_STAND_IN = lazy(
    r"(?:^|[/_.-])(?:blank|placeholder|spacer|transparent|pixel|1x1|lazy|loading|gr[ae]y)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_NOTHING = lazy(
    r"(?:blank|placeholder|spacer|transparent|pixel|1x1)[^/]*\.(?:gif|png|svg)$", re.IGNORECASE
)
#: What a page calls pictures that are none of the article's, and the boxes that hold such.
_DECORATION = lazy(
    r"(?:^|[\s_/-])(?:ads?|advert\w*|sponsor\w*|werbung|anzeigen?|publicit\w*|reklam\w*|promo\w*|banner|related|author|byline|avatar|gravatar"
    r"|logo|icons?|share|social|emoji|smiley|newsletter|comments?|pixel|spacer|tracking)(?:$|[\s_./-])",
    re.IGNORECASE,
)
#: Pixels on a side up to which a picture is an icon or a portrait, and up to which it counts readers.
ICON_SIDE, PIXEL_SIDE = 64, 2


def find_images(
    page: Page, nodes: Sequence[Node], lead: str | None, url: str | None
) -> list[Image]:
    """Give the pictures whose surroundings are kept, the nodes being the page's pieces.

    A picture belongs to the innermost element around it that holds text beside captions; the one
    that the page's head names, `lead`, to the article. Left out are icons, portraits of authors,
    advertisements and what has no address of its own. An address is made whole by `url`, where
    there is one.
    """
    if not page.pictures or not nodes:
        return []
    surroundings = _Surroundings(page, nodes)
    images: dict[str, Image] = {}
    for picture in page.pictures:
        holder = surroundings.holder(picture)
        held = surroundings.keep(picture, holder)
        if (held or lead) and not _decorates(page, picture, holder):
            image = _image(picture, url)
            if image is not None and (held or _file_of(image.href) == _file_of(lead or "")):
                is_last = picture.before >= len(nodes)
                start = nodes[-1].trace.end if is_last else nodes[picture.before].trace.start
                images.setdefault(_whole_file(image.href), replace(image, start=start))
    return list(images.values())


class _Surroundings:
    """What is kept around the pictures of a page, captions and what stands in figures aside."""

    def __init__(self, page: Page, nodes: Sequence[Node]) -> None:
        self._page = page
        self._kept = [node.fate is None or node.taken == "title" for node in nodes]
        self._own = [piece.kind != "caption" for piece in page.pieces]
        self._figures = set(page.tagged("figure"))
        for figure in self._figures:
            for i in range(page.first[figure], page.behind[figure]):
                self._own[i] = False
        self._own_until = [0, *accumulate(self._own)]
        self._kept_until = [0, *accumulate(self._kept)]
        # By the number of pieces before it, whether the last text of its own before a place is kept,
        # and the first behind it: looked up, for a page may have thousands of pictures.
        told = list(zip(self._own, self._kept, strict=True))
        self._before = _last_own(told)
        self._behind = _last_own(reversed(told))[::-1]

    def holder(self, picture: Picture) -> int:
        """Give the innermost element around a picture that holds text of its own."""
        page, element = self._page, picture.element
        until = self._own_until
        while element and until[page.behind[element]] == until[page.first[element]]:
            element = page.parents[element]
        return element

    def keep(self, picture: Picture, holder: int) -> bool:
        """Whether what a picture stands in is kept, and the text beside it.

        A figure need not stand beside kept text; what stands in no part of the page must on both
        sides.
        """
        page, until = self._page, self._kept_until
        if until[page.behind[holder]] == until[page.first[holder]]:
            return False
        if holder and self._is_figure(picture.element, holder):
            return True
        place = min(picture.before, len(self._kept))
        before, behind = self._before[place], self._behind[place]
        return (before or behind) if holder else (before and behind)

    def _is_figure(self, element: int, holder: int) -> bool:
        while element != holder:
            if element in self._figures:
                return True
            element = self._page.parents[element]
        return False


def _last_own(told: Iterable[tuple[bool, bool]]) -> list[bool]:
    """Give for each number of pieces, from none on, whether the last of them with text of its own is kept.

    >>> _last_own([(True, True), (False, False), (True, False)])
    [False, True, True, False]
    """
    last = [False]
    for is_own, is_kept in told:
        last.append(is_kept if is_own else last[-1])
    return last


def _file_of(address: str) -> str:
    """Give the last part of an address's path, by which two sizes of a picture are mostly one.

    >>> _file_of("https://a.example/1200/pier.jpg?w=9")
    'pier.jpg'
    """
    return address.partition("?")[0].rpartition("/")[2]


def _whole_file(address: str) -> str:
    """Give an address without what asks for a size, where the rest names a file.

    >>> _whole_file("/pier.jpg?w=9"), _whole_file("/image?id=9")
    ('/pier.jpg', '/image?id=9')
    """
    path = address.partition("?")[0]
    return path if _FILE.search(path) else address


def _decorates(page: Page, picture: Picture, holder: int) -> bool:
    """Whether a picture, or a box that holds nothing else, is called an ornament."""
    attributes = attributes_of(picture.tag)
    called = [attributes.get(key, "") for key in ("class", "id", "alt", "src")]
    element = picture.element
    while element != holder:
        called.append(page.names[element])
        element = page.parents[element]
    sides = [_side(attributes.get(key, "")) for key in ("width", "height")]
    known = [side for side in sides if side is not None]
    small = len(known) == len(sides) and max(known) <= ICON_SIDE
    return (
        small
        or min(known, default=ICON_SIDE) <= PIXEL_SIDE
        or any(_DECORATION.search(name) for name in called)
    )


def _side(written: str) -> int | None:
    """Read a side in pixels; `None` where it is told otherwise, or not.

    >>> _side("640"), _side("40px"), _side("100%")
    (640, 40, None)
    """
    number = written.strip().removesuffix("px")
    return int(number) if number.isdecimal() and len(number) < 6 else None


def _image(picture: Picture, url: str | None) -> Image | None:
    attributes = {key: html.unescape(value) for key, value in attributes_of(picture.tag).items()}
    if href := _address(attributes):
        try:
            href = urljoin(url or "", href)
        except ValueError:  # no address, whatever it is
            return None
        return Image(href, " ".join(attributes.get("alt", "").split()))
    return None


def _address(attributes: dict[str, str]) -> str | None:
    """Give the address that a reader's browser would show in the end.

    >>> _address({"src": "data:image/gif;base64,R0", "data-src": "/pier.jpg"})
    '/pier.jpg'
    >>> _address({"srcset": "/a.jpg 300w, /b.jpg 900w"})
    '/b.jpg'
    """
    shown = attributes.get("src", "").strip()
    later = [attributes[key].strip() for key in _LATER if key in attributes]
    stands_in = (_STAND_IN if later else _NOTHING).search(shown)
    if shown and not shown.startswith("data:") and not stands_in:
        return shown
    for key in _SETS:
        if choices := _CANDIDATE.findall(attributes.get(key, "")):
            later.append(max(choices, key=lambda choice: float(choice[1]))[0].lstrip(","))
    return next((href for href in later if href and not href.startswith("data:")), None)
