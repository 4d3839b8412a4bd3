"""``pourparlers serve``: the pages and the API of a store."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Annotated

import typer

from pourparlers.commands.using_store import FAILED, StoreOption, opened
from pourparlers.i18n import gettext as _

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

PORT = 8371


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("serve", help=_("Show a store as pages, with an API, on this machine."))(serve)


def serve(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help=_("The address to listen on."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help=_("The port; 0 takes a free one."))] = PORT,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="POURPARLERS_TOKEN", show_envvar=False, help=_("What judging needs; else POURPARLERS_TOKEN.")
        ),
    ] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help=_("Make up a token for judging and show it, if none is given."))
    ] = False,
) -> None:
    """Serve the pages of a store until it is interrupted."""
    from pourparlers.commands.dropped import take_in
    from pourparlers.web.app import LOOPBACK, create_app

    if token is not None and len(token) < 8:
        raise typer.BadParameter(_("at least 8 characters"), param_hint="--token")
    with opened(store, create=True) as checked:
        place = checked.place
    if judge and not token:
        token = new_token()
        typer.echo(_("The token for judging: {token}").format(token=token), err=True)
    if not is_loopback(host):
        typer.echo(
            _("Beware: {host} can be reached from other machines; anyone there can read.").format(host=host), err=True
        )
    hosts = (*LOOPBACK, host) if is_loopback(host) else ("*",)
    run(create_app(place, token=token, hosts=hosts, take_in=take_in), host, port)


def run(app: FastAPI, host: str, port: int) -> None:
    """Serve an app, and say where to look; ends the command where the address is not free."""
    import uvicorn

    taken = listen(host, port)
    typer.echo(_("Look at {address} (Ctrl-C ends it)").format(address=address(host, taken.getsockname()[1])))
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3)
    uvicorn.Server(config).run(sockets=[taken])


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address; says on stderr why there is none, and ends the command."""
    import socket

    try:
        family, kind, number, _name, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, number)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(where)
        taken.listen(512)
    except OSError as error:
        said = _("cannot listen on {host}, port {port}: {reason}")
        typer.echo(said.format(host=host, port=port, reason=error.strerror), err=True)
        raise typer.Exit(FAILED) from error
    return taken


def address(host: str, port: int) -> str:
    """The address to look at."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def is_loopback(host: str) -> bool:
    """Does the address reach this machine only?"""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def new_token() -> str:
    """A token that cannot be guessed."""
    import secrets

    return secrets.token_urlsafe(16)
