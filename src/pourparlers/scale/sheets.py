"""What reading a partition leaves: three Parquet files, of records, claims and meetings, written as it goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pourparlers.linking.mentions import dumps, mentions_of
from pourparlers.linking.reports import lines_of
from pourparlers.record import Record
from pourparlers.scale.partitions import where

ROWS = 2_000
"""Rows that are held before they are written."""

TABLES: dict[str, dict[str, str]] = {
    "records": dict.fromkeys(
        ("seq", "sha256", "id", "url", "title", "publisher", "published", "gate", "record"), "string"
    ),
    "claims": {
        **dict.fromkeys(
            ("sha256", "id", "source", "source_kind", "country", "cue", "content", "form", "date", "rule"), "string"
        ),
        "start": "int64",
        "end": "int64",
    },
    "meetings": {
        **dict.fromkeys(("seq", "uid", "sha256", "kind", "status", "place", "date", "features", "lines"), "string"),
        "participants": "list<string>",
        "day": "int64",
        "fullness": "int64",
    },
}
"""The columns of each table, by their Arrow types; ``seq`` is an article's place in the corpus."""


class Sheets:
    """The three files of one partition; they come to be when it is closed, under their names at once."""

    def __init__(self, output: str, part: str) -> None:
        self.output, self.part = output, part
        self._held: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        self._writers: dict[str, Any] = {}
        self._number = 0

    def write(self, record: Record) -> None:
        """Add what a record says."""
        seq = f"{self.part}-{self._number:08}"
        self._held["records"].append({"seq": seq, **_record(record)})
        self._held["claims"].extend(_claims(record))
        self._held["meetings"].extend({"seq": seq, **row} for row in _meetings(record))
        self._number += 1
        for name, rows in self._held.items():
            if len(rows) >= ROWS:
                self._flush(name)

    def close(self) -> None:
        """Write the rest, and give the files their names."""
        for name in TABLES:
            self._flush(name)
            self._writers[name].close()
            system, path = where(self._path(name, "tmp"))
            system.move(path, where(self._path(name, "parquet"))[1])

    def _path(self, table: str, suffix: str) -> str:
        return f"{self.output}/{table}/{self.part}.{suffix}"

    def _flush(self, name: str) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        schema = pa.schema([(column, _type(kind)) for column, kind in TABLES[name].items()])
        if name not in self._writers:
            system, path = where(self._path(name, "tmp"))
            system.create_dir(path.rsplit("/", 1)[0], recursive=True)
            self._writers[name] = parquet.ParquetWriter(path, schema, filesystem=system, compression="zstd")
        self._writers[name].write_table(pa.Table.from_pylist(self._held[name], schema=schema))
        self._held[name].clear()


def _type(kind: str) -> Any:
    import pyarrow as pa

    return pa.list_(pa.string()) if kind == "list<string>" else pa.type_for_alias(kind)


def _record(record: Record) -> dict[str, Any]:
    about = record.document
    published = about.published.isoformat() if about.published else None
    return {
        **{name: getattr(about, name) for name in ("sha256", "id", "url", "title", "publisher", "gate")},
        "published": published,
        "record": None if about.gate else record.to_json(),
    }


def _claims(record: Record) -> Iterator[dict[str, Any]]:
    entities = {e.id: e for e in record.entities}
    for a in record.attributions:
        who = entities.get(a.source.entity or "") if a.source else None
        yield {
            "sha256": record.document.sha256,
            "id": a.id,
            "source": who.name if who else a.source.text if a.source else None,
            "source_kind": a.source.kind if a.source else None,
            "country": who.countries[0] if who and who.countries else None,
            "cue": a.cue.text if a.cue else None,
            "content": " … ".join(s.text for s in a.content),
            "form": a.form,
            "date": a.date,
            "rule": a.rule,
            "start": a.content[0].start if a.content else None,
            "end": a.content[-1].end if a.content else None,
        }


def _meetings(record: Record) -> Iterator[dict[str, Any]]:
    names = {e.id: e.name for e in record.entities}
    for mention, meeting in mentions_of(record):
        lines = [asdict(x) | {"evidence": x.evidence.model_dump()} for x in lines_of(record, mention, meeting)]
        for line in lines:
            line["cue"] = line["cue"].model_dump() if line["cue"] else None
        yield {
            "uid": mention.uid,
            "sha256": record.document.sha256,
            "kind": meeting.kind,
            "status": meeting.status,
            "place": meeting.place.text if meeting.place else None,
            "date": meeting.date,
            "features": dumps(mention),
            "lines": json.dumps(lines, ensure_ascii=False),
            "participants": [names[i] for i in meeting.participants],
            "day": mention.day,
            "fullness": mention.fullness,
        }
