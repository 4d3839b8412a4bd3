"""The filters of the board as its address carries them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import Query
from pydantic import AfterValidator, WithJsonSchema

from pourparlers.store.views import Filters
from pourparlers.vocabulary import MeetingKind, Status


def _day(value: str) -> str:
    """An ISO day, or nothing, as an empty field of a form sends it."""
    if value and (len(value) != 10 or not value.isascii()):
        raise ValueError("not a day (YYYY-MM-DD)")
    return dt.date.fromisoformat(value).isoformat() if value else ""


def plain(value: str) -> str:
    """A text from an address, without a NUL and the blanks around it."""
    if "\x00" in value:
        raise ValueError("holds a character that no text has")
    return value.strip()


_DAY_SCHEMA = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}
_NAME_SCHEMA = {"type": "string", "maxLength": 200, "pattern": r"^[^\x00]*$"}
Day = Annotated[str, AfterValidator(_day), WithJsonSchema(_DAY_SCHEMA)]
Name = Annotated[str, Query(max_length=200), AfterValidator(plain), WithJsonSchema(_NAME_SCHEMA)]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]


def asked(
    who: Name = "",
    with_: Annotated[Name, Query(alias="with")] = "",
    country: Name = "",
    kind: MeetingKind | Literal[""] = "",
    status: Status | Literal[""] = "",
    since: Day = "",
    until: Day = "",
    outlet: Name = "",
    contradicted: Literal["", "0", "1"] = "",
    changed_since: Day = "",
) -> Filters:
    """The filters that an address asks for; an empty parameter is none."""
    return Filters(
        who=who or None,
        with_=with_ or None,
        country=country or None,
        kind=kind or None,
        status=status or None,
        since=since or None,
        until=until or None,
        outlet=outlet or None,
        contradicted=contradicted == "1",
        changed_since=changed_since or None,
    )
