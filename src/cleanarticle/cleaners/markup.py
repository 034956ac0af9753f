"""Leaked markup: tags, comments, shortcodes, placeholders, CSS and JavaScript in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Drop, Edit
from ..model import Document, Reason
from ..shapes import words
from ._spans import join, whole

__all__ = ["drop_placeholders", "drop_scripts", "drop_shortcodes", "drop_styles", "drop_tags"]

_NAMES = (
    "a|abbr|address|amp-[a-z-]+|article|aside|audio|b|blockquote|body|br|button|canvas|center|cite|code|"
    "dd|details|div|dl|dt|em|embed|figcaption|figure|font|footer|form|gcse:[a-z]+|h[1-6]|head|header|hr|"
    "html|i|iframe|img|input|ins|label|li|link|main|meta|nav|noscript|object|ol|option|p|param|path|picture|"
    "pre|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
    "template|textarea|tfoot|th|thead|time|title|tr|u|ul|video"
)
#: With attributes (quotes straight, curly, mangled or missing) a tag is a tag.
_WITH_ATTRIBUTES = re.compile(
    rf"<({_NAMES})(?=[\s/])\s{{1,9}}[a-z@:_][\w:.@-]{{0,60}}\s{{0,3}}=[^<>]{{0,6000}}(?:/?>|(?=<|\n[^\n=]*\n|\Z))",
    re.IGNORECASE,
)
_BARE = re.compile(rf"<(/?)({_NAMES})\s{{0,3}}/?>", re.IGNORECASE)
_COMMENT = re.compile(
    r"<!--[^\n]{0,4000}?-->|<!--[^\S\n]?[^\s][^\n]{0,4000}|<!\[CDATA\[|\]\]>|<!doctype[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_ELEMENT = re.compile(r"<(script|style|noscript|svg|iframe)\b[^<>]{0,2000}>", re.IGNORECASE)
_EMBED_NAME = re.compile(
    r"iframe|video|audio|object|embed|param|source|amp-[a-z-]+|canvas", re.IGNORECASE
)
_EMBED_CLASS = re.compile(
    r"embed|video|player|widget|tweet|twitter|instagram|facebook|youtube|tiktok|iframe|gallery|slideshow",
    re.IGNORECASE,
)
_AD_CLASS = re.compile(
    r"adsbygoogle|\bad(?:s|vert\w*|-?slot|-?unit|-?container)?\b|div-gpt-ad|banner", re.IGNORECASE
)
#: What a text about markup says; there a bare tag is what the text is about.
_ABOUT_MARKUP = re.compile(
    r"\b(?:HTML|XML|JSX|tags?|markup|elements?|attributes?|Balise|Tag|etiqueta)\b"
)
_ABOUT_CSS = re.compile(r"\bCSS\b|stylesheet|style sheet|selector|\bSass\b|flexbox", re.IGNORECASE)
_ABOUT_CODE = re.compile(
    r"\b(?:JavaScript|jQuery|TypeScript|Node\.js|Python|snippet|source code|the code|function|variable|"
    r"API|JSON|console|developers?|programming|script)\b"
)


def drop_tags(document: Document) -> Iterator[Edit]:
    """Cut HTML tags and comments that leaked into the text; their content stays.

    The content of `script`, `style`, `svg` and `iframe` goes with them. A bare tag in
    a text about markup ("the <div> tag") stays, as does `a < b`.
    """
    if "<" not in whole(document) and "]]>" not in whole(document):
        return
    joined = join(document)
    text = joined.text
    spans: list[tuple[int, int, Reason]] = []
    reach = 0
    about = None
    for found in _tags(text):
        start, end = found.span()
        if start < reach:
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
                about = bool(_ABOUT_MARKUP.search(text))
            if about:
                continue
        spans.append((start, end, _tag_reason(name, found[0])))
        reach = end
    yield from joined.cut(spans)


def _tags(text: str) -> Iterator[re.Match[str]]:
    found = [
        m
        for pattern in (_ELEMENT, _COMMENT, _WITH_ATTRIBUTES, _BARE)
        for m in pattern.finditer(text)
    ]
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


_SHORTCODE = re.compile(
    r"\[(?:embed\][^\[\]\n]{0,500}\[/embed\]"
    r"|(?<!#\[)/?(?:caption|gallery|embed|audio|video|playlist|youtube|vimeo|tweet|instagram|contact-form(?:-7)?|"
    r"ad|ads|adrotate|advertisement|sc|su|rev_slider|newsletter(?:_form)?|mc4wp_form|toc|div|column|row|button|"
    r"quote|pullquote|dropcap|spoiler|toggle|tab|tabs|box|vc|et_pb|fusion|elementor-template|wp_ad_camp_\d+|"
    r"[a-z]{2,20}(?:_[a-z0-9]{1,20}){1,5})(?:\s[^\[\]\n]{0,600})?/?\])"
)
_FOOTNOTE_LIKE = re.compile(r"\[(?:ad|row|box|tab|toc|sc|su|div|button|quote|video|audio)\]")


def drop_shortcodes(document: Document) -> Iterator[Edit]:
    """Cut WordPress shortcodes; the text of a `[caption]` stays. Leaves `[sic]` and `[1]` alone."""
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


_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|<%[^<>\n]{1,200}%>|\$\{[\w.]{1,80}\}"
    r"|%%[A-Za-z_]{2,40}%%|\[\[[a-z_.]{3,60}\]\]"
)

_PLACEHOLDER_SIGNS = ("{{", "{%", "<%", "${", "%%", "[[")


#: Words that a template shows until somebody writes others: printers' Latin, and Webflow's.
_FILLER = re.compile(
    r"\W{0,4}(?:lorem ipsum(?: dolor\b.*|\W{0,2}\d{0,2}\W{0,2})|this is some text inside of a div block\W{0,2})",
    re.IGNORECASE | re.DOTALL,
)
_NAMES_FILLER = re.compile(r"lorem ipsum(?! dolor)[^\w\n]{0,3}[^\W\d]", re.IGNORECASE)
#: Longest block of it, in words.
MAX_FILLER_WORDS = 250


def drop_placeholders(document: Document) -> Iterator[Drop | Edit]:
    """Cut template placeholders that were never filled in, except in a text about code.

    And the filler text of a template, except in a text that speaks of it.

    >>> from cleanarticle.model import blocks
    >>> filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
    >>> [type(action).__name__ for action in drop_placeholders(blocks("It rained.", filler))]
    ['Drop']
    >>> list(drop_placeholders(blocks("Printers set lorem ipsum for want of text.", filler)))
    []
    """
    yield from _filler(document)
    if not any(sign in whole(document) for sign in _PLACEHOLDER_SIGNS):
        return
    joined = join(document)
    spans = [(m.start(), m.end(), Reason.MARKUP) for m in _PLACEHOLDER.finditer(joined.text)]
    if spans and not _ABOUT_CODE.search(joined.text):
        yield from joined.cut(spans)


def _filler(document: Document) -> Iterator[Drop]:
    text = whole(document)
    if not any(sign in text for sign in ("orem ", "OREM ", "inside of a div block")):
        return
    if _ABOUT_CODE.search(text) or _NAMES_FILLER.search(text):
        return
    for block in document:
        if words(block) <= MAX_FILLER_WORDS and _FILLER.fullmatch(block.text):
            yield Drop(block, Reason.MARKUP)


_TAG_SELECTOR = (
    r"(?:html|body|div|span|p|a|ul|ol|li|img|table|tr|td|th|h[1-6]|section|article|figure|iframe|video|"
    r"button|input|form|label|header|footer|nav|main|aside|svg|i|b|em|strong|blockquote|to|from|\d{1,3}%)"
)
_SELECTOR_WORD = re.compile(
    rf"(?:[.#*:]+[A-Za-z_*-][\w-]*|@[a-z-]+|{_TAG_SELECTOR}(?=[.#:,\[>\s]|$))[\w.#:,()\[\]=\"'>~+*-]*|[>~+,*]"
    r"|(?:and|only|screen|print|all|not|min-width|max-width)[:,(]?|\(?[a-z-]+:|\d+px\)|@media\([^)]*\)?"
)
_PROPERTIES = (
    "align|all|animation|aspect|backdrop|background|border|bottom|box|clear|clip|color|column|columns|content|"
    "cursor|direction|display|fill|filter|flex|float|font|gap|grid|height|inset|justify|left|letter|line|list|"
    "margin|mask|max|min|object|opacity|order|outline|overflow|padding|page|perspective|place|pointer|position|"
    "quotes|resize|right|row|scroll|stroke|table|text|top|transform|transition|user|vertical|visibility|white|"
    "width|will|word|writing|z|zoom"
)
_ONE_DECLARATION = re.compile(
    rf"[{{;\s](?:-webkit-|-moz-|-ms-|-o-)?(?:{_PROPERTIES})(?:-[a-z]{{1,20}}){{0,4}}\s{{0,3}}:\s{{0,3}}[^;{{}}\n\"]{{1,200}}(?:;|\}}|\n)"
    r"|\s--[\w-]{1,40}\s{0,3}:",
    re.IGNORECASE,
)

#: Longest run of CSS that is cut in one go, in characters.
MAX_RULE = 20_000


def drop_styles(document: Document) -> Iterator[Edit]:
    """Cut CSS rules, also in mid-sentence. A text about CSS keeps its examples."""
    if "{" not in whole(document):
        return
    joined = join(document)
    text = joined.text
    spans: list[tuple[int, int, Reason]] = []
    for start, end in _braced(text):
        if not _ONE_DECLARATION.search(text[start : min(end, start + 2_000)]):
            continue
        low = _selector_start(text, start, spans[-1][1] if spans else 0)
        if low == start and not (spans and not text[spans[-1][1] : start].strip()):
            continue
        spans.append((low, end, Reason.STYLE))
    if spans and _ABOUT_CSS.search(_outside(text, spans)):
        return
    for low, high in _with_stray_dots(text, spans):
        yield from joined.cut([(low, high, Reason.STYLE)])


def _braced(text: str) -> Iterator[tuple[int, int]]:
    """Give the outermost balanced `{…}` of the text."""
    depth, start = 0, 0
    for found in re.finditer(r"[{}]", text):
        at = found.start()
        if found[0] == "{":
            if depth == 0 or at - start > MAX_RULE:
                depth, start = 0, at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1


def _selector_start(text: str, brace: int, floor: int) -> int:
    """Walk back from the brace over words that may stand in a selector."""
    at = brace
    reach = max(floor, brace - 400)
    while at > reach:
        end = at
        while end > reach and text[end - 1].isspace():
            end -= 1
        start = end
        while start > reach and not text[start - 1].isspace():
            start -= 1
        above = "\n" in text[end:at]
        if start == end or (above and text[end - 1] != "," and at < brace):
            break
        if not _SELECTOR_WORD.fullmatch(text, start, end) or (above and text[end - 1].isalnum()):
            break
        if _PLAIN_WORD.fullmatch(text, start, end) and not _begins_rule(text, start, end):
            break
        at = start
    return at


#: Names of elements that are words as well; in a selector they stand first or joined.
_PLAIN_WORD = re.compile(r"[A-Za-z]{1,10}[:,(]?")


def _begins_rule(text: str, start: int, end: int) -> bool:
    """Whether a plain word opens a selector: a line, a rule or a list's item starts with it."""
    before = text[max(0, start - 3) : start].rstrip(" \t")
    if text[start:end].lower() in ("and", "only", "screen", "print", "not", "all"):
        return (
            before.endswith((")", "a", "n", "y", "t"))
            and "@media" in text[max(0, start - 80) : start]
        )
    return not before or before[-1] in "\n},>{;"


