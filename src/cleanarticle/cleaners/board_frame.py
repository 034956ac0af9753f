"""What boards set around a post: who wrote it, where, when and from which host.

Sources: PTT and its kin in Taiwan ("作者 … 看板 …", "※ 發信站: …", answers of one line, "推 …"), the systems of
Firebird and SMTH on the mainland ("发信人: …, 信区: …", "标  题: …", "发信站: …", "※ 来源:·… [FROM: …]"), and 5ch in
Japan ("1 ：名無しさん：2023/11/14(火) … ID:…").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..actions import Action, Drop, Edit, Found, Label, Split
from ..finders.date_lines import read_dates
from ..model import Block, Document, Reason
from ..patterns import lazy
from ._discourse import drop_discourse_heads
from ._hacker_news import drop_hacker_news_heads
from ._reddit import drop_reddit_frame
from ._spans import without

__all__ = ["drop_board_frame", "is_of_frame"]

_WHEN = r"[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}"
_BY, _BOARD = r"(?P<by>[A-Za-z][\w.#]{1,15})\s{0,2}(?:\([^()\n]{0,40}\))?", r"[\w.-]{1,30}"
#: The entries of a head, in order: between label and value stand spaces, a colon or nothing.
_PTT = (
    lazy(rf"作者[:：]?\s{{0,4}}{_BY}"),
    lazy(rf"(?:看板|站內)[:：]?\s{{0,4}}{_BOARD}?(?=\s|$|標題)"),
    lazy(r"標題[:：]?\s{0,4}(?P<title>\S[^\n]{0,120}?)(?=\s{0,40}時間|$)"),
    lazy(rf"時間[:：]?\s{{0,4}}(?P<when>{_WHEN})"),
)
_SMTH = (
    lazy(rf"(?:发信人|發信人|寄信人)[:：]\s?{_BY}[,，]\s?(?:信区|信區)[:：]\s?{_BOARD}"),
    lazy(r"[标標]\s{0,4}[题題][:：]\s?(?P<title>\S[^\n]{0,120}?)(?=\s{1,4}[发發]信站[:：]|$)"),
    lazy(
        rf"[发發]信站[:：]\s?[^\n()]{{1,40}}\((?P<when>{_WHEN})[^()\n]{{0,12}}\)(?:[,，]\s?(?:站内|站內|转信|轉信))?"
    ),
)
#: The head of a post on 5ch, 2ch and their copies: its number, a name that is nobody's mostly, the day, an ID.
_NUMBERED = lazy(
    r"\d{1,4}\s?[：:]\s?[^\n]{1,60}?\s?[：:]?\s?\d{4}/\d\d/\d\d\([月火水木金土日]\)"
    r"\s\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:\s(?:ID|BE):\S{1,24}){0,3}"
)
_SPACE = lazy(r"\s{0,60}")
_BEGINS = lazy("作者|发信人|發信人|寄信人")
#: Entries that a head has at least, the blocks it may stand in, and the first block in which it may begin.
MIN_ENTRIES, MAX_BLOCKS, REACH = 2, 8, 12
_LABELS = frozenset(("作者", "看板", "站內", "標題", "時間"))
_ANSWER = lazy(r"(?:Re|回复|回覆)[:：]\s?", re.IGNORECASE)

#: What a station adds below a post, with the rule above a signature.
_STATION = (
    r"(?:※\s?(?:(?:發信站|发信站|文章網址|文章代碼|轉錄者|轉錄至看板)\s?[:：]|(?:來源|来源|修改)\s?[:：]\s?·"
    r"|(?:編輯|编辑)\s?[:：]\s?\w+\s\()|◆\s?From\s?[:：])"
)
_FOOT = lazy(rf"(?:^|\s)(?:--\s{{1,4}})?{_STATION}")
_RULE, _LINE = lazy(r"--"), lazy(r"[─-]{8,}")
#: What stands behind a foot on the same line: on PTT answers of one line, elsewhere the next post's head.
_OTHER_POST = lazy(r"(?:发信人|發信人)[:：]")
#: An answer of one line, and what is left behind one that a dump has torn.
_PUSH = lazy(r"(?:推|噓|→)\s{0,4}[A-Za-z]\w{1,14}\s{0,8}[:：][^\n]*")
_PUSHED_AT = lazy(r"(?:(?:\d{1,3}\.){3}\d{1,3}\s)?\d\d/\d\d(?:\s\d\d:\d\d)?")
#: One of these stands in every text that has such a frame.
_SIGNS = ("※", "標題", "信区", "信區", "ID:")


def drop_board_frame(document: Document) -> Iterator[Action]:
    """Drop a board's heads and feet, and answers of one line; take up who wrote, when, and the title.

    Leaves the posts, answers that are posts of their own among them, and all of a text that has no such head,
    numbered or not, and no station's line.

    >>> from cleanarticle.model import blocks
    >>> head = "作者gull (鷗)看板Quay標題[心得] 早餐時間Tue Nov 14 22:13:20 2023"
    >>> actions = list(drop_board_frame(blocks(head, "七點就賣完了。", "推 mate: 好吃 11/14 22:20")))
    >>> [found.value for found in actions if isinstance(found, Found)][0]
    ('gull',)
    >>> [drop.block.text for drop in actions if isinstance(drop, Drop)]
    ['推 mate: 好吃 11/14 22:20']
    """
    yield from drop_discourse_heads(document)
    yield from drop_reddit_frame(document)
    yield from drop_hacker_news_heads(document)
    if not any(sign in document.raw for sign in _SIGNS):
        return
    blocks = document.blocks
    is_board = pushed = False
    place = 0
    while place < len(blocks):
        block, below = blocks[place], blocks[place + 1 : place + 2]
        if (head := _head(blocks[place : place + MAX_BLOCKS])) is not None:
            first = not is_board and place <= REACH
            yield from head.cuts(titled=first and document.kind != "html")
            if first:
                yield from head.fields()
            is_board, pushed = True, False
            place += len(head.spans)
            continue
        place += 1
        is_push = _PUSH.fullmatch(block.text) or (pushed and _PUSHED_AT.fullmatch(block.text))
        pushed = is_board and bool(is_push)
        if (foot := _foot(block, below)) is not None:
            is_board = True
            yield foot
        elif pushed:
            yield Drop(block, Reason.COMMENTS, 0.9)
        elif _NUMBERED.fullmatch(block.text) or (
            is_board and _LINE.fullmatch(block.text) and place <= REACH
        ):
            yield Drop(block, Reason.BYLINE)


def _foot(block: Block, below: Sequence[Block]) -> Drop | Edit | None:
    """Cut a station's line, or what of it a block has, or the rule above one."""
    if found := _FOOT.search(block.text):
        return without(block, found.start(), _end_of_foot(block.text, found.end()), Reason.SOURCE)
    is_above = _RULE.fullmatch(block.text) and below and _FOOT.match(below[0].text)
    return Drop(block, Reason.SOURCE) if is_above else None


