"""The vocabulary as data: every entry is found by its own phrase and spares its own counter-example."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import category

import pytest

from cleanarticle import clean, vocabulary
from cleanarticle.cleaners.releases import drop_press_notes, is_release_label
from cleanarticle.finders.byline_labels import label_of
from cleanarticle.model import Block, blocks
from cleanarticle.vocabulary import fold, load, match
from cleanarticle.vocabulary.entries import FAMILIES, KEYS, entries

LANGUAGES = frozenset(
    "ar cs da de el en es fi fr hi hu id it ja ko nl no pl pt ro ru sv tr uk vi zh "
    "be bg bs ca cy et eu fo ga gl hr is lb lt lv mk mt sk sl sq sr "
    "af am az bn fa gu he hy ka kk km kn lo ml mn mr ms my ne pa si sw ta te th tl ur uz zu".split()
)

#: Languages with few phrases yet.
SMALL = frozenset("cy fo ga lb mt".split())

#: Families that every other language must have.
COMPLETE = (
    "ad", "share", "promo", "read_also", "related", "comment_form", "comments", "consent", "menu", "home",
)  # fmt: skip

#: Families whose phrases count only in a certain place: their `stays` cannot be checked between paragraphs.
PLACED = frozenset({"byline", "role", "published", "updated", "home", "section"})

#: Words that name no place: "many sites" cannot be looked up, and "unverified" says that nobody has looked.
NO_PLACE = frozenset(
    "unverified unknown nowhere firms forums sign up "
    "many most all some other various older sites site websites news papers paper newspapers newspaper portals "
    "portal press blogs blog magazines journals broadcasters media players player footers footer banners banner "
    "buttons button share bars themes theme plugins plugin forms shops set in capitals and of the on local "
    "regional italian french spanish portuguese brazilian latin american romanian greek hungarian polish czech "
    "danish swedish norwegian finnish arabic hindi indian korean japanese vietnamese indonesian german dutch "
    "turkish russian ukrainian british us uk portale zeitungen kranten nieuwssites haber siteleri сми сайты "
    "сайтов російські українські російських змі сайти сайтів большинство більшість российские 中文网站 中文新闻站 "
    "繁體媒體 繁體網站".split()
)

#: Entries whose counter-examples go through one call of `clean`, a paragraph before and after each.
BATCH = 40

CREWS = ("ferry", "tram", "lifeboat", "night train", "mail coach")
DEEDS = (
    "left the old harbour before dawn, and nobody on the quay could say when it would be back.",
    "waited for the tide until the bakers had opened, and the children counted the gulls.",
    "carried forty crates of apples and a piano, which had been sold to a school in the hills.",
    "stopped twice on the way, because the river had washed the gravel from under the bridge.",
)


@dataclass(frozen=True)
class Entry:
    family: str
    language: str
    key: str
    phrase: str
    stays: str

    def __str__(self) -> str:
        return f"{self.family}/{self.language} {self.key} = {self.phrase!r}"


@cache
def tables(family: str) -> dict[str, list[dict[str, Any]]]:
    return {language: table["phrases"] for language, table in load(family).items()}


def entries_of(family: str) -> Iterator[Entry]:
    for language, rows in tables(family).items():
        for row in rows:
            for key in KEYS:
                if key in row:
                    yield Entry(family, language, key, row[key], row["stays"])


def listed(found: list[str]) -> str:
    return f"{len(found)} entries:\n" + "\n".join(found)


def spoken(entry: Entry) -> str:
    """The line as a reader may see it: gaps filled."""
    text = entry.phrase.replace("#", "12")
    # In a comment form a star marks a required field.
    return text if entry.family == "comment_form" else text.replace("*", "Anna Berg")


def paragraph(number: int) -> str:
    """Invented prose, never the same twice."""
    crew, deed = CREWS[number % len(CREWS)], DEEDS[number % len(DEEDS)]
    return f"In the year {1500 + number} the {crew} of village {number + 2} {deed}"


def squeezed(text: str) -> str:
    """Letters and digits only: a cleaner may mend quotes and spaces."""
    return re.sub(r"[\W_]+", "", text)


def lost(family: str, language: str | None, rows: list[Entry]) -> list[str]:
    """The entries whose counter-example does not outlive `clean` between paragraphs."""
    raw = [paragraph(0)]
    for number, row in enumerate(rows, 1):
        raw += [row.stays, paragraph(number)]
    article = clean("\n\n".join(raw), kind="text", language=language)
    kept = {squeezed(block.text) for block in article.blocks}
    cut = {squeezed(change.before): str(change.reason) for change in article.changes}
    return [
        f"{row}: lost {row.stays!r} ({cut.get(squeezed(row.stays), 'changed')})"
        for row in rows
        if squeezed(row.stays) not in kept
    ]


def test_every_file_is_a_family_or_of_bylines() -> None:
    present = {
        path.name.removesuffix(".toml")
        for path in files(vocabulary).iterdir()
        if path.name.endswith(".toml")
    }
    assert present == {
        *FAMILIES,
        "abbreviations",
        "captions",
        "dates",
        "greetings",
        "headings",
        "link_hints",
        "mails",
        "names",
        "recipes",
        "signatures",
        "releases",
    }


@pytest.mark.parametrize("family", FAMILIES)
def test_line_reader_reads_what_toml_says(family: str) -> None:
    read = Counter(entry[1:] for entry in all_entries() if entry[0] == family)
    written = Counter((entry.language, entry.key, entry.phrase) for entry in entries_of(family))
    assert read == written


@pytest.mark.parametrize(
    "name",
    sorted(
        path.name.removesuffix(".toml")
        for path in files("cleanarticle.vocabulary").iterdir()
        if path.name.endswith(".toml")
    ),
)
def test_reader_of_lists_reads_what_toml_says(name: str) -> None:
    written = files("cleanarticle.vocabulary").joinpath(f"{name}.toml").read_text("utf-8")
    assert load(name) == tomllib.loads(written)


@cache
def all_entries() -> tuple[tuple[str, str, str, str], ...]:
    return tuple(entries())


#: The families, and the labels that `match` does not know.
WRITTEN = (*FAMILIES, "signatures", "releases")


@pytest.mark.parametrize("family", WRITTEN)
def test_entries_have_one_key_and_both_reasons(family: str) -> None:
    wrong = []
    for language, rows in tables(family).items():
        for row in rows:
            keys = [key for key in row if key not in ("seen", "stays")]
            whole = all(
                isinstance(value, str) and value.strip() == value and value
                for value in row.values()
            )
            if (
                len(keys) != 1
                or keys[0] not in KEYS
                or not whole
                or not {"seen", "stays"} <= row.keys()
            ):
                wrong.append(f"{family}/{language}: {row}")
    assert not wrong, listed(wrong)


def places(family: str) -> list[tuple[str, str]]:
    """The entries of a family, each with where it was seen."""
    return [
        (f"{family}/{language}: {row}", row["seen"])
        for language, rows in tables(family).items()
        for row in rows
    ]


@pytest.mark.parametrize("family", WRITTEN)
def test_every_entry_names_a_place_that_shows_it(family: str) -> None:
    vague = [
        entry
        for entry, seen in places(family)
        if set(re.findall(r"[^\W\d_]+", seen.lower())) <= NO_PLACE
    ]
    assert not vague, listed(vague)


def looked_up(entry: Entry) -> str:
    """The phrase as the look-up sees it: whole lines without the marks at their edges."""
    folded = fold(entry.phrase)
    if entry.key not in ("line", "heading") or "*" in folded:
        return folded
    marks = "".join({char for char in folded if category(char)[0] in "PSZ" and char != "#"})
    return folded.strip(marks) or folded


@pytest.mark.parametrize("family", WRITTEN)
def test_no_entry_stands_twice(family: str) -> None:
    counts = Counter((e.language, e.key, looked_up(e)) for e in entries_of(family))
    assert not (twice := [str(key) for key, count in counts.items() if count > 1]), listed(twice)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_phrase_finds_itself(family: str) -> None:
    missed = [
        f"{entry}: {spoken(entry)!r}"
        for entry in entries_of(family)
        if not any(
            found.family == family and found.how == entry.key and found.language == entry.language
            for found in match(spoken(entry))
        )
    ]
    assert not missed, listed(missed)


def test_every_signature_is_a_label_and_spares_its_counter_example() -> None:
    wrong = [
        str(entry)
        for entry in entries_of("signatures")
        if label_of(f"{entry.phrase} Anna Berg", entry.language) != "Anna Berg"
        or label_of(entry.stays, entry.language) is not None
    ]
    assert not wrong, listed(wrong)


def test_every_label_of_a_release_is_one_and_spares_its_counter_example() -> None:
    wrong = []
    for entry in entries_of("releases"):
        label, other = (Block("paragraph", text) for text in (entry.phrase, entry.stays))
        told, spared = (
            (is_release_label(label), not is_release_label(other))
            if entry.key != "heading"
            else (
                len(list(drop_press_notes(blocks(f"{entry.phrase}:", "ann@quay.example")))) == 2,
                not list(drop_press_notes(blocks(entry.stays, "ann@quay.example"))),
            )
        )
        if not (told and spared):
            wrong.append(str(entry))
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("family", [family for family in FAMILIES if family not in PLACED])
def test_no_entry_cuts_its_counter_example(family: str) -> None:
    cut: list[str] = []
    for language in tables(family):
        rows = [entry for entry in entries_of(family) if entry.language == language]
        for first in range(0, len(rows), BATCH):
            cut += lost(family, language, rows[first : first + BATCH])
    assert not cut, listed(cut)


@pytest.mark.parametrize("family", COMPLETE)
def test_family_speaks_every_language(family: str) -> None:
    assert not (
        missing := LANGUAGES
        - SMALL
        - {language for language, rows in tables(family).items() if rows}
    ), missing


def test_dates_have_twelve_months_in_every_language() -> None:
    dates = load("dates")
    assert set(dates) == LANGUAGES | {"ckb", "ha", "so"}
    wrong = [
        language
        for language, names in dates.items()
        if any(
            len(year) != 12 or not all(year)
            for year in (names["months"], names.get("solar", names["months"]))
        )
        or not names["weekdays"]
    ]
    assert not wrong, wrong
    assert len(dates["am"]["ethiopian"]) == 13
