r"""Text that a program wrote as a literal or with escapes."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from cleanarticle import clean
from cleanarticle.reading.literals import items_of, written_text

TITLE = "Ferry crews walk out"
BODY = (
    "The ferry to the outer islands sailed at noon on Tuesday, said the harbour master’s wife, "
    "and the crew agreed that it wouldn’t sail again.",
    "“Nobody on the pier had seen the storm coming,” said the baker, who closed her shop before "
    "the first wave came over the wall. She paid €40 for it. 🌊",
    'In Zürich and in 東京 nobody knew of it: "It\'s a small island," said a man on the train.',
)
LINES = [TITLE, "By Jane Roe", "March 3, 2025", *BODY, "Related articles", "Ten ferries to see"]
PLAIN = "\n\n".join(LINES)

FORMS: dict[str, Callable[[], str]] = {
    "a list, by repr": lambda: repr(LINES),
    "a list, by JSON": lambda: json.dumps(LINES),
    "a tuple": lambda: repr(tuple(LINES)),
    "a list of text nodes": lambda: repr([p for line in LINES for p in ("\n    ", line, "\xa0\n")]),
    "a string, by repr": lambda: repr(PLAIN),
    "a string, by JSON": lambda: json.dumps(PLAIN),
    "a string of JSON without its quotes": lambda: json.dumps(PLAIN)[1:-1],
    "bytes": lambda: repr(PLAIN.encode()),
    "bytes, a line each": lambda: "\n".join(repr(line.encode()) for line in LINES),
    "breaks as escapes": lambda: PLAIN.replace("\n", "\\n"),
    "breaks of Windows as escapes": lambda: PLAIN.replace("\n", "\\r\\n"),
    "breaks and tabs as escapes": lambda: PLAIN.replace("\n\n", "\\n\\t\\t\\n"),
    "JSON in JSON": lambda: json.dumps(json.dumps(PLAIN)),
}


@pytest.mark.parametrize("form", [form for form in FORMS if form != "bytes, a line each"])
def test_text_is_read_as_it_was_written(form: str) -> None:
    article = clean(FORMS[form]())
    assert (article.title, article.authors) == (TITLE, ("Jane Roe",))
    assert article.published is not None
    assert article.text == "\n\n".join(BODY)
    assert "\\" not in article.raw


def test_lines_of_bytes_are_read_one_by_one() -> None:
    text = written_text(FORMS["bytes, a line each"]())
    assert [line for line in text.split("\n") if line in BODY] == list(BODY)


JAPANESE = (
    "島へ渡る船は火曜日の正午に港を出たが、乗組員は今週はもう船を出さないと港長に伝えた。",
    "嵐が来るのを桟橋で見た人はいなかったと、店を閉めたパン屋の主人は話している。",
    "木曜日には水が引き、学校もまた門を開けることができた。",
)


@pytest.mark.parametrize(
    "raw",
    [
        repr(list(JAPANESE)),
        json.dumps(list(JAPANESE)),
        json.dumps("\n\n".join(JAPANESE)),
        json.dumps("\n\n".join(JAPANESE))[1:-1],
        "\\n\\n".join(JAPANESE),
        repr("\n".join(JAPANESE).encode()),
    ],
    ids=["list", "JSON list", "JSON", "JSON without quotes", "breaks", "bytes"],
)
def test_text_without_spaces_too(raw: str) -> None:
    assert clean(raw).text == "\n\n".join(JAPANESE)


@pytest.mark.parametrize("kind", ["auto", "text"])
def test_text_told_as_text_too(kind: str) -> None:
    assert clean(repr(LINES), kind=kind).text == "\n\n".join(BODY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        r"Write \n where the line is to end, and \t where a tab is to stand, in every language of the kind.",
        r"The root is \nabla f \neq \nu, and \rho \times \tau is \textbf{not} \theta, as the tables of the book say.",
        r"The tables stand in C:\new\tides\2025, and the older ones in C:\notes\russia\tides on the same computer.",
        'print("Hello\\nWorld") shows two lines, and print("a\\n\\nb") shows three of them, one without a letter.',
        "['tide', 'bell', 'net']",
        "[1] The ferry sailed at noon on Tuesday, said the harbour master, and the crew agreed that it would.",
        "('The ferry' is what it is called in the older tables, and 'the boat' in those of the last ten years)",
        '"The ferry sailed at noon," said the harbour master, "and it will not sail again before the week ends."',
        r'"The tables stand in C:\dir on the older of the two computers of the harbour," said the master.',
        r"'It\'s late'",
        "b'abc'",
        "She said 'no' and 'yes' and nothing else for the whole of that week, as far as anybody can remember.",
    ],
)
def test_what_only_looks_like_a_literal_stays(text: str) -> None:
    assert written_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        r'{"title": "Tides", "body": "The ferry sailed at noon on Tuesday, it says.\n\nIt came back at four, as it did."}',
        r'var tides = "The ferry sailed at noon on Tuesday, says the table.\n\nIt came back at four, as it always did.";',
        r'self.push([1,"The ferry sailed at noon on Tuesday, says the table.\n\nIt came back at four, as it always did."])',
        r'  "articleBody": "The ferry sailed at noon on Tuesday, it says.\n\nIt came back at four, as it always did.",',
    ],
)
def test_data_and_scripts_stay_as_they_are(text: str) -> None:
    """The cleaners of leaked code know them so."""
    assert written_text(text) == text


def test_a_cell_of_csv_is_read_as_it_was_written() -> None:
    cell = '"' + PLAIN.replace('"', '""') + '"'
    assert '""It' in cell
    assert (clean(cell).title, clean(cell).text) == (TITLE, "\n\n".join(BODY))
    for quotation in ('"The ferry sailed at noon, and it came back at four."', '"" and ""', '""""'):
        assert written_text(quotation) == quotation


