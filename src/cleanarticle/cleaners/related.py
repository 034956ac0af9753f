"""Other articles: headed lists, teasers, and what trails behind an article's end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..actions import Drop, Edit, Flag
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import (
    MIN_SENTENCE_LETTERS,
    ends_sentence,
    is_cut_off,
    is_long_without_stop,
    is_prose,
    last_prose,
    words,
)
from ..vocabulary import folded, match, saying, says
from ._below_labels import asks_as_headline, may_head_below
from ._dated_cards import aged_cards, cards_in_form, dated_cards_end
from ._lists_behind import list_behind
from ._recipes import recipe_blocks

__all__ = ["drop_related", "drop_tail", "drop_teasers", "find_truncation"]

#: Reasons for cuts that stand where an article is over.
_END_REASONS = frozenset(
    {Reason.COMMENT_FORM, Reason.COMMENTS, Reason.LEGAL, Reason.RELATED, Reason.CONSENT}
)
_OVER_REASONS = frozenset({Reason.COMMENT_FORM, Reason.COMMENTS, Reason.LEGAL})
_CHROME_REASONS = _END_REASONS | {
    Reason.SHARE, Reason.PROMO, Reason.MENU, Reason.AD, Reason.COUNTER, Reason.PAYWALL,
}  # fmt: skip

#: Longest teaser headline, in words.
MAX_TEASER_WORDS = 35


def drop_related(document: Document) -> Iterator[Drop]:
    """Drop headed lists of other articles: the heading and the teasers below it.

    The list ends at the next full paragraph, at a recipe, at the title, and above the first paragraph at the
    byline and the day; the short line right before a paragraph stays, for it may be the paragraph's heading.
    Where a comment form or the like shows that the article is over, teasers may have full paragraphs.
    """
    blocks = document.blocks
    if _is_empty_heading(document):
        yield Drop(blocks[-1], Reason.RELATED, 0.85)
        blocks = blocks[:-1]
    if document.kind == "text" and (cards := aged_cards(document) or cards_in_form(document)):
        yield from (Drop(block, Reason.RELATED, 0.9) for block in cards)
        blocks = tuple(block for block in blocks if block not in cards)
    named = {id(block) for block in saying(document, "related")}
    topics = {i for i in range(len(blocks)) if _heads_topic(blocks, i)}
    heads = [
        i
        for i, b in enumerate(blocks)
        if i in topics or (id(b) in named and _is_heading(b, document.language))
    ]
    if not heads:
        return
    prose = [i for i, b in enumerate(blocks) if is_prose(b) or _is_sentence(b)]
    recipes = recipe_blocks(document)
    resumed = [i for i, b in enumerate(blocks) if b.start in recipes]
    dropped: set[int] = set()
    for head in heads:
        if head in dropped:
            continue
        over = _is_over(document, blocks, prose, head)
        end = len(blocks)
        following = bisect_left(prose, head)
        while following < len(prose) and _asks_in_list(document, head, prose[following]):
            following += 1
        if following < len(prose) and not over:
            end = prose[following]
            # A short line before a paragraph: its heading, unless the list is all it follows.
            last = blocks[end - 1]
            is_headline = head in topics and words(last) > MIN_HEADLINE_WORDS
            if end - head > 2 and _may_head(last) and not is_headline:
                end -= 1
            elif end - head == 2 and prose[0] < head and may_head_below(document, head + 1):
                end -= 1
        if end < len(blocks):
            end = _cards_end(blocks, end, document.language) or dated_cards_end(blocks, head) or end
        again = bisect_left(resumed, head + 1)
        if again < len(resumed):
            end = min(end, resumed[again])
        above = (blocks[i].text for i in prose if i < head)
        begun = any(ends_sentence(text) or is_long_without_stop(text) for text in above)
        end = _end_at_fields(document, head, end, begun=begun)
        if not begun and end - head <= MAX_UNDER_ENTRY and _is_menu_entry(document, head):
            end = head + 1
        dropped.update(range(head, end))
    headings = set(heads)
    for i in sorted(dropped):
        yield Drop(blocks[i], Reason.RELATED, 0.95 if i in headings else 0.85)


def _asks_in_list(document: Document, head: int, place: int) -> bool:
    """Whether a question of some length is a headline of the list, not the first one."""
    return place > head + 1 and asks_as_headline(document, place)


def _end_at_fields(document: Document, head: int, end: int, *, begun: bool) -> int:
    """Give where a list ends that reaches over the title, or over the byline and the day of a text not begun.

    Or over the line that says the title again, as below a page's menu.
    """
    if not begun and document.title is not None:
        said = folded(document.title)
        again = (i for i in range(head + 1, end) if folded(document.blocks[i]) == said)
        end = next(again, end)
    first, last = document.blocks[head].end, document.blocks[end - 1].start
    fields = _TITLE_FIELD if begun else _HEAD_FIELDS
    over = [start for start, _, why in document.gone if why in fields and first <= start < last]
    if not over:
        return end
    return next(i for i in range(head + 1, end) if document.blocks[i].start > over[-1])


#: Lines of a menu's last entry with the headline below it, and what stands between that and the text.
MAX_UNDER_ENTRY = 4


def _is_menu_entry(document: Document, head: int) -> bool:
    """Whether a label ends a menu above a text without a title: what stands below it may be the headline."""
    if document.title is not None:
        return False
    start = document.blocks[head].start
    at = bisect_left(document.gone, start, key=lambda cut: cut[0]) - 1
    if at < 0 or document.gone[at][2] != Reason.MENU:
        return False
    return not document.raw[document.gone[at][1] : start].strip()


#: What stands above an article and is taken up into its fields.
_TITLE_FIELD = frozenset({Reason.TITLE})
_HEAD_FIELDS = _TITLE_FIELD | {Reason.BYLINE, Reason.DATE}


#: Headings of boxes beside articles that are a crosshead as well, where something stands below.
_HEADINGS_OF_BOXES = frozenset({"zum thema", "zur person", "zur sache"})


def _is_empty_heading(document: Document) -> bool:
    """Whether the last line heads what a dump has left out: the name of a part of the site, or of a box."""
    blocks = document.blocks
    if document.kind == "html" or len(blocks) < 2 or words(blocks[-1]) > MAX_EMPTY_HEADING:
        return False
    if not is_prose(blocks[-2]) or blocks[-1].kind != "paragraph":
        return False
    if folded(blocks[-1]) in _HEADINGS_OF_BOXES:
        return True
    return says(blocks[-1], "section", "line", language=document.language) is not None


#: Longest such heading, in words.
MAX_EMPTY_HEADING = 3
#: Lines between a teaser and its prompt to read on, and fewest teasers with a paragraph of their own.
PROMPT_REACH, MIN_CARDS = 2, 2


def _cards_end(blocks: Sequence[Block], first: int, language: str | None) -> int | None:
    """Give the end of a text whose last paragraphs are teasers, each with a prompt to read on below it."""
    cards, place = 0, first
    while place < len(blocks):
        below = range(place + 1, min(place + 1 + PROMPT_REACH, len(blocks)))
        prompt = next((i for i in below if _prompts(blocks[i], language)), None)
        if prompt is None or any(is_prose(blocks[i]) for i in range(place + 1, prompt)):
            return None
        cards += 1
        place = next(
            (i for i in range(prompt + 1, len(blocks)) if is_prose(blocks[i])), len(blocks)
        )
    return len(blocks) if cards >= MIN_CARDS else None


def _prompts(block: Block, language: str | None) -> bool:
    """Whether a line is a prompt to read on and nothing else."""
    return words(block) <= MAX_EMPTY_HEADING and (
        says(block, "continue", language=language) is not None
        or says(block, "read_also", "line", language=language) is not None
    )


#: How a list is headed of what the site has on a topic or from a desk.
_ON_TOPIC = lazy(
    r"More (?:on|from|in) [A-Z][^.!?:,]{2,40}\Z|Mehr (?:zu|aus|von) [A-Z][^.!?:,]{2,40}\Z"
)
#: Its most words; the fewest headlines below it, and the fewest words of one: shorter ones are a list of the article's.
MAX_TOPIC_WORDS, MIN_ON_TOPIC, MIN_HEADLINE_WORDS = 5, 2, 5


def _heads_topic(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line below a paragraph heads other articles on a topic: "More on Harlow Bay", headlines below it."""
    line = blocks[place]
    if not _ON_TOPIC.match(line.text) or words(line) > MAX_TOPIC_WORDS:
        return False
    if not place or not is_prose(blocks[place - 1]):
        return False
    below = blocks[place + 1 : place + 1 + MIN_ON_TOPIC]
    return len(below) == MIN_ON_TOPIC and all(
        words(block) >= MIN_HEADLINE_WORDS
        and block.text[0].isupper()
        and not ends_sentence(block.text)
        and block.kind == "paragraph"
        for block in below
    )


