"""The right margin that broke a text's lines: shared by all, or a paragraph's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..patterns import lazy
from ._wrap_lines import MAX_MARGIN, MAX_RAG, MIN_LINE, Break, Group, closes_sentence

__all__ = ["Margin", "is_hanging", "wrapped_groups"]

#: Narrowest right margin of hard-wrapped text, in characters.
MIN_MARGIN = 28

#: Breaks that a margin forced from which on it is believed.
MIN_FORCED = 3

#: Margin from which on a paragraph of two lines is told by itself, in characters.
MIN_LONE_MARGIN = 60

#: Margin below which verse is as narrow, so that more lines must bear witness.
MAX_VERSE_MARGIN = 52

#: Share of the lines of verse that end in a pause, at least, and how many times as many of them as of
#: the words inside the lines do.
MIN_PAUSED, MORE_PAUSED = 0.4, 2
#: Words among which prose has a pause.
MIN_UNPAUSED = 24

#: Columns html2text wraps at unless told otherwise.
MARKDOWN_MARGIN = 78

#: Share of the line breaks that a margin forced where a text was wrapped throughout.
MIN_THROUGHOUT = 0.8

#: Column that the first line of a list item reaches at least if the next one hangs under it.
MIN_HANGING = 40

#: Line breaks behind a space from which on a text may be flowed.
MIN_FLOWED = 3

#: Share of its breaks at most behind which a name begins, or another label.
MAX_LABELS = 0.5

#: Mean length of the lines of flowed text, at least.
MIN_FLOWED_LINE = 40

#: Paragraphs of lines of all lengths, at least, and their breaks; how long such lines are, on the mean and the
#: longest of them: verse that runs on is narrower. Share of the breaks inside a sentence at least, and of those
#: where one ends at most; sentences that end inside a line, where verse has few, for each break at least.
MIN_RAGGED_GROUPS, MIN_RAGGED = 3, 8
MIN_RAGGED_LINE, MIN_LONGEST = 38, 56
MIN_INSIDE, MAX_ENDED, MIN_INNER_ENDS = 0.5, 0.2, 0.25

_INNER_END = lazy(r"[.!?…][\"'”’»)]{0,2} [\"'“„«(]{0,2}[^\W_]")
_PAUSES, _CLOSES = frozenset(",;:.!?…—–،؛؟·"), "\"'”’“»«›)]"


@dataclass(frozen=True, slots=True)
class Margin:
    """A right margin and by how many characters lines may fall short of it.

    In flowed text (RFC 3676) a space at a line's end tells instead, in a `ragged` one that no line but the
    last of a paragraph ends its sentence. html2text breaks an
    address at its hyphens only, so that it may overrun the margin.
    """

    at: int
    rag: int = 0
    flowed: bool = False
    markdown: bool = False
    throughout: bool = False  # what stands on more than one line was wrapped, nearly all of it
    ragged: bool = False  # no margin: lines of all lengths, a blank line behind each paragraph

    def forces(self, found: Break) -> bool:
        if self.ragged:
            return True
        if self.flowed:
            return found.left.trail == 1 and len(found.left.text) >= MIN_LINE
        if self.markdown and found.column > self.at:  # an address longer than the line
            return " " not in found.left.text
        return found.is_forced(self.at, self.rag)


def wrapped_groups(groups: Sequence[Group], *, markdown: bool) -> Iterator[tuple[Group, Margin]]:
    """Give the groups that were wrapped, or what in them was, with their margins."""
    flowed = not markdown and _is_flowed(groups)
    shared = (
        Margin(MAX_MARGIN, flowed=True) if flowed else _shared_margin(groups, markdown=markdown)
    )
    ragged = [] if shared or markdown else _ragged(groups)
    for group in groups:
        free = [found for found in group.breaks if not found.bound]
        if not free:
            continue
        if any(group is other for other in ragged):
            yield group, Margin(MAX_MARGIN, ragged=True)
        elif shared and markdown and (own := _wider(group, free, shared)):
            yield group, own
        elif shared and (markdown or shared.flowed or _fits(free, shared)):
            yield group, shared
        elif margin := _margin(free) or (_margin_of_paragraph(free) if group.alone else None):
            yield group, margin
        elif any(found.in_address or is_hanging(found, markdown=markdown) for found in free):
            yield group, Margin(0)
        elif len(free) > 1:
            yield from _runs(group)


def _wider(group: Group, free: Sequence[Break], shared: Margin) -> Margin | None:
    """Give the margin of a paragraph of Markdown whose lines overrun the usual one: it can be set otherwise."""
    if not group.alone or not any(
        max(found.column, found.right.column) > shared.at and " " in found.left.text
        for found in free
    ):
        return None
    return _margin_of_paragraph(free)


def _is_flowed(groups: Sequence[Group]) -> bool:
    """Whether a space at a line's end marks the breaks that are none, and only these."""
    soft = hard = wrong = size = 0
    marked: list[Break] = []
    for group in groups:
        wrong += group.lines[-1].trail == 1
        for found in group.breaks:
            if found.is_open and not found.bound:
                soft += found.left.trail == 1
                hard += found.left.trail != 1
                size += len(found.left.text) if found.left.trail == 1 else 0
            if found.left.trail == 1 and not found.bound:
                marked.append(found)
    return (
        soft >= MIN_FLOWED
        and 10 * (hard + wrong) <= soft
        and size >= MIN_FLOWED_LINE * soft
        and _go_on(marked)
    )


