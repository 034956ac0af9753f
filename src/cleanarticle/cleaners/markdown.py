"""Markdown as html2text and its like write it: marks become marks, not characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice, pairwise
from typing import Literal

from ..actions import Action, Drop, Edit, Label, MarkUp
from ..model import Block, Document, Reason, count_words
from ..patterns import lazy
from ..shapes import MIN_PROSE_WORDS, is_code_like, is_prose
from ._spans import Span, Spans, whole

__all__ = ["read_markdown"]

#: An address: no spaces, brackets in pairs or escaped, as pictures' servers have them; one of the
#: web with a few spaces that nobody escaped.
_PLACE = (
    r"[^\s()\\]{0,2000}+"
    r"(?:(?:\\\S|\((?:[^\s()]|\([^\s()]{0,200}\)){0,300}\))[^\s()\\]{0,500}+){0,30}+"
)
_SPACED_PLACE = r"https?://[^\s()]{1,2000}(?: {1,8}[^\s()\[\]]{1,200}){1,12}"
_LINK = lazy(
    r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,600})\]"
    rf"\(\s{{0,3}}(<[^<>\n]{{0,2000}}>|{_PLACE}(?=[\s)])|{_SPACED_PLACE}(?=\)))"
    r"(?:\s{1,5}\"[^\"\n]{0,500}\")?\s{0,8}\)"
)
_IMAGE_IN_LINK = lazy(rf"!\[([^\[\]\n]{{0,600}})\]\((?:[^()\n]{{0,2000}}|{_PLACE})\)")
#: The letter that a site shows for want of a portrait, right before the name, which is a link.
_AVATAR = lazy(r"([A-Z])\[(?=\1[a-z][^\[\]\n]{2,60}\]\()")
#: What a link leads to: an address, a path, a page's part. `[sic](twice)` is no link.
_ADDRESS = lazy(
    r"^<?(?:[a-z][a-z0-9+.-]{1,20}:|/|#|\.|\?|www\.)|/|\.[a-z]{2,5}\b|^$", re.IGNORECASE
)
#: A word or a name on the same site, which a link leads to in a text that has other links, or that has a title.
_BARE_PLACE = lazy(r"[A-Za-z][\w%-]{1,80}")
#: What a link to such a word shows; `a[i](x)` is code, `[sic](twice)` a remark.
_BARE_LABEL = lazy(r"(?!sic\b)[^\W\d_][^\n]{0,300}[^\W\d_][^\n]{0,20}")
MIN_LINKS = 1
_ORPHAN_END = lazy(
    rf"\s{{0,3}}\]\((?=https?:|/|#|mailto:|javascript:|\./){_PLACE}(?:\s{{1,5}}\"[^\"\n]{{0,500}}\")?\)"
)
#: A picture in a file with spaces in its name, as exports of notes have it.
_SPACED_IMAGE = lazy(
    r"!\[[^\[\]\n]{0,600}\]\([^()\n]{1,300}\.(?:png|jpe?g|gif|webp|svg|avif)\)", re.IGNORECASE
)
#: A picture written into the page itself, with what was left of its description.
_DATA_IMAGE = lazy(r"(?:(?:\[\s{0,3})?!\[)?([^\[\]\n]{0,300})\]\(data:[^\s()]{0,500000}\)")
#: A picture whose description goes on in the next line.
_BROKEN_IMAGE = lazy(r"(?:\[\s{0,3})?!\[[^\[\]\n]{0,300}$")
_ORPHAN_START = lazy(r"(?:[*+-]\s{1,3})?!?\[\s{0,3}(?=[^\[\]]*$)")
_HEADING = lazy(r"(#{1,6})\s{1,5}(?=\S)")
_HEADING_END = lazy(r"\s{1,5}#{1,6}$")
_STRONG = lazy(r"(\*\*|__)(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1(?!\w)")
#: In what underscores emphasize words may be strong, as html2text writes both.
_EMPHASIS = lazy(
    r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,1000}?"
    r"|(?<=_)[^*_\n]{1,300}(?:\*\*[^*_\n]{1,300}\*\*[^*_\n]{1,300}){1,9})(?<=[^\s*_])\1(?![\w*_])"
)
_CODE = lazy(r"`([^`\n]{1,300})`")
_Inline = Literal["strong", "emphasis", "code"]
#: What stands in a line, and the signs that do, which are looked for first.
_INLINE: tuple[tuple[re.Pattern[str], _Inline, tuple[str, ...]], ...] = (
    (_STRONG, "strong", ("**", "__")),
    (_EMPHASIS, "emphasis", ("*", "_")),
    (_CODE, "code", ("`",)),
)
#: What may be a formula of TeX, and what tells that it is one: `\(a_{1}\)`, `$\frac{1}{2}$`.
_MAYBE_FORMULA = lazy(
    r"\\{1,2}\([^\n]{1,400}?\\{1,2}\)|\\{1,2}\[[^\n]{1,400}?\\{1,2}\]"
    r"|\$\$[^$\n]{1,2000}\$\$|(?<![\w$\\])\$(?=\S)[^$\n]{1,400}\$(?!\w)"
)
_OF_FORMULA = lazy(r"\\[A-Za-z]{2}|[_^]\{")
_ESCAPE = lazy(r"\\([\\`*_{}\[\]()#+.!>-])")
_RULE = lazy(r"(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,}")
#: What a mail in plain text writes before a heading, and the rule below it. Seen: Mailchimp's plain text.
_STARS = "** "
_LONG_RULE = lazy(r"-{20,200}|={20,200}")
STARRED_LEVEL, MAX_STARRED = 2, 200
_QUOTE = lazy(r"(?:>\s?){1,4}(?=\S)")
_TABLE_RULE = lazy(r"\|?[ :]*-{3,}[ :]*(?:\|[ :]*-{3,}[ :]*)*\|?(?:\n|$)")

#: Where a link leads that is told elsewhere: `[1]: https://…`; `[^1]: …` is a footnote.
_DEFINITION = lazy(
    r"\[([^\[\]^\n][^\[\]\n]{0,80})\]:\s{1,5}<?((?:https?|ftp|mailto|file)://?\S{1,4000}?|/\S{0,4000}?)>?"
    r"(?:\s{1,5}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?"
)
_REFERENCE = lazy(r"(!?)\[([^\[\]\n]{1,600})\]\s?\[([^\[\]\n]{0,80})\]")

#: Spaces before a line from which on it is code.
CODE_INDENT = 4

#: Blocks below such a title of which one is prose: an advertisement, a picture's credit and the day may
#: stand between.
TITLED_REACH = 8

#: Headings and bold words from which on a text counts as Markdown; one link is enough.
MIN_SIGNS = 2


def read_markdown(document: Document) -> Iterator[Action]:
    """Take links, headings, emphasis, quotes and tables as what they mean; cut their signs.

    Only in a text that shows links or headings of Markdown; `2 * 3` and `snake_case`
    stay in any text. List markers stay. And headings of mails, two stars above a long rule.
    """
    text = whole(document)
    starred = _starred_headings(document) if "** " in text else []
    for heading, rule in starred:
        yield Label(heading, "heading", STARRED_LEVEL)
        yield Edit(heading, 0, len(_STARS), "", Reason.MARKUP)
        yield Drop(rule, Reason.MARKUP)
    lines, defined = _definitions(document) if "]: " in text else ([], {})
    titled = text.startswith("# ") and _is_titled(document)
    if not (defined or titled or any(sign in text for sign in ("](", "##", "**"))):
        return
    if not (defined or titled or any(_LINK.search(b.text) for b in document if "](" in b.text)):
        heads = sum(b.text.startswith("##") and bool(_HEADING.match(b.text)) for b in document)
        strong = sum(len(_STRONG.findall(b.text)) for b in document if "**" in b.text)
        if heads + strong < MIN_SIGNS:
            return
    for block in lines:
        yield Drop(block, Reason.MARKUP)
    starts = {block.start for block in (*lines, *chain.from_iterable(starred))}
    comments = _comments(document)
    bare = _has_links(document)
    for block in document:
        if block.kind == "code" or block.start in starts:
            continue
        if block.kind == "table":
            for found in _TABLE_RULE.finditer(block.text):
                yield Edit(block, found.start(), found.end(), "", Reason.MARKUP)
            yield from _read_links(block, [], bare)
            continue
        if _RULE.fullmatch(block.text):
            yield Drop(block, Reason.MARKUP)
            continue
        yield from _read_block(block, defined, bare, is_comment=block.start in comments)


def _starred_headings(document: Document) -> list[tuple[Block, Block]]:
    """Give the headings that mails in plain text write with two stars above a rule, and the rules.

    >>> from cleanarticle.model import blocks
    >>> [heading.text for heading, _ in _starred_headings(blocks("** The roof", "-" * 60, "It is done."))]
    ['** The roof']
    """
    return [
        (above, block)
        for above, block in pairwise(document)
        if above.text.startswith(_STARS)
        and _LONG_RULE.fullmatch(block.text)
        and len(above.text) <= MAX_STARRED
        and "**" not in above.text[len(_STARS) :]
        and "code" not in (above.kind, block.kind)
    ]


def _has_links(document: Document) -> bool:
    """Whether a text has several links with addresses."""
    found = (
        link for b in document if "](" in b.text and b.kind != "code" for link in _links(b.text)
    )
    return len([*islice(found, MIN_LINKS)]) == MIN_LINKS


def _comments(document: Document) -> frozenset[int]:
    """Give where the lines begin that are comments in code, which Markdown indents by four spaces.

    Where every line is indented the text as a whole is, headings too.
    """
    raw = document.raw
    found = frozenset(b.start for b in document if b.text[0] == "#" and _is_indented(raw, b))
    if found and all(_is_indented(raw, block) for block in document):
        return frozenset()
    return found


def _is_indented(raw: str, block: Block) -> bool:
    """Whether a block stands as far right as code in Markdown."""
    before = raw[max(0, block.start - CODE_INDENT) : block.start]
    return before.endswith("\t") or before == " " * CODE_INDENT


def _is_titled(document: Document) -> bool:
    """Whether the first line, and no other, is marked as a title, above prose; a comment is above code.

    A number behind the mark counts things, unless a line right below says all that again, or begins to.
    """
    if any(b.text.startswith("# ") for b in document[1:]):
        return False
    below, title = document[1 : TITLED_REACH + 1], document[0].text[2:].strip()
    if any(len(b.text) >= MIN_AGAIN and title.startswith(b.text) for b in below):
        return True
    prose = next((at for at, block in enumerate(below) if is_prose(block)), TITLED_REACH)
    if prose == TITLED_REACH or any(is_code_like(block.text) for block in below[:prose]):
        return False
    return not title[:1].isdigit()


#: Shortest line that says a title again, in characters.
MIN_AGAIN = 12


def _definitions(document: Document) -> tuple[list[Block], dict[str, str]]:
    """Give the lines that tell where a link leads, and the addresses by the links' names."""
    lines: list[Block] = []
    addresses: dict[str, str] = {}
    for block in document:
        if block.text[0] != "[" or block.kind == "code":
            continue
        if found := _DEFINITION.fullmatch(block.text):
            lines.append(block)
            addresses.setdefault(found[1].lower(), found[2])
    return lines, addresses


