"""A mail as it was sent: its head, and its parts without the encoding for the transfer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from ..patterns import lazy
from .decoding import decode

__all__ = ["HEADERS", "decoded_mail", "is_mail", "parts_of_mail", "unquoted"]

_HEADER = lazy(r"[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*+")
HEADERS = lazy(rf"(?:HTTP/[\d.]+ \d{{3}}[^\r\n]*\r?\n)?(?:{_HEADER.pattern})++\r?\n")
_MAIL = lazy(r"^(?:MIME-Version|Content-Transfer-Encoding)\s*:", re.IGNORECASE | re.MULTILINE)
#: Longest header that is put in letters, in characters: it takes as long as the square of its length.
MAX_CODED = 4_000
#: What quoted-printable writes: the end of a line that goes on, and a character by its bytes.
_SOFT_BREAK = lazy(r"(?<=[^\r\n]{40})=\r?$", re.MULTILINE)
_CODED_CHARACTER = lazy(r"=[C-F][0-9A-F](?:=\r?\n)?=[89AB][0-9A-F]")
_UNCODED = lazy(r"=(?![0-9A-F]{2}|\r?$)", re.MULTILINE)
#: How many of either tell it, and its longest line, in characters.
MIN_CODED, MAX_LINE = 2, 78
#: What of a head readers are shown.
_SHOWN = ("From", "To", "Cc", "Subject", "Date")


def is_mail(headers: str) -> bool:
    """Whether these are a mail's or a web archive's headers, not those of a response."""
    return _MAIL.search(headers) is not None


def decoded_mail(text: str) -> str:
    r"""Give a mail's head and plain text in letters; what is no such mail as it is.

    >>> decoded_mail("Subject: =?utf-8?Q?F=C3=A4hre?=\nMIME-Version: 1.0\n"
    ...              "Content-Transfer-Encoding: quoted-printable\n\nIt sailed=\n at noon.\n")
    'Subject: Fähre\n\nIt sailed at noon.\n'
    """
    headers = HEADERS.match(text) if text[:1].isalpha() else None
    if headers is None or not is_mail(headers[0]):
        return unquoted(text) if _is_quoted_printable(text) else text
    message = _message(text)
    if not (message.is_multipart() or _is_coded(message) or "=?" in headers[0]):
        return text
    plain = next((said for kind, said in _parts(message) if kind == "text/plain"), "")
    if not plain.strip():
        return text
    head = [f"{name}: {value}" for name in _SHOWN if (value := _value(message, name))]
    return "\n".join([*head, "", plain])


def _is_quoted_printable(text: str) -> bool:
    r"""Whether a text is a mail's without its head, in quoted-printable.

    >>> _is_quoted_printable("It=E2=80=99s noon in the caf=C3=A9."), _is_quoted_printable("x=C3 and y = 2")
    (True, False)
    """
    if "=" not in text or _UNCODED.search(text):
        return False
    soft, coded = len(_SOFT_BREAK.findall(text)), len(_CODED_CHARACTER.findall(text))
    return max(soft, coded) >= MIN_CODED and all(
        len(line) <= MAX_LINE for line in text.splitlines()
    )


def unquoted(text: str) -> str:
    """Give what a text in quoted-printable says."""
    from quopri import decodestring

    return decode(decodestring(text.encode("utf-8", "surrogatepass")))


def parts_of_mail(text: str) -> tuple[Mapping[str, str], Iterator[tuple[str, str]]]:
    """Give what a mail's head tells, by the names that feeds have for it, and its texts with their types."""
    from email.utils import parseaddr

    message = _message(text)
    said = {
        "title": _value(message, "Subject"),
        "creator": parseaddr(_value(message, "From"))[0],
        "pubDate": _value(message, "Date"),
    }
    return {name: value for name, value in said.items() if value}, _parts(message)


def _message(text: str) -> Any:
    from email import message_from_string
    from email.message import Message

    try:
        return message_from_string(text)
    except RecursionError:  # mails in mails, made to be so deep
        return Message()


def _is_coded(part: Any) -> bool:
    coding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    return coding in ("quoted-printable", "base64")


def _parts(message: Any) -> Iterator[tuple[str, str]]:
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in ("text/html", "text/plain"):
            continue
        payload = part.get_payload(decode=_is_coded(part))
        if isinstance(payload, bytes):
            payload = decode(payload, part.get_content_charset())
        if isinstance(payload, str) and payload.strip():
            yield kind, payload


def _value(message: Any, name: str) -> str:
    """Give a header in letters, on one line."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    written = str(message.get(name, ""))
    if "=?" not in written or len(written) > MAX_CODED:
        return " ".join(written.split())
    with suppress(LookupError, MessageError, ValueError):  # an encoding that nobody knows
        written = str(make_header(decode_header(written)))
    return " ".join(written.split())
