"""The ledger told in plain text, and shown in a notebook."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from ..model import Article, Block, Change, Reason

__all__ = ["explain", "show", "visible"]

MAX_EXCERPT_CHARACTERS = 60
MAX_OPEN_CHARACTERS = 200  # a longer cut is folded
MAX_FOLDED_CHARACTERS = 4000
MAX_OPEN_CUTS = 5  # more cuts in a row are folded

_TAKEN_UP = (Reason.TITLE, Reason.BYLINE, Reason.DATE, Reason.SOURCE, Reason.BREADCRUMB)
_HUES = {
    reason: hue
    for hue, reasons in {
        215: ("menu", "consent", "legal", "counter", "credit"),
        25: ("ad", "promo", "paywall", "share"),
        275: ("read_also", "related"),
        325: ("comment_form", "comments"),
        185: ("markup", "style", "script", "embed"),
        0: ("repeat", "boilerplate", "rule"),
        145: ("title", "byline", "date", "source", "breadcrumb"),
    }.items()
    for reason in reasons
}


def explain(article: Article) -> str:
    """Tell in plain text what was cut, taken up and mended, and why.

    >>> print(explain(Article(blocks=(Block("paragraph", "It rained."),), confidence=0.9)))
    2 words in 1 block kept; 0 cuts, 0 repairs, 0 lines taken up; confidence 0.90.
    Flags: none.
    """
    parts = [f"{_summary(article)}; confidence {article.confidence:.2f}."]
    for reason in Reason:
        if entries := [change for change in article.changes if change.reason is reason]:
            parts.append(f"\n{reason} ({len(entries)}): {reason.explanation}")
            parts.extend(_entries(entries))
    gap = "\n" if article.changes else ""
    parts.append(f"{gap}Flags: {', '.join(map(visible, sorted(article.flags))) or 'none'}.")
    return "\n".join(parts)


def _summary(article: Article) -> str:
    sorts = Counter(_sort(change) for change in article.changes)
    cut = sum(c.end - c.start for c in article.changes if _sort(c) == "cut")
    size = f" ({_count(cut, 'character')})" if cut else ""
    return (
        f"{_count(article.word_count, 'word')} in {_count(len(article.blocks), 'block')} kept; "
        f"{_count(sorts['cut'], 'cut')}{size}, "
        f"{_count(sorts['repair'], 'repair')}, {_count(sorts['taken up'], 'line')} taken up"
    )


def _sort(change: Change) -> str:
    if change.reason in _TAKEN_UP:
        return "taken up"
    return "repair" if change.reason.is_repair else "cut"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _entries(changes: Sequence[Change]) -> Iterator[str]:
    """Give a line each: offsets, cleaners, what stood there and what stands there now."""
    offsets = [f"{change.start}-{change.end}" for change in changes]
    hands = [visible(" > ".join(change.steps or (change.cleaner,))) for change in changes]
    widths = max(map(len, offsets)), min(max(map(len, hands)), 40)
    for change, offset, hand in zip(changes, offsets, hands, strict=True):
        before, after = (f'"{_shortened(visible(s))}"' for s in (change.before, change.after))
        yield f"  {offset:>{widths[0]}}  {hand:<{widths[1]}}  {before} → {after}"


def visible(text: str) -> str:
    r"""Give the text with every character that does not print written as an escape.

    >>> visible("a\u200bb\n")
    'a\\u200bb\\n'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _shortened(text: str) -> str:
    if len(text) <= MAX_EXCERPT_CHARACTERS:
        return text
    half = MAX_EXCERPT_CHARACTERS // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def show(article: Article, body: str) -> str:
    """Give a self-contained HTML fragment: the article with its ledger laid over it.

    `body` is shown for an article whose blocks have no offsets into `raw`.
    """
    placed = bool(article.raw) and all(block.start < block.end for block in article.blocks)
    shown = "".join(_laid_over(article)) if placed else body
    language = f' lang="{escape(article.language)}"' if article.language else ""
    return (
        f'<div class="cleanarticle"><style>{_THEMES}{_STYLE}</style>{_header(article)}'
        f'<div class="ca-body" dir="auto"{language}>{shown}</div></div>'
    )


