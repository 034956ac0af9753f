"""The headline: found, parted from what ran into it, and rid of the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..actions import Drop, Edit, Found, Split
from ..cleaners.boilerplate import MIN_CHROME, count_chrome, is_day, is_dump, is_label
from ..cleaners.structure import GLUE_SIEVE, glue_places
from ..model import Block, Document, Reason, count_words
from ..shapes import (
    claims_copyright,
    ends_sentence,
    holds_code,
    is_caseless,
    is_prose,
    is_technical,
    once,
    words,
)
from ..vocabulary import fold, folded, match, said
from ._article_start import article_start, reach
from ._headlines import SUFFIX, headline, weightier
from ._long_words import long_words
from ._title_form import (
    TITLE_BELOW,
    has_title_form,
    heads_summary,
    is_description,
    is_stamp,
    overlap,
    share_label_end,
)
from ._top_line import name_on_top, scraped_day
from .date_lines import placed_day
from .date_words import MONTHS

__all__ = ["find_title", "fix_title", "split_title"]

#: Lines of so few words above the article of which as many show a page, where chrome was cut too.
SHORT, MIN_SHORT_ABOVE = 4, 4
#: Blocks at the top of a page among which the title that the page names is looked for.
TITLE_REACH = 400

#: What a site's name behind the title was parted by, where a dump broke the line there.
_OPEN_END = re.compile(r"\s{1,3}[|»•·]$")
#: The same before the title, whose site or section was cut: ": Ferry crews walk out".
_OPEN_START = re.compile(r"[:|»•·]\s{1,3}(?=[^\W_]|[\"'“‘«])")

#: A heading's mark, and the name of a forum of Reddit behind a title.
_MARK = re.compile(r"#{1,6}\s{1,3}(?=\S)")
_OF_FORUM = re.compile(r"\s:\sr/\w{2,30}(?:\s[-–|]\sReddit)?$")

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
    if (ticker := _ticker(document)) is not None:
        yield Split(document[ticker[0]], (ticker[1],))
        return
    shared = {block: end for block, _, _ in runs if (end := share_label_end(block.text))}
    if not (shared or any(at for _, at, _ in runs)) or is_technical(document):
        return
    labels = [
        place
        for place in range(min(len(document), 6))
        if _LABEL_RUN_INTO.match(document[place].text)
    ]
    if not labels and not is_page(document):
        return
    for block, end in shared.items():
        yield Split(block, (end,))
    lines = [folded(document[place]) for place in range(min(len(document), start + 60))]
    beginnings = {line[:MIN_BEGINNING] for line in lines if len(line) >= MIN_BEGINNING}
    for block, at, is_first in runs:
        if not at or block in shared or holds_code(block):
            continue
        text = block.text
        sure = {m.start() for m in _RUN_INTO.finditer(text)}
        if sure:
            sure |= {m.start() for m in _NUMBER_RUN_INTO.finditer(text)}
        many = len(at) >= MIN_RUN_TOGETHER and not is_first
        many = many or (len(at) == 1 and not is_first and block in _below(document, labels))
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


#: A label that the day ran into, which shows what else is run together on the line below it.
_LABEL_RUN_INTO = re.compile(r"(?:Published|Updated|Publiziert|Aktualisiert)\d{1,2}[. ]")


def _below(document: Document, places: Sequence[int]) -> list[Block]:
    return [document[place + 1] for place in places if place + 1 < len(document)]


#: A ticker's name with the headline run into it: "+++ Harbour news on Monday +++Boats sail again".
_TICKER = re.compile(r"\+\+\+ [^+\n]{3,80} \+\+\+")
#: Lines on top among which it stands.
TICKER_REACH = 6


def _ticker(document: Document) -> tuple[int, int] | None:
    """Give the place of a line on top that begins with a ticker's name, and where the headline begins in it."""
    for place in range(min(len(document), TICKER_REACH)):
        block = document[place]
        if block.text.startswith("+++") and (name := _TICKER.match(block.text)):
            return (place, name.end()) if block.text[name.end() :][:1].isalpha() else None
    return None


