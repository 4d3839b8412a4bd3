"""Reading a corpus on Ray Data: actors that read partition after partition, each with the pipeline loaded once.

A partition that was read leaves a note in ``OUTPUT/done``; a run that is started again passes it over.
"""

from __future__ import annotations

import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pourparlers.reading.intake import UnreadableError
from pourparlers.record import Article
from pourparlers.scale.partitions import ROWS, Partition, articles, partitions, where
from pourparlers.scale.sheets import Sheets
from pourparlers.sources.taken import Skipped

Counts = dict[str, Any]


def read_partition(part: Partition, output: str, reader: Any, published: str | None = None) -> Counts:
    """Read one partition and write its files; what it came to, which is noted when all is written."""
    start = time.monotonic()
    counts: Counter[str] = Counter()

    def taken() -> Iterator[Article]:
        for one in articles(part, published):
            if isinstance(one, Skipped):
                skipped(one.error)
            else:
                yield one[1]

    def skipped(error: UnreadableError) -> None:
        counts[f"skipped:{error.reason}"] += 1

    sheets = Sheets(output, part.name)
    for record in reader.read_many(taken(), skipped):
        sheets.write(record)
        counts["stopped" if record.document.gate else "read"] += 1
    sheets.close()
    note = {"path": part.path, "first": part.first, "stop": part.stop, **counts}
    note["seconds"] = round(time.monotonic() - start, 3)
    _note(output, part.name, note)
    return note


def todo(inputs: list[str], output: str, rows: int = ROWS) -> tuple[list[Partition], int]:
    """The partitions that are still to be read, and how many there are in all."""
    every = partitions(inputs, rows)
    system, folder = where(f"{output}/done")
    from pyarrow import fs

    inside = system.get_file_info(fs.FileSelector(folder, allow_not_found=True))
    done = {Path(i.path).stem for i in inside}
    return [p for p in every if p.name not in done], len(every)


def read_corpus(
    parts: list[Partition],
    output: str,
    *,
    actors: int,
    memory: int | None = None,
    gate: bool = True,
    knowledge: Path | None = None,
    published: str | None = None,
    address: str | None = None,
    step: Callable[[Counts], None] = lambda _: None,
) -> None:
    """Read partitions on Ray Data, ``actors`` at a time; ``step`` is called with what each came to.

    Args:
        parts: what to read.
        output: a folder, or a URI of one.
        actors: processes that read.
        memory: bytes that each actor is given room for.
        gate: pass over articles whose words hold nothing diplomatic.
        knowledge: a folder with the user's own tables, on every machine.
        published: the day of articles that bring none.
        address: of a Ray cluster; else one is started here.
    """
    import ray

    start_ray(actors, address)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    rows = ray.data.from_items([p.row() for p in parts], override_num_blocks=len(parts))
    notes = rows.map_batches(
        _Actor,
        fn_constructor_kwargs={"output": output, "gate": gate, "knowledge": knowledge, "published": published},
        batch_size=1,
        compute=ray.data.ActorPoolStrategy(size=min(actors, len(parts)), max_tasks_in_flight_per_actor=2),
        num_cpus=1,
        memory=memory,
    )
    for row in notes.iter_rows():
        step(json.loads(row["note"]))


def start_ray(actors: int, address: str | None) -> None:
    """Join a cluster, or start one here, with more logical CPUs than actors: Ray's own tasks need some, too."""
    import logging

    import ray

    if ray.is_initialized():
        return
    if address:
        ray.init(address=address, log_to_driver=False)
    else:
        ray.init(
            num_cpus=actors + max(2, math.ceil(actors / 4)),
            include_dashboard=False,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )


class _Actor:
    """Reads the partitions that it is given."""

    def __init__(self, output: str, gate: bool, knowledge: Path | None, published: str | None) -> None:
        import os

        # Actors share the cores of a machine: each multiplies its matrices in one thread.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from pourparlers.reading.reader import Reader

        self.output, self.published = output, published
        self.reader = Reader(knowledge, gate=gate)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        rows = [dict(zip(batch, values, strict=True)) for values in zip(*batch.values(), strict=True)]
        parts = [Partition(int(r["number"]), str(r["path"]), int(r["first"]), int(r["stop"])) for r in rows]
        notes = [read_partition(p, self.output, self.reader, self.published) for p in parts]
        return {"note": [json.dumps(note) for note in notes]}


def _note(output: str, name: str, note: Counts) -> None:
    system, folder = where(f"{output}/done")
    system.create_dir(folder, recursive=True)
    with system.open_output_stream(f"{folder}/{name}.json") as file:
        file.write(json.dumps(note).encode())
