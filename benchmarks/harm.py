"""Do no harm: what `clean()` does to gold articles given as clean text.

`python benchmarks/harm.py [--list] [--folds DIR]` prints, per corpus and separator, the share of gold
paragraphs that come out verbatim, over all paragraphs and as the mean per article.
Counted apart are paragraphs that the rules are ordered to cut (a stray "Read more: …" in the
gold) and gold that is itself damaged where it was changed, and nowhere else; a table tells them by
kind. `--list` prints all that was lost, for reading. With `--folds` each article is judged by the
weights that `training/train.py` made without its site.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import corpus
from cleanarticle import DEFAULT, Change, Reason, clean
from cleanarticle.shapes import is_cut_off
from cleanarticle.vocabulary import match

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u00ad\ufeff\u2060"))

#: What an issue of the rules orders to cut wherever it stands; lost so, it counts apart.
ORDERED = frozenset(
    {
        Reason.READ_ALSO, Reason.PROMO, Reason.AD, Reason.SHARE, Reason.EMBED, Reason.LEGAL,
        Reason.COUNTER, Reason.CREDIT, Reason.COMMENT_FORM, Reason.CONSENT, Reason.PAYWALL,
        Reason.REPEAT, Reason.BYLINE, Reason.DATE, Reason.SOURCE, Reason.BREADCRUMB,
    }
)  # fmt: skip


#: Repairs of characters, which may leave nothing of a line.
REPAIRS = frozenset({Reason.INVISIBLE, Reason.ENCODING, Reason.ENTITY})

#: What gold is damaged by, at the place of a change: what stands there, never what we make of it.
DAMAGE = {
    "mojibake, controls, invisible": re.compile(
        "[\x00-\x08\x0e-\x1b\x7f-\x9f\u2028\ufeff\u200b-\u200f\u2060\ufffd]"
        "|[ÂÃ][\x80-\xbf]|â€|Â(?=[®©°])"
    ),
    "hint for screen readers": re.compile(r"\((?:link )?opens (?:in )?(?:a )?new (?:tab|window)\)"),
    "entities": re.compile(r"&(?:#\d{2,5}|amp|nbsp|quot|lt|gt|rsquo|apos);"),
    "space before a mark": re.compile(r"[\w)\]”’\"'%] [,.;:!?](?=\W|$)"),
    "space inside a bracket": re.compile(r"[(\[] (?=\S)|\S [)\]]|\(\s{0,3}\)"),
    "spaces doubled": re.compile(r"\S?[ \t]{2,}\S?|\S\u00a0 | \u00a0\S"),
    "full stop doubled": re.compile(r"(?<!\.)\.\.(?!\.)"),
    "no-break space between words": re.compile(r"[^\W_][.,;:!?]?[\u00a0\u202f]+\[?[^\W\d_]"),
    "glue": re.compile(
        r"[^\W_A-Z]{2}[.?!,:;][\"“«]?[^\W\d_]|\w{2},[^\W\d_]|(?:…|\.\.\.)[^\W\d_a-z]|[?!.)][(“«]\w|\)[^\W\d_a-z]"
        r"|\w{3}\([^\W\d_]+ \w"
    ),
    "quote the wrong way": re.compile(
        r"\w[.,?!]?[“‘](?=[\s,.]|s\b|$)|(?<![^\s—–(])[”’](?=\w)|''|``|,,"
    ),
}
#: The same, of a whole paragraph: one quotation opened in one style and closed in another.
MIXED = re.compile(r'"[^"“”]*”|“[^"“”]*"')
#: Characters beside a change that are looked at.
BESIDE = 8


#: Line breaks taken out of an article from which on its gold is a text of hard-wrapped lines.
MANY_WRAPS = 20


def composed(text: str) -> str:
    """Give the text after NFC and without invisible characters."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


def normal(text: str) -> str:
    """Compare after NFC and without invisible characters, as the promise is worded."""
    return composed(text).strip()


def damage_at(raw: str, start: int, end: int, change: Change) -> str:
    """Give what the gold between `start` and `end` is damaged by where it was changed, or ""."""
    low, high = max(start, change.start - BESIDE), min(end, change.end + BESIDE)
    window = raw[low:high]
    for kind, pattern in DAMAGE.items():
        for found in pattern.finditer(window):
            if low + found.start() <= change.end and change.start <= low + found.end():
                return kind
    if change.reason == Reason.QUOTE and MIXED.search(raw[start:end]):
        return "quotation in two styles"
    return ""


#: The cleaners that mend what was damaged, glued pieces among it.
MENDERS = (
    "split_glued",
    *(name for name in DEFAULT.names if name.startswith("fix_") and name != "fix_title"),
)