def _below_ticker(document: Document) -> tuple[Block, Block] | None:
    """Give a ticker's name and the headline that it was parted from: nothing stands between the two."""
    for name, line in pairwise(document[:TICKER_REACH]):
        if name.end == line.start and _TICKER.fullmatch(name.text):
            return name, line
    return None


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

    Where no chrome was cut, the first line is the title if it has the form of one, or a line below it if
    the first is the site's name, which the page says again at its end, or if much more tells for the
    other. In a page's dump the line that is said twice, that a heading's mark sets off, or whose words the
    article says again is the title.
    """
    if document.title is not None or not len(document):
        return
    wanted = document.fields.get("title")
    if wanted:
        named = fold(wanted)
        for block in document[:TITLE_REACH]:
            if folded(block).lstrip("# ") == named:
                yield Found("title", block.text, block)
                return
        if document.kind == "html" or _cut_with_menu(document, wanted):
            return  # the page names its title; a line that reads like one is another
    if own := _of_publication(document) or _of_blogger(document) or _of_wiki(document):
        yield from own
        return
    if (ticker := _below_ticker(document)) is not None:
        yield Drop(ticker[0], Reason.MENU, 0.9)
        yield Found("title", ticker[1].text, ticker[1])
        return
    if not is_page(document):
        line = first_line(document)
        below = None if line is None else _below_name(document, line)
        if below is None and line is not None:
            below = _below_latin_name(document, line)
        if line is not None and below is not None:
            yield Drop(line, Reason.MENU, 0.85)
            line = below
        if name_on_top(document):
            return
        others = [block for block in candidates(document) if not _may_be_lead(document, block)]
        line = weightier(document, line, others) or _below_word(document, line) or line
        if line is None and scraped_day(document[0].text):
            line = _second_line(document)
        if line is not None:
            if is_stamp(document[0].text) and not is_day(document[0]):
                yield Drop(document[0], Reason.MENU, 0.9)
            yield from _titled(document, line)
        return
    best = headline(document, candidates(document))
    best = best or _below_word(document, first_line(document)) or _named_by_page(document)
    if best is not None:
        yield from _titled(document, best)


#: Fewest letters of a headline behind a path, and lines below it that are looked at.
MIN_BEHIND_PATH, PATH_REACH = 20, 3
_DASHES = re.compile("[–—―]")


def _titled(document: Document, line: Block) -> Iterator[Found | Drop]:
    """Take a line up as the title; what it ends in, where a path ran into that and a line below says it.

    "HomeNewsFerry crews walk out" above "Ferry crews walk out".
    """
    place = document.blocks.index(line)
    path = _DASHES.sub("-", folded(line))
    for block in document[place + 1 : place + 1 + PATH_REACH]:
        own = _DASHES.sub("-", folded(block))
        behind = path.removesuffix(own)
        if len(own) >= MIN_BEHIND_PATH and behind != path and behind[-1:].isalpha():
            yield Drop(line, Reason.BREADCRUMB, 0.9)
            line = block
            break
    yield Found("title", line.text, line)


#: Fewest words of a headline below a lone word, and of its longer words the fewest that the article says.
MIN_BELOW_LONE_WORD, MIN_TOLD = 5, 2


def _below_word(document: Document, first: Block | None) -> Block | None:
    """Give the headline right below a lone word that the article never says: a part of the site has that name."""
    blocks = document.blocks
    if first is None or first is not blocks[0] or words(first) != 1 or len(blocks) < 3:
        return None
    line = blocks[1]
    if words(line) < MIN_BELOW_LONE_WORD or ends_sentence(line.text) or not is_prose(blocks[2]):
        return None
    told = {word for block in blocks[2:] for word in long_words(block)}
    if len(long_words(line) & told) < MIN_TOLD or not has_title_form(line, blocks[2:], told):
        return None
    name = folded(first)
    return None if any(name in folded(block) for block in blocks[1:]) else line


#: How a letter of Substack thanks its readers, by its name, and lines on top among which that stands with the title.
_THANKS = re.compile(r"Thanks for reading ([^\n!]{2,60})! (?:Subscribe|This post is public)")
PUBLICATION_REACH, DAY_WITHIN = 4, 4


def _of_publication(document: Document) -> list[Drop | Found]:
    """Give the title below the name of a letter that it thanks for reading of, with the day close below."""
    thanks = _THANKS.search(document.raw)
    if thanks is None:
        return []
    name, blocks = fold(thanks[1]), document.blocks
    above = [block for block in blocks[:PUBLICATION_REACH] if folded(block) == name]
    at = len(above)
    if not above or blocks[:at] != tuple(above) or at >= len(blocks):
        return []
    title, below = blocks[at], blocks[at + 1 :]
    if not has_title_form(title, below, _told(document)) or not any(
        map(is_day, below[:DAY_WITHIN])
    ):
        return []
    return [*(Drop(block, Reason.MENU, 0.85) for block in above), Found("title", title.text, title)]


#: How much of a page's end is read for the name of Blogger, in characters, and lines among which its day is.
READ_END, BLOGGER_REACH = 4_000, 200


def _of_blogger(document: Document) -> list[Found]:
    """Give the title that a page of Blogger sets right below the day, where it has one post."""
    if "Blogger" not in document.raw[-READ_END:]:
        return []
    blocks = document.blocks[:BLOGGER_REACH]
    days = [at for at, block in enumerate(blocks) if is_day(block)]
    if len(days) != 1 or days[0] + 1 >= len(blocks):
        return []
    title, below = blocks[days[0] + 1], document.blocks[days[0] + 2 :]
    if words(title) < 2 or not has_title_form(title, below, _told(document)):
        return []
    return [Found("title", title.text, title)]


#: A page's own title on a Wikipedia, and how much of the top is read for it, in characters.
_WIKI = re.compile(
    r"^(?:#\s)?([^\n]{1,200}?)\s?[-–—]\s?(?:Wikip\w{4,8}|Википеди\w|Вікіпедія|ویکی‌پدیا|위키백과|维基百科|維基百科|ウィキペディア)"
    r"(?:[,，、][^\n]{1,40})?$",
    re.MULTILINE,
)
READ_WIKI = 600


def _of_wiki(document: Document) -> list[Found]:
    """Give the line that says the title which a page of Wikipedia names at its top, without the site's name."""
    named = _WIKI.search(document.raw, 0, READ_WIKI)
    if named is None:
        return []
    title = fold(named[1])
    for block in document[:TITLE_REACH]:
        if folded(block) == title:
            return [Found("title", block.text, block)]
    return []


