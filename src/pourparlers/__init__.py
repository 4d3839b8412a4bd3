"""pourparlers reads French-language news about diplomacy: who is to meet whom, is it on, who says so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pourparlers.version import __version__

if TYPE_CHECKING:
    from pourparlers.reading.reader import Reader
    from pourparlers.record import Record
    from pourparlers.store import Store, open_store

__all__ = ["Reader", "Store", "__version__", "open_store", "read"]


def read(text: str, **about: Any) -> Record:
    """Read one French text; ``about`` may give ``published`` (a date or ISO string), ``id``, ``title``, ``url``…

    Raises:
        pourparlers.reading.intake.UnreadableError: the text cannot be read, and why.
    """
    return _reader().read(text, **about)


@cache
def _reader() -> Reader:
    from pourparlers.reading.reader import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    if name == "Reader":
        from pourparlers.reading.reader import Reader

        return Reader
    if name in ("Store", "open_store"):
        from pourparlers import store

        return getattr(store, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
