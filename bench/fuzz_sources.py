"""Malformed pages, feeds, tables and archives: none may crash the sources, hang them, or fill the memory.

    python bench/fuzz_sources.py [--many 10000] [--seed 1]

Each case is a sound document that was cut, mixed with another, nested, flooded or had bytes changed. A case that
raises, or takes longer than SECONDS, is written to a file, and the run fails.
"""

from __future__ import annotations

import argparse
import csv
import faulthandler
import io
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from pourparlers.record import Article
from pourparlers.sources.files import Skipped, articles
from sources import exports, pages

SECONDS = 20
"""The longest that one case may take, on a machine that has other things to do."""

MOST_MEMORY = 6 * 1024**3
TOKENS = (
    b"<",
    b">",
    b"</",
    b"<p>",
    b"</p>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&#x110000;",
    b"&#0;",
    b"&a;",
    b"\x00",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b",",
    b"\n",
    b"\r\n",
    b"{",
    b"}",
    b"[",
    b"\\u",
    b"\\bin99999 ",
    b"\\'",
    b"Content-Length: 99999999999\r\n",
    b"WARC/1.0\r\n",
    b"\x1f\x8b\x08",
    b"<script>",
    b"<a href='",
    b"<table><tr><td>",
    b"<meta http-equiv=content-type content='text/html;charset=utf-7'>",
    b"\xed\xa0\x80",
    b"0000-00-00",
    b"<rss>",
    b"<feed xmlns='x'>",
    b"<base href='http://[::1'>",
    b"9" * 400,
    b"Document ABCD00002024a1b2c3d4",
)


class HungError(Exception):
    """A case that takes too long."""


def seeds() -> dict[str, bytes]:
    """Sound documents, by the name of a file each could have."""
    links = ["https://a.example/1", "https://a.example/2"]
    made = {
        "page.html": pages.page(),
        "latin.htm": pages.page(charset="iso-8859-1"),
        "feed.xml": pages.rss(links, whole=True),
        "links.rss": pages.rss(links),
        "feed.atom": pages.atom(links),
        "list.opml": pages.opml(links),
        "item.json": exports.ninjs().encode(),
        "items.jsonl": (exports.ninjs() + "\n").encode() * 3,
        "item.xml": exports.newsml().encode(),
        "europresse.html": exports.europresse().encode(),
        "factiva.html": exports.factiva_html().encode(),
        "coded.html": exports.factiva_coded_html().encode(),
        "factiva.txt": exports.factiva_text().encode(),
        "coded.txt": exports.factiva_coded_text().encode(),
        "factiva.rtf": exports.rtf(exports.factiva_text()).encode(),
        "links.txt": "\n".join(links).encode(),
        "table.csv": _table(),
        "a.warc.gz": pages.warc([pages.record(link, pages.page()) for link in links]),
        "a.warc": pages.warc([pages.record(link, pages.page()) for link in links], packed=False),
    }
    return {**made, **_parquet()}


def _table() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["text", "date", "url"], *([pages.TEXT, "2024-03-08", f"https://a.example/{n}"] for n in "12")]
    )
    return out.getvalue().encode()


def _parquet() -> dict[str, bytes]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return {}
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [pages.TEXT] * 3, "date": ["2024-03-08"] * 3}), out)
    return {"table.parquet": out.getvalue()}


def cases(many: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Malformed documents, each with a file name; the same ones for the same seed."""
    chance = random.Random(seed)
    sound = seeds()
    names = sorted(sound)
    for _ in range(many):
        name = chance.choice(names)
        data = sound[name]
        for _ in range(chance.randint(1, 4)):
            data = chance.choice(CHANGES)(data, sound[chance.choice(names)], chance)[:3_000_000]
        yield name, data


def _flip(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:start] if chance.random() < 0.5 else data[:start] + data[end:]


def _mix(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _insert(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 10)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(TOKENS) + data[at:]
    return data


def _flood(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) * chance.choice((100, 2_000, 20_000)) + data[at:]


def _nest(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at, deep = chance.randrange(len(data) + 1), chance.choice((50, 1_000, 20_000))
    opened, closed = chance.choice(
        ((b"<div>", b"</div>"), (b"<b><i>", b"</i></b>"), (b"[", b"]"), (b'{"a":', b"}"), (b"{", b"}"))
    )
    return data[:at] + opened * deep + data[at:] + closed * deep


def _repeat(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:end] * chance.randint(1, 50) + data[end:]


CHANGES: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _mix,
    _insert,
    _flood,
    _nest,
    _repeat,
)


@contextmanager
def held(seconds: int) -> Iterator[None]:
    """Ends a block that takes too long."""

    def ring(*_: object) -> None:
        raise HungError(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcome(path: Path) -> list[str]:
    """What became of a document: "taken" for each article, or the reason for which it was skipped.

    Raises:
        Exception: whatever the sources raise, which is nothing if they are sound; HungError if they take too long.
    """
    with held(SECONDS):
        found = []
        for one in articles([str(path)]):
            if isinstance(one, Skipped):
                found.append(one.error.reason)
            else:
                assert isinstance(one[1], Article)
                assert one[1].text.strip() or path.suffix in (".txt", ".json", ".jsonl", ".rtf")
                found.append("taken")
    return found


def main() -> int:
    """Run the cases; what fails is told and kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    faulthandler.enable()
    _hold_memory()
    counts, failures, slowest = Counter[str](), 0, (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        for n, (name, data) in enumerate(cases(options.many, options.seed)):
            path = Path(folder, name)
            path.write_bytes(data)
            began = time.perf_counter()
            # Where a library does not come back to Python, no signal is heard.
            faulthandler.dump_traceback_later(3 * SECONDS, exit=True)
            try:
                counts.update(outcome(path))
            except Exception as error:
                failures += 1
                kept = Path(tempfile.gettempdir(), f"fuzz-{options.seed}-{n}-{name}")
                kept.write_bytes(data)
                print(f"{kept}: {type(error).__name__}: {error}", file=sys.stderr)
            slowest = max(slowest, (time.perf_counter() - began, f"{n} {name}"))
    faulthandler.cancel_dump_traceback_later()
    print(f"{options.many} cases, {failures} failures; slowest {slowest[0]:.1f} s ({slowest[1]})")
    print(", ".join(f"{reason} {many}" for reason, many in counts.most_common()))
    return 1 if failures else 0


def _hold_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