def _is_sentence(block: Block) -> bool:
    """Whether a block is a short sentence; headlines of teasers end without a full stop."""
    return (
        words(block) >= 6
        and block.text.endswith((".", "。", ".”", '."'))
        and not is_cut_off(block.text)
    )


def _is_heading(block: Block, language: str | None) -> bool:
    found = says(block, "related", language=language)
    if found is None:
        return False
    return found.how in ("line", "heading") or words(block) <= 14


def _may_head(block: Block) -> bool:
    return words(block) <= 12 and not is_cut_off(block.text)


def _is_over(document: Document, blocks: Sequence[Block], prose: Sequence[int], head: int) -> bool:
    """Whether the article has ended before `head`: an end mark, and more prose before than after."""
    at = blocks[head].start
    marks = {reason for start, _, reason in document.gone if start < at} & _END_REASONS
    before = sum(words(blocks[i]) for i in prose if i < head)
    after = sum(words(blocks[i]) for i in prose if i > head)
    if not before or after > 0.5 * before:
        return False
    last = blocks[max((i for i in prose if i < head), default=0)]
    ended = any(
        reason in _OVER_REASONS and last.end <= start < at for start, _, reason in document.gone
    )
    return bool(marks) and ended


#: The end of a sentence within a line, and how many make it a paragraph, however it ends: "Thank you 🙏".
_INNER_STOP = lazy(r"[^\W\d_]{2}[.!?]\s")
MIN_INNER_STOPS = 2


