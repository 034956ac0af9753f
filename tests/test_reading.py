"""Raw input to blocks: decoding, lines, and telling pages from text."""

from __future__ import annotations

import codecs

import pytest

from cleanarticle import clean
from cleanarticle.reading.decoding import decode
from cleanarticle.reading.lines import read_lines
from cleanarticle.reading.sniffing import is_html

RUSSIAN = (
    "Паром на дальние острова ушёл во вторник в полдень, и команда сказала, что на этой неделе он больше не пойдёт. "
    * 3
)
JAPANESE = (
    "港の労働者は水曜日から賃金をめぐって仕事を止めている。町長は今週中に話し合いを始めたいと述べた。"
    * 3
)
CHINESE = (
    "渡轮周二中午驶往外岛，船员们说本周不会再开航，市长希望尽快与他们谈判，以免学校和医院断了供应。"
    * 3
)
KOREAN = (
    "섬으로 가는 여객선이 화요일 정오에 출발했으며 선원들은 이번 주에 다시 운항하지 않을 것이라고 말했다. "
    * 3
)
FRENCH = (
    "Le ferry pour les îles est parti mardi à midi, et l'équipage a annoncé qu'il ne repartirait plus de la semaine. "
    * 3
)
POLISH = (
    "Prom na dalekie wyspy odpłynął we wtorek w południe, a załoga powiedziała, że w tym tygodniu już więcej nie wypłynie. "
    * 3
)


def meta(charset: str, text: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'


# ---------------------------------------------------------------- decoding


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE], ids=["French", "Russian", "Japanese"])
def test_byte_order_marks(mark: bytes, encoding: str, text: str) -> None:
    assert decode(mark + text.encode(encoding)) == text


def test_a_mark_goes_before_a_declaration() -> None:
    page = meta("windows-1251", RUSSIAN)
    assert decode(codecs.BOM_UTF8 + page.encode()) == page


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    page = meta("utf-16", FRENCH)
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("cp1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8-r", RUSSIAN),
        ("shift_jis", "shift_jis", JAPANESE),
        ("x-sjis", "cp932", JAPANESE),
        ("euc-jp", "euc-jp", JAPANESE),
        ("iso-2022-jp", "iso-2022-jp", JAPANESE),
        ("gb2312", "gb18030", CHINESE),
        ("gbk", "gb18030", CHINESE),
        ("gb18030", "gb18030", CHINESE),
        ("euc-kr", "euc-kr", KOREAN),
        ("ks_c_5601-1987", "cp949", KOREAN),
        ("iso-8859-1", "cp1252", FRENCH + "“so”"),
        ("windows-1252", "cp1252", FRENCH),
        ("iso-8859-2", "iso-8859-2", POLISH),
        ("UTF-8", "utf-8", POLISH),
    ],
)
def test_declared(label: str, encoding: str, text: str) -> None:
    page = meta(label, text)
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize(
    "declaration",
    [
        "<meta charset=windows-1251>",
        "<META CHARSET='Windows-1251'/>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_forms_of_the_declaration(declaration: str) -> None:
    page = declaration + RUSSIAN
    assert decode(page.encode("cp1251")) == page


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", RUSSIAN),
        ("shift_jis", JAPANESE),
        ("gb18030", CHINESE),
        ("euc-kr", KOREAN),
        ("cp1250", POLISH),
    ],
)
def test_undeclared(encoding: str, text: str) -> None:
    assert decode((text * 3).encode(encoding)) == text * 3


