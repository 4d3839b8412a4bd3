"""Files that somebody drops on a page: put into the store as ``pourparlers add`` puts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pourparlers.reading.intake import UnreadableError
    from pourparlers.store import Store
    from pourparlers.web.dropping import Added


class Noted:
    """What was skipped, kept for the page."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.items: list[tuple[str, UnreadableError]] = []

    def add(self, place: str, error: UnreadableError) -> None:
        """Note an item and why it was skipped."""
        from pourparlers.commands.skipped import kind_of

        self.counts[kind_of(error)] += 1
        self.items.append((place, error))


def take_in(store: Store, paths: Sequence[Path]) -> Added:
    """Put the articles of files into a store, and link them."""
    from pourparlers.commands.adding import Run
    from pourparlers.sources.files import articles
    from pourparlers.web.dropping import Added

    noted = Noted()
    run = Run(store, noted, everything=True)
    run.go(articles([str(p) for p in paths]))
    return Added(dict(run.counts), noted.items)
