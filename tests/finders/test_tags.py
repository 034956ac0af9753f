"""The keywords under an article."""

from __future__ import annotations

import pytest

from cleanarticle.actions import Drop, Found
from cleanarticle.finders.tags import find_tags
from cleanarticle.model import Document, Reason, blocks

PROSE = (
    "The council met on Monday and agreed to close the harbour for two weeks, its speaker said "
    "after the vote."
)


def told(document: Document) -> list[tuple[object, str]]:
    """Give each action as (tags or reason, the line taken)."""
    out: list[tuple[object, str]] = []
    for action in find_tags(document):
        assert action.block is not None
        out.append(
            (action.value if isinstance(action, Found) else str(action.reason), action.block.text)
        )
    return out


@pytest.mark.parametrize(
    ("line", "language", "wanted"),
    [
        ("Tags: rain, weather", "en", ("rain", "weather")),
        ("Tags: rain", "en", ("rain",)),
        ("TAGS: Rain | Weather | Paris", "en", ("Rain", "Weather", "Paris")),
        ("Tags: #rain #weather", "en", ("rain", "weather")),
        ("Tags: rain, rain, weather", "en", ("rain", "weather")),
        ("Filed under: Politics, New York", "en", ("Politics", "New York")),
        ("Mots-clés : pluie, météo", "fr", ("pluie", "météo")),
        ("Etiquetas: lluvia, tiempo", "es", ("lluvia", "tiempo")),
        ("Argomenti: pioggia, meteo", "it", ("pioggia", "meteo")),
        ("Trefwoorden: regen, weer", "nl", ("regen", "weer")),
        ("Avainsanat: sade, sää", "fi", ("sade", "sää")),
        ("Ετικέτες: βροχή, καιρός", "el", ("βροχή", "καιρός")),
        ("Címkék: eső, időjárás", "hu", ("eső", "időjárás")),
        ("Tagi: deszcz, pogoda", "pl", ("deszcz", "pogoda")),
        ("Теги: дождь, погода", "ru", ("дождь", "погода")),
        ("Теги: дощ, погода", "uk", ("дощ", "погода")),
        ("Etiketler: yağmur, hava", "tr", ("yağmur", "hava")),
        ("الوسوم: مطر، طقس", "ar", ("مطر", "طقس")),
        ("टैग: बारिश, मौसम", "hi", ("बारिश", "मौसम")),
        ("Từ khóa: mưa, thời tiết", "vi", ("mưa", "thời tiết")),
        ("タグ：雨、天気", "ja", ("雨", "天気")),
        ("标签：雨，天气", "zh", ("雨", "天气")),
        ("태그: 비, 날씨", "ko", ("비", "날씨")),
    ],
)
def test_finds_tags_on_a_line(line: str, language: str, wanted: tuple[str, ...]) -> None:
    assert told(blocks(PROSE, line, language=language)) == [(wanted, line)]


def test_finds_a_tag_a_line_below_a_bare_label() -> None:
    document = blocks(PROSE, "Tags", "Rain", "New York", "Share this article")
    assert told(document) == [
        (("Rain", "New York"), "Tags"),
        ("menu", "Rain"),
        ("menu", "New York"),
    ]
    assert told(blocks(PROSE, "Tags", "Rain", ",", "Sun"))[0] == (("Rain", "Sun"), "Tags")
    assert all(a.reason == Reason.MENU for a in find_tags(document) if isinstance(a, Drop))
    assert told(blocks(PROSE, "Tags:", "Rain")) == [(("Rain",), "Tags:"), ("menu", "Rain")]


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (["Tags"], "en"),
        (["Tags:"], "en"),
        (["Tags cover the wall"], "en"),
        (["Tags: they cover the whole wall of the old town hall"], "en"),
        (["Tags: he said it."], "en"),
        (["The tags: rain, weather"], "en"),
        (["Price tags: up, again"], "en"),
        (["Filed by the clerk"], "en"),
        (["Tags", PROSE], "en"),
        (["Tags", "Rain", PROSE], "en"),
        (["Tags", *["Rain"] * 13], "en"),
        (["Tags", "Share this article"], "en"),
        (["Rain", "Weather"], "en"),
        (["rain, weather"], "en"),
        (["Теги на стенах закрасили"], "ru"),
        (["Étiquettes illisibles"], "fr"),
        (["Temas duros"], "es"),
        (["标签掉了"], "zh"),
        (["タグを外した"], "ja"),
        (["태그를 달았다"], "ko"),
        (["Tagi na murach"], "pl"),
        (["Tags: " + "rain, " * 100], "en"),
        ([""], "en"),
    ],
)
def test_finds_no_tags(lines: list[str], language: str) -> None:
    assert told(blocks(PROSE, *lines, language=language)) == []


def test_reads_hostile_lines_in_linear_time() -> None:
    for token in ("Tags: ", "#", ",", " / ", "rain "):
        assert told(blocks("Tags: " + token * 20_000)) == []
        told(blocks("Tags: " + token * 60))
