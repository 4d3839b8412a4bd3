"""The board: what is on, what is off, who says so, since when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from pourparlers.store import Store
from pourparlers.store.store import PAGE
from pourparlers.store.views import Filters, TalkSummary
from pourparlers.vocabulary import MEETING, STATUS
from pourparlers.web import changes, feed, phrases, spark
from pourparlers.web.asked import PageNumber, asked
from pourparlers.web.offer import Page, offer
from pourparlers.web.pages import language_of

router = APIRouter(tags=["talks"])

COLUMNS = (
    "id", "status", "kind", "participants", "place", "date", "last_day", "last_source", "last_words", "last_outlet",
    "reports", "sources", "articles", "contradictions", "first_day", "no_news_since", "corrected_by",
)  # fmt: skip
"""The columns of the talks as CSV."""


@offer(router, "/", name="board", summary="The talks that the filters let through", csv_too=True)
def board(request: Request, filters: Annotated[Filters, Depends(asked)], page: PageNumber = 1) -> Page:
    """The talks, the last spoken of first, and what the chosen filters are in words."""
    store: Store = request.app.state.store
    lang = language_of(request)
    wanted = spoken_of(filters)
    tally = store.by_status(wanted)
    total = tally[filters.status] if filters.status else sum(tally.values())
    talks = store.talks(wanted, limit=PAGE, offset=(page - 1) * PAGE)
    since = changes.of_talks(store, [t.id for t in talks], filters.changed_since) if filters.changed_since else {}
    data = {
        "filters": asdict(filters),
        "sentence": phrases.sentence(filters, lang),
        "total": total,
        "statuses": tally,
        "page": page,
        "pages": max(1, math.ceil(total / PAGE)),
        "talks": [_shown(t, since.get(t.id)) for t in talks],
    }
    context = {
        "talks": talks,
        "since": since,
        "tally": tally,
        "filters": filters,
        "kinds": MEETING,
        "statuses": STATUS,
        "spark": spark,
        "empty": total == 0 and not any(store.counts().values()),
    }
    return Page(data, "board.html", context, lambda: [COLUMNS, *(_row(t) for t in talks)])


def spoken_of(filters: Filters) -> Filters:
    """Where changes since a day are asked for, the talks spoken of since; days are those of the press."""
    if not filters.changed_since:
        return filters
    return replace(filters, since=max(filters.since or "", filters.changed_since), changed_since=None)


def _shown(talk: TalkSummary, since: changes.Since | None) -> dict[str, Any]:
    shown = {**{f.name: getattr(talk, f.name) for f in fields(talk)}, "address": f"/talks/{talk.id}"}
    return {**shown, "since": since} if since else shown


def _row(t: TalkSummary) -> Sequence[object]:
    word = t.last_word
    return (
        t.id, t.status, t.kind, phrases.names(t.participants), t.place, t.date, t.last_day, word.source, word.words,
        word.outlet, t.reports, t.sources, t.articles, t.contradictions, t.first_day, t.no_news_since, t.corrected_by,
    )  # fmt: skip


@router.get("/talks.atom", name="board.atom", summary="The talks as a feed", response_class=Response)
def board_atom(request: Request, filters: Annotated[Filters, Depends(asked)]) -> Response:
    """The talks that the filters let through, the last spoken of first, as an Atom feed."""
    store: Store = request.app.state.store
    talks = store.talks(spoken_of(filters), limit=PAGE)
    return feed.answer(feed.of_board(request, talks, phrases.sentence(filters, language_of(request))))
