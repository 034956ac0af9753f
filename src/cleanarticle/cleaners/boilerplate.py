"""What is boilerplate by its place and by what stands around it: judged, not named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..actions import Drop, Found
from ..finders.date_lines import is_only_date
from ..languages import primary
from ..model import Block, Document, Reason, count_words
from ..shapes import ends_sentence, holds_code, is_prose, is_technical, once, words
from ..vocabulary import folded, says
from ._ad_boxes import behind_boxes
from ._contents import sections_named
from ._listings import is_code, listing_lines
from ._own_headings import dated_rows, own_headings
from ._recipes import recipe_blocks
from .board_frame import is_of_frame
from .mastheads import is_masthead
from .releases import is_release_label

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = ["drop_boilerplate", "drop_head", "is_dump", "is_label"]

CHROME = frozenset(
    {
        Reason.AD, Reason.BREADCRUMB, Reason.CONSENT, Reason.COUNTER, Reason.LEGAL, Reason.MENU,
        Reason.PROMO, Reason.SHARE, Reason.STYLE, Reason.SCRIPT,
    }
)  # fmt: skip

#: Cuts of chrome anywhere from which on a text counts as a page's dump.
MIN_CHROME = 3


def is_dump(document: Document, *, before: int) -> bool:
    """Whether chrome was cut: above the raw offset `before`, or enough of it anywhere."""
    if any(reason in CHROME for start, _, reason in document.gone if start < before):
        return True
    return count_chrome(document) >= MIN_CHROME


def count_chrome(document: Document) -> int:
    """Count the cuts of chrome; the labels of advertising, which recur in an article, are one."""
    ads = document.cuts.get(Reason.AD, 0)
    return sum(document.cuts.get(reason, 0) for reason in CHROME) - max(0, ads - 1)


def drop_head(document: Document) -> Iterator[Drop]:
    """Drop the short lines that stand above the title: menus, tickers, section names.

    And between the two, where the page's own title stands on top and the headline says it again. Where no
    chrome was cut, so that the text may be an article alone, only the names of the site's parts and the label
    of a release for the press, unless the site's name stands behind the page's own title. A paragraph or
    sentence above the title stays, a standfirst without its full stop too, and the day, where it stands right
    above and none below. So does all where several times of day stand above: what was taken for the title may
    be the heading of a live blog's entry.
    """
    title = document.title
    if title is None:
        first = document[:2]
        if len(first) == 2 and folded(first[0]) in _MEDIA and is_prose(first[1]):
            yield Drop(first[0], Reason.MENU, 0.9)
        yield from _untitled_head(document)
        return
    above: Sequence[Block] = [block for block in document if block.start < title.start]
    start, is_page = title.start, False
    if not above and (above := _below_page_title(document, title)):
        start, is_page = above[-1].end, _SUFFIX.match(document.raw, title.end) is not None
    if not is_page and not is_dump(document, before=start):
        names = [block.text for block in above]
        if len(names) > 1 and len({*names}) == 1 and words(above[0]) <= MAX_PART_WORDS:
            yield from (Drop(block, Reason.MENU, 0.9) for block in above)  # the site's name
            return
        if above and is_label(above[0], document.language):
            for block in above:
                if is_label(block, document.language) or (words(block) == 1 and not is_day(block)):
                    yield Drop(block, Reason.MENU, 0.9)
        return
    if sum(_ENTRY.match(block.text) is not None for block in above) >= MIN_ENTRIES:
        return
    below = document[len(above) : len(above) + DAY_REACH]
    recipes = recipe_blocks(document)
    banners = _banners(above)
    day = None if any(map(is_day, below)) else _own_day(above)
    for block in above:
        said = ends_sentence(block.text) and words(block) >= MIN_SENTENCE_WORDS
        said = said or block.start in recipes  # what was taken for the title stands below its list
        if block.start in banners:
            yield Drop(block, Reason.MENU, 0.85)
        elif block is not day and not said and not is_prose(block) and not _is_standfirst(block):
            yield Drop(block, Reason.MENU, 0.85)


#: Shortest line that another says again behind its button, in characters, and the longest button.
MIN_BANNER, MAX_BUTTON = 24, 40


def _banners(above: Sequence[Block]) -> set[int]:
    """Give where the lines begin that say the same, one of them behind a button: for two widths of a screen."""
    found: set[int] = set()
    for block, other in pairwise(above):
        short, long = sorted((block, other), key=lambda one: len(one.text))
        extra = len(long.text) - len(short.text)
        if len(short.text) >= MIN_BANNER and 0 < extra <= MAX_BUTTON and short.text in long.text:
            found.update((block.start, other.start))
    return found


#: A time of day on a line of its own.
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\sh|\sUhr)?")


def _own_day(above: Sequence[Block]) -> Block | None:
    """Give the day right above the title, or the only one above, with its time or the lead right below it."""
    if (day := next(filter(is_day, reversed(above[-DAY_ABOVE:])), None)) is not None:
        return day
    days = [place for place, block in enumerate(above) if is_day(block)]
    if len(days) != 1:
        return None
    day, below = above[days[0]], above[days[0] + 1 :][:1]
    return day if any(is_prose(b) or _CLOCK.fullmatch(b.text) for b in below) else None


#: The label of a player, which a dump leaves alone above the first paragraph.
_MEDIA = frozenset(("video", "vidéo", "vídeo", "videos", "audio", "▶ video"))

#: Lines below the page's own title among which the headline says it again.
TWIN_REACH = 30
#: The site's name behind a page's own title.
_SUFFIX = re.compile(r"\s{0,3}[|–—·»-]\s")


def _below_page_title(document: Document, title: Block) -> Sequence[Block]:
    """Give the lines between the page's own title, which stands on top, and the headline, which says the same."""
    own = folded(title)
    head = document[:TWIN_REACH]
    twin = next((i for i, block in enumerate(head) if folded(block) == own), 0)
    return () if any(map(is_prose, head[:twin])) else head[:twin]


