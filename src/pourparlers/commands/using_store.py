"""What the commands on a store share: its option, its errors, the filters of talks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from pourparlers.i18n import gettext as _
from pourparlers.vocabulary import MEETING, STATUS, Term

if TYPE_CHECKING:
    from pourparlers.store import Store
    from pourparlers.store.views import Filters

K = TypeVar("K", bound=str)

FAILED = 1
"""The exit code when the store cannot do what is asked."""

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PATH|URL",
        help=_("The store: a file, or postgresql://…; else POURPARLERS_STORE, else a file in your data folder."),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("JSON instead of text."))]
WhoOption = Annotated[str | None, typer.Option("--who", help=_("A name, or a state by its name or code."))]
WithOption = Annotated[str | None, typer.Option("--with", help=_("With whom: a name or a state."))]
CountryOption = Annotated[str | None, typer.Option("--country", help=_("A state that takes part."))]
KindOption = Annotated[str | None, typer.Option("--kind", help=_("summit, meeting, call, visit, talks or conference."))]
StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        help=_("floated, planned, under_way, held, postponed, suspended, cancelled or ruled_out; in French too."),
    ),
]
SinceOption = Annotated[
    str | None, typer.Option("--since", help=_("Last spoken of on this day (YYYY-MM-DD) or later."))
]
UntilOption = Annotated[
    str | None, typer.Option("--until", help=_("Last spoken of on this day (YYYY-MM-DD) or before."))
]
OutletOption = Annotated[str | None, typer.Option("--outlet", help=_("Spoken of by this outlet."))]
ContradictedOption = Annotated[bool, typer.Option("--contradicted", help=_("Only those where sources disagree."))]


@contextmanager
def opened(place: str | None, *, create: bool = False) -> Iterator[Store]:
    """The store; what goes wrong with it is said on stderr, and ends the command."""
    from pourparlers.store import StoreError, open_store

    try:
        with open_store(place, create=create) as store:
            yield store
    except StoreError as error:
        typer.echo(error.message(), err=True)
        raise typer.Exit(FAILED) from error


def day(value: str | None, option: str) -> str | None:
    """A day as given to an option.

    Raises:
        typer.BadParameter: it is none.
    """
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise typer.BadParameter(_("not a day (YYYY-MM-DD): {value}").format(value=value), param_hint=option) from error


def one_of(value: str | None, option: str, allowed: Mapping[K, Term]) -> K | None:
    """A word of the vocabulary, given in English, in French or by its key.

    Raises:
        typer.BadParameter: it is none of the words.
    """
    if value is None:
        return None
    wanted = value.strip().lower().replace(" ", "_")
    for key, term in allowed.items():
        if wanted in (key, *(w.lower().replace(" ", "_") for w in (term.fr, term.en))):
            return key
    words = ", ".join(allowed)
    raise typer.BadParameter(_("{value} is not one of {words}").format(value=value, words=words), param_hint=option)


def filters(
    who: str | None,
    with_: str | None,
    country: str | None,
    kind: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    outlet: str | None,
    contradicted: bool,
) -> Filters:
    """The filters that options ask for."""
    from pourparlers.store.views import Filters

    return Filters(
        who=who,
        with_=with_,
        country=country,
        kind=one_of(kind, "--kind", MEETING),
        status=one_of(status, "--status", STATUS),
        since=day(since, "--since"),
        until=day(until, "--until"),
        outlet=outlet,
        contradicted=contradicted,
    )
