"""Lines that label who published, wrote and edited, one behind the other, as Chinese portals set them.

`2024-03-12 08:15  来源：林纳晚报  作者：王小明  编辑：陈丽`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..actions import Found
from ..model import Block
from ..patterns import lazy
from ..sieve import compiled

__all__ = ["SIGNS", "credits_at", "editors_at", "found_in_labels", "is_all_labels", "is_labelled"]

#: What is labelled: the publisher, the writer, and what gives no field (seen on sina.com.cn, people.com.cn,
#: sohu.com, chinanews.com.cn, ifeng.com, udn.com).
_SOURCE = ("来源", "來源", "稿源", "文章来源", "本文来源", "信息来源", "新闻来源", "出处", "出處")
_WRITER = ("作者", "记者", "記者", "撰文", "文")
_EDITORS = (
    "责任编辑", "責任編輯", "编辑", "編輯", "责编", "責編", "审核", "審核", "审校", "校对", "编审", "监制",
)  # fmt: skip
_OTHER = (
    *_EDITORS, "点击", "点击数", "点击量", "点击次数", "浏览", "浏览量", "浏览次数", "阅读", "阅读量", "阅读数",
    "阅读次数", "访问量", "字号", "字体", "发布人", "发布者", "發布者", "发布单位", "供稿单位", "供稿",
)  # fmt: skip
_FIELDS = (*_SOURCE, *_WRITER)
#: One of them stands in every text with a line that gives a field: the labels that hold no other, "来源" for
#: "文章来源". One of a single letter counts with its colon alone.
SIGNS = tuple(
    label if len(label) > 1 else f"{label}："
    for label in _FIELDS
    if not any(other in label for other in _FIELDS if other != label)
)
_LABELS = sorted((*_FIELDS, *_OTHER), key=len, reverse=True)
_PART = lazy(
    rf"(?<![^\W\d_])(?P<label>{'|'.join(_LABELS)})\s?[:：]\s?(?P<value>[^\s|｜:：/／\u3000]{{1,30}}"
    rf"(?:(?<=[：: ][小中大])(?: [小中大]){{1,2}})?)"
)
#: A person's name, or several; houses and desks end otherwise.
_NAME = (
    r"(?!佚名|本站|小编|小編|综合|綜合|匿名|网友)"
    r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,6})?(?<![网網报報社台部组組刊站])"
)
#: What may stand between the parts.
_BETWEEN = " \t\u00a0\u3000|｜/／[]【】()（）"


def _parts(text: str) -> list[tuple[str, str]]:
    return [(found["label"], found["value"].strip(_BETWEEN)) for found in _PART.finditer(text)]


def found_in_labels(block: Block, known: Mapping[str, Any]) -> Iterator[Found]:
    """Give the publisher and the writer that a line labels, as far as they are not known yet.

    >>> line = Block("paragraph", "2024-03-12 来源：林纳晚报 作者：王小明")
    >>> [(found.field, found.value) for found in found_in_labels(line, {})]
    [('source', '林纳晚报'), ('authors', ('王小明',))]
    """
    parts = _parts(block.text)
    source = next((value for label, value in parts if label in _SOURCE and value), None)
    written = [value for label, value in parts if label in _WRITER]
    names = [name for value in written for name in re.split("[、，,]", value)]
    names = [name for name in names if compiled(_NAME).fullmatch(name)]
    if source and "source" not in known:
        yield Found("source", source)
    if names and "authors" not in known:
        yield Found("authors", tuple(dict.fromkeys(names)))


def is_all_labels(text: str) -> bool:
    """Whether a line is several such labels with their values, and nothing else.

    >>> is_all_labels("作者：王小明 来源：林纳晚报"), is_all_labels("作者：王小明")
    (True, False)
    """
    return len(_parts(text)) > 1 and not _PART.sub("", text).strip(_BETWEEN)


def is_labelled(text: str) -> bool:
    """Whether a text is one such label with its value or several, and bars.

    >>> is_labelled(" | 来源：林纳晚报"), is_labelled("来源：林纳 晚报"), is_labelled(" | ")
    (True, False, False)
    """
    return (
        ("：" in text or ":" in text)
        and not text.isascii()
        and (bool(_parts(text)) and not _PART.sub("", text).strip(_BETWEEN))
    )


_EDITOR = rf"(?:{'|'.join(_EDITORS)})\s?[:：]\s?"
_HAN_NAMES = r"[\u4e00-\u9fff·]{2,4}(?:[、，]\s?[\u4e00-\u9fff·]{2,4}){0,4}"
_ANY_NAMES = r"[\w·]{1,12}(?:[、，]\s?[\w·]{1,12}){0,4}"
_PARTING = r"[\s、，；;|｜/]{1,3}"


def _row(names: str) -> str:
    return rf"{_EDITOR}{names}(?:{_PARTING}{_EDITOR}{names}){{0,3}}"


#: Editors at the end of a text: a row of labels with names behind a sentence, in brackets or not. A line of one
#: without brackets may be a turn of a talk.
_AT_END = (
    rf"(?:^|(?<=[。！？；”’」』…）)]))\s{{0,3}}(?P<row>[（(【\[〔]\s?{_row(_ANY_NAMES)}\s?[）)】\]〕])\s*$"
    rf"|(?<=[。！？；”’」』…）)])\s{{0,3}}(?P<bare>{_row(_HAN_NAMES)})\s*$"
    rf"|^(?P<line>{_EDITOR}{_HAN_NAMES}{_PARTING}{_row(_HAN_NAMES)})\s*$"
)
#: Characters at the end of a line among which they stand.
END_REACH = 80


def editors_at(text: str) -> int | None:
    """Give where the row of editors begins that ends a text, 0 where it is the whole line.

    Newspapers set it in brackets behind the last sentence or below it (people.com.cn, chinanews.com.cn).

    >>> editors_at("雨停了。（责编：王小明、陈丽）"), editors_at("【编辑:王小明】")
    (4, 0)
    >>> editors_at("他说编辑：王小明"), editors_at("编辑：好的")
    (None, None)
    """
    found = compiled(_AT_END).search(text, max(0, len(text) - END_REACH))
    return found.start(found.lastgroup or 0) if found else None


_CREDITED = (*_SOURCE, "作者", *_EDITORS[:6])
_CREDIT = rf"(?:{'|'.join(sorted(_CREDITED, key=len, reverse=True))})\s?[:：]\s?"
_WHO = r"[^\s:：，,。！？；“”「」()（）【】\[\]]{1,16}?"
_MORE = rf"(?:[\s、；;|｜/]{{0,3}}{_CREDIT}{_WHO})"
#: Who published, wrote and edited, behind the last sentence of all: in brackets, or where one of several labels, or
#: the only one, is that of the publisher. A label may have run into the name before it.
_BEHIND = (
    rf"(?:\A|(?<=[。！？”’」』…）)]))\s{{0,3}}(?P<row>"
    rf"(?:[（(【\[]\s?{_CREDIT}{_WHO}(?:\s[记記]者{_WHO})?{_MORE}{{0,3}}\s?[）)】\]]\s{{0,2}}){{0,2}}"
    rf"(?:(?:{'|'.join(_SOURCE)})\s?[:：]\s?{_WHO}{_MORE}{{0,3}})?)\s*\Z"
)
_LABEL_OR_BRACKET = lazy(rf"{_CREDIT}|[（()）【】\[\]]")


def credits_at(text: str) -> tuple[int, str] | None:
    """Give where the row begins that credits whoever published, wrote and edited behind a text's last sentence.

    0 where it is the whole line. And the row, its labels parted by spaces. Finance portals glue it to the
    paragraph (eastmoney.com, 163.com).

    >>> credits_at("雨停了。(文章来源:林纳晚报)文章来源:林纳晚报责任编辑:91")
    (4, '文章来源:林纳晚报 文章来源:林纳晚报 责任编辑:91')
    >>> credits_at("(作者:王小明)"), credits_at("他问来源:海里"), credits_at("雨停了。来源:谁也不知道。")
    ((0, '作者:王小明'), None, None)
    """
    start = max(0, len(text) - END_REACH)
    if ":" not in text[start:] and "：" not in text[start:]:
        return None
    found = compiled(_BEHIND).search(text, start)
    if not found or not found["row"]:
        return None
    parted = _LABEL_OR_BRACKET.sub(lambda part: f" {part[0].strip('（()）【】[]')}", found["row"])
    return found.start("row"), " ".join(parted.split())
