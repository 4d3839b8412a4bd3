"""Made-up articles with their records, for tests that need no reader."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pourparlers.record import Act, Article, Attribution, Document, Entity, Meeting, Place, Record, Report, Source, Span

READER = "made up 1.0"
Person = tuple[str, str]
"""A name and a state; a name without a capital is an office, one of a single word a state."""

ROCHE, LIND, OKORO, SATO = ("Anne Roche", "FRA"), ("Karl Lind", "SWE"), ("Ada Okoro", "NGA"), ("Ken Sato", "JPN")


@dataclass(frozen=True)
class Said:
    """A report: its status, its words, who says so and of what kind and state that is."""

    status: str
    words: str
    source: str | None = None
    kind: str = "named"
    country: str = "ZZZ"
    on: str | None = None


@dataclass(frozen=True)
class Met:
    """A meeting as one article has it."""

    who: Sequence[Person]
    said: Sequence[Said]
    kind: str = "meeting"
    place: Person | None = None
    date: str | None = None


@dataclass(frozen=True)
class Done:
    """An act as one article has it."""

    type: str
    actor: Person
    recipient: Person | None
    object: str
    polarity: str = "positive"
    source: Person | None = None


class _Writer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.entities: dict[str, Entity] = {}
        self.said: list[Attribution] = []

    def span(self, words: str) -> Span:
        start = len(self.text) + 1
        self.text += f" {words}."
        return Span(start=start, end=start + len(words), text=words)

    def entity(self, name: str, country: str) -> str:
        kind: Any = "office" if name[0].islower() else "person" if " " in name else "state"
        countries = (country,) if country != "ZZZ" else ()
        made = Entity(id=f"e{len(self.entities)}", name=name, kind=kind, countries=countries)
        return self.entities.setdefault(name, made).id

    def attribution(self, source: str, kind: Any, country: str, span: Span, on: str | None = None) -> str:
        whose = Source(entity=self.entity(source, country), kind=kind, start=span.start, end=span.end, text=span.text)
        made = Attribution(id=f"a{len(self.said)}", source=whose, cue=None, content=(span,), form="indirect", date=on)
        self.said.append(made)
        return made.id


def article(
    name: str,
    published: str | None,
    *items: Met | Done,
    outlet: str = "gazette",
    url: str | None = None,
    reader: str = READER,
    text: str = "",
) -> tuple[Article, Record]:
    """An article and its record."""
    writer = _Writer(text or f"Article {name}.")
    meetings = [_meeting(writer, n, m) for n, m in enumerate(items) if isinstance(m, Met)]
    acts = [_act(writer, n, a) for n, a in enumerate(items) if isinstance(a, Done)]
    day = dt.date.fromisoformat(published) if published else None
    about = Document(
        id=name,
        url=url,
        title=f"Titre {name}",
        publisher=outlet,
        published=day,
        sha256=hashlib.sha256(writer.text.encode()).hexdigest(),
        reader=reader,
    )
    record = Record(
        document=about,
        entities=tuple(writer.entities.values()),
        attributions=tuple(writer.said),
        meetings=tuple(meetings),
        acts=tuple(acts),
    )
    given = Article(text=writer.text, id=name, title=about.title, url=url, publisher=outlet, published=day)
    return given, record


def _meeting(writer: _Writer, n: int, m: Met) -> Meeting:
    reports = []
    for said in m.said:
        span = writer.span(said.words)
        of = writer.attribution(said.source, said.kind, said.country, span, said.on) if said.source else None
        status: Any = said.status
        reports.append(Report(status=status, source=said.source, attribution=of, date=said.on, evidence=span))
    kind: Any = m.kind
    return Meeting(
        id=f"m{n}",
        kind=kind,
        participants=tuple(writer.entity(*who) for who in m.who),
        place=Place(text=m.place[0], country=m.place[1]) if m.place else None,
        date=m.date,
        status=reports[-1].status,
        mentions=tuple(r.evidence for r in reports),
        reports=tuple(reports),
    )


def _act(writer: _Writer, n: int, a: Done) -> Act:
    span = writer.span(f"{a.actor[0]} {a.type} {a.object}")
    start = span.start + span.text.index(a.object)
    of = writer.attribution(a.source[0], "named", a.source[1], span) if a.source else None
    kind: Any = a.type
    polarity: Any = a.polarity
    return Act(
        id=f"c{n}",
        type=kind,
        actors=(writer.entity(*a.actor),),
        recipients=(writer.entity(*a.recipient),) if a.recipient else (),
        object=Span(start=start, end=start + len(a.object), text=a.object),
        polarity=polarity,
        source=a.source[0] if a.source else None,
        attribution=of,
        evidence=span,
    )


def story() -> list[tuple[Article, Record]]:
    """A made-up story: a visit announced, a call, the visit called off by one side and put off by the other."""
    both, lyon = (ROCHE, LIND), ("Lyon", "FRA")
    return [
        article(
            "un",
            "2024-03-01",
            Met(
                both,
                [Said("planned", "ils se verront à Lyon le 12 mars", "Anne Roche", country="FRA")],
                place=lyon,
                date="2024-03-12",
            ),
            Met(both, [Said("held", "ils se sont parlé au téléphone ce matin")], kind="call", date="2024-03-01"),
        ),
        article(
            "deux",
            "2024-03-04",
            Met(both, [Said("planned", "la rencontre de Lyon est confirmée", "Karl Lind", country="SWE")], place=lyon),
            Done("REQUEST", ROCHE, LIND, "la levée des droits de douane sur le bois", source=ROCHE),
            outlet="dépêche",
        ),
        article(
            "trois",
            "2024-03-09",
            Met(both, [Said("cancelled", "la rencontre avec Karl Lind est annulée", "Anne Roche", country="FRA")]),
        ),
        article(
            "quatre",
            "2024-03-10",
            Met(both, [Said("postponed", "la rencontre n’est que reportée", "Karl Lind", country="SWE")]),
            Done("REJECT", LIND, ROCHE, "la levée des droits de douane", source=LIND),
            outlet="dépêche",
        ),
        article(
            "cinq",
            "2024-03-20",
            Met(
                (OKORO, SATO),
                [Said("held", "Ada Okoro a reçu Ken Sato à Abuja")],
                place=("Abuja", "NGA"),
                date="2024-03-19",
            ),
        ),
        article(
            "six",
            "2024-04-02",
            Met(
                both, [Said("floated", "ils pourraient se voir plus tard", "un diplomate suédois", "anonymous", "SWE")]
            ),
        ),
    ]
