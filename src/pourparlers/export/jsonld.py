"""Linked data: talks as schema.org Events, what is said of them as Claims, where it stands as PROV has it.

The context stands in the document, so nothing has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, TextIO
from urllib.parse import quote

from sqlalchemy import Connection

from pourparlers.export import said, walk, when, who
from pourparlers.export.walk import Acted, Told
from pourparlers.export.wanted import Wanted
from pourparlers.export.withdrawn import gone
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import name_key
from pourparlers.linking.talks import HistoryLine
from pourparlers.vocabulary import Status

Node = dict[str, Any]

_DATE: Final = {"@type": "xsd:date"}
_MOMENT: Final = {"@type": "xsd:dateTime"}
_LINK: Final = {"@type": "@id"}

CONTEXT: Final[Node] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "pp": "https://w3id.org/pourparlers/",
    "id": "@id",
    "type": "@type",
    "eventStatus": {"@type": "@vocab"},
    "startDate": _DATE,
    "endDate": _DATE,
    "previousStartDate": _DATE,
    "datePublished": _DATE,
    "dateModified": _MOMENT,
    "url": _LINK,
    "sameAs": _LINK,
    "about": _LINK,
    "appearance": _LINK,
    "author": _LINK,
    "participant": _LINK,
    "prov:hadPrimarySource": _LINK,
    "prov:wasAttributedTo": _LINK,
    "prov:wasQuotedFrom": _LINK,
    "prov:wasInvalidatedBy": _LINK,
    "prov:wasRevisionOf": _LINK,
    "prov:invalidatedAtTime": _MOMENT,
    "pp:saidOn": _DATE,
}

STATUSES: Final[dict[Status, str]] = {
    "planned": "EventScheduled",
    "under_way": "EventScheduled",
    "held": "EventScheduled",
    "postponed": "EventPostponed",
    "suspended": "EventPostponed",
    "cancelled": "EventCancelled",
    "ruled_out": "EventCancelled",
}
"""schema.org's statuses; a meeting that is only floated has none. ``pp:status`` gives ours."""


def write(connection: Connection, wanted: Wanted, out: TextIO) -> int:
    """Write one JSON-LD document; how many talks and acts are in it."""
    out.write(f'{{"@context":{_json(CONTEXT)},\n"@graph":[')
    number, seen, comma = 0, set[str | int](), "\n"
    for about, nodes in _items(connection, wanted):
        number += about
        for node in nodes:
            key = _once(node)
            if key is not None:
                if key in seen:
                    continue
                seen.add(key)
            out.write(comma + _json(node))
            comma = ",\n"
    out.write("\n]}\n")
    return number


def _once(node: Node) -> str | int | None:
    """By what a node that others repeat is known: an actor, or an article by its number, to keep millions in mind."""
    if node["type"] == "NewsArticle":
        return int(node["id"].rpartition(":")[2])
    return str(node["id"]) if node["type"] in ("Person", "Organization", "Country") else None


def _items(connection: Connection, wanted: Wanted) -> Iterator[tuple[int, Iterator[Node]]]:
    for told in walk.talks(connection, wanted):
        yield 1, _talk(told)
    for acted in walk.all_acts(connection, wanted):
        yield 1, _act(acted)
    for x in gone(connection, wanted, ("talk", "report", "act", "article")):
        by = f"urn:pourparlers:{x.kind}:{x.replaced_by}" if x.replaced_by else None
        node = {
            "id": f"urn:pourparlers:{x.kind}:{x.id}",
            "type": "prov:Entity",
            "prov:invalidatedAtTime": x.at,
            "prov:alternateOf": {"id": by} if by else None,
        }
        yield 0, iter([_full(node)])


def _talk(told: Told) -> Iterator[Node]:
    t = told.talk
    first, last = when.bounds(t.date)
    parties = [party(who.of_participant(p, t.last_day)) for p in t.participants]
    yield _full(
        {
            "id": f"urn:pourparlers:talk:{t.id}",
            "type": "Event",
            "name": said.heading(t, "fr"),
            "additionalType": f"https://w3id.org/pourparlers/{t.kind}",
            "eventStatus": STATUSES.get(t.status),
            "startDate": first and first.isoformat(),
            "endDate": last and last.isoformat(),
            "location": _full({"type": "Place", "name": t.place, "addressCountry": who.iso2(told.place_country or "")})
            if t.place
            else None,
            "attendee": [{"id": p["id"]} for p in parties],
            "dateModified": told.talk.changed,
            "pp:status": t.status,
            "pp:date": t.date,
            "pp:datePrecision": when.precision(t.date),
            "pp:correctedBy": t.corrected_by,
            "pp:contradicted": bool(t.contradictions),
        }
    )
    yield from parties
    for x in t.history:
        yield from _report(told, x)


