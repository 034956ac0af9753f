"""Lines below what a site set into an article that belong to what follows: headings, posts of a live blog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..finders._long_words import stems_in
from ..model import Reason
from ..shapes import ends_sentence, words

if TYPE_CHECKING:
    from ..judging.lines import Line

__all__ = ["headings_below", "posts_below"]

#: Why lines go that stand amid an article: teasers, advertising.
_INSETS = frozenset({Reason.RELATED, Reason.READ_ALSO, Reason.AD})
#: Words of a heading, and the share of its longer words that the article says elsewhere.
MIN_HEADING, MAX_HEADING, MIN_SHARE = 2, 8, 0.5


def headings_below(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the headings between an inset and a paragraph that stays, which the article takes up.

    >>> from cleanarticle.judging.lines import Line
    >>> from cleanarticle.model import Block
    >>> told = "The old boats were sold to the school in May, and the two new ones sank within a week."
    >>> prose = Line(told, block=Block("paragraph", told))
    >>> title = Line("WHY BOATS?", block=Block("paragraph", "WHY BOATS?"))
    >>> list(headings_below([prose, Line("Pier to be sold", cut="related"), title, prose], [True, False, False, True]))
    [2]
    """
    places = [
        at
        for at in range(1, len(lines) - 1)
        if keep[at + 1] and not keep[at] and _is_inset(lines[at - 1]) and _may_head(lines[at])
    ]
    if not places:
        return
    told = {stem for at, line in enumerate(lines) if keep[at] for stem in stems_in(line.text)}
    begun = next(at for at, kept in enumerate(keep) if kept)
    for at in places:
        said = stems_in(lines[at].text)
        again = sum(stem in told for stem in said)
        if at > begun and lines[at + 1].is_prose and again and again >= MIN_SHARE * len(said):
            yield at


def _is_inset(line: Line) -> bool:
    """Whether a line was cut from amid the article, or is a prompt to read on that stands alone."""
    if line.cut is not None:
        return line.cut in _INSETS
    return ("continue", True) in line.said


def _may_head(line: Line) -> bool:
    """Whether a short line may be a heading: no phrase of sites, no sentence but a question."""
    block = line.block
    if block is None or line.said or not MIN_HEADING <= words(block) <= MAX_HEADING:
        return False
    return not ends_sentence(line.text.rstrip("?？؟!"))


#: Fewest sentences of a post, and the longest line that says who wrote it, in words.
MIN_SENTENCES, MAX_BYLINE = 2, 6


def posts_below(lines: Sequence[Line], keep: Sequence[bool]) -> Iterator[int]:
    """Give the lines of a live blog's posts that stand below one that stays: heading, byline, sentences.

    Only where advertising at most stands between the two, and the one above has a heading and a byline, too:
    teasers at an article's end have them as well.

    >>> from cleanarticle.judging.lines import Line
    >>> from cleanarticle.model import Block
    >>> texts = ("Gates shut", "By Ann Lee", "The gates are shut.", "Nobody may pass.")
    >>> said = ((), (("byline", False),), (), ())
    >>> post = [Line(text, said=it, block=Block("paragraph", text)) for text, it in zip(texts, said)]
    >>> list(posts_below([*post, Line("Advertisement", cut="ad"), *post], [True] * 4 + [False] * 5))
    [5, 6, 7, 8]
    >>> list(posts_below([*post[2:], Line("Advertisement", cut="ad"), *post], [True] * 2 + [False] * 5))
    []
    """
    live = [at for at, line in enumerate(lines) if line.block is not None]
    seen, last = False, -1  # whether a post stayed, and the last line of one that stays so
    for place in range(1, len(live) - MIN_SENTENCES):
        head, byline = live[place - 1], live[place]
        if not (_is_byline(lines[byline]) and _may_head(lines[head])):
            continue
        end = next(
            (i for i in range(place + 1, len(live)) if not _is_sentence(lines[live[i]])), len(live)
        )
        if end - place <= MIN_SENTENCES:
            continue
        if keep[head] and keep[live[place + 1]]:
            seen = True
        elif seen and not keep[head] and place > 1 and _goes_on(lines, live[place - 2], head):
            above = live[place - 2]
            if keep[above] or above == last:
                yield from live[place - 1 : end]
                last = live[end - 1]


def _goes_on(lines: Sequence[Line], above: int, head: int) -> bool:
    """Whether nothing but advertising stands between two lines."""
    return all(line.cut in _AMID for line in lines[above + 1 : head])


#: What stands between two posts.
_AMID = frozenset({Reason.AD, Reason.COUNTER})


def _is_byline(line: Line) -> bool:
    if line.block is None or words(line.block) > MAX_BYLINE or ends_sentence(line.text):
        return False
    return any(family == "byline" for family, _ in line.said)


def _is_sentence(line: Line) -> bool:
    return line.block is not None and words(line.block) >= 3 and ends_sentence(line.text)
