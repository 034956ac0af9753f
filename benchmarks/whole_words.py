"""How many of a thousand words of spelling dictionaries, which are one word, would be parted in two.

    apt-get download wamerican-insane hunspell-ru …; dpkg -x …
    python benchmarks/whole_words.py en=…/american-english-insane ru=…/ru_RU.dic [--list]

Words that the language's own list holds are never parted, so that only the others are tried: rare and inflected
words, compounds. A word list has a word a line; the words of a `.dic` of Hunspell, beside which its `.aff` lies, are
inflected by Hunspell's `unmunch`, where it can. In a language without a list the dictionary's words count as words
of the text, which is the worst that can be: there only what a text says itself makes a part a word.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from cleanarticle.cleaners.run_together import MIN_LETTERS, split_word
from cleanarticle.words import LISTED, unknown

TRIED = 40_000
MAX_LETTERS = 25
_WORD = re.compile(rf"[^\W\d_]{{2,{MAX_LETTERS}}}")


def words_of(path: Path) -> Iterator[str]:
    """Give the words of a list or of a dictionary of Hunspell."""
    data, encoding = path.read_bytes(), "utf-8"
    if path.suffix == ".dic":
        affixes = path.with_suffix(".aff")
        rules = affixes.read_bytes()
        told = re.search(rb"^SET\s+(?:microsoft-)?(\S+)", rules, re.MULTILINE)
        encoding = told[1].decode() if told else "latin-1"
        yield from (line.split("/")[0] for line in data.decode(encoding, "replace").split("\n"))
        if re.search(rb"^FLAG", rules, re.MULTILINE):
            return  # `unmunch` knows flags of one letter alone
        data = subprocess.run(["unmunch", path, affixes], capture_output=True, check=True).stdout
    yield from data.decode(encoding, "replace").split("\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("lists", nargs="+", metavar="LANGUAGE=FILE")
    parser.add_argument("--list", action="store_true", help="print what was parted")
    args = parser.parse_args()
    files: dict[str, list[Path]] = {}
    for entry in args.lists:
        language, _, name = entry.partition("=")
        files.setdefault(language, []).append(Path(name))
    print("| language | words | not in its list | tried | parted | at a sentence's start |")
    print("|---|---:|---:|---:|---:|---:|")
    for language, paths in files.items():
        every = {word for path in paths for word in words_of(path) if _WORD.fullmatch(word)}
        small = [word for word in every if len(word) >= MIN_LETTERS and word.islower()]
        strange = sorted(unknown(small, language))
        random.Random(1).shuffle(strange)
        tried = strange[:TRIED]
        seen = frozenset() if language in LISTED else every
        shares = []
        for begins, words in ((False, tried), (True, [word.capitalize() for word in tried])):
            ways = ((word, split_word(word, language, seen, begins=begins)) for word in words)
            parted = [f"{word[:at]}|{word[at:]}" for word, at in ways if at]
            shares.append(f"{1000 * len(parted) / max(1, len(tried)):.2f}")
            if args.list:
                print(*parted)
        sizes = f"{len(small):,} | {len(strange):,} | {len(tried):,}"
        print(f"| {language} | {sizes} | {' | '.join(shares)} |", flush=True)


if __name__ == "__main__":
    main()
