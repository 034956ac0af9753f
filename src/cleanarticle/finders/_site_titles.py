"""Headlines below the name of their site or part of it, and the titles of some systems' pages."""

from __future__ import annotations

import re

from ..actions import Drop, Found
from ..cleaners._page_signs import READ_END, is_day, is_of_blogger
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import (
    claims_copyright,
    ends_sentence,
    is_caseless,
    is_prose,
    words,
)
from ..vocabulary import fold, folded, listed, saying
from ._long_words import long_words
from ._title_form import TITLE_BELOW, has_title_form, overlap
from ._title_lines import candidates, first_paragraph, told_words
from .date_lines import is_only_date, parse_date

__all__ = [
    "above_row",
    "below_latin_name",
    "below_name",
    "below_word",
    "of_blogger",
    "of_forem",
    "of_publication",
    "of_thread",
    "of_wiki",
    "thread_label_end",
]

#: Fewest words of a headline below a lone word, and of its longer words the fewest that the article says.
MIN_BELOW_LONE_WORD, MIN_TOLD = 5, 2


def below_word(document: Document, first: Block | None) -> Block | None:
    """Give the headline right below a lone word that the article never says: a part of the site has that name."""
    blocks = document.blocks
    if first is None or first is not blocks[0] or words(first) != 1 or len(blocks) < 3:
        return None
    line = blocks[1]
    if words(line) < MIN_BELOW_LONE_WORD or ends_sentence(line.text) or not is_prose(blocks[2]):
        return None
    told = {word for block in blocks[2:] for word in long_words(block)}
    if len(long_words(line) & told) < MIN_TOLD or not has_title_form(line, blocks[2:], told):
        return None
    name = folded(first)
    return None if any(name in folded(block) for block in blocks[1:]) else line


#: How a letter of Substack thanks its readers, by its name, and lines on top among which that stands with the title.
_THANKS = lazy(r"Thanks for reading ([^\n!]{2,60})! (?:Subscribe|This post is public)")
PUBLICATION_REACH, DAY_WITHIN = 4, 4


def of_publication(document: Document) -> list[Drop | Found]:
    """Give the title below the name of a letter that it thanks for reading of, with the day close below."""
    thanks = _THANKS.search(document.raw)
    if thanks is None:
        return []
    name, blocks = fold(thanks[1]), document.blocks
    above = [block for block in blocks[:PUBLICATION_REACH] if folded(block) == name]
    at = len(above)
    if not above or blocks[:at] != tuple(above) or at >= len(blocks):
        return []
    title, below = blocks[at], blocks[at + 1 :]
    if not has_title_form(title, below, told_words(document)) or not any(
        map(is_day, below[:DAY_WITHIN])
    ):
        return []
    return [*(Drop(block, Reason.MENU, 0.85) for block in above), Found("title", title.text, title)]


#: Lines among which the day stands on a page of Blogger.
BLOGGER_REACH = 200
#: The posts of other blogs stand beside it with their age: "3 hours ago".
_YEAR = lazy(r"\d{4}")


def of_blogger(document: Document) -> list[Found]:
    """Give the title that a page of Blogger sets right below the day, where it has one post."""
    if "Blogger" not in document.raw[-READ_END:] and not is_of_blogger(document):
        return []
    blocks = document.blocks[:BLOGGER_REACH]
    days = [at for at, block in enumerate(blocks) if is_day(block) and _YEAR.search(block.text)]
    if len(days) != 1 or days[0] + 1 >= len(blocks):
        return []
    title, below = blocks[days[0] + 1], document.blocks[days[0] + 2 :]
    if words(title) < 2 or not has_title_form(title, below, told_words(document)):
        return []
    return [Found("title", title.text, title)]


#: Longest label of a thread, in characters, and lines on top among which it stands.
MAX_THREAD_LABEL, THREAD_REACH = 16, 60
#: How a forum counts its posts ("#1", "2. #2"), and characters below the title within which the first one's number is.
_POST_NUMBER = lazy(r"^[ \t]{0,8}(?:\d{1,3}\.\s)?#\d{1,5}[ \t]{0,8}$", re.MULTILINE)
POST_REACH = 3_000


def of_thread(document: Document) -> list[Found]:
    """Give the title that a thread's label stands before."""
    if "#1" not in document.raw:
        return []
    labelled = (block for block in document[:THREAD_REACH] if thread_label_end(document, block))
    return [Found("title", block.text, block) for block in labelled][:1]


def thread_label_end(document: Document, block: Block) -> int:
    """Give where the title begins behind a thread's label, 0 for none: "Thread: Wet ropes" above posts with numbers.

    Nothing of a text stands between the title and the first post's number, as it does above comments.
    """
    label, colon, behind = block.text[: MAX_THREAD_LABEL + 2].partition(":")
    if not colon or not behind.strip() or fold(label) not in listed("headings", "threads"):
        return 0
    number = _POST_NUMBER.search(document.raw, block.end, block.end + POST_REACH)
    if number is None:
        return 0
    if any(is_prose(other) for other in document if block.end <= other.start < number.start()):
        return 0
    return len(block.text) - len(block.text[len(label) + 1 :].lstrip())


#: What stands before each tag of a post on Forem (dev.to), on its own line, and lines above among which the day is.
FOREM_MARK, FOREM_REACH, FOREM_DAY = "#", 60, 6


