"""The head of an article on a page of one line: its title, who wrote it and when.

The model of run-on text is in doubt there: a title is no prose, and names begin with capitals as
elements do. What has the form of a day or a byline tells it where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..finders.byline_labels import is_byline_label
from ..finders.bylines import parse_names
from ..finders.date_lines import READING_TIME, read_dates
from ..finders.date_words import tokens_of as date_words_of
from ..judging.features import Floats
from ..judging.run_on import Elements, are
from ..judging.tokens import Tokens
from ..model import SOUTHEAST_ASIAN
from ..patterns import lazy
from ._run_on_prose import day_inside, is_labelled

__all__ = ["head_alone", "with_head"]

#: Probability that an element begins with it from which on the first word of a day is one's first, and
#: the first behind it the next one's. Both are right for 78 of 100 days on pages, 3 stand in a sentence.
BEGINS_BESIDE_DAY = 0.1
#: The same above the article, where no sentence is parted, and where the other of the two surely begins one.
BEGINS_BESIDE_FIRST, SURELY_BEGINS = 0.03, 0.5
#: The same for the first word of a byline with a label, and with one that ends in a colon.
BEGINS_BYLINE, BEGINS_LABEL = 0.1, 0.02
#: The same for a name alone before a day.
BEGINS_NAME = 0.12
#: Most tokens of a byline and of a name alone.
MAX_BYLINE, MAX_NAME = 7, 3
#: Words of a longer label with a colon: "Author of the article:".
MAX_LABEL = 4
#: So many tokens are the article's, if so large a share of them stays.
ARTICLE_REACH, MIN_ARTICLE = 40, 0.5
#: How many tokens above them the title begins at most, and how its length is distributed: the logarithm
#: of its size in words of six letters, or of two characters of a script without spaces.
TITLE_REACH, USUAL_TITLE, TITLE_SPREAD = 30, 9.0, 0.5
#: Tokens at the start of the page among which the title begins that its head names, and how many it has at least.
TITLE_WITHIN, MIN_TWICE = 6, 3
#: What a page says twice is a menu rather than the title, the likelier elements begin inside and the more known
#: phrases it has, and the less, by this share, of so many tokens behind it is the article's.
MOST_LIKE_MENU, BEHIND_SHARE, BEHIND_REACH = 0.4, 0.3, 60
#: Probability that an element begins with the first of the two: what a sentence says of the title again,
#: and no head names, begins in the title's midst.
BEGINS_TITLE = 0.35
#: Probability that an element begins behind the second of the two, else with one of so many tokens further.
BEGINS_BEHIND_TITLE, BEGINS_FURTHER, MAX_FURTHER = 0.1, 0.3, 12
#: What a word behind a known phrase is taken for at least, if an element begins with that so likely.
BEGINS_BEHIND_PHRASE, BEGINS_PHRASE = 0.85, 0.4
#: What is left of the chance that an element begins with a name, known by its first letters, inside the title.
NAME_BEGINS, STEM, MIN_NAME = 0.3, 5, 3
#: What no chance is less than.
LEAST = 1e-3

#: A year, or a day in numbers, around which a day is looked for.
_YEAR = lazy(
    r"(?<!\d)(?:\d{4}(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d\d(?!\d))|(?:令和|平成|民國|民国)(?=\d{1,3}年)"
)
#: How far around it, in characters and in tokens, and how many of its edges are tried.
_DAY_REACH, MAX_DAY, MAX_TRIES = 60, 7, 8
#: Most tokens of a row that is a day as a whole, with its label, its time, and the change.
MAX_ROW = 16
#: Years that are looked at: those of an article's head are among the first.
MAX_DAYS = 60
#: A time of day: the day before it does not end there.
_CLOCK = lazy(r"(?:[-–|,،] ?)?\d{1,2}(?:[:：h]\d\d|[时時點点])")
_WIDE = lazy(rf"[{SOUTHEAST_ASIAN}\u3041-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens from `start` to before `stop`."""

    start: int
    stop: int


