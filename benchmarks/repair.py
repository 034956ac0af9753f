"""Repair: one defect at a time in clean articles, and whether the original stands again.

`python benchmarks/repair.py` prints a Markdown table, a row a variant. *fixed* is the share of
damaged paragraphs that stand again to the letter as a paragraph of their own, *kept* the share of
the article's other paragraphs that stand verbatim; beside them *fixed* for ftfy and clean-text at
their defaults and for doing nothing. Variants marked `*` count in no mean: there even a reader
may doubt. `--list` prints every failure: what was given, wanted and got at the site.

`--false-alarms` lists every repair that `clean()` makes in the gold articles as they are, and
counts them per 20,000 words; which of them are right is for a person to say.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from statistics import fmean

import corpus
from cleanarticle import clean
from cleanarticle.model import count_words
from defects import VARIANTS
from defects.articles import articles, pages, paragraphs_of
from defects.cases import Case, cases
from defects.model import Article, Variant
from harm import normal

SECONDS = 20.0  # for our answer to one text; what takes longer counts as an empty one
CONTEXT = 40  # characters shown on either side of a site


# Systems


def ours(raw: str) -> tuple[list[str], str]:
    """Give the paragraphs of our answer, the title among them, and a failure if there was one."""
    try:
        with corpus.time_limit(SECONDS):
            article = clean(raw, kind="text")
    except corpus.OutOfTime:
        return [], f"   more than {SECONDS:.0f} s"
    except Exception as error:  # a crash is a failure of this case, not of the run
        return [], f"   {type(error).__name__}: {error}"
    return [*filter(None, [article.title]), *(block.text for block in article.blocks)], ""


def nothing(raw: str, separator: str) -> str:
    """Leave the text as it is."""
    return raw.replace("\r\n", "\n")


def ftfy(raw: str, separator: str) -> str:
    """Run ftfy at its defaults."""
    return str(importlib.import_module("ftfy").fix_text(raw))


def clean_text(raw: str, separator: str) -> str:
    """Run clean-text, told to leave case, letters and paragraphs as they are."""
    clean_with = importlib.import_module("cleantext").clean
    blank_lines = separator == "\n\n"
    return str(clean_with(raw, lower=False, to_ascii=False, keep_two_line_breaks=blank_lines))


PEERS: Mapping[str, Callable[[str, str], str]] = {
    "ftfy": ftfy,
    "clean-text": clean_text,
    "nothing": nothing,
}


def available() -> list[str]:
    """Leave out the peers that are not installed, and say how to install them."""
    logging.disable()  # clean-text warns that it lacks a package it does not need here
    found = []
    for name, run in PEERS.items():
        try:
            run("", "\n")
            found.append(name)
        except ImportError:
            print(f"{name} is left out: install it with `pip install {name}`", file=sys.stderr)
    return found


# Verdicts


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one case went: shares of the damaged paragraphs, and counts of the others."""

    fixed: tuple[float, ...]  # ours, then the peers'
    kept: int
    others: int
    failures: tuple[str, ...]  # for reading


Results = Sequence[tuple[Variant, Case, Verdict]]


def unchanged(job: tuple[Article, str]) -> frozenset[int]:
    """Give the places of the paragraphs that `clean()` gives back from the undamaged article."""
    article, separator = job
    out = Counter(ours(separator.join(article.paragraphs))[0])
    places = set()
    for place, text in enumerate(article.paragraphs):
        if out[text] > 0:
            out[text] -= 1
            places.add(place)
    return frozenset(places)


def judge(job: tuple[Case, Sequence[str]]) -> Verdict:
    """Run all systems on one case."""
    logging.disable()
    case, peers = job
    raw = case.separator.join(case.damage.paragraphs)
    out, failure = ours(raw)
    shares = [_fixed(out, case), *(_fixed(_of_peer(name, raw, case), case) for name in peers)]
    lost = Counter(map(normal, case.others)) - Counter(map(normal, out))
    failures = [f"   not kept: {text[:160]!r}" for text in lost]
    if shares[0] < 1:
        failures.append(failure or _difference(out, case))
    others = len(case.others)
    return Verdict(tuple(shares), others - lost.total(), others, tuple(failures))


