"""Cases as data: what each cleaner changes and what it leaves, in `fixtures/cases/`.

A case is `{label, source, before, after}`: lists of blocks, which the one cleaner turns
from `before` into `after`. Optional: `language`, `extra` (the caller's phrases), `given`
(cleaners that run first, for a cleaner that looks at what others found), `fields`
(values found), `kinds` (of the blocks left), `xfail` (why it fails, strictly).
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cleanarticle import DEFAULT
from cleanarticle.reading.lines import read_lines
from cleanarticle.running import Settings, Work, apply

CASES = Path(__file__).parent.parent / "fixtures" / "cases"
SOURCES = {"in-the-wild", "synthetic", "negative", "known-failure"}
KEYS = {
    "label",
    "source",
    "before",
    "after",
    "language",
    "extra",
    "given",
    "fields",
    "kinds",
    "xfail",
}
BY_NAME = dict(zip(DEFAULT.names, DEFAULT, strict=True))


@cache
def _cases(name: str) -> list[dict[str, Any]]:
    path = CASES / f"{name}.json"
    return list(json.loads(path.read_text("utf-8"))) if path.exists() else []


def _work(case: dict[str, Any], blocks: list[str]) -> Work:
    raw = "\n\n".join(blocks)
    settings = Settings(
        language=case.get("language"),
        extra=tuple(case.get("extra", ())),
    )
    return Work(raw, read_lines(raw), settings)


def _state(work: Work) -> dict[str, Any]:
    title, _ = work.texts()
    fields = {
        k: _plain(v) for k, v in work.fields.items() if k not in ("title", "language", "confidence")
    }
    return {
        "texts": [node.trace.text for node in work.live()],
        "kinds": [node.kind for node in work.live()],
        "fields": {**fields, **({"title": title} if title else {})},
        "language": work.fields.get("language"),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _parameters() -> list[Any]:
    return [
        pytest.param(
            name,
            case,
            id=f"{name}: {case['label']}",
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)]
            if case.get("xfail")
            else [],
        )
        for name in DEFAULT.names
        for case in _cases(name)
    ]


@pytest.mark.parametrize("name", DEFAULT.names)
def test_every_cleaner_has_cases(name: str) -> None:
    cases = _cases(name)
    assert cases, f"fixtures/cases/{name}.json is missing: write what it changes and what it leaves"
    assert any(_changes(case) for case in cases), (
        f"{name}.json holds no case with something changed"
    )
    negatives = [case for case in cases if case["source"] == "negative"]
    assert negatives, f"{name}.json holds no negative: tempting text that must stay"
    labels = [case["label"] for case in cases]
    assert len(labels) == len(set(labels)), f"labels stand twice in {name}.json"
    for case in cases:
        assert case["source"] in SOURCES, case["label"]
        assert set(case) <= KEYS, f"{case['label']}: unknown keys {sorted(set(case) - KEYS)}"
        assert (case["source"] == "known-failure") <= bool(case.get("xfail")), case["label"]
        if case["source"] == "negative":
            assert not _changes(case), f"{case['label']}: a negative must stay as it is"


def _changes(case: dict[str, Any]) -> bool:
    kinds = set(case.get("kinds", ())) - {"paragraph"}
    return bool(case["before"] != case["after"] or case.get("fields") or kinds)


def test_no_cases_without_a_cleaner() -> None:
    assert {path.stem for path in CASES.glob("*.json")} <= set(DEFAULT.names)


@pytest.mark.parametrize(("name", "case"), _parameters())
def test_case(name: str, case: dict[str, Any]) -> None:
    work = _work(case, case["before"])
    apply(work, [BY_NAME[given] for given in case.get("given", ())])
    known = dict(_state(work)["fields"])
    apply(work, [BY_NAME[name]])
    state = _state(work)
    assert state["texts"] == case["after"]
    if "kinds" in case:
        assert state["kinds"] == case["kinds"]
    wanted = dict(case.get("fields", {}))
    assert state["language"] == wanted.pop("language", None)
    assert state["fields"] == {**known, **wanted}

    apply(work, [BY_NAME[name]])  # twice on the same work
    assert _state(work) == state

    again = _work(case, state["texts"])  # and on the text it made
    apply(again, [BY_NAME[name]])
    if not name.startswith(("find_", "label_")) and not case.get("given"):
        assert _state(again)["texts"] == state["texts"]
