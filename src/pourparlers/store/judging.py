"""People's judgements in the store: appended, never changed, tied to words so that they survive a new reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from pourparlers.linking.judgements import Constraints, Judgement, JudgementKind, constraints, standing
from pourparlers.store.errors import StoreError
from pourparlers.store.stamps import now
from pourparlers.store.tables import anchors, articles, judgements, mentions, reports
from pourparlers.vocabulary import Status

ROLES = ("these", "those")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a judgement speaks of: a meeting or report by its id, and the words by which it is found again."""

    item: str
    sha256: str
    start: int
    end: int
    status: str | None = None


def append(
    connection: Connection,
    kind: JudgementKind,
    by: str,
    items: dict[str, Sequence[str]],
    *,
    status: Status | None = None,
    undoes: int | None = None,
    note: str = "",
) -> int:
    """Add a judgement; its number. ``items`` are ids of meetings (of reports, to reject them) by their role."""
    if not by.strip():
        raise StoreError("judgement", "by")
    values = {"kind": kind, "made_by": by.strip(), "made_at": now(), "status": status, "undoes": undoes, "note": note}
    number = int(connection.execute(insert(judgements).values(values).returning(judgements.c.number)).scalar_one())
    rows = []
    for role, ids in items.items():
        for nth, item in enumerate(dict.fromkeys(ids)):
            a = anchor(connection, item)
            found = {"item": a.item, "sha256": a.sha256, "start": a.start, "end": a.end, "status": a.status}
            rows.append({"judgement": number, "role": role, "nth": nth, **found})
    if rows:
        connection.execute(insert(anchors), rows)
    return number


def anchor(connection: Connection, item: str) -> Anchor:
    """The anchor of a meeting or a report.

    Raises:
        StoreError: there is none with this id.
    """
    uid, _, report = item.partition(".")
    query = (
        select(articles.c.sha256, reports.c.id, reports.c.start, reports.c.end, reports.c.status)
        .select_from(mentions)
        .join(articles, articles.c.id == mentions.c.article)
        .join(reports, reports.c.mention == mentions.c.uid, isouter=True)
        .where(mentions.c.uid == uid)
    )
    rows = [r for r in connection.execute(query) if not report or r.id == item]
    if not rows:
        raise StoreError("unknown", item)
    starts = [r.start for r in rows if r.start is not None] or [0]
    ends = [r.end for r in rows if r.end is not None] or [0]
    return Anchor(item, rows[0].sha256, min(starts), max(ends), rows[0].status if report else None)


def load(connection: Connection) -> list[Judgement]:
    """All judgements, oldest first."""
    named: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for a in connection.execute(select(anchors).order_by(anchors.c.judgement, anchors.c.role, anchors.c.nth)):
        named[a.judgement][a.role].append(a.item)
    return [
        Judgement(
            number=j.number,
            kind=j.kind,
            by=j.made_by,
            at=j.made_at,
            these=tuple(named[j.number]["these"]),
            those=tuple(named[j.number]["those"]),
            status=j.status,
            undoes=j.undoes,
            note=j.note,
        )
        for j in connection.execute(select(judgements).order_by(judgements.c.number))
    ]


def rules(connection: Connection) -> Constraints:
    """What the standing judgements say of which meetings belong together."""
    return constraints(load(connection))


def rejected(connection: Connection) -> frozenset[str]:
    """The reports that people reject."""
    return frozenset(item for j in standing(load(connection)) if j.kind == "reject" for item in j.these)


def corrections(connection: Connection) -> dict[str, tuple[Status, str]]:
    """By the id of a meeting: the status that a person gave its talk, and who; the last word counts."""
    given = [j for j in standing(load(connection)) if j.kind == "status" and j.status]
    return {uid: (j.status, j.by) for j in given for uid in j.these if j.status}


def unsettle(connection: Connection, items: Iterable[str]) -> None:
    """Have linking look again at meetings."""
    connection.execute(update(mentions).where(mentions.c.uid.in_(list(items))).values(settled=False))


def carry_over(connection: Connection, sha256: str) -> None:
    """After an article was read again: tie its anchors to the meetings and reports that stand at their words now."""
    held = connection.execute(select(anchors).where(anchors.c.sha256 == sha256)).all()
    if not held:
        return
    query = (
        select(reports.c.id, reports.c.mention, reports.c.start, reports.c.end, reports.c.status)
        .join(mentions, mentions.c.uid == reports.c.mention)
        .join(articles, articles.c.id == mentions.c.article)
        .where(articles.c.sha256 == sha256)
        .order_by(reports.c.id)
    )
    there = connection.execute(query).all()
    for a in held:
        near = [(min(a.end, r.end) - max(a.start, r.start), r.status == a.status, r) for r in there]
        best = max(near, key=lambda x: (x[0], x[1]), default=None)
        if best is None or best[0] <= 0:
            continue
        item = best[2].id if "." in a.item else best[2].mention
        where = (anchors.c.judgement == a.judgement, anchors.c.role == a.role, anchors.c.nth == a.nth)
        connection.execute(update(anchors).where(*where).values(item=item))
        unsettle(connection, [item.partition(".")[0]])
