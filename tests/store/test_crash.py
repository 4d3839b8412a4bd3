"""Killed while adding, a store loses nothing and holds nothing twice or by half."""

from __future__ import annotations

from pathlib import Path

from pourparlers.store import open_store
from store.crash import ordeal, outcome, work_quietly


def test_a_process_killed_while_adding(place: str, tmp_path: Path) -> None:
    told = ordeal(place, kills=6, seed=3, count=60)
    assert told["while writing"] >= 3
    undisturbed = str(tmp_path / "undisturbed.db")
    work_quietly(undisturbed, 60)
    with open_store(place) as one, open_store(undisturbed) as other:
        assert outcome(one) == outcome(other)
