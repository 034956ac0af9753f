"""A page of its own: texts before and after, side by side, with a filter for every reason.

Nothing on the page runs. It holds no script, not even one of ours: the filters are check boxes
that the style sheet asks after (`:has`). Its policy forbids scripts, pictures, frames, forms
and connections, and every character of the input is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from itertools import groupby

from ..model import Article, Block, Change, Reason
from ..patterns import lazy
from .explanation import TAKEN_UP, counted, sort_of, summary, visible
from .marks import safe_href
from .overlay import DARK, HUES, LIGHT, laid_over, lang_of, moment, seen, told

__all__ = ["to_report"]

MAX_OPEN_CHARACTERS = 300  # more in a row is folded
MAX_OPEN_LINES = 5
MAX_EXCERPT_CHARACTERS = 90
SORTS = {"cut": "Cut", "repair": "Mended", "taken up": "Taken up"}
REPAIR_HUE = 95
_SURROGATE = lazy("[\ud800-\udfff]")


def to_report(entries: Iterable[tuple[str, Article]], note: str = "") -> str:
    """Give the page for named articles; `note` stands at its head.

    >>> page = to_report([("rain.txt", Article(title="Rain"))])
    >>> "<script" in page, "default-src 'none'" in page
    (False, True)
    """
    parts, counts, read = [], Counter[Reason](), 0
    for number, (name, article) in enumerate(entries, 1):
        parts.append(_document(number, name, article))
        counts.update(change.reason for change in article.changes)
        read += 1
    style = _THEME + _STYLE + _filters(counts)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'"
    )
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>Before and after: {counted(read, 'document')}</title>\n"
        f"<style>{style}</style></head>\n<body>\n"
        f"{_head(read, counts, note)}\n<main>\n{''.join(parts)}</main>\n</body></html>\n"
    )
    return _SURROGATE.sub("\ufffd", page)


def _digest(style: str) -> str:
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _head(read: int, counts: Counter[Reason], note: str) -> str:
    groups: dict[str, list[str]] = {sort: [] for sort in SORTS}
    for reason, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        sort = "repair" if reason.is_repair else "taken up" if reason in TAKEN_UP else "cut"
        groups[sort].append(
            f'<label class="chip r-{reason}" title="{escape(reason.explanation)}">'
            f'<input type="checkbox" class="only" id="only-{reason}">{_spoken(reason)}'
            f" <b>{number:,}</b></label>"
        )
    rows = "".join(
        f'<div class="chips"><span>{SORTS[sort]}</span>{"".join(chips)}</div>'
        for sort, chips in groups.items()
        if chips
    )
    told_of = f'<p class="note">{escape(note)}</p>' if note else ""
    return (
        f"<header><h1>Before and after <small>{counted(read, 'document')}</small></h1>{told_of}"
        f'<form>{rows}<div class="chips shown"><span>Show</span>'
        '<label class="chip"><input type="checkbox" id="changed">only what changed</label>'
        '<label class="chip around"><input type="checkbox" id="around">the text around it</label>'
        '<button type="reset">everything</button></div></form></header>'
    )


def _spoken(reason: Reason) -> str:
    return reason.replace("_", " ")


def _document(number: int, name: str, article: Article) -> str:
    reasons = sorted({change.reason for change in article.changes})
    classes = " ".join(["doc", *(f"r-{reason}" for reason in reasons)])
    body = "".join(_rows(article)) or '<div class="row"><div class="cell none">Nothing.</div></div>'
    if article.error is not None:
        body = f'<div class="row"><div class="cell none">{escape(article.error)}</div></div>'
    return (
        f'<details open class="{classes}" id="d{number}"><summary>'
        f'<span class="name" dir="auto">{escape(visible(name))}</span> {_facts(article)}</summary>'
        f'<div class="columns"><b>Before</b><b>After</b></div>'
        f'<div class="rows"{lang_of(article)}>{body}</div></details>\n'
    )


def _facts(article: Article) -> str:
    facts = [summary(article), f"{article.confidence:.0%} sure"]
    flags = "".join(f'<b class="flag">{escape(flag)}</b>' for flag in sorted(article.flags))
    url = safe_href(article.url)
    link = (
        f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">page</a>'
        if url and url.startswith(("http://", "https://"))
        else ""
    )
    return f'<span class="facts">{"; ".join(facts)} {flags} {link}</span>'


def _rows(article: Article) -> Iterator[str]:
    """Walk the raw text once: a row for every block, and for every change between blocks."""
    if article.title and not any(change.reason is Reason.TITLE for change in article.changes):
        yield _row("kept title-row", "", _title(article))
    for before, block, inside in laid_over(article):
        yield from _between(before, article)
        if block is not None:
            yield _kept(article.raw, block, inside)


def _title(article: Article) -> str:
    """Give the title, and below it what is known of who wrote it, where and when."""
    day = article.published.date().isoformat() if article.published else ""
    known = (", ".join(article.authors), article.source or article.site or "", day)
    line = escape(" · ".join(filter(None, known)))
    byline = f'<div class="byline dim">{line}</div>' if line else ""
    return f'<div class="heading title">{escape(article.title or "")}</div>{byline}'


def _row(classes: str, before: str, after: str) -> str:
    sides = (("before", before), ("after", after))
    cells = "".join(f'<div class="cell {side}" dir="auto">{inner}</div>' for side, inner in sides)
    return f'<div class="row {classes}">{cells}</div>'


def _between(changes: Sequence[Change], article: Article) -> Iterator[str]:
    """Give a row for every run of changes with one reason, by their order."""
    for reason, run in groupby(seen(changes), key=lambda change: change.reason):
        those = list(run)
        sort = sort_of(those[0]).replace(" ", "-")
        after = "".join(escape(change.after.strip()) for change in those)
        yield _row(f"{sort} r-{reason}", _gone(those), _found(reason, article) or after)


def _found(reason: Reason, article: Article) -> str:
    """Give what the article says of itself, where the reason is one of its fields."""
    if reason not in TAKEN_UP:
        return ""
    if reason is Reason.TITLE:
        return _title(article)
    values = {
        Reason.BYLINE: ", ".join(article.authors),
        Reason.DATE: moment(article.published or article.modified),
        Reason.SOURCE: article.source or "",
        Reason.BREADCRUMB: " › ".join(article.breadcrumbs),
    }
    return f'<span class="dim">{_spoken(reason)}</span> {escape(values[reason])}'


def _gone(changes: Sequence[Change]) -> str:
    """Give what was cut or taken up, a line each, under their reason; folded where it is long."""
    reason = changes[0].reason
    tag = "span" if reason in TAKEN_UP else "del"
    why = escape(told(changes[0]) if len(changes) == 1 else reason.explanation)
    times = f" × {len(changes)}" if len(changes) > 1 else ""
    label = f'<b class="why r-{reason}" title="{why}">{_spoken(reason)}{times}</b>'
    texts = [change.before.strip() for change in changes]
    struck = [
        f'<{tag} title="{escape(told(c))}">{escape(c.before.strip())}</{tag}>' for c in changes
    ]
    if sum(map(len, texts)) <= MAX_OPEN_CHARACTERS and len(texts) <= MAX_OPEN_LINES:
        return label + "\n".join(struck)
    start = escape(texts[0][:MAX_EXCERPT_CHARACTERS].rstrip())
    return (
        f"<details><summary>{label}<{tag}>{start}</{tag}> "
        f'<span class="dim">… {counted(sum(map(len, texts)), "character")}</span></summary>'
        f'<div class="folded">{chr(10).join(struck)}</div></details>'
    )


def _kept(raw: str, block: Block, changes: Sequence[Change]) -> str:
    before, after, at = [], [], block.start
    for change in changes:
        same = escape(raw[at : change.start])
        before += [same, _marked("del", change, change.before)]
        after += [same, _marked("ins", change, change.after)]
        at = change.end
    rest = escape(raw[at : block.end])
    reasons = sorted({change.reason for change in changes})
    classes = " ".join(
        ["kept", *(f"r-{reason}" for reason in reasons)] if changes else ["kept same"]
    )
    shape = block.kind + (f" level-{min(block.level or 1, 9)}" if block.kind == "list_item" else "")
    sides = ("".join([*side, rest]) for side in (before, after))
    return _row(classes, *(f'<div class="{shape}">{inner}</div>' for inner in sides))


def _marked(tag: str, change: Change, text: str) -> str:
    """Mark a stretch inside a block; what cannot be seen is written out."""
    seen = escape(visible(text) if text and not text.strip() and text != " " else text)
    empty = "" if text else " empty"
    return f'<{tag} class="r-{change.reason}{empty}" title="{escape(told(change))}">{seen}</{tag}>'


def _filters(counts: Counter[Reason]) -> str:
    """Give the rules that show only what is checked, and each reason's colour."""
    rules = []
    for reason in sorted(counts):
        on = f"body:has(#only-{reason}:checked)"
        rules.append(f".r-{reason}{{--h:{HUES.get(reason, REPAIR_HUE)}}}")
        rules.append(f"{on} .doc.r-{reason}{{display:block}}")
        rules.append(f"{on} .row.r-{reason}{{display:grid}}")
        rules.append(f"{on} :is(ins,del).r-{reason}{{background:hsl(var(--h) 75% 50%/.34)}}")
    return "\n".join(rules)


