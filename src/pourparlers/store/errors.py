"""What can go wrong with a store, said so that a person can act on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import exc

from pourparlers.i18n import N_
from pourparlers.i18n import gettext as _

REASONS: Final[dict[str, str]] = {
    "newer": N_("the store was made by a newer version of pourparlers (schema {detail}): update the program"),
    "foreign": N_("this is a database of something else: {detail}"),
    "corrupt": N_("the store is damaged or is not a database ({detail}): restore a copy, or take another --store"),
    "locked": N_("the store is in use by another process: try again ({detail})"),
    "readonly": N_("the store cannot be written to ({detail})"),
    "full": N_("there is no room left for the store ({detail})"),
    "missing": N_("there is no store here: {detail}"),
    "unreachable": N_("the store cannot be opened ({detail})"),
    "driver": N_("this kind of store needs another package: {detail}"),
    "record": N_("the record does not fit its schema: {detail}"),
    "unknown": N_("nothing in the store has this id: {detail}"),
    "ambiguous": N_("several ids in the store start like this: {detail}"),
    "judgement": N_("this judgement cannot be made: {detail}"),
    "failed": N_("the store failed: {detail}"),
}
"""Reasons by their key; each says what is wrong and where it can, what to do."""

_SIGNS = (
    ("locked", r"database is locked|database table is locked|lock timeout|deadlock"),
    ("readonly", r"readonly database|read-only|permission denied"),
    ("full", r"disk is full|No space left|could not extend file"),
    ("corrupt", r"malformed|not a database|invalid page|disk I/O error|unable to .* wal"),
    ("unreachable", r"unable to open|could not connect|connection refused|connection failed|does not exist|password"),
)


class StoreError(Exception):
    """A store that cannot do what is asked; ``reason`` is a key of ``REASONS``, ``detail`` what was seen."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(REASONS[reason].format(detail=detail))

    def message(self, lang: str | None = None) -> str:
        """What is wrong, in the language of the interface or the one named."""
        return _(REASONS[self.reason], lang).format(detail=self.detail)


@contextmanager
def explained() -> Iterator[None]:
    """Turns the errors of the database into a StoreError."""
    try:
        yield
    except exc.DBAPIError as error:
        said = " ".join(str(error.orig).split())
        reason = next((r for r, sign in _SIGNS if re.search(sign, said, re.I)), "failed")
        raise StoreError(reason, said) from error
