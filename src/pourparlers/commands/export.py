"""``pourparlers export``: a store's talks and acts in the formats of others."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pourparlers.commands import using_store
from pourparlers.commands.using_store import (
    FAILED,
    ContradictedOption,
    CountryOption,
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
from pourparlers.i18n import language, ngettext


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("export", help=_("Write talks and acts in a format of others: calendars, datasets, annotations."))(
        export
    )


def _format(given: str) -> str:
    from pourparlers.export.formats import FORMATS

    if given in FORMATS:
        return given
    known = "\n".join(f"  {f.name}: {_(f.summary)}" for f in FORMATS.values())
    raise typer.BadParameter(_("{given} is none of the formats:").format(given=given) + f"\n{known}")


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            callback=_format,
            help=_("plover, ics, jsonld, webannotation, ftm, parquet, conll, jsonl or html."),
        ),
    ],
    store: StoreOption = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=_("The file, or for plover and parquet the folder; else standard output.")),
    ] = None,
    talk: Annotated[str | None, typer.Option(help=_("Only this talk, by its id or the start of it."))] = None,
    who: WhoOption = None,
    with_: WithOption = None,
    country: CountryOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    contradicted: ContradictedOption = False,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar="MOMENT",
            help=_("Only what changed at this moment or later (YYYY-MM-DD, or as an export before said)."),
        ),
    ] = None,
) -> None:
    """Export a store."""
    from pourparlers.export.formats import FORMATS, MissingPackageError
    from pourparlers.export.formats import export as write
    from pourparlers.export.wanted import Wanted

    if FORMATS[form].tables and output is None:
        raise typer.BadParameter(_("this format needs a folder: -o FOLDER"), param_hint="-o")
    if FORMATS[form].one and talk is None:
        raise typer.BadParameter(_("this format takes one talk: --talk ID"), param_hint="--talk")
    filters = using_store.filters(who, with_, country, kind, status, since, until, outlet, contradicted)
    wanted = Wanted(replace(filters, changed_since=_moment(changed_since)), talk, language())
    with using_store.opened(store) as opened:
        try:
            done = write(opened, form, wanted, output, sys.stdout)
        except MissingPackageError as error:
            typer.echo(_("this format needs another package: {detail}").format(detail=error), err=True)
            raise typer.Exit(FAILED) from error
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            typer.echo(_("cannot write {path}: {detail}").format(path=output, detail=error.strerror), err=True)
            raise typer.Exit(FAILED) from error
    said = ngettext("{n} item", "{n} items", done.items).format(n=done.items)
    if done.until:
        said += " · " + _("what changes later: --changed-since {moment}").format(moment=done.until)
    typer.echo(said, err=True)
    if done.without_parquet:
        typer.echo(_("CSV only; for Parquet: pip install 'pourparlers[tables]'"), err=True)


def _moment(given: str | None) -> str | None:
    from pourparlers.export.wanted import moment

    if given is None:
        return None
    try:
        return moment(given)
    except ValueError as error:
        raise typer.BadParameter(
            _("not a moment (YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS): {value}").format(value=given),
            param_hint="--changed-since",
        ) from error
