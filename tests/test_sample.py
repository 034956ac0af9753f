"""The shared sample and its invented twin, exactly.

One paragraph of each lost words on its way here: what it said cannot be known from what
is left of it, so that only its kind is compared.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cleanarticle import Article, Block, clean

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CLEANARTICLE_SHARED") or ROOT.parent / "shared")

#: Name to text, expectation, and the beginning of the damaged paragraph.
SAMPLES = {
    "figaro": (
        SHARED / "sample" / "nato-figaro.txt",
        SHARED / "sample" / "nato-figaro.expected.json",
        "Jens Stoltenberg refused",
    ),
    "harbour": (
        ROOT / "fixtures" / "texts" / "harbour" / "input.txt",
        ROOT / "fixtures" / "texts" / "harbour" / "expected.json",
        "Marit Solheim declined",
    ),
}


@cache
def _read(name: str) -> tuple[str, dict[str, Any], str]:
    text, expected, damaged = SAMPLES[name]
    raw = text.read_bytes().decode("utf-8")
    return raw, json.loads(expected.read_text("utf-8")), damaged


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> tuple[Article, dict[str, Any], str]:
    if not SAMPLES[request.param][0].exists():
        pytest.skip(
            f"{SAMPLES[request.param][0]} is not here; set CLEANARTICLE_SHARED to the shared folder"
        )
    raw, expected, damaged = _read(request.param)
    article = clean(raw)
    assert article.raw == raw
    return article, expected, damaged


Sample = tuple[Article, dict[str, Any], str]


@pytest.mark.parametrize("field", ["title", "source", "language"])
def test_field(sample: Sample, field: str) -> None:
    article, expected, _ = sample
    assert getattr(article, field) == expected[field]


def test_breadcrumbs(sample: Sample) -> None:
    article, expected, _ = sample
    assert list(article.breadcrumbs) == expected["breadcrumbs"]


def test_published(sample: Sample) -> None:
    article, expected, _ = sample
    assert (article.published and article.published.isoformat()) == expected["published"]


def test_blocks(sample: Sample) -> None:
    article, expected, damaged = sample
    wanted = expected["blocks"]
    assert [b.kind for b in article.blocks] == [b["kind"] for b in wanted]
    assert sum(b["text"].startswith(damaged) for b in wanted) == 1
    for block, should in zip(article.blocks, wanted, strict=True):
        if not should["text"].startswith(damaged):
            assert block.text == should["text"]


def test_removed(sample: Sample) -> None:
    article, expected, _ = sample

    def stands_in_a_block(start: int, blocks: tuple[Block, ...] = article.blocks) -> bool:
        return any(block.start <= start < block.end for block in blocks)

    removed = [
        (change.start, change.end, str(change.reason))
        for change in article.changes
        if change.is_cut and not stands_in_a_block(change.start)
    ]
    assert removed == [(r["start"], r["end"], r["reason"]) for r in expected["removed"]]


def test_nothing_else_is_lost(sample: Sample) -> None:
    article, _, damaged = sample
    repaired = [
        c
        for c in article.changes
        if any(b.start <= c.start and c.end <= b.end for b in article.blocks)
    ]
    assert all(c.reason.is_repair for c in repaired)
    assert any(block.text.startswith(damaged) for block in article.blocks)