def _ragged(groups: Sequence[Group]) -> Sequence[Group]:
    """Give the paragraphs that were broken anywhere, by hand or by an old system: none if they may be verse.

    Blank lines part them, each ends as a sentence does, and sentences begin and end anywhere in their lines.
    """
    found = [group for group in groups if group.alone and _is_ragged(group)]
    breaks = [one for group in found for one in group.breaks]
    if len(found) < MIN_RAGGED_GROUPS or len(breaks) < MIN_RAGGED:
        return ()
    sizes = [len(one.left.text) for one in breaks]
    inner = sum(len(_INNER_END.findall(line.text)) for group in found for line in group.lines)
    inside = sum(one.is_likely_open for one in breaks)
    ended = sum(one.ends or one.pauses for one in breaks)
    told = (
        sum(sizes) >= MIN_RAGGED_LINE * len(sizes)
        and max(sizes) >= MIN_LONGEST
        and inside >= MIN_INSIDE * len(breaks)
        and ended <= MAX_ENDED * len(breaks)
        and inner >= MIN_INNER_ENDS * len(breaks)
        and not _pauses_at_ends(breaks)
    )
    return found if told else ()


def _is_ragged(group: Group) -> bool:
    """Whether a sentence goes on at a break of the paragraph, and its last line ends one."""
    return (
        not any(one.bound or one.wide for one in group.breaks)
        and any(one.is_likely_open for one in group.breaks)
        and _is_finished(group.breaks)
    )


def _go_on(breaks: Sequence[Break]) -> bool:
    """Whether sentences go on at such breaks or end there: lines of a page that end in a space are labels."""
    labels = sum(found.goes_on < 0 and not found.ends and not found.pauses for found in breaks)
    return labels <= MAX_LABELS * len(breaks)


def is_hanging(found: Break, *, markdown: bool) -> bool:
    """Whether the right line goes on with a list item, whatever the margin."""
    long = found.column >= MIN_HANGING
    return found.hangs and not found.bound and long and (markdown or found.is_likely_open)


def _columns(at: int, breaks: Sequence[Break]) -> int:
    """Give the columns that a margin takes up on the screen."""
    return 2 * at if 2 * sum(found.wide for found in breaks) > len(breaks) else at


def _runs(group: Group) -> Iterator[tuple[Group, Margin]]:
    """Give the wrapped paragraphs among lines that are paragraphs of their own."""
    run: list[Break] = []
    low, high = MIN_MARGIN, MAX_MARGIN
    for found in (*group.breaks, None):
        if found and not found.bound:
            shared = max(low, found.column, found.right.column), min(high, found.reach)
            if shared[0] <= shared[1]:
                run.append(found)
                low, high = shared
                continue
        if len(run) > 1 and (margin := _margin_of_paragraph(run, alone=False)):
            yield Group([run[0].left, *(b.right for b in run)], breaks=run), margin
        run = []
        if found and not found.bound:
            low, high = (
                max(MIN_MARGIN, found.column, found.right.column),
                min(MAX_MARGIN, found.reach),
            )
            run = [found] if low <= high else []
        if not run:
            low, high = MIN_MARGIN, MAX_MARGIN


def _shared_margin(groups: Sequence[Group], *, markdown: bool) -> Margin | None:
    """Give the margin that the whole text shares."""
    every = [found for group in groups for found in group.breaks if not found.bound]
    if markdown:
        margin = Margin(MARKDOWN_MARGIN, markdown=True)
        forced = sum(margin.forces(found) for found in every)
        over = sum(found.column > margin.at and " " in found.left.text for found in every)
        return margin if forced > over else None
    shared = _margin(every)
    if shared and sum(map(shared.forces, every)) >= MIN_THROUGHOUT * len(every):
        return replace(shared, throughout=True)
    return shared


def _margin(breaks: Sequence[Break]) -> Margin | None:
    if len(breaks) < MIN_FORCED:
        return None
    at = _vote(breaks, 0)
    if at is not None and _is_wrapped_at(breaks, margin := Margin(at)):
        return margin
    rag = round(MAX_RAG * (at or 0))
    at = _vote(breaks, rag)
    if (
        at is not None
        and at >= MIN_LONE_MARGIN
        and _is_wrapped_at(breaks, margin := Margin(at, rag), least=5)
    ):
        return margin
    return None


