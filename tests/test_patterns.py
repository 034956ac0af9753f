"""Patterns that are compiled at their first use: all of them compile, and they act as patterns do."""

from __future__ import annotations

import copy
import gc
import importlib
import pickle
import pkgutil
import re

import pytest

import cleanarticle
from cleanarticle import patterns
from cleanarticle.patterns import lazy

#: Modules that need an extra to be imported.
EXTRAS = ("cleanarticle.batch", "cleanarticle.integrations")


def import_all() -> None:
    for module in pkgutil.walk_packages(cleanarticle.__path__, "cleanarticle."):
        if not module.name.startswith((*EXTRAS, "cleanarticle.__main__")):
            importlib.import_module(module.name)


def test_all_patterns_of_the_package_compile() -> None:
    import_all()
    found = [one for one in gc.get_objects() if isinstance(one, patterns._Lazy)]
    assert len(found) > 500
    for one in found:
        re.compile(one.pattern, one._asked)


def test_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def compile_it(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return original(pattern, flags)

    original = re.compile
    monkeypatch.setattr(re, "compile", compile_it)
    word = lazy("[a-z]+")
    assert compiled == []
    assert [word.findall("a b"), word.sub("c", "a"), bool(word.fullmatch("a"))] == [
        ["a", "b"],
        "c",
        True,
    ]
    assert compiled == ["[a-z]+"]


def test_flags_and_groups_are_those_of_the_pattern() -> None:
    pattern = lazy("(?P<first>A)", re.IGNORECASE)
    assert (pattern.groups, dict(pattern.groupindex)) == (1, {"first": 1})
    assert pattern.flags & re.IGNORECASE
    assert pattern.search("xa")


def test_a_wrong_pattern_says_so_when_it_is_asked() -> None:
    with pytest.raises(re.error, match="unterminated"):
        lazy("(a").search("a")


def test_is_copied_and_pickled() -> None:
    pattern = lazy("a+")
    for again in (copy.deepcopy(pattern), pickle.loads(pickle.dumps(pattern))):
        assert again.findall("aab") == ["aa"]
    assert pattern.findall("aab") == ["aa"]
    assert pickle.loads(pickle.dumps(pattern)).findall("aab") == ["aa"]
