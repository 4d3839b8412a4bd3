"""What people decided: which mentions belong together, which apart, what to disregard, what a talk's status is.

A judgement is never changed or removed: it is undone by another one. The machine's results are never edited;
they are worked out anew with the judgements that stand, and these win.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pourparlers.vocabulary import Status

JudgementKind = Literal["join", "split", "reject", "status", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person, dated and signed.

    ``join``: the meetings of ``these`` are one talk. ``split``: those of ``these`` are one talk, and ``those`` another.
    ``reject``: the reports ``these`` are disregarded. ``status``: the talk of the meeting ``these`` has ``status``.
    ``undo``: the judgement number ``undoes`` no longer stands.
    Meetings and reports are named by their ids.
    """

    number: int
    kind: JudgementKind
    by: str
    at: str
    these: tuple[str, ...] = ()
    those: tuple[str, ...] = ()
    status: Status | None = None
    undoes: int | None = None
    note: str = ""


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that stand, oldest first: neither undone nor mere undoings."""
    given = sorted(judgements, key=lambda j: j.number)
    undone: set[int] = set()
    for j in reversed(given):
        if j.kind == "undo" and j.undoes is not None and j.number not in undone:
            undone.add(j.undoes)
    return [j for j in given if j.kind != "undo" and j.number not in undone]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Which meetings people put together and apart."""

    together: dict[str, frozenset[str]] = field(default_factory=dict)
    apart: dict[str, frozenset[str]] = field(default_factory=dict)

    def concerned(self, uid: str) -> frozenset[str]:
        """The meetings whose place depends on this one's."""
        return (self.together.get(uid, frozenset()) | self.apart.get(uid, frozenset())) - {uid}


def constraints(judgements: Sequence[Judgement]) -> Constraints:
    """The constraints that the standing judgements make; where two differ, the later one holds."""
    groups: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = {}
    for j in standing(judgements):
        if j.kind == "join":
            _join(groups, apart, j.these)
        elif j.kind == "split":
            _split(groups, apart, set(j.these), set(j.those))
    return Constraints(
        {uid: frozenset(group) for uid, group in groups.items() if len(group) > 1},
        {uid: frozenset(others) for uid, others in apart.items() if others},
    )


def _join(groups: dict[str, set[str]], apart: dict[str, set[str]], uids: Sequence[str]) -> None:
    merged = set(uids).union(*(groups.get(uid, {uid}) for uid in uids))
    for uid in merged:
        groups[uid] = merged
        apart[uid] = apart.get(uid, set()) - merged
    others = set().union(*(apart[uid] for uid in merged))
    for uid in merged:
        apart[uid] = set(others)
    for uid in others:
        apart[uid] = apart.get(uid, set()) | merged


def _split(groups: dict[str, set[str]], apart: dict[str, set[str]], out: set[str], rest: set[str]) -> None:
    rest = rest - out
    for uid in set().union(*(groups.get(uid, {uid}) for uid in out)):
        groups[uid] = groups.get(uid, {uid}) - out
    left = rest.union(*(groups.get(uid, {uid}) for uid in rest))
    for uid in left:
        groups[uid] = left
    for uid in out:
        groups[uid] = out
        apart[uid] = apart.get(uid, set()) - out | rest
    for uid in rest:
        apart[uid] = apart.get(uid, set()) | out