def judge(
    job: tuple[str, str, tuple[str, ...], str, Path | None, tuple[str, ...]],
) -> tuple[int, list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Give of one article: kept, apart, lost; the last two as (kind, cleaner, paragraph)."""
    page_id, site, paragraphs, separator, folds, without = job
    corpus.use_weights(folds, site)
    pipeline = DEFAULT.without(*without)
    article = clean(separator.join(paragraphs), kind="text", pipeline=pipeline)
    out = Counter(normal(b.text) for b in article.blocks)
    if article.title:
        out[normal(article.title)] += 1
    for block in article.blocks:
        if "\n" in block.text:
            out.update(normal(line) for line in block.text.split("\n"))
    wraps = sum(change.reason == Reason.WRAP for change in article.changes)
    spans: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        start = article.raw.find(paragraph, spans[-1][1] if spans else 0)
        spans.append((start, start + len(paragraph)))
    told = [c for c in article.changes if composed(c.before) != composed(c.after)]
    touched = [[c for c in told if c.start <= end and c.end >= start] for start, end in spans]
    kept = 0
    apart: list[tuple[str, str, str]] = []
    lost: list[tuple[str, str, str]] = []
    # Of paragraphs that say the same, the one that nothing touched is the one that stays.
    for i in sorted(range(len(paragraphs)), key=lambda i: bool(touched[i])):
        if out[normal(paragraphs[i])] > 0:
            out[normal(paragraphs[i])] -= 1
            kept += 1
            continue
        kind, cleaner = _kind(article.raw, *spans[i], touched[i], wraps)
        (apart if ":" in kind else lost).append((kind, cleaner, f"{page_id}: {paragraphs[i]}"))
    return kept, apart, lost


def _kind(raw: str, start: int, end: int, changes: list[Change], wraps: int) -> tuple[str, str]:
    """Tell why a paragraph is not there: with a colon where it counts apart."""
    broken, pattern = next(iter(DAMAGE.items()))
    for change in changes:
        if change.is_cut and change.start <= start and end <= change.end:
            teaser = change.reason == Reason.RELATED and (
                is_cut_off(raw[start:end])
                or match(raw[start:end])
                or change.cleaner == "drop_teasers"
            )
            if change.reason in ORDERED or teaser:
                return f"ordered: {change.reason}", change.cleaner
            if change.reason in REPAIRS and pattern.search(raw, start, end):
                return f"damaged: {broken}", change.cleaner
            return str(change.reason), change.cleaner
    if wraps >= MANY_WRAPS and any(change.reason == Reason.WRAP for change in changes):
        return "damaged: lines of a hard-wrapped article", "fix_wraps"
    inside = [c for c in changes if c.reason != Reason.WRAP]
    inside = [c for c in inside if not c.before or (c.start < end and c.end > start)]
    kinds = [(damage_at(raw, start, end, c), c) for c in inside]
    for kind, change in kinds:
        if not kind:
            return str(change.reason), change.cleaner
    if kinds:
        return f"damaged: {kinds[0][0]}", kinds[0][1].cleaner
    return (f"damaged: {broken}", "") if pattern.search(raw, start, end) else ("edited", "")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print every paragraph that was lost")
    parser.add_argument("--kinds", default="article", help="article (default) or all")
    parser.add_argument("--folds", type=Path, help="folder of the weights of each fold")
    parser.add_argument("--fold", type=int, help="only the sites of this fold")
    parser.add_argument(
        "--without-repairs", action="store_true", help="cut and take up, but mend nothing"
    )
    options = parser.parse_args()
    print("| corpus | separator | paragraphs | verbatim | per article | ordered cut | damaged |")
    print("|---|---|---|---|---|---|---|")
    listing = []
    for name in ("wcxb-dev", "news-multilingual"):
        pages = [p for p in corpus.load(name) if options.kinds == "all" or p.kind == "article"]
        if options.fold is not None:
            pages = [p for p in pages if corpus.fold_of(p.site) == options.fold]
        for label, separator in (("newline", "\n"), ("blank line", "\n\n")):
            jobs = []
            for page in pages:
                paragraphs = tuple(t.strip() for t in page.text.split("\n") if t.strip())
                if paragraphs:
                    without = MENDERS if options.without_repairs else ()
                    jobs.append((page.id, page.site, paragraphs, separator, options.folds, without))
            with ProcessPoolExecutor(2) as pool:
                results = list(pool.map(judge, jobs, chunksize=8))
            total = sum(len(job[2]) for job in jobs)
            kept = sum(r[0] for r in results)
            apart = [row for r in results for row in r[1]]
            shares = [r[0] / (r[0] + len(r[2])) for r in results if r[0] or r[2]]
            ordered = sum(row[0].startswith("ordered") for row in apart)
            damaged = len(apart) - ordered
            print(
                f"| {name} | {label} | {total:,} | {kept / (total - len(apart)):.4%} "
                f"| {sum(shares) / len(shares):.4%} | {ordered} ({ordered / total:.2%}) "
                f"| {damaged} ({damaged / total:.2%}) |",
                flush=True,
            )
            listing += [(name, label, *row) for r in results for row in r[1] + r[2]]
    print("\n| corpus | separator | kind | paragraphs | articles |\n|---|---|---|---|---|")
    articles: dict[tuple[str, str, str], set[str]] = {}
    for name, label, kind, _, paragraph in listing:
        articles.setdefault((name, label, kind), set()).add(paragraph.split(":")[0])
    for (name, label, kind), count in sorted(Counter(row[:3] for row in listing).items()):
        print(f"| {name} | {label} | {kind} | {count} | {len(articles[name, label, kind])} |")
    if options.list:
        for _, label, kind, cleaner, paragraph in sorted(listing):
            print(f"{kind}\t{cleaner}\t{label}\t{paragraph[:240]!r}")


if __name__ == "__main__":
    main()
