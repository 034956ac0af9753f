"""Lines between paragraphs that point to another article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from ..actions import Drop, Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence, is_caseless, is_prose, last_prose, once, words
from ..vocabulary import bare, fold, match, says
from ..vocabulary.entries import entries_of
from ._below_labels import asks_as_headline, may_head_below
from ._labelled_headlines import is_labelled_headline
from ._phrased import damned
from ._spans import cut
from ._teaser_cards import teaser_cards

__all__ = ["drop_read_also", "pointer_label"]


def drop_read_also(document: Document) -> Iterator[Drop | Edit]:
    """Drop one-line pointers to other articles between the paragraphs, and those in brackets within one.

    The headline below a prompt that says nothing else goes with it: behind the last paragraph, and between two,
    where it is too long for a heading. So do the cards of other articles that a publisher's form tells. Leaves a
    sentence that merely begins so ("Read also the small print, he warned."), the text's own headline ("Watch: Storm
    shuts the pier"), and a prompt in a script without capitals that a page on one line ran into a paragraph.
    """
    named = damned(document, "read_also", 35)
    blocks = document.blocks
    last = last_prose(blocks)
    cards = set(map(id, (*teaser_cards(document), *_boxes(document))))
    below: Sequence[Block] = ()  # what belongs to the prompt above
    for place, block in enumerate(blocks):
        points = (id(block) in named and not _runs_into_prose(block)) or once(
            block, "points", _points
        )
        if points and not is_labelled_headline(document, block):
            yield Drop(block, Reason.READ_ALSO)
            if _prompts_alone(block, document.language):
                below = _headlines(document, place, is_last=0 <= last < place)
            below = below or _linked_items(document, place)
        elif id(block) in cards or (below and any(block is one for one in below)):
            yield Drop(block, Reason.READ_ALSO, 0.9)
        else:
            for start, end in once(block, "pointers", _bracketed):
                yield cut(block, start, end, Reason.READ_ALSO)


def _boxes(document: Document) -> Iterator[Block]:
    """Give the buttons between two paragraphs that lead to another article, with its headline above them.

    And the headlines there that a label heads: "EXPLAINED | What the strike means".
    """
    blocks = document.blocks
    for place in range(1, len(blocks) - 1):
        button = blocks[place]
        if "|" in button.text[:MAX_KICKER] and _KICKED.match(button.text):
            if is_prose(blocks[place - 1]) and _like_headline_or_question(button):
                yield button
            continue
        if words(button) > MAX_BUTTON_WORDS or not is_prose(blocks[place + 1]):
            continue
        if not button.text[0].isupper() or not says(button, "continue", "line"):
            continue
        above = list(takewhile(_like_headline, blocks[max(0, place - MAX_IN_BOX) : place][::-1]))
        first = place - len(above)
        if first and is_prose(blocks[first - 1]):
            yield from (*above, button)


#: A label of other articles, and how far its stroke stands from the line's start at most.
_KICKED = lazy(
    r"(?:explained|watch|in pics|in pictures|in photos|editorial|podcast|also read)\s\|\s(?-i:(?=[^\Wa-z]))",
    re.IGNORECASE,
)
MAX_KICKER = 16


def _like_headline_or_question(block: Block) -> bool:
    return words(block) <= MAX_POINTER_WORDS and block.text[-1] not in ".!"


#: Most words of such a button, and lines above it: the headline, and what its picture shows.
MAX_BUTTON_WORDS, MAX_IN_BOX = 5, 2

#: What stands in brackets between two sentences, or behind the last.
_BRACKETED = lazy(
    r"[(\[](?:(?<=[.!?…\"”’»][(\[])|(?<=[.!?…\"”’»]\s[(\[]))([^()\[\]]{8,160})[)\]](?=\s+[^\sa-z]|\s*\Z)"
)


#: A label of other articles behind the last sentence, whose headline a dump set on the next line.
_RELATED_BEHIND = lazy(
    r"(?<=[.!?…\"”])\sRelated (?:article|content|story|video|gallery|live-story)\Z"
)
MAX_LABEL_BEHIND = 20


def _bracketed(block: Block) -> tuple[tuple[int, int], ...]:
    """Give the pointers that stand in brackets: "(Read also: Ferry crews vote for a longer strike)".

    And a label behind the last sentence.
    """
    text = block.text
    if "Related " in text[-MAX_LABEL_BEHIND:] and (label := _RELATED_BEHIND.search(text)):
        return (label.span(),)
    if not text.isascii() and block.kind != "code" and (row := _row_behind(text)) is not None:
        return ((row, len(text)),)
    if block.kind == "code" or not ("(" in text or "[" in text):
        return ()
    return tuple(
        (found.start(1) - 1, found.end())
        for found in _BRACKETED.finditer(text)
        if pointer_label(found[1])
    )


#: A label in brackets of its own or behind a mark, where a line begins or a sentence ends, as East Asian papers set
#: it: "雨がやんだ。【関連記事】・船の話 ・橋の話".
_MARKED_LABEL = lazy(
    r"(?:\A|[。！？.」』）)”\"]\s{0,3})(?P<label>[【＜［〈\[<][^【】＜＞［］〈〉\[\]<>。\n]{2,14}[】＞］〉\]>]"
    r"|[■▶◆●☞▼]\s?[^\s。:：・]{2,12}(?=[\s:：・]))"
)
_MAY_HAVE_LABEL = lazy("[【＜［〈\\[<■▶◆●☞▼]")
#: What ends a sentence, but for one that a headline asks or calls out.
_STOP = lazy(r"。|\.(?=\s|\Z)")
#: Longest row of other articles' headlines on one line, in characters.
MAX_ROW = 500


def _row_behind(text: str) -> int | None:
    """Give where the label begins behind which a line has the headlines of other articles, and no sentence.

    >>> _row_behind("雨がやんだ。【関連記事】・船の話 ・橋の話"), _row_behind("비가 그쳤다. [관련기사] ▶ 배 이야기")
    (6, 8)
    >>> _row_behind("雨がやんだ。【関連記事】を読んだ人は多い。"), _row_behind("雨がやんだ。【船】の話")
    (None, None)
    """
    if _MAY_HAVE_LABEL.search(text) is None:
        return None
    for found in _MARKED_LABEL.finditer(text, max(0, len(text) - MAX_ROW)):
        label = found["label"]
        if not any(
            one.family in ("read_also", "related") and one.how != "within" for one in match(label)
        ):
            continue
        behind = text[found.end() :]
        if behind.strip() and _STOP.search(behind) is None:
            return found.start("label")
    return None


def pointer_label(text: str) -> int:
    """Give how many characters of a text are the prompt with a colon that it begins with, 0 if none.

    >>> pointer_label("Read more: Storm shuts the pier"), pointer_label("See also: The Harbour, chapter 3")
    (10, 0)
    """
    if not _COLON.search(text[:MAX_PROMPT]):
        return 0
    return max(
        (
            len(one.phrase)
            for one in match(text)
            if one.family in ("read_also", "continue")
            and one.how == "start"
            and one.phrase.endswith(":")
            and one.phrase.split(" ")[0] not in _SEE
        ),
        default=0,
    )


_COLON = lazy("[:：]")
#: Longest prompt that ends in a colon, in characters.
MAX_PROMPT = 60


def _headlines(document: Document, prompt: int, *, is_last: bool) -> Sequence[Block]:
    """Give the headlines of other articles that stand below a prompt, whose place is told.

    Between paragraphs the last of them may be a heading of what follows, and a list may be the article's; in a
    script without capitals a paragraph without a full stop looks like one.
    """
    blocks, first = document.blocks, prompt + 1
    if first < len(blocks) and _ADDRESS.fullmatch(blocks[first].text):
        return (blocks[first],)
    if first < len(blocks) and _is_row(blocks[first].text):
        return (blocks[first],)
    asked = _asked_below(blocks, prompt)
    if asked:
        return (asked,)
    if is_last:
        end = first
        while end < len(blocks) and (
            _like_headline(blocks[end]) or (end > first and asks_as_headline(document, end))
        ):
            end += 1
        return blocks[first:end]
    said = fold(blocks[prompt].text)
    if not said.endswith((":", "：")) and _ALSO.isdisjoint(said.split(" ")):
        return ()  # the button of the teaser above
    below = blocks[first : first + MAX_BETWEEN + 2]
    if below and any(map(is_caseless, below[0].text[:2])) and below[0].text[-1] not in _ARROWS:
        return _caseless_headlines(document, first)
    if len(below) > 1 and _like_headline(below[0]) and is_prose(below[1]):
        return () if may_head_below(document, first) else below[:1]
    found = list(takewhile(_is_long, takewhile(_like_headline, below)))
    behind = below[len(found) :]
    if behind and 0 < words(behind[0]) < MIN_BETWEEN:
        behind = behind[1:]  # the heading of the paragraph
    goes_on = bool(behind) and is_prose(behind[0])
    return found if goes_on and len(found) <= MAX_BETWEEN else ()


def _caseless_headlines(document: Document, first: int) -> Sequence[Block]:
    """Give the headlines below a prompt in a script without capitals, two or more of them, a paragraph below.

    Only where all paragraphs end in a full stop, so that a line without one is none. The last may be a heading.
    """
    blocks = document.blocks
    found = list(takewhile(_like_caseless_headline, blocks[first : first + MAX_BETWEEN + 1]))
    behind = first + len(found)
    if not 2 <= len(found) <= MAX_BETWEEN or behind >= len(blocks):
        return ()
    if not is_prose(blocks[behind]) or not once(document, "all end", _all_end):
        return ()
    return found[:-1] if may_head_below(document, behind - 1) else found


def _like_caseless_headline(block: Block) -> bool:
    return (
        block.text[0].isalpha()
        and MIN_CASELESS <= len(block.text.split()) <= MAX_CASELESS
        and _like_headline(block)
    )


def _all_end(document: Document) -> bool:
    """Whether all paragraphs of a text end as sentences do, and there are some."""
    prose = [block for block in document if is_prose(block)]
    return len(prose) >= MIN_ENDING and all(ends_sentence(block.text) for block in prose)


#: Words of another article's headline in a script without capitals, and the fewest paragraphs that tell.
MIN_CASELESS, MAX_CASELESS, MIN_ENDING = 5, 16, 3
#: An item of a list in Markdown that is a link and nothing else, and the longest that is looked at.
_LINKED_ITEM = lazy(r"[*•-]\s{1,3}\[[^\[\]\n]{1,200}\]\(https?://[^\s()]{1,600}\)\s{0,9}")
MAX_ITEM = 900


def _linked_items(document: Document, prompt: int) -> Sequence[Block]:
    """Give the items of the list right below a prompt, each of which is a link and nothing else."""
    blocks, raw = document.blocks, document.raw
    if document.kind == "html" or "](" not in raw:
        return ()
    if fold(blocks[prompt].text).split(" ")[0] in _SEE:
        return ()
    found = []
    for place in range(prompt + 1, len(blocks)):
        start = blocks[place].start
        line = raw[start : start + MAX_ITEM].partition("\n")[0]
        if not _LINKED_ITEM.fullmatch(line):
            break
        found.append(blocks[place])
    return found


def _is_row(text: str) -> bool:
    """Whether a line is several items behind their marks, and no sentence: "・船の話 ・橋の話"."""
    mark = text[0]
    if mark not in "・●▶■◆☞" or len(text) > MAX_ROW:
        return False
    return f" {mark}" in text and _STOP.search(text) is None


#: An address and nothing else.
_ADDRESS = lazy(r"https?://\S{4,300}")
#: What such a list shows behind the headline that a link leads to.
_ARROWS = ("→", "»", "›")


def _asked_below(blocks: Sequence[Block], prompt: int) -> Block | None:
    """Give the headline below a prompt with a colon where it asks or calls out, a paragraph below it."""
    below = blocks[prompt + 1 : prompt + 3]
    if len(below) < 2 or not blocks[prompt].text.endswith(":") or not is_prose(below[1]):
        return None
    text = below[0].text
    one = text.endswith(("?", "؟", "!")) and not ends_sentence(text[:-1]) and "? " not in text
    return below[0] if one and MIN_BETWEEN <= words(below[0]) <= MAX_POINTER_WORDS else None


def _is_long(headline: Block) -> bool:
    """Whether a headline is too long for a heading, as far as its script tells, or shows that it is a link."""
    if headline.text.endswith(_ARROWS):
        return True
    return words(headline) >= MIN_BETWEEN and not any(map(is_caseless, headline.text[:2]))


#: Words from which on a line that begins with a prompt and ends in a full stop holds a sentence, where no
#: capital tells where that begins.
MIN_RUN_INTO = 12


def _runs_into_prose(block: Block) -> bool:
    """Whether a sentence may stand behind a prompt and its headline, in a script without capitals."""
    text = block.text
    return (
        any(map(is_caseless, text[:4]))
        and ends_sentence(text)
        and len(text.split()) >= MIN_RUN_INTO
    )


def _prompts_alone(block: Block, language: str | None) -> bool:
    """Whether a line is a prompt to read and nothing else; "See also" heads references, too."""
    found = says(block, "read_also", language=language)
    if found is None or fold(found.phrase).split(" ")[0] in _SEE:
        return False
    return found.how == "line" or bare(fold(block.text)) == bare(found.phrase)


def _like_headline(block: Block) -> bool:
    """Whether a line may be another article's headline: some words, a capital, no full stop."""
    text = block.text
    return (
        MIN_HEADLINE_WORDS <= words(block) <= MAX_POINTER_WORDS
        and not text[0].islower()
        and not ends_sentence(text)
        and block.kind == "paragraph"
    )


