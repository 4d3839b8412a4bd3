"""A process that adds articles, killed at random moments; then: is anything lost, doubled or half there?"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from pourparlers.record import Record
from pourparlers.store import Store, open_store
from pourparlers.store.engine import reading
from pourparlers.store.tables import acts, articles, mentions, reports, statements

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from store.made_up import LIND, OKORO, ROCHE, SATO, Done, Met, Said, article

PEOPLE = (ROCHE, LIND, OKORO, SATO)
STATUSES = ("floated", "planned", "held", "postponed", "cancelled")


def made_up(n: int, reader: str = "made up 1.0") -> Any:
    """The article number ``n`` of a made-up stream, the same each time."""
    r = random.Random(n)
    who = tuple(r.sample(PEOPLE, 2))
    day = f"2024-{1 + n // 28 % 12:02d}-{1 + n % 28:02d}"
    status, said = r.choice(STATUSES), r.choice(who)
    met = Met(who, [Said(status, f"rencontre {n} : {status}", said[0], country=said[1])], date=day if n % 3 else None)
    done = Done("REQUEST", who[0], who[1], f"un accord sur le point {n % 7}", source=who[0])
    return article(f"d{n}", day, met, done, outlet=f"journal {n % 5}", reader=reader)


def work(place: str, first: int, last: int) -> None:
    """Add articles, telling each that is done; those there are added again, for nothing."""
    with open_store(place) as store:
        for n in range(first, last):
            store.add(*made_up(n), link=n % 4 == 0)
            print(n, flush=True)
        store.link()


def ordeal(place: str, kills: int, seed: int, count: int) -> dict[str, int]:
    """Add ``count`` articles with a process that is killed so many times; raises AssertionError if anything is amiss.

    Returns how often it was killed while it wrote, and how many articles stood after the last kill.
    """
    r = random.Random(seed)
    open_store(place).close()
    sure: set[int] = set()
    writing = 0
    for kill in range(kills):
        told = _killed(place, r, kill * count // kills, count)
        writing += bool(told)
        sure |= told
        with open_store(place) as store:
            check(store, sure)
    standing = len(sure)
    work_quietly(place, count)
    with open_store(place) as store:
        check(store, set(range(count)))
        assert store.counts()["articles"] == count
        given = outcome(store)
    return {"kills": kills, "while writing": writing, "done by then": standing, "talks": len(given)}


def _killed(place: str, r: random.Random, first: int, last: int) -> set[int]:
    command = [sys.executable, __file__, place, str(max(0, first - 3)), str(last)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert child.stdout is not None
    early = r.random() < 0.1
    told = [] if early else [child.stdout.readline()]
    time.sleep(r.random() * (0.6 if early else 0.15))
    child.kill()
    told += child.stdout.readlines()
    child.wait()
    return {int(line) for line in told if line.endswith("\n")}


def work_quietly(place: str, count: int) -> None:
    """Add all that is missing, in this process."""
    with open_store(place) as store:
        for n in range(count):
            store.add(*made_up(n), link=False)
        store.link()


def check(store: Store, sure: set[int]) -> None:
    """Every article told to be done is there, and each that is there is there once and whole."""
    with reading(store.engine) as connection:
        rows = connection.execute(select(articles.c.id, articles.c.doc_id, articles.c.record)).all()
        names = [row.doc_id for row in rows]
        assert len(names) == len(set(names)), "doubled"
        lost = {f"d{n}" for n in sure} - set(names)
        assert not lost, f"lost: {sorted(lost)}"
        found = {}
        for name, table in (("meetings", mentions), ("attributions", statements), ("acts", acts)):
            query = select(table.c.article, func.count()).group_by(table.c.article)
            found[name] = _pairs(connection.execute(query))
        of_mentions = select(mentions.c.article, func.count()).join(reports, reports.c.mention == mentions.c.uid)
        found["reports"] = _pairs(connection.execute(of_mentions.group_by(mentions.c.article)))
    for row in rows:
        record = Record.model_validate_json(row.record)
        for name in ("meetings", "attributions", "acts"):
            assert found[name].get(row.id, 0) == len(getattr(record, name)), f"half there: {row.doc_id} {name}"
        assert found["reports"].get(row.id, 0) == sum(len(m.reports) for m in record.meetings), row.doc_id
        assert store.search(f'"{row.doc_id}"'), f"not found: {row.doc_id}"


def _pairs(rows: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in rows}


def outcome(store: Store) -> list[Any]:
    """The talks of a store, so that two stores can be compared."""
    return sorted(
        (t.id, t.kind, t.status, t.date, t.place, tuple(x.report for x in t.history), t.contradictions)
        for t in store.histories()
    )


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
