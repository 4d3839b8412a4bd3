"""The notebook of the documentation runs, cell by cell, as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: str(p.name))
def test_a_notebook_runs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    assert all(not cell.outputs and cell.execution_count is None for cell in cells), "clear the outputs"
    names: dict[str, Any] = {"__name__": "__main__"}
    for n, cell in enumerate(cells):
        exec(compile(cell.source, f"{path.name}[{n}]", "exec"), names)
    assert "planned" in capsys.readouterr().out


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