def with_head(text: str, page: Elements) -> NDArray[np.int64]:
    """Give the tokens with which elements begin: those found, with the head of the article put right.

    No element begins inside a day, a byline or the title; one does with each, and behind it.
    """
    tokens, stays, begins = page.tokens, page.stays, _begins(page)
    found = set(page.starts.tolist()) - _years_at_ends(text, tokens)
    article = _article(stays)
    top = None
    stamps = [*_days(text, tokens, begins), *_reading_times(text, tokens)]
    for own in sorted(stamps, key=lambda stamp: stamp.start):
        stamp = own
        found.difference_update(range(stamp.start + 1, stamp.stop))
        if told := day_inside(text, tokens, stamp.start, stamp.stop):
            found.difference_update(told)
            continue
        if top is not None and _opens_sentence(stamp, text, page):
            found.discard(stamp.stop)
            continue
        if not _is_apart(stamp, text, tokens, begins, article):
            continue
        _set_apart(found, stamp)
        if stamp.stop > article + ARTICLE_REACH:
            continue
        if _follows_preposition(stamp, text, tokens, begins):
            found.discard(stamp.start)
            stamp = _Span(stamp.start - 1, stamp.stop)
            found.add(stamp.start)
        byline = _byline_before(stamp.start, text, tokens, begins)
        if byline is not None:
            _set_apart(found, byline)
        if top is None:
            top = byline.start if byline else stamp.start
    titles = _said_twice(page, begins)
    named = _said_behind_mark(text, page, begins) or _said_at_once(page, begins, article)
    if top and not (titles or named):
        first = _title_before(top, text, tokens, begins)
        titles = (_Span(0 if _is_torn_title(text, tokens, first, top) else first, top),)
    for title in (*titles, *named):
        _set_apart(found, title)
    return _inside(page, found)


#: Tokens at the start of a text that is all article else, among which the head says its title again.
HEAD_REACH = 40


def head_alone(text: str, page: Elements, *, alone: bool) -> NDArray[np.int64]:
    """Give the tokens with which the titles begin, and what is behind them, above a text that is all article.

    What says its first words again without a sentence between them: the page's title, its few links,
    and the headline. Prose goes on in lower case ("I have never seen it and I have never asked."). And the row
    of a day behind the headline, where the text is `alone`: a scraper took the article's box and no more.
    """
    tokens = page.tokens
    titles = _said_twice(page, _begins(page))
    none = np.zeros(0, np.int64)
    if not titles or titles[1].start > HEAD_REACH:
        return _inside(page, _row_below_title(text, page)) if alone else none
    first, again = titles
    ends, small = are(tokens, "ends a sentence"), are(tokens, "begins small")
    if small[first.stop] or small[again.start]:
        return none
    if ends[first.start : first.stop - 1].any() or ends[first.stop : again.start].any():
        return none
    return _inside(page, {first.start, first.stop, again.start, again.stop})


def _is_mark(text: str, tokens: Tokens, at: int) -> bool:
    """Whether a token is a mark that parts the day from the time to read."""
    return text[tokens.starts[at] : tokens.ends[at]] in ("•", "·", "|", "-", "–")


#: Tokens of a title at least, above the row of a day; probability that an element begins with such a row, and behind
#: it; and sentences that may end before one with a label.
MIN_TITLE, BEGINS_ROW, MAX_ENDS = 3, 0.15, 2


def _row_below_title(text: str, page: Elements) -> set[int]:
    """Find the day, and who wrote, behind a title that all article follows: "Ferries stop 3 May 2024 10:15 The".

    The tokens with which these begin, and what is behind them. The day has a time of day or a label, no preposition
    stands before it, no comma around it, no sentence ends before it but one that a label is behind, and a capital
    begins what follows.
    """
    tokens, begins = page.tokens, _begins(page)
    lengths = list(_reading_times(text, tokens))
    row: list[_Span] = []
    for stamp in sorted((*_days(text, tokens, begins), *lengths), key=lambda stamp: stamp.start):
        if row and stamp.start > row[-1].stop + _is_mark(text, tokens, row[-1].stop):
            break
        if row and stamp.start < row[-1].stop:
            row[-1] = _Span(row[-1].start, max(stamp.stop, row[-1].stop))
        else:
            row.append(stamp)
    if not row or row[-1].stop > HEAD_REACH or row[-1].stop >= len(page.stays):
        return set()
    start, stop = _label_before(row[0], text, tokens, begins), row[-1].stop
    if start < MIN_TITLE or min(begins[start], begins[stop]) < BEGINS_ROW:
        return set()
    said = text[tokens.starts[start] : tokens.ends[stop - 1]]
    labelled = is_labelled(said)
    if not (labelled or _CLOCK.search(said)) or said[-1] in ",;(":
        return set()
    if text[tokens.ends[start - 1] - 1] in ",(" or not are(tokens, "begins large")[stop]:
        return set()
    if day_inside(text, tokens, start, stop):
        return set()
    byline = _byline_before(start, text, tokens, begins)
    before = text[tokens.starts[start - 1] : tokens.ends[start - 1]]
    if byline is None and before.islower() and date_words_of(before)[0].letter == "f":
        return set()
    ends = int(are(tokens, "ends a sentence")[: byline.start if byline else start].sum())
    if ends > (MAX_ENDS if labelled else 0):
        return set()
    first = byline.start if byline and byline.start >= MIN_TITLE else start
    return {first, *(stamp.start for stamp in lengths if start < stamp.start < stop), stop}


