"""What the shape of a line tells, in scripts with stops of their own and in those without."""

from __future__ import annotations

import pytest

from cleanarticle.model import Block
from cleanarticle.shapes import ends_sentence, is_code_like, is_prose

SENTENCES = {
    "hi": "पुराने डाकघर में रविवार को गाँव का पहला पुस्तकालय खुल गया और बच्चे दौड़े चले आए।",
    "ur": "پرانے گھاٹ پر اتوار کی صبح گاؤں کی پہلی لائبریری کھل گئی اور بچے دوڑے چلے آئے۔",
    "hy": "Գյուղի հին ջրաղացը կիրակի առավոտյան կրկին գործարկվեց, և առաջին հացը բաժանեցին բոլոր երեխաներին։",
    "my": "ရွာရဲ့ စာကြည့်တိုက်ကို တနင်္ဂနွေနေ့ မနက်က ဖွင့်လှစ်ခဲ့ပြီး ကလေးတွေ အများကြီး ရောက်လာကြတယ်။",
    "km": "បណ្ណាល័យភូមិដំបូងបានបើកនៅព្រឹកថ្ងៃអាទិត្យ ហើយក្មេងៗជាច្រើនបានរត់មកមើលសៀវភៅថ្មី។",
    "am": "የመንደሩ የመጀመሪያው ቤተ መጻሕፍት እሑድ ጠዋት ተከፈተ፤ ብዙ ልጆችም አዲሶቹን መጻሕፍት ለማየት ሮጠው መጡ።",
    "th": "ห้องสมุดแห่งแรกของหมู่บ้านเปิดเมื่อเช้าวันอาทิตย์ที่ท่าเรือเก่า เด็กกว่าร้อยคนวิ่งมาดูหนังสือใหม่ตั้งแต่ฟ้ายังไม่สว่าง และหลายคนยังไม่อยากกลับบ้าน",
    "lo": "ຫໍສະໝຸດແຫ່ງທຳອິດຂອງບ້ານເປີດໃນຕອນເຊົ້າວັນອາທິດຢູ່ທ່າເຮືອເກົ່າ ເດັກນ້ອຍຫຼາຍກວ່າຮ້ອຍຄົນແລ່ນມາເບິ່ງປຶ້ມໃໝ່ຕັ້ງແຕ່ຟ້າຍັງບໍ່ທັນແຈ້ງ ແລະ ຫຼາຍຄົນບໍ່ຢາກເມືອ",
}
HEADLINES = {
    "th": "เปิดห้องสมุดแห่งแรกของหมู่บ้านที่ท่าเรือเก่า เด็กกว่าร้อยคนแห่ชมหนังสือใหม่",
    "lo": "ເປີດຫໍສະໝຸດແຫ່ງທຳອິດຂອງບ້ານຢູ່ທ່າເຮືອເກົ່າ",
    "my": "ရွာရဲ့ ပထမဆုံး စာကြည့်တိုက်",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_paragraph_is_prose(language: str) -> None:
    assert is_prose(Block("paragraph", SENTENCES[language]))


@pytest.mark.parametrize("language", HEADLINES)
def test_a_headline_is_none(language: str) -> None:
    assert not is_prose(Block("paragraph", HEADLINES[language]))


@pytest.mark.parametrize("stop", "।॥۔։။។።፧")
def test_a_sentence_ends_at_the_stop_of_its_script(stop: str) -> None:
    assert ends_sentence(f"x{stop}")
    assert ends_sentence(f"x{stop}”")
    assert not ends_sentence(f"x{stop}y")


@pytest.mark.parametrize(
    "line", [">>> import fog", ">>> from fog import bank as b", ">>> fog", ">>> fog + 1"]
)
def test_a_prompt_shows_code(line: str) -> None:
    assert is_code_like(line)


@pytest.mark.parametrize("line", [">>> Xem thêm: Chợ nổi", ">>> Read more about the ferry"])
def test_arrows_before_a_teaser_show_none(line: str) -> None:
    assert not is_code_like(line)
