"""Articles from files of text, JSON and JSONL, and from standard input."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pourparlers.reading.intake import LONGEST, UnreadableError, to_article
from pourparlers.record import Article

SUFFIXES = {".txt", ".json", ".jsonl"}
_MOST_BYTES = 4 * LONGEST + 4096
"""Bytes in the largest file of one article: no text that is short enough to read takes more in UTF-8."""

_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article: where it stands, and why."""

    place: str
    error: UnreadableError


Taken = tuple[str, Article]
"""Where an article stands ("file.jsonl:3"), and the article."""


def articles(paths: Iterable[str], published: str | None = None) -> Iterator[Taken | Skipped]:
    """Every article of the files and folders, in order; ``-`` is standard input. What cannot be taken is Skipped.

    ``published`` is the date for articles that bring none.
    """
    for name in paths:
        if name == "-":
            yield from _stream("-", sys.stdin.buffer, published)
            continue
        path = Path(name)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not inside:
                yield Skipped(name, UnreadableError("nothing", ", ".join(sorted(SUFFIXES))))
            for p in inside:
                yield from _file(p, published)
        else:
            yield from _file(path, published)


def _file(path: Path, published: str | None) -> Iterator[Taken | Skipped]:
    try:
        if path.suffix.lower() not in SUFFIXES:
            raise UnreadableError("suffix", path.suffix or "?")
        with path.open("rb") as file:
            if path.suffix.lower() == ".jsonl":
                yield from _lines(str(path), file, published)
                return
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        yield Skipped(str(path), UnreadableError("file", error.strerror or str(error)))
        return
    except UnreadableError as error:
        yield Skipped(str(path), error)
        return
    yield _one(str(path), data, published, is_json=path.suffix.lower() == ".json")


def _stream(place: str, file: BinaryIO, published: str | None) -> Iterator[Taken | Skipped]:
    """Standard input: JSONL, or one JSON object, if it starts with a brace; else one text."""
    first = file.readline(_MOST_BYTES + 1)
    if not first.lstrip().startswith(b"{"):
        yield _one(place, first + file.read(_MOST_BYTES), published, is_json=False)
    elif _is_json(first):
        yield from _lines(place, _chained(first, file), published)
    else:
        yield _one(place, first + file.read(_MOST_BYTES), published, is_json=True)


def _chained(first: bytes, rest: BinaryIO) -> Iterator[bytes]:
    yield first
    while line := rest.readline(_MOST_BYTES + 1):
        yield line


def _lines(place: str, lines: Iterable[bytes], published: str | None) -> Iterator[Taken | Skipped]:
    for n, line in enumerate(lines, 1):
        if line.strip():
            yield _one(f"{place}:{n}", line, published, is_json=True)


def _one(place: str, data: bytes, published: str | None, *, is_json: bool) -> Taken | Skipped:
    try:
        if len(data) > _MOST_BYTES:
            raise UnreadableError("long", f"> {_MOST_BYTES // 4}")
        text = decode(data)
        fields: dict[str, Any] = _object(text) if is_json else {"text": text}
        fields["published"] = fields.get("published") or published
        fields["id"] = fields.get("id") or (Path(place).stem if place != "-" else "")
        return place, to_article(fields)
    except UnreadableError as error:
        return Skipped(place, UnreadableError(error.reason, error.detail))


def decode(data: bytes) -> str:
    """Text from bytes: UTF-8, UTF-16 with its mark, or Windows-1252 as older French archives have it.

    Raises:
        UnreadableError: binary data, or a file in which two encodings are mixed.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16")
    if b"\x00" in data:
        raise UnreadableError("binary", "NUL")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _MULTIBYTE.search(data):
            raise UnreadableError("encoding", str(error.start)) from error
    return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("binary", f"{encoding}, {error.start}") from error


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _object(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("json", str(error)) from error
    if not isinstance(data, dict):
        raise UnreadableError("json", f"{type(data).__name__}, not an object")
    return data
