"""An article, or several, as a notebook shows them: the ledger laid over the text."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from ..model import Article, Block, Change, Reason
from .explanation import TAKEN_UP, counted, sort_of, summary, visible
from .html import body_of
from .marks import Span, safe_href, spans
from .overlay import DARK, HUES, LIGHT, laid_over, lang_of, moment, seen, told

__all__ = ["Articles", "show", "to_notebook"]

MAX_OPEN_CHARACTERS = 200  # a longer cut is folded
MAX_FOLDED_CHARACTERS = 4000
MAX_OPEN_CUTS = 5  # more cuts in a row are folded
MAX_SHOWN_ARTICLES = 50
MAX_NAME_CHARACTERS = 70  # of an article without a title


def to_notebook(article: Article) -> str:
    """Give a self-contained HTML fragment: cuts struck through, repairs marked.

    An article whose blocks have no offsets into `raw` is shown as it is.
    """
    return f'<div class="cleanarticle">{_STYLES}{_article(article)}</div>'


class Articles(tuple[Article, ...]):
    """Articles that a notebook shows as a list to open: made by `show`, else a plain tuple."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join([counted(len(self), "article"), *map(_line, self[:MAX_SHOWN_ARTICLES])])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<details class="ca-item"><summary>{_item(article)}</summary>{_article(article)}</details>'
            for article in self[:MAX_SHOWN_ARTICLES]
        )
        more = len(self) - MAX_SHOWN_ARTICLES
        rest = (
            f'<div class="ca-meta">… and {counted(more, "article")} more</div>' if more > 0 else ""
        )
        head = f'<div class="ca-meta">{counted(len(self), "article")}</div>'
        return f'<div class="cleanarticle">{_STYLES}{head}{rows}{rest}</div>'


def show(articles: Iterable[Article]) -> Articles:
    """Give the articles as a tuple that a notebook shows: a line each, to be opened.

    >>> show([Article(title="Storm", blocks=(Block("paragraph", "It rained."),))])
    1 article
      Storm · 2 words in 1 block kept; 0 cuts, 0 repairs, 0 lines taken up
    """
    several = tuple(articles) if isinstance(articles, Iterable) else (None,)
    if not all(isinstance(article, Article) for article in several):
        raise TypeError(
            f"show() takes articles, several of them, not {type(articles).__name__}; one shows "
            "itself in a notebook, and show([article]) lists it"
        )
    return Articles(several)


def _name(article: Article) -> str:
    begins = article.text[:MAX_NAME_CHARACTERS]
    if len(article.text) > MAX_NAME_CHARACTERS:
        begins = f"{begins.rpartition(' ')[0] or begins} …"
    return article.title or " ".join(begins.split()) or article.url or "no article"


def _line(article: Article) -> str:
    flags = "".join(f" · {flag}" for flag in sorted(article.flags))
    return f"  {visible(_name(article))} · {summary(article)}{flags}"


def _item(article: Article) -> str:
    return (
        f'<span dir="auto">{escape(_name(article))}</span> '
        f"<i>{summary(article)}; {article.confidence:.0%} sure</i> {_flags(article)}"
    )


def _flags(article: Article) -> str:
    return "".join(f'<b class="ca-flag">{escape(flag)}</b>' for flag in sorted(article.flags))


def _article(article: Article) -> str:
    placed = bool(article.raw) and all(block.start < block.end for block in article.blocks)
    shown = "".join(_laid_over(article)) if placed else body_of(article.blocks)
    return f'{_header(article)}<div class="ca-body" dir="auto"{lang_of(article)}>{shown}</div>'


def _header(article: Article) -> str:
    facts = {
        "authors": ", ".join(article.authors),
        "published": moment(article.published),
        "source": article.source or article.site or "",
        "language": article.language or "",
        "confidence": f"{article.confidence:.0%}",
    }
    meta = "".join(
        f"<span><i>{name}</i> {escape(fact)}</span>" for name, fact in facts.items() if fact
    )
    return (
        f'<div class="ca-head"><div class="ca-title" dir="auto">{escape(article.title or "")}</div>'
        f'<div class="ca-meta">{meta}{_flags(article)}</div>'
        f'<div class="ca-meta">{summary(article)}</div></div>'
    )


def _laid_over(article: Article) -> Iterator[str]:
    for before, block, inside in laid_over(article):
        yield from _between(before)
        if block is not None:
            yield _block(article.raw, block, inside)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch of a block's text and how it is shown; a change is shown whole."""

    start: int
    end: int
    text: str
    change: Change | None = None


def _block(raw: str, block: Block, changes: Sequence[Change]) -> str:
    atoms, at, place = [], block.start, 0
    for change in changes:
        kept = raw[at : change.start]
        atoms.append(_Atom(place, place + len(kept), kept))
        place += len(kept)
        atoms.append(_Atom(place, place + len(change.after), change.after, change))
        place += len(change.after)
        at = change.end
    atoms.append(_Atom(place, place + block.end - at, raw[at : block.end]))
    same = "".join(atom.text for atom in atoms) == block.text  # else the marks stand elsewhere
    tree = spans(block.text, block.marks) if same and block.marks else (Span(0, atoms[-1].end),)
    inner = _drawn(tree or (Span(0, 0),), deque(atoms))
    level = min((block.level or 1) - 1, 8)
    indent = f' style="margin-left:{level * 1.4:g}em"' if block.kind == "list_item" else ""
    tag = f"h{min(max(block.level or 2, 2), 6)}" if block.kind == "heading" else "div"
    return f'<{tag} class="ca-{block.kind}" dir="auto"{indent}>{inner}</{tag}>'


