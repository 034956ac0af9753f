"""The publisher that the text credits."""

from __future__ import annotations

import pytest

from cleanarticle import clean
from cleanarticle.finders.source import after_phrase, find_source
from cleanarticle.model import blocks

PROSE = (
    "The council met on Monday and agreed to close the harbour for two weeks, its speaker said "
    "after the vote."
)


@pytest.mark.parametrize(
    ("line", "language", "wanted"),
    [
        ("Source: Le Figaro", "en", "Le Figaro"),
        ("SOURCE: Reuters", "en", "Reuters"),
        ("Source: https://www.lefigaro.fr/monde/nato", "en", "lefigaro.fr"),
        ("Source: lefigaro.fr", "en", "lefigaro.fr"),
        ("Originally published by The Conversation", "en", "The Conversation"),
        ("Via: Le Figaro", "en", "Le Figaro"),
        ("Source : Le Monde", "fr", "Le Monde"),
        ("Quelle: dpa", "de", "dpa"),
        ("Bron: ANP", "nl", "ANP"),
        ("Källa: TT", "sv", "TT"),
        ("Fuente: Agencia EFE", "es", "Agencia EFE"),
        ("Fonte: ANSA", "it", "ANSA"),
        ("Sursa: Agerpres", "ro", "Agerpres"),
        ("Πηγή: ΑΠΕ-ΜΠΕ", "el", "ΑΠΕ-ΜΠΕ"),
        ("Forrás: MTI", "hu", "MTI"),
        ("Źródło: PAP", "pl", "PAP"),
        ("Источник: РИА Новости", "ru", "РИА Новости"),
        ("Джерело: Укрінформ", "uk", "Укрінформ"),
        ("Kaynak: Anadolu Ajansı", "tr", "Anadolu Ajansı"),
        ("المصدر: الجزيرة", "ar", "الجزيرة"),
        ("स्रोत: भाषा", "hi", "भाषा"),
        ("Nguồn: TTXVN", "vi", "TTXVN"),
        ("出典：共同通信", "ja", "共同通信"),
        ("来源：新华社", "zh", "新华社"),
        ("출처: 연합뉴스", "ko", "연합뉴스"),
    ],
)
def test_finds_the_source(line: str, language: str, wanted: str) -> None:
    for document in (
        blocks(PROSE, PROSE, line, language=language),
        blocks(line, PROSE, PROSE, language=language),
    ):
        [found] = find_source(document)
        assert (found.field, found.value) == ("source", wanted)
        assert found.block is not None
        assert found.block.text == line


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Source", "en"),
        ("Source:", "en"),
        ("Source: he would not say", "en"),
        ("Source: The report was written by the council and printed in May", "en"),
        ("Source: It was him.", "en"),
        ("Source: 2023", "en"),
        ("Source: @janeroe", "en"),
        ("Sources: AFP, Reuters, AP", "en"),
        ("The source: Le Figaro", "en"),
        ("Sourced from maple trees", "en"),
        ("A source told Le Figaro", "en"),
        ("Source code", "en"),
        ("Die Quelle: ein Brunnen", "de"),
        ("Quellen sind rar", "de"),
        ("Fuente de Cibeles", "es"),
        ("Источник света", "ru"),
        ("原标题：港口关闭", "zh"),
        ("来源不明", "zh"),
        ("출처를 밝혔다", "ko"),
        ("出典は不明", "ja"),
        ("", "en"),
        ("Le Figaro", "fr"),
        ("Courtesy", "en"),
        ("Bronx", "nl"),
        ("Källaren: ny", "sv"),
        ("Source: http://a b", "en"),
    ],
)
def test_finds_no_source(line: str, language: str) -> None:
    assert list(find_source(blocks(PROSE, PROSE, line, language=language))) == []


def test_leaves_the_credit_of_a_chart_between_paragraphs() -> None:
    assert list(find_source(blocks(PROSE, "Source: OECD", PROSE))) == []


def test_takes_the_first_only() -> None:
    document = blocks("Source: AFP", PROSE, "Source: Reuters")
    assert [found.value for found in find_source(document)] == ["AFP"]


def test_after_phrase_keeps_the_text_as_it_stands() -> None:
    assert after_phrase("  SOURCE : Le Figaro", "source :") == " Le Figaro"
    assert after_phrase("Sourced: no", "source:") is None
    assert after_phrase("", "source:") is None
    assert after_phrase("来源：新华社", "来源：") == "新华社"


def test_reads_hostile_lines_in_linear_time() -> None:
    for token in ("Source: ", "on ", "a.", "https://", "from the ", ": "):
        assert list(find_source(blocks("Source: " + token * 12_000))) == []
        list(find_source(blocks("Source: " + token * 60)))


ZH = (
    "林纳港渡轮停航三日 岛上居民自制面包",
    "受强风影响，往返林纳港与外岛之间的渡轮自周一起停航，预计周四恢复。港务局表示，三条驳船在风暴中受损，所幸无人受伤。",
    "“家里还有面粉，我们自己烤面包。”岛上居民李桂兰说。渔民们则抱怨码头年久失修，东侧防波堤从2018年起就没有修过。",
)


@pytest.mark.parametrize(
    ("line", "authors", "source", "day"),
    [
        ("2024年03月12日 08:15 来源：林纳晚报 作者：王小明", ("王小明",), "林纳晚报", "2024-03-12"),
        ("2024-03-12 来源: 林纳晚报 编辑: 陈丽", (), "林纳晚报", "2024-03-12"),
        ("作者：王小明 来源：林纳晚报", ("王小明",), "林纳晚报", None),
        (
            "来源：林纳晚报 | 记者：王小明、陈丽 | 责任编辑：李四",
            ("王小明", "陈丽"),
            "林纳晚报",
            None,
        ),
        ("2024-03-12 来源：林纳晚报 作者：晚报编辑部", (), "林纳晚报", "2024-03-12"),
    ],
)
def test_a_line_of_several_labels(
    line: str, authors: tuple[str, ...], source: str, day: str | None
) -> None:
    article = clean("\n".join((ZH[0], line, *ZH[1:])))
    assert (article.authors, article.source) == (authors, source)
    assert (article.published and article.published.date().isoformat()) == day
    assert [block.text for block in article.blocks] == list(ZH[1:])


def test_labels_in_a_sentence_stay() -> None:
    line = "消息来源：林纳晚报的记者在现场看到，作者：王小明的名字写在墙上，没有人知道他是谁。"
    article = clean("\n".join((*ZH, line)))
    assert line in article.text
