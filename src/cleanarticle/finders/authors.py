"""Who wrote an article: the lines above and below the text that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import dropwhile, pairwise

from ..actions import Drop, Edit, Found
from ..cleaners.boilerplate import is_dump
from ..model import Block, Document, Reason, count_words
from ..shapes import ends_sentence, is_prose, last_prose, once, words
from ..vocabulary import fold, folded, match, said, words_of_sites
from ._top_line import name_on_top, signed_behind_moment, stamped_name
from .byline_labels import label_of
from .bylines import Byline, parse_names, read_beside_buttons, read_byline
from .date_lines import DateLine, dates_of
from .date_words import words_of_all
from .dates import header
from .east_asian_names import HAN
from .labels import editors_at
from .person_names import person_name
from .reporters import find_reporters
from .roles import is_role

__all__ = [
    "beside_dates",
    "find_authors",
    "is_said",
    "is_subject",
    "rest_of",
    "said_small",
    "says_small",
]

#: Longest byline, in characters; blocks at the end in which a label ("Author: …") is looked for.
MAX_BYLINE = 250
TAIL_REACH = 4


def find_authors(document: Document) -> Iterator[Found | Drop | Edit]:
    """Find bylines above the text, labelled ones at its end too, with dates on the same line.

    Takes a line without a label only beside the title or a date, in Vietnamese right below the
    text too, and only if nothing else in the text says its words. Drops a byline that names no
    person ("By Reuters"), and the editors that Chinese newspapers set behind the last sentence or below it.
    Leaves sentences that begin with "By".

    >>> from cleanarticle.model import blocks
    >>> [f.value for f in find_authors(blocks("By Jane Roe", "By Friday the storm had passed."))]
    [('Jane Roe',)]
    """
    taken = list(_of_lines(document))
    yield from taken
    if not any(isinstance(action, Found) and action.field == "authors" for action in taken):
        gone = {action.block for action in taken if isinstance(action, Drop | Edit)}
        for action in find_reporters(document):
            if action.block not in gone:
                yield action


def _of_lines(document: Document) -> Iterator[Found | Drop | Edit]:
    """Find the lines of their own that name who wrote."""
    zone = _Zone(document)
    tail = [block for block in document[-TAIL_REACH:] if block not in zone.blocks]
    editors = [*_editors(document), *_addresses(document)]
    if pictures := _pictures(document):
        yield Found("authors", (pictures[0].text.removesuffix(_AVATAR),), pictures[0])
        for block in pictures[1:]:
            yield Drop(block, Reason.BYLINE)
        return
    if followed := _followed(zone):
        yield Drop(followed[0], Reason.BYLINE)
        yield Found("authors", (followed[1].text,), followed[1])
        return
    edited = {id(action.block) for action in editors}
    yield from editors
    if listed := _listed(zone.blocks):
        names, (first, *others) = listed
        yield Found("authors", names, first)
        for block in others:
            yield Drop(block, Reason.BYLINE)
        return
    waiting: Block | None = None
    before: Block | None = None  # the byline just taken
    labels = 0
    if document.title is None and (name := name_on_top(document)):
        yield Found("authors", (name,), document[0])
        yield Drop(document[1], Reason.MENU, 0.9)
        return
    for place, (block, line) in enumerate(zip(zone.blocks, zone.lines, strict=True)):
        if waiting and waiting.text in _LONE and is_prose(block):
            yield Drop(waiting, Reason.BYLINE)  # its name is lost
        if labels and is_prose(block):
            break  # what follows bears the labels of its own items: a list of books, of games
        if id(block) in edited:
            continue
        label, waiting, after, before = waiting, None, before, None
        rest = rest_of(block, line)
        if rest is None:
            continue
        post = _POST.fullmatch(block.text) or _WORDPRESS.fullmatch(block.text) if line else None
        if line and (name := stamped_name(block.text) or signed_behind_moment(block.text)):
            yield from _taken(block, (name,), line)
            return
        if line and post and not is_role(post["name"]):
            yield from _taken(block, (post["name"],), line)
            return
        if zone.has_role_below(place):
            byline = read_byline(rest, document.language, known=True)
        else:
            byline = _byline(block, rest, document.language)
        if line is not None and (bare := read_beside_buttons(rest, document.language)):
            rest, byline = bare
        names = byline.names
        labels += byline.labelled
        if label_of(rest.strip(" |"), document.language) == "":
            waiting = block
        elif after is not None and not names and is_role(rest):
            yield Drop(block, Reason.BYLINE)
        elif (
            label
            and (names := parse_names(f"{label.text} {rest}", document.language))
            and byline.whole
        ):
            yield Drop(label, Reason.BYLINE)
            yield from _taken(block, names, line)
        elif byline.whole and (
            zone.is_signed(place, byline)
            if byline.labelled
            else zone.stands_so(place, rest, byline)
        ):
            yield from _taken(block, names, line)
            before = block
        elif byline.whole and names and zone.is_kicker(place, byline):
            yield Drop(block, Reason.MENU)
        elif (
            byline.labelled and not byline.whole and (name := zone.first_named(place, rest, byline))
        ):
            yield from _taken(block, (name,), line)
            before = block
    for block in tail:
        if id(block) in edited:
            continue
        line = dates_of(block, document.language)
        rest = rest_of(block, line)
        if rest is not None and _LABEL_LIKE.match(rest):
            byline = _byline(block, rest, document.language)
            if byline.whole and byline.labelled and not (byline.weak or is_said(document, byline)):
                yield from _taken(block, byline.names, line)
    yield from _signed_with_dash(document)
    yield from _signed_for_agency(document)
    if document.language == "vi" and (signed := _signed_below(document)):
        yield Found("authors", tuple(signed.text.split(" - ")), signed)


#: What heads the list of the writers in the papers of Ippen, where each is named beside the picture and below it.
_ALL_WRITERS = "Alle Autoren"


def _listed(blocks: Sequence[Block]) -> tuple[tuple[str, ...], list[Block]] | None:
    """Give the writers of a list in which each is named twice in a row, and the lines of that list."""
    head = next((i for i, block in enumerate(blocks) if block.text == _ALL_WRITERS), None)
    if head is None:
        return None
    names: list[str] = []
    gone = [blocks[head]]
    for one, other in zip(blocks[head + 1 :: 2], blocks[head + 2 :: 2], strict=False):
        name = one.text.lstrip("• ")
        if other.text.lstrip("• ") != name or person_name(name, labelled=True) is None:
            break
        names.append(name)
        gone += (one, other)
    return (tuple(names), gone) if names else None


#: How the sites of Stack Exchange call the picture beside a name.
_AVATAR = "'s user avatar"


def _pictures(document: Document) -> list[Block]:
    """Give the lines that name whose picture stands there: first of who asked the question."""
    longest = MAX_USER + len(_AVATAR)
    return [b for b in document if len(b.text) <= longest and b.text[1:].endswith(_AVATAR)]


#: A label that says nothing without a name.
_LONE = frozenset(("By", "By:", "BY", "By :", "Written by", "Posted by"))
#: Longest name of a user, in characters.
MAX_USER = 40
#: The button beside the day and below a writer's name on note.com.
_FOLLOW = "フォロー"


def _followed(zone: _Zone) -> tuple[Block, Block] | None:
    """Give the two lines that say the name of who can be followed, its picture's and its own, above the day."""
    document = zone.document
    title = document.title
    if title is None or _FOLLOW not in document.raw:
        return None
    for above, block in pairwise(zone.blocks):
        if above.text != block.text or above.start < title.start or len(block.text) > MAX_USER:
            continue
        begins = [cut for cut in document.gone if cut[0] >= block.end][:1]
        dated = bool(begins) and begins[0][2] == Reason.DATE
        if dated and _FOLLOW in document.raw[begins[0][0] : begins[0][1]]:
            between = document.raw[block.end : begins[0][0]]
            return None if between.strip() or any(map(is_prose, (above, block))) else (above, block)
    return None


