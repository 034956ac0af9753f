"""Names in Chinese, Japanese and Korean bylines, which a word for reporter or writer marks."""

from __future__ import annotations

import re

from ..patterns import lazy
from ..sieve import compiled

__all__ = ["HAN", "NO_NAME", "is_japanese_name", "marked_names"]

HAN = lazy(r"[\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")

#: Longest line that is read so, in characters.
MAX_MARKED_LINE = 60

_ADDRESS = lazy(r"\S{1,64}@\S{0,64}|@\S{1,40}|https?://\S{1,200}")

#: Who took the pictures, drew or edited, behind the writer's name: "文・山田 太郎　写真・佐藤 花".
_OTHER_HAND = lazy(
    r"[|｜/／、 \u3000](?:写真|撮影|編集|構成|イラスト|摄影|攝影|(?:责任|責任)?(?:编辑|編輯)"
    r"|责编|責編|图|圖|拍摄|校对|사진|영상|그래픽)"
    r"[ \u3000]?[:：/／|｜=＝・ \u3000].*"
)

#: The syllables with which Korean names begin.
_SURNAME = (
    "[가강고공곽구국권금기길김나남노도라류마맹명모문민박반방배백변서석선설성소손송신심안양엄여연염예오옥온"
    "왕용우원위유육윤은이인임장전정제조주지진차채천최추탁태편표하한함허현형홍황]"
)
_KOREAN_NAME = rf"{_SURNAME}[가-힣]{{2}}"
_KOREAN = (
    (
        r"(?:기자명\s|[\[(（][^\])）\s=]{1,10}=[^\])）=]{1,14}[\])）]\s?|[가-힣]{2,4}\s?=\s?)?"
        rf"(?P<names>[가-힣]{{2,4}}(?:[·,]\s?[가-힣]{{2,4}}){{0,4}}|{_KOREAN_NAME}(?:\s{_KOREAN_NAME}){{1,3}})\s?"
        r"(?:선임|인턴|수습|전문|객원)?\s?(?:기자|특파원|논설위원|앵커)(?:\s?=)?"
    ),
    # "글 더보기" is a button: a name behind a bare label has three syllables and does not end so.
    (
        r"(?:글|글·사진|사진·글|글쓴이|작성자|취재)\s?[=:]?\s"
        rf"(?P<names>{_KOREAN_NAME}(?<!기)(?:[·,\s]\s?{_KOREAN_NAME}){{0,3}})"
        r"(?:\s{1,3}[가-힣A-Z]{2,10}\s(?:객원|선임|인턴|수습|전문)?기자)?"
    ),
)
_KOREAN_BETWEEN = lazy(r"[·,]\s?|\s")
_KOREAN_DESK = lazy(r"(?:선임|인턴|수습|전문|객원|사진|취재|시민|현장)|\w{2,3}[부팀국]")

_NAME = r"[\u3005\u3041-\u30ff\u4e00-\u9fff·・]"
_NAMES = rf"(?P<names>{_NAME}{{2,9}}(?:[ \u3000、]{_NAME}{{1,9}}){{0,3}})"
_SHORT_NAMES = r"(?P<names>[\u4e00-\u9fff·]{2,4}(?:[、 \u3000][\u4e00-\u9fff·]{2,4}){0,3})"
_REPORTER = "(?:特派|特约|特約|实习|實習|见习|全媒体)?(?:记者|記者)"
_HOUSE = "(?:本报|本報|本刊|本网|新华社|新華社|新华网|中新社|中新网|中央社|人民网|央视|光明网)"
#: The paper before its reporter, as Taiwan's write it: "聯合報／ 記者王小明／台北即時報導".
_PAPER = r"(?:[\u4e00-\u9fff]{2,5}[報社網][／/] ?)?"
_REPORTS = r"(?:[／/ \u3000]\S{0,8}(?:報導|报道|報道))"
_LABEL = "(?:文|文字|文・写真|写真・文|取材・文|聞き手|撰文|撰稿|作者|采写|采访|通讯员|ライター|執筆|執筆者)"
_MARKED = (
    r"[\u4e00-\u9fff]{2,4}部[ \u3000](?P<names>[\u4e00-\u9fff]{3,5})",
    (
        rf"{_PAPER}[（(【〔]?(?:{_HOUSE}?{_REPORTER}[:：=＝／/|｜ \u3000]{{1,3}}"
        rf"|{_LABEL}[ \u3000]?[:：=＝／/|｜][ \u3000]?|文・)(?!写真){_NAMES}{_REPORTS}?[)）】〕]?"
    ),
    rf"{_PAPER}[（(【〔]?{_HOUSE}?{_REPORTER}{_SHORT_NAMES}{_REPORTS}[)）】〕]?",
    r"[（(【〔]?(?P<names>[\u4e00-\u9fff]{2,3}(?<![組部台報社網处處科]))[／/][\u4e00-\u9fff]{2,4}報導[)）】〕]?",
    rf"{_HOUSE}{_REPORTER}{_SHORT_NAMES}",
    # Of no place, and without a space: "(記者王小明綜合報導)".
    rf"[（(【〔]?{_HOUSE}?{_REPORTER}(?P<names>[\u4e00-\u9fff]{{2,4}}?)(?:綜合|综合|整理|採訪|采访)(?:報導|报道|報道)[)）】〕]?",
    rf"[（(【](?:记者|記者)[ \u3000]?{_NAMES}[)）】]",
    (
        rf"(?P<names>{_NAME}{{4,8}}[ \u3000]|{_NAME}{{1,4}}[ \u3000]{_NAME}{{1,5}})"
        r"(?:記者|編集委員|特派員|論説委員)"
    ),
    (
        rf"(?P<names>{_NAME}{{3,8}}|{_NAME}{{1,4}}[ \u3000]{_NAME}{{1,5}})[（(](?:記者|ライター|編集委員|特派員)[）)]"
    ),
)
#: What a column's name has, or a call, and nobody's: "本报记者调查", "取材：港の今".
NO_NAME = lazy(
    r"[\u4e00-\u9fff]の[\u4e00-\u9fff]|を|募集|现场|佚名|匿名|未知|本报|手记|手記|调查|調查|观察|觀察|见闻|来信"
    "|报道|報道|報導|证|证明|專欄|专栏"
)
#: A correspondent's label between two names.
_SECOND_LABEL = r"(?<=[\u4e00-\u9fff])[ \u3000](?:通讯员|通訊員)[ \u3000]?(?=[\u4e00-\u9fff])"
_BETWEEN = "、|(?<=[\u4e00-\u9fff]{2})[ \u3000](?=[\u4e00-\u9fff]{3})"


