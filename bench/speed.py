"""How fast is reading? Articles a second, beside bare ``nlp.pipe`` of the same pipeline on the same articles.

    python bench/speed.py [FILE_OR_FOLDER …] [--rounds N] [--ceiling X]

Without articles it reads those of ../shared/gold/dev, else the bundled sample story. The two are run in turn, round
after round, so that a slow moment of the machine weighs on both; what counts is the ratio of their times. Exits
with 1 if the median ratio is above the ceiling.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from pourparlers import Reader
from pourparlers.reading.reader import BATCH, PIPELINE
from pourparlers.record import Article
from pourparlers.samples import budapest
from pourparlers.sources.files import Skipped, articles

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "dev"


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def load(paths: Sequence[str]) -> list[Article]:
    """The articles to read."""
    if not paths and not GOLD.is_dir():
        return budapest()
    taken = list(articles(paths or [str(GOLD)]))
    return [t[1] for t in taken if not isinstance(t, Skipped)]


def main() -> int:
    """Run the bench and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--ceiling", type=float, default=1.3)
    options = parser.parse_args()
    texts = load(options.articles)
    bare, reader = spacy.load(PIPELINE), Reader()
    count = len(texts)

    def run_bare() -> None:
        for _ in bare.pipe((a.text for a in texts), batch_size=BATCH):
            pass

    def run_reader() -> None:
        for _ in reader.read_many(texts):
            pass

    run_bare()
    run_reader()
    times = [(timed(run_bare), timed(run_reader)) for _ in range(options.rounds)]
    ratios = sorted(r / b for b, r in times)
    middle = statistics.median(ratios)
    print(f"{count} articles, {sum(len(a.text) for a in texts)} characters, {options.rounds} rounds")
    print(f"bare nlp.pipe   {count / statistics.median(b for b, _ in times):7.1f} articles/s")
    print(f"reading         {count / statistics.median(r for _, r in times):7.1f} articles/s")
    print(f"reading / bare  {middle:7.2f}   (from {ratios[0]:.2f} to {ratios[-1]:.2f}; ceiling {options.ceiling})")
    return int(middle > options.ceiling)


if __name__ == "__main__":
    sys.exit(main())