_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}


def _drawn(tree: Sequence[Span], ahead: deque[_Atom], last: bool = True) -> str:
    """Draw a tree of marks, taking from `ahead` what stands in it; the last takes the rest."""
    parts = []
    for span in tree:
        end = last and span is tree[-1]
        if span.mark is None:
            parts.append(_taken_up_to(ahead, span.end, all_of=end))
            continue
        inner = _drawn(span.children, ahead, end)
        if span.mark.kind == "link":
            href = escape(safe_href(span.mark.href) or "")
            parts.append(f'<a href="{href}" target="_blank" rel="noreferrer">{inner}</a>')
        else:
            tag = _TAGS[span.mark.kind]
            parts.append(f"<{tag}>{inner}</{tag}>")
    return "".join(parts)


def _taken_up_to(ahead: deque[_Atom], end: int, *, all_of: bool) -> str:
    parts = []
    while ahead and (all_of or ahead[0].start < end):
        atom = ahead.popleft()
        if atom.change is not None:
            parts.append(_piece(atom.change))
            continue
        inside = len(atom.text) if all_of else end - atom.start
        parts.append(escape(atom.text[:inside]))
        if inside < len(atom.text):
            ahead.appendleft(_Atom(end, atom.end, atom.text[inside:]))
            break
    return "".join(parts)


def _between(changes: Sequence[Change]) -> Iterator[str]:
    """Give what stands between two blocks, a line each; many cuts in a row are folded."""
    for sort, run in groupby(seen(changes), key=sort_of):
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
    if change.reason in TAKEN_UP:
        taken = escape(change.before.strip())
        return f'{_label(change.reason, change)}<span class="ca-taken">{taken}</span>'
    return _cut(change) + escape(change.after)


def _repair(change: Change) -> str:
    was = f"was “{visible(change.before)}”" if change.before else "was missing"
    after = change.after.replace("\n", "¶")
    gone = "" if after else ' class="ca-gone"'
    return f'<ins{gone} title="{escape(f"{told(change)} {was}")}">{escape(after)}</ins>'


def _cut(change: Change) -> str:
    label, text = _label(change.reason, change), change.before.strip()
    if len(text) <= MAX_OPEN_CHARACTERS:
        return f"{label}{_struck(change, text)}"
    more = len(text) - MAX_FOLDED_CHARACTERS
    rest = f"<i>… and {counted(more, 'character')} more</i>" if more > 0 else ""
    return (
        f"<details><summary>{label}{_struck(change, text[:80].rstrip())} "
        f"<i>… {counted(len(text), 'character')}</i></summary>"
        f'<div class="ca-folded">{_struck(change, text[:MAX_FOLDED_CHARACTERS])}{rest}</div>'
        "</details>"
    )


def _struck(change: Change, text: str) -> str:
    return f'<del title="{escape(told(change))}">{escape(text)}</del>'


def _label(reason: Reason, change: Change | None = None, times: int = 1) -> str:
    why = escape(told(change) if change else reason.explanation)
    name = reason.replace("_", " ") + (f" × {times}" if times > 1 else "")
    return f'<b class="ca-why" style="--h:{HUES[reason]}" title="{why}">{name}</b>'


#: Signs of a theme by name: JupyterLab, VS Code, Colab, Material for MkDocs.
_IN_LIGHT = '[data-jp-theme-light="true"],.vscode-light,html[theme="light"],[data-md-color-scheme="default"]'
_IN_DARK = (
    '[data-jp-theme-light="false"],.vscode-dark,html[theme="dark"],[data-md-color-scheme="slate"]'
)
_THEMES = f"""
.cleanarticle{{{LIGHT};color-scheme:light}}
@media (prefers-color-scheme:dark){{.cleanarticle{{{DARK};color-scheme:dark}}}}
:is({_IN_LIGHT}) .cleanarticle{{{LIGHT};color-scheme:light}}
:is({_IN_DARK}) .cleanarticle{{{DARK};color-scheme:dark}}
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
.cleanarticle .ca-body a{color:inherit;text-decoration:underline;text-decoration-color:var(--link);
text-decoration-thickness:1.5px;text-underline-offset:2px}
.cleanarticle .ca-body :is(div,h2,h3,h4,h5,h6) code{font:.9em ui-monospace,monospace;color:inherit;
background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:0 .25em}
.cleanarticle .ca-item{border-top:1px solid var(--line);padding:.45em 0}
.cleanarticle .ca-item[open]>summary{margin-bottom:1em}
.cleanarticle .ca-item>summary>span{font-weight:600}
.cleanarticle .ca-item>summary>i{font-size:.82em}
.cleanarticle summary{cursor:pointer}
.cleanarticle .ca-folded{margin:.4em 0 .4em .3em;padding-left:.9em;
border-left:2px solid var(--line);white-space:pre-wrap}
"""
_STYLES = f"<style>{_THEMES}{_STYLE}</style>"