def _cut_with_menu(document: Document, wanted: str) -> bool:
    """Whether the line that says the title which the front matter names went with what stands beside it."""
    cut = (document.raw[start:end].strip("# ") for start, end, _ in document.gone)
    return any(text == wanted for text in cut)


#: The part of the site and its name behind the page's own title, and fewest words of that.
_PARTS_BEHIND = re.compile(r"\s\|\s(?P<part>[^|\n]{2,30})\s\|\s[^|\n]{2,30}\Z")
MIN_PAGE_TITLE = 5
#: Characters at the top among whose lines one names the part.
PART_REACH = 10_000


def _parts_behind(document: Document, text: str) -> re.Match[str] | None:
    """Find the part of the site and its name behind a title, where a line is that part's name."""
    found = _PARTS_BEHIND.search(text) if "|" in text else None
    if found is None or count_words(text[: found.start()]) < MIN_PAGE_TITLE:
        return None
    part = found["part"].strip()
    lines = document.raw[:PART_REACH].split("\n")
    return found if any(line.strip() == part for line in lines) else None


def _named_by_page(document: Document) -> Block | None:
    """Give the first line if it is the page's own title, where no line tells the headline."""
    first = document[0]
    if document.raw[: first.start].strip() or not has_title_form(first, document[1:], set()):
        return None
    return first if _parts_behind(document, first.text) else None


