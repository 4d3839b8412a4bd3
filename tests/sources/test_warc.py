"""Archives of the web: French pages come out, the others are told, damage ends nothing but the archive."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from pourparlers.sources import html
from pourparlers.sources.files import Skipped, Ways, articles
from pourparlers.sources.warc import articles as of_archive
from sources.pages import ENGLISH, TEXT, page, record, warc

pytest.importorskip("fastwarc")


def archive() -> bytes:
    bomb = gzip.compress(b"<p>" + b"a" * 60_000_000, 9)
    half = len(page()) // 2
    parts = (page()[:half], page()[half:], b"")
    chunks = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts)
    return warc(
        [
            record("https://a.example/roche", page()),
            record("https://a.example/en", page(ENGLISH)),
            record("https://a.example/404", page(), status=404),
            record("https://a.example/image", b"\x89PNG", kind="image/png"),
            record("https://a.example/vide", b"<html></html>"),
            record("https://a.example/latin", page(charset="iso-8859-1"), kind="text/html; charset=iso-8859-1"),
            record("https://a.example/zip", gzip.compress(page()), head="Content-Encoding: gzip\r\n"),
            record("https://a.example/chunks", chunks, head="Transfer-Encoding: chunked\r\n"),
            record("https://a.example/bombe", bomb, head="Content-Encoding: gzip\r\n"),
            record("https://a.example/fin", page()),
        ]
    )


@pytest.mark.parametrize("packed", [True, False])
def test_french_pages_of_an_archive(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(archive() if packed else gzip.decompress(archive()))
    found = list(articles([str(path)]))
    taken = [f[1] for f in found if not isinstance(f, Skipped)]
    assert [a.url for a in taken] == [
        f"https://a.example/{name}" for name in ("roche", "latin", "zip", "chunks", "fin")
    ]
    assert all(a.text == TEXT for a in taken)
    skipped = {f.place.rpartition("/")[2]: f.error.reason for f in found if isinstance(f, Skipped)}
    assert skipped == {"en": "language", "vide": "page", "bombe": "large"}


def test_a_folder_with_archives(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(archive())
    assert sum(not isinstance(f, Skipped) for f in articles([str(tmp_path)])) == 5


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_an_archive_that_was_cut_short(share: float) -> None:
    whole = archive()
    found = list(of_archive("a", io.BytesIO(whole[: int(len(whole) * share)]), Ways()))
    assert all(isinstance(f, Skipped) or f[1].text == TEXT for f in found)


@pytest.mark.parametrize("data", [b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"nothing" * 100, gzip.compress(b"no" * 99)])
def test_what_is_no_archive(data: bytes) -> None:
    (skipped,) = of_archive("a", io.BytesIO(data), Ways())
    assert isinstance(skipped, Skipped)
    assert skipped.error.reason == "archive"


def test_an_archive_is_never_held_as_a_whole() -> None:
    """Nothing is read ahead of the pages that are taken, but for a buffer."""
    many = warc(
        [record(f"https://a.example/{n}", page() + bytes(str(n), "ascii") * 2000) for n in range(200)], packed=False
    )

    class Counted(io.BytesIO):
        most = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None and 0 < size < 4_000_000  # noqa: PT018
            self.most = max(self.most, size)
            return super().read(size)

    stream = Counted(many)
    first = next(iter(of_archive("a", stream, Ways())))
    assert not isinstance(first, Skipped)
    assert stream.tell() < len(many) / 2
    assert stream.most <= html.LARGEST
