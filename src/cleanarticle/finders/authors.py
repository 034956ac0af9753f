"""Who wrote an article: the lines above and below the text that say so."""

from __future__ import annotations

import re
from collections.abc import Container, Generator, Iterator, Sequence
from itertools import dropwhile, pairwise

from ..actions import Drop, Edit, Found
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_prose, last_prose
from ._author_zone import Zone, rest_of
from ._name_evidence import is_said
from ._signed_below import TAIL_REACH, signed_below, signed_for_agency, signed_with_dash
from ._standfirst_names import named_in_standfirst
from ._top_line import name_on_top, signed_behind_moment, stamped_name
from .byline_labels import label_of
from .bylines import parse_names, read_beside_buttons, read_byline
from .date_lines import DateLine, dates_of
from .labels import credits_at, editors_at, found_in_labels
from .person_names import person_name
from .reporters import find_reporters
from .roles import is_role

__all__ = ["find_authors"]


def find_authors(document: Document) -> Iterator[Found | Drop | Edit]:
    """Find bylines above the text, labelled ones at its end too, with dates on the same line.

    Takes a line without a label only beside the title or a date, in Vietnamese right below the
    text too, and only if nothing else in the text says its words; else whom the standfirst names as its
    writer at its end ("…, writes Jane Roe"), which stays. Drops a byline that names no
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
        if "authors" not in document.fields and (named := named_in_standfirst(document)):
            yield named


def _of_lines(document: Document) -> Iterator[Found | Drop | Edit]:
    """Find the lines of their own that name who wrote."""
    zone = Zone(document)
    editors = [*_editors(document), *_credits_behind(document), *_addresses(document)]
    yield from editors
    if of_site := list(_of_site(document, zone)):
        yield from of_site
        return
    edited = {id(action.block) for action in editors}
    is_sure = yield from _around_title(zone, edited)
    if not is_sure:
        yield from _below_text(zone, edited)


def _of_site(document: Document, zone: Zone) -> Iterator[Found | Drop]:
    """Find the writers whom some sites name in a form of their own."""
    if pictures := _pictures(document):
        yield Found("authors", (pictures[0].text.removesuffix(_AVATAR),), pictures[0])
        for block in pictures[1:]:
            yield Drop(block, Reason.BYLINE)
    elif followed := _followed(zone):
        yield Drop(followed[0], Reason.BYLINE)
        yield Found("authors", (followed[1].text,), followed[1])
    elif listed := _listed(zone.blocks):
        names, (first, *others) = listed
        yield Found("authors", names, first)
        for block in others:
            yield Drop(block, Reason.BYLINE)
    elif document.title is None and (name := name_on_top(document)):
        yield Found("authors", (name,), document[0])
        yield Drop(document[1], Reason.MENU, 0.9)


def _around_title(zone: Zone, edited: Container[int]) -> Generator[Found | Drop, None, bool]:
    """Find the bylines above and below the title; tell whether one is such that none else is looked for."""
    document = zone.document
    waiting: Block | None = None
    before: Block | None = None  # the byline just taken
    labels = 0
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
            return True
        if line and post and not is_role(post["name"]):
            yield from _taken(block, (post["name"],), line)
            return True
        byline = read_byline(rest, document.language, known=zone.has_role_below(place))
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
    return False


def _tail(zone: Zone) -> Iterator[Block]:
    """Give the last lines, and before them the two right below the last paragraph: menus may stand behind those."""
    document = zone.document
    last = max(len(document) - TAIL_REACH, 0)
    below = last_prose(document.blocks) + 1
    near = document[below : min(below + SIGNED_BELOW, last)] if below else ()
    for block in (*near, *document[last:]):
        if block not in zone.blocks:
            yield block


#: Lines right below the last paragraph in which a label is looked for, whatever stands behind them.
SIGNED_BELOW = 2


def _below_text(zone: Zone, edited: Container[int]) -> Iterator[Found | Drop | Edit]:
    """Find the labelled bylines at the end, and the signatures below the last paragraph."""
    document = zone.document
    for block in _tail(zone):
        if id(block) in edited:
            continue
        line = dates_of(block, document.language)
        rest = rest_of(block, line)
        if rest is not None and _LABEL_LIKE.match(rest):
            byline = read_byline(rest, document.language)
            if byline.whole and byline.labelled and not (byline.weak or is_said(document, byline)):
                yield from _taken(block, byline.names, line)
    yield from signed_with_dash(document)
    yield from signed_for_agency(document)
    if document.language == "vi" and (signed := signed_below(document)):
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


def _followed(zone: Zone) -> tuple[Block, Block] | None:
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


def _credits_behind(document: Document) -> Iterator[Edit | Drop | Found]:
    """Cut the credits that a Chinese text's last paragraph ends in, or that are the line below it.

    And take the publisher and the writer up.
    """
    last = last_prose(document.blocks) if document.language == "zh" else -1
    for block in document[last : last + 2] if last >= 0 else ():
        credited = credits_at(block.text)
        if credited is None:
            continue
        at, row = credited
        yield (
            Edit(block, at, len(block.text), "", Reason.BYLINE)
            if at
            else Drop(block, Reason.BYLINE)
        )
        yield from found_in_labels(Block("paragraph", row), document.fields)
        return


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


#: A label at the end of a text: with a colon, or of two words.
_LABEL_LIKE = lazy(
    r"[(（\[]?[^\s:：=]{1,20}(?:\s[^\s:：=]{1,20}){0,3}\s?[:：=／]"
    r"|[(\[]?\S+\s(?:by|von|por|par|door|av|af|od)\s|Das (?:Interview|Gespräch) führten?\s",
    re.IGNORECASE,
)
#: Who posted when, as phpBB shows it above each post.
_POST = lazy(
    r"(?:Beitrag ?von|by|von|par|da|por|de|od|av|af|door)\s(?P<name>[^\s»][^»\n]{0,30}?) » (?=[^»]{0,30}\d)[^»]{6,40}"
)
#: The same of a blog, whose users have names of one word.
_WORDPRESS = lazy(
    r"(?:Veröffentlicht am|Posted on|Publié le|Publicado el|Publicado em|Geplaatst op|Pubblicato il)\s"
    r"[^\n|]{6,40}? (?:von|by|par|por|door|da) (?P<name>(?!admin\b|Admin\b|staff\b)[^\W\d_][\w.-]{2,30})"
)
#: A writer's address alone, as Korean newspapers set it below the text.
_MAIL = lazy(r"[<(\[]?\s?[\w.+-]{1,64}@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}\s?[>)\]]?")


def _taken(block: Block, names: tuple[str, ...], line: DateLine | None) -> Iterator[Found | Drop]:
    """Take the block up into the authors and the dates on its line."""
    yield Found("authors", names, block) if names else Drop(block, Reason.BYLINE)
    if line and line.published:
        yield Found("published", line.published)
    if line and line.modified:
        yield Found("modified", line.modified)
