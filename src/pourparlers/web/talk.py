"""A talk: its drawn history, every report with its words, what contradicts what, and what belongs beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, permutations
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from pourparlers.export import ics
from pourparlers.i18n import N_, gettext
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import name_key
from pourparlers.linking.positions import Position
from pourparlers.linking.talks import HistoryLine, Talk
from pourparlers.store import Store
from pourparlers.web import cite, errors, feed, related, timeline
from pourparlers.web.offer import Page, offer
from pourparlers.web.pages import language_of

router = APIRouter(tags=["talks"])

TalkId = Annotated[str, Path(max_length=64, description="The id of a talk or of one of its meetings")]

SIDES = 3
"""Sides between which it is looked who asks what."""

ASKS = 4
"""Positions shown of one side to another."""

SHOWN = 6
"""Contradictions, and changes of date or place, that stand open on the page; earlier ones are folded."""

WINDOW = 45
"""Days before a talk's first day and after its last from which positions count."""

NO_DAY = N_("No day is known for this talk, so there is nothing to put into a calendar.")


@dataclass(frozen=True, slots=True)
class Said:
    """A report on the page: its index in the history, how to cite it, and where its words stand."""

    index: int
    line: HistoryLine
    citation: str
    source: str | None
    here: str


@router.get("/talks/{talk}.ics", name="talk.ics", summary="A talk as a calendar", response_class=Response)
def talk_ics(request: Request, talk: TalkId) -> Response:
    """The talk as one event; 404 if no day is known."""
    found = _talk(request, talk)
    lang = language_of(request)
    event = ics.event_of(found, lang, f"{request.base_url}talks/{found.id}")
    if event is None:
        return errors.answer(request, 404, says=gettext(NO_DAY, lang))
    calendar = ics.calendar(lang)
    calendar.add_component(event)
    name = f'attachment; filename="{found.id}.ics"'
    return Response(
        bytes(calendar.to_ical()), media_type="text/calendar; charset=utf-8", headers={"content-disposition": name}
    )


@router.get("/talks/{talk}.atom", name="talk.atom", summary="A talk as a feed", response_class=Response)
def talk_atom(request: Request, talk: TalkId) -> Response:
    """The talk's reports, the newest first, as an Atom feed."""
    return feed.answer(feed.of_talk(request, _talk(request, talk)))


@offer(router, "/talks/{talk}", name="talk", summary="A talk with its whole history")
def talk(request: Request, talk: TalkId) -> Page:
    """A talk, its history line by line, its contradictions, related talks and what each side asks."""
    found = _talk(request, talk)
    store: Store = request.app.state.store
    lang = language_of(request)
    said = [_said(n, line, lang) for n, line in enumerate(found.history)]
    beside = related.of_talk(store, found)
    asks = positions(store, found)
    data = {
        "talk": found,
        "address": f"/talks/{found.id}",
        "citations": [s.citation for s in said],
        "related": related.ids(beside),
        "positions": asks,
    }
    context = {
        "talk": found,
        "heading": feed.heading(found, lang),
        "drawing": timeline.draw(found),
        "days": by_day(said),
        "said": said,
        "related": beside,
        "relations": related.RELATIONS,
        "asks": asks,
        "page": f"{request.base_url}talks/{found.id}",
        "sources": len({name_key(x.source) for x in found.history if x.source}),
        "articles": len({x.article for x in found.history}),
        "last": next((x for x in reversed(found.history) if not x.rejected), found.history[-1]),
        "shifts": shifts(found),
        "odds": sorted(found.contradictions, key=lambda c: (c.second, c.first), reverse=True),
        "shown": SHOWN,
    }
    return Page(data, "talk.html", context)


def _talk(request: Request, given: str) -> Talk:
    store: Store = request.app.state.store
    return store.talk(given, today=dt.date.today())


def _said(index: int, line: HistoryLine, lang: str) -> Said:
    words = " ".join(line.evidence.text.split())
    here = f"/articles/{line.article}#c{line.evidence.start}"
    return Said(index, line, cite.report(line, lang), cite.link(line.url, words), here)


def by_day(said: Sequence[Said]) -> list[tuple[str, list[Said]]]:
    """Reports by their days, the newest day first, within a day the last first."""
    newest = sorted(said, key=lambda s: (s.line.on, s.index), reverse=True)
    return [(day, list(group)) for day, group in groupby(newest, key=lambda s: s.line.on)]


def shifts(talk: Talk) -> list[dict[str, Any]]:
    """The changes of date and place with the day and the words that brought them, the newest first."""
    return [
        {"what": s.what, "before": s.before, "after": s.after, "index": s.line, "line": talk.history[s.line]}
        for s in reversed(talk.shifts)
    ]


def positions(store: Store, talk: Talk) -> list[Position]:
    """What each side of a talk asks of, offers to or refuses the others, around that time."""
    sides = list(dict.fromkeys(p.country for p in talk.participants if p.country != NOWHERE))[:SIDES]
    since, until = (_moved(talk.first_day, -WINDOW), _moved(talk.last_day, WINDOW))
    found: list[Position] = []
    for a, b in permutations(sides, 2):
        found += store.positions(a, b, since=since, until=until)[:ASKS]
    return found


def _moved(day: str, days: int) -> str | None:
    return (dt.date.fromisoformat(day) + dt.timedelta(days)).isoformat() if day else None
