"""Regular expressions that are compiled when a text first needs them.

There are some nine hundred in this package, of which a text needs one in eight. To compile all of them takes
longer than all else that an import does.
"""

from __future__ import annotations

import re
import sys
from typing import Any, cast

__all__ = ["lazy"]


class _Lazy:
    """Stands for a pattern until one of its attributes is asked for.

    Then it has them all, and the pattern itself takes its place in the module, where it is found a little sooner.
    """

    def __init__(self, pattern: str, flags: int, module: dict[str, Any]) -> None:
        self.pattern = pattern
        self._asked = flags
        self._module = module

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what a copy asks for
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._asked)
        for attribute in _ATTRIBUTES:
            setattr(self, attribute, getattr(compiled, attribute))
        for place, value in list(self._module.items()):
            if value is self:
                self._module[place] = compiled
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return lazy, (self.pattern, self._asked)

    def __repr__(self) -> str:
        return f"lazy({self.pattern!r})"


_ATTRIBUTES = tuple(name for name in dir(re.compile("")) if name[0] != "_" and name != "pattern")


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern that is compiled at its first use; otherwise like `re.compile`.

    For those that stand in a module. It is no `re.Pattern` to `isinstance`, nor to the functions of `re`.

    >>> word = lazy(r"[a-z]+", re.IGNORECASE)
    >>> word.findall("One two"), word.pattern
    (['One', 'two'], '[a-z]+')
    """
    module = sys._getframe(1).f_globals  # the caller's
    return cast("re.Pattern[str]", _Lazy(pattern, flags, module))
