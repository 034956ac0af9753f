"""The one table schema: an article as a row, for Arrow, Parquet, JSON Lines and data frames.

A row is plain data. What differs from `Article.to_dict`:

- Dates are strings in ISO 8601, as `to_dict` has them. A column of timestamps has one time
  zone for all, and would lose each date's own offset, or whether it had one.
- `word_count` and `error` stand beside the article's fields.
- `raw` is a column only when asked for: the changes hold what was cut, and `raw` all of it again.
- Half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD: one character for
  one, so that offsets still hold.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..model import Article, Block, Change, Image
from ..patterns import lazy
from .extras import needed

if TYPE_CHECKING:
    import pyarrow

__all__ = [
    "COLUMNS",
    "DEFAULT_COLUMNS",
    "check_columns",
    "holds_text",
    "known_columns",
    "schema",
    "to_article",
    "to_row",
    "values",
    "whole",
    "with_raw",
]

SURROGATE = lazy("[\ud800-\udfff]")

COLUMNS = (
    "title",
    "text",
    "blocks",
    "authors",
    "published",
    "modified",
    "source",
    "site",
    "url",
    "language",
    "description",
    "image",
    "images",
    "tags",
    "breadcrumbs",
    "changes",
    "flags",
    "confidence",
    "word_count",
    "error",
    "raw",
)
DEFAULT_COLUMNS = tuple(name for name in COLUMNS if name != "raw")


def known_columns(columns: Iterable[str] | None = None) -> tuple[str, ...]:
    """Give the columns asked for, in their order; the default ones for `None`.

    Raises `TypeError` for what is no list of names, and as `check_columns`.

    >>> known_columns(["text", "raw"])
    ('text', 'raw')
    """
    if columns is None:
        return DEFAULT_COLUMNS
    if isinstance(columns, str | bytes) or not isinstance(columns, Iterable):
        raise TypeError(f'columns is a list of names, as in ["title", "text"], not {columns!r}')
    wanted = tuple(dict.fromkeys(columns))
    check_columns(wanted)
    return wanted


def check_columns(wanted: Iterable[str], known: Sequence[str] = COLUMNS) -> None:
    """Raise `ValueError`, listing the known names, for one that is none of them."""
    if unknown := [name for name in wanted if name not in known]:
        raise ValueError(
            f"no column is called {', '.join(map(repr, unknown))}; known are: {', '.join(known)}"
        )


def schema(columns: Iterable[str] | None = None) -> pyarrow.Schema:
    """Give the Arrow schema of these columns; raises as `known_columns`."""
    types = _types()
    return needed("pyarrow").schema([types[name] for name in known_columns(columns)])


def to_row(article: Article, columns: Iterable[str] | None = None) -> dict[str, Any]:
    """Give an article as a row of the schema: plain values, lists and dictionaries.

    >>> row = to_row(Article(title="Rain", flags=frozenset({"paywall"})), ["title", "flags"])
    >>> row
    {'title': 'Rain', 'flags': ['paywall']}
    """
    return {name: _VALUES[name](article) for name in known_columns(columns)}


def to_article(row: Mapping[str, Any]) -> Article:
    """Give the article that `to_row` wrote, as far as its columns tell."""
    known = {*Article.__dataclass_fields__} & {*row}
    return Article.from_dict({name: row[name] for name in known if row[name] is not None})


def with_raw(article: Article) -> Article:
    """Give the article with its `raw`, where that was left out: the blocks and the ledger hold it.

    White space between them, which neither holds, comes as newlines.

    >>> from cleanarticle import clean
    >>> row = to_row(clean("Rain.\\n \\nAdvertisement"), ["blocks", "changes"])
    >>> with_raw(to_article(row)).raw
    'Rain.\\n\\n\\nAdvertisement'
    """
    if article.raw:
        return article
    ends = [block.end for block in article.blocks] + [change.end for change in article.changes]
    raw = ["\n"] * max(ends, default=0)
    for change in article.changes:
        raw[change.start : change.end] = change.before
    starts = [change.start for change in article.changes]
    for block in article.blocks:
        at, read = block.start, 0
        first = bisect_left(starts, at)
        first -= first > 0 and article.changes[first - 1].end > at  # begins before the block
        for change in islice(article.changes, first, None):
            if change.start > block.end:
                break
            kept = max(change.start - at, 0)
            raw[at : at + kept] = block.text[read : read + kept]
            after = change.after if change.start > block.start else change.after.lstrip("\n")
            at, read = max(at, change.end), read + kept + len(after)
        kept = max(block.end - at, 0)
        raw[at : at + kept] = block.text[read : read + kept].ljust(kept)
    return replace(article, raw="".join(raw))


def whole(text: str) -> str:
    """Give text that UTF-8 can hold; nearly all can as it is."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def _text(value: str | None) -> str | None:
    return value if value is None else whole(value)


