"""Web annotations (W3C Web Annotation Data Model): each thing read in an article, pointed at twice.

TextPositionSelector counts code points of the text as it was given; TextQuoteSelector repeats the words with as much
around them as makes them stand once in the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, TextIO

from sqlalchemy import Connection, Row

from pourparlers.export import said, walk
from pourparlers.export.layers import Label, labels
from pourparlers.export.wanted import Wanted

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Characters that a quote selector repeats before and after, and more where they do not tell the place."""

_PURPOSES: Final = {"ENTITY": "identifying", "SOURCE": "identifying", "TIME": "identifying"}

Node = dict[str, Any]


def write(connection: Connection, wanted: Wanted, out: TextIO) -> int:
    """Write one page of annotations; how many there are."""
    head = {"@context": CONTEXT, "id": "urn:pourparlers:annotations", "type": "AnnotationPage", "startIndex": 0}
    out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [')
    number = 0
    for page in walk.article_pages(connection, wanted):
        for row in page:
            for node in of_article(row):
                out.write((",\n" if number else "\n") + json.dumps(node, ensure_ascii=False))
                number += 1
    out.write("\n]}\n")
    return number


def of_article(row: Row[Any]) -> Iterator[Node]:
    """The annotations of an article, in the order of its text."""
    record = json.loads(row.record)
    more = _more(record)
    for x in labels(record):
        yield {
            "id": f"urn:pourparlers:annotation:{row.sha256[:16]}:{x.item}:{x.layer.lower()}:{x.start}-{x.end}",
            "type": "Annotation",
            "motivation": _PURPOSES.get(x.layer, "classifying"),
            "generated": row.changed,
            "generator": {"id": "https://w3id.org/pourparlers", "type": "Software", "name": row.reader},
            "body": [_body(f"{x.layer.lower()}:{x.label}", "tagging"), *more.get(x.item, [])],
            "target": {
                "source": said.web(row.url) or f"urn:pourparlers:article:{row.id}",
                "selector": [_quote(row.text, x), {"type": "TextPositionSelector", "start": x.start, "end": x.end}],
            },
        }


def _body(value: str, purpose: str, lang: str | None = None) -> Node:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return body | ({"language": lang} if lang else {})


def _more(record: Mapping[str, Any]) -> dict[str, list[Node]]:
    """By item: who is named, which date is meant, who says so."""
    found = {e["id"]: [_body(e["name"], "identifying", "fr"), *_link(e)] for e in record["entities"]}
    found |= {t["id"]: [_body(t["value"], "identifying")] for t in record["times"] if t["value"]}
    for a in record["attributions"]:
        entity = found.get((a["source"] or {}).get("entity") or "")
        found[a["id"]] = list(entity or [])
    for m in record["meetings"]:
        for n, r in enumerate(m["reports"]):
            found[f"{m['id']}.{n}"] = [_body(r["source"], "describing", "fr")] if r["source"] else []
    return found | {c["id"]: [_body(c["source"], "describing", "fr")] if c["source"] else [] for c in record["acts"]}


def _link(entity: Mapping[str, Any]) -> list[Node]:
    if not entity.get("wikidata"):
        return []
    source = f"http://www.wikidata.org/entity/{entity['wikidata']}"
    return [{"type": "SpecificResource", "source": source, "purpose": "identifying"}]


def _quote(text: str, x: Label) -> Node:
    around = AROUND
    while True:
        start, end = max(0, x.start - around), min(len(text), x.end + around)
        whole = text[start:end]
        if (start == 0 and end == len(text)) or text.find(whole, text.find(whole) + 1) < 0:
            break
        around *= 2
    prefix, suffix = text[start : x.start], text[x.end : end]
    return {"type": "TextQuoteSelector", "exact": text[x.start : x.end], "prefix": prefix, "suffix": suffix}