LATIN = {
    "cp1252": (
        "Où est passée la fenêtre de la capitainerie ? Voilà ce que se demande Noël à Évreux.",
        "Mañana zarpará el último trasbordador, según señaló la dueña del muelle.",
        "Amanhã não há ligação às ilhas, e a tripulação põe as mãos na cabeça.",
        "La nave è partita già a mezzogiorno, perché così può tornare più presto.",
        "Færgen sejler på lørdag, og ingen ved, hvem der ejer klaveret om bord i år.",
        "Färjan går på lördag över sjön, och ingen äger pianot.",
        "Ferjan siglir á laugardaginn, það er víst, þótt enginn eigi píanóið ð.",
        "The ferry’s café sailed with Chloë’s piano – and a jalapeño.",
        "She paid £2 for a “café”.",
    ),
    "cp1250": (
        "Gdzie są łódź i żagle, których szukaliśmy w zeszłym tygodniu na wyspie?",
        "Loď vyplula v poledne se čtyřiceti lidmi a klavírem, který nikdo nezaplatil.",
        "A komp délben indult el negyven emberrel és egy zongorával, amelyért senki sem fizetett; őt kérdezték, hűvösen.",
        "Brod je isplovio u podne, a nitko ne zna čiji je glasovir što će još sutra ležati na šljunku.",
    ),
    "iso8859-2": ("Gdzie są łódź i żagle, których szukaliśmy w zeszłym tygodniu na wyspie?",),
    "cp1254": ("Vapur öğle vakti kırk kişiyle yola çıktı, ama güvertedeki piyanonun sahibi şimdiye dek çıkmadı.",),
    "cp1257": (
        "Keltas išplaukė vidurdienį su keturiasdešimčia žmonių ir pianinu, už kurį niekas nesumokėjo; jį mėgo visą dieną.",
        "Prāmis izgāja pusdienlaikā ar četrdesmit cilvēkiem, un neviens nezina, kam pieder šīs klavieres uz tā klāja.",
    ),
    "mac-roman": ("Où est passée la fenêtre de la capitainerie ? Voilà ce que se demande Noël.",),
    "koi8-r": (RUSSIAN,),
    "cp866": (RUSSIAN,),
}  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "text"), [(encoding, text) for encoding, texts in LATIN.items() for text in texts]
)
@pytest.mark.parametrize("form", ["text", "page", "long page", "says UTF-8"])
def test_letters_tell_undeclared_encodings(encoding: str, text: str, form: str) -> None:
    if form != "text":
        head = '<meta charset="utf-8">' if form == "says UTF-8" else ""
        head += f"<script>{'var a = 1; ' * 10_000}</script>" if form == "long page" else ""
        text = f"<!doctype html><html><head>{head}</head><body><p>{text}</p></body></html>"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "windows-1251", "shift_jis", "gb2312", "nonsense-99", "utf-16"]
)
def test_wrong_declarations_of_utf_8_are_survived(label: str) -> None:
    page = meta(label, FRENCH + RUSSIAN)
    assert decode(page.encode()) == page


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252"])
@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("gb18030", CHINESE), ("euc-jp", JAPANESE), ("euc-kr", KOREAN),
        ("cp1252", FRENCH),
    ],
)  # fmt: skip
def test_a_server_s_default_is_not_believed_of_other_alphabets(
    encoding: str, text: str, label: str
) -> None:
    page = meta(label, text)
    assert decode(page.encode(encoding)) == page


GREEK = (
    "Το πλοίο για τα νησιά έφυγε την Τρίτη το μεσημέρι, και το πλήρωμα είπε ότι δεν θα ξαναφύγει αυτή την εβδομάδα. "
    * 3
)
TURKISH = (
    "Vapur öğle vakti kırk kişiyle yola çıktı, ama güvertedeki piyanonun sahibi şimdiye dek çıkmadı. "
    * 3
)
HUNGARIAN = (
    "A komp délben indult el negyven emberrel és egy zongorával, amelyért senki sem fizetett; őt kérdezték, hűvösen. "
    * 3
)


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "windows-1251"])
@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1250", POLISH), ("iso8859-2", POLISH), ("cp1250", HUNGARIAN), ("cp1254", TURKISH)],
)
def test_letters_contradict_a_declaration(encoding: str, text: str, label: str) -> None:
    page = meta(label, text)
    assert decode(page.encode(encoding)) == page


def test_a_declaration_is_believed_where_letters_are_few_or_of_many_languages() -> None:
    few = meta("windows-1252", "The ferry’s new café³ sailed; Ý and þ are letters of the sagas.")
    many = meta("windows-1252", "Søren, Åsa, François, Guðmundur, Núñez, Müller and João sailed.")
    page = meta("iso-8859-15", FRENCH + "Le bœuf coûte 7 €.")
    for each, encoding in ((few, "cp1252"), (many, "cp1252"), (page, "iso8859-15")):
        assert decode(each.encode(encoding)) == each


