"""What linking costs: a made-up stream of reports, ten times as many, one more article, lists with filters.

    python bench/linking.py [--reports 1000000] [--folder DIR] [--store URL]

The stream runs at the pace of a large newsroom (some 280 reports a day), so that ten times the reports are ten times
the days; states meet as unevenly as in the news. Bars: a million reports cost at most 12 times what a hundred
thousand cost; one more article takes under 50 ms of linking, a list with filters under 100 ms (medians).

A long run meets a busy machine at some times and a quiet one at others. So what a stretch costs is counted in yards:
its processor time over that of a small stream of its own, linked just before and just after it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pourparlers.record import Article, Attribution, Document, Entity, Meeting, Place, Record, Report, Source, Span
from pourparlers.store import Store, open_store, writing
from pourparlers.store.engine import writing as transaction
from pourparlers.store.views import Filters

FIRST_DAY = dt.date(2015, 1, 1)
A_DAY = 280
STATES = [a + b + c for a in "ABCD" for b in "KLMN" for c in "RSTV"]
CITIES = [f"{s.capitalize()}ville" for s in STATES]
RANKS = ("Président", "Ministre", "Envoyé")
KINDS = {"Président": ("summit", "call"), "Ministre": ("meeting", "call"), "Envoyé": ("talks", "visit")}
YARD = 3_000
"""Reports in the stream that is a yard."""

STRETCH = 20
"""Yards between two looks at how long a yard takes."""

COURSE = ["floated", "planned", "planned", "postponed", "planned", "cancelled", "ruled_out", "held"]


class Plan(NamedTuple):
    """A meeting of the made-up world: it is spoken of from ``day`` on, and due on ``due``."""

    states: tuple[int, int]
    rank: str
    kind: str
    place: int
    day: int
    due: int
    statuses: tuple[str, ...]


class World:
    """A made-up stream of articles about meetings, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.weights = [1 / (i + 3) for i in range(len(STATES))]
        self.open: list[tuple[int, Plan, str, bool]] = []

    def plan(self, day: int) -> Plan:
        r = self.random
        a, b = 0, 0
        while a == b:
            a, b = r.choices(range(len(STATES)), self.weights, k=2)
        rank = r.choice(RANKS)
        kind = r.choice(KINDS[rank])
        length = r.choice((0, 1, 2, 4, 6, 9, 14, 25))
        return Plan((a, b), rank, kind, r.choice((a, b)), day, day + length, tuple(r.sample(COURSE, r.randint(1, 5))))

    def day(self, day: int) -> list[tuple[Plan, str, bool]]:
        """What is reported on a day: a plan, a status, and whether it is told in full."""
        r = self.random
        while len(self.open) < A_DAY * 8:
            p = self.plan(day)
            for status in p.statuses:
                for _ in range(r.randint(1, 4)):
                    on = p.due + r.randint(0, 3) if status == "held" else r.randint(day, max(day, p.due))
                    self.open.append((on, p, status, r.random() < 0.6))
        today = [x[1:] for x in self.open if x[0] <= day]
        self.open = [x for x in self.open if x[0] > day]
        r.shuffle(today)
        return today

    def articles(self, reports: int) -> Iterator[tuple[Article, Record]]:
        """So many reports, in articles of up to three."""
        n = day = 0
        while n < reports:
            today = self.day(day)[: reports - n]
            while today:
                some = [today.pop() for _ in range(min(len(today), self.random.randint(1, 3)))]
                yield article(self.random, day, n, some)
                n += len(some)
            day += 1


def article(r: random.Random, day: int, n: int, told: list[tuple[Plan, str, bool]]) -> tuple[Article, Record]:
    """An article that says these things, and its record."""
    on = FIRST_DAY + dt.timedelta(days=day)
    text, said, meetings = f"Dépêche {n}.", [], []
    entities: dict[str, Entity] = {}
    for i, (p, status, full) in enumerate(told):
        who = [f"{p.rank} {STATES[s].capitalize()}ov" for s in p.states]
        words = f"{who[0]} et {who[1]} : {status}"
        start = len(text) + 1
        text += f" {words}."
        span = Span(start=start, end=start + len(words), text=words)
        for name, s in zip(who, p.states, strict=True):
            made = Entity(id=f"e{len(entities)}", name=name, kind="person", countries=(STATES[s],))
            entities.setdefault(name, made)
        speaker = entities[r.choice(who)]
        source = Source(entity=speaker.id, kind="named", start=start, end=start + len(who[0]), text=who[0])
        said.append(Attribution(id=f"a{i}", source=source, cue=None, content=(span,), form="indirect"))
        due = (FIRST_DAY + dt.timedelta(days=p.due)).isoformat()
        meetings.append(
            Meeting(
                id=f"m{i}",
                kind=p.kind,
                participants=tuple(entities[name].id for name in who),
                place=Place(text=CITIES[p.place], country=STATES[p.place]) if full and p.kind != "call" else None,
                date=due if full or status == "held" else None,
                status=status,
                mentions=(span,),
                reports=(Report(status=status, source=speaker.name, attribution=f"a{i}", evidence=span),),
            )
        )
    about = Document(
        id=f"d{n}",
        title=f"Dépêche {n}",
        publisher=f"journal {n % 40}",
        published=on,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        reader="made up 1",
    )
    record = Record(
        document=about, entities=tuple(entities.values()), attributions=tuple(said), meetings=tuple(meetings)
    )
    return Article(text=text, id=about.id, title=about.title, publisher=about.publisher, published=on), record


