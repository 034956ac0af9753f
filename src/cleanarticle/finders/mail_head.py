"""What stands above a mail that was copied or saved as text: who wrote, to whom, when and about what.

The labels are those of `vocabulary/mails.toml`; the head of a mail as servers hand it on has more of them
(RFC 5322), and a longer value goes on in lines that are set in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from ..actions import Action, Drop, Edit, Found, Label
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..vocabulary import fold, load
from .bylines import parse_names

__all__ = ["find_mail_head"]

#: A label and its value; within "**From:**" the marks of Markdown.
_ENTRY = lazy(r"[*_]{0,2}([^\W\d_][^\n:：]{0,24}?)\s{0,2}[:：][*_]{0,2}(?:\s{1,8}|$|(?<=：))(.*)")
#: A label that only servers write: "Message-ID", "X-Mailer".
_OF_SERVERS = lazy(
    r"(?:[A-Za-z]+(?:-[A-Za-z]+)+|Received|Importance|Priority|Organization|Attachments?)\s?:"
)
#: What mail programs set above a mail that is handed on: "---- Forwarded message ----".
_HANDED_ON = lazy(r"[-–_]{3,}\s?[^\W\d_][^\n]{4,50}?\s?[-–_:]{3,}|Begin forwarded message:")
_RULE = lazy(r"[-–_=*]{3,}")
#: An address in brackets, or by itself; quotation marks around a name.
_ADDRESS = lazy(
    r"[<\[(]?(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,128}[>\])]?|[<\[(]mailto:[^<>\[\]()]{1,200}[>\])]"
)
_ON_BEHALF = lazy(r"\s(?:on behalf of|im auftrag von|via)\s", re.IGNORECASE)
#: "Pell, Ann": the surname first, as in directories.
_SURNAME_FIRST = lazy(
    r"([^\W\d_][^\s,]{0,40}),\s{1,3}([^\W\d_][^\s,]{0,40}(?:\s[^\W\d_][^\s,]{0,40})?)"
)
#: What an answer or a mail that is handed on has before its subject.
_ANSWERS = lazy(
    r"(?:(?:re|fwd?|aw|wg|tr|rv|res|enc|sv|vs|vb|antw|doorst|odp|pd|ynt|ilt|i|r)(?:\[\d{1,3}\])?\s?[:：]\s{0,3})+"
    r"|(?:(?:答复|回复|回覆|转发|轉寄|отв|отн)\s?[:：]\s{0,3})+",
    re.IGNORECASE,
)

#: Lines that the head may have, and the labels that it must, the writer's among them.
MAX_LINES, MIN_LABELS = 60, 3


def find_mail_head(document: Document) -> Iterator[Action]:
    """Take up the head of a mail: its subject as the title, who wrote it, and when.

    Of the subject only the label goes, and what an answer has before it. Leaves lines with a colon that
    name no writer, no subject and no third of a head's labels, and a head further down.

    >>> from cleanarticle.model import blocks
    >>> head = blocks("From: Jo Pell <jo@quay.example>", "To: Ana", "Subject: Re: Rain", "It rained.")
    >>> [(found.field, found.value) for found in find_mail_head(head) if isinstance(found, Found)]
    [('authors', ('Jo Pell',))]
    >>> list(find_mail_head(blocks("From: Linna", "To: Enys", "Date: 3 May", "It rained.")))
    []
    """
    first = 0
    if len(document) and _HANDED_ON.fullmatch(document[0].text):
        first = 1
    if first >= len(document) or _ENTRY.match(document[first].text) is None:
        return
    head = _head(document, first)
    said = {field for _, field, _ in head}
    if (
        len({label for label, field, _ in head if field}) < MIN_LABELS
        or not {"from", "subject"} <= said
    ):
        return
    if first:
        yield Drop(document[0], Reason.MARKUP)
    blocks = document[first : first + len(head)]
    for block, (_, field, value) in zip(blocks, head, strict=True):
        if field == "subject" and value:
            yield from _titled(block, value)
            continue
        yield Drop(block, _REASON_OF.get(field, Reason.MARKUP))
        if field == "from" and (names := _writer(value, document.language)):
            yield Found("authors", names, block)
        elif field == "date":
            from .page.dates import read_stamp  # with it comes lxml

            if (day := read_stamp(value, document.language)) is not None:
                yield Found("published", day, block)
    below = first + len(head)
    if below < len(document) and _RULE.fullmatch(document[below].text):
        yield Drop(document[below], Reason.MARKUP)


_REASON_OF = {"from": Reason.BYLINE, "date": Reason.DATE}


def _head(document: Document, first: int) -> list[tuple[str, str, str]]:
    """Give the label, the field and the value of each line of the head."""
    head: list[tuple[str, str, str]] = []
    above: Block | None = None
    for block in islice(document, first, first + MAX_LINES):
        gap = document.raw[above.end : block.start] if above else ""
        close = above is None or gap.count("\n") == 1
        found = _ENTRY.fullmatch(block.text)
        field = _fields().get(fold(found[1]), "") if found else ""
        if found and field:
            head.append((fold(found[1]), field, found[2].strip()))
        elif close and (_OF_SERVERS.match(block.text) or gap[-1:] in (" ", "\t")):
            head.append(("", "", ""))
        else:
            break
        above = block
    return head


@cache
def _fields() -> Mapping[str, str]:
    """Give what each label names: `from`, `to`, `date` or `subject`."""
    return {
        fold(label): field
        for labels in load("mails").values()
        for field, said in labels.items()
        for label in said
    }


def _titled(block: Block, value: str) -> Iterator[Action]:
    """Make the subject a heading: what stands before it goes."""
    answers = _ANSWERS.match(value)
    begin = block.text.rindex(value) + (answers.end() if answers else 0)
    if begin < len(block.text):
        yield Edit(block, 0, begin, "", Reason.MARKUP)
        yield Label(block, "heading", 1)
    else:
        yield Drop(block, Reason.MARKUP)


def _writer(value: str, language: str | None) -> tuple[str, ...]:
    """Give the name beside an address.

    >>> _writer('"Pell, Ann" <ann@quay.example>', "en"), _writer("ann@quay.example", "en")
    (('Ann Pell',), ())
    """
    name = _ON_BEHALF.split(_ADDRESS.sub(" ", value))[-1].strip(" \"'*;,")
    if turned := _SURNAME_FIRST.fullmatch(name):
        name = f"{turned[2]} {turned[1]}"
    return parse_names(name, language)