#: A name behind a dash, on a line of its own or behind the last sentence; a surname in capitals.
_DASHED = re.compile(r"(?:\A|(?<=[^\W\d_]\.)\s)[—–]\s?(?P<name>[^\W\d_][^\n—–\d,;:!?]{4,40})\Z")
_CAPITAL_SURNAME = re.compile(r"[^\W\d_]{3,21} [^\W\d_]{4,20}")
#: Characters at the end of a text among which such a name stands, and fewest words of the paragraph above it.
DASH_REACH, MIN_ABOVE_SIGNATURE = 60, 20


def _signed_with_dash(document: Document) -> Iterator[Found | Edit]:
    """Find the name behind a dash that ends the text, or the one with its surname in capitals below it.

    Leaves the one below a quotation, whom that is by, and every name that the text says itself.
    """
    place = last_prose(document.blocks)
    end = min(place + TAIL_REACH, len(document))
    if place < 1 or (end < len(document) and not _is_over_at(document[place + 1 : end + 1])):
        return
    for at in range(place, end):
        block, above = document[at], document[max(at - 1, place)]
        text = block.text
        if at > place and len(text) > MAX_BYLINE:
            return
        if "quote" in (block.kind, above.kind) or _is_quotation(above.text) or _is_quotation(text):
            continue
        start, said, capital = 0, "", False
        if found := _dashed(text):
            start, said = found.start(), found["name"]
        elif (
            at > place
            and _has_capital_surname(text)
            and all(ends_sentence(block.text) for block in document[place + 1 : at])
        ):
            said, capital = text, True
        name = person_name(said, labelled=False) if said else None
        if name is None:
            continue
        if start:
            if text.count(name) > 1:
                continue
            yield Edit(block, start, len(text), "", Reason.BYLINE)
            yield Found("authors", (name,))
            return
        of_article = capital and sum(map(is_prose, document)) >= MIN_PARAGRAPHS
        if not (
            of_article or words(above) >= MIN_ABOVE_SIGNATURE or _goes_on_from(document, above)
        ):  # a saying, whose it is
            continue
        if is_said(document, Byline((name,), whole=True)):
            continue
        yield Found("authors", (name,), block)
        return


