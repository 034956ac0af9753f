"""The options of `clean()`, checked at the door: each mistake is told with what is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal, get_args

from .cleaners.rules import Rule
from .languages import language_code
from .model import Line
from .running import Settings

__all__ = ["Extractor", "Favor", "Kind", "Rules", "plain", "rules_of", "settings_of"]

Kind = Literal["auto", "text", "html"]
Favor = Literal["precision", "balanced", "recall"]
Extractor = Literal["model", "readability"]
Rules = Rule | Iterable[Rule] | None


def settings_of(
    *,
    kind: Kind,
    url: str | None,
    language: str | None,
    favor: Favor,
    extractor: Extractor,
    extra: Rules,
    keep: Rules,
) -> Settings:
    """Give what the caller asked for, in the one form that the pipeline knows.

    Raises `TypeError` for an option of another type, `ValueError` for a value that is none of those
    there are.
    """
    _check("kind", kind, get_args(Kind))
    _check("favor", favor, get_args(Favor))
    _check("extractor", extractor, get_args(Extractor))
    told = _text("language", language, 'a code such as "en", "de" or "pt-BR"')
    return Settings(
        language=language_code(told) if told and told.strip() else None,
        favor=favor,
        url=_text("url", url, "the address as a str; it is never fetched"),
        extra=rules_of("extra", extra),
        keep=rules_of("keep", keep),
    )


def plain(text: str) -> str:
    """Give the text alone: a string of another library's may drag its whole document along."""
    return str.__str__(text)


def rules_of(name: str, rules: Rules) -> tuple[Rule, ...]:
    """Give the rules of an option, without the blank ones: a file's empty lines are none.

    A blank phrase stands in every text; to be kept it would keep all.
    """
    if rules is None:
        return ()
    if isinstance(rules, str | re.Pattern | Line):
        rules = (rules,)
    if isinstance(rules, bytes | bytearray | memoryview) or not isinstance(rules, Iterable):
        raise _no_rule(name, rules)
    made = (_rule(name, rule) for rule in rules)
    return tuple(rule for rule in made if _says_something(rule))


def _rule(name: str, rule: Any) -> Rule:
    if isinstance(rule, str):
        return plain(rule)
    if isinstance(rule, re.Pattern):
        if isinstance(rule.pattern, str):
            return rule
        raise TypeError(
            f"{name}: {rule.pattern!r} is a pattern of bytes, and what it is to match is str: "
            f"re.compile({rule.pattern.decode('latin-1')!r})"
        )
    if isinstance(rule, Line) and isinstance(rule.text, str):
        return rule
    raise _no_rule(name, rule)


def _says_something(rule: Rule) -> bool:
    if isinstance(rule, re.Pattern):
        return bool(rule.pattern)
    return bool((rule.text if isinstance(rule, Line) else rule).strip())


def _no_rule(name: str, given: object) -> TypeError:
    return TypeError(
        f"{name} takes a phrase (str), a compiled pattern or a Line, or several of them, not {given!r}"
    )


def _check(name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is one of {', '.join(map(repr, allowed))}, not {value!r}")


def _text(name: str, value: object, wanted: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"{name} is {wanted}, not {value!r}")
    return plain(value)
