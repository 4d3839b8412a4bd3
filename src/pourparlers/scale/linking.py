"""Linking a corpus that was read: DuckDB orders its meetings and cuts them into blocks, each block is linked by itself.

The talks are those that a store comes to with the same articles: the same text counts once, by its earliest copy, and
of several texts at one address the last one counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pourparlers.linking.derive import talk_of
from pourparlers.linking.judgements import Constraints
from pourparlers.linking.linker import Link, relink
from pourparlers.linking.mentions import Mention, loads
from pourparlers.linking.plain import talk_dict
from pourparlers.linking.pool import Pool
from pourparlers.linking.talks import HistoryLine, Talk
from pourparlers.record import Span
from pourparlers.scale.blocks import Blocks

FETCH = 5_000
"""Meetings that are in memory while blocks are made, and talks while they are written."""

_STANDING = """
CREATE TEMP TABLE standing AS
WITH copies AS (
    SELECT sha256, seq, first_value(url) OVER came AS url, first_value(seq) OVER came AS came, row_number() OVER (
        PARTITION BY sha256 ORDER BY coalesce(published, '9999-12-31'), coalesce(url, chr(65535)), id, seq) AS rank
    FROM read_parquet(?) WINDOW came AS (PARTITION BY sha256 ORDER BY seq)),
newest AS (
    SELECT sha256, seq, row_number() OVER (PARTITION BY coalesce(url, sha256) ORDER BY came DESC) AS version
    FROM copies WHERE rank = 1)
SELECT seq FROM newest WHERE version = 1
"""

_PRINTED = """
CREATE TEMP TABLE printed AS
SELECT sha256, list(DISTINCT publisher ORDER BY publisher) AS outlets
FROM read_parquet(?) WHERE publisher <> '' GROUP BY sha256
"""

_MEETINGS = """
CREATE TEMP TABLE found AS
SELECT row_number() OVER (ORDER BY day, fullness DESC, uid) - 1 AS number, uid, features, lines, outlets
FROM read_parquet(?) JOIN standing USING (seq) LEFT JOIN printed USING (sha256)
"""

_SIZES = "SELECT count(*), coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM cut GROUP BY block)"


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking came to: meetings, blocks, the meetings of the largest block, talks."""

    meetings: int
    blocks: int
    largest: int
    talks: int


def link_corpus(folder: str, output: Path, memory: str | None = None) -> Linked:
    """Link what ``read_corpus`` wrote to a folder; the talks go to a Parquet file.

    Args:
        folder: the folder that was read into.
        output: the file to write.
        memory: how much DuckDB may take before it spills to disk, such as "4GB".
    """
    import duckdb

    with duckdb.connect() as db:
        if memory:
            db.execute("SET memory_limit = ?", [memory])
        db.execute("SET preserve_insertion_order = false")
        db.execute(_STANDING, [f"{folder}/records/*.parquet"])
        db.execute(_PRINTED, [f"{folder}/records/*.parquet"])
        db.execute(_MEETINGS, [f"{folder}/meetings/*.parquet"])
        meetings = _cut(db)
        blocks, largest = db.execute(_SIZES).fetchall()[0]
        talks = _write((t for block in _blocks(db) for t in _talks(block)), output)
    return Linked(meetings, blocks, largest, talks)


def _cut(db: Any) -> int:
    """Make the table ``cut``: the block of each meeting."""
    import pyarrow as pa

    blocks = Blocks()
    count = 0
    cursor = db.execute("SELECT features FROM found ORDER BY number")
    while some := cursor.fetchmany(FETCH):
        for (features,) in some:
            blocks.add(loads(features))
            count += 1
    table = pa.table({"number": pa.array(range(count), pa.int64()), "block": [blocks.block(n) for n in range(count)]})
    db.register("blocks", table)
    db.execute("CREATE TEMP TABLE cut AS SELECT number, block::BIGINT AS block FROM blocks")
    db.unregister("blocks")
    return count


def _blocks(db: Any) -> Iterator[list[tuple[Mention, list[HistoryLine]]]]:
    """The meetings of each block, in the order of linking, with their reports."""
    query = "SELECT block, features, lines, outlets FROM found JOIN cut USING (number) ORDER BY block, number"
    cursor = db.execute(query)
    held: list[tuple[Mention, list[HistoryLine]]] = []
    at = -1
    while some := cursor.fetchmany(FETCH):
        for block, features, lines, outlets in some:
            if block != at and held:
                yield held
                held = []
            at = block
            held.append((loads(features), [_line(x, outlets or ()) for x in json.loads(lines)]))
    if held:
        yield held


def _line(fields: dict[str, Any], outlets: Iterable[str]) -> HistoryLine:
    """A report as it was written down, of an article that these outlets printed."""
    cue = Span(**fields["cue"]) if fields["cue"] else None
    read = {"evidence": Span(**fields["evidence"]), "cue": cue, "outlets": tuple(outlets)}
    return HistoryLine(**{**fields, **read})


def _talks(block: list[tuple[Mention, list[HistoryLine]]]) -> Iterator[Talk]:
    """Link the meetings of one block."""
    pool = Pool()
    links = relink(pool, [m for m, _ in block], [], Constraints())
    lines = {
        m.uid: [replace(x, article=int(m.article[:15], 16), link=_why(links[m.uid])) for x in own] for m, own in block
    }
    for chain in pool.changed.values():
        told = [x for m in chain.mentions for x in lines[m.uid]]
        if told:
            yield talk_of(chain.mentions, told)


def _why(link: Link) -> str:
    return " ; ".join(f"{what} {seen} {weight:+.1f}".replace("  ", " ") for what, weight, seen in link.reasons)


def _write(talks: Iterator[Talk], output: Path) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    texts = ("id", "kind", "place", "date", "status", "first_day", "last_day", "talk")
    schema = pa.schema(
        [(name, pa.string()) for name in texts]
        + [("participants", pa.list_(pa.string())), ("states", pa.list_(pa.string())), ("reports", pa.int64())]
    )
    count = 0
    partial = output.with_suffix(".tmp")
    with parquet.ParquetWriter(partial, schema, compression="zstd") as writer:
        held: list[dict[str, Any]] = []
        for talk in talks:
            held.append(_row(talk))
            count += 1
            if len(held) >= FETCH:
                writer.write_table(pa.Table.from_pylist(held, schema=schema))
                held.clear()
        writer.write_table(pa.Table.from_pylist(held, schema=schema))
    partial.replace(output)
    return count


def _row(talk: Talk) -> dict[str, Any]:
    return {
        **{name: getattr(talk, name) for name in ("id", "kind", "place", "date", "status", "first_day", "last_day")},
        "participants": [p.name for p in talk.participants],
        "states": sorted({p.country for p in talk.participants}),
        "reports": len(talk.history),
        "talk": json.dumps(talk_dict(talk), ensure_ascii=False),
    }