def _read_block(
    block: Block, defined: Mapping[str, str], bare: bool, *, is_comment: bool
) -> Iterator[Action]:
    text = block.text
    heading = _HEADING.match(text) if text.startswith("#") and not is_comment else None
    if heading:  # one `#` is a comment in code; here links or other headings tell
        yield Label(block, "heading", len(heading[1]))
        yield Edit(block, 0, heading.end(), "", Reason.MARKUP)
        if end := _HEADING_END.search(text):
            yield Edit(block, end.start(), end.end(), "", Reason.MARKUP)
    elif quote := _QUOTE.match(text):
        yield Label(block, "quote")
        yield Edit(block, 0, quote.end(), "", Reason.MARKUP)
    elif _AVATAR.match(text):
        yield Edit(block, 0, 1, "", Reason.MARKUP)
    taken: list[Span] = []
    if "![" in text and (broken := _BROKEN_IMAGE.search(text)):
        taken.append(broken.span())
        yield Edit(block, broken.start(), broken.end(), "", Reason.MARKUP)
    yield from _read_links(block, taken, bare)
    labels = _NO_SPANS
    if "\\" in text and taken:  # signs are escaped in what a link shows, too
        labels = Spans([link.span(2) for link in _links(text, bare=bare) if not link[1]])
    if "][" in text:
        yield from _read_references(block, defined, taken)
    if not taken and (start := _ORPHAN_START.match(text)):
        yield Edit(
            block, start.end() - len(start[0].lstrip("*+- ")), start.end(), "", Reason.MARKUP
        )
    if "\\" in text or "$" in text:
        taken += _formulas(text)
    spans = Spans(taken) if taken else _NO_SPANS
    for pattern, kind, signs in _INLINE:
        for found in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            group = 1 if kind == "code" else 2
            if spans.cross(*found.span()):
                continue
            if kind == "emphasis" and found.start() == 0 and text[:2] in ("* ", "_ "):
                continue
            yield Edit(block, found.start(), found.start(group), "", Reason.MARKUP)
            space = " " if kind == "code" and _runs_into_link(text, found) else ""
            yield Edit(block, found.end(group), found.end(), space, Reason.MARKUP)
            yield MarkUp(block, found.start(group), found.end(group), kind)
    if text.endswith("\\") and not text.endswith("\\\\"):  # a line broken by hand
        yield Edit(block, len(text) - 1, len(text), "", Reason.MARKUP)
    for found in _ESCAPE.finditer(text) if "\\" in text else ():
        if not spans.hold(found.start()) or labels.hold(found.start()):
            yield Edit(block, found.start(), found.start() + 1, "", Reason.MARKUP)


