"""Patterns that are compiled at their first use: all of them compile, and they act as patterns do."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from typing import Any

import pytest

from cleanarticle.patterns import lazy

#: Imports all modules but those that need an extra, and compiles each pattern that stands in one.
PROGRAM = """
import gc, importlib, pkgutil, re
import cleanarticle
from cleanarticle.patterns import _Lazy
for module in pkgutil.walk_packages(cleanarticle.__path__, "cleanarticle."):
    if not module.name.startswith(("cleanarticle.batch", "cleanarticle.integrations", "cleanarticle.__main__")):
        importlib.import_module(module.name)
found = [one for one in gc.get_objects() if isinstance(one, _Lazy)]
for one in found:
    re.compile(one.pattern, one._asked)
print(len(found))
"""


def test_all_patterns_of_the_package_compile() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 500


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


def test_takes_its_place_in_the_module() -> None:
    module: dict[str, Any] = {"lazy": lazy}
    exec("WORD = SAME = lazy('[a-z]+')", module)
    first = module["WORD"]
    assert not isinstance(first, re.Pattern)
    assert first.findall("a b") == ["a", "b"]
    assert isinstance(module["WORD"], re.Pattern)
    assert module["SAME"] is module["WORD"]
    assert first.findall("a b") == ["a", "b"]


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
