"""Is it fit for release? Builds the wheel, installs it in an empty environment, and tries it as a new user would.

    python bench/release.py

What is installed beside it is what ``requirements/base.txt`` pins. The demo runs from an empty folder, without a
terminal, with nothing of this project's folder in reach.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
SENTENCE = "Le Kremlin a annulé mardi la rencontre prévue à Genève entre Vladimir Poutine et le président turc."
WANTED = ("pourparlers/knowledge/fr/cues.tsv", "pourparlers/samples/budapest.jsonl", "pourparlers/py.typed")
FOREIGN = ("tests/", "bench/", "docs/")


def step(title: str, command: Sequence[str | Path], folder: Path, text: str = "") -> str:
    """Run a command in a folder, and say so; what it printed.

    Raises:
        SystemExit: it fails.
    """
    print(f"… {title}", flush=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "POURPARLERS", "VIRTUAL_ENV", "XDG_"))}
    env = {**kept, "HOME": str(folder), "POURPARLERS_LANG": "en"}
    if "pip" in map(str, command):
        env["HOME"] = os.environ.get("HOME", str(folder))
    done = subprocess.run(
        [str(c) for c in command], cwd=folder, env=env, input=text, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{title}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def wheel(folder: Path) -> Path:
    """The wheel, built; what has to be in it is, and nothing else."""
    build = "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))"
    name = step("build the wheel", [sys.executable, "-c", build, folder], ROOT).split()[-1]
    names = zipfile.ZipFile(folder / name).namelist()
    missing = [w for w in WANTED if w not in names]
    foreign = [n for n in names if n.startswith(FOREIGN) or "__pycache__" in n]
    if missing or foreign:
        sys.exit(f"the wheel lacks {missing}, and holds {foreign}")
    return folder / name


def main() -> int:
    """All steps; 0 if the release is fit."""
    with tempfile.TemporaryDirectory(prefix="pourparlers-release-") as made:
        top = Path(made)
        empty = top / "empty"
        empty.mkdir()
        built = wheel(top)
        venv.create(top / "venv", with_pip=True)
        bin_ = top / "venv" / ("Scripts" if os.name == "nt" else "bin")
        pip = [bin_ / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        pinned = ROOT / "requirements" / "base.txt"
        step("install what it needs", [*pip, "--require-hashes", "-r", pinned], empty)
        step("install the wheel", [*pip, "--no-deps", built], empty)
        step("nothing is missing", [bin_ / "python", "-m", "pip", "check"], empty)
        return tried(bin_ / "pourparlers", empty)


def tried(program: Path, empty: Path) -> int:
    """Try the commands of the first five minutes."""
    from pourparlers import __version__

    expected = {
        "its version": (["--version"], f"pourparlers {__version__}"),
        "the demo, without a terminal": (["demo"], "Budapest"),
        "read": (["read", "-", "--published", "2025-10-21"], "[CALLED OFF]"),
        "explain": (["explain", SENTENCE], "fr/meeting_status.tsv:annuler"),
        "add": (["add", "-", "--published", "2025-10-21"], ""),
        "talks": (["talks"], "called off"),
    }
    for title, (arguments, words) in expected.items():
        out = step(title, [program, *arguments], empty, SENTENCE)
        if words not in out:
            sys.exit(f"{title}: expected {words!r} in\n{out}")
    print("fit for release")
    return 0


if __name__ == "__main__":
    sys.exit(main())
