"""How fast is reading? Articles a second, beside bare ``nlp.pipe`` of the full pipeline on the same articles.

    python bench/speed.py [FILE_OR_FOLDER …] [--mix FILE_OR_FOLDER] [--only PART …] [--rounds N] [--size N]

Parts: (a) ``diplomatic``: the articles given, else ../shared/gold/dev, else the bundled sample story. (b) ``mix``: a
general mix, one article in five diplomatic, given by ``--mix`` or made up (``mix.py``), read with the gate. ``cores``:
several workers, plain multiprocessing and Ray Data beside one worker. ``start``: the time to the first record, and that
of commands that read nothing.

What is compared runs in turn, round after round, after one round that does not count, so that a slow moment of the
machine weighs on all; what counts is the ratio of their times, of the clock and of the processor. Matrices are
multiplied in one thread. Figures go to a JSON file, a part at a time. Exits with 1 if reading (a) costs more than
``--ceiling``.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import spacy
from mix import mix

from pourparlers import Reader
from pourparlers.reading.reader import BATCH, PIPELINE
from pourparlers.record import Article, Record
from pourparlers.samples import budapest
from pourparlers.sources.files import Skipped, articles

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "dev"
OUT = Path(__file__).parent / "results" / "speed.json"
PARTS = ("diplomatic", "mix", "cores", "start")
FIRST = "import pourparlers; pourparlers.Reader().read('Oslo a demandé un sommet à Lisbonne.')"
PART_ROWS = 2 * BATCH
"""Articles in a part of the corpus that Ray reads."""

Times = tuple[float, float]
"""Seconds of the clock and of the processor; none of the latter where several processes work."""


def load(paths: Sequence[str]) -> list[Article]:
    """The articles to read."""
    if not paths and not GOLD.is_dir():
        return budapest()
    taken = list(articles(paths or [str(GOLD)]))
    return [t[1] for t in taken if not isinstance(t, Skipped)]


def drain(items: Iterable[object]) -> int:
    """Go through all; how many there were."""
    return sum(1 for _ in items)


# In one process


def timed(run: Callable[[], object]) -> Times:
    """What a run takes."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor


def in_turn(runs: dict[str, Callable[[], Times]], rounds: int) -> dict[str, list[Times]]:
    """What each takes, round after round, after one round that does not count."""
    for run in runs.values():
        run()
    times: dict[str, list[Times]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(run())
    return times


def figures(times: dict[str, list[Times]], count: int, base: str) -> dict[str, Any]:
    """Articles a second of each by the clock, and how its times compare with those of ``base``: medians, extremes."""
    out = {}
    for name, seconds in times.items():
        clock = [s for s, _ in seconds]
        out[name] = {
            "articles_per_second": round(count / statistics.median(clock), 1),
            "spread": [round(count / max(clock), 1), round(count / min(clock), 1)],
            f"time_over_{base}": _ratio([s / b for (s, _), (b, _) in zip(seconds, times[base], strict=True)]),
        }
        if all(processor for _, processor in times[base]):
            ratios = [s / b for (_, s), (_, b) in zip(seconds, times[base], strict=True)]
            out[name][f"processor_over_{base}"] = _ratio(ratios)
    return out


def _ratio(ratios: list[float]) -> dict[str, float]:
    values = {"median": statistics.median(ratios), "least": min(ratios), "most": max(ratios)}
    return {name: round(value, 3) for name, value in values.items()}


def beside_bare(texts: Sequence[Article], reader: Reader, rounds: int) -> dict[str, Any]:
    """A reader beside the full pipeline, on the same articles."""
    bare = spacy.load(PIPELINE)
    runs = {
        "bare": lambda: timed(lambda: drain(bare.pipe((a.text for a in texts), batch_size=BATCH))),
        "reader": lambda: timed(lambda: drain(reader.read_many(texts))),
    }
    about = {"articles": len(texts), "characters": sum(len(a.text) for a in texts), "rounds": rounds}
    return {**about, **figures(in_turn(runs, rounds), len(texts), "bare")}


def diplomatic(options: argparse.Namespace) -> dict[str, Any]:
    """Part (a)."""
    return beside_bare(load(options.articles), Reader(), options.rounds)


def general(options: argparse.Namespace) -> dict[str, Any]:
    """Part (b)."""
    mixed = load([options.mix]) if options.mix else list(mix(load(options.articles), options.size))
    gated = Reader(gate=True)
    records = list(gated.read_many(mixed))
    sizes = {
        "stopped": sum(r.document.gate is not None for r in records),
        "bytes_in": sum(len(a.text.encode()) for a in mixed),
        "bytes_out": _written(records),
    }
    return {**sizes, **beside_bare(mixed, gated, max(1, options.rounds // 2))}


def _written(records: Sequence[Record]) -> int:
    """The bytes of the Parquet files that a corpus leaves of these records."""
    from pourparlers.scale.sheets import Sheets

    with tempfile.TemporaryDirectory() as folder:
        sheets = Sheets(folder, "part")
        for record in records:
            sheets.write(record)
        sheets.close()
        return sum(file.stat().st_size for file in Path(folder).rglob("*.parquet"))


# In several processes


def cores(options: argparse.Namespace) -> dict[str, Any]:
    """One worker, several, plain multiprocessing, Ray: each once it is running and before it runs out."""
    texts = load(options.articles)
    count = max(4 * options.size, 32 * options.workers * BATCH)
    many = [
        a.model_copy(update={"id": f"{n}", "text": f"{a.text}\n\nNote {n}."})
        for n, a in ((n, texts[n % len(texts)]) for n in range(count))
    ]
    reader, workers = Reader(), options.workers
    edge = 2 * workers * BATCH
    with get_context("spawn").Pool(workers, _begin) as pool:
        runs = {
            "one": lambda: running(reader.read_many(many), edge, count),
            "workers": lambda: running(reader.read_many(many, workers=workers), edge, count),
            "multiprocessing": lambda: running(_over(pool, many), edge, count),
            "ray": lambda: on_ray(many, workers),
        }
        for name in ("ray",) if not _has_ray() else ():
            del runs[name]
        times = in_turn(runs, max(1, options.rounds // 3))
    return {"articles": count, "processes": workers, **figures(times, count, "one")}


def running(records: Any, edge: int, count: int) -> Times:
    """The seconds that all would take at the pace between the first ``edge`` records and the last; no processor's time.

    At both ends of what is timed as many articles are in the workers' hands, done in part: they cancel out.
    """
    at: dict[int, float] = {}
    with closing(records):
        for n, _ in enumerate(records, 1):
            if n in (edge, count - edge):
                at[n] = time.perf_counter()
    return (at[count - edge] - at[edge]) * count / (count - 2 * edge), 0.0


def _over(pool: Any, texts: Sequence[Article]) -> Iterator[Any]:
    for batch in pool.imap(_read_batch, [list(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]):
        yield from batch


def _begin() -> None:
    global _reader
    _reader = Reader()


def _read_batch(batch: list[Article]) -> list[Any]:
    return _reader.read_batch(batch)


def _has_ray() -> bool:
    try:
        import pyarrow  # noqa: F401
        import ray  # noqa: F401
    except ImportError:
        return False
    return True


def on_ray(texts: Sequence[Article], actors: int) -> Times:
    """Ray Data on the same articles, records and tables written, at the pace between its first parts and its last."""
    import pyarrow as pa
    from pyarrow import parquet

    from pourparlers.scale.corpus import read_corpus
    from pourparlers.scale.partitions import partitions

    with tempfile.TemporaryDirectory() as folder:
        rows = [{"id": a.id, "text": a.text} for a in texts]
        parquet.write_table(pa.Table.from_pylist(rows), f"{folder}/in.parquet", row_group_size=PART_ROWS)
        ends: list[tuple[float, int]] = []
        read_corpus(
            partitions([f"{folder}/in.parquet"], PART_ROWS),
            f"{folder}/out",
            actors=actors,
            gate=False,
            step=lambda note: ends.append((time.perf_counter(), note["read"])),
        )
    # In the first third each actor starts and loads its pipeline; at the end some run out of work before others.
    first, last = len(ends) // 3, len(ends) - actors
    return (ends[last - 1][0] - ends[first - 1][0]) * len(texts) / sum(n for _, n in ends[first:last]), 0.0


# Starting


def start(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds to the first record, and of commands that read nothing: the least and the median of some runs."""
    program = Path(sys.executable).with_name("pourparlers")
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/story.db"
        from pourparlers.commands.demo import fill
        from pourparlers.store import open_store

        with open_store(store, create=True) as opened:
            fill(opened)
            talk = opened.talks()[0].id
        calls = {
            "first_record": [sys.executable, "-c", FIRST],
            "--help": [program, "--help"],
            "talks": [program, "talks", "--store", store],
            "show": [program, "show", talk, "--store", store],
        }
        return {name: _seconds(call, max(3, options.rounds // 2)) for name, call in calls.items()}


def _seconds(call: Sequence[str | Path], times: int) -> dict[str, float]:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - begun)
    return {"least": round(min(taken), 2), "median": round(statistics.median(taken), 2)}


def _peak() -> dict[str, int]:
    """The most memory that this process, and any one of those that it started, has had."""
    whose = {"self": resource.RUSAGE_SELF, "children": resource.RUSAGE_CHILDREN}
    return {name: resource.getrusage(who).ru_maxrss // 1024 for name, who in whose.items()}


def _print(part: str, found: dict[str, Any], seconds: float) -> None:
    print(f"{part} ({seconds:.0f} s)", {k: v for k, v in found.items() if not isinstance(v, dict)})
    for name, figure in found.items():
        if isinstance(figure, dict):
            print(f"  {name:16}", "  ".join(f"{k} {v}" for k, v in figure.items()))
    sys.stdout.flush()


def main() -> int:
    """Run the parts, print their figures and write them down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*")
    parser.add_argument("--mix", help="a general mix to read instead of a made-up one")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--size", type=int, default=200, help="articles of the made-up mix; four times that for the cores"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--ceiling", type=float, default=0.9)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    options.out.parent.mkdir(exist_ok=True)
    found: dict[str, Any] = json.loads(options.out.read_text("utf-8")) if options.out.is_file() else {}
    machine = {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
    measures = dict(zip(PARTS, (diplomatic, general, cores, start), strict=True))
    for part in options.only:
        begun = time.perf_counter()
        found[part] = measures[part](options)
        found |= {"machine": machine, "peak_megabytes": _peak()}
        options.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        _print(part, found[part], time.perf_counter() - begun)
    if "diplomatic" not in options.only:
        return 0
    return int(found["diplomatic"]["reader"]["time_over_bare"]["median"] > options.ceiling)


if __name__ == "__main__":
    sys.exit(main())
