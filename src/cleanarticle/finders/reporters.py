"""Reporters who are named before the first sentence or behind the last, as East Asian papers set them."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Edit, Found
from ..languages import primary
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_prose
from ..sieve import compiled
from .east_asian_names import NO_NAME

__all__ = ["find_reporters"]

#: Characters at the beginning and at the end of a paragraph among which a reporter is named.
HEAD_REACH, TAIL_REACH = 120, 220
#: Paragraphs from the first on that may name one.
FIRST = 2

_HAN = "[\u4e00-\u9fff]"
_HAN_NAMES = rf"{_HAN}{{2,4}}(?:[、 \u3000]\s?{_HAN}{{2,4}}){{0,4}}"
_HANGUL_NAMES = r"[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,4}"
#: Before the first sentence: "〔記者王小明／台北報導〕", "(中央社記者王小明台北4日電)" with a place behind the three
#: characters of a name, "新华社北京9月28日电（记者 王小明）"; in Korean with the paper or the place in the brackets.
_HEADS = {
    "zh": (
        rf"[〔（(【\[][记記]者\s?(?P<names>{_HAN_NAMES})[／/]{_HAN}{{2,5}}(?:報導|报道|報道)[〕）)】\]]",
        rf"[(（]中央社[记記]者(?P<names>(?:{_HAN}{{2,4}}、){{0,4}}{_HAN}{{3}}){_HAN}{{2,6}}\d{{1,2}}日",
        rf"[电電讯訊]\s?[（(][记記]者\s?(?P<names>{_HAN_NAMES})[）)]",
    ),
    "ko": (
        rf"\A[\[(（【][^\])）】=\n]{{1,20}}=[^\])）】\n]{{1,14}}[\])）】]\s?(?P<names>{_HANGUL_NAMES})\s?(?:기자|특파원)\s?=",
        rf"\A[\[(（【](?:\S{{2,12}}\s)?(?P<names>{_HANGUL_NAMES})\s(?:기자|특파원)[\])）】]",
    ),
}
#: A stroke before the name, or the place and who took the pictures, too: "인천/글·사진 김철수 기자 kim@paper.example".
_BEFORE_NAME = (
    r"(?:/\s?|(?:[가-힣]{2,6}/\s?)?(?:글[·ㆍ,/]\s?사진|사진[·ㆍ,/]\s?글|글|사진)\s|[가-힣]{2,6}/\s?"
    r"|[가-힣]{2,4}\s(?=[가-힣]{3}\s(?:객원|선임|인턴|수습|전문)?(?:기자|특파원)))?"
)
#: How the name of a desk or a house ends that stands between the name and the word for reporter.
_OF_HOUSE = "(?:팀|부|닷컴|뉴스|신문|일보|투데이|경제|방송|온라인|디지털)"
#: Who reports, with a desk, and the address, which not all papers give.
_PERSON = (
    rf"{_BEFORE_NAME}(?P<names>{_HANGUL_NAMES})\s?(?<![가-힣]{{4}})(?:\S{{0,9}}{_OF_HOUSE}\s){{0,2}}"
    r"(?:객원|선임|인턴|수습|전문)?\s?(?:기자|특파원)"
)
_ADDRESS = r"(?:\s{0,3}[<(\[]?[\w.+-]{1,64}@[\w.-]{1,64}[>)\]]?)?"
#: Behind the last sentence: "…다.김철수 기자 kim@paper.example", and the rights reserved; "…。【佐伯真理】".
_TAILS = {
    "ko": (
        rf"(?:(?<=[다요까죠]\.)|(?<=[다요까죠]\.[\"”'’])|\A)\s{{0,3}}{_PERSON}{_ADDRESS}"
        r"(?:\s?\([^()\n]{2,20}\))?"
        r"(?:\s{0,3}(?:[<\[]?(?:저작권자|ⓒ|©|Copyright|GoodNews)[^\n]{0,100}))?(?:\s{0,3}▶)?\s*\Z",
        rf"(?:(?<=[다요까죠]\.)|\A)\s{{0,3}}[\[(<]\s?{_PERSON}{_ADDRESS}\s?[\])>]{{1,2}}\s*\Z",
    ),
    "ja": (rf"(?<=。)\s{{0,2}}【(?P<names>{_HAN}{{4,6}}(?:、{_HAN}{{4,6}}){{0,3}})】\s*\Z",),
}
#: Who signs off for a channel at the end of a Korean report: "KBS 뉴스 김철수입니다."
_SIGNED_OFF = (
    r"(?:[A-Z가-힣]{2,8}\s?뉴스|KBS|MBC|SBS|YTN|JTBC|MBN|OBS|EBS|TBS|연합뉴스TV)"
    r"\s(?P<names>[가-힣]{3})입니다\.?"
)
#: What stands so in brackets, and nobody's name.
_NOBODY = lazy(
    "関連|記事|写真|動画|特集|連載|編集|速報|続|完|終|前編|後編|中編|新聞|通信|時事|共同|社|部|局|版|号|報道|取材"
)
#: A place, a desk, an office before the word for reporter.
_DESK = lazy(
    r"선임|인턴|수습|전문|객원|사진|취재|시민|현장|담당|당시|여러|일부|다른|(?:사회|정치|경제|문화|국제|편집|체육|연예)부"
    r"|[가-힣]{1,4}(?:일보|신문|뉴스|방송|통신|투데이|경제|닷컴)"
)
#: The label of who helped to report, between two names.
_OTHER_LABEL = lazy("[\\s、]?(?:通讯员|通訊員)")
_BETWEEN = lazy(r"[、·,\u3000]\s?|\s")


def find_reporters(document: Document) -> Iterator[Found | Edit]:
    """Find the reporter whom a Chinese, Japanese or Korean text names at its ends; what stands behind the
    last sentence is cut.

    >>> from dataclasses import replace
    >>> from cleanarticle.model import blocks
    >>> text = "(안성=연합뉴스) 김철수 기자 = 경기도 안성시는 저수지 둑 보강 공사를 내달 시작한다고 밝혔다."
    >>> [found.value for found in find_reporters(replace(blocks(text), language="ko"))]
    [('김철수',)]
    """
    language = primary(document.language)
    if language not in ("zh", "ja", "ko"):
        return
    prose = [block for block in document if is_prose(block)]
    for block in prose[:FIRST] if "authors" not in document.fields else ():
        if names := _before(block, language):
            yield Found("authors", names)
            break
    tails = _TAILS.get(language)
    if tails is None:
        return
    for block in document[-FIRST:]:
        reach = max(0, len(block.text) - TAIL_REACH)
        found = next(
            filter(None, (compiled(tail).search(block.text, reach) for tail in tails)), None
        )
        names = _names(found["names"]) if found else ()
        if not found or not names:
            continue
        if found.start() > 0:
            yield Edit(block, found.start(), len(block.text), "", Reason.BYLINE)
            yield Found("authors", names)
        elif prose and prose[0].start < block.start:
            yield Found("authors", names, block)
            return
    if language == "ko" and "authors" not in document.fields:
        yield from _signed_off(document)


#: Blocks at the end among which a reporter signs off.
SIGNED_REACH = 4


def _signed_off(document: Document) -> Iterator[Found]:
    """Find the reporter who signs off for a channel, whose word stays."""
    for block in document[-SIGNED_REACH:]:
        found = compiled(_SIGNED_OFF).fullmatch(block.text)
        if found and (names := _names(found["names"])):
            yield Found("authors", names)
            return


def _before(block: Block, language: str) -> tuple[str, ...]:
    for pattern in _HEADS.get(language, ()):
        if found := compiled(pattern).search(block.text[:HEAD_REACH]):
            return _names(found["names"])
    return ()


def _names(text: str) -> tuple[str, ...]:
    names = [name for name in _BETWEEN.split(_OTHER_LABEL.sub(" ", text)) if len(name) > 1]
    if any(NO_NAME.search(n) or _NOBODY.search(n) or _DESK.fullmatch(n) for n in names):
        return ()
    return tuple(dict.fromkeys(names))
