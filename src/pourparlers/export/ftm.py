"""FollowTheMoney entities, a JSON object a line: talks as Events, their parties, the articles that speak of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, TextIO

from sqlalchemy import Connection

from pourparlers.export import said, walk, when, who
from pourparlers.export.walk import Told
from pourparlers.export.wanted import Wanted
from pourparlers.linking.names import name_key
from pourparlers.linking.talks import HistoryLine

Entity = dict[str, Any]

SUMMARIES: Final = 5
"""Reports repeated in the description of an event, the last ones."""


def write(connection: Connection, wanted: Wanted, out: TextIO) -> int:
    """Write the entities, each once; how many there are."""
    number, seen = 0, set[str]()
    for told in walk.talks(connection, wanted):
        for entity in entities(told):
            if entity["schema"] not in ("Event", "Documentation"):
                if entity["id"] in seen:
                    continue
                seen.add(entity["id"])
            out.write(json.dumps(entity, ensure_ascii=False) + "\n")
            number += 1
    return number


def entities(told: Told) -> Iterator[Entity]:
    """A talk's parties and articles, the talk itself, and what ties the articles to it."""
    t = told.talk
    parties = [_party(who.of_participant(p, t.last_day)) for p in t.participants]
    yield from parties
    articles = {x.article: _article(x) for x in t.history}
    yield from articles.values()
    first, last = _prefix(t.date)
    event = _entity(
        f"pourparlers-talk-{t.id}",
        "Event",
        name=[said.heading(t, "fr")],
        involved=[p["id"] for p in parties],
        startDate=[first],
        endDate=[last],
        location=[t.place],
        country=[who.iso2(told.place_country or "").lower()],
        summary=[said.status(t, "fr")],
        description=[_words(x) for x in t.history[-SUMMARIES:]],
        keywords=[t.kind, t.status],
        recordId=[t.id],
        modifiedAt=[told.talk.changed[:10]],
        proof=[a["id"] for a in articles.values()],
        notes=[f"date: {t.date} ({when.precision(t.date)})" if t.date else ""],
    )
    yield event
    for number, article in articles.items():
        said_on = [x.on for x in t.history if x.article == number]
        statuses = [x.status for x in t.history if x.article == number]
        yield _entity(
            f"pourparlers-documentation-{t.id}-{number}",
            "Documentation",
            document=[article["id"]],
            entity=[event["id"]],
            role=sorted(set(statuses)),
            date=[max(said_on, default="")],
        )


def _party(a: who.Actor) -> Entity:
    schema = "Person" if a.person else "PublicBody" if a.sector == "GOV" else "Organization"
    key = hashlib.sha1(f"{a.country}:{name_key(a.name) or a.name}".encode(), usedforsecurity=False).hexdigest()
    return _entity(
        f"pourparlers-actor-{key}",
        schema,
        name=[a.name],
        country=[who.iso2(a.country).lower()],
        wikidataId=[a.wikidata],
    )


def _article(x: HistoryLine) -> Entity:
    return _entity(
        f"pourparlers-article-{x.article}",
        "Article",
        title=[said.clean(x.title)],
        publishedAt=[x.published],
        sourceUrl=[said.web(x.url)],
        publisher=[x.outlet],
        language=["fra"],
    )


def _words(x: HistoryLine) -> str:
    return said.clean(f"{x.on} · {said.status(x, 'fr')} · {said.who(x, 'fr')} : « {x.evidence.text} »")


def _prefix(value: str | None) -> tuple[str | None, str | None]:
    """First and last day; a month or a year as such. FollowTheMoney has partial dates, and years from 1000 to 2999."""
    if value and value[0] not in "12":
        return None, None
    if when.precision(value) in ("month", "year"):
        return value, value
    first, last = when.bounds(value)
    return (first.isoformat(), last.isoformat()) if first and last else (None, None)


def _entity(key: str, schema: str, **properties: Sequence[str | None]) -> Entity:
    full = {name: [v for v in values if v] for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in full.items() if values}}
