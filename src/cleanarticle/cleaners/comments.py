"""The comment form and the readers' comments below an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..actions import Drop
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import has_han_kana, is_prose, words
from ..vocabulary import said, saying, says

__all__ = ["drop_comment_forms", "drop_comments"]

_FORM_FIELD = lazy(
    r"(?:(?:your |full |last |first )?(?:name|nom|nombre|nome|naam|navn|namn|imię|jméno|имя|ім'я|ad|isim)|e-?mail(?: "
    r"(?:address|adresse))?|website|webseite|site web|url|comment|kommentar|commentaire|comentario|commento|"
    r"captcha|δ|phone|subject|message)\s?\*?:?\s?\*?",
    re.IGNORECASE,
)

#: How far from a line of the form its bare field names may stand, in blocks.
FIELD_REACH = 6


def drop_comment_forms(document: Document) -> Iterator[Drop]:
    """Drop the lines of a comment form, its field names only beside other lines of it.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("The end.", "Leave a Reply", "Name *", "He forgot to leave a reply.")
    >>> [drop.block.text for drop in drop_comment_forms(lines)]
    ['Leave a Reply', 'Name *']
    """
    if not saying(document, "comment_form"):
        return
    blocks = document.blocks
    form = [i for i, block in enumerate(blocks) if _of_form(block, document.language)]
    dropped = set(form)
    for i in form:
        for step in (1, -1):
            for j in range(i + step, i + step * (FIELD_REACH + 1), step):
                if not 0 <= j < len(blocks):
                    break
                if _FORM_FIELD.fullmatch(blocks[j].text):
                    dropped.add(j)
                elif j not in dropped:
                    break
    for i in sorted(dropped):
        yield Drop(blocks[i], Reason.COMMENT_FORM)


#: Two buttons of Blogger's that stand below each comment, run together: "ReplyDelete".
_BUTTONS = lazy(r"[^\W\d_]{4,20}(?<=[^\W\d_A-Z])[^\W\d_a-z][^\W\d_]{2,12}")


def _between_buttons(blocks: Sequence[Block], language: str | None) -> Iterator[Drop]:
    """Drop what stands between the buttons below the first comment and those below the last."""
    rows = [
        place
        for place, block in enumerate(blocks)
        if " " not in block.text
        and says(block, "comments", "line", language=language)
        and _BUTTONS.fullmatch(block.text)
    ]
    for place in range(rows[0] + 1, rows[-1]) if rows else ():
        if not says(blocks[place], "comments", language=language):
            yield Drop(blocks[place], Reason.COMMENTS, 0.8)


def _of_form(block: Block, language: str | None) -> bool:
    if says(block, "comment_form", "line", "heading", language=language):
        return bool(len(block.text) > 8 or not _FORM_FIELD.fullmatch(block.text))
    return words(block) <= 60 and bool(
        says(block, "comment_form", "start", "end", "within", language=language)
    )


_SIGNED = lazy(
    r"(?:reply|antworten|répondre|responder|rispondi|odpowiedz|ответить|відповісти|yanıtla|svar|beantwoorden|"
    r"report|melden|like|likes?\s\d+|\d+\slikes?|@\w{2,30}|\d{1,4}|permalink|share"
    r"|[^\n()]{0,120}\(\s?score:\s?-?\d[^()\n]{0,30}\))",
    re.IGNORECASE,
)
_STAMP = lazy(
    r"[^\n]{0,60}(?:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?|\bago\b|\d{4})[^\n]{0,40}", re.IGNORECASE
)

#: What comments are headed by, behind the writer's name.
_VERBS = (
    "says", "said", "wrote", "writes", "schreibt", "schrieb", "sagt", "meint", "dit", "a dit", "dice", "ha scritto",
    "scrive", "disse", "diz", "zegt", "schreef", "pisze", "napisał", "napisała", "píše", "skriver", "sier", "säger",
    "пишет", "говорит", "пише",
)  # fmt: skip
#: A line that names who wrote the comment below it.
_HEADER = lazy(
    rf"(?:by )?[^\n:]{{2,50}} (?:{'|'.join(_VERBS)}):?"
    r"(?: (?:on|am|le|el|il|em|op)? ?[^\n]{0,60})?"
    r"|by [^\n:()]{2,50}\(\s?\d{1,9}\s?\)",  # Slashdot's number of the user
    re.IGNORECASE,
)

#: Share of the lines from the first to the last sign that must be signs of comments, and
#: how soon, in blocks, the first of them must stand below the heading.
MIN_SIGNS = 0.12
SIGN_REACH = 30

#: Words of the longest sign.
MAX_SIGN = 12

#: Words of prose that must stand above it: a count at the top only leads to the section.
MIN_PROSE_ABOVE = 150

#: A comment is no longer, in blocks: where so many with prose in them stand without a sign, the
#: comments have ended. The last of them goes as far as the longest of the others.
MAX_COMMENT = 15


def drop_comments(document: Document) -> Iterator[Drop]:
    """Drop the comments' section: its heading, its buttons, and what stands between them.

    Only below an article of some length, and where buttons, times or names show that
    comments follow, or many in a row are headed by a writer and a time; the text in between goes as
    far as the last comment. And what stands between Blogger's buttons, two glued to each other.
    A heading "Comments" alone is dropped alone, and so are counts of them below
    each of many texts: the posts of a forum.
    """
    blocks, language = document.blocks, document.language
    heading = None
    above = 0
    told = blocks if saying(document, "comments") else ()
    each = _counted_each(told, language)
    for i, block in enumerate(told):
        above += words(block) if is_prose(block) else 0
        found = says(block, "comments", language=language)
        if found is None or (found.how in ("start", "within", "end") and _is_long(block)):
            continue
        if block.text.endswith("?") and not found.phrase.endswith("?") and words(block) < 3:
            continue  # "Comments?" asks the reader
        counts = found.how == "start" and "#" in found.phrase  # `3 thoughts on "…"`
        heads = (counts or found.how == "heading") and i not in each
        if heads and heading is None and above >= MIN_PROSE_ABOVE:
            heading = i
        yield Drop(block, Reason.COMMENTS)
    yield from _between_buttons(told, language)
    if heading is None:
        heading = _first_post(blocks)
    if heading is None:
        return
    if closed := _closed(blocks, heading, language):
        for block in blocks[heading + 1 : closed]:
            yield Drop(block, Reason.COMMENTS, 0.8)
        return
    signs = _signs(blocks, heading, language)
    if len(signs) < 2 or len(signs) < MIN_SIGNS * (signs[-1] - signs[0]):
        return
    for i in range(heading + 1, _end_of_last(blocks, signs)):
        if not says(blocks[i], "comments", language=language):
            yield Drop(blocks[i], Reason.COMMENTS, 0.8)


#: How WordPress ends the comments that it counts above them: "2 COMMENTS", "Comments are closed."
_CLOSED = frozenset(("Comments are closed.", "Comments are closed"))
_COUNTED = lazy(r"(?P<count>\d{1,3}) (?:comments?|COMMENTS?|Comments?)")
#: Blocks that one of them has at most.
MAX_OF_ONE = 8


def _closed(blocks: Sequence[Block], heading: int, language: str | None) -> int:
    """Give the place of the line that says that comments are closed, below their count and not far; else 0."""
    counted = _COUNTED.fullmatch(blocks[heading].text)
    if counted is None:
        return 0
    last = heading + 1 + MAX_OF_ONE * int(counted["count"])
    below = range(heading + 1, min(len(blocks), last + 1))
    return next((i for i in below if blocks[i].text in _CLOSED), 0)


#: Words of a line from which on it says something of its own beside a phrase; where each Han or Kana is
#: a word, in characters.
MAX_NOTICE_WORDS, MAX_NOTICE_CHARACTERS = 30, 60


def _is_long(block: Block) -> bool:
    """Whether a line is too long for a notice that says no more than its phrase."""
    unspaced = has_han_kana(block.text[:MAX_NOTICE_WORDS])
    return words(block) > (MAX_NOTICE_CHARACTERS if unspaced else MAX_NOTICE_WORDS)


#: Readers who write one below the other, each with the time, from which on they comment without a heading.
MIN_POSTS = 4


def _counted_each(blocks: Sequence[Block], language: str | None) -> set[int]:
    """Give the places of counts of comments that stand below each of many texts: of a forum, of a list.

    >>> from cleanarticle.model import blocks
    >>> text = "The ferry to the outer islands sailed at noon on Tuesday, and the crew said it would not again."
    >>> posts = [line for count in range(4) for line in (text, f"{count} comments")]
    >>> sorted(_counted_each(blocks(*posts).blocks, "en"))
    [1, 3, 5, 7]
    """
    found: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        if words(block) <= MAX_COUNT_WORDS and any(map(str.isdigit, block.text)):
            said = says(block, "comments", "heading", language=language)
            if said and said.phrase.startswith("# "):
                found.setdefault(said.phrase[2:][:UNIT_LETTERS], []).append(i)
    return {
        place
        for places in found.values()
        if _texts_between(blocks, places) >= MIN_POSTS - 1
        for place in places
    }


def _texts_between(blocks: Sequence[Block], places: Sequence[int]) -> int:
    """Count the texts between lines that count differently: a heading says what stood above the article."""
    return sum(
        blocks[a].text != blocks[b].text and any(is_prose(block) for block in blocks[a + 1 : b])
        for a, b in pairwise(places)
    )


#: Words of a count of comments at most, and letters by which "comment" and "comments" are the same.
MAX_COUNT_WORDS, UNIT_LETTERS = 3, 6

#: How the line ends that heads what one of them writes.
_WRITES = tuple(f" {verb}{colon}" for verb in _VERBS for colon in ("", ":"))


def _first_post(blocks: Sequence[Block]) -> int | None:
    """Give the line above the first of many comments, each headed by its writer and a time below.

    Their heading may be run together with the line before it, or be none.
    """
    heads = {i for i, block in enumerate(blocks) if block.text.endswith(_WRITES)}
    if len(heads) < MIN_POSTS:
        return None
    above = 0
    posts = []
    for i, (block, below) in enumerate(pairwise(blocks)):
        above += words(block) if is_prose(block) else 0
        if (
            i in heads
            and above >= MIN_PROSE_ABOVE
            and words(block) <= MAX_SIGN
            and _tells_when(below)
        ):
            posts.append(i)
    return posts[0] - 1 if len(posts) >= MIN_POSTS else None


def _tells_when(block: Block) -> bool:
    if words(block) > MAX_SIGN or not any(map(str.isdigit, block.text)):
        return False
    return _STAMP.fullmatch(block.text) is not None


def _signs(blocks: Sequence[Block], heading: int, language: str | None) -> list[int]:
    """Give the places of the signs that follow each other below the heading."""
    signs: list[int] = []
    last, reach, prose = heading, SIGN_REACH, False
    for i in range(heading + 1, len(blocks)):
        if i - last > reach and (prose or not signs):
            break
        if _is_sign(blocks[i], language):
            signs.append(i)
            last, reach, prose = i, MAX_COMMENT, False
        else:
            prose = prose or is_prose(blocks[i])
    return signs


def _is_sign(block: Block, language: str | None) -> bool:
    if says(block, "comments", "line", "heading", language=language):
        return True
    if _heads_a_comment(block):
        return True
    return words(block) <= MAX_SIGN and bool(
        _SIGNED.fullmatch(block.text) or "comment_form" in said(block)
    )


def _heads_a_comment(block: Block) -> bool:
    """Whether the line tells who wrote what stands below it, or when."""
    return words(block) <= MAX_SIGN and bool(
        _STAMP.fullmatch(block.text) or _HEADER.fullmatch(block.text)
    )


def _end_of_last(blocks: Sequence[Block], signs: Sequence[int]) -> int:
    """Give where the last comment ends: its text stands below its header, and is no longer than others'.

    There must be two signs. Where a button closes the comments the last of them ends with it.
    """
    last = signs[-1]
    if not _heads_a_comment(blocks[last]):
        return last + 1
    longest = max(b - a for a, b in pairwise(signs))
    limit = min(len(blocks), last + min(longest, MAX_COMMENT))
    ends = (i for i in range(last + 1, limit) if blocks[i].kind == "heading" or said(blocks[i]))
    return next(ends, max(limit, last + 1))
