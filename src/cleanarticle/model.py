"""What goes through the pipeline and what comes out: blocks, changes, articles.

Everything here is frozen: a cleaner reads blocks and names what should happen,
the runner in `running.py` alone makes it happen.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, Literal, overload

from .patterns import lazy

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Change",
    "Document",
    "Image",
    "Line",
    "Mark",
    "Reason",
    "blocks",
    "count_words",
]

BlockKind = Literal[
    "paragraph", "heading", "list_item", "quote", "code", "table", "caption", "image"
]

MarkKind = Literal["link", "emphasis", "strong", "code"]

#: Han and Kana of the basic plane, each of which counts as a word.
HAN_KANA = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
)

#: Thai, Lao, Burmese and Khmer, which write no spaces between words either.
SOUTHEAST_ASIAN = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"

#: Letters and vowel signs of India's scripts, which make up a word: for `\w` a sign is none.
INDIC = r"\u0900-\u0963\u0970-\u0dff"

#: Words as the whole library counts them: runs of letters, digits and underscores,
#: and each Han or Kana character for itself.
WORD = lazy(rf"[{HAN_KANA}\U00020000-\U0003ffff]|[^\W{HAN_KANA}\U00020000-\U0003ffff]+")


def count_words(text: str) -> int:
    """Count words, a Han or Kana character being a word.

    >>> count_words("It rained."), count_words("雨が降った")
    (2, 5)
    """
    return len(WORD.findall(text))


@cache
def _signs() -> re.Pattern[str]:
    """Give what finds signs above, below and between letters, of scripts that write spaces between words.

    They come before Thai in Unicode. The rules count without this: their bounds were chosen so.
    """
    marks = (chr(code) for code in range(0x300, 0xE00))
    signs = "".join(mark for mark in marks if unicodedata.category(mark)[0] == "M")
    return re.compile(f"[{signs}\u200c\u200d]+")


class Reason(StrEnum):
    """Why something was cut, taken up into a field, or mended: a closed list."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    SOURCE = "source"
    BREADCRUMB = "breadcrumb"
    MARKUP = "markup"
    STYLE = "style"
    SCRIPT = "script"
    EMBED = "embed"
    MENU = "menu"
    AD = "ad"
    SHARE = "share"
    PROMO = "promo"
    READ_ALSO = "read_also"
    COMMENT_FORM = "comment_form"
    COMMENTS = "comments"
    RELATED = "related"
    CONSENT = "consent"
    PAYWALL = "paywall"
    LEGAL = "legal"
    COUNTER = "counter"
    CREDIT = "credit"
    REPEAT = "repeat"
    BOILERPLATE = "boilerplate"
    RULE = "rule"
    ENCODING = "encoding"
    ENTITY = "entity"
    INVISIBLE = "invisible"
    QUOTE = "quote"
    GLUE = "glue"
    WRAP = "wrap"
    SPACING = "spacing"

    @property
    def explanation(self) -> str:
        """One sentence for a reader of the ledger."""
        return _EXPLANATIONS[self]

    @property
    def is_repair(self) -> bool:
        """Whether the reason mends text instead of cutting it."""
        return self in _REPAIRS


_REPAIRS = frozenset(
    {
        Reason.ENCODING,
        Reason.ENTITY,
        Reason.INVISIBLE,
        Reason.QUOTE,
        Reason.GLUE,
        Reason.WRAP,
        Reason.SPACING,
    }
)

