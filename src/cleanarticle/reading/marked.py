"""What elements of a page's body are marked as: times, authors, tags, the path, by microdata or class."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from ..patterns import lazy
from .attributes import attributes_of
from .cutting import Parts
from .head import Head

__all__ = ["APART_SIGNS", "COMMENTS", "MIN_LINK", "RELATED", "WHOSE", "read_marked"]

_BYLINE = lazy(
    r"(?:^|[\s_-])(?:by-?line|author|contributor)(?:s?|-?names?|-?links?)(?:$|\s)", re.IGNORECASE
)
#: What forums call the element of a post.
_POST = lazy(r"(?:^|[\s_-])(?:message|post)(?:$|[\s_-])")
#: Longest text of an element that is taken for an author's name or a property, in characters.
MAX_VALUE = 200
MAX_TAG = 60
#: People that one byline names at most; what is marked elsewhere on the page signs comments.
MAX_PEOPLE = 12
#: Texts and tags of an element that are read at most.
MAX_PARTS = 2000


def read_marked(head: Head, cut: Parts) -> None:
    """Read the elements of the body that say what they are: times, authors, microdata."""
    said: dict[str, tuple[str, dict[str, str]]] = {}
    for written in cut.with_any(_MARKING):
        if _may_be_marked(written):
            own = _attributes(written)
            if sort := _sort(written.partition(" ")[0].rstrip("/"), own):
                said[written] = sort, own
    if not said:
        return
    parts = cut.by_turns
    people: list[int] = []
    bylines: list[int] = []
    times: dict[int, str] = {}
    filed: list[str] = []
    for at in [at for at in range(1, len(parts), 2) if parts[at] in said]:
        sort, own = said[parts[at]]
        if sort in ("time", "date"):
            value = own.get("datetime") or own.get("content") or own.get("title")
            value = value or _text(parts, at, MAX_VALUE)[:MAX_VALUE]
            if value and sort == "time" and own.get("itemprop", "").lower() != "datemodified":
                times[at] = value
            if value and own.get("itemprop"):
                head.properties.setdefault(own["itemprop"].lower(), []).append(value)
        elif sort == "crumbs":
            head.crumbs = head.crumbs or [name for _, name in _names(parts, at) if name]
        elif sort == "publisher":
            head.publisher = head.publisher or _name(parts, at)
        elif sort == "post":
            head.posters.append(own["data-author"].strip())
        elif sort in ("tag", "category"):
            if 1 < len(text := _text(parts, at, 2 * MAX_TAG)) <= MAX_TAG:
                (head.tags if sort == "tag" else filed).append(text)
        else:
            (people if sort == "author" else bylines).append(at)
    head.tags = head.tags or filed
    apart = _tags_apart(cut)
    head.times = list(times.values())
    if people or bylines or len(times) > 1 or (times and apart):
        paths = _paths(parts, frozenset([*people, *bylines, *times]), apart)
        teased = _teased(parts, paths, times)
        beside = {at: path[-2] for at, path in paths.items() if at not in teased}
        head.times = [value for at, value in times.items() if at in beside]
        people, bylines = (
            [at for at in places if at in beside and not _is_credit(parts, at, paths[at])]
            for places in (people, bylines)
        )
        head.people = _people(parts, people, beside)
        head.people = head.people or next(filter(None, _signatures(parts, bylines)), [])


#: What stands in every tag that says what its element is; most hold none of it.
_MARKING = ("itemprop=", "uthor", "yline", "time", "BreadcrumbList", "tag")


def _may_be_marked(written: str) -> bool:
    """Whether a tag may say what its element is; most are told apart by this alone."""
    return (
        "itemprop=" in written
        or ("uthor" in written and written[0] != "/")
        or "yline" in written
        or written[:5] in ("time", "time ", "time/")
        or "BreadcrumbList" in written
        or ("tag" in written and ' rel="' in written)
    )


def _attributes(written: str) -> dict[str, str]:
    found = attributes_of(written)
    if "&" in written:
        return {name: html.unescape(value) for name, value in found.items()}
    return found


def _sort(tag: str, own: Mapping[str, str]) -> str:
    """Tell what an element of the body is marked as; `""` for nothing of use."""
    prop, rel = own.get("itemprop", "").lower(), own.get("rel", "")
    if own.get("data-author", "").strip() and _POST.search(own.get("class", "")):
        return "post"
    if tag == "time" or prop.startswith("date"):
        return "time" if tag == "time" else "date"
    if "BreadcrumbList" in own.get("itemtype", ""):
        return "crumbs"
    if prop == "publisher":
        return "publisher"
    if tag in ("meta", "link"):
        return ""
    if "tag" in rel.split():
        return "category" if "/category/" in own.get("href", "") else "tag"
    if rel == "author" or prop in ("author", "creator"):
        return "author"
    return "byline" if _BYLINE.search(own.get("class", "")) else ""


def _end(parts: Sequence[str], at: int) -> int:
    """Give where the element of a tag ends."""
    depth = 0
    for behind in range(at, min(len(parts), at + MAX_PARTS), 2):
        written = parts[behind]
        if written[0] == "/":
            depth -= 1
        elif written[-1] != "/":
            depth += 1
        if depth <= 0:
            return behind
    return min(len(parts), at + MAX_PARTS)


def _texts(parts: Sequence[str], at: int, most: int) -> Iterator[str]:
    """Give the texts in an element, until they have more characters than `most`."""
    for text in parts[at + 1 : _end(parts, at) : 2]:
        if text and most >= 0:
            most -= 0 if text.isspace() else len(text)
            yield html.unescape(text)


def _text(parts: Sequence[str], at: int, most: int) -> str:
    """Give the text of an element on one line."""
    return " ".join("".join(_texts(parts, at, most)).split())


#: What pages call the box of a picture, and what says that it is the box of who wrote.
_PICTURE_BOX = lazy(r' class="(?:[^"]*[\s_-])?(?:photo|foto|picture|image|caption)[\s"_-]')
_AUTHOR_BOX = lazy(r"author|byline|avatar|profile|contributor|writer|vcard", re.IGNORECASE)
#: Elements around a name among which the box of a picture is looked for, the tags of one at most, counted as
#: they stand among the texts, and letters of a caption that stands beside the name at least.
BOXES_AROUND, MAX_PICTURE_PARTS, MIN_CAPTION = 3, 60, 20


def _is_credit(parts: Sequence[str], at: int, path: Sequence[int]) -> bool:
    """Whether what is marked as an author's stands beside a picture's caption, as whose work it is.

    Leaves the author's own portrait, and a picture that has the headline or the day beside it.
    """
    if ' rel="author"' in parts[at]:
        return False
    for around in path[: -BOXES_AROUND - 1 : -1]:
        written = parts[around] if around > 0 else ""
        if not written or _AUTHOR_BOX.search(written):
            return False
        if written[:10].startswith(("figure", "figcaption")) or _PICTURE_BOX.search(written):
            return _is_picture(parts, around, len(_text(parts, at, MAX_VALUE)))
    return False


def _is_picture(parts: Sequence[str], box: int, signed: int) -> bool:
    """Whether a box holds a picture's caption beside a name of so many letters, and no head of an article."""
    end = _end(parts, box)
    inside = parts[box:end:2]
    is_caption = inside[0].startswith("figcaption") or any(
        tag.startswith(("img ", "amp-img", "picture")) for tag in inside
    )
    if end - box > MAX_PICTURE_PARTS or not is_caption:
        return False
    if any(tag[:2] in _HEADINGS or tag.startswith("time") for tag in inside):
        return False
    return len(_text(parts, box, 2 * MAX_VALUE)) >= signed + MIN_CAPTION


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _names(parts: Sequence[str], at: int) -> Iterator[tuple[str, str]]:
    """Give the names in an element of microdata, as an attribute has each and as it reads."""
    for inner in range(at + 2, _end(parts, at), 2):
        if 'itemprop="name"' in parts[inner]:
            own = _attributes(parts[inner])
            yield own.get("content", ""), _text(parts, inner, MAX_VALUE)


