"""The ledger's laws on real pages: `python benchmarks/laws.py [--pages N] [--seed N]`.

Over every dumper's text of N pages (and the pages as HTML): no character lost, replay
exact, cleaning what is clean changes nothing, no exception, the same in a second process.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

import corpus
from cleanarticle import Article, clean

_SPACE = re.compile(r"\s+")


def replay(article: Article) -> str:
    """Apply the ledger to raw."""
    parts, at = [], 0
    for change in article.changes:
        parts += [article.raw[at : change.start], change.after]
        at = change.end
    return "".join([*parts, article.raw[at:]])


def broken(article: Article, *, html: bool = False) -> list[str]:
    """Name the laws that the article breaks."""
    found = []
    at = 0
    for change in article.changes:
        if change.start < at or change.end < change.start:
            found.append(f"changes overlap at {change.start}")
        if article.raw[change.start : change.end] != change.before:
            found.append(f"before differs at {change.start}")
        at = change.end
    if _SPACE.sub("", replay(article)) != _SPACE.sub("", article.text):
        found.append("replay differs from the text")
    if _SPACE.sub(" ", replay(article)).strip() != _SPACE.sub(" ", article.text).strip():
        found.append("replay differs from the text in its spaces")
    covered = bytearray(len(article.raw))
    for block in article.blocks:
        covered[block.start : block.end] = b"\1" * (block.end - block.start)
    for change in article.changes:
        covered[change.start : change.end] = b"\1" * (change.end - change.start)
    if any(not c and not char.isspace() for c, char in zip(covered, article.raw, strict=True)):
        found.append("a character is in no block and no change")
    whole = f"{article.title}\n\n{article.text}" if article.title else article.text
    again = clean(whole, kind="text")
    if again.text != article.text:
        found.append("cleaning what is clean changes the text")
    if not html and again.title != article.title:
        found.append(
            f"cleaning what is clean changes the title: {article.title!r} -> {again.title!r}"
        )
    return found


def judge(job: tuple[str, str, str]) -> tuple[str, str, str, list[str]]:
    """Give (page, dumper, digest of the article, laws broken)."""
    page_id, dumper, raw = job
    try:
        article = clean(raw) if dumper == "html" else clean(raw, kind="text")
        laws = broken(article, html=dumper == "html")
        digest = hashlib.sha256(article.to_json().encode("utf-8", "surrogatepass")).hexdigest()
    except Exception as error:
        return page_id, dumper, "", [f"{type(error).__name__}: {error}"]
    return page_id, dumper, digest, laws


def main() -> None:
    """Print the counts, and where a law was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    jobs = []
    for name in ("wcxb-dev", "news-multilingual"):
        dumps = corpus.dumps(name)
        pages = corpus.load(name)
        size = min(len(pages), options.pages - 100 if name == "wcxb-dev" else 100)
        for page in random.Random(options.seed).sample(pages, max(size, 1)):
            jobs += [(page.id, dumper, text) for dumper, text in dumps[page.id].items()]
            jobs.append((page.id, "html", page.html))
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(judge, jobs, chunksize=16))
    with ProcessPoolExecutor(1) as pool:
        again = list(pool.map(judge, jobs[::7], chunksize=16))
    differing = sum(a[2] != b[2] for a, b in zip(results[::7], again, strict=True))
    counts = Counter(re.sub(r"[:\d].*", "", law) for r in results for law in r[3])
    print(
        f"{len(jobs)} inputs, {sum(bool(r[3]) for r in results)} break a law, "
        f"{differing} of {len(again)} differ in a second process"
    )
    for law, count in counts.most_common():
        print(f"  {count:5} {law}")
    for page_id, dumper, _, laws in [r for r in results if r[3]][:40]:
        print(page_id, dumper, laws)


if __name__ == "__main__":
    main()
