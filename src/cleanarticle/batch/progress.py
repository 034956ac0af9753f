"""How far a long run has come: a bar where somebody watches, nothing where nobody does."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from time import monotonic
from typing import Literal, Protocol

__all__ = ["Bar", "bar"]

#: A run that is over sooner shows no bar.
DELAY_SECONDS = 0.5
REFRESH_SECONDS = 0.5


class Bar(Protocol):
    """What both kinds of bar can do."""

    def update(self, amount: float = 1) -> object:
        """Say that so much more is done."""

    def close(self) -> object:
        """Leave the last line as it is."""


def bar(
    wanted: bool | Literal["auto"], total: float | None = None, unit: str = "articles"
) -> Bar | None:
    """Give a bar on standard error, `None` where none is wanted.

    "auto" is a bar in a terminal and in a notebook. It is tqdm's where tqdm is installed.
    """
    if wanted not in (True, False, "auto"):
        raise ValueError(f'progress is True, False or "auto", not {wanted!r}')
    notebook = _in_notebook()
    if not wanted or (wanted == "auto" and not notebook and not _in_terminal()):
        return None
    if find_spec("tqdm") is None:
        return PlainBar(total, unit)
    module = "tqdm.notebook" if notebook and find_spec("ipywidgets") else "tqdm"
    scale = {"unit_scale": True, "unit_divisor": 1024} if unit == "B" else {}
    made: Bar = import_module(module).tqdm(
        total=total,
        unit=unit if unit == "B" else f" {unit}",
        delay=DELAY_SECONDS,
        dynamic_ncols=True,
        smoothing=0.05,
        **scale,
    )
    return made


class PlainBar:
    """A line on standard error that is written over: share done, speed, time left."""

    def __init__(self, total: float | None, unit: str) -> None:
        self.total, self.unit = total, unit
        self.done, self.shown = 0.0, 0
        self.begun = monotonic()
        self.due = self.begun + DELAY_SECONDS

    def update(self, amount: float = 1) -> None:
        """Say that so much more is done."""
        self.done += amount
        now = monotonic()
        if now >= self.due:
            self.due = now + REFRESH_SECONDS
            self._show(now)

    def close(self) -> None:
        """Leave the last line as it is."""
        if self.shown:
            self._show(monotonic(), "\n")

    def _show(self, now: float, end: str = "") -> None:
        speed = self.done / max(now - self.begun, 0.001)
        size, each = (1e6, "MB") if self.unit == "B" else (1, self.unit)
        line = f"{self.done / size:,.0f} {each}, {speed / size:,.1f}/s"
        if self.total:
            left = max(self.total - self.done, 0) / max(speed, 0.001)
            line = f"{min(self.done / self.total, 1):4.0%}  {line}, {_clock(left)} left"
        with suppress(OSError, ValueError):  # nobody reads it any more
            sys.stderr.write(f"\r{line:<{self.shown}}{end}")
            sys.stderr.flush()
        self.shown = len(line)


def _clock(seconds: float) -> str:
    """Give hours, minutes and seconds.

    >>> _clock(75), _clock(3675)
    ('1:15', '1:01:15')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _in_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # none, or closed
        return False


def _in_notebook() -> bool:
    """Whether a Jupyter kernel runs this, told without importing IPython."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return shell is not None and hasattr(shell, "kernel")
