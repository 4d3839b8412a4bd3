"""One talk as one page of HTML that needs nothing else: to send to a colleague, to keep, to print."""

from __future__ import annotations

from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import Connection

from pourparlers import __version__
from pourparlers.export import said, walk
from pourparlers.export.wanted import Wanted
from pourparlers.i18n import gettext


def write(connection: Connection, wanted: Wanted, out: TextIO) -> int:
    """Write the page of each talk wanted; how many there are."""
    environment = Environment(
        loader=PackageLoader("pourparlers.export"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: said.clean(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("talk.html")
    number = 0
    for told in walk.talks(connection, wanted):
        values = {"told": told, "talk": told.talk, "lang": wanted.lang, "said": said, "version": __version__}
        out.write(template.render(**values, _=lambda message: gettext(message, wanted.lang)))
        number += 1
    return number
