"""Listings of code whose lines a page lays out itself, with a number beside each.

Highlighters put the numbers into a column of a table, and some of them each line of code into an
element of its own, in which a browser shows the spaces all the same. What they make is put back to
`<pre>`, and the numbers are left out, as one leaves them out who copies the code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..patterns import lazy

__all__ = ["may_hold_listing", "write_listings"]

#: What a page with such a listing has in its tags: the first two a column of numbers beside `<pre>`.
_COLUMNS = ("\ntd", "\npre")
_SIGNS = ("syntaxhighlighter", "crayon-line", "blob-code", ' class="dp-')
_NUMBER_SIGNS = ("lineno", "linenum", "line-num", 'class="ln"')
#: The lines of code by the highlighter: Crayon; GitHub and its gists; SyntaxHighlighter 3.
_LINES = (
    ("crayon-table", ".//div[contains(@class, 'crayon-line')]"),
    ("highlight", ".//td[contains(@class, 'blob-code')]"),
    (
        "syntaxhighlighter",
        ".//td[contains(concat(' ', @class, ' '), ' code ')]//div[contains(@class, 'line')]",
    ),
)
#: Spans of numbers before the lines of one `<pre>`: Pygments, Jekyll, Hugo, react-syntax-highlighter.
_NUMBER_SPANS = (
    ".//pre//span[contains(@class, 'lineno') or contains(@class, 'linenum')"
    " or contains(@class, 'line-num') or @class = 'ln']"
)
_NUMBERS = lazy(r"\s*\d{1,6}(?:\s+\d{1,6})*\s*")


def may_hold_listing(tags: str) -> bool:
    """Whether a page's tags, each behind a line break, have in them what every such listing has."""
    return (
        all(sign in tags for sign in _COLUMNS)
        or any(sign in tags for sign in _SIGNS)
        or ("\npre" in tags and any(sign in tags for sign in _NUMBER_SIGNS))
    )


def write_listings(root: Any) -> None:
    """Write listings as `<pre>`, without the numbers of their lines."""
    for cell in root.xpath(".//tr[td//pre]/td[not(.//td)]"):
        if _is_column_of_numbers(cell):
            cell.getparent().remove(cell)
    for span in root.xpath(_NUMBER_SPANS):
        if (span.text or "").strip().isdecimal() and not len(span):
            span.text = ""
    for called, lines in _LINES:
        for listing in root.xpath(f".//*[contains(@class, '{called}')][self::div or self::table]"):
            _write_as_code(listing, listing.xpath(lines))
    for listing in root.xpath(".//ol[starts-with(@class, 'dp-')]"):  # SyntaxHighlighter 1
        _write_as_code(listing, listing.findall("li"))


def _is_column_of_numbers(cell: Any) -> bool:
    """Whether a cell holds the numbers of the lines in the next cell of its row, and no more."""
    code = cell.getnext()
    text = " ".join(cell.itertext())
    if code is None or not _NUMBERS.fullmatch(text) or next(code.iter("pre"), None) is None:
        return False
    numbers = [int(number) for number in text.split()]
    is_column = len(numbers) > 1 or next(cell.iter("pre"), None) is not None
    return is_column and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _write_as_code(listing: Any, lines: Iterable[Any]) -> None:
    code = [_line(line) for line in lines]
    if not any(code) or next(listing.iterancestors("pre"), None) is not None:
        return
    listing.clear(keep_tail=True)
    listing.tag, listing.text = "pre", "\n".join(code)


def _line(line: Any) -> str:
    """Give a line of code, with spaces that break like others."""
    return "".join(line.itertext()).replace("\xa0", " ").rstrip()