def _outside(text: str, spans: list[tuple[int, int, Reason]]) -> str:
    parts, at = [], 0
    for start, end, _ in spans:
        parts.append(text[at:start])
        at = max(at, end)
    return " ".join([*parts, text[at:]])


def _with_stray_dots(text: str, spans: list[tuple[int, int, Reason]]) -> Iterator[tuple[int, int]]:
    """Merge neighbouring rules; take along the lone full stop that a dump leaves behind them."""
    merged: list[tuple[int, int]] = []
    for start, end, _ in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    for start, end in merged:
        stray = re.compile(r"[ \t]{0,3}\.(?=\s)").match(text, end)
        before = text[max(0, start - 3) : start].rstrip()
        yield start, stray.end() if stray and before.endswith((".", "!", "?")) else end


_AD_SCRIPT = (
    r"googletag\b|dataLayer\b|_taboola\b|gtag\(|fbq\(|adsbygoogle\b|OneTrust\b|window\.__\w|"
    r"_gaq\b|__tcfapi\b|apstag\b|pbjs\b|admiral\(|Mavo\.|ezstandalone|OBR\.|_sf_async_config"
)
_DECLARED = r"(?:var|let|const)\s{1,3}[\w$]{1,60}\s{0,3}="
_DECLARATION = re.compile(_DECLARED)
_SCRIPT_START = re.compile(
    rf"(?:{_DECLARED}|window\.[\w.$\[\]'\"]{{1,80}}\s{{0,3}}=|(?:{_AD_SCRIPT})|"
    r"(?:jQuery|\$)\((?:document|window|function|['\"])|document\.(?:write|getElementById|querySelector|"
    r"addEventListener|createElement)\w*\(|[!;(]{0,2}\(?function\s?\w{0,40}\([\w\s,$]{0,200}\)\s?\{|if\s?\(typeof\s|"
    r"try\s?\{|window\.addEventListener\(|\(\(\)\s?=>\s?\{|\{\s?\"@context\"|\{\"(?:props|@type|config)\")"
)
_AD_SCRIPT_START = re.compile(_AD_SCRIPT)
#: Of these one stands in whatever `_SCRIPT_START` matches, or one beside the sign that goes with
#: it; to look for them is many times as fast.
_SCRIPT_WORDS_BESIDE = {
    "=": ("window.",),
    "{": ("function", "try", "=>", '"@context"', '{"'),
}
_SCRIPT_WORDS = (
    "window.__", "googletag", "dataLayer", "_taboola", "gtag(", "fbq(", "adsbygoogle", "OneTrust", "_gaq", "__tcfapi",
    "apstag", "pbjs", "admiral(", "Mavo.", "ezstandalone", "OBR.", "_sf_async_config", "jQuery", "$(", "document.",
    "typeof", "addEventListener",
)  # fmt: skip
_SCRIPT_SIGNS = re.compile(r"[(){};=\[\]]|\":")
_STATEMENT_NEXT = re.compile(r"\s{0,5}(?:\|\|\s?\[\]|\.[\w$]{1,40}\(|[\w$.]{1,60}\s?=[^=]|\}|\)|;)")


