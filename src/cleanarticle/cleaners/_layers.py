"""A block's text while it is mended in layers, and what became of it in the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..finders.language import detect_language
from ..patterns import lazy

__all__ = ["CONTROL", "Found", "Text", "as_windows"]

#: What stands instead of the stretch that begins or goes on at an offset: (start, end, after).
Found = dict[int, tuple[int, int, str]]


class Text:
    """A block's text on its way through the layers; `bounds[i]` is where `text[i]` began."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self.block_text = text
        self.text = text
        self.bounds: Sequence[int] = range(len(text) + 1)
        self._language = language or ""

    def language(self, found: Found) -> str:
        """Give the document's language, else what the text tells once `found` is mended."""
        if not self._language:
            mended = Text(self.text)
            mended.replace(sorted(set(found.values())))
            self._language = detect_language(mended.text) or "?"
        return self._language

    def reset(self) -> None:
        """Take back what was replaced."""
        self.text, self.bounds = self.block_text, range(len(self.block_text) + 1)

    def replace(self, found: Sequence[tuple[int, int, str]]) -> None:
        """Put one character (or none) for each of the disjoint stretches, which are in order."""
        parts: list[str] = []
        bounds: list[int] = []
        at = 0
        for start, end, after in found:
            parts += (self.text[at:start], after)
            bounds += self.bounds[at:start]
            bounds += [self.bounds[start]] * len(after)
            at = end
        parts.append(self.text[at:])
        bounds += self.bounds[at:]
        self.text, self.bounds = "".join(parts), bounds

    def changes(self) -> Iterator[tuple[int, int, str]]:
        """Give what became of the block's text, as (start, end, after), neighbours joined."""
        before, bounds = self.block_text, self.bounds
        start = end = -1
        after: list[str] = []
        if self.text == before and not CONTROL.search(before):
            return
        for i, read in enumerate(self.text):
            low, high = bounds[i], bounds[i + 1]
            char = as_windows(read)
            if high - low == 1 and before[low] == char:
                continue
            if low != end and after:
                yield start, end, "".join(after)
                after = []
            start = start if after else low
            end = high
            after.append(char)
        if after:
            yield start, end, "".join(after)


CONTROL = lazy("[\u0080-\u009f]")


def as_windows(char: str) -> str:
    """Give the Windows-1252 character for a C1 control: no text means the control."""
    if "\u0080" <= char <= "\u009f":
        return bytes([ord(char)]).decode("cp1252", "ignore") or char
    return char