@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1", "gb2312", "utf-16"])
@pytest.mark.parametrize("encoding", ["cp1253", "iso8859-7"])
def test_greek_is_not_taken_for_cyrillic(encoding: str, label: str) -> None:
    page = meta(label, GREEK)
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("label", ["declared", "utf-8", ""])
@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("gb2312", "gb18030", CHINESE), ("shift_jis", "cp932", JAPANESE), ("euc-jp", "euc_jp", JAPANESE),
        ("euc-kr", "cp949", KOREAN),
    ],
)  # fmt: skip
def test_one_broken_byte_leaves_the_rest_of_the_page(
    declared: str, encoding: str, text: str, label: str
) -> None:
    page = meta(declared if label == "declared" else label, text)
    data, middle = page.encode(encoding), page[: len(page) // 2].encode(encoding)
    assert decode(middle + b"\xff" + data[len(middle) :])[-40:] == page[-40:]
    assert decode(middle + b"\x00" + data[len(middle) :])[-40:] == page[-40:]
    inside = data[:-16]  # cut in the middle of the text, and of a character
    while inside.decode(encoding, "ignore").encode(encoding) == inside:
        inside = inside[:-1]
    assert decode(inside)[:-3] == inside.decode(encoding, "ignore")[: len(decode(inside)) - 3]


@pytest.mark.parametrize("label", ["utf-16", "utf-16le", "utf-32"])
def test_a_declaration_that_can_be_read_is_of_no_wide_encoding(label: str) -> None:
    page = meta(label, FRENCH)
    for data in (page.encode("cp1252"), (page + " ").encode("cp1252")):
        assert decode(data).strip() == page


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, GREEK], ids=["French", "Russian", "Greek"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_texts_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_zeros_that_strayed_in_are_no_wide_characters() -> None:
    text = "The ferry\0 sailed at noon,\0 and nobody saw it go.\0"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("x-cp1251", "cp1251", RUSSIAN), ("win-1251", "cp1251", RUSSIAN), ("x-euc-jp", "euc-jp", JAPANESE),
        ("gb_2312-80", "gbk", CHINESE), ("windows-949", "cp949", KOREAN), ("windows-31j", "cp932", JAPANESE),
        ("x-mac-cyrillic", "mac-cyrillic", RUSSIAN), ("koi8-ru", "koi8-u", RUSSIAN),
    ],
)  # fmt: skip
def test_labels_of_browsers(label: str, encoding: str, text: str) -> None:
    page = meta(label, text)
    assert decode(page.encode(encoding)) == page


def test_seven_bit_korean_is_told_undeclared() -> None:
    assert decode(KOREAN.encode("iso2022_kr")) == KOREAN


def test_seven_bit_japanese_is_told_undeclared() -> None:
    assert decode(JAPANESE.encode("iso2022_jp")) == JAPANESE


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1251", RUSSIAN), ("gb18030", CHINESE), ("shift_jis", JAPANESE)]
)
def test_declared_utf_8_that_is_none_is_survived(encoding: str, text: str) -> None:
    page = meta("utf-8", text * 3)
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize(
    "text", [RUSSIAN, JAPANESE, KOREAN, FRENCH * 4], ids=["ru", "ja", "ko", "fr"]
)
def test_utf_8_cut_inside_a_character(text: str) -> None:
    data = text.strip().encode()
    end = max(at for at, byte in enumerate(data) if byte >= 0xC0) + 1
    assert decode(data[:end]) == data[:end].decode("utf-8", "replace")


def test_utf_8_with_a_stray_byte() -> None:
    half = RUSSIAN[:40].encode()
    assert decode(half + b"\xff" + RUSSIAN[40:].encode()).replace("\ufffd", "") == RUSSIAN


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"\xff\xfe", b"\xfe\xff\x00", b"\x80\x81", bytes(range(256)), b"\x00" * 9],
)
def test_any_bytes_decode(data: bytes) -> None:
    assert isinstance(decode(data), str)


# ---------------------------------------------------------------- lines


def texts(raw: str) -> list[str]:
    return [node.trace.text for node in read_lines(raw)]


def kinds(raw: str) -> list[str]:
    return [node.kind for node in read_lines(raw)]


@pytest.mark.parametrize(
    "end",
    ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\n\n", "\r\n \r\n"],
    ids=ascii,
)
def test_line_ends(end: str) -> None:
    assert texts(f"The ferry sailed.{end}It sank.{end}") == ["The ferry sailed.", "It sank."]


def test_offsets_lead_back_to_raw() -> None:
    raw = "  One line. \r\n\r\n\tAnother.\u2028"
    assert [raw[n.trace.start : n.trace.end] for n in read_lines(raw)] == ["One line.", "Another."]