_EXPLANATIONS = {
    Reason.TITLE: "The headline, taken up as the article's title.",
    Reason.BYLINE: "The line that names the authors, taken up as authors.",
    Reason.DATE: "The line that gives the date, taken up as a date.",
    Reason.SOURCE: "The line that credits the publisher, taken up as the source.",
    Reason.BREADCRUMB: "The path of sections that leads to the page.",
    Reason.MARKUP: "Tags, comments or shortcodes that leaked into the text.",
    Reason.STYLE: "CSS rules that leaked into the text.",
    Reason.SCRIPT: "JavaScript or JSON that leaked into the text.",
    Reason.EMBED: "What is left of a player, a post or another embedded thing.",
    Reason.MENU: "Navigation: links to sections, the search box, the log-in.",
    Reason.AD: "An advertisement or its label.",
    Reason.SHARE: "Buttons and counters for sharing the page.",
    Reason.PROMO: "A prompt for the site's newsletter, app, channel or support.",
    Reason.READ_ALSO: "One line between paragraphs that points to another article.",
    Reason.COMMENT_FORM: "The form in which readers write comments.",
    Reason.COMMENTS: "Comments of readers and what stands around them.",
    Reason.RELATED: "A list of other articles: its heading or one of its teasers.",
    Reason.CONSENT: "A cookie or privacy banner.",
    Reason.PAYWALL: "A prompt to subscribe or log in before reading on.",
    Reason.LEGAL: "Copyright, terms and other legal notices of the site.",
    Reason.COUNTER: "Reading time, view counts, loading notices.",
    Reason.CREDIT: "The credit of a photo or video.",
    Reason.REPEAT: "Said before in the same text.",
    Reason.BOILERPLATE: "Judged not to belong to the article.",
    Reason.RULE: "Cut by the caller's own rule.",
    Reason.ENCODING: "Characters that were decoded wrongly, put right.",
    Reason.ENTITY: "An HTML entity, replaced by its character.",
    Reason.INVISIBLE: "Invisible or control characters without meaning here.",
    Reason.QUOTE: "A quotation mark put right.",
    Reason.GLUE: "A boundary that was lost between words, sentences or blocks.",
    Reason.WRAP: "A line break inside a paragraph, joined.",
    Reason.SPACING: "White space put right.",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline mark: `start` and `end` are offsets into the block's text."""

    kind: MarkKind
    start: int
    end: int
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the article: its address, and its alternative text, empty where it has none.

    `start` is the offset into `raw` before which it stands. It is no block, for it has no text;
    `to_markdown` and `to_html` set it where it stood.
    """

    href: str
    alt: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or the like.

    `start` and `end` are offsets into `raw`: where the block stood. `level` is
    1 to 6 for headings, the depth (from 1) for list items, else `None`.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    marks: tuple[Mark, ...] = ()
    start: int = 0
    end: int = 0
    #: What has been worked out about the text, kept so that it is worked out once.
    memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the ledger. `raw[start:end] == before`; `after` replaced it.

    A cut has `after == ""`, an insertion `start == end`. `cleaner` had the last
    hand in it, `steps` lists all hands in order. `confidence` is 0 to 1. `fields` names the
    fields of the article whose value the text gave that was cut: `("authors", "published")`.
    """

    cleaner: str
    reason: Reason
    start: int
    end: int
    before: str
    after: str
    steps: tuple[str, ...] = ()
    confidence: float = 1.0
    fields: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_cut(self) -> bool:
        """Whether characters went and nothing but white space came."""
        return self.end > self.start and not self.after.strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A rule for `extra`: cut a block that says this and nothing else.

    Letter case, white space and the marks at its ends do not matter. `#` stands for any
    number or date, `*` behind the first word for one to eight words. `seen` tells in how
    many articles a line that was learnt stood.
    """

    text: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Document(Sequence[Block]):
    """What a cleaner sees: the blocks that are still in, in reading order.

    `title` is the block that was taken as the title (it is not among the blocks),
    `cuts` counts blocks cut so far by reason.
    """

    blocks: tuple[Block, ...]
    raw: str = ""
    kind: Literal["text", "html"] = "text"
    language: str | None = None
    title: Block | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    cuts: Mapping[Reason, int] = field(default_factory=dict)
    favor: Literal["precision", "balanced", "recall"] = "balanced"
    url: str | None = None
    extra: tuple[str | re.Pattern[str] | Line, ...] = ()
    #: Raw offsets of blocks that are gone, as (start, end, reason), in order.
    gone: tuple[tuple[int, int, Reason], ...] = ()
    #: What has been worked out about the title and the blocks, kept so that it is worked out once.
    memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        return self.blocks[index]

    def __len__(self) -> int:
        return len(self.blocks)

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)


def blocks(*texts: str, language: str | None = None) -> Document:
    """Make a document of paragraphs, for doctests and cases.

    >>> [block.text for block in blocks("One.", "Two.")]
    ['One.', 'Two.']
    """
    made, at = [], 0
    for text in texts:
        made.append(Block("paragraph", text, start=at, end=at + len(text)))
        at += len(text) + 2
    return Document(tuple(made), raw="\n\n".join(texts), language=language)


@dataclass(frozen=True, repr=False)
class Article:
    """A cleaned article. Frozen; `None` or empty where nothing was found."""

    title: str | None = None
    blocks: tuple[Block, ...] = ()
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    source: str | None = None
    site: str | None = None
    url: str | None = None
    language: str | None = None
    description: str | None = None
    image: str | None = None
    #: The pictures that stand in the article of a page, in reading order; `image` is its lead one.
    images: tuple[Image, ...] = ()
    tags: tuple[str, ...] = ()
    breadcrumbs: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    flags: frozenset[str] = frozenset()
    confidence: float = 0.0
    raw: str = ""
    #: Among many: why there is no answer, beside the flag `failed`; `None` from `clean`.
    error: str | None = None

    @cached_property
    def text(self) -> str:
        """The blocks joined by a blank line."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text of every paragraph, without headings, lists, tables and captions."""
        return tuple(b.text for b in self.blocks if b.kind == "paragraph")

    @property
    def word_count(self) -> int:
        """Words in `text`; a Han or Kana character counts as a word.

        Vowel signs and points belong to the letter before them.

        >>> Article(blocks=(Block("paragraph", "हिन्दी की किताब"),)).word_count
        3
        """
        text = self.text
        return count_words(text if text.isascii() else _signs().sub("", text))

    def restore(self, change: Change) -> Article:
        """Give the article with that whole change undone.

        A line that was taken up goes back to the text, and the fields that have their value
        from it are emptied; what the page's own data or another line gave stays.

        Raises `ValueError` if the change is not one of `changes`.
        """
        from .restoring import restore

        return restore(self, change)

    def to_dict(self) -> dict[str, Any]:
        """Give plain data that `json` can write; `from_dict` reads it back."""
        return {
            "title": self.title,
            "text": self.text,
            "blocks": [
                {
                    "kind": b.kind,
                    "text": b.text,
                    "level": b.level,
                    "start": b.start,
                    "end": b.end,
                    "marks": [
                        {"kind": m.kind, "start": m.start, "end": m.end, "href": m.href}
                        for m in b.marks
                    ],
                }
                for b in self.blocks
            ],
            "authors": list(self.authors),
            "published": self.published.isoformat() if self.published else None,
            "modified": self.modified.isoformat() if self.modified else None,
            **{name: getattr(self, name) for name in _PLAIN_FIELDS},
            "images": [{"href": i.href, "alt": i.alt, "start": i.start} for i in self.images],
            "tags": list(self.tags),
            "breadcrumbs": list(self.breadcrumbs),
            "flags": sorted(self.flags),
            "confidence": self.confidence,
            "changes": [
                {
                    "cleaner": c.cleaner,
                    "steps": list(c.steps),
                    "reason": c.reason.value,
                    "start": c.start,
                    "end": c.end,
                    "before": c.before,
                    "after": c.after,
                    "confidence": c.confidence,
                    "fields": list(c.fields),
                }
                for c in self.changes
            ],
            "raw": self.raw,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Article:
        """Make the article that `to_dict` described.

        Raises `TypeError` for what is no mapping, and `ValueError` naming the keys that this version does not
        know, or what is not as `to_dict` writes it.
        """
        if not isinstance(data, Mapping):
            raise TypeError(f"an Article is read from the dict of to_dict, not {data!r:.60}")
        known = {*cls.__dataclass_fields__, "text"}
        if unknown := sorted(set(data) - known):
            raise ValueError(f"not fields of an Article: {', '.join(unknown)}")
        try:
            return cls._from_known(data)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"not an Article as to_dict writes it: {error!r}") from error

    @classmethod
    def _from_known(cls, data: Mapping[str, Any]) -> Article:
        date = datetime.fromisoformat
        return cls(
            title=data.get("title"),
            blocks=tuple(
                Block(
                    b["kind"],
                    b["text"],
                    b.get("level"),
                    tuple(Mark(**mark) for mark in b.get("marks", ())),
                    b.get("start", 0),
                    b.get("end", 0),
                )
                for b in data.get("blocks", ())
            ),
            authors=tuple(data.get("authors", ())),
            published=date(data["published"]) if data.get("published") else None,
            modified=date(data["modified"]) if data.get("modified") else None,
            **{name: data.get(name) for name in _PLAIN_FIELDS},
            images=tuple(Image(**image) for image in data.get("images", ())),
            tags=tuple(data.get("tags", ())),
            breadcrumbs=tuple(data.get("breadcrumbs", ())),
            flags=frozenset(data.get("flags", ())),
            confidence=data.get("confidence", 0.0),
            changes=tuple(
                Change(
                    **{
                        **c,
                        "reason": Reason(c["reason"]),
                        "steps": tuple(c.get("steps", ())),
                        "fields": tuple(c.get("fields", ())),
                    }
                )
                for c in data.get("changes", ())
            ),
            raw=data.get("raw", ""),
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """Give `to_dict` as JSON; lone surrogates in `raw` are escaped."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
        if any("\ud800" <= char <= "\udfff" for char in text):
            text = json.dumps(self.to_dict(), ensure_ascii=True, indent=indent)
        return text

    @classmethod
    def from_json(cls, text: str | bytes) -> Article:
        """Make the article that `to_json` wrote. Raises `TypeError` and `ValueError` as `from_dict` does."""
        return cls.from_dict(json.loads(text))

    def to_markdown(self) -> str:
        """Give the title and the blocks as CommonMark with tables."""
        from .rendering.markdown import to_markdown

        return to_markdown(self)

    def to_html(self) -> str:
        """Give the title and the blocks as an HTML `<article>`, all text escaped."""
        from .rendering.html import to_html

        return to_html(self)

    def explain(self) -> str:
        """Tell in plain text what was cut, taken up and mended, and why."""
        from .rendering.explanation import explain

        return explain(self)

    def _repr_html_(self) -> str:
        from .rendering.notebook import to_notebook

        return to_notebook(self)

    def __getstate__(self) -> dict[str, Any]:
        """Pickle blocks and changes by column: half the work of one by one, which counts among many."""
        state = {name: getattr(self, name) for name in self.__dataclass_fields__}
        state["blocks"] = [*zip(*map(_BLOCK_VALUES, self.blocks), strict=True)]
        state["changes"] = [*zip(*map(_CHANGE_VALUES, self.changes), strict=True)]
        return state

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        blocks, changes = state["blocks"], state["changes"]
        made = {
            "blocks": tuple(map(Block, *blocks)) if blocks else (),
            "changes": tuple(map(Change, *changes)) if changes else (),
        }
        self.__dict__.update({**state, **made})

    def __repr__(self) -> str:
        """Say what it is about, not all that is in it: that is `to_dict`."""
        shown = repr(self.title) if self.title else f"without title, {self.text[:60]!r}"
        flags = "".join(f", {flag}" for flag in sorted(self.flags))
        return f"<Article {shown}: {self.word_count} words, {len(self.changes)} changes{flags}>"

    def __str__(self) -> str:
        return f"{self.title}\n\n{self.text}" if self.title else self.text


_BLOCK_VALUES = attrgetter("kind", "text", "level", "marks", "start", "end")
_CHANGE_VALUES = attrgetter(*Change.__dataclass_fields__)
_PLAIN_FIELDS = ("source", "site", "url", "language", "description", "image", "error")