MENU = [f"Part {i}" for i in range(24)]


def test_pieces_that_a_bar_parts_stand_on_lines() -> None:
    """As `get_text("|", strip=True)` parts them; a break within one is a space."""
    text = written_text(
        "|".join([*MENU, TITLE, *BODY]).replace("harbour master", "harbour\n   master")
    )
    assert text.split("\n") == [*MENU, TITLE, *BODY]


@pytest.mark.parametrize(
    "text",
    [
        "|".join(MENU) + "\n\n" + "\n\n".join(BODY),
        "\n".join(f"|{i}|{BODY[0]}|{BODY[1]}|" for i in range(9)),
        " | ".join([*MENU, *BODY]),
        "|".join(BODY),
        "a || b; " * 40 + " ".join(BODY),
    ],
    ids=["a menu", "a table", "bars with spaces", "a few", "code"],
)
def test_other_bars_stay(text: str) -> None:
    assert written_text(text) == text


def test_items_are_those_of_a_whole_list() -> None:
    assert items_of("['One.', \"It's\\ttwo.\", b'caf\\xc3\\xa9',]") == [
        "One.",
        "It's\ttwo.",
        "café",
    ]
    assert items_of("['One.', 2]") == items_of("['One.'] and more") == []


@pytest.mark.parametrize(
    "page",
    [
        repr([f"<p>{line}</p>" for line in BODY]),
        "<p>" + "</p>\\n<p>".join(BODY) + "</p>\\n",
        "\\u003cp\\u003e"
        + json.dumps("</p><p>".join(BODY))[1:-1].replace("<", "\\u003c")
        + "\\u003c/p>",
    ],
    ids=["a list of elements", "breaks between tags", "angles as escapes"],
)
def test_pieces_of_a_page_are_read_as_a_page(page: str) -> None:
    assert clean(page).text == "\n\n".join(BODY)


def test_time_is_linear() -> None:
    """A hundred thousand openings, quotes and backslashes are read in a moment."""
    for text in (
        "['" * 50_000,
        "\\" * 100_000,
        "'\\n" * 50_000,
        "a\\nB " * 50_000,
        '["a", ' * 30_000,
    ):
        written_text(text)
