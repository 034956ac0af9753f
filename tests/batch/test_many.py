"""Many items at once: real processes, killed ones among them, and nothing is lost."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from threading import Event, Thread
from typing import Any

import nbformat
import pyarrow as pa
import pytest
from nbclient import NotebookClient

import cleanarticle
from cleanarticle import DEFAULT, Article, clean, clean_many
from cleanarticle.batch import pool, progress

SOURCE = str(Path(cleanarticle.__file__).parents[1])
PAGE = """<!doctype html><html lang="en"><head><title>Rain at last | Post</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>Rain at last</h1><p>It rained on <b>Tuesday</b>, and the
old river rose over the road to the mill.</p></article></body></html>"""
#: For tests of something else than how processes start: a worker is there at once.
QUICK: Any = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
FEW = pytest.mark.parametrize("workers", [0, 1])


def text(number: int) -> str:
    return f"Rain, day {number}\n\nAdvertisement\n\nIt rained on day {number} , and the river rose."


@pytest.fixture(params=["spawn", "fork"])
def method(request: pytest.FixtureRequest) -> Any:
    if request.param not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system has no {request.param}")
    return request.param


def quiet(items: Any, **options: Any) -> list[Article]:
    return list(clean_many(items, progress=False, **options))


def test_the_same_as_one_by_one(method: Any) -> None:
    items: list[str | bytes] = [
        text(1),
        PAGE,
        PAGE.encode("utf-16"),
        "",
        b"",
        *map(text, range(2, 100)),
    ]
    assert quiet(iter(items), workers=2, start_method=method) == [clean(item) for item in items]
    assert multiprocessing.active_children() == []


@FEW
def test_in_this_process(workers: int) -> None:
    items: list[str | bytes] = [text(1), PAGE, "", PAGE.encode()]
    assert quiet(items, workers=workers, favor="recall") == [
        clean(i, favor="recall") for i in items
    ]


def test_what_one_item_does_befalls_no_other() -> None:
    def trip(text: str) -> str:
        if "kill" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        elif "leave" in text:
            os._exit(3)
        elif "exit" in text:
            sys.exit("enough")
        elif "memory" in text:
            raise MemoryError
        elif "raise" in text:
            raise ValueError("high\ntide")
        return text

    items: list[Any] = [text(n) for n in range(42)]
    reasons = {
        5: ("It will kill.", "its worker process died, twice: SIGKILL"),
        6: ("It will leave.", "its worker process died, twice: exit code 3"),
        31: ("It will exit.", "SystemExit: enough"),
        32: ("It will fill the memory.", "MemoryError: raised by the cleaner 'trip'"),
        33: ("It will raise.", "ValueError: high tide: raised by the cleaner 'trip'"),
        40: (None, "TypeError: clean() takes the page or text itself"),
        41: (lambda: 7, "TypeError: clean() takes the page or text itself"),
    }
    for number, (item, _) in reasons.items():
        items[number] = item
    pipeline = DEFAULT.after("fix_spacing", trip)
    articles = quiet(items, workers=2, start_method=QUICK, pipeline=pipeline)
    assert len(articles) == 42
    for number, (item, article) in enumerate(zip(items, articles, strict=True)):
        if number in reasons:
            assert (list(article.blocks), set(article.flags)) == ([], {"failed"})
            assert article.error is not None
            assert article.error.startswith(reasons[number][1])
        else:
            assert article == clean(item, pipeline=pipeline)
            assert article.error is None


@FEW
def test_failures_in_this_process(workers: int) -> None:
    def trip(text: str) -> str:
        if "raise" in text:
            raise ValueError("high tide")
        return text

    pipeline = DEFAULT.after("fix_spacing", trip)
    items: Any = [text(1), "It will raise.", None, text(2)]
    articles = quiet(items, workers=workers, pipeline=pipeline)
    assert ["failed" in article.flags for article in articles] == [False, True, True, False]
    assert articles[3] == clean(text(2), pipeline=pipeline)


def test_a_worker_killed_from_outside_costs_nothing(method: Any) -> None:
    items = [text(n) for n in range(180)]
    killed: list[int] = []

    def watched() -> Iterator[Article]:
        articles: Any = clean_many(items, workers=2, start_method=method, progress=False)
        for number, article in enumerate(articles):
            yield article
            if number == 2 or (number == 90 and method == "fork"):
                victim = multiprocessing.active_children()[0]
                assert victim.pid is not None
                os.kill(victim.pid, signal.SIGKILL)
                killed.append(victim.pid)

    articles = list(watched())
    assert len(set(killed)) == (2 if method == "fork" else 1)
    assert articles == [clean(item) for item in items]


def test_no_further_ahead_than_the_workers_need() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield text(taken)

    articles = clean_many(endless(), workers=2, start_method=QUICK, progress=False)
    weight = pool.CHUNK_WEIGHT / (1_000 + len(text(1)))
    limit = 2 * (pool.CHUNKS_AHEAD + 1) * (weight + 1)
    for given, article in enumerate(islice(articles, 500), 1):
        assert article.title == f"Rain, day {given}"
        assert taken - given <= limit
    assert taken > 500
    articles.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_heavy_jobs_are_few_ahead() -> None:
    taken = 0

    def heavy() -> Iterator[str]:
        nonlocal taken
        for _ in range(60):
            taken += 1
            yield "heavy"

    lengths = pool.run(len, heavy(), workers=2, method=QUICK, weigh=lambda job: 10**7)
    for given, length in enumerate(lengths, 1):
        assert length == 5
        assert taken - given <= 2 * pool.CHUNKS_AHEAD + 2
    assert given == 60


def note(job: tuple[Path, int]) -> int:
    path, number = job
    time.sleep(0.1)
    with path.open("a") as file:
        file.write(f"{number}\n")
    return number


def test_workers_have_work_while_the_caller_is_busy(tmp_path: Path) -> None:
    done = tmp_path / "done"
    jobs = ((done, number) for number in count())
    results = pool.run(note, jobs, workers=2, method=QUICK, weigh=lambda job: pool.CHUNK_WEIGHT)
    assert list(islice(results, 6)) == [0, 1, 2, 3, 4, 5]
    before = len(done.read_text().split())
    time.sleep(1)
    assert len(done.read_text().split()) - before >= 3  # more than what each was doing
    results.close()  # type: ignore[attr-defined]


def test_large_jobs_and_large_results_do_not_wait_for_each_other() -> None:
    jobs = [str(n) * 3_000_000 for n in range(8)]
    made = pool.run(str, iter(jobs), workers=2, method=QUICK, weigh=len)
    assert list(made) == jobs


def test_an_iterator_that_is_dropped_leaves_no_process() -> None:
    articles = clean_many(map(text, range(1000)), workers=2, start_method=QUICK, progress=False)
    next(articles)
    assert len(multiprocessing.active_children()) == 2
    del articles
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_iterable_raises_comes_behind_what_came_before(workers: int) -> None:
    def broken() -> Iterator[str]:
        yield text(1)
        yield text(2)
        raise OSError("the disk is full of water")

    articles = clean_many(broken(), workers=workers, start_method=QUICK, progress=False)
    assert [next(articles), next(articles)] == [clean(text(1)), clean(text(2))]
    with pytest.raises(OSError, match="water"):
        next(articles)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"workers": -1}, ValueError),
        ({"favor": "speed"}, ValueError),
        ({"kind": "pdf"}, ValueError),
        ({"start_method": "thread"}, ValueError),
        ({"progress": "yes"}, ValueError),
        ({"colour": "red"}, TypeError),
        ({"extra": 7}, TypeError),
        ({"pipeline": ["drop_ads"]}, TypeError),
    ],
)
def test_wrong_options_are_told_at_once(options: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        clean_many([text(1)], **options)


@pytest.mark.parametrize("one", [text(1), text(1).encode()])
def test_one_text_is_not_many(one: Any) -> None:
    with pytest.raises(TypeError, match=r"clean\(\)"):
        clean_many(one)


@pytest.mark.parametrize(
    "items",
    [
        {"a": text(1)},
        pa.table({"raw": [text(1)]}),
        pytest.importorskip("pandas").DataFrame({"raw": [text(1)]}),
        pytest.importorskip("polars").DataFrame({"raw": [text(1)]}),
    ],
)
def test_names_are_not_taken_for_the_documents(items: Any) -> None:
    with pytest.raises(TypeError, match="pass its values, or the column"):
        clean_many(items)


def test_rules_reach_every_item() -> None:
    rules: Any = (pattern for pattern in [re.compile("Tide: .*"), "Low water"])
    items = [f"{text(n)}\n\nTide: high\n\nLow water" for n in range(3)]
    articles = quiet(
        items, workers=2, start_method=QUICK, extra=rules, keep="Advertisement", language="nl"
    )
    assert all(a.text.startswith("Advertisement") and "Tide" not in a.text for a in articles)
    assert {a.language for a in articles} == {"nl"}
    assert all("Low water" not in a.text for a in articles)


def test_a_cleaner_that_cannot_be_sent_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def mine(text: str) -> str:
        return text

    pipeline = DEFAULT.after("fix_spacing", mine)
    monkeypatch.setitem(sys.modules, "cloudpickle", None)
    with pytest.raises(TypeError, match=r"cleanarticle\[batch\].*workers=1"):
        clean_many([text(1)], pipeline=pipeline)


class Unreadable:
    def __reduce__(self) -> Any:
        return (exec, ("raise OSError('no such mine')",))

    def __call__(self, job: object) -> object:
        return job


def test_workers_that_cannot_start_are_told() -> None:
    with pytest.raises(RuntimeError, match="no such mine"):
        list(pool.run(Unreadable(), ["a"], workers=2))


class Deadly(Unreadable):
    def __reduce__(self) -> Any:
        return (os._exit, (9,))


def test_threads_that_start_workers_leave_the_script_in_its_place() -> None:
    """One may not take the other's stand-in for the script for the script itself."""
    main = sys.modules["__main__"]
    in_the_first, second_has_begun = Event(), Event()

    def first() -> None:
        with pool._without_main("spawn"):
            in_the_first.set()
            second_has_begun.wait(1)  # longer than it takes to go wrong, not for ever

    def second() -> None:
        in_the_first.wait(10)
        with pool._without_main("spawn"):
            second_has_begun.set()
            threads[0].join(0.2)

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sys.modules["__main__"] is main


