"""How much of a manual's text stays, and how much around it, by the systems that write manuals.

    for p in openjdk-17-doc libeigen3-doc …; do apt-get download $p; dpkg -x ${p}_*.deb manuals/$p; done
    python benchmarks/manuals.py manuals [--pages N]

The pages are those of Debian's packages of documentation, a folder a package, none of which is part
of this repository. The text of a page is what stands in the elements that its system has for it, told
here by selectors and read by html_text: that is no gold, but what a reader of the page would call its text.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import html_text
import lxml.html

from cleanarticle import clean
from corpus import PROCESSES, word_f1

#: What holds the text, and what is none in there.
DOCBOOK = (
    "body",
    ".navheader, .navfooter, .toc, .list-of-figures, .list-of-tables, .spirit-nav, .copyright-footer, "
    "table.navigation, .footer, #banner, .docnav",
)
JAVADOC = ("main", "nav")
DOXYGEN = (".header .headertitle, .contents", ".toc, .dynheader, .dyncontent, .ingroups")
TEXINFO = ("body", ".header, .nav-panel, .contents, .Contents_element, table.menu")
SPHINX = ("div.body", ".headerlink")
HELP = ("#DisplayArea", "")
PACKAGES = {
    "openjdk-17-doc": JAVADOC,
    "libcommons-lang3-java-doc": JAVADOC,
    "libeigen3-doc": DOXYGEN,
    "libgtkmm-3.0-doc": DOXYGEN,
    "libsdl2-doc": DOXYGEN,
    "libxerces-c-doc": DOXYGEN,
    "ghc-doc": ("#content", "#table-of-contents, #synopsis, #contents-list, .link, .selflink"),
    "scala-doc": ("#definition, #comment, #template", "#mbrsel, .permalink"),
    **dict.fromkeys((f"libreoffice-help-{code}" for code in ("de", "fr", "ja", "ru")), HELP),
    **dict.fromkeys((f"gimp-help-{code}" for code in ("de", "es", "ko", "ru")), DOCBOOK),
    **dict.fromkeys((f"aptitude-doc-{code}" for code in ("es", "ja", "ru")), DOCBOOK),
    **dict.fromkeys((f"debian-faq-{code}" for code in ("de", "fr", "it")), DOCBOOK),
    "debian-handbook": DOCBOOK,
    "libboost1.74-doc": DOCBOOK,
    "libcairo2-doc": DOCBOOK,
    "libglib2.0-doc": DOCBOOK,
    "libgtk-3-doc": DOCBOOK,
    "postgresql-doc-15": DOCBOOK,
    "wesnoth-1.16-data": DOCBOOK,
    **dict.fromkeys((f"developers-reference-{code}" for code in ("fr", "ja", "ru")), SPHINX),
    "git-doc": ("#header, #content", "#toc"),
    "apache2-doc": ("#page-content", "#quickview, .toplang, .top, .bottomlang"),
    "gnuplot-doc": ("body", ".navigation"),
    "maxima-doc": TEXINFO,
    "octave-doc": TEXINFO,
    "r-doc-html": TEXINFO,
    "qtbase5-doc-html": (".mainContent", ".sidebar, .footer, .toc"),
    "nodejs-doc": ("#apicontent", ".mark, .toc"),
    "swi-prolog-doc": ("body", ".navigate"),
}
#: Bytes of a page that is looked at, and characters of its text.
LEAST, MOST, LEAST_TEXT = 3_000, 300_000, 200
#: Listings of source.
_SOURCE = re.compile(r"/src/|_source\.|src-html")


def text_of(page: bytes, holds: str, drops: str) -> str:
    """Read the text of a page, as its system's elements tell it."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", page[:3000])
    html = page.decode(declared[1].decode() if declared else "utf-8", "replace")
    root: Any = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", html))
    for element in root.cssselect(", ".join(filter(None, ("script, style, noscript", drops)))):
        if element.getparent() is not None:
            element.drop_tree()
    found: list[Any] = []
    for element in root.cssselect(holds):
        if not any(outer in found for outer in element.iterancestors()):
            found.append(element)
    texts = (html_text.extract_text(lxml.html.tostring(e, encoding="unicode")) for e in found)
    return "\n".join(texts)


def judge(job: tuple[str, Path]) -> tuple[str, float, float, float] | None:
    """Give a page's package, its word F1, and how much of the words stays and belongs there."""
    logging.disable()
    package, path = job
    page = path.read_bytes()
    text = text_of(page, *PACKAGES[package])
    if len(text) < LEAST_TEXT:
        return None
    article = clean(page, kind="html", url=f"https://docs.example.org/{package}/{path.name}")
    kept = f"{article.title or ''}\n{article.text}"
    ours, theirs = (Counter(re.findall(r"\w+", t.lower())) for t in (kept, text))
    both = (ours & theirs).total()
    return package, word_f1(kept, text), both / theirs.total(), both / max(1, ours.total())


def pages_of(folder: Path, most: int) -> Iterator[tuple[str, Path]]:
    """Give so many pages of each package that is there, drawn by a fixed seed."""
    for package in PACKAGES:
        paths = sorted(
            path
            for path in (folder / package).rglob("*.*htm*")
            if not path.is_symlink()
            and path.is_file()
            and LEAST < path.stat().st_size < MOST
            and not _SOURCE.search(path.as_posix())
        )
        yield from ((package, path) for path in random.Random(1).sample(paths, len(paths))[:most])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="of the packages, unpacked")
    parser.add_argument("--pages", type=int, default=20, help="of each package (20)")
    options = parser.parse_args()
    scores: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    with multiprocessing.Pool(PROCESSES) as pool:
        jobs = list(pages_of(options.folder, options.pages))
        for judged in filter(None, pool.imap(judge, jobs, chunksize=4)):
            scores[judged[0]].append(judged[1:])
    print(
        "| package | pages | F1 | recall | precision | F1 of .9 |\n|---|---:|---:|---:|---:|---:|"
    )
    for package, rows in scores.items():
        means = [fmean(column) for column in zip(*rows, strict=True)]
        means.append(fmean(f1 >= 0.9 for f1, _, _ in rows))
        print(f"| {package} | {len(rows)} |", *(f"{mean:.3f} |" for mean in means))


if __name__ == "__main__":
    main()