def _of_peer(name: str, raw: str, case: Case) -> list[str]:
    separator = case.separator.replace("\r", "")
    try:
        parts = PEERS[name](raw, separator).split(separator)
    except Exception:  # a peer's crash must not end the run
        return []
    return [part.strip() for part in parts]


def _fixed(out: Iterable[str], case: Case) -> float:
    """Give the share of the wanted paragraphs that stand, to the letter."""
    found = Counter(out)
    if case.damage.stray and found[case.damage.stray]:
        return 0.0
    return (Counter(case.wanted) & found).total() / len(case.wanted)


def _difference(out: Sequence[str], case: Case) -> str:
    """Show the first paragraph that failed, as given, as wanted and as got."""
    wanted = next((text for text in case.wanted if text not in out), case.damage.stray)
    given = max(case.damage.paragraphs, key=lambda text: _in_common(text, wanted))
    got = max(out, key=lambda text: _in_common(text, wanted), default="")
    at, at_got = _first_difference(given, wanted), _first_difference(got, wanted)
    shown = [("given", given, at), ("wanted", wanted, at), ("got", got, at)]
    if abs(at_got - at) > CONTEXT // 2:
        shown.append(("and got", got, at_got))
    return "\n".join(f"{name:>10} {t[max(0, i - CONTEXT) : i + CONTEXT]!r}" for name, t, i in shown)


def _first_difference(a: str, b: str) -> int:
    both = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in both if x != y), min(len(a), len(b)))


def _in_common(a: str, b: str) -> int:
    return _first_difference(a, b) + _first_difference(a[::-1], b[::-1])


# Tables


def table(results: Results, peers: Sequence[str]) -> str:
    """Lay out a row a variant, the mean of each family below it, and the mean of families."""
    verdicts: dict[Variant, list[Verdict]] = defaultdict(list)
    for variant, _, verdict in results:
        verdicts[variant].append(verdict)
    rows = [_row("family", "variant", "n", "fixed", "kept", *peers)]
    rows.append("|---|---|" + "---:|" * (3 + len(peers)))
    means = []
    for family in dict.fromkeys(variant.family for variant in verdicts):
        counted = []
        for variant in (v for v in verdicts if v.family == family):
            found = verdicts[variant]
            shares = _means(verdict.fixed for verdict in found)
            rows.append(_figures(family, variant.name + " *" * variant.apart, found, shares))
            if not variant.apart:
                counted.append(shares)
        if counted:
            means.append(_means(counted))
            rows.append(_figures(f"**{family}**", "**mean**", [], means[-1]))
    if means:
        every = [verdict for _, _, verdict in results]
        rows.append(_figures("**all**", "**mean of families**", every, _means(means)))
    return "\n".join(rows)


def _means(rows: Iterable[Sequence[float]]) -> list[float]:
    return [fmean(column) for column in zip(*rows, strict=True)]


def _figures(family: str, name: str, found: Sequence[Verdict], shares: Sequence[float]) -> str:
    others = sum(verdict.others for verdict in found)
    kept = f"{sum(verdict.kept for verdict in found) / others:.5f}" if others else ""
    first, *rest = (f"{share:.3f}" for share in shares)
    return _row(family, name, str(len(found) or ""), first, kept, *rest)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def by_language(results: Results) -> str:
    """Lay out *fixed* by language and family (n in brackets), then quotes by the article's pair."""
    cells: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    pairs: dict[str, list[float]] = defaultdict(list)
    for variant, case, verdict in results:
        if not variant.apart:
            cells[case.article.language][variant.family].append(verdict.fixed[0])
            if variant.family == "quotes":
                pairs["…".join(case.article.pair)].append(verdict.fixed[0])
    families = list(dict.fromkeys(family for row in cells.values() for family in row))
    rows = [_row("language", *families), "|---|" + "---:|" * len(families)]
    for language in sorted(cells):
        rows.append(_row(language, *(_mean_and_count(cells[language][f]) for f in families)))
    if pairs:
        rows += ["", _row("quotation marks", "fixed"), "|---|---:|"]
        rows += [_row(pair, _mean_and_count(pairs[pair])) for pair in sorted(pairs)]
    return "\n".join(rows)


