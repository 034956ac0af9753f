"""Learning the lines that one site repeats, as rules a person can read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil

from .cleaners.rules import MAX_LINE, MAX_STARS, drop_extra, fold_dates, fold_line
from .cleaning import clean
from .languages import code_of
from .model import Article, Block, Line, Reason, count_words
from .pipeline import DEFAULT, Pipeline
from .shapes import ends_sentence, is_prose, words
from .sites import SiteRules, host_of

__all__ = ["learn_site"]

#: Sites repeat whole sentences of background, and agencies' texts stand on many pages: prose
#: must stand in nearly all articles, a short sentence in most.
MIN_PROSE_SHARE = 0.8
MIN_SENTENCE_SHARE = 0.6
MIN_PROSE_ARTICLES = 5

#: A line between the article's own may be a heading ("Ingredients"): it must be longer than
#: most of them.
MIN_INSIDE_WORDS = 6

#: Longest line that is looked at for a template ("Set down on # by *").
MAX_TEMPLATE_CHARACTERS = 120

#: Words from which on a line that no other article has tells where the article is.
MIN_OWN_WORDS = 4

#: Share of an article's prose that earlier ones have, above which it is their story.
MAX_SHARED_PROSE = 0.5

_SPEECH = tuple("\"'“”„‟«»‘‚‹›「『—–―")

#: Cuts by which rules tell what follows. Were such a line gone before, that would stay.
_SIGNPOSTS = frozenset({Reason.COMMENTS, Reason.COMMENT_FORM, Reason.RELATED})

#: What has mended a text when `drop_extra` looks at it.
_MENDED = Pipeline(*DEFAULT.cleaners[: DEFAULT.names.index(drop_extra.__name__)])


@dataclass(slots=True)
class _Page:
    """One article's lines, folded, in order, and what cleaning made of each."""

    lines: list[tuple[str, str]] = field(default_factory=list)  # folded, as it stood
    shapes: dict[int, str] = field(default_factory=dict)  # names left out, by place
    prose: dict[str, int] = field(default_factory=dict)  # folded, words
    kept: set[int] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Seen:
    """What is known of one line over all pages: on how many it stood, and how."""

    pages: int = 0
    kept: int = 0
    inside: int = 0
    titles: int = 0
    forms: Counter[str] = field(default_factory=Counter)


def learn_site(
    articles: Iterable[Article | str | bytes],
    *,
    site: str = "",
    min_articles: int = 3,
    min_share: float = 0.2,
) -> SiteRules:
    """Find the lines that a site repeats over its articles, as rules for `clean()`.

    Takes articles, or raw texts and pages, which are cleaned first. A line is learnt
    where it stands in at least `min_articles` articles and in `min_share` of them, with
    numbers and dates folded, and where cleaning left it in at least once.

    Left alone are lines that say who wrote the article, when and where; headings of
    comments and related articles, by which other cleaners go; speech; and what may be the
    article's own: a line between its paragraphs must be long and stand in three of five
    articles, a sentence or what was taken for the title in as many, and prose in four of
    five and never between paragraphs of the article's own. Lines that differ in a date and in
    names alone ("Set down on # by *") must stand where prose must. An article whose prose is
    mostly that of earlier ones is the same story again and counts no second time.

    `site` is the host, or any address of the site; without it the host that the articles share.

    >>> told = "The ferry sailed at noon on day {}, and nobody on the quay had expected it to, said {}."
    >>> raws = [told.format(n, n) + "\\n\\nThe Post, since 1902" for n in ("one", "two", "three")]
    >>> [(line.text, line.seen) for line in learn_site(raws, site="post.example").extra]
    [('The Post, since 1902', 3)]
    """
    pages: list[_Page] = []
    hosts: set[str] = set()
    told: set[str] = set()
    if isinstance(articles, str | bytes | Article | Mapping) or not isinstance(articles, Iterable):
        raise TypeError(
            "learn_site() takes several articles of one site, or their texts or pages, not "
            f"{type(articles).__name__}"
        )
    _check(min_articles, min_share)
    for number, item in enumerate(articles, 1):
        try:
            article = item if isinstance(item, Article) else clean(item)
        except TypeError as error:
            error.add_note(f"raised by article {number} of learn_site()")
            raise
        hosts.add(host_of(article.url))
        page = _read(article)
        size = sum(page.prose.values())
        shared = sum(count for key, count in page.prose.items() if key in told)
        if size and shared <= MAX_SHARED_PROSE * size:
            told.update(page.prose)
            pages.append(page)
    least = max(min_articles, ceil(min_share * len(pages)))
    lines = _learn(pages, least)
    return SiteRules(site=host_of(site) or _shared(hosts), extra=lines, articles=len(pages))


def _check(min_articles: int, min_share: float) -> None:
    if not isinstance(min_articles, int) or min_articles < 1:
        raise ValueError(f"min_articles is a number of articles, 1 or more, not {min_articles!r}")
    if not isinstance(min_share, int | float) or not 0 <= min_share <= 1:
        raise ValueError(f"min_share is a share from 0 to 1, not {min_share!r}")


def _shared(hosts: set[str]) -> str:
    """Give the host that all others are subdomains of, if one is."""
    shortest = min(hosts, key=len, default="")
    same = all(f".{host}".endswith(f".{shortest}") for host in hosts)
    return shortest if same else ""


