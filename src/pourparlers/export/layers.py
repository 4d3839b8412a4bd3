"""What was read in an article as labelled stretches of its text, a layer for each thing that is marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

LAYERS: Final = ("ENTITY", "TIME", "SOURCE", "CUE", "SAID", "MEETING", "REPORT", "ACT")
"""Entities named, times, sources, reporting words, content of statements, meetings mentioned, reports, acts."""


class Label(NamedTuple):
    """A labelled stretch: its layer and label, the item of the record that it belongs to, its place in the text."""

    layer: str
    label: str
    item: str
    start: int
    end: int


def labels(record: Mapping[str, Any]) -> list[Label]:
    """The labels of a record in the order of the text; empty stretches are left out."""
    return sorted((x for x in _labels(record) if x.start < x.end), key=lambda x: (x.start, x.end, x.layer, x.item))


def _labels(record: Mapping[str, Any]) -> Iterator[Label]:
    for e in record["entities"]:
        yield from (_of("ENTITY", e["kind"], e["id"], s) for s in e["mentions"])
    for t in record["times"]:
        yield _of("TIME", t["type"], t["id"], t)
    for a in record["attributions"]:
        if a["source"]:
            yield _of("SOURCE", a["source"]["kind"], a["id"], a["source"])
        if a["cue"]:
            yield _of("CUE", a["form"], a["id"], a["cue"])
        yield from (_of("SAID", a["form"], a["id"], s) for s in a["content"])
    for m in record["meetings"]:
        yield from (_of("MEETING", m["kind"], m["id"], s) for s in m["mentions"])
        for n, r in enumerate(m["reports"]):
            yield _of("REPORT", r["status"], f"{m['id']}.{n}", r["evidence"])
    for c in record["acts"]:
        yield _of("ACT", c["type"], c["id"], c["evidence"])


def _of(layer: str, label: str, item: str, span: Mapping[str, Any]) -> Label:
    return Label(layer, label, item, span["start"], span["end"])
