"""The words and signs that dates are made of, and a line as a row of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..patterns import lazy
from ..vocabulary import load
from ..vocabulary.entries import entries_of


def words_of_all(kind: str) -> frozenset[str]:
    """Give the words of a kind ("towns", "dear") in `dates.toml`, of all languages together."""
    return frozenset(word for table in load("dates").values() for word in table.get(kind, ()))


#: Hours from UTC of the zone names that mean one zone. CST, IST, BST and MST mean
#: several: a time with one of them stays without a zone.
_ZONES: dict[str, float | None] = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3, "pkt": 5, "npt": 5.75, "wib": 7, "wita": 8,
    "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "awst": 8, "aest": 10, "aedt": 11, "nzst": 12,
    "nzdt": 13, "brt": -3, "est": -5, "edt": -4, "cdt": -5, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "cst": None, "ist": None, "bst": None, "mst": None, "et": None,
    "pt": None, "ct": None, "mt": None, "eastern time": None, "eastern": None, "local time": None,
    "pacific time": None, "central time": None, "ortszeit": None, "hora local": None,
    "ora locale": None, "heure de paris": None, "heure locale": None, "по московскому времени": 3,
    "по мск": 3, "по киеву": None, "за києвом": None, "horário de brasília": -3, "hora de brasília": -3,
    "غرينتش": 0, "بتوقيت غرينتش": 0, "توقيت غرينتش": 0, "بتوقيت غرينيتش": 0, "北京时间": 8,
    "北京時間": 8, "台北時間": 8, "日本時間": 9, "한국시간": 9, "sast": 2, "eat": 3, "cat": 2, "gst": 4,
}  # fmt: skip
#: How the English months begin, as a regular expression.
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
AMERICAN = frozenset("est edt cst cdt mst mdt pst pdt et pt ct mt akst akdt eastern".split())

#: Added to the number of a month of the Solar Hijri calendar, of the Ethiopian one, and of Nepal's.
SOLAR, ETHIOPIAN, NEPALI = 100, 200, 300

_CALENDARS = ((SOLAR, "solar"), (ETHIOPIAN, "ethiopian"), (NEPALI, "nepali"))

#: What is added to the year of an era: of Japan's, and of the Republic of China's.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}

#: Years that a date can be of, by the calendars of today, Iran and Thailand. A number of four
#: digits behind a plus is an offset: +1330.
_YEARS = (range(1900, 2100), range(1340, 1450), range(2480, 2620))

#: Languages whose dates with two digits for the year go day, month, year.
SHORT_YEARS = frozenset(
    "de fr it es pt nl no da fi cs pl ru uk ro el tr be bg bs ca et fo gl hr he id is lb lv mk sk sl sq sr vi".split()
)

_WORDS = {
    "f": "t om op u pada at on the of um am den der dem dnia dne le la les de del do da di al alle ore "
    "às em en el a las los o i v ve w ob kl klo kello pukul lúc vào ngày saat tarihinde godz г "
    "года году р року roku r в о об та и e il y på vom ab στις και σε jam @ ed et और को في "
    "الساعة ora orele d у во година kell plkst ko klockan klokken klukkan as mėn "
    "于 於 เวลา พ.ศ. ค.ศ. วันที่ ที่ בשעה ב ساعت مورخ کو بجے তারিখ টায় ই শে লা রা ঠা මස වන రోజున "
    "रोजी ದಂದು ರಂದು ਨੂੰ ദിവസം တွင် ថ្ងៃទី ទី ខែ ឆ្នាំ ວັນທີ ເວລາ წლის წელი საათზე ժամը թվականի "
    "saatı tarixdə ж күні сағат yil soat kuni цаг saa tarehe noong ngo هـ ھ ه ـ ی ቀን ዓ.ም ዓ/ም",
    "H": "h uhr hod hodin 時 时 点 點 시 giờ ч час hs hrs hr uur heures horas ore बजे ώρα val sati сати часа klst น. "
    "นาฬิกา",
    "I": "分 분 min minute мин phút хв",
    "S": "秒 초 sec",
    "y": "年 년 năm m gada жылғы жылы оны он ခုနှစ် साल",
    "m": "月 월 сарын сар",
    "D": "日 일 號 号 өдөр ရက် ရက်နေ့ गते d",
}
_HALVES = {
    0: "am এএম পূর্বাহ্ণ পূর্বাহ্ন সকাল ভোর 오전 午前 上午 凌晨 早上 صباحا صباحًا ص पूर्वाह्न sáng a.m. π.μ.",
    12: "pm পিএম অপরাহ্ণ অপরাহ্ন বিকাল বিকেল সন্ধ্যা 오후 午後 下午 晚上 مساء مساءً م अपराह्न chiều tối p.m. μ.μ.",
}
_ORDINALS = frozenset("st nd rd th er e го º ª ° ος η".split())

#: Letters, and the marks that are parts of them: in India's blocks and those behind it to the
#: Khmer, all but digits and stops.
_LETTER = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0970-\u09e5\u09f0-\u0a65\u0a70-\u0ae5"
    r"\u0af0-\u0b65\u0b70-\u0be5\u0bf0-\u0c65\u0c70-\u0ce5\u0cf0-\u0d65\u0d70-\u0de5\u0df0-\u0df3"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059"
    r"\u17b4-\u17d3\u17dd])"
)
_HAN = "[\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
#: A year may run into the time of day: "October 4, 20268:29 AM".
_TOKEN = lazy(
    r"(?:19|20)\d\d(?=\d{1,2}:\d\d(?!\d))|\d+"
    rf"|{_HAN}|(?:(?!{_HAN}){_LETTER})+|[^\s\u200b-\u200f\u202a-\u202e\ufeff]"
)
_JOINTS = frozenset(".-'’")
_BARRED = frozenset("?!…%$€£&#*<>=~\\{}")
_ALIKE = {"ς": "σ", "ı": "i", "–": "-", "—": "-", "−": "-", "،": ",", "、": ",", "፣": ","}


class _Plain(dict[int, str]):
    """Case, accents of European scripts and wide forms folded, one character for one."""

    def __missing__(self, code: int) -> str:
        char = unicodedata.normalize("NFKC", chr(code))[:1].lower()[:1] or chr(code)
        if ord(char) < 0x530 or 0x1E00 <= ord(char) < 0x2000:
            char = unicodedata.normalize("NFD", char)[0]
        self[code] = _ALIKE.get(char, char)
        return self[code]


_PLAIN = _Plain()


def _words(phrase: str) -> tuple[str, ...]:
    tokens = _TOKEN.findall(unicodedata.normalize("NFC", phrase).translate(_PLAIN))
    return tuple(t for t in tokens if t[0].isalnum() or t[0] in "#@")


@cache
def _lexicon() -> dict[str, list[tuple[tuple[str, ...], str, float | None]]]:
    """Give every known phrase by its first word, the longest first, as (words, letter, value)."""
    known: dict[tuple[str, ...], tuple[str, float | None]] = {}
    months: dict[tuple[str, ...], int] = {}
    dates = load("dates")
    for table in dates.values():
        for number, names in enumerate(table["months"], 1):
            for words in map(_words, names):
                if not words[0].isdigit():
                    months.setdefault(words, number)  # what differs is told by the language
        for first, calendar in _CALENDARS:
            for number, names in enumerate(table.get(calendar, ()), first + 1):
                for words in map(_words, names):
                    months.setdefault(words, number)
        known.update({_words(name): ("J", None) for name in table.get("beside", ())})
        known.update({_words(phrase): ("R", None) for phrase in table["ago"]})
    for table in dates.values():
        known.update({_words(name): ("W", None) for name in table["weekdays"]})
    for letter, phrases in _WORDS.items():
        known.update({_words(word): (letter, None) for word in phrases.split() if _words(word)})
    for words, month in months.items():  # "mar." is a Tuesday, too
        known[words] = ("V" if known.get(words, ("", 0))[0] == "W" else "M", month)
    known.update({_words(w): ("A", half) for half, names in _HALVES.items() for w in names.split()})
    known.update({_words(era): ("E", added) for era, added in _ERAS.items()})
    for family, letter in (("published", "L"), ("updated", "U")):
        starts = (phrase for _, key, phrase in entries_of(family) if key == "start")
        known.update({_words(phrase): (letter, None) for phrase in starts})
    index: dict[str, list[tuple[tuple[str, ...], str, float | None]]] = {}
    zones = [(_words(name), "Z", hours) for name, hours in _ZONES.items()]
    for words, letter, value in [*((w, *entry) for w, entry in known.items() if w), *zones]:
        index.setdefault("".join(words[: 1 + (words[0] == "#")]), []).append((words, letter, value))
    for found in index.values():
        found.sort(key=lambda entry: (-len(entry[0]), entry[1] != "Z"))
    return index


@lru_cache(maxsize=64)
def own_months(language: str) -> dict[str, int]:
    """Give the months as a language names them: "listopad" is October in Croatian, else November."""
    table = load("dates").get(language.split("-", maxsplit=1)[0], {"months": ()})
    return {
        " ".join(_words(name)): number
        for number, names in enumerate(table["months"], 1)
        for name in names
    }


@cache
def ago_words() -> frozenset[str]:
    """Give the words that make a phrase relative ("ago", "vor"): in several of one language."""
    found: set[str] = set()
    for table in load("dates").values():
        counts: dict[str, int] = {}
        for phrase in table["ago"]:
            for word in set(_words(phrase)) if "#" in phrase else ():
                counts[word] = counts.get(word, 0) + 1
        found |= {word for word, count in counts.items() if count > 3 and word != "#"}
    return frozenset(found)


class Token(NamedTuple):
    letter: str
    value: float | None
    text: str
    start: int
    end: int


_DIGIT = lazy(r"\d")


@cache
def _beginning(letters: str) -> frozenset[str]:
    """Give the words with which phrases of these letters begin."""
    return frozenset(
        word
        for word, phrases in _lexicon().items()
        if any(letter in letters for _, letter, _ in phrases)
    )


def may_tell(text: str) -> bool:
    """Whether a line holds a number or a word that begins a label or a relative date.

    Most lines do not, and need not be read word by word.
    """
    plain = text.translate(_PLAIN)
    return bool(_DIGIT.search(plain)) or not _beginning("LUR").isdisjoint(_TOKEN.findall(plain))


def may_hold_label(text: str) -> bool:
    """Whether a line holds a word that begins a label of a date."""
    return not _beginning("LU").isdisjoint(_TOKEN.findall(text.translate(_PLAIN)))


def tokens_of(text: str) -> list[Token]:
    raw = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text.translate(_PLAIN))]
    out: list[Token] = []
    known = _lexicon()
    at = 0
    while at < len(raw):
        word, start, end = raw[at]
        if word[0].isalpha() and word not in known and word not in _ORDINALS:  # as most
            out.append(Token("x", None, word, start, end))
            at += 1
            continue
        letter, value, after = _look_up(raw, at)
        if after > at + 1:
            word, end = " ".join([word for word, _, _ in raw[at:after]]), raw[after - 1][2]
        if letter == "E":
            number = raw[after] if after < len(raw) else ("", 0, 0)
            if number[0].isdecimal():  # the year of an era is one of today's
                value, end, after = int(number[0][:3]) + int(value or 0), number[2], after + 1
            letter = "Y" if number[0].isdecimal() else "x"
        out.append(Token(letter, value, word, start, end))
        at = after
    return out


def _look_up(raw: Sequence[tuple[str, int, int]], at: int) -> tuple[str, float | None, int]:
    """Give the letter and value of what begins at `at`, and where it ends."""
    word, start, _ = raw[at]
    number = word.isdecimal()
    if at and raw[at - 1][2] == start and raw[at - 1][0][0].isdigit() and word in _ORDINALS:
        return "o", None, at + 1
    key = f"#{raw[at + 1][0] if at + 1 < len(raw) else ''}" if number else word
    for words, letter, value in _lexicon().get(key, ()):
        if letter == "Z" and not any(before[0][0].isdigit() for before in raw[max(0, at - 6) : at]):
            continue  # a zone stands behind its time
        after = _follow(raw, at, words)
        if after and letter == "W" and words[-1].isdecimal() and _is_month(raw, after):
            continue  # Vietnamese Friday is "thứ 6", and "Thu 6 Feb" a Thursday
        if after:
            return letter, value, after
    if number:
        year = (
            len(word) == 4
            and any(int(word) in years for years in _YEARS)
            and not (at and raw[at - 1][0] in "+-" and int(word) < 1450)
        )
        return ("n" if len(word) < 3 else "Y" if year else "d"), int(word[:9]), at + 1
    if word in ".,:/-+":
        return word, None, at + 1
    if word == "·" and _is_between_digits(raw, at):
        return ".", None, at + 1
    if word == ">" and _is_before_clock(raw, at):  # "15:15 -> 16:02"
        return "s", None, at + 1
    return ("x" if word[0].isalnum() or word in _BARRED else "s"), None, at + 1


def _is_month(raw: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether a month's name of one word stands at a place."""
    if at >= len(raw):
        return False
    return any(
        letter in "MV" and len(words) == 1 for words, letter, _ in _lexicon().get(raw[at][0], ())
    )


def _is_between_digits(raw: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether a sign stands between two numbers without a space: "12·03·24"."""
    if not 0 < at < len(raw) - 1:
        return False
    (before, _, end), (_, start, after), (behind, begin, _) = raw[at - 1 : at + 2]
    return before.isdecimal() and behind.isdecimal() and end == start and after == begin


def _is_before_clock(raw: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether a time of day stands behind a sign."""
    return [word.isdecimal() or word for word, _, _ in raw[at + 1 : at + 4]] == [True, ":", True]


def _follow(raw: Sequence[tuple[str, int, int]], at: int, words: Sequence[str]) -> int:
    """Give the end of the phrase that begins at `at`, 0 where it does not stand there."""
    for place, word in enumerate(words):
        while place and at < len(raw) and raw[at][0] in _JOINTS:
            at += 1
        if at >= len(raw) or not (raw[at][0] == word or (word == "#" and raw[at][0][0].isdigit())):
            return 0
        at += 1
    return at
