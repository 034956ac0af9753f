"""The headline, and the breadcrumb that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..actions import Drop, Edit, Found, Split
from ..cleaners.boilerplate import MIN_CHROME, count_chrome, is_day, is_dump, is_label
from ..cleaners.mastheads import is_masthead
from ..cleaners.releases import is_release_label
from ..cleaners.structure import GLUE_SIEVE, glue_places
from ..model import Block, Document, Reason, count_words
from ..shapes import (
    claims_copyright,
    ends_sentence,
    holds_code,
    is_cut_off,
    is_long_without_stop,
    is_prose,
    is_technical,
    once,
    words,
)
from ..sieve import Sieve
from ..vocabulary import fold, folded, is_row_of_phrases, match, said
from ._headlines import SUFFIX, article_start, headline, is_unspaced, long_words, reach
from .bylines import read_byline
from .date_lines import placed_day
from .date_words import MONTHS
from .east_asian_names import marked_names
from .greetings import is_greeting

__all__ = ["find_breadcrumbs", "find_title", "fix_title", "split_title"]

#: Blocks at the top among which breadcrumbs are looked for.
BREADCRUMB_REACH = 40

#: Longest line that is read as a glued breadcrumb, in characters.
MAX_GLUED = 400

#: Longest part of a breadcrumb, in words; the last may be the title.
MAX_CRUMB_WORDS = 4

_SEPARATOR = re.compile(r"\s{1,3}(?:[>‹›»→⟩❯]|::|[/|\\•·»])\s{1,3}|\s?[>›»→❯]\s?")
_SEPARATED_SIEVE = Sieve((r"[>‹›»→⟩❯/|\\•·]",), (":", ":"))
#: What stands before a path: "You are here: Home > World", "当前位置：首页 > 新闻".
_PATH_LABEL = re.compile(r"[^\W\d][^:：>›»/|]{1,30}[:：]\s{0,3}")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[^\W_])")
_CAMEL_SIEVE = Sieve((r"[^\W\d_A-Z]", r"[^\W_a-z]"))
_DOTS = re.compile(r"[\s.…]*(?:\.\.\.|…)$")


def find_breadcrumbs(document: Document) -> Iterator[Drop | Found]:
    """Find the path of sections above the title: on one line, one a line, or glued together.

    A glued path may run into the title, whole or cut off by dots; then a later line
    must say the title in full. Leaves a line with a slash or arrow that does not
    begin with the home page's name.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("HomeTradeFerries idle. ...", "Ferries idle. Crews walk out.", "Crews…")
    >>> [f.value for f in find_breadcrumbs(lines) if isinstance(f, Found)]
    [('Home', 'Trade')]
    """
    top = list(document[:BREADCRUMB_REACH])
    for place, block in enumerate(top):
        if is_prose(block) and words(block) > 30:
            return
        if words(block) > 40:
            continue
        crumbs = _separated(block, document) or _glued(block, top[place + 1 :])
        if crumbs:
            yield Drop(block, Reason.BREADCRUMB)
            yield Found("breadcrumbs", crumbs)
            return


def _is_home(text: str) -> bool:
    return any(found.family == "home" for found in match(text))


def _separated(block: Block, document: Document) -> tuple[str, ...] | None:
    if not _SEPARATED_SIEVE.may_be_in(block):
        return None
    parts = [part.strip() for part in _SEPARATOR.split(block.text) if part.strip()]
    if len(parts) < 2:
        return None
    if label := _PATH_LABEL.match(parts[0]):
        parts[0] = parts[0][label.end() :]
    if not _is_home(parts[0]):
        return None
    if any(count_words(part) > MAX_CRUMB_WORDS for part in parts[:-1]):
        return None
    last = parts[-1]
    if count_words(last) > MAX_CRUMB_WORDS or is_cut_off(last):
        parts.pop()
    return tuple(parts)


def _glued(block: Block, below: Sequence[Block]) -> tuple[str, ...] | None:
    if len(block.text) > MAX_GLUED or not _CAMEL_SIEVE.may_be_in(block):
        return None
    parts = camel_parts(block.text)
    if len(parts) < 2 or not _is_home(parts[0]):
        return None
    for used in range(2, len(parts) + 1):
        rest = "".join(parts[used - 1 :])
        stem = fold(_DOTS.sub("", rest))
        if len(stem) >= 6 and any(folded(other).startswith(stem) for other in below[:12]):
            crumbs = parts[: used - 1]
            return tuple(crumbs) if all(count_words(c) <= MAX_CRUMB_WORDS for c in crumbs) else None
    if is_cut_off(block.text):  # no line below says the title so; the path is one all the same
        parts.pop()
    elif ends_sentence(block.text):
        return None
    elif not any(m.family == "section" for part in parts[1:] for m in match(part)):
        return None
    return tuple(parts) if all(count_words(part) <= 3 for part in parts) else None


def camel_parts(text: str) -> list[str]:
    """Split where a lower-case letter meets an upper-case one or a digit.

    >>> camel_parts("HomeWorldWar in Ukraine")
    ['Home', 'World', 'War in Ukraine']
    """
    parts, last = [], 0
    for found in _CAMEL.finditer(text):
        at = found.start()
        if text[at - 1].islower() and (text[at].isupper() or text[at].isdigit()):
            parts.append(text[last:at])
            last = at
    parts.append(text[last:])
    return [part.strip() for part in parts if part.strip()]


#: Bounds of a title.
MAX_TITLE_WORDS = 32
MAX_TITLE_CHARACTERS = 250
#: Longest title that ends in a full stop, in words.
MAX_SENTENCE_TITLE_WORDS = 16
#: Longest line that a phrase of sites makes no title of, in words.
MAX_PHRASE_WORDS = 6
#: Share of such a title's longer words that the text must say again.
MIN_OVERLAP = 0.5
#: Blocks that say the word again that is a title by itself, above no prose.
MIN_SAID_AGAIN = 3
#: Letters of a word from which on it is said again where its singular is.
MIN_PLURAL = 5
#: Blocks below a title of which one has at least its words; fewer in a page's dump.
TITLE_BELOW, DUMP_BELOW = 40, 12
#: Lines of so few words above the article of which as many show a page, where chrome was cut too.
SHORT, MIN_SHORT_ABOVE = 4, 4
#: Blocks at the top of a page among which the title that the page names is looked for.
TITLE_REACH = 400

#: What a site's name behind the title was parted by, where a dump broke the line there.
_OPEN_END = re.compile(r"\s{1,3}[|»•·]$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S")
#: The name of an account, as sites show it below the name of who has it.
_ACCOUNT = re.compile(r"@\w{2,30}")
#: A statement of code. Who writes titles small may begin one with such a word, but without its marks.
_STATEMENT = re.compile(
    r"(?:import|export|from|const|let|var|def|function|return|using)\s.{0,200}?(?:[={;]|\sfrom\s['\"]|\w\()"
)
#: Hashtags, or a heading's mark; one tag alone may begin a headline: "#12 Heights".
_TAGS = re.compile(r"#(?!\w)|#\w[^#]*#")
_INNER_STOP = re.compile(r"[^\W\d]{3}([.!?])\s+\S+\s+\S")


#: Places in one line where words run together from which on it is a row of elements.
MIN_RUN_TOGETHER = 3
#: Shortest line whose beginning parts another line, in characters.
MIN_BEGINNING = 12
#: How much of the article's first paragraph is looked at, in characters.
HEAD_OF_PARAGRAPH = 250

#: A byline or a day run into what stands before it, a number into a word: "TipsBy Jane Roe",
#: "Harbour newsMay 3, 2024", "Sailing7 knots to know".
_RUN_INTO = re.compile(
    r"(?<=[^\sA-Z])(?=By [^\W\d_a-z][^\W\d_A-Z])"
    rf"|(?<=[^\W\d_A-Z])(?=(?:{MONTHS})[a-z]{{0,6}}\.? \d{{1,2}}, \d{{4}}"
    r"|(?:Published|Updated)(?:[ :]|on )|(?:Published|Updated|Publiziert)\d)"
)
_NUMBER_RUN_INTO = re.compile(r"(?<=[^\W\d_A-Z]{3})(?=\d{1,3} [^\W\d_a-z])")


def split_title(document: Document) -> Iterator[Split]:
    """Split the lines above the article in which a dump ran the title together with what is beside it.

    Menus, the path, the byline, the day. Only in a page's dump, in lines that run together several
    times, or where what begins there is a byline, a day, or said by another line. Leaves names with a
    capital inside, and the article below its first line.

    >>> from cleanarticle.model import blocks
    >>> line = "RegisterSubscribeContactSearchFerry crews walk out"
    >>> list(split_title(blocks(line, "The ferry sailed at noon, and nobody saw it leave.")))
    []
    """
    if document.kind == "html" or document.title is not None or not len(document):
        return
    start = article_start(document)
    runs = [
        (block, once(block, "runs together", _run_together), place == start)
        for place in reach(document)
        if place <= start and (block := document[place]).kind == "paragraph"
    ]
    if not any(at for _, at, _ in runs) or not is_page(document) or is_technical(document):
        return
    lines = [folded(document[place]) for place in range(min(len(document), start + 60))]
    beginnings = {line[:MIN_BEGINNING] for line in lines if len(line) >= MIN_BEGINNING}
    for block, at, is_first in runs:
        if not at or holds_code(block):
            continue
        text = block.text
        sure = {m.start() for m in _RUN_INTO.finditer(text)}
        if sure:
            sure |= {m.start() for m in _NUMBER_RUN_INTO.finditer(text)}
        many = len(at) >= MIN_RUN_TOGETHER and not is_first
        taken = [
            place
            for place in at
            if (place < HEAD_OF_PARAGRAPH or not is_first)
            and (
                many
                or place in sure
                or fold(text[place : place + 40])[:MIN_BEGINNING] in beginnings
            )
        ]
        if taken:
            yield Split(block, tuple(taken))


def _run_together(block: Block) -> tuple[int, ...]:
    """Give the places where a line runs together: inside words, behind a number and before one."""
    if not GLUE_SIEVE.may_be_in(block) and not _NUMBER_RUN_INTO.search(
        block.text[:HEAD_OF_PARAGRAPH]
    ):
        return ()
    inside, between = glue_places(block)
    at = {*(place for _, place in inside), *between}
    at.update(m.start() for m in _RUN_INTO.finditer(block.text))
    at.update(m.start() for m in _NUMBER_RUN_INTO.finditer(block.text))
    return tuple(sorted(at))


def find_title(document: Document) -> Iterator[Found | Drop]:
    """Find the headline above the first paragraphs.

    Where no chrome was cut, the first line is the title if it has the form of one, or the line below it if
    the first is the site's name, which the page says again at its end. In a page's dump the line that is said
    twice, that a heading's mark sets off, or whose words the article says again is the title.
    """
    if document.title is not None or not len(document):
        return
    wanted = document.fields.get("title")
    if wanted:
        for block in document[:TITLE_REACH]:
            if folded(block) == fold(wanted):
                yield Found("title", block.text, block)
                return
        if document.kind == "html":
            return  # the page names its title; a line that reads like one is another
    if not is_page(document):
        line = first_line(document)
        if line is not None and (below := _below_name(document, line)) is not None:
            yield Drop(line, Reason.MENU, 0.85)
            line = below
        if line is not None:
            yield Found("title", line.text, line)
        return
    best = headline(document, candidates(document))
    if best is not None:
        yield Found("title", best.text, best)


def is_page(document: Document) -> bool:
    """Whether a text is a page's dump, in which the title may stand anywhere above the article.

    What has been cleaned is none, so that the title on top of it is found again.
    """
    first = _first_paragraph(document.blocks)
    if first and is_dump(document, before=document[first - 1].start):
        return True
    chrome = count_chrome(document)
    if chrome >= MIN_CHROME:
        return True
    above = document[: article_start(document)]
    return bool(chrome) and sum(words(block) <= SHORT for block in above) >= MIN_SHORT_ABOVE


def first_line(document: Document) -> Block | None:
    """Give the first line, if it has the form of a title: in a text that is no page's dump.

    Above it may stand the names of the site's parts and the label of a release for the press, and
    below these the day or another word, which is a part's name as well; then prose must follow soon.
    """
    blocks = document.blocks
    if not is_label(blocks[0], document.language):
        return blocks[0] if _qualifies(blocks[0], blocks[1:], _told(document)) else None
    for place, block in enumerate(blocks[: LABELS_ABOVE + 1]):
        text = block.text
        if (
            is_label(block, document.language)
            or is_day(block)
            or placed_day(text, document.language)
        ):
            continue
        below = blocks[place + 1 :]
        heads = words(block) >= 2 and any(map(is_prose, below[:PROSE_BELOW]))
        return block if heads and _qualifies(block, below, _told(document)) else None
    return None


#: Lines above the title that can name parts of the site; lines below it of which one is prose then.
LABELS_ABOVE, PROSE_BELOW = 6, 6


#: Longest name of a site, and fewest words of a headline below it; lines of the page's end that are
#: looked at, each no longer than so many characters.
MAX_NAME_WORDS, MIN_BELOW_NAME, END_LINES, MAX_END_LINE = 6, 3, 40, 200


def _below_name(document: Document, first: Block) -> Block | None:
    """Give the headline between a site's name on the first line and the article, if it is one.

    A name stands at the page's end again, alone or in its copyright. What the article says more of than
    of the line below it is no name.
    """
    blocks, start = document.blocks, _first_paragraph(document)
    if first is not blocks[0] or words(first) > MAX_NAME_WORDS or not 1 < start < len(blocks):
        return None
    end = document.raw[max(block.end for block in blocks if is_prose(block)) :].split("\n")
    name = folded(first)
    last = [line for line in end if line and not line.isspace()][-END_LINES:]
    if not any(
        line == name or (name in line and claims_copyright(line))
        for line in map(fold, last)
        if len(line) <= MAX_END_LINE
    ):
        return None
    prose = filter(is_prose, blocks[start : start + TITLE_BELOW])
    told = {word for block in prose for word in long_words(block)}
    below = [
        block
        for block in candidates(document)
        if first.end < block.start < blocks[start].start
        and words(block) >= MIN_BELOW_NAME
        and folded(block) != name
        and _overlap(block, told) >= _overlap(first, told)
    ]
    return max(below, key=lambda block: _overlap(block, told), default=None)


def candidates(document: Document) -> Iterator[Block]:
    """Give the lines of a dump that have the form of a title and stand where one can."""
    blocks = document.blocks
    vocabulary = _told(document)
    for place in reach(document):
        block = blocks[place]
        if place and _waits(blocks[place - 1]):
            continue
        if (words(block) >= 2 or block.level == 1) and _qualifies(
            block, blocks[place + 1 : place + 1 + TITLE_BELOW], vocabulary
        ):
            yield block


def _waits(block: Block) -> bool:
    """Whether a line is a label whose name or place is the next line: "Published in", "Written by"."""
    return words(block) <= 2 and not said(block).keys().isdisjoint(("published", "byline"))


def _first_paragraph(blocks: Sequence[Block]) -> int:
    return next((i for i, b in enumerate(blocks) if is_prose(b) and words(b) >= 20), len(blocks))


def _told(document: Document) -> set[str]:
    """Give the longer words of the first paragraphs."""
    first = _first_paragraph(document)
    return {word for block in document[first : first + 8] for word in long_words(block)}


def _overlap(block: Block, vocabulary: set[str]) -> float:
    own = long_words(block)
    return len(own & vocabulary) / len(own) if own else 0.0


def _qualifies(block: Block, below: Sequence[Block], vocabulary: set[str]) -> bool:
    """Whether the first block has the form of a title: short, above something longer."""
    count = words(block)
    text = block.text
    if not below or block.kind not in ("paragraph", "heading") or len(text) > MAX_TITLE_CHARACTERS:
        return False
    if is_long_without_stop(text) and block.level != 1:
        return False
    if count < 1 or count > MAX_TITLE_WORDS * (2 if is_unspaced(text) else 1):
        return False
    if text.endswith((",", ":", ";")) or all(words(b) < count for b in below[:TITLE_BELOW]):
        return False
    if not any(char.isalpha() for char in text) or text[0] in "•>":
        return False
    if _TAGS.match(text) or _STATEMENT.match(text) or is_greeting(text):
        return False
    if _is_first_of_many(text, below):
        return False
    if text[0] in "-–—*" and below[0].text[0] == text[0]:  # a list, or a dialogue
        return False
    if (
        is_cut_off(text)
        or _ADDRESS.match(text)
        or (count <= MAX_PHRASE_WORDS and _is_of_site(block))
        or is_row_of_phrases(text)
    ):
        return False
    if is_day(block) or is_release_label(block) or is_masthead(block) or marked_names(text):
        return False
    if _ACCOUNT.fullmatch(below[0].text):  # whose post it is
        return False
    if count == 1 and not (len(text) > 2 and text[0].isalnum() and _heads(text, below)):
        return False
    asks = text.rstrip("\"'”’»)").endswith(("?", "!", "？", "！"))
    if asks and is_prose(block) and not _asks_only(text):  # a paragraph that ends in a question
        return False
    if ends_sentence(text) and not asks:
        closes_quote = text[-1] in "\"'”’»“" and text[-2:-1] not in ".…"
        return closes_quote or (
            count <= MAX_SENTENCE_TITLE_WORDS
            and words(below[0]) >= 1.3 * count
            and _overlap(block, vocabulary) >= MIN_OVERLAP
        )
    return True


#: How a turn of a talk begins ("Q:", "ANNA:", "[12:03] anna:"), the part of a song ("[Verse 1]"), a numbered one.
_TURN = re.compile(
    r"(?:\[?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\]?\s{1,3})?[^\W\d_][\w.'’-]{0,20}(?: [\w.'’-]{1,20})?\s?[:：]\s"
)
_IN_BRACKETS = re.compile(r"\[[^\[\]]{1,60}\]")
_PART = re.compile(r"(§\s?|)(\d{1,3})(?:[.)]\s|\s)(?=\s{0,3}[^\W\d_])")
#: Lines below the first that are looked at for more turns, and how many make a talk; parts are short.
TURN_REACH, MIN_TURNS, MAX_PART_CHARACTERS = 4, 3, 120


def _is_first_of_many(text: str, below: Sequence[Block]) -> bool:
    """Whether a line is the first turn of a talk, or the heading of the first part of a song or a text."""
    if _TURN.match(text):
        turns = sum(_TURN.match(block.text) is not None for block in below[:TURN_REACH])
        return turns >= max(2, min(MIN_TURNS, len(below)))
    if _IN_BRACKETS.fullmatch(text):
        return any(_IN_BRACKETS.fullmatch(block.text) for block in below[:TITLE_BELOW])
    part = _PART.match(text)
    if part is None or part[2] != "1":
        return False
    following = (_PART.match(b.text) for b in below if len(b.text) <= MAX_PART_CHARACTERS)
    return any(found and found[1] == part[1] and found[2] == "2" for found in following)


def _is_of_site(block: Block) -> bool:
    """Whether a short line is a phrase of sites; "Von", "De" and "Por" begin bylines, and titles as well.

    >>> _is_of_site(Block("paragraph", "De laatste abonnee")), _is_of_site(Block("paragraph", "De Ana Pop"))
    (False, True)
    """
    found = said(block)
    if found.keys() == {"byline"} and all(
        one.how == "start" and one.phrase.isalpha() for one in found["byline"]
    ):
        return any(read_byline(block.text, one.language).names for one in found["byline"])
    return bool(found)


#: Fewest words of the line right below a title of one word.
MIN_BELOW_WORD = 5
_WORD = re.compile(r"[^\W_]+")
_NAME_IN_CODE = re.compile(r"[a-z\d]+(?:_[a-z\d]+)+(?:\(\)|!)?", re.IGNORECASE)


def _heads(word: str, below: Sequence[Block]) -> bool:
    """Whether one word alone stands above prose, or above a text that says it again and again.

    Of a list's title, without its last letter, too: "Kayaks" above one kayak after another. Once is enough
    right below; of a name in code, any line of some words.
    """
    if any(map(is_prose, below[:3])):
        return True
    forms = {fold(word)}
    if len(word) >= MIN_PLURAL and word.endswith("s"):
        forms.add(fold(word[:-1]))
    if words(below[0]) >= MIN_BELOW_WORD:
        says_it = ends_sentence(below[0].text) and not forms.isdisjoint(
            _WORD.findall(folded(below[0]))
        )
        if says_it or _NAME_IN_CODE.fullmatch(word):
            return True
    said_again = (fold(block.text).split() for block in below[:TITLE_BELOW])
    return sum(not forms.isdisjoint(words_below) for words_below in said_again) >= MIN_SAID_AGAIN


def _asks_only(text: str) -> bool:
    """Whether a line that ends in a question is one, or two short ones: "Boats in May? Why not?"."""
    stops = _INNER_STOP.findall(text)
    return not stops or (stops == ["?"] and len(text.split()) <= MAX_SENTENCE_TITLE_WORDS)


def fix_title(document: Document) -> Iterator[Edit]:
    """Cut the site's name off the end of the title, where another line shows the title without it.

    Without such a line the title stays as it is: " - " may be the headline's own. A bar that the name was
    parted by goes where a dump broke the line behind it.
    """
    title = document.title
    if title is None:
        return
    if (open_end := _OPEN_END.search(title.text)) and document.kind == "text":
        yield Edit(title, open_end.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    lines: set[str] = set()
    for found in SUFFIX.finditer(title.text):
        lines = lines or set(map(folded, document[:30]))
        if fold(title.text[: found.start()]) in lines:
            yield Edit(title, found.start(), len(title.text), "", Reason.BREADCRUMB)
            return
