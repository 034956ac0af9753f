"""What is cut off the title: the site's name, marks, a day, the number of comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Edit
from ..cleaners._page_signs import is_day
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ..vocabulary import fold, folded, match
from ._headline_signs import SUFFIX
from ._site_titles import thread_label_end

__all__ = ["fix_title", "parts_behind"]

#: What a site's name behind the title was parted by, where a dump broke the line there.
_OPEN_END = lazy(r"\s{1,3}[|»•·]$")
#: The same before the title, whose site or section was cut: ": Ferry crews walk out".
_OPEN_START = lazy(r"[:|»•·]\s{1,3}(?=[^\W_]|[\"'“‘«])")
#: A heading's mark, and the name of a forum of Reddit behind a title.
_MARK = lazy(r"#{1,6}\s{1,3}(?=\S)")
_OF_FORUM = lazy(r"\s:\sr/\w{2,30}(?:\s[-–|]\sReddit)?$")


def fix_title(document: Document) -> Iterator[Edit]:
    """Cut the site's name off the end of the title, where another line shows the title without it.

    Or where a part of the site stands before the name, which another line names. Without such a line the
    title stays as it is: " - " may be the headline's own; but for a name that is the
    host's of the text's address. A bar that the name was parted by goes where a dump broke the line behind it,
    or before it, Reddit's name of the forum wherever it stands, and a heading's mark.

    >>> from cleanarticle.model import Block, Document
    >>> page = Document((), title=Block("paragraph", "Wet ropes? : r/boats - Reddit"))
    >>> [edit.start for edit in fix_title(page)]
    [10]
    """
    title = document.title
    if title is None:
        return
    if mark := _MARK.match(title.text):
        yield Edit(title, 0, mark.end(), "", Reason.MARKUP)
    elif document.kind == "text" and (label := thread_label_end(document, title)):
        yield Edit(title, 0, label, "", Reason.BREADCRUMB)
    if of_forum := _OF_FORUM.search(title.text):
        yield Edit(title, of_forum.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    if (open_end := _OPEN_END.search(title.text)) and document.kind == "text":
        yield Edit(title, open_end.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    if (open_start := _OPEN_START.match(title.text)) and document.kind == "text":
        yield Edit(title, 0, open_start.end(), "", Reason.BREADCRUMB)
        return
    if document.language == "et" and (comments := _COMMENTS.search(title.text)):
        below = next((block for block in document if block.start > title.start), None)
        if below is not None and below.text in _POSTIMEES:
            yield Edit(title, comments.start(), len(title.text), "", Reason.COUNTER)
            return
    yield from _day_in_front(document, title)
    if document.kind == "text" and (parts := parts_behind(document, title.text)):
        yield Edit(title, parts.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    lines: set[str] = set()
    for found in SUFFIX.finditer(title.text):
        lines = lines or set(map(folded, document[:30]))
        if not any(map(str.isalpha, title.text[found.end() :])):
            return  # which part of several it is: "Wet ropes - 3"
        if fold(title.text[: found.start()]) in lines:
            yield Edit(title, found.start(), len(title.text), "", Reason.BREADCRUMB)
            return
    if document.kind == "text" and (at := _host_at_end(document, title)) is not None:
        yield Edit(title, at, len(title.text), "", Reason.BREADCRUMB)


#: An address below the title, within so many characters, with its host; shortest name of one that is cut.
_HOST = lazy(r"https?://([\w.-]{4,80})")
HOST_REACH, MIN_HOST = 200, 4


def _host_at_end(document: Document, title: Block) -> int | None:
    """Give where a name behind the title begins that is the host's of the address given, or told right below."""
    ends = [found for found in SUFFIX.finditer(title.text) if found.start()]
    name = "".join(filter(str.isalnum, title.text[ends[-1].end() :])).lower() if ends else ""
    if len(name) < MIN_HOST:
        return None
    told = _HOST.search(document.url or "") or _HOST.search(
        document.raw, title.end, title.end + HOST_REACH
    )
    hosts = told[1].lower().split(".") if told else []
    known = name in hosts[:-1] or name == "".join(host for host in hosts if host != "www")
    return ends[-1].start() if known else None


#: How many comments there are, as Postimees tells behind its titles, and the button that stands below these.
_COMMENTS = lazy(r"\s\(\d{1,4}\)\Z")
_POSTIMEES = frozenset({"Copy", "Kopeeri"})
#: A first sentence that only says that the picture is no picture of this.
_ONLY_CREDIT = lazy(r"[^.!?]{3,60}\.\s")


def _day_in_front(document: Document, title: Block) -> Iterator[Edit]:
    """Cut the day off a title that begins with the line above it, and the picture's note behind the day."""
    if (
        document.kind == "html"
        or not title.text[:40].strip()
        or not any(map(str.isdigit, title.text[:40]))
    ):
        return
    above = next((b for b in reversed(document.blocks) if b.end <= title.start), None)
    if above is None or not is_day(above) or not title.text.startswith(above.text):
        return
    end = len(above.text)
    if not title.text[end:].startswith(" "):
        return
    end += 1
    note = _ONLY_CREDIT.match(title.text, end)
    if note and any(one.family == "credit" and one.how == "line" for one in match(note[0].strip())):
        end = note.end()
    if len(title.text[end:].split()) >= 2:
        yield Edit(title, 0, end, "", Reason.DATE)


#: The part of the site and its name behind the page's own title, and fewest words of that.
_PARTS_BEHIND = lazy(r"\s\|\s(?P<part>[^|\n]{2,30})\s\|\s[^|\n]{2,30}\Z")
MIN_PAGE_TITLE = 5
#: Characters at the top among whose lines one names the part.
PART_REACH = 10_000


def parts_behind(document: Document, text: str) -> re.Match[str] | None:
    """Find the part of the site and its name behind a title, where a line is that part's name."""
    found = _PARTS_BEHIND.search(text) if "|" in text else None
    if found is None or count_words(text[: found.start()]) < MIN_PAGE_TITLE:
        return None
    part = found["part"].strip()
    lines = document.raw[:PART_REACH].split("\n")
    return found if any(line.strip() == part for line in lines) else None