#: Words that mark a prompt to read, not a reference: "Read also", unlike "See also" and "Read more".
_ALSO = frozenset(
    "also auch ook också även også myös aussi également también anche também ainda și si επίσης ακόμα "
    "ακόμη też także również také též также також juga "
    "أيضا أيضاً أيضًا ايضا גם بھی भी हेही पनि પણ ਵੀ కూడా ასევე նաեւ همچنین".split()
)
_SEE = frozenset("see siehe zie vedi ver veja vezi voir cf viz se katso zobacz см.".split())
#: Fewest words of a headline below a prompt, and of one between paragraphs, where a shorter line may be a
#: heading; most headlines there.
MIN_HEADLINE_WORDS, MIN_BETWEEN, MAX_BETWEEN = 4, 6, 3
#: Words of such a line with the headline behind the prompt.
MIN_POINTER_WORDS, MAX_POINTER_WORDS = 6, 25


@cache
def _prompts() -> frozenset[str]:
    """Give the prompts of two and three words that end in "also", without their colons."""
    found = {
        tuple(fold(phrase).rstrip(" :|–-").split(" "))
        for _, key, phrase in entries_of("read_also")
        if key in ("line", "start")
    }
    return frozenset(
        " ".join(said)
        for said in found
        if 2 <= len(said) <= 3 and said[-1] in _ALSO and said[0] not in _SEE
    )


