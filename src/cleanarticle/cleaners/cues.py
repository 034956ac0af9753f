"""Subtitles as text: what was said, without the numbers and times of its cues.

Sources: SubRip (`1`, `00:00:01,000 --> 00:00:04,200`); WebVTT (w3.org/TR/webvtt1); the transcript that
YouTube shows beside a video, a time above each line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..actions import Drop, Edit, Join
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import ends_sentence

__all__ = ["drop_cues"]

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{2,3}"
_TIMES = lazy(rf"{_CLOCK}\s{{1,4}}-->\s{{1,4}}{_CLOCK}(?:\s[^\n]{{0,200}})?")
_NUMBER = lazy(r"\d{1,5}")
_STAMP = lazy(r"(?:(\d{1,2}):)?(\d{1,2}):(\d\d)")
#: Marks in a cue: when a word is said, and how a line looks.
_MARKS = lazy(r"<(?:\d\d:\d\d:\d\d\.\d{3}|/?[bicuv]|[cv][ .][^<>\n]{0,80})>|\{\\an?\d\}")
#: What begins a line of its own: another speaker's dash, a note of a sound, a song.
_OWN_LINE = lazy(r"[-–—‐]|[\[(♪♫*]|>>|[^\W\d_a-z][^\n:]{0,30}:\s")

#: Cues from which on a text is subtitles; times alone on their lines, how early the first and how near to
#: each other most of them must be, in seconds: the hours of a programme are further apart.
MIN_CUES, MIN_STAMPS, MAX_FIRST, MAX_APART, MIN_NEAR = 3, 6, 10, 14, 0.8


def drop_cues(document: Document) -> Iterator[Drop | Edit | Join]:
    """Drop the numbers and times of subtitles, and join what was cut into lines, sentence by sentence.

    Times alone on their lines count only where they begin at nought and are seconds apart. Leaves speakers,
    notes of sounds, a programme and its hours, and chapters with their times before them.

    >>> from cleanarticle.model import blocks
    >>> lines = ("1", "00:01,0 --> 00:02,0", "It sailed")
    >>> list(drop_cues(blocks(*lines)))
    []
    """
    if document.kind == "html":
        return
    blocks = document.blocks
    goes = _cue_lines(document) if "-->" in document.raw else _stamp_lines(blocks)
    if not goes:
        return
    run: list[Block] = []  # the lines of one sentence, and the times between them
    last: Block | None = None  # the last of them that is no time
    for block in blocks:
        if block.start in goes:
            run.append(block)
            continue
        if last and (_ends(last.text) or _begins(block.text)):
            yield from _sentence(run, goes)
            run = []
        run.append(block)
        last = block
        for mark in _MARKS.finditer(block.text) if "<" in block.text or "{" in block.text else ():
            yield Edit(block, mark.start(), mark.end(), "", Reason.MARKUP)
    yield from _sentence(run, goes)


def _begins(text: str) -> bool:
    return _OWN_LINE.match(_MARKS.sub("", text).strip()) is not None


def _ends(text: str) -> bool:
    """Whether a sentence ends with the line, or it is a note of a sound."""
    said = _MARKS.sub("", text).strip()
    return ends_sentence(said) or said[-1:] in tuple("])♪♫")


def _sentence(run: Sequence[Block], goes: set[int]) -> Iterator[Drop | Edit | Join]:
    """Join the lines of a sentence over the times between them; those around it go by themselves."""
    said = [place for place, block in enumerate(run) if block.start not in goes]
    first, last = (said[0], said[-1]) if said else (len(run), len(run))
    for block in (*run[:first], *run[last + 1 :]):
        yield Drop(block, Reason.MARKUP)
    inner = run[first : last + 1]
    for block in inner:
        if block.start in goes:
            yield Edit(block, 0, len(block.text), "", Reason.MARKUP)
    if len(inner) > 1:
        glue = tuple("" if block.start in goes else " " for block in inner[1:])
        yield Join(tuple(inner), glue, Reason.MARKUP)


def _cue_lines(document: Document) -> set[int]:
    """Give where the lines begin that are a cue's number or its times, or said already: with a file's head."""
    blocks = document.blocks
    timed = [place for place, block in enumerate(blocks) if _is_timed(block)]
    if not timed or (len(timed) < MIN_CUES and not blocks[0].text.startswith("WEBVTT")):
        return set()
    goes = {blocks[place].start for place in timed}
    goes.update(blocks[p - 1].start for p in timed if p and _NUMBER.fullmatch(blocks[p - 1].text))
    if blocks[0].text.startswith("WEBVTT"):
        goes.update(block.start for block in blocks[: timed[0]])
    if "<c>" in document.raw:  # lines that are shown once more above the next
        said = [block for block in blocks[timed[0] :] if block.start not in goes]
        goes.update(low.start for up, low in pairwise(said) if low.text == _MARKS.sub("", up.text))
    return goes


def _is_timed(block: Block) -> bool:
    return block.text[0].isdigit() and "-->" in block.text and bool(_TIMES.fullmatch(block.text))


def _stamp_lines(blocks: Sequence[Block]) -> set[int]:
    """Give where the lines begin that are nothing but times, seconds apart, from nought on."""
    top = next(
        (b for b in blocks[:MIN_STAMPS] if b.text[0].isdigit() and _STAMP.fullmatch(b.text)), None
    )
    if top is None or _seconds(top.text) > MAX_FIRST:
        return set()
    stamps = [
        (at, _seconds(b.text))
        for at, b in enumerate(blocks)
        if b.text[0].isdigit() and _STAMP.fullmatch(b.text)
    ]
    gaps = [later - earlier for (_, earlier), (_, later) in pairwise(stamps)]
    near = sum(0 <= gap <= MAX_APART for gap in gaps)
    worded = all(here - there > 1 for (there, _), (here, _) in pairwise(stamps))
    is_transcript = len(stamps) >= MIN_STAMPS and min(gaps) >= 0 and near >= MIN_NEAR * len(gaps)
    return {blocks[at].start for at, _ in stamps} if worded and is_transcript else set()


def _seconds(text: str) -> int:
    found = _STAMP.fullmatch(text)
    return (
        sum(int(part or 0) * 60**power for power, part in enumerate(reversed(found.groups())))
        if found
        else 0
    )
