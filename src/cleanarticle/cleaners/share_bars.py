"""Buttons for sharing the page: phrases, counters, and rows of networks' names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..actions import Drop, Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, once
from ..vocabulary import fold, match
from ..vocabulary.entries import entries_of
from ._phrased import damned

__all__ = ["drop_share_bars"]

_SHARE_COUNT = lazy(r"[\d.,]{1,9}\s?[kKmM]?\s?(?:shares?|likes?|tweets?|retweets?)", re.IGNORECASE)
#: Longest count of shares, in characters.
MAX_COUNT = 24
_NETWORKS = frozenset(
    "facebook twitter x whatsapp telegram linkedin pinterest reddit email e-mail mail tumblr viber messenger "
    "threads bluesky mastodon instagram youtube tiktok flipboard pocket vk vkontakte odnoklassniki xing line "
    "wechat weibo snapchat digg stumbleupon skype sms print rss copy link tweet share pin flip google "
    "google+ buffer threema signal messenger truth social gettr "
    # in other scripts
    "фейсбук фейсбуке твиттер твиттере твіттер вконтакте вк одноклассники телеграм телеграмм вайбер ватсап вотсап "
    "фејсбук твитер вајбер פייסבוק בפייסבוק טוויטר בטוויטר ווטסאפ בווטסאפ וואטסאפ בוואטסאפ טלגרם בטלגרם אינסטגרם "
    "فيسبوك تويتر واتساب تيليجرام تلغرام إنستغرام انستغرام لينكدإن يوتيوب فیسبوک توییتر واتساپ تلگرام اینستاگرام "
    "फेसबुक ट्विटर व्हाट्सएप व्हाट्सऐप टेलीग्राम ফেসবুক টুইটার হোয়াটসঅ্যাপ பேஸ்புக் ட்விட்டர் வாட்ஸ்அப் เฟซบุ๊ก "
    "ทวิตเตอร์ 페이스북 트위터 카카오톡 카카오스토리 네이버 밴드 인스타그램 "
    "フェイスブック ツイッター ツイート はてなブックマーク はてブ "
    "微信 微博 新浪微博 朋友圈 qq空间 豆瓣 推特 脸书 臉書".split()
)
_BUTTON_WORDS = frozenset("on via to by this article story page post send it with in a".split())
_NAME = lazy("[\\w+\u0900-\u0dff\u0e31-\u0e4e-]+")  # with the vowels of India and Thailand


#: A drawing in characters, not names: "..#X#..".
_CALL = lazy(r"\w\([^()\d]{0,80}\)")  # print(line); "Facebook(12)" counts
_DRAWN = lazy(r"[#.=*~_-]X|X[#.=*~_-]")


#: The button that copies a listing, as the first line of it: "Copied!".
_COPIES = lazy(
    r"(?:`{3,}|~{3,})[^\n`~]{0,30}\n(\s{0,8}(?:Copied!?|Copy(?: code)?)[ \t]{0,4}\n\s{0,8})"
)


def drop_share_bars(document: Document) -> Iterator[Drop | Edit]:
    """Drop buttons and counters for sharing, and lines of nothing but networks' names.

    A network's name alone on a line goes only beside another button: it could be a heading. Of a listing
    the button that copies it goes.
    """
    blocks = document.blocks
    for block in blocks:
        if (
            block.kind == "code"
            and "Cop" in block.text[:60]
            and (copies := _COPIES.match(block.text))
        ):
            yield Edit(block, *copies.span(1), "", Reason.SHARE)
    named = damned(document, "share", 12)
    buttons = [
        id(block) in named or _counts_shares(block.text) or _is_row_of_buttons(block.text)
        for block in blocks
    ]
    names = [once(block, "networks", _names_networks) for block in blocks]
    for i, block in enumerate(blocks):
        if not (buttons[i] or names[i]):
            continue
        near = any(buttons[j] or names[j] for j in (i - 1, i + 1) if 0 <= j < len(blocks))
        if buttons[i] or names[i] > 1 or near:
            yield Drop(block, Reason.SHARE)


def _counts_shares(text: str) -> bool:
    return len(text) <= MAX_COUNT and bool(_SHARE_COUNT.fullmatch(text))


def _is_row_of_buttons(text: str) -> bool:
    """Whether a line is buttons side by side, each of them a phrase for sharing.

    >>> _is_row_of_buttons("Print this page | Share this article"), _is_row_of_buttons("Share this article | Tides")
    (True, False)
    """
    if " | " not in text or len(text) > MAX_ROW or text[0] == "|":  # a table's row
        return False
    return all(
        any(said.family == "share" and said.how == "line" for said in match(part))
        for part in text.split(" | ")
    )


#: Longest row of buttons, in characters.
MAX_ROW = 160


def _names_networks(block: Block) -> int:
    """Count the networks named by a line that names nothing else; 0 for any other line."""
    if len(block.text) > 200 or block.kind == "code":
        return 0
    if "(" in block.text and _CALL.search(block.text):
        return 0
    text = block.text.lower()
    first = _NAME.search(text)
    if first is None or not (
        first[0] in _NETWORKS or first[0] in _BUTTON_WORDS or first[0] in _share_words()
    ):
        return 0
    if _DRAWN.search(block.text) or ends_sentence(block.text):
        return 0
    named = _NAME.findall(text)
    networks = sum(name in _NETWORKS for name in named)
    others = [name for name in named if name not in _NETWORKS]
    told = networks == 1 and not _PLAIN_WORDS.intersection(named)
    if told and len(named) <= MAX_BUTTON_WORDS and _shares(others):
        return 2
    return networks if not others or (networks > 1 and set(others) <= _BUTTON_WORDS) else 0


#: Networks whose names are words, and what a button does.
_PLAIN_WORDS = frozenset(
    "x line email e-mail mail threads pocket sms print rss copy link tweet share pin flip google buffer signal "
    "messenger truth social band".split()
)
#: Longest button that names one network, in words; longest word in it that is neither that nor "share".
MAX_BUTTON_WORDS, MAX_PREPOSITION = 4, 3


def _shares(others: Sequence[str]) -> bool:
    """Whether words say "share on", in any language: "Teilen auf", "Condividi su"."""
    shares = [word in _share_words() for word in others]
    return any(shares) and all(
        said or len(word) <= MAX_PREPOSITION for said, word in zip(shares, others, strict=True)
    )


@cache
def _share_words() -> frozenset[str]:
    """Give the buttons of one word."""
    return frozenset(
        fold(phrase)
        for _, key, phrase in entries_of("share")
        if key == "line" and " " not in phrase
    )
