"""Text whose bytes were read as Latin letters though they are of another encoding."""

from __future__ import annotations

import pytest

from cleanarticle import clean
from cleanarticle.reading.half_read import half_read
from cleanarticle.reading.rereading import is_misread, read_again

KOREAN = (
    "섬의 작은 공방들이 온라인 채널을 넓히기 위해 가을부터 교육 프로그램을 운영하고 있다.\n"
    "센터는 참여 업체가 교육을 마친 뒤 눈에 띄는 성과를 보이고 있다고 밝혔다. “처음에는 몰랐다”고 했다."
)
CHINESE = "近二十年来，山区人口持续外流，许多小学因生源不足而并入中心校。\n学校合并改善了办学条件，却把上学的路拉长了。"
TAIWANESE = "上個月，市府公告將於年底前清除河堤外兩百多處菜園，理由是妨礙行水與環境衛生。\n里民在活動中心吵到深夜。"
JAPANESE = "金属部品の検査は、長く人の目に頼ってきた。検査係が一日に四千個のねじを手に取り、光にかざして傷を探している。"
THAI = "ชาวสวนลำไยในอำเภอริมแม่น้ำรวมกลุ่มกันขายผลผลิตผ่านกล่องไปรษณีย์ หลังพ่อค้าคนกลางกดราคา"
RUSSIAN = "Морской паром не вышел в море из-за шторма. Двести пассажиров ждали на причале до утра."
SERBIAN = "Трајект није испловио због олује, па је двеста путника чекало на њиховом пристаништу."
GREEK = "Το πλοίο δεν βγήκε στη θάλασσα λόγω της καταιγίδας. Άλλοι διακόσιοι επιβάτες περίμεναν."
HEBREW = "המעבורת לא יצאה לים בגלל הסערה, ומאתיים נוסעים חיכו על הרציף עד הבוקר. כך אמר מנהל הנמל."
ARABIC = "لم تخرج العبارة إلى البحر بسبب العاصفة، وانتظر مئتا راكب على الرصيف حتى الصباح ثم عادوا إلى بيوتهم."

TEXTS: dict[str, str] = {
    "cp949": KOREAN,
    "gb18030": CHINESE,
    "big5": TAIWANESE,
    "cp932": JAPANESE,
    "euc-jp": JAPANESE,
    "cp874": THAI,
    "cp1251": RUSSIAN,
    "koi8-r": RUSSIAN,
    "iso8859-5": RUSSIAN,
    "cp866": RUSSIAN,
    "windows-1251": SERBIAN,
    "cp1253": GREEK,
    "iso8859-7": GREEK,
    "cp1255": HEBREW,
    "iso8859-8": HEBREW,
    "cp1256": ARABIC,
    "iso8859-6": ARABIC,
}

POLISH = (
    "Prom nie wypłynął w morze z powodu burzy, a dwustu pasażerów czekało na nabrzeżu do rana. Łódź wróci w piątek, "
    "ale żeglarze są źli. Zużyła 5 m³ paliwa."
)
CZECH = (
    "Trajekt kvůli bouři nevyplul na moře a dvě stě cestujících čekalo na molu až do rána. Ředitel přístavu řekl, "
    "že se loď vrátí. Žádný přívoz už letos nevyjede."
)
HUNGARIAN = (
    "A komp a vihar miatt nem futott ki. A kikötő vezetője azt mondta, hogy az időjárás miatt nőtt a sürgősségi "
    "ügyek száma, s a működő régi hajót fűtik, tűnődnek az erősebb új hajón."
)
ROMANIAN = (
    "Feribotul nu a ieşit în larg din cauza furtunii, iar două sute de pasageri au aşteptat pe chei până dimineaţa. "
    "Şeful portului a spus că nava se va întoarce şi că toţi vor primi banii înapoi."
)
TURKISH = (
    "Feribot fırtına nedeniyle denize açılmadı ve iki yüz yolcu sabaha kadar iskelede bekledi. Liman başkanı geminin "
    "İzmir'e cuma günü döneceğini söyledi. Şimdi herkes ona doğru gidiyor."
)
LITHUANIAN = (
    "Keltas dėl audros neišplaukė į jūrą, ir du šimtai keleivių prieplaukoje laukė iki ryto. Uosto viršininkas sakė, "
    "kad laivas grįš penktadienį."
)

