"""Captions as the BBC's pages label them, in the languages of its World Service: "Image source, AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..actions import Drop, Edit, Label
from ..model import Block, Reason, count_words
from ..shapes import ends_sentence, words
from ._spans import cut

__all__ = ["broadcast_captions"]

#: What stands before the owner of a picture, and before what it shows, a language a line.
_SOURCES = (
    "image source|image copyright|photo source"
    "|chanzo cha picha|تصویر کا ذریعہ|इमेज स्रोत|ছবির উৎস|பட மூலாதாரம்|ఫొటో సోర్స్|फोटो स्रोत|ઇમેજ સ્રોત|ਤਸਵੀਰ ਸਰੋਤ"
    "|तस्बिर स्रोत|منبع تصویر|د عکس سرچینه|صدر الصورة|مصدر الصورة|fotoğraf kaynağı|сурат манбаси|surat manbasi"
    "|сүрөттүн булагы|автор фото|autor fotografije|аутор фотографије|fuente de la imagen|crédit photo|sumber gambar"
    "|nguồn hình ảnh|ที่มาของภาพ|사진 출처|画像提供|图像来源|圖像來源|asalin hoton|oríṣun àwòrán|ebe foto si"
    "|xigashada sawirka|የፎቶው ባለመብት|madda suuraa|ahavuye isanamu|wia dis foto come from|ffynhonnell y llun"
)
_SHOWN = (
    "image caption|media caption|video caption|photo caption"
    "|maelezo ya picha|maelezo ya video|تصویر کا کیپشن|इमेज कैप्शन|ছবির ক্যাপশান|ছবির ক্যাপশন|படக்குறிப்பு|ఫొటో క్యాప్షన్"
    "|फोटो कॅप्शन|ઇમેજ કૅપ્શન|ਤਸਵੀਰ ਕੈਪਸ਼ਨ|तस्बिरको क्याप्शन|توضیح تصویر|د عکس تشریح|التعليق على الصورة"
    "|fotoğraf altı yazısı|сурат тагсўзи|surat tagsoʻzi|сүрөттүн түшүндүрмөсү|подпись к фото|підпис до фото"
    "|potpis ispod fotografije|потпис испод фотографије|pie de foto|legenda da foto|légende image|keterangan gambar"
    "|chụp lại hình ảnh|คำบรรยายภาพ|사진 설명|画像説明|图像加注文字|圖像加註文字|bayanan hoto|àkọlé àwòrán|nkọwa foto"
    "|qoraalka sawirka|የምስሉ መግለጫ|ibsa waa'ee suuraa|insiguro y'isanamu|wetin we call dis foto|disgrifiad o'r llun"
)
#: A comma behind the label, or before it in scripts that run from right to left; English pages once had none.
_COMMA = "[,،，]"
_COMMALESS = r"(?:image|media) (?:copyright|caption)(?=\s|\Z)"


def _label(names: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_COMMA}\s?(?:{names})|(?:{names})\s?{_COMMA}|{_COMMALESS})\s{{0,3}}", re.IGNORECASE
    )


_SOURCE, _CAPTION = _label(_SOURCES), _label(_SHOWN)
_PLAYER = re.compile(
    r"media playback is (?:not supported|unsupported) on (?:this|your) device\s{0,3}", re.IGNORECASE
)
#: How such lines begin, so that most others are told at a glance.
_BEGINNINGS = frozenset(part[:3] for part in (*_SOURCES.split("|"), *_SHOWN.split("|"), "media"))

#: Longest name of a picture's owner, and longest caption, in words.
MAX_OWNER_WORDS, MAX_SHOWN_WORDS = 8, 40

#: A sentence that ends amid a line, behind which another begins.
_SENTENCE_WITHIN = re.compile(r"[.!?؟।۔。…][\"”»’)]?\s{1,2}\S.{20}|[。！？].{10}")


def broadcast_captions(blocks: Sequence[Block]) -> Iterator[Drop | Edit | Label]:
    """Drop labelled captions of the BBC's pages; where prose stands behind one on its line, the labels alone.

    A caption on the line below its label goes, too, unless it is a whole sentence.

    >>> from cleanarticle.model import blocks as made
    >>> lines = made("Image copyright EPA Image caption The quay at noon", "Maelezo ya picha,", "Daraja la zamani")
    >>> [action.block.text for action in broadcast_captions(lines.blocks)]
    ['Image copyright EPA Image caption The quay at noon', 'Maelezo ya picha,', 'Daraja la zamani']
    """
    for place, block in enumerate(blocks):
        if block.text.lstrip(",،， ")[:3].casefold() not in _BEGINNINGS:
            continue
        end = _labels_end(block.text)
        if not end:
            continue
        rest = block.text[end:]
        if _SENTENCE_WITHIN.search(rest) or count_words(rest) > MAX_SHOWN_WORDS:
            yield cut(block, 0, end, Reason.CREDIT)
            continue
        yield Drop(block, Reason.CREDIT)
        if not rest and _CAPTION.search(block.text) and place + 1 < len(blocks):
            below = blocks[place + 1]
            is_short = words(below) <= MAX_SHOWN_WORDS
            if is_short and not ends_sentence(below.text):
                yield Drop(below, Reason.CREDIT, 0.9)
            elif is_short and below.kind == "paragraph":
                yield Label(below, "caption")


def _labels_end(text: str) -> int:
    """Give where the labels that a line begins with end, with the owner of the picture; 0 where there are none."""
    at = 0
    if player := _PLAYER.match(text):
        at = player.end()
    source = _SOURCE.match(text, at)
    if source:
        shown = _CAPTION.search(text, source.end())
        owner = text[source.end() : shown.start() if shown else len(text)]
        if count_words(owner) > MAX_OWNER_WORDS:
            return at
        return shown.end() if shown else len(text)
    shown = _CAPTION.match(text, at)
    return shown.end() if shown else at
