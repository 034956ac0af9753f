"""Dates in lines of their own: what is read, what is taken, what stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from cleanarticle import clean
from cleanarticle.actions import Drop, Found
from cleanarticle.finders.date_lines import is_only_date, parse_date, read_dates
from cleanarticle.finders.dates import find_dates
from cleanarticle.finders.header import header
from cleanarticle.model import Block, Document, Reason, blocks

PROSE = (
    "The council met on Monday and agreed to close the harbour for two weeks, its speaker said "
    "after the vote."
)
DAY = "2023-04-05T00:00:00"
AT = "2023-04-05T16:15:00"


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("2023-04-05", None, DAY),
        ("2023-04-05T16:15:00Z", None, AT + "+00:00"),
        ("2023-04-05 16:15:00+02:00", None, AT + "+02:00"),
        ("2023-04-05T16:15:00-0500", None, AT + "-05:00"),
        ("2023-04-05T16:15:00.123Z", None, AT + "+00:00"),
        ("Wed, 05 Apr 2023 16:15:00 +0200", None, AT + "+02:00"),
        ("Wed, 05 Apr 2023 16:15:00 GMT", None, AT + "+00:00"),
        ("April 5, 2023 at 4:15 pm EDT", "en", AT + "-04:00"),
        ("Apr. 5, 2023, 4:15 p.m.", "en", AT),
        ("April 5, 2023 @ 4:15 pm", "en", AT),
        ("Wednesday 5th April 2023", "en", DAY),
        ("4:15 PM · Apr 5, 2023", "en", AT),
        ("12:05 am, April 5, 2023", "en", "2023-04-05T00:05:00"),
        ("04/25/2023", "en", "2023-04-25T00:00:00"),
        ("05/04/2023 16:15 GMT", "en", AT + "+00:00"),
        ("05/04/2023 4:15 PM EST", "en", "2023-05-04T16:15:00-05:00"),
        ("5. April 2023, 16:15 Uhr", "de", AT),
        ("Veröffentlicht am 05.04.2023 um 16.15 Uhr", "de", AT),
        ("Mittwoch, 05.04.23", "de", DAY),
        ("3. März 2023", "de", "2023-03-03T00:00:00"),
        ("mercredi 5 avril 2023 à 16h15", "fr", AT),
        ("Publié le 05/04/2023 à 16:15", "fr", AT),
        ("1er août 2023", "fr", "2023-08-01T00:00:00"),
        ("5 de abril de 2023", "es", DAY),
        ("5 ABR 2023 - 16:15 CEST", "es", AT + "+02:00"),
        ("3 ago 2023", "es", "2023-08-03T00:00:00"),
        ("Publicado em 05/04/2023 às 16h15", "pt", AT),
        ("mercoledì 5 aprile 2023 alle 16:15", "it", AT),
        ("miercuri, 5 aprilie 2023, ora 16:15", "ro", AT),
        ("woensdag 5 april 2023 om 16:15", "nl", AT),
        ("onsdag den 5. april 2023 kl. 16.15", "da", AT),
        ("keskiviikko 5.4.2023 klo 16.15", "fi", AT),
        ("środa, 5 kwietnia 2023, godz. 16:15", "pl", AT),
        ("středa 5. dubna 2023", "cs", DAY),
        ("2023. április 5., 16:15", "hu", AT),
        ("5 апреля 2023 г. в 16:15", "ru", AT),
        ("5 เมษายน 2566 เวลา 16:15 น.", "th", AT),
        ("วันที่ 5 เม.ย. พ.ศ. 2566", "th", DAY),
        ("05/04/2566", "th", DAY),
        ("יום רביעי, 5 באפריל 2023, בשעה 16:15", "he", AT),
        ("چهارشنبه ۱۶ فروردین ۱۴۰۲ - ۱۶:۱۵", "fa", AT),
        ("۱۴۰۲/۰۱/۱۶", "fa", DAY),
        ("۳۰ اسفند ۱۴۰۳", "fa", "2025-03-20T00:00:00"),
        ("প্রকাশ: ৫ এপ্রিল ২০২৩, ১৬:১৫", "bn", AT),
        ("5 ஏப்ரல் 2023, 16:15", "ta", AT),
        ("5 ఏప్రిల్ 2023", "te", DAY),
        ("5 एप्रिल 2023", "mr", DAY),
        ("5 એપ્રિલ 2023, 16:15", "gu", AT),
        ("5 ಏಪ್ರಿಲ್ 2023", "kn", DAY),
        ("5 اپریل 2023", "ur", DAY),
        ("၂၀၂၃ ခုနှစ် ဧပြီလ ၅ ရက်", "my", DAY),
        ("៥ មេសា ២០២៣", "km", DAY),
        ("5 აპრილი, 2023, 16:15", "ka", AT),
        ("5 ապրիլի 2023, 16:15", "hy", AT),
        ("2023 жылғы 5 сәуір", "kk", DAY),
        ("2023 оны 4-р сарын 5", "mn", DAY),
        ("5 Aprili 2023, 16:15", "sw", AT),
        ("5 апреля 2023, 16:15 МСК", "ru", AT + "+03:00"),
        ("5 квітня 2023, 16:15", "uk", AT),
        ("5 ΑΠΡΙΛΙΟΥ 2023, 16:15", "el", AT),
        ("5 Nisan 2023 Çarşamba 16:15", "tr", AT),
        ("٥ أبريل ٢٠٢٣", "ar", DAY),
        ("5 أبريل/نيسان 2023", "ar", DAY),
        ("५ अप्रैल २०२३", "hi", DAY),
        ("Rabu, 5 Apr 2023 16:15 WIB", "id", AT + "+07:00"),
        ("Thứ tư, 5/4/2023, 16:15 (GMT+7)", "vi", AT + "+07:00"),
        ("Ngày 5 tháng 4 năm 2023", "vi", DAY),
        ("2023年4月5日 16時15分", "ja", AT),
        ("2023年4月5日(水) 午後4時15分", "ja", AT),
        ("发布时间：2023-04-05 16:15:00", "zh", AT),
        ("2023. 4. 5. 오후 4:15", "ko", AT),
        ("2023년 4월 5일 16시 15분", "ko", AT),
        ("On April 5, 2023 the bridge fell", "en", DAY),
        ("2023 m. balandžio 5 d. 16:15", "lt", AT),
        ("2023 m. balandžio 5 d., trečiadienis, 16:15 val.", "lt", AT),
        ("2023 balandžio 5", "lt", DAY),
        ("5. aprīlis, 2023", "lv", DAY),
        ("2023. gada 5. aprīlis, plkst. 16:15", "lv", AT),
        ("Trešdien, 5. aprīlī, 2023 16:15", "lv", AT),
        ("5. aprill 2023, kell 16.15", "et", AT),
        ("5. apríla 2023 o 16:15", "sk", AT),
        ("sreda, 5. april 2023 ob 16:15", "sl", AT),
        ("5. travnja 2023. u 16:15", "hr", AT),
        ("05.04.2023. u 16:15 sati", "hr", AT),
        ("12. listopada 2023.", "hr", "2023-10-12T00:00:00"),
        ("12 listopada 2023", "pl", "2023-11-12T00:00:00"),
        ("12. srp 2023", "hr", "2023-07-12T00:00:00"),
        ("12. srp 2023", "cs", "2023-08-12T00:00:00"),
        ("5. aprila 2023. u 16:15", "bs", AT),
        ("среда, 5. април 2023. у 16:15", "sr", AT),
        ("5. април 2023. 16:15", "sr", AT),
        ("5. jul 2023.", "sr", "2023-07-05T00:00:00"),
        ("5 април 2023 во 16:15", "mk", AT),
        ("5 април 2023 г. | 16:15 ч.", "bg", AT),
        ("16:15, 5 апр 2023", "bg", AT),
        ("5 prill 2023, 16:15", "sq", AT),
        ("5 d'abril del 2023 a les 16:15", "ca", AT),
        ("dimecres, 5 d’abril de 2023", "ca", DAY),
        ("5 de abril de 2023 ás 16:15", "gl", AT),
        ("5 de xuño de 2023", "gl", "2023-06-05T00:00:00"),
        ("2023ko apirilaren 5a, 16:15", "eu", AT),
        ("5. apríl 2023 kl. 16:15", "is", AT),
        ("miðvikudagur, 5. júlí 2023", "is", "2023-07-05T00:00:00"),
        ("5 красавіка 2023, 16:15", "be", AT),
        ("5 Aibreán 2023", "ga", DAY),
        ("Dé Céadaoin 5 Meán Fómhair 2023", "ga", "2023-09-05T00:00:00"),
        ("5 Ebrill 2023 16:15", "cy", AT),
        ("5 ta’ April 2023", "mt", DAY),
        ("Mëttwoch, 5. Abrëll 2023", "lb", DAY),
        ("5. apríl 2023", "fo", DAY),
        ("Thu 6 Apr 2023 16:15 GMT", "en", "2023-04-06T16:15:00+00:00"),  # "thứ 6" is Vietnamese
        ("05·04·23", "es", DAY),
        ("05-04-23, 16:15", "nl", AT),
        ("5 Apr 23", "en", DAY),
        ("5 เม.ย. 66 | 16:15 น.", "th", AT),
        ("วันพุธที่ 5 เมษายน พ.ศ. 2566", "th", DAY),
        ("gio 5 apr 2023 ore 16.15", "it", AT),
        ("onsdag 5 april 2023 klockan 16.15", "sv", AT),
        ("5 نيسان (أبريل) 2023", "ar", DAY),
        ("5 أبريل 2023، 16:15 غرينتش", "ar", AT + "+00:00"),
        ("2023-04-05 16:15 北京时间", "zh", AT + "+08:00"),
        ("сре, 5. апр 2023, 16:15 -> 17:02", "sr", AT),
        ("05.04.23, 16:15", "he", AT),
        ("نشر في: 14 رمضان 1444 هـ - 5 أبريل 2023", "ar", DAY),
        ("نُشر: 16:15-5 أبريل 2023 م ـ 14 رَمضان 1444 هـ", "ar", AT),
        ("الأربعاء 14 رمضان 1444هـ 5 أبريل 2023م", "ar", DAY),
        ("چهارشنبه ۱۶ فروردین ۱۴۰۲ - ۱۴ رمضان ۱۴۴۴", "fa", DAY),
        ("বুধবার, ৫ এপ্রিল ২০২৩, ২২ চৈত্র ১৪২৯", "bn", DAY),
        ("መጋቢት 27 ቀን 2015 ዓ.ም", "am", DAY),
        ("ረቡዕ፣ ኤፕሪል 5፣ 2023", "am", DAY),
        ("令和5年4月5日 16時15分", "ja", AT),
        ("民國112年4月5日 下午4:15", "zh", AT),
    ],
)
def test_reads_a_date(text: str, language: str | None, wanted: str) -> None:
    assert parse_date(text, language) == datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", None),
        ("April 5", "en"),
        ("5. April, 16:15 Uhr", "de"),
        ("April 2023", "en"),
        ("2023", None),
        ("16:15", None),
        ("3 hours ago", "en"),
        ("vor 3 Stunden", "de"),
        ("yesterday", "en"),
        ("31 February 2023", "en"),
        ("2023-13-45", None),
        ("45/45/2023", "fr"),
        ("05/04/2023", "en"),
        ("05/04/2023 4:15 pm", "en"),
        ("05.04.23", "en"),
        ("1.2.3", "de"),
        ("192.168.20.23", None),
        ("+49 30 2023 0405", None),
        ("20230405", None),
        ("Version 10.5.2", "en"),
        ("5 April 1423", "en"),
        ("5 April 2023 " + "word " * 80, "en"),
        ("5 Apr 16:15", "en"),
        ("5 avr. 16 h 15", "fr"),
        ("5 April 12 pm", "en"),
    ],
)
def test_reads_no_date(text: str, language: str | None) -> None:
    assert parse_date(text, language) is None


def test_keeps_a_zone_only_where_one_name_means_one() -> None:
    for name in ("CST", "IST", "BST", "ET"):
        found = parse_date(f"5 April 2023, 16:15 {name}", "en")
        assert found == datetime(2023, 4, 5, 16, 15)
    assert parse_date("5 April 2023 10:15-11:00", "en") == datetime(2023, 4, 5, 10, 15)
    assert parse_date("5 April 2023 16:15 UTC-3") == datetime(
        2023, 4, 5, 16, 15, tzinfo=timezone(timedelta(hours=-3))
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("April 5, 2023", "en"),
        ("Published: April 5, 2023, 4:15 p.m. | Updated: April 6, 2023, 10:00 a.m. ET", "en"),
        ("April 5, 2023 (Updated April 6, 2023)", "en"),
        ("Updated 2 hours ago", "en"),
        ("3 hours ago", "en"),
        ("7h ago", "en"),
        ("an hour ago", "en"),
        ("Today, 16:15", "en"),
        ("Updated 4:15 pm EDT", "en"),
        ("Apr 5, 4:15 pm", "en"),
        ("vor einer Stunde", "de"),
        ("Aktualisiert am 5. April 2023", "de"),
        ("hace 2 horas", "es"),
        ("il y a 5 heures", "fr"),
        ("3時間前", "ja"),
        ("3시간 전", "ko"),
        ("منذ 3 ساعات", "ar"),
        ("pt., 5 kwietnia 2023", "pl"),
        ("April 5, 2023 / 4:15 PM EDT / CBS", "en"),
        ("Kiel (dpa) | 05.04.2023 16:15", "de"),
        ("Madrid - 5 abr 2023 - 16:15 CEST", "es"),
        ("2023年04月05日 16:15 来源：新海网", "zh"),
        ("Posted: Apr 5, 2023 4:15 PM EDT | Last Updated: April 6", "en"),
    ],
)
def test_is_only_date(text: str, language: str) -> None:
    assert is_only_date(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2023", "en"),
        ("April", "en"),
        ("April 5", "en"),
        ("1 May", "en"),
        ("May", "en"),
        ("April 2023", "en"),
        ("Monday", "en"),
        ("Today", "en"),
        ("Last week", "en"),
        ("Oggi", "it"),
        ("16:15", "en"),
        ("20.30", "it"),
        ("10:15 - 11:00", "en"),
        ("Published", "en"),
        ("PARIS, April 5, 2023", "en"),
        ("5 April 2023 – 7 May 2023", "en"),
        ("On April 5, 2023 he left.", "en"),
        ("April 5, 2023 #rain", "en"),
        ("Jane Roe, April 5, 2023", "en"),
        ("31 February 2023", "en"),
        ("Some 3 hours ago", "en"),
        ("5", "en"),
        ("3:0", "de"),
        ("Arena - 5 April 2023 - 19:30", "en"),
        ("Jane Roe, CBS, April 5, 2023", "en"),
        ("", None),
    ],
)
def test_is_not_only_date(text: str, language: str | None) -> None:
    assert not is_only_date(text, language)


def told(document: Document) -> list[tuple[str, str]]:
    """Give what became of each line, as (field or reason, the line taken or the date)."""
    out = []
    for action in find_dates(document):
        if isinstance(action, Drop):
            out.append((str(action.reason), action.block.text))
        elif isinstance(action, Found):
            out.append((action.field, action.block.text if action.block else f"{action.value:%F}"))
    return out


@pytest.mark.parametrize(
    ("lines", "language", "wanted"),
    [
        (["5 April 2023", PROSE], "en", [("published", "5 April 2023")]),
        (["Updated 5 April 2023", PROSE], "en", [("modified", "Updated 5 April 2023")]),
        (
            ["Published 5 May 2023 | Updated 6 May 2023", PROSE],
            "en",
            [
                ("published", "Published 5 May 2023 | Updated 6 May 2023"),
                ("modified", "2023-05-06"),
            ],
        ),
        (
            ["Published:", "5 May 2023", "Updated:", "6 May 2023 10:00", PROSE],
            "en",
            [
                ("date", "Published:"),
                ("published", "5 May 2023"),
                ("date", "Updated:"),
                ("modified", "6 May 2023 10:00"),
            ],
        ),
        (["3 hours ago", PROSE], "en", [("date", "3 hours ago")]),
        (["Updated 2 hours ago", PROSE], "en", [("date", "Updated 2 hours ago")]),
        (["Updated 4:15 pm", PROSE], "en", [("date", "Updated 4:15 pm")]),
        (["5 May, 16:15", PROSE], "en", [("date", "5 May, 16:15")]),
        (["05/04/2023", PROSE], "en", [("date", "05/04/2023")]),
        ([PROSE, "5 May 2023", PROSE], "en", [("published", "5 May 2023")]),
        (["5 May 2023", "5 May 2023", PROSE], "en", [("published", "5 May 2023")] * 2),
        (
            ["Stand: 05.04.2023, 16:15 Uhr", PROSE],
            "de",
            [("published", "Stand: 05.04.2023, 16:15 Uhr")],
        ),
        (["입력 2023.04.05 16:15", PROSE], "ko", [("published", "입력 2023.04.05 16:15")]),
        (["5 May 2023", "16:15", PROSE], "en", [("date", "16:15"), ("published", "5 May 2023")]),
        (["5 May 2023 | AP", PROSE], "en", [("published", "5 May 2023 | AP")]),
        # what stays
        (["2023", PROSE], "en", []),
        (["16:15", PROSE], "en", []),
        (["5 May 2023", "16:15 boats", PROSE], "en", [("published", "5 May 2023")]),
        (["April", PROSE], "en", []),
        (["May 2023", PROSE], "en", []),
        (["5 May", PROSE], "en", []),
        (["Today", PROSE], "en", []),
        (["Published", PROSE], "en", []),
        (["Published", "On Tuesday", PROSE], "en", []),
        (["PARIS, 5 May 2023", PROSE], "en", []),
        (["By 5 May 2023 the storm had passed.", PROSE], "en", []),
        ([PROSE, PROSE, PROSE, "5 May 2023"], "en", []),
        (["5 May 2023", "6 May 2023", "7 May 2023", PROSE], "en", []),
        (["5 May 2023 - 7 May 2023", PROSE], "en", []),
        ([*["Line"] * 30, "5 May 2023"], "en", []),
    ],
)
def test_find_dates(lines: list[str], language: str, wanted: list[tuple[str, str]]) -> None:
    assert told(blocks(*lines, language=language)) == wanted


@pytest.mark.parametrize(
    ("text", "language", "published", "modified"),
    [
        ("2023/4/5 16:15 （2023/4/6 8:02 更新）", "ja", AT, "2023-04-06T08:02:00"),
        ("05.04.2023 16:15 (обновлено: 17:02 06.04.2023)", "ru", AT, "2023-04-06T17:02:00"),
        ("2023年4月5日 公開 2023年4月6日 更新", "ja", DAY, "2023-04-06T00:00:00"),
        ("5 April 2023 Updated", "en", None, DAY),
        ("公開日 2023.04.05 更新日 2023.04.06", "ja", DAY, "2023-04-06T00:00:00"),
    ],
)
def test_a_label_stands_before_its_date_or_behind_it(
    text: str, language: str, published: str | None, modified: str | None
) -> None:
    line = read_dates(text, language)
    assert line is not None
    told = [moment and moment.isoformat() for moment in (line.published, line.modified)]
    assert told == [published, modified]


def test_leaves_code_and_dated_headings() -> None:
    document = blocks("5 May 2023", PROSE)
    for kind in ("code", "heading", "table"):
        made: Block = replace(document[0], kind=kind)
        assert not list(find_dates(replace(document, blocks=(made, document[1]))))


def test_looks_below_the_title_and_just_above_it() -> None:
    texts = ["5 May 2020", *["Menu"] * 6, "6 May 2023", "The bridge fell", "7 May 2023", PROSE]
    whole = blocks(*texts)
    title = whole[8]
    below = replace(whole, blocks=whole.blocks[:8] + whole.blocks[9:], title=title)
    assert [block.text for block in header(below)] == [
        "Menu",
        "Menu",
        "6 May 2023",
        "7 May 2023",
        PROSE,
    ]
    assert all(drop.reason == Reason.DATE for drop in find_dates(below) if isinstance(drop, Drop))


def test_reads_hostile_lines_in_linear_time() -> None:
    for token in ("5 ", "5 April ", "2023.", "Published ", "16:15 ", "ago ", "de ", "| "):
        assert list(find_dates(blocks(token * 25_000))) == []
        parse_date(token * 30)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1402/01/16", "en"),
        ("5 April 1403", "en"),
        ("2079-12-22", "ne"),
        ("14 رمضان 1444", "ar"),
        ("ጳጉሜን 7 2015", "am"),
        ("昭和の町", "ja"),
    ],
)
def test_a_year_of_another_calendar_is_read_only_where_that_is_sure(
    text: str, language: str
) -> None:
    assert parse_date(text, language) is None


@pytest.mark.parametrize(
    ("foot", "published", "modified"),
    [
        ("Last updated: 6 May 2023", None, "2023-05-06"),
        ("Veröffentlicht am 6. Mai 2023", "2023-05-06", None),
        ("Publié le 6 mai 2023, mis à jour le 7 mai 2023", "2023-05-06", "2023-05-07"),
    ],
)
def test_a_labelled_date_right_below_the_text_is_taken(
    foot: str, published: str | None, modified: str | None
) -> None:
    article = clean("\n\n".join([*[f"{PROSE} {word}." for word in "ABCD"], foot]))
    days = (article.published, article.modified)
    assert [day and day.date().isoformat() for day in days] == [published, modified]
    assert foot not in article.text


@pytest.mark.parametrize(
    "foot", ["6 May 2023", "Updated 6 May 2023\n\nUpdated 8 May 2023", "The ferry, 6 May 2023"]
)
def test_a_date_below_the_text_that_may_be_part_of_it_stays(foot: str) -> None:
    article = clean("\n\n".join([*[f"{PROSE} {word}." for word in "ABCD"], foot]))
    assert (article.published, article.modified) == (None, None)
    assert article.text.endswith(foot)


def test_the_first_publication_is_told_below_where_only_the_change_is_above() -> None:
    head = "Ferry to sail again\n\nUpdated: 8 May 2023 21:14"
    foot = "The ferry sails at noon\n\nFirst published on: 6 May 2023 at 20:02"
    article = clean("\n\n".join([head, *[f"{PROSE} {word}." for word in "ABCD"], foot]))
    assert article.modified == datetime(2023, 5, 8, 21, 14)
    assert article.published == datetime(2023, 5, 6, 20, 2)


def test_the_dateline_of_a_release_names_any_place() -> None:
    line = f"Port Linna, Nov. 6, 2023 – {PROSE}"
    plain = clean(f"Ferry to sail again\n\n{line}\n\n{PROSE} So it was.")
    release = clean(f"FOR IMMEDIATE RELEASE\n\nFerry to sail again\n\n{line}\n\n{PROSE} So it was.")
    assert plain.published is None
    assert release.published == datetime(2023, 11, 6)
    assert release.text.startswith(line)
