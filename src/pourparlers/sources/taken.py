"""What every kind of source gives: articles with their place, or what was skipped and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from pourparlers.reading.intake import UnreadableError, to_article
from pourparlers.record import Article
from pourparlers.sources.dates import day_of

if TYPE_CHECKING:
    from pourparlers.sources.web import Web


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article: where it stands, and why."""

    place: str
    error: UnreadableError


class Bytes(Protocol):
    """What bytes are read from: a file, standard input, or either with its beginning put back."""

    def read(self, size: int = -1, /) -> bytes:
        """Bytes, at most ``size`` of them."""

    def readline(self, size: int = -1, /) -> bytes:
        """A line, or as much of it as ``size`` allows."""


Taken = tuple[str, Article]
"""Where an article stands ("file.jsonl:3"), and the article."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold; None stands for the usual names."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class Ways:
    """How sources are taken.

    Attributes:
        published: the day of articles that bring none.
        columns: where a table has what.
        web: what fetches addresses; without it they are skipped.
        known: tells addresses that are passed over, as known.
        depth: how many lists and feeds led here, which keeps feeds from leading to feeds for ever.
    """

    published: str | None = None
    columns: Columns = field(default_factory=Columns)
    web: Web | None = None
    known: Callable[[str], bool] | None = None
    depth: int = 0

    def deeper(self) -> Ways:
        """The ways of what a list or a feed leads to."""
        return replace(self, depth=self.depth + 1)


def take(place: str, fields: Mapping[str, Any], ways: Ways, name: str = "") -> Taken | Skipped:
    """An article from its fields, with the id ``name`` unless they bring one, and the day of ``ways``."""
    try:
        published = fields.get("published") or ways.published
        return place, to_article({**fields, "published": published, "id": fields.get("id") or name})
    except UnreadableError as error:
        return skip(place, error.reason, error.detail)


def dated(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with their day of publication read in any of the ways that days are written."""
    given = fields.get("published")
    if given is None or isinstance(given, (dt.date, dt.datetime)) or not str(given).strip():
        return dict(fields)
    return {**fields, "published": day_of(str(given)) or str(given)}


def skip(place: str, reason: str, detail: object = "") -> Skipped:
    """What was skipped at a place, for one of the reasons of intake."""
    return Skipped(place, UnreadableError(reason, str(detail)[:300]))
