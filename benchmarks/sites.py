"""What rules learnt from a site's articles gain, and that they cost no paragraph.

    python benchmarks/sites.py [--limit N]

*Sites*: those of ``wcxb-dev`` with four pages or more; rules are learnt from one half of a site's
pages and tried on the other, and the other way round; word F1 before and after.

*Made-up sites*: gold articles in groups of ten. As they are, nothing may be learnt. Then each gets a
site's lines, invented, in wordings that no vocabulary has; rules are learnt from five and tried on
the other five.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import fmean

from cleanarticle import clean
from cleanarticle.learning import learn_site
from corpus import CORPORA, Page, dumps, load, word_f1

MIN_PAGES = 4
GROUP = 10
DUMPERS = ("inscriptis", "html2text", "beautifulsoup")

#: Lines of two invented sites: at the head, between paragraphs, at the foot. `{n}` is a number.
HEADS = (
    ("Edition {n} of the Harbour Post", "Wind from the quay: force {n}"),
    ("Der Kurier am Tor", "Ausgabe {n} vom Tor"),
)
INSIDE = (
    "The Harbour Post on your own pier, as it happens",
    "Der Kurier am Tor, nun auch auf dem Steg zu haben",
)
FEET = (
    ("Letters to the quay are answered on {n} May", "Harbour Post, Quay {n}, Vessby"),
    ("Das Tor steht allen offen", "Kurier am Tor, Torgasse {n}"),
)


def dressed(text: str, site: int, number: int) -> str:
    """Give an article's text with the lines of an invented site around and in it."""
    paragraphs = text.splitlines()
    middle = len(paragraphs) // 2
    n = str(number)
    head = [line.replace("{n}", n) for line in HEADS[site]]
    foot = [line.replace("{n}", n) for line in FEET[site]]
    inside = [INSIDE[site]] if len(paragraphs) > 1 else []
    return "\n\n".join([*head, *paragraphs[:middle], *inside, *paragraphs[middle:], *foot])


def halves(count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Give the places of each half, with those of the other."""
    even, odd = list(range(0, count, 2)), list(range(1, count, 2))
    yield from ((even, odd), (odd, even))


def tried(raws: Sequence[str], golds: Sequence[str]) -> tuple[list[float], list[float], int]:
    """Give word F1 before and after, each half cleaned by what the other taught, and the rules."""
    articles = [clean(raw, kind="text") for raw in raws]
    before, after, learnt = [], [], 0
    for taught, held_out in halves(len(raws)):
        rules = learn_site([articles[i] for i in taught])
        learnt += len(rules.extra)
        for i in held_out:
            article = clean(raws[i], kind="text", **rules.options) if rules.extra else articles[i]
            before.append(word_f1(articles[i].text, golds[i]))
            after.append(word_f1(article.text, golds[i]))
    return before, after, learnt


def real_sites(limit: int) -> None:
    """Print the first table."""
    by_site: dict[str, list[Page]] = defaultdict(list)
    for page in load("wcxb-dev"):
        by_site[page.site].append(page)
    sites = [pages for site, pages in by_site.items() if site and len(pages) >= MIN_PAGES][:limit]
    raw = dumps("wcxb-dev")
    print(f"{len(sites)} sites, {sum(map(len, sites))} pages")
    print("| dumper | lines learnt | before | after |\n|---|---:|---:|---:|")
    for dumper in DUMPERS:
        before, after, learnt = [], [], 0
        for pages in sites:
            texts = [raw[page.id][dumper] for page in pages]
            scores = tried(texts, [page.text for page in pages])
            before, after, learnt = before + scores[0], after + scores[1], learnt + scores[2]
        print(f"| {dumper} | {learnt} | {fmean(before):.4f} | {fmean(after):.4f} |", flush=True)


def made_up_sites(limit: int) -> None:
    """Print the second table."""
    print("| corpus | groups | learnt as they are | before | after |\n|---|---:|---:|---:|---:|")
    for corpus in CORPORA:
        pages = [p for p in load(corpus) if p.kind in ("article", "") and len(p.text) > 500]
        groups = [pages[i : i + GROUP] for i in range(0, len(pages) - GROUP + 1, GROUP)][:limit]
        bare, before, after = 0, [], []
        for number, group in enumerate(groups):
            golds = [page.text for page in group]
            bare += len(learn_site(clean(gold, kind="text") for gold in golds).extra)
            raws = [dressed(gold, number % 2, 3 + 4 * i) for i, gold in enumerate(golds)]
            scores = tried(raws, golds)
            before, after = before + scores[0], after + scores[1]
        row = f"{bare} | {fmean(before):.4f} | {fmean(after):.4f}"
        print(f"| {corpus} | {len(groups)} | {row} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--limit", type=int, default=10_000, help="sites, and groups a corpus")
    limit = parser.parse_args().limit
    real_sites(limit)
    made_up_sites(limit)
