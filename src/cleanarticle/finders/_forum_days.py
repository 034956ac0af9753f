"""Days that boards show beside a post: when its writer joined, and when it was written."""

from __future__ import annotations

import re
from functools import cache

from ..patterns import lazy
from .date_words import words_of_all

__all__ = ["MAX_POST_LINE", "is_joined_label", "is_of_member", "post_day"]

#: Longest line above a post, in characters, and longest label of a member's day.
MAX_POST_LINE, MAX_JOINED_LABEL = 250, 30


@cache
def _joined() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, words_of_all("joined")), key=len, reverse=True))
    return re.compile(
        rf"\A\W{{0,3}}(?:{labels})(?!\w)(?:\s?[:：])?|(?<!\w)(?:{labels})\s?[:：]", re.IGNORECASE
    )


def is_of_member(text: str) -> bool:
    """Whether a line with a day tells when somebody joined a forum, which is no day of what he wrote.

    >>> [is_of_member(text) for text in ("Joined: 25 Apr 2004", "Posts: 3 Joined: 25 Apr 2004")]
    [True, True]
    >>> is_of_member("Joined up on 25 Apr 2004"), is_of_member("By Jo Joined, 25 Apr 2004")
    (False, False)
    """
    found = _joined().search(text)
    return found is not None and not text[found.end() :].lstrip()[:1].islower()


def is_joined_label(text: str) -> bool:
    """Whether a line is such a label alone, whose day is the next line.

    >>> is_joined_label("JOINED"), is_joined_label("Joined the crew")
    (True, False)
    """
    return len(text) <= MAX_JOINED_LABEL and _joined().fullmatch(text) is not None


@cache
def _post() -> re.Pattern[str]:
    subjects = "|".join(sorted(map(re.escape, words_of_all("subjects")), key=len, reverse=True))
    return re.compile(
        r"[^\W\d_][^\d:：\n]{2,29}[:：]\s(?P<day>[^:：\n]{6,30}?\d{1,2}:\d\d(?: ?[ap]m)?)\s{1,10}"
        rf"(?:{subjects})\s?[:：]",
        re.IGNORECASE,
    )


#: The same in newer versions, whose label is a word or two: "Post by gull » Sun Nov 06, 2005 9:34 am".
_BY_WHOM = lazy(
    r"(?:[^\W\d_]{2,14} ){1,2}\S{1,30}(?: \S{1,20}){0,2} »\s{1,3}"
    r"(?P<day>[^»\n]{6,30}?\d{1,2}:\d\d(?: ?[ap]m)?)",
    re.IGNORECASE,
)


def post_day(text: str) -> str | None:
    """Give what tells the day in the line that phpBB sets above a post: when it was written, and its subject.

    >>> post_day("Posted: Sun Nov 06, 2005 9:34 am    Post subject: Re: Ropes")
    'Sun Nov 06, 2005 9:34 am'
    >>> post_day("Post by gull » Sun Nov 06, 2005 9:34 am")
    'Sun Nov 06, 2005 9:34 am'
    >>> post_day("The boat by the quay » it left on Sunday at 9:34 am, she said")
    >>> post_day("Meeting: Sun Nov 06, 2005 9:34 am, the harbour")
    """
    if len(text) > MAX_POST_LINE or ":" not in text:
        return None
    found = _BY_WHOM.fullmatch(text) if "»" in text else _post().match(text)
    return found["day"] if found else None
