"""``pourparlers judge``: a person's word against the machine's, signed, dated and undoable."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparlers.commands import using_store
from pourparlers.commands.using_store import StoreOption
from pourparlers.i18n import gettext as _
from pourparlers.linking.judgements import Judgement, standing
from pourparlers.vocabulary import STATUS

ByOption = Annotated[
    str | None, typer.Option("--by", help=_("Who judges; else POURPARLERS_BY, else your name on this machine."))
]
NoteOption = Annotated[str, typer.Option("--note", help=_("Why."))]
TalkArgument = Annotated[str, typer.Argument(metavar="TALK", help=_("The id of a talk, or the start of it."))]

app = typer.Typer(help=_("Join or split talks, reject a report, correct a status, undo."), no_args_is_help=True)


def register(program: typer.Typer) -> None:
    """Put the commands on the command line."""
    program.add_typer(app, name="judge")


@app.command("join", help=_("Say that several talks are one."))
def join(
    talks: Annotated[list[str], typer.Argument(metavar="TALK TALK…", help=_("The talks, by their ids."))],
    store: StoreOption = None,
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Make several talks one."""
    with using_store.opened(store) as opened:
        _said(opened.join(talks, _signed(by), note))


@app.command("split", help=_("Take reports out of a talk into one of their own."))
def split(
    talk: TalkArgument,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT…", help=_("Reports, as show names them."))],
    store: StoreOption = None,
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Split a talk."""
    with using_store.opened(store) as opened:
        _said(opened.split(talk, reports, _signed(by), note))


@app.command("reject", help=_("Disregard reports."))
def reject(
    reports: Annotated[list[str], typer.Argument(metavar="REPORT…", help=_("Reports, as show names them."))],
    store: StoreOption = None,
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Reject reports."""
    with using_store.opened(store) as opened:
        _said(opened.reject(reports, _signed(by), note))


@app.command("status", help=_("Correct the status of a talk."))
def status(
    talk: TalkArgument,
    status: Annotated[str, typer.Argument(metavar="STATUS", help=_("What its status is."))],
    store: StoreOption = None,
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Correct a status."""
    given = using_store.one_of(status, "STATUS", STATUS)
    with using_store.opened(store) as opened:
        _said(opened.correct(talk, given or "planned", _signed(by), note))


@app.command("undo", help=_("Undo a judgement, by its number."))
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number, as list shows it."))],
    store: StoreOption = None,
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Undo a judgement."""
    with using_store.opened(store) as opened:
        _said(opened.undo(number, _signed(by), note))


@app.command("list", help=_("List the judgements."))
def list_(store: StoreOption = None) -> None:
    """List the judgements, with those undone marked."""
    with using_store.opened(store) as opened:
        given = opened.judgements()
    stands = {j.number for j in standing(given)}
    for j in given:
        typer.echo(_line(j, j.number in stands or j.kind == "undo"))


def _line(j: Judgement, stands: bool) -> str:
    about = [x[:8] + (f".{x.partition('.')[2]}" if "." in x else "") for x in j.these]
    what = f"{j.kind} {j.undoes or j.status or ''} {' '.join(about)}"
    undone = "" if stands else f"  ({_('undone')})"
    return f"{j.number:>4}  {j.at[:16].replace('T', ' ')}  {j.by}  {' '.join(what.split())}  {j.note}".rstrip() + undone


def _signed(by: str | None) -> str:
    import getpass
    import os

    return by or os.environ.get("POURPARLERS_BY") or getpass.getuser()


def _said(number: int) -> None:
    typer.echo(_("Judgement {number} stands; pourparlers judge undo {number} undoes it.").format(number=number))