def _second_line(document: Document) -> Block | None:
    """Give the line below the first, if it has the form of a title."""
    rest = document[1:]
    return rest[0] if rest and has_title_form(rest[0], rest[1:], _told(document)) else None


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
    described = is_description(blocks[0], blocks[1:])
    if not (described or is_label(blocks[0], document.language) or is_stamp(blocks[0].text)):
        heads = has_title_form(blocks[0], blocks[1:], _told(document))
        return blocks[0] if heads and not _may_be_lead(document, blocks[0]) else None
    for place, block in enumerate(blocks[: LABELS_ABOVE + 1]):
        text = block.text
        if (
            (described and not place)
            or is_label(block, document.language)
            or is_day(block)
            or is_stamp(text)
            or placed_day(text, document.language)
        ):
            continue
        below = blocks[place + 1 :]
        heads = words(block) >= 2 and any(map(is_prose, below[:PROSE_BELOW]))
        return block if heads and has_title_form(block, below, _told(document)) else None
    return None


#: With what a sentence ends in most scripts; what asks or calls out may be a headline.
FULL_STOPS = ".。।۔։።"
#: Words up to which a sentence with one may be a headline, too.
MAX_TITLE_WITH_STOP = 8
_SUBJECT = re.compile(r"[^\W\d_]\S*(?: [\w'’-]{1,30}){0,2}[.:] (?=\w)")
_INITIALS = re.compile(r"\b[^\W\d_]\.[^\W\d_]\.\Z")  # "in the U.S."


def _may_be_lead(document: Document, block: Block) -> bool:
    """Whether a line on top is a whole sentence with its full stop: scrapers mostly leave the headline out.

    Few words, capitals as headlines have them, a heading's mark, a subject in front ("Ferry strike. The
    islands ..."), or another line that says the same, make a headline of it.
    """
    text = block.text
    if words(block) <= MAX_TITLE_WITH_STOP or _SUBJECT.match(text) or _is_in_capitals(text):
        return False
    if block.level or text[-1] not in FULL_STOPS or _INITIALS.search(text):
        return False
    return [folded(other) for other in document.blocks[:TITLE_BELOW]].count(folded(block)) < 2


def _is_in_capitals(text: str) -> bool:
    """Whether most longer words begin with a capital: "Things to Know Before Sailing to the Islands."."""
    longer = [word[0].isupper() for word in text.split() if len(word) >= MIN_LONGER]
    return bool(longer) and sum(longer) >= MIN_CAPITALS * len(longer)


#: Letters of a longer word, and the share of these that have a capital.
MIN_LONGER, MIN_CAPITALS = 4, 0.75


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
        and overlap(block, told) >= overlap(first, told)
    ]
    return max(below, key=lambda block: overlap(block, told), default=None)


#: Longest name of a paper in Latin letters above a headline in others, in words; lines below it among which
#: the headline stands.
MAX_LATIN_NAME, LATIN_REACH = 4, 2


def _below_latin_name(document: Document, first: Block) -> Block | None:
    """Give the headline in another script below a name in Latin letters, if a line below says it again."""
    blocks, name = document.blocks, first.text
    if first is not blocks[0] or not name.isascii() or len(name.split()) > MAX_LATIN_NAME:
        return None
    lines = [folded(block) for block in blocks[:TITLE_BELOW]]
    for place, block in enumerate(blocks[1 : 1 + LATIN_REACH], 1):
        foreign = is_caseless(next(filter(str.isalpha, block.text), "a"))
        if (
            foreign
            and lines.count(lines[place]) == 2
            and lines[place] not in (lines[place - 1], *lines[place + 1 : place + 2])
            and words(block) >= MIN_BELOW_NAME
            and has_title_form(block, blocks[place + 1 :], _told(document))
        ):
            return block
    return None


