"""The files that hold what models have learnt: arrays of numpy, read once, without pickle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np

__all__ = ["Weights"]

M = TypeVar("M")


class Weights(Generic[M]):
    """The weights of one model: those of the package, or of a file that `use` names.

    `columns` are what the model is to have been trained on, `make` makes it of the file's arrays.
    """

    def __init__(
        self, name: str, columns: Sequence[str], make: Callable[[Mapping[str, Any]], M]
    ) -> None:
        self.name, self.columns, self.make = name, columns, make
        self._path: Path | None = None
        self._read: dict[Path | None, M] = {}

    def use(self, path: Path | None) -> None:
        """Judge by the weights in a file from now on; `None` for those of the package.

        For benchmarks and training alone.
        """
        self._path = path

    def load(self, path: Path | None = None) -> M:
        """Read the weights of a file, or of the package, once.

        Raises `ValueError` for a file that was made for other features than these.
        """
        if path not in self._read:
            with (path or files(__package__) / self.name).open("rb") as file:
                data: Mapping[str, Any] = np.load(file, allow_pickle=False)
                if str(data["columns"]).split("\n") != list(self.columns):
                    raise ValueError(
                        f"{path or self.name} was trained on other features; train it again"
                    )
                self._read[path] = self.make(data)
        return self._read[path]

    def model(self) -> M:
        """Give the model by the weights in use."""
        return self.load(self._path)