def test_workers_that_die_at_the_start_are_not_started_for_ever() -> None:
    with pytest.raises(RuntimeError, match="exit code 9"):
        list(pool.run(Deadly(), ["a"], workers=2))
    assert multiprocessing.active_children() == []


# ------------------------------------------------------------------ scripts of a user's

SCRIPT = """
import signal

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a background job

from cleanarticle import DEFAULT, clean, clean_many

def shout(text):
    return text.replace("rained", "POURED")

def texts():
    for number in range(FEW):
        yield f"Rain, day {number}\\n\\nIt rained on day {number}, and the river rose."

pipeline = DEFAULT.after("fix_spacing", shout)
for article in clean_many(texts(), workers=2, pipeline=pipeline):
    print(article.text, flush=True)
"""


def start(few: int) -> subprocess.Popen[str]:
    """Run the script in a process group of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT.replace("FEW", str(few))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE},
        start_new_session=True,
    )


def wait_until(happened: Callable[[], object], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not happened() and time.monotonic() < until:
        time.sleep(0.05)


def gone(group: int, seconds: float = 10) -> bool:
    """Whether all processes of the group end in so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_script_without_a_guard_works_with_a_cleaner_of_its_own(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("FEW", "3"), "utf-8")
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE},
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"It POURED on day {n}, and the river rose." for n in range(3)
    ]