def _header(article: Article) -> str:
    published = article.published.strftime("%Y-%m-%d %H:%M %Z").strip() if article.published else ""
    facts = {
        "authors": ", ".join(article.authors),
        "published": published.replace(" 00:00", ""),
        "source": article.source or article.site or "",
        "language": article.language or "",
        "confidence": f"{article.confidence:.0%}",
    }
    meta = "".join(
        f"<span><i>{name}</i> {escape(fact)}</span>" for name, fact in facts.items() if fact
    )
    flags = "".join(f'<b class="ca-flag">{escape(flag)}</b>' for flag in sorted(article.flags))
    return (
        f'<div class="ca-head"><div class="ca-title" dir="auto">{escape(article.title or "")}</div>'
        f'<div class="ca-meta">{meta}{flags}</div>'
        f'<div class="ca-meta">{_summary(article)}</div></div>'
    )


def _laid_over(article: Article) -> Iterator[str]:
    """Walk `raw` once: what stands between blocks, then each block with its changes."""
    ahead = deque(article.changes)
    for block in sorted(article.blocks, key=lambda block: block.start):
        yield from _between(_taken(ahead, block.start - 1))
        inside = _taken(ahead, block.end - 1)
        while ahead and ahead[0].start == ahead[0].end == block.end:
            inside.append(ahead.popleft())
        yield _block(article.raw, block, inside)
    yield from _between(list(ahead))


def _taken(ahead: deque[Change], last: int) -> list[Change]:
    taken = []
    while ahead and ahead[0].start <= last:
        taken.append(ahead.popleft())
    return taken


def _block(raw: str, block: Block, changes: Sequence[Change]) -> str:
    parts, at = [], block.start
    for change in changes:
        parts += [escape(raw[at : change.start]), _piece(change)]
        at = change.end
    inner = "".join([*parts, escape(raw[at : block.end])])
    level = min((block.level or 1) - 1, 8)
    indent = f' style="margin-left:{level * 1.4:g}em"' if block.kind == "list_item" else ""
    tag = f"h{min(max(block.level or 2, 2), 6)}" if block.kind == "heading" else "div"
    return f'<{tag} class="ca-{block.kind}" dir="auto"{indent}>{inner}</{tag}>'


def _between(changes: Sequence[Change]) -> Iterator[str]:
    """Give what stands between two blocks, a line each; many cuts in a row are folded."""
    seen = [change for change in changes if change.before.strip() or change.after.strip()]
    for sort, run in groupby(seen, key=_sort):
        row = list(run)
        lines = "".join(f'<div class="ca-line" dir="auto">{_piece(change)}</div>' for change in row)
        if sort == "cut" and len(row) > MAX_OPEN_CUTS:
            yield _folded_row(row, lines)
        else:
            yield lines


def _folded_row(cuts: Sequence[Change], lines: str) -> str:
    labels = " ".join(
        _label(reason, times=times)
        for reason, times in Counter(change.reason for change in cuts).items()
    )
    return (
        f'<details class="ca-line"><summary><i>{len(cuts)} cuts</i> {labels}</summary>'
        f'<div class="ca-folded">{lines}</div></details>'
    )


def _piece(change: Change) -> str:
    if change.reason.is_repair:
        return _repair(change)
    if change.reason in _TAKEN_UP:
        taken = escape(change.before.strip())
        return f'{_label(change.reason, change)}<span class="ca-taken">{taken}</span>'
    return _cut(change) + escape(change.after)


def _repair(change: Change) -> str:
    was = f"was “{visible(change.before)}”" if change.before else "was missing"
    after = change.after.replace("\n", "¶")
    gone = "" if after else ' class="ca-gone"'
    return f'<ins{gone} title="{escape(f"{_told(change)} {was}")}">{escape(after)}</ins>'


def _cut(change: Change) -> str:
    label, text = _label(change.reason, change), change.before.strip()
    if len(text) <= MAX_OPEN_CHARACTERS:
        return f"{label}{_struck(change, text)}"
    more = len(text) - MAX_FOLDED_CHARACTERS
    rest = f"<i>… and {_count(more, 'character')} more</i>" if more > 0 else ""
    return (
        f"<details><summary>{label}{_struck(change, text[:80].rstrip())} "
        f"<i>… {_count(len(text), 'character')}</i></summary>"
        f'<div class="ca-folded">{_struck(change, text[:MAX_FOLDED_CHARACTERS])}{rest}</div>'
        "</details>"
    )


