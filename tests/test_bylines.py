"""Invented lines that say who wrote and when, by language, as sites print them.

A file of `fixtures/bylines` has a line a line, with a mark before it: `<` and `>` stand above and
below, `=` is the title, `+` a paragraph. `a` gives the lines between title and text, parted by `¶`,
and behind the arrow the authors, the publication and the last change; `x` is one that does not come
out so yet. `!` is a line that names nobody and no day. The marks were written with the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from cleanarticle import Article, clean

FILES = sorted((Path(__file__).parent.parent / "fixtures" / "bylines").glob("*.txt"))

#: The day that stands beside a tempting line, where one does.
DAY = "2024-03-12"


@dataclass(frozen=True)
class Case:
    """Lines, and what they say."""

    lines: tuple[str, ...]
    authors: frozenset[str]
    published: str
    modified: str
    known: bool

    @classmethod
    def read(cls, row: str) -> Case:
        lines, _, said = row[2:].partition("=>")
        authors, published, modified = (part.strip() for part in f"{said};;".split(";")[:3])
        return cls(
            tuple(line.strip() for line in lines.split("¶")),
            frozenset(filter(None, authors.split(", "))),
            published,
            modified,
            row[0] == "x",
        )


@dataclass(frozen=True)
class Dump:
    """One language: what stands around the lines, the lines, and the tempting ones."""

    language: str
    above: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]
    below: tuple[str, ...]
    cases: tuple[Case, ...]
    tempting: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Dump:
        rows = path.read_text("utf-8").splitlines()

        def marked(mark: str) -> tuple[str, ...]:
            return tuple(row[2:] for row in rows if row[0] == mark)

        cases = tuple(Case.read(row) for row in rows if row[0] in "ax")
        return cls(
            path.stem, marked("<"), marked("=")[0], marked("+"), marked(">"), cases, marked("!")
        )

    def text(self, lines: tuple[str, ...], between: str) -> str:
        return between.join((*self.above, self.title, *lines, *self.paragraphs, *self.below))

    def page(self, lines: tuple[str, ...]) -> str:
        head = f"<html lang={self.language}><head><title>{self.title}</title></head>"
        body = "".join(f"<div>{line}</div>" for line in lines)
        body += "".join(f"<p>{text}</p>" for text in self.paragraphs)
        nav = "".join(f"<nav><a href=/>{line}</a></nav>" for line in self.above)
        foot = "".join(f"<footer>{line}</footer>" for line in self.below)
        return (
            f"{head}<body>{nav}<article><h1>{self.title}</h1>{body}</article>{foot}</body></html>"
        )


DUMPS = [Dump.read(path) for path in FILES]


def is_told(moment: datetime | None, wanted: str) -> bool:
    """Whether a moment is the wanted one, as exact as that is written."""
    if not wanted or moment is None:
        return not wanted and moment is None
    if "T" not in wanted:
        return moment.date().isoformat() == wanted
    told = datetime.fromisoformat(wanted)
    return (moment if told.tzinfo else moment.replace(tzinfo=None)) == told


def faults(article: Article, case: Case) -> Iterator[str]:
    """Give what is wrong in the fields; a change that no line tells is not looked at."""
    if frozenset(article.authors) != case.authors:
        yield f"authors {article.authors}"
    if not is_told(article.published, case.published):
        yield f"published {article.published}"
    if case.modified and not is_told(article.modified, case.modified):
        yield f"modified {article.modified}"


def each_case() -> Iterator[object]:
    for dump in DUMPS:
        for case in dump.cases:
            marks = [pytest.mark.xfail(strict=True, reason="known")] if case.known else []
            yield pytest.param(
                dump, case, id=f"{dump.language}: {' ¶ '.join(case.lines)}", marks=marks
            )


@pytest.mark.parametrize(("dump", "case"), list(each_case()))
def test_lines_are_read_in_text(dump: Dump, case: Case) -> None:
    between = "\n" * (1 + len(case.lines[0]) % 2)
    article = clean(dump.text(case.lines, between), kind="text")
    assert not list(faults(article, case))
    assert article.title == dump.title
    assert [b.text for b in article.blocks if b.text in dump.paragraphs] == list(dump.paragraphs)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.language)
def test_lines_are_read_in_pages(dump: Dump) -> None:
    wrong = []
    for case in dump.cases:
        article = clean(dump.page(case.lines))
        fault = list(faults(article, case))
        if bool(fault) and not case.known and case.lines not in PAGES_LEFT.get(dump.language, ()):
            wrong.append(f"{case.lines}: {fault}")
    assert not wrong, "\n".join(wrong)


#: Lines that are read in text and not yet in pages.
PAGES_LEFT: dict[str, set[tuple[str, ...]]] = {
    # a page without a person is signed by the house that its byline names
    "fr": {("Par La rédaction avec AFP • Publié le 12/03/2024",)},
    # nothing marks the name but the day beside it
    "bn": {("রুমা দত্ত", "প্রকাশিত : ০৬ ফেব্রুয়ারি ২০২৫ ০৯:৪০ এএম")},
    "he": {("תמר אלוני | 06.02.2025 | 09:40",)},
}


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.language)
def test_tempting_lines_name_nobody_and_no_day(dump: Dump) -> None:
    """Between title and text, among the paragraphs, and at the end."""
    wrong = []
    for line in dump.tempting:
        first, *others = dump.paragraphs
        for place, parts in (
            ("top", (dump.title, line, first, *others)),
            ("among", (dump.title, first, line, *others)),
            ("end", (dump.title, first, *others, line)),
        ):
            article = clean("\n\n".join(parts), kind="text")
            if article.authors or article.published:
                wrong.append(f"{place} {line}: {article.authors} {article.published}")
            if not set(dump.paragraphs) <= {block.text for block in article.blocks}:
                wrong.append(f"{place} {line}: a paragraph is lost")
    assert not wrong, "\n".join(wrong)
