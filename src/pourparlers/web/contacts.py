"""The map of contacts: which states talk with which, over a span of days, as a matrix and as a graph."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request

from pourparlers.store import Store
from pourparlers.store.people import Contact
from pourparlers.web.asked import Day
from pourparlers.web.offer import Page, offer

router = APIRouter(tags=["contacts"])

STATES = 16
"""States that are drawn, the most connected ones."""

WIDTH, HEIGHT, RADIUS = 680, 520, 190
"""Of the drawing, in pixels."""

THINNEST, THICKEST = 1.0, 12.0

PAIRS = 100
"""Pairs that are listed on the page; the data hold all."""


@dataclass(frozen=True, slots=True)
class Node:
    """A state on the circle: where its point and its name stand, and on which side of the point the name is."""

    code: str
    talks: int
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two states, as wide as they share talks."""

    contact: Contact
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole drawing."""

    width: int
    height: int
    nodes: list[Node]
    lines: list[Line]


@offer(router, "/contacts", name="contacts", summary="Which states talk with which", csv_too=True)
def contacts(request: Request, since: Day = "", until: Day = "") -> Page:
    """Pairs of states with the number of their talks that were last spoken of between two days."""
    store: Store = request.app.state.store
    found = store.contacts(since, until)
    drawn = most_connected(found)
    return Page(
        data={"since": since, "until": until, "contacts": found},
        template="contacts.html",
        context={
            "drawn": drawn,
            "shared": {(c.first, c.second): c.talks for c in found} | {(c.second, c.first): c.talks for c in found},
            "graph": draw(found, drawn),
            "level": lambda n: level(n, found[0].talks),
            "pairs": PAIRS,
        },
        rows=lambda: [("first", "second", "talks"), *((c.first, c.second, c.talks) for c in found)],
    )


def most_connected(found: Sequence[Contact], most: int = STATES) -> list[str]:
    """The states that share the most talks, in that order."""
    return [code for code, _ in _weights(found).most_common(most)]


def _weights(found: Sequence[Contact]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for c in found:
        weights[c.first] += c.talks
        weights[c.second] += c.talks
    return weights


def draw(found: Sequence[Contact], states: Sequence[str]) -> Graph:
    """States on a circle, from the top to the right, and lines that bend towards its middle."""
    weights = _weights(found)
    nodes = {code: _node(code, weights[code], n / len(states)) for n, code in enumerate(states)}
    most = max((c.talks for c in found), default=1)
    lines = [_line(c, nodes[c.first], nodes[c.second], most) for c in found if c.first in nodes and c.second in nodes]
    return Graph(WIDTH, HEIGHT, list(nodes.values()), lines[::-1])


def _node(code: str, talks: int, turn: float) -> Node:
    angle = 2 * math.pi * turn - math.pi / 2
    across, down = math.cos(angle), math.sin(angle)
    x, y = WIDTH / 2 + RADIUS * across, HEIGHT / 2 + RADIUS * down
    anchor = "middle" if abs(across) < 0.1 else "start" if across > 0 else "end"
    label_x, label_y = x + 16 * across, y + 16 * down + 5 + (6 * down if anchor == "middle" else 0)
    return Node(code, talks, round(x, 1), round(y, 1), round(label_x, 1), round(label_y, 1), anchor)


def _line(c: Contact, a: Node, b: Node, most: int) -> Line:
    bend_x, bend_y = (a.x + b.x + 2 * WIDTH / 2) / 4, (a.y + b.y + 2 * HEIGHT / 2) / 4
    width = THINNEST + (THICKEST - THINNEST) * math.sqrt(c.talks / most)
    return Line(c, f"M {a.x:g} {a.y:g} Q {bend_x:.1f} {bend_y:.1f} {b.x:g} {b.y:g}", round(width, 1))


def level(talks: int, most: int) -> int:
    """How dark a cell of the matrix is: 1 to 4."""
    return 1 + min(3, int(4 * math.sqrt(talks / most) - 0.001)) if talks else 0
