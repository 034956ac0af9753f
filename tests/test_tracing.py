"""`Trace` against a naive model: a list of characters that each know where they came from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.model import Reason
from cleanarticle.tracing import RawEdit, TextEdit, Trace

law = settings(max_examples=150, derandomize=True, deadline=None, database=None)

#: Few letters, so that edits often put back what stood there; and white space.
raws = st.text(alphabet="abA .\n“”", min_size=1, max_size=24)
afters = st.text(alphabet="abA “", max_size=4)


@st.composite
def batches(draw: st.DrawFn) -> tuple[str, int, int, list[list[tuple[float, float, str]]]]:
    """A text, a stretch of it, and batches of edits as shares of the text's length then."""
    raw = draw(raws)
    start = draw(st.integers(0, len(raw) - 1))
    end = draw(st.integers(start + 1, len(raw)))
    share = st.floats(0, 1)
    edits = st.tuples(share, share, afters)
    return raw, start, end, draw(st.lists(st.lists(edits, min_size=1, max_size=4), max_size=4))


def _edits(text: str, batch: list[tuple[float, float, str]]) -> list[TextEdit]:
    out = []
    for a, b, after in batch:
        low, high = sorted((round(a * len(text)), round(b * len(text))))
        out.append(TextEdit(low, high, after, Reason.QUOTE))
    return out


def _naive(text: str, edits: list[TextEdit]) -> str:
    """Apply edits in order of their place, the first one winning where two overlap."""
    out, at = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at or text[edit.start : edit.end] == edit.after:
            continue
        out += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*out, text[at:]])


def _replayed(trace: Trace) -> str:
    out, at = [], trace.start
    for edit in trace.edits:
        out += [trace.raw[at : edit.start], edit.after]
        at = edit.end
    return "".join([*out, trace.raw[at : trace.end]])


def _check(trace: Trace) -> None:
    assert trace.text == _replayed(trace)
    at = trace.start
    for edit in trace.edits:
        assert at <= edit.start <= edit.end <= trace.end
        assert trace.raw[edit.start : edit.end] != edit.after
        at = edit.end
    for left, right in zip(trace.edits, trace.edits[1:], strict=False):
        assert (left.start, left.end) != (right.start, right.end) or left.end > left.start


def _made(raw: str, start: int, end: int, rounds: list[list[tuple[float, float, str]]]) -> Trace:
    trace = Trace(raw, start, end)
    text = raw[start:end]
    for number, batch in enumerate(rounds):
        edits = _edits(text, batch)
        wanted = _naive(text, edits)
        changed = trace.apply(edits, f"step_{number}")
        assert trace.text == wanted
        assert changed or wanted == text
        text = wanted
        _check(trace)
    return trace


@law
@given(batches())
def test_apply(case: tuple[str, int, int, list[list[tuple[float, float, str]]]]) -> None:
    _made(*case)


@law
@given(batches())
def test_untouched_characters_stand_in_no_edit(
    case: tuple[str, int, int, list[list[tuple[float, float, str]]]],
) -> None:
    raw, start, end, rounds = case
    origin: list[int | None] = list(range(start, end))
    trace = Trace(raw, start, end)
    for batch in rounds:
        edits = _edits(trace.text, batch)
        fresh: list[int | None] = []
        at = 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if edit.start < at or trace.text[edit.start : edit.end] == edit.after:
                continue
            fresh += origin[at : edit.start] + [None] * len(edit.after)
            at = edit.end
        origin = fresh + origin[at:]
        trace.apply(edits, "step")
    assert len(origin) == len(trace.text)
    for at, place in enumerate(origin):
        if place is not None:
            assert trace.text[at] == raw[place]


@law
@given(batches(), st.floats(0, 1))
def test_offsets(
    case: tuple[str, int, int, list[list[tuple[float, float, str]]]], share: float
) -> None:
    trace = _made(*case)
    offsets = [trace.raw_offset(at) for at in range(len(trace.text) + 1)]
    assert offsets == sorted(offsets)
    assert all(trace.start <= at <= trace.end for at in offsets)
    back = [trace.text_offset(at) for at in range(trace.start, trace.end + 1)]
    assert back == sorted(back)
    assert all(0 <= at <= len(trace.text) for at in back)