def drop_scripts(document: Document) -> Iterator[Edit]:
    """Cut JavaScript and JSON that leaked into the text. A text about code keeps its examples.

    Calls of advertising and analytics scripts go in any case.
    """
    if not _may_hold_script(whole(document)):
        return
    joined = join(document)
    text = joined.text
    spans: list[tuple[int, int, Reason]] = []
    reach = 0
    for found in _SCRIPT_START.finditer(text):
        if found.start() < reach or (found.start() and text[found.start() - 1].isalnum()):
            continue
        end = _statements_end(text, found.start())
        if len(_SCRIPT_SIGNS.findall(text, found.start(), end)) < 3:
            continue
        if spans and not text[spans[-1][1] : found.start()].strip():
            spans[-1] = (spans[-1][0], end, Reason.SCRIPT)
        else:
            spans.append((found.start(), end, Reason.SCRIPT))
        reach = end
    if spans and _ABOUT_CODE.search(_outside(text, spans)):
        spans = [s for s in spans if _AD_SCRIPT_START.search(text, s[0], s[1])]
    yield from joined.cut(spans)


def _may_hold_script(text: str) -> bool:
    return (
        any(word in text for word in _SCRIPT_WORDS)
        or any(
            sign in text and any(word in text for word in words)
            for sign, words in _SCRIPT_WORDS_BESIDE.items()
        )
        or ("=" in text and _DECLARATION.search(text) is not None)
    )


def _statements_end(text: str, at: int) -> int:
    """Give the end of the statement at `at`: brackets balanced, then `;` or a line's end."""
    depth = 0
    limit = min(len(text), at + 50_000)
    quote = ""
    last_balanced = at
    place = at
    while place < limit:
        char = text[place]
        if quote:
            if char == "\\":
                place += 1
            elif char == quote or char == "\n":
                quote = ""
        elif char in "\"'`":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth < 0:
                return place
            if depth == 0:
                last_balanced = place + 1
                rest = text[place + 1 : place + 80]
                if (
                    char == "}"
                    and not _STATEMENT_NEXT.match(rest)
                    and not rest.startswith(("(", ")"))
                ):
                    return place + 1
        elif depth == 0 and char == ";":
            return place + 1
        elif depth == 0 and char == "\n":
            return place
        place += 1
    if depth == 0:
        return place
    line = text.find("\n", at, limit)
    return max(last_balanced, line if line > 0 else min(limit, len(text)))