def _report(told: Told, x: HistoryLine) -> Iterator[Node]:
    article = article_id(x.article)
    source = None
    if x.source:
        source = {"name": x.source, "country": "" if x.country == NOWHERE else x.country, "kind": x.source_kind}
    node = {
        "id": f"urn:pourparlers:report:{x.report}",
        "type": "Claim",
        "text": x.evidence.text,
        "about": f"urn:pourparlers:talk:{told.talk.id}",
        "appearance": article,
        "prov:wasQuotedFrom": article,
        "dateModified": told.talk.changed,
        "pp:status": x.status,
        "pp:saidOn": x.on,
        "pp:date": x.when,
        "pp:datePrecision": when.precision(x.when),
        "pp:start": x.evidence.start,
        "pp:end": x.evidence.end,
        "pp:cue": x.cue.text if x.cue else None,
        "pp:rule": x.rule,
        "pp:rejected": x.rejected,
    }
    yield from _claim(node, source)
    yield _article(article, x.title, x.url, x.outlet, x.published)


def _act(acted: Acted) -> Iterator[Node]:
    row, act, article = acted.row, acted.act, acted.article
    actors, recipients = (
        [party(who.of_entity(acted.entities[i])) for i in act[role]] for role in ("actors", "recipients")
    )
    number = article_id(article.id)
    source = None
    if row.source:
        source = {"name": row.source, "country": "" if row.country == NOWHERE else row.country, "kind": row.source_kind}
    node = {
        "id": f"urn:pourparlers:act:{row.id}",
        "type": "Claim",
        "text": row.words,
        "about": [p["id"] for p in (*actors, *recipients)],
        "appearance": number,
        "prov:wasQuotedFrom": number,
        "dateModified": article.changed,
        "pp:actType": row.type,
        "pp:actor": [{"id": p["id"]} for p in actors],
        "pp:recipient": [{"id": p["id"]} for p in recipients],
        "pp:object": row.object,
        "pp:polarity": row.polarity,
        "pp:certainty": row.certainty,
        "pp:hearsay": bool(row.hearsay),
        "pp:saidOn": row.said_on,
        "pp:date": act.get("date"),
        "pp:datePrecision": when.precision(act.get("date")),
        "pp:start": row.start,
        "pp:end": row.end,
        "pp:rule": row.rule,
    }
    yield from _claim(node, source)
    yield from (*actors, *recipients)
    yield _article(number, article.title, article.url, article.publisher or "", article.published or "")


def _claim(node: Node, source: Node | None) -> Iterator[Node]:
    """A claim with whoever makes it; an unnamed source is one of its own each time."""
    if source is None:
        yield _full({**node, "prov:wasAttributedTo": node["appearance"]})
        return
    unnamed = source["kind"] in ("anonymous", "other")
    person = source["kind"] in ("named", "anonymous", "other")
    made = party(who.Actor(source["name"], source["country"], "", "", person))
    if unnamed:
        made["id"] = f"{node['id']}:source"
    yield _full({**node, "author": made["id"], "prov:wasAttributedTo": made["id"], "pp:sourceKind": source["kind"]})
    yield made


def party(a: who.Actor) -> Node:
    """An actor as a node; its id is made of its state and name."""
    kind = "Person" if a.person else "Country" if a.sector == "GOV" else "Organization"
    node = {
        "id": f"urn:pourparlers:actor:{a.country or NOWHERE}:{quote((name_key(a.name) or a.name).replace(' ', '-'))}",
        "type": kind,
        "name": a.name,
        "sameAs": f"http://www.wikidata.org/entity/{a.wikidata}" if a.wikidata else None,
        "pp:country": a.country,
        "pp:sector": a.sector,
    }
    return _full(node)


def _article(number: str, title: str, url: str | None, outlet: str, published: str) -> Node:
    node = {
        "id": number,
        "type": "NewsArticle",
        "headline": title,
        "inLanguage": "fr",
        "url": said.web(url),
        "datePublished": published,
        "publisher": {"type": "Organization", "name": outlet} if outlet else None,
    }
    return _full(node)


def article_id(number: int) -> str:
    """An IRI for an article of the store."""
    return f"urn:pourparlers:article:{number}"


def _full(node: Node) -> Node:
    """A node without what is empty."""
    return {k: v for k, v in node.items() if v is not None and v not in ("", [])}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