def _runs_into_link(text: str, code: re.Match[str]) -> bool:
    """Whether a link's word follows on one in code, between which a reader of pages lost the space."""
    link = _LINK.match(text, code.end()) if text.startswith("[", code.end()) else None
    return link is not None and code[1][-1].isalnum() and link[2][:1].isalnum()


def _formulas(text: str) -> Iterator[Span]:
    """Give where formulas stand, in which no sign is Markdown's."""
    for found in _MAYBE_FORMULA.finditer(text):
        if _OF_FORMULA.search(found[0]):
            yield found.span()


def _links(text: str, *, bare: bool = False) -> list[re.Match[str]]:
    """Give the links of a line; where a text has several, one to a bare word, too.

    >>> [[link[2] for link in _links("It was [mended at last](mending) there.", bare=it)] for it in (True, False)]
    [['mended at last'], []]
    """
    return [
        found
        for found in _LINK.finditer(text)
        if (_ADDRESS.search(found[3]) or _is_bare_link(text, found, bare=bare))
        and not found[3].startswith("data:")
    ]


def _is_bare_link(text: str, found: re.Match[str], *, bare: bool) -> bool:
    """Whether what stands in brackets and before brackets is a link to a word: it has a title, or others are links."""
    titled = found[0].endswith(('")', '" )'))
    if found[1] or not (bare or titled) or text[found.start() - 1 : found.start()].isalnum():
        return False
    return _BARE_PLACE.fullmatch(found[3]) is not None and (
        titled or _BARE_LABEL.fullmatch(found[2]) is not None
    )