TEXTS |= {
    "cp1250": POLISH.replace("m³", "metra"),
    "iso8859-2": POLISH.replace("m³", "metra"),
    "windows-1250": CZECH,
    "latin2": CZECH,
    "cp1254": TURKISH,
    "cp1257": LITHUANIAN,
}


def as_windows(data: bytes) -> str:
    """Decode as browsers do: a byte that Windows has no character for is a control."""
    return "".join([bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data])


def as_utf8_where_it_can_be(data: bytes) -> str:
    """Decode as UTF-8, and go on with Latin-1 wherever that ends."""
    out, at = "", 0
    while at < len(data):
        for size in (1, 2, 3, 4):
            try:
                out += data[at : at + size].decode()
            except UnicodeDecodeError:
                continue
            at += size
            break
        else:
            out += chr(data[at])
            at += 1
    return out


@pytest.mark.parametrize("encoding", TEXTS)
def test_text_is_read_again(encoding: str) -> None:
    data = TEXTS[encoding].encode(encoding)
    assert read_again(data.decode("latin-1")) == TEXTS[encoding]
    assert read_again(as_windows(data)) == TEXTS[encoding]


@pytest.mark.parametrize("encoding", TEXTS)
def test_what_was_read_again_is_clean(encoding: str) -> None:
    text = TEXTS[encoding]
    again = clean(text.encode(encoding).decode("latin-1"))
    whole = clean(text)
    assert again.to_dict() == {**whole.to_dict(), "flags": ["decoded_again", *sorted(whole.flags)]}
    assert "decoded_again" not in whole.flags


@pytest.mark.parametrize("text", [HUNGARIAN, ROMANIAN])
def test_letters_of_central_europe(text: str) -> None:
    assert read_again(as_windows(text.encode("cp1250"))) == text


def test_a_unit_with_a_raised_number_is_no_word() -> None:
    read = POLISH.replace("m³", "m#").encode("cp1250").decode("cp1252").replace("m#", "m³")
    assert read_again(read) == POLISH


def test_a_page_is_read_again() -> None:
    page = f"<html><head><title>공방 소식</title></head><body><h1>공방 소식</h1><p>{KOREAN}</p></body></html>"
    assert "온라인 채널을 넓히기 위해" in clean(page.encode("cp949").decode("latin-1")).text


@pytest.mark.parametrize(("text", "encoding"), [(KOREAN, "cp949"), (CHINESE, "gb18030")])
def test_text_that_was_read_half_as_utf8(text: str, encoding: str) -> None:
    assert read_again(as_utf8_where_it_can_be(text.encode(encoding))) == text


def test_what_stands_in_other_letters_stays() -> None:
    odd = "공방 소식 — Jäger, 东京"
    assert read_again(f"{odd}\n{KOREAN.encode('cp949').decode('latin-1')}") == f"{odd}\n{KOREAN}"


@pytest.mark.parametrize(
    "text",
    [
        KOREAN,
        RUSSIAN,
        "Où est passée la fenêtre « à côté » ? ÀÉÈÙ, ÇA ET LÀ.",
        "Þórður sagði að ferjan hefði ekki farið út á sjó vegna óveðurs og að allir hefðu beðið.",
        "Contents ········ 3\nFerries ········ 7\nHarbours ········ 12\n" * 20,
        "ÛÛÛÛ²²²²±±±±°°°° NFO °°°°±±±±²²²²ÛÛÛÛ\n" * 20,
        "°" * 200,
        KOREAN.encode().decode("latin-1"),  # UTF-8: it is mended stretch by stretch
        "µÚ·Î°¡±â °Ë»ö",  # too short to tell
        "ÿþÿþ" * 30,
        "Þetta er ð, þ og ý, sagði hún; það var þýtt í gær. " * 9,
        "Não há pães, só coração, diz a mãe; amanhã haverá limões. " * 9,
        POLISH,
        TURKISH,
        "á é í ó ú â ê ô ã õ à ç " * 40,
    ],
)
def test_what_stays(text: str) -> None:
    assert read_again(text) == text
    assert half_read(text) == text


def test_bytes_too_few_to_tell_stay_as_they_are() -> None:
    text = "The link said µÚ·Î°¡±â, and nobody on the pier knew what that could mean."
    assert is_misread(text)
    assert clean(text).text == text