def candidates(document: Document) -> Iterator[Block]:
    """Give the lines of a dump that have the form of a title and stand where one can."""
    blocks = document.blocks
    vocabulary = _told(document)
    for place in reach(document):
        block = blocks[place]
        if heads_summary(block.text):
            return
        if place and _waits(blocks[place - 1]):
            continue
        if (words(block) >= 2 or block.level == 1) and has_title_form(
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


def fix_title(document: Document) -> Iterator[Edit]:
    """Cut the site's name off the end of the title, where another line shows the title without it.

    Or where a part of the site stands before the name, which another line names. Without such a line the
    title stays as it is: " - " may be the headline's own; but for a name that is the
    host's of the text's address. A bar that the name was parted by goes where a dump broke the line behind it,
    or before it, Reddit's name of the forum wherever it stands, and a heading's mark.

    >>> from cleanarticle.model import Block, Document
    >>> page = Document((), title=Block("paragraph", "Wet ropes? : r/boats - Reddit"))
    >>> [edit.start for edit in fix_title(page)]
    [10]
    """
    title = document.title
    if title is None:
        return
    if mark := _MARK.match(title.text):
        yield Edit(title, 0, mark.end(), "", Reason.MARKUP)
    if of_forum := _OF_FORUM.search(title.text):
        yield Edit(title, of_forum.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    if (open_end := _OPEN_END.search(title.text)) and document.kind == "text":
        yield Edit(title, open_end.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    if (open_start := _OPEN_START.match(title.text)) and document.kind == "text":
        yield Edit(title, 0, open_start.end(), "", Reason.BREADCRUMB)
        return
    if document.language == "et" and (comments := _COMMENTS.search(title.text)):
        below = next((block for block in document if block.start > title.start), None)
        if below is not None and below.text in _POSTIMEES:
            yield Edit(title, comments.start(), len(title.text), "", Reason.COUNTER)
            return
    yield from _day_in_front(document, title)

    if document.kind == "text" and (parts := _parts_behind(document, title.text)):
        yield Edit(title, parts.start(), len(title.text), "", Reason.BREADCRUMB)
        return
    lines: set[str] = set()
    for found in SUFFIX.finditer(title.text):
        lines = lines or set(map(folded, document[:30]))
        if fold(title.text[: found.start()]) in lines:
            yield Edit(title, found.start(), len(title.text), "", Reason.BREADCRUMB)
            return
    if document.kind == "text" and (at := _host_at_end(document, title)) is not None:
        yield Edit(title, at, len(title.text), "", Reason.BREADCRUMB)


#: An address below the title, within so many characters, with its host; shortest name of one that is cut.
_HOST = re.compile(r"https?://([\w.-]{4,80})")
HOST_REACH, MIN_HOST = 200, 4


def _host_at_end(document: Document, title: Block) -> int | None:
    """Give where a name behind the title begins that is the host's of the address given, or told right below."""
    ends = [found for found in SUFFIX.finditer(title.text) if found.start()]
    name = "".join(filter(str.isalnum, title.text[ends[-1].end() :])).lower() if ends else ""
    if len(name) < MIN_HOST:
        return None
    told = _HOST.search(document.url or "") or _HOST.search(
        document.raw, title.end, title.end + HOST_REACH
    )
    hosts = told[1].lower().split(".") if told else []
    known = name in hosts[:-1] or name == "".join(host for host in hosts if host != "www")
    return ends[-1].start() if known else None


#: How many comments there are, as Postimees tells behind its titles, and the button that stands below these.
_COMMENTS = re.compile(r"\s\(\d{1,4}\)\Z")
_POSTIMEES = frozenset({"Copy", "Kopeeri"})

#: A first sentence that only says that the picture is no picture of this.
_ONLY_CREDIT = re.compile(r"[^.!?]{3,60}\.\s")


def _day_in_front(document: Document, title: Block) -> Iterator[Edit]:
    """Cut the day off a title that begins with the line above it, and the picture's note behind the day."""
    if (
        document.kind == "html"
        or not title.text[:40].strip()
        or not any(map(str.isdigit, title.text[:40]))
    ):
        return
    above = next((b for b in reversed(document.blocks) if b.end <= title.start), None)
    if above is None or not is_day(above) or not title.text.startswith(above.text):
        return
    end = len(above.text)
    if not title.text[end:].startswith(" "):
        return
    end += 1
    note = _ONLY_CREDIT.match(title.text, end)
    if note and any(one.family == "credit" and one.how == "line" for one in match(note[0].strip())):
        end = note.end()
    if len(title.text[end:].split()) >= 2:
        yield Edit(title, 0, end, "", Reason.DATE)
