"""The reading of a paragraph's quotation marks that costs least.

Each mark opens, closes, or is none; a mark may be another one written by mistake,
and where a scar shows that a mark was lost, one may stand. Every departure from what is
written and from what its place allows has a cost, in the same loose unit as a mark on
the wrong side of a space (about 1). The cheapest reading is found by dynamic
programming over the marks (Viterbi), and is believed only when the reading without any
repair, and any other repair, cost clearly more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ._quote_style import IMPOSTORS, SMALL, Pair, Token

__all__ = ["Repair", "Scar", "Weighed", "cheapest"]

#: Pairs, each with its use in the document beside that of the first, 0 to 1.
Weighed = Sequence[tuple[Pair, float]]

#: How much dearer every other reading must be.
MARGIN = 0.3

#: Costs of leaving something unexplained.
UNCLOSED, UNOPENED, CONTINUED = 1.3, 1.3, 0.1
UNCLOSED_SMALL, UNCLOSED_INNER = 0.9, 0.4
IGNORED, LONE_OPENING = 2.0, 0.75

#: Costs of a repair.
TURNED, TURNED_SINGLE, OTHER_KIND, IMPOSTOR, DOUBLED = 0.8, 0.2, 0.9, 0.3, 0.7

#: Deepest nesting of quotations that is looked for.
MAX_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Repair:
    """`text[start:end]` becomes `after`; `lost` where it puts back a mark that is not there."""

    start: int
    end: int
    after: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Scar:
    """A place where a mark may have been lost, and what stands there once it is back.

    `opening` and `closing` are what becomes of `text[start:end]` with an opening and with a
    closing mark put back, `{}` in them the mark, empty where it can be none such. `cost` is
    that of a mark put back here, `unexplained` that of a scar left as it is, and `inside`
    what is added to it in an open quotation.
    """

    start: int
    end: int
    opening: str
    closing: str
    cost: float
    unexplained: float = 0.0
    inside: float = 0.0


@dataclass(frozen=True, slots=True)
class _Reading:
    cost: float
    repairs: tuple[Repair, ...]


_State = tuple[int, ...]


def cheapest(
    events: Sequence[Token | Scar],
    pairs: Weighed,
    *,
    inside: bool = False,
    goes_on: bool = False,
) -> tuple[tuple[Repair, ...], bool]:
    """Give the repairs of the cheapest reading, and whether it ends inside a quotation.

    `inside`: the paragraph before ended inside one; `goes_on`: the next one may.
    No repairs where the reading is not clear.
    """
    cells: dict[_State, list[_Reading]] = {(): [_Reading(0.0, ())]}
    before: Token | None = None
    for event in events:
        after: dict[_State, list[_Reading]] = {}
        for state, readings in cells.items():
            if isinstance(event, Scar):
                steps = _at_scar(event, state, pairs)
            else:
                steps = _at_mark(event, before, state, pairs, inside)
            for new_state, cost, repair in steps:
                cell = after.setdefault(new_state, [])
                for reading in readings:
                    repairs = (*reading.repairs, repair) if repair else reading.repairs
                    _add(cell, _Reading(reading.cost + cost, repairs))
        cells = after
        before = event if isinstance(event, Token) else before
    return _decide(cells, pairs, goes_on=goes_on)


def _add(cell: list[_Reading], reading: _Reading) -> None:
    """Keep the three cheapest readings whose repairs differ, and the one that repairs nothing."""
    for i, known in enumerate(cell):
        if known.repairs == reading.repairs:
            if reading.cost < known.cost:
                cell[i] = reading
            return
    cell.append(reading)
    if len(cell) > 3:
        worst = max((r for r in cell if r.repairs), key=lambda r: r.cost)
        cell.remove(worst)


def _decide(
    cells: dict[_State, list[_Reading]], pairs: Weighed, *, goes_on: bool
) -> tuple[tuple[Repair, ...], bool]:
    final: dict[tuple[Repair, ...], tuple[float, bool]] = {}
    for state, readings in cells.items():
        open_marks = [i for i in state if not pairs[i][0].single]
        cost = sum(
            UNCLOSED_SMALL if pairs[i][0].quotes else UNCLOSED_INNER
            for i in state
            if pairs[i][0].single
        )
        for depth, _ in enumerate(open_marks):
            cost += CONTINUED if goes_on and depth == 0 else UNCLOSED
        for reading in readings:
            total = reading.cost + cost
            if total < final.get(reading.repairs, (99.0 + total, False))[0]:
                final[reading.repairs] = (total, bool(open_marks))
    ordered = sorted(final.items(), key=lambda item: (item[1][0], len(item[0])))
    (repairs, (best, is_open)) = ordered[0]
    if not repairs:
        return (), is_open
    places = _places(repairs)
    if any(
        total < best + MARGIN and _places(others) != places for others, (total, _) in ordered[1:]
    ):
        return (), final.get((), (0.0, is_open))[1]
    return repairs, is_open


def _places(repairs: Sequence[Repair]) -> list[tuple[int, int]]:
    """Give where the repairs are; which of its pairs the document means, its habit decides."""
    return [(repair.start, repair.end) for repair in repairs]


_Step = tuple[_State, float, Repair | None]


def _at_scar(scar: Scar, state: _State, pairs: Weighed) -> list[_Step]:
    left = scar.unexplained + (scar.inside if state else 0.0)
    steps: list[_Step] = [(state, left, None)]
    if scar.opening and len(state) < MAX_DEPTH:
        for i, (pair, share) in enumerate(pairs):
            if pair.quotes and i not in state:
                after = scar.opening.format(pair.opening + pair.inner)
                repair = Repair(scar.start, scar.end, after, lost=True)
                steps.append(((*state, i), scar.cost + _rarity(share), repair))
    if scar.closing and state and pairs[state[-1]][0].quotes:
        pair = pairs[state[-1]][0]
        after = scar.closing.format(pair.inner + pair.closing)
        repair = Repair(scar.start, scar.end, after, lost=True)
        steps.append((state[:-1], scar.cost, repair))
    return steps


def _rarity(share: float) -> float:
    """The cost of choosing a pair the document rarely uses."""
    return 0.4 * (1.0 - share)


def _at_mark(
    token: Token,
    before: Token | None,
    state: _State,
    pairs: Weighed,
    inside: bool,
) -> list[_Step]:
    steps: list[_Step] = [(state, _ignored(token, pairs), None)]
    single = token.glyph in SMALL
    if len(state) < MAX_DEPTH:
        for i, (pair, share) in enumerate(pairs):
            if _may_be(pair, token, pairs):
                again = 0.05 if state else 0.0
                if i in state:
                    again = 2.0 if before is not None and before.end == token.start else 0.8
                cost, repair = _read_as(token, pair, share, opens=True)
                steps.append(((*state, i), cost + again, repair))
    if state:
        pair, share = pairs[state[-1]]
        if _may_be(pair, token, pairs):
            cost, repair = _read_as(token, pair, share, opens=False)
            steps.append((state[:-1], cost, repair))
        if token.glyph == "’’" and len(state) > 1 and pair.single and state[-1] == state[-2]:
            steps.append((state[:-2], token.closes, None))  # a quotation in one of the same pair
        if pair.single and not single:  # it was an apostrophe after all, or was never closed
            steps.extend(
                (new, cost + 0.4, repair)
                for new, cost, repair in _at_mark(token, before, state[:-1], pairs, inside)
                if len(new) < len(state)
            )
    elif not single:
        for pair, share in pairs:
            if not pair.single:
                cost, repair = _read_as(token, pair, share, opens=False)
                left = CONTINUED if inside else UNOPENED
                steps.append((state, cost + left, repair))
    if before is not None and before.end == token.start and not single:
        twice = before.glyph == token.glyph or {before.glyph, token.glyph} in _CONFUSED
        if twice and token.glyph not in IMPOSTORS:
            steps.append((state, DOUBLED, Repair(token.start, token.end, "", lost=False)))
    return steps


_CONFUSED = ({"“", "”"}, {"“", "„"}, {"«", "»"}, {'"', "“"}, {'"', "”"})


def _may_be(pair: Pair, token: Token, pairs: Weighed) -> bool:
    """Whether a mark may be one of the pair: a larger one of the smaller, if the text has none."""
    single = token.glyph in SMALL
    if pair.single == single:
        return True
    return (
        pair.single
        and pair.quotes
        and not any(token.glyph in (p.opening, p.closing) for p, _ in pairs if not p.single)
    )


def _read_as(token: Token, pair: Pair, share: float, *, opens: bool) -> tuple[float, Repair | None]:
    """Give the cost of reading a mark as one of the pair, and the repair that makes it so."""
    glyph = pair.opening if opens else pair.closing
    misplaced = token.opens if opens else token.closes
    if token.glyph == glyph:
        return misplaced, None
    cost = _cost_of_change(token.glyph, glyph) + _rarity(share)
    if pair.inner and not (token.right if opens else token.left).isspace():
        glyph = glyph + pair.inner if opens else pair.inner + glyph
    return misplaced * 1.5 + cost, Repair(token.start, token.end, glyph, lost=False)


_KIN = ({"“", "”", "„", "‟"}, {"«", "»"}, {"‘", "’", "‚"}, {"‹", "›"}, {"「", "」"}, {"『", "』"})


def _cost_of_change(glyph: str, wanted: str) -> float:
    if glyph in IMPOSTORS:
        return IMPOSTOR
    if glyph in SMALL:
        return TURNED_SINGLE
    for kin in _KIN:
        if glyph in kin and wanted in kin:
            return TURNED
    return OTHER_KIND


def _ignored(token: Token, pairs: Weighed) -> float:
    glyph = token.glyph
    if token.left.isnumeric() and glyph in '"”“':  # inches, seconds of arc
        return 0.2 if glyph == '"' else 0.4
    if glyph == '"':
        return 1.5
    if glyph in IMPOSTORS:
        return IMPOSTOR + 0.5
    if glyph == "’":
        if token.closes < 0.5:
            return 0.0 if token.left.isalnum() else 0.35
        return 0.0 if token.right.isdigit() or token.elides else LONE_OPENING
    if glyph in SMALL:
        quotes = token.opens < 0.5 and not token.right.isdigit()
        quotes = quotes and any(p.quotes and p.opening == glyph for p, _ in pairs if p.single)
        return UNCLOSED_SMALL if quotes else 0.4
    return IGNORED
