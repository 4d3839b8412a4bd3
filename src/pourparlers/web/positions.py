"""Positions: who asks what of whom, who offers, who refuses, since when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request

from pourparlers.linking.positions import Position
from pourparlers.store import Store
from pourparlers.web import addresses
from pourparlers.web.asked import Day, Name, PageNumber
from pourparlers.web.offer import Page, offer
from pourparlers.web.standpoints import STANCES

router = APIRouter(tags=["positions"])

PAGE = 30
"""Positions on a page."""

MOST = 500
"""Acts gathered at a time, the newest; a span of days reaches the older ones."""

COLUMNS = ("actor", "actor_names", "type", "stance", "recipient", "recipient_names", "object", "since", "last",
           "moved", "contradictions", "sources", "reports", "words", "outlet", "article")  # fmt: skip
"""The columns of the positions as CSV."""


@offer(router, "/positions", name="positions", summary="Who asks, offers, refuses what", csv_too=True)
def positions(
    request: Request,
    who: Name = "",
    with_: Annotated[Name, Query(alias="with")] = "",
    since: Day = "",
    until: Day = "",
    page: PageNumber = 1,
) -> Page:
    """The positions that the filters let through, the last spoken of first; each with the acts that it stands on."""
    store: Store = request.app.state.store
    found = store.positions(who or None, with_ or None, since=since or None, until=until or None, most=MOST)
    shown = found[(page - 1) * PAGE : page * PAGE]
    filters = {"who": who, "with": with_, "since": since, "until": until}
    return Page(
        data={"filters": filters, "total": len(found), "page": page, "acts_at_most": MOST, "positions": shown},
        template="positions.html",
        context={
            "filters": filters,
            "page": page,
            "more": page * PAGE < len(found),
            "stances": STANCES,
            "actor_address": addresses.actor,
        },
        rows=lambda: [COLUMNS, *(_row(p) for p in found)],
    )


def _row(p: Position) -> Sequence[object]:
    last = p.lines[-1]
    return (
        p.actor, "; ".join(p.actor_names), p.type, p.stance, p.recipient, "; ".join(p.recipient_names), p.object,
        p.since, p.last, p.moved, len(p.contradictions), "; ".join(p.sources), len(p.lines), last.evidence.text,
        last.outlet, f"/articles/{last.article}#c{last.evidence.start}",
    )  # fmt: skip