@cache
def _prompt_beginnings() -> frozenset[str]:
    return frozenset(prompt.split(" ")[0] for prompt in _prompts())


#: What parts a prompt from its headline where not the colon of the vocabulary does: "Read also - Storm shuts the
#: pier". And a second form of the verb, and vowel signs, which Arabic may leave out: "اقرأ/ي أيضًا".
_PARTS = lazy(r"\s(?:[:：|–—-]|\.\.)\s|[:：|]\s|\.\.\s")
_SECOND_FORM = lazy(r"/\w{1,2}(?=\s)|[\u064b-\u0652]")
MAX_PARTED = 40


@cache
def _parted_prompts() -> frozenset[str]:
    """Give the prompts of two words and more that say to read what stands behind them, without their marks."""
    found = {
        bare(_SECOND_FORM.sub("", fold(phrase)))
        for family in ("read_also", "continue")
        for _, key, phrase in entries_of(family)
        if key in ("line", "start") and (key == "line" or not phrase[-1].isalnum())
    }
    return frozenset(
        prompt for prompt in found if " " in prompt and prompt.split(" ")[0] not in _SEE
    )


def _is_parted(block: Block) -> bool:
    """Whether a line is a prompt, a dash, colon or stroke, and a headline, which ends without a full stop.

    >>> _is_parted(Block("paragraph", "આ પણ વાંચો - પુલ કેમ બંધ થયો તે જાણો"))
    True
    >>> _is_parted(Block("paragraph", "He reads - and so do we - the small print"))
    False
    """
    text = block.text
    if not MIN_POINTER_WORDS <= words(block) <= MAX_POINTER_WORDS or text[-1] in ".।۔。!":
        return False
    found = _PARTS.search(text[:MAX_PARTED])
    if found is None:
        return False
    head = bare(_SECOND_FORM.sub("", fold(text[: found.start()])))
    return " " in head and head in _parted_prompts()