def _label_before(day: _Span, text: str, tokens: Tokens, begins: Floats) -> int:
    """Give the token with which a day begins, with the label before it."""
    for at in range(max(day.start - MAX_DAY_LABEL, 0), day.start):
        whole = _Span(at, day.stop)
        if (
            begins[at] >= BEGINS_BESIDE_FIRST
            and is_labelled(text[tokens.starts[at] : tokens.ends[day.start - 1]])
            and _tells_day(whole, text, tokens)
        ):
            return at
    return day.start


#: Most tokens of such a label: "Gepubliceerd op".
MAX_DAY_LABEL = 3


def _begins(page: Elements) -> Floats:
    """Give the probability that an element begins with each token, and behind the last: at both ends one does."""
    begins = np.append(page.begins, np.float32(1.0))
    begins[0] = 1.0
    return begins


def _inside(page: Elements, found: set[int]) -> NDArray[np.int64]:
    """Give the tokens that elements begin with in order, but for the first."""
    return np.array(sorted(at for at in found if 0 < at < len(page.stays)), np.int64)


def _set_apart(found: set[int], span: _Span) -> None:
    """Let an element begin with a span and behind it, and none inside."""
    found.difference_update(range(span.start + 1, span.stop))
    found.update((span.start, span.stop))


def _years_at_ends(text: str, tokens: Tokens) -> set[int]:
    """Give the tokens that are a year and end the sentence of the word before: "since 1983."."""
    ends = are(tokens, "ends a sentence")
    inside = ends & are(tokens, "no letter") & are(tokens, "a digit") & ~np.append(True, ends[:-1])
    at = np.flatnonzero(inside).tolist()
    return {i for i in at if text[tokens.starts[i] : tokens.starts[i] + 4].isdecimal()}


def _said_twice(page: Elements, begins: Floats) -> tuple[_Span, ...]:
    """Find the title that the page's head names, which stands first, and again above the article."""
    tokens, words = page.tokens, page.tokens.words
    small = are(tokens, "begins small")
    goes_on = _go_on(page, begins)
    best, again, size = 0, 0, 0
    for first in range(min(TITLE_WITHIN, len(words))):
        if begins[first] < BEGINS_TITLE:
            continue
        for at in np.flatnonzero(words == words[first]).tolist():
            most = min(at - first, len(words) - at, TITLE_REACH)
            if most <= size or goes_on[at] or small[at] > small[first]:
                continue
            unlike = words[first : first + most] != words[at : at + most]
            same = int(unlike.argmax()) if unlike.any() else most
            if same > size:
                best, again, size = first, at, same
    if size < MIN_TWICE:
        return ()
    stop = again + size
    ended = are(tokens, "no letter or digit")[best + size] or begins[best + size] >= BEGINS_FURTHER
    if not ended and begins[stop] < BEGINS_BEHIND_TITLE:  # the headline goes on otherwise
        further = np.flatnonzero(begins[stop : stop + MAX_FURTHER] >= BEGINS_FURTHER)
        if not len(further) or begins[again] < BEGINS_FURTHER:
            return ()
        stop += int(further[0])
    known = are(tokens, "phrase", "phrase of one word")[again : again + size].mean()
    behind = page.stays[stop : stop + BEHIND_REACH].sum() / BEHIND_REACH
    if begins[again + 1 : again + size].mean() + known - BEHIND_SHARE * behind > MOST_LIKE_MENU:
        return ()
    return _Span(best, best + size), _Span(again, stop)


#: Tokens on top among which a mark parts the site from the title, the marks, and the title's fewest tokens.
MARK_WITHIN, MARKS, MIN_BEHIND_MARK = 8, frozenset("—–-|·"), 4