def _read_links(block: Block, taken: list[Span], bare: bool) -> Iterator[Action]:
    """Read the links and pictures of a block and cut what is left of them; add their places to `taken`."""
    text = block.text
    if "](" not in text:
        return
    links = _links(text, bare=bare)
    whole_links = [found.span() for found in links]
    spans = Spans(whole_links)
    for found in _DATA_IMAGE.finditer(text) if "](data:" in text else ():
        described = found[0].startswith(("[", "!")) or count_words(found[1]) < MIN_PROSE_WORDS
        begin = found.start() if described else found.end(1)
        if spans.reach(begin + 1) >= found.end():
            continue
        taken.append((begin, found.end()))
        yield Edit(block, begin, found.end(), "", Reason.MARKUP)
    taken += whole_links
    for found in _SPACED_IMAGE.finditer(text) if "![" in text else ():
        if not spans.hold(found.start()):
            taken.append(found.span())
            yield Edit(block, found.start(), found.end(), "", Reason.MARKUP)
    for found in links:
        yield from _read_link(block, found)
    spans = Spans(taken)
    for found in _ORPHAN_END.finditer(text):
        if not spans.hold(found.start()):
            taken.append(found.span())
            yield Edit(block, found.start(), found.end(), "", Reason.MARKUP)


def _read_references(
    block: Block, defined: Mapping[str, str], taken: list[Span]
) -> Iterator[Action]:
    """Read the links whose address stands on a line of its own, and add their places to `taken`.

    Where numbers name addresses, one whose line was cut off is a link, too.
    """
    text = block.text
    for found in _REFERENCE.finditer(text):
        address = defined.get((found[3] or found[2]).lower())
        if address is None:
            before = text[found.start() - 1 : found.start()]
            if not found[3].isdecimal() or before.isalnum() or before in ("]", "_"):
                continue  # `a[i][3]`
            if not _is_numbered(defined):
                continue
        taken.append(found.span())
        start, end = found.span(2)
        if found[1]:
            yield Edit(block, found.start(), found.end(), "", Reason.MARKUP)
            continue
        yield Edit(block, found.start(), start, "", Reason.MARKUP)
        yield Edit(block, end, found.end(), "", Reason.MARKUP)
        if address is not None:
            yield MarkUp(block, start, end, "link", address)


