"""Articles with labelled spans, a JSON object a line, as doccano, converters of Label Studio and scripts take them."""

from __future__ import annotations

import json
from typing import Any, TextIO

from sqlalchemy import Connection, Row

from pourparlers.export import walk
from pourparlers.export.layers import labels
from pourparlers.export.wanted import Wanted
from pourparlers.export.withdrawn import gone


def write(connection: Connection, wanted: Wanted, out: TextIO) -> int:
    """Write the articles; how many there are. An update ends with a line for each that stands no more."""
    number = 0
    for page in walk.article_pages(connection, wanted):
        for row in page:
            out.write(json.dumps(document(row), ensure_ascii=False) + "\n")
            number += 1
    if wanted.filters.changed_since:
        for x in gone(connection, wanted, ["article"]):
            by = int(x.replaced_by) if x.replaced_by else None
            out.write(json.dumps({"id": int(x.id), "withdrawn_at": x.at, "replaced_by": by}) + "\n")
    return number


def document(row: Row[Any]) -> dict[str, Any]:
    """An article: ``label`` holds [start, end, LAYER:label], ``items`` the item of the record for each."""
    found = labels(json.loads(row.record))
    return {
        "id": row.id,
        "text": row.text,
        "label": [[x.start, x.end, f"{x.layer}:{x.label}"] for x in found],
        "items": [x.item for x in found],
        "meta": {
            "document": row.doc_id,
            "sha256": row.sha256,
            "url": row.url,
            "title": row.title,
            "outlet": row.publisher,
            "published": row.published,
            "reader": row.reader,
            "updated_at": row.changed,
        },
    }
