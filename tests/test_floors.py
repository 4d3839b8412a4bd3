"""Reading is no worse than it was: the figures of the annotated articles hold against bench/floors.json."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pourparlers import Reader

BENCH = Path(__file__).parents[1] / "bench"
FLOORS: dict[str, dict[str, float]] = json.loads((BENCH / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", BENCH / "quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["quality"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_figures_hold(name: str, quality: ModuleType, reader: Reader, shared: Path) -> None:
    figures, _ = quality.measure(name, reader)
    fallen = {k: (figures[k], floor) for k, floor in FLOORS[name].items() if figures[k] < floor}
    assert not fallen, f"figure below its floor: {fallen}"
