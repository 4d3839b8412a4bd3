"""What became of talks since a day: their status, date and place before it and now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pourparlers.linking.talks import Talk
from pourparlers.store import Store
from pourparlers.store.assemble import assemble
from pourparlers.store.engine import reading


@dataclass(frozen=True, slots=True)
class Change:
    """What changed (``what``: "new" if the talk was not spoken of before), from what to what, on which day."""

    what: Literal["new", "status", "date", "place"]
    before: str
    after: str
    on: str


@dataclass(frozen=True, slots=True)
class Since:
    """The changes of a talk since a day, and how many reports came since."""

    changes: tuple[Change, ...]
    reports: int


def of_talks(store: Store, ids: Sequence[str], day: str) -> dict[str, Since]:
    """What changed in some talks since an ISO day, by their ids."""
    with reading(store.engine) as connection:
        found = assemble(connection, ids, dt.date.today())
    return {i: since(talk, day) for i, talk in found.items()}


def since(talk: Talk, day: str) -> Since:
    """What changed in a talk since an ISO day."""
    reports = sum(line.on >= day and not line.rejected for line in talk.history)
    if talk.first_day >= day:
        return Since((Change("new", "", talk.status, talk.first_day),), reports)
    return Since((*_status(talk, day), *_shifts(talk, day)), reports)


def _status(talk: Talk, day: str) -> list[Change]:
    before = [t.status for t in talk.course if t.on < day]
    after = [t for t in talk.course if t.on >= day]
    if not (before and after) or before[-1] == after[-1].status:
        return []
    return [Change("status", before[-1], after[-1].status, after[-1].on)]


def _shifts(talk: Talk, day: str) -> list[Change]:
    found = []
    for what in ("date", "place"):
        moves = [s for s in talk.shifts if s.what == what and talk.history[s.line].on >= day]
        if moves and moves[0].before != moves[-1].after:
            on = talk.history[moves[-1].line].on
            found.append(Change("date" if what == "date" else "place", moves[0].before, moves[-1].after, on))
    return found