@law
@given(batches(), st.floats(0, 1))
def test_split(
    case: tuple[str, int, int, list[list[tuple[float, float, str]]]], share: float
) -> None:
    trace = _made(*case)
    text, edits = trace.text, list(trace.edits)
    left, right = trace.split([round(share * len(text))])
    assert left.text + right.text == text
    assert left.end == right.start
    assert (left.start, right.end) == (trace.start, trace.end)
    assert left.edits + right.edits == edits
    _check(left)
    _check(right)


@law
@given(batches(), st.lists(st.floats(0, 1), max_size=5))
def test_split_at_many_places(
    case: tuple[str, int, int, list[list[tuple[float, float, str]]]], shares: list[float]
) -> None:
    trace = _made(*case)
    places = sorted(round(share * len(trace.text)) for share in shares)
    parts = trace.split(places)
    one_by_one, rest = [], trace
    for place in reversed(places):  # from the last on, as each leaves the text before it alone
        rest, right = rest.split([min(place, len(rest.text))])
        one_by_one.append(right)
    expected = [rest, *reversed(one_by_one)]
    assert [(p.start, p.end, p.text) for p in parts] == [(p.start, p.end, p.text) for p in expected]
    assert "".join(part.text for part in parts) == trace.text


@law
@given(batches(), st.floats(0, 1), st.sampled_from([" ", "", "\n\n"]))
def test_join(
    case: tuple[str, int, int, list[list[tuple[float, float, str]]]], share: float, glue: str
) -> None:
    trace = _made(*case)
    left, right = trace.split([round(share * len(trace.text))])
    joined = Trace.join([left, right], glue, Reason.WRAP, "join")
    assert joined.text == left.text + glue + right.text
    assert (joined.start, joined.end) == (trace.start, trace.end)


def test_join_replaces_what_stands_between() -> None:
    raw = "one\ntwo\n\n three"
    parts = [Trace(raw, 0, 3), Trace(raw, 4, 7), Trace(raw, 10, 15)]
    joined = Trace.join(parts, " ", Reason.WRAP, "join")
    assert joined.text == "one two three"
    assert [(e.start, e.end, e.after, e.steps) for e in joined.edits] == [
        (3, 4, " ", ("join",)),
        (7, 10, " ", ("join",)),
    ]


def test_join_leaves_the_glue_that_is_there() -> None:
    assert (
        Trace.join([Trace("a b", 0, 1), Trace("a b", 2, 3)], " ", Reason.WRAP, "join").edits == []
    )


@law
@given(batches())
def test_trim(case: tuple[str, int, int, list[list[tuple[float, float, str]]]]) -> None:
    trace = _made(*case)
    text, start, end = trace.text, trace.start, trace.end
    beside = trace.trim()
    assert trace.text == text.strip()
    assert start <= trace.start <= trace.end <= end
    _check(trace)
    held = bytearray(len(trace.raw))
    for low, high in [(trace.start, trace.end), *((e.start, e.end) for e in beside)]:
        for at in range(low, high):
            assert not held[at], "in two places"
            held[at] = 1
    for at in range(start, end):
        assert held[at] or trace.raw[at].isspace()
    assert all(e.after == "" and trace.raw[e.start : e.end].strip() for e in beside)


def test_an_edit_is_as_small_as_it_can_be() -> None:
    trace = Trace("He said “no“.", 0, 13)
    trace.apply([TextEdit(0, 13, "He said “no”.", Reason.QUOTE)], "fix_quotes")
    assert trace.edits == [RawEdit(11, 12, "”", Reason.QUOTE, ("fix_quotes",))]


def test_an_edit_that_is_undone_leaves_nothing() -> None:
    trace = Trace("abc", 0, 3)
    trace.apply([TextEdit(1, 2, "x", Reason.QUOTE)], "one")
    assert trace.apply([TextEdit(1, 2, "b", Reason.QUOTE)], "two")
    assert (trace.text, trace.edits) == ("abc", [])


def test_edits_on_the_same_characters_merge() -> None:
    trace = Trace("abcdef", 0, 6)
    trace.apply([TextEdit(1, 3, "XY", Reason.QUOTE, 0.9)], "one")
    trace.apply([TextEdit(2, 4, "Z", Reason.GLUE, 0.5)], "two")
    assert trace.text == "aXZef"
    assert trace.edits == [RawEdit(1, 4, "XZ", Reason.GLUE, ("one", "two"), 0.5)]
