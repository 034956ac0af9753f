"""From texts and tags by turns to the pieces of a page and the elements around them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from operator import attrgetter

from ..model import BlockKind
from ..patterns import lazy
from .list_numbers import PLAIN, Numbering
from .literals import written_text
from .page import Marked, MarkKind, Opened, Page, Picture, Piece
from .preformatted import MIN_PROSE, QUOTED, has_blank_line, paragraphs_in, with_breaks
from .tags import (
    BREAK_LINE,
    ENTER,
    HIDE,
    LEAVE,
    MARK,
    PICTURE,
    SKIP,
    UNMARK,
    Tag,
    Tags,
)
from .wide_breaks import between, may_break_wide, without_wide_breaks

__all__ = ["PROSE_CHARACTERS", "Walk"]

#: Characters from which on a text is prose.
PROSE_CHARACTERS = 100
#: White space that is more than one space: what is to become one.
_SPACE = lazy(r"(?: [ \t\n\r\f\v]|[\t\n\r\f\v])[ \t\n\r\f\v]*")

#: Blank lines above lines of code.
_BLANK_ABOVE = lazy(r"(?:[ \t\r\f\v]*\n)+")
#: What stands in a piece's text, until it is finished, where a mark opens and closes and a line
#: breaks: characters that no parsed page holds.
_OPEN, _CLOSE, _BREAK = "\x01", "\x02", "\x03"
_SIGNS = (_OPEN, _CLOSE)
_WHOLE = lazy(f"\\s*{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}\\s*")
_SIGN = lazy(f"([{_OPEN}{_CLOSE}])")

#: Characters up to which a line before a break is one of verse, an address, a list.
SHORT_LINE = 60
#: What ends a line behind which another begins, and one that surely goes on.
_ENDS, _GOES_ON = '.!?…:;”»"。！？।॥؟۔։።፡', ",،、-–—"


def _is_spaced(text: str) -> bool:
    """Whether there is more than single spaces in a text."""
    return (
        "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text
    )


class Walk:
    """One pass over the tags and texts of a page."""

    def __init__(self, *, veiled: bool = False, hidden: bool = False) -> None:
        self.page = Page()
        self._show_veiled, self._show_hidden = veiled, hidden
        self._buffer: list[str] = []
        self._textless = 0  # parts of the buffer, the first ones, that are known to be no text
        self._opened: list[Opened] = []  # in the buffer, in order
        self._open: list[Opened] = []  # not yet closed
        self._kinds: list[tuple[BlockKind, int | None]] = [("paragraph", None)]
        self._elements: list[int] = [0]
        # The numbers so far of the lists around, and how they count; `None` unordered.
        self._counters: list[int | None] = []
        self._numberings: list[Numbering | None] = []
        self.entered: list[Tag] = []  # the elements of blocks so far
        self._numbered = -1  # the last item whose number is given away
        self.concealed = 0  # characters of the prose that is hidden

    def read(self, parts: Sequence[str], known: Tags) -> None:
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
                if act == HIDE and (
                    self._show_hidden
                    or (self._show_veiled and tag.is_veiled)
                    or not entered
                    # A heading that opens its section; beside a heading's own text it is a control.
                    or (
                        tag.name == "button"
                        and kinds[-1][0] == "heading"
                        and first[elements[-1]] == len(pieces)
                        and not self._holds_text()
                    )
                ):
                    act = tag.shown
                if act == ENTER and (not in_code or tag.name == "pre"):
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
                elif act == LEAVE:
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
                elif act == MARK:
                    if tag.name == "a" and buffer and buffer[-1] == _CLOSE:
                        buffer.append(" ")  # links side by side, parted by the style sheet
                    buffer.append(_OPEN)
                    opened.append(tag.mark)
                    still_open.append(tag.mark)
                elif act == UNMARK:
                    if still_open:
                        buffer.append(_CLOSE)
                        still_open.pop()
                elif act == BREAK_LINE:
                    buffer.append("\n" if kinds[-1][0] == "code" else _BREAK)
                elif act == PICTURE:
                    here = len(pieces) + self._holds_text()
                    page.pictures.append(Picture(tag.picture, here, elements[-1]))
                elif act == SKIP:
                    skipping = 1
                    continue
                elif act == HIDE:
                    if buffer and tag.shown == ENTER:
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

    def _item(self, tag: Tag) -> tuple[BlockKind, int | None]:
        """Count an item; give its kind and how deep it is."""
        counters = self._counters
        if tag.name == "li" and counters and counters[-1] is not None:
            counts = self._numberings[-1] or PLAIN
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
        kind, level = self._kinds[-1]
        if "\n" in joined and kind != "code" and has_blank_line(joined):
            joined = "".join([with_breaks(part, _BREAK) for part in buffer])
        buffer.clear()
        self._textless = 0
        opened: list[Opened] = []
        if self._opened:
            opened = self._opened.copy()
            self._opened[:] = self._open
            buffer.extend([_OPEN] * len(self._open))
        if "&" in joined:
            joined = html.unescape(joined)
        if kind == "code":
            if len(joined) >= MIN_PROSE and (paragraphs := paragraphs_in(joined)):
                still = 0
                for one in paragraphs:
                    own: BlockKind = "quote" if one.startswith(QUOTED) else "paragraph"
                    line = _OPEN * still + one.removeprefix(QUOTED)
                    opened, still = self._add(line, opened, own, None)
                return
            above = _BLANK_ABOVE.match(joined)
            code = joined[above.end() if above else 0 :].rstrip()
            self._add(code if "\n" in code else code.strip(), opened, kind, level)
            return
        if _is_spaced(joined):
            if "\n" in joined and may_break_wide(joined):
                joined = without_wide_breaks(joined)
            joined = _SPACE.sub(" ", joined)
        if "\\" in joined and (written := written_text(joined)) != joined:
            self._add_all(written.split("\n"), opened, kind, level)
        elif _BREAK in joined:
            self._add_all(_lines(joined), opened, kind, level)
        else:
            self._add(joined, opened, kind, level)

    def _add_all(
        self, lines: Iterable[str], opened: list[Opened], kind: BlockKind, level: int | None
    ) -> None:
        """Add pieces that share the marks open in them."""
        still = 0
        for line in lines:
            opened, still = self._add(_OPEN * still + line, opened, kind, level)

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
            text = text.strip() if kind != "code" else text  # whose first line may be set in
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
            lines[-1] += between(last, bare) + signs + line
        headed = parted and bare[-1] not in _GOES_ON and _WHOLE.fullmatch(signs + line) is not None
        last, signs, parted = bare, "", False
    if lines:
        lines[-1] += signs
    return lines


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
