"""What files are, told by their first bytes, as names are often wrong: packed by gzip or zstd, in UTF-16."""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any

from .extras import needed

__all__ = ["UpToBreak", "is_utf16", "read_as_far", "unpacked"]

GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
PIECE_BYTES, PACKED_BYTES = 1 << 16, 1 << 13


def unpacked(file: io.BufferedReader) -> io.BufferedReader:
    """Give what a file holds: as it is, or unpacked as it is read.

    >>> import gzip
    >>> unpacked(io.BufferedReader(io.BytesIO(gzip.compress(b"It rained.")))).read()
    b'It rained.'
    >>> unpacked(io.BufferedReader(io.BytesIO(b"It rained."))).read()
    b'It rained.'
    """
    first = file.peek(len(ZSTD))
    if first.startswith(GZIP):
        return io.BufferedReader(_Unpacker(file, partial(zlib.decompressobj, 31)), PIECE_BYTES)
    if first.startswith(ZSTD):
        unpacker = needed("zstandard").ZstdDecompressor(max_window_size=2**31)
        return io.BufferedReader(_Unpacker(file, unpacker.decompressobj), PIECE_BYTES)
    return file


def is_utf16(stream: io.BufferedReader) -> bool:
    """Whether a file begins with the mark of UTF-16, which shells and spreadsheets of Windows write.

    >>> is_utf16(io.BufferedReader(io.BytesIO("Rain.".encode("utf-16"))))
    True
    """
    return stream.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def read_as_far(stream: io.BufferedReader) -> tuple[bytes, Exception | None]:
    """Read to the end, or to where the file is broken: give what was read, and what is wrong.

    >>> import gzip
    >>> cut_off = io.BytesIO(gzip.compress(b"It rained.")[:-4])
    >>> data, wrong = read_as_far(unpacked(io.BufferedReader(cut_off)))
    >>> data, type(wrong).__name__
    (b'It rained.', 'EOFError')
    """
    whole = UpToBreak(stream)
    return b"".join(iter(partial(whole.read, PIECE_BYTES), b"")), whole.wrong


class UpToBreak:
    """A stream that ends where its file is broken, and `wrong` says why."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream = stream
        self.wrong: Exception | None = None

    def read(self, size: int) -> bytes:
        """Read what is there, at most so many bytes; none at the end."""
        try:
            return self.stream.read1(size)
        except Exception as error:
            self.wrong = error
            return b""


class _Unpacker(io.RawIOBase):
    """Reads member after member of gzip, or frame after frame of zstd.

    The packages' own readers lose what they have unpacked right before a break, and zstandard's
    takes a frame that is cut off for the end.
    """

    def __init__(self, file: io.BufferedReader, begin: Callable[[], Any]) -> None:
        self.file, self.begin = file, begin
        self.member: Any = None  # the one that is being read
        self.packed = b""
        self.ready = memoryview(b"")

    def readable(self) -> bool:
        """Say that this is read from."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what there is room for; raise `EOFError` where a member is cut off."""
        while not self.ready:
            packed = self.packed or self.file.read(PACKED_BYTES)
            if self.member is None:
                packed = packed.lstrip(b"\0")  # some pad the file
            elif not packed:
                raise EOFError("the file is cut off")
            if not packed:
                return 0
            member = self.member or self.begin()
            self.ready = memoryview(member.decompress(packed))
            self.packed = member.unused_data if member.eof else b""
            self.member = None if member.eof else member
        size = min(len(buffer), len(self.ready))
        buffer[:size], self.ready = self.ready[:size], self.ready[size:]
        return size
