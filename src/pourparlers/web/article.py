"""An article: its text with what was read in it, and what it told of which talk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request

from pourparlers.linking.talks import HistoryLine, Talk
from pourparlers.record import Act, Attribution, Entity, Meeting, Record, Time
from pourparlers.store import Store
from pourparlers.web import addresses
from pourparlers.web.marks import LAYERS, Layer, Piece, in_paragraphs, marks_of
from pourparlers.web.offer import Page, offer
from pourparlers.web.why import example

router = APIRouter(tags=["articles"])

TALKS = 12
"""Talks of an article that are shown with what it told of them; the others are only linked."""

Number = Annotated[int, Path(ge=1, le=2**53)]
Item = Attribution | Time | Meeting | Act


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says of one item; ``at`` is the offset of the first of its words."""

    layer: Layer
    at: int
    item: Item


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: its text in pieces, and the notes in its margin."""

    number: int
    pieces: list[Piece]
    notes: list[Note]


@dataclass(frozen=True, slots=True)
class Told:
    """What an article told of a talk."""

    talk: Talk
    lines: list[HistoryLine]


@offer(router, "/articles/{number}", name="article", summary="An article with what was read in it")
def article(request: Request, number: Number) -> Page:
    """An article by its number in the store."""
    store: Store = request.app.state.store
    text, record = store.article(number)
    [summary] = store.articles([number])
    told = [_told(store.talk(talk), number) for talk in summary.talks[:TALKS]]
    return Page(
        data={"number": number, "article": text, "record": record.to_dict(), "talks": summary.talks},
        template="article.html",
        context={
            "number": number,
            "article": text,
            "record": record,
            "paragraphs": laid_out(text.text, record),
            "entities": _named(record),
            "told": told,
            "other_talks": summary.talks[TALKS:],
            "layers": LAYERS,
            "actor_address": addresses.actor,
            "example": example,
        },
    )


def laid_out(text: str, record: Record) -> list[Paragraph]:
    """The text of an article in paragraphs, each with its notes."""
    notes = notes_of(record)
    pages: list[Paragraph] = []
    n = 0
    for number, pieces in enumerate(in_paragraphs(text, marks_of(record)), 1):
        start = n
        while n < len(notes) and pieces and notes[n].at < pieces[-1].end:
            n += 1
        pages.append(Paragraph(number, pieces, notes[start:n]))
    return pages


def notes_of(record: Record) -> list[Note]:
    """The notes on all that a record says, in the order of the text."""
    notes = [Note("said", a.content[0].start, a) for a in record.attributions if a.content]
    notes += [Note("times", t.start, t) for t in record.times]
    notes += [Note("meetings", m.mentions[0].start, m) for m in record.meetings if m.mentions]
    notes += [Note("acts", c.evidence.start, c) for c in record.acts]
    return sorted(notes, key=lambda note: (note.at, LAYERS.index(note.layer), note.item.id))


def _named(record: Record) -> dict[str | None, Entity]:
    return {e.id: e for e in record.entities}


def _told(talk: Talk, number: int) -> Told:
    return Told(talk, [line for line in talk.history if line.article == number])