def drop_teasers(document: Document) -> Iterator[Drop]:
    """Drop teasers cut off by dots that stand after the article's end, with their headlines.

    Leaves a paragraph that ends in dots between other paragraphs.
    """
    blocks = list(document)
    last = last_prose(blocks)
    tail = range(last + 1, len(blocks))
    cut_off = [i for i in tail if is_cut_off(blocks[i].text) or says(blocks[i], "continue")]
    if last < 0 or not cut_off:
        return
    if len(cut_off) < 2 and not _chrome_after(document, blocks[last].end):
        return
    dropped: set[int] = set(cut_off)
    for i in cut_off:
        if (
            i - 1 > last
            and words(blocks[i - 1]) <= MAX_TEASER_WORDS
            and not ends_sentence(blocks[i - 1].text)
            and len(_INNER_STOP.findall(blocks[i - 1].text)) < MIN_INNER_STOPS
        ):
            dropped.add(i - 1)
    for i in sorted(dropped):
        yield Drop(blocks[i], Reason.RELATED, 0.85)


def find_truncation(document: Document) -> Iterator[Drop | Edit | Flag]:
    """Flag a text whose last paragraph was cut short, and cut the prompt to read on behind it.

    Also where the prompt is the last line of all, as in feeds. Leaves the dots: they show where the
    text breaks off.
    """
    shown = list(document)
    if document.kind == "text" and _ends_in_prompt(shown, document.language):
        yield Drop(shown.pop(), Reason.PAYWALL, 0.9)
    last = next((b for b in reversed(shown) if words(b) >= MIN_CUT_OFF_WORDS), None)
    if last is None or last is not shown[-1]:
        return
    prompt = _PROMPT.search(last.text)
    said = prompt and any(found.family == "continue" for found in match(prompt[1]))
    if prompt and said:
        yield Edit(last, prompt.start(1), prompt.end(1), "", Reason.PAYWALL)
    if said or is_cut_off(last.text):
        yield Flag("truncated")


def _ends_in_prompt(blocks: Sequence[Block], language: str | None) -> bool:
    """Whether the last line, below a paragraph, is a prompt to read on and nothing else."""
    if len(blocks) < 2 or not says(blocks[-1], "continue", "line", "heading", language=language):
        return False
    above = blocks[-2]
    return is_prose(above) or (words(above) >= MIN_CUT_OFF_WORDS and is_cut_off(above.text))


#: What may stand behind a break: a few words, the break's own mark before them.
_PROMPT = lazy(r"(?:\.\.\.|…|[.!?]|\])\s{1,3}((?:\S{1,30}\s){0,5}\S{1,30})$")

#: Shortest last paragraph that counts as cut short, in words.
MIN_CUT_OFF_WORDS = 8

#: Cuts of chrome behind the last paragraph from which on short lines there go, too.
MIN_CHROME_BEHIND = 3

#: Shortest sentence, in words, that stays there until a comment form or the like.
MIN_SENTENCE_WORDS = 4

#: Their share of all blocks there.
MIN_CHROME_SHARE = 0.15