def _name(parts: Sequence[str], at: int) -> str:
    """Give the first name in an element of microdata."""
    return next((value.strip() or name for value, name in _names(parts, at)), "")


def _signatures(parts: Sequence[str], places: Iterable[int]) -> Iterator[list[str]]:
    """Give what elements say that may name people."""
    for at in places:
        words = (" ".join(text.split()) for text in _texts(parts, at, 2 * MAX_VALUE))
        text = _named_inside(parts, at) or " | ".join(filter(None, words))
        yield [text] if 2 < len(text) <= MAX_VALUE else []


def _named_inside(parts: Sequence[str], at: int) -> str:
    """Give the name that an author's element in microdata has as a property of its own."""
    if 'itemprop="author"' not in parts[at] and 'itemprop="creator"' not in parts[at]:
        return ""
    return _name(parts, at)


def _people(parts: Sequence[str], places: Sequence[int], beside: Mapping[int, int]) -> list[str]:
    """Give what names people, side by side with the first."""
    found: list[str] = []
    group = -1
    for at, texts in zip(places, _signatures(parts, places), strict=True):
        if not found:
            group = beside[at]
        if beside[at] == group and len(found) < MAX_PEOPLE:
            found += texts
    return found


#: How pages call what holds readers' comments, and other articles beside or below their own; a page
#: that merely has some is called otherwise.
COMMENTS = (
    r"(?:comments?|responses)"
    r"(?:-?(?:list|author|body|meta|content|header|item|area|section|thread|wrap\w*|entry|\d+))?"
)
RELATED = (
    r"(?:related|recommended|trending|read[-_]?(?:next|also)|you[-_]?may[-_]?(?:also[-_]?)?like"
    r"|more[-_]?(?:stories|articles|posts|news)|most[-_]?(?:read|viewed|popular|recent)"
    r"|(?:popular|latest|recent)[-_]?(?:posts?|stories|articles|news|entries))"
    r"(?:[-_]?(?:posts?|articles?|stories|news|content|list|items?|links|widget|block|section|wrap\w*))?"
)
#: What may stand before such a name: "post-comments", but not "has-comments", as the whole page is called.
WHOSE = r"(?:(?!has|with|no|is|show|hide)[a-z]+-)?"
#: What stands in all names that match.
APART_SIGNS = (
    "omment", "esponses", "elated", "trending", "next", "also", "like", "more", "most", "opular", "latest", "recent",
)  # fmt: skip
_APART = lazy(rf'(?:class|id)="(?:[^"]*[\s_])?{WHOSE}(?:{COMMENTS}|{RELATED})[\s"_]', re.IGNORECASE)
_HOLDERS = ("div", "section", "ol", "ul", "li", "article", "aside", "nav")