#: Longest name of a part of the site, in words.
MAX_PART_WORDS = 3


def is_label(block: Block, language: str | None) -> bool:
    """Whether a line names a part of the site or where the text was printed, or says that a release follows."""
    if is_release_label(block) or is_masthead(block):
        return True
    return words(block) <= MAX_PART_WORDS and any(
        says(block, family, "line", "heading", language=language) for family in _PARTS
    )


#: Families of the names of a site's parts.
_PARTS = ("section", "home", "menu")

#: A time of day, as the entries of a live blog begin, and how many make one.
_ENTRY = re.compile(r"\(?\d{1,2}[:.h]\d\d(?![\d.:/])")
MIN_ENTRIES = 2

#: Fewest words of a sentence that stays above the title.
MIN_SENTENCE_WORDS = 5

#: Lines right above the title of which one can be the day, and below it that are looked at first.
DAY_ABOVE, DAY_REACH = 2, 8
#: Longest line that is read for a day and nothing else, in characters.
MAX_DAY_CHARACTERS = 90

#: Fewest words of a standfirst, and the share of them that begin with a small letter.
MIN_STANDFIRST_WORDS = 15
MIN_SMALL_WORDS = 0.6


def is_day(block: Block) -> bool:
    """Whether a line tells the day of publication and nothing else."""
    text = block.text
    if len(text) > MAX_DAY_CHARACTERS or not any(map(str.isdigit, text)):
        return False
    return once(block, "only a date", lambda block: is_only_date(block.text))


def _is_standfirst(block: Block) -> bool:
    """Whether a line reads as a sentence, though no full stop ends it."""
    if words(block) < MIN_STANDFIRST_WORDS:
        return False
    said = block.text.split()
    small = sum(word[0].islower() for word in said)
    return small >= MIN_SMALL_WORDS * len(said)


#: Cuts of chrome that make a text without a title a page's dump beyond doubt.
MANY_CHROME = 6

#: Short lines above the first paragraph from which on they are a menu, and how many
#: of the last of them stay: a title, a lead and a byline may be among them.
MIN_HEAD_LINES = 10
LINES_KEPT = 4


