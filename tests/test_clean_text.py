"""Do no harm: clean text comes out as it went in, in every script. All texts are invented."""

from __future__ import annotations

import pytest

from cleanarticle import clean

ARTICLES = {
    "zh": (
        "三个港口的渡轮停航",
        "三个港口的船员星期三早上停止工作，要求提高工资，数千名乘客滞留在海峡两岸。",
        "“我们不会让步，”工会发言人说。公司拒绝置评，只表示谈判将于星期五继续。",
        "当地政府预计，未来几天的船班仍会延误，并请旅客改乘火车或者推迟行程。",
    ),
    "ja": (
        "三つの港でフェリー運航停止",
        "三つの港の乗組員は水曜日の朝、賃上げを求めて仕事を止め、海峡の両岸で数千人が足止めされた。",
        "「我々は譲らない」と組合の代表は語った。会社側は（金曜日の）話し合いについて説明しなかった。",
        "地元の役所は、今後数日の便にも遅れが出ると見て、列車の利用を呼びかけている。",
    ),
    "ko": (
        "세 항구에서 여객선 운항 중단",
        "세 항구의 선원들이 수요일 아침 임금 인상을 요구하며 일을 멈추어 승객 수천 명이 발이 묶였다.",
        "“우리는 물러서지 않겠다”고 노조 대변인이 말했다. 회사는 답하지 않았다.",
        "지방 정부는 며칠 동안 배가 늦어질 것으로 보고 기차를 이용해 달라고 당부했다.",
    ),
    "ar": (
        "توقف العبارات في ثلاثة موانئ",
        "توقف البحارة في ثلاثة موانئ عن العمل صباح الأربعاء للمطالبة برفع الأجور، وبقي آلاف الركاب على ضفتي المضيق.",
        "وقال المتحدث باسم النقابة: «لن نتراجع»، بينما رفضت الشركة التعليق على مطالب العاملين.",
        "وتتوقع السلطات المحلية أن تتأخر الرحلات في الأيام المقبلة، ودعت المسافرين إلى ركوب القطار.",
    ),
    "ru": (
        "Паромы встали в трёх портах",
        "Моряки трёх портов прекратили работу в среду утром, и тысячи пассажиров остались на берегу.",
        "«Мы не уступим», — сказал представитель профсоюза. — Компания от ответа отказалась.",
        "Власти области ждут опозданий и в ближайшие дни и советуют ехать поездом.",
    ),
    "hi": (
        "तीन बंदरगाहों पर नौकाएँ बंद",
        "तीन बंदरगाहों के नाविकों ने बुधवार सुबह वेतन बढ़ाने की माँग करते हुए काम रोक दिया और हज़ारों यात्री फँस गए।",
        "“हम पीछे नहीं हटेंगे,” संघ के प्रवक्ता ने कहा। कंपनी ने कोई उत्तर नहीं दिया।",
        "प्रशासन का कहना है कि अगले कुछ दिनों तक नौकाएँ देर से चलेंगी और यात्री रेल से जाएँ।",
    ),
    "fi": (
        "Lautat seisovat kolmessa satamassa",
        "Kolmen sataman merimiehet lopettivat työnsä keskiviikkoaamuna, ja tuhannet matkustajat jäivät rannalle.",
        "”Emme anna periksi”, sanoi liiton edustaja. Yhtiö ei halunnut vastata kysymyksiin.",
        "Viranomaiset odottavat viivästyksiä myös lähipäivinä ja kehottavat lähtemään junalla.",
    ),
}


@pytest.mark.parametrize("separator", ["\n", "\n\n"], ids=["newline", "blank line"])
@pytest.mark.parametrize("language", ARTICLES)
def test_clean_text_comes_out_as_it_went_in(language: str, separator: str) -> None:
    title, *paragraphs = ARTICLES[language]
    article = clean(separator.join([title, *paragraphs]))
    assert article.title == title
    assert [block.text for block in article.blocks] == paragraphs
    assert [change.reason for change in article.changes] == ["title"]
    assert article.language == language
    assert not article.flags