def of_forem(document: Document) -> list[Found]:
    """Give the title that Forem (dev.to) sets between the day and the tags, each with its mark above it."""
    blocks = document.blocks[:FOREM_REACH]
    for place, mark in enumerate(blocks[1:-1], 1):
        if mark.text != FOREM_MARK:
            continue
        title, tag, above = blocks[place - 1], blocks[place + 1], blocks[:place]
        below = document.blocks[place:]
        if words(tag) > 1 or not any(map(is_day, above[-FOREM_DAY:])):
            return []
        if words(title) < 2 or not has_title_form(title, below, told_words(document)):
            return []
        return [Found("title", title.text, title)]
    return []


#: Longest label of such a row in words, the longest of its other lines, lines on top among which it stands, and how far
#: below the label the day is.
MAX_ROW_LABEL, MAX_ROW_WORDS, ROW_REACH, DAY_BELOW = 2, 5, 200, (2, 4)


def above_row(document: Document) -> list[Drop | Found]:
    """Give the title above the row of the day that a dump set on lines: "Published", "3 days ago", "on", "May 4, 2020".

    As themes of MVP (Zox News) have it, in any language. Between label and day nothing stands but how long ago it was
    and a small word, which go.
    """
    for label in saying(document, "published"):
        if words(label) > MAX_ROW_LABEL:
            continue
        place = document.blocks.index(label)
        if not 0 < place < ROW_REACH:
            return []
        row = document.blocks[place + 1 : place + 1 + DAY_BELOW[1]]
        if any(words(line) > MAX_ROW_WORDS for line in row[: DAY_BELOW[0]]):
            continue
        if not row or not any(map(str.isdigit, row[0].text)):  # how long ago it was
            continue
        days = [at for at, line in enumerate(row, 1) if is_only_date(line.text, document.language)]
        full = [at for at in days if parse_date(row[at - 1].text, document.language) is not None]
        if not full or not DAY_BELOW[0] <= full[0] <= DAY_BELOW[1]:
            continue
        title, below = document.blocks[place - 1], document.blocks[place + full[0] :]
        if words(title) < 2 or not has_title_form(title, below, told_words(document)):
            return []
        between = row[: full[0] - 1]
        return [
            *(Drop(line, Reason.DATE, 0.9) for line in between),
            Found("title", title.text, title),
        ]
    return []


#: A page's own title on a Wikipedia, and how much of the top is read for it, in characters.
_WIKI = lazy(
    r"^(?:#\s)?([^\n]{1,200}?)\s?[-–—]\s?(?:Wikip\w{4,8}|Википеди\w|Вікіпедія|ویکی‌پدیا|위키백과|维基百科|維基百科|ウィキペディア)"
    r"(?:[,，、][^\n]{1,40})?$",
    re.MULTILINE,
)
READ_WIKI = 600
#: Blocks at the top among which the line that says that title is looked for.
WIKI_REACH = 400


def of_wiki(document: Document) -> list[Found]:
    """Give the line that says the title which a page of Wikipedia names at its top, without the site's name."""
    named = _WIKI.search(document.raw, 0, READ_WIKI)
    if named is None:
        return []
    title = fold(named[1])
    for block in document[:WIKI_REACH]:
        if folded(block) == title:
            return [Found("title", block.text, block)]
    return []


#: Longest name of a site, and fewest words of a headline below it; lines of the page's end that are
#: looked at, each no longer than so many characters.
MAX_NAME_WORDS, MIN_BELOW_NAME, END_LINES, MAX_END_LINE = 6, 3, 40, 200


def below_name(document: Document, first: Block) -> Block | None:
    """Give the headline between a site's name on the first line and the article, if it is one.

    A name stands at the page's end again, alone or in its copyright. What the article says more of than
    of the line below it is no name.
    """
    blocks, start = document.blocks, first_paragraph(document)
    if first is not blocks[0] or words(first) > MAX_NAME_WORDS or not 1 < start < len(blocks):
        return None
    end = document.raw[max(block.end for block in blocks if is_prose(block)) :].split("\n")
    name = folded(first)
    last = [line for line in end if line and not line.isspace()][-END_LINES:]
    if not any(
        line == name or (name in line and claims_copyright(line))
        for line in map(fold, last)
        if len(line) <= MAX_END_LINE
    ):
        return None
    prose = filter(is_prose, blocks[start : start + TITLE_BELOW])
    told = {word for block in prose for word in long_words(block)}
    below = [
        block
        for block in candidates(document)
        if first.end < block.start < blocks[start].start
        and words(block) >= MIN_BELOW_NAME
        and folded(block) != name
        and overlap(block, told) >= overlap(first, told)
    ]
    return max(below, key=lambda block: overlap(block, told), default=None)


#: Longest name of a paper in Latin letters above a headline in others, in words; lines below it among which
#: the headline stands.
MAX_LATIN_NAME, LATIN_REACH = 4, 2


def below_latin_name(document: Document, first: Block) -> Block | None:
    """Give the headline in another script below a name in Latin letters, if a line below says it again."""
    blocks, name = document.blocks, first.text
    if first is not blocks[0] or not name.isascii() or len(name.split()) > MAX_LATIN_NAME:
        return None
    lines = [folded(block) for block in blocks[:TITLE_BELOW]]
    for place, block in enumerate(blocks[1 : 1 + LATIN_REACH], 1):
        foreign = is_caseless(next(filter(str.isalpha, block.text), "a"))
        if (
            foreign
            and lines.count(lines[place]) == 2
            and lines[place] not in (lines[place - 1], *lines[place + 1 : place + 2])
            and words(block) >= MIN_BELOW_NAME
            and has_title_form(block, blocks[place + 1 :], told_words(document))
        ):
            return block
    return None