def _untitled_head(document: Document) -> Iterator[Drop]:
    if count_chrome(document) < MANY_CHROME:
        return
    head: list[Block] = []
    for block in document:
        if is_prose(block) and words(block) >= 20:
            break
        head.append(block)
    else:
        return
    if len(head) >= MIN_HEAD_LINES:
        days = [block for block in head if is_day(block)]
        own = days[0] if len(days) == 1 else None  # several are those of other articles
        for block in head[:-LINES_KEPT]:
            if words(block) <= 6 and not ends_sentence(block.text) and block is not own:
                yield Drop(block, Reason.MENU, 0.75)


# ---------------------------------------------------------------- judged by the model

#: Reasons that do not tell a text from a page's dump: what is taken up into a field.
_FIELDS = frozenset(
    {Reason.TITLE.value, Reason.BYLINE.value, Reason.DATE.value, Reason.SOURCE.value}
)


#: Languages of which the rules know many phrases and the model few words: a page's dump in one says some of
#: them nearly always, so that a text that says none is clean, however little the model makes of it.
_OF_RULES = frozenset(
    "ar cs da el es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sr sv th tr uk vi zh".split()
)

#: Words below which a text is too short to be a page's dump.
MIN_WORDS = 60


def drop_boilerplate(document: Document) -> Iterator[Drop | Found]:
    """Drop the lines that the model judges not to belong to the article.

    What the rules left: teasers, comments, archives, product lists, notices of the house. The
    probability below which a line goes is the one that promises the best word F1 for this
    text, or as `favor` asks. Leaves a text that is clean already or of a few words, a sentence
    beside those that stay unless it is quite unlikely, a lead below the title, a line between that and
    the byline, headings between paragraphs that stay, those that the page's table of contents names, with what
    stands between them and a paragraph, a critic's mark ("Rating: 4/5"), code in a text about it, the other lines
    of its listing, the line above it and a manual's note of a version, and always the likeliest line.

    >>> from cleanarticle.model import blocks
    >>> list(drop_boilerplate(blocks("The ferry sailed at noon, and nobody saw it leave.")))
    []
    """
    if document.kind == "html" or sum(map(words, document)) < MIN_WORDS:
        return
    import numpy as np

    from ..judging.line_choice import MAX_LEFTOVERS, choose_lines
    from ..judging.lines import kinds_of, lines_of
    from ..judging.model import confidence, judge

    lines = lines_of(document)
    chances, counts = judge(lines, document.title.text if document.title else None)
    live = np.array([line.block is not None for line in lines])
    dropped = np.array(
        [
            line.cut is not None and line.cut not in _FIELDS and not is_of_frame(line.text)
            for line in lines
        ]
    )
    leftovers = len({line.text for line, cut in zip(lines, dropped, strict=True) if cut})
    decision = choose_lines(
        chances,
        counts,
        live,
        dropped,
        kinds_of(lines, counts),
        document.favor,
        lead=_lead(document, lines),
        leftovers=leftovers,
        trusted=primary(document.language) in _OF_RULES,
    )
    yield Found("confidence", confidence(decision.signs))
    technical = is_technical(document)
    standfirst = _standfirst(lines, document.fields.get("authors", ()))
    likely_title = _first_line(document, lines) if 0 < leftovers <= MAX_LEFTOVERS else None
    kept: list[bool] = decision.keep.tolist()
    spared: set[int] = set()
    if document.favor != "precision":
        spared.update(_named(lines, kept), _announced(lines, kept))
        if technical:
            spared.update(listing_lines(lines, kept, document.raw))
        spared.update(own_headings(lines, kept), dated_rows(lines, kept))
        spared.update(behind_boxes(lines, kept), _summed_up(lines, kept))
        starts = recipe_blocks(document) | _sentences_on_one_line(document)
        spared.update(
            i for i, line in enumerate(lines) if line.block and line.block.start in starts
        )
    for at, (line, chance, keep) in enumerate(zip(lines, chances, decision.keep, strict=True)):
        if line.block is None or keep or at in spared or (technical and holds_code(line.block)):
            continue
        if line is standfirst or line is likely_title or _VERDICT.fullmatch(line.block.text):
            continue
        if technical and _VERSION_NOTE.match(line.block.text):
            continue
        if _is_of_writer(line.block.text):
            continue
        yield Drop(line.block, Reason.BOILERPLATE, round(1 - float(chance), 3))


