"""Events as PLOVER and POLECAT have them, and beside them every claim that they rest on.

A talk gives a CONSULT, whose auxiliary says whether it takes place; an AGREE to meet and a REJECT to meet where that
is reported. An act gives the event of its type. Each report and each act is a claim, with its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from pourparlers.export import walk, when, who
from pourparlers.export.contexts import contexts
from pourparlers.export.sheets import Sheets
from pourparlers.export.walk import Acted, Told
from pourparlers.export.wanted import Wanted
from pourparlers.export.withdrawn import withdrawals
from pourparlers.knowledge.tables import rows
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import name_key
from pourparlers.linking.talks import HistoryLine
from pourparlers.vocabulary import Status

QUAD: Final = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("SANCTION", "COERCE"), 4),
}
"""Verbal cooperation, material cooperation, verbal conflict, material conflict."""

_POLARITY: Final[dict[Status, str]] = dict.fromkeys(("suspended", "cancelled", "ruled_out"), "negative")
_CERTAINTY: Final[dict[Status, str]] = {"floated": "possible", "planned": "future", "postponed": "future"}
_AUXILIARY: Final = {"probable": "hypothetical", "possible": "hypothetical", "future": "future"}

Row = dict[str, Any]


class Code(NamedTuple):
    """A row of ``plover.tsv``."""

    type: str
    mode: str
    auxiliary: str
    cameo: str


@cache
def codes() -> Mapping[tuple[str, str], Code]:
    """What meetings and acts are in PLOVER, by what is coded and its value."""
    return {
        (r["what"], r["value"]): Code(r["event_type"], r["event_mode"], r["auxiliary"], r["cameo"])
        for r in rows("plover.tsv")
    }


def write(connection: Connection, wanted: Wanted, sheets: Sheets) -> int:
    """Write events, claims and withdrawals; how many events there are."""
    number = 0
    for event, claims in events(connection, wanted):
        sheets.write("events", event)
        for claim in claims:
            sheets.write("claims", claim)
        number += 1
    for row in withdrawals(connection, wanted):
        sheets.write("withdrawn", row)
    return number


def events(connection: Connection, wanted: Wanted) -> Iterator[tuple[Row, list[Row]]]:
    """Each event with its claims: those of talks, then acts."""
    for told in walk.talks(connection, wanted):
        yield from _of_talk(told)
    for acted in walk.all_acts(connection, wanted):
        yield _of_act(acted)


def _of_talk(told: Told) -> Iterator[tuple[Row, list[Row]]]:
    history = told.talk.history
    yield _consult(told), [_claim(told, x, "CONSULT") for x in history]
    for kind in ("AGREE", "REJECT"):
        lines = [x for x in history if _speech(x) == kind]
        if any(not x.rejected for x in lines):
            yield _spoken(told, kind, lines), [_claim(told, x, kind) for x in lines]


def _speech(x: HistoryLine) -> str | None:
    code = codes().get(("speech", x.status))
    return code.type if code else None


def _consult(told: Told) -> Row:
    talk = told.talk
    states = {p.country for p in talk.participants} - {NOWHERE}
    away = told.place_country is not None and len(states) > 1 and told.place_country not in states
    third = away and talk.kind in ("summit", "meeting", "talks")
    code = codes()["kind", "third-party" if third else talk.kind]
    auxiliary = [a for a in (codes()["consult", talk.status].auxiliary,) if a]
    if when.long_past(talk.date, min((x.published for x in talk.history if x.published), default=None)):
        auxiliary.append("historical")
    everybody = [who.of_participant(p, talk.last_day) for p in talk.participants]
    hosts = [a for a in everybody if talk.kind == "visit" and a.country and a.country == told.place_country]
    hosts = hosts if len(hosts) < len(everybody) else []
    return {
        **_talk_event(told, code, talk.history),
        "auxiliary": auxiliary,
        "polarity": _POLARITY.get(talk.status, "positive"),
        "certainty": _CERTAINTY.get(talk.status, "certain"),
        **_dates(talk.date, talk.last_day),
        **who.columns("actor", [a for a in everybody if a not in hosts]),
        **who.columns("recipient", hosts),
    }


def _spoken(told: Told, kind: str, lines: Sequence[HistoryLine]) -> Row:
    """An AGREE or a REJECT to meet: by the sides whose sources say so, else by all."""
    standing = [x for x in lines if not x.rejected]
    code = codes()["speech", standing[0].status]
    speakers = {x.country for x in standing if x.source and x.country != NOWHERE}
    everybody = [who.of_participant(p, told.talk.last_day) for p in told.talk.participants]
    actors = [a for a in everybody if a.country in speakers] or everybody
    hypothetical = all(codes()["speech", x.status].auxiliary for x in standing)
    return {
        **_talk_event(told, code, lines),
        "event_type": kind,
        "auxiliary": ["hypothetical"] if hypothetical else [],
        **_dates(None, standing[0].on),
        **who.columns("actor", actors),
        **who.columns("recipient", [a for a in everybody if a not in actors]),
    }


def _talk_event(told: Told, code: Code, lines: Sequence[HistoryLine]) -> Row:
    talk = told.talk
    said = [x for x in lines if not x.rejected]
    return {
        "event_id": f"{talk.id}.{code.type}",
        "event_type": code.type,
        "event_mode": code.mode or None,
        "contexts": sorted({"diplomatic", *contexts(x.evidence.text for x in said)}),
        "cameo": code.cameo,
        "quad_code": QUAD[code.type],
        "place": talk.place,
        "place_country": told.place_country,
        "talk": talk.id,
        "kind": talk.kind,
        "status": talk.status,
        "meeting_date": talk.date,
        "object": None,
        "polarity": "positive",
        "certainty": "certain",
        "hearsay": False,
        "contradicted": bool(talk.contradictions),
        "corrected_by": talk.corrected_by,
        "first_said": when.day(min((x.on for x in lines if x.on), default=None)),
        "last_said": when.day(max((x.on for x in lines if x.on), default=None)),
        "claims": len(lines),
        "sources": len({name_key(x.source) for x in lines if x.source}),
        "outlets": list(told.talk.outlets),
        "updated_at": told.talk.changed,
    }


def _dates(value: str | None, said: str | None) -> Row:
    first, last = when.bounds(value or said)
    return {
        "event_date": first,
        "event_date_end": last,
        "event_date_text": value,
        "date_precision": when.precision(value) or ("statement" if said else None),
    }


def _claim(told: Told, x: HistoryLine, kind: str) -> Row:
    polarity, certainty = _POLARITY.get(x.status, "positive"), _CERTAINTY.get(x.status, "certain")
    if kind != "CONSULT":
        polarity, certainty = "positive", "possible" if x.status == "floated" else "certain"
    return {
        "claim_id": f"{x.report}.{kind}",
        "event_id": f"{told.talk.id}.{kind}",
        "event_type": kind,
        "talk": told.talk.id,
        "report": x.report,
        "act": None,
        "article": x.article,
        "document": x.document,
        "url": x.url,
        "outlet": x.outlet or None,
        "title": x.title,
        "published": when.day(x.published),
        "source": x.source,
        "source_kind": x.source_kind,
        "source_country": None if x.country == NOWHERE else x.country,
        "said_on": when.day(x.on),
        "status": x.status,
        "polarity": polarity,
        "certainty": certainty,
        "hearsay": False,
        "date": x.when,
        "date_precision": when.precision(x.when),
        "place": x.place,
        "words": x.evidence.text,
        "start": x.evidence.start,
        "end": x.evidence.end,
        "cue": x.cue.text if x.cue else None,
        "cue_start": x.cue.start if x.cue else None,
        "cue_end": x.cue.end if x.cue else None,
        "object": None,
        "object_start": None,
        "object_end": None,
        "rule": x.rule,
        "rejected": x.rejected,
        "updated_at": told.talk.changed,
    }


def act_code(kind: str, mode: str | None) -> Code:
    """What an act is in PLOVER; a mode that the table does not know is kept, with the code of the type."""
    found = codes().get(("act", f"{kind}:{mode}")) if mode else codes()["act", kind]
    return found or codes()["act", kind]._replace(mode=mode or "")


def _of_act(acted: Acted) -> tuple[Row, list[Row]]:
    row, act, article = acted.row, acted.act, acted.article
    code = act_code(row.type, act.get("mode"))
    auxiliary = [_AUXILIARY[row.certainty]] if row.certainty in _AUXILIARY else []
    auxiliary += ["negation"] if row.polarity == "negative" else []
    auxiliary += ["historical"] if when.long_past(act.get("date"), article.published) else []
    event = {
        "event_id": row.id,
        "event_type": code.type,
        "event_mode": code.mode or None,
        "auxiliary": auxiliary,
        "contexts": contexts([row.words]),
        "cameo": code.cameo,
        "quad_code": QUAD[code.type],
        **_dates(act.get("date"), row.said_on),
        **who.columns("actor", [who.of_entity(acted.entities[i]) for i in act["actors"]]),
        **who.columns("recipient", [who.of_entity(acted.entities[i]) for i in act["recipients"]]),
        "object": row.object,
        "polarity": row.polarity,
        "certainty": row.certainty,
        "hearsay": bool(row.hearsay),
        "contradicted": False,
        "first_said": when.day(row.said_on),
        "last_said": when.day(row.said_on),
        "claims": 1,
        "sources": int(row.source is not None),
        "outlets": list(acted.outlets),
        "updated_at": article.changed,
    }
    return event, [_act_claim(acted, code)]


def _act_claim(acted: Acted, code: Code) -> Row:
    row, article = acted.row, acted.article
    cue, thing = acted.act.get("cue") or {}, acted.act.get("object") or {}
    return {
        "claim_id": f"{row.id}.{code.type}",
        "event_id": row.id,
        "event_type": code.type,
        "act": row.id,
        "article": article.id,
        "document": article.doc_id,
        "url": article.url,
        "outlet": article.publisher,
        "title": article.title,
        "published": when.day(article.published),
        "source": row.source,
        "source_kind": row.source_kind,
        "source_country": None if row.country == NOWHERE else row.country,
        "said_on": when.day(row.said_on),
        "polarity": row.polarity,
        "certainty": row.certainty,
        "hearsay": bool(row.hearsay),
        "date": acted.act.get("date"),
        "date_precision": when.precision(acted.act.get("date")),
        "words": row.words,
        "start": row.start,
        "end": row.end,
        "cue": cue.get("text"),
        "cue_start": cue.get("start"),
        "cue_end": cue.get("end"),
        "object": thing.get("text"),
        "object_start": thing.get("start"),
        "object_end": thing.get("end"),
        "rule": row.rule,
        "rejected": False,
        "updated_at": article.changed,
    }
