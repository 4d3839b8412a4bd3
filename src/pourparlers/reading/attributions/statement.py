"""A statement in the making: its cue, source and contents as ranges of tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparlers.reading.attributions.cue import Cue

Range = tuple[int, int]


@dataclass(slots=True)
class Statement:
    """An attribution in the making, in tokens."""

    cue: Cue | None
    source: Range | None
    contents: list[Range]
    rule: str
    incise: bool = False
    place: int = field(init=False)

    def __post_init__(self) -> None:
        self.place = min([self.cue.first] if self.cue else [] + [c[0] for c in self.contents])
