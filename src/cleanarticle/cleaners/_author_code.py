"""Code that a text shows its reader, told by where it stands, though the text has few words of programs.

A scraper takes a page's scripts along or does not. Where it did, there is code that only a page runs: minified, glued
into lines, calling a browser, or rules of CSS that nothing announces. Where there is none of that, short code on lines
of its own below a line that announces it is the author's, as is what a hand wrote between two sentences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model import count_words
from ..patterns import lazy
from ..shapes import ends_sentence, is_code_like
from ._code_runs import Run
from ._spans import is_in_backticks

__all__ = ["authors_code"]

#: Characters of the longest listing, and of its longest line: what is longer no author sets between sentences.
MAX_LISTING, MAX_LINE = 2_000, 240
#: Words of a line of prose, of a short sentence, and of what announces code.
MIN_LINE_WORDS, MIN_SENTENCE_WORDS = 6, 3
#: Lines above and below among which a sentence stands: a heading may part it from the code.
REACH_ABOVE, REACH_BELOW = 2, 3
#: Lines of code beside a listing that are passed over.
MAX_PASSED = 40

_COLONS = (":", "：")
#: What may stand before and behind what was read of a line of code: small words, signs, a remark.
_HEAD = lazy(
    r"(?:[a-z_$@][\w$.<>:]{0,40}[ \t]{1,3}){0,3}(?:\S{0,60}[(\[{=,.&|!+}][ \t]{0,3})?"
    r"|[a-z_$](?![^\n]{0,200}?[a-z]{2,20} [a-z]{2,20} [a-z]{2,20})[^\n]{0,100}?[=(.\[{][^\n]{0,100}"
)
_TAIL = lazy(r"[ \t]{0,3}(?:[;,)\]}.]{0,6}[ \t]{0,3}(?:(?://|#|/\*)[^\n]{0,200})?)")
#: What scripts of pages say that run without a browser's names: guards, advertising, settings of what is built in.
_OF_A_SITE = lazy(
    r"//[#@]\s?source|CDATA|base64|\\u[\da-f]{4}|\\/|typeof\s[\w.]{1,60}\s?[!=]==?\s?['\"]undefined|\bfrom\s?['\"](?:/|https?:)"
    r"|\|\|\s?[\[{(]|\b(?:navigator|location|screen|self|top)\.|(?<![a-z])ads?(?![a-z])|[a-z]Ads?(?![a-z])"
    r"|(?i:slot|banner|sponsor|disqus|taboola|outbrain|analytic|track(?:er|ing)|pixel|consent|cookie|widget|embed|player"
    r"|advert|placement|popup|carousel|slider|newsletter|captcha|nonce|ajax|i18n|wordpress|wp[-_]|_config\b|settings\b)"
)
#: Names of a page's that are given values and nothing else.
_DECLARED = lazy(r"(?:\s*+(?://[^\n]*+\n)?var\s[\w$.]{1,60}\s{0,30}=[^;\n(]{0,200};?)+\s*")
#: Code of so many characters has blanks if a hand wrote it, of this share.
MIN_MEASURED, MIN_BLANKS = 40, 0.08


@dataclass(frozen=True, slots=True)
class _Listing:
    """A run on lines of its own below a sentence."""

    run: Run
    announced: bool
    beside: str  # the sentences above and below; none where there is none below


def authors_code(
    text: str,
    runs: Sequence[Run],
    leaks: Sequence[Run],
    is_of_a_page: Callable[[Run], bool],
    is_of_a_browser: Callable[[Run], bool],
    names_code: Callable[[str], bool],
) -> list[Run]:
    """Give those of the leaks that are listings of the author's; none where the page's scripts came along."""
    found = []
    for run in leaks:
        if "`" in text and is_in_backticks(text, run.start, run.end):
            continue  # no leak
        if is_of_a_page(run) or not _is_on_own_lines(text, run):
            return []
        listing = _listing(text, runs, run)
        if (run.kind == "style" or is_of_a_browser(run)) and not (listing and listing.announced):
            return []
        if listing:
            found.append(listing)
    own = [listing for listing in found if listing.announced]
    amid = [x for x in found if not x.announced and x.beside and _is_handwritten(text, x.run)]
    if not all(_DECLARED.fullmatch(text, x.run.start, x.run.end) for x in amid):
        return [listing.run for listing in (*own, *amid)]
    return [*(x.run for x in own), *(x.run for x in amid if names_code(x.beside))]


def _is_handwritten(text: str, run: Run) -> bool:
    """Whether code is laid out for readers and says nothing of what sites are run by."""
    code = text[run.start : run.end]
    if len(code) >= MIN_MEASURED and sum(map(code.count, " \n\t")) < MIN_BLANKS * len(code):
        return False
    return _OF_A_SITE.search(code) is None


def _is_on_own_lines(text: str, run: Run) -> bool:
    """Whether only a line's beginning and end stand beside a run, which may have been read in part."""
    first = text.rfind("\n", 0, run.start) + 1
    last = _end_of_line(text, run.end)
    if run.start - first > MAX_LINE or last - run.end > MAX_LINE:
        return False
    head, tail = text[first : run.start], text[run.end : last]
    return (
        "{{" not in head
        and _HEAD.fullmatch(head.lstrip()) is not None
        and _TAIL.fullmatch(tail) is not None
    )


def _listing(text: str, runs: Sequence[Run], run: Run) -> _Listing | None:
    if run.end - run.start > MAX_LISTING:
        return None
    if max(map(len, text[run.start : run.end].split("\n"))) > MAX_LINE:
        return None
    above = _sentence(text, runs, run.start, REACH_ABOVE, back=True)
    if above is None:
        return None
    below = _sentence(text, runs, run.end, REACH_BELOW, back=False)
    sentence = text[slice(*above)].rstrip()
    beside = f"{sentence} {text[slice(*below)]}" if below else ""
    return _Listing(run, sentence.endswith(_COLONS), beside)


def _sentence(
    text: str, runs: Sequence[Run], at: int, reach: int, *, back: bool
) -> tuple[int, int] | None:
    """Give the next sentence above or below a place, past lines of code and a heading or two."""
    for _ in range(MAX_PASSED):
        if back:
            end = text.rfind("\n", 0, at)
            if end < 0:
                return None
            start = text.rfind("\n", 0, end) + 1
        else:
            start = _end_of_line(text, at) + 1
            if start > len(text):
                return None
            end = _end_of_line(text, start)
        at = start
        line = text[start:end].strip()
        crossed = _run_over(runs, start, end)
        if crossed is not None:
            at = crossed.start if back else max(start, crossed.end)
            continue
        if not line or is_code_like(line) or not any(map(str.isalpha, line)):
            continue
        if _is_sentence(line):
            return start, end
        reach -= 1
        if reach <= 0:
            return None
    return None


def _run_over(runs: Sequence[Run], start: int, end: int) -> Run | None:
    """Give the run that reaches into a line, if one does."""
    place = bisect_left(runs, end, key=lambda run: run.start) - 1
    return runs[place] if place >= 0 and runs[place].end > start else None


def _is_sentence(line: str) -> bool:
    """Whether a line is running text; a short one ends as a sentence does, or announces what follows."""
    said = count_words(line)
    if said >= MIN_LINE_WORDS:
        return True
    return said >= MIN_SENTENCE_WORDS and (line.endswith(_COLONS) or ends_sentence(line))


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
