"""What was read in an article, laid over its text: marks that may overlap, and the text cut at all their ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pourparlers.record import Record, Span

Layer = Literal["said", "times", "meetings", "acts"]
LAYERS: tuple[Layer, ...] = ("said", "times", "meetings", "acts")

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the text that an item of the record stands on.

    ``item`` is the item's id in the record; ``style`` what its look depends on (the kind of a source, a status);
    ``part`` tells the words of the item from its source, its cue and its evidence.
    """

    layer: Layer
    item: str
    start: int
    end: int
    style: str = ""
    part: Literal["words", "source", "cue", "evidence"] = "words"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with no mark's end inside: the marks over it, those that open and close with it.

    ``anchored``: something starts here that has an address of its own.
    """

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    closes: tuple[Mark, ...] = ()
    anchored: bool = False

    @property
    def classes(self) -> str:
        """The class names of the piece's look."""
        names = [name for m in self.marks for name in (m.layer, f"{m.layer}-{m.part}", m.style)]
        names += [f"{m.layer}-first" for m in self.opens if m.part == "words"]
        names += [f"{m.layer}-last" for m in self.closes if m.part == "words"]
        return " ".join(dict.fromkeys(n for n in names if n))


def cut(text: str, marks: Iterable[Mark], at: Iterable[int] = ()) -> list[Piece]:
    """The text in pieces, cut where a mark starts or ends and at the offsets ``at``; joined, they are the text.

    A mark that reaches beyond the text is cut down to it; one without words is left out.
    """
    size = len(text)
    inside = [m for m in marks if max(m.start, 0) < min(m.end, size)]
    starting: dict[int, list[Mark]] = defaultdict(list)
    for m in inside:
        starting[max(m.start, 0)].append(m)
    ends = {0, size, *starting, *(min(m.end, size) for m in inside), *(x for x in at if 0 <= x <= size)}
    bounds = sorted(ends)
    pieces: list[Piece] = []
    over: list[Mark] = []
    for start, end in pairwise(bounds):
        over = [m for m in over if m.end > start] + starting[start]
        closing = tuple(m for m in over if min(m.end, size) == end)
        opening = tuple(starting[start])
        pieces.append(Piece(start, end, text[start:end], tuple(over), opening, closing, bool(opening)))
    return pieces


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each line that has words, without the spaces around it."""
    found = []
    for line in _LINE.finditer(text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        found.append((start, start + len(words.strip())))
    return found


def in_paragraphs(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """The pieces of each paragraph."""
    bounds = paragraphs(text)
    pieces = iter(cut(text, marks, (x for pair in bounds for x in pair)))
    piece = next(pieces, None)
    found: list[list[Piece]] = []
    for start, end in bounds:
        found.append([])
        while piece is not None and piece.end <= end:
            if piece.start >= start:
                found[-1].append(piece)
            piece = next(pieces, None)
    return found


def marks_of(record: Record) -> list[Mark]:
    """The marks of all that a record says."""
    return [*_said(record), *_times(record), *_meetings(record), *_acts(record)]


def _said(record: Record) -> Iterator[Mark]:
    for a in record.attributions:
        style = a.source.kind if a.source else "other"
        yield from (Mark("said", a.id, s.start, s.end, style) for s in a.content)
        if a.source:
            yield Mark("said", a.id, a.source.start, a.source.end, "", "source")
        yield from _cue("said", a.id, a.cue)


def _times(record: Record) -> Iterator[Mark]:
    return (Mark("times", t.id, t.start, t.end) for t in record.times)


def _meetings(record: Record) -> Iterator[Mark]:
    for m in record.meetings:
        yield from (Mark("meetings", m.id, s.start, s.end, m.status) for s in m.mentions)
        for r in m.reports:
            yield Mark("meetings", m.id, r.evidence.start, r.evidence.end, "", "evidence")
            yield from _cue("meetings", m.id, r.cue)


def _acts(record: Record) -> Iterator[Mark]:
    for c in record.acts:
        yield Mark("acts", c.id, c.evidence.start, c.evidence.end)
        yield from _cue("acts", c.id, c.cue)


def _cue(layer: Layer, item: str, cue: Span | None) -> Iterator[Mark]:
    if cue:
        yield Mark(layer, item, cue.start, cue.end, "", "cue")