def _texts(values: Iterable[str]) -> list[str]:
    return [whole(value) for value in values]


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": _text(block.text),
        "level": block.level,
        "marks": [
            {"kind": mark.kind, "start": mark.start, "end": mark.end, "href": _text(mark.href)}
            for mark in block.marks
        ],
        "start": block.start,
        "end": block.end,
    }


def _image(image: Image) -> dict[str, Any]:
    return {"href": _text(image.href), "alt": _text(image.alt), "start": image.start}


def _change(change: Change) -> dict[str, Any]:
    return {
        "cleaner": change.cleaner,
        "steps": list(change.steps),
        "reason": change.reason.value,
        "start": change.start,
        "end": change.end,
        "before": _text(change.before),
        "after": _text(change.after),
        "confidence": change.confidence,
        "fields": list(change.fields),
    }


_VALUES: Mapping[str, Any] = {
    "title": lambda article: _text(article.title),
    "text": lambda article: _text(article.text),
    "blocks": lambda article: [_block(block) for block in article.blocks],
    "authors": lambda article: _texts(article.authors),
    "published": lambda article: article.published and article.published.isoformat(),
    "modified": lambda article: article.modified and article.modified.isoformat(),
    "source": lambda article: _text(article.source),
    "site": lambda article: _text(article.site),
    "url": lambda article: _text(article.url),
    "language": lambda article: _text(article.language),
    "description": lambda article: _text(article.description),
    "image": lambda article: _text(article.image),
    "images": lambda article: [_image(image) for image in article.images],
    "tags": lambda article: _texts(article.tags),
    "breadcrumbs": lambda article: _texts(article.breadcrumbs),
    "changes": lambda article: [_change(change) for change in article.changes],
    "flags": lambda article: _texts(sorted(article.flags)),
    "confidence": lambda article: article.confidence,
    "word_count": lambda article: article.word_count,
    "error": lambda article: _text(article.error),
    "raw": lambda article: _text(article.raw),
}


@cache
def _types() -> Mapping[str, Any]:
    """Give each column's Arrow field. All may be null: engines differ in what else they take."""
    arrow = needed("pyarrow")
    text, number, share = arrow.string(), arrow.int64(), arrow.float64()
    level = arrow.int32()
    mark = {"kind": text, "start": number, "end": number, "href": text}
    marks = arrow.list_(arrow.struct(list(mark.items())))
    place = {"start": number, "end": number}
    block = {"kind": text, "text": text, "level": level, "marks": marks, **place}
    change = {
        "cleaner": text,
        "steps": arrow.list_(text),
        "reason": text,
        **place,
        "before": text,
        "after": text,
        "confidence": share,
        "fields": arrow.list_(text),
    }
    image = {"href": text, "alt": text, "start": number}
    special = {
        "blocks": arrow.list_(arrow.struct(list(block.items()))),
        "images": arrow.list_(arrow.struct(list(image.items()))),
        "changes": arrow.list_(arrow.struct(list(change.items()))),
        **dict.fromkeys(("authors", "tags", "breadcrumbs", "flags"), arrow.list_(text)),
        "confidence": share,
        "word_count": number,
    }
    return {name: arrow.field(name, special.get(name, text)) for name in COLUMNS}


def holds_text(kind: Any) -> bool:
    """Whether a column of this type holds text or bytes, or nothing but nulls."""
    types = needed("pyarrow", "arrow").types
    if types.is_dictionary(kind):
        kind = kind.value_type
    tests: tuple[Callable[[Any], bool], ...] = (
        types.is_string,
        types.is_large_string,
        types.is_string_view,
        types.is_binary,
        types.is_large_binary,
        types.is_binary_view,
        types.is_fixed_size_binary,
        types.is_null,
    )
    return any(test(kind) for test in tests)


def values(array: Any) -> list[object]:
    """Give an array's values; a string that is not UTF-8 comes as bytes, to be decoded as such."""
    try:
        return list(array.to_pylist())
    except UnicodeDecodeError:
        arrow = needed("pyarrow", "arrow")
        if arrow.types.is_dictionary(array.type):
            array = array.dictionary_decode()
        return [_text_or_bytes(value) for value in array.cast(arrow.large_binary()).to_pylist()]


def _text_or_bytes(value: bytes | None) -> str | bytes | None:
    try:
        return value if value is None else value.decode()
    except UnicodeDecodeError:
        return value
