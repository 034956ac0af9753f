"""What ProQuest sets around an article that is exported as text: labelled lines above it and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..actions import Action, Drop, Edit, Found, Label
from ..model import Block, Document, Reason
from ..patterns import lazy
from .bylines import parse_names
from .date_lines import parse_date

__all__ = ["is_of_proquest", "of_proquest"]

_LABELLED = lazy(
    r"(?:(?P<authors>authors?)|(?P<description>abstract)|(?P<published>publication date)"
    r"|(?P<source>publication title)|(?P<title>title)|(?P<text>full text)"
    r"|publication info|links|subject|location|people|company / organization|identifier / keyword|classification"
    r"|business indexing term|volume|issue|pages|first page|number of pages|publication year|year|section|column"
    r"|dateline|edition|publisher|place of publication|country of publication|publication subject|(?:e-?)?issn"
    r"|source type|language of publication|document type|document feature|doi|accession number"
    r"|proquest document id|document url|copyright|last updated|database|editor|text word count)"
    r"\s?:\s{0,8}(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AROUND = lazy(r"document \d{1,5} of \d{1,5}|proquest document link|_{8,}", re.IGNORECASE)
_ID = lazy(r"proquest document id\s?:", re.IGNORECASE)

#: Blocks below the text that must be labelled, and their share.
MIN_LABELS, MIN_SHARE = 4, 0.7


def is_of_proquest(block: Block) -> bool:
    """Whether a line is the number that ProQuest gives an article."""
    return block.text.startswith("ProQuest") and _ID.match(block.text) is not None


def of_proquest(document: Document) -> Iterator[Action]:
    """Take up what the labels above the text and below it say, and drop the lines."""
    blocks = document.blocks
    found = [_LABELLED.fullmatch(block.text) for block in blocks]
    texts = [i for i, label in enumerate(found) if label and label["text"] is not None]
    if len(texts) != 1:  # several articles, or an abstract alone
        return
    first = texts[0]
    tail = next((i for i in range(first + 1, len(blocks)) if _begins_tail(found, i)), len(blocks))
    yield Edit(blocks[first], 0, _value_at(found[first]), "", Reason.MARKUP)
    titled = False
    for i in (*range(first), *range(tail, len(blocks))):
        block, label = blocks[i], found[i]
        if i < first and label is None and not _AROUND.fullmatch(block.text) and not titled:
            yield Label(block, "heading", 1)
            titled = True
            continue
        yield from _field(block, label, document.language, titled=titled)


def _names(value: str, language: str | None) -> tuple[str, ...]:
    """Give the people of a list in which last names stand first: "Roe, Jane; Pell, Ann"."""
    turned = [" ".join(reversed(person.split(", ", 1))) for person in value.split(";")]
    return tuple(name for person in turned for name in parse_names(person.strip(), language))


def _value_at(label: re.Match[str] | None) -> int:
    return label.start("value") if label else 0


def _begins_tail(found: Sequence[re.Match[str] | None], at: int) -> bool:
    labels = sum(label is not None for label in found[at:])
    return found[at] is not None and labels >= max(MIN_LABELS, MIN_SHARE * (len(found) - at))


def _field(
    block: Block, label: re.Match[str] | None, language: str | None, *, titled: bool
) -> Iterator[Action]:
    value = " ".join(label["value"].split()) if label else ""
    reason = Reason.BOILERPLATE
    given: tuple[str, object] | None = None
    if label is None or not value:
        pass
    elif label["authors"] and (names := _names(value, language)):
        reason, given = Reason.BYLINE, ("authors", names)
    elif label["published"] and (day := parse_date(value, language)):
        reason, given = Reason.DATE, ("published", day)
    elif label["source"]:
        reason, given = Reason.SOURCE, ("source", value.partition(";")[0])
    elif label["description"]:
        given = ("description", value)
    elif label["title"] and not titled:
        reason, given = Reason.TITLE, ("title", value)
    yield Drop(block, reason)
    if given:
        yield Found(given[0], given[1], block)
