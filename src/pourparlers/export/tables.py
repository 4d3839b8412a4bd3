"""Every table of the store, as rows of plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, select

from pourparlers.export import walk, when
from pourparlers.export.sheets import Sheets
from pourparlers.export.walk import Told
from pourparlers.export.wanted import Wanted
from pourparlers.export.withdrawn import withdrawals
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.talks import HistoryLine
from pourparlers.store import judging
from pourparlers.store.copying import outlets
from pourparlers.store.tables import articles, statements

Row = dict[str, Any]


def write(connection: Connection, wanted: Wanted, sheets: Sheets) -> int:
    """Write every table; how many talks there are."""
    for told in walk.talks(connection, wanted):
        sheets.write("talks", talk_row(told))
        for line in told.talk.history:
            sheets.write("reports", report_row(told, line))
    for name, of in ROWS.items():
        if name not in ("talks", "reports"):
            for row in of(connection, wanted):
                sheets.write(name, row)
    return sheets.rows["talks"]


def talk_rows(connection: Connection, wanted: Wanted) -> Iterator[Row]:
    """The talks."""
    return (talk_row(told) for told in walk.talks(connection, wanted))


def report_rows(connection: Connection, wanted: Wanted) -> Iterator[Row]:
    """The reports of the talks."""
    return (report_row(told, x) for told in walk.talks(connection, wanted) for x in told.talk.history)


def talk_row(told: Told) -> Row:
    """A talk."""
    t = told.talk
    first, last = when.bounds(t.date)
    return {
        "talk": t.id,
        "kind": t.kind,
        "participants": [p.name for p in t.participants],
        "countries": [_state(p.country) or "" for p in t.participants],
        "place": t.place,
        "place_country": told.place_country,
        "date": t.date,
        "date_first": first,
        "date_last": last,
        "date_precision": when.precision(t.date),
        "status": t.status,
        "machine_status": t.machine_status,
        "corrected_by": t.corrected_by,
        "first_day": when.day(t.first_day),
        "last_day": when.day(t.last_day),
        "reports": len(t.history),
        "articles": len({x.article for x in t.history}),
        "contradictions": len(t.contradictions),
        "meetings": list(told.meetings),
        "outlets": list(t.outlets),
        "updated_at": told.talk.changed,
    }


def report_row(told: Told, x: HistoryLine) -> Row:
    """A line of a talk's history."""
    return {
        "report": x.report,
        "talk": told.talk.id,
        "meeting": x.meeting,
        "article": x.article,
        "document": x.document,
        "url": x.url,
        "outlet": x.outlet or None,
        "outlets": list(x.outlets),
        "title": x.title,
        "published": when.day(x.published),
        "source": x.source,
        "source_kind": x.source_kind,
        "source_country": _state(x.country),
        "said_on": when.day(x.on),
        "status": x.status,
        "date": x.when,
        "date_precision": when.precision(x.when),
        "place": x.place,
        "words": x.evidence.text,
        "start": x.evidence.start,
        "end": x.evidence.end,
        "cue": x.cue.text if x.cue else None,
        "cue_start": x.cue.start if x.cue else None,
        "cue_end": x.cue.end if x.cue else None,
        "rule": x.rule,
        "link": x.link,
        "rejected": x.rejected,
        "updated_at": told.talk.changed,
    }


def article_rows(connection: Connection, wanted: Wanted) -> Iterator[Row]:
    """The articles, with their texts."""
    for page in walk.article_pages(connection, wanted):
        printed = outlets(connection, [a.id for a in page])
        for a in page:
            yield {
                **_of_article(a),
                "sha256": a.sha256,
                "outlets": sorted(printed.get(a.id, ())),
                "reader": a.reader,
                "text": a.text,
                "updated_at": a.changed,
            }


def _of_article(a: Any) -> Row:
    return {
        "article": a.id,
        "document": a.doc_id,
        "url": a.url,
        "outlet": a.publisher,
        "title": a.title,
        "published": when.day(a.published),
    }


def statement_rows(connection: Connection, wanted: Wanted) -> Iterator[Row]:
    """The statements, in the order of the articles and their texts."""
    if wanted.talks_only:
        return
    about = (articles.c.doc_id, articles.c.url, articles.c.publisher, articles.c.title, articles.c.published)
    query = select(statements, *about, articles.c.changed).join(articles, articles.c.id == statements.c.article)
    query = query.where(*walk.statement_conditions(connection, wanted)).order_by(statements.c.article, statements.c.id)
    for s in connection.execute(query.execution_options(yield_per=1_000)):
        yield {
            **_of_article(s),
            "article": s.article,
            "statement": f"{s.article}.{s.attribution}",
            "source": s.source,
            "source_kind": s.source_kind,
            "source_country": _state(s.country),
            "said_on": when.day(s.said_on),
            "form": s.form,
            "words": s.words,
            "start": s.start,
            "end": s.end,
            "updated_at": s.changed,
        }


def act_rows(connection: Connection, wanted: Wanted) -> Iterator[Row]:
    """The acts, in the order of the articles and their texts."""
    for acted in walk.all_acts(connection, wanted):
        row, act = acted.row, acted.act
        cue, thing = act.get("cue") or {}, act.get("object") or {}
        actors, recipients = ([acted.entities[i] for i in act[role]] for role in ("actors", "recipients"))
        yield {
            **_of_article(acted.article),
            "act": row.id,
            "type": row.type,
            "mode": act.get("mode"),
            "actors": [e["name"] for e in actors],
            "actor_countries": [(e["countries"] or [""])[0] for e in actors],
            "recipients": [e["name"] for e in recipients],
            "recipient_countries": [(e["countries"] or [""])[0] for e in recipients],
            "source": row.source,
            "source_kind": row.source_kind,
            "source_country": _state(row.country),
            "said_on": when.day(row.said_on),
            "date": act.get("date"),
            "date_precision": when.precision(act.get("date")),
            "polarity": row.polarity,
            "certainty": row.certainty,
            "hearsay": bool(row.hearsay),
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
            "updated_at": acted.article.changed,
        }


def judgement_rows(connection: Connection, wanted: Wanted) -> Iterator[Row]:
    """All judgements, oldest first; of an update those made since."""
    for j in judging.load(connection):
        if j.at >= (wanted.filters.changed_since or ""):
            yield {
                "judgement": j.number,
                "kind": j.kind,
                "made_by": j.by,
                "made_at": j.at,
                "status": j.status,
                "undoes": j.undoes,
                "these": list(j.these),
                "those": list(j.those),
                "note": j.note,
            }


def _state(code: str) -> str | None:
    return None if code == NOWHERE else code


ROWS: Final[Mapping[str, Callable[[Connection, Wanted], Iterator[Row]]]] = {
    "talks": talk_rows,
    "reports": report_rows,
    "articles": article_rows,
    "statements": statement_rows,
    "acts": act_rows,
    "judgements": judgement_rows,
    "withdrawn": withdrawals,
}
"""The rows of each table."""
