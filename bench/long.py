"""Is memory flat over a long run? ``python bench/long.py [--count 50000] [--growth 1.1]``

Reads a stream of made-up articles that are all different, one in five of them diplomatic, in one process, and
notes the memory in use as it goes. Each ends with words that no other has, as names and misprints do in a real stream.
Exits with 1 if at the end it is more than ``growth`` times that at a fifth.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from mix import mix

from pourparlers import Reader
from pourparlers.record import Article
from pourparlers.samples import budapest

OUT = Path(__file__).parent / "results" / "long.json"
NEW_WORDS = 12
"""Words of each article that are in no other."""


def resident() -> float:
    """Megabytes of memory in use now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def with_new_words(articles: Iterable[Article], seed: int = 3) -> Iterator[Article]:
    """The articles, each with words of its own at its end."""
    draw = random.Random(seed)
    for article in articles:
        new = ["".join(draw.choice("bcdfglmnprstv") + draw.choice("aeiou") for _ in range(5)) for _ in range(NEW_WORDS)]
        yield article.model_copy(update={"text": f"{article.text}\n\nÀ lire aussi : {' '.join(new)}."})


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--growth", type=float, default=1.1)
    options = parser.parse_args()
    noted: list[tuple[int, float]] = []
    every = max(1, options.count // 50)
    begun = time.perf_counter()
    for n, _ in enumerate(Reader(gate=True).read_many(with_new_words(mix(budapest(), options.count))), 1):
        if n % every == 0:
            noted.append((n, round(resident(), 1)))
            if sys.stderr.isatty():
                print(f"\r{n}: {noted[-1][1]} MB", end="", file=sys.stderr)
    seconds = time.perf_counter() - begun
    settled = [m for n, m in noted if n >= options.count / 5]
    growth = settled[-1] / settled[0]
    print(f"{options.count} articles: {settled[0]} MB after a fifth, {settled[-1]} MB at the end ({growth:.3f})")
    OUT.parent.mkdir(exist_ok=True)
    found = {"megabytes": noted, "growth": round(growth, 4), "seconds": round(seconds)}
    OUT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return int(growth > options.growth)


if __name__ == "__main__":
    sys.exit(main())