def _struck(change: Change, text: str) -> str:
    return f'<del title="{escape(_told(change))}">{escape(text)}</del>'


def _label(reason: Reason, change: Change | None = None, times: int = 1) -> str:
    told = escape(_told(change) if change else reason.explanation)
    name = reason.replace("_", " ") + (f" × {times}" if times > 1 else "")
    return f'<b class="ca-why" style="--h:{_HUES[reason]}" title="{told}">{name}</b>'


def _told(change: Change) -> str:
    return f"{change.reason.explanation} ({change.cleaner}, {change.confidence:.0%})"


_LIGHT = "--fg:#1f2328;--dim:#68707a;--bg:#fff;--soft:#f6f7f9;--line:#dfe2e7;--l:34%;--a:.13"
_DARK = "--fg:#dde1e6;--dim:#8f98a3;--bg:#16181c;--soft:#1e2126;--line:#32363d;--l:74%;--a:.2"
_THEMES = f"""
.cleanarticle{{{_LIGHT};color-scheme:light}}
@media (prefers-color-scheme:dark){{.cleanarticle{{{_DARK};color-scheme:dark}}}}
[data-jp-theme-light="true"] .cleanarticle{{{_LIGHT};color-scheme:light}}
[data-jp-theme-light="false"] .cleanarticle{{{_DARK};color-scheme:dark}}
"""
_STYLE = """
.cleanarticle{max-width:46em;padding:1.5em 1.8em;border:1px solid var(--line);border-radius:10px;
background:var(--bg);color:var(--fg);font:15px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
.cleanarticle .ca-head{padding-bottom:.9em;margin-bottom:1.1em;border-bottom:1px solid var(--line)}
.cleanarticle .ca-title{font-size:1.6em;line-height:1.25;font-weight:700;margin-bottom:.4em}
.cleanarticle .ca-meta{color:var(--dim);font-size:.82em}
.cleanarticle .ca-meta span{display:inline-block;margin-right:1.2em;color:var(--fg)}
.cleanarticle i{font-style:normal;color:var(--dim)}
.cleanarticle .ca-body>*{margin:0 0 .85em}
.cleanarticle .ca-body>div,.cleanarticle .ca-body :is(h2,h3,h4,h5,h6){white-space:pre-wrap}
.cleanarticle .ca-body :is(h2,h3,h4,h5,h6){font-size:1.2em;line-height:1.3;font-weight:700;
margin-top:1.3em;color:var(--fg)}
.cleanarticle .ca-body>.ca-list_item{margin-bottom:.35em;padding-left:1.2em}
.cleanarticle .ca-quote{padding-left:1em;border-left:3px solid var(--line);font-style:italic}
.cleanarticle :is(.ca-code,.ca-table){font:13px/1.5 ui-monospace,monospace;background:var(--soft);
padding:.7em .9em;border-radius:6px}
.cleanarticle :is(.ca-caption,.ca-image){color:var(--dim);font-size:.88em}
.cleanarticle .ca-body>.ca-line{font-size:.86em;line-height:1.5;margin-bottom:.45em;
color:var(--dim)}
.cleanarticle .ca-line+:not(.ca-line),.cleanarticle :not(.ca-line)+.ca-line{margin-top:.9em}
.cleanarticle .ca-taken{color:var(--fg)}
.cleanarticle del{color:var(--dim);text-decoration:line-through;background:none}
.cleanarticle .ca-why,.cleanarticle .ca-flag{display:inline-block;font:600 11px/1.6 system-ui,
sans-serif;padding:0 .55em;border-radius:4px;margin-right:.4em;white-space:nowrap;cursor:help;
color:hsl(var(--h,40) 65% var(--l));background:hsl(var(--h,40) 75% 50%/var(--a))}
.cleanarticle ins{text-decoration:none;border-radius:2px;cursor:help;color:inherit;
background:hsl(95 70% 48%/.28);box-shadow:0 1.5px 0 hsl(95 60% 42%)}
.cleanarticle ins.ca-gone{padding:0 1.5px;margin:0 1px}
.cleanarticle summary{cursor:pointer}
.cleanarticle .ca-folded{margin:.4em 0 .4em .3em;padding-left:.9em;
border-left:2px solid var(--line);white-space:pre-wrap}
"""
