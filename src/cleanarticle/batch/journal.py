"""How far a batch has come, so that the same command takes it up where a kill left it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .files import Source

__all__ = ["Folder", "Journal", "Place", "Tally", "seen"]

FORMAT = 1
#: Characters of a setting that an error shows.
MAX_TOLD = 80


@dataclass(slots=True)
class Tally:
    """What has been counted since the beginning, kills and all."""

    records: int = 0
    articles: int = 0
    no_article: int = 0
    failed: int = 0
    #: Cleaned without an id of their own.
    placed: int = 0
    #: What the first of those that failed says.
    first_error: str = ""
    #: Characters read of what was cleaned, and those in titles and texts.
    read: int = 0
    kept: int = 0
    #: Characters cut, and repairs, by reason.
    cut: dict[str, int] = field(default_factory=dict)
    repairs: dict[str, int] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Add what another counted."""
        for name in self.__slots__:
            ours, theirs = getattr(self, name), getattr(other, name)
            if isinstance(ours, str):
                setattr(self, name, ours or theirs)
            elif isinstance(ours, dict):
                for reason, number in theirs.items():
                    ours[reason] = ours.get(reason, 0) + number
            else:
                setattr(self, name, ours + theirs)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the input: records done of a source, and a digest of the sources up to it."""

    source: int = 0
    records: int = 0
    digest: str = ""


def seen(sources: Iterable[Source]) -> Iterator[tuple[int, Source, str]]:
    """Number sources, with a digest of the names, sizes and dates of all up to each."""
    digest = blake2b(digest_size=16)
    for number, source in enumerate(sources):
        digest.update(
            f"{source.name}\0{source.size}\0{source.changed}\0".encode("utf-8", "surrogatepass")
        )
        yield number, source, digest.hexdigest()


@dataclass(slots=True)
class Journal:
    """The state at the last checkpoint. `settings` are what the output depends on."""

    settings: dict[str, Any]
    place: Place = field(default_factory=Place)
    out_bytes: int = 0
    error_bytes: int = 0
    tally: Tally = field(default_factory=Tally)
    #: All records are done; what is left is to put the files in place.
    finishing: bool = False
    format: int = FORMAT


class Folder:
    """The folder beside OUT that holds an unfinished batch."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.path = out.with_name(f"{out.name}.partial")
        self.errors_out = out.with_name(f"{out.name}.errors.jsonl")
        self.spool = self.path / "spool"
        self.errors = self.path / "errors.jsonl"
        self.whole = self.path / "whole"
        self.journal = self.path / "journal.json"

    def read(self, settings: dict[str, Any]) -> Journal:
        """Give the journal of the batch that was begun, a new one where none was.

        Raises `ValueError` where it was begun with other settings.
        """
        try:
            data = json.loads(self.journal.read_bytes())
        except FileNotFoundError:
            return Journal(settings)
        except ValueError as error:
            raise ValueError(
                f"{str(self.journal)!r} cannot be read: {error}; --restart starts over"
            ) from None
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise ValueError(f"{str(self.journal)!r} is of another version; --restart starts over")
        begun = data["settings"]
        for name in {**begun, **settings}:
            if begun.get(name) != settings.get(name):
                raise ValueError(
                    f"{str(self.out)!r} was begun with {name} {_short(begun.get(name))}, not "
                    f"{_short(settings.get(name))}; --restart starts over"
                )
        place, tally = Place(**data.pop("place")), Tally(**data.pop("tally"))
        return Journal(**data, place=place, tally=tally)

    def write(self, journal: Journal) -> None:
        """Replace the journal, whole or not at all."""
        new = self.journal.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(asdict(journal), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.journal)

    def clear(self) -> None:
        """Forget what was begun."""
        for path in (self.spool, self.errors, self.whole, self.journal):
            path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the folder: the batch is done."""
        shutil.rmtree(self.path, ignore_errors=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for this process; raise `BlockingIOError` if another one does."""
        if self.path.exists() and not self.path.is_dir():
            raise FileExistsError(
                f"{str(self.path)!r} is in the way: a folder of this name holds what is not done yet"
            )
        self.path.mkdir(exist_ok=True)
        with (self.path / "lock").open("ab") as lock:
            _lock(lock.fileno())
            yield


def _short(setting: object) -> str:
    """Give a setting for an error; the rules of sites may be hundreds.

    >>> _short("recall"), len(_short(["a phrase"] * 99))
    ("'recall'", 80)
    """
    told = repr(setting)
    return told if len(told) <= MAX_TOLD else f"{told[: MAX_TOLD - 4]} ..."


def _lock(file: int) -> None:
    """Lock a file as long as it is open; the system lets go of it when the process ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
