"""JSON as templates break it: marks inside a text, commas too many or too few, comments, a missing end."""

from __future__ import annotations

import json
import re
from typing import Any

from ..patterns import lazy

__all__ = ["read_loosely", "without_lone_halves"]

#: A text ends at the mark behind which a value or a name may end, or before the next name; any other mark
#: stands inside it. One without an end goes to the end of all.
_TOKEN = lazy(
    r'"(?P<double>(?:[^"\\]|\\.|"(?!\s*(?:[,:}\]]|\Z|"[\w@$-]+"\s*:)))*)(?:"|\\?\Z)'
    r"|(?P<bare>[^\s\"'{}\[\]:,/]+)"
    r"|'(?P<single>(?:[^'\\]|\\.|'(?!\s*(?:[,:}\]]|\Z|'[\w@$-]+'\s*:)))*)(?:'|\\?\Z)"
    r"|(?P<comment>/\*.*?(?:\*/|\Z)|//[^\n]*)"
    r"|(?P<sign>[{}\[\]:,])",
    re.DOTALL,
)
_ESCAPE = lazy(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": ""}
_WORDS = {"true": True, "false": False, "null": None}

#: Half of a character that JSON writes as two, without the other.
_LONE_HALF = lazy(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)

#: Deepest nesting that is read.
MAX_NESTED = 60


def without_lone_halves(text: str) -> str:
    """Put the sign for what is lost where JSON holds half a character, which no file can be written with.

    >>> without_lone_halves(r'["\\ud83d\\ude00", "A \\ud83d", "\\udc00 B"]')
    '["\\\\ud83d\\\\ude00", "A \\\\ufffd", "\\\\ufffd B"]'
    """
    return _LONE_HALF.sub(r"\\ufffd", text) if "\\ud" in text or "\\uD" in text else text


def read_loosely(text: str) -> Any:
    """Read JSON that a strict reader refuses, as far as it can be read; `None` where nothing can.

    >>> read_loosely('{"headline": "The "Tide" is out", /* day */ "datePublished": "2025-05-01",, "a": }')
    {'headline': 'The "Tide" is out', 'datePublished': '2025-05-01', 'a': None}
    >>> read_loosely("{'name': 'Jane\\\\'s' 'url': [1, 2")
    {'name': "Jane's", 'url': [1, 2]}
    """
    outer: list[Any] = []
    stack: list[Any] = [outer]
    keys: list[str | None] = [None]  # of the member that is open, for each of the stack
    waiting: list[Any] = []  # a text that may yet turn out a name
    for found in _TOKEN.finditer(text):
        sign = found["sign"]
        if found["comment"] is not None:
            continue
        if sign is None:
            _flush(stack[-1], keys, waiting)
            waiting.append(_value(found))
        elif sign == ":":
            if waiting and isinstance(stack[-1], dict):
                _close(stack[-1], keys)
                keys[-1] = str(waiting.pop())
        elif sign in "{[":
            _flush(stack[-1], keys, waiting)
            inner: Any = {} if sign == "{" else []
            _put(stack[-1], keys, inner)
            if len(stack) > MAX_NESTED:
                break
            stack.append(inner)
            keys.append(None)
        else:
            _flush(stack[-1], keys, waiting)
            _close(stack[-1], keys)
            if sign in "}]" and len(stack) > 1:
                stack.pop()
                keys.pop()
    _flush(stack[-1], keys, waiting)
    return outer[0] if len(outer) == 1 else outer or None


def _flush(holder: Any, keys: list[str | None], waiting: list[Any]) -> None:
    """Put a value that turned out no name."""
    if waiting:
        _put(holder, keys, waiting.pop())


def _put(holder: Any, keys: list[str | None], value: Any) -> None:
    if isinstance(holder, list):
        holder.append(value)
    elif (key := keys[-1]) is not None:
        holder.setdefault(key, value)
        keys[-1] = None


def _close(holder: Any, keys: list[str | None]) -> None:
    """End a member; one that has no value has none."""
    if isinstance(holder, dict) and (key := keys[-1]) is not None:
        holder.setdefault(key, None)
    keys[-1] = None


def _value(found: re.Match[str]) -> Any:
    if (bare := found["bare"]) is not None:
        if bare in _WORDS:
            return _WORDS[bare]
        try:
            return json.loads(bare)
        except (ValueError, RecursionError):
            return bare
    text = found["double"] if found["double"] is not None else found["single"]
    return _whole(_ESCAPE.sub(_unescaped, text)) if "\\" in text else text


def _whole(text: str) -> str:
    """Join the halves of characters that JSON writes as two.

    >>> _whole("\\ud83d\\ude00"), _whole("\\ud83d!")
    ('😀', '\ufffd!')
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _ESCAPED.get(found[2], found[2])