def _is_numbered(defined: Mapping[str, str]) -> bool:
    return any(map(str.isdecimal, defined))


#: Of most lines.
_NO_SPANS = Spans(())


def _emphasis_in(block: Block, start: int, end: int) -> Iterator[Action]:
    """Read what is emphasized in the words that a link shows."""
    for pattern, kind, signs in _INLINE[:2]:
        if not any(block.text.find(sign, start, end) >= 0 for sign in signs):
            continue
        for found in pattern.finditer(block.text, start, end):
            yield Edit(block, found.start(), found.start(2), "", Reason.MARKUP)
            yield Edit(block, found.end(2), found.end(), "", Reason.MARKUP)
            yield MarkUp(block, found.start(2), found.end(2), kind)


def _read_link(block: Block, found: re.Match[str]) -> Iterator[Action]:
    if found[1] or not _IMAGE_IN_LINK.sub("", found[2]).strip():
        yield Edit(block, found.start(), found.end(), "", Reason.MARKUP)
        return
    start, end = found.span(2)
    if _CODE.fullmatch(found[2]):
        start, end = start + 1, end - 1
        yield MarkUp(block, start, end, "code")
    elif "![" not in found[2] and "\\" not in found[2]:
        yield from _emphasis_in(block, start, end)
    yield Edit(block, found.start(), start, "", Reason.MARKUP)
    for image in _IMAGE_IN_LINK.finditer(block.text, start, end):
        yield Edit(block, image.start(), image.end(), "", Reason.MARKUP)
    yield Edit(block, end, found.end(), "", Reason.MARKUP)
    yield MarkUp(block, start, end, "link", found[3].strip("<>"))