#: What heads the points that sum a text up, and how many of them are looked at.
_SUMMARY = frozenset(("TL;DR", "TL; DR", "TLDR", "TL;DR:", "tl;dr", "TLDR:"))
MAX_POINTS = 6


def _summed_up(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the heading "TL;DR" and the lines between it and the next that stays: they say what the text says."""
    for at, line in enumerate(lines):
        if line.text not in _SUMMARY or line.block is None:
            continue
        below = range(at + 1, min(at + 1 + MAX_POINTS, len(lines)))
        end = next((i for i in below if keep[i]), at)
        row = range(at, end)
        if not any(lines[i].block is None or lines[i].said for i in row):
            yield from row


#: Share of the words of a text on one line that is left from which on little was cut, and the fewest of a sentence.
MIN_LEFT, MIN_IN_LINE = 0.9, 6
_AROUND = frozenset(
    {Reason.BREADCRUMB, Reason.COMMENTS, Reason.COMMENT_FORM, Reason.CONSENT, Reason.MENU}
)


def _sentences_on_one_line(document: Document) -> set[int]:
    """Give where sentences start of a text that stands on one line, of which little was cut.

    Such a text is an article; what a rule cut amid it makes no page of it, unless it is what pages have
    around their articles.
    """
    raw = document.raw.strip()
    size = sum(map(words, document))
    if "\n" in raw or len(document) < 2 or size < MIN_LEFT * count_words(raw):
        return set()
    if any(reason in _AROUND for _, _, reason in document.gone):
        return set()
    return {
        block.start
        for block in document
        if words(block) >= MIN_IN_LINE and ends_sentence(block.text)
    }


#: Fewest words of a sentence that announces a numbered list, and its most items.
MIN_ANNOUNCING, MAX_ANNOUNCED = 4, 20
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s")
_ANNOUNCES = re.compile(r"[\w)\]\"'”’»]\s?[:：]$")


def _announced(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the items of a list, numbered from one, below the sentence that stays and announces it with a colon."""
    live = [at for at, line in enumerate(lines) if line.block is not None]
    for place, at in enumerate(live):
        block = lines[at].block
        if not keep[at] or block is None or not _ANNOUNCES.search(block.text[-8:]):
            continue
        if words(block) < MIN_ANNOUNCING:
            continue
        for number, item in enumerate(live[place + 1 : place + 1 + MAX_ANNOUNCED], 1):
            found = _NUMBERED.match(lines[item].text)
            if found is None or int(found[1]) != number or lines[item].said:
                break
            yield item


#: Most lines of a list or a table that stay as a table of contents tells: a row of more is a forum's, or a shop's.
MAX_IN_SECTION = 24


#: What an encyclopedia sets behind a heading: "[ edit]".
_BUTTON = re.compile(r"\[\s?[^\W\d_][^\[\]\n]{1,50}\]")


def _named(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the headings that a table of contents names, and the short lines between each and what stays.

    Not a row in which a rule cut something, or that says a phrase of sites: chrome stands there. Nor one with
    prose: of that the model knows more than a table of contents tells.
    """
    for start, end in sections_named([line.text for line in lines]):
        kept = [at for at in range(start + 1, end) if keep[at] or is_code(lines[at])]
        if kept and not lines[start].said:
            yield start
        for first, last in pairwise([start, *kept]):
            row = range(first + 1, last)
            if len(row) <= MAX_IN_SECTION and not any(_tells_otherwise(lines[at]) for at in row):
                yield from (at for at in row if not _BUTTON.fullmatch(lines[at].text[:60]))


def _tells_otherwise(line: Line) -> bool:
    """Whether a line is told to be chrome, or is prose; a figure may be a cell's, though it may be a counter's, too."""
    if line.cut is not None or line.block is None:
        return True
    return (bool(line.said) and any(map(str.isalpha, line.text))) or is_prose(line.block)


def _first_line(document: Document, lines: Sequence[Line]) -> Line | None:
    """Give the first line of all, which may be the title of a text that no other was found for."""
    first = lines[0]
    return first if document.title is None and first.block is not None and not first.said else None


def _title_place(lines: Sequence[Line]) -> int | None:
    """Give the place of the line that was taken up as the title."""
    return next((at for at, line in enumerate(lines) if line.cut == Reason.TITLE), None)


#: Lines below the title among which the lead stands, and its fewest words.
LEAD_REACH, MIN_LEAD_WORDS = 4, 12


def _lead(document: Document, lines: Sequence[Line]) -> int | None:
    """Give the line that may be the lead: the first sentence of some length below the title."""
    title = _title_place(lines)
    if document.title is None or title is None:
        return None
    for i in range(title + 1, min(title + 1 + LEAD_REACH, len(lines))):
        block = lines[i].block
        if block is not None and words(block) >= MIN_LEAD_WORDS and ends_sentence(block.text):
            return i
    return None


#: Fewest words of a line between the title and the byline that is a standfirst, and the share of them
#: that begin with a small letter.
MIN_BELOW_TITLE, MIN_SMALL_BELOW_TITLE = 5, 0.5
_BYLINES = frozenset({Reason.BYLINE, Reason.DATE})


def _standfirst(lines: Sequence[Line], authors: Sequence[str]) -> Line | None:
    """Give the line right between the title and the byline or the day, if it may be the standfirst."""
    at = _title_place(lines)
    if at is None or at + 2 >= len(lines):
        return None
    if lines[at + 2].cut not in _BYLINES and lines[at + 2].text not in authors:
        return None
    block = lines[at + 1].block
    if block is None or words(block) < MIN_BELOW_TITLE or lines[at + 1].said:
        return None
    if any(map(str.isdigit, block.text)):
        return None
    small = sum(not word[0].isupper() for word in block.text.split())
    return lines[at + 1] if small >= MIN_SMALL_BELOW_TITLE * len(block.text.split()) else None


#: A formula of TeX that stands by itself, and a command behind a shell's prompt: no site writes such lines.
_FORMULA = re.compile(r"(?:\$\$|\\\[|\\begin\{).{0,40}?(?:\\[A-Za-z]{2}|[_^]\{)")
_COMMAND = re.compile(r"\$ [a-z][\w.+-]{0,30} (?=.{0,200}[|/=.~-])\S")


def _is_of_writer(text: str) -> bool:
    """Whether a line is a formula or a command.

    >>> _is_of_writer("$$a_{1} = \\\\sqrt{2}$$"), _is_of_writer("$ cat log.txt | sort"), _is_of_writer("$ 30 a year")
    (True, True, False)
    """
    if text[0] not in "$\\":
        return False
    return _FORMULA.match(text) is not None or _COMMAND.match(text) is not None


#: What a manual says of the version since which something is there.
_VERSION_NOTE = re.compile(
    r"(?:New|Added|Changed|Deprecated|Removed)(?: in| since)(?: version)? \d{1,4}(?:\.\d{1,4}){1,3}\b"
)

#: A critic's mark, with its word or alone.
_VERDICT = re.compile(
    r"(?:(?:our |final |overall )?(?:rating|score|verdict)|(?:gesamt)?wertung|bewertung|note|nota|voto|valoración"
    r"|puntuación|betyg|karakter|terningkast|arvosana|ocena|hodnocení|оценка|оцінка|puan|评分|評分|評価|평점)"
    r"\s?[:：]?\s?\d{1,3}(?:[.,]\d)?\s?(?:/|out of|von|sur|de|su|av|z|из|з)\s?\d{1,3}",
    re.IGNORECASE,
)
