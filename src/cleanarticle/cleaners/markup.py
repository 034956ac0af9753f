"""Leaked markup: tags, comments, shortcodes, placeholders, CSS and JavaScript in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..actions import Drop, Edit, Split
from ..model import Document, Reason, count_words
from ..patterns import lazy
from ..shapes import is_prose, is_technical, once, words
from ._code_runs import may_hold_code
from ._leaks import is_about_code, leaked_code
from ._pandoc import is_pandoc, pandoc_spans
from ._spans import join, whole

__all__ = [
    "drop_placeholders",
    "drop_scripts",
    "drop_shortcodes",
    "drop_styles",
    "drop_tags",
    "shown_elements",
    "split_tags",
]

_NAMES = (
    "a|abbr|address|amp-[a-z-]+|article|aside|audio|b|blockquote|body|br|button|canvas|center|cite|code|"
    "dd|details|div|dl|dt|em|embed|figcaption|figure|font|footer|form|gcse:[a-z]+|h[1-6]|head|header|hr|"
    "html|i|iframe|img|input|ins|label|li|link|main|meta|nav|noscript|object|ol|option|p|param|path|picture|"
    "pre|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
    "template|textarea|tfoot|th|thead|time|title|tr|u|ul|video"
)
#: With attributes (quotes straight, curly, mangled or missing) a tag is a tag.
_WITH_ATTRIBUTES = lazy(
    rf"<(?=[a-z])({_NAMES})(?=[\s/])\s{{1,9}}[a-z@:_][\w:.@-]{{0,60}}\s{{0,3}}=[^<>]{{0,6000}}(?:/?>|(?=<|\n[^\n=]*\n|\Z))",
    re.IGNORECASE,
)
_BARE = lazy(rf"<(/?)(?=[a-z])({_NAMES})\s{{0,3}}/?>", re.IGNORECASE)
_COMMENT = lazy(
    r"<!--[^\n]{0,4000}?-->|<!--[^\S\n]?[^\s][^\n]{0,4000}|<!\[CDATA\[|\]\]>|<!doctype[^<>\n]{0,300}>",
    re.IGNORECASE,
)
#: What is left of a comment whose beginning went before, alone on a line.
_COMMENT_END = lazy(r"(?<![^\n])-->(?![^\n])")
#: A text written for an address, of which a broken link to share it leaves the end.
_ESCAPED = lazy(
    r"(?<!\S)(?!\S{0,40}://)(?:[^\s%<>]{0,60}%[0-9a-f]{2}){5}[^\s<>]{0,6000}", re.IGNORECASE
)
_ELEMENT = lazy(r"<(script|style|noscript|svg|iframe)\b[^<>]{0,2000}>", re.IGNORECASE)
_EMBED_NAME = lazy(
    r"iframe|video|audio|object|embed|param|source|amp-[a-z-]+|canvas", re.IGNORECASE
)
_EMBED_CLASS = lazy(
    r"embed|video|player|widget|tweet|twitter|instagram|facebook|youtube|tiktok|iframe|gallery|slideshow",
    re.IGNORECASE,
)
_AD_CLASS = lazy(
    r"adsbygoogle|\bad(?:s|vert\w*|-?slot|-?unit|-?container)?\b|div-gpt-ad|banner", re.IGNORECASE
)
#: What a text about markup says; there a bare tag is what the text is about.
_ABOUT_MARKUP = lazy(r"\b(?:HTML|XML|JSX|tags?|markup|elements?|attributes?|Balise|Tag|etiqueta)\b")


#: Words of a paragraph from which on the tag that it begins with tells.
MIN_TAGGED_WORDS = 8


#: Where a tag ends a paragraph or begins one: two breaks, a paragraph's, a heading's and an item's tags.
_PARTING = lazy(
    r"(?:<br\s{0,3}/?>\s{0,9}){2,20}|</(?:p|h[1-6]|li|ul|ol|blockquote)\s{0,3}>"
    r"|(?=<(?:p|h[1-6]|li|blockquote)(?:\s[^<>]{0,2000})?>)",
    re.IGNORECASE,
)


#: Paragraphs of prose that tags part from which on they are no examples of markup, and words of a line from which
#: on it may be the article once more.
MIN_PARAGRAPHS, MIN_COPY_WORDS = 3, 300


def split_tags(document: Document) -> Iterator[Split]:
    """Part lines in which tags that leaked end paragraphs, as those of a database do: `<br /><br />`, `</p><p>`.

    Leaves a text about markup but for paragraphs of prose, code, and what stands in backticks.

    >>> from cleanarticle.model import blocks
    >>> [split.at for split in split_tags(blocks("It sailed at noon.<br><br>It came back at four."))]
    [(26,)]
    """
    text = whole(document)
    if "<" not in text or document.kind == "html":
        return
    about = None
    for block in document:
        if "<" not in block.text or block.kind in ("code", "table") or "`" in block.text:
            continue
        places = {found.end() for found in _PARTING.finditer(block.text)}
        at = tuple(sorted(place for place in places if 0 < place < len(block.text)))
        if not at:
            continue
        parts = [block.text[i:k] for i, k in pairwise((0, *at, len(block.text)))]
        sizes = [count_words(_BARE.sub("", part)) for part in parts]
        if sum(sizes) >= MIN_COPY_WORDS and 2 * sum(sizes) <= sum(map(words, document)):
            continue  # a copy of the article to be copied, which goes as it stands
        if len(parts) < MIN_PARAGRAPHS or min(filter(None, sizes), default=0) < MIN_TAGGED_WORDS:
            if about is None:
                about = _is_about_markup(text, document)
            if about:
                continue
        yield Split(block, at)


def drop_tags(document: Document) -> Iterator[Edit]:
    """Cut HTML tags and comments that leaked into the text; their content stays.

    And texts written for an address (`Old%20ferry%20...`) that a broken link left. The content of `script`,
    `style`, `svg` and `iframe` goes with them. A bare tag in a text about markup ("the <div> tag") stays, as
    do `a < b`, code that stands in backticks, and the elements that a text about markup in code shows on lines of
    their own.
    """
    if not any(sign in whole(document) for sign in ("<", "]]>", "%20", "-->")):
        return
    joined = join(document)
    text = joined.text
    spans: list[tuple[int, int, Reason]] = []
    reach = 0
    about = None
    shown: list[tuple[int, int]] | None = None
    for found in _tags(text):
        start, end = found.span()
        if start < reach:
            continue
        if shown is None and found.re is _WITH_ATTRIBUTES:
            shown = shown_elements(document)
        if shown and any(first <= start < last for first, last in shown):
            continue
        name = (found[1] if found.re is _WITH_ATTRIBUTES else "") or ""
        if found.re is _ELEMENT:
            name = found[1]
            end = _close(text, name, end)
        elif found.re is not _WITH_ATTRIBUTES and found[0].lower() not in (
            "<br>",
            "<br/>",
            "<br />",
        ):
            if about is None:
                about = _is_about_markup(text, document)
            if about:
                continue
        spans.append((start, end, _tag_reason(name, found[0])))
        reach = end
    yield from joined.cut(spans)


#: Most lines and characters of an element that a text shows, and words of a line from which on it is none of such.
MAX_SHOWN_LINES, MAX_SHOWN, MIN_SHOWN_PROSE = 20, 2_000, 12


def shown_elements(document: Document) -> list[tuple[int, int]]:
    """Give where elements stand, in the text of all blocks, that a text about markup in code shows."""
    text = join(document).text
    if "</" not in text or not _is_about_markup(text, document):
        return []
    return list(_shown(text))


def _shown(text: str) -> Iterator[tuple[int, int]]:
    """Give the elements that a text on markup in code shows: each from the beginning of a line to the end of one.

    Around paragraphs stand those that a page left, and an embed is none.

    >>> page = 'Close the tag in your HTML code:\\n<div class="boat">\\nA boat\\n</div>'
    >>> list(_shown(page)), list(_shown(page[33:]))
    ([(33, 65)], [])
    """
    if not is_about_code(text):
        return
    reach = 0
    for found in _WITH_ATTRIBUTES.finditer(text):
        start, name = found.start(), found[1]
        if start < reach or text[start - 1 : start] not in ("", "\n"):
            continue
        if _tag_reason(name, found[0]) is not Reason.MARKUP:
            continue
        closing = re.compile(rf"</{re.escape(name)}\s{{0,3}}>(?=\n|\Z)", re.IGNORECASE)
        closed = closing.search(text, found.end(), start + MAX_SHOWN)
        if closed is None:
            continue
        lines = text[start : closed.end()].split("\n")
        if len(lines) <= MAX_SHOWN_LINES and not any(map(_is_shown_prose, lines)):
            reach = closed.end()
            yield start, reach


def _is_shown_prose(line: str) -> bool:
    return not line.startswith("<") and count_words(line) >= MIN_SHOWN_PROSE


def _is_about_markup(text: str, document: Document) -> bool:
    """Whether tags are what a text is about."""
    return _ABOUT_MARKUP.search(text) is not None and not _is_tagged(document)


#: Paragraphs of so many words that begin with a tag, from which on they are no examples of markup.
MIN_SOURCE_WORDS, MIN_SOURCE = 20, 5


def _is_tagged(document: Document) -> bool:
    """Whether the paragraphs stand in tags themselves, as those of a text about markup do not.

    Or many of them, as on a page that shows its article once more to be copied.
    """
    long = [words(b) for b in document if words(b) >= MIN_TAGGED_WORDS]
    tagged = [
        size for b in document if (size := words(b)) >= MIN_TAGGED_WORDS and _BARE.match(b.text)
    ]
    source = sum(size >= MIN_SOURCE_WORDS for size in tagged)
    return 2 * len(tagged) > len(long) or source >= MIN_SOURCE


def _tags(text: str) -> Iterator[re.Match[str]]:
    found = [
        m
        for pattern in (_ELEMENT, _COMMENT, _WITH_ATTRIBUTES, _BARE, _ESCAPED)
        for m in pattern.finditer(text)
    ]
    if "-->" in text and "<!--" not in text:
        found += _COMMENT_END.finditer(text)
    return iter(sorted(found, key=lambda m: (m.start(), -m.end())))


def _close(text: str, name: str, at: int) -> int:
    """Give the end of the element opened before `at`; unclosed, the end of its line."""
    closed = re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE).search(text, at, at + 50_000)
    if closed:
        return closed.end()
    if name.lower() in ("iframe", "svg"):
        return at
    line = text.find("\n", at)
    return len(text) if line < 0 else line


def _tag_reason(name: str, tag: str) -> Reason:
    name = name.lower()
    if name in ("script", "noscript"):
        return Reason.SCRIPT
    if name in ("style", "link"):
        return Reason.STYLE
    if name and _EMBED_NAME.fullmatch(name):
        return Reason.EMBED
    if name == "ins" or (name == "div" and _AD_CLASS.search(tag)):
        return Reason.AD
    if name in (
        "div",
        "figure",
        "blockquote",
        "section",
        "span",
        "aside",
        "p",
    ) and _EMBED_CLASS.search(tag):
        return Reason.EMBED
    return Reason.MARKUP


_SHORTCODE = lazy(
    r"\[(?:embed\][^\[\]\n]{0,500}\[/embed\]"
    r"|(?<!#\[)/?(?:caption|gallery|embed|audio|video|playlist|youtube|vimeo|tweet|instagram|contact-form(?:-7)?|"
    r"ad|ads|adrotate|advertisement|sc|su|rev_slider|newsletter(?:_form)?|mc4wp_form|toc|div|column|row|button|"
    r"quote|pullquote|dropcap|spoiler|toggle|tab|tabs|box|vc|et_pb|fusion|elementor-template|wp_ad_camp_\d+|"
    r"[a-z]{2,20}(?:_[a-z0-9]{1,20}){1,5})(?:\s[^\[\]\n]{0,600})?/?\])"
)
_FOOTNOTE_LIKE = lazy(r"\[(?:ad|row|box|tab|toc|sc|su|div|button|quote|video|audio)\]")


def drop_shortcodes(document: Document) -> Iterator[Edit]:
    """Cut WordPress shortcodes; the text of a `[caption]` stays. Leaves `[sic]` and `[1]` alone.

    And the fences and classes that Pandoc writes for a page's boxes.
    """
    if ":::" in whole(document):
        fenced = sorted(pandoc_spans(join(document).text))
        if fenced:
            yield from join(document).cut((start, end, Reason.MARKUP) for start, end in fenced)
            return
    if "[" not in whole(document):
        return
    joined = join(document)
    spans = []
    for found in _SHORTCODE.finditer(joined.text):
        if _FOOTNOTE_LIKE.fullmatch(found[0]) and f"[/{found[0][1:]}" not in joined.text:
            continue
        embed = re.match(
            r"\[/?(?:embed|youtube|vimeo|tweet|instagram|video|audio|playlist)", found[0]
        )
        spans.append((found.start(), found.end(), Reason.EMBED if embed else Reason.MARKUP))
    yield from joined.cut(spans)


_PLACEHOLDER = lazy(
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|<%[^<>\n]{1,200}%>|\$\{[\w.]{1,80}\}"
    r"|%%[A-Za-z_]{2,40}%%|\[\[[a-z_.]{3,60}\]\]"
    r"|(?<!#)#{2,3}[A-Z][A-Z\d]{1,20}(?:_[A-Z\d]{1,20}){1,6}#{2,3}(?!#)"
)

_PLACEHOLDER_SIGNS = ("{{", "{%", "<%", "${", "%%", "[[", "##")


#: Words that a template shows until somebody writes others: printers' Latin, Webflow's, and Blogger's.
_FILLER = lazy(
    r"\W{0,4}(?:lorem ipsum(?: dolor\b.*|\W{0,2}\d{0,2}\W{0,2})|this is some text inside of a div block\W{0,2}"
    r"|this is default featured slide \d title|go to blogger edit html and find these sentences\.\s?now replace these"
    r"(?: sentences)? with your own(?: descriptions?)?\W{0,2})",
    re.IGNORECASE | re.DOTALL,
)
_FILLER_SIGNS = (
    "orem ",
    "OREM ",
    "inside of a div block",
    "default featured slide",
    "Blogger edit html",
)
_NAMES_FILLER = lazy(r"lorem ipsum(?! dolor)[^\w\n]{0,3}[^\W\d]", re.IGNORECASE)
#: Longest block of it, in words.
MAX_FILLER_WORDS = 250
#: Marks from which on they stand before the highlights of a story, as in the corpus of CNN's and the Daily Mail's.
MIN_HIGHLIGHTS = 2


def drop_placeholders(document: Document) -> Iterator[Drop | Edit]:
    """Cut template placeholders that were never filled in, except in a text about code.

    And the filler text of a template, except in a text that speaks of it, the marks of highlights, and the TeX
    of a formula behind its letters, as pages of Wikipedia have it.

    >>> from cleanarticle.model import blocks
    >>> filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
    >>> [type(action).__name__ for action in drop_placeholders(blocks("It rained.", filler))]
    ['Drop']
    >>> list(drop_placeholders(blocks("Printers set lorem ipsum for want of text.", filler)))
    []
    """
    yield from _filler(document)
    yield from _annotations(document)
    marks = [block for block in document if block.text == "@highlight"]
    if len(marks) >= MIN_HIGHLIGHTS:
        yield from (Drop(block, Reason.MARKUP) for block in marks)
    yield from _picture_names(document)
    if not any(sign in whole(document) for sign in _PLACEHOLDER_SIGNS):
        return
    joined = join(document)
    spans = [(m.start(), m.end(), Reason.MARKUP) for m in _PLACEHOLDER.finditer(joined.text)]
    if spans and not is_about_code(joined.text):
        yield from joined.cut(spans)


#: How the TeX of a formula begins, and its most characters.
_ANNOTATION = "{\\displaystyle "
MAX_ANNOTATION = 2_000


def _annotations(document: Document) -> Iterator[Edit]:
    """Cut the TeX that stands behind the letters of a formula; nothing in a text on LaTeX."""
    text = whole(document)
    if _ANNOTATION not in text or "LaTeX" in text:
        return
    for block in document:
        if block.kind == "code":
            continue
        start = block.text.find(_ANNOTATION, 1)
        while start > 0:
            end = _end_of_braces(block.text, start)
            if not end:
                break
            begin = len(block.text[:start].rstrip())
            yield Edit(block, begin, end, "", Reason.MARKUP)
            start = block.text.find(_ANNOTATION, end)


def _end_of_braces(text: str, start: int) -> int:
    """Give where the braces close that open at `start`, 0 where they do not."""
    depth = 0
    for at in range(start, min(len(text), start + MAX_ANNOTATION)):
        depth += (text[at] == "{") - (text[at] == "}")
        if not depth:
            return at + 1
    return 0


#: The name of a picture's file without its ending: "harbour_12", "IMG_2034".
_PICTURE_NAME = lazy(r"[^\W\d_]{3,20}(?:[_-][^\W_]{1,20}){0,4}_\d{1,5}")


def _picture_names(document: Document) -> Iterator[Drop]:
    """Drop the names of pictures that stand between two paragraphs, except in a text about code."""
    text = whole(document)
    if "_" not in text:
        return
    named = [
        block
        for above, block, below in zip(document, document[1:], document[2:], strict=False)
        if "_" in block.text
        and _PICTURE_NAME.fullmatch(block.text)
        and is_prose(above)
        and is_prose(below)
    ]
    if named and not is_about_code(text) and not is_technical(document):
        yield from (Drop(block, Reason.MARKUP, 0.9) for block in named)


def _filler(document: Document) -> Iterator[Drop]:
    text = whole(document)
    if not any(sign in text for sign in _FILLER_SIGNS):
        return
    if is_about_code(text) or _NAMES_FILLER.search(text):
        return
    for block in document:
        if words(block) <= MAX_FILLER_WORDS and _FILLER.fullmatch(block.text):
            yield Drop(block, Reason.MARKUP)


def drop_scripts(document: Document) -> Iterator[Edit]:
    """Cut JavaScript and JSON that a dump of the page took along, wherever they stand.

    A text about code keeps its examples, but not what a page runs: calls of advertising and
    analytics, the state that a page starts from, minified code. Any text keeps what declares types,
    and, where no such script came along, short code below a line that announces it or between two
    sentences. JSON in mid-sentence stays, as does a text that is code and nothing else.

    >>> from cleanarticle.model import blocks
    >>> page = blocks("It rained.", "window.ships = window.ships || [];", "It rained again.")
    >>> [page.blocks[1].text[edit.start:edit.end] for edit in drop_scripts(page)]
    ['window.ships = window.ships || [];']
    """
    yield from _cut_leaks(document, "script", Reason.SCRIPT)


def drop_styles(document: Document) -> Iterator[Edit]:
    """Cut CSS rules that a dump of the page took along, also in mid-sentence.

    A text about code keeps its examples, but not minified rules; any text keeps short rules below a
    line that announces them.
    """
    yield from _cut_leaks(document, "style", Reason.STYLE)


def _cut_leaks(document: Document, kind: str, reason: Reason) -> Iterator[Edit]:
    if not once(document, "may hold code", lambda document: may_hold_code(whole(document))):
        return
    if is_pandoc(whole(document)):  # it leaves out a page's scripts, and its signs look like code
        return
    joined = join(document)
    leaks = once(document, "leaks", lambda _: leaked_code(joined.text))
    spans = [(run.start, run.end) for run in leaks if run.kind == kind]
    found = _with_stray_dots(joined.text, spans)
    yield from joined.cut((start, end, reason) for start, end in found)


_STRAY_DOT = lazy(r"[ \t]{0,3}\.(?=\s)")


def _with_stray_dots(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Take along the lone full stop that a dump leaves behind code in mid-paragraph."""
    for start, end in spans:
        stray = _STRAY_DOT.match(text, end)
        before = text[max(0, start - 3) : start].rstrip()
        yield start, stray.end() if stray and before.endswith((".", "!", "?")) else end