def yard() -> float:
    """The processor time that linking a small stream takes now, in an empty store."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "yard.db") as store:
        with transaction(store.engine) as connection:
            for a, record in World(3).articles(YARD):
                writing.add(connection, a, record)
        before = time.process_time()
        store.link()
        return time.process_time() - before


def fill(store: Store, reports: int, marks: list[int]) -> dict[int, float]:
    """Put a stream in, a thousand articles at a time; the yards of linking up to each mark."""
    wall = work = yards = since = 0.0
    n, found = 0, {}
    before_it = yard()
    stream = World().articles(reports)
    while part := [x for _, x in zip(range(1000), stream, strict=False)]:
        with transaction(store.engine) as connection:
            for a, record in part:
                writing.add(connection, a, record)
        n += sum(len(record.meetings) for _, record in part)
        before = time.perf_counter(), time.process_time()
        store.link()
        wall += time.perf_counter() - before[0]
        work += time.process_time() - before[1]
        reached = [mark for mark in marks if n >= mark and mark not in found]
        if reached or work - since > STRETCH * before_it:
            now = yard()
            yards += 2 * (work - since) / (before_it + now)
            before_it, since = now, work
        for mark in reached:
            found[mark] = yards
            told = f"{wall:8.1f} s of linking, {work:.1f} s of processor, {yards:.1f} yards"
            print(f"{n:>9} reports: {told}", flush=True)
    return found


def one_more(store: Store, times: int) -> float:
    """The median milliseconds that linking one more article takes, at any day of the stream's last third."""
    world, taken = World(99), []
    with store.engine.connect() as connection:
        last = connection.exec_driver_sql("SELECT max(published) FROM articles").scalar()
    days = (dt.date.fromisoformat(str(last)) - FIRST_DAY).days
    for i in range(times):
        day = days if i % 2 else world.random.randint(days * 2 // 3, days)
        told = [(world.plan(day), "planned", True) for _ in range(2)]
        store.add(*article(world.random, day, 10**9 + i, told), link=False)
        before = time.perf_counter()
        store.link()
        taken.append(1000 * (time.perf_counter() - before))
    print(f"  one more article: median {statistics.median(taken):.1f} ms, worst {max(taken):.1f} ms of linking")
    return statistics.median(taken)


def lists(store: Store, times: int) -> float:
    """The median milliseconds of a list of fifty talks, over several filters."""
    top, second, third, low, lower = (f"{STATES[n].capitalize()}ov" for n in (0, 1, 2, 40, 41))
    asked = {
        "who": Filters(who=top),
        "who, with": Filters(who=top, with_=second),
        "rare": Filters(who=low, with_=lower),
        "status": Filters(status="cancelled"),
        "who, status": Filters(who=top, status="postponed"),
        "since": Filters(who=top, since="2016-06-01", until="2016-07-01"),
        "contradicted": Filters(contradicted=True),
        "who, contradicted": Filters(who=top, with_=third, contradicted=True),
        "who, with nobody known": Filters(who=top, with_="Nemo", contradicted=True),
        "outlet": Filters(outlet="journal 3", kind="summit"),
        "none": Filters(),
    }
    medians = []
    for name, filters in asked.items():
        taken = []
        for _ in range(times):
            before = time.perf_counter()
            found = store.talks(filters, limit=50)
            taken.append(1000 * (time.perf_counter() - before))
        medians.append(statistics.median(taken))
        print(f"  talks, {name}: {medians[-1]:.1f} ms ({len(found)} found)")
    return max(medians)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--store", help="URL of an empty PostgreSQL store, instead of a file")
    o = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=o.folder) as folder:
        tenth = o.reports // 10
        with open_store(o.store or Path(folder) / "bench.db") as store:
            yards = fill(store, o.reports, [tenth, o.reports])
            ratio = yards[o.reports] / yards[tenth]
            print(f"  {o.reports} reports cost {ratio:.1f} times what {tenth} cost")
            one, listed = one_more(store, 200), lists(store, 9)
            print(f"  {store.counts()}")
    print(f"times: {ratio:.1f} (bar 12); one more: {one:.1f} ms (bar 50); slowest list: {listed:.1f} ms (bar 100)")
    return int(ratio > 12 or one > 50 or listed > 100)


if __name__ == "__main__":
    sys.exit(main())