#: A line that belongs to the sentence below it: a live blog's time of day, an interview's question.
#: In Greek a semicolon asks; in the east the part of the day stands before its time.
_HEADS_SENTENCE = lazy(
    r"(?:\w{2}\s?)?\d{1,2}[:.h]\d{2}(?:\s?\w{1,5}\.?){0,2}"
    r"|\S.{0,200}(?:[?？؟]|[\u0370-\u03ff\u1f00-\u1fff];)"
)


#: The small print of a form for a newsletter, which may stand amid the article.
_OF_FORM = lazy(r"captcha|newsletter", re.IGNORECASE)


def drop_tail(document: Document) -> Iterator[Drop]:
    """Drop the short lines that trail behind the last paragraph among chrome already cut.

    And a list of headlines there that its form tells. Lines between the last paragraph, or the last heading that
    is counted on from those above it, and the first cut stay, short sentences stay until a comment form or the
    like, with the time of day or the question above them, a recipe stays, and everything else stays in a text
    where nothing was cut: a clean article may end in a list or a verse.
    """
    blocks = list(document)
    last = last_prose(blocks)
    last = _counted_on(blocks, last) if last >= 0 else last
    if last < 0 or last + 1 >= len(blocks):
        return
    listed = set(map(id, list_behind(document, last)))
    if listed:
        yield from (Drop(block, Reason.RELATED, 0.8) for block in blocks if id(block) in listed)
        return
    chrome = _chrome_after(document, blocks[last].end)
    behind = len(chrome) + len(blocks) - last - 1
    if len(chrome) < max(MIN_CHROME_BEHIND, MIN_CHROME_SHARE * behind):
        if len(chrome) >= MIN_CHROME_BEHIND:
            yield from _menus_behind(blocks[last + 1 :])
        return
    inside = set(chrome)
    ends = [
        start
        for start, end, reason in document.gone
        if start in inside
        and reason in _OVER_REASONS
        and not _OF_FORM.search(document.raw, start, end)
    ]
    over = min(ends, default=len(document.raw))

    def stays(block: Block) -> bool:
        text = block.text
        sentence = (
            ends_sentence(text) and words(block) >= MIN_SENTENCE_WORDS
        ) or is_long_without_stop(text, MIN_SENTENCE_LETTERS)
        return sentence and block.start < over and document.favor != "precision"

    recipes = recipe_blocks(document)
    for block, below in zip(blocks[last + 1 :], [*blocks[last + 2 :], None], strict=True):
        is_set = block.kind == "code" or block.start in recipes
        if block.start < chrome[0] or is_set or stays(block):
            continue
        if below is not None and stays(below) and _HEADS_SENTENCE.fullmatch(block.text):
            continue
        yield Drop(block, Reason.RELATED if words(block) >= 4 else Reason.MENU, 0.8)


#: A heading with its number, and how many in a row count.
_COUNTED = lazy(r"#?(\d{1,3})(?:[.):]|\s[-–—])\s{0,3}(?=[^\W\d_])")
MIN_COUNTED = 3


def _counted_on(blocks: Sequence[Block], last: int) -> int:
    """Give the place of the last line that is counted on, up or down, from lines above the last paragraph."""
    run = step = 0
    number, reached = -1, last
    for place, block in enumerate(blocks):
        found = _COUNTED.match(block.text)
        if found is None:
            continue
        by = int(found[1]) - number
        if by in (1, -1) and (by == step or run == 1):
            run, step = run + 1, by
        elif place > last:
            break
        else:
            run, step = 1, 0
        number = int(found[1])
        if place > last and run >= MIN_COUNTED:
            reached = place
    return reached


#: Lines of at most five words in a row that are a menu behind an article's end.
MIN_MENU_LINES = 8


def _menus_behind(tail: Sequence[Block]) -> Iterator[Drop]:
    run: list[Block] = []
    for block in [*tail, None]:
        if block is not None and words(block) <= 5 and not ends_sentence(block.text):
            run.append(block)
            continue
        if len(run) >= MIN_MENU_LINES:
            for menu in run:
                yield Drop(menu, Reason.MENU, 0.75)
        run = []


def _chrome_after(document: Document, at: int) -> list[int]:
    """Give where chrome was cut from there on; of the labels of advertising, which recur in articles, the first."""
    seen: list[int] = []
    labelled = False
    for start, _, reason in document.gone:
        if start >= at and reason in _CHROME_REASONS and not (labelled and reason == Reason.AD):
            seen.append(start)
            labelled |= reason == Reason.AD
    return seen
