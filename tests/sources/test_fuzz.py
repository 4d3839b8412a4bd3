"""A small part of what ``make fuzz`` runs: malformed documents of every kind."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

FILE = Path(__file__).parents[2] / "bench" / "fuzz_sources.py"
MANY = 300


def test_malformed_documents_crash_and_hang_nothing(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("fuzz_sources", FILE)
    assert spec is not None
    assert spec.loader is not None
    fuzz = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_sources"] = fuzz
    spec.loader.exec_module(fuzz)
    found = []
    for name, data in fuzz.cases(MANY, seed=7):
        (tmp_path / name).write_bytes(data)
        found += fuzz.outcome(tmp_path / name)
    assert "taken" in found
    assert len(set(found)) > 5
