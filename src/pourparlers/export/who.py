"""Who an actor is in the codes of others: ISO 3166, PLOVER's sectors, Wikidata."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pourparlers.knowledge.tables import rows, values
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import name_key
from pourparlers.linking.talks import Participant


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: name, country (ISO 3166 alpha-3, EUE, UNO or NATO; "" for none), PLOVER sector, Wikidata id ("")."""

    name: str
    country: str
    sector: str
    wikidata: str
    person: bool = True


@dataclass(frozen=True, slots=True)
class _Tenure:
    country: str
    office: str
    since: str
    until: str
    wikidata: str

    def covers(self, day: str) -> bool:
        return not day or (self.since <= day and (not self.until or day <= self.until + "~"))


def of_participant(p: Participant, day: str) -> Actor:
    """A party of a talk, as it was on a day ("" for any)."""
    country = "" if p.country == NOWHERE else p.country
    if not p.person:
        return Actor(p.name, country, _of_body(p.name, country), _wikidata_of(p.name, country), False)
    held = [t for t in _tenures().get(name_key(p.name), ()) if t.country == p.country or not country]
    then = next((t for t in held if t.covers(day)), None)
    sector = sectors().get(then.office, "") if then else ""
    return Actor(p.name, country, sector, next((t.wikidata for t in held if t.wikidata), ""))


def of_entity(entity: Mapping[str, Any]) -> Actor:
    """An entity of a record."""
    country = (entity["countries"] or [""])[0]
    sector = sectors().get(entity.get("office") or "", "")
    if not sector and entity["kind"] in ("state", "organization", "group"):
        sector = _of_body(entity["name"], country)
    wikidata = entity.get("wikidata") or _wikidata_of(entity["name"], country)
    return Actor(entity["name"], country, sector, wikidata, entity["kind"] == "person")


def columns(role: str, actors: Iterable[Actor]) -> dict[str, list[str]]:
    """Actors as parallel lists, in columns named after their role."""
    found = list(actors)
    return {
        f"{role}_names": [a.name for a in found],
        f"{role}_countries": [a.country for a in found],
        f"{role}_sectors": [a.sector for a in found],
        f"{role}_wikidata": [a.wikidata for a in found],
    }


@cache
def sectors() -> Mapping[str, str]:
    """PLOVER's sectors by office and kind of entity."""
    return {row["value"]: row["event_type"] for row in rows("plover.tsv") if row["what"] == "sector"}


def _of_body(name: str, country: str) -> str:
    known = _bodies().get(name_key(name))
    if country in ("EUE", "UNO", "NATO"):
        return "IGO"
    if known:
        return sectors().get(known[0], "")
    return sectors()["state"] if country and country in _states() else ""


def _wikidata_of(name: str, country: str) -> str:
    known = _bodies().get(name_key(name))
    if known:
        return known[1]
    state = _states().get(country)
    return state[1] if state and name_key(name) in state[2] else ""


def iso2(country: str) -> str:
    """The ISO 3166 alpha-2 code of a state, "EU" of the Union; "" for what has none."""
    state = _states().get(country)
    return state[0] if state else "EU" if country == "EUE" else ""


@cache
def _states() -> Mapping[str, tuple[str, str, frozenset[str]]]:
    return {
        row["code"]: (
            row["iso2"],
            row["wikidata"],
            frozenset(name_key(n) for n in (row["name"], *values(row["other_names"]))),
        )
        for row in rows("states.tsv")
    }


@cache
def _bodies() -> Mapping[str, tuple[str, str]]:
    """Organizations, groups and media by each of their names: kind and Wikidata id."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("organizations.tsv"):
        for name in (row["name"], *values(row["other_names"])):
            found.setdefault(name_key(name), (row["kind"], row["wikidata"]))
    return found


@cache
def _tenures() -> Mapping[str, tuple[_Tenure, ...]]:
    found = defaultdict(list)
    for row in rows("people.tsv"):
        tenure = _Tenure(row["code"], row["office"], row["from"], row["to"], row["wikidata"])
        for name in {name_key(n) for n in (row["name"], *values(row["other_names"]))}:
            found[name].append(tenure)
    return {name: tuple(tenures) for name, tenures in found.items()}