#: How Sweden's agency signs: "Eva Lind/TT"; pictures have a label before it.
_AGENCY_SIGNATURE = re.compile(r"(?P<name>[^\W\d_][^\n/:,;.!?\d]{4,40})/TT")


def is_agency_signature(document: Document, block: Block) -> bool:
    """Whether a line right below the last paragraph of a Swedish text is a reporter's name with the agency."""
    if document.language != "sv" or not block.text.endswith("/TT"):
        return False
    found = _AGENCY_SIGNATURE.fullmatch(block.text)
    if found is None or person_name(found["name"], labelled=False) is None:
        return False
    above = [other for other in document if other.start < block.start]
    below = [other for other in document if other.start > block.start]
    return bool(above) and is_prose(above[-1]) and not any(map(is_prose, below))


def _signed_for_agency(document: Document) -> Iterator[Found]:
    """Find the reporter of an agency whose name stands with it right below the last paragraph."""
    for block in document[-AGENCY_REACH:]:
        if is_agency_signature(document, block):
            yield Found("authors", (block.text.removesuffix("/TT"),), block)
            return


#: Lines at the end among which such a name stands.
AGENCY_REACH = 6


def _is_over_at(below: Sequence[Block]) -> bool:
    """Whether lines below the last paragraph hold a prompt to read other articles: the text is over there."""
    return any(not _OVER.isdisjoint(said(block)) for block in below)


_OVER = frozenset(("continue", "related"))


def _goes_on_from(document: Document, block: Block) -> bool:
    """Whether a short sentence names what a paragraph above it names: no saying, but the report's last one."""
    if not ends_sentence(block.text):
        return False
    named = {word for word in _NAMED.findall(block.text) if word[0].isupper()}
    told = [other.text for other in document if is_prose(other) and other is not block]
    said = set(_NAMED.findall(" ".join(told)))
    return any(word in said and word.lower() not in said for word in named)


#: A word of some letters.
_NAMED = re.compile(r"[^\W\d_]{4,40}")


def _dashed(text: str) -> re.Match[str] | None:
    """Find the name behind a dash at the end of a text."""
    if "—" not in text and "–" not in text:
        return None
    return _DASHED.search(text, max(0, len(text) - DASH_REACH))


def _has_capital_surname(text: str) -> bool:
    """Whether a line is a name as agencies set it: "Luisa FERRIER"."""
    if not _CAPITAL_SURNAME.fullmatch(text):
        return False
    first, last = text.split()
    return first.istitle() and last.isupper()


def _is_quotation(text: str) -> bool:
    return text[:1] in "\"“„«‘'»" or text[-1:] in '"”“»’'


def _editors(document: Document) -> Iterator[Drop | Edit]:
    """Cut the rows of editors that end blocks of a Chinese text, from its first paragraph on."""
    if document.language != "zh":
        return
    for block in dropwhile(lambda block: not is_prose(block), document):
        at = editors_at(block.text)
        if at:
            yield Edit(block, at, len(block.text), "", Reason.BYLINE)
        elif at == 0:
            yield Drop(block, Reason.BYLINE)