def _end_of_foot(text: str, start: int) -> int:
    other = _OTHER_POST.search(text, start)
    return other.start() if other else len(text)


def is_of_frame(text: str) -> bool:
    """Whether a line is a station's, or an answer of one line: beside it the whole post is the text.

    >>> is_of_frame("※ 文章網址: https://quay.example"), is_of_frame("推 mate: 好吃"), is_of_frame("推薦")
    (True, True, False)
    """
    if text[:1] not in _FRAME_BEGINS:
        return False
    return _FOOT.match(text) is not None or _PUSH.fullmatch(text) is not None


_FRAME_BEGINS = frozenset("※◆推噓→-")


@dataclass(frozen=True, slots=True)
class _Head:
    """How far a head goes in each of its blocks, and where its entries say what."""

    spans: Sequence[tuple[Block, int]]
    said: Mapping[str, tuple[Block, int, int]]

    def fields(self) -> Iterator[Found]:
        """Give who wrote the post, and when."""
        if "by" in self.said:
            yield Found("authors", (self._text("by"),))
        line = read_dates(self._text("when"), "en") if "when" in self.said else None
        if line and line.only and line.published:
            yield Found("published", line.published)

    def cuts(self, *, titled: bool) -> Iterator[Action]:
        """Cut the head; with `titled` its title stays, as a heading."""
        title = self.said.get("title") if titled else None
        for block, end in self.spans:
            if title is None or title[0] is not block:
                yield without(block, 0, end, Reason.BYLINE)
                continue
            _, start, stop = title
            if answer := _ANSWER.match(block.text, start, stop):
                start = answer.end()
            yield Edit(block, 0, start, "", Reason.BYLINE)
            if stop < end:
                yield Edit(block, stop, end, "", Reason.BYLINE)
            if end < len(block.text):
                yield Split(block, (stop - start,))
            else:
                yield Label(block, "heading", 1)
        block, end = self.spans[-1]
        if found := _FOOT.search(block.text, end):  # all of the post stands on one line
            yield Edit(
                block, found.start(), _end_of_foot(block.text, found.end()), "", Reason.SOURCE
            )

    def _text(self, name: str) -> str:
        block, start, end = self.said[name]
        return block.text[start:end]


def _head(blocks: Sequence[Block]) -> _Head | None:
    """Read the head that begins with the first block, in a line or in several."""
    if not blocks or not _BEGINS.match(blocks[0].text):
        return None
    for entries in (_PTT, _SMTH):
        spans: list[tuple[Block, int]] = []
        said: dict[str, tuple[Block, int, int]] = {}
        left = list(entries)
        read = at = 0
        while at < len(blocks) and left:
            block = blocks[at]
            label = blocks[at - 1].text if at and blocks[at - 1].text in _LABELS else ""
            end, found = _entries(block, label, left)
            if block.text in _LABELS and not label:
                spans.append((block, len(block.text)))  # its value stands in a line of its own
            elif found:
                spans.append((block, end))
                read += len(found)
                said.update((name, (block, *span)) for one in found for name, span in one.items())
                if end < len(block.text):
                    break
            else:
                break
            at += 1
        if read >= MIN_ENTRIES:
            return _Head(spans, said)
    return None


def _entries(
    block: Block, label: str, left: list[re.Pattern[str]]
) -> tuple[int, list[dict[str, tuple[int, int]]]]:
    """Read the entries with which a block begins, and take them from those left; give where they end.

    `label` stood in a line of its own above the block.
    """
    text, end, out = label + block.text, 0, []
    for entry in tuple(left):
        begin = _SPACE.match(text, end)
        found = entry.match(text, begin.end() if begin else end)
        if found is None:
            continue
        end = found.end()
        left.remove(entry)
        shift = len(label)
        out.append(
            {
                name: (found.start(name) - shift, found.end(name) - shift)
                for name, value in found.groupdict().items()
                if value
            }
        )
    return max(0, end - len(label)), out
