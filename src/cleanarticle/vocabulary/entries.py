"""The files of phrases, read: whole, as plain lists, and entry by entry."""

from __future__ import annotations

import json
import re
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
#: A phrase with an escaped character.
_ENTRY = re.compile(rb'\w+ = ("[^"\\]*+(?:\\.[^"\\]*+)*+")')
#: A plain list, on a line or on many; a file of phrases has none.
_LIST = re.compile(r"^(\w+) = (?:(\[.*\])|(\[\n(?:  .*\n)+\]))(?:  #.*)?$", re.MULTILINE)
_LISTS = re.compile(r"^(?!phrases)\w+ = \[", re.MULTILINE)


@cache
def load(family: str) -> Mapping[str, Any]:
    """Read one family's file; the result is the same object every time and read-only.

    Raises `FileNotFoundError` for a family that does not exist.
    """
    text = (files(__package__) / f"{family}.toml").read_text("utf-8")
    return MappingProxyType(_lists_in(text) if _LISTS.search(text) else tomllib.loads(text))


def _lists_in(text: str) -> dict[str, Any]:
    """Read a file of plain lists, each of which is JSON but for the comma behind its last item."""
    head, *parts = re.split(r"^\[([\w-]+)\]$", text, flags=re.MULTILINE)
    whole = _lists_of(head)
    for language, part in zip(parts[::2], parts[1::2], strict=True):
        whole[language] = _lists_of(part)
    return whole


def _lists_of(part: str) -> dict[str, Any]:
    found = ((key, one or more) for key, one, more in _LIST.findall(part))
    return {key: json.loads(value.replace(",\n]", "\n]")) for key, value in found}


@cache
def listed(family: str, key: str) -> frozenset[str]:
    """Give what a file of plain lists has under a key, of all languages, folded."""
    return frozenset(fold(text) for said in load(family).values() for text in said.get(key, ()))


def entries() -> Iterator[tuple[str, str, str, str]]:
    """Give every entry as (family, language, key, phrase)."""
    return ((family, *entry) for family in FAMILIES for entry in entries_of(family))


@cache
def entries_of(family: str) -> tuple[tuple[str, str, str], ...]:
    """Give the entries of one file as (language, key, phrase).

    By the shape of its lines, in bytes: most of it says where its phrases were seen and need not be decoded. That
    takes a twentieth of the time that a TOML parser takes; a test holds the two together.
    """
    found: list[tuple[str, str, str]] = []
    _, *tables = (b"\n" + (files(__package__) / f"{family}.toml").read_bytes()).split(b"\n[")
    for table in tables:
        head, *lines = table.split(b"\n  {")
        if not lines:
            continue
        language = head.partition(b"]")[0].decode()
        pairs = [line.split(b'"', 2) for line in lines]
        phrases = b"\n".join([phrase for _, phrase, _ in pairs]).decode().split("\n")
        for (key, _, _), line, phrase in zip(pairs, lines, phrases, strict=True):
            found.append((language, _KEY_OF[key], _whole(line) if "\\" in phrase else phrase))
    return tuple(found)


#: What stands before the phrase of an entry.
_KEY_OF = {f"{key} = ".encode(): key for key in KEYS}


def _whole(line: bytes) -> str:
    """Give a phrase in which some character is escaped, as in JSON."""
    found = _ENTRY.match(line)
    return str(json.loads(found[1])) if found else ""