def _addresses(document: Document) -> Iterator[Drop]:
    """Drop the writer's address that stands alone below the last paragraph in Korean newspapers.

    Elsewhere such a line tells where to write.
    """
    if document.language != "ko":
        return
    for block in document[-TAIL_REACH:]:
        if _MAIL.fullmatch(block.text):
            last = last_prose(document.blocks)
            if last >= 0 and document[last].start < block.start:
                yield Drop(block, Reason.BYLINE)


#: How Vietnamese family names are written, those of nearly everybody.
_VIETNAMESE = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Lương Đào Trương Tô Tạ "
    "Nghiêm Phùng Lưu Quách Vương Tăng Thái Lâm".split()
)
#: Words of such a name with those given.
MIN_VIETNAMESE, MAX_VIETNAMESE = 3, 4


def _signed_below(document: Document) -> Block | None:
    """Give the line of a dump that is a Vietnamese name, right below the last paragraph: papers sign so.

    A name of two words may be a topic's, and one above another paragraph heads that. Two names with a dash
    between them count in any text.
    """
    dump = is_dump(document, before=0)
    for above, block in pairwise(document.blocks):
        names = block.text.split(" - ")
        if len(names) == 2 and is_prose(above) and all(map(_is_pen_name, names)):
            last = block.start >= document[-PROSE_BELOW:][0].start
            if last and not is_said(document, Byline(tuple(names), whole=True)):
                return block
        name = block.text.split()
        if (
            dump
            and name[0] in _VIETNAMESE
            and MIN_VIETNAMESE <= len(name) <= MAX_VIETNAMESE
            and is_prose(above)
            and all(word.istitle() and word.isalpha() for word in name)
        ):
            below = [other for other in document if other.start > block.start][:PROSE_BELOW]
            byline = Byline((block.text,), whole=True)
            if not any(map(is_prose, below)) and not is_said(document, byline):
                return block
    return None


def _is_pen_name(name: str) -> bool:
    """Whether one of two names that stand together is written as names are."""
    words = name.split()
    return 2 <= len(words) <= MAX_VIETNAMESE and all(w.istitle() and w.isalpha() for w in words)


#: Lines below such a name none of which is prose.
PROSE_BELOW = 3

#: A label at the end of a text: with a colon, or of two words.
_LABEL_LIKE = re.compile(
    r"[(（\[]?[^\s:：=]{1,20}(?:\s[^\s:：=]{1,20}){0,3}\s?[:：=／]"
    r"|[(\[]?\S+\s(?:by|von|por|par|door|av|af|od)\s|Das (?:Interview|Gespräch) führten?\s",
    re.IGNORECASE,
)


def _byline(block: Block, rest: str, language: str | None) -> Byline:
    """Read the `rest` of a block beside its dates, once."""
    return once(block, f"byline {language}", lambda _: read_byline(rest, language))


#: Who posted when, as phpBB shows it above each post.
_POST = re.compile(
    r"(?:Beitrag ?von|by|von|par|da|por|de|od|av|af|door)\s(?P<name>[^\s»][^»\n]{0,30}?) » (?=[^»]{0,30}\d)[^»]{6,40}"
)

#: The same of a blog, whose users have names of one word.
_WORDPRESS = re.compile(
    r"(?:Veröffentlicht am|Posted on|Publié le|Publicado el|Publicado em|Geplaatst op|Pubblicato il)\s"
    r"[^\n|]{6,40}? (?:von|by|par|por|door|da) (?P<name>(?!admin\b|Admin\b|staff\b)[^\W\d_][\w.-]{2,30})"
)

#: Longest line that says what somebody is, in characters, and an address of mail or of a network.
MAX_ROLE = 60
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,64}|@\w{1,40}")
#: A writer's address alone, as Korean newspapers set it below the text.
_MAIL = re.compile(r"[<(\[]?\s?[\w.+-]{1,64}@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}\s?[>)\]]?")


def rest_of(block: Block, line: DateLine | None) -> str | None:
    """Give what a block says beside its dates, `None` where it cannot be a byline."""
    if block.kind in ("code", "table", "image") or len(block.text) > MAX_BYLINE or is_prose(block):
        return None
    rest = beside_dates(block, line)
    no_byline = not rest or rest.endswith(("?", "!", "…", "...")) or (line and line.only)
    return None if no_byline else rest