@pytest.mark.skipif(os.name == "nt", reason="no POSIX signals")
@pytest.mark.parametrize("after", [0, 5])
def test_an_interrupt_stops_all_at_once_and_quietly(after: int) -> None:
    process = start(100_000)
    assert process.stdout is not None
    if not after:
        time.sleep(1)  # somewhere in the start of the workers
    for _ in range(after):
        process.stdout.readline()
    begun = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert time.monotonic() - begun < 10
    assert gone(process.pid)
    assert process.returncode == -signal.SIGINT
    assert complaint.count("Traceback") == 1
    assert complaint.rstrip().endswith("KeyboardInterrupt")


NOTEBOOK = """
from itertools import count
from pathlib import Path

from cleanarticle import clean_many

done = []
texts = (f"Rain, day {n}\\n\\nIt rained on day {n}, and the river rose." for n in count())
for article in clean_many(texts, workers=2, progress=False):
    done.append(article)
    if len(done) == 3:
        Path("three").touch()
"""
AFTER = """
import multiprocessing

again = [article.text for article in clean_many([done[0].raw], workers=2, progress=False)]
print(len(done) >= 3, multiprocessing.active_children(), again == [done[0].text])
"""


@pytest.mark.skipif(os.name == "nt", reason="no POSIX signals")
def test_an_interrupt_in_a_notebook_leaves_it_usable(tmp_path: Path) -> None:
    new: Any = nbformat.v4
    notebook = new.new_notebook(cells=[new.new_code_cell(code) for code in (NOTEBOOK, AFTER)])
    kernel: Any = {"resources": {"metadata": {"path": str(tmp_path)}}, "kernel_name": "python3"}
    client: Any = NotebookClient(notebook, timeout=300, allow_errors=True, **kernel)

    def stopped() -> list[str]:
        return [out["ename"] for out in notebook.cells[0].outputs if out.output_type == "error"]

    def interrupt() -> None:
        wait_until((tmp_path / "three").exists, 200)
        while not stopped():  # one that comes while the kernel writes is lost, as for a user
            client.km.provisioner.process.send_signal(signal.SIGINT)
            wait_until(stopped, 20)

    Thread(target=interrupt, daemon=True).start()
    client.execute(env={**os.environ, "PYTHONPATH": SOURCE})
    assert stopped() == ["KeyboardInterrupt"]
    assert [out["text"] for out in notebook.cells[1].outputs] == ["True [] True\n"]


