"""Bodies of answers, unpacked as far as a limit allows."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from pourparlers.reading.intake import UnreadableError

_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")


def unpacked(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """A body from its parts, by its Content-Encoding.

    Raises:
        UnreadableError: "large" if it has more than ``most`` bytes; "fetch" if it is damaged or packed otherwise.
    """
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise UnreadableError("fetch", f"Content-Encoding: {encoding[:40]}")
    unpack = None if encoding in ("", "identity") else zlib.decompressobj(zlib.MAX_WBITS | 32)
    body = bytearray()
    for chunk in chunks:
        try:
            body += unpack.decompress(chunk, most - len(body) + 1) if unpack else chunk
        except zlib.error as error:
            raise UnreadableError("fetch", f"{encoding}: {error}") from error
        if len(body) > most:
            raise UnreadableError("large", f"> {most}")
    if unpack and not unpack.eof:
        raise UnreadableError("fetch", f"{encoding}: cut short")
    return bytes(body)


def joined(body: bytes) -> bytes:
    """A body that was sent in chunks, put together; as it is, if it only says that it was."""
    parts: list[bytes] = []
    at = 0
    while found := _SIZE.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 0
    return body
