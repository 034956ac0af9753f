"""What a few large systems set around and between the words of their pages, in fixed words.

Sources: wikihow.com (steps, tips, questions), job-boards.greenhouse.io (the form below a job), the old layout of
stackoverflow.com and its sisters, livejournal.com and its kin, pages for the printer of WordPress (WP-Print), all as
`get_text()` or a browser gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..actions import Action, Drop, Edit, Found
from ..finders.date_lines import parse_date
from ..model import Block, Document, Reason
from ..patterns import lazy
from ._spans import Joined, join

__all__ = ["drop_site_frames", "is_foot_of_entry"]

_Span = tuple[int, int, Reason]

#: Marks that wikiHow sets into its steps, and its boxes, on one line or on several.
_S = r"\s{1,4}"
_NOTE = lazy(rf"\s?\[\d{{1,3}}\]\s{{0,4}}X{_S}(?:Research|Expert|Trustworthy){_S}[Ss]ource\b")
_BOXES = (
    (lazy(r"(?<=[)\n ])Download Article(?= \d|\n|$)"), Reason.SHARE),
    (
        lazy(
            rf"Thanks!{_S}We're glad this was helpful\.\s[^\n]{{0,240}}?please consider a small contribution"
            rf"[\s\S]{{0,240}}?Support wikiHow(?:{_S}Yes{_S}No)?"
        ),
        Reason.PROMO,
    ),
    (lazy(rf"(?:Thanks{_S})?Helpful{_S}\d{{1,6}}{_S}Not Helpful{_S}\d{{1,6}}"), Reason.COUNTER),
    (lazy(rf"Not Helpful{_S}\d{{1,6}}{_S}Helpful{_S}\d{{1,6}}"), Reason.COUNTER),
    (
        lazy(
            rf"Ask a Question{_S}200 characters left{_S}Include your email address to get a message when this "
            rf"question is answered\.(?:{_S}Submit\b)?"
        ),
        Reason.COMMENT_FORM,
    ),
    (
        lazy(
            rf"Submit a Tip{_S}All tip submissions are carefully reviewed before being published"
            rf"(?:{_S}Name{_S}Please provide your name and last initial)?(?:{_S}Submit\b)?"
            rf"(?:{_S}Thanks for submitting a tip for review!)?"
        ),
        Reason.COMMENT_FORM,
    ),
    (lazy(rf"Community Q&A{_S}Search{_S}Add New Question"), Reason.COMMENT_FORM),
)  # fmt: skip

#: How Greenhouse's page begins on one line: its title, a button, and the job's name again; how its form begins
#: and ends.
_JOB = lazy(
    rf"Job Application for (?P<job>\S[^\n]{{2,120}}?) at [^\n]{{1,60}}?{_S}Back to jobs{_S}(?:New{_S})?(?=(?P=job)\s)"
)
_ALERT = lazy(
    rf"Create a Job Alert{_S}Interested in building your career at [^\n]{{1,80}}?\?{_S}"
    rf"Get future opportunities sent straight to your email\.(?:{_S}Create alert\b)?"
)
_APPLY = lazy(rf"Apply for this job{_S}\*{_S}indicates a required field")
_APPLIED = lazy(rf"Submit application\b(?:{_S}Powered by(?:{_S}Greenhouse\b)?)?")
#: Characters of the longest such form: those with lists of countries have many.
MAX_FORM = 60_000


def drop_site_frames(document: Document) -> Iterator[Action]:
    """Drop the frames of wikiHow, Greenhouse, Stack Exchange, LiveJournal and WP-Print, which fixed words tell.

    Leaves a text that does not have several of a system's words, and what people wrote: the answers of
    questions, their code, the tips of readers.

    >>> from cleanarticle.model import blocks
    >>> page = blocks("2", "down vote", "favorite", "The pump hums.", "share|improve this question", "add comment")
    >>> [drop.block.text for drop in drop_site_frames(page)]
    ['2', 'down vote', 'favorite', 'share|improve this question', 'add comment']
    """
    raw = document.raw
    if "wikiHow" in raw or "X Research source" in raw:
        joined = join(document)
        yield from joined.cut(_how_to(joined))
    if "indicates a required field" in raw:
        joined = join(document)
        yield from joined.cut(_application(joined))
    if "mprove this" in raw:
        yield from _questions(document)
    if "ell a Friend!" in raw or "Post a new comment)" in raw:
        yield from _journal(document)
    if raw.lstrip()[:2] == "- " and len(document) > 2:
        yield from _printed(document)


#: How WP-Print heads a page in whatever language: "- The Harbour Post - https://harbourpost.example -".
_PRINTED = lazy(r"- (?P<site>\S[^\n]{0,80}) - (?P<address>https?://[\w.-]{4,80}/?[\w./-]{0,80}) -")
#: What it sets below the text: a label, or one and the site, before an address there.
_PRINTED_FROM = lazy(r"(?P<label>[^\n:]{3,120}): (?P<address>https?://\S{4,300})")
#: Its row of who posted, when and where: the count of comments behind a bar; lines above which it stands.
_POSTED = lazy(r"[^\n|]{0,200}(?:19|20)\d\d[^\n|]{0,120}(?P<comments> \| [^\n|]{0,200})")
POSTED_REACH = 4


def _printed(document: Document) -> Iterator[Action]:
    """Drop the lines that tell which page of which site was printed, and what its row says of comments."""
    blocks = document.blocks
    head = _PRINTED.fullmatch(blocks[0].text)
    if head is None:
        return
    yield Drop(blocks[0], Reason.MENU, 0.95)
    for block in blocks[1:POSTED_REACH]:
        if posted := _POSTED.fullmatch(block.text):
            yield Edit(block, *posted.span("comments"), "", Reason.COMMENTS, 0.9)
            break
    site = head["address"].rstrip("/")
    for block in blocks[1:]:
        line = _PRINTED_FROM.fullmatch(block.text)
        if line is not None and line["address"].startswith(site):
            yield Drop(block, Reason.MENU, 0.9)


def _how_to(joined: Joined) -> Iterator[_Span]:
    text = joined.text
    if not ("wikiHow" in text and "Not Helpful" in text) and not _NOTE.search(text):
        return
    spans = [(*found.span(), Reason.MARKUP) for found in _NOTE.finditer(text)]
    for box, reason in _BOXES:
        spans += [(*found.span(), reason) for found in box.finditer(text)]
    end = 0
    for start, stop, reason in sorted(spans):
        if start >= end:
            yield start, stop, reason
            end = stop


def _application(joined: Joined) -> Iterator[_Span]:
    """Give the alert and the form: from its head to its button."""
    text = joined.text
    head = _APPLY.search(text)
    ends = list(_APPLIED.finditer(text, head.end(), head.end() + MAX_FORM)) if head else []
    if head is None or not ends:
        return
    alert = _ALERT.search(text)
    if alert and alert.end() <= head.start():
        yield (*alert.span(), Reason.COMMENT_FORM)
    yield head.start(), ends[-1].end(), Reason.COMMENT_FORM
    if job := _JOB.match(text):
        yield (*job.span(), Reason.MENU)


#: Lines of Stack Exchange around questions and answers, in the layouts of both decades.
_WHEN = r"[A-Z][a-z]{2} \d{1,2}(?:,? ['’]?\d{2,4})? at \d{1,2}:\d\d"
_IMPROVE = lazy(
    r"(?:share|cite|edit)?\s?\|?\s?improve this (?:question|answer)(?:\s?\|?\s?follow)?",
    re.IGNORECASE,
)
_DONE = lazy(rf"(?P<what>asked|edited|answered|modified) (?P<when>{_WHEN})", re.IGNORECASE)
_BUTTON = lazy(
    r"(?:up|down) vote|favorite|accepted|add (?:a )?comment|show \d{1,3} more comments?|\d{1,5} Answers?"
    r"|active ?oldest ?votes|Share|Follow|Add a comment|Your Answer|community wiki",
    re.IGNORECASE,
)
_VOTES = lazy(r"-?\d{1,6}")
#: Points and badges run together: "3,77511736", "12.3k2727 gold badges6161 silver badges".
_POINTS = lazy(r"\d[\d.,]{0,9}k?[\d●\s]{0,24}(?:\d{1,5} (?:gold|silver|bronze) badges?\s?){0,3}")
#: Of these one must stand beside a number or a name that is to go with it.
_BESIDE_VOTES = lazy(r"(?:up|down) vote|favorite|accepted", re.IGNORECASE)
#: Most words of a member's name, and lines below a date among which it stands.
MAX_MEMBER_WORDS, MEMBER_REACH = 5, 3


def _questions(document: Document) -> Iterator[Action]:
    """Drop the buttons, votes, days and members of Stack Exchange; take up who asked, and when."""
    blocks = document.blocks
    if not any(_IMPROVE.fullmatch(block.text) for block in blocks):
        return
    gone: dict[int, Reason] = {}
    for at, block in enumerate(blocks):
        if _IMPROVE.fullmatch(block.text) or _BUTTON.fullmatch(block.text):
            gone[at] = Reason.SHARE
        elif done := _DONE.fullmatch(block.text):
            gone[at] = Reason.BYLINE
            member = _member(blocks, at)
            gone.update(dict.fromkeys(range(at + 1, member), Reason.BYLINE))
            if done["what"].lower() == "asked":
                yield from _asked(done["when"], blocks[at + 1 : member])
    for at, block in enumerate(blocks):
        beside = (blocks[place].text for place in (at - 1, at + 1) if 0 <= place < len(blocks))
        if _VOTES.fullmatch(block.text) and any(map(_BESIDE_VOTES.fullmatch, beside)):
            gone.setdefault(at, Reason.COUNTER)
    for at in sorted(gone):
        yield Drop(blocks[at], gone[at], 0.95)


def _member(blocks: Sequence[Block], at: int) -> int:
    """Give the place behind the name and the points of the member who did something that day."""
    for place in range(at + 1, min(at + 1 + MEMBER_REACH, len(blocks))):
        if place > at + 1 and _POINTS.fullmatch(blocks[place].text):
            return place + 1
        if len(blocks[place].text.split()) > MAX_MEMBER_WORDS:
            break
    return at + 1


_ASKED = lazy(r"([A-Z][a-z]{2}) (\d{1,2}),? ['’]?(\d{2}|\d{4}) at (\d{1,2}:\d\d)")


def _asked(when: str, member: Sequence[Block]) -> Iterator[Found]:
    if member:
        yield Found("authors", (member[-2].text,))
    if found := _ASKED.fullmatch(when):
        month, day, year, clock = found.groups()
        said = f"{month} {day}, {year if len(year) == 4 else '20' + year} {clock}"
        if (first := parse_date(said, "en")) is not None:
            yield Found("published", first)


#: Lines of LiveJournal and Dreamwidth above and below an entry.
_WROTE = lazy(r"(?P<name>[\w.-]{1,40}) \((?P=name)\) wrote(?: in [\w.-]{1,40})?,")
_AT = lazy(r"@ (\d{4}-\d\d-\d\d \d\d:\d\d):\d\d")
_TURN = lazy(r"(?:Previous Entry|Add to memories!|Tell a Friend!|Next Entry|Share|\s){2,12}")
_TAGS = lazy(r"Entry tags:\s{1,4}(\S[^\n]{0,300})")
_POST = lazy(r"\(\d{1,5} comments?\) - \(Post a new comment\)|\(Post a new comment\)")
_REPLY = "(Reply to this)"


def _journal(document: Document) -> Iterator[Action]:
    """Drop the head of a journal's entry and the comments below it; take up who wrote, when, and the tags."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if " Entry" in block.text and _TURN.fullmatch(block.text):
            yield Drop(block, Reason.MENU)
        elif wrote := _WROTE.fullmatch(block.text):
            yield Found("authors", (wrote["name"],), block)
        elif day := _AT.fullmatch(block.text):
            yield from _at(day[1], block)
        elif tags := _TAGS.fullmatch(block.text):
            yield Found("tags", tuple(tag.strip() for tag in tags[1].split(",")), block)
        elif _POST.fullmatch(block.text):
            below = blocks[at + 1 :]
            yield Drop(block, Reason.MENU)
            if any(line.text.startswith(_REPLY) for line in below):
                yield from (Drop(line, Reason.COMMENTS, 0.9) for line in below)
            return


def is_foot_of_entry(text: str) -> bool:
    """Whether a line is what stands below an entry of a journal: right above it the entry ends.

    >>> is_foot_of_entry("(4 comments) - (Post a new comment)"), is_foot_of_entry("(4 comments)")
    (True, False)
    """
    return text.endswith(" comment)") and _POST.fullmatch(text) is not None


def _at(when: str, block: Block) -> Iterator[Action]:
    if (day := parse_date(when)) is not None:
        yield Found("published", day, block)
