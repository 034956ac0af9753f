"""The shared sample and its invented twin, exactly."""

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

#: Name to text and expectation.
SAMPLES = {
    "figaro": (
        SHARED / "sample" / "nato-figaro.txt",
        SHARED / "sample" / "nato-figaro.expected.json",
    ),
    "harbour": (
        ROOT / "fixtures" / "texts" / "harbour" / "input.txt",
        ROOT / "fixtures" / "texts" / "harbour" / "expected.json",
    ),
}


@cache
def _read(name: str) -> tuple[str, dict[str, Any]]:
    text, expected = SAMPLES[name]
    raw = text.read_bytes().decode("utf-8")
    return raw, json.loads(expected.read_text("utf-8"))


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> tuple[Article, dict[str, Any]]:
    if not SAMPLES[request.param][0].exists():
        pytest.skip(
            f"{SAMPLES[request.param][0]} is not here; set CLEANARTICLE_SHARED to the shared folder"
        )
    raw, expected = _read(request.param)
    article = clean(raw)
    assert article.raw == raw
    return article, expected


Sample = tuple[Article, dict[str, Any]]


@pytest.mark.parametrize("field", ["title", "source", "language"])
def test_field(sample: Sample, field: str) -> None:
    article, expected = sample
    assert getattr(article, field) == expected[field]


def test_breadcrumbs(sample: Sample) -> None:
    article, expected = sample
    assert list(article.breadcrumbs) == expected["breadcrumbs"]


def test_published(sample: Sample) -> None:
    article, expected = sample
    assert (article.published and article.published.isoformat()) == expected["published"]


def test_blocks(sample: Sample) -> None:
    article, expected = sample
    wanted = [(b["kind"], b["text"]) for b in expected["blocks"]]
    assert [(b.kind, b.text) for b in article.blocks] == wanted


def test_removed(sample: Sample) -> None:
    article, expected = sample

    def stands_in_a_block(start: int, blocks: tuple[Block, ...] = article.blocks) -> bool:
        return any(block.start <= start < block.end for block in blocks)

    removed = [
        (change.start, change.end, str(change.reason))
        for change in article.changes
        if change.is_cut and not stands_in_a_block(change.start)
    ]
    assert removed == [(r["start"], r["end"], r["reason"]) for r in expected["removed"]]


def test_nothing_else_is_lost(sample: Sample) -> None:
    article, _ = sample
    repaired = [
        c
        for c in article.changes
        if any(b.start <= c.start and c.end <= b.end for b in article.blocks)
    ]
    assert all(c.reason.is_repair for c in repaired)
