"""Talks made by hand, to test what is drawn and said of them."""

from __future__ import annotations

from pourparlers.linking.contradictions import contradictions
from pourparlers.linking.derive import date_of, place_of
from pourparlers.linking.lifecycle import course, shifts
from pourparlers.linking.talks import HistoryLine, Participant, Talk
from pourparlers.record import Span
from pourparlers.vocabulary import MeetingKind, SourceKind, Status


def line(
    on: str,
    status: Status,
    source: str | None = None,
    country: str = "ZZZ",
    kind: SourceKind | None = "named",
    *,
    words: str = "la rencontre aura lieu",
    when: str | None = None,
    place: str | None = None,
    url: str | None = None,
    article: int = 1,
) -> HistoryLine:
    """A report."""
    return HistoryLine(
        report=f"{on}{status}{source}",
        meeting="m",
        article=article,
        document=f"d{article}",
        on=on,
        published=on,
        status=status,
        source=source,
        source_kind=kind if source else None,
        country=country,
        outlet="Le Courrier",
        title="Deux ministres à Genève",
        url=url,
        kind="meeting",
        when=when,
        place=place,
        evidence=Span(start=10, end=10 + len(words), text=words),
    )


def talk(
    *history: HistoryLine,
    parties: tuple[tuple[str, str], ...] = (("Anna Keller", "CHE"), ("Paulo Reis", "PRT")),
    kind: MeetingKind = "meeting",
    uid: str = "aa11",
) -> Talk:
    """A talk of these reports, in the order of time."""
    turns = course(history, {country for _, country in parties})
    return Talk(
        id=uid,
        kind=kind,
        participants=tuple(Participant(name, country) for name, country in parties),
        place=place_of(history),
        date=date_of(history),
        status=turns[-1].status,
        machine_status=turns[-1].status,
        history=history,
        contradictions=tuple(contradictions(history)),
        course=tuple(turns),
        shifts=tuple(shifts(history)),
        first_day=history[0].on,
        last_day=history[-1].on,
        changed="2025-03-12T10:00:00+00:00",
    )
