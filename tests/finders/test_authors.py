"""Bylines: which names are read, which lines are taken, which stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleanarticle import clean
from cleanarticle.actions import Drop, Found
from cleanarticle.finders.authors import find_authors
from cleanarticle.finders.bylines import parse_names
from cleanarticle.model import Document, blocks

PROSE = (
    "The council met on Monday and agreed to close the harbour for two weeks, its speaker said "
    "after the vote."
)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("By Jane Roe", "en", ["Jane Roe"]),
        ("by Jane Roe", "en", ["Jane Roe"]),
        ("BY JANE ROE AND JOHN DOE", "en", ["JANE ROE", "JOHN DOE"]),
        ("By Jane Roe, John Doe and Ann Poe", "en", ["Jane Roe", "John Doe", "Ann Poe"]),
        ("Jane Roe | John Doe & Ann Poe", "en", ["Jane Roe", "John Doe", "Ann Poe"]),
        (
            "By Jane Roe, Staff Writer, and J.K. van der Berg",
            "en",
            ["Jane Roe", "J.K. van der Berg"],
        ),
        ("By J. R. R. Tolkien", "en", ["J. R. R. Tolkien"]),
        ("By Robert Downey Jr.", "en", ["Robert Downey Jr."]),
        ("By Dr. Seán O’Neill", "en", ["Seán O’Neill"]),
        ("By Jane Roe, PhD", "en", ["Jane Roe"]),
        ("By Mohammed bin Salman al-Saud", "en", ["Mohammed bin Salman al-Saud"]),
        ("By Jane Roe in Paris", "en", ["Jane Roe"]),
        ("By Jane Roe, New York", "en", ["Jane Roe"]),
        ("By Jane Roe for BBC News", "en", ["Jane Roe"]),
        ("By Jane Roe, Health Correspondent, BBC News", "en", ["Jane Roe"]),
        ("By Jane Roe and CNN staff", "en", ["Jane Roe"]),
        ("By Jane Roe jane@example.com @janeroe", "en", ["Jane Roe"]),
        ("Reporting by Jane Roe in London; Editing by John Doe", "en", ["Jane Roe"]),
        ("Von Max Müller und Erika Mustermann, Berlin", "de", ["Max Müller", "Erika Mustermann"]),
        ("Par Jean-Luc Dupont avec AFP", "fr", ["Jean-Luc Dupont"]),
        ("Por José Ortega y Gasset", "es", ["José Ortega y Gasset"]),
        ("Por Ana Pérez y Luis Gómez", "es", ["Ana Pérez", "Luis Gómez"]),
        ("Por María de la Cruz", "es", ["María de la Cruz"]),
        ("Di Mario Rossi", "it", ["Mario Rossi"]),
        ("De Andrei Popescu", "ro", ["Andrei Popescu"]),
        ("Door Jan de Vries", "nl", ["Jan de Vries"]),
        ("Av Anna Svensson och Erik Berg", "sv", ["Anna Svensson", "Erik Berg"]),
        ("Autor: Jan Kowalski", "pl", ["Jan Kowalski"]),
        ("Írta: Kovács János", "hu", ["Kovács János"]),
        ("Автор: Иван Петров", "ru", ["Иван Петров"]),
        ("Авторка: Олена Шевченко, журналістка", "uk", ["Олена Шевченко"]),
        ("Γράφει ο Γιώργος Παπαδόπουλος", "el", ["Γιώργος Παπαδόπουλος"]),
        ("Yazan: Ayşe Yılmaz", "tr", ["Ayşe Yılmaz"]),
        ("بقلم: أحمد علي", "ar", ["أحمد علي"]),
        ("लेखक: राम कुमार", "hi", ["राम कुमार"]),
        ("Penulis: Andi Saputra | Editor: Budi Santoso", "id", ["Andi Saputra"]),
        ("Tác giả: Nguyễn Văn An", "vi", ["Nguyễn Văn An"]),
        ("記者 山田太郎", "ja", ["山田太郎"]),
        ("山田太郎 記者", "ja", ["山田太郎"]),
        ("文：山田 太郎", "ja", ["山田 太郎"]),
        ("作者：王小明", "zh", ["王小明"]),
        ("记者 王小明 李大伟", "zh", ["王小明", "李大伟"]),
        ("記者王小明／台北報導", "zh", ["王小明"]),
        ("김철수 기자 kim@example.co.kr", "ko", ["김철수"]),
        ("김철수·이영희 기자", "ko", ["김철수", "이영희"]),
        ("김철수 이영희 기자", "ko", ["김철수", "이영희"]),
        ("부산=김철수 기자", "ko", ["김철수"]),
        ("글 김철수 사진 이영희", "ko", ["김철수"]),
        ("新华社记者王小明、李大伟", "zh", ["王小明", "李大伟"]),
        ("文｜王小明 编辑｜李大伟", "zh", ["王小明"]),
        ("文・山田 太郎　写真・佐藤 花", "ja", ["山田 太郎"]),
        ("Jane Roe reports from Glasgow", "en", ["Jane Roe"]),
        ("Jane Roe BBC News, Glasgow", "en", ["Jane Roe"]),
        ("BY JANE ROE FOR HARBOURONLINE", "en", ["JANE ROE"]),
        ("Story by Jane Roe • 3h", "en", ["Jane Roe"]),
        ("Jane Roe, Harbour Post", "en", ["Jane Roe"]),
        ("With Jane Roe", "en", ["Jane Roe"]),
        ("Dan Brown", "en", ["Dan Brown"]),
        ("Jan Post", "nl", ["Jan Post"]),
        ("Por Ana Maria da Silva", "pt", ["Ana Maria da Silva"]),
        ("João Silva — São Paulo", "pt", ["João Silva"]),
        ("Por João Silva, g1 Santos", "pt", ["João Silva"]),
        ("João Silva (texto) e Rita Prates (fotos)", "pt", ["João Silva"]),
        ("Von unserem Redakteur Max Muster", "de", ["Max Muster"]),
        ("Aus Kiel berichtet Petra Lind", "de", ["Petra Lind"]),
        ("De notre correspondante à Madrid, Claire Besson", "fr", ["Claire Besson"]),
        ("Foto: Budi Santoso Teks: Ratna Sari", "id", ["Ratna Sari"]),
        ("Penulis Ratna Sari | Editor Budi Santoso", "id", ["Ratna Sari"]),
        ("Napsal(a) Jana Nová", "cs", ["Jana Nová"]),
        ("القاهرة - أحمد علي", "ar", ["أحمد علي"]),
        ("רון לוי, כתב", "he", ["רון לוי"]),
    ],
)
def test_reads_names(text: str, language: str, wanted: list[str]) -> None:
    assert list(parse_names(text, language)) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("By", "en"),
        ("By Staff", "en"),
        ("By Reuters", "en"),
        ("By Reuters Staff", "en"),
        ("By The Associated Press", "en"),
        ("By Staff Writer", "en"),
        ("By BBC News", "en"),
        ("Posted by admin", "en"),
        ("By jane@example.com", "en"),
        ("By @janeroe", "en"),
        ("By Friday the storm had passed", "en"),
        ("By Friday Morning", "en"),
        ("By Popular Demand", "en"),
        ("By the Numbers", "en"),
        ("By 2 hours ago", "en"),
        ("By land and sea", "en"),
        ("By Kim", "en"),
        ("Text: Genesis 3:16", "en"),
        ("Edited by John Doe", "en"),
        ("Von dpa", "de"),
        ("Von Anfang an", "de"),
        ("Par amour", "fr"),
        ("Redacción", "es"),
        ("责任编辑：张三", "zh"),
        ("文化新闻", "zh"),
        ("新聞記者", "ja"),
        ("선임기자", "ko"),
        ("정치부 기자", "ko"),
        ("أحمد علي", "ar"),
        ("राम कुमार", "hi"),
        ("本报记者手记", "zh"),
        ("取材：港の今", "ja"),
        ("글 더보기", "ko"),
        ("Por El Faro", "es"),
        ("كتب التاريخ القديم", "ar"),
        ("द्वारा दिया गया पैसा", "hi"),
        ("Review by committee", "en"),
        ("Translated and edited by nobody", "en"),
    ],
)
def test_reads_no_names(text: str, language: str) -> None:
    assert parse_names(text, language) == ()


def told(document: Document) -> list[tuple[str, object, str | None]]:
    """Give each action as (field or reason, value, the line taken)."""
    out: list[tuple[str, object, str | None]] = []
    for action in find_authors(document):
        if isinstance(action, Drop):
            out.append((str(action.reason), None, action.block.text))
        elif isinstance(action, Found):
            value = action.value if action.field == "authors" else f"{action.value:%F %R}"
            out.append((action.field, value, action.block.text if action.block else None))
    return out


@pytest.mark.parametrize(
    ("lines", "language", "wanted"),
    [
        (["By Jane Roe", PROSE], "en", [("authors", ("Jane Roe",), "By Jane Roe")]),
        (
            ["By Jane Roe | April 5, 2023", PROSE],
            "en",
            [
                ("authors", ("Jane Roe",), "By Jane Roe | April 5, 2023"),
                ("published", "2023-04-05 00:00", None),
            ],
        ),
        (
            ["Jane Roe, Staff Writer - Apr 5, 2023 4:15 pm", PROSE],
            "en",
            [
                ("authors", ("Jane Roe",), "Jane Roe, Staff Writer - Apr 5, 2023 4:15 pm"),
                ("published", "2023-04-05 16:15", None),
            ],
        ),
        (
            ["By Jane Roe Updated April 5, 2023", PROSE],
            "en",
            [
                ("authors", ("Jane Roe",), "By Jane Roe Updated April 5, 2023"),
                ("modified", "2023-04-05 00:00", None),
            ],
        ),
        (
            ["Posted on April 5, 2023 by Jane Roe", PROSE],
            "en",
            [
                ("authors", ("Jane Roe",), "Posted on April 5, 2023 by Jane Roe"),
                ("published", "2023-04-05 00:00", None),
            ],
        ),
        (
            ["By Jane Roe 3 hours ago", PROSE],
            "en",
            [("authors", ("Jane Roe",), "By Jane Roe 3 hours ago")],
        ),
        (
            ["By Jane Roe · 5 min read", PROSE],
            "en",
            [("authors", ("Jane Roe",), "By Jane Roe · 5 min read")],
        ),
        (["By Reuters", PROSE], "en", [("byline", None, "By Reuters")]),
        (
            ["By Jane Roe", "Staff Writer", PROSE],
            "en",
            [("authors", ("Jane Roe",), "By Jane Roe"), ("byline", None, "Staff Writer")],
        ),
        (
            ["Author:", "Jane Roe", PROSE],
            "en",
            [("byline", None, "Author:"), ("authors", ("Jane Roe",), "Jane Roe")],
        ),
        (
            ["Jane Roe", "April 5, 2023", PROSE],
            "en",
            [("authors", ("Jane Roe",), "Jane Roe")],
        ),
        (
            ["April 5, 2023", "Jane Roe", PROSE],
            "en",
            [("authors", ("Jane Roe",), "Jane Roe")],
        ),
        (
            [*[PROSE] * 5, "Author: Jane Roe"],
            "en",
            [("authors", ("Jane Roe",), "Author: Jane Roe")],
        ),
        (
            [*[PROSE] * 5, "(Reporting by Jane Roe; Editing by John Doe)"],
            "en",
            [("authors", ("Jane Roe",), "(Reporting by Jane Roe; Editing by John Doe)")],
        ),
        ([*[PROSE] * 5, "责任编辑：张三"], "zh", [("byline", None, "责任编辑：张三")]),
        (["김철수 기자", PROSE], "ko", [("authors", ("김철수",), "김철수 기자")]),
        (
            ["Review by Jane Roe", "April 5, 2023", PROSE],
            "en",
            [("authors", ("Jane Roe",), "Review by Jane Roe")],
        ),
        (
            ["Jane Roe", "Reporter", "April 5, 2023", PROSE],
            "en",
            [("authors", ("Jane Roe",), "Jane Roe"), ("byline", None, "Reporter")],
        ),
        (["Reuters", "April 5, 2023", PROSE], "en", [("byline", None, "Reuters")]),
        # what stays
        (["Review by Jane Roe", PROSE], "en", []),
        (["April 5, 2023", PROSE, "Review by Jane Roe", PROSE], "en", []),
        (["Texto de Lei", PROSE], "pt", []),
        (["Reuters", PROSE], "en", []),
        (["April 5, 2023", "Jane Roe/AP", PROSE], "en", []),
        (["(Jane Roe / AP)", "April 5, 2023", PROSE], "en", []),
        (["By Friday the storm had passed", PROSE], "en", []),
        (["By Friday the storm had passed.", PROSE], "en", []),
        (["By Jane Roe, who lives in Rome", PROSE], "en", []),
        (["By the Numbers", "April 5, 2023", PROSE], "en", []),
        (["By Popular Demand", PROSE], "en", []),
        (["By Land and Sea", PROSE], "en", []),
        (["By Council Vote", f"The council vote came. {PROSE}"], "en", []),
        (["Jane Roe", PROSE], "en", []),
        (["Jane Roe", "Some line", "April 5, 2023", PROSE], "en", []),
        (["Global Markets", "April 5, 2023", f"Global markets fell. {PROSE}"], "en", []),
        (["Jens Stoltenberg", "April 5, 2023", f"Jens Stoltenberg spoke. {PROSE}"], "en", []),
        (["Breaking News", "April 5, 2023", PROSE], "en", []),
        (["New York", "April 5, 2023", PROSE], "en", []),
        (["Paris", "April 5, 2023", PROSE], "en", []),
        (["Staff Writer", PROSE], "en", []),
        (["Von Anfang an dabei", PROSE], "de", []),
        (["Par amour du risque", PROSE], "fr", []),
        (["Di Maria torna a Roma", PROSE], "it", []),
        (["By", PROSE], "en", [("byline", None, "By")]),  # its name is lost
        ([*[PROSE] * 5, "By Jane Roe"], "en", []),
        ([*[PROSE] * 9, "Author: Jane Roe", *[PROSE] * 5], "en", []),
        ([PROSE], "en", []),
    ],
)
def test_find_authors(
    lines: list[str], language: str, wanted: list[tuple[str, object, str | None]]
) -> None:
    assert told(blocks(*lines, language=language)) == wanted


def titled(*texts: str, language: str = "en") -> Document:
    """Give a document whose first line is the title."""
    whole = blocks(*texts, language=language)
    return replace(whole, blocks=whole.blocks[1:], title=whole[0])


def test_takes_a_name_right_below_the_title() -> None:
    assert told(titled("The harbour is closed", "Jane Roe", PROSE)) == [
        ("authors", ("Jane Roe",), "Jane Roe")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Closed",
        "Why It Matters",
        "The Long Read",
        "Middle East",
        "Opinion",
        "A very short line",
    ],
)
def test_leaves_a_subtitle_right_below_the_title(line: str) -> None:
    assert told(titled("The harbour is closed", line, f"{PROSE} The middle east wind rose.")) == []


def test_reads_hostile_lines_in_linear_time() -> None:
    for token in ("By ", "by Jane ", "and ", "Jane Roe, ", "기자 ", "記者 ", "a@", "文：", "in A "):
        assert list(find_authors(blocks(token * 25_000))) == []
        parse_names(token * 50)


@pytest.mark.parametrize(
    ("language", "line", "authors", "published"),
    [
        ("fr", "Publié le 3 mai 2024 par Jean Dupont", ("Jean Dupont",), "2024-05-03"),
        ("de", "Von Hanna Vogt, veröffentlicht am 3. Mai 2024", ("Hanna Vogt",), "2024-05-03"),
        ("sv", "Text: Eva Lind Foto: Nils Holm", ("Eva Lind",), None),
        ("no", "Tekst: Kari Holm Foto: Nils Dahl", ("Kari Holm",), None),
        ("fi", "Teksti: Aino Virta Kuvat: Eino Salo", ("Aino Virta",), None),
        ("en", "Posted by Jane Roe on May 3, 2024 in News", ("Jane Roe",), "2024-05-03"),
        ("en", "By Jane Roe, Ola Berg and Tom Hale · 4 min read · May 3, 2024 at 9:14 pm ET",
         ("Jane Roe", "Ola Berg", "Tom Hale"), "2024-05-03"),
        ("en", "By Jane RoeMay 3, 2024", ("Jane Roe",), "2024-05-03"),
        ("it", "Pubblicato il 3 maggio 2024 da Anna Riva", ("Anna Riva",), "2024-05-03"),
        ("el", "Δημοσιεύθηκε στις 3 Μαΐου 2024 από Μαρία Νίκου", ("Μαρία Νίκου",), "2024-05-03"),
        ("pl", "Opublikowano 3 maja 2024 przez Anna Nowak", ("Anna Nowak",), "2024-05-03"),
        ("id", "Diterbitkan pada 3 Mei 2024 oleh Budi Santoso", ("Budi Santoso",), "2024-05-03"),
        ("hu", "2024. május 3. 09:14 | Szerző: Kovács Anna", ("Kovács Anna",), "2024-05-03"),
        ("ru", "Опубликовано 3 мая 2024, автор Анна Белова", ("Анна Белова",), "2024-05-03"),
        ("tr", "Yayınlanma: 03.05.2024 - 09:14 Yazar: Ayşe Kaya", ("Ayşe Kaya",), "2024-05-03"),
        ("ko", "김철수 기자 | 입력 2024.05.03 09:14", ("김철수",), "2024-05-03"),
        ("zh", "记者：王小明 2024年5月3日 09:14", ("王小明",), "2024-05-03"),
    ],
)  # fmt: skip
def test_names_and_a_date_on_one_line(
    language: str, line: str, authors: tuple[str, ...], published: str | None
) -> None:
    prose = (
        "The ferry to the northern islands sailed at noon with forty passengers and eleven cars on "
        "board, the operator said.",
        "The council had asked for a second crossing since March, when the queues on the quay grew.",
    )
    raw = "\n\n".join(("Boats idle in the northern harbours", line, *prose))
    article = clean(raw, kind="text", language=language)
    day = article.published.date().isoformat() if article.published else None
    assert (article.authors, day) == (authors, published)
    assert [block.text for block in article.blocks] == list(prose)


def test_looks_below_the_headline_that_a_page_shows_again() -> None:
    """A dump begins with the title of the page's head; what is beside the headline stands far below."""
    teasers = [f"Why the old ferry of island {n} may not sail again this summer" for n in range(40)]
    title = "Harbour board keeps the old ferry running"
    document = titled(f"{title} | Island Post", *teasers, title, "Jane Roe", "April 5, 2023", PROSE)
    assert told(document) == [("authors", ("Jane Roe",), "Jane Roe")]
    unseen = titled(f"{title} | Island Post", *teasers, "Jane Roe", "April 5, 2023", PROSE)
    assert told(unseen) == []
