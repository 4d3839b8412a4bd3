"""Each kind of judgement: checked, appended, and the talks that it concerns."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from pourparlers.store import judging
from pourparlers.store.errors import StoreError
from pourparlers.store.tables import mentions
from pourparlers.store.tables import reports as table
from pourparlers.store.views import resolve
from pourparlers.vocabulary import STATUS, Status

Decided = tuple[int, list[str]]
"""The number of a judgement, and the talks to work out anew."""


def join(connection: Connection, talks: Sequence[str], by: str, note: str) -> Decided:
    """Make several talks one."""
    ids = list(dict.fromkeys(resolve(connection, t) for t in talks))
    if len(ids) < 2:
        raise StoreError("judgement", "join: 2 talks")
    members = [uid for talk in ids for uid in _members(connection, talk)]
    number = judging.append(connection, "join", by, {"these": members}, note=note)
    judging.unsettle(connection, members)
    return number, []


def split(connection: Connection, talk: str, meetings: Sequence[str], by: str, note: str) -> Decided:
    """Take meetings out of a talk into one of their own."""
    members = _members(connection, resolve(connection, talk))
    chosen = [_one(members, m) for m in meetings]
    rest = [uid for uid in members if uid not in chosen]
    if not chosen or not rest:
        raise StoreError("judgement", "split")
    number = judging.append(connection, "split", by, {"these": chosen, "those": rest}, note=note)
    judging.unsettle(connection, members)
    return number, []


def _one(members: Sequence[str], given: str) -> str:
    start = given.strip().lower().partition(".")[0]
    found = [uid for uid in members if start and uid.startswith(start)]
    if len(found) != 1:
        raise StoreError("ambiguous" if found else "unknown", given)
    return found[0]


def reject(connection: Connection, reports: Sequence[str], by: str, note: str) -> Decided:
    """Disregard reports."""
    chosen = [_report(connection, given) for given in reports]
    if not chosen:
        raise StoreError("judgement", "reject")
    number = judging.append(connection, "reject", by, {"these": chosen}, note=note)
    return number, _talks_of(connection, chosen)


def _report(connection: Connection, given: str) -> str:
    """The id of the report that is meant: the start of its meeting's id, a dot, its number."""
    start, _, nth = given.strip().lower().partition(".")
    if not start.isalnum() or not nth.isdigit():
        raise StoreError("unknown", given)
    query = select(table.c.id).where(table.c.id.between(start, start + "~")).limit(100)
    found = [r for r in connection.execute(query).scalars() if r.startswith(start) and r.partition(".")[2] == nth]
    if len(found) != 1:
        raise StoreError("ambiguous" if found else "unknown", given)
    return str(found[0])


def correct(connection: Connection, talk: str, status: Status, by: str, note: str) -> Decided:
    """Give a talk a status."""
    if status not in STATUS:
        raise StoreError("judgement", str(status))
    found = resolve(connection, talk)
    number = judging.append(connection, "status", by, {"these": [found]}, status=status, note=note)
    return number, [found]


def undo(connection: Connection, number: int, by: str, note: str) -> Decided:
    """Undo a judgement that stands, or bring back one by undoing its undoing."""
    given = {j.number: j for j in judging.load(connection)}
    undone = given.get(number)
    if undone is None:
        raise StoreError("unknown", str(number))
    new = judging.append(connection, "undo", by, {}, undoes=number, note=note)
    concerned = undone
    while concerned.kind == "undo" and concerned.undoes in given:
        concerned = given[concerned.undoes]
    items = [*concerned.these, *concerned.those]
    if concerned.kind in ("join", "split"):
        judging.unsettle(connection, items)
    return new, _talks_of(connection, items)


def _members(connection: Connection, talk: str) -> list[str]:
    query = select(mentions.c.uid).where(mentions.c.talk == talk)
    return list(
        connection.execute(query.order_by(mentions.c.day, mentions.c.fullness.desc(), mentions.c.uid)).scalars()
    )


def _talks_of(connection: Connection, items: Sequence[str]) -> list[str]:
    uids = {item.partition(".")[0] for item in items}
    return list(connection.execute(select(mentions.c.talk).where(mentions.c.uid.in_(uids)).distinct()).scalars())
