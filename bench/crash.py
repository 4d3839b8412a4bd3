"""Kill a process that adds articles, at a hundred and more random moments, on SQLite and on PostgreSQL.

    python bench/crash.py [--kills 120] [--only sqlite|postgresql]

After each kill: every article told to be done is there, each once and whole. At the end: the same talks as in a store
that was never disturbed. Exits with 1 if not, or if PostgreSQL is not installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from pourparlers.store import open_store
from store.cluster import cluster
from store.crash import ordeal, outcome, work_quietly


def run(name: str, place: str, kills: int, folder: str) -> None:
    """One database through the ordeal."""
    started, count = time.perf_counter(), 8 * kills
    told = ordeal(place, kills=kills, seed=11, count=count)
    undisturbed = str(Path(folder) / f"{name}-undisturbed.db")
    work_quietly(undisturbed, count)
    with open_store(place) as one, open_store(undisturbed) as other:
        assert outcome(one) == outcome(other), "not the talks of a store that was never disturbed"
    seconds = time.perf_counter() - started
    print(f"{name}: {', '.join(f'{k} {v}' for k, v in told.items())}; nothing lost or doubled ({seconds:.0f} s)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=120)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    o = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if o.only != "postgresql":
            run("sqlite", str(Path(folder) / "store.db"), o.kills, folder)
        if o.only != "sqlite":
            with cluster() as running:
                if running is None:
                    print("postgresql: not installed (Debian: apt-get install postgresql)", file=sys.stderr)
                    return 1
                run("postgresql", running.database(), o.kills, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