def _mean_and_count(shares: Sequence[float]) -> str:
    return f"{fmean(shares):.3f} ({len(shares)})" if shares else ""


def listing(results: Results) -> Iterator[str]:
    """Give the failures, for reading."""
    for variant, case, verdict in results:
        for failure in verdict.failures:
            where = f"{case.article.language} {case.article.page}, {case.separator!r}"
            yield f"{variant.family} / {variant.name}  [{where}]\n{failure}"


# False alarms


def alarms(job: tuple[str, str]) -> tuple[int, list[tuple[str, str]]]:
    """Give the words of a gold article and the repairs that `clean()` makes in it."""
    page, text = job
    article = clean(text, kind="text")
    found = []
    for change in (c for c in article.changes if c.reason.is_repair):
        left = article.raw[max(0, change.start - CONTEXT) : change.start]
        right = article.raw[change.end : change.end + CONTEXT]
        what = f"{left!r} [{change.before!r} -> {change.after!r}] {right!r}"
        found.append((change.cleaner, f"{change.reason}\t{what}\t{page}"))
    return count_words(text), found


def false_alarms() -> None:
    """Print every repair made in the gold articles, by cleaner, and how many there are."""
    jobs = [(f"{name}/{page.id}", "\n\n".join(paragraphs_of(page))) for name, page in pages()]
    with ProcessPoolExecutor(corpus.PROCESSES) as pool:
        results = list(pool.map(alarms, jobs, chunksize=8))
    total = sum(words for words, _ in results)
    found = sorted(alarm for _, some in results for alarm in some)
    print("\n".join("\t".join(alarm) for alarm in found))
    print(f"\n| cleaner | repairs in {total:,} words | per 20,000 words |\n|---|---:|---:|")
    counts = Counter(cleaner for cleaner, _ in found)
    for cleaner, count in [*sorted(counts.items()), ("all", len(found))]:
        print(f"| {cleaner} | {count} | {20_000 * count / total:.3f} |")


# Command line


def run(options: argparse.Namespace) -> None:
    """Damage, clean, judge and print."""
    variants = [v for v in VARIANTS if options.family in (None, v.family)]
    variants = [v for v in variants if options.variant in v.name]
    pool = articles(options.seed)
    peers = available()
    with ProcessPoolExecutor(corpus.PROCESSES) as workers:
        jobs = [(article, separator) for article in pool for separator in ("\n", "\n\n")]
        standing = dict(zip(jobs, workers.map(unchanged, jobs, chunksize=8), strict=True))
        chosen = [
            (variant, case)
            for variant in variants
            for case in cases(variant, pool, standing, options.seed, options.sites)
        ]
        verdicts = list(workers.map(judge, ((c, peers) for _, c in chosen), chunksize=16))
    results = [(*pair, verdict) for pair, verdict in zip(chosen, verdicts, strict=True)]
    if options.list:
        print("\n".join(listing(results)))
    print(table(results, peers))
    if options.by_language:
        print(f"\n{by_language(results)}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    families = list(dict.fromkeys(variant.family for variant in VARIANTS))
    parser.add_argument("--family", choices=families, help="only this family")
    parser.add_argument("--variant", default="", help="only variants with this in their name")
    parser.add_argument("--sites", type=int, default=120, help="most sites a variant (120)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other sites (1)")
    parser.add_argument("--list", action="store_true", help="print every failure")
    parser.add_argument("--by-language", action="store_true", help="print a table by language too")
    parser.add_argument("--false-alarms", action="store_true", help="list repairs of clean text")
    options = parser.parse_args()
    if options.false_alarms:
        false_alarms()
    else:
        run(options)


if __name__ == "__main__":
    main()