@pytest.mark.parametrize("raw", ["", " ", "\n\r\n\t", "\u2028\u00a0"], ids=ascii)
def test_nothing_but_white_space(raw: str) -> None:
    assert texts(raw) == []


def test_lines_stay_as_they_stand() -> None:
    raw = "The ferry to the outer islands sailed at noon on Tuesday, and the crew\nsaid so."
    assert texts(raw) == raw.split("\n")


@pytest.mark.parametrize(
    "items",
    [
        ["• Boats", "• Ropes", "• Crews"],
        ["- Boats", "- Ropes"],
        ["* Boats", "* Ropes"],
        ["1. Boats", "2. Ropes", "10. Crews"],
        ["1) Boats", "2) Ropes"],
        ["– Where is it?", "– It sailed."],
    ],
)
def test_items_stay_apart(items: list[str]) -> None:
    assert texts("\n".join(items)) == items


def test_a_table_is_one_block() -> None:
    raw = "Above.\n\n| port | boats |\n|---|---|\n| Vessby | 3 |\n\nBelow."
    assert texts(raw) == ["Above.", "| port | boats |\n|---|---|\n| Vessby | 3 |", "Below."]
    assert kinds(raw)[1] == "table"


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "```python"])
def test_a_code_fence_is_one_block(fence: str) -> None:
    close = fence.rstrip("python")
    raw = f"Above.\n\n{fence}\na = 1\n\n\nb = 2\n{close}\n\nBelow."
    assert kinds(raw) == ["paragraph", "code", "paragraph"]
    assert "a = 1\n\n\nb = 2" in texts(raw)[1]


def test_a_fence_that_never_closes_is_no_code() -> None:
    assert "code" not in kinds("Above.\n\n```\nThe ferry sailed.\n\nIt sank.")


# ---------------------------------------------------------------- text or page


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", False),
        ("The ferry sailed.", False),
        ("<!doctype html><p>The ferry sailed.", True),
        ("\ufeff  <!DOCTYPE html>\n<html>", True),
        ('<?xml version="1.0"?><html><body>x', True),
        ("<!-- a comment -->\n<html lang=en>", True),
        ("<html><body>The ferry sailed.</body></html>", True),
        ("<head><title>x</title></head>", True),
        ("<p>The ferry sailed.</p><p>It sank.</p>", True),
        ('<div class="a"><h1>Ferry</h1><p>It sailed.</p></div>', True),
        ("<article><p>The ferry <b>sailed</b>.</p></article>", True),
        ('The ferry sailed.\n\n<div class="fig-embed" data-x="y" >\n\nIt sank.', False),
        ("The ferry sailed at <b>noon</b> on Tuesday.", False),
        ("The <i>Torsund</i> and the <i>Vessby</i> sailed, one after the other, at noon.", False),
        ("The ferry sailed.<br>It sank.<br>", False),
        ("a < b and c > d", False),
        ("The ferry sailed at noon on Tuesday.</p>\n\nNobody saw it.</p>", False),
        ("Use <html> and <body> in a page, and close them with </body> and </html>.", False),
        (
            "<b>Ferry crews walk out</b>\n\nThe ferry to the outer islands sailed at noon on Tuesday, and did not return.",
            False,
        ),
        ("<3 ferries", False),
        ("&lt;html&gt;", False),
        (f"<script>{'var a = 1; ' * 99}</script><div><p>The ferry sailed.</p></div>", True),
        (f"<div><p>The ferry sailed.</p></div><style>{'.a { b: c } ' * 99}</style>", True),
        (f"<!-- {'cached ' * 99}--><!-- twice --><html><body>x", True),
        (
            "fetched in 0.2 s\n<!doctype html>\n<html><head><title>x</title></head>"
            + "<p>a</p>" * 9,
            True,
        ),
        ("<script>" * 99 + "The ferry sailed.</p>", False),
    ],
)
def test_sniffing(raw: str, expected: bool) -> None:
    assert is_html(raw) is expected


def test_the_kind_named_is_the_kind_read() -> None:
    page = "<p>The ferry sailed at noon.</p><p>It sank.</p>"
    assert clean(page, kind="text").raw == page
    assert clean(page, kind="html").raw == "The ferry sailed at noon.\nIt sank."
    assert clean(page).raw == clean(page, kind="html").raw
