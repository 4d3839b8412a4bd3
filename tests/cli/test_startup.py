"""Commands that read nothing start without what reading needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "thinc", "numpy", "ray", "duckdb", "pyarrow", "fastapi", "py3langid")
SCRIPT = """
import sys
sys.argv = ["pourparlers", *{arguments!r}]
from pourparlers.cli import main
try:
    main()
except SystemExit:
    pass
print("LOADED", *sorted(m for m in {heavy!r} if m in sys.modules))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["read", "--help"], ["talks"], ["talks", "--help"]])
def test_nothing_heavy_is_loaded(arguments: list[str], tmp_path: Path) -> None:
    if "talks" in arguments and len(arguments) == 1:
        from pourparlers.store import open_store

        open_store(tmp_path / "store.db").close()
        arguments = [*arguments, "--store", str(tmp_path / "store.db")]
    script = SCRIPT.format(arguments=arguments, heavy=HEAVY)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "LOADED"