def _read(article: Article) -> _Page:
    """Read an article's raw text as `drop_extra` will see it."""
    page = _Page()
    cuts = [change for change in article.changes if change.is_cut]
    ends = [change.end for change in cuts]
    language = code_of(article.language or "")
    mended = clean(article.raw, kind="text", pipeline=_MENDED, language=language)
    for block in mended.blocks:
        if len(block.text) > MAX_LINE or block.kind in ("code", "table"):
            continue
        key = fold_line(block.text)
        gone = 0
        for change in cuts[bisect_right(ends, block.start) :]:
            if change.start >= block.end:
                break
            gone += min(change.end, block.end) - max(change.start, block.start)
            if change.reason is Reason.TITLE:
                page.titles.add(key)
            elif change.reason in _SIGNPOSTS or change.cleaner.startswith("find_"):
                page.barred.add(key)
        if 2 * gone <= block.end - block.start:
            page.kept.add(len(page.lines))
            if is_prose(block):
                page.prose[key] = words(block)
        if shape := _shape(block.text):
            page.shapes[len(page.lines)] = shape
            if key in page.barred or key in page.titles:
                page.barred.add(shape)
        page.lines.append((key, block.text))
    return page


def _shape(text: str) -> str:
    """Give a short line with a star for every run of names, if it is one of a template.

    >>> _shape("Noted on 3 May 2024 by Marit van Berg, Vessby"), _shape("The Bridge of Lavik")
    ('noted on # by * van *', '')
    """
    if len(text) > MAX_TEMPLATE_CHARACTERS or ends_sentence(text) or text.startswith(_SPEECH):
        return ""
    told: list[str] = []
    for word in fold_dates(text).split():
        name = bool(told) and word[0].isupper()
        if not (name and told[-1] == "*"):
            told.append("*" if name else word)
    said = sum(word[0].isalpha() for word in told)
    if "*" not in told or told.count("*") > MAX_STARS or "#" not in told or said < 2:
        return ""
    shape = fold_line(" ".join(told))
    return f"{shape} *" if told[-1] == "*" else shape


def _learn(pages: list[_Page], least: int) -> tuple[Line, ...]:
    known = _tally(pages)
    barred = {key for page in pages for key in page.barred}
    learnt = [
        Line(_form(key, seen), seen.pages)
        for key, seen in known.items()
        if key not in barred and _repeats(key, seen, len(pages), least)
    ]
    # A line of one form alone is found by its shape, too.
    return tuple(dict.fromkeys(sorted(learnt, key=lambda line: (-line.seen, line.text))))


def _tally(pages: list[_Page]) -> dict[str, _Seen]:
    """Count the lines, and the shapes of lines, that stand on more than one page."""
    counts = Counter(key for page in pages for key in {key for key, _ in page.lines})
    counts.update(shape for page in pages for shape in set(page.shapes.values()))
    known: dict[str, _Seen] = {}
    for page in pages:
        first, last = _own(page, counts)
        places: dict[str, list[int]] = {}
        for i, (key, text) in enumerate(page.lines):
            for form in {key, page.shapes.get(i, key)}:
                if counts[form] > 1:
                    places.setdefault(form, []).append(i)
                    known.setdefault(form, _Seen()).forms[text] += 1
        for form, at in places.items():
            seen = known[form]
            seen.pages += 1
            seen.kept += form in page.titles or any(i in page.kept for i in at)
            seen.titles += form in page.titles
            seen.inside += any(first < i < last for i in at)
    return known


def _own(page: _Page, counts: Counter[str]) -> tuple[int, int]:
    """Give the first and last kept line that only this page has.

    Without prose among them nobody can tell where the article is: it may be everywhere.
    """
    own = [i for i in sorted(page.kept) if counts[page.lines[i][0]] == 1]
    own = [i for i in own if counts[page.shapes.get(i, "")] < MIN_PROSE_ARTICLES]
    own = [i for i in own if count_words(page.lines[i][1]) >= MIN_OWN_WORDS]
    if not any(page.lines[i][0] in page.prose for i in own):
        return -1, len(page.lines)
    return own[0], own[-1]


def _repeats(key: str, seen: _Seen, pages: int, least: int) -> bool:
    """Whether a line repeats enough for what it looks like."""
    text = seen.forms.most_common(1)[0][0]
    if not any(char.isalpha() for char in key) or text.startswith(_SPEECH):
        return False
    if seen.pages < least or not seen.kept:
        return False
    block = Block("paragraph", text)
    many, share = seen.pages >= MIN_PROSE_ARTICLES, seen.pages / pages
    if is_prose(block) or "*" in key:
        return many and share >= MIN_PROSE_SHARE and not seen.inside
    if 10 * seen.inside > seen.pages and (words(block) < MIN_INSIDE_WORDS or len(seen.forms) > 1):
        return False
    if seen.inside or seen.titles or ends_sentence(text) or len(seen.forms) > 1:
        return many and share >= MIN_SENTENCE_SHARE
    return True


def _form(key: str, seen: _Seen) -> str:
    """Give the line as it stood, or folded where its numbers differ."""
    return next(iter(seen.forms)) if len(seen.forms) == 1 else key