@pytest.mark.skipif(os.name == "nt", reason="no POSIX signals")
def test_workers_end_with_a_parent_that_is_killed() -> None:
    process = start(100_000)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate(timeout=60)
    assert gone(process.pid)


# ------------------------------------------------------------------ the bar


@pytest.mark.parametrize("tqdm", [True, False])
def test_a_bar_where_one_is_wanted(
    tqdm: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "DELAY_SECONDS", 0)
    monkeypatch.setattr(progress, "REFRESH_SECONDS", 0)
    if not tqdm:
        monkeypatch.setattr(progress, "find_spec", lambda name: None)
    assert len(list(clean_many([text(1), text(2)], workers=1, progress=True))) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "100%" in shown.err
    assert "articles" in shown.err


def test_no_bar_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    made: Sequence[Article] = list(clean_many([text(1)], workers=1))
    assert len(made) == 1
    assert capsys.readouterr().err == ""


def test_a_terminal_and_a_notebook_have_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert progress.bar("auto") is None
    monkeypatch.setattr(progress, "_in_terminal", lambda: True)
    assert progress.bar("auto") is not None
    assert progress.bar(False) is None
    monkeypatch.setattr(progress, "_in_terminal", lambda: False)

    class Shell:
        kernel = object()

    class Ipython:
        get_ipython = Shell

    monkeypatch.setitem(sys.modules, "IPython", Ipython)
    assert progress.bar("auto") is not None
