"""Talks and positions as JSON-ready data, the same for commands, pages and exports."""

from __future__ import annotations

from typing import Any

from pourparlers.linking.positions import ActLine, Position
from pourparlers.linking.talks import HistoryLine, Talk
from pourparlers.record import Span


def talk_dict(talk: Talk) -> dict[str, Any]:
    """A talk; ``contradictions`` are pairs of indexes into ``history``, which is in the order of time."""
    return {
        "id": talk.id,
        "kind": talk.kind,
        "participants": [
            {"name": p.name, "country": p.country, "person": p.person, "articles": p.articles}
            for p in talk.participants
        ],
        "place": talk.place,
        "date": talk.date,
        "status": talk.status,
        "machine_status": talk.machine_status,
        "corrected_by": talk.corrected_by,
        "no_news_since": talk.no_news_since,
        "first_day": talk.first_day,
        "last_day": talk.last_day,
        "outlets": list(talk.outlets),
        "history": [line_dict(x) for x in talk.history],
        "contradictions": [[c.first, c.second] for c in talk.contradictions],
        "course": [{"on": t.on, "status": t.status, "line": t.line} for t in talk.course],
        "shifts": [{"what": s.what, "before": s.before, "after": s.after, "line": s.line} for s in talk.shifts],
    }


def line_dict(x: HistoryLine) -> dict[str, Any]:
    """A line of a history."""
    return {
        "report": x.report,
        "on": x.on,
        "status": x.status,
        "source": x.source,
        "source_kind": x.source_kind,
        "country": x.country,
        "document": x.document,
        "article": x.article,
        "outlet": x.outlet,
        "outlets": list(x.outlets),
        "published": x.published,
        "title": x.title,
        "url": x.url,
        "date": x.when,
        "place": x.place,
        "evidence": _span(x.evidence),
        "cue": _span(x.cue),
        "rule": x.rule,
        "link": x.link,
        "rejected": x.rejected,
    }


def position_dict(p: Position) -> dict[str, Any]:
    """A position with its lines; ``contradictions`` are pairs of indexes into them."""
    return {
        "actor": p.actor,
        "actor_names": list(p.actor_names),
        "recipient": p.recipient,
        "recipient_names": list(p.recipient_names),
        "type": p.type,
        "stance": p.stance,
        "object": p.object,
        "since": p.since,
        "last": p.last,
        "moved": p.moved,
        "sources": list(p.sources),
        "contradictions": [list(pair) for pair in p.contradictions],
        "lines": [act_dict(x) for x in p.lines],
    }


def act_dict(x: ActLine) -> dict[str, Any]:
    """One act of one article."""
    return {
        "act": x.act,
        "on": x.on,
        "type": x.type,
        "stance": x.stance,
        "actors": [{"name": a.name, "country": a.country} for a in x.actors],
        "recipients": [{"name": r.name, "country": r.country} for r in x.recipients],
        "object": x.object,
        "polarity": x.polarity,
        "certainty": x.certainty,
        "hearsay": x.hearsay,
        "source": x.source,
        "source_kind": x.source_kind,
        "country": x.country,
        "document": x.document,
        "article": x.article,
        "outlet": x.outlet,
        "url": x.url,
        "evidence": _span(x.evidence),
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None
