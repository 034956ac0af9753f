"""The files of phrases, read: whole, as plain lists, and entry by entry."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from .folding import fold

KEYS = ("line", "heading", "start", "end", "within")
#: What `match` looks for in every line. Eleven files beside these are none of them: the labels of
#: `signatures.toml`, `releases.toml`, `mails.toml`, `recipes.toml`, `captions.toml` and `headings.toml` are plain words
#: elsewhere ("Review by", "Press contact", "To", "Method", "Image source", "Results"), so their own modules look for
#: them, where they count; `dates.toml`, `greetings.toml`, `link_hints.toml`, `abbreviations.toml` and `names.toml` are
#: plain lists.
FAMILIES = (
    "ad", "byline", "comment_form", "comments", "consent", "continue", "counter", "credit",
    "embed", "home", "legal", "menu", "paywall", "promo", "published", "read_also", "related",
    "role", "section", "share", "source", "tags", "updated",
)  # fmt: skip
#: The line by line shape of a family's file, in bytes, as most of it says where its phrases were seen and need not
#: be decoded. Reading it by this instead of a TOML parser takes a ninth of the time; a test holds the two together.
_LANGUAGE = re.compile(rb"^\[(\w+)\]$", re.MULTILINE)
_ENTRY = re.compile(rb'^  \{(\w+) = "([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.MULTILINE)


@cache
def load(family: str) -> Mapping[str, Any]:
    """Read one family's file; the result is the same object every time and read-only.

    Raises `FileNotFoundError` for a family that does not exist.
    """
    path = files(__package__) / f"{family}.toml"
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))


@cache
def listed(family: str, key: str) -> frozenset[str]:
    """Give what a file of plain lists has under a key, of all languages, folded."""
    return frozenset(fold(text) for said in load(family).values() for text in said.get(key, ()))


def entries() -> Iterator[tuple[str, str, str, str]]:
    """Give every entry as (family, language, key, phrase)."""
    return ((family, *entry) for family in FAMILIES for entry in entries_of(family))


@cache
def entries_of(family: str) -> tuple[tuple[str, str, str], ...]:
    """Give the entries of one file as (language, key, phrase)."""
    _, *parts = _LANGUAGE.split((files(__package__) / f"{family}.toml").read_bytes())
    return tuple(
        (language.decode(), sys.intern(key.decode()), _unescaped(phrase.decode()))
        for language, entries in zip(parts[::2], parts[1::2], strict=True)
        for key, phrase in _ENTRY.findall(entries)
    )


def _unescaped(written: str) -> str:
    return str(json.loads(f'"{written}"')) if "\\" in written else written
