"""The data from which a framework builds a page in the browser, as its scripts write it.

JSON of its own (Next.js), behind a variable's name (Arc XP), as the arguments of a function (Nuxt 2), or as
a list whose objects tell the places of their values in it (Nuxt 3, SvelteKit: the package `devalue`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeGuard

from ..patterns import lazy
from .loose_json import read_loosely

__all__ = ["data_of", "may_state", "stamp_of_wechat"]

#: How scripts begin their data that write it otherwise than as JSON of its own.
_ARC, _NUXT = "Fusion.globalContent", "__NUXT__"
_ARC_CONTENT = lazy(r"Fusion\.globalContent\s?=\s?(?=\{)")
_FUNCTION = lazy(r"__NUXT__\s?=\s?\(function\s?\(([\w$,\s]*)\)\s?\{")
_RETURN = lazy(r"return\s?(?=\{)")

#: Characters of a function that are read at most, objects and lists that are filled in, and how deep.
MAX_FUNCTION, MAX_FILLED, MAX_DEPTH = 1_000_000, 50_000, 16


def may_state(script: str) -> bool:
    """Whether a script, which is not JSON as a whole, may hold the data of a page."""
    return _ARC in script or _NUXT in script


def data_of(script: str) -> Any:
    """Give the data that a script holds, in the form of its JSON; `None` where it has none.

    >>> data_of('Fusion.arcSite="a";Fusion.globalContent={"type": "story"};Fusion.mxId=1')
    {'type': 'story'}
    >>> data_of('window.__NUXT__=(function(a,b){return {data:[{post:{title:b,photo:a}}]}}(null,"Tides"));')
    {'data': [{'post': {'title': 'Tides', 'photo': None}}]}
    >>> data_of('[{"post": 1}, {"title": 2, "on": 3}, "Tides", ["Date", "2025-05-01"]]')
    {'post': {'title': 'Tides', 'on': '2025-05-01'}}
    """
    text = script.strip()
    if text.startswith(("{", "[")):
        try:
            return _unflattened(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            return None
    if found := _ARC_CONTENT.search(text):
        try:
            return json.JSONDecoder(strict=False).raw_decode(text, found.end())[0]
        except (ValueError, RecursionError):
            return None
    found = _FUNCTION.search(text)
    return _called(text[found.end() :], found[1]) if found else None


def _called(text: str, names: str) -> Any:
    """Give what a function returns: its body with the arguments for their names."""
    begin, end = _RETURN.search(text), text.rfind("}(")
    if begin is None or end < begin.end() or len(text) > MAX_FUNCTION:
        return None
    written = text[end + 2 :].rstrip("); \n")
    given = read_loosely(f"[{written}]")
    if not isinstance(given, list):
        return None
    values = dict(zip((name.strip() for name in names.split(",")), given, strict=False))
    return _filled(read_loosely(text[begin.end() : end]), values)


def _filled(data: Any, values: Mapping[str, Any]) -> Any:
    """Put the values of names for the names."""
    waiting: list[Any] = [data]
    for _ in range(MAX_FILLED):
        if not waiting:
            break
        one = waiting.pop()
        if not isinstance(one, dict | list):
            continue
        for key, value in one.items() if isinstance(one, dict) else enumerate(one):
            if isinstance(value, str):
                one[key] = values.get(value, value)
            elif isinstance(value, dict | list):
                waiting.append(value)
    return data


def _unflattened(data: Any) -> Any:
    """Give a list of values as the first of them, where its objects tell the places of theirs; other data as it is."""
    if not isinstance(data, list) or len(data) < MIN_FLAT:
        return data
    objects = [one for one in data if isinstance(one, dict) and one]
    size = len(data)
    if not objects or not all(_is_place(v, size) for one in objects for v in one.values()):
        return data
    return _Flat(data).value(0, MAX_DEPTH)


#: Fewest values of a list that is one object: the object, and a text.
MIN_FLAT = 3


def _is_place(value: Any, size: int) -> TypeGuard[int]:
    """Whether a value is a place in a list, or one of the numbers that stand for what has none."""
    return type(value) is int and -7 <= value < size


class _Flat:
    """A list of values, read from its first one on; each object once, as often as it is referred to."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._read: dict[int, Any] = {}
        self._room = MAX_FILLED

    def value(self, place: int, depth: int) -> Any:
        """Give the value at a place, with those that it refers to."""
        value = self._values[place] if place >= 0 else None
        if not isinstance(value, dict | list):
            return value
        if place in self._read:
            return self._read[place]
        self._room -= 1
        if not depth or self._room < 0:
            return None
        if isinstance(value, list):
            return self._listed(value, place, depth)
        found = self._read[place] = {}
        for key, at in value.items():
            found[key] = self.value(at, depth - 1)
        return found

    def _listed(self, value: list[Any], place: int, depth: int) -> Any:
        if value and isinstance(
            value[0], str
        ):  # a kind, and what is of it: `["Date", "…"]`, `["Reactive", 4]`
            rest = value[1] if len(value) > 1 else None
            return self.value(rest, depth - 1) if _is_place(rest, len(self._values)) else rest
        found: list[Any] = []
        self._read[place] = found
        found += [self.value(at, depth - 1) for at in value if _is_place(at, len(self._values))]
        return found


_WECHAT = lazy(r"\bvar ct = [\"'](1\d{9})[\"']")
#: The hour in which WeChat's readers see a post's day.
_CHINA = timezone(timedelta(hours=8))


def stamp_of_wechat(script: str) -> str:
    """Give the moment at which a post was published on WeChat, by its page's script; empty where it tells none.

    >>> stamp_of_wechat("var msg_title = 'Tides'; var ct = '1774922192';")
    '2026-03-31T09:56:32+08:00'
    """
    found = _WECHAT.search(script) if "msg_title" in script else None
    if found is None:
        return ""
    return datetime.fromtimestamp(int(found[1]), UTC).astimezone(_CHINA).isoformat()
