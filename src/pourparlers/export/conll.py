"""Articles as CoNLL-U Plus: a token a line, a column for each layer of labels, a paragraph where CoNLL has a sentence.

Labels are IOB2; where two stretches of a layer overlap, the one that starts first (of two, the longer) has the tokens.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, Final, TextIO

from sqlalchemy import Connection, Row

from pourparlers.export import walk
from pourparlers.export.columns import TABLES
from pourparlers.export.layers import LAYERS, Label, labels
from pourparlers.export.wanted import Wanted

COLUMNS: Final = tuple(c.name for c in TABLES["tokens"].columns)

_TOKEN: Final = re.compile(r"\w+(?:['’](?=\w))?|[^\w\s]")
_PARAGRAPH: Final = re.compile(r"[^\n]*\S[^\n]*")


def write(connection: Connection, wanted: Wanted, out: TextIO) -> int:
    """Write the articles; how many there are."""
    out.write(f"# global.columns = {' '.join(COLUMNS)}\n")
    number = 0
    for page in walk.article_pages(connection, wanted):
        for row in page:
            out.writelines(_document(row))
            number += 1
    return number


def _document(row: Row[Any]) -> Iterator[str]:
    marks = _apart(labels(json.loads(row.record)))
    head = [f"# newdoc id = {row.id}", *_about("document", row.doc_id), *_about("url", row.url)]
    head += [*_about("published", row.published), *_about("updated_at", row.changed)]
    for n, paragraph in enumerate(_PARAGRAPH.finditer(row.text), 1):
        yield "\n".join([*head, f"# sent_id = {row.id}-{n}", *_about("text", paragraph[0])]) + "\n"
        head = []
        tokens = list(_TOKEN.finditer(row.text, paragraph.start(), paragraph.end()))
        starts = [t.start() for t in tokens]
        tags = zip(*(_tags(marks[layer], starts) for layer in LAYERS), strict=True)
        for i, (token, found) in enumerate(zip(tokens, tags, strict=True), 1):
            yield "\t".join([str(i), token[0], str(token.start()), str(token.end()), *found]) + "\n"
        yield "\n"


def _about(name: str, value: str | None) -> list[str]:
    return [f"# {name} = {' '.join(value.split())}"] if value else []


def _apart(found: Sequence[Label]) -> dict[str, list[Label]]:
    """The labels of each layer, none of them overlapping."""
    kept: dict[str, list[Label]] = {layer: [] for layer in LAYERS}
    for x in sorted(found, key=lambda x: (x.start, -x.end)):
        if not kept[x.layer] or kept[x.layer][-1].end <= x.start:
            kept[x.layer].append(x)
    return kept


def _tags(marks: Sequence[Label], starts: Sequence[int]) -> list[str]:
    """The tags of one layer for tokens, told by where they start."""
    tags = ["O"] * len(starts)
    for x in marks:
        first, last = bisect_left(starts, x.start), bisect_left(starts, x.end)
        if first < last:
            tags[first:last] = [f"B-{x.label}", *[f"I-{x.label}"] * (last - first - 1)]
    return tags
