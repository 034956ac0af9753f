"""A pool of worker processes that loses nothing: ordered, bounded, and it outlives its workers.

`concurrent.futures` gives up all that is in flight when one worker dies, and cannot tell which
job killed it. Here each worker has a pipe of its own and answers job by job, so the first job
without an answer is the one that it died on: a new worker tries it once more, then it has failed.

The caller's thread does everything, whenever it asks for the next result; there are no
threads or queues that could outlive it.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from time import monotonic
from types import ModuleType
from typing import Any

from .worker import Failure, Ready, attempt, serve, told

__all__ = ["available_workers", "check_workers", "run"]

#: Weight of jobs that a worker is given at a time; cleaning takes about 3 seconds a million.
CHUNK_WEIGHT = 60_000
#: Chunks that a worker has in hand, so that it never waits while the caller does something else.
CHUNKS_IN_HAND = 2
#: What may be taken ahead of the caller, a worker: so much weight in chunks, but
#: as many jobs, however heavy, since a slow one must not leave the other workers idle.
CHUNKS_AHEAD = 4
#: How long jobs are gathered for one chunk where they come slowly.
MAX_GATHERING_SECONDS = 0.1
#: Deaths of workers on the same job after which the job has failed.
MAX_DEATHS = 2
#: Workers in a row that die before they can work, after which there is no point in more.
MAX_STILLBORN = 3
GRACE_SECONDS = 1.0
#: Threads that start processes at once would put back each other's stand-in for the script.
_MAIN = threading.Lock()


def available_workers() -> int:
    """Give the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_workers(workers: int | None) -> None:
    """Raise `TypeError` or `ValueError` for what is no number of processes."""
    if workers is not None and not isinstance(workers, int):
        raise TypeError(
            f"workers is a number of processes, or None for one a processor, not {workers!r}"
        )
    if workers is not None and workers < 0:
        raise ValueError(f"workers is 0 or more, not {workers}")


def run(
    task: Callable[[Any], Any],
    jobs: Iterable[Any],
    *,
    workers: int | None = None,
    method: str = "spawn",
    weigh: Callable[[Any], int] = lambda job: 1,
) -> Iterator[Any]:
    """Give the task's result for every job, in order, or a `Failure` that says why not.

    Jobs are taken from the iterable as they are needed, never far ahead; a `Failure` among them
    is handed through. With `workers` 0 or 1 all runs in this process, where a job that kills it
    kills the caller. The start method is not the one that `multiprocessing` has set: to use it, or
    tqdm, sets it without anybody having chosen.
    """
    check_workers(workers)
    if method not in (known := multiprocessing.get_all_start_methods()):
        raise ValueError(f"start_method is one of {', '.join(map(repr, known))}, not {method!r}")
    daemonic = multiprocessing.current_process().daemon  # may have no children
    if daemonic or workers in (0, 1):
        return _in_process(task, jobs)
    ready = task if method == "fork" else _packed(task)
    return _in_workers(Crew(ready, method, workers or available_workers(), iter(jobs), weigh))


def _in_process(task: Callable[[Any], Any], jobs: Iterable[Any]) -> Iterator[Any]:
    for job in jobs:
        yield job if isinstance(job, Failure) else attempt(task, job)


def _in_workers(crew: Crew) -> Iterator[Any]:
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


def _packed(task: Callable[[Any], Any]) -> bytes:
    """Pickle the task so that a new process can load it without the caller's script.

    Raises `TypeError` for what cannot be sent, and says what to do.
    """
    hint = "define it in a module of its own, or work in one process with workers=1"
    try:
        packed = pickle.dumps(task)
        if b"__main__" not in packed:
            return packed
    except Exception:
        pass  # a lambda or a function inside a function
    try:
        import cloudpickle
    except ImportError:
        raise TypeError(
            "a cleaner that is written in a script or a notebook cannot be sent to other "
            f"processes: pip install 'cleanarticle[batch]', {hint}"
        ) from None
    try:
        return bytes(cloudpickle.dumps(task))
    except Exception as error:
        raise TypeError(f"cannot be sent to other processes: {told(error)}; {hint}") from error


@dataclass(slots=True)
class Chunk:
    """Numbered jobs that go to a worker together; `deaths` counts those on the first one."""

    jobs: deque[tuple[int, Any]]
    deaths: int = 0


@dataclass(slots=True, eq=False)
class Worker:
    """A process, our end of its pipe, and what it has not answered yet."""

    process: BaseProcess
    pipe: connection.Connection
    ready: bool = False
    chunks: deque[Chunk] = field(default_factory=deque)