_THEME = f"""
:root{{{LIGHT};color-scheme:light}}
@media (prefers-color-scheme:dark){{:root{{{DARK};color-scheme:dark}}}}
"""
_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.6 system-ui,sans-serif;
overflow-wrap:anywhere}
header,main{max-width:88em;margin:auto;padding:1.4em clamp(1em,3vw,2.4em)}
main{padding-top:0}
h1{font-size:1.5em;margin:0 0 .5em;line-height:1.2}
h1 small{font-size:.6em;font-weight:400;color:var(--dim);margin-left:.5em}
.note,.dim,.none{color:var(--dim)}
.chips{display:flex;flex-wrap:wrap;gap:.4em;align-items:center;margin:.45em 0}
.chips>span{color:var(--dim);font-size:.82em;width:5em}
.chip{font-size:.82em;line-height:1.7;padding:0 .7em;border-radius:1em;cursor:pointer;user-select:none;
border:1px solid transparent;background:var(--soft);border-color:var(--line)}
.chip[class*=r-]{color:hsl(var(--h) 65% var(--l));background:hsl(var(--h) 75% 50%/var(--a));
border-color:transparent}
.chip b{font-weight:600;opacity:.75}
.chip input{position:absolute;opacity:0;width:1px;height:1px}
.chip:has(:checked){border-color:currentColor;box-shadow:inset 0 0 0 1px currentColor}
.chip:has(:focus-visible){outline:2px solid var(--link);outline-offset:2px}
button{font:inherit;font-size:.82em;line-height:1.7;padding:0 .7em;border:0;background:none;
color:var(--link);cursor:pointer}
form:not(:has(:checked)) button{visibility:hidden}
form:not(:has(.only:checked)) .around{display:none}
.doc{border:1px solid var(--line);border-radius:10px;margin:0 0 1.2em;overflow:clip}
.doc>summary{padding:.7em 1em;background:var(--soft);cursor:pointer}
.name{font-weight:650;margin-right:.6em}
.facts{color:var(--dim);font-size:.82em}
.facts a{color:var(--link)}
.flag,.why{display:inline-block;font:600 11px/1.6 system-ui,sans-serif;padding:0 .55em;
border-radius:4px;margin-right:.5em;white-space:nowrap;color:hsl(var(--h,40) 65% var(--l));
background:hsl(var(--h,40) 75% 50%/var(--a))}
.why{cursor:help}
.columns,.row{display:grid;grid-template-columns:1fr 1fr}
.columns{position:sticky;top:0;background:var(--bg);z-index:1;border-block:1px solid var(--line);
font-size:.75em;letter-spacing:.04em;text-transform:uppercase;color:var(--dim)}
.columns b{font-weight:600;padding:.25em 1.35em}
.cell{padding:.4em 1em;min-width:0;white-space:pre-wrap}
.cell+.cell,.columns b+b{border-left:1px solid var(--line)}
.rows{padding:.5em 0}
.row:is(.cut,.taken-up) .before,.row.taken-up .after:not(:has(.title)){font-size:.86em;
line-height:1.5;padding-block:.3em}
.row:is(.cut,.taken-up) .before{color:var(--dim)}
.row.cut .before{background:linear-gradient(90deg,hsl(var(--h,0) 70% 50%/.55) 3px,transparent 3px)}
.row.taken-up .before{background:linear-gradient(90deg,hsl(var(--h,0) 60% 45%/.55) 3px,transparent 3px)}
del{text-decoration:line-through;text-decoration-color:hsl(var(--h,0) 65% 50%/.75)}
:is(ins,.kept del){text-decoration:none;color:inherit;border-radius:2px;cursor:help;
background:hsl(var(--h,95) 75% 50%/.24);box-shadow:0 1.5px 0 hsl(var(--h,95) 60% 45%)}
.kept del:not(:hover){text-decoration:none}
:is(ins,del).empty{padding:0 1.5px;margin:0 1px}
.heading{font-size:1.12em;font-weight:700;line-height:1.35}
.title{font-size:1.25em}
.byline{font-size:.86em}
.list_item{padding-left:1em}
.level-2{padding-left:2.4em}.level-3{padding-left:3.8em}
:is(.level-4,.level-5,.level-6,.level-7,.level-8,.level-9){padding-left:5.2em}
.quote{padding-left:1em;border-left:3px solid var(--line);font-style:italic}
:is(.code,.table){font:13px/1.5 ui-monospace,monospace;background:var(--soft);padding:.6em .8em;
border-radius:6px}
:is(.caption,.image){color:var(--dim);font-size:.88em}
.row.same .before{color:var(--dim)}
.folded{margin:.4em 0 .4em .3em;padding-left:.9em;border-left:2px solid var(--line)}
summary{cursor:pointer}
body:has(#changed:checked) .row.same{display:none}
body:has(.only:checked) :is(.doc,.row){display:none}
body:has(#around:checked) .row.kept{display:grid}
body:has(.only:checked) :is(ins,.kept del){background:none;box-shadow:none}
@media (max-width:760px){
.columns{display:none}
.row,body:has(.only:checked) .row[class*=r-]{grid-template-columns:1fr}
.cell+.cell{border-left:0}
.row:is(.same,.title-row) .before,.row.cut .after:empty{display:none}
.row.kept:not(.same) .before{padding-bottom:0;color:var(--dim);font-size:.9em}
.row.kept:not(.same) .after{padding-top:.15em}
}
@media print{header form,.doc>summary::marker{display:none}.columns{position:static}}
"""
