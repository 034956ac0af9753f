"""The fields of a record: which of them holds the document, and which its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["ANY_FIELD", "FIELDS", "Fields", "in_words"]

#: Where the document of a record stands: the first of these that holds text. Pages before texts,
#: as they hold more; `raw` before `text`, so that what this library wrote is read from the start.
FIELDS = (
    "html",
    "raw_html",
    "raw",
    "raw_text",
    "raw_content",
    "text",
    "content",
    "body",
    "article",
)


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of a record's fields: of the document (`None`: found out), and of its id.

    With `written` a record that holds an article and its ledger is given as that.
    """

    document: str | None = None
    id: str = "id"
    written: bool = False

    def are_written(self, names: Iterable[str]) -> bool:
        """Whether these are the fields of an article that is wanted as it is."""
        return self.written and self.document is None and {"blocks", "changes"} <= set(names)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The names that the document may have."""
        return FIELDS if self.document is None else (self.document,)

    def found(self, record: Mapping[str, Any]) -> str | None:
        """Give the field of the document: the first that holds text, else one that is blank."""
        there = [name for name in self.wanted if isinstance(record.get(name), str | bytes)]
        filled = (name for name in there if record[name] and not record[name].isspace())
        return next(filled, there[0] if there else None)

    def missing(self, record: Mapping[str, object]) -> str:
        """Say what was looked for, and what there is."""
        if there := [name for name in self.wanted if name in record]:
            said = ", ".join(f"{name!r} is {in_words(record[name])}" for name in there)
            return f"no text: {said}"
        wanted = f"one of {', '.join(FIELDS)}" if self.document is None else repr(self.document)
        names = ", ".join(map(str, record)) or "nothing"
        return f"no field with text: looked for {wanted}; there is {names}; --field names another"


def in_words(value: object) -> str:
    """Name what stands in place of a text; a type of Arrow's names itself.

    >>> in_words(None), in_words([1]), in_words(True)
    ('null', 'a list', 'true or false')
    """
    named = {
        type(None): "null", bool: "true or false", int: "a number", float: "a number",
        list: "a list", dict: "a record",
    }  # fmt: skip
    return named.get(type(value)) or str(value)


#: The fields that are looked for where none is named.
ANY_FIELD = Fields()