def _tags_apart(cut: Parts) -> frozenset[str]:
    """Give the tags of what holds comments or other articles."""
    return frozenset(
        written
        for written in cut.with_any(APART_SIGNS)
        if written.partition(" ")[0] in _HOLDERS and _APART.search(written)
    )


def _paths(
    parts: Sequence[str], places: frozenset[int], apart: frozenset[str]
) -> dict[int, tuple[int, ...]]:
    """Give the elements around each tag, of which there must be one, from the outermost in.

    Leaves out what stands in readers' comments and beside other articles (`apart`); what has the page's
    first heading in it is neither.
    """
    above = [-1, -1]
    found: dict[int, tuple[int, ...]] = {}
    left: dict[int, tuple[int, ...]] = {}
    other = -1  # how deep the element of comments or other articles stands that is open
    last = max(places)
    for at in range(1, len(parts), 2):
        if at > last and (other < 0 or not left):
            break
        written = parts[at]
        if written[0] == "/":
            above.pop()
            if len(above) <= other:
                other = -1
            continue
        if other < 0 and written in apart:
            other, left = len(above), {}
        elif other >= 0 and written[:2] == "h1":
            found |= left
            other = -1
        if at in places:
            (found if other < 0 else left)[at] = tuple(above)
        if written[-1] != "/":
            above.append(at)
        elif len(above) == other:
            other = -1
    return found


def _teased(
    parts: Sequence[str], paths: Mapping[int, tuple[int, ...]], times: Container[int]
) -> set[int]:
    """Give the tags that stand in teasers: in elements alike, side by side, each with a long link.

    Below the headline each must be short and dated, for there stand posts of a thread and cards of authors.
    """
    headline = len(paths) >= MIN_TEASERS and next(
        (at for at in range(1, len(parts), 2) if parts[at][:2] == "h1"), 0
    )
    if not headline:
        return set()
    alike: dict[tuple[int, str], dict[int, list[int]]] = {}
    for at, path in islice(paths.items(), MAX_TEASED):
        for outer, inner in pairwise(path[1:]):
            boxes = alike.setdefault((outer, parts[inner]), {})
            boxes.setdefault(inner, []).append(at)
    teased: set[int] = set()
    for boxes in alike.values():
        below = all(
            box > headline and any(at in times for at in inside) for box, inside in boxes.items()
        )
        if len(boxes) < MIN_TEASERS or not (below or all(box < headline for box in boxes)):
            continue
        before = len(parts) if below else headline
        if all(_is_teaser(parts, box, before, paths, short=below) for box in boxes):
            teased.update(at for inside in boxes.values() for at in inside)
    return teased


#: Fewest teasers side by side, and letters of their links; Han and Kana say more with fewer. Longest
#: teaser below the headline, and how many tags are looked at.
MIN_TEASERS, MIN_LINK, MIN_HAN_LINK, MAX_TEASER, MAX_TEASED = 2, 15, 7, 250, 60


def _is_teaser(
    parts: Sequence[str], box: int, before: int, marked: Container[int], *, short: bool
) -> bool:
    """Whether an element that ends `before` has a link, no author's, as long as another headline."""
    end = _end(parts, box)
    if end >= before or (short and len(_text(parts, box, 2 * MAX_TEASER)) > MAX_TEASER):
        return False
    links = (
        _text(parts, at, MAX_VALUE)
        for at in range(box + 2, end, 2)
        if parts[at][:2] == "a " and at not in marked and at - 2 not in marked
    )
    return any(len(text) >= (MIN_HAN_LINK if text > "\u3041" else MIN_LINK) for text in links)
