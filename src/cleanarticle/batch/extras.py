"""Packages that only batches need, imported when used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["needed"]


def needed(module: str, extra: str = "batch") -> Any:
    """Import a module that an extra brings; raise an `ImportError` that names the extra."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        package = module.partition(".")[0]
        raise ModuleNotFoundError(
            f"this needs {package}: pip install 'cleanarticle[{extra}]'", name=package
        ) from error
