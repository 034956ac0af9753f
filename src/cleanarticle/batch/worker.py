"""What runs in a worker process: load the task, say so, then one result for every job."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

__all__ = ["Failure", "Ready", "attempt", "serve", "told"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Takes the place of a result; `error` says why there is none."""

    error: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker's first message; `error` says why it cannot work."""

    error: str | None = None


def attempt(task: Callable[[Any], Any], job: Any) -> Any:
    """Give the task's result, or a `Failure` for whatever it raises but Ctrl-C.

    >>> attempt(int, "4"), attempt(int, "four")
    (4, Failure(error="ValueError: invalid literal for int() with base 10: 'four'"))
    """
    try:
        return task(job)
    except (Exception, SystemExit) as error:
        return Failure(told(error))


def told(error: BaseException) -> str:
    """Give an error in a line: its type, what it says, and the notes added to it."""
    try:
        said = [str(error), *getattr(error, "__notes__", ())]
    except Exception:  # a __str__ that raises
        said = []
    return ": ".join([type(error).__name__, *(" ".join(part.split()) for part in said if part)])


def serve(connection: Connection, task: bytes | Callable[[Any], Any]) -> None:
    """Answer lists of jobs until the parent closes the connection or is gone.

    The results go back one by one: where a worker dies, the parent knows on which job.
    `task` comes pickled where the start method would pickle it anyway.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        run = pickle.loads(task) if isinstance(task, bytes) else task
        warm()
    except BaseException as error:
        connection.send_bytes(pickle.dumps(Ready(told(error))))
        return
    gc.freeze()  # what is loaded now stays: no need to search it for garbage again and again
    given: SimpleQueue[bytes | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, given), daemon=True).start()
    with suppress(OSError):  # the parent is done with us
        connection.send_bytes(pickle.dumps(Ready()))
        while (jobs := given.get()) is not None:
            for job in pickle.loads(jobs):
                connection.send_bytes(_packed(attempt(run, job)))


def _receive(connection: Connection, given: SimpleQueue[bytes | None]) -> None:
    """Take in what is sent while a job is done, or the parent would wait for us and we for it."""
    with suppress(EOFError, OSError):
        while True:
            given.put(connection.recv_bytes())
    given.put(None)


def _packed(result: Any) -> bytes:
    try:
        return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps(Failure(f"the result cannot be sent back: {told(error)}"))


def _end_with_parent() -> None:
    """End this process with its parent, even in the middle of a job."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def warm() -> None:
    """Load what a first call loads: vocabulary, weights, word lists."""
    from ..cleaning import clean

    sentence = (
        "The ferry sailed at noon, and nobody on the quay had seen it come in the night before."
    )
    clean(f"Ferry strike\n\n{sentence}\n\nAdvertisement\n\n{sentence[4:]}")
    clean(f"<html><body><h1>Ferry strike</h1><p>{sentence}</p><p>{sentence[4:]}</p></body></html>")