def beside_dates(block: Block, line: DateLine | None) -> str:
    """Give what a block says beside its dates."""
    return (line.rest if line else block.text).strip(" |-–—•·,")


def _taken(block: Block, names: tuple[str, ...], line: DateLine | None) -> Iterator[Found | Drop]:
    """Take the block up into the authors and the dates on its line."""
    yield Found("authors", names, block) if names else Drop(block, Reason.BYLINE)
    if line and line.published:
        yield Found("published", line.published)
    if line and line.modified:
        yield Found("modified", line.modified)


def is_subject(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line is the field that a preprint is filed under: arXiv."""
    below = blocks[place + 1 : place + 2]
    return bool(below) and below[0].text.startswith("[Submitted on")


#: Words of a headline below a line in capitals.
MIN_HEADLINE_WORDS = 5


class _Zone:
    """The lines above the text in which bylines are looked for, each with its dates."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = header(document)
        self.lines = [dates_of(block, document.language) for block in self.blocks]

    def is_signed(self, place: int, byline: Byline) -> bool:
        """Whether a line with a label is a byline: its "names" are no words of the text.

        A label that is a plain word elsewhere counts above the text, beside the date.
        """
        if byline.weak and (any(map(is_prose, self.blocks[:place])) or not self._is_dated(place)):
            return False
        bare = any(name.lower() == name.upper() for name in byline.names)
        if byline.weak or bare:
            return not is_said(self.document, byline, but_for=self.blocks[place].text)
        return not said_small(self.document, byline.names)

    def first_named(self, place: int, rest: str, byline: Byline) -> str | None:
        """Give the name right behind the label of a line between the title and the date: "By Ann Lee, 1st candidate".

        What stands behind its comma is no known role: readers who write for a paper have many.
        """
        title = self.document.title
        if title is None or byline.weak or not byline.names:
            return None
        above = self.blocks[place - 1].start if place else title.start
        if max(above, title.start) != title.start or self.blocks[place].start < title.start:
            return None
        head, comma, behind = rest.partition(",")
        name = byline.names[0]
        if not comma or not behind.strip() or not head.endswith(f" {name}"):
            return None
        if label_of(head.removesuffix(name).strip(), self.document.language) != "":
            return None
        if not self._is_above_date(place) or said_small(self.document, (name,)):
            return None
        return name

    def stands_so(self, place: int, rest: str, byline: Byline) -> bool:
        """Whether a line without a label stands where a byline does, and is no topic of the text."""
        names = byline.names
        if _salutation().match(rest) or (
            self.blocks[place].text[-1] in _COMMAS and not byline.known
        ):
            return False  # a letter begins there
        credits = "/" in rest and (
            self.blocks[place].text.startswith(("(", "[")) or not self._is_above_date(place)
        )
        if credits or rest.endswith(":"):
            return False  # a picture's credit, a heading
        if self.is_kicker(place, byline) or is_subject(self.blocks, place):
            return False
        if place and _WHERE_SHOWN.fullmatch(self.blocks[place - 1].text):
            return False
        if not byline.known and len(names) < 2 and _WHERE_FROM.search(rest):
            return False
        if not names:  # an agency or a desk, beside the date alone
            return byline.known and _is_house_alone(rest) and self._is_dated(place)
        longest = 3 if rest.isupper() else 4  # a headline in capitals is all names
        if (count_words(rest) > longest * len(names) + 1 and not byline.known) or any(
            found.family not in _BESIDE_NAMES for found in match(rest)
        ):
            return False
        placed = self._is_below_title(place, rest, byline) or self._is_dated(place)
        if not placed or is_said(self.document, byline):
            return False
        return byline.known or not _is_of_sites(names, self.document.language)

    def is_kicker(self, place: int, byline: Byline) -> bool:
        """Whether a line in capitals stands right above the headline, which it heads."""
        title, block = self.document.title, self.blocks[place]
        if not block.text.isupper() or byline.labelled:
            return False
        if title is not None:
            return block.start < title.start and self._is_dated(place)
        below = self.blocks[place + 1 : place + 2]
        return (
            bool(below)
            and self._is_dated(place)
            and not is_prose(below[0])
            and not below[0].text.isupper()
            and count_words(below[0].text) >= MIN_HEADLINE_WORDS
        )

    def _is_below_title(self, place: int, rest: str, byline: Byline) -> bool:
        """Whether a line stands right below the title, or below it with a role of its own."""
        title = self.document.title
        if title is None or self.blocks[place].start < title.start:
            return False
        between = [block for block in self.blocks[:place] if title.start < block.start]
        if between and folded(between[-1]) == folded(title):
            below = self.blocks[place + 1 : place + 2]  # papers say both again below the picture
            return byline.names == (rest,) and bool(below) and is_prose(below[0])
        if between:
            return self.has_role_below(place) and not any(map(is_prose, between))
        if byline.known or (place + 1 < len(self.blocks) and is_prose(self.blocks[place + 1])):
            return True
        return (
            byline.names == (rest,)
            and len(rest.split()) <= MAX_ALONE
            and is_dump(self.document, before=title.start)
        )

    def _is_dated(self, place: int) -> bool:
        """Whether a date stands on a line, right above or below it, or below what its writer is."""
        above_title = self._is_above_title(place)
        last = place + 1 if above_title else place + 2 + self.has_role_below(place)
        return any(
            line and (line.published or line.modified or line.only)
            for line in self.lines[max(0, place - 1) : last]
        ) or (not above_title and self._is_beside_date(place))

    def _is_above_date(self, place: int) -> bool:
        """Whether the date stands right below a line, or on it, and the title above it."""
        title = self.document.title
        if title is None or self.blocks[place].start < title.start:
            return False
        above = self.lines[place - 1] if place else None
        dated_above = above is not None and above.only
        start = self.blocks[place - 1].end if place else title.start
        taken_above = any(
            reason == Reason.DATE and start <= at < self.blocks[place].start
            for at, _, reason in self.document.gone
        )
        return not (dated_above or taken_above) and self._is_dated(place)

    def _is_beside_date(self, place: int) -> bool:
        """Whether a line that was taken for the article's date stands right above or below."""
        above = self.blocks[place - 1].end if place else 0
        next_one = place + 1 + self.has_role_below(place)
        below = (
            self.blocks[next_one].start if next_one < len(self.blocks) else len(self.document.raw)
        )
        return any(
            reason == Reason.DATE and above <= start < below
            for start, _, reason in self.document.gone
        )

    def _is_above_title(self, place: int) -> bool:
        """Whether the title stands right below a line."""
        title = self.document.title
        if title is None or self.blocks[place].start > title.start:
            return False
        below = self.blocks[place + 1 : place + 2]
        return not below or below[0].start > title.start

    def has_role_below(self, place: int) -> bool:
        """Whether the next line is what somebody is, an address or another's byline, and nothing else."""
        if place + 1 == len(self.blocks) or len(self.blocks[place + 1].text) > MAX_ROLE:
            return False
        if self._is_above_title(place):
            return False  # a paper's name above the title, and its desk below
        below = self.blocks[place + 1].text
        first, _, others = below.partition(" ")
        if is_role(below) or _ADDRESS.fullmatch(below) or (others and is_role(first)):
            return True
        return ":" in below and label_of(below, None) is not None


@cache
def _salutation() -> re.Pattern[str]:
    """Give how letters begin, for those whose writer sets no comma behind the name.

    Words that are given names too (Cara, Caro, Beste, Lieve, Драга) are told by the comma alone.
    """
    words = sorted(map(re.escape, words_of_all("dear")))
    return re.compile(rf"(?:{'|'.join(words)})\s", re.IGNORECASE)


def greets(names: Sequence[str]) -> bool:
    """Whether one of the "names" is how a letter begins.

    >>> greets(["Liebe Leser"]), greets(["Petra Lieb"])
    (True, False)
    """
    return any(_salutation().match(name) for name in names)


_COMMAS = ",،，、"
#: What stands in a line of its own above the name of a publication: Medium.
_WHERE_SHOWN = re.compile(
    r"(?:published|posted|appeared) in|in|publicado en|publicado em|publié dans|veröffentlicht in|pubblicato in",
    re.IGNORECASE,
)

#: Longest name that stands alone below the title of a page's dump, in words.
MAX_ALONE = 3

#: Families of lines that stand beside a name: "Staff Writer", "4 min read", "12 comments".
_BESIDE_NAMES = frozenset(("role", "counter", "comments", "byline", "source"))
#: A place or a house behind a name without a label: as pictures are credited, and places headed.
_WHERE_FROM = re.compile(
    r"(?<!,)\s(?:in|for|of|from|at|à|aus|für|en|em|da|pour|para|per|voor)\s(?=[^\W\d_a-z])\S+(?:\s\S+){0,3}(?=$|[|•·;,])"
)


def _is_house_alone(rest: str) -> bool:
    """Whether a line is an agency's or a desk's, or several, and says nothing of a person.

    A town may stand behind it: "Own correspondent, Linna".
    """
    parts = [part.strip(" -–—()") for part in re.split(r"[|/•·,]", rest)]
    parts = [part for part in parts if part]
    if len(parts) == 2 and len(parts[1].split()) == 1:
        parts.pop()
    return all(map(is_role, parts))


def is_said(document: Document, byline: Byline, *, but_for: str = "") -> bool:
    """Whether the text or the title says a word of the names, whole or with another ending.

    But for the last paragraph, if it begins with one of the names, which it never says as plain words: it
    tells of the writer. And but for a paragraph that the line `but_for` ran into, which says it as a whole,
    and a picture's credit, in which a stroke leads to the name: "ANTARA/Ruth Kanafi".
    """
    title = document.title.text.lower() if document.title else ""
    prose = _prose(document)
    about = once(document, "last prose", _last_prose)
    plain = any(
        name.islower() or (name != name.lower() and name.lower() in about) for name in byline.names
    )
    if about and about.lstrip('"“*_').startswith(byline.names) and not plain:
        prose = prose.removesuffix(about)
    if but_for and but_for in prose:
        prose = prose.replace(but_for, "")
    for name in byline.names:
        if f"/{name}" in prose:
            prose = prose.replace(f"/{name}", "")
    for name in byline.names:
        if (turn := f"{name.split()[-1]}:") in prose and _asks(document, turn):
            prose = prose.replace(turn, "")
    said = f"{prose.lower()} {title}"
    return any(
        (_says(said, word.lower()) if len(word) < MIN_STEM else word.lower()[:MIN_STEM] in said)
        for word in _long_words(byline.names)
    ) or any(
        len(word) >= MIN_BARE and re.search(rf"(?<!\S){re.escape(word)}(?!\w)", said)
        for name in byline.names
        if name.lower() == name.upper() and not HAN.search(name)
        for word in name.split()
    )


def _asks(document: Document, turn: str) -> bool:
    """Whether lines begin with a surname as the turns of who asks in a talk do: "Lind: Why do no boats sail?"."""
    turns = [block for block in document if block.text.startswith(turn)]
    return len(turns) >= MIN_TURNS and all(
        block.text.endswith(("?", ".", "…", "!")) for block in turns
    )


#: Turns of a talk from which on a name is of who asks.
MIN_TURNS = 2


def _is_of_sites(names: Sequence[str], language: str | None) -> bool:
    """Whether "names" are made of what sites call their pages and buttons: "New Customers".

    >>> _is_of_sites(["New Customers"], "en"), _is_of_sites(["Jane Post"], "en")
    (True, False)
    """
    words = _WORD.findall(fold(" ".join(names)))
    return bool(words) and words_of_sites(language).issuperset(words)


#: Letters from which on a word is one of those of sites.
_WORD = re.compile(r"[^\W\d_]{3,}")
#: Letters from which on a word in a script without capitals is looked for in the text.
MIN_BARE = 3


#: Letters by which a word with another ending is known.
MIN_STEM = 8


def said_small(document: Document, names: Sequence[str]) -> bool:
    """Whether the text says each word of the "name" as a plain word: "By Royal Decree"."""
    return says_small(_prose(document), names)


def says_small(text: str, names: Sequence[str]) -> bool:
    """Whether a text says each long word of the "names" in small letters: "Customer Reviews"."""
    words = [word.lower() for word in _long_words(names)]
    return bool(words) and all(_says(text, word) for word in words)


def _prose(document: Document) -> str:
    return once(document, "prose", lambda blocks: " ".join(b.text for b in blocks if is_prose(b)))


#: Paragraphs from which on the last of a text may tell of its writer.
MIN_PARAGRAPHS = 3


def _last_prose(document: Document) -> str:
    """Give the last paragraph, where there are several above it."""
    prose = [block.text for block in document if is_prose(block)]
    return prose[-1] if len(prose) >= MIN_PARAGRAPHS else ""


def _says(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", text))


def _long_words(names: Sequence[str]) -> list[str]:
    cased = [word for name in names for word in re.findall(r"[^\W\d_]{4,}", name)]
    return [word for word in cased if word.lower() != word]