#: The prompt in capitals of papers of the Philippines, and the headline behind it.
_SHOUTED = lazy(r"READ(?: ALSO)?: [^\W\d_a-z“\"‘'(][^\n]{15,160}")


def _is_shouted(block: Block) -> bool:
    """Whether a line is a prompt in capitals and a headline: "READ: Leyte farmers get new solar dryers"."""
    text = block.text
    if not text.startswith("READ") or ends_sentence(text):
        return False
    return words(block) <= MAX_POINTER_WORDS and _SHOUTED.fullmatch(text) is not None


#: What CNN sets in front of another article's headline amid its own.
_RELATED = lazy(r"Related (?:article|content|story|video|gallery|live-story) (?=[^\Wa-z])")


def _is_related(block: Block) -> bool:
    """Whether a line is a label of other articles with a headline run on behind it.

    >>> _is_related(Block("paragraph", "Related content The mud baths of the north"))
    True
    >>> _is_related(Block("paragraph", "Related content The Times ran was false."))
    False
    """
    if not block.text.startswith("Related ") or block.text[-1] in ".!:":
        return False
    few = MIN_HEADLINE_WORDS + 2 <= words(block) <= MAX_POINTER_WORDS
    return few and _RELATED.match(block.text) is not None


def _points(block: Block) -> bool:
    """Whether a line is a prompt with a headline run on behind it: "Les også Trikken sto i to dager".

    A headline begins with a capital letter and ends without a full stop.
    """
    if _is_parted(block) or _is_shouted(block) or _is_related(block):
        return True
    start = block.text[:60].split()
    if not start or start[0].lower() not in _prompt_beginnings():
        return False
    if not MIN_POINTER_WORDS <= words(block) <= MAX_POINTER_WORDS or ends_sentence(block.text):
        return False
    return any(
        len(start) > size
        and start[size][0].isupper()
        and fold(" ".join(start[:size])) in _prompts()
        for size in (2, 3)
    )
