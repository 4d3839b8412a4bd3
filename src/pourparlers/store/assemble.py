"""Talks put together from the store: their mentions, their reports, the judgements on them."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from pourparlers.linking.derive import marked, talk_of
from pourparlers.linking.mentions import Mention, loads
from pourparlers.linking.talks import HistoryLine, Talk
from pourparlers.record import Span
from pourparlers.store import judging
from pourparlers.store.copying import outlets
from pourparlers.store.tables import articles, mentions, reports, talks

_LINE = (
    mentions.c.talk,
    mentions.c.uid,
    mentions.c.article,
    mentions.c.place,
    mentions.c.reasons,
    articles.c.doc_id,
    articles.c.title,
    articles.c.url,
    articles.c.publisher,
    articles.c.published,
    reports,
)


def assemble(connection: Connection, ids: Sequence[str], today: dt.date | None = None) -> dict[str, Talk]:
    """Talks by their ids; those that are not there, or of which nothing is reported, are left out."""
    members: dict[str, list[Mention]] = defaultdict(list)
    query = select(mentions.c.talk, mentions.c.features).where(mentions.c.talk.in_(ids))
    for talk, features in connection.execute(query):
        members[talk].append(loads(features))
    kinds = {m.uid: m.kind for ms in members.values() for m in ms}
    lines: dict[str, list[HistoryLine]] = defaultdict(list)
    wanted = (
        select(*_LINE)
        .join(articles, articles.c.id == mentions.c.article)
        .join(reports, reports.c.mention == mentions.c.uid)
        .where(mentions.c.talk.in_(ids))
    )
    rows = connection.execute(wanted).all()
    printed = outlets(connection, sorted({row.article for row in rows}))
    for row in rows:
        lines[row.talk].append(line_of(row, kinds[row.uid], printed.get(row.article, ())))
    rejected, given = judging.rejected(connection), judging.corrections(connection)
    changed = select(talks.c.id, talks.c.changed).where(talks.c.id.in_(ids))
    moments = {row.id: row.changed for row in connection.execute(changed)}
    found = {}
    for talk, ms in members.items():
        if lines[talk]:
            said = [given[m.uid] for m in ms if m.uid in given]
            made = talk_of(ms, marked(lines[talk], rejected), said[-1] if said else None, today)
            found[talk] = replace(made, changed=moments.get(talk, ""))
    return found


def line_of(row: Any, kind: Any, printed: Iterable[str]) -> HistoryLine:
    """A line from its row; ``printed``: the outlets that printed its article."""
    cue = Span(start=row.cue_start, end=row.cue_end, text=row.cue) if row.cue is not None else None
    return HistoryLine(
        report=row.id,
        meeting=row.uid,
        article=row.article,
        document=row.doc_id,
        on=row.said_on,
        published=row.published or "",
        status=row.status,
        source=row.source,
        source_kind=row.source_kind,
        country=row.country,
        outlet=row.publisher or "",
        title=row.title,
        url=row.url,
        kind=kind,
        when=row.date,
        place=row.place,
        evidence=Span(start=row.start, end=row.end, text=row.words),
        cue=cue,
        rule=row.rule,
        link=_why(row.reasons),
        outlets=tuple(sorted(printed)),
    )


def _why(reasons: str | None) -> str:
    given = json.loads(reasons) if reasons else []
    return " ; ".join(f"{what} {seen} {weight:+.1f}".replace("  ", " ") for what, weight, seen in given)
