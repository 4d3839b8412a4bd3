"""How fast is reading? Articles a second, beside bare ``nlp.pipe`` of the full pipeline on the same articles.

    python bench/speed.py [FILE_OR_FOLDER …] [--mix FILE_OR_FOLDER] [--rounds N] [--workers N] [--ray] [--out FILE]

(a) Diplomatic articles: those given, else ../shared/gold/dev, else the bundled sample story. (b) A general mix, one in
five of them diplomatic: given by ``--mix``, else made up (``mix.py``). All that is compared is run in turn, round after
round, so that a slow moment of the machine weighs on all; what counts is the ratio of their times. Writes the figures
to a JSON file, and exits with 1 if the median ratio of (a) is above the ceiling.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import spacy
from mix import mix

from pourparlers import Reader
from pourparlers.reading.reader import BATCH, PIPELINE
from pourparlers.record import Article
from pourparlers.samples import budapest
from pourparlers.sources.files import Skipped, articles

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "dev"
OUT = Path(__file__).parent / "results" / "speed.json"
FIRST = (
    "import pourparlers, sys; next(pourparlers.Reader().read_many([{'text': 'Oslo a demandé un sommet à Lisbonne.'}]))"
)
Runs = dict[str, Callable[[], object]]


def load(paths: Sequence[str]) -> list[Article]:
    """The articles to read."""
    if not paths and not GOLD.is_dir():
        return budapest()
    taken = list(articles(paths or [str(GOLD)]))
    return [t[1] for t in taken if not isinstance(t, Skipped)]


def drain(items: Iterable[object]) -> int:
    """Go through all; how many there were."""
    return sum(1 for _ in items)


def in_turn(runs: Runs, rounds: int) -> dict[str, list[float]]:
    """The seconds that each takes, round after round, after one that does not count."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for n in range(rounds + 1):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            if n:
                times[name].append(time.perf_counter() - start)
    return times


def figures(times: dict[str, list[float]], count: int, base: str) -> dict[str, Any]:
    """Articles a second of each, and how its times compare with those of ``base``: medians, least and most."""
    out = {}
    for name, seconds in times.items():
        ratios = sorted(s / b for s, b in zip(seconds, times[base], strict=True))
        out[name] = {
            "articles_per_second": round(count / statistics.median(seconds), 1),
            "spread": [round(count / max(seconds), 1), round(count / min(seconds), 1)],
            f"time_over_{base}": round(statistics.median(ratios), 3),
            "ratios": [round(r, 3) for r in ratios],
        }
    return out


def plain_pool(texts: Sequence[Article], workers: int) -> Callable[[], object]:
    """Plain multiprocessing over the same reader: ``Pool.imap`` of batches."""
    batches = [list(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]
    pool = get_context("spawn").Pool(workers, _begin)
    return lambda: drain(pool.imap(_read_batch, batches))


def _begin() -> None:
    global _reader
    _reader = Reader()


def _read_batch(batch: list[Article]) -> list[Any]:
    return _reader.read_batch(batch)


def on_ray(texts: Sequence[Article], actors: int) -> dict[str, Any]:
    """Ray Data on the same articles: articles a second of an actor's own time, once running, times the actors."""
    import pyarrow as pa
    from pyarrow import parquet

    from pourparlers.scale.corpus import read_corpus
    from pourparlers.scale.partitions import partitions

    with tempfile.TemporaryDirectory() as folder:
        rows = [{"id": a.id, "text": a.text} for a in texts]
        parquet.write_table(pa.Table.from_pylist(rows), f"{folder}/in.parquet", row_group_size=BATCH)
        ends: list[tuple[float, int]] = []
        read_corpus(
            partitions([f"{folder}/in.parquet"], BATCH),
            f"{folder}/out",
            actors=actors,
            gate=False,
            step=lambda note: ends.append((time.perf_counter(), note["read"])),
        )
    # From the first parts on, when every actor has its pipeline.
    start, later = ends[actors - 1][0], ends[actors:]
    return {"articles_per_second": round(sum(n for _, n in later) / (later[-1][0] - start), 1) if later else None}


def first_result() -> list[float]:
    """Seconds from the start of Python to the first record."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", FIRST], check=True)
        seconds.append(round(time.perf_counter() - start, 2))
    return sorted(seconds)


def stream(texts: Sequence[Article], count: int) -> Iterator[Article]:
    """So many articles, taken in turn and made different."""
    for n in range(count):
        article = texts[n % len(texts)]
        yield article.model_copy(update={"id": f"{n}", "text": f"{article.text}\n\nNote {n}."})


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """All the figures."""
    texts = load(options.articles)
    mixed = load([options.mix]) if options.mix else list(mix(texts, options.size))
    bare, reader, gated = spacy.load(PIPELINE), Reader(), Reader(gate=True)
    runs: Runs = {
        "bare": lambda: drain(bare.pipe((a.text for a in texts), batch_size=BATCH)),
        "reader": lambda: drain(reader.read_many(texts)),
    }
    diplomatic = figures(in_turn(runs, options.rounds), len(texts), "bare")
    stopped = sum(r.document.gate is not None for r in gated.read_many(mixed))
    runs = {
        "bare": lambda: drain(bare.pipe((a.text for a in mixed), batch_size=BATCH)),
        "gated": lambda: drain(gated.read_many(mixed)),
    }
    general = figures(in_turn(runs, options.rounds), len(mixed), "bare")
    many = list(stream(texts, options.size))
    runs = {
        "one": lambda: drain(reader.read_many(many)),
        "workers": lambda: drain(reader.read_many(many, workers=options.workers)),
        "multiprocessing": plain_pool(many, options.workers),
    }
    cores = figures(in_turn(runs, max(1, options.rounds // 2)), len(many), "one")
    return {
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "diplomatic": {"articles": len(texts), "characters": sum(len(a.text) for a in texts), **diplomatic},
        "mix": {"articles": len(mixed), "stopped": stopped, **general},
        "cores": {"articles": len(many), "workers": options.workers, **cores},
        "ray": on_ray(many, options.workers) if options.ray else None,
        "first_result_seconds": first_result(),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> int:
    """Run the bench, print its figures and write them down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*")
    parser.add_argument("--mix", help="a general mix to read instead of a made-up one")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--size", type=int, default=400, help="articles of the made-up mix, and for several workers")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--ray", action="store_true", help="measure Ray Data too")
    parser.add_argument("--ceiling", type=float, default=1.3)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    found = measure(options)
    for part in ("diplomatic", "mix", "cores"):
        print(part, {k: v for k, v in found[part].items() if not isinstance(v, dict)})
        for name, figure in found[part].items():
            if isinstance(figure, dict):
                ratio = next(v for k, v in figure.items() if k.startswith("time_over"))
                rate = figure["articles_per_second"]
                print(f"  {name:16} {rate:8.1f} articles/s   time × {ratio:.3f}  {figure['spread']}")
    print({k: found[k] for k in ("ray", "first_result_seconds", "peak_megabytes")})
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return int(found["diplomatic"]["reader"]["time_over_bare"] > options.ceiling)


if __name__ == "__main__":
    sys.exit(main())