def _said_behind_mark(text: str, page: Elements, begins: Floats) -> tuple[_Span, ...]:
    """Find the title above the article that the page's head names behind the site and a mark: "Site — Title".

    Of several places the one with most of the article behind it.
    """
    tokens, words = page.tokens, page.tokens.words
    for mark in range(1, min(MARK_WITHIN, len(words) - 1)):
        if text[tokens.starts[mark] : tokens.ends[mark]] not in MARKS:
            continue
        first = mark + 1
        best: tuple[_Span, ...] = ()
        stays = MIN_STAYS_BEHIND
        for again in (first + 1 + (words[first + 1 :] == words[first]).nonzero()[0]).tolist():
            size = _shared_words(words, first, again)
            stop = again + size
            behind = page.stays[stop : stop + BEHIND_REACH].sum() / BEHIND_REACH
            if size < MIN_BEHIND_MARK or behind <= stays:
                continue
            ahead = text[tokens.starts[again - 1] : tokens.ends[again - 1]]
            if ahead not in MARKS and min(begins[again], begins[stop]) >= BEGINS_FURTHER:
                best, stays = (_Span(again, stop),), behind
        if best:
            return best
    return ()


#: Share of so many tokens behind a title that is the article's.
MIN_STAYS_BEHIND = 0.3


def _shared_words(words: NDArray[np.uint32], first: int, again: int) -> int:
    """Give how many words from one place on stand at another again."""
    most = min(again - first, len(words) - again, TITLE_REACH)
    unlike = words[first : first + most] != words[again : again + most]
    return int(unlike.argmax()) if unlike.any() else most


#: Fewest tokens of a title that is said twice at once, the most it has of known phrases, and tokens of a page among
#: which it stands.
MIN_AT_ONCE, MOST_KNOWN, HEAD_OF_PAGE = 5, 0.2, 800
#: Share of its words that are unlike.
MIN_UNLIKE = 0.7