def _vote(breaks: Sequence[Break], rag: int) -> int | None:
    """Give the margin that would have forced the most breaks inside sentences."""
    change = [0] * (MAX_MARGIN + 2)
    for found in breaks:
        if not found.is_likely_open and (found.ends or found.goes_on):
            continue
        low, high = max(found.column, MIN_MARGIN), min(found.reach + rag, MAX_MARGIN)
        if low <= high:
            change[low] += 1
            change[high + 1] -= 1
    low = high = votes = count = 0
    for at in range(MIN_MARGIN, MAX_MARGIN + 1):
        count += change[at]
        if count > votes:
            low = high = at
            votes = count
        elif count == votes and high == at - 1:
            high = at
    if not votes:
        return None
    # Of margins as good, the one that the longest line among the others reaches.
    ends = (column for found in breaks for column in (found.column, found.right.column))
    return max((column for column in ends if low < column <= high), default=low)


def _is_wrapped_at(breaks: Sequence[Break], margin: Margin, *, least: int = MIN_FORCED) -> bool:
    """Whether the breaks look as if this margin, and nothing else, had made them.

    They fall where a wrapper's do, anywhere in a sentence, and no sentence is broken
    off before the margin.
    """
    short = forced = ends = inside = likely = early = over = 0
    for found in breaks:
        short += found.column <= margin.at
        if found.column > margin.at:
            over += found.column <= 1.25 * margin.at and found.is_open
        elif margin.forces(found):
            forced += 1
            ends += found.ends
            inside += found.is_open
            likely += found.is_likely_open
        elif found.is_open and (found.goes_on > 1 or found.column > 0.6 * margin.at):
            early += 1
    verse = _columns(margin.at, breaks) < MAX_VERSE_MARGIN
    if verse and _pauses_at_ends(breaks):
        return False
    return (
        forced >= max(least + 3 * verse, (0.5 if verse else 0.3) * short)
        and inside >= min(least, 2)
        and ends <= (0.3 if margin.rag else 0.4) * forced
        and inside >= (0.45 if verse else 0.25) * forced
        and likely >= (0.6 if margin.rag else 0.4) * forced
        and early + over <= 0.2 * forced
    )


def _pauses_at_ends(breaks: Sequence[Break]) -> bool:
    """Whether pauses fall where lines end, as in verse; a margin breaks prose anywhere.

    Verse may have no pauses at all, and prose has at least the one that ends it.
    """
    if any(found.wide for found in breaks):
        return False
    words = [word for found in breaks for word in found.left.text.split()]
    ends = sum(_pauses(found.left.text) for found in breaks)
    inner = sum(map(_pauses, words)) - ends
    if not ends:
        return not inner and not _pauses(breaks[-1].right.text)
    if not inner and len(words) >= MIN_UNPAUSED:
        return ends > 1
    share = inner / max(1, len(words) - len(breaks))
    return ends >= max(MIN_PAUSED, MORE_PAUSED * share) * len(breaks)


def _pauses(text: str) -> bool:
    """Whether a line or a word ends in a mark of a pause."""
    return text.rstrip(_CLOSES)[-1:] in _PAUSES if text[-1] in _CLOSES else text[-1] in _PAUSES


def _fits(breaks: Sequence[Break], margin: Margin) -> bool:
    """Whether a group was wrapped at the margin that the rest of the text shares."""
    forced = [found for found in breaks if margin.forces(found)]
    if not forced:
        return False
    early = sum(found.is_open and not margin.forces(found) for found in breaks)
    if early > 0.34 * len(breaks):
        return False
    if any(found.is_open for found in forced):
        return True
    return len(forced) == len(breaks) and (margin.throughout or _is_finished(breaks))


def _is_finished(breaks: Sequence[Break]) -> bool:
    """Whether the last line ends as a sentence does."""
    return closes_sentence(breaks[-1].right.text)


def _margin_of_paragraph(breaks: Sequence[Break], *, alone: bool = True) -> Margin | None:
    """Give the margin of lines that are one short paragraph, each break of it forced.

    Where it does not stand `alone` between blank lines, more must speak for it; that
    it ends as a sentence does, and its lines do not, speaks for it.
    """
    at = max(max(found.column, found.right.column) for found in breaks)
    if not MIN_MARGIN <= at <= MAX_MARGIN or not all(found.is_forced(at) for found in breaks):
        return None
    count = len(breaks)
    inside = sum(found.is_open for found in breaks)
    likely = sum(found.is_likely_open for found in breaks)
    ends = sum(found.ends or found.pauses for found in breaks)
    finished = 3 * ends <= count and _is_finished(breaks)
    columns = _columns(at, breaks)
    cased = any(found.goes_on > 1 for found in breaks)
    if (columns > at and count < 2) or not (cased or finished):
        told = False  # without capitals headlines look as if they went on
    elif columns < MAX_VERSE_MARGIN:
        told = count > 3 and inside >= (2 if finished else 3) and not _pauses_at_ends(breaks)
    elif columns < MIN_LONE_MARGIN:
        told = inside >= 2 or (finished and count > 2 and inside > 0)
    elif finished and count > 1:
        told = inside > 0 or (likely > 1 and count > 2)
    else:
        told = inside > (0 if alone else 1)
    return Margin(at) if told and 2 * ends <= count else None
