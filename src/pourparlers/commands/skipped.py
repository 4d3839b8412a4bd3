"""What was skipped: the first on stderr, all of them in a file, each with its reason."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

import typer

from pourparlers.i18n import gettext as _

if TYPE_CHECKING:
    from pourparlers.reading.intake import UnreadableError

SHOWN = 20
"""Items told on stderr; the others are only in the file."""

_NOT_FOR_US = frozenset({"empty", "language", "long", "item", "page", "robots", "link"})
"""Reasons for which an article is skipped; any other is a failure."""


class Notes(Protocol):
    """Where it is noted what was skipped, with the counts of it by kind."""

    counts: Counter[str]

    def add(self, place: str, error: UnreadableError) -> None:
        """Note an item and why it was skipped."""


def kind_of(error: UnreadableError) -> str:
    """Was it skipped, being nothing for us, or has it failed?"""
    return "skipped" if error.reason in _NOT_FOR_US else "failed"


class SkippedList:
    """What one call skipped. The file is made with the first item that is in it, in an earlier one's place.

    Columns of the file: place, kind (skipped or failed), reason (a key), detail, message.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.counts: Counter[str] = Counter()
        self._told: dict[str, str] = {}
        self._file: TextIO | None = None
        self._reasons: Counter[str] = Counter()

    def add(self, place: str, error: UnreadableError) -> None:
        """Note an item and why it was skipped."""
        from pourparlers.reading.intake import REASONS

        kind = kind_of(error)
        self.counts[kind] += 1
        self._reasons[error.reason] += 1
        said = _(REASONS[error.reason]).format(detail=error.detail)
        if sum(self.counts.values()) <= SHOWN:
            typer.echo(f"{place}: {said}", err=True)
        self._write(place, kind, error.reason, error.detail, said)

    def _write(self, *cells: str) -> None:
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("w", encoding="utf-8", errors="replace", newline="")
                csv.writer(self._file).writerow(("place", "kind", "reason", "detail", "message"))
            csv.writer(self._file).writerow(cells)
            self._file.flush()
        except OSError as error:
            if str(error) not in self._told:
                self._told[str(error)] = ""
                typer.echo(f"{self.path}: {error.strerror}", err=True)

    def close(self) -> None:
        """Tell how many were skipped for which reason, and where the list of them is."""
        from pourparlers.reading.intake import REASONS

        if self._file is None:
            return
        self._file.close()
        for reason, n in self._reasons.most_common():
            typer.echo(f"{n:6} {_(REASONS[reason]).format(detail='…')}", err=True)
        typer.echo(_("skipped and why: {path}").format(path=self.path), err=True)