@dataclass(slots=True)
class Crew:
    """The workers and the jobs between them and the caller."""

    task: bytes | Callable[[Any], Any]
    method: str
    size: int
    source: Iterator[Any]
    weigh: Callable[[Any], int]
    workers: list[Worker] = field(default_factory=list)
    #: Chunks without a worker: new ones, and what dead workers left.
    waiting: deque[Chunk] = field(default_factory=deque)
    #: Results that are not the next one.
    done: dict[int, Any] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    weight_ahead: int = 0
    taken: int = 0
    given: int = 0
    stillborn: int = 0
    exhausted: bool = False
    #: What the source raised; it is raised again behind the results of what came before.
    source_error: BaseException | None = None

    def results(self) -> Iterator[Any]:
        """Give the results in order."""
        while True:
            self._hear(0)
            self._hand_out()
            if self.given in self.done:
                result = self.done.pop(self.given)
                self.weight_ahead -= self.weights.pop(self.given)
                self.given += 1
                yield result
            elif self.given < self.taken:
                self._hear(None)
            elif self.exhausted:
                break
        if self.source_error is not None:
            raise self.source_error

    def dismiss(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self.workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join(GRACE_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.process.close()
        self.workers.clear()

    def _hand_out(self) -> None:
        """See that every worker has work, as far as jobs may be taken ahead."""
        room = self.size - len(self.workers)
        room += sum(max(0, CHUNKS_IN_HAND - len(w.chunks)) for w in self.workers)
        while len(self.waiting) < room and (chunk := self._gather()) is not None:
            self.waiting.append(chunk)
        while self.waiting and (worker := self._first_free()) is not None:
            self._give(worker, self.waiting.popleft())
        starting = sum(not w.ready for w in self.workers)
        while starting < len(self.waiting) and len(self.workers) < self.size:
            self.workers.append(self._start())
            starting += 1

    def _first_free(self) -> Worker | None:
        """Give the worker that needs a chunk most; the last ones are for those that have none."""
        ready = [worker for worker in self.workers if worker.ready]
        worker = min(ready, key=lambda worker: len(worker.chunks), default=None)
        most = 0 if self.exhausted else CHUNKS_IN_HAND - 1
        return worker if worker is not None and len(worker.chunks) <= most else None

    def _gather(self) -> Chunk | None:
        """Take jobs for a chunk from the source; `None` where there are none, or no more may be."""
        most = self.size * CHUNKS_AHEAD
        ahead = self.taken - self.given
        if self.exhausted or (self.weight_ahead >= most * CHUNK_WEIGHT and ahead >= most):
            return None
        jobs: deque[tuple[int, Any]] = deque()
        weight, begun = 0, monotonic()
        while weight < CHUNK_WEIGHT and monotonic() - begun < MAX_GATHERING_SECONDS:
            try:
                job = next(self.source)
            except StopIteration:
                self.exhausted = True
                break
            except Exception as error:
                self.exhausted, self.source_error = True, error
                break
            number, self.taken = self.taken, self.taken + 1
            if isinstance(job, Failure):
                self.weights[number] = 1
                self.done[number] = job
            else:
                self.weights[number] = self.weigh(job)
                jobs.append((number, job))
            weight += self.weights[number]
        self.weight_ahead += weight
        return Chunk(jobs) if jobs else None

    def _give(self, worker: Worker, chunk: Chunk) -> None:
        worker.chunks.append(chunk)
        try:
            worker.pipe.send_bytes(pickle.dumps([job for _, job in chunk.jobs], 5))
        except OSError:
            self._bury(worker)

    def _hear(self, seconds: float | None) -> None:
        """Take in what workers have to say; wait for it as long as told, `None` for ever."""
        pipes: dict[Any, Worker] = {worker.pipe: worker for worker in self.workers}
        for pipe in connection.wait(list(pipes), seconds) if pipes else ():
            worker = pipes[pipe]
            try:
                said = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            try:
                message = pickle.loads(said)
            except Exception as error:
                message = Failure(f"the result cannot be read: {told(error)}")
            self._take_in(worker, message)

    def _take_in(self, worker: Worker, message: Any) -> None:
        if isinstance(message, Ready):
            if message.error is not None:
                raise RuntimeError(f"a worker process cannot start: {message.error}")
            worker.ready, self.stillborn = True, 0
        elif worker.chunks:
            chunk = worker.chunks[0]
            number, _ = chunk.jobs.popleft()
            chunk.deaths = 0
            self.done[number] = message
            if not chunk.jobs:
                worker.chunks.popleft()

    def _bury(self, worker: Worker) -> None:
        """Take leave of a worker that died, and see that another does what it left."""
        worker.pipe.close()
        worker.process.join()
        how = _cause(worker.process.exitcode)
        worker.process.close()
        self.workers.remove(worker)
        if not worker.ready:
            self.stillborn += 1
            if self.stillborn >= MAX_STILLBORN:
                raise RuntimeError(f"worker processes die before they can work: {how}")
        if not worker.chunks:
            return
        chunk = worker.chunks[0]
        chunk.deaths += 1
        if chunk.deaths >= MAX_DEATHS:
            number, _ = chunk.jobs.popleft()
            chunk.deaths = 0
            self.done[number] = Failure(f"its worker process died, twice: {how}")
        self.waiting.extendleft(reversed([chunk for chunk in worker.chunks if chunk.jobs]))

    def _start(self) -> Worker:
        context: Any = multiprocessing.get_context(self.method)
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self.task), name="cleanarticle worker", daemon=True
        )
        with _without_main(self.method), _interrupts_held():
            process.start()
        theirs.close()
        return Worker(process, ours)


def _cause(exit_code: int | None) -> str:
    """Say how a process ended.

    >>> _cause(-9), _cause(3)
    ('SIGKILL', 'exit code 3')
    """
    try:
        return signal.Signals(-(exit_code or 0)).name
    except ValueError:
        return f"exit code {exit_code}"


@contextmanager
def _without_main(method: str) -> Iterator[None]:
    """Keep a new process from running the caller's script again.

    `multiprocessing` does so under `spawn` for the sake of what the script defines, which
    `_packed` sends by value; a script without `if __name__ == "__main__"` would start itself
    over and over.
    """
    if method == "fork":
        yield
        return
    with _MAIN:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold SIGINT back, which the new process inherits: it never dies of Ctrl-C half-started."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
