"""Do no harm: what `clean()` does to gold articles given as clean text.

`python benchmarks/harm.py [--list] [--folds DIR]` prints, per corpus and separator, the share of gold
paragraphs that come out verbatim, over all paragraphs and as the mean per article.
Paragraphs that the rules are ordered to cut (a stray "Read more: …" in the gold) and
damaged ones are counted apart; `--list` prints all that was lost, for reading. With `--folds`
each article is judged by the weights that `training/train.py` made without its site.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import corpus
from cleanarticle import Reason, clean
from cleanarticle.judging import model
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


#: Gold that is itself damaged: mojibake, entities, control characters, glue, stray spaces.
_DAMAGED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\u2028\ufeff\u200d]|&(?:#\\d{2,5}|amp|nbsp|quot|lt|gt);"
    "|[ÂÃ][\x80-\xbf]|â€|[a-zçşğ]{3}[.?!][A-ZŞÇ][a-z]|\\w[.,?]“(?:\\s|$)|^”\\w|[ \\t]{3}"
    "|\\w [,.;:!?](?:\\s|$)|\\S  \\S|\\w{2}[\u00a0\u202f]\\w{2}|\\w,[A-Z][a-z]"
)


#: Line breaks taken out of an article from which on its gold is a text of hard-wrapped lines.
MANY_WRAPS = 20


def normal(text: str) -> str:
    """Compare after NFC and without invisible characters, as the promise is worded."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE).strip()


def judge(
    job: tuple[str, tuple[str, ...], str, Path | None],
) -> tuple[int, int, list[tuple[str, str, str]]]:
    """Give (kept, ordered, lost) of one article; lost as (reason, cleaner, paragraph)."""
    page_id, paragraphs, separator, weights = job
    model.use(weights)
    article = clean(separator.join(paragraphs), kind="text")
    out = Counter(normal(b.text) for b in article.blocks)
    if article.title:
        out[normal(article.title)] += 1
    for block in article.blocks:
        if "\n" in block.text:
            out.update(normal(line) for line in block.text.split("\n"))
    wraps = sum(change.reason == Reason.WRAP for change in article.changes)
    kept, ordered, lost = 0, 0, []
    for paragraph in paragraphs:
        if out[normal(paragraph)] > 0:
            out[normal(paragraph)] -= 1
            kept += 1
            continue
        reason, cleaner = "edited", ""
        for change in article.changes:
            if change.before and (normal(change.before) in normal(paragraph)) and change.is_cut:
                reason, cleaner = change.reason, change.cleaner
        whole = any(normal(c.before) == normal(paragraph) for c in article.changes)
        cut_off = reason == Reason.RELATED and (
            is_cut_off(paragraph) or match(paragraph) or cleaner == "drop_teasers"
        )
        apart = ""
        if whole and (reason in ORDERED or cut_off):
            apart = "ordered "
        elif _DAMAGED.search(paragraph):
            apart = "damaged "
        elif reason == Reason.WRAP and wraps >= MANY_WRAPS:
            apart = "wrapped "
        ordered += bool(apart)
        lost.append((f"{apart}{reason}", cleaner, f"{page_id}: {paragraph}"))
    return kept, ordered, lost


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print every paragraph that was lost")
    parser.add_argument("--kinds", default="article", help="article (default) or all")
    parser.add_argument("--folds", type=Path, help="folder of the weights of each fold")
    parser.add_argument("--fold", type=int, help="only the sites of this fold")
    options = parser.parse_args()
    print("| corpus | separator | paragraphs | verbatim | per article | damaged or ordered |")
    print("|---|---|---|---|---|---|")
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
                    weights = corpus.weights_of(options.folds, page.site)
                    jobs.append((page.id, paragraphs, separator, weights))
            with ProcessPoolExecutor(2) as pool:
                results = list(pool.map(judge, jobs, chunksize=8))
            total = sum(len(job[1]) for job in jobs)
            kept = sum(r[0] for r in results)
            ordered = sum(r[1] for r in results)
            judged = [(r[0], len(j[1]) - r[1]) for r, j in zip(results, jobs, strict=True)]
            shares = [done / rest for done, rest in judged if rest]
            print(
                f"| {name} | {label} | {total:,} | {kept / (total - ordered):.4%} "
                f"| {sum(shares) / len(shares):.4%} | {ordered} ({ordered / total:.2%}) |"
            )
            listing += [(label, *row) for r in results for row in r[2]]
    if options.list:
        for label, reason, cleaner, paragraph in sorted(listing):
            print(f"{reason}\t{cleaner}\t{label}\t{paragraph[:240]!r}")


if __name__ == "__main__":
    main()
