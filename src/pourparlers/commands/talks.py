"""``pourparlers talks``: the talks of a store, as a list or as JSON with their histories."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from pourparlers.commands import using_store
from pourparlers.commands.using_store import (
    ContradictedOption,
    CountryOption,
    JsonOption,
    KindOption,
    OutletOption,
    SinceOption,
    StatusOption,
    StoreOption,
    UntilOption,
    WhoOption,
    WithOption,
)
from pourparlers.i18n import gettext as _
from pourparlers.i18n import ngettext

if TYPE_CHECKING:
    from pourparlers.store import Store
    from pourparlers.store.views import Filters


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("talks", help=_("List the talks: who is to meet whom, is it on, who said so last."))(talks)


def talks(
    store: StoreOption = None,
    who: WhoOption = None,
    with_: WithOption = None,
    country: CountryOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    contradicted: ContradictedOption = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help=_("At most so many; 50 if none is given, all with --json."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the talks of a store."""
    wanted = using_store.filters(who, with_, country, kind, status, since, until, outlet, contradicted)
    with using_store.opened(store) as opened:
        if as_json:
            _write_json(opened, wanted, limit)
        else:
            _show(opened, wanted, limit or 50)


def _write_json(store: Store, wanted: Filters, limit: int | None) -> None:
    """An array with a talk a line, so that long lists can be read as they come."""
    from pourparlers.linking.plain import talk_dict

    out = sys.stdout
    out.write("[")
    for n, talk in enumerate(store.histories(wanted, limit=limit)):
        out.write(",\n" if n else "\n")
        out.write(json.dumps(talk_dict(talk), ensure_ascii=False))
    out.write("\n]\n")


def _show(store: Store, wanted: Filters, limit: int) -> None:
    from rich.console import Console

    from pourparlers.commands.talk_view import summary_lines

    found = store.talks(wanted, limit=limit)
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for talk in found:
        for line in summary_lines(talk):
            console.print(line)
    if not found:
        empty = not store.counts()["articles"]
        typer.echo(_("The store is empty: pourparlers add FILE…") if empty else _("No talk fits."), err=True)
    elif len(found) == limit and (total := store.count(wanted)) > limit:
        more = total - limit
        typer.echo(ngettext("and {n} more: --limit", "and {n} more: --limit", more).format(n=more), err=True)
