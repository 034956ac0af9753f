"""What the attributes of a tag say, from the tag as it is written, without its brackets."""

from __future__ import annotations

from ..patterns import lazy

__all__ = ["attributes_of", "number_in", "value_behind", "value_of"]

_ATTRIBUTE = lazy(r'([^ =]+)="([^"]*)"')
_INTEGER = lazy(r"\s*([+-]?\d{1,9})(?!\d)")


def value_of(written: str, name: str) -> str | None:
    """Give one of a tag's attributes as it is written, `None` where the tag lacks it."""
    sign = f' {name}="'
    return value_behind(written, sign) if sign in written else None


def value_behind(written: str, sign: str) -> str | None:
    """Give the value of the attribute of a sign such as ` href="`, which stands in the tag."""
    at = written.find(sign)
    if written.count('"', 0, at) % 2:  # the end of another's value, which may say anything
        return attributes_of(written).get(sign[1:-2])
    begin = at + len(sign)
    return written[begin : written.find('"', begin)]


def attributes_of(written: str) -> dict[str, str]:
    """Read a tag's attributes, entities in them as they stand."""
    return dict(_ATTRIBUTE.findall(written.partition(" ")[2]))


def number_in(written: str | None) -> int | None:
    found = _INTEGER.match(written or "")
    return int(found[1]) if found else None