def _said_at_once(page: Elements, begins: Floats, article: int) -> tuple[_Span, ...]:
    """Find a title that stands twice side by side above the article: as the path's end, and as the headline."""
    words = page.tokens.words[: min(article + ARTICLE_REACH, HEAD_OF_PAGE)]
    known = are(page.tokens, "phrase", "phrase of one word")
    small = are(page.tokens, "begins small", "no letter or digit")
    ends = are(page.tokens, "ends a sentence", "colon")  # behind those stand captions
    for size in range(min(TITLE_REACH, len(words) // 2), MIN_AT_ONCE - 1, -1):
        same = np.append(0, np.cumsum(words[:-size] == words[size:]))
        for first in (same[size:] - same[:-size] == size).nonzero()[0].tolist():
            again, stop = first + size, first + 2 * size
            inside = begins[first + 1 : again].max()
            if len(set(words[first:again].tolist())) < MIN_UNLIKE * size:
                continue
            if first and ends[first - 1]:
                continue
            if small[first] or inside >= BEGINS_PHRASE or known[first:again].mean() > MOST_KNOWN:
                continue
            return _Span(first, again), _Span(again, stop)
    return ()


def _go_on(page: Elements, begins: Floats) -> NDArray[np.bool_]:
    """Tell the words that a sentence goes on with behind a small one: who they name is no headline."""
    tokens = page.tokens
    open_ = are(tokens, "begins small") & ~are(tokens, "ends a sentence") & ~are(tokens, "colon")
    behind: NDArray[np.bool_] = np.append(False, open_[:-1]) & (begins[:-1] < SURELY_BEGINS)
    return behind


def _article(stays: Floats) -> int:
    """Give the token at which the first stretch begins that stays for the most part."""
    if len(stays) < ARTICLE_REACH:
        return len(stays)
    sums = np.cumsum(np.append(np.float32(0), stays), dtype=np.float64)
    means = (sums[ARTICLE_REACH:] - sums[:-ARTICLE_REACH]) / ARTICLE_REACH
    return int((means >= MIN_ARTICLE).argmax()) if means.max() >= MIN_ARTICLE else len(stays)


def _days(text: str, tokens: Tokens, begins: Floats) -> Iterator[_Span]:
    """Find the days, with their labels and times of day, that are nothing else."""
    last = tried = 0
    for year in _YEAR.finditer(text):
        at = int(np.searchsorted(tokens.starts, year.start(), "right")) - 1
        if at < last or begins[max(at - MAX_DAY, 0) : at + MAX_DAY].max() < BEGINS_BESIDE_DAY:
            continue
        if (tried := tried + 1) > MAX_DAYS:
            return
        row = _row_around(text, year, tokens)
        if row is not None and (day := _day_in(row, at, text, tokens, begins)) is not None:
            last = day.stop
            yield day


def _row_around(text: str, year: re.Match[str], tokens: Tokens) -> _Span | None:
    """Give the tokens around a year that speak of time, all of them side by side."""
    begin = max(year.start() - _DAY_REACH, 0)
    while begin and not text[begin - 1].isspace():
        begin -= 1
    row = date_words_of(text[begin : year.end() + _DAY_REACH])
    middle = year.start() - begin
    at = next((i for i, word in enumerate(row) if word.start <= middle < word.end), None)
    if at is None:
        return None
    first, last = at, at
    while first and row[first - 1].letter != "x":
        first -= 1
    while last + 1 < len(row) and row[last + 1].letter != "x":
        last += 1
    start = int(np.searchsorted(tokens.starts, begin + row[first].start))
    return _Span(start, int(np.searchsorted(tokens.ends, begin + row[last].end, "right")))


def _day_in(row: _Span, year: int, text: str, tokens: Tokens, begins: Floats) -> _Span | None:
    """Give the day in such a row, with the edges that elements likeliest begin at.

    The whole row, where it tells a time of day too and nothing else: "Monday 12 May 2024 10:30".
    """
    if (
        row.start < row.stop <= row.start + MAX_ROW
        and min(begins[row.start], begins[row.stop]) >= BEGINS_BESIDE_FIRST
        and _CLOCK.search(text, int(tokens.starts[row.start]), int(tokens.ends[row.stop - 1]))
        and _tells_day(row, text, tokens)
    ):
        return row
    firsts = range(max(row.start, year - MAX_DAY), year + 1)
    last = min(row.stop, year + MAX_DAY)
    stops = [
        stop
        for stop in range(year + 1, last + 1)
        if stop == row.stop or not _CLOCK.match(text, int(tokens.starts[stop]))
    ]
    spans = [_Span(first, stop) for first in firsts for stop in stops]
    spans.sort(
        key=lambda span: (-min(begins[span.start], begins[span.stop]), span.start - span.stop)
    )
    return next((span for span in spans[:MAX_TRIES] if _tells_day(span, text, tokens)), None)


def _tells_day(span: _Span, text: str, tokens: Tokens) -> bool:
    """Whether tokens tell a day and nothing else."""
    line = read_dates(text[tokens.starts[span.start] : tokens.ends[span.stop - 1]])
    return bool(line and line.only and (line.published or line.modified))


def _reading_times(text: str, tokens: Tokens) -> Iterator[_Span]:
    """Find what says how long the article takes to read."""
    for found in READING_TIME.finditer(text):
        start = int(np.searchsorted(tokens.starts, found.start()))
        stop = int(np.searchsorted(tokens.ends, found.end(), "right"))
        if start < stop and tokens.starts[start] == found.start():
            yield _Span(start, stop)


#: What the words around a day that begins a sentence have to stay, and how many behind it are looked at.
SENTENCE_STAYS, SENTENCE_REACH = 0.3, 8


#: Fewest words in small letters among those.
MIN_SMALL = 3


def _opens_sentence(stamp: _Span, text: str, page: Elements) -> bool:
    """Whether a day below the head's own begins a sentence of the article: it has no time and no label.

    "15 kwietnia 2026 r. Michel Dieck złożył raport": many languages set no preposition before it.
    """
    tokens, start, stop = page.tokens, stamp.start, stamp.stop
    behind = page.stays[stop : stop + SENTENCE_REACH]
    if not start or not len(behind) or not are(tokens, "ends a sentence")[start - 1]:
        return False
    if min(float(page.stays[start - 1]), float(behind.mean())) < SENTENCE_STAYS:
        return False
    small = are(tokens, "begins small")[stop : stop + SENTENCE_REACH]
    if not are(tokens, "begins large")[stop] or small.sum() < MIN_SMALL:
        return False
    said = text[tokens.starts[start] : tokens.ends[stop - 1]]
    return not (_CLOCK.search(said) or is_labelled(said))


def _is_apart(stamp: _Span, text: str, tokens: Tokens, begins: Floats, article: int) -> bool:
    """Whether a day, or the time to read, is an element, not a part of a sentence."""
    before = text[tokens.ends[stamp.start - 1] - 1] if stamp.start else ""
    if before == "(" or (before == "," and not _is_row(stamp, text, tokens, begins)):
        return False
    weaker, stronger = sorted((float(begins[stamp.start]), float(begins[stamp.stop])))
    is_first = stamp.start <= article or stronger >= SURELY_BEGINS
    return weaker >= (BEGINS_BESIDE_FIRST if is_first else BEGINS_BESIDE_DAY)


def _is_row(stamp: _Span, text: str, tokens: Tokens, begins: Floats) -> bool:
    """Whether a day with its time surely begins an element: behind the comma of a byline."""
    clock = _CLOCK.search(text, int(tokens.starts[stamp.start]), int(tokens.ends[stamp.stop - 1]))
    return clock is not None and bool(begins[stamp.start] >= SURELY_BEGINS)


def _follows_preposition(stamp: _Span, text: str, tokens: Tokens, begins: Floats) -> bool:
    """Whether a small word parts the day from a byline with a label: "By Ann Lee on May 3, 2021"."""
    at = stamp.start - 1
    word = text[tokens.starts[at] : tokens.ends[at]] if at > 1 else ""
    if not (word.islower() and word.isalpha() and date_words_of(word)[0].letter == "f"):
        return False
    return _labelled_byline(at, text, tokens, begins) is not None


#: A site and its agency as authors: "nachrichten.at/apa".
_AGENCY = lazy(r"[\w-]{2,30}\.[a-z]{2,7}(?:/[\w-]{2,20}){0,2},?")


def _byline_before(stop: int, text: str, tokens: Tokens, begins: Floats) -> _Span | None:
    """Find the byline that ends with the token before a day: the longest with a label, else a name."""
    if stop < 2:
        return None
    if labelled := _labelled_byline(stop, text, tokens, begins):
        return labelled
    starts, end = tokens.starts, int(tokens.ends[stop - 1])
    if house := _house_before(stop, text, tokens):
        end = int(tokens.ends[house - 1])
    best, chance = stop, 0.0
    last = house or stop
    for at in range(max(last - MAX_NAME, 0), last - 1):
        if parse_names(text[starts[at] : end]):
            known = (
                not house and _are_names(at, stop, text, tokens).any()
            )  # the title's person, not the author
            own = float(begins[at]) * (NAME_BEGINS if known else 1.0)
            best, chance = (at, own) if own > chance else (best, chance)
    if chance < BEGINS_NAME:
        return None
    if best and is_byline_label(text[starts[best - 1] : tokens.ends[best - 1]]):
        best -= 1
    return _Span(best, stop)


def _labelled_byline(stop: int, text: str, tokens: Tokens, begins: Floats) -> _Span | None:
    """Find the longest byline with a label that ends with the token before a day."""
    starts, end = tokens.starts, int(tokens.ends[stop - 1])
    for at in range(max(stop - MAX_BYLINE, 0), stop - 1):
        labels = [text[starts[at] : tokens.ends[at]], text[starts[at] : tokens.ends[at + 1]]]
        least = BEGINS_LABEL if labels[0].endswith((":", "：")) else BEGINS_BYLINE
        if at + MAX_LABEL < stop and text[tokens.ends[at + MAX_LABEL - 1] - 1] == ":":
            labels.append(text[starts[at] : tokens.ends[at + MAX_LABEL - 1]])
            least = BEGINS_LABEL
        labelled = begins[at] >= least and any(map(is_byline_label, labels))
        if labelled and (
            parse_names(text[starts[at] : end]) or _AGENCY.fullmatch(text[starts[at + 1] : end])
        ):
            return _Span(at, stop)
    return None


#: A dash and the name of the house behind it, at the end of a byline.
_HOUSE = lazy(r"(?<=\w) [-–] (?P<name>[^\W\d_][\w.]{3,24})\s{1,3}\Z")
HOUSE_REACH = 40


def _house_before(stop: int, text: str, tokens: Tokens) -> int | None:
    """Give the token of the dash before the name of the house, which the page begins with and a day follows."""
    if stop == len(tokens.starts):
        return None
    end = int(tokens.starts[stop])
    found = _HOUSE.search(text, max(end - HOUSE_REACH, 0), end)
    if found is None or not text.startswith(f"{found['name']} "):
        return None
    return int(np.searchsorted(tokens.starts, found.start() + 1))


def _title_before(stop: int, text: str, tokens: Tokens, begins: Floats) -> int:
    """Give the token with which the title begins that ends before this one.

    By the chance that an element begins there and none behind it, and by how long titles are.
    """
    first = max(stop - TITLE_REACH, 0)
    chances = begins[first:stop].astype(np.float64)
    behind = _are_behind_phrases(tokens, begins)[first:stop]
    chances[behind] = np.maximum(chances[behind], BEGINS_BEHIND_PHRASE)
    names = _are_names(first, stop, text, tokens) & ~behind
    inside = chances * np.where(names, NAME_BEGINS, 1.0)
    none = np.log(np.maximum(1 - inside, LEAST))
    sizes = _sizes(text, tokens.starts[first:stop], int(tokens.ends[stop - 1]))
    length = -((np.log(sizes / USUAL_TITLE) / TITLE_SPREAD) ** 2) / 2
    score = np.log(np.maximum(chances, LEAST)) + none.sum() - np.cumsum(none) + length
    return first + int(score.argmax())


#: Most tokens on top of a page that may be the title's first words, the fewest longer ones among them, and tokens
#: below that are looked at.
MAX_TORN, MIN_SMALL_BELOW, TOLD_REACH = 6, 2, 60


def _is_torn_title(text: str, tokens: Tokens, first: int, stop: int) -> bool:
    """Whether the words above what was taken for the title are its first ones: the page begins with it.

    No site says them, and the first sentences say all of them in small letters: "Water Gates Left | Open by Storm".
    """
    if not 0 < first <= MAX_TORN or are(tokens, "phrase", "phrase of one word")[:first].any():
        return False
    end = int(tokens.ends[min(stop + TOLD_REACH, len(tokens.starts)) - 1])
    below = {word.strip(".,;:!?“”\"'’") for word in text[tokens.starts[stop] : end].split()}
    own = [text[tokens.starts[at] : tokens.ends[at]] for at in range(first)]
    own = [word for word in own if word.isalpha() and not word.isupper()]
    long = [word.lower() for word in own if len(word) >= STEM]
    said = sum(word in below or word.removesuffix("s") in below for word in long)
    return said == len(long) >= MIN_SMALL_BELOW


def _are_behind_phrases(tokens: Tokens, begins: Floats) -> NDArray[np.bool_]:
    """Tell the words behind a phrase that sites show, where an element begins with that."""
    ends = np.append(False, are(tokens, "phrase ends", "phrase of one word"))[:-1]
    heads = are(tokens, "phrase begins", "phrase of one word")
    at = np.where(begins[:-1] >= BEGINS_PHRASE, np.arange(len(heads)), 0)
    last = np.append(0, np.maximum.accumulate(at)[:-1])
    behind: NDArray[np.bool_] = ends & heads[last] & ~are(tokens, "begins small")
    return behind


def _are_names(first: int, stop: int, text: str, tokens: Tokens) -> NDArray[np.bool_]:
    """Tell the words with a capital that are names in the text below, whatever their ending.

    A shorter word is one where it has a capital inside a sentence.
    """
    large, small = are(tokens, "begins large"), are(tokens, "begins small")
    below = stop + np.flatnonzero(large[stop:])
    known = {_stem(text, tokens, at, MIN_NAME if small[at - 1] else STEM) for at in below.tolist()}
    known.discard("")
    own = range(first, stop)
    return np.array([bool(large[at]) and _stem(text, tokens, at, 1) in known for at in own])


def _stem(text: str, tokens: Tokens, at: int, least: int) -> str:
    """Give the first letters of a word, nothing for one of fewer letters."""
    start, end = int(tokens.starts[at]), int(tokens.ends[at])
    return text[start : min(start + STEM, end)] if end - start >= least else ""


def _sizes(text: str, starts: NDArray[np.int64], end: int) -> NDArray[np.float64]:
    """Give the size of the text from each start on, in words of six letters; a wide character is half one."""
    wide = np.array([len(_WIDE.findall(text[at:end])) for at in starts.tolist()], np.float64)
    sizes: NDArray[np.float64] = np.maximum(wide / 2 + (end - starts - wide) / 6.5, 0.1)
    return sizes