#: The commonest surnames of Japan, but for those that are well-known places too.
_JAPANESE_SURNAMES = frozenset(
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 松本 井上 木村 林 斎藤 "
    "斉藤 齋藤 清水 山崎 池田 橋本 阿部 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 "
    "青木 坂本 福田 太田 西村 藤井 金子 岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 "
    "森田 上田 内田 柴田 酒井 横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚 "
    "新井 小山 平野 藤本 河野 野口 武田 松井 菅原 岩崎 久保 木下 佐野 野村 松尾 市川 菊地 菊池 杉本 古川 "
    "大西 島田 水野 桜井 高野 吉川 山内 西田 飯田 西川 北村 安田 五十嵐 平田 中田 久保田 服部 岩田 土屋 "
    "本田 辻 樋口 秋山 田口 永井 山中 中西 吉村 川上 石原 大橋 松岡 馬場 浅野 荒木 大久保 野田 小沢 田辺 "
    "川村 星野 黒田 堀 尾崎 望月 永田 内藤 松村 西山 大谷 平井 岩本 片山 本間 早川 横田 荒井 鎌田 宮田 "
    "小田 石橋 篠原 須藤 河合 大石 高山 戸田 浜田".split()
)
_JAPANESE_NAME = r"([\u4e00-\u9fff々]{1,4})[ \u3000][\u3041-\u30ff\u4e00-\u9fff々]{1,4}"


def is_japanese_name(text: str) -> bool:
    """Whether a text is a surname of Japan, a space and what may be a given name.

    >>> is_japanese_name("小林 真央"), is_japanese_name("政治 経済")
    (True, False)
    """
    found = compiled(_JAPANESE_NAME).fullmatch(text)
    return found is not None and found[1] in _JAPANESE_SURNAMES


def marked_names(text: str) -> tuple[str, ...]:
    """Read the names of a line that says who reports, and nothing else.

    Leaves names that no such word marks: two characters more or less make them a place.

    >>> marked_names("김철수 기자"), marked_names("記者王小明／台北報導"), marked_names("新聞記者")
    (('김철수',), ('王小明',), ())
    >>> marked_names("글 : 김철수 항구조선 기자"), marked_names("(記者王小明綜合報導/責任編輯:林清)")
    (('김철수',), ('王小明',))
    """
    if text.isascii() or not HAN.search(text):
        return ()
    text = _ADDRESS.sub("", text).strip(" =|·,\u3000")
    if len(text) > MAX_MARKED_LINE or not HAN.search(text):
        return ()
    text = _OTHER_HAND.sub("", text)
    for pattern in _KOREAN:
        if found := compiled(pattern).fullmatch(text):
            names = _KOREAN_BETWEEN.split(found["names"])
            return tuple(name for name in names if name and not _KOREAN_DESK.fullmatch(name))
    if several := _several_korean(text):
        return several
    text = compiled(_SECOND_LABEL).sub(" ", text)
    for found in filter(None, (compiled(pattern).fullmatch(text) for pattern in _MARKED)):
        names = [name.strip() for name in compiled(_BETWEEN).split(found["names"])]
        return tuple(name for name in names if len(name) > 1 and not NO_NAME.search(name))
    return ()


def _several_korean(text: str) -> tuple[str, ...]:
    """Read names each of which has its own word for reporter: "김철수 기자, 이영희 기자"."""
    found = [compiled(_KOREAN[0]).fullmatch(part.strip()) for part in re.split(r"[·,|]", text)]
    if len(found) < 2 or not all(found):
        return ()
    names = [one["names"] for one in found if one]
    return tuple(name for name in names if not _KOREAN_DESK.fullmatch(name))
